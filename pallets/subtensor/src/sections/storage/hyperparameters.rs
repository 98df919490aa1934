//! What can be set for a subnet, and who may set it how often.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod storage_hyperparameters {
	/// 0.1 TAO.
	pub type DefaultBurn = ConstU64<100_000_000>;

	/// 1.26.
	#[pallet::type_value]
	pub fn DefaultBurnIncreaseMult() -> U64F64 {
		U64F64 { bits: 23_242_897_532_874_035_200 }
	}

	/// (0.7, 0.9).
	#[pallet::type_value]
	pub fn DefaultAlphaValues() -> (u16, u16) {
		(45_875, 58_982)
	}

	/// 1000, that is a steepness of 10.
	#[pallet::type_value]
	pub fn DefaultAlphaSigmoidSteepness() -> i16 {
		1000
	}

	// ---- Hyperparameters ----

	/// Blocks from epoch to epoch; 0 = no epochs.
	#[pallet::storage]
	pub type Tempo<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<360>>;

	/// Activity cutoff, in thousandths of a tempo.
	#[pallet::storage]
	pub type ActivityCutoffFactorMilli<T> =
		StorageMap<_, Identity, NetUid, u32, ValueQuery, ConstU32<13_889>>;

	/// Majority that the consensus weight needs, as a fraction of 65535.
	#[pallet::storage]
	pub type Kappa<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<32_767>>;

	/// Steepness of the liquid alpha sigmoid, times 100.
	#[pallet::storage]
	pub type AlphaSigmoidSteepness<T> =
		StorageMap<_, Identity, NetUid, i16, ValueQuery, DefaultAlphaSigmoidSteepness>;

	/// Bounds (low, high) of liquid alpha, as fractions of 65535.
	#[pallet::storage]
	pub type AlphaValues<T> =
		StorageMap<_, Identity, NetUid, (u16, u16), ValueQuery, DefaultAlphaValues>;

	/// Whether bonds move at a speed of their own per entry; only read in Yuma 3.
	#[pallet::storage]
	pub type LiquidAlphaOn<T> = StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery>;

	/// Whether bonds follow Yuma 3.
	#[pallet::storage]
	pub type Yuma3On<T> = StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery>;

	/// Weight of the old bonds in the new ones, in millionths.
	#[pallet::storage]
	pub type BondsMovingAverage<T> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<900_000>>;

	/// How much of the clipping counts for bonds, as a fraction of 65535.
	#[pallet::storage]
	pub type BondsPenalty<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<65_535>>;

	/// How many neurons may hold a validator permit.
	#[pallet::storage]
	pub type MaxAllowedValidators<T> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<128>>;

	/// How many neurons the subnet may have.
	#[pallet::storage]
	pub type MaxAllowedUids<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<256>>;

	/// Fewest weights that a validator may set at once.
	#[pallet::storage]
	pub type MinAllowedWeights<T> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<1024>>;

	/// Largest share of one weight, as a fraction of 65535. Always 65535, that is no limit; here
	/// because clients read it.
	#[pallet::storage]
	pub type MaxWeightsLimit<T> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<65_535>>;

	/// Least version of the validator software whose weights are taken; 0 = any.
	#[pallet::storage]
	pub type WeightsVersionKey<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Blocks that a validator waits between two weight settings.
	#[pallet::storage]
	pub type WeightsSetRateLimit<T> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<100>>;

	/// Whether weights are committed first and revealed later.
	#[pallet::storage]
	pub type CommitRevealWeightsEnabled<T> =
		StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Blocks after registration in which a neuron is not pruned.
	#[pallet::storage]
	pub type ImmunityPeriod<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<4096>>;

	/// Fewest neurons out of immunity that must be there for one of them to be pruned.
	#[pallet::storage]
	pub type MinNonImmuneUids<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<10>>;

	/// How many of the owner's hotkeys are never pruned.
	#[pallet::storage]
	pub type ImmuneOwnerUidsLimit<T> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<1>>;

	/// Whether neurons may register.
	#[pallet::storage]
	pub type NetworkRegistrationAllowed<T> =
		StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Price of a registration, in rao.
	#[pallet::storage]
	pub type Burn<T> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, DefaultBurn>;

	/// Least price of a registration, in rao.
	#[pallet::storage]
	pub type MinBurn<T> =
		StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, ConstU64<500_000>>;

	/// Highest price of a registration, in rao.
	#[pallet::storage]
	pub type MaxBurn<T> =
		StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, ConstU64<100_000_000_000>>;

	/// Blocks in which the price of a registration halves.
	#[pallet::storage]
	pub type BurnHalfLife<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<360>>;

	/// Factor by which each registration raises the price.
	#[pallet::storage]
	pub type BurnIncreaseMult<T> =
		StorageMap<_, Identity, NetUid, U64F64, ValueQuery, DefaultBurnIncreaseMult>;

	/// Registrations in this block.
	#[pallet::storage]
	pub type RegistrationsThisBlock<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Blocks that a neuron waits between two announcements of its axon.
	#[pallet::storage]
	pub type ServingRateLimit<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<50>>;

	/// Whether the owner gets a part of the emission.
	#[pallet::storage]
	pub type OwnerCutEnabled<T> =
		StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// What happens to the miner emission of the owner's own hotkeys.
	#[pallet::storage]
	pub type RecycleOrBurn<T> = StorageMap<_, Identity, NetUid, RecycleOrBurnEnum, ValueQuery>;

	/// Number of incentive mechanisms.
	#[pallet::storage]
	pub type MechanismCountCurrent<T> =
		StorageMap<_, Twox64Concat, NetUid, u8, ValueQuery, ConstU8<1>>;

	/// How the emission is divided among the mechanisms, in fractions of 65535; absent = equally.
	#[pallet::storage]
	pub type MechanismEmissionSplit<T> =
		StorageMap<_, Twox64Concat, NetUid, MechanismSplit, OptionQuery>;

	/// Blocks in which the weight of the current price in the moving price reaches one half of
	/// its final value.
	#[pallet::storage]
	pub type EMAPriceHalvingBlocks<T> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<201_600>>;

	/// Epochs between commit and reveal.
	#[pallet::storage]
	pub type RevealPeriodEpochs<T> =
		StorageMap<_, Twox64Concat, NetUid, u64, ValueQuery, ConstU64<1>>;

	/// Whether stake may be transferred to other coldkeys.
	#[pallet::storage]
	pub type TransferToggle<T> = StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Whether bonds towards a neuron end when it publishes a commitment that asks for it.
	#[pallet::storage]
	pub type BondsResetOn<T> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

	/// Most registrations in one block.
	#[pallet::storage]
	pub type MaxRegistrationsPerBlock<T> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<1>>;

	// ---- Governance ----

	/// Blocks before an epoch in which owners change nothing.
	#[pallet::storage]
	pub type AdminFreezeWindow<T> = StorageValue<_, u16, ValueQuery, ConstU16<10>>;

	/// Tempos that an owner waits before changing the same hyperparameter again.
	#[pallet::storage]
	pub type OwnerHyperparamRateLimit<T> = StorageValue<_, u16, ValueQuery, ConstU16<2>>;

	/// Block in which something was last done that may be done only once in a while; 0 = never.
	#[pallet::storage]
	pub type LastRateLimitedBlock<T: Config> =
		StorageMap<_, Identity, RateLimitKey<T::AccountId>, u64, ValueQuery>;

	/// Least value to which the owner may lower [`MaxAllowedUids`].
	#[pallet::storage]
	pub type MinAllowedUids<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<64>>;

	/// How many mechanisms a subnet may have.
	#[pallet::storage]
	pub type MaxMechanismCount<T> = StorageValue<_, u8, ValueQuery, ConstU8<2>>;

	// ---- Unused by the chain ----
	//
	// Registration costs TAO and no proof of work, the first consensus and its trust are gone, the
	// activity cutoff is a factor of the tempo, stake is never locked, and what is limited in time has
	// limits of its own. These items exist because clients read and set them; nothing else does.

	/// Blocks between two transactions of a key.
	#[pallet::storage]
	pub type TxRateLimit<T> = StorageValue<_, u64, ValueQuery, ConstU64<1_000>>;

	/// Steepness of the trust of the first consensus.
	#[pallet::storage]
	pub type Rho<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<10>>;

	/// Activity cutoff in blocks; see [`ActivityCutoffFactorMilli`] for the one that counts.
	#[pallet::storage]
	pub type ActivityCutoff<T> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<5_000>>;

	/// Whether neurons may register by proof of work.
	#[pallet::storage]
	pub type NetworkPowRegistrationAllowed<T> =
		StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Difficulty of proof of work.
	#[pallet::storage]
	pub type Difficulty<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<10_000_000>>;

	/// Least difficulty of proof of work.
	#[pallet::storage]
	pub type MinDifficulty<T> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<10_000_000>>;

	/// Highest difficulty of proof of work.
	#[pallet::storage]
	pub type MaxDifficulty<T> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ u64::MAX / 4 }>>;

	/// Inertia of the difficulty.
	#[pallet::storage]
	pub type AdjustmentAlpha<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Blocks between two changes of the difficulty.
	#[pallet::storage]
	pub type AdjustmentInterval<T> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<100>>;

	/// Registrations in an interval at which the difficulty stays.
	#[pallet::storage]
	pub type TargetRegistrationsPerInterval<T> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<2>>;

	/// Whether the owner's part of the emission is locked.
	#[pallet::storage]
	pub type OwnerCutAutoLockEnabled<T> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;
}
