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
	/// Fixed: a record has a bounded length.
	fn set_commitment() -> Weight;
	/// Fixed.
	fn set_max_space() -> Weight;
	/// The block hook, if nothing is due.
	fn no_reveal() -> Weight;
	/// A round for which nobody waits any more.
	fn close_round() -> Weight;
	/// Decrypting one field and keeping what was in it.
	fn reveal() -> Weight;
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
