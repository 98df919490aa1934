use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};

fn register(coldkey: AccountId, netuid: u16, hotkey: AccountId) -> DispatchResultWithPostInfo {
	SubtensorModule::burned_register(RuntimeOrigin::signed(coldkey), netuid, hotkey)
}

fn full() -> ExtBuilder {
	ExtBuilder::default().living(|subnet| subnet.hyperparameters.max_allowed_uids = Some(4))
}

#[test]
fn appends_behind_the_last_neuron() {
	ExtBuilder::default().build_and_execute(|| {
		run_to_block(5);
		events_since_last_call();
		assert_ok!(register(EVE, NETUID, hotkey(EVE)));
		assert_eq!(
			events_since_last_call(),
			[Event::NeuronRegistered { netuid: NETUID, uid: 4, hotkey: hotkey(EVE) }]
		);
		assert_eq!(Uids::<Test>::get(NETUID, hotkey(EVE)), Some(4));
		assert_eq!(BlockAtRegistration::<Test>::get(NETUID, 4), 5);
		assert_eq!(LastUpdate::<Test>::get(NETUID)[4], 5);
		assert_eq!(Owner::<Test>::get(hotkey(EVE)), EVE);
		assert_eq!(System::account(hotkey(EVE)).sufficients, 1);
	});
}

#[test]
fn the_price_goes_into_the_pool_and_its_alpha_is_gone() {
	ExtBuilder::default().build_and_execute(|| {
		let price = Burn::<Test>::get(NETUID);
		let (balance, tao) = (Balances::free_balance(EVE), SubnetTAO::<Test>::get(NETUID));
		let out = SubnetAlphaOut::<Test>::get(NETUID);
		assert_ok!(register(EVE, NETUID, hotkey(EVE)));
		assert_eq!(Balances::free_balance(EVE), balance - price);
		assert_eq!(SubnetTAO::<Test>::get(NETUID), tao + price);
		assert_eq!(SubnetAlphaOut::<Test>::get(NETUID), out);
	});
}

#[test]
fn each_registration_is_dearer_and_blocks_make_it_cheaper() {
	ExtBuilder::default().build_and_execute(|| {
		let first = Burn::<Test>::get(NETUID);
		assert_ok!(register(EVE, NETUID, hotkey(EVE)));
		let second = Burn::<Test>::get(NETUID);
		assert_eq!(second, first / 100 * 126);
		assert_eq!(RegistrationsThisBlock::<Test>::get(NETUID), 1);
		run_to_block(361);
		assert!(Burn::<Test>::get(NETUID).abs_diff(second / 2) < 1_000, "half after its half life");
		assert_eq!(RegistrationsThisBlock::<Test>::get(NETUID), 0);
	});
}

#[test]
fn a_full_subnet_replaces_the_least_earning_neuron() {
	full().build_and_execute(|| {
		MinNonImmuneUids::<Test>::insert(NETUID, 0);
		run_to_epoch(NETUID);
		let least = 3;
		Emission::<Test>::mutate(NETUID, |earned| earned[3] = 0);
		let old = Keys::<Test>::get(NETUID, least);
		events_since_last_call();

		assert_ok!(register(EVE, NETUID, hotkey(EVE)));

		assert_eq!(
			events_since_last_call(),
			[
				Event::NeuronPruned { netuid: NETUID, uid: least, hotkey: old },
				Event::NeuronRegistered { netuid: NETUID, uid: least, hotkey: hotkey(EVE) }
			]
		);
		assert_eq!(Uids::<Test>::get(NETUID, old), None);
		assert_eq!(Emission::<Test>::get(NETUID)[3], 0);
		for (validator, row) in Weights::<Test>::iter_prefix(NETUID) {
			let entry = row.iter().find(|(target, _)| *target == least).unwrap();
			assert_eq!(entry.1, 0, "the weight of {validator} is zero in place");
		}
	});
}

#[test]
fn the_newcomers_epoch_ignores_weights_given_to_its_predecessor() {
	full().build_and_execute(|| {
		run_to_epoch(NETUID);
		assert_ok!(register(EVE, NETUID, hotkey(EVE)));
		let uid = Uids::<Test>::get(NETUID, hotkey(EVE)).unwrap();
		run_to_epoch(NETUID);
		assert_eq!(Consensus::<Test>::get(NETUID)[usize::from(uid)], 0);
		assert_eq!(Incentive::<Test>::get(NETUID)[usize::from(uid)], 0);
	});
}

mod neuron_to_prune {
	use super::*;

	fn prune(emission: [u64; 4], registered: [u64; 4], block: u64) -> Option<u16> {
		Emission::<Test>::insert(
			NETUID,
			frame_support::BoundedVec::truncate_from(emission.to_vec()),
		);
		for (uid, block) in (0..4).zip(registered) {
			BlockAtRegistration::<Test>::insert(NETUID, uid, block);
		}
		ImmunityPeriod::<Test>::insert(NETUID, 100);
		SubtensorModule::neuron_to_prune(NETUID, block)
	}

	#[test]
	fn is_decided_by_emission_then_age_then_uid() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 0);
			assert_eq!(prune([0, 5, 3, 4], [0; 4], 1_000), Some(2));
			assert_eq!(prune([0, 3, 3, 3], [0, 9, 7, 8], 1_000), Some(2));
			assert_eq!(prune([0, 3, 3, 3], [0, 7, 7, 7], 1_000), Some(1));
		});
	}

	#[test]
	fn is_never_the_owners_protected_uid() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 0);
			assert_eq!(prune([0, 9, 9, 9], [0; 4], 1_000), Some(1));
		});
	}

	#[test]
	fn is_out_of_immunity_if_enough_are() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 1);
			assert_eq!(prune([0, 9, 8, 1], [0, 10, 10, 950], 1_000), Some(2));
		});
	}

	#[test]
	fn is_immune_if_too_few_are_not() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 2);
			assert_eq!(prune([0, 9, 8, 5], [0, 10, 10, 901], 1_000), Some(3));
		});
	}

	#[test]
	fn is_nobody_if_too_few_are_left_and_none_is_immune() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 3);
			assert_eq!(prune([0, 9, 8, 5], [0, 10, 10, 900], 1_000), None);
		});
	}
}

#[test]
fn errors_change_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			register(EVE, ROOT, hotkey(EVE)),
			Error::<Test>::RegistrationNotPermittedOnRootSubnet
		);
		assert_noop!(register(EVE, 7, hotkey(EVE)), Error::<Test>::SubnetNotExists);
		assert_noop!(
			register(BOB, NETUID, hotkey(BOB)),
			Error::<Test>::HotKeyAlreadyRegisteredInSubNet
		);
		assert_noop!(
			register(FERDIE, NETUID, hotkey(FERDIE)),
			Error::<Test>::NotEnoughBalanceToStake
		);
		assert_ok!(SubtensorModule::create_hotkey_if_new(&DAVE, &999));
		assert_noop!(register(EVE, NETUID, 999), Error::<Test>::NonAssociatedColdKey);

		NetworkRegistrationAllowed::<Test>::insert(NETUID, false);
		assert_noop!(register(EVE, NETUID, hotkey(EVE)), Error::<Test>::SubNetRegistrationDisabled);
		NetworkRegistrationAllowed::<Test>::insert(NETUID, true);
		MaxAllowedUids::<Test>::insert(NETUID, 0);
		assert_noop!(register(EVE, NETUID, hotkey(EVE)), Error::<Test>::NoNeuronIdAvailable);
		MaxAllowedUids::<Test>::insert(NETUID, 4);
		ImmunityPeriod::<Test>::insert(NETUID, 0);
		assert_noop!(register(EVE, NETUID, hotkey(EVE)), Error::<Test>::NoNeuronIdAvailable);
	});
}
