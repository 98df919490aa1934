use crate::{
	genesis::{GenesisIdentity, GenesisNomination, GenesisPool, GenesisSubnet},
	mock::*,
	*,
};

fn refusal(change: impl FnOnce(&mut GenesisSubnet<AccountId>)) -> String {
	match ExtBuilder::default().living(change).build() {
		Ok(_) => panic!("the description was accepted"),
		Err(reason) => reason,
	}
}

#[test]
fn builds_exactly_what_is_described() {
	ExtBuilder::default()
		.living(|subnet| {
			subnet.neurons[0].bonds = vec![(3, 7), (2, 65_535)];
			subnet.identity =
				Some(GenesisIdentity { subnet_name: "demo".into(), ..Default::default() });
			subnet.hyperparameters.alpha_low = Some(2_000);
		})
		.build()
		.unwrap()
		.execute_with(|| {
			assert_eq!(SubnetworkN::<Test>::get(NETUID), 4);
			assert_eq!(SubtensorModule::stake_of(&hotkey(BOB), &BOB, NETUID), 2_000 * UNIT);
			assert_eq!(Weights::<Test>::get(NETUID, 1), vec![(2, 40_000), (3, 65_535)]);
			assert_eq!(Bonds::<Test>::get(NETUID, 0), vec![(3, 7), (2, 65_535)]);
			assert_eq!(AlphaValues::<Test>::get(NETUID), (2_000, 58_982));
			assert_eq!(Tempo::<Test>::get(NETUID), TEMPO);
			assert_eq!(SubnetTAO::<Test>::get(ROOT), 150_000 * UNIT);
			assert_eq!(
				SubnetIdentitiesV3::<Test>::get(NETUID).unwrap().subnet_name.to_vec(),
				b"demo"
			);
			SubtensorModule::do_try_state().unwrap();
		});
}

#[test]
fn weights_and_bonds_of_genesis_count_in_the_first_epoch() {
	ExtBuilder::default()
		.living(|subnet| subnet.neurons[0].bonds = vec![(2, 65_535)])
		.build_and_execute(|| {
			run_to_epoch(NETUID);
			assert!(Incentive::<Test>::get(NETUID)[2] > 0, "weights count");
			let bond = Bonds::<Test>::get(NETUID, 0)[0];
			// Nine tenths of the old bond and a tenth of a weight below one.
			assert!(bond.0 == 2 && bond.1 > 65_535 / 10 * 9, "bonds count: {bond:?}");
		});
}

#[test]
fn json_names_are_camel_case_and_unknown_ones_are_refused() {
	let json = serde_json::to_value(living_subnet()).unwrap();
	assert!(json["hyperparameters"].get("activityCutoffFactorMilli").is_some());
	assert!(json["neurons"][0].get("validatorPermit").is_some());

	let mut wrong = json.clone();
	wrong["neuronz"] = serde_json::json!([]);
	let error = serde_json::from_value::<GenesisSubnet<AccountId>>(wrong).unwrap_err();
	assert!(error.to_string().contains("neuronz"));
}

#[test]
fn wrong_input_is_refused_with_its_place() {
	assert!(refusal(|s| s.netuid = 0).contains("netuid 0: listed twice"));
	assert!(refusal(|s| s.netuid = 8).contains("netuids must be below 8"));
	assert!(refusal(|s| s.neurons[3].hotkey = hotkey(ALICE)).contains("neuron 3: "));
	assert!(refusal(|s| s.neurons[0].coldkey = BOB).contains("neuron 0: NonAssociatedColdKey"));
	assert!(refusal(|s| s.neurons[1].weights.push((4, 1)))
		.contains("netuid 1: neuron 1: weights name uid 4, but there are 4 neurons"));
	assert!(refusal(|s| s.neurons[1].weights.push((2, 1))).contains("weights name uid 2 twice"));
	assert!(refusal(|s| s.neurons[1].bonds = vec![(9, 1)]).contains("bonds name uid 9"));
	assert!(refusal(|s| s.hyperparameters.max_allowed_uids = Some(3)).contains("4 neurons"));
	assert!(refusal(|s| s.hyperparameters.max_allowed_uids = Some(257)).contains("above 256"));
	assert!(refusal(|s| s.hyperparameters.max_allowed_validators = Some(0)).contains("1 to 256"));
	assert!(refusal(|s| s.hyperparameters.max_allowed_validators = Some(257)).contains("1 to 256"));
	assert!(refusal(|s| s.hyperparameters.alpha_low = Some(65_535)).contains("above alphaHigh"));
	assert!(refusal(|s| s.hyperparameters.burn = Some(1)).contains("between minBurn"));
	assert!(refusal(|s| s.hyperparameters.bonds_moving_average = Some(1_000_001))
		.contains("millionths"));
	assert!(refusal(|s| s.symbol = Some("x".repeat(33))).contains("symbol is longer than 32"));
	assert!(refusal(|s| s.pool = GenesisPool { tao: 499, alpha: 1 }).contains("the pool needs"));
	assert!(refusal(|s| s.neurons[0].stake = u64::MAX).contains("stake above issuance"));
	assert!(refusal(|s| s.neurons[0].stake = 21_000_000 * UNIT).contains("more than"));
	assert!(refusal(|s| s.pool.tao = 21_000_000 * UNIT).contains("can exist"));
	assert!(refusal(|s| s.nominations.push(GenesisNomination {
		hotkey: 9_999,
		coldkey: EVE,
		stake: 1
	}))
	.contains("nomination 0: no neuron has this hotkey"));
}

#[test]
fn root_comes_first_and_has_no_pool() {
	let lone = GenesisConfig::<Test> { subnets: vec![living_subnet()], ..Default::default() };
	let mut rich_root = root();
	rich_root.pool = GenesisPool { tao: UNIT, alpha: UNIT };
	let rich = GenesisConfig::<Test> { subnets: vec![rich_root], ..Default::default() };
	sp_io::TestExternalities::default().execute_with(|| {
		assert!(SubtensorModule::build_genesis(&lone).unwrap_err().contains("must be netuid 0"));
		assert!(SubtensorModule::build_genesis(&rich).unwrap_err().contains("has no pool"));
	});
}

#[test]
fn balances_that_wrap_around_are_refused() {
	let mut ext = sp_io::TestExternalities::default();
	ext.execute_with(|| {
		// What pallet-balances makes of this in wasm, where its sum wraps.
		for (who, free) in [(ALICE, u64::MAX), (BOB, 1_000)] {
			frame_system::Account::<Test>::mutate(who, |account| account.data.free = free);
		}
		pallet_balances::TotalIssuance::<Test>::put(999);
		let reason = SubtensorModule::build_genesis(&GenesisConfig::default()).unwrap_err();
		assert_eq!(reason, "the balances together are more than 2^64 - 1 rao");
	});
}
