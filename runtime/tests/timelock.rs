//! The whole path of what is time-locked, weights and commitments, on a chain of the development
//! preset, without a network: commit, pulse, reveal.

mod support;

use frame_support::{assert_ok, traits::Hooks, BoundedVec};
use pallet_commitments::{CommitmentInfo, CommitmentOf, Data, RevealedCommitments};
use pallet_drand::Pulse;
use pallet_subtensor::{
	pallet::{
		CommitRevealWeightsEnabled, SubnetEpochIndex, Tempo, TimelockedWeightCommits, Weights,
	},
	TimelockedBytes,
};
use sp_core::{sr25519, Pair};
use sp_io::hashing::sha2_256;
use yumanet_runtime::*;

const NETUID: u16 = 1;
/// Quicknet's signature of round 1000.
const SIGNATURE: &str = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125\
	e342b73a8dd2bacbe47e4b6b63ed5e39";
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
/// The SCALE encoding of "hello drand", encrypted to round 1000 by the same package: what it encrypts
/// as a commitment.
const TEXT: &str =
	"8e354c4e6282e02466e3ae75f343bf642d2698b4037395bfb80e0aaf7afb83b606c06cb950558bfc7315947cd6\
	ee29f401cba159b5a275b655815c758727bc7ea08c4918cb6fa48e08df9dc80fbbb6c0a3558661b44564fe4228\
	e8992acce91b200000000000000032dd67456659981ae6ffe7666898da1822ea466f1af889308fbb9a46c4a55d\
	7020000000000000003b686544a9ab777505143f958622aa075b8bb9d79ed2d47b07ba78bd5bdf20a938000000\
	000000001c00000000000000b18ea25af50edc6aad78b71c54db96198997ec307fb8293dd2e61f810c00000000\
	000000a384a5f976c64c0396b8dc8408000000000000004145535f47434d5f";

fn hex(text: &str) -> Vec<u8> {
	let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
	(0..text.len()).step_by(2).map(digit).collect()
}

fn next_block() {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	SubtensorModule::on_initialize(number);
	Commitments::on_initialize(number);
}

/// Root stores the pulse of round 1000.
fn store_pulse() {
	let signature = hex(SIGNATURE);
	let pulse = Pulse {
		round: 1_000,
		randomness: BoundedVec::truncate_from(sha2_256(&signature).to_vec()),
		signature: BoundedVec::truncate_from(signature),
	};
	let pulses = BoundedVec::truncate_from(vec![pulse]);
	assert_ok!(Drand::store_pulses(RuntimeOrigin::root(), pulses));
}

/// Runs to the first block of the next epoch.
fn next_epoch() {
	let index = SubnetEpochIndex::<Runtime>::get(NETUID);
	for _ in 0..=Tempo::<Runtime>::get(NETUID) {
		next_block();
		if SubnetEpochIndex::<Runtime>::get(NETUID) > index {
			return;
		}
	}
	panic!("no epoch");
}

#[test]
fn what_the_published_client_encrypts_becomes_weights_once_the_pulse_is_known() {
	support::genesis_of("development").execute_with(|| {
		CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, true);
		let hotkey = sr25519::Pair::from_string("//Alice_hk", None).unwrap().public();
		let uid = pallet_subtensor::Uids::<Runtime>::get(NETUID, AccountId::from(hotkey)).unwrap();
		let before = Weights::<Runtime>::get(NETUID, uid);
		next_epoch();
		assert_ok!(SubtensorModule::commit_timelocked_mechanism_weights(
			RuntimeOrigin::signed(hotkey.into()),
			NETUID,
			0,
			TimelockedBytes::truncate_from(hex(CIPHERTEXT)),
			1_000,
			4
		));
		next_epoch();
		assert_eq!(Weights::<Runtime>::get(NETUID, uid), before);

		store_pulse();
		next_block();
		assert_eq!(Weights::<Runtime>::get(NETUID, uid), vec![(3, 32_768), (4, 65_535)]);
		assert_eq!(TimelockedWeightCommits::<Runtime>::iter().count(), 0);
		assert_ok!(SubtensorModule::do_try_state());
		assert_ok!(Drand::do_try_state());
	});
}

#[test]
fn a_text_that_the_published_client_encrypts_is_revealed_once_the_pulse_is_known() {
	support::genesis_of("development").execute_with(|| {
		let hotkey = sr25519::Pair::from_string("//Alice_hk", None).unwrap().public();
		let hotkey = AccountId::from(hotkey);
		let sealed = Data::TimelockEncrypted {
			encrypted: BoundedVec::truncate_from(hex(TEXT)),
			reveal_round: 1_000,
		};
		let info = CommitmentInfo { fields: BoundedVec::truncate_from(vec![sealed]) };
		let origin = RuntimeOrigin::signed(hotkey.clone());
		assert_ok!(Commitments::set_commitment(origin, NETUID, Box::new(info)));
		next_block();
		assert!(CommitmentOf::<Runtime>::contains_key(NETUID, &hotkey));
		assert_ok!(Commitments::do_try_state());

		store_pulse();
		next_block();
		let revealed = RevealedCommitments::<Runtime>::get(NETUID, &hotkey).unwrap();
		// Clients take the length in front away.
		let text = [&[11 << 2], &b"hello drand"[..]].concat();
		let block = System::block_number().into();
		assert_eq!(revealed.into_inner(), [(BoundedVec::truncate_from(text), block)]);
		assert!(!CommitmentOf::<Runtime>::contains_key(NETUID, &hotkey));
		assert_ok!(Commitments::do_try_state());
	});
}
