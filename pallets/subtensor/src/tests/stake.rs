use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn add(coldkey: AccountId, on: AccountId, netuid: u16, amount: u64) -> DispatchResult {
	SubtensorModule::add_stake(RuntimeOrigin::signed(coldkey), hotkey(on), netuid, amount)
}

fn remove(coldkey: AccountId, on: AccountId, netuid: u16, amount: u64) -> DispatchResult {
	SubtensorModule::remove_stake(RuntimeOrigin::signed(coldkey), hotkey(on), netuid, amount)
}

mod add_stake {
	use super::*;

	#[test]
	fn buys_alpha_at_the_pools_price() {
		ExtBuilder::default().build_and_execute(|| {
			let pool = SubtensorModule::pool(NETUID);
			let (expected, _) = pool.buy(100 * UNIT).unwrap();
			events_since_last_call();
			let before = Balances::free_balance(EVE);

			assert_ok!(add(EVE, ALICE, NETUID, 100 * UNIT));

			assert_eq!(Balances::free_balance(EVE), before - 100 * UNIT);
			assert!(stake(EVE, ALICE, NETUID).abs_diff(expected) <= 1);
			assert_eq!(SubnetTAO::<Test>::get(NETUID), pool.tao + 100 * UNIT);
			assert_eq!(SubnetAlphaIn::<Test>::get(NETUID), pool.alpha - expected);
			assert_eq!(StakingHotkeys::<Test>::get(EVE), vec![hotkey(ALICE)]);
			assert_eq!(
				events_since_last_call(),
				[Event::StakeAdded {
					coldkey: EVE,
					hotkey: hotkey(ALICE),
					tao: 100 * UNIT,
					alpha: expected,
					netuid: NETUID,
					fee: 0
				}]
			);
		});
	}

	#[test]
	fn on_root_a_tao_is_a_tao() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(add(EVE, ALICE, ROOT, 7 * UNIT));
			assert_eq!(stake(EVE, ALICE, ROOT), 7 * UNIT);
			assert_eq!(SubnetTAO::<Test>::get(ROOT), 150_007 * UNIT);
		});
	}

	#[test]
	fn errors_change_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(add(EVE, ALICE, 7, UNIT), Error::<Test>::SubnetNotExists);
			assert_noop!(add(EVE, ALICE, NETUID, 1_999_999), Error::<Test>::AmountTooLow);
			assert_noop!(add(EVE, EVE, NETUID, UNIT), Error::<Test>::HotKeyAccountNotExists);
			assert_noop!(add(FERDIE, ALICE, NETUID, UNIT), Error::<Test>::NotEnoughBalanceToStake);
			let full = Balances::free_balance(EVE);
			assert_noop!(add(EVE, ALICE, NETUID, full), Error::<Test>::NotEnoughBalanceToStake);
			assert_ok!(SubtensorModule::register_network(RuntimeOrigin::signed(EVE), hotkey(EVE)));
			assert_noop!(add(EVE, EVE, 2, UNIT), Error::<Test>::SubtokenDisabled);
		});
	}

	#[test]
	fn a_pool_that_gives_nothing_is_refused() {
		ExtBuilder::default()
			.living(|subnet| subnet.pool = genesis::GenesisPool { tao: 9_000_000 * UNIT, alpha: 1 })
			.build_and_execute(|| {
				assert_noop!(
					add(EVE, ALICE, NETUID, 2_000_000),
					Error::<Test>::InsufficientLiquidity
				);
			});
	}
}

mod remove_stake {
	use super::*;

	#[test]
	fn sells_alpha_at_the_pools_price() {
		ExtBuilder::default().build_and_execute(|| {
			let (expected, after) = SubtensorModule::pool(NETUID).sell(500 * UNIT).unwrap();
			let before = Balances::free_balance(ALICE);
			let staked = stake(ALICE, ALICE, NETUID);
			assert_ok!(remove(ALICE, ALICE, NETUID, 500 * UNIT));
			assert_eq!(Balances::free_balance(ALICE), before + expected);
			assert_eq!(SubtensorModule::pool(NETUID), after);
			assert_eq!(stake(ALICE, ALICE, NETUID), staked - 500 * UNIT);
		});
	}

	#[test]
	fn a_whole_position_leaves_no_trace() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(remove(BOB, BOB, NETUID, stake(BOB, BOB, NETUID)));
			assert!(!TotalHotkeyAlpha::<Test>::contains_key(hotkey(BOB), NETUID));
			assert_eq!(StakingHotkeys::<Test>::get(BOB), vec![hotkey(BOB)], "still on root");
			assert_ok!(remove(BOB, BOB, ROOT, stake(BOB, BOB, ROOT)));
			assert!(StakingHotkeys::<Test>::get(BOB).is_empty());
		});
	}

	#[test]
	fn a_round_trip_gains_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let before = Balances::free_balance(EVE);
			assert_ok!(add(EVE, ALICE, NETUID, 1_000 * UNIT));
			assert_ok!(remove(EVE, ALICE, NETUID, stake(EVE, ALICE, NETUID)));
			assert!(Balances::free_balance(EVE) <= before);
			assert!(before - Balances::free_balance(EVE) < 10, "only roundings are lost");
		});
	}

	#[test]
	fn errors_change_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(remove(ALICE, ALICE, 7, 1), Error::<Test>::SubnetNotExists);
			assert_noop!(remove(EVE, EVE, NETUID, 1), Error::<Test>::HotKeyAccountNotExists);
			assert_noop!(remove(EVE, ALICE, NETUID, 1), Error::<Test>::NotEnoughStakeToWithdraw);
			let staked = stake(ALICE, ALICE, NETUID);
			assert_noop!(
				remove(ALICE, ALICE, NETUID, staked + 1),
				Error::<Test>::NotEnoughStakeToWithdraw
			);
			assert_noop!(remove(ALICE, ALICE, NETUID, 0), Error::<Test>::AmountTooLow);
			assert_noop!(remove(ALICE, ALICE, NETUID, 1_000), Error::<Test>::AmountTooLow);
			SubtokenEnabled::<Test>::insert(NETUID, false);
			assert_noop!(remove(ALICE, ALICE, NETUID, UNIT), Error::<Test>::SubtokenDisabled);
		});
	}
}

mod shares {
	use super::*;

	#[test]
	fn dividends_reach_nominators_pro_rata() {
		ExtBuilder::default().build_and_execute(|| {
			let alice = stake(ALICE, ALICE, NETUID);
			assert_ok!(SubtensorModule::increase_stake(&hotkey(ALICE), &EVE, NETUID, alice));
			assert_ok!(SubtensorModule::mint_alpha_out(NETUID, alice));

			assert_ok!(SubtensorModule::raise_hotkey_alpha(&hotkey(ALICE), NETUID, 1_000));
			assert_ok!(SubtensorModule::mint_alpha_out(NETUID, 1_000));

			assert!(stake(ALICE, ALICE, NETUID).abs_diff(alice + 500) <= 1);
			assert!(stake(EVE, ALICE, NETUID).abs_diff(alice + 500) <= 1);
		});
	}

	#[test]
	fn nobody_pays_for_anothers_rounding() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(SubtensorModule::raise_hotkey_alpha(&hotkey(ALICE), NETUID, 7));
			assert_ok!(SubtensorModule::mint_alpha_out(NETUID, 7));
			let alice = stake(ALICE, ALICE, NETUID);
			for amount in [2_000_000, 3_333_333, 2_000_001] {
				assert_ok!(add(EVE, ALICE, NETUID, amount));
				let removable = stake(EVE, ALICE, NETUID);
				assert_ok!(remove(EVE, ALICE, NETUID, removable));
				assert!(stake(ALICE, ALICE, NETUID) >= alice);
			}
		});
	}
}
