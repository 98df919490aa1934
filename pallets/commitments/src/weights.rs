//! What the calls cost.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the pallet.
pub trait WeightInfo {
	/// Fixed: a record has a bounded length.
	fn set_commitment() -> Weight;
	/// Fixed.
	fn set_max_space() -> Weight;
}

/// Estimates, on the safe side, by counting storage accesses.
pub struct SubstrateWeight<T>(PhantomData<T>);

const MICROSECOND: u64 = 1_000_000;

fn set_commitment(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(30 * MICROSECOND, 0).saturating_add(db.reads_writes(4, 2))
}

fn set_max_space(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(10 * MICROSECOND, 0).saturating_add(db.reads_writes(1, 1))
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set_commitment() -> Weight {
		set_commitment(T::DbWeight::get())
	}

	fn set_max_space() -> Weight {
		set_max_space(T::DbWeight::get())
	}
}

impl WeightInfo for () {
	fn set_commitment() -> Weight {
		set_commitment(RocksDbWeight::get())
	}

	fn set_max_space() -> Weight {
		set_max_space(RocksDbWeight::get())
	}
}
