//! Storage migrations: what an upgrade of the runtime does to the storage that an older one wrote.
//!
//! There is none yet: every chain that exists was written in the layout of storage version 0, which
//! is today's. A new storage item that has a right default needs none either. Whoever changes the
//! layout of an item, or adds one that must agree with others:
//!
//! 1. raises `STORAGE_VERSION` in `lib.rs` by one;
//! 2. adds a module here, named after the version and what it does (`v1_count_children`), with the
//!    old layout as `storage_alias` and an
//!    [`UncheckedOnRuntimeUpgrade`](frame_support::traits::UncheckedOnRuntimeUpgrade) that returns
//!    what it cost; `pre_upgrade` notes what must survive, and `post_upgrade` compares and calls
//!    [`Pallet::do_try_state`](crate::Pallet::do_try_state);
//! 3. wraps it in [`VersionedMigration`](frame_support::migrations::VersionedMigration), so that it
//!    runs once on the version that it is for and never on another;
//! 4. names that in the runtime's `SingleBlockMigrations`, and raises `spec_version`;
//! 5. tests it on a chain in the old layout, as the runtime's `tests/migration.rs` does with a layout
//!    that never was;
//! 6. deletes it when no chain of that version is left.
//!
//! What one block cannot migrate belongs to `pallet-migrations`, which this runtime does not have.
