//! What root stakers have earned in subnets, and how they get it.
//!
//! An epoch does not visit root stakers. It raises a rate: the alpha that one unit of root stake
//! on a hotkey has earned in a subnet since the beginning ([`RootClaimable`]). What a coldkey has
//! earned is `rate · stake` less what it has had already, or never had a right to because its
//! stake came later ([`RootClaimed`]). When root stake changes, that number is set so that what
//! was earned stays. It cannot be negative (clients read it unsigned), so what was earned by stake
//! that has left is kept apart ([`RootUnclaimed`]).
//!
//! All roundings are against the claimant. So [`SubnetRootAlphaOwed`], which epochs fill and claims
//! empty, always holds at least what all have earned together, whatever they do.

use crate::{
	fixed::{mul_div_ceil, mul_div_floor, ONE_32},
	pallet::*,
	types::*,
	weights::WeightInfo,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{fungible::Mutate, tokens::Preservation, Get},
	weights::{Weight, WeightMeter},
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult, Perbill};

/// What a coldkey has had of what its root stake on a hotkey earned in a subnet.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Account {
	/// What of `rate · stake` it has no right to any more.
	pub claimed: u128,
	/// What it has earned besides, by stake that has left.
	pub unclaimed: AlphaBalance,
}

impl Account {
	/// What has been earned and not claimed, rounded down; `None` is overflow.
	pub fn earned(self, rate: I96F32, stake: TaoBalance) -> Option<AlphaBalance> {
		let by_stake = mul_div_floor(rate.bits.try_into().ok()?, stake.into(), ONE_32)?;
		// Less than nothing is a rounding of a moment before.
		let earned = by_stake.checked_add(self.unclaimed.into())?.saturating_sub(self.claimed);
		earned.try_into().ok()
	}

	/// As it must be after the stake has changed, so that what was earned stays; at most one unit
	/// is lost to rounding.
	pub fn with_stake(self, rate: I96F32, before: TaoBalance, after: TaoBalance) -> Option<Self> {
		let earned = self.earned(rate, before)?;
		let by_stake = mul_div_ceil(rate.bits.try_into().ok()?, after.into(), ONE_32)?;
		Some(match by_stake.checked_sub(earned.into()) {
			Some(claimed) => Self { claimed, unclaimed: 0 },
			None => Self { claimed: 0, unclaimed: earned.checked_sub(by_stake.try_into().ok()?)? },
		})
	}

	/// As it is after everything earned was claimed.
	pub fn after_claim(rate: I96F32, stake: TaoBalance) -> Option<Self> {
		let claimed = mul_div_floor(rate.bits.try_into().ok()?, stake.into(), ONE_32)?;
		Some(Self { claimed, unclaimed: 0 })
	}
}

/// Part of a block's weight that automatic claims may take.
pub(crate) const CLAIM_SHARE: Perbill = Perbill::from_percent(6);

impl<T: Config> Pallet<T> {
	/// What a coldkey has earned in a subnet through its root stake on a hotkey, and not claimed.
	pub fn root_earned(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
	) -> Result<AlphaBalance, Error<T>> {
		let rate = RootClaimable::<T>::get(hotkey).get(&netuid).copied().unwrap_or_default();
		Self::root_account(hotkey, coldkey, netuid)
			.earned(rate, Self::stake_of(hotkey, coldkey, ROOT))
			.ok_or(Error::<T>::Arithmetic)
	}

	fn root_account(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> Account {
		Account {
			claimed: RootClaimed::<T>::get((netuid, hotkey, coldkey)),
			unclaimed: RootUnclaimed::<T>::get((hotkey, coldkey, netuid)),
		}
	}

	/// Stores an account; one that is empty leaves no entry.
	fn store_root_account(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		account: Account,
	) {
		if account.claimed == 0 {
			RootClaimed::<T>::remove((netuid, hotkey, coldkey));
		} else {
			RootClaimed::<T>::insert((netuid, hotkey, coldkey), account.claimed);
		}
		if account.unclaimed == 0 {
			RootUnclaimed::<T>::remove((hotkey, coldkey, netuid));
		} else {
			RootUnclaimed::<T>::insert((hotkey, coldkey, netuid), account.unclaimed);
		}
	}

	/// Raises what a unit of root stake on a hotkey has earned in a subnet by `rate`, with 32
	/// fraction bits; `owed` is what that comes to for all stake there, rounded up.
	pub(crate) fn raise_root_claims(
		hotkey: &T::AccountId,
		netuid: NetUid,
		rate: u128,
		owed: AlphaBalance,
	) -> DispatchResult {
		if rate == 0 {
			return Ok(());
		}
		RootClaimable::<T>::try_mutate(hotkey, |rates| {
			let old = rates.get(&netuid).copied().unwrap_or_default();
			let bits = rate
				.try_into()
				.ok()
				.and_then(|rate| old.bits.checked_add(rate))
				.ok_or(Error::<T>::Arithmetic)?;
			rates.try_insert(netuid, I96F32 { bits }).map_err(|_| Error::<T>::Arithmetic)?;
			DispatchResult::Ok(())
		})?;
		SubnetRootAlphaOwed::<T>::try_mutate(netuid, |sum| {
			*sum = sum.checked_add(owed).ok_or(Error::<T>::Arithmetic)?;
			Ok(())
		})
	}

	/// Keeps what a coldkey has earned by its root stake on a hotkey when that stake has just
	/// changed. Does nothing for stake in other subnets.
	///
	/// Costs two reads and two writes for each subnet in which the hotkey has earned for root: see
	/// [`WeightInfo::keep_root_earnings`].
	pub(crate) fn keep_root_earnings(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		before: AlphaBalance,
	) -> DispatchResult {
		if netuid != ROOT {
			return Ok(());
		}
		let after = Self::stake_of(hotkey, coldkey, ROOT);
		for (subnet, rate) in RootClaimable::<T>::get(hotkey) {
			let account = Self::root_account(hotkey, coldkey, subnet)
				.with_stake(rate, before, after)
				.ok_or(Error::<T>::Arithmetic)?;
			Self::store_root_account(hotkey, coldkey, subnet, account);
		}
		Ok(())
	}

	/// The subnets in which a coldkey may have an account for its root stake on a hotkey.
	pub(crate) fn root_account_subnets(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
	) -> BTreeSet<NetUid> {
		let mut netuids: BTreeSet<_> = RootClaimable::<T>::get(hotkey).keys().copied().collect();
		netuids.extend(RootUnclaimed::<T>::iter_key_prefix((hotkey, coldkey)));
		netuids
	}

	/// Everybody's accounts for root stake on a hotkey, as (coldkey, subnet): those of the `stakers`
	/// and of coldkeys whose stake has left. `None` if there are more than `most`.
	pub(crate) fn root_accounts_on(
		hotkey: &T::AccountId,
		stakers: &[&T::AccountId],
		most: usize,
	) -> Option<BTreeSet<(T::AccountId, NetUid)>> {
		let rates = RootClaimable::<T>::get(hotkey);
		let by_stake = stakers
			.iter()
			.flat_map(|coldkey| rates.keys().map(move |netuid| ((*coldkey).clone(), *netuid)));
		let accounts: Vec<_> = by_stake
			.chain(RootUnclaimed::<T>::iter_key_prefix((hotkey,)))
			.take(most.saturating_add(1))
			.collect();
		(accounts.len() <= most).then(|| accounts.into_iter().collect())
	}

	/// Moves an account for root stake to another hotkey or coldkey, where nothing has been claimed
	/// yet. The stake and the rate move by the caller.
	pub(crate) fn move_root_account(
		netuid: NetUid,
		from: (&T::AccountId, &T::AccountId),
		to: (&T::AccountId, &T::AccountId),
	) -> DispatchResult {
		let account = Self::root_account(from.0, from.1, netuid);
		let there = Self::root_account(to.0, to.1, netuid);
		let sum = Account {
			claimed: account.claimed.checked_add(there.claimed).ok_or(Error::<T>::Arithmetic)?,
			unclaimed: account
				.unclaimed
				.checked_add(there.unclaimed)
				.ok_or(Error::<T>::Arithmetic)?,
		};
		Self::store_root_account(from.0, from.1, netuid, Account::default());
		Self::store_root_account(to.0, to.1, netuid, sum);
		Ok(())
	}

	/// Pays a coldkey what it has earned: in the subnets named, or in all.
	///
	/// Goes through the hotkeys on the coldkey's list as far as `meter` allows. If that is not the
	/// whole list, the rest moves to its front, so that the next claim begins there. `false` if it
	/// did not get to the end of even the first one.
	pub(crate) fn claim_root_of(
		coldkey: &T::AccountId,
		only: Option<&BTreeSet<NetUid>>,
		meter: &mut WeightMeter,
	) -> bool {
		let hotkeys = StakingHotkeys::<T>::get(coldkey);
		let claim_type = RootClaimType::<T>::get(coldkey);
		let mut done = 0usize;
		for hotkey in &hotkeys {
			if meter.try_consume(T::WeightInfo::claim_root_visit()).is_err() {
				break;
			}
			let mut netuids = Self::root_account_subnets(hotkey, coldkey);
			let subnets = u32::try_from(netuids.len()).unwrap_or(u32::MAX); // at most 4096
			netuids.retain(|netuid| only.is_none_or(|only| only.contains(netuid)));
			let claims = u32::try_from(netuids.len()).unwrap_or(u32::MAX);
			let cost = if claims > 0 {
				T::WeightInfo::claim_root_hotkey(claims)
					.saturating_add(T::WeightInfo::keep_root_earnings(subnets))
			} else {
				// Others than those named: they have been listed.
				T::DbWeight::get().reads(subnets.into())
			};
			if meter.try_consume(cost).is_err() {
				break;
			}
			let claimed =
				with_storage_layer(|| Self::claim_on(hotkey, coldkey, &netuids, &claim_type));
			if let Err(error) = claimed {
				log::error!(target: crate::LOG_TARGET, "a root claim failed: {error:?}");
			}
			done = done.saturating_add(1);
		}
		if done == hotkeys.len() {
			return true;
		}
		let mut list = hotkeys.into_inner();
		list.rotate_left(done);
		StakingHotkeys::<T>::insert(coldkey, BoundedVec::truncate_from(list));
		done > 0
	}

	/// Pays a coldkey what it has earned through one hotkey. Subnets in which it has earned less
	/// than [`RootClaimableThreshold`], or whose pool gives nothing now, are left as they are.
	fn claim_on(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuids: &BTreeSet<NetUid>,
		claim_type: &RootClaimTypeEnum,
	) -> DispatchResult {
		let mut tao = 0u64;
		for netuid in netuids.iter().copied().filter(|netuid| NetworksAdded::<T>::get(netuid)) {
			let alpha = Self::root_earned(hotkey, coldkey, netuid)?;
			let threshold = RootClaimableThreshold::<T>::get(netuid).bits;
			if alpha == 0 || (i128::from(alpha) << 32) < threshold {
				continue;
			}
			let keep = match claim_type {
				RootClaimTypeEnum::Swap => false,
				RootClaimTypeEnum::Keep => true,
				RootClaimTypeEnum::KeepSubnets { subnets } => subnets.0.contains(&netuid),
			};
			let paid = with_storage_layer(|| Self::pay_claim(hotkey, coldkey, netuid, alpha, keep));
			if let Ok(paid) = paid {
				tao = tao.checked_add(paid).ok_or(Error::<T>::Arithmetic)?;
			}
		}
		if tao > 0 {
			Self::buy_from_pool(ROOT, tao)?;
			Self::mint_alpha_out(ROOT, tao)?;
			Self::increase_stake(hotkey, coldkey, ROOT, tao)?;
		}
		Ok(())
	}

	/// Pays one claim: as stake in the subnet, or sold. Returns the TAO, which then lies on root's
	/// account for the caller to stake.
	fn pay_claim(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
		keep: bool,
	) -> Result<TaoBalance, DispatchError> {
		let rate = RootClaimable::<T>::get(hotkey).get(&netuid).copied().unwrap_or_default();
		let stake = Self::stake_of(hotkey, coldkey, ROOT);
		let account = Account::after_claim(rate, stake).ok_or(Error::<T>::Arithmetic)?;
		Self::store_root_account(hotkey, coldkey, netuid, account);
		SubnetRootAlphaOwed::<T>::try_mutate(netuid, |owed| {
			*owed = owed.checked_sub(alpha).ok_or(Error::<T>::Arithmetic)?;
			DispatchResult::Ok(())
		})?;
		let tao = if keep {
			Self::increase_stake(hotkey, coldkey, netuid, alpha)?;
			0
		} else {
			ensure!(SubtokenEnabled::<T>::get(netuid), Error::<T>::SubtokenDisabled);
			Self::burn_alpha_out(netuid, alpha)?;
			let tao = Self::sell_to_pool(netuid, alpha)?;
			ensure!(tao > 0, Error::<T>::InsufficientLiquidity);
			let (subnet, root) = (Self::subnet_account(netuid), Self::subnet_account(ROOT));
			T::Currency::transfer(&subnet, &root, tao, Preservation::Expendable)?;
			tao
		};
		Self::deposit_event(Event::RootClaimed {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			netuid,
			alpha,
			tao,
		});
		Ok(tao)
	}

	/// Pays the next few coldkeys what they have earned, each block going on where the last one
	/// stopped: at most [`NumRootClaim`] of them, and at most [`CLAIM_SHARE`] of a block.
	pub(crate) fn claim_root_automatically(block_meter: &mut WeightMeter) {
		let limit = Self::share_of_block(CLAIM_SHARE);
		let mut meter = WeightMeter::with_limit(limit);
		Self::claim_root_within(&mut meter);
		block_meter.consume(meter.consumed());
	}

	/// Goes on with the automatic claims as far as `meter` allows.
	pub(crate) fn claim_root_within(meter: &mut WeightMeter) {
		let most = usize::try_from(NumRootClaim::<T>::get()).unwrap_or(0); // at most 50
		if most == 0 {
			return;
		}
		let mut cursor = RootClaimCursor::<T>::get();
		let coldkeys: Vec<_> = match &cursor {
			Some(last) => {
				let from = StakingHotkeys::<T>::hashed_key_for(last);
				StakingHotkeys::<T>::iter_keys_from(from).take(most).collect()
			},
			None => StakingHotkeys::<T>::iter_keys().take(most).collect(),
		};
		let mut at_end = coldkeys.len() < most;
		for (place, coldkey) in coldkeys.into_iter().enumerate() {
			let got_on = meter.try_consume(T::WeightInfo::claim_root()).is_ok()
				&& Self::claim_root_of(&coldkey, None, meter);
			// The first one has the whole budget; what is too much for that is passed over.
			if !got_on && place > 0 {
				at_end = false;
				break;
			}
			cursor = Some(coldkey);
		}
		RootClaimCursor::<T>::set(cursor.filter(|_| !at_end));
	}

	/// What one change of a coldkey's stake costs besides what it costs in any subnet.
	pub fn stake_change_weight(netuid: NetUid) -> Weight {
		if netuid == ROOT {
			T::WeightInfo::keep_root_earnings(T::MaxSubnets::get().into())
		} else {
			Weight::zero()
		}
	}

	/// What taking a part of a coldkey's stake costs besides what it costs in any subnet: what is
	/// left of a small nomination leaves too, which is a second change.
	pub fn stake_taken_weight(netuid: NetUid) -> Weight {
		Self::stake_change_weight(netuid).saturating_mul(2)
	}

	/// What moving a part of a coldkey's stake costs besides what it costs between any subnets.
	pub fn stake_moved_weight(origin: NetUid, destination: NetUid) -> Weight {
		Self::stake_taken_weight(origin).saturating_add(Self::stake_change_weight(destination))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn rate(bits: i128) -> I96F32 {
		I96F32 { bits }
	}

	const ONE: i128 = 1 << 32;

	#[test]
	fn stake_earns_by_the_rate() {
		let new = Account::default();
		assert_eq!(new.earned(rate(ONE / 2), 100), Some(50));
		assert_eq!(new.earned(rate(ONE / 2), 101), Some(50));
		assert_eq!(new.earned(rate(0), u64::MAX), Some(0));
	}

	#[test]
	fn stake_that_comes_later_has_earned_nothing_yet() {
		let account = Account::default().with_stake(rate(3 * ONE), 0, 100).unwrap();
		assert_eq!(account, Account { claimed: 300, unclaimed: 0 });
		assert_eq!(account.earned(rate(3 * ONE), 100), Some(0));
		assert_eq!(account.earned(rate(4 * ONE), 100), Some(100));
	}

	#[test]
	fn stake_that_leaves_keeps_what_it_earned() {
		let account = Account::default().with_stake(rate(ONE), 100, 40).unwrap();
		assert_eq!(account, Account { claimed: 0, unclaimed: 60 });
		assert_eq!(account.earned(rate(ONE), 40), Some(100));
		let gone = account.with_stake(rate(ONE), 40, 0).unwrap();
		assert_eq!(gone, Account { claimed: 0, unclaimed: 100 });
		assert_eq!(gone.earned(rate(5 * ONE), 0), Some(100));
		let back = gone.with_stake(rate(5 * ONE), 0, 30).unwrap();
		assert_eq!(back, Account { claimed: 50, unclaimed: 0 });
		assert_eq!(back.earned(rate(5 * ONE), 30), Some(100));
	}

	#[test]
	fn a_claim_leaves_nothing() {
		let account = Account::after_claim(rate(ONE / 2), 101).unwrap();
		assert_eq!(account.earned(rate(ONE / 2), 101), Some(0));
		assert_eq!(account.earned(rate(ONE), 101), Some(51));
	}

	#[test]
	fn overflow_is_none() {
		let full = Account { claimed: 0, unclaimed: u64::MAX };
		assert_eq!(full.earned(rate(ONE), 1), None);
		assert_eq!(Account::default().earned(rate(i128::MAX), u64::MAX), None);
	}

	/// Random stakers come, change, claim and go while the rate rises. Together they never get more
	/// than the pot, and nobody loses more than a unit by each of his changes.
	#[test]
	fn the_pot_always_covers_what_all_have_earned() {
		let mut seed = 42u64;
		let mut next = move |below: u64| {
			seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
			(seed >> 20) % below
		};
		for _ in 0..200 {
			let mut rate = I96F32::default();
			let mut pot = 0u128;
			let mut stakers = [(0u64, Account::default(), 0u128); 4];
			for _ in 0..60 {
				let total: u64 = stakers.iter().map(|staker| staker.0).sum();
				let amount = next(1_000_000).min(total);
				if total > 0 {
					let step = (u128::from(amount) << 32) / u128::from(total);
					rate.bits += step as i128;
					pot += (step * u128::from(total)).div_ceil(1 << 32);
					for (stake, _, fair) in &mut stakers {
						*fair += step * u128::from(*stake);
					}
				}
				let (stake, account, fair) = &mut stakers[next(4) as usize];
				if next(3) == 0 {
					let earned = account.earned(rate, *stake).unwrap();
					*account = Account::after_claim(rate, *stake).unwrap();
					pot = pot.checked_sub(earned.into()).expect("the pot covers every claim");
					*fair = fair.checked_sub(u128::from(earned) << 32).expect("no more than fair");
				} else {
					let after = next(3) * next(5_000_000_000);
					*account = account.with_stake(rate, *stake, after).unwrap();
					*stake = after;
				}
				let all: u128 = stakers
					.iter()
					.map(|(stake, account, _)| u128::from(account.earned(rate, *stake).unwrap()))
					.sum();
				assert!(all <= pot, "{all} > {pot}");
			}
			for (stake, account, fair) in stakers {
				let earned = u128::from(account.earned(rate, stake).unwrap());
				assert!(earned << 32 <= fair);
				assert!(((earned + 61) << 32) > fair, "more than a unit lost by a change");
			}
		}
	}
}
