//! Benchmarks of every call and every step of the block hook.

mod worlds;

use crate::{
	calls::commits::commit_hash,
	dissolve,
	hyperparameters::Hyperparameter,
	neurons::OnSeatChange,
	pallet::*,
	pool::Pool,
	timelock::{Reveals, TimelockDecryptor, TimelockedWeights},
	types::*,
};
use alloc::vec;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::fungible::Mutate,
	weights::{Weight, WeightMeter},
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::traits::Zero;
use worlds::*;

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn set_weights(w: Linear<1, NEURONS>, p: Linear<0, MAX_PARENTS>) {
		subnet::<T>(NEURONS, 0);
		parents::<T>(p);
		let signer = hotkey::<T>(1);
		let dests = uids(w);

		#[extrinsic_call]
		_(RawOrigin::Signed(signer), NETUID, dests.clone(), vec![1; w as usize], 0);

		assert_eq!(Weights::<T>::get(NETUID, 1).len(), dests.len());
	}

	#[benchmark]
	fn commit_weights() {
		subnet::<T>(NEURONS, 0);
		parents::<T>(MAX_PARENTS);
		CommitRevealWeightsEnabled::<T>::insert(NETUID, true);
		let signer = hotkey::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(signer.clone()), NETUID, Default::default());

		assert!(WeightCommits::<T>::contains_key(NETUID, signer));
	}

	/// The queue is full, and the newest commit is revealed.
	#[benchmark]
	fn reveal_weights(w: Linear<1, NEURONS>, s: Linear<0, 256>, p: Linear<0, MAX_PARENTS>) {
		subnet::<T>(NEURONS, 0);
		parents::<T>(p);
		CommitRevealWeightsEnabled::<T>::insert(NETUID, true);
		let signer = hotkey::<T>(1);
		let uids = uids(w);
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
		parents::<T>(MAX_PARENTS);
		CommitRevealWeightsEnabled::<T>::insert(NETUID, true);
		let now = Pallet::<T>::current_epoch(NETUID);
		TimelockedWeightCommits::<T>::insert(NETUID, now, timelocked::<T>(c));
		let (signer, commit) = (hotkey::<T>(1), TimelockedBytes::truncate_from(vec![1; 5_000]));

		#[extrinsic_call]
		_(RawOrigin::Signed(signer), NETUID, commit, u64::MAX, 4);

		let queue = TimelockedWeightCommits::<T>::get(NETUID, now);
		assert_eq!(queue.len(), c as usize + 1);
	}

	/// A queue of which nothing can be decrypted yet.
	#[benchmark]
	fn timelocked_queue(c: Linear<0, MAX_TIMELOCKED_COMMITS>) {
		subnet::<T>(1, 0);
		TimelockedWeightCommits::<T>::insert(NETUID, 0, timelocked::<T>(c));
		SubnetEpochIndex::<T>::insert(NETUID, 1);
		let mut reveals = Reveals { left: 1, queues: WeightMeter::new() };

		#[block]
		{
			Pallet::<T>::reveal_timelocked(NETUID, 1, &mut reveals, &mut WeightMeter::new());
		}

		assert_eq!(TimelockedWeightCommits::<T>::get(NETUID, 0).len(), c as usize);
	}

	/// A commit of `w` weights whose round is known.
	#[benchmark]
	fn reveal_timelocked(w: Linear<1, NEURONS>) -> Result<(), BenchmarkError> {
		subnet::<T>(NEURONS - 1, 0);
		let (signer, uid) = (committer::<T>(), NEURONS as Uid - 1);
		MaxAllowedUids::<T>::insert(NETUID, NEURONS as u16);
		Pallet::<T>::create_hotkey_if_new(&coldkey::<T>(), &signer)?;
		Pallet::<T>::append_neuron(NETUID, &signer, 0)?;
		ValidatorPermit::<T>::insert(
			NETUID,
			BoundedVec::truncate_from(vec![true; NEURONS as usize]),
		);
		let weights = TimelockedWeights {
			hotkey: signer.encode(),
			uids: uids(w),
			values: vec![1; w as usize],
			version_key: 0,
		};
		let (ciphertext, round) =
			T::Timelock::encrypt_for_benchmark(&weights.encode()).ok_or("there is a beacon")?;
		let commit = (signer, 1, TimelockedBytes::truncate_from(ciphertext), round);
		TimelockedWeightCommits::<T>::insert(
			NETUID,
			0,
			TimelockedQueue::<T>::truncate_from(vec![commit]),
		);
		SubnetEpochIndex::<T>::insert(NETUID, 1);
		let mut reveals = Reveals { left: 1, queues: WeightMeter::new() };

		#[block]
		{
			Pallet::<T>::reveal_timelocked(NETUID, 1, &mut reveals, &mut WeightMeter::new());
		}

		assert_eq!(Weights::<T>::get(NETUID, uid).len(), w as usize);
		Ok(())
	}

	#[benchmark]
	fn guard(w: Linear<1, NEURONS>, p: Linear<0, MAX_PARENTS>) {
		subnet::<T>(NEURONS, 0);
		parents::<T>(p);
		let signer = hotkey::<T>(1);
		let (uids, values) = (uids(w), vec![1; w as usize]);
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
		(0..n).for_each(|index| T::OnSeatChange::fill(NETUID, &hotkey::<T>(index)));
		MinNonImmuneUids::<T>::insert(NETUID, 0);
		ImmunityPeriod::<T>::insert(NETUID, 0);
		let newcomer: T::AccountId = account("newcomer", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), NETUID, newcomer.clone());

		assert!(Uids::<T>::contains_key(NETUID, newcomer));
	}

	/// The chain is full, so that the weakest subnet has to go.
	#[benchmark]
	fn register_network() {
		let owner = positions::<T>(POSITIONS);
		SubnetLimit::<T>::put(POSITIONS as u16);
		NetworkImmunityPeriod::<T>::put(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), hotkey::<T>(0));

		assert_eq!(NetworkRegistrationQueue::<T>::get().len(), 1);
		assert_eq!(DissolveCleanupQueue::<T>::get().len(), 1);
	}

	#[benchmark]
	fn dissolve_network() {
		let owner = subnet::<T>(1, 0);

		#[extrinsic_call]
		_(RawOrigin::Root, owner, NETUID);

		assert_eq!(DissolveCleanupQueue::<T>::get().into_inner(), [NETUID]);
	}

	/// To the only key of a map, and behind it.
	#[benchmark]
	fn dissolve_key() {
		subnet::<T>(1, 0);
		let end;

		#[block]
		{
			let keys = Alpha::<T>::iter_keys();
			end = dissolve::walk::<T, _>(keys, &mut WeightMeter::new(), |_, _| Weight::zero());
		}

		assert_eq!(end, None);
	}

	#[benchmark]
	fn dissolve_position() -> Result<(), BenchmarkError> {
		let owner = subnet::<T>(1, 0);
		Pallet::<T>::do_dissolve_network(NETUID, None)?;
		let (tao, alpha) = (SubnetTAO::<T>::get(NETUID), SubnetAlphaOut::<T>::get(NETUID));
		let status = DissolveCleanupStatus { netuid: NETUID, tao, alpha, ..Default::default() };

		#[block]
		{
			Pallet::<T>::pay_staker(&status, &hotkey::<T>(0), &owner)?;
		}

		assert_eq!(SubnetAlphaOut::<T>::get(NETUID), 0);
		Ok(())
	}

	/// A neuron about which as much is kept as can be.
	#[benchmark]
	fn dissolve_seat() {
		subnet::<T>(1, 0);
		T::OnSeatChange::fill(NETUID, &hotkey::<T>(0));

		#[block]
		{
			T::OnSeatChange::on_lost(NETUID, &hotkey::<T>(0));
		}
	}

	/// Everything has been walked through, and a registration waits for the netuid.
	#[benchmark]
	fn dissolve_finish() -> Result<(), BenchmarkError> {
		let owner = positions::<T>(POSITIONS);
		SubnetLimit::<T>::put(POSITIONS as u16);
		NetworkImmunityPeriod::<T>::put(0);
		Pallet::<T>::do_register_network(&owner, &hotkey::<T>(0), None)?;
		let queue = DissolveCleanupQueue::<T>::get();
		let netuid = *queue.first().ok_or("a subnet has to go")?;
		Uids::<T>::remove(netuid, hotkey::<T>(0));
		let (tao, alpha) = (SubnetTAO::<T>::get(netuid), SubnetAlphaOut::<T>::get(netuid));
		let step = u16::MAX;
		let status = DissolveCleanupStatus { netuid, tao, alpha, step, ..Default::default() };
		CurrentDissolveCleanupStatus::<T>::put(status);

		#[block]
		{
			Pallet::<T>::dissolve_step(2);
		}

		assert!(NetworksAdded::<T>::get(netuid));
		assert!(NetworkRegistrationQueue::<T>::get().is_empty());
		Ok(())
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
		(0..n).for_each(|index| T::OnSeatChange::fill(NETUID, &hotkey::<T>(index)));
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
			TokenSymbol::<T>::insert(netuid, TokenSymbol::<T>::get(NETUID));
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

	/// The hotkey has a uid and relatives in every subnet. All but one of the positions are
	/// nominators'; they move onto a hotkey that has stake.
	#[benchmark]
	fn swap_hotkey(s: Linear<2, 8>, p: Linear<1, 64>) {
		let owner = subnet::<T>(1, 0);
		subnets_up_to::<T>(s as NetUid, &owner);
		let (old, new) = (hotkey::<T>(0), hotkey::<T>(1));
		(ROOT..s as NetUid).for_each(|netuid| settle::<T>(netuid, &old));
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
		ColdkeySwapAnnouncements::<T>::insert(
			&who,
			(BlockNumberFor::<T>::zero(), T::Hash::default()),
		);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(ColdkeySwapDisputes::<T>::contains_key(who));
	}

	#[benchmark]
	fn reset_coldkey_swap() {
		let who = coldkey::<T>();
		ColdkeySwapAnnouncements::<T>::insert(
			&who,
			(BlockNumberFor::<T>::zero(), T::Hash::default()),
		);
		ColdkeySwapDisputes::<T>::insert(&who, BlockNumberFor::<T>::zero());

		#[extrinsic_call]
		_(RawOrigin::Root, who.clone());

		assert!(!ColdkeySwapDisputes::<T>::contains_key(who));
	}

	#[benchmark]
	fn clear_coldkey_swap_announcement() {
		let who = coldkey::<T>();
		ColdkeySwapReannouncementDelay::<T>::put(BlockNumberFor::<T>::zero());
		ColdkeySwapAnnouncements::<T>::insert(
			&who,
			(BlockNumberFor::<T>::zero(), T::Hash::default()),
		);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(!ColdkeySwapAnnouncements::<T>::contains_key(who));
	}

	/// All seats are taken.
	#[benchmark]
	fn root_register(n: Linear<1, NEURONS>) {
		let owner = subnet::<T>(1, 0);
		MaxAllowedUids::<T>::insert(ROOT, n as u16);
		for index in 0..n {
			Pallet::<T>::do_root_register(&owner, &hotkey::<T>(index)).expect("there is a seat");
			T::OnSeatChange::fill(ROOT, &hotkey::<T>(index));
		}
		let newcomer = hotkey::<T>(n);
		Pallet::<T>::create_hotkey_if_new(&owner, &newcomer).expect("there is room");
		root_earnings::<T>(&newcomer, &owner, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner), newcomer.clone());

		assert!(Uids::<T>::contains_key(ROOT, newcomer));
	}

	/// Not the owner's hotkey, and with stake in every subnet, which is valued.
	#[benchmark]
	fn set_children(c: Linear<0, 5>) {
		let owner = positions::<T>(POSITIONS);
		let parent = hotkey::<T>(0);
		SubnetOwnerHotkey::<T>::insert(NETUID, hotkey::<T>(9));
		StakeThreshold::<T>::put(1);
		// Without a child before, choosing none would do nothing.
		let before = ChildList::<T>::truncate_from(vec![(1 << 60, hotkey::<T>(9))]);
		Pallet::<T>::store_children(&parent, NETUID, before).expect("there is room");
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

		assert!(matches!(Pallet::<T>::root_earned(&hotkey::<T>(0), &owner, NETUID), Ok(0)));
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

	/// One validator with `p` parents, of which all earn with it.
	#[benchmark]
	fn inheritance(p: Linear<0, MAX_PARENTS>) {
		epoch_world::<T>(2, 1, 2, 2, true);
		for index in 0..p {
			parent_of::<T>(1_000 + index, vec![hotkey::<T>(0)]);
		}

		#[block]
		{
			run_epoch::<T>();
		}

		assert_eq!(LastMechansimStepBlock::<T>::get(NETUID), 2);
	}

	/// `s` subnets that all earn, in a block without epochs.
	#[benchmark]
	fn block_step(s: Linear<1, POSITIONS>) {
		let owner = positions::<T>(s);
		root_earnings::<T>(&hotkey::<T>(0), &owner, 0);
		NumRootClaim::<T>::put(0);
		(NETUID..=s as NetUid).for_each(|netuid| {
			SubnetEmissionEnabled::<T>::insert(netuid, true);
			SubnetMovingPrice::<T>::insert(netuid, I96F32 { bits: 1 << 32 });
		});

		#[block]
		{
			Pallet::<T>::block_step(2);
		}

		assert!(PendingServerEmission::<T>::get(s as NetUid) > 0);
		assert_eq!(SubnetEpochIndex::<T>::get(NETUID), 0);
	}

	/// Everyone has bonds towards everyone.
	#[benchmark]
	fn reset_bonds(r: Linear<1, NEURONS>) {
		subnet::<T>(r, r);
		BondsResetOn::<T>::insert(NETUID, true);
		for uid in 0..r as u16 {
			Bonds::<T>::insert(NETUID, uid, Weights::<T>::get(NETUID, uid));
		}

		#[block]
		{
			Pallet::<T>::reset_bonds(NETUID, &hotkey::<T>(0));
		}

		assert!(Bonds::<T>::iter_prefix_values(NETUID).flatten().all(|(target, _)| target != 0));
	}

	#[benchmark]
	fn epoch_size(n: Linear<1, NEURONS>) {
		subnet::<T>(n, n);
		let size;

		#[block]
		{
			size = Pallet::<T>::epoch_size(NETUID, 0);
		}

		assert_eq!(size.neurons, n);
	}

	/// In the original Yuma.
	#[benchmark]
	fn epoch_yuma(
		n: Linear<512, 2_048>,
		v: Linear<128, 512>,
		w: Linear<2_048, 65_536>,
		b: Linear<2_048, 65_536>,
	) {
		epoch_world::<T>(n, v, w, b, false);

		#[block]
		{
			run_epoch::<T>();
		}

		assert_eq!(PendingServerEmission::<T>::get(NETUID), 0);
	}

	/// In Yuma 3 with liquid alpha.
	#[benchmark]
	fn epoch_yuma3(
		n: Linear<512, 2_048>,
		v: Linear<128, 512>,
		w: Linear<2_048, 65_536>,
		b: Linear<2_048, 65_536>,
	) {
		epoch_world::<T>(n, v, w, b, true);

		#[block]
		{
			run_epoch::<T>();
		}

		assert_eq!(PendingServerEmission::<T>::get(NETUID), 0);
	}
}
