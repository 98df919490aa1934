//! What is stored, by topic.
//!
//! Netuids and uids are handed out by the chain, so the hasher `Identity` is safe and keeps maps in
//! netuid order; account ids are chosen by users and get `Blake2_128Concat`. Names, key order and
//! hashers are those that clients expect, and so is the order of the items.

pub(crate) mod absent;
pub(crate) mod emission;
pub(crate) mod hyperparameters;
pub(crate) mod neurons;
pub(crate) mod stake;
pub(crate) mod subnets;
