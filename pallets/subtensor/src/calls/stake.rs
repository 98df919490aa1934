//! Staking and unstaking.

use crate::{pallet::*, pool::Limit, types::*, weights::WeightInfo};
use alloc::vec::Vec;
use frame_support::{ensure, storage::with_storage_layer, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::add_stake`] and [`Pallet::add_stake_limit`].
	pub(crate) fn do_add_stake(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: Option<Limit>,
	) -> DispatchResult {
		let tao = Self::pay_for_stake(coldkey, hotkey, netuid, tao, limit)?;
		Self::stake_tao(coldkey, hotkey, netuid, tao)?;
		Ok(())
	}

	/// Checks a purchase and moves what may be spent to the subnet's account; returns how much.
	pub(crate) fn pay_for_stake(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: Option<Limit>,
	) -> Result<TaoBalance, DispatchError> {
		Self::ensure_tradable(netuid)?;
		ensure!(tao >= MinStake::<T>::get(), Error::<T>::AmountTooLow);
		let tao = Self::within(limit, tao, |price| Self::market(netuid).most_to_buy(price))?;
		ensure!(tao >= MinStake::<T>::get(), Error::<T>::AmountTooLow);
		ensure!(Self::spendable(coldkey) >= tao, Error::<T>::NotEnoughBalanceToStake);
		ensure!(Self::hotkey_exists(hotkey), Error::<T>::HotKeyAccountNotExists);
		Self::pay_subnet(coldkey, netuid, tao)?;
		Ok(tao)
	}

	/// See [`Pallet::remove_stake`] and [`Pallet::remove_stake_limit`].
	pub(crate) fn do_remove_stake(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
		limit: Option<Limit>,
	) -> DispatchResult {
		Self::ensure_tradable(netuid)?;
		ensure!(Self::hotkey_exists(hotkey), Error::<T>::HotKeyAccountNotExists);
		ensure!(
			alpha <= Self::stake_of(hotkey, coldkey, netuid),
			Error::<T>::NotEnoughStakeToWithdraw
		);
		let alpha = Self::within(limit, alpha, |price| Self::market(netuid).most_to_sell(price))?;
		let tao = Self::unstake_alpha(coldkey, hotkey, netuid, alpha)?;
		Self::pay_coldkey(netuid, coldkey, tao)?;
		Self::return_small_nomination(coldkey, hotkey, netuid)
	}

	/// See [`Pallet::remove_stake_full_limit`].
	pub(crate) fn do_remove_stake_full_limit(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		limit_price: Option<TaoBalance>,
	) -> DispatchResult {
		let alpha = Self::stake_of(hotkey, coldkey, netuid);
		let limit = limit_price.map(|price| Limit { price, allow_partial: false });
		Self::do_remove_stake(coldkey, hotkey, netuid, alpha, limit)
	}

	/// See [`Pallet::unstake_all`]; returns what it cost.
	pub(crate) fn do_unstake_all(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
	) -> Result<Weight, DispatchError> {
		ensure!(Self::hotkey_exists(hotkey), Error::<T>::HotKeyAccountNotExists);
		let netuids = Self::staked_netuids(coldkey, hotkey);
		let mut any = false;
		for netuid in &netuids {
			if let Some(tao) = Self::sell_position(coldkey, hotkey, *netuid)? {
				Self::pay_coldkey(*netuid, coldkey, tao)?;
				any = true;
			}
		}
		ensure!(any, Error::<T>::AmountTooLow);
		Ok(Self::unstake_all_weight(Self::count(&netuids), netuids.contains(&ROOT)))
	}

	/// See [`Pallet::unstake_all_alpha`]; returns the number of positions looked at.
	pub(crate) fn do_unstake_all_alpha(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
	) -> Result<u32, DispatchError> {
		ensure!(Self::hotkey_exists(hotkey), Error::<T>::HotKeyAccountNotExists);
		Self::ensure_tradable(ROOT)?;
		let netuids = Self::staked_netuids(coldkey, hotkey);
		let mut total = 0u64;
		for netuid in netuids.iter().filter(|netuid| **netuid != ROOT) {
			if let Some(tao) = Self::sell_position(coldkey, hotkey, *netuid)? {
				Self::pay_between_subnets(*netuid, ROOT, tao)?;
				total = total.checked_add(tao).ok_or(Error::<T>::Arithmetic)?;
			}
		}
		ensure!(total > 0, Error::<T>::AmountTooLow);
		Self::stake_tao(coldkey, hotkey, ROOT, total)?;
		Ok(Self::count(&netuids))
	}

	/// What [`Pallet::unstake_all`] costs that looks at so many positions, of which one may be on root.
	pub(crate) fn unstake_all_weight(positions: u32, on_root: bool) -> Weight {
		let weight = T::WeightInfo::unstake_all(positions);
		if !on_root {
			return weight;
		}
		weight.saturating_add(Self::stake_change_weight(ROOT))
	}

	/// What [`Pallet::unstake_all_alpha`] costs that looks at so many positions.
	pub(crate) fn unstake_all_alpha_weight(positions: u32) -> Weight {
		T::WeightInfo::unstake_all_alpha(positions).saturating_add(Self::stake_change_weight(ROOT))
	}

	/// Where a coldkey has stake on a hotkey; at most as many as there are subnets.
	fn staked_netuids(coldkey: &T::AccountId, hotkey: &T::AccountId) -> Vec<NetUid> {
		Alpha::<T>::iter_key_prefix((hotkey, coldkey)).collect()
	}

	fn count(netuids: &[NetUid]) -> u32 {
		u32::try_from(netuids.len()).unwrap_or(u32::MAX) // netuids are u16
	}

	/// Sells a whole position, if there is one and the market takes it. What it fetches lies on the
	/// subnet's account.
	fn sell_position(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
	) -> Result<Option<TaoBalance>, DispatchError> {
		let stake = Self::stake_of(hotkey, coldkey, netuid);
		if Self::ensure_tradable(netuid).is_err() {
			return Ok(None);
		}
		match with_storage_layer(|| Self::unstake_alpha(coldkey, hotkey, netuid, stake)) {
			Ok(tao) => Ok(Some(tao)),
			Err(error)
				if error == Error::<T>::AmountTooLow.into()
					|| error == Error::<T>::InsufficientLiquidity.into() =>
			{
				Ok(None)
			},
			Err(error) => Err(error),
		}
	}

	/// Sells what is left of a nomination that has become smaller than
	/// [`NominatorMinRequiredStake`], if the market takes it.
	///
	/// Called after everything by which a coldkey takes stake away from a hotkey. So a nomination
	/// that falls below because root raises the minimum is returned when its coldkey next takes
	/// from it, and nothing ever has to look at all nominators.
	pub(crate) fn return_small_nomination(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
	) -> DispatchResult {
		let stake = Self::stake_of(hotkey, coldkey, netuid);
		let small = Self::market(netuid).worth(stake) < NominatorMinRequiredStake::<T>::get();
		if stake == 0 || !small || Owner::<T>::get(hotkey) == *coldkey {
			return Ok(());
		}
		match Self::sell_position(coldkey, hotkey, netuid)? {
			Some(tao) => Self::pay_coldkey(netuid, coldkey, tao),
			None => Ok(()),
		}
	}

	/// What of `amount` a limit lets through; `most` is asked with the limit's price.
	pub(crate) fn within(
		limit: Option<Limit>,
		amount: u64,
		most: impl FnOnce(TaoBalance) -> u64,
	) -> Result<u64, Error<T>> {
		match limit {
			None => Ok(amount),
			Some(limit) => {
				limit.executable(amount, most(limit.price)).ok_or(Error::<T>::SlippageTooHigh)
			},
		}
	}

	/// The subnet exists, and its token is traded.
	pub(crate) fn ensure_tradable(netuid: NetUid) -> DispatchResult {
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(SubtokenEnabled::<T>::get(netuid), Error::<T>::SubtokenDisabled);
		Ok(())
	}
}
