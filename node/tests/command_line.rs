//! What the program says when it is asked for something that it cannot do, and what it writes.

use std::{
	fs,
	net::TcpListener,
	path::PathBuf,
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
