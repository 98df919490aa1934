//! Yuma consensus as pure arithmetic: stake, weights and bonds in; incentive, dividends and
//! emission out. Every result has the same bits as on the live network.
#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]
#![deny(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::cast_possible_wrap,
	clippy::cast_precision_loss,
	clippy::cast_sign_loss,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::string_slice,
	clippy::unreachable,
	clippy::unwrap_used
)]

extern crate alloc;

mod bonds;
pub mod burn;
pub mod emission;
mod epoch;
pub mod liquid_alpha;
pub mod mechanisms;
pub mod median;
mod observer;
mod q32;
mod sparse;
mod stake;
pub mod weights;

pub use epoch::{epoch, epoch_observed, EpochInput, EpochOutput, InputError, Row};
pub use observer::{Matrix, Observer, Vector};
pub use q32::Q32;
pub use stake::CombinedStake;
