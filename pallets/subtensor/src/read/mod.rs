//! The one layer that reads: it fills the structs that clients ask for through the runtime APIs.
//!
//! Pure assembly: nothing here changes the state, and nothing is computed that the chain does not
//! also act on. Runtime APIs run in the node's own time, outside of blocks, so what is read has no
//! weight; each function visits only the subnets, neurons or positions that its answer lists.
//!
//! | module | what |
//! |---|---|
//! | [`layout`] | the structs, in the order in which they are encoded |
//! | [`metagraph`] | a whole subnet in one struct, and any selection of its fields |
//! | [`subnets`] | subnets, hyperparameters, the schedule |
//! | [`neurons`] | neurons |
//! | [`stake`] | who has staked what, and what of it can move |
//! | [`delegates`] | hotkeys as something to stake on |
//! | [`prices`] | prices, and what a trade would give |
//! | [`absent`] | what clients ask about and this chain does not have, and why |

pub mod absent;
pub mod delegates;
pub mod layout;
pub mod metagraph;
pub mod neurons;
pub mod prices;
pub mod stake;
pub mod subnets;

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use codec::Compact;
use layout::Text;

impl<T: Config> Pallet<T> {
	/// The subnets that exist, in netuid order.
	pub(crate) fn existing_netuids() -> Vec<NetUid> {
		let mut netuids: Vec<_> = NetworksAdded::<T>::iter()
			.filter_map(|(netuid, exists)| exists.then_some(netuid))
			.collect();
		netuids.sort_unstable();
		netuids
	}

	/// A mechanism's storage index, if the mechanism exists.
	pub(crate) fn existing_mechanism(netuid: NetUid, mecid: MechId) -> Option<StorageIndex> {
		let exists =
			NetworksAdded::<T>::get(netuid) && mecid < MechanismCountCurrent::<T>::get(netuid);
		exists.then(|| storage_index(netuid, mecid)).flatten()
	}
}

/// A list as clients expect it.
pub(crate) fn compact<V>(values: impl IntoIterator<Item = V>) -> Vec<Compact<V>> {
	values.into_iter().map(Compact).collect()
}

/// Bytes as clients expect a text that they join from integers.
pub(crate) fn text(bytes: &[u8]) -> Text {
	compact(bytes.iter().copied())
}

/// The entry of a neuron in a list that has one for each neuron.
pub(crate) fn at<V: Copy + Default>(list: &[V], uid: Uid) -> V {
	list.get(usize::from(uid)).copied().unwrap_or_default()
}
