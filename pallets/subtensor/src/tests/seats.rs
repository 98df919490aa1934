//! Whoever keeps something about neurons is told when a hotkey has lost its uid.

use crate::{mock::*, *};
use frame_support::assert_ok;

/// A hotkey that nobody owns.
const NEW: AccountId = 777;

#[test]
fn a_replaced_hotkey_has_lost_its_seat() {
	let full = |subnet: &mut genesis::GenesisSubnet<AccountId>| {
		subnet.hyperparameters.max_allowed_uids = Some(4);
		subnet.hyperparameters.immunity_period = Some(0);
	};
	ExtBuilder::default().living(full).build_and_execute(|| {
		MinNonImmuneUids::<Test>::insert(NETUID, 0);
		let pruned = SubtensorModule::neuron_to_prune(NETUID, 1).unwrap();
		let pruned = Keys::<Test>::get(NETUID, pruned);
		assert_ok!(SubtensorModule::burned_register(RuntimeOrigin::signed(EVE), NETUID, NEW));
		assert_eq!(SeatChanges::get(), [(NETUID, pruned, None)]);
	});
}

#[test]
fn trimmed_hotkeys_have_lost_their_seats() {
	let mortal = |subnet: &mut genesis::GenesisSubnet<AccountId>| {
		subnet.hyperparameters.immunity_period = Some(0);
	};
	ExtBuilder::default().living(mortal).build_and_execute(|| {
		MinAllowedUids::<Test>::insert(NETUID, 1);
		let origin = RuntimeOrigin::root();
		assert_ok!(SubtensorModule::trim_to_max_allowed_uids(origin, NETUID, 2));
		let left = SubtensorModule::hotkeys(NETUID);
		let told = SeatChanges::get();
		assert_eq!(told.len(), 2);
		assert!(told.iter().all(|(netuid, hotkey, new)| {
			*netuid == NETUID && !left.contains(hotkey) && new.is_none()
		}));
	});
}

#[test]
fn a_swapped_hotkey_hands_its_seats_over() {
	ExtBuilder::default().build_and_execute(|| {
		let origin = RuntimeOrigin::signed(BOB);
		assert_ok!(SubtensorModule::swap_hotkey_v2(origin, hotkey(BOB), NEW, None, false));
		let seats = [ROOT, NETUID].map(|netuid| (netuid, hotkey(BOB), Some(NEW)));
		assert_eq!(SeatChanges::get(), seats);
	});
}

#[test]
fn a_dissolved_subnets_hotkeys_lose_their_seats_once_in_blocks_however_small() {
	ExtBuilder::default().build_and_execute(|| {
		BlockWeights::set(block_weights(10_000_000_000));
		let mut seated = SubtensorModule::hotkeys(NETUID);
		assert_ok!(SubtensorModule::root_dissolve_network(RuntimeOrigin::root(), NETUID));
		assert_eq!(SeatChanges::get(), []);
		let mut blocks_with_some = 0;
		while !DissolveCleanupQueue::<Test>::get().is_empty() {
			let before = SeatChanges::get().len();
			run_to_block(System::block_number() + 1);
			blocks_with_some += u32::from(SeatChanges::get().len() > before);
		}
		assert!(blocks_with_some > 1);
		let mut told: Vec<_> = SeatChanges::get()
			.into_iter()
			.map(|(netuid, hotkey, new)| {
				assert_eq!((netuid, new), (NETUID, None));
				hotkey
			})
			.collect();
		told.sort_unstable();
		seated.sort_unstable();
		assert_eq!(told, seated);
	});
}
