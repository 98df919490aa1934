//! Announcing where a neuron can be reached.

use crate::{pallet::*, types::*};
use core::net::{Ipv4Addr, Ipv6Addr};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::serve_axon`].
	pub(crate) fn do_serve_axon(
		hotkey: &T::AccountId,
		netuid: NetUid,
		axon: AxonInfo,
	) -> DispatchResult {
		ensure!(axon.ip_type == 4 || axon.ip_type == 6, Error::<T>::InvalidIpType);
		ensure!(is_reachable(axon.ip_type, axon.ip), Error::<T>::InvalidIpAddress);
		ensure!(axon.port != 0, Error::<T>::InvalidPort);
		ensure!(Uids::<T>::contains_key(netuid, hotkey), Error::<T>::HotKeyNotRegisteredInNetwork);
		if let Some(last) = Axons::<T>::get(netuid, hotkey) {
			let waited = axon.block.saturating_sub(last.block); // blocks only grow
			ensure!(
				waited >= ServingRateLimit::<T>::get(netuid),
				Error::<T>::ServingRateLimitExceeded
			);
		}
		Axons::<T>::insert(netuid, hotkey, axon);
		Self::deposit_event(Event::AxonServed { netuid, hotkey: hotkey.clone() });
		Ok(())
	}
}

/// Whether an address can belong to a neuron: of the stated family, not unspecified, not the
/// limited broadcast.
fn is_reachable(ip_type: u8, ip: u128) -> bool {
	match ip_type {
		4 => u32::try_from(ip)
			.map(Ipv4Addr::from)
			.is_ok_and(|ip| !ip.is_unspecified() && !ip.is_broadcast()),
		_ => {
			let ip = Ipv6Addr::from(ip);
			!ip.is_unspecified() && ip != Ipv6Addr::from(u128::MAX)
		},
	}
}
