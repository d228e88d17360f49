//! Where a run stands, as bytes: what another member needs to go on from there.

use super::super::replica::Replica;
use super::super::wire::{Reader, Writer};
use super::{Job, Member};
use crate::nn::Parameters;

impl Member {
    /// Everything that the rounds after the last one depend on.
    pub fn state(&self) -> Vec<u8> {
        let mut to = Writer::default();
        self.replica.write(&mut to);
        to.u8(self.course.playing.into());
        to.option(self.course.stop_at);
        to.u32(self.obeyed);
        to.bytes
    }

    pub(super) fn read(&mut self, from: &mut Reader) -> Option<()> {
        self.replica.read(from)?;
        self.course.playing = from.u8()? != 0;
        self.course.stop_at = from.option()?;
        self.obeyed = from.u32()?;
        Some(())
    }
}

/// The state of a run whose workers are all gone, at rest: the weights that were last told of, after so many images
/// in epochs of `epoch`, and so many orders. What the optimiser remembered is lost.
pub fn restart(
    job: &Job,
    parameters: &Parameters,
    images: u64,
    epoch: u64,
    obeyed: u32,
) -> Vec<u8> {
    let job = Job { parameters: parameters.clone().into(), ..job.clone() };
    let mut to = Writer::default();
    Replica::new(&job).after(images, epoch).write(&mut to);
    to.u8(0);
    to.option(None);
    to.u32(obeyed);
    to.bytes
}
