//! Creating and ending subnets, and what they and coldkeys say about themselves.

use super::*;

/// All calls that create a subnet.
pub(super) fn found(hotkey: AccountId) -> [Call<Test>; 2] {
	[
		Call::register_network { hotkey },
		Call::register_network_with_identity { hotkey, identity: None },
	]
}

fn rows_of_creating() -> Vec<Row> {
	let too_soon = || {
		accepted(Call::register_network { hotkey: NEWER }, by(DAVE));
		NetworkRateLimit::<Test>::put(10);
	};
	let full = || SubnetLimit::<Test>::put(1);
	let none_at_all = || SubnetLimit::<Test>::put(0);
	vec![
		row(too_soon, by(EVE), found(NEW), Error::NetworkTxRateLimitExceeded),
		row(full, by(EVE), found(NEW), Error::AllNetworksInImmunity),
		row(none_at_all, by(EVE), found(NEW), Error::SubnetLimitReached)
			.of(ExtBuilder::only(vec![root()])),
		row(|| {}, by(FERDIE), found(NEW), Error::CannotAffordLockCost),
	]
}

fn rows_of_ending() -> Vec<Row> {
	let end = |coldkey, netuid| Call::dissolve_network { coldkey, netuid };
	let by_root = |netuid| Call::root_dissolve_network { netuid };
	let sudo = RuntimeOrigin::root;
	vec![
		row(|| {}, sudo(), [end(ALICE, ROOT), by_root(ROOT)], Error::CannotDissolveRoot),
		row(|| {}, sudo(), [end(ALICE, NOWHERE), by_root(NOWHERE)], Error::SubnetNotExists),
		row(|| {}, sudo(), [end(BOB, NETUID)], Error::NotSubnetOwner),
	]
}

/// Says who a coldkey is.
fn describe_coldkey(name: Vec<u8>) -> Call<Test> {
	Call::set_identity {
		name,
		url: vec![],
		github_repo: vec![],
		image: vec![],
		discord: vec![],
		description: vec![],
		additional: vec![],
	}
}

/// Says what a subnet is.
pub(super) fn describe_subnet(netuid: NetUid, subnet_name: Vec<u8>) -> Call<Test> {
	Call::set_subnet_identity {
		netuid,
		subnet_name,
		github_repo: vec![],
		subnet_contact: vec![],
		subnet_url: vec![],
		discord: vec![],
		description: vec![],
		logo_url: vec![],
		additional: vec![],
	}
}

fn rows_of_identities() -> Vec<Row> {
	let long = || vec![b'x'; 257];
	let named = |symbol: &str| [Call::update_symbol { netuid: NETUID, symbol: symbol.into() }];
	let taken = || TokenSymbol::<Test>::insert(ROOT, BoundedVec::truncate_from(b"TAO".to_vec()));
	vec![
		row(
			|| {},
			by(ALICE),
			[describe_subnet(NETUID, long()), describe_coldkey(long())],
			Error::InvalidIdentity,
		),
		row(|| {}, by(EVE), [describe_coldkey(vec![])], Error::HotKeyNotRegisteredInNetwork),
		row(|| {}, by(ALICE), named("a b"), Error::SymbolDoesNotExist),
		row(taken, by(ALICE), named("TAO"), Error::SymbolAlreadyInUse),
	]
}

pub(super) fn rows() -> Vec<Row> {
	[rows_of_creating(), rows_of_ending(), rows_of_identities()].into_iter().flatten().collect()
}
