//! Carries out what the command line says.

use std::{fs, net::TcpListener};

use sc_chain_spec::ChainType;
use sc_cli::{CliConfiguration, Cors, DatabasePruningMode, SubstrateCli, TransactionPoolType};
use sc_service::{ChainSpec, Configuration};
use yumanet_runtime::opaque::Block;

use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	sealing::Sealing,
	service::{self, WhileNeeded},
};

/// States that a sealing node keeps by default, in blocks: an hour of 250 ms blocks. The usual 256
/// would be gone after a minute, before anyone has looked at them.
const SEALED_STATES: u32 = 14_400;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Yumanet".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		"A Bittensor-style subnet on your own machine. Start with `yumanet --dev`.".into()
	}

	fn author() -> String {
		"the Yumanet authors".into()
	}

	fn support_url() -> String {
		"the README of the project".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
		Ok(Box::new(chain_spec::load(id)?))
	}
}

impl Cli {
	/// How this node makes blocks on a chain of this type; `None` for consensus.
	fn sealing_on(&self, chain_type: &ChainType) -> Option<Sealing> {
		let development = self.run.shared_params.dev || *chain_type == ChainType::Development;
		self.sealing.or(development.then_some(Sealing::REAL_TIME))
	}

	/// Fills in what was not said and differs from the defaults of a substrate node.
	fn complete(&mut self) -> sc_cli::Result<()> {
		let shared = &self.run.shared_params;
		let spec = chain_spec::load(&shared.chain_id(shared.dev))?;
		let development = spec.chain_type() == ChainType::Development;

		if self.three {
			self.run.validator = true;
			self.run.name.get_or_insert_with(|| "Three".into());
		}
		if development {
			// A chain for trying things out starts afresh each time, as with --dev, unless it is
			// told where to stay.
			self.run.tmp |= shared.base_path.is_none();
			self.run.rpc_params.rpc_cors.get_or_insert(Cors::All);
		} else if spec.chain_type() == ChainType::Local {
			// Nobody relies on the network identity of a validator of a local chain.
			self.run.network_params.node_key_params.unsafe_force_node_key_generation |=
				self.run.network_params.node_key_params.node_key.is_none();
		}
		if self.sealing_on(&spec.chain_type()).is_some() {
			// There are no forks to be aware of, and the pool that is aware of them drops
			// transactions that wait for an earlier one of the same sender.
			self.run.pool_config.pool_type = TransactionPoolType::SingleState;
			self.run
				.import_params
				.pruning_params
				.state_pruning
				.get_or_insert(DatabasePruningMode::Custom(SEALED_STATES));
		}
		// Four lines a second about blocks being prepared hide the one about the block itself.
		self.run.shared_params.log.insert(0, "sc_basic_authorship=warn".into());
		Ok(())
	}

	fn run_node(mut self) -> sc_cli::Result<()> {
		self.complete()?;
		let chain = self.run.shared_params.chain_id(self.run.shared_params.dev);
		let mut runner = self.create_runner(&self.run)?;
		let config = runner.config_mut();
		if self.three {
			config.dev_key_seed = Some("//Three".into());
		}
		// Before the first lines of the log, among which a reason would be lost.
		claim_rpc_ports(config)?;
		claim_folder(config)?;
		chain_spec::build_genesis(&chain, &mut *config.chain_spec)?;
		runner.run_node_until_exit(|mut config| async move {
			claim_metrics_port(&mut config);
			let sealing = self.sealing_on(&config.chain_spec.chain_type());
			service::new_full(config, sealing).map_err(sc_cli::Error::Service)
		})
	}
}

/// Reads the command line and does what it says.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	let Some(subcommand) = &cli.subcommand else { return cli.run_node() };
	match subcommand {
		Subcommand::Key(cmd) => cmd.run(&cli),
		Subcommand::ExportChainSpec(cmd) => {
			let mut spec = cli.load_spec(&cmd.chain)?;
			if cmd.raw {
				chain_spec::build_genesis(&cmd.chain, &mut *spec)?;
			}
			cmd.run(spec)
		},
		Subcommand::ImportMetagraph(cmd) => cmd.run(),
		Subcommand::CheckBlock(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let parts = open(cmd, &mut config)?;
			Ok((cmd.run(parts.client, parts.import_queue), parts.task_manager))
		}),
		Subcommand::ExportBlocks(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let parts = open(cmd, &mut config)?;
			Ok((cmd.run(parts.client, config.database), parts.task_manager))
		}),
		Subcommand::ImportBlocks(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let parts = open(cmd, &mut config)?;
			Ok((cmd.run(parts.client, parts.import_queue), parts.task_manager))
		}),
		Subcommand::ExportState(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let parts = open(cmd, &mut config)?;
			Ok((cmd.run(parts.client, config.chain_spec), parts.task_manager))
		}),
		Subcommand::PurgeChain(cmd) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.database))
		},
		Subcommand::Revert(cmd) => cli.create_runner(cmd)?.async_run(|mut config| {
			let parts = open(cmd, &mut config)?;
			let (client, backend) = (parts.client, parts.backend);
			let sealed = parts.other.0.is_none();
			let revert_finality = Box::new(move |client, _, blocks| {
				if !sealed {
					sc_consensus_grandpa::revert(client, blocks)?;
				}
				Ok(())
			});
			Ok((cmd.run(client, backend, Some(revert_finality)), parts.task_manager))
		}),
		Subcommand::ChainInfo(cmd) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run::<Block>(&config))
		},
	}
}

/// Makes sure that the node will listen where clients look for it: a node that says why it does not
/// start is better than one on a port that nobody knows.
fn claim_rpc_ports(config: &mut Configuration) -> sc_cli::Result<()> {
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
		let address = endpoint.listen_addr;
		if let (Err(error), false) = (TcpListener::bind(address), endpoint.is_optional) {
			return Err(format!(
				"clients cannot be served on {address}: {error}; stop what listens there, or choose \
				 another port with --rpc-port"
			)
			.into());
		}
	}
	Ok(())
}

/// Does without metrics where they cannot be served: a second node on a machine is in nobody's way.
fn claim_metrics_port(config: &mut Configuration) {
	let Some(prometheus) = &config.prometheus_config else { return };
	if let Err(error) = TcpListener::bind(prometheus.port) {
		log::warn!(
			"Metrics are not served, because {} is not free: {error}. Choose another port with \
			 --prometheus-port, or say --no-prometheus.",
			prometheus.port
		);
		config.prometheus_config = None;
	}
}

/// Makes sure that the chain can be kept in its folder: an error of the database names none.
fn claim_folder(config: &Configuration) -> sc_cli::Result<()> {
	let folder = &config.data_path;
	let probe = folder.join("writable");
	fs::create_dir_all(folder)
		.and_then(|()| fs::write(&probe, ""))
		.and_then(|()| fs::remove_file(&probe))
		.map_err(|error| {
			format!(
				"the chain cannot be kept in {}: {error}; name a folder of yours with --base-path",
				folder.display()
			)
		})?;
	Ok(())
}

/// Opens the database of the chain that a sub-command names.
fn open(
	cmd: &impl CliConfiguration,
	config: &mut Configuration,
) -> sc_cli::Result<service::Service> {
	claim_folder(config)?;
	let chain = cmd.chain_id(cmd.is_dev()?)?;
	chain_spec::build_genesis(&chain, &mut *config.chain_spec)?;
	let sealed = config.chain_spec.chain_type() == ChainType::Development;
	Ok(service::new_partial(config, sealed, |tasks| WhileNeeded(tasks.spawn_handle()))?)
}
