//! # MEV shield pallet
//!
//! A client encrypts a signed transaction to a key of the chain and sends the ciphertext inside of
//! a call of its own, the carrier ([`Pallet::submit_encrypted`]). Once the carrier is in a block,
//! so that its place is decided, whoever holds the secret key opens the ciphertext and submits what
//! was inside. Until then nobody can read it and trade ahead of it.
//!
//! The chain keeps the public key and checks what can be checked without the secret one: that the
//! ciphertext is for a key of this chain, and that its parts have the right lengths. Opening is the
//! node's. Without a key ([`NextKey`] is empty) there is no shield, and clients that find none send
//! in the clear where they may.
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

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
pub mod weights;

pub use pallet::*;
pub use weights::WeightInfo;

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

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::ConstU32};
	use frame_system::pallet_prelude::*;
	use sp_io::hashing::twox_128;
	use sp_runtime::traits::Hash;

	/// A public key.
	pub type PublicKey = BoundedVec<u8, ConstU32<2048>>;
	/// An encrypted transaction with what is needed to open it.
	pub type Ciphertext = BoundedVec<u8, ConstU32<8192>>;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The key to which clients encrypt; absent = no shield.
	#[pallet::storage]
	pub type NextKey<T> = StorageValue<_, PublicKey, OptionQuery>;

	/// The key before it, for what was encrypted a moment ago.
	#[pallet::storage]
	pub type CurrentKey<T> = StorageValue<_, PublicKey, OptionQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T> {
		/// Key from the start; empty = no shield.
		pub next_key: Vec<u8>,
		/// Nothing.
		#[serde(skip)]
		pub config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		/// Refuses a key of a wrong length by panicking: a genesis cannot be half built.
		fn build(&self) {
			if self.next_key.is_empty() {
				return;
			}
			assert!(
				self.next_key.len() == PUBLIC_KEY_LENGTH,
				"mevShield: nextKey must have {PUBLIC_KEY_LENGTH} bytes or none"
			);
			NextKey::<T>::put(PublicKey::truncate_from(self.next_key.clone()));
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An encrypted transaction is in this block.
		EncryptedSubmitted {
			/// Hash of the ciphertext.
			id: T::Hash,
			/// Who carries it.
			who: T::AccountId,
		},
		/// The key was changed.
		NextKeySet {
			/// Hash of the new key; `None` = no shield any more.
			key_hash: Option<[u8; KEY_HASH_LENGTH]>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The key has a wrong length: it must be an ML-KEM-768 public key of 1184 bytes.
		BadPublicKeyLen,
		/// The chain has no key, so there is no shield: send the transaction in the clear.
		NoKey,
		/// The ciphertext is too short, or the length of its key part is not 1088.
		BadCiphertext,
		/// The ciphertext is for another key: read NextKey and encrypt again.
		UnknownKey,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sets the key to which clients encrypt; what was encrypted to the last one stays valid.
		/// `None` ends the shield.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// [`Error::BadPublicKeyLen`].
		///
		/// ## Events
		/// [`Event::NextKeySet`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::announce_next_key())]
		pub fn announce_next_key(
			origin: OriginFor<T>,
			enc_key: Option<PublicKey>,
		) -> DispatchResult {
			ensure_root(origin)?;
			ensure!(
				enc_key.as_ref().is_none_or(|key| key.len() == PUBLIC_KEY_LENGTH),
				Error::<T>::BadPublicKeyLen
			);
			let key_hash = enc_key.as_ref().map(|key| twox_128(key));
			CurrentKey::<T>::set(NextKey::<T>::get());
			NextKey::<T>::set(enc_key);
			Self::deposit_event(Event::NextKeySet { key_hash });
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
		/// [`Error::NoKey`], [`Error::BadCiphertext`], [`Error::UnknownKey`].
		///
		/// ## Events
		/// [`Event::EncryptedSubmitted`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::submit_encrypted(ciphertext.len() as u32))]
		pub fn submit_encrypted(origin: OriginFor<T>, ciphertext: Ciphertext) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let next = NextKey::<T>::get().ok_or(Error::<T>::NoKey)?;
			let envelope = Envelope::parse(&ciphertext).ok_or(Error::<T>::BadCiphertext)?;
			let known = envelope.key_hash == twox_128(&next)
				|| CurrentKey::<T>::get().is_some_and(|key| envelope.key_hash == twox_128(&key));
			ensure!(known, Error::<T>::UnknownKey);
			let id = T::Hashing::hash(&ciphertext);
			Self::deposit_event(Event::EncryptedSubmitted { id, who });
			Ok(())
		}
	}
}
