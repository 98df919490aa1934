//! What the calls do, by topic.

mod burn;
pub mod children;
mod coldkeys;
pub(crate) mod commits;
mod delegation;
mod dissolve;
mod governance;
mod hotkeys;
mod identity;
pub(crate) mod move_stake;
mod networks;
mod register;
pub mod root;
mod serving;
mod stake;
pub(crate) mod weights;
