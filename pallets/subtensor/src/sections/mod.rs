//! What the pallet declares, by topic. Each section is inserted into [`crate::pallet`], so that its
//! items have their paths there; the order of sections and of what is in them is the metadata's.
//!
//! The calls are not among them: they are one block by the rules of FRAME, and a lint for what can
//! panic (`clippy::unwrap_used`) does not look into sections.

pub(crate) mod errors;
pub(crate) mod events;
pub(crate) mod storage;
