//! A simulated month of a network with many subnets, driven block by block.
//!
//! Not part of the ordinary tests: `make soak` runs it. The size comes from the environment
//! (`SOAK_SUBNETS`, `SOAK_NEURONS`, `SOAK_BLOCKS`), by default that of the live network: 128 subnets
//! of 256 neurons, a quarter of them validators, at tempo 360, and 216,000 blocks.
//!
//! Blocks are filled as an author fills them: with the calls of validators that set their weights
//! once per tempo, of stakers, and of newcomers, as long as they fit. In every block
//!
//! - issuance grows by exactly what an independent computation says;
//! - the weight of hook and calls stays within the block's limit;
//! - no step fails, and no epoch is skipped.
//!
//! At the end (and a hundred times in between) the dust of each subnet is within its bound, and all
//! invariants hold.

mod state;

use crate::{mock::*, *};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{fungible::Mutate, Hooks, UnfilteredDispatchable},
	weights::Weight,
};
use sp_core::U256;
use state::FlatState;
use std::{env, time::Instant};

/// Blocks from epoch to epoch.
const TEMPO: u16 = 360;

struct Size {
	subnets: u16,
	neurons: u16,
	blocks: u64,
}

impl Size {
	fn from_environment() -> Self {
		let read = |name, default| {
			env::var(name).map_or(default, |value| value.parse().expect("SOAK_* are numbers"))
		};
		Self {
			subnets: read("SOAK_SUBNETS", 128) as u16,
			neurons: read("SOAK_NEURONS", 256) as u16,
			blocks: read("SOAK_BLOCKS", 216_000),
		}
	}

	fn validators(&self) -> u16 {
		(self.neurons / 4).max(1)
	}
}

/// A small generator of numbers, so that every run is the same.
struct Random(u64);

impl Random {
	fn below(&mut self, end: u64) -> u64 {
		// The constants of Knuth's MMIX.
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % end
	}
}

/// The coldkey of a neuron; its hotkey is `hotkey(coldkey)` in each subnet's own range.
fn coldkey_of(netuid: u16, uid: u16) -> AccountId {
	1_000_000 * AccountId::from(netuid) + 2 * AccountId::from(uid) + 1_000
}

/// Hotkeys are odd, coldkeys even.
fn hotkey_of(netuid: u16, uid: u16) -> AccountId {
	coldkey_of(netuid, uid) + 1
}

fn network(size: &Size) -> ExtBuilder {
	let builder = ExtBuilder::default().living(|subnet| *subnet = large_subnet(1, size));
	(2..=size.subnets).fold(builder, |builder, netuid| builder.subnet(large_subnet(netuid, size)))
}

fn large_subnet(netuid: u16, size: &Size) -> genesis::GenesisSubnet<AccountId> {
	let mut subnet = genesis::GenesisSubnet { netuid, ..living_subnet() };
	subnet.hyperparameters.tempo = Some(TEMPO);
	subnet.hyperparameters.weights_set_rate_limit = Some(100);
	subnet.hyperparameters.activity_cutoff_factor_milli = None;
	subnet.hyperparameters.max_allowed_uids = Some(size.neurons);
	subnet.hyperparameters.max_allowed_validators = Some(size.validators());
	// Pools of different depth and price, all below one TAO.
	let depth = u64::from(netuid % 7 + 1) * 5_000 * UNIT;
	subnet.pool = genesis::GenesisPool { tao: depth, alpha: depth * u64::from(netuid % 5 + 2) };
	subnet.owner = coldkey_of(netuid, 0);
	subnet.owner_hotkey = hotkey_of(netuid, 0);
	subnet.neurons = (0..size.neurons)
		.map(|uid| genesis::GenesisNeuron {
			hotkey: hotkey_of(netuid, uid),
			coldkey: coldkey_of(netuid, uid),
			stake: if uid < size.validators() { u64::from(1_000 + 10 * uid) * UNIT } else { 0 },
			validator_permit: uid < size.validators(),
			weights: vec![],
			bonds: vec![],
		})
		.collect();
	subnet
}

/// A validator's opinion: what the miners are worth, more or less.
fn opinion(size: &Size, random: &mut Random) -> (Vec<u16>, Vec<u16>) {
	let miners = size.validators()..size.neurons;
	let values = miners.clone().map(|uid| {
		let quality = 1_000 + 200 * u64::from(uid % 97);
		(quality + random.below(quality)) as u16
	});
	(miners.clone().collect(), values.collect())
}

/// What the curve gives a block at this issuance, in rao: it halves whenever half of what is left of
/// 21 million is issued.
fn curve(issuance: u64) -> u64 {
	let one = U256::one() << 32;
	let issued = (U256::from(issuance) << 32) / U256::from(21_000_000_000_000_000u64);
	if issued >= one {
		return 0;
	}
	let ratio = (one << 32) / (one - issued);
	let halvings = (ratio >> 32).bits() - 1;
	(((one >> halvings) * U256::from(UNIT)) >> 32).as_u64()
}

/// What a block mints: each subnet's part of the curve by its moving price, as liquidity and, as
/// far as root's proportion does not let it be that, for purchases; both rounded down.
fn expected_minting() -> u64 {
	let one = U256::one() << 64;
	let normalised = |values: Vec<U256>| -> Vec<U256> {
		let sum = values.iter().fold(U256::zero(), |sum, value| sum + value);
		values.into_iter().map(|value| (value * one).checked_div(sum).unwrap_or(value)).collect()
	};
	let netuids: Vec<_> =
		NetworksAdded::<Test>::iter_keys().filter(|netuid| *netuid != ROOT).collect();
	let price = |netuid| {
		let bits = SubnetMovingPrice::<Test>::get(netuid).bits;
		U256::from(bits.clamp(0, 1 << 32)) << 32
	};
	let prices = normalised(netuids.iter().map(price).collect());
	let kept = |(price, netuid): (&U256, &u16)| {
		(*price * (one - U256::from(MinerBurned::<Test>::get(netuid).bits))) >> 64
	};
	let shares = normalised(prices.iter().zip(&netuids).map(kept).collect());
	let emission = U256::from(curve(Balances::total_issuance()));
	let parts = shares.into_iter().map(|share| (share * emission) >> 32);
	parts.zip(netuids).map(|(part, netuid)| minted_for(part, netuid)).sum()
}

/// What a subnet's part (rao, with 32 fraction bits) mints.
fn minted_for(part: U256, netuid: u16) -> u64 {
	let one = U256::one() << 32;
	let issuance = SubtensorModule::alpha_issuance(netuid).expect("alpha does not overflow");
	let weight = (U256::from(TaoWeight::<Test>::get()) << 32) / U256::from(u64::MAX);
	let root = U256::from(SubnetTAO::<Test>::get(ROOT)) * weight;
	let proportion = root * one / (root + (U256::from(issuance) << 32));
	let most_alpha = proportion * U256::from(curve(issuance));
	let alpha_reserve = U256::from(SubnetAlphaIn::<Test>::get(netuid));
	let price = (U256::from(SubnetTAO::<Test>::get(netuid)) << 32) / alpha_reserve;
	let liquidity = if part * one / price > most_alpha { (most_alpha * price) >> 32 } else { part };
	((liquidity >> 32) + ((part - liquidity) >> 32)).as_u64()
}

/// Most dust that a subnet can have: four roundings in each block, and in each epoch, for each
/// neuron, a few divisions that lose less than 2^-32 of what is divided and one unit.
#[derive(Clone, Copy, Default)]
struct DustBound(u128);

impl DustBound {
	fn block(&mut self) {
		self.0 += 4;
	}

	fn epoch(&mut self, emission: u64, neurons: u16) {
		self.0 += 4 * u128::from(neurons) * u128::from((emission >> 32) + 2);
	}
}

/// The block under construction.
struct Block {
	weight: Weight,
	limit: Weight,
	accepted: u64,
	refused: u64,
}

impl Block {
	/// Includes a call if it fits.
	fn call(&mut self, signer: AccountId, call: Call<Test>) {
		let weight = RuntimeCall::from(call.clone()).get_dispatch_info().call_weight;
		let after = self.weight.saturating_add(weight);
		if after.any_gt(self.limit) {
			return;
		}
		self.weight = after;
		match call.dispatch_bypass_filter(RuntimeOrigin::signed(signer)) {
			Ok(_) => self.accepted += 1,
			Err(error) => {
				assert_ne!(error.error, Error::<Test>::Arithmetic.into());
				self.refused += 1;
			},
		}
	}
}

/// Peak of this process's memory, in mebibytes.
fn peak_memory() -> u64 {
	let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
	let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or("VmHWM: 0 kB");
	let kibibytes: u64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0);
	kibibytes / 1_024
}

#[test]
#[ignore = "takes about an hour in its full size: `make soak` runs it"]
fn a_month_of_the_network() {
	let size = Size::from_environment();
	println!("{} subnets of {} neurons, {} blocks", size.subnets, size.neurons, size.blocks);
	let network = network(&size).max_subnets(size.subnets + 1);
	let mut ext = network.build().expect("a valid network").execute_with(FlatState::copied);
	let started = Instant::now();
	let limit = BlockWeights::get();
	let whole = limit.max_block;
	let normal = limit.get(DispatchClass::Normal).max_total.unwrap_or(whole);
	let mut random = Random(7);
	let mut dust = vec![DustBound::default(); usize::from(size.subnets) + 1];
	let (mut epochs, mut deferred, mut accepted, mut refused) = (0u64, 0u64, 0u64, 0u64);
	let mut heaviest = Weight::zero();
	let mut minted = 0u64;
	let start = ext.execute_with(|| {
		for who in 0..50 {
			Balances::mint_into(&(9_000_000_000 + who), 20_000 * UNIT).expect("an account");
		}
		// Validators have root stake, or nobody in their subnet could get root's part.
		for netuid in 1..=size.subnets {
			for uid in 0..size.validators() {
				let (coldkey, hotkey) = (coldkey_of(netuid, uid), hotkey_of(netuid, uid));
				let stake = u64::from(uid + 1) * UNIT;
				Balances::mint_into(&coldkey, 2 * stake).expect("an account");
				let origin = RuntimeOrigin::signed(coldkey);
				SubtensorModule::add_stake(origin, hotkey, ROOT, stake).expect("root takes stake");
			}
		}
		Balances::total_issuance()
	});

	for number in 1..=size.blocks {
		ext.execute_with(|| {
			System::set_block_number(number);
			System::reset_events();
			let before = Balances::total_issuance();
			let expected = expected_minting();
			let hook = SubtensorModule::on_initialize(number);
			assert_eq!(Balances::total_issuance() - before, expected, "block {number}");
			minted += expected;
			dust.iter_mut().for_each(DustBound::block);
			for event in events_since_last_call() {
				match event {
					Event::EpochRan { netuid, emission, .. } => {
						epochs += 1;
						dust[usize::from(netuid)].epoch(emission, size.neurons);
					},
					Event::EpochDeferred { .. } => deferred += 1,
					Event::BlockStepFailed { .. } | Event::EpochSkipped { .. } => {
						panic!("block {number}: {event:?}")
					},
					_ => (),
				}
			}

			let mut block =
				Block { weight: hook, limit: normal.max(hook), accepted: 0, refused: 0 };
			for netuid in 1..=size.subnets {
				// Each validator once per tempo, all of them spread over it.
				for uid in 0..size.validators() {
					let turn = u64::from(netuid) * 31 + u64::from(uid) * 5;
					if (number + turn).is_multiple_of(TEMPO.into()) {
						let (dests, weights) = opinion(&size, &mut random);
						let call = Call::set_weights { netuid, dests, weights, version_key: 0 };
						block.call(hotkey_of(netuid, uid), call);
					}
				}
			}
			let who = 9_000_000_000 + AccountId::from(random.below(50));
			let netuid = 1 + random.below(size.subnets.into()) as u16;
			let validator = random.below(size.validators().into()) as u16;
			let hotkey = hotkey_of(netuid, validator);
			let stake = SubtensorModule::stake_of(&hotkey, &who, netuid);
			if stake > 0 && random.below(2) == 0 {
				block.call(who, Call::remove_stake { hotkey, netuid, amount_unstaked: stake });
			} else {
				let amount_staked = UNIT * (1 + random.below(20));
				block.call(who, Call::add_stake { hotkey, netuid, amount_staked });
			}
			if number.is_multiple_of(50) {
				let hotkey = 8_000_000_001 + AccountId::from(number);
				block.call(who, Call::burned_register { netuid, hotkey });
			}
			assert!(block.weight.all_lte(whole), "block {number}: {:?}", block.weight);
			heaviest = heaviest.max(block.weight);
			accepted += block.accepted;
			refused += block.refused;

			if number.is_multiple_of((size.blocks / 100).max(1)) || number == size.blocks {
				for netuid in 1..=size.subnets {
					let (has, most) =
						(SubnetAlphaDust::<Test>::get(netuid), dust[usize::from(netuid)].0);
					assert!(u128::from(has) <= most, "netuid {netuid}: {has} of {most} dust");
				}
				SubtensorModule::do_try_state().expect("the invariants hold");
				println!(
					"block {number}: {epochs} epochs, {deferred} deferred, {accepted} calls \
					 ({refused} refused), {} s, {} MiB",
					started.elapsed().as_secs(),
					peak_memory()
				);
			}
		});
	}
	ext.execute_with(|| {
		assert_eq!(
			Balances::total_issuance(),
			start + minted,
			"issuance follows the curve to the rao"
		);
		let dust: u64 = SubnetAlphaDust::<Test>::iter_values().sum();
		println!(
			"minted {minted} rao; dust of all subnets {dust}; heaviest block {} % of the limit",
			heaviest.ref_time() * 100 / whole.ref_time()
		);
	});
	println!("{} s, peak memory {} MiB", started.elapsed().as_secs(), peak_memory());
}
