//! What is stored for each subnet, listed once: what goes when the subnet goes, and what must not
//! be there without it.
//!
//! A test compares the list with the pallet's metadata, so that no new storage item is forgotten.

/// Calls `$then!` with the names of the storage items that are kept per subnet, by the shape of
/// their keys.
macro_rules! subnet_storage {
	($then:ident) => {
		$then! {
			// netuid
			values: [
				SubnetworkN, SubnetMechanism, SubnetOwner, SubnetOwnerHotkey, NetworkRegisteredAt,
				SubnetLocked, FirstEmissionBlockNumber, SubtokenEnabled,
				SubnetEmissionEnabled, TokenSymbol, SubnetIdentitiesV3,
				Tempo, ActivityCutoffFactorMilli, Kappa, AlphaSigmoidSteepness, AlphaValues,
				LiquidAlphaOn, Yuma3On, BondsMovingAverage, BondsPenalty, MaxAllowedValidators,
				MaxAllowedUids, MinAllowedWeights, MaxWeightsLimit, WeightsVersionKey,
				WeightsSetRateLimit, CommitRevealWeightsEnabled, ImmunityPeriod, MinNonImmuneUids,
				ImmuneOwnerUidsLimit, NetworkRegistrationAllowed, Burn, MinBurn, MaxBurn,
				BurnHalfLife, BurnIncreaseMult, RegistrationsThisBlock, ServingRateLimit,
				OwnerCutEnabled, RecycleOrBurn, MechanismCountCurrent, MechanismEmissionSplit,
				LastEpochBlock, PendingEpochAt, SubnetEpochIndex, BlocksSinceLastStep,
				LastMechansimStepBlock,
				Active, StakeWeight, Consensus, Dividends, ValidatorTrust, ValidatorPermit, Emission,
				SubnetTAO, SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha, SubnetAlphaBurned,
				SubnetAlphaDust, SubnetRootAlphaOwed, SubnetVolume, SubnetMovingPrice,
				SubnetTaoInEmission, SubnetAlphaInEmission, SubnetAlphaOutEmission,
				PendingOwnerCut, PendingServerEmission, PendingValidatorEmission,
				PendingRootAlphaDivs, MinerBurned,
				MaxRegistrationsPerBlock, RevealPeriodEpochs, TransferToggle, BondsResetOn,
				MinChildkeyTakePerSubnet, Rho, Difficulty, MinDifficulty, MaxDifficulty,
				AdjustmentInterval, AdjustmentAlpha, TargetRegistrationsPerInterval,
				NetworkPowRegistrationAllowed, SubnetEpochConsensus, CollateralLockShare,
				CollateralDrainRatio, MinAllowedUids, ActivityCutoff,
				PendingChildKeysCount, RootClaimableThreshold, SubnetEmaTaoFlow, OwnerCutAutoLockEnabled,
			],
			// Storage index, that is netuid and mechanism.
			mechanism_values: [Incentive, LastUpdate],
			// (netuid, ..)
			rows: [
				// What only hotkeys with a uid have goes before the uids.
				Axons, Prometheus, NeuronCertificates, Uids, Keys, BlockAtRegistration,
				AlphaDividendsPerSubnet, RootAlphaDividendsPerSubnet, LastHotkeySwapOnNetuid,
				PendingChildKeys, LastChildrenBlock, LastChildkeyTakeBlock,
			],
			// (storage index, ..)
			mechanism_rows: [Weights, Bonds, WeightCommits, TimelockedWeightCommits],
			// (account, netuid)
			account_rows: [IsNetworkMember, ChildKeys, ParentKeys, ChildkeyTake, AutoStakeDestination],
			// (netuid, account, account)
			nested_rows: [RootClaimed],
		}
	};
}

pub(crate) use subnet_storage;
