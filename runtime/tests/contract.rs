//! What clients rely on besides the interface (`interface.rs`): versions, bounds, and what the
//! documentation says.

use frame_support::traits::StorageInfoTrait;
use scale_info::{TypeDef, TypeInfo};
use yumanet_runtime::*;

#[test]
fn storage_of_every_pallet_is_bounded() {
	for info in AllPalletsWithSystem::storage_info() {
		let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
		if name(&info.pallet_name) == "SubtensorModule" {
			assert!(info.max_size.is_some(), "{}", name(&info.storage_name));
		}
	}
}

#[test]
fn metadata_comes_in_every_stable_version() {
	assert_eq!(Runtime::metadata_versions(), [14, 15, 16]);
	assert!(Runtime::metadata_versions()
		.into_iter()
		.all(|version| Runtime::metadata_at_version(version).is_some()));
}

#[test]
fn version_is_recognised_as_bittensor() {
	assert_eq!(VERSION.spec_name, "node-subtensor");
	assert_eq!(VERSION.transaction_version, 1);
	assert_eq!(SLOT_DURATION, 250);
	assert_eq!(EXISTENTIAL_DEPOSIT, 500);
	assert_eq!(SS58_PREFIX, 42);
}

#[test]
fn every_call_says_who_may_call_it_what_it_refuses_and_what_it_reports() {
	let TypeDef::Variant(calls) = pallet_subtensor::Call::<Runtime>::type_info().type_def else {
		panic!("calls are an enum")
	};
	for call in calls.variants {
		let headings: Vec<_> =
			call.docs.iter().filter_map(|line| line.strip_prefix("## ")).collect();
		let required: Vec<_> =
			headings.iter().copied().filter(|heading| *heading != "Parameters").collect();
		assert_eq!(required, ["Dispatch Origin", "Errors", "Events"], "{}", call.name);
	}
}

#[test]
fn the_list_of_differences_states_the_bounds_of_the_chain() {
	use pallet_subtensor::{
		calls::children::MAX_PENDING_CHILDREN, trimming::MAX_TRIMMED, KeyList, ParentList,
		MAX_TIMELOCKED_COMMITS,
	};
	let text = include_str!("../../pallets/subtensor/DIFFERENCES.md");
	for (bound, of) in [
		(KeyList::<Runtime>::bound(), "hotkeys (`KeyList`)"),
		(ParentList::<Runtime>::bound(), "parents (`ParentList`)"),
		(MAX_PENDING_CHILDREN as usize, "choices of children"),
		(MAX_TIMELOCKED_COMMITS as usize, "time-locked commits"),
		(MAX_TRIMMED as usize, "neurons times mechanisms"),
	] {
		let stated = format!(" {bound} {of}");
		assert!(text.contains(&stated), "{stated}");
	}
}
