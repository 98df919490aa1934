//! The transaction pool as the proposer of an author sees it: with carriers opened.

use std::{collections::HashMap, pin::Pin, sync::Arc, time::Duration};

use async_trait::async_trait;
use sc_transaction_pool::TimedTransactionSource;
use sc_transaction_pool_api::{
	ImportNotificationStream, InPoolTransaction, PoolStatus, ReadyTransactions, TransactionPool,
	TransactionSource, TransactionStatusStreamFor, TxHash, TxInvalidityReportMap,
};
use yumanet_runtime::{
	opaque::{Block, UncheckedExtrinsic},
	Hash,
};

use super::{Finding, PoolTransaction, Shield, LOG_TARGET};
use crate::service::FullPool;

type Ready = Box<dyn ReadyTransactions<Item = Arc<PoolTransaction>> + Send>;
type PoolError = <FullPool as TransactionPool>::Error;

/// The pool, from which what is ready for a block comes with carriers opened.
pub struct ShieldedPool {
	/// Where everything is, sealed.
	pub pool: Arc<FullPool>,
	/// What opens it.
	pub shield: Arc<Shield>,
}

impl ShieldedPool {
	fn opened(&self, parent: Hash, ready: Ready) -> Ready {
		Box::new(Opened { ready, shield: self.shield.clone(), parent, companion: None })
	}
}

/// What is ready for a block upon `parent`.
struct Opened {
	ready: Ready,
	shield: Arc<Shield>,
	parent: Hash,
	/// What comes next, because it belongs to what came last.
	companion: Option<Arc<PoolTransaction>>,
}

impl Iterator for Opened {
	type Item = Arc<PoolTransaction>;

	fn next(&mut self) -> Option<Self::Item> {
		if let Some(companion) = self.companion.take() {
			return Some(companion);
		}
		loop {
			let transaction = self.ready.next()?;
			let finding = self.shield.examine(self.parent, &transaction);
			match finding {
				Ok(Finding::Ordinary) => return Some(transaction),
				Ok(Finding::Opened(inner)) => {
					self.companion = Some(unpooled(inner));
					return Some(transaction);
				},
				Ok(Finding::Refused(refusal)) => {
					self.companion = Some(transaction);
					return Some(unpooled(refusal));
				},
				Ok(Finding::Foreign) => {},
				Err(error) => log::warn!(
					target: LOG_TARGET,
					"{:?} is left in the pool: {error}",
					transaction.hash()
				),
			}
			// Only for this block: what waits for it must wait on.
			self.ready.report_invalid(&transaction);
		}
	}
}

impl ReadyTransactions for Opened {
	/// What did not get into the block does not take its companion along.
	fn report_invalid(&mut self, transaction: &Self::Item) {
		for out in [Some(transaction.clone()), self.companion.take()].into_iter().flatten() {
			self.ready.report_invalid(&out);
		}
	}
}

/// A transaction that goes from here into a block and nowhere else.
fn unpooled(transaction: UncheckedExtrinsic) -> Arc<PoolTransaction> {
	let bytes = codec::Encode::encode(&transaction);
	Arc::new(PoolTransaction {
		bytes: bytes.len(),
		hash: sp_io::hashing::blake2_256(&bytes).into(),
		data: Arc::new(transaction),
		priority: 0,
		valid_till: 0,
		requires: Vec::new(),
		provides: Vec::new(),
		propagate: false,
		source: TimedTransactionSource::new_in_block(false),
	})
}

#[async_trait]
impl TransactionPool for ShieldedPool {
	type Block = Block;
	type Hash = TxHash<FullPool>;
	type InPoolTransaction = PoolTransaction;
	type Error = PoolError;

	async fn submit_at(
		&self,
		at: Hash,
		source: TransactionSource,
		transactions: Vec<UncheckedExtrinsic>,
	) -> Result<Vec<Result<TxHash<Self>, PoolError>>, PoolError> {
		self.pool.submit_at(at, source, transactions).await
	}

	async fn submit_one(
		&self,
		at: Hash,
		source: TransactionSource,
		transaction: UncheckedExtrinsic,
	) -> Result<TxHash<Self>, PoolError> {
		self.pool.submit_one(at, source, transaction).await
	}

	async fn submit_and_watch(
		&self,
		at: Hash,
		source: TransactionSource,
		transaction: UncheckedExtrinsic,
	) -> Result<Pin<Box<TransactionStatusStreamFor<Self>>>, PoolError> {
		self.pool.submit_and_watch(at, source, transaction).await
	}

	async fn ready_at(&self, at: Hash) -> Ready {
		self.opened(at, self.pool.ready_at(at).await)
	}

	/// Sealed, because it is not for a block.
	fn ready(&self) -> Ready {
		self.pool.ready()
	}

	async fn ready_at_with_timeout(&self, at: Hash, timeout: Duration) -> Ready {
		self.opened(at, self.pool.ready_at_with_timeout(at, timeout).await)
	}

	async fn report_invalid(
		&self,
		at: Option<Hash>,
		errors: TxInvalidityReportMap<TxHash<Self>>,
	) -> Vec<Arc<PoolTransaction>> {
		self.pool.report_invalid(at, errors).await
	}

	fn futures(&self) -> Vec<PoolTransaction> {
		self.pool.futures()
	}

	fn status(&self) -> PoolStatus {
		self.pool.status()
	}

	fn import_notification_stream(&self) -> ImportNotificationStream<TxHash<Self>> {
		self.pool.import_notification_stream()
	}

	fn on_broadcasted(&self, propagations: HashMap<TxHash<Self>, Vec<String>>) {
		self.pool.on_broadcasted(propagations);
	}

	fn hash_of(&self, transaction: &UncheckedExtrinsic) -> TxHash<Self> {
		self.pool.hash_of(transaction)
	}

	fn ready_transaction(&self, hash: &TxHash<Self>) -> Option<Arc<PoolTransaction>> {
		self.pool.ready_transaction(hash)
	}
}
