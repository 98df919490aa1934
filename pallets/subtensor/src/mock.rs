//! A runtime with nothing but this pallet, its currency, and named actors.

use crate::{
	self as pallet_subtensor,
	genesis::{GenesisHyperparameters, GenesisNeuron, GenesisPool, GenesisSubnet},
	neurons::OnSeatChange,
	pallet::*,
	timelock::{TimelockDecryptor, Unlocked},
	types::*,
};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, ConstU64},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight},
	PalletId,
};
use frame_system::limits;
use sp_runtime::{BuildStorage, Perbill};

/// Wide enough to hold the derived accounts of subnets without cutting the netuid off.
pub type AccountId = u128;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(7)]
	pub type SubtensorModule = pallet_subtensor;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<u64>;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
	type BlockWeights = BlockWeights;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = u64;
	type ExistentialDeposit = ConstU64<500>;
}

/// The limits of blocks that may take so long, in picoseconds.
pub fn block_weights(ref_time: u64) -> limits::BlockWeights {
	limits::BlockWeights::with_sensible_defaults(
		Weight::from_parts(ref_time, u64::MAX),
		Perbill::from_percent(75),
	)
}

parameter_types! {
	pub const SubtensorPalletId: PalletId = PalletId(*b"subtensr");
	pub const MaxUids: u32 = 256;
	pub static MaxSubnets: u16 = 8;
	/// As the runtime's.
	pub static BlockWeights: limits::BlockWeights = block_weights(2 * WEIGHT_REF_TIME_PER_SECOND);
}

impl Config for Test {
	type Currency = Balances;
	type PalletId = SubtensorPalletId;
	type MaxUids = MaxUids;
	type MaxSubnets = MaxSubnets;
	type InitialStartCallDelay = ConstU64<0>;
	type MinTempo = frame_support::traits::ConstU16<360>;
	type MaxTempo = frame_support::traits::ConstU16<50_400>;
	type InitialMaxEpochsPerBlock = frame_support::traits::ConstU8<2>;
	type KeySwapCost = ConstU64<100_000_000>;
	type KeySwapOnSubnetCost = ConstU64<1_000_000>;
	type MaxSwapItems = frame_support::traits::ConstU32<64>;
	type OnSeatChange = Seats;
	type Timelock = Beacon;
	type MaxRevealsPerBlock = ConstU32<2>;
	type WeightInfo = ();
}

parameter_types! {
	/// The newest round of the mock beacon.
	pub static LastRound: u64 = 0;
}

parameter_types! {
	/// What was said of seats: subnet, hotkey, and who has the uid now.
	pub static SeatChanges: Vec<(NetUid, AccountId, Option<AccountId>)> = vec![];
}

/// Writes down what it is told.
pub struct Seats;

impl OnSeatChange<AccountId> for Seats {
	fn on_lost(netuid: NetUid, hotkey: &AccountId) {
		SeatChanges::mutate(|changes| changes.push((netuid, *hotkey, None)));
	}

	fn on_handed_over(netuid: NetUid, old: &AccountId, new: &AccountId) {
		SeatChanges::mutate(|changes| changes.push((netuid, *old, Some(*new))));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn fill(_: NetUid, _: &AccountId) {}
}

/// A beacon without cryptography: a ciphertext is the round to which it is encrypted, followed by
/// the plain text.
pub struct Beacon;

impl Beacon {
	pub fn encrypt(plain: &[u8], round: u64) -> TimelockedBytes {
		TimelockedBytes::truncate_from([&round.to_le_bytes(), plain].concat())
	}
}

impl TimelockDecryptor for Beacon {
	fn last_round() -> u64 {
		LastRound::get()
	}

	fn decrypt(ciphertext: &[u8], round: u64) -> Unlocked {
		if round > LastRound::get() {
			return Unlocked::NotYet;
		}
		match ciphertext.split_first_chunk() {
			Some((locked_to, plain)) if *locked_to == round.to_le_bytes() => {
				Unlocked::Plain(plain.to_vec())
			},
			_ => Unlocked::Malformed,
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn encrypt_for_benchmark(plain: &[u8]) -> Option<(Vec<u8>, u64)> {
		Some((Self::encrypt(plain, LastRound::get()).into_inner(), LastRound::get()))
	}
}

/// Owns subnet 1; her hotkey is validator 0.
pub const ALICE: AccountId = 1;
/// Owns validator 1.
pub const BOB: AccountId = 2;
/// Owns miner 2.
pub const CHARLIE: AccountId = 3;
/// Owns miner 3.
pub const DAVE: AccountId = 4;
/// Has TAO and no hotkey.
pub const EVE: AccountId = 5;
/// Has nothing.
pub const FERDIE: AccountId = 6;

/// The hotkey of an actor.
pub const fn hotkey(coldkey: AccountId) -> AccountId {
	coldkey + 100
}

/// The subnet that lives from genesis on.
pub const NETUID: NetUid = 1;
/// Its tempo.
pub const TEMPO: u16 = 10;
/// Blocks that its validators wait between weights.
pub const WEIGHTS_RATE_LIMIT: u64 = 3;

/// A world to test in. The default: root, and subnet 1 with two validators and two miners.
pub struct ExtBuilder {
	subnets: Vec<GenesisSubnet<AccountId>>,
	new_subnet: NewSubnetParams,
	max_subnets: u16,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self {
			subnets: vec![root(), living_subnet()],
			new_subnet: NewSubnetParams {
				tempo: TEMPO,
				weights_set_rate_limit: 0,
				commit_reveal: false,
				emission_enabled: true,
			},
			max_subnets: 8,
		}
	}
}

/// The root network, with Alice and Bob staked.
pub fn root() -> GenesisSubnet<AccountId> {
	GenesisSubnet {
		netuid: ROOT,
		owner: ALICE,
		owner_hotkey: hotkey(ALICE),
		symbol: None,
		identity: None,
		started: true,
		emission_enabled: false,
		pool: GenesisPool::default(),
		hyperparameters: GenesisHyperparameters::default(),
		neurons: vec![
			neuron(ALICE, 100_000 * UNIT, true, &[]),
			neuron(BOB, 50_000 * UNIT, true, &[]),
		],
		nominations: vec![],
	}
}

/// Subnet 1: Alice and Bob validate, Charlie and Dave mine; the validators disagree.
pub fn living_subnet() -> GenesisSubnet<AccountId> {
	GenesisSubnet {
		netuid: NETUID,
		owner: ALICE,
		owner_hotkey: hotkey(ALICE),
		symbol: Some("α".into()),
		identity: None,
		started: true,
		emission_enabled: true,
		pool: GenesisPool { tao: 10_000 * UNIT, alpha: 20_000 * UNIT },
		hyperparameters: GenesisHyperparameters {
			tempo: Some(TEMPO),
			activity_cutoff_factor_milli: Some(4_000_000_000),
			weights_set_rate_limit: Some(WEIGHTS_RATE_LIMIT),
			commit_reveal: Some(false),
			..Default::default()
		},
		neurons: vec![
			neuron(ALICE, 3_000 * UNIT, true, &[(2, 65_535), (3, 20_000)]),
			neuron(BOB, 2_000 * UNIT, true, &[(2, 40_000), (3, 65_535)]),
			neuron(CHARLIE, 0, false, &[]),
			neuron(DAVE, 0, false, &[]),
		],
		nominations: vec![],
	}
}

/// The subnet of [`second_subnet`].
pub const SECOND: NetUid = 2;

/// A second tradable subnet, whose alpha costs a quarter of a TAO; Bob owns it and validates.
pub fn second_subnet() -> GenesisSubnet<AccountId> {
	GenesisSubnet {
		netuid: SECOND,
		owner: BOB,
		owner_hotkey: hotkey(BOB),
		symbol: None,
		pool: GenesisPool { tao: 4_000 * UNIT, alpha: 16_000 * UNIT },
		neurons: vec![neuron(BOB, 500 * UNIT, true, &[])],
		..living_subnet()
	}
}

/// A genesis neuron of an actor's hotkey.
pub fn neuron(
	coldkey: AccountId,
	stake: u64,
	permit: bool,
	weights: &[(Uid, u16)],
) -> GenesisNeuron<AccountId> {
	GenesisNeuron {
		hotkey: hotkey(coldkey),
		coldkey,
		stake,
		validator_permit: permit,
		weights: weights.to_vec(),
		bonds: vec![],
	}
}

impl ExtBuilder {
	/// These subnets and no other.
	pub fn only(subnets: Vec<GenesisSubnet<AccountId>>) -> Self {
		Self { subnets, ..Self::default() }
	}

	/// Changes subnet 1.
	pub fn living(mut self, change: impl FnOnce(&mut GenesisSubnet<AccountId>)) -> Self {
		change(&mut self.subnets[1]);
		self
	}

	/// Adds a subnet.
	pub fn subnet(mut self, subnet: GenesisSubnet<AccountId>) -> Self {
		self.subnets.push(subnet);
		self
	}

	/// Allows more or fewer subnets, root included.
	pub fn max_subnets(mut self, most: u16) -> Self {
		self.max_subnets = most;
		self
	}

	pub fn build(self) -> Result<sp_io::TestExternalities, String> {
		// Threads are reused, and a test may have changed these.
		MaxSubnets::set(self.max_subnets);
		LastRound::set(0);
		BlockWeights::set(block_weights(2 * WEIGHT_REF_TIME_PER_SECOND));
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage()?;
		pallet_balances::GenesisConfig::<Test> {
			balances: [ALICE, BOB, CHARLIE, DAVE, EVE].map(|who| (who, 1_000_000 * UNIT)).to_vec(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)?;
		let mut ext = sp_io::TestExternalities::new(storage);
		let config = GenesisConfig::<Test> {
			start_call_delay: None,
			network_rate_limit: Some(0),
			new_subnet: self.new_subnet,
			subnets: self.subnets,
			..Default::default()
		};
		ext.execute_with(|| SubtensorModule::build_genesis(&config))?;
		Ok(ext)
	}

	/// Runs a test from block 1 on; the invariants must hold before and after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().expect("a valid world").execute_with(|| {
			SubtensorModule::do_try_state().expect("genesis keeps the invariants");
			run_to_block(1);
			test();
			SubtensorModule::do_try_state().expect("the test keeps the invariants");
		});
	}
}

/// What a coldkey has staked on the hotkey of an actor.
pub fn stake(coldkey: AccountId, on: AccountId, netuid: NetUid) -> u64 {
	SubtensorModule::stake_of(&hotkey(on), &coldkey, netuid)
}

/// Runs blocks up to and including `block`'s first step.
pub fn run_to_block(block: u64) {
	System::run_to_block::<AllPalletsWithSystem>(block);
}

/// Runs until subnet `netuid` has run one more epoch; returns its block.
pub fn run_to_epoch(netuid: NetUid) -> u64 {
	let index = SubnetEpochIndex::<Test>::get(netuid);
	for _ in 0..=u32::from(Tempo::<Test>::get(netuid)) {
		run_to_block(System::block_number() + 1);
		if SubnetEpochIndex::<Test>::get(netuid) > index {
			return System::block_number();
		}
	}
	panic!("netuid {netuid} ran no epoch within its tempo");
}

/// The events of this pallet since the last call.
pub fn events_since_last_call() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}
