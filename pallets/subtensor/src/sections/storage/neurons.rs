//! When epochs run, and what they read and leave behind for each neuron.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod storage_neurons {
	// ---- Schedule ----

	/// Block in which the last epoch slot fired.
	#[pallet::storage]
	pub type LastEpochBlock<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Block from which an epoch is due out of turn; 0 = none.
	#[pallet::storage]
	pub type PendingEpochAt<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// How many epoch slots have fired.
	#[pallet::storage]
	pub type SubnetEpochIndex<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Blocks since the last epoch ran.
	#[pallet::storage]
	pub type BlocksSinceLastStep<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Block in which the last epoch ran (the name is misspelt on the live chain, and clients ask
	/// for it so).
	#[pallet::storage]
	pub type LastMechansimStepBlock<T> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	// ---- Neurons ----

	/// Uid to hotkey.
	#[pallet::storage]
	pub type Keys<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Identity,
		Uid,
		T::AccountId,
		ValueQuery,
		ZeroAccount<T>,
	>;

	/// Hotkey to uid.
	#[pallet::storage]
	pub type Uids<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, Uid, OptionQuery>;

	/// In which subnets a hotkey is registered.
	#[pallet::storage]
	pub type IsNetworkMember<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, bool, ValueQuery>;

	/// Block of registration.
	#[pallet::storage]
	pub type BlockAtRegistration<T> =
		StorageDoubleMap<_, Identity, NetUid, Identity, Uid, u64, ValueQuery>;

	/// Who was active in the last epoch.
	#[pallet::storage]
	pub type Active<T: Config> = StorageMap<_, Identity, NetUid, PerUid<T, bool>, ValueQuery>;

	/// Share of the combined stake, as a fraction of 65535.
	#[pallet::storage]
	pub type StakeWeight<T: Config> = StorageMap<_, Identity, NetUid, PerUid<T, u16>, ValueQuery>;

	/// Consensus weight, as a fraction of 65535.
	#[pallet::storage]
	pub type Consensus<T: Config> = StorageMap<_, Identity, NetUid, PerUid<T, u16>, ValueQuery>;

	/// Share of the miners' part, as a fraction of 65535.
	#[pallet::storage]
	pub type Incentive<T: Config> =
		StorageMap<_, Identity, StorageIndex, PerUid<T, u16>, ValueQuery>;

	/// Share of the validators' part, as a fraction of 65535.
	#[pallet::storage]
	pub type Dividends<T: Config> = StorageMap<_, Identity, NetUid, PerUid<T, u16>, ValueQuery>;

	/// Part of a validator's weights that the consensus accepted, as a fraction of 65535.
	#[pallet::storage]
	pub type ValidatorTrust<T: Config> =
		StorageMap<_, Identity, NetUid, PerUid<T, u16>, ValueQuery>;

	/// Who may set weights.
	#[pallet::storage]
	pub type ValidatorPermit<T: Config> =
		StorageMap<_, Identity, NetUid, PerUid<T, bool>, ValueQuery>;

	/// Alpha that the last epoch gave to each neuron.
	#[pallet::storage]
	pub type Emission<T: Config> =
		StorageMap<_, Identity, NetUid, PerUid<T, AlphaBalance>, ValueQuery>;

	/// Block of the last weights.
	#[pallet::storage]
	pub type LastUpdate<T: Config> =
		StorageMap<_, Identity, StorageIndex, PerUid<T, u64>, ValueQuery>;

	/// Weights of a validator.
	#[pallet::storage]
	pub type Weights<T: Config> =
		StorageDoubleMap<_, Identity, StorageIndex, Identity, Uid, Row<T>, ValueQuery>;

	/// Bonds of a validator.
	#[pallet::storage]
	pub type Bonds<T: Config> =
		StorageDoubleMap<_, Identity, StorageIndex, Identity, Uid, Row<T>, ValueQuery>;

	/// Announced axons.
	#[pallet::storage]
	pub type Axons<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		AxonInfo,
		OptionQuery,
	>;

	/// Announced Prometheus endpoints.
	#[pallet::storage]
	pub type Prometheus<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		PrometheusInfo,
		OptionQuery,
	>;

	/// Certificates by which neurons recognise each other over TLS.
	#[pallet::storage]
	pub type NeuronCertificates<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		NeuronCertificate,
		OptionQuery,
	>;

	// ---- Commits ----

	/// Hash commits that wait for their reveal. Only registered hotkeys have any, so the hasher
	/// that clients expect for the account is safe.
	#[pallet::storage]
	pub type WeightCommits<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		StorageIndex,
		Twox64Concat,
		T::AccountId,
		CommitQueue,
		OptionQuery,
	>;

	/// Time-locked commits by the epoch in which they were made.
	#[pallet::storage]
	pub type TimelockedWeightCommits<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		StorageIndex,
		Twox64Concat,
		u64,
		TimelockedQueue<T>,
		ValueQuery,
	>;

	/// The version of time-locked commits that is taken.
	#[pallet::storage]
	pub type CommitRevealWeightsVersion<T> = StorageValue<_, u16, ValueQuery, ConstU16<4>>;
}
