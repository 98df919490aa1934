use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};

fn register(coldkey: AccountId, hotkey: AccountId) -> DispatchResultWithPostInfo {
	SubtensorModule::root_register(RuntimeOrigin::signed(coldkey), hotkey)
}

fn full() {
	MaxAllowedUids::<Test>::insert(ROOT, 2);
}

#[test]
fn a_newcomer_gets_the_next_seat_for_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let before = Balances::free_balance(EVE);
		events_since_last_call();
		assert_ok!(register(EVE, hotkey(EVE)));
		assert_eq!(Uids::<Test>::get(ROOT, hotkey(EVE)), Some(2));
		assert_eq!(Owner::<Test>::get(hotkey(EVE)), EVE);
		assert_eq!(Delegates::<Test>::get(hotkey(EVE)), 11_796);
		assert_eq!(Balances::free_balance(EVE), before);
		assert_eq!(
			events_since_last_call(),
			[Event::NeuronRegistered { netuid: ROOT, uid: 2, hotkey: hotkey(EVE) }]
		);
	});
}

#[test]
fn root_has_64_seats_and_a_price_that_clients_can_read() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(MaxAllowedUids::<Test>::get(ROOT), 64);
		assert!(Burn::<Test>::contains_key(ROOT));
		for index in 0..62u128 {
			assert_ok!(register(EVE, 10_000 + index));
		}
		assert_eq!(SubnetworkN::<Test>::get(ROOT), 64);
		assert_noop!(register(EVE, hotkey(EVE)), Error::<Test>::StakeTooLowForRoot);
	});
}

#[test]
fn on_a_full_root_more_stake_takes_the_seat_of_the_least() {
	ExtBuilder::default().build_and_execute(|| {
		full();
		let origin = RuntimeOrigin::signed(EVE);
		assert_ok!(SubtensorModule::add_stake(origin, hotkey(CHARLIE), ROOT, 50_001 * UNIT));
		events_since_last_call();
		assert_ok!(register(CHARLIE, hotkey(CHARLIE)));
		assert_eq!(Keys::<Test>::get(ROOT, 1), hotkey(CHARLIE));
		assert_eq!(Uids::<Test>::get(ROOT, hotkey(BOB)), None);
		assert_eq!(
			events_since_last_call(),
			[
				Event::NeuronPruned { netuid: ROOT, uid: 1, hotkey: hotkey(BOB) },
				Event::NeuronRegistered { netuid: ROOT, uid: 1, hotkey: hotkey(CHARLIE) },
			]
		);
	});
}

#[test]
fn on_a_full_root_equal_stake_is_too_little() {
	ExtBuilder::default().build_and_execute(|| {
		full();
		let origin = RuntimeOrigin::signed(EVE);
		assert_ok!(SubtensorModule::add_stake(origin, hotkey(CHARLIE), ROOT, 50_000 * UNIT));
		assert_noop!(register(CHARLIE, hotkey(CHARLIE)), Error::<Test>::StakeTooLowForRoot);
	});
}
