use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn set_identity(coldkey: AccountId, name: &[u8], description: &[u8]) -> DispatchResult {
	SubtensorModule::set_identity(
		RuntimeOrigin::signed(coldkey),
		name.to_vec(),
		b"https://example.org".to_vec(),
		vec![],
		vec![],
		vec![],
		description.to_vec(),
		vec![],
	)
	.map(|_| ())
	.map_err(|error| error.error)
}

fn set_subnet_identity(origin: RuntimeOrigin, netuid: NetUid, name: &[u8]) -> DispatchResult {
	SubtensorModule::set_subnet_identity(
		origin,
		netuid,
		name.to_vec(),
		vec![],
		vec![],
		vec![],
		vec![],
		b"what it does".to_vec(),
		vec![],
		vec![],
	)
}

fn update_symbol(coldkey: AccountId, netuid: NetUid, symbol: &str) -> DispatchResult {
	let origin = RuntimeOrigin::signed(coldkey);
	SubtensorModule::update_symbol(origin, netuid, symbol.as_bytes().to_vec())
}

#[test]
fn a_coldkey_with_a_registered_hotkey_says_who_it_is() {
	ExtBuilder::default().build_and_execute(|| {
		events_since_last_call();
		assert_ok!(set_identity(CHARLIE, b"Charlie", b"mines"));
		let identity = IdentitiesV2::<Test>::get(CHARLIE).unwrap();
		assert_eq!(identity.name[..], *b"Charlie");
		assert_eq!(identity.url[..], *b"https://example.org");
		assert_eq!(identity.description[..], *b"mines");
		assert_eq!(events_since_last_call(), [Event::ChainIdentitySet { coldkey: CHARLIE }]);
	});
}

#[test]
fn set_identity_errors_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(set_identity(EVE, b"Eve", b""), Error::<Test>::HotKeyNotRegisteredInNetwork);
		assert_ok!(SubtensorModule::create_hotkey_if_new(&EVE, &777));
		assert_noop!(set_identity(EVE, b"Eve", b""), Error::<Test>::HotKeyNotRegisteredInNetwork);
		assert_noop!(set_identity(BOB, &[b'x'; 257], b""), Error::<Test>::InvalidIdentity);
		assert_noop!(set_identity(BOB, b"", &[b'x'; 1_025]), Error::<Test>::InvalidIdentity);
		assert_ok!(set_identity(BOB, &[b'x'; 256], &[b'x'; 1_024]));
	});
}

#[test]
fn an_owner_says_what_the_subnet_is() {
	ExtBuilder::default().build_and_execute(|| {
		events_since_last_call();
		assert_ok!(set_subnet_identity(RuntimeOrigin::signed(ALICE), NETUID, b"one"));
		let identity = SubnetIdentitiesV3::<Test>::get(NETUID).unwrap();
		assert_eq!(identity.subnet_name[..], *b"one");
		assert_eq!(identity.description[..], *b"what it does");
		assert_eq!(events_since_last_call(), [Event::SubnetIdentitySet { netuid: NETUID }]);
		assert_ok!(set_subnet_identity(RuntimeOrigin::root(), NETUID, b"uno"));
	});
}

#[test]
fn a_subnet_is_created_with_its_identity() {
	ExtBuilder::default().build_and_execute(|| {
		let create = |hotkey, identity| {
			SubtensorModule::register_network_with_identity(
				RuntimeOrigin::signed(EVE),
				hotkey,
				identity,
			)
		};
		let identity = SubnetIdentityV3 {
			subnet_name: b"two".to_vec().try_into().unwrap(),
			..Default::default()
		};
		events_since_last_call();
		assert_ok!(create(hotkey(EVE), Some(identity.clone())));
		assert_eq!(
			events_since_last_call(),
			[
				Event::NetworkAdded(2, 1),
				Event::NeuronRegistered { netuid: 2, uid: 0, hotkey: hotkey(EVE) },
				Event::SubnetIdentitySet { netuid: 2 },
			]
		);
		assert_eq!(SubnetIdentitiesV3::<Test>::get(2), Some(identity));

		assert_ok!(create(777, None));
		assert_eq!(SubnetIdentitiesV3::<Test>::get(3), None);
		assert_noop!(create(hotkey(BOB), None), Error::<Test>::NonAssociatedColdKey);
	});
}

#[test]
fn an_owner_chooses_a_symbol_that_nobody_has() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(SubtensorModule::register_network(RuntimeOrigin::signed(EVE), hotkey(EVE)));
		events_since_last_call();
		assert_ok!(update_symbol(EVE, 2, "β"));
		assert_eq!(TokenSymbol::<Test>::get(2)[..], *"β".as_bytes());
		assert_eq!(
			events_since_last_call(),
			[Event::SymbolUpdated {
				netuid: 2,
				symbol: "β".as_bytes().to_vec().try_into().unwrap()
			}]
		);
		// It may keep its own.
		assert_ok!(update_symbol(EVE, 2, "β"));
		let by_root =
			SubtensorModule::update_symbol(RuntimeOrigin::root(), 2, "γ".as_bytes().to_vec());
		assert_ok!(by_root);
	});
}
