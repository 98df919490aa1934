// Written by `make weights`; not to be edited by hand.
//
// 2026-11-23, 6 values of each component, 8 times each, on one of
// AMD EPYC. Times are in picoseconds.

macro_rules! measured {
	($db:expr) => {
		// `w` was measured from 1 to 256.
		// `p` was measured from 0 to 64.
		fn set_weights(w: u32, p: u32) -> Weight {
			Weight::from_parts(292_946_699, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 248_703, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 18_359_378, $db.reads_writes(2, 0)))
		}
		fn commit_weights() -> Weight {
			Weight::from_parts(1_028_461_001, 0)
				.saturating_add($db.reads(146))
				.saturating_add($db.writes(2))
		}
		// `w` was measured from 1 to 256.
		// `s` was measured from 0 to 256.
		// `p` was measured from 0 to 64.
		fn reveal_weights(w: u32, s: u32, p: u32) -> Weight {
			Weight::from_parts(426_359_848, 0)
				.saturating_add($db.reads(22))
				.saturating_add($db.writes(2))
				.saturating_add(each(w, 236_357, $db.reads_writes(0, 0)))
				.saturating_add(each(s, 94_685, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 15_996_542, $db.reads_writes(2, 0)))
		}
		// `c` was measured from 0 to 2559.
		fn commit_timelocked_weights(c: u32) -> Weight {
			Weight::from_parts(1_501_006_895, 0)
				.saturating_add($db.reads(148))
				.saturating_add($db.writes(2))
				.saturating_add(each(c, 26_646_395, $db.reads_writes(0, 0)))
		}
		// `c` was measured from 0 to 2560.
		fn timelocked_queue(c: u32) -> Weight {
			Weight::from_parts(132_160_567, 0).saturating_add($db.reads(10)).saturating_add(each(
				c,
				14_511_642,
				$db.reads_writes(0, 0),
			))
		}
		// `w` was measured from 1 to 256.
		fn reveal_timelocked(_w: u32) -> Weight {
			Weight::from_parts(17_850_836_046, 0)
				.saturating_add($db.reads(23))
				.saturating_add($db.writes(2))
		}
		// `w` was measured from 1 to 256.
		// `p` was measured from 0 to 64.
		fn guard(w: u32, p: u32) -> Weight {
			Weight::from_parts(172_150_657, 0)
				.saturating_add($db.reads(16))
				.saturating_add(each(w, 43_089, $db.reads_writes(0, 0)))
				.saturating_add(each(p, 12_031_741, $db.reads_writes(2, 0)))
		}
		fn add_stake() -> Weight {
			Weight::from_parts(201_646_000, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(10))
		}
		fn remove_stake() -> Weight {
			Weight::from_parts(236_662_000, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(9))
		}
		fn add_stake_limit() -> Weight {
			Weight::from_parts(207_708_001, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(10))
		}
		fn remove_stake_limit() -> Weight {
			Weight::from_parts(426_156_001, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(10))
		}
		fn remove_stake_full_limit() -> Weight {
			Weight::from_parts(299_369_000, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(11))
		}
		// `n` was measured from 1 to 127.
		fn unstake_all(n: u32) -> Weight {
			Weight::from_parts(114_487_247, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
				.saturating_add(each(n, 223_321_925, $db.reads_writes(11, 9)))
		}
		// `n` was measured from 1 to 127.
		fn unstake_all_alpha(n: u32) -> Weight {
			Weight::from_parts(196_615_978, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(8))
				.saturating_add(each(n, 226_686_544, $db.reads_writes(11, 9)))
		}
		fn move_stake() -> Weight {
			Weight::from_parts(508_830_000, 0)
				.saturating_add($db.reads(28))
				.saturating_add($db.writes(18))
		}
		fn move_stake_limit() -> Weight {
			Weight::from_parts(512_116_000, 0)
				.saturating_add($db.reads(28))
				.saturating_add($db.writes(18))
		}
		fn swap_stake() -> Weight {
			Weight::from_parts(486_218_000, 0)
				.saturating_add($db.reads(26))
				.saturating_add($db.writes(18))
		}
		fn swap_stake_limit() -> Weight {
			Weight::from_parts(503_089_000, 0)
				.saturating_add($db.reads(26))
				.saturating_add($db.writes(18))
		}
		fn transfer_stake() -> Weight {
			Weight::from_parts(510_102_000, 0)
				.saturating_add($db.reads(30))
				.saturating_add($db.writes(19))
		}
		fn recycle_alpha() -> Weight {
			Weight::from_parts(321_781_001, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(10))
		}
		fn burn_alpha() -> Weight {
			Weight::from_parts(325_228_000, 0)
				.saturating_add($db.reads(17))
				.saturating_add($db.writes(11))
		}
		fn add_stake_burn() -> Weight {
			Weight::from_parts(155_250_000, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(7))
		}
		fn decrease_take() -> Weight {
			Weight::from_parts(51_828_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(2))
		}
		fn increase_take() -> Weight {
			Weight::from_parts(60_494_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_coldkey_auto_stake_hotkey() -> Weight {
			Weight::from_parts(48_500_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn serve_axon() -> Weight {
			Weight::from_parts(48_911_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		// `n` was measured from 2 to 256.
		fn burned_register(n: u32) -> Weight {
			Weight::from_parts(518_699_719, 0)
				.saturating_add($db.reads(34))
				.saturating_add($db.writes(37))
				.saturating_add(each(n, 37_997_104, $db.reads_writes(3, 1)))
		}
		fn register_network() -> Weight {
			Weight::from_parts(1_184_672_000, 0)
				.saturating_add($db.reads(404))
				.saturating_add($db.writes(18))
		}
		fn dissolve_network() -> Weight {
			Weight::from_parts(110_286_000, 0)
				.saturating_add($db.reads(13))
				.saturating_add($db.writes(13))
		}
		fn dissolve_key() -> Weight {
			Weight::from_parts(11_993_000, 0).saturating_add($db.reads(2))
		}
		fn dissolve_position() -> Weight {
			Weight::from_parts(217_106_001, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(9))
		}
		fn dissolve_seat() -> Weight {
			Weight::from_parts(29_375_001, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(5))
		}
		fn dissolve_finish() -> Weight {
			Weight::from_parts(927_452_001, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(186))
		}
		fn start_call() -> Weight {
			Weight::from_parts(59_561_000, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(2))
		}
		fn set_hyperparameter() -> Weight {
			Weight::from_parts(77_695_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		// `r` was measured from 1 to 256.
		fn set_mechanism_count(r: u32) -> Weight {
			Weight::from_parts(66_962_328, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(4))
				.saturating_add(each(r, 3_959_166, $db.reads_writes(0, 2)))
		}
		// `n` was measured from 8 to 256.
		fn trim_to_max_allowed_uids(n: u32) -> Weight {
			Weight::from_parts(17_091_095, 0)
				.saturating_add($db.reads(147))
				.saturating_add($db.writes(139))
				.saturating_add(each(n, 77_466_113, $db.reads_writes(5, 9)))
		}
		fn set_subnet_owner_hotkey() -> Weight {
			Weight::from_parts(80_671_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		fn trigger_epoch() -> Weight {
			Weight::from_parts(78_507_000, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(2))
		}
		// `h` was measured from 1 to 256.
		fn set_identity(h: u32) -> Weight {
			Weight::from_parts(55_339_652, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
				.saturating_add(each(h, 6_818_100, $db.reads_writes(1, 0)))
		}
		fn set_subnet_identity() -> Weight {
			Weight::from_parts(54_031_001, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		// `s` was measured from 1 to 126.
		fn update_symbol(s: u32) -> Weight {
			Weight::from_parts(66_483_171, 0)
				.saturating_add($db.reads(5))
				.saturating_add($db.writes(1))
				.saturating_add(each(s, 3_150_061, $db.reads_writes(1, 0)))
		}
		fn serve_axon_tls() -> Weight {
			Weight::from_parts(54_301_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(2))
		}
		fn serve_prometheus() -> Weight {
			Weight::from_parts(49_853_000, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		fn try_associate_hotkey() -> Weight {
			Weight::from_parts(45_725_000, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(4))
		}
		// `s` was measured from 2 to 8.
		// `p` was measured from 1 to 64.
		fn swap_hotkey(s: u32, p: u32) -> Weight {
			Weight::from_parts(390_327_065, 0)
				.saturating_add($db.reads(14))
				.saturating_add($db.writes(11))
				.saturating_add(each(s, 698_125_802, $db.reads_writes(107, 107)))
				.saturating_add(each(p, 131_151_221, $db.reads_writes(5, 3)))
		}
		// `s` was measured from 2 to 8.
		// `i` was measured from 2 to 64.
		fn swap_coldkey(s: u32, i: u32) -> Weight {
			Weight::from_parts(263_524_663, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(7))
				.saturating_add(each(s, 19_559_908, $db.reads_writes(6, 5)))
				.saturating_add(each(i, 41_933_419, $db.reads_writes(3, 2)))
		}
		fn announce_coldkey_swap() -> Weight {
			Weight::from_parts(67_115_000, 0)
				.saturating_add($db.reads(4))
				.saturating_add($db.writes(2))
		}
		fn dispute_coldkey_swap() -> Weight {
			Weight::from_parts(28_663_001, 0)
				.saturating_add($db.reads(2))
				.saturating_add($db.writes(1))
		}
		fn reset_coldkey_swap() -> Weight {
			Weight::from_parts(22_722_000, 0).saturating_add($db.writes(2))
		}
		fn clear_coldkey_swap_announcement() -> Weight {
			Weight::from_parts(31_199_001, 0)
				.saturating_add($db.reads(3))
				.saturating_add($db.writes(1))
		}
		// `n` was measured from 1 to 256.
		fn root_register(n: u32) -> Weight {
			Weight::from_parts(232_128_682, 0)
				.saturating_add($db.reads(16))
				.saturating_add($db.writes(26))
				.saturating_add(each(n, 11_614_304, $db.reads_writes(3, 1)))
		}
		// `c` was measured from 0 to 5.
		fn set_children(c: u32) -> Weight {
			Weight::from_parts(399_025_363, 0)
				.saturating_add($db.reads(338))
				.saturating_add($db.writes(3))
				.saturating_add(each(c, 898_507_638, $db.reads_writes(56, 0)))
		}
		fn set_childkey_take() -> Weight {
			Weight::from_parts(67_816_000, 0)
				.saturating_add($db.reads(8))
				.saturating_add($db.writes(2))
		}
		fn sudo_set_tx_childkey_take_rate_limit() -> Weight {
			Weight::from_parts(20_307_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_min_childkey_take() -> Weight {
			Weight::from_parts(21_019_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn sudo_set_max_childkey_take() -> Weight {
			Weight::from_parts(21_100_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		fn set_pending_childkey_cooldown() -> Weight {
			Weight::from_parts(20_198_000, 0).saturating_add($db.writes(1))
		}
		fn claim_root() -> Weight {
			Weight::from_parts(19_225_000, 0).saturating_add($db.reads(2))
		}
		fn claim_root_visit() -> Weight {
			Weight::from_parts(40_806_000, 0).saturating_add($db.reads(4))
		}
		// `s` was measured from 1 to 8.
		fn claim_root_hotkey(s: u32) -> Weight {
			Weight::from_parts(171_624_117, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(8))
				.saturating_add(each(s, 191_313_884, $db.reads_writes(11, 8)))
		}
		// `s` was measured from 1 to 128.
		fn keep_root_earnings(s: u32) -> Weight {
			Weight::from_parts(54_052_568, 0).saturating_add($db.reads(4)).saturating_add(each(
				s,
				27_544_975,
				$db.reads_writes(2, 2),
			))
		}
		fn set_root_claim_type() -> Weight {
			Weight::from_parts(38_592_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_num_root_claims() -> Weight {
			Weight::from_parts(33_692_000, 0).saturating_add($db.writes(1))
		}
		fn sudo_set_root_claim_threshold() -> Weight {
			Weight::from_parts(51_736_000, 0)
				.saturating_add($db.reads(1))
				.saturating_add($db.writes(1))
		}
		// `p` was measured from 32 to 512.
		// `a` was measured from 1 to 32.
		fn apply_pending_children(p: u32, a: u32) -> Weight {
			Weight::from_parts(22_613_815, 0)
				.saturating_add($db.reads(11))
				.saturating_add($db.writes(6))
				.saturating_add(each(p, 7_124_453, $db.reads_writes(1, 0)))
				.saturating_add(each(a, 83_786_906, $db.reads_writes(2, 2)))
		}
		// `p` was measured from 0 to 64.
		fn inheritance(p: u32) -> Weight {
			Weight::from_parts(750_297_882, 0)
				.saturating_add($db.reads(72))
				.saturating_add($db.writes(37))
				.saturating_add(each(p, 164_977_529, $db.reads_writes(7, 6)))
		}
		// `s` was measured from 1 to 127.
		fn block_step(s: u32) -> Weight {
			Weight::from_parts(116_482_074, 0)
				.saturating_add($db.reads(9))
				.saturating_add($db.writes(1))
				.saturating_add(each(s, 190_212_555, $db.reads_writes(31, 17)))
		}
		// `r` was measured from 1 to 256.
		fn reset_bonds(r: u32) -> Weight {
			Weight::from_parts(66_900_474, 0).saturating_add($db.reads(4)).saturating_add(each(
				r,
				24_611_734,
				$db.reads_writes(1, 1),
			))
		}
		// `n` was measured from 1 to 256.
		fn epoch_size(n: u32) -> Weight {
			Weight::from_parts(53_131_765, 0).saturating_add($db.reads(4)).saturating_add(each(
				n,
				12_514_524,
				$db.reads_writes(4, 0),
			))
		}
		// `n` was measured from 512 to 2048.
		// `v` was measured from 128 to 512.
		// `w` was measured from 2048 to 65536.
		// `b` was measured from 2048 to 65536.
		fn epoch_yuma(n: u32, v: u32, w: u32, _b: u32) -> Weight {
			Weight::from_parts(0, 0)
				.saturating_add($db.reads(39))
				.saturating_add($db.writes(24))
				.saturating_add(each(n, 162_940_031, $db.reads_writes(14, 5)))
				.saturating_add(each(v, 298_772_656, $db.reads_writes(5, 3)))
				.saturating_add(each(w, 250_486, $db.reads_writes(0, 0)))
		}
		// `n` was measured from 512 to 2048.
		// `v` was measured from 128 to 512.
		// `w` was measured from 2048 to 65536.
		// `b` was measured from 2048 to 65536.
		fn epoch_yuma3(n: u32, v: u32, w: u32, b: u32) -> Weight {
			Weight::from_parts(0, 0)
				.saturating_add($db.reads(39))
				.saturating_add($db.writes(24))
				.saturating_add(each(n, 156_296_923, $db.reads_writes(14, 5)))
				.saturating_add(each(v, 258_006_121, $db.reads_writes(5, 3)))
				.saturating_add(each(w, 173_119, $db.reads_writes(0, 0)))
				.saturating_add(each(b, 251_745, $db.reads_writes(0, 0)))
		}
	};
}
