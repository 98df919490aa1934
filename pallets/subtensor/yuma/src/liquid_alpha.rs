//! Liquid alpha: how fast one bond moves, decided by how far it is from consensus.

use crate::q32::Q32;

/// `e` rounded down to 23 fraction bits: what the live network's exponential returns for exactly 1.
const E: Q32 = Q32::from_bits(22_802_600 << 9);
/// The exponential is defined between minus and plus this.
const EXP_LIMIT: Q32 = Q32::from_int(20);
/// The last power of the series.
const EXP_TERMS: u64 = 31;

/// The live network's exponential: a series of 31 terms, each rounded down; `x` is clamped to ±20.
///
/// Exactly 0 gives 1 and exactly 1 gives a constant with 23 fraction bits. Negative arguments give
/// the reciprocal of the series, rounded down.
pub fn exp(x: Q32) -> Q32 {
	let x = x.clamp(Q32::ZERO.sub_sat(EXP_LIMIT), EXP_LIMIT);
	if x == Q32::ONE {
		return E;
	}
	let series = exp_series(x.bits().unsigned_abs());
	if x < Q32::ZERO {
		reciprocal(series)
	} else {
		Q32::from_bits(i64::try_from(series).unwrap_or(i64::MAX))
	}
}

/// The series for an argument of 0 to 20, as bits with 32 fraction bits.
///
/// With such an argument no term reaches 2^62 and no partial product 2^64.
#[inline]
fn exp_series(a: u64) -> u64 {
	let (a_whole, a_part) = (a >> 32, a & u64::from(u32::MAX));
	let mut term = a;
	let mut total = Q32::ONE.bits().cast_unsigned().wrapping_add(a);
	for k in 2..=EXP_TERMS {
		let (whole, part) = (term >> 32, term & u64::from(u32::MAX));
		// term * a / 2^32, rounded down.
		let product = term
			.wrapping_mul(a_whole)
			.wrapping_add(whole.wrapping_mul(a_part))
			.wrapping_add(part.wrapping_mul(a_part) >> 32);
		term = product.checked_div(k).unwrap_or(0);
		if term == 0 {
			break;
		}
		total = total.wrapping_add(term);
	}
	total
}

/// `1 / value` rounded down, for a value of at least 1 with 32 fraction bits.
#[inline]
fn reciprocal(value: u64) -> Q32 {
	// 2^64 does not fit: take one less, and correct where 2^64 is a multiple of the divisor.
	let quotient = u64::MAX.checked_div(value).unwrap_or(0);
	let exact = quotient.wrapping_add(1).wrapping_mul(value) == 0;
	let quotient = quotient.saturating_add(u64::from(exact));
	Q32::from_bits(i64::try_from(quotient).unwrap_or(0))
}

/// The rule of one subnet: `low + (high - low) * sigmoid(steepness * (difference - 1/2))`.
#[derive(Clone, Copy, Debug)]
pub struct LiquidAlpha {
	low: Q32,
	high: Q32,
	span: Q32,
	slope: Q32,
	at_consensus: Q32,
}

impl LiquidAlpha {
	/// From the stored hyperparameters: two u16 ratios, and the steepness in hundredths.
	///
	/// `None` if `low` is above `high`, where the rule is not defined.
	pub fn new(low: u16, high: u16, steepness: i16) -> Option<Self> {
		if low > high {
			return None;
		}
		let (low, high) = (Q32::from_ratio_floor(low), Q32::from_ratio_floor(high));
		let slope = Q32::from_int(i32::from(steepness)).div_trunc_or_zero(Q32::from_int(-100));
		let mut rule = Self { low, high, span: high.sub_sat(low), slope, at_consensus: Q32::ZERO };
		rule.at_consensus = rule.of_difference(Q32::ZERO);
		Some(rule)
	}

	/// The alpha of one entry. A validator that buys (weight at least its bond) is measured by how
	/// far its weight is above consensus, one that sells by how far the weight is below its bond.
	#[inline]
	pub fn alpha(&self, consensus: Q32, weight: Q32, bond: Q32) -> Q32 {
		let difference =
			if weight >= bond { weight.sub_sat(consensus) } else { bond.sub_sat(weight) };
		let difference = difference.clamp(Q32::ZERO, Q32::ONE);
		// With clipped weights every buyer is here.
		if difference == Q32::ZERO {
			return self.at_consensus;
		}
		self.of_difference(difference)
	}

	fn of_difference(&self, difference: Q32) -> Q32 {
		let exponent = self.slope.mul_floor_sat(difference.sub_sat(Q32::HALF));
		// The exponential is below 2^29, so the sum does not saturate.
		let denominator = Q32::ONE.add_sat(exp(exponent));
		let sigmoid = reciprocal(denominator.bits().cast_unsigned());
		let alpha = self.low.add_sat(sigmoid.mul_floor_sat(self.span));
		alpha.clamp(self.low, self.high)
	}
}
