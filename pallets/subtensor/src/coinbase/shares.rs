//! How a block's TAO is divided among the subnets; pure arithmetic.

use crate::{
	fixed::{mul_div_floor, ONE_64},
	types::U64F64,
};
use alloc::vec::Vec;

/// What decides a subnet's share.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
	/// Moving price of its token.
	pub price: U64F64,
	/// Part of its miners' emission that went to its owner's own hotkeys, at most 1.
	pub miner_burned: U64F64,
	/// Whether it takes part at all.
	pub enabled: bool,
}

/// The share of each candidate, in their order; the sum is at most 1.
///
/// Moving prices, normalised; times what the miners were really paid, normalised again (unless
/// nothing is left of any); those that do not take part get 0 and the others their share of the
/// rest. Every division is rounded down.
pub fn emission_shares(candidates: &[Candidate]) -> Vec<U64F64> {
	let prices = normalised(candidates.iter().map(|candidate| candidate.price.bits).collect());
	let paid: Vec<u128> = prices
		.iter()
		.zip(candidates)
		.map(|(price, candidate)| {
			let kept = ONE_64.saturating_sub(candidate.miner_burned.bits);
			mul_div_floor(*price, kept, ONE_64).unwrap_or(0)
		})
		.collect();
	let mut shares = if paid.iter().all(|share| *share == 0) { prices } else { normalised(paid) };
	if candidates.iter().any(|candidate| !candidate.enabled) {
		for (share, candidate) in shares.iter_mut().zip(candidates) {
			if !candidate.enabled {
				*share = 0;
			}
		}
		shares = normalised(shares);
	}
	shares.into_iter().map(|bits| U64F64 { bits }).collect()
}

/// Divides each value by the sum; all zero if the sum is.
fn normalised(values: Vec<u128>) -> Vec<u128> {
	// Prices are capped at 1 and shares are below it, so a sum over all netuids stays below 2^80.
	let sum = values.iter().fold(0u128, |sum, value| sum.saturating_add(*value));
	values.into_iter().map(|value| mul_div_floor(value, ONE_64, sum).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	const HALF: u128 = ONE_64 / 2;

	fn candidate(price: u128, miner_burned: u128, enabled: bool) -> Candidate {
		Candidate {
			price: U64F64 { bits: price },
			miner_burned: U64F64 { bits: miner_burned },
			enabled,
		}
	}

	fn bits(candidates: &[Candidate]) -> Vec<u128> {
		emission_shares(candidates).into_iter().map(|share| share.bits).collect()
	}

	#[test]
	fn shares_follow_prices() {
		let shares = bits(&[candidate(ONE_64, 0, true), candidate(ONE_64 / 3, 0, true)]);
		assert!(shares[0].abs_diff(ONE_64 / 4 * 3) < 1 << 8);
		assert!(shares[0] + shares[1] <= ONE_64);
	}

	#[test]
	fn burning_miners_emission_costs_share() {
		let shares = bits(&[candidate(ONE_64, HALF, true), candidate(ONE_64, 0, true)]);
		assert!(shares[0].abs_diff(ONE_64 / 3) < 1 << 8);
	}

	#[test]
	fn all_burned_counts_as_none() {
		let shares = bits(&[candidate(ONE_64, ONE_64, true), candidate(ONE_64, ONE_64, true)]);
		assert_eq!(shares, [HALF, HALF]);
	}

	#[test]
	fn a_disabled_subnet_leaves_its_share_to_the_others() {
		let shares = bits(&[candidate(ONE_64, 0, false), candidate(ONE_64, 0, true)]);
		assert_eq!(shares, [0, ONE_64]);
	}

	#[test]
	fn without_prices_nobody_gets_anything() {
		assert_eq!(bits(&[candidate(0, 0, true), candidate(0, 0, true)]), [0, 0]);
		assert_eq!(bits(&[candidate(ONE_64, 0, false)]), [0]);
		assert!(bits(&[]).is_empty());
	}
}
