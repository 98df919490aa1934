//! The Yumanet runtime: a small chain around the subtensor pallet.
//!
//! Pallet names and indices are those that Bittensor clients look for, so that wallets, SDKs and
//! polkadot.js work unmodified. Everything that is not about subnets is a stock FRAME pallet.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]
// The macros that put a runtime together make public items without documentation.
#![allow(missing_docs)]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod extensions;
pub mod genesis;
pub mod genesis_config_presets;

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

/// Whole subnets described in a genesis config, with this chain's accounts.
pub mod subnet_genesis {
	use super::AccountId;
	use pallet_subtensor::genesis;

	pub use genesis::{GenesisHyperparameters, GenesisIdentity, GenesisPool};

	/// A subnet.
	pub type GenesisSubnet = genesis::GenesisSubnet<AccountId>;
	/// A neuron of a subnet.
	pub type GenesisNeuron = genesis::GenesisNeuron<AccountId>;
}

/// Block and extrinsic types for code that does not know the runtime's calls, such as the node.
pub mod opaque {
	use super::*;

	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// Opaque block header.
	pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
	/// Opaque block.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;

	impl_opaque_keys! {
		/// Keys of a validator.
		pub struct SessionKeys {
			/// Signs blocks.
			pub aura: Aura,
			/// Signs votes on finality.
			pub grandpa: Grandpa,
		}
	}
}

/// Version of the runtime.
///
/// `spec_name` is the live network's, because tools recognise a Bittensor chain by it.
/// `spec_version` counts this project's own runtimes from 1: it says nothing about which release
/// of the live network the behaviour follows, and clients cache metadata by it, so it is raised
/// with every change of calls, storage or metadata.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("node-subtensor"),
	impl_name: Cow::Borrowed("yumanet"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// Length of an Aura slot, and time between two blocks, in milliseconds.
///
/// 250 is what clients recognise as a fast local chain.
pub const SLOT_DURATION: u64 = 250;

/// One TAO in rao, the smallest unit. Subnet tokens (alpha) have the same nine decimals.
pub const TAO: Balance = 1_000_000_000;
/// An account that holds less than this, in rao, is removed together with its dust.
pub const EXISTENTIAL_DEPOSIT: Balance = 500;
/// Address format of the substrate ecosystem's generic accounts, which Bittensor uses.
pub const SS58_PREFIX: u16 = 42;

/// Signature of a transaction: sr25519, ed25519 or ECDSA.
pub type Signature = MultiSignature;
/// Account: the public key of a coldkey or hotkey, or a hash standing for one.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// Amount of TAO or alpha in rao.
pub type Balance = u64;
/// Number of transactions that an account has sent.
pub type Nonce = u32;
/// Hash of blocks, transactions and state.
pub type Hash = sp_core::H256;
/// Height of a block.
pub type BlockNumber = u32;
/// How transactions name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// Block header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// Block with decoded transactions.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What a signed transaction carries and what is checked before it runs.
///
/// Clients that do not read the order from metadata rely on this one. Everything besides era,
/// nonce, tip and metadata hash is zero-sized.
pub type TxExtension = (
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	extensions::CheckColdkeySwap,
	// A pair, because a tuple of extensions ends at twelve; metadata and encoding do not show it.
	(
		pallet_mev_shield::CheckShieldedTxValidity<Runtime>,
		pallet_subtensor::SubtensorTransactionExtension<Runtime>,
	),
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// Transaction as it travels and is stored in blocks.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What the signature of a transaction covers.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// Dispatches blocks and transactions to the pallets.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// The runtime and the types that its pallets add up to.
///
/// The indices are the live network's; gaps belong to pallets that this chain does not have.
#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;

	#[runtime::pallet_index(3)]
	pub type Aura = pallet_aura;

	#[runtime::pallet_index(4)]
	pub type Grandpa = pallet_grandpa;

	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances;

	#[runtime::pallet_index(6)]
	pub type TransactionPayment = pallet_transaction_payment;

	#[runtime::pallet_index(7)]
	pub type SubtensorModule = pallet_subtensor;

	#[runtime::pallet_index(11)]
	pub type Utility = pallet_utility;

	#[runtime::pallet_index(12)]
	pub type Sudo = pallet_sudo;

	#[runtime::pallet_index(13)]
	pub type Multisig = pallet_multisig;

	#[runtime::pallet_index(16)]
	pub type Proxy = pallet_proxy;

	#[runtime::pallet_index(18)]
	pub type Commitments = pallet_commitments;

	#[runtime::pallet_index(30)]
	pub type MevShield = pallet_mev_shield;
	#[runtime::pallet_index(19)]
	pub type AdminUtils = pallet_admin_utils;

	#[runtime::pallet_index(26)]
	pub type Drand = pallet_drand;
}
