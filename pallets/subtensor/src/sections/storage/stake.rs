//! Who owns which key, and who has staked what on whom.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod storage_stake {
	/// 36,000 blocks: five days of the live network.
	#[pallet::type_value]
	pub fn DefaultColdkeySwapAnnouncementDelay<T: Config>() -> BlockNumberFor<T> {
		36_000u32.into()
	}

	/// 7,200 blocks: a day of the live network.
	#[pallet::type_value]
	pub fn DefaultColdkeySwapReannouncementDelay<T: Config>() -> BlockNumberFor<T> {
		7_200u32.into()
	}

	// ---- Keys ----

	/// Hotkey to the coldkey that owns it.
	#[pallet::storage]
	pub type Owner<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, T::AccountId, ValueQuery, ZeroAccount<T>>;

	/// Coldkey to the hotkeys that it owns.
	#[pallet::storage]
	pub type OwnedHotkeys<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, KeyList<T>, ValueQuery>;

	/// Coldkey to the hotkeys on which it has stake.
	#[pallet::storage]
	pub type StakingHotkeys<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, KeyList<T>, ValueQuery>;

	/// Part of its nominators' dividends that a hotkey keeps, as a fraction of 65535.
	#[pallet::storage]
	pub type Delegates<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u16, ValueQuery, ConstU16<11_796>>;

	// ---- Swaps of keys ----

	/// Blocks that a coldkey waits between two swaps of its hotkeys in one subnet.
	#[pallet::storage]
	pub type HotkeySwapOnSubnetInterval<T> = StorageValue<_, u64, ValueQuery, ConstU64<7_200>>;

	/// Block in which a coldkey last swapped a hotkey in a subnet; 0 for never.
	#[pallet::storage]
	pub type LastHotkeySwapOnNetuid<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

	/// Blocks between the announcement of a coldkey swap and the first block in which it may be
	/// done.
	#[pallet::storage]
	pub type ColdkeySwapAnnouncementDelay<T: Config> =
		StorageValue<_, BlockNumberFor<T>, ValueQuery, DefaultColdkeySwapAnnouncementDelay<T>>;

	/// Blocks after which an announcement that could be used already may be replaced or cleared.
	#[pallet::storage]
	pub type ColdkeySwapReannouncementDelay<T: Config> =
		StorageValue<_, BlockNumberFor<T>, ValueQuery, DefaultColdkeySwapReannouncementDelay<T>>;

	/// Announced swaps: the first block in which the coldkey may be swapped, and the hash of the
	/// coldkey that follows it.
	#[pallet::storage]
	pub type ColdkeySwapAnnouncements<T: Config> =
		StorageMap<_, Twox64Concat, T::AccountId, (BlockNumberFor<T>, T::Hash), OptionQuery>;

	/// Announced swaps that the coldkey's own signature has disputed, and since which block.
	#[pallet::storage]
	pub type ColdkeySwapDisputes<T: Config> =
		StorageMap<_, Twox64Concat, T::AccountId, BlockNumberFor<T>, OptionQuery>;

	/// What a coldkey says about itself.
	#[pallet::storage]
	pub type IdentitiesV2<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, ChainIdentityV2, OptionQuery>;

	// ---- Stake ----

	/// Alpha staked on a hotkey, by everybody together.
	#[pallet::storage]
	pub type TotalHotkeyAlpha<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		NetUid,
		AlphaBalance,
		ValueQuery,
	>;

	/// All shares in a hotkey's alpha.
	#[pallet::storage]
	pub type TotalHotkeyShares<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, U64F64, ValueQuery>;

	/// A coldkey's shares in a hotkey's alpha: (hotkey, coldkey, netuid).
	#[pallet::storage]
	pub type Alpha<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Identity, NetUid>,
		),
		U64F64,
		ValueQuery,
	>;

	/// TAO in the subnet's pool; on root, all TAO staked there.
	#[pallet::storage]
	pub type SubnetTAO<T> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// Alpha in the subnet's pool.
	#[pallet::storage]
	pub type SubnetAlphaIn<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha outside the subnet's pool.
	#[pallet::storage]
	pub type SubnetAlphaOut<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Part of [`SubnetAlphaOut`] that the chain itself bought and keeps.
	#[pallet::storage]
	pub type SubnetProtocolAlpha<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Part of [`SubnetAlphaOut`] that was burned: issued, and nobody's.
	#[pallet::storage]
	pub type SubnetAlphaBurned<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Part of [`SubnetAlphaOut`] that roundings left over: issued, and nobody's.
	#[pallet::storage]
	pub type SubnetAlphaDust<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Part of [`SubnetAlphaOut`] that root stakers have earned and not claimed.
	#[pallet::storage]
	pub type SubnetRootAlphaOwed<T> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha that one unit of root stake on a hotkey may claim, by subnet.
	#[pallet::storage]
	pub type RootClaimable<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedBTreeMap<NetUid, I96F32, ConstU32<4096>>,
		ValueQuery,
	>;

	/// TAO traded in the subnet's pool since genesis, in rao.
	#[pallet::storage]
	pub type SubnetVolume<T> = StorageMap<_, Identity, NetUid, u128, ValueQuery>;

	/// Slow average of the price of alpha, capped at 1 TAO, by which the TAO emission is divided.
	#[pallet::storage]
	pub type SubnetMovingPrice<T> = StorageMap<_, Identity, NetUid, I96F32, ValueQuery>;

	/// Alpha dividends of the last epoch: (netuid, hotkey).
	#[pallet::storage]
	pub type AlphaDividendsPerSubnet<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		AlphaBalance,
		ValueQuery,
	>;

	// ---- Delegation ----

	/// Least worth of a nomination in rao, at the current price; what is left of a smaller one is
	/// returned when its coldkey takes from it.
	#[pallet::storage]
	pub type NominatorMinRequiredStake<T> = StorageValue<_, TaoBalance, ValueQuery>;

	/// Least take of a hotkey, as a fraction of 65535.
	#[pallet::storage]
	pub type MinDelegateTake<T> = StorageValue<_, u16, ValueQuery>;

	/// Largest take of a hotkey, as a fraction of 65535.
	#[pallet::storage]
	pub type MaxDelegateTake<T> = StorageValue<_, u16, ValueQuery, ConstU16<11_796>>;

	/// Blocks that must pass before a hotkey's take may rise after a change; 0 = none.
	#[pallet::storage]
	pub type TxDelegateTakeRateLimit<T> = StorageValue<_, u64, ValueQuery, ConstU64<216_000>>;

	/// The hotkey on which a coldkey's miners in a subnet are paid, if not on themselves.
	#[pallet::storage]
	pub type AutoStakeDestination<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		NetUid,
		T::AccountId,
		OptionQuery,
	>;
}
