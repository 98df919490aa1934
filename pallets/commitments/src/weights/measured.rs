// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 8 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		fn set_commitment() -> Weight {
			Weight::from_parts(75_122_001, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(6))
		}
		fn no_reveal() -> Weight {
			Weight::from_parts(12_309_000, 0).saturating_add($db.reads(3))
		}
		fn close_round() -> Weight {
			Weight::from_parts(37_275_000, 0)
				.saturating_add($db.reads(6))
				.saturating_add($db.writes(1))
		}
		fn reveal() -> Weight {
			Weight::from_parts(11_589_701_001, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(4))
		}
		fn set_max_space() -> Weight {
			Weight::from_parts(11_918_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
	};
}
