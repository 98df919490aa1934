//! How a subnet's part of a block's TAO goes into its pool; pure arithmetic.

use crate::{
	fixed::{mul_div_floor, ONE_32},
	pool::Pool,
	types::{AlphaBalance, TaoBalance},
};

/// What a block adds to a pool.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Injection {
	/// TAO put in as liquidity.
	pub tao_in: TaoBalance,
	/// Alpha put in as liquidity.
	pub alpha_in: AlphaBalance,
	/// TAO that buys alpha for the chain instead.
	pub excess: TaoBalance,
}

/// Divides `part` (rao).
///
/// Liquidity goes in at the current price, so that it does not move: alpha = part / price. But not
/// more alpha than root's proportion (32 fraction bits) of the alpha that the block emits; what
/// TAO is left then is excess.
pub fn inject(
	part: TaoBalance,
	pool: Pool,
	root_proportion: u128,
	alpha_emission: AlphaBalance,
) -> Injection {
	let price = pool.price().bits >> 32;
	if part == 0 {
		return Injection::default();
	}
	let part_bits = u128::from(part) << 32;
	let alpha = mul_div_floor(part_bits, ONE_32, price).unwrap_or(0);
	let cap = root_proportion.saturating_mul(alpha_emission.into()); // at most 2^32 · 2^64
	if alpha <= cap {
		return Injection { tao_in: part, alpha_in: to_amount(alpha), excess: 0 };
	}
	let tao_in = to_amount(mul_div_floor(cap, price, ONE_32).unwrap_or(part_bits)).min(part);
	Injection { tao_in, alpha_in: to_amount(cap), excess: part.saturating_sub(tao_in) }
}

fn to_amount(bits: u128) -> u64 {
	u64::try_from(bits >> 32).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;

	const POOL: Pool = Pool { tao: 1_000_000, alpha: 4_000_000 };

	#[test]
	fn liquidity_goes_in_at_the_current_price() {
		let injection = inject(1_000, POOL, ONE_32, 1_000_000);
		assert_eq!(injection, Injection { tao_in: 1_000, alpha_in: 4_000, excess: 0 });
	}

	#[test]
	fn alpha_is_capped_and_the_rest_is_excess() {
		let injection = inject(1_000, POOL, ONE_32 / 2, 4_000);
		assert_eq!(injection, Injection { tao_in: 500, alpha_in: 2_000, excess: 500 });
	}

	#[test]
	fn without_root_stake_everything_is_excess() {
		let injection = inject(1_000, POOL, 0, 4_000);
		assert_eq!(injection, Injection { tao_in: 0, alpha_in: 0, excess: 1_000 });
	}

	#[test]
	fn without_a_price_tao_goes_in_alone() {
		let injection = inject(1_000, Pool { tao: 0, alpha: 5 }, ONE_32, 4_000);
		assert_eq!(injection, Injection { tao_in: 1_000, alpha_in: 0, excess: 0 });
	}

	#[test]
	fn nothing_gives_nothing() {
		assert_eq!(inject(0, POOL, ONE_32, 4_000), Injection::default());
	}
}
