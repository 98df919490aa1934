//! # Drand pallet
//!
//! Keeps pulses of drand's quicknet, a public randomness beacon: every three seconds its members
//! sign the number of the round. What was encrypted to a round can be opened with that round's
//! signature, so a pulse in storage is the key to all commits that wait for it.
//!
//! The live network's nodes fetch pulses over the internet. A local chain must not depend on it:
//! root stores pulses ([`Pallet::store_pulses`]), which anybody can fetch from the beacon and which
//! are checked against its public key. Rounds need not follow one another.
//!
//! Whoever waits for pulses is told of each ([`OnPulse`]).
//!
//! The pallet keeps the newest [`MAX_PULSES`] pulses that were stored.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(test)]
mod mock;
pub mod quicknet;
#[cfg(test)]
mod tests;
pub mod weights;

pub use pallet::*;
pub use weights::WeightInfo;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Most pulses that are kept.
pub const MAX_PULSES: u32 = 4_096;
/// Most pulses of one call: each costs two pairings.
pub const MAX_PULSES_PER_CALL: u32 = 8;

/// What the beacon says in a round.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Pulse {
	/// Number of the round.
	pub round: u64,
	/// SHA-256 of the signature.
	pub randomness: BoundedVec<u8, ConstU32<32>>,
	/// Signature of the round, a compressed point.
	pub signature: BoundedVec<u8, ConstU32<144>>,
}

/// Who waits for pulses.
///
/// [`Pallet::store_pulses`] is charged one read and one write for what this does with a pulse.
pub trait OnPulse {
	/// The pulse of a round has been stored that was not stored before, or not any more.
	fn on_pulse(round: u64);
}

/// For a chain on which nobody waits.
impl OnPulse for () {
	fn on_pulse(_: u64) {}
}

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use sp_io::hashing::sha2_256;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who waits for pulses.
		type OnPulse: OnPulse;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Pulses by round.
	#[pallet::storage]
	pub type Pulses<T> = StorageMap<_, Blake2_128Concat, u64, Pulse, OptionQuery>;

	/// The rounds of which a pulse is kept, in the order in which they were stored.
	#[pallet::storage]
	pub type Rounds<T> = StorageValue<_, BoundedVec<u64, ConstU32<MAX_PULSES>>, ValueQuery>;

	/// The newest round of which a pulse was ever stored; 0 for none.
	#[pallet::storage]
	pub type LastStoredRound<T> = StorageValue<_, u64, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Pulses were stored.
		NewPulse {
			/// Their rounds.
			rounds: Vec<u64>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// A signature is not quicknet's for its round, or the randomness is not its SHA-256: pass
		/// the pulse as the beacon publishes it.
		PulseVerificationError,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Stores pulses of the beacon. A round that is stored already is left as it is.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// [`Error::PulseVerificationError`].
		///
		/// ## Events
		/// [`Event::NewPulse`].
		#[pallet::call_index(3)]
		// Of each pulse's writes the benchmark, which has one genuine pulse, sees those of one.
		#[pallet::weight(T::WeightInfo::store_pulses(pulses.len() as u32)
			.saturating_add(T::DbWeight::get().reads_writes(3, 4).saturating_mul(pulses.len() as u64)))]
		pub fn store_pulses(
			origin: OriginFor<T>,
			pulses: BoundedVec<Pulse, ConstU32<MAX_PULSES_PER_CALL>>,
		) -> DispatchResult {
			ensure_root(origin)?;
			let genuine = pulses.iter().all(|pulse| {
				pulse.randomness.as_slice() == sha2_256(&pulse.signature)
					&& quicknet::verify(pulse.round, &pulse.signature)
			});
			ensure!(genuine, Error::<T>::PulseVerificationError);
			let rounds = pulses.iter().map(|pulse| pulse.round).collect();
			pulses.into_iter().for_each(Self::keep);
			Self::deposit_event(Event::NewPulse { rounds });
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// Keeps a pulse; if there are as many as there may be, the one stored first goes.
		fn keep(pulse: Pulse) {
			if Pulses::<T>::contains_key(pulse.round) {
				return;
			}
			let mut rounds = Rounds::<T>::get();
			if rounds.is_full() {
				Pulses::<T>::remove(rounds.remove(0));
			}
			rounds.force_push(pulse.round);
			Rounds::<T>::put(rounds);
			let round = pulse.round;
			LastStoredRound::<T>::mutate(|last| *last = round.max(*last));
			Pulses::<T>::insert(round, pulse);
			T::OnPulse::on_pulse(round);
		}

		/// Checks that the list of rounds and the pulses agree, each under its own round.
		pub fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			let rounds = Rounds::<T>::get();
			ensure!(
				rounds.iter().all(Pulses::<T>::contains_key)
					&& Pulses::<T>::iter().all(|(round, pulse)| round == pulse.round)
					&& Pulses::<T>::iter_keys().count() == rounds.len(),
				"the list of rounds and the pulses differ"
			);
			ensure!(
				rounds.iter().all(|round| *round <= LastStoredRound::<T>::get()),
				"a pulse is newer than the last round"
			);
			Ok(())
		}
	}
}
