//! A sparse matrix by columns, filled from rows.

use alloc::{vec, vec::Vec};

/// Entries grouped by column, rows ascending within each. Filled in two passes over the rows: one
/// that counts, one that places. Both must bring the same entries, rows ascending.
pub(crate) struct Columns<T> {
	/// While counting, the number of entries of column j stands at j + 2. While placing, the next
	/// free position of column j stands at j + 1. In the end column j is from j to j + 1.
	starts: Vec<usize>,
	rows: Vec<u16>,
	values: Vec<T>,
}

/// One column: row numbers, ascending, and their values.
#[derive(Clone, Copy)]
pub(crate) struct Column<'a, T> {
	rows: &'a [u16],
	values: &'a [T],
}

impl<T: Copy + Default> Columns<T> {
	/// No entries yet, `n` columns.
	pub fn new(n: usize) -> Self {
		Self { starts: vec![0; n.saturating_add(2)], rows: Vec::new(), values: Vec::new() }
	}

	/// First pass: announces an entry.
	#[inline]
	pub fn count(&mut self, column: u16) {
		if let Some(count) = self.starts.get_mut(usize::from(column).saturating_add(2)) {
			*count = count.saturating_add(1);
		}
	}

	/// Between the passes.
	pub fn allocate(&mut self) {
		let mut total = 0_usize;
		for start in &mut self.starts {
			total = total.saturating_add(*start);
			*start = total;
		}
		self.rows = vec![0; total];
		self.values = vec![T::default(); total];
	}

	/// Second pass: places an entry.
	#[inline]
	pub fn place(&mut self, row: u16, column: u16, value: T) {
		if let Some(next) = self.starts.get_mut(usize::from(column).saturating_add(1)) {
			let position = *next;
			*next = position.saturating_add(1);
			if let (Some(r), Some(v)) = (self.rows.get_mut(position), self.values.get_mut(position))
			{
				*r = row;
				*v = value;
			}
		}
	}

	/// All columns in order.
	pub fn iter(&self) -> impl Iterator<Item = Column<'_, T>> {
		let bounds = self.starts.iter().zip(self.starts.iter().skip(1));
		// The last start is spare.
		bounds.take(self.starts.len().saturating_sub(2)).map(|(start, end)| Column {
			rows: self.rows.get(*start..*end).unwrap_or_default(),
			values: self.values.get(*start..*end).unwrap_or_default(),
		})
	}
}

impl<'a, T: Copy> Column<'a, T> {
	/// Row and value of each entry.
	#[inline]
	pub fn iter(self) -> impl Iterator<Item = (u16, T)> + 'a {
		self.rows.iter().copied().zip(self.values.iter().copied())
	}
}
