//! Measures the benchmarks of a runtime and writes the weights of this project's pallets.
//!
//! `make weights` compiles a runtime with its benchmarks and calls this. It does what
//! `frame-omni-bencher` does, with the same analysis, in two ways differently:
//!
//! - Time is the processor time of the thread and not that of the clock on the wall, so that other
//!   work on the machine does not count.
//! - It is made of the crates that the node is made of. Compiling the omni bencher takes longer than
//!   compiling everything else here together.
//!
//! Weights have no proof size: blocks of this chain carry no proofs.

// What `runtime_interface` writes: the wasm calls its function, nobody here does.
#![allow(dead_code, unexpected_cfgs)]

use std::{fmt::Write as _, fs, path::PathBuf, process::Command};

use clap::Parser;
use codec::{Decode, Encode};
use frame_benchmarking::{
	Analysis, BenchmarkBatch, BenchmarkConfig, BenchmarkList, BenchmarkMetadata,
	BenchmarkParameter, BenchmarkResult, BenchmarkSelector,
};
use frame_support::traits::StorageInfo;
use sc_client_db::BenchmarkingState;
use sc_executor::WasmExecutor;
use sp_core::traits::{CallContext, RuntimeCode, WrappedRuntimeCode};
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::StateMachine;
use sp_wasm_interface::ExtendedHostFunctions;

/// What the runtime can call: everything that a node has, and what benchmarks need.
type HostFunctions = ExtendedHostFunctions<
	(sp_io::SubstrateHostFunctions, frame_benchmarking::benchmarking::HostFunctions),
	benchmarking::HostFunctions,
>;
/// Why nothing was measured.
type Failure = Box<dyn std::error::Error>;
/// Values of a benchmark's components.
type Point = Vec<(BenchmarkParameter, u32)>;

/// Takes the place of the function of the same name in `frame-benchmarking`.
#[sp_runtime_interface::runtime_interface]
trait Benchmarking {
	/// Nanoseconds that this thread has spent on a processor.
	fn current_time() -> sp_runtime_interface::pass_by::AllocateAndReturnPointer<[u8; 16], 16> {
		super::processor_time().to_le_bytes()
	}
}

#[allow(unsafe_code)] // The standard library does not ask for this clock.
fn processor_time() -> u128 {
	let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
	// SAFETY: the pointer is that of a local value.
	let failed = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
	assert_eq!(failed, 0, "every Linux has this clock");
	time.tv_sec as u128 * 1_000_000_000 + time.tv_nsec as u128
}

/// Prints why a benchmark failed: what the runtime says before it gives up.
struct Errors;

impl log::Log for Errors {
	fn enabled(&self, metadata: &log::Metadata) -> bool {
		metadata.level() == log::Level::Error
	}

	fn log(&self, record: &log::Record) {
		if self.enabled(record.metadata()) {
			eprintln!("{}: {}", record.target(), record.args());
		}
	}

	fn flush(&self) {}
}

/// Measures benchmarks and writes weights.
#[derive(Debug, Parser)]
struct Options {
	/// The runtime, compiled to wasm with its benchmarks.
	runtime: PathBuf,
	/// Pallets whose weights are written, each with the folder of its crate.
	#[arg(long = "pallet", value_name = "NAME=FOLDER", value_parser = pallet)]
	pallets: Vec<(String, PathBuf)>,
	/// How many values of each component are measured.
	#[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(3..))]
	steps: u32,
	/// How often each of them is measured.
	#[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
	repeat: u32,
	/// Measure only benchmarks whose name contains this, print them and write nothing.
	#[arg(long)]
	only: Option<String>,
}

fn pallet(text: &str) -> Result<(String, PathBuf), String> {
	let (name, folder) = text.split_once('=').ok_or("use NAME=FOLDER")?;
	Ok((name.into(), folder.into()))
}

/// A runtime and an empty state.
struct Bench {
	executor: WasmExecutor<HostFunctions>,
	wasm: Vec<u8>,
	/// For counting reads and writes.
	counting: BenchmarkingState<BlakeTwo256>,
	/// For measuring time, which counting would take.
	timing: BenchmarkingState<BlakeTwo256>,
}

impl Bench {
	fn new(wasm: Vec<u8>) -> Result<Self, Failure> {
		let state = |counts| BenchmarkingState::new(Default::default(), None, false, counts);
		let executor = WasmExecutor::builder().with_max_runtime_instances(1).build();
		Ok(Self { executor, wasm, counting: state(true)?, timing: state(false)? })
	}

	fn call<R: Decode>(
		&self,
		state: &BenchmarkingState<BlakeTwo256>,
		function: &str,
		argument: &impl Encode,
	) -> Result<R, Failure> {
		let code = WrappedRuntimeCode(self.wasm.as_slice().into());
		let code = RuntimeCode {
			code_fetcher: &code,
			heap_pages: None,
			hash: b"the only one".to_vec(), // for the executor's cache
		};
		let result = StateMachine::new(
			state,
			&mut Default::default(),
			&self.executor,
			function,
			&argument.encode(),
			&mut Default::default(),
			&code,
			CallContext::Offchain,
		)
		.execute()
		.map_err(|error| error.to_string())?;
		Ok(R::decode(&mut &result[..])?)
	}

	/// Measures a benchmark at all points, `repeat` times. `list` names the pallet.
	///
	/// It goes from point to point and then once more, so that all points have their share of each
	/// slow phase of the machine.
	fn measure(
		&self,
		list: &BenchmarkList,
		benchmark: &[u8],
		points: &[Point],
		repeat: u32,
	) -> Result<Measured, Failure> {
		let run = |state, verify, point: &Point| -> Result<Vec<BenchmarkResult>, Failure> {
			let config = BenchmarkConfig {
				pallet: list.pallet.clone(),
				instance: list.instance.clone(),
				benchmark: benchmark.to_vec(),
				selected_components: point.clone(),
				verify,
				internal_repeats: 1,
			};
			let batches: Result<Vec<BenchmarkBatch>, String> =
				self.call(state, "Benchmark_dispatch_benchmark", &config)?;
			Ok(batches?.into_iter().flat_map(|batch| batch.results).collect())
		};
		let mut accesses = Vec::new();
		for point in points {
			run(&self.timing, true, point)?;
			accesses.extend(run(&self.counting, false, point)?);
		}
		let mut rounds = Vec::new();
		for _ in 0..repeat {
			let mut times = Vec::new();
			for point in points {
				let results = run(&self.timing, false, point)?;
				times.extend(results.iter().map(|one| one.extrinsic_time as f64 * 1e3));
			}
			rounds.push(times);
		}
		Ok(Measured { accesses, times: at_one_pace(&rounds) })
	}
}

/// Results of one benchmark, by points.
struct Measured {
	accesses: Vec<BenchmarkResult>,
	/// Picoseconds.
	times: Vec<f64>,
}

impl Measured {
	/// The results of the first points, and those of the rest.
	fn split_at(mut self, points: usize) -> (Self, Self) {
		let rest =
			Self { accesses: self.accesses.split_off(points), times: self.times.split_off(points) };
		(self, rest)
	}
}

/// The time of each point, from rounds of times of all points: the median of its times, each at the
/// pace of the fastest round, because whatever else the machine does can only add.
///
/// The pace of a round is how its times compare with those of other rounds. A machine whose
/// processors share a core is at half its speed for seconds; if such phases counted, they would pass
/// for what a component costs, or hide it.
fn at_one_pace(rounds: &[Vec<f64>]) -> Vec<f64> {
	let points = rounds.first().map_or(0, Vec::len);
	let typical: Vec<f64> =
		(0..points).map(|point| median(rounds.iter().map(|round| round[point]))).collect();
	let pace = |round: &Vec<f64>| {
		median(round.iter().zip(&typical).map(|(time, usual)| time / usual.max(1.0)))
	};
	let paces: Vec<f64> = rounds.iter().map(pace).collect();
	let fastest = paces.iter().copied().fold(f64::INFINITY, f64::min);
	let times = |point: usize| {
		let rounds = rounds.iter().zip(&paces);
		median(rounds.map(|(round, pace)| round[point] / pace * fastest))
	};
	(0..points).map(times).collect()
}

/// The middle of some values, the lower one of two.
fn median(values: impl Iterator<Item = f64>) -> f64 {
	let mut values: Vec<f64> = values.collect();
	values.sort_by(f64::total_cmp);
	values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// A value that is linear in the components of a benchmark.
struct Line {
	base: u128,
	slopes: Vec<u128>,
}

impl Line {
	/// The line through numbers of reads or writes, lifted until none lies above it.
	fn of_accesses(
		results: &[BenchmarkResult],
		what: BenchmarkSelector,
		count: impl Fn(&BenchmarkResult) -> u32,
	) -> Result<Self, Failure> {
		let Analysis { base, slopes, .. } = Analysis::min_squares_iqr(&results.to_vec(), what)?;
		let mut line = Self { base, slopes };
		let above = results
			.iter()
			.map(|one| u128::from(count(one)).saturating_sub(line.at(&one.components)))
			.max();
		line.base += above.unwrap_or(0);
		Ok(line)
	}

	/// The line through times, in picoseconds, stretched until none lies above it.
	///
	/// Both the fit and the stretching look at relative deviations. With absolute ones the longest
	/// times would decide alone, and what is short would be charged their noise.
	fn of_times(points: &[Point], times: &[f64]) -> Self {
		// Each row divided by its time, so that what is wanted of the line is 1 everywhere.
		let rows: Vec<Vec<f64>> = points
			.iter()
			.zip(times)
			.map(|(point, time)| {
				let values = point.iter().map(|(_, value)| f64::from(*value));
				std::iter::once(1.0).chain(values).map(|value| value / time.max(1.0)).collect()
			})
			.collect();
		let mut line = not_negative_least_squares(&rows);
		let at = |row: &[f64], line: &[f64]| -> f64 {
			row.iter().zip(line).map(|(value, coefficient)| value * coefficient).sum()
		};
		let stretch = rows.iter().map(|row| 1.0 / at(row, &line)).fold(1.0, f64::max);
		for coefficient in &mut line {
			*coefficient = (*coefficient * stretch).ceil();
		}
		Self { base: line[0] as u128, slopes: line[1..].iter().map(|one| *one as u128).collect() }
	}

	fn at(&self, point: &Point) -> u128 {
		let parts =
			self.slopes.iter().zip(point).map(|(slope, (_, value))| slope * u128::from(*value));
		self.base + parts.sum::<u128>()
	}
}

/// Coefficients of which none is negative, for which the rows come closest to 1: least squares by
/// coordinate descent, which for so few columns needs no better method.
fn not_negative_least_squares(rows: &[Vec<f64>]) -> Vec<f64> {
	let columns = rows.first().map_or(0, Vec::len);
	let dot =
		|left: usize, right: usize| -> f64 { rows.iter().map(|row| row[left] * row[right]).sum() };
	let squares: Vec<Vec<f64>> =
		(0..columns).map(|left| (0..columns).map(|right| dot(left, right)).collect()).collect();
	let sums: Vec<f64> =
		(0..columns).map(|column| rows.iter().map(|row| row[column]).sum()).collect();
	let mut line = vec![0.0; columns];
	for _ in 0..100_000 {
		for column in 0..columns {
			// A component that is 0 wherever it was measured has no influence.
			if squares[column][column] > 0.0 {
				let others: f64 = (0..columns)
					.filter(|other| *other != column)
					.map(|other| squares[column][other] * line[other])
					.sum();
				line[column] = f64::max(0.0, (sums[column] - others) / squares[column][column]);
			}
		}
	}
	line
}

/// The weight of a benchmark: time in picoseconds, reads and writes.
struct Weight {
	time: Line,
	reads: Line,
	writes: Line,
}

impl Weight {
	fn of(points: &[Point], measured: &Measured) -> Result<Self, Failure> {
		let accesses = &measured.accesses;
		Ok(Self {
			time: Line::of_times(points, &measured.times),
			reads: Line::of_accesses(accesses, BenchmarkSelector::Reads, |one| one.reads)?,
			writes: Line::of_accesses(accesses, BenchmarkSelector::Writes, |one| one.writes)?,
		})
	}

	/// The function of the weight, in Rust.
	fn function(&self, benchmark: &str, components: &[(BenchmarkParameter, u32, u32)]) -> String {
		let uses = |at: usize| {
			[&self.time, &self.reads, &self.writes]
				.iter()
				.any(|line| line.slopes.get(at) > Some(&0))
		};
		let arguments: Vec<_> = components
			.iter()
			.enumerate()
			.map(|(at, (name, ..))| format!("{}{name}: u32", if uses(at) { "" } else { "_" }))
			.collect();
		let mut text = String::new();
		for (name, low, high) in components {
			let _ = writeln!(text, "\t\t// `{name}` was measured from {low} to {high}.");
		}
		let _ = writeln!(text, "\t\tfn {benchmark}({}) -> Weight {{", arguments.join(", "));
		let _ = write!(text, "\t\t\tWeight::from_parts({}, 0)", grouped(self.time.base));
		for (way, line) in [("reads", &self.reads), ("writes", &self.writes)] {
			if line.base > 0 {
				let _ = write!(text, "\n\t\t\t\t.saturating_add($db.{way}({}))", line.base);
			}
		}
		for (at, (name, ..)) in components.iter().enumerate().filter(|(at, _)| uses(*at)) {
			let slope = |line: &Line| line.slopes.get(at).copied().unwrap_or(0);
			let _ = write!(
				text,
				"\n\t\t\t\t.saturating_add(each({name}, {}, $db.reads_writes({}, {})))",
				grouped(slope(&self.time)),
				slope(&self.reads),
				slope(&self.writes),
			);
		}
		let _ = writeln!(text, "\n\t\t}}");
		text
	}
}

/// 1234567 as 1_234_567.
fn grouped(number: u128) -> String {
	let digits = number.to_string();
	let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
	groups.join("_")
}

/// Points at which a benchmark is measured: each component from low to high, with the others once
/// all low and once all high.
fn points(components: &[(BenchmarkParameter, u32, u32)], steps: u32) -> Vec<Point> {
	if components.is_empty() {
		return vec![Point::new()];
	}
	let value = |low: u32, high: u32, step: u32| {
		(u64::from(low) + u64::from(high - low) * u64::from(step) / u64::from(steps - 1)) as u32
	};
	let mut points: Vec<Point> = Vec::new();
	for (varied, ..) in components {
		for (step, others) in (0..steps).flat_map(|step| [(step, 0), (step, steps - 1)]) {
			let component = |(name, low, high): &(BenchmarkParameter, u32, u32)| {
				(*name, value(*low, *high, if name == varied { step } else { others }))
			};
			let point = components.iter().map(component).collect();
			if !points.contains(&point) {
				points.push(point);
			}
		}
	}
	points
}

/// Neurons of the epochs whose weight is compared with what they take.
const EPOCHS: [u32; 4] = [64, 256, 1_024, 4_096];
/// Validators of them.
const VALIDATORS: u32 = 64;

/// Points at which a benchmark is only compared with its weight: for the epoch those at which all of
/// 64 validators judge everybody.
///
/// They are measured in the same rounds as the points that the weight is made of, and so at the same
/// pace of the machine.
fn compared_points(benchmark: &str) -> Vec<Point> {
	use BenchmarkParameter::{b, n, v, w};
	if !benchmark.starts_with("epoch_yuma") {
		return Vec::new();
	}
	let point = |neurons| {
		let entries = neurons * VALIDATORS;
		vec![(n, neurons), (v, VALIDATORS), (w, entries), (b, entries)]
	};
	EPOCHS.map(point).to_vec()
}

/// Prints what each of these points is charged beside what it takes.
fn compare(benchmark: &str, weight: &Weight, points: &[Point], measured: &Measured) {
	for (point, (accesses, time)) in
		points.iter().zip(measured.accesses.iter().zip(&measured.times))
	{
		println!(
			"{benchmark:<12} {:>6} neurons  charged {:>7.2} ms {:>6} reads {:>6} writes  \
			 measured {:>7.2} ms {:>6} reads {:>6} writes",
			point.first().map_or(0, |(_, neurons)| *neurons),
			weight.time.at(point) as f64 / 1e9,
			weight.reads.at(point),
			weight.writes.at(point),
			time / 1e9,
			accesses.reads,
			accesses.writes,
		);
	}
}

/// The processor, as Linux calls it.
fn processor() -> String {
	let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
	let model = information.lines().find_map(|line| line.strip_prefix("model name"));
	model.map_or("unknown", |model| model.trim_start_matches([' ', '\t', ':'])).into()
}

fn today() -> String {
	let date = Command::new("date").arg("--iso-8601").output();
	date.map(|date| String::from_utf8_lossy(&date.stdout).trim().into()).unwrap_or_default()
}

fn main() -> Result<(), Failure> {
	let options = Options::parse();
	log::set_logger(&Errors)?;
	log::set_max_level(log::LevelFilter::Error);
	let bench = Bench::new(fs::read(&options.runtime)?)?;
	let (lists, _): (Vec<BenchmarkList>, Vec<StorageInfo>) =
		bench.call(&bench.timing, "Benchmark_benchmark_metadata", &false)?;
	let mut failures = 0;
	let mut files = Vec::new();
	for (pallet, folder) in &options.pallets {
		let list = lists.iter().find(|list| list.pallet == pallet.as_bytes());
		let list = list.ok_or("the runtime has no such pallet")?;
		let mut functions = String::new();
		for BenchmarkMetadata { name, components, .. } in &list.benchmarks {
			let benchmark = String::from_utf8_lossy(name);
			if options.only.as_ref().is_some_and(|only| !benchmark.contains(only)) {
				continue;
			}
			let points = points(components, options.steps);
			let compared = compared_points(&benchmark);
			let all = [points.as_slice(), &compared].concat();
			let measured = bench.measure(list, name, &all, options.repeat).and_then(|measured| {
				let (of_weight, of_compared) = measured.split_at(points.len());
				Ok((Weight::of(&points, &of_weight)?, of_compared))
			});
			match measured {
				Ok((weight, of_compared)) => {
					let function = weight.function(&benchmark, components);
					print!("{function}");
					functions += &function;
					compare(&benchmark, &weight, &compared, &of_compared);
				},
				Err(error) => {
					failures += 1;
					eprintln!("{pallet}::{benchmark} failed: {error}");
				},
			}
		}
		if options.only.is_none() {
			let text = format!(
				"// Written by `make weights`; not to be edited by hand.\n\
				 //\n\
				 // {date}, {steps} values of each component, {repeat} times each, on one of\n\
				 // {processor}. Times are in picoseconds.\n\
				 \n\
				 macro_rules! measured {{\n\t($db:expr) => {{\n{functions}\t}};\n}}\n",
				date = today(),
				steps = options.steps,
				repeat = options.repeat,
				processor = processor(),
			);
			files.push((folder.join("src/weights/measured.rs"), text));
		}
	}
	if failures > 0 {
		return Err(format!("{failures} benchmarks failed; nothing was written").into());
	}
	for (file, text) in files {
		fs::write(file, text)?;
	}
	Ok(())
}
