//! The root network: seats, and what root stakers have earned.

use crate::{pallet::*, types::*, weights::WeightInfo};
use alloc::collections::BTreeSet;
use frame_support::{
	ensure,
	traits::Get,
	weights::{Weight, WeightMeter},
};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::{DispatchError, DispatchResult};

/// How many subnets one claim may name.
pub const MAX_SUBNETS_PER_CLAIM: u32 = 5;

/// How many coldkeys root may have paid in a block.
pub const MAX_ROOT_CLAIMS_PER_BLOCK: u64 = 50;

/// The highest threshold below which nothing is claimed.
pub const MAX_ROOT_CLAIM_THRESHOLD: AlphaBalance = 10_000_000;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::root_register`].
	pub(crate) fn do_root_register(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
	) -> DispatchResult {
		ensure!(NetworksAdded::<T>::get(ROOT), Error::<T>::RootNetworkDoesNotExist);
		ensure!(
			!Uids::<T>::contains_key(ROOT, hotkey),
			Error::<T>::HotKeyAlreadyRegisteredInSubNet
		);
		Self::ensure_hotkey_usable(coldkey, hotkey)?;
		Self::create_hotkey_if_new(coldkey, hotkey)?;

		let block = Self::current_block();
		let uid = if SubnetworkN::<T>::get(ROOT) < MaxAllowedUids::<T>::get(ROOT) {
			Self::append_neuron(ROOT, hotkey, block)?
		} else {
			let (least, uid) = Self::least_root_stake().ok_or(Error::<T>::NoNeuronIdAvailable)?;
			ensure!(
				TotalHotkeyAlpha::<T>::get(hotkey, ROOT) > least,
				Error::<T>::StakeTooLowForRoot
			);
			Self::replace_neuron(ROOT, uid, hotkey, block);
			uid
		};
		Self::deposit_event(Event::NeuronRegistered { netuid: ROOT, uid, hotkey: hotkey.clone() });
		Ok(())
	}

	/// The least root stake of those who have a seat, and its uid; the lowest uid among equals.
	fn least_root_stake() -> Option<(TaoBalance, Uid)> {
		(0..=u16::MAX)
			.zip(Self::hotkeys(ROOT))
			.map(|(uid, hotkey)| (TotalHotkeyAlpha::<T>::get(hotkey, ROOT), uid))
			.min()
	}

	/// See [`Pallet::claim_root`]. Returns what it cost.
	pub(crate) fn do_claim_root(
		coldkey: &T::AccountId,
		subnets: &BTreeSet<NetUid>,
	) -> Result<Weight, DispatchError> {
		let count = u32::try_from(subnets.len()).unwrap_or(u32::MAX);
		ensure!((1..=MAX_SUBNETS_PER_CLAIM).contains(&count), Error::<T>::InvalidSubnetNumber);
		let mut meter = WeightMeter::with_limit(Self::claim_weight_limit());
		Self::claim_root_of(coldkey, Some(subnets), &mut meter);
		Ok(T::WeightInfo::claim_root().saturating_add(meter.consumed()))
	}

	/// What one claim may cost besides its base: 64 hotkeys looked at, four of them with as many
	/// claims as can be named.
	pub(crate) fn claim_weight_limit() -> Weight {
		let claim = T::WeightInfo::claim_root_hotkey(MAX_SUBNETS_PER_CLAIM)
			.saturating_add(T::WeightInfo::keep_root_earnings(T::MaxSubnets::get().into()));
		T::WeightInfo::claim_root_visit().saturating_mul(64).saturating_add(claim.saturating_mul(4))
	}

	/// See [`Pallet::set_root_claim_type`].
	pub(crate) fn do_set_root_claim_type(
		coldkey: &T::AccountId,
		root_claim_type: RootClaimTypeEnum,
	) -> DispatchResult {
		if let RootClaimTypeEnum::KeepSubnets { subnets } = &root_claim_type {
			ensure!(!subnets.0.is_empty(), Error::<T>::InvalidSubnetNumber);
		}
		RootClaimType::<T>::insert(coldkey, &root_claim_type);
		Self::deposit_event(Event::RootClaimTypeSet { coldkey: coldkey.clone(), root_claim_type });
		Ok(())
	}

	/// See [`Pallet::sudo_set_num_root_claims`].
	pub(crate) fn do_set_num_root_claims(coldkeys: u64) -> DispatchResult {
		ensure!(coldkeys <= MAX_ROOT_CLAIMS_PER_BLOCK, Error::<T>::InvalidNumRootClaim);
		NumRootClaim::<T>::put(coldkeys);
		Self::deposit_event(Event::NumRootClaimsSet { coldkeys });
		Ok(())
	}

	/// See [`Pallet::sudo_set_root_claim_threshold`].
	pub(crate) fn do_set_root_claim_threshold(
		origin: OriginFor<T>,
		netuid: NetUid,
		threshold: AlphaBalance,
	) -> DispatchResult {
		Self::ensure_owner_or_root(origin, netuid)?;
		ensure!(threshold <= MAX_ROOT_CLAIM_THRESHOLD, Error::<T>::InvalidRootClaimThreshold);
		let bits = i128::from(threshold) << 32;
		RootClaimableThreshold::<T>::insert(netuid, I96F32 { bits });
		Self::deposit_event(Event::RootClaimThresholdSet { netuid, threshold });
		Ok(())
	}
}
