//! What the calls and the steps of the block hook cost.
//!
//! Calls are linear in the number of weights they carry or of neurons they look at; the hook's
//! steps in the number of subnets, neurons, and weight and bond entries. The benchmarks in
//! `benchmarking` measure the numbers, in wasm compiled as the node's: see `make weights`.
//!
//! Blocks carry no proofs, so weights have no proof size.

#[macro_use]
mod measured;

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
	/// `w`: weights, `p`: parents of the signer, whose stake counts.
	fn set_weights(w: u32, p: u32) -> Weight;
	/// Fixed.
	fn commit_weights() -> Weight;
	/// `w`: weights, `s`: numbers of salt, `p`: parents of the signer.
	fn reveal_weights(w: u32, s: u32, p: u32) -> Weight;
	/// `c`: commits in the queue.
	fn commit_timelocked_weights(c: u32) -> Weight;
	/// What the block step does for a queue of `c` time-locked commits before it decrypts any.
	fn timelocked_queue(c: u32) -> Weight;
	/// What decrypting a queue's only commit and setting its `w` weights costs.
	fn reveal_timelocked(w: u32) -> Weight;
	/// `w`: weights that the transaction extension looks at, `p`: parents of the signer.
	fn guard(w: u32, p: u32) -> Weight;
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
	/// `n`: seats, all of which are looked at.
	fn root_register(n: u32) -> Weight;
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
	/// An epoch of two neurons that have `p` parents; what they cost is the difference to none.
	fn inheritance(p: u32) -> Weight;
	/// What every block does, `s`: subnets besides root.
	fn block_step(s: u32) -> Weight;
	/// The step to the next key of a walk through a map.
	fn dissolve_key() -> Weight;
	/// What paying a staker of such a subnet costs besides.
	fn dissolve_position() -> Weight;
	/// What unseating a neuron of such a subnet costs besides.
	fn dissolve_seat() -> Weight;
	/// The last step, and the subnet that takes its place.
	fn dissolve_finish() -> Weight;
	/// `r`: rows of bonds, of which each has an entry that goes.
	fn reset_bonds(r: u32) -> Weight;
	/// `n`: neurons, whose rows of weights and bonds are counted.
	fn epoch_size(n: u32) -> Weight;
	/// An epoch of the original Yuma. `n`: neurons, `v`: rows of weights and bonds, that is
	/// validators, `w`: weights, `b`: bonds.
	fn epoch_yuma(n: u32, v: u32, w: u32, b: u32) -> Weight;
	/// The same in Yuma 3, with liquid alpha or without.
	fn epoch_yuma3(n: u32, v: u32, w: u32, b: u32) -> Weight;
}

/// With the database weights of the chain.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	measured!(T::DbWeight::get());
}

/// The same with the database weights of RocksDB, which are higher: for tests.
impl WeightInfo for () {
	measured!(RocksDbWeight::get());
}

/// What `count` of something cost, of which each takes `time` picoseconds and what it reads and
/// writes.
fn each(count: u32, time: u64, accesses: Weight) -> Weight {
	Weight::from_parts(time, 0).saturating_add(accesses).saturating_mul(count.into())
}
