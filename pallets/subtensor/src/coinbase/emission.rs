//! Minting a block's TAO and alpha.

use super::{
	injection::inject,
	shares::{emission_shares, Candidate},
};
use crate::{
	fixed::{mul_div_floor, ONE_32, ONE_64},
	pallet::*,
	types::*,
};
use alloc::vec::Vec;
use frame_support::traits::fungible::{Inspect, Mutate};
use sp_runtime::DispatchResult;
use yuma_consensus::emission::{
	alpha_out_split, block_emission, root_proportion_bits, TOTAL_SUPPLY,
};

impl<T: Config> Pallet<T> {
	/// Mints for every subnet that earns.
	pub(super) fn emit(netuids: &[NetUid], block: u64) {
		let (eligible, idle): (Vec<NetUid>, Vec<NetUid>) =
			netuids.iter().copied().partition(|netuid| Self::earns(*netuid, block));
		for netuid in idle {
			Self::report(netuid, 0, 0, 0);
		}
		let candidates: Vec<Candidate> = eligible
			.iter()
			.map(|netuid| Candidate {
				price: Self::moving_price_64(*netuid),
				miner_burned: MinerBurned::<T>::get(netuid),
				enabled: SubnetEmissionEnabled::<T>::get(netuid),
			})
			.collect();
		let issuance = T::Currency::total_issuance();
		let emission = block_emission(issuance).min(TOTAL_SUPPLY.saturating_sub(issuance));
		// Root stakers earn from subnets only while these are worth more than one TAO together.
		let prices = candidates.iter().fold(0u128, |sum, c| sum.saturating_add(c.price.bits));
		let root_earns = prices > ONE_64;
		for (netuid, share) in eligible.into_iter().zip(emission_shares(&candidates)) {
			// Shares are at most one, so a part is at most the emission; 32 of its 64 fraction bits.
			let part = mul_div_floor(emission.into(), share.bits, ONE_32).unwrap_or(0);
			Self::try_step(netuid, || Self::emit_to_subnet(netuid, part, root_earns));
		}
	}

	/// Stores what clients show as the emission of the last block.
	fn report(netuid: NetUid, tao_in: TaoBalance, alpha_in: AlphaBalance, alpha_out: AlphaBalance) {
		SubnetTaoInEmission::<T>::insert(netuid, tao_in);
		SubnetAlphaInEmission::<T>::insert(netuid, alpha_in);
		SubnetAlphaOutEmission::<T>::insert(netuid, alpha_out);
	}

	/// Whether the subnet has been started, its token is tradable and it takes registrations.
	pub(super) fn earns(netuid: NetUid, block: u64) -> bool {
		FirstEmissionBlockNumber::<T>::get(netuid).is_some_and(|first| block >= first)
			&& SubtokenEnabled::<T>::get(netuid)
			&& NetworkRegistrationAllowed::<T>::get(netuid)
	}

	fn moving_price_64(netuid: NetUid) -> U64F64 {
		// The moving price is never negative and at most one.
		let bits = u128::try_from(SubnetMovingPrice::<T>::get(netuid).bits).unwrap_or(0);
		U64F64 { bits: bits.min(ONE_32) << 32 }
	}

	/// Puts a subnet's part of the block's TAO (rao, with 32 fraction bits) into its pool, mints its
	/// alpha and sets it aside.
	fn emit_to_subnet(netuid: NetUid, part: u128, root_earns: bool) -> DispatchResult {
		let root_stake = SubnetTAO::<T>::get(ROOT);
		let tao_weight = TaoWeight::<T>::get();
		let issuance = Self::alpha_issuance(netuid)?;
		let alpha_emission = block_emission(issuance);
		let root_proportion = root_proportion_bits(root_stake, tao_weight, issuance);

		let mut pool = Self::pool(netuid);
		let injection = inject(part, pool, root_proportion, alpha_emission);
		pool.tao = pool.tao.checked_add(injection.tao_in).ok_or(Error::<T>::Arithmetic)?;
		pool.alpha = pool.alpha.checked_add(injection.alpha_in).ok_or(Error::<T>::Arithmetic)?;
		let mut minted = injection.tao_in;
		// Without liquidity nothing can be bought, and what would buy is not minted.
		if let Some((bought, after)) = pool.buy(injection.excess).filter(|_| injection.excess > 0) {
			pool = after;
			minted = minted.checked_add(injection.excess).ok_or(Error::<T>::Arithmetic)?;
			Self::mint_alpha_out(netuid, bought)?;
			SubnetProtocolAlpha::<T>::try_mutate(netuid, |alpha| {
				*alpha = alpha.checked_add(bought).ok_or(Error::<T>::Arithmetic)?;
				DispatchResult::Ok(())
			})?;
		}
		if minted > 0 {
			T::Currency::mint_into(&Self::subnet_account(netuid), minted)?;
		}
		Self::store_pool(netuid, pool);
		Self::report(netuid, injection.tao_in, injection.alpha_in, alpha_emission);

		Self::mint_alpha_out(netuid, alpha_emission)?;
		Self::set_aside(netuid, alpha_emission, root_stake, tao_weight, root_earns)
	}

	/// Divides the block's alpha among the four pots; what roundings leave is dust.
	fn set_aside(
		netuid: NetUid,
		alpha_emission: AlphaBalance,
		root_stake: TaoBalance,
		tao_weight: u64,
		root_earns: bool,
	) -> DispatchResult {
		let owner_cut =
			if OwnerCutEnabled::<T>::get(netuid) { SubnetOwnerCut::<T>::get() } else { 0 };
		let issuance = Self::alpha_issuance(netuid)?;
		let split = alpha_out_split(alpha_emission, owner_cut, root_stake, tao_weight, issuance);
		PendingOwnerCut::<T>::try_mutate(netuid, |pot| add(pot, split.owner_cut))
			.and_then(|()| {
				PendingServerEmission::<T>::try_mutate(netuid, |pot| add(pot, split.server))
			})
			.and_then(|()| {
				PendingValidatorEmission::<T>::try_mutate(netuid, |pot| add(pot, split.validator))
			})
			.map_err(|()| Error::<T>::Arithmetic)?;
		if root_earns {
			PendingRootAlphaDivs::<T>::try_mutate(netuid, |pot| add(pot, split.root))
				.map_err(|()| Error::<T>::Arithmetic)?;
		} else {
			Self::burn_alpha_out(netuid, split.root)?;
		}
		let dust = [split.owner_cut, split.server, split.validator, split.root]
			.into_iter()
			.try_fold(alpha_emission, u64::checked_sub)
			.ok_or(Error::<T>::Arithmetic)?;
		Self::add_dust(netuid, dust)
	}
}

fn add(pot: &mut AlphaBalance, amount: AlphaBalance) -> Result<(), ()> {
	*pot = pot.checked_add(amount).ok_or(())?;
	Ok(())
}
