//! Block 0 from its description in JSON.

use alloc::{
	collections::BTreeMap,
	format,
	string::{String, ToString},
};
use frame_support::traits::{BuildGenesisConfig, Get};
use pallet_subtensor::TOTAL_SUPPLY;

use crate::{AccountId, Balance, Runtime, RuntimeGenesisConfig, SubtensorModule};

/// Builds the state that `json` describes, or says what is wrong with it.
///
/// A pallet's own builder can refuse only by a panic, of which who calls the runtime from outside
/// learns no more than that it was one. So what is easily described wrongly is refused here.
pub fn build(json: &[u8]) -> Result<(), String> {
	let mut config: RuntimeGenesisConfig =
		serde_json::from_slice(json).map_err(|error| error.to_string())?;
	check_balances(&config.balances.balances)?;
	let subnets = core::mem::take(&mut config.subtensor_module);
	config.build();
	// Last, because it looks at the whole issuance; what its default wrote is written over.
	SubtensorModule::build_genesis(&subnets)
}

fn check_balances(balances: &[(AccountId, Balance)]) -> Result<(), String> {
	let least = <Runtime as pallet_balances::Config>::ExistentialDeposit::get();
	let mut seen = BTreeMap::new();
	let mut total: Balance = 0;
	for (place, (account, balance)) in balances.iter().enumerate() {
		if let Some(first) = seen.insert(account, place) {
			return Err(format!(
				"balances[{place}] is of the same account as balances[{first}]; give each account one"
			));
		}
		if *balance < least {
			return Err(format!(
				"balances[{place}] is {balance} rao, but an account has at least {least}; raise it \
				 or leave the account out"
			));
		}
		total = total.checked_add(*balance).filter(|total| *total <= TOTAL_SUPPLY).ok_or_else(
			|| format!("balances[{place}] brings the total above {TOTAL_SUPPLY} rao; lower them"),
		)?;
	}
	Ok(())
}
