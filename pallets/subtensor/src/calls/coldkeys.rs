//! Letting a coldkey take over from another: announced by its owner, or at once by root.
//!
//! announce → wait → swap. Meanwhile the runtime refuses everything else that the coldkey signs,
//! so a thief gains nothing by announcing, and the owner, who holds the same key, may dispute it;
//! then only root can go on.

use crate::{pallet::*, types::*};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation, Provenance},
		Get,
	},
};
use sp_runtime::{
	traits::{CheckedAdd, Hash},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::announce_coldkey_swap`].
	pub(crate) fn do_announce_coldkey_swap(
		who: &T::AccountId,
		new_coldkey_hash: T::Hash,
	) -> DispatchResult {
		Self::ensure_not_disputed(who)?;
		let now = frame_system::Pallet::<T>::block_number();
		if let Some((when, _)) = ColdkeySwapAnnouncements::<T>::get(who) {
			let replaceable = when
				.checked_add(&ColdkeySwapReannouncementDelay::<T>::get())
				.ok_or(Error::<T>::Arithmetic)?;
			ensure!(now >= replaceable, Error::<T>::ColdkeySwapReannouncedTooEarly);
		} else {
			Self::charge_coldkey_swap(who, T::KeySwapCost::get())?;
		}
		let when = now
			.checked_add(&ColdkeySwapAnnouncementDelay::<T>::get())
			.ok_or(Error::<T>::Arithmetic)?;
		ColdkeySwapAnnouncements::<T>::insert(who, (when, new_coldkey_hash));
		Self::deposit_event(Event::ColdkeySwapAnnounced { who: who.clone(), new_coldkey_hash });
		Ok(())
	}

	/// See [`Pallet::swap_coldkey_announced`].
	pub(crate) fn do_swap_coldkey_announced(
		who: &T::AccountId,
		new: &T::AccountId,
	) -> Result<Moved, DispatchError> {
		let (when, hash) = ColdkeySwapAnnouncements::<T>::get(who)
			.ok_or(Error::<T>::ColdkeySwapAnnouncementNotFound)?;
		Self::ensure_not_disputed(who)?;
		ensure!(T::Hashing::hash_of(new) == hash, Error::<T>::AnnouncedColdkeyHashDoesNotMatch);
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(now >= when, Error::<T>::ColdkeySwapTooEarly);
		ColdkeySwapAnnouncements::<T>::remove(who);
		Self::move_coldkey(who, new)
	}

	/// See [`Pallet::dispute_coldkey_swap`].
	pub(crate) fn do_dispute_coldkey_swap(coldkey: &T::AccountId) -> DispatchResult {
		ensure!(
			ColdkeySwapAnnouncements::<T>::contains_key(coldkey),
			Error::<T>::ColdkeySwapAnnouncementNotFound
		);
		ensure!(
			!ColdkeySwapDisputes::<T>::contains_key(coldkey),
			Error::<T>::ColdkeySwapAlreadyDisputed
		);
		let now = frame_system::Pallet::<T>::block_number();
		ColdkeySwapDisputes::<T>::insert(coldkey, now);
		Self::deposit_event(Event::ColdkeySwapDisputed { coldkey: coldkey.clone() });
		Ok(())
	}

	/// See [`Pallet::reset_coldkey_swap`].
	pub(crate) fn do_reset_coldkey_swap(coldkey: &T::AccountId) {
		ColdkeySwapAnnouncements::<T>::remove(coldkey);
		ColdkeySwapDisputes::<T>::remove(coldkey);
		Self::deposit_event(Event::ColdkeySwapReset { who: coldkey.clone() });
	}

	/// See [`Pallet::clear_coldkey_swap_announcement`].
	pub(crate) fn do_clear_coldkey_swap_announcement(who: &T::AccountId) -> DispatchResult {
		let (when, _) = ColdkeySwapAnnouncements::<T>::get(who)
			.ok_or(Error::<T>::ColdkeySwapAnnouncementNotFound)?;
		Self::ensure_not_disputed(who)?;
		let clearable = when
			.checked_add(&ColdkeySwapReannouncementDelay::<T>::get())
			.ok_or(Error::<T>::Arithmetic)?;
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(now >= clearable, Error::<T>::ColdkeySwapClearTooEarly);
		ColdkeySwapAnnouncements::<T>::remove(who);
		Self::deposit_event(Event::ColdkeySwapCleared { who: who.clone() });
		Ok(())
	}

	/// See [`Pallet::swap_coldkey`].
	pub(crate) fn do_swap_coldkey_by_root(
		old: &T::AccountId,
		new: &T::AccountId,
		cost: TaoBalance,
	) -> Result<Moved, DispatchError> {
		if cost > 0 {
			Self::charge_coldkey_swap(old, cost)?;
		}
		ColdkeySwapAnnouncements::<T>::remove(old);
		ColdkeySwapDisputes::<T>::remove(old);
		Self::move_coldkey(old, new)
	}

	fn ensure_not_disputed(coldkey: &T::AccountId) -> DispatchResult {
		ensure!(!ColdkeySwapDisputes::<T>::contains_key(coldkey), Error::<T>::ColdkeySwapDisputed);
		Ok(())
	}

	fn charge_coldkey_swap(coldkey: &T::AccountId, cost: TaoBalance) -> DispatchResult {
		ensure!(Self::spendable(coldkey) >= cost, Error::<T>::NotEnoughBalanceToPaySwapColdKey);
		Self::recycle_tao(coldkey, cost)
	}

	/// Moves everything of a coldkey to another one, which has no stake and is nobody's hotkey.
	fn move_coldkey(old: &T::AccountId, new: &T::AccountId) -> Result<Moved, DispatchError> {
		Self::ensure_nothing_dissolves()?;
		ensure!(
			old != new && StakingHotkeys::<T>::get(new).is_empty(),
			Error::<T>::ColdKeyAlreadyAssociated
		);
		ensure!(!Self::hotkey_exists(new), Error::<T>::NewColdKeyIsHotkey);
		let positions = Self::positions_of(old)?;
		let hotkeys = OwnedHotkeys::<T>::take(old);
		let root_accounts = Self::root_accounts_of(old, &positions)?;
		let items =
			positions.len().saturating_add(hotkeys.len()).saturating_add(root_accounts.len()); // all are bounded lists
		let items = u32::try_from(items).unwrap_or(u32::MAX);
		ensure!(items <= T::MaxSwapItems::get(), Error::<T>::TooManySwapItems);

		if let Some(identity) = IdentitiesV2::<T>::take(old) {
			if !IdentitiesV2::<T>::contains_key(new) {
				IdentitiesV2::<T>::insert(new, identity);
			}
		}
		let netuids = Self::all_netuids();
		for netuid in &netuids {
			if SubnetOwner::<T>::get(netuid) == *old {
				SubnetOwner::<T>::insert(netuid, new);
			}
			// The new coldkey may have both already; it waits as long as the one that must wait longer.
			let last = LastHotkeySwapOnNetuid::<T>::take(netuid, old);
			if last > LastHotkeySwapOnNetuid::<T>::get(netuid, new) {
				LastHotkeySwapOnNetuid::<T>::insert(netuid, new, last);
			}
			if let Some(hotkey) = AutoStakeDestination::<T>::take(old, netuid) {
				AutoStakeDestination::<T>::insert(new, netuid, hotkey);
			}
		}
		// The new coldkey has no shares anywhere, so the old one's move as they are.
		for (hotkey, netuid) in positions {
			let shares = Alpha::<T>::take((&hotkey, old, netuid));
			Alpha::<T>::insert((hotkey, new, netuid), shares);
		}
		for (hotkey, netuid) in root_accounts {
			Self::move_root_account(netuid, (&hotkey, old), (&hotkey, new))?;
		}
		StakingHotkeys::<T>::swap(old, new);
		if RootClaimType::<T>::contains_key(old) {
			RootClaimType::<T>::insert(new, RootClaimType::<T>::take(old));
		}
		OwnedHotkeys::<T>::try_mutate(new, |list| {
			for hotkey in hotkeys {
				Owner::<T>::insert(&hotkey, new);
				list.try_push(hotkey).map_err(|_| Error::<T>::TooManyHotkeys)?;
			}
			DispatchResult::Ok(())
		})?;
		let balance =
			T::Currency::reducible_balance(old, Preservation::Expendable, Fortitude::Polite);
		// What is too little for an account of its own, beside what is reserved, stays.
		let deposit = T::Currency::can_deposit(new, balance, Provenance::Extant);
		if balance > 0 && deposit.into_result().is_ok() {
			T::Currency::transfer(old, new, balance, Preservation::Expendable)?;
		}
		Self::deposit_event(Event::ColdkeySwapped {
			old_coldkey: old.clone(),
			new_coldkey: new.clone(),
		});
		let subnets = u32::try_from(netuids.len()).unwrap_or(u32::MAX); // at most MaxSubnets
		Ok(Moved { subnets, items, waiting: 0 })
	}

	/// A coldkey's positions on all hotkeys and in all subnets; an error if one call cannot move
	/// them.
	fn positions_of(coldkey: &T::AccountId) -> Result<Vec<(T::AccountId, NetUid)>, Error<T>> {
		let most = usize::try_from(T::MaxSwapItems::get()).unwrap_or(usize::MAX);
		let positions: Vec<_> = StakingHotkeys::<T>::get(coldkey)
			.into_iter()
			.flat_map(|hotkey| {
				Alpha::<T>::iter_key_prefix((hotkey.clone(), coldkey))
					.map(move |netuid| (hotkey.clone(), netuid))
			})
			.take(most.saturating_add(1))
			.collect();
		ensure!(positions.len() <= most, Error::<T>::TooManySwapItems);
		Ok(positions)
	}

	/// A coldkey's accounts of what its root stake has earned, as (hotkey, subnet); an error if one
	/// call cannot move them.
	///
	/// Where the coldkey has no root stake only what was left behind counts. Otherwise anybody could
	/// stop a swap by giving it a little alpha on hotkeys that have earned for root in many subnets.
	///
	/// All hotkeys on the list may be looked at before too much is found. That is a read for each
	/// here and one in [`Self::positions_of`], less than the moves of [`Config::MaxSwapItems`] for
	/// which a refused call is charged.
	fn root_accounts_of(
		coldkey: &T::AccountId,
		positions: &[(T::AccountId, NetUid)],
	) -> Result<Vec<(T::AccountId, NetUid)>, Error<T>> {
		let most = usize::try_from(T::MaxSwapItems::get()).unwrap_or(usize::MAX);
		let on_root = positions.iter().filter(|(_, netuid)| *netuid == ROOT);
		let on_root: BTreeSet<_> = on_root.map(|(hotkey, _)| hotkey).collect();
		let accounts: Vec<_> = StakingHotkeys::<T>::get(coldkey)
			.into_iter()
			.flat_map(|hotkey| {
				let netuids = if on_root.contains(&hotkey) {
					Self::root_account_subnets(&hotkey, coldkey)
				} else {
					RootUnclaimed::<T>::iter_key_prefix((&hotkey, coldkey)).collect()
				};
				netuids.into_iter().map(move |netuid| (hotkey.clone(), netuid))
			})
			.take(most.saturating_add(1))
			.collect();
		ensure!(accounts.len() <= most, Error::<T>::TooManySwapItems);
		Ok(accounts)
	}
}
