//! # Admin utils pallet
//!
//! The calls by which root and the owners of subnets set parameters, under the names and indices
//! that clients use. What may be set, by whom and within which bounds is the business of
//! [`pallet_subtensor::hyperparameters`], whose table this pallet only makes callable: each line of
//! the list below is one call.
//!
//! The signer of a call of the first list is root or, where the table says so, the subnet's owner
//! (no sudo is needed then); that of the second list is root.
//!
//! ## What the live network has and this pallet has not
//!
//! | call | why |
//! |---|---|
//! | `sudo_set_total_issuance`, `sudo_set_rao_recycled` | money is never set by hand: issuance is what the balances add up to |
//! | `swap_authorities`, `schedule_grandpa_change` | authorities are those of genesis |
//! | `sudo_set_activity_cutoff` | the cutoff is a factor of the tempo: `sudo_set_activity_cutoff_factor` |
//! | `sudo_set_dissolve_network_schedule_duration` | dissolving is not scheduled |
//! | `sudo_set_tao_flow_cutoff`, `..._normalization_exponent`, `..._smoothing_factor`, `sudo_set_net_tao_flow_enabled` | shares follow prices, not flows |
//! | `sudo_set_evm_chain_id`, `sudo_toggle_evm_precompile` | there is no EVM |
#![doc = include_str!("../PARAMETERS.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

/// A line of the list: a call and what it sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Setter {
	/// Index of the call.
	pub index: u8,
	/// Name of the call.
	pub call: &'static str,
	/// Name of the hyperparameter or parameter in the table.
	pub sets: &'static str,
}

/// Writes the pallet: one call for each line of the two lists, and those of the third as they are.
macro_rules! admin_calls {
	(
		subnet {$(
			$index:literal $call:ident($($argument:ident: $type:ty),*) => $name:ident($value:expr);
		)*}
		network {$(
			$network_index:literal $network_call:ident($network_argument:ident: $network_type:ty)
				=> $network_name:ident;
		)*}
		other { $($other:tt)* }
	) => {
		/// The calls that set a hyperparameter of a subnet.
		pub const SUBNET_SETTERS: &[Setter] = &[$(
			Setter { index: $index, call: stringify!($call), sets: stringify!($name) },
		)*];

		/// The calls that set a parameter of the chain.
		pub const NETWORK_SETTERS: &[Setter] = &[$(
			Setter {
				index: $network_index,
				call: stringify!($network_call),
				sets: stringify!($network_name),
			},
		)*];

		/// The pallet.
		#[frame_support::pallet]
		pub mod pallet {
			use alloc::vec::Vec;
			use frame_support::pallet_prelude::*;
			use frame_system::pallet_prelude::*;
			use pallet_subtensor::{
				hyperparameters::*, trimming::MAX_TRIMMED, types::MAX_MECHANISMS, I96F32, MechanismCountCurrent, NetUid,
				Pallet as Subtensor, RecycleOrBurnEnum, SubnetworkN, TaoBalance, U64F64, WeightInfo,
			};

			type Weights<T> = <T as pallet_subtensor::Config>::WeightInfo;

			#[pallet::pallet]
			pub struct Pallet<T>(_);

			#[pallet::config]
			pub trait Config: frame_system::Config + pallet_subtensor::Config {}

			#[pallet::call]
			impl<T: Config> Pallet<T> {
				$(
					#[doc = concat!("Sets `", stringify!($name), "` of a subnet.")]
					///
					/// See [`Subtensor::set_hyperparameter`] for origin, errors and event.
					#[pallet::call_index($index)]
					#[pallet::weight(Weights::<T>::set_hyperparameter())]
					pub fn $call(
						origin: OriginFor<T>,
						netuid: NetUid,
						$($argument: $type),*
					) -> DispatchResult {
						Subtensor::<T>::set_hyperparameter(
							origin,
							netuid,
							Hyperparameter::$name($value),
						)
					}
				)*
				$(
					#[doc = concat!("Sets `", stringify!($network_name), "` of the chain.")]
					///
					/// See [`Subtensor::set_network_parameter`] for origin, errors and event.
					#[pallet::call_index($network_index)]
					#[pallet::weight(Weights::<T>::set_hyperparameter())]
					pub fn $network_call(
						origin: OriginFor<T>,
						$network_argument: $network_type,
					) -> DispatchResult {
						Subtensor::<T>::set_network_parameter(
							origin,
							NetworkParameter::$network_name($network_argument),
						)
					}
				)*
				$($other)*
			}
		}
	};
}

admin_calls! {
	subnet {
		3 sudo_set_serving_rate_limit(serving_rate_limit: u64)
			=> ServingRateLimit(serving_rate_limit);
		4 sudo_set_min_difficulty(min_difficulty: u64) => MinDifficulty(min_difficulty);
		5 sudo_set_max_difficulty(max_difficulty: u64) => MaxDifficulty(max_difficulty);
		6 sudo_set_weights_version_key(weights_version_key: u64)
			=> WeightsVersionKey(weights_version_key);
		7 sudo_set_weights_set_rate_limit(weights_set_rate_limit: u64)
			=> WeightsSetRateLimit(weights_set_rate_limit);
		8 sudo_set_adjustment_interval(adjustment_interval: u16)
			=> AdjustmentInterval(adjustment_interval);
		9 sudo_set_adjustment_alpha(adjustment_alpha: u64) => AdjustmentAlpha(adjustment_alpha);
		13 sudo_set_immunity_period(immunity_period: u16) => ImmunityPeriod(immunity_period);
		14 sudo_set_min_allowed_weights(min_allowed_weights: u16)
			=> MinAllowedWeights(min_allowed_weights);
		15 sudo_set_max_allowed_uids(max_allowed_uids: u16) => MaxAllowedUids(max_allowed_uids);
		16 sudo_set_kappa(kappa: u16) => Kappa(kappa);
		17 sudo_set_rho(rho: u16) => Rho(rho);
		19 sudo_set_network_registration_allowed(registration_allowed: bool)
			=> RegistrationAllowed(registration_allowed);
		20 sudo_set_network_pow_registration_allowed(registration_allowed: bool)
			=> PowRegistrationAllowed(registration_allowed);
		21 sudo_set_target_registrations_per_interval(target_registrations_per_interval: u16)
			=> TargetRegistrationsPerInterval(target_registrations_per_interval);
		22 sudo_set_min_burn(min_burn: TaoBalance) => MinBurn(min_burn);
		23 sudo_set_max_burn(max_burn: TaoBalance) => MaxBurn(max_burn);
		24 sudo_set_difficulty(difficulty: u64) => Difficulty(difficulty);
		25 sudo_set_max_allowed_validators(max_allowed_validators: u16)
			=> MaxAllowedValidators(max_allowed_validators);
		26 sudo_set_bonds_moving_average(bonds_moving_average: u64)
			=> BondsMovingAverage(bonds_moving_average);
		27 sudo_set_max_registrations_per_block(max_registrations_per_block: u16)
			=> MaxRegistrationsPerBlock(max_registrations_per_block);
		30 sudo_set_tempo(tempo: u16) => Tempo(tempo);
		49 sudo_set_commit_reveal_weights_enabled(enabled: bool) => CommitRevealEnabled(enabled);
		50 sudo_set_liquid_alpha_enabled(enabled: bool) => LiquidAlphaEnabled(enabled);
		51 sudo_set_alpha_values(alpha_low: u16, alpha_high: u16)
			=> AlphaValues((alpha_low, alpha_high));
		57 sudo_set_commit_reveal_weights_interval(interval: u64) => WeightCommitInterval(interval);
		60 sudo_set_bonds_penalty(bonds_penalty: u16) => BondsPenalty(bonds_penalty);
		61 sudo_set_toggle_transfer(toggle: bool) => TransferEnabled(toggle);
		65 sudo_set_ema_price_halving_period(ema_halving: u64)
			=> EmaPriceHalvingPeriod(ema_halving);
		66 sudo_set_subtoken_enabled(subtoken_enabled: bool) => SubtokenEnabled(subtoken_enabled);
		68 sudo_set_alpha_sigmoid_steepness(steepness: i16) => AlphaSigmoidSteepness(steepness);
		69 sudo_set_yuma3_enabled(enabled: bool) => Yuma3Enabled(enabled);
		70 sudo_set_bonds_reset_enabled(enabled: bool) => BondsResetEnabled(enabled);
		72 sudo_set_owner_immune_neuron_limit(immune_neurons: u16)
			=> ImmuneNeuronLimit(immune_neurons);
		79 sudo_set_min_allowed_uids(min_allowed_uids: u16) => MinAllowedUids(min_allowed_uids);
		80 sudo_set_recycle_or_burn(recycle_or_burn: RecycleOrBurnEnum)
			=> RecycleOrBurn(recycle_or_burn);
		84 sudo_set_min_non_immune_uids(min: u16) => MinNonImmuneUids(min);
		89 sudo_set_burn_half_life(burn_half_life: u16) => BurnHalfLife(burn_half_life);
		90 sudo_set_burn_increase_mult(burn_increase_mult: U64F64)
			=> BurnIncreaseMult(burn_increase_mult);
		92 sudo_set_owner_cut_enabled(enabled: bool) => OwnerCutEnabled(enabled);
		93 sudo_set_min_childkey_take_per_subnet(take: u16) => MinChildkeyTake(take);
		94 sudo_set_subnet_emission_enabled(enabled: bool) => SubnetEmissionEnabled(enabled);
		95 sudo_set_owner_cut_auto_lock_enabled(enabled: bool) => OwnerCutAutoLockEnabled(enabled);
		97 sudo_set_activity_cutoff_factor(factor_milli: u32) => ActivityCutoffFactor(factor_milli);
	}
	network {
		1 sudo_set_default_take(default_take: u16) => MaxDelegateTake;
		2 sudo_set_tx_rate_limit(tx_rate_limit: u64) => TxRateLimit;
		28 sudo_set_subnet_owner_cut(subnet_owner_cut: u16) => SubnetOwnerCut;
		29 sudo_set_network_rate_limit(rate_limit: u64) => NetworkRateLimit;
		35 sudo_set_network_immunity_period(immunity_period: u64) => NetworkImmunityPeriod;
		36 sudo_set_network_min_lock_cost(lock_cost: TaoBalance) => NetworkMinLockCost;
		37 sudo_set_subnet_limit(max_subnets: u16) => SubnetLimit;
		38 sudo_set_lock_reduction_interval(interval: u64) => LockReductionInterval;
		42 sudo_set_stake_threshold(min_stake: u64) => StakeThreshold;
		43 sudo_set_nominator_min_required_stake(min_stake: u64) => NominatorMinRequiredStake;
		45 sudo_set_tx_delegate_take_rate_limit(tx_rate_limit: u64) => TxDelegateTakeRateLimit;
		46 sudo_set_min_delegate_take(take: u16) => MinDelegateTake;
		63 sudo_set_subnet_moving_alpha(alpha: I96F32) => SubnetMovingAlpha;
		71 sudo_set_commit_reveal_version(version: u16) => CommitRevealVersion;
		73 sudo_set_ck_burn(burn: u64) => CkBurn;
		74 sudo_set_admin_freeze_window(window: u16) => AdminFreezeWindow;
		75 sudo_set_owner_hparam_rate_limit(epochs: u16) => OwnerHyperparamRateLimit;
		85 sudo_set_start_call_delay(delay: u64) => StartCallDelay;
		86 sudo_set_coldkey_swap_announcement_delay(duration: u32) => ColdkeySwapAnnouncementDelay;
		87 sudo_set_coldkey_swap_reannouncement_delay(duration: u32)
			=> ColdkeySwapReannouncementDelay;
		88 sudo_set_max_mechanism_count(max_mechanism_count: u8) => MaxMechanismCount;
		96 sudo_set_max_epochs_per_block(max_epochs_per_block: u8) => MaxEpochsPerBlock;
	}
	other {
		/// Makes another hotkey of the owner the owner hotkey of a subnet.
		///
		/// See [`Subtensor::set_subnet_owner_hotkey`] for origin, errors and event.
		#[pallet::call_index(64)]
		#[pallet::weight(Weights::<T>::set_subnet_owner_hotkey())]
		pub fn sudo_set_subnet_owner_hotkey(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: T::AccountId,
		) -> DispatchResult {
			Subtensor::<T>::set_subnet_owner_hotkey(origin, netuid, hotkey)
		}

		/// The same as `sudo_set_subnet_owner_hotkey`, under its other name.
		#[pallet::call_index(67)]
		#[pallet::weight(Weights::<T>::set_subnet_owner_hotkey())]
		pub fn sudo_set_sn_owner_hotkey(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: T::AccountId,
		) -> DispatchResult {
			Subtensor::<T>::set_subnet_owner_hotkey(origin, netuid, hotkey)
		}

		/// Sets `MechanismCount` of a subnet. A lower number removes what the removed mechanisms
		/// stored, and every change removes the emission split.
		///
		/// See [`Subtensor::set_hyperparameter`] for origin, errors and event.
		#[pallet::call_index(76)]
		#[pallet::weight(
			Weights::<T>::set_mechanism_count(T::MaxUids::get())
				.saturating_add(Subtensor::<T>::clear_commits_weight(MAX_MECHANISMS.into(), T::MaxUids::get()))
		)]
		pub fn sudo_set_mechanism_count(
			origin: OriginFor<T>,
			netuid: NetUid,
			mechanism_count: u8,
		) -> DispatchResultWithPostInfo {
			let changed = MechanismCountCurrent::<T>::get(netuid).abs_diff(mechanism_count);
			let value = Hyperparameter::MechanismCount(mechanism_count);
			Subtensor::<T>::set_hyperparameter(origin, netuid, value)?;
			// Uids times mechanisms are at most MaxUids.
			let rows = u32::from(changed).saturating_mul(SubnetworkN::<T>::get(netuid).into());
			let commits = Subtensor::<T>::clear_commits_weight(changed.into(), rows);
			Ok(Some(Weights::<T>::set_mechanism_count(rows).saturating_add(commits)).into())
		}

		/// Sets `MechanismEmissionSplit` of a subnet; `None` divides equally.
		///
		/// See [`Subtensor::set_hyperparameter`] for origin, errors and event.
		#[pallet::call_index(77)]
		#[pallet::weight(Weights::<T>::set_hyperparameter())]
		pub fn sudo_set_mechanism_emission_split(
			origin: OriginFor<T>,
			netuid: NetUid,
			maybe_split: Option<Vec<u16>>,
		) -> DispatchResult {
			let split = maybe_split
				.map(BoundedVec::try_from)
				.transpose()
				.map_err(|_| pallet_subtensor::Error::<T>::InvalidValue)?;
			let value = Hyperparameter::MechanismEmissionSplit(split);
			Subtensor::<T>::set_hyperparameter(origin, netuid, value)
		}

		/// Lowers `MaxAllowedUids` of a subnet and removes the neurons that no longer fit. Where somebody
		/// goes, commits of weights are forgotten: they name uids, which change.
		///
		/// See [`Subtensor::trim_to_max_allowed_uids`] for origin, errors and events.
		#[pallet::call_index(78)]
		#[pallet::weight(
			Weights::<T>::trim_to_max_allowed_uids(MAX_TRIMMED)
				.saturating_add(Subtensor::<T>::clear_commits_weight(MAX_MECHANISMS.into(), MAX_TRIMMED))
		)]
		pub fn sudo_trim_to_max_allowed_uids(
			origin: OriginFor<T>,
			netuid: NetUid,
			max_n: u16,
		) -> DispatchResultWithPostInfo {
			let neurons = Subtensor::<T>::neurons_in_mechanisms(netuid);
			Subtensor::<T>::trim_to_max_allowed_uids(origin, netuid, max_n)?;
			let mechanisms = MechanismCountCurrent::<T>::get(netuid);
			let commits = Subtensor::<T>::clear_commits_weight(mechanisms.into(), neurons);
			Ok(Some(Weights::<T>::trim_to_max_allowed_uids(neurons).saturating_add(commits)).into())
		}
	}
}
