//! How a subnet's part of a block's TAO goes into its pool; pure arithmetic.

use crate::{
	fixed::{mul_div_floor, whole, ONE_32},
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

/// Divides `part` (rao, with 32 fraction bits).
///
/// Liquidity goes in at the current price, so that it does not move: alpha = part / price. But not
/// more alpha than root's proportion (32 fraction bits) of the alpha that the block emits; what
/// TAO is left then is excess. Each amount is rounded down in the end.
pub fn inject(
	part: u128,
	pool: Pool,
	root_proportion: u128,
	alpha_emission: AlphaBalance,
) -> Injection {
	if part == 0 {
		return Injection::default();
	}
	let price = pool.price().bits >> 32;
	let alpha = mul_div_floor(part, ONE_32, price).unwrap_or(0);
	let cap = root_proportion.saturating_mul(alpha_emission.into()); // at most 2^32 · 2^64
	if alpha <= cap {
		return Injection { tao_in: whole(part), alpha_in: whole(alpha), excess: 0 };
	}
	let tao_in = mul_div_floor(cap, price, ONE_32).unwrap_or(part).min(part);
	Injection {
		tao_in: whole(tao_in),
		alpha_in: whole(cap),
		excess: whole(part.saturating_sub(tao_in)),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const POOL: Pool = Pool { tao: 1_000_000, alpha: 4_000_000 };

	#[test]
	fn liquidity_goes_in_at_the_current_price() {
		let injection = inject(1_000 << 32, POOL, ONE_32, 1_000_000);
		assert_eq!(injection, Injection { tao_in: 1_000, alpha_in: 4_000, excess: 0 });
	}

	#[test]
	fn alpha_is_capped_and_the_rest_is_excess() {
		let injection = inject(1_000 << 32, POOL, ONE_32 / 2, 4_000);
		assert_eq!(injection, Injection { tao_in: 500, alpha_in: 2_000, excess: 500 });
	}

	#[test]
	fn without_root_stake_everything_is_excess() {
		let injection = inject(1_000 << 32, POOL, 0, 4_000);
		assert_eq!(injection, Injection { tao_in: 0, alpha_in: 0, excess: 1_000 });
	}

	#[test]
	fn without_a_price_tao_goes_in_alone() {
		let injection = inject(1_000 << 32, Pool { tao: 0, alpha: 5 }, ONE_32, 4_000);
		assert_eq!(injection, Injection { tao_in: 1_000, alpha_in: 0, excess: 0 });
	}

	#[test]
	fn fractions_of_a_rao_count_until_the_end() {
		// A seventh of 1 TAO per block, at a price of a fifth.
		let part = (1_000_000_000u128 << 32) / 7;
		let pool = Pool { tao: 1_000_000, alpha: 5_000_000 };
		let injection = inject(part, pool, ONE_32, 1_000_000_000);
		assert_eq!((injection.tao_in, injection.alpha_in), (142_857_142, 714_285_714));
		// A rao and a half, of which 0.75 fit: 0.75 is left, not 1.
		let injection = inject(3 << 31, Pool { tao: 1, alpha: 1 }, 3 << 30, 1);
		assert_eq!(injection, Injection::default());
	}

	#[test]
	fn nothing_gives_nothing() {
		assert_eq!(inject(0, POOL, ONE_32, 4_000), Injection::default());
	}
}
