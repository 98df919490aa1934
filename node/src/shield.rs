//! Opens what clients send through the MEV shield.
//!
//! * **Where.** Only the author of a block opens anything, and only while filling that block: the
//!   [`ShieldedPool`] hands the proposer each carrier and right behind it what was inside. It never is
//!   in a pool before it is in a block, so nobody can read it in time. With sealing (instant, manual or
//!   on a clock) it is the same, and both are in the block that the carrier asked for.
//! * **Keys.** A node has one secret in its keystore, made at its first start. The ML-KEM key pair of
//!   each period of [`KEY_PERIOD`] blocks is derived from it, so nothing is kept in memory and a
//!   restarted node opens what was sealed before. In the first block that it makes in a period the
//!   author announces the new key; the chain accepts the last two, and the node opens to as many.
//! * **Several validators.** Each has its own secret. A carrier that is sealed to another author's
//!   key is left in the pool until it is that author's turn (the runtime would refuse it earlier).
//! * **Order and replay.** Inside is a signed transaction with the nonce after the carrier's and a
//!   mortal era: it can run once, after its carrier, and nothing of the same account between them.
//! * **Bad ciphertexts.** The pool refuses those that nobody could open. One that does not open, or
//!   holds no transaction that could come next, fails in the block with a named error, because the
//!   author says so before it; the sender pays the carrier's fee. Bytes that are not a transaction
//!   only ever reach the runtime's own validation, as from any peer.
//! * **Bounds.** What is inside is at most as long as its carrier, a carrier is opened once per attempt
//!   to include it, and nothing opened outlives the attempt.
//! * **No room.** Should the block end between the two, what was inside is lost: its sender, whose
//!   client finds it in no block, seals it again. In a pool it could be read.

mod pool;

pub use pool::ShieldedPool;

use std::{error::Error, sync::Arc};

use chacha20poly1305::{aead::Aead, KeyInit, XChaCha20Poly1305, XNonce};
use codec::{DecodeAll, Encode};
use ml_kem::{kem::Decapsulate, EncodedSizeUser, KemCore, MlKem768, B32};
use pallet_mev_shield::{
	Envelope, PublicKey, Refusal, ShieldApi, INHERENT_IDENTIFIER, KEM_CIPHERTEXT_LENGTH,
	KEY_HASH_LENGTH, NONCE_LENGTH,
};
use sc_transaction_pool_api::{InPoolTransaction, TransactionPool, TransactionSource};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::Slot;
use sp_core::{crypto::KeyTypeId, ed25519};
use sp_inherents::{InherentData, InherentDataProvider, InherentIdentifier};
use sp_io::hashing;
use sp_keystore::KeystorePtr;
use sp_transaction_pool::runtime_api::TaggedTransactionQueue;
use yumanet_runtime::{opaque::UncheckedExtrinsic, BlockNumber, Hash};

use crate::service::{FullClient, FullPool};

const LOG_TARGET: &str = "shield";

/// Where the secret is in the keystore.
const KEY_TYPE: KeyTypeId = KeyTypeId(*b"shld");
/// How long a key is announced, in blocks: a minute of 250 ms blocks.
const KEY_PERIOD: BlockNumber = 240;
/// Bytes of a carrier besides what is inside, at least. Shorter transactions are not looked at.
const SHORTEST_CARRIER: usize = KEY_HASH_LENGTH + KEM_CIPHERTEXT_LENGTH + NONCE_LENGTH;

/// A transaction as the pool keeps it.
type PoolTransaction = <FullPool as TransactionPool>::InPoolTransaction;
type AnyError = Box<dyn Error + Send + Sync>;

/// An ML-KEM-768 key pair.
struct KeyPair {
	secret: <MlKem768 as KemCore>::DecapsulationKey,
	public: Vec<u8>,
}

impl KeyPair {
	/// From the two halves of a seed.
	fn from_halves(first: B32, second: B32) -> Self {
		let (secret, public) = MlKem768::generate_deterministic(&first, &second);
		Self { secret, public: public.as_bytes().to_vec() }
	}

	/// What names the key in ciphertexts.
	fn hash(&self) -> [u8; KEY_HASH_LENGTH] {
		hashing::twox_128(&self.public)
	}

	/// What is inside; `None` if it was sealed to another key or changed on the way.
	fn open(&self, envelope: &Envelope) -> Option<Vec<u8>> {
		let shared = self.secret.decapsulate(&envelope.kem_ciphertext.try_into().ok()?).ok()?;
		let cipher = XChaCha20Poly1305::new_from_slice(&shared).ok()?;
		cipher.decrypt(XNonce::from_slice(envelope.nonce), envelope.payload).ok()
	}
}

/// What an author finds out about a transaction of its pool.
enum Finding {
	/// It is no carrier.
	Ordinary,
	/// It is for another author.
	Foreign,
	/// It carries this.
	Opened(UncheckedExtrinsic),
	/// It carries nothing that could run, and this before it says so.
	Refused(UncheckedExtrinsic),
}

/// What opens carriers.
pub struct Shield {
	client: Arc<FullClient>,
	keystore: KeystorePtr,
	secret: ed25519::Public,
}

impl Shield {
	/// Takes the secret out of the keystore, or makes one.
	pub fn new(client: Arc<FullClient>, keystore: KeystorePtr) -> Result<Self, sp_keystore::Error> {
		let secret = match keystore.ed25519_public_keys(KEY_TYPE).first() {
			Some(secret) => *secret,
			None => keystore.ed25519_generate_new(KEY_TYPE, None)?,
		};
		Ok(Self { client, keystore, secret })
	}

	/// The key pair of a period. An ed25519 signature is a fixed function of key and message that
	/// nobody can compute without the key, which is what a seed must be.
	fn key_pair(&self, period: BlockNumber) -> Result<KeyPair, AnyError> {
		let message = (b"MEV shield, period", period).encode();
		let signature = self
			.keystore
			.ed25519_sign(KEY_TYPE, &self.secret, &message)?
			.ok_or("the secret of the MEV shield is not in the keystore any more")?;
		let half = |which: u8| B32::from(hashing::blake2_256(&(which, signature).encode()));
		Ok(KeyPair::from_halves(half(0), half(1)))
	}

	/// Number of the block after this one.
	fn number_after(&self, parent: Hash) -> Result<BlockNumber, AnyError> {
		let number =
			self.client.number(parent)?.ok_or("the parent block is not in the database")?;
		Ok(number.saturating_add(1))
	}

	/// What the author of a block announces in it.
	pub fn announcement(&self, parent: Hash, slot: Slot) -> Result<Announcement, AnyError> {
		let key = self.key_pair(self.number_after(parent)? / KEY_PERIOD)?.public;
		let announced = self.client.runtime_api().announced_key(parent, *slot)?;
		let is_known = announced.is_some_and(|announced| *announced == key);
		Ok(Announcement((!is_known).then(|| PublicKey::truncate_from(key))))
	}

	/// The key pair with a hash, if a block after `parent` can be sealed to it.
	fn key_named(&self, hash: &[u8], parent: Hash) -> Result<Option<KeyPair>, AnyError> {
		let period = self.number_after(parent)? / KEY_PERIOD;
		for period in [period, period.saturating_sub(1)] {
			let key = self.key_pair(period)?;
			if key.hash() == hash {
				return Ok(Some(key));
			}
		}
		Ok(None)
	}

	/// The ciphertext, if this is a carrier.
	fn ciphertext(
		&self,
		parent: Hash,
		transaction: &UncheckedExtrinsic,
	) -> Result<Option<Vec<u8>>, AnyError> {
		if transaction.inner().len() < SHORTEST_CARRIER {
			return Ok(None);
		}
		Ok(self.client.runtime_api().ciphertext(parent, transaction.clone())?)
	}

	/// What is in an envelope, if the runtime finds that it can follow `carrier`; it judges it as if a
	/// peer had sent it.
	fn inside(
		&self,
		parent: Hash,
		carrier: &PoolTransaction,
		key: &KeyPair,
		envelope: &Envelope,
	) -> Result<Result<UncheckedExtrinsic, Refusal>, AnyError> {
		let Some(plain) = key.open(envelope) else { return Ok(Err(Refusal::DoesNotOpen)) };
		let Ok(inner) = UncheckedExtrinsic::decode_all(&mut plain.as_slice()) else {
			return Ok(Err(Refusal::NoTransaction));
		};
		// The runtime panics on what it cannot decode, and the node gets an error for that.
		let api = self.client.runtime_api();
		let source = TransactionSource::External;
		let Ok(validity) = api.validate_transaction(parent, source, inner.clone(), parent) else {
			return Ok(Err(Refusal::NoTransaction));
		};
		let follows = validity.is_ok_and(|inner| {
			// Tags are accounts with nonces: it waits for nothing else, and does not take its place.
			let provided = carrier.provides();
			inner.requires.iter().all(|tag| provided.contains(tag))
				&& !inner.provides.iter().any(|tag| provided.contains(tag))
		});
		if !follows || self.ciphertext(parent, &inner)?.is_some() {
			return Ok(Err(Refusal::Invalid));
		}
		Ok(Ok(inner))
	}

	/// Looks into a transaction that is to be in a block upon `parent`.
	fn examine(&self, parent: Hash, transaction: &PoolTransaction) -> Result<Finding, AnyError> {
		let Some(ciphertext) = self.ciphertext(parent, transaction.data())? else {
			return Ok(Finding::Ordinary);
		};
		let Some(envelope) = Envelope::parse(&ciphertext) else { return Ok(Finding::Foreign) };
		let Some(key) = self.key_named(envelope.key_hash, parent)? else {
			return Ok(Finding::Foreign);
		};
		match self.inside(parent, transaction, &key, &envelope)? {
			Ok(inner) => Ok(Finding::Opened(inner)),
			Err(reason) => {
				let id = hashing::blake2_256(&ciphertext).into();
				log::info!(target: LOG_TARGET, "The carrier of {id:?} fails: {reason:?}");
				Ok(Finding::Refused(self.client.runtime_api().refusal(parent, id, reason)?))
			},
		}
	}
}

/// The key that the author of a block announces in it, if it has another one than before.
///
/// There is inherent data only if there is an inherent: manual sealing takes a block with as many
/// transactions as there are inherent data for an empty one.
pub struct Announcement(Option<PublicKey>);

#[async_trait::async_trait]
impl InherentDataProvider for Announcement {
	async fn provide_inherent_data(
		&self,
		data: &mut InherentData,
	) -> Result<(), sp_inherents::Error> {
		match &self.0 {
			Some(key) => data.put_data(INHERENT_IDENTIFIER, key),
			None => Ok(()),
		}
	}

	async fn try_handle_error(
		&self,
		_: &InherentIdentifier,
		_: &[u8],
	) -> Option<Result<(), sp_inherents::Error>> {
		None
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use ml_kem::EncapsulateDeterministic;

	const PLAIN: &[u8] = b"a signed transaction";

	fn key(seed: u8) -> KeyPair {
		KeyPair::from_halves([seed; 32].into(), [seed; 32].into())
	}

	/// Seals as clients do, with given instead of random numbers.
	fn seal(plain: &[u8], public: &[u8]) -> Vec<u8> {
		type EncapsulationKey = <MlKem768 as KemCore>::EncapsulationKey;
		let key = EncapsulationKey::from_bytes(&public.try_into().unwrap());
		let (kem_ciphertext, shared) = key.encapsulate_deterministic(&B32::from([5; 32])).unwrap();
		let nonce = [6; NONCE_LENGTH];
		let cipher = XChaCha20Poly1305::new_from_slice(&shared).unwrap();
		let mut bytes = hashing::twox_128(public).to_vec();
		bytes.extend((KEM_CIPHERTEXT_LENGTH as u16).to_le_bytes());
		bytes.extend(kem_ciphertext);
		bytes.extend(nonce);
		bytes.extend(cipher.encrypt(XNonce::from_slice(&nonce), plain).unwrap());
		bytes
	}

	fn open(key: &KeyPair, ciphertext: &[u8]) -> Option<Vec<u8>> {
		key.open(&Envelope::parse(ciphertext)?)
	}

	#[test]
	fn what_is_sealed_to_a_key_opens_with_it() {
		let sealed = seal(PLAIN, &key(1).public);
		assert_eq!(sealed.len(), PLAIN.len() + 1_146, "the overhead that clients have");
		assert_eq!(open(&key(1), &sealed).as_deref(), Some(PLAIN));
	}

	#[test]
	fn a_key_names_itself_as_clients_name_it() {
		let sealed = seal(PLAIN, &key(1).public);
		assert_eq!(Envelope::parse(&sealed).unwrap().key_hash, key(1).hash());
		assert_eq!(key(1).public.len(), pallet_mev_shield::PUBLIC_KEY_LENGTH);
	}

	#[test]
	fn another_key_does_not_open_it() {
		assert_eq!(open(&key(2), &seal(PLAIN, &key(1).public)), None);
	}

	#[test]
	fn a_change_of_any_part_is_noticed() {
		let sealed = seal(PLAIN, &key(1).public);
		for position in [18, 18 + 1_087, 18 + 1_088, 18 + 1_111, 1_130, sealed.len() - 1] {
			let mut changed = sealed.clone();
			changed[position] ^= 1;
			assert_eq!(open(&key(1), &changed), None, "byte {position}");
		}
	}

	#[test]
	fn a_cut_ciphertext_does_not_open() {
		let sealed = seal(PLAIN, &key(1).public);
		for length in 0..sealed.len() {
			assert_eq!(open(&key(1), &sealed[..length]), None, "{length} bytes");
		}
	}

	#[test]
	fn the_shortest_carrier_is_longer_than_what_is_not_looked_at() {
		assert!(seal(&[0], &key(1).public).len() > SHORTEST_CARRIER);
	}
}
