//! What holds for every subnet.
//!
//! `YUMA_CASES` sets how many subnets are tried for each (1,500 by default).

#[allow(dead_code)]
#[path = "support/case.rs"]
mod case;
#[path = "support/strategy.rs"]
mod strategy;

use case::{Input, Rows};
use proptest::{collection::vec, prelude::*};
use std::collections::{BTreeMap, BTreeSet};
use yuma_consensus::{
	epoch, epoch_observed, CombinedStake, EpochOutput, InputError, Matrix, Observer, Vector, Q32,
};

fn config() -> ProptestConfig {
	let cases = std::env::var("YUMA_CASES").ok().and_then(|text| text.parse().ok());
	ProptestConfig {
		cases: cases.unwrap_or(1_500),
		failure_persistence: None,
		..ProptestConfig::default()
	}
}

fn sum(amounts: &[u64]) -> u128 {
	amounts.iter().map(|amount| u128::from(*amount)).sum()
}

/// A subnet whose result must not depend on the order of its uids: complete vectors, no two equal
/// stakes, ascending rows.
fn unambiguous() -> impl Strategy<Value = (Input, Vec<CombinedStake>)> {
	let stakes = vec((any::<bool>(), 1..1_000_000_u64), 12);
	(strategy::subnet(12), stakes).prop_map(|((mut input, _), stakes)| {
		let n = usize::from(input.n);
		input.last_update.resize(n, 0);
		input.validator_permit.resize(n, true);
		for row in input.weights.iter_mut().chain(&mut input.bonds) {
			row.retain(|(target, _)| usize::from(*target) < n);
			row.sort_unstable();
		}
		let stake = |(uid, (any, rao)): (u64, (bool, u64))| match any {
			true => CombinedStake::from_rao((rao << 8) + uid),
			false => CombinedStake::ZERO,
		};
		(input, (0..).zip(stakes).map(stake).take(n).collect())
	})
}

/// Moves item i to place `to[i]`.
fn moved<T: Clone>(items: &[T], to: &[u16]) -> Vec<T> {
	let mut result = items.to_vec();
	for (item, to) in items.iter().zip(to) {
		result[usize::from(*to)] = item.clone();
	}
	result
}

fn moved_rows(rows: &Rows, to: &[u16]) -> Rows {
	let renamed: Rows = rows
		.iter()
		.map(|row| {
			let mut row: Vec<_> = row.iter().map(|(j, v)| (to[usize::from(*j)], *v)).collect();
			row.sort_unstable();
			row
		})
		.collect();
	moved(&renamed, to)
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn no_more_is_paid_than_emitted((input, stake) in strategy::subnet(12)) {
		let output = input.with_stake(&stake, epoch).unwrap();
		let paid = sum(&output.server_emission) + sum(&output.validator_emission);
		prop_assert!(paid <= u128::from(input.rao_emission));
		prop_assert!(sum(&output.emission) <= u128::from(input.rao_emission));
	}

	#[test]
	fn outputs_have_their_shape((input, stake) in strategy::subnet(12)) {
		let n = stake.len();
		let output = input.with_stake(&stake, epoch).unwrap();
		let lengths = [
			output.stake_weight.len(), output.active.len(), output.consensus.len(),
			output.incentive.len(), output.dividends.len(), output.validator_trust.len(),
			output.validator_permit.len(), output.server_emission.len(),
			output.validator_emission.len(), output.emission.len(), output.bonds.len(),
		];
		prop_assert_eq!(lengths, [n; 11]);
		for (row, permit) in output.bonds.iter().zip(&output.validator_permit) {
			prop_assert!(*permit || row.is_empty());
			let targets: BTreeSet<u16> = row.iter().map(|(target, _)| *target).collect();
			prop_assert_eq!(targets.len(), row.len(), "a target twice");
			prop_assert!(targets.iter().all(|target| usize::from(*target) < n));
		}
	}

	#[test]
	fn permits_need_stake_and_a_place((input, stake) in strategy::subnet(12)) {
		let output = input.with_stake(&stake, epoch).unwrap();
		let owner = |uid: usize| input.owner_uid.map(usize::from) == Some(uid);
		let permitted = (0..stake.len()).filter(|uid| output.validator_permit[*uid]);
		let mut places = 0;
		for uid in permitted.filter(|uid| !owner(*uid)) {
			prop_assert!(stake[uid] > CombinedStake::ZERO);
			prop_assert!(stake[uid].floor() >= input.stake_threshold);
			places += 1;
		}
		prop_assert!(places <= input.max_allowed_validators);
	}

	#[test]
	fn names_do_not_matter(
		(input, stake) in unambiguous(),
		order in Just((0..12_u16).collect::<Vec<_>>()).prop_shuffle(),
	) {
		let to: Vec<u16> = order.into_iter().filter(|uid| *uid < input.n).collect();
		let renamed = Input {
			last_update: moved(&input.last_update, &to),
			block_at_registration: moved(&input.block_at_registration, &to),
			owner_uid: input.owner_uid.map(|uid| to[usize::from(uid)]),
			validator_permit: moved(&input.validator_permit, &to),
			weights: moved_rows(&input.weights, &to),
			commit_blocks: input.commit_blocks.as_ref().map(|blocks| moved(blocks, &to)),
			bonds: moved_rows(&input.bonds, &to),
			..input.clone()
		};
		let before = input.with_stake(&stake, epoch).unwrap();
		let after = renamed.with_stake(&moved(&stake, &to), epoch).unwrap();
		let expected = EpochOutput {
			stake_weight: moved(&before.stake_weight, &to),
			active: moved(&before.active, &to),
			consensus: moved(&before.consensus, &to),
			incentive: moved(&before.incentive, &to),
			dividends: moved(&before.dividends, &to),
			validator_trust: moved(&before.validator_trust, &to),
			validator_permit: moved(&before.validator_permit, &to),
			server_emission: moved(&before.server_emission, &to),
			validator_emission: moved(&before.validator_emission, &to),
			emission: moved(&before.emission, &to),
			bonds: moved_rows(&before.bonds, &to),
		};
		prop_assert_eq!(after, expected);
	}

	#[test]
	fn the_unit_of_stake_does_not_matter(
		(mut input, _) in strategy::subnet(12),
		rao in vec(prop_oneof![Just(0), 0..1_000_u64, 0..1_u64 << 40], 12),
		shift in 0..18_u32,
	) {
		input.stake_threshold = input.stake_threshold.min(1 << 40);
		let n = usize::from(input.n);
		let stake = |shift: u32| -> Vec<CombinedStake> {
			rao.iter().take(n).map(|rao| CombinedStake::from_rao(rao << shift)).collect()
		};
		let before = input.with_stake(&stake(0), epoch).unwrap();
		input.stake_threshold <<= shift;
		prop_assert_eq!(input.with_stake(&stake(shift), epoch).unwrap(), before);
	}

	/// Let `limit` be the largest weight that honest validators give a miner. If they vote at all and
	/// the others together hold less than kappa of the voting stake, then the miner's consensus is at most `limit`, and
	/// so is its rank: whatever the minority submits, no stake counts for more than the majority's
	/// weight.
	#[test]
	fn a_minority_cannot_lift_a_miner(
		(input, stake) in strategy::subnet(12), honest in vec(any::<bool>(), 12),
	) {
		let mut seen = Seen::default();
		input.with_stake(&stake, |input| epoch_observed(input, &mut seen)).unwrap();
		let active = &seen.vectors[&Vector::ActiveStake];
		let sum: i64 = active.iter().sum();
		// The voting stake of each, as the median normalises it.
		let votes: Vec<i64> = active.iter().map(|s| ((i128::from(*s) << 32) / i128::from(sum.max(1))) as i64).collect();
		let held = |side: bool| -> i64 {
			votes.iter().zip(&honest).filter(|(_, honest)| **honest == side).map(|(s, _)| s).sum()
		};
		if held(true) == 0 || held(false) >= Q32::from_ratio_floor(input.kappa).bits() {
			return Ok(());
		}
		for miner in 0..input.n {
			let weight = |(uid, _): (u16, &bool)| seen.weights.get(&(uid, miner)).copied();
			let limit = (0..).zip(&honest).filter(|(uid, honest)| {
				**honest && votes.get(usize::from(*uid)).is_some_and(|vote| *vote > 0)
			}).filter_map(weight).max().unwrap_or(0);
			let miner = usize::from(miner);
			prop_assert!(seen.vectors[&Vector::Consensus][miner] <= limit);
			prop_assert!(seen.vectors[&Vector::Rank][miner] <= limit);
		}
	}
}

#[derive(Default)]
struct Seen {
	vectors: BTreeMap<Vector, Vec<i64>>,
	weights: BTreeMap<(u16, u16), i64>,
}

impl Observer for Seen {
	fn vector(&mut self, vector: Vector, values: &[Q32]) {
		self.vectors.insert(vector, values.iter().map(|value| value.bits()).collect());
	}

	fn entry(&mut self, matrix: Matrix, row: u16, column: u16, value: Q32) {
		if matrix == Matrix::Weights {
			self.weights.insert((row, column), value.bits());
		}
	}
}

/// Two validators and a miner.
fn small() -> Input {
	Input {
		n: 3,
		current_block: 1_000,
		tempo: 360,
		last_mechanism_step_block: 640,
		activity_cutoff: 5_000,
		last_update: vec![900; 3],
		block_at_registration: vec![10; 3],
		stake: vec![600, 400, 0],
		stake_threshold: 0,
		owner_uid: None,
		validator_permit: vec![true, true, false],
		max_allowed_validators: 64,
		weights: vec![vec![(2, 65_535)], vec![(2, 65_535)], vec![]],
		commit_blocks: None,
		kappa: 32_767,
		bonds: vec![vec![], vec![], vec![]],
		bonds_penalty: 65_535,
		bonds_moving_average: 900_000,
		yuma3: true,
		liquid_alpha: true,
		alpha_low: 45_875,
		alpha_high: 58_982,
		alpha_sigmoid_steepness: 1_000,
		rao_emission: 1_000_000_000,
	}
}

#[test]
fn malformed_inputs_are_named() {
	let error = |change: fn(&mut Input)| {
		let mut input = small();
		change(&mut input);
		input.epoch().unwrap_err()
	};
	let length = |field, given| InputError::Length { field, expected: 3, given };
	assert_eq!(error(|i| i.weights.truncate(2)), length("weights", 2));
	assert_eq!(error(|i| i.bonds.push(vec![])), length("bonds", 4));
	assert_eq!(error(|i| i.block_at_registration.clear()), length("block_at_registration", 0));
	assert_eq!(error(|i| i.commit_blocks = Some(vec![None])), length("commit_blocks", 1));
	assert_eq!(error(|i| i.owner_uid = Some(3)), InputError::OwnerOutOfRange { uid: 3 });
	assert_eq!(error(|i| i.stake = vec![1 << 62, 1 << 62, 0]), InputError::StakeTooLarge);
	assert_eq!(
		error(|i| i.weights[1] = vec![(2, 1), (0, 1), (2, 1)]),
		InputError::DuplicateTarget { field: "weights", uid: 1, target: 2 }
	);
	// Also where the row is masked.
	assert_eq!(
		error(|i| i.weights[2] = vec![(0, 1), (0, 1)]),
		InputError::DuplicateTarget { field: "weights", uid: 2, target: 0 }
	);
	assert_eq!(
		error(|i| i.bonds[0] = vec![(2, 1), (2, 1)]),
		InputError::DuplicateTarget { field: "bonds", uid: 0, target: 2 }
	);
	assert_eq!(
		error(|i| i.alpha_low = 58_983),
		InputError::AlphaBoundsReversed { low: 58_983, high: 58_982 }
	);
	assert_eq!(
		error(|i| i.bonds_moving_average = 65_535_000_001),
		InputError::MovingAverageTooLarge { given: 65_535_000_001 }
	);
	assert!(error(|i| i.owner_uid = Some(3)).to_string().contains("give None"));
}

#[test]
fn what_is_not_read_is_not_judged() {
	let mut input = small();
	input.alpha_low = u16::MAX;
	input.liquid_alpha = false;
	assert!(input.epoch().is_ok());
	input.liquid_alpha = true;
	input.yuma3 = false;
	assert!(input.epoch().is_ok());
}

#[test]
fn surplus_and_missing_entries_follow_the_rules() {
	let expected = small().epoch().unwrap();
	let mut input = small();
	input.last_update.push(0);
	input.validator_permit.push(true);
	input.weights[0].push((3, 65_535));
	input.bonds[0].push((u16::MAX, 65_535));
	assert_eq!(input.epoch().unwrap(), expected);
	// A missing last update is block 0: nothing was set since registration.
	input.last_update = vec![900];
	let output = input.epoch().unwrap();
	assert_eq!(output.validator_trust[1], 0);
	assert_eq!(output.active, [true, true, true]);
}

#[test]
fn a_subnet_without_neurons_has_an_empty_epoch() {
	let mut input = small();
	for rows in [&mut input.weights, &mut input.bonds] {
		rows.clear();
	}
	input.stake.clear();
	input.block_at_registration.clear();
	assert_eq!(input.epoch().unwrap(), EpochOutput::default());
}

#[test]
fn the_largest_subnet_is_exact_and_one_more_is_refused() {
	let n = 32_769;
	let mut input = small();
	input.stake = vec![1; n];
	input.block_at_registration = vec![10; n];
	input.last_update = vec![900; n];
	input.validator_permit = vec![true; n];
	input.weights = vec![vec![]; n];
	input.bonds = vec![vec![]; n];
	assert_eq!(input.epoch().unwrap_err(), InputError::TooManyNeurons { given: n });
	for rows in [&mut input.weights, &mut input.bonds] {
		rows.pop();
	}
	input.stake.pop();
	input.block_at_registration.pop();
	input.weights[0] = (1..32_768).map(|target| (target, u16::MAX)).collect();
	input.yuma3 = false;
	// A column of bonds as large as it can be.
	for row in &mut input.bonds {
		row.push((1, u16::MAX));
	}
	let output = input.epoch().unwrap();
	assert_eq!(output.stake_weight, vec![1; 32_768]);
	// Each row counts the 1/32767 of its own; one voter of 32768 makes no consensus.
	assert!(output.consensus.iter().all(|value| *value == 0));
	assert_eq!(output.bonds.iter().filter(|row| !row.is_empty()).count(), 64);
}
