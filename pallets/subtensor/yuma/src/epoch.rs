//! One epoch, from stored state to stored state.

use crate::{
	bonds::{self, BondsRule},
	liquid_alpha::LiquidAlpha,
	median::Medians,
	observer::{Matrix, Observer, Vector},
	q32::{normalise, sum, Divisor, Total, Q32},
	sparse::{Columns, Entry, Weight},
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

	let masks = Masks::new(input, &old_permit);
	let weights = input.masked_weights(&masks, observer)?;
	let Ranking { consensus, validator_trust, rank } =
		Ranking::new(&weights, &active_stake, input.kappa, observer);
	let mut incentive = rank;
	normalise(&mut incentive);
	observer.vector(Vector::Consensus, &consensus);
	observer.vector(Vector::ValidatorTrust, &validator_trust);
	observer.vector(Vector::Incentive, &incentive);

	let rule = BondsRule {
		input,
		weights: &weights,
		masks: &masks,
		new_permit: &validator_permit,
		active_stake: &active_stake,
		consensus: &consensus,
		incentive: &incentive,
		liquid_alpha,
	};
	let (bonds, dividends) = bonds::update(&rule, observer)?;
	drop(weights);
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

/// Finds targets that appear twice in a row, with one mark per column.
pub(crate) struct Duplicates {
	field: &'static str,
	n: usize,
	/// The last row in which each target was seen, counted from 1. Empty until a row needs it.
	last_row: Vec<u16>,
}

impl Duplicates {
	pub fn new(field: &'static str, n: usize) -> Self {
		Self { field, n, last_row: Vec::new() }
	}

	/// Refuses a row that names a target of the subnet twice. Each uid may be checked once.
	pub fn check(&mut self, uid: u16, row: Row) -> Result<(), InputError> {
		// As nearly all rows are.
		if row.is_sorted_by(|(one, _), (next, _)| one < next) {
			return Ok(());
		}
		self.last_row.resize(self.n, 0);
		// Uids are below 32768, so 0 is free for "not seen yet".
		let mark = uid.wrapping_add(1);
		for (target, _) in row {
			let Some(last) = self.last_row.get_mut(usize::from(*target)) else { continue };
			if *last == mark {
				return Err(InputError::DuplicateTarget {
					field: self.field,
					uid,
					target: *target,
				});
			}
			*last = mark;
		}
		Ok(())
	}
}

/// Which entries of one weight row take part.
#[derive(Clone, Copy)]
pub(crate) struct RowMask<'a> {
	/// The diagonal entry to leave out; `None` for the owner.
	diagonal: Option<u16>,
	/// Only targets registered before this block.
	registered_before: u64,
	/// Whether all targets are.
	all_before: bool,
	registration: &'a [u64],
}

impl RowMask<'_> {
	/// Whether an entry towards `target` takes part.
	#[inline(always)]
	pub fn keeps(&self, target: u16) -> bool {
		let index = usize::from(target);
		index < self.registration.len()
			&& self.diagonal != Some(target)
			&& (self.all_before
				|| self
					.registration
					.get(index)
					.is_some_and(|block| *block < self.registered_before))
	}
}

/// Which weights take part.
pub(crate) struct Masks<'a> {
	input: &'a EpochInput<'a>,
	old_permit: &'a [bool],
	/// Block of the latest registration.
	newest: u64,
}

impl<'a> Masks<'a> {
	fn new(input: &'a EpochInput<'a>, old_permit: &'a [bool]) -> Self {
		// No neurons, no rows.
		let newest = input.block_at_registration.iter().copied().max().unwrap_or(0);
		Self { input, old_permit, newest }
	}

	/// Which entries of a weight row take part: the row needs an old permit, only the owner may
	/// weight itself, and targets must be registered before the row was set and not after it was
	/// committed. `None` if none does.
	pub fn row(&self, uid: u16) -> Option<RowMask<'a>> {
		let index = usize::from(uid);
		if !self.old_permit.get(index).is_some_and(|permit| *permit) {
			return None;
		}
		let committed = match self.input.commit_blocks.map(|blocks| blocks.get(index)) {
			Some(Some(Some(block))) => block.saturating_add(1),
			_ => u64::MAX,
		};
		let registered_before = self.input.last_update(index).min(committed);
		Some(RowMask {
			diagonal: if self.input.is_owner(index) { None } else { Some(uid) },
			registered_before,
			all_before: self.newest < registered_before,
			registration: self.input.block_at_registration,
		})
	}
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

	fn is_owner(&self, uid: usize) -> bool {
		self.owner_uid.is_some_and(|owner| usize::from(owner) == uid)
	}

	fn last_update(&self, uid: usize) -> u64 {
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

	/// Weights after all masks, each row divided by its sum.
	fn masked_weights(
		&self,
		masks: &Masks,
		observer: &mut impl Observer,
	) -> Result<Columns<Weight>, InputError> {
		let n = self.stake.len();
		let mut columns = Columns::new(n);
		let mut duplicates = Duplicates::new("weights", n);
		let mut row_sums = vec![Q32::ZERO; n];
		for ((uid, row), row_sum) in uids(self.weights).zip(&mut row_sums) {
			duplicates.check(uid, row)?;
			let Some(mask) = masks.row(uid) else { continue };
			let mut sum = 0_u64;
			let kept = row.iter().filter(|(target, _)| mask.keeps(*target));
			columns.count(kept.map(|(target, value)| {
				sum = sum.wrapping_add(u64::from(*value));
				*target
			}));
			// Below 2^31.
			*row_sum = Q32::from_bits(sum.cast_signed());
		}
		drop(duplicates);
		columns.allocate();
		for ((uid, row), row_sum) in uids(self.weights).zip(row_sums) {
			let Some(mask) = masks.row(uid) else { continue };
			// The integers' factor of 2^32 cancels out. A sum of 0 means that all values are 0.
			let row_sum = Divisor::new(row_sum);
			let kept = row.iter().filter(|(target, _)| mask.keeps(*target));
			columns.place(
				uid,
				kept.map(|(target, value)| {
					let weight = row_sum.divide(Q32::from_bits((*value).into()));
					observer.entry(Matrix::Weights, uid, *target, weight);
					(*target, weight)
				}),
			);
		}
		Ok(columns)
	}
}

/// What follows from weights and stake alone.
struct Ranking {
	consensus: Vec<Q32>,
	validator_trust: Vec<Q32>,
	rank: Vec<Q32>,
}

/// One row while going through the columns.
struct Voter {
	/// Share of the voting stake.
	vote: Q32,
	/// Active stake.
	active: Q32,
	/// Sum of clipped weights so far.
	trust: Total,
}

impl Ranking {
	fn new<O: Observer>(
		weights: &Columns<Weight>,
		active_stake: &[Q32],
		kappa: u16,
		observer: &mut O,
	) -> Self {
		let n = active_stake.len();
		// Active stake once more divided by its sum: the shares of the vote.
		let mut vote_stake = active_stake.to_vec();
		normalise(&mut vote_stake);
		let mut medians = Medians::new(&vote_stake, kappa);
		let mut rows: Vec<Voter> = vote_stake
			.into_iter()
			.zip(active_stake)
			.map(|(vote, active)| Voter { vote, active: *active, trust: Total::default() })
			.collect();

		let mut consensus = Vec::with_capacity(n);
		let mut rank = Vec::with_capacity(n);
		for (target, column) in (0..=u16::MAX).zip(weights.iter()) {
			let median = medians
				.of(column, |uid| rows.get(usize::from(uid)).map_or(Q32::ZERO, |row| row.vote));

			consensus.push(median);
			let mut column_rank = Total::default();
			// Clipped to nothing, a column adds nothing.
			let counted = if O::ENABLED || median > Q32::ZERO { column } else { &[] };
			for entry in counted {
				let weight = entry.value();
				let clipped = weight.min(median);
				if let Some(row) = rows.get_mut(usize::from(entry.row())) {
					row.trust.add(clipped);
					column_rank.add(row.active.mul_floor_sat(clipped));
				}
				if O::ENABLED && (weight <= median || median > Q32::ZERO) {
					observer.entry(Matrix::ClippedWeights, entry.row(), target, clipped);
				}
			}
			rank.push(column_rank.get());
		}
		let validator_trust = rows.iter().map(|row| row.trust.get()).collect();
		observer.vector(Vector::Rank, &rank);
		Self { consensus, validator_trust, rank }
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
