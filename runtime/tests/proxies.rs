//! What each kind of proxy may do.

use frame_support::traits::InstanceFilter;
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
}

#[test]
fn sudo_needs_any_or_the_kind_for_upgrades() {
	use ProxyType::*;
	assert_eq!(allowed(sudo()), [Any]);
	assert_eq!(allowed(replace_runtime()), [Any, SudoUncheckedSetCode]);
}

#[test]
fn a_superset_allows_whatever_its_subset_allows() {
	let kinds: Vec<ProxyType> =
		(0..18).map(|index| codec::Decode::decode(&mut &[index][..]).unwrap()).collect();
	let calls = [
		transfer(1),
		transfer(TAO),
		transfer_stake(1),
		transfer_stake(TAO),
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
