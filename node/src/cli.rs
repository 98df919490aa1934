//! What can be written on the command line.

use sc_cli::RunCmd;

use crate::{metagraph::ImportMetagraphCmd, sealing::Sealing};

/// The whole command line.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// What to do instead of running a node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// Standard options of a node.
	#[clap(flatten)]
	pub run: RunCmd,

	/// When this node makes blocks, alone and without consensus: `instant` for every transaction,
	/// `manual` for every `engine_createBlock` call, or a number of milliseconds between blocks.
	///
	/// Every block is final at once, unless `engine_createBlock` is told to leave that to
	/// `engine_finalizeBlock`, and each moves the chain's clock by one slot (250 ms) whatever the time
	/// on the wall. A sealing node has no peers and listens for none.
	///
	/// [default: 250 for a development chain, otherwise consensus between validators]
	#[arg(long, value_name = "WHEN")]
	pub sealing: Option<Sealing>,

	/// Shortcut for `--name Three --validator`, with Three's session keys: the third authority of
	/// `--chain local`.
	#[arg(
		long,
		conflicts_with_all = ["alice", "bob", "charlie", "dave", "eve", "ferdie", "one", "two"]
	)]
	pub three: bool,
}

/// What can be done besides running a node.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
	/// Manage keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Write the specification of a chain (`dev`, `local`, `bare` or a file) as JSON.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Turn the metagraph of a subnet into a chain specification on which that subnet lives.
	ImportMetagraph(ImportMetagraphCmd),

	/// Validate a block.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Read blocks from a file.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Write the state at a block into a chain specification.
	ExportState(sc_cli::ExportStateCmd),

	/// Delete the database of a chain.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Go back to an earlier block, at most to the last final one: on a development chain nearly
	/// always the newest.
	Revert(sc_cli::RevertCmd),

	/// Show what the database holds.
	ChainInfo(sc_cli::ChainInfoCmd),
}
