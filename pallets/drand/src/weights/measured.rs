// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 8 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		// `p` was measured from 1 to 8.
		fn store_pulses(p: u32) -> Weight {
			Weight::from_parts(159_605_735, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(4))
				.saturating_add(each(p, 15_371_854_089, $db.reads_writes(0, 0)))
		}
	};
}
