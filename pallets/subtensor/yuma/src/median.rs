//! The stake-weighted median of one column: what the majority by stake agrees on at least.

use crate::{
	q32::{Total, Q32},
	sparse::Entry,
};
use alloc::{vec, vec::Vec};

/// One validator's vote on a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Vote {
	/// The weight it gives.
	pub weight: Q32,
	/// Its share of the voting stake.
	pub stake: Q32,
}

/// So many votes are compared with each other.
const FEW: usize = 8;
/// More are divided into this many slices of weights, 2 to the power of this.
const SLICE_BITS: u32 = 5;
const SLICES: u64 = 1 << SLICE_BITS;

/// The smallest weight whose voters, those below it and `below` together hold more than `minority`;
/// the largest weight if there is none, 0 without votes. `range` is the lowest and highest weight.
///
/// Votes are lost. Each round goes on with one slice of the range of weights, at most a sixteenth of
/// it: whatever the votes, after nine rounds there is nothing left to divide.
fn smallest_majority(votes: &mut [Vote], range: (Q32, Q32), below: Q32, minority: Q32) -> Q32 {
	let mut votes = votes;
	let mut below = below;
	let (mut low, mut high) = range;
	while votes.len() > FEW {
		if low == high {
			return low;
		}
		let width = u64::BITS.saturating_sub(offset(high, low).leading_zeros());
		let shift = width.saturating_sub(SLICE_BITS);
		// Below `SLICES`, since that many bits are left of the largest offset.
		let lowest = low;
		let slice = |vote: &Vote| (offset(vote.weight, lowest) >> shift) & (SLICES - 1);

		let mut held = [Total::default(); 1 << SLICE_BITS];
		for vote in votes.iter() {
			if let Some(held) = usize::try_from(slice(vote)).ok().and_then(|at| held.get_mut(at)) {
				held.add(vote.stake);
			}
		}
		let middle = (0_u64..).zip(&held).find_map(|(slice, held)| {
			let through = below.add_sat(held.get());
			if through > minority {
				return Some(slice);
			}
			below = through;
			None
		});
		let Some(middle) = middle else { return high };
		let mut kept = 0_usize;
		(low, high) = (Q32::MAX, Q32::ZERO);
		for index in 0..votes.len() {
			let Some(vote) = votes.get(index).copied() else { break };
			// Seldom so.
			if slice(&vote) == middle {
				low = low.min(vote.weight);
				high = high.max(vote.weight);
				if let Some(place) = votes.get_mut(kept) {
					*place = vote;
				}
				kept = kept.wrapping_add(1);
			}
		}
		votes = votes.get_mut(..kept).unwrap_or_default();
	}

	let has_majority = |vote: &Vote| {
		let mut held = Total::default();
		for other in votes.iter() {
			held.add(if other.weight <= vote.weight { other.stake } else { Q32::ZERO });
		}
		below.add_sat(held.get()) > minority
	};
	let weights = || votes.iter().map(|vote| vote.weight);
	let smallest = votes.iter().filter(|vote| has_majority(vote)).map(|vote| vote.weight).min();
	smallest.or_else(|| weights().max()).unwrap_or(Q32::ZERO)
}

/// How far a weight is above the lowest.
#[inline(always)]
fn offset(weight: Q32, low: Q32) -> u64 {
	weight.bits().wrapping_sub(low.bits()).cast_unsigned()
}

/// The stake-weighted median of one column after the other.
pub(crate) struct Medians {
	/// Every row's share of the voting stake. Those above 0 vote.
	shares: Vec<Q32>,
	/// The shares of those who vote.
	voters: Vec<Q32>,
	/// Stake of all voters.
	total: Q32,
	/// What a majority must exceed.
	minority: Q32,
	/// Room for the vote of every voter.
	votes: Vec<Vote>,
}

impl Medians {
	/// From the stake of every row as a share of the voting stake.
	pub fn new(shares: Vec<Q32>, kappa: u16) -> Self {
		let total = crate::q32::sum(&shares);
		let voters = shares.iter().copied().filter(|share| *share > Q32::ZERO);
		let voters: Vec<Q32> = voters.collect();
		let minority = total.sub_sat(Q32::from_ratio_floor(kappa));
		let votes = vec![Vote::default(); voters.len()];
		Self { shares, voters, total, minority, votes }
	}

	/// Whether a row votes.
	pub fn hears(&self, row: u16) -> bool {
		self.share(row) > Q32::ZERO
	}

	#[inline(always)]
	fn share(&self, row: u16) -> Q32 {
		self.shares.get(usize::from(row)).copied().unwrap_or(Q32::ZERO)
	}

	/// The smallest weight whose voters and those below it hold more than the minority; the largest
	/// weight if there is none; 0 without voters. Voters without an entry vote for 0.
	///
	/// `column` has entries of voters only.
	pub fn of(&mut self, column: &[Entry]) -> Q32 {
		let mut heard = Total::default();
		let (mut low, mut high) = (Q32::MAX, Q32::ZERO);
		let mut votes = core::mem::take(&mut self.votes);
		let mut hear = |entry: &Entry, stake: Q32, vote: &mut Vote| {
			*vote = Vote { weight: entry.value(), stake };
			heard.add(stake);
			low = low.min(vote.weight);
			high = high.max(vote.weight);
		};
		if column.len() == self.voters.len() {
			// All of them, so both go side by side.
			for ((entry, stake), vote) in column.iter().zip(&self.voters).zip(&mut votes) {
				hear(entry, *stake, vote);
			}
		} else {
			for (entry, vote) in column.iter().zip(&mut votes) {
				hear(entry, self.share(entry.uid()), vote);
			}
		}
		let silent = self.total.sub_sat(heard.get());
		let median = if column.len() < votes.len() && silent > self.minority {
			Q32::ZERO
		} else {
			let votes = votes.get_mut(..column.len()).unwrap_or_default();
			smallest_majority(votes, (low, high), silent, self.minority)
		};
		self.votes = votes;
		median
	}
}

/// The consensus on one column, from the active stake and the weight (0 to 1) of every row.
///
/// Active stake sums up to at most 1, as the normalised stake of an epoch does. Rows without active
/// stake do not vote; `kappa` is the majority as a u16 ratio.
pub fn consensus(active_stake: &[Q32], weights: &[Q32], kappa: u16) -> Q32 {
	let mut shares: Vec<Q32> = active_stake.iter().map(|stake| (*stake).max(Q32::ZERO)).collect();
	crate::q32::normalise(&mut shares);
	let mut medians = Medians::new(shares, kappa);
	let column: Vec<Entry> = (0..=u16::MAX)
		.zip(weights)
		.filter(|(uid, _)| medians.hears(*uid))
		.map(|(uid, weight)| Entry::new(uid, (*weight).clamp(Q32::ZERO, Q32::ONE)))
		.collect();
	medians.of(&column)
}
