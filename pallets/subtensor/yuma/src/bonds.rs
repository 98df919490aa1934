//! Bonds: how validators' weights turn into a claim on miners' rewards.

use crate::{
	epoch::{at, uids, Duplicates, EpochInput, InputError, Masks},
	liquid_alpha::LiquidAlpha,
	observer::{Matrix, Observer},
	q32::{normalise, Average, Divisor, Total, Q32},
	sparse::{Bond, Columns, Entry, Weight},
};
use alloc::{vec, vec::Vec};
use core::iter::Peekable;

/// One validator's bond in a column while it is made.
#[derive(Clone, Copy, Default)]
struct Cell {
	uid: u16,
	/// The old bond as stored, 0 if there is none.
	stored: u16,
	/// What becomes the new bond.
	value: Q32,
}

/// Rows of stored bonds.
type BondRows = Vec<Vec<(u16, u16)>>;

/// A validator while bonds are made.
struct Holder {
	active_stake: Q32,
	/// Return on its bonds so far.
	returns: Total,
	/// Whether its bonds are stored: whether it has a new permit.
	stores: bool,
	/// Its bonds to store.
	row: Vec<(u16, u16)>,
}

impl Holder {
	/// Adds a bond to store, by columns.
	#[inline(always)]
	fn store(&mut self, target: u16, bond: Q32) {
		if self.stores {
			self.row.push((target, bond.to_ratio_floor_sat()));
		}
	}
}

/// What the bonds of an epoch depend on.
pub(crate) struct BondsRule<'a> {
	pub input: &'a EpochInput<'a>,
	pub weights: &'a Columns<Weight>,
	pub masks: &'a Masks<'a>,
	pub new_permit: &'a [bool],
	pub active_stake: &'a [Q32],
	pub consensus: &'a [Q32],
	pub incentive: &'a [Q32],
	pub liquid_alpha: Option<LiquidAlpha>,
}

/// How weights of one column are clipped for bonds: a penalty of 0 takes them as submitted, a full
/// one clips them at consensus, anything between mixes both.
#[derive(Clone, Copy)]
struct Penalty {
	consensus: Q32,
	/// Largest weight, unless both are mixed.
	limit: Q32,
	/// The part of the clipped weight in a mixture.
	part: Option<Q32>,
}

impl Penalty {
	/// The weight for bonds, 0 if the entry is not present.
	#[inline(always)]
	fn value(&self, weight: Q32) -> Q32 {
		let Some(part) = self.part else { return weight.min(self.limit) };
		let change = part.mul_floor_sat(weight.min(self.consensus).sub_sat(weight));
		weight.add_sat(change).max(Q32::ZERO)
	}

	/// The weight for bonds, `None` if the entry is not present: if it is clipped to nothing, or not
	/// above 0 as a mixture.
	#[inline(always)]
	fn apply(&self, weight: Q32) -> Option<Q32> {
		let value = self.value(weight);
		if value == Q32::ZERO && (weight > Q32::ZERO || self.part.is_some()) {
			None
		} else {
			Some(value)
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
	let mut holders = rule.holders();
	let agreed = rule.consensus.iter().any(|consensus| *consensus != Q32::ZERO);
	match (rule.input.yuma3, rule.liquid_alpha) {
		(false, _) => rule.original(&old_bonds, &mut holders, observer),
		(true, Some(alpha)) if agreed => {
			rule.liquid(&alpha, &kept, &old_bonds, &mut holders, observer);
		},
		(true, _) => rule.yuma3(&old_bonds, &mut holders, observer),
	}
	let dividend = |holder: &Holder| match rule.input.yuma3 {
		false => holder.returns.get(),
		true => holder.returns.get().mul_floor_sat(holder.active_stake),
	};
	let mut dividends: Vec<Q32> = holders.iter().map(dividend).collect();
	normalise(&mut dividends);
	Ok((holders.into_iter().map(|holder| holder.row).collect(), dividends))
}

impl BondsRule<'_> {
	fn penalty(&self, target: u16) -> Penalty {
		let consensus = at(self.consensus, target);
		let (limit, part) = match self.input.bonds_penalty {
			0 => (Q32::MAX, None),
			u16::MAX => (consensus, None),
			part => (consensus, Some(Q32::from_ratio_floor(part))),
		};
		Penalty { consensus, limit, part }
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
		let all = kept.iter().all(|kept| *kept);
		// As nearly always.
		let keeps = |target: u16| (all && usize::from(target) < n) || is(kept, target);
		let mut columns = Columns::new(n);
		let mut duplicates = Duplicates::new("bonds", n);
		for (uid, row) in uids(self.input.bonds) {
			duplicates.check(uid, row)?;
			let targets = row.iter().map(|(target, _)| *target);
			columns.count(targets.filter(|target| keeps(*target)));
		}
		drop(duplicates);
		columns.allocate();
		for (uid, row) in uids(self.input.bonds) {
			columns.place(uid, row.iter().copied().filter(|(target, _)| keeps(*target)));
		}
		Ok(columns)
	}

	/// Everybody without bonds, those with a new permit with room for what they can hold.
	fn holders(&self) -> Vec<Holder> {
		let n = self.new_permit.len();
		let rows = self.input.weights.iter().zip(self.input.bonds);
		let neurons = self.new_permit.iter().zip(self.active_stake).zip(rows);
		neurons
			.map(|((stores, active_stake), (weights, bonds))| {
				let entries = weights.len().saturating_add(bonds.len()).min(n);
				Holder {
					active_stake: *active_stake,
					returns: Total::default(),
					stores: *stores,
					row: Vec::with_capacity(if *stores { entries } else { 0 }),
				}
			})
			.collect()
	}

	/// The moving average of bonds at their fixed speed.
	fn average(&self) -> Average {
		// At most 2^36 millionths, so the shifted value may need more than 64 bits.
		let average = (u128::from(self.input.bonds_moving_average) << 32)
			.checked_div(1_000_000)
			.and_then(|bits| i64::try_from(bits).ok());
		Average::new(Q32::ONE.sub_sat(average.map_or(Q32::MAX, Q32::from_bits)))
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
	/// entry is a 0. The value of each cell is what `value` makes of row, weight and stored bond.
	#[inline(always)]
	fn union<'a, O: Observer>(
		&self,
		target: u16,
		weights: &[Weight],
		bonds: &[Bond],
		cells: &'a mut Vec<Cell>,
		observer: &mut O,
		mut value: impl FnMut(u16, Q32, u16, &mut O) -> Q32,
	) -> &'a mut [Cell] {
		let most = weights.len().saturating_add(bonds.len());
		if cells.len() < most {
			cells.resize(most, Cell::default());
		}
		let penalty = self.penalty(target);
		let mut cell = |uid: u16, weight: Option<&Weight>, bond: Option<&Bond>| {
			let stored = bond.map_or(0, |bond| bond.value());
			let Some(weight) = weight else {
				return Cell { uid, stored, value: value(uid, Q32::ZERO, stored, observer) };
			};
			if O::ENABLED {
				if let Some(weight) = penalty.apply(weight.value()) {
					observer.entry(Matrix::WeightsForBonds, uid, target, weight);
				}
			}
			let weight = penalty.value(weight.value());
			Cell { uid, stored, value: value(uid, weight, stored, observer) }
		};
		let mut count = 0_usize;
		// From one epoch to the next rows seldom change, so at first both go side by side.
		for ((weight, bond), place) in weights.iter().zip(bonds).zip(cells.iter_mut()) {
			if weight.row() != bond.row() {
				break;
			}
			*place = cell(weight.row(), Some(weight), Some(bond));
			count = count.wrapping_add(1);
		}
		let mut weights = weights.iter().skip(count).peekable();
		let mut bonds = bonds.iter().skip(count).peekable();
		for place in cells.iter_mut().skip(count) {
			let uid = match (weights.peek(), bonds.peek()) {
				(Some(weight), Some(bond)) => weight.row().min(bond.row()),
				(Some(weight), None) => weight.row(),
				(None, Some(bond)) => bond.row(),
				(None, None) => break,
			};
			let weight = weights.next_if(|weight| weight.row() == uid);
			*place = cell(uid, weight, bonds.next_if(|bond| bond.row() == uid));
			count = count.wrapping_add(1);
		}
		cells.get_mut(..count).unwrap_or_default()
	}

	/// Original Yuma: weights count by stake, columns are normalised at every step and stored
	/// relative to their largest bond.
	fn original<O: Observer>(
		&self,
		old_bonds: &Columns<Bond>,
		holders: &mut [Holder],
		observer: &mut O,
	) {
		let average = self.average();
		let mut cells = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			// Stored bonds count as integers here; their factor of 2^32 cancels out.
			let (mut delta_sum, mut bond_sum) = (Total::default(), Total::default());
			let by_stake = |uid, weight: Q32, stored: u16, _: &mut O| {
				let holder = holders.get(usize::from(uid));
				let stake = holder.map_or(Q32::ZERO, |holder| holder.active_stake);
				let value = weight.mul_floor_sat(stake);
				delta_sum.add(value);
				bond_sum.add(Q32::from_bits(stored.into()));
				value
			};
			let cells = self.union(target, weights, old, &mut cells, observer, by_stake);

			let sums = (delta_sum.get(), bond_sum.get());
			let (total, largest) = move_bonds(target, cells, sums, average, observer);
			self.store_bonds(target, cells, (total, largest), holders, observer);
		}
	}

	/// Original Yuma: divides the moved bonds of one column by their sum, adds their return, and
	/// stores them relative to the largest.
	// Apart from the loops before it, so that each has the registers it needs.
	#[inline(never)]
	fn store_bonds<O: Observer>(
		&self,
		target: u16,
		cells: &[Cell],
		(total, largest): (Q32, Q32),
		holders: &mut [Holder],
		observer: &mut O,
	) {
		let incentive = at(self.incentive, target);
		let total = Divisor::new(total);
		// Rounding down keeps the order, so the largest quotient is that of the largest bond.
		let largest = Divisor::new(total.divide(largest));
		// Only what is above 0 before it is divided is an entry.
		for cell in cells.iter().filter(|cell| cell.value > Q32::ZERO) {
			let bond = total.divide(cell.value);
			observer.entry(Matrix::NewBonds, cell.uid, target, bond);
			if let Some(holder) = holders.get_mut(usize::from(cell.uid)) {
				holder.returns.add(incentive.mul_floor_sat(bond));
				holder.store(target, largest.divide(bond));
			}
		}
	}

	/// Yuma 3 with one speed for all: bonds move towards weights, on a fixed scale.
	fn yuma3<O: Observer>(
		&self,
		old_bonds: &Columns<Bond>,
		holders: &mut [Holder],
		observer: &mut O,
	) {
		let average = self.average();
		let mut cells = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			let moved = |uid, weight, stored, observer: &mut O| {
				let bond = Q32::from_ratio_floor(stored);
				observer.entry(Matrix::OldBonds, uid, target, bond);
				average.of(weight, bond)
			};
			let cells = self.union(target, weights, old, &mut cells, observer, moved);
			self.finish_column(target, cells, holders, observer);
		}
	}

	/// Yuma 3 with liquid alpha: each bond has its own speed, and only columns in a validator's
	/// weights keep a bond.
	fn liquid<O: Observer>(
		&self,
		rule: &LiquidAlpha,
		kept: &[bool],
		old_bonds: &Columns<Bond>,
		holders: &mut [Holder],
		observer: &mut O,
	) {
		let mut hidden_weights = Hidden::new(self.hidden_weights());
		let mut hidden_bonds = Hidden::new(self.hidden_bonds(kept));
		let unordered = hidden_weights.rows(self.new_permit.len());

		let mut cells = Vec::new();
		for (target, weights, old) in self.columns(old_bonds) {
			let (penalty, consensus) = (self.penalty(target), at(self.consensus, target));
			let mut old = old.iter().peekable();
			cells.clear();
			for entry in weights {
				let Some(weight) = penalty.apply(entry.value()) else { continue };
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
				cells.push(Cell { uid, stored: 0, value: bond });
			}
			self.finish_column(target, &cells, holders, observer);
		}
		self.restore_order(&unordered, holders);
	}

	/// Yuma 3: stores the bonds above 0 of one column and adds their return, by bonds relative to the
	/// column's sum.
	#[inline]
	fn finish_column(
		&self,
		target: u16,
		cells: &[Cell],
		holders: &mut [Holder],
		observer: &mut impl Observer,
	) {
		let mut total = Total::default();
		cells.iter().for_each(|cell| total.add(cell.value));
		let total = Divisor::new(total.get());
		let incentive = at(self.incentive, target);
		for Cell { uid, value: bond, .. } in cells.iter().filter(|cell| cell.value > Q32::ZERO) {
			observer.entry(Matrix::NewBonds, *uid, target, *bond);
			if let Some(holder) = holders.get_mut(usize::from(*uid)) {
				holder.store(target, *bond);
				// A column without incentive returns nothing, whatever its bonds.
				if incentive != Q32::ZERO {
					holder.returns.add(total.divide(*bond).mul_floor_sat(incentive));
				}
			}
		}
	}

	/// Weights that the live network overlooks when it determines alpha: it goes through each row
	/// once and forward, so an entry behind a larger uid reads as 0. Rows mixed by a partial penalty
	/// are in order.
	fn hidden_weights(&self) -> Vec<u32> {
		let mut hidden = Vec::new();
		let full = match self.input.bonds_penalty {
			0 => false,
			u16::MAX => true,
			_ => return hidden,
		};
		for (uid, row) in uids(self.input.weights) {
			let Some(mask) = self.masks.row(uid) else { continue };
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
	fn restore_order(&self, unordered: &[bool], holders: &mut [Holder]) {
		let mut bond_of = vec![None; self.new_permit.len()];
		let rows = holders.iter_mut().map(|holder| &mut holder.row);
		let rows = rows.zip(self.input.weights).zip(unordered);
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

/// Original Yuma: divides weights by stake and old bonds of one column by their sums, and moves the
/// bonds: their sum and the largest.
// Apart from the loops around it, so that each has the registers it needs.
#[inline(never)]
fn move_bonds<O: Observer>(
	target: u16,
	cells: &mut [Cell],
	(delta_sum, bond_sum): (Q32, Q32),
	average: Average,
	observer: &mut O,
) -> (Q32, Q32) {
	let (delta_sum, bond_sum) = (Divisor::new(delta_sum), Divisor::new(bond_sum));
	let (mut total, mut largest) = (Total::default(), Q32::ZERO);
	for cell in cells {
		let delta = delta_sum.divide(cell.value);
		let bond = bond_sum.divide(Q32::from_bits(cell.stored.into()));
		if O::ENABLED {
			observer.entry(Matrix::BondsDelta, cell.uid, target, delta);
			observer.entry(Matrix::OldBonds, cell.uid, target, bond);
		}
		cell.value = average.of(delta, bond);
		total.add(cell.value);
		largest = largest.max(cell.value);
	}
	(total.get(), largest)
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
