//! Choosing children, and what they take.

use crate::{
	fixed::{mul_div_u64, ONE_64},
	pallet::*,
	types::*,
	weights::WeightInfo,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{
	ensure, storage::with_storage_layer, traits::Get, weights::WeightMeter, BoundedVec,
};
use sp_runtime::DispatchResult;

/// How many chosen lists of children take effect in one epoch slot; the rest waits for the next.
pub(crate) const CHILDREN_PER_EPOCH: u32 = 32;

/// How many hotkeys may wait for their children in a subnet at a time.
pub const MAX_PENDING_CHILDREN: u32 = 512;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::set_children`]. The first check that fails is the error.
	pub(crate) fn do_set_children(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		children: Vec<(u64, T::AccountId)>,
	) -> DispatchResult {
		let block = Self::current_block();
		ensure!(
			waited(LastChildrenBlock::<T>::get(netuid, hotkey), block)
				>= ChildrenRateLimit::<T>::get(),
			Error::<T>::TxRateLimitExceeded
		);
		ensure!(netuid != ROOT, Error::<T>::RegistrationNotPermittedOnRootSubnet);
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(Self::owns(coldkey, hotkey), Error::<T>::NonAssociatedColdKey);
		let unique: BTreeSet<_> = children.iter().map(|(_, child)| child).collect();
		ensure!(unique.len() == children.len(), Error::<T>::DuplicateChild);
		ensure!(!unique.contains(hotkey), Error::<T>::InvalidChild);
		let children =
			ChildList::<T>::try_from(children).map_err(|_| Error::<T>::TooManyChildren)?;
		let proportions = children.iter().map(|(proportion, _)| *proportion);
		ensure!(
			proportions.map(u128::from).sum::<u128>() <= u64::MAX.into(), // at most five of them
			Error::<T>::ProportionOverflow
		);
		Self::ensure_family(hotkey, netuid, &children)?;
		ensure!(
			children.is_empty()
				|| SubnetOwnerHotkey::<T>::get(netuid) == *hotkey
				|| Self::has_stake_for_children(hotkey),
			Error::<T>::NotEnoughStakeToSetChildkeys
		);
		let waits = PendingChildKeys::<T>::contains_key(netuid, hotkey);
		if children.is_empty() && !waits && !ChildKeys::<T>::contains_key(hotkey, netuid) {
			// It needs neither stake nor a uid: with fresh hotkeys anybody could take all places.
			return Ok(());
		}

		LastChildrenBlock::<T>::insert(netuid, hotkey, block);
		if !SubtokenEnabled::<T>::get(netuid) {
			// Nothing is earned before the start call, so nobody needs a warning.
			return Self::store_children(hotkey, netuid, children);
		}
		let cooldown_block =
			block.checked_add(PendingChildKeyCooldown::<T>::get()).ok_or(Error::<T>::Arithmetic)?;
		if !waits {
			let pending = PendingChildKeysCount::<T>::get(netuid);
			ensure!(pending < MAX_PENDING_CHILDREN, Error::<T>::TooManyPendingChildren);
			PendingChildKeysCount::<T>::insert(netuid, pending.saturating_add(1));
		}
		PendingChildKeys::<T>::insert(netuid, hotkey, (&children, cooldown_block));
		Self::deposit_event(Event::SetChildrenScheduled {
			hotkey: hotkey.clone(),
			netuid,
			cooldown_block,
			children,
		});
		Ok(())
	}

	/// Nobody is its own child, or both child and parent of the same hotkey, and no child has more
	/// parents than can be listed. A choice that waits must pass this again when its time has come:
	/// its hotkey may have been swapped for one of the children.
	fn ensure_family(
		hotkey: &T::AccountId,
		netuid: NetUid,
		children: &ChildList<T>,
	) -> DispatchResult {
		let parents = ParentKeys::<T>::get(hotkey, netuid);
		for (_, child) in children {
			ensure!(child != hotkey, Error::<T>::InvalidChild);
			ensure!(
				parents.iter().all(|(_, parent)| parent != child),
				Error::<T>::ChildParentInconsistency
			);
			let parents = ParentKeys::<T>::get(child, netuid);
			ensure!(
				!parents.is_full() || parents.iter().any(|(_, parent)| parent == hotkey),
				Error::<T>::TooManyParents
			);
		}
		Ok(())
	}

	/// Whether a hotkey's own stake everywhere, in TAO at the current prices, reaches the threshold.
	fn has_stake_for_children(hotkey: &T::AccountId) -> bool {
		let threshold = StakeThreshold::<T>::get();
		if threshold == 0 {
			return true;
		}
		// One entry per subnet in which the hotkey has stake.
		let value =
			TotalHotkeyAlpha::<T>::iter_prefix(hotkey).fold(0u64, |sum, (netuid, alpha)| {
				let value = if netuid == ROOT {
					alpha
				} else {
					let price = Self::pool(netuid).price().bits;
					mul_div_u64(alpha, price, ONE_64).unwrap_or(u64::MAX)
				};
				sum.saturating_add(value) // only compared with the threshold
			});
		value >= threshold
	}

	/// Lets chosen children take effect whose time has come, at most [`CHILDREN_PER_EPOCH`].
	pub(crate) fn apply_pending_children(netuid: NetUid, block: u64, meter: &mut WeightMeter) {
		let pending = PendingChildKeysCount::<T>::get(netuid);
		if pending == 0 {
			return;
		}
		// At most `MAX_PENDING_CHILDREN` entries. Who has waited longest comes first: in the order of the
		// map the same ones could come first in every epoch.
		let mut due: Vec<_> = PendingChildKeys::<T>::iter_prefix(netuid)
			.filter(|(_, (_, cooldown_block))| *cooldown_block < block)
			.collect();
		due.sort_by_key(|(_, (_, cooldown_block))| *cooldown_block);
		due.truncate(CHILDREN_PER_EPOCH as usize);
		let applied = u32::try_from(due.len()).unwrap_or(0); // at most 32
		meter.consume(T::WeightInfo::apply_pending_children(pending, applied));
		for (hotkey, (children, _)) in due {
			Self::forget_pending_children(&hotkey, netuid);
			let stored = with_storage_layer(|| {
				Self::ensure_family(&hotkey, netuid, &children)?;
				Self::store_children(&hotkey, netuid, children)
			});
			if let Err(error) = stored {
				Self::deposit_event(Event::SetChildrenFailed { hotkey, netuid, error });
			}
		}
	}

	fn forget_pending_children(hotkey: &T::AccountId, netuid: NetUid) {
		if PendingChildKeys::<T>::contains_key(netuid, hotkey) {
			PendingChildKeys::<T>::remove(netuid, hotkey);
			// Counts the entries, of which there was one.
			PendingChildKeysCount::<T>::mutate(netuid, |count| *count = count.saturating_sub(1));
		}
	}

	/// Replaces a hotkey's children, on both sides.
	pub(crate) fn store_children(
		hotkey: &T::AccountId,
		netuid: NetUid,
		children: ChildList<T>,
	) -> DispatchResult {
		for (_, child) in ChildKeys::<T>::get(hotkey, netuid) {
			ParentKeys::<T>::mutate_exists(&child, netuid, |parents| {
				*parents = parents.take().and_then(|mut parents| {
					parents.retain(|(_, parent)| parent != hotkey);
					(!parents.is_empty()).then_some(parents)
				});
			});
		}
		for (proportion, child) in &children {
			ParentKeys::<T>::try_mutate(child, netuid, |parents| {
				parents
					.try_push((*proportion, hotkey.clone()))
					.map_err(|_| Error::<T>::TooManyParents)
			})?;
		}
		if children.is_empty() {
			ChildKeys::<T>::remove(hotkey, netuid);
		} else {
			ChildKeys::<T>::insert(hotkey, netuid, &children);
		}
		Self::deposit_event(Event::SetChildren { hotkey: hotkey.clone(), netuid, children });
		Ok(())
	}

	/// Gives a hotkey's children, parents, waiting children, take and limits in a subnet to another
	/// hotkey, which must have no children and parents there.
	pub(crate) fn rename_in_family(
		old: &T::AccountId,
		new: &T::AccountId,
		netuid: NetUid,
	) -> DispatchResult {
		let has_family = |hotkey| {
			ChildKeys::<T>::contains_key(hotkey, netuid)
				|| ParentKeys::<T>::contains_key(hotkey, netuid)
				|| PendingChildKeys::<T>::contains_key(netuid, hotkey)
		};
		ensure!(!(has_family(old) && has_family(new)), Error::<T>::ChildParentInconsistency);

		for (_, child) in ChildKeys::<T>::get(old, netuid) {
			ParentKeys::<T>::mutate(child, netuid, |list| rename(list, old, new));
		}
		for (_, parent) in ParentKeys::<T>::get(old, netuid) {
			ChildKeys::<T>::mutate(parent, netuid, |list| rename(list, old, new));
		}
		if ChildKeys::<T>::contains_key(old, netuid) {
			ChildKeys::<T>::insert(new, netuid, ChildKeys::<T>::take(old, netuid));
		}
		if ParentKeys::<T>::contains_key(old, netuid) {
			ParentKeys::<T>::insert(new, netuid, ParentKeys::<T>::take(old, netuid));
		}
		// At most `MAX_PENDING_CHILDREN` entries, of which only so many can take effect.
		if PendingChildKeysCount::<T>::get(netuid) > 0 {
			let naming: Vec<_> = PendingChildKeys::<T>::iter_prefix(netuid)
				.filter(|(_, (children, _))| children.iter().any(|(_, child)| child == old))
				.take(MAX_PARENTS as usize)
				.collect();
			for (parent, (mut children, cooldown_block)) in naming {
				rename_child(&mut children, old, new);
				PendingChildKeys::<T>::insert(netuid, parent, (children, cooldown_block));
			}
		}
		if PendingChildKeys::<T>::contains_key(netuid, old) {
			PendingChildKeys::<T>::insert(netuid, new, PendingChildKeys::<T>::take(netuid, old));
		}
		if ChildkeyTake::<T>::contains_key(old, netuid) {
			ChildkeyTake::<T>::insert(new, netuid, ChildkeyTake::<T>::take(old, netuid));
		}
		if let Some(block) = LastChildrenBlock::<T>::take(netuid, old) {
			LastChildrenBlock::<T>::insert(netuid, new, block);
		}
		if let Some(block) = LastChildkeyTakeBlock::<T>::take(netuid, old) {
			LastChildkeyTakeBlock::<T>::insert(netuid, new, block);
		}
		Ok(())
	}

	/// Part of its parents' dividends that a hotkey keeps, as a fraction of 65535.
	pub fn childkey_take(hotkey: &T::AccountId, netuid: NetUid) -> u16 {
		ChildkeyTake::<T>::get(hotkey, netuid).max(Self::least_childkey_take(netuid))
	}

	/// The least take of the chain or of the subnet, whichever is higher. Owners set that of their
	/// subnet as they like, but cannot take more from parents than the highest take of the chain.
	fn least_childkey_take(netuid: NetUid) -> u16 {
		let least = MinChildkeyTake::<T>::get().max(MinChildkeyTakePerSubnet::<T>::get(netuid));
		least.min(MaxChildkeyTake::<T>::get())
	}

	/// See [`Pallet::set_childkey_take`].
	pub(crate) fn do_set_childkey_take(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		take: u16,
	) -> DispatchResult {
		ensure!(Self::owns(coldkey, hotkey), Error::<T>::NonAssociatedColdKey);
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(
			(Self::least_childkey_take(netuid)..=MaxChildkeyTake::<T>::get()).contains(&take),
			Error::<T>::InvalidChildkeyTake
		);
		let block = Self::current_block();
		let last = LastChildkeyTakeBlock::<T>::get(netuid, hotkey);
		ensure!(
			take <= Self::childkey_take(hotkey, netuid)
				|| waited(last, block) >= TxChildkeyTakeRateLimit::<T>::get(),
			Error::<T>::TxChildkeyTakeRateLimitExceeded
		);
		LastChildkeyTakeBlock::<T>::insert(netuid, hotkey, block);
		ChildkeyTake::<T>::insert(hotkey, netuid, take);
		Self::deposit_event(Event::ChildKeyTakeSet { hotkey: hotkey.clone(), netuid, take });
		Ok(())
	}

	fn owns(coldkey: &T::AccountId, hotkey: &T::AccountId) -> bool {
		Self::hotkey_exists(hotkey) && Owner::<T>::get(hotkey) == *coldkey
	}

	/// See [`Pallet::sudo_set_min_childkey_take`].
	pub(crate) fn do_set_min_childkey_take(take: u16) -> DispatchResult {
		ensure!(take <= MaxChildkeyTake::<T>::get(), Error::<T>::InvalidChildkeyTake);
		MinChildkeyTake::<T>::put(take);
		Self::deposit_event(Event::MinChildKeyTakeSet { take });
		Ok(())
	}

	/// See [`Pallet::sudo_set_max_childkey_take`].
	pub(crate) fn do_set_max_childkey_take(take: u16) -> DispatchResult {
		ensure!(take >= MinChildkeyTake::<T>::get(), Error::<T>::InvalidChildkeyTake);
		MaxChildkeyTake::<T>::put(take);
		Self::deposit_event(Event::MaxChildKeyTakeSet { take });
		Ok(())
	}
}

/// Blocks since something was done last; more than any limit if it never was.
fn waited(last: Option<u64>, block: u64) -> u64 {
	last.map_or(u64::MAX, |last| block.saturating_sub(last)) // blocks only grow
}

/// As [`rename`] in a choice that may name both: then the one gets what the other was given.
fn rename_child<A: PartialEq + Clone, S: Get<u32>>(
	children: &mut BoundedVec<(u64, A), S>,
	old: &A,
	new: &A,
) {
	let given = children.iter().find(|(_, child)| child == old).map_or(0, |(part, _)| *part);
	match children.iter_mut().find(|(_, child)| child == new) {
		Some((part, _)) => {
			*part = part.saturating_add(given); // all parts of a choice are at most the whole
			children.retain(|(_, child)| child != old);
		},
		None => rename(children, old, new),
	}
}

/// Puts another hotkey in the place of one in a list of relatives.
fn rename<A: PartialEq + Clone, S: Get<u32>>(list: &mut BoundedVec<(u64, A), S>, old: &A, new: &A) {
	for (_, hotkey) in list.iter_mut().filter(|(_, hotkey)| hotkey == old) {
		*hotkey = new.clone();
	}
}
