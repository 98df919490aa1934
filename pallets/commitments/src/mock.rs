//! A runtime with nothing but this pallet, and a subnet in which some hotkeys are registered.

use crate as pallet_commitments;
use frame_support::{derive_impl, parameter_types, traits::ConstU32, weights::Weight};
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
	/// Whose bonds were reset.
	pub static Resets: Vec<(u16, u64)> = vec![];
	/// Rounds whose signature is known.
	pub static KnownRounds: Vec<u64> = vec![];
}

/// What resetting bonds costs.
pub const RESET: Weight = Weight::from_parts(7, 0);
/// The most that it can cost.
pub const RESET_LIMIT: Weight = Weight::from_parts(1_000, 0);

/// The subnet that exists.
pub const NETUID: u16 = 1;
/// Is registered in it.
pub const ALICE: u64 = 1;
/// Is registered in it.
pub const BOB: u64 = 2;
/// Is registered in it.
pub const CHARLIE: u64 = 3;
/// Is not.
pub const EVE: u64 = 5;

pub struct OneSubnet;

impl pallet_commitments::Subnets<u64> for OneSubnet {
	fn is_registered(netuid: u16, hotkey: &u64) -> bool {
		netuid == NETUID && [ALICE, BOB, CHARLIE].contains(hotkey)
	}

	fn epoch(_netuid: u16) -> u64 {
		Epoch::get()
	}

	fn reset_bonds(netuid: u16, hotkey: &u64) -> Weight {
		Resets::mutate(|resets| resets.push((netuid, *hotkey)));
		RESET
	}

	fn reset_bonds_limit() -> Weight {
		RESET_LIMIT
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register(_netuid: u16, _hotkey: &u64) {}
}

/// A beacon without cryptography: a ciphertext is the round to which it is encrypted, followed by
/// the plain text.
pub struct MockBeacon;

impl MockBeacon {
	pub fn encrypt(plain: &[u8], round: u64) -> Vec<u8> {
		[&round.to_le_bytes(), plain].concat()
	}
}

impl pallet_commitments::Beacon for MockBeacon {
	fn knows(round: u64) -> bool {
		KnownRounds::get().contains(&round)
	}

	fn decrypt(ciphertext: &[u8], round: u64) -> Option<Vec<u8>> {
		let (locked_to, plain) = ciphertext.split_first_chunk()?;
		(Self::knows(round) && *locked_to == round.to_le_bytes()).then(|| plain.to_vec())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn encrypt_for_benchmark(plain: &[u8]) -> Option<(Vec<u8>, u64)> {
		KnownRounds::set(vec![1]);
		Some((Self::encrypt(plain, 1), 1))
	}
}

impl pallet_commitments::Config for Test {
	type Beacon = MockBeacon;
	type MaxRevealsPerBlock = ConstU32<2>;
	type Subnets = OneSubnet;
	type MaxFields = ConstU32<3>;
	type WeightInfo = ();
}

/// Runs a test in block 3; the invariants must hold after it.
pub fn execute(test: impl FnOnce()) {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(3);
		test();
		Commitments::do_try_state().expect("the test keeps the invariants");
	});
}
