use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

const IPV4: u128 = 0x0A00_0001;

fn serve(signer: AccountId, ip: u128, port: u16, ip_type: u8) -> DispatchResult {
	SubtensorModule::serve_axon(
		RuntimeOrigin::signed(signer),
		NETUID,
		1,
		ip,
		port,
		ip_type,
		4,
		0,
		0,
	)
}

#[test]
fn stores_what_was_announced() {
	ExtBuilder::default().build_and_execute(|| {
		events_since_last_call();
		assert_ok!(serve(hotkey(CHARLIE), IPV4, 8091, 4));
		let axon = Axons::<Test>::get(NETUID, hotkey(CHARLIE)).unwrap();
		assert_eq!((axon.block, axon.ip, axon.port, axon.ip_type), (1, IPV4, 8091, 4));
		assert_eq!(
			events_since_last_call(),
			[Event::AxonServed { netuid: NETUID, hotkey: hotkey(CHARLIE) }]
		);
	});
}

#[test]
fn an_ipv6_address_is_taken() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(serve(hotkey(CHARLIE), 1 << 100, 8091, 6));
	});
}

#[test]
fn errors_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let miner = hotkey(CHARLIE);
		assert_noop!(serve(miner, IPV4, 8091, 5), Error::<Test>::InvalidIpType);
		assert_noop!(serve(miner, 0, 8091, 4), Error::<Test>::InvalidIpAddress);
		assert_noop!(serve(miner, 1 << 32, 8091, 4), Error::<Test>::InvalidIpAddress);
		assert_noop!(serve(miner, u128::MAX, 8091, 6), Error::<Test>::InvalidIpAddress);
		assert_noop!(serve(miner, IPV4, 0, 4), Error::<Test>::InvalidPort);
		assert_noop!(serve(EVE, IPV4, 8091, 4), Error::<Test>::HotKeyNotRegisteredInNetwork);

		assert_ok!(serve(miner, IPV4, 8091, 4));
		run_to_block(50);
		assert_noop!(serve(miner, IPV4, 8092, 4), Error::<Test>::ServingRateLimitExceeded);
		run_to_block(51);
		assert_ok!(serve(miner, IPV4, 8092, 4));
	});
}
