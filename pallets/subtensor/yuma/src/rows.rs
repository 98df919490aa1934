//! Rows of the stored matrices as they take part in an epoch.

use crate::{
	epoch::{uids, EpochInput, InputError, Row},
	observer::{Matrix, Observer},
	q32::{Divisor, Q32},
	sparse::{Entry, Rows},
};
use alloc::vec::Vec;

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

	/// Refuses a row that names a target of the subnet twice. Each uid may be checked once. Returns
	/// whether targets ascend.
	pub fn check(&mut self, uid: u16, row: Row) -> Result<bool, InputError> {
		// As nearly all rows do.
		if row.is_sorted_by(|(one, _), (next, _)| one < next) {
			return Ok(true);
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
		Ok(false)
	}
}

/// Targets registered before a block.
#[derive(Clone, Copy)]
pub(crate) struct Registered<'a> {
	blocks: &'a [u64],
	before: u64,
	/// Whether all targets are, as nearly always.
	all: bool,
}

impl<'a> Registered<'a> {
	/// Among uids registered at `blocks`, the last of them at `newest`.
	pub fn new(blocks: &'a [u64], newest: u64, before: u64) -> Self {
		Self { blocks, before, all: newest < before }
	}

	/// Whether all targets of a row that ascends are known to be among them.
	pub fn contains_all(&self, row: Row) -> bool {
		let inside = |(last, _): &(u16, u16)| usize::from(*last) < self.blocks.len();
		self.all && row.last().is_none_or(inside)
	}

	/// Whether `target` is one of them.
	#[inline(always)]
	pub fn contains(&self, target: u16) -> bool {
		usize::from(target) < self.blocks.len() && self.contains_uid(target)
	}

	/// Whether `target`, a uid of the subnet, is one of them.
	#[inline(always)]
	pub fn contains_uid(&self, target: u16) -> bool {
		self.all || self.blocks.get(usize::from(target)).is_some_and(|block| *block < self.before)
	}
}

/// Block of the latest registration.
pub(crate) fn newest(input: &EpochInput) -> u64 {
	// No neurons, no rows.
	input.block_at_registration.iter().copied().max().unwrap_or(0)
}

/// Which entries of one weight row take part.
#[derive(Clone, Copy)]
struct Mask<'a> {
	/// The diagonal entry to leave out; `None` for the owner.
	diagonal: Option<u16>,
	registered: Registered<'a>,
}

impl<'a> Mask<'a> {
	/// Only the owner may weight itself, and targets must be registered before the row was set and
	/// not after it was committed.
	fn new(input: &EpochInput<'a>, newest: u64, uid: u16) -> Self {
		let index = usize::from(uid);
		let committed = match input.commit_blocks.map(|blocks| blocks.get(index)) {
			Some(Some(Some(block))) => block.saturating_add(1),
			_ => u64::MAX,
		};
		let before = input.last_update(index).min(committed);
		Self {
			diagonal: if input.is_owner(index) { None } else { Some(uid) },
			registered: Registered::new(input.block_at_registration, newest, before),
		}
	}

	/// Whether all entries of a row that ascends take part, as nearly always.
	fn keeps_all(&self, row: Row) -> bool {
		let named = |uid| row.binary_search_by_key(&uid, |(target, _)| *target).is_ok();
		self.registered.contains_all(row) && !self.diagonal.is_some_and(named)
	}

	#[inline(always)]
	fn keeps(&self, target: u16) -> bool {
		self.diagonal != Some(target) && self.registered.contains(target)
	}
}

/// Weights after all masks, each row divided by its sum, and which of the stored rows ascend.
///
/// # Errors
/// If a row names a target twice.
pub(crate) fn weights(
	input: &EpochInput,
	old_permit: &[bool],
	observer: &mut impl Observer,
) -> Result<(Rows, Vec<bool>), InputError> {
	let n = input.stake.len();
	let newest = newest(input);
	let most = input.weights.iter().fold(0_usize, |most, row| most.saturating_add(row.len()));
	let mut rows = Rows::new(n, most);
	let mut ascend = Vec::with_capacity(n);
	let mut duplicates = Duplicates::new("weights", n);
	for ((uid, row), permit) in uids(input.weights).zip(old_permit) {
		let ascends = duplicates.check(uid, row)?;
		ascend.push(ascends);
		// Without an old permit no entry takes part.
		if *permit {
			let mask = Mask::new(input, newest, uid);
			if ascends && mask.keeps_all(row) {
				normalise(uid, row.iter(), &mut rows, observer);
			} else {
				let kept = row.iter().filter(|(target, _)| mask.keeps(*target));
				normalise(uid, kept, &mut rows, observer);
			}
		}
		rows.end_row();
	}
	Ok((rows, ascend))
}

/// Adds entries divided by their sum to the row that comes next.
fn normalise<'a>(
	uid: u16,
	entries: impl Iterator<Item = &'a (u16, u16)> + Clone,
	rows: &mut Rows,
	observer: &mut impl Observer,
) {
	// Values count as integers; their factor of 2^32 cancels out. Their sum is below 2^31.
	let sum = entries.clone().fold(0_i64, |sum, (_, value)| sum.wrapping_add(i64::from(*value)));
	// A sum of 0 means that all values are 0.
	let sum = Divisor::new(Q32::from_bits(sum));
	rows.extend(entries.map(move |(target, value)| {
		let weight = sum.divide_part(Q32::from_bits((*value).into()));
		observer.entry(Matrix::Weights, uid, *target, weight);
		Entry::new(*target, weight)
	}));
}
