//! Adding and removing incentive mechanisms of a subnet that lives.

use crate::{pallet::*, types::*};
use alloc::vec;
use frame_support::BoundedVec;

impl<T: Config> Pallet<T> {
	/// Gives a new mechanism its vectors: nobody has earned or set anything in it, so that everybody
	/// may set weights at once.
	pub(crate) fn add_mechanism(netuid: NetUid, mecid: MechId) {
		let Some(index) = storage_index(netuid, mecid) else { return };
		let n = usize::from(SubnetworkN::<T>::get(netuid)); // at most MaxUids: nothing is cut off
		Incentive::<T>::insert(index, BoundedVec::truncate_from(vec![0; n]));
		LastUpdate::<T>::insert(index, BoundedVec::truncate_from(vec![0; n]));
	}

	/// Removes everything that is stored for a mechanism alone.
	pub(crate) fn remove_mechanism(netuid: NetUid, mecid: MechId) {
		let Some(index) = storage_index(netuid, mecid) else { return };
		for uid in 0..SubnetworkN::<T>::get(netuid) {
			Weights::<T>::remove(index, uid);
			Bonds::<T>::remove(index, uid);
		}
		Incentive::<T>::remove(index);
		LastUpdate::<T>::remove(index);
		Self::clear_commits(index);
	}
}
