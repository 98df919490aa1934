//! What the calls do, by topic.

mod coldkeys;
pub(crate) mod commits;
mod governance;
mod hotkeys;
mod identity;
mod networks;
mod register;
mod serving;
mod stake;
pub(crate) mod weights;
