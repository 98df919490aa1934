//! Tests by call or topic. Every test runs in `ExtBuilder::build_and_execute`, which checks the
//! invariants before and after it.

mod block_step;
mod burn_alpha;
mod children;
mod commit_weights;
mod delegation;
mod dissolve;
mod extension;
mod genesis;
mod hyperparameters;
mod identity;
mod neurons;
mod read;
mod refusals;
mod register_network;
mod root_claims;
mod root_register;
mod seats;
mod serve_axon;
mod serving;
mod set_weights;
mod soak;
mod stake;
mod stake_limits;
mod stake_moves;
mod stake_operations;
mod stake_weights;
mod state_machine;
mod swap_coldkey;
mod swap_hotkey;
mod timelock;
mod trimming;
mod try_state;
mod unstake_all;
