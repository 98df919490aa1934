//! The stake-weighted median of one column: what the majority by stake agrees on at least.

use crate::{
	q32::{Total, Q32},
	sparse::{Entry, Weight},
};
use alloc::vec::Vec;

/// One validator's vote on a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Vote {
	/// The weight it gives.
	pub weight: Q32,
	/// Its share of the voting stake.
	pub stake: Q32,
}

/// Below this many votes, sorting is cheaper than selecting.
const SORT_BELOW: usize = 12;
/// Partitions before sorting what is left; only an adversarial order needs that many.
const PARTITIONS: u32 = 24;

/// The smallest weight whose voters, those below it and `below` together hold more than `minority`;
/// `None` if there is none.
///
/// Votes are lost. Expected time is linear, and no order of votes makes it worse than sorting.
pub(crate) fn smallest_majority(votes: &mut [Vote], below: Q32, minority: Q32) -> Option<Q32> {
	let mut votes = votes;
	let mut below = below;
	for _ in 0..PARTITIONS {
		if votes.len() < SORT_BELOW {
			break;
		}
		let pivot = pivot(votes);
		let (mut lower, mut equal, mut any_lower) = (Total::default(), Total::default(), false);
		for vote in votes.iter() {
			any_lower |= vote.weight < pivot;
			lower.add(if vote.weight < pivot { vote.stake } else { Q32::ZERO });
			equal.add(if vote.weight == pivot { vote.stake } else { Q32::ZERO });
		}
		let below_pivot = below.add_sat(lower.get());
		let up_to_pivot = below_pivot.add_sat(equal.get());
		let kept = if any_lower && below_pivot > minority {
			keep(votes, |vote| vote.weight < pivot)
		} else if up_to_pivot > minority {
			return Some(pivot);
		} else {
			below = up_to_pivot;
			keep(votes, |vote| vote.weight > pivot)
		};
		votes = votes.get_mut(..kept).unwrap_or_default();
	}
	votes.sort_unstable_by_key(|vote| vote.weight);
	let mut rest = votes.iter().peekable();
	while let Some(vote) = rest.next() {
		below = below.add_sat(vote.stake);
		let last_of_its_weight = rest.peek().is_none_or(|next| next.weight != vote.weight);
		if last_of_its_weight && below > minority {
			return Some(vote.weight);
		}
	}
	None
}

/// The stake-weighted median of one column after the other.
pub(crate) struct Medians {
	/// Stake of all voters.
	total: Q32,
	/// What a majority must exceed.
	minority: Q32,
	/// Number of voters.
	voters: usize,
	votes: Vec<Vote>,
}

/// From this many entries on, a sample is taken first.
const SAMPLE_FROM: usize = 40;
/// Entries in a sample.
const SAMPLE: usize = 15;

impl Medians {
	/// From the stake of every row as a share of the voting stake.
	pub fn new(shares: &[Q32], kappa: u16) -> Self {
		let total = crate::q32::sum(shares);
		let voters = shares.iter().filter(|share| **share > Q32::ZERO).count();
		let minority = total.sub_sat(Q32::from_ratio_floor(kappa));
		Self { total, minority, voters, votes: Vec::with_capacity(voters) }
	}

	/// The smallest weight whose voters and those below it hold more than the minority; the largest
	/// weight if there is none; 0 without voters. Voters without an entry vote for 0.
	///
	/// `share` is the stake of a row as a share of the voting stake.
	pub fn of(&mut self, column: &[Weight], share: impl Fn(u16) -> Q32) -> Q32 {
		let guess = if column.len() < SAMPLE_FROM { None } else { self.sample(column, &share) };
		if let Some((low, high)) = guess {
			// Only votes around the sample's median are kept; of those below, only their stake counts.
			// The median found among the kept ones is the true one, for no smaller weight has a
			// majority.
			let below = self.collect(column, &share, low, high);
			if below <= self.minority {
				let found = smallest_majority(&mut self.votes, below, self.minority);
				if let Some(median) = found {
					return median;
				}
			}
		}
		let silent = self.collect(column, &share, Q32::from_bits(1), Q32::MAX);
		let anyone_silent = self.votes.len() < self.voters;
		if anyone_silent && silent > self.minority {
			return Q32::ZERO;
		}
		let largest = self.votes.iter().map(|vote| vote.weight).max().unwrap_or(Q32::ZERO);
		smallest_majority(&mut self.votes, silent, self.minority).unwrap_or(largest)
	}

	/// Keeps the votes from `low`, which is above 0, to `high`; the stake of all votes below.
	fn collect(
		&mut self,
		column: &[Weight],
		share: &impl Fn(u16) -> Q32,
		low: Q32,
		high: Q32,
	) -> Q32 {
		self.votes.clear();
		let mut not_below = Total::default();
		for entry in column {
			let (weight, stake) = (entry.value(), share(entry.row()));
			not_below.add(if weight >= low { stake } else { Q32::ZERO });
			if weight >= low && weight <= high && stake > Q32::ZERO {
				self.votes.push(Vote { weight, stake });
			}
		}
		self.total.sub_sat(not_below.get())
	}

	/// Bounds between which the median probably lies, from a few entries of the column.
	fn sample(&self, column: &[Weight], share: &impl Fn(u16) -> Q32) -> Option<(Q32, Q32)> {
		let step = column.len().checked_div(SAMPLE)?;
		let mut sample = [Vote::default(); SAMPLE];
		for (vote, entry) in sample.iter_mut().zip(column.iter().step_by(step)) {
			*vote = Vote { weight: entry.value(), stake: share(entry.row()) };
		}
		sample.sort_unstable_by_key(|vote| vote.weight);
		let stake = sample.iter().fold(Q32::ZERO, |sum, vote| sum.add_sat(vote.stake));
		// The same part of the sample as the minority is of the whole.
		let part = stake.mul_floor_sat(self.minority.div_trunc_or_zero(self.total));
		let mut below = Q32::ZERO;
		let middle = sample.iter().position(|vote| {
			below = below.add_sat(vote.stake);
			below > part
		})?;
		let weight = |index: usize| sample.get(index).map(|vote| vote.weight);
		let low = weight(middle.saturating_sub(3))?.max(Q32::from_bits(1));
		Some((low, weight(middle.saturating_add(3)).unwrap_or(Q32::MAX)))
	}
}

/// The middle one of the first, middle and last weight.
fn pivot(votes: &[Vote]) -> Q32 {
	let weight = |index: usize| votes.get(index).map_or(Q32::ZERO, |vote| vote.weight);
	let (a, b) = (weight(0), weight(votes.len() >> 1));
	let c = weight(votes.len().saturating_sub(1));
	a.min(b).max(a.max(b).min(c))
}

/// Moves the votes that `belong` to the front; their number. Written so that nothing depends on
/// guessing the outcome of a comparison.
fn keep(votes: &mut [Vote], belong: impl Fn(Vote) -> bool) -> usize {
	let mut kept = 0_usize;
	for index in 0..votes.len() {
		let vote = votes.get(index).copied().unwrap_or_default();
		if let Some(place) = votes.get_mut(kept) {
			*place = vote;
		}
		kept = kept.wrapping_add(usize::from(belong(vote)));
	}
	kept
}

/// The consensus on one column, from the active stake and the weight (0 to 1) of every row.
///
/// Active stake sums up to at most 1, as the normalised stake of an epoch does. Rows without active stake do not vote; `kappa` is the majority as a u16 ratio.
pub fn consensus(active_stake: &[Q32], weights: &[Q32], kappa: u16) -> Q32 {
	let mut shares: Vec<Q32> = active_stake.iter().map(|stake| (*stake).max(Q32::ZERO)).collect();
	crate::q32::normalise(&mut shares);
	let column: Vec<Weight> = (0..=u16::MAX)
		.zip(weights)
		.map(|(uid, weight)| Weight::new(uid, (*weight).clamp(Q32::ZERO, Q32::ONE)))
		.collect();
	let share = |uid: u16| shares.get(usize::from(uid)).copied().unwrap_or(Q32::ZERO);
	Medians::new(&shares, kappa).of(&column, share)
}
