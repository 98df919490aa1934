use crate::{coinbase::distribution::Pots, mock::*, *};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::Inspect, StorageInfoTrait},
};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeSet;

fn dissolve(netuid: u16) -> DispatchResult {
	SubtensorModule::root_dissolve_network(RuntimeOrigin::root(), netuid)
}

fn register(coldkey: AccountId) -> DispatchResult {
	SubtensorModule::register_network(RuntimeOrigin::signed(coldkey), hotkey(coldkey))
}

/// Runs until nothing is being dissolved any more, with the invariants after each block; returns
/// how many blocks that took.
fn run_until_dissolved() -> u32 {
	for blocks in 0..1_000 {
		if DissolveCleanupQueue::<Test>::get().is_empty() {
			return blocks;
		}
		run_to_block(System::block_number() + 1);
		SubtensorModule::do_try_state().unwrap();
	}
	panic!("still dissolving after 1000 blocks");
}

/// Subnet 1 with Eve as a nominator of Bob's, so that three stake in the ratio 3 : 2 : 1.
fn three_stakers() -> ExtBuilder {
	ExtBuilder::default().living(|subnet| {
		subnet.nominations.push(genesis::GenesisNomination {
			hotkey: hotkey(BOB),
			coldkey: EVE,
			stake: 1_000 * UNIT,
		});
	})
}

/// Blocks so small that a walk takes many of them.
fn tiny_blocks() {
	BlockWeights::set(block_weights(10_000_000_000));
}

mod payment {
	use super::*;

	#[test]
	fn stakers_divide_the_pool_in_proportion_to_their_stake() {
		three_stakers().build_and_execute(|| {
			let before = [ALICE, BOB, EVE].map(Balances::free_balance);
			let pool = SubnetTAO::<Test>::get(NETUID);
			assert_ok!(dissolve(NETUID));
			run_until_dissolved();
			let gained: Vec<_> = [ALICE, BOB, EVE]
				.iter()
				.zip(before)
				.map(|(who, before)| Balances::free_balance(who) - before)
				.collect();
			for (gain, parts) in gained.iter().zip([3, 2, 1]) {
				assert_eq!(*gain, pool / 6 * parts + pool % 6 * parts / 6);
			}
		});
	}

	#[test]
	fn what_roundings_leave_is_recycled_and_nothing_stays_on_the_account() {
		three_stakers().build_and_execute(|| {
			let account = SubtensorModule::subnet_account(NETUID);
			frame_support::assert_ok!(Balances::transfer_allow_death(
				RuntimeOrigin::signed(EVE),
				account,
				1_000_000
			));
			let issuance = Balances::total_issuance();
			assert_ok!(dissolve(NETUID));
			events_since_last_call();
			run_until_dissolved();
			let recycled = events_since_last_call()
				.into_iter()
				.find_map(|event| match event {
					Event::NetworkDissolved { netuid: NETUID, recycled } => Some(recycled),
					_ => None,
				})
				.unwrap();
			assert!(
				(1_000_000..1_000_003).contains(&recycled),
				"the gift and roundings: {recycled}"
			);
			assert_eq!(Balances::total_issuance(), issuance - recycled);
			assert_eq!(Balances::total_balance(&account), 0);
		});
	}

	#[test]
	fn without_stakers_the_pool_is_recycled() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(register(EVE));
			let (balance, issuance) = (Balances::free_balance(EVE), Balances::total_issuance());
			assert_ok!(dissolve(2));
			run_until_dissolved();
			assert_eq!(Balances::free_balance(EVE), balance, "the price was spent");
			// One TAO of emission to subnet 1 in the block in which it was dissolved: as liquidity
			// and a purchase, both rounded down.
			assert_eq!(Balances::total_issuance(), issuance - 1_000 * UNIT + UNIT - 1);
		});
	}

	#[test]
	fn pots_lapse() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_block(7);
			assert_ne!(SubtensorModule::pots(NETUID), Pots::default());
			assert_ok!(dissolve(NETUID));
			assert_eq!(SubtensorModule::pots(NETUID), Pots::default());
			assert_eq!(SubnetAlphaOut::<Test>::get(NETUID), 5_000 * UNIT, "what is staked stays");
		});
	}

	#[test]
	fn a_part_too_small_for_an_account_is_recycled() {
		ExtBuilder::default()
			.living(|subnet| {
				subnet.nominations.push(genesis::GenesisNomination {
					hotkey: hotkey(BOB),
					coldkey: FERDIE,
					stake: 10,
				});
			})
			.build_and_execute(|| {
				assert_ok!(dissolve(NETUID));
				events_since_last_call();
				run_until_dissolved();
				assert_eq!(Balances::free_balance(FERDIE), 0);
				let events = events_since_last_call();
				assert!(events.contains(&Event::StakeRemoved {
					coldkey: FERDIE,
					hotkey: hotkey(BOB),
					tao: 0,
					alpha: 10,
					netuid: NETUID,
					fee: 0
				}));
			});
	}

	#[test]
	fn in_small_blocks_it_takes_many_and_pays_the_same() {
		let gains = |prepare: fn()| {
			let mut gains = vec![];
			let mut blocks = 0;
			three_stakers()
				.subnet(genesis::GenesisSubnet { netuid: 2, ..living_subnet() })
				.build_and_execute(|| {
					prepare();
					let before = [ALICE, BOB, EVE].map(Balances::free_balance);
					assert_ok!(dissolve(NETUID));
					blocks = run_until_dissolved();
					gains = [ALICE, BOB, EVE]
						.iter()
						.zip(before)
						.map(|(who, before)| Balances::free_balance(who) - before)
						.collect();
				});
			(gains, blocks)
		};
		let (at_once, one) = gains(|| ());
		let (slowly, many) = gains(tiny_blocks);
		assert_eq!(one, 1);
		assert!(many > 5, "{many}");
		assert_eq!(at_once, slowly);
	}
}

mod storage {
	use super::*;

	/// Items that are not kept per subnet, or whose entries need more than removing.
	const ELSEWHERE: &[&str] = &[
		// One value for the chain.
		"TotalIssuance",
		"TotalNetworks",
		"SubnetLimit",
		"TaoWeight",
		"StakeThreshold",
		"SubnetOwnerCut",
		"MaxEpochsPerBlock",
		"StartCallDelay",
		"MinStake",
		"NetworkRateLimit",
		"NetworkMinLockCost",
		"NetworkLastLockCost",
		"NetworkLastLockBlock",
		"NetworkLockReductionInterval",
		"NetworkImmunityPeriod",
		"NewSubnet",
		"EMAPriceHalvingBlocks",
		"SubnetMovingAlpha",
		"AdminFreezeWindow",
		"OwnerHyperparamRateLimit",
		"MaxMechanismCount",
		"CommitRevealWeightsVersion",
		"PendingChildKeyCooldown",
		"ChildrenRateLimit",
		"MinChildkeyTake",
		"MaxChildkeyTake",
		"TxChildkeyTakeRateLimit",
		"CKBurn",
		"NominatorMinRequiredStake",
		"MinDelegateTake",
		"MaxDelegateTake",
		"TxDelegateTakeRateLimit",
		"TxRateLimit",
		"NumRootClaim",
		"RootClaimCursor",
		"DissolveCleanupQueue",
		"CurrentDissolveCleanupStatus",
		"NetworkRegistrationQueue",
		"HotkeySwapOnSubnetInterval",
		"ColdkeySwapAnnouncementDelay",
		"ColdkeySwapReannouncementDelay",
		// By account.
		"ColdkeySwapAnnouncements",
		"ColdkeySwapDisputes",
		"IdentitiesV2",
		"AccountFlags",
		"LastPowRegistrationBlock",
		"RootClaimType",
		"Owner",
		"OwnedHotkeys",
		"StakingHotkeys",
		"Delegates",
		// Never written.
		"Lock",
		"DecayingLock",
		"LockingColdkeys",
		"HotkeyLock",
		"DecayingHotkeyLock",
		"OwnerLock",
		"DecayingOwnerLock",
		"MaturityRate",
		"UnlockRate",
		// Gone at once.
		"NetworksAdded",
		// Paid back.
		"Alpha",
		"TotalHotkeyAlpha",
		"TotalHotkeyShares",
		// By a key that says more; `remove_hyperparameters` knows them.
		"LastRateLimitedBlock",
		// A coldkey's lists go with the last entry.
		"RootUnclaimed",
		// The subnet's entry in each value is removed.
		"RootClaimable",
	];

	fn inventory() -> Vec<&'static str> {
		let mut names = vec![];
		macro_rules! list {
			($($shape:ident: [$($name:ident),* $(,)?],)*) => {
				$($(names.push(stringify!($name));)*)*
			};
		}
		inventory::subnet_storage!(list);
		names
	}

	#[test]
	fn every_storage_item_is_in_the_inventory_or_is_not_a_subnets() {
		let listed = inventory();
		let known: BTreeSet<_> = listed.iter().chain(ELSEWHERE).copied().collect();
		assert_eq!(known.len(), listed.len() + ELSEWHERE.len(), "something is listed twice");
		for info in SubtensorModule::storage_info() {
			let name = String::from_utf8(info.storage_name).unwrap();
			assert!(
				known.contains(name.as_str()) || name.starts_with(':'),
				"{name} is new: list it in inventory.rs if it is kept per subnet, else here"
			);
		}
	}

	#[test]
	fn nothing_is_left_of_the_subnet() {
		three_stakers().build_and_execute(|| {
			let keys = || {
				let mut keys = BTreeSet::new();
				let mut last = sp_io::hashing::twox_128(b"SubtensorModule").to_vec();
				let prefix = last.clone();
				while let Some(key) =
					sp_io::storage::next_key(&last).filter(|key| key.starts_with(&prefix))
				{
					// Shorter ones are the chain's own values, not maps.
					if key.len() > 32 {
						keys.insert(key.clone());
					}
					last = key;
				}
				keys
			};
			// Eve's keys and lists exist already, and so does what the first epoch of subnet 1 stores.
			run_to_epoch(NETUID);
			let origin = RuntimeOrigin::signed(EVE);
			assert_ok!(SubtensorModule::add_stake(origin, hotkey(ALICE), NETUID, UNIT));
			assert_ok!(register(EVE));
			assert_ok!(dissolve(2));
			run_until_dissolved();
			let before = keys();

			// A life: neurons, stake, weights, axons, epochs, dividends.
			assert_ok!(register(EVE));
			assert_ok!(SubtensorModule::start_call(RuntimeOrigin::signed(EVE), 2));
			for who in [ALICE, BOB, CHARLIE] {
				let origin = RuntimeOrigin::signed(who);
				assert_ok!(SubtensorModule::burned_register(origin, 2, hotkey(who)));
			}
			let origin = RuntimeOrigin::signed(EVE);
			assert_ok!(SubtensorModule::add_stake(origin, hotkey(EVE), 2, 1_000 * UNIT));
			let origin = RuntimeOrigin::signed(hotkey(BOB));
			assert_ok!(SubtensorModule::serve_axon(origin, 2, 1, 1 << 24, 8_091, 4, 0, 0, 0));
			run_to_epoch(2);
			let origin = RuntimeOrigin::signed(hotkey(ALICE));
			assert_ok!(SubtensorModule::set_weights(origin, 2, vec![2, 3], vec![1, 2], 0));
			run_to_epoch(2);
			run_to_epoch(2);
			assert!(!Bonds::<Test>::get(2, 1).is_empty());
			assert!(keys().len() > before.len() + 50);

			assert_ok!(dissolve(2));
			run_until_dissolved();
			let added: Vec<_> = keys().difference(&before).cloned().collect();
			assert!(added.is_empty(), "{added:02x?} are left");
		});
	}

	#[test]
	fn root_stakers_claims_on_the_subnet_lapse_and_others_stay() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(register(EVE));
			let rates = |netuids: &[u16]| {
				let mut rates = frame_support::BoundedBTreeMap::new();
				for netuid in netuids {
					// Nothing has been earned at this rate, so nothing is owed.
					rates.try_insert(*netuid, I96F32::default()).unwrap();
				}
				rates
			};
			RootClaimable::<Test>::insert(hotkey(ALICE), rates(&[1, 2]));
			RootClaimable::<Test>::insert(hotkey(BOB), rates(&[2]));
			assert_ok!(dissolve(2));
			run_until_dissolved();
			assert_eq!(RootClaimable::<Test>::get(hotkey(ALICE)), rates(&[1]));
			assert!(!RootClaimable::<Test>::contains_key(hotkey(BOB)));
		});
	}

	#[test]
	fn every_mechanism_goes() {
		ExtBuilder::default().build_and_execute(|| {
			let index = storage_index(NETUID, 1).unwrap();
			let row = frame_support::BoundedVec::truncate_from(vec![(3, 65_535)]);
			Weights::<Test>::insert(index, 0, row);
			assert_ok!(dissolve(NETUID));
			run_until_dissolved();
			assert!(!Weights::<Test>::contains_key(index, 0));
		});
	}
}

mod limit {
	use super::*;

	/// Subnets 1 to 3, out of immunity, and no room for another one.
	fn full() -> ExtBuilder {
		ExtBuilder::default()
			.subnet(genesis::GenesisSubnet { netuid: 2, ..living_subnet() })
			.subnet(genesis::GenesisSubnet { netuid: 3, ..living_subnet() })
	}

	fn set_limits() {
		SubnetLimit::<Test>::put(3);
		NetworkImmunityPeriod::<Test>::put(0);
	}

	#[test]
	fn the_weakest_subnet_makes_room() {
		full().build_and_execute(|| {
			set_limits();
			SubnetMovingPrice::<Test>::insert(2, I96F32 { bits: 5 });
			let balance = Balances::free_balance(EVE);
			let cost = SubtensorModule::network_lock_cost(1);
			events_since_last_call();
			assert_ok!(register(EVE));
			assert_eq!(
				events_since_last_call(),
				[
					Event::NetworkRemoved(2),
					Event::NetworkRegistrationQueued {
						coldkey: EVE,
						hotkey: hotkey(EVE),
						registration_block: 1,
						lock_amount: cost
					}
				]
			);
			assert_eq!(Balances::free_balance(EVE), balance - cost, "paid at once");
			run_until_dissolved();
			let events = events_since_last_call();
			assert!(events.contains(&Event::NetworkAdded(2, 1)));
			assert_eq!(SubnetOwner::<Test>::get(2), EVE);
			assert_eq!(SubnetLocked::<Test>::get(2), cost);
			assert_eq!(NetworkRegisteredAt::<Test>::get(2), System::block_number());
			assert_eq!(Keys::<Test>::get(2, 0), hotkey(EVE));
			assert_eq!(NetworkRegistrationQueue::<Test>::get().len(), 0);
		});
	}

	#[test]
	fn the_price_beyond_the_least_leaves_issuance_when_the_subnet_is_created() {
		full().build_and_execute(|| {
			set_limits();
			NetworkLastLockCost::<Test>::put(5_000 * UNIT);
			let cost = SubtensorModule::network_lock_cost(1);
			assert!(cost > 4_999 * UNIT);
			assert_ok!(register(EVE));
			run_until_dissolved();
			assert_eq!(SubnetLocked::<Test>::get(1), cost);
			assert_eq!(SubtensorModule::pool(1).tao, 1_000 * UNIT);
			let account = SubtensorModule::subnet_account(1);
			assert_eq!(Balances::total_balance(&account), 1_000 * UNIT);
		});
	}

	#[test]
	fn equal_prices_are_decided_by_age_and_then_by_netuid() {
		full().build_and_execute(|| {
			set_limits();
			for netuid in [1, 2, 3] {
				SubnetMovingPrice::<Test>::insert(netuid, I96F32 { bits: 7 });
			}
			assert_eq!(SubtensorModule::subnet_to_prune(1), Some(1));
			NetworkRegisteredAt::<Test>::insert(1, 1);
			assert_eq!(SubtensorModule::subnet_to_prune(1), Some(2));
			SubnetMovingPrice::<Test>::insert(3, I96F32 { bits: 6 });
			assert_eq!(SubtensorModule::subnet_to_prune(1), Some(3));
		});
	}

	#[test]
	fn young_subnets_are_immune() {
		full().build_and_execute(|| {
			SubnetLimit::<Test>::put(3);
			NetworkImmunityPeriod::<Test>::put(10);
			run_to_block(9);
			assert_noop!(register(EVE), Error::<Test>::AllNetworksInImmunity);
			run_to_block(10);
			NetworkRegisteredAt::<Test>::insert(1, 1);
			SubnetMovingPrice::<Test>::insert(1, I96F32 { bits: 0 });
			assert_eq!(SubtensorModule::subnet_to_prune(10), Some(2), "1 is a block too young");
			assert_ok!(register(EVE));
		});
	}

	#[test]
	fn a_netuid_that_becomes_free_anyway_is_waited_for() {
		full().build_and_execute(|| {
			set_limits();
			NetworkImmunityPeriod::<Test>::put(1_000);
			assert_ok!(dissolve(3));
			assert_ok!(register(EVE));
			assert_eq!(TotalNetworks::<Test>::get(), 3, "no other subnet had to go");
			assert_noop!(register(DAVE), Error::<Test>::AllNetworksInImmunity);
			run_until_dissolved();
			assert_eq!(SubnetOwner::<Test>::get(3), EVE);
		});
	}

	#[test]
	fn registrations_are_served_in_their_order() {
		full().build_and_execute(|| {
			set_limits();
			for who in [EVE, DAVE, CHARLIE] {
				assert_ok!(register(who));
			}
			assert_eq!(DissolveCleanupQueue::<Test>::get().to_vec(), [1, 2, 3]);
			assert_noop!(register(BOB), Error::<Test>::SubnetLimitReached);
			run_until_dissolved();
			assert_eq!([1, 2, 3].map(SubnetOwner::<Test>::get), [EVE, DAVE, CHARLIE]);
			assert_eq!(TotalNetworks::<Test>::get(), 4);
			let account = SubtensorModule::registration_account();
			assert_eq!(Balances::total_balance(&account), 0);
		});
	}

	#[test]
	fn the_number_of_netuids_is_a_limit_too() {
		full().build_and_execute(|| {
			set_limits();
			SubnetLimit::<Test>::put(128);
			MaxSubnets::set(4);
			assert_ok!(register(EVE));
			run_until_dissolved();
			assert_eq!(SubnetOwner::<Test>::get(1), EVE);
		});
	}
}

mod meanwhile {
	use super::*;

	#[test]
	fn no_call_finds_the_subnet() {
		three_stakers().build_and_execute(|| {
			assert_ok!(dissolve(NETUID));
			let cold = || RuntimeOrigin::signed(BOB);
			let hot = || RuntimeOrigin::signed(hotkey(BOB));
			let gone = Error::<Test>::SubnetNotExists;
			assert_noop!(SubtensorModule::add_stake(cold(), hotkey(BOB), NETUID, UNIT), gone);
			let gone = Error::<Test>::SubnetNotExists;
			assert_noop!(SubtensorModule::remove_stake(cold(), hotkey(BOB), NETUID, UNIT), gone);
			assert!(SubtensorModule::burned_register(cold(), NETUID, 77)
				.is_err_and(|error| error.error == Error::<Test>::SubnetNotExists.into()));
			assert_noop!(
				SubtensorModule::start_call(RuntimeOrigin::signed(ALICE), NETUID),
				Error::<Test>::SubnetNotExists
			);
			assert_noop!(
				SubtensorModule::set_weights(hot(), NETUID, vec![2], vec![1], 0),
				Error::<Test>::MechanismDoesNotExist
			);
			assert_noop!(
				SubtensorModule::serve_axon(hot(), NETUID, 1, 1 << 24, 8_091, 4, 0, 0, 0),
				Error::<Test>::HotKeyNotRegisteredInNetwork
			);
			assert_noop!(dissolve(NETUID), Error::<Test>::SubnetNotExists);
		});
	}

	#[test]
	fn there_is_no_emission_and_no_epoch() {
		three_stakers().build_and_execute(|| {
			tiny_blocks();
			run_to_block(9);
			assert_ok!(dissolve(NETUID));
			let issuance = Balances::total_issuance();
			let alpha = SubnetAlphaOut::<Test>::get(NETUID);
			run_to_block(10);
			assert!(
				!DissolveCleanupQueue::<Test>::get().is_empty(),
				"it takes longer than a block"
			);
			assert_eq!(LastMechansimStepBlock::<Test>::get(NETUID), 0);
			assert_eq!(Balances::total_issuance(), issuance);
			assert!(SubnetAlphaOut::<Test>::get(NETUID) <= alpha);
		});
	}

	#[test]
	fn several_are_dissolved_one_after_the_other() {
		ExtBuilder::default()
			.subnet(genesis::GenesisSubnet { netuid: 2, ..living_subnet() })
			.build_and_execute(|| {
				assert_ok!(dissolve(2));
				assert_ok!(dissolve(1));
				run_to_block(2);
				assert_eq!(DissolveCleanupQueue::<Test>::get().to_vec(), [1]);
				run_until_dissolved();
				assert_eq!(TotalNetworks::<Test>::get(), 1);
			});
	}
}

#[test]
fn errors_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let origin = RuntimeOrigin::signed(ALICE);
		assert_noop!(
			SubtensorModule::root_dissolve_network(origin.clone(), NETUID),
			DispatchError::BadOrigin
		);
		assert_noop!(
			SubtensorModule::dissolve_network(origin, ALICE, NETUID),
			DispatchError::BadOrigin
		);
		assert_noop!(dissolve(ROOT), Error::<Test>::CannotDissolveRoot);
		assert_noop!(dissolve(9), Error::<Test>::SubnetNotExists);
		assert_noop!(
			SubtensorModule::dissolve_network(RuntimeOrigin::root(), BOB, NETUID),
			Error::<Test>::NotSubnetOwner
		);
		events_since_last_call();
		assert_ok!(SubtensorModule::dissolve_network(RuntimeOrigin::root(), ALICE, NETUID));
		assert_eq!(events_since_last_call(), [Event::NetworkRemoved(NETUID)]);
	});
}
