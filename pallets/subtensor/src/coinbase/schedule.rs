//! When epochs run.
//!
//! Two things bound what epochs may cost in one block: their number ([`MaxEpochsPerBlock`]) and
//! their weight ([`EPOCH_SHARE`] of the block). What an epoch will cost is known before it begins,
//! from the size of the subnet, so that it either fits or waits for the next block.

use crate::{
	pallet::*,
	timelock::{Reveals, QUEUE_SHARE},
	types::*,
	weights::WeightInfo,
};
use alloc::vec::Vec;
use frame_support::{
	traits::Get,
	weights::{Weight, WeightMeter},
};
use sp_runtime::{DispatchResult, Perbill};

/// Blocks without an epoch after which one is due in any case.
pub(crate) const MAX_BLOCKS_WITHOUT_EPOCH: u64 = 50_400;

/// Part of a block's weight that epochs may take.
pub(crate) const EPOCH_SHARE: Perbill = Perbill::from_percent(61);

/// What the cost of an epoch depends on.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct EpochSize {
	/// Neurons, counted once in each mechanism.
	pub neurons: u32,
	/// Rows of weights or bonds, that is validators.
	pub validators: u32,
	/// Weights.
	pub weights: u32,
	/// Bonds.
	pub bonds: u32,
	/// Parents of all neurons together.
	pub parents: u32,
	/// Queues of time-locked commits.
	pub queues: u32,
	/// Time-locked commits.
	pub commits: u32,
	/// Whether bonds follow Yuma 3.
	pub yuma3: bool,
}

impl<T: Config> Pallet<T> {
	/// Runs the epochs that are due in this block, as many as fit.
	///
	/// Those that have waited longest come first, so that none waits for ever; the rest is put off
	/// to the next block, each with an event. Time-locked commits that have matured are revealed
	/// in every subnet but those whose epoch is put off: only then it is clear to which epoch the
	/// block belongs. Subnets whose epoch runs reveal first, because what they cannot reveal now
	/// counts only an epoch later.
	pub(super) fn run_due_epochs(netuids: &[NetUid], block: u64, meter: &mut WeightMeter) {
		let mut budget = WeightMeter::with_limit(Self::epoch_budget());
		let mut reveals = Reveals {
			left: T::MaxRevealsPerBlock::get(),
			queues: WeightMeter::with_limit(Self::share_of_block(QUEUE_SHARE)),
		};
		let (mut due, mut resting) = (Vec::new(), Vec::new());
		for netuid in netuids.iter().copied() {
			BlocksSinceLastStep::<T>::mutate(netuid, |blocks| *blocks = blocks.saturating_add(1));
			if Self::epoch_is_due(netuid, block) {
				due.push((LastEpochBlock::<T>::get(netuid), netuid));
			} else {
				resting.push(netuid);
			}
		}
		due.sort_unstable();

		let mut slots = MaxEpochsPerBlock::<T>::get();
		for (_, netuid) in due {
			// The first that does not fit ends the block's epochs: were smaller ones let past it,
			// it could wait for ever.
			let cost = (slots > 0)
				.then(|| Self::reserve_epoch(netuid, reveals.left, &mut budget))
				.flatten();
			let Some(cost) = cost else {
				slots = 0;
				PendingEpochAt::<T>::insert(netuid, block.saturating_add(1)); // never 2^64
				Self::deposit_event(Event::EpochDeferred { netuid });
				continue;
			};
			slots = slots.saturating_sub(1); // above 0
			Self::reveal_timelocked(netuid, block, &mut reveals, meter);
			Self::drop_expired_timelocked(netuid, block, meter);
			Self::use_epoch_slot(netuid, block, cost);
		}
		// Another subnet comes first in each block, so that none can take all reveals for itself.
		let first = usize::try_from(block).unwrap_or(0).checked_rem(resting.len()).unwrap_or(0);
		resting.rotate_left(first);
		for netuid in resting {
			Self::reveal_timelocked(netuid, block, &mut reveals, meter);
		}
		meter.consume(budget.consumed());
	}

	/// Takes what an epoch can cost, with what finding that out costs, out of the block's budget.
	/// `None` if that is more than is left. An epoch that no block has room for is only measured, and
	/// will be skipped: it is the sum that must fit, or it would be put off for ever.
	fn reserve_epoch(netuid: NetUid, reveals: u32, budget: &mut WeightMeter) -> Option<Weight> {
		let measuring = T::WeightInfo::epoch_size(Self::neurons_in_mechanisms(netuid));
		if measuring.any_gt(Self::epoch_budget()) {
			return Some(measuring);
		}
		budget.try_consume(measuring).ok()?;
		let running = Self::epoch_size(netuid, reveals).weight::<T>();
		let cost = measuring.saturating_add(running);
		if cost.all_lte(Self::epoch_budget()) {
			budget.try_consume(running).ok()?;
		}
		Some(cost)
	}

	/// Weight that the epochs of one block may take together.
	pub(crate) fn epoch_budget() -> Weight {
		Self::share_of_block(EPOCH_SHARE)
	}

	/// Due: `tempo` blocks after the last slot, or when a trigger has matured, or when nothing ran
	/// for very long. Tempo 0 switches epochs off.
	pub fn epoch_is_due(netuid: NetUid, block: u64) -> bool {
		let tempo = u64::from(Tempo::<T>::get(netuid));
		let pending = PendingEpochAt::<T>::get(netuid);
		tempo != 0
			&& ((pending > 0 && block >= pending)
				|| BlocksSinceLastStep::<T>::get(netuid) > MAX_BLOCKS_WITHOUT_EPOCH
				|| block.saturating_sub(LastEpochBlock::<T>::get(netuid)) >= tempo) // blocks only grow
	}

	/// Uses the slot: runs the epoch and pays, or says why not.
	pub(crate) fn use_epoch_slot(netuid: NetUid, block: u64, cost: Weight) {
		LastEpochBlock::<T>::insert(netuid, block);
		PendingEpochAt::<T>::insert(netuid, 0);
		SubnetEpochIndex::<T>::mutate(netuid, |index| *index = index.saturating_add(1)); // never 2^64
		let obstacle = if cost.any_gt(Self::epoch_budget()) {
			Some(SkipReason::TooHeavy)
		} else if !Self::hotkeys_are_unique(netuid) {
			Some(SkipReason::DuplicateHotkeys)
		} else {
			None
		};
		// Only for duplicates the live network goes on counting, and then, once none ran for very long,
		// tries in every block.
		if obstacle != Some(SkipReason::DuplicateHotkeys) {
			BlocksSinceLastStep::<T>::insert(netuid, 0);
		}
		match obstacle {
			Some(reason) => Self::skip_epoch(netuid, reason),
			None => Self::try_step(netuid, || Self::run_and_pay(netuid, block)),
		}
	}

	fn skip_epoch(netuid: NetUid, reason: SkipReason) {
		Self::deposit_event(Event::EpochSkipped { netuid, reason });
	}

	/// The size of a subnet's epoch, without reading the rows themselves. Time-locked commits may
	/// add `reveals` rows before it runs.
	///
	/// Hash commits are not counted: every neuron is charged for as many as it can have.
	pub(crate) fn epoch_size(netuid: NetUid, reveals: u32) -> EpochSize {
		let neurons = SubnetworkN::<T>::get(netuid);
		let mut size = EpochSize {
			parents: Self::count_parents(netuid),
			yuma3: Yuma3On::<T>::get(netuid),
			..Default::default()
		};
		// More than fits a u32 would fit no block anyway; so saturation is right everywhere here.
		let count = |length: Option<usize>| u32::try_from(length.unwrap_or(0)).unwrap_or(u32::MAX);
		for index in Self::mechanism_indices(netuid) {
			size.neurons = size.neurons.saturating_add(neurons.into());
			for uid in 0..neurons {
				let weights = count(Weights::<T>::decode_len(index, uid));
				let bonds = count(Bonds::<T>::decode_len(index, uid));
				size.weights = size.weights.saturating_add(weights);
				size.bonds = size.bonds.saturating_add(bonds);
				size.validators = size.validators.saturating_add((weights > 0 || bonds > 0).into());
			}
			if CommitRevealWeightsEnabled::<T>::get(netuid) {
				// One queue for each epoch of a reveal period.
				for epoch in TimelockedWeightCommits::<T>::iter_key_prefix(index) {
					let commits = count(TimelockedWeightCommits::<T>::decode_len(index, epoch));
					size.queues = size.queues.saturating_add(1);
					size.commits = size.commits.saturating_add(commits);
				}
				let added = reveals.saturating_mul(neurons.into());
				size.weights = size.weights.saturating_add(added);
				size.validators = size.validators.saturating_add(reveals);
			}
		}
		size
	}

	fn run_and_pay(netuid: NetUid, block: u64) -> DispatchResult {
		let pots = Self::pots(netuid);
		let emission = pots.epoch_emission().ok_or(Error::<T>::Arithmetic)?;
		let result = match Self::run_epoch(netuid, block, emission) {
			Ok(result) => result,
			Err(error) => {
				log::error!(
					target: crate::LOG_TARGET,
					"the epoch of netuid {netuid} was refused: {error:?}",
				);
				Self::skip_epoch(netuid, SkipReason::InconsistentState);
				return Ok(());
			},
		};
		Self::pay_epoch(netuid, pots, result)?;
		LastMechansimStepBlock::<T>::insert(netuid, block);
		let epoch = SubnetEpochIndex::<T>::get(netuid);
		Self::deposit_event(Event::EpochRan { netuid, epoch, emission });
		Ok(())
	}
}

impl EpochSize {
	/// What an epoch of this size costs. A further mechanism counts like as many neurons more, which
	/// is too much by what paying these would cost.
	pub(crate) fn weight<T: Config>(self) -> Weight {
		let Self { neurons, validators, weights, bonds, parents, queues, commits, .. } = self;
		let epoch = if self.yuma3 {
			T::WeightInfo::epoch_yuma3(neurons, validators, weights, bonds)
		} else {
			T::WeightInfo::epoch_yuma(neurons, validators, weights, bonds)
		};
		let queue = T::WeightInfo::timelocked_queue(0);
		epoch
			.saturating_add(T::WeightInfo::inheritance(parents))
			.saturating_sub(T::WeightInfo::inheritance(0))
			.saturating_add(T::WeightInfo::timelocked_queue(commits))
			.saturating_sub(queue)
			.saturating_add(queue.saturating_mul(queues.into()))
	}
}
