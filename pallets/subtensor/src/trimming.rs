//! Making a subnet smaller than the number of its neurons.
//!
//! Those with the lowest emission go first, as in pruning, but never one in its immunity period nor a
//! protected one of the owner. The others move up, in order, so that uids have no gaps; weights and
//! bonds follow them.

use crate::{pallet::*, types::*};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{ensure, traits::Get, BoundedVec};
use sp_runtime::DispatchResult;

/// The part of the remaining neurons that may be immune, in percent; trimming stops below it.
const MAX_IMMUNE_PERCENT: u32 = 80;

/// Most neurons, in all mechanisms together, of a subnet that is trimmed at once: more do not fit
/// into a block.
pub const MAX_TRIMMED: u32 = 1_024;

impl<T: Config> Pallet<T> {
	/// Neurons of a subnet, counted once in each mechanism.
	pub fn neurons_in_mechanisms(netuid: NetUid) -> u32 {
		let mechanisms = u32::from(MechanismCountCurrent::<T>::get(netuid)); // at most 16
		u32::from(SubnetworkN::<T>::get(netuid)).saturating_mul(mechanisms)
	}

	/// Removes neurons until `max_n` are left, as the module says.
	///
	/// Looks at every neuron and every row, once for each mechanism.
	pub(crate) fn trim_neurons(netuid: NetUid, max_n: u16) -> DispatchResult {
		let n = SubnetworkN::<T>::get(netuid);
		ensure!(
			Self::neurons_in_mechanisms(netuid) <= MAX_TRIMMED,
			Error::<T>::TooManyUIDsPerMechanism
		);
		let Some(surplus) = n.checked_sub(max_n).filter(|surplus| *surplus > 0) else {
			return Ok(());
		};
		let mut mortal = Self::pruning_order(netuid, Self::current_block()).mortal;
		// Both products are below 2^23.
		let immune = usize::from(n).saturating_sub(mortal.len());
		let percent = u32::try_from(immune).unwrap_or(u32::MAX).saturating_mul(100);
		ensure!(
			percent < u32::from(max_n).saturating_mul(MAX_IMMUNE_PERCENT),
			Error::<T>::TrimmingWouldExceedMaxImmunePercentage
		);
		mortal.sort_unstable();
		// Fewer than max_n are immune, so there are at least `surplus` others.
		let gone: BTreeSet<Uid> =
			mortal.into_iter().take(surplus.into()).map(|(_, _, uid)| uid).collect();
		for uid in &gone {
			let hotkey = Keys::<T>::get(netuid, uid);
			Self::forget_seat(netuid, &hotkey);
			Self::deposit_event(Event::NeuronPruned { netuid, uid: *uid, hotkey });
		}
		let kept: Vec<Uid> = (0..n).filter(|uid| !gone.contains(uid)).collect();
		Self::compress(netuid, n, &kept);
		Ok(())
	}

	/// Gives the kept neurons (old uids, ascending) the uids from 0 on.
	fn compress(netuid: NetUid, n: u16, kept: &[Uid]) {
		let new_uids: BTreeMap<Uid, Uid> = kept.iter().copied().zip(0..).collect();
		// A new uid is never above the old one, so what is read has not been overwritten yet.
		for (old, new) in &new_uids {
			let hotkey = Keys::<T>::get(netuid, old);
			Uids::<T>::insert(netuid, &hotkey, new);
			Keys::<T>::insert(netuid, new, hotkey);
			let registered = BlockAtRegistration::<T>::get(netuid, old);
			BlockAtRegistration::<T>::insert(netuid, new, registered);
		}
		Active::<T>::mutate(netuid, |list| keep(list, kept));
		StakeWeight::<T>::mutate(netuid, |list| keep(list, kept));
		Consensus::<T>::mutate(netuid, |list| keep(list, kept));
		Dividends::<T>::mutate(netuid, |list| keep(list, kept));
		ValidatorTrust::<T>::mutate(netuid, |list| keep(list, kept));
		ValidatorPermit::<T>::mutate(netuid, |list| keep(list, kept));
		Emission::<T>::mutate(netuid, |list| keep(list, kept));
		for index in Self::mechanism_indices(netuid) {
			// What was committed names uids that mean others now.
			Self::clear_commits(index);
			Incentive::<T>::mutate(index, |list| keep(list, kept));
			LastUpdate::<T>::mutate(index, |list| keep(list, kept));
			for old in 0..n {
				let weights = moved::<T>(Weights::<T>::take(index, old), &new_uids);
				let bonds = moved::<T>(Bonds::<T>::take(index, old), &new_uids);
				let Some(new) = new_uids.get(&old) else { continue };
				if !weights.is_empty() {
					Weights::<T>::insert(index, new, weights);
				}
				if !bonds.is_empty() {
					Bonds::<T>::insert(index, new, bonds);
				}
			}
		}
		let left = u16::try_from(kept.len()).unwrap_or(n); // at most n of them
		for uid in left..n {
			Keys::<T>::remove(netuid, uid);
			BlockAtRegistration::<T>::remove(netuid, uid);
		}
		SubnetworkN::<T>::insert(netuid, left);
	}
}

/// Keeps the values of the kept uids, in their order.
fn keep<V: Clone, S: Get<u32>>(list: &mut BoundedVec<V, S>, kept: &[Uid]) {
	let values: Vec<V> =
		kept.iter().filter_map(|uid| list.get(usize::from(*uid))).cloned().collect();
	*list = BoundedVec::truncate_from(values); // never longer than it was
}

/// A row with the new uids; entries towards neurons that are gone are dropped.
fn moved<T: Config>(row: Row<T>, new_uids: &BTreeMap<Uid, Uid>) -> Row<T> {
	let entries = row
		.into_iter()
		.filter_map(|(target, value)| new_uids.get(&target).map(|new| (*new, value)))
		.collect();
	BoundedVec::truncate_from(entries) // never longer than it was
}
