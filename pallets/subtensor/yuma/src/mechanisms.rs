//! Several incentive mechanisms in one subnet: how the emission is divided between them, and how
//! the results of their epochs become the values stored for the subnet.

use crate::epoch::EpochOutput;
use alloc::{vec, vec::Vec};

/// Divides `amount` (rao) between `count` mechanisms.
///
/// With a `split` (u16 ratios to 65535) by it, missing ratios counting as 0; otherwise equally. All
/// parts are rounded down and the remainder goes to mechanism 0. Ratios beyond `count` are ignored.
pub fn split(amount: u64, count: u8, split: Option<&[u16]>) -> Vec<u64> {
	let part = |index: usize| -> u64 {
		let part = match split {
			Some(ratios) => {
				let ratio = ratios.get(index).copied().unwrap_or(0);
				u128::from(amount).saturating_mul(u128::from(ratio)).checked_div(65_535)
			},
			None => u128::from(amount).checked_div(u128::from(count)),
		};
		u64::try_from(part.unwrap_or(0)).unwrap_or(u64::MAX)
	};
	let mut parts: Vec<u64> = (0..usize::from(count)).map(part).collect();
	let paid = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(*part));
	if let Some(first) = parts.first_mut() {
		*first = first.saturating_add(amount.saturating_sub(paid));
	}
	parts
}

/// The values stored for a subnet after the epochs of all its mechanisms, one entry per uid.
///
/// Incentive and bonds are not here: they are stored per mechanism.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MechanismTotals {
	/// Weighted mean of the normalised stake, u16 ratio.
	pub stake_weight: Vec<u16>,
	/// Active in any mechanism.
	pub active: Vec<bool>,
	/// Weighted mean of consensus, u16 ratio.
	pub consensus: Vec<u16>,
	/// Weighted mean of dividends, u16 ratio.
	pub dividends: Vec<u16>,
	/// Weighted mean of validator trust, u16 ratio.
	pub validator_trust: Vec<u16>,
	/// Permit in any mechanism.
	pub validator_permit: Vec<bool>,
	/// Sum of the miners' amounts, rao: what is paid.
	pub server_emission: Vec<u64>,
	/// Sum of the validators' amounts, rao: what is paid.
	pub validator_emission: Vec<u64>,
	/// Weighted *mean* of the combined amounts, rao: what is stored, for queries and pruning.
	pub emission: Vec<u64>,
}

/// Folds the outputs of a subnet's mechanisms, given in order with the part of `total` (rao) that
/// each distributed.
///
/// A mechanism counts with `part / total` (64 fraction bits, rounded down); if `total` is 0 the first
/// one counts alone. Means are rounded down after every mechanism, as the live network does.
pub fn aggregate(parts: &[(u64, &EpochOutput)], total: u64) -> MechanismTotals {
	let n = parts.first().map_or(0, |(_, output)| output.stake_weight.len());
	let mut totals = MechanismTotals {
		stake_weight: vec![0; n],
		active: vec![false; n],
		consensus: vec![0; n],
		dividends: vec![0; n],
		validator_trust: vec![0; n],
		validator_permit: vec![false; n],
		server_emission: vec![0; n],
		validator_emission: vec![0; n],
		emission: vec![0; n],
	};
	for (index, (part, output)) in parts.iter().enumerate() {
		let alone = if index == 0 { 1 << 64 } else { 0 };
		let weight = (u128::from(*part) << 64).checked_div(u128::from(total)).unwrap_or(alone);
		let weighted = |value: u64| {
			u64::try_from(u128::from(value).saturating_mul(weight) >> 64).unwrap_or(u64::MAX)
		};
		let mean = |sums: &mut [u16], values: &[u16]| {
			for (sum, value) in sums.iter_mut().zip(values) {
				let next = u64::from(*sum).saturating_add(weighted(u64::from(*value)));
				*sum = u16::try_from(next).unwrap_or(u16::MAX);
			}
		};
		mean(&mut totals.stake_weight, &output.stake_weight);
		mean(&mut totals.consensus, &output.consensus);
		mean(&mut totals.dividends, &output.dividends);
		mean(&mut totals.validator_trust, &output.validator_trust);
		for (sum, value) in totals.emission.iter_mut().zip(&output.emission) {
			*sum = sum.saturating_add(weighted(*value));
		}
		let add = |sums: &mut [u64], values: &[u64]| {
			for (sum, value) in sums.iter_mut().zip(values) {
				*sum = sum.saturating_add(*value);
			}
		};
		add(&mut totals.server_emission, &output.server_emission);
		add(&mut totals.validator_emission, &output.validator_emission);
		let any = |flags: &mut [bool], values: &[bool]| {
			for (flag, value) in flags.iter_mut().zip(values) {
				*flag |= *value;
			}
		};
		any(&mut totals.active, &output.active);
		any(&mut totals.validator_permit, &output.validator_permit);
	}
	totals
}
