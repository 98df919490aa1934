//! Sparse matrices by rows, and by columns.

use crate::q32::Q32;
use alloc::{vec, vec::Vec};

/// A uid above a value of at least 0 and below 2^16, 48 bits: in one word, so that placing an entry
/// touches one cache line. Weights are at most 1, bonds at most 65535, at the largest moving average.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry(u64);

const UID_SHIFT: u32 = 48;

impl Entry {
	#[inline(always)]
	pub fn new(uid: u16, value: Q32) -> Self {
		Self((u64::from(uid) << UID_SHIFT) | value.bits().cast_unsigned())
	}

	#[inline(always)]
	pub fn uid(self) -> u16 {
		u16::try_from(self.0 >> UID_SHIFT).unwrap_or(0)
	}

	#[inline(always)]
	pub fn value(self) -> Q32 {
		Q32::from_bits((self.0 & ((1 << UID_SHIFT) - 1)).cast_signed())
	}
}

/// Entries grouped by row, in their order.
pub(crate) struct Rows {
	entries: Vec<Entry>,
	/// Where each row ends.
	ends: Vec<usize>,
}

impl Rows {
	/// No rows yet, with room for so many rows and entries.
	pub fn new(rows: usize, entries: usize) -> Self {
		Self { entries: Vec::with_capacity(entries), ends: Vec::with_capacity(rows) }
	}

	/// Adds entries to the row that comes next.
	#[inline(always)]
	pub fn extend(&mut self, entries: impl Iterator<Item = Entry>) {
		self.entries.extend(entries);
	}

	/// Adds so many entries of value 0 to the row that comes next, to be filled in.
	pub fn grow(&mut self, entries: usize) -> &mut [Entry] {
		let start = self.entries.len();
		self.entries.resize(start.saturating_add(entries), Entry::default());
		self.entries.get_mut(start..).unwrap_or_default()
	}

	/// The entries of the row that comes next.
	pub fn next_row(&mut self) -> &mut [Entry] {
		let start = self.ends.last().copied().unwrap_or(0);
		self.entries.get_mut(start..).unwrap_or_default()
	}

	/// Ends a row.
	pub fn end_row(&mut self) {
		self.ends.push(self.entries.len());
	}

	/// Ends a row without its entries of value 0.
	pub fn end_row_of_positive(&mut self) {
		let row = self.next_row();
		let mut kept = 0_usize;
		for index in 0..row.len() {
			let Some(entry) = row.get(index).copied() else { break };
			if let Some(place) = row.get_mut(kept) {
				*place = entry;
			}
			kept = kept.wrapping_add(usize::from(entry.value() > Q32::ZERO));
		}
		let dropped = row.len().saturating_sub(kept);
		self.entries.truncate(self.entries.len().saturating_sub(dropped));
		self.end_row();
	}

	/// All rows with their numbers.
	pub fn iter(&self) -> impl Iterator<Item = (u16, &[Entry])> {
		let mut start = 0;
		(0..=u16::MAX).zip(&self.ends).map(move |(row, end)| {
			let entries = self.entries.get(start..*end).unwrap_or_default();
			start = *end;
			(row, entries)
		})
	}

	/// The entries of all rows.
	pub fn entries(&self) -> &[Entry] {
		&self.entries
	}

	/// Those rows for which `takes_part` holds, by columns, of which there are `n`.
	pub fn columns(&self, n: usize, takes_part: impl Fn(u16) -> bool) -> Columns {
		let rows = || self.iter().filter(|(row, _)| takes_part(*row));
		let (mut all, mut height) = (0_usize, 0_usize);
		for (_, row) in rows() {
			(all, height) = (all.saturating_add(row.len()), height.saturating_add(1));
		}
		// Where at least half of the matrix is filled, every column gets room for all rows: so entries
		// need not be counted first.
		let full = all >= n.saturating_mul(height) / 2;
		// While counting, the number of entries of each column.
		let mut starts = vec![if full { height } else { 0 }; n];
		if !full {
			for entry in rows().flat_map(|(_, entries)| entries) {
				if let Some(count) = starts.get_mut(usize::from(entry.uid())) {
					*count = count.wrapping_add(1);
				}
			}
		}
		let mut total = 0_usize;
		for start in &mut starts {
			let room = core::mem::replace(start, total);
			total = total.saturating_add(room).saturating_add(GAP);
		}
		let mut ends = starts.clone();
		let mut entries = vec![Entry::default(); total];
		for (row, of_row) in rows() {
			for entry in of_row {
				let Some(next) = ends.get_mut(usize::from(entry.uid())) else { continue };
				if let Some(place) = entries.get_mut(*next) {
					*place = Entry::new(row, entry.value());
				}
				*next = next.wrapping_add(1);
			}
		}
		Columns { starts, ends, entries }
	}
}

/// So many entries lie unused between two columns: a cache line.
///
/// Columns are filled side by side. If their distance were a power of two, as where so many
/// validators weight the same targets, their ends would compete for a few sets of the cache.
const GAP: usize = 8;

/// Entries grouped by column, rows ascending within each.
pub(crate) struct Columns {
	starts: Vec<usize>,
	ends: Vec<usize>,
	entries: Vec<Entry>,
}

impl Columns {
	/// All columns in order.
	pub fn iter(&self) -> impl Iterator<Item = &[Entry]> {
		let bounds = self.starts.iter().zip(&self.ends);
		bounds.map(|(start, end)| self.entries.get(*start..*end).unwrap_or_default())
	}
}
