//! The functions that the node and clients call from outside.

use alloc::vec::Vec;
use frame_support::{genesis_builder_helper::get_preset, traits::Get, weights::Weight};
use pallet_grandpa::AuthorityId as GrandpaId;
use pallet_subtensor::{
	read::{
		absent,
		delegates::Delegated,
		layout::{
			DelegateInfo, DynamicInfo, NeuronInfo, NeuronInfoLite, SimSwapResult, StakeInfo,
			SubnetHyperparams, SubnetHyperparamsV2, SubnetHyperparamsV3, SubnetInfo, SubnetInfov2,
			SubnetPrice, SubnetState,
		},
		metagraph::{Metagraph, SelectiveMetagraph},
		stake::Availability,
	},
	MechId, NetUid, Uid,
};
use pallet_subtensor_runtime_api::proxy::{ProxyFilterInfo, ProxyTypeInfo};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

use super::{
	configs::{ProxyType, ValidatorCount},
	genesis, genesis_config_presets,
	opaque::SessionKeys,
	AccountId, Balance, Block, Commitments, Executive, Grandpa, InherentDataExt, Nonce, Runtime,
	RuntimeCall, RuntimeGenesisConfig, SubtensorModule, System, TransactionPayment,
	UncheckedExtrinsic, SLOT_DURATION, VERSION,
};

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(
			header: &<Block as BlockT>::Header,
		) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: frame_support::view_functions::ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(
			data: sp_inherents::InherentData,
		) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(SLOT_DURATION)
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl pallet_mev_shield::ShieldApi<Block> for Runtime {
		fn announced_key(slot: u64) -> Option<pallet_mev_shield::PublicKey> {
			let author = slot.checked_rem(ValidatorCount::get().into())?;
			let keys = pallet_mev_shield::AuthorKeys::<Runtime>::get(u32::try_from(author).ok()?)?;
			Some(keys.newest)
		}

		fn ciphertext(transaction: <Block as BlockT>::Extrinsic) -> Option<Vec<u8>> {
			match transaction.function {
				RuntimeCall::MevShield(pallet_mev_shield::Call::submit_encrypted { ciphertext }) => {
					Some(ciphertext.into_inner())
				},
				_ => None,
			}
		}

		fn refusal(
			id: <Block as BlockT>::Hash,
			reason: pallet_mev_shield::Refusal,
		) -> <Block as BlockT>::Extrinsic {
			let call = pallet_mev_shield::Call::refuse_encrypted { id, reason };
			UncheckedExtrinsic::new_bare(call.into())
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			_: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			_: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			None
		}

		fn generate_key_ownership_proof(
			_: sp_consensus_grandpa::SetId,
			_: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			// Nothing is at stake for validators here, so equivocations are not punished.
			None
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
		Block,
		Balance,
		RuntimeCall,
	> for Runtime {
		fn query_call_info(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_subtensor_runtime_api::InvariantsApi<Block> for Runtime {
		fn check_invariants() -> Result<(), Vec<u8>> {
			pallet_subtensor::Pallet::<Runtime>::do_try_state().map_err(|reason| {
				let reason: &'static str = reason.into();
				reason.as_bytes().to_vec()
			})
		}
	}

	impl pallet_subtensor_runtime_api::DelegateInfoRuntimeApi<Block, AccountId> for Runtime {
		fn get_delegates() -> Vec<DelegateInfo<AccountId>> {
			SubtensorModule::delegates()
		}

		fn get_delegate(delegate_account: AccountId) -> Option<DelegateInfo<AccountId>> {
			SubtensorModule::delegate(&delegate_account)
		}

		fn get_delegated(delegatee_account: AccountId) -> Vec<Delegated<AccountId>> {
			SubtensorModule::delegated(&delegatee_account)
		}
	}

	impl pallet_subtensor_runtime_api::NeuronInfoRuntimeApi<Block, AccountId> for Runtime {
		fn get_neurons(netuid: NetUid) -> Vec<NeuronInfo<AccountId>> {
			SubtensorModule::neurons(netuid)
		}

		fn get_neuron(netuid: NetUid, uid: Uid) -> Option<NeuronInfo<AccountId>> {
			SubtensorModule::neuron(netuid, uid)
		}

		fn get_neurons_lite(netuid: NetUid) -> Vec<NeuronInfoLite<AccountId>> {
			SubtensorModule::neurons_lite(netuid)
		}

		fn get_neuron_lite(netuid: NetUid, uid: Uid) -> Option<NeuronInfoLite<AccountId>> {
			SubtensorModule::neuron_lite(netuid, uid)
		}
	}

	impl pallet_subtensor_runtime_api::SubnetInfoRuntimeApi<Block, AccountId> for Runtime {
		fn get_subnet_info(netuid: NetUid) -> Option<SubnetInfo<AccountId>> {
			SubtensorModule::subnet_info(netuid)
		}

		fn get_subnets_info() -> Vec<Option<SubnetInfo<AccountId>>> {
			SubtensorModule::subnets_info()
		}

		fn get_subnet_info_v2(netuid: NetUid) -> Option<SubnetInfov2<AccountId>> {
			SubtensorModule::subnet_info_v2(netuid)
		}

		fn get_subnets_info_v2() -> Vec<Option<SubnetInfov2<AccountId>>> {
			SubtensorModule::subnets_info_v2()
		}

		fn get_subnet_hyperparams(netuid: NetUid) -> Option<SubnetHyperparams> {
			SubtensorModule::subnet_hyperparams(netuid)
		}

		fn get_subnet_hyperparams_v2(netuid: NetUid) -> Option<SubnetHyperparamsV2> {
			SubtensorModule::subnet_hyperparams_v2(netuid)
		}

		fn get_subnet_hyperparams_v3(netuid: NetUid) -> Option<SubnetHyperparamsV3> {
			SubtensorModule::subnet_hyperparams_v3(netuid)
		}

		fn get_all_dynamic_info() -> Vec<Option<DynamicInfo<AccountId>>> {
			SubtensorModule::all_dynamic_info()
		}

		fn get_dynamic_info(netuid: NetUid) -> Option<DynamicInfo<AccountId>> {
			SubtensorModule::dynamic_info(netuid)
		}

		fn get_all_metagraphs() -> Vec<Option<Metagraph<AccountId>>> {
			SubtensorModule::all_metagraphs()
		}

		fn get_metagraph(netuid: NetUid) -> Option<Metagraph<AccountId>> {
			SubtensorModule::metagraph(netuid)
		}

		fn get_all_mechagraphs() -> Vec<Option<Metagraph<AccountId>>> {
			SubtensorModule::all_mechagraphs()
		}

		fn get_mechagraph(netuid: NetUid, mecid: MechId) -> Option<Metagraph<AccountId>> {
			SubtensorModule::mechagraph(netuid, mecid)
		}

		fn get_subnet_state(netuid: NetUid) -> Option<SubnetState<AccountId>> {
			SubtensorModule::subnet_state(netuid)
		}

		fn get_selective_metagraph(
			netuid: NetUid,
			metagraph_indexes: Vec<u16>,
		) -> Option<SelectiveMetagraph<AccountId>> {
			let commitments = Commitments::encoded;
			SubtensorModule::selective_metagraph(netuid, 0, &metagraph_indexes, commitments)
		}

		fn get_selective_mechagraph(
			netuid: NetUid,
			subid: MechId,
			metagraph_indexes: Vec<u16>,
		) -> Option<SelectiveMetagraph<AccountId>> {
			let commitments = Commitments::encoded;
			SubtensorModule::selective_metagraph(netuid, subid, &metagraph_indexes, commitments)
		}

		fn get_coldkey_auto_stake_hotkey(coldkey: AccountId, netuid: NetUid) -> Option<AccountId> {
			pallet_subtensor::AutoStakeDestination::<Runtime>::get(coldkey, netuid)
		}

		fn get_subnet_to_prune() -> Option<NetUid> {
			SubtensorModule::subnet_to_prune(System::block_number().into())
		}

		fn get_subnet_account_id(netuid: NetUid) -> Option<AccountId> {
			SubtensorModule::subnet_account_of(netuid)
		}

		fn get_next_epoch_start_block(netuid: NetUid) -> Option<u64> {
			SubtensorModule::next_epoch_start_block(netuid)
		}
	}

	impl pallet_subtensor_runtime_api::StakeInfoRuntimeApi<Block, AccountId> for Runtime {
		fn get_stake_info_for_coldkey(coldkey_account: AccountId) -> Vec<StakeInfo<AccountId>> {
			SubtensorModule::stake_info_for_coldkey(&coldkey_account)
		}

		fn get_stake_info_for_coldkeys(
			coldkey_accounts: Vec<AccountId>,
		) -> Vec<(AccountId, Vec<StakeInfo<AccountId>>)> {
			SubtensorModule::stake_info_for_coldkeys(coldkey_accounts)
		}

		fn get_stake_info_for_hotkey_coldkey_netuid(
			hotkey_account: AccountId,
			coldkey_account: AccountId,
			netuid: NetUid,
		) -> Option<StakeInfo<AccountId>> {
			Some(SubtensorModule::stake_info(&hotkey_account, &coldkey_account, netuid))
		}

		fn get_stake_availability_for_coldkeys(
			coldkey_accounts: Vec<AccountId>,
			netuids: Option<Vec<NetUid>>,
		) -> Availability<AccountId> {
			SubtensorModule::stake_availability(coldkey_accounts, netuids)
		}

		fn get_stake_fee(
			_origin: Option<(AccountId, NetUid)>,
			_origin_coldkey_account: AccountId,
			_destination: Option<(AccountId, NetUid)>,
			_destination_coldkey_account: AccountId,
			_amount: u64,
		) -> u64 {
			// Pools take no fee here.
			0
		}

		fn get_coldkey_lock(coldkey: AccountId, netuid: NetUid) -> Option<absent::LockState> {
			absent::coldkey_lock(coldkey, netuid)
		}

		fn get_hotkey_conviction(hotkey: AccountId, netuid: NetUid) -> pallet_subtensor::U64F64 {
			absent::hotkey_conviction(hotkey, netuid)
		}

		fn get_most_convicted_hotkey_on_subnet(netuid: NetUid) -> Option<AccountId> {
			absent::most_convicted_hotkey(netuid)
		}
	}

	impl pallet_subtensor_runtime_api::SubnetRegistrationRuntimeApi<Block> for Runtime {
		fn get_network_registration_cost() -> Balance {
			SubtensorModule::network_lock_cost(System::block_number().into())
		}
	}

	impl pallet_subtensor_runtime_api::SwapRuntimeApi<Block> for Runtime {
		fn current_alpha_price(netuid: NetUid) -> u64 {
			SubtensorModule::current_alpha_price(netuid)
		}

		fn current_alpha_price_all() -> Vec<SubnetPrice> {
			SubtensorModule::current_alpha_prices()
		}

		fn sim_swap_tao_for_alpha(netuid: NetUid, tao: Balance) -> SimSwapResult {
			SubtensorModule::simulate_buy(netuid, tao)
		}

		fn sim_swap_alpha_for_tao(netuid: NetUid, alpha: Balance) -> SimSwapResult {
			SubtensorModule::simulate_sell(netuid, alpha)
		}
	}

	impl pallet_subtensor_runtime_api::ProxyFilterRuntimeApi<Block> for Runtime {
		fn get_proxy_types() -> Vec<ProxyTypeInfo> {
			ProxyType::all().map(ProxyType::info).collect()
		}

		fn get_proxy_filter(proxy_type: Option<u8>) -> Vec<ProxyFilterInfo> {
			ProxyType::all()
				.filter(|kind| proxy_type.is_none_or(|index| kind.index() == index))
				.map(ProxyType::filter_info)
				.collect()
		}
	}

	impl pallet_subtensor_runtime_api::BetaBasketRuntimeApi<Block, AccountId> for Runtime {
		fn get_root_basket_owed(coldkey: AccountId) -> u64 {
			absent::root_basket_owed(coldkey)
		}

		fn get_root_basket_positions(coldkey: AccountId) -> Vec<(AccountId, u64, u64)> {
			absent::root_basket_positions(coldkey)
		}

		fn get_basket_payout(hotkey: AccountId, coldkey: AccountId) -> u64 {
			absent::basket_payout(hotkey, coldkey)
		}

		fn get_root_basket_total_nav() -> u64 {
			absent::root_basket_total_value()
		}

		fn get_all_validator_baskets() -> Vec<absent::ValidatorBasket<AccountId>> {
			absent::all_validator_baskets()
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			genesis::build(&config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			use crate::{AllPalletsWithSystem, *};
			use frame_benchmarking::{baseline, BenchmarkList};
			use frame_support::traits::StorageInfoTrait;
			use frame_system_benchmarking::Pallet as SystemBench;
			use baseline::Pallet as BaselineBench;

			let mut list = Vec::<BenchmarkList>::new();
			list_benchmarks!(list, extra);
			(list, AllPalletsWithSystem::storage_info())
		}

		#[allow(non_local_definitions)]
		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			use crate::*;
			use frame_benchmarking::{baseline, BenchmarkBatch};
			use frame_support::traits::WhitelistedStorageKeys;
			use frame_system_benchmarking::Pallet as SystemBench;
			use baseline::Pallet as BaselineBench;

			impl frame_system_benchmarking::Config for Runtime {}
			impl baseline::Config for Runtime {}

			let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
			let mut batches = Vec::<BenchmarkBatch>::new();
			let params = (&config, &whitelist);
			add_benchmarks!(params, batches);
			Ok(batches)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let weight = Executive::try_runtime_upgrade(checks)
				.expect("a failed upgrade check must stop the tool that asked for it");
			(weight, super::configs::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("a failed block must stop the tool that asked for it")
		}
	}
}
