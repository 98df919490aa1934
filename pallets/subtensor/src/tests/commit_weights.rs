use crate::{calls::commits::commit_hash, mock::*, *};
use codec::Compact;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{GetDispatchInfo, Pays},
};
use sp_core::H256;
use sp_runtime::DispatchResult;

const SALT: &[u16] = &[7, 7, 7];

/// Subnet 1 with commit-reveal on, without a rate limit, its weights unset.
fn world() -> ExtBuilder {
	ExtBuilder::default().living(|subnet| {
		subnet.hyperparameters.commit_reveal = Some(true);
		subnet.hyperparameters.weights_set_rate_limit = Some(0);
		subnet.neurons.iter_mut().for_each(|neuron| neuron.weights.clear());
	})
}

fn hash_of(signer: AccountId, index: u16, uids: &[u16], values: &[u16]) -> H256 {
	commit_hash(&signer, index, uids, values, SALT, 0)
}

fn commit(signer: AccountId, uids: &[u16], values: &[u16]) -> DispatchResult {
	let hash = hash_of(signer, NETUID, uids, values);
	SubtensorModule::commit_weights(RuntimeOrigin::signed(signer), NETUID, hash)
}

fn reveal_on(signer: AccountId, netuid: u16, uids: &[u16], values: &[u16]) -> DispatchResult {
	SubtensorModule::reveal_weights(
		RuntimeOrigin::signed(signer),
		netuid,
		uids.to_vec(),
		values.to_vec(),
		SALT.to_vec(),
		0,
	)
}

fn reveal(signer: AccountId, uids: &[u16], values: &[u16]) -> DispatchResult {
	reveal_on(signer, NETUID, uids, values)
}

fn hex(text: &str) -> Vec<u8> {
	let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
	(0..text.len()).step_by(2).map(digit).collect()
}

/// Three rows of the live network's: without weights, with one, and of a second mechanism.
#[test]
fn the_hash_is_that_of_the_live_network() {
	let key = |text| <[u8; 32]>::try_from(hex(text)).unwrap();
	let hash = |text| H256::from_slice(&hex(text));
	assert_eq!(
		commit_hash(
			&key("457c769f39d8644199c0e5bdbcfbc85b37ce91cbde1fc1b0ea6b44f130436dd7"),
			300,
			&[],
			&[],
			&[32_643],
			0
		),
		hash("e02574e67cd9f41e6331ef5048a8eab26c77d98abf16bf87a25145a815ddea33")
	);
	assert_eq!(
		commit_hash(
			&key("3b6aa1e68d682728f610fb1c7fd92d5fa2e81478007152dea8651f3fce597961"),
			300,
			&[587],
			&[32_680],
			&[],
			1
		),
		hash("e9f15830855708c6181b775e2d8a7d86bd9175bb3d02ea9990549d0ba8dc220b")
	);
	assert_eq!(
		commit_hash(
			&key("fbee9e35ab3c0ac619c62937bfe3caf537f37ffb5991752a801d56df0cba9e2a"),
			storage_index(64, 1).unwrap(),
			&[203, 552, 694, 897, 984],
			&[26_840, 23_811, 25_805, 50_229, 39_162],
			&[],
			1_020
		),
		hash("3b99c4c0706695aae188f04ff7afb2e09d3dcbd6debd5830e839538b038398eb")
	);
}

#[test]
fn a_commit_is_queued_and_counts_as_the_last_update() {
	world().build_and_execute(|| {
		run_to_block(3);
		events_since_last_call();
		assert_ok!(commit(hotkey(ALICE), &[2], &[1]));
		let hash = hash_of(hotkey(ALICE), NETUID, &[2], &[1]);
		let epoch = SubnetEpochIndex::<Test>::get(NETUID);
		assert_eq!(
			WeightCommits::<Test>::get(NETUID, hotkey(ALICE)).unwrap(),
			vec![(hash, epoch, 3, 0)]
		);
		assert_eq!(LastUpdate::<Test>::get(NETUID)[0], 3);
		assert!(Weights::<Test>::get(NETUID, 0).is_empty());
		assert_eq!(
			events_since_last_call(),
			[Event::WeightsCommitted { hotkey: hotkey(ALICE), netuid_index: NETUID, hash }]
		);
	});
}

#[test]
fn a_reveal_in_the_next_epoch_sets_the_weights_and_leaves_the_last_update() {
	world().build_and_execute(|| {
		run_to_block(3);
		assert_ok!(commit(hotkey(ALICE), &[2, 3], &[1, 2]));
		run_to_epoch(NETUID);
		events_since_last_call();
		assert_ok!(reveal(hotkey(ALICE), &[2, 3], &[1, 2]));
		assert_eq!(Weights::<Test>::get(NETUID, 0), vec![(2, 32_768), (3, 65_535)]);
		assert_eq!(LastUpdate::<Test>::get(NETUID)[0], 3);
		assert!(!WeightCommits::<Test>::contains_key(NETUID, hotkey(ALICE)));
		let hash = hash_of(hotkey(ALICE), NETUID, &[2, 3], &[1, 2]);
		assert_eq!(
			events_since_last_call(),
			[
				Event::WeightsSet { netuid_index: NETUID, uid: 0 },
				Event::WeightsRevealed { hotkey: hotkey(ALICE), netuid_index: NETUID, hash },
			]
		);
	});
}

#[test]
fn a_reveal_needs_exactly_the_epoch_that_the_period_says() {
	world().build_and_execute(|| {
		RevealPeriodEpochs::<Test>::insert(NETUID, 2);
		assert_ok!(commit(hotkey(ALICE), &[2], &[1]));
		assert_noop!(reveal(hotkey(ALICE), &[2], &[1]), Error::<Test>::RevealTooEarly);
		run_to_epoch(NETUID);
		assert_noop!(reveal(hotkey(ALICE), &[2], &[1]), Error::<Test>::RevealTooEarly);
		run_to_epoch(NETUID);
		assert_ok!(reveal(hotkey(ALICE), &[2], &[1]));
	});
}

#[test]
fn a_commit_expires_with_its_epoch() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(ALICE), &[2], &[1]));
		run_to_epoch(NETUID);
		run_to_epoch(NETUID);
		assert_noop!(reveal(hotkey(ALICE), &[2], &[1]), Error::<Test>::ExpiredWeightCommit);
	});
}

#[test]
fn a_block_whose_epoch_was_put_off_belongs_to_the_epoch_that_is_due() {
	world().build_and_execute(|| {
		let epoch = SubnetEpochIndex::<Test>::get(NETUID);
		assert_eq!(SubtensorModule::current_epoch(NETUID), epoch);
		MaxEpochsPerBlock::<Test>::put(0);
		run_to_block(u64::from(TEMPO) + 1);
		assert_eq!(SubnetEpochIndex::<Test>::get(NETUID), epoch);
		assert_eq!(SubtensorModule::current_epoch(NETUID), epoch + 1);
	});
}

#[test]
fn a_reveal_is_done_with_earlier_commits_too() {
	world().build_and_execute(|| {
		for value in [1, 2, 3] {
			assert_ok!(commit(hotkey(ALICE), &[2, 3], &[value, 4]));
		}
		run_to_epoch(NETUID);
		assert_ok!(reveal(hotkey(ALICE), &[2, 3], &[2, 4]));
		let queue = WeightCommits::<Test>::get(NETUID, hotkey(ALICE)).unwrap();
		let third = hash_of(hotkey(ALICE), NETUID, &[2, 3], &[3, 4]);
		assert_eq!(queue.iter().map(|commit| commit.0).collect::<Vec<_>>(), [third]);
		assert_noop!(
			reveal(hotkey(ALICE), &[2, 3], &[1, 4]),
			Error::<Test>::InvalidRevealCommitHashNotMatch
		);
	});
}

#[test]
fn ten_commits_wait_and_an_expired_one_makes_room() {
	world().build_and_execute(|| {
		for value in 1..=10 {
			assert_ok!(commit(hotkey(ALICE), &[2, 3], &[value, 1]));
		}
		assert_noop!(
			commit(hotkey(ALICE), &[2, 3], &[11, 1]),
			Error::<Test>::TooManyUnrevealedCommits
		);
		run_to_epoch(NETUID);
		run_to_epoch(NETUID);
		assert_ok!(commit(hotkey(ALICE), &[2, 3], &[11, 1]));
		assert_eq!(WeightCommits::<Test>::get(NETUID, hotkey(ALICE)).unwrap().len(), 1);
	});
}

#[test]
fn commits_wait_for_the_rate_limit_and_reveals_do_not() {
	world().build_and_execute(|| {
		WeightsSetRateLimit::<Test>::insert(NETUID, 1_000);
		assert_ok!(commit(hotkey(ALICE), &[2], &[1]));
		run_to_epoch(NETUID);
		assert_noop!(commit(hotkey(ALICE), &[2], &[1]), Error::<Test>::CommittingWeightsTooFast);
		assert_ok!(reveal(hotkey(ALICE), &[2], &[1]));
	});
}

#[test]
fn a_pruned_hotkey_leaves_no_commits() {
	world()
		.living(|subnet| {
			subnet.hyperparameters.max_allowed_uids = Some(4);
			subnet.hyperparameters.min_burn = Some(UNIT / 1_000);
		})
		.build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 0);
			ImmunityPeriod::<Test>::insert(NETUID, 0);
			for coldkey in [BOB, CHARLIE, DAVE] {
				assert_ok!(commit(hotkey(coldkey), &[2], &[1]));
			}
			assert_ok!(SubtensorModule::burned_register(RuntimeOrigin::signed(EVE), NETUID, 999));
			let gone: Vec<_> = [BOB, CHARLIE, DAVE]
				.into_iter()
				.filter(|coldkey| !WeightCommits::<Test>::contains_key(NETUID, hotkey(*coldkey)))
				.collect();
			assert_eq!(gone.len(), 1);
			assert!(!Uids::<Test>::contains_key(NETUID, hotkey(gone[0])));
		});
}

#[test]
fn a_hotkey_that_hands_over_leaves_no_commits() {
	world().build_and_execute(|| {
		assert_ok!(commit(hotkey(BOB), &[2], &[1]));
		let bob = RuntimeOrigin::signed(BOB);
		assert_ok!(SubtensorModule::swap_hotkey(bob, hotkey(BOB), 999, None));
		assert_eq!(WeightCommits::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_second_mechanism_has_commits_of_its_own() {
	world().build_and_execute(|| {
		MechanismCountCurrent::<Test>::insert(NETUID, 2);
		let index = storage_index(NETUID, 1).unwrap();
		LastUpdate::<Test>::insert(index, frame_support::BoundedVec::truncate_from(vec![0; 4]));
		Incentive::<Test>::insert(index, frame_support::BoundedVec::truncate_from(vec![0; 4]));
		let alice = RuntimeOrigin::signed(hotkey(ALICE));
		let hash = hash_of(hotkey(ALICE), index, &[3], &[1]);
		assert_ok!(SubtensorModule::commit_mechanism_weights(alice.clone(), NETUID, 1, hash));
		run_to_epoch(NETUID);
		assert_noop!(reveal(hotkey(ALICE), &[3], &[1]), Error::<Test>::NoWeightsCommitFound);
		assert_ok!(SubtensorModule::reveal_mechanism_weights(
			alice,
			NETUID,
			1,
			vec![3],
			vec![1],
			SALT.to_vec(),
			0
		));
		assert_eq!(Weights::<Test>::get(index, 0), vec![(3, 65_535)]);
		assert!(Weights::<Test>::get(NETUID, 0).is_empty());
	});
}

#[test]
fn a_batch_of_reveals_sets_the_last_and_is_done_with_those_alone() {
	world().build_and_execute(|| {
		for value in [1, 2, 3] {
			assert_ok!(commit(hotkey(ALICE), &[2, 3], &[value, 4]));
		}
		run_to_epoch(NETUID);
		events_since_last_call();
		let alice = RuntimeOrigin::signed(hotkey(ALICE));
		let batch = |values: Vec<Vec<u16>>, keys| {
			let items = values.len();
			SubtensorModule::batch_reveal_weights(
				alice.clone(),
				NETUID,
				vec![vec![2, 3]; items],
				values,
				vec![SALT.to_vec(); items],
				keys,
			)
		};
		assert_noop!(batch(vec![vec![2, 4]], vec![]), Error::<Test>::InputLengthsUnequal);
		assert_noop!(batch(vec![], vec![]), Error::<Test>::InputLengthsUnequal);
		assert_noop!(
			batch(vec![vec![2, 4], vec![9, 9]], vec![0, 0]),
			Error::<Test>::InvalidRevealCommitHashNotMatch
		);
		assert_ok!(batch(vec![vec![2, 4], vec![3, 4]], vec![0, 0]));
		assert_eq!(Weights::<Test>::get(NETUID, 0), vec![(2, 49_151), (3, 65_535)]);
		let hashes =
			[2, 3].map(|value| hash_of(hotkey(ALICE), NETUID, &[2, 3], &[value, 4])).to_vec();
		let netuid_index = NETUID;
		assert_eq!(
			events_since_last_call().last(),
			Some(&Event::WeightsBatchRevealed { hotkey: hotkey(ALICE), netuid_index, hashes })
		);
		let left = WeightCommits::<Test>::get(NETUID, hotkey(ALICE)).unwrap();
		assert_eq!(left[0].0, hash_of(hotkey(ALICE), NETUID, &[2, 3], &[1, 4]));
		assert_eq!(left.len(), 1);
	});
}

#[test]
fn a_batch_of_commits_does_what_it_can() {
	world().build_and_execute(|| {
		events_since_last_call();
		let alice = RuntimeOrigin::signed(hotkey(ALICE));
		assert_noop!(
			SubtensorModule::batch_commit_weights(alice.clone(), vec![Compact(NETUID)], vec![]),
			Error::<Test>::InputLengthsUnequal
		);
		assert_noop!(
			SubtensorModule::batch_commit_weights(alice.clone(), vec![], vec![]),
			Error::<Test>::InputLengthsUnequal
		);
		assert_ok!(SubtensorModule::batch_commit_weights(
			alice.clone(),
			vec![Compact(7), Compact(NETUID)],
			vec![H256::zero(); 2]
		));
		let (hotkey, netuid_index, hash) = (hotkey(ALICE), NETUID, H256::zero());
		let error = Error::<Test>::MechanismDoesNotExist.into();
		assert_eq!(
			events_since_last_call(),
			[
				Event::BatchWeightItemFailed { error },
				Event::WeightsCommitted { hotkey, netuid_index, hash },
				Event::BatchCompletedWithErrors,
			]
		);
		assert_ok!(SubtensorModule::batch_commit_weights(alice, vec![Compact(1)], vec![hash]));
		assert_eq!(
			events_since_last_call().last(),
			Some(&Event::BatchWeightsCompleted { netuids: vec![1], hotkey })
		);
		assert_eq!(WeightCommits::<Test>::get(NETUID, hotkey).unwrap().len(), 2);
	});
}

#[test]
fn a_batch_of_plain_weights_does_what_it_can() {
	ExtBuilder::default().build_and_execute(|| {
		run_to_block(1 + WEIGHTS_RATE_LIMIT);
		events_since_last_call();
		let alice = RuntimeOrigin::signed(hotkey(ALICE));
		let row = vec![(Compact(3), Compact(1)), (Compact(2), Compact(2))];
		assert_noop!(
			SubtensorModule::batch_set_weights(
				alice.clone(),
				vec![Compact(NETUID)],
				vec![row.clone()],
				vec![]
			),
			Error::<Test>::InputLengthsUnequal
		);
		// It would be free, and without a single item anybody might send it.
		assert_noop!(
			SubtensorModule::batch_set_weights(RuntimeOrigin::signed(EVE), vec![], vec![], vec![]),
			Error::<Test>::InputLengthsUnequal
		);
		assert_ok!(SubtensorModule::batch_set_weights(
			alice,
			vec![Compact(NETUID), Compact(ROOT)],
			vec![row.clone(), row],
			vec![Compact(0); 2]
		));
		assert_eq!(Weights::<Test>::get(NETUID, 0), vec![(3, 32_768), (2, 65_535)]);
		let error = Error::<Test>::CanNotSetRootNetworkWeights.into();
		assert_eq!(
			events_since_last_call(),
			[
				Event::WeightsSet { netuid_index: NETUID, uid: 0 },
				Event::BatchWeightItemFailed { error },
				Event::BatchCompletedWithErrors,
			]
		);
	});
}

#[test]
fn commits_and_reveals_are_free_of_charge() {
	let calls = [
		Call::<Test>::commit_weights { netuid: NETUID, commit_hash: H256::zero() },
		Call::<Test>::batch_commit_weights { netuids: vec![], commit_hashes: vec![] },
		Call::<Test>::batch_set_weights { netuids: vec![], weights: vec![], version_keys: vec![] },
	];
	for call in calls {
		assert_eq!(call.get_dispatch_info().pays_fee, Pays::No);
	}
	let weight = |uids| {
		Call::<Test>::reveal_weights {
			netuid: NETUID,
			uids: vec![0; uids],
			values: vec![],
			salt: vec![],
			version_key: 0,
		}
		.get_dispatch_info()
	};
	assert_eq!(weight(1).pays_fee, Pays::No);
	assert!(weight(256).call_weight.ref_time() > weight(1).call_weight.ref_time());
}

/// A newcomer registers between commit and reveal: the old weights of the committing validator
/// say nothing of it, even if they name its uid.
#[test]
fn a_pending_commit_hides_newcomers_from_its_validator() {
	let incentive_of_newcomer = |pending: bool| {
		let mut incentive = 0;
		world().build_and_execute(|| {
			run_to_block(2);
			assert_ok!(SubtensorModule::burned_register(RuntimeOrigin::signed(EVE), NETUID, 999));
			run_to_block(3);
			// Set by hand: both validators point to the newcomer alone, after its registration.
			for uid in [0, 1] {
				let row = frame_support::BoundedVec::truncate_from(vec![(4, 65_535)]);
				Weights::<Test>::insert(NETUID, uid, row);
				LastUpdate::<Test>::mutate(NETUID, |list| list[usize::from(uid)] = 3);
			}
			if pending {
				for coldkey in [ALICE, BOB] {
					let epoch = SubnetEpochIndex::<Test>::get(NETUID);
					// Committed in block 1, before the registration in block 2.
					let commit = (H256::zero(), epoch, 1, 0);
					let queue = CommitQueue::truncate_from(vec![commit]);
					WeightCommits::<Test>::insert(NETUID, hotkey(coldkey), queue);
				}
			}
			run_to_epoch(NETUID);
			incentive = Incentive::<Test>::get(NETUID)[4];
		});
		incentive
	};
	assert_eq!(incentive_of_newcomer(false), u16::MAX);
	assert_eq!(incentive_of_newcomer(true), 0);
}
