//! A storage migration as the pattern for those to come, from a layout that never was: waiting
//! children without their count. The first block of the new runtime brings it up to date.

mod support;

use frame_support::{
	assert_ok,
	migrations::VersionedMigration,
	traits::{GetStorageVersion, OnRuntimeUpgrade, StorageVersion, UncheckedOnRuntimeUpgrade},
	weights::{constants::RocksDbWeight, Weight},
};
use frame_system::LastRuntimeUpgrade;
use pallet_subtensor::pallet::{PendingChildKeys, PendingChildKeysCount};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::Pair;
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie};
use sp_runtime::{traits::Header as _, Digest, DigestItem};
use std::collections::BTreeMap;
use yumanet_runtime::*;

const NETUID: u16 = 1;

/// Counts the children that wait.
struct CountPendingChildren;

impl UncheckedOnRuntimeUpgrade for CountPendingChildren {
	fn on_runtime_upgrade() -> Weight {
		let mut counts = BTreeMap::<u16, u32>::new();
		let mut reads = 0;
		for (netuid, _) in PendingChildKeys::<Runtime>::iter_keys() {
			*counts.entry(netuid).or_default() += 1;
			reads += 1;
		}
		let writes = counts.len() as u64;
		for (netuid, count) in counts {
			PendingChildKeysCount::<Runtime>::insert(netuid, count);
		}
		RocksDbWeight::get().reads_writes(reads, writes)
	}
}

type Migration = VersionedMigration<0, 1, CountPendingChildren, SubtensorModule, RocksDbWeight>;

/// The new runtime.
type Upgraded = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
	Migration,
>;

fn hotkey_of(who: Sr25519Keyring) -> AccountId {
	sp_core::sr25519::Pair::from_string(&format!("//{who}_hk"), None).unwrap().public().into()
}

/// A chain in the old layout, on which two hotkeys wait for their children.
fn old_chain() -> TestExternalities {
	let mut ext = support::genesis_of("development");
	ext.execute_with(|| {
		for who in [Alice, Bob] {
			let children = vec![(u64::MAX, hotkey_of(Charlie))];
			let origin = RuntimeOrigin::signed(who.to_account_id());
			assert_ok!(SubtensorModule::set_children(origin, hotkey_of(who), NETUID, children));
		}
		PendingChildKeysCount::<Runtime>::remove(NETUID);
		StorageVersion::new(0).put::<SubtensorModule>();
		LastRuntimeUpgrade::<Runtime>::put(frame_system::LastRuntimeUpgradeInfo {
			spec_version: (VERSION.spec_version - 1).into(),
			spec_name: VERSION.spec_name,
		});
	});
	ext
}

/// Begins a block of the new runtime.
fn begin_block(number: BlockNumber) {
	let slot = Slot::from(u64::from(number));
	let slot = DigestItem::PreRuntime(AURA_ENGINE_ID, codec::Encode::encode(&slot));
	Upgraded::initialize_block(&Header::new(
		number,
		Default::default(),
		Default::default(),
		System::parent_hash(),
		Digest { logs: vec![slot] },
	));
}

#[test]
fn the_first_block_of_the_new_runtime_migrates_and_no_later_one() {
	old_chain().execute_with(|| {
		assert!(SubtensorModule::do_try_state().is_err(), "the old layout breaks an invariant");

		begin_block(1);
		assert_eq!(PendingChildKeysCount::<Runtime>::get(NETUID), 2);
		assert_eq!(SubtensorModule::on_chain_storage_version(), 1);
		assert_eq!(
			LastRuntimeUpgrade::<Runtime>::get().map(|last| last.spec_version.0),
			Some(VERSION.spec_version)
		);
		assert_ok!(SubtensorModule::do_try_state());

		// If it ran again, it would count what is gone.
		System::reset_events();
		PendingChildKeysCount::<Runtime>::insert(NETUID, 7);
		begin_block(2);
		assert_eq!(PendingChildKeysCount::<Runtime>::get(NETUID), 7);
	});
}

#[test]
fn it_costs_what_it_reads_and_writes() {
	// Two entries and the version are read, the count and the version written.
	let cost = old_chain().execute_with(Migration::on_runtime_upgrade);
	assert_eq!(cost, RocksDbWeight::get().reads_writes(3, 2));
}

#[test]
fn on_another_version_it_does_nothing() {
	old_chain().execute_with(|| {
		StorageVersion::new(1).put::<SubtensorModule>();
		let root = sp_io::storage::root(sp_core::storage::StateVersion::V1);
		let weight = Migration::on_runtime_upgrade();
		assert_eq!(sp_io::storage::root(sp_core::storage::StateVersion::V1), root);
		assert_eq!(weight, RocksDbWeight::get().reads(1));
	});
}
