//! Training runs, without workers: members that hand each other their words.

use std::rc::Rc;

use hitofude::digits::mnist::Mnist;
use hitofude::digits::{Labelled, PixelScale, Pixels, prepare};
use hitofude::lab::NetworkChoice;
use hitofude::nn::output::reading;
use hitofude::nn::{
    Activation, Activations, Architecture, Head, Loss, OutputActivation, Pace, Parameters, Pooling,
    Rule, Schedule, Stage, WeightRange, forward,
};
use hitofude::training::{
    Command, Data, Images, Job, Order, Plan, Report, Shard, Trouble, Until, WeightEdits,
};
use rand::SeedableRng;
use rand_pcg::Pcg32;

use crate::crew::Crew;

fn job(architecture: Architecture, rule: Rule, rate: f32, batch: usize) -> Job {
    let mut rng = Pcg32::seed_from_u64(1);
    let parameters = Parameters::random(&architecture, WeightRange::Scaled, &mut rng);
    Job {
        architecture: Rc::new(architecture),
        parameters: Rc::new(parameters),
        plan: Plan {
            rule,
            pace: Pace { rate, decay: 1e-4 },
            schedule: Schedule::Falling,
            batch,
            seed: 7,
            loss: Loss::CrossEntropy,
        },
        data: Data::Generated,
        scale: PixelScale::Unit,
    }
}

fn small() -> Job {
    let stage = Stage {
        channels: 4,
        kernel: 3,
        activation: Activation::Relu,
        pooling: Pooling::Max,
        bias: true,
    };
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    let architecture = Architecture::new(vec![stage; 2], head).expect("a network");
    job(architecture, Rule::Adam, 0.01, 32)
}

/// A few images that differ, each with another digit.
fn few(count: usize) -> Labelled {
    let mut set = Labelled::default();
    for index in 0..count {
        let bar = |cell: usize| u8::from((cell % 28 + index * cell / 28) % 10 == index % 10) * 250;
        set.images.push(std::array::from_fn(bar));
        set.labels.push((index % 10) as u8);
    }
    set
}

fn fixed() -> Images {
    Images::Fixed(Mnist { train: few(150), test: few(40) }.into())
}

#[test]
fn a_seed_gives_the_same_weights_again_and_another_seed_others() {
    for images in [fixed(), Images::Generated, Images::Own(few(9).into())] {
        let trained = |seed| {
            let mut job = small();
            job.plan.seed = seed;
            let mut crew = Crew::new(&job, &images, 2);
            crew.learn(7 * 32);
            crew.members[0].parameters().clone()
        };
        assert_eq!(trained(1), trained(1));
        assert_ne!(trained(1), trained(2));
    }
}

/// A set that is large enough to be dealt out.
fn large() -> Mnist {
    Mnist { train: few(7_001), test: few(6_800) }
}

/// A network that takes hardly any time.
fn tiny() -> Architecture {
    let stage = Stage {
        channels: 1,
        kernel: 1,
        activation: Activation::Relu,
        pooling: Pooling::Max,
        bias: true,
    };
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    Architecture::new(vec![stage; 2], head).expect("a network")
}

#[test]
fn a_set_that_is_dealt_out_teaches_what_it_teaches_whole() {
    let set = large();
    // A step of several workers is that of one, if the rule is a plain one.
    let job = job(tiny(), Rule::Sgd, 0.01, 1_000);
    let learned = |crew: &mut Crew| {
        // Past the end of an epoch, which ends in a short batch.
        (0..9).for_each(|_| crew.learn_batch());
        crew.members[0].parameters().clone()
    };
    let alone = learned(&mut Crew::new(&job, &Images::Fixed(set.clone().into()), 1));
    for workers in [2, 3, 8] {
        let together = learned(&mut Crew::dealt(&job, &set, workers));
        let pairs = alone.slices().flatten().zip(together.slices().flatten());
        let far = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(far < 1e-5, "{workers} workers: {far} off");
    }
}

#[test]
fn of_a_set_that_is_dealt_out_all_images_are_tested() {
    let set = large();
    let job = job(tiny(), Rule::Sgd, 0.01, 1_000);
    for workers in [2, 8] {
        let mut crew = Crew::dealt(&job, &set, workers);
        crew.run(Until::Epoch);
        let right = right(&job, &crew.weights(), &set.test);
        let test = *crew.tests().last().expect("an epoch ends in a test");
        assert_eq!(test.confusion.iter().flatten().sum::<u32>(), 6_800, "{workers} workers");
        assert_eq!(test.accuracy(), right as f32 / 6_800.0, "{workers} workers");
        assert!(test.wrong.iter().all(|wrong| wrong.said != Some(wrong.truth)));
    }
}

#[test]
fn of_a_set_each_worker_holds_its_part() {
    let set = large();
    let whole = |set: &Labelled| set.images.len() * 784;
    for workers in 1..=8 {
        let held: Vec<usize> =
            (0..workers).map(|index| Shard::of(&set, index, workers).bytes()).collect();
        let fair = (whole(&set.train) + whole(&set.test)).div_ceil(workers);
        // The first has all that is for testing.
        assert!(held[0] <= fair + whole(&set.test) + 784, "{workers} workers: {held:?}");
        assert!(held[1..].iter().all(|&held| held <= fair + 2 * 784), "{workers}: {held:?}");
    }
}

#[test]
fn members_agree_bit_for_bit_after_every_step() {
    for workers in 1..=4 {
        let mut crew = Crew::new(&small(), &fixed(), workers);
        for _ in 0..6 {
            crew.run(Until::Batch);
            crew.agree();
        }
        assert_eq!(crew.progress().images, 150 + 32);
    }
}

#[test]
fn a_step_of_several_workers_is_the_step_of_one() {
    for images in [fixed(), Images::Generated, Images::Own(few(9).into())] {
        for rule in [Rule::Sgd, Rule::Momentum { momentum: 0.9 }] {
            let mut job = small();
            job.plan.rule = rule;
            let trained = |workers| {
                let mut crew = Crew::new(&job, &images, workers);
                (0..4).for_each(|_| crew.learn_batch());
                crew.members[0].parameters().clone()
            };
            let alone = trained(1);
            assert_ne!(alone, *job.parameters);
            for workers in 2..=3 {
                let together = trained(workers);
                let pairs = alone.slices().flatten().zip(together.slices().flatten());
                let far = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                assert!(far < 1e-6, "{rule:?}, {workers} workers: {far} off");
            }
        }
    }
}

#[test]
fn a_batch_with_fewer_images_than_workers_is_the_step_of_those_that_have_one() {
    let trained = |workers| {
        let mut job = small();
        job.plan.batch = 1;
        let mut crew = Crew::new(&job, &fixed(), workers);
        crew.learn(24);
        crew.agree();
        crew.members[0].parameters().clone()
    };
    assert_eq!(trained(1), trained(2));
    assert_eq!(trained(1), trained(3));
}

#[test]
fn a_network_learns_and_is_tested_after_an_epoch() {
    (1..=4).for_each(a_crew_learns);
}

fn a_crew_learns(workers: usize) {
    let mut crew = Crew::new(&small(), &fixed(), workers);
    (0..40).for_each(|_| crew.run(Until::Epoch));
    let tests = crew.tests();
    assert_eq!(tests.len(), 40);
    let (first, last) = (tests[0], tests[39]);
    assert_eq!((first.images, last.images), (150, 40 * 150));
    assert!(last.loss < 0.5 * first.loss, "from {} to {}", first.loss, last.loss);
    assert!(last.accuracy() >= 0.9, "{workers} workers: {}", last.accuracy());
    assert_eq!(last.confusion.iter().flatten().sum::<u32>(), 40);
    let wrong: u32 = 40 - (0..10).map(|digit| first.confusion[digit][digit]).sum::<u32>();
    assert_eq!(first.wrong.len(), wrong as usize);
    for wrong in &first.wrong {
        assert_ne!(wrong.said, Some(wrong.truth));
        assert!(few(40).images.contains(&wrong.pixels));
    }
}

/// How many of `set` the network answers rightly, asked directly.
fn right(job: &Job, parameters: &Parameters, set: &Labelled) -> usize {
    let mut maps = Activations::new(&job.architecture);
    let is_right = |(pixels, digit): &(&Pixels, &u8)| {
        prepare::scale(pixels, job.scale, maps.input.cells_mut());
        forward(&job.architecture, parameters, &mut maps);
        reading(&maps.prediction) == Some(**digit)
    };
    set.images.iter().zip(&set.labels).filter(is_right).count()
}

#[test]
fn however_many_workers_test_they_count_the_whole_test() {
    // A test of several pieces, the last of them short.
    let set = Mnist { train: few(64), test: few(1_300) };
    let images = Images::Fixed(set.clone().into());
    for workers in 1..=3 {
        let mut crew = Crew::new(&small(), &images, workers);
        for _ in 0..3 {
            crew.run(Until::Epoch);
            let right = right(&small(), &crew.weights(), &set.test);
            let test = *crew.tests().last().expect("an epoch ends in a test");
            assert_eq!(test.confusion.iter().flatten().sum::<u32>(), 1_300, "{workers} workers");
            assert_eq!(test.accuracy(), right as f32 / 1_300.0, "{workers} workers");
        }
    }
}

#[test]
fn one_output_answers_whether_it_is_a_five() {
    let mut crew =
        Crew::new(&job(NetworkChoice::Notebook.architecture(), Rule::Sgd, 0.1, 16), &fixed(), 2);
    crew.run(Until::Epoch);
    let test = crew.tests()[0];
    assert_eq!(test.confusion[1][..2].iter().sum::<u32>(), 4);
    assert_eq!(test.confusion[0][..2].iter().sum::<u32>(), 36);
    let fives = test.wrong.iter().filter(|wrong| wrong.truth == 5);
    assert!(fives.clone().all(|wrong| wrong.said.is_none()));
    assert_eq!(fives.count() as u32, test.confusion[1][0]);
}

#[test]
fn generated_digits_teach() {
    let mut crew = Crew::new(&small(), &Images::Generated, 1);
    crew.learn(3_000);
    let accuracy = crew.progress().accuracy;
    assert!(accuracy > 0.5, "{accuracy}");
}

#[test]
fn a_pause_takes_hold_after_the_round_and_play_goes_on_from_there() {
    for workers in 1..=3 {
        let mut crew = Crew::new(&small(), &fixed(), workers);
        crew.order(Command::Play(Until::Paused));
        (0..100).for_each(|_| assert!(crew.turn()));
        let before = crew.members[0].reached().0;
        crew.order(Command::Pause);
        while crew.turn() {}
        let images = crew.progress().images;
        // The round under way, and at most the one that it had announced.
        assert!(images <= before + 2 * 16 * 32, "{images} after {before}");
        assert!(crew.reports.contains(&Report::Paused));
        assert_eq!(crew.tests().last().map(|test| test.images), Some(images));
        crew.learn(images + 1);
        let further = crew.members[0].reached().0;
        assert!(further > images);
        // What was paused learned the same as what was not.
        let mut straight = Crew::new(&small(), &fixed(), workers);
        straight.learn(further);
        assert_eq!(straight.members[0].parameters(), crew.members[0].parameters());
    }
}

#[test]
fn a_pause_is_answered_also_where_nothing_runs() {
    let mut crew = Crew::new(&small(), &fixed(), 2);
    crew.order(Command::Pause);
    while crew.turn() {}
    assert_eq!(crew.reports.last(), Some(&Report::Paused));
}

#[test]
fn an_edit_and_another_pace_reach_everyone_at_the_same_step() {
    for workers in 1..=3 {
        let mut crew = Crew::new(&small(), &fixed(), workers);
        crew.order(Command::Play(Until::Paused));
        for turn in 0..600 {
            crew.turn();
            if turn % 50 == 20 {
                let mut edited = (*small().parameters).clone();
                edited.stages[1].kernels[4] = turn as f32 / 100.0;
                edited.linear.weights[17] = -0.5;
                crew.order(Command::Edit(WeightEdits::between(&small().parameters, &edited)));
            }
            if turn == 300 {
                crew.order(Command::Pace(Pace { rate: 0.0, decay: 0.0 }));
            }
        }
        crew.order(Command::Pause);
        while crew.turn() {}
        crew.agree();
        // At a rate of 0 nothing but hands moves a weight.
        assert_eq!(crew.weights().stages[1].kernels[4], 5.7);
        assert_eq!(crew.weights().linear.weights[17], -0.5);
    }
}

#[test]
fn an_edit_while_paused_stays_and_does_not_start_anything() {
    let mut crew = Crew::new(&small(), &fixed(), 2);
    crew.run(Until::Batch);
    let mut edited = (*crew.weights()).clone();
    edited.stages[0].kernels[0] = 0.75;
    crew.order(Command::Edit(WeightEdits::between(&crew.weights(), &edited)));
    while crew.turn() {}
    crew.agree();
    assert_eq!(crew.members[0].reached().0, 32);
    crew.order(Command::Pace(Pace { rate: 0.0, decay: 0.0 }));
    crew.run(Until::Batch);
    assert_eq!(*crew.weights(), edited);
}

#[test]
fn a_rate_that_is_too_large_stops_the_run_with_the_last_good_weights() {
    for workers in 1..=2 {
        for rate in [1e3, 1e38, f32::INFINITY] {
            let wide = job(NetworkChoice::Wide.architecture(), Rule::Sgd, rate, 8);
            let mut crew = Crew::new(&wide, &fixed(), workers);
            crew.run(Until::Paused);
            let Some(Report::Failed(Trouble::Diverged { good })) = crew.reports.last() else {
                panic!("{rate}: {:?}", crew.reports.last());
            };
            assert!(good.slices().flatten().all(|weight| weight.abs() <= 1000.0));
            let good = good.clone();
            crew.agree();
            // With less it goes on from there.
            crew.order(Command::Pace(Pace { rate: 0.0, decay: 0.0 }));
            crew.run(Until::Batch);
            assert_eq!(crew.weights(), good);
        }
    }
}

#[test]
fn a_hand_edit_outlives_a_run_that_leads_nowhere_right_after_it() {
    for workers in 1..=3 {
        let mut crew = Crew::new(&small(), &fixed(), workers);
        crew.learn(100);
        crew.order(Command::Pause);
        while crew.turn() {}
        let mut edited = (*crew.weights()).clone();
        edited.stages[0].kernels[0] = 0.75;
        crew.order(Command::Edit(WeightEdits::between(&crew.weights(), &edited)));
        crew.order(Command::Pace(Pace { rate: 1e9, decay: 0.0 }));
        crew.run(Until::Paused);
        let Some(Report::Failed(Trouble::Diverged { good })) = crew.reports.last() else {
            panic!("{workers} workers: {:?}", crew.reports.last());
        };
        assert_eq!(**good, edited, "{workers} workers");
        crew.agree();
    }
}

#[test]
fn a_member_that_is_lost_is_replaced_and_the_run_goes_on_as_it_would_have() {
    for images in [fixed(), Images::Generated] {
        for lost in 0..3 {
            let mut crew = Crew::new(&small(), &images, 3);
            crew.order(Command::Play(Until::Epoch));
            (0..40 + 3 * lost).for_each(|_| _ = crew.turn());
            crew.replace(lost);
            (0..40).for_each(|_| _ = crew.turn());
            let reached = crew.members[0].reached().0;
            let mut undisturbed = Crew::new(&small(), &images, 3);
            undisturbed.learn(reached);
            while crew.members[1].reached().0 < reached {
                crew.turn();
            }
            assert_eq!(undisturbed.members[0].reached().0, reached);
            assert_eq!(undisturbed.members[0].parameters(), crew.members[0].parameters());
        }
    }
}

#[test]
fn an_epoch_ends_where_it_would_have_for_whoever_replaces_the_leader() {
    let mut crew = Crew::new(&small(), &fixed(), 2);
    crew.order(Command::Play(Until::Epoch));
    (0..40).for_each(|_| _ = crew.turn());
    crew.replace(0);
    while crew.turn() {}
    assert_eq!(crew.progress().images, 150);
    assert!(crew.reports.contains(&Report::Paused));
}

#[test]
fn an_order_is_obeyed_once_however_often_it_comes() {
    let mut crew = Crew::new(&small(), &fixed(), 2);
    crew.run(Until::Batch);
    let again = Order { number: crew.ordered, command: Command::Play(Until::Batch) };
    crew.members[0].order(again);
    while crew.turn() {}
    assert_eq!(crew.progress().images, 32);
}

#[test]
fn a_long_run_is_tested_now_and_then() {
    let mut crew =
        Crew::new(&small(), &Images::Fixed(Mnist { train: few(20_000), test: few(40) }.into()), 2);
    crew.order(Command::Play(Until::Paused));
    while crew.now < 12_000.0 {
        crew.turn();
    }
    let tests = crew.tests().len();
    assert!((5..=9).contains(&tests), "{tests}");
    let told = crew.reports.iter().filter(|report| matches!(report, Report::Progress(_))).count();
    assert!((20..=130).contains(&told), "{told} reports in 12 seconds");
}

#[test]
fn a_page_that_is_busy_is_told_no_more_until_it_asks_and_misses_nothing() {
    let images = Images::Fixed(Mnist { train: few(20_000), test: few(40) }.into());
    let told = |crew: &Crew| {
        let progress = |report: &&Report| matches!(report, Report::Progress(_));
        crew.reports.iter().filter(progress).count()
    };
    let mut crew = Crew::new(&small(), &images, 2);
    crew.reads = false;
    crew.order(Command::Play(Until::Paused));
    while crew.now < 2_000.0 {
        crew.turn();
    }
    assert_eq!(told(&crew), 1);
    crew.members[0].more();
    while crew.now < 4_000.0 {
        crew.turn();
    }
    assert_eq!(told(&crew), 2);
    // A pause is told at once, with the weights that it left.
    crew.order(Command::Pause);
    while crew.turn() {}
    assert_eq!(told(&crew), 3);
    assert!(crew.reports.contains(&Report::Paused));
    assert_eq!(&*crew.weights(), crew.members[0].parameters());
}

#[test]
fn a_rate_that_falls_begins_as_it_is_and_falls_with_the_images() {
    let learned = |schedule, batches: u64| {
        let mut job = small();
        (job.plan.rule, job.plan.schedule) = (Rule::Sgd, schedule);
        let mut crew = Crew::new(&job, &fixed(), 2);
        (0..batches).for_each(|_| crew.run(Until::Batch));
        Parameters::clone(&crew.weights())
    };
    let moved = |from: &Parameters, to: &Parameters| {
        let pairs = from.slices().flatten().zip(to.slices().flatten());
        pairs.map(|(from, to)| f64::from(from - to).abs()).sum::<f64>()
    };
    let [constant, falling] = [Schedule::Constant, Schedule::Falling]
        .map(|schedule| (0..3).map(|batches| learned(schedule, batches + 1)).collect::<Vec<_>>());
    assert_eq!(constant[0], falling[0]);
    let [long, short] = [&constant, &falling].map(|steps| moved(&steps[0], &steps[1]));
    let expected = f64::from(Schedule::Falling.factor(32));
    assert!((short / long - expected).abs() < 1e-5, "{short} of {long}, not {expected}");
    assert_ne!(constant[2], falling[2]);
}
