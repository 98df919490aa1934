use crate::{mock::*, *};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchResult, GetDispatchInfo},
	inherent::{InherentData, ProvideInherent},
	pallet_prelude::{TransactionSource, TransactionValidityError},
	storage::{with_transaction, TransactionOutcome},
};
use sp_io::hashing::twox_128;
use sp_runtime::{
	traits::{BlakeTwo256, DispatchTransaction, Hash, TransactionExtension, TxBaseImplication},
	transaction_validity::InvalidTransaction,
	DispatchError,
};

#[allow(deprecated)]
use sp_runtime::traits::ValidateUnsigned;

const ALICE: u64 = 1;

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

fn id_of(ciphertext: &[u8]) -> <Test as frame_system::Config>::Hash {
	BlakeTwo256::hash(ciphertext)
}

fn call(ciphertext: &[u8]) -> RuntimeCall {
	let ciphertext = ciphertext.to_vec().try_into().unwrap();
	RuntimeCall::MevShield(Call::submit_encrypted { ciphertext })
}

/// Sends a carrier as a transaction of its own. The outer error is the pool's.
fn carry(ciphertext: &[u8]) -> Result<DispatchResult, TransactionValidityError> {
	let call = call(ciphertext);
	let info = call.get_dispatch_info();
	CheckShieldedTxValidity::<Test>::default()
		.dispatch_transaction(RuntimeOrigin::signed(ALICE), call, &info, 0, 0)
		.map(|result| result.map(drop).map_err(|failure| failure.error))
}

/// The number with which the pool refuses a carrier, if it does.
fn refused_by_pool(ciphertext: &[u8]) -> Option<u8> {
	let call = call(ciphertext);
	let result = CheckShieldedTxValidity::<Test>::default().validate(
		RuntimeOrigin::signed(ALICE),
		&call,
		&call.get_dispatch_info(),
		0,
		(),
		&TxBaseImplication(()),
		TransactionSource::External,
	);
	match result {
		Ok(_) => None,
		Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(number))) => Some(number),
		Err(other) => panic!("{other:?}"),
	}
}

/// Does something as the pool does it: in a block that is never made, with nobody the author.
fn in_pool<R>(run: impl FnOnce() -> R) -> R {
	let number = System::block_number() + 1;
	with_transaction(|| {
		System::initialize(&number, &Default::default(), &Default::default());
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(run()))
	})
	.unwrap()
}

fn announce(key: Option<Vec<u8>>) -> DispatchResult {
	let key = key.map(|key| key.try_into().unwrap());
	MevShield::announce_next_key(RuntimeOrigin::none(), key)
}

fn next_key() -> Option<Vec<u8>> {
	NextKey::<Test>::get().map(|key| key.into_inner())
}

/// One block by each of three authors, who announce the keys 0, 1 and 2.
fn a_round() {
	for author in 0..3 {
		in_block(author, || {
			assert_ok!(announce(Some(key(author as u8))));
		});
	}
}

#[test]
fn clients_are_given_the_key_of_the_author_after_next() {
	execute(|| {
		a_round();
		assert_eq!(next_key(), Some(key(1)), "0 makes the next block, and 1 the one after");
		in_block(0, || ());
		assert_eq!(next_key(), Some(key(2)));
		assert_eq!(CurrentKey::<Test>::get().unwrap().to_vec(), key(0));
	});
}

#[test]
fn the_first_block_gives_clients_a_key() {
	execute(|| {
		in_block(0, || {
			assert_ok!(announce(Some(key(0))));
		});
		assert_eq!(next_key(), Some(key(0)), "nobody else has one yet");
	});
}

#[test]
fn an_author_who_stopped_making_blocks_is_passed_over() {
	execute(|| {
		a_round();
		for author in [0, 2, 0, 2, 0] {
			in_block(author, || ());
		}
		assert_eq!(next_key(), Some(key(2)), "1 made block 2, and this is block 8");
		in_block(2, || ());
		assert_eq!(next_key(), Some(key(2)), "1 is due, and 2 is the next one who lives");
		in_block(1, || ());
		in_block(2, || ());
		assert_eq!(next_key(), Some(key(1)), "it is back");
	});
}

#[test]
fn an_author_can_withdraw() {
	execute(|| {
		a_round();
		in_block(0, || {
			assert_ok!(announce(None));
			System::assert_last_event(
				Event::<Test>::KeyAnnounced { author: 0, key_hash: None }.into(),
			);
		});
		assert_eq!(CurrentKey::<Test>::get(), None);
		assert_eq!(in_pool(|| refused_by_pool(&ciphertext(&key(0)))), Some(UNKNOWN_KEY));
	});
}

#[test]
fn a_ciphertext_for_the_author_is_carried() {
	execute(|| {
		a_round();
		let bytes = ciphertext(&key(0));
		in_block(0, || {
			assert_ok!(carry(&bytes).unwrap());
			let id = id_of(&bytes);
			System::assert_last_event(Event::EncryptedSubmitted { id, who: ALICE }.into());
		});
	});
}

#[test]
fn the_pool_keeps_what_another_author_opens_and_that_author_carries_it() {
	execute(|| {
		a_round();
		let bytes = ciphertext(&key(2));
		assert_eq!(in_pool(|| refused_by_pool(&bytes)), None);
		let unknown = InvalidTransaction::Custom(UNKNOWN_KEY).into();
		assert_eq!(in_block(0, || carry(&bytes)), Err(unknown));
		assert_ok!(in_block(2, || carry(&bytes)).unwrap());
	});
}

#[test]
fn the_last_two_keys_of_an_author_are_good() {
	execute(|| {
		in_block(0, || {
			assert_ok!(announce(Some(key(5))));
		});
		in_block(0, || {
			assert_ok!(announce(Some(key(6))));
			assert_ok!(carry(&ciphertext(&key(5))).unwrap());
			assert_ok!(carry(&ciphertext(&key(6))).unwrap());
			assert_ok!(announce(Some(key(7))));
			let unknown = InvalidTransaction::Custom(UNKNOWN_KEY).into();
			assert_eq!(carry(&ciphertext(&key(5))), Err(unknown));
		});
		assert_eq!(next_key(), Some(key(7)));
	});
}

#[test]
fn the_pool_refuses_what_nobody_can_open() {
	execute(|| {
		let whole = ciphertext(&key(1));
		assert_eq!(in_pool(|| refused_by_pool(&whole)), Some(UNKNOWN_KEY), "there is no key");
		a_round();
		in_pool(|| {
			assert_eq!(refused_by_pool(&whole), None);
			assert_eq!(refused_by_pool(&ciphertext(&key(9))), Some(UNKNOWN_KEY));
			for length in [0, 15, 17, 18, 1_000, whole.len() - 1] {
				assert_eq!(refused_by_pool(&whole[..length]), Some(BAD_CIPHERTEXT), "{length}");
			}
			let mut other_length = whole;
			other_length[16] ^= 1;
			assert_eq!(refused_by_pool(&other_length), Some(BAD_CIPHERTEXT));
		});
	});
}

#[test]
fn a_carrier_inside_of_another_call_fails() {
	execute(|| {
		a_round();
		in_block(0, || {
			let bytes = ciphertext(&key(0));
			let nested = || {
				let ciphertext = bytes.clone().try_into().unwrap();
				MevShield::submit_encrypted(RuntimeOrigin::signed(ALICE), ciphertext)
			};
			assert_noop!(nested(), Error::<Test>::Nested);
			assert_ok!(carry(&bytes).unwrap());
			assert_noop!(nested(), Error::<Test>::Nested);
		});
	});
}

#[test]
fn a_refused_carrier_fails_with_what_its_author_found() {
	execute(|| {
		a_round();
		for (reason, error) in [
			(Refusal::DoesNotOpen, Error::<Test>::DecryptionFailed),
			(Refusal::NoTransaction, Error::<Test>::ExtrinsicDecodeFailed),
			(Refusal::Invalid, Error::<Test>::ExtrinsicInvalid),
		] {
			let bytes = ciphertext(&key(0));
			in_block(0, || {
				assert_ok!(MevShield::refuse_encrypted(
					RuntimeOrigin::none(),
					id_of(&bytes),
					reason
				));
				assert_eq!(carry(&bytes), Ok(Err(error.into())));
				assert!(!Carrying::<Test>::exists(), "what marks a carrier ends with it");
				assert_ok!(carry(&bytes).unwrap());
			});
		}
	});
}

#[test]
fn a_refusal_concerns_one_carrier_in_one_block() {
	execute(|| {
		a_round();
		let (refused, other) = (ciphertext(&key(0)), {
			let mut bytes = ciphertext(&key(0));
			bytes.push(0);
			bytes
		});
		let refuse = || {
			let id = id_of(&refused);
			assert_ok!(MevShield::refuse_encrypted(RuntimeOrigin::none(), id, Refusal::Invalid));
		};
		in_block(0, || {
			refuse();
			assert_ok!(carry(&other).unwrap());
			refuse();
		});
		assert_eq!(Refused::<Test>::get(), None);
		assert_ok!(in_block(0, || carry(&refused)).unwrap());
	});
}

#[test]
fn only_the_author_of_a_block_announces_and_refuses() {
	execute(|| {
		let signed = || RuntimeOrigin::signed(ALICE);
		let (id, reason) = (Default::default(), Refusal::Invalid);
		in_block(0, || {
			assert_noop!(MevShield::announce_next_key(signed(), None), DispatchError::BadOrigin);
			assert_noop!(
				MevShield::refuse_encrypted(signed(), id, reason),
				DispatchError::BadOrigin
			);
		});
		#[allow(deprecated)]
		for call in
			[Call::announce_next_key { enc_key: None }, Call::refuse_encrypted { id, reason }]
		{
			for source in [TransactionSource::External, TransactionSource::Local] {
				assert!(MevShield::validate_unsigned(source, &call).is_err());
			}
			assert_ok!(MevShield::validate_unsigned(TransactionSource::InBlock, &call));
		}
	});
}

#[test]
fn only_a_whole_key_of_a_known_author_is_announced() {
	execute(|| {
		in_block(0, || {
			assert_noop!(announce(Some(vec![1; 1183])), Error::<Test>::BadEncKeyLen);
			assert_ok!(announce(Some(key(1))));
			let key_hash = Some(twox_128(&key(1)));
			System::assert_last_event(Event::<Test>::KeyAnnounced { author: 0, key_hash }.into());
		});
		in_pool(|| {
			assert_noop!(announce(Some(key(1))), Error::<Test>::Unreachable);
		});
	});
}

#[test]
fn the_inherent_announces_the_key_of_the_node() {
	let mut data = InherentData::new();
	assert_eq!(MevShield::create_inherent(&data), None);
	let enc_key = PublicKey::truncate_from(key(1));
	data.put_data(INHERENT_IDENTIFIER, &enc_key).unwrap();
	let call = MevShield::create_inherent(&data).unwrap();
	assert!(MevShield::is_inherent(&call));
	assert_eq!(call, Call::announce_next_key { enc_key: Some(enc_key) });
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
