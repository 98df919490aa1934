//! Every error of every call, as a table.
//!
//! A [`Row`] says what the world is like, who signs, which calls, and the error with which all of
//! them are refused; calls that share a rule share its rows. A refused call leaves the storage root
//! as it was, so that the next call of the row meets the same world.
//!
//! What was seen is compared with what the calls document in the metadata, under `## Errors`: an
//! error without a row fails, and so does one without documentation. `--nocapture` prints the table.

mod children;
pub(super) mod docs;
mod governance;
mod keys;
mod neurons;
mod stake;
mod subnets;
mod weights;

use crate::{mock::*, pallet::Call, *};
use frame_support::{traits::GetCallName, BoundedVec};
use sp_core::storage::StateVersion;
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::collections::{BTreeMap, BTreeSet};

/// A call and one of its errors, by their names.
type Pair = (&'static str, &'static str);

/// Calls that are refused for the same reason.
struct Row {
	world: ExtBuilder,
	/// What happens in the world before, from block 1 on.
	given: Box<dyn FnOnce()>,
	signer: RuntimeOrigin,
	calls: Vec<Call<Test>>,
	error: Error<Test>,
}

/// A row in the default world.
fn row(
	given: impl FnOnce() + 'static,
	signer: RuntimeOrigin,
	calls: impl IntoIterator<Item = Call<Test>>,
	error: Error<Test>,
) -> Row {
	let (given, calls) = (Box::new(given), calls.into_iter().collect());
	Row { world: ExtBuilder::default(), given, signer, calls, error }
}

impl Row {
	/// The same row in another world.
	fn of(self, world: ExtBuilder) -> Self {
		Self { world, ..self }
	}

	/// Makes the world and tries the calls in it; returns what they were refused with, or what is
	/// wrong.
	fn check(self) -> Vec<Result<Pair, String>> {
		let Self { world, given, signer, calls, error } = self;
		let error = DispatchError::from(error);
		let error_name: &'static str = error.into();
		let mut seen = Vec::new();
		world.build_and_execute(|| {
			given();
			System::reset_events();
			for call in calls {
				let name = call.get_call_name();
				let what = format!("{call:?}");
				let got = refusal(call, signer.clone());
				seen.push(if got == Ok(error) {
					Ok((name, error_name))
				} else {
					Err(format!("{got:?} instead of {error_name}: {what}"))
				});
			}
		});
		seen
	}
}

/// The error with which a call is refused, if it changes nothing.
///
/// A batch goes on without the item that is refused, and an event tells the error.
fn refusal(call: Call<Test>, signer: RuntimeOrigin) -> Result<DispatchError, String> {
	let root = || sp_io::storage::root(StateVersion::V1);
	let before = root();
	let error = match RuntimeCall::from(call).dispatch(signer) {
		Err(refused) => refused.error,
		Ok(_) => {
			let failed = events_since_last_call().into_iter().find_map(|event| match event {
				Event::BatchWeightItemFailed { error } => Some(error),
				_ => None,
			});
			failed.ok_or("accepted")?
		},
	};
	if root() != before {
		return Err(format!("{error:?}, and something changed"));
	}
	Ok(error)
}

fn by(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// What prepares a world must be accepted.
fn accepted(call: Call<Test>, signer: RuntimeOrigin) {
	let name = call.get_call_name();
	let result = RuntimeCall::from(call).dispatch(signer);
	assert!(result.is_ok(), "{name}: {result:?}");
}

/// Hotkeys of nobody's in every world.
const NEW: AccountId = 777;
/// Another one.
const NEWER: AccountId = 778;
/// The first of the hotkeys that [`own_many`] makes.
const MANY: AccountId = 10_000;
/// A subnet that no world has.
const NOWHERE: NetUid = 7;

/// Gives a coldkey without hotkeys so many of them. As by `try_associate_hotkey`, which would write
/// the whole list for each.
fn own_many(coldkey: AccountId, count: u32) -> Vec<AccountId> {
	let hotkeys: Vec<_> = (MANY..MANY + AccountId::from(count)).collect();
	for hotkey in &hotkeys {
		Owner::<Test>::insert(hotkey, coldkey);
		System::inc_sufficients(hotkey);
	}
	OwnedHotkeys::<Test>::insert(coldkey, BoundedVec::truncate_from(hotkeys.clone()));
	hotkeys
}

/// The coldkey has as many hotkeys as it may.
fn own_all(coldkey: AccountId) -> Vec<AccountId> {
	own_many(coldkey, MAX_KEYS)
}

fn rows() -> Vec<Row> {
	[
		weights::rows(),
		stake::rows(),
		neurons::rows(),
		subnets::rows(),
		keys::rows(),
		children::rows(),
		governance::rows(),
	]
	.into_iter()
	.flatten()
	.collect()
}

#[test]
fn every_call_is_refused_with_every_error_that_it_documents_and_no_other() {
	let mut seen = BTreeMap::<&str, BTreeSet<String>>::new();
	let mut wrong = Vec::new();
	for result in rows().into_iter().flat_map(Row::check) {
		match result {
			Ok((call, error)) => {
				seen.entry(call).or_default().insert(error.into());
			},
			Err(what) => wrong.push(what),
		}
	}
	assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));

	let documented = docs::errors();
	let none = BTreeSet::new();
	let mut holes = Vec::new();
	let mut sum = 0;
	for (call, errors) in &documented {
		let seen = seen.get(call).unwrap_or(&none);
		let list: Vec<_> = seen.iter().map(String::as_str).collect();
		println!("{call:<37} {:>2}  {}", list.len(), list.join(" "));
		sum += list.len();
		holes.extend(errors.difference(seen).map(|error| format!("no row: {call} {error}")));
		holes.extend(seen.difference(errors).map(|error| format!("no docs: {call} {error}")));
	}
	assert!(holes.is_empty(), "\n{}", holes.join("\n"));
	println!("{} calls, {sum} errors, no hole", documented.len());
}

#[test]
fn every_call_is_refused_to_every_origin_that_it_does_not_document() {
	let mut calls: BTreeMap<_, _> = governance::never_refused()
		.into_iter()
		.chain(rows().into_iter().flat_map(|row| row.calls))
		.map(|call| (call.get_call_name(), call))
		.collect();
	ExtBuilder::default().build_and_execute(|| {
		for (name, origin) in docs::origins() {
			let call = calls.remove(name).unwrap_or_else(|| panic!("no row calls {name}"));
			let mut others = vec![RuntimeOrigin::none()];
			if origin.starts_with("Root.") {
				others.push(by(ALICE));
			} else if !origin.to_lowercase().contains("root") {
				others.push(RuntimeOrigin::root());
			}
			for other in others {
				let refused = refusal(call.clone(), other);
				assert_eq!(refused, Ok(DispatchError::BadOrigin), "{name}");
			}
		}
	});
}
