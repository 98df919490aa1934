//! Measures the engine beside the straightforward implementation, natively and in wasm under the
//! engine and configuration of the node's executor, and prints a table.
//!
//! ```text
//! cargo bench --manifest-path pallets/subtensor/yuma/bench/Cargo.toml --bench table
//! ```
//!
//! Times are processor time of the thread, and what is compared runs alternately in one process, so
//! that the numbers mean something on a busy machine: medians, of ratios those of neighbours, and for
//! the growth the least of all runs, because other programs empty the caches now and then, and one
//! such run in the wrong place would pass for growth. Exit code 1 if a digest is wrong, or if the
//! engine misses what is required of it.

use std::{
	alloc::{GlobalAlloc, Layout, System},
	path::PathBuf,
	process::{Command, ExitCode},
	sync::atomic::{AtomicUsize, Ordering},
};
use wasmtime::{Config, Engine, Instance, Module, OptLevel, Store, TypedFunc};
use yuma_bench::{
	reference,
	workload::{digest, Shape, Subnet},
};
use yuma_consensus::EpochOutput;

/// Shape, liquid alpha, and the digest of the output.
const WORKLOADS: [(Shape, bool, u64); 6] = [
	(Shape::dense(256, 64), false, 0x6bae_6a8a_9497_449c),
	(Shape::dense(256, 64), true, 0x8852_a235_f045_4409),
	(Shape::dense(1_024, 128), false, 0x5b4b_9c14_760b_3b53),
	(Shape::dense(1_024, 128), true, 0x5525_7f77_e786_5836),
	(Shape { neurons: 4_096, validators: 256, targets: 512 }, false, 0xd5df_788a_a127_a421),
	(Shape { neurons: 4_096, validators: 256, targets: 512 }, true, 0x40d3_2a9d_5c8e_8644),
];

/// Required of each workload in wasm, and of the dense ones natively: this many times faster than the
/// straightforward one.
const REQUIRED_RATIO: f64 = 8.0;
/// Growth from the smallest to the largest number of weights may exceed linear growth by this part.
const ALLOWED_GROWTH: f64 = 0.10;
/// So many runs of each number of weights, alternately.
const GROWTH_RUNS: usize = 25;
/// Allowed at peak: bytes per weight or bond, and per neuron.
const BYTES_PER_ENTRY: usize = 64;
const BYTES_PER_NEURON: usize = 256;

/// Counts what is allocated.
struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		let live = LIVE.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
		PEAK.fetch_max(live, Ordering::Relaxed);
		System.alloc(layout)
	}

	unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
		LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
		System.dealloc(pointer, layout);
	}
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The guest in wasm.
struct Guest {
	store: Store<()>,
	run_engine: TypedFunc<(), ()>,
	run_reference: TypedFunc<(), ()>,
	digest: TypedFunc<(), u64>,
}

/// Compiles this package's library to wasm, and that as the node does a runtime.
fn guest_module() -> wasmtime::Result<Module> {
	let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
	let target = manifest.join("target");
	let status = Command::new(env!("CARGO"))
		.args(["build", "--quiet", "--release", "--lib", "--target", "wasm32v1-none"])
		.arg("--manifest-path")
		.arg(manifest.join("Cargo.toml"))
		.env("CARGO_TARGET_DIR", &target)
		.env("CARGO_INCREMENTAL", "0")
		// As the builder of a runtime sets it.
		.env("CARGO_PROFILE_RELEASE_LTO", "thin")
		.env("CARGO_PROFILE_RELEASE_PANIC", "abort")
		.status()?;
	assert!(status.success(), "the guest does not compile: is the wasm32v1-none target there?");

	// As `sc-executor-wasmtime` configures it for a runtime.
	let mut config = Config::new();
	config.cranelift_opt_level(OptLevel::SpeedAndSize);
	config.wasm_bulk_memory(false);
	config.wasm_multi_value(false);
	config.wasm_multi_memory(false);
	config.wasm_extended_const(false);
	config.wasm_tail_call(false);
	config.wasm_memory64(false);
	config.wasm_relaxed_simd(false);
	config.wasm_simd(false);
	Module::from_file(&Engine::new(&config)?, target.join("wasm32v1-none/release/yuma_bench.wasm"))
}

impl Guest {
	/// An instance of its own for one workload.
	fn new(module: &Module, shape: Shape, liquid: bool) -> wasmtime::Result<Self> {
		let mut store = Store::new(module.engine(), ());
		let instance = Instance::new(&mut store, module, &[])?;
		let prepare: TypedFunc<(u32, u32, u32, u32), ()> =
			instance.get_typed_func(&mut store, "prepare")?;
		let [n, v, t] = [shape.neurons, shape.validators, shape.targets].map(u32::from);
		prepare.call(&mut store, (n, v, t, liquid.into()))?;
		Ok(Self {
			run_engine: instance.get_typed_func(&mut store, "run_engine")?,
			run_reference: instance.get_typed_func(&mut store, "run_reference")?,
			digest: instance.get_typed_func(&mut store, "output_digest")?,
			store,
		})
	}

	fn engine(&mut self) {
		self.run_engine.call(&mut self.store, ()).unwrap();
	}

	fn reference(&mut self) {
		self.run_reference.call(&mut self.store, ()).unwrap();
	}

	fn digest(&mut self) -> u64 {
		self.digest.call(&mut self.store, ()).unwrap()
	}
}

/// Milliseconds for which this thread has run.
fn thread_time() -> f64 {
	let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
	// Safe: the pointer is valid for the call, which writes a time and keeps nothing.
	let failed = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
	assert_eq!(failed, 0, "this system does not count the time of threads");
	time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn timed(run: impl FnOnce()) -> f64 {
	let start = thread_time();
	run();
	thread_time() - start
}

fn median(times: &mut [f64]) -> f64 {
	times.sort_by(f64::total_cmp);
	times[times.len() / 2]
}

/// Two things measured beside each other.
struct Comparison {
	/// Milliseconds of the first.
	ours: f64,
	/// Milliseconds of the second.
	theirs: f64,
	/// How many times the first is faster.
	ratio: f64,
}

/// Runs three times the first, then the second, and so on until the second has taken a second, once
/// if it takes longer. The last run is one of the second.
///
/// Each run of the second has a ratio to the three before it, and the median of those counts: where
/// two processors share a core, both are slower by half while the other one is busy, and medians of
/// all times of either would mix such phases in different parts.
fn compare(mut first: impl FnMut(), mut second: impl FnMut()) -> Comparison {
	for _ in 0..27 {
		first();
	}
	let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
	while theirs.iter().sum::<f64>() < 1_000.0 {
		let mut three = [0; 3].map(|_| timed(&mut first));
		let other = timed(&mut second);
		ratios.push(other / median(&mut three));
		ours.extend(three);
		theirs.push(other);
	}
	Comparison { ours: median(&mut ours), theirs: median(&mut theirs), ratio: median(&mut ratios) }
}

/// Bytes that one epoch of the engine allocates at peak.
fn peak(subnet: &Subnet) -> usize {
	subnet.with(|input| {
		let before = LIVE.load(Ordering::Relaxed);
		PEAK.store(before, Ordering::Relaxed);
		let output = yuma_consensus::epoch(input).unwrap();
		let peak = PEAK.load(Ordering::Relaxed) - before;
		drop(output);
		peak
	})
}

fn name(shape: Shape, liquid: bool) -> String {
	let rule = if liquid { "Yuma 3, liquid alpha" } else { "original Yuma" };
	format!("{} x {} x {}, {rule}", shape.neurons, shape.validators, shape.targets)
}

/// One line per workload and place; what is missed.
fn compare_all(module: &Module) -> wasmtime::Result<Vec<String>> {
	let mut failures = Vec::new();
	println!("| neurons x validators x weights each | where | ms | straightforward, ms | ratio | million weights/s | bytes at peak | per weight |");
	println!("|---|---|---|---|---|---|---|---|");
	for (shape, liquid, expected) in WORKLOADS {
		let subnet = Subnet::warmed(shape, liquid);
		let mut guest = Guest::new(module, shape, liquid)?;
		let name = name(shape, liquid);
		let allowed = BYTES_PER_ENTRY * shape.entries() as usize
			+ BYTES_PER_NEURON * usize::from(shape.neurons);
		let peak = peak(&subnet);
		if peak > allowed {
			failures.push(format!("{name}: {peak} bytes at peak, {allowed} allowed"));
		}
		let mut check = |place: &str, got: u64| {
			if got != expected {
				failures
					.push(format!("{name}: {place}: digest {got:016x}, expected {expected:016x}"));
			}
		};
		check("native", subnet.with(|input| digest(&yuma_consensus::epoch(input).unwrap())));
		guest.engine();
		check("wasm", guest.digest());

		// The output of the straightforward one comes out of the runs that are timed: it is slow.
		let mut theirs = EpochOutput::default();
		let native = subnet.with(|input| {
			compare(
				|| drop(std::hint::black_box(yuma_consensus::epoch(input).unwrap())),
				|| theirs = reference::epoch(input),
			)
		});
		check("native, straightforward", digest(&theirs));
		let cell = std::cell::RefCell::new(guest);
		let wasm = compare(|| cell.borrow_mut().engine(), || cell.borrow_mut().reference());
		check("wasm, straightforward", cell.borrow_mut().digest());

		for (place, Comparison { ours, theirs, ratio }) in [("native", native), ("wasm", wasm)] {
			let speed = shape.entries() as f64 / ours / 1e3;
			let bytes = peak as f64 / shape.entries() as f64;
			println!("| {name} | {place} | {ours:.2} | {theirs:.1} | {ratio:.1} | {speed:.1} | {peak} | {bytes:.1} |");
			let required = place == "wasm" || shape.is_dense();
			if required && ratio < REQUIRED_RATIO {
				failures.push(format!("{name}: {place}: {ratio:.1} times, not {REQUIRED_RATIO}"));
			}
		}
	}
	Ok(failures)
}

/// Growth with the number of weights; what is missed.
fn grow(module: &Module) -> wasmtime::Result<Vec<String>> {
	let mut failures = Vec::new();
	println!("| rule | weights, by 256 validators, in wasm | ms | ns per weight | beside linear |");
	println!("|---|---|---|---|---|");
	for (rule, liquid) in [("original Yuma", false), ("Yuma 3, liquid alpha", true)] {
		let mut runs = Vec::new();
		for miners in [64, 256, 1_024, 4_096] {
			let shape = Shape::dense(256 + miners, 256);
			let guest = Guest::new(module, shape, liquid)?;
			runs.push((shape.entries(), guest, f64::INFINITY));
		}
		for _ in 0..GROWTH_RUNS {
			for (_, guest, least) in &mut runs {
				*least = timed(|| guest.engine()).min(*least);
			}
		}
		let mut smallest = None;
		for (weights, _, ms) in runs {
			let each = ms * 1e6 / weights as f64;
			let growth = each / *smallest.get_or_insert(each) - 1.0;
			println!("| {rule} | {weights} | {ms:.2} | {each:.1} | {:+.0} % |", growth * 100.0);
			if growth > ALLOWED_GROWTH {
				failures.push(format!(
					"{rule}: {weights} weights take {:.0} % more than linear growth",
					growth * 100.0
				));
			}
		}
	}
	Ok(failures)
}

fn main() -> ExitCode {
	let module = guest_module().unwrap();
	let mut failures = compare_all(&module).unwrap();
	println!();
	failures.extend(grow(&module).unwrap());
	if failures.is_empty() {
		return ExitCode::SUCCESS;
	}
	println!();
	for failure in &failures {
		println!("missed: {failure}");
	}
	ExitCode::FAILURE
}
