//! Coverage-guided fuzzing: every string of bytes is a subnet, and every way to compute its epoch
//! must give the same bits, or the engine must refuse it.
//!
//! `make fuzz` runs it. What it finds becomes a test in `../tests`.
#![no_main]

extern crate alloc;

#[allow(dead_code)]
#[path = "../../tests/support/case.rs"]
mod case;
#[path = "../../tests/support/decode.rs"]
mod decode;
#[path = "../../tests/support/differential.rs"]
mod differential;
#[path = "../../tests/support/oracle.rs"]
mod oracle;
#[path = "../../bench/src/reference.rs"]
mod reference;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
	let (input, stake) = decode::subnet(data);
	if differential::is_malformed(&input, &stake) {
		let output = input.with_stake(&stake, yuma_consensus::epoch);
		assert!(output.is_err(), "malformed, yet not refused: {input:?} with {stake:?}");
	} else if let Err(difference) = differential::check(&input, &stake) {
		panic!("{difference}: {input:?} with {stake:?}");
	}
});
