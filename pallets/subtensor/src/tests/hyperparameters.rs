//! The table of hyperparameters: who may change what, when, and to which values.

use crate::{hyperparameters::*, mock::*, *};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_runtime::{DispatchError, DispatchResult};
use Hyperparameter as H;
use HyperparameterKind as Kind;

fn by_owner(value: Hyperparameter) -> DispatchResult {
	SubtensorModule::set_hyperparameter(RuntimeOrigin::signed(ALICE), NETUID, value)
}

fn by_root(value: Hyperparameter) -> DispatchResult {
	SubtensorModule::set_hyperparameter(RuntimeOrigin::root(), NETUID, value)
}

/// Subnet 1 with tempo 100: the freeze window leaves the owner room.
fn subnet() -> ExtBuilder {
	ExtBuilder::default().living(|subnet| subnet.hyperparameters.tempo = Some(100))
}

#[test]
fn more_mechanisms_than_fit_can_become_fewer() {
	subnet().build_and_execute(|| {
		MaxMechanismCount::<Test>::put(4);
		MechanismCountCurrent::<Test>::insert(NETUID, 3);
		SubtensorModule::add_mechanism(NETUID, 1);
		SubtensorModule::add_mechanism(NETUID, 2);
		assert_noop!(by_owner(H::MechanismCount(4)), Error::<Test>::TooManyUIDsPerMechanism);
		assert_ok!(by_owner(H::MechanismCount(2)));
		assert_eq!(MechanismCountCurrent::<Test>::get(NETUID), 2);
	});
}

#[test]
fn a_change_is_stored_and_told_with_the_old_value() {
	subnet().build_and_execute(|| {
		events_since_last_call();
		assert_ok!(by_owner(H::MinAllowedWeights(7)));
		assert_eq!(MinAllowedWeights::<Test>::get(NETUID), 7);
		assert_eq!(
			events_since_last_call(),
			[Event::HyperparameterSet {
				netuid: NETUID,
				old: H::MinAllowedWeights(1),
				new: H::MinAllowedWeights(7),
			}]
		);
	});
}

#[test]
fn every_hyperparameter_reads_back_as_it_is_stored() {
	subnet().build_and_execute(|| {
		for kind in Kind::ALL {
			let value = SubtensorModule::hyperparameter(NETUID, *kind);
			assert_eq!(value.kind(), *kind);
			SubtensorModule::store_hyperparameter(NETUID, value.clone());
			assert_eq!(SubtensorModule::hyperparameter(NETUID, *kind), value);
		}
	});
}

#[test]
fn root_may_set_each_hyperparameter_to_the_value_it_has() {
	subnet().build_and_execute(|| {
		LiquidAlphaOn::<Test>::insert(NETUID, true);
		MinAllowedUids::<Test>::insert(NETUID, 1);
		ActivityCutoffFactorMilli::<Test>::insert(NETUID, 13_889);
		for kind in Kind::ALL {
			assert_ok!(by_root(SubtensorModule::hyperparameter(NETUID, *kind)));
		}
	});
}

#[test]
fn the_owner_may_what_the_table_says() {
	subnet().build_and_execute(|| {
		LiquidAlphaOn::<Test>::insert(NETUID, true);
		MinAllowedUids::<Test>::insert(NETUID, 1);
		Tempo::<Test>::insert(NETUID, 400);
		ActivityCutoffFactorMilli::<Test>::insert(NETUID, 13_889);
		for kind in Kind::ALL {
			let value = SubtensorModule::hyperparameter(NETUID, *kind);
			match kind.rule().permission {
				Permission::Root => {
					assert_noop!(by_owner(value), DispatchError::BadOrigin);
				},
				Permission::Owner(_) => {
					assert_ok!(by_owner(value));
				},
			}
		}
	});
}

#[test]
fn nobody_else_may_and_nothing_on_a_subnet_that_does_not_exist() {
	subnet().build_and_execute(|| {
		let set = SubtensorModule::set_hyperparameter;
		let rho = || H::Rho(1);
		assert_noop!(set(RuntimeOrigin::signed(BOB), NETUID, rho()), Error::<Test>::NotSubnetOwner);
		assert_noop!(set(RuntimeOrigin::none(), NETUID, rho()), DispatchError::BadOrigin);
		assert_noop!(set(RuntimeOrigin::root(), 5, rho()), Error::<Test>::SubnetNotExists);
		assert_noop!(set(RuntimeOrigin::signed(ALICE), 5, rho()), Error::<Test>::SubnetNotExists);
	});
}

#[test]
fn the_root_network_has_no_owner() {
	subnet().build_and_execute(|| {
		let set = SubtensorModule::set_hyperparameter;
		assert_eq!(SubnetOwner::<Test>::get(ROOT), ALICE);
		assert_noop!(
			set(RuntimeOrigin::signed(ALICE), ROOT, H::Rho(1)),
			Error::<Test>::NotSubnetOwner
		);
		assert_ok!(set(RuntimeOrigin::root(), ROOT, H::Rho(1)));
	});
}

#[test]
fn the_owner_waits_two_tempos_before_the_same_change_and_not_before_another() {
	subnet().build_and_execute(|| {
		assert_ok!(by_owner(H::Rho(1)));
		assert_ok!(by_owner(H::MinAllowedWeights(1)));
		run_to_block(200);
		assert_noop!(by_owner(H::Rho(2)), Error::<Test>::TxRateLimitExceeded);
		assert_ok!(by_root(H::Rho(3)));
		run_to_block(201);
		assert_ok!(by_owner(H::Rho(4)));
		assert_noop!(by_owner(H::Rho(5)), Error::<Test>::TxRateLimitExceeded);

		OwnerHyperparamRateLimit::<Test>::put(0);
		assert_ok!(by_owner(H::Rho(5)));
	});
}

#[test]
fn the_version_key_waits_five_tempos() {
	subnet().build_and_execute(|| {
		assert_ok!(by_owner(H::WeightsVersionKey(1)));
		run_to_block(500);
		// The window is closed shortly before an epoch: look at the limit alone.
		AdminFreezeWindow::<Test>::put(0);
		assert_noop!(by_owner(H::WeightsVersionKey(2)), Error::<Test>::TxRateLimitExceeded);
		run_to_block(501);
		assert_ok!(by_owner(H::WeightsVersionKey(2)));
	});
}

#[test]
fn the_owner_changes_nothing_shortly_before_an_epoch() {
	subnet().build_and_execute(|| {
		assert_eq!(LastEpochBlock::<Test>::get(NETUID), 0);
		run_to_block(91);
		assert_noop!(by_owner(H::Rho(1)), Error::<Test>::AdminActionProhibitedDuringWeightsWindow);
		assert_ok!(by_root(H::Rho(1)));
		run_to_block(99);
		assert_noop!(by_owner(H::Rho(1)), Error::<Test>::AdminActionProhibitedDuringWeightsWindow);
		run_to_block(100);
		assert_eq!(LastEpochBlock::<Test>::get(NETUID), 100);
		assert_ok!(by_owner(H::Rho(1)));
	});
	subnet().build_and_execute(|| {
		run_to_block(90);
		assert_ok!(by_owner(H::Rho(1)));
	});
}

#[test]
fn without_epochs_there_is_no_freeze_window() {
	subnet().build_and_execute(|| {
		assert_ok!(by_root(H::Tempo(0)));
		run_to_block(500);
		assert_ok!(by_owner(H::Rho(1)));
	});
}

#[test]
fn values_out_of_bounds_are_refused_to_both() {
	subnet().build_and_execute(|| {
		let one = 1u128 << 64;
		let cases = [
			(H::ActivityCutoffFactor(999), Error::<Test>::ActivityCutoffFactorMilliOutOfBounds),
			(H::ActivityCutoffFactor(50_001), Error::<Test>::ActivityCutoffFactorMilliOutOfBounds),
			(H::MinBurn(UNIT), Error::<Test>::ValueNotInBounds),
			(H::MaxBurn(UNIT / 10), Error::<Test>::ValueNotInBounds),
			(H::BondsMovingAverage(1_000_001), Error::<Test>::BondsMovingAverageMaxReached),
			(H::AlphaValues((45_875, 58_982)), Error::<Test>::LiquidAlphaDisabled),
			(H::WeightCommitInterval(0), Error::<Test>::RevealPeriodTooSmall),
			(H::WeightCommitInterval(101), Error::<Test>::RevealPeriodTooLarge),
			(H::ImmuneNeuronLimit(0), Error::<Test>::ValueNotInBounds),
			(H::ImmuneNeuronLimit(11), Error::<Test>::ValueNotInBounds),
			(H::MaxAllowedUids(63), Error::<Test>::MaxAllowedUidsLessThanMinAllowedUids),
			(H::MaxAllowedUids(257), Error::<Test>::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids),
			(H::MinChildkeyTake(11_797), Error::<Test>::ValueNotInBounds),
			(H::BurnHalfLife(0), Error::<Test>::ValueNotInBounds),
			(H::BurnHalfLife(36_101), Error::<Test>::ValueNotInBounds),
			(H::BurnIncreaseMult(U64F64 { bits: one - 1 }), Error::<Test>::ValueNotInBounds),
			(H::BurnIncreaseMult(U64F64 { bits: 3 * one + 1 }), Error::<Test>::ValueNotInBounds),
			(H::MechanismCount(0), Error::<Test>::ValueNotInBounds),
			(H::MechanismCount(3), Error::<Test>::ValueNotInBounds),
			(H::MechanismCount(2), Error::<Test>::TooManyUIDsPerMechanism),
		];
		for (value, error) in cases {
			let error = DispatchError::from(error);
			assert_noop!(by_owner(value.clone()), error);
			assert_noop!(by_root(value), error);
		}
	});
}

#[test]
fn prices_of_registration_keep_their_order() {
	subnet().build_and_execute(|| {
		assert_ok!(by_root(H::MaxBurn(UNIT / 2)));
		assert_noop!(by_root(H::MinBurn(UNIT / 2)), Error::<Test>::ValueNotInBounds);
		assert_ok!(by_root(H::MinBurn(UNIT / 4)));
		assert_noop!(by_root(H::MaxBurn(UNIT / 4)), Error::<Test>::ValueNotInBounds);
	});
}

#[test]
fn bounds_of_liquid_alpha_keep_their_order() {
	subnet().build_and_execute(|| {
		assert_ok!(by_root(H::LiquidAlphaEnabled(true)));
		assert_noop!(by_owner(H::AlphaValues((1_638, 1_637))), Error::<Test>::AlphaHighTooLow);
		assert_noop!(by_owner(H::AlphaValues((1_637, 2_000))), Error::<Test>::AlphaLowOutOfRange);
		assert_noop!(by_owner(H::AlphaValues((2_001, 2_000))), Error::<Test>::AlphaLowOutOfRange);
		assert_ok!(by_owner(H::AlphaValues((1_638, 1_638))));
		assert_eq!(AlphaValues::<Test>::get(NETUID), (1_638, 1_638));
	});
}

#[test]
fn root_goes_beyond_some_bounds_of_the_owner() {
	subnet().build_and_execute(|| {
		let cases = [
			(H::Tempo(359), Error::<Test>::TempoOutOfBounds),
			(H::Tempo(50_401), Error::<Test>::TempoOutOfBounds),
			(H::BondsMovingAverage(975_001), Error::<Test>::BondsMovingAverageMaxReached),
			(H::AlphaSigmoidSteepness(-1), Error::<Test>::NegativeSigmoidSteepness),
		];
		for (value, error) in cases {
			assert_noop!(by_owner(value.clone()), error);
			assert_ok!(by_root(value));
		}
	});
}

#[test]
fn limits_of_uids_and_validators_hold_each_other() {
	subnet().build_and_execute(|| {
		assert_noop!(
			by_root(H::MinAllowedUids(256)),
			Error::<Test>::MinAllowedUidsGreaterThanMaxAllowedUids
		);
		assert_noop!(
			by_root(H::MinAllowedUids(4)),
			Error::<Test>::MinAllowedUidsGreaterThanCurrentUids
		);
		assert_ok!(by_root(H::MinAllowedUids(3)));
		assert_noop!(
			by_owner(H::MaxAllowedUids(3)),
			Error::<Test>::MaxAllowedUIdsLessThanCurrentUIds
		);
		assert_ok!(by_owner(H::MaxAllowedUids(4)));
		assert_noop!(
			by_root(H::MaxAllowedValidators(5)),
			Error::<Test>::MaxValidatorsLargerThanMaxUIds
		);
		assert_ok!(by_root(H::MaxAllowedValidators(4)));
	});
}

#[test]
fn fewer_validators_take_effect_at_the_next_epoch() {
	subnet().build_and_execute(|| {
		run_to_epoch(NETUID);
		assert_ok!(by_root(H::MaxAllowedValidators(0)));
		assert_eq!(ValidatorPermit::<Test>::get(NETUID)[..], [true, true, false, false]);
		SubtensorModule::do_try_state().unwrap();
		run_to_epoch(NETUID);
		assert_eq!(
			ValidatorPermit::<Test>::get(NETUID)[..],
			[true, false, false, false],
			"the owner's is never taken"
		);
	});
}

#[test]
fn a_new_tempo_starts_the_cycle_anew() {
	subnet().build_and_execute(|| {
		run_to_block(50);
		assert_ok!(SubtensorModule::set_tempo(RuntimeOrigin::root(), NETUID, 7));
		assert_eq!((Tempo::<Test>::get(NETUID), LastEpochBlock::<Test>::get(NETUID)), (7, 50));
		assert_eq!(run_to_epoch(NETUID), 57);
	});
}

#[test]
fn the_owner_sets_a_tempo_once_in_360_blocks() {
	subnet().build_and_execute(|| {
		let set = |tempo| SubtensorModule::set_tempo(RuntimeOrigin::signed(ALICE), NETUID, tempo);
		assert_ok!(set(360));
		AdminFreezeWindow::<Test>::put(0);
		run_to_block(360);
		assert_noop!(set(720), Error::<Test>::TxRateLimitExceeded);
		run_to_block(361);
		assert_ok!(set(50_400));
	});
}

#[test]
fn the_activity_cutoff_follows_its_factor() {
	subnet().build_and_execute(|| {
		let origin = RuntimeOrigin::signed(ALICE);
		assert_ok!(SubtensorModule::set_activity_cutoff_factor(origin, NETUID, 2_500));
		assert_eq!(SubtensorModule::activity_cutoff(NETUID), 250);
	});
}

fn row(entries: &[(u16, u16)]) -> Row<Test> {
	BoundedVec::truncate_from(entries.to_vec())
}

#[test]
fn a_second_mechanism_is_born_empty_and_leaves_nothing_behind() {
	subnet().build_and_execute(|| {
		assert_ok!(by_root(H::MaxAllowedUids(128)));
		assert_ok!(by_owner(H::MechanismCount(2)));
		let second = storage_index(NETUID, 1).unwrap();
		assert_eq!(LastUpdate::<Test>::get(second)[..], [0, 0, 0, 0]);
		assert_ok!(SubtensorModule::set_mechanism_weights(
			RuntimeOrigin::signed(hotkey(ALICE)),
			NETUID,
			1,
			vec![2],
			vec![1],
			0
		));
		assert_ok!(by_owner(H::MechanismEmissionSplit(Some(BoundedVec::truncate_from(vec![
			30_000, 35_535
		])))));
		run_to_epoch(NETUID);
		assert_eq!(Weights::<Test>::get(second, 0), row(&[(2, 65_535)]));
		assert!(!Bonds::<Test>::get(second, 0).is_empty());

		assert_ok!(by_root(H::MechanismCount(1)));
		assert!(!MechanismEmissionSplit::<Test>::contains_key(NETUID));
		assert!(!Incentive::<Test>::contains_key(second));
		assert!(!LastUpdate::<Test>::contains_key(second));
		assert_eq!(Weights::<Test>::iter_prefix(second).count(), 0);
		assert_eq!(Bonds::<Test>::iter_prefix(second).count(), 0);
	});
}

#[test]
fn a_split_has_a_part_for_each_mechanism_and_adds_up() {
	subnet().build_and_execute(|| {
		let split = |parts: &[u16]| {
			H::MechanismEmissionSplit(Some(BoundedVec::truncate_from(parts.to_vec())))
		};
		for parts in [&[65_534][..], &[65_535, 0], &[], &[65_535, 65_535]] {
			assert_noop!(by_owner(split(parts)), Error::<Test>::InvalidValue);
		}
		assert_ok!(by_owner(split(&[65_535])));
		assert_ok!(by_root(H::MechanismEmissionSplit(None)));
		assert!(!MechanismEmissionSplit::<Test>::contains_key(NETUID));
	});
}

#[test]
fn a_triggered_epoch_runs_after_the_freeze_window() {
	subnet().build_and_execute(|| {
		run_to_block(20);
		events_since_last_call();
		assert_ok!(SubtensorModule::trigger_epoch(RuntimeOrigin::signed(ALICE), NETUID));
		assert_eq!(events_since_last_call(), [Event::EpochTriggered { netuid: NETUID, at: 30 }]);
		assert_noop!(by_owner(H::Rho(1)), Error::<Test>::AdminActionProhibitedDuringWeightsWindow);
		assert_eq!(run_to_epoch(NETUID), 30);
		assert_ok!(by_owner(H::Rho(1)));
		assert_eq!(PendingEpochAt::<Test>::get(NETUID), 0);
	});
}

#[test]
fn trigger_epoch_errors_change_nothing() {
	subnet().build_and_execute(|| {
		let trigger =
			|who, netuid| SubtensorModule::trigger_epoch(RuntimeOrigin::signed(who), netuid);
		assert_noop!(trigger(ALICE, 5), Error::<Test>::SubnetNotExists);
		assert_noop!(trigger(BOB, NETUID), Error::<Test>::NotSubnetOwner);
		assert_noop!(trigger(ALICE, ROOT), Error::<Test>::NotSubnetOwner);
		CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
		assert_noop!(trigger(ALICE, NETUID), Error::<Test>::DynamicTempoBlockedByCommitReveal);
		CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);

		run_to_block(91);
		assert_noop!(trigger(ALICE, NETUID), Error::<Test>::AutoEpochAlreadyImminent);
		run_to_block(100);
		assert_ok!(trigger(ALICE, NETUID));
		assert_noop!(trigger(ALICE, NETUID), Error::<Test>::EpochTriggerAlreadyPending);
		run_to_block(111);
		assert_noop!(trigger(ALICE, NETUID), Error::<Test>::TxRateLimitExceeded);
		assert_ok!(SubtensorModule::trigger_epoch(RuntimeOrigin::root(), NETUID));
		assert_ok!(by_root(H::Tempo(0)));
		assert_noop!(trigger(ALICE, NETUID), Error::<Test>::TempoOutOfBounds);
	});
}

#[test]
fn the_owner_hotkey_is_one_of_the_owner() {
	subnet().build_and_execute(|| {
		let set = |origin, hotkey| SubtensorModule::set_subnet_owner_hotkey(origin, NETUID, hotkey);
		let owner = || RuntimeOrigin::signed(ALICE);
		assert_noop!(set(owner(), hotkey(BOB)), Error::<Test>::NonAssociatedColdKey);
		assert_noop!(set(owner(), 9_999), Error::<Test>::NonAssociatedColdKey);
		assert_noop!(set(RuntimeOrigin::signed(BOB), hotkey(BOB)), Error::<Test>::NotSubnetOwner);

		assert_ok!(SubtensorModule::create_hotkey_if_new(&ALICE, &777));
		events_since_last_call();
		assert_ok!(set(owner(), 777));
		assert_eq!(
			events_since_last_call(),
			[Event::SubnetOwnerHotkeySet { netuid: NETUID, old: hotkey(ALICE), new: 777 }]
		);
		assert_eq!(SubnetOwnerHotkey::<Test>::get(NETUID), 777);
		assert_noop!(set(owner(), hotkey(ALICE)), Error::<Test>::TxRateLimitExceeded);
		assert_ok!(set(RuntimeOrigin::root(), hotkey(ALICE)));
	});
}

#[test]
fn parameters_of_the_chain_are_roots() {
	ExtBuilder::default().build_and_execute(|| {
		let set = SubtensorModule::set_network_parameter;
		for value in SubtensorModule::network_parameters() {
			assert_noop!(
				set(RuntimeOrigin::signed(ALICE), value.clone()),
				DispatchError::BadOrigin
			);
			assert_ok!(set(RuntimeOrigin::root(), value));
		}
		events_since_last_call();
		assert_ok!(set(RuntimeOrigin::root(), NetworkParameter::SubnetLimit(7)));
		assert_eq!(SubnetLimit::<Test>::get(), 7);
		assert_eq!(
			events_since_last_call(),
			[Event::NetworkParameterSet {
				old: NetworkParameter::SubnetLimit(128),
				new: NetworkParameter::SubnetLimit(7),
			}]
		);
		for value in [
			NetworkParameter::NetworkMinLockCost(499),
			NetworkParameter::SubnetMovingAlpha(I96F32 { bits: -1 }),
			NetworkParameter::SubnetMovingAlpha(I96F32 { bits: (1 << 32) + 1 }),
			NetworkParameter::MinDelegateTake(11_797),
			NetworkParameter::MaxMechanismCount(0),
			NetworkParameter::MaxMechanismCount(17),
			NetworkParameter::MaxEpochsPerBlock(0),
		] {
			assert_noop!(set(RuntimeOrigin::root(), value), Error::<Test>::ValueNotInBounds);
		}
		assert_ok!(set(RuntimeOrigin::root(), NetworkParameter::MinDelegateTake(5)));
		assert_noop!(
			set(RuntimeOrigin::root(), NetworkParameter::MaxDelegateTake(4)),
			Error::<Test>::ValueNotInBounds
		);
	});
}

#[test]
fn nothing_of_the_table_is_left_of_a_removed_subnet() {
	subnet().build_and_execute(|| {
		for kind in Kind::ALL {
			SubtensorModule::store_hyperparameter(
				7,
				SubtensorModule::hyperparameter(NETUID, *kind),
			);
			let key = RateLimitKey::OwnerHyperparamUpdate(7, *kind);
			LastRateLimitedBlock::<Test>::insert(key, 1);
		}
		assert!(SubtensorModule::orphaned_hyperparameter().is_some());
		SubtensorModule::remove_hyperparameters(7);
		assert_eq!(SubtensorModule::orphaned_hyperparameter(), None);
		assert_eq!(LastRateLimitedBlock::<Test>::iter().count(), 0);
	});
}

#[test]
fn indices_up_to_25_are_the_live_networks() {
	use codec::Encode;
	assert_eq!(Kind::ServingRateLimit.encode(), [1]);
	assert_eq!(Kind::BondsMovingAverage.encode(), [13]);
	assert_eq!(Kind::MaxAllowedUids.encode(), [25]);
	let key = RateLimitKey::<AccountId>::OwnerHyperparamUpdate(3, Kind::Kappa);
	assert_eq!(key.encode(), [1, 3, 0, 7]);
}
