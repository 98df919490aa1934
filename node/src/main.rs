//! The Yumanet node: one command for a chain on which a subnet is alive.

// The errors of sc-cli and sc-service are what their functions return, however large.
#![allow(clippy::result_large_err)]

mod chain_spec;
mod cli;
mod command;
mod metagraph;
mod rpc;
mod sealing;
mod service;
mod shield;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: {error}");
			ExitCode::FAILURE
		},
	}
}
