//! The block step: what every block does before its first transaction.
//!
//! 1. Prices of registration decay, per-block counters start anew.
//! 2. TAO is minted and divided among the subnets ([`shares`]), put into their pools
//!    ([`injection`]); alpha is minted and set aside for owner, miners, validators and root.
//! 3. Due epochs run, as many as the block may (`schedule`), and pay what was set aside
//!    ([`distribution`], [`parents`]).
//! 4. Moving prices of the subnets that earn follow the current ones.
//! 5. Children that were chosen long enough ago take effect, in subnets whose epoch slot fired.
//! 6. What root stakers have earned is paid to the next few of them.
//! 7. A subnet that is being dissolved is cleared away a little further ([`crate::dissolve`]).
//!
//! Every subnet's part of a step succeeds or leaves the state as it was, with an event. Loops go
//! over subnets (at most `MaxSubnets`) and neurons (at most `MaxUids`), never over stakers.

pub mod distribution;
mod emission;
pub mod injection;
pub mod parents;
pub(crate) mod schedule;
pub mod shares;

pub(crate) use schedule::MAX_BLOCKS_WITHOUT_EPOCH;

use crate::{fixed::ONE_32, pallet::*, types::*, weights::WeightInfo};
use alloc::vec::Vec;
use frame_support::{
	storage::with_storage_layer,
	traits::{fungible::Inspect, Get},
	weights::{Weight, WeightMeter},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::UniqueSaturatedInto, DispatchResult, Perbill};
use yuma_consensus::burn;

impl<T: Config> Pallet<T> {
	/// A block number as the u64 that all block-valued storage holds.
	pub(crate) fn block_as_u64(block: BlockNumberFor<T>) -> u64 {
		block.unique_saturated_into() // block numbers are u32 or u64
	}

	/// The current block.
	pub(crate) fn current_block() -> u64 {
		Self::block_as_u64(frame_system::Pallet::<T>::block_number())
	}

	/// Runs the whole step; returns what it cost.
	pub(crate) fn block_step(block: u64) -> Weight {
		let mut meter = WeightMeter::new();
		let netuids = Self::subnets_besides_root();
		// At most `MaxSubnets`.
		meter.consume(T::WeightInfo::block_step(u32::try_from(netuids.len()).unwrap_or(u32::MAX)));
		for netuid in &netuids {
			Self::decay_burn(*netuid, block);
			RegistrationsThisBlock::<T>::remove(netuid);
		}
		Self::emit(&netuids, block);
		Self::run_due_epochs(&netuids, block, &mut meter);
		for netuid in netuids {
			Self::follow_price(netuid, block);
			if LastEpochBlock::<T>::get(netuid) == block {
				Self::apply_pending_children(netuid, block, &mut meter);
			}
		}
		Self::claim_root_automatically(&mut meter);
		meter.consume(Self::dissolve_step(block));
		TotalIssuance::<T>::put(T::Currency::total_issuance());
		meter.consumed()
	}

	/// A part of the weight of a whole block.
	pub(crate) fn share_of_block(share: Perbill) -> Weight {
		let whole = T::BlockWeights::get().max_block;
		Weight::from_parts(share.mul_floor(whole.ref_time()), share.mul_floor(whole.proof_size()))
	}

	pub(crate) fn subnets_besides_root() -> Vec<NetUid> {
		NetworksAdded::<T>::iter()
			.filter(|(netuid, exists)| *exists && *netuid != ROOT)
			.map(|(netuid, _)| netuid)
			.collect()
	}

	/// Runs a subnet's part of a step; on failure the state stays as it was and an event says so.
	pub(crate) fn try_step(netuid: NetUid, step: impl FnOnce() -> DispatchResult) {
		if let Err(error) = with_storage_layer(step) {
			log::error!(
				target: crate::LOG_TARGET,
				"a step of the block failed for netuid {netuid}: {error:?}",
			);
			Self::deposit_event(Event::BlockStepFailed { netuid, error });
		}
	}

	/// Lets the price of a registration fall by one block.
	fn decay_burn(netuid: NetUid, block: u64) {
		let half_life = BurnHalfLife::<T>::get(netuid);
		if block <= 1 || half_life == 0 {
			return;
		}
		Burn::<T>::mutate(netuid, |price| {
			*price = burn::decayed(
				*price,
				burn::decay_factor(half_life),
				MinBurn::<T>::get(netuid),
				MaxBurn::<T>::get(netuid),
			);
		});
	}

	/// Moves the moving price of a subnet that earns towards the current price, capped at 1 TAO.
	fn follow_price(netuid: NetUid, block: u64) {
		if !Self::earns(netuid, block) {
			return;
		}
		let spot = (Self::pool(netuid).price().bits >> 32).min(ONE_32);
		// The first emission is in the block after the start call; genesis counts as block 0.
		let started = FirstEmissionBlockNumber::<T>::get(netuid).unwrap_or(block).saturating_sub(1);
		let age = u128::from(block.saturating_sub(started)); // what earns has started
		let halving = u128::from(EMAPriceHalvingBlocks::<T>::get(netuid));
		// Between 0 and 1: the bounds of the parameter.
		let weight = u128::try_from(SubnetMovingAlpha::<T>::get().bits).unwrap_or(0);
		SubnetMovingPrice::<T>::mutate(netuid, |price| {
			*price = moving_price(*price, spot, weight, age, halving);
		});
	}
}

/// One step of the moving price: alpha·spot + (1 - alpha)·price, where alpha grows from 0 with the
/// age of the subnet to `weight`, of which it has half after `halving` blocks. Rounded down.
///
/// `spot` and `weight` have 32 fraction bits and are at most one; ages and halvings are block
/// numbers.
fn moving_price(price: I96F32, spot: u128, weight: u128, age: u128, halving: u128) -> I96F32 {
	let alpha = age
		.checked_add(halving)
		.and_then(|sum| age.checked_mul(weight)?.checked_div(sum))
		.unwrap_or(0);
	let old = u128::try_from(price.bits).unwrap_or(0);
	let new = alpha.checked_mul(spot).zip(ONE_32.saturating_sub(alpha).checked_mul(old));
	// Both factors of each product are at most 2^32, so the fallback is never taken.
	let bits = new.map_or(old, |(current, kept)| (current >> 32).saturating_add(kept >> 32));
	I96F32 { bits: i128::try_from(bits).unwrap_or(price.bits) }
}

#[cfg(test)]
mod tests {
	use super::*;

	/// 0.000003, the live network's.
	const WEIGHT: u128 = 12_885;

	#[test]
	fn moving_price_stays_where_it_is_at_the_spot_price() {
		let one = I96F32 { bits: 1 << 32 };
		assert_eq!(moving_price(one, ONE_32, WEIGHT, 1_000_000, 201_600), one);
	}

	#[test]
	fn moving_price_rises_from_zero_with_age() {
		let zero = I96F32::default();
		assert_eq!(moving_price(zero, ONE_32, WEIGHT, 0, 201_600), zero);
		assert_eq!(moving_price(zero, ONE_32, WEIGHT, 201_600, 201_600).bits, 12_885 / 2);
	}
}
