//! Where a subnet's token is traded, as pure arithmetic: a constant product of TAO and alpha, or,
//! on root, one for one.
//!
//! Roundings are always in the pool's favour, so no sequence of trades can take out more than was
//! put in, and neither side of a pool can be emptied. There is no fee.

use crate::{
	fixed::{mul_div_floor, mul_div_u64, ONE_64},
	types::{AlphaBalance, TaoBalance, U64F64, UNIT},
};
use sp_core::U256;

/// Both sides of a pool.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Pool {
	/// TAO, in rao.
	pub tao: TaoBalance,
	/// Alpha.
	pub alpha: AlphaBalance,
}

/// A price as an exact fraction, so many units of TAO for so many of alpha.
///
/// A denominator of 0 stands for a price above every other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Price {
	/// Numerator, in rao.
	pub tao: TaoBalance,
	/// Denominator.
	pub alpha: AlphaBalance,
}

impl Price {
	/// A price as clients write it: rao for one whole alpha.
	pub fn per_alpha(rao: TaoBalance) -> Self {
		Self { tao: rao, alpha: UNIT }
	}
}

/// What a trade would give.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Quote {
	/// What comes out.
	pub amount: u64,
	/// What is kept of what goes in; always 0, because trades are free.
	pub fee: u64,
	/// How much more would come out if the trade did not move the price.
	pub slippage: u64,
}

/// How far a trade may move the price.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit {
	/// The last price at which to trade, in rao per alpha; for a swap 10^9 times the alpha of the
	/// destination that one alpha of the origin must give.
	pub price: TaoBalance,
	/// Whether a part may be traded if the whole cannot.
	pub allow_partial: bool,
}

impl Limit {
	/// What of `amount` is traded if the limit allows at most `most`; `None` to refuse the trade.
	pub fn executable(&self, amount: u64, most: u64) -> Option<u64> {
		if amount <= most {
			Some(amount)
		} else {
			Some(most).filter(|most| self.allow_partial && *most > 0)
		}
	}
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

	/// The most TAO that can buy with the price at or below `limit` afterwards; 0 if the price is
	/// above it already.
	///
	/// Exact: the price only rises with the amount, so the amount is found bit by bit.
	pub fn most_to_buy(&self, limit: Price) -> TaoBalance {
		largest(|tao| self.buy(tao).is_some_and(|(_, after)| after.compare(limit).is_le()))
	}

	/// The most alpha that can be sold with the price at or above `limit` afterwards; 0 if the
	/// price is below it already.
	///
	/// Exact: the price only falls with the amount, so the amount is found bit by bit.
	pub fn most_to_sell(&self, limit: Price) -> AlphaBalance {
		largest(|alpha| self.sell(alpha).is_some_and(|(_, after)| after.compare(limit).is_ge()))
	}

	/// How the price compares to another. Products of two u64 fit, so nothing saturates.
	fn compare(&self, other: Price) -> core::cmp::Ordering {
		let ours = u128::from(self.tao).saturating_mul(other.alpha.into());
		ours.cmp(&u128::from(other.tao).saturating_mul(self.alpha.into()))
	}
}

/// Where the token of a subnet is traded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Market {
	/// Root: one TAO is one alpha, in any amount.
	Root {
		/// All TAO staked there.
		staked: TaoBalance,
	},
	/// Any other subnet.
	Pool(Pool),
}

impl Market {
	/// Alpha that `tao` buys, and the market after it. `None` if there is none or on overflow.
	pub fn buy(&self, tao: TaoBalance) -> Option<(AlphaBalance, Market)> {
		match self {
			Self::Root { staked } => Some((tao, Self::Root { staked: staked.checked_add(tao)? })),
			Self::Pool(pool) => pool.buy(tao).map(|(bought, after)| (bought, Self::Pool(after))),
		}
	}

	/// TAO that `alpha` fetches, and the market after it. `None` if there is none or on overflow.
	pub fn sell(&self, alpha: AlphaBalance) -> Option<(TaoBalance, Market)> {
		match self {
			Self::Root { staked } => {
				Some((alpha, Self::Root { staked: staked.checked_sub(alpha)? }))
			},
			Self::Pool(pool) => pool.sell(alpha).map(|(got, after)| (got, Self::Pool(after))),
		}
	}

	/// TAO that the market holds.
	pub fn tao(&self) -> TaoBalance {
		match self {
			Self::Root { staked } => *staked,
			Self::Pool(pool) => pool.tao,
		}
	}

	/// What `alpha` is worth at the current price, in rao, rounded down; at most 2^64 - 1.
	pub fn worth(&self, alpha: AlphaBalance) -> TaoBalance {
		match self {
			Self::Root { .. } => alpha,
			Self::Pool(pool) if pool.alpha == 0 => 0,
			Self::Pool(pool) => {
				mul_div_u64(alpha, pool.tao.into(), pool.alpha.into()).unwrap_or(u64::MAX)
			},
		}
	}

	/// What buying with `tao` would give. `None` if it would be refused.
	pub fn quote_buy(&self, tao: TaoBalance) -> Option<Quote> {
		let (amount, _) = self.buy(tao)?;
		let unmoved = match self {
			Self::Root { .. } => tao,
			// At least `amount`, which rounds a smaller fraction down.
			Self::Pool(pool) => {
				mul_div_u64(tao, pool.alpha.into(), pool.tao.into()).unwrap_or(u64::MAX)
			},
		};
		Some(Quote { amount, fee: 0, slippage: unmoved.saturating_sub(amount) })
	}

	/// What selling `alpha` would give. `None` if it would be refused.
	pub fn quote_sell(&self, alpha: AlphaBalance) -> Option<Quote> {
		let (amount, _) = self.sell(alpha)?;
		let slippage = self.worth(alpha).saturating_sub(amount); // worth at least `amount`
		Some(Quote { amount, fee: 0, slippage })
	}

	/// The most TAO that can buy at up to `rao` for one alpha, see [`Pool::most_to_buy`].
	pub fn most_to_buy(&self, rao: TaoBalance) -> TaoBalance {
		match self {
			Self::Root { .. } => all_if(rao >= UNIT),
			Self::Pool(pool) => pool.most_to_buy(Price::per_alpha(rao)),
		}
	}

	/// The most alpha that can be sold for `rao` or more, see [`Pool::most_to_sell`].
	pub fn most_to_sell(&self, rao: TaoBalance) -> AlphaBalance {
		match self {
			Self::Root { .. } => all_if(rao <= UNIT),
			Self::Pool(pool) => pool.most_to_sell(Price::per_alpha(rao)),
		}
	}
}

/// The most alpha of `origin` that can be swapped for alpha of `destination` within `limit`, which
/// is 10^9 times what one alpha of the origin must be worth in the destination's.
///
/// As on the live network, the limit is compared with different things: between two pools with
/// what the whole swap gives on average; between a pool and root with the pool's price afterwards,
/// as in a purchase or a sale with that limit.
///
/// Between pools (T1, A1) and (T2, A2) an amount x gives A2·T1·x / (T2·A1 + (T1 + T2)·x), so
/// x = (A2·T1 - L·A1·T2) / (L·(T1 + T2)) for L = limit / 10^9, rounded down.
pub fn most_to_swap(origin: Market, destination: Market, limit: u64) -> AlphaBalance {
	let (from, to) = match (origin, destination) {
		(Market::Root { .. }, Market::Root { .. }) => return all_if(limit <= UNIT),
		(Market::Root { .. }, Market::Pool(to)) => {
			return to.most_to_buy(Price { tao: UNIT, alpha: limit })
		},
		(from @ Market::Pool(_), Market::Root { .. }) => return from.most_to_sell(limit),
		(Market::Pool(from), Market::Pool(to)) => (from, to),
	};
	// Products of at most four u64 are below 2^256.
	let product = |factors: [u64; 3]| {
		factors.into_iter().fold(U256::one(), |sum, next| sum.saturating_mul(next.into()))
	};
	let most = product([to.alpha, from.tao, UNIT]);
	let least = product([limit, from.alpha, to.tao]);
	let per_alpha =
		U256::from(limit).saturating_mul(U256::from(from.tao).saturating_add(to.tao.into()));
	match most.checked_sub(least) {
		None => 0,
		Some(rest) => rest.checked_div(per_alpha).map_or(u64::MAX, |alpha| {
			u64::try_from(alpha).unwrap_or(u64::MAX) // more than anybody has
		}),
	}
}

/// Everything or nothing.
fn all_if(condition: bool) -> u64 {
	if condition {
		u64::MAX
	} else {
		0
	}
}

/// The largest amount that `fits`, if every amount below it does too; 0 if not even 0 does.
fn largest(fits: impl Fn(u64) -> bool) -> u64 {
	let mut amount = 0u64;
	let mut bit = 1u64 << 63;
	while bit > 0 {
		if fits(amount | bit) {
			amount |= bit;
		}
		bit >>= 1;
	}
	amount
}

/// One side grows by `amount`; what the other side gives for it.
fn trade(side: u64, other: u64, amount: u64) -> Option<(u64, u64)> {
	if side == 0 || other == 0 {
		return None;
	}
	let after = side.checked_add(amount)?;
	let product = u128::from(other).checked_mul(amount.into())?;
	let given = product.checked_div(after.into())?;
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
		let root = Market::Root { staked: 5 };
		assert_eq!((root.sell(6), root.buy(u64::MAX)), (None, None));
		assert_eq!(Market::Pool(Pool::default()).quote_buy(1), None);
	}

	/// Every small pool with every limit around its price.
	fn small_pools(mut check: impl FnMut(Pool, Price)) {
		for tao in 1..=14 {
			for alpha in 1..=14 {
				for limit in 0..=30 {
					check(Pool { tao, alpha }, Price { tao: limit, alpha: 7 });
				}
			}
		}
	}

	#[test]
	fn the_most_to_buy_is_what_trying_every_amount_finds() {
		small_pools(|pool, limit| {
			let within = |x| {
				pool.buy(x).unwrap().1.tao * limit.alpha <= limit.tao * pool.buy(x).unwrap().1.alpha
			};
			let expected = (0..200).take_while(|x| within(*x)).last().unwrap_or(0);
			assert_eq!(pool.most_to_buy(limit), expected, "{pool:?} {limit:?}");
		});
	}

	#[test]
	fn the_most_to_sell_is_what_trying_every_amount_finds() {
		small_pools(|pool, limit| {
			if limit.tao == 0 {
				assert_eq!(pool.most_to_sell(limit), u64::MAX - pool.alpha, "no limit");
				return;
			}
			let within = |x| {
				pool.sell(x).unwrap().1.tao * limit.alpha
					>= limit.tao * pool.sell(x).unwrap().1.alpha
			};
			let expected = (0..200).take_while(|x| within(*x)).last().unwrap_or(0);
			assert_eq!(pool.most_to_sell(limit), expected, "{pool:?} {limit:?}");
		});
	}

	#[test]
	fn one_unit_more_would_pass_the_limit_in_pools_of_any_size() {
		for shift in 0..44 {
			let pool = Pool { tao: 12_345 << shift, alpha: 54_321 << shift };
			let rao = 227_000_000; // the price is 0.22726
			let tao = pool.most_to_buy(Price::per_alpha(2 * rao));
			let price = |pool: Pool| pool.compare(Price::per_alpha(2 * rao));
			assert!(price(pool.buy(tao).unwrap().1).is_le(), "{shift}");
			assert!(price(pool.buy(tao + 1).unwrap().1).is_gt(), "{shift}");
			let alpha = pool.most_to_sell(Price::per_alpha(rao / 2));
			let price = |pool: Pool| pool.compare(Price::per_alpha(rao / 2));
			assert!(price(pool.sell(alpha).unwrap().1).is_ge(), "{shift}");
			assert!(price(pool.sell(alpha + 1).unwrap().1).is_lt(), "{shift}");
		}
	}

	#[test]
	fn the_most_to_swap_is_what_trying_every_amount_finds() {
		let sizes = [1u64, 2, 3, 7, 11];
		for (tao, alpha) in sizes.into_iter().flat_map(|a| sizes.map(|b| (a, b))) {
			for (to_tao, to_alpha) in sizes.into_iter().flat_map(|a| sizes.map(|b| (a, b))) {
				let from = Pool { tao, alpha };
				let to = Pool { tao: to_tao, alpha: to_alpha };
				for tenths in [1u64, 3, 9, 10, 11, 40] {
					// What x gives is to_alpha·tao·x / (to_tao·alpha + (tao + to_tao)·x).
					let within = |x: u64| {
						tenths * (to_tao * alpha + (tao + to_tao) * x) <= 10 * to_alpha * tao
					};
					let expected = (0..2_000).take_while(|x| within(*x)).last().unwrap_or(0);
					let limit = tenths * UNIT / 10;
					let most = most_to_swap(Market::Pool(from), Market::Pool(to), limit);
					assert_eq!(most, expected, "{from:?} {to:?} {tenths}");
				}
			}
		}
	}

	#[test]
	fn a_swap_with_root_is_a_purchase_or_a_sale() {
		let pool = Pool { tao: 1_000 * UNIT, alpha: 4_000 * UNIT };
		let (root, market) = (Market::Root { staked: 9 }, Market::Pool(pool));
		// At least two alpha for a TAO: at most half a TAO for an alpha.
		assert_eq!(most_to_swap(root, market, 2 * UNIT), market.most_to_buy(UNIT / 2));
		assert_eq!(most_to_swap(market, root, UNIT / 5), market.most_to_sell(UNIT / 5));
		assert_eq!(most_to_swap(root, root, UNIT), u64::MAX);
		assert_eq!(most_to_swap(root, root, UNIT + 1), 0);
	}

	#[test]
	fn without_a_limit_everything_is_swapped() {
		let market = Market::Pool(POOL);
		assert_eq!(most_to_swap(market, market, 0), u64::MAX);
		assert_eq!(most_to_swap(Market::Root { staked: 0 }, market, 0), u64::MAX - POOL.tao);
		let empty = Market::Pool(Pool::default());
		assert_eq!(most_to_swap(empty, market, UNIT), 0, "an empty pool gives nothing");
	}

	#[test]
	fn root_trades_at_one_tao_in_any_amount() {
		let root = Market::Root { staked: 10 };
		assert_eq!(root.buy(5), Some((5, Market::Root { staked: 15 })));
		assert_eq!(root.sell(5), Some((5, Market::Root { staked: 5 })));
		assert_eq!(root.most_to_buy(UNIT - 1), 0);
		assert_eq!(root.most_to_buy(UNIT), u64::MAX);
		assert_eq!(root.most_to_sell(UNIT + 1), 0);
		assert_eq!(root.most_to_sell(UNIT), u64::MAX);
		assert_eq!(root.quote_sell(7), Some(Quote { amount: 7, fee: 0, slippage: 0 }));
	}

	#[test]
	fn a_quote_is_what_the_trade_gives_and_what_the_moved_price_costs() {
		let market = Market::Pool(POOL);
		// 4,000·1,000 / 2,000, where the price alone would give 4,000.
		let quote = market.quote_buy(1_000).unwrap();
		assert_eq!(quote, Quote { amount: 2_000, fee: 0, slippage: 2_000 });
		assert_eq!(market.buy(1_000).unwrap().0, quote.amount);
		let quote = market.quote_sell(4_000).unwrap();
		assert_eq!(quote, Quote { amount: 500, fee: 0, slippage: 500 });
	}

	#[test]
	fn a_limit_takes_all_or_the_part_that_fits_or_nothing() {
		let partial = Limit { price: 1, allow_partial: true };
		let whole = Limit { price: 1, allow_partial: false };
		assert_eq!((partial.executable(5, 5), whole.executable(5, 5)), (Some(5), Some(5)));
		assert_eq!((partial.executable(5, 4), whole.executable(5, 4)), (Some(4), None));
		assert_eq!((partial.executable(5, 0), whole.executable(5, 0)), (None, None));
	}
}
