//! What clients rely on: names, indices and order of everything that they look up.

use std::collections::BTreeMap;

use codec::Encode;
use frame_support::traits::{
	GetCallIndex, GetCallName, PalletInfo as _, PalletInfoAccess, StorageInfoTrait,
};
use sp_runtime::traits::TransactionExtension;
use yumanet_runtime::{configs::ProxyType, *};

#[test]
fn pallets_have_the_names_and_indices_of_the_live_network() {
	fn entry<P: PalletInfoAccess>() -> (usize, &'static str) {
		(P::index(), P::name())
	}
	assert_eq!(
		[
			entry::<System>(),
			entry::<Timestamp>(),
			entry::<Aura>(),
			entry::<Grandpa>(),
			entry::<Balances>(),
			entry::<TransactionPayment>(),
			entry::<SubtensorModule>(),
			entry::<Utility>(),
			entry::<Sudo>(),
			entry::<Multisig>(),
			entry::<Proxy>(),
			entry::<Commitments>(),
			entry::<MevShield>(),
		],
		[
			(0, "System"),
			(2, "Timestamp"),
			(3, "Aura"),
			(4, "Grandpa"),
			(5, "Balances"),
			(6, "TransactionPayment"),
			(7, "SubtensorModule"),
			(11, "Utility"),
			(12, "Sudo"),
			(13, "Multisig"),
			(16, "Proxy"),
			(18, "Commitments"),
			(30, "MevShield"),
		]
	);
	assert_eq!(PalletInfo::index::<SubtensorModule>(), Some(7));
}

#[test]
fn subtensor_calls_have_the_indices_of_the_live_network() {
	type Call = pallet_subtensor::Call<Runtime>;
	let calls: BTreeMap<_, _> = Call::get_call_names()
		.iter()
		.copied()
		.zip(Call::get_call_indices().iter().copied())
		.collect();
	for (name, index) in [
		("set_weights", 0),
		("add_stake", 2),
		("remove_stake", 3),
		("serve_axon", 4),
		("serve_prometheus", 5),
		("register", 6),
		("burned_register", 7),
		("serve_axon_tls", 40),
		("register_network", 59),
		("swap_hotkey", 70),
		("swap_coldkey", 71),
		("swap_hotkey_v2", 72),
		("try_associate_hotkey", 91),
		("start_call", 92),
		("set_mechanism_weights", 119),
		("announce_coldkey_swap", 125),
		("swap_coldkey_announced", 126),
		("dispute_coldkey_swap", 127),
		("reset_coldkey_swap", 128),
		("clear_coldkey_swap_announcement", 133),
		("register_limit", 134),
	] {
		assert_eq!(calls.get(name), Some(&index), "{name}");
	}
}

#[test]
fn subtensor_storage_has_the_names_of_the_live_network() {
	let names: Vec<_> = SubtensorModule::storage_info()
		.into_iter()
		.map(|info| String::from_utf8(info.storage_name).unwrap())
		.collect();
	for name in [
		"Active",
		"Axons",
		"BlockAtRegistration",
		"BlocksSinceLastStep",
		"Bonds",
		"Burn",
		"ColdkeySwapAnnouncementDelay",
		"ColdkeySwapAnnouncements",
		"ColdkeySwapDisputes",
		"ColdkeySwapReannouncementDelay",
		"CommitRevealWeightsEnabled",
		"Consensus",
		"Dividends",
		"Emission",
		"FirstEmissionBlockNumber",
		"Incentive",
		"IsNetworkMember",
		"Keys",
		"LastUpdate",
		"MaxAllowedUids",
		"MinAllowedWeights",
		"NetworksAdded",
		"NeuronCertificates",
		"Owner",
		"OwnedHotkeys",
		"Prometheus",
		"StakeWeight",
		"StartCallDelay",
		"SubnetLocked",
		"SubnetOwner",
		"SubnetTAO",
		"SubnetworkN",
		"Tempo",
		"TokenSymbol",
		"TotalNetworks",
		"Uids",
		"ValidatorPermit",
		"ValidatorTrust",
		"Weights",
		"WeightsSetRateLimit",
	] {
		assert!(names.iter().any(|known| known == name), "{name}");
	}
}

#[test]
fn storage_of_every_pallet_is_bounded() {
	for info in AllPalletsWithSystem::storage_info() {
		let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
		if name(&info.pallet_name) == "SubtensorModule" {
			assert!(info.max_size.is_some(), "{}", name(&info.storage_name));
		}
	}
}

#[test]
fn proxy_types_have_the_indices_of_the_live_network() {
	let kinds = [
		ProxyType::Any,
		ProxyType::Owner,
		ProxyType::NonCritical,
		ProxyType::NonTransfer,
		ProxyType::Senate,
		ProxyType::NonFungible,
		ProxyType::Triumvirate,
		ProxyType::Governance,
		ProxyType::Staking,
		ProxyType::Registration,
		ProxyType::Transfer,
		ProxyType::SmallTransfer,
		ProxyType::RootWeights,
		ProxyType::ChildKeys,
		ProxyType::SudoUncheckedSetCode,
		ProxyType::SwapHotkey,
		ProxyType::SubnetLeaseBeneficiary,
		ProxyType::RootClaim,
	];
	for (index, kind) in kinds.into_iter().enumerate() {
		assert_eq!(kind.encode(), [index as u8], "{kind:?}");
	}
}

#[test]
fn transaction_extensions_are_in_the_canonical_order() {
	let extensions = <TxExtension as TransactionExtension<RuntimeCall>>::metadata();
	let identifiers: Vec<_> = extensions.iter().map(|extension| extension.identifier).collect();
	assert_eq!(
		identifiers,
		[
			"CheckNonZeroSender",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckNonce",
			"CheckWeight",
			"ChargeTransactionPayment",
			"CheckColdkeySwap",
			"CheckMetadataHash",
			"WeightReclaim",
		]
	);
}

#[test]
fn metadata_comes_in_every_stable_version() {
	assert_eq!(Runtime::metadata_versions(), [14, 15, 16]);
	assert!(Runtime::metadata_versions()
		.into_iter()
		.all(|version| Runtime::metadata_at_version(version).is_some()));
}

#[test]
fn version_is_recognised_as_bittensor() {
	assert_eq!(VERSION.spec_name, "node-subtensor");
	assert_eq!(VERSION.transaction_version, 1);
	assert_eq!(SLOT_DURATION, 250);
	assert_eq!(EXISTENTIAL_DEPOSIT, 500);
	assert_eq!(SS58_PREFIX, 42);
}
