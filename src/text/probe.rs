//! The words of what asks the network by taking something away: maps and kernels switched off, a patch over the image,
//! and the flow from map to map.

pub(super) mod en;
pub(super) mod ja;

/// The words of these in one language.
#[allow(missing_docs, reason = "each field is the words that its name says")]
pub struct ProbeText {
    pub switch: &'static str,
    pub switch_hint: &'static str,
    pub switch_lead: &'static str,
    /// How many are off; what the answer was with everything on, and is; its number then and now.
    pub switched: fn(usize, &str, &str, &str, &str) -> String,
    /// How many are off, while nothing is drawn.
    pub switched_blank: fn(usize) -> String,
    pub learns_whole: &'static str,
    pub all_on: &'static str,
    pub off: &'static str,
    pub this_kernel: &'static str,
    pub this_kernel_hint: &'static str,
    pub this_map: &'static str,
    pub this_map_hint: &'static str,
    pub flow: &'static str,
    pub flow_hint: &'static str,
    pub counts_as_zeros: &'static str,
    pub occlusion: &'static str,
    pub occlusion_hint: &'static str,
    pub occlusion_hand: &'static str,
    pub occlusion_drop: &'static str,
    pub patch: &'static str,
    /// The output, its number with nothing covered and with the patch there, the row and the column from 0.
    pub covered: fn(usize, &str, &str, usize, usize) -> String,
    /// The same, of the place where covering lowers it most.
    pub most: fn(usize, &str, &str, usize, usize) -> String,
}
