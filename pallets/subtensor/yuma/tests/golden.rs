//! Everything in `vectors/`, bit for bit.

#[allow(dead_code)]
#[path = "support/case.rs"]
mod case;

use case::{case_files, read_json, Case, Report};
use serde_json::Value;
use std::{
	io::Write,
	path::{Path, PathBuf},
	str::FromStr,
};
use yuma_consensus::{
	burn, emission, liquid_alpha, mechanisms, median, weights, CombinedStake, EpochOutput, Q32,
};

fn vectors(folder: &str) -> PathBuf {
	// Asked for when the test runs: a binary can outlive the checkout in which it was compiled, where
	// several share a target folder.
	let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo test sets it");
	Path::new(&package).join("tests/vectors").join(folder)
}

/// Past the capture of the test harness: what was compared is part of the result.
fn say(text: &str) {
	let line = format!("{text}\n");
	std::io::stderr().write_all(line.as_bytes()).unwrap();
}

#[test]
fn every_epoch_case_is_reproduced() {
	let mut report = Report::default();
	for folder in ["public", "real"] {
		for file in case_files(&vectors(folder)).unwrap() {
			Case::read(&file).and_then(|case| case.replay(&mut report)).unwrap();
		}
	}
	for mismatch in &report.mismatches {
		println!("{mismatch}");
	}
	let Report { cases, epochs, outputs, intermediates, mismatches } = report;
	say(&format!(
		"{cases} cases, {epochs} epochs, {outputs} outputs and {intermediates} intermediate values \
		 compared"
	));
	assert_eq!(mismatches.len(), 0);
	assert_eq!((cases, epochs), (163, 437), "some case files were not found");
	assert!(intermediates > 4_000, "intermediate values were not compared");
}

#[test]
fn a_changed_bit_is_named() {
	let file = vectors("public/basic-disagree-y3la.json");
	let text = std::fs::read_to_string(file).unwrap();
	// The low bit of one recorded intermediate value, and of one stored bond.
	let changed =
		text.replace("\"2983194229\"", "\"2983194228\"").replace("[2,30641]", "[2,30640]");
	let path = std::env::temp_dir().join(format!("yuma-changed-bit-{}.json", std::process::id()));
	std::fs::write(&path, changed).unwrap();
	let mut report = Report::default();
	let replayed = Case::read(&path).and_then(|case| case.replay(&mut report));
	std::fs::remove_file(&path).unwrap();
	replayed.unwrap();
	let lines: Vec<String> = report.mismatches.iter().map(ToString::to_string).collect();
	assert_eq!(
		lines,
		[
			"basic-disagree-y3la: epoch 0: bonds[0][0]: expected (2, 30640), got (2, 30641)",
			"basic-disagree-y3la: epoch 0: trace.dividends[0]: expected 2983194228, got 2983194229",
		]
	);
}

/// Access to the fields of a table row, numbers being numbers or decimal strings.
struct TableRow<'a>(&'a Value);

impl TableRow<'_> {
	fn number<T: FromStr>(&self, field: &str) -> T {
		number(&self.0[field]).unwrap_or_else(|| panic!("{field} in {}", self.0))
	}

	fn numbers<T: FromStr>(&self, field: &str) -> Vec<T> {
		let items = self.0[field].as_array().unwrap_or_else(|| panic!("{field} in {}", self.0));
		items.iter().map(|item| number(item).unwrap()).collect()
	}

	fn q32(&self, field: &str) -> Q32 {
		Q32::from_bits(self.number(field))
	}

	fn q32s(&self, field: &str) -> Vec<Q32> {
		self.numbers(field).into_iter().map(Q32::from_bits).collect()
	}
}

fn number<T: FromStr>(value: &Value) -> Option<T> {
	match value {
		Value::String(text) => text.parse().ok(),
		other => other.to_string().parse().ok(),
	}
}

/// Runs `check` on every row of a table.
fn each_row(table: &str, check: impl Fn(TableRow)) {
	let content = read_json(&vectors("tables").join(format!("{table}.json"))).unwrap();
	assert_eq!(content["schema"], "yuma-aux-vectors/1");
	assert_eq!(content["table"], table);
	let rows = content["rows"].as_array().unwrap();
	assert!(!rows.is_empty());
	rows.iter().for_each(|row| check(TableRow(row)));
	say(&format!("{table}: {} rows compared", rows.len()));
}

#[test]
fn exponential() {
	each_row("exp", |row| assert_eq!(liquid_alpha::exp(row.q32("x")), row.q32("exp")));
}

#[test]
fn alpha_of_one_bond() {
	each_row("liquid-alpha", |row| {
		let (low, high) = (row.number("alpha_low"), row.number("alpha_high"));
		let rule = liquid_alpha::LiquidAlpha::new(low, high, row.number("steepness")).unwrap();
		let alpha = rule.alpha(row.q32("consensus"), row.q32("weight"), row.q32("bond"));
		assert_eq!(alpha, row.q32("alpha"), "{}", row.0);
	});
}

#[test]
fn weighted_median() {
	each_row("weighted-median", |row| {
		let got = median::consensus(&row.q32s("stake"), &row.q32s("score"), row.number("kappa"));
		assert_eq!(got, row.q32("median"), "{}", row.0);
	});
}

#[test]
fn max_upscale() {
	each_row("max-upscale", |row| {
		assert_eq!(weights::max_upscale(&row.numbers("in")), row.numbers::<u16>("out"));
	});
}

#[test]
fn combined_stake() {
	each_row("stake-combination", |row| {
		let stake = CombinedStake::combine(
			row.number("alpha_stake"),
			row.number("tao_stake"),
			row.number("tao_weight"),
		);
		assert_eq!(stake.bits(), row.number::<i128>("total_bits_i64f64"), "{}", row.0);
		assert_eq!(stake.floor(), row.number::<u64>("total_floor"));
	});
}

#[test]
fn block_emission() {
	each_row("block-emission", |row| {
		let got = emission::block_emission(row.number("issuance"));
		assert_eq!(got, row.number::<u64>("emission"), "{}", row.0);
	});
}

#[test]
fn alpha_out_split() {
	each_row("alpha-out-split", |row| {
		let enabled = row.0["owner_cut_enabled"].as_bool().unwrap();
		let (root_stake, tao_weight) = (row.number("root_tao"), row.number("tao_weight"));
		let issuance = row.number("alpha_issuance");
		assert_eq!(
			emission::root_proportion_bits(root_stake, tao_weight, issuance),
			row.number::<u128>("root_proportion_bits_u96f32"),
		);
		let got = emission::alpha_out_split(
			row.number("alpha_emission"),
			if enabled { row.number("owner_cut_u16") } else { 0 },
			root_stake,
			tao_weight,
			issuance,
		);
		let expected = emission::AlphaOutSplit {
			owner_cut: row.number("owner_cut"),
			server: row.number("pending_server"),
			validator: row.number("pending_validator"),
			root: row.number("root_alpha"),
		};
		assert_eq!(got, expected, "{}", row.0);
	});
}

#[test]
fn burn_decay_factor() {
	each_row("burn-decay-factor", |row| {
		assert_eq!(burn::decay_factor(row.number("half_life")), row.number::<u64>("factor_q32"));
	});
}

#[test]
fn burn_price() {
	each_row("burn-price", |row| {
		let (min, max) = (row.number("min_burn"), row.number("max_burn"));
		let factor = burn::decay_factor(row.number("half_life"));
		let decayed = burn::decayed(row.number("burn"), factor, min, max);
		assert_eq!(decayed, row.number::<u64>("after_block"), "{}", row.0);
		let multiplier = row.number("increase_mult_bits_u64f64");
		let after = burn::after_registration(decayed, multiplier, min, max);
		assert_eq!(after, row.number::<u64>("after_block_then_registration"), "{}", row.0);
	});
}

#[test]
fn mechanism_split() {
	each_row("mechanism-split", |row| {
		let ratios = row.0["split"].is_array().then(|| row.numbers::<u16>("split"));
		let count = row.number("mechanism_count");
		let got = mechanisms::split(row.number("alpha"), count, ratios.as_deref());
		assert_eq!(got, row.numbers::<u64>("parts"), "{}", row.0);
	});
}

#[test]
fn mechanism_aggregate() {
	let output = |terms: &Value| {
		let row = TableRow(terms);
		let flag = |field: &str| vec![terms[field].as_bool().unwrap()];
		EpochOutput {
			stake_weight: vec![row.number("stake_weight")],
			active: flag("active"),
			consensus: vec![row.number("consensus")],
			dividends: vec![row.number("dividends")],
			validator_trust: vec![row.number("validator_trust")],
			validator_permit: flag("validator_permit"),
			server_emission: vec![row.number("server_emission")],
			validator_emission: vec![row.number("validator_emission")],
			emission: vec![row.number("emission")],
			..EpochOutput::default()
		}
	};
	each_row("mechanism-aggregate", |row| {
		let mechanisms = row.0["mechanisms"].as_array().unwrap();
		let outputs: Vec<EpochOutput> = mechanisms.iter().map(output).collect();
		let parts: Vec<(u64, &EpochOutput)> = mechanisms
			.iter()
			.map(|terms| TableRow(terms).number("sub_emission"))
			.zip(&outputs)
			.collect();
		let got = mechanisms::aggregate(&parts, row.number("total_emission"));
		let got = EpochOutput {
			stake_weight: got.stake_weight,
			active: got.active,
			consensus: got.consensus,
			dividends: got.dividends,
			validator_trust: got.validator_trust,
			validator_permit: got.validator_permit,
			server_emission: got.server_emission,
			validator_emission: got.validator_emission,
			emission: got.emission,
			..EpochOutput::default()
		};
		assert_eq!(got, output(&row.0["aggregate"]), "{}", row.0);
	});
}
