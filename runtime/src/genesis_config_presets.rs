//! Chains to start from, one for each purpose.
//!
//! | preset | what |
//! |---|---|
//! | `development` | root and one living subnet (netuid 1) with validators, miners and weights |
//! | `local_testnet` | for a network of validators One, Two and Three, with the subnets that clients expect of a local chain |
//! | `bare` | the root network only |
//!
//! All have the same funded accounts and Alice as sudo key.

use alloc::{string::ToString, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_subtensor::{
	genesis::{GenesisHyperparameters, GenesisIdentity, GenesisPool},
	NewSubnetParams,
};
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::UncheckedFrom, ed25519, sr25519};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

use crate::{
	subnet_genesis::{GenesisNeuron, GenesisSubnet},
	AccountId, AuraConfig, Balance, BalancesConfig, GrandpaConfig, RuntimeGenesisConfig,
	SubtensorModuleConfig, SudoConfig, TAO,
};

/// Name of the preset with nothing but the root network.
pub const BARE_RUNTIME_PRESET: &str = "bare";

/// TAO of Alice, Bob and Charlie, and of the wallet that a developer adds, in rao.
pub const LARGE_ENDOWMENT: Balance = 1_000_000 * TAO;
/// TAO of the other development accounts, in rao.
pub const SMALL_ENDOWMENT: Balance = 2_000 * TAO;

/// How subnets that are registered later begin: with short tempos, earning at once, and with weights
/// in the open, because committed ones wait until root stores pulses of the beacon.
const fn new_subnet(tempo: u16) -> NewSubnetParams {
	NewSubnetParams {
		tempo,
		weights_set_rate_limit: 5,
		commit_reveal: false,
		emission_enabled: true,
	}
}

/// An activity cutoff that no chain reaches, in thousandths of a tempo. Nobody renews weights that
/// a chain started with, and they are to count however long it runs.
pub const NEVER_INACTIVE: u32 = 4_000_000_000;

/// Public keys that a wasm runtime cannot derive from their URIs, which only a native build can.
/// All are sr25519 unless they say otherwise.
pub mod keys {
	use sp_core::hex2array as hex;

	/// `//Three`.
	pub const THREE: [u8; 32] =
		hex!("9026941b7aa2328a8c5ea4e25bb747a2bf92a066fae0cc3722faf58cf44d3502");
	/// `//Three`, ed25519.
	pub const THREE_ED25519: [u8; 32] =
		hex!("ecccf9cddf1b329b7c6554e78b0a34ba760de390e351b0ee450a42955fb18470");
	/// `//Alice_hk`.
	pub const ALICE_HOTKEY: [u8; 32] =
		hex!("506c5a28f51e841b4df26ace64a23d69057fefda24bc9a53cb74197f901e7128");
	/// `//Bob_hk`.
	pub const BOB_HOTKEY: [u8; 32] =
		hex!("94a6f56c6bbe2eff2baa2820e20f58d2a6a127faacc5d49e5613ac8c29400115");
	/// `//Charlie_hk`.
	pub const CHARLIE_HOTKEY: [u8; 32] =
		hex!("180ed2fc2bd66e20d1c0732f67686950b67b4bbc1d7fc4583d03973d925bc959");
	/// `//Dave_hk`.
	pub const DAVE_HOTKEY: [u8; 32] =
		hex!("a60f2642770383ed6a5f6a15e0d4c8636ddc09e194f3f715bbd369cdbdd5ab71");
	/// `//Eve_hk`.
	pub const EVE_HOTKEY: [u8; 32] =
		hex!("1c7501870fc8e9bb43ccb7795c2bf99f512724d667cffdade2a366a62b8cb715");
	/// `//Ferdie_hk`.
	pub const FERDIE_HOTKEY: [u8; 32] =
		hex!("5cc8cf5e51e5816bc85769706b842e41a637fd46ca5d652669b988c41113642c");
	/// `//One_hk`.
	pub const ONE_HOTKEY: [u8; 32] =
		hex!("342837ab07a2dc42a84a9c0f1c3a4edcb3c510f5c0e3cd5d9b0ed541fe27c41b");
	/// `//Two_hk`.
	pub const TWO_HOTKEY: [u8; 32] =
		hex!("94e4b1dbaf4560ec65920fa408b03f68b2e938401176750bbfed5aea47cc8662");
}

fn coldkey(who: Sr25519Keyring) -> AccountId {
	who.to_account_id()
}

fn aura_key(raw: [u8; 32]) -> AuraId {
	sr25519::Public::unchecked_from(raw).into()
}

fn grandpa_key(raw: [u8; 32]) -> GrandpaId {
	ed25519::Public::unchecked_from(raw).into()
}

fn endowed_accounts() -> Vec<(AccountId, Balance)> {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie, One, Two};
	let large = [Alice, Bob, Charlie].map(|who| (coldkey(who), LARGE_ENDOWMENT));
	let small = [Dave, Eve, Ferdie, One, Two].map(|who| (coldkey(who), SMALL_ENDOWMENT));
	let three = (keys::THREE.into(), SMALL_ENDOWMENT);
	large.into_iter().chain(small).chain([three]).collect()
}

/// Netuid 0, with the given root stake in TAO as (hotkey, coldkey, rao).
fn root_network(stakes: &[([u8; 32], Sr25519Keyring, Balance)]) -> GenesisSubnet {
	GenesisSubnet {
		netuid: 0,
		owner: coldkey(Sr25519Keyring::Alice),
		owner_hotkey: keys::ALICE_HOTKEY.into(),
		hyperparameters: GenesisHyperparameters {
			tempo: Some(100),
			max_allowed_uids: Some(64),
			max_allowed_validators: Some(64),
			min_allowed_weights: Some(0),
			..Default::default()
		},
		neurons: stakes
			.iter()
			.map(|(hotkey, owner, stake)| GenesisNeuron {
				hotkey: (*hotkey).into(),
				coldkey: coldkey(*owner),
				stake: *stake,
				validator_permit: true,
				weights: Vec::new(),
				bonds: Vec::new(),
			})
			.collect(),
		..empty_subnet()
	}
}

/// Netuid 1 of the development chain.
///
/// No validator has a majority alone. Alice and Bob agree roughly on the five miners; Charlie
/// prefers the one that they find worst, and consensus clips him.
fn demo_subnet() -> GenesisSubnet {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie, One, Two};
	let validator = |hotkey: [u8; 32], owner, tokens: Balance, ratings: [u16; 5]| GenesisNeuron {
		hotkey: hotkey.into(),
		coldkey: coldkey(owner),
		stake: tokens * TAO,
		validator_permit: true,
		weights: (3..).zip(ratings).collect(),
		bonds: Vec::new(),
	};
	let miner = |hotkey: [u8; 32], owner| GenesisNeuron {
		hotkey: hotkey.into(),
		coldkey: coldkey(owner),
		stake: 0,
		validator_permit: false,
		weights: Vec::new(),
		bonds: Vec::new(),
	};
	GenesisSubnet {
		netuid: 1,
		owner: coldkey(Alice),
		owner_hotkey: keys::ALICE_HOTKEY.into(),
		symbol: Some("Ψ".to_string()),
		identity: Some(GenesisIdentity {
			subnet_name: "Yumanet demo subnet".to_string(),
			description: "Three validators, five miners, an epoch every five seconds.".to_string(),
			..Default::default()
		}),
		started: true,
		emission_enabled: true,
		pool: GenesisPool { tao: 200_000 * TAO, alpha: 200_000 * TAO },
		hyperparameters: GenesisHyperparameters {
			tempo: Some(20),
			max_allowed_uids: Some(256),
			max_allowed_validators: Some(3),
			min_allowed_weights: Some(1),
			immunity_period: Some(5_000),
			yuma3: Some(true),
			activity_cutoff_factor_milli: Some(NEVER_INACTIVE),
			weights_set_rate_limit: Some(5),
			commit_reveal: Some(false),
			burn: Some(TAO),
			min_burn: Some(500_000),
			..Default::default()
		},
		neurons: vec![
			validator(keys::ALICE_HOTKEY, Alice, 50_000, [65_535, 49_151, 32_768, 16_384, 8_192]),
			validator(keys::BOB_HOTKEY, Bob, 40_000, [65_535, 57_000, 30_000, 20_000, 6_000]),
			validator(
				keys::CHARLIE_HOTKEY,
				Charlie,
				20_000,
				[6_000, 12_000, 20_000, 40_000, 65_535],
			),
			miner(keys::DAVE_HOTKEY, Dave),
			miner(keys::EVE_HOTKEY, Eve),
			miner(keys::FERDIE_HOTKEY, Ferdie),
			miner(keys::ONE_HOTKEY, One),
			miner(keys::TWO_HOTKEY, Two),
		],
		..empty_subnet()
	}
}

/// Netuid 1 of a local network, as client test suites expect it: a small pool, and one neuron
/// that is the zero account.
fn local_subnet() -> GenesisSubnet {
	GenesisSubnet {
		netuid: 1,
		started: true,
		emission_enabled: true,
		pool: GenesisPool { tao: 10 * TAO, alpha: 10 * TAO },
		hyperparameters: GenesisHyperparameters {
			tempo: Some(100),
			max_allowed_uids: Some(256),
			max_allowed_validators: Some(64),
			min_allowed_weights: Some(1),
			commit_reveal: Some(false),
			..Default::default()
		},
		neurons: vec![GenesisNeuron {
			hotkey: [0; 32].into(),
			coldkey: [0; 32].into(),
			stake: TAO,
			validator_permit: false,
			weights: Vec::new(),
			bonds: Vec::new(),
		}],
		..empty_subnet()
	}
}

fn empty_subnet() -> GenesisSubnet {
	GenesisSubnet {
		netuid: 0,
		owner: [0; 32].into(),
		owner_hotkey: [0; 32].into(),
		symbol: None,
		identity: None,
		started: false,
		emission_enabled: false,
		pool: GenesisPool::default(),
		hyperparameters: GenesisHyperparameters::default(),
		neurons: Vec::new(),
		nominations: Vec::new(),
	}
}

/// `new_tempo`: blocks between epochs of subnets that are registered later.
fn genesis(
	authorities: Vec<(AuraId, GrandpaId)>,
	new_tempo: u16,
	networks: Vec<GenesisSubnet>,
) -> Value {
	let (aura, grandpa): (Vec<_>, Vec<_>) =
		authorities.into_iter().map(|(aura, grandpa)| (aura, (grandpa, 1))).unzip();
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig { balances: endowed_accounts() },
		aura: AuraConfig { authorities: aura },
		grandpa: GrandpaConfig { authorities: grandpa },
		sudo: SudoConfig { key: Some(coldkey(Sr25519Keyring::Alice)) },
		subtensor_module: SubtensorModuleConfig {
			network_rate_limit: Some(0),
			hotkey_swap_interval: Some(1),
			coldkey_swap_announcement_delay: Some(50),
			coldkey_swap_reannouncement_delay: Some(10),
			pending_childkey_cooldown: Some(15),
			children_rate_limit: Some(15),
			childkey_take_rate_limit: Some(5),
			new_subnet: new_subnet(new_tempo),
			subnets: networks,
		},
	})
}

fn single_authority() -> Vec<(AuraId, GrandpaId)> {
	vec![(Sr25519Keyring::Alice.public().into(), Ed25519Keyring::Alice.public().into())]
}

/// A chain on which a subnet is alive.
pub fn development() -> Value {
	let root_stakes = [
		(keys::ALICE_HOTKEY, Sr25519Keyring::Alice, 400_000 * TAO),
		(keys::BOB_HOTKEY, Sr25519Keyring::Bob, 250_000 * TAO),
		(keys::CHARLIE_HOTKEY, Sr25519Keyring::Charlie, 100_000 * TAO),
	];
	genesis(single_authority(), 20, vec![root_network(&root_stakes), demo_subnet()])
}

/// A chain for several validators.
pub fn local_testnet() -> Value {
	let authorities = vec![
		(Sr25519Keyring::One.public().into(), Ed25519Keyring::One.public().into()),
		(Sr25519Keyring::Two.public().into(), Ed25519Keyring::Two.public().into()),
		(aura_key(keys::THREE), grandpa_key(keys::THREE_ED25519)),
	];
	genesis(authorities, 10, vec![root_network(&[]), local_subnet()])
}

/// A chain with no subnet but root.
pub fn bare() -> Value {
	genesis(single_authority(), 10, vec![root_network(&[])])
}

/// The JSON patch of a preset, to be applied to the default genesis config; `None` for a name that
/// this runtime does not know.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		BARE_RUNTIME_PRESET => bare(),
		_ => return None,
	};
	Some(patch.to_string().into_bytes())
}

/// Names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	[DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET, BARE_RUNTIME_PRESET]
		.into_iter()
		.map(PresetId::from)
		.collect()
}
