//! What a proxy may do on behalf of an account.

use alloc::{format, vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{GetCallIndex, GetCallName, InstanceFilter, PalletInfoAccess};
use pallet_subtensor_runtime_api::proxy::{
	CallCondition, CallInfo, FilterMode, ProxyFilterInfo, ProxyTypeInfo,
};
use scale_info::TypeInfo;

use crate::{
	AdminUtils, Balance, Balances, Runtime, RuntimeCall, SubtensorModule, Sudo, System, TAO,
};

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

/// Some calls: how to tell them, and how to describe them to clients.
struct Group {
	has: fn(&RuntimeCall) -> bool,
	describe: fn() -> Vec<CallInfo>,
}

/// A group from the names of calls, so that what is told and what is described are the same.
///
/// - `all Pallet`: every call of a pallet.
/// - `Pallet(crate): call | call; ...`: some calls.
/// - `small Pallet(crate): call(amount) | call(amount); ...`: some calls, if the amount is below
///   [`SMALL_TRANSFER_LIMIT`].
macro_rules! group {
	(all $pallet:ident) => {
		Group {
			has: |call| matches!(call, RuntimeCall::$pallet(_)),
			describe: || vec![all_of::<$pallet>()],
		}
	};
	($($pallet:ident($krate:ident): $($call:ident)|+);+) => {
		Group {
			has: |call| matches!(
				call,
				$(RuntimeCall::$pallet($($krate::Call::$call { .. })|+))|+
			),
			describe: || vec![
				$($(named::<$pallet, $krate::Call<Runtime>>(stringify!($call), None)),+),+
			],
		}
	};
	(small $($pallet:ident($krate:ident): $($call:ident($amount:ident))|+);+) => {
		Group {
			has: |call| match call {
				$($(RuntimeCall::$pallet($krate::Call::$call { $amount, .. }) => {
					*$amount < SMALL_TRANSFER_LIMIT
				},)+)+
				_ => false,
			},
			describe: || vec![
				$($(named::<$pallet, $krate::Call<Runtime>>(
					stringify!($call),
					Some(below_limit(stringify!($amount))),
				)),+),+
			],
		}
	};
}

/// Describes all calls of a pallet.
fn all_of<P: PalletInfoAccess>() -> CallInfo {
	CallInfo {
		pallet_name: P::name().into(),
		pallet_index: u8::try_from(P::index()).unwrap_or(u8::MAX), // calls are encoded by it as u8
		call_name: None,
		call_index: None,
		condition: None,
	}
}

/// Describes a call of a pallet, which has it.
fn named<P: PalletInfoAccess, C: GetCallName + GetCallIndex>(
	name: &str,
	condition: Option<CallCondition>,
) -> CallInfo {
	let mut calls = C::get_call_names().iter().zip(C::get_call_indices());
	let call_index = calls.find(|(known, _)| **known == name).map(|(_, index)| *index);
	CallInfo { call_name: Some(name.into()), call_index, condition, ..all_of::<P>() }
}

fn below_limit(amount: &str) -> CallCondition {
	CallCondition::ParamLessThan { param_name: amount.into(), limit: SMALL_TRANSFER_LIMIT }
}

/// Everything about balances.
const BALANCES: Group = group!(all Balances);

/// TAO that goes to another account.
const TAO_TRANSFERS: Group = group!(
	Balances(pallet_balances): transfer_keep_alive | transfer_allow_death | transfer_all
);

/// Stake that goes to another coldkey.
const STAKE_TRANSFERS: Group = group!(
	SubtensorModule(pallet_subtensor): transfer_stake | transfer_stake_and_hotkey
);

/// Little of either.
const SMALL_TRANSFERS: Group = group!(
	small
	Balances(pallet_balances): transfer_keep_alive(value) | transfer_allow_death(value);
	SubtensorModule(pallet_subtensor):
		transfer_stake(alpha_amount) | transfer_stake_and_hotkey(alpha_amount)
);

/// Stake that is given up, or TAO for it.
const BURNS: Group = group!(
	SubtensorModule(pallet_subtensor): recycle_alpha | burn_alpha | add_stake_burn
);

/// Calls that leave stake with its coldkey.
const STAKING: Group = group!(
	SubtensorModule(pallet_subtensor):
		add_stake
		| add_stake_limit
		| remove_stake
		| remove_stake_limit
		| remove_stake_full_limit
		| unstake_all
		| unstake_all_alpha
		| move_stake
		| move_stake_limit
		| swap_stake
		| swap_stake_limit
);

/// Registering neurons.
const REGISTRATIONS: Group = group!(
	SubtensorModule(pallet_subtensor): burned_register | register | register_limit
);

/// Taking a seat on root.
const ROOT_REGISTRATION: Group = group!(SubtensorModule(pallet_subtensor): root_register);

/// Choosing children, and what they take.
const CHILDREN: Group = group!(
	SubtensorModule(pallet_subtensor): set_children | set_childkey_take
);

/// Claiming what root stake has earned.
const ROOT_CLAIM: Group = group!(SubtensorModule(pallet_subtensor): claim_root);

/// Swapping hotkeys.
const HOTKEY_SWAPS: Group = group!(
	SubtensorModule(pallet_subtensor): swap_hotkey | swap_hotkey_v2
);

/// What a coldkey does for its own succession: whoever may do it can take everything.
const COLDKEY_SWAPS: Group = group!(
	SubtensorModule(pallet_subtensor):
		announce_coldkey_swap
		| swap_coldkey_announced
		| dispute_coldkey_swap
		| clear_coldkey_swap_announcement
);

/// Creating subnets.
const NETWORK_CREATION: Group = group!(
	SubtensorModule(pallet_subtensor): register_network | register_network_with_identity
);

/// Hyperparameters.
const ADMINISTRATION: Group = group!(all AdminUtils);

/// Who earns the owner's part of a subnet.
const OWNER_HOTKEY: Group = group!(
	AdminUtils(pallet_admin_utils): sudo_set_subnet_owner_hotkey | sudo_set_sn_owner_hotkey
);

/// What else the owner of a subnet does with it.
const SUBNET_OWNERSHIP: Group = group!(
	SubtensorModule(pallet_subtensor):
		start_call
		| set_subnet_identity
		| update_symbol
		| set_tempo
		| set_activity_cutoff_factor
		| trigger_epoch
);

/// What only the chain's administrator does.
const SUDO: Group = group!(all Sudo);

/// Replacing the runtime.
const SET_CODE_BY_SUDO: Group = Group {
	has: |call| match call {
		RuntimeCall::Sudo(pallet_sudo::Call::sudo_unchecked_weight { call, .. }) => {
			matches!(**call, RuntimeCall::System(frame_system::Call::set_code { .. }))
		},
		_ => false,
	},
	describe: || {
		let nested = CallCondition::NestedCallMustBe {
			pallet_name: System::name().into(),
			call_name: "set_code".into(),
		};
		vec![named::<Sudo, pallet_sudo::Call<Runtime>>("sudo_unchecked_weight", Some(nested))]
	},
};

/// Which calls a kind of proxy may make.
enum Rule {
	All,
	None,
	Only(&'static [Group]),
	/// The first, less the second.
	OnlyBut(&'static [Group], &'static [Group]),
	AllBut(&'static [Group]),
}

impl ProxyType {
	/// The one place that says what a kind may do.
	fn rule(self) -> Rule {
		match self {
			Self::Any => Rule::All,
			Self::Owner => Rule::OnlyBut(&[ADMINISTRATION, SUBNET_OWNERSHIP], &[OWNER_HOTKEY]),
			Self::NonCritical => Rule::AllBut(&[
				SUDO,
				REGISTRATIONS,
				ROOT_REGISTRATION,
				NETWORK_CREATION,
				COLDKEY_SWAPS,
			]),
			Self::NonTransfer => Rule::AllBut(&[SUDO, BALANCES, STAKE_TRANSFERS, COLDKEY_SWAPS]),
			Self::NonFungible => Rule::AllBut(&[
				SUDO,
				BALANCES,
				STAKE_TRANSFERS,
				BURNS,
				STAKING,
				REGISTRATIONS,
				ROOT_REGISTRATION,
				NETWORK_CREATION,
				HOTKEY_SWAPS,
				COLDKEY_SWAPS,
			]),
			Self::Staking => Rule::Only(&[STAKING]),
			Self::Registration => Rule::Only(&[REGISTRATIONS]),
			Self::SwapHotkey => Rule::Only(&[HOTKEY_SWAPS]),
			Self::Transfer => Rule::Only(&[TAO_TRANSFERS, STAKE_TRANSFERS]),
			Self::SmallTransfer => Rule::Only(&[SMALL_TRANSFERS]),
			Self::SudoUncheckedSetCode => Rule::Only(&[SET_CODE_BY_SUDO]),
			Self::ChildKeys => Rule::Only(&[CHILDREN]),
			Self::RootClaim => Rule::Only(&[ROOT_CLAIM]),
			Self::Senate
			| Self::Triumvirate
			| Self::Governance
			| Self::RootWeights
			| Self::SubnetLeaseBeneficiary => Rule::None,
		}
	}

	/// All kinds, by their indices, which have no gap.
	pub fn all() -> impl Iterator<Item = Self> {
		(0..=u8::MAX).map_while(|index| Self::decode(&mut &[index][..]).ok())
	}

	/// The index by which it is encoded.
	pub fn index(self) -> u8 {
		self as u8
	}

	/// What it is called, and whether it allows anything.
	pub fn info(self) -> ProxyTypeInfo {
		ProxyTypeInfo {
			name: format!("{self:?}").into_bytes(),
			index: self.index(),
			deprecated: matches!(self.rule(), Rule::None),
		}
	}

	/// What it may do.
	pub fn filter_info(self) -> ProxyFilterInfo {
		let (filter_mode, groups, exceptions): (_, &[Group], &[Group]) = match self.rule() {
			Rule::All => (FilterMode::AllowAll, &[], &[]),
			Rule::None => (FilterMode::DenyAll, &[], &[]),
			Rule::Only(groups) => (FilterMode::Allow, groups, &[]),
			Rule::OnlyBut(groups, exceptions) => (FilterMode::Allow, groups, exceptions),
			Rule::AllBut(groups) => (FilterMode::Deny, groups, &[]),
		};
		let describe =
			|groups: &[Group]| groups.iter().flat_map(|group| (group.describe)()).collect();
		let ProxyTypeInfo { name, index, deprecated } = self.info();
		ProxyFilterInfo {
			proxy_type: index,
			name,
			deprecated,
			filter_mode,
			calls: describe(groups),
			exceptions: describe(exceptions),
		}
	}
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		let any = |groups: &[Group]| groups.iter().any(|group| (group.has)(call));
		match self.rule() {
			Rule::All => true,
			Rule::None => false,
			Rule::Only(groups) => any(groups),
			Rule::OnlyBut(groups, exceptions) => any(groups) && !any(exceptions),
			Rule::AllBut(groups) => !any(groups),
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
