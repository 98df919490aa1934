use crate::{
	mock::*,
	read::{
		absent,
		layout::{HyperparamValue, SimSwapResult, StakeAvailability},
	},
	*,
};
use codec::{Compact, Encode};
use frame_support::{assert_ok, BoundedVec};

fn compact<V>(values: impl IntoIterator<Item = V>) -> Vec<Compact<V>> {
	values.into_iter().map(Compact).collect()
}

fn stake(coldkey: AccountId, hotkey: AccountId, netuid: NetUid, tao: u64) {
	let origin = RuntimeOrigin::signed(coldkey);
	assert_ok!(SubtensorModule::add_stake(origin, hotkey, netuid, tao));
}

mod stake_info {
	use super::*;

	#[test]
	fn lists_every_position_of_a_coldkey_by_netuid() {
		ExtBuilder::default().build_and_execute(|| {
			stake(EVE, hotkey(BOB), NETUID, UNIT);
			stake(EVE, hotkey(ALICE), ROOT, 2 * UNIT);
			let infos = SubtensorModule::stake_info_for_coldkey(&EVE);
			let positions: Vec<_> =
				infos.iter().map(|info| (info.netuid.0, info.hotkey, info.stake.0)).collect();
			assert_eq!(
				positions,
				[
					(ROOT, hotkey(ALICE), 2 * UNIT),
					(NETUID, hotkey(BOB), SubtensorModule::stake_of(&hotkey(BOB), &EVE, NETUID)),
				]
			);
			assert!(infos.iter().all(|info| info.coldkey == EVE && info.is_registered));
			assert_eq!(SubtensorModule::stake_info_for_coldkey(&FERDIE), []);
			assert_eq!(
				SubtensorModule::stake_info_for_coldkeys(vec![FERDIE, EVE]),
				[(FERDIE, vec![]), (EVE, infos)]
			);
		});
	}

	#[test]
	fn there_is_a_record_for_any_three_with_zero_stake() {
		ExtBuilder::default().build_and_execute(|| {
			let info = SubtensorModule::stake_info(&hotkey(FERDIE), &EVE, 99);
			assert_eq!((info.hotkey, info.coldkey, info.netuid.0), (hotkey(FERDIE), EVE, 99));
			assert_eq!(info.stake.0, 0);
			assert!(!info.is_registered);
		});
	}

	#[test]
	fn emission_is_the_hotkeys_dividends_of_the_last_epoch() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_epoch(NETUID);
			let info = SubtensorModule::stake_info(&hotkey(ALICE), &ALICE, NETUID);
			assert!(info.emission.0 > 0);
			assert_eq!(
				info.emission.0,
				AlphaDividendsPerSubnet::<Test>::get(NETUID, hotkey(ALICE))
			);
		});
	}

	#[test]
	fn everything_staked_is_available() {
		ExtBuilder::default().build_and_execute(|| {
			stake(EVE, hotkey(ALICE), ROOT, 2 * UNIT);
			stake(EVE, hotkey(BOB), ROOT, 3 * UNIT);
			let whole = |total| StakeAvailability {
				total: Compact(total),
				locked: Compact(0),
				available: Compact(total),
			};
			let all = SubtensorModule::stake_availability(vec![EVE], None);
			assert_eq!(all[&EVE], [(ROOT, whole(5 * UNIT))].into());
			let some = SubtensorModule::stake_availability(vec![EVE, FERDIE], Some(vec![NETUID]));
			assert_eq!(some[&EVE], [(NETUID, whole(0))].into());
			assert_eq!(some[&FERDIE], [(NETUID, whole(0))].into());
		});
	}
}

mod prices {
	use super::*;

	#[test]
	fn root_is_at_exactly_one_tao_and_others_at_their_pools_price() {
		ExtBuilder::default().build_and_execute(|| {
			assert_eq!(SubtensorModule::current_alpha_price(ROOT), 1_000_000_000);
			SubnetTAO::<Test>::insert(NETUID, 10_000 * UNIT);
			SubnetAlphaIn::<Test>::insert(NETUID, 20_000 * UNIT);
			let all: Vec<_> = SubtensorModule::current_alpha_prices()
				.into_iter()
				.map(|entry| (entry.netuid, entry.price))
				.collect();
			assert_eq!(all, [(ROOT, 1_000_000_000), (NETUID, 500_000_000)]);
			assert_eq!(SubtensorModule::current_alpha_price(99), 0);
			restore_pool();
		});
	}

	/// A test may not leave a pool that its account does not cover.
	fn restore_pool() {
		SubnetTAO::<Test>::insert(NETUID, 10_000 * UNIT);
	}

	#[test]
	fn a_simulated_trade_gives_what_the_real_one_gives() {
		ExtBuilder::default().build_and_execute(|| {
			let bought = SubtensorModule::simulate_buy(NETUID, 7 * UNIT);
			stake(EVE, hotkey(BOB), NETUID, 7 * UNIT);
			let stake = SubtensorModule::stake_of(&hotkey(BOB), &EVE, NETUID);
			assert_eq!(bought.alpha_amount, stake);
			assert_eq!(bought.tao_amount, 7 * UNIT);
			assert!(bought.alpha_slippage > 0 && bought.tao_slippage == 0);

			let fetched = SubtensorModule::simulate_sell(NETUID, stake);
			let before = Balances::free_balance(EVE);
			let origin = RuntimeOrigin::signed(EVE);
			assert_ok!(SubtensorModule::remove_stake(origin, hotkey(BOB), NETUID, stake));
			assert_eq!(fetched.tao_amount, Balances::free_balance(EVE) - before);
			assert!(fetched.tao_slippage > 0 && fetched.alpha_slippage == 0);
		});
	}

	#[test]
	fn trading_on_root_is_one_to_one_and_an_absent_pool_gives_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let even = SimSwapResult { tao_amount: 5, alpha_amount: 5, ..Default::default() };
			assert_eq!(SubtensorModule::simulate_buy(ROOT, 5), even);
			assert_eq!(SubtensorModule::simulate_sell(ROOT, 5), even);
			assert_eq!(SubtensorModule::simulate_buy(99, 5), SimSwapResult::default());
			assert_eq!(SubtensorModule::simulate_sell(99, 5), SimSwapResult::default());
		});
	}
}

mod neuron_info {
	use super::*;

	#[test]
	fn a_neuron_has_what_the_chain_stores_about_it() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_epoch(NETUID);
			let bob = SubtensorModule::neuron(NETUID, 1).unwrap();
			assert_eq!((bob.hotkey, bob.coldkey), (hotkey(BOB), BOB));
			assert_eq!((bob.uid.0, bob.netuid.0), (1, NETUID));
			assert!(bob.active && bob.validator_permit);
			assert_eq!(
				bob.stake,
				[(BOB, Compact(TotalHotkeyAlpha::<Test>::get(hotkey(BOB), NETUID)))]
			);
			assert_eq!(bob.dividends.0, Dividends::<Test>::get(NETUID)[1]);
			assert_eq!(bob.validator_trust.0, ValidatorTrust::<Test>::get(NETUID)[1]);
			assert_eq!(bob.emission.0, Emission::<Test>::get(NETUID)[1]);
			assert_eq!(bob.weights, [(Compact(2), Compact(40_000)), (Compact(3), Compact(65_535))]);
			assert_eq!(bob.bonds.len(), Bonds::<Test>::get(NETUID, 1).len());
			let miner = SubtensorModule::neuron_lite(NETUID, 2).unwrap();
			assert!(miner.incentive.0 > 0 && miner.consensus.0 > 0);
			assert_eq!(miner.incentive.0, Incentive::<Test>::get(NETUID)[2]);
		});
	}

	#[test]
	fn a_list_has_one_entry_for_each_uid_in_order() {
		ExtBuilder::default().build_and_execute(|| {
			let neurons = SubtensorModule::neurons(NETUID);
			let lite = SubtensorModule::neurons_lite(NETUID);
			let uids: Vec<_> = neurons.iter().map(|neuron| neuron.uid.0).collect();
			assert_eq!(uids, [0, 1, 2, 3]);
			assert_eq!(lite.iter().map(|neuron| neuron.uid.0).collect::<Vec<_>>(), uids);
			assert_eq!(SubtensorModule::neurons_lite(99), []);
			// As while it is being dissolved.
			NetworksAdded::<Test>::remove(NETUID);
			assert_eq!(SubtensorModule::neurons_lite(NETUID), []);
			NetworksAdded::<Test>::insert(NETUID, true);
			assert_eq!(SubtensorModule::neuron(NETUID, 4), None);
			assert_eq!(SubtensorModule::neuron_lite(99, 0), None);
		});
	}
}

mod subnet_info {
	use super::*;

	fn named() -> ExtBuilder {
		ExtBuilder::default().living(|subnet| {
			subnet.identity =
				Some(genesis::GenesisIdentity { subnet_name: "aé".into(), ..Default::default() });
		})
	}

	#[test]
	fn lists_existing_subnets_in_netuid_order() {
		ExtBuilder::default().build_and_execute(|| {
			let netuids = |infos: Vec<_>| -> Vec<_> {
				infos.into_iter().flatten().map(|netuid: Compact<u16>| netuid.0).collect()
			};
			let dynamic = SubtensorModule::all_dynamic_info().into_iter();
			assert_eq!(netuids(dynamic.map(|info| info.map(|info| info.netuid)).collect()), [0, 1]);
			let info = SubtensorModule::subnets_info().into_iter();
			assert_eq!(netuids(info.map(|info| info.map(|info| info.netuid)).collect()), [0, 1]);
			let info = SubtensorModule::subnets_info_v2().into_iter();
			assert_eq!(netuids(info.map(|info| info.map(|info| info.netuid)).collect()), [0, 1]);
			assert_eq!(SubtensorModule::subnet_info(99), None);
			assert_eq!(SubtensorModule::subnet_info_v2(99), None);
			assert_eq!(SubtensorModule::dynamic_info(99), None);
			assert_eq!(SubtensorModule::subnet_state(99), None);
			assert_eq!(SubtensorModule::subnet_hyperparams(99), None);
			assert_eq!(SubtensorModule::subnet_hyperparams_v3(99), None);
			assert_eq!(SubtensorModule::subnet_account_of(99), None);
		});
	}

	#[test]
	fn texts_are_lists_of_compact_bytes() {
		named().build_and_execute(|| {
			let info = SubtensorModule::dynamic_info(NETUID).unwrap();
			assert_eq!(info.subnet_name, compact("aé".bytes()));
			assert_eq!(info.token_symbol, compact("α".bytes()));
			// Length, then two bytes for each byte above 63.
			let expected = [12, 0x85, 1, 0x0d, 3, 0xa5, 2];
			assert_eq!(info.subnet_name.encode(), expected);
			assert_eq!(info.subnet_identity, SubnetIdentitiesV3::<Test>::get(NETUID));
		});
	}

	#[test]
	fn dynamic_info_is_what_pool_and_emission_hold() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_block(5);
			let info = SubtensorModule::dynamic_info(NETUID).unwrap();
			assert_eq!(info.tao_in.0, SubnetTAO::<Test>::get(NETUID));
			assert_eq!(info.alpha_in.0, SubnetAlphaIn::<Test>::get(NETUID));
			assert_eq!(info.alpha_out.0, SubnetAlphaOut::<Test>::get(NETUID));
			assert!(info.tao_in_emission.0 > 0);
			assert_eq!(
				info.pending_alpha_emission.0,
				PendingServerEmission::<Test>::get(NETUID)
					+ PendingValidatorEmission::<Test>::get(NETUID)
			);
			assert_eq!(
				(info.owner_coldkey, info.owner_hotkey, info.tempo.0),
				(ALICE, hotkey(ALICE), TEMPO)
			);
		});
	}

	#[test]
	fn state_has_one_value_for_each_neuron() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_epoch(NETUID);
			let state = SubtensorModule::subnet_state(NETUID).unwrap();
			assert_eq!(state.hotkeys, [ALICE, BOB, CHARLIE, DAVE].map(hotkey));
			assert_eq!(state.coldkeys, [ALICE, BOB, CHARLIE, DAVE]);
			assert_eq!(state.dividends, compact(Dividends::<Test>::get(NETUID)));
			assert_eq!(state.tao_stake[0].0, TotalHotkeyAlpha::<Test>::get(hotkey(ALICE), ROOT));
			let total = SubtensorModule::combined_stake(NETUID, &hotkey(ALICE)).floor();
			assert_eq!(state.total_stake[0].0, total);
			assert!(total > state.alpha_stake[0].0);
			for length in [
				state.active.len(),
				state.last_update.len(),
				state.emission.len(),
				state.incentives.len(),
				state.consensus.len(),
				state.block_at_registration.len(),
				state.alpha_stake.len(),
			] {
				assert_eq!(length, 4);
			}
		});
	}

	#[test]
	fn stake_that_counts_moves_from_parent_to_child() {
		ExtBuilder::default().build_and_execute(|| {
			let half: u64 = 1 << 63;
			let (parent, child) = (hotkey(ALICE), hotkey(CHARLIE));
			let before = SubtensorModule::subnet_state(NETUID).unwrap();
			ChildKeys::<Test>::insert(
				parent,
				NETUID,
				BoundedVec::truncate_from(vec![(half, child)]),
			);
			ParentKeys::<Test>::insert(
				child,
				NETUID,
				BoundedVec::truncate_from(vec![(half, parent)]),
			);
			let after = SubtensorModule::subnet_state(NETUID).unwrap();
			assert_eq!(after.alpha_stake[0].0, before.alpha_stake[0].0 / 2);
			assert_eq!(after.alpha_stake[2].0, before.alpha_stake[0].0 / 2);
			assert_eq!(after.tao_stake[2].0, before.tao_stake[0].0 / 2);
		});
	}

	#[test]
	fn the_next_epoch_is_where_it_then_runs() {
		ExtBuilder::default().build_and_execute(|| {
			for _ in 0..3 {
				let announced = SubtensorModule::next_epoch_start_block(NETUID);
				assert_eq!(announced, Some(run_to_epoch(NETUID)));
			}
			let block = System::block_number();
			PendingEpochAt::<Test>::insert(NETUID, block + 4);
			assert_eq!(SubtensorModule::next_epoch_start_block(NETUID), Some(block + 4));
			PendingEpochAt::<Test>::insert(NETUID, 1);
			assert_eq!(SubtensorModule::next_epoch_start_block(NETUID), Some(block + 1), "overdue");
			assert_eq!(run_to_epoch(NETUID), block + 1);
			Tempo::<Test>::insert(NETUID, 0);
			assert_eq!(SubtensorModule::next_epoch_start_block(NETUID), None);
			assert_eq!(SubtensorModule::next_epoch_start_block(99), None);
		});
	}

	#[test]
	fn a_long_silence_ends_before_a_longer_tempo() {
		ExtBuilder::default().build_and_execute(|| {
			Tempo::<Test>::insert(NETUID, u16::MAX);
			BlocksSinceLastStep::<Test>::insert(NETUID, 50_398);
			let announced = SubtensorModule::next_epoch_start_block(NETUID).unwrap();
			assert_eq!(announced, System::block_number() + 3);
			run_to_block(announced - 1);
			assert_eq!(SubnetEpochIndex::<Test>::get(NETUID), 0);
			run_to_block(announced);
			assert_eq!(SubnetEpochIndex::<Test>::get(NETUID), 1);
		});
	}
}

mod hyperparameters {
	use super::*;

	fn entry(name: &str) -> HyperparamValue {
		let entries = SubtensorModule::subnet_hyperparams_v3(NETUID).unwrap();
		let found: Vec<_> =
			entries.into_iter().filter(|entry| entry.name == name.as_bytes()).collect();
		assert_eq!(found.len(), 1, "{name}");
		found[0].value.clone()
	}

	#[test]
	fn names_come_in_the_order_of_the_live_network() {
		ExtBuilder::default().build_and_execute(|| {
			let entries = SubtensorModule::subnet_hyperparams_v3(NETUID).unwrap();
			let names: Vec<_> = entries
				.iter()
				.map(|entry| String::from_utf8(entry.name.clone()).unwrap())
				.collect();
			assert_eq!(
				names.join(" "),
				"kappa immunity_period min_allowed_weights max_weights_limit tempo weights_version \
				 weights_rate_limit activity_cutoff activity_cutoff_factor registration_allowed \
				 target_regs_per_interval min_burn max_burn burn_half_life burn_increase_mult \
				 bonds_moving_avg max_regs_per_block serving_rate_limit max_validators \
				 commit_reveal_period commit_reveal_weights_enabled alpha_high alpha_low \
				 liquid_alpha_enabled alpha_sigmoid_steepness yuma_version subnet_is_active \
				 transfers_enabled bonds_reset_enabled user_liquidity_enabled owner_cut_enabled \
				 owner_cut_auto_lock_enabled min_childkey_take"
			);
		});
	}

	#[test]
	fn values_are_those_in_storage_with_their_types() {
		ExtBuilder::default().build_and_execute(|| {
			assert_eq!(entry("kappa"), HyperparamValue::U16(Compact(32_767)));
			assert_eq!(entry("tempo"), HyperparamValue::U16(Compact(TEMPO)));
			assert_eq!(entry("min_burn"), HyperparamValue::TaoBalance(Compact(500_000)));
			assert_eq!(entry("yuma_version"), HyperparamValue::U16(Compact(3)));
			assert_eq!(
				entry("alpha_sigmoid_steepness"),
				HyperparamValue::I32F32(I32F32 { bits: 1_000 << 32 })
			);
			Yuma3On::<Test>::insert(NETUID, false);
			assert_eq!(entry("yuma_version"), HyperparamValue::U16(Compact(2)));
			AlphaSigmoidSteepness::<Test>::insert(NETUID, -1);
			assert_eq!(
				entry("alpha_sigmoid_steepness"),
				HyperparamValue::I32F32(I32F32 { bits: -(1 << 32) })
			);
			AlphaValues::<Test>::insert(NETUID, (11, 22));
			assert_eq!(entry("alpha_low"), HyperparamValue::U16(Compact(11)));
			assert_eq!(entry("alpha_high"), HyperparamValue::U16(Compact(22)));
		});
	}

	#[test]
	fn the_older_versions_have_the_same_values() {
		ExtBuilder::default().build_and_execute(|| {
			let first = SubtensorModule::subnet_hyperparams(NETUID).unwrap();
			let second = SubtensorModule::subnet_hyperparams_v2(NETUID).unwrap();
			let (first, second) = (first.encode(), second.encode());
			assert_eq!(first, second[..first.len()]);
			assert_eq!(HyperparamValue::U64F64(U64F64 { bits: 1 }).encode()[0], 7);
		});
	}
}

mod metagraph {
	use super::*;

	#[test]
	fn is_the_subnet_its_parameters_and_its_neurons() {
		ExtBuilder::default().build_and_execute(|| {
			run_to_epoch(NETUID);
			let graph = SubtensorModule::metagraph(NETUID).unwrap();
			assert_eq!(graph.netuid.0, NETUID);
			assert_eq!(graph.block.0, System::block_number());
			assert_eq!(graph.num_uids.0, 4);
			assert_eq!(graph.tempo.0, TEMPO);
			assert_eq!(graph.hotkeys, [ALICE, BOB, CHARLIE, DAVE].map(hotkey));
			assert_eq!(graph.incentives, compact(Incentive::<Test>::get(NETUID)));
			assert_eq!(graph.axons, [AxonInfo::default(); 4]);
			assert_eq!(graph.identities, vec![None; 4]);
			let dividends = AlphaDividendsPerSubnet::<Test>::get(NETUID, hotkey(ALICE));
			assert_eq!(graph.alpha_dividends_per_hotkey[0], (hotkey(ALICE), Compact(dividends)));
			assert_eq!(SubtensorModule::metagraph(99), None);
			let all = SubtensorModule::all_metagraphs();
			assert_eq!(all.len(), 2);
			assert_eq!(all[1], Some(graph));
		});
	}

	#[test]
	fn a_mechanism_has_scores_of_its_own() {
		ExtBuilder::default().build_and_execute(|| {
			let index = storage_index(NETUID, 1).unwrap();
			MechanismCountCurrent::<Test>::insert(NETUID, 2);
			LastUpdate::<Test>::insert(index, BoundedVec::truncate_from(vec![9, 9, 9, 9]));
			Incentive::<Test>::insert(index, BoundedVec::truncate_from(vec![1, 2, 3, 4]));
			let graph = SubtensorModule::mechagraph(NETUID, 1).unwrap();
			assert_eq!(graph.netuid.0, index);
			assert_eq!(graph.last_update, compact([9, 9, 9, 9]));
			assert_eq!(graph.incentives, compact([1, 2, 3, 4]));
			assert_eq!(SubtensorModule::mechagraph(NETUID, 2), None);
			assert_eq!(SubtensorModule::all_mechagraphs().len(), 3);
		});
	}

	#[test]
	fn a_selection_has_the_fields_that_were_asked_for() {
		ExtBuilder::default().build_and_execute(|| {
			let none = |_| -> Vec<(AccountId, Vec<u8>)> { panic!("nobody asked for commitments") };
			let whole = SubtensorModule::metagraph(NETUID).unwrap();
			let some =
				SubtensorModule::selective_metagraph(NETUID, 0, &[0, 3, 52, 71, 72], none).unwrap();
			assert_eq!(some.netuid, whole.netuid);
			assert_eq!(some.identity, Some(None));
			assert_eq!(some.hotkeys, Some(whole.hotkeys));
			assert_eq!(some.alpha_dividends_per_hotkey, Some(whole.alpha_dividends_per_hotkey));
			assert_eq!(some.validators, Some(compact([0, 1])));
			assert_eq!((some.name, some.commitments), (None, None));

			let one = |netuid| vec![(hotkey(BOB), vec![netuid as u8, 200])];
			let some = SubtensorModule::selective_metagraph(NETUID, 0, &[73], one).unwrap();
			assert_eq!(some.commitments, Some(vec![(hotkey(BOB), compact([1, 200]))]));
			assert_eq!(SubtensorModule::selective_metagraph(99, 0, &[73], one), None);
		});
	}
}

mod delegates {
	use super::*;

	#[test]
	fn a_delegate_lists_nominators_registrations_and_permits() {
		ExtBuilder::default().build_and_execute(|| {
			stake(EVE, hotkey(BOB), ROOT, UNIT);
			run_to_epoch(NETUID);
			let bob = SubtensorModule::delegate(&hotkey(BOB)).unwrap();
			assert_eq!((bob.delegate_ss58, bob.owner_ss58), (hotkey(BOB), BOB));
			assert_eq!(bob.take.0, Delegates::<Test>::get(hotkey(BOB)));
			assert_eq!(bob.registrations, compact([ROOT, NETUID]));
			assert_eq!(bob.validator_permits, compact([ROOT, NETUID]));
			let eve = bob.nominators.iter().find(|(coldkey, _)| *coldkey == EVE).unwrap();
			assert_eq!(eve.1, [(Compact(ROOT), Compact(UNIT))]);
			assert!(bob.total_daily_return.0 > 0 && bob.return_per_1000.0 > 0);
			assert_eq!(SubtensorModule::delegate(&hotkey(FERDIE)), None);
			assert_eq!(SubtensorModule::delegates().len(), 4);
		});
	}

	#[test]
	fn a_coldkey_has_one_entry_for_each_position() {
		ExtBuilder::default().build_and_execute(|| {
			stake(EVE, hotkey(BOB), ROOT, UNIT);
			stake(EVE, hotkey(BOB), NETUID, UNIT);
			let positions: Vec<_> = SubtensorModule::delegated(&EVE)
				.into_iter()
				.map(|(delegate, (netuid, alpha))| (delegate.delegate_ss58, netuid.0, alpha.0))
				.collect();
			let alpha = SubtensorModule::stake_of(&hotkey(BOB), &EVE, NETUID);
			assert_eq!(positions, [(hotkey(BOB), ROOT, UNIT), (hotkey(BOB), NETUID, alpha)]);
		});
	}
}

#[test]
fn what_is_absent_is_neutral_everywhere() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(SubnetEpochConsensus::<Test>::get(NETUID), absent::EpochConsensus::Yuma);
		assert_eq!(absent::EpochConsensus::Null.encode(), [1]);
		assert_eq!(CollateralLockShare::<Test>::get(NETUID), 0);
		assert_eq!(NetworkRegistrationQueue::<Test>::get().len(), 0);
		assert_eq!(AccountFlags::<Test>::get(ALICE), 0);
		assert_eq!(LastPowRegistrationBlock::<Test>::get(hotkey(ALICE)), 0);
		assert_eq!(SubnetEmaTaoFlow::<Test>::get(NETUID), None);
		assert_eq!(Lock::<Test>::iter().count(), 0);
		assert_eq!(HotkeyLock::<Test>::get(NETUID, hotkey(ALICE)), None);
		assert_eq!(OwnerLock::<Test>::get(NETUID), None);
		assert_eq!((MaturityRate::<Test>::get(), UnlockRate::<Test>::get()), (934_866, 934_866));
		assert_eq!(absent::root_basket_owed(ALICE), 0);
		assert_eq!(absent::root_basket_positions(ALICE), []);
		assert_eq!(absent::coldkey_lock(ALICE, NETUID), None);
	});
}
