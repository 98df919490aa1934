//! What clients rely on: names, indices and order of everything that they look up.

use std::collections::BTreeMap;

use codec::Encode;
use frame_support::traits::{
	GetCallIndex, GetCallName, PalletInfo as _, PalletInfoAccess, StorageInfoTrait,
};
use scale_info::{TypeDef, TypeInfo};
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
			entry::<AdminUtils>(),
			entry::<Drand>(),
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
			(19, "AdminUtils"),
			(26, "Drand"),
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
		("root_register", 62),
		("decrease_take", 65),
		("increase_take", 66),
		("set_children", 67),
		("set_identity", 68),
		("sudo_set_tx_childkey_take_rate_limit", 69),
		("dissolve_network", 61),
		("swap_hotkey", 70),
		("swap_coldkey", 71),
		("swap_hotkey_v2", 72),
		("set_childkey_take", 75),
		("sudo_set_min_childkey_take", 76),
		("sudo_set_max_childkey_take", 77),
		("set_subnet_identity", 78),
		("register_network_with_identity", 79),
		("batch_set_weights", 80),
		("unstake_all", 83),
		("unstake_all_alpha", 84),
		("move_stake", 85),
		("transfer_stake", 86),
		("swap_stake", 87),
		("add_stake_limit", 88),
		// Newer than the other live indices.
		("remove_stake_limit", 89),
		("swap_stake_limit", 90),
		("try_associate_hotkey", 91),
		("start_call", 92),
		("commit_weights", 96),
		("reveal_weights", 97),
		("batch_reveal_weights", 98),
		("batch_commit_weights", 100),
		("recycle_alpha", 101),
		("burn_alpha", 102),
		("remove_stake_full_limit", 103),
		("set_pending_childkey_cooldown", 109),
		("update_symbol", 112),
		("commit_timelocked_weights", 113),
		("set_coldkey_auto_stake_hotkey", 114),
		("commit_mechanism_weights", 115),
		("reveal_mechanism_weights", 116),
		("commit_timelocked_mechanism_weights", 118),
		("set_mechanism_weights", 119),
		("claim_root", 121),
		("set_root_claim_type", 122),
		("sudo_set_num_root_claims", 123),
		("sudo_set_root_claim_threshold", 124),
		("root_dissolve_network", 120),
		("announce_coldkey_swap", 125),
		("swap_coldkey_announced", 126),
		("dispute_coldkey_swap", 127),
		("reset_coldkey_swap", 128),
		("add_stake_burn", 132),
		("clear_coldkey_swap_announcement", 133),
		("register_limit", 134),
		("set_tempo", 139),
		("set_activity_cutoff_factor", 140),
		("trigger_epoch", 141),
		// Newer than the other live indices.
		("move_stake_limit", 149),
	] {
		assert_eq!(calls.get(name), Some(&index), "{name}");
	}
}

#[test]
fn admin_calls_have_the_indices_and_arguments_of_the_live_network() {
	use scale_info::TypeInfo;
	let scale_info::TypeDef::Variant(calls) =
		pallet_admin_utils::Call::<Runtime>::type_info().type_def
	else {
		panic!("calls are an enum");
	};
	let calls: BTreeMap<_, _> = calls
		.variants
		.iter()
		.map(|call| {
			let arguments: Vec<_> = call.fields.iter().filter_map(|field| field.name).collect();
			(call.index, format!("{}({})", call.name, arguments.join(", ")))
		})
		.collect();
	let expected = [
		(1, "sudo_set_default_take(default_take)"),
		(2, "sudo_set_tx_rate_limit(tx_rate_limit)"),
		(3, "sudo_set_serving_rate_limit(netuid, serving_rate_limit)"),
		(4, "sudo_set_min_difficulty(netuid, min_difficulty)"),
		(5, "sudo_set_max_difficulty(netuid, max_difficulty)"),
		(6, "sudo_set_weights_version_key(netuid, weights_version_key)"),
		(7, "sudo_set_weights_set_rate_limit(netuid, weights_set_rate_limit)"),
		(8, "sudo_set_adjustment_interval(netuid, adjustment_interval)"),
		(9, "sudo_set_adjustment_alpha(netuid, adjustment_alpha)"),
		(13, "sudo_set_immunity_period(netuid, immunity_period)"),
		(14, "sudo_set_min_allowed_weights(netuid, min_allowed_weights)"),
		(15, "sudo_set_max_allowed_uids(netuid, max_allowed_uids)"),
		(16, "sudo_set_kappa(netuid, kappa)"),
		(17, "sudo_set_rho(netuid, rho)"),
		(19, "sudo_set_network_registration_allowed(netuid, registration_allowed)"),
		(20, "sudo_set_network_pow_registration_allowed(netuid, registration_allowed)"),
		(
			21,
			"sudo_set_target_registrations_per_interval(netuid, target_registrations_per_interval)",
		),
		(22, "sudo_set_min_burn(netuid, min_burn)"),
		(23, "sudo_set_max_burn(netuid, max_burn)"),
		(24, "sudo_set_difficulty(netuid, difficulty)"),
		(25, "sudo_set_max_allowed_validators(netuid, max_allowed_validators)"),
		(26, "sudo_set_bonds_moving_average(netuid, bonds_moving_average)"),
		(27, "sudo_set_max_registrations_per_block(netuid, max_registrations_per_block)"),
		(28, "sudo_set_subnet_owner_cut(subnet_owner_cut)"),
		(29, "sudo_set_network_rate_limit(rate_limit)"),
		(30, "sudo_set_tempo(netuid, tempo)"),
		(35, "sudo_set_network_immunity_period(immunity_period)"),
		(36, "sudo_set_network_min_lock_cost(lock_cost)"),
		(37, "sudo_set_subnet_limit(max_subnets)"),
		(38, "sudo_set_lock_reduction_interval(interval)"),
		(42, "sudo_set_stake_threshold(min_stake)"),
		(43, "sudo_set_nominator_min_required_stake(min_stake)"),
		(45, "sudo_set_tx_delegate_take_rate_limit(tx_rate_limit)"),
		(46, "sudo_set_min_delegate_take(take)"),
		(49, "sudo_set_commit_reveal_weights_enabled(netuid, enabled)"),
		(50, "sudo_set_liquid_alpha_enabled(netuid, enabled)"),
		(51, "sudo_set_alpha_values(netuid, alpha_low, alpha_high)"),
		(57, "sudo_set_commit_reveal_weights_interval(netuid, interval)"),
		(60, "sudo_set_bonds_penalty(netuid, bonds_penalty)"),
		(61, "sudo_set_toggle_transfer(netuid, toggle)"),
		(63, "sudo_set_subnet_moving_alpha(alpha)"),
		(64, "sudo_set_subnet_owner_hotkey(netuid, hotkey)"),
		(65, "sudo_set_ema_price_halving_period(netuid, ema_halving)"),
		(66, "sudo_set_subtoken_enabled(netuid, subtoken_enabled)"),
		(67, "sudo_set_sn_owner_hotkey(netuid, hotkey)"),
		(68, "sudo_set_alpha_sigmoid_steepness(netuid, steepness)"),
		(69, "sudo_set_yuma3_enabled(netuid, enabled)"),
		(70, "sudo_set_bonds_reset_enabled(netuid, enabled)"),
		(71, "sudo_set_commit_reveal_version(version)"),
		(72, "sudo_set_owner_immune_neuron_limit(netuid, immune_neurons)"),
		(73, "sudo_set_ck_burn(burn)"),
		(74, "sudo_set_admin_freeze_window(window)"),
		(75, "sudo_set_owner_hparam_rate_limit(epochs)"),
		(76, "sudo_set_mechanism_count(netuid, mechanism_count)"),
		(77, "sudo_set_mechanism_emission_split(netuid, maybe_split)"),
		(78, "sudo_trim_to_max_allowed_uids(netuid, max_n)"),
		(79, "sudo_set_min_allowed_uids(netuid, min_allowed_uids)"),
		(80, "sudo_set_recycle_or_burn(netuid, recycle_or_burn)"),
		(84, "sudo_set_min_non_immune_uids(netuid, min)"),
		(85, "sudo_set_start_call_delay(delay)"),
		(86, "sudo_set_coldkey_swap_announcement_delay(duration)"),
		(87, "sudo_set_coldkey_swap_reannouncement_delay(duration)"),
		(88, "sudo_set_max_mechanism_count(max_mechanism_count)"),
		(89, "sudo_set_burn_half_life(netuid, burn_half_life)"),
		(90, "sudo_set_burn_increase_mult(netuid, burn_increase_mult)"),
		(92, "sudo_set_owner_cut_enabled(netuid, enabled)"),
		(93, "sudo_set_min_childkey_take_per_subnet(netuid, take)"),
		(94, "sudo_set_subnet_emission_enabled(netuid, enabled)"),
		(95, "sudo_set_owner_cut_auto_lock_enabled(netuid, enabled)"),
		(96, "sudo_set_max_epochs_per_block(max_epochs_per_block)"),
		// Newer than the runtime that the others are from; its index there is not known.
		(97, "sudo_set_activity_cutoff_factor(netuid, factor_milli)"),
	];
	let expected: BTreeMap<u8, String> =
		expected.into_iter().map(|(index, call)| (index, call.into())).collect();
	assert_eq!(calls, expected);
}

#[test]
fn subtensor_storage_has_the_names_of_the_live_network() {
	let names: Vec<_> = SubtensorModule::storage_info()
		.into_iter()
		.map(|info| String::from_utf8(info.storage_name).unwrap())
		.collect();
	for name in [
		"AccountFlags",
		"Active",
		"ActivityCutoff",
		"AdjustmentAlpha",
		"AdjustmentInterval",
		"AdminFreezeWindow",
		"AutoStakeDestination",
		"Axons",
		"BlockAtRegistration",
		"BlocksSinceLastStep",
		"Bonds",
		"BondsResetOn",
		"Burn",
		"ChildKeys",
		"ChildkeyTake",
		"ColdkeySwapAnnouncementDelay",
		"ColdkeySwapAnnouncements",
		"ColdkeySwapDisputes",
		"ColdkeySwapReannouncementDelay",
		"CollateralDrainRatio",
		"CollateralLockShare",
		"CommitRevealWeightsEnabled",
		"CommitRevealWeightsVersion",
		"Consensus",
		"CurrentDissolveCleanupStatus",
		"DecayingHotkeyLock",
		"DecayingLock",
		"DecayingOwnerLock",
		"Difficulty",
		"DissolveCleanupQueue",
		"Dividends",
		"Emission",
		"FirstEmissionBlockNumber",
		"HotkeyLock",
		"IdentitiesV2",
		"Incentive",
		"IsNetworkMember",
		"Keys",
		"LastRateLimitedBlock",
		"LastUpdate",
		"Lock",
		"LockingColdkeys",
		"MaturityRate",
		"MaxAllowedUids",
		"MaxDelegateTake",
		"MaxDifficulty",
		"MinAllowedWeights",
		"MinChildkeyTakePerSubnet",
		"MinDelegateTake",
		"MinDifficulty",
		"NetworkPowRegistrationAllowed",
		"NetworkRegistrationQueue",
		"NetworksAdded",
		"NeuronCertificates",
		"NominatorMinRequiredStake",
		"OwnedHotkeys",
		"Owner",
		"OwnerCutAutoLockEnabled",
		"OwnerHyperparamRateLimit",
		"OwnerLock",
		"ParentKeys",
		"PendingChildKeys",
		"Prometheus",
		"RevealPeriodEpochs",
		"Rho",
		"RootAlphaDividendsPerSubnet",
		"RootClaimType",
		"RootClaimable",
		"RootClaimableThreshold",
		"RootClaimed",
		"StakeWeight",
		"StartCallDelay",
		"SubnetEmaTaoFlow",
		"SubnetEpochConsensus",
		"SubnetLocked",
		"SubnetOwner",
		"SubnetTAO",
		"SubnetworkN",
		"TargetRegistrationsPerInterval",
		"Tempo",
		"TimelockedWeightCommits",
		"TokenSymbol",
		"TotalNetworks",
		"TransferToggle",
		"Uids",
		"UnlockRate",
		"ValidatorPermit",
		"ValidatorTrust",
		"WeightCommits",
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
			"SubtensorTransactionExtension",
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

#[test]
fn every_call_says_who_may_call_it_what_it_refuses_and_what_it_reports() {
	let TypeDef::Variant(calls) = pallet_subtensor::Call::<Runtime>::type_info().type_def else {
		panic!("calls are an enum")
	};
	for call in calls.variants {
		let headings: Vec<_> =
			call.docs.iter().filter_map(|line| line.strip_prefix("## ")).collect();
		let required: Vec<_> =
			headings.iter().copied().filter(|heading| *heading != "Parameters").collect();
		assert_eq!(required, ["Dispatch Origin", "Errors", "Events"], "{}", call.name);
	}
}

#[test]
fn the_list_of_differences_states_the_bounds_of_the_chain() {
	use pallet_subtensor::{
		calls::children::MAX_PENDING_CHILDREN, trimming::MAX_TRIMMED, KeyList, ParentList,
		MAX_TIMELOCKED_COMMITS,
	};
	let text = include_str!("../../pallets/subtensor/DIFFERENCES.md");
	for (bound, of) in [
		(KeyList::<Runtime>::bound(), "hotkeys ([`KeyList`]"),
		(ParentList::<Runtime>::bound(), "parents ([`ParentList`]"),
		(MAX_PENDING_CHILDREN as usize, "choices of children"),
		(MAX_TIMELOCKED_COMMITS as usize, "time-locked commits"),
		(MAX_TRIMMED as usize, "neurons times mechanisms"),
	] {
		let stated = format!(" {bound} {of}");
		assert!(text.contains(&stated), "{stated}");
	}
}
