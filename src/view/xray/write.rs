//! A cell's arithmetic as the page explains it. It is written as text, since it changes with every move of the pointer and
//! from layer to layer in form: one assignment to the panel costs less than any comparison of trees.

use std::fmt;

use super::curve::curve;
use super::sum::{Equation, Strip, Sum, cell as number_cell};
use crate::lab::xray::{Cell, Part, Terms, loss_shares, region, terms};
use crate::lab::{Layer, Patch, Scene, target};
use crate::nn::{Activation, Architecture, Loss, OutputActivation, Pooling};
use crate::paint::Range;
use crate::text::markup::Markup;
use crate::text::{Text, number};
use crate::view::kit::colours;
use crate::view::kit::naming::{Naming as _, layer_name};
use crate::view::live::{Display, Frame};

/// What the panel shows of a cell.
pub struct Explained {
    /// Its arithmetic.
    pub markup: Markup,
    /// The parts of its sum, where it is one.
    pub parts: Vec<Part>,
    /// Which of them stands there cell by cell.
    pub shown: usize,
    /// What is to be painted into the canvas in `markup`.
    pub strip: Option<Strip>,
}

/// A cell by its name.
pub fn cell_name(text: &Text, architecture: &Architecture, cell: Cell) -> String {
    let words = text.xray;
    let Cell { layer, channel, row, column } = cell;
    match layer {
        Layer::Vector => (words.vector_cell)(row),
        Layer::Linear | Layer::Output if architecture.head().outputs == 1 => {
            words.the_output.to_owned()
        }
        Layer::Linear | Layer::Output => (words.output_cell)(row),
        _ => {
            let name = layer_name(text, architecture, layer);
            let maps = crate::lab::xray::shape(architecture, layer).channels;
            if maps == 1 {
                (words.only_map_cell)(&name, row, column)
            } else {
                (words.map_cell)(&name, channel, row, column)
            }
        }
    }
}

/// The writer of one cell's arithmetic.
struct CellWriter<'a> {
    scene: &'a Scene,
    text: &'static Text,
    display: Display,
    /// The weights in the editors: of a sum these are shown cell by cell, where they are in it.
    chosen: [Patch; 2],
    out: Explained,
    /// Σ + b = y, until it is written.
    total: Option<Equation>,
}

/// The arithmetic of `cell`, which the network has, after what stands in `markup` already.
pub fn explain(
    frame: &Frame,
    cell: Cell,
    text: &'static Text,
    chosen: [Patch; 2],
    pinned: bool,
    markup: Markup,
) -> Explained {
    let out = Explained { markup, parts: Vec::new(), shown: 0, strip: None };
    let (scene, display) = (frame.scene, frame.display);
    let mut writer = CellWriter { scene, text, display, chosen, out, total: None };
    // While the pointer moves on, what matters most is shown; what is pinned is what is edited.
    writer.write(cell, pinned);
    if frame.display.look.gradients() {
        let slopes = scene.gradient_maps(cell.layer);
        if let Some(slope) = slopes.get(cell.index(scene.architecture())) {
            writer.result(format_args!("∂{}/∂ = ", text.loss), number::short(*slope));
        }
    }
    if let Some(difference) =
        scene.difference_maps(cell.layer).get(cell.index(scene.architecture()))
    {
        writer.result("Δ = ", number::short(*difference));
    }
    writer.out
}

impl CellWriter<'_> {
    fn line(&mut self, line: impl fmt::Display) {
        self.out.markup.element("p", line);
    }

    /// A line that ends in a number that matters.
    fn result(&mut self, line: impl fmt::Display, value: impl fmt::Display) {
        self.out.markup.open("p").text(line).element("b", value).close();
    }

    fn terms(&self, cell: Cell) -> Terms {
        terms(self.scene.architecture(), self.scene.parameters(), self.scene.activations(), cell)
    }

    fn value(&self, cell: Cell) -> f32 {
        cell.value(self.scene.architecture(), self.scene.activations()).unwrap_or(f32::NAN)
    }

    fn write(&mut self, cell: Cell, pinned: bool) {
        match cell.layer {
            Layer::Input => {
                let place = cell.index(self.scene.architecture());
                let grey = self.scene.prepared().get(place).copied().unwrap_or(0);
                let value = number::short(self.value(cell));
                self.line((self.text.xray.pixel)(grey, &value));
            }
            Layer::Conv(stage) => {
                self.sum(cell, pinned);
                let next = Cell { layer: Layer::Activation(stage), ..cell };
                self.activation(next, stage);
                self.pooling(next, stage);
            }
            Layer::Activation(stage) => {
                self.activation(cell, stage);
                self.pooling(cell, stage);
            }
            Layer::Pool(stage) => self.pool(cell, stage),
            Layer::Vector => self.vector(cell),
            Layer::Linear | Layer::Output => {
                self.sum(Cell { layer: Layer::Linear, ..cell }, pinned);
                self.output(cell);
            }
        }
    }

    fn sum(&mut self, cell: Cell, pinned: bool) {
        let Terms::Sum { bias, parts } = self.terms(cell) else { return };
        let chosen = |part: &Part| self.chosen.contains(&part.patch);
        let largest = || {
            let sizes: Vec<f32> = parts.iter().map(|part| part.sum().abs()).collect();
            (0..sizes.len())
                .fold(0, |most, next| if sizes[next] > sizes[most] { next } else { most })
        };
        let shown = parts.iter().position(chosen).filter(|_| pinned).unwrap_or_else(largest);
        let architecture = self.scene.architecture();
        let patch = parts[shown].patch;
        let (source, channel) = match patch {
            Patch::Kernel { stage: 0, input, .. } => (Layer::Input, input),
            Patch::Kernel { stage, input, .. } => (Layer::Pool(stage - 1), input),
            Patch::Linear { channel, .. } => {
                (Layer::Pool(architecture.stages().len() - 1), channel)
            }
        };
        let sum = Sum {
            bias,
            total: self.value(cell),
            shown,
            shape: patch.shape(architecture),
            tones: self.display.tones_of(self.scene, source, channel),
            text: self.text,
            dark: self.display.dark,
            parts: &parts,
        };
        self.out.strip = sum.write(&mut self.out.markup);
        if patch.cells(architecture, self.scene.weights()) != parts[shown].weights {
            self.line(self.text.probe.counts_as_zeros);
        }
        self.total = Some(sum.total());
        (self.out.parts, self.out.shown) = (parts, shown);
    }

    /// What the activation makes of a convolution's cell: `cell` is that after it.
    fn activation(&mut self, cell: Cell, stage: usize) {
        let function = self.scene.architecture().stages()[stage].activation;
        let Terms::Activation { x, .. } = self.terms(cell) else { return };
        if function != Activation::None {
            self.function(function, x, self.value(cell));
        }
        self.write_total();
    }

    /// The total, where it has not been written beside the function of it.
    fn write_total(&mut self) {
        if let Some((sum, total)) = self.total.take() {
            self.result(sum, total);
        }
    }

    fn function(&mut self, function: Activation, x: f32, y: f32) {
        let total = self.total.take();
        let markup = &mut self.out.markup;
        markup.open("div").set("class", "xs-function");
        curve(markup, function, x, y);
        markup.open("p");
        if let Some((sum, total)) = total {
            markup.text(sum).element("b", total).open("br").close();
        }
        let name = self.text.activation_name(function);
        markup.text(format_args!("{name}({}) = ", number::short(x))).element("b", number::short(y));
        markup.close().close();
    }

    /// What becomes of a cell of the activation's maps.
    fn pooling(&mut self, cell: Cell, stage: usize) {
        let (architecture, words) = (self.scene.architecture().clone(), self.text.xray);
        let pooling = architecture.stages()[stage].pooling;
        let fed = region(&architecture, cell, Layer::Pool(stage));
        let fate = if pooling == Pooling::None {
            return;
        } else if fed.is_empty() {
            words.is_dropped
        } else if pooling == Pooling::Average {
            words.quarter_goes_on
        } else {
            let pooled = Cell {
                layer: Layer::Pool(stage),
                channel: cell.channel,
                row: fed.rows.start,
                column: fed.columns.start,
            };
            let place = cell.row % 2 * 2 + cell.column % 2;
            let won = matches!(self.terms(pooled), Terms::Pool { winner, .. } if winner == place);
            if won { words.goes_on } else { words.stays_behind }
        };
        self.line(format_args!("→ Pool {}: {fate}", stage + 1));
    }

    fn pool(&mut self, cell: Cell, stage: usize) {
        let (words, architecture) = (self.text.xray, self.scene.architecture().clone());
        let Terms::Pool { pooling, window, winner } = self.terms(cell) else {
            return self.line(words.not_pooled);
        };
        let before = Layer::Activation(stage);
        let tones = self.display.tones_of(self.scene, before, cell.channel);
        let value = number::short(self.value(cell));
        let markup = &mut self.out.markup;
        markup.open("div").set("class", "xs-window");
        markup.open("div").set("class", "xs-cells").set("translate", "no");
        markup.set("style", "--n:2;--cell:46px");
        for (place, &value) in window.iter().enumerate() {
            let won = if pooling == Pooling::Max && place == winner { "winner" } else { "" };
            number_cell(markup, value, tones, true, None, won);
        }
        let rule = if pooling == Pooling::Max { words.winner } else { words.mean };
        markup.close().open("p").text(rule).open("br").close().element("b", value);
        markup.close().close();
        let shapes = architecture.stage_shapes(stage);
        if shapes.conv.height % 2 == 1 {
            self.line((words.drops)(shapes.conv.height, shapes.pool.height));
        }
    }

    fn vector(&mut self, cell: Cell) {
        let (words, architecture) = (self.text.xray, self.scene.architecture().clone());
        let last = Layer::Pool(architecture.stages().len() - 1);
        let from = Cell::of(&architecture, last, cell.row);
        self.line(format_args!("= {}", cell_name(self.text, &architecture, from)));
        let (value, length) = (self.value(cell), architecture.flattened().len());
        let weights = &self.scene.parameters().linear.weights;
        let products: Vec<f32> =
            weights.iter().skip(cell.row).step_by(length).map(|weight| weight * value).collect();
        let largest = Range::of(&products).symmetric().high;
        let markup = &mut self.out.markup;
        markup.element("h4", words.to_each_output);
        markup.open("div").set("class", "xs-chips").set("translate", "no");
        for (output, &product) in products.iter().enumerate() {
            let (colour, light) = colours::cell(product, largest, self.display.dark);
            markup.open("i").set("class", if light { "light" } else { "" });
            markup.set("style", format_args!("background:{colour}"));
            if products.len() > 1 {
                markup.element("small", output);
            }
            markup.text(number::short(product)).close();
        }
        markup.close();
    }

    fn output(&mut self, cell: Cell) {
        let scene = self.scene;
        let (words, architecture) = (self.text.xray, scene.architecture());
        let activations = scene.activations();
        let (m, function) = (cell.row, architecture.head().activation);
        let (z, p) = (activations.logits[m], activations.prediction[m]);
        match function {
            OutputActivation::None => {}
            OutputActivation::Sigmoid => self.function(Activation::Sigmoid, z, p),
            OutputActivation::Softmax => {
                self.write_total();
                let markup = &mut self.out.markup;
                markup.open("p").text("softmax: e").element("sup", number::short(z));
                markup.text(" / Σe").element("sup", "z").text(" = ").element("b", number::short(p));
                markup.close();
            }
        }
        self.write_total();
        if scene.blank() {
            return;
        }
        let (Some(truth), Some(loss)) = (scene.truth(), scene.loss()) else {
            return self.line(words.no_truth);
        };
        let target = target(truth, activations.logits.len());
        let share = loss_shares(scene.loss_kind(), architecture, activations, &target)[m];
        let (t, p) = (target[m], number::answer(p));
        let formula = match scene.loss_kind() {
            Loss::SquaredError => format!("({p} − {t})² ="),
            Loss::CrossEntropy if t == 1.0 => format!("−ln {p} ="),
            Loss::CrossEntropy if function == OutputActivation::Sigmoid => {
                format!("−ln(1 − {p}) =")
            }
            Loss::CrossEntropy => String::new(),
        };
        let [before, after] = (words.loss_share)(&formula, &number::short(loss));
        let markup = &mut self.out.markup;
        markup.open("p").text(before).element("b", number::short(share)).text(after).close();
    }
}
