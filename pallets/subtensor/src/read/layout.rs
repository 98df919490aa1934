//! The structs of the runtime APIs, field by field in the order in which they are encoded.
//!
//! Order, names and types are what unmodified Bittensor clients decode. Amounts are rao or 1e-9
//! alpha, scores are fractions of 65535, blocks are heights.

use crate::types::*;
use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;

/// A text that clients join from its bytes, each of which is a compact integer.
pub type Text = Vec<Compact<u8>>;

macro_rules! subnet_info {
	($(#[$meta:meta])* $name:ident, $emission:ident $(, $(#[$extra_meta:meta])* $extra:ident: $type:ty)?) => {
		$(#[$meta])*
		#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
		pub struct $name<AccountId> {
			/// Subnet.
			pub netuid: Compact<NetUid>,
			/// See `Rho`.
			pub rho: Compact<u16>,
			/// Majority of the consensus.
			pub kappa: Compact<u16>,
			/// Difficulty of the proof of work that registrations once needed.
			pub difficulty: Compact<u64>,
			/// Blocks after registration in which a neuron is not pruned.
			pub immunity_period: Compact<u16>,
			/// Most validator permits.
			pub max_allowed_validators: Compact<u16>,
			/// Fewest weights set at once.
			pub min_allowed_weights: Compact<u16>,
			/// Largest share of one weight.
			pub max_weights_limit: Compact<u16>,
			/// Not used by the chain: 0.
			pub scaling_law_power: Compact<u16>,
			/// Number of neurons.
			pub subnetwork_n: Compact<u16>,
			/// Most neurons.
			pub max_allowed_uids: Compact<u16>,
			/// Blocks since the last epoch.
			pub blocks_since_last_step: Compact<u64>,
			/// Blocks from epoch to epoch.
			pub tempo: Compact<u16>,
			/// Not used by the chain: 0.
			pub network_modality: Compact<u16>,
			/// Not used by the chain: empty.
			pub network_connect: Vec<[u16; 2]>,
			/// TAO that the last block gave to the subnet.
			pub $emission: Compact<u64>,
			/// Price of a registration.
			pub burn: Compact<TaoBalance>,
			/// Coldkey of the owner.
			pub owner: AccountId,
			$($(#[$extra_meta])* pub $extra: $type,)?
		}
	};
}

subnet_info!(
	/// A subnet.
	SubnetInfo,
	emission_values
);

subnet_info!(
	/// A subnet and what it says about itself.
	SubnetInfov2,
	emission_value,
	/// What it says about itself.
	identity: Option<SubnetIdentityV3>
);

macro_rules! hyperparameters {
	($(#[$meta:meta])* $name:ident { $($(#[$extra_meta:meta])* $extra:ident: $type:ty,)* }) => {
		$(#[$meta])*
		#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
		pub struct $name {
			/// See `Rho`.
			pub rho: Compact<u16>,
			/// Majority of the consensus.
			pub kappa: Compact<u16>,
			/// Blocks after registration in which a neuron is not pruned.
			pub immunity_period: Compact<u16>,
			/// Fewest weights set at once.
			pub min_allowed_weights: Compact<u16>,
			/// Largest share of one weight.
			pub max_weights_limit: Compact<u16>,
			/// Blocks from epoch to epoch.
			pub tempo: Compact<u16>,
			/// See `MinDifficulty`.
			pub min_difficulty: Compact<u64>,
			/// See `MaxDifficulty`.
			pub max_difficulty: Compact<u64>,
			/// Least version of the validators' software.
			pub weights_version: Compact<u64>,
			/// Blocks between two weight settings.
			pub weights_rate_limit: Compact<u64>,
			/// See `AdjustmentInterval`.
			pub adjustment_interval: Compact<u16>,
			/// Blocks after which a silent neuron is inactive.
			pub activity_cutoff: Compact<u64>,
			/// Whether neurons may register.
			pub registration_allowed: bool,
			/// See `TargetRegistrationsPerInterval`.
			pub target_regs_per_interval: Compact<u16>,
			/// Least price of a registration.
			pub min_burn: Compact<TaoBalance>,
			/// Highest price of a registration.
			pub max_burn: Compact<TaoBalance>,
			/// Weight of the old bonds, in millionths.
			pub bonds_moving_avg: Compact<u64>,
			/// See `MaxRegistrationsPerBlock`.
			pub max_regs_per_block: Compact<u16>,
			/// Blocks between two announcements of an axon.
			pub serving_rate_limit: Compact<u64>,
			/// Most validator permits.
			pub max_validators: Compact<u16>,
			/// See `AdjustmentAlpha`.
			pub adjustment_alpha: Compact<u64>,
			/// See `Difficulty`.
			pub difficulty: Compact<u64>,
			/// Epochs between commit and reveal.
			pub commit_reveal_period: Compact<u64>,
			/// Whether weights are committed first.
			pub commit_reveal_weights_enabled: bool,
			/// Upper bound of liquid alpha.
			pub alpha_high: Compact<u16>,
			/// Lower bound of liquid alpha.
			pub alpha_low: Compact<u16>,
			/// Whether liquid alpha is on.
			pub liquid_alpha_enabled: bool,
			$($(#[$extra_meta])* pub $extra: $type,)*
		}
	};
}

hyperparameters!(
	/// Hyperparameters, as the oldest clients read them.
	SubnetHyperparams {}
);

hyperparameters!(
	/// Hyperparameters with those that came later.
	SubnetHyperparamsV2 {
		/// Steepness of the liquid alpha sigmoid, times 100.
		alpha_sigmoid_steepness: I32F32,
		/// 2 or 3.
		yuma_version: Compact<u16>,
		/// Whether the subnet's token can be traded.
		subnet_is_active: bool,
		/// Whether stake may change its owner.
		transfers_enabled: bool,
		/// Whether a commitment may reset bonds.
		bonds_reset_enabled: bool,
		/// Whether users provide liquidity: never.
		user_liquidity_enabled: bool,
	}
);

/// The hyperparameters by name; clients take whatever names arrive.
pub type SubnetHyperparamsV3 = Vec<HyperparamEntry>;

/// One hyperparameter.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct HyperparamEntry {
	/// Name, ASCII.
	pub name: Vec<u8>,
	/// Value.
	pub value: HyperparamValue,
}

/// The value of a hyperparameter, with its type.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum HyperparamValue {
	/// A switch.
	Bool(bool),
	/// A small number.
	U16(Compact<u16>),
	/// A number.
	U32(Compact<u32>),
	/// A large number.
	U64(Compact<u64>),
	/// A very large number.
	U128(Compact<u128>),
	/// An amount in rao.
	TaoBalance(Compact<TaoBalance>),
	/// A signed fraction.
	I32F32(I32F32),
	/// A fraction.
	U64F64(U64F64),
}

/// A subnet, its pool and its emission.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct DynamicInfo<AccountId> {
	/// Subnet.
	pub netuid: Compact<NetUid>,
	/// Hotkey of the owner.
	pub owner_hotkey: AccountId,
	/// Coldkey of the owner.
	pub owner_coldkey: AccountId,
	/// Name, from the identity.
	pub subnet_name: Text,
	/// Symbol of the token.
	pub token_symbol: Text,
	/// Blocks from epoch to epoch.
	pub tempo: Compact<u16>,
	/// Block of the last epoch.
	pub last_step: Compact<u64>,
	/// Blocks since the last epoch.
	pub blocks_since_last_step: Compact<u64>,
	/// TAO that the last block gave to the subnet.
	pub emission: Compact<u64>,
	/// Alpha in the pool.
	pub alpha_in: Compact<AlphaBalance>,
	/// Alpha outside the pool.
	pub alpha_out: Compact<AlphaBalance>,
	/// TAO in the pool.
	pub tao_in: Compact<TaoBalance>,
	/// Alpha that the last block minted for participants.
	pub alpha_out_emission: Compact<AlphaBalance>,
	/// Alpha that the last block put into the pool.
	pub alpha_in_emission: Compact<AlphaBalance>,
	/// TAO that the last block put into the pool.
	pub tao_in_emission: Compact<TaoBalance>,
	/// Miners' and validators' alpha, to be paid at the next epoch.
	pub pending_alpha_emission: Compact<AlphaBalance>,
	/// Root stakers' alpha, to be paid at the next epoch.
	pub pending_root_emission: Compact<AlphaBalance>,
	/// TAO traded since genesis.
	pub subnet_volume: Compact<u128>,
	/// Block of creation.
	pub network_registered_at: Compact<u64>,
	/// What the subnet says about itself.
	pub subnet_identity: Option<SubnetIdentityV3>,
	/// Slow average of the price.
	pub moving_price: I96F32,
}

/// A subnet's neurons, column by column.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SubnetState<AccountId> {
	/// Subnet.
	pub netuid: Compact<NetUid>,
	/// Hotkeys.
	pub hotkeys: Vec<AccountId>,
	/// Their coldkeys.
	pub coldkeys: Vec<AccountId>,
	/// Who was active in the last epoch.
	pub active: Vec<bool>,
	/// Who may set weights.
	pub validator_permit: Vec<bool>,
	/// Not kept: empty.
	pub pruning_score: Vec<Compact<u16>>,
	/// Blocks of the last weights.
	pub last_update: Vec<Compact<u64>>,
	/// Alpha of the last epoch.
	pub emission: Vec<Compact<AlphaBalance>>,
	/// Shares of the validators' part.
	pub dividends: Vec<Compact<u16>>,
	/// Shares of the miners' part.
	pub incentives: Vec<Compact<u16>>,
	/// Consensus weights.
	pub consensus: Vec<Compact<u16>>,
	/// Not kept: empty.
	pub trust: Vec<Compact<u16>>,
	/// Not kept: empty.
	pub rank: Vec<Compact<u16>>,
	/// Blocks of registration.
	pub block_at_registration: Vec<Compact<u64>>,
	/// Alpha that counts for the hotkeys.
	pub alpha_stake: Vec<Compact<AlphaBalance>>,
	/// Root stake that counts for the hotkeys, before its weight.
	pub tao_stake: Vec<Compact<TaoBalance>>,
	/// Both together, root stake by its weight.
	pub total_stake: Vec<Compact<u64>>,
	/// Not kept: empty.
	pub emission_history: Vec<Vec<Compact<AlphaBalance>>>,
}

macro_rules! neuron_info {
	($(#[$meta:meta])* $name:ident { $($(#[$extra_meta:meta])* $extra:ident: $type:ty,)* }) => {
		$(#[$meta])*
		#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
		pub struct $name<AccountId> {
			/// Hotkey.
			pub hotkey: AccountId,
			/// Coldkey.
			pub coldkey: AccountId,
			/// Uid.
			pub uid: Compact<Uid>,
			/// Subnet.
			pub netuid: Compact<NetUid>,
			/// Whether it was active in the last epoch.
			pub active: bool,
			/// Where it can be reached.
			pub axon_info: AxonInfo,
			/// Where its metrics are.
			pub prometheus_info: PrometheusInfo,
			/// Coldkey and all alpha staked on the hotkey.
			pub stake: Vec<(AccountId, Compact<AlphaBalance>)>,
			/// Not kept: 0.
			pub rank: Compact<u16>,
			/// Alpha of the last epoch.
			pub emission: Compact<AlphaBalance>,
			/// Share of the miners' part.
			pub incentive: Compact<u16>,
			/// Consensus weight.
			pub consensus: Compact<u16>,
			/// Not kept: 0.
			pub trust: Compact<u16>,
			/// Part of its weights that the consensus accepted.
			pub validator_trust: Compact<u16>,
			/// Share of the validators' part.
			pub dividends: Compact<u16>,
			/// Block of its last weights.
			pub last_update: Compact<u64>,
			/// Whether it may set weights.
			pub validator_permit: bool,
			$($(#[$extra_meta])* pub $extra: $type,)*
			/// Not kept: 0.
			pub pruning_score: Compact<u16>,
		}
	};
}

neuron_info!(
	/// A neuron.
	NeuronInfo {
		/// Its weights (uid, value).
		weights: Vec<(Compact<Uid>, Compact<u16>)>,
		/// Its bonds (uid, value).
		bonds: Vec<(Compact<Uid>, Compact<u16>)>,
	}
);

neuron_info!(
	/// A neuron without its weights and bonds.
	NeuronInfoLite {}
);

/// What a coldkey has staked on a hotkey in a subnet.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct StakeInfo<AccountId> {
	/// On whom.
	pub hotkey: AccountId,
	/// Whose.
	pub coldkey: AccountId,
	/// Where.
	pub netuid: Compact<NetUid>,
	/// How much.
	pub stake: Compact<AlphaBalance>,
	/// Always 0: see [`super::absent`].
	pub locked: Compact<AlphaBalance>,
	/// Dividends of the hotkey in the last epoch.
	pub emission: Compact<AlphaBalance>,
	/// Always 0: dividends are paid in alpha.
	pub tao_emission: Compact<TaoBalance>,
	/// Always 0: nothing is drained.
	pub drain: Compact<AlphaBalance>,
	/// Whether the hotkey has a uid in the subnet.
	pub is_registered: bool,
}

/// What of a coldkey's stake in a subnet can be moved.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct StakeAvailability {
	/// Everything.
	pub total: Compact<AlphaBalance>,
	/// Always 0: see [`super::absent`].
	pub locked: Compact<AlphaBalance>,
	/// What can be moved.
	pub available: Compact<AlphaBalance>,
}

/// The nominators of a hotkey, with (netuid, alpha) for each subnet.
pub type Nominators<AccountId> = Vec<(AccountId, Vec<(Compact<NetUid>, Compact<AlphaBalance>)>)>;

/// A hotkey as something to stake on.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct DelegateInfo<AccountId> {
	/// Hotkey (the name is the clients').
	pub delegate_ss58: AccountId,
	/// Part of the nominators' dividends that it keeps.
	pub take: Compact<u16>,
	/// Who has staked on it.
	pub nominators: Nominators<AccountId>,
	/// Coldkey that owns it.
	pub owner_ss58: AccountId,
	/// Subnets in which it has a uid.
	pub registrations: Vec<Compact<NetUid>>,
	/// Subnets in which it may set weights.
	pub validator_permits: Vec<Compact<NetUid>>,
	/// What 1,000 TAO of stake on it would earn in a day, in rao.
	pub return_per_1000: Compact<u64>,
	/// What its stake earns in a day, in rao.
	pub total_daily_return: Compact<u64>,
}

/// The price of a subnet's token.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SubnetPrice {
	/// Subnet.
	pub netuid: NetUid,
	/// Rao per alpha token.
	pub price: u64,
}

/// What a trade would give now.
#[derive(Clone, Default, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SimSwapResult {
	/// TAO paid or received.
	pub tao_amount: TaoBalance,
	/// Alpha received or paid.
	pub alpha_amount: AlphaBalance,
	/// Fee in TAO.
	pub tao_fee: TaoBalance,
	/// Fee in alpha.
	pub alpha_fee: AlphaBalance,
	/// TAO received less than at the current price.
	pub tao_slippage: TaoBalance,
	/// Alpha received less than at the current price.
	pub alpha_slippage: AlphaBalance,
}
