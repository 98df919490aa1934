//! What can be set, by whom, and within which bounds: one table.
//!
//! The table has a row for each hyperparameter of a subnet and for each parameter of the whole
//! chain. A row names the storage item, who may change it, how often, and the bounds; everything
//! else follows from it: the check of the origin, the check of the value, the write, the event with
//! the old and the new value, what a dissolved subnet must lose, and the documentation. The calls
//! that reach it are those of the pallet `AdminUtils`, and two of this one
//! ([`Pallet::set_tempo`], [`Pallet::set_activity_cutoff_factor`]).
//!
//! - **Root** may change everything, at any time. Its bounds are only those without which the chain
//!   would break.
//! - The **owner** of a subnet may change most of its hyperparameters, but not in the freeze window
//!   before an epoch ([`AdminFreezeWindow`]), and each one only once in a while ([`Pace`]), so that
//!   validators can follow.

mod bounds;
mod in_blocks;

pub use bounds::ACTIVITY_CUTOFF_FACTORS;

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::ensure;
use in_blocks::{ColdkeySwapAnnouncementDelay, ColdkeySwapReannouncementDelay};
use scale_info::TypeInfo;
use sp_runtime::DispatchResult;

/// Who asks for a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Caller {
	/// Root: sudo, on a local chain.
	Root,
	/// The coldkey that owns the subnet.
	Owner,
}

/// How often an owner may change one hyperparameter of one subnet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
	/// Once in [`OwnerHyperparamRateLimit`] tempos.
	Usual,
	/// Once in so many tempos.
	Tempos(u64),
	/// Once in so many blocks.
	Blocks(u64),
}

/// Who may change a hyperparameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Permission {
	/// Root alone.
	Root,
	/// Root, and at this pace the owner.
	Owner(Pace),
}

/// A row of the table, for those who read it: documentation and clients.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
	/// Storage item that holds the value.
	pub storage: &'static str,
	/// Type of the value.
	pub value: &'static str,
	/// Who may change it.
	pub permission: Permission,
	/// Bounds of the value, in words.
	pub bounds: &'static str,
}

/// Checks a value against the bounds of its row.
macro_rules! check {
	(any, $netuid:expr, $value:expr, $caller:expr) => {{
		let _ = $value;
		Ok(())
	}};
	((check $function:ident, $text:literal), $netuid:expr, $value:expr, $caller:expr) => {
		bounds::$function::<T>($netuid, $value, $caller)
	};
	(($range:expr), $netuid:expr, $value:expr, $caller:expr) => {
		bounds::within::<T, _>($value, $range)
	};
}

/// The bounds of a row in words.
macro_rules! text {
	(any) => {
		"any"
	};
	((check $function:ident, $text:literal)) => {
		$text
	};
	(($range:expr)) => {
		stringify!($range)
	};
}

/// Makes the table of the hyperparameters of a subnet. Indices up to 25 are the live network's.
macro_rules! hyperparameters {
	($(
		$(#[$doc:meta])*
		$name:ident($value:ty) = $index:literal: $storage:ident, $permission:expr, $bounds:tt;
	)*) => {
		/// A hyperparameter of a subnet.
		#[derive(
			Clone,
			Copy,
			PartialEq,
			Eq,
			PartialOrd,
			Ord,
			Debug,
			Encode,
			Decode,
			DecodeWithMemTracking,
			MaxEncodedLen,
			TypeInfo,
		)]
		pub enum HyperparameterKind {
			$($(#[$doc])* #[codec(index = $index)] $name,)*
		}

		/// A hyperparameter of a subnet with a value.
		#[derive(
			Clone,
			PartialEq,
			Eq,
			Debug,
			Encode,
			Decode,
			DecodeWithMemTracking,
			MaxEncodedLen,
			TypeInfo,
		)]
		pub enum Hyperparameter {
			$($(#[$doc])* #[codec(index = $index)] $name($value),)*
		}

		impl Hyperparameter {
			/// Which one it is.
			pub fn kind(&self) -> HyperparameterKind {
				match self {
					$(Self::$name(_) => HyperparameterKind::$name,)*
				}
			}
		}

		impl HyperparameterKind {
			/// All of them, in the order of the table.
			pub const ALL: &'static [Self] = &[$(Self::$name),*];

			/// Its row of the table.
			pub fn rule(self) -> Rule {
				match self {
					$(Self::$name => Rule {
						storage: stringify!($storage),
						value: stringify!($value),
						permission: $permission,
						bounds: text!($bounds),
					},)*
				}
			}
		}

		impl<T: Config> Pallet<T> {
			/// The value that a hyperparameter of a subnet has.
			pub fn hyperparameter(netuid: NetUid, kind: HyperparameterKind) -> Hyperparameter {
				match kind {
					$(HyperparameterKind::$name => {
						Hyperparameter::$name($storage::<T>::get(netuid))
					},)*
				}
			}

			/// Whether a caller may give a hyperparameter of a subnet this value.
			pub(crate) fn ensure_within_bounds(
				netuid: NetUid,
				value: &Hyperparameter,
				caller: Caller,
			) -> DispatchResult {
				match value {
					$(Hyperparameter::$name(value) => check!($bounds, netuid, value, caller),)*
				}
			}

			/// Stores a value without any check.
			pub(crate) fn store_hyperparameter(netuid: NetUid, value: Hyperparameter) {
				match value {
					$(Hyperparameter::$name(value) => $storage::<T>::set(netuid, value),)*
				}
			}

			/// Removes everything that the table knows of a subnet.
			pub fn remove_hyperparameters(netuid: NetUid) {
				$($storage::<T>::remove(netuid);)*
				for kind in HyperparameterKind::ALL {
					let key = RateLimitKey::OwnerHyperparamUpdate(netuid, *kind);
					LastRateLimitedBlock::<T>::remove(key);
				}
				LastRateLimitedBlock::<T>::remove(RateLimitKey::SetSNOwnerHotkey(netuid));
				LastRateLimitedBlock::<T>::remove(RateLimitKey::TriggerEpoch(netuid));
				LastRateLimitedBlock::<T>::remove(RateLimitKey::TrimUids(netuid));
			}

			/// The storage item of a hyperparameter that is stored for a subnet which does not
			/// exist, if there is one.
			pub(crate) fn orphaned_hyperparameter() -> Option<&'static str> {
				$(if $storage::<T>::iter_keys().any(Self::is_dead) {
					return Some(stringify!($storage));
				})*
				None
			}
		}
	};
}

/// Makes the table of the parameters of the whole chain; root alone may change them.
macro_rules! network_parameters {
	($(
		$(#[$doc:meta])*
		$name:ident($value:ty) = $index:literal: $storage:ident, $bounds:tt;
	)*) => {
		/// A parameter of the whole chain with a value.
		#[derive(
			Clone,
			PartialEq,
			Eq,
			Debug,
			Encode,
			Decode,
			DecodeWithMemTracking,
			MaxEncodedLen,
			TypeInfo,
		)]
		pub enum NetworkParameter {
			$($(#[$doc])* #[codec(index = $index)] $name($value),)*
		}

		impl NetworkParameter {
			/// Its row of the table.
			pub fn rule(&self) -> Rule {
				match self {
					$(Self::$name(_) => Rule {
						storage: stringify!($storage),
						value: stringify!($value),
						permission: Permission::Root,
						bounds: text!($bounds),
					},)*
				}
			}
		}

		impl<T: Config> Pallet<T> {
			/// Every parameter of the chain with its value, in the order of the table.
			pub fn network_parameters() -> Vec<NetworkParameter> {
				[$(NetworkParameter::$name($storage::<T>::get())),*].into()
			}

			/// Stores a value that is within its bounds; returns the old one.
			pub(crate) fn replace_network_parameter(
				value: NetworkParameter,
			) -> Result<NetworkParameter, sp_runtime::DispatchError> {
				match value {
					$(NetworkParameter::$name(value) => {
						let checked: DispatchResult = check!($bounds, ROOT, &value, Caller::Root);
						checked?;
						let old = $storage::<T>::get();
						$storage::<T>::put(value);
						Ok(NetworkParameter::$name(old))
					},)*
				}
			}
		}
	};
}

/// The owner may, at the usual pace.
const OWNER: Permission = Permission::Owner(Pace::Usual);
/// Root alone may.
const ROOT_ONLY: Permission = Permission::Root;
/// The owner may, so many tempos apart.
const fn every_tempos(tempos: u64) -> Permission {
	Permission::Owner(Pace::Tempos(tempos))
}
/// The owner may, so many blocks apart.
const fn every_blocks(blocks: u64) -> Permission {
	Permission::Owner(Pace::Blocks(blocks))
}

hyperparameters! {
	/// Blocks between two announcements of a neuron.
	ServingRateLimit(u64) = 1: ServingRateLimit, OWNER, any;
	/// Unused by the chain: highest difficulty of proof of work.
	MaxDifficulty(u64) = 2: MaxDifficulty, OWNER, any;
	/// Unused by the chain: inertia of the difficulty.
	AdjustmentAlpha(u64) = 3: AdjustmentAlpha, OWNER, any;
	/// Blocks after registration in which a neuron is not pruned.
	ImmunityPeriod(u16) = 5: ImmunityPeriod, OWNER, any;
	/// Fewest weights that may be set at once.
	MinAllowedWeights(u16) = 6: MinAllowedWeights, OWNER, any;
	/// Majority that the consensus weight needs, as a fraction of 65535.
	Kappa(u16) = 7: Kappa, ROOT_ONLY, any;
	/// Unused by the chain: steepness of the trust of the first consensus.
	Rho(u16) = 8: Rho, OWNER, any;
	/// Activity cutoff, in thousandths of a tempo.
	ActivityCutoffFactor(u32) = 9: ActivityCutoffFactorMilli, OWNER,
		(check activity_cutoff_factor, "1000 to 50000");
	/// Unused by the chain: whether neurons may register by proof of work.
	PowRegistrationAllowed(bool) = 10: NetworkPowRegistrationAllowed, OWNER, any;
	/// Least price of a registration, in rao.
	MinBurn(TaoBalance) = 11: MinBurn, OWNER,
		(check min_burn, "below 1 TAO and below MaxBurn");
	/// Highest price of a registration, in rao.
	MaxBurn(TaoBalance) = 12: MaxBurn, OWNER,
		(check max_burn, "above 0.1 TAO and above MinBurn");
	/// Weight of the old bonds in the new ones, in millionths.
	BondsMovingAverage(u64) = 13: BondsMovingAverage, OWNER,
		(check bonds_moving_average, "owner up to 975000; root up to 1000000");
	/// How much of the clipping counts for bonds, as a fraction of 65535.
	BondsPenalty(u16) = 14: BondsPenalty, OWNER, any;
	/// Whether weights are committed first and revealed later.
	CommitRevealEnabled(bool) = 15: CommitRevealWeightsEnabled, OWNER, any;
	/// Whether bonds move at a speed of their own per entry.
	LiquidAlphaEnabled(bool) = 16: LiquidAlphaOn, OWNER, any;
	/// Bounds (low, high) of liquid alpha, as fractions of 65535.
	AlphaValues((u16, u16)) = 17: AlphaValues, OWNER,
		(check alpha_values, "1638 up to low, low up to high; only while liquid alpha is on");
	/// Epochs between commit and reveal.
	WeightCommitInterval(u64) = 18: RevealPeriodEpochs, OWNER,
		(check reveal_period, "1 to 100");
	/// Whether stake may be transferred to other coldkeys.
	TransferEnabled(bool) = 19: TransferToggle, OWNER, any;
	/// Steepness of the liquid alpha sigmoid, times 100.
	AlphaSigmoidSteepness(i16) = 20: AlphaSigmoidSteepness, OWNER,
		(check alpha_sigmoid_steepness, "owner from 0; root any");
	/// Whether bonds follow Yuma 3.
	Yuma3Enabled(bool) = 21: Yuma3On, OWNER, any;
	/// Whether bonds towards a neuron end when it publishes a commitment that asks for it.
	BondsResetEnabled(bool) = 22: BondsResetOn, OWNER, any;
	/// How many of the owner's hotkeys are never pruned.
	ImmuneNeuronLimit(u16) = 23: ImmuneOwnerUidsLimit, OWNER, (1..=10);
	/// What happens to the miner emission of the owner's own hotkeys.
	RecycleOrBurn(RecycleOrBurnEnum) = 24: RecycleOrBurn, OWNER, any;
	/// How many neurons the subnet may have.
	MaxAllowedUids(u16) = 25: MaxAllowedUids, OWNER,
		(check max_allowed_uids, "MinAllowedUids and the number of neurons, to 256 by mechanisms; \
		root: to MaxUids by mechanisms");
	/// Blocks in which the price of a registration halves.
	BurnHalfLife(u16) = 26: BurnHalfLife, OWNER, (1..=36_100);
	/// Factor by which each registration raises the price.
	BurnIncreaseMult(U64F64) = 27: BurnIncreaseMult, OWNER, (check burn_increase_mult, "1 to 3");
	/// Whether the owner gets a part of the emission.
	OwnerCutEnabled(bool) = 28: OwnerCutEnabled, OWNER, any;
	/// Unused by the chain: whether the owner's part is locked.
	OwnerCutAutoLockEnabled(bool) = 29: OwnerCutAutoLockEnabled, OWNER, any;
	/// Least child take, as a fraction of 65535.
	MinChildkeyTake(u16) = 30: MinChildkeyTakePerSubnet, OWNER,
		(check min_childkey_take, "up to MaxChildkeyTake");
	/// Whether neurons may register.
	RegistrationAllowed(bool) = 31: NetworkRegistrationAllowed, OWNER, any;
	/// Blocks from epoch to epoch; 0 = no epochs. A change starts the cycle anew.
	Tempo(u16) = 32: Tempo, every_blocks(360),
		(check tempo, "owner from MinTempo to MaxTempo; root any");
	/// Least version of the validator software; 0 = any.
	WeightsVersionKey(u64) = 33: WeightsVersionKey, every_tempos(5), any;
	/// Number of incentive mechanisms. A change removes the emission split, and a lower number
	/// everything that the removed mechanisms stored.
	MechanismCount(u8) = 34: MechanismCountCurrent, every_blocks(7_200),
		(check mechanism_count, "1 to MaxMechanismCount; times MaxAllowedUids at most 256, \
		or MaxUids if root asks");
	/// How the emission is divided among the mechanisms, in fractions of 65535.
	MechanismEmissionSplit(Option<MechanismSplit>) = 35: MechanismEmissionSplit,
		every_blocks(7_200),
		(check mechanism_emission_split, "at most one part per mechanism, together 65535");
	/// Blocks that a validator waits between two weight settings.
	WeightsSetRateLimit(u64) = 36: WeightsSetRateLimit, ROOT_ONLY, any;
	/// How many neurons may hold a validator permit, from the next epoch on.
	MaxAllowedValidators(u16) = 37: MaxAllowedValidators, ROOT_ONLY,
		(check max_allowed_validators, "up to MaxAllowedUids");
	/// Least value to which the owner may lower the room for neurons.
	MinAllowedUids(u16) = 38: MinAllowedUids, ROOT_ONLY,
		(check min_allowed_uids, "below MaxAllowedUids and below the number of neurons");
	/// Fewest neurons out of immunity for one of them to be pruned.
	MinNonImmuneUids(u16) = 39: MinNonImmuneUids, ROOT_ONLY, any;
	/// Most registrations in one block.
	MaxRegistrationsPerBlock(u16) = 40: MaxRegistrationsPerBlock, ROOT_ONLY, any;
	/// Whether the subnet's token can be traded.
	SubtokenEnabled(bool) = 41: SubtokenEnabled, ROOT_ONLY, any;
	/// Whether the subnet takes part in the TAO emission.
	SubnetEmissionEnabled(bool) = 42: SubnetEmissionEnabled, ROOT_ONLY, any;
	/// Blocks in which the weight of the current price in the moving one reaches half of its final
	/// value.
	EmaPriceHalvingPeriod(u64) = 43: EMAPriceHalvingBlocks, ROOT_ONLY, any;
	/// Unused by the chain: least difficulty of proof of work.
	MinDifficulty(u64) = 44: MinDifficulty, ROOT_ONLY, any;
	/// Unused by the chain: difficulty of proof of work.
	Difficulty(u64) = 45: Difficulty, ROOT_ONLY, any;
	/// Unused by the chain: blocks between two changes of the difficulty.
	AdjustmentInterval(u16) = 46: AdjustmentInterval, ROOT_ONLY, any;
	/// Unused by the chain: registrations at which the difficulty stays.
	TargetRegistrationsPerInterval(u16) = 47: TargetRegistrationsPerInterval, ROOT_ONLY, any;
}

network_parameters! {
	/// Highest delegate take, as a fraction of 65535.
	MaxDelegateTake(u16) = 1: MaxDelegateTake, (check max_delegate_take, "from MinDelegateTake");
	/// Unused by the chain: blocks between two transactions of a key.
	TxRateLimit(u64) = 2: TxRateLimit, any;
	/// The owner's part of a subnet's alpha emission, as a fraction of 65535.
	SubnetOwnerCut(u16) = 28: SubnetOwnerCut, any;
	/// Blocks that must pass between two creations of subnets.
	NetworkRateLimit(u64) = 29: NetworkRateLimit, any;
	/// Blocks after its creation in which a subnet does not make room for another.
	NetworkImmunityPeriod(u64) = 35: NetworkImmunityPeriod, any;
	/// Least price of a new subnet, in rao.
	NetworkMinLockCost(TaoBalance) = 36: NetworkMinLockCost,
		(check network_min_lock_cost, "from the existential deposit");
	/// How many subnets may exist besides root.
	SubnetLimit(u16) = 37: SubnetLimit, any;
	/// Blocks in which the price of a subnet falls by what the last one cost.
	LockReductionInterval(u64) = 38: NetworkLockReductionInterval, any;
	/// Combined stake that a hotkey needs to set weights, in rao.
	StakeThreshold(u64) = 42: StakeThreshold, any;
	/// Least worth of a nomination, in rao.
	NominatorMinRequiredStake(TaoBalance) = 43: NominatorMinRequiredStake, any;
	/// Blocks between two raises of a delegate take.
	TxDelegateTakeRateLimit(u64) = 45: TxDelegateTakeRateLimit, any;
	/// Least delegate take, as a fraction of 65535.
	MinDelegateTake(u16) = 46: MinDelegateTake, (check min_delegate_take, "up to MaxDelegateTake");
	/// Final weight of the current price in the moving price of a subnet.
	SubnetMovingAlpha(I96F32) = 63: SubnetMovingAlpha, (check subnet_moving_alpha, "0 to 1");
	/// Which form of time-locked commits is taken; only 4 is known, any other refuses all.
	CommitRevealVersion(u16) = 71: CommitRevealWeightsVersion, any;
	/// What a parent of another owner loses of what its children earn, as a fraction of 2^64 - 1.
	CkBurn(u64) = 73: CKBurn, any;
	/// Blocks before an epoch in which owners change nothing.
	AdminFreezeWindow(u16) = 74: AdminFreezeWindow, any;
	/// Tempos that an owner waits before changing the same hyperparameter again.
	OwnerHyperparamRateLimit(u16) = 75: OwnerHyperparamRateLimit, any;
	/// Blocks between the creation of a subnet and the earliest start call.
	StartCallDelay(u64) = 85: StartCallDelay, any;
	/// Blocks between the announcement of a coldkey swap and the swap.
	ColdkeySwapAnnouncementDelay(u32) = 86: ColdkeySwapAnnouncementDelay, any;
	/// Blocks after that delay before an announcement may be replaced or withdrawn.
	ColdkeySwapReannouncementDelay(u32) = 87: ColdkeySwapReannouncementDelay, any;
	/// How many mechanisms a subnet may have.
	MaxMechanismCount(u8) = 88: MaxMechanismCount, (1..=16);
	/// How many epochs run in one block.
	MaxEpochsPerBlock(u8) = 96: MaxEpochsPerBlock, (1..=255);
}
