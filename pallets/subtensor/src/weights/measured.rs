// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 8 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		// `w` was measured from 1 to 256.
		// `p` was measured from 0 to 64.
		fn set_weights(w: u32, p: u32) -> Weight {
			Weight::from_parts(186_543_046, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 124_822, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 9_539_918, $db.reads_writes(2, 0)))
		}
		fn commit_weights() -> Weight {
			Weight::from_parts(770_765_000, 0)
				.saturating_add($db.reads(146))
				.saturating_add($db.writes(2))
		}
		// `w` was measured from 1 to 256.
		// `s` was measured from 0 to 256.
		// `p` was measured from 0 to 64.
		fn reveal_weights(w: u32, s: u32, p: u32) -> Weight {
			Weight::from_parts(248_530_186, 0)
				.saturating_add($db.reads(22))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 110_759, $db.reads_writes(0, 0)))
				.saturating_add(each(s, 9_302, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 9_553_120, $db.reads_writes(2, 0)))
		}
		// `c` was measured from 0 to 2559.
		fn commit_timelocked_weights(c: u32) -> Weight {
			Weight::from_parts(1_329_526_042, 0)
				.saturating_add($db.reads(148))
				.saturating_add($db.writes(2))
				.saturating_add(each(c, 19_556_108, $db.reads_writes(0, 0)))
		}
		// `c` was measured from 0 to 2560.
		fn timelocked_queue(c: u32) -> Weight {
			Weight::from_parts(89_939_851, 0).saturating_add($db.reads(8)).saturating_add(each(
				c,
				14_267_682,
				$db.reads_writes(1, 0),
			))
		}
		// `w` was measured from 1 to 256.
		fn reveal_timelocked(w: u32) -> Weight {
			Weight::from_parts(11_723_489_764, 0)
				.saturating_add($db.reads(22))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 170_970, $db.reads_writes(0, 0)))
		}
		// `w` was measured from 1 to 256.
		// `p` was measured from 0 to 64.
		fn guard(w: u32, p: u32) -> Weight {
			Weight::from_parts(134_843_357, 0)
				.saturating_add($db.reads(16))
				.saturating_add(each(w, 98_421, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 9_634_152, $db.reads_writes(2, 0)))
		}
		fn add_stake() -> Weight {
			Weight::from_parts(159_757_000, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(10))
		}
		fn remove_stake() -> Weight {
			Weight::from_parts(191_744_000, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(9))
		}
		fn add_stake_limit() -> Weight {
			Weight::from_parts(167_128_001, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(10))
		}
		fn remove_stake_limit() -> Weight {
			Weight::from_parts(353_255_000, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(10))
		}
		fn remove_stake_full_limit() -> Weight {
			Weight::from_parts(234_468_001, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(11))
		}
		// `n` was measured from 1 to 127.
		fn unstake_all(n: u32) -> Weight {
			Weight::from_parts(90_867_108, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
				.saturating_add(each(n, 184_643_513, $db.reads_writes(11, 9)))
		}
		// `n` was measured from 1 to 127.
		fn unstake_all_alpha(n: u32) -> Weight {
			Weight::from_parts(157_628_788, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(8))
				.saturating_add(each(n, 185_803_993, $db.reads_writes(11, 9)))
		}
		fn move_stake() -> Weight {
			Weight::from_parts(424_189_000, 0)
				.saturating_add($db.reads(28))
				.saturating_add($db.writes(18))
		}
		fn move_stake_limit() -> Weight {
			Weight::from_parts(430_279_001, 0)
				.saturating_add($db.reads(28))
				.saturating_add($db.writes(18))
		}
		fn swap_stake() -> Weight {
			Weight::from_parts(404_761_000, 0)
				.saturating_add($db.reads(26))
				.saturating_add($db.writes(18))
		}
		fn swap_stake_limit() -> Weight {
			Weight::from_parts(412_532_000, 0)
				.saturating_add($db.reads(26))
				.saturating_add($db.writes(18))
		}
		fn transfer_stake() -> Weight {
			Weight::from_parts(421_857_001, 0)
				.saturating_add($db.reads(30))
				.saturating_add($db.writes(19))
		}
		fn recycle_alpha() -> Weight {
			Weight::from_parts(264_663_001, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(10))
		}
		fn burn_alpha() -> Weight {
			Weight::from_parts(265_655_000, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(11))
		}
		fn add_stake_burn() -> Weight {
			Weight::from_parts(126_548_001, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(7))
		}
		fn decrease_take() -> Weight {
			Weight::from_parts(38_768_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(2))
		}
		fn increase_take() -> Weight {
			Weight::from_parts(47_029_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_coldkey_auto_stake_hotkey() -> Weight {
			Weight::from_parts(37_926_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn serve_axon() -> Weight {
			Weight::from_parts(37_425_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		// `n` was measured from 2 to 256.
		fn burned_register(n: u32) -> Weight {
			Weight::from_parts(386_175_970, 0)
				.saturating_add($db.reads(34))
				.saturating_add($db.writes(37))
				.saturating_add(each(n, 30_300_972, $db.reads_writes(3, 1)))
		}
		fn register_network() -> Weight {
			Weight::from_parts(1_009_679_000, 0)
				.saturating_add($db.reads(404))
				.saturating_add($db.writes(18))
		}
		fn dissolve_network() -> Weight {
			Weight::from_parts(84_656_000, 0)
				.saturating_add($db.reads(13))
				.saturating_add($db.writes(13))
		}
		fn dissolve_key() -> Weight {
			Weight::from_parts(8_883_000, 0).saturating_add($db.reads(2))
		}
		fn dissolve_position() -> Weight {
			Weight::from_parts(174_959_000, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(9))
		}
		fn dissolve_seat() -> Weight {
			Weight::from_parts(21_953_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(5))
		}
		fn dissolve_finish() -> Weight {
			Weight::from_parts(773_328_000, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(186))
		}
		fn start_call() -> Weight {
			Weight::from_parts(45_948_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_hyperparameter() -> Weight {
			Weight::from_parts(57_135_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		// `r` was measured from 1 to 256.
		fn set_mechanism_count(r: u32) -> Weight {
			Weight::from_parts(50_749_046, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(4))
				.saturating_add(each(r, 3_193_408, $db.reads_writes(0, 2)))
		}
		// `n` was measured from 8 to 256.
		fn trim_to_max_allowed_uids(n: u32) -> Weight {
			Weight::from_parts(46_147_411, 0)
				.saturating_add($db.reads(147))
				.saturating_add($db.writes(139))
				.saturating_add(each(n, 60_035_377, $db.reads_writes(5, 9)))
		}
		fn set_subnet_owner_hotkey() -> Weight {
			Weight::from_parts(63_504_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		fn trigger_epoch() -> Weight {
			Weight::from_parts(62_863_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		// `h` was measured from 1 to 256.
		fn set_identity(h: u32) -> Weight {
			Weight::from_parts(44_756_802, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
				.saturating_add(each(h, 5_756_430, $db.reads_writes(1, 0)))
		}
		fn set_subnet_identity() -> Weight {
			Weight::from_parts(42_493_000, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		// `s` was measured from 1 to 126.
		fn update_symbol(s: u32) -> Weight {
			Weight::from_parts(51_143_545, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(1))
				.saturating_add(each(s, 2_659_619, $db.reads_writes(1, 0)))
		}
		fn serve_axon_tls() -> Weight {
			Weight::from_parts(41_862_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(2))
		}
		fn serve_prometheus() -> Weight {
			Weight::from_parts(38_146_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn try_associate_hotkey() -> Weight {
			Weight::from_parts(34_191_000, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(4))
		}
		// `s` was measured from 2 to 8.
		// `p` was measured from 1 to 64.
		fn swap_hotkey(s: u32, p: u32) -> Weight {
			Weight::from_parts(268_862_013, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(11))
				.saturating_add(each(s, 544_822_691, $db.reads_writes(107, 107)))
				.saturating_add(each(p, 104_608_711, $db.reads_writes(5, 3)))
		}
		// `s` was measured from 2 to 8.
		// `i` was measured from 2 to 64.
		fn swap_coldkey(s: u32, i: u32) -> Weight {
			Weight::from_parts(163_902_428, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(7))
				.saturating_add(each(s, 18_873_821, $db.reads_writes(6, 5)))
				.saturating_add(each(i, 32_416_066, $db.reads_writes(3, 2)))
		}
		fn announce_coldkey_swap() -> Weight {
			Weight::from_parts(51_246_000, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(2))
		}
		fn dispute_coldkey_swap() -> Weight {
			Weight::from_parts(19_599_000, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		fn reset_coldkey_swap() -> Weight {
			Weight::from_parts(15_483_000, 0).saturating_add($db.writes(2))
		}
		fn clear_coldkey_swap_announcement() -> Weight {
			Weight::from_parts(22_293_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		// `n` was measured from 1 to 256.
		fn root_register(n: u32) -> Weight {
			Weight::from_parts(184_250_131, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(26))
				.saturating_add(each(n, 8_795_778, $db.reads_writes(3, 1)))
		}
		// `c` was measured from 0 to 5.
		fn set_children(c: u32) -> Weight {
			Weight::from_parts(332_307_925, 0)
				.saturating_add($db.reads(338))
				.saturating_add($db.writes(3))
				.saturating_add(each(c, 737_495_752, $db.reads_writes(56, 0)))
		}
		fn set_childkey_take() -> Weight {
			Weight::from_parts(53_209_000, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(2))
		}
		fn sudo_set_tx_childkey_take_rate_limit() -> Weight {
			Weight::from_parts(13_370_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_min_childkey_take() -> Weight {
			Weight::from_parts(14_111_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn sudo_set_max_childkey_take() -> Weight {
			Weight::from_parts(13_680_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn set_pending_childkey_cooldown() -> Weight {
			Weight::from_parts(13_209_000, 0).saturating_add($db.writes(1))
		}
		fn claim_root() -> Weight {
			Weight::from_parts(12_869_001, 0).saturating_add($db.reads(2))
		}
		fn claim_root_visit() -> Weight {
			Weight::from_parts(31_256_001, 0).saturating_add($db.reads(4))
		}
		// `s` was measured from 1 to 8.
		fn claim_root_hotkey(s: u32) -> Weight {
			Weight::from_parts(131_178_643, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(8))
				.saturating_add(each(s, 164_687_236, $db.reads_writes(11, 8)))
		}
		// `s` was measured from 1 to 128.
		fn keep_root_earnings(s: u32) -> Weight {
			Weight::from_parts(41_472_578, 0).saturating_add($db.reads(4)).saturating_add(each(
				s,
				22_700_042,
				$db.reads_writes(2, 2),
			))
		}
		fn set_root_claim_type() -> Weight {
			Weight::from_parts(13_881_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_num_root_claims() -> Weight {
			Weight::from_parts(13_480_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_root_claim_threshold() -> Weight {
			Weight::from_parts(25_388_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		// `p` was measured from 32 to 512.
		// `a` was measured from 1 to 32.
		fn apply_pending_children(p: u32, a: u32) -> Weight {
			Weight::from_parts(3_254_940, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(6))
				.saturating_add(each(p, 5_343_190, $db.reads_writes(1, 0)))
				.saturating_add(each(a, 61_329_352, $db.reads_writes(2, 2)))
		}
		// `p` was measured from 0 to 64.
		fn inheritance(p: u32) -> Weight {
			Weight::from_parts(555_939_701, 0)
				.saturating_add($db.reads(72))
				.saturating_add($db.writes(37))
				.saturating_add(each(p, 136_320_020, $db.reads_writes(7, 6)))
		}
		// `s` was measured from 1 to 127.
		fn block_step(s: u32) -> Weight {
			Weight::from_parts(84_672_575, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(1))
				.saturating_add(each(s, 146_352_495, $db.reads_writes(30, 17)))
		}
		// `r` was measured from 1 to 256.
		fn reset_bonds(r: u32) -> Weight {
			Weight::from_parts(53_837_245, 0).saturating_add($db.reads(4)).saturating_add(each(
				r,
				20_073_356,
				$db.reads_writes(1, 1),
			))
		}
		// `n` was measured from 1 to 256.
		fn epoch_size(n: u32) -> Weight {
			Weight::from_parts(40_547_913, 0).saturating_add($db.reads(4)).saturating_add(each(
				n,
				9_990_026,
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
				.saturating_add(each(n, 96_746_098, $db.reads_writes(14, 5)))
				.saturating_add(each(v, 169_661_005, $db.reads_writes(5, 3)))
				.saturating_add(each(w, 120_133, $db.reads_writes(0, 0)))
				.saturating_add(each(b, 79_550, $db.reads_writes(0, 0)))
		}
		// `n` was measured from 512 to 2048.
		// `v` was measured from 128 to 512.
		// `w` was measured from 2048 to 65536.
		// `b` was measured from 2048 to 65536.
		fn epoch_yuma3(n: u32, v: u32, w: u32, b: u32) -> Weight {
			Weight::from_parts(0, 0)
				.saturating_add($db.reads(39))
				.saturating_add($db.writes(24))
				.saturating_add(each(n, 95_415_525, $db.reads_writes(14, 5)))
				.saturating_add(each(v, 166_326_100, $db.reads_writes(5, 3)))
				.saturating_add(each(w, 163_882, $db.reads_writes(0, 0)))
				.saturating_add(each(b, 86_387, $db.reads_writes(0, 0)))
		}
	};
}
