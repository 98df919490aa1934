//! Every invariant is broken once, and the check names it.

use crate::{mock::*, *};
use frame_support::BoundedVec;

fn broken(invariant: &str, break_it: impl FnOnce()) {
	ExtBuilder::default().build().unwrap().execute_with(|| {
		run_to_epoch(NETUID);
		SubtensorModule::do_try_state().unwrap();
		break_it();
		let error = SubtensorModule::do_try_state().expect_err("the check did not notice");
		let text: &'static str = error.into();
		assert!(text.starts_with(&format!("{invariant}:")), "{text}");
	});
}

#[test]
fn subnets_are_counted_and_nothing_outlives_them() {
	broken("1", || TotalNetworks::<Test>::put(9));
	broken("1", || Tempo::<Test>::insert(7, 1));
	broken("1", || Rho::<Test>::insert(7, 1));
	broken("1", || TotalHotkeyAlpha::<Test>::insert(hotkey(ALICE), 7, 1));
	broken("1", || Alpha::<Test>::insert((hotkey(BOB), EVE, 7), U64F64 { bits: 1 }));
	broken("1", || Incentive::<Test>::insert(MECHANISM_STRIDE + 7, BoundedVec::default()));
	broken("1", || IsNetworkMember::<Test>::insert(hotkey(ALICE), 7, true));
	broken("1", || NetworksAdded::<Test>::insert(7, false));
}

#[test]
fn pools_are_backed_by_tao() {
	broken("2", || SubnetTAO::<Test>::mutate(NETUID, |tao| *tao += 1));
}

#[test]
fn all_alpha_is_accounted_for() {
	broken("3", || SubnetAlphaOut::<Test>::mutate(NETUID, |out| *out += 1));
	broken("3", || SubnetAlphaDust::<Test>::mutate(NETUID, |dust| *dust += 1));
	broken("3", || PendingServerEmission::<Test>::mutate(NETUID, |pot| *pot += 1));
	broken("3", || TotalHotkeyAlpha::<Test>::mutate(hotkey(BOB), NETUID, |alpha| *alpha += 1));
}

#[test]
fn root_stake_is_tao() {
	broken("4", || {
		SubnetAlphaOut::<Test>::mutate(ROOT, |out| *out += 1);
		SubnetAlphaDust::<Test>::mutate(ROOT, |dust| *dust += 1);
	});
	broken("4", || SubnetAlphaIn::<Test>::insert(ROOT, 1));
}

#[test]
fn shares_add_up() {
	broken("5", || {
		Alpha::<Test>::mutate((hotkey(BOB), BOB, NETUID), |own| own.bits += 1);
	});
	broken("5", || {
		Alpha::<Test>::insert((hotkey(BOB), EVE, NETUID), U64F64 { bits: 1 });
	});
	broken("5", || TotalHotkeyShares::<Test>::insert(hotkey(EVE), NETUID, U64F64 { bits: 1 }));
}

#[test]
fn uids_and_hotkeys_are_inverse() {
	broken("6", || Keys::<Test>::remove(NETUID, 2));
	broken("6", || Uids::<Test>::insert(NETUID, hotkey(BOB), 3));
	broken("6", || Uids::<Test>::insert(NETUID, 9_999, 3));
	broken("6", || IsNetworkMember::<Test>::remove(hotkey(BOB), NETUID));
}

#[test]
fn vectors_are_as_long_as_the_subnet() {
	broken("7", || Consensus::<Test>::insert(NETUID, BoundedVec::default()));
	broken("7", || LastUpdate::<Test>::mutate(NETUID, |list| list.truncate(3)));
	broken("7", || MechanismCountCurrent::<Test>::insert(NETUID, 2));
	broken("7", || MaxAllowedUids::<Test>::insert(NETUID, 3));
}

#[test]
fn rows_lead_from_uid_to_uid() {
	let row = |entries: &[(u16, u16)]| BoundedVec::truncate_from(entries.to_vec());
	broken("8", || Weights::<Test>::insert(NETUID, 4, row(&[(0, 1)])));
	broken("8", || Weights::<Test>::insert(NETUID, 0, row(&[(4, 1)])));
	broken("8", || Bonds::<Test>::insert(NETUID, 0, row(&[(2, 1), (2, 1)])));
	let second = storage_index(NETUID, 1).unwrap();
	broken("8", || Weights::<Test>::insert(second, 0, row(&[(1, 1)])));
	broken("8", || Incentive::<Test>::insert(second, BoundedVec::default()));
	broken("8", || {
		let split = BoundedVec::truncate_from(vec![1, 65_534]);
		MechanismEmissionSplit::<Test>::insert(NETUID, split);
	});
}

#[test]
fn permits_are_limited() {
	broken("9", || MaxAllowedValidators::<Test>::insert(NETUID, 0));
}

#[test]
fn hotkeys_are_owned() {
	broken("10", || {
		OwnedHotkeys::<Test>::remove(BOB);
	});
	broken("10", || Owner::<Test>::insert(hotkey(BOB), EVE));
	broken("10", || Owner::<Test>::remove(hotkey(BOB)));
	broken("10", || {
		System::dec_sufficients(&hotkey(BOB));
	});
}

#[test]
fn commits_are_to_mechanisms_by_registered_hotkeys_in_order() {
	let queue = |blocks: &[u64]| {
		let commits = blocks.iter().map(|block| (Default::default(), 0, *block, 0)).collect();
		CommitQueue::truncate_from(commits)
	};
	broken("1", || WeightCommits::<Test>::insert(7, hotkey(ALICE), queue(&[1])));
	broken("14", || {
		let second = storage_index(NETUID, 1).unwrap();
		WeightCommits::<Test>::insert(second, hotkey(ALICE), queue(&[1]));
	});
	broken("14", || WeightCommits::<Test>::insert(NETUID, EVE, queue(&[1])));
	broken("14", || WeightCommits::<Test>::insert(NETUID, hotkey(ALICE), queue(&[])));
	broken("14", || WeightCommits::<Test>::insert(NETUID, hotkey(ALICE), queue(&[2, 1])));
	broken("14", || TimelockedWeightCommits::<Test>::insert(NETUID, 0, BoundedVec::default()));
	broken("1", || {
		let commit = (hotkey(ALICE), 1, BoundedVec::default(), 1);
		TimelockedWeightCommits::<Test>::insert(7, 0, BoundedVec::truncate_from(vec![commit]));
	});
}

#[test]
fn dissolving_subnets_are_gone_and_what_waits_for_them_is_paid() {
	let queue = |netuids: &[u16]| {
		DissolveCleanupQueue::<Test>::put(BoundedVec::truncate_from(netuids.to_vec()));
	};
	let wait = |lock_amount| {
		let registration = NetworkRegistrationInfo {
			coldkey: EVE,
			hotkey: 105,
			registration_block: 1,
			lock_amount,
			identity: None,
		};
		NetworkRegistrationQueue::<Test>::put(BoundedVec::truncate_from(vec![registration]));
	};
	broken("17", || queue(&[NETUID]));
	broken("17", || queue(&[7, 7]));
	broken("17", || CurrentDissolveCleanupStatus::<Test>::put(DissolveCleanupStatus::default()));
	broken("17", || wait(0));
	broken("17", || {
		queue(&[7]);
		wait(1);
	});
}

#[test]
fn staking_lists_are_exact() {
	broken("11", || StakingHotkeys::<Test>::remove(BOB));
	broken("11", || {
		StakingHotkeys::<Test>::insert(EVE, BoundedVec::truncate_from(vec![hotkey(BOB)]));
	});
}

#[test]
fn only_neurons_serve() {
	broken("12", || Axons::<Test>::insert(NETUID, hotkey(EVE), AxonInfo::default()));
	broken("12", || Prometheus::<Test>::insert(NETUID, hotkey(EVE), PrometheusInfo::default()));
	broken("12", || {
		NeuronCertificates::<Test>::insert(ROOT, hotkey(DAVE), NeuronCertificate::default());
	});
}

#[test]
fn children_and_parents_are_inverse() {
	let link = |parent, child, netuid| {
		let of = |who| vec![(7, hotkey(who))];
		let (children, parents) = (of(child), of(parent));
		ChildKeys::<Test>::insert(hotkey(parent), netuid, BoundedVec::truncate_from(children));
		ParentKeys::<Test>::insert(hotkey(child), netuid, BoundedVec::truncate_from(parents));
	};
	broken("15", || {
		link(ALICE, BOB, NETUID);
		ParentKeys::<Test>::remove(hotkey(BOB), NETUID);
	});
	broken("15", || {
		link(ALICE, BOB, NETUID);
		ChildKeys::<Test>::remove(hotkey(ALICE), NETUID);
	});
	broken("15", || {
		link(ALICE, BOB, NETUID);
		ParentKeys::<Test>::mutate(hotkey(BOB), NETUID, |list| list[0].0 = 8);
	});
	broken("15", || {
		link(ALICE, BOB, NETUID);
		link(BOB, ALICE, NETUID);
	});
	broken("15", || link(ALICE, ALICE, NETUID));
	broken("15", || link(ALICE, BOB, ROOT));
	broken("15", || ChildKeys::<Test>::insert(hotkey(ALICE), NETUID, ChildList::<Test>::default()));
	broken("15", || {
		ParentKeys::<Test>::insert(hotkey(ALICE), NETUID, ParentList::<Test>::default());
	});
	broken("15", || PendingChildKeysCount::<Test>::insert(NETUID, 1));
	broken("15", || {
		PendingChildKeys::<Test>::insert(NETUID, hotkey(BOB), (ChildList::<Test>::default(), 1));
	});
}

#[test]
fn swaps_are_announced_and_past() {
	broken("13", || ColdkeySwapDisputes::<Test>::insert(BOB, 1));
	broken("13", || LastHotkeySwapOnNetuid::<Test>::insert(NETUID, BOB, 1_000_000));
	broken("1", || LastHotkeySwapOnNetuid::<Test>::insert(7, BOB, 1));
}

#[test]
fn root_earnings_are_covered() {
	let rate = |bits| {
		RootClaimable::<Test>::mutate(hotkey(BOB), |rates| {
			rates.try_insert(NETUID, I96F32 { bits }).unwrap();
		});
	};
	broken("16", || rate(1 << 32));
	broken("16", || rate(i128::MAX));
	broken("16", || RootUnclaimed::<Test>::insert((hotkey(BOB), BOB, NETUID), 1));
	broken("16", || RootUnclaimed::<Test>::insert((hotkey(BOB), BOB, NETUID), 0));
	broken("16", || RootClaimed::<Test>::insert((NETUID, hotkey(BOB), EVE), 1));
}

#[test]
fn all_tao_is_in_somebodys_balance() {
	broken("18", || pallet_balances::TotalIssuance::<Test>::mutate(|issuance| *issuance += 1));
	broken("18", || {
		frame_system::Account::<Test>::mutate(EVE, |account| account.data.free = u64::MAX);
	});
}
