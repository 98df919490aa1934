use crate::{calls::commits::commit_hash, extension::Refusal, mock::*, *};
use codec::Compact;
use frame_support::{assert_ok, dispatch::GetDispatchInfo, traits::OriginTrait, weights::Weight};
use sp_core::H256;
use sp_runtime::{
	traits::{DispatchTransaction, Dispatchable, TransactionExtension, TxBaseImplication},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};

type Guard = SubtensorTransactionExtension<Test>;

/// What the guard says to a call; `None` if it lets it through.
fn refusal(signer: AccountId, call: Call<Test>) -> Option<u8> {
	let call = RuntimeCall::from(call);
	let info = call.get_dispatch_info();
	let source = TransactionSource::External;
	let origin = RuntimeOrigin::signed(signer);
	match Guard::default().validate_only(origin, &call, &info, 0, source, 0) {
		Ok(_) => None,
		Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(code))) => Some(code),
		Err(other) => panic!("{other:?}"),
	}
}

fn set(netuid: u16, dests: &[u16], weights: &[u16]) -> Call<Test> {
	let (dests, weights) = (dests.to_vec(), weights.to_vec());
	Call::set_weights { netuid, dests, weights, version_key: 0 }
}

fn reveal(value: u16) -> Call<Test> {
	let (netuid, uids, values) = (NETUID, vec![2], vec![value]);
	Call::reveal_weights { netuid, uids, values, salt: vec![], version_key: 0 }
}

fn commit() -> Call<Test> {
	let commit_hash = commit_hash(&hotkey(ALICE), NETUID, &[2], &[1], &[], 0);
	Call::commit_weights { netuid: NETUID, commit_hash }
}

fn timelocked(reveal_round: u64) -> Call<Test> {
	Call::commit_timelocked_weights {
		netuid: NETUID,
		commit: Default::default(),
		reveal_round,
		commit_reveal_version: 4,
	}
}

fn serve(ip: u128, port: u16, ip_type: u8) -> Call<Test> {
	Call::serve_axon {
		netuid: NETUID,
		version: 0,
		ip,
		port,
		ip_type,
		protocol: 0,
		placeholder1: 0,
		placeholder2: 0,
	}
}

fn commit_reveal_on() {
	CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
}

/// Every number once, with a call that dispatch would refuse for the same reason.
#[test]
fn each_refusal_has_the_number_of_the_live_network() {
	let alice = hotkey(ALICE);
	/// The number, how it comes about, who signs what.
	type Case = (u8, fn(), AccountId, Call<Test>);
	let cases: Vec<Case> = vec![
		(1, || StakeThreshold::<Test>::put(u64::MAX), hotkey(BOB), set(NETUID, &[2], &[1])),
		(3, || {}, alice, set(7, &[2], &[1])),
		(6, || WeightsSetRateLimit::<Test>::insert(NETUID, 99), alice, set(NETUID, &[2], &[1])),
		(
			6,
			|| {
				commit_reveal_on();
				WeightsSetRateLimit::<Test>::insert(NETUID, 99);
			},
			alice,
			commit(),
		),
		(10, || {}, EVE, set(NETUID, &[2], &[1])),
		(10, commit_reveal_on, EVE, commit()),
		(10, || {}, EVE, serve(1, 1, 4)),
		(11, || {}, alice, serve(0, 1, 4)),
		(11, || {}, alice, serve(1, 1, 5)),
		(
			12,
			|| {
				Axons::<Test>::insert(
					NETUID,
					hotkey(ALICE),
					AxonInfo { block: 1, ..Default::default() },
				)
			},
			alice,
			serve(1, 1, 4),
		),
		(13, || {}, alice, serve(1, 0, 4)),
		(
			15,
			|| {
				commit_reveal_on();
				LastRound::set(9);
			},
			alice,
			timelocked(8),
		),
		(16, commit_reveal_on, alice, reveal(1)),
		(
			16,
			|| {
				commit_reveal_on();
				assert_ok!(
					RuntimeCall::from(commit()).dispatch(RuntimeOrigin::signed(hotkey(ALICE)))
				);
			},
			alice,
			reveal(2),
		),
		(
			17,
			|| {
				commit_reveal_on();
				assert_ok!(
					RuntimeCall::from(commit()).dispatch(RuntimeOrigin::signed(hotkey(ALICE)))
				);
			},
			alice,
			reveal(1),
		),
		(18, || {}, alice, set(NETUID, &[2, 3], &[1])),
		(
			18,
			|| {},
			alice,
			Call::batch_set_weights {
				netuids: vec![Compact(NETUID)],
				weights: vec![],
				version_keys: vec![],
			},
		),
		(
			18,
			commit_reveal_on,
			alice,
			Call::batch_commit_weights { netuids: vec![Compact(NETUID)], commit_hashes: vec![] },
		),
		(
			18,
			commit_reveal_on,
			alice,
			Call::batch_reveal_weights {
				netuid: NETUID,
				uids_list: vec![vec![2]],
				values_list: vec![],
				salts_list: vec![],
				version_keys: vec![],
			},
		),
		(4, || {}, ALICE, Call::increase_take { hotkey: hotkey(EVE), take: 1 }),
		(
			6,
			|| {
				let limited = RateLimitKey::LastTxBlockDelegateTake(hotkey(ALICE));
				LastRateLimitedBlock::<Test>::insert(limited, 1);
				Delegates::<Test>::insert(hotkey(ALICE), 10);
			},
			ALICE,
			Call::increase_take { hotkey: alice, take: 11 },
		),
		(25, || {}, BOB, Call::increase_take { hotkey: alice, take: u16::MAX }),
		(25, || {}, BOB, Call::decrease_take { hotkey: alice, take: 0 }),
		(26, || {}, ALICE, Call::increase_take { hotkey: alice, take: 0 }),
		(26, || {}, ALICE, Call::decrease_take { hotkey: alice, take: u16::MAX }),
		(27, || {}, ALICE, Call::increase_take { hotkey: alice, take: u16::MAX }),
	];
	for (code, prepare, signer, call) in cases {
		ExtBuilder::default().build_and_execute(|| {
			run_to_block(1 + WEIGHTS_RATE_LIMIT);
			LastUpdate::<Test>::mutate(NETUID, |list| list[0] = 1);
			prepare();
			let failed = RuntimeCall::from(call.clone()).dispatch(RuntimeOrigin::signed(signer));
			println!("{code}: {call:?}: {failed:?}");
			assert!(failed.is_err(), "what is refused would have failed");
			assert_eq!(refusal(signer, call), Some(code));
		});
	}
}

#[test]
fn what_would_succeed_passes() {
	ExtBuilder::default().build_and_execute(|| {
		run_to_block(1 + WEIGHTS_RATE_LIMIT);
		assert_eq!(refusal(hotkey(ALICE), set(NETUID, &[2], &[1])), None);
		assert_eq!(refusal(hotkey(ALICE), serve(1, 1, 4)), None);
		commit_reveal_on();
		assert_eq!(refusal(hotkey(ALICE), commit()), None);
		assert_eq!(refusal(hotkey(ALICE), timelocked(1)), None);
		assert_ok!(RuntimeCall::from(commit()).dispatch(RuntimeOrigin::signed(hotkey(ALICE))));
		run_to_epoch(NETUID);
		assert_eq!(refusal(hotkey(ALICE), reveal(1)), None);
	});
}

#[test]
fn a_failure_without_a_number_is_left_to_dispatch_to_name() {
	ExtBuilder::default().build_and_execute(|| {
		run_to_block(1 + WEIGHTS_RATE_LIMIT);
		assert_eq!(refusal(hotkey(ALICE), set(NETUID, &[2, 2], &[1, 1])), None);
		commit_reveal_on();
		assert_eq!(refusal(hotkey(ALICE), set(NETUID, &[2], &[1])), None);
	});
}

#[test]
fn a_batch_passes_if_one_of_its_items_would() {
	ExtBuilder::default().build_and_execute(|| {
		commit_reveal_on();
		WeightsSetRateLimit::<Test>::insert(NETUID, 0);
		let batch = |netuids: &[u16]| {
			let netuids: Vec<_> = netuids.iter().copied().map(Compact).collect();
			let commit_hashes = vec![H256::zero(); netuids.len()];
			refusal(hotkey(ALICE), Call::batch_commit_weights { netuids, commit_hashes })
		};
		assert_eq!(batch(&[7, NETUID]), None);
		assert_eq!(batch(&[7, 6]), Some(Refusal::SubnetNotExists as u8));
	});
}

#[test]
fn calls_with_a_fee_pass_unseen_and_cost_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let paid = Call::<Test>::burned_register { netuid: 7, hotkey: 1 };
		assert_eq!(refusal(FERDIE, paid.clone()), None);
		assert_eq!(Guard::default().weight(&paid.into()), Weight::zero());
		let weight = |n: u16| {
			let uids: Vec<_> = (0..n).collect();
			Guard::default().weight(&set(NETUID, &uids, &uids).into()).ref_time()
		};
		assert!(weight(256) > weight(1) && weight(1) > 0);
	});
}

#[test]
fn a_batch_costs_a_look_for_each_item() {
	ExtBuilder::default().build_and_execute(|| {
		let weight = |items: u16| {
			let netuids = (0..items).map(Compact).collect();
			let commit_hashes = vec![H256::zero(); items.into()];
			let batch = Call::<Test>::batch_commit_weights { netuids, commit_hashes };
			Guard::default().weight(&batch.into())
		};
		assert_eq!(weight(3) - weight(2), weight(2) - weight(1));
		assert_eq!(weight(1) - weight(0), <Test as Config>::WeightInfo::guard(0, MAX_PARENTS));
	});
}

#[test]
fn an_unsigned_call_is_none_of_its_business() {
	ExtBuilder::default().build_and_execute(|| {
		let call = RuntimeCall::from(set(7, &[], &[]));
		let info = call.get_dispatch_info();
		let source = TransactionSource::External;
		let (_, (), origin) = Guard::default()
			.validate(RuntimeOrigin::none(), &call, &info, 0, (), &TxBaseImplication(&call), source)
			.unwrap();
		assert_eq!(origin.as_signer(), None);
	});
}
