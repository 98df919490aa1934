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
	/// Fixed.
	fn refuse_encrypted() -> Weight;
	/// What the extension does with a carrier.
	fn check_carrier() -> Weight;
	/// The end of a block; `a`: authors, all of whom may have to be passed over.
	fn on_finalize(a: u32) -> Weight;
}

/// Estimates, on the safe side, by counting storage accesses.
pub struct SubstrateWeight<T>(PhantomData<T>);

const NANOSECOND: u64 = 1_000;
const MICROSECOND: u64 = 1_000 * NANOSECOND;

fn announce_next_key(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(15 * MICROSECOND, 0).saturating_add(db.reads_writes(2, 1))
}

fn submit_encrypted(db: RuntimeDbWeight, bytes: u32) -> Weight {
	Weight::from_parts(20 * MICROSECOND, 0)
		.saturating_add(Weight::from_parts(5 * NANOSECOND, 0).saturating_mul(bytes.into()))
		.saturating_add(db.reads(2))
}

fn refuse_encrypted(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(5 * MICROSECOND, 0).saturating_add(db.writes(1))
}

fn check_carrier(db: RuntimeDbWeight) -> Weight {
	Weight::from_parts(10 * MICROSECOND, 0).saturating_add(db.reads_writes(2, 3))
}

fn on_finalize(db: RuntimeDbWeight, authors: u32) -> Weight {
	Weight::from_parts(10 * MICROSECOND, 0)
		.saturating_add(db.reads_writes(4, 4))
		.saturating_add(db.reads(2).saturating_mul(authors.into()))
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn announce_next_key() -> Weight {
		announce_next_key(T::DbWeight::get())
	}

	fn submit_encrypted(bytes: u32) -> Weight {
		submit_encrypted(T::DbWeight::get(), bytes)
	}

	fn refuse_encrypted() -> Weight {
		refuse_encrypted(T::DbWeight::get())
	}

	fn check_carrier() -> Weight {
		check_carrier(T::DbWeight::get())
	}

	fn on_finalize(authors: u32) -> Weight {
		on_finalize(T::DbWeight::get(), authors)
	}
}

impl WeightInfo for () {
	fn announce_next_key() -> Weight {
		announce_next_key(RocksDbWeight::get())
	}

	fn submit_encrypted(bytes: u32) -> Weight {
		submit_encrypted(RocksDbWeight::get(), bytes)
	}

	fn refuse_encrypted() -> Weight {
		refuse_encrypted(RocksDbWeight::get())
	}

	fn check_carrier() -> Weight {
		check_carrier(RocksDbWeight::get())
	}

	fn on_finalize(authors: u32) -> Weight {
		on_finalize(RocksDbWeight::get(), authors)
	}
}
