use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_io::hashing::twox_128;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError,
};

fn key(seed: u8) -> Vec<u8> {
	vec![seed; PUBLIC_KEY_LENGTH]
}

/// A ciphertext of the right shape for a key.
fn ciphertext(key: &[u8]) -> Vec<u8> {
	let mut bytes = twox_128(key).to_vec();
	bytes.extend((KEM_CIPHERTEXT_LENGTH as u16).to_le_bytes());
	bytes.extend([2; KEM_CIPHERTEXT_LENGTH]);
	bytes.extend([3; NONCE_LENGTH]);
	bytes.extend([4; TAG_LENGTH + 1]);
	bytes
}

fn submit(ciphertext: Vec<u8>) -> DispatchResult {
	MevShield::submit_encrypted(RuntimeOrigin::signed(1), ciphertext.try_into().unwrap())
}

fn announce(key: Option<Vec<u8>>) -> DispatchResult {
	let key = key.map(|key| key.try_into().unwrap());
	MevShield::announce_next_key(RuntimeOrigin::root(), key)
}

#[test]
fn a_ciphertext_for_the_key_is_carried() {
	execute_with_key(key(1), || {
		let bytes = ciphertext(&key(1));
		assert_ok!(submit(bytes.clone()));
		let id = <<Test as frame_system::Config>::Hashing as Hash>::hash(&bytes);
		assert_eq!(id, BlakeTwo256::hash(&bytes));
		System::assert_last_event(Event::EncryptedSubmitted { id, who: 1 }.into());
	});
}

#[test]
fn a_ciphertext_for_the_last_key_stays_valid() {
	execute_with_key(key(1), || {
		assert_ok!(announce(Some(key(2))));
		assert_ok!(submit(ciphertext(&key(1))));
		assert_ok!(submit(ciphertext(&key(2))));
		assert_ok!(announce(Some(key(3))));
		assert_noop!(submit(ciphertext(&key(1))), Error::<Test>::UnknownKey);
	});
}

#[test]
fn without_a_key_there_is_no_shield() {
	execute_with_key(vec![], || {
		assert_eq!(NextKey::<Test>::get(), None);
		assert_noop!(submit(ciphertext(&key(1))), Error::<Test>::NoKey);
	});
}

#[test]
fn what_cannot_be_opened_is_refused() {
	execute_with_key(key(1), || {
		assert_noop!(submit(ciphertext(&key(9))), Error::<Test>::UnknownKey);
		let whole = ciphertext(&key(1));
		for length in [0, 15, 17, 18, 1_000, whole.len() - 1] {
			assert_noop!(submit(whole[..length].to_vec()), Error::<Test>::BadCiphertext);
		}
		let mut other_length = whole;
		other_length[16] ^= 1;
		assert_noop!(submit(other_length), Error::<Test>::BadCiphertext);
	});
}

#[test]
fn only_root_sets_the_key_and_only_a_whole_one() {
	execute_with_key(vec![], || {
		let signed = RuntimeOrigin::signed(1);
		assert_noop!(MevShield::announce_next_key(signed, None), DispatchError::BadOrigin);
		assert_noop!(announce(Some(vec![1; 1183])), Error::<Test>::BadPublicKeyLen);
		assert_ok!(announce(Some(key(1))));
		let key_hash = Some(twox_128(&key(1)));
		System::assert_last_event(Event::<Test>::NextKeySet { key_hash }.into());
		assert_ok!(announce(None));
		System::assert_last_event(Event::<Test>::NextKeySet { key_hash: None }.into());
		assert_eq!(CurrentKey::<Test>::get().unwrap().to_vec(), key(1));
	});
}

#[test]
#[should_panic(expected = "1184 bytes or none")]
fn genesis_refuses_a_cut_key() {
	execute_with_key(vec![1; 5], || {});
}

#[test]
fn an_envelope_is_taken_apart_where_clients_put_it_together() {
	let bytes = ciphertext(&key(1));
	let envelope = Envelope::parse(&bytes).unwrap();
	assert_eq!(envelope.key_hash, twox_128(&key(1)));
	assert_eq!(envelope.kem_ciphertext, [2; KEM_CIPHERTEXT_LENGTH]);
	assert_eq!(envelope.nonce, [3; NONCE_LENGTH]);
	assert_eq!(envelope.payload, [4; TAG_LENGTH + 1]);
}
