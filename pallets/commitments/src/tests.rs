use crate::{mock::*, *};
use codec::{Decode, Encode};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchResult, DispatchResultWithPostInfo, GetDispatchInfo},
	traits::ConstU32,
	weights::Weight,
	BoundedVec,
};
use scale_info::{TypeDef, TypeInfo};
use sp_runtime::DispatchError;

fn raw(length: usize) -> Data {
	Data::Raw(vec![7; length].try_into().unwrap())
}

fn commit(hotkey: u64, netuid: u16, data: Data) -> DispatchResult {
	publish(hotkey, netuid, vec![data]).map(drop).map_err(|refused| refused.error)
}

fn info(fields: Vec<Data>) -> Box<CommitmentInfo<ConstU32<3>>> {
	Box::new(CommitmentInfo { fields: fields.try_into().unwrap() })
}

fn publish(hotkey: u64, netuid: u16, fields: Vec<Data>) -> DispatchResultWithPostInfo {
	Commitments::set_commitment(RuntimeOrigin::signed(hotkey), netuid, info(fields))
}

/// What a call with these fields is charged before it runs.
fn charged(fields: Vec<Data>) -> Weight {
	let call = Call::<Test>::set_commitment { netuid: NETUID, info: info(fields) };
	call.get_dispatch_info().call_weight
}

#[test]
fn a_record_is_stored_and_replaced() {
	execute(|| {
		assert_ok!(commit(ALICE, NETUID, raw(5)));
		System::assert_last_event(Event::Commitment { netuid: NETUID, who: ALICE }.into());
		let record = CommitmentOf::<Test>::get(NETUID, ALICE).unwrap();
		assert_eq!((record.deposit, record.block), (0, 3));
		assert_eq!(record.info.fields.to_vec(), [raw(5)]);

		System::set_block_number(4);
		assert_ok!(commit(ALICE, NETUID, Data::Sha256([9; 32])));
		let record = CommitmentOf::<Test>::get(NETUID, ALICE).unwrap();
		assert_eq!(record.block, 4);
		assert_eq!(record.info.fields.to_vec(), [Data::Sha256([9; 32])]);
		assert_eq!(CommitmentOf::<Test>::iter().count(), 1);
	});
}

#[test]
fn only_registered_hotkeys_publish() {
	execute(|| {
		let refused = Error::<Test>::AccountNotAllowedCommit;
		assert_noop!(commit(EVE, NETUID, raw(1)), refused);
		assert_noop!(commit(ALICE, NETUID + 1, raw(1)), Error::<Test>::AccountNotAllowedCommit);
	});
}

#[test]
fn a_record_has_up_to_three_fields() {
	execute(|| {
		let fields = vec![raw(5), Data::Sha256([9; 32]), Data::None];
		assert_ok!(publish(ALICE, NETUID, fields.clone()));
		let record = CommitmentOf::<Test>::get(NETUID, ALICE).unwrap();
		assert_eq!(record.info.fields.into_inner(), fields);
	});
}

#[test]
fn a_flag_resets_bonds_and_is_charged_for_it() {
	execute(|| {
		let flagged = || vec![raw(5), Data::ResetBondsFlag];
		let plain = <()>::set_commitment();
		assert_eq!(charged(vec![raw(5)]), plain);
		assert_eq!(charged(flagged()), plain + RESET_LIMIT);

		let done = publish(ALICE, NETUID, vec![raw(5)]).unwrap();
		assert_eq!(done.actual_weight, Some(plain));
		assert_eq!(Resets::get(), []);
		assert_eq!(LastBondsReset::<Test>::get(NETUID, ALICE), None);

		let done = publish(ALICE, NETUID, flagged()).unwrap();
		assert_eq!(done.actual_weight, Some(plain + RESET));
		assert_eq!(Resets::get(), [(NETUID, ALICE)]);
		assert_eq!(LastBondsReset::<Test>::get(NETUID, ALICE), Some(3));
		let record = CommitmentOf::<Test>::get(NETUID, ALICE).unwrap();
		assert_eq!(record.info.fields.into_inner(), flagged());
	});
}

#[test]
fn a_refused_flag_resets_nothing_and_costs_as_little_as_a_record() {
	execute(|| {
		let refused = publish(EVE, NETUID, vec![Data::ResetBondsFlag]).unwrap_err();
		assert_eq!(refused.error, Error::<Test>::AccountNotAllowedCommit.into());
		assert_eq!(refused.post_info.actual_weight, Some(<()>::set_commitment()));
		assert_eq!(Resets::get(), []);
	});
}

mod time_locked_data {
	use super::*;
	use frame_support::traits::Hooks;

	fn sealed(plain: &[u8], round: u64) -> Data {
		let encrypted = MockBeacon::encrypt(plain, round).try_into().unwrap();
		Data::TimelockEncrypted { encrypted, reveal_round: round }
	}

	/// The beacon's signature becomes known.
	fn know(round: u64) {
		KnownRounds::mutate(|known| known.push(round));
		Commitments::round_is_known(round);
	}

	/// Begins the next block; returns what its hook cost.
	fn next_block() -> Weight {
		let number = System::block_number() + 1;
		System::set_block_number(number);
		System::reset_events();
		Commitments::on_initialize(number)
	}

	fn revealed(hotkey: u64) -> Vec<(Vec<u8>, u64)> {
		let list = RevealedCommitments::<Test>::get(NETUID, hotkey).unwrap_or_default();
		list.into_iter().map(|(text, block)| (text.into_inner(), block)).collect()
	}

	fn events() -> Vec<Event<Test>> {
		System::read_events_for_pallet::<Event<Test>>()
	}

	fn fields(hotkey: u64) -> Option<Vec<Data>> {
		CommitmentOf::<Test>::get(NETUID, hotkey).map(|record| record.info.fields.into_inner())
	}

	#[test]
	fn is_revealed_once_its_round_is_known() {
		execute(|| {
			assert_ok!(publish(ALICE, NETUID, vec![raw(1), sealed(b"text", 9), raw(2)]));
			know(8);
			assert_eq!(next_block(), <()>::no_reveal());
			assert_eq!(fields(ALICE).unwrap().len(), 3);
			know(9);
			assert_eq!(next_block(), <()>::no_reveal() + <()>::reveal() + <()>::close_round());
			assert_eq!(events(), [Event::CommitmentRevealed { netuid: NETUID, who: ALICE }]);
			assert_eq!(revealed(ALICE), [(b"text".to_vec(), 5)]);
			assert_eq!(fields(ALICE).unwrap(), [raw(1), raw(2)]);
			assert_eq!(next_block(), <()>::no_reveal());
			assert_eq!(events(), []);
		});
	}

	#[test]
	fn leaves_no_record_if_nothing_else_is_in_it() {
		execute(|| {
			assert_ok!(commit(ALICE, NETUID, sealed(b"text", 9)));
			know(9);
			next_block();
			assert_eq!(fields(ALICE), None);
			assert_eq!(revealed(ALICE).len(), 1);
		});
	}

	#[test]
	fn is_revealed_in_the_next_block_if_its_round_is_known_already() {
		execute(|| {
			know(9);
			assert_eq!(DueRounds::<Test>::iter_keys().count(), 0, "nobody waits");
			assert_ok!(commit(ALICE, NETUID, sealed(b"text", 9)));
			next_block();
			assert_eq!(revealed(ALICE), [(b"text".to_vec(), 4)]);
		});
	}

	#[test]
	fn that_does_not_open_is_dropped_with_an_event() {
		execute(|| {
			let encrypted = MockBeacon::encrypt(b"text", 8).try_into().unwrap();
			let wrong = Data::TimelockEncrypted { encrypted, reveal_round: 9 };
			assert_ok!(publish(ALICE, NETUID, vec![wrong, raw(1)]));
			know(9);
			next_block();
			let failed =
				Event::CommitmentRevealFailed { netuid: NETUID, who: ALICE, reveal_round: 9 };
			assert_eq!(events(), [failed]);
			assert_eq!(revealed(ALICE), []);
			assert_eq!(fields(ALICE).unwrap(), [raw(1)]);
		});
	}

	#[test]
	fn that_was_replaced_is_never_revealed() {
		execute(|| {
			assert_ok!(commit(ALICE, NETUID, sealed(b"old", 9)));
			assert_ok!(commit(ALICE, NETUID, sealed(b"new", 10)));
			know(9);
			know(10);
			next_block();
			assert_eq!(revealed(ALICE), [(b"new".to_vec(), 4)]);
			assert_ok!(commit(ALICE, NETUID, sealed(b"newer", 11)));
			assert_ok!(commit(ALICE, NETUID, raw(1)));
			know(11);
			assert_eq!(next_block(), <()>::no_reveal());
			assert_eq!(revealed(ALICE).len(), 1);
		});
	}

	#[test]
	fn is_kept_as_the_last_ten_texts() {
		execute(|| {
			for round in 1..=11u8 {
				assert_ok!(commit(ALICE, NETUID, sealed(&[round], round.into())));
				know(round.into());
				next_block();
			}
			let expected: Vec<_> =
				(2..=11u8).map(|round| (vec![round], 3 + u64::from(round))).collect();
			assert_eq!(revealed(ALICE), expected);
		});
	}

	#[test]
	fn waits_for_room_in_a_block() {
		execute(|| {
			for (hotkey, round) in [(ALICE, 9), (BOB, 9), (CHARLIE, 10)] {
				assert_ok!(commit(hotkey, NETUID, sealed(b"text", round)));
			}
			know(9);
			know(10);
			let count = || RevealedCommitments::<Test>::iter().count();
			let most = <()>::no_reveal() + <()>::reveal() * 2 + <()>::close_round() * 2;
			assert!(next_block().all_lte(most));
			assert_eq!(count(), 2);
			Commitments::do_try_state().unwrap();
			next_block();
			assert_eq!(count(), 3);
			assert_eq!(DueRounds::<Test>::iter_keys().count(), 0);
		});
	}

	#[test]
	fn has_its_turn_whoever_else_publishes_in_every_block() {
		// The order of the rounds' keys is that of their hashes, so some of these come last.
		for round in 1..=8 {
			execute(|| {
				(1..=8).for_each(know);
				assert_ok!(commit(CHARLIE, NETUID, sealed(b"text", round)));
				for _ in 0..3 {
					for (spammer, round) in [(ALICE, 1), (BOB, 2)] {
						assert_ok!(commit(spammer, NETUID, sealed(b"spam", round)));
					}
					next_block();
				}
				assert_eq!(revealed(CHARLIE).len(), 1, "round {round}");
				assert!(revealed(ALICE).len() + revealed(BOB).len() >= 4, "room is not wasted");
			});
		}
	}

	#[test]
	fn has_its_turn_among_many_rounds_that_are_left_behind() {
		execute(|| {
			(1..=20).for_each(know);
			for round in 1..=19 {
				assert_ok!(commit(ALICE, NETUID, sealed(b"spam", round)));
			}
			assert_ok!(commit(BOB, NETUID, sealed(b"text", 20)));
			next_block();
			assert_eq!(revealed(BOB).len(), 1, "closing eighteen rounds takes no reveal's place");
		});
	}

	#[test]
	fn without_anything_in_it_is_dropped() {
		execute(|| {
			assert_ok!(commit(ALICE, NETUID, sealed(b"", 9)));
			know(9);
			next_block();
			let (netuid, who, reveal_round) = (NETUID, ALICE, 9);
			let failed = Event::CommitmentRevealFailed { netuid, who, reveal_round };
			assert_eq!(events(), [failed]);
			assert_eq!(revealed(ALICE), []);
		});
	}

	#[test]
	fn is_published_with_an_event_that_names_its_round() {
		execute(|| {
			assert_ok!(commit(ALICE, NETUID, sealed(b"text", 9)));
			let (netuid, who, reveal_round) = (NETUID, ALICE, 9);
			assert_eq!(events(), [Event::TimelockCommitment { netuid, who, reveal_round }]);
		});
	}

	#[test]
	fn stays_if_the_beacon_forgets_the_round_before_its_turn() {
		execute(|| {
			assert_ok!(commit(ALICE, NETUID, sealed(b"text", 9)));
			know(9);
			KnownRounds::set(vec![]);
			assert_eq!(next_block(), <()>::no_reveal() + <()>::close_round());
			assert_eq!(fields(ALICE).unwrap(), [sealed(b"text", 9)]);
			know(9);
			next_block();
			assert_eq!(revealed(ALICE).len(), 1);
		});
	}

	#[test]
	fn goes_with_a_hotkey_that_is_forgotten() {
		execute(|| {
			assert_ok!(commit(ALICE, NETUID, sealed(b"text", 9)));
			Commitments::forget(NETUID, &ALICE);
			know(9);
			assert_eq!(next_block(), <()>::no_reveal());
			assert_eq!(revealed(ALICE), []);
		});
	}

	#[test]
	fn is_the_new_hotkeys_after_a_swap() {
		execute(|| {
			assert_ok!(commit(ALICE, NETUID, sealed(b"text", 9)));
			Commitments::hand_over(NETUID, &ALICE, &EVE);
			know(9);
			next_block();
			assert_eq!(revealed(ALICE), []);
			assert_eq!(revealed(EVE), [(b"text".to_vec(), 4)]);
		});
	}

	#[test]
	fn is_one_field_of_a_record_and_not_empty() {
		execute(|| {
			let two = vec![sealed(b"text", 9), raw(1), sealed(b"text", 10)];
			let refused = publish(ALICE, NETUID, two).unwrap_err();
			assert_eq!(refused.error, Error::<Test>::NotSupported.into());
			let empty = Data::TimelockEncrypted { encrypted: Default::default(), reveal_round: 9 };
			assert_noop!(commit(ALICE, NETUID, empty), Error::<Test>::EmptyCiphertext);
			assert_eq!(fields(ALICE), None);
		});
	}

	#[test]
	fn has_invariants_that_notice_what_does_not_agree() {
		execute(|| {
			assert_ok!(commit(ALICE, NETUID, sealed(b"text", 9)));
			know(9);
			assert_ok!(Commitments::do_try_state());
			for break_it in [
				|| WaitingFor::<Test>::remove(9, (NETUID, ALICE)),
				|| WaitingFor::<Test>::insert(9, (NETUID, BOB), ()),
				|| CommitmentOf::<Test>::remove(NETUID, ALICE),
				|| DueRounds::<Test>::remove(9),
				|| {
					CommitmentOf::<Test>::mutate(NETUID, ALICE, |record| {
						let fields = &mut record.as_mut().unwrap().info.fields;
						fields.try_push(sealed(b"text", 9)).unwrap();
					});
				},
			] {
				frame_support::storage::with_transaction(|| {
					break_it();
					assert!(Commitments::do_try_state().is_err());
					sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
				})
				.unwrap();
			}
		});
	}
}

#[test]
fn the_space_of_an_epoch_is_bounded_for_each_hotkey() {
	execute(|| {
		let big = || Data::BigRaw(vec![1; 500].try_into().unwrap());
		for _ in 0..6 {
			assert_ok!(commit(ALICE, NETUID, big()));
		}
		assert_ok!(commit(ALICE, NETUID, raw(1)));
		let used = UsedSpaceOf::<Test>::get(NETUID, ALICE).unwrap();
		assert_eq!(used.used_space, 3_100, "a small record counts for 100 bytes");
		assert_noop!(commit(ALICE, NETUID, raw(0)), Error::<Test>::SpaceLimitExceeded);
		assert_ok!(commit(BOB, NETUID, big()));

		Epoch::set(8);
		assert_ok!(commit(ALICE, NETUID, raw(0)));
	});
}

/// Whether there is something about a hotkey, map by map.
fn entries(hotkey: u64) -> [bool; 4] {
	[
		CommitmentOf::<Test>::contains_key(NETUID, hotkey),
		UsedSpaceOf::<Test>::contains_key(NETUID, hotkey),
		LastBondsReset::<Test>::contains_key(NETUID, hotkey),
		RevealedCommitments::<Test>::contains_key(NETUID, hotkey),
	]
}

/// Alice and Bob have everything that a hotkey can have.
fn everything() {
	for hotkey in [ALICE, BOB] {
		assert_ok!(publish(hotkey, NETUID, vec![raw(hotkey as usize), Data::ResetBondsFlag]));
		RevealedCommitments::<Test>::insert(NETUID, hotkey, RevealedList::default());
	}
}

#[test]
fn nothing_is_left_of_a_hotkey_that_is_forgotten() {
	execute(|| {
		everything();
		assert_eq!(entries(ALICE), [true; 4]);
		Commitments::forget(NETUID, &ALICE);
		assert_eq!(entries(ALICE), [false; 4]);
		assert_eq!(entries(BOB), [true; 4]);
	});
}

#[test]
fn everything_goes_over_to_the_new_hotkey() {
	execute(|| {
		everything();
		Commitments::hand_over(NETUID, &ALICE, &EVE);
		assert_eq!(entries(ALICE), [false; 4]);
		assert_eq!(entries(EVE), [true; 4]);
		assert_eq!(entries(BOB), [true; 4]);
		let record = CommitmentOf::<Test>::get(NETUID, EVE).unwrap();
		assert_eq!(record.info.fields[0], raw(ALICE as usize));
	});
}

#[test]
fn root_sets_the_space() {
	execute(|| {
		let signed = RuntimeOrigin::signed(ALICE);
		assert_noop!(Commitments::set_max_space(signed, 1), DispatchError::BadOrigin);
		assert_ok!(Commitments::set_max_space(RuntimeOrigin::root(), 99));
		System::assert_last_event(Event::<Test>::MaxSpaceSet { old: 3_100, new: 99 }.into());
		assert_noop!(commit(ALICE, NETUID, raw(1)), Error::<Test>::SpaceLimitExceeded);
	});
}

#[test]
fn the_data_of_a_record_begins_after_fourteen_bytes() {
	execute(|| {
		assert_ok!(commit(ALICE, NETUID, raw(5)));
		let (hotkey, record) = Commitments::encoded(NETUID).remove(0);
		assert_eq!(hotkey, ALICE);
		// With the u32 block number of a real chain it is 14; the mock's is a u64.
		let tail = &record[8 + 8 + 1 + 1..];
		assert_eq!(tail, [7; 5]);
	});
}

#[test]
fn data_is_encoded_with_the_tags_of_clients() {
	let bytes: BoundedVec<u8, ConstU32<1024>> = vec![1, 2].try_into().unwrap();
	let locked = Data::TimelockEncrypted { encrypted: bytes, reveal_round: 3 };
	let cases = [
		(Data::None, vec![0]),
		(raw(0), vec![1]),
		(raw(2), vec![3, 7, 7]),
		(raw(128), [vec![129], vec![7; 128]].concat()),
		(Data::BlakeTwo256([8; 32]), [vec![130], vec![8; 32]].concat()),
		(Data::Sha256([8; 32]), [vec![131], vec![8; 32]].concat()),
		(Data::Keccak256([8; 32]), [vec![132], vec![8; 32]].concat()),
		(Data::ShaThree256([8; 32]), [vec![133], vec![8; 32]].concat()),
		(locked, vec![134, 8, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0]),
		(Data::ResetBondsFlag, vec![135]),
		(Data::BigRaw(vec![5].try_into().unwrap()), vec![136, 4, 5]),
	];
	for (data, bytes) in cases {
		assert_eq!(data.encode(), bytes, "{data:?}");
		assert_eq!(Data::decode(&mut &bytes[..]), Ok(data));
		assert!(Data::decode(&mut &bytes[..bytes.len() - 1]).is_err(), "cut off");
	}
	assert!(Data::decode(&mut &[137u8][..]).is_err());
}

#[test]
fn metadata_names_raw_data_by_its_length() {
	let TypeDef::Variant(variants) = Data::type_info().type_def else { panic!("an enum") };
	assert_eq!(variants.variants.len(), 137);
	for (position, variant) in variants.variants.iter().enumerate() {
		assert_eq!(usize::from(variant.index), position);
	}
	assert_eq!(variants.variants[1].name, "Raw0");
	assert_eq!(variants.variants[129].name, "Raw128");
	assert_eq!(variants.variants[134].name, "TimelockEncrypted");
}
