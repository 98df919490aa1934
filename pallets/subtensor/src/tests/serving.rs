use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

const IPV4: u128 = 0x0A00_0001;

fn serve_prometheus(signer: AccountId, ip: u128, port: u16, ip_type: u8) -> DispatchResult {
	SubtensorModule::serve_prometheus(RuntimeOrigin::signed(signer), NETUID, 7, ip, port, ip_type)
}

fn serve_tls(signer: AccountId, ip_type: u8, certificate: &[u8]) -> DispatchResult {
	SubtensorModule::serve_axon_tls(
		RuntimeOrigin::signed(signer),
		NETUID,
		7,
		IPV4,
		8_091,
		ip_type,
		4,
		0,
		0,
		certificate.to_vec(),
	)
}

mod serve_prometheus {
	use super::*;

	#[test]
	fn stores_what_was_announced() {
		ExtBuilder::default().build_and_execute(|| {
			events_since_last_call();
			assert_ok!(serve_prometheus(hotkey(CHARLIE), IPV4, 9_100, 4));
			assert_eq!(
				Prometheus::<Test>::get(NETUID, hotkey(CHARLIE)),
				Some(PrometheusInfo { block: 1, version: 7, ip: IPV4, port: 9_100, ip_type: 4 })
			);
			assert_eq!(
				events_since_last_call(),
				[Event::PrometheusServed { netuid: NETUID, hotkey: hotkey(CHARLIE) }]
			);
		});
	}

	#[test]
	fn waits_for_itself_and_not_for_the_axon() {
		ExtBuilder::default().build_and_execute(|| {
			let miner = hotkey(CHARLIE);
			assert_ok!(serve_tls(miner, 4, &[1]));
			assert_ok!(serve_prometheus(miner, IPV4, 9_100, 4));
			run_to_block(50);
			assert_noop!(
				serve_prometheus(miner, IPV4, 9_101, 4),
				Error::<Test>::ServingRateLimitExceeded
			);
			run_to_block(51);
			assert_ok!(serve_prometheus(miner, IPV4, 9_101, 4));
		});
	}
}

mod serve_axon_tls {
	use super::*;

	#[test]
	fn stores_axon_and_certificate() {
		ExtBuilder::default().build_and_execute(|| {
			events_since_last_call();
			let bytes: Vec<u8> = (0..65).collect();
			assert_ok!(serve_tls(hotkey(CHARLIE), 4, &bytes));
			assert_eq!(Axons::<Test>::get(NETUID, hotkey(CHARLIE)).unwrap().port, 8_091);
			let certificate = NeuronCertificates::<Test>::get(NETUID, hotkey(CHARLIE)).unwrap();
			assert_eq!(certificate.algorithm, 0);
			assert_eq!(certificate.public_key.to_vec(), bytes[1..]);
			assert_eq!(
				events_since_last_call(),
				[Event::AxonServed { netuid: NETUID, hotkey: hotkey(CHARLIE) }]
			);
		});
	}

	#[test]
	fn a_plain_announcement_keeps_the_certificate() {
		ExtBuilder::default().build_and_execute(|| {
			let miner = hotkey(CHARLIE);
			assert_ok!(serve_tls(miner, 4, &[1, 2]));
			run_to_block(51);
			assert_ok!(SubtensorModule::serve_axon(
				RuntimeOrigin::signed(miner),
				NETUID,
				7,
				IPV4,
				8_092,
				4,
				4,
				0,
				0
			));
			assert!(NeuronCertificates::<Test>::contains_key(NETUID, miner));
		});
	}

	#[test]
	fn errors_change_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let miner = hotkey(CHARLIE);
			assert_noop!(serve_tls(miner, 3, &[1]), Error::<Test>::InvalidIpType);
			assert_noop!(serve_tls(EVE, 4, &[1]), Error::<Test>::HotKeyNotRegisteredInNetwork);
			assert_noop!(serve_tls(miner, 4, &[]), Error::<Test>::InvalidCertificate);
			assert_noop!(serve_tls(miner, 4, &[1; 66]), Error::<Test>::InvalidCertificate);
			assert_ok!(serve_tls(miner, 4, &[1]));
			assert_noop!(serve_tls(miner, 4, &[1]), Error::<Test>::ServingRateLimitExceeded);
		});
	}
}
