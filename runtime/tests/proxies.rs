//! What each kind of proxy may do.

use codec::Decode;
use frame_metadata::{v15::RuntimeMetadataV15, RuntimeMetadata, RuntimeMetadataPrefixed};
use frame_support::traits::InstanceFilter;
use pallet_subtensor_runtime_api::{
	proxy::{CallCondition, CallInfo, FilterMode},
	runtime_decl_for_proxy_filter_runtime_api::ProxyFilterRuntimeApiV1,
};
use scale_info::TypeDef;
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use yumanet_runtime::{configs::ProxyType, *};

fn transfer(value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest: Bob.to_account_id().into(), value }.into()
}

fn add_stake() -> RuntimeCall {
	pallet_subtensor::Call::add_stake { hotkey: Bob.to_account_id(), netuid: 1, amount_staked: TAO }
		.into()
}

fn transfer_stake(alpha_amount: Balance) -> RuntimeCall {
	pallet_subtensor::Call::transfer_stake {
		destination_coldkey: Bob.to_account_id(),
		hotkey: Alice.to_account_id(),
		origin_netuid: 1,
		destination_netuid: 1,
		alpha_amount,
	}
	.into()
}

fn transfer_stake_and_hotkey(alpha_amount: Balance) -> RuntimeCall {
	pallet_subtensor::Call::transfer_stake_and_hotkey {
		destination_coldkey: Bob.to_account_id(),
		origin_hotkey: Alice.to_account_id(),
		destination_hotkey: Bob.to_account_id(),
		origin_netuid: 1,
		destination_netuid: 1,
		alpha_amount,
	}
	.into()
}

fn burn_alpha() -> RuntimeCall {
	pallet_subtensor::Call::burn_alpha { hotkey: Bob.to_account_id(), amount: TAO, netuid: 1 }
		.into()
}

fn register() -> RuntimeCall {
	pallet_subtensor::Call::burned_register { netuid: 1, hotkey: Bob.to_account_id() }.into()
}

fn register_on_root() -> RuntimeCall {
	pallet_subtensor::Call::root_register { hotkey: Bob.to_account_id() }.into()
}

fn set_children() -> RuntimeCall {
	pallet_subtensor::Call::set_children {
		hotkey: Bob.to_account_id(),
		netuid: 1,
		children: Vec::new(),
	}
	.into()
}

fn claim_root() -> RuntimeCall {
	pallet_subtensor::Call::claim_root { subnets: [1].into() }.into()
}

fn start() -> RuntimeCall {
	pallet_subtensor::Call::start_call { netuid: 1 }.into()
}

fn set_rho() -> RuntimeCall {
	pallet_admin_utils::Call::sudo_set_rho { netuid: 1, rho: 1 }.into()
}

/// By both of its names.
fn set_owner_hotkey() -> [RuntimeCall; 2] {
	let hotkey = Alice.to_account_id();
	[
		pallet_admin_utils::Call::sudo_set_subnet_owner_hotkey {
			netuid: 1,
			hotkey: hotkey.clone(),
		}
		.into(),
		pallet_admin_utils::Call::sudo_set_sn_owner_hotkey { netuid: 1, hotkey }.into(),
	]
}

fn sudo() -> RuntimeCall {
	pallet_sudo::Call::set_key { new: Alice.to_account_id().into() }.into()
}

fn replace_runtime() -> RuntimeCall {
	pallet_sudo::Call::sudo_unchecked_weight {
		call: Box::new(frame_system::Call::set_code { code: Vec::new() }.into()),
		weight: Default::default(),
	}
	.into()
}

/// The kinds among `kinds` that allow `call`.
fn allowed(call: RuntimeCall) -> Vec<ProxyType> {
	[
		ProxyType::Any,
		ProxyType::Owner,
		ProxyType::NonCritical,
		ProxyType::NonTransfer,
		ProxyType::NonFungible,
		ProxyType::Staking,
		ProxyType::Registration,
		ProxyType::Transfer,
		ProxyType::SmallTransfer,
		ProxyType::SudoUncheckedSetCode,
		ProxyType::Senate,
		ProxyType::RootWeights,
		ProxyType::ChildKeys,
		ProxyType::RootClaim,
	]
	.into_iter()
	.filter(|kind| kind.filter(&call))
	.collect()
}

#[test]
fn transfers_need_a_kind_that_may_send() {
	use ProxyType::*;
	assert_eq!(allowed(transfer(TAO / 2)), [Any, NonCritical, Transfer]);
	assert_eq!(allowed(transfer(TAO / 2 - 1)), [Any, NonCritical, Transfer, SmallTransfer]);
	assert_eq!(allowed(transfer_stake(TAO / 2)), [Any, NonCritical, Transfer]);
	assert_eq!(allowed(transfer_stake(TAO / 2 - 1)), [Any, NonCritical, Transfer, SmallTransfer]);
	for amount in [TAO / 2, TAO / 2 - 1] {
		assert_eq!(allowed(transfer_stake_and_hotkey(amount)), allowed(transfer_stake(amount)));
	}
}

#[test]
fn subnet_calls_need_their_kind() {
	use ProxyType::*;
	assert_eq!(allowed(add_stake()), [Any, NonCritical, NonTransfer, Staking]);
	assert_eq!(allowed(burn_alpha()), [Any, NonCritical, NonTransfer]);
	assert_eq!(allowed(register()), [Any, NonTransfer, Registration]);
	assert_eq!(allowed(register_on_root()), [Any, NonTransfer]);
	assert_eq!(allowed(set_children()), [Any, NonCritical, NonTransfer, NonFungible, ChildKeys]);
	assert_eq!(allowed(claim_root()), [Any, NonCritical, NonTransfer, NonFungible, RootClaim]);
	assert_eq!(allowed(start()), [Any, Owner, NonCritical, NonTransfer, NonFungible]);
	assert_eq!(allowed(set_rho()), allowed(start()));
	for call in set_owner_hotkey() {
		assert_eq!(
			allowed(call),
			[Any, NonCritical, NonTransfer, NonFungible],
			"not the owner's deputy"
		);
	}
}

#[test]
fn sudo_needs_any_or_the_kind_for_upgrades() {
	use ProxyType::*;
	assert_eq!(allowed(sudo()), [Any]);
	assert_eq!(allowed(replace_runtime()), [Any, SudoUncheckedSetCode]);
}

#[test]
fn a_superset_allows_whatever_its_subset_allows() {
	let kinds: Vec<ProxyType> = ProxyType::all().collect();
	assert_eq!(kinds.len(), 18);
	let calls = [
		transfer(1),
		transfer(TAO),
		transfer_stake(1),
		transfer_stake(TAO),
		transfer_stake_and_hotkey(1),
		transfer_stake_and_hotkey(TAO),
		add_stake(),
		burn_alpha(),
		register(),
		start(),
		sudo(),
		register_on_root(),
		set_children(),
		claim_root(),
	];
	for superset in &kinds {
		for subset in kinds.iter().filter(|kind| superset.is_superset(kind)) {
			for call in &calls {
				assert!(
					!subset.filter(call) || superset.filter(call),
					"{superset:?} over {subset:?} for {call:?}"
				);
			}
		}
	}
}

/// A call of the runtime, as the metadata name it.
struct Known {
	pallet: (String, u8),
	call: (String, u8),
}

impl Known {
	fn is(&self, described: &CallInfo) -> bool {
		let of_pallet = described.pallet_index == self.pallet.1;
		of_pallet && described.call_index.is_none_or(|index| index == self.call.1)
	}

	/// With nothing but zeroes in it; a call in it is `System.remark`. None if nobody can make it:
	/// reports of equivocations need a proof of a type without values.
	fn of_zeroes(&self) -> Option<RuntimeCall> {
		if self.pallet.0 == "Grandpa" && self.call.0.starts_with("report_equivocation") {
			return None;
		}
		let mut bytes = vec![self.pallet.1, self.call.1];
		bytes.resize(4096, 0);
		let what = || format!("{:?} {:?}", self.pallet, self.call);
		let call = Decode::decode(&mut &bytes[..]);
		Some(call.unwrap_or_else(|error| panic!("{}: {error}", what())))
	}
}

fn known_calls() -> Vec<Known> {
	let bytes = Runtime::metadata_at_version(15).unwrap();
	let metadata: RuntimeMetadataV15 =
		match RuntimeMetadataPrefixed::decode(&mut &bytes[..]).unwrap().1 {
			RuntimeMetadata::V15(metadata) => metadata,
			_ => panic!("version 15 was asked for"),
		};
	let mut known = Vec::new();
	for pallet in &metadata.pallets {
		let Some(calls) = &pallet.calls else { continue };
		let TypeDef::Variant(calls) = &metadata.types.resolve(calls.ty.id).unwrap().type_def else {
			panic!("calls are an enum")
		};
		known.extend(calls.variants.iter().map(|call| Known {
			pallet: (pallet.name.clone(), pallet.index),
			call: (call.name.clone(), call.index),
		}));
	}
	known
}

#[test]
fn exactly_the_calls_described_pass() {
	let known = known_calls();
	for info in Runtime::get_proxy_filter(None) {
		let kind = ProxyType::decode(&mut &[info.proxy_type][..]).unwrap();
		for call in &known {
			let described = info.calls.iter().find(|described| call.is(described));
			let met = described.is_some_and(|described| match described.condition {
				None | Some(CallCondition::ParamLessThan { .. }) => true,
				Some(CallCondition::NestedCallMustBe { .. }) => false,
			});
			let expected = match info.filter_mode {
				FilterMode::AllowAll => true,
				FilterMode::DenyAll => false,
				FilterMode::Allow => met && !info.exceptions.iter().any(|other| call.is(other)),
				FilterMode::Deny => described.is_none(),
			};
			let Some(value) = call.of_zeroes() else { continue };
			let passes = kind.filter(&value);
			assert_eq!(passes, expected, "{kind:?}: {:?} {:?}", call.pallet, call.call);
		}
	}
}

#[test]
fn descriptions_name_what_there_is() {
	let known = known_calls();
	let filters = Runtime::get_proxy_filter(None).into_iter();
	for described in filters.flat_map(|info| info.calls.into_iter().chain(info.exceptions)) {
		let CallInfo { pallet_name, call_name, call_index, .. } = &described;
		let call = known.iter().find(|call| call.is(&described)).expect("it exists");
		assert_eq!(call.pallet.0.as_bytes(), pallet_name);
		assert_eq!(call_name.is_some(), call_index.is_some());
		assert!(call_name.as_ref().is_none_or(|name| name == call.call.0.as_bytes()));
	}
}

#[test]
fn conditions_are_described() {
	let [small] = &Runtime::get_proxy_filter(Some(ProxyType::SmallTransfer.index()))[..] else {
		panic!("there is one kind with an index")
	};
	let below = |amount: &str| {
		Some(CallCondition::ParamLessThan { param_name: amount.into(), limit: TAO / 2 })
	};
	let described: Vec<_> =
		small.calls.iter().map(|call| (call.call_name.clone(), call.condition.clone())).collect();
	let named = |name: &str| Some(name.as_bytes().to_vec());
	assert_eq!(
		described,
		[
			(named("transfer_keep_alive"), below("value")),
			(named("transfer_allow_death"), below("value")),
			(named("transfer_stake"), below("alpha_amount")),
			(named("transfer_stake_and_hotkey"), below("alpha_amount")),
		]
	);
	let [set_code] = &Runtime::get_proxy_filter(Some(14))[..] else {
		panic!("there is one kind with an index")
	};
	let nested = CallCondition::NestedCallMustBe {
		pallet_name: "System".into(),
		call_name: "set_code".into(),
	};
	assert_eq!(set_code.calls[0].condition, Some(nested));
}

#[test]
fn kinds_are_named_and_those_that_allow_nothing_marked() {
	let kinds = Runtime::get_proxy_types();
	assert_eq!(kinds.iter().map(|kind| kind.index).collect::<Vec<_>>(), Vec::from_iter(0..18));
	assert_eq!(kinds[8].name, b"Staking");
	let deprecated = kinds.into_iter().filter(|kind| kind.deprecated).map(|kind| kind.name);
	let names = deprecated.map(|name| String::from_utf8(name).unwrap()).collect::<Vec<_>>();
	assert_eq!(
		names,
		["Senate", "Triumvirate", "Governance", "RootWeights", "SubnetLeaseBeneficiary"]
	);
	assert_eq!(Runtime::get_proxy_filter(Some(18)), []);
}
