//! Owning hotkeys, and keys that follow others.

use super::*;
use frame_support::traits::Get;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// A coldkey that has nothing.
const HEIR: AccountId = 888;

/// All calls that let a hotkey take over from another with its stake.
fn swap(hotkey: AccountId, new_hotkey: AccountId, netuid: Option<NetUid>) -> [Call<Test>; 2] {
	[
		Call::swap_hotkey { hotkey, new_hotkey, netuid },
		Call::swap_hotkey_v2 { hotkey, new_hotkey, netuid, keep_stake: false },
	]
}

/// All calls that make a hotkey the signer's that nobody owns; the swaps hand over from `old`.
fn use_hotkey(hotkey: AccountId, old: AccountId) -> Vec<Call<Test>> {
	[Call::try_associate_hotkey { hotkey }, Call::root_register { hotkey }]
		.into_iter()
		.chain(neurons::register(NETUID, hotkey))
		.chain(subnets::found(hotkey))
		.chain(swap(old, hotkey, None))
		.collect()
}

fn associate(coldkey: AccountId, hotkey: AccountId) {
	accepted(Call::try_associate_hotkey { hotkey }, by(coldkey));
}

/// Ends subnet 1; its stake is still there.
fn dissolve() {
	accepted(Call::root_dissolve_network { netuid: NETUID }, RuntimeOrigin::root());
}

/// The hotkey has a nominator more than a swap can move.
fn nominate_too_often(hotkey: AccountId) {
	let most: u32 = <Test as Config>::MaxSwapItems::get();
	for coldkey in MANY..=MANY + AccountId::from(most) {
		SubtensorModule::increase_stake(&hotkey, &coldkey, NETUID, 1_000).unwrap();
		SubtensorModule::mint_alpha_out(NETUID, 1_000).unwrap();
	}
}

fn rows_of_hotkeys() -> Vec<Row> {
	let bobs = hotkey(BOB);
	let owned = || associate(DAVE, NEW);
	let eve_owns = || associate(EVE, NEWER);
	let registered = || {
		accepted(Call::burned_register { netuid: NETUID, hotkey: NEW }, by(BOB));
	};
	let staked_on_root = || {
		associate(BOB, NEW);
		let call = Call::add_stake { hotkey: NEW, netuid: ROOT, amount_staked: UNIT };
		accepted(call, by(EVE));
	};
	let swapped = || {
		let [call, _] = swap(hotkey(BOB), NEW, Some(NETUID));
		accepted(call, by(BOB));
	};
	let poor = || {
		let value = 1_000_000 * UNIT - 1_000;
		let call = pallet_balances::Call::transfer_allow_death { dest: ALICE, value };
		RuntimeCall::from(call).dispatch(by(BOB)).unwrap();
	};
	let both_with_children = || {
		associate(BOB, NEW);
		for hotkey in [hotkey(BOB), NEW] {
			let children = vec![(1, super::hotkey(DAVE))];
			accepted(Call::set_children { hotkey, netuid: NETUID, children }, by(BOB));
		}
	};
	let unstarted = ExtBuilder::default().living(|subnet| subnet.started = false);
	let to_new = |netuid| swap(hotkey(BOB), NEW, netuid);
	vec![
		row(owned, by(BOB), use_hotkey(NEW, bobs), Error::NonAssociatedColdKey),
		row(eve_owns, by(BOB), swap(NEWER, NEW, None), Error::NonAssociatedColdKey),
		row(|| drop(own_all(EVE)), by(EVE), use_hotkey(NEW, MANY), Error::TooManyHotkeys),
		row(dissolve, by(BOB), to_new(None), Error::WaitingForDissolvedSubnetCleanup),
		row(|| {}, by(BOB), to_new(Some(NOWHERE)), Error::SubnetNotExists),
		row(|| {}, by(BOB), swap(bobs, bobs, None), Error::NewHotKeyIsSameWithOld),
		row(registered, by(BOB), to_new(None), Error::HotKeyAlreadyRegisteredInSubNet),
		row(staked_on_root, by(BOB), to_new(Some(ROOT)), Error::NewHotKeyNotCleanForRootSwap),
		row(
			swapped,
			by(BOB),
			swap(NEW, NEWER, Some(NETUID)),
			Error::HotKeySwapOnSubnetIntervalNotPassed,
		),
		row(poor, by(BOB), to_new(None), Error::NotEnoughBalanceToPaySwapHotKey),
		row(|| nominate_too_often(hotkey(BOB)), by(BOB), to_new(None), Error::TooManySwapItems),
		row(both_with_children, by(BOB), to_new(None), Error::ChildParentInconsistency)
			.of(unstarted),
	]
}

fn announce(new: AccountId) -> Call<Test> {
	Call::announce_coldkey_swap { new_coldkey_hash: BlakeTwo256::hash_of(&new) }
}

/// All calls that let a coldkey follow another, which has announced it, with their signers.
fn follow(old_coldkey: AccountId, new_coldkey: AccountId) -> [(RuntimeOrigin, Call<Test>); 2] {
	[
		(RuntimeOrigin::root(), Call::swap_coldkey { old_coldkey, new_coldkey, swap_cost: 0 }),
		(by(old_coldkey), Call::swap_coldkey_announced { new_coldkey }),
	]
}

fn rows_of_following() -> Vec<Row> {
	/// What the world is like, the old coldkey, the new one, and the error.
	type Case = (fn(), AccountId, AccountId, fn() -> Error<Test>);
	let many = || {
		own_many(EVE, <Test as Config>::MaxSwapItems::get());
		let call = Call::add_stake { hotkey: hotkey(BOB), netuid: ROOT, amount_staked: UNIT };
		accepted(call, by(EVE));
	};
	let cases: [Case; 5] = [
		(dissolve, BOB, HEIR, || Error::WaitingForDissolvedSubnetCleanup),
		(|| {}, BOB, ALICE, || Error::ColdKeyAlreadyAssociated),
		(|| {}, BOB, hotkey(CHARLIE), || Error::NewColdKeyIsHotkey),
		(many, EVE, HEIR, || Error::TooManySwapItems),
		(|| drop(own_all(EVE)), BOB, EVE, || Error::TooManyHotkeys),
	];
	let rows = cases.into_iter().flat_map(|(given, old, new, error)| {
		follow(old, new).map(|(signer, call)| {
			let given = move || {
				ColdkeySwapAnnouncementDelay::<Test>::put(0);
				accepted(announce(new), by(old));
				given();
			};
			row(given, signer, [call], error())
		})
	});
	rows.collect()
}

fn rows_of_announcements() -> Vec<Row> {
	let announced = || accepted(announce(HEIR), by(BOB));
	let disputed = move || {
		announced();
		accepted(Call::dispute_coldkey_swap {}, by(BOB));
	};
	let go = || Call::swap_coldkey_announced { new_coldkey: HEIR };
	let other = Call::swap_coldkey_announced { new_coldkey: FERDIE };
	let clear = || Call::clear_coldkey_swap_announcement {};
	let dispute = || Call::dispute_coldkey_swap {};
	let costly = Call::swap_coldkey { old_coldkey: FERDIE, new_coldkey: HEIR, swap_cost: UNIT };
	let bob = || by(BOB);
	let none = Error::ColdkeySwapAnnouncementNotFound;
	vec![
		row(|| {}, by(FERDIE), [announce(HEIR)], Error::NotEnoughBalanceToPaySwapColdKey),
		row(|| {}, RuntimeOrigin::root(), [costly], Error::NotEnoughBalanceToPaySwapColdKey),
		row(announced, bob(), [announce(HEIR)], Error::ColdkeySwapReannouncedTooEarly),
		row(|| {}, bob(), [go(), clear(), dispute()], none),
		row(disputed, bob(), [go(), clear(), announce(HEIR)], Error::ColdkeySwapDisputed),
		row(disputed, bob(), [dispute()], Error::ColdkeySwapAlreadyDisputed),
		row(announced, bob(), [other], Error::AnnouncedColdkeyHashDoesNotMatch),
		row(announced, bob(), [go()], Error::ColdkeySwapTooEarly),
		row(announced, bob(), [clear()], Error::ColdkeySwapClearTooEarly),
	]
}

pub(super) fn rows() -> Vec<Row> {
	[rows_of_hotkeys(), rows_of_following(), rows_of_announcements()]
		.into_iter()
		.flatten()
		.collect()
}
