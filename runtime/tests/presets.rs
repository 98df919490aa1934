//! The chains that this runtime can start as.

mod support;

use frame_support::traits::fungible::Inspect;
use genesis_config_presets::{self as presets, keys, LARGE_ENDOWMENT, SMALL_ENDOWMENT};
use sp_core::{ed25519, sr25519, Pair};
use sp_keyring::Sr25519Keyring;
use support::genesis_of;
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
