use crate::{mock::*, root_claims::Account, *};
use alloc::collections::BTreeSet;
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect, weights::WeightMeter};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

const RATE: i128 = 1 << 32;

/// Two subnets that are worth more than a TAO together, so that root earns; nobody is paid without
/// asking.
fn earning(test: impl FnOnce()) {
	ExtBuilder::default()
		.subnet(genesis::GenesisSubnet { netuid: 2, ..living_subnet() })
		.build_and_execute(|| {
			NumRootClaim::<Test>::put(0);
			for netuid in [1, 2] {
				SubnetMovingPrice::<Test>::insert(netuid, I96F32 { bits: RATE });
			}
			test();
		});
}

/// As after an epoch that gave a hotkey's root stakers `amount`.
fn give(to: AccountId, netuid: u16, amount: u64) {
	let stake = TotalHotkeyAlpha::<Test>::get(hotkey(to), ROOT);
	let rate = (u128::from(amount) << 32) / u128::from(stake);
	let owed = (rate * u128::from(stake)).div_ceil(1 << 32) as u64;
	assert_ok!(SubtensorModule::raise_root_claims(&hotkey(to), netuid, rate, owed));
	assert_ok!(SubtensorModule::mint_alpha_out(netuid, owed));
}

fn earned(on: AccountId, coldkey: AccountId, netuid: u16) -> u64 {
	SubtensorModule::root_earned(&hotkey(on), &coldkey, netuid).unwrap()
}

fn stake(on: AccountId, coldkey: AccountId, netuid: u16) -> u64 {
	SubtensorModule::stake_of(&hotkey(on), &coldkey, netuid)
}

fn add(coldkey: AccountId, on: AccountId, amount: u64) {
	assert_ok!(SubtensorModule::add_stake(
		RuntimeOrigin::signed(coldkey),
		hotkey(on),
		ROOT,
		amount
	));
}

fn remove(coldkey: AccountId, on: AccountId, amount: u64) {
	let origin = RuntimeOrigin::signed(coldkey);
	assert_ok!(SubtensorModule::remove_stake(origin, hotkey(on), ROOT, amount));
}

fn claim(coldkey: AccountId, subnets: &[u16]) -> DispatchResult {
	let subnets: BTreeSet<_> = subnets.iter().copied().collect();
	SubtensorModule::claim_root(RuntimeOrigin::signed(coldkey), subnets)
		.map(|_| ())
		.map_err(|failure| failure.error)
}

fn keep(coldkey: AccountId) {
	let kind = RootClaimTypeEnum::Keep;
	assert_ok!(SubtensorModule::set_root_claim_type(RuntimeOrigin::signed(coldkey), kind));
}

mod earnings {
	use super::*;

	#[test]
	fn an_epoch_gives_root_stakers_their_part() {
		earning(|| {
			run_to_epoch(NETUID);
			let (alice, bob) = (earned(ALICE, ALICE, NETUID), earned(BOB, BOB, NETUID));
			assert!(alice > 0 && bob > 0);
			assert!(alice + bob <= SubnetRootAlphaOwed::<Test>::get(NETUID));
			assert!(RootAlphaDividendsPerSubnet::<Test>::get(NETUID, hotkey(ALICE)) > alice);
		});
	}

	#[test]
	fn nominators_earn_by_their_stake() {
		earning(|| {
			add(EVE, ALICE, 50_000 * UNIT);
			give(ALICE, NETUID, 3 * UNIT);
			assert!(earned(ALICE, ALICE, NETUID).abs_diff(2 * UNIT) < 100_000);
			assert!(earned(ALICE, EVE, NETUID).abs_diff(UNIT) < 100_000);
		});
	}

	#[test]
	fn a_newcomer_has_no_part_in_what_was_earned_before() {
		earning(|| {
			give(ALICE, NETUID, UNIT);
			let before = earned(ALICE, ALICE, NETUID);
			add(EVE, ALICE, 1_000_000 * UNIT / 2);
			assert_eq!(earned(ALICE, EVE, NETUID), 0);
			assert_eq!(earned(ALICE, ALICE, NETUID), before);
		});
	}

	#[test]
	fn stake_that_changes_keeps_what_it_earned() {
		earning(|| {
			add(EVE, ALICE, 50_000 * UNIT);
			give(ALICE, NETUID, 3 * UNIT);
			give(ALICE, 2, 2 * UNIT);
			let before = [1, 2].map(|netuid| earned(ALICE, EVE, netuid));
			add(EVE, ALICE, 12_345_678_901);
			remove(EVE, ALICE, 33_333_333_333_333);
			add(EVE, ALICE, 98_765_432_109);
			for (netuid, before) in [1, 2].into_iter().zip(before) {
				let after = earned(ALICE, EVE, netuid);
				assert!(after <= before && before - after <= 3, "{before} {after}");
			}
		});
	}

	#[test]
	fn who_leaves_can_still_claim() {
		earning(|| {
			keep(EVE);
			add(EVE, ALICE, 50_000 * UNIT);
			give(ALICE, NETUID, 3 * UNIT);
			let before = earned(ALICE, EVE, NETUID);
			remove(EVE, ALICE, 50_000 * UNIT);
			assert_eq!(earned(ALICE, EVE, NETUID), before);
			assert_eq!(StakingHotkeys::<Test>::get(EVE), vec![hotkey(ALICE)]);
			give(ALICE, NETUID, 3 * UNIT);
			assert_eq!(earned(ALICE, EVE, NETUID), before, "and earns no more");
			assert_ok!(claim(EVE, &[NETUID]));
			assert_eq!(earned(ALICE, EVE, NETUID), 0);
			assert!(stake(ALICE, EVE, NETUID).abs_diff(before) <= 1);
		});
	}

	#[test]
	fn who_leaves_during_a_dissolution_breaks_no_invariant() {
		earning(|| {
			give(ALICE, NETUID, 3 * UNIT);
			add(EVE, ALICE, 1_000 * UNIT);
			let noted = || RootClaimed::<Test>::contains_key((NETUID, hotkey(ALICE), EVE));
			let earns = || RootClaimable::<Test>::get(hotkey(ALICE)).contains_key(&NETUID);
			BlockWeights::set(block_weights(10_000_000_000));
			assert_ok!(SubtensorModule::root_dissolve_network(RuntimeOrigin::root(), NETUID));
			while earns() {
				run_to_block(System::block_number() + 1);
			}
			assert!(noted(), "its turn comes blocks later");
			remove(EVE, ALICE, 1_000 * UNIT);
			SubtensorModule::do_try_state().unwrap();
			while noted() {
				run_to_block(System::block_number() + 1);
				SubtensorModule::do_try_state().unwrap();
			}
		});
	}

	#[test]
	fn a_hotkey_hands_over_what_its_nominators_have_earned() {
		earning(|| {
			keep(EVE);
			keep(DAVE);
			for who in [EVE, DAVE] {
				add(who, BOB, 50_000 * UNIT);
			}
			give(BOB, NETUID, 3 * UNIT);
			remove(DAVE, BOB, 50_000 * UNIT);
			add(EVE, BOB, 7 * UNIT);
			let before = [BOB, EVE, DAVE].map(|who| earned(BOB, who, NETUID));

			assert_ok!(SubtensorModule::swap_hotkey(
				RuntimeOrigin::signed(BOB),
				hotkey(BOB),
				hotkey(FERDIE),
				None
			));

			assert_eq!([BOB, EVE, DAVE].map(|who| earned(FERDIE, who, NETUID)), before);
			assert_eq!([BOB, EVE, DAVE].map(|who| earned(BOB, who, NETUID)), [0; 3]);
			assert_eq!(StakingHotkeys::<Test>::get(DAVE), vec![hotkey(FERDIE)]);
			SubtensorModule::do_try_state().unwrap();
			assert_ok!(claim(DAVE, &[NETUID]));
			assert!(stake(FERDIE, DAVE, NETUID).abs_diff(before[2]) <= 1);
		});
	}

	#[test]
	fn a_coldkey_hands_over_what_it_has_earned() {
		earning(|| {
			keep(EVE);
			add(EVE, ALICE, 50_000 * UNIT);
			add(EVE, BOB, 50_000 * UNIT);
			give(ALICE, NETUID, 3 * UNIT);
			give(BOB, 2, 3 * UNIT);
			remove(EVE, BOB, 50_000 * UNIT);
			let before = [(ALICE, NETUID), (BOB, 2)].map(|(on, netuid)| earned(on, EVE, netuid));
			let root = RuntimeOrigin::root();
			assert_ok!(SubtensorModule::swap_coldkey(root, EVE, FERDIE, 0));
			let after = [(ALICE, NETUID), (BOB, 2)].map(|(on, netuid)| earned(on, FERDIE, netuid));
			assert_eq!(after, before);
			assert_eq!(earned(ALICE, EVE, NETUID), 0);
			assert_eq!(RootClaimType::<Test>::get(FERDIE), RootClaimTypeEnum::Keep);
			assert!(!RootClaimType::<Test>::contains_key(EVE));
		});
	}
}

mod claim_root {
	use super::*;

	#[test]
	fn sells_for_tao_and_stakes_it_on_root() {
		earning(|| {
			give(ALICE, NETUID, UNIT);
			let alpha = earned(ALICE, ALICE, NETUID);
			let pool = SubtensorModule::pool(NETUID);
			let (tao, after) = pool.sell(alpha).unwrap();
			let root_tao = Balances::total_balance(&SubtensorModule::subnet_account(ROOT));
			let owed = SubnetRootAlphaOwed::<Test>::get(NETUID);
			events_since_last_call();

			assert_ok!(claim(ALICE, &[NETUID, 2]));

			assert_eq!(SubtensorModule::pool(NETUID), after);
			assert_eq!(stake(ALICE, ALICE, ROOT), 100_000 * UNIT + tao);
			assert_eq!(
				Balances::total_balance(&SubtensorModule::subnet_account(ROOT)),
				root_tao + tao
			);
			assert_eq!(SubnetRootAlphaOwed::<Test>::get(NETUID), owed - alpha);
			assert_eq!(earned(ALICE, ALICE, NETUID), 0);
			let (coldkey, hotkey) = (ALICE, hotkey(ALICE));
			assert_eq!(
				events_since_last_call(),
				[Event::RootClaimed { coldkey, hotkey, netuid: NETUID, alpha, tao }]
			);
			assert_ok!(claim(ALICE, &[NETUID]));
			assert_eq!(events_since_last_call(), []);
		});
	}

	#[test]
	fn keeps_the_alpha_where_that_was_chosen() {
		earning(|| {
			keep(BOB);
			give(BOB, NETUID, UNIT);
			let alpha = earned(BOB, BOB, NETUID);
			let pool = SubtensorModule::pool(NETUID);
			assert_ok!(claim(BOB, &[NETUID]));
			assert!(stake(BOB, BOB, NETUID).abs_diff(2_000 * UNIT + alpha) <= 1);
			assert_eq!(stake(BOB, BOB, ROOT), 50_000 * UNIT);
			assert_eq!(SubtensorModule::pool(NETUID), pool);
		});
	}

	#[test]
	fn keeps_in_some_subnets_and_sells_in_others() {
		earning(|| {
			let mut subnets = SubnetSet::default();
			subnets.0.try_insert(2).unwrap();
			let kind = RootClaimTypeEnum::KeepSubnets { subnets };
			assert_ok!(SubtensorModule::set_root_claim_type(RuntimeOrigin::signed(BOB), kind));
			give(BOB, 1, UNIT);
			give(BOB, 2, UNIT);
			assert_ok!(claim(BOB, &[1, 2]));
			assert_eq!(stake(BOB, BOB, 1), 2_000 * UNIT);
			assert!(stake(BOB, BOB, 2) > 2_000 * UNIT);
			assert!(stake(BOB, BOB, ROOT) > 50_000 * UNIT);
		});
	}

	#[test]
	fn only_the_subnets_named() {
		earning(|| {
			give(BOB, 1, UNIT);
			give(BOB, 2, UNIT);
			assert_ok!(claim(BOB, &[2, 7]));
			assert!(earned(BOB, BOB, 1) > 0);
			assert_eq!(earned(BOB, BOB, 2), 0);
		});
	}

	#[test]
	fn less_than_the_threshold_waits() {
		earning(|| {
			give(BOB, NETUID, 499_000);
			let waiting = earned(BOB, BOB, NETUID);
			assert!(waiting > 480_000);
			assert_ok!(claim(BOB, &[NETUID]));
			assert_eq!(earned(BOB, BOB, NETUID), waiting);
			let root = RuntimeOrigin::root();
			assert_ok!(SubtensorModule::sudo_set_root_claim_threshold(root, NETUID, waiting));
			assert_ok!(claim(BOB, &[NETUID]));
			assert_eq!(earned(BOB, BOB, NETUID), 0);
		});
	}

	#[test]
	fn what_cannot_be_sold_now_waits() {
		earning(|| {
			give(BOB, NETUID, UNIT);
			let waiting = earned(BOB, BOB, NETUID);
			SubtokenEnabled::<Test>::insert(NETUID, false);
			events_since_last_call();
			assert_ok!(claim(BOB, &[NETUID]));
			assert_eq!(earned(BOB, BOB, NETUID), waiting);
			assert_eq!(events_since_last_call(), []);
		});
	}

	#[test]
	fn a_long_list_is_claimed_in_parts() {
		earning(|| {
			add(EVE, ALICE, 50_000 * UNIT);
			add(EVE, BOB, 50_000 * UNIT);
			give(ALICE, NETUID, UNIT);
			give(BOB, NETUID, UNIT);
			let one = <() as WeightInfo>::claim_root_visit()
				+ <() as WeightInfo>::claim_root_hotkey(1)
				+ <() as WeightInfo>::keep_root_earnings(1);
			let claim = |weight| {
				let mut meter = WeightMeter::with_limit(weight);
				SubtensorModule::claim_root_of(&EVE, None, &mut meter)
			};
			assert!(!claim(one / 2), "not even one");
			assert!(claim(one));
			assert_eq!(earned(ALICE, EVE, NETUID), 0);
			assert!(earned(BOB, EVE, NETUID) > 0);
			assert_eq!(StakingHotkeys::<Test>::get(EVE), vec![hotkey(BOB), hotkey(ALICE)]);
			assert!(claim(one));
			assert_eq!(earned(BOB, EVE, NETUID), 0);
		});
	}

	#[test]
	fn is_charged_for_what_it_did() {
		earning(|| {
			give(BOB, NETUID, UNIT);
			let subnets: BTreeSet<_> = [NETUID].into();
			let origin = || RuntimeOrigin::signed(BOB);
			let full = SubtensorModule::claim_root(origin(), subnets.clone()).unwrap();
			let charged = full.actual_weight.unwrap();
			let most = <() as WeightInfo>::claim_root() + SubtensorModule::claim_weight_limit();
			let base = <() as WeightInfo>::claim_root();
			assert!((base.ref_time()..most.ref_time()).contains(&charged.ref_time()));
		});
	}

	#[test]
	fn errors_change_nothing() {
		earning(|| {
			assert_noop!(claim(BOB, &[]), Error::<Test>::InvalidSubnetNumber);
			assert_noop!(claim(BOB, &[1, 2, 3, 4, 5, 6]), Error::<Test>::InvalidSubnetNumber);
			let subnets: BTreeSet<_> = [NETUID].into();
			assert_noop!(
				SubtensorModule::claim_root(RuntimeOrigin::root(), subnets)
					.map_err(|failure| failure.error),
				DispatchError::BadOrigin
			);
		});
	}
}

mod automatic {
	use super::*;

	#[test]
	fn every_block_pays_the_next_few() {
		earning(|| {
			for who in [ALICE, BOB] {
				give(who, NETUID, UNIT);
			}
			assert_ok!(SubtensorModule::sudo_set_num_root_claims(RuntimeOrigin::root(), 1));
			let paid =
				|| [ALICE, BOB].into_iter().filter(|who| earned(*who, *who, NETUID) == 0).count();
			run_to_block(2);
			assert_eq!(paid(), 1);
			assert!(RootClaimCursor::<Test>::exists());
			run_to_block(3);
			assert_eq!(paid(), 2);
			run_to_block(4);
			assert!(!RootClaimCursor::<Test>::exists(), "the end, so begin anew");
			give(ALICE, NETUID, UNIT);
			give(BOB, NETUID, UNIT);
			run_to_block(6);
			assert_eq!(paid(), 2);
		});
	}

	#[test]
	fn the_block_is_charged_for_whom_it_looked_at() {
		earning(|| {
			NumRootClaim::<Test>::put(50);
			let mut meter = WeightMeter::new();
			SubtensorModule::claim_root_automatically(&mut meter);
			let base = <() as WeightInfo>::claim_root() + <() as WeightInfo>::claim_root_visit();
			assert_eq!(meter.consumed(), base * 2, "two coldkeys with one hotkey each");
		});
	}

	#[test]
	fn what_does_not_fit_into_a_block_is_the_first_of_the_next() {
		earning(|| {
			NumRootClaim::<Test>::put(50);
			for who in [ALICE, BOB] {
				give(who, NETUID, UNIT);
			}
			let one = <() as WeightInfo>::claim_root()
				+ <() as WeightInfo>::claim_root_visit()
				+ <() as WeightInfo>::claim_root_hotkey(1)
				+ <() as WeightInfo>::keep_root_earnings(1);
			let block = |limit| {
				SubtensorModule::claim_root_within(&mut WeightMeter::with_limit(limit));
				[ALICE, BOB].map(|who| earned(who, who, NETUID) == 0)
			};
			assert_eq!(block(one).into_iter().filter(|paid| *paid).count(), 1);
			assert!(RootClaimCursor::<Test>::exists());
			assert_eq!(block(one), [true, true]);
			assert!(!RootClaimCursor::<Test>::exists());
		});
	}

	#[test]
	fn what_never_fits_is_passed_over() {
		earning(|| {
			NumRootClaim::<Test>::put(1);
			give(ALICE, NETUID, UNIT);
			give(BOB, NETUID, UNIT);
			let little = <() as WeightInfo>::claim_root();
			let mut seen = BTreeSet::new();
			for _ in 0..2 {
				SubtensorModule::claim_root_within(&mut WeightMeter::with_limit(little));
				seen.insert(RootClaimCursor::<Test>::get());
			}
			assert_eq!(seen, [Some(ALICE), Some(BOB)].into());
		});
	}

	#[test]
	fn zero_switches_it_off() {
		earning(|| {
			give(ALICE, NETUID, UNIT);
			let mut meter = WeightMeter::new();
			SubtensorModule::claim_root_automatically(&mut meter);
			assert_eq!(meter.consumed(), Default::default());
			assert!(earned(ALICE, ALICE, NETUID) > 0);
		});
	}

	#[test]
	fn what_epochs_give_is_paid_in_the_end_but_for_roundings() {
		earning(|| {
			NumRootClaim::<Test>::put(5);
			add(EVE, BOB, 1_234_567_890_123);
			run_to_block(60);
			for netuid in [1, 2] {
				let threshold = 500_000;
				for (on, who) in [(ALICE, ALICE), (BOB, BOB), (BOB, EVE)] {
					assert!(earned(on, who, netuid) < threshold);
				}
				let left = SubnetRootAlphaOwed::<Test>::get(netuid);
				assert!(left < 3 * threshold + 1_000, "{left}");
			}
			assert!(stake(ALICE, ALICE, ROOT) > 100_000 * UNIT);
		});
	}
}

mod settings {
	use super::*;

	#[test]
	fn subnets_to_keep_are_encoded_as_a_plain_set() {
		let plain: BTreeSet<NetUid> = (0..4096).collect();
		let subnets = SubnetSet(plain.clone().try_into().unwrap());
		assert_eq!(subnets.encode(), plain.encode());
		assert_eq!(SubnetSet::decode(&mut &plain.encode()[..]), Ok(subnets));
		let too_many: BTreeSet<NetUid> = (0..4097).collect();
		assert!(SubnetSet::decode(&mut &too_many.encode()[..]).is_err());
		assert_eq!(SubnetSet::type_info(), BTreeSet::<NetUid>::type_info());
	}

	#[test]
	fn a_claim_type_names_subnets_to_keep() {
		ExtBuilder::default().build_and_execute(|| {
			let set = |kind| SubtensorModule::set_root_claim_type(RuntimeOrigin::signed(EVE), kind);
			let none = RootClaimTypeEnum::KeepSubnets { subnets: SubnetSet::default() };
			assert_noop!(set(none), Error::<Test>::InvalidSubnetNumber);
			events_since_last_call();
			let root_claim_type = RootClaimTypeEnum::Keep;
			assert_ok!(set(root_claim_type.clone()));
			assert_eq!(RootClaimType::<Test>::get(EVE), RootClaimTypeEnum::Keep);
			assert_eq!(RootClaimType::<Test>::get(BOB), RootClaimTypeEnum::Swap);
			assert_eq!(
				events_since_last_call(),
				[Event::RootClaimTypeSet { coldkey: EVE, root_claim_type }]
			);
			assert_noop!(
				SubtensorModule::set_root_claim_type(
					RuntimeOrigin::root(),
					RootClaimTypeEnum::Swap
				),
				DispatchError::BadOrigin
			);
		});
	}

	#[test]
	fn root_sets_how_many_are_paid() {
		ExtBuilder::default().build_and_execute(|| {
			let set = SubtensorModule::sudo_set_num_root_claims;
			assert_noop!(set(RuntimeOrigin::root(), 51), Error::<Test>::InvalidNumRootClaim);
			assert_noop!(set(RuntimeOrigin::signed(ALICE), 1), DispatchError::BadOrigin);
			events_since_last_call();
			assert_ok!(set(RuntimeOrigin::root(), 50));
			assert_eq!(NumRootClaim::<Test>::get(), 50);
			assert_eq!(events_since_last_call(), [Event::NumRootClaimsSet { coldkeys: 50 }]);
		});
	}

	#[test]
	fn root_and_owner_set_the_threshold() {
		ExtBuilder::default().build_and_execute(|| {
			let set = SubtensorModule::sudo_set_root_claim_threshold;
			let owner = || RuntimeOrigin::signed(ALICE);
			assert_eq!(RootClaimableThreshold::<Test>::get(NETUID).bits, 500_000 << 32);
			assert_noop!(set(owner(), 7, 1), Error::<Test>::SubnetNotExists);
			let stranger = RuntimeOrigin::signed(BOB);
			assert_noop!(set(stranger, NETUID, 1), Error::<Test>::NotSubnetOwner);
			assert_noop!(
				set(owner(), NETUID, 10_000_001),
				Error::<Test>::InvalidRootClaimThreshold
			);
			assert_noop!(set(RuntimeOrigin::none(), NETUID, 1), DispatchError::BadOrigin);
			events_since_last_call();
			assert_ok!(set(owner(), NETUID, 10_000_000));
			assert_eq!(RootClaimableThreshold::<Test>::get(NETUID).bits, 10_000_000 << 32);
			assert_ok!(set(RuntimeOrigin::root(), NETUID, 0));
			assert_eq!(
				events_since_last_call(),
				[
					Event::RootClaimThresholdSet { netuid: NETUID, threshold: 10_000_000 },
					Event::RootClaimThresholdSet { netuid: NETUID, threshold: 0 },
				]
			);
		});
	}

	#[test]
	fn an_account_that_had_nothing_leaves_no_trace() {
		earning(|| {
			give(ALICE, NETUID, UNIT);
			add(EVE, ALICE, UNIT);
			assert!(RootClaimed::<Test>::contains_key((NETUID, hotkey(ALICE), EVE)));
			remove(EVE, ALICE, UNIT);
			assert!(!RootClaimed::<Test>::contains_key((NETUID, hotkey(ALICE), EVE)));
			assert!(!RootUnclaimed::<Test>::contains_key((hotkey(ALICE), EVE, NETUID)));
			assert!(StakingHotkeys::<Test>::get(EVE).is_empty());
			assert_eq!(Account::default().earned(I96F32 { bits: RATE }, 7), Some(7));
		});
	}
}
