// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 8 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		// `w` was measured from 1 to 256.
		// `p` was measured from 0 to 64.
		fn set_weights(w: u32, p: u32) -> Weight {
			Weight::from_parts(362_402_226, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 25_504, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 19_364_034, $db.reads_writes(2, 0)))
		}
		fn commit_weights() -> Weight {
			Weight::from_parts(1_223_013_000, 0)
				.saturating_add($db.reads(146))
				.saturating_add($db.writes(2))
		}
		// `w` was measured from 1 to 256.
		// `s` was measured from 0 to 256.
		// `p` was measured from 0 to 64.
		fn reveal_weights(w: u32, s: u32, p: u32) -> Weight {
			Weight::from_parts(377_044_082, 0)
				.saturating_add($db.reads(22))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 337_179, $db.reads_writes(0, 0)))
				.saturating_add(each(s, 145_178, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 15_462_941, $db.reads_writes(2, 0)))
		}
		// `c` was measured from 0 to 2559.
		fn commit_timelocked_weights(c: u32) -> Weight {
			Weight::from_parts(1_650_280_499, 0)
				.saturating_add($db.reads(148))
				.saturating_add($db.writes(2))
				.saturating_add(each(c, 25_514_728, $db.reads_writes(0, 0)))
		}
		// `c` was measured from 0 to 2560.
		fn timelocked_queue(c: u32) -> Weight {
			Weight::from_parts(217_932_997, 0).saturating_add($db.reads(10)).saturating_add(each(
				c,
				17_002_373,
				$db.reads_writes(0, 0),
			))
		}
		// `w` was measured from 1 to 256.
		fn reveal_timelocked(_w: u32) -> Weight {
			Weight::from_parts(21_695_793_528, 0)
				.saturating_add($db.reads(23))
				.saturating_add($db.writes(2))
		}
		// `w` was measured from 1 to 256.
		// `p` was measured from 0 to 64.
		fn guard(w: u32, p: u32) -> Weight {
			Weight::from_parts(185_282_811, 0)
				.saturating_add($db.reads(16))
				.saturating_add(each(w, 141_900, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 15_837_365, $db.reads_writes(2, 0)))
		}
		fn add_stake() -> Weight {
			Weight::from_parts(218_888_000, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(10))
		}
		fn remove_stake() -> Weight {
			Weight::from_parts(241_090_000, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(9))
		}
		fn add_stake_limit() -> Weight {
			Weight::from_parts(211_775_001, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(10))
		}
		fn remove_stake_limit() -> Weight {
			Weight::from_parts(430_173_001, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(10))
		}
		fn remove_stake_full_limit() -> Weight {
			Weight::from_parts(291_012_000, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(11))
		}
		// `n` was measured from 1 to 127.
		fn unstake_all(n: u32) -> Weight {
			Weight::from_parts(107_265_088, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
				.saturating_add(each(n, 231_221_485, $db.reads_writes(11, 9)))
		}
		// `n` was measured from 1 to 127.
		fn unstake_all_alpha(n: u32) -> Weight {
			Weight::from_parts(291_834_304, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(8))
				.saturating_add(each(n, 225_150_745, $db.reads_writes(11, 9)))
		}
		fn move_stake() -> Weight {
			Weight::from_parts(789_023_000, 0)
				.saturating_add($db.reads(28))
				.saturating_add($db.writes(18))
		}
		fn move_stake_limit() -> Weight {
			Weight::from_parts(782_972_000, 0)
				.saturating_add($db.reads(28))
				.saturating_add($db.writes(18))
		}
		fn swap_stake() -> Weight {
			Weight::from_parts(749_740_000, 0)
				.saturating_add($db.reads(26))
				.saturating_add($db.writes(18))
		}
		fn swap_stake_limit() -> Weight {
			Weight::from_parts(836_281_001, 0)
				.saturating_add($db.reads(26))
				.saturating_add($db.writes(18))
		}
		fn transfer_stake() -> Weight {
			Weight::from_parts(838_174_000, 0)
				.saturating_add($db.reads(30))
				.saturating_add($db.writes(19))
		}
		fn recycle_alpha() -> Weight {
			Weight::from_parts(476_730_000, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(10))
		}
		fn burn_alpha() -> Weight {
			Weight::from_parts(544_987_000, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(11))
		}
		fn add_stake_burn() -> Weight {
			Weight::from_parts(257_120_001, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(7))
		}
		fn decrease_take() -> Weight {
			Weight::from_parts(73_277_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(2))
		}
		fn increase_take() -> Weight {
			Weight::from_parts(99_096_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_coldkey_auto_stake_hotkey() -> Weight {
			Weight::from_parts(85_168_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn serve_axon() -> Weight {
			Weight::from_parts(83_847_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		// `n` was measured from 2 to 256.
		fn burned_register(n: u32) -> Weight {
			Weight::from_parts(543_887_130, 0)
				.saturating_add($db.reads(34))
				.saturating_add($db.writes(37))
				.saturating_add(each(n, 35_930_994, $db.reads_writes(3, 1)))
		}
		fn register_network() -> Weight {
			Weight::from_parts(1_995_125_001, 0)
				.saturating_add($db.reads(404))
				.saturating_add($db.writes(18))
		}
		fn dissolve_network() -> Weight {
			Weight::from_parts(192_760_000, 0)
				.saturating_add($db.reads(13))
				.saturating_add($db.writes(13))
		}
		fn dissolve_key() -> Weight {
			Weight::from_parts(29_506_000, 0).saturating_add($db.reads(2))
		}
		fn dissolve_position() -> Weight {
			Weight::from_parts(371_232_000, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(9))
		}
		fn dissolve_seat() -> Weight {
			Weight::from_parts(60_000_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(5))
		}
		fn dissolve_finish() -> Weight {
			Weight::from_parts(1_566_895_000, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(186))
		}
		fn start_call() -> Weight {
			Weight::from_parts(92_383_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_hyperparameter() -> Weight {
			Weight::from_parts(100_457_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		// `r` was measured from 1 to 256.
		fn set_mechanism_count(r: u32) -> Weight {
			Weight::from_parts(97_142_318, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(4))
				.saturating_add(each(r, 4_765_814, $db.reads_writes(0, 2)))
		}
		// `n` was measured from 8 to 256.
		fn trim_to_max_allowed_uids(n: u32) -> Weight {
			Weight::from_parts(106_751_141, 0)
				.saturating_add($db.reads(19))
				.saturating_add($db.writes(14))
				.saturating_add(each(n, 93_023_888, $db.reads_writes(6, 10)))
		}
		fn set_subnet_owner_hotkey() -> Weight {
			Weight::from_parts(79_479_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		fn trigger_epoch() -> Weight {
			Weight::from_parts(92_562_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		// `h` was measured from 1 to 256.
		fn set_identity(h: u32) -> Weight {
			Weight::from_parts(76_567_064, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
				.saturating_add(each(h, 6_728_653, $db.reads_writes(1, 0)))
		}
		fn set_subnet_identity() -> Weight {
			Weight::from_parts(62_116_001, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		// `s` was measured from 1 to 126.
		fn update_symbol(s: u32) -> Weight {
			Weight::from_parts(113_028_988, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(1))
				.saturating_add(each(s, 3_266_578, $db.reads_writes(1, 0)))
		}
		fn serve_axon_tls() -> Weight {
			Weight::from_parts(61_064_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(2))
		}
		fn serve_prometheus() -> Weight {
			Weight::from_parts(54_011_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn try_associate_hotkey() -> Weight {
			Weight::from_parts(49_622_000, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(4))
		}
		// `s` was measured from 2 to 8.
		// `p` was measured from 1 to 64.
		fn swap_hotkey(s: u32, p: u32) -> Weight {
			Weight::from_parts(207_738_090, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(11))
				.saturating_add(each(s, 920_323_966, $db.reads_writes(107, 107)))
				.saturating_add(each(p, 154_349_305, $db.reads_writes(5, 3)))
		}
		// `s` was measured from 2 to 8.
		// `i` was measured from 2 to 64.
		fn swap_coldkey(s: u32, i: u32) -> Weight {
			Weight::from_parts(249_616_511, 0)
				.saturating_add($db.reads(7))
				.saturating_add($db.writes(7))
				.saturating_add(each(s, 24_757_221, $db.reads_writes(6, 5)))
				.saturating_add(each(i, 49_631_467, $db.reads_writes(4, 2)))
		}
		fn announce_coldkey_swap() -> Weight {
			Weight::from_parts(140_712_000, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(2))
		}
		fn dispute_coldkey_swap() -> Weight {
			Weight::from_parts(53_800_001, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		fn reset_coldkey_swap() -> Weight {
			Weight::from_parts(41_057_000, 0).saturating_add($db.writes(2))
		}
		fn clear_coldkey_swap_announcement() -> Weight {
			Weight::from_parts(52_709_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		// `n` was measured from 1 to 256.
		fn root_register(n: u32) -> Weight {
			Weight::from_parts(291_567_583, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(26))
				.saturating_add(each(n, 12_186_653, $db.reads_writes(3, 1)))
		}
		// `c` was measured from 0 to 5.
		fn set_children(c: u32) -> Weight {
			Weight::from_parts(411_569_775, 0)
				.saturating_add($db.reads(338))
				.saturating_add($db.writes(3))
				.saturating_add(each(c, 1_109_859_236, $db.reads_writes(56, 0)))
		}
		fn set_childkey_take() -> Weight {
			Weight::from_parts(114_564_000, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(2))
		}
		fn sudo_set_tx_childkey_take_rate_limit() -> Weight {
			Weight::from_parts(26_910_001, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_min_childkey_take() -> Weight {
			Weight::from_parts(21_009_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn sudo_set_max_childkey_take() -> Weight {
			Weight::from_parts(20_848_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn set_pending_childkey_cooldown() -> Weight {
			Weight::from_parts(19_967_000, 0).saturating_add($db.writes(1))
		}
		fn claim_root() -> Weight {
			Weight::from_parts(22_011_000, 0).saturating_add($db.reads(2))
		}
		fn claim_root_visit() -> Weight {
			Weight::from_parts(59_601_000, 0).saturating_add($db.reads(4))
		}
		// `s` was measured from 1 to 8.
		fn claim_root_hotkey(s: u32) -> Weight {
			Weight::from_parts(181_697_727, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(8))
				.saturating_add(each(s, 232_357_803, $db.reads_writes(11, 8)))
		}
		// `s` was measured from 1 to 128.
		fn keep_root_earnings(s: u32) -> Weight {
			Weight::from_parts(53_014_206, 0).saturating_add($db.reads(4)).saturating_add(each(
				s,
				28_072_942,
				$db.reads_writes(2, 2),
			))
		}
		fn set_root_claim_type() -> Weight {
			Weight::from_parts(37_220_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_num_root_claims() -> Weight {
			Weight::from_parts(33_863_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_root_claim_threshold() -> Weight {
			Weight::from_parts(57_858_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		// `p` was measured from 32 to 512.
		// `a` was measured from 1 to 32.
		fn apply_pending_children(p: u32, a: u32) -> Weight {
			Weight::from_parts(37_275_633, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(6))
				.saturating_add(each(p, 11_217_746, $db.reads_writes(1, 0)))
				.saturating_add(each(a, 137_846_039, $db.reads_writes(2, 2)))
		}
		// `p` was measured from 0 to 64.
		fn inheritance(p: u32) -> Weight {
			Weight::from_parts(1_145_194_305, 0)
				.saturating_add($db.reads(72))
				.saturating_add($db.writes(37))
				.saturating_add(each(p, 287_868_899, $db.reads_writes(7, 6)))
		}
		// `s` was measured from 1 to 127.
		fn block_step(s: u32) -> Weight {
			Weight::from_parts(172_235_271, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(1))
				.saturating_add(each(s, 319_997_960, $db.reads_writes(31, 17)))
		}
		// `r` was measured from 1 to 256.
		fn reset_bonds(r: u32) -> Weight {
			Weight::from_parts(58_211_000, 0).saturating_add($db.reads(5)).saturating_add(each(
				r,
				24_310_000,
				$db.reads_writes(1, 1),
			))
		}
		// `n` was measured from 1 to 256.
		fn epoch_size(n: u32) -> Weight {
			Weight::from_parts(85_708_074, 0).saturating_add($db.reads(4)).saturating_add(each(
				n,
				20_694_367,
				$db.reads_writes(4, 0),
			))
		}
		// `n` was measured from 512 to 2048.
		// `v` was measured from 128 to 512.
		// `w` was measured from 2048 to 65536.
		// `b` was measured from 2048 to 65536.
		fn epoch_yuma(n: u32, v: u32, w: u32, b: u32) -> Weight {
			Weight::from_parts(0, 0)
				.saturating_add($db.reads(39))
				.saturating_add($db.writes(24))
				.saturating_add(each(n, 181_257_738, $db.reads_writes(14, 5)))
				.saturating_add(each(v, 292_309_025, $db.reads_writes(5, 3)))
				.saturating_add(each(w, 29_686, $db.reads_writes(0, 0)))
				.saturating_add(each(b, 218_849, $db.reads_writes(0, 0)))
		}
		// `n` was measured from 512 to 2048.
		// `v` was measured from 128 to 512.
		// `w` was measured from 2048 to 65536.
		// `b` was measured from 2048 to 65536.
		fn epoch_yuma3(n: u32, v: u32, w: u32, b: u32) -> Weight {
			Weight::from_parts(0, 0)
				.saturating_add($db.reads(39))
				.saturating_add($db.writes(24))
				.saturating_add(each(n, 175_432_768, $db.reads_writes(14, 5)))
				.saturating_add(each(v, 316_541_537, $db.reads_writes(5, 3)))
				.saturating_add(each(w, 94_950, $db.reads_writes(0, 0)))
				.saturating_add(each(b, 304_368, $db.reads_writes(0, 0)))
		}
	};
}
