//! What coldkeys and subnets say about themselves.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get, BoundedVec};
use frame_system::{ensure_signed_or_root, pallet_prelude::OriginFor};
use sp_runtime::DispatchResult;

/// Most characters of a symbol.
const SYMBOL_CHARACTERS: usize = 4;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::set_identity`].
	pub(crate) fn do_set_identity(
		coldkey: &T::AccountId,
		identity: ChainIdentityV2,
	) -> DispatchResult {
		let registered = OwnedHotkeys::<T>::get(coldkey)
			.iter()
			.any(|hotkey| IsNetworkMember::<T>::iter_key_prefix(hotkey).next().is_some());
		ensure!(registered, Error::<T>::HotKeyNotRegisteredInNetwork);
		IdentitiesV2::<T>::insert(coldkey, identity);
		Self::deposit_event(Event::ChainIdentitySet { coldkey: coldkey.clone() });
		Ok(())
	}

	/// See [`Pallet::set_subnet_identity`]; texts in the order of its arguments.
	pub(crate) fn do_set_subnet_identity(
		origin: OriginFor<T>,
		netuid: NetUid,
		texts: [Vec<u8>; 8],
	) -> DispatchResult {
		Self::ensure_owner_or_root(origin, netuid)?;
		let [subnet_name, github_repo, subnet_contact, subnet_url, discord, description, logo_url, additional] =
			texts;
		let identity = SubnetIdentityV3 {
			subnet_name: Self::identity_text(subnet_name)?,
			github_repo: Self::identity_text(github_repo)?,
			subnet_contact: Self::identity_text(subnet_contact)?,
			subnet_url: Self::identity_text(subnet_url)?,
			discord: Self::identity_text(discord)?,
			description: Self::identity_text(description)?,
			logo_url: Self::identity_text(logo_url)?,
			additional: Self::identity_text(additional)?,
		};
		Self::store_subnet_identity(netuid, identity);
		Ok(())
	}

	/// Stores what a subnet says about itself.
	pub(crate) fn store_subnet_identity(netuid: NetUid, identity: SubnetIdentityV3) {
		SubnetIdentitiesV3::<T>::insert(netuid, identity);
		Self::deposit_event(Event::SubnetIdentitySet { netuid });
	}

	/// See [`Pallet::update_symbol`].
	pub(crate) fn do_update_symbol(
		origin: OriginFor<T>,
		netuid: NetUid,
		symbol: Vec<u8>,
	) -> DispatchResult {
		Self::ensure_owner_or_root(origin, netuid)?;
		ensure!(is_symbol(&symbol), Error::<T>::SymbolDoesNotExist);
		let symbol = BoundedVec::try_from(symbol).map_err(|_| Error::<T>::SymbolDoesNotExist)?;
		let taken = TokenSymbol::<T>::iter().any(|(other, sign)| other != netuid && sign == symbol);
		ensure!(!taken, Error::<T>::SymbolAlreadyInUse);
		TokenSymbol::<T>::insert(netuid, &symbol);
		Self::deposit_event(Event::SymbolUpdated { netuid, symbol });
		Ok(())
	}

	/// The owner of a subnet that exists, or root.
	pub(crate) fn ensure_owner_or_root(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
		let signer = ensure_signed_or_root(origin)?;
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
		match signer {
			Some(signer) => Self::ensure_subnet_owner(&signer, netuid),
			None => Ok(()),
		}
	}

	/// A text of an identity.
	pub(crate) fn identity_text<S: Get<u32>>(text: Vec<u8>) -> Result<BoundedVec<u8, S>, Error<T>> {
		BoundedVec::try_from(text).map_err(|_| Error::<T>::InvalidIdentity)
	}
}

/// Whether a text can be the symbol of a token: one to four letters or digits, of any script. (The
/// live network has a fixed list of signs instead.)
fn is_symbol(text: &[u8]) -> bool {
	core::str::from_utf8(text).is_ok_and(|text| {
		(1..=SYMBOL_CHARACTERS).contains(&text.chars().count())
			&& text.chars().all(char::is_alphanumeric)
	})
}

#[cfg(test)]
mod tests {
	use super::is_symbol;

	#[test]
	fn a_symbol_is_one_to_four_letters_or_digits() {
		for text in ["α", "𝜏", "ב", "TAO", "SN15"] {
			assert!(is_symbol(text.as_bytes()), "{text}");
		}
		for text in ["", " ", "α β", "five5", "$", "a\u{200b}", "\n"] {
			assert!(!is_symbol(text.as_bytes()), "{text}");
		}
		assert!(!is_symbol(&[0xFF]), "not UTF-8");
	}
}
