//! What the pallet refuses, and what to do about it.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// This chain has no root network: its genesis must list netuid 0.
		RootNetworkDoesNotExist,
		/// The IP type is neither 4 nor 6: pass 4 for an IPv4 and 6 for an IPv6 address.
		InvalidIpType,
		/// The address is not one of the stated family, or is all zeroes or all ones: pass a real one.
		InvalidIpAddress,
		/// Port 0 cannot be reached: pass the port on which the axon listens.
		InvalidPort,
		/// The hotkey has no uid in this subnet: register it there first.
		HotKeyNotRegisteredInSubNet,
		/// Nobody owns such a hotkey: register it in a subnet first.
		HotKeyAccountNotExists,
		/// The hotkey has no uid in this subnet: register it before it serves.
		HotKeyNotRegisteredInNetwork,
		/// Another coldkey owns the hotkey: sign with that one, or use a hotkey of yours.
		NonAssociatedColdKey,
		/// The position is smaller than the amount: remove at most what is staked.
		NotEnoughStakeToWithdraw,
		/// The combined stake is below the threshold for weights: stake more on this hotkey.
		NotEnoughStakeToSetWeights,
		/// The hotkey's own stake is below the threshold for children: stake more on it.
		NotEnoughStakeToSetChildkeys,
		/// The coldkey's free balance is too small: fund it first.
		NotEnoughBalanceToStake,
		/// The uid holds no validator permit: get stake among the top validators and wait for the
		/// next epoch.
		NeuronNoValidatorPermit,
		/// There are more uids than values or the reverse: pass one value for each uid.
		WeightVecNotEqualSize,
		/// A uid occurs twice: name each one once.
		DuplicateUids,
		/// A uid has no neuron: use uids below the subnet's number of neurons.
		UidVecContainInvalidOne,
		/// There are fewer weights than the subnet asks for: see MinAllowedWeights.
		WeightVecLengthIsLow,
		/// The hotkey has a uid in this subnet already.
		HotKeyAlreadyRegisteredInSubNet,
		/// Both hotkeys are the same: name another one to take over.
		NewHotKeyIsSameWithOld,
		/// The new hotkey has root stake or claims of its own, which cannot be told from those that
		/// would move: use a fresh hotkey, or keep the stake where it is.
		NewHotKeyNotCleanForRootSwap,
		/// The last weights are too recent: see WeightsSetRateLimit.
		SettingWeightsTooFast,
		/// The version key is older than the subnet asks for: update the validator software.
		IncorrectWeightVersionKey,
		/// The last announcement is too recent: see ServingRateLimit.
		ServingRateLimitExceeded,
		/// There are more uids than the subnet has neurons.
		UidsLengthExceedUidsInSubNet,
		/// The last subnet was created too recently: see NetworkRateLimit.
		NetworkTxRateLimitExceeded,
		/// The hotkey's take was changed too recently: see TxDelegateTakeRateLimit.
		DelegateTxRateLimitExceeded,
		/// The subnet takes no registrations now.
		SubNetRegistrationDisabled,
		/// Only the subnet's owner may do this: sign with the owner's coldkey.
		NotSubnetOwner,
		/// The root network has neither registration by burning nor children: see root_register.
		RegistrationNotPermittedOnRootSubnet,
		/// The root network is full, and nobody there has less root stake than the hotkey: stake more
		/// TAO on it on root.
		StakeTooLowForRoot,
		/// The chain is full, and all its subnets are too young to be dissolved for a new one: see
		/// SubnetLimit and NetworkImmunityPeriod.
		AllNetworksInImmunity,
		/// The coldkey cannot pay for the swap of a hotkey (see KeySwapCost and
		/// KeySwapOnSubnetCost): fund it first.
		NotEnoughBalanceToPaySwapHotKey,
		/// The root network has no weights.
		CanNotSetRootNetworkWeights,
		/// The subnet is full, and none of its neurons may be replaced: wait for an immunity to end.
		NoNeuronIdAvailable,
		/// The take is not on the wanted side of the current one, or is below MinDelegateTake.
		DelegateTakeTooLow,
		/// The take is above MaxDelegateTake: choose a smaller one.
		DelegateTakeTooHigh,
		/// Nothing is committed: commit first, and reveal with the hotkey that committed.
		NoWeightsCommitFound,
		/// No commit has this hash: reveal exactly what was committed, salt and version included.
		InvalidRevealCommitHashNotMatch,
		/// This subnet takes weights only by commit and reveal.
		CommitRevealEnabled,
		/// This subnet takes weights only in plain sight: use set_weights.
		CommitRevealDisabled,
		/// The new coldkey has stake of its own, or is the old one: use a fresh coldkey.
		ColdKeyAlreadyAssociated,
		/// The coldkey cannot pay for the swap (see KeySwapCost): fund it first.
		NotEnoughBalanceToPaySwapColdKey,
		/// A hotkey cannot be its own child: name other hotkeys.
		InvalidChild,
		/// A child is named twice: name each once.
		DuplicateChild,
		/// The proportions add up to more than everything, that is 2^64 - 1: lower them.
		ProportionOverflow,
		/// A hotkey has at most five children in a subnet: name fewer.
		TooManyChildren,
		/// Too early to do this again: see OwnerHyperparamRateLimit and LastRateLimitedBlock, or
		/// ChildrenRateLimit for children.
		TxRateLimitExceeded,
		/// This coldkey has announced no swap: announce it first.
		ColdkeySwapAnnouncementNotFound,
		/// The announcement is too recent: see the block in ColdkeySwapAnnouncements.
		ColdkeySwapTooEarly,
		/// An announcement stands and may not be replaced yet: see ColdkeySwapReannouncementDelay.
		ColdkeySwapReannouncedTooEarly,
		/// Another coldkey was announced: name the one whose hash stands in
		/// ColdkeySwapAnnouncements.
		AnnouncedColdkeyHashDoesNotMatch,
		/// The swap is disputed already: root must decide.
		ColdkeySwapAlreadyDisputed,
		/// The new coldkey is somebody's hotkey: use an account that is not.
		NewColdKeyIsHotkey,
		/// The take lies outside of MinChildkeyTake (of the chain or the subnet) and MaxChildkeyTake.
		InvalidChildkeyTake,
		/// A take may not be raised so soon after its last change: see TxChildkeyTakeRateLimit.
		TxChildkeyTakeRateLimitExceeded,
		/// Liquid alpha is off in this subnet: switch it on before setting its bounds.
		LiquidAlphaDisabled,
		/// The upper bound of liquid alpha is below 1638 (0.025): pass a higher one.
		AlphaHighTooLow,
		/// The lower bound of liquid alpha is below 1638 (0.025) or above the upper one.
		AlphaLowOutOfRange,
		/// No such subnet: see NetworksAdded.
		SubnetNotExists,
		/// Too many commits wait for their reveal: reveal them, or wait until they expire.
		TooManyUnrevealedCommits,
		/// The epoch in which this commit could be revealed is over: commit again.
		ExpiredWeightCommit,
		/// The epoch in which this commit can be revealed has not begun: see RevealPeriodEpochs.
		RevealTooEarly,
		/// The lists of a batch have different lengths: pass one entry of each for every item.
		InputLengthsUnequal,
		/// The last weights or commit are too recent: see WeightsSetRateLimit.
		CommittingWeightsTooFast,
		/// No such mechanism in this subnet: see MechanismCountCurrent.
		MechanismDoesNotExist,
		/// The coldkey cannot pay the price of a subnet: fund it first.
		CannotAffordLockCost,
		/// The chain may not have any more subnets, and none can be dissolved: see SubnetLimit.
		SubnetLimitReached,
		/// The subnet has been started already.
		FirstEmissionBlockNumberAlreadySet,
		/// The subnet is too young for the start call: see StartCallDelay.
		NeedWaitingMoreBlocksToStarCall,
		/// The subnet's token cannot be traded before the start call.
		SubtokenDisabled,
		/// The coldkey swapped a hotkey in this subnet too recently: see
		/// HotkeySwapOnSubnetInterval.
		HotKeySwapOnSubnetIntervalNotPassed,
		/// The amount is below the least amount of a stake operation: see MinStake.
		AmountTooLow,
		/// The pool cannot give anything for this amount: trade less, or wait until it has more.
		InsufficientLiquidity,
		/// The trade would move the price beyond the limit: trade less, allow a part, or loosen it.
		SlippageTooHigh,
		/// The subnet's stake may not change its owner: see TransferToggle.
		TransferDisallowed,
		/// Root stake is TAO, which cannot be burned or recycled as alpha: name another subnet.
		CannotBurnOrRecycleOnRootSubnet,
		/// Origin and destination are the same position: name another subnet, hotkey or coldkey.
		SameNetuid,
		/// This hotkey is the destination already.
		SameAutoStakeHotkeyAlreadySet,
		/// A child is a parent of the same hotkey: one of both must go first.
		ChildParentInconsistency,
		/// More coldkeys than a block can pay: pass at most 50.
		InvalidNumRootClaim,
		/// The threshold is above 10,000,000 units of alpha: pass less.
		InvalidRootClaimThreshold,
		/// A claim names one to five subnets, and a claim type that keeps some names at least one.
		InvalidSubnetNumber,
		/// The swap of this coldkey is disputed: only root can go on, by resetting it.
		ColdkeySwapDisputed,
		/// The announcement may not be withdrawn yet: see ColdkeySwapReannouncementDelay.
		ColdkeySwapClearTooEarly,
		/// The price of a registration is above the limit: wait until it falls, or raise the limit.
		RegistrationPriceLimitExceeded,
		/// A text of the identity is too long: at most 256 bytes for names, handles and a coldkey's
		/// addresses, 1024 for the others.
		InvalidIdentity,
		/// Not a symbol: pass one to four letters or digits, of any script, as UTF-8.
		SymbolDoesNotExist,
		/// Another subnet's token has this symbol: choose another.
		SymbolAlreadyInUse,
		/// The reveal period is above 100 epochs: pass a shorter one.
		RevealPeriodTooLarge,
		/// The reveal period is zero: pass at least 1 epoch.
		RevealPeriodTooSmall,
		/// The value does not fit the subnet: an emission split needs at most one part per mechanism
		/// and a sum of 65535, a trimming a target between MinAllowedUids and MaxAllowedUids.
		InvalidValue,
		/// An epoch is near, or one was triggered: wait until it has run. See AdminFreezeWindow.
		AdminActionProhibitedDuringWeightsWindow,
		/// Too many of the remaining neurons would be immune: trim to more, or wait.
		TrimmingWouldExceedMaxImmunePercentage,
		/// Uids times mechanisms exceed the limit, which is 256, MaxUids for root, and 1024 for
		/// trimming: lower one of them.
		TooManyUIDsPerMechanism,
		/// The tempo is not between MinTempo and MaxTempo, or it is 0 and there is no epoch to
		/// trigger: set one within these bounds.
		TempoOutOfBounds,
		/// The factor is not between 1000 and 50000 thousandths of a tempo.
		ActivityCutoffFactorMilliOutOfBounds,
		/// An epoch was triggered or deferred already: wait until it has run.
		EpochTriggerAlreadyPending,
		/// The next epoch in turn is so near that none can be triggered before it: wait for it.
		AutoEpochAlreadyImminent,
		/// Commit-reveal counts epochs, so none can be triggered while it is on: switch it off.
		DynamicTempoBlockedByCommitReveal,
		/// The value is out of bounds: see the table of hyperparameters.
		ValueNotInBounds,
		/// The owner may set at most 975000 millionths, root at most 1000000.
		BondsMovingAverageMaxReached,
		/// Only root may set a negative steepness.
		NegativeSigmoidSteepness,
		/// More validators than neurons: see MaxAllowedUids.
		MaxValidatorsLargerThanMaxUIds,
		/// The subnet has more neurons than that: trim it instead.
		MaxAllowedUIdsLessThanCurrentUIds,
		/// See MinAllowedUids: pass at least as many.
		MaxAllowedUidsLessThanMinAllowedUids,
		/// The owner may make room for 256 neurons, root for MaxUids.
		MaxAllowedUidsGreaterThanDefaultMaxAllowedUids,
		/// The least number of uids must stay below MaxAllowedUids.
		MinAllowedUidsGreaterThanMaxAllowedUids,
		/// The least number of uids must stay below the number of neurons.
		MinAllowedUidsGreaterThanCurrentUids,
		/// This form of time-locked commit is not taken: see CommitRevealWeightsVersion.
		IncorrectCommitRevealVersion,
		/// The beacon has passed this round, so the commit would be no secret: use a later one.
		InvalidRevealRound,
		/// The round's signature does not open this commit, or what it holds are no weights of the
		/// hotkey that committed: encrypt SCALE(hotkey, uids, values, version_key) to the round
		/// that you name.
		MalformedTimelockedCommit,
		/// A child has as many parents as the chain can list for it: choose another child.
		TooManyParents,
		/// As many hotkeys wait for their children in this subnet as may: try again after its next
		/// epochs.
		TooManyPendingChildren,
		/// The coldkey has as many hotkeys as the chain can list for it: use another coldkey.
		TooManyHotkeys,
		/// More stake and hotkeys hang on the key than one swap can move (see MaxSwapItems): swap a
		/// hotkey without its stake, or merge positions first.
		TooManySwapItems,
		/// The certificate is empty or longer than 65 bytes: pass one byte for the algorithm and
		/// then the public key.
		InvalidCertificate,
		/// The root network holds everybody's root stake: it stays.
		CannotDissolveRoot,
		/// Keys stay where they are while a subnet is being dissolved: wait until
		/// DissolveCleanupQueue is empty.
		WaitingForDissolvedSubnetCleanup,
		/// A counter left its range; nothing was changed. This is a defect: report it.
		Arithmetic,
	}
}
