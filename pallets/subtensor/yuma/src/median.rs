//! The stake-weighted median of one column: what the majority by stake agrees on at least.

use crate::q32::Q32;
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

/// The smallest weight whose voters and those below it hold more than `minority`; the largest weight
/// if there is none; 0 without votes.
///
/// `silent` is the stake of the voters without an opinion on this column, `anyone_silent` whether
/// there are any; they count as votes for 0. Votes are lost. Expected time is linear, and no
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
	for _ in 0..PARTITIONS {
		if votes.len() < SORT_BELOW {
			break;
		}
		let pivot = pivot(votes);
		let (mut lower, mut equal, mut any_lower) = (Q32::ZERO, Q32::ZERO, false);
		for vote in votes.iter() {
			any_lower |= vote.weight < pivot;
			lower = lower.add_sat(if vote.weight < pivot { vote.stake } else { Q32::ZERO });
			equal = equal.add_sat(if vote.weight == pivot { vote.stake } else { Q32::ZERO });
		}
		let below_pivot = below.add_sat(lower);
		let up_to_pivot = below_pivot.add_sat(equal);
		let kept = if any_lower && below_pivot > minority {
			keep(votes, |vote| vote.weight < pivot)
		} else if up_to_pivot > minority {
			return pivot;
		} else {
			below = up_to_pivot;
			keep(votes, |vote| vote.weight > pivot)
		};
		if kept == 0 {
			return pivot;
		}
		votes = votes.get_mut(..kept).unwrap_or_default();
	}
	votes.sort_unstable_by_key(|vote| vote.weight);
	let mut rest = votes.iter().peekable();
	while let Some(vote) = rest.next() {
		below = below.add_sat(vote.stake);
		let last_of_its_weight = rest.peek().is_none_or(|next| next.weight != vote.weight);
		if last_of_its_weight && below > minority {
			return vote.weight;
		}
	}
	votes.last().map_or(Q32::ZERO, |vote| vote.weight)
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
