//! The chains on which benchmarks run: made so that what is measured costs most.

use crate::{genesis::*, neurons::OnSeatChange, pallet::*, pool::Pool, types::*};
use alloc::{vec, vec::Vec};
use codec::Decode;
use frame_benchmarking::v2::*;
use frame_support::traits::fungible::Mutate;

pub const NETUID: NetUid = 1;
/// Most neurons of the benchmarks: as many as the live network allows.
pub const NEURONS: u32 = 256;
/// Most commits that a queue may hold while it has room for one more.
pub const QUEUED: u32 = MAX_TIMELOCKED_COMMITS - 1;

/// Most positions of the benchmarks: one in each subnet, as many as the live network allows.
pub const POSITIONS: u32 = 127;

pub fn coldkey<T: Config>() -> T::AccountId {
	let coldkey: T::AccountId = account("coldkey", 0, 0);
	T::Currency::set_balance(&coldkey, 1_000_000 * UNIT);
	coldkey
}

pub fn hotkey<T: Config>(index: u32) -> T::AccountId {
	account("hotkey", index, 0)
}

/// A started subnet with `n` neurons, all of them validators with `w` weights each.
pub fn subnet<T: Config>(n: u32, w: u32) -> T::AccountId {
	let owner = coldkey::<T>();
	let neurons = (0..n)
		.map(|index| GenesisNeuron {
			hotkey: hotkey::<T>(index),
			coldkey: owner.clone(),
			stake: 1_000 * UNIT,
			validator_permit: true,
			weights: (0..w as u16).map(|uid| (uid, 1 + uid)).collect::<Vec<_>>(),
			bonds: vec![],
		})
		.collect::<Vec<_>>();
	build::<T>(&owner, living(n), neurons);
	owner
}

/// Hyperparameters of a subnet with room for `n` neurons, where nobody has to wait.
fn living(n: u32) -> GenesisHyperparameters {
	GenesisHyperparameters {
		commit_reveal: Some(false),
		weights_set_rate_limit: Some(0),
		max_allowed_uids: Some(n.max(1) as u16),
		activity_cutoff_factor_milli: Some(u32::MAX),
		..Default::default()
	}
}

/// Builds root and a started subnet, and lets the first block begin.
fn build<T: Config>(
	owner: &T::AccountId,
	hyperparameters: GenesisHyperparameters,
	neurons: Vec<GenesisNeuron<T::AccountId>>,
) {
	let config = GenesisConfig::<T> {
		network_rate_limit: Some(0),
		subnets: vec![
			GenesisSubnet {
				netuid: ROOT,
				owner: owner.clone(),
				owner_hotkey: hotkey::<T>(0),
				symbol: None,
				identity: None,
				started: true,
				emission_enabled: false,
				pool: Default::default(),
				hyperparameters: Default::default(),
				neurons: vec![],
				nominations: vec![],
			},
			GenesisSubnet {
				netuid: NETUID,
				owner: owner.clone(),
				owner_hotkey: hotkey::<T>(0),
				symbol: None,
				identity: None,
				started: true,
				emission_enabled: true,
				pool: GenesisPool { tao: 10_000 * UNIT, alpha: 10_000 * UNIT },
				hyperparameters,
				neurons,
				nominations: vec![],
			},
		],
		..Default::default()
	};
	Pallet::<T>::build_genesis(&config).expect("the description is valid");
	frame_system::Pallet::<T>::set_block_number(1u32.into());
}

/// Adds empty subnets until there are `count`, root included.
pub fn subnets_up_to<T: Config>(count: NetUid, owner: &T::AccountId) {
	for netuid in 2..count {
		Pallet::<T>::create_subnet(netuid, owner, &hotkey::<T>(0), 0);
	}
}

/// Stakes alpha on a hotkey.
pub fn stake_for<T: Config>(hotkey: &T::AccountId, coldkey: T::AccountId) {
	Pallet::<T>::increase_stake(hotkey, &coldkey, NETUID, UNIT).expect("it is little");
	Pallet::<T>::mint_alpha_out(NETUID, UNIT).expect("it is little");
}

/// Lets a coldkey's root stake on a hotkey earn in subnets 1 to `s`.
pub fn root_earnings<T: Config>(hotkey: &T::AccountId, coldkey: &T::AccountId, s: u32) {
	SubnetTAO::<T>::mutate(ROOT, |tao| *tao += 1_000 * UNIT);
	Pallet::<T>::mint_alpha_out(ROOT, 1_000 * UNIT).expect("it is little");
	Pallet::<T>::increase_stake(hotkey, coldkey, ROOT, 1_000 * UNIT).expect("it is little");
	for netuid in 1..=s as NetUid {
		Pallet::<T>::raise_root_claims(hotkey, netuid, 1 << 22, UNIT).expect("it is little");
		Pallet::<T>::mint_alpha_out(netuid, UNIT).expect("it is little");
	}
}

/// Makes a hotkey the parent of `children`, at once.
pub fn parent_of<T: Config>(parent: u32, children: Vec<T::AccountId>) {
	let owner = coldkey::<T>();
	Pallet::<T>::create_hotkey_if_new(&owner, &hotkey::<T>(parent)).expect("there is room");
	let children = children.into_iter().map(|child| (1 << 60, child)).collect();
	SubtokenEnabled::<T>::insert(NETUID, false);
	Pallet::<T>::do_set_children(&owner, &hotkey::<T>(parent), NETUID, children)
		.expect("the family is new");
	SubtokenEnabled::<T>::insert(NETUID, true);
	stake_for::<T>(&hotkey::<T>(parent), owner.clone());
	root_earnings::<T>(&hotkey::<T>(parent), &owner, 0);
}

/// A nominator with two alpha on a hotkey, where the least is worth more than one: taking one out
/// returns the other.
pub fn small_nomination<T: Config>(hotkey: &T::AccountId) -> T::AccountId {
	let nominator: T::AccountId = account("nominator", 0, 0);
	T::Currency::set_balance(&nominator, UNIT);
	Pallet::<T>::increase_stake(hotkey, &nominator, NETUID, 2 * UNIT).expect("it has an owner");
	Pallet::<T>::mint_alpha_out(NETUID, 2 * UNIT).expect("far below the supply");
	NominatorMinRequiredStake::<T>::put(3 * UNIT / 2);
	nominator
}

/// `n` tradable subnets, in each of which the owner has stake on hotkey 0; hotkey 1 exists too.
pub fn positions<T: Config>(n: u32) -> T::AccountId {
	let owner = subnet::<T>(2, 0);
	let hotkey = hotkey::<T>(0);
	for netuid in (NETUID..).take(n as usize).skip(1) {
		Pallet::<T>::create_subnet(netuid, &owner, &hotkey, 0);
		Pallet::<T>::start_subnet(netuid, 1);
		let side = 10_000 * UNIT;
		T::Currency::set_balance(&Pallet::<T>::subnet_account(netuid), side);
		Pallet::<T>::store_pool(netuid, Pool { tao: side, alpha: side });
		Pallet::<T>::increase_stake(&hotkey, &owner, netuid, UNIT).expect("it has an owner");
		Pallet::<T>::mint_alpha_out(netuid, UNIT).expect("far below the supply");
	}
	owner
}

/// A queue of time-locked commits, each to another round, of which none ever comes.
pub fn timelocked<T: Config>(commits: u32) -> TimelockedQueue<T> {
	let commit = |index| {
		let bytes = TimelockedBytes::truncate_from(vec![1; 5_000]);
		(hotkey::<T>(2 + index % 250), 1, bytes, u64::MAX - u64::from(index))
	};
	TimelockedQueue::<T>::truncate_from((0..commits).map(commit).collect())
}

/// `count` of the [`NEURONS`] uids, in no order: whoever checks a row sorts it.
pub fn uids(count: u32) -> Vec<Uid> {
	// Every factor that has no divisor in common with the number of uids leads to each of them once.
	(0..count).map(|index| (index * 97 % NEURONS) as Uid).collect()
}

/// Gives hotkey 1, the validator of the benchmarks, parents whose stake has to be looked at.
pub fn parents<T: Config>(count: u32) {
	for index in 0..count {
		parent_of::<T>(1_000 + index, vec![hotkey::<T>(1)]);
	}
	StakeThreshold::<T>::put(1);
}

/// Makes two hotkeys a family in a subnet, without any checks.
pub fn relate<T: Config>(netuid: NetUid, parent: &T::AccountId, child: &T::AccountId) {
	ChildKeys::<T>::mutate(parent, netuid, |list| {
		let _ = list.try_push((1 << 58, child.clone()));
	});
	ParentKeys::<T>::mutate(child, netuid, |list| {
		let _ = list.try_push((1 << 58, parent.clone()));
	});
}

/// Gives a hotkey everything that it can have in a subnet besides stake.
pub fn settle<T: Config>(netuid: NetUid, hotkey: &T::AccountId) {
	if !Uids::<T>::contains_key(netuid, hotkey) {
		Pallet::<T>::append_neuron(netuid, hotkey, 0).expect("there is room");
	}
	T::OnSeatChange::fill(netuid, hotkey);
	Axons::<T>::insert(netuid, hotkey, AxonInfo::default());
	Prometheus::<T>::insert(netuid, hotkey, PrometheusInfo::default());
	AlphaDividendsPerSubnet::<T>::insert(netuid, hotkey, 1);
	RootAlphaDividendsPerSubnet::<T>::insert(netuid, hotkey, 1);
	ChildkeyTake::<T>::insert(hotkey, netuid, 1);
	(0..5).for_each(|index| relate::<T>(netuid, hotkey, &account("child", index, 0)));
	(0..MAX_PARENTS).for_each(|index| relate::<T>(netuid, &account("parent", index, 0), hotkey));
}

/// A validator's row of a table with `entries` entries in `rows` rows, each beginning where the last
/// one ended, so that every neuron is spoken of.
fn row(index: u32, rows: u32, entries: u32, n: u32) -> Vec<(Uid, u16)> {
	if index >= rows {
		return vec![];
	}
	let (length, longer) = (entries / rows, entries % rows);
	let begin = index * length + index.min(longer);
	let length = length + u32::from(index < longer);
	let mut row: Vec<_> =
		(begin..begin + length).map(|at| ((at % n) as Uid, 1 + at as u16 / 2)).collect();
	row.sort_unstable();
	row
}

/// A subnet of `n` neurons in whose next epoch everybody earns: `v` validators with stake on root too
/// have `w` weights and `b` bonds together, and everybody has as many commits as there can be.
pub fn epoch_world<T: Config>(n: u32, v: u32, w: u32, b: u32, yuma3: bool) {
	let owner = coldkey::<T>();
	let neurons = (0..n).map(|index| GenesisNeuron {
		hotkey: hotkey::<T>(index),
		coldkey: account("miner", index, 0),
		stake: if index < v { 1_000 * UNIT } else { 0 },
		validator_permit: index < v,
		weights: row(index, v, w, n),
		bonds: row(index, v, b, n),
	});
	let hyperparameters = GenesisHyperparameters {
		yuma3: Some(yuma3),
		liquid_alpha: Some(yuma3),
		// A weight counts that a single validator stands for.
		kappa: Some(10),
		max_allowed_validators: Some(v as u16),
		commit_reveal: Some(true),
		..living(n)
	};
	build::<T>(&owner, hyperparameters, neurons.collect());
	for index in 0..v {
		root_earnings::<T>(&hotkey::<T>(index), &account("miner", index, 0), 0);
		AlphaDividendsPerSubnet::<T>::insert(NETUID, hotkey::<T>(index), 1);
		RootAlphaDividendsPerSubnet::<T>::insert(NETUID, hotkey::<T>(index), 1);
	}
	let queue = CommitQueue::truncate_from(vec![(Default::default(), 0, 1, 0); 10]);
	for index in 0..n {
		WeightCommits::<T>::insert(NETUID, hotkey::<T>(index), queue.clone());
	}
	let pot = 1_000 * UNIT;
	Pallet::<T>::mint_alpha_out(NETUID, 5 * pot).expect("far below the supply");
	PendingOwnerCut::<T>::insert(NETUID, pot);
	// Half of what an epoch divides.
	PendingServerEmission::<T>::insert(NETUID, 2 * pot);
	PendingValidatorEmission::<T>::insert(NETUID, pot);
	PendingRootAlphaDivs::<T>::insert(NETUID, pot);
}

/// Runs the epoch of the subnet.
pub fn run_epoch<T: Config>() {
	Pallet::<T>::use_epoch_slot(NETUID, 2, Default::default());
}

/// A hotkey of 32 bytes, as it stands in a ciphertext.
pub fn committer<T: Config>() -> T::AccountId {
	T::AccountId::decode(&mut &[7; 32][..]).expect("an account has 32 bytes")
}
