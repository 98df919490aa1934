//! Sparse matrices by rows, and by columns.

use crate::q32::Q32;
use alloc::{vec, vec::Vec};

/// A uid above a value of at least 0 and below 2^16, 48 bits: in one word, so that placing an entry
/// touches one cache line. Weights are at most 1, bonds at most 65535, at the largest moving average.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

	/// Ends a row without its entries of value 0, of which there are none if `lowest` is above it.
	pub fn end_row_of(&mut self, lowest: Q32) {
		if lowest > Q32::ZERO {
			return self.end_row();
		}
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

	/// Number of entries in all rows.
	pub fn entry_count(&self) -> usize {
		self.entries.len()
	}

	/// The same with each row by ascending uids.
	pub fn ascending(&self) -> Self {
		let mut rows = Self::new(self.ends.len(), self.entries.len());
		for (_, row) in self.iter() {
			rows.extend(row.iter().copied());
			// Uids come first in the order of entries.
			rows.next_row().sort_unstable();
			rows.end_row();
		}
		rows
	}
}

/// About so many entries are brought into the order of columns at a time: as many as stay in the
/// cache until their columns have been read.
const SLAB: usize = 8_192;

/// So many entries lie unused between two columns: a cache line.
///
/// Columns are filled side by side. If their distance were a power of two, as where so many
/// validators weight the same targets, their ends would compete for a few sets of the cache.
const GAP: usize = 8;

/// Shows each of `n` columns of a matrix to `visit`, in order, with its rows as uids. `rows` are by
/// ascending uids below `n`; numbers of rows ascend in a column as they do there.
///
/// Goes from slab to slab of columns, and takes from each row what belongs to the slab.
pub(crate) fn visit_columns(
	mut rows: Vec<(u16, &[Entry])>,
	n: usize,
	mut visit: impl FnMut(&[Entry]),
) {
	let entries = rows.iter().fold(0_usize, |all, (_, row)| all.saturating_add(row.len()));
	// Every column gets room for all rows, so that entries need not be counted first.
	let height = rows.len().saturating_add(GAP);
	let by_entries = n.saturating_mul(SLAB).checked_div(entries).unwrap_or(n);
	let by_room = entries.saturating_add(SLAB).checked_div(height).unwrap_or(n);
	let width = by_entries.min(by_room).clamp(1, n.max(1));
	let mut slab = vec![Entry::default(); width.saturating_mul(height)];
	let mut ends = vec![0_usize; width];
	let mut first = 0;
	while first < n {
		let starts = || (0..width).map(|column| column.wrapping_mul(height));
		for (end, start) in ends.iter_mut().zip(starts()) {
			*end = start;
		}
		for (uid, row) in &mut rows {
			let mut taken = 0_usize;
			for entry in *row {
				// Beyond the slab, and so are all behind.
				let column = usize::from(entry.uid()).wrapping_sub(first);
				let Some(end) = ends.get_mut(column) else { break };
				if let Some(place) = slab.get_mut(*end) {
					*place = Entry::new(*uid, entry.value());
				}
				*end = end.wrapping_add(1);
				taken = taken.wrapping_add(1);
			}
			*row = row.get(taken..).unwrap_or_default();
		}
		let columns = n.saturating_sub(first).min(width);
		for (start, end) in starts().zip(&ends).take(columns) {
			visit(slab.get(start..*end).unwrap_or_default());
		}
		first = first.saturating_add(width);
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
mod tests {
	use super::*;

	/// So many rows with each uid below `n` where `holds` says so; values tell entries apart.
	fn rows(height: u16, n: u16, holds: impl Fn(u16, u16) -> bool) -> Rows {
		let mut rows = Rows::new(0, 0);
		for row in 0..height {
			let uids = (0..n).filter(|uid| holds(row, *uid));
			rows.extend(uids.map(|uid| {
				Entry::new(uid, Q32::from_bits(i64::from(row) * i64::from(n) + i64::from(uid)))
			}));
			rows.end_row();
		}
		rows
	}

	fn columns(rows: &Rows, n: usize) -> Vec<Vec<Entry>> {
		let mut columns = Vec::new();
		visit_columns(rows.iter().collect(), n, |column| columns.push(column.to_vec()));
		columns
	}

	#[test]
	fn columns_hold_what_rows_hold() {
		// Heights and widths of less than a slab and of several, full and nearly empty.
		for (height, n) in [(0, 5), (3, 0), (1, 1), (7, 300), (300, 200), (256, 4_352)] {
			for gaps in [1, 2, 13, 1_000] {
				let place = |row, uid| u32::from(row) * 31 + u32::from(uid) * 17;
				let rows = rows(height, n, |row: u16, uid: u16| place(row, uid) % gaps == 0);
				let mut expected = vec![Vec::new(); n.into()];
				for (row, entry) in
					rows.iter().flat_map(|(row, all)| all.iter().map(move |one| (row, one)))
				{
					expected[usize::from(entry.uid())].push(Entry::new(row, entry.value()));
				}
				assert_eq!(columns(&rows, n.into()), expected, "{height} x {n} / {gaps}");
			}
		}
	}

	#[test]
	fn rows_are_sorted_by_uid_and_keep_their_values() {
		let mut mixed = Rows::new(0, 0);
		for uids in [[4, 1, 3], [0, 2, 1]] {
			mixed.extend(uids.iter().map(|uid| Entry::new(*uid, Q32::from_int((*uid).into()))));
			mixed.end_row();
		}
		let sorted = mixed.ascending();
		let uids: Vec<Vec<u16>> =
			sorted.iter().map(|(_, row)| row.iter().map(|entry| entry.uid()).collect()).collect();
		assert_eq!(uids, [[1, 3, 4], [0, 1, 2]]);
		assert!(sorted
			.iter()
			.flat_map(|(_, row)| row)
			.all(|entry| { entry.value() == Q32::from_int(entry.uid().into()) }));
	}
}
