//! What owners and root decide, and what root stake has earned.

use super::*;
use crate::calls::root::{MAX_ROOT_CLAIMS_PER_BLOCK, MAX_ROOT_CLAIM_THRESHOLD};

/// All calls by which the owner decides something about a subnet.
fn own(netuid: NetUid) -> [Call<Test>; 7] {
	[
		Call::start_call { netuid },
		Call::update_symbol { netuid, symbol: b"SN".to_vec() },
		Call::set_tempo { netuid, tempo: 400 },
		Call::set_activity_cutoff_factor { netuid, factor_milli: 13_889 },
		Call::trigger_epoch { netuid },
		Call::sudo_set_root_claim_threshold { netuid, new_value: 1 },
		subnets::describe_subnet(netuid, vec![]),
	]
}

fn tempo(tempo: u16) -> Call<Test> {
	Call::set_tempo { netuid: NETUID, tempo }
}

fn cutoff(factor_milli: u32) -> Call<Test> {
	Call::set_activity_cutoff_factor { netuid: NETUID, factor_milli }
}

fn trigger() -> Call<Test> {
	Call::trigger_epoch { netuid: NETUID }
}

fn rows_of_owners() -> Vec<Row> {
	let alice = || by(ALICE);
	let start = || [Call::start_call { netuid: NETUID }];
	let young = || StartCallDelay::<Test>::put(100);
	let unstarted = ExtBuilder::default().living(|subnet| subnet.started = false);
	// In the default world an epoch is always near.
	let slow = || ExtBuilder::default().living(|subnet| subnet.hyperparameters.tempo = Some(100));
	let set_before = || {
		accepted(tempo(400), by(ALICE));
		accepted(cutoff(13_889), by(ALICE));
	};
	let triggered = || accepted(trigger(), by(ALICE));
	let triggered_before = move || {
		triggered();
		run_to_epoch(NETUID);
	};
	let secret = || CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
	let without_epochs = || accepted(tempo(0), RuntimeOrigin::root());
	vec![
		row(|| {}, alice(), own(NOWHERE), Error::SubnetNotExists),
		row(|| {}, by(BOB), own(NETUID), Error::NotSubnetOwner),
		row(|| {}, alice(), start(), Error::FirstEmissionBlockNumberAlreadySet),
		row(young, alice(), start(), Error::NeedWaitingMoreBlocksToStarCall).of(unstarted),
		row(
			|| {},
			alice(),
			[tempo(400), cutoff(13_889)],
			Error::AdminActionProhibitedDuringWeightsWindow,
		),
		row(set_before, alice(), [tempo(400), cutoff(13_889)], Error::TxRateLimitExceeded)
			.of(slow()),
		row(|| {}, alice(), [tempo(1)], Error::TempoOutOfBounds).of(slow()),
		row(|| {}, alice(), [cutoff(1)], Error::ActivityCutoffFactorMilliOutOfBounds).of(slow()),
		row(|| {}, alice(), [trigger()], Error::AutoEpochAlreadyImminent),
		row(without_epochs, alice(), [trigger()], Error::TempoOutOfBounds),
		row(secret, alice(), [trigger()], Error::DynamicTempoBlockedByCommitReveal).of(slow()),
		row(triggered, alice(), [trigger()], Error::EpochTriggerAlreadyPending).of(slow()),
		row(triggered_before, alice(), [trigger()], Error::TxRateLimitExceeded).of(slow()),
	]
}

fn rows_of_claims() -> Vec<Row> {
	let keep_none = RootClaimTypeEnum::KeepSubnets { subnets: Default::default() };
	let none = [
		Call::claim_root { subnets: BTreeSet::new() },
		Call::set_root_claim_type { new_root_claim_type: keep_none },
	];
	let claims = Call::sudo_set_num_root_claims { new_value: MAX_ROOT_CLAIMS_PER_BLOCK + 1 };
	let threshold = Call::sudo_set_root_claim_threshold {
		netuid: NETUID,
		new_value: MAX_ROOT_CLAIM_THRESHOLD + 1,
	};
	vec![
		row(|| {}, by(ALICE), none, Error::InvalidSubnetNumber),
		row(|| {}, RuntimeOrigin::root(), [claims], Error::InvalidNumRootClaim),
		row(|| {}, by(ALICE), [threshold], Error::InvalidRootClaimThreshold),
	]
}

pub(super) fn rows() -> Vec<Row> {
	[rows_of_owners(), rows_of_claims()].into_iter().flatten().collect()
}

/// Calls that refuse nothing but origins.
pub(super) fn never_refused() -> [Call<Test>; 3] {
	[
		Call::sudo_set_tx_childkey_take_rate_limit { tx_rate_limit: 1 },
		Call::set_pending_childkey_cooldown { cooldown: 1 },
		Call::reset_coldkey_swap { coldkey: BOB },
	]
}
