//! Bonds: how validators' weights turn into a claim on miners' rewards.

use crate::{
	epoch::{at, uids, Duplicates, EpochInput, InputError},
	liquid_alpha::LiquidAlpha,
	observer::{Matrix, Observer},
	q32::{normalise, Divisor, Total, Q32},
	sparse::{Bond, Columns, Entry, Weight},
};
use alloc::{vec, vec::Vec};
use core::iter::Peekable;

/// One entry of a column: a validator's weight for bonds and its old bond, 0 where it has none.
#[derive(Clone, Copy)]
struct Cell {
	uid: u16,
	weight: Q32,
	bond: Q32,
}

/// Rows of stored bonds.
type BondRows = Vec<Vec<(u16, u16)>>;

/// What the bonds of an epoch depend on.
pub(crate) struct BondsRule<'a> {
	pub input: &'a EpochInput<'a>,
	pub weights: &'a Columns<Weight>,
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
	let kept = rule.kept_targets();
	let old_bonds = rule.old_bonds(&kept)?;
	let mut rows = rule.output_rows();
	let agreed = rule.consensus.iter().any(|consensus| *consensus != Q32::ZERO);
	let mut dividends = match (rule.input.yuma3, rule.liquid_alpha) {
		(false, _) => rule.original(&old_bonds, &mut rows, observer),
		(true, Some(alpha)) if agreed => {
			rule.liquid(&alpha, &kept, &old_bonds, &mut rows, observer)
		},
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

	/// Whether stored bonds towards a target still count, for every uid.
	fn kept_targets(&self) -> Vec<bool> {
		let limit = self.registration_limit();
		self.input.block_at_registration.iter().map(|block| *block < limit).collect()
	}

	/// Stored bonds by columns.
	fn old_bonds(&self, kept: &[bool]) -> Result<Columns<Bond>, InputError> {
		let n = self.input.stake.len();
		let mut columns = Columns::new(n);
		let mut duplicates = Duplicates::new("bonds", n);
		for (uid, row) in uids(self.input.bonds) {
			for (target, _) in *row {
				if duplicates.note(uid, *target)? && is(kept, *target) {
					columns.count(*target);
				}
			}
		}
		drop(duplicates);
		columns.allocate();
		for (uid, row) in uids(self.input.bonds) {
			for (target, bond) in *row {
				if is(kept, *target) {
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
		if is(self.new_permit, uid) {
			if let Some(row) = rows.get_mut(usize::from(uid)) {
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
		bonds: &'a Columns<Bond>,
	) -> impl Iterator<Item = (u16, &'a [Weight], &'a [Bond])> {
		let uids = 0..=u16::MAX;
		uids.zip(self.weights.iter().zip(bonds.iter())).map(|(uid, (w, b))| (uid, w, b))
	}

	/// The union of weights for bonds and old bonds in one column, for the rules to which a missing
	/// entry is a 0.
	fn union<O: Observer>(
		&self,
		target: u16,
		weights: &[Weight],
		bonds: &[Bond],
		cells: &mut Vec<Cell>,
		observer: &mut O,
	) {
		let (penalty, consensus) = (self.penalty(), at(self.consensus, target));
		let mut cell = |uid: u16, weight: Option<Q32>, bond: u16| {
			let present = weight.and_then(|weight| penalty.apply(weight, consensus));
			if let (true, Some(weight)) = (O::ENABLED, present) {
				observer.entry(Matrix::WeightsForBonds, uid, target, weight);
			}
			let weight = present.unwrap_or_default();
			Cell { uid, weight, bond: Q32::from_bits(bond.into()) }
		};
		cells.clear();
		let same_rows = weights.len() == bonds.len()
			&& weights.iter().zip(bonds).all(|(weight, bond)| weight.row() == bond.row());
		if same_rows {
			let pairs = weights.iter().zip(bonds);
			cells.extend(pairs.map(|(w, b)| cell(w.row(), Some(w.value()), b.value())));
			return;
		}
		let (mut weights, mut bonds) = (weights.iter().peekable(), bonds.iter().peekable());
		loop {
			let uid = match (weights.peek(), bonds.peek()) {
				(Some(weight), Some(bond)) => weight.row().min(bond.row()),
				(Some(weight), None) => weight.row(),
				(None, Some(bond)) => bond.row(),
				(None, None) => return,
			};
			let weight = weights.next_if(|weight| weight.row() == uid).map(|weight| weight.value());
			let bond = bonds.next_if(|bond| bond.row() == uid).map_or(0, |bond| bond.value());
			cells.push(cell(uid, weight, bond));
		}
	}

	/// Original Yuma: weights count by stake, columns are normalised at every step and stored
	/// relative to their largest bond.
	fn original<O: Observer>(
		&self,
		old_bonds: &Columns<Bond>,
		rows: &mut BondRows,
		observer: &mut O,
	) -> Vec<Q32> {
		let (alpha, keep) = self.fixed_alpha();
		let mut dividends = vec![Q32::ZERO; self.new_permit.len()];
		let mut cells = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			self.union(target, weights, old, &mut cells, observer);
			// Stored bonds count as integers here; their factor of 2^32 cancels out.
			let (mut delta_sum, mut bond_sum) = (Total::default(), Total::default());
			for cell in &mut cells {
				cell.weight = cell.weight.mul_floor_sat(at(self.active_stake, cell.uid));
				delta_sum.add(cell.weight);
				bond_sum.add(cell.bond);
			}
			let delta_sum = Divisor::new(delta_sum.get());
			let bond_sum = Divisor::new(bond_sum.get());
			let mut total = Total::default();
			for cell in &mut cells {
				let (delta, bond) = (delta_sum.divide(cell.weight), bond_sum.divide(cell.bond));
				if O::ENABLED {
					observer.entry(Matrix::BondsDelta, cell.uid, target, delta);
					observer.entry(Matrix::OldBonds, cell.uid, target, bond);
				}
				let moved = alpha.mul_floor_sat(delta).add_sat(keep.mul_floor_sat(bond));
				cell.bond = moved.max(Q32::ZERO);
				total.add(cell.bond);
			}

			let incentive = at(self.incentive, target);
			let total = Divisor::new(total.get());
			let mut largest = Q32::ZERO;
			for cell in &mut cells {
				let bond = total.divide(cell.bond);
				largest = largest.max(bond);
				// Only what was above 0 before it was divided is an entry.
				cell.weight = cell.bond;
				cell.bond = bond;
				if O::ENABLED && cell.weight > Q32::ZERO {
					observer.entry(Matrix::NewBonds, cell.uid, target, bond);
				}
				if let Some(dividend) = dividends.get_mut(usize::from(cell.uid)) {
					*dividend = dividend.add_sat(incentive.mul_floor_sat(bond));
				}
			}
			let largest = Divisor::new(largest);
			for cell in &cells {
				if cell.weight > Q32::ZERO {
					self.store(rows, cell.uid, target, largest.divide(cell.bond));
				}
			}
		}
		dividends
	}

	/// Yuma 3 with one speed for all: bonds move towards weights, on a fixed scale.
	fn yuma3<O: Observer>(
		&self,
		old_bonds: &Columns<Bond>,
		rows: &mut BondRows,
		observer: &mut O,
	) -> Vec<Q32> {
		let (alpha, keep) = self.fixed_alpha();
		let mut returns = vec![Q32::ZERO; self.new_permit.len()];
		let mut cells = Vec::new();
		let mut bonds = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			self.union(target, weights, old, &mut cells, observer);
			bonds.clear();
			for cell in &cells {
				let stored = u16::try_from(cell.bond.bits()).unwrap_or(u16::MAX);
				let bond = Q32::from_ratio_floor(stored);
				if O::ENABLED {
					observer.entry(Matrix::OldBonds, cell.uid, target, bond);
				}
				let moved = alpha.mul_floor_sat(cell.weight).add_sat(keep.mul_floor_sat(bond));
				if moved > Q32::ZERO {
					bonds.push((cell.uid, moved));
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
		kept: &[bool],
		old_bonds: &Columns<Bond>,
		rows: &mut BondRows,
		observer: &mut O,
	) -> Vec<Q32> {
		let mut hidden_weights = Hidden::new(self.hidden_weights());
		let mut hidden_bonds = Hidden::new(self.hidden_bonds(kept));
		let unordered = hidden_weights.rows(self.new_permit.len());

		let mut returns = vec![Q32::ZERO; self.new_permit.len()];
		let mut bonds = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			let (penalty, consensus) = (self.penalty(), at(self.consensus, target));
			let mut old = old.iter().peekable();
			bonds.clear();
			for entry in weights {
				let Some(weight) = penalty.apply(entry.value(), consensus) else { continue };
				let uid = entry.row();
				while old.next_if(|other| other.row() < uid).is_some() {}
				let bond = old.next_if(|other| other.row() == uid);
				let bond = bond.map_or(Q32::ZERO, |bond| Q32::from_ratio_floor(bond.value()));
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
		let mut total = Total::default();
		bonds.iter().for_each(|(_, bond)| total.add(*bond));
		let total = Divisor::new(total.get());
		let incentive = at(self.incentive, target);
		for (uid, bond) in bonds {
			observer.entry(Matrix::NewBonds, *uid, target, *bond);
			self.store(rows, *uid, target, *bond);
			// A column without incentive returns nothing, whatever its bonds.
			if incentive != Q32::ZERO {
				if let Some(value) = returns.get_mut(usize::from(*uid)) {
					let share = total.divide(*bond);
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
			let Some(mask) = self.input.row_mask(uid, self.old_permit) else { continue };
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
	fn hidden_bonds(&self, kept: &[bool]) -> Vec<u32> {
		let mut hidden = Vec::new();
		for (uid, row) in uids(self.input.bonds) {
			let present = row.iter().filter(|(target, _)| is(kept, *target));
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
		if self.uids.is_empty() {
			return false;
		}
		let key = key(uid, target);
		while self.keys.next_if(|other| *other < key).is_some() {}
		self.keys.next_if_eq(&key).is_some()
	}
}

/// Whether a flag is set for a uid.
#[inline(always)]
fn is(flags: &[bool], uid: u16) -> bool {
	flags.get(usize::from(uid)).is_some_and(|flag| *flag)
}
