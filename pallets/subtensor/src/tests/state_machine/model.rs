//! What calls do to balances and pools, said once more and in another way: balances are a list of
//! transfers, trades keep the product of a pool in 256-bit integers.
//!
//! The model takes from the chain what the last block left behind, and nothing within a block.

use super::script::{By, Call, COLDKEYS};
use crate::{mock::*, *};
use frame_support::traits::fungible::Inspect;
use sp_core::U256;
use std::collections::BTreeMap;

/// Where TAO can be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
	/// With a coldkey.
	Coldkey(AccountId),
	/// In the pool of a subnet.
	Pool(NetUid),
	/// Held for registrations that wait.
	Waiting,
}

/// What a call does, if it is accepted.
pub enum Prediction {
	/// TAO moves to (negative: from) these places, and alpha to these pools.
	Moves(BTreeMap<Place, i128>, BTreeMap<NetUid, i128>),
	/// The model does not know this call; only what holds for every call is checked.
	Unknown,
}

/// What is where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Model {
	tao: BTreeMap<Place, u64>,
	alpha: BTreeMap<NetUid, u64>,
}

impl Model {
	/// The chain as it is.
	pub fn of_chain() -> Self {
		let balance = |who| Balances::total_balance(&who);
		let coldkeys = COLDKEYS.map(|who| (Place::Coldkey(who), balance(who)));
		let pools = SubnetTAO::<Test>::iter().map(|(netuid, tao)| (Place::Pool(netuid), tao));
		let waiting = (Place::Waiting, balance(SubtensorModule::registration_account()));
		Self {
			tao: coldkeys.chain(pools).chain([waiting]).collect(),
			alpha: SubnetAlphaIn::<Test>::iter().collect(),
		}
	}

	/// A block begins: pools have changed, and coldkeys can only have gained.
	pub fn new_block(&mut self) -> Result<(), String> {
		let now = Self::of_chain();
		for who in COLDKEYS {
			let (before, after) = (self.at(Place::Coldkey(who)), now.at(Place::Coldkey(who)));
			if after < before {
				return Err(format!("a block took {} rao from {who}", before - after));
			}
		}
		*self = now;
		Ok(())
	}

	/// All TAO that exists is in somebody's account.
	pub fn check_issuance(&self) -> Result<(), String> {
		let sum: u64 = frame_system::Account::<Test>::iter_values()
			.map(|account| account.data.free + account.data.reserved)
			.sum();
		if sum == Balances::total_issuance() {
			return Ok(());
		}
		Err(format!("accounts hold {sum} rao, issuance is {}", Balances::total_issuance()))
	}

	fn at(&self, place: Place) -> u64 {
		self.tao.get(&place).copied().unwrap_or(0)
	}

	/// What a call will do, if it is accepted.
	pub fn predict(&self, origin: By, call: &Call) -> Prediction {
		let By::Signed(who) = origin else { return Prediction::Unknown };
		let purse = Place::Coldkey(who);
		let moves = |tao: &[(Place, i128)], alpha: &[(NetUid, i128)]| {
			Prediction::Moves(tao.iter().copied().collect(), alpha.iter().copied().collect())
		};
		// What is left of a position is then returned too; the model does not follow that.
		let returns_rest = NominatorMinRequiredStake::<Test>::get() > 0;
		match call {
			Call::remove_stake { .. }
			| Call::move_stake { .. }
			| Call::swap_stake { .. }
			| Call::transfer_stake { .. }
			| Call::transfer_stake_and_hotkey { .. }
			| Call::burn_alpha { .. }
			| Call::recycle_alpha { .. }
				if returns_rest =>
			{
				Prediction::Unknown
			},
			Call::set_weights { .. }
			| Call::set_mechanism_weights { .. }
			| Call::commit_weights { .. }
			| Call::reveal_weights { .. }
			| Call::commit_timelocked_weights { .. }
			| Call::serve_axon { .. }
			| Call::start_call { .. }
			| Call::trigger_epoch { .. }
			| Call::set_children { .. }
			| Call::set_childkey_take { .. }
			| Call::increase_take { .. }
			| Call::decrease_take { .. }
			| Call::try_associate_hotkey { .. }
			| Call::set_root_claim_type { .. }
			| Call::set_coldkey_auto_stake_hotkey { .. }
			| Call::burn_alpha { .. }
			| Call::recycle_alpha { .. }
			| Call::batch_set_weights { .. }
			| Call::batch_commit_weights { .. }
			| Call::batch_reveal_weights { .. }
			| Call::commit_mechanism_weights { .. }
			| Call::reveal_mechanism_weights { .. }
			| Call::commit_timelocked_mechanism_weights { .. }
			| Call::serve_axon_tls { .. }
			| Call::serve_prometheus { .. }
			| Call::set_identity { .. }
			| Call::set_subnet_identity { .. }
			| Call::update_symbol { .. }
			| Call::set_tempo { .. }
			| Call::set_activity_cutoff_factor { .. }
			| Call::sudo_set_root_claim_threshold { .. }
			| Call::dispute_coldkey_swap { .. }
			| Call::clear_coldkey_swap_announcement { .. } => moves(&[], &[]),
			Call::swap_hotkey { netuid, .. } | Call::swap_hotkey_v2 { netuid, .. } => {
				let cost = if netuid.is_some() { 1_000_000 } else { 100_000_000 };
				moves(&[(purse, -cost)], &[])
			},
			Call::move_stake { origin_netuid, destination_netuid, alpha_amount, .. }
			| Call::swap_stake { origin_netuid, destination_netuid, alpha_amount, .. }
			| Call::transfer_stake { origin_netuid, destination_netuid, alpha_amount, .. }
			| Call::transfer_stake_and_hotkey {
				origin_netuid,
				destination_netuid,
				alpha_amount,
				..
			} => {
				let (from, to, alpha) = (*origin_netuid, *destination_netuid, *alpha_amount);
				if from == to {
					return moves(&[], &[]);
				}
				let tao = self.fetched(from, alpha);
				let Ok(paid) = u64::try_from(tao) else { return Prediction::Unknown };
				let bought = self.bought(to, paid);
				let sold = if from == ROOT { 0 } else { i128::from(alpha) };
				moves(
					&[(Place::Pool(from), -tao), (Place::Pool(to), tao)],
					&[(from, sold), (to, -bought)],
				)
			},
			Call::add_stake { netuid, amount_staked: tao, .. } => {
				let alpha = self.bought(*netuid, *tao);
				let tao = i128::from(*tao);
				moves(&[(purse, -tao), (Place::Pool(*netuid), tao)], &[(*netuid, -alpha)])
			},
			Call::remove_stake { netuid, amount_unstaked: alpha, .. } => {
				let tao = self.fetched(*netuid, *alpha);
				let alpha = if *netuid == ROOT { 0 } else { i128::from(*alpha) };
				moves(&[(purse, tao), (Place::Pool(*netuid), -tao)], &[(*netuid, alpha)])
			},
			Call::register { netuid, .. }
			| Call::burned_register { netuid, .. }
			| Call::register_limit { netuid, .. } => {
				let price = Burn::<Test>::get(netuid);
				let alpha = self.bought(*netuid, price);
				let price = i128::from(price);
				moves(&[(purse, -price), (Place::Pool(*netuid), price)], &[(*netuid, -alpha)])
			},
			_ => Prediction::Unknown,
		}
	}

	/// y - x·y / (x + dx), which is what keeps x·y, rounded down.
	fn traded(side: u64, other: u64, amount: u64) -> i128 {
		let product = U256::from(side) * U256::from(other);
		let after = U256::from(side) + U256::from(amount);
		if after.is_zero() {
			return 0;
		}
		// The other side keeps its part rounded up.
		let kept = (product + after - U256::one()) / after;
		(U256::from(other) - kept).as_u64().into()
	}

	fn bought(&self, netuid: NetUid, tao: u64) -> i128 {
		if netuid == ROOT {
			return 0;
		}
		let alpha = self.alpha.get(&netuid).copied().unwrap_or(0);
		Self::traded(self.at(Place::Pool(netuid)), alpha, tao)
	}

	fn fetched(&self, netuid: NetUid, alpha: u64) -> i128 {
		if netuid == ROOT {
			return alpha.into();
		}
		let pool = self.alpha.get(&netuid).copied().unwrap_or(0);
		Self::traded(pool, self.at(Place::Pool(netuid)), alpha)
	}

	/// The call was accepted: is everything where it should be?
	pub fn expect(&mut self, prediction: Prediction) -> Result<(), String> {
		let now = Self::of_chain();
		if let Prediction::Moves(tao, alpha) = prediction {
			for (place, amount) in tao {
				let entry = self.tao.entry(place).or_default();
				*entry = u64::try_from(i128::from(*entry) + amount)
					.map_err(|_| format!("the model leaves its range at {place:?}"))?;
			}
			for (netuid, amount) in alpha {
				let entry = self.alpha.entry(netuid).or_default();
				*entry = u64::try_from(i128::from(*entry) + amount)
					.map_err(|_| format!("the model leaves its range in pool {netuid}"))?;
			}
			self.compare(&now)?;
		}
		*self = now;
		Ok(())
	}

	/// The call was refused: is everything where it was?
	pub fn expect_nothing(&self) -> Result<(), String> {
		self.compare(&Self::of_chain())
	}

	fn compare(&self, now: &Self) -> Result<(), String> {
		for place in self.tao.keys().chain(now.tao.keys()) {
			if self.at(*place) != now.at(*place) {
				return Err(format!(
					"{place:?} should have {} rao and has {}",
					self.at(*place),
					now.at(*place)
				));
			}
		}
		if self.alpha != now.alpha {
			return Err(format!(
				"alpha in pools should be {:?} and is {:?}",
				self.alpha, now.alpha
			));
		}
		Ok(())
	}
}
