//! Buying, selling, moving and giving up stake.

use super::*;

/// Whose stake on whose hotkey in which subnet.
#[derive(Clone, Copy)]
struct Position {
	coldkey: AccountId,
	hotkey: AccountId,
	netuid: NetUid,
}

/// Alice's own stake in subnet 1.
const ALICES: Position = Position { coldkey: ALICE, hotkey: hotkey(ALICE), netuid: NETUID };

/// Alice's stake on Bob in the second subnet.
const ELSEWHERE: Position = Position { coldkey: ALICE, hotkey: hotkey(BOB), netuid: SECOND };

impl Position {
	fn on(self, hotkey: AccountId) -> Self {
		Self { hotkey, ..self }
	}

	fn within(self, netuid: NetUid) -> Self {
		Self { netuid, ..self }
	}
}

/// Prices for the calls that know a limit; `None` lets everything through.
#[derive(Clone, Copy)]
struct Limits {
	buying: Option<u64>,
	selling: Option<u64>,
}

const ANY_PRICE: Limits = Limits { buying: None, selling: None };
/// Nobody sells so cheap or buys so dear.
const NO_PRICE: Limits = Limits { buying: Some(1), selling: Some(u64::MAX) };

/// All calls that buy and know a limit.
fn buy_within(limits: Limits, of: Position, tao: u64) -> [Call<Test>; 2] {
	let Position { hotkey, netuid, .. } = of;
	[
		Call::add_stake_limit {
			hotkey,
			netuid,
			amount_staked: tao,
			limit_price: limits.buying.unwrap_or(u64::MAX),
			allow_partial: false,
		},
		Call::add_stake_burn { hotkey, netuid, amount: tao, limit: limits.buying },
	]
}

/// All calls that buy.
fn buy(of: Position, tao: u64) -> Vec<Call<Test>> {
	let Position { hotkey, netuid, .. } = of;
	let call = Call::add_stake { hotkey, netuid, amount_staked: tao };
	[call].into_iter().chain(buy_within(ANY_PRICE, of, tao)).collect()
}

/// The call that sells a whole position.
fn sell_whole(limits: Limits, of: Position) -> Call<Test> {
	let Position { hotkey, netuid, .. } = of;
	Call::remove_stake_full_limit { hotkey, netuid, limit_price: limits.selling }
}

/// The call that sells a part and knows a limit.
fn sell_within(limits: Limits, of: Position, alpha: u64) -> Call<Test> {
	let Position { hotkey, netuid, .. } = of;
	let limit_price = limits.selling.unwrap_or(0);
	Call::remove_stake_limit {
		hotkey,
		netuid,
		amount_unstaked: alpha,
		limit_price,
		allow_partial: false,
	}
}

/// All calls that sell a part of a position.
fn sell(of: Position, alpha: u64) -> [Call<Test>; 2] {
	let Position { hotkey, netuid, .. } = of;
	[
		Call::remove_stake { hotkey, netuid, amount_unstaked: alpha },
		sell_within(ANY_PRICE, of, alpha),
	]
}

/// All calls that move stake and know a limit.
fn move_within(limits: Limits, from: Position, to: Position, alpha: u64) -> [Call<Test>; 2] {
	let (limit_price, allow_partial) = (limits.selling.unwrap_or(0), false);
	[
		Call::move_stake_limit {
			origin_hotkey: from.hotkey,
			destination_hotkey: to.hotkey,
			origin_netuid: from.netuid,
			destination_netuid: to.netuid,
			alpha_amount: alpha,
			limit_price,
			allow_partial,
		},
		Call::swap_stake_limit {
			hotkey: from.hotkey,
			origin_netuid: from.netuid,
			destination_netuid: to.netuid,
			alpha_amount: alpha,
			limit_price,
			allow_partial,
		},
	]
}

/// All calls that move stake to another coldkey.
fn transfer(from: Position, to: Position, alpha: u64) -> [Call<Test>; 2] {
	[
		Call::transfer_stake {
			destination_coldkey: to.coldkey,
			hotkey: from.hotkey,
			origin_netuid: from.netuid,
			destination_netuid: to.netuid,
			alpha_amount: alpha,
		},
		Call::transfer_stake_and_hotkey {
			destination_coldkey: to.coldkey,
			origin_hotkey: from.hotkey,
			destination_hotkey: to.hotkey,
			origin_netuid: from.netuid,
			destination_netuid: to.netuid,
			alpha_amount: alpha,
		},
	]
}

/// All calls that move stake.
fn shift(from: Position, to: Position, alpha: u64) -> Vec<Call<Test>> {
	let (origin_netuid, destination_netuid) = (from.netuid, to.netuid);
	let calls = [
		Call::move_stake {
			origin_hotkey: from.hotkey,
			destination_hotkey: to.hotkey,
			origin_netuid,
			destination_netuid,
			alpha_amount: alpha,
		},
		Call::swap_stake {
			hotkey: from.hotkey,
			origin_netuid,
			destination_netuid,
			alpha_amount: alpha,
		},
	];
	calls
		.into_iter()
		.chain(transfer(from, to, alpha))
		.chain(move_within(ANY_PRICE, from, to, alpha))
		.collect()
}

/// All calls that give alpha up.
fn give_up(of: Position, amount: u64) -> [Call<Test>; 2] {
	let Position { hotkey, netuid, .. } = of;
	[Call::recycle_alpha { hotkey, amount, netuid }, Call::burn_alpha { hotkey, amount, netuid }]
}

/// All calls that sell what is on a hotkey in every subnet.
fn unstake_all(hotkey: AccountId) -> [Call<Test>; 2] {
	[Call::unstake_all { hotkey }, Call::unstake_all_alpha { hotkey }]
}

/// All calls that take a part out of a position.
fn take_out(of: Position, alpha: u64) -> Vec<Call<Test>> {
	sell(of, alpha)
		.into_iter()
		.chain(shift(of, ELSEWHERE, alpha))
		.chain(give_up(of, alpha))
		.collect()
}

/// All calls that deal with one position.
fn deal(of: Position, amount: u64) -> Vec<Call<Test>> {
	let whole = sell_whole(ANY_PRICE, of);
	buy(of, amount).into_iter().chain([whole]).chain(take_out(of, amount)).collect()
}

fn set_pool(tao: u64, alpha: u64) {
	SubtensorModule::store_pool(NETUID, pool::Pool { tao, alpha });
}

/// Eve has stake on as many hotkeys as she may, all of them hers.
fn stake_on_all() {
	for hotkey in own_all(EVE) {
		SubtensorModule::mint_alpha_out(NETUID, UNIT).unwrap();
		let shares = U64F64 { bits: u128::from(UNIT) << 64 };
		Alpha::<Test>::insert((hotkey, EVE, NETUID), shares);
		TotalHotkeyShares::<Test>::insert(hotkey, NETUID, shares);
		TotalHotkeyAlpha::<Test>::insert(hotkey, NETUID, UNIT);
	}
	StakingHotkeys::<Test>::insert(EVE, OwnedHotkeys::<Test>::get(EVE));
}

pub(super) fn rows() -> Vec<Row> {
	let alice = || by(ALICE);
	let nobodys = ALICES.on(NEW);
	let to_nowhere = ELSEWHERE.within(NOWHERE);
	let hers = Position { coldkey: EVE, hotkey: MANY, netuid: NETUID };
	let eves = Position { coldkey: EVE, ..ELSEWHERE };
	let on_root = ALICES.within(ROOT);

	let limited = buy_within(NO_PRICE, ALICES, UNIT)
		.into_iter()
		.chain([sell_within(NO_PRICE, ALICES, UNIT), sell_whole(NO_PRICE, ALICES)])
		.chain(move_within(NO_PRICE, ALICES, ELSEWHERE, UNIT));
	let giving_up_on_root = give_up(on_root, UNIT).into_iter().chain(
		// The third call that gives alpha up buys it first.
		buy(on_root, UNIT).into_iter().filter(|call| matches!(call, Call::add_stake_burn { .. })),
	);
	let too_little = take_out(ALICES, 1).into_iter().filter(|call| {
		// Any part may be given up.
		!matches!(call, Call::recycle_alpha { .. } | Call::burn_alpha { .. })
	});
	let nothing = unstake_all(hotkey(ALICE)).into_iter().chain([sell_whole(ANY_PRICE, ALICES)]);
	let sold_for_all = sell(ALICES, 1_000 * UNIT)
		.into_iter()
		.chain([sell_whole(ANY_PRICE, ALICES)])
		.chain(shift(ALICES, ELSEWHERE, 1_000 * UNIT));
	// A swap stays with the hotkey, which is on the list, and a purchase to burn stakes nothing.
	let listing =
		buy(ALICES, UNIT).into_iter().chain(shift(hers, ELSEWHERE, UNIT / 2)).filter(|call| {
			matches!(
				call,
				Call::add_stake { .. }
					| Call::add_stake_limit { .. }
					| Call::move_stake { .. }
					| Call::move_stake_limit { .. }
			)
		});

	let off = |netuid| move || SubtokenEnabled::<Test>::insert(netuid, false);
	let untransferable = || TransferToggle::<Test>::insert(NETUID, false);
	let rows = vec![
		row(|| {}, alice(), deal(ALICES.within(NOWHERE), UNIT), Error::SubnetNotExists),
		row(|| {}, alice(), shift(ALICES, to_nowhere, UNIT), Error::SubnetNotExists),
		row(off(NETUID), alice(), deal(ALICES, UNIT), Error::SubtokenDisabled),
		row(off(SECOND), alice(), shift(ALICES, ELSEWHERE, UNIT), Error::SubtokenDisabled),
		row(
			off(ROOT),
			alice(),
			[Call::unstake_all_alpha { hotkey: hotkey(ALICE) }],
			Error::SubtokenDisabled,
		),
		row(|| {}, alice(), deal(nobodys, UNIT), Error::HotKeyAccountNotExists),
		row(|| {}, alice(), unstake_all(NEW), Error::HotKeyAccountNotExists),
		row(|| {}, alice(), shift(ALICES, ALICES, UNIT), Error::SameNetuid),
		row(|| {}, alice(), buy(ALICES, 1), Error::AmountTooLow),
		row(|| {}, alice(), too_little, Error::AmountTooLow),
		row(|| {}, alice(), give_up(ALICES, 0), Error::AmountTooLow),
		row(|| {}, by(EVE), nothing, Error::AmountTooLow),
		row(|| {}, by(FERDIE), buy(ALICES, UNIT), Error::NotEnoughBalanceToStake),
		row(|| {}, alice(), take_out(ALICES, u64::MAX), Error::NotEnoughStakeToWithdraw),
		row(|| {}, alice(), limited, Error::SlippageTooHigh),
		// A TAO buys less than the one unit of alpha that is there.
		row(|| set_pool(9 * UNIT, 1), by(EVE), buy(ALICES, UNIT), Error::InsufficientLiquidity),
		// Far more alpha than the pool holds fetches all of its TAO but a few rao.
		row(|| set_pool(3_000_000, 1_000), alice(), sold_for_all, Error::InsufficientLiquidity),
		row(stake_on_all, by(EVE), listing, Error::TooManyHotkeys),
		row(stake_on_all, alice(), transfer(ALICES, eves, UNIT), Error::TooManyHotkeys),
		row(untransferable, alice(), transfer(ALICES, eves, UNIT), Error::TransferDisallowed),
		row(|| {}, alice(), giving_up_on_root, Error::CannotBurnOrRecycleOnRootSubnet),
	];
	rows.into_iter().map(|row| row.of(ExtBuilder::default().subnet(second_subnet()))).collect()
}
