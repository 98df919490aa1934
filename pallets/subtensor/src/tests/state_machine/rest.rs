//! What actors do seldom: everything besides staking, keys, weights and subnets.

use super::script::{
	any_hotkey, by_coldkey, by_hotkey, by_root, coldkey, committed, limit_price, movement, netuid,
	registration, weights, Call, Step,
};
use crate::{
	hyperparameters::{Hyperparameter, NetworkParameter},
	mock::*,
	pallet::SubnetOwner,
	types::*,
};
use codec::Compact;
use proptest::prelude::*;

/// What the calls of `AdminUtils` change; each of them is one line over this pallet's table.
#[derive(Clone, Debug)]
pub enum Setting {
	/// A hyperparameter of a subnet.
	Hyperparameter(NetUid, Hyperparameter),
	/// A parameter of the chain.
	Network(NetworkParameter),
	/// The owner hotkey of a subnet.
	OwnerHotkey(NetUid, AccountId),
	/// The room of a subnet, by trimming.
	Trimmed(NetUid, u16),
}

impl Setting {
	/// What it sets.
	pub fn name(&self) -> String {
		let text = match self {
			Self::Hyperparameter(_, value) => format!("{value:?}"),
			Self::Network(value) => format!("{value:?}"),
			_ => format!("{self:?}"),
		};
		text.split('(').next().unwrap_or_default().into()
	}

	/// The subnet whose owner could do it.
	fn netuid(&self) -> NetUid {
		match self {
			Self::Hyperparameter(netuid, _)
			| Self::OwnerHotkey(netuid, _)
			| Self::Trimmed(netuid, _) => *netuid,
			Self::Network(_) => ROOT,
		}
	}

	/// Sets it, as root or as the subnet's owner.
	pub fn apply(&self, by_owner: bool) -> sp_runtime::DispatchResult {
		let origin = if by_owner {
			RuntimeOrigin::signed(SubnetOwner::<Test>::get(self.netuid()))
		} else {
			RuntimeOrigin::root()
		};
		match self.clone() {
			Self::Hyperparameter(netuid, value) => {
				SubtensorModule::set_hyperparameter(origin, netuid, value)
			},
			Self::Network(value) => SubtensorModule::set_network_parameter(origin, value),
			Self::OwnerHotkey(netuid, hotkey) => {
				SubtensorModule::set_subnet_owner_hotkey(origin, netuid, hotkey)
			},
			Self::Trimmed(netuid, n) => {
				SubtensorModule::trim_to_max_allowed_uids(origin, netuid, n)
			},
		}
	}
}

/// All hyperparameters, each about as often.
fn hyperparameter() -> impl Strategy<Value = Hyperparameter> {
	use Hyperparameter::*;
	let shaping = prop_oneof![
		(1u16..20).prop_map(Tempo),
		(2u16..8).prop_map(MaxAllowedUids),
		(0u16..4).prop_map(MaxAllowedValidators),
		(1u16..6).prop_map(MinAllowedUids),
		(1u8..3).prop_map(MechanismCount),
		(0u16..20).prop_map(ImmunityPeriod),
		(0u16..3).prop_map(MinNonImmuneUids),
		any::<u16>().prop_map(Kappa),
		any::<u16>().prop_map(BondsPenalty),
		(0u64..1_000_002).prop_map(BondsMovingAverage),
		any::<bool>().prop_map(CommitRevealEnabled),
		any::<bool>().prop_map(LiquidAlphaEnabled),
		any::<bool>().prop_map(Yuma3Enabled),
	];
	let economy = prop_oneof![
		any::<bool>().prop_map(OwnerCutEnabled),
		any::<bool>().prop_map(TransferEnabled),
		prop_oneof![Just(true), Just(true), Just(false)].prop_map(RegistrationAllowed),
		prop_oneof![Just(true), Just(true), Just(false)].prop_map(SubtokenEnabled),
		any::<bool>().prop_map(SubnetEmissionEnabled),
		prop_oneof![Just(RecycleOrBurnEnum::Burn), Just(RecycleOrBurnEnum::Recycle)]
			.prop_map(RecycleOrBurn),
		(0u64..2 * UNIT).prop_map(MinBurn),
		(0u64..200 * UNIT).prop_map(MaxBurn),
		(0u16..36_102).prop_map(BurnHalfLife),
		(0u128..4 << 64).prop_map(|bits| BurnIncreaseMult(U64F64 { bits })),
		(0u16..13_000).prop_map(MinChildkeyTake),
		(0u64..1_000).prop_map(EmaPriceHalvingPeriod),
	];
	let weighing = prop_oneof![
		(0u64..4).prop_map(ServingRateLimit),
		(0u64..4).prop_map(WeightsSetRateLimit),
		(0u16..4).prop_map(MinAllowedWeights),
		(0u64..2).prop_map(WeightsVersionKey),
		(0u64..4).prop_map(WeightCommitInterval),
		(900u32..50_100).prop_map(ActivityCutoffFactor),
		(any::<u16>(), any::<u16>()).prop_map(AlphaValues),
		any::<i16>().prop_map(AlphaSigmoidSteepness),
		any::<bool>().prop_map(BondsResetEnabled),
		(0u16..12).prop_map(ImmuneNeuronLimit),
		proptest::option::of(0u16..=u16::MAX).prop_map(|part| MechanismEmissionSplit(
			part.map(|part| vec![part, u16::MAX - part].try_into().expect("two parts"))
		)),
	];
	let unused = prop_oneof![
		any::<u64>().prop_map(MinDifficulty),
		any::<u64>().prop_map(MaxDifficulty),
		any::<u64>().prop_map(Difficulty),
		any::<u16>().prop_map(AdjustmentInterval),
		any::<u64>().prop_map(AdjustmentAlpha),
		any::<u16>().prop_map(Rho),
		any::<bool>().prop_map(PowRegistrationAllowed),
		any::<u16>().prop_map(TargetRegistrationsPerInterval),
		any::<u16>().prop_map(MaxRegistrationsPerBlock),
		any::<bool>().prop_map(OwnerCutAutoLockEnabled),
	];
	prop_oneof![13 => shaping, 12 => economy, 11 => weighing, 10 => unused]
}

/// All parameters of the chain, near to what lets things happen.
fn network_parameter() -> impl Strategy<Value = NetworkParameter> {
	use NetworkParameter::*;
	let takes_and_waits = prop_oneof![
		(9_000u16..13_000).prop_map(MaxDelegateTake),
		(0u16..2_000).prop_map(MinDelegateTake),
		(0u64..3).prop_map(TxDelegateTakeRateLimit),
		any::<u64>().prop_map(TxRateLimit),
		(0u64..20).prop_map(NetworkRateLimit),
		(20u64..80).prop_map(NetworkImmunityPeriod),
		(0u64..2_000 * UNIT).prop_map(NetworkMinLockCost),
		(2u16..6).prop_map(SubnetLimit),
		(0u64..60).prop_map(LockReductionInterval),
		(0u64..3).prop_map(StartCallDelay),
		(0u32..4).prop_map(ColdkeySwapAnnouncementDelay),
		(0u32..4).prop_map(ColdkeySwapReannouncementDelay),
	];
	let economy = prop_oneof![
		any::<u16>().prop_map(SubnetOwnerCut),
		prop_oneof![Just(0), Just(UNIT)].prop_map(StakeThreshold),
		prop_oneof![Just(0), 0u64..UNIT].prop_map(NominatorMinRequiredStake),
		(-1i128..(1 << 32) + 2).prop_map(|bits| SubnetMovingAlpha(I96F32 { bits })),
		any::<u64>().prop_map(CkBurn),
		prop_oneof![Just(4u16), Just(4), Just(3)].prop_map(CommitRevealVersion),
		(0u16..4).prop_map(AdminFreezeWindow),
		(0u16..2).prop_map(OwnerHyperparamRateLimit),
		(1u8..4).prop_map(MaxMechanismCount),
		(0u8..4).prop_map(MaxEpochsPerBlock),
	];
	prop_oneof![takes_and_waits, economy]
}

/// Something that `AdminUtils` sets.
pub fn setting() -> impl Strategy<Value = Step> {
	let what = prop_oneof![
		10 => (1u16..5, hyperparameter())
			.prop_map(|(netuid, value)| Setting::Hyperparameter(netuid, value)),
		3 => network_parameter().prop_map(Setting::Network),
		1 => (netuid(), any_hotkey())
			.prop_map(|(netuid, hotkey)| Setting::OwnerHotkey(netuid, hotkey)),
		1 => (1u16..5, 1u16..8).prop_map(|(netuid, n)| Setting::Trimmed(netuid, n)),
	];
	(any::<bool>(), what).prop_map(|(by_owner, what)| Step::Set { by_owner, what })
}

fn text() -> impl Strategy<Value = Vec<u8>> {
	proptest::collection::vec(any::<u8>(), 0..4)
}

/// Coldkeys that take over from others, and who they are.
pub fn coldkeys() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => by_coldkey(Just(Call::announce_coldkey_swap { new_coldkey_hash: Default::default() })),
		4 => by_coldkey(Just(Call::swap_coldkey_announced { new_coldkey: 0 })),
		1 => by_coldkey(Just(Call::dispute_coldkey_swap {})),
		2 => by_root(coldkey().prop_map(|coldkey| Call::reset_coldkey_swap { coldkey })),
		1 => by_coldkey(Just(Call::clear_coldkey_swap_announcement {})),
		1 => by_coldkey((text(), text()).prop_map(|(name, url)| Call::set_identity {
			name,
			url,
			github_repo: vec![],
			image: vec![],
			discord: vec![],
			description: vec![],
			additional: vec![],
		})),
		1 => by_coldkey((1u16..5, text()).prop_map(|(netuid, subnet_name)| {
			Call::set_subnet_identity {
				netuid,
				subnet_name,
				github_repo: vec![],
				subnet_contact: vec![],
				subnet_url: vec![],
				discord: vec![],
				description: vec![],
				logo_url: vec![],
				additional: vec![],
			}
		})),
		1 => by_coldkey((1u16..5, "[a-c]{0,2}").prop_map(|(netuid, symbol)| {
			Call::update_symbol { netuid, symbol: symbol.into_bytes() }
		})),
	]
}

/// Root's own calls, and those of owners that are not in the table of hyperparameters.
pub fn governance() -> impl Strategy<Value = Step> {
	prop_oneof![
		by_root((0u64..3).prop_map(|tx_rate_limit| {
			Call::sudo_set_tx_childkey_take_rate_limit { tx_rate_limit }
		})),
		by_root((0u16..2_000).prop_map(|take| Call::sudo_set_min_childkey_take { take })),
		by_root((0u16..13_000).prop_map(|take| Call::sudo_set_max_childkey_take { take })),
		by_root((0u64..5).prop_map(|cooldown| Call::set_pending_childkey_cooldown { cooldown })),
		by_root((0u64..52).prop_map(|new_value| Call::sudo_set_num_root_claims { new_value })),
		by_root(
			(coldkey(), netuid())
				.prop_map(|(coldkey, netuid)| { Call::dissolve_network { coldkey, netuid } })
		),
		by_coldkey((netuid(), 0u64..10_000_002).prop_map(|(netuid, new_value)| {
			Call::sudo_set_root_claim_threshold { netuid, new_value }
		})),
		by_coldkey(
			(1u16..5, 0u16..400).prop_map(|(netuid, tempo)| { Call::set_tempo { netuid, tempo } })
		),
		by_root((1u16..5, 1u16..20).prop_map(|(netuid, tempo)| Call::set_tempo { netuid, tempo })),
		by_coldkey((1u16..5, 900u32..50_100).prop_map(|(netuid, factor_milli)| {
			Call::set_activity_cutoff_factor { netuid, factor_milli }
		})),
		by_coldkey((any_hotkey(), text()).prop_map(|(hotkey, name)| {
			let subnet_name = name.try_into().expect("a short text");
			let identity = Some(SubnetIdentityV3 { subnet_name, ..Default::default() });
			Call::register_network_with_identity { hotkey, identity }
		})),
	]
}

/// The other forms of calls that are made more often in their first form.
pub fn forms() -> impl Strategy<Value = Step> {
	let (uids, values, salt) = committed();
	let pairs = |(uids, values): (Vec<Uid>, Vec<u16>)| {
		uids.into_iter().map(Compact).zip(values.into_iter().map(Compact)).collect::<Vec<_>>()
	};
	prop_oneof![
		registration(|hotkey| netuid().prop_map(move |netuid| Call::register {
			netuid,
			block_number: 0,
			nonce: 0,
			work: vec![],
			hotkey,
			coldkey: ALICE,
		})),
		registration(|hotkey| (any_hotkey(), proptest::option::of(netuid())).prop_map(
			move |(new_hotkey, netuid)| Call::swap_hotkey { hotkey, new_hotkey, netuid }
		)),
		by_coldkey((movement(), limit_price(), any::<bool>()).prop_map(
			|((from, to, origin_netuid, destination_netuid, alpha_amount), limit_price, part)| {
				Call::move_stake_limit {
					origin_hotkey: from,
					destination_hotkey: to,
					origin_netuid,
					destination_netuid,
					alpha_amount,
					limit_price,
					allow_partial: part,
				}
			}
		)),
		by_hotkey((netuid(), any::<u32>(), any::<u16>()).prop_map(|(netuid, ip, port)| {
			Call::serve_prometheus { netuid, version: 1, ip: ip.into(), port, ip_type: 4 }
		})),
		by_hotkey((netuid(), any::<u32>(), text()).prop_map(|(netuid, ip, certificate)| {
			Call::serve_axon_tls {
				netuid,
				version: 1,
				ip: ip.into(),
				port: 1,
				ip_type: 4,
				protocol: 0,
				placeholder1: 0,
				placeholder2: 0,
				certificate,
			}
		})),
		by_hotkey(proptest::collection::vec((netuid(), weights()), 0..3).prop_map(move |items| {
			Call::batch_set_weights {
				netuids: items.iter().map(|(netuid, _)| Compact(*netuid)).collect(),
				version_keys: vec![Compact(0); items.len()],
				weights: items.into_iter().map(|(_, row)| pairs(row)).collect(),
			}
		})),
		by_hotkey(proptest::collection::vec(netuid(), 0..3).prop_map(|netuids| {
			Call::batch_commit_weights {
				commit_hashes: vec![Default::default(); netuids.len()],
				netuids: netuids.into_iter().map(Compact).collect(),
			}
		})),
		by_hotkey((netuid(), 0usize..3).prop_map({
			let (uids, values, salt) = (uids.clone(), values.clone(), salt.clone());
			move |(netuid, count)| Call::batch_reveal_weights {
				netuid,
				uids_list: vec![uids.clone(); count],
				values_list: vec![values.clone(); count],
				salts_list: vec![salt.clone(); count],
				version_keys: vec![0; count],
			}
		})),
		by_hotkey((netuid(), 0u8..2).prop_map(|(netuid, mecid)| {
			Call::commit_mechanism_weights { netuid, mecid, commit_hash: Default::default() }
		})),
		by_hotkey((netuid(), 0u8..2).prop_map(move |(netuid, mecid)| {
			Call::reveal_mechanism_weights {
				netuid,
				mecid,
				uids: uids.clone(),
				values: values.clone(),
				salt: salt.clone(),
				version_key: 0,
			}
		})),
		by_hotkey((netuid(), 0u8..2, 0u64..5).prop_map(|(netuid, mecid, reveal_round)| {
			Call::commit_timelocked_mechanism_weights {
				netuid,
				mecid,
				commit: Default::default(),
				reveal_round,
				commit_reveal_version: 4,
			}
		})),
	]
}
