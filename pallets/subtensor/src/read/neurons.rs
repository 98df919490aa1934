//! Neurons.

use super::{
	at,
	layout::{NeuronInfo, NeuronInfoLite},
};
use crate::{pallet::*, types::*};
use alloc::{vec, vec::Vec};
use codec::Compact;

impl<T: Config> Pallet<T> {
	/// A neuron; `None` if there is none with this uid.
	pub fn neuron(netuid: NetUid, uid: Uid) -> Option<NeuronInfo<T::AccountId>> {
		let lite = Self::neuron_lite(netuid, uid)?;
		let compact = |row: Row<T>| -> Vec<_> {
			row.into_iter().map(|(uid, value)| (Compact(uid), Compact(value))).collect()
		};
		Some(NeuronInfo {
			hotkey: lite.hotkey,
			coldkey: lite.coldkey,
			uid: lite.uid,
			netuid: lite.netuid,
			active: lite.active,
			axon_info: lite.axon_info,
			prometheus_info: lite.prometheus_info,
			stake: lite.stake,
			rank: lite.rank,
			emission: lite.emission,
			incentive: lite.incentive,
			consensus: lite.consensus,
			trust: lite.trust,
			validator_trust: lite.validator_trust,
			dividends: lite.dividends,
			last_update: lite.last_update,
			validator_permit: lite.validator_permit,
			weights: compact(Weights::<T>::get(netuid, uid)),
			bonds: compact(Bonds::<T>::get(netuid, uid)),
			pruning_score: lite.pruning_score,
		})
	}

	/// A neuron without its weights and bonds.
	pub fn neuron_lite(netuid: NetUid, uid: Uid) -> Option<NeuronInfoLite<T::AccountId>> {
		let exists = NetworksAdded::<T>::get(netuid) && uid < SubnetworkN::<T>::get(netuid);
		exists.then(|| Scores::<T>::load(netuid).neuron(netuid, uid))
	}

	/// All neurons of a subnet, in uid order; empty if there is no such subnet.
	pub fn neurons(netuid: NetUid) -> Vec<NeuronInfo<T::AccountId>> {
		(0..SubnetworkN::<T>::get(netuid)).filter_map(|uid| Self::neuron(netuid, uid)).collect()
	}

	/// All neurons of a subnet, without their weights and bonds; empty if there is no such subnet.
	pub fn neurons_lite(netuid: NetUid) -> Vec<NeuronInfoLite<T::AccountId>> {
		if !NetworksAdded::<T>::get(netuid) {
			return Vec::new(); // it may be being dissolved
		}
		let scores = Scores::<T>::load(netuid);
		(0..SubnetworkN::<T>::get(netuid)).map(|uid| scores.neuron(netuid, uid)).collect()
	}
}

/// The per-neuron lists of a subnet, read once.
struct Scores<T: Config> {
	active: PerUid<T, bool>,
	emission: PerUid<T, AlphaBalance>,
	incentive: PerUid<T, u16>,
	consensus: PerUid<T, u16>,
	validator_trust: PerUid<T, u16>,
	dividends: PerUid<T, u16>,
	last_update: PerUid<T, u64>,
	validator_permit: PerUid<T, bool>,
}

impl<T: Config> Scores<T> {
	/// Scores of the first mechanism, whose storage index is the netuid.
	fn load(netuid: NetUid) -> Self {
		Self {
			active: Active::<T>::get(netuid),
			emission: Emission::<T>::get(netuid),
			incentive: Incentive::<T>::get(netuid),
			consensus: Consensus::<T>::get(netuid),
			validator_trust: ValidatorTrust::<T>::get(netuid),
			dividends: Dividends::<T>::get(netuid),
			last_update: LastUpdate::<T>::get(netuid),
			validator_permit: ValidatorPermit::<T>::get(netuid),
		}
	}

	fn neuron(&self, netuid: NetUid, uid: Uid) -> NeuronInfoLite<T::AccountId> {
		let hotkey = Keys::<T>::get(netuid, uid);
		let coldkey = Owner::<T>::get(&hotkey);
		let stake = TotalHotkeyAlpha::<T>::get(&hotkey, netuid);
		NeuronInfoLite {
			axon_info: Axons::<T>::get(netuid, &hotkey).unwrap_or_default(),
			prometheus_info: Prometheus::<T>::get(netuid, &hotkey).unwrap_or_default(),
			stake: vec![(coldkey.clone(), Compact(stake))],
			hotkey,
			coldkey,
			uid: Compact(uid),
			netuid: Compact(netuid),
			active: at(&self.active, uid),
			rank: Compact(0),
			emission: Compact(at(&self.emission, uid)),
			incentive: Compact(at(&self.incentive, uid)),
			consensus: Compact(at(&self.consensus, uid)),
			trust: Compact(0),
			validator_trust: Compact(at(&self.validator_trust, uid)),
			dividends: Compact(at(&self.dividends, uid)),
			last_update: Compact(at(&self.last_update, uid)),
			validator_permit: at(&self.validator_permit, uid),
			pruning_score: Compact(0),
		}
	}
}
