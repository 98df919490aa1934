//! Who has staked what, and what of it can move.

use super::layout::{StakeAvailability, StakeInfo};
use crate::{pallet::*, types::*};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::Compact;

/// What each coldkey could move, by subnet.
pub type Availability<AccountId> = BTreeMap<AccountId, BTreeMap<NetUid, StakeAvailability>>;

/// A coldkey, and everything that it has staked.
pub type Positions<AccountId> = (AccountId, Vec<StakeInfo<AccountId>>);

impl<T: Config> Pallet<T> {
	/// A coldkey's stake on a hotkey in a subnet. There is a record for any three, with zero stake
	/// if nothing is there: clients rely on one.
	pub fn stake_info(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
	) -> StakeInfo<T::AccountId> {
		StakeInfo {
			hotkey: hotkey.clone(),
			coldkey: coldkey.clone(),
			netuid: Compact(netuid),
			stake: Compact(Self::stake_of(hotkey, coldkey, netuid)),
			locked: Compact(0),
			emission: Compact(AlphaDividendsPerSubnet::<T>::get(netuid, hotkey)),
			tao_emission: Compact(0),
			drain: Compact(0),
			is_registered: Uids::<T>::contains_key(netuid, hotkey),
		}
	}

	/// Everything that a coldkey has staked.
	pub fn stake_info_for_coldkey(coldkey: &T::AccountId) -> Vec<StakeInfo<T::AccountId>> {
		let mut positions = Self::positions(coldkey);
		// The order of a map's keys is that of their hashes; by netuid it is of use to people.
		positions.sort_by_key(|(_, netuid)| *netuid);
		positions
			.iter()
			.map(|(hotkey, netuid)| Self::stake_info(hotkey, coldkey, *netuid))
			.filter(|info| info.stake.0 > 0)
			.collect()
	}

	/// Everything that some coldkeys have staked, one entry for each that was asked for.
	pub fn stake_info_for_coldkeys(coldkeys: Vec<T::AccountId>) -> Vec<Positions<T::AccountId>> {
		let of = |coldkey: T::AccountId| {
			let stake = Self::stake_info_for_coldkey(&coldkey);
			(coldkey, stake)
		};
		coldkeys.into_iter().map(of).collect()
	}

	/// What some coldkeys could move in each of some subnets, or in each where they have stake.
	pub fn stake_availability(
		coldkeys: Vec<T::AccountId>,
		netuids: Option<Vec<NetUid>>,
	) -> Availability<T::AccountId> {
		let of = |coldkey: T::AccountId| {
			let mut totals = BTreeMap::<NetUid, AlphaBalance>::new();
			for netuid in netuids.iter().flatten() {
				totals.insert(*netuid, 0);
			}
			for info in Self::stake_info_for_coldkey(&coldkey) {
				if netuids.as_ref().is_none_or(|asked| asked.contains(&info.netuid.0)) {
					let total = totals.entry(info.netuid.0).or_default();
					*total = total.saturating_add(info.stake.0); // parts of one supply, which fits
				}
			}
			let by_netuid = totals.into_iter().map(|(netuid, total)| {
				let total = Compact(total);
				(netuid, StakeAvailability { total, locked: Compact(0), available: total })
			});
			(coldkey, by_netuid.collect())
		};
		coldkeys.into_iter().map(of).collect()
	}

	/// The (hotkey, netuid) in which a coldkey has shares.
	fn positions(coldkey: &T::AccountId) -> Vec<(T::AccountId, NetUid)> {
		let on_hotkey = |hotkey: T::AccountId| {
			let netuids: Vec<_> = Alpha::<T>::iter_key_prefix((&hotkey, coldkey)).collect();
			netuids.into_iter().map(move |netuid| (hotkey.clone(), netuid))
		};
		StakingHotkeys::<T>::get(coldkey).into_iter().flat_map(on_hotkey).collect()
	}
}
