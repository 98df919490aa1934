use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_runtime::DispatchResult;

fn trim(max_n: u16) -> DispatchResult {
	SubtensorModule::trim_to_max_allowed_uids(RuntimeOrigin::signed(ALICE), NETUID, max_n)
}

/// Subnet 1 with six neurons out of immunity, of which Alice's is the owner's. From uid 1 on they
/// earned 50, 10, 40, 10, 30.
fn subnet(test: impl FnOnce()) {
	ExtBuilder::default()
		.living(|subnet| {
			subnet.hyperparameters.tempo = Some(1_000);
			subnet.hyperparameters.immunity_period = Some(0);
			subnet.neurons.push(neuron(EVE, 0, false, &[]));
			subnet.neurons.push(neuron(FERDIE, 0, false, &[]));
			subnet.neurons[0].weights = vec![(5, 5), (2, 2), (0, 9), (3, 3)];
			subnet.neurons[5].weights = vec![(4, 4), (5, 6)];
			subnet.neurons[3].bonds = vec![(1, 1), (2, 2), (3, 3)];
		})
		.build_and_execute(|| {
			let earned = vec![0, 50, 10, 40, 10, 30];
			Emission::<Test>::insert(NETUID, BoundedVec::truncate_from(earned));
			MinAllowedUids::<Test>::insert(NETUID, 1);
			test();
		});
}

#[test]
fn the_lowest_earners_go_and_the_others_move_up() {
	subnet(|| {
		BlockAtRegistration::<Test>::insert(NETUID, 5, 1);
		events_since_last_call();
		assert_ok!(trim(4));
		// Uids 2 (Charlie) and 4 (Eve) earned 10.
		assert_eq!(
			events_since_last_call(),
			[
				Event::NeuronPruned { netuid: NETUID, uid: 2, hotkey: hotkey(CHARLIE) },
				Event::NeuronPruned { netuid: NETUID, uid: 4, hotkey: hotkey(EVE) },
				Event::HyperparameterSet {
					netuid: NETUID,
					old: hyperparameters::Hyperparameter::MaxAllowedUids(256),
					new: hyperparameters::Hyperparameter::MaxAllowedUids(4),
				},
			]
		);
		assert_eq!(SubtensorModule::hotkeys(NETUID), [ALICE, BOB, DAVE, FERDIE].map(hotkey));
		assert_eq!(Emission::<Test>::get(NETUID)[..], [0, 50, 40, 30]);
		assert_eq!(BlockAtRegistration::<Test>::get(NETUID, 3), 1);
		assert!(!BlockAtRegistration::<Test>::contains_key(NETUID, 4));
		assert!(!IsNetworkMember::<Test>::get(hotkey(EVE), NETUID));
		assert_eq!(MaxAllowedUids::<Test>::get(NETUID), 4);
	});
}

#[test]
fn weights_and_bonds_follow_their_neurons() {
	subnet(|| {
		assert_ok!(trim(4));
		assert_eq!(Weights::<Test>::get(NETUID, 0)[..], [(3, 5), (0, 9), (2, 3)]);
		assert_eq!(Weights::<Test>::get(NETUID, 3)[..], [(3, 6)]);
		assert!(!Weights::<Test>::contains_key(NETUID, 5));
		assert_eq!(Bonds::<Test>::get(NETUID, 2)[..], [(1, 1), (2, 3)]);
	});
}

#[test]
fn what_was_committed_goes_because_it_names_uids_that_change() {
	let committed = |max_n| {
		let mut left = (0, 0);
		subnet(|| {
			WeightCommits::<Test>::insert(NETUID, hotkey(BOB), BoundedVec::default());
			TimelockedWeightCommits::<Test>::insert(NETUID, 0, BoundedVec::default());
			assert_ok!(trim(max_n));
			left = (
				WeightCommits::<Test>::iter_prefix(NETUID).count(),
				TimelockedWeightCommits::<Test>::iter_prefix(NETUID).count(),
			);
			SubtensorModule::clear_commits(NETUID);
		});
		left
	};
	assert_eq!(committed(6), (1, 1), "nobody goes");
	assert_eq!(committed(4), (0, 0));
}

#[test]
fn the_owner_stays_however_little_it_earned() {
	subnet(|| {
		assert_ok!(trim(2));
		assert_eq!(SubtensorModule::hotkeys(NETUID), [ALICE, BOB].map(hotkey));
	});
}

#[test]
fn with_room_for_all_only_the_limit_changes() {
	subnet(|| {
		assert_ok!(trim(6));
		assert_eq!(SubnetworkN::<Test>::get(NETUID), 6);
		assert_eq!(MaxAllowedUids::<Test>::get(NETUID), 6);
	});
}

#[test]
fn errors_change_nothing() {
	subnet(|| {
		assert_noop!(trim(0), Error::<Test>::InvalidValue);
		assert_noop!(trim(257), Error::<Test>::InvalidValue);
		// One of one would be immune: the owner's.
		assert_noop!(trim(1), Error::<Test>::TrimmingWouldExceedMaxImmunePercentage);
		ImmunityPeriod::<Test>::insert(NETUID, 100);
		assert_noop!(trim(4), Error::<Test>::TrimmingWouldExceedMaxImmunePercentage);
		ImmunityPeriod::<Test>::insert(NETUID, 0);
		let by =
			|who| SubtensorModule::trim_to_max_allowed_uids(RuntimeOrigin::signed(who), NETUID, 4);
		assert_noop!(by(BOB), Error::<Test>::NotSubnetOwner);

		assert_ok!(trim(5));
		assert_noop!(trim(4), Error::<Test>::TxRateLimitExceeded);
		run_to_block(20);
		assert_noop!(trim(4), Error::<Test>::TxRateLimitExceeded);
		assert_ok!(SubtensorModule::trim_to_max_allowed_uids(RuntimeOrigin::root(), NETUID, 4));
	});
}

#[test]
fn a_trimmed_subnet_runs_its_epoch() {
	subnet(|| {
		assert_ok!(trim(4));
		assert_ok!(SubtensorModule::set_tempo(RuntimeOrigin::root(), NETUID, 5));
		run_to_epoch(NETUID);
		assert_eq!(Incentive::<Test>::get(NETUID).len(), 4);
	});
}
