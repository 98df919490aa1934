// Estimates, on the safe side, by counting storage accesses. `make weights` measures what takes their
// place here; times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		fn announce_next_key() -> Weight {
			Weight::from_parts(15_000_000, 0).saturating_add($db.reads_writes(2, 1))
		}
		fn submit_encrypted(b: u32) -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads(2)).saturating_add(each(
				b,
				5_000,
				$db.reads_writes(0, 0),
			))
		}
		fn refuse_encrypted() -> Weight {
			Weight::from_parts(5_000_000, 0).saturating_add($db.writes(1))
		}
		fn check_carrier() -> Weight {
			Weight::from_parts(10_000_000, 0).saturating_add($db.reads_writes(2, 3))
		}
		fn on_finalize(a: u32) -> Weight {
			Weight::from_parts(10_000_000, 0)
				.saturating_add($db.reads_writes(4, 4))
				.saturating_add(each(a, 0, $db.reads_writes(2, 0)))
		}
	};
}
