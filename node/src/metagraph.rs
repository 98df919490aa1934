//! `import-metagraph`: a subnet that lives somewhere else becomes a chain on this machine.

use std::{collections::BTreeSet, fs, path::PathBuf};

use sc_chain_spec::ChainType;
use serde::Deserialize;
use serde_json::Value;
use sp_core::crypto::Ss58Codec;
use sp_io::hashing::twox_64;
use sp_keyring::Sr25519Keyring;
use yumanet_runtime::{
	genesis_config_presets::{self as presets, keys, NEVER_INACTIVE},
	subnet_genesis::{
		GenesisHyperparameters, GenesisIdentity, GenesisNeuron, GenesisPool, GenesisSubnet,
	},
	AccountId, Balance, TAO,
};

use crate::chain_spec;

/// What the file is, for `--help`.
const FORMAT: &str = r#"The file describes the subnet at one block, with one entry per uid in every list:

  {
    "source": "where it comes from",
    "netuid": 15, "block": 4769998, "n": 2,
    "hotkeys": ["5F…", "5C…"],
    "stake_rao": ["423150093750000", "0"],
    "weights": [[[1, 65535]], []],
    "coldkeys": ["5G…", "5G…"],
    "bonds": [[[1, 65535]], []]
  }

"weights" and "bonds" hold rows of [uid, value] pairs with values up to 65535.
"coldkeys" and "bonds" may be left out."#;

/// TAO and alpha in the pool of an imported subnet, in rao: one alpha costs one TAO.
const POOL: Balance = 200_000 * TAO;
/// Most neurons of a subnet, and the highest netuid: the bounds of the runtime's storage.
const MAX_UIDS: usize = 4096;
const MAX_NETUID: u16 = 127;
/// Most alpha that can be staked, in rao: what can exist besides the pool.
const MAX_STAKE: Balance = 21_000_000 * TAO - POOL;
/// How many neurons may be validators where nobody says how many.
const MAX_VALIDATORS: usize = 64;

/// Turn the metagraph of a subnet into a chain specification on which that subnet lives.
///
/// The chain has the root network, the accounts of the development chain and the imported subnet
/// with exactly the given stake, weights and bonds. Run it with `yumanet --chain FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = FORMAT)]
pub struct ImportMetagraphCmd {
	/// The metagraph, as JSON in the form below.
	pub file: PathBuf,

	/// Where to write the chain specification. Without it, it is printed.
	#[arg(long, value_name = "FILE")]
	pub output: Option<PathBuf>,

	#[allow(missing_docs)]
	#[clap(flatten)]
	pub options: ImportOptions,
}

/// How an imported subnet is set up.
#[derive(Clone, Debug, clap::Args)]
pub struct ImportOptions {
	/// Netuid of the subnet on the new chain.
	#[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=i64::from(MAX_NETUID)))]
	pub netuid: u16,

	/// Blocks from epoch to epoch.
	#[arg(long, value_name = "BLOCKS", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
	pub tempo: u16,

	/// Version of Yuma consensus: 1 for the original, 3 for Yuma 3.
	#[arg(long, value_name = "VERSION", default_value_t = 3, value_parser = yuma_version)]
	pub yuma: u8,

	/// Let bonds move at a speed of their own for each pair of neurons (liquid alpha). Only has an
	/// effect in Yuma 3.
	#[arg(long)]
	pub liquid_alpha: bool,

	/// Coldkey of every hotkey, in SS58, if the metagraph does not name coldkeys. It must not be
	/// Alice's, who owns the subnet: what an owner's miners earn is burned.
	///
	/// [default: Bob]
	#[arg(long, value_name = "SS58", value_parser = account)]
	pub coldkey: Option<AccountId>,

	/// How many neurons may be validators.
	///
	/// [default: 64, or all if there are fewer neurons]
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
	pub max_validators: Option<u16>,

	/// Let the subnet earn emission. Without it the stake stays as imported, and epochs only
	/// recompute consensus and bonds.
	#[arg(long)]
	pub emission: bool,
}

fn yuma_version(text: &str) -> Result<u8, String> {
	match text {
		"1" => Ok(1),
		"3" => Ok(3),
		_ => Err("expected 1 or 3".into()),
	}
}

fn account(text: &str) -> Result<AccountId, String> {
	AccountId::from_ss58check(text)
		.map_err(|error| format!("{text:?} is not an SS58 address ({error:?})"))
}

impl ImportMetagraphCmd {
	/// Converts the file and writes the specification.
	pub fn run(&self) -> sc_cli::Result<()> {
		let name = self.file.display();
		let text = fs::read_to_string(&self.file)
			.map_err(|error| format!("{name} cannot be read: {error}"))?;
		let metagraph: Metagraph = serde_json::from_str(&text).map_err(|error| {
			format!(
				"{name} is not a metagraph: {error}; `yumanet import-metagraph --help` shows what is \
				 in one"
			)
		})?;
		let netuid = metagraph.netuid;
		let subnet =
			metagraph.into_subnet(&self.options).map_err(|error| format!("{name}: {error}"))?;

		let mut patch = presets::bare();
		patch
			.pointer_mut("/subtensorModule/subnets")
			.and_then(Value::as_array_mut)
			.ok_or("the bare preset has no subnets")?
			.push(serde_json::to_value(subnet).map_err(|error| error.to_string())?);
		// The id names the folder of the database: other options or another block make another chain.
		let mark = u64::from_be_bytes(twox_64(patch.to_string().as_bytes()));
		let id = format!("bittensor_subnet{netuid}_{mark:016x}");
		let spec = chain_spec::from_patch(&id, ChainType::Development, patch)?;
		// What the runtime does not accept must come out here, not when the chain is started.
		chain_spec::from_wasm(&spec).map_err(|reason| format!("{name}: {reason}"))?;

		let json = spec.as_json(false)?;
		match &self.output {
			Some(path) => fs::write(path, json)
				.map_err(|error| format!("{} cannot be written: {error}", path.display()))?,
			None => println!("{json}"),
		}
		Ok(())
	}
}

/// The file. Numbers are wide so that one out of range can be reported with its place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metagraph {
	source: String,
	netuid: u16,
	block: u64,
	n: usize,
	hotkeys: Vec<String>,
	stake_rao: Vec<String>,
	weights: Vec<Vec<(u64, u64)>>,
	coldkeys: Option<Vec<String>>,
	bonds: Option<Vec<Vec<(u64, u64)>>>,
}

/// What is wrong with a metagraph, where, and what to do about it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetagraphError {
	#[error("n is {0}, but a subnet has 1 to {MAX_UIDS} neurons")]
	Size(usize),
	#[error("{list} has {actual} entries, but n is {n}; give one for each uid")]
	Length { list: &'static str, actual: usize, n: usize },
	#[error("{list}[{uid}] is {text:?}, which is not an SS58 address; check the key for typos")]
	Address { list: &'static str, uid: usize, text: String },
	#[error(
		"{0} is Alice's, who owns the imported subnet and so can earn nothing in it; give another"
	)]
	Owner(String),
	#[error("--max-validators is {0}, but n is {1}; give at most n")]
	MaxValidators(u16, usize),
	#[error("hotkeys[{uid}] is the same as hotkeys[{first}]; each neuron needs its own hotkey")]
	DuplicateHotkey { uid: usize, first: usize },
	#[error("stake_rao[{uid}] is {text:?}; give whole rao (1 TAO = 1000000000) as a string")]
	Stake { uid: usize, text: String },
	#[error(
		"stake_rao[{uid}] brings the total above {MAX_STAKE} rao, the most that can exist besides \
		 the pool; scale all stake down"
	)]
	TotalStake { uid: usize },
	#[error("{list}[{uid}][{entry}] targets uid {target}, but n is {n}; uids go from 0 to n - 1")]
	Target { list: &'static str, uid: usize, entry: usize, target: u64, n: usize },
	#[error("{list}[{uid}][{entry}] targets uid {target} again; give each target once in a row")]
	DuplicateTarget { list: &'static str, uid: usize, entry: usize, target: u64 },
	#[error("{list}[{uid}][{entry}] has the value {value}; values go from 0 to 65535")]
	Value { list: &'static str, uid: usize, entry: usize, value: u64 },
}

impl Metagraph {
	/// The subnet as genesis describes it.
	pub fn into_subnet(self, options: &ImportOptions) -> Result<GenesisSubnet, MetagraphError> {
		let n = self.n;
		if !(1..=MAX_UIDS).contains(&n) {
			return Err(MetagraphError::Size(n));
		}
		check_length("hotkeys", &self.hotkeys, n)?;
		check_length("stake_rao", &self.stake_rao, n)?;
		check_length("weights", &self.weights, n)?;
		if let Some(coldkeys) = &self.coldkeys {
			check_length("coldkeys", coldkeys, n)?;
		}
		if let Some(bonds) = &self.bonds {
			check_length("bonds", bonds, n)?;
		}

		let max_validators = match options.max_validators {
			Some(most) if usize::from(most) > n => {
				return Err(MetagraphError::MaxValidators(most, n))
			},
			Some(most) => most,
			None => n.min(MAX_VALIDATORS) as u16,
		};

		// The file does not say who owns the subnet. An epoch treats an owner's neuron
		// differently, so nobody in the subnet may be taken for the owner.
		let owner = Sr25519Keyring::Alice.to_account_id();
		let owner_hotkey = AccountId::from(keys::ALICE_HOTKEY);
		if options.coldkey.as_ref() == Some(&owner) {
			return Err(MetagraphError::Owner("--coldkey".into()));
		}
		let default_coldkey =
			options.coldkey.clone().unwrap_or_else(|| Sr25519Keyring::Bob.to_account_id());
		let hotkeys = addresses("hotkeys", &self.hotkeys)?;
		check_distinct(&hotkeys)?;
		check_absent("hotkeys", &hotkeys, &owner_hotkey)?;
		let coldkeys = match &self.coldkeys {
			Some(coldkeys) => addresses("coldkeys", coldkeys)?,
			None => vec![default_coldkey; n],
		};
		check_absent("coldkeys", &coldkeys, &owner)?;
		let stakes = stakes(&self.stake_rao)?;
		let weights = rows("weights", self.weights, n)?;
		let bonds = rows("bonds", self.bonds.unwrap_or_else(|| vec![Vec::new(); n]), n)?;

		let neurons = hotkeys
			.into_iter()
			.zip(coldkeys)
			.zip(stakes)
			.zip(weights.into_iter().zip(bonds))
			.map(|(((hotkey, coldkey), stake), (weights, bonds))| GenesisNeuron {
				hotkey,
				coldkey,
				stake,
				validator_permit: true,
				weights,
				bonds,
			})
			.collect();
		Ok(GenesisSubnet {
			netuid: options.netuid,
			owner,
			owner_hotkey,
			symbol: None,
			identity: Some(GenesisIdentity {
				subnet_name: format!("Subnet {} at block {}", self.netuid, self.block),
				description: truncate(self.source, 1024),
				..Default::default()
			}),
			started: options.emission,
			emission_enabled: options.emission,
			pool: GenesisPool { tao: POOL, alpha: POOL },
			hyperparameters: GenesisHyperparameters {
				tempo: Some(options.tempo),
				max_allowed_uids: Some(n as u16),
				max_allowed_validators: Some(max_validators),
				min_allowed_weights: Some(1),
				activity_cutoff_factor_milli: Some(NEVER_INACTIVE),
				weights_set_rate_limit: Some(0),
				commit_reveal: Some(false),
				yuma3: Some(options.yuma == 3),
				liquid_alpha: Some(options.liquid_alpha),
				..Default::default()
			},
			neurons,
			nominations: Vec::new(),
		})
	}
}

fn check_length<T>(list: &'static str, entries: &[T], n: usize) -> Result<(), MetagraphError> {
	if entries.len() == n {
		Ok(())
	} else {
		Err(MetagraphError::Length { list, actual: entries.len(), n })
	}
}

fn addresses(list: &'static str, texts: &[String]) -> Result<Vec<AccountId>, MetagraphError> {
	texts
		.iter()
		.enumerate()
		.map(|(uid, text)| {
			AccountId::from_ss58check(text).map_err(|_| MetagraphError::Address {
				list,
				uid,
				text: text.clone(),
			})
		})
		.collect()
}

fn check_distinct(hotkeys: &[AccountId]) -> Result<(), MetagraphError> {
	let mut seen = std::collections::BTreeMap::new();
	for (uid, hotkey) in hotkeys.iter().enumerate() {
		if let Some(first) = seen.insert(hotkey, uid) {
			return Err(MetagraphError::DuplicateHotkey { uid, first });
		}
	}
	Ok(())
}

fn check_absent(
	list: &'static str,
	accounts: &[AccountId],
	owner: &AccountId,
) -> Result<(), MetagraphError> {
	match accounts.iter().position(|account| account == owner) {
		Some(uid) => Err(MetagraphError::Owner(format!("{list}[{uid}]"))),
		None => Ok(()),
	}
}

fn stakes(texts: &[String]) -> Result<Vec<Balance>, MetagraphError> {
	let mut total: Balance = 0;
	texts
		.iter()
		.enumerate()
		.map(|(uid, text)| {
			let stake =
				text.parse().map_err(|_| MetagraphError::Stake { uid, text: text.clone() })?;
			total = total
				.checked_add(stake)
				.filter(|total| *total <= MAX_STAKE)
				.ok_or(MetagraphError::TotalStake { uid })?;
			Ok(stake)
		})
		.collect()
}

type Rows = Vec<Vec<(u16, u16)>>;

fn rows(list: &'static str, rows: Vec<Vec<(u64, u64)>>, n: usize) -> Result<Rows, MetagraphError> {
	let row = |(uid, row): (usize, Vec<(u64, u64)>)| {
		let mut targets = BTreeSet::new();
		row.into_iter()
			.enumerate()
			.map(|(entry, (target, value))| {
				if target >= n as u64 {
					return Err(MetagraphError::Target { list, uid, entry, target, n });
				}
				if !targets.insert(target) {
					return Err(MetagraphError::DuplicateTarget { list, uid, entry, target });
				}
				let value = u16::try_from(value).map_err(|_| MetagraphError::Value {
					list,
					uid,
					entry,
					value,
				})?;
				Ok((target as u16, value))
			})
			.collect()
	};
	rows.into_iter().enumerate().map(row).collect()
}

/// The longest beginning of `text` that has at most `limit` bytes.
fn truncate(mut text: String, limit: usize) -> String {
	let mut end = limit.min(text.len());
	while !text.is_char_boundary(end) {
		end -= 1;
	}
	text.truncate(end);
	text
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	const FIRST: &str = "5FFApaS75bv5pJHfAp2FVLBj9ZaXuFDjEypsaBNc1wCfe52v";
	const SECOND: &str = "5CPM3bR3mPKXKu8RPRjJJFNqRA91Tn1SQE3rhmmf5yxgxfmn";

	fn options() -> ImportOptions {
		ImportOptions {
			netuid: 1,
			tempo: 20,
			yuma: 3,
			liquid_alpha: false,
			coldkey: None,
			max_validators: None,
			emission: false,
		}
	}

	fn metagraph() -> Value {
		json!({
			"source": "a test",
			"netuid": 15,
			"block": 7,
			"n": 2,
			"hotkeys": [FIRST, SECOND],
			"stake_rao": ["5", "20799999999999995"],
			"weights": [[[1, 65535], [0, 3]], []],
		})
	}

	fn convert(json: Value) -> Result<GenesisSubnet, MetagraphError> {
		serde_json::from_value::<Metagraph>(json).unwrap().into_subnet(&options())
	}

	/// The error after the value at `pointer` was replaced.
	fn error_with(pointer: &str, value: Value) -> MetagraphError {
		let mut json = metagraph();
		*json.pointer_mut(pointer).unwrap() = value;
		convert(json).unwrap_err()
	}

	#[test]
	fn converts_exactly() {
		let subnet = convert(metagraph()).unwrap();
		let bob = Sr25519Keyring::Bob.to_account_id();
		assert_eq!(subnet.netuid, 1);
		assert_eq!(subnet.owner, Sr25519Keyring::Alice.to_account_id());
		assert_eq!(subnet.hyperparameters.max_allowed_uids, Some(2));
		assert_eq!(subnet.hyperparameters.max_allowed_validators, Some(2));
		assert!(!subnet.started && !subnet.emission_enabled);
		assert_eq!(subnet.neurons.len(), 2);
		assert_eq!(subnet.neurons[0].hotkey.to_ss58check(), FIRST);
		assert_eq!(subnet.neurons[0].weights, vec![(1, 65_535), (0, 3)]);
		assert_eq!(subnet.neurons[1].stake, 20_799_999_999_999_995);
		assert!(subnet.neurons.iter().all(|neuron| neuron.coldkey == bob));
		assert!(subnet.neurons.iter().all(|neuron| neuron.validator_permit));
		assert!(subnet.neurons.iter().all(|neuron| neuron.bonds.is_empty()));
	}

	#[test]
	fn takes_coldkeys_and_bonds_from_the_file() {
		let mut json = metagraph();
		json["coldkeys"] = json!([SECOND, FIRST]);
		json["bonds"] = json!([[], [[0, 9]]]);
		let subnet = convert(json).unwrap();
		assert_eq!(subnet.neurons[1].coldkey.to_ss58check(), FIRST);
		assert_eq!(subnet.neurons[1].bonds, vec![(0, 9)]);
	}

	#[test]
	fn refuses_an_empty_subnet() {
		assert_eq!(error_with("/n", json!(0)), MetagraphError::Size(0));
	}

	#[test]
	fn names_a_list_of_wrong_length() {
		assert_eq!(
			error_with("/weights", json!([[]])).to_string(),
			"weights has 1 entries, but n is 2; give one for each uid"
		);
	}

	#[test]
	fn names_a_bad_address() {
		assert_eq!(
			error_with("/hotkeys/1", json!("5C")),
			MetagraphError::Address { list: "hotkeys", uid: 1, text: "5C".into() }
		);
	}

	#[test]
	fn names_both_places_of_a_duplicate_hotkey() {
		assert_eq!(
			error_with("/hotkeys/1", json!(FIRST)),
			MetagraphError::DuplicateHotkey { uid: 1, first: 0 }
		);
	}

	#[test]
	fn refuses_the_owner_among_the_neurons() {
		let alice = Sr25519Keyring::Alice.to_account_id();
		let hotkey = AccountId::from(keys::ALICE_HOTKEY).to_ss58check();
		let owner = |place: &str| MetagraphError::Owner(place.into());
		assert_eq!(error_with("/hotkeys/1", json!(hotkey)), owner("hotkeys[1]"));

		let mut json = metagraph();
		json["coldkeys"] = json!([SECOND, alice.to_ss58check()]);
		assert_eq!(convert(json).unwrap_err(), owner("coldkeys[1]"));

		let options = ImportOptions { coldkey: Some(alice), ..options() };
		let metagraph: Metagraph = serde_json::from_value(metagraph()).unwrap();
		assert_eq!(metagraph.into_subnet(&options).unwrap_err(), owner("--coldkey"));
	}

	#[test]
	fn refuses_more_validators_than_neurons() {
		let with = |most| {
			let options = ImportOptions { max_validators: Some(most), ..options() };
			let metagraph: Metagraph = serde_json::from_value(metagraph()).unwrap();
			metagraph.into_subnet(&options)
		};
		assert_eq!(with(1).unwrap().hyperparameters.max_allowed_validators, Some(1));
		assert_eq!(with(3).unwrap_err(), MetagraphError::MaxValidators(3, 2));
	}

	#[test]
	fn names_stake_that_is_no_number() {
		assert_eq!(
			error_with("/stake_rao/0", json!("1.5")),
			MetagraphError::Stake { uid: 0, text: "1.5".into() }
		);
	}

	#[test]
	fn refuses_more_stake_than_can_exist() {
		assert_eq!(error_with("/stake_rao/0", json!("6")), MetagraphError::TotalStake { uid: 1 });
	}

	#[test]
	fn names_a_target_out_of_range() {
		assert_eq!(
			error_with("/weights/0/1/0", json!(2)),
			MetagraphError::Target { list: "weights", uid: 0, entry: 1, target: 2, n: 2 }
		);
	}

	#[test]
	fn names_a_duplicate_target() {
		assert_eq!(
			error_with("/weights/0/1/0", json!(1)),
			MetagraphError::DuplicateTarget { list: "weights", uid: 0, entry: 1, target: 1 }
		);
	}

	#[test]
	fn names_a_value_out_of_range() {
		assert_eq!(
			error_with("/weights/0/0/1", json!(65_536)),
			MetagraphError::Value { list: "weights", uid: 0, entry: 0, value: 65_536 }
		);
	}

	#[test]
	fn refuses_unknown_fields() {
		let mut json = metagraph();
		json["coldkey"] = json!(FIRST);
		let error = serde_json::from_value::<Metagraph>(json).unwrap_err().to_string();
		assert!(error.contains("unknown field `coldkey`"), "{error}");
	}

	#[test]
	fn truncates_at_a_character() {
		assert_eq!(truncate("aψ".into(), 2), "a");
		assert_eq!(truncate("aψ".into(), 3), "aψ");
	}
}
