// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 4 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		// `w` was measured from 1 to 256.
		fn set_weights(w: u32) -> Weight {
			Weight::from_parts(1_419_606_852, 0)
				.saturating_add($db.reads(144))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 490_984, $db.reads_writes(0, 0)))
		}
		fn commit_weights() -> Weight {
			Weight::from_parts(932_892_001, 0)
				.saturating_add($db.reads(146))
				.saturating_add($db.writes(2))
		}
		// `w` was measured from 1 to 256.
		// `s` was measured from 0 to 256.
		fn reveal_weights(w: u32, _s: u32) -> Weight {
			Weight::from_parts(1_512_521_394, 0)
				.saturating_add($db.reads(150))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 141_683, $db.reads_writes(0, 0)))
		}
		// `c` was measured from 0 to 2559.
		fn commit_timelocked_weights(c: u32) -> Weight {
			Weight::from_parts(2_570_317_192, 0)
				.saturating_add($db.reads(148))
				.saturating_add($db.writes(2))
				.saturating_add(each(c, 30_255_235, $db.reads_writes(0, 0)))
		}
		// `c` was measured from 0 to 2560.
		fn timelocked_queue(c: u32) -> Weight {
			Weight::from_parts(233_486_071, 0).saturating_add($db.reads(10)).saturating_add(each(
				c,
				15_435_390,
				$db.reads_writes(0, 0),
			))
		}
		// `w` was measured from 1 to 256.
		fn reveal_timelocked(w: u32) -> Weight {
			Weight::from_parts(14_879_688_342, 0)
				.saturating_add($db.reads(23))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 415_324, $db.reads_writes(0, 0)))
		}
		// `w` was measured from 1 to 256.
		fn guard(w: u32) -> Weight {
			Weight::from_parts(1_068_429_519, 0)
				.saturating_add($db.reads(144))
				.saturating_add(each(w, 366_957, $db.reads_writes(0, 0)))
		}
		fn add_stake() -> Weight {
			Weight::from_parts(299_879_000, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(10))
		}
		fn remove_stake() -> Weight {
			Weight::from_parts(225_330_001, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(9))
		}
		fn add_stake_limit() -> Weight {
			Weight::from_parts(327_942_000, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(10))
		}
		fn remove_stake_limit() -> Weight {
			Weight::from_parts(431_696_001, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(10))
		}
		fn remove_stake_full_limit() -> Weight {
			Weight::from_parts(301_574_000, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(11))
		}
		// `n` was measured from 1 to 127.
		fn unstake_all(n: u32) -> Weight {
			Weight::from_parts(145_353_171, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
				.saturating_add(each(n, 314_110_432, $db.reads_writes(11, 9)))
		}
		// `n` was measured from 1 to 127.
		fn unstake_all_alpha(n: u32) -> Weight {
			Weight::from_parts(531_849_037, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(8))
				.saturating_add(each(n, 282_112_922, $db.reads_writes(11, 9)))
		}
		fn move_stake() -> Weight {
			Weight::from_parts(523_468_001, 0)
				.saturating_add($db.reads(28))
				.saturating_add($db.writes(18))
		}
		fn move_stake_limit() -> Weight {
			Weight::from_parts(531_393_001, 0)
				.saturating_add($db.reads(28))
				.saturating_add($db.writes(18))
		}
		fn swap_stake() -> Weight {
			Weight::from_parts(489_513_001, 0)
				.saturating_add($db.reads(26))
				.saturating_add($db.writes(18))
		}
		fn swap_stake_limit() -> Weight {
			Weight::from_parts(494_352_000, 0)
				.saturating_add($db.reads(26))
				.saturating_add($db.writes(18))
		}
		fn transfer_stake() -> Weight {
			Weight::from_parts(502_267_001, 0)
				.saturating_add($db.reads(30))
				.saturating_add($db.writes(19))
		}
		fn recycle_alpha() -> Weight {
			Weight::from_parts(333_473_000, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(10))
		}
		fn burn_alpha() -> Weight {
			Weight::from_parts(320_779_000, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(11))
		}
		fn add_stake_burn() -> Weight {
			Weight::from_parts(149_479_001, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(7))
		}
		fn decrease_take() -> Weight {
			Weight::from_parts(46_487_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(2))
		}
		fn increase_take() -> Weight {
			Weight::from_parts(54_382_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_coldkey_auto_stake_hotkey() -> Weight {
			Weight::from_parts(41_909_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn serve_axon() -> Weight {
			Weight::from_parts(78_176_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		// `n` was measured from 2 to 256.
		fn burned_register(n: u32) -> Weight {
			Weight::from_parts(448_417_843, 0)
				.saturating_add($db.reads(33))
				.saturating_add($db.writes(32))
				.saturating_add(each(n, 58_409_099, $db.reads_writes(3, 1)))
		}
		fn register_network() -> Weight {
			Weight::from_parts(1_346_153_000, 0)
				.saturating_add($db.reads(404))
				.saturating_add($db.writes(18))
		}
		fn dissolve_network() -> Weight {
			Weight::from_parts(153_958_000, 0)
				.saturating_add($db.reads(13))
				.saturating_add($db.writes(13))
		}
		fn dissolve_key() -> Weight {
			Weight::from_parts(18_084_000, 0).saturating_add($db.reads(2))
		}
		fn dissolve_position() -> Weight {
			Weight::from_parts(331_909_000, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(9))
		}
		fn dissolve_finish() -> Weight {
			Weight::from_parts(1_412_548_001, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(186))
		}
		fn start_call() -> Weight {
			Weight::from_parts(87_503_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_hyperparameter() -> Weight {
			Weight::from_parts(103_843_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		// `r` was measured from 1 to 256.
		fn set_mechanism_count(r: u32) -> Weight {
			Weight::from_parts(82_238_834, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(4))
				.saturating_add(each(r, 6_804_993, $db.reads_writes(0, 2)))
		}
		// `n` was measured from 8 to 256.
		fn trim_to_max_allowed_uids(n: u32) -> Weight {
			Weight::from_parts(116_407_150, 0)
				.saturating_add($db.reads(19))
				.saturating_add($db.writes(14))
				.saturating_add(each(n, 114_669_191, $db.reads_writes(5, 7)))
		}
		fn set_subnet_owner_hotkey() -> Weight {
			Weight::from_parts(131_586_001, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		fn trigger_epoch() -> Weight {
			Weight::from_parts(128_330_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		// `h` was measured from 1 to 256.
		fn set_identity(h: u32) -> Weight {
			Weight::from_parts(97_396_524, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
				.saturating_add(each(h, 11_447_288, $db.reads_writes(1, 0)))
		}
		fn set_subnet_identity() -> Weight {
			Weight::from_parts(44_323_000, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		// `s` was measured from 1 to 126.
		fn update_symbol(s: u32) -> Weight {
			Weight::from_parts(82_943_949, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(1))
				.saturating_add(each(s, 8_364_452, $db.reads_writes(1, 0)))
		}
		fn serve_axon_tls() -> Weight {
			Weight::from_parts(90_339_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(2))
		}
		fn serve_prometheus() -> Weight {
			Weight::from_parts(83_746_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn try_associate_hotkey() -> Weight {
			Weight::from_parts(61_264_001, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(4))
		}
		// `s` was measured from 2 to 8.
		// `p` was measured from 1 to 64.
		fn swap_hotkey(s: u32, p: u32) -> Weight {
			Weight::from_parts(484_050_551, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(11))
				.saturating_add(each(s, 1_286_559_836, $db.reads_writes(99, 97)))
				.saturating_add(each(p, 279_458_368, $db.reads_writes(5, 3)))
		}
		// `s` was measured from 2 to 8.
		// `i` was measured from 2 to 64.
		fn swap_coldkey(s: u32, i: u32) -> Weight {
			Weight::from_parts(322_955_446, 0)
				.saturating_add($db.reads(7))
				.saturating_add($db.writes(7))
				.saturating_add(each(s, 27_982_828, $db.reads_writes(6, 5)))
				.saturating_add(each(i, 64_904_497, $db.reads_writes(4, 2)))
		}
		fn announce_coldkey_swap() -> Weight {
			Weight::from_parts(58_750_001, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(2))
		}
		fn dispute_coldkey_swap() -> Weight {
			Weight::from_parts(31_258_000, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		fn reset_coldkey_swap() -> Weight {
			Weight::from_parts(25_588_000, 0).saturating_add($db.writes(2))
		}
		fn clear_coldkey_swap_announcement() -> Weight {
			Weight::from_parts(39_013_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		// `n` was measured from 1 to 256.
		fn root_register(n: u32) -> Weight {
			Weight::from_parts(239_460_587, 0)
				.saturating_add($db.reads(15))
				.saturating_add($db.writes(21))
				.saturating_add(each(n, 22_459_170, $db.reads_writes(3, 1)))
		}
		// `c` was measured from 0 to 5.
		fn set_children(c: u32) -> Weight {
			Weight::from_parts(361_299_357, 0)
				.saturating_add($db.reads(338))
				.saturating_add($db.writes(3))
				.saturating_add(each(c, 1_008_818_644, $db.reads_writes(56, 0)))
		}
		fn set_childkey_take() -> Weight {
			Weight::from_parts(132_918_001, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(2))
		}
		fn sudo_set_tx_childkey_take_rate_limit() -> Weight {
			Weight::from_parts(28_603_001, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_min_childkey_take() -> Weight {
			Weight::from_parts(30_447_001, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn sudo_set_max_childkey_take() -> Weight {
			Weight::from_parts(29_395_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn set_pending_childkey_cooldown() -> Weight {
			Weight::from_parts(28_043_000, 0).saturating_add($db.writes(1))
		}
		fn claim_root() -> Weight {
			Weight::from_parts(31_328_000, 0).saturating_add($db.reads(2))
		}
		fn claim_root_visit() -> Weight {
			Weight::from_parts(84_207_001, 0).saturating_add($db.reads(4))
		}
		// `s` was measured from 1 to 8.
		fn claim_root_hotkey(s: u32) -> Weight {
			Weight::from_parts(906_482_677, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(8))
				.saturating_add(each(s, 242_388_666, $db.reads_writes(11, 8)))
		}
		// `s` was measured from 1 to 128.
		fn keep_root_earnings(s: u32) -> Weight {
			Weight::from_parts(122_351_634, 0).saturating_add($db.reads(4)).saturating_add(each(
				s,
				32_895_839,
				$db.reads_writes(2, 2),
			))
		}
		fn set_root_claim_type() -> Weight {
			Weight::from_parts(14_638_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_num_root_claims() -> Weight {
			Weight::from_parts(11_131_001, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_root_claim_threshold() -> Weight {
			Weight::from_parts(33_613_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		// `p` was measured from 32 to 512.
		// `a` was measured from 1 to 32.
		fn apply_pending_children(p: u32, a: u32) -> Weight {
			Weight::from_parts(0, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(6))
				.saturating_add(each(p, 10_415_511, $db.reads_writes(1, 0)))
				.saturating_add(each(a, 130_261_142, $db.reads_writes(2, 2)))
		}
		// `p` was measured from 0 to 64.
		fn inheritance(p: u32) -> Weight {
			Weight::from_parts(1_595_735_423, 0)
				.saturating_add($db.reads(72))
				.saturating_add($db.writes(37))
				.saturating_add(each(p, 277_700_144, $db.reads_writes(7, 6)))
		}
		// `s` was measured from 1 to 127.
		fn block_step(s: u32) -> Weight {
			Weight::from_parts(56_584_133, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(1))
				.saturating_add(each(s, 239_752_669, $db.reads_writes(31, 17)))
		}
		// `n` was measured from 1 to 256.
		fn epoch_size(n: u32) -> Weight {
			Weight::from_parts(90_805_302, 0).saturating_add($db.reads(4)).saturating_add(each(
				n,
				21_070_804,
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
				.saturating_add(each(n, 206_648_883, $db.reads_writes(14, 5)))
				.saturating_add(each(v, 347_060_751, $db.reads_writes(5, 3)))
				.saturating_add(each(w, 182_052, $db.reads_writes(0, 0)))
				.saturating_add(each(b, 261_516, $db.reads_writes(0, 0)))
		}
		// `n` was measured from 512 to 2048.
		// `v` was measured from 128 to 512.
		// `w` was measured from 2048 to 65536.
		// `b` was measured from 2048 to 65536.
		fn epoch_yuma3(n: u32, v: u32, w: u32, b: u32) -> Weight {
			Weight::from_parts(0, 0)
				.saturating_add($db.reads(39))
				.saturating_add($db.writes(24))
				.saturating_add(each(n, 203_331_446, $db.reads_writes(14, 5)))
				.saturating_add(each(v, 367_276_236, $db.reads_writes(5, 3)))
				.saturating_add(each(w, 369_344, $db.reads_writes(0, 0)))
				.saturating_add(each(b, 586_543, $db.reads_writes(0, 0)))
		}
	};
}
