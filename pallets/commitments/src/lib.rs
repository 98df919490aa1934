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

use frame_support::weights::Weight;

/// What the pallet needs to know about subnets.
pub trait Subnets<AccountId> {
	/// Whether the subnet exists and the hotkey has a uid in it.
	fn is_registered(netuid: u16, hotkey: &AccountId) -> bool;

	/// The number of the subnet's current epoch.
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
	use alloc::{boxed::Box, vec::Vec};
	use codec::Encode;
	use frame_support::{dispatch::WithPostDispatchInfo, pallet_prelude::*, traits::ConstU32};
	use frame_system::pallet_prelude::*;

	/// What a hotkey has published: each text with the block in which it became readable.
	pub type RevealedList = BoundedVec<(BoundedVec<u8, ConstU32<1024>>, u64), ConstU32<10>>;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who is registered where.
		type Subnets: Subnets<Self::AccountId>;

		/// Most fields of a record.
		type MaxFields: Get<u32> + 'static;

		/// Weights of the calls.
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

	/// Time-locked data that became readable. Read by clients, never written here: this chain
	/// takes no time-locked commitments.
	#[pallet::storage]
	pub type RevealedCommitments<T: Config> =
		StorageDoubleMap<_, Identity, u16, Twox64Concat, T::AccountId, RevealedList, OptionQuery>;

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
		/// The bytes per epoch were changed.
		MaxSpaceSet {
			/// Before.
			old: u32,
			/// Now.
			new: u32,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The signer has no uid in this subnet: register the hotkey there, and sign with it.
		AccountNotAllowedCommit,
		/// The hotkey has published as much as it may in this epoch: wait for the next, see
		/// MaxSpace.
		SpaceLimitExceeded,
		/// Time-locked data is not taken here: publish plain data.
		NotSupported,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Publishes a record, in place of the hotkey's last one.
		///
		/// One that asks to reset bonds is charged by the number of neurons, whose rows are looked at.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid in the subnet. Free.
		///
		/// ## Errors
		/// [`Error::AccountNotAllowedCommit`], [`Error::NotSupported`],
		/// [`Error::SpaceLimitExceeded`].
		///
		/// ## Events
		/// [`Event::Commitment`].
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
			ensure!(!info.fields.iter().any(Data::is_locked), Error::<T>::NotSupported);

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
			CommitmentOf::<T>::insert(netuid, who, Registration { deposit: 0, block, info });
			Self::deposit_event(Event::Commitment { netuid, who: who.clone() });
			Ok(reset)
		}

		/// Removes everything that a hotkey has published in a subnet, where it has no uid any more.
		pub fn forget(netuid: u16, hotkey: &T::AccountId) {
			CommitmentOf::<T>::remove(netuid, hotkey);
			UsedSpaceOf::<T>::remove(netuid, hotkey);
			LastBondsReset::<T>::remove(netuid, hotkey);
			RevealedCommitments::<T>::remove(netuid, hotkey);
		}

		/// Makes everything that a hotkey has published in a subnet another's, which has published
		/// nothing there.
		pub fn hand_over(netuid: u16, old: &T::AccountId, new: &T::AccountId) {
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
	}
}
