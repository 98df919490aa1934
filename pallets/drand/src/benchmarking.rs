//! Benchmarks of the calls.

use super::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use sp_io::hashing::sha2_256;

/// Quicknet's signature of round 1000.
#[rustfmt::skip]
const SIGNATURE: [u8; 48] = [
	0xb4, 0x46, 0x79, 0xb9, 0xa5, 0x9a, 0xf2, 0xec, 0x87, 0x6b, 0x1a, 0x6b,
	0x1a, 0xd5, 0x2e, 0xa9, 0xb1, 0x61, 0x5f, 0xc3, 0x98, 0x2b, 0x19, 0x57,
	0x63, 0x50, 0xf9, 0x34, 0x47, 0xcb, 0x11, 0x25, 0xe3, 0x42, 0xb7, 0x3a,
	0x8d, 0xd2, 0xba, 0xcb, 0xe4, 0x7e, 0x4b, 0x6b, 0x63, 0xed, 0x5e, 0x39,
];

/// Quicknet's pulse of round 1000.
pub fn pulse() -> Pulse {
	Pulse {
		round: 1_000,
		randomness: BoundedVec::truncate_from(sha2_256(&SIGNATURE).to_vec()),
		signature: BoundedVec::truncate_from(SIGNATURE.to_vec()),
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// The same pulse `p` times: each is checked. As many others as can be are there already.
	#[benchmark]
	fn store_pulses(p: Linear<1, MAX_PULSES_PER_CALL>) {
		let rounds = (1_001..).take(MAX_PULSES as usize).collect();
		Rounds::<T>::put(BoundedVec::<u64, _>::truncate_from(rounds));
		let pulses = BoundedVec::truncate_from(vec![pulse(); p as usize]);

		#[extrinsic_call]
		_(RawOrigin::Root, pulses);

		assert_eq!(LastStoredRound::<T>::get(), 1_000);
	}
}
