//! Measures the engine beside the straightforward implementation, natively and in wasm under the
//! engine and configuration of the node's executor, and prints a table.
//!
//! ```text
//! cargo run --release --manifest-path pallets/subtensor/yuma/bench/Cargo.toml
//! ```
//!
//! Both run alternately in one process, so the ratio means something on a busy machine. Exit code 1
//! if a digest is wrong, or if the engine misses what is required of it.

use std::{
	alloc::{GlobalAlloc, Layout, System},
	path::PathBuf,
	process::{Command, ExitCode},
	sync::atomic::{AtomicUsize, Ordering},
	time::{Duration, Instant},
};
use wasmtime::{Config, Engine, Instance, Module, OptLevel, Store, TypedFunc};
use yuma_bench::{
	reference,
	workload::{digest, Shape, Subnet},
};

/// Shape, liquid alpha, and the digest of the output.
const WORKLOADS: [(Shape, bool, u64); 6] = [
	(Shape::dense(256, 64), false, 0x6bae_6a8a_9497_449c),
	(Shape::dense(256, 64), true, 0x8852_a235_f045_4409),
	(Shape::dense(1_024, 128), false, 0x5b4b_9c14_760b_3b53),
	(Shape::dense(1_024, 128), true, 0x5525_7f77_e786_5836),
	(Shape { neurons: 4_096, validators: 256, targets: 512 }, false, 0xd5df_788a_a127_a421),
	(Shape { neurons: 4_096, validators: 256, targets: 512 }, true, 0x40d3_2a9d_5c8e_8644),
];

/// Required of each workload in wasm: this many times faster than the straightforward one.
const REQUIRED_RATIO: f64 = 8.0;
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
	prepare: TypedFunc<(u32, u32, u32, u32), ()>,
	run_engine: TypedFunc<(), ()>,
	run_reference: TypedFunc<(), ()>,
	digest: TypedFunc<(), u64>,
}

impl Guest {
	/// Compiles this package's library to wasm and instantiates it as the node does a runtime.
	fn build() -> wasmtime::Result<Self> {
		let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
		let target = manifest.join("target");
		let status = Command::new(env!("CARGO"))
			.args(["build", "--quiet", "--release", "--lib", "--target", "wasm32v1-none"])
			.arg("--manifest-path")
			.arg(manifest.join("Cargo.toml"))
			.env("CARGO_TARGET_DIR", &target)
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
		let engine = Engine::new(&config)?;
		let file = target.join("wasm32v1-none/release/yuma_bench.wasm");
		let module = Module::from_file(&engine, file)?;
		let mut store = Store::new(&engine, ());
		let instance = Instance::new(&mut store, &module, &[])?;
		Ok(Self {
			prepare: instance.get_typed_func(&mut store, "prepare")?,
			run_engine: instance.get_typed_func(&mut store, "run_engine")?,
			run_reference: instance.get_typed_func(&mut store, "run_reference")?,
			digest: instance.get_typed_func(&mut store, "output_digest")?,
			store,
		})
	}

	fn prepare(&mut self, shape: Shape, liquid: bool) {
		let [n, v, t] = [shape.neurons, shape.validators, shape.targets].map(u32::from);
		self.prepare.call(&mut self.store, (n, v, t, liquid.into())).unwrap();
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

fn timed(run: impl FnOnce()) -> Duration {
	let start = Instant::now();
	run();
	start.elapsed()
}

fn median(mut times: Vec<Duration>) -> f64 {
	times.sort_unstable();
	times[times.len() / 2].as_secs_f64() * 1e3
}

/// Medians in milliseconds of the first and the second, run alternately for about a second or two;
/// the second, which is slow, at least three times.
fn compare(mut first: impl FnMut(), mut second: impl FnMut()) -> (f64, f64) {
	let (mut ours, mut theirs) = (Vec::new(), Vec::new());
	let start = Instant::now();
	while theirs.len() < 3 || start.elapsed() < Duration::from_millis(1_500) {
		theirs.push(timed(&mut second));
		for _ in 0..5 {
			ours.push(timed(&mut first));
		}
	}
	(median(ours), median(theirs))
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

fn main() -> ExitCode {
	let mut guest = Guest::build().unwrap();
	let mut failures = Vec::new();
	println!("| neurons x validators x weights each | where | ms | straightforward, ms | ratio | million entries/s | peak, bytes per entry |");
	println!("|---|---|---|---|---|---|---|");
	for (shape, liquid, expected) in WORKLOADS {
		let subnet = Subnet::warmed(shape, liquid);
		let name = name(shape, liquid);
		let allowed = BYTES_PER_ENTRY * shape.entries() as usize
			+ BYTES_PER_NEURON * usize::from(shape.neurons);
		let peak = peak(&subnet);
		if peak > allowed {
			failures.push(format!("{name}: {peak} bytes at peak, {allowed} allowed"));
		}
		let mut check = |place: &str, got: u64| {
			if got != expected {
				failures.push(format!("{name}: {place}: digest {got:016x}, expected {expected:016x}"));
			}
		};
		check("native", subnet.with(|input| digest(&yuma_consensus::epoch(input).unwrap())));
		check("native, straightforward", subnet.with(|input| digest(&reference::epoch(input))));
		guest.prepare(shape, liquid);
		guest.engine();
		check("wasm", guest.digest());
		guest.reference();
		check("wasm, straightforward", guest.digest());

		let native = subnet.with(|input| {
			compare(
				|| drop(std::hint::black_box(yuma_consensus::epoch(input).unwrap())),
				|| drop(std::hint::black_box(reference::epoch(input))),
			)
		});
		let cell = std::cell::RefCell::new(&mut guest);
		let wasm = compare(|| cell.borrow_mut().engine(), || cell.borrow_mut().reference());
		for (place, (ours, theirs)) in [("native", native), ("wasm", wasm)] {
			let ratio = theirs / ours;
			let speed = shape.entries() as f64 / ours / 1e3;
			let bytes = peak as f64 / shape.entries() as f64;
			println!("| {name} | {place} | {ours:.2} | {theirs:.1} | {ratio:.1} | {speed:.1} | {bytes:.1} |");
			if place == "wasm" && ratio < REQUIRED_RATIO {
				failures.push(format!("{name}: {ratio:.1} times faster in wasm, not {REQUIRED_RATIO}"));
			}
		}
	}

	println!();
	println!("| weights (256 validators), wasm | ms, original | ns per weight | ms, liquid alpha | ns per weight |");
	println!("|---|---|---|---|---|");
	for miners in [64, 256, 1_024, 4_096] {
		let shape = Shape::dense(256 + miners, 256);
		let mut times = Vec::new();
		for liquid in [false, true] {
			guest.prepare(shape, liquid);
			let runs = (0..15).map(|_| timed(|| guest.engine())).collect();
			times.push(median(runs));
		}
		let entries = shape.entries();
		let per = |ms: f64| ms * 1e6 / entries as f64;
		println!(
			"| {entries} | {:.2} | {:.1} | {:.2} | {:.1} |",
			times[0],
			per(times[0]),
			times[1],
			per(times[1]),
		);
	}
	for failure in &failures {
		println!("{failure}");
	}
	if failures.is_empty() {
		ExitCode::SUCCESS
	} else {
		ExitCode::FAILURE
	}
}
