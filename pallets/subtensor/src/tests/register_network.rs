use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn register(coldkey: AccountId, hotkey: AccountId) -> DispatchResult {
	SubtensorModule::register_network(RuntimeOrigin::signed(coldkey), hotkey)
}

fn start(coldkey: AccountId, netuid: u16) -> DispatchResult {
	SubtensorModule::start_call(RuntimeOrigin::signed(coldkey), netuid)
}

#[test]
fn gives_the_next_netuid_and_uid_0_to_the_owner() {
	ExtBuilder::default().build_and_execute(|| {
		events_since_last_call();
		assert_ok!(register(EVE, hotkey(EVE)));
		assert_eq!(
			events_since_last_call(),
			[
				Event::NetworkAdded(2, 1),
				Event::NeuronRegistered { netuid: 2, uid: 0, hotkey: hotkey(EVE) }
			]
		);
		assert_eq!(TotalNetworks::<Test>::get(), 3);
		assert_eq!(SubnetOwner::<Test>::get(2), EVE);
		assert_eq!(Keys::<Test>::get(2, 0), hotkey(EVE));
		assert_eq!(Tempo::<Test>::get(2), TEMPO);
	});
}

#[test]
fn the_price_fills_the_pool_and_the_rest_leaves_issuance() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(EVE, hotkey(EVE)));
		assert_eq!(SubtensorModule::pool(2), pool::Pool { tao: 1_000 * UNIT, alpha: 1_000 * UNIT });
		let (balance, issuance) = (Balances::free_balance(DAVE), Balances::total_issuance());

		let cost = SubtensorModule::network_lock_cost(1);
		assert_eq!(cost, 2_000 * UNIT, "twice the last one");
		assert_ok!(register(DAVE, hotkey(DAVE)));

		assert_eq!(Balances::free_balance(DAVE), balance - cost);
		assert_eq!(Balances::total_issuance(), issuance - 1_000 * UNIT);
		assert_eq!(SubnetTAO::<Test>::get(3), 1_000 * UNIT);
		assert_eq!(SubnetLocked::<Test>::get(3), cost);
	});
}

#[test]
fn the_price_falls_to_the_least_one() {
	ExtBuilder::default().build_and_execute(|| {
		NetworkLastLockCost::<Test>::put(5_000 * UNIT);
		NetworkLastLockBlock::<Test>::put(1);
		assert_eq!(SubtensorModule::network_lock_cost(1), 10_000 * UNIT);
		let halfway = SubtensorModule::network_lock_cost(1 + 100_800);
		assert!(halfway.abs_diff(5_000 * UNIT) < 100_800, "by the last cost in each interval");
		assert_eq!(SubtensorModule::network_lock_cost(1 + 1_000_000), 1_000 * UNIT);
	});
}

#[test]
fn every_map_that_clients_list_has_an_entry() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(EVE, hotkey(EVE)));
		assert!(NetworksAdded::<Test>::contains_key(2));
		assert!(Tempo::<Test>::contains_key(2));
		assert!(Burn::<Test>::contains_key(2));
		assert!(SubnetworkN::<Test>::contains_key(2));
		assert!(MaxAllowedUids::<Test>::contains_key(2));
		assert!(TokenSymbol::<Test>::contains_key(2));
		assert!(SubnetTaoInEmission::<Test>::contains_key(2));
	});
}

#[test]
fn errors_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(register(EVE, hotkey(BOB)), Error::<Test>::NonAssociatedColdKey);
		assert_noop!(register(FERDIE, hotkey(FERDIE)), Error::<Test>::CannotAffordLockCost);

		assert_ok!(register(EVE, hotkey(EVE)));
		NetworkRateLimit::<Test>::put(10);
		run_to_block(10);
		assert_noop!(register(DAVE, hotkey(DAVE)), Error::<Test>::NetworkTxRateLimitExceeded);
		run_to_block(11);
		assert_ok!(register(DAVE, hotkey(DAVE)));

		NetworkRateLimit::<Test>::put(0);
		SubnetLimit::<Test>::put(3);
		assert_noop!(register(EVE, hotkey(EVE)), Error::<Test>::AllNetworksInImmunity);
		SubnetLimit::<Test>::put(128);
		MaxSubnets::set(4);
		assert_noop!(register(EVE, hotkey(EVE)), Error::<Test>::AllNetworksInImmunity);
	});
}

#[test]
fn start_call_makes_the_token_tradable_from_the_next_block_on() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(register(EVE, hotkey(EVE)));
		events_since_last_call();
		assert_ok!(start(EVE, 2));
		assert_eq!(
			events_since_last_call(),
			[Event::FirstEmissionBlockNumberSet { netuid: 2, block: 2 }]
		);
		assert_eq!(FirstEmissionBlockNumber::<Test>::get(2), Some(2));
		assert!(SubtokenEnabled::<Test>::get(2));
		run_to_block(2);
		assert_eq!(SubnetAlphaOutEmission::<Test>::get(2), UNIT);
	});
}

#[test]
fn start_call_errors_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(start(EVE, 2), Error::<Test>::SubnetNotExists);
		assert_ok!(register(EVE, hotkey(EVE)));
		assert_noop!(start(ALICE, 2), Error::<Test>::NotSubnetOwner);
		StartCallDelay::<Test>::put(5);
		run_to_block(5);
		assert_noop!(start(EVE, 2), Error::<Test>::NeedWaitingMoreBlocksToStarCall);
		run_to_block(6);
		assert_ok!(start(EVE, 2));
		assert_noop!(start(EVE, 2), Error::<Test>::FirstEmissionBlockNumberAlreadySet);
	});
}
