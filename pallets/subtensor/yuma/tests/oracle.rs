//! The engine against the rules in arbitrary precision, and against the live network's steps over
//! its own fixed-point library, on random subnets, bit for bit.
//!
//! `YUMA_CASES` sets how many subnets are tried (4,000 by default).

extern crate alloc;

#[allow(dead_code)]
#[path = "support/case.rs"]
mod case;
#[path = "support/decode.rs"]
mod decode;
#[path = "support/differential.rs"]
mod differential;
#[path = "support/oracle.rs"]
mod oracle;
#[path = "../bench/src/reference.rs"]
mod reference;
#[path = "support/strategy.rs"]
mod strategy;

use proptest::{
	prelude::*,
	test_runner::{FileFailurePersistence, TestRunner},
};
use std::{cell::Cell, io::Write};

/// Failures found so far; they are tried first.
const REGRESSIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions/oracle.txt");

fn config() -> ProptestConfig {
	let cases = std::env::var("YUMA_CASES").ok().and_then(|text| text.parse().ok());
	ProptestConfig {
		cases: cases.unwrap_or(4_000),
		failure_persistence: Some(Box::new(FileFailurePersistence::Direct(REGRESSIONS))),
		..ProptestConfig::default()
	}
}

/// Past the capture of the test harness: what was compared is part of the result.
fn say(text: &str) {
	let line = format!("{text}\n");
	std::io::stderr().write_all(line.as_bytes()).unwrap();
}

#[test]
fn the_engine_computes_what_the_rules_say() {
	let (subnets, values) = (Cell::new(0_usize), Cell::new(0_usize));
	TestRunner::new(config())
		.run(&strategy::subnet(10), |(input, stake)| {
			let compared = differential::check(&input, &stake).map_err(TestCaseError::fail)?;
			subnets.set(subnets.get() + 1);
			values.set(values.get() + compared);
			Ok(())
		})
		.unwrap();
	let (subnets, values) = (subnets.get(), values.get());
	say(&format!("{subnets} random subnets, {values} values compared with the oracle"));
	assert!(values > 100 * subnets);
}

/// What `fuzz` does with a string of bytes, on some of all lengths and on what it found so far
/// (files in `regressions/bytes`).
#[test]
fn subnets_out_of_bytes_are_computed_alike_or_refused() {
	let (mut valid, mut refused, mut state) = (0, 0, 20_260_630_u64);
	let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions/bytes");
	let found = std::fs::read_dir(folder).into_iter().flatten();
	let mut strings: Vec<Vec<u8>> =
		found.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
	strings.extend((0..1_500).map(|length| {
		let byte = |_| {
			state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
			(state >> 56) as u8
		};
		(0..length).map(byte).collect()
	}));
	for data in strings {
		let (input, stake) = decode::subnet(&data);
		if differential::is_malformed(&input, &stake) {
			input.with_stake(&stake, yuma_consensus::epoch).unwrap_err();
			refused += 1;
		} else {
			differential::check(&input, &stake)
				.unwrap_or_else(|error| panic!("{error}: {input:?}"));
			valid += 1;
		}
	}
	say(&format!("{valid} subnets out of bytes computed alike, {refused} refused"));
	assert!(valid > 500 && refused > 50);
}
