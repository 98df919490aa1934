//! Bonds: how validators' weights turn into a claim on miners' rewards.

use crate::{
	epoch::{at, uids, Duplicates, EpochInput, InputError},
	liquid_alpha::LiquidAlpha,
	observer::{Matrix, Observer},
	q32::{normalise, Q32},
	sparse::{Column, Columns},
};
use alloc::{vec, vec::Vec};
use core::iter::Peekable;

/// Rows of stored bonds.
type BondRows = Vec<Vec<(u16, u16)>>;

/// What the bonds of an epoch depend on.
pub(crate) struct BondsRule<'a> {
	pub input: &'a EpochInput<'a>,
	pub weights: &'a Columns<Q32>,
	pub old_permit: &'a [bool],
	pub new_permit: &'a [bool],
	pub active_stake: &'a [Q32],
	pub consensus: &'a [Q32],
	pub incentive: &'a [Q32],
	pub liquid_alpha: Option<LiquidAlpha>,
}

/// How weights are clipped for bonds.
#[derive(Clone, Copy)]
enum Penalty {
	/// Not at all: rows stay as submitted.
	None,
	/// In part; only what is left above 0 is present.
	Part(Q32),
	/// At consensus: rows stay as submitted, less the entries clipped to nothing.
	Full,
}

impl Penalty {
	fn new(penalty: u16) -> Self {
		match penalty {
			0 => Self::None,
			u16::MAX => Self::Full,
			part => Self::Part(Q32::from_ratio_floor(part)),
		}
	}

	/// The weight for bonds, `None` if the entry is not present.
	#[inline]
	fn apply(self, weight: Q32, consensus: Q32) -> Option<Q32> {
		let clipped = weight.min(consensus);
		match self {
			Self::None => Some(weight),
			Self::Full if clipped < weight && clipped == Q32::ZERO => None,
			Self::Full => Some(clipped),
			Self::Part(penalty) => {
				let change = penalty.mul_floor_sat(clipped.sub_sat(weight));
				Some(weight.add_sat(change)).filter(|weight| *weight > Q32::ZERO)
			},
		}
	}
}

/// The bonds of this epoch: rows to store, and normalised dividends.
pub(crate) fn update(
	rule: &BondsRule,
	observer: &mut impl Observer,
) -> Result<(BondRows, Vec<Q32>), InputError> {
	let old_bonds = rule.old_bonds()?;
	let mut rows = rule.output_rows();
	let agreed = rule.consensus.iter().any(|consensus| *consensus != Q32::ZERO);
	let mut dividends = match (rule.input.yuma3, rule.liquid_alpha) {
		(false, _) => rule.original(&old_bonds, &mut rows, observer),
		(true, Some(alpha)) if agreed => rule.liquid(&alpha, &old_bonds, &mut rows, observer),
		(true, _) => rule.yuma3(&old_bonds, &mut rows, observer),
	};
	normalise(&mut dividends);
	Ok((rows, dividends))
}

impl BondsRule<'_> {
	fn penalty(&self) -> Penalty {
		Penalty::new(self.input.bonds_penalty)
	}

	/// Targets registered at or after this block have lost their bonds.
	fn registration_limit(&self) -> u64 {
		match self.input.last_mechanism_step_block {
			0 => self.input.current_block.saturating_sub(u64::from(self.input.tempo)),
			block => block.saturating_add(1),
		}
	}

	/// Whether stored bonds towards a target still count.
	fn keeps(&self, target: u16) -> bool {
		let registration = self.input.block_at_registration.get(usize::from(target));
		registration.is_some_and(|block| *block < self.registration_limit())
	}

	/// Stored bonds by columns.
	fn old_bonds(&self) -> Result<Columns<u16>, InputError> {
		let n = self.input.stake.len();
		let mut columns = Columns::new(n);
		let mut duplicates = Duplicates::new("bonds", n);
		for (uid, row) in uids(self.input.bonds) {
			for (target, _) in *row {
				if duplicates.note(uid, *target)? && self.keeps(*target) {
					columns.count(*target);
				}
			}
		}
		drop(duplicates);
		columns.allocate();
		for (uid, row) in uids(self.input.bonds) {
			for (target, bond) in *row {
				if self.keeps(*target) {
					columns.place(uid, *target, *bond);
				}
			}
		}
		Ok(columns)
	}

	/// Empty rows, those with a new permit with room for what they can hold.
	fn output_rows(&self) -> BondRows {
		let rows = self.input.weights.iter().zip(self.input.bonds).zip(self.new_permit);
		rows.map(|((weights, bonds), permit)| {
			let entries = weights.len().saturating_add(bonds.len()).min(self.new_permit.len());
			Vec::with_capacity(if *permit { entries } else { 0 })
		})
		.collect()
	}

	/// Adds an entry to the rows to store, if its row has a new permit.
	#[inline]
	fn store(&self, rows: &mut BondRows, uid: u16, target: u16, bond: Q32) {
		let uid = usize::from(uid);
		if self.new_permit.get(uid).is_some_and(|permit| *permit) {
			if let Some(row) = rows.get_mut(uid) {
				row.push((target, bond.to_ratio_floor_sat()));
			}
		}
	}

	/// The fixed speed of bonds and its complement.
	fn fixed_alpha(&self) -> (Q32, Q32) {
		// At most 2^36 millionths, so the shifted value may need more than 64 bits.
		let average = (u128::from(self.input.bonds_moving_average) << 32)
			.checked_div(1_000_000)
			.and_then(|bits| i64::try_from(bits).ok());
		let alpha = Q32::ONE.sub_sat(average.map_or(Q32::MAX, Q32::from_bits));
		(alpha, Q32::ONE.sub_sat(alpha))
	}

	/// Every column of weights and old bonds with its uid.
	fn columns<'a>(
		&'a self,
		bonds: &'a Columns<u16>,
	) -> impl Iterator<Item = (u16, Column<'a, Q32>, Column<'a, u16>)> {
		let uids = 0..=u16::MAX;
		uids.zip(self.weights.iter().zip(bonds.iter())).map(|(uid, (w, b))| (uid, w, b))
	}

	/// The weights for bonds of one column that are present.
	fn weights_for_bonds<'a>(
		&'a self,
		target: u16,
		weights: Column<'a, Q32>,
	) -> impl Iterator<Item = (u16, Q32)> + 'a {
		let (penalty, consensus) = (self.penalty(), at(self.consensus, target));
		weights.iter().filter_map(move |(uid, weight)| {
			penalty.apply(weight, consensus).map(|weight| (uid, weight))
		})
	}

	/// Original Yuma: weights count by stake, columns are normalised at every step and stored
	/// relative to their largest bond.
	fn original<O: Observer>(
		&self,
		old_bonds: &Columns<u16>,
		rows: &mut BondRows,
		observer: &mut O,
	) -> Vec<Q32> {
		let (alpha, keep) = self.fixed_alpha();
		let mut dividends = vec![Q32::ZERO; self.new_permit.len()];
		let mut deltas = Vec::new();
		let mut bonds = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			deltas.clear();
			deltas.extend(self.weights_for_bonds(target, weights).map(|(uid, weight)| {
				observer.entry(Matrix::WeightsForBonds, uid, target, weight);
				(uid, weight.mul_floor_sat(at(self.active_stake, uid)))
			}));
			normalise_column(&mut deltas);
			let old_sum = old.iter().fold(0_u64, |sum, (_, bond)| sum.saturating_add(bond.into()));
			let old = old.iter().map(|(uid, bond)| {
				let bits = (u64::from(bond) << 32).checked_div(old_sum).unwrap_or(0);
				(uid, Q32::from_bits(bits.cast_signed()))
			});

			bonds.clear();
			for (uid, delta, bond) in merge(deltas.iter().copied(), old) {
				if O::ENABLED {
					observer.entry(Matrix::BondsDelta, uid, target, delta);
					observer.entry(Matrix::OldBonds, uid, target, bond);
				}
				let bond = alpha.mul_floor_sat(delta).add_sat(keep.mul_floor_sat(bond));
				if bond > Q32::ZERO {
					bonds.push((uid, bond));
				}
			}
			normalise_column(&mut bonds);

			let incentive = at(self.incentive, target);
			let mut largest = Q32::ZERO;
			for (uid, bond) in &bonds {
				observer.entry(Matrix::NewBonds, *uid, target, *bond);
				largest = largest.max(*bond);
				if let Some(dividend) = dividends.get_mut(usize::from(*uid)) {
					*dividend = dividend.add_sat(incentive.mul_floor_sat(*bond));
				}
			}
			for (uid, bond) in &bonds {
				let stored =
					if largest == Q32::ZERO { *bond } else { bond.div_trunc_or_zero(largest) };
				self.store(rows, *uid, target, stored);
			}
		}
		dividends
	}

	/// Yuma 3 with one speed for all: bonds move towards weights, on a fixed scale.
	fn yuma3<O: Observer>(
		&self,
		old_bonds: &Columns<u16>,
		rows: &mut BondRows,
		observer: &mut O,
	) -> Vec<Q32> {
		let (alpha, keep) = self.fixed_alpha();
		let mut returns = vec![Q32::ZERO; self.new_permit.len()];
		let mut bonds = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			let weights = self.weights_for_bonds(target, weights);
			let old = old.iter().map(|(uid, bond)| (uid, Q32::from_ratio_floor(bond)));
			bonds.clear();
			for (uid, weight, bond) in merge(weights, old) {
				if O::ENABLED {
					observer.entry(Matrix::WeightsForBonds, uid, target, weight);
					observer.entry(Matrix::OldBonds, uid, target, bond);
				}
				let bond = alpha.mul_floor_sat(weight).add_sat(keep.mul_floor_sat(bond));
				if bond > Q32::ZERO {
					bonds.push((uid, bond));
				}
			}
			self.finish_column(target, &bonds, &mut returns, rows, observer);
		}
		self.by_stake(returns)
	}

	/// Yuma 3 with liquid alpha: each bond has its own speed, and only columns in a validator's
	/// weights keep a bond.
	fn liquid<O: Observer>(
		&self,
		rule: &LiquidAlpha,
		old_bonds: &Columns<u16>,
		rows: &mut BondRows,
		observer: &mut O,
	) -> Vec<Q32> {
		let mut hidden_weights = Hidden::new(self.hidden_weights());
		let mut hidden_bonds = Hidden::new(self.hidden_bonds());
		let unordered = hidden_weights.rows(self.new_permit.len());

		let mut returns = vec![Q32::ZERO; self.new_permit.len()];
		let mut bonds = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			let consensus = at(self.consensus, target);
			let mut old = old.iter().peekable();
			bonds.clear();
			for (uid, weight) in self.weights_for_bonds(target, weights) {
				while old.next_if(|(other, _)| *other < uid).is_some() {}
				let bond = old.next_if(|(other, _)| *other == uid);
				let bond = bond.map_or(Q32::ZERO, |(_, bond)| Q32::from_ratio_floor(bond));
				let seen_weight =
					if hidden_weights.contains(uid, target) { Q32::ZERO } else { weight };
				let seen_bond = if hidden_bonds.contains(uid, target) { Q32::ZERO } else { bond };
				let alpha = rule.alpha(consensus, seen_weight, seen_bond);
				if O::ENABLED {
					observer.entry(Matrix::WeightsForBonds, uid, target, weight);
					observer.entry(Matrix::OldBonds, uid, target, bond);
					observer.entry(Matrix::Alpha, uid, target, alpha);
				}
				let kept = Q32::ONE.sub_sat(alpha).mul_floor_sat(bond);
				let moved = alpha.mul_floor_sat(weight).max(Q32::ZERO);
				let bond = kept.add_sat(moved).min(Q32::ONE);
				if bond > Q32::ZERO {
					bonds.push((uid, bond));
				}
			}
			self.finish_column(target, &bonds, &mut returns, rows, observer);
		}
		self.restore_order(&unordered, rows);
		self.by_stake(returns)
	}

	/// Yuma 3: stores one column and adds its return, by bonds relative to the column's sum.
	#[inline]
	fn finish_column(
		&self,
		target: u16,
		bonds: &[(u16, Q32)],
		returns: &mut [Q32],
		rows: &mut BondRows,
		observer: &mut impl Observer,
	) {
		let total = column_sum(bonds);
		let incentive = at(self.incentive, target);
		for (uid, bond) in bonds {
			observer.entry(Matrix::NewBonds, *uid, target, *bond);
			self.store(rows, *uid, target, *bond);
			// A column without incentive returns nothing, whatever its bonds.
			if incentive != Q32::ZERO {
				if let Some(value) = returns.get_mut(usize::from(*uid)) {
					let share = bond.div_trunc_or_zero(total);
					*value = value.add_sat(share.mul_floor_sat(incentive));
				}
			}
		}
	}

	/// Yuma 3: the return on bonds counts by active stake.
	fn by_stake(&self, mut returns: Vec<Q32>) -> Vec<Q32> {
		for (value, stake) in returns.iter_mut().zip(self.active_stake) {
			*value = value.mul_floor_sat(*stake);
		}
		returns
	}

	/// Weights that the live network overlooks when it determines alpha: it goes through each row
	/// once and forward, so an entry behind a larger uid reads as 0. Rows mixed by a partial penalty
	/// are in order.
	fn hidden_weights(&self) -> Vec<u32> {
		let penalty = self.penalty();
		let mut hidden = Vec::new();
		if let Penalty::Part(_) = penalty {
			return hidden;
		}
		let full = matches!(penalty, Penalty::Full);
		for (uid, row) in uids(self.input.weights) {
			let mask = self.input.row_mask(uid, self.old_permit);
			let present = row.iter().filter(|(target, value)| {
				// Clipped to nothing: a positive stored weight is positive after normalisation, too.
				let clipped = full && *value > 0 && at(self.consensus, *target) == Q32::ZERO;
				mask.keeps(*target) && !clipped
			});
			hide_descending(uid, present, &mut hidden);
		}
		hidden
	}

	/// The same for old bonds.
	fn hidden_bonds(&self) -> Vec<u32> {
		let mut hidden = Vec::new();
		for (uid, row) in uids(self.input.bonds) {
			let present = row.iter().filter(|(target, _)| self.keeps(*target));
			hide_descending(uid, present, &mut hidden);
		}
		hidden
	}

	/// Brings rows that were not submitted in ascending order back into their order.
	fn restore_order(&self, unordered: &[bool], rows: &mut BondRows) {
		let mut bond_of = vec![None; self.new_permit.len()];
		let rows = rows.iter_mut().zip(self.input.weights).zip(unordered);
		for ((row, weights), _) in rows.filter(|(_, unordered)| **unordered) {
			for (target, bond) in row.drain(..) {
				if let Some(slot) = bond_of.get_mut(usize::from(target)) {
					*slot = Some(bond);
				}
			}
			row.extend(weights.iter().filter_map(|(target, _)| {
				let slot = bond_of.get_mut(usize::from(*target))?;
				slot.take().map(|bond| (*target, bond))
			}));
		}
	}
}

/// Notes the entries of a row that stand behind a larger target.
fn hide_descending<'a>(uid: u16, row: impl Iterator<Item = &'a (u16, u16)>, hidden: &mut Vec<u32>) {
	let mut largest = None;
	for (target, _) in row {
		if largest.is_some_and(|largest| *target < largest) {
			hidden.push(key(uid, *target));
		} else {
			largest = Some(*target);
		}
	}
}

/// An entry as a number that grows by columns, then by rows.
fn key(uid: u16, target: u16) -> u32 {
	(u32::from(target) << 16) | u32::from(uid)
}

/// Entries to be met while going through a matrix by columns.
struct Hidden {
	keys: Peekable<alloc::vec::IntoIter<u32>>,
	uids: Vec<u16>,
}

impl Hidden {
	fn new(mut keys: Vec<u32>) -> Self {
		let uids = keys.iter().map(|key| u16::try_from(key & 0xffff).unwrap_or(0)).collect();
		keys.sort_unstable();
		Self { keys: keys.into_iter().peekable(), uids }
	}

	/// Which of `n` rows have hidden entries.
	fn rows(&self, n: usize) -> Vec<bool> {
		let mut rows = vec![false; n];
		for uid in &self.uids {
			if let Some(row) = rows.get_mut(usize::from(*uid)) {
				*row = true;
			}
		}
		rows
	}

	/// Whether an entry is hidden. Ask in the order of columns, then rows.
	#[inline]
	fn contains(&mut self, uid: u16, target: u16) -> bool {
		let key = key(uid, target);
		while self.keys.next_if(|other| *other < key).is_some() {}
		self.keys.next_if_eq(&key).is_some()
	}
}

fn column_sum(column: &[(u16, Q32)]) -> Q32 {
	column.iter().fold(Q32::ZERO, |sum, (_, value)| sum.add_sat(*value))
}

/// Divides a column by its sum; leaves it if that is 0.
fn normalise_column(column: &mut [(u16, Q32)]) {
	let total = column_sum(column);
	if total != Q32::ZERO {
		for (_, value) in column {
			*value = value.div_trunc_or_zero(total);
		}
	}
}

/// The union of two columns; a missing value counts as 0.
#[inline]
fn merge(
	left: impl Iterator<Item = (u16, Q32)>,
	right: impl Iterator<Item = (u16, Q32)>,
) -> impl Iterator<Item = (u16, Q32, Q32)> {
	let (mut left, mut right) = (left.peekable(), right.peekable());
	core::iter::from_fn(move || {
		let uid = match (left.peek(), right.peek()) {
			(Some((l, _)), Some((r, _))) => (*l).min(*r),
			(Some((uid, _)), None) | (None, Some((uid, _))) => *uid,
			(None, None) => return None,
		};
		let l = left.next_if(|(other, _)| *other == uid).map_or(Q32::ZERO, |(_, value)| value);
		let r = right.next_if(|(other, _)| *other == uid).map_or(Q32::ZERO, |(_, value)| value);
		Some((uid, l, r))
	})
}
