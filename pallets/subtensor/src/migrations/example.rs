//! A migration from a layout that never was: waiting children without their count.

use crate::{mock::*, *};
use frame_support::{
	assert_ok,
	migrations::VersionedMigration,
	traits::{GetStorageVersion, OnRuntimeUpgrade, StorageVersion, UncheckedOnRuntimeUpgrade},
	weights::{constants::RocksDbWeight, Weight},
};
use std::{collections::BTreeMap, marker::PhantomData};

/// Counts the children that wait.
struct CountPendingChildren<T>(PhantomData<T>);

impl<T: Config> UncheckedOnRuntimeUpgrade for CountPendingChildren<T> {
	fn on_runtime_upgrade() -> Weight {
		let mut counts = BTreeMap::<NetUid, u32>::new();
		let mut reads = 0;
		for (netuid, _) in PendingChildKeys::<T>::iter_keys() {
			*counts.entry(netuid).or_default() += 1;
			reads += 1;
		}
		let writes = counts.len() as u64;
		for (netuid, count) in counts {
			PendingChildKeysCount::<T>::insert(netuid, count);
		}
		RocksDbWeight::get().reads_writes(reads, writes)
	}
}

type Migration =
	VersionedMigration<0, 1, CountPendingChildren<Test>, SubtensorModule, RocksDbWeight>;

/// A chain in the old layout, on which two hotkeys wait for their children.
fn old_chain() -> sp_io::TestExternalities {
	let mut ext = ExtBuilder::default().build().expect("a valid world");
	ext.execute_with(|| {
		run_to_block(1);
		for who in [ALICE, BOB] {
			let children = vec![(u64::MAX, hotkey(CHARLIE))];
			let origin = RuntimeOrigin::signed(who);
			assert_ok!(SubtensorModule::set_children(origin, hotkey(who), NETUID, children));
		}
		PendingChildKeysCount::<Test>::remove(NETUID);
		StorageVersion::new(0).put::<SubtensorModule>();
	});
	ext
}

#[test]
fn the_old_layout_becomes_the_new_one() {
	old_chain().execute_with(|| {
		assert!(SubtensorModule::do_try_state().is_err(), "the old layout breaks an invariant");
		let weight = Migration::on_runtime_upgrade();
		assert_eq!(PendingChildKeysCount::<Test>::get(NETUID), 2);
		assert_eq!(SubtensorModule::on_chain_storage_version(), 1);
		assert_ok!(SubtensorModule::do_try_state());
		// Two entries and the version are read, the count and the version written.
		assert_eq!(weight, RocksDbWeight::get().reads_writes(3, 2));
	});
}

#[test]
fn it_runs_once_and_only_on_its_version() {
	old_chain().execute_with(|| {
		StorageVersion::new(1).put::<SubtensorModule>();
		let root = sp_io::storage::root(sp_core::storage::StateVersion::V1);
		let weight = Migration::on_runtime_upgrade();
		assert_eq!(sp_io::storage::root(sp_core::storage::StateVersion::V1), root);
		assert_eq!(weight, RocksDbWeight::get().reads(1));
	});
}
