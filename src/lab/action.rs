//! Everything that may happen to the lab.

use std::rc::Rc;

use super::open::OpenedText;
use super::{
    DataChoice, Edit, Elsewhere, Lab, LookChange, NetworkChoice, Off, OwnChange, Panel, Patch,
    Scope, SnapshotChange, StepOf, StudyChange,
};
use crate::digits::{Drawing, ItemId, PixelScale, Pixels, Stroke, Tool};
use crate::nn::initialise::WeightRange;
use crate::nn::{Architecture, Loss, Parameters};

/// One thing that a person did. What it means is [`Lab::apply`].
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A stroke was finished.
    AddStroke(Stroke),
    /// The pad was cleared; the truth is unknown again.
    Clear,
    /// A sample or a picture replaces what is on the pad.
    Load {
        /// What comes onto the pad.
        drawing: Drawing,
        /// Which digit it is, where that is known.
        truth: Option<u8>,
    },
    /// One weight was set.
    SetCell {
        /// In which patch.
        patch: Patch,
        /// Which of its cells, row-major.
        index: usize,
        /// Held to ±[`MAX_WEIGHT`](super::MAX_WEIGHT); not a finite number: nothing happens.
        value: f32,
        /// The drag that this belongs to: consecutive changes of one drag are one step of undo.
        gesture: Option<u32>,
    },
    /// One weight was changed, from whatever it is by then: two changes between two frames both count.
    ChangeCell {
        /// In which patch.
        patch: Patch,
        /// Which of its cells, row-major.
        index: usize,
        /// By how much; the sum is rounded to a millionth and held as in [`Action::SetCell`].
        by: f32,
        /// As in [`Action::SetCell`].
        gesture: Option<u32>,
    },
    /// The bias of the map or output that a patch feeds was set; nothing happens where it has none.
    SetBias {
        /// Any patch that feeds it.
        patch: Patch,
        /// As for a weight.
        value: f32,
        /// As for a weight.
        gesture: Option<u32>,
    },
    /// An edit of many weights.
    Edit {
        /// Where.
        patch: Patch,
        /// How far around it.
        scope: Scope,
        /// What.
        edit: Edit,
    },
    /// Every weight of the network drawn anew; biases become 0.
    RandomiseAll {
        /// From which range.
        range: WeightRange,
        /// Which of the possible draws.
        seed: u32,
    },
    /// Learning brings other weights. Nothing happens where they are of another network's shapes, or where they
    /// are not all finite.
    Learn {
        /// The weights that they were learned from: where the network no longer has them, since somebody changed
        /// them in the meantime, nothing happens. `None`: whatever it has.
        from: Option<Rc<Parameters>>,
        /// What they became. Each is held to ±[`MAX_WEIGHT`](super::MAX_WEIGHT).
        parameters: Rc<Parameters>,
        /// Which run this belongs to: from the moment somebody lets it learn until it stands still. A run is one step of
        /// undo, and so are runs that follow each other. What somebody does during a run is a step of its own. If it
        /// leaves the weights alone, undo takes back that alone; if not, also what was learned since.
        run: Option<u32>,
    },
    /// One step of gradient descent on the drawing; nothing happens while there is no loss.
    Step {
        /// Which weights move.
        of: StepOf,
        /// The learning rate.
        size: f32,
    },
    /// Something was switched off, or on again.
    Switch {
        /// What.
        what: Off,
        /// Whether it works from now on.
        on: bool,
    },
    /// Everything was switched on again.
    SwitchAllOn,
    /// An image that the network is to receive as it is: it comes onto the pad, and centring and erosion, which
    /// would change it, are switched off. The truth stays.
    LoadImage(Box<Pixels>),
    /// One of the networks on offer, with its starting weights. Where its outputs are of another kind (softmax, sigmoid),
    /// the loss becomes the usual one for them.
    ChooseNetwork(NetworkChoice),
    /// The network of this snapshot; nothing happens where there is none.
    BringBack(ItemId),
    /// Something was done with the snapshots.
    Snapshot(SnapshotChange),
    /// Something was done with the person's own drawings.
    Own(OwnChange),
    /// What was done on an earlier visit or in another tab became known. No step of undo: see
    /// [`kept`](super::kept).
    Elsewhere(Elsewhere),
    /// Another architecture; weights stay wherever their layer keeps its shape.
    SetArchitecture(Architecture),
    /// Fit and centre as MNIST does.
    SetCentre(bool),
    /// Erode 3×3.
    SetErode(bool),
    /// 0–255 or 0–1.
    SetScale(PixelScale),
    /// Activations on or off.
    SetActivations(bool),
    /// Which digit the drawing is meant to be; above 9 nothing happens.
    SetTruth(Option<u8>),
    /// How the error is measured.
    SetLoss(Loss),
    /// From what the network learns. Where that is the person's own drawings, they are shown.
    SetData(DataChoice),
    /// Which snapshot the network is compared with; `None`: the network before the last change of its weights.
    Compare(Option<ItemId>),
    /// Which patch the inspector shows.
    Select(Patch),
    /// How far the inspector's edits reach.
    SetScope(Scope),
    /// How maps are shown.
    Look(LookChange),
    /// Whether a panel stands open.
    SetPanel(Panel, bool),
    /// Pen or eraser.
    SetTool(Tool),
    /// The line's width.
    SetBrush(f32),
    /// The range of random weights.
    SetWeightRange(WeightRange),
    /// The seed of random weights.
    SetSeed(u32),
    /// A setting of the Learn panel.
    Study(StudyChange),
    /// The learning rate of a step on the drawing.
    SetStepSize(f32),
    /// Whether a click on a map or a kernel switches it off.
    SetSwitching(bool),
    /// One step back.
    Undo,
    /// One step forward again.
    Redo,
    /// Another lab altogether, such as one from a file; drawings and snapshots stay. It is one step.
    Restore(Box<Lab>),
    /// What a person opened: its lab takes the place of this one, its drawings and snapshots come beside those that are
    /// there, as long as there is room. It is one step, and [`Lab::imported`] says what came of it.
    Open {
        /// The file's name.
        name: String,
        /// What was in it.
        opened: Box<OpenedText>,
    },
}
