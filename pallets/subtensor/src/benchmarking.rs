//! Benchmarks of every call and every step of the block hook.

use crate::{
	calls::commits::commit_hash, genesis::*, hyperparameters::Hyperparameter, pallet::*,
	pool::Pool, types::*,
};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{traits::fungible::Mutate, weights::WeightMeter};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::traits::Zero;

const NETUID: NetUid = 1;
/// Most neurons of the benchmarks: as many as the live network allows.
const NEURONS: u32 = 256;
/// Most commits that a queue may hold while it has room for one more.
const QUEUED: u32 = MAX_TIMELOCKED_COMMITS - 1;

/// Most positions of the benchmarks: one in each subnet, as many as the live network allows.
const POSITIONS: u32 = 127;

fn coldkey<T: Config>() -> T::AccountId {
	let coldkey: T::AccountId = account("coldkey", 0, 0);
	T::Currency::set_balance(&coldkey, 1_000_000 * UNIT);
	coldkey
}

fn hotkey<T: Config>(index: u32) -> T::AccountId {
	account("hotkey", index, 0)
}

/// A started subnet with `n` neurons, all of them validators with `w` weights each.
fn subnet<T: Config>(n: u32, w: u32) -> T::AccountId {
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
		.collect();
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
				hyperparameters: GenesisHyperparameters {
					commit_reveal: Some(false),
					weights_set_rate_limit: Some(0),
					max_allowed_uids: Some(n.max(1) as u16),
					activity_cutoff_factor_milli: Some(u32::MAX),
					..Default::default()
				},
				neurons,
				nominations: vec![],
			},
		],
		..Default::default()
	};
	Pallet::<T>::build_genesis(&config).expect("the description is valid");
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	owner
}

/// Adds empty subnets until there are `count`, root included.
fn subnets_up_to<T: Config>(count: NetUid, owner: &T::AccountId) {
	for netuid in 2..count {
		Pallet::<T>::create_subnet(netuid, owner, &hotkey::<T>(0), 0);
	}
}

/// Stakes alpha on a hotkey.
fn stake_for<T: Config>(hotkey: &T::AccountId, coldkey: T::AccountId) {
	Pallet::<T>::increase_stake(hotkey, &coldkey, NETUID, UNIT).expect("it is little");
	Pallet::<T>::mint_alpha_out(NETUID, UNIT).expect("it is little");
}

/// Lets a coldkey's root stake on a hotkey earn in subnets 1 to `s`.
fn root_earnings<T: Config>(hotkey: &T::AccountId, coldkey: &T::AccountId, s: u32) {
	SubnetTAO::<T>::mutate(ROOT, |tao| *tao += 1_000 * UNIT);
	Pallet::<T>::mint_alpha_out(ROOT, 1_000 * UNIT).expect("it is little");
	Pallet::<T>::increase_stake(hotkey, coldkey, ROOT, 1_000 * UNIT).expect("it is little");
	for netuid in 1..=s as NetUid {
		Pallet::<T>::raise_root_claims(hotkey, netuid, 1 << 22, UNIT).expect("it is little");
		Pallet::<T>::mint_alpha_out(netuid, UNIT).expect("it is little");
	}
}

/// Makes a hotkey the parent of `children`, at once.
fn parent_of<T: Config>(parent: u32, children: Vec<T::AccountId>) {
	let owner = coldkey::<T>();
	Pallet::<T>::create_hotkey_if_new(&owner, &hotkey::<T>(parent)).expect("there is room");
	let children = children.into_iter().map(|child| (1 << 60, child)).collect();
	SubtokenEnabled::<T>::insert(NETUID, false);
	Pallet::<T>::do_set_children(&owner, &hotkey::<T>(parent), NETUID, children)
		.expect("the family is new");
	SubtokenEnabled::<T>::insert(NETUID, true);
}

/// A nominator with two alpha on a hotkey, where the least is worth more than one: taking one out
/// returns the other.
fn small_nomination<T: Config>(hotkey: &T::AccountId) -> T::AccountId {
	let nominator: T::AccountId = account("nominator", 0, 0);
	T::Currency::set_balance(&nominator, UNIT);
	Pallet::<T>::increase_stake(hotkey, &nominator, NETUID, 2 * UNIT).expect("it has an owner");
	Pallet::<T>::mint_alpha_out(NETUID, 2 * UNIT).expect("far below the supply");
	NominatorMinRequiredStake::<T>::put(3 * UNIT / 2);
	nominator
}

/// `n` tradable subnets, in each of which the owner has stake on hotkey 0; hotkey 1 exists too.
fn positions<T: Config>(n: u32) -> T::AccountId {
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

/// A queue of time-locked commits to a round that never comes.
fn timelocked<T: Config>(commits: u32) -> TimelockedQueue<T> {
	let commit = |index| {
		let bytes = TimelockedBytes::truncate_from(vec![1; 5_000]);
		(hotkey::<T>(2 + index % 250), 1, bytes, u64::MAX)
	};
	TimelockedQueue::<T>::truncate_from((0..commits).map(commit).collect())
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn set_weights(w: Linear<1, NEURONS>) {
		subnet::<T>(NEURONS, 0);
		let signer = hotkey::<T>(1);
		let dests: Vec<Uid> = (0..w as u16).collect();

		#[extrinsic_call]
		_(RawOrigin::Signed(signer), NETUID, dests.clone(), vec![1; w as usize], 0);

		assert_eq!(Weights::<T>::get(NETUID, 1).len(), dests.len());
	}

	#[benchmark]
	fn commit_weights() {
		subnet::<T>(NEURONS, 0);
		CommitRevealWeightsEnabled::<T>::insert(NETUID, true);
		let signer = hotkey::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(signer.clone()), NETUID, Default::default());

		assert!(WeightCommits::<T>::contains_key(NETUID, signer));
	}

	/// The queue is full, and the newest commit is revealed.
	#[benchmark]
	fn reveal_weights(w: Linear<1, NEURONS>, s: Linear<0, 256>) {
		subnet::<T>(NEURONS, 0);
		CommitRevealWeightsEnabled::<T>::insert(NETUID, true);
		let signer = hotkey::<T>(1);
		let uids: Vec<Uid> = (0..w as u16).collect();
		let (values, salt) = (vec![1; w as usize], vec![7; s as usize]);
		let hash = commit_hash(&signer, NETUID, &uids, &values, &salt, 0);
		let mut queue = vec![(Default::default(), 0, 1, 0); 9];
		queue.push((hash, 0, 1, 0));
		WeightCommits::<T>::insert(NETUID, &signer, CommitQueue::truncate_from(queue));
		SubnetEpochIndex::<T>::insert(NETUID, 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(signer), NETUID, uids.clone(), values, salt, 0);

		assert_eq!(Weights::<T>::get(NETUID, 1).len(), uids.len());
	}

	/// Adds to a queue of `c` commits of other neurons, as long as they may be.
	#[benchmark]
	fn commit_timelocked_weights(c: Linear<0, QUEUED>) {
		subnet::<T>(NEURONS, 0);
		CommitRevealWeightsEnabled::<T>::insert(NETUID, true);
		let epoch = Pallet::<T>::current_epoch(NETUID);
		TimelockedWeightCommits::<T>::insert(NETUID, epoch, timelocked::<T>(c));
		let (signer, commit) = (hotkey::<T>(1), TimelockedBytes::truncate_from(vec![1; 5_000]));

		#[extrinsic_call]
		_(RawOrigin::Signed(signer), NETUID, commit, u64::MAX, 4);

		let queue = TimelockedWeightCommits::<T>::get(NETUID, epoch);
		assert_eq!(queue.len(), c as usize + 1);
	}

	/// A queue of which nothing can be decrypted yet. What decrypting costs is not measured here:
	/// a ciphertext is the beacon's business.
	#[benchmark]
	fn timelocked_queue(c: Linear<0, MAX_TIMELOCKED_COMMITS>) {
		subnet::<T>(1, 0);
		TimelockedWeightCommits::<T>::insert(NETUID, 0, timelocked::<T>(c));
		SubnetEpochIndex::<T>::insert(NETUID, 1);

		#[block]
		{
			Pallet::<T>::reveal_timelocked(NETUID, 1, &mut 1, &mut WeightMeter::new());
		}

		assert_eq!(TimelockedWeightCommits::<T>::get(NETUID, 0).len(), c as usize);
	}

	#[benchmark]
	fn guard(w: Linear<1, NEURONS>) {
		subnet::<T>(NEURONS, 0);
		let signer = hotkey::<T>(1);
		let (uids, values): (Vec<Uid>, Vec<u16>) = (0..w as u16).map(|uid| (uid, 1)).unzip();
		let checked;

		#[block]
		{
			checked = Pallet::<T>::check_set_weights(&signer, NETUID, 0, &uids, &values, 0);
		}

		assert!(checked.is_ok());
	}

	#[benchmark]
	fn add_stake() {
		let owner = subnet::<T>(1, 0);
		let hotkey = hotkey::<T>(0);
		let before = TotalHotkeyAlpha::<T>::get(&hotkey, NETUID);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey.clone(), NETUID, UNIT);

		assert!(TotalHotkeyAlpha::<T>::get(&hotkey, NETUID) > before);
	}

	#[benchmark]
	fn remove_stake() {
		let owner = subnet::<T>(1, 0);
		let hotkey = hotkey::<T>(0);
		let before = TotalHotkeyAlpha::<T>::get(&hotkey, NETUID);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey.clone(), NETUID, UNIT);

		assert!(TotalHotkeyAlpha::<T>::get(&hotkey, NETUID) < before);
	}

	#[benchmark]
	fn add_stake_limit() {
		let owner = subnet::<T>(1, 0);
		let hotkey = hotkey::<T>(0);
		let before = TotalHotkeyAlpha::<T>::get(&hotkey, NETUID);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey.clone(), NETUID, 100 * UNIT, UNIT + UNIT / 100, true);

		assert!(TotalHotkeyAlpha::<T>::get(&hotkey, NETUID) > before);
	}

	#[benchmark]
	fn remove_stake_limit() {
		let owner = subnet::<T>(1, 0);
		let hotkey = hotkey::<T>(0);
		let nominator = small_nomination::<T>(&hotkey);

		#[extrinsic_call]
		_(RawOrigin::Signed(nominator.clone()), hotkey.clone(), NETUID, UNIT, UNIT / 2, true);

		assert_eq!(Pallet::<T>::stake_of(&hotkey, &nominator, NETUID), 0);
		assert_eq!(Owner::<T>::get(hotkey), owner);
	}

	#[benchmark]
	fn remove_stake_full_limit() {
		let owner = subnet::<T>(1, 0);
		let hotkey = hotkey::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), hotkey.clone(), NETUID, Some(UNIT / 2));

		assert_eq!(Pallet::<T>::stake_of(&hotkey, &owner, NETUID), 0);
	}

	#[benchmark]
	fn unstake_all(n: Linear<1, POSITIONS>) {
		let owner = positions::<T>(n);
		let hotkey = hotkey::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), hotkey.clone());

		assert!(!StakingHotkeys::<T>::get(owner).contains(&hotkey));
	}

	#[benchmark]
	fn unstake_all_alpha(n: Linear<1, POSITIONS>) {
		let owner = positions::<T>(n);
		let hotkey = hotkey::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), hotkey.clone());

		assert!(Pallet::<T>::stake_of(&hotkey, &owner, ROOT) > 0);
	}

	#[benchmark]
	fn move_stake() {
		positions::<T>(2);
		let (from, to) = (hotkey::<T>(0), hotkey::<T>(1));
		let nominator = small_nomination::<T>(&from);

		#[extrinsic_call]
		_(RawOrigin::Signed(nominator.clone()), from, to.clone(), NETUID, NETUID + 1, UNIT);

		assert!(Pallet::<T>::stake_of(&to, &nominator, NETUID + 1) > 0);
	}

	#[benchmark]
	fn move_stake_limit() {
		positions::<T>(2);
		let (from, to) = (hotkey::<T>(0), hotkey::<T>(1));
		let nominator = small_nomination::<T>(&from);
		let limit = UNIT / 2;

		#[extrinsic_call]
		_(
			RawOrigin::Signed(nominator.clone()),
			from,
			to.clone(),
			NETUID,
			NETUID + 1,
			UNIT,
			limit,
			true,
		);

		assert!(Pallet::<T>::stake_of(&to, &nominator, NETUID + 1) > 0);
	}

	#[benchmark]
	fn swap_stake() {
		positions::<T>(2);
		let hotkey = hotkey::<T>(0);
		let nominator = small_nomination::<T>(&hotkey);

		#[extrinsic_call]
		_(RawOrigin::Signed(nominator.clone()), hotkey.clone(), NETUID, NETUID + 1, UNIT);

		assert!(Pallet::<T>::stake_of(&hotkey, &nominator, NETUID + 1) > 0);
	}

	#[benchmark]
	fn swap_stake_limit() {
		positions::<T>(2);
		let hotkey = hotkey::<T>(0);
		let nominator = small_nomination::<T>(&hotkey);
		let limit = UNIT / 2;

		#[extrinsic_call]
		_(
			RawOrigin::Signed(nominator.clone()),
			hotkey.clone(),
			NETUID,
			NETUID + 1,
			UNIT,
			limit,
			true,
		);

		assert!(Pallet::<T>::stake_of(&hotkey, &nominator, NETUID + 1) > 0);
	}

	#[benchmark]
	fn transfer_stake() {
		positions::<T>(2);
		let hotkey = hotkey::<T>(0);
		let nominator = small_nomination::<T>(&hotkey);
		let receiver: T::AccountId = account("receiver", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(nominator), receiver.clone(), hotkey.clone(), NETUID, NETUID + 1, UNIT);

		assert!(Pallet::<T>::stake_of(&hotkey, &receiver, NETUID + 1) > 0);
	}

	#[benchmark]
	fn recycle_alpha() {
		subnet::<T>(1, 0);
		let hotkey = hotkey::<T>(0);
		let nominator = small_nomination::<T>(&hotkey);

		#[extrinsic_call]
		_(RawOrigin::Signed(nominator.clone()), hotkey.clone(), UNIT, NETUID);

		assert_eq!(Pallet::<T>::stake_of(&hotkey, &nominator, NETUID), 0);
	}

	#[benchmark]
	fn burn_alpha() {
		subnet::<T>(1, 0);
		let hotkey = hotkey::<T>(0);
		let nominator = small_nomination::<T>(&hotkey);

		#[extrinsic_call]
		_(RawOrigin::Signed(nominator), hotkey, UNIT, NETUID);

		assert_eq!(SubnetAlphaBurned::<T>::get(NETUID), UNIT);
	}

	#[benchmark]
	fn add_stake_burn() {
		let owner = subnet::<T>(1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey::<T>(0), NETUID, UNIT, Some(2 * UNIT));

		assert!(SubnetAlphaBurned::<T>::get(NETUID) > 0);
	}

	#[benchmark]
	fn decrease_take() {
		let owner = subnet::<T>(1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey::<T>(0), 1);

		assert_eq!(Delegates::<T>::get(hotkey::<T>(0)), 1);
	}

	#[benchmark]
	fn increase_take() {
		let owner = subnet::<T>(1, 0);
		Delegates::<T>::insert(hotkey::<T>(0), 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey::<T>(0), 2);

		assert_eq!(Delegates::<T>::get(hotkey::<T>(0)), 2);
	}

	#[benchmark]
	fn set_coldkey_auto_stake_hotkey() {
		let owner = subnet::<T>(1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), NETUID, hotkey::<T>(0));

		assert!(AutoStakeDestination::<T>::contains_key(owner, NETUID));
	}

	#[benchmark]
	fn serve_axon() {
		subnet::<T>(1, 0);
		let signer = hotkey::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(signer.clone()), NETUID, 1, 1, 8_091, 4, 4, 0, 0);

		assert!(Axons::<T>::contains_key(NETUID, signer));
	}

	/// The subnet is full, so that a neuron is pruned and every row is looked through.
	#[benchmark]
	fn burned_register(n: Linear<2, NEURONS>) {
		let owner = subnet::<T>(n, n);
		MinNonImmuneUids::<T>::insert(NETUID, 0);
		ImmunityPeriod::<T>::insert(NETUID, 0);
		let newcomer: T::AccountId = account("newcomer", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), NETUID, newcomer.clone());

		assert!(Uids::<T>::contains_key(NETUID, newcomer));
	}

	#[benchmark]
	fn register_network() {
		let owner = subnet::<T>(1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey::<T>(0));

		assert!(NetworksAdded::<T>::get(2));
	}

	#[benchmark]
	fn start_call() {
		let owner = subnet::<T>(1, 0);
		FirstEmissionBlockNumber::<T>::remove(NETUID);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), NETUID);

		assert!(FirstEmissionBlockNumber::<T>::contains_key(NETUID));
	}

	/// By the owner: root skips the freeze window and the rate limit.
	#[benchmark]
	fn set_hyperparameter() -> Result<(), BenchmarkError> {
		let origin = RawOrigin::Signed(subnet::<T>(1, 0));

		#[block]
		{
			let value = Hyperparameter::MinAllowedWeights(7);
			Pallet::<T>::set_hyperparameter(origin.into(), NETUID, value)?;
		}

		assert_eq!(MinAllowedWeights::<T>::get(NETUID), 7);
		Ok(())
	}

	/// The second mechanism of `r` neurons is removed, each with a row of weights and of bonds.
	#[benchmark]
	fn set_mechanism_count(r: Linear<1, NEURONS>) -> Result<(), BenchmarkError> {
		subnet::<T>(r, 1);
		let second = storage_index(NETUID, 1).ok_or("there is a second mechanism")?;
		let two = Hyperparameter::MechanismCount(2);
		Pallet::<T>::set_hyperparameter(RawOrigin::Root.into(), NETUID, two)?;
		for uid in 0..r as u16 {
			let row = Weights::<T>::get(NETUID, uid);
			Weights::<T>::insert(second, uid, &row);
			Bonds::<T>::insert(second, uid, row);
		}

		#[block]
		{
			let one = Hyperparameter::MechanismCount(1);
			Pallet::<T>::set_hyperparameter(RawOrigin::Root.into(), NETUID, one)?;
		}

		assert_eq!(Weights::<T>::iter_prefix(second).count(), 0);
		Ok(())
	}

	/// Half of `n` neurons go; everyone has weights for everyone.
	#[benchmark]
	fn trim_to_max_allowed_uids(n: Linear<8, NEURONS>) -> Result<(), BenchmarkError> {
		subnet::<T>(n, n);
		MinAllowedUids::<T>::insert(NETUID, 1);
		ImmunityPeriod::<T>::insert(NETUID, 0);
		let half = n as u16 / 2;

		#[block]
		{
			Pallet::<T>::trim_to_max_allowed_uids(RawOrigin::Root.into(), NETUID, half)?;
		}

		assert_eq!(SubnetworkN::<T>::get(NETUID), half);
		Ok(())
	}

	#[benchmark]
	fn set_subnet_owner_hotkey() -> Result<(), BenchmarkError> {
		let owner = subnet::<T>(2, 0);

		#[block]
		{
			let origin = RawOrigin::Signed(owner).into();
			Pallet::<T>::set_subnet_owner_hotkey(origin, NETUID, hotkey::<T>(1))?;
		}

		assert_eq!(SubnetOwnerHotkey::<T>::get(NETUID), hotkey::<T>(1));
		Ok(())
	}

	#[benchmark]
	fn trigger_epoch() {
		let owner = subnet::<T>(1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), NETUID);

		assert!(PendingEpochAt::<T>::get(NETUID) > 0);
	}

	/// Only the last one of `h` hotkeys is registered.
	#[benchmark]
	fn set_identity(h: Linear<1, NEURONS>) -> Result<(), BenchmarkError> {
		subnet::<T>(0, 0);
		let coldkey: T::AccountId = account("identity", 0, 0);
		for index in 0..h {
			Pallet::<T>::create_hotkey_if_new(&coldkey, &account("identity_hotkey", index, 0))?;
		}
		Pallet::<T>::append_neuron(NETUID, &account("identity_hotkey", h - 1, 0), 0)?;
		let (short, long) = (vec![b'x'; 256], vec![b'x'; 1_024]);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(coldkey.clone()),
			short.clone(),
			short.clone(),
			short.clone(),
			long.clone(),
			short,
			long.clone(),
			long,
		);

		assert!(IdentitiesV2::<T>::contains_key(coldkey));
		Ok(())
	}

	#[benchmark]
	fn set_subnet_identity() {
		let owner = subnet::<T>(1, 0);
		let (short, long) = (vec![b'x'; 256], vec![b'x'; 1_024]);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(owner),
			NETUID,
			short.clone(),
			long.clone(),
			long.clone(),
			long.clone(),
			short,
			long.clone(),
			long.clone(),
			long,
		);

		assert!(SubnetIdentitiesV3::<T>::contains_key(NETUID));
	}

	/// `s` other subnets have a symbol.
	#[benchmark]
	fn update_symbol(s: Linear<1, 126>) {
		let owner = subnet::<T>(1, 0);
		for netuid in 2..2 + s as u16 {
			TokenSymbol::<T>::insert(netuid, DefaultTokenSymbol::get());
		}
		let symbol = b"TAO1".to_vec();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), NETUID, symbol.clone());

		assert_eq!(TokenSymbol::<T>::get(NETUID).into_inner(), symbol);
	}

	#[benchmark]
	fn serve_axon_tls() {
		subnet::<T>(1, 0);
		let signer = hotkey::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(signer.clone()), NETUID, 1, 1, 8_091, 4, 4, 0, 0, vec![1; 65]);

		assert!(NeuronCertificates::<T>::contains_key(NETUID, signer));
	}

	#[benchmark]
	fn serve_prometheus() {
		subnet::<T>(1, 0);
		let signer = hotkey::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(signer.clone()), NETUID, 1, 1, 9_100, 4);

		assert!(Prometheus::<T>::contains_key(NETUID, signer));
	}

	#[benchmark]
	fn try_associate_hotkey() {
		let coldkey = coldkey::<T>();
		let hotkey = hotkey::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone());

		assert_eq!(Owner::<T>::get(hotkey), coldkey);
	}

	/// All but one of the positions are nominators'; they move onto a hotkey that has stake.
	#[benchmark]
	fn swap_hotkey(s: Linear<2, 8>, p: Linear<1, 64>) {
		let owner = subnet::<T>(1, 0);
		subnets_up_to::<T>(s as NetUid, &owner);
		let (old, new) = (hotkey::<T>(0), hotkey::<T>(1));
		Pallet::<T>::create_hotkey_if_new(&owner, &new).expect("there is room");
		stake_for::<T>(&new, account("nominator", 0, 1));
		for index in 1..p {
			stake_for::<T>(&old, account("nominator", index, 0));
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), old.clone(), new.clone(), None);

		assert!(!Owner::<T>::contains_key(old));
		assert!(Uids::<T>::contains_key(NETUID, new));
	}

	/// One item is the hotkey that the coldkey owns, the others are positions, which cost more.
	#[benchmark]
	fn swap_coldkey(s: Linear<2, 8>, i: Linear<2, 64>) {
		let owner = subnet::<T>(1, 0);
		subnets_up_to::<T>(s as NetUid, &owner);
		for index in 2..i {
			let hotkey = hotkey::<T>(index);
			let delegate: T::AccountId = account("delegate", 0, 0);
			Pallet::<T>::create_hotkey_if_new(&delegate, &hotkey).expect("there is room");
			stake_for::<T>(&hotkey, owner.clone());
		}
		let new: T::AccountId = account("new", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Root, owner, new.clone(), UNIT);

		assert_eq!(Owner::<T>::get(hotkey::<T>(0)), new);
	}

	#[benchmark]
	fn announce_coldkey_swap() {
		let who = coldkey::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), T::Hash::default());

		assert!(ColdkeySwapAnnouncements::<T>::contains_key(who));
	}

	#[benchmark]
	fn dispute_coldkey_swap() {
		let who = coldkey::<T>();
		ColdkeySwapAnnouncements::<T>::insert(&who, (Zero::zero(), T::Hash::default()));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(ColdkeySwapDisputes::<T>::contains_key(who));
	}

	#[benchmark]
	fn reset_coldkey_swap() {
		let who = coldkey::<T>();
		ColdkeySwapAnnouncements::<T>::insert(&who, (Zero::zero(), T::Hash::default()));
		ColdkeySwapDisputes::<T>::insert(&who, BlockNumberFor::<T>::zero());

		#[extrinsic_call]
		_(RawOrigin::Root, who.clone());

		assert!(!ColdkeySwapDisputes::<T>::contains_key(who));
	}

	#[benchmark]
	fn clear_coldkey_swap_announcement() {
		let who = coldkey::<T>();
		ColdkeySwapReannouncementDelay::<T>::put(BlockNumberFor::<T>::zero());
		ColdkeySwapAnnouncements::<T>::insert(&who, (Zero::zero(), T::Hash::default()));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(!ColdkeySwapAnnouncements::<T>::contains_key(who));
	}

	/// All seats are taken.
	#[benchmark]
	fn root_register() {
		let owner = subnet::<T>(1, 0);
		let seats = u32::from(MaxAllowedUids::<T>::get(ROOT));
		for index in 0..seats {
			Pallet::<T>::do_root_register(&owner, &hotkey::<T>(index)).expect("there is a seat");
		}
		let newcomer = hotkey::<T>(seats);
		Pallet::<T>::create_hotkey_if_new(&owner, &newcomer).expect("there is room");
		root_earnings::<T>(&newcomer, &owner, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), newcomer.clone());

		assert!(Uids::<T>::contains_key(ROOT, newcomer));
	}

	#[benchmark]
	fn set_children(c: Linear<0, 5>) {
		let owner = subnet::<T>(1, 0);
		let parent = hotkey::<T>(0);
		StakeThreshold::<T>::put(1);
		let children = (1..=c).map(|index| (1 << 60, hotkey::<T>(index))).collect();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), parent.clone(), NETUID, children);

		assert!(PendingChildKeys::<T>::contains_key(NETUID, parent));
	}

	#[benchmark]
	fn set_childkey_take() {
		let owner = subnet::<T>(1, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey::<T>(0), NETUID, 1_000);

		assert_eq!(ChildkeyTake::<T>::get(hotkey::<T>(0), NETUID), 1_000);
	}

	#[benchmark]
	fn sudo_set_tx_childkey_take_rate_limit() {
		#[extrinsic_call]
		_(RawOrigin::Root, 7);

		assert_eq!(TxChildkeyTakeRateLimit::<T>::get(), 7);
	}

	#[benchmark]
	fn sudo_set_min_childkey_take() {
		#[extrinsic_call]
		_(RawOrigin::Root, 7);

		assert_eq!(MinChildkeyTake::<T>::get(), 7);
	}

	#[benchmark]
	fn sudo_set_max_childkey_take() {
		#[extrinsic_call]
		_(RawOrigin::Root, 7);

		assert_eq!(MaxChildkeyTake::<T>::get(), 7);
	}

	#[benchmark]
	fn set_pending_childkey_cooldown() {
		#[extrinsic_call]
		_(RawOrigin::Root, 7);

		assert_eq!(PendingChildKeyCooldown::<T>::get(), 7);
	}

	/// Without any hotkey.
	#[benchmark]
	fn claim_root() {
		let who = coldkey::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), [NETUID].into());
	}

	/// A hotkey that has earned nothing.
	#[benchmark]
	fn claim_root_visit() {
		let owner = subnet::<T>(1, 0);
		let mut meter = WeightMeter::new();

		#[block]
		{
			Pallet::<T>::claim_root_of(&owner, None, &mut meter);
		}
	}

	#[benchmark]
	fn claim_root_hotkey(s: Linear<1, 8>) {
		let owner = subnet::<T>(1, 0);
		subnets_up_to::<T>(s as NetUid + 1, &owner);
		for netuid in 2..=s as NetUid {
			let (tao, alpha) = (1_000 * UNIT, 1_000 * UNIT);
			T::Currency::set_balance(&Pallet::<T>::subnet_account(netuid), tao);
			Pallet::<T>::store_pool(netuid, Pool { tao, alpha });
			Pallet::<T>::start_subnet(netuid, 1);
		}
		root_earnings::<T>(&hotkey::<T>(0), &owner, s);
		let mut meter = WeightMeter::new();

		#[block]
		{
			Pallet::<T>::claim_root_of(&owner, None, &mut meter);
		}

		assert_eq!(Pallet::<T>::root_earned(&hotkey::<T>(0), &owner, NETUID), Ok(0));
	}

	#[benchmark]
	fn keep_root_earnings(s: Linear<1, 128>) {
		let owner = subnet::<T>(1, 0);
		let hotkey = hotkey::<T>(0);
		root_earnings::<T>(&hotkey, &owner, s);

		#[block]
		{
			Pallet::<T>::keep_root_earnings(&hotkey, &owner, ROOT, UNIT).expect("it is little");
		}

		assert!(RootClaimed::<T>::contains_key((NETUID, hotkey, owner)));
	}

	#[benchmark]
	fn set_root_claim_type() {
		let who = coldkey::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), RootClaimTypeEnum::Keep);

		assert_eq!(RootClaimType::<T>::get(who), RootClaimTypeEnum::Keep);
	}

	#[benchmark]
	fn sudo_set_num_root_claims() {
		#[extrinsic_call]
		_(RawOrigin::Root, 7);

		assert_eq!(NumRootClaim::<T>::get(), 7);
	}

	#[benchmark]
	fn sudo_set_root_claim_threshold() {
		subnet::<T>(1, 0);

		#[extrinsic_call]
		_(RawOrigin::Root, NETUID, 7);

		assert!(RootClaimableThreshold::<T>::contains_key(NETUID));
	}

	/// `p` hotkeys wait, and the time of `a` of them has come.
	#[benchmark]
	fn apply_pending_children(p: Linear<32, 512>, a: Linear<1, 32>) {
		let owner = subnet::<T>(1, 0);
		for index in 0..p {
			let parent = hotkey::<T>(1_000 + index);
			Pallet::<T>::create_hotkey_if_new(&owner, &parent).expect("there is room");
			let cooldown = if index < a { 0 } else { 1_000 };
			PendingChildKeyCooldown::<T>::put(cooldown);
			let children = (0..5).map(|child| (1 << 60, hotkey::<T>(child + 1))).collect();
			Pallet::<T>::do_set_children(&owner, &parent, NETUID, children).expect("there is room");
		}
		let mut meter = WeightMeter::new();

		#[block]
		{
			Pallet::<T>::apply_pending_children(NETUID, 2, &mut meter);
		}

		assert_eq!(PendingChildKeysCount::<T>::get(NETUID), p - a);
	}

	/// One neuron with `p` parents.
	#[benchmark]
	fn inheritance(p: Linear<1, 64>) {
		subnet::<T>(1, 0);
		for index in 0..p {
			parent_of::<T>(1_000 + index, vec![hotkey::<T>(0)]);
		}
		PendingEpochAt::<T>::insert(NETUID, 2);

		#[block]
		{
			Pallet::<T>::block_step(2);
		}

		assert_eq!(LastMechansimStepBlock::<T>::get(NETUID), 2);
	}

	#[benchmark]
	fn block_step_base() {
		#[block]
		{
			Pallet::<T>::block_step(1);
		}
	}

	#[benchmark]
	fn block_step_subnet() {
		subnet::<T>(1, 0);

		#[block]
		{
			Pallet::<T>::block_step(2);
		}

		assert!(PendingServerEmission::<T>::get(NETUID) > 0);
	}

	/// `n` neurons with `e` weights together.
	#[benchmark]
	fn epoch(n: Linear<1, NEURONS>, e: Linear<0, 65_536>) {
		subnet::<T>(n, e.checked_div(n).unwrap_or(0).min(n));
		PendingEpochAt::<T>::insert(NETUID, 2);

		#[block]
		{
			Pallet::<T>::block_step(2);
		}

		assert_eq!(LastMechansimStepBlock::<T>::get(NETUID), 2);
	}

	impl_benchmark_test_suite!(Pallet, sp_io::TestExternalities::default(), crate::mock::Test);
}
