//! Which carriers the pool takes, and which may be in a block.

use crate::{pallet::*, Envelope, WeightInfo};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::marker::PhantomData;
use frame_support::{
	pallet_prelude::{TransactionSource, TransactionValidityError},
	traits::IsSubType,
	weights::Weight,
	DefaultNoBound,
};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{DispatchInfoOf, PostDispatchInfoOf, TransactionExtension, ValidateResult},
	transaction_validity::{InvalidTransaction, ValidTransaction},
	DispatchResult,
};

/// Number of `InvalidTransaction::Custom` for a ciphertext whose parts have wrong lengths.
pub const BAD_CIPHERTEXT: u8 = 23;
/// Number of `InvalidTransaction::Custom` for a ciphertext to a key that no author holds, or in a
/// block the block's author: read `NextKey` and encrypt again.
pub const UNKNOWN_KEY: u8 = 24;

/// Refuses carriers that nobody could open, and marks the others while they run. Zero-sized.
#[derive(Encode, Decode, DecodeWithMemTracking, DefaultNoBound, Clone, Eq, PartialEq, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct CheckShieldedTxValidity<T>(PhantomData<T>);

impl<T> core::fmt::Debug for CheckShieldedTxValidity<T> {
	fn fmt(&self, f: &mut core::fmt::Formatter) -> core::fmt::Result {
		f.write_str("CheckShieldedTxValidity")
	}
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for CheckShieldedTxValidity<T>
where
	T::RuntimeCall: IsSubType<Call<T>>,
{
	const IDENTIFIER: &'static str = "CheckShieldedTxValidity";
	type Implicit = ();
	/// Whether it is a carrier.
	type Val = bool;
	type Pre = bool;

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		match call.is_sub_type() {
			Some(Call::submit_encrypted { .. }) => T::WeightInfo::check_carrier(),
			_ => Weight::zero(),
		}
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
		let Some(Call::submit_encrypted { ciphertext }) = call.is_sub_type() else {
			return Ok((ValidTransaction::default(), false, origin));
		};
		let envelope =
			Envelope::parse(ciphertext).ok_or(InvalidTransaction::Custom(BAD_CIPHERTEXT))?;
		if !Pallet::<T>::is_held(envelope.key_hash) {
			return Err(InvalidTransaction::Custom(UNKNOWN_KEY).into());
		}
		Ok((ValidTransaction::default(), true, origin))
	}

	fn prepare(
		self,
		is_carrier: Self::Val,
		_: &T::RuntimeOrigin,
		_: &T::RuntimeCall,
		_: &DispatchInfoOf<T::RuntimeCall>,
		_: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		if is_carrier {
			Pallet::<T>::start_carrier();
		}
		Ok(is_carrier)
	}

	/// Here and not in the call, because what a failed call stores is undone.
	fn post_dispatch_details(
		is_carrier: Self::Pre,
		_: &DispatchInfoOf<T::RuntimeCall>,
		_: &PostDispatchInfoOf<T::RuntimeCall>,
		_: usize,
		_: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		if is_carrier {
			Pallet::<T>::end_carrier();
		}
		Ok(Weight::zero())
	}
}
