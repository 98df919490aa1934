//! One subnet, computed by everybody: the engine, the rules in arbitrary precision, and the live
//! network's steps over its own fixed-point library.

use super::{
	case::{Input, Recorder},
	oracle, reference,
};
use std::{collections::BTreeSet, fmt::Debug};
use yuma_consensus::{epoch, epoch_observed, CombinedStake, EpochOutput, Q32};

/// Beyond this size the oracle, which is dense and slow, is left out.
const ORACLE_NEURONS: usize = 12;

fn same<T: PartialEq + Debug>(name: &str, expected: &T, got: &T) -> Result<(), String> {
	if expected == got {
		Ok(())
	} else {
		Err(format!("{name}: expected {expected:?}, got {got:?}"))
	}
}

/// Runs an epoch of a valid input in every way and compares everything: the number of values that
/// the oracle had a word on, or what differs.
pub fn check(input: &Input, stake: &[CombinedStake]) -> Result<usize, String> {
	let mut recorder = Recorder::default();
	let got = input
		.with_stake(stake, |input| epoch_observed(input, &mut recorder))
		.map_err(|error| error.to_string())?;
	// Looking does not change anything.
	same("unobserved", &Ok(&got), &input.with_stake(stake, epoch).as_ref())?;
	same("live network's steps", &input.with_stake(stake, reference::epoch), &got)?;
	invariants(input, &got)?;
	if stake.len() > ORACLE_NEURONS {
		return Ok(0);
	}

	let bits: Vec<i128> = stake.iter().map(|stake| stake.bits()).collect();
	let expected = oracle::epoch(input, &bits);
	let mut compared = 0;
	for (name, expected) in &expected.vectors {
		same(name, expected, recorder.vectors.get(name).unwrap_or(&Vec::new()))?;
		compared += expected.len();
	}
	for (name, expected) in &expected.matrices {
		same(name, expected, &recorder.matrices.remove(name).unwrap_or_default())?;
		compared += expected.len();
	}
	let vector = |name: &str| oracle::quantised(&expected.vectors[name]);
	let expected = EpochOutput {
		stake_weight: vector("stake"),
		active: expected.active,
		consensus: vector("consensus"),
		incentive: vector("incentive"),
		dividends: vector("dividends"),
		validator_trust: vector("validator_trust"),
		validator_permit: expected.validator_permit,
		server_emission: expected.server_emission,
		validator_emission: expected.validator_emission,
		emission: expected.emission,
		bonds: expected.bonds,
	};
	same("output", &expected, &got)?;
	Ok(compared + 10 * stake.len() + got.bonds.iter().map(Vec::len).sum::<usize>())
}

/// What holds for every output.
fn invariants(input: &Input, output: &EpochOutput) -> Result<(), String> {
	let sum = |amounts: &[u64]| amounts.iter().map(|amount| u128::from(*amount)).sum::<u128>();
	let emission = u128::from(input.rao_emission);
	let paid = sum(&output.server_emission) + sum(&output.validator_emission);
	if paid > emission || sum(&output.emission) > emission {
		return Err("more is paid than emitted".into());
	}
	for (row, permit) in output.bonds.iter().zip(&output.validator_permit) {
		let targets: BTreeSet<u16> = row.iter().map(|(target, _)| *target).collect();
		let inside = targets.last().is_none_or(|target| *target < input.n);
		if targets.len() != row.len() || !inside || !(*permit || row.is_empty()) {
			return Err(format!("a bonds row that cannot be: {row:?}"));
		}
	}
	Ok(())
}

/// Whether an input is one that the engine must refuse.
pub fn is_malformed(input: &Input, stake: &[CombinedStake]) -> bool {
	let n = usize::from(input.n);
	let twice = |row: &Vec<(u16, u16)>| {
		let targets = row.iter().map(|(target, _)| *target).filter(|target| *target < input.n);
		let mut seen = BTreeSet::new();
		targets.into_iter().any(|target| !seen.insert(target))
	};
	let counted = (0_u16..).zip(stake).filter(|(uid, stake)| {
		stake.floor() >= input.stake_threshold || input.owner_uid == Some(*uid)
	});
	let total = counted.map(|(_, stake)| stake.bits()).try_fold(0_i128, i128::checked_add);
	let liquid = input.yuma3 && input.liquid_alpha;
	input.weights.iter().chain(&input.bonds).any(twice)
		|| total.is_none()
		|| input.owner_uid.is_some_and(|uid| usize::from(uid) >= n)
		|| input.bonds_moving_average > 65_535_000_000
		|| (liquid
			&& Q32::from_ratio_floor(input.alpha_low) > Q32::from_ratio_floor(input.alpha_high))
}
