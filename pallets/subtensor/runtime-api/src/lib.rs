//! What can be asked of a subtensor chain.
//!
//! Names of traits, methods and arguments, and the order of everything, are what unmodified
//! Bittensor clients look up in the metadata. Answers are typed: clients take a method that
//! returns `Vec<u8>` for one of another age, and decode it wrongly.
//!
//! What is behind each method stands in `pallet_subtensor::read`; what kinds of proxies may do is the
//! runtime's.

#![cfg_attr(not(feature = "std"), no_std)]
// The macro adds bounds of its own to those that are written here.
#![allow(clippy::multiple_bound_locations)]

extern crate alloc;

pub mod proxy;

use alloc::vec::Vec;
use codec::{Codec, Compact};
use pallet_subtensor::{
	read::{
		absent::{LockState, ValidatorBasket},
		layout::{
			DelegateInfo, DynamicInfo, NeuronInfo, NeuronInfoLite, SimSwapResult, StakeInfo,
			SubnetHyperparams, SubnetHyperparamsV2, SubnetHyperparamsV3, SubnetInfo, SubnetInfov2,
			SubnetPrice, SubnetState,
		},
		metagraph::{Metagraph, SelectiveMetagraph},
		stake::Availability,
	},
	AlphaBalance, MechId, NetUid, TaoBalance, Uid, U64F64,
};
use proxy::{ProxyFilterInfo, ProxyTypeInfo};

/// A delegate, and what somebody has staked on it in one subnet.
pub type Delegated<AccountId> = (DelegateInfo<AccountId>, (Compact<NetUid>, Compact<AlphaBalance>));

sp_api::decl_runtime_apis! {
	/// Whether the chain's books are in order.
	pub trait InvariantsApi {
		/// Checks every numbered invariant of the pallet on the state of the block; the error is
		/// the text of the first that does not hold.
		fn check_invariants() -> Result<(), Vec<u8>>;
	}

	/// Hotkeys as something to stake on.
	pub trait DelegateInfoRuntimeApi<AccountId: Codec> {
		/// All of them.
		fn get_delegates() -> Vec<DelegateInfo<AccountId>>;
		/// One.
		fn get_delegate(delegate_account: AccountId) -> Option<DelegateInfo<AccountId>>;
		/// Those on which a coldkey has staked, with netuid and alpha of each position.
		fn get_delegated(
			delegatee_account: AccountId,
		) -> Vec<Delegated<AccountId>>;
	}

	/// Neurons.
	pub trait NeuronInfoRuntimeApi<AccountId: Codec> {
		/// All of a subnet.
		fn get_neurons(netuid: NetUid) -> Vec<NeuronInfo<AccountId>>;
		/// One.
		fn get_neuron(netuid: NetUid, uid: Uid) -> Option<NeuronInfo<AccountId>>;
		/// All of a subnet, without weights and bonds.
		fn get_neurons_lite(netuid: NetUid) -> Vec<NeuronInfoLite<AccountId>>;
		/// One, without weights and bonds.
		fn get_neuron_lite(netuid: NetUid, uid: Uid) -> Option<NeuronInfoLite<AccountId>>;
	}

	/// Subnets.
	#[api_version(2)]
	pub trait SubnetInfoRuntimeApi<AccountId: Codec> {
		/// One.
		fn get_subnet_info(netuid: NetUid) -> Option<SubnetInfo<AccountId>>;
		/// All.
		fn get_subnets_info() -> Vec<Option<SubnetInfo<AccountId>>>;
		/// One, with its identity.
		fn get_subnet_info_v2(netuid: NetUid) -> Option<SubnetInfov2<AccountId>>;
		/// All, with their identities.
		fn get_subnets_info_v2() -> Vec<Option<SubnetInfov2<AccountId>>>;
		/// Hyperparameters.
		fn get_subnet_hyperparams(netuid: NetUid) -> Option<SubnetHyperparams>;
		/// Hyperparameters with those that came later.
		fn get_subnet_hyperparams_v2(netuid: NetUid) -> Option<SubnetHyperparamsV2>;
		/// Hyperparameters by name.
		fn get_subnet_hyperparams_v3(netuid: NetUid) -> Option<SubnetHyperparamsV3>;
		/// All, with their pools and emission.
		fn get_all_dynamic_info() -> Vec<Option<DynamicInfo<AccountId>>>;
		/// One, with its pool and emission.
		fn get_dynamic_info(netuid: NetUid) -> Option<DynamicInfo<AccountId>>;
		/// All, whole.
		fn get_all_metagraphs() -> Vec<Option<Metagraph<AccountId>>>;
		/// One, whole.
		fn get_metagraph(netuid: NetUid) -> Option<Metagraph<AccountId>>;
		/// All mechanisms of all subnets.
		fn get_all_mechagraphs() -> Vec<Option<Metagraph<AccountId>>>;
		/// One mechanism.
		fn get_mechagraph(netuid: NetUid, mecid: MechId) -> Option<Metagraph<AccountId>>;
		/// The neurons, column by column.
		fn get_subnet_state(netuid: NetUid) -> Option<SubnetState<AccountId>>;
		/// Some fields of one.
		fn get_selective_metagraph(
			netuid: NetUid,
			metagraph_indexes: Vec<u16>,
		) -> Option<SelectiveMetagraph<AccountId>>;
		/// Some fields of one mechanism.
		fn get_selective_mechagraph(
			netuid: NetUid,
			subid: MechId,
			metagraph_indexes: Vec<u16>,
		) -> Option<SelectiveMetagraph<AccountId>>;
		/// The hotkey on which a coldkey's miner earnings are staked, if it chose one.
		fn get_coldkey_auto_stake_hotkey(coldkey: AccountId, netuid: NetUid) -> Option<AccountId>;
		/// The subnet that a new one would replace, if the chain is full.
		fn get_subnet_to_prune() -> Option<NetUid>;
		/// The account on which a subnet's TAO lies.
		fn get_subnet_account_id(netuid: NetUid) -> Option<AccountId>;
		/// The block of the next epoch.
		fn get_next_epoch_start_block(netuid: NetUid) -> Option<u64>;
	}

	/// Stake.
	pub trait StakeInfoRuntimeApi<AccountId: Codec + Ord> {
		/// Everything that a coldkey has staked.
		fn get_stake_info_for_coldkey(coldkey_account: AccountId) -> Vec<StakeInfo<AccountId>>;
		/// Everything that some coldkeys have staked.
		fn get_stake_info_for_coldkeys(
			coldkey_accounts: Vec<AccountId>,
		) -> Vec<(AccountId, Vec<StakeInfo<AccountId>>)>;
		/// One position; there is a record for any three.
		fn get_stake_info_for_hotkey_coldkey_netuid(
			hotkey_account: AccountId,
			coldkey_account: AccountId,
			netuid: NetUid,
		) -> Option<StakeInfo<AccountId>>;
		/// What some coldkeys could move, in some subnets or in all where they have stake.
		fn get_stake_availability_for_coldkeys(
			coldkey_accounts: Vec<AccountId>,
			netuids: Option<Vec<NetUid>>,
		) -> Availability<AccountId>;
		/// The fee of moving stake, in rao.
		fn get_stake_fee(
			origin: Option<(AccountId, NetUid)>,
			origin_coldkey_account: AccountId,
			destination: Option<(AccountId, NetUid)>,
			destination_coldkey_account: AccountId,
			amount: u64,
		) -> u64;
		/// A coldkey's lock.
		fn get_coldkey_lock(coldkey: AccountId, netuid: NetUid) -> Option<LockState>;
		/// How much the locks on a hotkey count.
		fn get_hotkey_conviction(hotkey: AccountId, netuid: NetUid) -> U64F64;
		/// The hotkey whose locks count most.
		fn get_most_convicted_hotkey_on_subnet(netuid: NetUid) -> Option<AccountId>;
	}

	/// Creating subnets.
	pub trait SubnetRegistrationRuntimeApi {
		/// Price of a subnet in this block, in rao.
		fn get_network_registration_cost() -> TaoBalance;
	}

	/// Trading. Clients pass the arguments by name.
	pub trait SwapRuntimeApi {
		/// Price of a subnet's token, in rao.
		fn current_alpha_price(netuid: NetUid) -> u64;
		/// Prices of all.
		fn current_alpha_price_all() -> Vec<SubnetPrice>;
		/// What an amount of TAO would buy.
		fn sim_swap_tao_for_alpha(netuid: NetUid, tao: TaoBalance) -> SimSwapResult;
		/// What an amount of alpha would fetch.
		fn sim_swap_alpha_for_tao(netuid: NetUid, alpha: AlphaBalance) -> SimSwapResult;
	}

	/// What kinds of proxies may do.
	pub trait ProxyFilterRuntimeApi {
		/// All kinds.
		fn get_proxy_types() -> Vec<ProxyTypeInfo>;
		/// The filter of the kind with this index, or of all; none if there is no such kind.
		fn get_proxy_filter(proxy_type: Option<u8>) -> Vec<ProxyFilterInfo>;
	}

	/// Root baskets, of which there are none here.
	pub trait BetaBasketRuntimeApi<AccountId: Codec> {
		/// What baskets owe a coldkey, in rao.
		fn get_root_basket_owed(coldkey: AccountId) -> u64;
		/// A coldkey's positions: hotkey, units, payout in rao.
		fn get_root_basket_positions(coldkey: AccountId) -> Vec<(AccountId, u64, u64)>;
		/// What leaving a basket would pay, in rao.
		fn get_basket_payout(hotkey: AccountId, coldkey: AccountId) -> u64;
		/// Value of all baskets, in rao.
		fn get_root_basket_total_nav() -> u64;
		/// All baskets.
		fn get_all_validator_baskets() -> Vec<ValidatorBasket<AccountId>>;
	}
}
