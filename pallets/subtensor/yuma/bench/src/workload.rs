//! The workloads: random subnets of three shapes, warmed by three epochs.

use alloc::{vec, vec::Vec};
use yuma_consensus::{CombinedStake, EpochInput, EpochOutput, Row};

/// SplitMix64.
struct Random(u64);

impl Random {
	fn next(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut z = self.0;
		z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		z ^ (z >> 31)
	}

	fn below(&mut self, limit: u64) -> u64 {
		((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
	}
}

/// Neurons, validators among them, and targets per validator (at most all miners).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
	/// Number of uids.
	pub neurons: u16,
	/// How many of them are validators, from uid 0.
	pub validators: u16,
	/// Weights of each validator.
	pub targets: u16,
}

impl Shape {
	/// Every validator weights every miner.
	pub const fn dense(neurons: u16, validators: u16) -> Self {
		Self { neurons, validators, targets: neurons - validators }
	}

	/// Whether every validator weights every miner.
	pub fn is_dense(&self) -> bool {
		*self == Self::dense(self.neurons, self.validators)
	}

	/// Number of weights.
	pub fn entries(&self) -> u64 {
		u64::from(self.validators) * u64::from(self.targets)
	}
}

/// A subnet between two epochs.
pub struct Subnet {
	shape: Shape,
	liquid: bool,
	stake: Vec<CombinedStake>,
	permit: Vec<bool>,
	weights: Vec<Vec<(u16, u16)>>,
	bonds: Vec<Vec<(u16, u16)>>,
	last_update: Vec<u64>,
	registered: Vec<u64>,
	block: u64,
	last_step: u64,
}

impl Subnet {
	/// The subnet of a shape: original Yuma, or Yuma 3 with liquid alpha.
	pub fn new(shape: Shape, liquid: bool) -> Self {
		let n = usize::from(shape.neurons);
		let mut random = Random(20_260_630);
		let stakes: Vec<u64> = (0..shape.validators)
			.map(|_| 1_000_000_000_000 + random.below(9_000_000_000_000))
			.collect();
		let mut stake: Vec<CombinedStake> =
			stakes.into_iter().map(CombinedStake::from_rao).collect();
		stake.resize(n, CombinedStake::ZERO);
		let miners = u64::from(shape.neurons - shape.validators);
		let quality: Vec<u64> = (0..miners).map(|_| 2_000 + random.below(48_000)).collect();
		let per = u64::from(shape.targets);
		let mut weights = vec![Vec::new(); n];
		for row in weights.iter_mut().take(usize::from(shape.validators)) {
			let mut chosen: Vec<u64> = if per < miners {
				let pool = (per * 5 / 4).min(miners);
				let offset = random.below(pool);
				(0..per).map(|k| (offset + k) % pool).collect()
			} else {
				(0..miners).collect()
			};
			chosen.sort_unstable();
			for miner in chosen {
				let noise = 3_072 + random.below(2_049);
				let weight = (1 + quality[miner as usize] * noise / 4_096).min(65_535);
				row.push((shape.validators + miner as u16, weight as u16));
			}
		}
		let mut permit = vec![true; usize::from(shape.validators)];
		permit.resize(n, false);
		Self {
			shape,
			liquid,
			stake,
			permit,
			weights,
			bonds: vec![Vec::new(); n],
			last_update: vec![999_900; n],
			registered: vec![10; n],
			block: 1_000_000,
			last_step: 999_640,
		}
	}

	/// After three epochs.
	pub fn warmed(shape: Shape, liquid: bool) -> Self {
		let mut subnet = Self::new(shape, liquid);
		for _ in 0..3 {
			let output = subnet.with(|input| yuma_consensus::epoch(input)).unwrap();
			subnet.bonds = output.bonds;
			subnet.permit = output.validator_permit;
			subnet.last_step = subnet.block;
			subnet.block += 360;
		}
		subnet
	}

	/// Number of weights and stored bonds.
	pub fn entries(&self) -> usize {
		self.weights.iter().chain(&self.bonds).map(Vec::len).sum()
	}

	/// Lends the input of the next epoch.
	pub fn with<R>(&self, run: impl FnOnce(&EpochInput) -> R) -> R {
		let weights: Vec<Row> = self.weights.iter().map(Vec::as_slice).collect();
		let bonds: Vec<Row> = self.bonds.iter().map(Vec::as_slice).collect();
		run(&EpochInput {
			current_block: self.block,
			tempo: 360,
			last_mechanism_step_block: self.last_step,
			activity_cutoff: 5_000,
			last_update: &self.last_update,
			block_at_registration: &self.registered,
			stake: &self.stake,
			stake_threshold: 0,
			owner_uid: None,
			validator_permit: &self.permit,
			max_allowed_validators: self.shape.validators,
			weights: &weights,
			commit_blocks: None,
			kappa: 32_767,
			bonds: &bonds,
			bonds_penalty: 65_535,
			bonds_moving_average: 900_000,
			yuma3: self.liquid,
			liquid_alpha: self.liquid,
			alpha_low: 45_875,
			alpha_high: 58_982,
			alpha_sigmoid_steepness: 1_000,
			emission: 148_000_000_000,
		})
	}
}

/// 64-bit FNV-1a over an epoch's output.
pub fn digest(output: &EpochOutput) -> u64 {
	let mut hash = 0xcbf2_9ce4_8422_2325_u64;
	let mut add = |value: u64| {
		for byte in value.to_le_bytes() {
			hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
		}
	};
	let ratios = [
		&output.stake_weight,
		&output.consensus,
		&output.incentive,
		&output.dividends,
		&output.validator_trust,
	];
	ratios.into_iter().flatten().for_each(|value| add((*value).into()));
	let amounts = [&output.server_emission, &output.validator_emission, &output.emission];
	amounts.into_iter().flatten().for_each(|value| add(*value));
	for (target, bond) in output.bonds.iter().flatten() {
		add((u64::from(*target) << 16) | u64::from(*bond));
	}
	hash
}
