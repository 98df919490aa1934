//! Time-locked commits: weights that the chain itself reveals.
//!
//! A validator encrypts its weights to a future round of a randomness beacon. The beacon's
//! signature of that round is the key; once the chain knows it ([`TimelockDecryptor`]), the step of
//! the block decrypts the commit and sets the weights, so that a validator reveals whether it wants
//! to or not.

use crate::{
	calls::{commits::is_expired, weights::Arrival},
	pallet::*,
	types::*,
	weights::WeightInfo,
};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeAll, Encode};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::Get,
	weights::{Weight, WeightMeter},
};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::{DispatchError, DispatchResult, Perbill};

/// Part of a block's weight that reading the queues of commits may take.
pub(crate) const QUEUE_SHARE: Perbill = Perbill::from_percent(3);

/// Most queues of a mechanism that are dropped in a block.
pub(crate) const MAX_EXPIRED: usize = 4;

/// Most queues of time-locked commits of a mechanism: one for each epoch of the longest period, the one
/// that is being filled, and the one that is being revealed.
const MAX_QUEUES: u32 = 102;

/// Most commits of one hotkey that wait for their reveal from one epoch.
const MAX_COMMITS_PER_HOTKEY: usize = 10;

/// What a commit holds once it is decrypted.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct TimelockedWeights {
	/// SCALE encoding of the hotkey that committed, so that nobody can commit a copy.
	pub hotkey: Vec<u8>,
	/// Uids.
	pub uids: Vec<Uid>,
	/// One value per uid.
	pub values: Vec<u16>,
	/// Version of the validator software.
	pub version_key: u64,
}

/// The older form of [`TimelockedWeights`], which does not say whose it is.
#[derive(Encode, Decode)]
struct AnonymousWeights {
	uids: Vec<Uid>,
	values: Vec<u16>,
	version_key: u64,
}

/// What came of decrypting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unlocked {
	/// The beacon's signature of the round is not known yet.
	NotYet,
	/// The round is known, and the bytes are no ciphertext for it.
	Malformed,
	/// The plain text.
	Plain(Vec<u8>),
}

/// A randomness beacon whose signatures open what was encrypted to its rounds.
pub trait TimelockDecryptor {
	/// The newest round whose signature is known; 0 for none.
	fn last_round() -> u64;

	/// Decrypts what was encrypted to a round. Never panics, whatever the bytes are; cheap as long
	/// as the round is not known.
	fn decrypt(ciphertext: &[u8], round: u64) -> Unlocked;

	/// Encrypts to a round whose signature is known from now on.
	#[cfg(feature = "runtime-benchmarks")]
	fn encrypt_for_benchmark(plain: &[u8]) -> Option<(Vec<u8>, u64)>;
}

/// For a chain without a beacon: no round is ever known, and commits expire.
impl TimelockDecryptor for () {
	fn last_round() -> u64 {
		0
	}

	fn decrypt(_: &[u8], _: u64) -> Unlocked {
		Unlocked::NotYet
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn encrypt_for_benchmark(_: &[u8]) -> Option<(Vec<u8>, u64)> {
		None
	}
}

/// What a block may still do for time-locked commits of all subnets together.
pub(crate) struct Reveals {
	/// Commits to decrypt.
	pub left: u32,
	/// Weight of queues to read.
	pub queues: WeightMeter,
}

impl<T: Config> Pallet<T> {
	/// See [`Pallet::commit_timelocked_weights`]. Returns how many commits the queue holds now.
	pub(crate) fn do_commit_timelocked_weights(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		commit: TimelockedBytes,
		round: u64,
		version: u16,
	) -> Result<u32, DispatchError> {
		let (index, uid) = Self::check_timelocked_commit(hotkey, netuid, mecid, round, version)?;
		let hash = H256(blake2_256(&commit));
		let epoch = Self::current_epoch(netuid);
		let mut queue = TimelockedWeightCommits::<T>::get(index, epoch);
		let own = queue.iter().filter(|(committer, ..)| committer == hotkey).count();
		ensure!(own < MAX_COMMITS_PER_HOTKEY, Error::<T>::TooManyUnrevealedCommits);
		queue
			.try_push((hotkey.clone(), Self::current_block(), commit, round))
			.map_err(|_| Error::<T>::TooManyUnrevealedCommits)?;
		let length = u32::try_from(queue.len()).unwrap_or(u32::MAX); // bounded far below
		TimelockedWeightCommits::<T>::insert(index, epoch, queue);
		Self::note_update(index, uid)?;
		Self::deposit_event(Event::TimelockedWeightsCommitted {
			hotkey: hotkey.clone(),
			netuid_index: index,
			hash,
			round,
		});
		Ok(length)
	}

	/// Whether a hotkey may commit to this round now.
	pub(crate) fn check_timelocked_commit(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		round: u64,
		version: u16,
	) -> Result<(StorageIndex, Uid), Error<T>> {
		let target = Self::check_commit(hotkey, netuid, mecid)?;
		ensure!(
			version == CommitRevealWeightsVersion::<T>::get(),
			Error::<T>::IncorrectCommitRevealVersion
		);
		ensure!(round >= T::Timelock::last_round(), Error::<T>::InvalidRevealRound);
		Ok(target)
	}

	/// Reveals what has matured in a subnet, before its epoch runs.
	///
	/// Commits from the epoch that is [`RevealPeriodEpochs`] back are decrypted, as many as the block
	/// still may. Those whose round is not known yet, and those beyond what the block may, stay for
	/// the next blocks of this epoch.
	pub(crate) fn reveal_timelocked(
		netuid: NetUid,
		block: u64,
		Reveals { left, queues }: &mut Reveals,
		meter: &mut WeightMeter,
	) {
		let (now, period) = (Self::epoch_at(netuid, block), RevealPeriodEpochs::<T>::get(netuid));
		for (mecid, index) in (0..).zip(Self::mechanism_indices(netuid)) {
			let epoch = now.checked_sub(period);
			let length = epoch
				.and_then(|epoch| TimelockedWeightCommits::<T>::decode_len(index, epoch))
				.unwrap_or(0);
			// The step of the block itself is charged for a subnet without commits.
			if length > 0 || mecid > 0 {
				let cost = T::WeightInfo::timelocked_queue(charged(length));
				// What is left is written back, if anything is revealed.
				if queues.try_consume(cost.saturating_add(rewriting::<T>(length))).is_err() {
					continue;
				}
				meter.consume(cost);
			}
			let Some(epoch) = epoch.filter(|_| length > 0) else { continue };
			let mut kept = Vec::new();
			for commit in TimelockedWeightCommits::<T>::get(index, epoch) {
				let unlocked = if *left == 0 {
					Unlocked::NotYet
				} else {
					T::Timelock::decrypt(&commit.2, commit.3)
				};
				if unlocked == Unlocked::NotYet {
					kept.push(commit);
					continue;
				}
				*left = left.saturating_sub(1); // above zero, else it would say: not yet
				let neurons = SubnetworkN::<T>::get(netuid).into();
				meter.consume(Self::reveal_weight(neurons));
				let hotkey = commit.0;
				let applied =
					with_storage_layer(|| Self::apply_timelocked(&hotkey, netuid, mecid, unlocked));
				Self::deposit_event(match applied {
					Ok(()) => Event::TimelockedWeightsRevealed { netuid_index: index, hotkey },
					Err(error) => {
						Event::TimelockedWeightsDropped { netuid_index: index, hotkey, error }
					},
				});
			}
			if kept.len() < length {
				meter.consume(rewriting::<T>(kept.len()));
				Self::store_timelocked(index, epoch, kept);
			}
		}
	}

	/// What revealing a commit costs at most in a subnet of so many neurons.
	pub(crate) fn reveal_weight(neurons: u32) -> Weight {
		// The benchmark's committer has no parents, and its stake is looked up.
		let parents = T::WeightInfo::set_weights(0, MAX_PARENTS)
			.saturating_sub(T::WeightInfo::set_weights(0, 0));
		T::WeightInfo::reveal_timelocked(most_weights(neurons)).saturating_add(parents)
	}

	/// Sets the weights of a decrypted commit, if they are the committer's and pass every check.
	fn apply_timelocked(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		unlocked: Unlocked,
	) -> DispatchResult {
		let Unlocked::Plain(plain) = unlocked else {
			return Err(Error::<T>::MalformedTimelockedCommit.into());
		};
		let TimelockedWeights { hotkey: signer, uids, values, version_key } =
			decode_weights(&plain, hotkey).ok_or(Error::<T>::MalformedTimelockedCommit)?;
		ensure!(signer == hotkey.encode(), Error::<T>::MalformedTimelockedCommit);
		let arrival = Arrival::Revealed;
		let checked = Self::check_row(hotkey, netuid, mecid, &uids, &values, version_key, arrival)?;
		Self::store_row(checked);
		Ok(())
	}

	fn store_timelocked(
		index: StorageIndex,
		epoch: u64,
		kept: Vec<(T::AccountId, u64, TimelockedBytes, u64)>,
	) {
		if kept.is_empty() {
			TimelockedWeightCommits::<T>::remove(index, epoch);
		} else {
			// Never more than were read.
			let kept = TimelockedQueue::<T>::truncate_from(kept);
			TimelockedWeightCommits::<T>::insert(index, epoch, kept);
		}
	}

	/// Drops queues of epochs whose reveal is over, where an epoch begins: only then, or when the owner
	/// has shortened the period, some can be.
	///
	/// There is one key for each epoch of a period, so few are visited; and of those that a shorter
	/// period leaves behind, [`MAX_EXPIRED`] go with each epoch. The others do nothing meanwhile.
	pub(crate) fn drop_expired_timelocked(netuid: NetUid, block: u64, meter: &mut WeightMeter) {
		let (now, period) = (Self::epoch_at(netuid, block), RevealPeriodEpochs::<T>::get(netuid));
		let database = T::DbWeight::get();
		for index in Self::mechanism_indices(netuid) {
			let epochs: Vec<u64> = TimelockedWeightCommits::<T>::iter_key_prefix(index).collect();
			meter.consume(database.reads(epochs.len().saturating_add(1) as u64)); // few, see above
			let expired = epochs.into_iter().filter(|epoch| is_expired(*epoch, now, period));
			for epoch in expired.take(MAX_EXPIRED) {
				let length = TimelockedWeightCommits::<T>::decode_len(index, epoch).unwrap_or(0);
				let commits = charged(length);
				meter.consume(T::WeightInfo::timelocked_queue(commits));
				meter.consume(database.writes(1));
				TimelockedWeightCommits::<T>::remove(index, epoch);
				let netuid_index = index;
				Self::deposit_event(Event::TimelockedCommitsExpired {
					netuid_index,
					epoch,
					commits,
				});
			}
		}
	}

	/// The block of each hotkey's oldest time-locked commit that can still be revealed.
	pub(crate) fn timelocked_commit_blocks(
		index: StorageIndex,
		now: u64,
		period: u64,
	) -> BTreeMap<T::AccountId, u64> {
		let mut oldest = BTreeMap::new();
		for (epoch, queue) in TimelockedWeightCommits::<T>::iter_prefix(index) {
			if is_expired(epoch, now, period) {
				continue;
			}
			for (hotkey, block, ..) in queue {
				let first = oldest.entry(hotkey).or_insert(block);
				*first = block.min(*first);
			}
		}
		oldest
	}

	/// What forgetting all commits costs at most for so many mechanisms with so many neurons
	/// together.
	pub fn clear_commits_weight(mechanisms: u32, neurons: u32) -> Weight {
		let queues = neurons.saturating_add(mechanisms.saturating_mul(MAX_QUEUES));
		T::DbWeight::get().writes(queues.into())
	}

	/// Forgets everything that was committed to a mechanism that is to disappear, or whose uids change.
	pub(crate) fn clear_commits(index: StorageIndex) {
		// A queue for each neuron, and one for each epoch of a reveal period: few enough to go at
		// once.
		let _ = WeightCommits::<T>::clear_prefix(index, u32::MAX, None);
		let _ = TimelockedWeightCommits::<T>::clear_prefix(index, u32::MAX, None);
	}
}

/// What writing back a queue with so many commits costs: encoding it takes as long as decoding it.
/// Removing it when there are none is part of the last reveal.
pub(crate) fn rewriting<T: Config>(commits: usize) -> Weight {
	if commits == 0 {
		return Weight::zero();
	}
	T::WeightInfo::timelocked_queue(charged(commits)).saturating_add(T::DbWeight::get().writes(1))
}

/// The weights in a plain text; in the older form they are the committer's, whoever that is.
fn decode_weights<AccountId: Encode>(
	plain: &[u8],
	committer: &AccountId,
) -> Option<TimelockedWeights> {
	TimelockedWeights::decode_all(&mut &plain[..]).ok().or_else(|| {
		let AnonymousWeights { uids, values, version_key } =
			AnonymousWeights::decode_all(&mut &plain[..]).ok()?;
		Some(TimelockedWeights { hotkey: committer.encode(), uids, values, version_key })
	})
}

/// How many weights a time-locked commit to a subnet of so many neurons can hold: each takes four of
/// its 5,000 bytes.
pub(crate) fn most_weights(neurons: u32) -> u32 {
	neurons.min(1_250)
}

/// A length as a weight function takes it. Every queue is bounded far below the limit.
fn charged(length: usize) -> u32 {
	u32::try_from(length).unwrap_or(u32::MAX)
}
