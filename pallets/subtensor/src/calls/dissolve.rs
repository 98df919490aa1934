//! Ending a subnet: who may, which one has to go when the chain is full, and what happens at once.
//! The rest is done block by block; see [`crate::dissolve`].

use crate::{pallet::*, types::*};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

/// Where a new subnet goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
	/// To a netuid that is free.
	Free(NetUid),
	/// To the netuid of a subnet that is being dissolved, when that is done.
	Cleaned,
	/// To the netuid of the weakest subnet, which has to be dissolved for it.
	InsteadOf(NetUid),
}

impl<T: Config> Pallet<T> {
	/// See [`Pallet::dissolve_network`] and [`Pallet::root_dissolve_network`].
	pub(crate) fn do_dissolve_network(
		netuid: NetUid,
		owner: Option<&T::AccountId>,
	) -> DispatchResult {
		ensure!(netuid != ROOT, Error::<T>::CannotDissolveRoot);
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(
			owner.is_none_or(|owner| SubnetOwner::<T>::get(netuid) == *owner),
			Error::<T>::NotSubnetOwner
		);
		Self::begin_dissolving(netuid)
	}

	/// Ends a subnet: from now on no call finds it, and it has no emission and no epochs.
	///
	/// Alpha that nobody holds as stake (pots, dust, what was burned, bought by the chain or not
	/// claimed by root stakers) lapses, so that the stakers divide all of the pool's TAO.
	pub(crate) fn begin_dissolving(netuid: NetUid) -> DispatchResult {
		DissolveCleanupQueue::<T>::try_append(netuid).map_err(|()| Error::<T>::Arithmetic)?;
		NetworksAdded::<T>::remove(netuid);
		TotalNetworks::<T>::try_mutate(|total| {
			*total = total.checked_sub(1).ok_or(Error::<T>::Arithmetic)?;
			DispatchResult::Ok(())
		})?;

		let unstaked = Self::unstaked_alpha(netuid).ok_or(Error::<T>::Arithmetic)?;
		Self::burn_alpha_out(netuid, unstaked)?;
		Self::forget_unstaked_alpha(netuid);
		SubnetAlphaIn::<T>::insert(netuid, 0);
		Self::deposit_event(Event::NetworkRemoved(netuid));
		Ok(())
	}

	/// Where a subnet that is registered in this block goes.
	///
	/// Subnets that are being dissolved count as long as they keep their netuid. One that no
	/// registration waits for yet is enough; otherwise another subnet has to go.
	pub(crate) fn place_for_subnet(block: u64) -> Result<Place, Error<T>> {
		let waiting = NetworkRegistrationQueue::<T>::decode_len().unwrap_or(0);
		let dissolving = DissolveCleanupQueue::<T>::decode_len().unwrap_or(0);
		let besides_root = usize::from(TotalNetworks::<T>::get().saturating_sub(1)); // root exists
		let most = SubnetLimit::<T>::get().min(T::MaxSubnets::get().saturating_sub(1));
		// There are at most `MaxSubnets` of both together.
		if besides_root.saturating_add(dissolving) < usize::from(most) {
			let netuid = Self::free_netuid().ok_or(Error::<T>::SubnetLimitReached)?;
			return Ok(Place::Free(netuid));
		}
		if dissolving > waiting {
			return Ok(Place::Cleaned);
		}
		ensure!(besides_root > 0, Error::<T>::SubnetLimitReached);
		Self::subnet_to_prune(block).map(Place::InsteadOf).ok_or(Error::<T>::AllNetworksInImmunity)
	}

	/// The lowest netuid that neither exists nor is being dissolved.
	fn free_netuid() -> Option<NetUid> {
		let dissolving = DissolveCleanupQueue::<T>::get();
		(1..T::MaxSubnets::get())
			.find(|netuid| !NetworksAdded::<T>::get(netuid) && !dissolving.contains(netuid))
	}

	/// The subnet that has to go for a new one: of those older than [`NetworkImmunityPeriod`] the
	/// one with the lowest moving price, then the oldest, then the one with the lowest netuid.
	/// `None` if all of them are immune.
	pub fn subnet_to_prune(block: u64) -> Option<NetUid> {
		let immunity = NetworkImmunityPeriod::<T>::get();
		Self::subnets_besides_root()
			.into_iter()
			.map(|netuid| (NetworkRegisteredAt::<T>::get(netuid), netuid))
			// Blocks only grow, so the difference does not saturate.
			.filter(|(registered, _)| block.saturating_sub(*registered) >= immunity)
			.min_by_key(|(registered, netuid)| {
				(SubnetMovingPrice::<T>::get(netuid).bits, *registered, *netuid)
			})
			.map(|(_, netuid)| netuid)
	}
}
