// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 8 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		fn set_commitment() -> Weight {
			Weight::from_parts(75_232_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_max_space() -> Weight {
			Weight::from_parts(27_151_001, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
	};
}
