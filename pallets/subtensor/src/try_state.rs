//! The invariants of the pallet, numbered.
//!
//! Always compiled: the runtime API offers the check on a live chain, and every test ends in it.
//!
//! 1. Subnets: [`TotalNetworks`] counts [`NetworksAdded`]; nothing is stored for a subnet that does
//!    not exist.
//! 2. TAO: what the pool of a subnet holds lies on the subnet's account.
//! 3. Alpha: all alpha outside the pool of a subnet is staked, pending, the chain's, burned, owed
//!    to root stakers, or dust.
//! 4. Root: one TAO staked is one TAO on root's account.
//! 5. Shares: the shares of a hotkey's nominators add up, and there are shares exactly where there
//!    is alpha.
//! 6. Uids: uids and hotkeys of a subnet are each other's inverse, without gaps.
//! 7. Vectors: every per-neuron vector has one entry per neuron, and there are no more neurons than
//!    [`MaxAllowedUids`].
//! 8. Rows: weights and bonds lead from existing uids to existing uids, each once, and nothing is
//!    stored for mechanisms that a subnet does not have.
//! 9. Permits: at most [`MaxAllowedValidators`] and the owner hold one once an epoch has run with
//!    that limit.
//! 10. Ownership: hotkeys and the lists of their coldkeys agree; a registered or staked hotkey has
//!     an owner and can sign.
//! 11. Staking lists: a coldkey lists exactly the hotkeys on which it has shares or unclaimed root
//!     earnings.
//! 12. Serving: only hotkeys with a uid have an axon, a Prometheus endpoint or a certificate there.
//! 13. Swaps: a dispute belongs to an announcement, and no swap was in the future.
//! 14. Commits: only to mechanisms that exist; no queue is empty; hash commits are a registered
//!     hotkey's, oldest first.
//! 15. Children: children and parents are each other's inverse, nobody is both for the same hotkey,
//!     and proportions add up to at most everything; waiting children are counted.
//! 16. Root earnings: what is owed to root stakers of a subnet covers what all of them have earned;
//!     nothing is noted for a coldkey without root stake but what it has not claimed.
//! 17. Dissolving: a subnet in the queue does not exist and is there once; the status is the first
//!     one's; what waiting registrations paid is held for them.
//! 18. Issuance: all TAO is in somebody's balance, what pools and root stake hold in those of the
//!     subnets' accounts.

use crate::{inventory::subnet_storage, pallet::*, types::*};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant on the current state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_subnets()?;
		Self::check_stake()?;
		for (netuid, _) in NetworksAdded::<T>::iter() {
			Self::check_neurons(netuid)?;
		}
		Self::check_ownership()?;
		Self::check_serving_and_swaps()?;
		Self::check_commits()?;
		Self::check_children()?;
		Self::check_root_earnings()?;
		Self::check_dissolving()?;
		Self::check_issuance().map_err(TryRuntimeError::from)
	}

	/// Whether all balances together are the total issuance.
	pub(crate) fn check_issuance() -> Result<(), &'static str> {
		let balances = frame_system::Account::<T>::iter_keys()
			.try_fold(0u64, |sum, who| sum.checked_add(T::Currency::total_balance(&who)))
			.ok_or("18: the balances together are more than 2^64 - 1 rao")?;
		ensure!(
			balances == T::Currency::total_issuance(),
			"18: the total issuance is not the sum of all balances"
		);
		Ok(())
	}

	fn check_subnets() -> Result<(), TryRuntimeError> {
		let count = NetworksAdded::<T>::iter().filter(|(_, exists)| *exists).count();
		ensure!(
			count == NetworksAdded::<T>::iter().count()
				&& count == usize::from(TotalNetworks::<T>::get()),
			"1: TotalNetworks does not count NetworksAdded"
		);
		let dead = Self::is_dead;
		let dead_index = |index: StorageIndex| dead(index % MECHANISM_STRIDE);
		let mut orphan = Alpha::<T>::iter_keys().any(|(_, _, netuid)| dead(netuid))
			|| TotalHotkeyAlpha::<T>::iter_keys().any(|(_, netuid)| dead(netuid))
			|| TotalHotkeyShares::<T>::iter_keys().any(|(_, netuid)| dead(netuid))
			|| RootUnclaimed::<T>::iter_keys().any(|(.., netuid)| dead(netuid))
			|| RootClaimable::<T>::iter_values().any(|rates| rates.keys().any(|id| dead(*id)));
		macro_rules! look {
			(
				values: [$($value:ident),* $(,)?],
				mechanism_values: [$($mechanism_value:ident),* $(,)?],
				rows: [$($row:ident),* $(,)?],
				mechanism_rows: [$($mechanism_row:ident),* $(,)?],
				account_rows: [$($account_row:ident),* $(,)?],
				nested_rows: [$($nested_row:ident),* $(,)?],
			) => {
				$(orphan |= $value::<T>::iter_keys().any(dead);)*
				$(orphan |= $mechanism_value::<T>::iter_keys().any(dead_index);)*
				$(orphan |= $row::<T>::iter_keys().any(|(netuid, _)| dead(netuid));)*
				$(orphan |= $mechanism_row::<T>::iter_keys().any(|(index, _)| dead_index(index));)*
				$(orphan |= $nested_row::<T>::iter_keys().any(|(netuid, ..)| dead(netuid));)*
				$(orphan |= $account_row::<T>::iter_keys().any(|(_, netuid)| dead(netuid));)*
			};
		}
		subnet_storage!(look);
		ensure!(!orphan, "1: something is stored for a subnet that does not exist");
		ensure!(
			Self::orphaned_hyperparameter().is_none(),
			"1: a hyperparameter is stored for a subnet that does not exist"
		);
		Ok(())
	}

	fn check_stake() -> Result<(), TryRuntimeError> {
		let mut staked = BTreeMap::<NetUid, u128>::new();
		for (_, netuid, alpha) in TotalHotkeyAlpha::<T>::iter() {
			let sum = staked.entry(netuid).or_default();
			*sum = sum.checked_add(alpha.into()).ok_or("3: staked alpha overflows")?;
		}
		let living = NetworksAdded::<T>::iter_keys();
		for netuid in living.chain(DissolveCleanupQueue::<T>::get()) {
			let staked = staked.get(&netuid).copied().unwrap_or(0);
			ensure!(
				T::Currency::total_balance(&Self::subnet_account(netuid))
					>= SubnetTAO::<T>::get(netuid),
				"2: a subnet's account holds less TAO than its pool"
			);
			let unstaked = Self::unstaked_alpha(netuid).ok_or("3: alpha overflows")?;
			let accounted = staked.checked_add(unstaked.into()).ok_or("3: alpha overflows")?;
			ensure!(
				u128::from(SubnetAlphaOut::<T>::get(netuid)) == accounted,
				"3: alpha outside the pool is not accounted for"
			);
		}
		ensure!(
			SubnetTAO::<T>::get(ROOT) == SubnetAlphaOut::<T>::get(ROOT)
				&& SubnetAlphaIn::<T>::get(ROOT) == 0,
			"4: root stake and root TAO differ"
		);

		let mut shares = BTreeMap::<(T::AccountId, NetUid), u128>::new();
		for ((hotkey, _, netuid), own) in Alpha::<T>::iter() {
			let sum = shares.entry((hotkey, netuid)).or_default();
			*sum = sum.checked_add(own.bits).ok_or("5: shares overflow")?;
		}
		for (hotkey, netuid, total) in TotalHotkeyShares::<T>::iter() {
			ensure!(
				shares.remove(&(hotkey.clone(), netuid)) == Some(total.bits) && total.bits > 0,
				"5: the shares in a hotkey do not add up"
			);
			ensure!(
				TotalHotkeyAlpha::<T>::get(&hotkey, netuid) > 0,
				"5: there are shares without alpha"
			);
		}
		ensure!(shares.is_empty(), "5: the shares in a hotkey do not add up");
		ensure!(
			TotalHotkeyAlpha::<T>::iter().all(|(hotkey, netuid, alpha)| {
				alpha == 0 || TotalHotkeyShares::<T>::contains_key(hotkey, netuid)
			}),
			"5: there is alpha without shares"
		);
		Ok(())
	}

	fn check_neurons(netuid: NetUid) -> Result<(), TryRuntimeError> {
		let n = SubnetworkN::<T>::get(netuid);
		let length = usize::from(n);
		for uid in 0..n {
			ensure!(Keys::<T>::contains_key(netuid, uid), "6: a uid has no hotkey");
			let hotkey = Keys::<T>::get(netuid, uid);
			ensure!(
				Uids::<T>::get(netuid, &hotkey) == Some(uid)
					&& IsNetworkMember::<T>::get(&hotkey, netuid),
				"6: a hotkey does not lead back to its uid"
			);
			ensure!(Self::hotkey_exists(&hotkey), "10: a registered hotkey has no owner");
		}
		ensure!(
			Keys::<T>::iter_prefix(netuid).count() == length
				&& Uids::<T>::iter_prefix(netuid).count() == length,
			"6: there are more keys than neurons"
		);

		let lengths = [
			Active::<T>::get(netuid).len(),
			StakeWeight::<T>::get(netuid).len(),
			Consensus::<T>::get(netuid).len(),
			Dividends::<T>::get(netuid).len(),
			ValidatorTrust::<T>::get(netuid).len(),
			ValidatorPermit::<T>::get(netuid).len(),
			Emission::<T>::get(netuid).len(),
		];
		ensure!(
			lengths.iter().all(|len| *len == length)
				&& Self::mechanism_indices(netuid).all(|index| {
					Incentive::<T>::get(index).len() == length
						&& LastUpdate::<T>::get(index).len() == length
				}),
			"7: a vector is not as long as the subnet"
		);

		for index in Self::mechanism_indices(netuid) {
			let rows = Weights::<T>::iter_prefix(index).chain(Bonds::<T>::iter_prefix(index));
			for (uid, row) in rows {
				let targets: BTreeSet<_> = row.iter().map(|(target, _)| *target).collect();
				ensure!(
					uid < n && targets.len() == row.len() && targets.iter().all(|uid| *uid < n),
					"8: weights or bonds lead to or from a uid that does not exist, or twice"
				);
			}
		}

		ensure!(
			n <= MaxAllowedUids::<T>::get(netuid),
			"7: more neurons than the subnet has room for"
		);

		let mechanisms = MechanismCountCurrent::<T>::get(netuid);
		let beyond = (mechanisms..MAX_MECHANISMS).filter_map(|id| storage_index(netuid, id));
		let stored = |index| {
			Incentive::<T>::contains_key(index)
				|| LastUpdate::<T>::contains_key(index)
				|| Weights::<T>::iter_prefix(index).next().is_some()
				|| Bonds::<T>::iter_prefix(index).next().is_some()
		};
		let parts = MechanismEmissionSplit::<T>::get(netuid).map_or(0, |split| split.len());
		ensure!(
			!beyond.into_iter().any(stored) && parts <= usize::from(mechanisms),
			"8: something is stored for a mechanism that does not exist"
		);

		let held = ValidatorPermit::<T>::get(netuid).iter().filter(|held| **held).count();
		let most = usize::from(MaxAllowedValidators::<T>::get(netuid)).saturating_add(1);
		let limited_since = Self::validator_limit_changed_at(netuid).max(1);
		ensure!(
			held <= most || LastMechansimStepBlock::<T>::get(netuid) <= limited_since,
			"9: more validator permits than allowed"
		);
		Ok(())
	}

	fn check_ownership() -> Result<(), TryRuntimeError> {
		let mut listed = 0usize;
		for (coldkey, hotkeys) in OwnedHotkeys::<T>::iter() {
			ensure!(
				hotkeys.iter().all(|hotkey| {
					Self::hotkey_exists(hotkey) && Owner::<T>::get(hotkey) == coldkey
				}),
				"10: a coldkey lists a hotkey that is not its own"
			);
			listed = listed.saturating_add(hotkeys.len());
		}
		ensure!(
			Owner::<T>::iter_keys().count() == listed,
			"10: a hotkey is not listed by its coldkey, or twice"
		);
		ensure!(
			Owner::<T>::iter_keys()
				.all(|hotkey| frame_system::Account::<T>::get(&hotkey).sufficients > 0),
			"10: a hotkey cannot sign without a balance"
		);
		ensure!(
			TotalHotkeyAlpha::<T>::iter_keys().all(|(hotkey, _)| Self::hotkey_exists(&hotkey)),
			"10: a staked hotkey has no owner"
		);

		let mut staking = BTreeSet::new();
		for (hotkey, coldkey, _) in Alpha::<T>::iter_keys() {
			staking.insert((coldkey, hotkey));
		}
		for (hotkey, coldkey, _) in RootUnclaimed::<T>::iter_keys() {
			staking.insert((coldkey, hotkey));
		}
		for (coldkey, hotkeys) in StakingHotkeys::<T>::iter() {
			for hotkey in hotkeys {
				ensure!(
					staking.remove(&(coldkey.clone(), hotkey)),
					"11: a coldkey lists a hotkey on which it has no stake"
				);
			}
		}
		ensure!(staking.is_empty(), "11: a coldkey does not list a hotkey on which it has stake");
		Ok(())
	}

	fn check_serving_and_swaps() -> Result<(), TryRuntimeError> {
		let seated = |(netuid, hotkey)| Uids::<T>::contains_key(netuid, hotkey);
		ensure!(
			Axons::<T>::iter_keys().all(seated)
				&& Prometheus::<T>::iter_keys().all(seated)
				&& NeuronCertificates::<T>::iter_keys().all(seated),
			"12: a hotkey without a uid serves"
		);
		ensure!(
			ColdkeySwapDisputes::<T>::iter_keys().all(ColdkeySwapAnnouncements::<T>::contains_key),
			"13: a swap is disputed that was not announced"
		);
		ensure!(
			LastHotkeySwapOnNetuid::<T>::iter_values().all(|block| block <= Self::current_block()),
			"13: a hotkey was swapped in the future"
		);
		Ok(())
	}

	fn check_dissolving() -> Result<(), TryRuntimeError> {
		let queue = DissolveCleanupQueue::<T>::get();
		let distinct: BTreeSet<_> = queue.iter().collect();
		ensure!(
			distinct.len() == queue.len()
				&& queue.iter().all(|netuid| !NetworksAdded::<T>::contains_key(netuid)),
			"17: a subnet that is being dissolved exists, or is queued twice"
		);
		ensure!(
			CurrentDissolveCleanupStatus::<T>::get()
				.is_none_or(|status| queue.first() == Some(&status.netuid)),
			"17: another subnet than the first is being dissolved"
		);
		let waiting = NetworkRegistrationQueue::<T>::get();
		let paid = waiting
			.iter()
			.try_fold(0u64, |sum, registration| sum.checked_add(registration.lock_amount))
			.ok_or("17: the prices of waiting registrations overflow")?;
		ensure!(
			waiting.len() <= queue.len()
				&& T::Currency::balance(&Self::registration_account()) >= paid,
			"17: a registration waits for nothing, or its price is not held"
		);
		Ok(())
	}

	fn check_commits() -> Result<(), TryRuntimeError> {
		let exists = |index: StorageIndex| {
			let netuid = index % MECHANISM_STRIDE;
			!Self::is_dead(netuid) && Self::mechanism_indices(netuid).any(|it| it == index)
		};
		for (index, hotkey, queue) in WeightCommits::<T>::iter() {
			ensure!(exists(index), "14: a commit to a mechanism that does not exist");
			ensure!(
				Uids::<T>::contains_key(index % MECHANISM_STRIDE, hotkey),
				"14: a commit of a hotkey that is not registered"
			);
			let blocks: alloc::vec::Vec<_> = queue.iter().map(|commit| commit.2).collect();
			ensure!(
				!blocks.is_empty() && blocks.is_sorted(),
				"14: a queue of commits is empty or out of order"
			);
		}
		for (index, _, queue) in TimelockedWeightCommits::<T>::iter() {
			ensure!(exists(index), "14: a commit to a mechanism that does not exist");
			ensure!(!queue.is_empty(), "14: a queue of commits is empty or out of order");
		}
		Ok(())
	}

	fn check_children() -> Result<(), TryRuntimeError> {
		let mut links = 0usize;
		// A subnet that is being dissolved is taken apart map by map.
		let whole = |netuid: &NetUid| NetworksAdded::<T>::get(netuid);
		for (parent, netuid, children) in ChildKeys::<T>::iter().filter(|(_, id, _)| whole(id)) {
			let sum: u128 = children.iter().map(|(proportion, _)| u128::from(*proportion)).sum();
			ensure!(
				!children.is_empty() && netuid != ROOT && sum <= u64::MAX.into(),
				"15: children on root, none, or with more than everything"
			);
			let parents = ParentKeys::<T>::get(&parent, netuid);
			for (proportion, child) in children {
				ensure!(
					ParentKeys::<T>::get(&child, netuid).contains(&(proportion, parent.clone())),
					"15: a child does not know its parent"
				);
				ensure!(
					child != parent && parents.iter().all(|(_, other)| *other != child),
					"15: a hotkey is child and parent of the same one"
				);
				links = links.saturating_add(1);
			}
		}
		let mut back = 0usize;
		for (_, _, parents) in ParentKeys::<T>::iter().filter(|(_, id, _)| whole(id)) {
			ensure!(!parents.is_empty(), "15: a list of parents is empty");
			back = back.saturating_add(parents.len());
		}
		ensure!(links == back, "15: a parent does not know its child");

		let mut pending = BTreeMap::<NetUid, u32>::new();
		for (netuid, _) in PendingChildKeys::<T>::iter_keys().filter(|(id, _)| whole(id)) {
			let count = pending.entry(netuid).or_default();
			*count = count.saturating_add(1);
		}
		for (netuid, count) in PendingChildKeysCount::<T>::iter().filter(|(id, _)| whole(id)) {
			ensure!(
				pending.remove(&netuid).unwrap_or(0) == count,
				"15: waiting children are not counted"
			);
		}
		ensure!(pending.is_empty(), "15: waiting children are not counted");
		Ok(())
	}

	fn check_root_earnings() -> Result<(), TryRuntimeError> {
		let mut earned = BTreeMap::<NetUid, u128>::new();
		let mut add = |hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid| {
			let alpha = Self::root_earned(hotkey, coldkey, netuid)
				.map_err(|_| "16: root earnings overflow")?;
			let sum = earned.entry(netuid).or_default();
			*sum = sum.checked_add(alpha.into()).ok_or("16: root earnings overflow")?;
			Ok::<_, TryRuntimeError>(())
		};
		let stakes = Alpha::<T>::iter_keys().filter(|(.., netuid)| *netuid == ROOT);
		for (hotkey, coldkey, _) in stakes {
			for netuid in RootClaimable::<T>::get(&hotkey).into_inner().into_keys() {
				add(&hotkey, &coldkey, netuid)?;
			}
		}
		for ((hotkey, coldkey, netuid), unclaimed) in RootUnclaimed::<T>::iter() {
			ensure!(unclaimed > 0, "16: nothing is noted as unclaimed");
			let has_stake = Alpha::<T>::contains_key((&hotkey, &coldkey, ROOT));
			if !(has_stake && RootClaimable::<T>::get(&hotkey).contains_key(&netuid)) {
				add(&hotkey, &coldkey, netuid)?;
			}
		}
		// What was earned in a subnet that is being dissolved has lapsed.
		for (netuid, sum) in earned.into_iter().filter(|(id, _)| NetworksAdded::<T>::get(id)) {
			ensure!(
				sum <= SubnetRootAlphaOwed::<T>::get(netuid).into(),
				"16: more was earned on root than is owed"
			);
		}
		ensure!(
			RootClaimed::<T>::iter_keys()
				.filter(|(netuid, ..)| NetworksAdded::<T>::get(netuid))
				.all(|(_, hotkey, coldkey)| Alpha::<T>::contains_key((hotkey, coldkey, ROOT))),
			"16: a claim is noted for a coldkey without root stake"
		);
		Ok(())
	}
}
