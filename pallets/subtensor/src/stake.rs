//! Who owns which part of a hotkey's alpha, and where a subnet's TAO lies.
//!
//! A hotkey's alpha is one amount ([`TotalHotkeyAlpha`]), divided by shares. Dividends raise the
//! amount and leave the shares alone, so that every nominator gains pro rata without being visited.

use crate::{
	fixed::{mul_div_ceil, mul_div_floor, mul_div_u64},
	pallet::*,
	pool::{Market, Pool},
	types::*,
};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

/// Shares that one unit of alpha gets in a pool without any. Amounts are below 2^55 (21 million
/// tokens), so shares stay below 2^119.
const SHARES_PER_ALPHA_BITS: u32 = 64;

impl<T: Config> Pallet<T> {
	/// The account that holds what is in a subnet's pool.
	pub fn subnet_account(netuid: NetUid) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(netuid)
	}

	/// Both sides of a subnet's pool.
	pub fn pool(netuid: NetUid) -> Pool {
		Pool { tao: SubnetTAO::<T>::get(netuid), alpha: SubnetAlphaIn::<T>::get(netuid) }
	}

	pub(crate) fn store_pool(netuid: NetUid, pool: Pool) {
		SubnetTAO::<T>::insert(netuid, pool.tao);
		SubnetAlphaIn::<T>::insert(netuid, pool.alpha);
	}

	/// A subnet's alpha that exists, in the pool and outside.
	pub fn alpha_issuance(netuid: NetUid) -> Result<AlphaBalance, Error<T>> {
		SubnetAlphaIn::<T>::get(netuid)
			.checked_add(SubnetAlphaOut::<T>::get(netuid))
			.ok_or(Error::<T>::Arithmetic)
	}

	/// A subnet's alpha outside the pool that is not staked; `None` if it leaves its range.
	pub(crate) fn unstaked_alpha(netuid: NetUid) -> Option<AlphaBalance> {
		[
			SubnetProtocolAlpha::<T>::get(netuid),
			SubnetAlphaBurned::<T>::get(netuid),
			SubnetRootAlphaOwed::<T>::get(netuid),
			SubnetAlphaDust::<T>::get(netuid),
		]
		.into_iter()
		.try_fold(Self::pots(netuid).total()?, AlphaBalance::checked_add)
	}

	/// Removes all of [`Pallet::unstaked_alpha`]; that it exists no longer is the caller's to book.
	pub(crate) fn forget_unstaked_alpha(netuid: NetUid) {
		SubnetProtocolAlpha::<T>::remove(netuid);
		SubnetAlphaBurned::<T>::remove(netuid);
		SubnetRootAlphaOwed::<T>::remove(netuid);
		SubnetAlphaDust::<T>::remove(netuid);
		Self::empty_pots(netuid);
	}

	/// What a coldkey has staked on a hotkey in a subnet, rounded down.
	pub fn stake_of(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
		let shares = Alpha::<T>::get((hotkey, coldkey, netuid)).bits;
		let total = TotalHotkeyShares::<T>::get(hotkey, netuid).bits;
		// Shares are a part of the total, so the result is at most the hotkey's alpha; without
		// shares there is no stake.
		mul_div_u64(TotalHotkeyAlpha::<T>::get(hotkey, netuid), shares, total).unwrap_or(0)
	}

	/// Adds alpha to a coldkey's stake on a hotkey. Where the alpha comes from is the caller's.
	///
	/// The newcomer loses at most one unit by rounding; it goes to all nominators.
	/// On root this keeps what the coldkey has earned there; so does [`Self::decrease_stake`].
	pub(crate) fn increase_stake(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		amount: AlphaBalance,
	) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let before = Self::stake_of(hotkey, coldkey, netuid);
		let alpha = TotalHotkeyAlpha::<T>::get(hotkey, netuid);
		let total = TotalHotkeyShares::<T>::get(hotkey, netuid).bits;
		let issued = if alpha == 0 || total == 0 {
			u128::from(amount) << SHARES_PER_ALPHA_BITS
		} else {
			// Otherwise a newcomer's rounding could cost more than one unit. It takes dividends of
			// 2^64 times the stake to get there.
			ensure!(total >= alpha.into(), Error::<T>::InsufficientLiquidity);
			mul_div_floor(amount.into(), total, alpha.into()).ok_or(Error::<T>::Arithmetic)?
		};
		let alpha_after = alpha.checked_add(amount).ok_or(Error::<T>::Arithmetic)?;
		let total_after = total.checked_add(issued).ok_or(Error::<T>::Arithmetic)?;
		let own_after = Alpha::<T>::get((hotkey, coldkey, netuid))
			.bits
			.checked_add(issued)
			.ok_or(Error::<T>::Arithmetic)?;
		Self::list_staking_hotkey(hotkey, coldkey)?;
		TotalHotkeyAlpha::<T>::insert(hotkey, netuid, alpha_after);
		TotalHotkeyShares::<T>::insert(hotkey, netuid, U64F64 { bits: total_after });
		Alpha::<T>::insert((hotkey, coldkey, netuid), U64F64 { bits: own_after });
		Self::keep_root_earnings(hotkey, coldkey, netuid, before)
	}

	/// Takes alpha from a coldkey's stake on a hotkey. Where it goes is the caller's.
	///
	/// Shares given up are rounded up, so that the other nominators never pay for a rounding.
	/// Alpha that the last nominator's rounding leaves behind becomes the subnet's dust.
	pub(crate) fn decrease_stake(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		amount: AlphaBalance,
	) -> DispatchResult {
		let stake = Self::stake_of(hotkey, coldkey, netuid);
		ensure!(amount <= stake, Error::<T>::NotEnoughStakeToWithdraw);
		let alpha = TotalHotkeyAlpha::<T>::get(hotkey, netuid);
		let total = TotalHotkeyShares::<T>::get(hotkey, netuid).bits;
		let own = Alpha::<T>::get((hotkey, coldkey, netuid)).bits;
		let given_up = if amount == stake {
			own
		} else {
			mul_div_ceil(amount.into(), total, alpha.into()).ok_or(Error::<T>::Arithmetic)?.min(own)
		};
		let alpha_after = alpha.checked_sub(amount).ok_or(Error::<T>::Arithmetic)?;
		let total_after = total.checked_sub(given_up).ok_or(Error::<T>::Arithmetic)?;
		let own_after = own.checked_sub(given_up).ok_or(Error::<T>::Arithmetic)?;

		if total_after == 0 {
			Self::add_dust(netuid, alpha_after)?;
			TotalHotkeyAlpha::<T>::remove(hotkey, netuid);
			TotalHotkeyShares::<T>::remove(hotkey, netuid);
		} else {
			TotalHotkeyAlpha::<T>::insert(hotkey, netuid, alpha_after);
			TotalHotkeyShares::<T>::insert(hotkey, netuid, U64F64 { bits: total_after });
		}
		if own_after == 0 {
			Alpha::<T>::remove((hotkey, coldkey, netuid));
		} else {
			Alpha::<T>::insert((hotkey, coldkey, netuid), U64F64 { bits: own_after });
		}
		Self::keep_root_earnings(hotkey, coldkey, netuid, stake)?;
		if own_after == 0 && Self::has_left(hotkey, coldkey) {
			Self::unlist_staking_hotkey(hotkey, coldkey);
		}
		Ok(())
	}

	/// Takes a hotkey off a coldkey's list. An empty list goes: automatic claims visit every list.
	pub(crate) fn unlist_staking_hotkey(hotkey: &T::AccountId, coldkey: &T::AccountId) {
		StakingHotkeys::<T>::mutate_exists(coldkey, |list| {
			if let Some(hotkeys) = list {
				hotkeys.retain(|key| key != hotkey);
			}
			*list = list.take().filter(|hotkeys| !hotkeys.is_empty());
		});
	}

	/// Puts a hotkey on a coldkey's list, if it is not there.
	pub(crate) fn list_staking_hotkey(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
	) -> DispatchResult {
		StakingHotkeys::<T>::try_mutate(coldkey, |list| {
			if !list.contains(hotkey) {
				list.try_push(hotkey.clone()).map_err(|_| Error::<T>::TooManyHotkeys)?;
			}
			Ok(())
		})
	}

	/// Whether a coldkey has neither stake nor unclaimed root earnings on a hotkey.
	pub(crate) fn has_left(hotkey: &T::AccountId, coldkey: &T::AccountId) -> bool {
		Alpha::<T>::iter_key_prefix((hotkey, coldkey)).next().is_none()
			&& RootUnclaimed::<T>::iter_key_prefix((hotkey, coldkey)).next().is_none()
	}

	/// Raises the value of all shares in a hotkey's alpha. `false` if there are none to raise.
	pub(crate) fn raise_hotkey_alpha(
		hotkey: &T::AccountId,
		netuid: NetUid,
		amount: AlphaBalance,
	) -> Result<bool, DispatchError> {
		if TotalHotkeyShares::<T>::get(hotkey, netuid).bits == 0 {
			return Ok(false);
		}
		TotalHotkeyAlpha::<T>::try_mutate(hotkey, netuid, |alpha| {
			*alpha = alpha.checked_add(amount).ok_or(Error::<T>::Arithmetic)?;
			Ok(true)
		})
	}

	/// Books alpha that exists and that shall be nobody's.
	pub(crate) fn add_burned(netuid: NetUid, amount: AlphaBalance) -> DispatchResult {
		SubnetAlphaBurned::<T>::try_mutate(netuid, |burned| {
			*burned = burned.checked_add(amount).ok_or(Error::<T>::Arithmetic)?;
			Ok(())
		})
	}

	/// Books alpha that exists and that roundings left to nobody.
	pub(crate) fn add_dust(netuid: NetUid, amount: AlphaBalance) -> DispatchResult {
		SubnetAlphaDust::<T>::try_mutate(netuid, |dust| {
			*dust = dust.checked_add(amount).ok_or(Error::<T>::Arithmetic)?;
			Ok(())
		})
	}

	/// Takes up to `wanted` of what roundings left; returns how much that was.
	pub(crate) fn take_dust(
		netuid: NetUid,
		wanted: AlphaBalance,
	) -> Result<AlphaBalance, DispatchError> {
		if wanted == 0 {
			return Ok(0);
		}
		SubnetAlphaDust::<T>::try_mutate(netuid, |dust| {
			let taken = wanted.min(*dust);
			*dust = dust.checked_sub(taken).ok_or(Error::<T>::Arithmetic)?;
			Ok(taken)
		})
	}

	pub(crate) fn mint_alpha_out(netuid: NetUid, amount: AlphaBalance) -> DispatchResult {
		SubnetAlphaOut::<T>::try_mutate(netuid, |out| {
			*out = out.checked_add(amount).ok_or(Error::<T>::Arithmetic)?;
			Ok(())
		})
	}

	pub(crate) fn burn_alpha_out(netuid: NetUid, amount: AlphaBalance) -> DispatchResult {
		SubnetAlphaOut::<T>::try_mutate(netuid, |out| {
			*out = out.checked_sub(amount).ok_or(Error::<T>::Arithmetic)?;
			Ok(())
		})
	}

	/// Where a subnet's alpha is traded.
	pub fn market(netuid: NetUid) -> Market {
		if netuid == ROOT {
			Market::Root { staked: SubnetTAO::<T>::get(ROOT) }
		} else {
			Market::Pool(Self::pool(netuid))
		}
	}

	fn store_market(netuid: NetUid, market: Market) {
		match market {
			Market::Root { staked } => SubnetTAO::<T>::insert(netuid, staked),
			Market::Pool(pool) => Self::store_pool(netuid, pool),
		}
	}

	/// Puts TAO into a subnet's pool and takes the alpha it buys out of the pool.
	///
	/// The TAO must already lie on the subnet's account. The alpha is *not* counted as outside the
	/// pool yet: the caller mints it to whom it belongs, or leaves it burned. On root one TAO is
	/// one alpha.
	pub(crate) fn buy_from_pool(
		netuid: NetUid,
		tao: TaoBalance,
	) -> Result<AlphaBalance, DispatchError> {
		let (bought, after) =
			Self::market(netuid).buy(tao).ok_or(Error::<T>::InsufficientLiquidity)?;
		Self::store_market(netuid, after);
		Self::add_volume(netuid, tao);
		Ok(bought)
	}

	/// Puts alpha into a subnet's pool and takes the TAO it fetches out of the pool, leaving it on
	/// the subnet's account for the caller to pay out.
	///
	/// Refused if it would leave less in the pool than an account can hold: the rest would be lost
	/// with the account.
	pub(crate) fn sell_to_pool(
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> Result<TaoBalance, DispatchError> {
		let (fetched, after) =
			Self::market(netuid).sell(alpha).ok_or(Error::<T>::InsufficientLiquidity)?;
		let left = after.tao();
		ensure!(
			left == 0 || left >= T::Currency::minimum_balance(),
			Error::<T>::InsufficientLiquidity
		);
		Self::store_market(netuid, after);
		Self::add_volume(netuid, fetched);
		Ok(fetched)
	}

	/// Turns TAO that lies on the subnet's account into stake.
	pub(crate) fn stake_tao(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
	) -> Result<AlphaBalance, DispatchError> {
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
		Ok(alpha)
	}

	/// Turns stake into TAO, which stays on the subnet's account for the caller to pay out.
	///
	/// It must fetch at least [`MinStake`]; a whole position may always leave, however small,
	/// unless nobody without an account could receive what it fetches.
	pub(crate) fn unstake_alpha(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> Result<TaoBalance, DispatchError> {
		let stake = Self::stake_of(hotkey, coldkey, netuid);
		ensure!(alpha <= stake, Error::<T>::NotEnoughStakeToWithdraw);
		ensure!(alpha > 0, Error::<T>::AmountTooLow);
		Self::decrease_stake(hotkey, coldkey, netuid, alpha)?;
		Self::burn_alpha_out(netuid, alpha)?;
		let tao = Self::sell_to_pool(netuid, alpha)?;
		let least =
			if alpha == stake { T::Currency::minimum_balance() } else { MinStake::<T>::get() };
		ensure!(tao >= least, Error::<T>::AmountTooLow);
		Self::deposit_event(Event::StakeRemoved {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			tao,
			alpha,
			netuid,
			fee: 0,
		});
		Ok(tao)
	}

	/// Saturates: a statistic must never stop a trade, and 2^128 rao are never reached.
	fn add_volume(netuid: NetUid, tao: TaoBalance) {
		SubnetVolume::<T>::mutate(netuid, |volume| *volume = volume.saturating_add(tao.into()));
	}

	/// TAO that a coldkey can spend and keep its account.
	pub(crate) fn spendable(coldkey: &T::AccountId) -> TaoBalance {
		T::Currency::reducible_balance(coldkey, Preservation::Preserve, Fortitude::Polite)
	}

	/// Moves TAO from a coldkey to a subnet's account.
	pub(crate) fn pay_subnet(
		coldkey: &T::AccountId,
		netuid: NetUid,
		amount: TaoBalance,
	) -> DispatchResult {
		let subnet = Self::subnet_account(netuid);
		T::Currency::transfer(coldkey, &subnet, amount, Preservation::Preserve)?;
		Ok(())
	}

	/// Moves TAO from a subnet's account to a coldkey.
	pub(crate) fn pay_coldkey(
		netuid: NetUid,
		coldkey: &T::AccountId,
		amount: TaoBalance,
	) -> DispatchResult {
		let subnet = Self::subnet_account(netuid);
		T::Currency::transfer(&subnet, coldkey, amount, Preservation::Expendable)?;
		Ok(())
	}

	/// Moves TAO from the account of one subnet to that of another.
	pub(crate) fn pay_between_subnets(
		origin: NetUid,
		destination: NetUid,
		amount: TaoBalance,
	) -> DispatchResult {
		Self::pay_coldkey(origin, &Self::subnet_account(destination), amount)
	}

	/// Takes TAO out of issuance.
	pub(crate) fn recycle_tao(coldkey: &T::AccountId, amount: TaoBalance) -> DispatchResult {
		T::Currency::burn_from(
			coldkey,
			amount,
			Preservation::Preserve,
			Precision::Exact,
			Fortitude::Polite,
		)?;
		Ok(())
	}
}
