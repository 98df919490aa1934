//! Dividing what a validator earned between itself and the parents whose stake it worked with;
//! pure arithmetic.
//!
//! Fractions have 32 bits and every operation rounds down, in the order of the live network.

use crate::{
	fixed::{mul_div_floor, whole, ONE_32, ONE_U16},
	inheritance::proportion_32,
	types::{AlphaBalance, TaoBalance},
};
use alloc::vec::Vec;

/// A hotkey's stake as it lies there, without what children take and parents give.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct OwnStake {
	/// Alpha in the subnet.
	pub alpha: AlphaBalance,
	/// TAO on root.
	pub root: TaoBalance,
}

impl OwnStake {
	/// Both together, with 32 fraction bits: a part of the alpha, and of the TAO by its weight.
	///
	/// Part and weight are at most one, with 32 bits; the result is at most 2^97.
	fn part(self, part: u128, tao_weight: u128) -> u128 {
		let alpha = u128::from(self.alpha).saturating_mul(part);
		let root = u128::from(self.root).saturating_mul(part);
		alpha.saturating_add(mul_div_floor(root, tao_weight, ONE_32).unwrap_or(0))
	}
}

/// Somebody who lets a part of its stake count for the validator.
#[derive(Clone, Copy, Debug)]
pub struct Parent {
	/// Its stake.
	pub stake: OwnStake,
	/// The part, as a fraction of 2^64 - 1.
	pub proportion: u64,
	/// Whether the validator's owner owns it too; then nothing is kept or burned.
	pub same_owner: bool,
}

/// A validator and those who stand behind it.
#[derive(Clone, Debug)]
pub struct Validator {
	/// What the epoch gave it.
	pub amount: AlphaBalance,
	/// Its stake.
	pub stake: OwnStake,
	/// What it gives to children of its own, as fractions of 2^64 - 1.
	pub given: Vec<u64>,
	/// Its parents.
	pub parents: Vec<Parent>,
	/// What it keeps of the parents' part, as a fraction of 65535.
	pub take: u16,
}

/// What holds for every validator.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
	/// Weight of TAO on root, as a fraction of 2^64 - 1.
	pub tao_weight: u64,
	/// What is recycled of a parent's part, as a fraction of 2^64 - 1.
	pub burn: u64,
}

/// A validator's amount, divided.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Parts {
	/// For the validator itself: its own part, the takes, and what roundings leave.
	pub own: AlphaBalance,
	/// For the parents, in their order.
	pub parents: Vec<AlphaBalance>,
	/// To be recycled.
	pub recycled: AlphaBalance,
}

/// Divides a validator's amount by what it and its parents contributed to its stake.
///
/// The parts together are at most the amount, and less by at most one unit for each of them.
pub fn divide(validator: &Validator, terms: Terms) -> Parts {
	let tao_weight = proportion_32(terms.tao_weight);
	let burn = proportion_32(terms.burn);
	let take = (u128::from(validator.take) << 32).checked_div(ONE_U16).unwrap_or(0);

	let kept =
		validator.given.iter().fold(ONE_32, |kept, part| kept.saturating_sub(proportion_32(*part)));
	// The own contribution counts in whole units.
	let own = (validator.stake.part(kept, tao_weight) >> 32) << 32;
	let contributions: Vec<u128> = validator
		.parents
		.iter()
		.map(|parent| parent.stake.part(proportion_32(parent.proportion), tao_weight))
		.collect();
	// At most 65 summands of at most 2^97.
	let total = contributions.iter().fold(own, |sum, part| sum.saturating_add(*part));

	let amount = u128::from(validator.amount);
	let mut rest = amount << 32;
	let mut takes = 0u128;
	let mut recycled = 0u64;
	let mut parents = Vec::with_capacity(validator.parents.len());
	for (parent, contribution) in validator.parents.iter().zip(contributions) {
		let share = mul_div_floor(contribution, ONE_32, total).unwrap_or(0); // at most one
		let mut part = amount.saturating_mul(share); // below 2^97
		rest = rest.saturating_sub(part); // shares add up to at most one
		if !parent.same_owner {
			let burned = mul_div_floor(part, burn, ONE_32).unwrap_or(0);
			let taken = mul_div_floor(part, take, ONE_32).unwrap_or(0);
			// A burn and a take of more than everything together leave nothing.
			let taken = taken.min(part.saturating_sub(burned));
			part = part.saturating_sub(burned).saturating_sub(taken);
			takes = takes.saturating_add(taken);
			recycled = recycled.saturating_add(whole(burned));
		}
		parents.push(whole(part));
	}
	Parts { own: whole(rest.saturating_add(takes)), parents, recycled }
}

#[cfg(test)]
mod tests {
	use super::*;

	const ALL: u64 = u64::MAX;
	const HALF: u64 = 1 << 63;
	const TERMS: Terms = Terms { tao_weight: 0, burn: 0 };

	fn alpha(alpha: u64) -> OwnStake {
		OwnStake { alpha, root: 0 }
	}

	fn parent(stake: u64, proportion: u64) -> Parent {
		Parent { stake: alpha(stake), proportion, same_owner: false }
	}

	fn validator(stake: u64, parents: &[Parent]) -> Validator {
		Validator {
			amount: 1_000,
			stake: alpha(stake),
			given: vec![],
			parents: parents.to_vec(),
			take: 0,
		}
	}

	fn parts(own: u64, parents: &[u64], recycled: u64) -> Parts {
		Parts { own, parents: parents.to_vec(), recycled }
	}

	#[test]
	fn without_parents_everything_is_its_own() {
		assert_eq!(divide(&validator(5, &[]), TERMS), parts(1_000, &[], 0));
		assert_eq!(divide(&validator(0, &[]), TERMS), parts(1_000, &[], 0));
	}

	#[test]
	fn parents_get_by_what_they_contribute() {
		let family = validator(100, &[parent(200, HALF), parent(200, ALL)]);
		assert_eq!(divide(&family, TERMS), parts(250, &[250, 500], 0));
	}

	#[test]
	fn what_it_gives_to_children_does_not_earn_for_it() {
		let mut family = validator(100, &[parent(50, ALL)]);
		family.given = vec![HALF];
		assert_eq!(divide(&family, TERMS), parts(500, &[500], 0));
		family.given = vec![HALF, ALL];
		assert_eq!(divide(&family, TERMS), parts(0, &[1_000], 0));
	}

	#[test]
	fn root_stake_contributes_by_its_weight() {
		let mut family = validator(100, &[parent(0, ALL)]);
		family.parents[0].stake.root = 200;
		let terms = Terms { tao_weight: HALF, ..TERMS };
		assert_eq!(divide(&family, terms), parts(500, &[500], 0));
	}

	#[test]
	fn take_goes_to_the_child_and_burn_to_nobody() {
		let mut family = validator(0, &[parent(100, ALL)]);
		family.take = 6_554; // a bit more than a tenth
		assert_eq!(divide(&family, TERMS), parts(100, &[899], 0));
		let terms = Terms { burn: HALF, ..TERMS };
		assert_eq!(divide(&family, terms), parts(100, &[399], 500));
		family.take = u16::MAX;
		assert_eq!(divide(&family, terms), parts(500, &[0], 500));
	}

	#[test]
	fn between_hotkeys_of_one_owner_nothing_is_kept() {
		let mut family = validator(0, &[parent(100, ALL)]);
		family.take = 11_796;
		family.parents[0].same_owner = true;
		let terms = Terms { burn: ALL, ..TERMS };
		assert_eq!(divide(&family, terms), parts(0, &[1_000], 0));
	}

	#[test]
	fn the_parts_are_the_amount_but_for_a_unit_each() {
		let mut seed = 7u64;
		let mut next = || {
			seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
			seed >> 3
		};
		for round in 0..3_000usize {
			let parents: Vec<_> = (0..round % 9)
				.map(|_| Parent {
					stake: OwnStake { alpha: next() >> (round % 40), root: next() >> 10 },
					proportion: next() << 3,
					same_owner: next() % 3 == 0,
				})
				.collect();
			let family = Validator {
				amount: next() >> (round % 50),
				stake: OwnStake { alpha: next() >> 4, root: next() >> 9 },
				given: (0..round % 4).map(|_| next() >> 1).collect(),
				parents,
				take: (next() % 65_536) as u16,
			};
			let terms = Terms { tao_weight: next() << 2, burn: next() << (round % 4) };
			let parts = divide(&family, terms);
			assert_eq!(parts.parents.len(), family.parents.len());
			let sum = parts
				.parents
				.iter()
				.chain([&parts.own, &parts.recycled])
				.map(|part| u128::from(*part))
				.sum::<u128>();
			assert!(sum <= family.amount.into());
			let summands = 2 * family.parents.len() as u128 + 1;
			assert!(sum + summands >= family.amount.into(), "{family:?} {parts:?}");
		}
	}
}
