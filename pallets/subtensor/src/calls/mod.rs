//! What the calls do, by topic.

mod coldkeys;
mod governance;
mod hotkeys;
mod identity;
mod networks;
mod register;
mod serving;
mod stake;
mod weights;
