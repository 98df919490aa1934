use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};

fn set(signer: AccountId, uids: &[u16], values: &[u16]) -> sp_runtime::DispatchResult {
	set_on(signer, NETUID, uids, values)
}

fn set_on(
	signer: AccountId,
	netuid: u16,
	uids: &[u16],
	values: &[u16],
) -> sp_runtime::DispatchResult {
	let origin = RuntimeOrigin::signed(signer);
	SubtensorModule::set_weights(origin, netuid, uids.to_vec(), values.to_vec(), 0)
}

fn after_rate_limit() -> u64 {
	let block = 1 + WEIGHTS_RATE_LIMIT;
	run_to_block(block);
	block
}

#[test]
fn stores_the_row_upscaled_in_the_order_given() {
	ExtBuilder::default().build_and_execute(|| {
		let block = after_rate_limit();
		events_since_last_call();
		assert_ok!(set(hotkey(ALICE), &[3, 2], &[10, 5]));
		assert_eq!(Weights::<Test>::get(NETUID, 0), vec![(3, 65_535), (2, 32_768)]);
		assert_eq!(LastUpdate::<Test>::get(NETUID)[0], block);
		assert_eq!(events_since_last_call(), [Event::WeightsSet { netuid_index: NETUID, uid: 0 }]);
	});
}

#[test]
fn is_free_of_charge() {
	use frame_support::dispatch::GetDispatchInfo;
	let call = Call::<Test>::set_weights {
		netuid: NETUID,
		dests: vec![2],
		weights: vec![1],
		version_key: 0,
	};
	assert_eq!(call.get_dispatch_info().pays_fee, Pays::No);
}

#[test]
fn costs_more_with_more_weights() {
	let ref_time = |weights| <() as WeightInfo>::set_weights(weights).ref_time();
	assert!(ref_time(256) > ref_time(1));
}

#[test]
fn a_hotkey_without_a_balance_can_sign() {
	ExtBuilder::default().build_and_execute(|| {
		let account = System::account(hotkey(ALICE));
		assert_eq!((account.data.free, account.sufficients), (0, 1));
	});
}

#[test]
fn the_owner_needs_no_permit() {
	ExtBuilder::default()
		.living(|subnet| subnet.neurons[0].validator_permit = false)
		.build_and_execute(|| {
			after_rate_limit();
			assert_ok!(set(hotkey(ALICE), &[2], &[1]));
		});
}

#[test]
fn a_pure_self_weight_needs_no_permit_and_no_least_number() {
	ExtBuilder::default()
		.living(|subnet| subnet.hyperparameters.min_allowed_weights = Some(2))
		.build_and_execute(|| {
			assert_ok!(set(hotkey(CHARLIE), &[2], &[1]));
		});
}

#[test]
fn an_unsigned_call_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			SubtensorModule::set_weights(RuntimeOrigin::none(), NETUID, vec![2], vec![1], 0),
			sp_runtime::DispatchError::BadOrigin
		);
	});
}

#[test]
fn a_mechanism_that_does_not_exist_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			SubtensorModule::set_mechanism_weights(
				RuntimeOrigin::signed(hotkey(ALICE)),
				NETUID,
				1,
				vec![2],
				vec![1],
				0
			),
			Error::<Test>::MechanismDoesNotExist
		);
	});
}

#[test]
fn a_second_mechanism_keeps_its_own_rows() {
	ExtBuilder::default().build_and_execute(|| {
		MechanismCountCurrent::<Test>::insert(NETUID, 2);
		let index = storage_index(NETUID, 1).unwrap();
		let zeroes = || frame_support::BoundedVec::truncate_from(vec![0; 4]);
		LastUpdate::<Test>::insert(index, frame_support::BoundedVec::truncate_from(vec![0; 4]));
		Incentive::<Test>::insert(index, zeroes());
		assert_ok!(SubtensorModule::set_mechanism_weights(
			RuntimeOrigin::signed(hotkey(ALICE)),
			NETUID,
			1,
			vec![3],
			vec![1],
			0
		));
		assert_eq!(Weights::<Test>::get(index, 0), vec![(3, 65_535)]);
		assert_eq!(Weights::<Test>::get(NETUID, 0), vec![(2, 65_535), (3, 20_000)]);
	});
}

/// Each error once, each from a state in which every earlier check passes.
#[test]
fn errors_change_nothing() {
	/// What, how the state differs, signer, netuid, uids, values, error.
	type Case = (&'static str, fn(), AccountId, u16, &'static [u16], &'static [u16], Error<Test>);
	let alice = hotkey(ALICE);
	let cases: [Case; 13] = [
		(
			"commit-reveal is on",
			|| CommitRevealWeightsEnabled::<Test>::insert(NETUID, true),
			alice,
			NETUID,
			&[2],
			&[1],
			Error::CommitRevealEnabled,
		),
		(
			"root",
			|| CommitRevealWeightsEnabled::<Test>::insert(ROOT, false),
			alice,
			ROOT,
			&[0],
			&[1],
			Error::CanNotSetRootNetworkWeights,
		),
		("lengths differ", || {}, alice, NETUID, &[2, 3], &[1], Error::WeightVecNotEqualSize),
		("no such subnet", || {}, alice, 7, &[2], &[1], Error::MechanismDoesNotExist),
		(
			"more uids than neurons",
			|| {},
			alice,
			NETUID,
			&[0, 1, 2, 3, 4],
			&[1; 5],
			Error::UidsLengthExceedUidsInSubNet,
		),
		("no uid", || {}, EVE, NETUID, &[2], &[1], Error::HotKeyNotRegisteredInSubNet),
		(
			"stake below the threshold",
			|| StakeThreshold::<Test>::put(u64::MAX),
			hotkey(BOB),
			NETUID,
			&[2],
			&[1],
			Error::NotEnoughStakeToSetWeights,
		),
		(
			"old version",
			|| WeightsVersionKey::<Test>::insert(NETUID, 1),
			alice,
			NETUID,
			&[2],
			&[1],
			Error::IncorrectWeightVersionKey,
		),
		(
			"too soon",
			|| LastUpdate::<Test>::mutate(NETUID, |list| list[0] = System::block_number()),
			alice,
			NETUID,
			&[2],
			&[1],
			Error::SettingWeightsTooFast,
		),
		("no permit", || {}, hotkey(CHARLIE), NETUID, &[3], &[1], Error::NeuronNoValidatorPermit),
		("a uid twice", || {}, alice, NETUID, &[2, 3, 2], &[1; 3], Error::DuplicateUids),
		("no such uid", || {}, alice, NETUID, &[2, 9], &[1; 2], Error::UidVecContainInvalidOne),
		(
			"too few",
			|| MinAllowedWeights::<Test>::insert(NETUID, 2),
			alice,
			NETUID,
			&[2],
			&[1],
			Error::WeightVecLengthIsLow,
		),
	];
	for (name, prepare, signer, netuid, uids, values, error) in cases {
		ExtBuilder::default().build_and_execute(|| {
			after_rate_limit();
			prepare();
			println!("{name}");
			assert_noop!(set_on(signer, netuid, uids, values), error);
		});
	}
}
