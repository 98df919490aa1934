//! What the program says when it is asked for something that it cannot do, and what it writes.

use std::{
	fs,
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Command, Output},
};

use serde_json::Value;

const METAGRAPH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/subnet15.json");

fn yumanet(arguments: &[&str]) -> Command {
	let mut command = Command::new(env!("CARGO_BIN_EXE_yumanet"));
	command.args(arguments).env_remove("BT_DEFAULT_TOKEN_WALLET");
	command
}

/// Asserts that the program ends with the given code and says `expected` on stderr.
fn assert_fails(output: Output, code: i32, expected: &str) {
	let stderr = String::from_utf8(output.stderr).unwrap();
	assert!(stderr.contains(expected), "expected {expected:?} in:\n{stderr}");
	assert_eq!(output.status.code(), Some(code), "{stderr}");
}

fn scratch(name: &str) -> PathBuf {
	PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A copy of the metagraph with the value at `pointer` replaced.
fn broken_metagraph(name: &str, pointer: &str, value: Value) -> PathBuf {
	let mut json: Value = serde_json::from_slice(&fs::read(METAGRAPH).unwrap()).unwrap();
	*json.pointer_mut(pointer).unwrap() = value;
	let path = scratch(name);
	fs::write(&path, json.to_string()).unwrap();
	path
}

#[test]
fn running_without_a_chain_names_the_choices() {
	let output = yumanet(&[]).output().unwrap();
	assert_fails(output, 1, "no chain was named; say --dev");
}

#[test]
fn an_unknown_chain_is_named() {
	let output = yumanet(&["--chain", "finney"]).output().unwrap();
	assert_fails(output, 1, "no chain is called \"finney\"");
}

#[test]
fn a_bad_sealing_names_the_choices() {
	let output = yumanet(&["--dev", "--sealing", "0"]).output().unwrap();
	assert_fails(output, 2, "expected `instant`, `manual` or a number of milliseconds");
}

#[test]
fn a_bad_wallet_is_named() {
	let output =
		yumanet(&["--dev"]).env("BT_DEFAULT_TOKEN_WALLET", "not an address").output().unwrap();
	assert_fails(output, 1, "BT_DEFAULT_TOKEN_WALLET is \"not an address\"");
}

#[test]
fn a_port_in_use_is_named() {
	let taken = TcpListener::bind("127.0.0.1:0").unwrap();
	let port = taken.local_addr().unwrap().port().to_string();
	let output = yumanet(&["--dev", "--rpc-port", &port]).output().unwrap();
	assert_fails(output, 1, &port);
}

#[test]
fn importing_a_missing_metagraph_names_the_file() {
	let output = yumanet(&["import-metagraph", "nowhere.json"]).output().unwrap();
	assert_fails(output, 1, "nowhere.json cannot be read");
}

#[test]
fn a_metagraph_that_is_none_leads_to_what_is_one() {
	let path = scratch("no-metagraph.json");
	fs::write(&path, "[]").unwrap();
	let output = yumanet(&["import-metagraph", path.to_str().unwrap()]).output().unwrap();
	assert_fails(output, 1, "`yumanet import-metagraph --help` shows what is in one");
}

#[test]
fn a_metagraph_in_the_place_of_a_specification_leads_to_the_import() {
	let output = yumanet(&["--chain", METAGRAPH]).output().unwrap();
	assert_fails(output, 1, "A metagraph becomes one with: yumanet import-metagraph");
}

#[test]
fn imports_that_differ_are_chains_that_differ() {
	let id = |options: &[&str]| {
		let output = yumanet(&["import-metagraph", METAGRAPH]).args(options).output().unwrap();
		let specification: Value = serde_json::from_slice(&output.stdout).unwrap();
		specification["id"].as_str().unwrap().to_owned()
	};
	assert!(id(&[]).starts_with("bittensor_subnet15_"));
	assert_eq!(id(&[]), id(&[]));
	assert_ne!(id(&[]), id(&["--yuma", "1"]));
}

#[test]
fn importing_a_malformed_metagraph_names_the_place() {
	let path = broken_metagraph("target.json", "/weights/0/0/0", 256.into());
	let output = yumanet(&["import-metagraph", path.to_str().unwrap()]).output().unwrap();
	assert_fails(output, 1, "weights[0][0] targets uid 256, but n is 256");
}

#[test]
fn importing_writes_a_specification_with_exactly_that_subnet() {
	let path = scratch("subnet15-spec.json");
	let output = yumanet(&["import-metagraph", METAGRAPH, "--output", path.to_str().unwrap()])
		.output()
		.unwrap();
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

	let metagraph: Value = serde_json::from_slice(&fs::read(METAGRAPH).unwrap()).unwrap();
	let spec: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
	assert_eq!(spec["chainType"], "Development");
	let subnet = &spec["genesis"]["runtimeGenesis"]["patch"]["subtensorModule"]["subnets"][1];
	let neurons = subnet["neurons"].as_array().unwrap();
	assert_eq!(neurons.len(), 256);
	for (uid, neuron) in neurons.iter().enumerate() {
		assert_eq!(neuron["hotkey"], metagraph["hotkeys"][uid]);
		assert_eq!(neuron["stake"].to_string(), metagraph["stake_rao"][uid].as_str().unwrap());
		assert_eq!(neuron["weights"], metagraph["weights"][uid]);
	}
}

#[test]
fn exported_development_chain_carries_the_properties_of_bittensor() {
	let output = yumanet(&["export-chain-spec", "--chain", "dev"]).output().unwrap();
	let spec: Value = serde_json::from_slice(&output.stdout).unwrap();
	assert_eq!(spec["name"], "Bittensor");
	assert_eq!(spec["protocolId"], "bittensor");
	assert_eq!(
		spec["properties"],
		serde_json::json!({ "tokenSymbol": "TAO", "tokenDecimals": 9, "ss58Format": 42 })
	);
}

/// The specification of the development chain with the value at `pointer` of its genesis replaced.
fn broken_specification(name: &str, pointer: &str, value: Value) -> PathBuf {
	let output = yumanet(&["export-chain-spec", "--chain", "dev"]).output().unwrap();
	let mut spec: Value = serde_json::from_slice(&output.stdout).unwrap();
	*spec["genesis"]["runtimeGenesis"]["patch"].pointer_mut(pointer).unwrap() = value;
	let path = scratch(name);
	fs::write(&path, spec.to_string()).unwrap();
	path
}

/// Asserts that building and running the chain of a specification both say `expected`, and of all
/// that is not log nothing else.
fn assert_refused(specification: &Path, expected: &str) {
	let path = specification.to_str().unwrap();
	let refusal = format!("{path}: the genesis cannot be built: {expected}");
	let exported = yumanet(&["export-chain-spec", "--raw", "--chain", path]).output().unwrap();
	let stderr = String::from_utf8_lossy(&exported.stderr).into_owned();
	assert_eq!(stderr.lines().count(), 1, "{stderr}");
	assert!(stderr.starts_with("error: "), "{stderr}");
	assert_fails(exported, 1, &refusal);

	let run = yumanet(&["--chain", path, "--rpc-port", "0"]).output().unwrap();
	let stderr = String::from_utf8_lossy(&run.stderr).into_owned();
	assert!(!stderr.contains("panicked") && !stderr.contains("backtrace"), "{stderr}");
	assert_fails(run, 1, &refusal);
}

#[test]
fn a_specification_that_the_runtime_refuses_gets_the_reason() {
	let neuron = "/subtensorModule/subnets/1/neurons/0";
	let path = broken_specification(
		"unknown-uid-spec.json",
		&format!("{neuron}/weights"),
		serde_json::json!([[77, 1]]),
	);
	assert_refused(&path, "netuid 1: neuron 0: weights name uid 77, but there are 8 neurons");

	let path = broken_specification("stake-spec.json", &format!("{neuron}/stake"), u64::MAX.into());
	assert_refused(&path, "netuid 1: neuron 1: stake above issuance");
}

#[test]
fn a_value_of_the_wrong_type_is_named_without_the_whole_genesis() {
	let path =
		broken_specification("type-spec.json", "/subtensorModule/subnets/1/netuid", "one".into());
	assert_refused(&path, "invalid type: string \"one\", expected u16");
}

#[test]
fn sub_commands_demand_a_chain() {
	for command in ["chain-info", "purge-chain", "export-blocks", "revert"] {
		let base_path = scratch("no-chain");
		let output = yumanet(&[command, "--base-path", base_path.to_str().unwrap()]).output();
		assert_fails(output.unwrap(), 1, "no chain was named");
		assert!(!base_path.exists(), "{command}");
	}
}

#[test]
fn a_base_path_that_cannot_be_written_is_named() {
	let file = scratch("a-file");
	fs::write(&file, "").unwrap();
	let path = file.to_str().unwrap();
	let options = ["--base-path", path, "--rpc-port", "0"];
	let output = yumanet(&["--dev"]).args(options).output().unwrap();
	assert_fails(output, 1, &format!("the chain cannot be kept in {path}/chains/bittensor_dev"));
	let output = yumanet(&["export-blocks", "--chain", "dev", "--base-path", path]).output();
	assert_fails(output.unwrap(), 1, &format!("the chain cannot be kept in {path}"));
}

#[test]
fn importing_with_the_owner_among_the_neurons_is_refused() {
	const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	let output = yumanet(&["import-metagraph", METAGRAPH, "--coldkey", ALICE]).output().unwrap();
	assert_fails(output, 1, "--coldkey is Alice's, who owns the imported subnet");
}

#[test]
fn importing_with_an_impossible_number_of_validators_is_refused() {
	let with = |most| yumanet(&["import-metagraph", METAGRAPH, "--max-validators", most]).output();
	assert_fails(with("0").unwrap(), 2, "'--max-validators <N>'");
	assert_fails(with("257").unwrap(), 1, "--max-validators is 257, but n is 256");
}
