//! The forward pass against the oracle, over networks of every kind.

use hitofude::nn::{
    Activation, Activations, Architecture, Head, Maps, OutputActivation, Parameters, Pooling,
    Stage, WeightRange, initialise, network,
};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_pcg::Pcg32;

use crate::oracle;

/// A network, its weights and an image, all from one seed.
pub fn prepared(architecture: &Architecture, seed: u64) -> (Parameters, Activations) {
    let mut rng = Pcg32::seed_from_u64(seed);
    let mut parameters = Parameters::random(architecture, WeightRange::MinusOneToOne, &mut rng);
    let biases = parameters.stages.iter_mut().map(|stage| &mut stage.bias);
    for bias in biases.chain([&mut parameters.linear.bias]) {
        initialise::fill(WeightRange::MinusOneToOne, 1, &mut rng, bias);
    }
    let mut activations = Activations::new(architecture);
    initialise::fill(WeightRange::ZeroToOne, 1, &mut rng, activations.input.cells_mut());
    (parameters, activations)
}

/// Stages that a 28×28 image can pass, with sizes that may turn out impossible.
fn any_stage() -> impl Strategy<Value = Stage> {
    let activation = prop_oneof![
        Just(Activation::None),
        Just(Activation::Sigmoid),
        Just(Activation::Relu),
        Just(Activation::Tanh),
    ];
    let pooling = prop_oneof![Just(Pooling::None), Just(Pooling::Max), Just(Pooling::Average)];
    (1_usize..=6, 1_usize..=7, activation, pooling, any::<bool>()).prop_map(
        |(channels, kernel, activation, pooling, bias)| Stage {
            channels,
            kernel,
            activation,
            pooling,
            bias,
        },
    )
}

pub fn any_architecture() -> impl Strategy<Value = Architecture> {
    let output = prop_oneof![
        Just(OutputActivation::None),
        Just(OutputActivation::Sigmoid),
        Just(OutputActivation::Softmax),
    ];
    let head = (prop_oneof![Just(1_usize), Just(10)], output, any::<bool>())
        .prop_map(|(outputs, activation, bias)| Head { outputs, activation, bias });
    let stages = prop::collection::vec(any_stage(), 1..=4);
    (stages, head).prop_filter_map("its sizes stay positive", |(stages, head)| {
        Architecture::new(stages, head).ok()
    })
}

/// Fails where `found` is further from `expected` than 1e-5 of the largest magnitude. Where
/// everything cancels out, what `f32` can hold depends on the `terms` that were added up: a tenth of
/// the largest sum of magnitudes counts as a magnitude. Below the smallest normal number all is zero.
#[track_caller]
pub fn agree(what: &str, expected: &[f64], found: &[f32], terms: f64) {
    assert_eq!(expected.len(), found.len(), "{what}: how many there are");
    let largest = expected.iter().fold(0.1 * terms, |largest, value| largest.max(value.abs()));
    for (&expected, &found) in expected.iter().zip(found) {
        let error = (expected - f64::from(found)).abs();
        let allowed = 1e-5 * largest + f64::from(f32::MIN_POSITIVE);
        assert!(error <= allowed, "{what}: expected {expected}, found {found}");
    }
}

pub fn magnitudes(values: &[f64]) -> Vec<f64> {
    values.iter().copied().map(f64::abs).collect()
}

pub fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |largest, value| value.abs().max(largest))
}

/// Each layer against the oracle, given what the layer itself was given: errors do not pile up.
#[track_caller]
fn check_every_layer(architecture: &Architecture, parameters: &Parameters, found: &Activations) {
    let mut input = oracle::maps(&found.input);
    for (index, stage) in architecture.stages().iter().enumerate() {
        let (weights, maps) = (&parameters.stages[index], &found.stages[index]);
        let kernels = oracle::widened(&weights.kernels);
        let bias = oracle::widened(&weights.bias);
        let conv = oracle::conv(&input, &kernels, stage.kernel, &bias, stage.channels);
        let positive: Vec<oracle::Map> =
            input.iter().map(|map| map.iter().map(|row| magnitudes(row)).collect()).collect();
        let (kernels, bias) = (magnitudes(&kernels), magnitudes(&bias));
        let terms = oracle::conv(&positive, &kernels, stage.kernel, &bias, stage.channels);
        let terms = largest(&oracle::flatten(&terms));
        agree("convolution", &oracle::flatten(&conv), maps.conv.cells(), terms);

        let activated: Vec<f64> = oracle::widened(maps.conv.cells())
            .into_iter()
            .map(|x| oracle::activation(stage.activation, x))
            .collect();
        agree("activation", &activated, maps.activation.cells(), 0.0);

        let pooled = oracle::pool(stage.pooling, &oracle::maps(&maps.activation));
        agree("pooling", &oracle::flatten(&pooled), maps.pool.cells(), largest(&activated));
        input = oracle::maps(&maps.pool);
    }
    let vector = oracle::flatten(&input);
    let weights = oracle::widened(&parameters.linear.weights);
    let bias = oracle::widened(&parameters.linear.bias);
    let logits = oracle::linear(&vector, &weights, &bias);
    let terms = oracle::linear(&magnitudes(&vector), &magnitudes(&weights), &magnitudes(&bias));
    agree("linear layer", &logits, &found.logits, largest(&terms));

    let logits = oracle::widened(&found.logits);
    let prediction = oracle::output_of(architecture.head().activation, &logits);
    agree("output", &prediction, &found.prediction, 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_layer_computes_what_the_naive_loops_compute(
        architecture in any_architecture(),
        seed: u64,
    ) {
        let (parameters, mut activations) = prepared(&architecture, seed);
        network::forward(&architecture, &parameters, &mut activations);
        check_every_layer(&architecture, &parameters, &activations);
    }

    #[test]
    fn running_from_a_later_stage_gives_what_the_whole_run_gives(
        architecture in any_architecture(),
        seed: u64,
        first in 0_usize..=4,
    ) {
        let first = first.min(architecture.stages().len());
        let (parameters, mut whole) = prepared(&architecture, seed);
        network::forward(&architecture, &parameters, &mut whole);

        let mut partial = whole.clone();
        partial.logits.fill(7.0);
        partial.prediction.fill(7.0);
        for stage in &mut partial.stages[first..] {
            for maps in [&mut stage.conv, &mut stage.activation, &mut stage.pool] {
                maps.cells_mut().fill(7.0);
            }
        }
        network::forward_from(&architecture, &parameters, &mut partial, first);
        prop_assert_eq!(partial, whole);
    }
}

pub fn stage(channels: usize, kernel: usize, activation: Activation, pooling: Pooling) -> Stage {
    Stage { channels, kernel, activation, pooling, bias: true }
}

#[test]
fn the_largest_networks_agree_too() {
    use Activation::{Relu, Tanh};
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    let networks = [
        vec![stage(33, 3, Relu, Pooling::Max), stage(64, 3, Relu, Pooling::Max)],
        // Sums over several panels, and down to maps of 3×3 and of one cell.
        vec![
            stage(9, 7, Relu, Pooling::Max),
            stage(64, 3, Tanh, Pooling::None),
            stage(11, 7, Relu, Pooling::None),
            stage(64, 3, Tanh, Pooling::None),
        ],
    ];
    for stages in networks {
        let architecture = Architecture::new(stages, head).unwrap();
        let (parameters, mut activations) = prepared(&architecture, 3);
        network::forward(&architecture, &parameters, &mut activations);
        check_every_layer(&architecture, &parameters, &activations);
    }
}

#[test]
fn a_run_from_a_later_stage_trusts_the_maps_before_it() {
    let head = Head { outputs: 1, activation: OutputActivation::Sigmoid, bias: false };
    let stages = vec![stage(2, 3, Activation::Sigmoid, Pooling::Max); 2];
    let architecture = Architecture::new(stages, head).unwrap();
    let (parameters, mut activations) = prepared(&architecture, 4);
    network::forward(&architecture, &parameters, &mut activations);
    activations.stages[0].pool.cells_mut().fill(0.0);
    network::forward_from(&architecture, &parameters, &mut activations, 1);
    let conv = &activations.stages[1].conv;
    for (channel, &bias) in parameters.stages[1].bias.iter().enumerate() {
        assert!(conv.channel(channel).iter().all(|&cell| cell == bias));
    }
}

#[test]
fn a_whole_run_allocates_nothing() {
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    let stages = vec![
        stage(6, 7, Activation::Relu, Pooling::Max),
        stage(6, 7, Activation::Tanh, Pooling::Average),
        stage(5, 2, Activation::Sigmoid, Pooling::None),
    ];
    let architecture = Architecture::new(stages, head).unwrap();
    let (parameters, mut activations) = prepared(&architecture, 5);
    let counted = allocation_counter::measure(|| {
        network::forward(&architecture, &parameters, &mut activations);
    });
    assert_eq!(counted.count_total, 0);
    // The counter does count.
    assert_ne!(allocation_counter::measure(|| drop(activations.clone())).count_total, 0);
}

/// One stage without bias, its kernels all ones, over the image that `paint` makes.
fn plain(activation: Activation, pooling: Pooling, paint: impl Fn(&mut Maps)) -> Activations {
    let head = Head { outputs: 1, activation: OutputActivation::None, bias: false };
    let stages = vec![Stage { bias: false, ..stage(2, 3, activation, pooling) }];
    let architecture = Architecture::new(stages, head).unwrap();
    let mut parameters = Parameters::zeros(&architecture);
    parameters.stages[0].kernels.fill(1.0);
    parameters.linear.weights.fill(1.0);
    let mut activations = Activations::new(&architecture);
    paint(&mut activations.input);
    network::forward(&architecture, &parameters, &mut activations);
    activations
}

#[test]
fn an_overflow_shows_in_every_map_after_it() {
    for pooling in [Pooling::None, Pooling::Max, Pooling::Average] {
        let run = plain(Activation::None, pooling, |image| image.cells_mut().fill(1e38));
        let maps = &run.stages[0];
        for maps in [&maps.conv, &maps.activation, &maps.pool] {
            assert!(maps.cells().iter().all(|&cell| cell == f32::INFINITY), "{pooling:?}");
        }
        assert_eq!(run.prediction, [f32::INFINITY]);
    }
}

#[test]
fn a_cell_that_is_not_a_number_spoils_what_depends_on_it_and_nothing_else() {
    use Activation::{None, Relu, Sigmoid, Tanh};
    for activation in [None, Sigmoid, Relu, Tanh] {
        for pooling in [Pooling::Max, Pooling::Average] {
            let run =
                plain(activation, pooling, |image| image.cells_mut()[10 * 28 + 27] = f32::NAN);
            let maps = &run.stages[0];
            for channel in 0..2 {
                let activated = maps.activation.channel(channel);
                for (index, cell) in activated.iter().enumerate() {
                    let spoilt = (8..=10).contains(&(index / 26)) && index % 26 == 25;
                    assert_eq!(cell.is_nan(), spoilt, "{activation:?} {index}");
                }
                for (index, cell) in maps.pool.channel(channel).iter().enumerate() {
                    let spoilt = (4..=5).contains(&(index / 13)) && index % 13 == 12;
                    assert_eq!(cell.is_nan(), spoilt, "{activation:?} {pooling:?} {index}");
                }
            }
            assert!(run.logits[0].is_nan());
        }
    }
}
