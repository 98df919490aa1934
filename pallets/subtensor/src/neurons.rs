//! Uids: who gets one, who loses one, and who asks for a fresh start with the same one.

use crate::{pallet::*, types::*, weights::WeightInfo};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{ensure, traits::Get, weights::Weight, BoundedVec};
use sp_runtime::DispatchError;

/// (last emission, block of registration, uid): the lowest goes first.
type PruningRank = (AlphaBalance, u64, Uid);

/// The neurons of a subnet that can be pruned.
pub(crate) struct PruningOrder {
	/// Those in their immunity period.
	pub immune: Vec<PruningRank>,
	/// Those out of it.
	pub mortal: Vec<PruningRank>,
}

/// Who keeps something about hotkeys with a uid, besides this pallet.
///
/// All of it is bounded for each hotkey, so that the calls and steps that unseat one are charged for
/// it by their benchmarks, which `fill` what there is.
pub trait OnSeatChange<AccountId> {
	/// A hotkey has no uid in the subnet any more, or the subnet is being dissolved.
	fn on_lost(netuid: NetUid, hotkey: &AccountId);

	/// A hotkey's uid in the subnet is now another's, which had none there.
	fn on_handed_over(netuid: NetUid, old: &AccountId, new: &AccountId);

	/// Keeps as much about a hotkey as can be.
	#[cfg(feature = "runtime-benchmarks")]
	fn fill(netuid: NetUid, hotkey: &AccountId);
}

/// For a chain on which nobody else keeps anything.
impl<AccountId> OnSeatChange<AccountId> for () {
	fn on_lost(_: NetUid, _: &AccountId) {}

	fn on_handed_over(_: NetUid, _: &AccountId, _: &AccountId) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn fill(_: NetUid, _: &AccountId) {}
}

impl<T: Config> Pallet<T> {
	/// The storage indices of all mechanisms of a subnet.
	pub(crate) fn mechanism_indices(netuid: NetUid) -> impl Iterator<Item = StorageIndex> {
		(0..MechanismCountCurrent::<T>::get(netuid))
			.filter_map(move |mecid| storage_index(netuid, mecid))
	}

	/// Gives a hotkey a uid: the next free one, or that of the neuron that is to be pruned.
	pub(crate) fn seat_neuron(
		netuid: NetUid,
		hotkey: &T::AccountId,
		block: u64,
	) -> Result<Uid, DispatchError> {
		let n = SubnetworkN::<T>::get(netuid);
		let limit = MaxAllowedUids::<T>::get(netuid);
		ensure!(limit > 0, Error::<T>::NoNeuronIdAvailable);
		if n < limit {
			return Self::append_neuron(netuid, hotkey, block);
		}
		let uid = Self::neuron_to_prune(netuid, block).ok_or(Error::<T>::NoNeuronIdAvailable)?;
		Self::replace_neuron(netuid, uid, hotkey, block);
		Ok(uid)
	}

	/// Adds a neuron behind the last one.
	pub(crate) fn append_neuron(
		netuid: NetUid,
		hotkey: &T::AccountId,
		block: u64,
	) -> Result<Uid, DispatchError> {
		let uid = SubnetworkN::<T>::get(netuid);
		let n = uid.checked_add(1).ok_or(Error::<T>::NoNeuronIdAvailable)?;
		ensure!(u32::from(n) <= T::MaxUids::get(), Error::<T>::NoNeuronIdAvailable);

		SubnetworkN::<T>::insert(netuid, n);
		Self::start_neuron(netuid, uid, hotkey, block);
		Ok(uid)
	}

	/// Gives a neuron's uid to another hotkey.
	///
	/// The newcomer inherits nothing: scores, permit, own weights and own bonds go, and others'
	/// weights towards the uid become zero *in place* (the entry stays; the rule of the live
	/// network). Others' bonds towards it are dropped by the next epoch's mask.
	pub(crate) fn replace_neuron(netuid: NetUid, uid: Uid, hotkey: &T::AccountId, block: u64) {
		let old = Keys::<T>::get(netuid, uid);
		Self::forget_seat(netuid, &old);
		for index in Self::mechanism_indices(netuid) {
			Weights::<T>::remove(index, uid);
			Bonds::<T>::remove(index, uid);
			for row_uid in 0..SubnetworkN::<T>::get(netuid) {
				Weights::<T>::mutate_exists(index, row_uid, |row| {
					let entries = row.iter_mut().flat_map(|row| row.iter_mut());
					entries.filter(|entry| entry.0 == uid).for_each(|entry| entry.1 = 0);
				});
			}
		}
		Self::start_neuron(netuid, uid, hotkey, block);
		Self::deposit_event(Event::NeuronPruned { netuid, uid, hotkey: old });
	}

	/// Removes what a hotkey that loses its uid has by hotkey in the subnet; its stake stays.
	pub(crate) fn forget_seat(netuid: NetUid, hotkey: &T::AccountId) {
		Uids::<T>::remove(netuid, hotkey);
		IsNetworkMember::<T>::remove(hotkey, netuid);
		Axons::<T>::remove(netuid, hotkey);
		Prometheus::<T>::remove(netuid, hotkey);
		NeuronCertificates::<T>::remove(netuid, hotkey);
		AlphaDividendsPerSubnet::<T>::remove(netuid, hotkey);
		Self::forget_hash_commits(netuid, hotkey);
		T::OnSeatChange::on_lost(netuid, hotkey);
	}

	/// Removes all bonds towards a hotkey's neuron, in every mechanism, if the subnet lets neurons ask
	/// for that ([`BondsResetOn`]); returns what it cost.
	///
	/// For another pallet, which sees to it that the hotkey itself asks, and charges
	/// [`Self::reset_bonds_limit`] before.
	pub fn reset_bonds(netuid: NetUid, hotkey: &T::AccountId) -> Weight {
		let uid = Uids::<T>::get(netuid, hotkey).filter(|_| BondsResetOn::<T>::get(netuid));
		let Some(uid) = uid else { return T::WeightInfo::reset_bonds(0) };
		for index in Self::mechanism_indices(netuid) {
			for row_uid in 0..SubnetworkN::<T>::get(netuid) {
				Bonds::<T>::mutate_exists(index, row_uid, |bonds| {
					if let Some(row) = bonds {
						row.retain(|(target, _)| *target != uid);
					}
					*bonds = bonds.take().filter(|row| !row.is_empty());
				});
			}
		}
		T::WeightInfo::reset_bonds(Self::neurons_in_mechanisms(netuid))
	}

	/// The most that [`Self::reset_bonds`] can cost: a subnet has at most [`Config::MaxUids`] neurons,
	/// counted once in each mechanism.
	pub fn reset_bonds_limit() -> Weight {
		T::WeightInfo::reset_bonds(T::MaxUids::get())
	}

	/// Gives a uid to a hotkey that has earned nothing yet and sent its sign of life just now.
	fn start_neuron(netuid: NetUid, uid: Uid, hotkey: &T::AccountId, block: u64) {
		Active::<T>::mutate(netuid, |list| set(list, uid, true));
		StakeWeight::<T>::mutate(netuid, |list| set(list, uid, 0));
		Consensus::<T>::mutate(netuid, |list| set(list, uid, 0));
		Dividends::<T>::mutate(netuid, |list| set(list, uid, 0));
		ValidatorTrust::<T>::mutate(netuid, |list| set(list, uid, 0));
		ValidatorPermit::<T>::mutate(netuid, |list| set(list, uid, false));
		Emission::<T>::mutate(netuid, |list| set(list, uid, 0));
		for index in Self::mechanism_indices(netuid) {
			Incentive::<T>::mutate(index, |list| set(list, uid, 0));
			LastUpdate::<T>::mutate(index, |list| set(list, uid, block));
		}
		Keys::<T>::insert(netuid, uid, hotkey);
		Uids::<T>::insert(netuid, hotkey, uid);
		IsNetworkMember::<T>::insert(hotkey, netuid, true);
		BlockAtRegistration::<T>::insert(netuid, uid, block);
	}

	/// The neuron that a newcomer replaces: lowest emission, then earliest registration, then
	/// lowest uid.
	///
	/// Neurons out of their immunity go, as long as there are more of them than
	/// [`MinNonImmuneUids`]; otherwise one that is still in it. The owner's protected uids never
	/// go.
	pub(crate) fn neuron_to_prune(netuid: NetUid, block: u64) -> Option<Uid> {
		let PruningOrder { immune, mortal } = Self::pruning_order(netuid, block);
		let enough = mortal.len() > usize::from(MinNonImmuneUids::<T>::get(netuid));
		let candidates = if enough { mortal } else { immune };
		candidates.into_iter().min().map(|(_, _, uid)| uid)
	}

	/// How the neurons of a subnet rank when some have to go; the owner's protected uids are not
	/// among them.
	pub(crate) fn pruning_order(netuid: NetUid, block: u64) -> PruningOrder {
		let protected = Self::protected_uids(netuid);
		let emission = Emission::<T>::get(netuid);
		let immunity = u64::from(ImmunityPeriod::<T>::get(netuid));
		let mut immune = Vec::new();
		let mut mortal = Vec::new();
		for uid in (0..SubnetworkN::<T>::get(netuid)).filter(|uid| !protected.contains(uid)) {
			let registered = BlockAtRegistration::<T>::get(netuid, uid);
			let earned = emission.get(usize::from(uid)).copied().unwrap_or(0);
			let rank = (earned, registered, uid);
			// Blocks only grow, so the difference does not saturate.
			if block.saturating_sub(registered) < immunity {
				immune.push(rank);
			} else {
				mortal.push(rank);
			}
		}
		PruningOrder { immune, mortal }
	}

	/// The uids of the owner that pruning leaves alone: the owner hotkey's first, then those of
	/// the owner's other hotkeys, oldest first, up to [`ImmuneOwnerUidsLimit`].
	fn protected_uids(netuid: NetUid) -> BTreeSet<Uid> {
		let owner_uid = Self::owner_uid(netuid);
		let mut others: Vec<_> = OwnedHotkeys::<T>::get(SubnetOwner::<T>::get(netuid))
			.iter()
			.filter_map(|hotkey| Uids::<T>::get(netuid, hotkey))
			.filter(|uid| Some(*uid) != owner_uid)
			.map(|uid| (BlockAtRegistration::<T>::get(netuid, uid), uid))
			.collect();
		others.sort_unstable();
		owner_uid
			.into_iter()
			.chain(others.into_iter().map(|(_, uid)| uid))
			.take(ImmuneOwnerUidsLimit::<T>::get(netuid).into())
			.collect()
	}

	/// The uid of the owner's hotkey, if it has one.
	pub(crate) fn owner_uid(netuid: NetUid) -> Option<Uid> {
		Uids::<T>::get(netuid, SubnetOwnerHotkey::<T>::get(netuid))
	}

	/// The hotkeys of a subnet in uid order.
	pub(crate) fn hotkeys(netuid: NetUid) -> Vec<T::AccountId> {
		(0..SubnetworkN::<T>::get(netuid)).map(|uid| Keys::<T>::get(netuid, uid)).collect()
	}
}

/// Writes a neuron's value; a list that is too short is filled up with defaults.
fn set<V: Clone + Default, S: Get<u32>>(list: &mut BoundedVec<V, S>, uid: Uid, value: V) {
	let position = usize::from(uid);
	if list.len() <= position {
		list.bounded_resize(position.saturating_add(1), V::default());
	}
	if let Some(slot) = list.get_mut(position) {
		*slot = value;
	}
}
