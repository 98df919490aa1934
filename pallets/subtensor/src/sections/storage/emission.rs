//! What a subnet earns until it is paid, and to whom it goes: children and root stakers.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod storage_emission {
	/// 500,000 units of alpha.
	#[pallet::type_value]
	pub fn DefaultRootClaimableThreshold() -> I96F32 {
		I96F32 { bits: 500_000 << 32 }
	}

	// ---- Emission ----

	/// TAO put into the pool in the last block.
	#[pallet::storage]
	pub type SubnetTaoInEmission<T> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// Alpha put into the pool in the last block.
	#[pallet::storage]
	pub type SubnetAlphaInEmission<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha minted for participants in the last block.
	#[pallet::storage]
	pub type SubnetAlphaOutEmission<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Owner's alpha, to be paid at the next epoch.
	#[pallet::storage]
	pub type PendingOwnerCut<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Miners' alpha, to be paid at the next epoch.
	#[pallet::storage]
	pub type PendingServerEmission<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Validators' alpha, to be paid at the next epoch.
	#[pallet::storage]
	pub type PendingValidatorEmission<T> =
		StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Root stakers' alpha, to be paid at the next epoch.
	#[pallet::storage]
	pub type PendingRootAlphaDivs<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Part of the last epoch's miner emission that went to the owner's own hotkeys.
	#[pallet::storage]
	pub type MinerBurned<T> = StorageMap<_, Identity, NetUid, U64F64, ValueQuery>;

	// ---- Children ----

	/// Children of a hotkey: (hotkey, netuid).
	#[pallet::storage]
	pub type ChildKeys<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		NetUid,
		ChildList<T>,
		ValueQuery,
	>;

	/// Parents of a hotkey: (hotkey, netuid). The other side of [`ChildKeys`].
	#[pallet::storage]
	pub type ParentKeys<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		NetUid,
		ParentList<T>,
		ValueQuery,
	>;

	/// Children that a hotkey has chosen, and the block after which they take effect with the next
	/// epoch: (netuid, hotkey).
	#[pallet::storage]
	pub type PendingChildKeys<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		(ChildList<T>, u64),
		ValueQuery,
	>;

	/// Number of entries of [`PendingChildKeys`], which is limited so that an epoch can go through
	/// them.
	#[pallet::storage]
	pub type PendingChildKeysCount<T> = StorageMap<_, Identity, NetUid, u32, ValueQuery>;

	/// Blocks between choosing children and the earliest epoch with them.
	#[pallet::storage]
	pub type PendingChildKeyCooldown<T> = StorageValue<_, u64, ValueQuery, ConstU64<7_200>>;

	/// Blocks between two choices of children by a hotkey in a subnet. A constant on the live
	/// network; here genesis may set it.
	#[pallet::storage]
	pub type ChildrenRateLimit<T> = StorageValue<_, u64, ValueQuery, ConstU64<150>>;

	/// Block of the last choice of children: (netuid, hotkey).
	#[pallet::storage]
	pub type LastChildrenBlock<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u64, OptionQuery>;

	/// Part of its parents' dividends that a hotkey keeps, as a fraction of 65535: (hotkey, netuid).
	#[pallet::storage]
	pub type ChildkeyTake<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, u16, ValueQuery>;

	/// Least child take, as a fraction of 65535.
	#[pallet::storage]
	pub type MinChildkeyTake<T> = StorageValue<_, u16, ValueQuery>;

	/// Highest child take, as a fraction of 65535.
	#[pallet::storage]
	pub type MaxChildkeyTake<T> = StorageValue<_, u16, ValueQuery, ConstU16<11_796>>;

	/// Least child take in a subnet, as a fraction of 65535; the higher of both counts.
	#[pallet::storage]
	pub type MinChildkeyTakePerSubnet<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Blocks between two changes of a child take, of which the second raises it.
	#[pallet::storage]
	pub type TxChildkeyTakeRateLimit<T> = StorageValue<_, u64, ValueQuery, ConstU64<216_000>>;

	/// Block of the last change of a child take: (netuid, hotkey).
	#[pallet::storage]
	pub type LastChildkeyTakeBlock<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u64, OptionQuery>;

	/// Part of its children's dividends that a parent of another owner loses, as a fraction of
	/// 2^64 - 1. It is recycled.
	#[pallet::storage]
	pub type CKBurn<T> = StorageValue<_, u64, ValueQuery>;

	// ---- Root claims ----

	/// Alpha that a coldkey's root stake has no claim for, because it was claimed or earned before
	/// the stake came: (netuid, hotkey, coldkey).
	#[pallet::storage]
	pub type RootClaimed<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Identity, NetUid>,
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Blake2_128Concat, T::AccountId>,
		),
		u128,
		ValueQuery,
	>;

	/// Alpha that a coldkey earned by root stake that has left since: (hotkey, coldkey, netuid).
	#[pallet::storage]
	pub type RootUnclaimed<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Identity, NetUid>,
		),
		AlphaBalance,
		ValueQuery,
	>;

	/// How a coldkey gets what its root stake earns.
	#[pallet::storage]
	pub type RootClaimType<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, RootClaimTypeEnum, ValueQuery>;

	/// Least alpha that is paid at once.
	#[pallet::storage]
	pub type RootClaimableThreshold<T> =
		StorageMap<_, Blake2_128Concat, NetUid, I96F32, ValueQuery, DefaultRootClaimableThreshold>;

	/// How many coldkeys a block pays without being asked; 0 = none.
	#[pallet::storage]
	pub type NumRootClaim<T> = StorageValue<_, u64, ValueQuery, ConstU64<5>>;

	/// The coldkey that was paid last without being asked; none = begin with the first.
	#[pallet::storage]
	pub type RootClaimCursor<T: Config> = StorageValue<_, T::AccountId, OptionQuery>;

	/// Root dividends of the last epoch: (netuid, hotkey).
	#[pallet::storage]
	pub type RootAlphaDividendsPerSubnet<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		AlphaBalance,
		ValueQuery,
	>;
}
