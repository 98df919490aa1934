//! Looking into an epoch while it runs.

use crate::q32::Q32;

/// A vector of the epoch, one value per uid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Vector {
	/// Normalised combined stake after the threshold, inactive neurons included.
	Stake,
	/// Normalised stake of active neurons that held a permit before this epoch.
	ActiveStake,
	/// Stake-weighted median of each column.
	Consensus,
	/// Sum of each clipped row.
	ValidatorTrust,
	/// Stake-weighted sum of each clipped column.
	Rank,
	/// Normalised rank: the miners' part.
	Incentive,
	/// Normalised bond return: the validators' part.
	Dividends,
	/// Part of the emission paid to each neuron as a miner.
	ServerShare,
	/// Part of the emission paid to each neuron as a validator.
	ValidatorShare,
	/// Part of the emission by both together, which decides who is pruned.
	CombinedShare,
}

/// A matrix of the epoch, validators by rows and targets by columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Matrix {
	/// Weights after all masks, each row normalised.
	Weights,
	/// The same, clipped at consensus; entries clipped to nothing are left out.
	ClippedWeights,
	/// What bonds move towards: clipped weights, or a mixture by the bonds penalty.
	WeightsForBonds,
	/// Bonds of the previous epoch: ratios in Yuma 3, normalised by column in the original.
	OldBonds,
	/// Original Yuma: weights for bonds times active stake, normalised by column.
	BondsDelta,
	/// Speed of each bond, where liquid alpha is in force.
	Alpha,
	/// Bonds of this epoch before they are quantised: the moving average in Yuma 3, normalised by
	/// column in the original. Rows without permit are included.
	NewBonds,
}

/// Receives every intermediate value of an epoch.
///
/// All methods do nothing by default, so implement those of interest. `()` is the observer that is
/// not there: with it the compiler removes every trace of observing.
pub trait Observer {
	/// Whether anything listens; values computed only for observers are left out otherwise.
	const ENABLED: bool = true;

	/// A whole vector, one value per uid. Each vector is handed out at most once.
	fn vector(&mut self, vector: Vector, values: &[Q32]) {
		let _ = (vector, values);
	}

	/// One entry of a matrix. Each is handed out at most once; no order is promised. Entries that are
	/// not present are not handed out, present ones of value 0 are.
	fn entry(&mut self, matrix: Matrix, row: u16, column: u16, value: Q32) {
		let _ = (matrix, row, column, value);
	}
}

impl Observer for () {
	const ENABLED: bool = false;
}
