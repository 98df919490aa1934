//! Whole subnets described in a chain spec.
//!
//! In JSON all names are in camelCase and amounts are integers (rao, or 1e-9 of the alpha token).
//! Unknown fields are refused, and so is everything that does not fit together or with which the
//! chain could not work; the error names the subnet and the neuron. A hyperparameter may lie outside
//! the bounds that calls keep, because a local chain may want what would only take time there.

use crate::{pallet::*, pool::Pool, types::*};
use alloc::{collections::BTreeSet, format, string::String, vec::Vec};
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate},
		Get,
	},
	BoundedVec,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchError;
use yuma_consensus::emission::TOTAL_SUPPLY;

/// A subnet as it stands before the first block.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisSubnet<AccountId> {
	/// Its number; 0, the root network, comes first.
	pub netuid: NetUid,
	/// Coldkey of the owner.
	pub owner: AccountId,
	/// Hotkey of the owner; it needs no uid.
	pub owner_hotkey: AccountId,
	/// Symbol of its token.
	#[serde(default)]
	pub symbol: Option<String>,
	/// What it says about itself.
	#[serde(default)]
	pub identity: Option<GenesisIdentity>,
	/// Whether its token is tradable and it earns from block 1 on.
	#[serde(default)]
	pub started: bool,
	/// Whether it takes part in the TAO emission.
	#[serde(default)]
	pub emission_enabled: bool,
	/// Liquidity of its token; none on root.
	#[serde(default)]
	pub pool: GenesisPool,
	/// What differs from the values of a new subnet.
	#[serde(default)]
	pub hyperparameters: GenesisHyperparameters,
	/// Neurons in uid order.
	#[serde(default = "Vec::new")]
	pub neurons: Vec<GenesisNeuron<AccountId>>,
	/// Stake besides that of the neurons' own coldkeys.
	#[serde(default = "Vec::new")]
	pub nominations: Vec<GenesisNomination<AccountId>>,
}

/// Liquidity of a subnet's token.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisPool {
	/// TAO, in rao; minted at genesis.
	pub tao: TaoBalance,
	/// Alpha.
	pub alpha: AlphaBalance,
}

/// What a subnet says about itself.
#[derive(Clone, Default, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct GenesisIdentity {
	/// Name.
	pub subnet_name: String,
	/// Where its code is.
	pub github_repo: String,
	/// How to reach its people.
	pub subnet_contact: String,
	/// Web page.
	pub subnet_url: String,
	/// Discord handle or channel.
	pub discord: String,
	/// What it does.
	pub description: String,
	/// Picture.
	pub logo_url: String,
	/// Anything else.
	pub additional: String,
}

/// Hyperparameters; what is left out has the value of a new subnet.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct GenesisHyperparameters {
	/// Blocks from epoch to epoch; 0 = none.
	pub tempo: Option<u16>,
	/// How many neurons it may have.
	pub max_allowed_uids: Option<u16>,
	/// How many of them may hold a validator permit.
	pub max_allowed_validators: Option<u16>,
	/// Fewest weights that may be set at once.
	pub min_allowed_weights: Option<u16>,
	/// Blocks after registration without pruning.
	pub immunity_period: Option<u16>,
	/// Majority, as a fraction of 65535.
	pub kappa: Option<u16>,
	/// How much of the clipping counts for bonds, as a fraction of 65535.
	pub bonds_penalty: Option<u16>,
	/// Weight of the old bonds, in millionths.
	pub bonds_moving_average: Option<u64>,
	/// Whether bonds follow Yuma 3.
	pub yuma3: Option<bool>,
	/// Whether liquid alpha is on.
	pub liquid_alpha: Option<bool>,
	/// Lower bound of liquid alpha, as a fraction of 65535.
	pub alpha_low: Option<u16>,
	/// Upper bound of liquid alpha, as a fraction of 65535.
	pub alpha_high: Option<u16>,
	/// Steepness of the liquid alpha sigmoid, times 100.
	pub alpha_sigmoid_steepness: Option<i16>,
	/// Activity cutoff, in thousandths of a tempo.
	pub activity_cutoff_factor_milli: Option<u32>,
	/// Least version of the validator software; 0 = any.
	pub weights_version_key: Option<u64>,
	/// Blocks between two weight settings.
	pub weights_set_rate_limit: Option<u64>,
	/// Whether weights are committed first and revealed later.
	pub commit_reveal: Option<bool>,
	/// Price of a registration, in rao.
	pub burn: Option<TaoBalance>,
	/// Least price of a registration, in rao.
	pub min_burn: Option<TaoBalance>,
	/// Highest price of a registration, in rao.
	pub max_burn: Option<TaoBalance>,
	/// Blocks between two announcements of an axon.
	pub serving_rate_limit: Option<u64>,
	/// Whether neurons may register.
	pub registration_allowed: Option<bool>,
}

/// A neuron; its uid is its place in the list.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisNeuron<AccountId> {
	/// Hotkey.
	pub hotkey: AccountId,
	/// Coldkey that owns the hotkey.
	pub coldkey: AccountId,
	/// The coldkey's stake on the hotkey: alpha, or TAO (in rao) on root.
	#[serde(default)]
	pub stake: AlphaBalance,
	/// Whether its weights count in the first epoch.
	#[serde(default)]
	pub validator_permit: bool,
	/// Weights (uid, value), exactly as they shall be stored.
	#[serde(default = "Vec::new")]
	pub weights: Vec<(Uid, u16)>,
	/// Bonds (uid, value), exactly as they shall be stored.
	#[serde(default = "Vec::new")]
	pub bonds: Vec<(Uid, u16)>,
}

/// Stake of somebody on somebody's hotkey.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisNomination<AccountId> {
	/// Hotkey; it must belong to a neuron of some subnet in the list up to here.
	pub hotkey: AccountId,
	/// Coldkey whose stake it is.
	pub coldkey: AccountId,
	/// Alpha, or TAO (in rao) on root.
	pub stake: AlphaBalance,
}

/// A mask drops weights that are not newer than the registration of their target, and bonds of
/// before it. Registration at genesis is block 0, so weights and bonds of genesis carry block 1.
const GENESIS_WEIGHTS_BLOCK: u64 = 1;

impl<T: Config> Pallet<T> {
	/// Builds the genesis state, or says what is wrong with the description.
	pub fn build_genesis(config: &GenesisConfig<T>) -> Result<(), String> {
		if let Some(delay) = config.start_call_delay {
			StartCallDelay::<T>::put(delay);
		}
		if let Some(blocks) = config.network_rate_limit {
			NetworkRateLimit::<T>::put(blocks);
		}
		if let Some(blocks) = config.hotkey_swap_interval {
			HotkeySwapOnSubnetInterval::<T>::put(blocks);
		}
		if let Some(blocks) = config.coldkey_swap_announcement_delay {
			ColdkeySwapAnnouncementDelay::<T>::put(BlockNumberFor::<T>::from(blocks));
		}
		if let Some(blocks) = config.coldkey_swap_reannouncement_delay {
			ColdkeySwapReannouncementDelay::<T>::put(BlockNumberFor::<T>::from(blocks));
		}
		if let Some(blocks) = config.pending_childkey_cooldown {
			PendingChildKeyCooldown::<T>::put(blocks);
		}
		if let Some(blocks) = config.children_rate_limit {
			ChildrenRateLimit::<T>::put(blocks);
		}
		if let Some(blocks) = config.childkey_take_rate_limit {
			TxChildkeyTakeRateLimit::<T>::put(blocks);
		}
		NewSubnet::<T>::put(config.new_subnet);
		if config.subnets.first().is_some_and(|first| first.netuid != ROOT) {
			return Err("the first subnet must be netuid 0, the root network".into());
		}
		for subnet in &config.subnets {
			Self::build_subnet(subnet)
				.map_err(|reason| format!("netuid {}: {reason}", subnet.netuid))?;
		}
		Self::check_issuance().map_err(|reason| reason.trim_start_matches("18: "))?;
		let issuance = T::Currency::total_issuance();
		if issuance > TOTAL_SUPPLY {
			return Err(format!(
				"{issuance} rao of TAO in balances, pools and root stake together; \
				 at most {TOTAL_SUPPLY} can exist"
			));
		}
		TotalIssuance::<T>::put(issuance);
		Ok(())
	}

	fn build_subnet(subnet: &GenesisSubnet<T::AccountId>) -> Result<(), String> {
		let netuid = subnet.netuid;
		if NetworksAdded::<T>::get(netuid) {
			return Err("listed twice".into());
		}
		if netuid >= T::MaxSubnets::get() {
			return Err(format!("netuids must be below {}", T::MaxSubnets::get()));
		}
		Self::create_subnet(netuid, &subnet.owner, &subnet.owner_hotkey, 0);
		SubnetEmissionEnabled::<T>::insert(netuid, subnet.emission_enabled);
		if let Some(symbol) = &subnet.symbol {
			TokenSymbol::<T>::insert(netuid, text(symbol, "symbol")?);
		}
		if let Some(identity) = &subnet.identity {
			SubnetIdentitiesV3::<T>::insert(netuid, identity.bounded()?);
		}
		Self::set_hyperparameters(netuid, &subnet.hyperparameters)?;
		Self::build_pool(netuid, subnet.pool)?;
		if subnet.started || netuid == ROOT {
			Self::start_subnet(netuid, 1);
			let spot = Self::pool(netuid).price().bits.min(crate::fixed::ONE_64) >> 32;
			let bits = i128::try_from(spot).map_err(|_| "price out of range")?;
			SubnetMovingPrice::<T>::insert(netuid, I96F32 { bits });
		}
		Self::build_neurons(subnet)?;
		for (place, nomination) in subnet.nominations.iter().enumerate() {
			Self::build_stake(netuid, &nomination.hotkey, &nomination.coldkey, nomination.stake)
				.map_err(|reason| format!("nomination {place}: {reason}"))?;
		}
		match Self::alpha_issuance(netuid) {
			Ok(alpha) if alpha <= TOTAL_SUPPLY => Ok(()),
			_ => Err(format!("more than {TOTAL_SUPPLY} of alpha in the pool and staked")),
		}
	}

	fn build_pool(netuid: NetUid, pool: GenesisPool) -> Result<(), String> {
		if netuid == ROOT {
			if pool != GenesisPool::default() {
				return Err("the root network has no pool; leave it out".into());
			}
			return Ok(());
		}
		if pool.alpha == 0 || pool.tao < T::Currency::minimum_balance() {
			return Err(format!(
				"the pool needs alpha and at least {} rao of TAO",
				T::Currency::minimum_balance()
			));
		}
		Self::mint_to_subnet(netuid, pool.tao)?;
		Self::store_pool(netuid, Pool { tao: pool.tao, alpha: pool.alpha });
		Ok(())
	}

	fn mint_to_subnet(netuid: NetUid, amount: TaoBalance) -> Result<(), String> {
		T::Currency::mint_into(&Self::subnet_account(netuid), amount)
			.map(|_| ())
			.map_err(|error| format!("cannot mint {amount} rao: {}", reason(error)))
	}

	fn build_neurons(subnet: &GenesisSubnet<T::AccountId>) -> Result<(), String> {
		let netuid = subnet.netuid;
		let n = subnet.neurons.len();
		let limit = MaxAllowedUids::<T>::get(netuid);
		if n > usize::from(limit) {
			return Err(format!("{n} neurons, but maxAllowedUids is {limit}"));
		}
		for (uid, neuron) in (0..=u16::MAX).zip(&subnet.neurons) {
			Self::build_neuron(netuid, uid, neuron, n)
				.map_err(|reason| format!("neuron {uid}: {reason}"))?;
		}
		let permits: Vec<_> = subnet.neurons.iter().map(|neuron| neuron.validator_permit).collect();
		ValidatorPermit::<T>::insert(netuid, BoundedVec::truncate_from(permits));
		if subnet.neurons.iter().any(|neuron| !neuron.bonds.is_empty()) {
			LastMechansimStepBlock::<T>::insert(netuid, GENESIS_WEIGHTS_BLOCK);
		}
		Ok(())
	}

	fn build_neuron(
		netuid: NetUid,
		uid: Uid,
		neuron: &GenesisNeuron<T::AccountId>,
		n: usize,
	) -> Result<(), String> {
		if Uids::<T>::contains_key(netuid, &neuron.hotkey) {
			return Err("its hotkey has a lower uid already".into());
		}
		Self::ensure_hotkey_usable(&neuron.coldkey, &neuron.hotkey)
			.and_then(|()| Self::create_hotkey_if_new(&neuron.coldkey, &neuron.hotkey))
			.and_then(|()| Self::append_neuron(netuid, &neuron.hotkey, 0).map(|_| ()))
			.map_err(|error| String::from(reason(error)))?;
		Self::build_stake(netuid, &neuron.hotkey, &neuron.coldkey, neuron.stake)?;
		if !neuron.weights.is_empty() {
			Weights::<T>::insert(netuid, uid, row::<T>(&neuron.weights, n, "weights")?);
			LastUpdate::<T>::mutate(netuid, |list| {
				if let Some(last) = list.get_mut(usize::from(uid)) {
					*last = GENESIS_WEIGHTS_BLOCK;
				}
			});
		}
		if !neuron.bonds.is_empty() {
			Bonds::<T>::insert(netuid, uid, row::<T>(&neuron.bonds, n, "bonds")?);
		}
		Ok(())
	}

	fn build_stake(
		netuid: NetUid,
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		amount: AlphaBalance,
	) -> Result<(), String> {
		if amount == 0 {
			return Ok(());
		}
		if !Self::hotkey_exists(hotkey) {
			return Err("no neuron has this hotkey".into());
		}
		if netuid == ROOT {
			Self::mint_to_subnet(ROOT, amount)?;
			let staked = SubnetTAO::<T>::get(ROOT);
			let staked = staked.checked_add(amount).ok_or("stake above issuance")?;
			SubnetTAO::<T>::insert(ROOT, staked);
		}
		Self::increase_stake(hotkey, coldkey, netuid, amount)
			.and_then(|()| Self::mint_alpha_out(netuid, amount))
			.map_err(|error| format!("stake above issuance: {}", reason(error)))
	}

	fn set_hyperparameters(netuid: NetUid, values: &GenesisHyperparameters) -> Result<(), String> {
		let GenesisHyperparameters {
			tempo,
			max_allowed_uids,
			max_allowed_validators,
			min_allowed_weights,
			immunity_period,
			kappa,
			bonds_penalty,
			bonds_moving_average,
			yuma3,
			liquid_alpha,
			alpha_low,
			alpha_high,
			alpha_sigmoid_steepness,
			activity_cutoff_factor_milli,
			weights_version_key,
			weights_set_rate_limit,
			commit_reveal,
			burn,
			min_burn,
			max_burn,
			serving_rate_limit,
			registration_allowed,
		} = *values;
		macro_rules! set {
			($($item:ident: $value:expr),* $(,)?) => {
				$(if let Some(value) = $value { $item::<T>::insert(netuid, value); })*
			};
		}
		set! {
			Tempo: tempo,
			MaxAllowedUids: max_allowed_uids,
			MaxAllowedValidators: max_allowed_validators,
			MinAllowedWeights: min_allowed_weights,
			ImmunityPeriod: immunity_period,
			Kappa: kappa,
			BondsPenalty: bonds_penalty,
			BondsMovingAverage: bonds_moving_average,
			Yuma3On: yuma3,
			LiquidAlphaOn: liquid_alpha,
			AlphaSigmoidSteepness: alpha_sigmoid_steepness,
			ActivityCutoffFactorMilli: activity_cutoff_factor_milli,
			WeightsVersionKey: weights_version_key,
			WeightsSetRateLimit: weights_set_rate_limit,
			CommitRevealWeightsEnabled: commit_reveal,
			Burn: burn,
			MinBurn: min_burn,
			MaxBurn: max_burn,
			ServingRateLimit: serving_rate_limit,
			NetworkRegistrationAllowed: registration_allowed,
		}
		let (low, high) = AlphaValues::<T>::get(netuid);
		AlphaValues::<T>::insert(netuid, (alpha_low.unwrap_or(low), alpha_high.unwrap_or(high)));

		let limit = MaxAllowedUids::<T>::get(netuid);
		if u32::from(limit) > T::MaxUids::get() {
			return Err(format!("maxAllowedUids {limit} is above {}", T::MaxUids::get()));
		}
		let validators = MaxAllowedValidators::<T>::get(netuid);
		if max_allowed_validators.is_some() && !(1..=limit).contains(&validators) {
			return Err(format!("maxAllowedValidators {validators} is not within 1 to {limit}"));
		}
		let (low, high) = AlphaValues::<T>::get(netuid);
		if low > high {
			return Err(format!("alphaLow {low} is above alphaHigh {high}"));
		}
		if BondsMovingAverage::<T>::get(netuid) > 1_000_000 {
			return Err("bondsMovingAverage is in millionths: at most 1000000".into());
		}
		let (least, most) = (MinBurn::<T>::get(netuid), MaxBurn::<T>::get(netuid));
		if !(least..=most).contains(&Burn::<T>::get(netuid)) {
			return Err(format!("burn must lie between minBurn {least} and maxBurn {most}"));
		}
		Ok(())
	}
}

impl GenesisIdentity {
	fn bounded(&self) -> Result<SubnetIdentityV3, String> {
		Ok(SubnetIdentityV3 {
			subnet_name: text(&self.subnet_name, "subnetName")?,
			github_repo: text(&self.github_repo, "githubRepo")?,
			subnet_contact: text(&self.subnet_contact, "subnetContact")?,
			subnet_url: text(&self.subnet_url, "subnetUrl")?,
			discord: text(&self.discord, "discord")?,
			description: text(&self.description, "description")?,
			logo_url: text(&self.logo_url, "logoUrl")?,
			additional: text(&self.additional, "additional")?,
		})
	}
}

fn text<S: Get<u32>>(value: &str, field: &str) -> Result<BoundedVec<u8, S>, String> {
	BoundedVec::try_from(value.as_bytes().to_vec())
		.map_err(|_| format!("{field} is longer than {} bytes", S::get()))
}

fn row<T: Config>(entries: &[(Uid, u16)], n: usize, field: &str) -> Result<Row<T>, String> {
	let mut seen = BTreeSet::new();
	for (target, _) in entries {
		if usize::from(*target) >= n {
			return Err(format!("{field} name uid {target}, but there are {n} neurons"));
		}
		if !seen.insert(*target) {
			return Err(format!("{field} name uid {target} twice"));
		}
	}
	Row::<T>::try_from(entries.to_vec()).map_err(|_| format!("too many {field}"))
}

fn reason(error: DispatchError) -> &'static str {
	error.into()
}
