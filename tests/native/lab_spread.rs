//! How the values of a layer lie: where its activation is flat, how far they have run.

use hitofude::digits::PixelScale;
use hitofude::lab::xray::{Spread, layers, spread};
use hitofude::lab::{Action, Lab, Layer, NetworkChoice, Scene};
use hitofude::nn::Activation;
use hitofude::nn::network::forward;
use proptest::prelude::*;

use crate::nn_forward::{any_architecture, prepared};

/// f'(x), as a textbook writes it.
fn slope(function: Activation, x: f64) -> f64 {
    match function {
        Activation::None => 1.0,
        Activation::Sigmoid => {
            let y = 1.0 / (1.0 + (-x).exp());
            y * (1.0 - y)
        }
        Activation::Relu => f64::from(u8::from(x > 0.0)),
        Activation::Tanh => 1.0 - x.tanh().powi(2),
    }
}

proptest! {
    #[test]
    fn cells_are_flat_where_the_textbooks_slope_is_small(
        architecture in any_architecture(), seed in any::<u64>(),
    ) {
        let (parameters, mut activations) = prepared(&architecture, seed);
        forward(&architecture, &parameters, &mut activations);
        for layer in layers(&architecture) {
            let found = spread(&architecture, &activations, layer);
            let (Layer::Conv(stage) | Layer::Activation(stage)) = layer else {
                prop_assert_eq!(found.flat, None);
                continue;
            };
            let function = architecture.stages()[stage].activation;
            if function == Activation::None {
                prop_assert_eq!(found.flat, None);
                continue;
            }
            let steepest = if function == Activation::Sigmoid { 0.25 } else { 1.0 };
            // Cells on the edge may fall to either side in `f32`.
            let count = |part: f64| {
                let cells = activations.stages[stage].conv.cells();
                cells.iter().filter(|&&x| slope(function, x.into()) < part * steepest).count()
            };
            let Some((told, flat)) = found.flat else { panic!("{layer:?} of {function:?}") };
            prop_assert_eq!(told, function);
            prop_assert!((count(0.0399)..=count(0.0401)).contains(&flat), "{} cells", flat);
        }
    }
}

#[test]
fn pixels_up_to_255_saturate_the_sigmoid_and_without_it_values_run_away() {
    let mut lab = crate::five_channels();
    lab.apply(Action::ChooseNetwork(NetworkChoice::Notebook));
    let of = |lab: &Lab, layer| {
        let scene = Scene::new(&lab.document);
        spread(scene.architecture(), scene.activations(), layer)
    };
    let share =
        |spread: Spread| spread.flat.map_or(0.0, |(_, flat)| flat as f32 / spread.cells as f32);
    let unit = share(of(&lab, Layer::Conv(0)));
    lab.apply(Action::SetScale(PixelScale::Byte));
    let byte = share(of(&lab, Layer::Activation(0)));
    assert!(byte > unit + 0.1, "{unit} with 0 to 1, {byte} with 0 to 255");
    let held = of(&lab, Layer::Pool(2));
    assert!(held.largest <= 1.0 && held.growth < Spread::RUN_AWAY, "{held:?}");
    lab.apply(Action::SetActivations(false));
    let run = of(&lab, Layer::Pool(2));
    assert_eq!(run.flat, None);
    assert!(run.growth > of(&lab, Layer::Pool(0)).growth, "{run:?}");
}

#[test]
fn an_empty_image_and_cells_that_are_no_numbers_are_told_too() {
    let mut lab = crate::five_channels();
    lab.apply(Action::Clear);
    let scene = Scene::new(&lab.document);
    let (architecture, mut activations) = (scene.architecture(), scene.activations().clone());
    let found = spread(architecture, &activations, Layer::Input);
    assert_eq!(found, Spread { cells: 784, largest: 0.0, growth: 0.0, flat: None });
    activations.input.cells_mut()[3] = f32::NAN;
    assert_eq!(spread(architecture, &activations, Layer::Input).largest, f32::INFINITY);
}
