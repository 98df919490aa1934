use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo, traits::Get};
use sp_runtime::DispatchResult;

/// A hotkey that nobody owns.
const NEW: AccountId = 777;

fn associate(coldkey: AccountId, hotkey: AccountId) -> DispatchResult {
	SubtensorModule::try_associate_hotkey(RuntimeOrigin::signed(coldkey), hotkey)
}

fn swap(
	coldkey: AccountId,
	old: AccountId,
	new: AccountId,
	netuid: Option<NetUid>,
	keep_stake: bool,
) -> DispatchResultWithPostInfo {
	SubtensorModule::swap_hotkey_v2(RuntimeOrigin::signed(coldkey), old, new, netuid, keep_stake)
}

fn nominate(coldkey: AccountId, hotkey: AccountId, netuid: NetUid) {
	assert_ok!(SubtensorModule::add_stake(
		RuntimeOrigin::signed(coldkey),
		hotkey,
		netuid,
		100 * UNIT
	));
}

/// Bob's hotkey serves in every way and has a nominator in both subnets.
fn busy() {
	let bob = hotkey(BOB);
	assert_ok!(SubtensorModule::serve_axon_tls(
		RuntimeOrigin::signed(bob),
		NETUID,
		1,
		0x0A00_0001,
		8_091,
		4,
		4,
		0,
		0,
		vec![1, 2, 3]
	));
	assert_ok!(SubtensorModule::serve_prometheus(
		RuntimeOrigin::signed(bob),
		NETUID,
		1,
		0x0A00_0001,
		9_100,
		4
	));
	nominate(EVE, bob, NETUID);
	nominate(EVE, bob, ROOT);
	Delegates::<Test>::insert(bob, 5_000);
}

mod try_associate_hotkey {
	use super::*;

	#[test]
	fn makes_a_free_hotkey_the_signers_once() {
		ExtBuilder::default().build_and_execute(|| {
			events_since_last_call();
			assert_ok!(associate(EVE, NEW));
			assert_eq!(Owner::<Test>::get(NEW), EVE);
			assert_eq!(OwnedHotkeys::<Test>::get(EVE), vec![NEW]);
			assert_eq!(
				events_since_last_call(),
				[Event::HotkeyAssociated { coldkey: EVE, hotkey: NEW }]
			);
			assert_ok!(associate(EVE, NEW));
			assert_eq!(OwnedHotkeys::<Test>::get(EVE), vec![NEW]);
			assert!(events_since_last_call().is_empty());
		});
	}
}

mod in_all_subnets {
	use super::*;

	#[test]
	fn the_new_hotkey_takes_over_everything() {
		ExtBuilder::default().build_and_execute(|| {
			busy();
			run_to_epoch(NETUID);
			let old = hotkey(BOB);
			let uid = Uids::<Test>::get(NETUID, old).unwrap();
			let root_uid = Uids::<Test>::get(ROOT, old).unwrap();
			let weights = Weights::<Test>::get(NETUID, uid);
			let dividends = AlphaDividendsPerSubnet::<Test>::get(NETUID, old);
			let root_dividends = RootAlphaDividendsPerSubnet::<Test>::get(NETUID, old);
			let stakes = |hotkey: AccountId| {
				[(BOB, NETUID), (BOB, ROOT), (EVE, NETUID), (EVE, ROOT)]
					.map(|(coldkey, netuid)| SubtensorModule::stake_of(&hotkey, &coldkey, netuid))
			};
			let before = stakes(old);
			let claimable = RootClaimable::<Test>::get(old);
			events_since_last_call();

			assert_ok!(swap(BOB, old, NEW, None, false));

			assert_eq!(
				events_since_last_call(),
				[Event::HotkeySwapped { coldkey: BOB, old_hotkey: old, new_hotkey: NEW }]
			);
			assert_eq!(Uids::<Test>::get(NETUID, NEW), Some(uid));
			assert_eq!(Uids::<Test>::get(ROOT, NEW), Some(root_uid));
			assert_eq!(Weights::<Test>::get(NETUID, uid), weights, "weights belong to the uid");
			assert_eq!(Axons::<Test>::get(NETUID, NEW).unwrap().port, 8_091);
			assert_eq!(Prometheus::<Test>::get(NETUID, NEW).unwrap().port, 9_100);
			assert_eq!(
				NeuronCertificates::<Test>::get(NETUID, NEW).unwrap().public_key.to_vec(),
				[2, 3]
			);
			assert!(dividends > 0);
			assert_eq!(AlphaDividendsPerSubnet::<Test>::get(NETUID, NEW), dividends);
			assert_eq!(RootAlphaDividendsPerSubnet::<Test>::get(NETUID, NEW), root_dividends);
			assert!(before.iter().all(|stake| *stake > 0));
			assert_eq!(stakes(NEW), before, "to the unit");
			assert_eq!(stakes(old), [0; 4]);
			assert_eq!(RootClaimable::<Test>::get(NEW), claimable);
			assert_eq!(Delegates::<Test>::get(NEW), 5_000);
			assert_eq!(StakingHotkeys::<Test>::get(EVE), vec![NEW]);
			assert_eq!(OwnedHotkeys::<Test>::get(BOB), vec![NEW]);
			assert!(!Owner::<Test>::contains_key(old), "the old hotkey is gone");
			assert!(!Delegates::<Test>::contains_key(old));
			assert_eq!(System::account(old).sufficients, 0);
			assert_eq!(System::account(NEW).sufficients, 1);
		});
	}

	#[test]
	fn a_subnet_owners_hotkey_stays_the_owners() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(swap(ALICE, hotkey(ALICE), NEW, None, false));
			assert_eq!(SubnetOwnerHotkey::<Test>::get(NETUID), NEW);
			assert_eq!(SubnetOwnerHotkey::<Test>::get(ROOT), NEW);
			run_to_epoch(NETUID);
			assert!(SubtensorModule::stake_of(&NEW, &ALICE, NETUID) > 3_000 * UNIT, "earns on");
		});
	}

	#[test]
	fn kept_stake_keeps_the_old_hotkey_alive() {
		ExtBuilder::default().build_and_execute(|| {
			busy();
			let old = hotkey(BOB);
			assert_ok!(swap(BOB, old, NEW, None, true));
			assert_eq!(Uids::<Test>::get(NETUID, old), None);
			assert!(Uids::<Test>::contains_key(NETUID, NEW));
			assert!(SubtensorModule::stake_of(&old, &EVE, NETUID) > 0);
			assert_eq!(SubtensorModule::stake_of(&NEW, &BOB, NETUID), 0);
			assert_eq!(OwnedHotkeys::<Test>::get(BOB), vec![old, NEW]);
			assert_eq!(Delegates::<Test>::get(NEW), 5_000);
			assert_eq!(Delegates::<Test>::get(old), 5_000);
		});
	}

	#[test]
	fn the_price_leaves_issuance() {
		ExtBuilder::default().build_and_execute(|| {
			let (balance, issuance) = (Balances::free_balance(BOB), Balances::total_issuance());
			let cost: u64 = <Test as Config>::KeySwapCost::get();
			assert_ok!(SubtensorModule::swap_hotkey(
				RuntimeOrigin::signed(BOB),
				hotkey(BOB),
				NEW,
				None
			));
			assert_eq!(Balances::free_balance(BOB), balance - cost);
			assert_eq!(Balances::total_issuance(), issuance - cost);
		});
	}

	#[test]
	fn is_charged_by_what_moved() {
		ExtBuilder::default().build_and_execute(|| {
			busy();
			let post = swap(BOB, hotkey(BOB), NEW, None, false).unwrap();
			let moved = Moved { subnets: 2, items: 4, waiting: 0 };
			assert_eq!(post.actual_weight, Some(SubtensorModule::swap_hotkey_weight(moved)));
		});
	}

	#[test]
	fn nobody_takes_more_after_a_swap() {
		ExtBuilder::default().build_and_execute(|| {
			let old = hotkey(BOB);
			let limit =
				|hotkey| LastRateLimitedBlock::<Test>::get(SubtensorModule::take_limit_key(hotkey));
			Delegates::<Test>::insert(old, 0);
			assert_ok!(swap(BOB, old, NEW, Some(NETUID), true));
			assert_eq!(Delegates::<Test>::get(NEW), 0, "not what a new hotkey takes");

			// Both exist, and the one that takes over takes less and has changed its take later.
			Delegates::<Test>::insert(hotkey(CHARLIE), 11_000);
			assert_ok!(associate(CHARLIE, NEW + 1));
			Delegates::<Test>::insert(NEW + 1, 7);
			LastRateLimitedBlock::<Test>::insert(SubtensorModule::take_limit_key(&(NEW + 1)), 1);
			assert_ok!(swap(CHARLIE, hotkey(CHARLIE), NEW + 1, None, false));
			assert_eq!((Delegates::<Test>::get(NEW + 1), limit(&(NEW + 1))), (7, 1));
		});
	}

	#[test]
	fn a_choice_of_children_that_waits_names_the_new_hotkey() {
		ExtBuilder::default().build_and_execute(|| {
			PendingChildKeyCooldown::<Test>::put(0);
			let choose = |coldkey, children: &[(u64, AccountId)]| {
				let origin = RuntimeOrigin::signed(coldkey);
				let children = children.to_vec();
				SubtensorModule::set_children(origin, hotkey(coldkey), NETUID, children)
			};
			let old = hotkey(BOB);
			assert_ok!(choose(ALICE, &[(3, hotkey(DAVE)), (4, old)]));
			// Charlie names both: what he gave each of them goes to the one that is left.
			assert_ok!(choose(CHARLIE, &[(5, old), (6, NEW)]));
			let post = swap(BOB, old, NEW, None, false).unwrap();
			let moved = Moved { subnets: 2, items: 2, waiting: 2 };
			assert_eq!(post.actual_weight, Some(SubtensorModule::swap_hotkey_weight(moved)));
			run_to_epoch(NETUID);
			let children = |parent| ChildKeys::<Test>::get(hotkey(parent), NETUID).into_inner();
			assert_eq!(children(ALICE), [(3, hotkey(DAVE)), (4, NEW)]);
			assert_eq!(children(CHARLIE), [(11, NEW)]);
		});
	}

	#[test]
	fn the_most_that_a_swap_can_move_costs_more_than_any_swap() {
		ExtBuilder::default().build_and_execute(|| {
			busy();
			let most = SubtensorModule::most_moved();
			assert_eq!((most.subnets, most.waiting), (8, 8 * 512));
			let most = SubtensorModule::swap_hotkey_weight(most);
			let post = swap(BOB, hotkey(BOB), NEW, None, false).unwrap();
			assert!(post.actual_weight.unwrap().ref_time() < most.ref_time());
		});
	}
}

mod in_one_subnet {
	use super::*;

	#[test]
	fn the_rest_stays_with_the_old_hotkey() {
		ExtBuilder::default().build_and_execute(|| {
			busy();
			let old = hotkey(BOB);
			let staked = SubtensorModule::stake_of(&old, &EVE, NETUID);
			let issuance = Balances::total_issuance();
			events_since_last_call();

			assert_ok!(swap(BOB, old, NEW, Some(NETUID), false));

			assert_eq!(
				events_since_last_call(),
				[Event::HotkeySwappedOnSubnet {
					coldkey: BOB,
					old_hotkey: old,
					new_hotkey: NEW,
					netuid: NETUID
				}]
			);
			assert!(Uids::<Test>::contains_key(NETUID, NEW));
			assert!(Uids::<Test>::contains_key(ROOT, old));
			assert_eq!(SubtensorModule::stake_of(&NEW, &EVE, NETUID), staked);
			assert_eq!(SubtensorModule::stake_of(&old, &EVE, ROOT), 100 * UNIT);
			assert_eq!(StakingHotkeys::<Test>::get(EVE), vec![old, NEW]);
			assert_eq!(OwnedHotkeys::<Test>::get(BOB), vec![old, NEW]);
			assert_eq!(Delegates::<Test>::get(old), 5_000, "the take stays");
			let cost: u64 = <Test as Config>::KeySwapOnSubnetCost::get();
			assert_eq!(Balances::total_issuance(), issuance - cost);
		});
	}

	#[test]
	fn stake_joins_what_the_new_hotkey_has() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(associate(BOB, NEW));
			nominate(DAVE, NEW, NETUID);
			assert_ok!(SubtensorModule::raise_hotkey_alpha(&NEW, NETUID, 12_345));
			assert_ok!(SubtensorModule::mint_alpha_out(NETUID, 12_345));
			busy();
			let old = hotkey(BOB);
			let before = [(old, BOB), (old, EVE), (NEW, DAVE)]
				.map(|(hotkey, who)| SubtensorModule::stake_of(&hotkey, &who, NETUID));

			assert_ok!(swap(BOB, old, NEW, Some(NETUID), false));

			let after = [BOB, EVE, DAVE].map(|who| SubtensorModule::stake_of(&NEW, &who, NETUID));
			for (before, after) in before.into_iter().zip(after) {
				assert!(before.abs_diff(after) <= 1, "{before} became {after}");
			}
			assert!(!TotalHotkeyAlpha::<Test>::contains_key(old, NETUID));
		});
	}

	#[test]
	fn a_coldkey_waits_between_swaps_in_a_subnet() {
		ExtBuilder::default().build_and_execute(|| {
			HotkeySwapOnSubnetInterval::<Test>::put(5);
			let too_soon = || Error::<Test>::HotKeySwapOnSubnetIntervalNotPassed;
			assert_ok!(swap(BOB, hotkey(BOB), NEW, Some(NETUID), false));
			run_to_block(6);
			assert_noop!(swap(BOB, NEW, 778, Some(NETUID), false), too_soon());
			assert_noop!(swap(BOB, NEW, 778, None, false), too_soon());
			assert_ok!(swap(BOB, hotkey(BOB), 779, Some(ROOT), false));
			run_to_block(7);
			assert_ok!(swap(BOB, NEW, 778, Some(NETUID), false));
		});
	}
}

#[test]
fn errors_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let old = hotkey(BOB);
		for netuid in [None, Some(NETUID)] {
			assert_noop!(swap(EVE, old, NEW, netuid, false), Error::<Test>::NonAssociatedColdKey);
			assert_noop!(swap(EVE, NEW, 778, netuid, false), Error::<Test>::NonAssociatedColdKey);
			assert_noop!(
				swap(BOB, old, hotkey(ALICE), netuid, false),
				Error::<Test>::NonAssociatedColdKey
			);
			assert_noop!(swap(BOB, old, old, netuid, false), Error::<Test>::NewHotKeyIsSameWithOld);
		}
		assert_noop!(swap(BOB, old, NEW, Some(7), false), Error::<Test>::SubnetNotExists);

		assert_ok!(SubtensorModule::burned_register(RuntimeOrigin::signed(BOB), NETUID, NEW));
		assert_noop!(
			swap(BOB, old, NEW, None, false),
			Error::<Test>::HotKeyAlreadyRegisteredInSubNet
		);
		assert_noop!(
			swap(BOB, old, NEW, Some(NETUID), false),
			Error::<Test>::HotKeyAlreadyRegisteredInSubNet
		);

		nominate(EVE, NEW, ROOT);
		let unclean = Error::<Test>::NewHotKeyNotCleanForRootSwap;
		assert_noop!(swap(BOB, old, NEW, Some(ROOT), false), unclean);
		assert_ok!(swap(BOB, old, NEW, Some(ROOT), true));
	});
}

#[test]
fn a_poor_coldkey_cannot_swap() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Balances::transfer_allow_death(
			RuntimeOrigin::signed(BOB),
			ALICE,
			1_000_000 * UNIT - 1_000
		));
		let poor = || Error::<Test>::NotEnoughBalanceToPaySwapHotKey;
		assert_noop!(swap(BOB, hotkey(BOB), NEW, None, false), poor());
		assert_noop!(swap(BOB, hotkey(BOB), NEW, Some(NETUID), true), poor());
	});
}

#[test]
fn a_hotkey_with_too_many_nominators_can_only_leave_the_stake() {
	ExtBuilder::default().build_and_execute(|| {
		let old = hotkey(CHARLIE);
		let most: u32 = <Test as Config>::MaxSwapItems::get();
		for who in 10_000..=10_000 + u128::from(most) {
			assert_ok!(SubtensorModule::increase_stake(&old, &who, NETUID, 1_000));
			assert_ok!(SubtensorModule::mint_alpha_out(NETUID, 1_000));
		}
		assert_noop!(swap(CHARLIE, old, NEW, None, false), Error::<Test>::TooManySwapItems);
		assert_ok!(swap(CHARLIE, old, NEW, None, true));
	});
}

#[test]
fn a_nominator_whose_list_is_full_does_not_stop_a_whole_swap() {
	ExtBuilder::default().build_and_execute(|| {
		busy();
		nominate(EVE, hotkey(ALICE), NETUID);
		let rest = (1_000..5_094).chain([hotkey(ALICE), hotkey(BOB)]).collect();
		StakingHotkeys::<Test>::insert(EVE, frame_support::BoundedVec::truncate_from(rest));
		assert_ok!(swap(BOB, hotkey(BOB), NEW, None, false));
		let list = StakingHotkeys::<Test>::get(EVE);
		assert_eq!((list.len(), list.last()), (4_096, Some(&NEW)));
		let list = [hotkey(ALICE), NEW].to_vec();
		StakingHotkeys::<Test>::insert(EVE, frame_support::BoundedVec::truncate_from(list));
	});
}

#[test]
fn a_nominator_whose_list_is_full_stops_a_partial_swap() {
	ExtBuilder::default().build_and_execute(|| {
		busy();
		let keep = StakingHotkeys::<Test>::get(EVE);
		let full = (1_000..5_095).chain([hotkey(BOB)]).collect();
		StakingHotkeys::<Test>::insert(EVE, frame_support::BoundedVec::truncate_from(full));
		assert_noop!(
			swap(BOB, hotkey(BOB), NEW, Some(NETUID), false),
			Error::<Test>::TooManyHotkeys
		);
		StakingHotkeys::<Test>::insert(EVE, keep);
	});
}
