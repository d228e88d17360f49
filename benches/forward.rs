//! How long one forward pass takes, natively and in the browser's wasm: `make bench` runs both as tests of the
//! release profile. Each network is one line: `forward {"network": …, "microseconds": …}`.

use std::hint::black_box;

use hitofude::lab::NetworkChoice;
use hitofude::nn::{Activations, network};

/// Rounds of each network; the median of them is told.
const ROUNDS: usize = 31;
/// How long a round lasts, in milliseconds: far above what a browser's clock rounds away.
const ROUND: f64 = 20.0;

/// Times every network by `now`, in milliseconds, and hands its line to `tell`.
fn measure(now: impl Fn() -> f64, tell: impl Fn(&str)) {
    for &choice in NetworkChoice::ALL {
        let shown = choice.network();
        let mut activations = Activations::new(&shown.architecture);
        for (index, pixel) in activations.input.cells_mut().iter_mut().enumerate() {
            *pixel = (index * 37 % 256) as f32;
        }
        let mut run = |passes: usize| {
            let start = now();
            for _ in 0..passes {
                network::forward(
                    &shown.architecture,
                    &shown.parameters,
                    black_box(&mut activations),
                );
            }
            now() - start
        };
        let mut passes = 1;
        while run(passes) < ROUND {
            passes *= 2;
        }
        let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| run(passes)).collect();
        rounds.sort_by(f64::total_cmp);
        let microseconds = rounds[ROUNDS / 2] * 1000.0 / passes as f64;
        tell(&format!(
            r#"forward {{"network": "{}", "microseconds": {microseconds:.2}}}"#,
            choice.id()
        ));
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn forward_times() {
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
    fn forward_times() {
        super::measure(now, |line| console_log!("{line}"));
    }
}
