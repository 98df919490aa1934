//! Random sequences of stake operations by a few actors: the invariants hold after each, the money
//! of all of them together never grows, and the nominators of a hotkey share as they should.

use crate::{mock::*, *};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

/// A small generator (SplitMix64), so that a failure names the seed that repeats it.
struct Random(u64);

impl Random {
	fn next(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
		let mut mixed = self.0;
		mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
		mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
		mixed ^ (mixed >> 31)
	}

	fn one_of<V: Copy>(&mut self, values: &[V]) -> V {
		values[self.next() as usize % values.len()]
	}

	/// From a few units to 2^42, most often above the least amount of an operation.
	fn amount(&mut self) -> u64 {
		let bits = if self.next().is_multiple_of(4) {
			2 + self.next() % 20
		} else {
			22 + self.next() % 21
		};
		self.next() >> (64 - bits)
	}
}

const ACTORS: [AccountId; 4] = [ALICE, BOB, EVE, DAVE];
const HOTKEYS: [AccountId; 2] = [ALICE, BOB];
const NETUIDS: [NetUid; 3] = [ROOT, NETUID, SECOND];

fn world() -> ExtBuilder {
	ExtBuilder::default().subnet(second_subnet())
}

/// One random operation, described for whoever has to read a failure; if `dividends`, some of them
/// pay a dividend, as an epoch does.
fn operate(random: &mut Random, dividends: bool) -> (String, DispatchResult) {
	let who = random.one_of(&ACTORS);
	let origin = RuntimeOrigin::signed(who);
	let (on, to) = (random.one_of(&HOTKEYS), random.one_of(&HOTKEYS));
	let (netuid, into) = (random.one_of(&NETUIDS), random.one_of(&NETUIDS));
	let staked = stake(who, on, netuid);
	let alpha = match random.next() % 3 {
		0 => staked,
		1 => staked / (1 + random.next() % 9),
		_ => random.amount(),
	};
	let tao = random.amount();
	let price = random.one_of(&[0, UNIT / 4, UNIT / 2, UNIT, 2 * UNIT, u64::MAX]);
	let partial = random.next().is_multiple_of(2);
	let (h, h2) = (hotkey(on), hotkey(to));
	let done = |result: frame_support::dispatch::DispatchResultWithPostInfo| {
		result.map(|_| ()).map_err(|error| error.error)
	};
	type Pallet = SubtensorModule;
	let (name, result) = match random.next() % if dividends { 15 } else { 14 } {
		0 | 1 => ("add_stake", Pallet::add_stake(origin, h, netuid, tao)),
		2 => ("add_stake_limit", Pallet::add_stake_limit(origin, h, netuid, tao, price, partial)),
		3 | 4 => ("remove_stake", Pallet::remove_stake(origin, h, netuid, alpha)),
		5 => (
			"remove_stake_limit",
			Pallet::remove_stake_limit(origin, h, netuid, alpha, price, partial),
		),
		6 => (
			"remove_stake_full_limit",
			Pallet::remove_stake_full_limit(origin, h, netuid, partial.then_some(price)),
		),
		7 => ("unstake_all", done(Pallet::unstake_all(origin, h))),
		8 => ("unstake_all_alpha", done(Pallet::unstake_all_alpha(origin, h))),
		9 | 10 => ("move_stake", Pallet::move_stake(origin, h, h2, netuid, into, alpha)),
		11 => {
			let other = random.one_of(&ACTORS);
			("transfer_stake", Pallet::transfer_stake(origin, other, h, netuid, into, alpha))
		},
		12 => (
			"swap_stake_limit",
			Pallet::swap_stake_limit(origin, h, netuid, into, alpha, price, partial),
		),
		13 => ("recycle_alpha", Pallet::recycle_alpha(origin, h, alpha.min(1_000), netuid)),
		_ => {
			let amount = random.amount();
			let result =
				SubtensorModule::raise_hotkey_alpha(&h, netuid.max(1), amount).and_then(|raised| {
					match raised {
						true => SubtensorModule::mint_alpha_out(netuid.max(1), amount),
						false => Ok(()),
					}
				});
			("dividend", result)
		},
	};
	let what = format!(
		"{name} by {who} on {on}/{to} in {netuid}/{into}: tao {tao}, alpha {alpha}, \
		 limit {price} {partial}: {result:?}"
	);
	(what, result)
}

/// What all actors could spend if they sold everything now, one after the other.
fn liquidate_all() -> u64 {
	for who in ACTORS {
		for on in HOTKEYS {
			let _ = SubtensorModule::unstake_all(RuntimeOrigin::signed(who), hotkey(on));
		}
	}
	ACTORS.into_iter().map(Balances::free_balance).sum()
}

#[test]
fn any_sequence_keeps_the_invariants() {
	let mut accepted = 0u32;
	for seed in 0..40 {
		world().build_and_execute(|| {
			NominatorMinRequiredStake::<Test>::put(if seed % 2 == 0 { 0 } else { UNIT });
			let mut random = Random(seed);
			let issuance = Balances::total_issuance();
			let mut script = Vec::new();
			for _ in 0..60 {
				let (what, result) = operate(&mut random, true);
				accepted += u32::from(result.is_ok());
				script.push(what);
				if let Err(broken) = SubtensorModule::do_try_state() {
					panic!("seed {seed}: {broken:?} after\n{}", script.join("\n"));
				}
				assert_eq!(Balances::total_issuance(), issuance, "staking mints no TAO");
			}
		});
	}
	assert!(accepted > 800, "only {accepted} of 2,400 operations were accepted");
}

#[test]
fn nobody_gains_by_going_in_circles() {
	for seed in 0..200 {
		world().build_and_execute(|| {
			let mut random = Random(seed);
			let before = Balances::free_balance(EVE);
			let start = random.one_of(&NETUIDS);
			let tao = 2_000_000 + random.amount();
			let origin = || RuntimeOrigin::signed(EVE);
			assert_ok!(SubtensorModule::add_stake(origin(), hotkey(ALICE), start, tao));
			let mut netuid = start;
			let mut on = ALICE;
			for _ in 0..random.next() % 6 {
				let (next, to) = (random.one_of(&NETUIDS), random.one_of(&HOTKEYS));
				let alpha = stake(EVE, on, netuid);
				let (from, into) = (hotkey(on), hotkey(to));
				if SubtensorModule::move_stake(origin(), from, into, netuid, next, alpha).is_ok() {
					(netuid, on) = (next, to);
				}
			}
			assert_ok!(SubtensorModule::remove_stake_full_limit(
				origin(),
				hotkey(on),
				netuid,
				None
			));
			assert!(Balances::free_balance(EVE) <= before, "seed {seed}");
		});
	}
}

#[test]
fn all_together_cannot_take_out_more_than_there_was() {
	for seed in 0..20 {
		let at_once = std::cell::Cell::new(0);
		world().build_and_execute(|| at_once.set(liquidate_all()));
		world().build_and_execute(|| {
			let mut random = Random(seed);
			for _ in 0..40 {
				let _ = operate(&mut random, false); // refused ones do nothing
			}
			let after = liquidate_all();
			assert!(after <= at_once.get() + 1_000, "seed {seed}: {after} of {}", at_once.get());
		});
	}
}

/// What a nominator should have, and by how much roundings may have moved it.
#[derive(Clone, Copy)]
struct Expected {
	exact: f64,
	error: f64,
}

#[test]
fn nominators_share_dividends_pro_rata_within_a_unit_per_operation() {
	for seed in 0..60 {
		world().build_and_execute(|| {
			let mut random = Random(seed);
			let (on, netuid) = (hotkey(BOB), SECOND);
			let stake_of = |who| stake(who, BOB, SECOND);
			let mut expected =
				ACTORS.map(|who| Expected { exact: stake_of(who) as f64, error: 0.0 });
			for _ in 0..50 {
				let place = random.next() as usize % ACTORS.len();
				let who = ACTORS[place];
				let sum: f64 = expected.iter().map(|expected| expected.exact).sum();
				match random.next() % 3 {
					0 => {
						let amount = random.amount();
						assert_ok!(SubtensorModule::mint_alpha_out(netuid, amount));
						assert_ok!(SubtensorModule::increase_stake(&on, &who, netuid, amount));
						expected[place].exact += amount as f64;
					},
					1 => {
						let amount = stake_of(who) / (1 + random.next() % 5);
						assert_ok!(SubtensorModule::burn_alpha_out(netuid, amount));
						assert_ok!(SubtensorModule::decrease_stake(&on, &who, netuid, amount));
						expected[place].exact = (expected[place].exact - amount as f64).max(0.0);
					},
					_ => {
						let amount = random.amount();
						let raised = SubtensorModule::raise_hotkey_alpha(&on, netuid, amount);
						if raised != Ok(true) {
							continue; // nobody is there to get it
						}
						assert_ok!(SubtensorModule::mint_alpha_out(netuid, amount));
						let growth = 1.0 + amount as f64 / sum;
						for nominator in &mut expected {
							nominator.exact *= growth;
							nominator.error *= growth; // what was rounded earlier grows with it
						}
					},
				}
				// One unit for the rounding, and what a float of 53 bits cannot tell.
				for nominator in &mut expected {
					nominator.error += 1.0 + nominator.exact / 2f64.powi(50);
				}
			}
			for (who, Expected { exact, error }) in ACTORS.into_iter().zip(expected) {
				let real = stake_of(who) as f64;
				assert!((real - exact).abs() <= error, "seed {seed}: {who}: {real}, not {exact}");
			}
		});
	}
}
