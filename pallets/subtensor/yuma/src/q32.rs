//! The number of the epoch: a signed fixed-point value with 32 integer and 32 fraction bits.
//!
//! Methods are named by their rounding and by what happens when the result does not fit. There are
//! no operators. Most values of an epoch lie between 0 and 1; for those, [`Q32::mul_floor_sat`] and
//! [`Q32::div_trunc_or_zero`] take a path of 64-bit operations which gives the same bits as the
//! 128-bit definition and matters in wasm, where a 128-bit product or quotient is a library call.

/// A signed fixed-point number, value = bits / 2^32.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Q32(i64);

/// Number of fraction bits.
const FRACTION: u32 = 32;

impl Q32 {
	/// 0.
	pub const ZERO: Self = Self(0);
	/// 1.
	pub const ONE: Self = Self(1 << FRACTION);
	/// One half.
	pub const HALF: Self = Self(1 << (FRACTION - 1));
	/// The largest value, 2^31 - 2^-32.
	pub const MAX: Self = Self(i64::MAX);
	/// The smallest value, -2^31.
	pub const MIN: Self = Self(i64::MIN);

	/// The value with the given bit pattern (value * 2^32).
	#[inline(always)]
	pub const fn from_bits(bits: i64) -> Self {
		Self(bits)
	}

	/// The bit pattern (value * 2^32).
	#[inline(always)]
	pub const fn bits(self) -> i64 {
		self.0
	}

	/// A small integer, exactly.
	#[inline(always)]
	pub const fn from_int(value: i32) -> Self {
		// Widening, so it loses nothing; `From` is not usable in a constant function.
		Self((value as i64) << FRACTION)
	}

	/// The ratio `value / 65535`, rounded down: the reading of every stored u16 ratio.
	///
	/// 2^32 = 65535 * 65537 + 1, so the quotient of `value * 2^32` by 65535 is `value * 65537`,
	/// and one more for 65535 itself.
	#[inline(always)]
	pub const fn from_ratio_floor(value: u16) -> Self {
		let whole = (value as i64).saturating_mul(65_537);
		Self(whole.saturating_add((value == u16::MAX) as i64))
	}

	/// The u16 storage of a ratio: `value * 65535` rounded down, clamped to 0 and 65535.
	#[inline(always)]
	pub fn to_ratio_floor_sat(self) -> u16 {
		self.clamp(Self::ZERO, Self::ONE).to_ratio_of_part()
	}

	/// The u16 storage of a ratio from 0 to 1, unchecked.
	#[inline(always)]
	pub(crate) fn to_ratio_of_part(self) -> u16 {
		debug_assert!(Self::ZERO <= self && self <= Self::ONE, "{self:?} is no part");
		// At most 2^32, so that the product leaves 16 bits; the mask tells the compiler.
		let ratio = self.0.cast_unsigned().wrapping_mul(65_535) >> FRACTION;
		u16::try_from(ratio & u64::from(u16::MAX)).unwrap_or(u16::MAX)
	}

	/// `self + other`, saturating.
	#[inline(always)]
	pub const fn add_sat(self, other: Self) -> Self {
		Self(self.0.saturating_add(other.0))
	}

	/// `self - other`, saturating.
	#[inline(always)]
	pub const fn sub_sat(self, other: Self) -> Self {
		Self(self.0.saturating_sub(other.0))
	}

	/// `self * other` rounded towards minus infinity, saturating.
	#[inline(always)]
	pub fn mul_floor_sat(self, other: Self) -> Self {
		let (a, b) = (self.0.cast_unsigned(), other.0.cast_unsigned());
		if (a | b) >> FRACTION == 0 {
			return self.mul_part(other);
		}
		self.mul_wide(other)
	}

	/// `self * other` rounded down, unchecked: for `self` from 0 to 1, and `other` from 0 and below 1.
	#[inline(always)]
	pub(crate) fn mul_part(self, other: Self) -> Self {
		debug_assert!(Self::ZERO <= self && self <= Self::ONE, "{self:?} is no part");
		debug_assert!(Self::ZERO <= other && other < Self::ONE, "{other:?} is no part");
		// At most 2^32, and less: the product fits 64 bits.
		let product = self.0.cast_unsigned().wrapping_mul(other.0.cast_unsigned());
		Self((product >> FRACTION).cast_signed())
	}

	/// The definition of the product, in 128 bits.
	// Kept apart: inlined, it takes registers from the loops around.
	#[cold]
	#[inline(never)]
	pub(crate) fn mul_wide(self, other: Self) -> Self {
		// The product of two 64-bit values fits 128 bits.
		let product = i128::from(self.0).wrapping_mul(i128::from(other.0)) >> FRACTION;
		let limit = if product < 0 { i64::MIN } else { i64::MAX };
		Self(i64::try_from(product).unwrap_or(limit))
	}

	/// `self / other` rounded towards zero; 0 if `other` is 0 or the quotient does not fit.
	#[inline(always)]
	pub fn div_trunc_or_zero(self, other: Self) -> Self {
		let (a, b) = (self.0.cast_unsigned(), other.0.cast_unsigned());
		if a >> FRACTION == 0 && other.0 > 1 {
			// Dividend in [0, 1): shifting it leaves 64 bits. With a divisor of more than one bit the
			// quotient is below 2^63.
			return Self((a << FRACTION).checked_div(b).unwrap_or(0).cast_signed());
		}
		self.div_wide(other)
	}

	/// The definition of the quotient, in 128 bits.
	#[cold]
	#[inline(never)]
	pub(crate) fn div_wide(self, other: Self) -> Self {
		let quotient = (i128::from(self.0) << FRACTION).checked_div(i128::from(other.0));
		Self(quotient.and_then(|bits| i64::try_from(bits).ok()).unwrap_or(0))
	}

	/// `self * amount` rounded down, for a share between 0 and 1; other shares are clamped to it.
	#[inline]
	pub fn share_of_floor(self, amount: u64) -> u64 {
		let share = self.0.clamp(0, Self::ONE.0).cast_unsigned();
		let high = share.saturating_mul(amount >> FRACTION);
		let low = share.saturating_mul(amount & u64::from(u32::MAX)) >> FRACTION;
		high.saturating_add(low)
	}
}

/// A divisor of many values: [`Q32::div_trunc_or_zero`] by two products instead of a division.
/// Divisors here are sums, at least 0; a negative one would count as 0.
///
/// Let b be the bits of a positive divisor and m = floor((2^64 - 1) / b), so that 2^64 / b exceeds m
/// by at most 1, and by 1 only if b is a power of two. For a dividend of a bits, at most 2^32 and not
/// above b, the product a * m fits 64 bits, and a * m / 2^32 falls short of a * 2^32 / b by at most 1,
/// and by 1 only where the latter is whole. So the whole part of the former is the quotient or one
/// less, and the rest, which is below 2 * b, says which.
#[derive(Clone, Copy)]
pub(crate) struct Divisor {
	/// The bits of the divisor, or for 0 so many that the rest is never above them.
	bits: u64,
	reciprocal: u64,
}

impl Divisor {
	#[inline]
	pub fn new(value: Q32) -> Self {
		let bits = u64::try_from(value.0).unwrap_or(0);
		match u64::MAX.checked_div(bits) {
			Some(reciprocal) => Self { bits, reciprocal },
			None => Self { bits: u64::MAX, reciprocal: 0 },
		}
	}

	/// `dividend` by this.
	#[inline(always)]
	pub fn divide(self, dividend: Q32) -> Q32 {
		let bits = dividend.0.cast_unsigned();
		if bits > self.bits || bits > Q32::ONE.0.cast_unsigned() {
			return self.divide_wide(dividend);
		}
		self.divide_part(dividend)
	}

	/// `part` by this, unchecked: for one of the values that add up to the divisor, from 0 to 1.
	#[inline(always)]
	pub fn divide_part(self, part: Q32) -> Q32 {
		let bits = part.0.cast_unsigned();
		debug_assert!(bits <= self.bits && part <= Q32::ONE, "{part:?} is no part");
		let quotient = bits.wrapping_mul(self.reciprocal) >> FRACTION;
		// Only of 1 the shift loses a bit, worth 2^64, and the rest fits 64 bits.
		let rest = (bits << FRACTION).wrapping_sub(quotient.wrapping_mul(self.bits));
		Q32(quotient.wrapping_add(u64::from(rest >= self.bits)).cast_signed())
	}

	/// The definition, for any dividend.
	#[cold]
	#[inline(never)]
	fn divide_wide(self, dividend: Q32) -> Q32 {
		match i64::try_from(self.bits) {
			Ok(bits) => dividend.div_wide(Q32(bits)),
			Err(_) => Q32::ZERO,
		}
	}
}

/// A moving average: `old * (1 - speed) + new * speed`, each product rounded down.
#[derive(Clone, Copy)]
pub(crate) struct Average {
	speed: Q32,
	keep: Q32,
}

impl Average {
	#[inline]
	pub fn new(speed: Q32) -> Self {
		Self { speed, keep: Q32::ONE.sub_sat(speed) }
	}

	/// Whether the speed is above 0 and below 1, as nearly always: averages of values from 0 to 1 are
	/// such values again.
	#[inline]
	pub fn is_between(self) -> bool {
		self.speed > Q32::ZERO && self.speed < Q32::ONE
	}

	/// The average, or 0 if it is negative, which takes a speed outside of 0 and 1.
	#[inline(always)]
	pub fn of(self, new: Q32, old: Q32) -> Q32 {
		let moved = new.mul_floor_sat(self.speed);
		moved.add_sat(old.mul_floor_sat(self.keep)).max(Q32::ZERO)
	}

	/// The average of values from 0 to 1, unchecked: for a speed that [is between](Self::is_between).
	#[inline(always)]
	pub fn of_parts(self, new: Q32, old: Q32) -> Q32 {
		// The factors add up to 1, so the sum is at most 1.
		Q32(new.mul_part(self.speed).0.wrapping_add(old.mul_part(self.keep).0))
	}
}

/// How the values of one row of bonds are reckoned with.
pub(crate) trait Arithmetic {
	/// The product, rounded down.
	fn multiply(value: Q32, factor: Q32) -> Q32;
	/// The quotient, rounded down.
	fn divide(dividend: Q32, divisor: Divisor) -> Q32;
	/// The moving average.
	fn average(average: Average, new: Q32, old: Q32) -> Q32;
	/// The u16 storage.
	fn ratio(value: Q32) -> u16;
}

/// All values are from 0 to 1, factors are below 1, the speed of an average [is
/// between](Average::is_between), and dividends are among what adds up to their divisor. Nothing is
/// checked, so that a loop is a straight line.
pub(crate) struct OfParts;

/// Any values of at least 0.
pub(crate) struct OfAny;

impl Arithmetic for OfParts {
	#[inline(always)]
	fn multiply(value: Q32, factor: Q32) -> Q32 {
		value.mul_part(factor)
	}

	#[inline(always)]
	fn divide(dividend: Q32, divisor: Divisor) -> Q32 {
		divisor.divide_part(dividend)
	}

	#[inline(always)]
	fn average(average: Average, new: Q32, old: Q32) -> Q32 {
		average.of_parts(new, old)
	}

	#[inline(always)]
	fn ratio(value: Q32) -> u16 {
		value.to_ratio_of_part()
	}
}

impl Arithmetic for OfAny {
	#[inline(always)]
	fn multiply(value: Q32, factor: Q32) -> Q32 {
		value.mul_floor_sat(factor)
	}

	#[inline(always)]
	fn divide(dividend: Q32, divisor: Divisor) -> Q32 {
		divisor.divide(dividend)
	}

	#[inline(always)]
	fn average(average: Average, new: Q32, old: Q32) -> Q32 {
		average.of(new, old)
	}

	#[inline(always)]
	fn ratio(value: Q32) -> u16 {
		value.to_ratio_floor_sat()
	}
}

/// A sum of values that are at least 0.
///
/// It cannot wrap: an epoch adds up at most 32,768 values up to 1, or a column of bonds, whose sum
/// the bound on the moving average keeps below 2^31.
#[derive(Clone, Copy, Default)]
pub(crate) struct Total(u64);

impl Total {
	/// Adds a value that is at least 0.
	#[inline(always)]
	pub fn add(&mut self, value: Q32) {
		self.0 = self.0.wrapping_add(value.0.cast_unsigned());
	}

	/// The sum, saturating.
	#[inline(always)]
	pub fn get(self) -> Q32 {
		Q32(i64::try_from(self.0).unwrap_or(i64::MAX))
	}
}

/// The sum, saturating. In the ranges of an epoch it is exact.
#[inline]
pub(crate) fn sum(values: &[Q32]) -> Q32 {
	values.iter().fold(Q32::ZERO, |total, value| total.add_sat(*value))
}

/// Divides every value by the sum of all, rounding towards zero; leaves them if the sum is 0.
pub(crate) fn normalise(values: &mut [Q32]) {
	let total = sum(values);
	if total != Q32::ZERO {
		let total = Divisor::new(total);
		for value in values {
			*value = total.divide(*value);
		}
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use alloc::vec::Vec;

	/// Values around powers of two, and others all over the range, most of them at least 0.
	fn values() -> Vec<Q32> {
		let powers = (0..63).map(|bit| 1_i64 << bit);
		let mut values: Vec<i64> = powers.flat_map(|bits| [bits - 1, bits, bits + 1]).collect();
		let mut state = 20_260_630_u64;
		for bit in 0..1_500 {
			state =
				state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
			values.push((state >> (1 + bit % 63)).cast_signed());
		}
		values.extend([i64::MIN, -1, -(1 << 32), i64::MAX]);
		values.into_iter().map(Q32).collect()
	}

	/// Those of them from 0 to 1.
	fn parts() -> Vec<Q32> {
		values().into_iter().filter(|value| (Q32::ZERO..=Q32::ONE).contains(value)).collect()
	}

	#[test]
	fn a_reciprocal_divides_like_a_division() {
		let values = values();
		for divisor in &values {
			let by = Divisor::new(*divisor);
			for dividend in &values {
				let expected = if divisor.0 > 0 { dividend.div_wide(*divisor) } else { Q32::ZERO };
				assert_eq!(by.divide(*dividend), expected, "{dividend:?} / {divisor:?}");
			}
			for part in parts().into_iter().filter(|part| *part <= *divisor) {
				let expected = if divisor.0 > 0 { part.div_wide(*divisor) } else { Q32::ZERO };
				assert_eq!(OfParts::divide(part, by), expected, "{part:?} / {divisor:?}");
			}
		}
	}

	#[test]
	fn short_products_are_the_definition() {
		let values = values();
		for value in &values {
			for factor in &values {
				let expected = value.mul_wide(*factor);
				assert_eq!(OfAny::multiply(*value, *factor), expected, "{value:?} * {factor:?}");
			}
		}
		for value in parts() {
			for factor in parts().into_iter().filter(|factor| *factor < Q32::ONE) {
				let expected = value.mul_wide(factor);
				assert_eq!(OfParts::multiply(value, factor), expected, "{value:?} * {factor:?}");
			}
		}
	}

	#[test]
	fn short_averages_are_the_definition() {
		let speeds = [1, 2, 429_496_730, 1 << 31, (1 << 32) - 1].map(Q32);
		let parts = parts();
		for average in speeds.map(Average::new) {
			assert!(average.is_between());
			for new in &parts {
				for old in &parts {
					let expected = new.mul_wide(average.speed).add_sat(old.mul_wide(average.keep));
					assert_eq!(OfParts::average(average, *new, *old), expected);
					assert_eq!(OfAny::average(average, *new, *old), expected);
				}
			}
		}
		for outside in [-70_000_i64 << 32, -1, 0, 1 << 32] {
			assert!(!Average::new(Q32(outside)).is_between());
		}
	}

	#[test]
	fn stored_ratios_are_the_definition() {
		let all = Q32::from_int(i32::from(u16::MAX));
		for value in values() {
			let expected = (value.mul_wide(all).0 >> FRACTION).clamp(0, 65_535);
			assert_eq!(i64::from(OfAny::ratio(value)), expected, "{value:?}");
		}
		for part in parts() {
			assert_eq!(OfParts::ratio(part), OfAny::ratio(part), "{part:?}");
		}
	}
}
