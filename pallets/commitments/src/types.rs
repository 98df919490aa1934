//! What a record is made of.

use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen, Output};
use frame_support::{traits::ConstU32, traits::Get, BoundedVec};
use scale_info::{build::Fields, build::Variants, Path, Type, TypeInfo};

/// Bytes that a record counts for at least, so that empty ones are bounded too.
const LEAST_SPACE: u64 = 100;

/// What was encrypted to a round of the beacon.
pub type Ciphertext = BoundedVec<u8, ConstU32<1024>>;

/// A piece of data. The tag of short raw data carries its length, so that it costs one byte.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Data {
	/// Nothing.
	None,
	/// Up to 128 bytes.
	Raw(BoundedVec<u8, ConstU32<128>>),
	/// A BLAKE2-256 hash of something.
	BlakeTwo256([u8; 32]),
	/// A SHA2-256 hash of something.
	Sha256([u8; 32]),
	/// A Keccak-256 hash of something.
	Keccak256([u8; 32]),
	/// A SHA3-256 hash of something.
	ShaThree256([u8; 32]),
	/// Data that becomes readable in a drand round.
	TimelockEncrypted {
		/// The ciphertext.
		encrypted: Ciphertext,
		/// The round.
		reveal_round: u64,
	},
	/// Asks to reset the bonds towards the hotkey.
	ResetBondsFlag,
	/// Up to 512 bytes.
	BigRaw(BoundedVec<u8, ConstU32<512>>),
}

const RAW: u8 = 1;
const RAW_LAST: u8 = 129;
const BLAKE_TWO_256: u8 = 130;
const SHA_256: u8 = 131;
const KECCAK_256: u8 = 132;
const SHA_THREE_256: u8 = 133;
const TIMELOCK_ENCRYPTED: u8 = 134;
const RESET_BONDS_FLAG: u8 = 135;
const BIG_RAW: u8 = 136;

impl Data {
	/// The ciphertext and its round, if it becomes readable later.
	pub fn locked(&self) -> Option<(&Ciphertext, u64)> {
		match self {
			Self::TimelockEncrypted { encrypted, reveal_round } => Some((encrypted, *reveal_round)),
			_ => None,
		}
	}

	/// Its bytes, without the tag.
	fn space(&self) -> u64 {
		let bytes = match self {
			Self::None | Self::ResetBondsFlag => 0,
			Self::Raw(bytes) => bytes.len(),
			Self::BlakeTwo256(_) | Self::Sha256(_) | Self::Keccak256(_) | Self::ShaThree256(_) => {
				32
			},
			Self::TimelockEncrypted { encrypted, .. } => encrypted.len(),
			Self::BigRaw(bytes) => bytes.len(),
		};
		bytes as u64 // at most 1024
	}
}

impl Encode for Data {
	fn encode_to<O: Output + ?Sized>(&self, dest: &mut O) {
		match self {
			Self::None => dest.push_byte(0),
			Self::Raw(bytes) => {
				// At most 128 bytes, so the tag is at most 129.
				dest.push_byte(RAW.saturating_add(bytes.len() as u8));
				dest.write(bytes);
			},
			Self::BlakeTwo256(hash) => (BLAKE_TWO_256, hash).encode_to(dest),
			Self::Sha256(hash) => (SHA_256, hash).encode_to(dest),
			Self::Keccak256(hash) => (KECCAK_256, hash).encode_to(dest),
			Self::ShaThree256(hash) => (SHA_THREE_256, hash).encode_to(dest),
			Self::TimelockEncrypted { encrypted, reveal_round } => {
				(TIMELOCK_ENCRYPTED, encrypted, reveal_round).encode_to(dest)
			},
			Self::ResetBondsFlag => dest.push_byte(RESET_BONDS_FLAG),
			Self::BigRaw(bytes) => (BIG_RAW, bytes).encode_to(dest),
		}
	}
}

impl codec::EncodeLike for Data {}

impl Decode for Data {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let data = match input.read_byte()? {
			0 => Self::None,
			tag @ RAW..=RAW_LAST => {
				let mut bytes = alloc::vec![0u8; usize::from(tag.saturating_sub(RAW))];
				input.read(&mut bytes)?;
				Self::Raw(BoundedVec::try_from(bytes).map_err(|_| "raw data is too long")?)
			},
			BLAKE_TWO_256 => Self::BlakeTwo256(Decode::decode(input)?),
			SHA_256 => Self::Sha256(Decode::decode(input)?),
			KECCAK_256 => Self::Keccak256(Decode::decode(input)?),
			SHA_THREE_256 => Self::ShaThree256(Decode::decode(input)?),
			TIMELOCK_ENCRYPTED => Self::TimelockEncrypted {
				encrypted: Decode::decode(input)?,
				reveal_round: Decode::decode(input)?,
			},
			RESET_BONDS_FLAG => Self::ResetBondsFlag,
			BIG_RAW => Self::BigRaw(Decode::decode(input)?),
			_ => return Err("no data has this tag".into()),
		};
		Ok(data)
	}
}

impl DecodeWithMemTracking for Data {}

impl MaxEncodedLen for Data {
	fn max_encoded_len() -> usize {
		// Time-locked data is the largest: tag, ciphertext, round.
		<(u8, Ciphertext, u64)>::max_encoded_len()
	}
}

/// Adds a variant for raw data of each length, as clients look for it by name.
macro_rules! raw_variants {
	($variants:ident, $($length:literal)*) => {
		$variants
			$(.variant(concat!("Raw", stringify!($length)), |variant| {
				variant
					.index($length + RAW)
					.fields(Fields::unnamed().field(|field| field.ty::<[u8; $length]>()))
			}))*
	};
}

impl TypeInfo for Data {
	type Identity = Self;

	fn type_info() -> Type {
		let hash = || Fields::unnamed().field(|field| field.ty::<[u8; 32]>());
		let variants = Variants::new().variant("None", |variant| variant.index(0));
		#[rustfmt::skip]
		let variants = raw_variants!(
			variants,
			0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
			32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60
			61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89
			90 91 92 93 94 95 96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113
			114 115 116 117 118 119 120 121 122 123 124 125 126 127 128
		);
		let variants = variants
			.variant("BlakeTwo256", |variant| variant.index(BLAKE_TWO_256).fields(hash()))
			.variant("Sha256", |variant| variant.index(SHA_256).fields(hash()))
			.variant("Keccak256", |variant| variant.index(KECCAK_256).fields(hash()))
			.variant("ShaThree256", |variant| variant.index(SHA_THREE_256).fields(hash()))
			.variant("TimelockEncrypted", |variant| {
				variant.index(TIMELOCK_ENCRYPTED).fields(
					Fields::named()
						.field(|field| field.name("encrypted").ty::<Ciphertext>())
						.field(|field| field.name("reveal_round").ty::<u64>()),
				)
			})
			.variant("ResetBondsFlag", |variant| variant.index(RESET_BONDS_FLAG))
			.variant("BigRaw", |variant| {
				variant.index(BIG_RAW).fields(
					Fields::unnamed().field(|field| field.ty::<BoundedVec<u8, ConstU32<512>>>()),
				)
			});
		Type::builder().path(Path::new("Data", module_path!())).variant(variants)
	}
}

/// What a hotkey publishes.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	frame_support::CloneNoBound,
	frame_support::PartialEqNoBound,
	frame_support::EqNoBound,
	frame_support::DebugNoBound,
)]
#[codec(mel_bound())]
#[scale_info(skip_type_params(MaxFields))]
pub struct CommitmentInfo<MaxFields: Get<u32>> {
	/// Its pieces.
	pub fields: BoundedVec<Data, MaxFields>,
}

impl<MaxFields: Get<u32>> CommitmentInfo<MaxFields> {
	/// Bytes that it counts for.
	pub fn counted_space(&self) -> u64 {
		// Each piece has at most 1024 bytes, and there are at most 2^32 of them.
		self.fields.iter().map(Data::space).fold(0, u64::saturating_add).max(LEAST_SPACE)
	}

	/// Whether it asks to reset the bonds towards the hotkey.
	pub fn resets_bonds(&self) -> bool {
		self.fields.contains(&Data::ResetBondsFlag)
	}

	/// The round in which its time-locked piece becomes readable, if it has one.
	pub fn reveal_round(&self) -> Option<u64> {
		self.fields.iter().find_map(Data::locked).map(|(_, round)| round)
	}

	/// Takes its time-locked piece out, if it has one.
	pub fn take_locked(&mut self) -> Option<Ciphertext> {
		let locked = |data: &Data| data.locked().map(|(encrypted, _)| encrypted.clone());
		let encrypted = self.fields.iter().find_map(locked);
		self.fields.retain(|data| data.locked().is_none());
		encrypted
	}
}

/// A record as it is stored.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	frame_support::CloneNoBound,
	frame_support::PartialEqNoBound,
	frame_support::EqNoBound,
	frame_support::DebugNoBound,
)]
#[codec(mel_bound(Balance: MaxEncodedLen, BlockNumber: MaxEncodedLen))]
#[scale_info(skip_type_params(MaxFields))]
pub struct Registration<Balance, MaxFields: Get<u32>, BlockNumber>
where
	Balance: Clone + PartialEq + Eq + core::fmt::Debug,
	BlockNumber: Clone + PartialEq + Eq + core::fmt::Debug,
{
	/// What is held for it: nothing.
	pub deposit: Balance,
	/// Block in which it was published.
	pub block: BlockNumber,
	/// The data.
	pub info: CommitmentInfo<MaxFields>,
}

/// How much a hotkey has published.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct UsedSpace {
	/// Epoch that is counted.
	pub last_epoch: u64,
	/// Bytes in it.
	pub used_space: u64,
}
