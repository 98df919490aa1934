//! Random subnets: all shapes, and parameters at and around their bounds.

use super::case::{Input, Rows};
use proptest::{collection::vec, prelude::*, sample::select};
use yuma_consensus::CombinedStake;

/// Values at and around the bounds of a u16 ratio, and any other.
fn ratio() -> impl Strategy<Value = u16> {
	prop_oneof![select(vec![0, 1, 2, 21_845, 32_767, 32_768, 43_690, 65_534, 65_535]), any::<u16>()]
}

/// A stake: none, equal ones, dust beside whales, whole or with a fraction of a rao. Up to a dozen
/// of them stay below 2^63.
fn stake() -> impl Strategy<Value = CombinedStake> {
	let whole = prop_oneof![
		3 => Just(0),
		3 => select(vec![1, 2, 999, 1_000, 1_000_000_000]),
		2 => 0..1_000_000_000_000_000_u64,
		1 => Just(1 << 58),
	];
	let mixed = (0..1_u64 << 50, 0..1_u64 << 50, any::<u64>());
	prop_oneof![
		4 => whole.prop_map(CombinedStake::from_rao),
		1 => mixed.prop_map(|(alpha, tao, weight)| CombinedStake::combine(alpha, tao, weight)),
	]
}

/// Rows without double targets, some of them beyond the subnet; ascending or in any order.
fn rows(n: usize, density: f64) -> impl Strategy<Value = Rows> {
	let width = u16::try_from(n).unwrap() + 2;
	let entry = (prop::bool::weighted(density), ratio(), any::<u16>());
	let row = (vec(entry, usize::from(width)), prop::bool::weighted(0.3));
	let row = row.prop_map(move |(entries, shuffle)| {
		let entries = (0..width).zip(entries).filter(|(_, (present, ..))| *present);
		let mut row: Vec<(u16, u16, u16)> =
			entries.map(|(target, (_, value, order))| (order, target, value)).collect();
		if shuffle {
			row.sort_unstable();
		}
		row.into_iter().map(|(_, target, value)| (target, value)).collect()
	});
	let empty = Just(Vec::new());
	vec(prop_oneof![3 => row, 1 => empty], n)
}

/// Blocks around the ones at which the rules turn.
fn block() -> impl Strategy<Value = u64> {
	prop_oneof![
		8 => 990..1_003_u64,
		4 => Just(10),
		1 => select(vec![0, 1, u64::MAX - 1, u64::MAX]),
	]
}

/// An input and its stakes.
pub fn subnet(max_neurons: usize) -> impl Strategy<Value = (Input, Vec<CombinedStake>)> {
	(0..=max_neurons, select(vec![0.3, 0.7, 1.0])).prop_flat_map(|(n, density)| {
		let size = u16::try_from(n).unwrap();
		let blocks = (
			prop_oneof![4 => Just(1_000), 1 => block()],
			prop_oneof![Just(360), Just(3), any::<u16>()],
			prop_oneof![3 => 995..1_001_u64, 1 => Just(0), 1 => block()],
			prop_oneof![3 => Just(5_000), 2 => 0..5_u64, 1 => Just(u64::MAX)],
			vec(block(), n.saturating_sub(1)..n + 2),
			vec(block(), n),
		);
		let neurons = (
			vec(stake(), n),
			prop_oneof![3 => Just(0), 1 => select(vec![1, 1_000, 1_000_000_000, u64::MAX])],
			prop::option::weighted(0.4, 0..size.max(1)),
			prop_oneof![
				6 => vec(prop::bool::weighted(0.8), n),
				1 => vec(any::<bool>(), 0..=n),
				1 => Just(Vec::new()),
			],
			prop_oneof![2 => Just(64), 2 => 0..=size, 1 => any::<u16>()],
		);
		let matrices = (
			rows(n, density),
			prop::option::weighted(0.3, vec(prop::option::of(block()), n)),
			rows(n, density),
		);
		let parameters = (
			ratio(),
			prop_oneof![2 => Just(65_535), 1 => Just(0), 2 => ratio()],
			prop_oneof![
				2 => Just(900_000),
				2 => select(vec![0, 1, 500_000, 975_000, 999_999, 1_000_000, 1_000_001, 3_000_000, 65_535_000_000]),
				1 => 0..1_000_000_u64,
			],
			any::<bool>(),
			prop::bool::weighted(0.7),
			ratio(),
			ratio(),
			prop_oneof![
				2 => Just(1_000),
				2 => select(vec![0, 1, -1, 100, 200, -1_000, i16::MIN, i16::MAX]),
				1 => any::<i16>(),
			],
			prop_oneof![2 => Just(148_000_000_000), 1 => select(vec![0, 1, u64::MAX]), 1 => any::<u64>()],
		);
		(blocks, neurons, matrices, parameters).prop_map(move |(blocks, neurons, matrices, p)| {
			let (low, high) = (p.5.min(p.6), p.5.max(p.6));
			let input = Input {
				n: size,
				current_block: blocks.0,
				tempo: blocks.1,
				last_mechanism_step_block: blocks.2,
				activity_cutoff: blocks.3,
				last_update: blocks.4,
				block_at_registration: blocks.5,
				stake: Vec::new(),
				stake_threshold: neurons.1,
				owner_uid: neurons.2.filter(|uid| *uid < size),
				validator_permit: neurons.3,
				max_allowed_validators: neurons.4,
				weights: matrices.0,
				commit_blocks: matrices.1,
				kappa: p.0,
				bonds: matrices.2,
				bonds_penalty: p.1,
				bonds_moving_average: p.2,
				yuma3: p.3,
				liquid_alpha: p.4,
				alpha_low: low,
				alpha_high: high,
				alpha_sigmoid_steepness: p.7,
				rao_emission: p.8,
			};
			(input, neurons.0)
		})
	})
}
