//! Prices, and what a trade would give.

use super::layout::{SimSwapResult, SubnetPrice};
use crate::{pallet::*, types::*};
use alloc::vec::Vec;

impl<T: Config> Pallet<T> {
	/// Price of a subnet's token in rao per alpha, rounded down. On root, one TAO; 0 for a subnet
	/// that does not exist or has an empty pool.
	pub fn current_alpha_price(netuid: NetUid) -> u64 {
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
		Self::market(netuid).worth(alpha)
	}

	/// What buying alpha for an amount of TAO would give now; all zero if the pool cannot give it. A call can
	/// be refused for other reasons: an amount below the least, or a subnet that was not started.
	pub fn simulate_buy(netuid: NetUid, tao: TaoBalance) -> SimSwapResult {
		let Some(quote) = Self::market(netuid).quote_buy(tao) else {
			return SimSwapResult::default();
		};
		SimSwapResult {
			tao_amount: tao,
			alpha_amount: quote.amount,
			tao_fee: quote.fee,
			alpha_slippage: quote.slippage,
			..Default::default()
		}
	}

	/// What selling an amount of alpha would give now; all zero if the pool cannot give it. A call can
	/// be refused for other reasons: an amount below the least, or a subnet that was not started.
	pub fn simulate_sell(netuid: NetUid, alpha: AlphaBalance) -> SimSwapResult {
		let Some(quote) = Self::market(netuid).quote_sell(alpha) else {
			return SimSwapResult::default();
		};
		SimSwapResult {
			tao_amount: quote.amount,
			alpha_amount: alpha,
			alpha_fee: quote.fee,
			tao_slippage: quote.slippage,
			..Default::default()
		}
	}
}
