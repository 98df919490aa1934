//! What actors may do.

use super::rest::{coldkeys, forms, governance, setting, Setting};
use crate::{calls::commits::commit_hash, mock::*, *};
use frame_support::{dispatch::DispatchResultWithPostInfo, traits::UnfilteredDispatchable};
use proptest::prelude::*;
use sp_runtime::traits::Hash;
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

/// Stands for the whole of one of the signer's positions, as an amount to take away.
pub const WHOLE: u64 = u64::MAX;
/// Stands for half of it.
pub const HALF: u64 = u64::MAX - 1;

/// One step of a script. Scripts are short, so the size of the rarer small variant does not matter.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug)]
pub enum Step {
	/// That many blocks pass.
	Blocks(u8),
	/// Somebody calls. See [`WHOLE`] and [`HALF`].
	Call { origin: By, call: Call },
	/// Root, or the owner of the subnet, changes a setting.
	Set { by_owner: bool, what: Setting },
}

/// A script as Rust.
pub struct Script<'a>(pub &'a [Step]);

impl fmt::Display for Script<'_> {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		writeln!(f, "replay(&[")?;
		for step in self.0 {
			match step {
				Step::Blocks(_) | Step::Set { .. } => writeln!(f, "\tStep::{step:?},")?,
				Step::Call { origin, call } => {
					writeln!(f, "\tStep::Call {{ origin: By::{origin:?}, call: {call:?} }},")?
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
	NetworkImmunityPeriod::<Test>::put(60);
	NetworkLockReductionInterval::<Test>::put(40);
	PendingChildKeyCooldown::<Test>::put(3);
	ChildrenRateLimit::<Test>::put(0);
	TxChildkeyTakeRateLimit::<Test>::put(0);
	TxDelegateTakeRateLimit::<Test>::put(0);
	HotkeySwapOnSubnetInterval::<Test>::put(0);
	ColdkeySwapAnnouncementDelay::<Test>::put(2);
	AdminFreezeWindow::<Test>::put(2);
	RootClaimableThreshold::<Test>::insert(1, I96F32::default());
	CommitRevealWeightsEnabled::<Test>::insert(2, true);
	for netuid in [1, 2] {
		MaxAllowedUids::<Test>::insert(netuid, 6);
		ImmunityPeriod::<Test>::insert(netuid, 8);
		MinNonImmuneUids::<Test>::insert(netuid, 1);
	}
	// One third of the root stake is enough for both subnets to be worth more than a TAO.
	SubnetMovingPrice::<Test>::insert(1, I96F32 { bits: 3 << 30 });
	SubnetMovingPrice::<Test>::insert(2, I96F32 { bits: 3 << 30 });
}

/// All coldkeys. Those behind Ferdie have nothing until another one becomes them.
pub const COLDKEYS: Range<AccountId> = ALICE..FERDIE + 4;

pub fn coldkey() -> impl Strategy<Value = AccountId> {
	prop_oneof![12 => ALICE..FERDIE, 1 => COLDKEYS]
}

/// Mostly a coldkey's usual hotkey, sometimes one of another kind.
pub fn any_hotkey() -> impl Strategy<Value = AccountId> {
	prop_oneof![10 => (ALICE..FERDIE).prop_map(hotkey), 2 => 201u128..206, 1 => Just(999)]
}

pub fn netuid() -> impl Strategy<Value = NetUid> {
	prop_oneof![3 => Just(ROOT), 12 => 1u16..3, 3 => 3u16..5, 1 => Just(9)]
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
	prop_oneof![2 => amount(), 3 => Just(WHOLE), 3 => Just(HALF)]
}

pub fn weights() -> impl Strategy<Value = (Vec<Uid>, Vec<u16>)> {
	let dense = proptest::collection::vec(any::<u16>(), 1..6)
		.prop_map(|values| ((0..values.len() as u16).collect(), values));
	let any = proptest::collection::vec((0u16..9, any::<u16>()), 0..6)
		.prop_map(|entries| entries.into_iter().unzip());
	prop_oneof![4 => dense, 1 => any]
}

pub fn by_coldkey<S: Strategy<Value = Call>>(calls: S) -> impl Strategy<Value = Step> {
	(coldkey(), calls).prop_map(|(who, call)| Step::Call { origin: By::Signed(who), call })
}

pub fn by_hotkey<S: Strategy<Value = Call>>(calls: S) -> impl Strategy<Value = Step> {
	(any_hotkey(), calls).prop_map(|(who, call)| Step::Call { origin: By::Signed(who), call })
}

pub fn by_root<S: Strategy<Value = Call>>(calls: S) -> impl Strategy<Value = Step> {
	calls.prop_map(|call| Step::Call { origin: By::Root, call })
}

/// A coldkey and a hotkey, mostly its own.
pub fn registration<S: Strategy<Value = Call>>(
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

pub fn limit_price() -> impl Strategy<Value = u64> {
	prop_oneof![1 => 0u64..3_000_000_000, 1 => 400_000_000u64..600_000_000, 1 => Just(u64::MAX)]
}

fn take() -> impl Strategy<Value = u16> {
	0u16..13_000
}

fn children() -> impl Strategy<Value = Vec<(u64, AccountId)>> {
	let proportion =
		prop_oneof![Just(u64::MAX), Just(u64::MAX / 2), Just(u64::MAX / 5), any::<u64>()];
	proptest::collection::vec((proportion, any_hotkey()), 0..4)
}

/// A weight setting that everybody commits to, so that it can be revealed.
pub fn committed() -> (Vec<Uid>, Vec<u16>, Vec<u16>) {
	(vec![1, 2], vec![3, 4], vec![5])
}

/// Where stake comes from, where it goes, and how much.
pub fn movement() -> impl Strategy<Value = (AccountId, AccountId, NetUid, NetUid, u64)> {
	(any_hotkey(), any_hotkey(), netuid(), netuid(), amount_to_take())
}

fn staking() -> impl Strategy<Value = Step> {
	prop_oneof![
		10 => by_coldkey((any_hotkey(), netuid(), amount()).prop_map(
			|(hotkey, netuid, amount_staked)| Call::add_stake { hotkey, netuid, amount_staked }
		)),
		8 => by_coldkey((any_hotkey(), netuid(), amount_to_take()).prop_map(
			|(hotkey, netuid, amount_unstaked)| Call::remove_stake { hotkey, netuid, amount_unstaked }
		)),
		3 => by_coldkey((any_hotkey(), netuid(), amount(), limit_price(), any::<bool>()).prop_map(
			|(hotkey, netuid, amount_staked, limit_price, allow_partial)| Call::add_stake_limit {
				hotkey, netuid, amount_staked, limit_price, allow_partial
			}
		)),
		3 => by_coldkey(
			(any_hotkey(), netuid(), amount_to_take(), limit_price(), any::<bool>()).prop_map(
				|(hotkey, netuid, amount_unstaked, limit_price, allow_partial)| {
					Call::remove_stake_limit {
						hotkey, netuid, amount_unstaked, limit_price, allow_partial
					}
				}
			)
		),
		4 => by_coldkey(movement().prop_map(
			|(origin_hotkey, destination_hotkey, origin_netuid, destination_netuid, alpha_amount)| {
				Call::move_stake {
					origin_hotkey, destination_hotkey, origin_netuid, destination_netuid, alpha_amount
				}
			}
		)),
		3 => by_coldkey(movement().prop_map(
			|(hotkey, _, origin_netuid, destination_netuid, alpha_amount)| {
				Call::swap_stake { hotkey, origin_netuid, destination_netuid, alpha_amount }
			}
		)),
		3 => by_coldkey((COLDKEYS, movement()).prop_map(
			|(destination_coldkey, (hotkey, _, origin_netuid, destination_netuid, alpha_amount))| {
				Call::transfer_stake {
					destination_coldkey, hotkey, origin_netuid, destination_netuid, alpha_amount
				}
			}
		)),
		1 => by_coldkey((COLDKEYS, movement()).prop_map(
			|(destination_coldkey, (from, to, origin_netuid, destination_netuid, alpha_amount))| {
				Call::transfer_stake_and_hotkey {
					destination_coldkey,
					origin_hotkey: from,
					destination_hotkey: to,
					origin_netuid,
					destination_netuid,
					alpha_amount,
				}
			}
		)),
		2 => by_coldkey((movement(), limit_price(), any::<bool>()).prop_map(
			|((hotkey, _, origin_netuid, destination_netuid, alpha_amount), limit_price, allow_partial)| {
				Call::swap_stake_limit {
					hotkey, origin_netuid, destination_netuid, alpha_amount, limit_price, allow_partial
				}
			}
		)),
		1 => by_coldkey(any_hotkey().prop_map(|hotkey| Call::unstake_all { hotkey })),
		1 => by_coldkey(any_hotkey().prop_map(|hotkey| Call::unstake_all_alpha { hotkey })),
		1 => by_coldkey((any_hotkey(), netuid()).prop_map(|(hotkey, netuid)| {
			Call::remove_stake_full_limit { hotkey, netuid, limit_price: None }
		})),
		1 => by_coldkey((any_hotkey(), netuid(), amount_to_take()).prop_map(
			|(hotkey, netuid, amount)| Call::recycle_alpha { hotkey, amount, netuid }
		)),
		1 => by_coldkey((any_hotkey(), netuid(), amount_to_take()).prop_map(
			|(hotkey, netuid, amount)| Call::burn_alpha { hotkey, amount, netuid }
		)),
		1 => by_coldkey((any_hotkey(), netuid(), amount()).prop_map(
			|(hotkey, netuid, amount)| Call::add_stake_burn { hotkey, netuid, amount, limit: None }
		)),
		2 => by_coldkey(proptest::collection::btree_set(netuid(), 1..4).prop_map(
			|subnets| Call::claim_root { subnets }
		)),
		1 => by_coldkey(any::<bool>().prop_map(|keep| Call::set_root_claim_type {
			new_root_claim_type: if keep { RootClaimTypeEnum::Keep } else { RootClaimTypeEnum::Swap }
		})),
		1 => by_coldkey((netuid(), any_hotkey()).prop_map(
			|(netuid, hotkey)| Call::set_coldkey_auto_stake_hotkey { netuid, hotkey }
		)),
	]
}

fn keys() -> impl Strategy<Value = Step> {
	prop_oneof![
		6 => registration(|hotkey| {
			netuid().prop_map(move |netuid| Call::burned_register { netuid, hotkey })
		}),
		2 => registration(|hotkey| (netuid(), limit_price()).prop_map(move |(netuid, limit_price)| {
			Call::register_limit { netuid, hotkey, limit_price }
		})),
		1 => registration(|hotkey| Just(Call::root_register { hotkey })),
		1 => registration(|hotkey| Just(Call::try_associate_hotkey { hotkey })),
		2 => registration(|hotkey| (any_hotkey(), proptest::option::of(netuid()), any::<bool>()).prop_map(
			move |(new_hotkey, netuid, keep_stake)| {
				Call::swap_hotkey_v2 { hotkey, new_hotkey, netuid, keep_stake }
			}
		)),
		1 => by_root((coldkey(), FERDIE..FERDIE + 4).prop_map(|(old_coldkey, new_coldkey)| {
			Call::swap_coldkey { old_coldkey, new_coldkey, swap_cost: 0 }
		})),
		3 => registration(|hotkey| (netuid(), children()).prop_map(move |(netuid, children)| {
			Call::set_children { hotkey, netuid, children }
		})),
		1 => registration(|hotkey| (netuid(), take()).prop_map(move |(netuid, take)| {
			Call::set_childkey_take { hotkey, netuid, take }
		})),
		1 => registration(|hotkey| take().prop_map(move |take| Call::increase_take { hotkey, take })),
		1 => registration(|hotkey| take().prop_map(move |take| Call::decrease_take { hotkey, take })),
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
	]
}

fn weighing() -> impl Strategy<Value = Step> {
	prop_oneof![
		8 => by_hotkey((netuid(), weights()).prop_map(|(netuid, (dests, weights))| {
			Call::set_weights { netuid, dests, weights, version_key: 0 }
		})),
		2 => by_hotkey((netuid(), 0u8..2, weights()).prop_map(|(netuid, mecid, (dests, weights))| {
			Call::set_mechanism_weights { netuid, mecid, dests, weights, version_key: 0 }
		})),
		3 => by_hotkey(netuid().prop_map(|netuid| {
			Call::commit_weights { netuid, commit_hash: Default::default() }
		})),
		3 => by_hotkey(netuid().prop_map(|netuid| {
			let (uids, values, salt) = committed();
			Call::reveal_weights { netuid, uids, values, salt, version_key: 0 }
		})),
		1 => by_hotkey((netuid(), 0u64..5).prop_map(|(netuid, reveal_round)| {
			Call::commit_timelocked_weights {
				netuid,
				commit: Default::default(),
				reveal_round,
				commit_reveal_version: 4,
			}
		})),
	]
}

fn subnets() -> impl Strategy<Value = Step> {
	prop_oneof![
		3 => registration(|hotkey| Just(Call::register_network { hotkey })),
		6 => by_coldkey(netuid().prop_map(|netuid| Call::start_call { netuid })),
		1 => by_root(netuid().prop_map(|netuid| Call::root_dissolve_network { netuid })),
		2 => by_coldkey(netuid().prop_map(|netuid| Call::trigger_epoch { netuid })),
	]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (1u8..12).prop_map(Step::Blocks),
		9 => staking(),
		5 => keys(),
		4 => weighing(),
		2 => subnets(),
		4 => setting(),
		2 => forms(),
		1 => coldkeys(),
		1 => governance(),
	]
}

/// Scripts of up to so many steps. There is no least number, or a failure could not shrink below it.
pub fn scripts(steps: usize) -> impl Strategy<Value = Vec<Step>> {
	proptest::collection::vec(step(), 1..=steps)
}

/// Completes a call by what only the chain knows: a position of the signer's, the owner of a subnet, the hash
/// of a commit.
pub fn resolve(origin: By, call: &Call) -> (By, Call) {
	let By::Signed(signer) = origin else { return (origin, call.clone()) };
	let mut call = call.clone();
	let mut origin = origin;
	// One of the signer's positions, whichever the hotkey that is named points to.
	let take = |hotkey: &mut AccountId, netuid: &mut NetUid, amount: &mut u64| {
		let divisor = match *amount {
			WHOLE => 1,
			HALF => 2,
			_ => return,
		};
		let positions: Vec<_> = StakingHotkeys::<Test>::get(signer)
			.into_iter()
			.flat_map(|hotkey| {
				Alpha::<Test>::iter_key_prefix((hotkey, signer)).map(move |netuid| (hotkey, netuid))
			})
			.collect();
		let number = usize::try_from(*hotkey % 1_000).unwrap_or(0);
		if let Some(position) = positions.get(number % positions.len().max(1)) {
			(*hotkey, *netuid) = *position;
		}
		*amount = SubtensorModule::stake_of(hotkey, &signer, *netuid) / divisor;
	};
	match &mut call {
		Call::remove_stake { hotkey, netuid, amount_unstaked: amount }
		| Call::remove_stake_limit { hotkey, netuid, amount_unstaked: amount, .. }
		| Call::recycle_alpha { hotkey, netuid, amount }
		| Call::burn_alpha { hotkey, netuid, amount }
		| Call::swap_stake { hotkey, origin_netuid: netuid, alpha_amount: amount, .. }
		| Call::swap_stake_limit { hotkey, origin_netuid: netuid, alpha_amount: amount, .. }
		| Call::transfer_stake { hotkey, origin_netuid: netuid, alpha_amount: amount, .. }
		| Call::move_stake {
			origin_hotkey: hotkey,
			origin_netuid: netuid,
			alpha_amount: amount,
			..
		}
		| Call::transfer_stake_and_hotkey {
			origin_hotkey: hotkey,
			origin_netuid: netuid,
			alpha_amount: amount,
			..
		}
		| Call::move_stake_limit {
			origin_hotkey: hotkey,
			origin_netuid: netuid,
			alpha_amount: amount,
			..
		} => take(hotkey, netuid, amount),
		Call::start_call { netuid }
		| Call::trigger_epoch { netuid }
		| Call::set_tempo { netuid, .. }
		| Call::set_activity_cutoff_factor { netuid, .. }
		| Call::set_subnet_identity { netuid, .. }
		| Call::update_symbol { netuid, .. }
		| Call::sudo_set_root_claim_threshold { netuid, .. } => {
			origin = By::Signed(SubnetOwner::<Test>::get(*netuid));
		},
		Call::commit_weights { netuid, commit_hash } => *commit_hash = hash_of(signer, *netuid, 0),
		Call::commit_mechanism_weights { netuid, mecid, commit_hash } => {
			*commit_hash = hash_of(signer, *netuid, *mecid);
		},
		Call::batch_commit_weights { netuids, commit_hashes } => {
			*commit_hashes = netuids.iter().map(|netuid| hash_of(signer, netuid.0, 0)).collect();
		},
		Call::reveal_weights { netuid, .. } | Call::batch_reveal_weights { netuid, .. } => {
			if let Some((index, hotkey)) = commit_of(signer, |index| index < MECHANISM_STRIDE) {
				(origin, *netuid) = (By::Signed(hotkey), index);
			}
		},
		Call::reveal_mechanism_weights { netuid, mecid, .. } => {
			if let Some((index, hotkey)) = commit_of(signer, |_| true) {
				(origin, *netuid) = (By::Signed(hotkey), index % MECHANISM_STRIDE);
				*mecid = (index / MECHANISM_STRIDE) as MechId;
			}
		},
		Call::announce_coldkey_swap { new_coldkey_hash } => {
			*new_coldkey_hash = <Test as frame_system::Config>::Hashing::hash_of(&heir(signer));
		},
		Call::swap_coldkey_announced { new_coldkey } => {
			let who = ColdkeySwapAnnouncements::<Test>::iter_keys().next().unwrap_or(signer);
			origin = By::Signed(who);
			*new_coldkey = heir(who);
		},
		_ => (),
	}
	(origin, call)
}

/// The hash of what everybody commits to.
fn hash_of(signer: AccountId, netuid: NetUid, mecid: MechId) -> sp_core::H256 {
	let (uids, values, salt) = committed();
	let index = storage_index(netuid, mecid).unwrap_or_default();
	commit_hash(&signer, index, &uids, &values, &salt, 0)
}

/// One of the hotkeys that wait to reveal, whichever the signer points to, and where.
fn commit_of(
	signer: AccountId,
	wanted: impl Fn(StorageIndex) -> bool,
) -> Option<(StorageIndex, AccountId)> {
	let waiting: Vec<_> =
		WeightCommits::<Test>::iter_keys().filter(|(index, _)| wanted(*index)).collect();
	let number = usize::try_from(signer).unwrap_or(0);
	waiting.get(number % waiting.len().max(1)).copied()
}

/// The coldkey that a coldkey announces.
fn heir(coldkey: AccountId) -> AccountId {
	FERDIE + coldkey % 4
}

/// Sends a call as the runtime would.
pub fn dispatch(origin: By, call: &Call) -> DispatchResultWithPostInfo {
	let origin = match origin {
		By::Signed(who) => RuntimeOrigin::signed(who),
		By::Root => RuntimeOrigin::root(),
	};
	call.clone().dispatch_bypass_filter(origin)
}
