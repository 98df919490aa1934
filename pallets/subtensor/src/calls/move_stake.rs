//! Moving stake: to another hotkey, another subnet, another coldkey.

use crate::{
	pallet::*,
	pool::{most_to_swap, Limit},
	types::*,
};
use frame_support::ensure;
use sp_runtime::DispatchError;

/// Whose stake on whom in which subnet.
#[derive(PartialEq, Eq)]
pub(crate) struct Position<'a, AccountId> {
	pub coldkey: &'a AccountId,
	pub hotkey: &'a AccountId,
	pub netuid: NetUid,
}

impl<T: Config> Pallet<T> {
	/// Moves alpha from one position to another; returns what it was worth, in rao.
	///
	/// See [`Pallet::move_stake`], [`Pallet::move_stake_limit`], [`Pallet::swap_stake`] and
	/// [`Pallet::swap_stake_limit`], which stay with one coldkey, and [`Pallet::transfer_stake`] and
	/// [`Pallet::transfer_stake_and_hotkey`].
	pub(crate) fn do_move_stake(
		origin: Position<T::AccountId>,
		destination: Position<T::AccountId>,
		alpha: AlphaBalance,
		limit: Option<Limit>,
	) -> Result<TaoBalance, DispatchError> {
		ensure!(origin != destination, Error::<T>::SameNetuid);
		Self::ensure_tradable(origin.netuid)?;
		Self::ensure_tradable(destination.netuid)?;
		ensure!(
			Self::hotkey_exists(origin.hotkey) && Self::hotkey_exists(destination.hotkey),
			Error::<T>::HotKeyAccountNotExists
		);
		ensure!(
			alpha <= Self::stake_of(origin.hotkey, origin.coldkey, origin.netuid),
			Error::<T>::NotEnoughStakeToWithdraw
		);
		let tao = if origin.netuid == destination.netuid {
			Self::move_within_subnet(&origin, &destination, alpha)?
		} else {
			Self::move_between_subnets(&origin, &destination, alpha, limit)?
		};
		Self::return_small_nomination(origin.coldkey, origin.hotkey, origin.netuid)?;
		Ok(tao)
	}

	/// See [`Pallet::transfer_stake`] and [`Pallet::transfer_stake_and_hotkey`].
	pub(crate) fn do_transfer_stake(
		origin: Position<T::AccountId>,
		destination: Position<T::AccountId>,
		alpha: AlphaBalance,
	) -> Result<TaoBalance, DispatchError> {
		ensure!(
			TransferToggle::<T>::get(origin.netuid) && TransferToggle::<T>::get(destination.netuid),
			Error::<T>::TransferDisallowed
		);
		Self::do_move_stake(origin, destination, alpha, None)
	}

	/// The pool is not touched, so no price moves and no limit applies.
	fn move_within_subnet(
		origin: &Position<T::AccountId>,
		destination: &Position<T::AccountId>,
		alpha: AlphaBalance,
	) -> Result<TaoBalance, DispatchError> {
		let netuid = origin.netuid;
		let worth = Self::market(netuid).worth(alpha);
		ensure!(alpha > 0 && worth >= MinStake::<T>::get(), Error::<T>::AmountTooLow);
		Self::decrease_stake(origin.hotkey, origin.coldkey, netuid, alpha)?;
		Self::increase_stake(destination.hotkey, destination.coldkey, netuid, alpha)?;
		Ok(worth)
	}

	/// Sells in one pool and buys in the other; the TAO goes from account to account once.
	fn move_between_subnets(
		origin: &Position<T::AccountId>,
		destination: &Position<T::AccountId>,
		alpha: AlphaBalance,
		limit: Option<Limit>,
	) -> Result<TaoBalance, DispatchError> {
		let alpha = Self::within(limit, alpha, |price| {
			most_to_swap(Self::market(origin.netuid), Self::market(destination.netuid), price)
		})?;
		let tao = Self::unstake_alpha(origin.coldkey, origin.hotkey, origin.netuid, alpha)?;
		// Also for a whole position: what is too small to be staked can only leave as TAO.
		ensure!(tao >= MinStake::<T>::get(), Error::<T>::AmountTooLow);
		Self::pay_between_subnets(origin.netuid, destination.netuid, tao)?;
		Self::stake_tao(destination.coldkey, destination.hotkey, destination.netuid, tao)?;
		Ok(tao)
	}
}
