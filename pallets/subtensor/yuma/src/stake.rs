//! Combined stake: alpha on the subnet plus weighted stake on the root network.

use crate::q32::Q32;

/// The combined stake of one neuron in rao, with 64 fraction bits (I64F64).
///
/// Never negative and below 2^63. Source of the rule: `total = alpha + tao * tao_weight`, where the
/// weight has 32 fraction bits and the product keeps them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct CombinedStake(i128);

impl CombinedStake {
	/// No stake.
	pub const ZERO: Self = Self(0);

	/// A whole number of rao. From 2^63 on it saturates just below 2^63.
	pub fn from_rao(rao: u64) -> Self {
		// Below 2^63 the shifted value is below 2^127; anything else does not fit.
		match i64::try_from(rao) {
			Ok(rao) => Self(i128::from(rao) << 64),
			Err(_) => Self(i128::MAX),
		}
	}

	/// `alpha + tao * tao_weight / (2^64 - 1)`: both amounts in rao, the weight as stored on chain.
	///
	/// The weight is rounded down to 32 fraction bits first; the sum saturates just below 2^63.
	pub fn combine(alpha: u64, tao: u64, tao_weight: u64) -> Self {
		// 32 fraction bits, at most 1.
		let weight = weight_bits(tao_weight);
		let weighted = match i64::try_from(tao) {
			Ok(tao) => u128::from(tao.unsigned_abs()).saturating_mul(weight) << 32,
			// Saturated at 2^63 - 2^-64 before it is multiplied.
			Err(_) => (weight << 95).saturating_sub(weight.min(1)),
		};
		let weighted = i128::try_from(weighted).unwrap_or(i128::MAX);
		Self(Self::from_rao(alpha).0.saturating_add(weighted))
	}

	/// Whole rao, rounded down.
	pub fn floor(self) -> u64 {
		u64::try_from(self.0 >> 64).unwrap_or(0)
	}

	/// The bit pattern, value * 2^64.
	pub const fn bits(self) -> i128 {
		self.0
	}

	/// `self + other`, or `None` from 2^63 on.
	pub(crate) fn checked_add(self, other: Self) -> Option<Self> {
		self.0.checked_add(other.0).map(Self)
	}

	/// `self / total` rounded down to 32 fraction bits, for `self <= total` and `total > 0`.
	///
	/// Rounding the 64-bit quotient of the definition down to 32 bits is the same as rounding down
	/// once, and 32 bits of a quotient below 1 are 32 steps of long division.
	pub(crate) fn share_floor(self, total: Self) -> Q32 {
		if self.0 >= total.0 {
			return Q32::ONE;
		}
		let divisor = total.0.cast_unsigned();
		let mut rest = self.0.cast_unsigned();
		let mut quotient = 0_i64;
		for _ in 0..32 {
			// `rest` is below the divisor, which is below 2^127.
			rest <<= 1;
			quotient <<= 1;
			if rest >= divisor {
				rest = rest.saturating_sub(divisor);
				quotient |= 1;
			}
		}
		Q32::from_bits(quotient)
	}
}

/// A stored weight of root stake, `weight / (2^64 - 1)` rounded down to 32 fraction bits.
pub(crate) fn weight_bits(weight: u64) -> u128 {
	(u128::from(weight) << 32).checked_div(u128::from(u64::MAX)).unwrap_or(0)
}
