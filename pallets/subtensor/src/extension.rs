//! What the transaction pool refuses, so that calls without a fee seldom fail for free.
//!
//! Weights, commits, announcements and changes of a take cost no fee. A call of these that is sure to
//! fail would take up a block at no cost; [`SubtensorTransactionExtension`] runs the call's own checks
//! before dispatch and refuses the transaction instead. It says why by a number, `Custom(n)`, and
//! only where the live network has a number: any other failure is dispatched, so that its named
//! error can be read from the block. That costs its sender nothing, here as there; what bounds it is
//! the room in a block.

use crate::{calls::commits::Reveal, pallet::*, weights::WeightInfo};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::marker::PhantomData;
use frame_support::{
	pallet_prelude::TransactionSource,
	traits::{IsSubType, OriginTrait},
	weights::Weight,
	DefaultNoBound,
};
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{DispatchInfoOf, TransactionExtension, ValidateResult},
	transaction_validity::{InvalidTransaction, ValidTransaction},
};

/// Why a transaction was refused; the numbers are those of the live network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Refusal {
	/// The combined stake is below the threshold for weights.
	StakeAmountTooLow = 1,
	/// No such subnet or mechanism.
	SubnetNotExists = 3,
	/// Nobody owns the hotkey.
	HotkeyAccountDoesntExist = 4,
	/// The last weights, commit or change of the take are too recent.
	RateLimitExceeded = 6,
	/// The signer has no uid in the subnet.
	HotKeyNotRegisteredInNetwork = 10,
	/// The address or its family is impossible.
	InvalidIpAddress = 11,
	/// The last announcement is too recent.
	ServingRateLimitExceeded = 12,
	/// Port 0.
	InvalidPort = 13,
	/// The beacon has passed the round of a time-locked commit.
	InvalidRevealRound = 15,
	/// No commit matches what is revealed.
	CommitNotFound = 16,
	/// It is too early or too late to reveal this commit.
	CommitBlockNotInRevealRange = 17,
	/// Lists that belong together have different lengths.
	InputLengthsUnequal = 18,
	/// Another coldkey owns the hotkey.
	NonAssociatedColdKey = 25,
	/// The take is not on the wanted side of the current one, or below the least.
	DelegateTakeTooLow = 26,
	/// The take is above the highest.
	DelegateTakeTooHigh = 27,
}

impl Refusal {
	/// The number for an error, if it has one.
	fn of<T: Config>(error: &Error<T>) -> Option<Self> {
		Some(match error {
			Error::NotEnoughStakeToSetWeights => Self::StakeAmountTooLow,
			Error::MechanismDoesNotExist => Self::SubnetNotExists,
			Error::HotKeyAccountNotExists => Self::HotkeyAccountDoesntExist,
			Error::SettingWeightsTooFast
			| Error::CommittingWeightsTooFast
			| Error::DelegateTxRateLimitExceeded => Self::RateLimitExceeded,
			Error::HotKeyNotRegisteredInSubNet | Error::HotKeyNotRegisteredInNetwork => {
				Self::HotKeyNotRegisteredInNetwork
			},
			Error::InvalidIpType | Error::InvalidIpAddress => Self::InvalidIpAddress,
			Error::ServingRateLimitExceeded => Self::ServingRateLimitExceeded,
			Error::InvalidPort => Self::InvalidPort,
			Error::InvalidRevealRound => Self::InvalidRevealRound,
			Error::NoWeightsCommitFound | Error::InvalidRevealCommitHashNotMatch => {
				Self::CommitNotFound
			},
			Error::RevealTooEarly | Error::ExpiredWeightCommit => Self::CommitBlockNotInRevealRange,
			Error::WeightVecNotEqualSize | Error::InputLengthsUnequal => Self::InputLengthsUnequal,
			Error::NonAssociatedColdKey => Self::NonAssociatedColdKey,
			Error::DelegateTakeTooLow => Self::DelegateTakeTooLow,
			Error::DelegateTakeTooHigh => Self::DelegateTakeTooHigh,
			_ => return None,
		})
	}
}

/// Refuses fee-less calls that are sure to fail; see the module. Zero-sized.
#[derive(Encode, Decode, DecodeWithMemTracking, DefaultNoBound, Clone, Eq, PartialEq, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct SubtensorTransactionExtension<T>(PhantomData<T>);

impl<T> core::fmt::Debug for SubtensorTransactionExtension<T> {
	fn fmt(&self, f: &mut core::fmt::Formatter) -> core::fmt::Result {
		f.write_str("SubtensorTransactionExtension")
	}
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall>
	for SubtensorTransactionExtension<T>
where
	T::RuntimeCall: IsSubType<Call<T>>,
{
	const IDENTIFIER: &'static str = "SubtensorTransactionExtension";
	type Implicit = ();
	type Val = ();
	type Pre = ();

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		call.is_sub_type().map_or(Weight::zero(), guard_weight)
	}

	fn validate(
		&self,
		origin: T::RuntimeOrigin,
		call: &T::RuntimeCall,
		_: &DispatchInfoOf<T::RuntimeCall>,
		_: usize,
		_: Self::Implicit,
		_: &impl Encode,
		_: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		if let Some((signer, call)) = origin.as_signer().zip(call.is_sub_type()) {
			let refusal = check(signer, call).err().and_then(|error| Refusal::of(&error));
			if let Some(refusal) = refusal {
				return Err(InvalidTransaction::Custom(refusal as u8).into());
			}
		}
		Ok((ValidTransaction::default(), (), origin))
	}

	impl_tx_ext_default!(T::RuntimeCall; prepare);
}

/// What the guard costs: one look at the signer for each set of weights in a call, and one at each of
/// the weights. Nothing for calls that it lets through unseen.
fn guard_weight<T: Config>(call: &Call<T>) -> Weight {
	// The length of a transaction bounds the number of entries.
	let look = |entries: usize| {
		T::WeightInfo::guard(u32::try_from(entries).unwrap_or(u32::MAX), MAX_PARENTS)
	};
	let looks = |entries: &mut dyn Iterator<Item = usize>| {
		entries.fold(look(0), |sum, entries| sum.saturating_add(look(entries)))
	};
	match call {
		Call::set_weights { dests, .. } | Call::set_mechanism_weights { dests, .. } => {
			look(dests.len())
		},
		Call::reveal_weights { uids, salt, .. }
		| Call::reveal_mechanism_weights { uids, salt, .. } => {
			look(uids.len().saturating_add(salt.len()))
		},
		Call::batch_set_weights { weights, .. } => looks(&mut weights.iter().map(Vec::len)),
		Call::batch_reveal_weights { uids_list, salts_list, .. } => looks(
			&mut uids_list
				.iter()
				.zip(salts_list)
				.map(|(uids, salt)| uids.len().saturating_add(salt.len())),
		),
		Call::batch_commit_weights { netuids, .. } => looks(&mut netuids.iter().map(|_| 0)),
		Call::commit_weights { .. }
		| Call::commit_mechanism_weights { .. }
		| Call::commit_timelocked_weights { .. }
		| Call::commit_timelocked_mechanism_weights { .. }
		| Call::serve_axon { .. }
		| Call::serve_axon_tls { .. }
		| Call::serve_prometheus { .. }
		| Call::increase_take { .. }
		| Call::decrease_take { .. } => look(0),
		_ => Weight::zero(),
	}
}

/// The checks of a fee-less call, without its effects.
fn check<T: Config>(who: &T::AccountId, call: &Call<T>) -> Result<(), Error<T>> {
	match call {
		Call::set_weights { netuid, dests, weights, version_key } => {
			Pallet::check_set_weights(who, *netuid, 0, dests, weights, *version_key).map(drop)
		},
		Call::set_mechanism_weights { netuid, mecid, dests, weights, version_key } => {
			Pallet::check_set_weights(who, *netuid, *mecid, dests, weights, *version_key).map(drop)
		},
		Call::batch_set_weights { netuids, weights, version_keys } => {
			Pallet::check_batch_set(who, netuids, weights, version_keys)
		},
		Call::commit_weights { netuid, .. } => Pallet::check_commit(who, *netuid, 0).map(drop),
		Call::commit_mechanism_weights { netuid, mecid, .. } => {
			Pallet::check_commit(who, *netuid, *mecid).map(drop)
		},
		Call::batch_commit_weights { netuids, commit_hashes } => {
			Pallet::check_batch_commit(who, netuids, commit_hashes)
		},
		Call::reveal_weights { netuid, uids, values, salt, version_key } => {
			let reveal = Reveal { uids, values, salt, version_key: *version_key };
			Pallet::check_reveals(who, *netuid, 0, &[reveal]).map(drop)
		},
		Call::reveal_mechanism_weights { netuid, mecid, uids, values, salt, version_key } => {
			let reveal = Reveal { uids, values, salt, version_key: *version_key };
			Pallet::check_reveals(who, *netuid, *mecid, &[reveal]).map(drop)
		},
		Call::batch_reveal_weights { netuid, uids_list, values_list, salts_list, version_keys } => {
			let reveals =
				Pallet::<T>::batch_of_reveals(uids_list, values_list, salts_list, version_keys)?;
			Pallet::check_reveals(who, *netuid, 0, &reveals).map(drop)
		},
		Call::commit_timelocked_weights { netuid, reveal_round, commit_reveal_version, .. } => {
			let version = *commit_reveal_version;
			Pallet::check_timelocked_commit(who, *netuid, 0, *reveal_round, version).map(drop)
		},
		Call::commit_timelocked_mechanism_weights {
			netuid,
			mecid,
			reveal_round,
			commit_reveal_version,
			..
		} => {
			let version = *commit_reveal_version;
			Pallet::check_timelocked_commit(who, *netuid, *mecid, *reveal_round, version).map(drop)
		},
		Call::serve_axon { netuid, ip, port, ip_type, .. }
		| Call::serve_axon_tls { netuid, ip, port, ip_type, .. } => {
			Pallet::check_serve_axon(who, *netuid, *ip_type, *ip, *port)
		},
		Call::serve_prometheus { netuid, ip, port, ip_type, .. } => {
			Pallet::check_serve_prometheus(who, *netuid, *ip_type, *ip, *port)
		},
		Call::increase_take { hotkey, take } => Pallet::check_increase_take(who, hotkey, *take),
		Call::decrease_take { hotkey, take } => Pallet::check_decrease_take(who, hotkey, *take),
		_ => Ok(()),
	}
}
