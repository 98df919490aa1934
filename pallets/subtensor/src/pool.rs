//! The pool of a subnet's token as pure arithmetic: a constant product of TAO and alpha.
//!
//! Roundings are always in the pool's favour, so no sequence of trades can take out more than was
//! put in, and neither side can be emptied.

use crate::{
	fixed::{mul_div_floor, ONE_64},
	types::{AlphaBalance, TaoBalance, U64F64},
};

/// Both sides of a pool.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Pool {
	/// TAO, in rao.
	pub tao: TaoBalance,
	/// Alpha.
	pub alpha: AlphaBalance,
}

impl Pool {
	/// TAO per alpha, rounded down; 0 for a pool without alpha.
	pub fn price(&self) -> U64F64 {
		let bits = mul_div_floor(self.tao.into(), ONE_64, self.alpha.into()).unwrap_or(0);
		U64F64 { bits }
	}

	/// Alpha that `tao` buys, and the pool after it. `None` if a side is empty or would overflow.
	///
	/// alpha·tao_in / (tao + tao_in), rounded down.
	pub fn buy(&self, tao: TaoBalance) -> Option<(AlphaBalance, Pool)> {
		let (tao_after, bought) = trade(self.tao, self.alpha, tao)?;
		Some((bought, Pool { tao: tao_after, alpha: self.alpha.checked_sub(bought)? }))
	}

	/// TAO that `alpha` fetches, and the pool after it. `None` if a side is empty or would
	/// overflow.
	///
	/// tao·alpha_in / (alpha + alpha_in), rounded down.
	pub fn sell(&self, alpha: AlphaBalance) -> Option<(TaoBalance, Pool)> {
		let (alpha_after, fetched) = trade(self.alpha, self.tao, alpha)?;
		Some((fetched, Pool { tao: self.tao.checked_sub(fetched)?, alpha: alpha_after }))
	}
}

/// One side grows by `amount`; what the other side gives for it.
fn trade(side: u64, other: u64, amount: u64) -> Option<(u64, u64)> {
	if side == 0 || other == 0 {
		return None;
	}
	let after = side.checked_add(amount)?;
	let given = mul_div_floor(other.into(), amount.into(), after.into())?;
	Some((after, u64::try_from(given).ok()?))
}

#[cfg(test)]
mod tests {
	use super::*;

	const POOL: Pool = Pool { tao: 1_000, alpha: 4_000 };

	#[test]
	fn price_is_tao_per_alpha() {
		assert_eq!(POOL.price().bits, ONE_64 / 4);
		assert_eq!(Pool { tao: 5, alpha: 0 }.price().bits, 0);
	}

	#[test]
	fn product_never_falls() {
		let product = |pool: Pool| u128::from(pool.tao) * u128::from(pool.alpha);
		for amount in [0, 1, 2, 999, 1_000, 123_456_789, u64::MAX / 2] {
			assert!(product(POOL.buy(amount).unwrap().1) >= product(POOL));
			assert!(product(POOL.sell(amount).unwrap().1) >= product(POOL));
		}
	}

	#[test]
	fn a_round_trip_gains_nothing() {
		for amount in [1, 10, 1_000, 5_000_000] {
			let (alpha, pool) = POOL.buy(amount).unwrap();
			assert!(pool.sell(alpha).unwrap().0 <= amount);
		}
	}

	#[test]
	fn neither_side_can_be_emptied() {
		let (bought, pool) = POOL.buy(u64::MAX - POOL.tao).unwrap();
		assert!(bought < POOL.alpha && pool.alpha > 0);
		let (fetched, pool) = POOL.sell(u64::MAX - POOL.alpha).unwrap();
		assert!(fetched < POOL.tao && pool.tao > 0);
	}

	#[test]
	fn an_empty_pool_and_an_overflow_give_nothing() {
		assert_eq!(Pool { tao: 0, alpha: 1 }.buy(1), None);
		assert_eq!(Pool { tao: 1, alpha: 0 }.sell(1), None);
		assert_eq!(POOL.buy(u64::MAX), None);
	}
}
