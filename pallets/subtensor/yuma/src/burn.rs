//! The registration price: it decays with every block and rises with every registration.

/// One half with 32 fraction bits.
const HALF: u64 = 1 << 31;
/// One with 32 fraction bits.
const ONE: u64 = 1 << 32;

/// `base^exponent` with 32 fraction bits, rounded down at every step; `base` at most 1.
fn power_floor(base: u64, exponent: u16) -> u64 {
	let mul = |a: u64, b: u64| -> u64 {
		let product = u128::from(a).saturating_mul(u128::from(b)) >> 32;
		u64::try_from(product).unwrap_or(u64::MAX)
	};
	let (mut result, mut square, mut rest) = (ONE, base, exponent);
	while rest > 0 {
		if rest & 1 == 1 {
			result = mul(result, square);
		}
		square = mul(square, square);
		rest >>= 1;
	}
	result
}

/// The factor of one block (32 fraction bits) that halves a price in `half_life` blocks.
///
/// The largest `x` with `x^half_life <= 1/2`, powers rounded down at every step. 0 blocks: no decay.
pub fn decay_factor(half_life: u16) -> u64 {
	if half_life == 0 {
		return ONE;
	}
	let (mut low, mut high) = (0, ONE);
	while low < high {
		let middle = low.saturating_add(high).saturating_add(1) >> 1;
		if power_floor(middle, half_life) <= HALF {
			low = middle;
		} else {
			high = middle.saturating_sub(1);
		}
	}
	low
}

/// The price in rao after one block of decay by `factor` (of [`decay_factor`]), within its bounds.
pub fn decayed(burn: u64, factor: u64, min: u64, max: u64) -> u64 {
	let product = u128::from(burn).saturating_mul(u128::from(factor)) >> 32;
	bounded(u64::try_from(product).unwrap_or(u64::MAX), min, max)
}

/// The price in rao after one registration: `burn` times the multiplier (U64F64 bits, value * 2^64;
/// below 1 it counts as 1), rounded down, within its bounds.
pub fn after_registration(burn: u64, multiplier_bits: u128, min: u64, max: u64) -> u64 {
	let bits = multiplier_bits.max(1 << 64);
	let whole = u128::from(burn).saturating_mul(bits >> 64);
	let fraction = u128::from(burn).saturating_mul(bits & u128::from(u64::MAX)) >> 64;
	bounded(u64::try_from(whole.saturating_add(fraction)).unwrap_or(u64::MAX), min, max)
}

/// Within `min` and `max`; the upper bound wins should they contradict each other.
fn bounded(price: u64, min: u64, max: u64) -> u64 {
	price.max(min).min(max)
}
