//! What the calls cost.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Weights of the pallet.
pub trait WeightInfo {
	/// Fixed: a key has one length.
	fn announce_next_key() -> Weight;
	/// `b`: bytes of the ciphertext, which is hashed.
	fn submit_encrypted(b: u32) -> Weight;
}

/// Estimates, on the safe side, by counting storage accesses.
pub struct SubstrateWeight<T>(PhantomData<T>);

const NANOSECOND: u64 = 1_000;
const MICROSECOND: u64 = 1_000 * NANOSECOND;

fn announce_next_key(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(15 * MICROSECOND, 0).saturating_add(db.reads_writes(1, 2))
}

/// Opening costs the node about 100 microseconds of its own time, which the sender pays too.
fn submit_encrypted(db: RuntimeDbWeight, bytes: u32) -> Weight {
	Weight::from_parts(120 * MICROSECOND, 0)
		.saturating_add(Weight::from_parts(5 * NANOSECOND, 0).saturating_mul(bytes.into()))
		.saturating_add(db.reads(2))
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn announce_next_key() -> Weight {
		announce_next_key(T::DbWeight::get())
	}

	fn submit_encrypted(bytes: u32) -> Weight {
		submit_encrypted(T::DbWeight::get(), bytes)
	}
}

impl WeightInfo for () {
	fn announce_next_key() -> Weight {
		announce_next_key(RocksDbWeight::get())
	}

	fn submit_encrypted(bytes: u32) -> Weight {
		submit_encrypted(RocksDbWeight::get(), bytes)
	}
}
