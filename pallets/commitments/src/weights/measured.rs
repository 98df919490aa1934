// Written by `make weights`; not to be edited by hand.
//
// 2026-11-22, 5 values of each component, 4 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		fn set_commitment() -> Weight {
			Weight::from_parts(54_983_000, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(2))
		}
		fn set_max_space() -> Weight {
			Weight::from_parts(11_310_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
	};
}
