//! Every operation of the number type against the published fixed-point library that the live
//! network uses, and the median against its definition.

use proptest::{collection::vec, prelude::*, sample::select};
use substrate_fixed::{
	transcendental,
	types::{I32F32, I64F64, I96F32},
};
use yuma_consensus::{liquid_alpha, median, CombinedStake, Q32};

/// Bit patterns of all sizes, dense around powers of two and around 0 and 1.
fn bits() -> impl Strategy<Value = i64> {
	let near_power =
		(0..64_u32, -3..=3_i64, any::<bool>()).prop_map(|(power, offset, negative)| {
			let value = 1_i64.wrapping_shl(power).wrapping_add(offset);
			if negative {
				value.wrapping_neg()
			} else {
				value
			}
		});
	prop_oneof![
		any::<i64>(),
		near_power,
		0..=1_i64 << 32,
		select(vec![0, 1, -1, i64::MIN, i64::MAX, 1 << 32, (1 << 32) - 1, (1 << 32) + 1]),
	]
}

fn cases(default: u32) -> ProptestConfig {
	let cases = std::env::var("YUMA_CASES").ok().and_then(|text| text.parse().ok());
	ProptestConfig {
		cases: cases.unwrap_or(default),
		failure_persistence: None,
		..ProptestConfig::default()
	}
}

proptest! {
	#![proptest_config(cases(50_000))]

	#[test]
	fn operations_equal_those_of_the_library(a in bits(), b in bits()) {
		let (x, y) = (Q32::from_bits(a), Q32::from_bits(b));
		let (fa, fb) = (I32F32::from_bits(a), I32F32::from_bits(b));
		prop_assert_eq!(x.mul_floor_sat(y).bits(), fa.saturating_mul(fb).to_bits());
		let quotient = fa.checked_div(fb).unwrap_or_default();
		prop_assert_eq!(x.div_trunc_or_zero(y).bits(), quotient.to_bits());
		prop_assert_eq!(x.add_sat(y).bits(), fa.saturating_add(fb).to_bits());
		prop_assert_eq!(x.sub_sat(y).bits(), fa.saturating_sub(fb).to_bits());
		prop_assert_eq!(x < y, fa < fb);
	}

	#[test]
	fn fast_paths_equal_the_definition(a in bits(), b in bits()) {
		let limited = |wide: i128| wide.clamp(i64::MIN.into(), i64::MAX.into());
		let product = limited((i128::from(a) * i128::from(b)) >> 32);
		let (x, y) = (Q32::from_bits(a), Q32::from_bits(b));
		prop_assert_eq!(i128::from(x.mul_floor_sat(y).bits()), product);
		let quotient = if b == 0 { 0 } else { (i128::from(a) << 32) / i128::from(b) };
		let quotient = if limited(quotient) == quotient { quotient } else { 0 };
		prop_assert_eq!(i128::from(x.div_trunc_or_zero(y).bits()), quotient);
	}

	#[test]
	fn storage_equals_the_library(value in bits(), amount in any::<u64>()) {
		let stored = I32F32::from_bits(value).saturating_mul(I32F32::from_num(65_535));
		prop_assert_eq!(Q32::from_bits(value).to_ratio_floor_sat(), stored.saturating_to_num::<u16>());
		let share = value.clamp(0, 1 << 32);
		let paid = I96F32::from_num(I32F32::from_bits(share)).saturating_mul(I96F32::from_num(amount));
		prop_assert_eq!(Q32::from_bits(share).share_of_floor(amount), paid.saturating_to_num::<u64>());
	}

	#[test]
	fn combined_stake_equals_the_library(
		alpha in any::<u64>(), tao in any::<u64>(), weight in any::<u64>(), shift in 0..64_u32,
	) {
		let (alpha, tao) = (alpha >> shift, tao >> shift);
		// The weight as the live network reads it: 32 fraction bits, then widened.
		let weight_bits = (i128::from(weight) << 32) / i128::from(u64::MAX);
		let weight_64 = I64F64::from_bits(weight_bits << 32);
		let expected = I64F64::saturating_from_num(alpha)
			.saturating_add(I64F64::saturating_from_num(tao).saturating_mul(weight_64));
		let got = CombinedStake::combine(alpha, tao, weight);
		prop_assert_eq!(got.bits(), expected.to_bits());
		prop_assert_eq!(got.floor(), expected.to_num::<u64>());
	}
}

proptest! {
	#![proptest_config(cases(4_000))]

	#[test]
	fn the_exponential_equals_the_library(x in -25_i64 << 32..25 << 32, whole in -25..=25_i64) {
		for bits in [x, whole << 32, (whole << 32) + 1, (whole << 32) - 1] {
			let limit = I32F32::from_num(20);
			let clamped = I32F32::from_bits(bits).clamp(-limit, limit);
			let expected: I32F32 = transcendental::exp(clamped).unwrap();
			prop_assert_eq!(liquid_alpha::exp(Q32::from_bits(bits)).bits(), expected.to_bits());
		}
	}

	#[test]
	fn the_median_is_the_smallest_weight_above_the_minority(
		rows in vec(
			(
				// 150 of them sum up to at most 1.
				prop_oneof![1 => select(vec![0, 1, 1 << 20]), 4 => 0..28_000_000_i64],
				prop_oneof![
					1 => select(vec![0, 1, 1 << 30, 1 << 32]),
					4 => 0..1_i64 << 32,
					4 => 1_i64 << 30..(1 << 30) + 9,
				],
			),
			0..150_usize,
		),
		kappa in prop_oneof![
			select(vec![0, 1, 13_107, 21_845, 26_214, 32_767, 32_768, 43_690, 65_534, 65_535]),
			any::<u16>()
		],
	) {
		let stake: Vec<Q32> = rows.iter().map(|(stake, _)| Q32::from_bits(*stake)).collect();
		let weights: Vec<Q32> = rows.iter().map(|(_, weight)| Q32::from_bits(*weight)).collect();
		let got = median::consensus(&stake, &weights, kappa).bits();
		prop_assert_eq!(got, definition(&rows, kappa));
	}
}

/// The definition, by trying every weight.
fn definition(rows: &[(i64, i64)], kappa: u16) -> i64 {
	let voters: Vec<(i128, i64)> =
		rows.iter().filter(|(s, _)| *s > 0).map(|(s, w)| (i128::from(*s), *w)).collect();
	let sum: i128 = voters.iter().map(|(stake, _)| stake).sum();
	let shares: Vec<(i128, i64)> = voters.iter().map(|(s, w)| ((s << 32) / sum, *w)).collect();
	let total: i128 = shares.iter().map(|(share, _)| share).sum();
	let minority = total - (i128::from(kappa) << 32) / 65_535;
	let held = |weight: i64| -> i128 {
		shares.iter().filter(|(_, w)| *w <= weight).map(|(share, _)| share).sum()
	};
	let candidates = shares.iter().map(|(_, weight)| *weight);
	let majority = candidates.clone().filter(|weight| held(*weight) > minority).min();
	majority.or(candidates.max()).unwrap_or(0)
}

#[test]
fn ratios_equal_a_division() {
	for value in 0..=u16::MAX {
		let expected = I32F32::from_num(value) / I32F32::from_num(u16::MAX);
		assert_eq!(Q32::from_ratio_floor(value).bits(), expected.to_bits());
	}
}
