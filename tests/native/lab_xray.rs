//! Where a number comes from and where it goes: the outlines by perturbation, the arithmetic by adding it up.

use hitofude::lab::xray::{
    Cell, Part, Region, Terms, after, before, layers, loss_shares, region, shape, terms,
};
use hitofude::lab::{Layer, target};
use hitofude::nn::network::{forward, forward_from};
use hitofude::nn::{
    Activation, Activations, Architecture, Head, Loss, OutputActivation, Parameters, Pooling,
    Stage, WeightRange, initialise,
};
use proptest::prelude::*;
use proptest::sample::Index;
use rand::SeedableRng;
use rand_pcg::Pcg32;

use crate::nn_forward::{any_architecture, prepared};

/// A network of any kind that has run.
fn run(architecture: &Architecture, seed: u64) -> (Parameters, Activations) {
    let (parameters, mut activations) = prepared(architecture, seed);
    forward(architecture, &parameters, &mut activations);
    (parameters, activations)
}

/// The cell of any layer that `pick` picks.
fn any_cell(architecture: &Architecture, layer: Layer, pick: Index) -> Cell {
    Cell::of(architecture, layer, pick.index(shape(architecture, layer).len()))
}

/// Every cell of a layer.
fn cells(architecture: &Architecture, layer: Layer) -> impl Iterator<Item = Cell> + '_ {
    let count = shape(architecture, layer).len();
    (0..count).map(move |index| Cell::of(architecture, layer, index))
}

/// What the terms come to, and the sum of their magnitudes, computed anew in `f64`.
fn added_up(terms: &Terms, index: usize, before: f32) -> (f64, f64) {
    match terms {
        Terms::Pixel | Terms::Copy => (before.into(), before.abs().into()),
        Terms::Sum { bias, parts } => {
            let products = parts
                .iter()
                .flat_map(|Part { weights, inputs, .. }| weights.iter().zip(inputs))
                .map(|(&w, &x)| f64::from(w) * f64::from(x));
            let all = products.chain([bias.unwrap_or(0.0).into()]);
            all.fold((0.0, 0.0), |(sum, size), term| (sum + term, size + term.abs()))
        }
        Terms::Activation { function, x } => {
            let x = f64::from(*x);
            let y = match function {
                Activation::None => x,
                Activation::Sigmoid => 1.0 / (1.0 + (-x).exp()),
                Activation::Relu => x.max(0.0),
                Activation::Tanh => x.tanh(),
            };
            (y, y.abs())
        }
        Terms::Pool { pooling, window, winner } => {
            let window = window.map(f64::from);
            let y = match pooling {
                Pooling::Max => window[*winner],
                _ => window.iter().sum::<f64>() / 4.0,
            };
            (y, window.iter().map(|x| x.abs()).sum())
        }
        Terms::Output { function, logits } => {
            let z = |m: usize| f64::from(logits[m]);
            let largest = logits.iter().copied().fold(f32::MIN, f32::max);
            let power = |m: usize| (z(m) - f64::from(largest)).exp();
            let y = match function {
                OutputActivation::None => z(index),
                OutputActivation::Sigmoid => 1.0 / (1.0 + (-z(index)).exp()),
                OutputActivation::Softmax => {
                    power(index) / (0..logits.len()).map(power).sum::<f64>()
                }
            };
            // e to a number far below 0 is as exact as that number, whose last bit weighs more the larger it is.
            let far = (z(index) - f64::from(largest)).abs();
            (y, y.abs() * (1.0 + far / 16.0))
        }
    }
}

/// The value in `cell`'s own place one layer before: what is copied.
fn copied(architecture: &Architecture, activations: &Activations, cell: Cell) -> f32 {
    let from = match cell.layer {
        Layer::Pool(stage) => Cell { layer: Layer::Activation(stage), ..cell },
        Layer::Vector => {
            Cell::of(architecture, Layer::Pool(architecture.stages().len() - 1), cell.row)
        }
        _ => cell,
    };
    from.value(architecture, activations).expect("a cell")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_terms_add_up_to_the_value_on_screen(
        architecture in any_architecture(), seed in any::<u64>(), pick in any::<Index>(),
    ) {
        let (parameters, activations) = run(&architecture, seed);
        for layer in layers(&architecture) {
            let cell = any_cell(&architecture, layer, pick);
            let value = cell.value(&architecture, &activations).expect("a cell of the network");
            let terms = terms(&architecture, &parameters, &activations, cell);
            let (sum, size) = added_up(&terms, cell.row, copied(&architecture, &activations, cell));
            let error = (sum - f64::from(value)).abs();
            prop_assert!(error <= 2e-6 * size + 1e-30, "{cell:?}: {value}, of terms {sum}: {terms:?}");
            if let Terms::Pool { pooling: Pooling::Max, window, winner } = terms {
                prop_assert_eq!(window[winner].to_bits(), value.to_bits());
            }
        }
    }

    #[test]
    fn nothing_outside_the_receptive_field_changes_a_cell(
        architecture in any_architecture(), seed in any::<u64>(),
        of in any::<Index>(), pick in any::<Index>(), from in any::<Index>(),
    ) {
        let (parameters, before) = run(&architecture, seed);
        let stages = architecture.stages().len();
        let stage = from.index(stages + 1);
        let changed_layer = stage.checked_sub(1).map_or(Layer::Input, Layer::Pool);
        let later: Vec<Layer> =
            layers(&architecture).skip_while(|layer| *layer != changed_layer).skip(1).collect();
        let cell = any_cell(&architecture, later[of.index(later.len())], pick);
        let field = region(&architecture, cell, changed_layer);
        prop_assert!(!field.is_empty());
        let mut after = before.clone();
        let maps = match stage.checked_sub(1) {
            Some(stage) => &mut after.stages[stage].pool,
            None => &mut after.input,
        };
        for place in cells(&architecture, changed_layer) {
            if !field.contains(&architecture, place) {
                maps.cells_mut()[place.index(&architecture)] = -7.25;
            }
        }
        forward_from(&architecture, &parameters, &mut after, stage);
        let value = |activations| cell.value(&architecture, activations).map(f32::to_bits);
        prop_assert_eq!(value(&after), value(&before), "{:?} of {:?}", cell, field);
    }

    #[test]
    fn where_nothing_selects_every_cell_of_the_field_counts(
        architecture in any_architecture(), seed in any::<u64>(),
        of in any::<Index>(), pick in any::<Index>(), inside in any::<Index>(),
    ) {
        let plain = architecture.without_activations();
        let average = |stage: &Stage| match stage.pooling {
            Pooling::Max => Stage { pooling: Pooling::Average, ..*stage },
            Pooling::None | Pooling::Average => *stage,
        };
        let stages = plain.stages().iter().map(average).collect();
        let architecture = Architecture::new(stages, plain.head()).expect("the same sizes");
        let mut rng = Pcg32::seed_from_u64(seed);
        // Nothing cancels out.
        let mut parameters = Parameters::zeros(&architecture);
        for weights in parameters.slices_mut() {
            initialise::fill(WeightRange::ZeroToOne, 1, &mut rng, weights);
            weights.iter_mut().for_each(|weight| *weight += 0.1);
        }
        let mut before = Activations::new(&architecture);
        initialise::fill(WeightRange::ZeroToOne, 1, &mut rng, before.input.cells_mut());
        forward(&architecture, &parameters, &mut before);
        let all: Vec<Layer> = layers(&architecture).skip(1).collect();
        let cell = any_cell(&architecture, all[of.index(all.len())], pick);
        let Region { rows, columns, .. } = region(&architecture, cell, Layer::Input);
        // The corners, and one cell anywhere.
        let anywhere = inside.index(rows.len() * columns.len());
        let places = [
            (rows.start, columns.start),
            (rows.start, columns.end - 1),
            (rows.end - 1, columns.start),
            (rows.end - 1, columns.end - 1),
            (rows.start + anywhere / columns.len(), columns.start + anywhere % columns.len()),
        ];
        for (row, column) in places {
            let mut after = before.clone();
            after.input.cells_mut()[row * 28 + column] += 1e4;
            forward(&architecture, &parameters, &mut after);
            let value = |activations| cell.value(&architecture, activations);
            prop_assert!(value(&after) > value(&before), "{row}, {column} and {cell:?}");
        }
    }

    #[test]
    fn what_a_cell_feeds_are_the_cells_that_have_it_in_their_field(
        architecture in any_architecture(),
        from in any::<Index>(), to in any::<Index>(), pick in any::<Index>(),
    ) {
        let all: Vec<Layer> = layers(&architecture).collect();
        let cell = any_cell(&architecture, all[from.index(all.len())], pick);
        let other = all[to.index(all.len())];
        let fed = region(&architecture, cell, other);
        for there in cells(&architecture, other) {
            let back = region(&architecture, there, cell.layer);
            let (reads, feeds) =
                (back.contains(&architecture, cell), fed.contains(&architecture, there));
            prop_assert_eq!(reads, feeds, "{:?} and {:?}", cell, there);
        }
    }

    #[test]
    fn a_walk_back_goes_through_the_field_and_a_walk_on_through_what_is_fed(
        architecture in any_architecture(), seed in any::<u64>(), of in any::<Index>(),
        pick in any::<Index>(),
    ) {
        let (parameters, activations) = run(&architecture, seed);
        let all: Vec<Layer> = layers(&architecture).collect();
        let start = any_cell(&architecture, all[of.index(all.len())], pick);
        let mut last = start;
        while let Some(next) = before(&architecture, &parameters, &activations, last) {
            prop_assert!(next.exists(&architecture), "{next:?}");
            prop_assert!(region(&architecture, start, next.layer).contains(&architecture, next));
            last = next;
        }
        prop_assert_eq!(last.layer, Layer::Input);
        last = start;
        while let Some(next) = after(&architecture, &activations, last) {
            prop_assert!(next.exists(&architecture), "{next:?}");
            prop_assert!(region(&architecture, start, next.layer).contains(&architecture, next));
            last = next;
        }
        let nowhere = region(&architecture, last, Layer::Output).is_empty();
        prop_assert!(last.layer == Layer::Output || nowhere, "it ends at {last:?}");
    }

    #[test]
    fn what_the_outputs_cost_adds_up_to_the_loss(
        architecture in any_architecture(), seed in any::<u64>(), truth in 0_u8..10,
    ) {
        let (_, activations) = run(&architecture, seed);
        let head = architecture.head();
        let target = target(truth, head.outputs);
        for loss in [Loss::SquaredError, Loss::CrossEntropy] {
            let Activations { logits, prediction, .. } = &activations;
            let whole = loss.value(head.activation, logits, prediction, &target);
            let shares = loss_shares(loss, &architecture, &activations, &target);
            prop_assert_eq!(shares.len(), head.outputs);
            let sum: f32 = shares.iter().sum();
            prop_assert!((sum - whole).abs() <= 1e-5 * whole.abs(), "{shares:?}: {sum}, {whole}");
        }
    }
}

/// The notebook's sizes: 28 → 26 → 13 → 11 → 5 → 4 → 2.
fn notebook() -> Architecture {
    let stage = |kernel| Stage {
        channels: 5,
        kernel,
        activation: Activation::Sigmoid,
        pooling: Pooling::Max,
        bias: false,
    };
    let head = Head { outputs: 10, activation: OutputActivation::Sigmoid, bias: true };
    Architecture::new([3, 3, 2].map(stage).to_vec(), head).expect("a possible network")
}

fn cell(layer: Layer, channel: usize, row: usize, column: usize) -> Cell {
    Cell { layer, channel, row, column }
}

#[test]
fn the_field_grows_towards_the_image() {
    let sides = |layer| {
        let region = region(&notebook(), cell(Layer::Pool(2), 3, 1, 0), layer);
        (region.channels, region.rows, region.columns)
    };
    assert_eq!(sides(Layer::Pool(2)), (3..4, 1..2, 0..1));
    assert_eq!(sides(Layer::Activation(2)), (3..4, 2..4, 0..2));
    assert_eq!(sides(Layer::Conv(2)), (3..4, 2..4, 0..2));
    assert_eq!(sides(Layer::Pool(1)), (0..5, 2..5, 0..3));
    assert_eq!(sides(Layer::Conv(1)), (0..5, 4..10, 0..6));
    assert_eq!(sides(Layer::Pool(0)), (0..5, 4..12, 0..8));
    assert_eq!(sides(Layer::Conv(0)), (0..5, 8..24, 0..16));
    assert_eq!(sides(Layer::Input), (0..1, 8..26, 0..18));
}

#[test]
fn the_row_that_pooling_drops_feeds_nothing_more() {
    let fed = |row, column, layer| region(&notebook(), cell(Layer::Conv(1), 2, row, column), layer);
    for (row, column) in [(10, 0), (0, 10), (10, 10)] {
        assert!(!fed(row, column, Layer::Activation(1)).is_empty());
        for layer in [Layer::Pool(1), Layer::Conv(2), Layer::Vector, Layer::Output] {
            assert_eq!(fed(row, column, layer), Region::default(), "{row}, {column}: {layer:?}");
        }
    }
    let pooled = fed(9, 9, Layer::Pool(1));
    assert_eq!((pooled.rows, pooled.columns), (4..5, 4..5));
}

#[test]
fn a_cell_of_the_vector_is_a_cell_of_the_last_maps() {
    let architecture = notebook();
    let last = region(&architecture, cell(Layer::Vector, 0, 14, 0), Layer::Pool(2));
    assert_eq!((last.channels, last.rows, last.columns), (3..4, 1..2, 0..1));
    let fed = region(&architecture, cell(Layer::Pool(2), 3, 1, 0), Layer::Vector);
    let places: Vec<usize> = cells(&architecture, Layer::Vector)
        .filter(|place| fed.contains(&architecture, *place))
        .map(|place| place.row)
        .collect();
    assert_eq!(places, [14]);
}

#[test]
fn softmax_asks_every_logit_and_a_sigmoid_its_own() {
    for (activation, rows) in
        [(OutputActivation::Sigmoid, 3..4), (OutputActivation::Softmax, 0..10)]
    {
        let head = Head { activation, ..notebook().head() };
        let architecture =
            Architecture::new(notebook().stages().to_vec(), head).expect("the same sizes");
        let read = region(&architecture, cell(Layer::Output, 0, 3, 0), Layer::Linear);
        assert_eq!(read.rows, rows, "{activation:?}");
    }
}

#[test]
fn only_cells_of_the_network_exist_and_moving_stays_inside() {
    let architecture = notebook();
    for (place, exists) in [
        (cell(Layer::Conv(2), 4, 3, 3), true),
        (cell(Layer::Conv(2), 5, 3, 3), false),
        (cell(Layer::Conv(2), 4, 4, 3), false),
        (cell(Layer::Conv(3), 0, 0, 0), false),
        (cell(Layer::Vector, 0, 19, 0), true),
        (cell(Layer::Vector, 0, 0, 1), false),
        (cell(Layer::Output, 0, 9, 0), true),
        (cell(Layer::Output, 0, 10, 0), false),
    ] {
        assert_eq!(place.exists(&architecture), exists, "{place:?}");
    }
    let there = cell(Layer::Conv(1), 3, 4, 7);
    assert_eq!(there.place(&architecture), 51);
    assert_eq!(there.at_place(&architecture, 120), cell(Layer::Conv(1), 3, 10, 10));
    let moved = |down, right| cell(Layer::Conv(2), 4, 1, 2).moved(&architecture, down, right);
    assert_eq!(moved(1, -1), cell(Layer::Conv(2), 4, 2, 1));
    assert_eq!(moved(-9, 9), cell(Layer::Conv(2), 4, 0, 3));
}
