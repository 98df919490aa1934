//! The engine against the rules in arbitrary precision, and against the live network's steps over
//! its own fixed-point library, on random subnets, bit for bit.
//!
//! `YUMA_CASES` sets how many subnets are tried (4,000 by default).

extern crate alloc;

#[allow(dead_code)]
#[path = "support/case.rs"]
mod case;
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
use std::collections::BTreeMap;
use yuma_consensus::{epoch, epoch_observed, Matrix, Observer, Vector, Q32};

/// Keeps what the oracle computes, too.
#[derive(Default)]
struct Recorder {
	vectors: BTreeMap<&'static str, Vec<i64>>,
	matrices: BTreeMap<&'static str, BTreeMap<(u16, u16), i64>>,
}

impl Observer for Recorder {
	fn vector(&mut self, vector: Vector, values: &[Q32]) {
		let name = match vector {
			Vector::Stake => "stake",
			Vector::ActiveStake => "active_stake",
			Vector::Consensus => "consensus",
			Vector::ValidatorTrust => "validator_trust",
			Vector::Rank => "rank",
			Vector::Incentive => "incentive",
			Vector::Dividends => "dividends",
			_ => return,
		};
		self.vectors.insert(name, values.iter().map(|value| value.bits()).collect());
	}

	fn entry(&mut self, matrix: Matrix, row: u16, column: u16, value: Q32) {
		let name = match matrix {
			Matrix::Weights => "weights",
			Matrix::ClippedWeights => "clipped_weights",
			Matrix::NewBonds => "ema_bonds",
			Matrix::Alpha => "alpha",
			_ => return,
		};
		let before = self.matrices.entry(name).or_default().insert((row, column), value.bits());
		assert_eq!(before, None);
	}
}

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

#[test]
fn the_engine_computes_what_the_rules_say() {
	TestRunner::new(config())
		.run(&strategy::subnet(10), |(input, stake)| {
			let bits: Vec<i128> = stake.iter().map(|stake| stake.bits()).collect();
			let expected = oracle::epoch(&input, &bits);
			let mut recorder = Recorder::default();
			let got =
				input.with_stake(&stake, |input| epoch_observed(input, &mut recorder)).unwrap();
			for (name, expected) in &expected.vectors {
				prop_assert_eq!(&recorder.vectors[name], expected, "{}", name);
			}
			for (name, expected) in &expected.matrices {
				let got = recorder.matrices.remove(name).unwrap_or_default();
				prop_assert_eq!(&got, expected, "{}", name);
			}
			let vector = |name: &str| oracle::quantised(&expected.vectors[name]);
			prop_assert_eq!(&got.stake_weight, &vector("stake"));
			prop_assert_eq!(&got.active, &expected.active);
			prop_assert_eq!(&got.consensus, &vector("consensus"));
			prop_assert_eq!(&got.incentive, &vector("incentive"));
			prop_assert_eq!(&got.dividends, &vector("dividends"));
			prop_assert_eq!(&got.validator_trust, &vector("validator_trust"));
			prop_assert_eq!(&got.validator_permit, &expected.validator_permit);
			prop_assert_eq!(&got.server_emission, &expected.server_emission);
			prop_assert_eq!(&got.validator_emission, &expected.validator_emission);
			prop_assert_eq!(&got.emission, &expected.emission);
			prop_assert_eq!(&got.bonds, &expected.bonds);
			// Looking does not change anything.
			prop_assert_eq!(&input.with_stake(&stake, epoch).unwrap(), &got);
			prop_assert_eq!(&input.with_stake(&stake, reference::epoch), &got);
			Ok(())
		})
		.unwrap();
}
