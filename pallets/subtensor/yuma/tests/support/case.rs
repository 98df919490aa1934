//! Epoch cases in the schema `yuma-epoch-vectors/1`: reading, running, comparing.

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{
	collections::BTreeMap,
	fmt,
	fs::File,
	io::{BufReader, Read},
	path::{Path, PathBuf},
};
use yuma_consensus::{
	epoch_observed, CombinedStake, EpochInput, EpochOutput, InputError, Matrix, Observer, Row,
	Vector, Q32,
};

/// 64-bit numbers are decimal strings in JSON.
mod decimal {
	use serde::{de::Error, Deserialize, Deserializer};
	use std::str::FromStr;

	pub fn one<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<T, D::Error> {
		let text = String::deserialize(deserializer)?;
		text.parse().map_err(|_| D::Error::custom(format!("`{text}` is no decimal number")))
	}

	pub fn many<'de, D: Deserializer<'de>, T: FromStr>(
		deserializer: D,
	) -> Result<Vec<T>, D::Error> {
		let texts = Vec::<String>::deserialize(deserializer)?;
		let number = |text: String| {
			text.parse().map_err(|_| D::Error::custom(format!("`{text}` is no decimal number")))
		};
		texts.into_iter().map(number).collect()
	}

	pub fn optional<'de, D: Deserializer<'de>>(
		deserializer: D,
	) -> Result<Option<Vec<Option<u64>>>, D::Error> {
		let Some(texts) = Option::<Vec<Option<String>>>::deserialize(deserializer)? else {
			return Ok(None);
		};
		let number = |text: Option<String>| match text {
			None => Ok(None),
			Some(text) => text
				.parse()
				.map(Some)
				.map_err(|_| D::Error::custom(format!("`{text}` is no decimal number"))),
		};
		texts.into_iter().map(number).collect::<Result<_, _>>().map(Some)
	}
}

/// One stored matrix, rows in stored order.
pub type Rows = Vec<Vec<(u16, u16)>>;

/// The owned form of [`EpochInput`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
	pub n: u16,
	#[serde(deserialize_with = "decimal::one")]
	pub current_block: u64,
	pub tempo: u16,
	#[serde(deserialize_with = "decimal::one")]
	pub last_mechanism_step_block: u64,
	#[serde(deserialize_with = "decimal::one")]
	pub activity_cutoff: u64,
	#[serde(deserialize_with = "decimal::many")]
	pub last_update: Vec<u64>,
	#[serde(deserialize_with = "decimal::many")]
	pub block_at_registration: Vec<u64>,
	#[serde(deserialize_with = "decimal::many")]
	pub stake: Vec<u64>,
	#[serde(deserialize_with = "decimal::one")]
	pub stake_threshold: u64,
	pub owner_uid: Option<u16>,
	pub validator_permit: Vec<bool>,
	pub max_allowed_validators: u16,
	pub weights: Rows,
	#[serde(deserialize_with = "decimal::optional")]
	pub commit_blocks: Option<Vec<Option<u64>>>,
	pub kappa: u16,
	pub bonds: Rows,
	pub bonds_penalty: u16,
	#[serde(deserialize_with = "decimal::one")]
	pub bonds_moving_average: u64,
	pub yuma3: bool,
	pub liquid_alpha: bool,
	pub alpha_low: u16,
	pub alpha_high: u16,
	pub alpha_sigmoid_steepness: i16,
	#[serde(deserialize_with = "decimal::one")]
	pub rao_emission: u64,
}

impl Input {
	/// Lends itself to `run` as what the engine takes.
	pub fn with<R>(&self, run: impl FnOnce(&EpochInput) -> R) -> R {
		let stake: Vec<CombinedStake> =
			self.stake.iter().map(|rao| CombinedStake::from_rao(*rao)).collect();
		self.with_stake(&stake, run)
	}

	/// The same with a stake of its own, which may carry fractions of a rao.
	pub fn with_stake<R>(&self, stake: &[CombinedStake], run: impl FnOnce(&EpochInput) -> R) -> R {
		let weights: Vec<Row> = self.weights.iter().map(Vec::as_slice).collect();
		let bonds: Vec<Row> = self.bonds.iter().map(Vec::as_slice).collect();
		run(&EpochInput {
			current_block: self.current_block,
			tempo: self.tempo,
			last_mechanism_step_block: self.last_mechanism_step_block,
			activity_cutoff: self.activity_cutoff,
			last_update: &self.last_update,
			block_at_registration: &self.block_at_registration,
			stake,
			stake_threshold: self.stake_threshold,
			owner_uid: self.owner_uid,
			validator_permit: &self.validator_permit,
			max_allowed_validators: self.max_allowed_validators,
			weights: &weights,
			commit_blocks: self.commit_blocks.as_deref(),
			kappa: self.kappa,
			bonds: &bonds,
			bonds_penalty: self.bonds_penalty,
			bonds_moving_average: self.bonds_moving_average,
			yuma3: self.yuma3,
			liquid_alpha: self.liquid_alpha,
			alpha_low: self.alpha_low,
			alpha_high: self.alpha_high,
			alpha_sigmoid_steepness: self.alpha_sigmoid_steepness,
			emission: self.rao_emission,
		})
	}

	/// Runs one epoch.
	pub fn epoch(&self) -> Result<EpochOutput, InputError> {
		self.with(yuma_consensus::epoch)
	}
}

/// What a case records of one epoch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
	stake_weight: Vec<u16>,
	active: Vec<bool>,
	consensus: Vec<u16>,
	incentive: Vec<u16>,
	dividends: Vec<u16>,
	validator_trust: Vec<u16>,
	validator_permit: Vec<bool>,
	#[serde(deserialize_with = "decimal::many")]
	server_emission: Vec<u64>,
	#[serde(deserialize_with = "decimal::many")]
	validator_emission: Vec<u64>,
	#[serde(deserialize_with = "decimal::many")]
	emission: Vec<u64>,
	bonds: Rows,
	#[serde(default)]
	trace_i32f32_bits: Map<String, Value>,
}

#[derive(Deserialize)]
struct Step {
	set: Map<String, Value>,
	expect: Expected,
}

/// A case file: an input, and the epochs that start from it.
#[derive(Deserialize)]
pub struct Case {
	schema: String,
	/// Name, for messages.
	pub name: String,
	initial: Map<String, Value>,
	steps: Vec<Step>,
}

const SCHEMA: &str = "yuma-epoch-vectors/1";

/// A value that is not what the case says.
pub struct Mismatch {
	case: String,
	epoch: usize,
	field: String,
	index: String,
	expected: String,
	got: String,
}

impl fmt::Display for Mismatch {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { case, epoch, field, index, expected, got } = self;
		write!(f, "{case}: epoch {epoch}: {field}{index}: expected {expected}, got {got}")
	}
}

/// What was compared.
#[derive(Default)]
pub struct Report {
	/// Cases read.
	pub cases: usize,
	/// Epochs run.
	pub epochs: usize,
	/// Output values compared.
	pub outputs: usize,
	/// Recorded intermediate values compared.
	pub intermediates: usize,
	/// Values that differ.
	pub mismatches: Vec<Mismatch>,
}

/// Keeps intermediate values under the names the cases use.
#[derive(Default)]
pub struct Recorder {
	/// Bits of each vector.
	pub vectors: BTreeMap<&'static str, Vec<i64>>,
	/// Bits of the entries of each matrix, by row and column.
	pub matrices: BTreeMap<&'static str, BTreeMap<(u16, u16), i64>>,
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
			Matrix::Alpha => "alpha",
			Matrix::NewBonds => "ema_bonds",
			_ => return,
		};
		let before = self.matrices.entry(name).or_default().insert((row, column), value.bits());
		assert_eq!(before, None, "{name} entry ({row}, {column}) handed out twice");
	}
}

/// Compares the values of one epoch and notes what differs.
struct Comparison<'a> {
	case: &'a str,
	epoch: usize,
	compared: usize,
	mismatches: &'a mut Vec<Mismatch>,
}

impl Comparison<'_> {
	fn differs(&mut self, field: &str, index: String, expected: String, got: String) {
		self.mismatches.push(Mismatch {
			case: self.case.to_owned(),
			epoch: self.epoch,
			field: field.to_owned(),
			index,
			expected,
			got,
		});
	}

	fn list<T: PartialEq + fmt::Debug>(&mut self, field: &str, expected: &[T], got: &[T]) {
		if expected.len() != got.len() {
			let (expected, got) = (expected.len().to_string(), got.len().to_string());
			return self.differs(field, ".length".into(), expected, got);
		}
		self.compared += got.len();
		for (index, (expected, got)) in expected.iter().zip(got).enumerate() {
			if expected != got {
				let (expected, got) = (format!("{expected:?}"), format!("{got:?}"));
				self.differs(field, format!("[{index}]"), expected, got);
			}
		}
	}

	fn rows(&mut self, field: &str, expected: &Rows, got: &Rows) {
		if expected.len() != got.len() {
			return self.list(field, expected, got);
		}
		for (uid, (expected, got)) in expected.iter().zip(got).enumerate() {
			self.list(&format!("{field}[{uid}]"), expected, got);
		}
	}

	fn outputs(&mut self, expected: &Expected, got: &EpochOutput) {
		self.list("stake_weight", &expected.stake_weight, &got.stake_weight);
		self.list("active", &expected.active, &got.active);
		self.list("consensus", &expected.consensus, &got.consensus);
		self.list("incentive", &expected.incentive, &got.incentive);
		self.list("dividends", &expected.dividends, &got.dividends);
		self.list("validator_trust", &expected.validator_trust, &got.validator_trust);
		self.list("validator_permit", &expected.validator_permit, &got.validator_permit);
		self.list("server_emission", &expected.server_emission, &got.server_emission);
		self.list("validator_emission", &expected.validator_emission, &got.validator_emission);
		self.list("emission", &expected.emission, &got.emission);
		self.rows("bonds", &expected.bonds, &got.bonds);
	}

	fn trace(&mut self, expected: &Map<String, Value>, mut got: Recorder) -> Result<(), String> {
		for (name, value) in expected {
			let field = format!("trace.{name}");
			let invalid = |error: serde_json::Error| format!("{field}: {error}");
			let parse = |text: &String| {
				text.parse::<i64>().map_err(|_| format!("{field}: `{text}` is no number"))
			};
			if let Some(got) = got.vectors.get(name.as_str()) {
				let texts: Vec<String> = Deserialize::deserialize(value).map_err(invalid)?;
				let expected = texts.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
				self.list(&field, &expected, got);
				continue;
			}
			let rows: Vec<Vec<(u16, String)>> = Deserialize::deserialize(value).map_err(invalid)?;
			let mut expected = BTreeMap::new();
			for (uid, row) in (0..=u16::MAX).zip(&rows) {
				for (target, text) in row {
					expected.insert((uid, *target), parse(text)?);
				}
			}
			let got = match name.as_str() {
				"weights" | "ema_bonds" => got.matrices.remove(name.as_str()).unwrap_or_default(),
				_ => return Err(format!("{field}: unknown intermediate value")),
			};
			let (expected, got): (Vec<_>, Vec<_>) =
				(expected.into_iter().collect(), got.into_iter().collect());
			self.list(&field, &expected, &got);
		}
		Ok(())
	}
}

impl Case {
	/// Reads a case from a `.json` or `.json.gz` file.
	pub fn read(path: &Path) -> Result<Self, String> {
		let value = read_json(path)?;
		let case: Self = serde_json::from_value(value)
			.map_err(|error| format!("{}: {error}", path.display()))?;
		if case.schema != SCHEMA {
			return Err(format!("{}: schema is not {SCHEMA}", path.display()));
		}
		Ok(case)
	}

	/// The input of each epoch. State carries over from what the case expects, not from results.
	pub fn inputs(&self) -> Result<Vec<Input>, String> {
		let mut state = self.initial.clone();
		let mut inputs = Vec::new();
		for (epoch, step) in self.steps.iter().enumerate() {
			state.extend(step.set.clone());
			let input: Input = serde_json::from_value(Value::Object(state.clone()))
				.map_err(|error| format!("{}: epoch {epoch}: {error}", self.name))?;
			if input.stake.len() != usize::from(input.n) {
				return Err(format!("{}: epoch {epoch}: n is not the length of stake", self.name));
			}
			inputs.push(input);
			state.insert("bonds".into(), serde_json::json!(step.expect.bonds));
			let permit = serde_json::json!(step.expect.validator_permit);
			state.insert("validator_permit".into(), permit);
		}
		Ok(inputs)
	}

	/// Runs all epochs and compares everything the case records.
	pub fn replay(&self, report: &mut Report) -> Result<(), String> {
		report.cases += 1;
		for (epoch, (input, step)) in self.inputs()?.iter().zip(&self.steps).enumerate() {
			let mut recorder = Recorder::default();
			let output = input
				.with(|input| epoch_observed(input, &mut recorder))
				.map_err(|error| format!("{}: epoch {epoch}: {error}", self.name))?;
			let mut comparison = Comparison {
				case: &self.name,
				epoch,
				compared: 0,
				mismatches: &mut report.mismatches,
			};
			comparison.outputs(&step.expect, &output);
			report.outputs += std::mem::take(&mut comparison.compared);
			comparison.trace(&step.expect.trace_i32f32_bits, recorder)?;
			report.intermediates += comparison.compared;
			report.epochs += 1;
		}
		Ok(())
	}
}

/// Reads a `.json` or `.json.gz` file.
pub fn read_json(path: &Path) -> Result<Value, String> {
	let failed = |error: &dyn fmt::Display| format!("{}: {error}", path.display());
	let file = BufReader::new(File::open(path).map_err(|error| failed(&error))?);
	let mut text = String::new();
	let read = if path.extension().is_some_and(|extension| extension == "gz") {
		GzDecoder::new(file).read_to_string(&mut text)
	} else {
		{ file }.read_to_string(&mut text)
	};
	read.map_err(|error| failed(&error))?;
	serde_json::from_str(&text).map_err(|error| failed(&error))
}

/// The case files under a path, sorted: the file itself, or the `.json` and `.json.gz` files of a
/// folder and its folders that have steps. Others are named on standard error.
pub fn case_files(path: &Path) -> Result<Vec<PathBuf>, String> {
	if !path.is_dir() {
		return Ok(vec![path.to_owned()]);
	}
	let failed = |error: std::io::Error| format!("{}: {error}", path.display());
	let mut entries = Vec::new();
	for entry in std::fs::read_dir(path).map_err(failed)? {
		entries.push(entry.map_err(failed)?.path());
	}
	entries.sort();
	let mut files = Vec::new();
	for entry in entries {
		let name = entry.to_string_lossy();
		if entry.is_dir() {
			files.extend(case_files(&entry)?);
		} else if name.ends_with(".json") || name.ends_with(".json.gz") {
			// Files that cannot be read are left to the one who reads them.
			if read_json(&entry).is_ok_and(|value| value.get("steps").is_none()) {
				eprintln!("{name}: skipped, no epoch case");
			} else {
				files.push(entry);
			}
		}
	}
	Ok(files)
}
