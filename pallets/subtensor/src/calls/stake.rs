//! Staking and unstaking.

use crate::{pallet::*, types::*};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::add_stake`].
	pub(crate) fn do_add_stake(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
	) -> DispatchResult {
		Self::ensure_tradable(netuid)?;
		ensure!(tao >= MinStake::<T>::get(), Error::<T>::AmountTooLow);
		ensure!(Self::hotkey_exists(hotkey), Error::<T>::HotKeyAccountNotExists);
		ensure!(Self::spendable(coldkey) >= tao, Error::<T>::NotEnoughBalanceToStake);

		Self::pay_subnet(coldkey, netuid, tao)?;
		let alpha = Self::buy_from_pool(netuid, tao)?;
		ensure!(alpha > 0, Error::<T>::InsufficientLiquidity);
		Self::mint_alpha_out(netuid, alpha)?;
		Self::increase_stake(hotkey, coldkey, netuid, alpha)?;

		Self::deposit_event(Event::StakeAdded {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			tao,
			alpha,
			netuid,
			fee: 0,
		});
		Ok(())
	}

	/// See [`Pallet::remove_stake`].
	pub(crate) fn do_remove_stake(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		Self::ensure_tradable(netuid)?;
		ensure!(Self::hotkey_exists(hotkey), Error::<T>::HotKeyAccountNotExists);
		let stake = Self::stake_of(hotkey, coldkey, netuid);
		ensure!(alpha <= stake, Error::<T>::NotEnoughStakeToWithdraw);
		ensure!(alpha > 0, Error::<T>::AmountTooLow);

		Self::decrease_stake(hotkey, coldkey, netuid, alpha)?;
		Self::burn_alpha_out(netuid, alpha)?;
		let tao = Self::sell_to_pool(netuid, alpha)?;
		// A whole position may always leave, however small, unless its owner could not receive it.
		let least =
			if alpha == stake { T::Currency::minimum_balance() } else { MinStake::<T>::get() };
		ensure!(tao >= least, Error::<T>::AmountTooLow);
		Self::pay_coldkey(netuid, coldkey, tao)?;

		Self::deposit_event(Event::StakeRemoved {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			tao,
			alpha,
			netuid,
			fee: 0,
		});
		Ok(())
	}

	fn ensure_tradable(netuid: NetUid) -> DispatchResult {
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(SubtokenEnabled::<T>::get(netuid), Error::<T>::SubtokenDisabled);
		Ok(())
	}
}
