//! What can be asked of the pallet from outside.

use alloc::vec::Vec;

sp_api::decl_runtime_apis! {
	/// Whether the chain's books are in order.
	pub trait InvariantsApi {
		/// Checks every numbered invariant of the pallet on the state of the block; the error is
		/// the text of the first that does not hold.
		fn check_invariants() -> Result<(), Vec<u8>>;
	}
}
