//! Setting weights.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use codec::Compact;
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::DispatchResult;
use yuma_consensus::weights::max_upscale;

/// How a row of weights reaches the chain.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
	/// Set in plain sight: the rate limit applies, and the row counts from this block.
	Direct,
	/// Committed earlier: the commit passed the rate limit, and the row counts from its block.
	Revealed,
}

/// A row of weights that passed every check.
pub(crate) struct CheckedRow<T: Config> {
	/// Storage index of the mechanism.
	pub index: StorageIndex,
	/// Uid of the validator.
	pub uid: Uid,
	/// What is stored.
	pub row: Row<T>,
}

impl<T: Config> Pallet<T> {
	/// See [`Pallet::set_weights`].
	pub(crate) fn do_set_weights(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		uids: &[Uid],
		values: &[u16],
		version_key: u64,
	) -> DispatchResult {
		let checked = Self::check_set_weights(hotkey, netuid, mecid, uids, values, version_key)?;
		Self::note_update(checked.index, checked.uid)?;
		Self::store_row(checked);
		Ok(())
	}

	/// See [`Pallet::batch_set_weights`].
	pub(crate) fn do_batch_set_weights(
		hotkey: &T::AccountId,
		netuids: &[Compact<NetUid>],
		weights: &[Vec<(Compact<Uid>, Compact<u16>)>],
		version_keys: &[Compact<u64>],
	) -> DispatchResult {
		Self::check_batch(netuids.len(), &[weights.len(), version_keys.len()])?;
		let items = netuids.iter().zip(weights).zip(version_keys);
		Self::run_batch(hotkey, netuids, items, |((netuid, weights), version_key)| {
			let (uids, values) = unzip_weights(weights);
			Self::do_set_weights(hotkey, netuid.0, 0, &uids, &values, version_key.0)
		})
	}

	/// All lists of a batch must be as long as the first, and that must not be empty: batches of those
	/// who may set weights are free, and an empty one would be anybody's.
	pub(crate) fn check_batch(length: usize, others: &[usize]) -> Result<(), Error<T>> {
		let equal = others.iter().all(|other| *other == length);
		ensure!(length > 0 && equal, Error::<T>::InputLengthsUnequal);
		Ok(())
	}

	/// Runs each item of a batch for itself: one that fails leaves an event and changes nothing.
	pub(crate) fn run_batch<Item>(
		hotkey: &T::AccountId,
		netuids: &[Compact<NetUid>],
		items: impl Iterator<Item = Item>,
		run: impl Fn(Item) -> DispatchResult,
	) -> DispatchResult {
		let mut failed = false;
		for item in items {
			if let Err(error) = with_storage_layer(|| run(item)) {
				failed = true;
				Self::deposit_event(Event::BatchWeightItemFailed { error });
			}
		}
		Self::deposit_event(if failed {
			Event::BatchCompletedWithErrors
		} else {
			let netuids = netuids.iter().map(|netuid| netuid.0).collect();
			Event::BatchWeightsCompleted { netuids, hotkey: hotkey.clone() }
		});
		Ok(())
	}

	/// Whether weights may be set in plain sight, and whether these pass.
	pub(crate) fn check_set_weights(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		uids: &[Uid],
		values: &[u16],
		version_key: u64,
	) -> Result<CheckedRow<T>, Error<T>> {
		// For a subnet that does not exist the default of the map says nothing.
		ensure!(
			!(NetworksAdded::<T>::get(netuid) && CommitRevealWeightsEnabled::<T>::get(netuid)),
			Error::<T>::CommitRevealEnabled
		);
		Self::check_row(hotkey, netuid, mecid, uids, values, version_key, Arrival::Direct)
	}

	/// Everything that a row must satisfy, however it arrives. The order of the checks is part of
	/// the rule: the first that fails is the error.
	pub(crate) fn check_row(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		uids: &[Uid],
		values: &[u16],
		version_key: u64,
		arrival: Arrival,
	) -> Result<CheckedRow<T>, Error<T>> {
		ensure!(netuid != ROOT, Error::<T>::CanNotSetRootNetworkWeights);
		ensure!(uids.len() == values.len(), Error::<T>::WeightVecNotEqualSize);
		let index = Self::mechanism_index(netuid, mecid)?;
		let n = SubnetworkN::<T>::get(netuid);
		ensure!(uids.len() <= usize::from(n), Error::<T>::UidsLengthExceedUidsInSubNet);
		let uid = Uids::<T>::get(netuid, hotkey).ok_or(Error::<T>::HotKeyNotRegisteredInSubNet)?;
		Self::ensure_stake_for_weights(netuid, hotkey)?;
		let asked = WeightsVersionKey::<T>::get(netuid);
		ensure!(asked == 0 || version_key >= asked, Error::<T>::IncorrectWeightVersionKey);
		ensure!(
			arrival == Arrival::Revealed || Self::waited_for_weights(netuid, index, uid),
			Error::<T>::SettingWeightsTooFast
		);

		let pure_self_weight = uids == [uid];
		let is_owner = SubnetOwnerHotkey::<T>::get(netuid) == *hotkey;
		let has_permit = ValidatorPermit::<T>::get(netuid).get(usize::from(uid)) == Some(&true);
		ensure!(is_owner || has_permit || pure_self_weight, Error::<T>::NeuronNoValidatorPermit);
		let mut sorted = uids.to_vec();
		sorted.sort_unstable();
		let unique = sorted.iter().zip(sorted.iter().skip(1)).all(|(one, next)| one != next);
		ensure!(unique, Error::<T>::DuplicateUids);
		// Every uid below n has a key, and none above: an invariant of the pallet.
		ensure!(uids.iter().all(|uid| *uid < n), Error::<T>::UidVecContainInvalidOne);
		let least = MinAllowedWeights::<T>::get(netuid).min(n);
		ensure!(
			uids.len() >= usize::from(least) || pure_self_weight,
			Error::<T>::WeightVecLengthIsLow
		);

		let row: Vec<_> = uids.iter().copied().zip(max_upscale(values)).collect();
		let row = Row::<T>::try_from(row).map_err(|_| Error::<T>::UidsLengthExceedUidsInSubNet)?;
		Ok(CheckedRow { index, uid, row })
	}

	/// Replaces a validator's weights.
	pub(crate) fn store_row(checked: CheckedRow<T>) {
		let CheckedRow { index, uid, row } = checked;
		Weights::<T>::insert(index, uid, row);
		Self::deposit_event(Event::WeightsSet { netuid_index: index, uid });
	}

	/// Where the weights of a mechanism are stored, if the subnet has such a mechanism.
	pub(crate) fn mechanism_index(netuid: NetUid, mecid: MechId) -> Result<StorageIndex, Error<T>> {
		ensure!(
			NetworksAdded::<T>::get(netuid) && mecid < MechanismCountCurrent::<T>::get(netuid),
			Error::<T>::MechanismDoesNotExist
		);
		storage_index(netuid, mecid).ok_or(Error::<T>::MechanismDoesNotExist)
	}

	/// A hotkey needs stake to set weights; the owner's needs none.
	pub(crate) fn ensure_stake_for_weights(
		netuid: NetUid,
		hotkey: &T::AccountId,
	) -> Result<(), Error<T>> {
		ensure!(
			SubnetOwnerHotkey::<T>::get(netuid) == *hotkey
				|| Self::combined_stake(netuid, hotkey).floor() >= StakeThreshold::<T>::get(),
			Error::<T>::NotEnoughStakeToSetWeights
		);
		Ok(())
	}

	/// Whether a neuron's last weights or commit are long enough ago.
	pub(crate) fn waited_for_weights(netuid: NetUid, index: StorageIndex, uid: Uid) -> bool {
		let last = LastUpdate::<T>::get(index).get(usize::from(uid)).copied().unwrap_or(0);
		// Blocks only grow, so the difference does not saturate.
		let waited = Self::current_block().saturating_sub(last);
		last == 0 || waited >= WeightsSetRateLimit::<T>::get(netuid)
	}

	/// Writes down that a neuron set or committed weights in this block.
	pub(crate) fn note_update(index: StorageIndex, uid: Uid) -> Result<(), Error<T>> {
		LastUpdate::<T>::try_mutate(index, |list| {
			*list.get_mut(usize::from(uid)).ok_or(Error::<T>::Arithmetic)? = Self::current_block();
			Ok(())
		})
	}
}

/// Uids and values of the compact pairs in which a batch carries them.
pub(crate) fn unzip_weights(weights: &[(Compact<Uid>, Compact<u16>)]) -> (Vec<Uid>, Vec<u16>) {
	weights.iter().map(|(uid, value)| (uid.0, value.0)).unzip()
}
