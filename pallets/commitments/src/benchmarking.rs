//! Benchmarks of the calls and of the steps of the block hook.

use super::*;
use alloc::{boxed::Box, vec};
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, BoundedVec};
use frame_system::RawOrigin;

/// Length of the longest text of which the ciphertext is not longer than a field may be: 244 bytes
/// come to it.
const TEXT: usize = 780;

/// Publishes as much as a hotkey can.
pub fn fill<T: Config>(netuid: u16, hotkey: &T::AccountId) {
	let block = frame_system::Pallet::<T>::block_number();
	let used = UsedSpace { last_epoch: 0, used_space: 3_100 };
	let text = BoundedVec::truncate_from(vec![1; 1_024]);
	let revealed = RevealedList::truncate_from(vec![(text, 0); 10]);
	lock::<T>(netuid, hotkey, Ciphertext::truncate_from(vec![1; 1_024]), u64::MAX);
	UsedSpaceOf::<T>::insert(netuid, hotkey, used);
	LastBondsReset::<T>::insert(netuid, hotkey, block);
	RevealedCommitments::<T>::insert(netuid, hotkey, revealed);
}

/// Stores a record with as many fields as there can be, of which the first is time-locked.
fn lock<T: Config>(netuid: u16, hotkey: &T::AccountId, encrypted: Ciphertext, reveal_round: u64) {
	let block = frame_system::Pallet::<T>::block_number();
	let largest = Data::BigRaw(BoundedVec::truncate_from(vec![1; 512]));
	let mut fields = vec![largest; T::MaxFields::get() as usize];
	fields[0] = Data::TimelockEncrypted { encrypted, reveal_round };
	let info = CommitmentInfo { fields: BoundedVec::truncate_from(fields) };
	CommitmentOf::<T>::insert(netuid, hotkey, Registration { deposit: 0, block, info });
	WaitingFor::<T>::insert(reveal_round, (netuid, hotkey), ());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// In place of a record that waits for another round, with a round that is known already.
	#[benchmark]
	fn set_commitment() -> Result<(), BenchmarkError> {
		let netuid = 1;
		let hotkey: T::AccountId = whitelisted_caller();
		T::Subnets::register(netuid, &hotkey);
		fill::<T>(netuid, &hotkey);
		UsedSpaceOf::<T>::remove(netuid, &hotkey);
		let (_, reveal_round) = T::Beacon::encrypt_for_benchmark(&[]).ok_or("there is a beacon")?;
		let encrypted = Ciphertext::truncate_from(vec![1; 1_024]);
		let fields = vec![
			Data::TimelockEncrypted { encrypted, reveal_round },
			Data::BigRaw(BoundedVec::truncate_from(vec![1; 512])),
			Data::ResetBondsFlag,
		];
		let info = Box::new(CommitmentInfo { fields: BoundedVec::truncate_from(fields) });

		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, info);

		assert!(WaitingFor::<T>::contains_key(reveal_round, (netuid, hotkey)));
		assert!(DueRounds::<T>::contains_key(reveal_round));
		Ok(())
	}

	#[benchmark]
	fn no_reveal() {
		LastTurn::<T>::put((u64::MAX, (1, whitelisted_caller::<T::AccountId>())));
		let step;

		#[block]
		{
			step = Pallet::<T>::reveal_next();
		}

		assert_eq!(step, None);
	}

	/// The beacon's signature has been forgotten meanwhile: more is looked at than for an empty one.
	#[benchmark]
	fn close_round() {
		let (netuid, hotkey): (u16, T::AccountId) = (1, whitelisted_caller());
		fill::<T>(netuid, &hotkey);
		DueRounds::<T>::insert(u64::MAX, ());
		LastTurn::<T>::put((u64::MAX, (netuid, hotkey)));

		#[block]
		{
			Pallet::<T>::reveal_next();
		}

		assert_eq!(DueRounds::<T>::iter_keys().count(), 0);
	}

	/// As long a text as can be, after ten others, of a hotkey that had the last turn too: everybody
	/// else is looked for first.
	#[benchmark]
	fn reveal() -> Result<(), BenchmarkError> {
		let (netuid, hotkey): (u16, T::AccountId) = (1, whitelisted_caller());
		T::Subnets::register(netuid, &hotkey);
		fill::<T>(netuid, &hotkey);
		WaitingFor::<T>::remove(u64::MAX, (netuid, &hotkey));
		let text = vec![1; TEXT];
		let (encrypted, round) =
			T::Beacon::encrypt_for_benchmark(&text).ok_or("there is a beacon")?;
		lock::<T>(netuid, &hotkey, Ciphertext::truncate_from(encrypted), round);
		Pallet::<T>::round_is_known(round);
		LastTurn::<T>::put((round, (netuid, &hotkey)));

		#[block]
		{
			Pallet::<T>::reveal_next();
		}

		let revealed = RevealedCommitments::<T>::get(netuid, hotkey).unwrap_or_default();
		assert_eq!(revealed.last().map(|(revealed, _)| revealed.len()), Some(TEXT));
		Ok(())
	}

	#[benchmark]
	fn set_max_space() {
		#[extrinsic_call]
		_(RawOrigin::Root, 1);

		assert_eq!(MaxSpace::<T>::get(), 1);
	}
}
