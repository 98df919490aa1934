//! Alpha that is given up.

use crate::{mock::*, *};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

fn recycle(who: AccountId, on: AccountId, netuid: u16, amount: u64) -> DispatchResult {
	SubtensorModule::recycle_alpha(RuntimeOrigin::signed(who), hotkey(on), amount, netuid)
}

fn burn(who: AccountId, on: AccountId, netuid: u16, amount: u64) -> DispatchResult {
	SubtensorModule::burn_alpha(RuntimeOrigin::signed(who), hotkey(on), amount, netuid)
}

fn buy_and_burn(who: AccountId, netuid: u16, amount: u64, limit: Option<u64>) -> DispatchResult {
	SubtensorModule::add_stake_burn(
		RuntimeOrigin::signed(who),
		hotkey(ALICE),
		netuid,
		amount,
		limit,
	)
}

#[test]
fn recycled_alpha_leaves_issuance() {
	ExtBuilder::default().build_and_execute(|| {
		let (out, staked) = (SubnetAlphaOut::<Test>::get(NETUID), stake(ALICE, ALICE, NETUID));
		events_since_last_call();
		assert_ok!(recycle(ALICE, ALICE, NETUID, 5 * UNIT));
		assert_eq!(SubnetAlphaOut::<Test>::get(NETUID), out - 5 * UNIT);
		assert_eq!(stake(ALICE, ALICE, NETUID), staked - 5 * UNIT);
		let (coldkey, hotkey) = (ALICE, hotkey(ALICE));
		assert_eq!(
			events_since_last_call(),
			[Event::AlphaRecycled { coldkey, hotkey, alpha: 5 * UNIT, netuid: NETUID }]
		);
	});
}

#[test]
fn burned_alpha_stays_issued_and_is_nobodys() {
	ExtBuilder::default().build_and_execute(|| {
		let (out, staked) = (SubnetAlphaOut::<Test>::get(NETUID), stake(ALICE, ALICE, NETUID));
		events_since_last_call();
		assert_ok!(burn(ALICE, ALICE, NETUID, 5 * UNIT));
		assert_eq!(SubnetAlphaOut::<Test>::get(NETUID), out);
		assert_eq!(SubnetAlphaBurned::<Test>::get(NETUID), 5 * UNIT);
		assert_eq!(stake(ALICE, ALICE, NETUID), staked - 5 * UNIT);
		let (coldkey, hotkey) = (ALICE, hotkey(ALICE));
		assert_eq!(
			events_since_last_call(),
			[Event::AlphaBurned { coldkey, hotkey, alpha: 5 * UNIT, netuid: NETUID }]
		);
	});
}

#[test]
fn giving_up_everything_leaves_no_trace() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(burn(BOB, BOB, NETUID, stake(BOB, BOB, NETUID)));
		assert!(!TotalHotkeyAlpha::<Test>::contains_key(hotkey(BOB), NETUID));
	});
}

#[test]
fn buying_to_burn_raises_the_price_and_pays_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		let (alpha, after) = SubtensorModule::pool(NETUID).buy(100 * UNIT).unwrap();
		let before = Balances::free_balance(EVE);
		events_since_last_call();
		assert_ok!(buy_and_burn(EVE, NETUID, 100 * UNIT, None));
		assert_eq!(SubtensorModule::pool(NETUID), after);
		assert_eq!(Balances::free_balance(EVE), before - 100 * UNIT);
		assert_eq!(SubnetAlphaBurned::<Test>::get(NETUID), alpha);
		assert_eq!(stake(EVE, ALICE, NETUID), 0);
		let hotkey = hotkey(ALICE);
		assert_eq!(
			events_since_last_call(),
			[Event::AddStakeBurn { netuid: NETUID, hotkey, amount: 100 * UNIT, alpha }]
		);
	});
}
