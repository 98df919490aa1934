//! The stake-weighted median of one column: what the majority by stake agrees on at least.

use crate::q32::Q32;
use alloc::vec::Vec;

/// One validator's vote on a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The smallest weight whose voters and those below it hold more than `minority`; the largest weight
/// if there is none; 0 without votes.
///
/// `silent` is the stake of the voters without an opinion on this column, `anyone_silent` whether
/// there are any; they count as votes for 0. Votes are reordered. Expected time is linear, and no
/// order of votes makes it worse than sorting.
pub(crate) fn weighted_median(
	votes: &mut [Vote],
	silent: Q32,
	anyone_silent: bool,
	minority: Q32,
) -> Q32 {
	if anyone_silent && silent > minority {
		return Q32::ZERO;
	}
	let mut votes = votes;
	let mut below = silent;
	let mut largest = Q32::ZERO;
	for _ in 0..PARTITIONS {
		if votes.len() < SORT_BELOW {
			break;
		}
		let Some(pivot) = pivot(votes) else { break };
		let (lower, lower_stake) = partition(votes, |vote| vote.weight < pivot);
		if lower > 0 && below.add_sat(lower_stake) > minority {
			votes = votes.get_mut(..lower).unwrap_or_default();
			continue;
		}
		below = below.add_sat(lower_stake);
		let upper = votes.get_mut(lower..).unwrap_or_default();
		let (equal, equal_stake) = partition(upper, |vote| vote.weight == pivot);
		below = below.add_sat(equal_stake);
		if below > minority {
			return pivot;
		}
		largest = pivot;
		votes = upper.get_mut(equal..).unwrap_or_default();
	}
	votes.sort_unstable_by_key(|vote| vote.weight);
	let mut rest = votes.iter().peekable();
	while let Some(vote) = rest.next() {
		below = below.add_sat(vote.stake);
		let last_of_its_weight = rest.peek().is_none_or(|next| next.weight != vote.weight);
		if last_of_its_weight && below > minority {
			return vote.weight;
		}
		largest = vote.weight;
	}
	largest
}

/// The middle one of the first, middle and last weight.
fn pivot(votes: &[Vote]) -> Option<Q32> {
	let a = votes.first()?.weight;
	let b = votes.get(votes.len() >> 1)?.weight;
	let c = votes.last()?.weight;
	Some(a.min(b).max(a.max(b).min(c)))
}

/// Moves the votes that `belongs` to the front; their number and stake.
fn partition(votes: &mut [Vote], belongs: impl Fn(&Vote) -> bool) -> (usize, Q32) {
	let mut stake = Q32::ZERO;
	let mut front = 0_usize;
	for index in 0..votes.len() {
		let Some(vote) = votes.get(index) else { break };
		if belongs(vote) {
			stake = stake.add_sat(vote.stake);
			votes.swap(front, index);
			front = front.saturating_add(1);
		}
	}
	(front, stake)
}

/// The consensus on one column, from the active stake and the weight of every row.
///
/// Rows without active stake do not vote; `kappa` is the majority as a ratio. The epoch itself keeps
/// the shares of the voting stake and goes through its columns with them.
pub fn consensus(active_stake: &[Q32], weights: &[Q32], kappa: u16) -> Q32 {
	let mut shares: Vec<Q32> =
		active_stake.iter().copied().filter(|stake| *stake > Q32::ZERO).collect();
	crate::q32::normalise(&mut shares);
	let minority = crate::q32::sum(&shares).sub_sat(Q32::from_ratio_floor(kappa));
	let voters = active_stake.iter().zip(weights).filter(|(stake, _)| **stake > Q32::ZERO);
	let mut votes: Vec<Vote> =
		voters.zip(shares).map(|((_, weight), stake)| Vote { weight: *weight, stake }).collect();
	weighted_median(&mut votes, Q32::ZERO, false, minority)
}
