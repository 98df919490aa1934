//! Puts the parts of a node together.

use std::{path::PathBuf, sync::Arc, time::Duration};

use futures::{channel::mpsc, future::BoxFuture};
use sc_chain_spec::construct_genesis_block;
use sc_client_api::{Backend, BlockBackend, BlockImportOperation};
use sc_consensus::import_queue::DefaultImportQueue;
use sc_consensus_aura::{ImportQueueParams, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{GrandpaBlockImport, LinkHalf, SharedVoterState};
use sc_executor::{HeapAllocStrategy, WasmExecutor, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_network::config::{
	FullNetworkConfiguration, NetworkBackendType, NonReservedPeerMode, TransportConfig,
};
use sc_service::{
	config::ExecutorConfiguration, error::Error as ServiceError, Configuration, PartialComponents,
	SpawnTaskHandle, TFullBackend, TFullClient, TaskManager,
};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{sr25519::AuthorityPair as AuraPair, SlotDuration};
use sp_core::traits::SpawnEssentialNamed;
use yumanet_runtime::{apis::RuntimeApi, opaque::Block, Hash, SLOT_DURATION, VERSION};

use crate::{
	rpc,
	sealing::{Sealer, Sealing},
	shield::{Shield, ShieldedPool},
};

/// The chain, as stored and executed by this node.
pub type FullClient = TFullClient<Block, RuntimeApi, WasmExecutor<sp_io::SubstrateHostFunctions>>;
/// Transactions waiting for a block.
pub type FullPool = TransactionPoolHandle<Block, FullClient>;
/// Which block is the best: that of the longest chain.
pub type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
type FullBackend = TFullBackend<Block>;
type FullGrandpaBlockImport = GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type FullGrandpaLink = LinkHalf<Block, FullClient, FullSelectChain>;

/// How often GRANDPA stores a proof of finality, in blocks, besides those that it must store.
const GRANDPA_JUSTIFICATION_PERIOD: u32 = 512;

/// GRANDPA as far as it is needed to take blocks in; a sealing node has none.
type Finality = Option<(FullGrandpaBlockImport, FullGrandpaLink)>;

/// The parts that sub-commands need too.
pub type Service = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	DefaultImportQueue<Block>,
	FullPool,
	(Finality, Option<Telemetry>),
>;

/// Spawns the tasks of a sub-command. They end with its work, which is no failure.
#[derive(Clone)]
pub struct WhileNeeded(pub SpawnTaskHandle);

impl SpawnEssentialNamed for WhileNeeded {
	fn spawn_essential_blocking(
		&self,
		name: &'static str,
		group: Option<&'static str>,
		task: BoxFuture<'static, ()>,
	) {
		self.0.spawn_blocking(name, group, task);
	}

	fn spawn_essential(
		&self,
		name: &'static str,
		group: Option<&'static str>,
		task: BoxFuture<'static, ()>,
	) {
		self.0.spawn(name, group, task);
	}
}

/// Opens the database and builds what takes blocks in: as they are if this chain is `sealed`,
/// otherwise checked by Aura and GRANDPA. The tasks for that are given to what `spawner` gives.
pub fn new_partial<S: SpawnEssentialNamed + Clone + 'static>(
	config: &Configuration,
	sealed: bool,
	spawner: impl FnOnce(&TaskManager) -> S,
) -> Result<Service, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let (client, backend, keystore_container, task_manager) = sc_service::new_full_parts(
		config,
		telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
		new_executor(&config.executor),
		vec![],
	)?;
	let client = Arc::new(client);
	let spawner = spawner(&task_manager);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let select_chain = FullSelectChain::new(backend.clone());
	let transaction_pool = Arc::new(
		sc_transaction_pool::Builder::new(
			spawner.clone(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let registry = config.prometheus_registry();
	let (import_queue, finality) = if sealed {
		let queue =
			sc_consensus_manual_seal::import_queue(Box::new(client.clone()), &spawner, registry);
		(queue, None)
	} else {
		let (block_import, link) = sc_consensus_grandpa::block_import(
			client.clone(),
			GRANDPA_JUSTIFICATION_PERIOD,
			&client,
			select_chain.clone(),
			telemetry.as_ref().map(Telemetry::handle),
		)?;
		let queue =
			sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
				block_import: block_import.clone(),
				justification_import: Some(Box::new(block_import.clone())),
				client: client.clone(),
				create_inherent_data_providers: wall_clock,
				spawner: &spawner,
				registry,
				check_for_equivocation: Default::default(),
				telemetry: telemetry.as_ref().map(Telemetry::handle),
				compatibility_mode: Default::default(),
			})?;
		(queue, Some((block_import, link)))
	};

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: (finality, telemetry),
	})
}

/// What runs the runtime. It keeps the machine code of runtimes between starts, because compiling
/// one takes seconds, longer than all the rest of a start.
fn new_executor(config: &ExecutorConfiguration) -> WasmExecutor<sp_io::SubstrateHostFunctions> {
	let heap = config.default_heap_pages.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |pages| {
		HeapAllocStrategy::Static { extra_pages: pages as u32 }
	});
	let builder = WasmExecutor::builder()
		.with_execution_method(config.wasm_method)
		.with_onchain_heap_alloc_strategy(heap)
		.with_offchain_heap_alloc_strategy(heap)
		.with_max_runtime_instances(config.max_runtime_instances)
		.with_runtime_cache_size(config.runtime_cache_size);
	match cache_folder() {
		Some(folder) => builder.with_cache_path(folder).build(),
		None => builder.build(),
	}
}

/// The user's cache folder, as far as the environment names one.
fn cache_folder() -> Option<PathBuf> {
	let folder = |variable| std::env::var_os(variable).map(PathBuf::from);
	folder("XDG_CACHE_HOME")
		.or_else(|| folder("HOME").map(|home| home.join(".cache")))
		.filter(|folder| folder.is_absolute())
		.map(|folder| folder.join("yumanet").join("runtimes"))
}

/// The inherent data of a block that follows the wall clock.
async fn wall_clock(
	_parent: Hash,
	_: (),
) -> Result<
	(sp_consensus_aura::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider),
	Box<dyn std::error::Error + Send + Sync>,
> {
	let time = sp_timestamp::InherentDataProvider::from_system_time();
	let slot = sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
		*time,
		SlotDuration::from_millis(SLOT_DURATION),
	);
	Ok((slot, time))
}

/// Keeps a sealing node to itself.
///
/// Chains that were started with the same specification have the same genesis, so two nodes that
/// seal would find each other and take each other's blocks for forks of their own. And several
/// such nodes on one machine must not fight for a port.
fn isolate(config: &mut Configuration) {
	let network = &mut config.network;
	network.listen_addresses.clear();
	network.public_addresses.clear();
	network.boot_nodes.clear();
	network.transport = TransportConfig::Normal { enable_mdns: false, allow_private_ip: false };
	network.enable_dht_random_walk = false;
	network.default_peers_set.in_peers = 0;
	network.default_peers_set.out_peers = 0;
	network.default_peers_set_num_full = 0;
	network.default_peers_set.reserved_nodes.clear();
	network.default_peers_set.non_reserved_mode = NonReservedPeerMode::Deny;
}

/// Starts a node that makes blocks as `sealing` says, or takes part in consensus if it is `None`.
pub fn new_full(
	mut config: Configuration,
	sealing: Option<Sealing>,
) -> Result<TaskManager, ServiceError> {
	if sealing.is_some() {
		isolate(&mut config);
	}
	match config.network.network_backend {
		NetworkBackendType::Libp2p => {
			start::<sc_network::NetworkWorker<Block, Hash>>(config, sealing)
		},
		NetworkBackendType::Litep2p => start::<sc_network::Litep2pNetworkBackend>(config, sealing),
	}
}

/// Says so if the database holds a chain that began otherwise than the specification says. It goes
/// on all the same: a newer node begins otherwise too, and must not lock its user out of a chain.
fn warn_of_another_genesis(
	config: &Configuration,
	client: &FullClient,
	backend: &Arc<FullBackend>,
) -> Result<(), ServiceError> {
	let storage = config.chain_spec.as_storage_builder().build_storage()?;
	// The builder of sc-chain-spec would compile the runtime once more, to ask it for this version.
	let version = VERSION.state_version();
	let root = backend.begin_operation()?.set_genesis_state(storage, false, version)?;
	let genesis: Block = construct_genesis_block(root, version);
	let (wanted, found) = (genesis.header.hash(), client.info().genesis_hash);
	if wanted != found {
		log::warn!(
			"The folder {} holds a chain with another block 0 ({found:?}) than was asked for \
			 ({wanted:?}). That chain goes on. For a new one name another --base-path, or delete the \
			 old one with: yumanet purge-chain",
			config.data_path.display()
		);
	}
	Ok(())
}

fn start<Network: sc_network::NetworkBackend<Block, Hash>>(
	config: Configuration,
	sealing: Option<Sealing>,
) -> Result<TaskManager, ServiceError> {
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: (finality, mut telemetry),
	} = new_partial(&config, sealing.is_some(), TaskManager::spawn_essential_handle)?;
	warn_of_another_genesis(&config, &client, &backend)?;

	let mut net_config = FullNetworkConfiguration::<_, _, Network>::new(
		&config.network,
		config.prometheus_registry().cloned(),
	);
	let metrics = Network::register_notification_metrics(config.prometheus_registry());

	let grandpa_protocol = finality.as_ref().map(|_| {
		let genesis = client.block_hash(0).ok().flatten().expect("the genesis block exists; qed");
		let name = sc_consensus_grandpa::protocol_standard_name(&genesis, &config.chain_spec);
		let (protocol, notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<_, Network>(
			name.clone(),
			metrics.clone(),
			net_config.peer_store_handle(),
		);
		net_config.add_notification_protocol(protocol);
		(name, notifications)
	});

	let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: None,
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	let role = config.role;
	let name = config.network.node_name.clone();
	let force_authoring = config.force_authoring;
	let disable_grandpa = config.disable_grandpa;
	let registry = config.prometheus_registry().cloned();

	let (command_sender, command_receiver) = mpsc::channel(16);
	let rpc_builder = {
		let client = client.clone();
		let pool = transaction_pool.clone();
		let commands = (sealing == Some(Sealing::Manual)).then_some(command_sender);
		Box::new(move |_| {
			rpc::create_full(rpc::FullDeps {
				client: client.clone(),
				pool: pool.clone(),
				commands: commands.clone(),
			})
			.map_err(Into::into)
		})
	};

	sc_service::spawn_tasks(sc_service::SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool: transaction_pool.clone(),
		rpc_builder,
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	let shield = Arc::new(
		Shield::new(client.clone(), keystore_container.keystore())
			.map_err(|error| ServiceError::Other(error.to_string()))?,
	);
	let proposer = sc_basic_authorship::ProposerFactory::new(
		task_manager.spawn_handle(),
		client.clone(),
		Arc::new(ShieldedPool { pool: transaction_pool.clone(), shield: shield.clone() }),
		registry.as_ref(),
		telemetry.as_ref().map(Telemetry::handle),
	);

	let Some((block_import, grandpa_link)) = finality else {
		let sealing = sealing.expect("only a sealing node has no finality of its own; qed");
		let sealer = Sealer { client, pool: transaction_pool, select_chain, proposer, shield };
		task_manager.spawn_essential_handle().spawn_blocking(
			"sealing",
			Some("block-authoring"),
			sealer.run(sealing, command_receiver),
		);
		return Ok(task_manager);
	};

	if role.is_authority() {
		let aura = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(
			StartAuraParams {
				slot_duration: SlotDuration::from_millis(SLOT_DURATION),
				client,
				select_chain,
				block_import,
				proposer_factory: proposer,
				create_inherent_data_providers: move |parent, ()| {
					let shield = shield.clone();
					async move {
						let (slot, time) = wall_clock(parent, ()).await?;
						let announcement = shield.announcement(parent, *slot)?;
						Ok((slot, time, announcement))
					}
				},
				force_authoring,
				backoff_authoring_blocks: Option::<()>::None,
				keystore: keystore_container.keystore(),
				sync_oracle: sync_service.clone(),
				justification_sync_link: sync_service.clone(),
				block_proposal_slot_portion: SlotProportion::new(2f32 / 3f32),
				max_block_proposal_slot_portion: None,
				telemetry: telemetry.as_ref().map(Telemetry::handle),
				compatibility_mode: Default::default(),
			},
		)?;
		task_manager.spawn_essential_handle().spawn_blocking("aura", Some("block-authoring"), aura);
	}

	if let Some((protocol_name, notification_service)) =
		grandpa_protocol.filter(|_| !disable_grandpa)
	{
		let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: Duration::from_millis(333),
				justification_generation_period: GRANDPA_JUSTIFICATION_PERIOD,
				name: Some(name),
				observer_enabled: false,
				keystore: role.is_authority().then(|| keystore_container.keystore()),
				local_role: role,
				telemetry: telemetry.as_ref().map(Telemetry::handle),
				protocol_name,
			},
			link: grandpa_link,
			network,
			sync: sync_service,
			notification_service,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry: registry,
			shared_voter_state: SharedVoterState::empty(),
			telemetry: telemetry.as_ref().map(Telemetry::handle),
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
	}

	Ok(task_manager)
}
