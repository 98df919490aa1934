//! Storage items that hold a block number of the runtime, as the u32 that calls and clients use.

use crate::pallet::{self, Config};
use core::marker::PhantomData;
use sp_runtime::traits::UniqueSaturatedInto;

macro_rules! in_blocks {
	($($item:ident)*) => {$(
		pub(super) struct $item<T>(PhantomData<T>);

		impl<T: Config> $item<T> {
			/// Block numbers are u32 or u64; a delay of more than 2^32 blocks is never set.
			pub(super) fn get() -> u32 {
				pallet::$item::<T>::get().unique_saturated_into()
			}

			pub(super) fn put(blocks: u32) {
				pallet::$item::<T>::set(blocks.into());
			}
		}
	)*};
}

in_blocks!(ColdkeySwapAnnouncementDelay ColdkeySwapReannouncementDelay);
