//! Subnets out of bytes, for the fuzzer: every string of bytes is one, and small changes of the
//! bytes are small changes of the subnet.

use super::case::{Input, Rows};
use yuma_consensus::CombinedStake;

/// A source of bytes. When they run out, numbers that follow from the first eight go on.
struct Bytes<'a> {
	rest: &'a [u8],
	state: u64,
}

impl Bytes<'_> {
	fn byte(&mut self) -> u8 {
		if let Some((first, rest)) = self.rest.split_first() {
			self.rest = rest;
			return *first;
		}
		// Xorshift.
		self.state ^= self.state << 13;
		self.state ^= self.state >> 7;
		self.state ^= self.state << 17;
		self.state.to_le_bytes()[4]
	}

	fn chance(&mut self, of_256: u8) -> bool {
		self.byte() < of_256
	}

	fn pick<T: Copy>(&mut self, from: &[T]) -> T {
		from[usize::from(self.byte()) % from.len()]
	}

	fn u16(&mut self) -> u16 {
		u16::from_le_bytes([self.byte(), self.byte()])
	}

	fn u64(&mut self) -> u64 {
		u64::from_le_bytes(std::array::from_fn(|_| self.byte()))
	}

	/// A value at or around the bounds of a ratio, or any other.
	fn ratio(&mut self) -> u16 {
		const BOUNDS: [u16; 9] = [0, 1, 2, 21_845, 32_767, 32_768, 43_690, 65_534, 65_535];
		if self.chance(128) {
			self.pick(&BOUNDS)
		} else {
			self.u16()
		}
	}

	/// A block around the ones at which rules turn.
	fn block(&mut self) -> u64 {
		match self.byte() {
			0 => 0,
			1 => u64::MAX,
			2 => self.u64(),
			other => 990 + u64::from(other % 16),
		}
	}

	fn stake(&mut self) -> CombinedStake {
		match self.byte() % 8 {
			0 | 1 => CombinedStake::ZERO,
			2 => CombinedStake::from_rao(self.u64() >> self.pick(&[0, 1, 5, 5, 5, 5, 5, 5])),
			3 => CombinedStake::combine(self.u64() >> 8, self.u64() >> 8, self.u64()),
			4 => CombinedStake::from_rao(1_000),
			5 => CombinedStake::from_rao(self.byte().into()),
			_ => CombinedStake::from_rao(self.u64() >> 16),
		}
	}

	fn rows(&mut self, n: u16) -> Rows {
		let density = self.byte();
		let row = |bytes: &mut Self| -> Vec<(u16, u16)> {
			let order = bytes.byte() % 8;
			if order == 0 {
				return Vec::new();
			}
			let targets = (0..n + 2).filter(|_| bytes.byte() <= density).collect::<Vec<_>>();
			let mut row: Vec<_> =
				targets.into_iter().map(|target| (target, bytes.ratio())).collect();
			match order {
				1 => row.reverse(),
				2 if !row.is_empty() => {
					let (from, to) = (bytes.u16(), bytes.u16());
					let length = row.len();
					row.swap(usize::from(from) % length, usize::from(to) % length);
				},
				// Seldom a target that may be there already.
				3 if bytes.chance(8) => row.push((bytes.u16() % (n + 2), bytes.u16())),
				_ => {},
			}
			row
		};
		(0..n).map(|_| row(self)).collect()
	}
}

/// The subnet that a string of bytes stands for. It need not be a valid one.
pub fn subnet(data: &[u8]) -> (Input, Vec<CombinedStake>) {
	let head: [u8; 8] = std::array::from_fn(|index| data.get(index).copied().unwrap_or(0));
	let mut bytes = Bytes { rest: data, state: u64::from_le_bytes(head) | 1 };
	let b = &mut bytes;
	let n = match b.byte() {
		large @ 224.. => u16::from(large - 224) * 4,
		small => u16::from(small % 13),
	};
	let parameters = Input {
		n,
		current_block: if b.chance(200) { 1_000 } else { b.block() },
		tempo: b.pick(&[360, 3, 0, u16::MAX]),
		last_mechanism_step_block: if b.chance(64) { 0 } else { b.block() },
		activity_cutoff: b.pick(&[5_000, 0, 1, 4, u64::MAX]),
		last_update: Vec::new(),
		block_at_registration: Vec::new(),
		stake: Vec::new(),
		stake_threshold: b.pick(&[0, 0, 0, 1, 1_000, u64::MAX]),
		owner_uid: if b.chance(96) { Some(b.u16() % (n + 1)) } else { None },
		validator_permit: Vec::new(),
		max_allowed_validators: if b.chance(128) { 64 } else { b.u16() % (n + 2) },
		weights: Vec::new(),
		commit_blocks: None,
		kappa: b.ratio(),
		bonds: Vec::new(),
		bonds_penalty: if b.chance(128) { u16::MAX } else { b.ratio() },
		bonds_moving_average: match b.byte() % 8 {
			0 => b.u64() >> b.pick(&[0, 27, 29, 29, 29, 40, 44, 44]),
			1 => 65_535_000_000,
			2 => b.pick(&[0, 1, 999_999, 1_000_000, 1_000_001, 65_535_000_000]),
			3 => b.u64() % 1_000_000,
			_ => 900_000,
		},
		yuma3: b.chance(128),
		liquid_alpha: b.chance(192),
		alpha_low: b.ratio() / 2,
		alpha_high: b.ratio(),
		alpha_sigmoid_steepness: if b.chance(128) { 1_000 } else { b.u16().cast_signed() },
		rao_emission: if b.chance(128) { 148_000_000_000 } else { b.u64() },
	};
	let shorter = |bytes: &mut Bytes| if bytes.chance(16) { bytes.u16() % (n + 2) } else { n };
	let updates = shorter(b);
	let permits = shorter(b);
	let committing = b.chance(64);
	let input = Input {
		last_update: (0..updates).map(|_| b.block()).collect(),
		block_at_registration: (0..n).map(|_| if b.chance(128) { 10 } else { b.block() }).collect(),
		validator_permit: (0..permits).map(|_| b.chance(200)).collect(),
		commit_blocks: committing
			.then(|| (0..n).map(|_| b.chance(128).then(|| b.block())).collect()),
		weights: b.rows(n),
		bonds: b.rows(n),
		..parameters
	};
	let stake = (0..n).map(|_| b.stake()).collect();
	(input, stake)
}
