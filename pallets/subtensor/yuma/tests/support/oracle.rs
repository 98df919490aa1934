//! The rules of an epoch in arbitrary-precision integers: dense, slow, and written to be checked
//! by reading. Nothing of the engine is used.
//!
//! A value with 32 fraction bits is its bit pattern, a [`BigInt`]; a matrix has an optional value
//! for every pair of uids.

use super::case::Input;
use num_bigint::BigInt;
use std::collections::BTreeMap;

type Q = BigInt;
type Matrix = Vec<Vec<Option<Q>>>;

/// Results of an epoch: what is stored and paid, and what led there.
#[derive(Default)]
pub struct Oracle {
	/// Bit patterns of vectors by name.
	pub vectors: BTreeMap<&'static str, Vec<i64>>,
	/// Bit patterns of matrix entries by name.
	pub matrices: BTreeMap<&'static str, BTreeMap<(u16, u16), i64>>,
	pub active: Vec<bool>,
	pub validator_permit: Vec<bool>,
	pub server_emission: Vec<u64>,
	pub validator_emission: Vec<u64>,
	pub emission: Vec<u64>,
	pub bonds: Vec<Vec<(u16, u16)>>,
}

fn one() -> Q {
	Q::from(1_u64 << 32)
}

fn zero() -> Q {
	Q::from(0)
}

/// Into the range of 64 bits.
fn saturated(value: Q) -> Q {
	value.max(Q::from(i64::MIN)).min(Q::from(i64::MAX))
}

/// Product, rounded towards minus infinity.
fn mul(a: &Q, b: &Q) -> Q {
	// Shifting a big integer to the right rounds towards minus infinity.
	saturated((a * b) >> 32)
}

/// Quotient, rounded towards zero; 0 where it is not defined or does not fit.
fn div(a: &Q, b: &Q) -> Q {
	if *b == zero() {
		return zero();
	}
	// Dividing big integers rounds towards zero.
	let quotient: Q = (a << 32) / b;
	if saturated(quotient.clone()) == quotient {
		quotient
	} else {
		zero()
	}
}

fn ratio(value: u16) -> Q {
	div(&(Q::from(value) << 32), &(Q::from(65_535) << 32))
}

fn stored(value: &Q) -> u16 {
	let scaled: Q = (value * 65_535) >> 32;
	u16::try_from(scaled.max(zero()).min(Q::from(65_535))).unwrap()
}

fn total(values: &[Q]) -> Q {
	values.iter().sum()
}

fn normalised(values: &[Q]) -> Vec<Q> {
	let sum = total(values);
	if sum == zero() {
		values.to_vec()
	} else {
		values.iter().map(|value| div(value, &sum)).collect()
	}
}

/// Divides each column by its sum, where that is not 0.
fn columns_normalised(matrix: &Matrix) -> Matrix {
	let n = matrix.len();
	let sums: Vec<Q> =
		(0..n).map(|j| matrix.iter().filter_map(|row| row[j].as_ref()).sum()).collect();
	let value = |j: usize, value: &Q| {
		if sums[j] == zero() {
			value.clone()
		} else {
			div(value, &sums[j])
		}
	};
	matrix
		.iter()
		.map(|row| (0..n).map(|j| row[j].as_ref().map(|v| value(j, v))).collect())
		.collect()
}

fn or_zero(value: &Option<Q>) -> Q {
	value.clone().unwrap_or_default()
}

/// The exponential of an argument within ±20.
fn exp(x: &Q) -> Q {
	let limit: Q = one() * 20;
	let x = x.clone().max(-limit.clone()).min(limit);
	if x == zero() {
		return one();
	}
	if x == one() {
		// e * 2^23, rounded down.
		return Q::from(22_802_600) << 9;
	}
	let a: Q = if x < zero() { -x.clone() } else { x.clone() };
	let mut result = one() + &a;
	let mut term = a.clone();
	for k in 2..=31 {
		term = mul(&term, &a) / Q::from(k);
		result += &term;
	}
	if x < zero() {
		(Q::from(1) << 64) / result
	} else {
		result
	}
}

fn liquid_alpha(input: &Input, consensus: &Q, weight: &Q, bond: &Q) -> Q {
	let (low, high) = (ratio(input.alpha_low), ratio(input.alpha_high));
	let difference = if weight >= bond { weight - consensus } else { bond - weight };
	let difference = difference.max(zero()).min(one());
	let steepness = div(&(Q::from(input.alpha_sigmoid_steepness) << 32), &(Q::from(-100) << 32));
	let exponent = mul(&steepness, &(difference - (one() >> 1)));
	let sigmoid = (Q::from(1) << 64) / (one() + exp(&exponent));
	(&low + mul(&sigmoid, &(&high - &low))).max(low).min(high)
}

/// The smallest weight such that the rows at or below it hold more than the minority.
fn median(stake: &[Q], weights: &[Q], kappa: u16) -> Q {
	let voters: Vec<usize> = (0..stake.len()).filter(|i| stake[*i] > zero()).collect();
	let shares = normalised(&voters.iter().map(|i| stake[*i].clone()).collect::<Vec<_>>());
	let minority = total(&shares) - ratio(kappa);
	let mut candidates: Vec<Q> = voters.iter().map(|i| weights[*i].clone()).collect();
	candidates.sort();
	for candidate in &candidates {
		let held: Q = voters
			.iter()
			.zip(&shares)
			.filter(|(i, _)| weights[**i] <= *candidate)
			.map(|(_, share)| share)
			.sum();
		if held > minority {
			return candidate.clone();
		}
	}
	candidates.pop().unwrap_or_default()
}

/// The entries of a row that are read by going through it once and forward while the targets
/// ascend.
fn read_forward(order: &[u16], n: usize) -> Vec<bool> {
	let mut read = vec![false; n];
	let mut position = 0;
	for (j, read) in read.iter_mut().enumerate() {
		while position < order.len() && usize::from(order[position]) < j {
			position += 1;
		}
		*read = position < order.len() && usize::from(order[position]) == j;
	}
	read
}

/// Stored targets of a row that are present in the matrix, in stored order.
fn present_order(stored: &[(u16, u16)], row: &[Option<Q>]) -> Vec<u16> {
	let targets = stored.iter().map(|(target, _)| *target);
	targets.filter(|j| row.get(usize::from(*j)).is_some_and(Option::is_some)).collect()
}

/// Runs an epoch. `stake` is the combined stake with 64 fraction bits.
#[allow(clippy::needless_range_loop)]
pub fn epoch(input: &Input, stake: &[i128]) -> Oracle {
	let n = stake.len();
	let uid = |i: usize| u16::try_from(i).unwrap();
	let is_owner = |i: usize| input.owner_uid == Some(uid(i));
	let last_update = |i: usize| input.last_update.get(i).copied().unwrap_or(0);
	let registered = |j: usize| input.block_at_registration[j];
	let mut result = Oracle::default();

	// Activity.
	let inactive: Vec<bool> = (0..n)
		.map(|i| last_update(i).saturating_add(input.activity_cutoff) < input.current_block)
		.collect();
	result.active = inactive.iter().map(|inactive| !inactive).collect();

	// Stake.
	let counted: Vec<BigInt> = (0..n)
		.map(|i| {
			let below = (BigInt::from(stake[i]) >> 64) < BigInt::from(input.stake_threshold);
			if below && !is_owner(i) {
				zero()
			} else {
				BigInt::from(stake[i])
			}
		})
		.collect();
	let sum: BigInt = counted.iter().sum();
	let stake: Vec<Q> = counted
		.iter()
		.map(|s| if sum == zero() { zero() } else { ((s << 64) / &sum) >> 32 })
		.collect();

	// Permits.
	let old_permit: Vec<bool> = (0..n)
		.map(|i| match input.validator_permit.get(i) {
			Some(permit) => *permit || is_owner(i),
			None => false,
		})
		.collect();
	let mut new_permit: Vec<bool> = stake.iter().map(|s| *s != zero()).collect();
	let allowed = usize::from(input.max_allowed_validators);
	if n >= allowed {
		let mut ascending: Vec<usize> = (0..n).collect();
		ascending.sort_by_key(|i| stake[*i].clone());
		for i in &ascending[..n - allowed] {
			new_permit[*i] = false;
		}
	}
	if let Some(owner) = input.owner_uid {
		new_permit[usize::from(owner)] = true;
	}
	result.validator_permit = new_permit.clone();

	// Active stake.
	let masked: Vec<Q> = (0..n)
		.map(|i| {
			let forbidden = !input.validator_permit.is_empty() && !old_permit[i];
			if inactive[i] || forbidden {
				zero()
			} else {
				stake[i].clone()
			}
		})
		.collect();
	let active_stake = normalised(&masked);

	// Weights.
	let mut weights: Matrix = vec![vec![None; n]; n];
	for i in 0..n {
		for (target, value) in &input.weights[i] {
			let j = usize::from(*target);
			if j >= n || !old_permit[i] || (i == j && !is_owner(i)) {
				continue;
			}
			if last_update(i) <= registered(j) {
				continue;
			}
			if let Some(Some(committed)) = input.commit_blocks.as_ref().map(|blocks| blocks[i]) {
				if committed < registered(j) {
					continue;
				}
			}
			weights[i][j] = Some(Q::from(*value) << 32);
		}
		let sum: Q = weights[i].iter().flatten().sum();
		if sum > zero() {
			weights[i] = weights[i].iter().map(|w| w.as_ref().map(|w| div(w, &sum))).collect();
		}
	}

	// Consensus, clipping, trust, rank, incentive.
	let consensus: Vec<Q> = (0..n)
		.map(|j| {
			let column: Vec<Q> = weights.iter().map(|row| or_zero(&row[j])).collect();
			median(&active_stake, &column, input.kappa)
		})
		.collect();
	let mut clipped = weights.clone();
	for row in &mut clipped {
		for j in 0..n {
			if row[j].as_ref().is_some_and(|w| consensus[j] < *w) {
				row[j] = Some(consensus[j].clone()).filter(|c| *c > zero());
			}
		}
	}
	let trust: Vec<Q> = clipped.iter().map(|row| row.iter().flatten().sum()).collect();
	let rank: Vec<Q> = (0..n)
		.map(|j| (0..n).map(|i| mul(&active_stake[i], &or_zero(&clipped[i][j]))).sum())
		.collect();
	let incentive = normalised(&rank);

	// Weights for bonds, and the order in which their rows stand.
	let (weights_for_bonds, sorted) = match input.bonds_penalty {
		0 => (weights.clone(), false),
		u16::MAX => (clipped.clone(), false),
		penalty => {
			let penalty = ratio(penalty);
			let value = |i: usize, j: usize| {
				let (w, c) = (or_zero(&weights[i][j]), or_zero(&clipped[i][j]));
				Some(&w + mul(&penalty, &(c - &w))).filter(|value| *value > zero())
			};
			let matrix = (0..n).map(|i| (0..n).map(|j| value(i, j)).collect()).collect();
			(matrix, true)
		},
	};
	let weight_order: Vec<Vec<u16>> = (0..n)
		.map(|i| {
			let mut order = present_order(&input.weights[i], &weights_for_bonds[i]);
			if sorted {
				order.sort_unstable();
			}
			order
		})
		.collect();

	// Old bonds.
	let marker = match input.last_mechanism_step_block {
		0 => input.current_block.saturating_sub(u64::from(input.tempo)),
		block => block.saturating_add(1),
	};
	let mut old_bonds: Matrix = vec![vec![None; n]; n];
	for i in 0..n {
		for (target, value) in &input.bonds[i] {
			let j = usize::from(*target);
			if j < n && registered(j) < marker {
				old_bonds[i][j] =
					Some(if input.yuma3 { ratio(*value) } else { Q::from(*value) << 32 });
			}
		}
	}
	let bond_order: Vec<Vec<u16>> =
		(0..n).map(|i| present_order(&input.bonds[i], &old_bonds[i])).collect();

	// New bonds.
	let average: Q = (Q::from(input.bonds_moving_average) << 32) / Q::from(1_000_000);
	let alpha: Q = one() - average;
	let keep: Q = one() - &alpha;
	let fixed = |target: &Matrix, bonds: &Matrix| -> Matrix {
		let value = |i: usize, j: usize| {
			let v = mul(&alpha, &or_zero(&target[i][j])) + mul(&keep, &or_zero(&bonds[i][j]));
			Some(v).filter(|v| *v > zero())
		};
		(0..n).map(|i| (0..n).map(|j| value(i, j)).collect()).collect()
	};
	let liquid = input.yuma3 && input.liquid_alpha && consensus.iter().any(|c| *c != zero());
	let mut alphas: Matrix = vec![vec![None; n]; n];
	let new_bonds: Matrix = if !input.yuma3 {
		let delta: Matrix = (0..n)
			.map(|i| {
				let value = |w: &Q| mul(w, &active_stake[i]);
				weights_for_bonds[i].iter().map(|w| w.as_ref().map(value)).collect()
			})
			.collect();
		let moved = fixed(&columns_normalised(&delta), &columns_normalised(&old_bonds));
		columns_normalised(&moved)
	} else if liquid {
		for i in 0..n {
			let (w_read, b_read) =
				(read_forward(&weight_order[i], n), read_forward(&bond_order[i], n));
			for j in 0..n {
				if weights_for_bonds[i][j].is_none() {
					continue;
				}
				let w = if w_read[j] { or_zero(&weights_for_bonds[i][j]) } else { zero() };
				let b = if b_read[j] { or_zero(&old_bonds[i][j]) } else { zero() };
				alphas[i][j] = Some(liquid_alpha(input, &consensus[j], &w, &b));
			}
		}
		let value = |i: usize, j: usize| {
			let alpha = alphas[i][j].as_ref()?;
			let kept = mul(&(one() - alpha), &or_zero(&old_bonds[i][j]));
			let moved = mul(alpha, &or_zero(&weights_for_bonds[i][j])).max(zero());
			Some((kept + moved).min(one())).filter(|v| *v > zero())
		};
		(0..n).map(|i| (0..n).map(|j| value(i, j)).collect()).collect()
	} else {
		fixed(&weights_for_bonds, &old_bonds)
	};

	// Dividends.
	let shares = columns_normalised(&new_bonds);
	let dividends: Vec<Q> = (0..n)
		.map(|i| {
			if input.yuma3 {
				let sum: Q = (0..n).map(|j| mul(&or_zero(&shares[i][j]), &incentive[j])).sum();
				mul(&sum, &active_stake[i])
			} else {
				(0..n).map(|j| mul(&incentive[j], &or_zero(&new_bonds[i][j]))).sum()
			}
		})
		.collect();
	let dividends = normalised(&dividends);

	// Emission.
	let combined: Vec<Q> = incentive.iter().zip(&dividends).map(|(i, d)| i + d).collect();
	let sum = total(&combined);
	let part = |values: &[Q]| -> Vec<Q> { values.iter().map(|value| div(value, &sum)).collect() };
	let (server, validator, combined) = if sum == zero() {
		let fallback =
			if total(&active_stake) == zero() { stake.clone() } else { active_stake.clone() };
		(vec![zero(); n], fallback.clone(), fallback)
	} else {
		(part(&incentive), part(&dividends), part(&combined))
	};
	let amounts = |shares: &[Q]| -> Vec<u64> {
		let amount = |share: &Q| (share * Q::from(input.rao_emission)) >> 32;
		shares.iter().map(|share| u64::try_from(amount(share)).unwrap()).collect()
	};
	result.server_emission = amounts(&server);
	result.validator_emission = amounts(&validator);
	result.emission = amounts(&combined);

	// Storage of bonds.
	for i in 0..n {
		let order: Vec<u16> = match liquid {
			true => weight_order[i].clone(),
			false => (0..n).map(uid).collect(),
		};
		let mut row = Vec::new();
		for target in order {
			let j = usize::from(target);
			let Some(bond) = &new_bonds[i][j] else { continue };
			let scaled = if input.yuma3 {
				bond.clone()
			} else {
				let largest = (0..n).map(|i| or_zero(&new_bonds[i][j])).max().unwrap();
				if largest == zero() {
					bond.clone()
				} else {
					div(bond, &largest)
				}
			};
			row.push((target, stored(&scaled)));
		}
		result.bonds.push(if new_permit[i] { row } else { Vec::new() });
	}

	let bits = |values: &[Q]| -> Vec<i64> {
		values.iter().map(|value| i64::try_from(value).unwrap()).collect()
	};
	result.vectors = BTreeMap::from([
		("stake", bits(&stake)),
		("active_stake", bits(&active_stake)),
		("consensus", bits(&consensus)),
		("validator_trust", bits(&trust)),
		("rank", bits(&rank)),
		("incentive", bits(&incentive)),
		("dividends", bits(&dividends)),
	]);
	let entries = |matrix: &Matrix| -> BTreeMap<(u16, u16), i64> {
		let mut entries = BTreeMap::new();
		for i in 0..n {
			for j in 0..n {
				if let Some(value) = &matrix[i][j] {
					entries.insert((uid(i), uid(j)), i64::try_from(value).unwrap());
				}
			}
		}
		entries
	};
	result.matrices = BTreeMap::from([
		("weights", entries(&weights)),
		("clipped_weights", entries(&clipped)),
		("ema_bonds", entries(&new_bonds)),
		("alpha", entries(&alphas)),
	]);
	result
}

/// The u16 form in which a vector is stored.
pub fn quantised(bits: &[i64]) -> Vec<u16> {
	bits.iter().map(|bits| stored(&Q::from(*bits))).collect()
}
