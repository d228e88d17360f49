//! 0 to 9 from real hands: the network that the page ships for reading.

use std::error::Error;

use hitofude::nn::{
    Activation, Architecture, Head, Loss, OutputActivation, Parameters, Pooling, Rule, Stage,
    WeightRange,
};
use rand::SeedableRng;
use rand_pcg::Pcg32;

use super::data::{Data, Written, written};
use super::mixture::{Mixture, PEOPLE, epoch};
use super::model;
use super::train::{Schedule, Score, Trainer};

fn stage(channels: usize, kernel: usize, pooling: Pooling) -> Stage {
    Stage { channels, kernel, activation: Activation::Relu, pooling, bias: true }
}

/// Trains it on every writer but those of the collection `held_out`, which tell how it reads new ones.
pub fn digits(name: &str, held_out: Option<&str>, data: &Data) -> Result<(), Box<dyn Error>> {
    let env = |name: &str, default: f32| {
        std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
    };
    let stages = match std::env::var("ARCH").unwrap_or_default().as_str() {
        "F" => vec![
            stage(16, 3, Pooling::Max),
            stage(16, 3, Pooling::None),
            stage(24, 4, Pooling::Max),
        ],
        "G" => vec![
            stage(16, 3, Pooling::Max),
            stage(16, 3, Pooling::None),
            stage(24, 4, Pooling::Max),
            stage(32, 3, Pooling::None),
        ],
        "H" => vec![
            stage(8, 5, Pooling::Max),
            stage(16, 3, Pooling::None),
            stage(24, 3, Pooling::Max),
            stage(32, 3, Pooling::None),
        ],
        "S" => {
            vec![stage(8, 3, Pooling::Max), stage(12, 3, Pooling::None), stage(20, 4, Pooling::Max)]
        }
        "T" => {
            vec![stage(8, 5, Pooling::Max), stage(16, 3, Pooling::Max), stage(24, 3, Pooling::None)]
        }
        _ => vec![stage(12, 5, Pooling::Max), stage(24, 5, Pooling::Max)],
    };
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    let architecture = Architecture::new(stages, head).map_err(|error| format!("{error:?}"))?;
    let mixture = Mixture {
        bend: PEOPLE,
        plain: env("PLAIN", 0.1),
        written: env("WRITTEN", 6.0) as usize,
        samples: 10,
        generated: env("GEN", 6000.0) as usize,
    };
    let strokes: Vec<&Written> =
        data.strokes.iter().filter(|digit| Some(digit.source.as_str()) != held_out).collect();
    let mut rng = Pcg32::seed_from_u64(1);
    let start = Parameters::random(&architecture, WeightRange::Scaled, &mut rng);
    println!("{name}: {} weights", start.slices().flatten().count());
    let schedule = Schedule {
        loss: Loss::CrossEntropy,
        rule: Rule::Adam,
        batch: 64,
        epochs: env("EPOCHS", 40.0) as usize,
        rate: env("RATE", 0.004),
        decay: env("DECAY", 0.01),
        keep_first: false,
    };
    let none = super::data::Set::default();
    let mnist = if std::env::var("NO_MNIST").is_ok() { &none } else { &data.train };
    let mut shown = epoch(&mixture, mnist, &strokes, &mut rng);
    let mut trainer = Trainer::new(&architecture, start, schedule, shown.len());
    for number in 1..=schedule.epochs {
        let clock = std::time::Instant::now();
        let (loss, speed) = trainer.epoch(&shown, &mut rng);
        let score = Score::of(&architecture, &trainer.parameters, &data.test).accuracy();
        let others = written(&data.strokes, |source| Some(source) == held_out);
        let others = Score::of(&architecture, &trainer.parameters, &others).accuracy();
        println!(
            "epoch {number}: loss {loss:.4}, MNIST {:.2} %, held out {:.2} %, {speed:.0} images/s, {:.0} s",
            100.0 * score,
            100.0 * others,
            clock.elapsed().as_secs_f64()
        );
        shown = epoch(&mixture, mnist, &strokes, &mut rng);
    }
    model::report(name, &architecture, &trainer.parameters, data);
    model::save(name, &architecture, &trainer.parameters)
}
