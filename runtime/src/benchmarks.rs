frame_benchmarking::define_benchmarks!(
	[frame_benchmarking, BaselineBench::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[pallet_balances, Balances]
	[pallet_commitments, Commitments]
	[pallet_drand, Drand]
	[pallet_mev_shield, MevShield]
	[pallet_multisig, Multisig]
	[pallet_proxy, Proxy]
	[pallet_subtensor, SubtensorModule]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_utility, Utility]
);
