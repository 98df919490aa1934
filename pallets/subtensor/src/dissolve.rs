//! Dissolving a subnet, block by block.
//!
//! A subnet is gone for everybody as soon as it is in [`DissolveCleanupQueue`] (see
//! [`Pallet::dissolve_network`]). What it leaves behind can be large, so it is cleared away in the
//! blocks after that, each with a small share of its weight:
//!
//! 1. Every staker gets the part of the pool's TAO that the stake is of all stake. The whole map of
//!    stakes is walked through, because it is keyed by hotkey; a cursor says how far.
//! 2. Whoever else keeps something about its neurons is told of each
//!    ([`OnSeatChange`]), in the order of the map of their uids.
//! 3. Every entry of the subnet is removed, map by map (`inventory`).
//! 4. What is then left on the subnet's account (roundings, and what was too little for an account
//!    to receive) leaves issuance. The netuid is free, and the first registration that waits for
//!    one gets it.
//!
//! Nothing here can be stopped by a user, and no user can add to it meanwhile: calls do not find the
//! subnet, and keys, whose swaps could move entries behind the cursor, are not swapped as long as
//! a subnet is being dissolved (`ensure_nothing_dissolves`).

use crate::{
	fixed::mul_div_u64, inventory::subnet_storage, neurons::OnSeatChange, pallet::*, types::*,
	weights::WeightInfo,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	ensure,
	storage::{
		generator::{StorageDoubleMap as _, StorageNMap as _},
		unhashed, with_storage_layer, KeyPrefixIterator, StoragePrefixedMap as _,
	},
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
	weights::{Weight, WeightMeter},
	BoundedVec,
};
use sp_runtime::{traits::AccountIdConversion, DispatchResult, Perbill};

/// Part of a block's weight that dissolving may take.
pub(crate) const DISSOLVE_SHARE: Perbill = Perbill::from_percent(2);

/// One walk through a map.
enum Sweep {
	/// Pays the stakers.
	Stake,
	/// Removes the subnet from what root stakers earn.
	RootClaims,
	/// Removes what root stakers have earned and not claimed.
	Unclaimed,
	/// Unseats the neurons.
	Seats,
	/// Removes everything under a prefix.
	Under(Vec<u8>),
	/// Removes what lies under the prefix of a map and has the netuid as the last part of its key.
	EndingInNetuid(Vec<u8>),
}

impl<T: Config> Pallet<T> {
	/// Keys must not move while a walk through them is under way.
	pub(crate) fn ensure_nothing_dissolves() -> DispatchResult {
		ensure!(
			DissolveCleanupQueue::<T>::get().is_empty(),
			Error::<T>::WaitingForDissolvedSubnetCleanup
		);
		Ok(())
	}

	/// Whether a subnet neither exists nor is being dissolved: nothing may be stored for it.
	pub(crate) fn is_dead(netuid: NetUid) -> bool {
		!NetworksAdded::<T>::get(netuid) && !DissolveCleanupQueue::<T>::get().contains(&netuid)
	}

	/// Goes on with the first subnet in the queue; returns what it cost.
	pub(crate) fn dissolve_step(block: u64) -> Weight {
		let Some(netuid) = DissolveCleanupQueue::<T>::get().first().copied() else {
			return Weight::zero();
		};
		let share = Self::share_of_block(DISSOLVE_SHARE);
		let mut meter = WeightMeter::with_limit(share);
		let mut status = CurrentDissolveCleanupStatus::<T>::get().unwrap_or_else(|| {
			let (tao, alpha) = (SubnetTAO::<T>::get(netuid), SubnetAlphaOut::<T>::get(netuid));
			DissolveCleanupStatus { netuid, tao, alpha, ..Default::default() }
		});
		let sweeps = Self::sweeps(netuid);
		while let Some(sweep) = sweeps.get(usize::from(status.step)) {
			if let Some(cursor) = Self::sweep(sweep, &status, &mut meter) {
				// The longest key is that of a map with three keys: 32 + 3 · 48 bytes.
				status.cursor = BoundedVec::truncate_from(cursor);
				CurrentDissolveCleanupStatus::<T>::put(status);
				return meter.consumed();
			}
			status.step = status.step.saturating_add(1); // there are fewer than a hundred
			status.cursor = Default::default();
		}
		CurrentDissolveCleanupStatus::<T>::kill();
		meter.consume(T::WeightInfo::dissolve_finish());
		Self::try_step(netuid, || Self::finish_dissolving(netuid));
		Self::found_waiting_subnet(netuid, block);
		meter.consumed()
	}

	fn sweeps(netuid: NetUid) -> Vec<Sweep> {
		let mut sweeps =
			Vec::from([Sweep::Stake, Sweep::RootClaims, Sweep::Unclaimed, Sweep::Seats]);
		macro_rules! add_maps {
			(
				values: [$($value:ident),* $(,)?],
				mechanism_values: [$($mechanism_value:ident),* $(,)?],
				rows: [$($row:ident),* $(,)?],
				mechanism_rows: [$($mechanism_row:ident),* $(,)?],
				account_rows: [$($account_row:ident),* $(,)?],
				nested_rows: [$($nested_row:ident),* $(,)?],
			) => {
				// Commits go before uids: only a registered hotkey has any.
				for index in all_indices(netuid) {
					$(sweeps.push(Sweep::Under(
						$mechanism_row::<T>::storage_double_map_final_key1(index),
					));)*
				}
				$(sweeps.push(Sweep::Under($row::<T>::storage_double_map_final_key1(netuid)));)*
				$(sweeps.push(Sweep::Under(
					$nested_row::<T>::storage_n_map_partial_key((netuid,)),
				));)*
				$(sweeps.push(Sweep::EndingInNetuid($account_row::<T>::final_prefix().to_vec()));)*
			};
		}
		subnet_storage!(add_maps);
		sweeps
	}

	/// Goes on with one walk; returns where to go on in the next block, `None` at the end.
	fn sweep(
		sweep: &Sweep,
		status: &DissolveCleanupStatus,
		meter: &mut WeightMeter,
	) -> Option<Vec<u8>> {
		let from = status.cursor.to_vec();
		match sweep {
			Sweep::Stake => {
				let keys = from_cursor(from, Alpha::<T>::iter_keys, Alpha::<T>::iter_keys_from);
				walk::<T, _>(keys, meter, |(hotkey, coldkey, netuid), _| {
					if netuid != status.netuid {
						return Weight::zero();
					}
					Self::try_step(netuid, || Self::pay_staker(status, &hotkey, &coldkey));
					T::WeightInfo::dissolve_position()
				})
			},
			Sweep::RootClaims => {
				let keys = from_cursor(
					from,
					RootClaimable::<T>::iter_keys,
					RootClaimable::<T>::iter_keys_from,
				);
				walk::<T, _>(keys, meter, |hotkey, _| {
					RootClaimable::<T>::mutate_exists(hotkey, |rates| {
						if let Some(known) = rates {
							known.remove(&status.netuid);
						}
						*rates = rates.take().filter(|rates| !rates.is_empty());
					});
					T::DbWeight::get().writes(1)
				})
			},
			Sweep::Unclaimed => {
				let keys = from_cursor(
					from,
					RootUnclaimed::<T>::iter_keys,
					RootUnclaimed::<T>::iter_keys_from,
				);
				walk::<T, _>(keys, meter, |(hotkey, coldkey, netuid), _| {
					if netuid != status.netuid {
						return Weight::zero();
					}
					RootUnclaimed::<T>::remove((&hotkey, &coldkey, netuid));
					if Self::has_left(&hotkey, &coldkey) {
						Self::unlist_staking_hotkey(&hotkey, &coldkey);
					}
					T::DbWeight::get().reads_writes(3, 2)
				})
			},
			Sweep::Seats => {
				let netuid = status.netuid;
				let keys = from_cursor(
					from,
					|| Uids::<T>::iter_key_prefix(netuid),
					|cursor| Uids::<T>::iter_key_prefix_from(netuid, cursor),
				);
				walk::<T, _>(keys, meter, |hotkey, _| {
					T::OnSeatChange::on_lost(netuid, &hotkey);
					T::WeightInfo::dissolve_seat()
				})
			},
			Sweep::Under(prefix) => walk::<T, _>(raw_keys(prefix, from), meter, |(), key| {
				unhashed::kill(key);
				T::DbWeight::get().writes(1)
			}),
			Sweep::EndingInNetuid(prefix) => {
				let netuid = status.netuid.encode();
				walk::<T, _>(raw_keys(prefix, from), meter, |(), key| {
					if !key.ends_with(&netuid) {
						return Weight::zero();
					}
					unhashed::kill(key);
					T::DbWeight::get().writes(1)
				})
			},
		}
	}

	/// Pays one staker: the part of the pool's TAO that the stake is of all stake, rounded down.
	pub(crate) fn pay_staker(
		status: &DissolveCleanupStatus,
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
	) -> DispatchResult {
		let netuid = status.netuid;
		let alpha = Self::stake_of(hotkey, coldkey, netuid);
		// Without any stake there is nobody to pay.
		let tao = mul_div_u64(status.tao, alpha.into(), status.alpha.into()).unwrap_or(0);
		Self::decrease_stake(hotkey, coldkey, netuid, alpha)?;
		Self::burn_alpha_out(netuid, alpha)?;
		let paid = Self::pay_out(netuid, coldkey, tao);
		Self::deposit_event(Event::StakeRemoved {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			tao: paid,
			alpha,
			netuid,
			fee: 0,
		});
		Ok(())
	}

	/// Pays TAO out of the pool of a subnet that ends; returns what was paid.
	///
	/// Too little for an account to receive stays where it is.
	fn pay_out(netuid: NetUid, to: &T::AccountId, tao: TaoBalance) -> TaoBalance {
		if Self::pay_coldkey(netuid, to, tao).is_err() {
			return 0;
		}
		// The currency clears an account away that holds less than the existential deposit, so the
		// last payment may leave less than the difference.
		let held = T::Currency::balance(&Self::subnet_account(netuid));
		SubnetTAO::<T>::mutate(netuid, |pool| *pool = pool.saturating_sub(tao).min(held));
		tao
	}

	/// Removes what is left of a subnet and makes its netuid free.
	fn finish_dissolving(netuid: NetUid) -> DispatchResult {
		let account = Self::subnet_account(netuid);
		let recycled = T::Currency::balance(&account);
		T::Currency::burn_from(
			&account,
			recycled,
			Preservation::Expendable,
			Precision::Exact,
			Fortitude::Force,
		)?;
		macro_rules! remove {
			(
				values: [$($value:ident),* $(,)?],
				mechanism_values: [$($mechanism_value:ident),* $(,)?],
				$($other:ident: $list:tt,)*
			) => {
				$($value::<T>::remove(netuid);)*
				for index in all_indices(netuid) {
					$($mechanism_value::<T>::remove(index);)*
				}
			};
		}
		subnet_storage!(remove);
		Self::remove_hyperparameters(netuid);
		DissolveCleanupQueue::<T>::mutate(|queue| queue.retain(|waiting| *waiting != netuid));
		Self::deposit_event(Event::NetworkDissolved { netuid, recycled });
		Ok(())
	}

	/// Gives a netuid that has become free to the registration that has waited longest.
	///
	/// Nothing can keep the subnet from being created; if something did, the price would go back.
	fn found_waiting_subnet(netuid: NetUid, block: u64) {
		let mut queue = NetworkRegistrationQueue::<T>::get();
		if queue.is_empty() {
			return;
		}
		let registration = queue.remove(0);
		NetworkRegistrationQueue::<T>::put(queue);
		let pay = |to: &T::AccountId| -> DispatchResult {
			let (from, amount) = (Self::registration_account(), registration.lock_amount);
			T::Currency::transfer(&from, to, amount, Preservation::Expendable)?;
			Ok(())
		};
		let founded = with_storage_layer(|| {
			pay(&Self::subnet_account(netuid))?;
			Self::found_subnet(netuid, &registration, block)
		});
		if let Err(error) = founded {
			Self::deposit_event(Event::BlockStepFailed { netuid, error });
			Self::try_step(netuid, || pay(&registration.coldkey));
		}
	}

	/// The account that holds what waiting registrations have paid.
	pub fn registration_account() -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(b"wait")
	}
}

/// The storage indices of all mechanisms that a subnet can have had since it exists.
fn all_indices(netuid: NetUid) -> impl Iterator<Item = StorageIndex> {
	(0..MAX_MECHANISMS).filter_map(move |mecid| storage_index(netuid, mecid))
}

/// All keys of a typed map, or those behind a cursor.
fn from_cursor<K>(
	cursor: Vec<u8>,
	all: impl FnOnce() -> KeyPrefixIterator<K>,
	behind: impl FnOnce(Vec<u8>) -> KeyPrefixIterator<K>,
) -> KeyPrefixIterator<K> {
	if cursor.is_empty() {
		all()
	} else {
		behind(cursor)
	}
}

/// The raw keys under a prefix, or those of them behind a cursor.
fn raw_keys(prefix: &[u8], cursor: Vec<u8>) -> KeyPrefixIterator<()> {
	let previous = if cursor.is_empty() { prefix.to_vec() } else { cursor };
	KeyPrefixIterator::new(prefix.to_vec(), previous, |_| Ok(()))
}

/// Visits keys, each with its raw form, as long as the meter allows. `visit` returns what it cost
/// besides the step to the key. Returns where to go on, `None` at the end.
pub(crate) fn walk<T: Config, K>(
	mut keys: KeyPrefixIterator<K>,
	meter: &mut WeightMeter,
	mut visit: impl FnMut(K, &[u8]) -> Weight,
) -> Option<Vec<u8>> {
	while meter.try_consume(T::WeightInfo::dissolve_key()).is_ok() {
		let key = keys.next()?;
		meter.consume(visit(key, keys.last_raw_key()));
	}
	Some(keys.last_raw_key().to_vec())
}
