//! How long one forward pass takes and how many images a second one core trains on, natively and in the browser's
//! wasm: `make bench` runs both as tests of the release profile. Each network is one line of each kind:
//! `forward {"network": …, "microseconds": …}` and `training {"network": …, "images_per_second": …, "of_limit": …}`: which
//! part of the products that a core can add up in that time learning adds up, counted as three times a forward pass.

use std::hint::black_box;

use hitofude::lab::{NetworkChoice, target};
use hitofude::nn::{Activations, Learner, Loss, Optimiser, Pace, Parameters, Rule, forward};

/// Rounds of each measurement; the fastest of them is told: what else runs on a machine only adds.
const ROUNDS: usize = 101;
/// How long a round lasts, in milliseconds: well above what a browser's clock rounds away, and short enough that
/// some are left alone by whatever else runs.
const ROUND: f64 = 8.0;
/// The networks of which speed is told: the notebook's, its five channels, and one as they are built today.
const NETWORKS: [NetworkChoice; 3] =
    [NetworkChoice::Notebook, NetworkChoice::FiveChannel, NetworkChoice::Wide];
/// Images a batch of training.
const BATCH: usize = 64;

/// How long `work` takes, in milliseconds, by the clock `now`.
fn milliseconds(now: &impl Fn() -> f64, mut work: impl FnMut()) -> f64 {
    let mut run = |times: usize| {
        let start = now();
        for _ in 0..times {
            work();
        }
        now() - start
    };
    let mut times = 1;
    while run(times) < ROUND {
        times *= 2;
    }
    let fastest = (0..ROUNDS).map(|_| run(times)).fold(f64::INFINITY, f64::min);
    fastest / times as f64
}

/// Times forward passes by `now`, and hands each line to `tell`.
fn forward_times(now: impl Fn() -> f64, tell: impl Fn(&str)) {
    for choice in NETWORKS {
        let network = choice.network();
        let mut activations = Activations::new(&network.architecture);
        for (index, pixel) in activations.input.cells_mut().iter_mut().enumerate() {
            *pixel = (index * 37 % 256) as f32;
        }
        let pass = || {
            forward(&network.architecture, &network.parameters, black_box(&mut activations));
        };
        let (id, time) = (choice.id(), 1000.0 * milliseconds(&now, pass));
        tell(&format!(r#"forward {{"network": "{id}", "microseconds": {time:.2}}}"#));
    }
}

/// Products that a core adds up in a second, of whatever is in its registers already: the limit of every network.
fn most_products(now: &impl Fn() -> f64) -> f64 {
    const STEPS: usize = 4096;
    let mut sums = black_box([[1.0_f32; 4]; VECTORS]);
    let work = || {
        sums = black_box(add_up(STEPS, sums, black_box([0.999_f32; 4])));
    };
    (STEPS * 4 * VECTORS) as f64 / (milliseconds(now, work) / 1000.0)
}

/// As many sums, in vectors of four, as keep a core's units busy and its registers hold.
const VECTORS: usize = 10;

/// Nothing but products and sums; a function of its own, so that all stays in registers.
#[inline(never)]
fn add_up(steps: usize, sums: [[f32; 4]; VECTORS], factor: [f32; 4]) -> [[f32; 4]; VECTORS] {
    let mut sums = sums;
    for _ in 0..steps {
        for sums in &mut sums {
            for (sum, factor) in sums.iter_mut().zip(factor) {
                *sum = *sum * factor + factor;
            }
        }
    }
    sums
}

/// Times training by `now` (squared error, momentum), and hands each line to `tell`.
fn training_speeds(now: impl Fn() -> f64, tell: impl Fn(&str)) {
    let most = most_products(&now);
    tell(&format!(r#"limit {{"products_per_second": {most:.3e}}}"#));
    for choice in NETWORKS {
        let network = choice.network();
        let architecture = &network.architecture;
        let mut parameters = (*network.parameters).clone();
        let mut optimiser = Optimiser::new(Rule::Momentum { momentum: 0.9 }, &parameters);
        let mut learner = Learner::new(architecture);
        let mut sums = Parameters::zeros(architecture);
        // No two images are the same: what is not learned by heart costs the same from batch to batch.
        let images: Vec<[f32; 784]> = (0..BATCH)
            .map(|image| std::array::from_fn(|cell| ((cell + image) * 37 % 256) as f32 / 255.0))
            .collect();
        let outputs = architecture.head().outputs;
        let targets: Vec<Vec<f32>> = (0..10).map(|digit| target(digit, outputs)).collect();
        let batch = || {
            sums.clear();
            for (index, image) in images.iter().enumerate() {
                learner.input.cells_mut().copy_from_slice(image);
                learner.forward(architecture, &parameters);
                let (loss, target) = (Loss::SquaredError, &targets[index % 10]);
                learner.backward(architecture, &parameters, loss, target, &mut sums);
            }
            sums.scale(1.0 / BATCH as f32);
            let pace = Pace { rate: 1e-4, decay: 0.0 };
            optimiser.step(pace, &sums, black_box(&mut parameters));
        };
        let (id, speed) = (choice.id(), 1000.0 * BATCH as f64 / milliseconds(&now, batch));
        let of_limit = speed * (3 * architecture.products()) as f64 / most;
        tell(&format!(
            r#"training {{"network": "{id}", "images_per_second": {speed:.0}, "of_limit": {of_limit:.2}}}"#
        ));
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod natively {
    use std::time::Instant;

    fn clock() -> impl Fn() -> f64 {
        let start = Instant::now();
        move || start.elapsed().as_secs_f64() * 1000.0
    }

    #[test]
    fn forward_times() {
        super::forward_times(clock(), |line| println!("{line}"));
    }

    #[test]
    fn training_speeds() {
        super::training_speeds(clock(), |line| println!("{line}"));
    }
}

#[cfg(target_arch = "wasm32")]
mod in_the_browser {
    use wasm_bindgen::prelude::wasm_bindgen;
    use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance)]
        fn now() -> f64;
    }

    #[wasm_bindgen_test]
    fn forward_times() {
        super::forward_times(now, |line| console_log!("{line}"));
    }

    #[wasm_bindgen_test]
    fn training_speeds() {
        super::training_speeds(now, |line| console_log!("{line}"));
    }
}
