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

#[test]
fn a_replaced_neuron_leaves_nothing_in_any_mechanism() {
	full().build_and_execute(|| {
		let row = |uid: u16| frame_support::BoundedVec::truncate_from(vec![(uid, 9), (1, 5)]);
		let second = storage_index(NETUID, 1).unwrap();
		MechanismCountCurrent::<Test>::insert(NETUID, 2);
		Incentive::<Test>::insert(second, Incentive::<Test>::get(NETUID));
		LastUpdate::<Test>::insert(second, LastUpdate::<Test>::get(NETUID));
		MinNonImmuneUids::<Test>::insert(NETUID, 0);
		ImmunityPeriod::<Test>::insert(NETUID, 0);
		run_to_epoch(NETUID);
		let uid = SubtensorModule::neuron_to_prune(NETUID, System::block_number()).unwrap();
		let old = Keys::<Test>::get(NETUID, uid);
		for index in [NETUID, second] {
			Weights::<Test>::insert(index, 0, row(uid));
			Weights::<Test>::insert(index, uid, row(0));
			Bonds::<Test>::insert(index, uid, row(0));
			Bonds::<Test>::insert(index, 0, row(uid));
		}
		Prometheus::<Test>::insert(NETUID, old, PrometheusInfo::default());
		NeuronCertificates::<Test>::insert(NETUID, old, NeuronCertificate::default());
		Axons::<Test>::insert(NETUID, old, AxonInfo::default());

		assert_ok!(register(EVE, NETUID, hotkey(EVE)));

		let place = usize::from(uid);
		assert_eq!(Keys::<Test>::get(NETUID, uid), hotkey(EVE));
		assert!(!IsNetworkMember::<Test>::contains_key(old, NETUID));
		assert!(!Axons::<Test>::contains_key(NETUID, old));
		assert!(!Prometheus::<Test>::contains_key(NETUID, old));
		assert!(!NeuronCertificates::<Test>::contains_key(NETUID, old));
		assert!(Active::<Test>::get(NETUID)[place]);
		assert!(!ValidatorPermit::<Test>::get(NETUID)[place]);
		assert_eq!(Emission::<Test>::get(NETUID)[place], 0);
		assert_eq!(Consensus::<Test>::get(NETUID)[place], 0);
		assert_eq!(Dividends::<Test>::get(NETUID)[place], 0);
		assert_eq!(StakeWeight::<Test>::get(NETUID)[place], 0);
		assert_eq!(BlockAtRegistration::<Test>::get(NETUID, uid), System::block_number());
		for index in [NETUID, second] {
			assert_eq!(Incentive::<Test>::get(index)[place], 0);
			assert_eq!(LastUpdate::<Test>::get(index)[place], System::block_number());
			assert!(!Weights::<Test>::contains_key(index, uid));
			assert!(!Bonds::<Test>::contains_key(index, uid));
			assert_eq!(Weights::<Test>::get(index, 0), vec![(uid, 0), (1, 5)], "zero in place");
			assert_eq!(Bonds::<Test>::get(index, 0), row(uid), "left to the epoch's mask");
		}
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
	fn is_never_the_owners_hotkey_even_if_others_of_the_owner_are_older() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 0);
			own(ALICE, 2);
			assert_eq!(prune([0, 9, 1, 9], [50, 40, 30, 40], 1_000), Some(2));
		});
	}

	#[test]
	fn spares_the_owners_oldest_hotkeys_up_to_the_limit() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 0);
			own(ALICE, 1);
			own(ALICE, 2);
			ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 2);
			assert_eq!(prune([0, 1, 1, 9], [0, 40, 30, 40], 1_000), Some(1), "2 is older");
			assert_eq!(prune([0, 1, 1, 9], [0, 30, 30, 40], 1_000), Some(2), "1 is lower");
			ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 3);
			assert_eq!(prune([0, 1, 1, 9], [0, 30, 30, 40], 1_000), Some(3));
		});
	}

	#[test]
	fn spares_the_owners_others_if_its_hotkey_has_no_uid() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 0);
			SubnetOwnerHotkey::<Test>::insert(NETUID, 9_999);
			own(ALICE, 3);
			assert_eq!(prune([1, 5, 5, 0], [30, 0, 0, 20], 1_000), Some(0), "3 is older");
		});
	}

	#[test]
	fn is_immune_up_to_the_last_block_of_the_period() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 0);
			assert_eq!(prune([0, 9, 1, 9], [0, 10, 101, 10], 200), Some(1), "99 blocks: immune");
			assert_eq!(prune([0, 9, 1, 9], [0, 10, 100, 10], 200), Some(2), "100 blocks: not");
		});
	}

	#[test]
	fn is_the_best_of_the_immune_if_nobody_is_out_of_immunity() {
		full().build_and_execute(|| {
			MinNonImmuneUids::<Test>::insert(NETUID, 0);
			assert_eq!(prune([0, 7, 7, 8], [950, 960, 955, 950], 1_000), Some(2));
		});
	}

	/// Gives a neuron's hotkey to another coldkey.
	fn own(coldkey: AccountId, uid: u16) {
		let hotkey = Keys::<Test>::get(NETUID, uid);
		OwnedHotkeys::<Test>::mutate(Owner::<Test>::get(hotkey), |list| {
			list.retain(|key| *key != hotkey)
		});
		OwnedHotkeys::<Test>::mutate(coldkey, |list| list.try_push(hotkey).unwrap());
		Owner::<Test>::insert(hotkey, coldkey);
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

mod register_limit {
	use super::*;

	fn register_limit(netuid: u16, limit: u64) -> DispatchResultWithPostInfo {
		SubtensorModule::register_limit(RuntimeOrigin::signed(EVE), netuid, hotkey(EVE), limit)
	}

	#[test]
	fn registers_at_the_price_if_this_is_at_most_the_limit() {
		ExtBuilder::default().build_and_execute(|| {
			let price = Burn::<Test>::get(NETUID);
			let balance = Balances::free_balance(EVE);
			events_since_last_call();
			assert_ok!(register_limit(NETUID, price));
			assert_eq!(Balances::free_balance(EVE), balance - price);
			assert_eq!(
				events_since_last_call(),
				[Event::NeuronRegistered { netuid: NETUID, uid: 4, hotkey: hotkey(EVE) }]
			);
		});
	}

	#[test]
	fn errors_change_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let price = Burn::<Test>::get(NETUID);
			assert_noop!(
				register_limit(ROOT, price),
				Error::<Test>::RegistrationNotPermittedOnRootSubnet
			);
			assert_noop!(register_limit(7, price), Error::<Test>::SubnetNotExists);
			assert_noop!(
				register_limit(NETUID, price - 1),
				Error::<Test>::RegistrationPriceLimitExceeded
			);
			NetworkRegistrationAllowed::<Test>::insert(NETUID, false);
			assert_noop!(register_limit(NETUID, price), Error::<Test>::SubNetRegistrationDisabled);
		});
	}
}

mod register {
	use super::*;

	fn register_by_work(netuid: u16) -> DispatchResultWithPostInfo {
		SubtensorModule::register(
			RuntimeOrigin::signed(EVE),
			netuid,
			0,
			0,
			vec![],
			hotkey(EVE),
			FERDIE,
		)
	}

	#[test]
	fn burns_and_ignores_the_work_and_the_named_coldkey() {
		ExtBuilder::default().build_and_execute(|| {
			let price = Burn::<Test>::get(NETUID);
			let balance = Balances::free_balance(EVE);
			assert_ok!(register_by_work(NETUID));
			assert_eq!(Balances::free_balance(EVE), balance - price);
			assert_eq!(Owner::<Test>::get(hotkey(EVE)), EVE);
			assert_eq!(Uids::<Test>::get(NETUID, hotkey(EVE)), Some(4));
		});
	}
}

#[test]
fn several_may_register_in_a_block_each_dearer() {
	ExtBuilder::default().build_and_execute(|| {
		for key in 500..504 {
			assert_ok!(register(EVE, NETUID, key));
		}
		assert_eq!(RegistrationsThisBlock::<Test>::get(NETUID), 4);
	});
}

#[test]
fn a_registration_is_charged_by_what_it_looked_through() {
	ExtBuilder::default().build_and_execute(|| {
		let charged = |n| Some(<() as WeightInfo>::burned_register(n));
		assert_eq!(register(EVE, NETUID, hotkey(EVE)).unwrap().actual_weight, charged(5));
		for key in 1_000..1_020 {
			assert_ok!(SubtensorModule::create_hotkey_if_new(&ALICE, &key));
		}
		assert_eq!(register(EVE, NETUID, 500).unwrap().actual_weight, charged(21));
	});
}

mod reset_bonds {
	use super::*;
	use frame_support::BoundedVec;

	/// Two mechanisms, in both of which Alice and Bob have bonds; Bob's in the second are towards
	/// Charlie alone.
	fn bonded(test: impl FnOnce(StorageIndex)) {
		full().build_and_execute(|| {
			let two = hyperparameters::Hyperparameter::MechanismCount(2);
			assert_ok!(SubtensorModule::set_hyperparameter(RuntimeOrigin::root(), NETUID, two));
			let second = storage_index(NETUID, 1).unwrap();
			let set = |index, uid, row: &[(Uid, u16)]| {
				Bonds::<Test>::insert(index, uid, BoundedVec::truncate_from(row.to_vec()));
			};
			set(NETUID, 0, &[(2, 5), (3, 6)]);
			set(NETUID, 1, &[(3, 7), (2, 8)]);
			set(second, 0, &[(0, 9), (2, 1), (3, 2)]);
			set(second, 1, &[(2, 4)]);
			test(second);
		});
	}

	fn rows(index: StorageIndex) -> Vec<(Uid, Vec<(Uid, u16)>)> {
		let mut rows: Vec<_> =
			Bonds::<Test>::iter_prefix(index).map(|(uid, row)| (uid, row.into_inner())).collect();
		rows.sort_unstable();
		rows
	}

	#[test]
	fn bonds_towards_the_neuron_go_in_every_mechanism() {
		bonded(|second| {
			BondsResetOn::<Test>::insert(NETUID, true);
			let weight = SubtensorModule::reset_bonds(NETUID, &hotkey(CHARLIE));
			assert_eq!(rows(NETUID), [(0, vec![(3, 6)]), (1, vec![(3, 7)])]);
			assert_eq!(rows(second), [(0, vec![(0, 9), (3, 2)])]);
			assert_eq!(weight, <() as WeightInfo>::reset_bonds(8), "four neurons, two mechanisms");
			assert!(weight.all_lte(SubtensorModule::reset_bonds_limit()));
		});
	}

	#[test]
	fn they_stay_where_the_subnet_does_not_allow_it_or_the_hotkey_has_no_uid() {
		bonded(|second| {
			let before = (rows(NETUID), rows(second));
			let looked = <() as WeightInfo>::reset_bonds(0);
			assert_eq!(SubtensorModule::reset_bonds(NETUID, &hotkey(CHARLIE)), looked);
			BondsResetOn::<Test>::insert(NETUID, true);
			assert_eq!(SubtensorModule::reset_bonds(NETUID, &hotkey(EVE)), looked);
			assert_eq!((rows(NETUID), rows(second)), before);
		});
	}
}
