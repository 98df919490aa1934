//! Storage of a simulated month: a flat map that can roll back.
//!
//! Nobody asks for a root, so there is no trie; and unlike the overlay of a block, whose cost grows
//! with all that has ever been written, reading and overwriting cost the same however much there is.

use codec::{Encode, EncodeAppend, EncodeLike};
use sp_core::storage::{ChildInfo, StateVersion, TrackedStorageKey};
use sp_externalities::{Error, Extension, ExtensionStore, Externalities, MultiRemovalResults};
use std::{
	any::{Any, TypeId},
	collections::{BTreeSet, HashMap},
	ops::Bound,
};

/// A key, and its value before it was written.
type Overwritten = (Vec<u8>, Option<Vec<u8>>);

/// Keys and values, the keys once more in their order, and for each open transaction what it has
/// overwritten.
#[derive(Default)]
pub struct FlatState {
	top: HashMap<Vec<u8>, Vec<u8>>,
	keys: BTreeSet<Vec<u8>>,
	undo: Vec<Vec<Overwritten>>,
}

impl FlatState {
	/// The state that the current externalities hold.
	pub fn copied() -> Self {
		let keys = std::iter::successors(Some(vec![]), |key| sp_io::storage::next_key(key));
		let mut state = Self::default();
		for key in keys {
			let value = sp_io::storage::get(&key).map(|value| value.to_vec());
			state.replace(key, value);
		}
		state
	}

	/// Writes or removes a value, and returns the old one.
	fn replace(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) -> Option<Vec<u8>> {
		let Some(value) = value else {
			self.keys.remove(&key);
			return self.top.remove(&key);
		};
		if let Some(known) = self.top.get_mut(&key) {
			return Some(std::mem::replace(known, value));
		}
		self.keys.insert(key.clone());
		self.top.insert(key, value)
	}

	/// Runs with this as storage.
	pub fn execute_with<R>(&mut self, run: impl FnOnce() -> R) -> R {
		sp_externalities::set_and_run_with_externalities(self, run)
	}
}

/// Bytes that are their own encoding.
struct Encoded(Vec<u8>);

impl Encode for Encoded {
	fn using_encoded<R, F: FnOnce(&[u8]) -> R>(&self, run: F) -> R {
		run(&self.0)
	}
}
impl EncodeLike for Encoded {}

impl ExtensionStore for FlatState {
	fn extension_by_type_id(&mut self, _: TypeId) -> Option<&mut dyn Any> {
		None
	}

	fn register_extension_with_type_id(
		&mut self,
		_: TypeId,
		_: Box<dyn Extension>,
	) -> Result<(), Error> {
		Err(Error::ExtensionsAreNotSupported)
	}

	fn deregister_extension_by_type_id(&mut self, _: TypeId) -> Result<(), Error> {
		Err(Error::ExtensionsAreNotSupported)
	}
}

/// What this pallet never asks for.
macro_rules! unused {
	($($name:ident(&mut self $(, $argument:ident: $type:ty)*) $(-> $result:ty)?;)*) => {
		$(fn $name(&mut self $(, $argument: $type)*) $(-> $result)? {
			$(let _ = $argument;)*
			panic!("{} is not for a simulated month: nothing in a block asks for it", stringify!($name))
		})*
	};
}

impl Externalities for FlatState {
	fn storage(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.top.get(key).cloned()
	}

	fn next_storage_key(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		let after = (Bound::Excluded(key), Bound::Unbounded);
		self.keys.range::<[u8], _>(after).next().cloned()
	}

	fn place_storage(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
		let old = self.replace(key.clone(), value);
		if let Some(undo) = self.undo.last_mut() {
			undo.push((key, old));
		}
	}

	fn storage_append(&mut self, key: Vec<u8>, value: Vec<u8>) {
		let list = self.top.get(&key).cloned().unwrap_or_default();
		let list = Vec::<Encoded>::append_or_new(list, &[Encoded(value)]).expect("a list");
		self.place_storage(key, Some(list));
	}

	fn clear_prefix(
		&mut self,
		prefix: &[u8],
		limit: Option<u32>,
		_: Option<&[u8]>,
	) -> MultiRemovalResults {
		assert!(limit.is_none_or(|limit| limit == u32::MAX), "only whole prefixes are cleared");
		let keys = self.keys.range::<[u8], _>((Bound::Included(prefix), Bound::Unbounded));
		let keys: Vec<_> = keys.take_while(|key| key.starts_with(prefix)).cloned().collect();
		let backend = keys.len() as u32;
		keys.into_iter().for_each(|key| self.place_storage(key, None));
		MultiRemovalResults { maybe_cursor: None, backend, unique: backend, loops: backend }
	}

	fn storage_start_transaction(&mut self) {
		self.undo.push(vec![]);
	}

	fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
		for (key, old) in self.undo.pop().ok_or(())?.into_iter().rev() {
			self.replace(key, old);
		}
		Ok(())
	}

	fn storage_commit_transaction(&mut self) -> Result<(), ()> {
		let done = self.undo.pop().ok_or(())?;
		if let Some(outer) = self.undo.last_mut() {
			outer.extend(done);
		}
		Ok(())
	}

	fn read_write_count(&self) -> (u32, u32, u32, u32) {
		(0, 0, 0, 0)
	}

	fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
		vec![]
	}

	fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
		vec![]
	}

	unused! {
		set_offchain_storage(&mut self, key: &[u8], value: Option<&[u8]>);
		storage_hash(&mut self, key: &[u8]) -> Option<Vec<u8>>;
		child_storage_hash(&mut self, info: &ChildInfo, key: &[u8]) -> Option<Vec<u8>>;
		child_storage(&mut self, info: &ChildInfo, key: &[u8]) -> Option<Vec<u8>>;
		next_child_storage_key(&mut self, info: &ChildInfo, key: &[u8]) -> Option<Vec<u8>>;
		kill_child_storage(
			&mut self, info: &ChildInfo, limit: Option<u32>, cursor: Option<&[u8]>
		) -> MultiRemovalResults;
		clear_child_prefix(
			&mut self, info: &ChildInfo, prefix: &[u8], limit: Option<u32>, cursor: Option<&[u8]>
		) -> MultiRemovalResults;
		place_child_storage(&mut self, info: &ChildInfo, key: Vec<u8>, value: Option<Vec<u8>>);
		storage_root(&mut self, version: StateVersion) -> Vec<u8>;
		child_storage_root(&mut self, info: &ChildInfo, version: StateVersion) -> Vec<u8>;
		wipe(&mut self);
		commit(&mut self);
		reset_read_write_count(&mut self);
		set_whitelist(&mut self, new: Vec<TrackedStorageKey>);
	}
}
