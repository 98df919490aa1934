// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 4 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		fn announce_next_key() -> Weight {
			Weight::from_parts(21_700_000, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		// `b` was measured from 1147 to 8192.
		fn submit_encrypted(b: u32) -> Weight {
			Weight::from_parts(16_380_006, 0).saturating_add($db.reads(2)).saturating_add(each(
				b,
				3_616,
				$db.reads_writes(0, 0),
			))
		}
		fn refuse_encrypted() -> Weight {
			Weight::from_parts(17_482_000, 0).saturating_add($db.writes(1))
		}
		fn check_carrier() -> Weight {
			Weight::from_parts(28_553_000, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(2))
		}
		// `a` was measured from 1 to 32.
		fn on_finalize(a: u32) -> Weight {
			Weight::from_parts(42_145_218, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(4))
				.saturating_add(each(a, 9_756_884, $db.reads_writes(2, 0)))
		}
	};
}
