//! Every call reaches what its name says; the rules themselves are tested where the table is.

use frame_support::{
	assert_ok,
	traits::{GetCallIndex, GetCallName},
};
use pallet_admin_utils::{NETWORK_SETTERS, SUBNET_SETTERS};
use pallet_subtensor::{
	genesis::GenesisPool,
	hyperparameters::{
		Hyperparameter as H, HyperparameterKind, NetworkParameter as N, Pace, Permission, Rule,
	},
	RecycleOrBurnEnum, I96F32, U64F64, UNIT,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::{traits::Dispatchable, BuildStorage};
use yumanet_runtime::{
	subnet_genesis::{GenesisNeuron, GenesisSubnet},
	*,
};

type Call = pallet_admin_utils::Call<Runtime>;
type Event = pallet_subtensor::Event<Runtime>;

const NETUID: u16 = 1;

/// Root and subnet 1, which is Alice's, with six neurons of hers: three named ones and three more.
fn execute(test: impl FnOnce()) {
	let hotkeys = (0..6u8).map(|uid| match uid {
		0 => Alice.to_account_id(),
		1 => Bob.to_account_id(),
		2 => Charlie.to_account_id(),
		_ => AccountId::from([uid; 32]),
	});
	let neurons = hotkeys
		.map(|hotkey| GenesisNeuron {
			hotkey,
			coldkey: Alice.to_account_id(),
			stake: 0,
			validator_permit: false,
			weights: vec![],
			bonds: vec![],
		})
		.collect();
	let subnet = |netuid, pool, neurons| GenesisSubnet {
		netuid,
		owner: Alice.to_account_id(),
		owner_hotkey: Alice.to_account_id(),
		symbol: None,
		identity: None,
		started: true,
		emission_enabled: true,
		pool,
		hyperparameters: Default::default(),
		neurons,
		nominations: vec![],
	};
	let pool = GenesisPool { tao: 1_000 * UNIT, alpha: 1_000 * UNIT };
	let storage = RuntimeGenesisConfig {
		subtensor_module: pallet_subtensor::GenesisConfig {
			subnets: vec![subnet(0, GenesisPool::default(), vec![]), subnet(NETUID, pool, neurons)],
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.expect("a valid world");
	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		test();
		SubtensorModule::do_try_state().expect("the test keeps the invariants");
	});
}

fn dispatch(call: Call, origin: RuntimeOrigin) {
	let name = call.get_call_name();
	let result = RuntimeCall::from(call).dispatch(origin);
	assert!(result.is_ok(), "{name}: {result:?}");
}

fn last_event() -> Event {
	System::read_events_for_pallet::<Event>().pop().expect("the call tells what it did")
}

#[test]
fn every_call_of_the_first_list_sets_its_hyperparameter() {
	use pallet_admin_utils::Call::*;
	let netuid = NETUID;
	let two = U64F64 { bits: 2 << 64 };
	let cases: Vec<(Call, H)> = vec![
		(sudo_set_serving_rate_limit { netuid, serving_rate_limit: 7 }, H::ServingRateLimit(7)),
		(sudo_set_min_difficulty { netuid, min_difficulty: 7 }, H::MinDifficulty(7)),
		(sudo_set_max_difficulty { netuid, max_difficulty: 7 }, H::MaxDifficulty(7)),
		(sudo_set_weights_version_key { netuid, weights_version_key: 7 }, H::WeightsVersionKey(7)),
		(
			sudo_set_weights_set_rate_limit { netuid, weights_set_rate_limit: 7 },
			H::WeightsSetRateLimit(7),
		),
		(sudo_set_adjustment_interval { netuid, adjustment_interval: 7 }, H::AdjustmentInterval(7)),
		(sudo_set_adjustment_alpha { netuid, adjustment_alpha: 7 }, H::AdjustmentAlpha(7)),
		(sudo_set_immunity_period { netuid, immunity_period: 7 }, H::ImmunityPeriod(7)),
		(sudo_set_min_allowed_weights { netuid, min_allowed_weights: 7 }, H::MinAllowedWeights(7)),
		(sudo_set_max_allowed_uids { netuid, max_allowed_uids: 99 }, H::MaxAllowedUids(99)),
		(sudo_set_kappa { netuid, kappa: 7 }, H::Kappa(7)),
		(sudo_set_rho { netuid, rho: 7 }, H::Rho(7)),
		(
			sudo_set_network_registration_allowed { netuid, registration_allowed: false },
			H::RegistrationAllowed(false),
		),
		(
			sudo_set_network_pow_registration_allowed { netuid, registration_allowed: false },
			H::PowRegistrationAllowed(false),
		),
		(
			sudo_set_target_registrations_per_interval {
				netuid,
				target_registrations_per_interval: 7,
			},
			H::TargetRegistrationsPerInterval(7),
		),
		(sudo_set_min_burn { netuid, min_burn: 7 }, H::MinBurn(7)),
		(sudo_set_max_burn { netuid, max_burn: UNIT }, H::MaxBurn(UNIT)),
		(sudo_set_difficulty { netuid, difficulty: 7 }, H::Difficulty(7)),
		(
			sudo_set_max_allowed_validators { netuid, max_allowed_validators: 7 },
			H::MaxAllowedValidators(7),
		),
		(
			sudo_set_bonds_moving_average { netuid, bonds_moving_average: 7 },
			H::BondsMovingAverage(7),
		),
		(
			sudo_set_max_registrations_per_block { netuid, max_registrations_per_block: 7 },
			H::MaxRegistrationsPerBlock(7),
		),
		(sudo_set_tempo { netuid, tempo: 7 }, H::Tempo(7)),
		(
			sudo_set_commit_reveal_weights_enabled { netuid, enabled: false },
			H::CommitRevealEnabled(false),
		),
		(sudo_set_liquid_alpha_enabled { netuid, enabled: true }, H::LiquidAlphaEnabled(true)),
		(
			sudo_set_alpha_values { netuid, alpha_low: 2_000, alpha_high: 3_000 },
			H::AlphaValues((2_000, 3_000)),
		),
		(
			sudo_set_commit_reveal_weights_interval { netuid, interval: 7 },
			H::WeightCommitInterval(7),
		),
		(sudo_set_bonds_penalty { netuid, bonds_penalty: 7 }, H::BondsPenalty(7)),
		(sudo_set_toggle_transfer { netuid, toggle: false }, H::TransferEnabled(false)),
		(sudo_set_ema_price_halving_period { netuid, ema_halving: 7 }, H::EmaPriceHalvingPeriod(7)),
		(sudo_set_subtoken_enabled { netuid, subtoken_enabled: false }, H::SubtokenEnabled(false)),
		(sudo_set_alpha_sigmoid_steepness { netuid, steepness: -7 }, H::AlphaSigmoidSteepness(-7)),
		(sudo_set_yuma3_enabled { netuid, enabled: false }, H::Yuma3Enabled(false)),
		(sudo_set_bonds_reset_enabled { netuid, enabled: true }, H::BondsResetEnabled(true)),
		(sudo_set_owner_immune_neuron_limit { netuid, immune_neurons: 7 }, H::ImmuneNeuronLimit(7)),
		(sudo_set_min_allowed_uids { netuid, min_allowed_uids: 5 }, H::MinAllowedUids(5)),
		(
			sudo_set_recycle_or_burn { netuid, recycle_or_burn: RecycleOrBurnEnum::Recycle },
			H::RecycleOrBurn(RecycleOrBurnEnum::Recycle),
		),
		(sudo_set_min_non_immune_uids { netuid, min: 7 }, H::MinNonImmuneUids(7)),
		(sudo_set_burn_half_life { netuid, burn_half_life: 7 }, H::BurnHalfLife(7)),
		(sudo_set_burn_increase_mult { netuid, burn_increase_mult: two }, H::BurnIncreaseMult(two)),
		(sudo_set_owner_cut_enabled { netuid, enabled: false }, H::OwnerCutEnabled(false)),
		(sudo_set_min_childkey_take_per_subnet { netuid, take: 7 }, H::MinChildkeyTake(7)),
		(
			sudo_set_subnet_emission_enabled { netuid, enabled: false },
			H::SubnetEmissionEnabled(false),
		),
		(
			sudo_set_owner_cut_auto_lock_enabled { netuid, enabled: true },
			H::OwnerCutAutoLockEnabled(true),
		),
		(
			sudo_set_activity_cutoff_factor { netuid, factor_milli: 7_000 },
			H::ActivityCutoffFactor(7_000),
		),
	];
	assert_eq!(cases.len(), SUBNET_SETTERS.len(), "a case for each call");
	execute(|| {
		for (call, value) in cases {
			let name = call.get_call_name();
			let old = SubtensorModule::hyperparameter(NETUID, value.kind());
			dispatch(call, RuntimeOrigin::root());
			assert_eq!(SubtensorModule::hyperparameter(NETUID, value.kind()), value, "{name}");
			assert_ne!(old, value, "{name} would set what is there");
			let event = Event::HyperparameterSet { netuid: NETUID, old, new: value };
			assert_eq!(last_event(), event, "{name}");
		}
	});
}

#[test]
fn every_call_of_the_second_list_sets_its_parameter() {
	use pallet_admin_utils::Call::*;
	let half = I96F32 { bits: 1 << 31 };
	let cases: Vec<(Call, N)> = vec![
		(sudo_set_default_take { default_take: 7 }, N::MaxDelegateTake(7)),
		(sudo_set_tx_rate_limit { tx_rate_limit: 7 }, N::TxRateLimit(7)),
		(sudo_set_subnet_owner_cut { subnet_owner_cut: 7 }, N::SubnetOwnerCut(7)),
		(sudo_set_network_rate_limit { rate_limit: 7 }, N::NetworkRateLimit(7)),
		(sudo_set_network_immunity_period { immunity_period: 7 }, N::NetworkImmunityPeriod(7)),
		(sudo_set_network_min_lock_cost { lock_cost: UNIT }, N::NetworkMinLockCost(UNIT)),
		(sudo_set_subnet_limit { max_subnets: 7 }, N::SubnetLimit(7)),
		(sudo_set_lock_reduction_interval { interval: 7 }, N::LockReductionInterval(7)),
		(sudo_set_stake_threshold { min_stake: 7 }, N::StakeThreshold(7)),
		(sudo_set_nominator_min_required_stake { min_stake: 7 }, N::NominatorMinRequiredStake(7)),
		(sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 7 }, N::TxDelegateTakeRateLimit(7)),
		(sudo_set_min_delegate_take { take: 7 }, N::MinDelegateTake(7)),
		(sudo_set_subnet_moving_alpha { alpha: half }, N::SubnetMovingAlpha(half)),
		(sudo_set_commit_reveal_version { version: 7 }, N::CommitRevealVersion(7)),
		(sudo_set_ck_burn { burn: 7 }, N::CkBurn(7)),
		(sudo_set_admin_freeze_window { window: 7 }, N::AdminFreezeWindow(7)),
		(sudo_set_owner_hparam_rate_limit { epochs: 7 }, N::OwnerHyperparamRateLimit(7)),
		(sudo_set_start_call_delay { delay: 7 }, N::StartCallDelay(7)),
		(
			sudo_set_coldkey_swap_announcement_delay { duration: 7 },
			N::ColdkeySwapAnnouncementDelay(7),
		),
		(
			sudo_set_coldkey_swap_reannouncement_delay { duration: 7 },
			N::ColdkeySwapReannouncementDelay(7),
		),
		(sudo_set_max_mechanism_count { max_mechanism_count: 7 }, N::MaxMechanismCount(7)),
		(sudo_set_max_epochs_per_block { max_epochs_per_block: 7 }, N::MaxEpochsPerBlock(7)),
	];
	assert_eq!(cases.len(), NETWORK_SETTERS.len(), "a case for each call");
	execute(|| {
		for (call, value) in cases {
			let name = call.get_call_name();
			dispatch(call, RuntimeOrigin::root());
			assert!(SubtensorModule::network_parameters().contains(&value), "{name}");
			let Event::NetworkParameterSet { old, new } = last_event() else {
				panic!("{name} tells what it did");
			};
			assert!(new == value && old != new, "{name}");
		}
	});
}

#[test]
fn the_owner_needs_no_sudo() {
	execute(|| {
		dispatch(
			Call::sudo_set_rho { netuid: NETUID, rho: 7 },
			RuntimeOrigin::signed(Alice.to_account_id()),
		);
		assert_eq!(SubtensorModule::hyperparameter(NETUID, HyperparameterKind::Rho), H::Rho(7));
	});
}

#[test]
fn the_other_calls_reach_the_subnet() {
	execute(|| {
		let netuid = NETUID;
		let root = RuntimeOrigin::root;
		dispatch(Call::sudo_set_sn_owner_hotkey { netuid, hotkey: Bob.to_account_id() }, root());
		let owner_hotkey = pallet_subtensor::SubnetOwnerHotkey::<Runtime>::get;
		assert_eq!(owner_hotkey(netuid), Bob.to_account_id());
		dispatch(
			Call::sudo_set_subnet_owner_hotkey { netuid, hotkey: Charlie.to_account_id() },
			root(),
		);
		assert_eq!(owner_hotkey(netuid), Charlie.to_account_id());

		dispatch(Call::sudo_set_min_allowed_uids { netuid, min_allowed_uids: 4 }, root());
		dispatch(Call::sudo_set_immunity_period { netuid, immunity_period: 0 }, root());
		dispatch(Call::sudo_trim_to_max_allowed_uids { netuid, max_n: 5 }, root());
		assert_eq!(pallet_subtensor::SubnetworkN::<Runtime>::get(netuid), 5);

		dispatch(Call::sudo_set_mechanism_count { netuid, mechanism_count: 2 }, root());
		let maybe_split = Some(vec![65_535, 0]);
		dispatch(Call::sudo_set_mechanism_emission_split { netuid, maybe_split }, root());
		let split = pallet_subtensor::MechanismEmissionSplit::<Runtime>::get(netuid).unwrap();
		assert_eq!(split[..], [65_535, 0]);
		let too_long =
			AdminUtils::sudo_set_mechanism_emission_split(root(), netuid, Some(vec![0; 17]));
		assert_eq!(too_long, Err(pallet_subtensor::Error::<Runtime>::InvalidValue.into()));
		assert_ok!(AdminUtils::sudo_set_mechanism_emission_split(root(), netuid, None));
	});
}

/// Calls that are not one line of a list: index, name, what they set.
const OTHER_SETTERS: [(u8, &str, &str); 2] = [
	(76, "sudo_set_mechanism_count", "MechanismCount"),
	(77, "sudo_set_mechanism_emission_split", "MechanismEmissionSplit"),
];

#[test]
fn every_hyperparameter_has_one_call() {
	let mut names: Vec<_> = SUBNET_SETTERS.iter().map(|setter| setter.sets).collect();
	names.extend(OTHER_SETTERS.map(|(_, _, sets)| sets));
	names.sort_unstable();
	let mut kinds: Vec<_> =
		HyperparameterKind::ALL.iter().map(|kind| format!("{kind:?}")).collect();
	kinds.sort_unstable();
	assert_eq!(names, kinds);

	let calls = Call::get_call_names().iter().zip(Call::get_call_indices());
	for setter in SUBNET_SETTERS.iter().chain(NETWORK_SETTERS) {
		assert!(calls.clone().any(|call| call == (&setter.call, &setter.index)), "{setter:?}");
	}
}

/// A value as the documentation shows it: without the name around it, fixed-point numbers as
/// decimals.
fn shown(value: &str) -> String {
	let inner = value.split_once('(').map_or(value, |(_, rest)| &rest[..rest.len() - 1]);
	let decimal = |prefix: &str, one: f64| {
		let bits = inner.strip_prefix(prefix)?.strip_suffix(" }")?;
		Some(format!("{}", (bits.parse::<f64>().ok()? / one * 1e9).round() / 1e9))
	};
	decimal("U64F64 { bits: ", 2f64.powi(64))
		.or_else(|| decimal("I96F32 { bits: ", 2f64.powi(32)))
		.unwrap_or_else(|| inner.into())
}

fn who(permission: Permission) -> String {
	match permission {
		Permission::Root => "root".into(),
		Permission::Owner(Pace::Usual) => "owner".into(),
		Permission::Owner(Pace::Tempos(tempos)) => format!("owner, once in {tempos} tempos"),
		Permission::Owner(Pace::Blocks(blocks)) => format!("owner, once in {blocks} blocks"),
	}
}

fn line(index: u8, call: &str, rule: Rule, default: &str) -> String {
	let Rule { storage, value, permission, bounds } = rule;
	let (default, who) = (shown(default), who(permission));
	let bounds = bounds.replace("..=", " to ").replace('_', "");
	format!("| {index} | `{call}` | `{storage}` | `{value}` | {default} | {who} | {bounds} |\n")
}

fn documentation() -> String {
	let head = "| index | call | storage | type | default | who | bounds |\n\
		|---|---|---|---|---|---|---|\n";
	let mut calls: Vec<_> =
		SUBNET_SETTERS.iter().map(|setter| (setter.index, setter.call, setter.sets)).collect();
	calls.extend(OTHER_SETTERS);
	calls.sort_unstable();
	let mut text = format!(
		"\n## Hyperparameters of a subnet\n\n\
		The default is that of the storage item; a new subnet starts with other values for some. Where \
		the owner may, root may too, at any time.\n\n{head}"
	);
	for (index, call, sets) in calls {
		let kinds = HyperparameterKind::ALL.iter();
		let kind = kinds.copied().find(|kind| format!("{kind:?}") == sets).unwrap();
		let default = format!("{:?}", SubtensorModule::hyperparameter(u16::MAX, kind));
		text.push_str(&line(index, call, kind.rule(), &default));
	}
	text.push_str(&format!("\n## Parameters of the chain\n\n{head}"));
	for setter in NETWORK_SETTERS {
		let parameters = SubtensorModule::network_parameters();
		let named = |value: &&N| format!("{value:?}").starts_with(&format!("{}(", setter.sets));
		let parameter = parameters.iter().find(named).unwrap();
		text.push_str(&line(
			setter.index,
			setter.call,
			parameter.rule(),
			&format!("{parameter:?}"),
		));
	}
	text
}

/// `UPDATE=1` writes the file anew.
#[test]
fn the_documentation_is_the_table() {
	let text = sp_io::TestExternalities::default().execute_with(documentation);
	if std::env::var_os("UPDATE").is_some() {
		std::fs::write(
			concat!(env!("CARGO_MANIFEST_DIR"), "/../pallets/admin-utils/PARAMETERS.md"),
			&text,
		)
		.unwrap();
	} else {
		assert_eq!(
			text,
			include_str!("../../pallets/admin-utils/PARAMETERS.md"),
			"run this test with UPDATE=1"
		);
	}
}
