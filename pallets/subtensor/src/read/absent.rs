//! What clients ask about and this chain does not have, with the neutral answer and why.
//!
//! | concept | answer | why it is absent |
//! |---|---|---|
//! | root baskets | nothing owned, nothing owed | newer than the rules that this chain follows; root stakers claim alpha directly |
//! | stake locks and conviction | nothing locked, conviction 0 | a lock only matters where ownership of a subnet is contested for months |
//! | miners' collateral | share 0 | newer than the rules that this chain follows |
//! | moving TAO flow | none | emission follows prices, as the rules say |
//! | account flags | 0 | the only flag refuses locked alpha, and there is none |
//! | proof of work | never registered by it | registration is paid, as the rules say |
//! | null consensus | always Yuma | newer than the rules that this chain follows |
//!
//! The storage items of these concepts stand under "Read by clients, never written here" in the
//! pallet, because clients fail if an item is missing from the metadata. The structs here exist for
//! the same reason.

use crate::types::*;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Stake that its owner has locked on a hotkey.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LockState {
	/// Locked alpha.
	pub locked_mass: u64,
	/// How much the lock counts.
	pub conviction: U64F64,
	/// Block of the last change.
	pub last_update: u64,
}

/// How a subnet turns weights into scores.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum EpochConsensus {
	/// By Yuma consensus.
	#[default]
	Yuma,
	/// Not at all.
	Null,
}

/// A validator's basket of alpha, as far as clients list it: hotkey, and its value in rao.
pub type ValidatorBasket<AccountId> = (AccountId, TaoBalance);

/// No basket owes anybody anything.
pub fn root_basket_owed<AccountId>(_coldkey: AccountId) -> TaoBalance {
	0
}

/// Nobody has a part of a basket (hotkey, units, payout in rao).
pub fn root_basket_positions<AccountId>(_coldkey: AccountId) -> Vec<(AccountId, u64, u64)> {
	Vec::new()
}

/// Leaving a basket pays nothing.
pub fn basket_payout<AccountId>(_hotkey: AccountId, _coldkey: AccountId) -> TaoBalance {
	0
}

/// All baskets together are worth nothing.
pub fn root_basket_total_value() -> TaoBalance {
	0
}

/// No validator has a basket.
pub fn all_validator_baskets<AccountId>() -> Vec<ValidatorBasket<AccountId>> {
	Vec::new()
}

/// Nobody has locked anything.
pub fn coldkey_lock<AccountId>(_coldkey: AccountId, _netuid: NetUid) -> Option<LockState> {
	None
}

/// Without locks nobody has conviction.
pub fn hotkey_conviction<AccountId>(_hotkey: AccountId, _netuid: NetUid) -> U64F64 {
	U64F64::default()
}

/// Without locks no hotkey has the most conviction.
pub fn most_convicted_hotkey<AccountId>(_netuid: NetUid) -> Option<AccountId> {
	None
}
