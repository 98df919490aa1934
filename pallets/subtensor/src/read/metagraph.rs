//! A whole subnet in one struct.

use super::{layout::Text, text};
use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;

/// Index of the list of validators, which only a selection has.
const VALIDATORS: u16 = 72;
/// Index of the commitments, which only a selection has.
const COMMITMENTS: u16 = 73;

/// Commitments of a subnet: hotkey, and the encoded record as a text.
pub type CommitmentTexts<AccountId> = Vec<(AccountId, Text)>;

/// One list of fields, with the indices by which clients select them, makes both structs.
macro_rules! metagraph {
	($($(#[$doc:meta])* $index:literal $field:ident: $type:ty,)*) => {
		/// Everything that a subnet's participants look at.
		#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
		pub struct Metagraph<AccountId> {
			/// Subnet; of a further mechanism its storage index.
			pub netuid: Compact<NetUid>,
			$($(#[$doc])* pub $field: $type,)*
		}

		/// Some fields of a [`Metagraph`], and two lists of its own.
		#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
		pub struct SelectiveMetagraph<AccountId> {
			/// Subnet; of a further mechanism its storage index.
			pub netuid: Compact<NetUid>,
			$($(#[$doc])* pub $field: Option<$type>,)*
			/// Uids with a validator permit.
			pub validators: Option<Vec<Compact<Uid>>>,
			/// What hotkeys have committed to.
			pub commitments: Option<CommitmentTexts<AccountId>>,
		}

		impl<AccountId> Metagraph<AccountId> {
			/// Keeps the fields whose index is asked for.
			fn select(self, indexes: &[u16]) -> SelectiveMetagraph<AccountId> {
				SelectiveMetagraph {
					netuid: self.netuid,
					$($field: indexes.contains(&$index).then_some(self.$field),)*
					validators: None,
					commitments: None,
				}
			}
		}
	};
}

metagraph! {
	/// Name, from the identity.
	1 name: Text,
	/// Symbol of the token.
	2 symbol: Text,
	/// What the subnet says about itself.
	3 identity: Option<SubnetIdentityV3>,
	/// Block of creation.
	4 network_registered_at: Compact<u64>,
	/// Hotkey of the owner.
	5 owner_hotkey: AccountId,
	/// Coldkey of the owner.
	6 owner_coldkey: AccountId,
	/// The block that was read.
	7 block: Compact<u64>,
	/// Blocks from epoch to epoch.
	8 tempo: Compact<u16>,
	/// Block of the last epoch.
	9 last_step: Compact<u64>,
	/// Blocks since the last epoch.
	10 blocks_since_last_step: Compact<u64>,
	/// TAO that the last block gave to the subnet.
	11 subnet_emission: Compact<u64>,
	/// Alpha in the pool.
	12 alpha_in: Compact<AlphaBalance>,
	/// Alpha outside the pool.
	13 alpha_out: Compact<AlphaBalance>,
	/// TAO in the pool.
	14 tao_in: Compact<TaoBalance>,
	/// Alpha that the last block minted for participants.
	15 alpha_out_emission: Compact<AlphaBalance>,
	/// Alpha that the last block put into the pool.
	16 alpha_in_emission: Compact<AlphaBalance>,
	/// TAO that the last block put into the pool.
	17 tao_in_emission: Compact<TaoBalance>,
	/// Miners' and validators' alpha, to be paid at the next epoch.
	18 pending_alpha_emission: Compact<AlphaBalance>,
	/// Root stakers' alpha, to be paid at the next epoch.
	19 pending_root_emission: Compact<AlphaBalance>,
	/// TAO traded since genesis.
	20 subnet_volume: Compact<u128>,
	/// Slow average of the price.
	21 moving_price: I96F32,
	/// See `Rho`.
	22 rho: Compact<u16>,
	/// Majority of the consensus.
	23 kappa: Compact<u16>,
	/// Fewest weights set at once.
	24 min_allowed_weights: Compact<u16>,
	/// Largest share of one weight.
	25 max_weights_limit: Compact<u16>,
	/// Least version of the validators' software.
	26 weights_version: Compact<u64>,
	/// Blocks between two weight settings.
	27 weights_rate_limit: Compact<u64>,
	/// Blocks after which a silent neuron is inactive.
	28 activity_cutoff: Compact<u64>,
	/// Most validator permits.
	29 max_validators: Compact<u16>,
	/// Number of neurons.
	30 num_uids: Compact<u16>,
	/// Most neurons.
	31 max_uids: Compact<u16>,
	/// Price of a registration.
	32 burn: Compact<TaoBalance>,
	/// See `Difficulty`.
	33 difficulty: Compact<u64>,
	/// Whether neurons may register.
	34 registration_allowed: bool,
	/// See `NetworkPowRegistrationAllowed`.
	35 pow_registration_allowed: bool,
	/// Blocks after registration in which a neuron is not pruned.
	36 immunity_period: Compact<u16>,
	/// See `MinDifficulty`.
	37 min_difficulty: Compact<u64>,
	/// See `MaxDifficulty`.
	38 max_difficulty: Compact<u64>,
	/// Least price of a registration.
	39 min_burn: Compact<TaoBalance>,
	/// Highest price of a registration.
	40 max_burn: Compact<TaoBalance>,
	/// See `AdjustmentAlpha`.
	41 adjustment_alpha: Compact<u64>,
	/// See `AdjustmentInterval`.
	42 adjustment_interval: Compact<u16>,
	/// See `TargetRegistrationsPerInterval`.
	43 target_regs_per_interval: Compact<u16>,
	/// See `MaxRegistrationsPerBlock`.
	44 max_regs_per_block: Compact<u16>,
	/// Blocks between two announcements of an axon.
	45 serving_rate_limit: Compact<u64>,
	/// Whether weights are committed first.
	46 commit_reveal_weights_enabled: bool,
	/// Epochs between commit and reveal.
	47 commit_reveal_period: Compact<u64>,
	/// Whether liquid alpha is on.
	48 liquid_alpha_enabled: bool,
	/// Upper bound of liquid alpha.
	49 alpha_high: Compact<u16>,
	/// Lower bound of liquid alpha.
	50 alpha_low: Compact<u16>,
	/// Weight of the old bonds, in millionths.
	51 bonds_moving_avg: Compact<u64>,
	/// Hotkeys in uid order.
	52 hotkeys: Vec<AccountId>,
	/// Their coldkeys.
	53 coldkeys: Vec<AccountId>,
	/// What the coldkeys say about themselves.
	54 identities: Vec<Option<ChainIdentityV2>>,
	/// Where the neurons can be reached.
	55 axons: Vec<AxonInfo>,
	/// Who was active in the last epoch.
	56 active: Vec<bool>,
	/// Who may set weights.
	57 validator_permit: Vec<bool>,
	/// Not kept: empty.
	58 pruning_score: Vec<Compact<u16>>,
	/// Blocks of the last weights.
	59 last_update: Vec<Compact<u64>>,
	/// Alpha of the last epoch.
	60 emission: Vec<Compact<AlphaBalance>>,
	/// Shares of the validators' part.
	61 dividends: Vec<Compact<u16>>,
	/// Shares of the miners' part.
	62 incentives: Vec<Compact<u16>>,
	/// Consensus weights.
	63 consensus: Vec<Compact<u16>>,
	/// Not kept: empty.
	64 trust: Vec<Compact<u16>>,
	/// Not kept: empty.
	65 rank: Vec<Compact<u16>>,
	/// Blocks of registration.
	66 block_at_registration: Vec<Compact<u64>>,
	/// Alpha that counts for the hotkeys.
	67 alpha_stake: Vec<Compact<AlphaBalance>>,
	/// Root stake that counts for the hotkeys, before its weight.
	68 tao_stake: Vec<Compact<TaoBalance>>,
	/// Both together, root stake by its weight.
	69 total_stake: Vec<Compact<u64>>,
	/// Dividends are paid in alpha: empty.
	70 tao_dividends_per_hotkey: Vec<(AccountId, Compact<TaoBalance>)>,
	/// Dividends of the last epoch.
	71 alpha_dividends_per_hotkey: Vec<(AccountId, Compact<AlphaBalance>)>,
}

impl<T: Config> Pallet<T> {
	/// A subnet through its first mechanism; `None` if there is no such subnet.
	pub fn metagraph(netuid: NetUid) -> Option<Metagraph<T::AccountId>> {
		Self::mechagraph(netuid, 0)
	}

	/// A subnet through one of its mechanisms; `None` if there is no such mechanism.
	pub fn mechagraph(netuid: NetUid, mecid: MechId) -> Option<Metagraph<T::AccountId>> {
		let index = Self::existing_mechanism(netuid, mecid)?;
		let subnet = Self::dynamic_info(netuid)?;
		let state = Self::mechanism_state(netuid, index);
		let parameters = Self::subnet_hyperparams(netuid)?;
		Some(Metagraph {
			netuid: Compact(index),
			name: subnet.subnet_name,
			symbol: subnet.token_symbol,
			identity: subnet.subnet_identity,
			network_registered_at: subnet.network_registered_at,
			owner_hotkey: subnet.owner_hotkey,
			owner_coldkey: subnet.owner_coldkey,
			block: Compact(Self::current_block()),
			tempo: subnet.tempo,
			last_step: subnet.last_step,
			blocks_since_last_step: subnet.blocks_since_last_step,
			subnet_emission: subnet.emission,
			alpha_in: subnet.alpha_in,
			alpha_out: subnet.alpha_out,
			tao_in: subnet.tao_in,
			alpha_out_emission: subnet.alpha_out_emission,
			alpha_in_emission: subnet.alpha_in_emission,
			tao_in_emission: subnet.tao_in_emission,
			pending_alpha_emission: subnet.pending_alpha_emission,
			pending_root_emission: subnet.pending_root_emission,
			subnet_volume: subnet.subnet_volume,
			moving_price: subnet.moving_price,
			rho: parameters.rho,
			kappa: parameters.kappa,
			min_allowed_weights: parameters.min_allowed_weights,
			max_weights_limit: parameters.max_weights_limit,
			weights_version: parameters.weights_version,
			weights_rate_limit: parameters.weights_rate_limit,
			activity_cutoff: parameters.activity_cutoff,
			max_validators: parameters.max_validators,
			num_uids: Compact(SubnetworkN::<T>::get(netuid)),
			max_uids: Compact(MaxAllowedUids::<T>::get(netuid)),
			burn: Compact(Burn::<T>::get(netuid)),
			difficulty: parameters.difficulty,
			registration_allowed: parameters.registration_allowed,
			pow_registration_allowed: NetworkPowRegistrationAllowed::<T>::get(netuid),
			immunity_period: parameters.immunity_period,
			min_difficulty: parameters.min_difficulty,
			max_difficulty: parameters.max_difficulty,
			min_burn: parameters.min_burn,
			max_burn: parameters.max_burn,
			adjustment_alpha: parameters.adjustment_alpha,
			adjustment_interval: parameters.adjustment_interval,
			target_regs_per_interval: parameters.target_regs_per_interval,
			max_regs_per_block: parameters.max_regs_per_block,
			serving_rate_limit: parameters.serving_rate_limit,
			commit_reveal_weights_enabled: parameters.commit_reveal_weights_enabled,
			commit_reveal_period: parameters.commit_reveal_period,
			liquid_alpha_enabled: parameters.liquid_alpha_enabled,
			alpha_high: parameters.alpha_high,
			alpha_low: parameters.alpha_low,
			bonds_moving_avg: parameters.bonds_moving_avg,
			identities: state.coldkeys.iter().map(IdentitiesV2::<T>::get).collect(),
			axons: state
				.hotkeys
				.iter()
				.map(|hotkey| Axons::<T>::get(netuid, hotkey).unwrap_or_default())
				.collect(),
			alpha_dividends_per_hotkey: state
				.hotkeys
				.iter()
				.map(|hotkey| {
					let dividends = AlphaDividendsPerSubnet::<T>::get(netuid, hotkey);
					(hotkey.clone(), Compact(dividends))
				})
				.collect(),
			hotkeys: state.hotkeys,
			coldkeys: state.coldkeys,
			active: state.active,
			validator_permit: state.validator_permit,
			pruning_score: state.pruning_score,
			last_update: state.last_update,
			emission: state.emission,
			dividends: state.dividends,
			incentives: state.incentives,
			consensus: state.consensus,
			trust: state.trust,
			rank: state.rank,
			block_at_registration: state.block_at_registration,
			alpha_stake: state.alpha_stake,
			tao_stake: state.tao_stake,
			total_stake: state.total_stake,
			tao_dividends_per_hotkey: Vec::new(),
		})
	}

	/// All subnets through their first mechanism.
	pub fn all_metagraphs() -> Vec<Option<Metagraph<T::AccountId>>> {
		Self::existing_netuids().into_iter().map(Self::metagraph).collect()
	}

	/// All mechanisms of all subnets.
	pub fn all_mechagraphs() -> Vec<Option<Metagraph<T::AccountId>>> {
		let of_subnet = |netuid| {
			let count = MechanismCountCurrent::<T>::get(netuid);
			(0..count).map(move |mecid| Self::mechagraph(netuid, mecid))
		};
		Self::existing_netuids().into_iter().flat_map(of_subnet).collect()
	}

	/// Some fields of a mechanism's metagraph, by the indices that clients know.
	///
	/// `commitments` is asked only if its index is among them: another pallet keeps them.
	pub fn selective_metagraph(
		netuid: NetUid,
		mecid: MechId,
		indexes: &[u16],
		commitments: impl FnOnce(NetUid) -> Vec<(T::AccountId, Vec<u8>)>,
	) -> Option<SelectiveMetagraph<T::AccountId>> {
		let graph = Self::mechagraph(netuid, mecid)?;
		let permits = ValidatorPermit::<T>::get(netuid);
		let validators =
			(0..=u16::MAX).zip(permits).filter_map(|(uid, permit)| permit.then_some(Compact(uid)));
		let mut selected = graph.select(indexes);
		selected.validators = indexes.contains(&VALIDATORS).then(|| validators.collect());
		selected.commitments = indexes.contains(&COMMITMENTS).then(|| {
			let texts = commitments(netuid).into_iter();
			texts.map(|(hotkey, record)| (hotkey, text(&record))).collect()
		});
		Some(selected)
	}
}
