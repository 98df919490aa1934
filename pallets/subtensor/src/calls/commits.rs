//! Commit and reveal by hash: weights that nobody can copy while they are new.
//!
//! A validator commits to the hash of its weights and reveals them [`RevealPeriodEpochs`] epochs
//! later. Epochs are counted by [`SubnetEpochIndex`]; a block in which one is due belongs to the
//! epoch that begins with it.

use crate::{
	calls::weights::{unzip_weights, Arrival},
	pallet::*,
	types::*,
};
use alloc::vec::Vec;
use codec::{Compact, Encode};
use frame_support::ensure;
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchResult;

/// What a validator reveals.
#[derive(Clone, Copy)]
pub(crate) struct Reveal<'a> {
	/// Uids.
	pub uids: &'a [Uid],
	/// One value per uid.
	pub values: &'a [u16],
	/// What makes the hash impossible to guess.
	pub salt: &'a [u16],
	/// Version of the validator software.
	pub version_key: u64,
}

/// BLAKE2b-256 of what a validator commits to, SCALE-encoded in this order.
pub fn commit_hash<AccountId: Encode>(
	hotkey: &AccountId,
	index: StorageIndex,
	uids: &[Uid],
	values: &[u16],
	salt: &[u16],
	version_key: u64,
) -> H256 {
	H256(blake2_256(&(hotkey, index, uids, values, salt, version_key).encode()))
}

/// Whether it is too late to reveal what was committed in an epoch.
pub(crate) fn is_expired(committed: u64, now: u64, period: u64) -> bool {
	// Saturation: an epoch beyond 2^64 never comes.
	now > committed.saturating_add(period)
}

impl<T: Config> Pallet<T> {
	/// Number of the epoch to which the current block belongs.
	pub fn current_epoch(netuid: NetUid) -> u64 {
		Self::epoch_at(netuid, Self::current_block())
	}

	/// Number of the epoch to which a block belongs, as the schedule stands before its epochs run.
	pub(crate) fn epoch_at(netuid: NetUid, block: u64) -> u64 {
		let due = Self::epoch_is_due(netuid, block);
		SubnetEpochIndex::<T>::get(netuid).saturating_add(due.into()) // one a block at most
	}

	/// See [`Pallet::commit_weights`].
	pub(crate) fn do_commit_weights(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		hash: H256,
	) -> DispatchResult {
		let (index, uid) = Self::check_commit(hotkey, netuid, mecid)?;
		let mut queue = Self::open_commits(netuid, index, hotkey).unwrap_or_default();
		queue
			.try_push((hash, Self::current_epoch(netuid), Self::current_block(), 0))
			.map_err(|_| Error::<T>::TooManyUnrevealedCommits)?;
		WeightCommits::<T>::insert(index, hotkey, queue);
		Self::note_update(index, uid)?;
		Self::deposit_event(Event::WeightsCommitted {
			hotkey: hotkey.clone(),
			netuid_index: index,
			hash,
		});
		Ok(())
	}

	/// See [`Pallet::batch_commit_weights`].
	pub(crate) fn do_batch_commit_weights(
		hotkey: &T::AccountId,
		netuids: &[Compact<NetUid>],
		hashes: &[H256],
	) -> DispatchResult {
		Self::check_batch(netuids.len(), &[hashes.len()])?;
		Self::run_batch(hotkey, netuids, netuids.iter().zip(hashes), |(netuid, hash)| {
			Self::do_commit_weights(hotkey, netuid.0, 0, *hash)
		})
	}

	/// See [`Pallet::reveal_weights`].
	pub(crate) fn do_reveal_weights(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		reveal: Reveal,
	) -> DispatchResult {
		let index = Self::check_reveals(hotkey, netuid, mecid, &[reveal])?;
		let mut queue =
			Self::open_commits(netuid, index, hotkey).ok_or(Error::<T>::NoWeightsCommitFound)?;
		let (hash, position) = Self::find_commit(hotkey, netuid, index, &queue, reveal)?;
		// Earlier commits can no longer say anything newer.
		queue.drain(..=position);
		Self::store_commits(index, hotkey, queue);
		Self::apply_reveal(hotkey, netuid, mecid, reveal)?;
		Self::deposit_event(Event::WeightsRevealed {
			hotkey: hotkey.clone(),
			netuid_index: index,
			hash,
		});
		Ok(())
	}

	/// See [`Pallet::batch_reveal_weights`].
	pub(crate) fn do_batch_reveal_weights(
		hotkey: &T::AccountId,
		netuid: NetUid,
		reveals: &[Reveal],
	) -> DispatchResult {
		let index = Self::check_reveals(hotkey, netuid, 0, reveals)?;
		let mut queue =
			Self::open_commits(netuid, index, hotkey).ok_or(Error::<T>::NoWeightsCommitFound)?;
		let mut hashes = Vec::with_capacity(reveals.len());
		for reveal in reveals {
			let (hash, position) = Self::find_commit(hotkey, netuid, index, &queue, *reveal)?;
			queue.remove(position);
			Self::apply_reveal(hotkey, netuid, 0, *reveal)?;
			hashes.push(hash);
		}
		Self::store_commits(index, hotkey, queue);
		Self::deposit_event(Event::WeightsBatchRevealed {
			hotkey: hotkey.clone(),
			netuid_index: index,
			hashes,
		});
		Ok(())
	}

	/// The items of a batch of reveals.
	pub(crate) fn batch_of_reveals<'a>(
		uids_list: &'a [Vec<Uid>],
		values_list: &'a [Vec<u16>],
		salts_list: &'a [Vec<u16>],
		version_keys: &[u64],
	) -> Result<Vec<Reveal<'a>>, Error<T>> {
		let lengths = [values_list.len(), salts_list.len(), version_keys.len()];
		Self::check_batch(uids_list.len(), &lengths)?;
		Ok(uids_list
			.iter()
			.zip(values_list)
			.zip(salts_list)
			.zip(version_keys)
			.map(|(((uids, values), salt), key)| Reveal { uids, values, salt, version_key: *key })
			.collect())
	}

	/// Whether a hotkey may commit now, by hash or time-locked.
	pub(crate) fn check_commit(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
	) -> Result<(StorageIndex, Uid), Error<T>> {
		let index = Self::check_commit_reveal(netuid, mecid)?;
		let uid = Uids::<T>::get(netuid, hotkey).ok_or(Error::<T>::HotKeyNotRegisteredInSubNet)?;
		Self::ensure_stake_for_weights(netuid, hotkey)?;
		ensure!(Self::waited_for_weights(netuid, index, uid), Error::<T>::CommittingWeightsTooFast);
		Ok((index, uid))
	}

	/// Whether these reveals match commits that can be revealed now.
	pub(crate) fn check_reveals(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		reveals: &[Reveal],
	) -> Result<StorageIndex, Error<T>> {
		let index = Self::check_commit_reveal(netuid, mecid)?;
		let queue =
			WeightCommits::<T>::get(index, hotkey).ok_or(Error::<T>::NoWeightsCommitFound)?;
		for reveal in reveals {
			Self::find_commit(hotkey, netuid, index, &queue, *reveal)?;
		}
		Ok(index)
	}

	/// Whether the subnet has the mechanism and takes commits.
	fn check_commit_reveal(netuid: NetUid, mecid: MechId) -> Result<StorageIndex, Error<T>> {
		ensure!(netuid != ROOT, Error::<T>::CanNotSetRootNetworkWeights);
		let index = Self::mechanism_index(netuid, mecid)?;
		ensure!(CommitRevealWeightsEnabled::<T>::get(netuid), Error::<T>::CommitRevealDisabled);
		Ok(index)
	}

	/// The hash of what is revealed, and where its commit is in the queue.
	fn find_commit(
		hotkey: &T::AccountId,
		netuid: NetUid,
		index: StorageIndex,
		queue: &CommitQueue,
		reveal: Reveal,
	) -> Result<(H256, usize), Error<T>> {
		let Reveal { uids, values, salt, version_key } = reveal;
		let hash = commit_hash(hotkey, index, uids, values, salt, version_key);
		let (now, period) = (Self::current_epoch(netuid), RevealPeriodEpochs::<T>::get(netuid));
		let mut known = queue.iter().enumerate().filter(|(_, commit)| commit.0 == hash).peekable();
		ensure!(known.peek().is_some(), Error::<T>::InvalidRevealCommitHashNotMatch);
		let (position, commit) = known
			.find(|(_, commit)| !is_expired(commit.1, now, period))
			.ok_or(Error::<T>::ExpiredWeightCommit)?;
		ensure!(commit.1.checked_add(period) == Some(now), Error::<T>::RevealTooEarly);
		Ok((hash, position))
	}

	/// Checks and stores a row whose commit was found.
	fn apply_reveal(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		reveal: Reveal,
	) -> DispatchResult {
		let Reveal { uids, values, version_key, .. } = reveal;
		let arrival = Arrival::Revealed;
		let checked = Self::check_row(hotkey, netuid, mecid, uids, values, version_key, arrival)?;
		Self::store_row(checked);
		Ok(())
	}

	/// A hotkey's commits that can still be revealed, if it has a queue.
	fn open_commits(
		netuid: NetUid,
		index: StorageIndex,
		hotkey: &T::AccountId,
	) -> Option<CommitQueue> {
		let mut queue = WeightCommits::<T>::get(index, hotkey)?;
		let (now, period) = (Self::current_epoch(netuid), RevealPeriodEpochs::<T>::get(netuid));
		queue.retain(|commit| !is_expired(commit.1, now, period));
		Some(queue)
	}

	fn store_commits(index: StorageIndex, hotkey: &T::AccountId, queue: CommitQueue) {
		if queue.is_empty() {
			WeightCommits::<T>::remove(index, hotkey);
		} else {
			WeightCommits::<T>::insert(index, hotkey, queue);
		}
	}

	/// Forgets what a hotkey committed to that loses its uid. The hash contains the hotkey, so nobody
	/// else could reveal it.
	pub(crate) fn forget_hash_commits(netuid: NetUid, hotkey: &T::AccountId) {
		for index in Self::mechanism_indices(netuid) {
			WeightCommits::<T>::remove(index, hotkey);
		}
	}

	/// The block of each neuron's oldest commit that can still be revealed; nothing while
	/// commit-reveal is off.
	///
	/// The epoch hides from a validator with a pending commit the neurons that registered later:
	/// its weights cannot speak of them.
	pub(crate) fn commit_blocks(
		netuid: NetUid,
		index: StorageIndex,
		hotkeys: &[T::AccountId],
	) -> Option<Vec<Option<u64>>> {
		if !CommitRevealWeightsEnabled::<T>::get(netuid) {
			return None;
		}
		// The slot has been counted already: an epoch never sees itself as due.
		let (now, period) =
			(SubnetEpochIndex::<T>::get(netuid), RevealPeriodEpochs::<T>::get(netuid));
		let timelocked = Self::timelocked_commit_blocks(index, now, period);
		let blocks = hotkeys
			.iter()
			.map(|hotkey| {
				let queue = WeightCommits::<T>::get(index, hotkey).unwrap_or_default();
				let hashed = queue
					.iter()
					.find(|commit| !is_expired(commit.1, now, period))
					.map(|commit| commit.2);
				hashed.into_iter().chain(timelocked.get(hotkey).copied()).min()
			})
			.collect();
		Some(blocks)
	}

	/// What of a batch would be set: see [`Pallet::batch_set_weights`].
	pub(crate) fn check_batch_set(
		hotkey: &T::AccountId,
		netuids: &[Compact<NetUid>],
		weights: &[Vec<(Compact<Uid>, Compact<u16>)>],
		version_keys: &[Compact<u64>],
	) -> Result<(), Error<T>> {
		Self::check_batch(netuids.len(), &[weights.len(), version_keys.len()])?;
		let items = netuids.iter().zip(weights).zip(version_keys);
		any_passes(items.map(|((netuid, weights), version_key)| {
			let (uids, values) = unzip_weights(weights);
			Self::check_set_weights(hotkey, netuid.0, 0, &uids, &values, version_key.0).map(drop)
		}))
	}

	/// What of a batch would be committed: see [`Pallet::batch_commit_weights`].
	pub(crate) fn check_batch_commit(
		hotkey: &T::AccountId,
		netuids: &[Compact<NetUid>],
		hashes: &[H256],
	) -> Result<(), Error<T>> {
		Self::check_batch(netuids.len(), &[hashes.len()])?;
		any_passes(netuids.iter().map(|id| Self::check_commit(hotkey, id.0, 0).map(drop)))
	}
}

/// The first error if every item has one.
fn any_passes<E>(items: impl Iterator<Item = Result<(), E>>) -> Result<(), E> {
	let mut first = Ok(());
	for item in items {
		if item.is_ok() {
			return Ok(());
		}
		first = first.and(item);
	}
	first
}
