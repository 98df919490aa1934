//! Benchmarks of every call and every step of the block hook.

use crate::{genesis::*, hyperparameters::Hyperparameter, pallet::*, types::*};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::fungible::Mutate;
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::traits::Zero;

const NETUID: NetUid = 1;
/// Most neurons of the benchmarks: as many as the live network allows.
const NEURONS: u32 = 256;

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
