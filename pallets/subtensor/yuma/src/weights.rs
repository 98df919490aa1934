//! The rescaling of submitted weights before they are stored.

/// Scales `values` so that the largest becomes 65535; all zeros stay zeros.
///
/// Rounds half up, in the live network's two forms: a common factor with 32 fraction bits when the
/// largest value is above 32768, a division per value otherwise.
///
/// ```
/// assert_eq!(yuma_consensus::weights::max_upscale(&[1, 2, 3]), [21_845, 43_690, 65_535]);
/// ```
pub fn max_upscale(values: &[u16]) -> alloc::vec::Vec<u16> {
	let max = u64::from(values.iter().copied().max().unwrap_or(0));
	let factor = (65_535_u64 << 32).checked_div(max).unwrap_or(0);
	values
		.iter()
		.map(|value| {
			let value = u64::from(*value);
			let bits = if max > 32_768 {
				value.saturating_mul(factor)
			} else {
				// At most 32768 * 65535, so the shifted product fits.
				(value.saturating_mul(65_535) << 32).checked_div(max).unwrap_or(0)
			};
			u16::try_from(bits.saturating_add(1 << 31) >> 32).unwrap_or(u16::MAX)
		})
		.collect()
}
