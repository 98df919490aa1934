//! A sparse matrix by columns, filled from rows.

use crate::q32::Q32;
use alloc::{vec, vec::Vec};

/// A row number and a value in one word, so that placing an entry touches one cache line.
pub(crate) trait Entry: Copy + Default {
	/// What an entry holds beside its row.
	type Value;

	fn new(row: u16, value: Self::Value) -> Self;
	fn row(self) -> u16;
	fn value(self) -> Self::Value;
}

/// A weight between 0 and 1, 33 bits, below its row.
#[derive(Clone, Copy, Default)]
pub(crate) struct Weight(u64);

const ROW_SHIFT: u32 = 48;

impl Entry for Weight {
	type Value = Q32;

	#[inline(always)]
	fn new(row: u16, value: Q32) -> Self {
		Self((u64::from(row) << ROW_SHIFT) | value.bits().cast_unsigned())
	}

	#[inline(always)]
	fn row(self) -> u16 {
		u16::try_from(self.0 >> ROW_SHIFT).unwrap_or(0)
	}

	#[inline(always)]
	fn value(self) -> Q32 {
		Q32::from_bits((self.0 & ((1 << ROW_SHIFT) - 1)).cast_signed())
	}
}

/// A stored bond below its row.
#[derive(Clone, Copy, Default)]
pub(crate) struct Bond(u32);

impl Entry for Bond {
	type Value = u16;

	#[inline(always)]
	fn new(row: u16, value: u16) -> Self {
		Self((u32::from(row) << 16) | u32::from(value))
	}

	#[inline(always)]
	fn row(self) -> u16 {
		u16::try_from(self.0 >> 16).unwrap_or(0)
	}

	#[inline(always)]
	fn value(self) -> u16 {
		u16::try_from(self.0 & 0xffff).unwrap_or(0)
	}
}

/// Entries grouped by column, rows ascending within each. Filled in two passes over the rows: one
/// that counts, one that places. Both must bring the same entries, rows ascending.
pub(crate) struct Columns<E> {
	/// While counting, the number of entries of column j stands at j + 2. While placing, the next
	/// free position of column j stands at j + 1. In the end column j is from j to j + 1.
	starts: Vec<usize>,
	entries: Vec<E>,
}

impl<E: Entry> Columns<E> {
	/// No entries yet, `n` columns.
	pub fn new(n: usize) -> Self {
		Self { starts: vec![0; n.saturating_add(2)], entries: Vec::new() }
	}

	/// First pass: announces the entries of a row.
	#[inline(always)]
	pub fn count(&mut self, columns: impl Iterator<Item = u16>) {
		let counts = self.starts.get_mut(2..).unwrap_or_default();
		for column in columns {
			if let Some(count) = counts.get_mut(usize::from(column)) {
				*count = count.wrapping_add(1);
			}
		}
	}

	/// Between the passes.
	pub fn allocate(&mut self) {
		let mut total = 0_usize;
		for start in &mut self.starts {
			total = total.saturating_add(*start);
			*start = total;
		}
		self.entries = vec![E::default(); total];
	}

	/// Second pass: places the entries of a row.
	#[inline(always)]
	pub fn place(&mut self, row: u16, values: impl Iterator<Item = (u16, E::Value)>) {
		let starts = self.starts.get_mut(1..).unwrap_or_default();
		let entries = self.entries.as_mut_slice();
		for (column, value) in values {
			if let Some(next) = starts.get_mut(usize::from(column)) {
				if let Some(entry) = entries.get_mut(*next) {
					*entry = E::new(row, value);
				}
				*next = next.wrapping_add(1);
			}
		}
	}

	/// All columns in order.
	pub fn iter(&self) -> impl Iterator<Item = &[E]> {
		let bounds = self.starts.iter().zip(self.starts.iter().skip(1));
		// The last start is spare.
		bounds
			.take(self.starts.len().saturating_sub(2))
			.map(|(start, end)| self.entries.get(*start..*end).unwrap_or_default())
	}
}
