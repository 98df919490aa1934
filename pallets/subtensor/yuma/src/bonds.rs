//! Bonds: how validators' weights turn into a claim on miners' rewards.
//!
//! Bonds are made row by row, as they are stored. What a rule needs to know of whole columns, their
//! sums, is gathered on the way, so that each rule goes through all rows twice: once to move the
//! bonds, once to share out the columns.

use crate::{
	epoch::{at, uids, EpochInput, InputError, Row},
	liquid_alpha::LiquidAlpha,
	observer::{Matrix, Observer},
	q32::{normalise, Arithmetic, Average, Divisor, OfAny, OfParts, Total, Q32},
	rows::{newest, Duplicates, Registered},
	sparse::{Entry, Rows},
};
use alloc::{vec, vec::Vec};

/// Rows of stored bonds.
type BondRows = Vec<Vec<(u16, u16)>>;

/// What the bonds of an epoch depend on.
#[derive(Clone, Copy)]
pub(crate) struct BondsRule<'a> {
	pub input: &'a EpochInput<'a>,
	/// After all masks, normalised.
	pub weights: &'a Rows,
	/// Which rows of weights ascend.
	pub weights_ascend: &'a [bool],
	pub new_permit: &'a [bool],
	pub active_stake: &'a [Q32],
	pub consensus: &'a [Q32],
	/// Sum of the clipped weights by active stake of each column.
	pub rank: &'a [Q32],
	pub incentive: &'a [Q32],
	pub liquid_alpha: Option<LiquidAlpha>,
}

/// One entry of a row in which weights and old bonds have come together.
#[derive(Clone, Copy)]
struct Cell {
	target: u16,
	/// The old bond as stored, 0 if there is none.
	stored: u16,
	/// 0 if there is none.
	weight: Q32,
}

/// The bonds of this epoch: rows to store, and normalised dividends.
pub(crate) fn update<O: Observer>(
	rule: &BondsRule,
	observer: &mut O,
) -> Result<(BondRows, Vec<Q32>), InputError> {
	let mut duplicates = Duplicates::new("bonds", rule.input.stake.len());
	let rows = uids(rule.input.bonds);
	let ascend =
		rows.map(|(uid, row)| duplicates.check(uid, row)).collect::<Result<Vec<_>, _>>()?;
	drop(duplicates);
	let (mixed, all_ascend);
	let mut rule = *rule;
	if let Some(part) = rule.mixture() {
		mixed = rule.mixed(part);
		all_ascend = vec![true; rule.weights_ascend.len()];
		(rule.weights, rule.weights_ascend) = (&mixed, &all_ascend);
	}
	if O::ENABLED {
		rule.observe_weights(observer);
	}
	let agreed = rule.consensus.iter().any(|consensus| *consensus != Q32::ZERO);
	let (mut rows, mut dividends) = match (rule.input.yuma3, rule.liquid_alpha) {
		(false, _) => rule.original(&ascend, observer),
		(true, Some(alpha)) if agreed => rule.liquid(&alpha, observer),
		(true, _) => rule.yuma3(&ascend, observer),
	};
	normalise(&mut dividends);
	for (row, _) in rows.iter_mut().zip(rule.new_permit).filter(|(_, permit)| !**permit) {
		*row = Vec::new();
	}
	Ok((rows, dividends))
}

impl<'a> BondsRule<'a> {
	/// Which part of the clipped weights is mixed into the weights for bonds; `None` for no part, and
	/// for the whole, which are as submitted or as clipped.
	fn mixture(&self) -> Option<Q32> {
		let part = self.input.bonds_penalty;
		(part != 0 && part != u16::MAX).then(|| Q32::from_ratio_floor(part))
	}

	/// Weights mixed with clipped weights: what is above 0, by ascending targets.
	fn mixed(&self, part: Q32) -> Rows {
		let n = self.consensus.len();
		let mut rows = Rows::new(n, self.weights.entry_count());
		for (_, row) in self.weights.iter() {
			let mix = |entry: &Entry| {
				let (weight, consensus) = (entry.value(), at(self.consensus, entry.uid()));
				let change = part.mul_floor_sat(weight.min(consensus).sub_sat(weight));
				Entry::new(entry.uid(), weight.add_sat(change).max(Q32::ZERO))
			};
			rows.extend(row.iter().map(mix));
			// By targets, which come first in the order of entries.
			rows.next_row().sort_unstable();
			rows.end_row_of(Q32::ZERO);
		}
		rows
	}

	/// The largest weight for bonds towards a target: consensus under the full penalty.
	#[inline(always)]
	fn limit(&self, target: u16) -> Q32 {
		match self.input.bonds_penalty {
			u16::MAX => at(self.consensus, target),
			_ => Q32::MAX,
		}
	}

	/// The weight for bonds, `None` if it is clipped to nothing.
	#[inline(always)]
	fn weight_for_bonds(&self, entry: Entry) -> Option<Q32> {
		let weight = entry.value().min(self.limit(entry.uid()));
		(weight > Q32::ZERO || entry.value() == Q32::ZERO).then_some(weight)
	}

	/// Targets whose stored bonds still count: those registered before the last epoch.
	fn kept(&self) -> Registered<'a> {
		let limit = match self.input.last_mechanism_step_block {
			0 => self.input.current_block.saturating_sub(u64::from(self.input.tempo)),
			block => block.saturating_add(1),
		};
		Registered::new(self.input.block_at_registration, newest(self.input), limit)
	}

	/// The moving average of bonds at their fixed speed.
	fn average(&self) -> Average {
		// At most 2^36 millionths, so the shifted value may need more than 64 bits.
		let average = (u128::from(self.input.bonds_moving_average) << 32)
			.checked_div(1_000_000)
			.and_then(|bits| i64::try_from(bits).ok());
		Average::new(Q32::ONE.sub_sat(average.map_or(Q32::MAX, Q32::from_bits)))
	}

	/// Hands out the weights that bonds move towards.
	fn observe_weights(&self, observer: &mut impl Observer) {
		for (uid, row) in self.weights.iter() {
			for entry in row {
				if let Some(weight) = self.weight_for_bonds(*entry) {
					observer.entry(Matrix::WeightsForBonds, uid, entry.uid(), weight);
				}
			}
		}
	}

	/// No bonds yet, with room for all.
	fn moved(&self) -> Rows {
		let n = self.input.stake.len();
		let rows = self.weights.iter().zip(self.input.bonds);
		let entries = rows.fold(0_usize, |all, ((_, weights), bonds)| {
			all.saturating_add(weights.len().saturating_add(bonds.len()).min(n))
		});
		Rows::new(n, entries)
	}

	/// Brings weights and old bonds together row by row, by ascending targets, for the rules to which
	/// a missing entry is a 0.
	fn unions(&self, bonds_ascend: &[bool], mut visit: impl FnMut(u16, Union)) {
		let kept = self.kept();
		let (mut sorted_weights, mut sorted_bonds, mut cells) = (vec![], vec![], vec![]);
		let weights = self.weights.iter().zip(self.weights_ascend);
		let bonds = self.input.bonds.iter().zip(bonds_ascend);
		for (((uid, weights), weights_ascend), (bonds, bonds_ascend)) in weights.zip(bonds) {
			let weights =
				if *weights_ascend { weights } else { sorted(weights, &mut sorted_weights) };
			let bonds = if *bonds_ascend { bonds } else { sorted(bonds, &mut sorted_bonds) };
			visit(uid, Union::new(weights, bonds, kept, &mut cells));
		}
	}

	/// Original Yuma: weights count by stake, columns are normalised at every step and stored
	/// relative to their largest bond.
	fn original<O: Observer>(
		&self,
		bonds_ascend: &[bool],
		observer: &mut O,
	) -> (BondRows, Vec<Q32>) {
		let average = self.average();
		let mut columns = self.columns();
		let mut moved = self.moved();
		self.unions(bonds_ascend, |uid, union| {
			let stake = at(self.active_stake, uid);
			let lowest = if stake < Q32::ONE && average.is_between() {
				move_row::<OfParts, _>(
					uid,
					union,
					stake,
					average,
					&mut columns,
					&mut moved,
					observer,
				)
			} else {
				move_row::<OfAny, _>(uid, union, stake, average, &mut columns, &mut moved, observer)
			};
			moved.end_row_of(lowest);
		});

		let in_parts =
			average.is_between() && self.incentive.iter().all(|incentive| *incentive < Q32::ONE);
		let shared = |(column, incentive): (Column, &Q32)| {
			let total = Divisor::new(column.total.get());
			// Rounding down keeps the order, so the largest quotient is that of the largest bond.
			let largest = Divisor::new(total.divide(column.largest));
			Shared { incentive: *incentive, total, largest }
		};
		let columns: Vec<Shared> = columns.into_iter().zip(self.incentive).map(shared).collect();
		let rows = moved.iter().map(|(uid, row)| {
			if in_parts {
				store_row::<OfParts, _>(uid, row, &columns, observer)
			} else {
				store_row::<OfAny, _>(uid, row, &columns, observer)
			}
		});
		rows.unzip()
	}

	/// Original Yuma: what the columns are divided by at first.
	fn columns(&self) -> Vec<Column> {
		let kept = self.kept();
		// Stored bonds count as integers here; their factor of 2^32 cancels out.
		let mut old_sums = vec![Total::default(); self.rank.len()];
		for row in self.input.bonds {
			for (target, stored) in row.iter().filter(|(target, _)| kept.contains(*target)) {
				add(&mut old_sums, *target, Q32::from_bits((*stored).into()));
			}
		}
		// Under the full penalty a rank is the sum of the same products.
		let mut delta_sums = Vec::new();
		if self.input.bonds_penalty != u16::MAX {
			delta_sums.resize(self.rank.len(), Total::default());
			for ((_, row), stake) in self.weights.iter().zip(self.active_stake) {
				for entry in row {
					add(&mut delta_sums, entry.uid(), entry.value().mul_floor_sat(*stake));
				}
			}
		}
		let sums = uids(self.rank).zip(old_sums);
		sums.map(|((uid, rank), old)| Column {
			limit: self.limit(uid),
			delta: Divisor::new(delta_sums.get(usize::from(uid)).map_or(*rank, |sum| sum.get())),
			old: Divisor::new(old.get()),
			total: Total::default(),
			largest: Q32::ZERO,
		})
		.collect()
	}

	/// Yuma 3 with one speed for all: bonds move towards weights, on a fixed scale.
	fn yuma3<O: Observer>(&self, bonds_ascend: &[bool], observer: &mut O) -> (BondRows, Vec<Q32>) {
		let average = self.average();
		let mut moved = Moved::new(self);
		self.unions(bonds_ascend, |uid, union| {
			moved.row(union.both().chain(union.rest()).map(|Cell { target, stored, weight }| {
				let bond = Q32::from_ratio_floor(stored);
				observer.entry(Matrix::OldBonds, uid, target, bond);
				(target, average.of(weight.min(self.limit(target)), bond))
			}));
		});
		self.share(moved, observer)
	}

	/// Yuma 3 with liquid alpha: each bond has its own speed, and only columns in a validator's
	/// weights keep a bond.
	///
	/// The live network determines alpha by going through each row once and forward, so an entry
	/// behind a larger uid reads as 0 there.
	fn liquid<O: Observer>(&self, rule: &LiquidAlpha, observer: &mut O) -> (BondRows, Vec<Q32>) {
		let kept = self.kept();
		let mut old_bonds = vec![OldBond::default(); self.consensus.len()];
		let mut moved = Moved::new(self);
		for ((uid, weights), bonds) in self.weights.iter().zip(self.input.bonds) {
			let mut forward = Forward::default();
			for (target, stored) in bonds.iter().filter(|(target, _)| kept.contains(*target)) {
				if let Some(bond) = old_bonds.get_mut(usize::from(*target)) {
					*bond =
						OldBond { owner: Some(uid), stored: *stored, seen: forward.sees(*target) };
				}
			}
			let mut forward = Forward::default();
			moved.row(weights.iter().filter_map(|entry| {
				let target = entry.uid();
				let weight = self.weight_for_bonds(*entry)?;
				let old = old_bonds.get(usize::from(target)).filter(|old| old.owner == Some(uid));
				let bond = old.map_or(Q32::ZERO, |old| Q32::from_ratio_floor(old.stored));
				let seen_weight = if forward.sees(target) { weight } else { Q32::ZERO };
				let seen_bond = if old.is_some_and(|old| old.seen) { bond } else { Q32::ZERO };
				let alpha = rule.alpha(at(self.consensus, target), seen_weight, seen_bond);
				observer.entry(Matrix::OldBonds, uid, target, bond);
				observer.entry(Matrix::Alpha, uid, target, alpha);
				let kept = Q32::ONE.sub_sat(alpha).mul_floor_sat(bond);
				let added = alpha.mul_floor_sat(weight).max(Q32::ZERO);
				Some((target, kept.add_sat(added).min(Q32::ONE)))
			}));
		}
		self.share(moved, observer)
	}

	/// Yuma 3: the rows to store, and the return of bonds by their parts of the columns' sums.
	fn share<O: Observer>(&self, moved: Moved, observer: &mut O) -> (BondRows, Vec<Q32>) {
		let shared = |(total, incentive): (Total, &Q32)| (Divisor::new(total.get()), *incentive);
		let columns: Vec<_> = moved.totals.into_iter().zip(self.incentive).map(shared).collect();
		let rows = moved.rows.iter().map(|(uid, row)| {
			let mut returns = Total::default();
			let store = |entry: &Entry| {
				let (target, bond) = (entry.uid(), entry.value());
				observer.entry(Matrix::NewBonds, uid, target, bond);
				// A column without incentive returns nothing, whatever its bonds.
				let column = columns.get(usize::from(target));
				if let Some((total, incentive)) = column.filter(|(_, part)| *part != Q32::ZERO) {
					returns.add(total.divide(bond).mul_floor_sat(*incentive));
				}
				(target, bond.to_ratio_floor_sat())
			};
			let row = row.iter().map(store).collect();
			(row, returns.get().mul_floor_sat(at(self.active_stake, uid)))
		});
		rows.unzip()
	}
}

/// Original Yuma: moves the bonds of one row. The lowest of them.
fn move_row<A: Arithmetic, O: Observer>(
	uid: u16,
	union: Union,
	stake: Q32,
	average: Average,
	columns: &mut [Column],
	moved: &mut Rows,
	observer: &mut O,
) -> Q32 {
	let both = union.both();
	let lowest = move_cells::<A, _>(uid, both, stake, average, columns, moved, observer);
	let rest = union.rest();
	lowest.min(move_cells::<A, _>(uid, rest, stake, average, columns, moved, observer))
}

/// Original Yuma: moves the bonds of some cells of one row. The lowest of them.
// Apart from the loops around it, so that each has the registers it needs.
#[inline(never)]
fn move_cells<A: Arithmetic, O: Observer>(
	uid: u16,
	cells: impl ExactSizeIterator<Item = Cell>,
	stake: Q32,
	average: Average,
	columns: &mut [Column],
	moved: &mut Rows,
	observer: &mut O,
) -> Q32 {
	let mut lowest = Q32::MAX;
	let room = moved.grow(cells.len());
	for (Cell { target, stored, weight }, place) in cells.zip(room) {
		let Some(column) = columns.get_mut(usize::from(target)) else { continue };
		// Both are among what the divisors of the column are sums of.
		let delta = A::multiply(weight.min(column.limit), stake);
		let old = Q32::from_bits(stored.into());
		let (delta, old) = (A::divide(delta, column.delta), A::divide(old, column.old));
		if O::ENABLED {
			observer.entry(Matrix::BondsDelta, uid, target, delta);
			observer.entry(Matrix::OldBonds, uid, target, old);
		}
		let bond = A::average(average, delta, old);
		column.total.add(bond);
		column.largest = column.largest.max(bond);
		lowest = lowest.min(bond);
		*place = Entry::new(target, bond);
	}
	lowest
}

/// Original Yuma: divides the moved bonds of one row by the sums of their columns, and stores them
/// relative to the largest: the row, and what its bonds return.
// Apart from the loops around it, so that each has the registers it needs.
#[inline(never)]
fn store_row<A: Arithmetic, O: Observer>(
	uid: u16,
	row: &[Entry],
	columns: &[Shared],
	observer: &mut O,
) -> (Vec<(u16, u16)>, Q32) {
	let mut returns = Total::default();
	let mut stored = vec![(0, 0); row.len()];
	for (entry, place) in row.iter().zip(&mut stored) {
		let target = entry.uid();
		let Some(column) = columns.get(usize::from(target)) else { continue };
		let bond = A::divide(entry.value(), column.total);
		observer.entry(Matrix::NewBonds, uid, target, bond);
		returns.add(A::multiply(bond, column.incentive));
		*place = (target, A::ratio(A::divide(bond, column.largest)));
	}
	(stored, returns.get())
}

/// A row by ascending targets, in `room`.
fn sorted<'a, E: Copy + Ord>(row: &[E], room: &'a mut Vec<E>) -> &'a [E] {
	room.clear();
	room.extend_from_slice(row);
	// Targets come first in an entry's order, and none of the subnet comes twice.
	room.sort_unstable();
	room
}

/// The weights of one row and those of its old bonds that are kept.
struct Union<'a> {
	/// From one epoch to the next rows seldom change, so at first both name the same targets.
	weights: &'a [Entry],
	bonds: Row<'a>,
	kept: Registered<'a>,
	/// What comes behind, brought together.
	rest: &'a [Cell],
}

impl<'a> Union<'a> {
	/// Of weights and bonds by ascending targets.
	fn new(
		weights: &'a [Entry],
		bonds: Row<'a>,
		kept: Registered<'a>,
		cells: &'a mut Vec<Cell>,
	) -> Self {
		let mut pairs = weights.iter().zip(bonds);
		let differs = pairs.position(|(weight, (target, _))| weight.uid() != *target);
		let same = differs.unwrap_or(weights.len().min(bonds.len()));
		let (weights, other_weights) = weights.split_at_checked(same).unwrap_or_default();
		let (bonds, other_bonds) = bonds.split_at_checked(same).unwrap_or_default();
		cells.clear();
		merge(other_weights, other_bonds, kept, cells);
		Self { weights, bonds, kept, rest: cells }
	}

	/// The first cells: targets of both.
	#[inline(always)]
	fn both(&self) -> impl ExactSizeIterator<Item = Cell> + use<'a> {
		let kept = self.kept;
		self.weights.iter().zip(self.bonds).map(move |(weight, (target, stored))| {
			let stored = if kept.contains_uid(*target) { *stored } else { 0 };
			Cell { target: *target, stored, weight: weight.value() }
		})
	}

	/// The cells behind.
	#[inline(always)]
	fn rest(&self) -> impl ExactSizeIterator<Item = Cell> + use<'a> {
		self.rest.iter().copied()
	}
}

/// Adds the union of weights and of those bonds that are kept, both by ascending targets.
fn merge(weights: &[Entry], bonds: Row, kept: Registered, cells: &mut Vec<Cell>) {
	let mut weights = weights.iter().peekable();
	let mut bonds = bonds.iter().filter(|(target, _)| kept.contains(*target)).peekable();
	loop {
		let target = match (weights.peek(), bonds.peek()) {
			(Some(weight), Some((target, _))) => weight.uid().min(*target),
			(Some(weight), None) => weight.uid(),
			(None, Some((target, _))) => *target,
			(None, None) => break,
		};
		let weight = weights.next_if(|weight| weight.uid() == target);
		let bond = bonds.next_if(|(other, _)| *other == target);
		cells.push(Cell {
			target,
			stored: bond.map_or(0, |(_, stored)| *stored),
			weight: weight.map_or(Q32::ZERO, |weight| weight.value()),
		});
	}
}

/// Bonds of Yuma 3 as they are moved, row by row.
struct Moved {
	rows: Rows,
	/// Sum of each column so far.
	totals: Vec<Total>,
}

impl Moved {
	/// None yet, with room for all.
	fn new(rule: &BondsRule) -> Self {
		Self { rows: rule.moved(), totals: vec![Total::default(); rule.consensus.len()] }
	}

	/// Adds a row of targets and bonds, and keeps the bonds above 0.
	#[inline(always)]
	fn row(&mut self, bonds: impl Iterator<Item = (u16, Q32)>) {
		let totals = &mut self.totals;
		let mut lowest = Q32::MAX;
		self.rows.extend(bonds.map(|(target, bond)| {
			add(totals, target, bond);
			lowest = lowest.min(bond);
			Entry::new(target, bond)
		}));
		self.rows.end_row_of(lowest);
	}
}

/// One column of original Yuma while its bonds are moved: one line of the cache.
#[repr(align(64))]
struct Column {
	/// The largest weight for bonds.
	limit: Q32,
	/// Sum of the weights by stake.
	delta: Divisor,
	/// Sum of the old bonds.
	old: Divisor,
	/// Sum of the moved bonds so far.
	total: Total,
	/// The largest of them.
	largest: Q32,
}

/// One column of original Yuma when all its bonds have been moved.
struct Shared {
	incentive: Q32,
	/// Sum of the moved bonds.
	total: Divisor,
	/// The largest of them as a part of the sum.
	largest: Divisor,
}

/// A stored bond of the row that is being read.
#[derive(Clone, Copy, Default)]
struct OldBond {
	/// The row; another one means that there is no bond.
	owner: Option<u16>,
	stored: u16,
	/// Whether a reader that only goes forward sees it.
	seen: bool,
}

/// A reader of one row that only goes forward.
#[derive(Default)]
struct Forward {
	/// The first target that it can still reach.
	next: u32,
}

impl Forward {
	/// Whether the reader sees the next entry of the row, which has this target.
	#[inline(always)]
	fn sees(&mut self, target: u16) -> bool {
		let target = u32::from(target);
		let seen = target >= self.next;
		if seen {
			self.next = target.saturating_add(1);
		}
		seen
	}
}

/// Adds to the sum of one column.
#[inline(always)]
fn add(sums: &mut [Total], target: u16, value: Q32) {
	if let Some(sum) = sums.get_mut(usize::from(target)) {
		sum.add(value);
	}
}
