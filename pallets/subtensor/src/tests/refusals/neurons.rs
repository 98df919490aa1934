//! Registering neurons, also on root, and where they can be reached.

use super::*;
use crate::genesis::GenesisSubnet;

/// All calls that register a hotkey for the price.
pub(super) fn register(netuid: NetUid, hotkey: AccountId) -> [Call<Test>; 3] {
	[
		Call::register { netuid, block_number: 0, nonce: 0, work: vec![], hotkey, coldkey: FERDIE },
		Call::burned_register { netuid, hotkey },
		Call::register_limit { netuid, hotkey, limit_price: u64::MAX },
	]
}

fn rows_of_registering() -> Vec<Row> {
	let eve = || by(EVE);
	let closed = || NetworkRegistrationAllowed::<Test>::insert(NETUID, false);
	let full = || {
		MaxAllowedUids::<Test>::insert(NETUID, 4);
		ImmunityPeriod::<Test>::insert(NETUID, 0);
	};
	let no_alpha = || SubnetAlphaIn::<Test>::insert(NETUID, 0);
	let cheap = Call::register_limit { netuid: NETUID, hotkey: NEW, limit_price: 1 };
	vec![
		row(|| {}, eve(), register(ROOT, NEW), Error::RegistrationNotPermittedOnRootSubnet),
		row(|| {}, eve(), register(NOWHERE, NEW), Error::SubnetNotExists),
		row(|| {}, eve(), [cheap], Error::RegistrationPriceLimitExceeded),
		row(closed, eve(), register(NETUID, NEW), Error::SubNetRegistrationDisabled),
		row(|| {}, by(BOB), register(NETUID, hotkey(BOB)), Error::HotKeyAlreadyRegisteredInSubNet),
		row(|| {}, by(FERDIE), register(NETUID, NEW), Error::NotEnoughBalanceToStake),
		row(full, eve(), register(NETUID, NEW), Error::NoNeuronIdAvailable),
		row(no_alpha, eve(), register(NETUID, NEW), Error::InsufficientLiquidity),
	]
}

fn rows_of_root() -> Vec<Row> {
	let register = |hotkey| [Call::root_register { hotkey }];
	let full = || MaxAllowedUids::<Test>::insert(ROOT, 2);
	let seatless = || MaxAllowedUids::<Test>::insert(ROOT, 0);
	let empty = GenesisSubnet { neurons: vec![], ..root() };
	vec![
		row(|| {}, by(EVE), register(NEW), Error::RootNetworkDoesNotExist)
			.of(ExtBuilder::only(vec![])),
		row(|| {}, by(BOB), register(hotkey(BOB)), Error::HotKeyAlreadyRegisteredInSubNet),
		row(full, by(EVE), register(NEW), Error::StakeTooLowForRoot),
		row(seatless, by(EVE), register(NEW), Error::NoNeuronIdAvailable)
			.of(ExtBuilder::only(vec![empty])),
	]
}

/// All calls that announce where the signer is reached.
fn serve(ip: u128, port: u16, ip_type: u8) -> [Call<Test>; 3] {
	let (netuid, version, protocol, placeholder1, placeholder2) = (NETUID, 1, 4, 0, 0);
	[
		Call::serve_axon {
			netuid,
			version,
			ip,
			port,
			ip_type,
			protocol,
			placeholder1,
			placeholder2,
		},
		Call::serve_prometheus { netuid, version, ip, port, ip_type },
		Call::serve_axon_tls {
			netuid,
			version,
			ip,
			port,
			ip_type,
			protocol,
			placeholder1,
			placeholder2,
			certificate: vec![],
		},
	]
}

fn rows_of_serving() -> Vec<Row> {
	const IPV4: u128 = 0x0A00_0001;
	let miner = || by(hotkey(CHARLIE));
	let announce = || serve(IPV4, 8_091, 4);
	let announced = move || {
		let [axon, prometheus, _] = announce();
		accepted(axon, by(hotkey(CHARLIE)));
		accepted(prometheus, by(hotkey(CHARLIE)));
	};
	let [_, _, without_certificate] = announce();
	vec![
		row(|| {}, miner(), serve(IPV4, 8_091, 5), Error::InvalidIpType),
		row(|| {}, miner(), serve(0, 8_091, 4), Error::InvalidIpAddress),
		row(|| {}, miner(), serve(IPV4, 0, 4), Error::InvalidPort),
		row(|| {}, by(EVE), announce(), Error::HotKeyNotRegisteredInNetwork),
		row(announced, miner(), announce(), Error::ServingRateLimitExceeded),
		row(|| {}, miner(), [without_certificate], Error::InvalidCertificate),
	]
}

pub(super) fn rows() -> Vec<Row> {
	[rows_of_registering(), rows_of_root(), rows_of_serving()].into_iter().flatten().collect()
}
