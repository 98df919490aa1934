// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 8 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		fn announce_next_key() -> Weight {
			Weight::from_parts(21_902_000, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		// `b` was measured from 1147 to 8192.
		fn submit_encrypted(b: u32) -> Weight {
			Weight::from_parts(16_521_968, 0).saturating_add($db.reads(2)).saturating_add(each(
				b,
				1_450,
				$db.reads_writes(0, 0),
			))
		}
		fn refuse_encrypted() -> Weight {
			Weight::from_parts(8_603_000, 0).saturating_add($db.writes(1))
		}
		fn check_carrier() -> Weight {
			Weight::from_parts(10_876_000, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(2))
		}
		// `a` was measured from 1 to 32.
		fn on_finalize(a: u32) -> Weight {
			Weight::from_parts(14_834_073, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(4))
				.saturating_add(each(a, 4_724_312, $db.reads_writes(2, 0)))
		}
	};
}
