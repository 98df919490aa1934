//! Registering neurons, and who owns which hotkey.

use crate::{pallet::*, types::*};
use frame_support::ensure;
use sp_runtime::DispatchResult;
use yuma_consensus::burn;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::burned_register`].
	pub(crate) fn do_burned_register(
		coldkey: &T::AccountId,
		netuid: NetUid,
		hotkey: &T::AccountId,
	) -> DispatchResult {
		ensure!(netuid != ROOT, Error::<T>::RegistrationNotPermittedOnRootSubnet);
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(
			NetworkRegistrationAllowed::<T>::get(netuid),
			Error::<T>::SubNetRegistrationDisabled
		);
		ensure!(
			!Uids::<T>::contains_key(netuid, hotkey),
			Error::<T>::HotKeyAlreadyRegisteredInSubNet
		);
		let price = Burn::<T>::get(netuid);
		ensure!(Self::spendable(coldkey) >= price, Error::<T>::NotEnoughBalanceToStake);
		Self::ensure_hotkey_usable(coldkey, hotkey)?;

		Self::create_hotkey_if_new(coldkey, hotkey)?;
		let block = Self::current_block();
		let uid = Self::seat_neuron(netuid, hotkey, block)?;

		// The alpha that the price buys is never minted outside the pool: it is gone.
		Self::pay_subnet(coldkey, netuid, price)?;
		Self::buy_from_pool(netuid, price)?;

		let dearer = burn::after_registration(
			price,
			BurnIncreaseMult::<T>::get(netuid).bits,
			MinBurn::<T>::get(netuid),
			MaxBurn::<T>::get(netuid),
		);
		Burn::<T>::insert(netuid, dearer);
		RegistrationsThisBlock::<T>::mutate(netuid, |count| *count = count.saturating_add(1));

		Self::deposit_event(Event::NeuronRegistered { netuid, uid, hotkey: hotkey.clone() });
		Ok(())
	}

	/// Whether anybody owns the hotkey.
	pub fn hotkey_exists(hotkey: &T::AccountId) -> bool {
		Owner::<T>::contains_key(hotkey)
	}

	/// A coldkey may use a hotkey that it owns or that nobody owns.
	pub(crate) fn ensure_hotkey_usable(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
	) -> DispatchResult {
		ensure!(
			!Self::hotkey_exists(hotkey) || Owner::<T>::get(hotkey) == *coldkey,
			Error::<T>::NonAssociatedColdKey
		);
		Ok(())
	}

	/// Makes a hotkey that nobody owns the coldkey's.
	///
	/// The hotkey's account becomes self-sufficient, so that it can sign its fee-less calls without
	/// ever holding a balance.
	pub(crate) fn create_hotkey_if_new(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
	) -> DispatchResult {
		if Self::hotkey_exists(hotkey) {
			return Ok(());
		}
		OwnedHotkeys::<T>::try_mutate(coldkey, |list| {
			list.try_push(hotkey.clone()).map_err(|_| Error::<T>::TooManyHotkeys)
		})?;
		Owner::<T>::insert(hotkey, coldkey);
		Delegates::<T>::insert(hotkey, Delegates::<T>::get(hotkey));
		frame_system::Pallet::<T>::inc_sufficients(hotkey);
		Ok(())
	}
}
