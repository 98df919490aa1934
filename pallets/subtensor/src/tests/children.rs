use crate::{coinbase::distribution::Pots, mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

const ALL: u64 = u64::MAX;
const HALF: u64 = 1 << 63;

fn set(coldkey: AccountId, netuid: u16, children: &[(u64, AccountId)]) -> DispatchResult {
	let children = children.iter().map(|(part, child)| (*part, hotkey(*child))).collect();
	let origin = RuntimeOrigin::signed(coldkey);
	SubtensorModule::set_children(origin, hotkey(coldkey), netuid, children)
}

fn list(children: &[(u64, AccountId)]) -> ChildList<Test> {
	let children = children.iter().map(|(part, child)| (*part, hotkey(*child))).collect();
	ChildList::<Test>::truncate_from(children)
}

/// Makes children take effect at once, as before the start call.
fn link(parent: AccountId, children: &[(u64, AccountId)]) {
	SubtokenEnabled::<Test>::insert(NETUID, false);
	ChildrenRateLimit::<Test>::put(0);
	assert_ok!(set(parent, NETUID, children));
	SubtokenEnabled::<Test>::insert(NETUID, true);
}

fn children(parent: AccountId) -> ChildList<Test> {
	ChildKeys::<Test>::get(hotkey(parent), NETUID)
}

fn parents(child: AccountId) -> Vec<(u64, AccountId)> {
	ParentKeys::<Test>::get(hotkey(child), NETUID).into_inner()
}

mod set_children {
	use super::*;

	#[test]
	fn takes_effect_with_the_first_epoch_after_the_cooldown() {
		ExtBuilder::default().build_and_execute(|| {
			PendingChildKeyCooldown::<Test>::put(9);
			events_since_last_call();
			assert_ok!(set(ALICE, NETUID, &[(HALF, BOB), (7, CHARLIE)]));
			let chosen = list(&[(HALF, BOB), (7, CHARLIE)]);
			assert_eq!(
				events_since_last_call(),
				[Event::SetChildrenScheduled {
					hotkey: hotkey(ALICE),
					netuid: NETUID,
					cooldown_block: 10,
					children: chosen.clone(),
				}]
			);
			assert_eq!(PendingChildKeys::<Test>::get(NETUID, hotkey(ALICE)), (chosen.clone(), 10));

			assert_eq!(run_to_epoch(NETUID), 10);
			assert!(children(ALICE).is_empty(), "block 10 is not after block 10");

			events_since_last_call();
			assert_eq!(run_to_epoch(NETUID), 20);
			assert_eq!(children(ALICE), chosen);
			assert_eq!(parents(BOB), [(HALF, hotkey(ALICE))]);
			assert_eq!(parents(CHARLIE), [(7, hotkey(ALICE))]);
			assert!(!PendingChildKeys::<Test>::contains_key(NETUID, hotkey(ALICE)));
			assert!(events_since_last_call().contains(&Event::SetChildren {
				hotkey: hotkey(ALICE),
				netuid: NETUID,
				children: chosen,
			}));
		});
	}

	#[test]
	fn takes_effect_at_once_before_the_start_call() {
		ExtBuilder::default().living(|subnet| subnet.started = false).build_and_execute(|| {
			assert_ok!(set(ALICE, NETUID, &[(HALF, BOB)]));
			assert_eq!(children(ALICE), list(&[(HALF, BOB)]));
			assert!(!PendingChildKeys::<Test>::contains_key(NETUID, hotkey(ALICE)));
		});
	}

	#[test]
	fn nothing_to_take_back_takes_no_place() {
		ExtBuilder::default().build_and_execute(|| {
			events_since_last_call();
			assert_ok!(set(ALICE, NETUID, &[]));
			assert_eq!(events_since_last_call(), []);
			assert_eq!(PendingChildKeysCount::<Test>::get(NETUID), 0);
			assert_ok!(set(ALICE, NETUID, &[(HALF, BOB)]));
			assert_noop!(set(BOB, 7, &[]), Error::<Test>::SubnetNotExists);
		});
	}

	#[test]
	fn a_choice_that_waits_can_be_taken_back() {
		ExtBuilder::default().build_and_execute(|| {
			ChildrenRateLimit::<Test>::put(0);
			assert_ok!(set(ALICE, NETUID, &[(HALF, BOB)]));
			assert_ok!(set(ALICE, NETUID, &[]));
			let (waiting, _) = PendingChildKeys::<Test>::get(NETUID, hotkey(ALICE));
			assert!(waiting.is_empty());
			assert_eq!(PendingChildKeysCount::<Test>::get(NETUID), 1);
		});
	}

	#[test]
	fn a_later_choice_replaces_an_earlier_one() {
		ExtBuilder::default().build_and_execute(|| {
			link(ALICE, &[(HALF, BOB), (7, CHARLIE)]);
			link(ALICE, &[(3, CHARLIE), (4, DAVE)]);
			assert_eq!(children(ALICE), list(&[(3, CHARLIE), (4, DAVE)]));
			assert!(parents(BOB).is_empty());
			assert_eq!(parents(CHARLIE), [(3, hotkey(ALICE))]);

			link(BOB, &[(5, CHARLIE)]);
			link(ALICE, &[]);
			assert!(!ChildKeys::<Test>::contains_key(hotkey(ALICE), NETUID));
			assert!(!ParentKeys::<Test>::contains_key(hotkey(DAVE), NETUID));
			assert_eq!(parents(CHARLIE), [(5, hotkey(BOB))]);
		});
	}

	#[test]
	fn a_new_choice_restarts_the_cooldown() {
		ExtBuilder::default().build_and_execute(|| {
			ChildrenRateLimit::<Test>::put(2);
			PendingChildKeyCooldown::<Test>::put(8);
			assert_ok!(set(ALICE, NETUID, &[(HALF, BOB)]));
			run_to_block(3);
			assert_ok!(set(ALICE, NETUID, &[(HALF, DAVE)]));
			assert_eq!(PendingChildKeysCount::<Test>::get(NETUID), 1);
			run_to_block(10);
			assert!(children(ALICE).is_empty());
			run_to_block(20);
			assert_eq!(children(ALICE), list(&[(HALF, DAVE)]));
			assert_eq!(PendingChildKeysCount::<Test>::get(NETUID), 0);
		});
	}

	#[test]
	fn a_choice_that_no_longer_fits_fails_with_an_event() {
		ExtBuilder::default().build_and_execute(|| {
			PendingChildKeyCooldown::<Test>::put(0);
			assert_ok!(set(ALICE, NETUID, &[(HALF, BOB)]));
			assert_ok!(set(BOB, NETUID, &[(HALF, ALICE)]));
			events_since_last_call();
			run_to_epoch(NETUID);
			let events = events_since_last_call();
			let error: DispatchError = Error::<Test>::ChildParentInconsistency.into();
			let failed: Vec<_> = events
				.iter()
				.filter(
					|event| matches!(event, Event::SetChildrenFailed { error: found, .. } if *found == error),
				)
				.collect();
			assert_eq!(failed.len(), 1);
			assert_eq!(children(ALICE).len() + children(BOB).len(), 1);
		});
	}

	#[test]
	fn who_has_waited_longest_has_children_first() {
		ExtBuilder::default().build_and_execute(|| {
			PendingChildKeyCooldown::<Test>::put(0);
			let choose = |parents: std::ops::Range<u128>| {
				for parent in parents {
					assert_ok!(SubtensorModule::create_hotkey_if_new(&EVE, &parent));
					let origin = RuntimeOrigin::signed(EVE);
					let child = vec![(HALF, hotkey(BOB))];
					assert_ok!(SubtensorModule::set_children(origin, parent, NETUID, child));
				}
			};
			choose(10_000..10_012);
			run_to_block(2);
			choose(10_012..10_060);
			run_to_epoch(NETUID);
			let first = 10_000..10_012;
			assert!(first
				.map(|parent| ChildKeys::<Test>::get(parent, NETUID))
				.all(|list| list.len() == 1));
			assert_eq!(PendingChildKeysCount::<Test>::get(NETUID), 28);
		});
	}

	#[test]
	fn an_epoch_applies_as_many_as_it_may_and_leaves_the_rest_to_the_next() {
		ExtBuilder::default().build_and_execute(|| {
			PendingChildKeyCooldown::<Test>::put(0);
			for index in 0..40u128 {
				let parent = 10_000 + index;
				assert_ok!(SubtensorModule::create_hotkey_if_new(&EVE, &parent));
				let origin = RuntimeOrigin::signed(EVE);
				let child = vec![(HALF, hotkey(BOB))];
				assert_ok!(SubtensorModule::set_children(origin, parent, NETUID, child));
			}
			run_to_epoch(NETUID);
			assert_eq!(parents(BOB).len(), 32);
			assert_eq!(PendingChildKeysCount::<Test>::get(NETUID), 8);
			run_to_epoch(NETUID);
			assert_eq!(parents(BOB).len(), 40);
		});
	}

	#[test]
	fn the_next_choice_must_wait() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(set(ALICE, NETUID, &[(1, BOB)]));
			run_to_block(150);
			assert_noop!(set(ALICE, NETUID, &[]), Error::<Test>::TxRateLimitExceeded);
			run_to_block(151);
			assert_ok!(set(ALICE, NETUID, &[]));
		});
	}

	#[test]
	fn stake_below_the_threshold_is_refused_unless_it_is_the_owners_or_children_go() {
		ExtBuilder::default().build_and_execute(|| {
			// Bob has 50,000 TAO on root and 2,000 alpha at half a TAO.
			StakeThreshold::<Test>::put(51_001 * UNIT);
			assert_noop!(
				set(BOB, NETUID, &[(1, DAVE)]),
				Error::<Test>::NotEnoughStakeToSetChildkeys
			);
			assert_ok!(set(BOB, NETUID, &[]));
			StakeThreshold::<Test>::put(ALL);
			assert_ok!(set(ALICE, NETUID, &[(1, DAVE)]));
			ChildrenRateLimit::<Test>::put(0);
			StakeThreshold::<Test>::put(50_999 * UNIT);
			assert_ok!(set(BOB, NETUID, &[(1, DAVE)]));
			StakeThreshold::<Test>::put(0);
		});
	}

	#[test]
	fn a_child_has_at_most_64_parents() {
		ExtBuilder::default().build_and_execute(|| {
			ChildrenRateLimit::<Test>::put(0);
			SubtokenEnabled::<Test>::insert(NETUID, false);
			let choose = |parent, child| {
				let origin = RuntimeOrigin::signed(EVE);
				SubtensorModule::set_children(origin, parent, NETUID, vec![(1, child)])
			};
			for parent in 10_000..10_064 {
				assert_ok!(SubtensorModule::create_hotkey_if_new(&EVE, &parent));
				assert_ok!(choose(parent, hotkey(BOB)));
			}
			assert_noop!(set(ALICE, NETUID, &[(1, BOB)]), Error::<Test>::TooManyParents);
			assert_ok!(choose(10_000, hotkey(BOB)));
			assert_ok!(choose(10_000, hotkey(DAVE)));
			assert_ok!(set(ALICE, NETUID, &[(1, BOB)]));
		});
	}
}

mod inheritance {
	use super::*;

	fn stake(who: AccountId) -> u64 {
		SubtensorModule::combined_stake(NETUID, &hotkey(who)).floor()
	}

	#[test]
	fn a_child_counts_with_the_stake_of_its_parents() {
		ExtBuilder::default().build_and_execute(|| {
			TaoWeight::<Test>::put(0);
			assert_eq!([stake(ALICE), stake(BOB)], [3_000 * UNIT, 2_000 * UNIT]);
			link(ALICE, &[(HALF, BOB), (HALF / 2, DAVE)]);
			assert_eq!(stake(ALICE), 750 * UNIT);
			assert_eq!(stake(BOB), 3_500 * UNIT);
			assert_eq!(stake(DAVE), 750 * UNIT);
			TaoWeight::<Test>::put(u64::MAX);
			assert_eq!(stake(BOB), (3_500 + 50_000 + 50_000) * UNIT);
		});
	}

	#[test]
	fn it_ends_with_the_child_and_holds_in_one_subnet_only() {
		ExtBuilder::default()
			.subnet(genesis::GenesisSubnet { netuid: 2, ..living_subnet() })
			.build_and_execute(|| {
				let before = SubtensorModule::combined_stake(2, &hotkey(BOB));
				link(ALICE, &[(ALL, BOB)]);
				link(BOB, &[(HALF, DAVE)]);
				assert_eq!(SubtensorModule::combined_stake(2, &hotkey(BOB)), before);
				TaoWeight::<Test>::put(0);
				assert_eq!(stake(DAVE), 1_000 * UNIT, "only of Bob's own");
				assert_eq!(stake(BOB), 4_000 * UNIT);
			});
	}

	#[test]
	fn consensus_follows_the_inherited_stake() {
		ExtBuilder::default().build_and_execute(|| {
			link(ALICE, &[(ALL, BOB)]);
			run_to_epoch(NETUID);
			assert_eq!(StakeWeight::<Test>::get(NETUID)[..2], [0, 65_535]);
			let dividends = Dividends::<Test>::get(NETUID);
			assert_eq!(dividends[0], 0);
			assert!(dividends[1] > 65_000);
		});
	}

	#[test]
	fn the_threshold_for_weights_counts_it() {
		ExtBuilder::default().build_and_execute(|| {
			TaoWeight::<Test>::put(0);
			StakeThreshold::<Test>::put(2_500 * UNIT);
			let set_weights = || {
				let origin = RuntimeOrigin::signed(hotkey(BOB));
				SubtensorModule::set_weights(origin, NETUID, vec![2, 3], vec![1, 1], 0)
			};
			run_to_block(5);
			assert_noop!(set_weights(), Error::<Test>::NotEnoughStakeToSetWeights);
			link(ALICE, &[(HALF, BOB)]);
			assert_ok!(set_weights());
		});
	}
}

mod dividends {
	use super::*;

	/// Neither root nor the owner's cut disturbs the figures.
	fn plain() {
		TaoWeight::<Test>::put(0);
		OwnerCutEnabled::<Test>::insert(NETUID, false);
		PendingOwnerCut::<Test>::mutate(NETUID, |cut| {
			SubnetAlphaDust::<Test>::mutate(NETUID, |dust| *dust += *cut);
			*cut = 0;
		});
	}

	fn earned(who: AccountId) -> u64 {
		AlphaDividendsPerSubnet::<Test>::get(NETUID, hotkey(who))
	}

	#[test]
	fn parents_earn_what_their_stake_earned() {
		ExtBuilder::default().build_and_execute(|| {
			plain();
			link(ALICE, &[(ALL, BOB)]);
			run_to_epoch(NETUID);
			// Alice gave all of her 3,000 to Bob, who has 2,000.
			let (alice, bob) = (earned(ALICE), earned(BOB));
			assert!((alice * 2).abs_diff(bob * 3) < 100, "{alice} {bob}");
		});
	}

	#[test]
	fn the_child_keeps_its_take() {
		ExtBuilder::default().build_and_execute(|| {
			plain();
			link(ALICE, &[(ALL, BOB)]);
			ChildkeyTake::<Test>::insert(hotkey(BOB), NETUID, 11_796);
			run_to_epoch(NETUID);
			let (alice, bob) = (earned(ALICE), earned(BOB));
			let all = alice + bob;
			assert!(alice.abs_diff(all / 5 * 3 / 100 * 82) < all / 10_000, "{alice} {bob}");
		});
	}

	#[test]
	fn parents_outside_of_the_subnet_earn_too() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(SubtensorModule::create_hotkey_if_new(&EVE, &hotkey(EVE)));
			assert_ok!(SubtensorModule::add_stake(
				RuntimeOrigin::signed(EVE),
				hotkey(EVE),
				NETUID,
				1_000 * UNIT
			));
			let before = SubtensorModule::stake_of(&hotkey(EVE), &EVE, NETUID);
			link(EVE, &[(ALL, BOB)]);
			run_to_epoch(NETUID);
			assert!(SubtensorModule::stake_of(&hotkey(EVE), &EVE, NETUID) > before);
			assert!(earned(EVE) > 0);
			link(EVE, &[]);
			run_to_epoch(NETUID);
			assert_eq!(earned(EVE), 0, "the record is of the last epoch only");
		});
	}

	#[test]
	fn what_is_burned_between_owners_leaves_issuance() {
		let run = |burn: u64| {
			let mut result = (0, 0, 0);
			ExtBuilder::default().build_and_execute(|| {
				plain();
				CKBurn::<Test>::put(burn);
				link(ALICE, &[(ALL, BOB)]);
				run_to_epoch(NETUID);
				assert_eq!(SubtensorModule::pots(NETUID), Pots::default());
				let staked: u64 = [ALICE, BOB]
					.map(|who| TotalHotkeyAlpha::<Test>::get(hotkey(who), NETUID))
					.iter()
					.sum();
				result = (SubnetAlphaOut::<Test>::get(NETUID), staked, earned(ALICE) + earned(BOB));
			});
			result
		};
		let (out, staked, earned) = run(0);
		let (out_burned, staked_burned, earned_burned) = run(HALF);
		// Each of both hotkeys loses up to a unit of the take and one of the rest.
		assert!((out - out_burned).abs_diff(staked - staked_burned) <= 4);
		let part = (earned - earned_burned) as f64 / earned as f64;
		assert!((0.3..0.304).contains(&part), "half of three fifths: {part}");
	}
}

mod set_childkey_take {
	use super::*;

	fn take(coldkey: AccountId, netuid: u16, take: u16) -> DispatchResult {
		let origin = RuntimeOrigin::signed(coldkey);
		SubtensorModule::set_childkey_take(origin, hotkey(coldkey), netuid, take)
	}

	#[test]
	fn falls_at_any_time_and_rises_after_a_while() {
		ExtBuilder::default().build_and_execute(|| {
			events_since_last_call();
			assert_ok!(take(BOB, NETUID, 11_796));
			assert_eq!(
				events_since_last_call(),
				[Event::ChildKeyTakeSet { hotkey: hotkey(BOB), netuid: NETUID, take: 11_796 }]
			);
			assert_ok!(take(BOB, NETUID, 5));
			assert_eq!(SubtensorModule::childkey_take(&hotkey(BOB), NETUID), 5);
			assert_noop!(take(BOB, NETUID, 6), Error::<Test>::TxChildkeyTakeRateLimitExceeded);
			assert_ok!(SubtensorModule::sudo_set_tx_childkey_take_rate_limit(
				RuntimeOrigin::root(),
				4
			));
			run_to_block(4);
			assert_noop!(take(BOB, NETUID, 6), Error::<Test>::TxChildkeyTakeRateLimitExceeded);
			run_to_block(5);
			assert_ok!(take(BOB, NETUID, 6));
		});
	}

	#[test]
	fn the_least_take_counts_where_a_lower_one_is_set() {
		ExtBuilder::default().build_and_execute(|| {
			let effective = || SubtensorModule::childkey_take(&hotkey(BOB), NETUID);
			assert_ok!(SubtensorModule::sudo_set_min_childkey_take(RuntimeOrigin::root(), 100));
			assert_eq!(effective(), 100);
			MinChildkeyTakePerSubnet::<Test>::insert(NETUID, 200);
			assert_eq!(effective(), 200);
			assert_noop!(take(BOB, NETUID, 199), Error::<Test>::InvalidChildkeyTake);
			assert_ok!(take(BOB, NETUID, 300));
			assert_eq!(effective(), 300);
			MinChildkeyTakePerSubnet::<Test>::insert(NETUID, u16::MAX);
			assert_eq!(effective(), 11_796, "an owner cannot take all from the parents");
		});
	}
}

mod root_settings {
	use super::*;

	#[test]
	fn root_sets_bounds_and_delays() {
		ExtBuilder::default().build_and_execute(|| {
			events_since_last_call();
			let root = RuntimeOrigin::root;
			assert_ok!(SubtensorModule::sudo_set_tx_childkey_take_rate_limit(root(), 3));
			assert_ok!(SubtensorModule::sudo_set_max_childkey_take(root(), 20_000));
			assert_ok!(SubtensorModule::sudo_set_min_childkey_take(root(), 20_000));
			assert_ok!(SubtensorModule::set_pending_childkey_cooldown(root(), 11));
			assert_eq!(TxChildkeyTakeRateLimit::<Test>::get(), 3);
			assert_eq!(MaxChildkeyTake::<Test>::get(), 20_000);
			assert_eq!(MinChildkeyTake::<Test>::get(), 20_000);
			assert_eq!(PendingChildKeyCooldown::<Test>::get(), 11);
			assert_eq!(
				events_since_last_call(),
				[
					Event::TxChildKeyTakeRateLimitSet { blocks: 3 },
					Event::MaxChildKeyTakeSet { take: 20_000 },
					Event::MinChildKeyTakeSet { take: 20_000 },
					Event::PendingChildKeyCooldownSet { blocks: 11 },
				]
			);
		});
	}

	#[test]
	fn the_bounds_of_the_take_do_not_cross() {
		ExtBuilder::default().build_and_execute(|| {
			let root = RuntimeOrigin::root;
			assert_noop!(
				SubtensorModule::sudo_set_min_childkey_take(root(), 11_797),
				Error::<Test>::InvalidChildkeyTake
			);
			assert_ok!(SubtensorModule::sudo_set_min_childkey_take(root(), 10));
			assert_noop!(
				SubtensorModule::sudo_set_max_childkey_take(root(), 9),
				Error::<Test>::InvalidChildkeyTake
			);
		});
	}
}

mod swap_hotkey {
	use super::*;

	#[test]
	fn a_new_hotkey_takes_the_place_of_the_old_one() {
		ExtBuilder::default().build_and_execute(|| {
			link(ALICE, &[(HALF, BOB)]);
			link(BOB, &[(7, DAVE)]);
			ChildrenRateLimit::<Test>::put(0);
			assert_ok!(set(BOB, NETUID, &[(8, DAVE)]));
			ChildkeyTake::<Test>::insert(hotkey(BOB), NETUID, 9);
			let new = hotkey(EVE);

			let origin = RuntimeOrigin::signed(BOB);
			assert_ok!(SubtensorModule::swap_hotkey(origin, hotkey(BOB), new, Some(NETUID)));

			assert_eq!(children(ALICE), list(&[(HALF, EVE)]));
			assert_eq!(children(EVE), list(&[(7, DAVE)]));
			assert_eq!(parents(EVE), [(HALF, hotkey(ALICE))]);
			assert_eq!(parents(DAVE), [(7, new)]);
			assert_eq!(PendingChildKeys::<Test>::get(NETUID, new).0, list(&[(8, DAVE)]));
			assert_eq!(SubtensorModule::childkey_take(&new, NETUID), 9);
			assert!(LastChildrenBlock::<Test>::contains_key(NETUID, new));
			assert!(children(BOB).is_empty() && parents(BOB).is_empty());
		});
	}

	#[test]
	fn a_hotkey_with_relatives_of_its_own_cannot_take_over() {
		ExtBuilder::default().build_and_execute(|| {
			link(ALICE, &[(HALF, BOB)]);
			assert_noop!(
				SubtensorModule::rename_in_family(&hotkey(ALICE), &hotkey(BOB), NETUID),
				Error::<Test>::ChildParentInconsistency
			);
			assert_ok!(SubtensorModule::rename_in_family(&hotkey(DAVE), &hotkey(BOB), NETUID));
		});
	}
}
