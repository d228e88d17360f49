//! A sum of products as it is seen: one part cell by cell, what every part comes to, the total.

use crate::lab::Patch;
use crate::lab::xray::Part;
use crate::paint::{Range, Tones, mosaic_size};
use crate::text::markup::Markup;
use crate::text::{Text, number};
use crate::view::kit::colours;

/// More parts than this, and they are a strip of pictures.
const CHIPS: usize = 8;
/// The widest part that stands there cell by cell.
const LARGEST_GRID: usize = 7;
/// Up to this width three grids stand side by side; wider ones are two, and the products a picture. Up to the next one
/// their cells have room for numbers.
const THREE_ABREAST: usize = 3;
const NUMBERS: usize = 5;
/// The room for grids and strips, in pixels, and for strips under wide grids.
const WIDTH: usize = 226;
const HEIGHT: usize = 62;
const LESS_HEIGHT: usize = 36;

/// How many of the largest parts are named under a strip.
const NAMED: usize = 2;

/// What stands before a result, and the result.
pub type Equation = (String, String);

/// A sum that is being written.
pub struct Sum<'a> {
    pub parts: &'a [Part],
    pub bias: Option<f32>,
    /// What the engine made of it.
    pub total: f32,
    /// The part that is seen cell by cell.
    pub shown: usize,
    /// Rows and columns of each part.
    pub shape: (usize, usize),
    /// How the inputs of the shown part are coloured: as their map is.
    pub tones: Tones<'a>,
    pub text: &'static Text,
    pub dark: bool,
}

/// The products of all parts as little pictures beside each other, one pixel a product and one between them.
#[derive(Clone, Copy)]
pub struct Strip {
    /// Rows and columns of each part.
    pub shape: (usize, usize),
    /// Parts beside each other.
    pub columns: usize,
    /// Parts.
    count: usize,
    /// Screen pixels a product.
    scale: usize,
}

impl Strip {
    fn new(count: usize, shape: (usize, usize)) -> Self {
        let columns = |scale: usize| (WIDTH / ((shape.1 + 1) * scale)).clamp(1, count);
        let height = if shape.1 > THREE_ABREAST { LESS_HEIGHT } else { HEIGHT };
        let fits = |scale: &usize| {
            count.div_ceil(columns(*scale)) * (shape.0 + 1) * scale <= height
                && (shape.1 + 1) * scale <= WIDTH
        };
        let scale = (1..=9).rev().find(fits).unwrap_or(1);
        Self { shape, columns: columns(scale), count, scale }
    }

    /// The picture's columns and rows.
    fn size(self) -> (usize, usize) {
        mosaic_size(self.count, self.shape, self.columns)
    }

    /// Paints the products of `parts`; between them nothing.
    pub fn paint(self, parts: &[Part], dark: bool, rgba: &mut [u8]) {
        let products: Vec<f32> = parts.iter().flat_map(Part::products).collect();
        let largest = Range::of(&products).symmetric().high;
        let tones = colours::of_weights(largest, dark);
        tones.paint_mosaic(&products, self.shape, self.columns, rgba);
    }
}

impl Sum<'_> {
    /// Writes it, and says what its strip is to be painted with.
    pub fn write(&self, markup: &mut Markup) -> Option<Strip> {
        self.write_grids(markup);
        self.write_parts(markup)
    }

    /// Σ + b =, and what comes of it.
    pub fn total(&self) -> Equation {
        let bias = self
            .bias
            .map_or(String::new(), |bias| format!(" + {} {}", self.text.bias, number::short(bias)));
        (format!("Σ{bias} = "), number::short(self.total))
    }

    fn write_grids(&self, markup: &mut Markup) {
        let (Some(part), side) = (self.parts.get(self.shown), self.shape.1.max(self.shape.0))
        else {
            return;
        };
        if side > LARGEST_GRID {
            return;
        }
        let words = self.text.xray;
        let abreast = if side <= THREE_ABREAST { 3 } else { 2 };
        let cell = ((WIDTH - 18 * (abreast - 1)) / (abreast * side)).min(if abreast == 3 {
            26
        } else {
            22
        });
        let style = format_args!("--n:{};--cell:{cell}px", self.shape.1);
        markup.open("div").set("class", "xs-grids").set("style", style);
        let numbers = side <= NUMBERS;
        let around_zero =
            |cells: &[f32]| colours::of_weights(Range::of(cells).symmetric().high, self.dark);
        let products: Vec<f32> = part.products().collect();
        let source = match part.patch {
            Patch::Kernel { stage: 0, .. } => self.text.input.to_owned(),
            Patch::Kernel { input, .. } => (words.map)(input),
            Patch::Linear { channel, .. } => (words.map)(channel),
        };
        let is_kernel = matches!(part.patch, Patch::Kernel { .. });
        let name = if is_kernel { self.text.kernel } else { words.weights };
        grid(markup, &source, &part.inputs, self.tones, numbers, None);
        markup.element("b", "×");
        let hint = Some(words.weight_hint);
        let sum = format!("Σ = {}", number::short(part.sum()));
        let with_sum = format!("{name}: {sum}");
        let name = if abreast == 3 { name } else { &with_sum };
        grid(markup, name, &part.weights, around_zero(&part.weights), numbers, hint);
        if abreast == 3 {
            markup.element("b", "=");
            grid(markup, &sum, &products, around_zero(&products), numbers, None);
        }
        markup.close();
    }

    fn write_parts(&self, markup: &mut Markup) -> Option<Strip> {
        let wide = self.shape.1 > THREE_ABREAST;
        if self.parts.len() < 2 && !wide {
            return None;
        }
        markup.element("h4", self.text.xray.each_map);
        let sums: Vec<f32> = self.parts.iter().map(Part::sum).collect();
        if self.parts.len() <= CHIPS {
            self.write_chips(markup, &sums);
            if !wide {
                return None;
            }
        }
        let strip = Strip::new(self.parts.len(), self.shape);
        let (width, height) = strip.size();
        markup.open("canvas").set("class", "xs-strip").set("width", width).set("height", height);
        markup.set("style", format_args!("width:{}px", width * strip.scale)).close();
        self.write_largest(markup, &sums);
        Some(strip)
    }

    /// Each part as a chip in the colour of its sum.
    fn write_chips(&self, markup: &mut Markup, sums: &[f32]) {
        let largest = Range::of(sums).symmetric().high;
        markup.open("div").set("class", "xs-chips").set("translate", "no");
        for (index, &sum) in sums.iter().enumerate() {
            let (colour, light) = colours::cell(sum, largest, self.dark);
            let shown = if index == self.shown { "shown" } else { "" };
            markup.open("button").set("type", "button").set("data-part", index);
            markup.set("class", format_args!("{} {shown}", if light { "light" } else { "" }));
            markup.set("style", format_args!("background:{colour}"));
            markup.set("title", (self.text.xray.map)(index)).text(number::short(sum)).close();
        }
        markup.close();
    }

    /// The largest parts by their names.
    fn write_largest(&self, markup: &mut Markup, sums: &[f32]) {
        markup.open("p").set("class", "xs-largest").text(self.text.xray.largest).text(": ");
        let mut named = Vec::new();
        for _ in 0..NAMED.min(sums.len()) {
            let left = |part: &usize| !named.contains(part);
            let larger = |a: usize, b: usize| if sums[b].abs() > sums[a].abs() { b } else { a };
            let Some(part) = (0..sums.len()).filter(left).reduce(larger) else { break };
            named.push(part);
            markup.open("button").set("type", "button").set("data-part", part);
            markup
                .text((self.text.xray.map)(part))
                .text(' ')
                .element("b", number::short(sums[part]));
            markup.close().text(' ');
        }
        markup.close();
    }
}

/// One grid of numbers under its name; with a hint its cells can be changed.
fn grid(
    markup: &mut Markup,
    name: &str,
    values: &[f32],
    tones: Tones,
    numbers: bool,
    hint: Option<&str>,
) {
    markup.open("figure").element("figcaption", name);
    markup.open("div").set("class", "xs-cells").set("translate", "no");
    for (index, &value) in values.iter().enumerate() {
        cell(markup, value, tones, numbers, hint.map(|hint| (index, hint)), "");
    }
    markup.close().close();
}

/// One number in its colour: a button where it is a weight, which then has a place and a hint.
pub fn cell(
    markup: &mut Markup,
    value: f32,
    tones: Tones,
    numbers: bool,
    weight: Option<(usize, &str)>,
    class: &str,
) {
    let (colour, light) = colours::shade(value, tones);
    let light = if light { "light" } else { "" };
    // Where there is no room for a number the sign stands there, not its colour alone.
    let minus = if !numbers && value < 0.0 { "minus" } else { "" };
    markup.open(if weight.is_some() { "button" } else { "i" });
    markup.set("style", format_args!("background:{colour}"));
    markup.set("class", format_args!("{class} {light} {minus}"));
    if let Some((index, hint)) = weight {
        markup.set("type", "button").set("data-testid", "xray-weight").set("data-index", index);
        markup.set("data-value", value).set("title", hint).set("aria-label", number::cell(value));
    }
    let shown = if numbers { number::tiny(value) } else { String::new() };
    markup.text(shown).close();
}
