//! One epoch of each workload, natively.

use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion, Throughput};
use std::time::Duration;
use yuma_bench::{
	reference,
	workload::{Shape, Subnet},
};

fn epochs(criterion: &mut Criterion) {
	let shapes = [
		Shape::dense(256, 64),
		Shape::dense(1_024, 128),
		Shape { neurons: 4_096, validators: 256, targets: 512 },
	];
	for (rule, liquid) in [("original", false), ("liquid-alpha", true)] {
		let mut group = criterion.benchmark_group(rule);
		for shape in shapes {
			let subnet = Subnet::warmed(shape, liquid);
			let size = format!("{}x{}x{}", shape.neurons, shape.validators, shape.targets);
			group.throughput(Throughput::Elements(shape.entries()));
			group.bench_function(BenchmarkId::new("engine", &size), |bencher| {
				subnet.with(|input| bencher.iter(|| yuma_consensus::epoch(input)));
			});
			// Under liquid alpha the straightforward one takes seconds from 1,024 neurons on.
			if !liquid || shape.neurons < 1_024 {
				group.bench_function(BenchmarkId::new("straightforward", &size), |bencher| {
					subnet.with(|input| bencher.iter(|| reference::epoch(input)));
				});
			}
		}
		group.finish();
	}
}

criterion_group! {
	name = benches;
	// Ten samples in about a second each: the numbers to quote are those of the program.
	config = Criterion::default()
		.sample_size(10)
		.warm_up_time(Duration::from_millis(300))
		.measurement_time(Duration::from_secs(1));
	targets = epochs
}
criterion_main!(benches);
