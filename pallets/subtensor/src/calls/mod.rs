//! What the calls do, by topic.

mod coldkeys;
mod hotkeys;
mod networks;
mod register;
mod serving;
mod stake;
mod weights;
