use crate::{coinbase::distribution::Pots, mock::*, *};
use frame_support::traits::{fungible::Inspect, Hooks};

fn pots() -> Pots {
	SubtensorModule::pots(NETUID)
}

fn second_subnet(netuid: u16) -> genesis::GenesisSubnet<AccountId> {
	genesis::GenesisSubnet { netuid, ..living_subnet() }
}

mod emission {
	use super::*;

	#[test]
	fn a_block_mints_one_tao_and_one_alpha() {
		ExtBuilder::default().build_and_execute(|| {
			let (tao, alpha) =
				(Balances::total_issuance(), SubtensorModule::alpha_issuance(NETUID).unwrap());
			run_to_block(2);
			assert_eq!(Balances::total_issuance() - tao, UNIT);
			assert_eq!(TotalIssuance::<Test>::get(), Balances::total_issuance());
			let minted = SubtensorModule::alpha_issuance(NETUID).unwrap() - alpha;
			// One alpha for the participants, of which root's part is recycled again, and liquidity.
			let liquidity = SubnetAlphaInEmission::<Test>::get(NETUID);
			assert!(liquidity > 0);
			assert!(minted > UNIT / 2 && minted < UNIT + liquidity, "{minted}");
		});
	}

	#[test]
	fn a_subnet_that_was_not_started_earns_nothing() {
		ExtBuilder::default().living(|subnet| subnet.started = false).build_and_execute(|| {
			let issuance = Balances::total_issuance();
			run_to_block(30);
			assert_eq!(Balances::total_issuance(), issuance);
			assert_eq!(pots(), Pots::default());
			assert_eq!(SubnetEpochIndex::<Test>::get(NETUID), 3, "but its epochs run");
		});
	}

	#[test]
	fn without_root_stake_all_tao_buys_alpha_for_the_chain() {
		ExtBuilder::default().build_and_execute(|| {
			for (who, amount) in [(ALICE, 100_000 * UNIT), (BOB, 50_000 * UNIT)] {
				frame_support::assert_ok!(SubtensorModule::remove_stake(
					RuntimeOrigin::signed(who),
					hotkey(who),
					ROOT,
					amount
				));
			}
			run_to_block(2);
			let before = SubtensorModule::pool(NETUID);
			run_to_block(3);
			assert_eq!(SubnetTaoInEmission::<Test>::get(NETUID), 0);
			assert_eq!(SubtensorModule::pool(NETUID).tao, before.tao + UNIT);
			assert!(SubnetProtocolAlpha::<Test>::get(NETUID) > 0);
		});
	}

	#[test]
	fn two_subnets_share_by_moving_price() {
		ExtBuilder::default().subnet(second_subnet(2)).build_and_execute(|| {
			SubnetMovingPrice::<Test>::insert(1, I96F32 { bits: 3 << 30 });
			SubnetMovingPrice::<Test>::insert(2, I96F32 { bits: 1 << 30 });
			let tao = |netuid| Balances::total_balance(&SubtensorModule::subnet_account(netuid));
			let (first, second) = (tao(1), tao(2));
			run_to_block(2);
			assert!((tao(1) - first).abs_diff(UNIT / 4 * 3) <= 1);
			assert!((tao(2) - second).abs_diff(UNIT / 4) <= 1);
		});
	}

	#[test]
	fn root_stakers_earn_once_subnets_are_worth_more_than_a_tao() {
		ExtBuilder::default().subnet(second_subnet(2)).build_and_execute(|| {
			run_to_block(2);
			assert_eq!(pots().root, 0, "two subnets at half a TAO each");
			for netuid in [1, 2] {
				SubnetMovingPrice::<Test>::insert(netuid, I96F32 { bits: 1 << 32 });
			}
			NumRootClaim::<Test>::put(0);
			run_to_block(3);
			assert!(pots().root > 0);
			run_to_epoch(NETUID);
			let rate = RootClaimable::<Test>::get(hotkey(ALICE)).get(&NETUID).copied();
			assert!(rate.is_some_and(|rate| rate.bits > 0));
			assert!(SubnetRootAlphaOwed::<Test>::get(NETUID) > 0);
		});
	}
}

mod schedule {
	use super::*;

	#[test]
	fn epochs_run_every_tempo_blocks() {
		ExtBuilder::default().build_and_execute(|| {
			assert_eq!(run_to_epoch(NETUID), 10);
			assert_eq!(run_to_epoch(NETUID), 20);
			assert_eq!(LastMechansimStepBlock::<Test>::get(NETUID), 20);
			assert_eq!(BlocksSinceLastStep::<Test>::get(NETUID), 0);
			run_to_block(23);
			assert_eq!(BlocksSinceLastStep::<Test>::get(NETUID), 3);
		});
	}

	#[test]
	fn tempo_0_switches_epochs_off() {
		ExtBuilder::default()
			.living(|subnet| subnet.hyperparameters.tempo = Some(0))
			.build_and_execute(|| {
				run_to_block(100);
				assert_eq!(SubnetEpochIndex::<Test>::get(NETUID), 0);
			});
	}

	#[test]
	fn a_pending_epoch_runs_out_of_turn() {
		ExtBuilder::default().build_and_execute(|| {
			PendingEpochAt::<Test>::insert(NETUID, 4);
			run_to_block(4);
			assert_eq!(LastEpochBlock::<Test>::get(NETUID), 4);
			assert_eq!(PendingEpochAt::<Test>::get(NETUID), 0);
			assert_eq!(run_to_epoch(NETUID), 14);
		});
	}

	#[test]
	fn what_exceeds_the_cap_is_deferred_with_an_event() {
		ExtBuilder::default().subnet(second_subnet(2)).subnet(second_subnet(3)).build_and_execute(
			|| {
				for netuid in [1, 2, 3] {
					LastEpochBlock::<Test>::insert(netuid, 0);
				}
				run_to_block(9);
				events_since_last_call();
				run_to_block(10);
				let events = events_since_last_call();
				assert!(events.contains(&Event::EpochDeferred { netuid: 3 }));
				assert_eq!(SubnetEpochIndex::<Test>::get(2), 1);
				assert_eq!(SubnetEpochIndex::<Test>::get(3), 0);
				run_to_block(11);
				assert_eq!(LastEpochBlock::<Test>::get(3), 11);
			},
		);
	}

	/// What the epoch of a subnet of the mock costs.
	fn cost_of_epoch() -> frame_support::weights::Weight {
		SubtensorModule::epoch_size(NETUID, 0).weight::<Test>() + <() as WeightInfo>::epoch_size(4)
	}

	/// Blocks in which the epochs of so many subnets fit.
	fn room_for(epochs: u64) {
		let budget = cost_of_epoch().ref_time() * epochs;
		BlockWeights::set(block_weights(budget / 3 * 5 + 100));
	}

	#[test]
	fn what_does_not_fit_by_weight_is_deferred() {
		let builder = (2..5)
			.fold(ExtBuilder::default(), |builder, netuid| builder.subnet(second_subnet(netuid)));
		builder.build_and_execute(|| {
			MaxEpochsPerBlock::<Test>::put(32);
			for netuid in 1..5 {
				LastEpochBlock::<Test>::insert(netuid, 0);
			}
			run_to_block(9);
			room_for(3);
			events_since_last_call();
			run_to_block(10);
			let deferred = Event::EpochDeferred { netuid: 4 };
			assert_eq!(
				events_since_last_call().iter().filter(|event| **event == deferred).count(),
				1
			);
			assert_eq!([1, 2, 3, 4].map(LastEpochBlock::<Test>::get), [10, 10, 10, 0]);
			run_to_block(11);
			assert_eq!(LastEpochBlock::<Test>::get(4), 11);
		});
	}

	#[test]
	fn who_has_waited_longest_comes_first() {
		ExtBuilder::default().subnet(second_subnet(2)).build_and_execute(|| {
			// Subnet 1 is due in every block, and there is room for one.
			Tempo::<Test>::insert(1, 1);
			MaxEpochsPerBlock::<Test>::put(1);
			LastEpochBlock::<Test>::insert(2, 0);
			run_to_block(10);
			assert_eq!(LastEpochBlock::<Test>::get(2), 10);
			assert_eq!(LastEpochBlock::<Test>::get(1), 9);
		});
	}

	#[test]
	fn an_epoch_that_fits_into_no_block_is_skipped_and_keeps_the_pots() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_block(9);
			let before = pots().total().unwrap();
			BlockWeights::set(block_weights(cost_of_epoch().ref_time()));
			events_since_last_call();
			run_to_block(10);
			assert_eq!(
				events_since_last_call(),
				[Event::EpochSkipped { netuid: NETUID, reason: SkipReason::TooHeavy }]
			);
			assert!(pots().total().unwrap() > before);
			assert_eq!(LastEpochBlock::<Test>::get(NETUID), 10, "the slot is used");
		});
	}

	#[test]
	fn an_epoch_that_fails_is_charged_all_the_same() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_block(9);
			let quiet = SubtensorModule::on_initialize(9);
			// Paying this miner overflows its shares.
			TotalHotkeyAlpha::<Test>::insert(hotkey(DAVE), NETUID, 1);
			TotalHotkeyShares::<Test>::insert(hotkey(DAVE), NETUID, U64F64 { bits: u128::MAX });
			System::set_block_number(10);
			events_since_last_call();
			let failed = SubtensorModule::on_initialize(10);
			assert!(events_since_last_call()
				.iter()
				.any(|event| matches!(event, Event::BlockStepFailed { netuid: NETUID, .. })));
			assert_eq!(failed - quiet, cost_of_epoch());
			TotalHotkeyAlpha::<Test>::remove(hotkey(DAVE), NETUID);
			TotalHotkeyShares::<Test>::remove(hotkey(DAVE), NETUID);
		});
	}

	#[test]
	fn a_doubled_hotkey_skips_the_epoch_and_keeps_the_pots() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_block(9);
			let key = Keys::<Test>::get(NETUID, 3);
			Keys::<Test>::insert(NETUID, 3, Keys::<Test>::get(NETUID, 2));
			let before = pots().total().unwrap();
			events_since_last_call();
			run_to_block(10);
			assert!(events_since_last_call().contains(&Event::EpochSkipped {
				netuid: NETUID,
				reason: SkipReason::DuplicateHotkeys
			}));
			assert!(pots().total().unwrap() > before);
			assert_eq!(LastEpochBlock::<Test>::get(NETUID), 10, "the slot is used");
			Keys::<Test>::insert(NETUID, 3, key);
		});
	}

	#[test]
	fn the_hook_charges_for_what_it_did() {
		ExtBuilder::default().build_and_execute(|| {
			NumRootClaim::<Test>::put(0);
			let quiet = SubtensorModule::on_initialize(2);
			System::set_block_number(10);
			let epoch = SubtensorModule::on_initialize(10);
			// As its size was when the epoch began: two validators, without bonds yet.
			let expected =
				<() as WeightInfo>::epoch_size(4) + <() as WeightInfo>::epoch_yuma3(4, 2, 4, 0);
			assert_eq!(epoch - quiet, expected);
			assert!(quiet.ref_time() > 0);
		});
	}
}

mod payment {
	use super::*;

	#[test]
	fn miners_and_validators_are_paid_and_the_pots_are_empty() {
		ExtBuilder::default().build_and_execute(|| {
			let staked = |who| TotalHotkeyAlpha::<Test>::get(hotkey(who), NETUID);
			let before = [ALICE, BOB, CHARLIE, DAVE].map(staked);
			run_to_block(9);
			let pots = pots();
			events_since_last_call();
			run_to_block(10);
			let after = [ALICE, BOB, CHARLIE, DAVE].map(staked);
			for (before, after) in before.into_iter().zip(after) {
				assert!(after > before);
			}
			assert_eq!(SubtensorModule::pots(NETUID), Pots::default());
			let paid: u64 = after.iter().sum::<u64>() - before.iter().sum::<u64>();
			assert!(paid > pots.total().unwrap(), "the last block's part is paid too");
			assert!(matches!(
				events_since_last_call()[..],
				[Event::EpochRan { netuid: NETUID, epoch: 1, .. }]
			));
		});
	}

	#[test]
	fn the_owner_gets_the_cut() {
		ExtBuilder::default()
			.living(|subnet| {
				subnet.owner = EVE;
				subnet.owner_hotkey = hotkey(ALICE);
			})
			.build_and_execute(|| {
				run_to_block(10);
				let stake = SubtensorModule::stake_of(&hotkey(ALICE), &EVE, NETUID);
				let cut = 10 * 179_995_422;
				// It earns dividends at once, as stake on a validator.
				assert!((cut..cut + cut / 1_000).contains(&stake), "18 % of ten blocks: {stake}");
			});
	}

	#[test]
	fn the_owners_own_miners_are_not_paid() {
		ExtBuilder::default().living(|subnet| subnet.neurons[2].coldkey = ALICE).build_and_execute(
			|| {
				run_to_block(10);
				assert_eq!(TotalHotkeyAlpha::<Test>::get(hotkey(CHARLIE), NETUID), 0);
				assert!(SubnetAlphaBurned::<Test>::get(NETUID) > 0);
				assert!(MinerBurned::<Test>::get(NETUID).bits > 0);

				RecycleOrBurn::<Test>::insert(NETUID, RecycleOrBurnEnum::Recycle);
				let burned = SubnetAlphaBurned::<Test>::get(NETUID);
				run_to_block(20);
				assert_eq!(SubnetAlphaBurned::<Test>::get(NETUID), burned);
			},
		);
	}

	#[test]
	fn nominators_gain_with_their_validator() {
		ExtBuilder::default()
			.living(|subnet| {
				subnet.nominations.push(genesis::GenesisNomination {
					hotkey: hotkey(BOB),
					coldkey: EVE,
					stake: 2_000 * UNIT,
				});
			})
			.build_and_execute(|| {
				run_to_block(10);
				let eve = SubtensorModule::stake_of(&hotkey(BOB), &EVE, NETUID) - 2_000 * UNIT;
				let bob = SubtensorModule::stake_of(&hotkey(BOB), &BOB, NETUID) - 2_000 * UNIT;
				assert!(eve > 0);
				let take = Delegates::<Test>::get(hotkey(BOB));
				assert_eq!(take, 11_796);
				assert!(bob > eve, "the take is the owner's");
			});
	}

	#[test]
	fn a_thousand_blocks_lose_only_dust() {
		ExtBuilder::default().subnet(second_subnet(2)).build_and_execute(|| {
			for block in (100..=1_000).step_by(100) {
				run_to_block(block);
				SubtensorModule::do_try_state().unwrap();
			}
			let dust = SubnetAlphaDust::<Test>::get(NETUID);
			let recycled_root_share = 1_000 * UNIT / 2;
			assert!(dust < recycled_root_share, "{dust}");
		});
	}
}

mod results {
	use super::*;

	#[test]
	fn the_epoch_is_what_the_engine_computes_from_storage() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_block(10);
			let incentive = Incentive::<Test>::get(NETUID);
			assert_eq!(&incentive[..2], [0, 0]);
			assert!(incentive[2] > 0 && incentive[3] > 0);
			let dividends = Dividends::<Test>::get(NETUID);
			assert!(dividends[0] > 0 && dividends[1] > 0);
			assert_eq!(&dividends[2..], [0, 0]);
			assert_eq!(ValidatorPermit::<Test>::get(NETUID), vec![true, true, false, false]);
			assert!(!Bonds::<Test>::get(NETUID, 0).is_empty());
		});
	}

	#[test]
	fn two_mechanisms_share_the_emission() {
		ExtBuilder::default().build_and_execute(|| {
			MechanismCountCurrent::<Test>::insert(NETUID, 2);
			let index = storage_index(NETUID, 1).unwrap();
			LastUpdate::<Test>::insert(index, frame_support::BoundedVec::truncate_from(vec![1; 4]));
			Incentive::<Test>::insert(index, frame_support::BoundedVec::truncate_from(vec![0; 4]));
			Weights::<Test>::insert(
				index,
				0,
				frame_support::BoundedVec::truncate_from(vec![(3, 65_535)]),
			);
			run_to_block(10);
			assert_eq!(Incentive::<Test>::get(index)[3], 65_535);
			assert!(Incentive::<Test>::get(NETUID)[3] < 65_535);
		});
	}
}
