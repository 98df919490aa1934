//! Giving alpha up.

use crate::{pallet::*, pool::Limit, types::*};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::recycle_alpha`].
	pub(crate) fn do_recycle_alpha(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		Self::give_up_alpha(coldkey, hotkey, netuid, alpha)?;
		Self::burn_alpha_out(netuid, alpha)?;
		Self::deposit_event(Event::AlphaRecycled {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			alpha,
			netuid,
		});
		Self::return_small_nomination(coldkey, hotkey, netuid)
	}

	/// See [`Pallet::burn_alpha`].
	pub(crate) fn do_burn_alpha(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		Self::give_up_alpha(coldkey, hotkey, netuid, alpha)?;
		Self::add_burned(netuid, alpha)?;
		Self::deposit_event(Event::AlphaBurned {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			alpha,
			netuid,
		});
		Self::return_small_nomination(coldkey, hotkey, netuid)
	}

	/// Takes alpha out of a position, so that it belongs to nobody.
	fn give_up_alpha(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		ensure!(netuid != ROOT, Error::<T>::CannotBurnOrRecycleOnRootSubnet);
		Self::ensure_tradable(netuid)?;
		ensure!(Self::hotkey_exists(hotkey), Error::<T>::HotKeyAccountNotExists);
		ensure!(alpha > 0, Error::<T>::AmountTooLow);
		Self::decrease_stake(hotkey, coldkey, netuid, alpha)
	}

	/// See [`Pallet::add_stake_burn`].
	pub(crate) fn do_add_stake_burn(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit_price: Option<TaoBalance>,
	) -> DispatchResult {
		ensure!(netuid != ROOT, Error::<T>::CannotBurnOrRecycleOnRootSubnet);
		let limit = limit_price.map(|price| Limit { price, allow_partial: false });
		let tao = Self::pay_for_stake(coldkey, hotkey, netuid, tao, limit)?;
		let alpha = Self::buy_from_pool(netuid, tao)?;
		ensure!(alpha > 0, Error::<T>::InsufficientLiquidity);
		Self::mint_alpha_out(netuid, alpha)?;
		Self::add_burned(netuid, alpha)?;
		Self::deposit_event(Event::AddStakeBurn {
			netuid,
			hotkey: hotkey.clone(),
			amount: tao,
			alpha,
		});
		Ok(())
	}
}
