//! JSON-RPC methods besides those that every substrate node has.

use std::sync::Arc;

use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
use substrate_frame_rpc_system::{System, SystemApiServer};
use yumanet_runtime::{opaque::Block, Hash};

use crate::service::{FullClient, FullPool};

/// What the methods need.
pub struct FullDeps {
	/// The chain.
	pub client: Arc<FullClient>,
	/// Transactions waiting for a block.
	pub pool: Arc<FullPool>,
	/// Where to send sealing commands, if blocks are made on command.
	pub commands: Option<mpsc::Sender<EngineCommand<Hash>>>,
}

/// `system_*` of accounts, `payment_*`, and `engine_*` if blocks are made on command.
pub fn create_full(
	deps: FullDeps,
) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>> {
	let FullDeps { client, pool, commands } = deps;
	let mut module = RpcModule::new(());
	module.merge(System::<_, _, Block>::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client).into_rpc())?;
	if let Some(commands) = commands {
		module.merge(ManualSeal::new(commands).into_rpc())?;
	}
	Ok(module)
}
