//! Children, takes, and where miners are paid.

use super::*;
use crate::calls::children::MAX_PENDING_CHILDREN;

/// Chooses children for a hotkey in subnet 1.
fn choose(hotkey: AccountId, children: &[(u64, AccountId)]) -> Call<Test> {
	Call::set_children { hotkey, netuid: NETUID, children: children.to_vec() }
}

fn rows_of_children() -> Vec<Row> {
	let alices = hotkey(ALICE);
	let (bobs, daves) = (hotkey(BOB), hotkey(DAVE));
	let in_subnet = |netuid| Call::set_children {
		hotkey: hotkey(ALICE),
		netuid,
		children: vec![(1, hotkey(BOB))],
	};
	let six: Vec<_> = (MANY..MANY + 6).map(|child| (1, child)).collect();
	let chosen = move || accepted(choose(alices, &[(1, bobs)]), by(ALICE));
	let dear = || StakeThreshold::<Test>::put(u64::MAX);
	let as_many_parents_as_may_be = move || {
		let parents = ParentList::<Test>::bound() as u32;
		for parent in own_many(EVE, parents) {
			accepted(choose(parent, &[(1, bobs)]), by(EVE));
		}
	};
	let as_many_waiting_as_may = || {
		let children = ChildList::<Test>::truncate_from(vec![(1, hotkey(DAVE))]);
		for parent in own_many(EVE, MAX_PENDING_CHILDREN) {
			PendingChildKeys::<Test>::insert(NETUID, parent, (children.clone(), 100));
		}
		PendingChildKeysCount::<Test>::insert(NETUID, MAX_PENDING_CHILDREN);
	};
	// Children take effect at once.
	let unstarted = || ExtBuilder::default().living(|subnet| subnet.started = false);
	let alice = |children: &[_]| [choose(hotkey(ALICE), children)];
	vec![
		row(chosen, by(ALICE), alice(&[]), Error::TxRateLimitExceeded),
		row(|| {}, by(ALICE), [in_subnet(ROOT)], Error::RegistrationNotPermittedOnRootSubnet),
		row(|| {}, by(ALICE), [in_subnet(NOWHERE)], Error::SubnetNotExists),
		row(|| {}, by(BOB), alice(&[(1, daves)]), Error::NonAssociatedColdKey),
		row(|| {}, by(BOB), [choose(NEW, &[(1, daves)])], Error::NonAssociatedColdKey),
		row(|| {}, by(ALICE), alice(&[(1, bobs), (2, bobs)]), Error::DuplicateChild),
		row(|| {}, by(ALICE), alice(&[(1, alices)]), Error::InvalidChild),
		row(|| {}, by(ALICE), alice(&six), Error::TooManyChildren),
		row(|| {}, by(ALICE), alice(&[(u64::MAX, bobs), (1, daves)]), Error::ProportionOverflow),
		row(chosen, by(BOB), [choose(bobs, &[(1, alices)])], Error::ChildParentInconsistency)
			.of(unstarted()),
		row(as_many_parents_as_may_be, by(ALICE), alice(&[(1, bobs)]), Error::TooManyParents)
			.of(unstarted()),
		row(dear, by(BOB), [choose(bobs, &[(1, daves)])], Error::NotEnoughStakeToSetChildkeys),
		row(as_many_waiting_as_may, by(ALICE), alice(&[(1, bobs)]), Error::TooManyPendingChildren),
	]
}

fn rows_of_takes() -> Vec<Row> {
	/// 18 %, what a hotkey starts with and may have at most.
	const MOST: u16 = 11_796;
	let raise = |hotkey, take| Call::increase_take { hotkey, take };
	let lower = |hotkey, take| Call::decrease_take { hotkey, take };
	let both = |hotkey, take| [raise(hotkey, take), lower(hotkey, take)];
	let of_parents = |netuid, take| Call::set_childkey_take { hotkey: hotkey(ALICE), netuid, take };
	let bounds = [
		of_parents(NETUID, MOST + 1),
		Call::sudo_set_min_childkey_take { take: MOST + 1 },
		Call::sudo_set_max_childkey_take { take: 99 },
	];
	let [own, least, most] = bounds;
	let alices = hotkey(ALICE);
	let lowered = move || accepted(lower(alices, 1), by(ALICE));
	let taken = move || accepted(of_parents(NETUID, 0), by(ALICE));
	let some_least = || MinChildkeyTake::<Test>::put(100);
	vec![
		row(|| {}, by(ALICE), both(NEW, 1), Error::HotKeyAccountNotExists),
		row(|| {}, by(BOB), both(alices, 1), Error::NonAssociatedColdKey),
		row(|| {}, by(BOB), [of_parents(NETUID, 1)], Error::NonAssociatedColdKey),
		row(|| {}, by(ALICE), both(alices, MOST), Error::DelegateTakeTooLow),
		row(|| {}, by(ALICE), [raise(alices, MOST + 1)], Error::DelegateTakeTooHigh),
		row(lowered, by(ALICE), [raise(alices, 2)], Error::DelegateTxRateLimitExceeded),
		row(|| {}, by(ALICE), [of_parents(NOWHERE, 1)], Error::SubnetNotExists),
		row(|| {}, by(ALICE), [own], Error::InvalidChildkeyTake),
		row(some_least, RuntimeOrigin::root(), [least, most], Error::InvalidChildkeyTake),
		row(taken, by(ALICE), [of_parents(NETUID, 1)], Error::TxChildkeyTakeRateLimitExceeded),
	]
}

fn rows_of_auto_stake() -> Vec<Row> {
	let choose = |netuid, hotkey| [Call::set_coldkey_auto_stake_hotkey { netuid, hotkey }];
	let chosen = move || {
		choose(NETUID, hotkey(BOB)).into_iter().for_each(|call| accepted(call, by(CHARLIE)));
	};
	let charlie = || by(CHARLIE);
	vec![
		row(|| {}, charlie(), choose(NOWHERE, hotkey(BOB)), Error::SubnetNotExists),
		row(|| {}, charlie(), choose(NETUID, NEW), Error::HotKeyNotRegisteredInSubNet),
		row(chosen, charlie(), choose(NETUID, hotkey(BOB)), Error::SameAutoStakeHotkeyAlreadySet),
	]
}

pub(super) fn rows() -> Vec<Row> {
	[rows_of_children(), rows_of_takes(), rows_of_auto_stake()].into_iter().flatten().collect()
}
