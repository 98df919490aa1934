//! # Commitments pallet
//!
//! A hotkey publishes a little data about itself in a subnet where it has a uid: the name of its
//! model, a web address, the hash of something. There is one record per hotkey and subnet; a new
//! one replaces the old. Publishing is free, so the bytes that a hotkey may publish in one epoch of
//! the subnet are bounded ([`MaxSpace`]).
//!
//! A miner whose model is another one can ask with its record ([`Data::ResetBondsFlag`]) that
//! validators' bonds towards it begin anew. Where the subnet allows that, they are removed.
//!
//! ## Time-locked data
//!
//! A field can be encrypted to a round of a randomness beacon ([`Data::TimelockEncrypted`]). As soon as
//! the chain knows the signature of that round, which is the key, the hook decrypts it: the field
//! leaves the record, and what was in it is appended to [`RevealedCommitments`] as it is. (Clients
//! encrypt the SCALE encoding of a text, that is with its length in front, and take that away again
//! when they read.) What does not open is dropped with an event.
//!
//! A block reveals at most [`Config::MaxRevealsPerBlock`] of them, since decrypting takes milliseconds;
//! the rest waits for the next. [`WaitingFor`] knows by round who waits, and [`DueRounds`] for which
//! rounds there is something to do, so that no block looks through the records. The turn goes
//! round the rounds that are due, and in each round its publishers ([`LastTurn`]): who publishes again
//! comes only in a later round or the next time round, and nobody can keep others from being revealed.
//!
//! ## Uids
//!
//! Only hotkeys with a uid have records. Whoever knows of uids tells this pallet when a hotkey has lost
//! its own ([`Pallet::forget`]) or handed it over ([`Pallet::hand_over`]).
//!
//! Names and shapes are those that Bittensor clients use.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::weights::Weight;

/// A randomness beacon whose signatures open what was encrypted to its rounds.
///
/// Whoever runs it calls [`Pallet::round_is_known`] as soon as a signature is known.
pub trait Beacon {
	/// Whether the signature of a round is known.
	fn knows(round: u64) -> bool;

	/// Decrypts what was encrypted to a round; `None` if that is not what the bytes are, or the
	/// signature is not known. Never panics, whatever the bytes are.
	fn decrypt(ciphertext: &[u8], round: u64) -> Option<Vec<u8>>;

	/// Encrypts to a round whose signature is known from now on.
	#[cfg(feature = "runtime-benchmarks")]
	fn encrypt_for_benchmark(plain: &[u8]) -> Option<(Vec<u8>, u64)>;
}

/// What the pallet needs to know about subnets.
pub trait Subnets<AccountId> {
	/// Whether the subnet exists and the hotkey has a uid in it.
	fn is_registered(netuid: u16, hotkey: &AccountId) -> bool;

	/// The number of the subnet's current epoch; where none runs, of what takes an epoch's place.
	fn epoch(netuid: u16) -> u64;

	/// Removes the bonds towards the hotkey, if the subnet allows it; returns what it cost.
	fn reset_bonds(netuid: u16, hotkey: &AccountId) -> Weight;

	/// The most that [`Self::reset_bonds`] can cost.
	fn reset_bonds_limit() -> Weight;

	/// Gives the hotkey a uid in the subnet.
	#[cfg(feature = "runtime-benchmarks")]
	fn register(netuid: u16, hotkey: &AccountId);
}

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::boxed::Box;
	use codec::Encode;
	use frame_support::{dispatch::WithPostDispatchInfo, pallet_prelude::*, traits::ConstU32};
	use frame_system::pallet_prelude::*;
	use sp_runtime::SaturatedConversion;

	/// What a hotkey has revealed, oldest first: each text with the block in which it became readable.
	pub type RevealedList = BoundedVec<(BoundedVec<u8, ConstU32<1024>>, u64), ConstU32<10>>;

	/// Who publishes: a hotkey in a subnet.
	type Publisher<T> = (u16, <T as frame_system::Config>::AccountId);

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who is registered where.
		type Subnets: Subnets<Self::AccountId>;

		/// The beacon to whose rounds data can be encrypted.
		type Beacon: Beacon;

		/// How many time-locked fields one block has time to decrypt; the rest waits for the next.
		#[pallet::constant]
		type MaxRevealsPerBlock: Get<u32>;

		/// Most fields of a record.
		type MaxFields: Get<u32> + 'static;

		/// Weights of the calls and of the steps of the block hook.
		type WeightInfo: WeightInfo;
	}

	/// Bytes that a hotkey may publish in a subnet in one of its epochs.
	#[pallet::storage]
	pub type MaxSpace<T> = StorageValue<_, u32, ValueQuery, ConstU32<3_100>>;

	/// The record of a hotkey: (netuid, hotkey).
	#[pallet::storage]
	pub type CommitmentOf<T: Config> = StorageDoubleMap<
		_,
		Identity,
		u16,
		Twox64Concat,
		T::AccountId,
		Registration<u64, T::MaxFields, BlockNumberFor<T>>,
		OptionQuery,
	>;

	/// Bytes that a hotkey has published in the current epoch: (netuid, hotkey).
	#[pallet::storage]
	pub type UsedSpaceOf<T: Config> =
		StorageDoubleMap<_, Identity, u16, Twox64Concat, T::AccountId, UsedSpace, OptionQuery>;

	/// Block in which a hotkey last asked to reset bonds, whether the subnet allowed it or not:
	/// (netuid, hotkey).
	#[pallet::storage]
	pub type LastBondsReset<T: Config> = StorageDoubleMap<
		_,
		Identity,
		u16,
		Twox64Concat,
		T::AccountId,
		BlockNumberFor<T>,
		OptionQuery,
	>;

	/// The last ten pieces of time-locked data of a hotkey that became readable: (netuid, hotkey).
	#[pallet::storage]
	pub type RevealedCommitments<T: Config> =
		StorageDoubleMap<_, Identity, u16, Twox64Concat, T::AccountId, RevealedList, OptionQuery>;

	// Users choose rounds, hence the hasher.

	/// Whose record has a field that is encrypted to a round: (round, (netuid, hotkey)).
	#[pallet::storage]
	pub type WaitingFor<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		u64,
		Blake2_128Concat,
		(u16, T::AccountId),
		(),
		OptionQuery,
	>;

	/// Rounds whose signature is known and for which somebody waits, or has waited until just now.
	#[pallet::storage]
	pub type DueRounds<T> = StorageMap<_, Blake2_128Concat, u64, (), OptionQuery>;

	/// Whose turn it was last: (round, (netuid, hotkey)). The next is behind it in the order of the
	/// keys, so that whoever publishes again and again waits until all others have had theirs.
	#[pallet::storage]
	pub type LastTurn<T: Config> = StorageValue<_, (u64, (u16, T::AccountId)), OptionQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A hotkey published a record.
		Commitment {
			/// Subnet.
			netuid: u16,
			/// Hotkey.
			who: T::AccountId,
		},
		/// A hotkey published a record with a time-locked field.
		TimelockCommitment {
			/// Subnet.
			netuid: u16,
			/// Hotkey.
			who: T::AccountId,
			/// The round to which it is encrypted.
			reveal_round: u64,
		},
		/// A hotkey's time-locked data became readable, see RevealedCommitments.
		CommitmentRevealed {
			/// Subnet.
			netuid: u16,
			/// Hotkey.
			who: T::AccountId,
		},
		/// The bytes per epoch were changed.
		MaxSpaceSet {
			/// Before.
			old: u32,
			/// Now.
			new: u32,
		},
		/// A hotkey's time-locked data was dropped: it was not encrypted to the round that it named, or
		/// there was nothing in it.
		CommitmentRevealFailed {
			/// Subnet.
			netuid: u16,
			/// Hotkey.
			who: T::AccountId,
			/// The round.
			reveal_round: u64,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The signer has no uid in this subnet: register the hotkey there, and sign with it.
		AccountNotAllowedCommit,
		/// The hotkey has published as much as it may in this epoch: wait for the next, see
		/// MaxSpace.
		SpaceLimitExceeded,
		/// A record has more than one time-locked field: publish one, and the next once the chain has
		/// revealed it.
		NotSupported,
		/// A time-locked field is empty: pass what the client has encrypted.
		EmptyCiphertext,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Reveals what is due, as much as one block may.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// By weight and not by number: closing a round is cheap, and must not take a reveal's place.
			let room = T::WeightInfo::reveal().saturating_mul(T::MaxRevealsPerBlock::get().into());
			let mut used = Weight::zero();
			while used.any_lt(room) {
				let Some(step) = Self::reveal_next() else { break };
				used.saturating_accrue(step);
			}
			used.saturating_add(T::WeightInfo::no_reveal())
		}

		fn integrity_test() {
			// Rounds to close can leave just so much room that one reveal more begins.
			let most = u64::from(T::MaxRevealsPerBlock::get()).saturating_add(1);
			let hook = T::WeightInfo::reveal().saturating_mul(most);
			let tenth = T::BlockWeights::get().max_block.saturating_div(10);
			assert!(hook.all_lte(tenth), "reveals take more than a tenth of a block");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Publishes a record, in place of the hotkey's last one.
		///
		/// At most one field may be time-locked; it is revealed in the block after the one in which its
		/// round becomes known, or as soon after that as there is room. What a replaced record has not
		/// revealed is never revealed.
		///
		/// One that asks to reset bonds is charged by the number of neurons, whose rows are looked at.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid in the subnet. Free.
		///
		/// ## Errors
		/// In this order: [`Error::AccountNotAllowedCommit`], [`Error::NotSupported`] (more than one
		/// time-locked field), [`Error::EmptyCiphertext`], [`Error::SpaceLimitExceeded`].
		///
		/// ## Events
		/// [`Event::Commitment`]; in its place [`Event::TimelockCommitment`] for a time-locked field, and
		/// later [`Event::CommitmentRevealed`] or [`Event::CommitmentRevealFailed`].
		#[pallet::call_index(0)]
		#[pallet::weight((Pallet::<T>::weight_limit(info), DispatchClass::Normal, Pays::No))]
		pub fn set_commitment(
			origin: OriginFor<T>,
			netuid: u16,
			info: Box<CommitmentInfo<T::MaxFields>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let weight = T::WeightInfo::set_commitment();
			// A refused record has reset nothing, and whoever sends it pays no fee.
			let reset = Self::do_set_commitment(&who, netuid, *info)
				.map_err(|error| error.with_weight(weight))?;
			Ok(Some(weight.saturating_add(reset)).into())
		}

		/// Sets how many bytes a hotkey may publish in an epoch.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// None of its own.
		///
		/// ## Events
		/// [`Event::MaxSpaceSet`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_max_space())]
		pub fn set_max_space(origin: OriginFor<T>, new_limit: u32) -> DispatchResult {
			ensure_root(origin)?;
			let old = MaxSpace::<T>::get();
			MaxSpace::<T>::put(new_limit);
			Self::deposit_event(Event::MaxSpaceSet { old, new: new_limit });
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// The most that publishing a record can cost.
		fn weight_limit(info: &CommitmentInfo<T::MaxFields>) -> Weight {
			let weight = T::WeightInfo::set_commitment();
			if info.resets_bonds() {
				return weight.saturating_add(T::Subnets::reset_bonds_limit());
			}
			weight
		}

		/// See [`Pallet::set_commitment`]. Returns what it cost to reset bonds.
		fn do_set_commitment(
			who: &T::AccountId,
			netuid: u16,
			info: CommitmentInfo<T::MaxFields>,
		) -> Result<Weight, DispatchError> {
			ensure!(T::Subnets::is_registered(netuid, who), Error::<T>::AccountNotAllowedCommit);
			let mut locked = info.fields.iter().filter_map(Data::locked);
			let sealed = locked.next();
			ensure!(locked.next().is_none(), Error::<T>::NotSupported);
			ensure!(
				sealed.is_none_or(|(encrypted, _)| !encrypted.is_empty()),
				Error::<T>::EmptyCiphertext
			);
			let reveal_round = sealed.map(|(_, round)| round);

			let epoch = T::Subnets::epoch(netuid);
			let used = UsedSpaceOf::<T>::get(netuid, who)
				.filter(|used| used.last_epoch == epoch)
				.map_or(0, |used| used.used_space);
			let used = used
				.checked_add(info.counted_space())
				.filter(|used| *used <= MaxSpace::<T>::get().into())
				.ok_or(Error::<T>::SpaceLimitExceeded)?;

			let block = frame_system::Pallet::<T>::block_number();
			let used = UsedSpace { last_epoch: epoch, used_space: used };
			UsedSpaceOf::<T>::insert(netuid, who, used);
			let reset = if info.resets_bonds() {
				LastBondsReset::<T>::insert(netuid, who, block);
				T::Subnets::reset_bonds(netuid, who)
			} else {
				Weight::zero()
			};
			Self::stop_waiting(netuid, who);
			if let Some(round) = reveal_round {
				WaitingFor::<T>::insert(round, (netuid, who), ());
				if T::Beacon::knows(round) {
					DueRounds::<T>::insert(round, ());
				}
			}
			CommitmentOf::<T>::insert(netuid, who, Registration { deposit: 0, block, info });
			let who = who.clone();
			Self::deposit_event(match reveal_round {
				Some(reveal_round) => Event::TimelockCommitment { netuid, who, reveal_round },
				None => Event::Commitment { netuid, who },
			});
			Ok(reset)
		}

		/// Takes a hotkey off the list of those who wait, if its record is on it. Returns the round.
		fn stop_waiting(netuid: u16, hotkey: &T::AccountId) -> Option<u64> {
			let round = CommitmentOf::<T>::get(netuid, hotkey)?.info.reveal_round()?;
			WaitingFor::<T>::remove(round, (netuid, hotkey));
			Some(round)
		}

		/// The signature of a round is known from now on: whoever waits for it is due. One read, and
		/// one write if there is anybody.
		pub fn round_is_known(round: u64) {
			if WaitingFor::<T>::iter_key_prefix(round).next().is_some() {
				DueRounds::<T>::insert(round, ());
			}
		}

		/// Reveals one hotkey's time-locked data, or closes a round for which nobody waits any more or
		/// whose signature is not known any more. Returns what it cost; `None` if nothing is due.
		pub(crate) fn reveal_next() -> Option<Weight> {
			let (round, waiting) = Self::next_turn()?;
			let Some((netuid, hotkey)) = waiting.filter(|_| T::Beacon::knows(round)) else {
				DueRounds::<T>::remove(round);
				return Some(T::WeightInfo::close_round());
			};
			LastTurn::<T>::put((round, (netuid, &hotkey)));
			Self::reveal(round, netuid, hotkey);
			Some(T::WeightInfo::reveal())
		}

		/// Who comes behind the last: in the same round, else in the next that is due, where at the end
		/// the first is the next. Nobody, if none waits for a round that is due.
		fn next_turn() -> Option<(u64, Option<Publisher<T>>)> {
			let last = LastTurn::<T>::get();
			let behind = last.as_ref().filter(|(round, _)| DueRounds::<T>::contains_key(round));
			let behind = behind.and_then(|(round, who)| {
				let key = WaitingFor::<T>::hashed_key_for(round, who);
				let who = WaitingFor::<T>::iter_key_prefix_from(round, key).next()?;
				Some((*round, Some(who)))
			});
			behind.or_else(|| {
				let round = last
					.and_then(|(round, _)| {
						DueRounds::<T>::iter_keys_from(DueRounds::<T>::hashed_key_for(round)).next()
					})
					.or_else(|| DueRounds::<T>::iter_keys().next())?;
				Some((round, WaitingFor::<T>::iter_key_prefix(round).next()))
			})
		}

		/// Takes the time-locked field out of a record and keeps what was in it.
		fn reveal(round: u64, netuid: u16, who: T::AccountId) {
			WaitingFor::<T>::remove(round, (netuid, &who));
			let encrypted = CommitmentOf::<T>::mutate_exists(netuid, &who, |record| {
				let encrypted = record.as_mut().and_then(|record| record.info.take_locked());
				*record = record.take().filter(|record| !record.info.fields.is_empty());
				encrypted
			});
			// A plain text is shorter than its ciphertext, so it is never too long.
			let plain = encrypted
				.and_then(|encrypted| T::Beacon::decrypt(&encrypted, round))
				// Clients read the first byte without asking whether there is one.
				.filter(|plain| !plain.is_empty())
				.and_then(|plain| BoundedVec::try_from(plain).ok());
			let Some(plain) = plain else {
				let failed = Event::CommitmentRevealFailed { netuid, who, reveal_round: round };
				return Self::deposit_event(failed);
			};
			let block = frame_system::Pallet::<T>::block_number().saturated_into();
			RevealedCommitments::<T>::mutate(netuid, &who, |list| {
				let list = list.get_or_insert_default();
				if list.is_full() {
					list.remove(0);
				}
				let _ = list.try_push((plain, block)); // there is room now
			});
			Self::deposit_event(Event::CommitmentRevealed { netuid, who });
		}

		/// Removes everything that a hotkey has published in a subnet, where it has no uid any more.
		pub fn forget(netuid: u16, hotkey: &T::AccountId) {
			Self::stop_waiting(netuid, hotkey);
			CommitmentOf::<T>::remove(netuid, hotkey);
			UsedSpaceOf::<T>::remove(netuid, hotkey);
			LastBondsReset::<T>::remove(netuid, hotkey);
			RevealedCommitments::<T>::remove(netuid, hotkey);
		}

		/// Makes everything that a hotkey has published in a subnet another's, which has published
		/// nothing there.
		pub fn hand_over(netuid: u16, old: &T::AccountId, new: &T::AccountId) {
			if let Some(round) = Self::stop_waiting(netuid, old) {
				WaitingFor::<T>::insert(round, (netuid, new), ());
			}
			CommitmentOf::<T>::swap(netuid, old, netuid, new);
			UsedSpaceOf::<T>::swap(netuid, old, netuid, new);
			LastBondsReset::<T>::swap(netuid, old, netuid, new);
			RevealedCommitments::<T>::swap(netuid, old, netuid, new);
		}

		/// The records of a subnet, encoded: clients read the data behind the fixed fields.
		pub fn encoded(netuid: u16) -> Vec<(T::AccountId, Vec<u8>)> {
			CommitmentOf::<T>::iter_prefix(netuid)
				.map(|(hotkey, record)| (hotkey, record.encode()))
				.collect()
		}

		/// Checks that just those wait who have something to reveal, and that what can be revealed is
		/// due.
		pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			let mut waiting = 0usize;
			for (netuid, hotkey, record) in CommitmentOf::<T>::iter() {
				let locked = record.info.fields.iter().filter(|data| data.locked().is_some());
				ensure!(locked.count() <= 1, "a record has more than one time-locked field");
				let Some(round) = record.info.reveal_round() else { continue };
				ensure!(
					WaitingFor::<T>::contains_key(round, (netuid, hotkey)),
					"a time-locked field waits for nothing"
				);
				ensure!(
					!T::Beacon::knows(round) || DueRounds::<T>::contains_key(round),
					"a round is known that somebody waits for, and not due"
				);
				waiting = waiting.saturating_add(1);
			}
			ensure!(
				WaitingFor::<T>::iter_keys().count() == waiting,
				"somebody waits who has nothing to reveal"
			);
			Ok(())
		}
	}
}
