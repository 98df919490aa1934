//! A runtime with nothing but this pallet, and a subnet in which some hotkeys are registered.

use crate as pallet_commitments;
use frame_support::{derive_impl, parameter_types, traits::ConstU32};
use sp_runtime::BuildStorage;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(18)]
	pub type Commitments = pallet_commitments;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

parameter_types! {
	/// Epoch of every subnet.
	pub static Epoch: u64 = 7;
}

/// The subnet that exists.
pub const NETUID: u16 = 1;
/// Is registered in it.
pub const ALICE: u64 = 1;
/// Is registered in it.
pub const BOB: u64 = 2;
/// Is not.
pub const EVE: u64 = 5;

pub struct OneSubnet;

impl pallet_commitments::Subnets<u64> for OneSubnet {
	fn is_registered(netuid: u16, hotkey: &u64) -> bool {
		netuid == NETUID && [ALICE, BOB].contains(hotkey)
	}

	fn epoch(_netuid: u16) -> u64 {
		Epoch::get()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register(_netuid: u16, _hotkey: &u64) {}
}

impl pallet_commitments::Config for Test {
	type Subnets = OneSubnet;
	type MaxFields = ConstU32<1>;
	type WeightInfo = ();
}

/// Runs a test in block 3.
pub fn execute(test: impl FnOnce()) {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(3);
		test();
	});
}
