//! A runtime with nothing but this pallet.

use crate as pallet_mev_shield;
use codec::{Decode, Encode};
use frame_support::{
	derive_impl,
	traits::{ConstU32, FindAuthor, Hooks},
};
use sp_runtime::{ConsensusEngineId, Digest, DigestItem};

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
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(30)]
	pub type MevShield = pallet_mev_shield;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

const ENGINE: ConsensusEngineId = *b"test";

/// Reads the author's place from the header, where [`in_block`] puts it.
pub struct AuthorOfHeader;

impl FindAuthor<u32> for AuthorOfHeader {
	fn find_author<'a, I>(digests: I) -> Option<u32>
	where
		I: 'a + IntoIterator<Item = (ConsensusEngineId, &'a [u8])>,
	{
		digests.into_iter().find_map(|(engine, mut data)| {
			(engine == ENGINE).then(|| u32::decode(&mut data).unwrap())
		})
	}
}

impl pallet_mev_shield::Config for Test {
	type Authors = ConstU32<3>;
	type FindAuthor = AuthorOfHeader;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper for () {
	fn one_author() {}
}

/// Runs a test on a chain of three authors that has no block yet.
pub fn execute(test: impl FnOnce()) {
	sp_io::TestExternalities::default().execute_with(test);
}

/// Runs something in the next block, made by one of the authors.
pub fn in_block<R>(author: u32, run: impl FnOnce() -> R) -> R {
	let number = System::block_number() + 1;
	let digest = Digest { logs: vec![DigestItem::PreRuntime(ENGINE, author.encode())] };
	System::reset_events();
	System::initialize(&number, &Default::default(), &digest);
	MevShield::on_initialize(number);
	let result = run();
	MevShield::on_finalize(number);
	result
}
