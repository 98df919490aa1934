//! Benchmarks of the calls.

use super::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_io::hashing::twox_128;
use sp_runtime::{Digest, DigestItem};

#[benchmarks]
mod benchmarks {
	use super::*;

	/// Every part but the payload.
	const OVERHEAD: u32 = 16 + 2 + 1088 + 24;

	/// Starts a block of the first author.
	fn start_block<T: Config>() {
		T::BenchmarkHelper::one_author();
		let slot = DigestItem::PreRuntime(*b"aura", 0u64.encode());
		frame_system::Pallet::<T>::initialize(
			&1u32.into(),
			&Default::default(),
			&Digest { logs: vec![slot] },
		);
	}

	fn key() -> PublicKey {
		PublicKey::truncate_from(vec![1; PUBLIC_KEY_LENGTH])
	}

	#[benchmark]
	fn announce_next_key() {
		start_block::<T>();

		#[extrinsic_call]
		_(RawOrigin::None, Some(key()));

		assert_eq!(AuthorKeys::<T>::get(0).map(|keys| keys.newest), Some(key()));
	}

	#[benchmark]
	fn submit_encrypted(b: Linear<{ OVERHEAD + 17 }, 8192>) {
		let caller: T::AccountId = whitelisted_caller();
		let mut ciphertext = twox_128(&key()).to_vec();
		ciphertext.extend(1088u16.to_le_bytes());
		ciphertext.resize(b as usize, 7);
		Carrying::<T>::put(true);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), Ciphertext::truncate_from(ciphertext));

		assert_eq!(frame_system::Pallet::<T>::event_count(), 1);
	}

	#[benchmark]
	fn refuse_encrypted() {
		let id = T::Hash::default();

		#[extrinsic_call]
		_(RawOrigin::None, id, Refusal::Invalid);

		assert!(Refused::<T>::exists());
	}

	/// What the extension does, before and after the call.
	#[benchmark]
	fn check_carrier() {
		start_block::<T>();
		AuthorKeys::<T>::insert(0, Keys { newest: key(), previous: Some(key()) });
		let key_hash = twox_128(&key());

		#[block]
		{
			assert!(Pallet::<T>::is_held(&key_hash));
			Pallet::<T>::start_carrier();
			Pallet::<T>::end_carrier();
		}

		assert!(!Carrying::<T>::exists());
	}

	/// The author who made the block is the only one with a key, and is looked at last.
	#[benchmark]
	fn on_finalize(a: Linear<1, 32>) {
		start_block::<T>();
		for author in 0..a {
			LastAuthored::<T>::insert(author, BlockNumberFor::<T>::from(1u32));
		}
		AuthorKeys::<T>::insert(0, Keys { newest: key(), previous: None });

		#[block]
		{
			Pallet::<T>::end_block(1u32.into(), a);
		}

		assert_eq!(NextKey::<T>::get(), Some(key()));
	}
}
