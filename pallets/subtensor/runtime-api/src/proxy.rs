//! What clients ask of kinds of proxies. Texts are UTF-8.

use alloc::vec::Vec;
use codec::{Decode, Encode};
use pallet_subtensor::TaoBalance;
use scale_info::TypeInfo;

/// A kind of proxy.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ProxyTypeInfo {
	/// Its name.
	pub name: Vec<u8>,
	/// The index by which it is encoded.
	pub index: u8,
	/// Whether it allows nothing any more.
	pub deprecated: bool,
}

/// What a kind of proxy may do.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ProxyFilterInfo {
	/// The index by which it is encoded.
	pub proxy_type: u8,
	/// Its name.
	pub name: Vec<u8>,
	/// Whether it allows nothing any more.
	pub deprecated: bool,
	/// What the filter does with `calls`.
	pub filter_mode: FilterMode,
	/// The calls that it names.
	pub calls: Vec<CallInfo>,
	/// Calls that are excepted from those in `calls`.
	pub exceptions: Vec<CallInfo>,
}

/// What a filter does with the calls that it names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum FilterMode {
	/// It names none and lets every call through.
	AllowAll,
	/// It names none and lets no call through.
	DenyAll,
	/// It lets these through and no other.
	Allow,
	/// It lets all others through.
	Deny,
}

/// A call, or all calls of a pallet.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct CallInfo {
	/// The pallet's name.
	pub pallet_name: Vec<u8>,
	/// The pallet's index.
	pub pallet_index: u8,
	/// The call's name; none for all of the pallet.
	pub call_name: Option<Vec<u8>>,
	/// The call's index; none for all of the pallet.
	pub call_index: Option<u8>,
	/// What its arguments must be, if not anything.
	pub condition: Option<CallCondition>,
}

/// What the arguments of a call must be.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum CallCondition {
	/// One of them is below a limit.
	ParamLessThan {
		/// Its name.
		param_name: Vec<u8>,
		/// The limit, in the unit of the argument.
		limit: TaoBalance,
	},
	/// The call that it carries is this one.
	NestedCallMustBe {
		/// The pallet's name.
		pallet_name: Vec<u8>,
		/// The call's name.
		call_name: Vec<u8>,
	},
}
