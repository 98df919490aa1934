//! # MEV shield pallet
//!
//! A client encrypts a signed transaction to the key of a block author and sends the ciphertext
//! inside of a call of its own, the carrier ([`Pallet::submit_encrypted`]). The author that holds
//! the secret key puts the carrier and, right behind it, what was inside into one block. Until then
//! nobody else can read it and trade ahead of it.
//!
//! The chain keeps the public keys and sees to it that a carrier is only in a block of an author who
//! can open it. Opening is the node's. Without a key ([`NextKey`] is empty) there is no shield, and
//! clients that find none send in the clear where they may.
//!
//! ## Keys
//!
//! Each author announces a key of its own in a block that it makes ([`Pallet::announce_next_key`], an
//! inherent), and again when it has another one. The last two of each author are good. After every
//! block [`NextKey`], which clients read, is the key of the author after the next one, because the
//! next block is being made already; authors who have stopped making blocks are passed over.
//!
//! ## Ciphertext
//!
//! | bytes | what |
//! |---|---|
//! | 16 | twox-128 of the public key |
//! | 2 | length of the next part, little-endian: 1088 |
//! | 1088 | ML-KEM-768 ciphertext; decapsulated, it gives the shared secret |
//! | 24 | nonce |
//! | the rest | XChaCha20-Poly1305 of the signed transaction, the shared secret as the key |
//!
//! ## What is refused
//!
//! | what | how |
//! |---|---|
//! | parts have wrong lengths | not taken into the pool: `Custom(23)` |
//! | sealed to a key that no author holds (any more) | not taken into the pool: `Custom(24)` |
//! | it does not open, or nothing valid is inside | only its author can tell, and says so before the carrier ([`Pallet::refuse_encrypted`]); the carrier fails with a named error and pays its fee |
//! | the carrier is inside of another call, such as a batch | [`Error::Nested`] |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod extension;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
pub mod weights;

pub use extension::{CheckShieldedTxValidity, BAD_CIPHERTEXT, UNKNOWN_KEY};
pub use pallet::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_inherents::InherentIdentifier;
use sp_runtime::traits::Block as BlockT;

/// Names the inherent data: the [`PublicKey`] that an author announces in the block. There is none
/// in a block in which nothing is to be announced.
pub const INHERENT_IDENTIFIER: InherentIdentifier = *b"mevshild";

/// Length of an ML-KEM-768 public key.
pub const PUBLIC_KEY_LENGTH: usize = 1184;
/// Length of an ML-KEM-768 ciphertext.
pub const KEM_CIPHERTEXT_LENGTH: usize = 1088;
/// Length of the hash that names the key.
pub const KEY_HASH_LENGTH: usize = 16;
/// Length of the nonce.
pub const NONCE_LENGTH: usize = 24;
/// Length of the tag that ends the encrypted transaction.
pub const TAG_LENGTH: usize = 16;

/// What opening costs the node of the author, whose time the sender pays too: a benchmark of the
/// runtime does not see it.
pub const OPENING: Weight = Weight::from_parts(300_000_000, 0);

/// The parts of a ciphertext.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Envelope<'a> {
	/// Names the key.
	pub key_hash: &'a [u8],
	/// Holds the shared secret.
	pub kem_ciphertext: &'a [u8],
	/// Nonce of the encryption.
	pub nonce: &'a [u8],
	/// The encrypted transaction with its tag.
	pub payload: &'a [u8],
}

impl<'a> Envelope<'a> {
	/// Takes a ciphertext apart; `None` if a part has another length than it must have.
	pub fn parse(ciphertext: &'a [u8]) -> Option<Self> {
		let (key_hash, rest) = ciphertext.split_at_checked(KEY_HASH_LENGTH)?;
		let (length, rest) = rest.split_first_chunk::<2>()?;
		if usize::from(u16::from_le_bytes(*length)) != KEM_CIPHERTEXT_LENGTH {
			return None;
		}
		let (kem_ciphertext, rest) = rest.split_at_checked(KEM_CIPHERTEXT_LENGTH)?;
		let (nonce, payload) = rest.split_at_checked(NONCE_LENGTH)?;
		(payload.len() > TAG_LENGTH).then_some(Self { key_hash, kem_ciphertext, nonce, payload })
	}
}

/// A public key.
pub type PublicKey = BoundedVec<u8, ConstU32<2048>>;
/// An encrypted transaction with what is needed to open it.
pub type Ciphertext = BoundedVec<u8, ConstU32<8192>>;

/// Why an author does not put what a carrier carries into the block.
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
)]
pub enum Refusal {
	/// It does not open.
	DoesNotOpen,
	/// It opens, and is no transaction.
	NoTransaction,
	/// It is a transaction that the pool would refuse, or another carrier.
	Invalid,
}

sp_api::decl_runtime_apis! {
	/// What a node must know to open carriers.
	pub trait ShieldApi {
		/// The newest key of the author of a slot.
		fn announced_key(slot: u64) -> Option<PublicKey>;
		/// The ciphertext, if the transaction is a carrier.
		fn ciphertext(transaction: Block::Extrinsic) -> Option<Vec<u8>>;
		/// What an author puts before a carrier to make it fail. `id`: hash of the ciphertext.
		fn refusal(id: <Block as BlockT>::Hash, reason: Refusal) -> Block::Extrinsic;
	}
}

/// What benchmarks need of the chain around.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper {
	/// Lets the chain have one author, who makes every block.
	fn one_author();
}

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::FindAuthor};
	use frame_system::pallet_prelude::*;
	use sp_io::hashing::twox_128;
	use sp_runtime::traits::{Hash, Saturating};

	/// Keys of one author.
	#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
	pub struct Keys {
		/// The one that clients are given.
		pub newest: PublicKey,
		/// The one before it, for what was encrypted a moment ago.
		pub previous: Option<PublicKey>,
	}

	impl Keys {
		/// Whether one of the keys has this hash.
		pub(crate) fn have(&self, key_hash: &[u8]) -> bool {
			let is_it = |key: &PublicKey| twox_128(key) == key_hash;
			is_it(&self.newest) || self.previous.as_ref().is_some_and(is_it)
		}
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Number of authors, who make blocks in turn.
		type Authors: Get<u32>;
		/// Which of them made a block.
		type FindAuthor: FindAuthor<u32>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// What benchmarks need of the chain around.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// The key to which clients encrypt; absent = no shield.
	#[pallet::storage]
	pub type NextKey<T> = StorageValue<_, PublicKey, OptionQuery>;

	/// The key of the author of this block.
	#[pallet::storage]
	pub type CurrentKey<T> = StorageValue<_, PublicKey, OptionQuery>;

	/// The keys of each author, by its place among the authors.
	#[pallet::storage]
	pub type AuthorKeys<T> = StorageMap<_, Twox64Concat, u32, Keys, OptionQuery>;

	/// The last block of each author, by its place among the authors.
	#[pallet::storage]
	pub type LastAuthored<T> = StorageMap<_, Twox64Concat, u32, BlockNumberFor<T>, OptionQuery>;

	/// The carrier that the author will not open, by the hash of its ciphertext; never outlives the
	/// next carrier or the block.
	#[pallet::storage]
	pub type Refused<T: Config> = StorageValue<_, (T::Hash, Refusal), OptionQuery>;

	/// Whether the transaction that is being run is a carrier itself; never outlives it.
	#[pallet::storage]
	pub type Carrying<T> = StorageValue<_, bool, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An encrypted transaction is in this block, and what was inside comes next.
		EncryptedSubmitted {
			/// Hash of the ciphertext.
			id: T::Hash,
			/// Who carries it.
			who: T::AccountId,
		},
		/// An author has another key.
		KeyAnnounced {
			/// Place of the author among the authors.
			author: u32,
			/// Hash of the key; `None` = it opens nothing any more.
			key_hash: Option<[u8; KEY_HASH_LENGTH]>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The key has a wrong length: it must be an ML-KEM-768 public key of 1184 bytes.
		BadEncKeyLen,
		/// The block does not say who made it.
		Unreachable,
		/// The carrier is inside of another call, such as a batch or a proxy's: send it as a
		/// transaction of its own.
		Nested,
		/// The author cannot decrypt it: read NextKey and encrypt again.
		DecryptionFailed,
		/// What was decrypted is no transaction: encrypt the whole signed one, with its length.
		ExtrinsicDecodeFailed,
		/// What was decrypted is a transaction that would be refused: check that it is signed for this
		/// chain, with the nonce after the carrier's, and that the account can pay for it. The pool
		/// names the reason if it is sent in the clear.
		ExtrinsicInvalid,
	}

	impl<T> From<Refusal> for Error<T> {
		fn from(reason: Refusal) -> Self {
			match reason {
				Refusal::DoesNotOpen => Self::DecryptionFailed,
				Refusal::NoTransaction => Self::ExtrinsicDecodeFailed,
				Refusal::Invalid => Self::ExtrinsicInvalid,
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Pays for [`Self::on_finalize`].
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::WeightInfo::on_finalize(T::Authors::get())
		}

		fn on_finalize(now: BlockNumberFor<T>) {
			Self::end_block(now, T::Authors::get());
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Announces the key of the author of this block; what was encrypted to its last one stays
		/// valid. `None` withdraws the author.
		///
		/// ## Dispatch Origin
		/// None: an inherent.
		///
		/// ## Errors
		/// [`Error::BadEncKeyLen`], [`Error::Unreachable`].
		///
		/// ## Events
		/// [`Event::KeyAnnounced`].
		#[pallet::call_index(0)]
		#[pallet::weight((T::WeightInfo::announce_next_key(), DispatchClass::Mandatory))]
		pub fn announce_next_key(
			origin: OriginFor<T>,
			enc_key: Option<PublicKey>,
		) -> DispatchResult {
			ensure_none(origin)?;
			let author = Self::author().ok_or(Error::<T>::Unreachable)?;
			let key_hash = enc_key.as_ref().map(|key| twox_128(key));
			match enc_key {
				Some(newest) => {
					ensure!(newest.len() == PUBLIC_KEY_LENGTH, Error::<T>::BadEncKeyLen);
					AuthorKeys::<T>::mutate(author, |keys| {
						let previous = keys.take().map(|keys| keys.newest);
						*keys = Some(Keys { newest, previous });
					});
				},
				None => AuthorKeys::<T>::remove(author),
			}
			Self::deposit_event(Event::KeyAnnounced { author, key_hash });
			Ok(())
		}

		/// Carries an encrypted transaction into a block.
		///
		/// The signer pays for the carrier, whatever is inside. The transaction inside is signed
		/// with the next nonce of the same account, and pays for itself.
		///
		/// ## Dispatch Origin
		/// Signed.
		///
		/// ## Errors
		/// [`Error::Nested`]; what the author found: [`Error::DecryptionFailed`],
		/// [`Error::ExtrinsicDecodeFailed`], [`Error::ExtrinsicInvalid`].
		///
		/// ## Events
		/// [`Event::EncryptedSubmitted`].
		#[pallet::call_index(1)]
		#[pallet::weight(
			T::WeightInfo::submit_encrypted(ciphertext.len() as u32).saturating_add(OPENING)
		)]
		pub fn submit_encrypted(origin: OriginFor<T>, ciphertext: Ciphertext) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(Carrying::<T>::get(), Error::<T>::Nested);
			let id = T::Hashing::hash(&ciphertext);
			if let Some((_, reason)) = Refused::<T>::get().filter(|(refused, _)| *refused == id) {
				return Err(Error::<T>::from(reason).into());
			}
			Self::deposit_event(Event::EncryptedSubmitted { id, who });
			Ok(())
		}

		/// Says, right before a carrier, that its author will not put what is inside into the block,
		/// and why. The carrier fails with that reason. (An author who lies could as well have left
		/// the carrier out; the sender loses the fee.)
		///
		/// ## Dispatch Origin
		/// None: only the author of a block can put it there.
		#[pallet::call_index(7)]
		#[pallet::weight((T::WeightInfo::refuse_encrypted(), Pays::No))]
		pub fn refuse_encrypted(
			origin: OriginFor<T>,
			id: T::Hash,
			reason: Refusal,
		) -> DispatchResult {
			ensure_none(origin)?;
			Refused::<T>::put((id, reason));
			Ok(())
		}
	}

	#[pallet::inherent]
	impl<T: Config> ProvideInherent for Pallet<T> {
		type Call = Call<T>;
		type Error = sp_inherents::MakeFatalError<()>;

		const INHERENT_IDENTIFIER: InherentIdentifier = super::INHERENT_IDENTIFIER;

		fn create_inherent(data: &InherentData) -> Option<Self::Call> {
			let key = data.get_data::<PublicKey>(&super::INHERENT_IDENTIFIER).ok().flatten()?;
			Some(Call::announce_next_key { enc_key: Some(key) })
		}

		fn is_inherent(call: &Self::Call) -> bool {
			matches!(call, Call::announce_next_key { .. })
		}
	}

	// Its successor in the SDK needs one more extension in every transaction.
	#[allow(deprecated)]
	#[pallet::validate_unsigned]
	impl<T: Config> ValidateUnsigned for Pallet<T> {
		type Call = Call<T>;

		/// Good in a block, where only its author can put it; never in a pool.
		fn validate_unsigned(source: TransactionSource, call: &Self::Call) -> TransactionValidity {
			match (source, call) {
				(
					TransactionSource::InBlock,
					Call::announce_next_key { .. } | Call::refuse_encrypted { .. },
				) => Ok(ValidTransaction::default()),
				_ => InvalidTransaction::Call.into(),
			}
		}
	}

	impl<T: Config> Pallet<T> {
		/// Who makes this block.
		pub(crate) fn author() -> Option<u32> {
			let digest = frame_system::Pallet::<T>::digest();
			T::FindAuthor::find_author(digest.logs.iter().filter_map(|log| log.as_pre_runtime()))
		}

		/// Forgets what ends with a block, and names the keys of its author and of the one after next.
		pub(crate) fn end_block(now: BlockNumberFor<T>, authors: u32) {
			Refused::<T>::kill();
			let Some(author) = Self::author() else { return };
			LastAuthored::<T>::insert(author, now);
			CurrentKey::<T>::set(AuthorKeys::<T>::get(author).map(|keys| keys.newest));
			NextKey::<T>::set(Self::key_after(author, now, authors));
		}

		/// The key of the author after next, or of the first one after it who has a key and made a
		/// block in the last two rounds. Nothing here saturates but the first blocks: authors are few.
		fn key_after(author: u32, now: BlockNumberFor<T>, authors: u32) -> Option<PublicKey> {
			let recent = now.saturating_sub(authors.saturating_mul(2).into());
			(2..authors.saturating_add(2))
				.filter_map(|distance| author.saturating_add(distance).checked_rem(authors))
				.filter(|author| LastAuthored::<T>::get(author).is_some_and(|last| last >= recent))
				.find_map(|author| Some(AuthorKeys::<T>::get(author)?.newest))
		}

		/// What runs next is a carrier.
		pub(crate) fn start_carrier() {
			Carrying::<T>::put(true);
		}

		/// Forgets what ends with a carrier.
		pub(crate) fn end_carrier() {
			Carrying::<T>::kill();
			Refused::<T>::kill();
		}

		/// Whether the author of this block holds a key; in the pool, where nobody is the author, whether
		/// anybody does.
		pub(crate) fn is_held(key_hash: &[u8]) -> bool {
			let holds =
				|author| AuthorKeys::<T>::get(author).is_some_and(|keys| keys.have(key_hash));
			match Self::author() {
				Some(author) => holds(author),
				None => (0..T::Authors::get()).any(holds),
			}
		}
	}
}
