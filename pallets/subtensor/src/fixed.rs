//! Integer arithmetic for fractions: every function names its rounding, and `None` is overflow.

use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// One, with 32 fraction bits.
pub const ONE_32: u128 = 1 << 32;

/// One, with 64 fraction bits.
pub const ONE_64: u128 = 1 << 64;

/// One, as a u16 ratio.
pub const ONE_U16: u128 = u16::MAX as u128;

/// ⌊a·b / c⌋ over the full product; `None` if c = 0 or the result does not fit.
pub fn mul_div_floor(a: u128, b: u128, c: u128) -> Option<u128> {
	multiply_by_rational_with_rounding(a, b, c, Rounding::Down)
}

/// ⌈a·b / c⌉ over the full product; `None` if c = 0 or the result does not fit.
pub fn mul_div_ceil(a: u128, b: u128, c: u128) -> Option<u128> {
	multiply_by_rational_with_rounding(a, b, c, Rounding::Up)
}

/// ⌊a·b / c⌋ for amounts; `None` if c = 0 or the result does not fit.
pub fn mul_div_u64(a: u64, b: u128, c: u128) -> Option<u64> {
	u64::try_from(mul_div_floor(a.into(), b, c)?).ok()
}

/// The whole units of an amount with 32 fraction bits. Beyond 2^64 - 1, which no token has units
/// of, it is that.
pub fn whole(bits: u128) -> u64 {
	u64::try_from(bits >> 32).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn rounding_goes_where_the_name_says() {
		assert_eq!(mul_div_floor(7, 3, 2), Some(10));
		assert_eq!(mul_div_ceil(7, 3, 2), Some(11));
		assert_eq!(mul_div_ceil(8, 3, 2), Some(12));
	}

	#[test]
	fn the_product_is_not_truncated() {
		assert_eq!(mul_div_floor(u128::MAX, u128::MAX, u128::MAX), Some(u128::MAX));
	}

	#[test]
	fn division_by_zero_and_overflow_give_none() {
		assert_eq!(mul_div_floor(1, 1, 0), None);
		assert_eq!(mul_div_floor(u128::MAX, 2, 1), None);
		assert_eq!(mul_div_u64(u64::MAX, 2, 1), None);
	}
}
