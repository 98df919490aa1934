use crate::{
	coinbase::{distribution::Pots, schedule::MAX_BLOCKS_WITHOUT_EPOCH},
	mock::*,
	*,
};
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
		let rounded_down = |tao| (UNIT - 1..=UNIT).contains(&tao);
		ExtBuilder::default().build_and_execute(|| {
			let (tao, alpha) =
				(Balances::total_issuance(), SubtensorModule::alpha_issuance(NETUID).unwrap());
			run_to_block(2);
			assert!(rounded_down(Balances::total_issuance() - tao), "liquidity and a purchase");
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
	fn a_subnet_that_stops_earning_reports_no_emission() {
		ExtBuilder::default().build_and_execute(|| {
			let reported = || {
				[
					SubnetTaoInEmission::<Test>::get(NETUID),
					SubnetAlphaInEmission::<Test>::get(NETUID),
					SubnetAlphaOutEmission::<Test>::get(NETUID),
				]
			};
			run_to_block(2);
			assert!(reported().iter().all(|amount| *amount > 0));
			NetworkRegistrationAllowed::<Test>::insert(NETUID, false);
			run_to_block(3);
			assert_eq!(reported(), [0; 3]);
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
	fn the_moving_price_follows_from_the_start_call_on() {
		let world = ExtBuilder::default()
			.living(|subnet| subnet.pool = genesis::GenesisPool { tao: UNIT, alpha: UNIT });
		world.build_and_execute(|| {
			SubnetMovingPrice::<Test>::insert(NETUID, types::I96F32::default());
			// Started in block 0. The weight of the price is 12885 * 15 / 201615 in block 15 and
			// 12885 * 16 / 201616 in block 16, both rounded down, and the price is 1.
			run_to_block(15);
			assert_eq!(SubnetMovingPrice::<Test>::get(NETUID).bits, 0);
			run_to_block(16);
			assert_eq!(SubnetMovingPrice::<Test>::get(NETUID).bits, 1);
		});
	}

	#[test]
	fn the_moving_price_of_a_subnet_that_earns_nothing_rests() {
		ExtBuilder::default().build_and_execute(|| {
			SubnetMovingPrice::<Test>::insert(NETUID, types::I96F32 { bits: 1 << 32 });
			NetworkRegistrationAllowed::<Test>::insert(NETUID, false);
			run_to_block(50);
			assert_eq!(SubnetMovingPrice::<Test>::get(NETUID).bits, 1 << 32);
			NetworkRegistrationAllowed::<Test>::insert(NETUID, true);
			run_to_block(100);
			assert!(SubnetMovingPrice::<Test>::get(NETUID).bits < 1 << 32);
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
	fn an_epoch_that_would_fit_if_it_had_not_to_be_measured_holds_up_nobody() {
		ExtBuilder::default().subnet(second_subnet(2)).build_and_execute(|| {
			run_to_block(9);
			Tempo::<Test>::insert(2, 0);
			for (room, fits) in [(-1, false), (0, true)] {
				let budget = cost_of_epoch().ref_time().checked_add_signed(room).unwrap();
				BlockWeights::set(block_weights((budget * 100).div_ceil(61)));
				assert_eq!(SubtensorModule::epoch_budget().ref_time(), budget);
				LastEpochBlock::<Test>::insert(NETUID, 0);
				events_since_last_call();
				run_to_block(System::block_number() + 1);
				let skipped = Event::EpochSkipped { netuid: NETUID, reason: SkipReason::TooHeavy };
				let events = events_since_last_call();
				assert_eq!(events.contains(&skipped), !fits);
				assert!(!events.contains(&Event::EpochDeferred { netuid: NETUID }));
				let ran = |event: &_| matches!(event, Event::EpochRan { netuid: NETUID, .. });
				assert_eq!(events.iter().any(ran), fits);
			}
		});
	}

	#[test]
	fn measuring_an_epoch_is_charged_for_every_mechanism() {
		let measuring = |mechanisms| <() as WeightInfo>::epoch_size(4 * u32::from(mechanisms));
		let all_but_measuring = |mechanisms: u8| {
			let mut rest = Default::default();
			ExtBuilder::default().build_and_execute(|| {
				run_to_block(9);
				MechanismCountCurrent::<Test>::insert(NETUID, mechanisms);
				// Room for measuring the epoch, and not for running it.
				BlockWeights::set(block_weights((measuring(3).ref_time() * 100).div_ceil(61)));
				System::set_block_number(10);
				rest = SubtensorModule::on_initialize(10) - measuring(mechanisms);
				MechanismCountCurrent::<Test>::insert(NETUID, 1);
			});
			rest
		};
		assert_eq!(all_but_measuring(1), all_but_measuring(3));
	}

	#[test]
	fn a_subnet_whose_epoch_never_fits_is_due_no_more_often_than_others() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_block(9);
			BlockWeights::set(block_weights(cost_of_epoch().ref_time()));
			BlocksSinceLastStep::<Test>::insert(NETUID, MAX_BLOCKS_WITHOUT_EPOCH);
			run_to_block(10);
			assert!(SubtensorModule::epoch_is_due(NETUID, 20));
			assert!(!SubtensorModule::epoch_is_due(NETUID, 11));
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

	/// Pays an epoch that gave the four neurons these amounts, out of pots minted for it; returns
	/// what is staked in them afterwards.
	fn pay(pots: Pots, server: [u64; 4], validator: [u64; 4]) -> [u64; 4] {
		let neurons = [ALICE, BOB, CHARLIE, DAVE].map(hotkey);
		frame_support::assert_ok!(SubtensorModule::mint_alpha_out(NETUID, pots.total().unwrap()));
		let result = epoch::EpochResult {
			hotkeys: neurons.to_vec(),
			server: server.to_vec(),
			validator: validator.to_vec(),
		};
		frame_support::assert_ok!(SubtensorModule::pay_epoch(NETUID, pots, result));
		neurons.map(|hotkey| TotalHotkeyAlpha::<Test>::get(hotkey, NETUID))
	}

	/// A world in which nothing has been emitted yet.
	fn without_emission() -> ExtBuilder {
		ExtBuilder::default().living(|subnet| subnet.started = false)
	}

	/// Six validators judge one miner. With these stakes the dividends lose more to roundings than
	/// the incentive does, and the miner gets more than half of the epoch's emission.
	#[test]
	fn an_epoch_whose_roundings_favour_the_miner_is_paid() {
		let mut subnet = genesis::GenesisSubnet { started: false, ..living_subnet() };
		subnet.hyperparameters.yuma3 = Some(true);
		subnet.neurons = [66_259, 64_719, 52_652, 4_255, 21_849, 1_470]
			.into_iter()
			.zip(ALICE..)
			.map(|(stake, coldkey)| genesis::GenesisNeuron {
				bonds: vec![(6, 65_535)],
				..neuron(coldkey, stake * UNIT, true, &[(6, 65_535)])
			})
			.chain([neuron(FERDIE + 1, 0, false, &[])])
			.collect();
		let root = genesis::GenesisSubnet { neurons: vec![], ..root() };
		ExtBuilder::only(vec![root, subnet]).build_and_execute(|| {
			let pot = 147_600_823_680;
			PendingServerEmission::<Test>::insert(NETUID, pot);
			PendingValidatorEmission::<Test>::insert(NETUID, pot);
			SubtensorModule::mint_alpha_out(NETUID, 2 * pot).unwrap();
			run_to_epoch(NETUID);
			assert_eq!(TotalHotkeyAlpha::<Test>::get(hotkey(FERDIE + 1), NETUID), pot + 68);
			assert!(AlphaDividendsPerSubnet::<Test>::get(NETUID, hotkey(ALICE)) > 0);
		});
	}

	#[test]
	fn what_the_epoch_gives_miners_beyond_their_pot_is_paid_from_dust() {
		without_emission().build_and_execute(|| {
			let staked = |who| TotalHotkeyAlpha::<Test>::get(hotkey(who), NETUID);
			let (alice, charlie) = (staked(ALICE), staked(CHARLIE));
			SubtensorModule::mint_alpha_out(NETUID, 100).unwrap();
			SubtensorModule::add_dust(NETUID, 100).unwrap();
			let pots = Pots { server: 1_000_000, validator: 1_000_000, ..Default::default() };
			let after = pay(pots, [0, 0, 1_000_031, 0], [7, 0, 0, 0]);
			assert_eq!(after[2] - charlie, 1_000_031);
			// Take and rest are rounded down, each for itself.
			assert_eq!(after[0] - alice, 999_999);
			assert_eq!(SubnetAlphaDust::<Test>::get(NETUID), 100 - 31 + 1);
		});
	}

	#[test]
	fn what_dust_does_not_cover_the_validators_get_less() {
		without_emission().build_and_execute(|| {
			let staked = |who| TotalHotkeyAlpha::<Test>::get(hotkey(who), NETUID);
			let (alice, charlie) = (staked(ALICE), staked(CHARLIE));
			SubtensorModule::mint_alpha_out(NETUID, 11).unwrap();
			SubtensorModule::add_dust(NETUID, 11).unwrap();
			let pots = Pots { server: 1_000_000, validator: 1_000_000, ..Default::default() };
			let after = pay(pots, [0, 0, 1_000_031, 0], [7, 0, 0, 0]);
			assert_eq!(after[2] - charlie, 1_000_031);
			assert_eq!(after[0] - alice, 999_979);
			assert_eq!(SubnetAlphaDust::<Test>::get(NETUID), 1);
		});
	}

	/// As when one mechanism's epoch gives everything to miners and another's only half.
	#[test]
	fn what_validators_cannot_cover_root_stakers_get_less() {
		without_emission().build_and_execute(|| {
			let pots = Pots { server: 500, validator: 300, root: 200, ..Default::default() };
			let alice = TotalHotkeyAlpha::<Test>::get(hotkey(ALICE), NETUID);
			let after = pay(pots, [0, 0, 900, 0], [50, 0, 0, 0]);
			assert_eq!(after[2], 900);
			assert!(after[0] - alice <= 100);
		});
	}

	#[test]
	fn miners_alone_can_earn_everything() {
		without_emission().build_and_execute(|| {
			let pots = Pots { server: 500, validator: 300, root: 200, ..Default::default() };
			let after = pay(pots, [0, 0, 1_000, 0], [0; 4]);
			assert_eq!(after[2], 1_000);
			assert_eq!(SubnetAlphaDust::<Test>::get(NETUID), 0);
		});
	}

	#[test]
	fn the_take_shares_in_what_is_paid_after_it() {
		let world = without_emission().living(|subnet| {
			subnet.neurons[1].stake = 0;
			subnet.nominations.push(genesis::GenesisNomination {
				hotkey: hotkey(BOB),
				coldkey: EVE,
				stake: 100 * UNIT,
			});
		});
		world.build_and_execute(|| {
			let pots = Pots { validator: 100 * UNIT, ..Default::default() };
			pay(pots, [0; 4], [0, 1, 0, 0]);
			// 18 of 118 shares are Bob's when the value of all rises by 82: 18 + 82 * 18 / 118.
			let bob = stake(BOB, BOB, NETUID);
			assert_eq!(bob / (UNIT / 100), 3_050);
			assert_eq!(stake(EVE, BOB, NETUID) / (UNIT / 100), 16_949);
			// What the table of dividends says is without the take.
			let told = AlphaDividendsPerSubnet::<Test>::get(NETUID, hotkey(BOB));
			assert_eq!(told / (UNIT / 100), 8_200);
		});
	}

	#[test]
	fn validators_earn_by_what_they_had_before_anybody_was_paid() {
		let dividends = |owner| {
			let mut told = 0;
			without_emission().build_and_execute(|| {
				let pots =
					Pots { owner, root: 1_000 * UNIT, validator: UNIT, ..Default::default() };
				pay(pots, [0; 4], [1, 1, 0, 0]);
				told = RootAlphaDividendsPerSubnet::<Test>::get(NETUID, hotkey(ALICE));
			});
			told
		};
		assert!(dividends(0) > 0);
		assert_eq!(dividends(0), dividends(10_000 * UNIT), "the cut is staked on Alice's hotkey");
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
