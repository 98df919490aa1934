//! What the calls cost, as `make weights` measured it. Blocks carry no proofs, so weights have no
//! proof size.

#[macro_use]
mod measured;

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
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

/// What was measured, with the database weights of the chain.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	measured!(T::DbWeight::get());
}

/// The same with the database weights of RocksDB, which are higher: for tests.
impl WeightInfo for () {
	measured!(RocksDbWeight::get());
}

/// What `count` of something cost, of which each takes `time` picoseconds and what it reads and
/// writes.
fn each(count: u32, time: u64, accesses: Weight) -> Weight {
	Weight::from_parts(time, 0).saturating_add(accesses).saturating_mul(count.into())
}
