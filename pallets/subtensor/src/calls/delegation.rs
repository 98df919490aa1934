//! What a hotkey keeps of its nominators' dividends, and where a coldkey's miners are paid.

use crate::{pallet::*, types::*};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::increase_take`].
	pub(crate) fn do_increase_take(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		take: u16,
	) -> DispatchResult {
		Self::check_increase_take(coldkey, hotkey, take)?;
		Self::set_take(hotkey, take);
		Self::deposit_event(Event::TakeIncreased {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			take,
		});
		Ok(())
	}

	/// See [`Pallet::decrease_take`].
	pub(crate) fn do_decrease_take(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		take: u16,
	) -> DispatchResult {
		Self::check_decrease_take(coldkey, hotkey, take)?;
		Self::set_take(hotkey, take);
		Self::deposit_event(Event::TakeDecreased {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			take,
		});
		Ok(())
	}

	/// Whether a coldkey may raise the take of a hotkey to this now.
	pub(crate) fn check_increase_take(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		take: u16,
	) -> Result<(), Error<T>> {
		Self::ensure_owns_hotkey(coldkey, hotkey)?;
		ensure!(take > Delegates::<T>::get(hotkey), Error::<T>::DelegateTakeTooLow);
		ensure!(take <= MaxDelegateTake::<T>::get(), Error::<T>::DelegateTakeTooHigh);
		let limit = TxDelegateTakeRateLimit::<T>::get();
		let last = LastRateLimitedBlock::<T>::get(Self::take_limit_key(hotkey));
		let passed = Self::current_block().saturating_sub(last); // blocks only grow
		ensure!(last == 0 || limit == 0 || passed > limit, Error::<T>::DelegateTxRateLimitExceeded);
		Ok(())
	}

	/// Whether a coldkey may lower the take of a hotkey to this.
	pub(crate) fn check_decrease_take(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		take: u16,
	) -> Result<(), Error<T>> {
		Self::ensure_owns_hotkey(coldkey, hotkey)?;
		ensure!(take < Delegates::<T>::get(hotkey), Error::<T>::DelegateTakeTooLow);
		ensure!(take >= MinDelegateTake::<T>::get(), Error::<T>::DelegateTakeTooLow);
		Ok(())
	}

	fn set_take(hotkey: &T::AccountId, take: u16) {
		Delegates::<T>::insert(hotkey, take);
		LastRateLimitedBlock::<T>::insert(Self::take_limit_key(hotkey), Self::current_block());
	}

	/// The key under which the block of a hotkey's last change of take is kept.
	pub(crate) fn take_limit_key(hotkey: &T::AccountId) -> RateLimitKey<T::AccountId> {
		RateLimitKey::LastTxBlockDelegateTake(hotkey.clone())
	}

	fn ensure_owns_hotkey(coldkey: &T::AccountId, hotkey: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(Self::hotkey_exists(hotkey), Error::<T>::HotKeyAccountNotExists);
		ensure!(Owner::<T>::get(hotkey) == *coldkey, Error::<T>::NonAssociatedColdKey);
		Ok(())
	}

	/// See [`Pallet::set_coldkey_auto_stake_hotkey`].
	pub(crate) fn do_set_auto_stake_hotkey(
		coldkey: &T::AccountId,
		netuid: NetUid,
		hotkey: &T::AccountId,
	) -> DispatchResult {
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(Uids::<T>::contains_key(netuid, hotkey), Error::<T>::HotKeyNotRegisteredInSubNet);
		ensure!(
			AutoStakeDestination::<T>::get(coldkey, netuid).as_ref() != Some(hotkey),
			Error::<T>::SameAutoStakeHotkeyAlreadySet
		);
		AutoStakeDestination::<T>::insert(coldkey, netuid, hotkey);
		Self::deposit_event(Event::AutoStakeDestinationSet {
			coldkey: coldkey.clone(),
			netuid,
			hotkey: hotkey.clone(),
		});
		Ok(())
	}

	/// The hotkey on which the payment of a miner is staked: the one that its coldkey has chosen, if
	/// it still exists, or the miner itself.
	pub(crate) fn auto_stake_destination(
		coldkey: &T::AccountId,
		netuid: NetUid,
		miner: &T::AccountId,
	) -> T::AccountId {
		AutoStakeDestination::<T>::get(coldkey, netuid)
			.filter(Self::hotkey_exists)
			.unwrap_or_else(|| miner.clone())
	}
}
