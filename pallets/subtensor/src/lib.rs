//! # Subtensor pallet
//!
//! A Bittensor-style subnet on chain: miners and validators (neurons) with stake, weights from
//! validators to miners, and Yuma consensus, which turns the weights into one accepted score and
//! splits the emission by it.
//!
//! ## Overview
//!
//! - A **subnet** (netuid) is created by [`Pallet::register_network`] and begins to earn after
//!   [`Pallet::start_call`]. Netuid 0 is the root network, which has stake but no epochs.
//! - A **neuron** is a hotkey with a uid in a subnet ([`Pallet::burned_register`]).
//! - **Stake** is held in the subnet's own token, alpha, bought from and sold to the subnet's pool
//!   ([`Pallet::add_stake`], [`Pallet::remove_stake`]), moved between hotkeys, subnets and coldkeys
//!   ([`Pallet::move_stake`], [`Pallet::swap_stake`], [`Pallet::transfer_stake`]), or given up
//!   ([`Pallet::recycle_alpha`], [`Pallet::burn_alpha`]).
//! - **Weights** are set by validators, in plain sight ([`Pallet::set_weights`]), by commit and reveal
//!   ([`Pallet::commit_weights`]), or encrypted until a beacon's round
//!   ([`Pallet::commit_timelocked_weights`]).
//! - Every block mints TAO and alpha ([`coinbase`]); every [`Tempo`] blocks an **epoch** runs the
//!   weights through the `yuma-consensus` crate and pays what has accumulated.
//!
//! ## Guide
//!
//! [Terms](guide::terms), the [life of a neuron](guide::neuron), an [epoch](guide::epoch), the
//! [life of a rao](guide::rao), and the [differences](guide::differences) to the live network, with
//! the [values](guide::presets) that chains made from a preset have instead of its own.
//!
//! What can be called, by whom, with which errors and events, is documented at each call of
//! [`Pallet`]; what an error means and what to do about it, at [`Error`]; what can be set, in the
//! table of [`hyperparameters`].
//!
//! ## Where things are
//!
//! | module | what |
//! |---|---|
//! | this file | configuration, storage, events, errors, hooks, calls |
//! | [`calls`] | what the calls do (`do_*`), by topic |
//! | [`coinbase`] | the block step: emission, schedule, distribution |
//! | [`dissolve`] | clearing a subnet away, block by block |
//! | [`epoch`] | load, run `yuma-consensus`, store |
//! | [`hyperparameters`] | what can be set, by whom, within which bounds: one table |
//! | [`inheritance`] | whose stake counts for whom: children and parents |
//! | [`root_claims`] | what root stakers have earned in subnets, and how they get it |
//! | [`neurons`] | uids: append, replace, pruning order, bonds that begin anew |
//! | [`trimming`], [`mechanisms`] | making a subnet smaller; adding and removing mechanisms |
//! | [`migrations`] | how storage follows a new layout |
//! | [`timelock`] | commits that the chain itself decrypts and reveals |
//! | [`extension`] | what is refused before dispatch, because it costs no fee |
//! | [`stake`] | shares of a hotkey's alpha, and the ledger around them |
//! | [`pool`] | the price of a subnet's token, quotes and limits, as pure arithmetic |
//! | [`read`] | what clients ask, answered from storage |
//! | [`genesis`] | whole subnets described in a chain spec |
//! | [`try_state`] | the numbered invariants |

#![cfg_attr(not(feature = "std"), no_std)]
// What can panic or wrap has no place in a runtime; tests and benchmarks may.
#![cfg_attr(
	not(any(test, feature = "runtime-benchmarks")),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::unwrap_used
	)
)]

extern crate alloc;

pub mod calls;
pub mod coinbase;
pub mod dissolve;
pub mod epoch;
pub mod extension;
pub mod fixed;
pub mod genesis;
#[cfg(doc)] // Only text: a change of it compiles nothing anew.
pub mod guide;
pub mod hyperparameters;
pub mod inheritance;
mod inventory;
pub mod mechanisms;
pub mod migrations;
pub mod neurons;
pub mod pool;
pub mod read;
pub mod root_claims;
pub mod stake;
pub mod timelock;
pub mod trimming;
pub mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use extension::SubtensorTransactionExtension;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;
pub use yuma_consensus::emission::TOTAL_SUPPLY;

const LOG_TARGET: &str = "runtime::subtensor";

// `serve_axon` has as many arguments as clients send.
#[allow(clippy::too_many_arguments)]
#[allow(clippy::expect_used)] // What the macros write; in calls and hooks there is none of ours.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::{
		calls::{commits::Reveal, move_stake::Position},
		coinbase::schedule::EpochSize,
		hyperparameters::{Hyperparameter, NetworkParameter, ACTIVITY_CUTOFF_FACTORS},
		neurons::OnSeatChange,
		pool::Limit,
		read::absent::{EpochConsensus, LockState},
		timelock::TimelockDecryptor,
	};
	use alloc::{collections::BTreeSet, vec::Vec};
	use codec::{Compact, Decode};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, ConstBool, ConstU16, ConstU64, ConstU8},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	/// One value per uid.
	pub type PerUid<T, V> = BoundedVec<V, <T as Config>::MaxUids>;
	/// The sparse row of one uid: (target uid, value), in the order in which it was submitted.
	pub type Row<T> = BoundedVec<(Uid, u16), <T as Config>::MaxUids>;
	/// Most keys that the chain lists for one account.
	pub(crate) const MAX_KEYS: u32 = 4096;
	/// A list of keys of one account.
	pub type KeyList<T> = BoundedVec<<T as frame_system::Config>::AccountId, ConstU32<MAX_KEYS>>;

	/// Hash commits of a hotkey, oldest first: (hash, epoch, block, 0). The last value means nothing;
	/// clients expect it.
	pub type CommitQueue = BoundedVec<(H256, u64, u64, u64), ConstU32<10>>;
	/// The bytes of a time-locked commit.
	pub type TimelockedBytes = BoundedVec<u8, ConstU32<5000>>;
	/// Most time-locked commits of a mechanism in one epoch: ten of each of 256 neurons.
	pub const MAX_TIMELOCKED_COMMITS: u32 = 2_560;
	/// Time-locked commits of an epoch, oldest first: (hotkey, block, ciphertext, round).
	pub type TimelockedQueue<T> = BoundedVec<
		(<T as frame_system::Config>::AccountId, u64, TimelockedBytes, u64),
		ConstU32<MAX_TIMELOCKED_COMMITS>,
	>;

	/// The children of a hotkey in a subnet: (part of its stake as a fraction of 2^64 - 1, child).
	pub type ChildList<T> = BoundedVec<(u64, <T as frame_system::Config>::AccountId), ConstU32<5>>;
	/// Most parents of a hotkey in a subnet: one for each seat in the root network. Their number is not
	/// limited on the live network; here it is, because every epoch looks at all of them.
	pub const MAX_PARENTS: u32 = 64;
	/// The parents of a hotkey in a subnet: (part of the parent's stake as a fraction of 2^64 - 1,
	/// parent).
	pub type ParentList<T> =
		BoundedVec<(u64, <T as frame_system::Config>::AccountId), ConstU32<MAX_PARENTS>>;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// TAO.
		type Currency: fungible::Mutate<Self::AccountId, Balance = TaoBalance>;

		/// From it and the netuid the account of a subnet is derived.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Upper bound of the number of neurons of a subnet, whatever its hyperparameters say.
		#[pallet::constant]
		type MaxUids: Get<u32>;

		/// Upper bound of the number of subnets, root included.
		#[pallet::constant]
		type MaxSubnets: Get<u16>;

		/// Blocks between the creation of a subnet and the earliest start call, if genesis sets
		/// nothing else.
		#[pallet::constant]
		type InitialStartCallDelay: Get<u64>;

		/// Shortest tempo that an owner may set.
		#[pallet::constant]
		type MinTempo: Get<u16>;

		/// Longest tempo that an owner may set.
		#[pallet::constant]
		type MaxTempo: Get<u16>;

		/// How many epochs run in one block before the rest is deferred, if root sets nothing else.
		#[pallet::constant]
		type InitialMaxEpochsPerBlock: Get<u8>;

		/// What swapping a key costs, in rao.
		#[pallet::constant]
		type KeySwapCost: Get<TaoBalance>;

		/// What swapping a hotkey in one subnet only costs, in rao.
		#[pallet::constant]
		type KeySwapOnSubnetCost: Get<TaoBalance>;

		/// How many positions of stake, and owned hotkeys, one swap of a key may move.
		#[pallet::constant]
		type MaxSwapItems: Get<u32>;

		/// Who else keeps something about hotkeys with a uid.
		type OnSeatChange: OnSeatChange<Self::AccountId>;

		/// The beacon to whose rounds weights can be encrypted.
		type Timelock: TimelockDecryptor;

		/// How many time-locked commits one block decrypts; the rest waits for the next.
		#[pallet::constant]
		type MaxRevealsPerBlock: Get<u32>;

		/// Weights of the calls and of the steps of the block hook.
		type WeightInfo: WeightInfo;
	}

	/// The account that stands for "none" in maps that clients read with a plain value.
	#[pallet::type_value]
	pub fn ZeroAccount<T: Config>() -> T::AccountId {
		zero_account()
	}

	/// 0.1 TAO.
	pub type DefaultBurn = ConstU64<100_000_000>;

	/// 1.26.
	#[pallet::type_value]
	pub fn DefaultBurnIncreaseMult() -> U64F64 {
		U64F64 { bits: 23_242_897_532_874_035_200 }
	}

	/// The sign that the live network gives to a subnet without one.
	#[pallet::type_value]
	pub fn DefaultTokenSymbol() -> BoundedVec<u8, ConstU32<32>> {
		BoundedVec::truncate_from(b"\xF0\x9D\x9C\x8F".to_vec())
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

	/// 0.000003.
	#[pallet::type_value]
	pub fn DefaultSubnetMovingAlpha() -> I96F32 {
		I96F32 { bits: 12_885 }
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

	/// 500,000 units of alpha.
	#[pallet::type_value]
	pub fn DefaultRootClaimableThreshold() -> I96F32 {
		I96F32 { bits: 500_000 << 32 }
	}

	// Hashers. Netuids and uids are handed out by the chain, so `Identity` is safe and keeps maps
	// in netuid order; account ids are chosen by users and get `Blake2_128Concat`. Names, key
	// order and hashers are those that clients expect.

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

	/// Alpha dividends of the last epoch without the take of the owner: (netuid, hotkey).
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

	/// Root dividends of the last epoch without the take of the owner: (netuid, hotkey).
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

	/// Block of a hotkey's last registration by proof of work; always 0.
	#[pallet::storage]
	pub type LastPowRegistrationBlock<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

	/// What a coldkey has agreed to, bit by bit; always 0.
	#[pallet::storage]
	pub type AccountFlags<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u128, ValueQuery>;

	/// Moving average of the TAO that stakers bring: block, rao per block. Always absent, because
	/// emission follows prices.
	#[pallet::storage]
	pub type SubnetEmaTaoFlow<T> = StorageMap<_, Identity, NetUid, (u64, I64F64), OptionQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A subnet was created: netuid, kind of token. (Unnamed because clients read it by
		/// position.)
		NetworkAdded(NetUid, u16),
		/// A subnet has ended; its stakers are paid in the blocks to come. (Unnamed because
		/// clients read it by position.)
		NetworkRemoved(NetUid),
		/// All stakers of a subnet that ended were paid, nothing of it is left, and its netuid is
		/// free.
		NetworkDissolved {
			/// Subnet.
			netuid: NetUid,
			/// What was left on its account and has left issuance, in rao.
			recycled: TaoBalance,
		},
		/// A subnet was paid for and will be created when a netuid is free.
		NetworkRegistrationQueued {
			/// Who paid and will own it.
			coldkey: T::AccountId,
			/// Hotkey of its neuron 0.
			hotkey: T::AccountId,
			/// This block.
			registration_block: u64,
			/// Paid, in rao.
			lock_amount: TaoBalance,
		},
		/// The owner started the subnet.
		FirstEmissionBlockNumberSet {
			/// Subnet.
			netuid: NetUid,
			/// First block with emission.
			block: u64,
		},
		/// A hotkey got a uid.
		NeuronRegistered {
			/// Subnet.
			netuid: NetUid,
			/// Uid.
			uid: Uid,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A hotkey lost its uid to a newcomer.
		NeuronPruned {
			/// Subnet.
			netuid: NetUid,
			/// Uid.
			uid: Uid,
			/// Hotkey that had it.
			hotkey: T::AccountId,
		},
		/// Weights were set.
		WeightsSet {
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Uid of the validator.
			uid: Uid,
		},
		/// A hotkey committed to the hash of its weights.
		WeightsCommitted {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hash.
			hash: H256,
		},
		/// A hotkey revealed weights that it had committed to.
		WeightsRevealed {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hash of the commit.
			hash: H256,
		},
		/// A hotkey revealed several commits at once.
		WeightsBatchRevealed {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hashes of the commits.
			hashes: Vec<H256>,
		},
		/// All items of a batch were done.
		BatchWeightsCompleted {
			/// Subnet of each item.
			netuids: Vec<NetUid>,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A batch was done, except for the items that [`Event::BatchWeightItemFailed`] names.
		BatchCompletedWithErrors,
		/// An item of a batch failed and changed nothing.
		BatchWeightItemFailed {
			/// Why.
			error: DispatchError,
		},
		/// A hotkey committed weights that are encrypted to a round of the beacon.
		TimelockedWeightsCommitted {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// BLAKE2b-256 of the ciphertext.
			hash: H256,
			/// Round.
			round: u64,
		},
		/// The chain decrypted a commit and set its weights.
		TimelockedWeightsRevealed {
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// The chain could not decrypt a commit, or its weights failed a check; it is gone.
		TimelockedWeightsDropped {
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hotkey.
			hotkey: T::AccountId,
			/// Why.
			error: DispatchError,
		},
		/// Time-locked commits whose round did not come in time are gone.
		TimelockedCommitsExpired {
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Epoch in which they were made.
			epoch: u64,
			/// How many.
			commits: u32,
		},
		/// TAO was turned into stake.
		StakeAdded {
			/// Who paid.
			coldkey: T::AccountId,
			/// On whom it was staked.
			hotkey: T::AccountId,
			/// Paid, in rao.
			tao: TaoBalance,
			/// Received.
			alpha: AlphaBalance,
			/// Subnet.
			netuid: NetUid,
			/// Fee, in rao.
			fee: TaoBalance,
		},
		/// Stake was turned into TAO.
		StakeRemoved {
			/// Whose stake it was.
			coldkey: T::AccountId,
			/// On whom it was staked.
			hotkey: T::AccountId,
			/// Received, in rao.
			tao: TaoBalance,
			/// Removed.
			alpha: AlphaBalance,
			/// Subnet.
			netuid: NetUid,
			/// Fee, in rao.
			fee: TaoBalance,
		},
		/// Stake was moved to another hotkey, and to another subnet if the netuids differ; then the
		/// trades have events of their own.
		StakeMoved {
			/// Whose stake it is.
			coldkey: T::AccountId,
			/// On whom it was staked.
			origin_hotkey: T::AccountId,
			/// In which subnet.
			origin_netuid: NetUid,
			/// On whom it is staked now.
			destination_hotkey: T::AccountId,
			/// In which subnet.
			destination_netuid: NetUid,
			/// What it was worth, in rao; between subnets what it fetched.
			tao: TaoBalance,
		},
		/// Stake was given to another coldkey, and moved to another subnet if the netuids differ.
		StakeTransferred {
			/// Who gave it.
			origin_coldkey: T::AccountId,
			/// Who got it.
			destination_coldkey: T::AccountId,
			/// On whom it is staked.
			hotkey: T::AccountId,
			/// In which subnet it was.
			origin_netuid: NetUid,
			/// In which subnet it is now.
			destination_netuid: NetUid,
			/// What it was worth, in rao; between subnets what it fetched.
			tao: TaoBalance,
		},
		/// Stake on one hotkey was moved to another subnet.
		StakeSwapped {
			/// Whose stake it is.
			coldkey: T::AccountId,
			/// On whom it is staked.
			hotkey: T::AccountId,
			/// In which subnet it was.
			origin_netuid: NetUid,
			/// In which subnet it is now.
			destination_netuid: NetUid,
			/// What it fetched, in rao.
			tao: TaoBalance,
		},
		/// Staked alpha was given up and taken out of issuance, so that it will be emitted again.
		AlphaRecycled {
			/// Whose it was.
			coldkey: T::AccountId,
			/// On whom it was staked.
			hotkey: T::AccountId,
			/// How much.
			alpha: AlphaBalance,
			/// Subnet.
			netuid: NetUid,
		},
		/// Staked alpha was given up; it stays issued and is nobody's.
		AlphaBurned {
			/// Whose it was.
			coldkey: T::AccountId,
			/// On whom it was staked.
			hotkey: T::AccountId,
			/// How much.
			alpha: AlphaBalance,
			/// Subnet.
			netuid: NetUid,
		},
		/// Alpha was bought and burned at once.
		AddStakeBurn {
			/// Subnet.
			netuid: NetUid,
			/// Hotkey that was named.
			hotkey: T::AccountId,
			/// Paid, in rao.
			amount: TaoBalance,
			/// Burned.
			alpha: AlphaBalance,
		},
		/// A hotkey keeps more of its nominators' dividends.
		TakeIncreased {
			/// Owner of the hotkey.
			coldkey: T::AccountId,
			/// Hotkey.
			hotkey: T::AccountId,
			/// Its take now, as a fraction of 65535.
			take: u16,
		},
		/// A hotkey keeps less of its nominators' dividends.
		TakeDecreased {
			/// Owner of the hotkey.
			coldkey: T::AccountId,
			/// Hotkey.
			hotkey: T::AccountId,
			/// Its take now, as a fraction of 65535.
			take: u16,
		},
		/// A coldkey chose the hotkey on which its miners in a subnet are paid.
		AutoStakeDestinationSet {
			/// Who chose.
			coldkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A neuron announced its axon.
		AxonServed {
			/// Subnet.
			netuid: NetUid,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A neuron announced its Prometheus endpoint.
		PrometheusServed {
			/// Subnet.
			netuid: NetUid,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A hotkey that nobody owned became a coldkey's.
		HotkeyAssociated {
			/// Owner.
			coldkey: T::AccountId,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A hotkey took over from another in all subnets.
		HotkeySwapped {
			/// Owner of both.
			coldkey: T::AccountId,
			/// Hotkey that was.
			old_hotkey: T::AccountId,
			/// Hotkey that is.
			new_hotkey: T::AccountId,
		},
		/// A hotkey took over from another in one subnet.
		HotkeySwappedOnSubnet {
			/// Owner of both.
			coldkey: T::AccountId,
			/// Hotkey that was.
			old_hotkey: T::AccountId,
			/// Hotkey that is.
			new_hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
		},
		/// A coldkey announced that another follows it, and is locked until then.
		ColdkeySwapAnnounced {
			/// Coldkey.
			who: T::AccountId,
			/// Hash of the coldkey that follows it.
			new_coldkey_hash: T::Hash,
		},
		/// A coldkey took over everything from another.
		ColdkeySwapped {
			/// Coldkey that was.
			old_coldkey: T::AccountId,
			/// Coldkey that is.
			new_coldkey: T::AccountId,
		},
		/// A coldkey disputed the swap announced in its name; only root can end this.
		ColdkeySwapDisputed {
			/// Coldkey.
			coldkey: T::AccountId,
		},
		/// Root ended an announced swap and its dispute.
		ColdkeySwapReset {
			/// Coldkey.
			who: T::AccountId,
		},
		/// A coldkey withdrew its announcement.
		ColdkeySwapCleared {
			/// Coldkey.
			who: T::AccountId,
		},
		/// A hotkey chose its children; they take effect with the first epoch after a block.
		SetChildrenScheduled {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// Block after which they take effect.
			cooldown_block: u64,
			/// (Part of the stake as a fraction of 2^64 - 1, child).
			children: ChildList<T>,
		},
		/// A hotkey has these children now.
		SetChildren {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// (Part of the stake as a fraction of 2^64 - 1, child).
			children: ChildList<T>,
		},
		/// Chosen children could not take effect, because relations have changed since; the hotkey
		/// keeps those it has.
		SetChildrenFailed {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// Why.
			error: DispatchError,
		},
		/// A hotkey changed what it keeps of its parents' dividends.
		ChildKeyTakeSet {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// As a fraction of 65535.
			take: u16,
		},
		/// Root changed the least child take.
		MinChildKeyTakeSet {
			/// As a fraction of 65535.
			take: u16,
		},
		/// Root changed the highest child take.
		MaxChildKeyTakeSet {
			/// As a fraction of 65535.
			take: u16,
		},
		/// Root changed how often a child take may be raised.
		TxChildKeyTakeRateLimitSet {
			/// Blocks.
			blocks: u64,
		},
		/// Root changed how long chosen children wait.
		PendingChildKeyCooldownSet {
			/// Blocks.
			blocks: u64,
		},
		/// A coldkey got what its root stake had earned in a subnet.
		RootClaimed {
			/// Who earned it.
			coldkey: T::AccountId,
			/// On whom the root stake is, or was.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// Earned.
			alpha: AlphaBalance,
			/// What it was sold for and staked on root, in rao; 0 if the alpha itself was staked.
			tao: TaoBalance,
		},
		/// A coldkey changed how it gets what its root stake earns.
		RootClaimTypeSet {
			/// Who.
			coldkey: T::AccountId,
			/// How.
			root_claim_type: RootClaimTypeEnum,
		},
		/// Root changed how many coldkeys a block pays without being asked.
		NumRootClaimsSet {
			/// How many.
			coldkeys: u64,
		},
		/// What is paid at once in a subnet was changed.
		RootClaimThresholdSet {
			/// Subnet.
			netuid: NetUid,
			/// Least alpha.
			threshold: AlphaBalance,
		},
		/// An epoch ran, and its emission was paid.
		EpochRan {
			/// Subnet.
			netuid: NetUid,
			/// Number of the epoch since creation.
			epoch: u64,
			/// Alpha that the epoch divided.
			emission: AlphaBalance,
		},
		/// An epoch was due, but this block had run as many or as heavy ones as it may; it runs in
		/// the next block.
		EpochDeferred {
			/// Subnet.
			netuid: NetUid,
		},
		/// An epoch was due and could not run; its emission stays pending.
		EpochSkipped {
			/// Subnet.
			netuid: NetUid,
			/// Why.
			reason: SkipReason,
		},
		/// A hyperparameter of a subnet was set.
		HyperparameterSet {
			/// Subnet.
			netuid: NetUid,
			/// Value before.
			old: Hyperparameter,
			/// Value now.
			new: Hyperparameter,
		},
		/// A parameter of the whole chain was set.
		NetworkParameterSet {
			/// Value before.
			old: NetworkParameter,
			/// Value now.
			new: NetworkParameter,
		},
		/// A subnet got another owner hotkey.
		SubnetOwnerHotkeySet {
			/// Subnet.
			netuid: NetUid,
			/// Hotkey before.
			old: T::AccountId,
			/// Hotkey now.
			new: T::AccountId,
		},
		/// An epoch out of turn was asked for.
		EpochTriggered {
			/// Subnet.
			netuid: NetUid,
			/// Block from which it is due.
			at: u64,
		},
		/// A subnet says something else about itself.
		SubnetIdentitySet {
			/// Subnet.
			netuid: NetUid,
		},
		/// A coldkey says something else about itself.
		ChainIdentitySet {
			/// Coldkey.
			coldkey: T::AccountId,
		},
		/// A subnet's token got another symbol.
		SymbolUpdated {
			/// Subnet.
			netuid: NetUid,
			/// Symbol, UTF-8.
			symbol: BoundedVec<u8, ConstU32<32>>,
		},
		/// A step of the block failed and left the state as it was; this is a defect.
		BlockStepFailed {
			/// Subnet.
			netuid: NetUid,
			/// Why.
			error: DispatchError,
		},
		/// Stake was given to another coldkey and moved to another hotkey, and to another subnet if
		/// the netuids differ.
		StakeAndHotkeyTransferred {
			/// Who gave it.
			origin_coldkey: T::AccountId,
			/// Who got it.
			destination_coldkey: T::AccountId,
			/// On whom it was staked.
			origin_hotkey: T::AccountId,
			/// On whom it is staked now.
			destination_hotkey: T::AccountId,
			/// In which subnet it was.
			origin_netuid: NetUid,
			/// In which subnet it is now.
			destination_netuid: NetUid,
			/// What it was worth, in rao; between subnets what it fetched.
			tao: TaoBalance,
		},
	}

	/// Why an epoch was skipped.
	#[derive(
		Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo,
	)]
	pub enum SkipReason {
		/// A hotkey occupies two uids.
		DuplicateHotkeys,
		/// The consensus engine refused its input.
		InconsistentState,
		/// It would not fit into any block: the subnet has too many neurons or weights.
		TooHeavy,
	}

	#[pallet::error]
	pub enum Error<T> {
		/// This chain has no root network: its genesis must list netuid 0.
		RootNetworkDoesNotExist,
		/// The IP type is neither 4 nor 6: pass 4 for an IPv4 and 6 for an IPv6 address.
		InvalidIpType,
		/// The address is not one of the stated family, or is all zeroes or all ones: pass a real one.
		InvalidIpAddress,
		/// Port 0 cannot be reached: pass the port on which the axon listens.
		InvalidPort,
		/// The hotkey has no uid in this subnet: register it there first.
		HotKeyNotRegisteredInSubNet,
		/// Nobody owns such a hotkey: register it in a subnet first.
		HotKeyAccountNotExists,
		/// The hotkey has no uid in this subnet: register it before it serves.
		HotKeyNotRegisteredInNetwork,
		/// Another coldkey owns the hotkey: sign with that one, or use a hotkey of yours.
		NonAssociatedColdKey,
		/// The position is smaller than the amount: remove at most what is staked.
		NotEnoughStakeToWithdraw,
		/// The combined stake is below the threshold for weights: stake more on this hotkey.
		NotEnoughStakeToSetWeights,
		/// The hotkey's own stake is below the threshold for children: stake more on it.
		NotEnoughStakeToSetChildkeys,
		/// The coldkey's free balance is too small: fund it first.
		NotEnoughBalanceToStake,
		/// The uid holds no validator permit: get stake among the top validators and wait for the
		/// next epoch.
		NeuronNoValidatorPermit,
		/// There are more uids than values or the reverse: pass one value for each uid.
		WeightVecNotEqualSize,
		/// A uid occurs twice: name each one once.
		DuplicateUids,
		/// A uid has no neuron: use uids below the subnet's number of neurons.
		UidVecContainInvalidOne,
		/// There are fewer weights than the subnet asks for: see MinAllowedWeights.
		WeightVecLengthIsLow,
		/// The hotkey has a uid in this subnet already.
		HotKeyAlreadyRegisteredInSubNet,
		/// Both hotkeys are the same: name another one to take over.
		NewHotKeyIsSameWithOld,
		/// The new hotkey has root stake or claims of its own, which cannot be told from those that
		/// would move: use a fresh hotkey, or keep the stake where it is.
		NewHotKeyNotCleanForRootSwap,
		/// The last weights are too recent: see WeightsSetRateLimit.
		SettingWeightsTooFast,
		/// The version key is older than the subnet asks for: update the validator software.
		IncorrectWeightVersionKey,
		/// The last announcement is too recent: see ServingRateLimit.
		ServingRateLimitExceeded,
		/// There are more uids than the subnet has neurons.
		UidsLengthExceedUidsInSubNet,
		/// The last subnet was created too recently: see NetworkRateLimit.
		NetworkTxRateLimitExceeded,
		/// The hotkey's take was changed too recently: see TxDelegateTakeRateLimit.
		DelegateTxRateLimitExceeded,
		/// The subnet takes no registrations now.
		SubNetRegistrationDisabled,
		/// Only the subnet's owner may do this: sign with the owner's coldkey.
		NotSubnetOwner,
		/// The root network has neither registration by burning nor children: see root_register.
		RegistrationNotPermittedOnRootSubnet,
		/// The root network is full, and nobody there has less root stake than the hotkey: stake more
		/// TAO on it on root.
		StakeTooLowForRoot,
		/// The chain is full, and all its subnets are too young to be dissolved for a new one: see
		/// SubnetLimit and NetworkImmunityPeriod.
		AllNetworksInImmunity,
		/// The coldkey cannot pay for the swap of a hotkey (see KeySwapCost and
		/// KeySwapOnSubnetCost): fund it first.
		NotEnoughBalanceToPaySwapHotKey,
		/// The root network has no weights.
		CanNotSetRootNetworkWeights,
		/// The subnet is full, and none of its neurons may be replaced: wait for an immunity to end.
		NoNeuronIdAvailable,
		/// The take is not on the wanted side of the current one, or is below MinDelegateTake.
		DelegateTakeTooLow,
		/// The take is above MaxDelegateTake: choose a smaller one.
		DelegateTakeTooHigh,
		/// Nothing is committed: commit first, and reveal with the hotkey that committed.
		NoWeightsCommitFound,
		/// No commit has this hash: reveal exactly what was committed, salt and version included.
		InvalidRevealCommitHashNotMatch,
		/// This subnet takes weights only by commit and reveal.
		CommitRevealEnabled,
		/// This subnet takes weights only in plain sight: use set_weights.
		CommitRevealDisabled,
		/// The new coldkey has stake of its own, or is the old one: use a fresh coldkey.
		ColdKeyAlreadyAssociated,
		/// The coldkey cannot pay for the swap (see KeySwapCost): fund it first.
		NotEnoughBalanceToPaySwapColdKey,
		/// A hotkey cannot be its own child: name other hotkeys.
		InvalidChild,
		/// A child is named twice: name each once.
		DuplicateChild,
		/// The proportions add up to more than everything, that is 2^64 - 1: lower them.
		ProportionOverflow,
		/// A hotkey has at most five children in a subnet: name fewer.
		TooManyChildren,
		/// Too early to do this again: see OwnerHyperparamRateLimit and LastRateLimitedBlock, or
		/// ChildrenRateLimit for children.
		TxRateLimitExceeded,
		/// This coldkey has announced no swap: announce it first.
		ColdkeySwapAnnouncementNotFound,
		/// The announcement is too recent: see the block in ColdkeySwapAnnouncements.
		ColdkeySwapTooEarly,
		/// An announcement stands and may not be replaced yet: see ColdkeySwapReannouncementDelay.
		ColdkeySwapReannouncedTooEarly,
		/// Another coldkey was announced: name the one whose hash stands in
		/// ColdkeySwapAnnouncements.
		AnnouncedColdkeyHashDoesNotMatch,
		/// The swap is disputed already: root must decide.
		ColdkeySwapAlreadyDisputed,
		/// The new coldkey is somebody's hotkey: use an account that is not.
		NewColdKeyIsHotkey,
		/// The take lies outside of MinChildkeyTake (of the chain or the subnet) and MaxChildkeyTake.
		InvalidChildkeyTake,
		/// A take may not be raised so soon after its last change: see TxChildkeyTakeRateLimit.
		TxChildkeyTakeRateLimitExceeded,
		/// Liquid alpha is off in this subnet: switch it on before setting its bounds.
		LiquidAlphaDisabled,
		/// The upper bound of liquid alpha is below 1638 (0.025): pass a higher one.
		AlphaHighTooLow,
		/// The lower bound of liquid alpha is below 1638 (0.025) or above the upper one.
		AlphaLowOutOfRange,
		/// No such subnet: see NetworksAdded.
		SubnetNotExists,
		/// Too many commits wait for their reveal: reveal them, or wait until they expire.
		TooManyUnrevealedCommits,
		/// The epoch in which this commit could be revealed is over: commit again.
		ExpiredWeightCommit,
		/// The epoch in which this commit can be revealed has not begun: see RevealPeriodEpochs.
		RevealTooEarly,
		/// The lists of a batch are empty or have different lengths: pass one entry of each for every item.
		InputLengthsUnequal,
		/// The last weights or commit are too recent: see WeightsSetRateLimit.
		CommittingWeightsTooFast,
		/// No such mechanism in this subnet: see MechanismCountCurrent.
		MechanismDoesNotExist,
		/// The coldkey cannot pay the price of a subnet: fund it first.
		CannotAffordLockCost,
		/// The chain may not have any more subnets, and none can be dissolved: see SubnetLimit.
		SubnetLimitReached,
		/// The subnet has been started already.
		FirstEmissionBlockNumberAlreadySet,
		/// The subnet is too young for the start call: see StartCallDelay.
		NeedWaitingMoreBlocksToStarCall,
		/// The subnet's token cannot be traded before the start call.
		SubtokenDisabled,
		/// The coldkey swapped a hotkey in this subnet too recently: see
		/// HotkeySwapOnSubnetInterval.
		HotKeySwapOnSubnetIntervalNotPassed,
		/// The amount is below the least amount of a stake operation: see MinStake.
		AmountTooLow,
		/// The pool cannot give anything for this amount: trade less, or wait until it has more.
		InsufficientLiquidity,
		/// The trade would move the price beyond the limit: trade less, allow a part, or loosen it.
		SlippageTooHigh,
		/// The subnet's stake may not change its owner: see TransferToggle.
		TransferDisallowed,
		/// Root stake is TAO, which cannot be burned or recycled as alpha: name another subnet.
		CannotBurnOrRecycleOnRootSubnet,
		/// Origin and destination are the same position: name another subnet, hotkey or coldkey.
		SameNetuid,
		/// This hotkey is the destination already.
		SameAutoStakeHotkeyAlreadySet,
		/// A child is a parent of the same hotkey: one of both must go first.
		ChildParentInconsistency,
		/// More coldkeys than a block can pay: pass at most 50.
		InvalidNumRootClaim,
		/// The threshold is above 10,000,000 units of alpha: pass less.
		InvalidRootClaimThreshold,
		/// A claim names one to five subnets, and a claim type that keeps some names at least one.
		InvalidSubnetNumber,
		/// The swap of this coldkey is disputed: only root can go on, by resetting it.
		ColdkeySwapDisputed,
		/// The announcement may not be withdrawn yet: see ColdkeySwapReannouncementDelay.
		ColdkeySwapClearTooEarly,
		/// The price of a registration is above the limit: wait until it falls, or raise the limit.
		RegistrationPriceLimitExceeded,
		/// A text of the identity is too long: at most 256 bytes for names, handles and a coldkey's
		/// addresses, 1024 for the others.
		InvalidIdentity,
		/// Not a symbol: pass one to four letters or digits, of any script, as UTF-8.
		SymbolDoesNotExist,
		/// Another subnet's token has this symbol: choose another.
		SymbolAlreadyInUse,
		/// The reveal period is above 100 epochs: pass a shorter one.
		RevealPeriodTooLarge,
		/// The reveal period is zero: pass at least 1 epoch.
		RevealPeriodTooSmall,
		/// The value does not fit the subnet: an emission split needs at most one part per mechanism
		/// and a sum of 65535, a trimming a target between MinAllowedUids and MaxAllowedUids.
		InvalidValue,
		/// An epoch is near, or one was triggered: wait until it has run. See AdminFreezeWindow.
		AdminActionProhibitedDuringWeightsWindow,
		/// Too many of the remaining neurons would be immune: trim to more, or wait.
		TrimmingWouldExceedMaxImmunePercentage,
		/// Uids times mechanisms exceed the limit, which is 256, MaxUids for root, and 1024 for
		/// trimming: lower one of them.
		TooManyUIDsPerMechanism,
		/// The tempo is not between MinTempo and MaxTempo, or it is 0 and there is no epoch to
		/// trigger: set one within these bounds.
		TempoOutOfBounds,
		/// The factor is not between 1000 and 50000 thousandths of a tempo.
		ActivityCutoffFactorMilliOutOfBounds,
		/// An epoch was triggered or deferred already: wait until it has run.
		EpochTriggerAlreadyPending,
		/// The next epoch in turn is so near that none can be triggered before it: wait for it.
		AutoEpochAlreadyImminent,
		/// Commit-reveal counts epochs, so none can be triggered while it is on: switch it off.
		DynamicTempoBlockedByCommitReveal,
		/// The value is out of bounds: see the table of hyperparameters.
		ValueNotInBounds,
		/// The owner may set at most 975000 millionths, root at most 1000000.
		BondsMovingAverageMaxReached,
		/// Only root may set a negative steepness.
		NegativeSigmoidSteepness,
		/// More validators than neurons: see MaxAllowedUids.
		MaxValidatorsLargerThanMaxUIds,
		/// The subnet has more neurons than that: trim it instead.
		MaxAllowedUIdsLessThanCurrentUIds,
		/// See MinAllowedUids: pass at least as many.
		MaxAllowedUidsLessThanMinAllowedUids,
		/// The owner may make room for 256 neurons, root for MaxUids.
		MaxAllowedUidsGreaterThanDefaultMaxAllowedUids,
		/// The least number of uids must stay below MaxAllowedUids.
		MinAllowedUidsGreaterThanMaxAllowedUids,
		/// The least number of uids must stay below the number of neurons.
		MinAllowedUidsGreaterThanCurrentUids,
		/// This form of time-locked commit is not taken: see CommitRevealWeightsVersion.
		IncorrectCommitRevealVersion,
		/// The beacon has passed this round, so the commit would be no secret: use a later one.
		InvalidRevealRound,
		/// The round's signature does not open this commit, or what it holds are no weights of the
		/// hotkey that committed: encrypt SCALE(hotkey, uids, values, version_key) to the round
		/// that you name.
		MalformedTimelockedCommit,
		/// A child has as many parents as the chain can list for it: choose another child.
		TooManyParents,
		/// As many hotkeys wait for their children in this subnet as may: try again after its next
		/// epochs.
		TooManyPendingChildren,
		/// The coldkey has as many hotkeys as the chain can list for it: use another coldkey.
		TooManyHotkeys,
		/// More stake and hotkeys hang on the key than one swap can move (see MaxSwapItems): swap a
		/// hotkey without its stake, or merge positions first.
		TooManySwapItems,
		/// The certificate is empty or longer than 65 bytes: pass one byte for the algorithm and
		/// then the public key.
		InvalidCertificate,
		/// The root network holds everybody's root stake: it stays.
		CannotDissolveRoot,
		/// Keys stay where they are while a subnet is being dissolved: wait until
		/// DissolveCleanupQueue is empty.
		WaitingForDissolvedSubnetCleanup,
		/// A counter left its range; nothing was changed. This is a defect: report it.
		Arithmetic,
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// Least activity cutoff, in thousandths of a tempo.
		#[pallet::constant_name(MinActivityCutoffFactorMilli)]
		fn min_activity_cutoff_factor_milli() -> u32 {
			*ACTIVITY_CUTOFF_FACTORS.start()
		}

		/// Highest activity cutoff, in thousandths of a tempo.
		#[pallet::constant_name(MaxActivityCutoffFactorMilli)]
		fn max_activity_cutoff_factor_milli() -> u32 {
			*ACTIVITY_CUTOFF_FACTORS.end()
		}

		/// As `InitialMaxEpochsPerBlock`, under the name by which newer clients ask for it.
		#[pallet::constant_name(MaxEpochsPerBlock)]
		fn max_epochs_per_block() -> u8 {
			T::InitialMaxEpochsPerBlock::get()
		}
	}

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Blocks between the creation of a subnet and the earliest start call.
		pub start_call_delay: Option<u64>,
		/// Blocks between two creations of subnets.
		pub network_rate_limit: Option<u64>,
		/// Blocks between two swaps of hotkeys by one coldkey in one subnet.
		pub hotkey_swap_interval: Option<u64>,
		/// Blocks from the announcement of a coldkey swap to the swap.
		pub coldkey_swap_announcement_delay: Option<u32>,
		/// Blocks after which such an announcement may be replaced or withdrawn.
		pub coldkey_swap_reannouncement_delay: Option<u32>,
		/// Blocks between choosing children and the earliest epoch with them.
		pub pending_childkey_cooldown: Option<u64>,
		/// Blocks between two choices of children by a hotkey in a subnet.
		pub children_rate_limit: Option<u64>,
		/// Blocks between two changes of a child take, of which the second raises it.
		pub childkey_take_rate_limit: Option<u64>,
		/// Hyperparameters of subnets to come.
		pub new_subnet: NewSubnetParams,
		/// Subnets that exist from the start.
		pub subnets: Vec<genesis::GenesisSubnet<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		/// Refuses wrong input by panicking with the reason: a genesis cannot be half built.
		fn build(&self) {
			if let Err(reason) = Pallet::<T>::build_genesis(self) {
				panic!("subtensor genesis: {reason}");
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::block_step(Self::block_as_u64(now))
		}

		fn integrity_test() {
			assert!(
				(256..=32_768).contains(&T::MaxUids::get()),
				"a new subnet has room for 256 neurons, and the engine is exact up to 32768"
			);
			assert!(
				T::MaxSubnets::get() > 0 && T::MaxSubnets::get() <= MECHANISM_STRIDE,
				"netuids must stay below the stride of the storage index"
			);
			assert!(
				Self::subnet_account(0) != Self::subnet_account(1),
				"account ids are too short to give each subnet an account of its own"
			);
			let whole = T::BlockWeights::get().max_block;
			let neurons = T::MaxUids::get();
			let reveals =
				Self::reveal_weight(neurons).saturating_mul(T::MaxRevealsPerBlock::get().into());
			let children = T::WeightInfo::apply_pending_children(
				calls::children::MAX_PENDING_CHILDREN,
				calls::children::CHILDREN_PER_EPOCH,
			)
			.saturating_mul(T::InitialMaxEpochsPerBlock::get().into());
			let hook = T::WeightInfo::block_step(T::MaxSubnets::get().into())
				.saturating_add(reveals)
				.saturating_add(Self::share_of_block(timelock::QUEUE_SHARE))
				.saturating_add(Self::epoch_budget())
				.saturating_add(children)
				.saturating_add(Self::share_of_block(root_claims::CLAIM_SHARE))
				.saturating_add(Self::share_of_block(dissolve::DISSOLVE_SHARE));
			assert!(hook.all_lte(whole), "the steps of the block hook do not fit into a block");
			// As many validators as a subnet has at its creation, all of which judge everybody.
			let largest = EpochSize {
				neurons,
				validators: 64,
				weights: neurons.saturating_mul(64),
				bonds: neurons.saturating_mul(64),
				yuma3: true,
				..Default::default()
			};
			let measuring = T::WeightInfo::epoch_size(neurons);
			assert!(
				largest.weight::<T>().saturating_add(measuring).all_lte(Self::epoch_budget()),
				"the epoch of a full subnet does not fit into a block"
			);
			assert!(T::MinTempo::get() > 0, "tempo 0 switches epochs off; an owner may not");
			assert!(T::MinTempo::get() <= T::MaxTempo::get(), "the range of tempos is empty");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	// Call indices and argument names are what clients compose by; both are pinned by tests.
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sets the weights of the signing hotkey in the first mechanism of a subnet.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid and a validator permit. Free.
		///
		/// ## Parameters
		/// - `netuid`: the subnet.
		/// - `dests`: uids, each once. The order is kept.
		/// - `weights`: one value per uid; only their ratios matter, the largest becomes 65535.
		/// - `version_key`: version of the validator software.
		///
		/// ## Errors
		/// In this order: [`Error::CommitRevealEnabled`], [`Error::CanNotSetRootNetworkWeights`],
		/// [`Error::WeightVecNotEqualSize`], [`Error::MechanismDoesNotExist`],
		/// [`Error::UidsLengthExceedUidsInSubNet`], [`Error::HotKeyNotRegisteredInSubNet`],
		/// [`Error::NotEnoughStakeToSetWeights`], [`Error::IncorrectWeightVersionKey`],
		/// [`Error::SettingWeightsTooFast`], [`Error::NeuronNoValidatorPermit`],
		/// [`Error::DuplicateUids`], [`Error::UidVecContainInvalidOne`],
		/// [`Error::WeightVecLengthIsLow`].
		///
		/// ## Events
		/// [`Event::WeightsSet`].
		#[pallet::call_index(0)]
		#[pallet::weight((T::WeightInfo::set_weights(dests.len() as u32, MAX_PARENTS), DispatchClass::Normal, Pays::No))]
		pub fn set_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			dests: Vec<Uid>,
			weights: Vec<u16>,
			version_key: u64,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			Self::do_set_weights(&hotkey, netuid, 0, &dests, &weights, version_key)
		}

		/// Buys a subnet's alpha with TAO and stakes it on a hotkey. On root, TAO itself is staked.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that pays.
		///
		/// ## Errors
		/// [`Error::SubnetNotExists`], [`Error::SubtokenDisabled`], [`Error::AmountTooLow`],
		/// [`Error::NotEnoughBalanceToStake`], [`Error::HotKeyAccountNotExists`],
		/// [`Error::InsufficientLiquidity`], [`Error::TooManyHotkeys`].
		///
		/// ## Events
		/// [`Event::StakeAdded`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::add_stake().saturating_add(Pallet::<T>::stake_change_weight(*netuid)))]
		pub fn add_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_staked: TaoBalance,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_add_stake(&coldkey, &hotkey, netuid, amount_staked, None)
		}

		/// Sells staked alpha to the subnet's pool for TAO. On root, TAO itself is given back.
		///
		/// It must fetch at least [`MinStake`]; a whole position may always leave. What is left of a
		/// nomination below [`NominatorMinRequiredStake`] is sold too.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// [`Error::SubnetNotExists`], [`Error::SubtokenDisabled`],
		/// [`Error::HotKeyAccountNotExists`], [`Error::NotEnoughStakeToWithdraw`],
		/// [`Error::AmountTooLow`], [`Error::InsufficientLiquidity`].
		///
		/// ## Events
		/// [`Event::StakeRemoved`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::remove_stake().saturating_add(Pallet::<T>::stake_taken_weight(*netuid)))]
		pub fn remove_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_unstaked: AlphaBalance,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_remove_stake(&coldkey, &hotkey, netuid, amount_unstaked, None)
		}

		/// Announces where the signing hotkey's neuron can be reached.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid in the subnet. Free.
		///
		/// ## Errors
		/// [`Error::InvalidIpType`], [`Error::InvalidIpAddress`], [`Error::InvalidPort`],
		/// [`Error::HotKeyNotRegisteredInNetwork`], [`Error::ServingRateLimitExceeded`].
		///
		/// ## Events
		/// [`Event::AxonServed`].
		#[pallet::call_index(4)]
		#[pallet::weight((T::WeightInfo::serve_axon(), DispatchClass::Normal, Pays::No))]
		pub fn serve_axon(
			origin: OriginFor<T>,
			netuid: NetUid,
			version: u32,
			ip: u128,
			port: u16,
			ip_type: u8,
			protocol: u8,
			placeholder1: u8,
			placeholder2: u8,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			let block = Self::current_block();
			let axon = AxonInfo {
				block,
				version,
				ip,
				port,
				ip_type,
				protocol,
				placeholder1,
				placeholder2,
			};
			Self::do_serve_axon(&hotkey, netuid, axon)
		}

		/// Announces where the metrics of the signing hotkey's neuron can be read.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid in the subnet. Free.
		///
		/// ## Errors
		/// [`Error::InvalidIpType`], [`Error::InvalidIpAddress`], [`Error::InvalidPort`],
		/// [`Error::HotKeyNotRegisteredInNetwork`], [`Error::ServingRateLimitExceeded`].
		///
		/// ## Events
		/// [`Event::PrometheusServed`].
		#[pallet::call_index(5)]
		#[pallet::weight((T::WeightInfo::serve_prometheus(), DispatchClass::Normal, Pays::No))]
		pub fn serve_prometheus(
			origin: OriginFor<T>,
			netuid: NetUid,
			version: u32,
			ip: u128,
			port: u16,
			ip_type: u8,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			let block = Self::current_block();
			let endpoint = PrometheusInfo { block, version, ip, port, ip_type };
			Self::do_serve_prometheus(&hotkey, netuid, endpoint)
		}

		/// Registers a hotkey as a neuron, as [`Pallet::burned_register`] does.
		///
		/// The live network no longer registers by work, and the call remains for old software:
		/// `block_number`, `nonce`, `work` and `coldkey` are ignored. The signer pays, and a hotkey
		/// that nobody owns becomes the signer's.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that pays. A hotkey that nobody owns becomes the coldkey's.
		///
		/// ## Errors
		/// Those of [`Pallet::burned_register`].
		///
		/// ## Events
		/// Those of [`Pallet::burned_register`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::burned_register(T::MaxUids::get()))]
		pub fn register(
			origin: OriginFor<T>,
			netuid: NetUid,
			block_number: u64,
			nonce: u64,
			work: Vec<u8>,
			hotkey: T::AccountId,
			coldkey: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let _ = (block_number, nonce, work, coldkey);
			let signer = ensure_signed(origin)?;
			Self::do_burned_register(&signer, netuid, &hotkey)?;
			Ok(Some(Self::registration_weight(netuid)).into())
		}

		/// Registers a hotkey as a neuron for the current price, which goes into the subnet's pool.
		///
		/// Any number may register in a block: each one makes the next dearer at once, and blocks
		/// make it cheaper again. ([`MaxRegistrationsPerBlock`] is there for clients; the live
		/// network no longer counts either.)
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that pays. A hotkey that nobody owns becomes the coldkey's.
		///
		/// ## Errors
		/// [`Error::RegistrationNotPermittedOnRootSubnet`], [`Error::SubnetNotExists`],
		/// [`Error::SubNetRegistrationDisabled`], [`Error::HotKeyAlreadyRegisteredInSubNet`],
		/// [`Error::NotEnoughBalanceToStake`], [`Error::NonAssociatedColdKey`],
		/// [`Error::NoNeuronIdAvailable`], [`Error::InsufficientLiquidity`],
		/// [`Error::TooManyHotkeys`].
		///
		/// ## Events
		/// [`Event::NeuronRegistered`], and [`Event::NeuronPruned`] if the subnet was full.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::burned_register(T::MaxUids::get()))]
		pub fn burned_register(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			Self::do_burned_register(&coldkey, netuid, &hotkey)?;
			Ok(Some(Self::registration_weight(netuid)).into())
		}

		/// Announces where the signing hotkey's neuron can be reached, and the certificate by which
		/// others recognise it over TLS.
		///
		/// As [`Pallet::serve_axon`], with `certificate`: one byte for the algorithm, then the public
		/// key of at most 64 bytes. It stays until another one replaces it or the neuron is pruned.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid in the subnet. Free.
		///
		/// ## Errors
		/// Those of [`Pallet::serve_axon`], and then [`Error::InvalidCertificate`].
		///
		/// ## Events
		/// [`Event::AxonServed`].
		#[pallet::call_index(40)]
		#[pallet::weight((T::WeightInfo::serve_axon_tls(), DispatchClass::Normal, Pays::No))]
		pub fn serve_axon_tls(
			origin: OriginFor<T>,
			netuid: NetUid,
			version: u32,
			ip: u128,
			port: u16,
			ip_type: u8,
			protocol: u8,
			placeholder1: u8,
			placeholder2: u8,
			certificate: Vec<u8>,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			let block = Self::current_block();
			let axon = AxonInfo {
				block,
				version,
				ip,
				port,
				ip_type,
				protocol,
				placeholder1,
				placeholder2,
			};
			Self::do_serve_axon(&hotkey, netuid, axon)?;
			Self::do_store_certificate(&hotkey, netuid, &certificate)
		}

		/// Creates a subnet for the current price. The hotkey becomes its neuron 0.
		///
		/// If the chain has as many subnets as it may have, the one with the lowest moving price
		/// out of its immunity is dissolved, and the new one is created when that is done; the
		/// price is taken at once.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that pays and will own the subnet.
		///
		/// ## Errors
		/// [`Error::NetworkTxRateLimitExceeded`], [`Error::AllNetworksInImmunity`],
		/// [`Error::SubnetLimitReached`], [`Error::NonAssociatedColdKey`],
		/// [`Error::CannotAffordLockCost`], [`Error::TooManyHotkeys`].
		///
		/// ## Events
		/// [`Event::NetworkAdded`] and [`Event::NeuronRegistered`]; on a full chain
		/// [`Event::NetworkRemoved`] and [`Event::NetworkRegistrationQueued`] first.
		#[pallet::call_index(59)]
		#[pallet::weight(T::WeightInfo::register_network())]
		pub fn register_network(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_register_network(&coldkey, &hotkey, None)
		}

		/// Ends a subnet and divides the TAO of its pool among its stakers.
		///
		/// From this block on no call finds the subnet. In the following blocks every staker gets
		/// the part of the pool's TAO that its stake is of all stake. What was pending since the
		/// last epoch lapses, and so does what root stakers have not claimed. The owner is paid as
		/// a staker: as on the live network, the price of a subnet is spent and not a deposit.
		///
		/// ## Dispatch Origin
		/// Root. As on the live network, owners cannot end their subnets.
		///
		/// ## Parameters
		/// - `coldkey`: the subnet's owner, so that a mistaken netuid does no harm.
		/// - `netuid`: the subnet.
		///
		/// ## Errors
		/// [`Error::CannotDissolveRoot`], [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`].
		///
		/// ## Events
		/// [`Event::NetworkRemoved`]; later [`Event::StakeRemoved`] for each staker and
		/// [`Event::NetworkDissolved`].
		#[pallet::call_index(61)]
		#[pallet::weight(T::WeightInfo::dissolve_network())]
		pub fn dissolve_network(
			origin: OriginFor<T>,
			coldkey: T::AccountId,
			netuid: NetUid,
		) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_dissolve_network(netuid, Some(&coldkey))
		}

		/// Takes a seat in the root network. If all are taken, that of the hotkey with the least root
		/// stake, if the newcomer has more.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey of the hotkey. A hotkey that nobody owns becomes the coldkey's.
		///
		/// ## Errors
		/// [`Error::RootNetworkDoesNotExist`], [`Error::HotKeyAlreadyRegisteredInSubNet`],
		/// [`Error::NonAssociatedColdKey`], [`Error::TooManyHotkeys`],
		/// [`Error::StakeTooLowForRoot`], [`Error::NoNeuronIdAvailable`].
		///
		/// ## Events
		/// [`Event::NeuronRegistered`], and [`Event::NeuronPruned`] if all seats were taken.
		#[pallet::call_index(62)]
		#[pallet::weight(T::WeightInfo::root_register(T::MaxUids::get()))]
		pub fn root_register(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			Self::do_root_register(&coldkey, &hotkey)?;
			let seats = SubnetworkN::<T>::get(ROOT);
			Ok(Some(T::WeightInfo::root_register(seats.into())).into())
		}

		/// Lowers the part of its nominators' dividends that a hotkey keeps.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that owns the hotkey. Free.
		///
		/// ## Errors
		/// [`Error::HotKeyAccountNotExists`], [`Error::NonAssociatedColdKey`],
		/// [`Error::DelegateTakeTooLow`] (not below the current take, or below the least).
		///
		/// ## Events
		/// [`Event::TakeDecreased`].
		#[pallet::call_index(65)]
		#[pallet::weight((T::WeightInfo::decrease_take(), DispatchClass::Normal, Pays::No))]
		pub fn decrease_take(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			take: u16,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_decrease_take(&coldkey, &hotkey, take)
		}

		/// Raises the part of its nominators' dividends that a hotkey keeps.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that owns the hotkey. Free.
		///
		/// ## Errors
		/// [`Error::HotKeyAccountNotExists`], [`Error::NonAssociatedColdKey`],
		/// [`Error::DelegateTakeTooLow`] (not above the current take),
		/// [`Error::DelegateTakeTooHigh`], [`Error::DelegateTxRateLimitExceeded`].
		///
		/// ## Events
		/// [`Event::TakeIncreased`].
		#[pallet::call_index(66)]
		#[pallet::weight((T::WeightInfo::increase_take(), DispatchClass::Normal, Pays::No))]
		pub fn increase_take(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			take: u16,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_increase_take(&coldkey, &hotkey, take)
		}

		/// Chooses the children of a hotkey in a subnet: hotkeys for which a part of its stake
		/// counts, and which share with it what they earn. An empty list takes all back; where there
		/// is nothing to take back, it succeeds and does nothing.
		///
		/// The choice takes effect with the subnet's first epoch after a cooldown, or at once if the
		/// subnet has not been started.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey of the hotkey.
		///
		/// ## Parameters
		/// - `children`: (part of the stake as a fraction of 2^64 - 1, child), at most five.
		///
		/// ## Errors
		/// In this order: [`Error::TxRateLimitExceeded`],
		/// [`Error::RegistrationNotPermittedOnRootSubnet`], [`Error::SubnetNotExists`],
		/// [`Error::NonAssociatedColdKey`], [`Error::DuplicateChild`], [`Error::InvalidChild`],
		/// [`Error::TooManyChildren`], [`Error::ProportionOverflow`],
		/// [`Error::ChildParentInconsistency`], [`Error::TooManyParents`],
		/// [`Error::NotEnoughStakeToSetChildkeys`], [`Error::TooManyPendingChildren`].
		///
		/// ## Events
		/// [`Event::SetChildrenScheduled`], or [`Event::SetChildren`] if it takes effect at once.
		#[pallet::call_index(67)]
		#[pallet::weight(T::WeightInfo::set_children(children.len() as u32))]
		pub fn set_children(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			children: Vec<(u64, T::AccountId)>,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_set_children(&coldkey, &hotkey, netuid, children)
		}

		/// Says who a coldkey is.
		///
		/// ## Dispatch Origin
		/// Signed by a coldkey with a hotkey that has a uid in some subnet.
		///
		/// ## Parameters
		/// UTF-8 texts; empty ones are allowed. `name`, `url`, `github_repo` and `discord` have at
		/// most 256 bytes, the others 1024.
		///
		/// ## Errors
		/// [`Error::InvalidIdentity`], [`Error::HotKeyNotRegisteredInNetwork`].
		///
		/// ## Events
		/// [`Event::ChainIdentitySet`].
		#[pallet::call_index(68)]
		#[pallet::weight(T::WeightInfo::set_identity(MAX_KEYS))]
		pub fn set_identity(
			origin: OriginFor<T>,
			name: Vec<u8>,
			url: Vec<u8>,
			github_repo: Vec<u8>,
			image: Vec<u8>,
			discord: Vec<u8>,
			description: Vec<u8>,
			additional: Vec<u8>,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			let identity = ChainIdentityV2 {
				name: Self::identity_text(name)?,
				url: Self::identity_text(url)?,
				github_repo: Self::identity_text(github_repo)?,
				image: Self::identity_text(image)?,
				discord: Self::identity_text(discord)?,
				description: Self::identity_text(description)?,
				additional: Self::identity_text(additional)?,
			};
			Self::do_set_identity(&coldkey, identity)?;
			let hotkeys = OwnedHotkeys::<T>::decode_len(&coldkey).unwrap_or(0);
			let hotkeys = u32::try_from(hotkeys).unwrap_or(MAX_KEYS);
			Ok(Some(T::WeightInfo::set_identity(hotkeys)).into())
		}

		/// Sets how many blocks must pass between two changes of a child take, of which the second
		/// raises it.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// None of this pallet.
		///
		/// ## Events
		/// [`Event::TxChildKeyTakeRateLimitSet`].
		#[pallet::call_index(69)]
		#[pallet::weight(T::WeightInfo::sudo_set_tx_childkey_take_rate_limit())]
		pub fn sudo_set_tx_childkey_take_rate_limit(
			origin: OriginFor<T>,
			tx_rate_limit: u64,
		) -> DispatchResult {
			ensure_root(origin)?;
			TxChildkeyTakeRateLimit::<T>::put(tx_rate_limit);
			Self::deposit_event(Event::TxChildKeyTakeRateLimitSet { blocks: tx_rate_limit });
			Ok(())
		}

		/// Lets a hotkey take over from another, with its stake.
		///
		/// As [`Pallet::swap_hotkey_v2`] with `keep_stake = false`.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that owns the hotkey.
		///
		/// ## Errors
		/// Those of [`Pallet::swap_hotkey_v2`].
		///
		/// ## Events
		/// Those of [`Pallet::swap_hotkey_v2`].
		#[pallet::call_index(70)]
		#[pallet::weight(Pallet::<T>::swap_hotkey_weight(Pallet::<T>::most_moved()))]
		pub fn swap_hotkey(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			new_hotkey: T::AccountId,
			netuid: Option<NetUid>,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			let moved = Self::do_swap_hotkey(&coldkey, &hotkey, &new_hotkey, netuid, false)?;
			Ok(Some(Self::swap_hotkey_weight(moved)).into())
		}

		/// Moves everything of a coldkey to another at once.
		///
		/// What moves is what [`Pallet::swap_coldkey_announced`] moves. An announcement of the old
		/// coldkey and its dispute end.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Parameters
		/// - `swap_cost`: what the old coldkey pays for it, in rao; leaves issuance.
		///
		/// ## Errors
		/// [`Error::NotEnoughBalanceToPaySwapColdKey`],
		/// [`Error::WaitingForDissolvedSubnetCleanup`], [`Error::ColdKeyAlreadyAssociated`],
		/// [`Error::NewColdKeyIsHotkey`], [`Error::TooManySwapItems`], [`Error::TooManyHotkeys`].
		///
		/// ## Events
		/// [`Event::ColdkeySwapped`].
		#[pallet::call_index(71)]
		#[pallet::weight(T::WeightInfo::swap_coldkey(T::MaxSubnets::get().into(), T::MaxSwapItems::get()))]
		pub fn swap_coldkey(
			origin: OriginFor<T>,
			old_coldkey: T::AccountId,
			new_coldkey: T::AccountId,
			swap_cost: TaoBalance,
		) -> DispatchResultWithPostInfo {
			ensure_root(origin)?;
			let moved = Self::do_swap_coldkey_by_root(&old_coldkey, &new_coldkey, swap_cost)?;
			Ok(Some(T::WeightInfo::swap_coldkey(moved.subnets, moved.items)).into())
		}

		/// Lets a hotkey take over from another of the same coldkey.
		///
		/// Uid, scores, weights, axon, endpoints and certificate, a subnet owner's role, and
		/// with `keep_stake = false` the stake of everybody, go from the old hotkey to the new one. In
		/// all subnets at once also the take does, unless the new one takes less, and the old hotkey ceases to exist unless it
		/// keeps its stake. Children, parents, and choices of children that wait name the new one;
		/// miners' pay that other coldkeys send to the old one stays with it.
		///
		/// Stake is listed by hotkey and nominator, so each position moves by itself: the call is
		/// charged by their number, and refuses a hotkey with more than [`Config::MaxSwapItems`].
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that owns the hotkey.
		///
		/// ## Parameters
		/// - `hotkey`: the one that hands over.
		/// - `new_hotkey`: the one that takes over: the coldkey's own, or nobody's.
		/// - `netuid`: the subnet; none for all.
		/// - `keep_stake`: whether the stake stays on the old hotkey.
		///
		/// The price is [`Config::KeySwapCost`], in one subnet
		/// [`Config::KeySwapOnSubnetCost`]; it leaves issuance.
		///
		/// ## Errors
		/// [`Error::WaitingForDissolvedSubnetCleanup`], [`Error::SubnetNotExists`],
		/// [`Error::NonAssociatedColdKey`], [`Error::NewHotKeyIsSameWithOld`],
		/// [`Error::HotKeyAlreadyRegisteredInSubNet`], [`Error::NewHotKeyNotCleanForRootSwap`],
		/// [`Error::HotKeySwapOnSubnetIntervalNotPassed`],
		/// [`Error::NotEnoughBalanceToPaySwapHotKey`], [`Error::TooManySwapItems`],
		/// [`Error::TooManyHotkeys`], [`Error::ChildParentInconsistency`] (both hotkeys have children,
		/// parents or a choice that waits).
		///
		/// ## Events
		/// [`Event::HotkeySwapped`] or [`Event::HotkeySwappedOnSubnet`].
		#[pallet::call_index(72)]
		#[pallet::weight(Pallet::<T>::swap_hotkey_weight(Pallet::<T>::most_moved()))]
		pub fn swap_hotkey_v2(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			new_hotkey: T::AccountId,
			netuid: Option<NetUid>,
			keep_stake: bool,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			let moved = Self::do_swap_hotkey(&coldkey, &hotkey, &new_hotkey, netuid, keep_stake)?;
			Ok(Some(Self::swap_hotkey_weight(moved)).into())
		}

		/// Sets what a hotkey keeps of its parents' dividends in a subnet.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey of the hotkey.
		///
		/// ## Parameters
		/// - `take`: a fraction of 65535.
		///
		/// ## Errors
		/// [`Error::NonAssociatedColdKey`], [`Error::SubnetNotExists`],
		/// [`Error::InvalidChildkeyTake`], [`Error::TxChildkeyTakeRateLimitExceeded`].
		///
		/// ## Events
		/// [`Event::ChildKeyTakeSet`].
		#[pallet::call_index(75)]
		#[pallet::weight(T::WeightInfo::set_childkey_take())]
		pub fn set_childkey_take(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			take: u16,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_set_childkey_take(&coldkey, &hotkey, netuid, take)
		}

		/// Sets the least child take of the chain. Lower takes count as this one.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// [`Error::InvalidChildkeyTake`] if it is above the highest.
		///
		/// ## Events
		/// [`Event::MinChildKeyTakeSet`].
		#[pallet::call_index(76)]
		#[pallet::weight(T::WeightInfo::sudo_set_min_childkey_take())]
		pub fn sudo_set_min_childkey_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_set_min_childkey_take(take)
		}

		/// Sets the highest child take that may be set from now on. Takes above it stay.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// [`Error::InvalidChildkeyTake`] if it is below the least.
		///
		/// ## Events
		/// [`Event::MaxChildKeyTakeSet`].
		#[pallet::call_index(77)]
		#[pallet::weight(T::WeightInfo::sudo_set_max_childkey_take())]
		pub fn sudo_set_max_childkey_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_set_max_childkey_take(take)
		}

		/// Says what a subnet is.
		///
		/// ## Dispatch Origin
		/// Signed by the subnet's owner, or root.
		///
		/// ## Parameters
		/// UTF-8 texts; empty ones are allowed. `subnet_name` and `discord` have at most 256 bytes,
		/// the others 1024.
		///
		/// ## Errors
		/// [`Error::InvalidIdentity`], [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`].
		///
		/// ## Events
		/// [`Event::SubnetIdentitySet`].
		#[pallet::call_index(78)]
		#[pallet::weight(T::WeightInfo::set_subnet_identity())]
		pub fn set_subnet_identity(
			origin: OriginFor<T>,
			netuid: NetUid,
			subnet_name: Vec<u8>,
			github_repo: Vec<u8>,
			subnet_contact: Vec<u8>,
			subnet_url: Vec<u8>,
			discord: Vec<u8>,
			description: Vec<u8>,
			logo_url: Vec<u8>,
			additional: Vec<u8>,
		) -> DispatchResult {
			let texts = [
				subnet_name,
				github_repo,
				subnet_contact,
				subnet_url,
				discord,
				description,
				logo_url,
				additional,
			];
			Self::do_set_subnet_identity(origin, netuid, texts)
		}

		/// Creates a subnet and says what it is.
		///
		/// As [`Pallet::register_network`].
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that pays and will own the subnet.
		///
		/// ## Errors
		/// Those of [`Pallet::register_network`].
		///
		/// ## Events
		/// Those of [`Pallet::register_network`]; with an identity also [`Event::SubnetIdentitySet`].
		#[pallet::call_index(79)]
		#[pallet::weight(
			T::WeightInfo::register_network().saturating_add(T::WeightInfo::set_subnet_identity())
		)]
		pub fn register_network_with_identity(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			identity: Option<SubnetIdentityV3>,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_register_network(&coldkey, &hotkey, identity)
		}

		/// Sets the weights of the signing hotkey in several subnets (first mechanism of each).
		///
		/// An item that fails leaves an event and changes nothing; the others are done.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid and a validator permit. Free.
		///
		/// ## Errors
		/// [`Error::InputLengthsUnequal`]. Those of [`Pallet::set_weights`] except
		/// [`Error::WeightVecNotEqualSize`] come as events.
		///
		/// ## Events
		/// [`Event::WeightsSet`] or [`Event::BatchWeightItemFailed`] for each item, then
		/// [`Event::BatchWeightsCompleted`] or [`Event::BatchCompletedWithErrors`].
		#[pallet::call_index(80)]
		#[pallet::weight((
			weights.iter().fold(T::WeightInfo::guard(0, MAX_PARENTS), |sum, item| {
				sum.saturating_add(T::WeightInfo::set_weights(item.len() as u32, MAX_PARENTS))
			}),
			DispatchClass::Normal,
			Pays::No
		))]
		pub fn batch_set_weights(
			origin: OriginFor<T>,
			netuids: Vec<Compact<NetUid>>,
			weights: Vec<Vec<(Compact<Uid>, Compact<u16>)>>,
			version_keys: Vec<Compact<u64>>,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			Self::do_batch_set_weights(&hotkey, &netuids, &weights, &version_keys)
		}

		/// Sells all that the coldkey has staked on a hotkey, in every subnet and on root.
		///
		/// Positions that cannot be sold (the token is not traded, or the pool gives too little for
		/// an account to receive) stay.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// [`Error::HotKeyAccountNotExists`], [`Error::AmountTooLow`] (nothing could be sold).
		///
		/// ## Events
		/// [`Event::StakeRemoved`] for each position.
		#[pallet::call_index(83)]
		#[pallet::weight(Pallet::<T>::unstake_all_weight(T::MaxSubnets::get().into(), true))]
		pub fn unstake_all(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			let weight = Self::do_unstake_all(&coldkey, &hotkey)?;
			Ok(Some(weight).into())
		}

		/// Sells all alpha that the coldkey has staked on a hotkey and stakes what it fetches on the
		/// same hotkey on root.
		///
		/// Positions that cannot be sold stay, as in [`Pallet::unstake_all`].
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// [`Error::HotKeyAccountNotExists`], [`Error::SubtokenDisabled`] (root's),
		/// [`Error::AmountTooLow`] (nothing could be sold).
		///
		/// ## Events
		/// [`Event::StakeRemoved`] for each position, [`Event::StakeAdded`] for root.
		#[pallet::call_index(84)]
		#[pallet::weight(Pallet::<T>::unstake_all_alpha_weight(T::MaxSubnets::get().into()))]
		pub fn unstake_all_alpha(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			let positions = Self::do_unstake_all_alpha(&coldkey, &hotkey)?;
			Ok(Some(Self::unstake_all_alpha_weight(positions)).into())
		}

		/// Moves stake to another hotkey, another subnet, or both.
		///
		/// Within a subnet the alpha moves and no pool is touched; between subnets it is sold in one
		/// pool, and what it fetches buys in the other.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// [`Error::SameNetuid`], [`Error::SubnetNotExists`], [`Error::SubtokenDisabled`],
		/// [`Error::HotKeyAccountNotExists`], [`Error::NotEnoughStakeToWithdraw`],
		/// [`Error::AmountTooLow`] (worth less than [`MinStake`]),
		/// [`Error::InsufficientLiquidity`], [`Error::TooManyHotkeys`].
		///
		/// ## Events
		/// [`Event::StakeMoved`]; between subnets also [`Event::StakeRemoved`] and
		/// [`Event::StakeAdded`].
		#[pallet::call_index(85)]
		#[pallet::weight(
			T::WeightInfo::move_stake()
				.saturating_add(Pallet::<T>::stake_moved_weight(*origin_netuid, *destination_netuid))
		)]
		pub fn move_stake(
			origin: OriginFor<T>,
			origin_hotkey: T::AccountId,
			destination_hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			let from =
				Position { coldkey: &coldkey, hotkey: &origin_hotkey, netuid: origin_netuid };
			let to = Position {
				coldkey: &coldkey,
				hotkey: &destination_hotkey,
				netuid: destination_netuid,
			};
			let tao = Self::do_move_stake(from, to, alpha_amount, None)?;
			Self::deposit_event(Event::StakeMoved {
				coldkey,
				origin_hotkey,
				origin_netuid,
				destination_hotkey,
				destination_netuid,
				tao,
			});
			Ok(())
		}

		/// Gives stake to another coldkey, on the same hotkey, in the same or another subnet.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// [`Error::TransferDisallowed`], and those of [`Pallet::move_stake`].
		///
		/// ## Events
		/// [`Event::StakeTransferred`]; between subnets also [`Event::StakeRemoved`] and
		/// [`Event::StakeAdded`].
		#[pallet::call_index(86)]
		#[pallet::weight(
			T::WeightInfo::transfer_stake()
				.saturating_add(Pallet::<T>::stake_moved_weight(*origin_netuid, *destination_netuid))
		)]
		pub fn transfer_stake(
			origin: OriginFor<T>,
			destination_coldkey: T::AccountId,
			hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			let from = Position { coldkey: &coldkey, hotkey: &hotkey, netuid: origin_netuid };
			let to = Position {
				coldkey: &destination_coldkey,
				hotkey: &hotkey,
				netuid: destination_netuid,
			};
			let tao = Self::do_transfer_stake(from, to, alpha_amount)?;
			Self::deposit_event(Event::StakeTransferred {
				origin_coldkey: coldkey,
				destination_coldkey,
				hotkey,
				origin_netuid,
				destination_netuid,
				tao,
			});
			Ok(())
		}

		/// Moves stake on a hotkey to another subnet.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// Those of [`Pallet::move_stake`] except [`Error::TooManyHotkeys`].
		///
		/// ## Events
		/// [`Event::StakeSwapped`], [`Event::StakeRemoved`] and [`Event::StakeAdded`].
		#[pallet::call_index(87)]
		#[pallet::weight(
			T::WeightInfo::swap_stake()
				.saturating_add(Pallet::<T>::stake_moved_weight(*origin_netuid, *destination_netuid))
		)]
		pub fn swap_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			let from = Position { coldkey: &coldkey, hotkey: &hotkey, netuid: origin_netuid };
			let to = Position { netuid: destination_netuid, ..from };
			let tao = Self::do_move_stake(from, to, alpha_amount, None)?;
			Self::deposit_event(Event::StakeSwapped {
				coldkey,
				hotkey,
				origin_netuid,
				destination_netuid,
				tao,
			});
			Ok(())
		}

		/// As [`Pallet::add_stake`], without moving the price above a limit.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that pays.
		///
		/// ## Parameters
		/// - `limit_price`: highest price afterwards, in rao per alpha.
		/// - `allow_partial`: whether to spend what the limit allows if it does not allow all.
		///
		/// ## Errors
		/// Those of [`Pallet::add_stake`], and [`Error::SlippageTooHigh`].
		///
		/// ## Events
		/// [`Event::StakeAdded`].
		#[pallet::call_index(88)]
		#[pallet::weight(T::WeightInfo::add_stake_limit().saturating_add(Pallet::<T>::stake_change_weight(*netuid)))]
		pub fn add_stake_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_staked: TaoBalance,
			limit_price: TaoBalance,
			allow_partial: bool,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			let limit = Limit { price: limit_price, allow_partial };
			Self::do_add_stake(&coldkey, &hotkey, netuid, amount_staked, Some(limit))
		}

		/// As [`Pallet::remove_stake`], without moving the price below a limit.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Parameters
		/// - `limit_price`: lowest price afterwards, in rao per alpha.
		/// - `allow_partial`: whether to sell what the limit allows if it does not allow all.
		///
		/// ## Errors
		/// Those of [`Pallet::remove_stake`], and [`Error::SlippageTooHigh`].
		///
		/// ## Events
		/// [`Event::StakeRemoved`].
		#[pallet::call_index(89)]
		#[pallet::weight(T::WeightInfo::remove_stake_limit().saturating_add(Pallet::<T>::stake_taken_weight(*netuid)))]
		pub fn remove_stake_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_unstaked: AlphaBalance,
			limit_price: TaoBalance,
			allow_partial: bool,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			let limit = Limit { price: limit_price, allow_partial };
			Self::do_remove_stake(&coldkey, &hotkey, netuid, amount_unstaked, Some(limit))
		}

		/// As [`Pallet::swap_stake`], for at least a given relation of the two prices.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Parameters
		/// - `limit_price`: 10^9 times what one alpha of the origin must be worth in alpha of the
		///   destination; see [`crate::pool::most_to_swap`].
		/// - `allow_partial`: whether to swap what the limit allows if it does not allow all.
		///
		/// ## Errors
		/// Those of [`Pallet::swap_stake`], and [`Error::SlippageTooHigh`].
		///
		/// ## Events
		/// As [`Pallet::swap_stake`].
		#[pallet::call_index(90)]
		#[pallet::weight(
			T::WeightInfo::swap_stake_limit()
				.saturating_add(Pallet::<T>::stake_moved_weight(*origin_netuid, *destination_netuid))
		)]
		pub fn swap_stake_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
			limit_price: TaoBalance,
			allow_partial: bool,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			let limit = Limit { price: limit_price, allow_partial };
			let from = Position { coldkey: &coldkey, hotkey: &hotkey, netuid: origin_netuid };
			let to = Position { netuid: destination_netuid, ..from };
			let tao = Self::do_move_stake(from, to, alpha_amount, Some(limit))?;
			Self::deposit_event(Event::StakeSwapped {
				coldkey,
				hotkey,
				origin_netuid,
				destination_netuid,
				tao,
			});
			Ok(())
		}

		/// Makes a hotkey that nobody owns the signer's, without registering it.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey.
		///
		/// ## Errors
		/// [`Error::NonAssociatedColdKey`], [`Error::TooManyHotkeys`]. A hotkey that is the signer's
		/// already is no error, and nothing happens.
		///
		/// ## Events
		/// [`Event::HotkeyAssociated`].
		#[pallet::call_index(91)]
		#[pallet::weight(T::WeightInfo::try_associate_hotkey())]
		pub fn try_associate_hotkey(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_try_associate_hotkey(&coldkey, &hotkey)
		}

		/// Starts a subnet: its token can be traded, and emission begins with the next block.
		///
		/// ## Dispatch Origin
		/// Signed by the subnet's owner.
		///
		/// ## Errors
		/// [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`],
		/// [`Error::FirstEmissionBlockNumberAlreadySet`],
		/// [`Error::NeedWaitingMoreBlocksToStarCall`].
		///
		/// ## Events
		/// [`Event::FirstEmissionBlockNumberSet`].
		#[pallet::call_index(92)]
		#[pallet::weight(T::WeightInfo::start_call())]
		pub fn start_call(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_start_call(&coldkey, netuid)
		}

		/// Commits to the hash of weights in the first mechanism of a subnet.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid. Free.
		///
		/// ## Parameters
		/// - `netuid`: the subnet.
		/// - `commit_hash`: BLAKE2b-256 of the SCALE encoding of (hotkey, storage index u16, uids,
		///   values, salt, version key u64).
		///
		/// ## Errors
		/// In this order: [`Error::CanNotSetRootNetworkWeights`], [`Error::MechanismDoesNotExist`],
		/// [`Error::CommitRevealDisabled`], [`Error::HotKeyNotRegisteredInSubNet`],
		/// [`Error::NotEnoughStakeToSetWeights`], [`Error::CommittingWeightsTooFast`],
		/// [`Error::TooManyUnrevealedCommits`].
		///
		/// ## Events
		/// [`Event::WeightsCommitted`].
		#[pallet::call_index(96)]
		#[pallet::weight((T::WeightInfo::commit_weights(), DispatchClass::Normal, Pays::No))]
		pub fn commit_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			commit_hash: H256,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			Self::do_commit_weights(&hotkey, netuid, 0, commit_hash)
		}

		/// Reveals weights that were committed [`RevealPeriodEpochs`] epochs ago, and sets them.
		///
		/// The commit and all earlier ones are done with. The row counts from the block of the
		/// commit.
		///
		/// ## Dispatch Origin
		/// Signed by the hotkey that committed. Free.
		///
		/// ## Errors
		/// In this order: [`Error::CanNotSetRootNetworkWeights`], [`Error::MechanismDoesNotExist`],
		/// [`Error::CommitRevealDisabled`], [`Error::NoWeightsCommitFound`],
		/// [`Error::InvalidRevealCommitHashNotMatch`], [`Error::ExpiredWeightCommit`],
		/// [`Error::RevealTooEarly`], then those of [`Pallet::set_weights`] except
		/// [`Error::CommitRevealEnabled`], [`Error::HotKeyNotRegisteredInSubNet`] (whoever loses its
		/// uid loses its commits) and [`Error::SettingWeightsTooFast`].
		///
		/// ## Events
		/// [`Event::WeightsSet`], [`Event::WeightsRevealed`].
		#[pallet::call_index(97)]
		#[pallet::weight((
			T::WeightInfo::reveal_weights(uids.len() as u32, salt.len() as u32, MAX_PARENTS),
			DispatchClass::Normal,
			Pays::No
		))]
		pub fn reveal_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			uids: Vec<Uid>,
			values: Vec<u16>,
			salt: Vec<u16>,
			version_key: u64,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			let reveal = Reveal { uids: &uids, values: &values, salt: &salt, version_key };
			Self::do_reveal_weights(&hotkey, netuid, 0, reveal)
		}

		/// Reveals several commits of the first mechanism of a subnet at once, or none.
		///
		/// As [`Pallet::reveal_weights`], except that only the commits revealed are done with.
		///
		/// ## Dispatch Origin
		/// Signed by the hotkey that committed. Free.
		///
		/// ## Errors
		/// [`Error::InputLengthsUnequal`], then those of [`Pallet::reveal_weights`].
		///
		/// ## Events
		/// [`Event::WeightsSet`] for each, [`Event::WeightsBatchRevealed`].
		#[pallet::call_index(98)]
		#[pallet::weight((
			uids_list.iter().zip(salts_list).fold(T::WeightInfo::guard(0, MAX_PARENTS), |sum, (uids, salt)| {
				let item = T::WeightInfo::reveal_weights(uids.len() as u32, salt.len() as u32, MAX_PARENTS);
				sum.saturating_add(item)
			}),
			DispatchClass::Normal,
			Pays::No
		))]
		pub fn batch_reveal_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			uids_list: Vec<Vec<Uid>>,
			values_list: Vec<Vec<u16>>,
			salts_list: Vec<Vec<u16>>,
			version_keys: Vec<u64>,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			let reveals =
				Self::batch_of_reveals(&uids_list, &values_list, &salts_list, &version_keys)?;
			Self::do_batch_reveal_weights(&hotkey, netuid, &reveals)
		}

		/// Commits to hashes in several subnets (first mechanism of each).
		///
		/// An item that fails leaves an event and changes nothing; the others are done.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid in each subnet. Free.
		///
		/// ## Errors
		/// [`Error::InputLengthsUnequal`]. Those of [`Pallet::commit_weights`] come as events.
		///
		/// ## Events
		/// [`Event::WeightsCommitted`] or [`Event::BatchWeightItemFailed`] for each item, then
		/// [`Event::BatchWeightsCompleted`] or [`Event::BatchCompletedWithErrors`].
		#[pallet::call_index(100)]
		#[pallet::weight((
			T::WeightInfo::commit_weights()
				.saturating_mul(netuids.len() as u64)
				.saturating_add(T::WeightInfo::guard(0, MAX_PARENTS)),
			DispatchClass::Normal,
			Pays::No
		))]
		pub fn batch_commit_weights(
			origin: OriginFor<T>,
			netuids: Vec<Compact<NetUid>>,
			commit_hashes: Vec<H256>,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			Self::do_batch_commit_weights(&hotkey, &netuids, &commit_hashes)
		}

		/// Gives staked alpha up and takes it out of issuance, so that it will be emitted again.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// [`Error::CannotBurnOrRecycleOnRootSubnet`], [`Error::SubnetNotExists`],
		/// [`Error::SubtokenDisabled`], [`Error::HotKeyAccountNotExists`],
		/// [`Error::AmountTooLow`] (nothing), [`Error::NotEnoughStakeToWithdraw`].
		///
		/// ## Events
		/// [`Event::AlphaRecycled`].
		#[pallet::call_index(101)]
		#[pallet::weight(T::WeightInfo::recycle_alpha())]
		pub fn recycle_alpha(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			amount: AlphaBalance,
			netuid: NetUid,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_recycle_alpha(&coldkey, &hotkey, netuid, amount)
		}

		/// Gives staked alpha up; it stays issued and is nobody's.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// Those of [`Pallet::recycle_alpha`].
		///
		/// ## Events
		/// [`Event::AlphaBurned`].
		#[pallet::call_index(102)]
		#[pallet::weight(T::WeightInfo::burn_alpha())]
		pub fn burn_alpha(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			amount: AlphaBalance,
			netuid: NetUid,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_burn_alpha(&coldkey, &hotkey, netuid, amount)
		}

		/// Sells the whole position of the coldkey on a hotkey in a subnet, or nothing.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Parameters
		/// - `limit_price`: lowest price afterwards, in rao per alpha; none for any price.
		///
		/// ## Errors
		/// [`Error::SlippageTooHigh`], and those of [`Pallet::remove_stake`] except
		/// [`Error::NotEnoughStakeToWithdraw`].
		///
		/// ## Events
		/// [`Event::StakeRemoved`].
		#[pallet::call_index(103)]
		#[pallet::weight(T::WeightInfo::remove_stake_full_limit().saturating_add(Pallet::<T>::stake_change_weight(*netuid)))]
		pub fn remove_stake_full_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			limit_price: Option<TaoBalance>,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_remove_stake_full_limit(&coldkey, &hotkey, netuid, limit_price)
		}

		/// Sets how many blocks children wait that are chosen from now on.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// None of this pallet.
		///
		/// ## Events
		/// [`Event::PendingChildKeyCooldownSet`].
		#[pallet::call_index(109)]
		#[pallet::weight(T::WeightInfo::set_pending_childkey_cooldown())]
		pub fn set_pending_childkey_cooldown(
			origin: OriginFor<T>,
			cooldown: u64,
		) -> DispatchResult {
			ensure_root(origin)?;
			PendingChildKeyCooldown::<T>::put(cooldown);
			Self::deposit_event(Event::PendingChildKeyCooldownSet { blocks: cooldown });
			Ok(())
		}

		/// Gives a subnet's token another symbol, one that no other subnet has.
		///
		/// ## Dispatch Origin
		/// Signed by the subnet's owner, or root.
		///
		/// ## Parameters
		/// - `netuid`: the subnet.
		/// - `symbol`: one to four letters or digits, of any script, as UTF-8.
		///
		/// ## Errors
		/// [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`], [`Error::SymbolDoesNotExist`],
		/// [`Error::SymbolAlreadyInUse`].
		///
		/// ## Events
		/// [`Event::SymbolUpdated`].
		#[pallet::call_index(112)]
		#[pallet::weight(T::WeightInfo::update_symbol(T::MaxSubnets::get().into()))]
		pub fn update_symbol(
			origin: OriginFor<T>,
			netuid: NetUid,
			symbol: Vec<u8>,
		) -> DispatchResult {
			Self::do_update_symbol(origin, netuid, symbol)
		}

		/// Commits weights of the first mechanism of a subnet that are encrypted to a round of the
		/// beacon. The chain reveals them [`RevealPeriodEpochs`] epochs later, once it knows the
		/// round.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid. Free.
		///
		/// ## Parameters
		/// - `netuid`: the subnet.
		/// - `commit`: the ciphertext of a [`TimelockedWeights`](crate::timelock::TimelockedWeights).
		/// - `reveal_round`: the round to which it is encrypted.
		/// - `commit_reveal_version`: see [`CommitRevealWeightsVersion`].
		///
		/// ## Errors
		/// In this order: [`Error::CanNotSetRootNetworkWeights`], [`Error::MechanismDoesNotExist`],
		/// [`Error::CommitRevealDisabled`], [`Error::HotKeyNotRegisteredInSubNet`],
		/// [`Error::NotEnoughStakeToSetWeights`], [`Error::CommittingWeightsTooFast`],
		/// [`Error::IncorrectCommitRevealVersion`], [`Error::InvalidRevealRound`],
		/// [`Error::TooManyUnrevealedCommits`].
		///
		/// ## Events
		/// [`Event::TimelockedWeightsCommitted`]; later [`Event::TimelockedWeightsRevealed`],
		/// [`Event::TimelockedWeightsDropped`] or [`Event::TimelockedCommitsExpired`].
		#[pallet::call_index(113)]
		#[pallet::weight((
			T::WeightInfo::commit_timelocked_weights(MAX_TIMELOCKED_COMMITS),
			DispatchClass::Normal,
			Pays::No
		))]
		pub fn commit_timelocked_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			commit: TimelockedBytes,
			reveal_round: u64,
			commit_reveal_version: u16,
		) -> DispatchResultWithPostInfo {
			let hotkey = ensure_signed(origin)?;
			let version = commit_reveal_version;
			let queued = Self::do_commit_timelocked_weights(
				&hotkey,
				netuid,
				0,
				commit,
				reveal_round,
				version,
			)?;
			Ok(Some(T::WeightInfo::commit_timelocked_weights(queued)).into())
		}

		/// Chooses the hotkey on which the payments of the coldkey's miners in a subnet are staked,
		/// instead of on the miners themselves.
		///
		/// If the chosen hotkey ceases to exist, the miners are paid on themselves again.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey.
		///
		/// ## Errors
		/// [`Error::SubnetNotExists`], [`Error::HotKeyNotRegisteredInSubNet`],
		/// [`Error::SameAutoStakeHotkeyAlreadySet`].
		///
		/// ## Events
		/// [`Event::AutoStakeDestinationSet`].
		#[pallet::call_index(114)]
		#[pallet::weight(T::WeightInfo::set_coldkey_auto_stake_hotkey())]
		pub fn set_coldkey_auto_stake_hotkey(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: T::AccountId,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_set_auto_stake_hotkey(&coldkey, netuid, &hotkey)
		}

		/// Commits to the hash of weights in one mechanism of a subnet.
		///
		/// As [`Pallet::commit_weights`], with `mecid` for the mechanism.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid. Free.
		///
		/// ## Errors
		/// Those of [`Pallet::commit_weights`].
		///
		/// ## Events
		/// Those of [`Pallet::commit_weights`].
		#[pallet::call_index(115)]
		#[pallet::weight((T::WeightInfo::commit_weights(), DispatchClass::Normal, Pays::No))]
		pub fn commit_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			commit_hash: H256,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			Self::do_commit_weights(&hotkey, netuid, mecid, commit_hash)
		}

		/// Reveals weights that were committed in one mechanism of a subnet.
		///
		/// As [`Pallet::reveal_weights`], with `mecid` for the mechanism.
		///
		/// ## Dispatch Origin
		/// Signed by the hotkey that committed. Free.
		///
		/// ## Errors
		/// Those of [`Pallet::reveal_weights`].
		///
		/// ## Events
		/// Those of [`Pallet::reveal_weights`].
		#[pallet::call_index(116)]
		#[pallet::weight((
			T::WeightInfo::reveal_weights(uids.len() as u32, salt.len() as u32, MAX_PARENTS),
			DispatchClass::Normal,
			Pays::No
		))]
		pub fn reveal_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			uids: Vec<Uid>,
			values: Vec<u16>,
			salt: Vec<u16>,
			version_key: u64,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			let reveal = Reveal { uids: &uids, values: &values, salt: &salt, version_key };
			Self::do_reveal_weights(&hotkey, netuid, mecid, reveal)
		}

		/// Commits weights of one mechanism of a subnet that are encrypted to a round of the beacon.
		///
		/// As [`Pallet::commit_timelocked_weights`], with `mecid` for the mechanism.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid. Free.
		///
		/// ## Errors
		/// Those of [`Pallet::commit_timelocked_weights`].
		///
		/// ## Events
		/// Those of [`Pallet::commit_timelocked_weights`].
		#[pallet::call_index(118)]
		#[pallet::weight((
			T::WeightInfo::commit_timelocked_weights(MAX_TIMELOCKED_COMMITS),
			DispatchClass::Normal,
			Pays::No
		))]
		pub fn commit_timelocked_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			commit: TimelockedBytes,
			reveal_round: u64,
			commit_reveal_version: u16,
		) -> DispatchResultWithPostInfo {
			let hotkey = ensure_signed(origin)?;
			let version = commit_reveal_version;
			let queued = Self::do_commit_timelocked_weights(
				&hotkey,
				netuid,
				mecid,
				commit,
				reveal_round,
				version,
			)?;
			Ok(Some(T::WeightInfo::commit_timelocked_weights(queued)).into())
		}

		/// Sets the weights of the signing hotkey in one mechanism of a subnet.
		///
		/// As [`Pallet::set_weights`], with `mecid` for the mechanism.
		///
		/// ## Dispatch Origin
		/// Signed by a hotkey with a uid and a validator permit. Free.
		///
		/// ## Errors
		/// Those of [`Pallet::set_weights`].
		///
		/// ## Events
		/// Those of [`Pallet::set_weights`].
		#[pallet::call_index(119)]
		#[pallet::weight((T::WeightInfo::set_weights(dests.len() as u32, MAX_PARENTS), DispatchClass::Normal, Pays::No))]
		pub fn set_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			dests: Vec<Uid>,
			weights: Vec<u16>,
			version_key: u64,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			Self::do_set_weights(&hotkey, netuid, mecid, &dests, &weights, version_key)
		}

		/// Ends a subnet and divides the TAO of its pool among its stakers.
		///
		/// As [`Pallet::dissolve_network`], without naming the owner.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// [`Error::CannotDissolveRoot`], [`Error::SubnetNotExists`].
		///
		/// ## Events
		/// Those of [`Pallet::dissolve_network`].
		#[pallet::call_index(120)]
		#[pallet::weight(T::WeightInfo::dissolve_network())]
		pub fn root_dissolve_network(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_dissolve_network(netuid, None)
		}

		/// Pays the signing coldkey what its root stake has earned in some subnets, as it has chosen
		/// by [`Pallet::set_root_claim_type`].
		///
		/// Subnets in which a hotkey has earned less than the threshold for it, or whose pool gives
		/// nothing now, are left as they are. A coldkey with stake on many hotkeys claims from some
		/// of them at a time, and from the next ones with its next call.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey.
		///
		/// ## Parameters
		/// - `subnets`: one to five.
		///
		/// ## Errors
		/// [`Error::InvalidSubnetNumber`].
		///
		/// ## Events
		/// [`Event::RootClaimed`] for each hotkey and subnet that paid.
		#[pallet::call_index(121)]
		#[pallet::weight(T::WeightInfo::claim_root().saturating_add(Pallet::<T>::claim_weight_limit()))]
		pub fn claim_root(
			origin: OriginFor<T>,
			subnets: BTreeSet<NetUid>,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			let weight = Self::do_claim_root(&coldkey, &subnets)?;
			Ok(Some(weight).into())
		}

		/// Chooses how the signing coldkey gets what its root stake earns.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey.
		///
		/// ## Errors
		/// [`Error::InvalidSubnetNumber`] if it keeps some subnets and names none.
		///
		/// ## Events
		/// [`Event::RootClaimTypeSet`].
		#[pallet::call_index(122)]
		#[pallet::weight(T::WeightInfo::set_root_claim_type())]
		pub fn set_root_claim_type(
			origin: OriginFor<T>,
			new_root_claim_type: RootClaimTypeEnum,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_set_root_claim_type(&coldkey, new_root_claim_type)
		}

		/// Sets how many coldkeys each block pays without being asked; 0 = none, 50 at most.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// [`Error::InvalidNumRootClaim`].
		///
		/// ## Events
		/// [`Event::NumRootClaimsSet`].
		#[pallet::call_index(123)]
		#[pallet::weight(T::WeightInfo::sudo_set_num_root_claims())]
		pub fn sudo_set_num_root_claims(origin: OriginFor<T>, new_value: u64) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_set_num_root_claims(new_value)
		}

		/// Sets the least alpha that root stakers of a subnet are paid at once.
		///
		/// ## Dispatch Origin
		/// Root, or signed by the subnet's owner.
		///
		/// ## Parameters
		/// - `new_value`: units of alpha, at most 10,000,000.
		///
		/// ## Errors
		/// [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`],
		/// [`Error::InvalidRootClaimThreshold`].
		///
		/// ## Events
		/// [`Event::RootClaimThresholdSet`].
		#[pallet::call_index(124)]
		#[pallet::weight(T::WeightInfo::sudo_set_root_claim_threshold())]
		pub fn sudo_set_root_claim_threshold(
			origin: OriginFor<T>,
			netuid: NetUid,
			new_value: u64,
		) -> DispatchResult {
			Self::do_set_root_claim_threshold(origin, netuid, new_value)
		}

		/// Announces that another coldkey will follow the signer.
		///
		/// From now on the signer can do nothing but swap, dispute, replace or withdraw the
		/// announcement (the runtime refuses its other transactions), so that whoever stole a
		/// coldkey cannot empty it meanwhile. The first announcement costs
		/// [`Config::KeySwapCost`], which leaves issuance; later ones replace it for free.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey.
		///
		/// ## Parameters
		/// - `new_coldkey_hash`: BlakeTwo256 of the 32 bytes of the coldkey that follows.
		///
		/// ## Errors
		/// [`Error::ColdkeySwapDisputed`], [`Error::ColdkeySwapReannouncedTooEarly`],
		/// [`Error::NotEnoughBalanceToPaySwapColdKey`].
		///
		/// ## Events
		/// [`Event::ColdkeySwapAnnounced`].
		#[pallet::call_index(125)]
		#[pallet::weight(T::WeightInfo::announce_coldkey_swap())]
		pub fn announce_coldkey_swap(
			origin: OriginFor<T>,
			new_coldkey_hash: T::Hash,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_announce_coldkey_swap(&who, new_coldkey_hash)
		}

		/// Moves everything of the signer to the coldkey that was announced.
		///
		/// Balance, stake, owned hotkeys, owned subnets and identity move. A balance that something else
		/// holds (deposits of proxies or multisigs) stays, and so does one below the existential
		/// deposit if the new coldkey has none.
		///
		/// ## Dispatch Origin
		/// Signed by the old coldkey.
		///
		/// ## Errors
		/// [`Error::ColdkeySwapAnnouncementNotFound`], [`Error::ColdkeySwapDisputed`],
		/// [`Error::AnnouncedColdkeyHashDoesNotMatch`], [`Error::ColdkeySwapTooEarly`],
		/// [`Error::WaitingForDissolvedSubnetCleanup`], [`Error::ColdKeyAlreadyAssociated`],
		/// [`Error::NewColdKeyIsHotkey`], [`Error::TooManySwapItems`], [`Error::TooManyHotkeys`].
		///
		/// ## Events
		/// [`Event::ColdkeySwapped`].
		#[pallet::call_index(126)]
		#[pallet::weight(T::WeightInfo::swap_coldkey(T::MaxSubnets::get().into(), T::MaxSwapItems::get()))]
		pub fn swap_coldkey_announced(
			origin: OriginFor<T>,
			new_coldkey: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let moved = Self::do_swap_coldkey_announced(&who, &new_coldkey)?;
			Ok(Some(T::WeightInfo::swap_coldkey(moved.subnets, moved.items)).into())
		}

		/// Stops the announced swap of the signer until root has decided.
		///
		/// For an owner whose coldkey was stolen and who finds a swap announced in its name.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey.
		///
		/// ## Errors
		/// [`Error::ColdkeySwapAnnouncementNotFound`], [`Error::ColdkeySwapAlreadyDisputed`].
		///
		/// ## Events
		/// [`Event::ColdkeySwapDisputed`].
		#[pallet::call_index(127)]
		#[pallet::weight(T::WeightInfo::dispute_coldkey_swap())]
		pub fn dispute_coldkey_swap(origin: OriginFor<T>) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_dispute_coldkey_swap(&coldkey)
		}

		/// Ends the announced swap of a coldkey and its dispute, if there are any.
		///
		/// ## Dispatch Origin
		/// Root.
		///
		/// ## Errors
		/// None of this pallet.
		///
		/// ## Events
		/// [`Event::ColdkeySwapReset`].
		#[pallet::call_index(128)]
		#[pallet::weight(T::WeightInfo::reset_coldkey_swap())]
		pub fn reset_coldkey_swap(origin: OriginFor<T>, coldkey: T::AccountId) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_reset_coldkey_swap(&coldkey);
			Ok(())
		}

		/// Buys a subnet's alpha with TAO and burns it at once: it stays issued and is nobody's.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that pays.
		///
		/// ## Parameters
		/// - `hotkey`: any that exists; it is only named in the event.
		/// - `limit`: highest price afterwards, in rao per alpha; none for any price.
		///
		/// ## Errors
		/// [`Error::CannotBurnOrRecycleOnRootSubnet`], and those of [`Pallet::add_stake_limit`] except
		/// [`Error::TooManyHotkeys`].
		///
		/// ## Events
		/// [`Event::AddStakeBurn`].
		#[pallet::call_index(132)]
		#[pallet::weight(T::WeightInfo::add_stake_burn())]
		pub fn add_stake_burn(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount: TaoBalance,
			limit: Option<TaoBalance>,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			Self::do_add_stake_burn(&coldkey, &hotkey, netuid, amount, limit)
		}

		/// Withdraws the announcement of the signer.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey.
		///
		/// ## Errors
		/// [`Error::ColdkeySwapAnnouncementNotFound`], [`Error::ColdkeySwapDisputed`],
		/// [`Error::ColdkeySwapClearTooEarly`].
		///
		/// ## Events
		/// [`Event::ColdkeySwapCleared`].
		#[pallet::call_index(133)]
		#[pallet::weight(T::WeightInfo::clear_coldkey_swap_announcement())]
		pub fn clear_coldkey_swap_announcement(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_clear_coldkey_swap_announcement(&who)
		}

		/// Registers a hotkey as a neuron, if the price is at most `limit_price` (in rao).
		///
		/// As [`Pallet::burned_register`].
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey that pays. A hotkey that nobody owns becomes the coldkey's.
		///
		/// ## Errors
		/// Those of [`Pallet::burned_register`]; the limit is looked at after
		/// [`Error::SubnetNotExists`]: [`Error::RegistrationPriceLimitExceeded`].
		///
		/// ## Events
		/// Those of [`Pallet::burned_register`].
		#[pallet::call_index(134)]
		#[pallet::weight(T::WeightInfo::burned_register(T::MaxUids::get()))]
		pub fn register_limit(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: T::AccountId,
			limit_price: TaoBalance,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			Self::do_register_limit(&coldkey, netuid, &hotkey, limit_price)?;
			Ok(Some(Self::registration_weight(netuid)).into())
		}

		/// Sets the blocks from epoch to epoch; the cycle starts anew with this block.
		///
		/// ## Dispatch Origin
		/// Signed by the subnet's owner, from `MinTempo` to `MaxTempo` and once in 360 blocks; or root,
		/// with any tempo (0 switches epochs off).
		///
		/// ## Errors
		/// In this order: [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`],
		/// [`Error::AdminActionProhibitedDuringWeightsWindow`], [`Error::TxRateLimitExceeded`],
		/// [`Error::TempoOutOfBounds`].
		///
		/// ## Events
		/// [`Event::HyperparameterSet`].
		#[pallet::call_index(139)]
		#[pallet::weight(T::WeightInfo::set_hyperparameter())]
		pub fn set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
			Self::set_hyperparameter(origin, netuid, Hyperparameter::Tempo(tempo))
		}

		/// Sets after how many thousandths of a tempo a silent neuron counts as inactive.
		///
		/// ## Dispatch Origin
		/// Signed by the subnet's owner, or root.
		///
		/// ## Errors
		/// In this order: [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`],
		/// [`Error::AdminActionProhibitedDuringWeightsWindow`], [`Error::TxRateLimitExceeded`],
		/// [`Error::ActivityCutoffFactorMilliOutOfBounds`].
		///
		/// ## Events
		/// [`Event::HyperparameterSet`].
		#[pallet::call_index(140)]
		#[pallet::weight(T::WeightInfo::set_hyperparameter())]
		pub fn set_activity_cutoff_factor(
			origin: OriginFor<T>,
			netuid: NetUid,
			factor_milli: u32,
		) -> DispatchResult {
			let value = Hyperparameter::ActivityCutoffFactor(factor_milli);
			Self::set_hyperparameter(origin, netuid, value)
		}

		/// Asks for an epoch out of turn, [`AdminFreezeWindow`] blocks from now.
		///
		/// ## Dispatch Origin
		/// Signed by the subnet's owner, as often as a hyperparameter may be changed; or root.
		///
		/// ## Errors
		/// In this order: [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`],
		/// [`Error::TempoOutOfBounds`], [`Error::DynamicTempoBlockedByCommitReveal`],
		/// [`Error::EpochTriggerAlreadyPending`], [`Error::AutoEpochAlreadyImminent`],
		/// [`Error::TxRateLimitExceeded`].
		///
		/// ## Events
		/// [`Event::EpochTriggered`].
		#[pallet::call_index(141)]
		#[pallet::weight(T::WeightInfo::trigger_epoch())]
		pub fn trigger_epoch(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			Self::do_trigger_epoch(origin, netuid)
		}

		/// As [`Pallet::move_stake`], for at least a given relation of the two prices.
		///
		/// The parameters are those of [`Pallet::swap_stake_limit`]; within a subnet no price moves
		/// and the limit is not looked at. The index is that of the newer live network.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// Those of [`Pallet::move_stake`], and [`Error::SlippageTooHigh`].
		///
		/// ## Events
		/// As [`Pallet::move_stake`].
		#[pallet::call_index(149)]
		#[pallet::weight(
			T::WeightInfo::move_stake_limit()
				.saturating_add(Pallet::<T>::stake_moved_weight(*origin_netuid, *destination_netuid))
		)]
		pub fn move_stake_limit(
			origin: OriginFor<T>,
			origin_hotkey: T::AccountId,
			destination_hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
			limit_price: TaoBalance,
			allow_partial: bool,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			let limit = Limit { price: limit_price, allow_partial };
			let from =
				Position { coldkey: &coldkey, hotkey: &origin_hotkey, netuid: origin_netuid };
			let to = Position {
				coldkey: &coldkey,
				hotkey: &destination_hotkey,
				netuid: destination_netuid,
			};
			let tao = Self::do_move_stake(from, to, alpha_amount, Some(limit))?;
			Self::deposit_event(Event::StakeMoved {
				coldkey,
				origin_hotkey,
				origin_netuid,
				destination_hotkey,
				destination_netuid,
				tao,
			});
			Ok(())
		}

		/// Gives stake to another coldkey, on another hotkey, in the same or another subnet.
		///
		/// Both hotkeys may be the same, as in [`Pallet::transfer_stake`]. The newer live network has
		/// this call; its index there is not known.
		///
		/// ## Dispatch Origin
		/// Signed by the coldkey whose stake it is.
		///
		/// ## Errors
		/// Those of [`Pallet::transfer_stake`].
		///
		/// ## Events
		/// [`Event::StakeAndHotkeyTransferred`]; between subnets also [`Event::StakeRemoved`] and
		/// [`Event::StakeAdded`].
		#[pallet::call_index(150)]
		#[pallet::weight(
			T::WeightInfo::transfer_stake()
				.saturating_add(Pallet::<T>::stake_moved_weight(*origin_netuid, *destination_netuid))
		)]
		pub fn transfer_stake_and_hotkey(
			origin: OriginFor<T>,
			destination_coldkey: T::AccountId,
			origin_hotkey: T::AccountId,
			destination_hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			let from =
				Position { coldkey: &coldkey, hotkey: &origin_hotkey, netuid: origin_netuid };
			let to = Position {
				coldkey: &destination_coldkey,
				hotkey: &destination_hotkey,
				netuid: destination_netuid,
			};
			let tao = Self::do_transfer_stake(from, to, alpha_amount)?;
			Self::deposit_event(Event::StakeAndHotkeyTransferred {
				origin_coldkey: coldkey,
				destination_coldkey,
				origin_hotkey,
				destination_hotkey,
				origin_netuid,
				destination_netuid,
				tao,
			});
			Ok(())
		}
	}
}
