//! What hotkeys have published follows their uids: two pallets, joined by the runtime.

mod support;

use frame_support::{assert_noop, assert_ok, traits::Hooks, BoundedVec};
use pallet_commitments::{
	CommitmentInfo, CommitmentOf, Data, LastBondsReset, RevealedCommitments, UsedSpaceOf,
	WaitingFor,
};
use pallet_subtensor::pallet::{Bonds, BondsResetOn, DissolveCleanupQueue, Keys, Owner};
use pallet_subtensor::ROOT;
use sp_runtime::DispatchError;
use yumanet_runtime::*;

const NETUID: u16 = 1;

fn publish(hotkey: &AccountId) -> Result<(), DispatchError> {
	let encrypted = BoundedVec::truncate_from(vec![1]);
	let sealed = Data::TimelockEncrypted { encrypted, reveal_round: 5 };
	let fields = BoundedVec::truncate_from(vec![sealed, Data::ResetBondsFlag]);
	let origin = RuntimeOrigin::signed(hotkey.clone());
	Commitments::set_commitment(origin, NETUID, Box::new(CommitmentInfo { fields }))
		.map(drop)
		.map_err(|refused| refused.error)
}

/// How many entries there are about hotkeys, in all maps.
fn entries() -> [usize; 5] {
	[
		CommitmentOf::<Runtime>::iter_prefix(NETUID).count(),
		UsedSpaceOf::<Runtime>::iter_prefix(NETUID).count(),
		LastBondsReset::<Runtime>::iter_prefix(NETUID).count(),
		RevealedCommitments::<Runtime>::iter_prefix(NETUID).count(),
		WaitingFor::<Runtime>::iter_prefix(5).count(),
	]
}

fn hotkeys() -> [AccountId; 3] {
	[0, 1, 2].map(|uid| Keys::<Runtime>::get(NETUID, uid))
}

/// Three neurons have published.
fn published(test: impl FnOnce()) {
	support::genesis_of("development").execute_with(|| {
		System::set_block_number(1);
		for hotkey in hotkeys() {
			assert_ok!(publish(&hotkey));
		}
		assert_eq!(entries(), [3, 3, 3, 0, 3]);
		test();
		assert_ok!(Commitments::do_try_state());
	});
}

#[test]
fn a_flag_removes_bonds_where_the_subnet_allows_it() {
	published(|| {
		let hotkey = Keys::<Runtime>::get(NETUID, 2);
		let towards = || {
			let rows = Bonds::<Runtime>::iter_prefix_values(NETUID);
			rows.flatten().filter(|(target, _)| *target == 2).count()
		};
		Bonds::<Runtime>::insert(NETUID, 0, BoundedVec::truncate_from(vec![(2, 7)]));
		assert_ok!(publish(&hotkey));
		assert!(towards() > 0);
		BondsResetOn::<Runtime>::insert(NETUID, true);
		assert_ok!(publish(&hotkey));
		assert_eq!(towards(), 0);
	});
}

#[test]
fn where_no_epoch_ever_runs_there_is_new_space_all_the_same() {
	support::genesis_of("development").execute_with(|| {
		System::set_block_number(1);
		let origin = RuntimeOrigin::signed(Keys::<Runtime>::get(ROOT, 0));
		let publish = || {
			let info = CommitmentInfo { fields: BoundedVec::truncate_from(vec![Data::None]) };
			Commitments::set_commitment(origin.clone(), ROOT, Box::new(info))
				.map(drop)
				.map_err(|refused| refused.error)
		};
		let refused = pallet_commitments::Error::<Runtime>::SpaceLimitExceeded;
		for _ in 0..31 {
			assert_ok!(publish());
		}
		assert_noop!(publish(), refused);
		System::set_block_number(360);
		assert_ok!(publish());
	});
}

#[test]
fn a_swapped_hotkey_takes_them_along() {
	published(|| {
		let old = Keys::<Runtime>::get(NETUID, 2);
		let new = AccountId::from([77; 32]);
		let origin = RuntimeOrigin::signed(Owner::<Runtime>::get(&old));
		assert_ok!(SubtensorModule::swap_hotkey_v2(origin, old.clone(), new.clone(), None, false));
		assert_eq!(entries(), [3, 3, 3, 0, 3]);
		assert!(!CommitmentOf::<Runtime>::contains_key(NETUID, old));
		assert!(CommitmentOf::<Runtime>::contains_key(NETUID, new));
	});
}

#[test]
fn a_dissolved_subnet_takes_none_and_leaves_none() {
	published(|| {
		assert_ok!(SubtensorModule::root_dissolve_network(RuntimeOrigin::root(), NETUID));
		let refused = pallet_commitments::Error::<Runtime>::AccountNotAllowedCommit;
		assert_noop!(publish(&hotkeys()[0]), refused);
		while !DissolveCleanupQueue::<Runtime>::get().is_empty() {
			let number = System::block_number() + 1;
			System::set_block_number(number);
			SubtensorModule::on_initialize(number);
			assert_ok!(Commitments::do_try_state());
		}
		assert_eq!(entries(), [0; 5]);
	});
}
