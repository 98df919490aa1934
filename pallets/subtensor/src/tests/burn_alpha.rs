//! Alpha that is given up.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
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
fn errors_of_recycling_and_burning_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		for give_up in [recycle, burn] {
			assert_noop!(
				give_up(ALICE, ALICE, ROOT, UNIT),
				Error::<Test>::CannotBurnOrRecycleOnRootSubnet
			);
			assert_noop!(give_up(ALICE, ALICE, 7, UNIT), Error::<Test>::SubnetNotExists);
			assert_noop!(give_up(ALICE, EVE, NETUID, UNIT), Error::<Test>::HotKeyAccountNotExists);
			assert_noop!(give_up(ALICE, ALICE, NETUID, 0), Error::<Test>::AmountTooLow);
			assert_noop!(give_up(EVE, ALICE, NETUID, 1), Error::<Test>::NotEnoughStakeToWithdraw);
			SubtokenEnabled::<Test>::insert(NETUID, false);
			assert_noop!(give_up(ALICE, ALICE, NETUID, UNIT), Error::<Test>::SubtokenDisabled);
			SubtokenEnabled::<Test>::insert(NETUID, true);
		}
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

#[test]
fn errors_of_buying_to_burn_change_nothing() {
	ExtBuilder::default()
		.subnet(genesis::GenesisSubnet {
			pool: genesis::GenesisPool { tao: 9_000_000 * UNIT, alpha: 1 },
			neurons: vec![],
			..second_subnet()
		})
		.build_and_execute(|| {
			assert_noop!(
				buy_and_burn(EVE, ROOT, UNIT, None),
				Error::<Test>::CannotBurnOrRecycleOnRootSubnet
			);
			assert_noop!(buy_and_burn(EVE, 7, UNIT, None), Error::<Test>::SubnetNotExists);
			assert_noop!(buy_and_burn(EVE, NETUID, 1, None), Error::<Test>::AmountTooLow);
			assert_noop!(
				buy_and_burn(EVE, NETUID, UNIT, Some(UNIT / 2)),
				Error::<Test>::SlippageTooHigh
			);
			assert_noop!(
				buy_and_burn(FERDIE, NETUID, UNIT, None),
				Error::<Test>::NotEnoughBalanceToStake
			);
			assert_noop!(
				SubtensorModule::add_stake_burn(
					RuntimeOrigin::signed(EVE),
					hotkey(EVE),
					NETUID,
					UNIT,
					None
				),
				Error::<Test>::HotKeyAccountNotExists
			);
			assert_noop!(
				buy_and_burn(EVE, SECOND, UNIT, None),
				Error::<Test>::InsufficientLiquidity
			);
			SubtokenEnabled::<Test>::insert(NETUID, false);
			assert_noop!(buy_and_burn(EVE, NETUID, UNIT, None), Error::<Test>::SubtokenDisabled);
		});
}
