//! Subnets, their hyperparameters and their schedule.

use super::{
	compact,
	layout::{
		DynamicInfo, HyperparamEntry, HyperparamValue, SubnetHyperparams, SubnetHyperparamsV2,
		SubnetHyperparamsV3, SubnetInfo, SubnetInfov2, SubnetState,
	},
	text,
};
use crate::{coinbase::MAX_BLOCKS_WITHOUT_EPOCH, pallet::*, types::*};
use alloc::vec::Vec;
use codec::Compact;

/// Both versions of a struct differ in a few fields only, so they are filled in one place each.
macro_rules! subnet_info {
	($name:ident, $netuid:ident, $emission:ident $(, $extra:ident: $value:expr)?) => {
		$name {
			netuid: Compact($netuid),
			rho: Compact(Rho::<T>::get($netuid)),
			kappa: Compact(Kappa::<T>::get($netuid)),
			difficulty: Compact(Difficulty::<T>::get($netuid)),
			immunity_period: Compact(ImmunityPeriod::<T>::get($netuid)),
			max_allowed_validators: Compact(MaxAllowedValidators::<T>::get($netuid)),
			min_allowed_weights: Compact(MinAllowedWeights::<T>::get($netuid)),
			max_weights_limit: Compact(MaxWeightsLimit::<T>::get($netuid)),
			scaling_law_power: Compact(0),
			subnetwork_n: Compact(SubnetworkN::<T>::get($netuid)),
			max_allowed_uids: Compact(MaxAllowedUids::<T>::get($netuid)),
			blocks_since_last_step: Compact(BlocksSinceLastStep::<T>::get($netuid)),
			tempo: Compact(Tempo::<T>::get($netuid)),
			network_modality: Compact(0),
			network_connect: Vec::new(),
			$emission: Compact(SubnetTaoInEmission::<T>::get($netuid)),
			burn: Compact(Burn::<T>::get($netuid)),
			owner: SubnetOwner::<T>::get($netuid),
			$($extra: $value,)?
		}
	};
}

macro_rules! hyperparameters {
	($name:ident, $netuid:ident $(, $extra:ident: $value:expr)* $(,)?) => {{
		let (alpha_low, alpha_high) = AlphaValues::<T>::get($netuid);
		$name {
			rho: Compact(Rho::<T>::get($netuid)),
			kappa: Compact(Kappa::<T>::get($netuid)),
			immunity_period: Compact(ImmunityPeriod::<T>::get($netuid)),
			min_allowed_weights: Compact(MinAllowedWeights::<T>::get($netuid)),
			max_weights_limit: Compact(MaxWeightsLimit::<T>::get($netuid)),
			tempo: Compact(Tempo::<T>::get($netuid)),
			min_difficulty: Compact(MinDifficulty::<T>::get($netuid)),
			max_difficulty: Compact(MaxDifficulty::<T>::get($netuid)),
			weights_version: Compact(WeightsVersionKey::<T>::get($netuid)),
			weights_rate_limit: Compact(WeightsSetRateLimit::<T>::get($netuid)),
			adjustment_interval: Compact(AdjustmentInterval::<T>::get($netuid)),
			activity_cutoff: Compact(Self::activity_cutoff($netuid)),
			registration_allowed: NetworkRegistrationAllowed::<T>::get($netuid),
			target_regs_per_interval: Compact(TargetRegistrationsPerInterval::<T>::get($netuid)),
			min_burn: Compact(MinBurn::<T>::get($netuid)),
			max_burn: Compact(MaxBurn::<T>::get($netuid)),
			bonds_moving_avg: Compact(BondsMovingAverage::<T>::get($netuid)),
			max_regs_per_block: Compact(MaxRegistrationsPerBlock::<T>::get($netuid)),
			serving_rate_limit: Compact(ServingRateLimit::<T>::get($netuid)),
			max_validators: Compact(MaxAllowedValidators::<T>::get($netuid)),
			adjustment_alpha: Compact(AdjustmentAlpha::<T>::get($netuid)),
			difficulty: Compact(Difficulty::<T>::get($netuid)),
			commit_reveal_period: Compact(RevealPeriodEpochs::<T>::get($netuid)),
			commit_reveal_weights_enabled: CommitRevealWeightsEnabled::<T>::get($netuid),
			alpha_high: Compact(alpha_high),
			alpha_low: Compact(alpha_low),
			liquid_alpha_enabled: LiquidAlphaOn::<T>::get($netuid),
			$($extra: $value,)*
		}
	}};
}

impl<T: Config> Pallet<T> {
	/// A subnet.
	pub fn subnet_info(netuid: NetUid) -> Option<SubnetInfo<T::AccountId>> {
		let exists = NetworksAdded::<T>::get(netuid);
		exists.then(|| subnet_info!(SubnetInfo, netuid, emission_values))
	}

	/// A subnet and what it says about itself.
	pub fn subnet_info_v2(netuid: NetUid) -> Option<SubnetInfov2<T::AccountId>> {
		let identity = SubnetIdentitiesV3::<T>::get(netuid);
		let exists = NetworksAdded::<T>::get(netuid);
		exists.then(|| subnet_info!(SubnetInfov2, netuid, emission_value, identity: identity))
	}

	/// All subnets, in netuid order.
	pub fn subnets_info() -> Vec<Option<SubnetInfo<T::AccountId>>> {
		Self::existing_netuids().into_iter().map(Self::subnet_info).collect()
	}

	/// All subnets, in netuid order.
	pub fn subnets_info_v2() -> Vec<Option<SubnetInfov2<T::AccountId>>> {
		Self::existing_netuids().into_iter().map(Self::subnet_info_v2).collect()
	}

	/// Hyperparameters.
	pub fn subnet_hyperparams(netuid: NetUid) -> Option<SubnetHyperparams> {
		let exists = NetworksAdded::<T>::get(netuid);
		exists.then(|| hyperparameters!(SubnetHyperparams, netuid))
	}

	/// Hyperparameters with those that came later.
	pub fn subnet_hyperparams_v2(netuid: NetUid) -> Option<SubnetHyperparamsV2> {
		if !NetworksAdded::<T>::get(netuid) {
			return None;
		}
		Some(hyperparameters!(
			SubnetHyperparamsV2,
			netuid,
			alpha_sigmoid_steepness: I32F32::whole(AlphaSigmoidSteepness::<T>::get(netuid)),
			yuma_version: Compact(Self::yuma_version(netuid)),
			subnet_is_active: SubtokenEnabled::<T>::get(netuid),
			transfers_enabled: TransferToggle::<T>::get(netuid),
			bonds_reset_enabled: BondsResetOn::<T>::get(netuid),
			user_liquidity_enabled: false,
		))
	}

	/// Hyperparameters by name.
	pub fn subnet_hyperparams_v3(netuid: NetUid) -> Option<SubnetHyperparamsV3> {
		use HyperparamValue::{Bool, TaoBalance, U16, U32, U64};
		let known = Self::subnet_hyperparams_v2(netuid)?;
		let values: [(&str, HyperparamValue); 33] = [
			("kappa", U16(known.kappa)),
			("immunity_period", U16(known.immunity_period)),
			("min_allowed_weights", U16(known.min_allowed_weights)),
			("max_weights_limit", U16(known.max_weights_limit)),
			("tempo", U16(known.tempo)),
			("weights_version", U64(known.weights_version)),
			("weights_rate_limit", U64(known.weights_rate_limit)),
			("activity_cutoff", U64(known.activity_cutoff)),
			("activity_cutoff_factor", U32(Compact(ActivityCutoffFactorMilli::<T>::get(netuid)))),
			("registration_allowed", Bool(known.registration_allowed)),
			("target_regs_per_interval", U16(known.target_regs_per_interval)),
			("min_burn", TaoBalance(known.min_burn)),
			("max_burn", TaoBalance(known.max_burn)),
			("burn_half_life", U16(Compact(BurnHalfLife::<T>::get(netuid)))),
			("burn_increase_mult", HyperparamValue::U64F64(BurnIncreaseMult::<T>::get(netuid))),
			("bonds_moving_avg", U64(known.bonds_moving_avg)),
			("max_regs_per_block", U16(known.max_regs_per_block)),
			("serving_rate_limit", U64(known.serving_rate_limit)),
			("max_validators", U16(known.max_validators)),
			("commit_reveal_period", U64(known.commit_reveal_period)),
			("commit_reveal_weights_enabled", Bool(known.commit_reveal_weights_enabled)),
			("alpha_high", U16(known.alpha_high)),
			("alpha_low", U16(known.alpha_low)),
			("liquid_alpha_enabled", Bool(known.liquid_alpha_enabled)),
			("alpha_sigmoid_steepness", HyperparamValue::I32F32(known.alpha_sigmoid_steepness)),
			("yuma_version", U16(known.yuma_version)),
			("subnet_is_active", Bool(known.subnet_is_active)),
			("transfers_enabled", Bool(known.transfers_enabled)),
			("bonds_reset_enabled", Bool(known.bonds_reset_enabled)),
			("user_liquidity_enabled", Bool(known.user_liquidity_enabled)),
			("owner_cut_enabled", Bool(OwnerCutEnabled::<T>::get(netuid))),
			("owner_cut_auto_lock_enabled", Bool(OwnerCutAutoLockEnabled::<T>::get(netuid))),
			("min_childkey_take", U16(Compact(MinChildkeyTakePerSubnet::<T>::get(netuid)))),
		];
		let entry = |(name, value): (&str, HyperparamValue)| HyperparamEntry {
			name: name.as_bytes().to_vec(),
			value,
		};
		Some(values.into_iter().map(entry).collect())
	}

	fn yuma_version(netuid: NetUid) -> u16 {
		if Yuma3On::<T>::get(netuid) {
			3
		} else {
			2
		}
	}

	/// A subnet, its pool and its emission.
	pub fn dynamic_info(netuid: NetUid) -> Option<DynamicInfo<T::AccountId>> {
		if !NetworksAdded::<T>::get(netuid) {
			return None;
		}
		let identity = SubnetIdentitiesV3::<T>::get(netuid);
		let name = identity.as_ref().map_or(&[][..], |identity| identity.subnet_name.as_slice());
		// Both are parts of one supply, which fits.
		let pending = PendingServerEmission::<T>::get(netuid)
			.saturating_add(PendingValidatorEmission::<T>::get(netuid));
		let tao_in_emission = SubnetTaoInEmission::<T>::get(netuid);
		Some(DynamicInfo {
			netuid: Compact(netuid),
			owner_hotkey: SubnetOwnerHotkey::<T>::get(netuid),
			owner_coldkey: SubnetOwner::<T>::get(netuid),
			subnet_name: text(name),
			token_symbol: text(&TokenSymbol::<T>::get(netuid)),
			tempo: Compact(Tempo::<T>::get(netuid)),
			last_step: Compact(LastMechansimStepBlock::<T>::get(netuid)),
			blocks_since_last_step: Compact(BlocksSinceLastStep::<T>::get(netuid)),
			emission: Compact(tao_in_emission),
			alpha_in: Compact(SubnetAlphaIn::<T>::get(netuid)),
			alpha_out: Compact(SubnetAlphaOut::<T>::get(netuid)),
			tao_in: Compact(SubnetTAO::<T>::get(netuid)),
			alpha_out_emission: Compact(SubnetAlphaOutEmission::<T>::get(netuid)),
			alpha_in_emission: Compact(SubnetAlphaInEmission::<T>::get(netuid)),
			tao_in_emission: Compact(tao_in_emission),
			pending_alpha_emission: Compact(pending),
			pending_root_emission: Compact(PendingRootAlphaDivs::<T>::get(netuid)),
			subnet_volume: Compact(SubnetVolume::<T>::get(netuid)),
			network_registered_at: Compact(NetworkRegisteredAt::<T>::get(netuid)),
			subnet_identity: identity,
			moving_price: SubnetMovingPrice::<T>::get(netuid),
		})
	}

	/// All subnets, in netuid order.
	pub fn all_dynamic_info() -> Vec<Option<DynamicInfo<T::AccountId>>> {
		Self::existing_netuids().into_iter().map(Self::dynamic_info).collect()
	}

	/// A subnet's neurons, column by column.
	pub fn subnet_state(netuid: NetUid) -> Option<SubnetState<T::AccountId>> {
		let index = Self::existing_mechanism(netuid, 0)?;
		Some(Self::mechanism_state(netuid, index))
	}

	/// The neurons of a subnet that exists, with the scores of one mechanism.
	pub(super) fn mechanism_state(
		netuid: NetUid,
		index: StorageIndex,
	) -> SubnetState<T::AccountId> {
		let hotkeys = Self::hotkeys(netuid);
		let blocks = (0..SubnetworkN::<T>::get(netuid))
			.map(|uid| BlockAtRegistration::<T>::get(netuid, uid));
		SubnetState {
			netuid: Compact(netuid),
			coldkeys: hotkeys.iter().map(Owner::<T>::get).collect(),
			active: Active::<T>::get(netuid).into_inner(),
			validator_permit: ValidatorPermit::<T>::get(netuid).into_inner(),
			pruning_score: Vec::new(),
			last_update: compact(LastUpdate::<T>::get(index)),
			emission: compact(Emission::<T>::get(netuid)),
			dividends: compact(Dividends::<T>::get(netuid)),
			incentives: compact(Incentive::<T>::get(index)),
			consensus: compact(Consensus::<T>::get(netuid)),
			trust: Vec::new(),
			rank: Vec::new(),
			block_at_registration: compact(blocks),
			alpha_stake: compact(
				hotkeys.iter().map(|hotkey| Self::counted_stake(netuid, hotkey).0),
			),
			tao_stake: compact(hotkeys.iter().map(|hotkey| Self::counted_stake(netuid, hotkey).1)),
			total_stake: compact(
				hotkeys.iter().map(|hotkey| Self::combined_stake(netuid, hotkey).floor()),
			),
			emission_history: Vec::new(),
			hotkeys,
		}
	}

	/// The account on which a subnet's TAO lies.
	pub fn subnet_account_of(netuid: NetUid) -> Option<T::AccountId> {
		NetworksAdded::<T>::get(netuid).then(|| Self::subnet_account(netuid))
	}

	/// The block of a subnet's next epoch, if nothing defers it; `None` if it has none.
	pub fn next_epoch_start_block(netuid: NetUid) -> Option<u64> {
		let tempo = u64::from(Tempo::<T>::get(netuid));
		if !NetworksAdded::<T>::get(netuid) || tempo == 0 {
			return None;
		}
		let block = Self::current_block();
		let by_tempo = LastEpochBlock::<T>::get(netuid).checked_add(tempo)?;
		let since = BlocksSinceLastStep::<T>::get(netuid);
		let by_silence = block
			.checked_add(MAX_BLOCKS_WITHOUT_EPOCH.saturating_sub(since))? // overdue: the next block
			.checked_add(1)?;
		let pending = Some(PendingEpochAt::<T>::get(netuid)).filter(|pending| *pending > 0);
		let earliest = by_tempo.min(by_silence).min(pending.unwrap_or(u64::MAX));
		Some(earliest.max(block.checked_add(1)?))
	}
}
