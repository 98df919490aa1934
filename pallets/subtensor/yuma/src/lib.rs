//! Yuma consensus as pure arithmetic: stake, weights and bonds in; incentive, dividends and
//! emission out. Every result has the same bits as on the live network.
//!
//! # One epoch
//!
//! ```
//! use yuma_consensus::{epoch, CombinedStake, EpochInput, InputError, Row};
//!
//! // Two validators, uids 0 and 1, weight two miners, uids 2 and 3. Amounts of stake are in rao,
//! // and each weight is relative to its row: the first validator likes both miners the same.
//! let stake = [600, 400, 0, 0].map(|alpha| CombinedStake::from_rao(alpha * 1_000_000_000));
//! let weights: [Row; 4] = [&[(2, 65_535), (3, 65_535)], &[(2, 65_535), (3, 13_107)], &[], &[]];
//! let bonds: [Row; 4] = [&[]; 4];
//! let output = epoch(&EpochInput {
//!     current_block: 1_000,
//!     tempo: 360,
//!     last_mechanism_step_block: 640,
//!     activity_cutoff: 5_000,
//!     last_update: &[900; 4],
//!     block_at_registration: &[10; 4],
//!     stake: &stake,
//!     stake_threshold: 0,
//!     owner_uid: None,
//!     validator_permit: &[true, true, false, false],
//!     max_allowed_validators: 64,
//!     weights: &weights,
//!     commit_blocks: None,
//!     kappa: 32_767,
//!     bonds: &bonds,
//!     bonds_penalty: 65_535,
//!     bonds_moving_average: 900_000,
//!     yuma3: true,
//!     liquid_alpha: false,
//!     alpha_low: 45_875,
//!     alpha_high: 58_982,
//!     alpha_sigmoid_steepness: 1_000,
//!     emission: 1_000_000_000,
//! })?;
//!
//! // The majority by stake gives both miners one half; what the other gives beyond is cut off, so
//! // that only four sixths of its weights are within consensus. Ratios are stored as u16.
//! assert_eq!(output.consensus, [0, 0, 32_767, 32_767]);
//! assert_eq!(output.validator_trust, [65_535, 43_689, 0, 0]);
//! // Miners and validators get one half each, less the dust of rounding down.
//! assert_eq!(output.server_emission, [0, 0, 288_461_538, 211_538_461]);
//! assert_eq!(output.validator_emission, [348_708_487, 151_291_512, 0, 0]);
//! // The bonds to pass to the next epoch: a tenth of the way from nothing to the weights.
//! assert_eq!(output.bonds[0], [(2, 3_276), (3, 3_276)]);
//! # Ok::<(), InputError>(())
//! ```
//!
//! [`epoch_observed`] hands out every intermediate value of the same run. How all this is proven and
//! how fast it is stands in `README.md` beside this crate.
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
mod rows;
mod sparse;
mod stake;
pub mod weights;

pub use epoch::{epoch, epoch_observed, EpochInput, EpochOutput, InputError, Row};
pub use observer::{Matrix, Observer, Vector};
pub use q32::Q32;
pub use stake::CombinedStake;
