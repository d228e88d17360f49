//! The page's side of a run, with workers that never come, words that get lost, and slow machines.

use std::cell::RefCell;
use std::rc::Rc;

use hitofude::digits::mnist::{Mnist, Slot};
use hitofude::digits::{Labelled, PixelScale};
use hitofude::nn::{
    Activation, Architecture, Head, Loss, OutputActivation, Pace, Parameters, Pooling, Rule,
    Schedule, Stage,
};
use hitofude::training::supervisor::LOOK;
use hitofude::training::{Data, Job, Plan, Report, Trouble};

use crate::world::{Fate, Mail, World};

fn job() -> Job {
    let stage = Stage {
        channels: 1,
        kernel: 1,
        activation: Activation::Relu,
        pooling: Pooling::Max,
        bias: true,
    };
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    let architecture = Architecture::new(vec![stage; 2], head).expect("a network");
    Job {
        parameters: Rc::new(Parameters::zeros(&architecture)),
        architecture: Rc::new(architecture),
        plan: Plan {
            rule: Rule::Sgd,
            pace: Pace { rate: 0.01, decay: 0.0 },
            schedule: Schedule::Constant,
            batch: 8,
            seed: 1,
            loss: Loss::CrossEntropy,
        },
        data: Data::Mnist(Slot::First),
        scale: PixelScale::Unit,
    }
}

fn set() -> Mnist {
    let some = |count: u8| Labelled {
        images: (0..count).map(|index| [index; 784]).collect(),
        labels: (0..count).map(|index| index % 10).collect(),
    };
    Mnist { train: some(64), test: some(10) }
}

fn arrives(_: usize, _: usize, _: &Mail) -> Fate {
    Fate::Arrives
}

#[test]
fn a_start_in_which_all_goes_well_is_tried_once() {
    let mut world = World::new(job(), set(), arrives);
    world.run(60.0, LOOK);
    assert!(world.images() >= 500, "{}", world.images());
    assert!(!world.said_late());
    // Three members, and whoever dealt out the set and is gone again.
    assert_eq!(world.started, 4);
    assert!(world.workers[3].is_none());
}

#[test]
fn whichever_message_is_lost_it_learns_and_says_that_it_was_late() {
    let mut late = 0;
    for lost in 0..90 {
        // A port that loses something loses all that comes after it.
        let broken = RefCell::new(None);
        let fate = |number, mesh: usize, mail: &Mail| {
            let port = match mail {
                Mail::Share { from, to, .. } | Mail::Orders { from, to, .. } => {
                    Some((mesh, *from, *to))
                }
                _ => None,
            };
            let mut broken = broken.borrow_mut();
            if number == lost {
                *broken = port;
            }
            let is_lost = number == lost || port.is_some() && *broken == port;
            if is_lost { Fate::IsLost } else { Fate::Arrives }
        };
        let mut world = World::new(job(), set(), fate);
        world.run(60.0, LOOK);
        assert!(world.images() >= 500, "without message {lost}: {:?}", world.reports.last());
        late += usize::from(world.said_late());
    }
    assert!(late > 20, "{late}");
}

#[test]
fn a_connection_that_does_not_work_is_made_again() {
    for (one, other) in [(0, 1), (2, 0), (1, 2)] {
        let fate = |_: usize, mesh: usize, mail: &Mail| match mail {
            Mail::Share { from, to, .. } | Mail::Orders { from, to, .. }
                if mesh == 1 && (*from, *to) == (one, other) =>
            {
                Fate::IsLost
            }
            _ => Fate::Arrives,
        };
        let mut world = World::new(job(), set(), fate);
        world.run(30.0, LOOK);
        assert!(world.images() >= 500, "{one} to {other}: {:?}", world.reports.last());
        assert!(world.said_late());
    }
}

#[test]
fn what_never_works_is_given_up_and_not_waited_for_without_end() {
    let shares = |_: usize, _: usize, mail: &Mail| match mail {
        Mail::Share { .. } => Fate::IsLost,
        _ => Fate::Arrives,
    };
    let parts = |_: usize, _: usize, mail: &Mail| match mail {
        Mail::Shard { .. } => Fate::IsLost,
        _ => Fate::Arrives,
    };
    let mut world = World::new(job(), set(), shares);
    world.run(60.0, LOOK);
    assert_eq!(world.reports.last(), Some(&Report::Failed(Trouble::Silent)));
    let mut world = World::new(job(), set(), parts);
    world.run(60.0, LOOK);
    assert_eq!(world.reports.last(), Some(&Report::Failed(Trouble::Silent)));
}

#[test]
fn a_worker_that_does_not_begin_is_started_again() {
    for never in 0..4 {
        let mut world = World::new(job(), set(), arrives);
        world.born = Box::new(move |number| number != never);
        world.run(30.0, LOOK);
        assert!(world.images() >= 500, "worker {never}: {:?}", world.reports.last());
        assert!(world.said_late());
    }
    // A browser that starts none.
    let mut world = World::new(job(), set(), arrives);
    world.born = Box::new(|_| false);
    world.run(80.0, LOOK);
    assert_eq!(world.reports.last(), Some(&Report::Failed(Trouble::NoWorkers)));
}

#[test]
fn it_says_so_within_a_few_seconds() {
    let mut world = World::new(job(), set(), arrives);
    world.born = Box::new(|number| number != 1);
    world.run(7.0, LOOK);
    assert!(world.said_late());
}

#[test]
fn a_start_that_is_slow_and_not_dead_says_so_as_well() {
    // No worker is late enough to be given up: what each says takes three and a half seconds.
    let fate = |_: usize, _: usize, mail: &Mail| match mail {
        Mail::From(..) => Fate::Late(3_500.0),
        _ => Fate::Arrives,
    };
    let mut world = World::new(job(), set(), fate);
    world.run(7.0, LOOK);
    assert!(world.said_late());
    assert_eq!(world.started, 4, "nobody was started again");
    world.run(30.0, LOOK);
    assert!(world.images() > 0);
}

#[test]
fn a_worker_that_vanishes_while_it_learns_is_replaced() {
    let mut world = World::new(job(), set(), arrives);
    world.run(0.3, LOOK);
    let learned = world.images();
    assert!((1..500).contains(&learned), "{learned}");
    let number = world.workers[1].as_ref().expect("a member").number;
    world.born = Box::new(move |born| born != number);
    world.run(30.0, LOOK);
    assert!(world.images() >= 500, "{:?}", world.reports.last());
    assert!(world.reports.contains(&Report::Replaced));
}

#[test]
fn a_slow_machine_is_no_dead_worker() {
    // Every answer of a worker takes four seconds, then seven: it is seen that this machine is so.
    for slow in [4_000.0, 7_000.0] {
        let fate = move |_: usize, _: usize, mail: &Mail| match mail {
            Mail::From(..) => Fate::Late(slow),
            _ => Fate::Arrives,
        };
        let mut world = World::new(job(), set(), fate);
        world.run(180.0, LOOK);
        assert!(world.images() > 0, "{slow} ms late: {:?}", world.reports.last());
        // At the start a few more may have been tried.
        assert!(world.started <= 9, "{} workers", world.started);
        assert!(!world.reports.contains(&Report::Replaced));
    }
    // The tab is called every four seconds only, and hears its workers after thirty.
    let fate = |_: usize, _: usize, mail: &Mail| match mail {
        Mail::From(..) => Fate::Late(30_000.0),
        _ => Fate::Arrives,
    };
    let mut world = World::new(job(), set(), fate);
    world.run(300.0, 4.0 * LOOK);
    assert!(world.images() > 0, "{:?}", world.reports.last());
    assert_eq!(world.started, 4);
    assert!(!world.said_late());
}
