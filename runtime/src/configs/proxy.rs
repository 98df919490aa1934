//! What a proxy may do on behalf of an account.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::InstanceFilter;
use scale_info::TypeInfo;

use crate::{Balance, RuntimeCall, TAO};

/// Most that a [`ProxyType::SmallTransfer`] proxy may send in one transfer, in rao.
pub const SMALL_TRANSFER_LIMIT: Balance = TAO / 2;

/// Kind of proxy: which calls it may make for the account that it stands for.
///
/// Clients encode these by index, so all of the live network's kinds are here. Those whose calls
/// this chain does not have, or whose governance the live network has abolished, allow nothing.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum ProxyType {
	/// Every call.
	#[default]
	Any,
	/// What the owner of a subnet does with it.
	Owner,
	/// Everything but sudo, registrations that cost TAO and swapping the coldkey.
	NonCritical,
	/// Everything but sending TAO, swapping the coldkey and sudo.
	NonTransfer,
	/// Nothing (abolished).
	Senate,
	/// Everything that moves neither TAO nor alpha.
	NonFungible,
	/// Nothing (abolished).
	Triumvirate,
	/// Nothing (abolished).
	Governance,
	/// Adding and removing stake.
	Staking,
	/// Registering neurons.
	Registration,
	/// Sending TAO.
	Transfer,
	/// Sending less than half a TAO at a time.
	SmallTransfer,
	/// Nothing (abolished).
	RootWeights,
	/// Choosing children, and what they take.
	ChildKeys,
	/// Replacing the runtime through sudo.
	SudoUncheckedSetCode,
	/// Swapping hotkeys.
	SwapHotkey,
	/// Nothing (this chain has no leases).
	SubnetLeaseBeneficiary,
	/// Claiming what root stake has earned.
	RootClaim,
}

fn is_transfer(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Balances(
			pallet_balances::Call::transfer_keep_alive { .. }
				| pallet_balances::Call::transfer_allow_death { .. }
				| pallet_balances::Call::transfer_all { .. }
		) | RuntimeCall::SubtensorModule(pallet_subtensor::Call::transfer_stake { .. })
	)
}

/// Everything that can take money away from the proxied account.
fn is_payment(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::Balances(_)) || is_transfer(call)
}

/// Stake that is given up, or TAO for it.
fn is_burn(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(
			pallet_subtensor::Call::recycle_alpha { .. }
				| pallet_subtensor::Call::burn_alpha { .. }
				| pallet_subtensor::Call::add_stake_burn { .. }
		)
	)
}

fn is_small_transfer(call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::Balances(
			pallet_balances::Call::transfer_keep_alive { value, .. }
			| pallet_balances::Call::transfer_allow_death { value, .. },
		) => *value < SMALL_TRANSFER_LIMIT,
		RuntimeCall::SubtensorModule(pallet_subtensor::Call::transfer_stake {
			alpha_amount,
			..
		}) => *alpha_amount < SMALL_TRANSFER_LIMIT,
		_ => false,
	}
}

/// Calls that leave stake with its coldkey; `transfer_stake` is a transfer.
fn is_staking(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(
			pallet_subtensor::Call::add_stake { .. }
				| pallet_subtensor::Call::add_stake_limit { .. }
				| pallet_subtensor::Call::remove_stake { .. }
				| pallet_subtensor::Call::remove_stake_limit { .. }
				| pallet_subtensor::Call::remove_stake_full_limit { .. }
				| pallet_subtensor::Call::unstake_all { .. }
				| pallet_subtensor::Call::unstake_all_alpha { .. }
				| pallet_subtensor::Call::move_stake { .. }
				| pallet_subtensor::Call::move_stake_limit { .. }
				| pallet_subtensor::Call::swap_stake { .. }
				| pallet_subtensor::Call::swap_stake_limit { .. }
		)
	)
}

fn is_registration(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(
			pallet_subtensor::Call::burned_register { .. }
				| pallet_subtensor::Call::register { .. }
				| pallet_subtensor::Call::register_limit { .. }
		)
	)
}

fn is_root_registration(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::SubtensorModule(pallet_subtensor::Call::root_register { .. }))
}

fn is_about_children(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(
			pallet_subtensor::Call::set_children { .. }
				| pallet_subtensor::Call::set_childkey_take { .. }
		)
	)
}

fn is_root_claim(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::SubtensorModule(pallet_subtensor::Call::claim_root { .. }))
}

fn is_hotkey_swap(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(
			pallet_subtensor::Call::swap_hotkey { .. }
				| pallet_subtensor::Call::swap_hotkey_v2 { .. }
		)
	)
}

/// What a coldkey does for its own succession: whoever may do it can take everything.
fn is_coldkey_swap(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(
			pallet_subtensor::Call::announce_coldkey_swap { .. }
				| pallet_subtensor::Call::swap_coldkey_announced { .. }
				| pallet_subtensor::Call::dispute_coldkey_swap { .. }
				| pallet_subtensor::Call::clear_coldkey_swap_announcement { .. }
		)
	)
}

fn is_network_creation(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(
			pallet_subtensor::Call::register_network { .. }
				| pallet_subtensor::Call::register_network_with_identity { .. }
		)
	)
}

fn is_subnet_ownership(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::AdminUtils(_)
			| RuntimeCall::SubtensorModule(
				pallet_subtensor::Call::start_call { .. }
					| pallet_subtensor::Call::set_subnet_identity { .. }
					| pallet_subtensor::Call::update_symbol { .. }
					| pallet_subtensor::Call::set_tempo { .. }
					| pallet_subtensor::Call::set_activity_cutoff_factor { .. }
					| pallet_subtensor::Call::trigger_epoch { .. }
			)
	)
}

fn is_set_code_by_sudo(call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::Sudo(pallet_sudo::Call::sudo_unchecked_weight { call, .. }) => {
			matches!(**call, RuntimeCall::System(frame_system::Call::set_code { .. }))
		},
		_ => false,
	}
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		let sudo = matches!(call, RuntimeCall::Sudo(_));
		match self {
			Self::Any => true,
			Self::Owner => is_subnet_ownership(call),
			Self::NonCritical => {
				!(sudo
					|| is_registration(call)
					|| is_root_registration(call)
					|| is_network_creation(call)
					|| is_coldkey_swap(call))
			},
			Self::NonTransfer => !(sudo || is_payment(call) || is_coldkey_swap(call)),
			Self::NonFungible => {
				!(sudo
					|| is_payment(call)
					|| is_burn(call)
					|| is_staking(call)
					|| is_registration(call)
					|| is_root_registration(call)
					|| is_network_creation(call)
					|| is_hotkey_swap(call)
					|| is_coldkey_swap(call))
			},
			Self::Staking => is_staking(call),
			Self::Registration => is_registration(call),
			Self::SwapHotkey => is_hotkey_swap(call),
			Self::Transfer => is_transfer(call),
			Self::SmallTransfer => is_small_transfer(call),
			Self::SudoUncheckedSetCode => is_set_code_by_sudo(call),
			Self::ChildKeys => is_about_children(call),
			Self::RootClaim => is_root_claim(call),
			Self::Senate
			| Self::Triumvirate
			| Self::Governance
			| Self::RootWeights
			| Self::SubnetLeaseBeneficiary => false,
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(left, right) if left == right => true,
			(Self::Any, _) => true,
			(_, Self::Any) => false,
			(Self::NonTransfer, Self::NonFungible | Self::Staking | Self::Registration) => true,
			(Self::NonTransfer | Self::NonCritical | Self::NonFungible, Self::Owner) => true,
			(Self::NonCritical, Self::Staking | Self::Transfer | Self::SmallTransfer) => true,
			(Self::NonCritical, Self::NonFungible) => true,
			(Self::Transfer, Self::SmallTransfer) => true,
			_ => false,
		}
	}
}
