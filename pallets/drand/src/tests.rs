use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_io::hashing::sha2_256;
use sp_runtime::DispatchError;

/// Quicknet's signature of round 1000.
const SIGNATURE: &str = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125\
	e342b73a8dd2bacbe47e4b6b63ed5e39";
/// SHA-256 of the signature, as the beacon publishes it.
const RANDOMNESS: &str = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd";

/// Weights (1, 2) for uids (3, 4) by the hotkey //Alice_hk, encrypted to round 1000 by the Python
/// package bittensor-drand 2.0.0.
const CIPHERTEXT: &str =
	"a4dd5b89a4796b3ef3dbb844e22f07edf9f1938917bcc69ff293c3f9119052bd77ad96998438b3b60b0b08a427\
	8e440b058fbe23b5e6af61a2fd584cde2d04516b77ba17e94b78b198285c1f277d4ecf4d9da04ccb057a17b71c\
	a608228c611c2000000000000000dc63a72440c9e1555b67620807e84438e01218ad68e42fce530a00e720ae64\
	d0200000000000000005064b5e0ea5e9ae3666694e864ce07d9296589f6f290d5be458464a249575f05f000000\
	000000004300000000000000ccd9b694b77233ceecf1a5caedf55e09c75ccb779759339a89a53e92008c37cfb3\
	7faf708f261a9d364c8952696e0fda1c0ef7af8f9003758a4aa092e2accda576680d0c00000000000000e66e53\
	1038e5a619eea3d95608000000000000004145535f47434d5f";
/// What is in it: SCALE(hotkey, uids, values, version key).
const PLAIN: &str =
	"80506c5a28f51e841b4df26ace64a23d69057fefda24bc9a53cb74197f901e7128080300040008010002000000\
	000000000000";

fn hex(text: &str) -> Vec<u8> {
	let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
	(0..text.len()).step_by(2).map(digit).collect()
}

fn pulse(round: u64, signature: &[u8]) -> Pulse {
	Pulse {
		round,
		randomness: BoundedVec::truncate_from(sha2_256(signature).to_vec()),
		signature: BoundedVec::truncate_from(signature.to_vec()),
	}
}

fn store(pulses: Vec<Pulse>) -> sp_runtime::DispatchResult {
	Drand::store_pulses(RuntimeOrigin::root(), BoundedVec::truncate_from(pulses))
}

#[test]
fn a_genuine_pulse_is_stored() {
	execute(|| {
		let pulse = pulse(1_000, &hex(SIGNATURE));
		assert_eq!(pulse.randomness, hex(RANDOMNESS));
		assert_ok!(store(vec![pulse.clone()]));
		assert_eq!(Pulses::<Test>::get(1_000), Some(pulse.clone()));
		assert_eq!(LastStoredRound::<Test>::get(), 1_000);
		System::assert_last_event(Event::NewPulse { rounds: vec![1_000] }.into());
		assert_ok!(store(vec![pulse]));
		assert_eq!(Rounds::<Test>::get(), vec![1_000]);
		assert_eq!(Told::get(), [1_000], "once");
	});
}

#[test]
fn only_root_stores_pulses() {
	execute(|| {
		assert_noop!(
			Drand::store_pulses(RuntimeOrigin::signed(1), Default::default()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn a_pulse_that_is_not_the_beacons_is_refused() {
	execute(|| {
		let refused = |pulses| {
			assert_noop!(store(pulses), Error::<Test>::PulseVerificationError);
		};
		let signature = hex(SIGNATURE);
		refused(vec![pulse(1_001, &signature)]);
		refused(vec![pulse(1_000, &[0; 48])]);
		refused(vec![pulse(1_000, &[])]);
		// A valid point that is nobody's signature: minus the real one.
		let mut negative = signature.clone();
		negative[0] ^= 0x20;
		refused(vec![pulse(1_000, &negative)]);
		let mut random = pulse(1_000, &signature);
		random.randomness[0] ^= 1;
		refused(vec![random]);
		refused(vec![pulse(1_000, &signature), pulse(1, &signature)]);
	});
}

#[test]
fn the_oldest_pulse_makes_room() {
	execute(|| {
		for round in 0..u64::from(MAX_PULSES) {
			let pulse =
				Pulse { round, randomness: Default::default(), signature: Default::default() };
			Pulses::<Test>::insert(round, pulse);
		}
		Pulses::<Test>::remove(1_000);
		Pulses::<Test>::insert(10_000, Pulse { round: 10_000, ..Pulses::<Test>::get(0).unwrap() });
		let rounds: Vec<_> = (0..u64::from(MAX_PULSES))
			.map(|round| if round == 1_000 { 10_000 } else { round })
			.collect();
		Rounds::<Test>::put(BoundedVec::truncate_from(rounds));
		LastStoredRound::<Test>::put(10_000);
		assert_ok!(store(vec![pulse(1_000, &hex(SIGNATURE))]));
		assert!(!Pulses::<Test>::contains_key(0));
		assert!(Pulses::<Test>::contains_key(1_000));
		assert_eq!(LastStoredRound::<Test>::get(), 10_000);
	});
}

#[test]
fn invariants_notice_what_does_not_agree() {
	execute(|| {
		assert_ok!(store(vec![pulse(1_000, &hex(SIGNATURE))]));
		for break_it in [
			|| Rounds::<Test>::kill(),
			|| Pulses::<Test>::remove(1_000),
			|| LastStoredRound::<Test>::put(999),
			|| Pulses::<Test>::mutate(1_000, |pulse| pulse.as_mut().unwrap().round = 1),
		] {
			frame_support::storage::with_transaction(|| {
				break_it();
				assert!(Drand::do_try_state().is_err());
				sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
			})
			.unwrap();
		}
	});
}

#[test]
fn what_the_published_client_encrypts_is_decrypted() {
	assert_eq!(quicknet::decrypt(&hex(CIPHERTEXT), &hex(SIGNATURE)), Some(hex(PLAIN)));
}

#[test]
fn what_follows_a_ciphertext_is_ignored() {
	let longer = [hex(CIPHERTEXT), vec![1, 2, 3]].concat();
	assert_eq!(quicknet::decrypt(&longer, &hex(SIGNATURE)), Some(hex(PLAIN)));
}

#[test]
fn another_rounds_signature_opens_nothing() {
	let mut negative = hex(SIGNATURE);
	negative[0] ^= 0x20;
	assert_eq!(quicknet::decrypt(&hex(CIPHERTEXT), &negative), None);
	assert_eq!(quicknet::decrypt(&hex(CIPHERTEXT), &[]), None);
}

/// Every length in a ciphertext set to something impossible, every prefix, and every byte turned
/// over in turn where that is cheap: nothing panics, nothing is decrypted.
#[test]
fn no_bytes_whatever_make_it_panic() {
	let (whole, signature) = (hex(CIPHERTEXT), hex(SIGNATURE));
	for end in 0..whole.len() {
		assert_eq!(quicknet::decrypt(&whole[..end], &signature), None, "cut at {end}");
	}
	let lists = [96, 136, 176, 184];
	for length in [0, 31, 33, 4_096, u64::from(u32::MAX), u64::MAX] {
		for at in lists {
			let mut broken = whole.clone();
			broken[at..at + 8].copy_from_slice(&length.to_le_bytes());
			assert_eq!(quicknet::decrypt(&broken, &signature), None, "{length} at {at}");
		}
	}
	for at in (0..whole.len()).step_by(13) {
		let mut broken = whole.clone();
		broken[at] ^= 0xff;
		let opened = quicknet::decrypt(&broken, &signature);
		assert!(opened.is_none() || at >= whole.len() - 8, "byte {at}");
	}
}
