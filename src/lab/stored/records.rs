//! The records of a stored lab: what stands in its text.

use serde::{Deserialize, Serialize};

use crate::digits::{ItemId, PixelScale, Tool};
use crate::formats::architecture::ArchitectureRecord;
use crate::formats::{names, record};
use crate::lab::strokes::{from_steps, steps};
use crate::lab::{
    ColourChoice, DataChoice, Look, Panel, Panels, Patch, Quantity, RangeMode, RuleChoice, Scope,
    Study, StudyChange, StudyTab, View,
};
use crate::nn::architecture::MAX_CHANNELS;
use crate::nn::{Loss, Schedule, WeightRange};

/// What no text of a lab lacks, whatever its version.
#[derive(Deserialize)]
pub struct VersionRecord {
    pub version: u64,
}

/// A lab. What is missing is as it is at first, but for the drawing, of which there is then none.
#[derive(Serialize, Deserialize)]
#[serde(default)]
pub struct LabRecord {
    pub version: u64,
    pub drawing: Option<DrawingRecord>,
    pub architecture: Option<ArchitectureRecord>,
    /// Base64 of every weight as f32, little-endian: stage by stage kernels then bias, then the linear layer's.
    pub weights: String,
    pub centre: bool,
    pub erode: bool,
    #[serde(with = "names")]
    pub scale: PixelScale,
    pub activations: bool,
    pub truth: Option<u8>,
    #[serde(with = "names")]
    pub loss: Loss,
    /// What is switched off, as `Off::numbers` tells it.
    pub off: Vec<i32>,
    #[serde(deserialize_with = "record::lenient")]
    pub view: ViewRecord,
}

impl Default for LabRecord {
    fn default() -> Self {
        Self {
            version: 0,
            drawing: None,
            architecture: None,
            weights: String::new(),
            centre: true,
            erode: false,
            scale: PixelScale::Unit,
            activations: true,
            truth: None,
            loss: Loss::SquaredError,
            off: Vec::new(),
            view: ViewRecord::default(),
        }
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DrawingRecord {
    pub picture: Option<PictureRecord>,
    pub strokes: Vec<StrokeRecord>,
}

#[derive(Serialize, Deserialize)]
pub struct PictureRecord {
    pub width: usize,
    pub height: usize,
    /// Base64, one byte a pixel.
    pub pixels: String,
}

#[derive(Serialize, Deserialize)]
pub struct StrokeRecord {
    #[serde(with = "names")]
    pub tool: Tool,
    /// In grid steps, like all that follows.
    pub width: i32,
    /// x, y and pressure of each point in turn.
    pub points: Vec<i32>,
}

/// How the lab is looked at. What cannot be is as it is at first: it is no reason to refuse a person's work.
#[derive(Serialize, Deserialize)]
#[serde(default)]
pub struct ViewRecord {
    kernel: PatchRecord,
    linear: PatchRecord,
    #[serde(with = "names")]
    scope: Scope,
    #[serde(with = "names")]
    range: RangeMode,
    composite: bool,
    numbers: bool,
    #[serde(with = "names")]
    tool: Tool,
    /// In grid steps.
    brush: i32,
    #[serde(with = "names")]
    weight_range: WeightRange,
    seed: u32,
    #[serde(deserialize_with = "record::lenient")]
    study: StudyRecord,
    /// In grid steps.
    step_size: i32,
    gradients: bool,
    /// Which of all colours the maps have; the bits of the ends of the fixed range; which maps are red, green and
    /// blue; whether the matrix of kernels is open. Numbers without names, since the release that invented them knows
    /// no other form.
    look: Vec<i32>,
    switching: bool,
    flow: bool,
    /// The id of the snapshot that the network is compared with. Left out where there is none, so that the release before
    /// there was such a field can read what is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PatchRecord {
    Kernel { stage: usize, output: usize, input: usize },
    Linear { output: usize, channel: usize },
}

#[derive(Serialize, Deserialize)]
#[serde(default)]
struct StudyRecord {
    #[serde(with = "names")]
    data: DataChoice,
    #[serde(with = "names")]
    rule: RuleChoice,
    rate: f32,
    #[serde(with = "names", default = "constant")]
    schedule: Schedule,
    decay: f32,
    batch: usize,
    seed: u32,
    open: bool,
    #[serde(with = "names")]
    tab: StudyTab,
}

/// In texts from before there was a choice it was constant.
fn constant() -> Schedule {
    Schedule::Constant
}

impl PatchRecord {
    fn of(patch: Patch) -> Self {
        match patch {
            Patch::Kernel { stage, output, input } => Self::Kernel { stage, output, input },
            Patch::Linear { output, channel } => Self::Linear { output, channel },
        }
    }

    fn patch(self) -> Patch {
        match self {
            Self::Kernel { stage, output, input } => Patch::Kernel { stage, output, input },
            Self::Linear { output, channel } => Patch::Linear { output, channel },
        }
    }
}

impl Default for ViewRecord {
    fn default() -> Self {
        Self::of(&View::default(), DataChoice::Generated)
    }
}

impl ViewRecord {
    pub fn of(view: &View, data: DataChoice) -> Self {
        Self {
            kernel: PatchRecord::of(view.kernel),
            linear: PatchRecord::of(view.linear),
            scope: view.scope,
            range: view.look.range,
            composite: view.look.composite,
            numbers: view.panels.has(Panel::Numbers),
            tool: view.tool,
            brush: steps(view.brush),
            weight_range: view.weight_range,
            seed: view.seed,
            study: StudyRecord::of(view.study, view.panels.has(Panel::Learn), data),
            step_size: steps(view.step_size),
            gradients: view.look.gradients(),
            look: write_look(&view.look, view.panels.has(Panel::Matrix)),
            switching: view.switching,
            flow: view.look.flow,
            against: view.against.map(|id| id.to_string()),
        }
    }

    /// The view, and the data that is learned from, which stood among its settings once.
    pub fn view(self) -> (View, DataChoice) {
        let data = self.study.data;
        let quantity = if self.gradients { Quantity::Gradient } else { Quantity::Value };
        let mut look = Look {
            range: self.range,
            composite: self.composite,
            quantity,
            flow: self.flow,
            ..Look::default()
        };
        let mut panels = Panels::default();
        panels.set(Panel::Learn, self.study.open);
        panels.set(Panel::Matrix, read_look(&self.look, &mut look));
        // Where a text says both, the matrix gives way.
        panels.set(Panel::Numbers, self.numbers);
        let mut view = View {
            scope: self.scope,
            look,
            panels,
            tool: self.tool,
            brush: from_steps(self.brush).clamp(View::THINNEST, View::THICKEST),
            weight_range: self.weight_range,
            seed: self.seed,
            study: self.study.study(),
            step_size: from_steps(self.step_size).clamp(View::SMALLEST_STEP, View::LARGEST_STEP),
            switching: self.switching,
            against: self.against.as_deref().and_then(ItemId::read),
            ..View::default()
        };
        // A kernel goes to the kernels, whichever field names it.
        view.select(self.kernel.patch());
        view.select(self.linear.patch());
        (view, data)
    }
}

fn write_look(look: &Look, matrix: bool) -> Vec<i32> {
    let colours = ColourChoice::ALL.iter().position(|&each| each == look.colours);
    let maps = look.rgb.map(|map| map as i32);
    let ends = look.fixed.map(|end| end.to_bits().cast_signed());
    let colours = colours.unwrap_or_default() as i32;
    [&[colours][..], &ends, &maps, &[matrix.into()]].concat()
}

/// Brings what [`write_look`] wrote into `look`, and says whether the matrix of kernels is open.
fn read_look(text: &[i32], look: &mut Look) -> bool {
    let &[colours, low, high, red, green, blue, matrix, ..] = text else { return false };
    let colours = ColourChoice::ALL.get(colours as usize);
    look.colours = *colours.unwrap_or(&look.colours);
    let ends = [low, high].map(|bits| f32::from_bits(bits.cast_unsigned()));
    if Look::is_range(ends) {
        look.fixed = ends;
    }
    look.rgb = Look::rgb_of([red, green, blue].map(|map| map as usize), MAX_CHANNELS);
    matrix != 0
}

impl Default for StudyRecord {
    fn default() -> Self {
        Self::of(Study::default(), false, DataChoice::Generated)
    }
}

impl StudyRecord {
    fn of(study: Study, open: bool, data: DataChoice) -> Self {
        let Study { rule, rate, schedule, decay, batch, seed, tab } = study;
        Self { data, rule, rate, schedule, decay, batch, seed, open, tab }
    }

    /// As if a person had set it: a number that is not allowed changes nothing.
    fn study(self) -> Study {
        let mut study = Study::default();
        for change in [
            StudyChange::Rule(self.rule),
            StudyChange::Rate(self.rate),
            StudyChange::Schedule(self.schedule),
            StudyChange::Decay(self.decay),
            StudyChange::Batch(self.batch),
            StudyChange::Seed(self.seed),
            StudyChange::Tab(self.tab),
        ] {
            study.change(change);
        }
        study
    }
}
