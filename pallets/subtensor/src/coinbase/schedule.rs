//! When epochs run.

use crate::{pallet::*, types::*, weights::WeightInfo};
use frame_support::{traits::Get, weights::WeightMeter};
use sp_runtime::DispatchError;

/// Blocks without an epoch after which one is due in any case.
pub(crate) const MAX_BLOCKS_WITHOUT_EPOCH: u64 = 50_400;

impl<T: Config> Pallet<T> {
	/// Runs the epochs that are due in this block, in netuid order, up to [`MaxEpochsPerBlock`].
	///
	/// The rest is put off to the next block, each with an event.
	pub(super) fn run_due_epochs(netuids: &[NetUid], block: u64, meter: &mut WeightMeter) {
		let most = u32::from(MaxEpochsPerBlock::<T>::get());
		let mut ran = 0u32;
		let mut reveals = T::MaxRevealsPerBlock::get();
		for netuid in netuids.iter().copied() {
			BlocksSinceLastStep::<T>::mutate(netuid, |blocks| *blocks = blocks.saturating_add(1));
			let due = Self::epoch_is_due(netuid, block);
			if due && ran >= most {
				PendingEpochAt::<T>::insert(netuid, block.saturating_add(1));
				Self::deposit_event(Event::EpochDeferred { netuid });
				continue;
			}
			// Here and not for all subnets before, because only now it is clear that the epoch to
			// which a due block belongs is not put off.
			Self::reveal_timelocked(netuid, block, &mut reveals, meter);
			if !due {
				continue;
			}
			ran = ran.saturating_add(1);
			let entries = Self::use_epoch_slot(netuid, block);
			let n = SubnetworkN::<T>::get(netuid);
			meter.consume(T::WeightInfo::epoch(n.into(), entries));
			meter.consume(T::WeightInfo::inheritance(Self::count_parents(netuid)));
		}
	}

	/// Due: `tempo` blocks after the last slot, or when a trigger has matured, or when nothing ran
	/// for very long. Tempo 0 switches epochs off.
	pub fn epoch_is_due(netuid: NetUid, block: u64) -> bool {
		let tempo = u64::from(Tempo::<T>::get(netuid));
		let pending = PendingEpochAt::<T>::get(netuid);
		tempo != 0
			&& ((pending > 0 && block >= pending)
				|| BlocksSinceLastStep::<T>::get(netuid) > MAX_BLOCKS_WITHOUT_EPOCH
				|| block.saturating_sub(LastEpochBlock::<T>::get(netuid)) >= tempo)
	}

	/// Uses the slot: runs the epoch and pays, or says why not. Returns the weight and bond entries
	/// that were processed.
	fn use_epoch_slot(netuid: NetUid, block: u64) -> u32 {
		LastEpochBlock::<T>::insert(netuid, block);
		PendingEpochAt::<T>::insert(netuid, 0);
		SubnetEpochIndex::<T>::mutate(netuid, |index| *index = index.saturating_add(1));
		if !Self::hotkeys_are_unique(netuid) {
			let reason = SkipReason::DuplicateHotkeys;
			Self::deposit_event(Event::EpochSkipped { netuid, reason });
			return 0;
		}
		let mut entries = 0;
		Self::try_step(netuid, || {
			entries = Self::run_and_pay(netuid, block)?;
			Ok(())
		});
		entries
	}

	fn run_and_pay(netuid: NetUid, block: u64) -> Result<u32, DispatchError> {
		let pots = Self::pots(netuid);
		let emission = pots.epoch_emission().ok_or(Error::<T>::Arithmetic)?;
		let result = match Self::run_epoch(netuid, block, emission) {
			Ok(result) => result,
			Err(error) => {
				log::error!(
					target: crate::LOG_TARGET,
					"the epoch of netuid {netuid} was refused: {error:?}",
				);
				let reason = SkipReason::InconsistentState;
				Self::deposit_event(Event::EpochSkipped { netuid, reason });
				return Ok(0);
			},
		};
		let entries = result.entries;
		Self::pay_epoch(netuid, pots, result)?;
		BlocksSinceLastStep::<T>::insert(netuid, 0);
		LastMechansimStepBlock::<T>::insert(netuid, block);
		let epoch = SubnetEpochIndex::<T>::get(netuid);
		Self::deposit_event(Event::EpochRan { netuid, epoch, emission });
		Ok(entries)
	}
}
