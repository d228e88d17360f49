//! From ink to the 28×28 image that the network receives.

use super::Ink;

/// In which numbers pixels enter the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelScale {
    /// 0 to 255, as the notebook does it.
    Byte,
    /// 0 to 1.
    Unit,
}

/// The switches between the pad and the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preparation {
    /// Fit into a 20×20 box keeping the aspect, then the centre of mass to the middle: the way MNIST was made.
    pub centre: bool,
    /// The minimum over each 3×3 neighbourhood; outside the image does not count.
    pub erode: bool,
    /// 0–255 or 0–1.
    pub scale: PixelScale,
}

/// 28×28 pixels, row-major, 0 to 255.
pub type Pixels = [u8; 784];

/// The pad at 28×28, as drawn: the mean of each 10×10 cells.
pub fn as_drawn(ink: &Ink) -> Pixels {
    let _ = ink;
    todo!()
}

/// The image that the network receives, before its scale: `as_drawn`, or fitted and centred, then eroded
/// where that is asked for.
pub fn prepare(ink: &Ink, preparation: Preparation) -> Pixels {
    let _ = (ink, preparation);
    todo!()
}

/// Pixels as the network's numbers.
pub fn scale(pixels: &Pixels, scale: PixelScale, input: &mut [f32]) {
    let _ = (pixels, scale, input);
    todo!()
}
