use crate::{
	mock::*,
	timelock::{TimelockedWeights, Unlocked},
	*,
};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use sp_core::H256;
use sp_io::hashing::blake2_256;

fn world() -> ExtBuilder {
	ExtBuilder::default().living(|subnet| {
		subnet.hyperparameters.commit_reveal = Some(true);
		subnet.hyperparameters.weights_set_rate_limit = Some(0);
		subnet.neurons.iter_mut().for_each(|neuron| neuron.weights.clear());
	})
}

fn plain(signer: AccountId, uids: &[u16], values: &[u16]) -> Vec<u8> {
	let (uids, values) = (uids.to_vec(), values.to_vec());
	TimelockedWeights { hotkey: signer.encode(), uids, values, version_key: 0 }.encode()
}

fn commit_bytes(
	signer: AccountId,
	commit: TimelockedBytes,
	round: u64,
) -> DispatchResultWithPostInfo {
	let origin = RuntimeOrigin::signed(signer);
	SubtensorModule::commit_timelocked_weights(origin, NETUID, commit, round, 4)
}

/// Commits to a row for uids 2 and 3.
fn commit(signer: AccountId, value: u16, round: u64) -> DispatchResultWithPostInfo {
	commit_bytes(signer, Beacon::encrypt(&plain(signer, &[2, 3], &[value, 4]), round), round)
}

fn revealed(uid: u16) -> Vec<(u16, u16)> {
	Weights::<Test>::get(NETUID, uid).into_inner()
}

#[test]
fn a_commit_is_queued_by_epoch_and_counts_as_the_last_update() {
	world().build_and_execute(|| {
		run_to_block(3);
		events_since_last_call();
		assert_ok!(commit(hotkey(ALICE), 1, 9));
		let bytes = Beacon::encrypt(&plain(hotkey(ALICE), &[2, 3], &[1, 4]), 9);
		let epoch = SubnetEpochIndex::<Test>::get(NETUID);
		assert_eq!(
			TimelockedWeightCommits::<Test>::get(NETUID, epoch),
			vec![(hotkey(ALICE), 3, bytes.clone(), 9)]
		);
		assert_eq!(LastUpdate::<Test>::get(NETUID)[0], 3);
		assert_eq!(
			events_since_last_call(),
			[Event::TimelockedWeightsCommitted {
				hotkey: hotkey(ALICE),
				netuid_index: NETUID,
				hash: H256(blake2_256(&bytes)),
				round: 9,
			}]
		);
	});
}

#[test]
fn the_epoch_that_follows_uses_what_its_block_reveals() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(ALICE), 1, 9));
		assert_ok!(commit(hotkey(BOB), 1, 9));
		LastRound::set(9);
		events_since_last_call();
		let committed_at = System::block_number();
		run_to_epoch(NETUID);
		assert_eq!(revealed(0), [(2, 16_384), (3, 65_535)]);
		assert_eq!(revealed(1), revealed(0));
		assert!(Incentive::<Test>::get(NETUID)[3] > Incentive::<Test>::get(NETUID)[2]);
		assert_eq!(LastUpdate::<Test>::get(NETUID)[0], committed_at);
		assert_eq!(TimelockedWeightCommits::<Test>::iter().count(), 0);
		let events = events_since_last_call();
		for coldkey in [ALICE, BOB] {
			let (netuid_index, hotkey) = (NETUID, hotkey(coldkey));
			assert!(events.contains(&Event::TimelockedWeightsRevealed { netuid_index, hotkey }));
		}
	});
}

#[test]
fn a_commit_is_not_revealed_in_its_own_epoch() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(ALICE), 1, 9));
		LastRound::set(9);
		run_to_block(5);
		assert!(revealed(0).is_empty());
	});
}

#[test]
fn a_commit_waits_for_its_round_within_the_epoch() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(ALICE), 1, 9));
		LastRound::set(8);
		let block = run_to_epoch(NETUID);
		run_to_block(block + 2);
		assert!(revealed(0).is_empty());
		LastRound::set(9);
		run_to_block(block + 3);
		assert!(!revealed(0).is_empty());
	});
}

#[test]
fn a_commit_whose_round_comes_too_late_expires() {
	world().build_and_execute(|| {
		let epoch = SubnetEpochIndex::<Test>::get(NETUID);
		assert_ok!(commit(hotkey(ALICE), 1, 9));
		run_to_epoch(NETUID);
		events_since_last_call();
		LastRound::set(8);
		run_to_epoch(NETUID);
		assert!(revealed(0).is_empty());
		assert_eq!(TimelockedWeightCommits::<Test>::iter().count(), 0);
		let expired = Event::TimelockedCommitsExpired { netuid_index: NETUID, epoch, commits: 1 };
		assert!(events_since_last_call().contains(&expired));
	});
}

#[test]
fn no_more_are_decrypted_in_a_block_than_the_limit_says() {
	world().build_and_execute(|| {
		for coldkey in [ALICE, BOB] {
			for value in [1, 2] {
				assert_ok!(commit(hotkey(coldkey), value, 9));
			}
		}
		LastRound::set(9);
		let block = run_to_epoch(NETUID);
		// The limit is two: both are Alice's, and the later one stands.
		assert_eq!(revealed(0), [(2, 32_768), (3, 65_535)]);
		assert!(revealed(1).is_empty());
		run_to_block(block + 1);
		assert_eq!(revealed(1), [(2, 32_768), (3, 65_535)]);
	});
}

#[test]
fn what_cannot_be_weights_of_the_committer_is_dropped_with_its_reason() {
	let malformed = Error::<Test>::MalformedTimelockedCommit;
	let stolen = plain(hotkey(BOB), &[2], &[1]);
	let unknown_uid = plain(hotkey(ALICE), &[9], &[1]);
	let cases = [
		("encrypted to another round", Beacon::encrypt(&stolen, 8), malformed),
		("no weights", Beacon::encrypt(b"?", 9), Error::MalformedTimelockedCommit),
		("somebody else's", Beacon::encrypt(&stolen, 9), Error::MalformedTimelockedCommit),
		("no such uid", Beacon::encrypt(&unknown_uid, 9), Error::UidVecContainInvalidOne),
	];
	for (name, bytes, error) in cases {
		world().build_and_execute(|| {
			println!("{name}");
			assert_ok!(commit_bytes(hotkey(ALICE), bytes, 9));
			LastRound::set(9);
			events_since_last_call();
			run_to_epoch(NETUID);
			let (netuid_index, hotkey, error) = (NETUID, hotkey(ALICE), error.into());
			let dropped = Event::TimelockedWeightsDropped { netuid_index, hotkey, error };
			assert!(events_since_last_call().contains(&dropped));
			assert!(revealed(0).is_empty());
			assert_eq!(TimelockedWeightCommits::<Test>::iter().count(), 0);
		});
	}
}

#[test]
fn the_older_form_without_a_hotkey_is_taken() {
	world().build_and_execute(|| {
		let bytes = (vec![2u16, 3], vec![1u16, 1], 0u64).encode();
		assert_ok!(commit_bytes(hotkey(ALICE), Beacon::encrypt(&bytes, 9), 9));
		LastRound::set(9);
		run_to_epoch(NETUID);
		assert_eq!(revealed(0), [(2, 65_535), (3, 65_535)]);
	});
}

#[test]
fn a_deferred_epoch_defers_its_reveals() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(ALICE), 1, 9));
		LastRound::set(9);
		MaxEpochsPerBlock::<Test>::put(0);
		run_to_block(u64::from(TEMPO) + 1);
		assert!(revealed(0).is_empty());
		MaxEpochsPerBlock::<Test>::put(1);
		run_to_block(u64::from(TEMPO) + 2);
		assert!(!revealed(0).is_empty());
	});
}

#[test]
fn a_second_mechanism_has_commits_of_its_own() {
	world().build_and_execute(|| {
		MechanismCountCurrent::<Test>::insert(NETUID, 2);
		let index = storage_index(NETUID, 1).unwrap();
		LastUpdate::<Test>::insert(index, frame_support::BoundedVec::truncate_from(vec![0; 4]));
		Incentive::<Test>::insert(index, frame_support::BoundedVec::truncate_from(vec![0; 4]));
		let bytes = Beacon::encrypt(&plain(hotkey(ALICE), &[3], &[1]), 9);
		assert_ok!(SubtensorModule::commit_timelocked_mechanism_weights(
			RuntimeOrigin::signed(hotkey(ALICE)),
			NETUID,
			1,
			bytes,
			9,
			4
		));
		LastRound::set(9);
		run_to_epoch(NETUID);
		assert_eq!(Weights::<Test>::get(index, 0), vec![(3, 65_535)]);
		assert!(revealed(0).is_empty());
	});
}

#[test]
fn a_mechanism_that_disappears_takes_its_commits_along() {
	world().build_and_execute(|| {
		SubtensorModule::add_mechanism(NETUID, 1);
		MechanismCountCurrent::<Test>::insert(NETUID, 2);
		let alice = RuntimeOrigin::signed(hotkey(ALICE));
		assert_ok!(SubtensorModule::commit_mechanism_weights(
			alice.clone(),
			NETUID,
			1,
			H256::zero()
		));
		let bytes = Beacon::encrypt(b"", 9);
		assert_ok!(SubtensorModule::commit_timelocked_mechanism_weights(
			alice, NETUID, 1, bytes, 9, 4
		));
		MechanismCountCurrent::<Test>::insert(NETUID, 1);
		SubtensorModule::remove_mechanism(NETUID, 1);
		assert_eq!(WeightCommits::<Test>::iter().count(), 0);
		assert_eq!(TimelockedWeightCommits::<Test>::iter().count(), 0);
	});
}

#[test]
fn ten_commits_of_a_hotkey_wait_in_an_epoch() {
	world().build_and_execute(|| {
		for value in 1..=10 {
			assert_ok!(commit(hotkey(ALICE), value, 9));
		}
		assert_noop!(commit(hotkey(ALICE), 11, 9), Error::<Test>::TooManyUnrevealedCommits);
		assert_ok!(commit(hotkey(BOB), 1, 9));
	});
}

#[test]
fn a_commit_is_charged_by_the_length_of_its_queue() {
	world().build_and_execute(|| {
		let charged =
			|coldkey| commit(hotkey(coldkey), 1, 9).unwrap().actual_weight.unwrap().ref_time();
		assert!(charged(ALICE) < charged(BOB));
		let most = <() as WeightInfo>::commit_timelocked_weights(MAX_TIMELOCKED_COMMITS);
		assert!(charged(CHARLIE) < most.ref_time());
	});
}

#[test]
fn a_pending_commit_counts_for_the_mask_of_the_epoch() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(BOB), 1, 9));
		let now = SubnetEpochIndex::<Test>::get(NETUID);
		let blocks = |now| SubtensorModule::timelocked_commit_blocks(NETUID, now, 1);
		assert_eq!(blocks(now).into_iter().collect::<Vec<_>>(), [(hotkey(BOB), 1)]);
		assert_eq!(blocks(now + 2).len(), 0);
	});
}

#[test]
fn without_a_beacon_nothing_is_ever_revealed() {
	use crate::timelock::TimelockDecryptor;
	assert_eq!(<()>::last_round(), 0);
	assert_eq!(<()>::decrypt(&[], 0), Unlocked::NotYet);
}
