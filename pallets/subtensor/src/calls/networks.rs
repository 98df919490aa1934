//! Creating and starting subnets.

use super::dissolve::Place;
use crate::{pallet::*, pool::Pool, types::*};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation, Get},
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Price of a subnet in this block, in rao.
	///
	/// Right after a creation it is twice what that one cost; it falls linearly, by that cost in
	/// each reduction interval, down to the least price. The first subnet costs the last price
	/// itself, which genesis sets.
	pub fn network_lock_cost(block: u64) -> TaoBalance {
		let last = NetworkLastLockCost::<T>::get();
		let last_block = NetworkLastLockBlock::<T>::get();
		// Saturation: a price beyond 2^64 rao is as unaffordable as any above issuance, and the
		// fall ends at the least price anyway.
		let start = if last_block == 0 { last } else { last.saturating_mul(2) };
		let interval = NetworkLockReductionInterval::<T>::get();
		let fall_per_block = last.checked_div(interval).unwrap_or(0);
		let fall = fall_per_block.saturating_mul(block.saturating_sub(last_block));
		start.saturating_sub(fall).max(NetworkMinLockCost::<T>::get())
	}

	/// See [`Pallet::register_network`] and [`Pallet::register_network_with_identity`].
	pub(crate) fn do_register_network(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		identity: Option<SubnetIdentityV3>,
	) -> DispatchResult {
		let block = Self::current_block();
		let last_block = NetworkLastLockBlock::<T>::get();
		ensure!(
			last_block == 0 || block.saturating_sub(last_block) >= NetworkRateLimit::<T>::get(),
			Error::<T>::NetworkTxRateLimitExceeded
		);
		let place = Self::place_for_subnet(block)?;
		Self::ensure_hotkey_usable(coldkey, hotkey)?;
		let cost = Self::network_lock_cost(block);
		ensure!(Self::spendable(coldkey) >= cost, Error::<T>::CannotAffordLockCost);

		Self::create_hotkey_if_new(coldkey, hotkey)?;
		NetworkLastLockCost::<T>::put(cost);
		NetworkLastLockBlock::<T>::put(block);
		let registration = NetworkRegistrationInfo {
			coldkey: coldkey.clone(),
			hotkey: hotkey.clone(),
			registration_block: block,
			lock_amount: cost,
			identity,
		};
		match place {
			Place::Free(netuid) => {
				Self::pay_subnet(coldkey, netuid, cost)?;
				Self::found_subnet(netuid, &registration, block)
			},
			Place::Cleaned => Self::wait_for_netuid(registration),
			Place::InsteadOf(weakest) => {
				Self::begin_dissolving(weakest)?;
				Self::wait_for_netuid(registration)
			},
		}
	}

	/// Takes the price of a registration and puts it in the queue for a netuid.
	fn wait_for_netuid(registration: NetworkRegistrationInfo<T::AccountId>) -> DispatchResult {
		let NetworkRegistrationInfo { coldkey, hotkey, registration_block, lock_amount, .. } =
			registration.clone();
		let account = Self::registration_account();
		T::Currency::transfer(&coldkey, &account, lock_amount, Preservation::Preserve)?;
		NetworkRegistrationQueue::<T>::try_append(registration)
			.map_err(|()| Error::<T>::SubnetLimitReached)?;
		Self::deposit_event(Event::NetworkRegistrationQueued {
			coldkey,
			hotkey,
			registration_block,
			lock_amount,
		});
		Ok(())
	}

	/// Creates a subnet, the price of which lies on its account, with the owner's neuron.
	///
	/// The pool starts with the least price of a subnet at a price of one; what was paid beyond
	/// that leaves issuance.
	pub(crate) fn found_subnet(
		netuid: NetUid,
		registration: &NetworkRegistrationInfo<T::AccountId>,
		block: u64,
	) -> DispatchResult {
		let NetworkRegistrationInfo { coldkey, hotkey, lock_amount: cost, identity, .. } =
			registration;
		let pool = (*cost).min(NetworkMinLockCost::<T>::get());
		let beyond = cost.checked_sub(pool).ok_or(Error::<T>::Arithmetic)?;
		Self::recycle_tao(&Self::subnet_account(netuid), beyond)?;
		Self::create_subnet(netuid, coldkey, hotkey, block);
		Self::store_pool(netuid, Pool { tao: pool, alpha: pool });
		SubnetLocked::<T>::insert(netuid, cost);

		let uid = Self::append_neuron(netuid, hotkey, block)?;
		Self::deposit_event(Event::NetworkAdded(netuid, SubnetMechanism::<T>::get(netuid)));
		Self::deposit_event(Event::NeuronRegistered { netuid, uid, hotkey: hotkey.clone() });
		if let Some(identity) = identity {
			Self::store_subnet_identity(netuid, identity.clone());
		}
		Ok(())
	}

	/// Writes everything that a subnet without neurons has. Values that equal the type's default
	/// are written too: clients read whole maps, and a default is not in them.
	pub(crate) fn create_subnet(
		netuid: NetUid,
		owner: &T::AccountId,
		owner_hotkey: &T::AccountId,
		block: u64,
	) {
		let new = NewSubnet::<T>::get();
		NetworksAdded::<T>::insert(netuid, true);
		TotalNetworks::<T>::mutate(|total| *total = total.saturating_add(1)); // at most MaxSubnets
		SubnetworkN::<T>::insert(netuid, 0);
		SubnetMechanism::<T>::insert(netuid, u16::from(netuid != ROOT));
		SubnetOwner::<T>::insert(netuid, owner);
		SubnetOwnerHotkey::<T>::insert(netuid, owner_hotkey);
		NetworkRegisteredAt::<T>::insert(netuid, block);
		SubnetEmissionEnabled::<T>::insert(netuid, new.emission_enabled);
		TokenSymbol::<T>::insert(netuid, DefaultTokenSymbol::get());

		Tempo::<T>::insert(netuid, new.tempo);
		WeightsSetRateLimit::<T>::insert(netuid, new.weights_set_rate_limit);
		CommitRevealWeightsEnabled::<T>::insert(netuid, new.commit_reveal);
		MaxAllowedUids::<T>::insert(netuid, if netuid == ROOT { 64 } else { 256 });
		MaxAllowedValidators::<T>::insert(netuid, 64);
		MinAllowedWeights::<T>::insert(netuid, 1);
		ImmunityPeriod::<T>::insert(netuid, 5_000);
		Yuma3On::<T>::insert(netuid, true);
		NetworkRegistrationAllowed::<T>::insert(netuid, true);
		Burn::<T>::insert(netuid, UNIT);
		MinBurn::<T>::insert(netuid, MinBurn::<T>::get(netuid));
		MaxBurn::<T>::insert(netuid, MaxBurn::<T>::get(netuid));
		Kappa::<T>::insert(netuid, Kappa::<T>::get(netuid));
		MechanismCountCurrent::<T>::insert(netuid, 1);

		SubnetTAO::<T>::insert(netuid, 0);
		SubnetAlphaIn::<T>::insert(netuid, 0);
		SubnetAlphaOut::<T>::insert(netuid, 0);
		SubnetTaoInEmission::<T>::insert(netuid, 0);

		// Subnets of one tempo do not all run their epoch in the same block.
		let offset = netuid.checked_rem(new.tempo).unwrap_or(0);
		LastEpochBlock::<T>::insert(netuid, block.saturating_sub(offset.into()));
		BlocksSinceLastStep::<T>::insert(netuid, 0);
	}

	/// See [`Pallet::start_call`].
	pub(crate) fn do_start_call(coldkey: &T::AccountId, netuid: NetUid) -> DispatchResult {
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		ensure!(SubnetOwner::<T>::get(netuid) == *coldkey, Error::<T>::NotSubnetOwner);
		ensure!(
			!FirstEmissionBlockNumber::<T>::contains_key(netuid),
			Error::<T>::FirstEmissionBlockNumberAlreadySet
		);
		let block = Self::current_block();
		let earliest =
			NetworkRegisteredAt::<T>::get(netuid).saturating_add(StartCallDelay::<T>::get());
		ensure!(block >= earliest, Error::<T>::NeedWaitingMoreBlocksToStarCall);

		let first = block.checked_add(1).ok_or(Error::<T>::Arithmetic)?;
		Self::start_subnet(netuid, first);
		Self::deposit_event(Event::FirstEmissionBlockNumberSet { netuid, block: first });
		Ok(())
	}

	/// Makes the subnet's token tradable and lets it earn from a block on.
	pub(crate) fn start_subnet(netuid: NetUid, first_emission_block: u64) {
		FirstEmissionBlockNumber::<T>::insert(netuid, first_emission_block);
		SubtokenEnabled::<T>::insert(netuid, true);
	}
}
