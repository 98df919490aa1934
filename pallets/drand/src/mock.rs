//! A runtime with nothing but this pallet.

use crate as pallet_drand;
use frame_support::{derive_impl, parameter_types};
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
	#[runtime::pallet_index(26)]
	pub type Drand = pallet_drand;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

parameter_types! {
	/// Rounds of which somebody was told.
	pub static Told: Vec<u64> = vec![];
}

/// Writes down what it is told.
pub struct Listener;

impl pallet_drand::OnPulse for Listener {
	fn on_pulse(round: u64) {
		Told::mutate(|told| told.push(round));
	}
}

impl pallet_drand::Config for Test {
	type OnPulse = Listener;
	type WeightInfo = ();
}

/// Runs a test from block 1 on; the invariants must hold after it.
pub fn execute(test: impl FnOnce()) {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		test();
		Drand::do_try_state().expect("the test keeps the invariants");
	});
}
