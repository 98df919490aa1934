//! Workloads and a straightforward implementation to measure `yuma-consensus` against. Compiled to
//! wasm, this library is the guest that `benches/table.rs` runs under the node's executor engine.
#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

pub mod reference;
pub mod workload;

#[cfg(target_arch = "wasm32")]
mod guest;
