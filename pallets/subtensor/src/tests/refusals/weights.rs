//! Setting, committing and revealing weights.

use super::*;
use crate::calls::commits::commit_hash;
use codec::Compact;
use sp_core::H256;

/// Weights as a validator gives them.
#[derive(Clone, Copy)]
struct Given {
	netuid: NetUid,
	uids: &'static [Uid],
	values: &'static [u16],
	version: u64,
}

/// Weights that are accepted from a validator of subnet 1.
const GOOD: Given = Given { netuid: NETUID, uids: &[2], values: &[1], version: 0 };

const SALT: &[u16] = &[7, 7, 7];

/// All calls that set weights in plain sight, less the batch.
fn set_alone(Given { netuid, uids, values, version }: Given) -> [Call<Test>; 2] {
	let (dests, weights) = (uids.to_vec(), values.to_vec());
	[
		Call::set_weights {
			netuid,
			dests: dests.clone(),
			weights: weights.clone(),
			version_key: version,
		},
		Call::set_mechanism_weights { netuid, mecid: 0, dests, weights, version_key: version },
	]
}

/// All of them.
fn set(given: Given) -> Vec<Call<Test>> {
	let Given { netuid, uids, values, version } = given;
	let pairs = uids.iter().zip(values).map(|(uid, value)| (Compact(*uid), Compact(*value)));
	let batch = Call::batch_set_weights {
		netuids: vec![Compact(netuid)],
		weights: vec![pairs.collect()],
		version_keys: vec![Compact(version)],
	};
	set_alone(given).into_iter().chain([batch]).collect()
}

/// All calls that commit to a hash.
fn commit(netuid: NetUid) -> Vec<Call<Test>> {
	let commit_hash = H256::zero();
	vec![
		Call::commit_weights { netuid, commit_hash },
		Call::commit_mechanism_weights { netuid, mecid: 0, commit_hash },
		Call::batch_commit_weights {
			netuids: vec![Compact(netuid)],
			commit_hashes: vec![commit_hash],
		},
	]
}

/// All calls that commit to a round of the beacon.
fn commit_timelocked(netuid: NetUid, round: u64, version: u16) -> [Call<Test>; 2] {
	let (reveal_round, commit_reveal_version) = (round, version);
	let commit = TimelockedBytes::default();
	[
		Call::commit_timelocked_weights {
			netuid,
			commit: commit.clone(),
			reveal_round,
			commit_reveal_version,
		},
		Call::commit_timelocked_mechanism_weights {
			netuid,
			mecid: 0,
			commit,
			reveal_round,
			commit_reveal_version,
		},
	]
}

/// All calls that reveal what was committed to a hash.
fn reveal(Given { netuid, uids, values, version }: Given) -> [Call<Test>; 3] {
	let (uids, values, salt) = (uids.to_vec(), values.to_vec(), SALT.to_vec());
	[
		Call::reveal_weights {
			netuid,
			uids: uids.clone(),
			values: values.clone(),
			salt: salt.clone(),
			version_key: version,
		},
		Call::reveal_mechanism_weights {
			netuid,
			mecid: 0,
			uids: uids.clone(),
			values: values.clone(),
			salt: salt.clone(),
			version_key: version,
		},
		Call::batch_reveal_weights {
			netuid,
			uids_list: vec![uids],
			values_list: vec![values],
			salts_list: vec![salt],
			version_keys: vec![version],
		},
	]
}

/// Subnet 1 with commit-reveal on and without a rate limit.
fn secret() -> ExtBuilder {
	ExtBuilder::default().living(|subnet| {
		subnet.hyperparameters.commit_reveal = Some(true);
		subnet.hyperparameters.weights_set_rate_limit = Some(0);
	})
}

/// Commits to these weights.
fn commit_to(signer: AccountId, Given { netuid, uids, values, version }: Given) {
	let commit_hash = commit_hash(&signer, netuid, uids, values, SALT, version);
	accepted(Call::commit_weights { netuid, commit_hash }, by(signer));
}

/// What makes weights fail at the end, who gives which, and the error.
type Rule = (fn(), AccountId, Given, Error<Test>);

/// What weights must satisfy however they arrive.
fn rules() -> Vec<Rule> {
	let (alice, bob) = (hotkey(ALICE), hotkey(BOB));
	let values = |uids: &'static [Uid]| Given { uids, values: &[1; 8][..uids.len()], ..GOOD };
	vec![
		(|| {}, alice, Given { uids: &[2, 3], ..GOOD }, Error::WeightVecNotEqualSize),
		(|| {}, alice, values(&[0, 1, 2, 3, 4]), Error::UidsLengthExceedUidsInSubNet),
		(|| StakeThreshold::<Test>::put(u64::MAX), bob, GOOD, Error::NotEnoughStakeToSetWeights),
		(
			|| WeightsVersionKey::<Test>::insert(NETUID, 1),
			alice,
			GOOD,
			Error::IncorrectWeightVersionKey,
		),
		(
			|| ValidatorPermit::<Test>::mutate(NETUID, |permits| permits[1] = false),
			bob,
			GOOD,
			Error::NeuronNoValidatorPermit,
		),
		(|| {}, alice, values(&[2, 3, 2]), Error::DuplicateUids),
		(|| {}, alice, values(&[2, 9]), Error::UidVecContainInvalidOne),
		(|| MinAllowedWeights::<Test>::insert(NETUID, 2), alice, GOOD, Error::WeightVecLengthIsLow),
	]
}

fn rows_of_setting() -> Vec<Row> {
	let nowhere = Given { netuid: NOWHERE, ..GOOD };
	let on_root = Given { netuid: ROOT, uids: &[0], ..GOOD };
	let alice = || by(hotkey(ALICE));
	let rested = || run_to_block(1 + WEIGHTS_RATE_LIMIT);
	let too_soon = || {
		LastUpdate::<Test>::mutate(NETUID, |blocks| blocks[0] = System::block_number());
	};
	let in_plain = || CommitRevealWeightsEnabled::<Test>::insert(ROOT, false);
	let rows = rules().into_iter().map(|(given, signer, weights, error)| {
		// A batch carries pairs of a uid and a value.
		let batch = !matches!(error, Error::WeightVecNotEqualSize);
		let calls = if batch { set(weights) } else { set_alone(weights).into() };
		let given = move || {
			rested();
			given();
		};
		row(given, by(signer), calls, error)
	});
	rows.chain([
		row(|| {}, alice(), set(GOOD), Error::CommitRevealEnabled).of(secret()),
		row(in_plain, alice(), set(on_root), Error::CanNotSetRootNetworkWeights),
		row(|| {}, alice(), set(nowhere), Error::MechanismDoesNotExist),
		row(|| {}, by(EVE), set(GOOD), Error::HotKeyNotRegisteredInSubNet),
		row(too_soon, alice(), set(GOOD), Error::SettingWeightsTooFast),
	])
	.collect()
}

/// All calls that commit.
fn commit_all(netuid: NetUid) -> Vec<Call<Test>> {
	commit(netuid).into_iter().chain(commit_timelocked(netuid, 9, 4)).collect()
}

fn rows_of_committing() -> Vec<Row> {
	let (alice, bob) = (|| by(hotkey(ALICE)), || by(hotkey(BOB)));
	let many = || {
		for _ in 0..10 {
			commit_to(hotkey(ALICE), GOOD);
			let [call, _] = commit_timelocked(NETUID, 9, 4);
			accepted(call, by(hotkey(ALICE)));
		}
	};
	let too_soon = || {
		commit_to(hotkey(ALICE), GOOD);
		WeightsSetRateLimit::<Test>::insert(NETUID, 1_000);
	};
	let dear = || StakeThreshold::<Test>::put(u64::MAX);
	let later = || LastRound::set(10);
	vec![
		row(|| {}, alice(), commit_all(ROOT), Error::CanNotSetRootNetworkWeights),
		row(|| {}, alice(), commit_all(NOWHERE), Error::MechanismDoesNotExist),
		row(|| {}, alice(), commit_all(NETUID), Error::CommitRevealDisabled),
		row(|| {}, by(EVE), commit_all(NETUID), Error::HotKeyNotRegisteredInSubNet).of(secret()),
		row(dear, bob(), commit_all(NETUID), Error::NotEnoughStakeToSetWeights).of(secret()),
		row(too_soon, alice(), commit_all(NETUID), Error::CommittingWeightsTooFast).of(secret()),
		row(many, alice(), commit_all(NETUID), Error::TooManyUnrevealedCommits).of(secret()),
		row(|| {}, alice(), commit_timelocked(NETUID, 9, 3), Error::IncorrectCommitRevealVersion)
			.of(secret()),
		row(later, alice(), commit_timelocked(NETUID, 9, 4), Error::InvalidRevealRound)
			.of(secret()),
	]
}

fn rows_of_revealing() -> Vec<Row> {
	let alice = || by(hotkey(ALICE));
	let nowhere = Given { netuid: NOWHERE, ..GOOD };
	let on_root = Given { netuid: ROOT, ..GOOD };
	let committed = || commit_to(hotkey(ALICE), GOOD);
	let ready = |signer, weights| {
		commit_to(signer, weights);
		run_to_epoch(NETUID);
	};
	let expired = move || {
		ready(hotkey(ALICE), GOOD);
		run_to_epoch(NETUID);
	};
	let other = Given { uids: &[3], ..GOOD };
	let rows = rules().into_iter().map(|(given, signer, weights, error)| {
		let given = move || {
			ready(signer, weights);
			given();
		};
		row(given, by(signer), reveal(weights), error).of(secret())
	});
	rows.chain([
		row(|| {}, alice(), reveal(on_root), Error::CanNotSetRootNetworkWeights),
		row(|| {}, alice(), reveal(nowhere), Error::MechanismDoesNotExist),
		row(|| {}, alice(), reveal(GOOD), Error::CommitRevealDisabled),
		row(|| {}, alice(), reveal(GOOD), Error::NoWeightsCommitFound).of(secret()),
		row(committed, alice(), reveal(other), Error::InvalidRevealCommitHashNotMatch).of(secret()),
		row(expired, alice(), reveal(GOOD), Error::ExpiredWeightCommit).of(secret()),
		row(committed, alice(), reveal(GOOD), Error::RevealTooEarly).of(secret()),
	])
	.collect()
}

fn rows_of_mechanisms() -> Vec<Row> {
	let (netuid, mecid, version_key) = (NETUID, 1, 0);
	let second = [
		Call::set_mechanism_weights {
			netuid,
			mecid,
			dests: vec![2],
			weights: vec![1],
			version_key,
		},
		Call::commit_mechanism_weights { netuid, mecid, commit_hash: H256::zero() },
		Call::commit_timelocked_mechanism_weights {
			netuid,
			mecid,
			commit: TimelockedBytes::default(),
			reveal_round: 9,
			commit_reveal_version: 4,
		},
		Call::reveal_mechanism_weights {
			netuid,
			mecid,
			uids: vec![2],
			values: vec![1],
			salt: vec![],
			version_key,
		},
	];
	vec![row(|| {}, by(hotkey(ALICE)), second, Error::MechanismDoesNotExist)]
}

fn rows_of_batches() -> Vec<Row> {
	let uneven = [
		Call::batch_set_weights {
			netuids: vec![Compact(NETUID)],
			weights: vec![],
			version_keys: vec![Compact(0)],
		},
		Call::batch_commit_weights { netuids: vec![Compact(NETUID)], commit_hashes: vec![] },
		Call::batch_reveal_weights {
			netuid: NETUID,
			uids_list: vec![vec![]],
			values_list: vec![],
			salts_list: vec![vec![]],
			version_keys: vec![0],
		},
	];
	vec![row(|| {}, by(hotkey(ALICE)), uneven, Error::InputLengthsUnequal)]
}

pub(super) fn rows() -> Vec<Row> {
	[
		rows_of_setting(),
		rows_of_committing(),
		rows_of_revealing(),
		rows_of_mechanisms(),
		rows_of_batches(),
	]
	.into_iter()
	.flatten()
	.collect()
}
