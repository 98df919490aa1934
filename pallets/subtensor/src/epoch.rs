//! One epoch: load what the chain stores, run `yuma-consensus`, store the result.

use crate::{pallet::*, types::*};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{traits::Get, BoundedVec};
use yuma_consensus::{
	mechanisms::{self, MechanismTotals},
	CombinedStake, EpochInput, EpochOutput,
};

/// What an epoch decided for each neuron, in uid order.
pub(crate) struct EpochResult<AccountId> {
	/// Hotkey.
	pub hotkeys: Vec<AccountId>,
	/// Alpha for its work as a miner.
	pub server: Vec<AlphaBalance>,
	/// Its weight in the division of the validators' alpha.
	pub validator: Vec<AlphaBalance>,
}

/// What all mechanisms of a subnet share.
struct SubnetState {
	n: u16,
	stake: Vec<CombinedStake>,
	registered: Vec<u64>,
	permits: Vec<bool>,
	owner_uid: Option<Uid>,
}

impl<T: Config> Pallet<T> {
	/// Whether no hotkey occupies two uids, so that results can be keyed by hotkey.
	pub(crate) fn hotkeys_are_unique(netuid: NetUid) -> bool {
		let hotkeys = Self::hotkeys(netuid);
		let unique: BTreeSet<_> = hotkeys.iter().collect();
		unique.len() == hotkeys.len()
	}

	/// Runs the epoch of all mechanisms of a subnet and stores the outcome; pays nothing.
	///
	/// `emission` is the alpha to divide. `Err` if the engine refuses its input; nothing is stored
	/// then.
	pub(crate) fn run_epoch(
		netuid: NetUid,
		block: u64,
		emission: AlphaBalance,
	) -> Result<EpochResult<T::AccountId>, yuma_consensus::InputError> {
		let hotkeys = Self::hotkeys(netuid);
		let state = Self::load_subnet(netuid, &hotkeys);
		let split = MechanismEmissionSplit::<T>::get(netuid);
		let parts = mechanisms::split(
			emission,
			MechanismCountCurrent::<T>::get(netuid),
			split.as_deref().map(Vec::as_slice),
		);
		let mut outputs = Vec::with_capacity(parts.len());
		for (index, part) in Self::mechanism_indices(netuid).zip(parts) {
			let output = Self::run_mechanism(netuid, index, block, part, &hotkeys, &state)?;
			outputs.push((index, part, output));
		}
		for (index, _, output) in &outputs {
			Self::store_mechanism(*index, output);
		}
		let parts: Vec<_> = outputs.iter().map(|(_, part, output)| (*part, output)).collect();
		let totals = mechanisms::aggregate(&parts, emission);
		Self::store_totals(netuid, &totals);
		Ok(EpochResult {
			hotkeys,
			server: totals.server_emission,
			validator: totals.validator_emission,
		})
	}

	fn load_subnet(netuid: NetUid, hotkeys: &[T::AccountId]) -> SubnetState {
		let n = SubnetworkN::<T>::get(netuid);
		SubnetState {
			n,
			stake: hotkeys.iter().map(|hotkey| Self::combined_stake(netuid, hotkey)).collect(),
			registered: (0..n).map(|uid| BlockAtRegistration::<T>::get(netuid, uid)).collect(),
			permits: ValidatorPermit::<T>::get(netuid).into_inner(),
			owner_uid: Self::owner_uid(netuid),
		}
	}

	fn run_mechanism(
		netuid: NetUid,
		index: StorageIndex,
		block: u64,
		emission: AlphaBalance,
		hotkeys: &[T::AccountId],
		state: &SubnetState,
	) -> Result<EpochOutput, yuma_consensus::InputError> {
		let tempo = Tempo::<T>::get(netuid);
		let last_update = LastUpdate::<T>::get(index);
		let weights: Vec<_> = (0..state.n).map(|uid| Weights::<T>::get(index, uid)).collect();
		let bonds: Vec<_> = (0..state.n).map(|uid| Bonds::<T>::get(index, uid)).collect();
		let commits = Self::commit_blocks(netuid, index, hotkeys);
		let weights: Vec<_> = weights.iter().map(|row| row.as_slice()).collect();
		let bonds: Vec<_> = bonds.iter().map(|row| row.as_slice()).collect();
		let (alpha_low, alpha_high) = AlphaValues::<T>::get(netuid);

		yuma_consensus::epoch(&EpochInput {
			current_block: block,
			tempo,
			last_mechanism_step_block: LastMechansimStepBlock::<T>::get(netuid),
			activity_cutoff: Self::activity_cutoff(netuid),
			last_update: &last_update,
			block_at_registration: &state.registered,
			stake: &state.stake,
			stake_threshold: StakeThreshold::<T>::get(),
			owner_uid: state.owner_uid,
			validator_permit: &state.permits,
			max_allowed_validators: MaxAllowedValidators::<T>::get(netuid),
			weights: &weights,
			commit_blocks: commits.as_deref(),
			kappa: Kappa::<T>::get(netuid),
			bonds: &bonds,
			bonds_penalty: BondsPenalty::<T>::get(netuid),
			bonds_moving_average: BondsMovingAverage::<T>::get(netuid),
			yuma3: Yuma3On::<T>::get(netuid),
			liquid_alpha: LiquidAlphaOn::<T>::get(netuid),
			alpha_low,
			alpha_high,
			alpha_sigmoid_steepness: AlphaSigmoidSteepness::<T>::get(netuid),
			emission,
		})
	}

	/// Blocks after which a neuron without an update counts as inactive.
	pub fn activity_cutoff(netuid: NetUid) -> u64 {
		let factor = u64::from(ActivityCutoffFactorMilli::<T>::get(netuid));
		let milli_blocks = factor.saturating_mul(Tempo::<T>::get(netuid).into()); // below 2^48
		(milli_blocks / 1_000).max(1)
	}

	fn store_mechanism(index: StorageIndex, output: &EpochOutput) {
		Incentive::<T>::insert(index, bounded::<_, T::MaxUids>(&output.incentive));
		for (uid, row) in (0..=u16::MAX).zip(&output.bonds) {
			if row.is_empty() {
				Bonds::<T>::remove(index, uid);
			} else {
				Bonds::<T>::insert(index, uid, bounded::<_, T::MaxUids>(row));
			}
		}
	}

	fn store_totals(netuid: NetUid, totals: &MechanismTotals) {
		Active::<T>::insert(netuid, bounded::<_, T::MaxUids>(&totals.active));
		StakeWeight::<T>::insert(netuid, bounded::<_, T::MaxUids>(&totals.stake_weight));
		Consensus::<T>::insert(netuid, bounded::<_, T::MaxUids>(&totals.consensus));
		Dividends::<T>::insert(netuid, bounded::<_, T::MaxUids>(&totals.dividends));
		ValidatorTrust::<T>::insert(netuid, bounded::<_, T::MaxUids>(&totals.validator_trust));
		ValidatorPermit::<T>::insert(netuid, bounded::<_, T::MaxUids>(&totals.validator_permit));
		Emission::<T>::insert(netuid, bounded::<_, T::MaxUids>(&totals.emission));
	}
}

/// A list of at most one value per neuron; the engine returns exactly n of them, and n is at most
/// `MaxUids`, so nothing is cut off.
fn bounded<V: Clone, S: Get<u32>>(values: &[V]) -> BoundedVec<V, S> {
	BoundedVec::truncate_from(values.to_vec())
}
