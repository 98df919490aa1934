// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 8 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		fn set_commitment() -> Weight {
			Weight::from_parts(118_923_000, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(6))
		}
		fn set_max_space() -> Weight {
			Weight::from_parts(24_686_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn no_reveal() -> Weight {
			Weight::from_parts(7_514_000, 0).saturating_add($db.reads(1))
		}
		fn close_round() -> Weight {
			Weight::from_parts(36_118_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn reveal() -> Weight {
			Weight::from_parts(19_325_740_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(3))
		}
	};
}
