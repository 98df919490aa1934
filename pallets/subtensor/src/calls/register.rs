//! Registering neurons, and who owns which hotkey.

use crate::{pallet::*, types::*, weights::WeightInfo};
use frame_support::{ensure, weights::Weight};
use sp_runtime::DispatchResult;
use yuma_consensus::burn;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::register_limit`].
	pub(crate) fn do_register_limit(
		coldkey: &T::AccountId,
		netuid: NetUid,
		hotkey: &T::AccountId,
		limit: TaoBalance,
	) -> DispatchResult {
		ensure!(netuid != ROOT, Error::<T>::RegistrationNotPermittedOnRootSubnet);
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(Burn::<T>::get(netuid) <= limit, Error::<T>::RegistrationPriceLimitExceeded);
		Self::do_burned_register(coldkey, netuid, hotkey)
	}

	/// What a registration in a subnet cost: a full one is looked through for whom to prune, once
	/// for each mechanism's rows, and so are the hotkeys of its owner.
	pub(crate) fn registration_weight(netuid: NetUid) -> Weight {
		let n = u32::from(SubnetworkN::<T>::get(netuid));
		let rows = n.saturating_mul(MechanismCountCurrent::<T>::get(netuid).into());
		let owned = OwnedHotkeys::<T>::decode_len(SubnetOwner::<T>::get(netuid)).unwrap_or(0);
		T::WeightInfo::burned_register(rows.max(u32::try_from(owned).unwrap_or(u32::MAX)))
	}

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
