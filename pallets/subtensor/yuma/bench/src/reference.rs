//! The rules of an epoch, written down step by step over the published fixed-point library.
//!
//! This is what the engine is measured against, and a second oracle for it. It takes the steps that
//! the live network takes and nothing cleverer: sparse rows that are rebuilt at each step, a dense
//! column per median, a dense row per moving average, and a dense table of liquid alphas.

use alloc::{vec, vec::Vec};
use substrate_fixed::{
	transcendental,
	types::{I32F32, I64F64, I96F32},
};
use yuma_consensus::{EpochInput, EpochOutput};

type Fixed = I32F32;
type Rows = Vec<Vec<(u16, Fixed)>>;

fn fixed(value: u16) -> Fixed {
	Fixed::from_num(value)
}

fn div(a: Fixed, b: Fixed) -> Fixed {
	a.checked_div(b).unwrap_or_default()
}

fn ratio(value: u16) -> Fixed {
	div(fixed(value), fixed(u16::MAX))
}

fn zero() -> Fixed {
	Fixed::from_num(0)
}

fn one() -> Fixed {
	Fixed::from_num(1)
}

fn stored(value: Fixed) -> u16 {
	value.saturating_mul(fixed(u16::MAX)).saturating_to_num()
}

fn stored_all(values: &[Fixed]) -> Vec<u16> {
	values.iter().map(|value| stored(*value)).collect()
}

fn normalised(values: &[Fixed]) -> Vec<Fixed> {
	let sum: Fixed = values.iter().sum();
	if sum == zero() {
		return values.to_vec();
	}
	values.iter().map(|value| div(*value, sum)).collect()
}

fn row_normalised(rows: &Rows) -> Rows {
	rows.iter()
		.map(|row| {
			let sum: Fixed = row.iter().map(|(_, value)| *value).sum();
			let scale = |value: Fixed| if sum > zero() { div(value, sum) } else { value };
			row.iter().map(|(target, value)| (*target, scale(*value))).collect()
		})
		.collect()
}

fn column_normalised(rows: &Rows) -> Rows {
	let mut sums = vec![zero(); rows.len()];
	for (target, value) in rows.iter().flatten() {
		sums[usize::from(*target)] += *value;
	}
	scaled_columns(rows, &sums)
}

fn scaled_columns(rows: &Rows, divisors: &[Fixed]) -> Rows {
	let scale = |target: u16, value: Fixed| {
		let divisor = divisors[usize::from(target)];
		if divisor == zero() {
			value
		} else {
			div(value, divisor)
		}
	};
	rows.iter()
		.map(|row| row.iter().map(|(target, value)| (*target, scale(*target, *value))).collect())
		.collect()
}

/// Keeps the entries for which `keep(row, target)` holds.
fn masked(rows: &Rows, keep: impl Fn(usize, usize) -> bool) -> Rows {
	rows.iter()
		.enumerate()
		.map(|(i, row)| row.iter().filter(|(j, _)| keep(i, usize::from(*j))).copied().collect())
		.collect()
}

fn loaded(rows: &[&[(u16, u16)]], read: impl Fn(u16) -> Fixed) -> Rows {
	let n = rows.len();
	rows.iter()
		.map(|row| {
			let inside = row.iter().filter(|(target, _)| usize::from(*target) < n);
			inside.map(|(target, value)| (*target, read(*value))).collect()
		})
		.collect()
}

/// Stake-weighted median by repeated partition around the middle candidate.
fn median(stake: &[Fixed], score: &[Fixed], minority: Fixed) -> Fixed {
	let mut candidates: Vec<usize> = (0..stake.len()).collect();
	let mut below = zero();
	while !candidates.is_empty() {
		let pivot = score[candidates[candidates.len() / 2]];
		let part = |keep: &dyn Fn(Fixed) -> bool| -> (Vec<usize>, Fixed) {
			let part: Vec<usize> = candidates.iter().copied().filter(|i| keep(score[*i])).collect();
			let held = part.iter().map(|i| stake[*i]).sum();
			(part, held)
		};
		let (lower, lower_stake) = part(&|value| value < pivot);
		let (upper, _) = part(&|value| value > pivot);
		let (_, equal_stake) = part(&|value| value == pivot);
		if !lower.is_empty() && below.saturating_add(lower_stake) > minority {
			candidates = lower;
		} else {
			below = below.saturating_add(lower_stake).saturating_add(equal_stake);
			if upper.is_empty() || below > minority {
				return pivot;
			}
			candidates = upper;
		}
	}
	zero()
}

fn consensus(active_stake: &[Fixed], weights: &Rows, kappa: Fixed) -> Vec<Fixed> {
	let n = weights.len();
	let voters: Vec<usize> = (0..n).filter(|i| active_stake[*i] > zero()).collect();
	let stake = normalised(&voters.iter().map(|i| active_stake[*i]).collect::<Vec<_>>());
	let minority = stake.iter().sum::<Fixed>().saturating_sub(kappa);
	let mut columns = vec![vec![zero(); voters.len()]; n];
	for (index, voter) in voters.iter().enumerate() {
		for (target, value) in &weights[*voter] {
			columns[usize::from(*target)][index] = *value;
		}
	}
	columns.iter().map(|column| median(&stake, column, minority)).collect()
}

/// Weights clipped at consensus; what is clipped to nothing is removed.
fn clipped(weights: &Rows, consensus: &[Fixed]) -> Rows {
	weights
		.iter()
		.map(|row| {
			let clip = |(target, value): &(u16, Fixed)| {
				let limit = consensus[usize::from(*target)];
				match limit < *value {
					true if limit <= zero() => None,
					true => Some((*target, limit)),
					false => Some((*target, *value)),
				}
			};
			row.iter().filter_map(clip).collect()
		})
		.collect()
}

fn dense(row: &[(u16, Fixed)], n: usize) -> Vec<Fixed> {
	let mut values = vec![zero(); n];
	for (target, value) in row {
		values[usize::from(*target)] = *value;
	}
	values
}

fn targets<T>(values: &[T]) -> impl Iterator<Item = (u16, &T)> {
	(0..=u16::MAX).zip(values)
}

/// `base + factor * (other - base)` for each entry above 0.
fn interpolated(base: &Rows, other: &Rows, factor: Fixed) -> Rows {
	if factor == zero() {
		return base.clone();
	}
	if factor == one() {
		return other.clone();
	}
	let n = base.len();
	base.iter()
		.zip(other)
		.map(|(base, other)| {
			let (base, other) = (dense(base, n), dense(other, n));
			let mix = |(target, base): (u16, &Fixed)| {
				let change = other[usize::from(target)].saturating_sub(*base);
				(target, base.saturating_add(factor.saturating_mul(change)))
			};
			targets(&base).map(mix).filter(|(_, value)| *value > zero()).collect()
		})
		.collect()
}

/// Moving average with one alpha for all.
fn moved(new: &Rows, old: &Rows, alpha: Fixed) -> Rows {
	let n = new.len();
	let keep = one().saturating_sub(alpha);
	new.iter()
		.zip(old)
		.map(|(new, old)| {
			let mut values = vec![zero(); n];
			for (target, value) in new {
				let slot = &mut values[usize::from(*target)];
				*slot = slot.saturating_add(alpha.saturating_mul(*value));
			}
			for (target, value) in old {
				let slot = &mut values[usize::from(*target)];
				*slot = slot.saturating_add(keep.saturating_mul(*value));
			}
			let entries = targets(&values).filter(|(_, value)| **value > zero());
			entries.map(|(target, value)| (target, *value)).collect()
		})
		.collect()
}

struct LiquidAlpha {
	low: Fixed,
	high: Fixed,
	steepness: Fixed,
}

impl LiquidAlpha {
	fn of(&self, consensus: Fixed, weight: Fixed, bond: Fixed) -> Fixed {
		let difference = if weight >= bond {
			weight.saturating_sub(consensus)
		} else {
			bond.saturating_sub(weight)
		};
		let difference = difference.clamp(zero(), one());
		let exponent =
			self.steepness.saturating_mul(difference.saturating_sub(div(one(), fixed(2))));
		let limit = fixed(20);
		let power: Fixed = transcendental::exp(exponent.clamp(-limit, limit)).unwrap_or_default();
		let sigmoid = div(one(), one().saturating_add(power));
		let span = self.high.saturating_sub(self.low);
		self.low.saturating_add(sigmoid.saturating_mul(span)).clamp(self.low, self.high)
	}

	/// The alpha of every pair. Rows are read forward only, as long as targets ascend.
	fn table(&self, weights: &Rows, bonds: &Rows, consensus: &[Fixed]) -> Vec<Vec<Fixed>> {
		let read = |row: &[(u16, Fixed)], position: &mut usize, target: u16| {
			while row.get(*position).is_some_and(|(other, _)| *other < target) {
				*position += 1;
			}
			match row.get(*position) {
				Some((other, value)) if *other == target => *value,
				_ => zero(),
			}
		};
		weights
			.iter()
			.zip(bonds)
			.map(|(weights, bonds)| {
				let (mut w, mut b) = (0, 0);
				targets(consensus)
					.map(|(target, consensus)| {
						let weight = read(weights, &mut w, target);
						let bond = read(bonds, &mut b, target);
						self.of(*consensus, weight, bond)
					})
					.collect()
			})
			.collect()
	}
}

/// Moving average with an alpha for each entry; only entries of `new` remain.
fn moved_each(new: &Rows, old: &Rows, alphas: &[Vec<Fixed>]) -> Rows {
	let n = new.len();
	new.iter()
		.zip(old)
		.zip(alphas)
		.map(|((new, old), alphas)| {
			let old = dense(old, n);
			let value = |(target, value): &(u16, Fixed)| {
				let alpha = alphas[usize::from(*target)];
				let kept = one().saturating_sub(alpha).saturating_mul(old[usize::from(*target)]);
				let moved = alpha.saturating_mul(*value).max(zero());
				(*target, kept.saturating_add(moved).min(one()))
			};
			new.iter().map(value).filter(|(_, value)| *value > zero()).collect()
		})
		.collect()
}

/// Runs an epoch on a consistent input.
pub fn epoch(input: &EpochInput) -> EpochOutput {
	let n = input.stake.len();
	let uid = |i: usize| i as u16;
	let is_owner = |i: usize| input.owner_uid == Some(uid(i));
	let last_update = |i: usize| input.last_update.get(i).copied().unwrap_or(0);
	let registered = input.block_at_registration;

	let active: Vec<bool> = (0..n)
		.map(|i| last_update(i).saturating_add(input.activity_cutoff) >= input.current_block)
		.collect();

	let counted: Vec<I64F64> = (0..n)
		.map(|i| match input.stake[i].floor() < input.stake_threshold && !is_owner(i) {
			true => I64F64::from_num(0),
			false => I64F64::from_bits(input.stake[i].bits()),
		})
		.collect();
	let sum: I64F64 = counted.iter().sum();
	let stake: Vec<Fixed> = counted
		.iter()
		.map(|stake| Fixed::from_num(stake.checked_div(sum).unwrap_or_default()))
		.collect();

	let old_permit: Vec<bool> = (0..n)
		.map(|i| input.validator_permit.get(i).is_some_and(|permit| *permit || is_owner(i)))
		.collect();
	let mut new_permit: Vec<bool> = stake.iter().map(|stake| *stake != zero()).collect();
	let mut ascending: Vec<usize> = (0..n).collect();
	ascending.sort_by_key(|i| stake[*i]);
	for i in ascending.iter().take(n.saturating_sub(usize::from(input.max_allowed_validators))) {
		new_permit[*i] = false;
	}
	if let Some(owner) = input.owner_uid {
		new_permit[usize::from(owner)] = true;
	}

	let counts = |i: usize| active[i] && (old_permit[i] || input.validator_permit.is_empty());
	let active_stake: Vec<Fixed> =
		(0..n).map(|i| if counts(i) { stake[i] } else { zero() }).collect();
	let active_stake = normalised(&active_stake);

	let weights = loaded(input.weights, fixed);
	let weights = masked(&weights, |i, _| old_permit[i]);
	let weights = masked(&weights, |i, j| i != j || is_owner(i));
	let weights = masked(&weights, |i, j| last_update(i) > registered[j]);
	let weights = match input.commit_blocks {
		Some(blocks) => masked(&weights, |i, j| blocks[i].unwrap_or(u64::MAX) >= registered[j]),
		None => weights,
	};
	let weights = row_normalised(&weights);

	let consensus = consensus(&active_stake, &weights, ratio(input.kappa));
	let clipped = clipped(&weights, &consensus);
	let trust: Vec<Fixed> =
		clipped.iter().map(|row| row.iter().map(|(_, value)| *value).sum()).collect();
	let mut rank = vec![zero(); n];
	for (row, stake) in clipped.iter().zip(&active_stake) {
		for (target, value) in row {
			rank[usize::from(*target)] += stake.saturating_mul(*value);
		}
	}
	let incentive = normalised(&rank);

	let weights_for_bonds = interpolated(&weights, &clipped, ratio(input.bonds_penalty));
	let marker = match input.last_mechanism_step_block {
		0 => input.current_block.saturating_sub(input.tempo.into()),
		block => block.saturating_add(1),
	};
	let old_bonds = loaded(input.bonds, if input.yuma3 { ratio } else { fixed });
	let old_bonds = masked(&old_bonds, |_, j| registered[j] < marker);

	let average = I64F64::from_num(input.bonds_moving_average)
		.checked_div(I64F64::from_num(1_000_000))
		.unwrap_or_default();
	let alpha = one().saturating_sub(Fixed::saturating_from_num(average));

	let mut to_store;
	let mut dividends = vec![zero(); n];
	if input.yuma3 {
		let liquid = input.liquid_alpha && consensus.iter().any(|value| *value != zero());
		to_store = if liquid {
			let rule = LiquidAlpha {
				low: ratio(input.alpha_low),
				high: ratio(input.alpha_high),
				steepness: div(
					Fixed::from_num(input.alpha_sigmoid_steepness),
					Fixed::from_num(-100),
				),
			};
			let alphas = rule.table(&weights_for_bonds, &old_bonds, &consensus);
			moved_each(&weights_for_bonds, &old_bonds, &alphas)
		} else {
			moved(&weights_for_bonds, &old_bonds, alpha)
		};
		let shares = column_normalised(&to_store);
		for ((row, dividend), stake) in shares.iter().zip(&mut dividends).zip(&active_stake) {
			let part = |(target, share): &(u16, Fixed)| {
				share.saturating_mul(incentive[usize::from(*target)])
			};
			*dividend = row.iter().map(part).sum::<Fixed>().saturating_mul(*stake);
		}
	} else {
		let delta = weights_for_bonds.iter().zip(&active_stake).map(|(row, stake)| {
			row.iter().map(|(target, value)| (*target, value.saturating_mul(*stake))).collect()
		});
		let delta = column_normalised(&delta.collect());
		let bonds = column_normalised(&moved(&delta, &column_normalised(&old_bonds), alpha));
		for (row, dividend) in bonds.iter().zip(&mut dividends) {
			let part = |(target, bond): &(u16, Fixed)| {
				incentive[usize::from(*target)].saturating_mul(*bond)
			};
			*dividend = row.iter().map(part).sum();
		}
		let mut largest = vec![zero(); n];
		for (target, bond) in bonds.iter().flatten() {
			let slot = &mut largest[usize::from(*target)];
			*slot = (*slot).max(*bond);
		}
		to_store = scaled_columns(&bonds, &largest);
	}
	let dividends = normalised(&dividends);
	for (row, permit) in to_store.iter_mut().zip(&new_permit) {
		if !permit {
			row.clear();
		}
	}

	let combined: Vec<Fixed> =
		incentive.iter().zip(&dividends).map(|(i, d)| i.saturating_add(*d)).collect();
	let sum: Fixed = combined.iter().sum();
	let (server, validator, combined) = if sum == zero() {
		let idle = active_stake.iter().sum::<Fixed>() == zero();
		let fallback = if idle { stake.clone() } else { active_stake };
		(vec![zero(); n], fallback.clone(), fallback)
	} else {
		let shares = |values: &[Fixed]| -> Vec<Fixed> {
			values.iter().map(|value| div(*value, sum)).collect()
		};
		(shares(&incentive), shares(&dividends), shares(&combined))
	};
	let emission = I96F32::from_num(input.emission);
	let amounts = |shares: &[Fixed]| -> Vec<u64> {
		let amount = |share: &Fixed| I96F32::from_num(*share).saturating_mul(emission);
		shares.iter().map(|share| amount(share).saturating_to_num()).collect()
	};

	EpochOutput {
		stake_weight: stored_all(&stake),
		active,
		consensus: stored_all(&consensus),
		incentive: stored_all(&incentive),
		dividends: stored_all(&dividends),
		validator_trust: stored_all(&trust),
		validator_permit: new_permit,
		server_emission: amounts(&server),
		validator_emission: amounts(&validator),
		emission: amounts(&combined),
		bonds: to_store
			.iter()
			.map(|row| row.iter().map(|(target, bond)| (*target, stored(*bond))).collect())
			.collect(),
	}
}
