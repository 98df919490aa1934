//! The bounds that are more than a range, one function for each.
//!
//! Each gets the netuid, the value and who asks. What root must keep too is what the chain needs to
//! work at all.

use super::*;
use core::ops::RangeInclusive;
use frame_support::traits::{fungible::Inspect, Get};

/// Activity cutoffs that a subnet may have, in thousandths of a tempo.
pub const ACTIVITY_CUTOFF_FACTORS: RangeInclusive<u32> = 1_000..=50_000;
/// Most neurons, in all mechanisms together, to which an owner may open a subnet.
pub const OWNER_MAX_UIDS: u16 = 256;
/// Highest weight of old bonds that an owner may set, in millionths.
const OWNER_BONDS_MOVING_AVERAGE: u64 = 975_000;
/// One, in millionths.
const MILLION: u64 = 1_000_000;
/// Least bound of liquid alpha: 0.025, as a fraction of 65535.
const LEAST_ALPHA: u16 = 1_638;
/// The least price of a registration is below this, in rao.
const MIN_BURN_CEILING: TaoBalance = UNIT;
/// The highest price of a registration is above this, in rao.
const MAX_BURN_FLOOR: TaoBalance = UNIT / 10;

/// A plain range.
pub(super) fn within<T: Config, V: PartialOrd>(
	value: &V,
	range: RangeInclusive<V>,
) -> DispatchResult {
	ensure!(range.contains(value), Error::<T>::ValueNotInBounds);
	Ok(())
}

pub(super) fn activity_cutoff_factor<T: Config>(
	_: NetUid,
	factor: &u32,
	_: Caller,
) -> DispatchResult {
	ensure!(
		ACTIVITY_CUTOFF_FACTORS.contains(factor),
		Error::<T>::ActivityCutoffFactorMilliOutOfBounds
	);
	Ok(())
}

pub(super) fn min_burn<T: Config>(netuid: NetUid, price: &TaoBalance, _: Caller) -> DispatchResult {
	ensure!(
		*price < MIN_BURN_CEILING && *price < MaxBurn::<T>::get(netuid),
		Error::<T>::ValueNotInBounds
	);
	Ok(())
}

pub(super) fn max_burn<T: Config>(netuid: NetUid, price: &TaoBalance, _: Caller) -> DispatchResult {
	ensure!(
		*price > MAX_BURN_FLOOR && *price > MinBurn::<T>::get(netuid),
		Error::<T>::ValueNotInBounds
	);
	Ok(())
}

pub(super) fn bonds_moving_average<T: Config>(
	_: NetUid,
	millionths: &u64,
	caller: Caller,
) -> DispatchResult {
	let most = if caller == Caller::Root { MILLION } else { OWNER_BONDS_MOVING_AVERAGE };
	ensure!(*millionths <= most, Error::<T>::BondsMovingAverageMaxReached);
	Ok(())
}

pub(super) fn alpha_values<T: Config>(
	netuid: NetUid,
	(low, high): &(u16, u16),
	_: Caller,
) -> DispatchResult {
	ensure!(LiquidAlphaOn::<T>::get(netuid), Error::<T>::LiquidAlphaDisabled);
	ensure!(*high >= LEAST_ALPHA, Error::<T>::AlphaHighTooLow);
	ensure!((LEAST_ALPHA..=*high).contains(low), Error::<T>::AlphaLowOutOfRange);
	Ok(())
}

pub(super) fn reveal_period<T: Config>(_: NetUid, epochs: &u64, _: Caller) -> DispatchResult {
	ensure!(*epochs >= 1, Error::<T>::RevealPeriodTooSmall);
	ensure!(*epochs <= 100, Error::<T>::RevealPeriodTooLarge);
	Ok(())
}

pub(super) fn alpha_sigmoid_steepness<T: Config>(
	_: NetUid,
	steepness: &i16,
	caller: Caller,
) -> DispatchResult {
	ensure!(caller == Caller::Root || *steepness >= 0, Error::<T>::NegativeSigmoidSteepness);
	Ok(())
}

/// How many neurons a caller may make room for, in all mechanisms of a subnet together.
fn room<T: Config>(caller: Caller) -> u32 {
	match caller {
		Caller::Root => T::MaxUids::get(),
		Caller::Owner => T::MaxUids::get().min(OWNER_MAX_UIDS.into()),
	}
}

/// Whether a subnet with so many uids and mechanisms is within the caller's room.
fn fits<T: Config>(uids: u16, mechanisms: u8, caller: Caller) -> bool {
	u32::from(uids).saturating_mul(mechanisms.into()) <= room::<T>(caller) // below 2^24
}

pub(super) fn max_allowed_uids<T: Config>(
	netuid: NetUid,
	uids: &u16,
	caller: Caller,
) -> DispatchResult {
	ensure!(
		*uids >= MinAllowedUids::<T>::get(netuid),
		Error::<T>::MaxAllowedUidsLessThanMinAllowedUids
	);
	ensure!(*uids >= SubnetworkN::<T>::get(netuid), Error::<T>::MaxAllowedUIdsLessThanCurrentUIds);
	ensure!(
		u32::from(*uids) <= room::<T>(caller),
		Error::<T>::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids
	);
	ensure!(
		fits::<T>(*uids, MechanismCountCurrent::<T>::get(netuid), caller),
		Error::<T>::TooManyUIDsPerMechanism
	);
	Ok(())
}

pub(super) fn min_childkey_take<T: Config>(_: NetUid, take: &u16, _: Caller) -> DispatchResult {
	ensure!(*take <= MaxChildkeyTake::<T>::get(), Error::<T>::ValueNotInBounds);
	Ok(())
}

pub(super) fn burn_increase_mult<T: Config>(
	_: NetUid,
	factor: &U64F64,
	_: Caller,
) -> DispatchResult {
	const ONE: u128 = 1 << 64;
	ensure!((ONE..=3 * ONE).contains(&factor.bits), Error::<T>::ValueNotInBounds);
	Ok(())
}

pub(super) fn tempo<T: Config>(_: NetUid, tempo: &u16, caller: Caller) -> DispatchResult {
	ensure!(
		caller == Caller::Root || (T::MinTempo::get()..=T::MaxTempo::get()).contains(tempo),
		Error::<T>::TempoOutOfBounds
	);
	Ok(())
}

pub(super) fn mechanism_count<T: Config>(
	netuid: NetUid,
	count: &u8,
	caller: Caller,
) -> DispatchResult {
	ensure!((1..=MaxMechanismCount::<T>::get()).contains(count), Error::<T>::ValueNotInBounds);
	// Root may have gone beyond what an owner may: that is no reason to keep all mechanisms.
	let fewer = *count <= MechanismCountCurrent::<T>::get(netuid);
	ensure!(
		fewer || fits::<T>(MaxAllowedUids::<T>::get(netuid), *count, caller),
		Error::<T>::TooManyUIDsPerMechanism
	);
	Ok(())
}

pub(super) fn mechanism_emission_split<T: Config>(
	netuid: NetUid,
	split: &Option<MechanismSplit>,
	_: Caller,
) -> DispatchResult {
	let Some(parts) = split else { return Ok(()) };
	let total: u32 = parts.iter().map(|part| u32::from(*part)).sum(); // at most 16 of them
	ensure!(
		parts.len() <= usize::from(MechanismCountCurrent::<T>::get(netuid))
			&& total == u32::from(u16::MAX),
		Error::<T>::InvalidValue
	);
	Ok(())
}

pub(super) fn max_allowed_validators<T: Config>(
	netuid: NetUid,
	validators: &u16,
	_: Caller,
) -> DispatchResult {
	ensure!(
		*validators <= MaxAllowedUids::<T>::get(netuid),
		Error::<T>::MaxValidatorsLargerThanMaxUIds
	);
	Ok(())
}

pub(super) fn min_allowed_uids<T: Config>(netuid: NetUid, uids: &u16, _: Caller) -> DispatchResult {
	ensure!(
		*uids < MaxAllowedUids::<T>::get(netuid),
		Error::<T>::MinAllowedUidsGreaterThanMaxAllowedUids
	);
	ensure!(
		*uids < SubnetworkN::<T>::get(netuid),
		Error::<T>::MinAllowedUidsGreaterThanCurrentUids
	);
	Ok(())
}

/// A subnet's pool starts with this price, and an account cannot hold less.
pub(super) fn network_min_lock_cost<T: Config>(
	_: NetUid,
	price: &TaoBalance,
	_: Caller,
) -> DispatchResult {
	ensure!(*price >= T::Currency::minimum_balance(), Error::<T>::ValueNotInBounds);
	Ok(())
}

pub(super) fn subnet_moving_alpha<T: Config>(
	_: NetUid,
	weight: &I96F32,
	_: Caller,
) -> DispatchResult {
	ensure!((0..=1 << 32).contains(&weight.bits), Error::<T>::ValueNotInBounds);
	Ok(())
}

pub(super) fn max_delegate_take<T: Config>(_: NetUid, take: &u16, _: Caller) -> DispatchResult {
	ensure!(*take >= MinDelegateTake::<T>::get(), Error::<T>::ValueNotInBounds);
	Ok(())
}

pub(super) fn min_delegate_take<T: Config>(_: NetUid, take: &u16, _: Caller) -> DispatchResult {
	ensure!(*take <= MaxDelegateTake::<T>::get(), Error::<T>::ValueNotInBounds);
	Ok(())
}
