//! What the calls do, by topic.

mod networks;
mod register;
mod serving;
mod stake;
mod weights;
