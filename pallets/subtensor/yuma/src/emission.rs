//! How much is minted per block, and how one subnet's alpha of a block is divided.

use crate::stake::weight_bits;

/// Total supply in rao, of the token and of each subnet's alpha.
pub const TOTAL_SUPPLY: u64 = 21_000_000_000_000_000;
/// Emission of one block before the first halving, in rao.
pub const FIRST_BLOCK_EMISSION: u64 = 1_000_000_000;

/// Emission of one block in rao at the given issuance in rao: one token until half of the supply is
/// issued, half a token until half of the rest is, and so on; 0 from the total supply on.
///
/// The same rule holds for the token and, per subnet, for alpha.
pub fn block_emission(issuance: u64) -> u64 {
	if issuance >= TOTAL_SUPPLY {
		return 0;
	}
	let one = 1_u128 << 32;
	let issued = (u128::from(issuance) << 32).checked_div(u128::from(TOTAL_SUPPLY)).unwrap_or(0);
	// 1 / (part not yet issued), at least 1; its binary logarithm counts the halvings.
	let inverse = (1_u128 << 64).checked_div(one.saturating_sub(issued)).unwrap_or(0);
	let halvings = inverse.checked_ilog2().unwrap_or(0).saturating_sub(32);
	let share = one.checked_shr(halvings).unwrap_or(0);
	let emission = share.saturating_mul(u128::from(FIRST_BLOCK_EMISSION)) >> 32;
	u64::try_from(emission).unwrap_or(FIRST_BLOCK_EMISSION)
}

/// The four pending pots that one block of a subnet's alpha goes to, in rao.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlphaOutSplit {
	/// The subnet owner.
	pub owner_cut: u64,
	/// Miners.
	pub server: u64,
	/// Validators and their nominators.
	pub validator: u64,
	/// Validators' stake on the root network.
	pub root: u64,
}

/// Divides one block of a subnet's alpha emission (`alpha_out`, rao).
///
/// The owner's cut (u16 ratio, 0 if disabled) comes off first. Half of the rest is for miners; the
/// other half is divided between root stake and validators by [`root_proportion_bits`]. Each amount
/// is rounded down for itself, so the sum may be a few rao short.
pub fn alpha_out_split(
	alpha_out: u64,
	owner_cut: u16,
	root_stake: u64,
	tao_weight: u64,
	alpha_issuance: u64,
) -> AlphaOutSplit {
	let cut_ratio = (u128::from(owner_cut) << 32).checked_div(65_535).unwrap_or(0);
	let owner_cut = u128::from(alpha_out).saturating_mul(cut_ratio);
	let rest = (u128::from(alpha_out) << 32).saturating_sub(owner_cut);
	let proportion = root_proportion_bits(root_stake, tao_weight, alpha_issuance);
	let server = rest >> 1;
	let root = mul_floor(proportion, rest) >> 1;
	let validator = rest.saturating_sub(server).saturating_sub(root);
	let rao = |bits: u128| u64::try_from(bits >> 32).unwrap_or(u64::MAX);
	AlphaOutSplit {
		owner_cut: rao(owner_cut),
		server: rao(server),
		validator: rao(validator),
		root: rao(root),
	}
}

/// The part of root stake in a subnet's emission, as U96F32 bits (value * 2^32, between 0 and 1):
/// weighted root stake by itself plus the alpha issuance; 0 if both are 0.
///
/// `root_stake` and `alpha_issuance` in rao, `tao_weight` as stored (2^64 - 1 stands for 1).
pub fn root_proportion_bits(root_stake: u64, tao_weight: u64, alpha_issuance: u64) -> u128 {
	// Below 2^96, so the shifted dividend still fits.
	let weighted = u128::from(root_stake).saturating_mul(weight_bits(tao_weight));
	let total = weighted.saturating_add(u128::from(alpha_issuance) << 32);
	weighted.saturating_mul(1 << 32).checked_div(total).unwrap_or(0)
}

/// Product of two values with 32 fraction bits, the first at most 1, rounded down.
fn mul_floor(ratio: u128, value: u128) -> u128 {
	let low = value & u128::from(u32::MAX);
	ratio.saturating_mul(value >> 32).saturating_add(ratio.saturating_mul(low) >> 32)
}
