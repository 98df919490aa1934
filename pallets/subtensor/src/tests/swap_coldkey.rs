use crate::{mock::*, *};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchResultWithPostInfo,
	traits::{Get, ReservableCurrency},
};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, DispatchResult,
};

/// A coldkey that has nothing.
const NEW: AccountId = 888;

fn announce(who: AccountId, new: AccountId) -> DispatchResult {
	SubtensorModule::announce_coldkey_swap(RuntimeOrigin::signed(who), BlakeTwo256::hash_of(&new))
}

fn swap(who: AccountId, new: AccountId) -> DispatchResultWithPostInfo {
	SubtensorModule::swap_coldkey_announced(RuntimeOrigin::signed(who), new)
}

fn swap_by_root(old: AccountId, new: AccountId, cost: u64) -> DispatchResultWithPostInfo {
	SubtensorModule::swap_coldkey(RuntimeOrigin::root(), old, new, cost)
}

fn dispute(who: AccountId) -> DispatchResult {
	SubtensorModule::dispute_coldkey_swap(RuntimeOrigin::signed(who))
}

fn clear(who: AccountId) -> DispatchResult {
	SubtensorModule::clear_coldkey_swap_announcement(RuntimeOrigin::signed(who))
}

/// What is announced in block 1 is ready in block 11 and replaceable from block 16 on.
fn with_short_delays(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		ColdkeySwapAnnouncementDelay::<Test>::put(10);
		ColdkeySwapReannouncementDelay::<Test>::put(5);
		test();
	});
}

#[test]
fn delays_are_the_live_networks() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(ColdkeySwapAnnouncementDelay::<Test>::get(), 36_000);
		assert_eq!(ColdkeySwapReannouncementDelay::<Test>::get(), 7_200);
		assert_eq!(HotkeySwapOnSubnetInterval::<Test>::get(), 7_200);
	});
}

#[test]
fn what_the_new_coldkey_has_is_not_given_to_the_old() {
	ExtBuilder::default().build_and_execute(|| {
		run_to_block(6);
		LastHotkeySwapOnNetuid::<Test>::insert(NETUID, BOB, 3);
		LastHotkeySwapOnNetuid::<Test>::insert(NETUID, NEW, 5);
		LastHotkeySwapOnNetuid::<Test>::insert(ROOT, BOB, 4);
		AutoStakeDestination::<Test>::insert(NEW, NETUID, hotkey(ALICE));
		AutoStakeDestination::<Test>::insert(BOB, ROOT, hotkey(ALICE));
		assert_ok!(swap_by_root(BOB, NEW, 0));
		for netuid in [NETUID, ROOT] {
			assert!(!LastHotkeySwapOnNetuid::<Test>::contains_key(netuid, BOB));
			assert!(!AutoStakeDestination::<Test>::contains_key(BOB, netuid));
			assert_eq!(AutoStakeDestination::<Test>::get(NEW, netuid), Some(hotkey(ALICE)));
		}
		assert_eq!(LastHotkeySwapOnNetuid::<Test>::get(NETUID, NEW), 5);
		assert_eq!(LastHotkeySwapOnNetuid::<Test>::get(ROOT, NEW), 4);
	});
}

mod announce_coldkey_swap {
	use super::*;

	#[test]
	fn costs_once_and_can_be_replaced_later() {
		with_short_delays(|| {
			let cost: u64 = <Test as Config>::KeySwapCost::get();
			let (balance, issuance) = (Balances::free_balance(BOB), Balances::total_issuance());
			events_since_last_call();

			assert_ok!(announce(BOB, NEW));

			let new_coldkey_hash = BlakeTwo256::hash_of(&NEW);
			assert_eq!(
				events_since_last_call(),
				[Event::ColdkeySwapAnnounced { who: BOB, new_coldkey_hash }]
			);
			assert_eq!(ColdkeySwapAnnouncements::<Test>::get(BOB), Some((11, new_coldkey_hash)));
			assert_eq!(Balances::free_balance(BOB), balance - cost);
			assert_eq!(Balances::total_issuance(), issuance - cost);

			run_to_block(16);
			assert_ok!(announce(BOB, FERDIE));
			assert_eq!(
				ColdkeySwapAnnouncements::<Test>::get(BOB),
				Some((26, BlakeTwo256::hash_of(&FERDIE)))
			);
			assert_eq!(Balances::free_balance(BOB), balance - cost);
		});
	}

	#[test]
	fn errors_change_nothing() {
		with_short_delays(|| {
			assert_noop!(announce(FERDIE, NEW), Error::<Test>::NotEnoughBalanceToPaySwapColdKey);
			assert_ok!(announce(BOB, NEW));
			run_to_block(15);
			assert_noop!(announce(BOB, NEW), Error::<Test>::ColdkeySwapReannouncedTooEarly);
			run_to_block(16);
			assert_ok!(dispute(BOB));
			assert_noop!(announce(BOB, NEW), Error::<Test>::ColdkeySwapDisputed);
		});
	}
}

mod swap_coldkey_announced {
	use super::*;

	#[test]
	fn a_balance_too_small_for_a_new_account_stays() {
		with_short_delays(|| {
			assert_ok!(announce(BOB, NEW));
			run_to_block(11);
			// Of what is not reserved, 500 rao must remain and 200 could go.
			assert_ok!(Balances::reserve(&BOB, Balances::free_balance(BOB) - 700));

			assert_ok!(swap(BOB, NEW));

			assert_eq!(Balances::free_balance(BOB), 700);
			assert_eq!(Balances::free_balance(NEW), 0);
			assert_eq!(Owner::<Test>::get(hotkey(BOB)), NEW);
		});
	}

	#[test]
	fn the_new_coldkey_takes_over_everything() {
		with_short_delays(|| {
			assert_ok!(SubtensorModule::add_stake(
				RuntimeOrigin::signed(ALICE),
				hotkey(BOB),
				NETUID,
				5 * UNIT
			));
			assert_ok!(SubtensorModule::swap_hotkey(
				RuntimeOrigin::signed(ALICE),
				hotkey(ALICE),
				hotkey(NEW),
				Some(NETUID)
			));
			assert_ok!(announce(ALICE, NEW));
			run_to_block(11);
			let stakes = |coldkey: AccountId| {
				[(ALICE, ROOT), (NEW, NETUID), (BOB, NETUID)]
					.map(|(of, netuid)| SubtensorModule::stake_of(&hotkey(of), &coldkey, netuid))
			};
			let before = stakes(ALICE);
			let balance = Balances::free_balance(ALICE);
			let issuance = Balances::total_issuance();
			events_since_last_call();

			let post = swap(ALICE, NEW).unwrap();

			assert_eq!(
				events_since_last_call(),
				[Event::ColdkeySwapped { old_coldkey: ALICE, new_coldkey: NEW }]
			);
			assert!(before.iter().all(|stake| *stake > 0));
			assert_eq!(stakes(NEW), before, "to the unit");
			assert_eq!(stakes(ALICE), [0; 3]);
			assert_eq!(Balances::free_balance(NEW), balance);
			assert_eq!(Balances::free_balance(ALICE), 0);
			assert_eq!(Balances::total_issuance(), issuance);
			assert_eq!(SubnetOwner::<Test>::get(NETUID), NEW);
			assert_eq!(SubnetOwner::<Test>::get(ROOT), NEW);
			assert_eq!(Owner::<Test>::get(hotkey(ALICE)), NEW);
			assert_eq!(OwnedHotkeys::<Test>::get(NEW), vec![hotkey(ALICE), hotkey(NEW)]);
			assert!(OwnedHotkeys::<Test>::get(ALICE).is_empty());
			assert!(StakingHotkeys::<Test>::get(ALICE).is_empty());
			assert!(!ColdkeySwapAnnouncements::<Test>::contains_key(ALICE));
			assert_eq!(LastHotkeySwapOnNetuid::<Test>::get(NETUID, NEW), 1, "waits as before");
			assert_eq!(post.actual_weight, Some(<() as WeightInfo>::swap_coldkey(2, 5)));
			run_to_epoch(NETUID);
		});
	}

	#[test]
	fn errors_change_nothing() {
		with_short_delays(|| {
			assert_noop!(swap(BOB, NEW), Error::<Test>::ColdkeySwapAnnouncementNotFound);
			assert_ok!(announce(BOB, NEW));
			assert_noop!(swap(BOB, FERDIE), Error::<Test>::AnnouncedColdkeyHashDoesNotMatch);
			run_to_block(10);
			assert_noop!(swap(BOB, NEW), Error::<Test>::ColdkeySwapTooEarly);
			run_to_block(11);
			assert_ok!(dispute(BOB));
			assert_noop!(swap(BOB, NEW), Error::<Test>::ColdkeySwapDisputed);
		});
	}

	#[test]
	fn a_coldkey_in_use_or_a_hotkey_cannot_follow() {
		with_short_delays(|| {
			assert_ok!(SubtensorModule::try_associate_hotkey(RuntimeOrigin::signed(EVE), NEW));
			for who in [ALICE, BOB, hotkey(CHARLIE), NEW] {
				assert_ok!(SubtensorModule::reset_coldkey_swap(RuntimeOrigin::root(), BOB));
				assert_ok!(announce(BOB, who));
				let now = System::block_number();
				run_to_block(now + 10);
				let expected = if who == ALICE || who == BOB {
					Error::<Test>::ColdKeyAlreadyAssociated
				} else {
					Error::<Test>::NewColdKeyIsHotkey
				};
				assert_noop!(swap(BOB, who), expected);
			}
		});
	}
}

mod dispute_coldkey_swap {
	use super::*;

	#[test]
	fn stops_everything_until_root_resets() {
		with_short_delays(|| {
			assert_ok!(announce(BOB, NEW));
			events_since_last_call();
			assert_ok!(dispute(BOB));
			assert_eq!(events_since_last_call(), [Event::ColdkeySwapDisputed { coldkey: BOB }]);
			assert_eq!(ColdkeySwapDisputes::<Test>::get(BOB), Some(1));
			run_to_block(30);
			assert_noop!(clear(BOB), Error::<Test>::ColdkeySwapDisputed);
			events_since_last_call();

			assert_ok!(SubtensorModule::reset_coldkey_swap(RuntimeOrigin::root(), BOB));

			assert_eq!(events_since_last_call(), [Event::ColdkeySwapReset { who: BOB }]);
			assert!(!ColdkeySwapDisputes::<Test>::contains_key(BOB));
			assert_ok!(announce(BOB, NEW));
		});
	}
}

mod clear_coldkey_swap_announcement {
	use super::*;

	#[test]
	fn frees_the_coldkey_after_a_while() {
		with_short_delays(|| {
			assert_noop!(clear(BOB), Error::<Test>::ColdkeySwapAnnouncementNotFound);
			assert_ok!(announce(BOB, NEW));
			run_to_block(15);
			assert_noop!(clear(BOB), Error::<Test>::ColdkeySwapClearTooEarly);
			run_to_block(16);
			events_since_last_call();
			assert_ok!(clear(BOB));
			assert_eq!(events_since_last_call(), [Event::ColdkeySwapCleared { who: BOB }]);
			assert!(!ColdkeySwapAnnouncements::<Test>::contains_key(BOB));
		});
	}
}

mod by_root {
	use super::*;

	#[test]
	fn root_swaps_at_once_and_ends_a_dispute() {
		with_short_delays(|| {
			assert_ok!(announce(BOB, FERDIE));
			assert_ok!(dispute(BOB));
			let balance = Balances::free_balance(BOB);
			assert_ok!(swap_by_root(BOB, NEW, 3 * UNIT));
			assert_eq!(Balances::free_balance(NEW), balance - 3 * UNIT);
			assert_eq!(Owner::<Test>::get(hotkey(BOB)), NEW);
			assert!(!ColdkeySwapAnnouncements::<Test>::contains_key(BOB));
			assert!(!ColdkeySwapDisputes::<Test>::contains_key(BOB));
		});
	}

	#[test]
	fn hotkeys_of_the_new_coldkey_stay_its_own() {
		with_short_delays(|| {
			assert_ok!(SubtensorModule::try_associate_hotkey(
				RuntimeOrigin::signed(EVE),
				hotkey(EVE)
			));
			assert_ok!(swap_by_root(BOB, EVE, 0));
			assert_eq!(OwnedHotkeys::<Test>::get(EVE), vec![hotkey(EVE), hotkey(BOB)]);
		});
	}

	#[test]
	fn the_identity_moves_unless_the_new_coldkey_has_one() {
		with_short_delays(|| {
			let named = |name: &[u8]| ChainIdentityV2 {
				name: frame_support::BoundedVec::truncate_from(name.to_vec()),
				..Default::default()
			};
			IdentitiesV2::<Test>::insert(BOB, named(b"bob"));
			assert_ok!(swap_by_root(BOB, NEW, 0));
			assert_eq!(IdentitiesV2::<Test>::get(NEW), Some(named(b"bob")));
			assert_eq!(IdentitiesV2::<Test>::get(BOB), None);

			IdentitiesV2::<Test>::insert(EVE, named(b"eve"));
			assert_ok!(swap_by_root(NEW, EVE, 0));
			assert_eq!(IdentitiesV2::<Test>::get(EVE), Some(named(b"eve")));
			assert_eq!(IdentitiesV2::<Test>::get(NEW), None);
		});
	}

	#[test]
	fn a_coldkey_without_a_balance_can_be_swapped() {
		with_short_delays(|| {
			assert_ok!(Balances::transfer_all(RuntimeOrigin::signed(CHARLIE), ALICE, false));
			assert_ok!(swap_by_root(CHARLIE, NEW, 0));
			assert_eq!(Owner::<Test>::get(hotkey(CHARLIE)), NEW);
			assert_eq!(Balances::free_balance(NEW), 0);
		});
	}

	#[test]
	fn errors_change_nothing() {
		with_short_delays(|| {
			assert_noop!(
				SubtensorModule::swap_coldkey(RuntimeOrigin::signed(BOB), BOB, NEW, 0),
				DispatchError::BadOrigin
			);
			assert_noop!(
				swap_by_root(BOB, NEW, 2_000_000 * UNIT),
				Error::<Test>::NotEnoughBalanceToPaySwapColdKey
			);
			assert_noop!(swap_by_root(BOB, ALICE, 0), Error::<Test>::ColdKeyAlreadyAssociated);
			assert_noop!(swap_by_root(BOB, BOB, 0), Error::<Test>::ColdKeyAlreadyAssociated);
			assert_noop!(swap_by_root(EVE, EVE, 0), Error::<Test>::ColdKeyAlreadyAssociated);
			assert_noop!(swap_by_root(BOB, hotkey(CHARLIE), 0), Error::<Test>::NewColdKeyIsHotkey);
		});
	}

	/// Hotkeys of Alice's with stake of Eve's in subnet 1 and, if `on_root`, on root too; all have
	/// earned for root in subnet 1.
	fn stake_on_earning_hotkeys(count: u32, on_root: bool) {
		let rate = 1 << 32;
		for hotkey in 10_000..10_000 + u128::from(count) {
			assert_ok!(SubtensorModule::create_hotkey_if_new(&ALICE, &hotkey));
			assert_ok!(SubtensorModule::raise_root_claims(&hotkey, NETUID, rate, 0));
			for netuid in [NETUID].into_iter().chain(on_root.then_some(ROOT)) {
				let origin = RuntimeOrigin::signed(EVE);
				assert_ok!(SubtensorModule::add_stake(origin, hotkey, netuid, UNIT));
			}
		}
	}

	#[test]
	fn a_little_alpha_where_others_earn_on_root_does_not_count() {
		with_short_delays(|| {
			let most: u32 = <Test as Config>::MaxSwapItems::get();
			stake_on_earning_hotkeys(most, false);
			assert_ok!(swap_by_root(EVE, NEW, 0));
			assert_eq!(StakingHotkeys::<Test>::get(NEW).len() as u32, most);
		});
	}

	#[test]
	fn root_stake_counts_with_what_it_earns() {
		let most: u32 = <Test as Config>::MaxSwapItems::get();
		// Two positions and an account on each.
		with_short_delays(|| {
			stake_on_earning_hotkeys(most / 3, true);
			assert_ok!(swap_by_root(EVE, NEW, 0));
			assert_eq!(RootClaimed::<Test>::get((NETUID, 10_000, NEW)), u128::from(UNIT));
			assert_eq!(RootClaimed::<Test>::get((NETUID, 10_000, EVE)), 0);
		});
		with_short_delays(|| {
			stake_on_earning_hotkeys(most / 3 + 1, true);
			assert_noop!(swap_by_root(EVE, NEW, 0), Error::<Test>::TooManySwapItems);
		});
	}

	#[test]
	fn what_was_left_behind_on_root_moves_without_root_stake() {
		with_short_delays(|| {
			let (on, origin) = (hotkey(BOB), || RuntimeOrigin::signed(EVE));
			assert_ok!(SubtensorModule::add_stake(origin(), on, ROOT, UNIT));
			// A millionth of Bob's 50,000 TAO and of Eve's one, each rounded up.
			assert_ok!(SubtensorModule::raise_root_claims(&on, NETUID, 1 << 12, 47_684_670));
			assert_ok!(SubtensorModule::mint_alpha_out(NETUID, 47_684_670));
			assert_ok!(SubtensorModule::remove_stake(origin(), on, ROOT, UNIT));
			let left = RootUnclaimed::<Test>::get((on, EVE, NETUID));
			assert!(left > 900, "{left}");
			assert_ok!(swap_by_root(EVE, NEW, 0));
			assert_eq!(RootUnclaimed::<Test>::get((on, NEW, NETUID)), left);
			assert_eq!(RootUnclaimed::<Test>::get((on, EVE, NETUID)), 0);
		});
	}

	#[test]
	fn more_than_one_call_can_move_is_refused() {
		with_short_delays(|| {
			let most: u32 = <Test as Config>::MaxSwapItems::get();
			for key in 10_000..10_000 + u128::from(most) {
				assert_ok!(SubtensorModule::create_hotkey_if_new(&EVE, &key));
			}
			assert_ok!(SubtensorModule::add_stake(
				RuntimeOrigin::signed(EVE),
				hotkey(BOB),
				ROOT,
				UNIT
			));
			assert_noop!(swap_by_root(EVE, NEW, 0), Error::<Test>::TooManySwapItems);
			assert_ok!(SubtensorModule::remove_stake(
				RuntimeOrigin::signed(EVE),
				hotkey(BOB),
				ROOT,
				UNIT
			));
			assert_ok!(swap_by_root(EVE, NEW, 0));
		});
	}
}
