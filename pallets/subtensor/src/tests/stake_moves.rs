//! Stake that goes to another hotkey, subnet or coldkey.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn two_subnets() -> ExtBuilder {
	ExtBuilder::default().subnet(second_subnet())
}

fn move_stake(
	on: AccountId,
	to: AccountId,
	from_net: u16,
	to_net: u16,
	alpha: u64,
) -> DispatchResult {
	let origin = RuntimeOrigin::signed(ALICE);
	SubtensorModule::move_stake(origin, hotkey(on), hotkey(to), from_net, to_net, alpha)
}

fn swap(from_net: u16, to_net: u16, alpha: u64) -> DispatchResult {
	let origin = RuntimeOrigin::signed(ALICE);
	SubtensorModule::swap_stake(origin, hotkey(ALICE), from_net, to_net, alpha)
}

fn swap_limit(from_net: u16, to_net: u16, alpha: u64, price: u64, partial: bool) -> DispatchResult {
	let origin = RuntimeOrigin::signed(ALICE);
	let hotkey = hotkey(ALICE);
	SubtensorModule::swap_stake_limit(origin, hotkey, from_net, to_net, alpha, price, partial)
}

fn transfer(to: AccountId, from_net: u16, to_net: u16, alpha: u64) -> DispatchResult {
	let origin = RuntimeOrigin::signed(ALICE);
	SubtensorModule::transfer_stake(origin, to, hotkey(ALICE), from_net, to_net, alpha)
}

/// Balances of the coldkeys and of the subnets' accounts.
fn tao() -> Vec<u64> {
	let subnets = [ROOT, NETUID, SECOND].map(SubtensorModule::subnet_account);
	[ALICE, BOB, EVE].into_iter().chain(subnets).map(Balances::free_balance).collect()
}

mod moves {
	use super::*;

	#[test]
	fn within_a_subnet_the_alpha_moves_and_the_pool_rests() {
		two_subnets().build_and_execute(|| {
			let (pool, balances) = (SubtensorModule::pool(NETUID), tao());
			let (alice, bob) = (stake(ALICE, ALICE, NETUID), stake(BOB, BOB, NETUID));
			events_since_last_call();

			assert_ok!(move_stake(ALICE, BOB, NETUID, NETUID, 100 * UNIT));

			assert_eq!(stake(ALICE, ALICE, NETUID), alice - 100 * UNIT);
			assert!((100 * UNIT).abs_diff(stake(ALICE, BOB, NETUID)) <= 1);
			assert!(stake(BOB, BOB, NETUID).abs_diff(bob) <= 1);
			assert_eq!((SubtensorModule::pool(NETUID), tao()), (pool, balances));
			let tao = SubtensorModule::market(NETUID).worth(100 * UNIT);
			assert_eq!(
				events_since_last_call(),
				[Event::StakeMoved {
					coldkey: ALICE,
					origin_hotkey: hotkey(ALICE),
					origin_netuid: NETUID,
					destination_hotkey: hotkey(BOB),
					destination_netuid: NETUID,
					tao,
				}]
			);
		});
	}

	#[test]
	fn between_subnets_it_is_a_sale_and_a_purchase() {
		two_subnets().build_and_execute(|| {
			let (fetched, sold) = SubtensorModule::pool(NETUID).sell(100 * UNIT).unwrap();
			let (bought, after) = SubtensorModule::pool(SECOND).buy(fetched).unwrap();
			let before = tao();
			events_since_last_call();

			assert_ok!(move_stake(ALICE, BOB, NETUID, SECOND, 100 * UNIT));

			assert_eq!(SubtensorModule::pool(NETUID), sold);
			assert_eq!(SubtensorModule::pool(SECOND), after);
			assert!(stake(ALICE, BOB, SECOND).abs_diff(bought) <= 1);
			let mut expected = before;
			expected[4] -= fetched;
			expected[5] += fetched;
			assert_eq!(tao(), expected, "only the two subnets' accounts change");
			assert_eq!(
				events_since_last_call(),
				[
					Event::StakeRemoved {
						coldkey: ALICE,
						hotkey: hotkey(ALICE),
						tao: fetched,
						alpha: 100 * UNIT,
						netuid: NETUID,
						fee: 0
					},
					Event::StakeAdded {
						coldkey: ALICE,
						hotkey: hotkey(BOB),
						tao: fetched,
						alpha: bought,
						netuid: SECOND,
						fee: 0
					},
					Event::StakeMoved {
						coldkey: ALICE,
						origin_hotkey: hotkey(ALICE),
						origin_netuid: NETUID,
						destination_hotkey: hotkey(BOB),
						destination_netuid: SECOND,
						tao: fetched,
					}
				]
			);
		});
	}

	#[test]
	fn to_root_and_back_goes_at_one_tao() {
		two_subnets().build_and_execute(|| {
			let root = stake(ALICE, ALICE, ROOT);
			let (fetched, _) = SubtensorModule::pool(NETUID).sell(100 * UNIT).unwrap();
			assert_ok!(move_stake(ALICE, ALICE, NETUID, ROOT, 100 * UNIT));
			assert_eq!(stake(ALICE, ALICE, ROOT), root + fetched);
			assert_ok!(move_stake(ALICE, ALICE, ROOT, NETUID, fetched));
			assert_eq!(stake(ALICE, ALICE, ROOT), root);
		});
	}

	#[test]
	fn errors_change_nothing() {
		two_subnets().build_and_execute(|| {
			let staked = stake(ALICE, ALICE, NETUID);
			for (on, to, from, into, alpha, error) in [
				(ALICE, ALICE, NETUID, NETUID, UNIT, Error::<Test>::SameNetuid),
				(ALICE, BOB, 7, NETUID, UNIT, Error::<Test>::SubnetNotExists),
				(ALICE, BOB, NETUID, 7, UNIT, Error::<Test>::SubnetNotExists),
				(ALICE, EVE, NETUID, NETUID, UNIT, Error::<Test>::HotKeyAccountNotExists),
				(EVE, ALICE, NETUID, NETUID, UNIT, Error::<Test>::HotKeyAccountNotExists),
				(ALICE, BOB, NETUID, SECOND, staked + 1, Error::<Test>::NotEnoughStakeToWithdraw),
				(ALICE, BOB, NETUID, NETUID, staked + 1, Error::<Test>::NotEnoughStakeToWithdraw),
				(ALICE, BOB, NETUID, NETUID, 0, Error::<Test>::AmountTooLow),
				(ALICE, BOB, NETUID, NETUID, 3_900_000, Error::<Test>::AmountTooLow),
				(ALICE, BOB, NETUID, SECOND, 0, Error::<Test>::AmountTooLow),
				(ALICE, BOB, NETUID, SECOND, 3_900_000, Error::<Test>::AmountTooLow),
			] {
				assert_noop!(move_stake(on, to, from, into, alpha), error);
			}
			for closed in [NETUID, SECOND] {
				SubtokenEnabled::<Test>::insert(closed, false);
				assert_noop!(
					move_stake(ALICE, BOB, NETUID, SECOND, UNIT),
					Error::<Test>::SubtokenDisabled
				);
				SubtokenEnabled::<Test>::insert(closed, true);
			}
			let list = frame_support::BoundedVec::truncate_from((1_000..5_096).collect());
			let old = StakingHotkeys::<Test>::get(ALICE);
			StakingHotkeys::<Test>::insert(ALICE, list);
			assert_noop!(
				move_stake(ALICE, BOB, NETUID, NETUID, UNIT),
				Error::<Test>::TooManyHotkeys
			);
			StakingHotkeys::<Test>::insert(ALICE, old);
		});
	}

	#[test]
	fn a_pool_that_gives_nothing_is_refused() {
		two_subnets()
			.subnet(genesis::GenesisSubnet {
				netuid: 3,
				pool: genesis::GenesisPool { tao: 9_000_000 * UNIT, alpha: 1 },
				neurons: vec![],
				..second_subnet()
			})
			.build_and_execute(|| {
				assert_noop!(
					move_stake(ALICE, BOB, NETUID, 3, UNIT),
					Error::<Test>::InsufficientLiquidity
				);
			});
	}

	#[test]
	fn a_small_rest_of_a_nomination_is_returned() {
		two_subnets().build_and_execute(|| {
			assert_ok!(move_stake(ALICE, BOB, NETUID, NETUID, 100 * UNIT));
			NominatorMinRequiredStake::<Test>::put(30 * UNIT);
			let before = Balances::free_balance(ALICE);
			assert_ok!(move_stake(BOB, ALICE, NETUID, NETUID, 50 * UNIT));
			assert_eq!(stake(ALICE, BOB, NETUID), 0);
			assert!(Balances::free_balance(ALICE) > before + 24 * UNIT);
		});
	}
}

mod swap_stake {
	use super::*;

	#[test]
	fn keeps_hotkey_and_coldkey() {
		two_subnets().build_and_execute(|| {
			let (fetched, _) = SubtensorModule::pool(NETUID).sell(100 * UNIT).unwrap();
			let (bought, _) = SubtensorModule::pool(SECOND).buy(fetched).unwrap();
			events_since_last_call();
			assert_ok!(swap(NETUID, SECOND, 100 * UNIT));
			assert!(stake(ALICE, ALICE, SECOND).abs_diff(bought) <= 1);
			assert_eq!(
				events_since_last_call().last(),
				Some(&Event::StakeSwapped {
					coldkey: ALICE,
					hotkey: hotkey(ALICE),
					origin_netuid: NETUID,
					destination_netuid: SECOND,
					tao: fetched,
				})
			);
		});
	}
}

mod swap_stake_limit {
	use super::*;

	/// One alpha of the first subnet is worth two of the second.
	const RELATION: u64 = 2 * UNIT;

	#[test]
	fn swaps_within_the_limit_and_refuses_beyond() {
		two_subnets().build_and_execute(|| {
			let tight = RELATION - RELATION / 1_000;
			assert_noop!(
				swap_limit(NETUID, SECOND, 100 * UNIT, tight, false),
				Error::<Test>::SlippageTooHigh
			);
			assert_ok!(swap_limit(NETUID, SECOND, UNIT, tight, false));
			let got = stake(ALICE, ALICE, SECOND);
			assert!(got >= tight - 1 && got < RELATION, "{got}");
		});
	}

	#[test]
	fn a_part_gives_the_limit_on_average() {
		two_subnets().build_and_execute(|| {
			let staked = stake(ALICE, ALICE, NETUID);
			let limit = RELATION - RELATION / 20;
			assert_ok!(swap_limit(NETUID, SECOND, staked, limit, true));
			let swapped = staked - stake(ALICE, ALICE, NETUID);
			let got = stake(ALICE, ALICE, SECOND) as f64;
			assert!(swapped > 0 && swapped < staked);
			assert!((got / swapped as f64 - limit as f64 / UNIT as f64).abs() < 1e-9);
		});
	}

	#[test]
	fn a_limit_above_the_relation_lets_nothing_through() {
		two_subnets().build_and_execute(|| {
			assert_noop!(
				swap_limit(NETUID, SECOND, UNIT, RELATION + 1, true),
				Error::<Test>::SlippageTooHigh
			);
		});
	}

	#[test]
	fn move_stake_limit_follows_the_same_limit() {
		two_subnets().build_and_execute(|| {
			let call = |to, into, price, partial| {
				let origin = RuntimeOrigin::signed(ALICE);
				let (from, to) = (hotkey(ALICE), hotkey(to));
				let alpha = 100 * UNIT;
				SubtensorModule::move_stake_limit(
					origin, from, to, NETUID, into, alpha, price, partial,
				)
			};
			let tight = RELATION - RELATION / 1_000;
			assert_noop!(call(BOB, SECOND, tight, false), Error::<Test>::SlippageTooHigh);
			assert_noop!(call(ALICE, NETUID, tight, false), Error::<Test>::SameNetuid);
			assert_noop!(call(EVE, SECOND, tight, true), Error::<Test>::HotKeyAccountNotExists);
			assert_ok!(call(BOB, SECOND, tight, true));
			assert!(stake(ALICE, BOB, SECOND) > 0);
			assert_ok!(call(BOB, NETUID, u64::MAX, false));
			assert!((100 * UNIT).abs_diff(stake(ALICE, BOB, NETUID)) <= 1, "no price, no limit");
			assert!(matches!(events_since_last_call().last(), Some(Event::StakeMoved { .. })));
		});
	}
}

mod transfer_stake {
	use super::*;

	#[test]
	fn within_a_subnet_the_alpha_changes_hands() {
		two_subnets().build_and_execute(|| {
			let (alice, pool, balances) =
				(stake(ALICE, ALICE, NETUID), SubtensorModule::pool(NETUID), tao());
			events_since_last_call();
			assert_ok!(transfer(EVE, NETUID, NETUID, 10 * UNIT));
			assert_eq!(stake(ALICE, ALICE, NETUID), alice - 10 * UNIT);
			assert!((10 * UNIT).abs_diff(stake(EVE, ALICE, NETUID)) <= 1);
			assert_eq!(StakingHotkeys::<Test>::get(EVE), vec![hotkey(ALICE)]);
			assert_eq!((SubtensorModule::pool(NETUID), tao()), (pool, balances));
			assert_eq!(
				events_since_last_call(),
				[Event::StakeTransferred {
					origin_coldkey: ALICE,
					destination_coldkey: EVE,
					hotkey: hotkey(ALICE),
					origin_netuid: NETUID,
					destination_netuid: NETUID,
					tao: SubtensorModule::market(NETUID).worth(10 * UNIT),
				}]
			);
		});
	}

	#[test]
	fn between_subnets_the_destination_gets_what_it_buys() {
		two_subnets().build_and_execute(|| {
			let (fetched, _) = SubtensorModule::pool(NETUID).sell(10 * UNIT).unwrap();
			let (bought, _) = SubtensorModule::pool(SECOND).buy(fetched).unwrap();
			assert_ok!(transfer(EVE, NETUID, SECOND, 10 * UNIT));
			assert!(stake(EVE, ALICE, SECOND).abs_diff(bought) <= 1);
			assert_eq!(stake(ALICE, ALICE, SECOND), 0);
		});
	}

	#[test]
	fn it_can_land_on_another_hotkey() {
		two_subnets().build_and_execute(|| {
			let give = |to, on, into, alpha| {
				let origin = RuntimeOrigin::signed(ALICE);
				let (from, on) = (hotkey(ALICE), hotkey(on));
				SubtensorModule::transfer_stake_and_hotkey(
					origin, to, from, on, NETUID, into, alpha,
				)
			};
			let (alice, pool) = (stake(ALICE, ALICE, NETUID), SubtensorModule::pool(NETUID));
			events_since_last_call();
			assert_ok!(give(EVE, BOB, NETUID, 10 * UNIT));
			assert_eq!(stake(ALICE, ALICE, NETUID), alice - 10 * UNIT);
			assert!((10 * UNIT).abs_diff(stake(EVE, BOB, NETUID)) <= 1);
			assert_eq!(stake(EVE, ALICE, NETUID), 0);
			assert_eq!(SubtensorModule::pool(NETUID), pool);
			assert_eq!(
				events_since_last_call(),
				[Event::StakeAndHotkeyTransferred {
					origin_coldkey: ALICE,
					destination_coldkey: EVE,
					origin_hotkey: hotkey(ALICE),
					destination_hotkey: hotkey(BOB),
					origin_netuid: NETUID,
					destination_netuid: NETUID,
					tao: SubtensorModule::market(NETUID).worth(10 * UNIT),
				}]
			);

			let (fetched, _) = SubtensorModule::pool(NETUID).sell(10 * UNIT).unwrap();
			let (bought, _) = SubtensorModule::pool(SECOND).buy(fetched).unwrap();
			assert_ok!(give(EVE, BOB, SECOND, 10 * UNIT));
			assert!(stake(EVE, BOB, SECOND).abs_diff(bought) <= 1);

			assert_noop!(give(ALICE, ALICE, NETUID, UNIT), Error::<Test>::SameNetuid);
			assert_noop!(give(EVE, EVE, NETUID, UNIT), Error::<Test>::HotKeyAccountNotExists);
			TransferToggle::<Test>::insert(SECOND, false);
			assert_noop!(give(EVE, BOB, SECOND, UNIT), Error::<Test>::TransferDisallowed);
		});
	}

	#[test]
	fn the_only_nominator_can_hand_over_everything() {
		two_subnets().build_and_execute(|| {
			let staked = stake(BOB, BOB, SECOND);
			let origin = RuntimeOrigin::signed(BOB);
			assert_ok!(SubtensorModule::transfer_stake(
				origin,
				EVE,
				hotkey(BOB),
				SECOND,
				SECOND,
				staked
			));
			assert_eq!((stake(BOB, BOB, SECOND), stake(EVE, BOB, SECOND)), (0, staked));
		});
	}

	#[test]
	fn errors_change_nothing() {
		two_subnets().build_and_execute(|| {
			assert_noop!(transfer(ALICE, NETUID, NETUID, UNIT), Error::<Test>::SameNetuid);
			assert_noop!(transfer(EVE, NETUID, 7, UNIT), Error::<Test>::SubnetNotExists);
			assert_noop!(
				transfer(EVE, NETUID, NETUID, u64::MAX),
				Error::<Test>::NotEnoughStakeToWithdraw
			);
			assert_noop!(transfer(EVE, NETUID, NETUID, 1), Error::<Test>::AmountTooLow);
			for closed in [NETUID, SECOND] {
				TransferToggle::<Test>::insert(closed, false);
				assert_noop!(
					transfer(EVE, NETUID, SECOND, UNIT),
					Error::<Test>::TransferDisallowed
				);
				TransferToggle::<Test>::insert(closed, true);
			}
			assert_ok!(transfer(EVE, NETUID, SECOND, UNIT));
		});
	}
}
