//! What the host calls.

use crate::{
	reference,
	workload::{digest, Shape, Subnet},
};
use alloc::boxed::Box;
use core::{cell::RefCell, panic::PanicInfo};
use yuma_consensus::EpochOutput;

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
	core::arch::wasm32::unreachable()
}

struct Guest {
	subnet: RefCell<Option<Box<Subnet>>>,
	output: RefCell<EpochOutput>,
}

// The guest has one thread.
unsafe impl Sync for Guest {}

static GUEST: Guest = Guest {
	subnet: RefCell::new(None),
	output: RefCell::new(EpochOutput {
		stake_weight: alloc::vec::Vec::new(),
		active: alloc::vec::Vec::new(),
		consensus: alloc::vec::Vec::new(),
		incentive: alloc::vec::Vec::new(),
		dividends: alloc::vec::Vec::new(),
		validator_trust: alloc::vec::Vec::new(),
		validator_permit: alloc::vec::Vec::new(),
		server_emission: alloc::vec::Vec::new(),
		validator_emission: alloc::vec::Vec::new(),
		emission: alloc::vec::Vec::new(),
		bonds: alloc::vec::Vec::new(),
	}),
};

/// Prepares a workload.
#[no_mangle]
extern "C" fn prepare(neurons: u32, validators: u32, targets: u32, liquid: u32) {
	let shape =
		Shape { neurons: neurons as u16, validators: validators as u16, targets: targets as u16 };
	*GUEST.subnet.borrow_mut() = Some(Box::new(Subnet::warmed(shape, liquid == 1)));
}

/// Runs one epoch of the workload by the engine.
#[no_mangle]
extern "C" fn run_engine() {
	run(|input| yuma_consensus::epoch(input).unwrap());
}

/// Runs one epoch of the workload by the reference.
#[no_mangle]
extern "C" fn run_reference() {
	run(|input| reference::epoch(input));
}

fn run(epoch: impl FnOnce(&yuma_consensus::EpochInput) -> EpochOutput) {
	let subnet = GUEST.subnet.borrow();
	*GUEST.output.borrow_mut() = subnet.as_ref().unwrap().with(epoch);
}

/// Digest of the last output.
#[no_mangle]
extern "C" fn output_digest() -> u64 {
	digest(&GUEST.output.borrow())
}
