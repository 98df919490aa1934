//! The chains that this runtime can start as.

mod support;

use std::collections::BTreeSet;

use frame_support::traits::{fungible::Inspect, StorageInfoTrait};
use genesis_config_presets::{self as presets, keys, LARGE_ENDOWMENT, SMALL_ENDOWMENT};
use pallet_subtensor as subtensor;
use serde_json::{json, Value};
use sp_core::{ed25519, sr25519, Pair};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::StateVersion;
use support::{config_of, genesis_of};
use yumanet_runtime::*;

#[test]
fn keys_are_those_of_their_uris() {
	let sr25519_key = |uri| sr25519::Pair::from_string(uri, None).unwrap().public().0;
	for (uri, key) in [
		("//Three", keys::THREE),
		("//Alice_hk", keys::ALICE_HOTKEY),
		("//Bob_hk", keys::BOB_HOTKEY),
		("//Charlie_hk", keys::CHARLIE_HOTKEY),
		("//Dave_hk", keys::DAVE_HOTKEY),
		("//Eve_hk", keys::EVE_HOTKEY),
		("//Ferdie_hk", keys::FERDIE_HOTKEY),
		("//One_hk", keys::ONE_HOTKEY),
		("//Two_hk", keys::TWO_HOTKEY),
	] {
		assert_eq!(sr25519_key(uri), key, "{uri}");
	}
	let three = ed25519::Pair::from_string("//Three", None).unwrap().public().0;
	assert_eq!(three, keys::THREE_ED25519);
}

#[test]
fn every_named_preset_exists() {
	let names = presets::preset_names();
	assert_eq!(names, ["development", "local_testnet", "bare"]);
	assert!(names.iter().all(|name| presets::get_preset(name).is_some()));
	assert_eq!(presets::get_preset(&"finney".to_string()), None);
}

#[test]
fn every_preset_endows_the_same_accounts_and_makes_alice_sudo() {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie, One, Two};
	for preset in presets::preset_names() {
		genesis_of(&preset).execute_with(|| {
			for who in [Alice, Bob, Charlie] {
				assert_eq!(Balances::balance(&who.to_account_id()), LARGE_ENDOWMENT, "{preset}");
			}
			for who in [Dave, Eve, Ferdie, One, Two].map(|who| who.to_account_id()) {
				assert_eq!(Balances::balance(&who), SMALL_ENDOWMENT, "{preset}");
			}
			assert_eq!(Balances::balance(&keys::THREE.into()), SMALL_ENDOWMENT, "{preset}");
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(Alice.to_account_id()));
		});
	}
}

/// What the runtime says to `config` with the value at `pointer` replaced.
fn refusal_with(mut config: Value, pointer: &str, value: Value) -> String {
	*config.pointer_mut(pointer).unwrap() = value;
	TestExternalities::new_empty()
		.execute_with(|| genesis::build(config.to_string().as_bytes()))
		.unwrap_err()
}

#[test]
fn json_builds_the_same_genesis_as_the_builders_of_the_pallets() {
	for preset in presets::preset_names() {
		let root = || sp_io::storage::root(StateVersion::V1);
		let from_json = TestExternalities::new_empty().execute_with(|| {
			genesis::build(config_of(&preset).to_string().as_bytes()).unwrap();
			root()
		});
		assert_eq!(from_json, genesis_of(&preset).execute_with(root), "{preset}");
	}
}

#[test]
fn a_wrong_genesis_is_refused_with_the_reason() {
	let first = "/subtensorModule/subnets/1/neurons/0";
	for (pointer, value, expected) in [
		(
			format!("{first}/weights"),
			json!([[77, 1]]),
			"netuid 1: neuron 0: weights name uid 77, but there are 8 neurons",
		),
		(format!("{first}/stake"), json!(u64::MAX), "netuid 1: neuron 1: stake above issuance"),
		(
			"/subtensorModule/subnets/1/neurons/1/hotkey".into(),
			config_of("development").pointer(&format!("{first}/hotkey")).unwrap().clone(),
			"netuid 1: neuron 1: its hotkey has a lower uid already",
		),
		(
			"/balances/balances/2/0".into(),
			config_of("development").pointer("/balances/balances/1/0").unwrap().clone(),
			"balances[2] is of the same account as balances[1]; give each account one",
		),
		("/balances/balances/2/1".into(), json!(0), "balances[2] is 0 rao"),
		("/balances/balances/2/1".into(), json!(u64::MAX), "balances[2] brings the total above"),
		(
			"/balances/balances/2/1".into(),
			json!(20_000_000_000_000_000u64),
			"balances[2] brings the total above 21000000000000000 rao; lower them",
		),
		("/subtensorModule/subnets/1/netuid".into(), json!("one"), "invalid type: string \"one\""),
	] {
		let refusal = refusal_with(config_of("development"), &pointer, value);
		assert!(refusal.contains(expected), "{pointer}: {refusal}");
	}
}

#[test]
fn every_preset_satisfies_the_invariants() {
	for preset in presets::preset_names() {
		genesis_of(&preset).execute_with(|| {
			if let Err(reason) = SubtensorModule::do_try_state() {
				panic!("{preset}: {reason:?}");
			}
		});
	}
}

#[test]
fn development_has_root_and_a_subnet_with_eight_neurons() {
	genesis_of("development").execute_with(|| {
		assert_eq!(pallet_subtensor::TotalNetworks::<Runtime>::get(), 2);
		assert_eq!(pallet_subtensor::SubnetworkN::<Runtime>::get(1), 8);
		assert_eq!(pallet_subtensor::Tempo::<Runtime>::get(1), 20);
		assert_eq!(
			pallet_subtensor::ValidatorPermit::<Runtime>::get(1).to_vec(),
			[true, true, true, false, false, false, false, false]
		);
		for (uid, hotkey) in
			[keys::ALICE_HOTKEY, keys::BOB_HOTKEY, keys::CHARLIE_HOTKEY].into_iter().enumerate()
		{
			let uid = uid as u16;
			assert_eq!(
				pallet_subtensor::Keys::<Runtime>::get(1, uid),
				hotkey.into(),
				"hotkey of uid {uid}"
			);
			assert_eq!(pallet_subtensor::Weights::<Runtime>::get(1, uid).len(), 5);
		}
	});
}

#[test]
fn local_testnet_has_three_authorities() {
	genesis_of("local_testnet").execute_with(|| {
		assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 3);
		assert_eq!(Grandpa::grandpa_authorities().len(), 3);
		assert_eq!(pallet_subtensor::TotalNetworks::<Runtime>::get(), 2);
	});
}

#[test]
fn bare_has_root_only() {
	genesis_of("bare").execute_with(|| {
		assert_eq!(pallet_subtensor::TotalNetworks::<Runtime>::get(), 1);
		assert!(pallet_subtensor::NetworksAdded::<Runtime>::get(0));
	});
}

/// What the presets set otherwise than the live network.
struct Setting {
	/// Storage item, or constant.
	name: &'static str,
	what: &'static str,
	/// Value of the live network, where it is not the default of the storage item.
	there: Option<&'static str>,
	/// Value of the state at hand.
	read: fn() -> String,
	why: &'static str,
}

const WAITING: &str = "waiting would be the only effect";

macro_rules! setting {
	($item:ident, $there:expr, $what:literal) => {
		Setting {
			name: stringify!($item),
			what: $what,
			there: $there,
			read: || subtensor::$item::<Runtime>::get().to_string(),
			why: WAITING,
		}
	};
	($item:ident.$field:ident, $what:literal, $why:expr) => {
		Setting {
			name: concat!(stringify!($item), ".", stringify!($field)),
			what: $what,
			there: None,
			read: || subtensor::$item::<Runtime>::get().$field.to_string(),
			why: $why,
		}
	};
}

const SETTINGS: &[Setting] = &[
	Setting {
		name: "Aura.SlotDuration",
		what: "milliseconds of chain time in a block",
		there: Some("12000"),
		read: || Aura::slot_duration().to_string(),
		why: WAITING,
	},
	setting!(MaxEpochsPerBlock, Some("2"), "epochs in one block, at most"),
	setting!(NetworkRateLimit, None, "blocks between two creations of subnets"),
	setting!(HotkeySwapOnSubnetInterval, None, "blocks between two swaps of hotkeys in a subnet"),
	setting!(ColdkeySwapAnnouncementDelay, None, "blocks before an announced coldkey is swapped"),
	setting!(ColdkeySwapReannouncementDelay, None, "blocks before an announcement is replaced"),
	setting!(PendingChildKeyCooldown, None, "blocks that chosen children wait"),
	setting!(ChildrenRateLimit, None, "blocks between two choices of children"),
	setting!(TxChildkeyTakeRateLimit, None, "blocks between two changes of a child take"),
	setting!(NewSubnet.tempo, "blocks from epoch to epoch, in a new subnet", WAITING),
	setting!(
		NewSubnet.weights_set_rate_limit,
		"blocks between two settings of weights, in a new subnet",
		WAITING
	),
	setting!(
		NewSubnet.emission_enabled,
		"whether a new subnet earns TAO without root's consent",
		"one call of root less; nobody would refuse it on a chain of one's own"
	),
	setting!(
		NewSubnet.commit_reveal,
		"whether weights are committed first, in a new subnet",
		"no rounds of the beacon come by themselves, so weights would stay sealed"
	),
];

fn table_of_settings() -> String {
	let presets = presets::preset_names();
	let mut text = format!(
		"# Values of the presets\n\n\
		What a chain made from a preset sets otherwise than the live network. The hyperparameters of \
		the subnets that a preset lists stand in the preset.\n\n\
		| what | item | live network | {} | why |\n|---|---|---|{}---|\n",
		presets.join(" | "),
		"---|".repeat(presets.len()),
	);
	for setting in SETTINGS {
		let there = setting.there.map_or_else(
			|| TestExternalities::default().execute_with(setting.read),
			str::to_string,
		);
		let here: Vec<_> =
			presets.iter().map(|preset| genesis_of(preset).execute_with(setting.read)).collect();
		assert!(here.iter().all(|value| *value != there), "{} does not differ", setting.name);
		let Setting { what, name, why, .. } = setting;
		text.push_str(&format!("| {what} | `{name}` | {there} | {} | {why} |\n", here.join(" | ")));
	}
	text
}

/// `UPDATE=1` writes the file anew.
#[test]
fn the_table_of_presets_is_what_they_set() {
	let text = table_of_settings();
	if std::env::var_os("UPDATE").is_some() {
		let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../pallets/subtensor/PRESETS.md");
		std::fs::write(path, &text).unwrap();
	} else {
		let file = include_str!("../../pallets/subtensor/PRESETS.md");
		assert_eq!(text, file, "run this test with UPDATE=1");
	}
}

#[test]
fn no_preset_sets_anything_for_the_whole_chain_that_is_not_in_the_table() {
	let counters = ["TotalIssuance", "TotalNetworks"];
	let listed: BTreeSet<_> = SETTINGS
		.iter()
		.map(|setting| setting.name.split('.').next().unwrap())
		.chain(counters)
		.collect();
	for preset in presets::preset_names() {
		genesis_of(&preset).execute_with(|| {
			let values = SubtensorModule::storage_info()
				.into_iter()
				.filter(|info| info.max_values == Some(1) && sp_io::storage::exists(&info.prefix));
			for value in values {
				let name = String::from_utf8(value.storage_name).unwrap();
				assert!(listed.contains(name.as_str()), "{preset} sets {name}");
			}
		});
	}
}
