//! Benchmarks of the calls.

use super::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use sp_io::hashing::twox_128;

#[benchmarks]
mod benchmarks {
	use super::*;

	/// Every part but the payload.
	const OVERHEAD: u32 = 16 + 2 + 1088 + 24;

	#[benchmark]
	fn announce_next_key() {
		let key = PublicKey::truncate_from(vec![1; PUBLIC_KEY_LENGTH]);

		#[extrinsic_call]
		_(RawOrigin::Root, Some(key.clone()));

		assert_eq!(NextKey::<T>::get(), Some(key));
	}

	#[benchmark]
	fn submit_encrypted(b: Linear<{ OVERHEAD + 17 }, 8192>) {
		let caller: T::AccountId = whitelisted_caller();
		let key = PublicKey::truncate_from(vec![1; PUBLIC_KEY_LENGTH]);
		let mut ciphertext = twox_128(&key).to_vec();
		NextKey::<T>::put(key);
		ciphertext.extend(1088u16.to_le_bytes());
		ciphertext.resize(b as usize, 7);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), Ciphertext::truncate_from(ciphertext));

		assert_eq!(frame_system::Pallet::<T>::event_count(), 1);
	}
}
