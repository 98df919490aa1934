//! What calls are charged for the root stake that they change.

use crate::{mock::*, *};
use frame_support::{dispatch::GetDispatchInfo, traits::GetCallName, weights::Weight};

const ON: AccountId = hotkey(ALICE);
const OTHER: AccountId = hotkey(BOB);

/// A call that changes stake, from one subnet to another.
struct Changing {
	call: fn(NetUid, NetUid) -> Call<Test>,
	/// How often it changes the stake in the origin, if it names one.
	in_origin: u64,
	/// How often it changes the stake in the destination, if it names one.
	in_destination: u64,
}

/// All calls that name the subnets in which they change stake. Those that take a part return what is
/// left of a small nomination.
fn changing() -> Vec<Changing> {
	let adds = |call| Changing { call, in_origin: 0, in_destination: 1 };
	let takes = |call| Changing { call, in_origin: 2, in_destination: 0 };
	let takes_all = |call| Changing { call, in_origin: 1, in_destination: 0 };
	let moves = |call| Changing { call, in_origin: 2, in_destination: 1 };
	vec![
		adds(|_, netuid| Call::add_stake { hotkey: ON, netuid, amount_staked: UNIT }),
		adds(|_, netuid| Call::add_stake_limit {
			hotkey: ON,
			netuid,
			amount_staked: UNIT,
			limit_price: 0,
			allow_partial: false,
		}),
		takes(|netuid, _| Call::remove_stake { hotkey: ON, netuid, amount_unstaked: UNIT }),
		takes(|netuid, _| Call::remove_stake_limit {
			hotkey: ON,
			netuid,
			amount_unstaked: UNIT,
			limit_price: 0,
			allow_partial: false,
		}),
		takes_all(|netuid, _| Call::remove_stake_full_limit {
			hotkey: ON,
			netuid,
			limit_price: None,
		}),
		moves(|origin_netuid, destination_netuid| Call::move_stake {
			origin_hotkey: ON,
			destination_hotkey: OTHER,
			origin_netuid,
			destination_netuid,
			alpha_amount: UNIT,
		}),
		moves(|origin_netuid, destination_netuid| Call::move_stake_limit {
			origin_hotkey: ON,
			destination_hotkey: OTHER,
			origin_netuid,
			destination_netuid,
			alpha_amount: UNIT,
			limit_price: 0,
			allow_partial: false,
		}),
		moves(|origin_netuid, destination_netuid| Call::swap_stake {
			hotkey: ON,
			origin_netuid,
			destination_netuid,
			alpha_amount: UNIT,
		}),
		moves(|origin_netuid, destination_netuid| Call::swap_stake_limit {
			hotkey: ON,
			origin_netuid,
			destination_netuid,
			alpha_amount: UNIT,
			limit_price: 0,
			allow_partial: false,
		}),
		moves(|origin_netuid, destination_netuid| Call::transfer_stake {
			destination_coldkey: EVE,
			hotkey: ON,
			origin_netuid,
			destination_netuid,
			alpha_amount: UNIT,
		}),
		moves(|origin_netuid, destination_netuid| Call::transfer_stake_and_hotkey {
			destination_coldkey: EVE,
			origin_hotkey: ON,
			destination_hotkey: OTHER,
			origin_netuid,
			destination_netuid,
			alpha_amount: UNIT,
		}),
	]
}

/// What a change of root stake costs on top.
fn change() -> Weight {
	<() as WeightInfo>::keep_root_earnings(MaxSubnets::get().into())
}

#[test]
fn each_change_of_root_stake_is_charged() {
	ExtBuilder::default().build_and_execute(|| {
		for Changing { call, in_origin, in_destination } in changing() {
			let charged = |from, to| call(from, to).get_dispatch_info().call_weight;
			let name = call(NETUID, SECOND).get_call_name();
			let without = charged(NETUID, SECOND);
			assert_eq!(charged(ROOT, NETUID), without + change() * in_origin, "{name}");
			assert_eq!(charged(NETUID, ROOT), without + change() * in_destination, "{name}");
			let both = in_origin + in_destination;
			assert_eq!(charged(ROOT, ROOT), without + change() * both, "{name}");
		}
	});
}

#[test]
fn no_call_about_stake_is_forgotten() {
	let mut known: Vec<_> =
		changing().iter().map(|changing| (changing.call)(ROOT, ROOT).get_call_name()).collect();
	// They name no subnet: see `unstake_all.rs`.
	known.extend(["unstake_all", "unstake_all_alpha"]);
	// Alpha that is burned is never on root, and a choice where to be paid changes no stake.
	known.extend(["add_stake_burn", "set_coldkey_auto_stake_hotkey"]);
	for name in Call::<Test>::get_call_names().iter().filter(|name| name.contains("stake")) {
		assert!(known.contains(name), "{name}");
	}
}
