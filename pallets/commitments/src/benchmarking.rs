//! Benchmarks of the calls.

use super::*;
use alloc::{boxed::Box, vec};
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, BoundedVec};
use frame_system::RawOrigin;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_commitment() {
		let netuid = 1;
		let hotkey: T::AccountId = whitelisted_caller();
		T::Subnets::register(netuid, &hotkey);
		let largest = Data::BigRaw(BoundedVec::truncate_from(vec![1; 512]));
		let fields = vec![largest; T::MaxFields::get() as usize];
		let info = Box::new(CommitmentInfo { fields: BoundedVec::truncate_from(fields) });

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
