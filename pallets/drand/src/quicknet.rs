//! The cryptography of drand's quicknet, by published crates.
//!
//! The beacon signs the number of each round with a BLS key on BLS12-381 (signatures in G1, key in
//! G2). The signature is at once the key that opens what was encrypted to the round (identity-based
//! encryption after Boneh and Franklin around AES-256-GCM), as the Python package `bittensor-drand`
//! does. The curve is arkworks', the encryption the `timelock` crate's.

use alloc::vec::Vec;
use ark_ec::PrimeGroup;
use ark_serialize::CanonicalDeserialize;
#[cfg(feature = "runtime-benchmarks")]
use ark_serialize::CanonicalSerialize;
use sp_io::hashing::sha2_256;
use timelock::{
	block_ciphers::AESGCMBlockCipherProvider,
	engines::{drand::TinyBLS381, EngineBLS},
	ibe::fullident::Identity,
	tlock::{tld, TLECiphertext},
};

/// Public key of quicknet, compressed. Its chain hash is
/// 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971.
#[rustfmt::skip]
pub const PUBLIC_KEY: [u8; 96] = [
	0x83, 0xcf, 0x0f, 0x28, 0x96, 0xad, 0xee, 0x7e, 0xb8, 0xb5, 0xf0, 0x1f,
	0xca, 0xd3, 0x91, 0x22, 0x12, 0xc4, 0x37, 0xe0, 0x07, 0x3e, 0x91, 0x1f,
	0xb9, 0x00, 0x22, 0xd3, 0xe7, 0x60, 0x18, 0x3c, 0x8c, 0x4b, 0x45, 0x0b,
	0x6a, 0x0a, 0x6c, 0x3a, 0xc6, 0xa5, 0x77, 0x6a, 0x2d, 0x10, 0x64, 0x51,
	0x0d, 0x1f, 0xec, 0x75, 0x8c, 0x92, 0x1c, 0xc2, 0x2b, 0x0e, 0x17, 0xe6,
	0x3a, 0xaf, 0x4b, 0xcb, 0x5e, 0xd6, 0x63, 0x04, 0xde, 0x9c, 0xf8, 0x09,
	0xbd, 0x27, 0x4c, 0xa7, 0x3b, 0xab, 0x4a, 0xf5, 0xa6, 0xe9, 0xc7, 0x6a,
	0x4b, 0xc0, 0x9e, 0x76, 0xea, 0xe8, 0x99, 0x1e, 0xf5, 0xec, 0xe4, 0x5a,
];

/// Length of a compressed point of G2.
const POINT: usize = 96;
/// Length of a hash, and of what is masked by one.
const HASH: usize = 32;
/// Length of the nonce of AES-GCM.
const NONCE: usize = 12;

type Signature = <TinyBLS381 as EngineBLS>::SignatureGroup;
type PublicKey = <TinyBLS381 as EngineBLS>::PublicKeyGroup;

/// Whether a signature is quicknet's for a round.
pub fn verify(round: u64, signature: &[u8]) -> bool {
	let Some((signature, key)) = Signature::deserialize_compressed(signature)
		.ok()
		.zip(PublicKey::deserialize_compressed(&PUBLIC_KEY[..]).ok())
	else {
		return false;
	};
	let message = sha2_256(&round.to_be_bytes());
	let signed = Identity::new(b"", &message).public::<TinyBLS381>();
	TinyBLS381::pairing(PublicKey::generator(), signature) == TinyBLS381::pairing(key, signed)
}

/// Decrypts what was encrypted to a round, with the round's signature. `None` if the bytes are no
/// such ciphertext.
pub fn decrypt(ciphertext: &[u8], signature: &[u8]) -> Option<Vec<u8>> {
	let signature = Signature::deserialize_compressed(signature).ok()?;
	let frame = reframe(ciphertext)?;
	let ciphertext = TLECiphertext::<TinyBLS381>::deserialize_compressed(&frame[..]).ok()?;
	tld::<TinyBLS381, AESGCMBlockCipherProvider>(ciphertext, signature).ok()
}

/// Encrypts to a round and frames the ciphertext as clients do, with the same secret each time: good
/// for benchmarks only.
#[cfg(feature = "runtime-benchmarks")]
pub fn encrypt(plain: &[u8], round: u64) -> Option<Vec<u8>> {
	use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};

	let key = PublicKey::deserialize_compressed(&PUBLIC_KEY[..]).ok()?;
	let id = Identity::new(b"", &sha2_256(&round.to_be_bytes()));
	let random = ChaCha20Rng::from_seed([1; 32]);
	let ciphertext = timelock::tlock::tle::<TinyBLS381, AESGCMBlockCipherProvider, _>(
		key, [2; 32], plain, id, random,
	);
	let mut frame = Vec::new();
	ciphertext.ok()?.serialize_compressed(&mut frame).ok()?;
	let (point, rest) = frame.split_at_checked(POINT)?;
	let (secret, rest) = rest.split_at_checked(HASH)?;
	let (key, rest) = rest.split_at_checked(HASH)?;
	let length = (HASH as u64).to_le_bytes();
	Some([point, &length, secret, &length, key, rest].concat())
}

/// Takes a ciphertext apart and puts it together as the `timelock` crate frames it.
///
/// | part | framed by clients | by the crate |
/// |---|---|---|
/// | point of G2 | 96 bytes | 96 bytes |
/// | masked secret | length, 32 bytes | 32 bytes |
/// | masked key | length, 32 bytes | 32 bytes |
/// | body: encrypted text, nonce | length, (length, text), (length, 12 bytes) | the same |
/// | cipher suite | length, text | the same |
///
/// Lengths are u64, little-endian. What follows is ignored. All of them are checked here, because
/// the decoder of the crate would set aside as much memory as a length says before it reads on, and
/// a block must not fail by what a transaction holds.
fn reframe(ciphertext: &[u8]) -> Option<Vec<u8>> {
	let (point, rest) = ciphertext.split_at_checked(POINT)?;
	let (secret, rest) = split_list(rest)?;
	let (key, rest) = split_list(rest)?;
	let (body, after_body) = split_list(rest)?;
	let (_suite, after_suite) = split_list(after_body)?;
	let (_text, nonce) = split_list(body)?;
	let (nonce, end) = split_list(nonce)?;
	if secret.len() != HASH || key.len() != HASH || nonce.len() != NONCE || !end.is_empty() {
		return None;
	}
	let lists = rest.len().checked_sub(after_suite.len())?;
	Some([point, secret, key, rest.get(..lists)?].concat())
}

/// A list of bytes and what follows it.
fn split_list(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
	let (length, rest) = bytes.split_first_chunk()?;
	rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)
}
