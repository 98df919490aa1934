//! Price limits, and the least size of a nomination.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

/// The price of the pool in rao per alpha, rounded up; about half a TAO.
fn spot() -> u64 {
	let pool = SubtensorModule::pool(NETUID);
	u64::try_from((u128::from(pool.tao) * u128::from(UNIT)).div_ceil(pool.alpha.into())).unwrap()
}

fn add(amount: u64, price: u64, partial: bool) -> DispatchResult {
	let origin = RuntimeOrigin::signed(EVE);
	SubtensorModule::add_stake_limit(origin, hotkey(ALICE), NETUID, amount, price, partial)
}

fn remove(amount: u64, price: u64, partial: bool) -> DispatchResult {
	let origin = RuntimeOrigin::signed(ALICE);
	SubtensorModule::remove_stake_limit(origin, hotkey(ALICE), NETUID, amount, price, partial)
}

fn remove_full(coldkey: AccountId, price: Option<u64>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(coldkey);
	SubtensorModule::remove_stake_full_limit(origin, hotkey(ALICE), NETUID, price)
}

/// Rao per alpha.
fn price() -> f64 {
	let pool = SubtensorModule::pool(NETUID);
	pool.tao as f64 / pool.alpha as f64
}

mod add_stake_limit {
	use super::*;

	#[test]
	fn within_the_limit_it_is_add_stake() {
		ExtBuilder::default().build_and_execute(|| {
			let (expected, _) = SubtensorModule::pool(NETUID).buy(10 * UNIT).unwrap();
			events_since_last_call();
			assert_ok!(add(10 * UNIT, spot() * 101 / 100, false));
			assert_eq!(
				events_since_last_call(),
				[Event::StakeAdded {
					coldkey: EVE,
					hotkey: hotkey(ALICE),
					tao: 10 * UNIT,
					alpha: expected,
					netuid: NETUID,
					fee: 0
				}]
			);
		});
	}

	#[test]
	fn a_part_spends_what_brings_the_price_to_the_limit() {
		ExtBuilder::default().build_and_execute(|| {
			let before = Balances::free_balance(EVE);
			let most = SubtensorModule::market(NETUID).most_to_buy(2 * UNIT);
			assert_noop!(add(100_000 * UNIT, 2 * UNIT, false), Error::<Test>::SlippageTooHigh);
			assert_ok!(add(100_000 * UNIT, 2 * UNIT, true));
			assert_eq!(Balances::free_balance(EVE), before - most);
			assert!((price() - 2.0).abs() < 1e-9, "{}", price());
			// A few rao may be left by roundings.
			assert_noop!(add(UNIT, 2 * UNIT, true), Error::<Test>::AmountTooLow);
		});
	}

	#[test]
	fn a_limit_below_the_price_lets_nothing_through() {
		ExtBuilder::default().build_and_execute(|| {
			let limit = spot() - 1_000;
			assert_noop!(add(UNIT, limit, false), Error::<Test>::SlippageTooHigh);
			assert_noop!(add(UNIT, limit, true), Error::<Test>::SlippageTooHigh);
			assert_noop!(add(UNIT, 0, true), Error::<Test>::SlippageTooHigh);
		});
	}

	#[test]
	fn a_part_below_the_least_amount_is_refused() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(add(UNIT, spot() + 1, true), Error::<Test>::AmountTooLow);
		});
	}

	#[test]
	fn root_costs_one_tao() {
		ExtBuilder::default().build_and_execute(|| {
			let add = |price| {
				let origin = RuntimeOrigin::signed(EVE);
				SubtensorModule::add_stake_limit(origin, hotkey(BOB), ROOT, UNIT, price, true)
			};
			assert_noop!(add(UNIT - 1), Error::<Test>::SlippageTooHigh);
			assert_ok!(add(UNIT));
			assert_eq!(stake(EVE, BOB, ROOT), UNIT);
		});
	}
}

mod remove_stake_limit {
	use super::*;

	#[test]
	fn a_part_sells_what_brings_the_price_to_the_limit() {
		ExtBuilder::default().build_and_execute(|| {
			let limit = UNIT * 45 / 100;
			let most = SubtensorModule::market(NETUID).most_to_sell(limit);
			let staked = stake(ALICE, ALICE, NETUID);
			assert!(most < staked);
			assert_noop!(remove(staked, limit, false), Error::<Test>::SlippageTooHigh);
			assert_ok!(remove(staked, limit, true));
			assert_eq!(stake(ALICE, ALICE, NETUID), staked - most);
			assert!((price() - 0.45).abs() < 1e-9, "{}", price());
			// A few units may be left by roundings.
			assert_noop!(remove(UNIT, limit, true), Error::<Test>::AmountTooLow);
		});
	}

	#[test]
	fn within_the_limit_it_is_remove_stake() {
		ExtBuilder::default().build_and_execute(|| {
			let (expected, _) = SubtensorModule::pool(NETUID).sell(UNIT).unwrap();
			let before = Balances::free_balance(ALICE);
			assert_ok!(remove(UNIT, spot() * 99 / 100, false));
			assert_eq!(Balances::free_balance(ALICE), before + expected);
		});
	}

	#[test]
	fn errors_change_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(remove(UNIT, spot() + 1_000, true), Error::<Test>::SlippageTooHigh);
			assert_noop!(remove(1, 0, true), Error::<Test>::AmountTooLow);
			assert_noop!(remove(u64::MAX, 0, true), Error::<Test>::NotEnoughStakeToWithdraw);
			let on = |on, netuid| {
				let origin = RuntimeOrigin::signed(ALICE);
				SubtensorModule::remove_stake_limit(origin, hotkey(on), netuid, UNIT, 0, true)
			};
			assert_noop!(on(ALICE, 7), Error::<Test>::SubnetNotExists);
			assert_noop!(on(EVE, NETUID), Error::<Test>::HotKeyAccountNotExists);
			SubtokenEnabled::<Test>::insert(NETUID, false);
			assert_noop!(on(ALICE, NETUID), Error::<Test>::SubtokenDisabled);
		});
	}

	#[test]
	fn a_sale_that_leaves_less_in_the_pool_than_an_account_can_hold_is_refused() {
		ExtBuilder::default()
			.living(|subnet| {
				subnet.pool = genesis::GenesisPool { tao: 3_000_000, alpha: UNIT };
			})
			.build_and_execute(|| {
				let mut pool = SubtensorModule::pool(NETUID);
				// Far more alpha than the pool holds, sold for all but a few rao.
				pool.alpha = 1_000;
				SubtensorModule::store_pool(NETUID, pool);
				assert_noop!(remove(1_000 * UNIT, 0, false), Error::<Test>::InsufficientLiquidity);
			});
	}
}

mod remove_stake_full_limit {
	use super::*;

	#[test]
	fn sells_the_whole_position_or_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(remove_full(ALICE, Some(spot() - 1)), Error::<Test>::SlippageTooHigh);
			assert_ok!(remove_full(ALICE, Some(spot() / 2)));
			assert_eq!(stake(ALICE, ALICE, NETUID), 0);
		});
	}

	#[test]
	fn without_a_limit_any_price_will_do() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(remove_full(ALICE, None));
			assert_eq!(stake(ALICE, ALICE, NETUID), 0);
		});
	}
}

mod small_nominations {
	use super::*;

	fn nominate(tao: u64) {
		let origin = RuntimeOrigin::signed(EVE);
		assert_ok!(SubtensorModule::add_stake(origin, hotkey(ALICE), NETUID, tao));
	}

	fn take_out(coldkey: AccountId, alpha: u64) {
		let origin = RuntimeOrigin::signed(coldkey);
		assert_ok!(SubtensorModule::remove_stake(origin, hotkey(ALICE), NETUID, alpha));
	}

	#[test]
	fn what_is_left_below_the_minimum_is_returned() {
		ExtBuilder::default().build_and_execute(|| {
			let before = Balances::free_balance(EVE);
			nominate(10 * UNIT);
			NominatorMinRequiredStake::<Test>::put(2 * UNIT);
			take_out(EVE, stake(EVE, ALICE, NETUID) / 2);
			assert!(stake(EVE, ALICE, NETUID) > 0, "5 TAO are enough");
			take_out(EVE, stake(EVE, ALICE, NETUID) / 2 + stake(EVE, ALICE, NETUID) / 4);
			assert_eq!(stake(EVE, ALICE, NETUID), 0, "1.25 TAO are not");
			assert!(before - Balances::free_balance(EVE) < 10, "only roundings are lost");
		});
	}

	#[test]
	fn a_raised_minimum_touches_nobody_until_they_act() {
		ExtBuilder::default().build_and_execute(|| {
			nominate(10 * UNIT);
			let staked = stake(EVE, ALICE, NETUID);
			NominatorMinRequiredStake::<Test>::put(50 * UNIT);
			run_to_block(3);
			assert!(stake(EVE, ALICE, NETUID) >= staked);
			take_out(EVE, UNIT);
			assert_eq!(stake(EVE, ALICE, NETUID), 0);
		});
	}

	#[test]
	fn the_owner_of_the_hotkey_may_have_as_little_as_he_likes() {
		ExtBuilder::default().build_and_execute(|| {
			NominatorMinRequiredStake::<Test>::put(50 * UNIT);
			take_out(ALICE, stake(ALICE, ALICE, NETUID) - UNIT);
			assert_eq!(stake(ALICE, ALICE, NETUID), UNIT);
		});
	}
}
