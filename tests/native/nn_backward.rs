//! The backward pass against the oracle and against finite differences, over networks of every kind.

use hitofude::nn::{
    Activation, Activations, Architecture, Gradients, Head, Learner, Loss, Maps, OutputActivation,
    Parameters, Pooling, Shape, Stage, WeightRange, initialise, network,
};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use crate::nn_forward::{agree, any_architecture, largest, magnitudes, prepared, stage};
use crate::oracle;

const LOSSES: [Loss; 2] = [Loss::SquaredError, Loss::CrossEntropy];

/// One forward and one backward pass.
fn run(
    architecture: &Architecture,
    parameters: &Parameters,
    activations: &mut Activations,
    loss: Loss,
    target: &[f32],
) -> Gradients {
    let mut gradients = Gradients::new(architecture);
    network::forward(architecture, parameters, activations);
    network::backward(architecture, parameters, activations, loss, target, &mut gradients);
    gradients
}

fn one_hot(architecture: &Architecture, digit: usize) -> Vec<f32> {
    let mut target = vec![0.0; architecture.head().outputs];
    target[digit % architecture.head().outputs] = 1.0;
    target
}

fn positive(maps: &[oracle::Map]) -> Vec<oracle::Map> {
    maps.iter().map(|map| map.iter().map(|row| magnitudes(row)).collect()).collect()
}

/// What tells cells apart that the activation rounds to the same, up to where even f64 rounds to ±1 (and, shortly
/// before it does, has steps wider than those between two z).
fn unrounded(activation: Activation, z: f64) -> f64 {
    match activation {
        Activation::Sigmoid => z.min(37.0),
        Activation::Tanh => z.clamp(-19.0, 19.0),
        Activation::None | Activation::Relu => oracle::activation(activation, z),
    }
}

/// Each layer against the oracle, given what the layer itself was given: errors do not pile up.
#[track_caller]
fn check_every_layer(
    architecture: &Architecture,
    parameters: &Parameters,
    maps: &Activations,
    found: &Gradients,
) {
    let g = oracle::widened(&found.logits);
    let last = maps.stages.last().map_or(&maps.input, |stage| &stage.pool);
    let x = oracle::widened(last.cells());
    let products: Vec<f64> = g.iter().flat_map(|g| x.iter().map(move |x| g * x)).collect();
    agree("linear weights", &products, &found.parameters.linear.weights, 0.0);
    if architecture.head().bias {
        agree("linear bias", &g, &found.parameters.linear.bias, 0.0);
    }
    let weights = oracle::widened(&parameters.linear.weights);
    let combined = |g: &[f64], weights: &[f64]| -> Vec<f64> {
        let rows = || weights.chunks(x.len()).zip(g);
        (0..x.len()).map(|n| rows().map(|(row, g)| g * row[n]).sum()).collect()
    };
    let terms = largest(&combined(&magnitudes(&g), &magnitudes(&weights)));
    let last = found.stages.last().map_or(&found.input, |stage| &stage.pool);
    agree("linear input", &combined(&g, &weights), last.cells(), terms);

    for (index, stage) in architecture.stages().iter().enumerate() {
        let (maps_here, found_here) = (&maps.stages[index], &found.stages[index]);
        let pooled = oracle::maps(&found_here.pool);
        let activated = oracle::maps(&maps_here.activation);
        let mut exact = oracle::maps(&maps_here.conv);
        exact.iter_mut().flatten().flatten().for_each(|z| *z = unrounded(stage.activation, *z));
        let unpooled: Vec<oracle::Map> = activated
            .iter()
            .zip(&exact)
            .zip(&pooled)
            .map(|((x, exact), g)| oracle::pool_to_input(stage.pooling, x, exact, g))
            .collect();
        agree("pooling", &oracle::flatten(&unpooled), found_here.activation.cells(), 0.0);

        let sloped: Vec<f64> = maps_here
            .conv
            .cells()
            .iter()
            .zip(found_here.activation.cells())
            .map(|(&x, &g)| f64::from(g) * oracle::slope(stage.activation, f64::from(x)))
            .collect();
        agree("activation", &sloped, found_here.conv.cells(), 0.0);

        let (x, d_x): (&Maps, &Maps) = match index.checked_sub(1) {
            Some(before) => (&maps.stages[before].pool, &found.stages[before].pool),
            None => (&maps.input, &found.input),
        };
        let (x, g) = (oracle::maps(x), oracle::maps(&found_here.conv));
        let kernels = oracle::conv_to_kernels(&x, &g, stage.kernel);
        let terms = largest(&oracle::conv_to_kernels(&positive(&x), &positive(&g), stage.kernel));
        agree("kernels", &kernels, &found.parameters.stages[index].kernels, terms);
        if stage.bias {
            let sum = |map: &oracle::Map| map.iter().flatten().sum::<f64>();
            let sums: Vec<f64> = g.iter().map(sum).collect();
            let terms: Vec<f64> = positive(&g).iter().map(sum).collect();
            agree("bias", &sums, &found.parameters.stages[index].bias, largest(&terms));
        }

        let weights = oracle::widened(&parameters.stages[index].kernels);
        let d = oracle::conv_to_input(&g, &weights, stage.kernel, x.len());
        let (g, weights) = (positive(&g), magnitudes(&weights));
        let terms = oracle::conv_to_input(&g, &weights, stage.kernel, x.len());
        let terms = largest(&oracle::flatten(&terms));
        agree("convolution's input", &oracle::flatten(&d), d_x.cells(), terms);
    }
}

/// ∂loss/∂ one number, by moving it a little to both sides in the naive network.
fn difference(value: f64, loss_at: impl Fn(f64) -> f64) -> f64 {
    let step = 1e-6;
    (loss_at(value + step) - loss_at(value - step)) / (2.0 * step)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_layer_goes_back_as_the_naive_loops_do(
        architecture in any_architecture(),
        seed: u64,
        loss in prop::sample::select(&LOSSES[..]),
        digit in 0_usize..10,
    ) {
        let (parameters, mut maps) = prepared(&architecture, seed);
        let target = one_hot(&architecture, digit);
        let found = run(&architecture, &parameters, &mut maps, loss, &target);
        check_every_layer(&architecture, &parameters, &maps, &found);
    }
}

/// Small networks, so that the naive one can be run many times.
fn small_architecture() -> impl Strategy<Value = Architecture> {
    any_architecture().prop_map(|architecture| {
        let stages = architecture.stages().iter();
        let thin = |stage: &Stage| Stage { channels: stage.channels.min(2), ..*stage };
        Architecture::new(stages.map(thin).collect(), architecture.head()).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..Default::default() })]

    #[test]
    fn gradients_are_what_a_small_change_does_to_the_loss(
        architecture in small_architecture(),
        seed: u64,
        loss in prop::sample::select(&LOSSES[..]),
        digit in 0_usize..10,
    ) {
        let (_, mut maps) = prepared(&architecture, seed);
        let mut rng = Pcg32::seed_from_u64(seed);
        // At this size nothing is so saturated that f32 ties where f64 does not.
        let mut parameters = Parameters::random(&architecture, WeightRange::Scaled, &mut rng);
        // Biases of 0 would leave cells behind dead ReLUs right in the kink of the next one.
        for bias in parameters.slices_mut().skip(1).step_by(2) {
            initialise::fill(WeightRange::MinusOneToOne, 1, &mut rng, bias);
        }
        let target = one_hot(&architecture, digit);
        let found = run(&architecture, &parameters, &mut maps, loss, &target);

        let weights: Vec<Vec<f64>> = parameters.slices().map(oracle::widened).collect();
        let image = oracle::maps(&maps.input).remove(0);
        let target = oracle::widened(&target);
        let output = architecture.head().activation;
        let loss_of = |weights: &[Vec<f64>], image: &oracle::Map| {
            oracle::loss(loss, output, &oracle::logits(&architecture, weights, image), &target)
        };
        let check = |what: &str, all: &[f32], index: usize, expected: f64| {
            let top = all.iter().fold(0.0_f32, |top, d| top.max(d.abs()));
            let error = (f64::from(all[index]) - expected).abs();
            let allowed = 1e-3 * f64::from(top) + 1e-7;
            prop_assert!(error <= allowed, "{}: {} for {}", what, all[index], expected);
            Ok(())
        };
        for (place, all) in found.parameters.slices().enumerate().filter(|(_, all)| !all.is_empty()) {
            for _ in 0..2 {
                let index = rng.random_range(0..all.len());
                let expected = difference(weights[place][index], |value| {
                    let mut moved = weights.clone();
                    moved[place][index] = value;
                    loss_of(&moved, &image)
                });
                check(&format!("slice {place}"), all, index, expected)?;
            }
        }
        for _ in 0..3 {
            let (y, x) = (rng.random_range(0..28), rng.random_range(0..28));
            let expected = difference(image[y][x], |value| {
                let mut moved = image.clone();
                moved[y][x] = value;
                loss_of(&weights, &moved)
            });
            check("input", found.input.cells(), y * 28 + x, expected)?;
        }
    }
}

#[test]
fn the_largest_networks_agree_too() {
    use Activation::{Relu, Tanh};
    let head = Head { outputs: 10, activation: OutputActivation::Softmax, bias: true };
    let networks = [
        vec![stage(33, 3, Relu, Pooling::Max), stage(64, 3, Relu, Pooling::Max)],
        vec![
            stage(9, 7, Relu, Pooling::Max),
            stage(64, 3, Tanh, Pooling::None),
            stage(11, 7, Relu, Pooling::None),
            stage(64, 3, Tanh, Pooling::None),
        ],
        vec![stage(64, 1, Relu, Pooling::Average)],
    ];
    for stages in networks {
        let architecture = Architecture::new(stages, head).unwrap();
        let (parameters, mut maps) = prepared(&architecture, 3);
        let target = one_hot(&architecture, 3);
        let found = run(&architecture, &parameters, &mut maps, Loss::CrossEntropy, &target);
        check_every_layer(&architecture, &parameters, &maps, &found);
    }
}

#[test]
fn of_equal_cells_the_first_gets_the_gradient_and_of_saturated_ones_the_largest() {
    let image = |cells: [f32; 4]| {
        let mut maps = Maps::zeros(Shape::new(1, 28, 28));
        for (index, cell) in [0, 1, 28, 29].into_iter().zip(cells) {
            maps.cells_mut()[index] = cell;
        }
        maps
    };
    use Activation::{None, Relu, Sigmoid, Tanh};
    for (activation, cells, winner) in [
        (None, [3.0, 3.0, 3.0, 3.0], 0),
        (None, [1.0, 3.0, 3.0, 3.0], 1),
        (None, [1.0, 2.0, 3.0, 3.0], 28),
        (None, [1.0, 2.0, 3.0, 3.5], 29),
        // What is switched off is equally so, whatever went in.
        (Relu, [-3.0, -2.0, -1.0, -4.0], 0),
        // f32 has 1 for all of them.
        (Sigmoid, [18.0, 20.0, 20.0, 19.0], 1),
        (Tanh, [12.0, 11.0, 13.0, 13.0], 28),
        // So has f64.
        (Sigmoid, [60.0, 61.0, 62.0, 63.0], 0),
    ] {
        let head = Head { outputs: 1, activation: OutputActivation::None, bias: false };
        let stages = vec![Stage { bias: false, ..stage(1, 1, activation, Pooling::Max) }];
        let architecture = Architecture::new(stages, head).unwrap();
        let mut parameters = Parameters::zeros(&architecture);
        parameters.stages[0].kernels.fill(1.0);
        parameters.linear.weights[0] = 1.0;
        let mut maps = Activations::new(&architecture);
        maps.input = image(cells);
        let found = run(&architecture, &parameters, &mut maps, Loss::SquaredError, &[9.0]);
        let cells = found.stages[0].activation.cells();
        let reached: Vec<usize> = (0..784).filter(|&cell| cells[cell] != 0.0).collect();
        assert_eq!(reached, [winner], "{activation:?}");
    }
}

fn sigmoid_network() -> Architecture {
    let head = Head { outputs: 10, activation: OutputActivation::Sigmoid, bias: true };
    let stages = vec![
        stage(6, 3, Activation::Sigmoid, Pooling::Max),
        stage(3, 7, Activation::Tanh, Pooling::Average),
    ];
    Architecture::new(stages, head).unwrap()
}

#[test]
fn weights_add_up_over_a_batch_and_maps_are_the_last_images() {
    let architecture = sigmoid_network();
    let (parameters, mut first) = prepared(&architecture, 5);
    let (_, mut second) = prepared(&architecture, 6);
    let (one, two) = (one_hot(&architecture, 1), one_hot(&architecture, 2));
    let a = run(&architecture, &parameters, &mut first, Loss::SquaredError, &one);
    let b = run(&architecture, &parameters, &mut second, Loss::SquaredError, &two);

    let mut both = a.clone();
    let loss = Loss::SquaredError;
    network::backward(&architecture, &parameters, &second, loss, &two, &mut both);
    let mut sums = a.parameters.clone();
    for (sums, b) in sums.slices_mut().zip(b.parameters.slices()) {
        sums.iter_mut().zip(b).for_each(|(sum, b)| *sum += b);
    }
    for (both, sums) in both.parameters.slices().zip(sums.slices()) {
        agree("sums", &oracle::widened(sums), both, 0.0);
    }
    assert_eq!((&both.input, &both.stages, &both.logits), (&b.input, &b.stages, &b.logits));
    both.parameters.clear();
    assert_eq!(both.parameters, Parameters::zeros(&architecture));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_learner_finds_the_gradients_of_the_whole_passes(
        architecture in any_architecture(),
        seed in any::<u64>(),
        digit in 0_usize..10,
    ) {
        let (parameters, mut maps) = prepared(&architecture, seed);
        let target = one_hot(&architecture, digit);
        let mut learner = Learner::new(&architecture);
        for loss in LOSSES {
            let whole = run(&architecture, &parameters, &mut maps, loss, &target);
            let mut sums = Parameters::zeros(&architecture);
            learner.input.clone_from(&maps.input);
            learner.forward(&architecture, &parameters);
            learner.backward(&architecture, &parameters, loss, &target, &mut sums);
            agree("logits", &oracle::widened(&maps.logits), &learner.logits, 1e-5);
            agree("prediction", &oracle::widened(&maps.prediction), &learner.prediction, 1e-5);
            for (whole, sums) in whole.parameters.slices().zip(sums.slices()) {
                agree("gradient", &oracle::widened(whole), sums, 1e-5);
            }
        }
    }
}

#[test]
fn a_pass_back_allocates_nothing() {
    let architecture = sigmoid_network();
    let (parameters, mut maps) = prepared(&architecture, 8);
    let target = one_hot(&architecture, 1);
    let mut gradients = run(&architecture, &parameters, &mut maps, LOSSES[0], &target);
    let counted = allocation_counter::measure(|| {
        for loss in LOSSES {
            let (network, maps) = (&architecture, &maps);
            network::backward(network, &parameters, maps, loss, &target, &mut gradients);
        }
    });
    assert_eq!(counted.count_total, 0);
}

#[test]
fn a_sure_and_wrong_answer_keeps_its_gradient_and_a_right_one_its_digits() {
    use OutputActivation::{Sigmoid, Softmax};
    // What f32 rounds to p = 1 still knows how far from 1 it is.
    let tiny = (-30.0_f64).exp() as f32;
    for (activation, logits, expected) in [
        (Sigmoid, vec![30.0], vec![-tiny]),
        (Sigmoid, vec![-90.0], vec![-1.0]),
        (Softmax, vec![30.0, 0.0], vec![-tiny, tiny]),
        (Softmax, vec![0.0, 90.0], vec![-1.0, 1.0]),
    ] {
        let mut target = vec![0.0; logits.len()];
        target[0] = 1.0;
        let mut d = vec![f32::NAN; logits.len()];
        Loss::CrossEntropy.gradient(activation, &logits, &target, &mut d);
        for (d, expected) in d.iter().zip(&expected) {
            assert!(
                (d - expected).abs() <= 1e-5 * expected.abs(),
                "{activation:?} {logits:?}: {d}"
            );
        }
    }
}
