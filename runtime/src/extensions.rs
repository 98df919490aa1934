//! What this chain checks in a signed transaction besides what every chain does.

use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::weights::Weight;
use pallet_subtensor::{ColdkeySwapAnnouncements, ColdkeySwapDisputes};
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{
		AsSystemOriginSigner, DispatchInfoOf, Implication, StaticLookup, TransactionExtension,
		ValidateResult,
	},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};

use crate::{AccountId, Runtime, RuntimeCall, RuntimeOrigin};

/// Number of `InvalidTransaction::Custom` for a transaction of a coldkey that has announced its
/// swap: wait for the swap, or withdraw the announcement.
pub const COLDKEY_SWAP_ANNOUNCED: u8 = 0;
/// Number of `InvalidTransaction::Custom` for a transaction of a coldkey whose swap is disputed:
/// only root can go on.
pub const COLDKEY_SWAP_DISPUTED: u8 = 21;

/// Locks a coldkey that has announced its swap.
///
/// Until it is swapped it can only swap, dispute, replace or withdraw the announcement (encrypted, if
/// it likes: what comes out is a transaction of its own), and nothing at all once that is disputed. What others do in its name, as its proxies or co-signatories, is
/// refused as well, however deep in batches, because a thief could have appointed them before. (A
/// call that is only scheduled by its hash is looked at when somebody submits the call itself.)
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo,
)]
pub struct CheckColdkeySwap;

impl TransactionExtension<RuntimeCall> for CheckColdkeySwap {
	const IDENTIFIER: &'static str = "CheckColdkeySwap";
	type Implicit = ();
	type Pre = ();
	type Val = ();

	/// Two reads for the signer. An account that a nested call names costs two more, which that
	/// call's own weight covers.
	fn weight(&self, _: &RuntimeCall) -> Weight {
		<Runtime as frame_system::Config>::DbWeight::get().reads(2)
	}

	fn validate(
		&self,
		origin: RuntimeOrigin,
		call: &RuntimeCall,
		_: &DispatchInfoOf<RuntimeCall>,
		_: usize,
		_: Self::Implicit,
		_: &impl Implication,
		_: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		if let Some(signer) = origin.as_system_origin_signer() {
			ensure_unlocked(signer, call)?;
			ensure_nested_unlocked(signer, call)?;
		}
		Ok((Default::default(), (), origin))
	}

	impl_tx_ext_default!(RuntimeCall; prepare);
}

fn ensure_unlocked(who: &AccountId, call: &RuntimeCall) -> Result<(), TransactionValidityError> {
	if !ColdkeySwapAnnouncements::<Runtime>::contains_key(who) {
		return Ok(());
	}
	if ColdkeySwapDisputes::<Runtime>::contains_key(who) {
		return Err(InvalidTransaction::Custom(COLDKEY_SWAP_DISPUTED).into());
	}
	let allowed = matches!(
		call,
		RuntimeCall::SubtensorModule(
			pallet_subtensor::Call::announce_coldkey_swap { .. }
				| pallet_subtensor::Call::swap_coldkey_announced { .. }
				| pallet_subtensor::Call::dispute_coldkey_swap { .. }
				| pallet_subtensor::Call::clear_coldkey_swap_announcement { .. }
		) | RuntimeCall::MevShield(pallet_mev_shield::Call::submit_encrypted { .. })
	);
	if allowed {
		Ok(())
	} else {
		Err(InvalidTransaction::Custom(COLDKEY_SWAP_ANNOUNCED).into())
	}
}

/// Looks at the calls that `call` makes in other accounts' names. Calls nest no deeper than the
/// decoder lets them.
fn ensure_nested_unlocked(
	who: &AccountId,
	call: &RuntimeCall,
) -> Result<(), TransactionValidityError> {
	match call {
		RuntimeCall::Utility(
			pallet_utility::Call::batch { calls }
			| pallet_utility::Call::batch_all { calls }
			| pallet_utility::Call::force_batch { calls },
		) => calls.iter().try_for_each(|call| ensure_nested_unlocked(who, call)),
		RuntimeCall::Utility(pallet_utility::Call::if_else { main, fallback }) => {
			ensure_nested_unlocked(who, main)?;
			ensure_nested_unlocked(who, fallback)
		},
		RuntimeCall::Utility(pallet_utility::Call::as_derivative { index, call }) => {
			let derived = pallet_utility::derivative_account_id(who.clone(), *index);
			ensure_in_name_of(&derived, call)
		},
		RuntimeCall::Proxy(
			pallet_proxy::Call::proxy { real, call, .. }
			| pallet_proxy::Call::proxy_announced { real, call, .. },
		) => {
			let real = <Runtime as frame_system::Config>::Lookup::lookup(real.clone())?;
			ensure_in_name_of(&real, call)
		},
		RuntimeCall::Multisig(pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories,
			call,
		}) => ensure_in_name_of(&multisig(who, other_signatories, 1), call),
		RuntimeCall::Multisig(pallet_multisig::Call::as_multi {
			threshold,
			other_signatories,
			call,
			..
		}) => ensure_in_name_of(&multisig(who, other_signatories, *threshold), call),
		_ => Ok(()),
	}
}

fn ensure_in_name_of(who: &AccountId, call: &RuntimeCall) -> Result<(), TransactionValidityError> {
	ensure_unlocked(who, call)?;
	ensure_nested_unlocked(who, call)
}

/// The account of a multisig. The pallet itself refuses signatories that are not in order.
fn multisig(who: &AccountId, others: &[AccountId], threshold: u16) -> AccountId {
	let mut all = others.to_vec();
	all.push(who.clone());
	all.sort();
	pallet_multisig::Pallet::<Runtime>::multi_account_id(&all, threshold)
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::dispatch::GetDispatchInfo;
	use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
	use sp_runtime::traits::TxBaseImplication;

	fn validate(signer: AccountId, call: RuntimeCall) -> Option<u8> {
		let result = CheckColdkeySwap.validate(
			RuntimeOrigin::signed(signer),
			&call,
			&call.get_dispatch_info(),
			0,
			(),
			&TxBaseImplication(()),
			TransactionSource::External,
		);
		match result {
			Ok(_) => None,
			Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(number))) => {
				Some(number)
			},
			Err(other) => panic!("{other:?}"),
		}
	}

	fn announced(who: &AccountId, test: impl FnOnce()) {
		sp_io::TestExternalities::default().execute_with(|| {
			ColdkeySwapAnnouncements::<Runtime>::insert(who, (1, crate::Hash::default()));
			test();
		});
	}

	fn transfer() -> RuntimeCall {
		let dest = Charlie.to_account_id().into();
		RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, value: 1 })
	}

	fn proxied(real: AccountId, call: RuntimeCall) -> RuntimeCall {
		RuntimeCall::Proxy(pallet_proxy::Call::proxy {
			real: real.into(),
			force_proxy_type: None,
			call: Box::new(call),
		})
	}

	#[test]
	fn a_coldkey_that_has_announced_can_only_go_on_with_the_swap() {
		let alice = Alice.to_account_id();
		announced(&alice, || {
			assert_eq!(validate(alice.clone(), transfer()), Some(COLDKEY_SWAP_ANNOUNCED));
			for call in [
				pallet_subtensor::Call::announce_coldkey_swap {
					new_coldkey_hash: Default::default(),
				},
				pallet_subtensor::Call::swap_coldkey_announced { new_coldkey: Bob.to_account_id() },
				pallet_subtensor::Call::dispute_coldkey_swap {},
				pallet_subtensor::Call::clear_coldkey_swap_announcement {},
			] {
				assert_eq!(validate(alice.clone(), RuntimeCall::SubtensorModule(call)), None);
			}
			assert_eq!(validate(Bob.to_account_id(), transfer()), None, "others are free");
		});
	}

	#[test]
	fn a_disputed_coldkey_can_do_nothing() {
		let alice = Alice.to_account_id();
		announced(&alice, || {
			ColdkeySwapDisputes::<Runtime>::insert(&alice, 1);
			let call = pallet_subtensor::Call::clear_coldkey_swap_announcement {};
			assert_eq!(
				validate(alice.clone(), RuntimeCall::SubtensorModule(call)),
				Some(COLDKEY_SWAP_DISPUTED)
			);
		});
	}

	#[test]
	fn proxies_and_cosignatories_are_bound_too() {
		let (alice, bob) = (Alice.to_account_id(), Bob.to_account_id());
		announced(&alice, || {
			let nested = RuntimeCall::Utility(pallet_utility::Call::batch {
				calls: vec![transfer(), proxied(alice.clone(), transfer())],
			});
			assert_eq!(validate(bob.clone(), nested), Some(COLDKEY_SWAP_ANNOUNCED));
			assert_eq!(validate(bob.clone(), proxied(Charlie.to_account_id(), transfer())), None);
		});
		let both = multisig(&alice, core::slice::from_ref(&bob), 2);
		announced(&both, || {
			let call = RuntimeCall::Multisig(pallet_multisig::Call::as_multi {
				threshold: 2,
				other_signatories: vec![alice.clone()],
				maybe_timepoint: None,
				call: Box::new(transfer()),
				max_weight: Weight::zero(),
			});
			assert_eq!(validate(bob.clone(), call), Some(COLDKEY_SWAP_ANNOUNCED));
		});
	}
}
