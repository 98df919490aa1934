use crate::{mock::*, *};
use frame_support::{
	assert_noop, assert_ok, dispatch::GetDispatchInfo, traits::UnfilteredDispatchable,
	weights::Weight,
};
use sp_runtime::DispatchResult;

fn unstake_all(who: AccountId, on: AccountId) -> DispatchResult {
	let call = SubtensorModule::unstake_all(RuntimeOrigin::signed(who), hotkey(on));
	call.map(|_| ()).map_err(|error| error.error)
}

fn unstake_all_alpha(who: AccountId, on: AccountId) -> DispatchResult {
	let call = SubtensorModule::unstake_all_alpha(RuntimeOrigin::signed(who), hotkey(on));
	call.map(|_| ()).map_err(|error| error.error)
}

fn three_positions() -> ExtBuilder {
	ExtBuilder::default().subnet(second_subnet())
}

#[test]
fn everything_on_the_hotkey_becomes_tao() {
	three_positions().build_and_execute(|| {
		let before = Balances::free_balance(BOB);
		let expected: u64 = [ROOT, NETUID, SECOND]
			.into_iter()
			.map(|netuid| SubtensorModule::market(netuid).sell(stake(BOB, BOB, netuid)).unwrap().0)
			.sum();
		assert_ok!(unstake_all(BOB, BOB));
		assert_eq!(Balances::free_balance(BOB), before + expected);
		assert!(StakingHotkeys::<Test>::get(BOB).is_empty());
		assert_eq!(Alpha::<Test>::iter_prefix((hotkey(BOB), BOB)).count(), 0);
	});
}

#[test]
fn all_alpha_becomes_root_stake() {
	three_positions().build_and_execute(|| {
		let (before, root) = (Balances::free_balance(BOB), stake(BOB, BOB, ROOT));
		let expected: u64 = [NETUID, SECOND]
			.into_iter()
			.map(|netuid| SubtensorModule::market(netuid).sell(stake(BOB, BOB, netuid)).unwrap().0)
			.sum();
		events_since_last_call();
		assert_ok!(unstake_all_alpha(BOB, BOB));
		assert_eq!(stake(BOB, BOB, ROOT), root + expected);
		assert_eq!(Balances::free_balance(BOB), before);
		assert_eq!((stake(BOB, BOB, NETUID), stake(BOB, BOB, SECOND)), (0, 0));
		assert_eq!(events_since_last_call().len(), 3, "two sales and one purchase");
	});
}

#[test]
fn what_cannot_be_sold_stays() {
	three_positions().build_and_execute(|| {
		SubtokenEnabled::<Test>::insert(NETUID, false);
		let staked = stake(BOB, BOB, NETUID);
		assert_ok!(unstake_all(BOB, BOB));
		assert_eq!(stake(BOB, BOB, NETUID), staked);
		assert_eq!((stake(BOB, BOB, ROOT), stake(BOB, BOB, SECOND)), (0, 0));
	});
}

#[test]
fn only_the_positions_that_are_there_are_charged() {
	type Cost = fn(u32) -> Weight;
	let bob = hotkey(BOB);
	let all: [(Call<Test>, Cost); 2] = [
		(Call::unstake_all { hotkey: bob }, <() as WeightInfo>::unstake_all),
		(Call::unstake_all_alpha { hotkey: bob }, <() as WeightInfo>::unstake_all_alpha),
	];
	for (call, cost) in all {
		three_positions().build_and_execute(|| {
			let most = MaxSubnets::get().into();
			// Both change one position on root.
			let change = <() as WeightInfo>::keep_root_earnings(most);
			assert_eq!(call.get_dispatch_info().call_weight, cost(most) + change);
			let paid = call.dispatch_bypass_filter(RuntimeOrigin::signed(BOB)).unwrap();
			assert_eq!(paid.actual_weight, Some(cost(3) + change));
		});
	}
}

#[test]
fn a_change_on_root_is_charged_only_where_there_is_one() {
	three_positions().build_and_execute(|| {
		let origin = RuntimeOrigin::signed(EVE);
		assert_ok!(SubtensorModule::add_stake(origin.clone(), hotkey(BOB), NETUID, 100 * UNIT));
		let paid = SubtensorModule::unstake_all(origin, hotkey(BOB)).unwrap();
		assert_eq!(paid.actual_weight, Some(<() as WeightInfo>::unstake_all(1)));
	});
}

#[test]
fn errors_change_nothing() {
	three_positions().build_and_execute(|| {
		assert_noop!(unstake_all(BOB, EVE), Error::<Test>::HotKeyAccountNotExists);
		assert_noop!(unstake_all_alpha(BOB, EVE), Error::<Test>::HotKeyAccountNotExists);
		assert_noop!(unstake_all(EVE, BOB), Error::<Test>::AmountTooLow);
		assert_noop!(unstake_all_alpha(EVE, BOB), Error::<Test>::AmountTooLow);
		let origin = RuntimeOrigin::signed(EVE);
		assert_ok!(SubtensorModule::add_stake(origin, hotkey(BOB), ROOT, UNIT));
		assert_noop!(unstake_all_alpha(EVE, BOB), Error::<Test>::AmountTooLow);
		SubtokenEnabled::<Test>::insert(ROOT, false);
		assert_noop!(unstake_all_alpha(BOB, BOB), Error::<Test>::SubtokenDisabled);
	});
}
