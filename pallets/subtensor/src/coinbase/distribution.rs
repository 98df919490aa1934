//! Paying what an epoch decided.

use super::parents::{self, OwnStake, Parent, Parts, Terms, Validator};
use crate::{
	epoch::EpochResult,
	fixed::{mul_div_ceil, mul_div_floor, whole, ONE_32, ONE_64, ONE_U16},
	inheritance::proportion_32,
	pallet::*,
	types::*,
};
use alloc::{collections::BTreeMap, vec::Vec};
use sp_runtime::{DispatchError, DispatchResult};

/// What has accumulated for a subnet since its last epoch.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Pots {
	/// For the owner.
	pub owner: AlphaBalance,
	/// For miners.
	pub server: AlphaBalance,
	/// For validators and their nominators.
	pub validator: AlphaBalance,
	/// For root stakers.
	pub root: AlphaBalance,
}

impl Pots {
	/// What the epoch divides: everything but the owner's.
	pub fn epoch_emission(&self) -> Option<AlphaBalance> {
		self.server.checked_add(self.validator)?.checked_add(self.root)
	}

	/// Everything.
	pub fn total(&self) -> Option<AlphaBalance> {
		self.epoch_emission()?.checked_add(self.owner)
	}
}

/// The claim of a validator, or of a validator's parent, on the pots.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
	/// What the epoch gave it; only the ratio to the others' counts.
	pub amount: AlphaBalance,
	/// What is staked on its hotkey.
	pub stake: OwnStake,
	/// What its owner keeps, as a fraction of 65535.
	pub take: u16,
}

/// An amount, divided between a hotkey's owner and all who stake on it.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Divided {
	/// The owner's take.
	pub take: AlphaBalance,
	/// For the stakers, the owner among them.
	pub rest: AlphaBalance,
}

/// What a validator, or its parent, gets out of the pots.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Dividend {
	/// On its alpha stake.
	pub alpha: Divided,
	/// On its root stake.
	pub root: Divided,
}

/// Divides the validators' pot and the root pot by the claims on them.
///
/// Each claim is split in the ratio of the hotkey's alpha stake to its root stake (which counts
/// with `tao_weight`, a fraction of 2^64 - 1); the alpha parts divide one pot and the root parts
/// the other, and of each the owner has its take. Fractions have 32 bits, all rounded down, and
/// take and rest are then rounded down to whole units, so the sum never exceeds the pots.
pub fn dividends(
	claims: &[Claim],
	tao_weight: u64,
	validator_pot: AlphaBalance,
	root_pot: AlphaBalance,
) -> Vec<Dividend> {
	let weight = proportion_32(tao_weight);
	let parts: Vec<(u128, u128)> = claims
		.iter()
		.map(|claim| {
			// Below 2^96 + 2^96.
			let root_stake = u128::from(claim.stake.root).saturating_mul(weight);
			let stake = (u128::from(claim.stake.alpha) << 32).saturating_add(root_stake);
			let root_ratio = mul_div_floor(root_stake, ONE_32, stake).unwrap_or(0);
			let amount = u128::from(claim.amount) << 32;
			let root = u128::from(claim.amount).saturating_mul(root_ratio);
			(amount.saturating_sub(root), root)
		})
		.collect();
	// Below 2^96 each, and at most 2^22 of them: every neuron with 64 parents.
	let alpha_total = parts.iter().fold(0u128, |sum, part| sum.saturating_add(part.0));
	let root_total = parts.iter().fold(0u128, |sum, part| sum.saturating_add(part.1));
	parts
		.into_iter()
		.zip(claims)
		.map(|((alpha, root), claim)| Dividend {
			alpha: divide(share_of(validator_pot, alpha, alpha_total), claim.take),
			root: divide(share_of(root_pot, root, root_total), claim.take),
		})
		.collect()
}

/// `pot` times the ratio of a part to the total, the ratio taken to 32 bits; with 32 fraction bits.
fn share_of(pot: AlphaBalance, part: u128, total: u128) -> u128 {
	let ratio = mul_div_floor(part, ONE_32, total).unwrap_or(0);
	u128::from(pot).saturating_mul(ratio) // the ratio is at most one
}

/// Divides an amount with 32 fraction bits; both parts keep them until the end.
fn divide(amount: u128, take: u16) -> Divided {
	let ratio = (u128::from(take) << 32).checked_div(ONE_U16).unwrap_or(0);
	let take = mul_div_floor(amount, ratio, ONE_32).unwrap_or(0); // the ratio is at most one
	Divided { take: whole(take), rest: whole(amount.saturating_sub(take)) }
}

/// Who is paid for an epoch's validation: parallel lists, in the order of the hotkeys.
struct Claims<AccountId> {
	hotkeys: Vec<AccountId>,
	claims: Vec<Claim>,
	/// What is to be recycled before.
	recycled: AlphaBalance,
}

impl<T: Config> Pallet<T> {
	/// What has accumulated for a subnet.
	pub fn pots(netuid: NetUid) -> Pots {
		Pots {
			owner: PendingOwnerCut::<T>::get(netuid),
			server: PendingServerEmission::<T>::get(netuid),
			validator: PendingValidatorEmission::<T>::get(netuid),
			root: PendingRootAlphaDivs::<T>::get(netuid),
		}
	}

	/// Takes everything out of the pots.
	pub(crate) fn empty_pots(netuid: NetUid) {
		PendingOwnerCut::<T>::insert(netuid, 0);
		PendingServerEmission::<T>::insert(netuid, 0);
		PendingValidatorEmission::<T>::insert(netuid, 0);
		PendingRootAlphaDivs::<T>::insert(netuid, 0);
	}

	/// Empties the pots and pays owner, miners, validators, nominators and root stakers.
	///
	/// Validators earn by the stake that they had before anybody was paid. What nobody gets,
	/// because of roundings or because the epoch gave it to nobody, is dust.
	pub(crate) fn pay_epoch(
		netuid: NetUid,
		pots: Pots,
		result: EpochResult<T::AccountId>,
	) -> DispatchResult {
		Self::empty_pots(netuid);
		let claims = Self::claims(netuid, &result)?;
		let owner = Self::pay_owner(netuid, pots.owner)?;
		let miners = Self::pay_miners(netuid, &result.hotkeys, &result.server)?;
		let nobody_mined = result.server.iter().all(|amount| *amount == 0);
		let mut validator_pot = if nobody_mined {
			pots.validator.checked_add(pots.server).ok_or(Error::<T>::Arithmetic)?
		} else {
			pots.validator
		};

		// Miners get what the epoch gave them. Its roundings can make that a few units more than their
		// pot holds, and a mechanism in which nobody earned as a validator much more. Dust pays for
		// that; what it cannot, validators and then root stakers do.
		let mut root_pot = pots.root;
		let mut available = pots.total().ok_or(Error::<T>::Arithmetic)?;
		available = available.checked_sub(owner).ok_or(Error::<T>::Arithmetic)?;
		if !claims.hotkeys.is_empty() {
			let wanted = [miners, validator_pot, pots.root]
				.into_iter()
				.try_fold(0, u64::checked_add)
				.ok_or(Error::<T>::Arithmetic)?;
			let excess = wanted.saturating_sub(available); // none, mostly
			let covered = Self::take_dust(netuid, excess)?;
			available = available.checked_add(covered).ok_or(Error::<T>::Arithmetic)?;
			let uncovered = excess.checked_sub(covered).ok_or(Error::<T>::Arithmetic)?;
			let of_root = uncovered.saturating_sub(validator_pot); // none, mostly
			validator_pot = validator_pot.saturating_sub(uncovered); // the rest is root's
			root_pot = root_pot.checked_sub(of_root).ok_or(Error::<T>::Arithmetic)?;
		}
		let validators = Self::pay_validators(netuid, claims, validator_pot, root_pot)?;
		let left = available
			.checked_sub(miners)
			.and_then(|left| left.checked_sub(validators))
			.ok_or(Error::<T>::Arithmetic)?;
		Self::add_dust(netuid, left)
	}

	fn pay_owner(netuid: NetUid, amount: AlphaBalance) -> Result<AlphaBalance, DispatchError> {
		let hotkey = SubnetOwnerHotkey::<T>::get(netuid);
		if !Self::hotkey_exists(&hotkey) {
			return Ok(0);
		}
		Self::pay_stake(&hotkey, &SubnetOwner::<T>::get(netuid), netuid, amount)
	}

	/// Pays the miners, on their hotkey or where their coldkey wants it; what the owner's own
	/// hotkeys earned is burned or recycled instead.
	fn pay_miners(
		netuid: NetUid,
		hotkeys: &[T::AccountId],
		amounts: &[AlphaBalance],
	) -> Result<AlphaBalance, DispatchError> {
		let owner = SubnetOwner::<T>::get(netuid);
		let owner_hotkey = SubnetOwnerHotkey::<T>::get(netuid);
		let mut earned = 0u64;
		let mut owners = 0u64;
		let mut paid = 0u64;
		for (hotkey, amount) in hotkeys.iter().zip(amounts).filter(|(_, amount)| **amount > 0) {
			earned = earned.checked_add(*amount).ok_or(Error::<T>::Arithmetic)?;
			let coldkey = Owner::<T>::get(hotkey);
			if coldkey == owner || *hotkey == owner_hotkey {
				owners = owners.checked_add(*amount).ok_or(Error::<T>::Arithmetic)?;
			} else {
				let on = Self::auto_stake_destination(&coldkey, netuid, hotkey);
				let amount = Self::pay_stake(&on, &coldkey, netuid, *amount)?;
				paid = paid.checked_add(amount).ok_or(Error::<T>::Arithmetic)?;
			}
		}
		match RecycleOrBurn::<T>::get(netuid) {
			RecycleOrBurnEnum::Burn => Self::add_burned(netuid, owners)?,
			RecycleOrBurnEnum::Recycle => Self::burn_alpha_out(netuid, owners)?,
		}
		let bits = mul_div_floor(owners.into(), ONE_64, earned.into()).unwrap_or(0);
		MinerBurned::<T>::insert(netuid, U64F64 { bits });
		paid.checked_add(owners).ok_or_else(|| Error::<T>::Arithmetic.into())
	}

	/// Who has a claim on the validators' and the root pot.
	fn claims(
		netuid: NetUid,
		result: &EpochResult<T::AccountId>,
	) -> Result<Claims<T::AccountId>, DispatchError> {
		let (amounts, recycled) = Self::divide_among_parents(netuid, result)?;
		let (hotkeys, claims) = amounts
			.into_iter()
			.map(|(hotkey, amount)| {
				let stake = Self::own_stake(netuid, &hotkey);
				let take = Delegates::<T>::get(&hotkey);
				(hotkey, Claim { amount, stake, take })
			})
			.unzip();
		Ok(Claims { hotkeys, claims, recycled })
	}

	/// Pays validators and their parents; returns what was paid or recycled.
	///
	/// What is recycled of the parents' parts is paid out of the validators' pot.
	fn pay_validators(
		netuid: NetUid,
		Claims { hotkeys, claims, recycled }: Claims<T::AccountId>,
		validator_pot: AlphaBalance,
		root_pot: AlphaBalance,
	) -> Result<AlphaBalance, DispatchError> {
		let recycled = recycled.min(validator_pot);
		Self::burn_alpha_out(netuid, recycled)?;
		let validator_pot = validator_pot.saturating_sub(recycled); // recycled <= pot
		let dividends = dividends(&claims, TaoWeight::<T>::get(), validator_pot, root_pot);

		// As many entries as the last epoch paid hotkeys.
		let _ = AlphaDividendsPerSubnet::<T>::clear_prefix(netuid, u32::MAX, None);
		let _ = RootAlphaDividendsPerSubnet::<T>::clear_prefix(netuid, u32::MAX, None);
		let mut paid = recycled;
		for ((hotkey, claim), dividend) in hotkeys.iter().zip(&claims).zip(dividends) {
			if dividend.alpha.rest > 0 {
				AlphaDividendsPerSubnet::<T>::insert(netuid, hotkey, dividend.alpha.rest);
			}
			if dividend.root.rest > 0 {
				RootAlphaDividendsPerSubnet::<T>::insert(netuid, hotkey, dividend.root.rest);
			}
			let alpha = Self::pay_alpha_dividend(hotkey, netuid, dividend.alpha)?;
			let root = Self::pay_root_dividend(hotkey, netuid, claim.stake.root, dividend.root)?;
			paid = paid
				.checked_add(alpha)
				.and_then(|paid| paid.checked_add(root))
				.ok_or(Error::<T>::Arithmetic)?;
		}
		Ok(paid)
	}

	/// What each hotkey has a claim for, once parents have their parts of what their children
	/// earned, and what is to be recycled.
	fn divide_among_parents(
		netuid: NetUid,
		result: &EpochResult<T::AccountId>,
	) -> Result<(BTreeMap<T::AccountId, AlphaBalance>, AlphaBalance), DispatchError> {
		let terms = Terms { tao_weight: TaoWeight::<T>::get(), burn: CKBurn::<T>::get() };
		let mut amounts = BTreeMap::<T::AccountId, AlphaBalance>::new();
		let mut claim = |hotkey: T::AccountId, amount: AlphaBalance| -> DispatchResult {
			let sum = amounts.entry(hotkey).or_default();
			*sum = sum.checked_add(amount).ok_or(Error::<T>::Arithmetic)?;
			Ok(())
		};
		let mut recycled = 0u64;
		let earners = result.hotkeys.iter().zip(&result.validator);
		for (hotkey, amount) in earners.filter(|(_, amount)| **amount > 0) {
			let family = ParentKeys::<T>::get(hotkey, netuid);
			let validator = Self::load_validator(netuid, hotkey, *amount, &family);
			let Parts { own, parents, recycled: burned } = parents::divide(&validator, terms);
			claim(hotkey.clone(), own)?;
			for ((_, parent), part) in family.into_iter().zip(parents) {
				claim(parent, part)?;
			}
			recycled = recycled.checked_add(burned).ok_or(Error::<T>::Arithmetic)?;
		}
		Ok((amounts, recycled))
	}

	fn load_validator(
		netuid: NetUid,
		hotkey: &T::AccountId,
		amount: AlphaBalance,
		parents: &ParentList<T>,
	) -> Validator {
		let owner = Owner::<T>::get(hotkey);
		Validator {
			amount,
			stake: Self::own_stake(netuid, hotkey),
			given: ChildKeys::<T>::get(hotkey, netuid).iter().map(|(part, _)| *part).collect(),
			parents: parents
				.iter()
				.map(|(proportion, parent)| Parent {
					stake: Self::own_stake(netuid, parent),
					proportion: *proportion,
					same_owner: Owner::<T>::get(parent) == owner,
				})
				.collect(),
			take: Self::childkey_take(hotkey, netuid),
		}
	}

	fn own_stake(netuid: NetUid, hotkey: &T::AccountId) -> OwnStake {
		OwnStake {
			alpha: TotalHotkeyAlpha::<T>::get(hotkey, netuid),
			root: TotalHotkeyAlpha::<T>::get(hotkey, ROOT),
		}
	}

	/// The owner's take as stake, then the rest to all stakers by raising the value of their shares.
	fn pay_alpha_dividend(
		hotkey: &T::AccountId,
		netuid: NetUid,
		Divided { take, rest }: Divided,
	) -> Result<AlphaBalance, DispatchError> {
		let coldkey = Owner::<T>::get(hotkey);
		let paid = Self::pay_stake(hotkey, &coldkey, netuid, take)?;
		let rest = if Self::raise_hotkey_alpha(hotkey, netuid, rest)? {
			rest
		} else {
			Self::pay_stake(hotkey, &coldkey, netuid, rest)?
		};
		paid.checked_add(rest).ok_or_else(|| Error::<T>::Arithmetic.into())
	}

	/// The owner's take as stake, the rest as a higher claim of each unit of root stake.
	fn pay_root_dividend(
		hotkey: &T::AccountId,
		netuid: NetUid,
		root_stake: TaoBalance,
		Divided { take, rest }: Divided,
	) -> Result<AlphaBalance, DispatchError> {
		let coldkey = Owner::<T>::get(hotkey);
		// More than one alpha per TAO would leave the range that the claim rate is made for.
		if rest > root_stake {
			let amount = take.checked_add(rest).ok_or(Error::<T>::Arithmetic)?;
			return Self::pay_stake(hotkey, &coldkey, netuid, amount);
		}
		let paid = Self::pay_stake(hotkey, &coldkey, netuid, take)?;
		if rest == 0 {
			return Ok(paid);
		}
		let rate = mul_div_floor(rest.into(), ONE_32, root_stake.into()).unwrap_or(0);
		// What the rate promises, rounded up: at most the rest, whose remainder is dust.
		let owed = mul_div_ceil(rate, root_stake.into(), ONE_32)
			.and_then(|owed| u64::try_from(owed).ok())
			.ok_or(Error::<T>::Arithmetic)?;
		Self::raise_root_claims(hotkey, netuid, rate, owed)?;
		owed.checked_add(paid).ok_or_else(|| Error::<T>::Arithmetic.into())
	}

	/// Pays alpha as stake of a coldkey on a hotkey; returns what was paid.
	///
	/// A coldkey whose list of staking hotkeys is full cannot get a new position, and a hotkey whose
	/// shares have become too coarse takes no stake; the amount is then paid to nobody and ends as
	/// dust, because a block cannot fail for one account's sake.
	fn pay_stake(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		amount: AlphaBalance,
	) -> Result<AlphaBalance, DispatchError> {
		match Self::increase_stake(hotkey, coldkey, netuid, amount) {
			Ok(()) => Ok(amount),
			Err(error)
				if error == Error::<T>::TooManyHotkeys.into()
					|| error == Error::<T>::InsufficientLiquidity.into() =>
			{
				Ok(0)
			},
			Err(error) => Err(error),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn claim(amount: u64, alpha_stake: u64, root_stake: u64) -> Claim {
		Claim { amount, stake: OwnStake { alpha: alpha_stake, root: root_stake }, take: 0 }
	}

	/// What goes to stakers when nobody has a take: (alpha, root).
	fn rests(dividends: &[Dividend]) -> Vec<(u64, u64)> {
		dividends.iter().map(|dividend| (dividend.alpha.rest, dividend.root.rest)).collect()
	}

	#[test]
	fn dividends_follow_the_claims() {
		let paid = dividends(&[claim(3, 10, 0), claim(1, 10, 0)], 0, 1_000, 0);
		assert_eq!(rests(&paid), [(750, 0), (250, 0)]);
	}

	#[test]
	fn root_stake_earns_from_the_root_pot() {
		let paid = dividends(&[claim(8, 100, 0), claim(8, 0, 100)], u64::MAX, 1_000, 600);
		assert_eq!(rests(&paid), [(1_000, 0), (0, 600)]);
	}

	#[test]
	fn never_more_than_the_pots() {
		let claims: Vec<_> = (1..200)
			.map(|i| Claim { take: (i * 331) as u16, ..claim(i * 7_919, i * 31, i * 17) })
			.collect();
		let paid = dividends(&claims, u64::MAX / 3, 1_000_003, 999_983);
		let sum = |part: fn(&Dividend) -> Divided| {
			paid.iter().map(part).map(|divided| divided.take + divided.rest).sum::<u64>()
		};
		assert!(sum(|dividend| dividend.alpha) <= 1_000_003);
		assert!(sum(|dividend| dividend.root) <= 999_983);
	}

	#[test]
	fn the_take_is_a_ratio_of_32_bits_of_an_amount_of_32_bits() {
		// The exact ratio would give 26,567,472,589.
		let amount = 147_600_823_680u128 << 32;
		assert_eq!(divide(amount, 11_796), Divided { take: 26_567_472_582, rest: 121_033_351_097 });
		assert_eq!(divide(amount, u16::MAX), Divided { take: 147_600_823_680, rest: 0 });
		// Half a unit on each side is nobody's.
		assert_eq!(divide(1 << 32, 32_768), Divided { take: 0, rest: 0 });
	}

	#[test]
	fn no_claims_no_payments() {
		assert_eq!(dividends(&[claim(0, 5, 5)], 1, 100, 100), [Dividend::default()]);
		assert!(dividends(&[], 1, 100, 100).is_empty());
	}
}
