//! What the calls and the steps of the block hook cost.
//!
//! Calls are linear in the number of weights they carry or of neurons they look at; the hook's
//! steps in the number of subnets, neurons, and weight and bond entries.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Weights of the pallet.
pub trait WeightInfo {
	/// `n`: what is looked at to find whom to prune and to clear the way: the neurons of a full
	/// subnet, once for each mechanism, or the hotkeys of its owner if these are more.
	fn burned_register(n: u32) -> Weight;
	/// Fixed.
	fn register_network() -> Weight;
	/// Fixed: what happens at once.
	fn dissolve_network() -> Weight;
	/// Fixed.
	fn start_call() -> Weight;
	/// Fixed.
	fn add_stake() -> Weight;
	/// Fixed.
	fn remove_stake() -> Weight;
	/// Fixed.
	fn add_stake_limit() -> Weight;
	/// Fixed.
	fn remove_stake_limit() -> Weight;
	/// Fixed.
	fn remove_stake_full_limit() -> Weight;
	/// Fixed.
	fn move_stake() -> Weight;
	/// Fixed.
	fn move_stake_limit() -> Weight;
	/// Fixed.
	fn swap_stake() -> Weight;
	/// Fixed.
	fn swap_stake_limit() -> Weight;
	/// Fixed.
	fn transfer_stake() -> Weight;
	/// Fixed.
	fn recycle_alpha() -> Weight;
	/// Fixed.
	fn burn_alpha() -> Weight;
	/// Fixed.
	fn add_stake_burn() -> Weight;
	/// Fixed.
	fn decrease_take() -> Weight;
	/// Fixed.
	fn increase_take() -> Weight;
	/// Fixed.
	fn set_coldkey_auto_stake_hotkey() -> Weight;
	/// `n`: positions on the hotkey.
	fn unstake_all(n: u32) -> Weight;
	/// `n`: positions on the hotkey.
	fn unstake_all_alpha(n: u32) -> Weight;
	/// `w`: weights.
	fn set_weights(w: u32) -> Weight;
	/// Fixed.
	fn commit_weights() -> Weight;
	/// `w`: weights, `s`: numbers of salt.
	fn reveal_weights(w: u32, s: u32) -> Weight;
	/// `c`: commits in the queue.
	fn commit_timelocked_weights(c: u32) -> Weight;
	/// What the block step does for a queue of `c` time-locked commits before it decrypts any.
	fn timelocked_queue(c: u32) -> Weight;
	/// What decrypting a commit and setting its `w` weights costs.
	fn reveal_timelocked(w: u32) -> Weight;
	/// `w`: weights that the transaction extension looks at.
	fn guard(w: u32) -> Weight;
	/// Fixed.
	fn serve_axon() -> Weight;
	/// Fixed.
	fn serve_axon_tls() -> Weight;
	/// Fixed.
	fn serve_prometheus() -> Weight;
	/// Fixed.
	fn try_associate_hotkey() -> Weight;
	/// `s`: subnets that are looked at, `p`: positions of stake that move.
	fn swap_hotkey(s: u32, p: u32) -> Weight;
	/// `s`: subnets, `i`: positions of stake and owned hotkeys that move.
	fn swap_coldkey(s: u32, i: u32) -> Weight;
	/// Fixed.
	fn announce_coldkey_swap() -> Weight;
	/// Fixed.
	fn dispute_coldkey_swap() -> Weight;
	/// Fixed.
	fn reset_coldkey_swap() -> Weight;
	/// Fixed.
	fn clear_coldkey_swap_announcement() -> Weight;
	/// Fixed: a hyperparameter of a subnet or a parameter of the chain.
	fn set_hyperparameter() -> Weight;
	/// `r`: weight rows of the mechanisms that are added or removed.
	fn set_mechanism_count(r: u32) -> Weight;
	/// `n`: neurons, in all mechanisms together.
	fn trim_to_max_allowed_uids(n: u32) -> Weight;
	/// Fixed.
	fn set_subnet_owner_hotkey() -> Weight;
	/// Fixed.
	fn trigger_epoch() -> Weight;
	/// `h`: hotkeys of the coldkey.
	fn set_identity(h: u32) -> Weight;
	/// Fixed.
	fn set_subnet_identity() -> Weight;
	/// `s`: subnets.
	fn update_symbol(s: u32) -> Weight;
	/// Fixed; all seats are looked at.
	fn root_register() -> Weight;
	/// `c`: children.
	fn set_children(c: u32) -> Weight;
	/// Fixed.
	fn set_childkey_take() -> Weight;
	/// Fixed.
	fn sudo_set_tx_childkey_take_rate_limit() -> Weight;
	/// Fixed.
	fn sudo_set_min_childkey_take() -> Weight;
	/// Fixed.
	fn sudo_set_max_childkey_take() -> Weight;
	/// Fixed.
	fn set_pending_childkey_cooldown() -> Weight;
	/// A coldkey's claim, without the hotkeys.
	fn claim_root() -> Weight;
	/// Looking at a hotkey in a claim.
	fn claim_root_visit() -> Weight;
	/// `s`: subnets in which a hotkey pays a claim.
	fn claim_root_hotkey(s: u32) -> Weight;
	/// `s`: subnets in which a hotkey has earned for root, when root stake on it changes.
	fn keep_root_earnings(s: u32) -> Weight;
	/// Fixed.
	fn set_root_claim_type() -> Weight;
	/// Fixed.
	fn sudo_set_num_root_claims() -> Weight;
	/// Fixed.
	fn sudo_set_root_claim_threshold() -> Weight;
	/// `p`: hotkeys that wait for their children, `a`: those whose time has come.
	fn apply_pending_children(p: u32, a: u32) -> Weight;
	/// `p`: parents of a subnet's neurons, in an epoch.
	fn inheritance(p: u32) -> Weight;
	/// What every block does.
	fn block_step_base() -> Weight;
	/// What every block does for each subnet.
	fn block_step_subnet() -> Weight;
	/// The step of a walk through a map of a subnet that is being dissolved to the next key.
	fn dissolve_key() -> Weight;
	/// What paying a staker of such a subnet costs besides.
	fn dissolve_position() -> Weight;
	/// The last step, and the subnet that takes its place.
	fn dissolve_finish() -> Weight;
	/// `n`: neurons, whose rows of weights and bonds are counted.
	fn epoch_size(n: u32) -> Weight;
	/// `n`: neurons, `v`: validators, `e`: weight and bond entries.
	fn epoch(n: u32, v: u32, e: u32) -> Weight;
}

/// Estimates, on the safe side, by counting storage accesses and timing the epoch natively; the
/// benchmarks that replace them come with the complete life cycle.
pub struct SubstrateWeight<T>(PhantomData<T>);

const NANOSECOND: u64 = 1_000;
const MICROSECOND: u64 = 1_000 * NANOSECOND;
const MILLISECOND: u64 = 1_000 * MICROSECOND;

fn weight(db: frame_support::weights::RuntimeDbWeight, ref_time: u64, r: u64, w: u64) -> Weight {
	Weight::from_parts(ref_time, 0).saturating_add(db.reads_writes(r, w))
}

macro_rules! estimates {
	($db:expr) => {
		fn burned_register(n: u32) -> Weight {
			let n = u64::from(n);
			weight($db, 100 * MICROSECOND, 30, 30)
				.saturating_add(weight($db, 2 * MICROSECOND, 2, 1).saturating_mul(n))
		}
		fn register_network() -> Weight {
			// Every subnet is looked at, and one may begin to be dissolved.
			weight($db, 300 * MICROSECOND, 450, 90)
		}
		fn dissolve_network() -> Weight {
			weight($db, 60 * MICROSECOND, 20, 25)
		}
		fn start_call() -> Weight {
			weight($db, 20 * MICROSECOND, 5, 3)
		}
		fn add_stake() -> Weight {
			weight($db, 80 * MICROSECOND, 14, 10)
		}
		fn remove_stake() -> Weight {
			weight($db, 160 * MICROSECOND, 33, 23)
		}
		fn add_stake_limit() -> Weight {
			weight($db, 95 * MICROSECOND, 14, 10)
		}
		fn remove_stake_limit() -> Weight {
			weight($db, 175 * MICROSECOND, 33, 23)
		}
		fn remove_stake_full_limit() -> Weight {
			weight($db, 175 * MICROSECOND, 34, 23)
		}
		fn move_stake() -> Weight {
			weight($db, 260 * MICROSECOND, 50, 37)
		}
		fn move_stake_limit() -> Weight {
			weight($db, 275 * MICROSECOND, 50, 37)
		}
		fn swap_stake() -> Weight {
			weight($db, 260 * MICROSECOND, 50, 37)
		}
		fn swap_stake_limit() -> Weight {
			weight($db, 275 * MICROSECOND, 50, 37)
		}
		fn transfer_stake() -> Weight {
			weight($db, 260 * MICROSECOND, 52, 37)
		}
		fn recycle_alpha() -> Weight {
			weight($db, 140 * MICROSECOND, 32, 22)
		}
		fn burn_alpha() -> Weight {
			weight($db, 140 * MICROSECOND, 32, 22)
		}
		fn add_stake_burn() -> Weight {
			weight($db, 90 * MICROSECOND, 9, 7)
		}
		fn decrease_take() -> Weight {
			weight($db, 20 * MICROSECOND, 4, 3)
		}
		fn increase_take() -> Weight {
			weight($db, 20 * MICROSECOND, 6, 3)
		}
		fn set_coldkey_auto_stake_hotkey() -> Weight {
			weight($db, 20 * MICROSECOND, 3, 2)
		}
		fn unstake_all(n: u32) -> Weight {
			weight($db, 20 * MICROSECOND, 3, 1)
				.saturating_add(weight($db, 80 * MICROSECOND, 16, 11).saturating_mul(n.into()))
		}
		fn unstake_all_alpha(n: u32) -> Weight {
			weight($db, 80 * MICROSECOND, 14, 10)
				.saturating_add(weight($db, 80 * MICROSECOND, 16, 11).saturating_mul(n.into()))
		}
		fn set_weights(w: u32) -> Weight {
			// With every parent that a hotkey may have.
			weight($db, 60 * MICROSECOND, 146, 3)
				.saturating_add(weight($db, 100 * NANOSECOND, 0, 0).saturating_mul(w.into()))
		}
		fn commit_weights() -> Weight {
			weight($db, 40 * MICROSECOND, 15, 2)
		}
		fn reveal_weights(w: u32, s: u32) -> Weight {
			let numbers = u64::from(w).saturating_add(s.into());
			weight($db, 60 * MICROSECOND, 22, 2)
				.saturating_add(weight($db, 200 * NANOSECOND, 0, 0).saturating_mul(numbers))
		}
		fn commit_timelocked_weights(c: u32) -> Weight {
			weight($db, 60 * MICROSECOND, 16, 2)
				.saturating_add(weight($db, 2 * MICROSECOND, 0, 0).saturating_mul(c.into()))
		}
		fn timelocked_queue(c: u32) -> Weight {
			weight($db, 20 * MICROSECOND, 3, 1)
				.saturating_add(weight($db, 2 * MICROSECOND, 0, 0).saturating_mul(c.into()))
		}
		// A pairing and a multiplication in G2, in wasm.
		fn reveal_timelocked(w: u32) -> Weight {
			weight($db, 50 * MILLISECOND, 12, 1)
				.saturating_add(weight($db, 100 * NANOSECOND, 0, 0).saturating_mul(w.into()))
		}
		fn guard(w: u32) -> Weight {
			weight($db, 20 * MICROSECOND, 13, 0)
				.saturating_add(weight($db, 200 * NANOSECOND, 0, 0).saturating_mul(w.into()))
		}
		fn serve_axon() -> Weight {
			weight($db, 25 * MICROSECOND, 3, 2)
		}
		fn serve_axon_tls() -> Weight {
			weight($db, 30 * MICROSECOND, 3, 3)
		}
		fn serve_prometheus() -> Weight {
			weight($db, 25 * MICROSECOND, 3, 2)
		}
		fn try_associate_hotkey() -> Weight {
			weight($db, 30 * MICROSECOND, 5, 5)
		}
		fn swap_hotkey(s: u32, p: u32) -> Weight {
			weight($db, 100 * MICROSECOND, 12, 12)
				.saturating_add(weight($db, 20 * MICROSECOND, 14, 16).saturating_mul(s.into()))
				.saturating_add(weight($db, 60 * MICROSECOND, 12, 9).saturating_mul(p.into()))
		}
		fn swap_coldkey(s: u32, i: u32) -> Weight {
			weight($db, 150 * MICROSECOND, 14, 12)
				.saturating_add(weight($db, 10 * MICROSECOND, 4, 4).saturating_mul(s.into()))
				.saturating_add(weight($db, 20 * MICROSECOND, 3, 3).saturating_mul(i.into()))
		}
		fn announce_coldkey_swap() -> Weight {
			weight($db, 40 * MICROSECOND, 6, 3)
		}
		fn dispute_coldkey_swap() -> Weight {
			weight($db, 20 * MICROSECOND, 2, 1)
		}
		fn reset_coldkey_swap() -> Weight {
			weight($db, 20 * MICROSECOND, 0, 2)
		}
		fn clear_coldkey_swap_announcement() -> Weight {
			weight($db, 20 * MICROSECOND, 3, 1)
		}
		fn set_hyperparameter() -> Weight {
			weight($db, 25 * MICROSECOND, 10, 3)
		}
		fn set_mechanism_count(r: u32) -> Weight {
			// Besides the rows: two vectors of each mechanism, and commits of 100 epochs.
			weight($db, 140 * MICROSECOND, 112, 138)
				.saturating_add(weight($db, 3 * MICROSECOND, 1, 3).saturating_mul(r.into()))
		}
		fn trim_to_max_allowed_uids(n: u32) -> Weight {
			weight($db, 60 * MICROSECOND, 26, 16)
				.saturating_add(weight($db, 30 * MICROSECOND, 6, 10).saturating_mul(n.into()))
		}
		fn set_subnet_owner_hotkey() -> Weight {
			weight($db, 25 * MICROSECOND, 11, 2)
		}
		fn trigger_epoch() -> Weight {
			weight($db, 25 * MICROSECOND, 9, 2)
		}
		fn set_identity(h: u32) -> Weight {
			weight($db, 30 * MICROSECOND, 1, 1)
				.saturating_add(weight($db, 4 * MICROSECOND, 1, 0).saturating_mul(h.into()))
		}
		fn set_subnet_identity() -> Weight {
			weight($db, 30 * MICROSECOND, 2, 1)
		}
		fn update_symbol(s: u32) -> Weight {
			weight($db, 25 * MICROSECOND, 2, 1)
				.saturating_add(weight($db, 2 * MICROSECOND, 1, 0).saturating_mul(s.into()))
		}
		fn root_register() -> Weight {
			weight($db, 200 * MICROSECOND, 170, 80)
		}
		fn set_children(c: u32) -> Weight {
			// With a threshold the hotkey's stake in every subnet is valued.
			weight($db, 150 * MICROSECOND, 400, 10)
				.saturating_add(weight($db, 10 * MICROSECOND, 3, 2).saturating_mul(c.into()))
		}
		fn set_childkey_take() -> Weight {
			weight($db, 20 * MICROSECOND, 8, 3)
		}
		fn sudo_set_tx_childkey_take_rate_limit() -> Weight {
			weight($db, 10 * MICROSECOND, 1, 2)
		}
		fn sudo_set_min_childkey_take() -> Weight {
			weight($db, 10 * MICROSECOND, 2, 2)
		}
		fn sudo_set_max_childkey_take() -> Weight {
			weight($db, 10 * MICROSECOND, 2, 2)
		}
		fn set_pending_childkey_cooldown() -> Weight {
			weight($db, 10 * MICROSECOND, 1, 2)
		}
		fn claim_root() -> Weight {
			weight($db, 20 * MICROSECOND, 3, 1)
		}
		fn claim_root_visit() -> Weight {
			weight($db, 10 * MICROSECOND, 3, 0)
		}
		fn claim_root_hotkey(s: u32) -> Weight {
			weight($db, 50 * MICROSECOND, 12, 9)
				.saturating_add(weight($db, 40 * MICROSECOND, 14, 10).saturating_mul(s.into()))
		}
		fn keep_root_earnings(s: u32) -> Weight {
			weight($db, 5 * MICROSECOND, 1, 0)
				.saturating_add(weight($db, 5 * MICROSECOND, 2, 2).saturating_mul(s.into()))
		}
		fn set_root_claim_type() -> Weight {
			weight($db, 20 * MICROSECOND, 1, 2)
		}
		fn sudo_set_num_root_claims() -> Weight {
			weight($db, 10 * MICROSECOND, 1, 2)
		}
		fn sudo_set_root_claim_threshold() -> Weight {
			weight($db, 15 * MICROSECOND, 3, 2)
		}
		fn apply_pending_children(p: u32, a: u32) -> Weight {
			weight($db, 10 * MICROSECOND, 2, 0)
				.saturating_add(weight($db, 3 * MICROSECOND, 1, 0).saturating_mul(p.into()))
				.saturating_add(weight($db, 60 * MICROSECOND, 20, 14).saturating_mul(a.into()))
		}
		fn inheritance(p: u32) -> Weight {
			weight($db, 10 * MICROSECOND, 6, 6).saturating_mul(p.into())
		}
		fn block_step_base() -> Weight {
			weight($db, 20 * MICROSECOND, 8, 2)
		}
		fn block_step_subnet() -> Weight {
			weight($db, 60 * MICROSECOND, 40, 20)
		}
		fn dissolve_key() -> Weight {
			weight($db, 5 * MICROSECOND, 1, 0)
		}
		fn dissolve_position() -> Weight {
			weight($db, 60 * MICROSECOND, 12, 9)
		}
		fn dissolve_finish() -> Weight {
			weight($db, 300 * MICROSECOND, 40, 200)
		}
		fn epoch_size(n: u32) -> Weight {
			weight($db, 5 * MICROSECOND, 4, 0)
				.saturating_add(weight($db, 2 * MICROSECOND, 4, 0).saturating_mul(n.into()))
		}
		fn epoch(n: u32, v: u32, e: u32) -> Weight {
			weight($db, 200 * MICROSECOND, 40, 20)
				.saturating_add(weight($db, 15 * MICROSECOND, 14, 3).saturating_mul(n.into()))
				.saturating_add(weight($db, 20 * MICROSECOND, 7, 5).saturating_mul(v.into()))
				.saturating_add(weight($db, 100 * NANOSECOND, 0, 0).saturating_mul(e.into()))
		}
	};
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	estimates!(T::DbWeight::get());
}

impl WeightInfo for () {
	estimates!(RocksDbWeight::get());
}
