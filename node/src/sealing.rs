//! Making blocks alone, without consensus: on a clock, on every transaction or on command.

use std::{
	str::FromStr,
	sync::Arc,
	time::{Duration, Instant},
};

use futures::{
	channel::{mpsc, oneshot},
	stream, Stream, StreamExt,
};
use futures_timer::Delay;
use sc_basic_authorship::ProposerFactory;
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, run_manual_seal, seal_block, EngineCommand, Error,
	ManualSealParams, SealBlockParams,
};
use sc_transaction_pool_api::TransactionPool;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{sr25519::AuthoritySignature, Slot, SlotDuration};
use sp_inherents::CreateInherentDataProviders;
use sp_runtime::traits::{Header as _, Zero};
use sp_timestamp::Timestamp;
use yumanet_runtime::{
	opaque::{Block, Header},
	Hash, SLOT_DURATION,
};

use crate::{
	service::{FullClient, FullPool, FullSelectChain},
	shield::{Shield, ShieldedPool},
};

const LOG_TARGET: &str = "sealing";

/// How often an instantly sealing node looks for transactions that nobody announced.
///
/// The pool announces a transaction once. One that was announced but did not fit into its block,
/// or that became valid again later, has to be found.
const LEFTOVERS: Duration = Duration::from_millis(500);

/// When a block is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
	/// For every transaction.
	Instant,
	/// For every call of `engine_createBlock`.
	Manual,
	/// Always after this time.
	Interval(Duration),
}

impl Sealing {
	/// A block for every slot of the chain's clock: the clock runs with the wall's.
	pub const REAL_TIME: Self = Self::Interval(Duration::from_millis(SLOT_DURATION));
}

impl FromStr for Sealing {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		match text {
			"instant" => Ok(Self::Instant),
			"manual" => Ok(Self::Manual),
			_ => match text.parse() {
				Ok(0) | Err(_) => Err("expected `instant`, `manual` or a number of milliseconds \
				                       from 1, such as 250"
					.into()),
				Ok(milliseconds) => Ok(Self::Interval(Duration::from_millis(milliseconds))),
			},
		}
	}
}

/// What makes blocks.
pub struct Sealer {
	/// The chain; also takes the blocks in.
	pub client: Arc<FullClient>,
	/// Transactions waiting for a block.
	pub pool: Arc<FullPool>,
	/// What is the best block to build on.
	pub select_chain: FullSelectChain,
	/// Fills blocks with transactions.
	pub proposer: ProposerFactory<ShieldedPool, FullClient>,
	/// Names the key that a new block announces.
	pub shield: Arc<Shield>,
}

impl Sealer {
	/// Makes blocks as `sealing` says, for as long as the node runs. `commands` are those of
	/// `engine_*` calls, which only come with [`Sealing::Manual`].
	pub async fn run(self, sealing: Sealing, commands: mpsc::Receiver<EngineCommand<Hash>>) {
		match sealing {
			Sealing::Manual => self.run_on_command(commands).await,
			Sealing::Instant => self.run_on_transactions().await,
			Sealing::Interval(period) => self.run_on_clock(period).await,
		}
	}

	async fn run_on_command(self, commands: mpsc::Receiver<EngineCommand<Hash>>) {
		run_manual_seal(ManualSealParams {
			block_import: self.client.clone(),
			env: self.proposer,
			create_inherent_data_providers: inherents_after(self.client.clone(), self.shield),
			client: self.client,
			pool: self.pool,
			commands_stream: commands,
			select_chain: self.select_chain,
			consensus_data_provider: Some(Box::new(slot_digest())),
		})
		.await
	}

	async fn run_on_clock(mut self, period: Duration) {
		let mut ticks = Box::pin(every(period));
		while ticks.next().await.is_some() {
			if let Err(error) = self.seal(true).await {
				log::error!(target: LOG_TARGET, "No block was made: {error}");
			}
		}
	}

	async fn run_on_transactions(mut self) {
		let arrivals = self.pool.import_notification_stream().map(drop);
		let mut triggers = Box::pin(stream::select(arrivals, every(LEFTOVERS)));
		// The first block sets the chain's clock, and clients can count on having a block with
		// events and time before they send anything.
		if self.client.info().best_number.is_zero() {
			if let Err(error) = self.seal(true).await {
				log::error!(target: LOG_TARGET, "The first block was not made: {error}");
			}
		}
		while triggers.next().await.is_some() {
			while self.pool.status().ready > 0 {
				match self.seal(false).await {
					Ok(_) => {},
					// What is ready is in the last block already; the pool just has not noticed.
					Err(Error::EmptyTransactionPool) => break,
					Err(error) => {
						log::error!(target: LOG_TARGET, "No block was made: {error}");
						break;
					},
				}
			}
		}
	}

	async fn seal(&mut self, create_empty: bool) -> Result<(), Error> {
		let (sender, receiver) = oneshot::channel();
		seal_block(SealBlockParams {
			create_empty,
			finalize: true,
			parent_hash: None,
			sender: Some(sender),
			pool: self.pool.clone(),
			client: self.client.clone(),
			env: &mut self.proposer,
			select_chain: &self.select_chain,
			consensus_data_provider: Some(&slot_digest()),
			block_import: &mut self.client.clone(),
			create_inherent_data_providers: &inherents_after(
				self.client.clone(),
				self.shield.clone(),
			),
		})
		.await;
		receiver.await?.map(drop)
	}
}

/// Something at once and then after each `period`. What is late is not made up for, so that a heavy
/// block is not followed by a burst.
fn every(period: Duration) -> impl Stream<Item = ()> {
	stream::unfold(Instant::now(), move |due| async move {
		Delay::new(due.saturating_duration_since(Instant::now())).await;
		Some(((), (due + period).max(Instant::now())))
	})
}

/// The Aura digest of a block, which names its slot; the runtime compares it with the clock.
fn slot_digest() -> AuraConsensusDataProvider<Block> {
	AuraConsensusDataProvider::new_with_slot_duration(SlotDuration::from_millis(SLOT_DURATION))
}

/// What a new block is told: its time, one slot after its parent's whatever the time on the wall, and
/// the key of the MEV shield.
fn inherents_after(
	client: Arc<FullClient>,
	shield: Arc<Shield>,
) -> impl CreateInherentDataProviders<Block, ()> {
	move |parent: Hash, ()| {
		let (client, shield) = (client.clone(), shield.clone());
		async move {
			let header = client
				.header(parent)?
				.ok_or_else(|| format!("the parent block {parent} is not in the database"))?;
			let time = time_after(&header)?;
			let slot = Slot::from_timestamp(time, SlotDuration::from_millis(SLOT_DURATION));
			let announcement = shield.announcement(parent, slot)?;
			Ok((sp_timestamp::InherentDataProvider::new(time), announcement))
		}
	}
}

/// Start of the slot after `parent`'s. The child of the genesis block, which has no slot, takes
/// the slot that it is by the wall clock.
fn time_after(
	parent: &Header,
) -> Result<Timestamp, Box<dyn std::error::Error + Send + Sync + 'static>> {
	let duration = SlotDuration::from_millis(SLOT_DURATION);
	let slot = if parent.number().is_zero() {
		Slot::from_timestamp(Timestamp::current(), duration)
	} else {
		sc_consensus_aura::find_pre_digest::<Block, AuthoritySignature>(parent)
			.map_err(|error| error.to_string())?
			+ 1
	};
	slot.timestamp(duration).ok_or_else(|| "the chain's clock has run out of range".into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_consensus_aura::digests::CompatibleDigestItem;
	use sp_runtime::{Digest, DigestItem};

	fn header(number: u32, slot: Option<u64>) -> Header {
		let logs = slot
			.map(|slot| {
				<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(
					slot.into(),
				)
			})
			.into_iter()
			.collect();
		Header::new(
			number,
			Default::default(),
			Default::default(),
			Default::default(),
			Digest { logs },
		)
	}

	#[test]
	fn sealing_is_read_from_text() {
		assert_eq!("instant".parse(), Ok(Sealing::Instant));
		assert_eq!("manual".parse(), Ok(Sealing::Manual));
		assert_eq!("250".parse(), Ok(Sealing::REAL_TIME));
		for wrong in ["", "0", "-1", "1s", "Instant", "99999999999999999999"] {
			assert!(wrong.parse::<Sealing>().unwrap_err().contains("from 1"), "{wrong:?}");
		}
	}

	#[test]
	fn clock_moves_one_slot_per_block() {
		assert_eq!(time_after(&header(7, Some(1_000))).unwrap().as_millis(), 1_001 * 250);
	}

	#[test]
	fn clock_of_the_first_block_is_the_current_slot() {
		let before = Timestamp::current().as_millis();
		let time = time_after(&header(0, None)).unwrap().as_millis();
		assert!(time.is_multiple_of(250) && time + 250 > before, "{time} after {before}");
	}

	#[test]
	fn clock_refuses_a_parent_without_a_slot() {
		assert!(time_after(&header(7, None)).is_err());
	}
}
