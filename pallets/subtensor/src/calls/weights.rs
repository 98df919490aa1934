//! Setting weights.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::ensure;
use sp_runtime::DispatchResult;
use yuma_consensus::{weights::max_upscale, CombinedStake};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::set_weights`]. The order of the checks is part of the rule: the first that
	/// fails is the error.
	pub(crate) fn do_set_weights(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		uids: Vec<Uid>,
		values: Vec<u16>,
		version_key: u64,
	) -> DispatchResult {
		// For a subnet that does not exist the default of the map says nothing.
		let exists = NetworksAdded::<T>::get(netuid);
		ensure!(
			!(exists && CommitRevealWeightsEnabled::<T>::get(netuid)),
			Error::<T>::CommitRevealEnabled
		);
		ensure!(netuid != ROOT, Error::<T>::CanNotSetRootNetworkWeights);
		ensure!(uids.len() == values.len(), Error::<T>::WeightVecNotEqualSize);
		ensure!(
			exists && mecid < MechanismCountCurrent::<T>::get(netuid),
			Error::<T>::MechanismDoesNotExist
		);
		let index = storage_index(netuid, mecid).ok_or(Error::<T>::MechanismDoesNotExist)?;
		let n = SubnetworkN::<T>::get(netuid);
		ensure!(uids.len() <= usize::from(n), Error::<T>::UidsLengthExceedUidsInSubNet);
		let uid = Uids::<T>::get(netuid, hotkey).ok_or(Error::<T>::HotKeyNotRegisteredInSubNet)?;
		let is_owner = SubnetOwnerHotkey::<T>::get(netuid) == *hotkey;
		ensure!(
			is_owner || Self::combined_stake(netuid, hotkey).floor() >= StakeThreshold::<T>::get(),
			Error::<T>::NotEnoughStakeToSetWeights
		);
		let asked = WeightsVersionKey::<T>::get(netuid);
		ensure!(asked == 0 || version_key >= asked, Error::<T>::IncorrectWeightVersionKey);

		let block = Self::current_block();
		let mut last_update = LastUpdate::<T>::get(index);
		let last = last_update.get_mut(usize::from(uid)).ok_or(Error::<T>::Arithmetic)?;
		ensure!(
			*last == 0 || block.saturating_sub(*last) >= WeightsSetRateLimit::<T>::get(netuid),
			Error::<T>::SettingWeightsTooFast
		);

		let pure_self_weight = uids == [uid];
		let has_permit = ValidatorPermit::<T>::get(netuid).get(usize::from(uid)) == Some(&true);
		ensure!(is_owner || has_permit || pure_self_weight, Error::<T>::NeuronNoValidatorPermit);
		let mut sorted = uids.clone();
		sorted.sort_unstable();
		ensure!(sorted.windows(2).all(|pair| pair[0] != pair[1]), Error::<T>::DuplicateUids);
		// Every uid below n has a key, and none above: an invariant of the pallet.
		ensure!(uids.iter().all(|uid| *uid < n), Error::<T>::UidVecContainInvalidOne);
		let least = MinAllowedWeights::<T>::get(netuid).min(n);
		ensure!(
			uids.len() >= usize::from(least) || pure_self_weight,
			Error::<T>::WeightVecLengthIsLow
		);

		let row: Vec<_> = uids.into_iter().zip(max_upscale(&values)).collect();
		let row = Row::<T>::try_from(row).map_err(|_| Error::<T>::UidsLengthExceedUidsInSubNet)?;
		*last = block;
		LastUpdate::<T>::insert(index, last_update);
		Weights::<T>::insert(index, uid, row);
		Self::deposit_event(Event::WeightsSet { netuid_index: index, uid });
		Ok(())
	}

	/// A hotkey's stake in a subnet and, by the TAO weight, on root.
	pub fn combined_stake(netuid: NetUid, hotkey: &T::AccountId) -> CombinedStake {
		CombinedStake::combine(
			TotalHotkeyAlpha::<T>::get(hotkey, netuid),
			TotalHotkeyAlpha::<T>::get(hotkey, ROOT),
			TaoWeight::<T>::get(),
		)
	}
}
