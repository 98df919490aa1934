use crate::{mock::*, *};
use frame_support::{assert_ok, dispatch::Pays};

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
	let ref_time = |weights| <() as WeightInfo>::set_weights(weights, MAX_PARENTS).ref_time();
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
