//! Prices, and what a trade would give.

use super::layout::{SimSwapResult, SubnetPrice};
use crate::{fixed::mul_div_u64, pallet::*, types::*};
use alloc::vec::Vec;

impl<T: Config> Pallet<T> {
	/// Price of a subnet's token in rao per alpha, rounded down. On root, one TAO; 0 for a subnet
	/// that does not exist or has an empty pool.
	pub fn current_alpha_price(netuid: NetUid) -> u64 {
		if netuid == ROOT {
			return UNIT;
		}
		Self::at_current_price(netuid, UNIT)
	}

	/// The prices of all subnets.
	pub fn current_alpha_prices() -> Vec<SubnetPrice> {
		Self::existing_netuids()
			.into_iter()
			.map(|netuid| SubnetPrice { netuid, price: Self::current_alpha_price(netuid) })
			.collect()
	}

	/// What an amount of alpha is worth without moving the price, in rao, rounded down.
	pub(super) fn at_current_price(netuid: NetUid, alpha: AlphaBalance) -> TaoBalance {
		if netuid == ROOT {
			return alpha;
		}
		let pool = Self::pool(netuid);
		mul_div_u64(alpha, pool.tao.into(), pool.alpha.into()).unwrap_or(0)
	}

	/// What buying alpha for an amount of TAO would give now; all zero if it would be refused.
	pub fn simulate_buy(netuid: NetUid, tao: TaoBalance) -> SimSwapResult {
		if netuid == ROOT {
			return SimSwapResult { tao_amount: tao, alpha_amount: tao, ..Default::default() };
		}
		let pool = Self::pool(netuid);
		let Some((alpha, _)) = pool.buy(tao) else {
			return SimSwapResult::default();
		};
		let ideal = mul_div_u64(tao, pool.alpha.into(), pool.tao.into()).unwrap_or(alpha);
		SimSwapResult {
			tao_amount: tao,
			alpha_amount: alpha,
			alpha_slippage: ideal.saturating_sub(alpha), // a pool never gives more than its price
			..Default::default()
		}
	}

	/// What selling an amount of alpha would give now; all zero if it would be refused.
	pub fn simulate_sell(netuid: NetUid, alpha: AlphaBalance) -> SimSwapResult {
		if netuid == ROOT {
			return SimSwapResult { tao_amount: alpha, alpha_amount: alpha, ..Default::default() };
		}
		let Some((tao, _)) = Self::pool(netuid).sell(alpha) else {
			return SimSwapResult::default();
		};
		let ideal = Self::at_current_price(netuid, alpha);
		SimSwapResult {
			tao_amount: tao,
			alpha_amount: alpha,
			tao_slippage: ideal.saturating_sub(tao), // a pool never gives more than its price
			..Default::default()
		}
	}
}
