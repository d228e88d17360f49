//! How many images a second one core trains on, natively and in the browser's wasm: `make bench` runs both as tests
//! of the release profile. Batches of 64, squared error, momentum. Each network is one line:
//! `training {"network": …, "images_per_second": …}`.

use std::hint::black_box;

use hitofude::lab::{NetworkChoice, target};
use hitofude::nn::{Activations, Gradients, Loss, Optimiser, Pace, Reach, Rule, backward, forward};

const BATCH: usize = 64;
/// Rounds of each network; the median of them is told.
const ROUNDS: usize = 21;
/// How long a round lasts, in milliseconds: far above what a browser's clock rounds away.
const ROUND: f64 = 40.0;

/// Times every network by `now`, in milliseconds, and hands its line to `tell`.
fn measure(now: impl Fn() -> f64, tell: impl Fn(&str)) {
    for &choice in NetworkChoice::ALL {
        let network = choice.network();
        let architecture = &network.architecture;
        let head = architecture.head();
        let mut parameters = (*network.parameters).clone();
        let mut optimiser = Optimiser::new(Rule::Momentum { momentum: 0.9 }, &parameters);
        let mut activations = Activations::new(architecture);
        let mut gradients = Gradients::new(architecture);
        // No two images are the same: what is not learned by heart costs the same from batch to batch.
        let images: Vec<[f32; 784]> = (0..BATCH)
            .map(|image| std::array::from_fn(|cell| ((cell + image) * 37 % 256) as f32 / 255.0))
            .collect();
        let targets: Vec<Vec<f32>> = (0..10).map(|digit| target(digit, head.outputs)).collect();
        let mut batch = || {
            gradients.parameters.clear();
            for (index, image) in images.iter().enumerate() {
                activations.input.cells_mut().copy_from_slice(image);
                forward(architecture, &parameters, &mut activations);
                let (loss, target) = (Loss::SquaredError, &targets[index % 10]);
                let reach = Reach::Weights;
                backward(
                    architecture,
                    &parameters,
                    &activations,
                    loss,
                    target,
                    &mut gradients,
                    reach,
                );
            }
            gradients.parameters.scale(1.0 / BATCH as f32);
            let pace = Pace { rate: 1e-4, decay: 0.0 };
            optimiser.step(pace, &gradients.parameters, black_box(&mut parameters));
        };
        let mut run = |batches: usize| {
            let start = now();
            for _ in 0..batches {
                batch();
            }
            now() - start
        };
        let mut batches = 1;
        while run(batches) < ROUND {
            batches *= 2;
        }
        let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| run(batches)).collect();
        rounds.sort_by(f64::total_cmp);
        let speed = (BATCH * batches) as f64 / rounds[ROUNDS / 2] * 1000.0;
        tell(&format!(
            r#"training {{"network": "{}", "images_per_second": {speed:.0}}}"#,
            choice.id()
        ));
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn training_speeds() {
    let start = std::time::Instant::now();
    measure(|| start.elapsed().as_secs_f64() * 1000.0, |line| println!("{line}"));
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
    fn training_speeds() {
        super::measure(now, |line| console_log!("{line}"));
    }
}
