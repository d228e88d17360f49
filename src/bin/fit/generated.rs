//! A network that has seen nothing but generated digits, and learned from them as it would in the page.

use std::rc::Rc;

use hitofude::digits::PixelScale;
use hitofude::lab::{NetworkChoice, RuleChoice, Study, starting_parameters};
use hitofude::nn::{Loss, Pace, Rule};
use hitofude::training::{Command, Data, Images, Job, Member, Order, Outbox, Plan, Report, Until};

use super::{data, model};

/// Learned from so many; a few minutes in a browser.
const IMAGES: u64 = 1_000_000;

/// A member that is alone and not watched.
struct Nobody;

impl Outbox for Nobody {
    fn send_share(&mut self, _: &[f32]) {}
    fn send_orders(&mut self, _: &[u8]) {}
    fn report(&mut self, _: Report) {}
    fn report_obeyed(&mut self, _: u32) {}
}

/// Trains the architecture of `digits` with the settings that the page begins with, and the cross-entropy that belongs
/// to its softmax; tells how it reads.
pub fn generated(data: &data::DataSets) {
    let architecture = NetworkChoice::Digits.architecture();
    let parameters = starting_parameters(&architecture, None);
    let study = Study::default();
    let job = Job {
        architecture: Rc::new(architecture.clone()),
        parameters: Rc::new(parameters),
        plan: Plan {
            rule: Rule::Adam,
            pace: Pace { rate: RuleChoice::Adam.usual_rate(), decay: study.decay },
            schedule: study.schedule,
            batch: study.batch,
            seed: study.seed,
            loss: Loss::CrossEntropy,
        },
        data: Data::Generated,
        scale: PixelScale::Unit,
    };
    let mut member = Member::new(&job, Images::Generated, 0, 1, None);
    member.order(Order { number: 1, command: Command::Play(Until::Paused) });
    while member.reached().0 < IMAGES {
        // Its clock stands still: nothing is tested but at the end of an epoch.
        member.turn(0.0, &mut Nobody);
    }
    model::report_head();
    model::report("generated only", &architecture, member.parameters(), data);
}
