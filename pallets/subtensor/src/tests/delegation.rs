//! Takes, and where miners are paid.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

/// 18 %, what a hotkey starts with and may have at most.
const MOST: u16 = 11_796;

fn increase(who: AccountId, on: AccountId, take: u16) -> DispatchResult {
	SubtensorModule::increase_take(RuntimeOrigin::signed(who), hotkey(on), take)
}

fn decrease(who: AccountId, on: AccountId, take: u16) -> DispatchResult {
	SubtensorModule::decrease_take(RuntimeOrigin::signed(who), hotkey(on), take)
}

#[test]
fn a_take_falls_at_any_time_and_rises_after_a_while() {
	ExtBuilder::default().build_and_execute(|| {
		TxDelegateTakeRateLimit::<Test>::put(5);
		events_since_last_call();
		assert_ok!(decrease(ALICE, ALICE, 100));
		assert_ok!(decrease(ALICE, ALICE, 0));
		assert_eq!(Delegates::<Test>::get(hotkey(ALICE)), 0);
		run_to_block(6);
		assert_noop!(increase(ALICE, ALICE, 200), Error::<Test>::DelegateTxRateLimitExceeded);
		run_to_block(7);
		events_since_last_call();
		assert_ok!(increase(ALICE, ALICE, 200));
		assert_eq!(Delegates::<Test>::get(hotkey(ALICE)), 200);
		let (coldkey, hotkey) = (ALICE, hotkey(ALICE));
		assert_eq!(events_since_last_call(), [Event::TakeIncreased { coldkey, hotkey, take: 200 }]);
		assert_ok!(decrease(ALICE, ALICE, 50));
		assert_eq!(events_since_last_call(), [Event::TakeDecreased { coldkey, hotkey, take: 50 }]);
	});
}

#[test]
fn without_a_rate_limit_a_take_rises_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		TxDelegateTakeRateLimit::<Test>::put(0);
		assert_ok!(decrease(ALICE, ALICE, 0));
		assert_ok!(increase(ALICE, ALICE, MOST));
	});
}

#[test]
fn the_first_rise_needs_no_wait() {
	ExtBuilder::default().build_and_execute(|| {
		Delegates::<Test>::insert(hotkey(ALICE), 10);
		assert_ok!(increase(ALICE, ALICE, 11));
	});
}

#[test]
fn errors_of_takes_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		MinDelegateTake::<Test>::put(50);
		assert_noop!(increase(ALICE, EVE, 1), Error::<Test>::HotKeyAccountNotExists);
		assert_noop!(increase(BOB, ALICE, 1), Error::<Test>::NonAssociatedColdKey);
		assert_noop!(increase(ALICE, ALICE, MOST), Error::<Test>::DelegateTakeTooLow);
		assert_noop!(increase(ALICE, ALICE, MOST + 1), Error::<Test>::DelegateTakeTooHigh);
		assert_noop!(decrease(ALICE, EVE, 1), Error::<Test>::HotKeyAccountNotExists);
		assert_noop!(decrease(BOB, ALICE, 1), Error::<Test>::NonAssociatedColdKey);
		assert_noop!(decrease(ALICE, ALICE, MOST), Error::<Test>::DelegateTakeTooLow);
		assert_noop!(decrease(ALICE, ALICE, 49), Error::<Test>::DelegateTakeTooLow);
		assert_ok!(decrease(ALICE, ALICE, 50));
	});
}

fn auto_stake(who: AccountId, netuid: u16, on: AccountId) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	SubtensorModule::set_coldkey_auto_stake_hotkey(origin, netuid, hotkey(on))
}

#[test]
fn miners_are_paid_where_their_coldkey_wants_it() {
	ExtBuilder::default().build_and_execute(|| {
		events_since_last_call();
		assert_ok!(auto_stake(CHARLIE, NETUID, BOB));
		assert_eq!(
			events_since_last_call(),
			[Event::AutoStakeDestinationSet {
				coldkey: CHARLIE,
				netuid: NETUID,
				hotkey: hotkey(BOB)
			}]
		);
		run_to_epoch(NETUID);
		run_to_epoch(NETUID);
		assert_eq!(stake(CHARLIE, CHARLIE, NETUID), 0);
		assert!(stake(CHARLIE, BOB, NETUID) > 0);
		assert!(stake(DAVE, DAVE, NETUID) > 0, "others are paid on themselves");
	});
}

#[test]
fn a_destination_that_ceased_to_exist_is_passed_over() {
	ExtBuilder::default().build_and_execute(|| {
		AutoStakeDestination::<Test>::insert(CHARLIE, NETUID, hotkey(EVE));
		run_to_epoch(NETUID);
		assert!(stake(CHARLIE, CHARLIE, NETUID) > 0);
	});
}

#[test]
fn errors_of_auto_stake_change_nothing() {
	ExtBuilder::default().subnet(second_subnet()).build_and_execute(|| {
		assert_noop!(auto_stake(CHARLIE, 7, BOB), Error::<Test>::SubnetNotExists);
		assert_noop!(
			auto_stake(CHARLIE, SECOND, ALICE),
			Error::<Test>::HotKeyNotRegisteredInSubNet
		);
		assert_ok!(auto_stake(CHARLIE, NETUID, BOB));
		assert_noop!(
			auto_stake(CHARLIE, NETUID, BOB),
			Error::<Test>::SameAutoStakeHotkeyAlreadySet
		);
		assert_ok!(auto_stake(CHARLIE, NETUID, ALICE));
	});
}
