//! Types that live in storage, calls and metadata.
//!
//! Netuids, uids, mechanism indices and balances are plain integers in metadata: clients decode
//! them as such, and a newtype that shows up there breaks them.

use crate::hyperparameters::HyperparameterKind;
use alloc::collections::BTreeSet;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedBTreeSet, BoundedVec};
use scale_info::{Type, TypeInfo};
use sp_runtime::traits::TrailingZeroInput;

/// Identifies a subnet. 0 is the root network.
pub type NetUid = u16;

/// Identifies a neuron inside its subnet: 0 to n - 1.
pub type Uid = u16;

/// Identifies one of the incentive mechanisms of a subnet.
pub type MechId = u8;

/// TAO, in rao (1e-9 TAO).
pub type TaoBalance = u64;

/// The alpha token of a subnet, in units of 1e-9. On the root network alpha *is* TAO.
pub type AlphaBalance = u64;

/// The root network.
pub const ROOT: NetUid = 0;

/// The account whose bytes are all zero.
#[allow(clippy::expect_used)] // It cannot fail, as it says.
pub(crate) fn zero_account<AccountId: Decode>() -> AccountId {
	AccountId::decode(&mut TrailingZeroInput::zeroes())
		.expect("an infinite input of zeroes decodes into any account id; qed")
}

/// One TAO, or one alpha token, in its smallest unit.
pub const UNIT: u64 = 1_000_000_000;

/// Key of the maps that exist once per mechanism: `mecid * 4096 + netuid`.
pub type StorageIndex = u16;

/// Distance between the storage indices of two mechanisms of a subnet.
pub const MECHANISM_STRIDE: u16 = 4096;

/// The key under which a mechanism's weights, bonds, incentive and last updates are stored.
///
/// `None` if the pair has no index (a netuid of 4096 or more, or a mechanism beyond 15).
pub fn storage_index(netuid: NetUid, mecid: MechId) -> Option<StorageIndex> {
	if netuid >= MECHANISM_STRIDE {
		return None;
	}
	u16::from(mecid).checked_mul(MECHANISM_STRIDE)?.checked_add(netuid)
}

/// An unsigned number with 64 integer and 64 fraction bits; its value is `bits / 2^64`.
///
/// The shape (one field called `bits`) is what clients decode as fixed point.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct U64F64 {
	/// The value times 2^64.
	pub bits: u128,
}

/// A signed number with 96 integer and 32 fraction bits; its value is `bits / 2^32`.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct I96F32 {
	/// The value times 2^32.
	pub bits: i128,
}

/// A signed number with 64 integer and 64 fraction bits; its value is `bits / 2^64`.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct I64F64 {
	/// The value times 2^64.
	pub bits: i128,
}

/// A signed number with 32 integer and 32 fraction bits; its value is `bits / 2^32`.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct I32F32 {
	/// The value times 2^32.
	pub bits: i64,
}

impl I32F32 {
	/// A whole number.
	pub fn whole(value: i16) -> Self {
		Self { bits: i64::from(value) << 32 }
	}
}

/// Where a neuron can be reached, as its hotkey last announced it.
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
pub struct AxonInfo {
	/// Block of the announcement.
	pub block: u64,
	/// Version of the neuron's software.
	pub version: u32,
	/// Address; IPv4 in the low 32 bits.
	pub ip: u128,
	/// Port.
	pub port: u16,
	/// 4 or 6.
	pub ip_type: u8,
	/// Protocol, by convention of the subnet.
	pub protocol: u8,
	/// Free for the subnet's own use.
	pub placeholder1: u8,
	/// Free for the subnet's own use.
	pub placeholder2: u8,
}

/// Where the metrics of a neuron can be read, as its hotkey last announced it.
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
pub struct PrometheusInfo {
	/// Block of the announcement.
	pub block: u64,
	/// Version of the neuron's software.
	pub version: u32,
	/// Address; IPv4 in the low 32 bits.
	pub ip: u128,
	/// Port.
	pub port: u16,
	/// 4 or 6.
	pub ip_type: u8,
}

/// By what others recognise a neuron over TLS.
#[derive(
	Clone,
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
pub struct NeuronCertificate {
	/// Public key.
	pub public_key: BoundedVec<u8, ConstU32<64>>,
	/// Which algorithm the key is for, by convention of the neurons.
	pub algorithm: u8,
}

impl NeuronCertificate {
	/// Reads what clients send: the algorithm, then at most 64 bytes of key. `None` for anything
	/// else.
	pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
		let (algorithm, key) = bytes.split_first()?;
		let public_key = BoundedVec::try_from(key.to_vec()).ok()?;
		Some(Self { public_key, algorithm: *algorithm })
	}
}

/// How much a swap of a key moved, by which it is charged.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Moved {
	/// Subnets that were looked at.
	pub subnets: u32,
	/// Positions of stake and owned hotkeys.
	pub items: u32,
	/// Choices of children that wait in those subnets, all of which a swap of a hotkey looks at.
	pub waiting: u32,
}

/// A short text of an identity.
pub type ShortText = BoundedVec<u8, ConstU32<256>>;

/// A long text of an identity.
pub type LongText = BoundedVec<u8, ConstU32<1024>>;

/// What a subnet says about itself.
#[derive(
	Clone,
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
pub struct SubnetIdentityV3 {
	/// Name.
	pub subnet_name: ShortText,
	/// Where its code is.
	pub github_repo: LongText,
	/// How to reach its people.
	pub subnet_contact: LongText,
	/// Web page.
	pub subnet_url: LongText,
	/// Discord handle or channel.
	pub discord: ShortText,
	/// What it does.
	pub description: LongText,
	/// Picture.
	pub logo_url: LongText,
	/// Anything else.
	pub additional: LongText,
}

/// What a coldkey says about itself.
#[derive(
	Clone,
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
pub struct ChainIdentityV2 {
	/// Name.
	pub name: ShortText,
	/// Web page.
	pub url: ShortText,
	/// Where its code is.
	pub github_repo: ShortText,
	/// Picture.
	pub image: LongText,
	/// Discord handle.
	pub discord: ShortText,
	/// Who it is.
	pub description: LongText,
	/// Anything else.
	pub additional: LongText,
}

/// Most mechanisms that a subnet can have: more have no storage index.
pub const MAX_MECHANISMS: MechId = 16;

/// How a subnet's emission is divided among its mechanisms, in fractions of 65535.
pub type MechanismSplit = BoundedVec<u16, ConstU32<{ MAX_MECHANISMS as u32 }>>;

/// What may be done only once in a while, by whom or for which subnet.
///
/// The variants up to 6 and their order are the live network's.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum RateLimitKey<AccountId> {
	/// The owner named another owner hotkey.
	SetSNOwnerHotkey(NetUid),
	/// The owner changed a hyperparameter.
	OwnerHyperparamUpdate(NetUid, HyperparameterKind),
	/// A subnet was created. (Unused here: see `NetworkLastLockBlock`.)
	NetworkLastRegistered,
	/// A key was swapped.
	LastTxBlock(AccountId),
	/// A hotkey changed its child take.
	LastTxBlockChildKeyTake(AccountId),
	/// A hotkey raised its take.
	LastTxBlockDelegateTake(AccountId),
	/// The owner bought alpha and burned it.
	AddStakeBurn(NetUid),
	/// The owner asked for an epoch out of turn.
	TriggerEpoch(NetUid),
	/// The owner trimmed the subnet.
	TrimUids(NetUid),
}

/// A registration of a subnet that is paid and waits for a netuid to become free.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct NetworkRegistrationInfo<AccountId> {
	/// Who paid and will own the subnet.
	pub coldkey: AccountId,
	/// Hotkey of its neuron 0.
	pub hotkey: AccountId,
	/// Block of the registration.
	pub registration_block: u64,
	/// What was paid, in rao.
	pub lock_amount: TaoBalance,
	/// What the subnet will say about itself.
	pub identity: Option<SubnetIdentityV3>,
}

/// How far the dissolution of a subnet has come.
#[derive(
	Clone,
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
pub struct DissolveCleanupStatus {
	/// Subnet.
	pub netuid: NetUid,
	/// TAO that its stakers divide, in rao.
	pub tao: TaoBalance,
	/// Alpha that they have staked together.
	pub alpha: AlphaBalance,
	/// Which of the walks through the chain's maps is under way.
	pub step: u16,
	/// The key that it has reached; empty at its beginning.
	pub cursor: BoundedVec<u8, ConstU32<256>>,
}

/// What happens to the miner emission of hotkeys that belong to the subnet's owner.
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
pub enum RecycleOrBurnEnum {
	/// It stays counted as issued and belongs to nobody.
	#[default]
	Burn,
	/// It is taken out of issuance, so that it will be emitted again.
	Recycle,
}

/// How a coldkey gets what its root stake earns in subnets.
#[derive(
	Clone,
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
pub enum RootClaimTypeEnum {
	/// Sold for TAO, which is staked on root.
	#[default]
	Swap,
	/// As stake in the subnet.
	Keep,
	/// As stake in the subnets named, and sold in all others.
	KeepSubnets {
		/// At least one.
		subnets: SubnetSet,
	},
}

/// Some subnets, at most as many as there can be.
///
/// A plain set in metadata: clients of the older line cannot encode the composite that the bounded
/// one shows around it.
#[derive(
	Clone, Default, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
)]
pub struct SubnetSet(pub BoundedBTreeSet<NetUid, ConstU32<4096>>);

impl TypeInfo for SubnetSet {
	type Identity = BTreeSet<NetUid>;

	fn type_info() -> Type {
		Self::Identity::type_info()
	}
}

/// Hyperparameters with which a subnet is born, where a local chain wants other values than the
/// live network because waiting would be the only effect. The default is the live network's.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSubnetParams {
	/// Blocks from epoch to epoch.
	pub tempo: u16,
	/// Blocks that a validator waits between two weight settings.
	pub weights_set_rate_limit: u64,
	/// Whether weights are committed first and revealed later.
	pub commit_reveal: bool,
	/// Whether the subnet takes part in the TAO emission at once, without root's consent.
	pub emission_enabled: bool,
}

impl Default for NewSubnetParams {
	fn default() -> Self {
		Self {
			tempo: 360,
			weights_set_rate_limit: 100,
			commit_reveal: true,
			emission_enabled: false,
		}
	}
}
