//! Replays epoch cases and reports every value that differs.
//!
//! ```text
//! cargo run --release -p yuma-consensus --example replay -- PATH...
//! ```
//!
//! Each path is a case file (`.json` or `.json.gz`, schema `yuma-epoch-vectors/1`) or a folder of
//! them. Exit code 0 if nothing differs; 1 if something does, if a file cannot be read, or if it is
//! no valid input.

#[path = "../tests/support/case.rs"]
#[allow(dead_code)]
mod case;

use case::{case_files, Case, Report};
use std::{env, path::Path, process::ExitCode};

fn main() -> ExitCode {
	let paths: Vec<_> = env::args_os().skip(1).collect();
	if paths.is_empty() {
		eprintln!("usage: replay PATH...   (case files or folders of them)");
		return ExitCode::from(2);
	}
	let mut report = Report::default();
	let mut errors = 0_usize;
	for path in &paths {
		let files = case_files(Path::new(path)).unwrap_or_else(|error| {
			eprintln!("{error}");
			errors += 1;
			Vec::new()
		});
		for file in files {
			let shown = report.mismatches.len();
			let replayed = Case::read(&file).and_then(|case| case.replay(&mut report));
			for mismatch in &report.mismatches[shown..] {
				println!("{mismatch}");
			}
			if let Err(error) = replayed {
				eprintln!("{error}");
				errors += 1;
			}
		}
	}
	let Report { cases, epochs, mismatches, .. } = &report;
	println!("{cases} cases, {epochs} epochs, {} mismatches", mismatches.len());
	if mismatches.is_empty() && errors == 0 {
		ExitCode::SUCCESS
	} else {
		ExitCode::FAILURE
	}
}
