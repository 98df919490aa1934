//! What is stored once, and what makes a subnet.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod storage_subnets {
	/// The account that stands for "none" in maps that clients read with a plain value.
	#[pallet::type_value]
	pub fn ZeroAccount<T: Config>() -> T::AccountId {
		zero_account()
	}

	/// The sign that the live network gives to a subnet without one.
	#[pallet::type_value]
	pub fn DefaultTokenSymbol() -> BoundedVec<u8, ConstU32<32>> {
		BoundedVec::truncate_from(b"\xF0\x9D\x9C\x8F".to_vec())
	}

	/// 0.000003.
	#[pallet::type_value]
	pub fn DefaultSubnetMovingAlpha() -> I96F32 {
		I96F32 { bits: 12_884 }
	}

	/// As the runtime is configured.
	#[pallet::type_value]
	pub fn DefaultMaxEpochsPerBlock<T: Config>() -> u8 {
		T::InitialMaxEpochsPerBlock::get()
	}

	/// As the runtime is configured.
	#[pallet::type_value]
	pub fn DefaultStartCallDelay<T: Config>() -> u64 {
		T::InitialStartCallDelay::get()
	}

	// ---- Global ----

	/// All TAO that exists, in rao, as it stood when the last block was initialised.
	#[pallet::storage]
	pub type TotalIssuance<T> = StorageValue<_, TaoBalance, ValueQuery>;

	/// Number of subnets, root included.
	#[pallet::storage]
	pub type TotalNetworks<T> = StorageValue<_, u16, ValueQuery>;

	/// How many subnets may exist besides root.
	#[pallet::storage]
	pub type SubnetLimit<T> = StorageValue<_, u16, ValueQuery, ConstU16<128>>;

	/// Weight of root stake in the combined stake, as a fraction of 2^64 - 1.
	#[pallet::storage]
	pub type TaoWeight<T> = StorageValue<_, u64, ValueQuery, ConstU64<971_718_665_099_567_868>>;

	/// Combined stake that a hotkey needs to set weights and to count in an epoch, in rao.
	#[pallet::storage]
	pub type StakeThreshold<T> = StorageValue<_, u64, ValueQuery>;

	/// The owner's part of a subnet's alpha emission, as a fraction of 65535.
	#[pallet::storage]
	pub type SubnetOwnerCut<T> = StorageValue<_, u16, ValueQuery, ConstU16<11_796>>;

	/// How many epochs run in one block; further ones are deferred to the next.
	#[pallet::storage]
	pub type MaxEpochsPerBlock<T: Config> =
		StorageValue<_, u8, ValueQuery, DefaultMaxEpochsPerBlock<T>>;

	/// Blocks between the creation of a subnet and the earliest start call.
	#[pallet::storage]
	pub type StartCallDelay<T: Config> = StorageValue<_, u64, ValueQuery, DefaultStartCallDelay<T>>;

	/// Smallest amount of a stake operation, in rao.
	#[pallet::storage]
	pub type MinStake<T> = StorageValue<_, TaoBalance, ValueQuery, ConstU64<2_000_000>>;

	/// Blocks that must pass between two creations of subnets.
	#[pallet::storage]
	pub type NetworkRateLimit<T> = StorageValue<_, u64, ValueQuery, ConstU64<7_200>>;

	/// Least price of a new subnet, in rao.
	#[pallet::storage]
	pub type NetworkMinLockCost<T> =
		StorageValue<_, TaoBalance, ValueQuery, ConstU64<1_000_000_000_000>>;

	/// What the last subnet cost, in rao.
	#[pallet::storage]
	pub type NetworkLastLockCost<T> =
		StorageValue<_, TaoBalance, ValueQuery, ConstU64<1_000_000_000_000>>;

	/// Block in which the last subnet was created; 0 for none.
	#[pallet::storage]
	pub type NetworkLastLockBlock<T> = StorageValue<_, u64, ValueQuery>;

	/// Blocks in which the price of a subnet falls by what the last one cost.
	#[pallet::storage]
	pub type NetworkLockReductionInterval<T> = StorageValue<_, u64, ValueQuery, ConstU64<100_800>>;

	/// Blocks after its creation in which a subnet is not dissolved for a new one.
	#[pallet::storage]
	pub type NetworkImmunityPeriod<T> = StorageValue<_, u64, ValueQuery, ConstU64<1_296_000>>;

	/// Hyperparameters of subnets to come.
	#[pallet::storage]
	pub type NewSubnet<T> = StorageValue<_, NewSubnetParams, ValueQuery>;

	/// Weight of the current price in the moving price of an old subnet.
	#[pallet::storage]
	pub type SubnetMovingAlpha<T> = StorageValue<_, I96F32, ValueQuery, DefaultSubnetMovingAlpha>;

	// ---- Dissolving ----

	/// Subnets that are being dissolved, in their order; the first is worked on.
	#[pallet::storage]
	pub type DissolveCleanupQueue<T> =
		StorageValue<_, BoundedVec<NetUid, ConstU32<4096>>, ValueQuery>;

	/// How far the first of them has come; absent before its first step.
	#[pallet::storage]
	pub type CurrentDissolveCleanupStatus<T> = StorageValue<_, DissolveCleanupStatus, OptionQuery>;

	/// Registrations of subnets that wait for a netuid to become free, in their order.
	#[pallet::storage]
	pub type NetworkRegistrationQueue<T: Config> = StorageValue<
		_,
		BoundedVec<NetworkRegistrationInfo<T::AccountId>, ConstU32<128>>,
		ValueQuery,
	>;

	// ---- Subnets ----

	/// Which subnets exist.
	#[pallet::storage]
	pub type NetworksAdded<T> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

	/// Number of neurons.
	#[pallet::storage]
	pub type SubnetworkN<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Kind of token: 0 = none (root), 1 = own token with a pool.
	#[pallet::storage]
	pub type SubnetMechanism<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Coldkey that owns the subnet.
	#[pallet::storage]
	pub type SubnetOwner<T: Config> =
		StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, ZeroAccount<T>>;

	/// Hotkey of the owner.
	#[pallet::storage]
	pub type SubnetOwnerHotkey<T: Config> =
		StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, ZeroAccount<T>>;

	/// Block of creation.
	#[pallet::storage]
	pub type NetworkRegisteredAt<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// What the owner paid, in rao.
	#[pallet::storage]
	pub type SubnetLocked<T> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// First block with emission; set by the start call.
	#[pallet::storage]
	pub type FirstEmissionBlockNumber<T> = StorageMap<_, Identity, NetUid, u64, OptionQuery>;

	/// Whether the subnet's token can be traded.
	#[pallet::storage]
	pub type SubtokenEnabled<T> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

	/// Whether the subnet takes part in the TAO emission.
	#[pallet::storage]
	pub type SubnetEmissionEnabled<T> =
		StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Symbol of the subnet's token, UTF-8.
	#[pallet::storage]
	pub type TokenSymbol<T> = StorageMap<
		_,
		Identity,
		NetUid,
		BoundedVec<u8, ConstU32<32>>,
		ValueQuery,
		DefaultTokenSymbol,
	>;

	/// What the subnet says about itself.
	#[pallet::storage]
	pub type SubnetIdentitiesV3<T> =
		StorageMap<_, Blake2_128Concat, NetUid, SubnetIdentityV3, OptionQuery>;
}
