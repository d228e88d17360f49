//! Lines from map to map: what each contributes. One picture over the pipeline, drawn by the fast lane.

use std::cell::Cell as Flag;
use std::fmt::Write as _;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use crate::lab::xray::{flow, flow_into};
use crate::lab::{Layer, Scene};
use crate::text::markup::Markup;
use crate::view::kit::written::show_in;
use crate::view::live::{Follower, Frame, Live};
use crate::web::resize::Resized;

/// At most so many lines into one map, and about so many into a layer.
const INTO_MAP: usize = 8;
const INTO_LAYER: usize = 96;
/// What is less than this part of the strongest of its layer has no line.
const LEAST: f32 = 0.12;
/// How many widths of lines there are.
const WIDTHS: usize = 3;

/// Where a map stands in the picture: left, top, right, bottom.
type MapBox = [i32; 4];

/// Draws the lines.
pub struct FlowFollower {
    root: Element,
    lines: Element,
    /// Whether maps may stand elsewhere than they did.
    moved: Rc<Flag<bool>>,
    /// Where those of each stage stand that are made, and those that are read. After the last stage: its weights.
    places: Vec<[Vec<MapBox>; 2]>,
    /// The output whose weights stand there.
    output: usize,
    /// Whether there is a line.
    drawn: bool,
}

/// The lines of one picture, as paths by sign and width.
#[derive(Default)]
struct Lines([[String; WIDTHS]; 2]);

impl Lines {
    /// Draws the strongest of `amounts`, which come from the maps at `from` to that at `to`; `largest` is the widest
    /// line's. Where `below`, layers stand one below the other, as on a phone.
    fn draw(
        &mut self,
        amounts: &[f32],
        largest: f32,
        most: usize,
        from: &[MapBox],
        to: MapBox,
        below: bool,
    ) {
        let mut last = f32::INFINITY;
        for _ in 0..most {
            let weaker = amounts.iter().zip(from).filter(|(amount, _)| amount.abs() < last);
            let stronger = |a: (f32, MapBox), b: (&f32, &MapBox)| {
                if b.0.abs() > a.0.abs() { (*b.0, *b.1) } else { a }
            };
            let (amount, from) = weaker.fold((0.0, to), stronger);
            last = amount.abs();
            let share = last / largest;
            // So it is where nothing flows at all, too.
            if share.is_nan() || share < LEAST {
                return;
            }
            let width = ((share * WIDTHS as f32) as usize).min(WIDTHS - 1);
            let path = &mut self.0[usize::from(amount < 0.0)][width];
            let across = |place: MapBox| i32::midpoint(place[0], place[2]);
            let down = |place: MapBox| i32::midpoint(place[1], place[3]);
            let [x1, y1, x2, y2] = if below {
                [across(from), from[3], across(to), to[1]]
            } else {
                [from[2], down(from), to[0], down(to)]
            };
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x1} {y1}L{x2} {y2}");
        }
    }
}

impl FlowFollower {
    /// Draws into the SVG that lies over `root` in it.
    pub fn new(root: Element) -> Option<Self> {
        let (moved, lines) = (Rc::new(Flag::new(true)), root.query_selector(".flow").ok()??);
        Some(Self { root, lines, moved, places: Vec::new(), output: 0, drawn: false })
    }

    /// Sees to it that lines are drawn anew when maps have come to stand elsewhere.
    pub fn watch(&self, live: &Live) -> Option<Resized> {
        let (moved, live) = (Rc::clone(&self.moved), live.clone());
        Resized::watch(&self.root, move || {
            moved.set(true);
            live.wake_up();
        })
    }

    fn measure(&mut self, scene: &Scene) {
        let at = self.root.get_bounding_client_rect();
        let all = |selector: &str| {
            let mut places = Vec::new();
            // A well-formed selector is valid.
            let Ok(found) = self.root.query_selector_all(selector) else { return places };
            for index in 0..found.length() {
                let Some(node) = found.item(index) else { break };
                let place = node.unchecked_into::<Element>().get_bounding_client_rect();
                let [x, y] = [at.left(), at.top()];
                places.push(
                    [place.left() - x, place.top() - y, place.right() - x, place.bottom() - y]
                        .map(|side| side as i32),
                );
            }
            places
        };
        let of = |layer: Layer| all(&format!("canvas[data-testid=map][data-layer={}]", layer.id()));
        let stages = scene.architecture().stages().len();
        self.places.clear();
        for stage in 0..=stages {
            let read = of(stage.checked_sub(1).map_or(Layer::Input, Layer::Pool));
            let last = stage == stages;
            let made =
                if last { all("[data-testid=linear-weights]") } else { of(Layer::Conv(stage)) };
            self.places.push([made, read]);
        }
    }

    fn lines(&self, frame: &Frame) -> Lines {
        let scene = frame.scene;
        let (architecture, parameters) = (scene.architecture(), scene.parameters());
        let activations = scene.activations();
        let largest = |amounts: &[f32]| amounts.iter().fold(0.0, |most, a| f32::max(most, a.abs()));
        let mut lines = Lines::default();
        let last = architecture.stages().len();
        let pinned = frame.pointed.cell.filter(|_| frame.pointed.pinned);
        let of_cell =
            pinned.and_then(|cell| flow_into(architecture, parameters, activations, cell));
        for (stage, [made, read]) in self.places.iter().enumerate() {
            let (only, amounts) = match &of_cell {
                Some((of, output, amounts)) if *of == stage => (Some(*output), amounts.clone()),
                Some(_) => continue,
                None => (None, flow(architecture, parameters, activations, stage)),
            };
            let (Some(first), Some(from)) = (made.first(), read.first()) else { continue };
            let below = first[0] < from[2];
            if stage == last {
                // Of one output: its weights stand there, each over its own map.
                let row = if only.is_some() { 0 } else { self.output };
                let Some(row) = amounts.chunks_exact(read.len()).nth(row) else { continue };
                for ((amount, from), &to) in row.iter().zip(read).zip(made) {
                    lines.draw(&[*amount], largest(row), 1, &[*from], to, below);
                }
                continue;
            }
            let most = largest(&amounts);
            let lines_each = INTO_MAP.min(INTO_LAYER.div_ceil(made.len()));
            for (row, amounts) in amounts.chunks_exact(read.len()).enumerate() {
                if let Some(&to) = made.get(only.unwrap_or(row)) {
                    lines.draw(amounts, most, lines_each, read, to, below);
                }
            }
        }
        lines
    }
}

impl Follower for FlowFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.display.look.flow {
            if std::mem::take(&mut self.drawn) {
                show_in(&self.lines, &Markup::default());
            }
            return;
        }
        let changes = frame.changes;
        let moved = self.moved.take() || changes.rebuilt || frame.all;
        if moved {
            self.measure(frame.scene);
        }
        let output = self.lines.get_attribute("data-out").and_then(|output| output.parse().ok());
        let before = std::mem::replace(&mut self.output, output.unwrap_or(0));
        let moved = moved || before != self.output;
        if !(moved || changes.maps_from.is_some() || changes.weights || frame.pointed_anew) {
            return;
        }
        self.drawn = true;
        let mut markup = Markup::default();
        for (sign, widths) in self.lines(frame).0.iter().enumerate() {
            for (width, path) in widths.iter().enumerate() {
                let class = format_args!("w{width} s{sign}");
                markup.open("path").set("class", class).set("d", path).close();
            }
        }
        show_in(&self.lines, &markup);
    }
}
