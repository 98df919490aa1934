//! Whose stake counts for whom: a parent lets parts of its stake in a subnet count for children.
//!
//! Only the *weight* of stake moves, never the stake: a parent's nominators keep their alpha, and a
//! parent gets its part of what the child earns with it (`coinbase::parents`). Proportions are
//! fractions of 2^64 - 1, taken to 32 bits and rounded down.

use crate::{fixed::ONE_32, pallet::*, types::*};
use yuma_consensus::CombinedStake;

/// A proportion, a fraction of 2^64 - 1, as a fraction with 32 bits, rounded down.
pub fn proportion_32(proportion: u64) -> u128 {
	// At most 2^96, and the divisor is a constant.
	(u128::from(proportion) << 32).checked_div(u64::MAX.into()).unwrap_or(0)
}

/// What counts for a hotkey: `own` stake, less the proportions `given` to children, plus what it
/// has `received` of each parent as (the parent's own stake, proportion). Rounded down to a unit.
///
/// What is given away cannot exceed what is there. Sums beyond 2^64 - 1 count as that.
pub fn inherited(
	own: u64,
	given: impl Iterator<Item = u64>,
	received: impl Iterator<Item = (u64, u64)>,
) -> u64 {
	// Each product is at most 2^96: a stake below 2^64 and a fraction of at most 2^32. At most 69
	// of them are added, so nothing saturates before the end.
	let part =
		|stake: u64, proportion: u64| u128::from(stake).saturating_mul(proportion_32(proportion));
	let given = given.fold(0u128, |sum, proportion| sum.saturating_add(part(own, proportion)));
	let received =
		received.fold(0u128, |sum, (stake, portion)| sum.saturating_add(part(stake, portion)));
	let left = u128::from(own).saturating_mul(ONE_32).saturating_sub(given);
	u64::try_from(left.saturating_add(received) >> 32).unwrap_or(u64::MAX)
}

impl<T: Config> Pallet<T> {
	/// A hotkey's stake in a subnet and, by the TAO weight, on root, with what it gives to children
	/// and gets from parents in this subnet. It decides about permits, consensus and dividends.
	pub fn combined_stake(netuid: NetUid, hotkey: &T::AccountId) -> CombinedStake {
		let (alpha, tao) = Self::counted_stake(netuid, hotkey);
		CombinedStake::combine(alpha, tao, TaoWeight::<T>::get())
	}

	/// Both parts of the combined stake: alpha, and root stake before its weight.
	pub fn counted_stake(netuid: NetUid, hotkey: &T::AccountId) -> (AlphaBalance, TaoBalance) {
		let children = ChildKeys::<T>::get(hotkey, netuid);
		let parents = ParentKeys::<T>::get(hotkey, netuid);
		let stake_in = |netuid| {
			inherited(
				TotalHotkeyAlpha::<T>::get(hotkey, netuid),
				children.iter().map(|(proportion, _)| *proportion),
				parents.iter().map(|(proportion, parent)| {
					(TotalHotkeyAlpha::<T>::get(parent, netuid), *proportion)
				}),
			)
		};
		(stake_in(netuid), stake_in(ROOT))
	}

	/// How many parents the neurons of a subnet have together, all of which an epoch looks at.
	pub(crate) fn count_parents(netuid: NetUid) -> u32 {
		Self::hotkeys(netuid)
			.iter()
			.filter_map(|hotkey| ParentKeys::<T>::decode_len(hotkey, netuid))
			.fold(0u32, |sum, parents| {
				sum.saturating_add(u32::try_from(parents).unwrap_or(u32::MAX)) // at most 64 each
			})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const ALL: u64 = u64::MAX;
	const HALF: u64 = 1 << 63;

	fn stake(own: u64, given: &[u64], received: &[(u64, u64)]) -> u64 {
		inherited(own, given.iter().copied(), received.iter().copied())
	}

	#[test]
	fn proportions_have_32_bits() {
		assert_eq!(proportion_32(ALL), ONE_32);
		assert_eq!(proportion_32(HALF), ONE_32 / 2);
		assert_eq!(proportion_32(ALL - 1), ONE_32 - 1);
		assert_eq!(proportion_32(0), 0);
	}

	#[test]
	fn without_relatives_stake_is_what_it_is() {
		for own in [0, 1, 123_456_789, u64::MAX] {
			assert_eq!(stake(own, &[], &[]), own);
		}
	}

	#[test]
	fn what_a_parent_gives_its_child_gets() {
		assert_eq!(stake(1_000, &[HALF], &[]), 500);
		assert_eq!(stake(7, &[], &[(1_000, HALF)]), 507);
		assert_eq!(stake(1_000, &[ALL], &[]), 0);
		assert_eq!(stake(1_000, &[HALF, HALF], &[(10, ALL)]), 10);
	}

	#[test]
	fn fractions_of_units_add_up_before_they_are_dropped() {
		assert_eq!(stake(1, &[HALF], &[(1, HALF)]), 1);
		assert_eq!(stake(0, &[], &[(1, HALF)]), 0);
	}

	#[test]
	fn sums_beyond_the_range_count_as_its_end() {
		assert_eq!(stake(u64::MAX, &[], &[(u64::MAX, ALL), (u64::MAX, ALL)]), u64::MAX);
		assert_eq!(stake(5, &[ALL, ALL], &[]), 0);
	}

	#[test]
	fn a_family_never_counts_more_than_it_has() {
		let mut seed = 1u64;
		let mut next = || {
			seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
			seed >> 8
		};
		for _ in 0..2_000 {
			let (parent, child) = (next() >> 2, next() >> 2);
			let given = [next() << 5, next() << 4];
			let after = stake(parent, &given, &[]);
			let children: u128 = given
				.iter()
				.map(|proportion| u128::from(stake(child, &[], &[(parent, *proportion)])))
				.sum();
			let before = u128::from(parent) + 2 * u128::from(child);
			assert!(u128::from(after) + children <= before);
			assert!(u128::from(after) + children + 3 >= before);
		}
	}
}
