//! Owning hotkeys, and letting one take over from another.

use super::children::MAX_PENDING_CHILDREN;
use crate::{neurons::OnSeatChange, pallet::*, types::*, weights::WeightInfo};
use alloc::{collections::BTreeSet, vec, vec::Vec};
use frame_support::{ensure, traits::Get, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::try_associate_hotkey`].
	pub(crate) fn do_try_associate_hotkey(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
	) -> DispatchResult {
		Self::ensure_hotkey_usable(coldkey, hotkey)?;
		if !Self::hotkey_exists(hotkey) {
			Self::create_hotkey_if_new(coldkey, hotkey)?;
			Self::deposit_event(Event::HotkeyAssociated {
				coldkey: coldkey.clone(),
				hotkey: hotkey.clone(),
			});
		}
		Ok(())
	}

	/// See [`Pallet::swap_hotkey_v2`]. Returns what was moved.
	pub(crate) fn do_swap_hotkey(
		coldkey: &T::AccountId,
		old: &T::AccountId,
		new: &T::AccountId,
		netuid: Option<NetUid>,
		keep_stake: bool,
	) -> Result<Moved, DispatchError> {
		Self::ensure_nothing_dissolves()?;
		if let Some(netuid) = netuid {
			ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		}
		ensure!(
			Self::hotkey_exists(old) && Owner::<T>::get(old) == *coldkey,
			Error::<T>::NonAssociatedColdKey
		);
		Self::ensure_hotkey_usable(coldkey, new)?;
		ensure!(old != new, Error::<T>::NewHotKeyIsSameWithOld);
		let netuids = netuid.map_or_else(Self::all_netuids, |netuid| vec![netuid]);
		ensure!(
			!netuids.iter().any(|netuid| Uids::<T>::contains_key(netuid, new)),
			Error::<T>::HotKeyAlreadyRegisteredInSubNet
		);
		if !keep_stake && netuids.contains(&ROOT) {
			Self::ensure_clean_on_root(new)?;
		}
		let block = Self::current_block();
		for place in &netuids {
			if netuid.is_some() || Uids::<T>::contains_key(place, old) {
				Self::ensure_hotkey_swap_interval(*place, coldkey, block)?;
				LastHotkeySwapOnNetuid::<T>::insert(place, coldkey, block);
			}
		}
		let cost =
			if netuid.is_some() { T::KeySwapOnSubnetCost::get() } else { T::KeySwapCost::get() };
		ensure!(Self::spendable(coldkey) >= cost, Error::<T>::NotEnoughBalanceToPaySwapHotKey);
		Self::recycle_tao(coldkey, cost)?;

		let positions = if keep_stake { Vec::new() } else { Self::positions_on(old)? };
		let root_accounts = if keep_stake || !netuids.contains(&ROOT) {
			BTreeSet::new()
		} else {
			Self::root_accounts_to_move(old, &positions)?
		};
		let items = positions.len().saturating_add(root_accounts.len());
		let items = u32::try_from(items).unwrap_or(u32::MAX); // at most MaxSwapItems
		let subnets = u32::try_from(netuids.len()).unwrap_or(u32::MAX); // at most MaxSubnets
		let is_new = !Self::hotkey_exists(new);
		Self::create_hotkey_if_new(coldkey, new)?;
		if netuid.is_none() || is_new {
			Self::hand_over_take(old, new, is_new);
		}
		if netuid.is_none() && !keep_stake {
			// Nothing will be left on the old hotkey, so there is room for the new one in any list. One
			// subnet at a time it would have to stand in a full one beside the old.
			let nominators = positions.iter().map(|(nominator, _)| nominator);
			let nominators: BTreeSet<_> =
				nominators.chain(root_accounts.iter().map(|(nominator, _)| nominator)).collect();
			for nominator in nominators {
				Self::replace_staking_hotkey(nominator, old, new);
			}
		}
		let mut waiting = 0u32;
		for netuid in netuids {
			// At most MAX_PENDING_CHILDREN in each of MaxSubnets.
			waiting = waiting.saturating_add(PendingChildKeysCount::<T>::get(netuid));
			Self::hand_over_seat(netuid, old, new);
			Self::rename_in_family(old, new, netuid)?;
			// Other coldkeys' miners are paid on themselves again if the old hotkey ceases to exist.
			if AutoStakeDestination::<T>::get(coldkey, netuid).as_ref() == Some(old) {
				AutoStakeDestination::<T>::insert(coldkey, netuid, new);
			}
			if !keep_stake {
				let nominators = positions.iter().filter(|(_, place)| *place == netuid);
				let nominators: Vec<_> = nominators.map(|(nominator, _)| nominator).collect();
				Self::hand_over_stake(netuid, old, new, &nominators)?;
			}
		}
		for (nominator, netuid) in &root_accounts {
			Self::move_root_account(*netuid, (old, nominator), (new, nominator))?;
			Self::relist_staking_hotkey(nominator, old, new)?;
		}
		let (coldkey, old_hotkey, new_hotkey) = (coldkey.clone(), old.clone(), new.clone());
		if let Some(netuid) = netuid {
			Self::deposit_event(Event::HotkeySwappedOnSubnet {
				coldkey,
				old_hotkey,
				new_hotkey,
				netuid,
			});
		} else {
			if !keep_stake {
				Self::retire_hotkey(&coldkey, old);
			}
			Self::deposit_event(Event::HotkeySwapped { coldkey, old_hotkey, new_hotkey });
		}
		Ok(Moved { subnets, items, waiting })
	}

	/// What a swap of a hotkey costs.
	pub(crate) fn swap_hotkey_weight(moved: Moved) -> Weight {
		// Each choice that waits is read, and in each subnet how many there are; those that name the
		// hotkey are written.
		let read = moved.waiting.saturating_add(moved.subnets);
		let written = moved.waiting.min(MAX_PARENTS.saturating_mul(moved.subnets));
		T::WeightInfo::swap_hotkey(moved.subnets, moved.items)
			.saturating_add(T::WeightInfo::apply_pending_children(read, 0))
			.saturating_add(T::DbWeight::get().writes(written.into()))
	}

	/// The most that a swap of a hotkey can move.
	pub(crate) fn most_moved() -> Moved {
		let subnets = u32::from(T::MaxSubnets::get());
		let waiting = MAX_PENDING_CHILDREN.saturating_mul(subnets);
		Moved { subnets, items: T::MaxSwapItems::get(), waiting }
	}

	/// All subnets, root included.
	pub(crate) fn all_netuids() -> Vec<NetUid> {
		NetworksAdded::<T>::iter_keys().collect()
	}

	/// What root stakers have earned is counted by a rate of their hotkey. Rates of two hotkeys
	/// cannot be merged without giving the one's nominators what the other's earned.
	fn ensure_clean_on_root(hotkey: &T::AccountId) -> DispatchResult {
		ensure!(
			!TotalHotkeyShares::<T>::contains_key(hotkey, ROOT)
				&& RootClaimable::<T>::get(hotkey).is_empty(),
			Error::<T>::NewHotKeyNotCleanForRootSwap
		);
		Ok(())
	}

	fn ensure_hotkey_swap_interval(
		netuid: NetUid,
		coldkey: &T::AccountId,
		block: u64,
	) -> DispatchResult {
		let last = LastHotkeySwapOnNetuid::<T>::get(netuid, coldkey);
		let waited = block.saturating_sub(last); // blocks only grow
		ensure!(
			last == 0 || waited > HotkeySwapOnSubnetInterval::<T>::get(),
			Error::<T>::HotKeySwapOnSubnetIntervalNotPassed
		);
		Ok(())
	}

	/// Everybody's positions on a hotkey, in all subnets; an error if one call cannot move them.
	fn positions_on(hotkey: &T::AccountId) -> Result<Vec<(T::AccountId, NetUid)>, Error<T>> {
		let most = usize::try_from(T::MaxSwapItems::get()).unwrap_or(usize::MAX);
		let positions: Vec<_> =
			Alpha::<T>::iter_key_prefix((hotkey,)).take(most.saturating_add(1)).collect();
		ensure!(positions.len() <= most, Error::<T>::TooManySwapItems);
		Ok(positions)
	}

	/// Everybody's accounts of what root stake on a hotkey has earned; an error if one call cannot
	/// move them with the positions.
	fn root_accounts_to_move(
		hotkey: &T::AccountId,
		positions: &[(T::AccountId, NetUid)],
	) -> Result<BTreeSet<(T::AccountId, NetUid)>, Error<T>> {
		let most = usize::try_from(T::MaxSwapItems::get()).unwrap_or(usize::MAX);
		let stakers = positions.iter().filter(|(_, netuid)| *netuid == ROOT);
		let stakers: Vec<_> = stakers.map(|(nominator, _)| nominator).collect();
		let left = most.saturating_sub(positions.len()); // there are at most `most` positions
		Self::root_accounts_on(hotkey, &stakers, left).ok_or(Error::<T>::TooManySwapItems)
	}

	/// Puts a hotkey, which has no uid in this subnet, into everything that another has there
	/// besides stake.
	fn hand_over_seat(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		if let Some(uid) = Uids::<T>::take(netuid, old) {
			Uids::<T>::insert(netuid, new, uid);
			Keys::<T>::insert(netuid, uid, new);
			IsNetworkMember::<T>::remove(old, netuid);
			IsNetworkMember::<T>::insert(new, netuid, true);
			// Only hotkeys with a uid have entries here, so this moves them.
			Axons::<T>::swap(netuid, old, netuid, new);
			Prometheus::<T>::swap(netuid, old, netuid, new);
			NeuronCertificates::<T>::swap(netuid, old, netuid, new);
			Self::forget_hash_commits(netuid, old);
			T::OnSeatChange::on_handed_over(netuid, old, new);
		}
		// Records of what was paid, below 2^55. The new hotkey can have some as a parent.
		let dividends = AlphaDividendsPerSubnet::<T>::take(netuid, old);
		if dividends > 0 {
			AlphaDividendsPerSubnet::<T>::mutate(netuid, new, |sum| {
				*sum = sum.saturating_add(dividends);
			});
		}
		let dividends = RootAlphaDividendsPerSubnet::<T>::take(netuid, old);
		if dividends > 0 {
			RootAlphaDividendsPerSubnet::<T>::mutate(netuid, new, |sum| {
				*sum = sum.saturating_add(dividends);
			});
		}
		if SubnetOwnerHotkey::<T>::get(netuid) == *old {
			SubnetOwnerHotkey::<T>::insert(netuid, new);
		}
	}

	/// Moves the named nominators' positions in a subnet from one hotkey to another.
	///
	/// Onto a hotkey without stake there the shares move as they are, so that nobody gains or loses
	/// anything. Onto one with stake, the alpha moves and is divided by that hotkey's shares.
	fn hand_over_stake(
		netuid: NetUid,
		old: &T::AccountId,
		new: &T::AccountId,
		nominators: &[&T::AccountId],
	) -> DispatchResult {
		if netuid == ROOT {
			RootClaimable::<T>::swap(old, new); // the new hotkey has none
		}
		if TotalHotkeyShares::<T>::contains_key(new, netuid) {
			for nominator in nominators {
				let stake = Self::stake_of(old, nominator, netuid);
				Self::decrease_stake(old, nominator, netuid, stake)?;
				Self::increase_stake(new, nominator, netuid, stake)?;
			}
			return Ok(());
		}
		// The new hotkey has none of either, so this moves them.
		TotalHotkeyAlpha::<T>::swap(old, netuid, new, netuid);
		TotalHotkeyShares::<T>::swap(old, netuid, new, netuid);
		for nominator in nominators {
			let shares = Alpha::<T>::take((old, nominator, netuid));
			Alpha::<T>::insert((new, nominator, netuid), shares);
			Self::relist_staking_hotkey(nominator, old, new)?;
		}
		Ok(())
	}

	/// A nominator has stake or root earnings on `new`, and perhaps no longer any on `old`.
	fn relist_staking_hotkey(
		nominator: &T::AccountId,
		old: &T::AccountId,
		new: &T::AccountId,
	) -> DispatchResult {
		StakingHotkeys::<T>::try_mutate(nominator, |list| {
			if Self::has_left(old, nominator) {
				list.retain(|hotkey| hotkey != old);
			}
			if list.contains(new) {
				return Ok(());
			}
			list.try_push(new.clone()).map_err(|_| Error::<T>::TooManyHotkeys.into())
		})
	}

	/// Lets a hotkey take what another takes, and wait as long before it takes more. One that existed
	/// may take less or have to wait longer: a swap is no way round the limit on raising a take.
	fn hand_over_take(old: &T::AccountId, new: &T::AccountId, is_new: bool) {
		let limit = |hotkey| LastRateLimitedBlock::<T>::get(Self::take_limit_key(hotkey));
		let (mut take, mut last) = (Delegates::<T>::get(old), limit(old));
		if !is_new {
			take = take.min(Delegates::<T>::get(new));
			last = last.max(limit(new));
		}
		Delegates::<T>::insert(new, take);
		LastRateLimitedBlock::<T>::insert(Self::take_limit_key(new), last);
	}

	/// Puts a hotkey into the place of another in a nominator's list.
	fn replace_staking_hotkey(nominator: &T::AccountId, old: &T::AccountId, new: &T::AccountId) {
		StakingHotkeys::<T>::mutate(nominator, |list| {
			if list.contains(new) {
				list.retain(|hotkey| hotkey != old);
			}
			for hotkey in list.iter_mut().filter(|hotkey| *hotkey == old) {
				*hotkey = new.clone();
			}
		});
	}

	/// Forgets a hotkey that has neither uid nor stake any more.
	fn retire_hotkey(coldkey: &T::AccountId, hotkey: &T::AccountId) {
		Owner::<T>::remove(hotkey);
		OwnedHotkeys::<T>::mutate(coldkey, |list| list.retain(|key| key != hotkey));
		Delegates::<T>::remove(hotkey);
		LastRateLimitedBlock::<T>::remove(Self::take_limit_key(hotkey));
		frame_system::Pallet::<T>::dec_sufficients(hotkey);
	}
}
