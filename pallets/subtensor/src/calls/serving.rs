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
		Self::check_serve_axon(hotkey, netuid, axon.ip_type, axon.ip, axon.port)?;
		Axons::<T>::insert(netuid, hotkey, axon);
		Self::deposit_event(Event::AxonServed { netuid, hotkey: hotkey.clone() });
		Ok(())
	}

	/// Stores the certificate of a neuron that has just announced its axon. See
	/// [`Pallet::serve_axon_tls`].
	pub(crate) fn do_store_certificate(
		hotkey: &T::AccountId,
		netuid: NetUid,
		bytes: &[u8],
	) -> DispatchResult {
		let certificate =
			NeuronCertificate::from_bytes(bytes).ok_or(Error::<T>::InvalidCertificate)?;
		NeuronCertificates::<T>::insert(netuid, hotkey, certificate);
		Ok(())
	}

	/// See [`Pallet::serve_prometheus`].
	pub(crate) fn do_serve_prometheus(
		hotkey: &T::AccountId,
		netuid: NetUid,
		endpoint: PrometheusInfo,
	) -> DispatchResult {
		Self::check_serve_prometheus(hotkey, netuid, endpoint.ip_type, endpoint.ip, endpoint.port)?;
		Prometheus::<T>::insert(netuid, hotkey, endpoint);
		Self::deposit_event(Event::PrometheusServed { netuid, hotkey: hotkey.clone() });
		Ok(())
	}

	/// Whether a hotkey may announce this axon now.
	pub(crate) fn check_serve_axon(
		hotkey: &T::AccountId,
		netuid: NetUid,
		ip_type: u8,
		ip: u128,
		port: u16,
	) -> Result<(), Error<T>> {
		Self::ensure_can_announce(hotkey, netuid, ip_type, ip, port)?;
		Self::ensure_waited(netuid, Axons::<T>::get(netuid, hotkey).map(|last| last.block))
	}

	/// Whether a hotkey may announce this Prometheus endpoint now.
	pub(crate) fn check_serve_prometheus(
		hotkey: &T::AccountId,
		netuid: NetUid,
		ip_type: u8,
		ip: u128,
		port: u16,
	) -> Result<(), Error<T>> {
		Self::ensure_can_announce(hotkey, netuid, ip_type, ip, port)?;
		Self::ensure_waited(netuid, Prometheus::<T>::get(netuid, hotkey).map(|last| last.block))
	}

	/// The address can belong to a neuron, and the hotkey has one.
	fn ensure_can_announce(
		hotkey: &T::AccountId,
		netuid: NetUid,
		ip_type: u8,
		ip: u128,
		port: u16,
	) -> Result<(), Error<T>> {
		ensure!(ip_type == 4 || ip_type == 6, Error::<T>::InvalidIpType);
		ensure!(is_reachable(ip_type, ip), Error::<T>::InvalidIpAddress);
		ensure!(port != 0, Error::<T>::InvalidPort);
		ensure!(
			NetworksAdded::<T>::get(netuid) && Uids::<T>::contains_key(netuid, hotkey),
			Error::<T>::HotKeyNotRegisteredInNetwork
		);
		Ok(())
	}

	/// Axon and Prometheus endpoint each wait for their own last announcement.
	fn ensure_waited(netuid: NetUid, last: Option<u64>) -> Result<(), Error<T>> {
		let Some(last) = last else { return Ok(()) };
		let waited = Self::current_block().saturating_sub(last); // blocks only grow
		ensure!(waited >= ServingRateLimit::<T>::get(netuid), Error::<T>::ServingRateLimitExceeded);
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
