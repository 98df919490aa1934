//! What the pallet reports.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A subnet was created: netuid, kind of token. (Unnamed because clients read it by
		/// position.)
		NetworkAdded(NetUid, u16),
		/// A subnet has ended; its stakers are paid in the blocks to come. (Unnamed because
		/// clients read it by position.)
		NetworkRemoved(NetUid),
		/// All stakers of a subnet that ended were paid, nothing of it is left, and its netuid is
		/// free.
		NetworkDissolved {
			/// Subnet.
			netuid: NetUid,
			/// What was left on its account and has left issuance, in rao.
			recycled: TaoBalance,
		},
		/// A subnet was paid for and will be created when a netuid is free.
		NetworkRegistrationQueued {
			/// Who paid and will own it.
			coldkey: T::AccountId,
			/// Hotkey of its neuron 0.
			hotkey: T::AccountId,
			/// This block.
			registration_block: u64,
			/// Paid, in rao.
			lock_amount: TaoBalance,
		},
		/// The owner started the subnet.
		FirstEmissionBlockNumberSet {
			/// Subnet.
			netuid: NetUid,
			/// First block with emission.
			block: u64,
		},
		/// A hotkey got a uid.
		NeuronRegistered {
			/// Subnet.
			netuid: NetUid,
			/// Uid.
			uid: Uid,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A hotkey lost its uid to a newcomer.
		NeuronPruned {
			/// Subnet.
			netuid: NetUid,
			/// Uid.
			uid: Uid,
			/// Hotkey that had it.
			hotkey: T::AccountId,
		},
		/// Weights were set.
		WeightsSet {
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Uid of the validator.
			uid: Uid,
		},
		/// A hotkey committed to the hash of its weights.
		WeightsCommitted {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hash.
			hash: H256,
		},
		/// A hotkey revealed weights that it had committed to.
		WeightsRevealed {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hash of the commit.
			hash: H256,
		},
		/// A hotkey revealed several commits at once.
		WeightsBatchRevealed {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hashes of the commits.
			hashes: Vec<H256>,
		},
		/// All items of a batch were done.
		BatchWeightsCompleted {
			/// Subnet of each item.
			netuids: Vec<NetUid>,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A batch was done, except for the items that [`Event::BatchWeightItemFailed`] names.
		BatchCompletedWithErrors,
		/// An item of a batch failed and changed nothing.
		BatchWeightItemFailed {
			/// Why.
			error: DispatchError,
		},
		/// A hotkey committed weights that are encrypted to a round of the beacon.
		TimelockedWeightsCommitted {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// BLAKE2b-256 of the ciphertext.
			hash: H256,
			/// Round.
			round: u64,
		},
		/// The chain decrypted a commit and set its weights.
		TimelockedWeightsRevealed {
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// The chain could not decrypt a commit, or its weights failed a check; it is gone.
		TimelockedWeightsDropped {
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Hotkey.
			hotkey: T::AccountId,
			/// Why.
			error: DispatchError,
		},
		/// Time-locked commits whose round did not come in time are gone.
		TimelockedCommitsExpired {
			/// Storage index of the mechanism.
			netuid_index: StorageIndex,
			/// Epoch in which they were made.
			epoch: u64,
			/// How many.
			commits: u32,
		},
		/// TAO was turned into stake.
		StakeAdded {
			/// Who paid.
			coldkey: T::AccountId,
			/// On whom it was staked.
			hotkey: T::AccountId,
			/// Paid, in rao.
			tao: TaoBalance,
			/// Received.
			alpha: AlphaBalance,
			/// Subnet.
			netuid: NetUid,
			/// Fee, in rao.
			fee: TaoBalance,
		},
		/// Stake was turned into TAO.
		StakeRemoved {
			/// Whose stake it was.
			coldkey: T::AccountId,
			/// On whom it was staked.
			hotkey: T::AccountId,
			/// Received, in rao.
			tao: TaoBalance,
			/// Removed.
			alpha: AlphaBalance,
			/// Subnet.
			netuid: NetUid,
			/// Fee, in rao.
			fee: TaoBalance,
		},
		/// Stake was moved to another hotkey, and to another subnet if the netuids differ; then the
		/// trades have events of their own.
		StakeMoved {
			/// Whose stake it is.
			coldkey: T::AccountId,
			/// On whom it was staked.
			origin_hotkey: T::AccountId,
			/// In which subnet.
			origin_netuid: NetUid,
			/// On whom it is staked now.
			destination_hotkey: T::AccountId,
			/// In which subnet.
			destination_netuid: NetUid,
			/// What it was worth, in rao; between subnets what it fetched.
			tao: TaoBalance,
		},
		/// Stake was given to another coldkey, and moved to another subnet if the netuids differ.
		StakeTransferred {
			/// Who gave it.
			origin_coldkey: T::AccountId,
			/// Who got it.
			destination_coldkey: T::AccountId,
			/// On whom it is staked.
			hotkey: T::AccountId,
			/// In which subnet it was.
			origin_netuid: NetUid,
			/// In which subnet it is now.
			destination_netuid: NetUid,
			/// What it was worth, in rao; between subnets what it fetched.
			tao: TaoBalance,
		},
		/// Stake on one hotkey was moved to another subnet.
		StakeSwapped {
			/// Whose stake it is.
			coldkey: T::AccountId,
			/// On whom it is staked.
			hotkey: T::AccountId,
			/// In which subnet it was.
			origin_netuid: NetUid,
			/// In which subnet it is now.
			destination_netuid: NetUid,
			/// What it fetched, in rao.
			tao: TaoBalance,
		},
		/// Staked alpha was given up and taken out of issuance, so that it will be emitted again.
		AlphaRecycled {
			/// Whose it was.
			coldkey: T::AccountId,
			/// On whom it was staked.
			hotkey: T::AccountId,
			/// How much.
			alpha: AlphaBalance,
			/// Subnet.
			netuid: NetUid,
		},
		/// Staked alpha was given up; it stays issued and is nobody's.
		AlphaBurned {
			/// Whose it was.
			coldkey: T::AccountId,
			/// On whom it was staked.
			hotkey: T::AccountId,
			/// How much.
			alpha: AlphaBalance,
			/// Subnet.
			netuid: NetUid,
		},
		/// Alpha was bought and burned at once.
		AddStakeBurn {
			/// Subnet.
			netuid: NetUid,
			/// Hotkey that was named.
			hotkey: T::AccountId,
			/// Paid, in rao.
			amount: TaoBalance,
			/// Burned.
			alpha: AlphaBalance,
		},
		/// A hotkey keeps more of its nominators' dividends.
		TakeIncreased {
			/// Owner of the hotkey.
			coldkey: T::AccountId,
			/// Hotkey.
			hotkey: T::AccountId,
			/// Its take now, as a fraction of 65535.
			take: u16,
		},
		/// A hotkey keeps less of its nominators' dividends.
		TakeDecreased {
			/// Owner of the hotkey.
			coldkey: T::AccountId,
			/// Hotkey.
			hotkey: T::AccountId,
			/// Its take now, as a fraction of 65535.
			take: u16,
		},
		/// A coldkey chose the hotkey on which its miners in a subnet are paid.
		AutoStakeDestinationSet {
			/// Who chose.
			coldkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A neuron announced its axon.
		AxonServed {
			/// Subnet.
			netuid: NetUid,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A neuron announced its Prometheus endpoint.
		PrometheusServed {
			/// Subnet.
			netuid: NetUid,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A hotkey that nobody owned became a coldkey's.
		HotkeyAssociated {
			/// Owner.
			coldkey: T::AccountId,
			/// Hotkey.
			hotkey: T::AccountId,
		},
		/// A hotkey took over from another in all subnets.
		HotkeySwapped {
			/// Owner of both.
			coldkey: T::AccountId,
			/// Hotkey that was.
			old_hotkey: T::AccountId,
			/// Hotkey that is.
			new_hotkey: T::AccountId,
		},
		/// A hotkey took over from another in one subnet.
		HotkeySwappedOnSubnet {
			/// Owner of both.
			coldkey: T::AccountId,
			/// Hotkey that was.
			old_hotkey: T::AccountId,
			/// Hotkey that is.
			new_hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
		},
		/// A coldkey announced that another follows it, and is locked until then.
		ColdkeySwapAnnounced {
			/// Coldkey.
			who: T::AccountId,
			/// Hash of the coldkey that follows it.
			new_coldkey_hash: T::Hash,
		},
		/// A coldkey took over everything from another.
		ColdkeySwapped {
			/// Coldkey that was.
			old_coldkey: T::AccountId,
			/// Coldkey that is.
			new_coldkey: T::AccountId,
		},
		/// A coldkey disputed the swap announced in its name; only root can end this.
		ColdkeySwapDisputed {
			/// Coldkey.
			coldkey: T::AccountId,
		},
		/// Root ended an announced swap and its dispute.
		ColdkeySwapReset {
			/// Coldkey.
			who: T::AccountId,
		},
		/// A coldkey withdrew its announcement.
		ColdkeySwapCleared {
			/// Coldkey.
			who: T::AccountId,
		},
		/// A hotkey chose its children; they take effect with the first epoch after a block.
		SetChildrenScheduled {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// Block after which they take effect.
			cooldown_block: u64,
			/// (Part of the stake as a fraction of 2^64 - 1, child).
			children: ChildList<T>,
		},
		/// A hotkey has these children now.
		SetChildren {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// (Part of the stake as a fraction of 2^64 - 1, child).
			children: ChildList<T>,
		},
		/// Chosen children could not take effect, because relations have changed since; the hotkey
		/// keeps those it has.
		SetChildrenFailed {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// Why.
			error: DispatchError,
		},
		/// A hotkey changed what it keeps of its parents' dividends.
		ChildKeyTakeSet {
			/// Hotkey.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// As a fraction of 65535.
			take: u16,
		},
		/// Root changed the least child take.
		MinChildKeyTakeSet {
			/// As a fraction of 65535.
			take: u16,
		},
		/// Root changed the highest child take.
		MaxChildKeyTakeSet {
			/// As a fraction of 65535.
			take: u16,
		},
		/// Root changed how often a child take may be raised.
		TxChildKeyTakeRateLimitSet {
			/// Blocks.
			blocks: u64,
		},
		/// Root changed how long chosen children wait.
		PendingChildKeyCooldownSet {
			/// Blocks.
			blocks: u64,
		},
		/// A coldkey got what its root stake had earned in a subnet.
		RootClaimed {
			/// Who earned it.
			coldkey: T::AccountId,
			/// On whom the root stake is, or was.
			hotkey: T::AccountId,
			/// Subnet.
			netuid: NetUid,
			/// Earned.
			alpha: AlphaBalance,
			/// What it was sold for and staked on root, in rao; 0 if the alpha itself was staked.
			tao: TaoBalance,
		},
		/// A coldkey changed how it gets what its root stake earns.
		RootClaimTypeSet {
			/// Who.
			coldkey: T::AccountId,
			/// How.
			root_claim_type: RootClaimTypeEnum,
		},
		/// Root changed how many coldkeys a block pays without being asked.
		NumRootClaimsSet {
			/// How many.
			coldkeys: u64,
		},
		/// What is paid at once in a subnet was changed.
		RootClaimThresholdSet {
			/// Subnet.
			netuid: NetUid,
			/// Least alpha.
			threshold: AlphaBalance,
		},
		/// An epoch ran, and its emission was paid.
		EpochRan {
			/// Subnet.
			netuid: NetUid,
			/// Number of the epoch since creation.
			epoch: u64,
			/// Alpha that the epoch divided.
			emission: AlphaBalance,
		},
		/// An epoch was due, but this block had run as many or as heavy ones as it may; it runs in
		/// the next block.
		EpochDeferred {
			/// Subnet.
			netuid: NetUid,
		},
		/// An epoch was due and could not run; its emission stays pending.
		EpochSkipped {
			/// Subnet.
			netuid: NetUid,
			/// Why.
			reason: SkipReason,
		},
		/// A hyperparameter of a subnet was set.
		HyperparameterSet {
			/// Subnet.
			netuid: NetUid,
			/// Value before.
			old: Hyperparameter,
			/// Value now.
			new: Hyperparameter,
		},
		/// A parameter of the whole chain was set.
		NetworkParameterSet {
			/// Value before.
			old: NetworkParameter,
			/// Value now.
			new: NetworkParameter,
		},
		/// A subnet got another owner hotkey.
		SubnetOwnerHotkeySet {
			/// Subnet.
			netuid: NetUid,
			/// Hotkey before.
			old: T::AccountId,
			/// Hotkey now.
			new: T::AccountId,
		},
		/// An epoch out of turn was asked for.
		EpochTriggered {
			/// Subnet.
			netuid: NetUid,
			/// Block from which it is due.
			at: u64,
		},
		/// A subnet says something else about itself.
		SubnetIdentitySet {
			/// Subnet.
			netuid: NetUid,
		},
		/// A coldkey says something else about itself.
		ChainIdentitySet {
			/// Coldkey.
			coldkey: T::AccountId,
		},
		/// A subnet's token got another symbol.
		SymbolUpdated {
			/// Subnet.
			netuid: NetUid,
			/// Symbol, UTF-8.
			symbol: BoundedVec<u8, ConstU32<32>>,
		},
		/// A step of the block failed and left the state as it was; this is a defect.
		BlockStepFailed {
			/// Subnet.
			netuid: NetUid,
			/// Why.
			error: DispatchError,
		},
	}

	/// Why an epoch was skipped.
	#[derive(
		Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo,
	)]
	pub enum SkipReason {
		/// A hotkey occupies two uids.
		DuplicateHotkeys,
		/// The consensus engine refused its input.
		InconsistentState,
		/// It would not fit into any block: the subnet has too many neurons or weights.
		TooHeavy,
	}
}
