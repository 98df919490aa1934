//! One epoch, from stored state to stored state.

use crate::{
	bonds::{self, BondsRule},
	liquid_alpha::LiquidAlpha,
	median::Medians,
	observer::{Matrix, Observer, Vector},
	q32::{normalise, sum, Divisor, Total, Q32},
	rows,
	sparse::{visit_columns, Rows},
	stake::CombinedStake,
};
use alloc::{vec, vec::Vec};
use core::fmt;

/// One row of a stored matrix in stored order: target uid and value.
pub type Row<'a> = &'a [(u16, u16)];

/// The largest subnet the arithmetic is exact for: 32768 values of 65535 still sum below 2^31.
const MAX_NEURONS: usize = 32_768;
/// The largest weight of old bonds, in millionths, at which a column of bonds sums below 2^31.
const MAX_MOVING_AVERAGE: u64 = 65_535_000_000;

/// Everything an epoch depends on. `n`, the number of uids, is the length of `stake`.
#[derive(Clone, Debug)]
pub struct EpochInput<'a> {
	/// Block in which the epoch runs.
	pub current_block: u64,
	/// Blocks between epochs; only used while `last_mechanism_step_block` is 0.
	pub tempo: u16,
	/// Block of the last epoch before this one, 0 if there was none.
	pub last_mechanism_step_block: u64,
	/// Blocks after which a neuron without a sign of life is inactive.
	pub activity_cutoff: u64,
	/// Block of each uid's last weights. Missing ones count as 0, surplus ones are ignored.
	pub last_update: &'a [u64],
	/// Block in which each uid was registered, one per uid.
	pub block_at_registration: &'a [u64],
	/// Combined stake, one per uid. The sum must stay below 2^63 rao.
	pub stake: &'a [CombinedStake],
	/// Combined stake in rao below which a neuron counts as having none; the owner is exempt.
	pub stake_threshold: u64,
	/// Uid of the subnet owner's hotkey, if it is registered.
	pub owner_uid: Option<u16>,
	/// Permits of the previous epoch. Missing ones count as none, surplus ones are ignored.
	pub validator_permit: &'a [bool],
	/// How many permits to give.
	pub max_allowed_validators: u16,
	/// Stored weights, one row per uid; values are relative within their row. Targets outside of the
	/// subnet are ignored; no target may appear twice in a row.
	pub weights: &'a [Row<'a>],
	/// `None` while commit-reveal is off. Otherwise per uid the block of its oldest commit that can
	/// still be revealed.
	pub commit_blocks: Option<&'a [Option<u64>]>,
	/// Majority by stake that decides on consensus, u16 ratio.
	pub kappa: u16,
	/// Stored bonds, one row per uid. Same conditions as for `weights`.
	pub bonds: &'a [Row<'a>],
	/// How far bonds follow clipped weights rather than submitted ones, u16 ratio.
	pub bonds_penalty: u16,
	/// Weight of the old bonds in their moving average, in millionths. Above one million bonds move
	/// away from weights, as they would on the live network.
	pub bonds_moving_average: u64,
	/// Yuma 3, or the original Yuma.
	pub yuma3: bool,
	/// Whether each bond has its own speed; only read in Yuma 3.
	pub liquid_alpha: bool,
	/// Lowest speed, u16 ratio; not above `alpha_high` where liquid alpha is on.
	pub alpha_low: u16,
	/// Highest speed, u16 ratio.
	pub alpha_high: u16,
	/// Steepness of the sigmoid between both, in hundredths.
	pub alpha_sigmoid_steepness: i16,
	/// Alpha to distribute, in rao.
	pub emission: u64,
}

/// What an epoch stores and pays. All vectors have one entry per uid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpochOutput {
	/// Normalised combined stake, u16 ratio.
	pub stake_weight: Vec<u16>,
	/// Within the activity cutoff.
	pub active: Vec<bool>,
	/// Consensus weight, u16 ratio.
	pub consensus: Vec<u16>,
	/// Miners' part, u16 ratio.
	pub incentive: Vec<u16>,
	/// Validators' part, u16 ratio.
	pub dividends: Vec<u16>,
	/// Part of each validator's weights within consensus, u16 ratio.
	pub validator_trust: Vec<u16>,
	/// Permits for the next epoch.
	pub validator_permit: Vec<bool>,
	/// Amount for each neuron as a miner, rao.
	pub server_emission: Vec<u64>,
	/// Amount for each neuron as a validator, rao.
	pub validator_emission: Vec<u64>,
	/// Amount by both parts together, rounded for itself, rao: for queries and pruning.
	pub emission: Vec<u64>,
	/// Bonds to store, u16 ratios by target; empty rows for neurons without a new permit.
	pub bonds: Vec<Vec<(u16, u16)>>,
}

/// Why an input cannot be an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputError {
	/// More uids than the arithmetic is exact for.
	TooManyNeurons {
		/// Number of uids given.
		given: usize,
	},
	/// A field does not have one entry per uid.
	Length {
		/// Name of the field.
		field: &'static str,
		/// Entries it should have.
		expected: usize,
		/// Entries it has.
		given: usize,
	},
	/// The owner's uid is not below `n`.
	OwnerOutOfRange {
		/// The uid given.
		uid: u16,
	},
	/// The stakes sum up to 2^63 rao or more.
	StakeTooLarge,
	/// A row of a matrix names a target twice.
	DuplicateTarget {
		/// Name of the field.
		field: &'static str,
		/// The row.
		uid: u16,
		/// The target.
		target: u16,
	},
	/// With such a weight of old bonds, sums of bonds could leave the range of the arithmetic.
	MovingAverageTooLarge {
		/// `bonds_moving_average`.
		given: u64,
	},
	/// The lower bound of liquid alpha is above the upper one.
	AlphaBoundsReversed {
		/// `alpha_low`.
		low: u16,
		/// `alpha_high`.
		high: u16,
	},
}

impl fmt::Display for InputError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::TooManyNeurons { given } => {
				write!(f, "{given} neurons given: use at most {MAX_NEURONS}")
			},
			Self::Length { field, expected, given } => write!(
				f,
				"{field} has {given} entries: give one for each of the {expected} uids in stake"
			),
			Self::OwnerOutOfRange { uid } => {
				write!(f, "owner_uid {uid} is no uid of the subnet: give None if not registered")
			},
			Self::StakeTooLarge => {
				write!(
					f,
					"stake sums up to 2^63 rao or more: give amounts in rao, not in fractions"
				)
			},
			Self::DuplicateTarget { field, uid, target } => write!(
				f,
				"{field} of uid {uid} name target {target} twice: keep one entry for each target"
			),
			Self::MovingAverageTooLarge { given } => write!(
				f,
				"bonds_moving_average {given} is above {MAX_MOVING_AVERAGE}: give millionths, \
				 usually below 1000000"
			),
			Self::AlphaBoundsReversed { low, high } => {
				write!(f, "alpha_low {low} is above alpha_high {high}: exchange them")
			},
		}
	}
}

impl core::error::Error for InputError {}

/// Runs one epoch.
///
/// Time and memory grow with the number of weights and bonds plus `n`.
///
/// # Errors
/// An [`InputError`] if the input cannot come from a consistent state. Nothing is guessed.
pub fn epoch(input: &EpochInput) -> Result<EpochOutput, InputError> {
	epoch_observed(input, &mut ())
}

/// Runs one epoch and hands its intermediate values to `observer`.
///
/// # Errors
/// Those of [`epoch`]. The observer may have been called before.
pub fn epoch_observed(
	input: &EpochInput,
	observer: &mut impl Observer,
) -> Result<EpochOutput, InputError> {
	let n = input.check_shape()?;
	let liquid_alpha = input.liquid_alpha_rule()?;

	let active: Vec<bool> = (0..n).map(|uid| input.is_active(uid)).collect();
	let stake = input.normalised_stake()?;
	let old_permit: Vec<bool> = (0..n).map(|uid| input.had_permit(uid)).collect();
	let validator_permit = input.new_permits(&stake);

	let mut active_stake = stake.clone();
	for (uid, value) in active_stake.iter_mut().enumerate() {
		let active = active.get(uid).is_some_and(|active| *active);
		// No permits stored at all: stake is not masked, though every weight row is.
		let permit =
			input.validator_permit.is_empty() || old_permit.get(uid).is_some_and(|permit| *permit);
		if !(active && permit) {
			*value = Q32::ZERO;
		}
	}
	normalise(&mut active_stake);
	observer.vector(Vector::Stake, &stake);
	observer.vector(Vector::ActiveStake, &active_stake);

	let (weights, ascend) = rows::weights(input, &old_permit, observer)?;
	let consensus = consensus(&weights, &ascend, &active_stake, input.kappa);
	let Ranking { validator_trust, rank } =
		Ranking::new(&weights, &active_stake, &consensus, observer);
	let mut incentive = rank.clone();
	normalise(&mut incentive);
	observer.vector(Vector::Consensus, &consensus);
	observer.vector(Vector::ValidatorTrust, &validator_trust);
	observer.vector(Vector::Incentive, &incentive);

	let rule = BondsRule {
		input,
		weights: &weights,
		weights_ascend: &ascend,
		new_permit: &validator_permit,
		active_stake: &active_stake,
		consensus: &consensus,
		rank: &rank,
		incentive: &incentive,
		liquid_alpha,
	};
	let (bonds, dividends) = bonds::update(&rule, observer)?;
	observer.vector(Vector::Dividends, &dividends);

	let shares = Shares::new(&incentive, &dividends, &stake, &active_stake);
	observer.vector(Vector::ServerShare, &shares.server);
	observer.vector(Vector::ValidatorShare, &shares.validator);
	observer.vector(Vector::CombinedShare, &shares.combined);

	let amounts = |shares: &[Q32]| -> Vec<u64> {
		shares.iter().map(|share| share.share_of_floor(input.emission)).collect()
	};
	Ok(EpochOutput {
		stake_weight: ratios(&stake),
		active,
		consensus: ratios(&consensus),
		incentive: ratios(&incentive),
		dividends: ratios(&dividends),
		validator_trust: ratios(&validator_trust),
		validator_permit,
		server_emission: amounts(&shares.server),
		validator_emission: amounts(&shares.validator),
		emission: amounts(&shares.combined),
		bonds,
	})
}

fn ratios(values: &[Q32]) -> Vec<u16> {
	values.iter().map(|value| value.to_ratio_floor_sat()).collect()
}

/// Every uid with its number as used in rows.
pub(crate) fn uids<T>(items: &[T]) -> impl Iterator<Item = (u16, &T)> {
	(0..=u16::MAX).zip(items)
}

/// The value of one uid.
#[inline(always)]
pub(crate) fn at(values: &[Q32], uid: u16) -> Q32 {
	values.get(usize::from(uid)).copied().unwrap_or(Q32::ZERO)
}

impl<'a> EpochInput<'a> {
	fn check_shape(&self) -> Result<usize, InputError> {
		let n = self.stake.len();
		if n > MAX_NEURONS {
			return Err(InputError::TooManyNeurons { given: n });
		}
		let lengths = [
			("block_at_registration", self.block_at_registration.len()),
			("weights", self.weights.len()),
			("bonds", self.bonds.len()),
			("commit_blocks", self.commit_blocks.map_or(n, <[_]>::len)),
		];
		for (field, given) in lengths {
			if given != n {
				return Err(InputError::Length { field, expected: n, given });
			}
		}
		if self.bonds_moving_average > MAX_MOVING_AVERAGE {
			return Err(InputError::MovingAverageTooLarge { given: self.bonds_moving_average });
		}
		match self.owner_uid {
			Some(uid) if usize::from(uid) >= n => Err(InputError::OwnerOutOfRange { uid }),
			_ => Ok(n),
		}
	}

	/// The rule of liquid alpha, if it is on.
	fn liquid_alpha_rule(&self) -> Result<Option<LiquidAlpha>, InputError> {
		if !(self.yuma3 && self.liquid_alpha) {
			return Ok(None);
		}
		let (low, high) = (self.alpha_low, self.alpha_high);
		let rule = LiquidAlpha::new(low, high, self.alpha_sigmoid_steepness);
		rule.map(Some).ok_or(InputError::AlphaBoundsReversed { low, high })
	}

	pub(crate) fn is_owner(&self, uid: usize) -> bool {
		self.owner_uid.is_some_and(|owner| usize::from(owner) == uid)
	}

	pub(crate) fn last_update(&self, uid: usize) -> u64 {
		self.last_update.get(uid).copied().unwrap_or(0)
	}

	fn is_active(&self, uid: usize) -> bool {
		self.last_update(uid).saturating_add(self.activity_cutoff) >= self.current_block
	}

	/// The stored permit; the owner always has one if the vector reaches that far.
	fn had_permit(&self, uid: usize) -> bool {
		self.validator_permit.get(uid).is_some_and(|permit| *permit || self.is_owner(uid))
	}

	fn normalised_stake(&self) -> Result<Vec<Q32>, InputError> {
		let counted = |uid: usize, stake: CombinedStake| {
			if self.is_owner(uid) || stake.floor() >= self.stake_threshold {
				stake
			} else {
				CombinedStake::ZERO
			}
		};
		let mut total = CombinedStake::ZERO;
		for (uid, stake) in self.stake.iter().enumerate() {
			total = total.checked_add(counted(uid, *stake)).ok_or(InputError::StakeTooLarge)?;
		}
		let share = |(uid, stake): (usize, &CombinedStake)| {
			let stake = counted(uid, *stake);
			if stake == CombinedStake::ZERO {
				Q32::ZERO
			} else {
				stake.share_floor(total)
			}
		};
		Ok(self.stake.iter().enumerate().map(share).collect())
	}

	/// The largest stakes, the higher uid first among equal ones, and the owner on top.
	fn new_permits(&self, stake: &[Q32]) -> Vec<bool> {
		let mut permits: Vec<bool> = stake.iter().map(|stake| *stake != Q32::ZERO).collect();
		let without = stake.len().saturating_sub(usize::from(self.max_allowed_validators));
		let mut order: Vec<(Q32, u16)> = uids(stake).map(|(uid, stake)| (*stake, uid)).collect();
		if without > 0 {
			// Keys are distinct, so the order of a stable sort by stake follows from them.
			order.select_nth_unstable(without.saturating_sub(1));
			for (_, uid) in order.iter().take(without) {
				if let Some(permit) = permits.get_mut(usize::from(*uid)) {
					*permit = false;
				}
			}
		}
		if let Some(permit) = self.owner_uid.and_then(|uid| permits.get_mut(usize::from(uid))) {
			*permit = true;
		}
		permits
	}
}

/// The stake-weighted median of each column. `ascend` says which rows do.
fn consensus(weights: &Rows, ascend: &[bool], active_stake: &[Q32], kappa: u16) -> Vec<Q32> {
	// Active stake once more divided by its sum: the shares of the vote.
	let mut shares = active_stake.to_vec();
	normalise(&mut shares);
	let mut medians = Medians::new(shares, kappa);
	let sorted = (!ascend.iter().all(|ascends| *ascends)).then(|| weights.ascending());
	let rows = sorted.as_ref().unwrap_or(weights).iter();
	let rows = rows.filter(|(uid, _)| medians.hears(*uid)).collect();
	let mut consensus = Vec::with_capacity(active_stake.len());
	visit_columns(rows, active_stake.len(), |column| consensus.push(medians.of(column)));
	consensus
}

/// What follows from clipped weights and stake.
struct Ranking {
	validator_trust: Vec<Q32>,
	rank: Vec<Q32>,
}

/// One column while going through the rows.
struct Clip {
	consensus: Q32,
	/// Sum of clipped weights by stake so far.
	rank: Total,
}

impl Ranking {
	fn new<O: Observer>(
		weights: &Rows,
		active_stake: &[Q32],
		consensus: &[Q32],
		observer: &mut O,
	) -> Self {
		let column = |consensus: &Q32| Clip { consensus: *consensus, rank: Total::default() };
		let mut columns: Vec<Clip> = consensus.iter().map(column).collect();
		let mut validator_trust = Vec::with_capacity(active_stake.len());
		for ((uid, row), stake) in weights.iter().zip(active_stake) {
			let stake = *stake;
			let mut trust = Total::default();
			for entry in row {
				let (target, weight) = (entry.uid(), entry.value());
				let Some(column) = columns.get_mut(usize::from(target)) else { continue };
				let clipped = weight.min(column.consensus);
				trust.add(clipped);
				// What all of the stake says counts in full.
				let rank = if stake == Q32::ONE { clipped } else { clipped.mul_part(stake) };
				column.rank.add(rank);
				if O::ENABLED && (weight == Q32::ZERO || clipped > Q32::ZERO) {
					observer.entry(Matrix::ClippedWeights, uid, target, clipped);
				}
			}
			validator_trust.push(trust.get());
		}
		let rank: Vec<Q32> = columns.iter().map(|column| column.rank.get()).collect();
		observer.vector(Vector::Rank, &rank);
		Self { validator_trust, rank }
	}
}

/// Parts of the emission.
struct Shares {
	server: Vec<Q32>,
	validator: Vec<Q32>,
	combined: Vec<Q32>,
}

impl Shares {
	/// Incentive and dividends divided by their common sum. Where both are all zero, validators get
	/// everything by active stake, or by stake if none is active.
	fn new(incentive: &[Q32], dividends: &[Q32], stake: &[Q32], active_stake: &[Q32]) -> Self {
		let mut combined: Vec<Q32> =
			incentive.iter().zip(dividends).map(|(i, d)| i.add_sat(*d)).collect();
		let total = sum(&combined);
		if total == Q32::ZERO {
			let fallback = if sum(active_stake) == Q32::ZERO { stake } else { active_stake };
			return Self {
				server: vec![Q32::ZERO; incentive.len()],
				validator: fallback.to_vec(),
				combined: fallback.to_vec(),
			};
		}
		let total = Divisor::new(total);
		let parts = |values: &[Q32]| -> Vec<Q32> {
			values.iter().map(|value| total.divide(*value)).collect()
		};
		let (server, validator) = (parts(incentive), parts(dividends));
		for value in &mut combined {
			*value = total.divide(*value);
		}
		Self { server, validator, combined }
	}
}
