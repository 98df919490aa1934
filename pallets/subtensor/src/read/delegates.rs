//! Hotkeys as something to stake on.

use super::layout::{DelegateInfo, Nominators};
use crate::{
	fixed::{mul_div_u64, ONE_U16},
	pallet::*,
	types::*,
};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::Compact;

/// Blocks of a day on the live network, whose block takes 12 seconds. Returns "per day" count them,
/// however fast a local chain makes its blocks.
const BLOCKS_PER_DAY: u64 = 7_200;

/// A hotkey, and (netuid, alpha) of one of its nominators.
pub type Delegated<AccountId> = (DelegateInfo<AccountId>, (Compact<NetUid>, Compact<AlphaBalance>));

impl<T: Config> Pallet<T> {
	/// All hotkeys that anybody owns.
	pub fn delegates() -> Vec<DelegateInfo<T::AccountId>> {
		Delegates::<T>::iter_keys().filter_map(|hotkey| Self::delegate(&hotkey)).collect()
	}

	/// A hotkey; `None` if nobody owns it.
	pub fn delegate(hotkey: &T::AccountId) -> Option<DelegateInfo<T::AccountId>> {
		if !Self::hotkey_exists(hotkey) {
			return None;
		}
		let mut registrations: Vec<_> = IsNetworkMember::<T>::iter_prefix(hotkey)
			.filter_map(|(netuid, member)| member.then_some(netuid))
			.collect();
		registrations.sort_unstable();
		let mut validator_permits = Vec::new();
		let mut daily = 0u64;
		for netuid in &registrations {
			let uid = Uids::<T>::get(netuid, hotkey);
			let permits = ValidatorPermit::<T>::get(netuid);
			if uid.and_then(|uid| permits.get(usize::from(uid)).copied()) == Some(true) {
				validator_permits.push(Compact(*netuid));
			}
			let dividends = AlphaDividendsPerSubnet::<T>::get(netuid, hotkey);
			let earned = per_day(dividends, Tempo::<T>::get(netuid));
			daily = daily.saturating_add(Self::at_current_price(*netuid, earned)); // an estimate
		}
		let take = Delegates::<T>::get(hotkey);
		let staked = Self::value_staked_on(hotkey);
		Some(DelegateInfo {
			delegate_ss58: hotkey.clone(),
			take: Compact(take),
			nominators: Self::nominators(hotkey),
			owner_ss58: Owner::<T>::get(hotkey),
			registrations: registrations.into_iter().map(Compact).collect(),
			validator_permits,
			return_per_1000: Compact(return_per_1000(daily, take, staked)),
			total_daily_return: Compact(daily),
		})
	}

	/// The hotkeys on which a coldkey has staked, one entry for each position.
	pub fn delegated(coldkey: &T::AccountId) -> Vec<Delegated<T::AccountId>> {
		Self::stake_info_for_coldkey(coldkey)
			.into_iter()
			.filter_map(|info| {
				let delegate = Self::delegate(&info.hotkey)?;
				Some((delegate, (info.netuid, info.stake)))
			})
			.collect()
	}

	fn nominators(hotkey: &T::AccountId) -> Nominators<T::AccountId> {
		let mut nominators = BTreeMap::<T::AccountId, Vec<_>>::new();
		for ((coldkey, netuid), _) in Alpha::<T>::iter_prefix((hotkey,)) {
			let stake = Self::stake_of(hotkey, &coldkey, netuid);
			nominators.entry(coldkey).or_default().push((Compact(netuid), Compact(stake)));
		}
		nominators.into_iter().collect()
	}

	/// What is staked on a hotkey in all subnets, at current prices, in rao.
	fn value_staked_on(hotkey: &T::AccountId) -> TaoBalance {
		TotalHotkeyAlpha::<T>::iter_prefix(hotkey)
			.map(|(netuid, alpha)| Self::at_current_price(netuid, alpha))
			.fold(0, u64::saturating_add) // an estimate
	}
}

/// What comes in each epoch, as an amount per day; 0 without epochs.
fn per_day(amount: u64, tempo: u16) -> u64 {
	mul_div_u64(amount, BLOCKS_PER_DAY.into(), tempo.into()).unwrap_or(0)
}

/// What 1,000 TAO would earn of a daily return, after the take.
fn return_per_1000(daily: u64, take: u16, staked: TaoBalance) -> u64 {
	let kept = ONE_U16.saturating_sub(take.into()); // a take is at most one
	let nominators = mul_div_u64(daily, kept, ONE_U16).unwrap_or(0);
	mul_div_u64(nominators, 1_000 * u128::from(UNIT), staked.into()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_epoch_pays_as_often_as_a_day_has_tempos() {
		assert_eq!(per_day(5, 360), 100);
		assert_eq!(per_day(5, 0), 0, "no epochs, no return");
	}

	#[test]
	fn the_return_is_pro_rata_after_the_take() {
		assert_eq!(return_per_1000(200, 0, 2_000 * UNIT), 100);
		assert_eq!(return_per_1000(200, u16::MAX, 2_000 * UNIT), 0);
		assert_eq!(return_per_1000(200, 0, 0), 0, "nothing staked, nothing to compare with");
	}
}
