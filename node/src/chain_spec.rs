//! The chains that this node knows by name, and those that it reads from files.

use std::path::Path;

use sc_chain_spec::{json_merge, ChainType, GenericChainSpec, Properties};
use serde_json::{json, Value};
use sp_core::{
	crypto::Ss58Codec,
	storage::{well_known_keys, Storage},
};
use sp_runtime::BuildStorage;
use yumanet_runtime::{
	genesis_config_presets::{self as presets, LARGE_ENDOWMENT},
	AccountId, RuntimeGenesisConfig, SS58_PREFIX, WASM_BINARY,
};

/// Specification of a chain without extensions.
pub type ChainSpec = GenericChainSpec;

/// Environment variable that names one more account to endow, in SS58.
const WALLET_VARIABLE: &str = "BT_DEFAULT_TOKEN_WALLET";

/// How the executor calls a description that does not fit into one allocation of the runtime.
const ALLOCATION_TOO_LARGE: &str = "Requested allocation size is too large";

/// Id, type and genesis of the chain called `id`; `None` if this node has no such chain.
///
/// The chain's own id names the folder of the database, so chains that differ have different ones: a
/// node must not take up the database of another chain.
fn named(id: &str) -> Option<(&'static str, ChainType, Value)> {
	match id {
		"dev" => Some(("bittensor_dev", ChainType::Development, presets::development())),
		"local" => Some(("bittensor", ChainType::Local, presets::local_testnet())),
		"bare" => Some(("bittensor_bare", ChainType::Development, presets::bare())),
		_ => None,
	}
}

/// The chain called `id`: `dev`, `local`, `bare`, or the path of a specification. The id is empty
/// where the command line names no chain.
pub fn load(id: &str) -> Result<ChainSpec, String> {
	match named(id) {
		Some((id, chain_type, patch)) => from_patch(id, chain_type, patch),
		None if id.is_empty() => Err("no chain was named; say --dev for a chain with a living \
		                              subnet, --chain local for a network of validators, or \
		                              --chain FILE"
			.into()),
		None if Path::new(id).exists() => ChainSpec::from_json_file(id.into()).map_err(|reason| {
			format!(
				"{id} is not a chain specification: {reason}. A metagraph becomes one with: yumanet \
				 import-metagraph {id} --output FILE"
			)
		}),
		None => Err(format!(
			"no chain is called {id:?} and there is no such file; the chains are dev, local and \
			 bare"
		)),
	}
}

/// Replaces the description of block 0 in the specification of the chain called `id` by its state.
///
/// Whoever needs the state calls this first, so that a wrong description is refused here, with the
/// name of the chain and in one line.
pub fn build_genesis(id: &str, spec: &mut dyn sc_chain_spec::ChainSpec) -> Result<(), String> {
	let storage = match native_genesis(id)? {
		Some(storage) => storage,
		None => from_wasm(spec.as_storage_builder()).map_err(|reason| format!("{id}: {reason}"))?,
	};
	spec.set_storage(storage);
	Ok(())
}

/// State of block 0 as the runtime in a specification builds it, or the reason why it does not.
pub fn from_wasm(spec: &dyn BuildStorage) -> Result<Storage, String> {
	spec.build_storage().map_err(|error| {
		if error.contains(ALLOCATION_TOO_LARGE) {
			return "the genesis cannot be built: its description is longer than the 32 MiB that the \
			        runtime takes; leave out neurons, weights or bonds"
				.into();
		}
		let reason = match error.split_once(" for blob:") {
			// The runtime's reason, and the whole genesis as it was given to it: a place in that says
			// nothing to one who has not seen it.
			Some((reason, _)) => reason.split(" at line ").next(),
			// What follows the first line is the backtrace of a panic.
			None => error.lines().next(),
		};
		format!("the genesis cannot be built: {}", reason.unwrap_or_default())
	})
}

/// State of block 0 of the chain called `id`; `None` for the path of a specification.
///
/// A specification has its state computed by the wasm runtime, which must be compiled for that. The
/// runtime that is linked into this node is the same code and is there already.
fn native_genesis(id: &str) -> Result<Option<Storage>, String> {
	let Some((_, _, patch)) = named(id) else { return Ok(None) };
	let mut config =
		serde_json::to_value(RuntimeGenesisConfig::default()).map_err(|error| error.to_string())?;
	json_merge(&mut config, endow(patch, wallet().as_deref())?);
	let config: RuntimeGenesisConfig =
		serde_json::from_value(config).map_err(|error| error.to_string())?;
	let mut storage = config.build_storage()?;
	storage.top.insert(well_known_keys::CODE.to_vec(), runtime_code()?.to_vec());
	Ok(Some(storage))
}

fn runtime_code() -> Result<&'static [u8], String> {
	WASM_BINARY.ok_or("this node was built without a runtime; unset SKIP_WASM_BUILD".into())
}

fn wallet() -> Option<String> {
	std::env::var(WALLET_VARIABLE).ok().filter(|wallet| !wallet.is_empty())
}

/// The specification of a chain whose genesis is `patch` upon the runtime's defaults, with the
/// developer's own wallet endowed.
pub fn from_patch(id: &str, chain_type: ChainType, patch: Value) -> Result<ChainSpec, String> {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), "TAO".into());
	properties.insert("tokenDecimals".into(), 9.into());
	properties.insert("ss58Format".into(), SS58_PREFIX.into());
	Ok(ChainSpec::builder(runtime_code()?, None)
		.with_name("Bittensor")
		.with_id(id)
		.with_protocol_id("bittensor")
		.with_chain_type(chain_type)
		.with_properties(properties)
		.with_genesis_config_patch(endow(patch, wallet().as_deref())?)
		.build())
}

/// Adds `wallet` to the balances of a genesis patch, if it is not among them already.
fn endow(mut patch: Value, wallet: Option<&str>) -> Result<Value, String> {
	let Some(wallet) = wallet else { return Ok(patch) };
	let account = AccountId::from_ss58check(wallet).map_err(|error| {
		format!(
			"{WALLET_VARIABLE} is {wallet:?}, which is not an SS58 address ({error:?}); unset it or \
			 give the address of a coldkey"
		)
	})?;
	let entry = json!([account, LARGE_ENDOWMENT]);
	let balances = patch
		.pointer_mut("/balances/balances")
		.and_then(Value::as_array_mut)
		.ok_or("the preset has no balances")?;
	if balances.iter().all(|known| known[0] != entry[0]) {
		balances.push(entry);
	}
	Ok(patch)
}

#[cfg(test)]
mod tests {
	use super::*;

	const SOMEBODY: &str = "5FFApaS75bv5pJHfAp2FVLBj9ZaXuFDjEypsaBNc1wCfe52v";
	const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

	fn balances(patch: &Value) -> &Vec<Value> {
		patch["balances"]["balances"].as_array().unwrap()
	}

	#[test]
	fn endow_adds_the_wallet() {
		let before = balances(&presets::development()).len();
		let patch = endow(presets::development(), Some(SOMEBODY)).unwrap();
		assert_eq!(balances(&patch).len(), before + 1);
		assert_eq!(balances(&patch)[before], json!([SOMEBODY, 1_000_000_000_000_000u64]));
	}

	#[test]
	fn endow_leaves_a_known_account_alone() {
		let patch = endow(presets::development(), Some(ALICE)).unwrap();
		assert_eq!(patch, presets::development());
	}

	#[test]
	fn endow_names_a_malformed_wallet() {
		let error = endow(presets::development(), Some("5Grw")).unwrap_err();
		assert!(error.starts_with("BT_DEFAULT_TOKEN_WALLET is \"5Grw\""), "{error}");
	}

	#[test]
	fn load_names_an_unknown_chain() {
		let error = load("finney").err().unwrap();
		assert!(error.contains("\"finney\"") && error.contains("dev, local and bare"), "{error}");
	}

	#[test]
	fn load_demands_a_chain() {
		let error = load("").err().unwrap();
		assert!(error.starts_with("no chain was named"), "{error}");
	}

	#[test]
	fn a_refused_genesis_is_one_line() {
		struct Refused(&'static str);
		impl BuildStorage for Refused {
			fn assimilate_storage(&self, _: &mut Storage) -> Result<(), String> {
				Err(self.0.into())
			}
		}
		for (error, reason) in [
			("netuid 1: listed twice for blob:\n{\n}", "netuid 1: listed twice"),
			("expected u16 at line 3 column 7 for blob:\n{\n}", "expected u16"),
			("wasm call error\nWASM backtrace:\n", "wasm call error"),
			(
				"wasm call error Requested allocation size is too large for blob:\n{\n}",
				"its description is longer than the 32 MiB that the runtime takes; leave out neurons, \
				 weights or bonds",
			),
			(
				"Error parsing spec file: EOF at line 1 column 2",
				"Error parsing spec file: EOF at line 1 column 2",
			),
		] {
			let error = from_wasm(&Refused(error)).unwrap_err();
			assert_eq!(error, format!("the genesis cannot be built: {reason}"));
		}
	}

	#[test]
	fn native_and_wasm_runtime_build_the_same_genesis() {
		for id in ["dev", "local", "bare"] {
			let wasm = load(id).unwrap().build_storage().unwrap();
			let native = native_genesis(id).unwrap().unwrap();
			assert!(wasm.top == native.top, "{id}");
			assert!(native.children_default.is_empty() && wasm.children_default.is_empty());
		}
	}
}
