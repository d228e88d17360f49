//! A training run, seen from the page: workers that learn, commands to them, reports from them.

use std::rc::Rc;

use crate::nn::{Pace, Parameters};
use crate::training::{Job, Report, Trouble, Until};

/// The workers of one training run. Dropping it ends them.
pub struct Team {
    _on_report: Rc<dyn Fn(Report)>,
}

impl Team {
    /// Starts workers, has the data loaded, then waits for [`Team::play`]. Reports come later, never from within
    /// this call.
    pub fn start(_job: Job, on_report: impl Fn(Report) + 'static) -> Self {
        let on_report: Rc<dyn Fn(Report)> = Rc::new(on_report);
        let report = on_report.clone();
        wasm_bindgen_futures::spawn_local(async move {
            report(Report::Failed(Trouble::NoWorkers));
        });
        Self { _on_report: on_report }
    }

    /// Learns until then.
    pub fn play(&self, _until: Until) {}

    /// Pauses after the batch that is under way.
    pub fn pause(&self) {}

    /// A hand edit, also while it learns: what differs from the weights last reported takes hold in every
    /// worker at the same step.
    pub fn edit(&self, _parameters: &Parameters) {}

    /// Another learning rate or weight decay from the next step on.
    pub fn set_pace(&self, _pace: Pace) {}
}
