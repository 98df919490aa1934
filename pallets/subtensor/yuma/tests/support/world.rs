//! A small subnet that lives through epochs: validators first, then miners.

use super::case::Input;
use yuma_consensus::EpochOutput;

/// Which rules the subnet plays by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
	/// The original Yuma.
	Original,
	/// Yuma 3 with one speed for all bonds.
	Yuma3,
	/// Yuma 3 with liquid alpha.
	LiquidAlpha,
}

/// All of them.
pub const ALL_RULES: [Rules; 3] = [Rules::Original, Rules::Yuma3, Rules::LiquidAlpha];

/// The subnet, with what each neuron earned so far.
pub struct World {
	input: Input,
	validators: usize,
	/// Rao paid to each validator.
	pub earned: Vec<u64>,
	/// Rao paid to each miner.
	pub mined: Vec<u64>,
}

impl World {
	/// Validators with these stakes (parts of 1,000, say) and a number of miners. Everybody holds a
	/// permit, nobody has bonds.
	pub fn new(rules: Rules, stakes: &[u64], miners: usize) -> Self {
		let n = stakes.len() + miners;
		let mut stake: Vec<u64> = stakes.iter().map(|part| part * 1_000_000_000).collect();
		stake.resize(n, 0);
		let input = Input {
			n: u16::try_from(n).unwrap(),
			current_block: 1_000,
			tempo: 360,
			last_mechanism_step_block: 0,
			activity_cutoff: 5_000,
			last_update: vec![0; n],
			block_at_registration: vec![10; n],
			stake,
			stake_threshold: 0,
			owner_uid: None,
			validator_permit: vec![true; n],
			max_allowed_validators: 64,
			weights: vec![Vec::new(); n],
			commit_blocks: None,
			kappa: 32_767,
			bonds: vec![Vec::new(); n],
			bonds_penalty: 65_535,
			bonds_moving_average: 900_000,
			yuma3: rules != Rules::Original,
			liquid_alpha: rules == Rules::LiquidAlpha,
			alpha_low: 6_554,
			alpha_high: 58_982,
			alpha_sigmoid_steepness: 1_000,
			rao_emission: 1_000_000_000,
		};
		Self {
			input,
			validators: stakes.len(),
			earned: vec![0; stakes.len()],
			mined: vec![0; miners],
		}
	}

	/// A validator weights miners, in percent, by their order.
	pub fn votes(&mut self, validator: usize, percent: &[u16]) -> &mut Self {
		let first = u16::try_from(self.validators).unwrap();
		let targets = (first..).zip(percent).filter(|(_, percent)| **percent > 0);
		self.input.weights[validator] = targets.map(|(uid, p)| (uid, p * 655)).collect();
		self
	}

	/// All validators weight miners alike.
	pub fn all_vote(&mut self, percent: &[u16]) -> &mut Self {
		for validator in 0..self.validators {
			self.votes(validator, percent);
		}
		self
	}

	/// A validator weights itself alone.
	pub fn votes_for_itself(&mut self, validator: usize) -> &mut Self {
		self.input.weights[validator] = vec![(u16::try_from(validator).unwrap(), u16::MAX)];
		self
	}

	/// Runs an epoch in which everybody has just confirmed their weights.
	pub fn epoch(&mut self) -> EpochOutput {
		self.input.last_update.fill(self.input.current_block - 1);
		let output = self.input.epoch().unwrap();
		for (earned, amount) in self.earned.iter_mut().zip(&output.validator_emission) {
			*earned += amount;
		}
		let miners = &output.server_emission[self.validators..];
		for (mined, amount) in self.mined.iter_mut().zip(miners) {
			*mined += amount;
		}
		self.input.bonds.clone_from(&output.bonds);
		self.input.validator_permit.clone_from(&output.validator_permit);
		self.input.last_mechanism_step_block = self.input.current_block;
		self.input.current_block += 360;
		output
	}

	/// Runs some epochs; the output of the last.
	pub fn epochs(&mut self, count: usize) -> EpochOutput {
		(1..count).for_each(|_| drop(self.epoch()));
		self.epoch()
	}

	/// Forgets what was earned.
	pub fn settle(&mut self) {
		self.earned.fill(0);
		self.mined.fill(0);
	}

	/// What a validator earned per part of stake, in parts of 1,000 of what they earned together per
	/// part of stake: 1,000 is neither gain nor loss.
	pub fn return_of(&self, validator: usize) -> u64 {
		let earned: u64 = self.earned.iter().sum();
		let staked: u64 = self.input.stake.iter().sum();
		let fair =
			u128::from(earned) * u128::from(self.input.stake[validator]) / u128::from(staked);
		u64::try_from(u128::from(self.earned[validator]) * 1_000 / fair).unwrap()
	}

	/// Part of the miners' pay that went to one, in parts of 1,000.
	pub fn share_of(&self, miner: usize) -> u64 {
		self.mined[miner] * 1_000 / self.mined.iter().sum::<u64>()
	}
}
