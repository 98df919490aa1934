// Estimates, on the safe side, by counting storage accesses and timing the epoch natively. `make
// weights` measures what takes their place here; times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		fn burned_register(n: u32) -> Weight {
			Weight::from_parts(100_000_000, 0)
				.saturating_add($db.reads_writes(30, 30))
				.saturating_add(each(n, 2_000_000, $db.reads_writes(2, 1)))
		}
		fn register_network() -> Weight {
			// Every subnet is looked at, and one may begin to be dissolved.
			Weight::from_parts(300_000_000, 0).saturating_add($db.reads_writes(450, 90))
		}
		fn dissolve_network() -> Weight {
			Weight::from_parts(60_000_000, 0).saturating_add($db.reads_writes(20, 25))
		}
		fn start_call() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(5, 3))
		}
		fn add_stake() -> Weight {
			Weight::from_parts(80_000_000, 0).saturating_add($db.reads_writes(14, 10))
		}
		fn remove_stake() -> Weight {
			Weight::from_parts(160_000_000, 0).saturating_add($db.reads_writes(33, 23))
		}
		fn add_stake_limit() -> Weight {
			Weight::from_parts(95_000_000, 0).saturating_add($db.reads_writes(14, 10))
		}
		fn remove_stake_limit() -> Weight {
			Weight::from_parts(175_000_000, 0).saturating_add($db.reads_writes(33, 23))
		}
		fn remove_stake_full_limit() -> Weight {
			Weight::from_parts(175_000_000, 0).saturating_add($db.reads_writes(34, 23))
		}
		fn move_stake() -> Weight {
			Weight::from_parts(260_000_000, 0).saturating_add($db.reads_writes(50, 37))
		}
		fn move_stake_limit() -> Weight {
			Weight::from_parts(275_000_000, 0).saturating_add($db.reads_writes(50, 37))
		}
		fn swap_stake() -> Weight {
			Weight::from_parts(260_000_000, 0).saturating_add($db.reads_writes(50, 37))
		}
		fn swap_stake_limit() -> Weight {
			Weight::from_parts(275_000_000, 0).saturating_add($db.reads_writes(50, 37))
		}
		fn transfer_stake() -> Weight {
			Weight::from_parts(260_000_000, 0).saturating_add($db.reads_writes(52, 37))
		}
		fn recycle_alpha() -> Weight {
			Weight::from_parts(140_000_000, 0).saturating_add($db.reads_writes(32, 22))
		}
		fn burn_alpha() -> Weight {
			Weight::from_parts(140_000_000, 0).saturating_add($db.reads_writes(32, 22))
		}
		fn add_stake_burn() -> Weight {
			Weight::from_parts(90_000_000, 0).saturating_add($db.reads_writes(9, 7))
		}
		fn decrease_take() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(4, 3))
		}
		fn increase_take() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(6, 3))
		}
		fn set_coldkey_auto_stake_hotkey() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(3, 2))
		}
		fn unstake_all(n: u32) -> Weight {
			Weight::from_parts(20_000_000, 0)
				.saturating_add($db.reads_writes(3, 1))
				.saturating_add(each(n, 80_000_000, $db.reads_writes(16, 11)))
		}
		fn unstake_all_alpha(n: u32) -> Weight {
			Weight::from_parts(80_000_000, 0)
				.saturating_add($db.reads_writes(14, 10))
				.saturating_add(each(n, 80_000_000, $db.reads_writes(16, 11)))
		}
		fn set_weights(w: u32) -> Weight {
			// With every parent that a hotkey may have.
			Weight::from_parts(60_000_000, 0)
				.saturating_add($db.reads_writes(146, 3))
				.saturating_add(each(w, 100_000, $db.reads_writes(0, 0)))
		}
		fn commit_weights() -> Weight {
			Weight::from_parts(40_000_000, 0).saturating_add($db.reads_writes(15, 2))
		}
		fn reveal_weights(w: u32, s: u32) -> Weight {
			Weight::from_parts(60_000_000, 0)
				.saturating_add($db.reads_writes(22, 2))
				.saturating_add(each(w.saturating_add(s), 200_000, $db.reads_writes(0, 0)))
		}
		fn commit_timelocked_weights(c: u32) -> Weight {
			Weight::from_parts(60_000_000, 0)
				.saturating_add($db.reads_writes(16, 2))
				.saturating_add(each(c, 2_000_000, $db.reads_writes(0, 0)))
		}
		fn timelocked_queue(c: u32) -> Weight {
			Weight::from_parts(20_000_000, 0)
				.saturating_add($db.reads_writes(3, 1))
				.saturating_add(each(c, 2_000_000, $db.reads_writes(0, 0)))
		}
		// A pairing and a multiplication in G2, in wasm.
		fn reveal_timelocked(w: u32) -> Weight {
			Weight::from_parts(50_000_000_000, 0)
				.saturating_add($db.reads_writes(12, 1))
				.saturating_add(each(w, 100_000, $db.reads_writes(0, 0)))
		}
		fn guard(w: u32) -> Weight {
			Weight::from_parts(20_000_000, 0)
				.saturating_add($db.reads_writes(13, 0))
				.saturating_add(each(w, 200_000, $db.reads_writes(0, 0)))
		}
		fn serve_axon() -> Weight {
			Weight::from_parts(25_000_000, 0).saturating_add($db.reads_writes(3, 2))
		}
		fn serve_axon_tls() -> Weight {
			Weight::from_parts(30_000_000, 0).saturating_add($db.reads_writes(3, 3))
		}
		fn serve_prometheus() -> Weight {
			Weight::from_parts(25_000_000, 0).saturating_add($db.reads_writes(3, 2))
		}
		fn try_associate_hotkey() -> Weight {
			Weight::from_parts(30_000_000, 0).saturating_add($db.reads_writes(5, 5))
		}
		fn swap_hotkey(s: u32, p: u32) -> Weight {
			Weight::from_parts(100_000_000, 0)
				.saturating_add($db.reads_writes(12, 12))
				.saturating_add(each(s, 20_000_000, $db.reads_writes(14, 16)))
				.saturating_add(each(p, 60_000_000, $db.reads_writes(12, 9)))
		}
		fn swap_coldkey(s: u32, i: u32) -> Weight {
			Weight::from_parts(150_000_000, 0)
				.saturating_add($db.reads_writes(14, 12))
				.saturating_add(each(s, 10_000_000, $db.reads_writes(4, 4)))
				.saturating_add(each(i, 20_000_000, $db.reads_writes(3, 3)))
		}
		fn announce_coldkey_swap() -> Weight {
			Weight::from_parts(40_000_000, 0).saturating_add($db.reads_writes(6, 3))
		}
		fn dispute_coldkey_swap() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(2, 1))
		}
		fn reset_coldkey_swap() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(0, 2))
		}
		fn clear_coldkey_swap_announcement() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(3, 1))
		}
		fn set_hyperparameter() -> Weight {
			Weight::from_parts(25_000_000, 0).saturating_add($db.reads_writes(10, 3))
		}
		fn set_mechanism_count(r: u32) -> Weight {
			// Besides the rows: two vectors of each mechanism, and commits of 100 epochs.
			Weight::from_parts(140_000_000, 0)
				.saturating_add($db.reads_writes(112, 138))
				.saturating_add(each(r, 3_000_000, $db.reads_writes(1, 3)))
		}
		fn trim_to_max_allowed_uids(n: u32) -> Weight {
			Weight::from_parts(60_000_000, 0)
				.saturating_add($db.reads_writes(26, 16))
				.saturating_add(each(n, 30_000_000, $db.reads_writes(6, 10)))
		}
		fn set_subnet_owner_hotkey() -> Weight {
			Weight::from_parts(25_000_000, 0).saturating_add($db.reads_writes(11, 2))
		}
		fn trigger_epoch() -> Weight {
			Weight::from_parts(25_000_000, 0).saturating_add($db.reads_writes(9, 2))
		}
		fn set_identity(h: u32) -> Weight {
			Weight::from_parts(30_000_000, 0)
				.saturating_add($db.reads_writes(1, 1))
				.saturating_add(each(h, 4_000_000, $db.reads_writes(1, 0)))
		}
		fn set_subnet_identity() -> Weight {
			Weight::from_parts(30_000_000, 0).saturating_add($db.reads_writes(2, 1))
		}
		fn update_symbol(s: u32) -> Weight {
			Weight::from_parts(25_000_000, 0)
				.saturating_add($db.reads_writes(2, 1))
				.saturating_add(each(s, 2_000_000, $db.reads_writes(1, 0)))
		}
		fn root_register(n: u32) -> Weight {
			Weight::from_parts(100_000_000, 0)
				.saturating_add($db.reads_writes(42, 80))
				.saturating_add(each(n, 2_000_000, $db.reads(2)))
		}
		fn set_children(c: u32) -> Weight {
			// With a threshold the hotkey's stake in every subnet is valued.
			Weight::from_parts(150_000_000, 0)
				.saturating_add($db.reads_writes(400, 10))
				.saturating_add(each(c, 10_000_000, $db.reads_writes(3, 2)))
		}
		fn set_childkey_take() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(8, 3))
		}
		fn sudo_set_tx_childkey_take_rate_limit() -> Weight {
			Weight::from_parts(10_000_000, 0).saturating_add($db.reads_writes(1, 2))
		}
		fn sudo_set_min_childkey_take() -> Weight {
			Weight::from_parts(10_000_000, 0).saturating_add($db.reads_writes(2, 2))
		}
		fn sudo_set_max_childkey_take() -> Weight {
			Weight::from_parts(10_000_000, 0).saturating_add($db.reads_writes(2, 2))
		}
		fn set_pending_childkey_cooldown() -> Weight {
			Weight::from_parts(10_000_000, 0).saturating_add($db.reads_writes(1, 2))
		}
		fn claim_root() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(3, 1))
		}
		fn claim_root_visit() -> Weight {
			Weight::from_parts(10_000_000, 0).saturating_add($db.reads_writes(3, 0))
		}
		fn claim_root_hotkey(s: u32) -> Weight {
			Weight::from_parts(50_000_000, 0)
				.saturating_add($db.reads_writes(12, 9))
				.saturating_add(each(s, 40_000_000, $db.reads_writes(14, 10)))
		}
		fn keep_root_earnings(s: u32) -> Weight {
			Weight::from_parts(5_000_000, 0)
				.saturating_add($db.reads_writes(1, 0))
				.saturating_add(each(s, 5_000_000, $db.reads_writes(2, 2)))
		}
		fn set_root_claim_type() -> Weight {
			Weight::from_parts(20_000_000, 0).saturating_add($db.reads_writes(1, 2))
		}
		fn sudo_set_num_root_claims() -> Weight {
			Weight::from_parts(10_000_000, 0).saturating_add($db.reads_writes(1, 2))
		}
		fn sudo_set_root_claim_threshold() -> Weight {
			Weight::from_parts(15_000_000, 0).saturating_add($db.reads_writes(3, 2))
		}
		fn apply_pending_children(p: u32, a: u32) -> Weight {
			Weight::from_parts(10_000_000, 0)
				.saturating_add($db.reads_writes(2, 0))
				.saturating_add(each(p, 3_000_000, $db.reads_writes(1, 0)))
				.saturating_add(each(a, 60_000_000, $db.reads_writes(20, 14)))
		}
		fn inheritance(p: u32) -> Weight {
			each(p, 10_000_000, $db.reads_writes(6, 6))
		}
		fn block_step(s: u32) -> Weight {
			Weight::from_parts(20_000_000, 0)
				.saturating_add($db.reads_writes(8, 2))
				.saturating_add(each(s, 60_000_000, $db.reads_writes(40, 20)))
		}
		fn dissolve_key() -> Weight {
			Weight::from_parts(5_000_000, 0).saturating_add($db.reads_writes(1, 0))
		}
		fn dissolve_position() -> Weight {
			Weight::from_parts(60_000_000, 0).saturating_add($db.reads_writes(12, 9))
		}
		fn dissolve_finish() -> Weight {
			Weight::from_parts(300_000_000, 0).saturating_add($db.reads_writes(40, 200))
		}
		fn epoch_size(n: u32) -> Weight {
			Weight::from_parts(5_000_000, 0)
				.saturating_add($db.reads_writes(4, 0))
				.saturating_add(each(n, 2_000_000, $db.reads_writes(4, 0)))
		}
		fn epoch_yuma(n: u32, v: u32, w: u32, b: u32) -> Weight {
			Weight::from_parts(200_000_000, 0)
				.saturating_add($db.reads_writes(40, 20))
				.saturating_add(each(n, 15_000_000, $db.reads_writes(14, 3)))
				.saturating_add(each(v, 20_000_000, $db.reads_writes(7, 5)))
				.saturating_add(each(w.saturating_add(b), 100_000, $db.reads_writes(0, 0)))
		}
		fn epoch_yuma3(n: u32, v: u32, w: u32, b: u32) -> Weight {
			Weight::from_parts(200_000_000, 0)
				.saturating_add($db.reads_writes(40, 20))
				.saturating_add(each(n, 15_000_000, $db.reads_writes(14, 3)))
				.saturating_add(each(v, 20_000_000, $db.reads_writes(7, 5)))
				.saturating_add(each(w.saturating_add(b), 100_000, $db.reads_writes(0, 0)))
		}
	};
}
