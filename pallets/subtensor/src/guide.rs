//! What this pallet is about, in four chapters, and where it differs from the live network.
//!
//! 1. [Terms](terms)
//! 2. [Life of a neuron](neuron)
//! 3. [An epoch](epoch)
//! 4. [Life of a rao](rao)
//! 5. [Differences to the live network](differences), and [what the presets set](presets)
//!
//! The chapters are Markdown files in the pallet's folder, so that they can be read without building
//! anything. They name storage items, calls and constants instead of repeating their numbers: those
//! stand where the item is documented, and those that can be set in the pallet `AdminUtils`.

// For the links in the chapters.
#[allow(unused_imports)]
use crate::*;

#[doc = include_str!("../docs/terms.md")]
pub mod terms {}

#[doc = include_str!("../docs/neuron.md")]
pub mod neuron {}

#[doc = include_str!("../docs/epoch.md")]
pub mod epoch {}

#[doc = include_str!("../docs/rao.md")]
pub mod rao {}

#[doc = include_str!("../DIFFERENCES.md")]
pub mod differences {}

#[doc = include_str!("../PRESETS.md")]
pub mod presets {}
