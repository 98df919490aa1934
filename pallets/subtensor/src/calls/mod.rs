//! What the calls do, by topic.

pub mod children;
mod coldkeys;
pub(crate) mod commits;
mod governance;
mod hotkeys;
mod identity;
mod networks;
mod register;
pub mod root;
mod serving;
mod stake;
pub(crate) mod weights;
