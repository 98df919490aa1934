//! Changing hyperparameters, and what else the owner of a subnet decides.

use crate::{hyperparameters::*, pallet::*, types::*};
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::{ensure_root, ensure_signed_or_root, pallet_prelude::OriginFor};
use sp_runtime::DispatchError;

/// Blocks between two changes of a subnet's owner hotkey by its owner.
const OWNER_HOTKEY_PACE: Permission = Permission::Owner(Pace::Blocks(50_400));
/// Blocks between two trimmings of a subnet by its owner.
const TRIMMING_PACE: Permission = Permission::Owner(Pace::Blocks(216_000));

impl<T: Config> Pallet<T> {
	/// Gives a hyperparameter of a subnet a value, as far as the table allows.
	///
	/// ## Errors
	/// In this order: `BadOrigin`, [`Error::SubnetNotExists`], [`Error::NotSubnetOwner`],
	/// [`Error::AdminActionProhibitedDuringWeightsWindow`], [`Error::TxRateLimitExceeded`], then
	/// those of the value's bounds (see [`crate::hyperparameters`]).
	///
	/// ## Events
	/// [`Event::HyperparameterSet`].
	pub fn set_hyperparameter(
		origin: OriginFor<T>,
		netuid: NetUid,
		value: Hyperparameter,
	) -> DispatchResult {
		let kind = value.kind();
		let key = RateLimitKey::OwnerHyperparamUpdate(netuid, kind);
		let caller = Self::authorise(origin, netuid, kind.rule().permission, &key)?;
		Self::ensure_within_bounds(netuid, &value, caller)?;

		if caller == Caller::Owner {
			LastRateLimitedBlock::<T>::insert(key, Self::current_block());
		}
		let old = Self::hyperparameter(netuid, kind);
		Self::store_hyperparameter(netuid, value.clone());
		Self::after_change(netuid, &old, &value);
		Self::deposit_event(Event::HyperparameterSet { netuid, old, new: value });
		Ok(())
	}

	/// Gives a parameter of the whole chain a value within its bounds. Root alone may.
	///
	/// ## Errors
	/// `BadOrigin`, [`Error::ValueNotInBounds`].
	///
	/// ## Events
	/// [`Event::NetworkParameterSet`].
	pub fn set_network_parameter(origin: OriginFor<T>, value: NetworkParameter) -> DispatchResult {
		ensure_root(origin)?;
		let old = Self::replace_network_parameter(value.clone())?;
		Self::deposit_event(Event::NetworkParameterSet { old, new: value });
		Ok(())
	}

	/// What a change brings with it.
	fn after_change(netuid: NetUid, old: &Hyperparameter, new: &Hyperparameter) {
		match (old, new) {
			(_, Hyperparameter::Tempo(_)) => {
				LastEpochBlock::<T>::insert(netuid, Self::current_block());
			},
			// Permits follow at the next epoch; until then more may hold one than the new limit says.
			(_, Hyperparameter::MaxAllowedValidators(_)) => {
				LastRateLimitedBlock::<T>::insert(
					Self::validator_limit_key(netuid),
					Self::current_block(),
				);
			},
			(Hyperparameter::MechanismCount(old), Hyperparameter::MechanismCount(new))
				if old != new =>
			{
				MechanismEmissionSplit::<T>::remove(netuid);
				(*new..*old).for_each(|mecid| Self::remove_mechanism(netuid, mecid));
				(*old..*new).for_each(|mecid| Self::add_mechanism(netuid, mecid));
			},
			_ => {},
		}
	}

	fn validator_limit_key(netuid: NetUid) -> RateLimitKey<T::AccountId> {
		RateLimitKey::OwnerHyperparamUpdate(netuid, HyperparameterKind::MaxAllowedValidators)
	}

	/// Block in which the number of validator permits was last set; 0 for never.
	pub(crate) fn validator_limit_changed_at(netuid: NetUid) -> u64 {
		LastRateLimitedBlock::<T>::get(Self::validator_limit_key(netuid))
	}

	/// Who asks for a change of a subnet, if that one may ask for it now.
	pub(crate) fn authorise(
		origin: OriginFor<T>,
		netuid: NetUid,
		permission: Permission,
		key: &RateLimitKey<T::AccountId>,
	) -> Result<Caller, DispatchError> {
		let signer = ensure_signed_or_root(origin)?;
		let pace = match (&signer, permission) {
			(Some(_), Permission::Root) => return Err(DispatchError::BadOrigin),
			(_, Permission::Root) => None,
			(_, Permission::Owner(pace)) => Some(pace),
		};
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		let (Some(signer), Some(pace)) = (signer, pace) else { return Ok(Caller::Root) };
		Self::ensure_subnet_owner(&signer, netuid)?;
		Self::ensure_admin_window_open(netuid)?;
		Self::ensure_rested(netuid, pace, key)?;
		Ok(Caller::Owner)
	}

	/// Root itself is nobody's, whatever [`SubnetOwner`] says of it.
	pub(crate) fn ensure_subnet_owner(coldkey: &T::AccountId, netuid: NetUid) -> DispatchResult {
		ensure!(
			netuid != ROOT && SubnetOwner::<T>::get(netuid) == *coldkey,
			Error::<T>::NotSubnetOwner
		);
		Ok(())
	}

	/// The owner changes nothing shortly before an epoch, nor while a triggered one is awaited, so
	/// that validators know by which rules it runs.
	fn ensure_admin_window_open(netuid: NetUid) -> DispatchResult {
		let block = Self::current_block();
		ensure!(
			PendingEpochAt::<T>::get(netuid) <= block && !Self::epoch_is_near(netuid, block),
			Error::<T>::AdminActionProhibitedDuringWeightsWindow
		);
		Ok(())
	}

	/// Whether fewer than [`AdminFreezeWindow`] blocks remain until the next epoch in turn.
	fn epoch_is_near(netuid: NetUid, block: u64) -> bool {
		let tempo = u64::from(Tempo::<T>::get(netuid));
		// Blocks only grow and a tempo is below 2^16, so nothing saturates; an overdue epoch is
		// near.
		let next = LastEpochBlock::<T>::get(netuid).saturating_add(tempo);
		tempo != 0 && next.saturating_sub(block) < AdminFreezeWindow::<T>::get().into()
	}

	/// Whether enough blocks have passed since the owner last did what the key stands for.
	fn ensure_rested(
		netuid: NetUid,
		pace: Pace,
		key: &RateLimitKey<T::AccountId>,
	) -> DispatchResult {
		let last = LastRateLimitedBlock::<T>::get(key);
		let tempo = u64::from(Tempo::<T>::get(netuid));
		// Tempos and their counts are small numbers: nothing saturates.
		let blocks = match pace {
			Pace::Usual => tempo.saturating_mul(OwnerHyperparamRateLimit::<T>::get().into()),
			Pace::Tempos(tempos) => tempo.saturating_mul(tempos),
			Pace::Blocks(blocks) => blocks,
		};
		ensure!(
			last == 0 || Self::current_block().saturating_sub(last) >= blocks,
			Error::<T>::TxRateLimitExceeded
		);
		Ok(())
	}

	/// See [`Pallet::trigger_epoch`].
	pub(crate) fn do_trigger_epoch(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
		let key = RateLimitKey::TriggerEpoch(netuid);
		let signer = ensure_signed_or_root(origin)?;
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		if let Some(signer) = &signer {
			Self::ensure_subnet_owner(signer, netuid)?;
		}
		let block = Self::current_block();
		ensure!(Tempo::<T>::get(netuid) != 0, Error::<T>::TempoOutOfBounds);
		ensure!(
			!CommitRevealWeightsEnabled::<T>::get(netuid),
			Error::<T>::DynamicTempoBlockedByCommitReveal
		);
		ensure!(PendingEpochAt::<T>::get(netuid) == 0, Error::<T>::EpochTriggerAlreadyPending);
		ensure!(!Self::epoch_is_near(netuid, block), Error::<T>::AutoEpochAlreadyImminent);
		if signer.is_some() {
			Self::ensure_rested(netuid, Pace::Usual, &key)?;
			LastRateLimitedBlock::<T>::insert(key, block);
		}
		let at = block
			.checked_add(AdminFreezeWindow::<T>::get().into())
			.ok_or(Error::<T>::Arithmetic)?;
		PendingEpochAt::<T>::insert(netuid, at);
		Self::deposit_event(Event::EpochTriggered { netuid, at });
		Ok(())
	}

	/// Makes another hotkey of the owner's coldkey the owner hotkey of a subnet: the one that gets
	/// the owner's cut, may always set weights and is never pruned.
	///
	/// ## Errors
	/// As [`Pallet::set_hyperparameter`], then [`Error::NonAssociatedColdKey`].
	///
	/// ## Events
	/// [`Event::SubnetOwnerHotkeySet`].
	pub fn set_subnet_owner_hotkey(
		origin: OriginFor<T>,
		netuid: NetUid,
		hotkey: T::AccountId,
	) -> DispatchResult {
		let key = RateLimitKey::SetSNOwnerHotkey(netuid);
		let caller = Self::authorise(origin, netuid, OWNER_HOTKEY_PACE, &key)?;
		ensure!(
			Self::hotkey_exists(&hotkey)
				&& Owner::<T>::get(&hotkey) == SubnetOwner::<T>::get(netuid),
			Error::<T>::NonAssociatedColdKey
		);
		if caller == Caller::Owner {
			LastRateLimitedBlock::<T>::insert(key, Self::current_block());
		}
		let old = SubnetOwnerHotkey::<T>::get(netuid);
		SubnetOwnerHotkey::<T>::insert(netuid, &hotkey);
		Self::deposit_event(Event::SubnetOwnerHotkeySet { netuid, old, new: hotkey });
		Ok(())
	}

	/// Lowers the room for neurons of a subnet and removes those who no longer fit: see
	/// [`crate::trimming`].
	///
	/// ## Errors
	/// As [`Pallet::set_hyperparameter`], then [`Error::InvalidValue`],
	/// [`Error::TooManyUIDsPerMechanism`] and [`Error::TrimmingWouldExceedMaxImmunePercentage`].
	///
	/// ## Events
	/// [`Event::NeuronPruned`] for each removed neuron, and [`Event::HyperparameterSet`].
	pub fn trim_to_max_allowed_uids(
		origin: OriginFor<T>,
		netuid: NetUid,
		max_n: u16,
	) -> DispatchResult {
		let key = RateLimitKey::TrimUids(netuid);
		let caller = Self::authorise(origin, netuid, TRIMMING_PACE, &key)?;
		let most = MaxAllowedUids::<T>::get(netuid);
		ensure!(
			(MinAllowedUids::<T>::get(netuid)..=most).contains(&max_n),
			Error::<T>::InvalidValue
		);
		Self::trim_neurons(netuid, max_n)?;
		if caller == Caller::Owner {
			LastRateLimitedBlock::<T>::insert(key, Self::current_block());
		}
		MaxAllowedUids::<T>::insert(netuid, max_n);
		Self::deposit_event(Event::HyperparameterSet {
			netuid,
			old: Hyperparameter::MaxAllowedUids(most),
			new: Hyperparameter::MaxAllowedUids(max_n),
		});
		Ok(())
	}
}
