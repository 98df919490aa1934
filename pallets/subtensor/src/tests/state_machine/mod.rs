//! Random calls by random actors over many blocks, with every invariant after each block.
//!
//! A script is a list of steps, so that a failure shrinks to the few that matter; it is printed in
//! the form in which it can be replayed ([`replay`]). Besides the invariants of the pallet:
//!
//! - A call that is refused changes no balance, and its error is one that it documents.
//! - A call that is accepted moves TAO exactly as [`model`] says, which shares no code with the
//!   pallet.
//! - All balances together are the issuance.
//! - No step of a block fails, and no epoch is skipped.
//!
//! `YUMANET_FUZZ_SECONDS` makes it run that long, with longer scripts; without it a few are tried.

mod model;
mod rest;
mod script;

use super::refusals::docs;
use crate::{hyperparameters::HyperparameterKind, mock::*, *};
use frame_support::{storage::with_storage_layer, traits::GetCallName};
use model::Model;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRng, TestRunner};
use script::{Script, Step};
use sp_runtime::DispatchError;
use std::{
	cell::RefCell,
	collections::BTreeMap,
	env,
	fmt::{self, Display},
	sync::LazyLock,
	time::{Duration, Instant},
};

/// What a run has seen.
#[derive(Default)]
struct Counts {
	scripts: u64,
	blocks: u64,
	checks: u64,
	/// Accepted and refused calls by name.
	calls: BTreeMap<String, (u64, u64)>,
	/// Other things that happened, by the name of their event.
	events: BTreeMap<&'static str, u64>,
}

impl Counts {
	fn call(&mut self, name: String, accepted: bool) {
		let count = self.calls.entry(name).or_default();
		if accepted {
			count.0 += 1;
		} else {
			count.1 += 1;
		}
	}

	/// What scripts should have tried and have not.
	fn missing(&self) -> Vec<String> {
		let calls = script::Call::get_call_names().iter().map(|name| name.to_string());
		let kinds = HyperparameterKind::ALL.iter().map(|kind| format!("{kind:?}"));
		calls.chain(kinds).filter(|name| !self.calls.contains_key(name)).collect()
	}
}

impl Display for Counts {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		writeln!(
			f,
			"{} scripts, {} blocks, {} checks of all invariants",
			self.scripts, self.blocks, self.checks
		)?;
		writeln!(f, "{:<32}{:>10}{:>10}", "call", "accepted", "refused")?;
		for (name, (accepted, refused)) in &self.calls {
			writeln!(f, "{name:<32}{accepted:>10}{refused:>10}")?;
		}
		for (name, count) in &self.events {
			writeln!(f, "{name:<32}{count:>10}")?;
		}
		Ok(())
	}
}

/// Runs a script in a new world; says what is wrong, if anything.
fn run(script: &[Step], counts: &mut Counts) -> Result<(), String> {
	let mut ext = script::world().build()?;
	ext.execute_with(|| {
		script::quicken();
		run_to_block(1);
		let mut model = Model::of_chain();
		for (number, step) in script.iter().enumerate() {
			apply(step, &mut model, counts).map_err(|error| format!("step {number}: {error}"))?;
		}
		Ok(())
	})
}

fn apply(step: &Step, model: &mut Model, counts: &mut Counts) -> Result<(), String> {
	match step {
		Step::Blocks(blocks) => {
			for _ in 0..*blocks {
				System::reset_events();
				run_to_block(System::block_number() + 1);
				look_at_events(counts)?;
				model.new_block()?;
				counts.blocks += 1;
				check(model, counts)?;
			}
		},
		Step::Set { by_owner, what } => {
			let result = with_storage_layer(|| what.apply(*by_owner));
			counts.call(what.name(), result.is_ok());
			refuse_arithmetic(result).map_err(|error| format!("{what:?}: {error}"))?;
			model.expect_nothing().map_err(|error| format!("{what:?}: {error}"))?;
		},
		Step::Call { origin, call } => {
			let (origin, call) = script::resolve(*origin, call);
			let name = call.get_call_name();
			let expected = model.predict(origin, &call);
			let result = script::dispatch(origin, &call);
			counts.call(name.into(), result.is_ok());
			let result = result.map(drop).map_err(|error| error.error);
			refused_as_documented(name, result)
				.and_then(|()| match result {
					Ok(()) => model.expect(expected),
					Err(_) => model.expect_nothing(),
				})
				.map_err(|error| format!("{call:?}: {error}"))?;
		},
	}
	Ok(())
}

/// A call may be refused, but only with an error that it documents.
fn refused_as_documented(
	call: &'static str,
	result: sp_runtime::DispatchResult,
) -> Result<(), String> {
	static DOCUMENTED: LazyLock<docs::Errors> = LazyLock::new(docs::errors);
	match result {
		Ok(()) | Err(DispatchError::BadOrigin) => Ok(()),
		Err(error) if DOCUMENTED[call].contains(error.into()) => Ok(()),
		Err(error) => Err(format!("not documented: {error:?}")),
	}
}

/// A setting may be refused, but never because a counter left its range.
fn refuse_arithmetic(result: sp_runtime::DispatchResult) -> Result<(), String> {
	match result {
		Err(error) if error == Error::<Test>::Arithmetic.into() => Err(format!("{error:?}")),
		_ => Ok(()),
	}
}

fn check(model: &Model, counts: &mut Counts) -> Result<(), String> {
	counts.checks += 1;
	SubtensorModule::do_try_state().map_err(|error| format!("invariant {error:?}"))?;
	model.check_issuance()
}

fn look_at_events(counts: &mut Counts) -> Result<(), String> {
	for event in events_since_last_call() {
		let name = match event {
			Event::EpochRan { .. } => "EpochRan",
			Event::EpochDeferred { .. } => "EpochDeferred",
			Event::NetworkDissolved { .. } => "NetworkDissolved",
			Event::NetworkAdded(..) => "NetworkAdded (after waiting)",
			Event::BlockStepFailed { .. } | Event::EpochSkipped { .. } => {
				return Err(format!("{event:?}"));
			},
			_ => continue,
		};
		*counts.events.entry(name).or_default() += 1;
	}
	Ok(())
}

/// Replays a script that once failed.
#[cfg(test)]
fn replay(script: &[Step]) {
	if let Err(error) = run(script, &mut Counts::default()) {
		panic!("{error}\n{}", Script(script));
	}
}

/// Tries scripts; a failure panics with the shortest script that still fails.
fn search(runner: &mut TestRunner, steps: usize, counts: &RefCell<Counts>) {
	let outcome = runner.run(&script::scripts(steps), |script| {
		counts.borrow_mut().scripts += 1;
		run(&script, &mut counts.borrow_mut()).map_err(TestCaseError::fail)
	});
	match outcome {
		Ok(()) => (),
		Err(TestError::Fail(reason, script)) => panic!("{reason}\n{}", Script(&script)),
		Err(TestError::Abort(reason)) => panic!("{reason}"),
	}
}

fn config(cases: u32) -> Config {
	Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() }
}

#[test]
fn random_calls_keep_the_invariants_and_move_money_as_predicted() {
	let counts = RefCell::new(Counts::default());
	match env::var("YUMANET_FUZZ_SECONDS").map(|seconds| seconds.parse().expect("a number")) {
		Ok(seconds) => {
			let end = Instant::now() + Duration::from_secs(seconds);
			while Instant::now() < end {
				search(&mut TestRunner::new(config(8)), 1_000, &counts);
				println!("{} s left\n{}", (end - Instant::now()).as_secs(), counts.borrow());
			}
		},
		// The same scripts every time: a test that fails must fail again.
		Err(_) => {
			let rng = TestRng::deterministic_rng(Config::default().rng_algorithm);
			search(&mut TestRunner::new_with_rng(config(24), rng), 320, &counts);
		},
	}
	println!("{}", counts.borrow());
	assert!(counts.borrow().missing().is_empty(), "never tried: {:?}", counts.borrow().missing());
}

/// Scripts that once failed.
mod regressions {
	use super::{script::By, *};
	use script::Call;

	#[test]
	fn a_hotkey_that_is_swapped_for_its_waiting_child_does_not_become_its_own() {
		replay(&[
			Step::Call {
				origin: By::Signed(3),
				call: Call::set_children {
					hotkey: 103,
					netuid: 1,
					children: vec![(u64::MAX, 201)],
				},
			},
			Step::Call {
				origin: By::Signed(3),
				call: Call::swap_hotkey_v2 {
					hotkey: 103,
					new_hotkey: 201,
					netuid: None,
					keep_stake: false,
				},
			},
			Step::Blocks(15),
		]);
	}
}
