//! What the calls cost.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the pallet.
pub trait WeightInfo {
	/// `p`: pulses.
	fn store_pulses(p: u32) -> Weight;
}

/// Estimates, on the safe side.
pub struct SubstrateWeight<T>(PhantomData<T>);

const MILLISECOND: u64 = 1_000_000_000;

/// Two pairings, a hash to the curve and a list of rounds for each pulse, in wasm.
fn store_pulses(db: RuntimeDbWeight, pulses: u32) -> Weight {
	Weight::from_parts(100 * MILLISECOND, 0)
		.saturating_add(db.reads_writes(3, 4))
		.saturating_mul(pulses.into())
		.saturating_add(db.reads_writes(1, 1))
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn store_pulses(p: u32) -> Weight {
		store_pulses(T::DbWeight::get(), p)
	}
}

impl WeightInfo for () {
	fn store_pulses(p: u32) -> Weight {
		store_pulses(RocksDbWeight::get(), p)
	}
}
