//! What clients read and this chain does not have.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod storage_absent {
	// ---- Read by clients, never written here ----
	//
	// What these items are about does not exist on this chain; `read::absent` says why. Clients
	// fail if an item is missing, and read the neutral default if it is empty.

	/// How a subnet turns weights into scores; always Yuma.
	#[pallet::storage]
	pub type SubnetEpochConsensus<T> = StorageMap<_, Identity, NetUid, EpochConsensus, ValueQuery>;

	/// Part of a miner's registration price that is locked, as a fraction of 65535; always 0.
	#[pallet::storage]
	pub type CollateralLockShare<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Speed at which a miner's collateral drains; always 0.
	#[pallet::storage]
	pub type CollateralDrainRatio<T> = StorageMap<_, Identity, NetUid, U64F64, ValueQuery>;

	/// Stake that a coldkey has locked: (coldkey, netuid, hotkey).
	#[pallet::storage]
	pub type Lock<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Identity, NetUid>,
			NMapKey<Blake2_128Concat, T::AccountId>,
		),
		LockState,
		OptionQuery,
	>;

	/// Whether a coldkey's lock decays.
	#[pallet::storage]
	pub type DecayingLock<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, bool, OptionQuery>;

	/// Who has locked stake on a hotkey: (netuid, hotkey, coldkey).
	#[pallet::storage]
	pub type LockingColdkeys<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Identity, NetUid>,
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Blake2_128Concat, T::AccountId>,
		),
		(),
		OptionQuery,
	>;

	/// All stake that is locked on a hotkey for good.
	#[pallet::storage]
	pub type HotkeyLock<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		LockState,
		OptionQuery,
	>;

	/// All stake that is locked on a hotkey and decays.
	#[pallet::storage]
	pub type DecayingHotkeyLock<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		LockState,
		OptionQuery,
	>;

	/// The owner's lock for good.
	#[pallet::storage]
	pub type OwnerLock<T> = StorageMap<_, Identity, NetUid, LockState, OptionQuery>;

	/// The owner's lock that decays.
	#[pallet::storage]
	pub type DecayingOwnerLock<T> = StorageMap<_, Identity, NetUid, LockState, OptionQuery>;

	/// Blocks in which the conviction of a lock matures.
	#[pallet::storage]
	pub type MaturityRate<T> = StorageValue<_, u64, ValueQuery, ConstU64<934_866>>;

	/// Blocks in which a lock decays.
	#[pallet::storage]
	pub type UnlockRate<T> = StorageValue<_, u64, ValueQuery, ConstU64<934_866>>;

	/// What a coldkey has agreed to, bit by bit; always 0.
	#[pallet::storage]
	pub type AccountFlags<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u128, ValueQuery>;

	/// Moving average of the TAO that stakers bring: block, rao per block. Always absent, because
	/// emission follows prices.
	#[pallet::storage]
	pub type SubnetEmaTaoFlow<T> = StorageMap<_, Identity, NetUid, (u64, I64F64), OptionQuery>;
}
