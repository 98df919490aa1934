//! Benchmarks of the calls.

use super::*;
use alloc::{boxed::Box, vec};
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, BoundedVec};
use frame_system::RawOrigin;

/// Publishes as much as a hotkey can.
pub fn fill<T: Config>(netuid: u16, hotkey: &T::AccountId) {
	let block = frame_system::Pallet::<T>::block_number();
	let used = UsedSpace { last_epoch: 0, used_space: 3_100 };
	let text = BoundedVec::truncate_from(vec![1; 1_024]);
	let revealed = RevealedList::truncate_from(vec![(text, 0); 10]);
	let info = CommitmentInfo { fields: BoundedVec::truncate_from(largest::<T>()) };
	CommitmentOf::<T>::insert(netuid, hotkey, Registration { deposit: 0, block, info });
	UsedSpaceOf::<T>::insert(netuid, hotkey, used);
	LastBondsReset::<T>::insert(netuid, hotkey, block);
	RevealedCommitments::<T>::insert(netuid, hotkey, revealed);
}

/// As many fields as a record can have, each as large as it can be.
fn largest<T: Config>() -> alloc::vec::Vec<Data> {
	let largest = Data::BigRaw(BoundedVec::truncate_from(vec![1; 512]));
	vec![largest; T::MaxFields::get() as usize]
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_commitment() {
		let netuid = 1;
		let hotkey: T::AccountId = whitelisted_caller();
		T::Subnets::register(netuid, &hotkey);
		let info = CommitmentInfo { fields: BoundedVec::truncate_from(largest::<T>()) };
		let info = Box::new(info);

		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, info);

		assert!(CommitmentOf::<T>::contains_key(netuid, hotkey));
	}

	#[benchmark]
	fn set_max_space() {
		#[extrinsic_call]
		_(RawOrigin::Root, 1);

		assert_eq!(MaxSpace::<T>::get(), 1);
	}
}
