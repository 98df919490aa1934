//! What actors may do.

use crate::{mock::*, *};
use frame_support::dispatch::DispatchResultWithPostInfo;
use frame_support::traits::UnfilteredDispatchable;
use proptest::prelude::*;
use std::{fmt, ops::Range};

/// The pallet's calls.
pub type Call = crate::Call<Test>;

/// Who calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
	/// An account.
	Signed(AccountId),
	/// The chain's administrator.
	Root,
}

/// One step of a script. Scripts are short, so the size of the rarer small variant does not matter.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug)]
pub enum Step {
	/// That many blocks pass.
	Blocks(u8),
	/// Somebody calls. An amount of `u64::MAX` to take away stands for the whole position.
	Call { origin: By, call: Call },
}

/// A script as Rust.
pub struct Script<'a>(pub &'a [Step]);

impl fmt::Display for Script<'_> {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		writeln!(f, "replay(&[")?;
		for step in self.0 {
			match step {
				Step::Blocks(_) => writeln!(f, "\tStep::{step:?},")?,
				Step::Call { origin, call } => {
					writeln!(f, "\tStep::Call {{ origin: By::{origin:?}, call: Call::{call:?} }},")?
				},
			}
		}
		writeln!(f, "]);")
	}
}

/// The default world, with a second living subnet.
pub fn world() -> ExtBuilder {
	ExtBuilder::default().subnet(genesis::GenesisSubnet { netuid: 2, ..living_subnet() })
}

/// Makes everything happen that otherwise needs thousands of blocks or hundreds of neurons.
pub fn quicken() {
	SubnetLimit::<Test>::put(4);
	NetworkImmunityPeriod::<Test>::put(30);
	NetworkLockReductionInterval::<Test>::put(40);
	for netuid in [1, 2] {
		MaxAllowedUids::<Test>::insert(netuid, 6);
		ImmunityPeriod::<Test>::insert(netuid, 8);
		MinNonImmuneUids::<Test>::insert(netuid, 1);
	}
	// One third of the root stake is enough for both subnets to be worth more than a TAO.
	SubnetMovingPrice::<Test>::insert(1, I96F32 { bits: 3 << 30 });
	SubnetMovingPrice::<Test>::insert(2, I96F32 { bits: 3 << 30 });
}

/// All coldkeys.
pub const COLDKEYS: Range<AccountId> = ALICE..FERDIE + 1;

fn coldkey() -> impl Strategy<Value = AccountId> {
	COLDKEYS
}

/// Mostly a coldkey's usual hotkey, sometimes one of another kind.
fn any_hotkey() -> impl Strategy<Value = AccountId> {
	prop_oneof![8 => coldkey().prop_map(hotkey), 2 => 200u128..206, 1 => Just(999)]
}

fn netuid() -> impl Strategy<Value = NetUid> {
	prop_oneof![1 => Just(ROOT), 6 => 1u16..3, 4 => 3u16..5, 1 => Just(9)]
}

/// Any order of magnitude from 1 to 10^15, small ones less often.
fn amount() -> impl Strategy<Value = u64> {
	prop_oneof![
		1 => 0u64..10_000_000,
		8 => (7u32..14, 1u64..100).prop_map(|(power, digits)| digits * 10u64.pow(power)),
		1 => Just(2_000_000),
	]
}

fn amount_to_take() -> impl Strategy<Value = u64> {
	prop_oneof![2 => amount(), 1 => Just(u64::MAX)]
}

fn weights() -> impl Strategy<Value = (Vec<Uid>, Vec<u16>)> {
	let dense = proptest::collection::vec(any::<u16>(), 1..6)
		.prop_map(|values| ((0..values.len() as u16).collect(), values));
	let any = proptest::collection::vec((0u16..9, any::<u16>()), 0..6)
		.prop_map(|entries| entries.into_iter().unzip());
	prop_oneof![4 => dense, 1 => any]
}

fn by_coldkey<S: Strategy<Value = Call>>(calls: S) -> impl Strategy<Value = Step> {
	(coldkey(), calls).prop_map(|(who, call)| Step::Call { origin: By::Signed(who), call })
}

fn by_hotkey<S: Strategy<Value = Call>>(calls: S) -> impl Strategy<Value = Step> {
	(any_hotkey(), calls).prop_map(|(who, call)| Step::Call { origin: By::Signed(who), call })
}

fn by_root<S: Strategy<Value = Call>>(calls: S) -> impl Strategy<Value = Step> {
	calls.prop_map(|call| Step::Call { origin: By::Root, call })
}

/// A coldkey and a hotkey, mostly its own.
fn registration<S: Strategy<Value = Call>>(
	call: impl Fn(AccountId) -> S + Clone + 'static,
) -> impl Strategy<Value = Step> {
	coldkey()
		.prop_flat_map(|who| {
			(
				Just(who),
				prop_oneof![4 => Just(hotkey(who)), 2 => Just(who + 200), 1 => any_hotkey()],
			)
		})
		.prop_flat_map(move |(who, hotkey)| {
			call(hotkey).prop_map(move |call| Step::Call { origin: By::Signed(who), call })
		})
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		12 => (1u8..12).prop_map(Step::Blocks),
		10 => by_coldkey((any_hotkey(), netuid(), amount()).prop_map(
			|(hotkey, netuid, amount_staked)| Call::add_stake { hotkey, netuid, amount_staked }
		)),
		8 => by_coldkey((any_hotkey(), netuid(), amount_to_take()).prop_map(
			|(hotkey, netuid, amount_unstaked)| Call::remove_stake { hotkey, netuid, amount_unstaked }
		)),
		6 => registration(|hotkey| {
			netuid().prop_map(move |netuid| Call::burned_register { netuid, hotkey })
		}),
		3 => registration(|hotkey| Just(Call::register_network { hotkey })),
		3 => by_coldkey(netuid().prop_map(|netuid| Call::start_call { netuid })),
		8 => by_hotkey((netuid(), weights()).prop_map(|(netuid, (dests, weights))| {
			Call::set_weights { netuid, dests, weights, version_key: 0 }
		})),
		1 => by_hotkey((netuid(), 0u8..2, weights()).prop_map(|(netuid, mecid, (dests, weights))| {
			Call::set_mechanism_weights { netuid, mecid, dests, weights, version_key: 0 }
		})),
		2 => by_hotkey((netuid(), any::<u32>(), any::<u16>()).prop_map(|(netuid, ip, port)| {
			Call::serve_axon {
				netuid,
				version: 1,
				ip: ip.into(),
				port,
				ip_type: 4,
				protocol: 0,
				placeholder1: 0,
				placeholder2: 0,
			}
		})),
		1 => by_root(netuid().prop_map(|netuid| Call::root_dissolve_network { netuid })),
	]
}

/// Scripts of so many steps.
pub fn scripts(steps: Range<usize>) -> impl Strategy<Value = Vec<Step>> {
	proptest::collection::vec(step(), steps)
}

/// Puts the whole position where a call says so.
pub fn resolve(origin: By, call: &Call) -> Call {
	let mut call = call.clone();
	if let (By::Signed(coldkey), Call::remove_stake { hotkey, netuid, amount_unstaked }) =
		(origin, &mut call)
	{
		if *amount_unstaked == u64::MAX {
			*amount_unstaked = SubtensorModule::stake_of(hotkey, &coldkey, *netuid);
		}
	}
	call
}

/// Sends a call as the runtime would.
pub fn dispatch(origin: By, call: &Call) -> DispatchResultWithPostInfo {
	let origin = match origin {
		By::Signed(who) => RuntimeOrigin::signed(who),
		By::Root => RuntimeOrigin::root(),
	};
	call.clone().dispatch_bypass_filter(origin)
}
