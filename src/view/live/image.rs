//! Whose image the network sees: the drawing's, a dream's, either with a patch over it.

use super::{LaneState, Live};
use crate::digits::Pixels;
use crate::lab::{Cover, Occlusion};

/// Whose image the network sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dreaming {
    /// The drawing's.
    No,
    /// One that is on its way to this digit.
    Running(u8),
    /// One that stopped on its way to this digit.
    Held(u8),
}

/// Steps of a dream an animation frame.
const DREAM_STEPS: usize = 2;

/// How the patch goes.
#[derive(Clone, Copy)]
pub(super) struct PatchSweep {
    /// Pixels along its sides.
    pub side: usize,
    /// Whether each frame takes it on.
    pub runs: bool,
    /// Whether it did in the last frame.
    pub ran: bool,
}

/// Places that a sweep goes over in an animation frame.
const PLACES: usize = 2;

impl Live {
    /// From the next frame on, and until it is held, dropped or over, every frame takes some steps of the
    /// network's image towards `toward`.
    pub fn start_dream(&self, toward: u8) {
        self.0.state.borrow_mut().dream = Some(toward);
        self.step_dream(toward, DREAM_STEPS);
    }

    /// Takes `steps` steps of the network's image towards `toward` in the next frame.
    pub fn step_dream(&self, toward: u8, steps: usize) {
        self.0.state.borrow_mut().scene().dream(toward, steps);
        self.request();
    }

    /// Stops a dream where it is, and says whether one was running.
    pub fn hold_dream(&self) -> bool {
        let running = self.0.state.borrow_mut().dream.take().is_some();
        if running {
            self.request();
        }
        running
    }

    /// Back to the drawing.
    pub fn drop_dream(&self) {
        {
            let mut state = self.0.state.borrow_mut();
            state.dream = None;
            state.scene().wake();
        }
        self.request();
    }

    /// The image of the dream, if there is one.
    pub fn dreamt(&self) -> Option<Pixels> {
        let state = self.0.state.borrow();
        state.scene.dreams_of().map(|_| *state.scene.prepared())
    }

    /// Slides the patch over the image, or, where motion is not wanted, looks everywhere at once.
    pub fn start_sweep(&self, at_once: bool) {
        {
            let mut state = self.0.state.borrow_mut();
            state.dream = None;
            let side = state.patch.side;
            let over = state.scene.occlusion().is_some_and(|occlusion| occlusion.is_over());
            if over {
                state.scene().wake();
            }
            state.patch.runs = !at_once;
            let places = if at_once { usize::from(u16::MAX) } else { PLACES };
            state.scene().cover(side, Cover::Sweep(places));
        }
        self.request();
    }

    /// Stops the patch where it is, and says whether it was sliding.
    pub fn hold_sweep(&self) -> bool {
        let runs = std::mem::take(&mut self.0.state.borrow_mut().patch.runs);
        if runs {
            self.request();
        }
        runs
    }

    /// Puts the patch on a pixel, or takes it away, where there is one.
    pub fn put_patch(&self, place: Option<usize>) {
        {
            let mut state = self.0.state.borrow_mut();
            let Some(occlusion) = state.scene.occlusion() else { return };
            // A pointer that passes by does not stop what slides.
            if place.is_none() && (state.patch.runs || occlusion.at().is_none()) {
                return;
            }
            state.patch.runs = false;
            let side = state.patch.side;
            state.scene().cover(side, Cover::At(place));
        }
        self.request();
    }

    /// Of how many pixels the patch is along its sides.
    pub fn patch_side(&self) -> usize {
        self.0.state.borrow().patch.side
    }

    /// Of how many pixels the patch is to be along its sides: where there is one already, all is looked at anew.
    pub fn set_patch(&self, side: usize) {
        self.0.state.borrow_mut().patch.side = side;
        if self.look(|scene| scene.occlusion().is_some()) {
            self.start_sweep(crate::web::page::wants_less_motion());
        }
    }
}

impl LaneState {
    /// Asks for this frame's steps, unless the drawing has changed meanwhile: that ends a dream.
    pub(super) fn go_on_dreaming(&mut self) {
        self.dream = self.dream.filter(|_| self.scene.dreams_of().is_some());
        if let Some(toward) = self.dream {
            self.scene().dream(toward, DREAM_STEPS);
        }
    }

    pub(super) fn dreaming(&mut self) -> Dreaming {
        if self.scene.dream_is_over() {
            self.dream = None;
        }
        match (self.dream, self.scene.dreams_of()) {
            (Some(toward), _) => Dreaming::Running(toward),
            (None, Some(toward)) => Dreaming::Held(toward),
            (None, None) => Dreaming::No,
        }
    }

    /// Asks for this frame's places, unless there is no patch any more.
    pub(super) fn go_on_sweeping(&mut self) {
        if self.patch.runs && self.scene.occlusion().is_some() {
            let side = self.patch.side;
            self.scene().cover(side, Cover::Sweep(PLACES));
        }
    }

    /// Whether the patch slides, and whether that is otherwise than in the last frame.
    pub(super) fn sweeping(&mut self) -> (bool, bool) {
        let occlusion = self.scene.occlusion();
        let over = |occlusion: &Occlusion| occlusion.is_over() && occlusion.at().is_none();
        let runs = self.patch.runs && occlusion.is_some_and(|occlusion| !over(occlusion));
        self.patch.runs = runs;
        (runs, std::mem::replace(&mut self.patch.ran, runs) != runs)
    }
}
