//! The state of the page: what it is ([`Lab`]), what may happen to it ([`Action`]), and what is on
//! screen for it ([`Scene`]). Pure: nothing here knows of the browser, and all of it runs natively.

pub mod action;
pub mod apart;
mod change;
pub mod decimal;
mod document;
pub mod draft;
pub mod edit;
mod history;
pub mod kept;
pub mod keys;
#[allow(clippy::module_inception, reason = "the room is named after its centrepiece")]
pub mod lab;
mod live;
pub mod look;
mod names;
pub mod networks;
pub mod number_input;
pub mod off;
pub mod open;
mod panels;
pub mod patch;
pub mod preset;
pub mod said;
pub mod scene;
pub mod snapshots;
mod starting;
pub mod step;
pub mod stored;
pub mod strokes;
pub mod study;
pub mod touch;
pub mod view;
pub mod xray;

pub use crate::nn::{MAX_WEIGHT, target};
pub use action::Action;
pub use apart::{MapsApart, WeightsApart, weights_apart};
pub use document::{Document, Network};
pub use edit::Edit;
pub use kept::{Elsewhere, Imported, OwnChange};
pub use lab::Lab;
pub use look::{ColourChoice, Look, LookChange, Quantity, RangeMode};
pub use networks::{NetworkChoice, choice_of};
pub use number_input::{Number, NumberError, Wanted};
pub use off::Off;
pub use panels::{Panel, Panels};
pub use patch::{Patch, Scope};
pub use preset::Preset;
pub use said::{Said, Stands};
pub use scene::{Answer, Changes, Cover, Label, Layer, Occlusion, Scene, reach};
pub use snapshots::{Snapshot, SnapshotChange, Snapshots};
pub use starting::starting_parameters;
pub use step::{StepOf, Stepped, step};
pub use stored::StoredError;
pub use study::{DataChoice, RuleChoice, Study, StudyChange, StudyTab};
pub use view::View;
