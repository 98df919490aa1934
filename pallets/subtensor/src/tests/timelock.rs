use crate::{
	mock::*,
	timelock::{rewriting, Reveals, TimelockedWeights, Unlocked, MAX_EXPIRED},
	*,
};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchResultWithPostInfo,
	weights::{Weight, WeightMeter},
};
use sp_core::H256;
use sp_io::hashing::blake2_256;

fn keep_secret(subnet: &mut genesis::GenesisSubnet<AccountId>) {
	subnet.hyperparameters.commit_reveal = Some(true);
	subnet.hyperparameters.weights_set_rate_limit = Some(0);
	subnet.neurons.iter_mut().for_each(|neuron| neuron.weights.clear());
}

fn world() -> ExtBuilder {
	ExtBuilder::default().living(keep_secret)
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
fn a_subnet_whose_epoch_runs_reveals_before_the_others() {
	let mut second = genesis::GenesisSubnet { netuid: SECOND, ..living_subnet() };
	keep_secret(&mut second);
	world().subnet(second).build_and_execute(|| {
		LastEpochBlock::<Test>::insert(NETUID, 0);
		LastEpochBlock::<Test>::insert(SECOND, 1);
		// Four are more than one block reveals: two are left when it is the second subnet's turn.
		for (coldkey, netuid) in
			[(ALICE, NETUID), (ALICE, NETUID), (BOB, NETUID), (CHARLIE, NETUID)]
				.into_iter()
				.chain([(ALICE, SECOND), (BOB, SECOND)])
		{
			let bytes = Beacon::encrypt(&plain(hotkey(coldkey), &[2, 3], &[1, 4]), 9);
			let origin = RuntimeOrigin::signed(hotkey(coldkey));
			assert_ok!(SubtensorModule::commit_timelocked_weights(origin, netuid, bytes, 9, 4));
		}
		LastRound::set(9);
		let waiting =
			|netuid, epoch| TimelockedWeightCommits::<Test>::decode_len(netuid, epoch).unwrap_or(0);
		run_to_block(10);
		assert_eq!(LastEpochBlock::<Test>::get(NETUID), 10);
		assert_eq!([waiting(NETUID, 0), waiting(SECOND, 0)], [2, 2]);
		run_to_block(11);
		assert_eq!(LastEpochBlock::<Test>::get(SECOND), 11);
		assert_eq!([waiting(NETUID, 0), waiting(SECOND, 0)], [2, 0]);
		assert!(Incentive::<Test>::get(SECOND)[3] > 0, "the epoch counts what its block revealed");
		run_to_block(12);
		assert_eq!(waiting(NETUID, 0), 0);
	});
}

#[test]
fn subnets_between_epochs_take_turns() {
	let mut second = genesis::GenesisSubnet { netuid: SECOND, ..living_subnet() };
	keep_secret(&mut second);
	world().subnet(second).build_and_execute(|| {
		for netuid in [NETUID, SECOND] {
			// As if both had just run an epoch and revealed nothing.
			let bytes = Beacon::encrypt(&plain(hotkey(ALICE), &[2, 3], &[1, 4]), 9);
			let commit = (hotkey(ALICE), 1, bytes, 9);
			let queue = TimelockedQueue::<Test>::truncate_from(vec![commit; 4]);
			TimelockedWeightCommits::<Test>::insert(netuid, 0, queue);
			SubnetEpochIndex::<Test>::insert(netuid, 1);
			LastEpochBlock::<Test>::insert(netuid, 1);
		}
		LastRound::set(9);
		let waiting = || {
			[NETUID, SECOND]
				.map(|netuid| TimelockedWeightCommits::<Test>::decode_len(netuid, 0).unwrap_or(0))
		};
		run_to_block(3);
		assert_eq!(waiting(), [2, 2], "two in a block, another subnet's first in each");
		run_to_block(5);
		assert_eq!(waiting(), [0, 0]);
	});
}

#[test]
fn a_queue_for_which_a_block_has_no_room_waits() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(ALICE), 1, 9));
		SubnetEpochIndex::<Test>::mutate(NETUID, |epoch| *epoch += 1);
		LastRound::set(9);
		let cost = <() as WeightInfo>::timelocked_queue(1) + rewriting::<Test>(1);
		let (too_small, enough) = (cost - Weight::from_parts(1, 0), cost);
		for (room, expected) in [(too_small, 1), (enough, 0)] {
			let mut reveals = Reveals { left: 2, queues: WeightMeter::with_limit(room) };
			let mut meter = WeightMeter::new();
			SubtensorModule::reveal_timelocked(NETUID, 2, &mut reveals, &mut meter);
			assert_eq!(TimelockedWeightCommits::<Test>::iter().count(), expected);
			assert_eq!(meter.consumed() == Weight::zero(), expected == 1);
		}
	});
}

#[test]
fn writing_back_what_is_left_of_a_queue_is_charged() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(ALICE), 1, 9));
		assert_ok!(commit(hotkey(BOB), 1, 9));
		SubnetEpochIndex::<Test>::mutate(NETUID, |epoch| *epoch += 1);
		LastRound::set(9);
		let queues = WeightMeter::new();
		let mut reveals = Reveals { left: 1, queues };
		let mut meter = WeightMeter::new();
		SubtensorModule::reveal_timelocked(NETUID, 2, &mut reveals, &mut meter);
		let neurons = SubnetworkN::<Test>::get(NETUID).into();
		assert_eq!(
			meter.consumed(),
			<() as WeightInfo>::timelocked_queue(2)
				+ SubtensorModule::reveal_weight(neurons)
				+ rewriting::<Test>(1)
		);
	});
}

#[test]
fn what_a_shorter_period_leaves_behind_goes_a_few_with_each_epoch() {
	world().build_and_execute(|| {
		RevealPeriodEpochs::<Test>::insert(NETUID, 20);
		for _ in 0..6 {
			assert_ok!(commit(hotkey(ALICE), 1, 9));
			run_to_epoch(NETUID);
		}
		let count = || TimelockedWeightCommits::<Test>::iter_keys().count();
		assert_eq!(count(), 6);
		RevealPeriodEpochs::<Test>::insert(NETUID, 1);
		let mut meter = WeightMeter::new();
		let block = System::block_number();
		SubtensorModule::drop_expired_timelocked(NETUID, block, &mut meter);
		assert_eq!(count(), 6 - MAX_EXPIRED);
		let one = <() as WeightInfo>::timelocked_queue(1);
		assert_eq!(meter.consumed(), one.saturating_mul(MAX_EXPIRED as u64));
		run_to_epoch(NETUID);
		assert_eq!(count(), 0);
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
