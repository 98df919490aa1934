//! Configuration of each pallet.

mod proxy;

pub use proxy::ProxyType;

use alloc::vec::Vec;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstBool, ConstU16, ConstU32, ConstU64, ConstU8, Get, VariantCountOf},
	weights::{
		constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_SECOND},
		Weight, WeightToFee,
	},
	PalletId,
};
use frame_system::limits::{BlockLength, BlockWeights};
use pallet_commitments::Beacon;
use pallet_drand::{quicknet, OnPulse};
use pallet_subtensor::{
	neurons::OnSeatChange,
	timelock::{TimelockDecryptor, Unlocked},
	ROOT,
};
use pallet_transaction_payment::{ConstFeeMultiplier, FungibleAdapter, Multiplier};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::{traits::One, Perbill};
use sp_version::RuntimeVersion;

use super::{
	AccountId, Aura, Balance, Balances, Block, BlockNumber, Commitments, Hash, Nonce, OriginCaller,
	PalletInfo, Runtime, RuntimeCall, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason,
	RuntimeOrigin, RuntimeTask, SubtensorModule, System, EXISTENTIAL_DEPOSIT, SLOT_DURATION,
	SS58_PREFIX, TAO, VERSION,
};

/// Share of a block that ordinary transactions may fill; the rest is for operational ones.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

parameter_types! {
	/// Seventeen minutes of 250 ms blocks: a mortal transaction of the usual 128 blocks stays valid
	/// even when finality lags far behind.
	pub const BlockHashCount: BlockNumber = 4096;
	/// Version of the runtime.
	pub const Version: RuntimeVersion = VERSION;
	/// Six seconds of computation, although a slot has a quarter of one: the epoch of the largest
	/// subnet must fit, at the prices of a database that is not in memory, and the limit only has to
	/// stop a block that nobody could follow. An author's own deadline (a part of the slot) cuts blocks
	/// short on a network, and a sealed chain simply takes the time that a heavy block needs.
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::with_sensible_defaults(
		Weight::from_parts(6u64 * WEIGHT_REF_TIME_PER_SECOND, u64::MAX),
		NORMAL_DISPATCH_RATIO,
	);
	/// Five mebibytes: a runtime upgrade must fit.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(5 * 1024 * 1024)
		.modify_max_length_for_class(frame_support::dispatch::DispatchClass::Normal, |max| {
			*max = NORMAL_DISPATCH_RATIO * (5 * 1024 * 1024)
		})
		.build();
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = Block;
	type BlockHashCount = BlockHashCount;
	type BlockLength = RuntimeBlockLength;
	type BlockWeights = RuntimeBlockWeights;
	type DbWeight = ParityDbWeight;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type Hash = Hash;
	type MaxConsumers = ConstU32<16>;
	type Nonce = Nonce;
	type SS58Prefix = ConstU16<SS58_PREFIX>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type Version = Version;
}

impl pallet_timestamp::Config for Runtime {
	type MinimumPeriod = ConstU64<{ SLOT_DURATION / 2 }>;
	type Moment = u64;
	type OnTimestampSet = Aura;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

/// Most validators that a network of this chain can have.
type MaxAuthorities = ConstU32<32>;

impl pallet_aura::Config for Runtime {
	type AllowMultipleBlocksPerSlot = ConstBool<false>;
	type AuthorityId = AuraId;
	type DisabledValidators = ();
	type MaxAuthorities = MaxAuthorities;
	type SlotDuration = ConstU64<SLOT_DURATION>;
}

impl pallet_grandpa::Config for Runtime {
	type EquivocationReportSystem = ();
	type KeyOwnerProof = sp_core::Void;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = ConstU64<0>;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
}

impl pallet_balances::Config for Runtime {
	type AccountStore = System;
	type Balance = Balance;
	type DoneSlashHandler = ();
	type DustRemoval = ();
	type ExistentialDeposit = ConstU64<EXISTENTIAL_DEPOSIT>;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type ReserveIdentifier = [u8; 8];
	type RuntimeEvent = RuntimeEvent;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
}

/// One rao per ten nanoseconds of computation: a transfer costs about 0.00002 TAO.
pub struct ComputationFee;

impl WeightToFee for ComputationFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		weight.ref_time() / 10_000
	}
}

/// One rao per byte of a transaction.
pub struct LengthFee;

impl WeightToFee for LengthFee {
	type Balance = Balance;

	fn weight_to_fee(length: &Weight) -> Balance {
		length.ref_time()
	}
}

parameter_types! {
	/// Fees do not depend on how full blocks are, so that examples and tests show the same numbers
	/// every time.
	pub FeeMultiplier: Multiplier = Multiplier::one();
}

impl pallet_transaction_payment::Config for Runtime {
	type FeeMultiplierUpdate = ConstFeeMultiplier<FeeMultiplier>;
	type LengthToFee = LengthFee;
	type OnChargeTransaction = FungibleAdapter<Balances, ()>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
	type WeightToFee = ComputationFee;
}

parameter_types! {
	/// Account that holds the TAO of all pools.
	pub const SubtensorPalletId: PalletId = PalletId(*b"subtensr");
}

/// Opens what is time-locked with the pulses that the chain has stored.
pub struct DrandTimelock;

impl TimelockDecryptor for DrandTimelock {
	fn last_round() -> u64 {
		pallet_drand::LastStoredRound::<Runtime>::get()
	}

	fn decrypt(ciphertext: &[u8], round: u64) -> Unlocked {
		let Some(pulse) = pallet_drand::Pulses::<Runtime>::get(round) else {
			return Unlocked::NotYet;
		};
		quicknet::decrypt(ciphertext, &pulse.signature).map_or(Unlocked::Malformed, Unlocked::Plain)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn encrypt_for_benchmark(plain: &[u8]) -> Option<(Vec<u8>, u64)> {
		let pulse = pallet_drand::benchmarking::pulse();
		let round = pulse.round;
		pallet_drand::Pulses::<Runtime>::insert(round, pulse);
		Some((quicknet::encrypt(plain, round)?, round))
	}
}

impl Beacon for DrandTimelock {
	fn knows(round: u64) -> bool {
		pallet_drand::Pulses::<Runtime>::contains_key(round)
	}

	fn decrypt(ciphertext: &[u8], round: u64) -> Option<Vec<u8>> {
		match <Self as TimelockDecryptor>::decrypt(ciphertext, round) {
			Unlocked::Plain(plain) => Some(plain),
			Unlocked::NotYet | Unlocked::Malformed => None,
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn encrypt_for_benchmark(plain: &[u8]) -> Option<(Vec<u8>, u64)> {
		<Self as TimelockDecryptor>::encrypt_for_benchmark(plain)
	}
}

/// Commitments wait for pulses; weights look for theirs when their subnet's turn comes.
pub struct CommitmentsAwaitPulses;

impl OnPulse for CommitmentsAwaitPulses {
	fn on_pulse(round: u64) {
		Commitments::round_is_known(round);
	}
}

impl pallet_drand::Config for Runtime {
	type OnPulse = CommitmentsAwaitPulses;
	type WeightInfo = pallet_drand::weights::SubstrateWeight<Runtime>;
}

impl pallet_subtensor::Config for Runtime {
	type Currency = Balances;
	type InitialMaxEpochsPerBlock = ConstU8<32>;
	type InitialStartCallDelay = ConstU64<0>;
	type KeySwapCost = ConstU64<100_000_000>;
	type KeySwapOnSubnetCost = ConstU64<1_000_000>;
	type MaxSwapItems = ConstU32<1_024>;
	type MaxSubnets = ConstU16<129>;
	type MaxTempo = ConstU16<50_400>;
	type MaxUids = ConstU32<4096>;
	type MinTempo = ConstU16<360>;
	type MaxRevealsPerBlock = ConstU32<8>;
	type OnSeatChange = CommitmentsOfSeats;
	type PalletId = SubtensorPalletId;
	type Timelock = DrandTimelock;
	type WeightInfo = pallet_subtensor::weights::SubstrateWeight<Runtime>;
}

impl pallet_admin_utils::Config for Runtime {}

impl pallet_utility::Config for Runtime {
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

impl pallet_sudo::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}

/// What it costs to keep `items` entries of together `bytes` bytes in storage, in rao.
const fn deposit(items: u32, bytes: u32) -> Balance {
	items as Balance * (TAO / 20) + bytes as Balance * (TAO / 100_000)
}

parameter_types! {
	/// One entry of 88 bytes: the key, the call hash, the time and the depositor.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	/// 32 bytes for each signatory.
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
	/// One entry of 8 bytes, held while an account has any proxy.
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	/// 33 bytes and a delay for each proxy.
	pub const ProxyDepositFactor: Balance = deposit(0, 37);
	/// One entry of 8 bytes, held while an account has any announcement.
	pub const AnnouncementDepositBase: Balance = deposit(1, 8);
	/// 68 bytes for each announcement.
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
}

impl pallet_multisig::Config for Runtime {
	type BlockNumberProvider = System;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
}

impl pallet_proxy::Config for Runtime {
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type BlockNumberProvider = System;
	type CallHasher = sp_runtime::traits::BlakeTwo256;
	type Currency = Balances;
	type MaxPending = ConstU32<75>;
	type MaxProxies = ConstU32<20>;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type ProxyType = ProxyType;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
}

/// How long a hotkey may publish no more than [`pallet_commitments::MaxSpace`] where no epochs run: as
/// long as an epoch elsewhere.
const BLOCKS_WITHOUT_EPOCHS: BlockNumber = 360;

/// What the commitments pallet asks about subnets.
pub struct SubnetsOfCommitments;

impl pallet_commitments::Subnets<AccountId> for SubnetsOfCommitments {
	fn is_registered(netuid: u16, hotkey: &AccountId) -> bool {
		pallet_subtensor::NetworksAdded::<Runtime>::get(netuid)
			&& pallet_subtensor::Uids::<Runtime>::contains_key(netuid, hotkey)
	}

	fn epoch(netuid: u16) -> u64 {
		let tempo = pallet_subtensor::Tempo::<Runtime>::get(netuid);
		if netuid == ROOT || tempo == 0 {
			// No epoch ever runs, and what may be published is bounded all the same.
			return u64::from(System::block_number() / BLOCKS_WITHOUT_EPOCHS);
		}
		pallet_subtensor::SubnetEpochIndex::<Runtime>::get(netuid)
	}

	fn reset_bonds(netuid: u16, hotkey: &AccountId) -> Weight {
		SubtensorModule::reset_bonds(netuid, hotkey)
	}

	fn reset_bonds_limit() -> Weight {
		SubtensorModule::reset_bonds_limit()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register(netuid: u16, hotkey: &AccountId) {
		pallet_subtensor::NetworksAdded::<Runtime>::insert(netuid, true);
		pallet_subtensor::Uids::<Runtime>::insert(netuid, hotkey, 0);
	}
}

/// Commitments go with the uid of the hotkey that published them.
pub struct CommitmentsOfSeats;

impl OnSeatChange<AccountId> for CommitmentsOfSeats {
	fn on_lost(netuid: u16, hotkey: &AccountId) {
		Commitments::forget(netuid, hotkey);
	}

	fn on_handed_over(netuid: u16, old: &AccountId, new: &AccountId) {
		Commitments::hand_over(netuid, old, new);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn fill(netuid: u16, hotkey: &AccountId) {
		pallet_commitments::benchmarking::fill::<Runtime>(netuid, hotkey);
	}
}

impl pallet_commitments::Config for Runtime {
	type Beacon = DrandTimelock;
	type MaxFields = ConstU32<3>;
	type MaxRevealsPerBlock = ConstU32<4>;
	type Subnets = SubnetsOfCommitments;
	type WeightInfo = pallet_commitments::weights::SubstrateWeight<Runtime>;
}

/// Number of validators, who make blocks in turn.
pub struct ValidatorCount;

impl Get<u32> for ValidatorCount {
	fn get() -> u32 {
		pallet_aura::Authorities::<Runtime>::decode_len()
			.and_then(|count| count.try_into().ok())
			.unwrap_or_default()
	}
}

impl pallet_mev_shield::Config for Runtime {
	type Authors = ValidatorCount;
	type FindAuthor = Aura;
	type WeightInfo = pallet_mev_shield::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = OneAuthor;
}

/// Makes one key the only author of the chain of a benchmark.
#[cfg(feature = "runtime-benchmarks")]
pub struct OneAuthor;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_mev_shield::BenchmarkHelper for OneAuthor {
	fn one_author() {
		let key = AuraId::from(sp_core::sr25519::Public::from_raw([1; 32]));
		pallet_aura::Authorities::<Runtime>::put(frame_support::BoundedVec::truncate_from(
			[key].into(),
		));
	}
}
