//! Times of one forward pass with every map kept, natively: `cargo bench --bench forward`.

use divan::Bencher;
use hitofude::nn::{
    Activation, Activations, Architecture, Head, OutputActivation, Parameters, Pooling, Stage,
    WeightRange, initialise, network,
};
use rand::SeedableRng;
use rand_pcg::Pcg32;

fn main() {
    divan::main();
}

/// The notebook's sizes (kernels 3, 3, 2; maximum pooling) with other channels.
fn architecture(
    channels: [usize; 3],
    activation: Activation,
    outputs: usize,
    output: OutputActivation,
    bias: bool,
) -> Architecture {
    let stage =
        |(channels, kernel)| Stage { channels, kernel, activation, pooling: Pooling::Max, bias };
    let head = Head { outputs, activation: output, bias };
    Architecture::new(channels.into_iter().zip([3, 3, 2]).map(stage).collect(), head)
        .expect("the notebook's sizes are possible")
}

fn time(bencher: Bencher, architecture: &Architecture) {
    let mut rng = Pcg32::seed_from_u64(1);
    let parameters = Parameters::random(architecture, WeightRange::Normal, &mut rng);
    let mut activations = Activations::new(architecture);
    initialise::fill(WeightRange::ZeroToOne, 1, &mut rng, activations.input.cells_mut());
    bencher.bench_local(|| {
        network::forward(divan::black_box(architecture), &parameters, &mut activations);
        divan::black_box(activations.prediction[0])
    });
}

#[divan::bench]
fn notebook(bencher: Bencher) {
    let (sigmoid, output) = (Activation::Sigmoid, OutputActivation::Sigmoid);
    time(bencher, &architecture([1, 1, 1], sigmoid, 1, output, false));
}

#[divan::bench]
fn five_channel(bencher: Bencher) {
    let (sigmoid, output) = (Activation::Sigmoid, OutputActivation::Sigmoid);
    time(bencher, &architecture([5, 5, 5], sigmoid, 10, output, false));
}

#[divan::bench]
fn wide(bencher: Bencher) {
    let (relu, output) = (Activation::Relu, OutputActivation::Softmax);
    time(bencher, &architecture([16, 32, 64], relu, 10, output, true));
}
