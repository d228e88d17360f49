//! All kernels of a stage at once: what each map that is written reads of each map that is there. One canvas, since
//! there may be thousands, and all of it in the fast lane: it follows the weights, and whoever walks over it.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlCanvasElement, KeyboardEvent};
use yew::prelude::*;

use crate::lab::{Action, Layer, Panel, Patch, Scene};
use crate::paint::{Range, mosaic_size};
use crate::text::glossary::Term;
use crate::text::markup::Markup;
use crate::text::number;
use crate::view::kit::colours;
use crate::view::kit::naming::layer_name;
use crate::view::kit::store::{Shared, use_shared};
use crate::view::kit::written::show_in;
use crate::view::live::{Attachment, Follower, Frame};
use crate::web::pointer;
use crate::web::surface::Surface;

/// The room for the picture, in pixels, and the most that one weight takes of it.
const WIDTH: usize = 640;
const HEIGHT: usize = 590;
const LARGEST_CELL: usize = 16;
/// The room for a number beside the picture, in pixels.
const NUMBER: usize = 20;

#[derive(Properties, PartialEq)]
pub struct KernelMatrixProps {
    /// The kernel in the editor: all of its stage are shown.
    pub kernel: Patch,
    /// Called when another one was chosen.
    pub onchoose: Callback<()>,
}

/// An empty sheet: what stands in it is the fast lane's.
#[component]
pub fn KernelMatrix(props: &KernelMatrixProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let sheet = use_node_ref();
    {
        let (sheet, onchoose) = (sheet.clone(), props.onchoose.clone());
        use_effect_with((props.kernel, text.language, shared.dark), move |&(kernel, ..)| {
            let sheet = sheet.cast::<Element>();
            let attached = sheet.and_then(|sheet| attach(sheet, kernel, shared, onchoose));
            move || drop(attached)
        });
    }
    html! {
        <div ref={sheet} class="number-sheet matrix" role="dialog" aria-label={text.look.open_matrix} />
    }
}

fn attach(
    sheet: Element,
    kernel: Patch,
    shared: Shared,
    onchoose: Callback<()>,
) -> Option<([EventListener; 4], Attachment)> {
    let Patch::Kernel { stage, output, input } = kernel else { return None };
    let chosen = (output, input);
    let (at, size, live) = (Cell::new(chosen), Cell::default(), shared.live.clone());
    let matrix = Rc::new(Matrix { sheet, stage, chosen, at, size, shared, onchoose });
    Some((listen(&matrix), live.attach(MatrixFollower { matrix, surface: None })))
}

/// What the matrix shows, and whom it tells.
struct Matrix {
    sheet: Element,
    stage: usize,
    /// The kernel in the editor: which map it writes, which it reads.
    chosen: (usize, usize),
    /// The one that the pointer or the keyboard is at.
    at: Cell<(usize, usize)>,
    /// How many maps are written and read, and the side of a kernel. Nothing, until the next frame writes it: what stands
    /// there until then is the last matrix.
    size: Cell<[usize; 3]>,
    shared: Shared,
    onchoose: Callback<()>,
}

fn listen(matrix: &Rc<Matrix>) -> [EventListener; 4] {
    let on = |name: &'static str, handle: fn(&Matrix, &Event)| {
        let matrix = matrix.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&matrix.sheet.clone(), name, options, move |event| {
            handle(&matrix, event);
        })
    };
    [
        on("pointermove", |matrix, event| {
            matrix.go_to(matrix.under(event).unwrap_or(matrix.chosen));
        }),
        on("pointerleave", |matrix, _| matrix.go_to(matrix.chosen)),
        on("click", |matrix, event| {
            if let Some(at) = matrix.under(event) {
                matrix.choose(at);
            } else if closest(event, ".close").is_some() {
                matrix.close();
            }
        }),
        on("keydown", Matrix::walk),
    ]
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

impl Matrix {
    fn close(&self) {
        self.shared.dispatch.dispatch(Action::SetPanel(Panel::Matrix, false));
    }

    fn kernel(&self, (output, input): (usize, usize)) -> Patch {
        Patch::Kernel { stage: self.stage, output, input }
    }

    fn choose(&self, at: (usize, usize)) {
        self.shared.dispatch.dispatch(Action::Select(self.kernel(at)));
        self.onchoose.emit(());
    }

    /// The kernel under the pointer.
    fn under(&self, event: &Event) -> Option<(usize, usize)> {
        let [outputs, inputs, _] = self.size.get();
        let mosaic = closest(event, ".mosaic").filter(|_| outputs > 0)?;
        Some(pointer::cell(event.unchecked_ref(), &mosaic, outputs, inputs))
    }

    fn go_to(&self, at: (usize, usize)) {
        if self.at.replace(at) != at {
            self.shared.live.look(|scene| self.tell(scene));
        }
    }

    fn walk(&self, event: &Event) {
        let event: &KeyboardEvent = event.unchecked_ref();
        let ([outputs, inputs, _], (row, column)) = (self.size.get(), self.at.get());
        match event.key().as_str() {
            "Escape" => self.close(),
            _ if outputs == 0 || closest(event, ".mosaic").is_none() => return,
            "Enter" | " " => self.choose((row, column)),
            "ArrowLeft" => self.go_to((row, column.saturating_sub(1))),
            "ArrowRight" => self.go_to((row, (column + 1).min(inputs - 1))),
            "ArrowUp" => self.go_to((row.saturating_sub(1), column)),
            "ArrowDown" => self.go_to(((row + 1).min(outputs - 1), column)),
            "Home" => self.go_to((row, 0)),
            "End" => self.go_to((row, inputs - 1)),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Where a kernel lies in the picture, as CSS.
    fn place(&self, (row, column): (usize, usize)) -> String {
        let [outputs, inputs, side] = self.size.get();
        let part =
            |cells: usize, kernels: usize| 100.0 * cells as f32 / (kernels * (side + 1)) as f32;
        let (x, y) = (part(column * (side + 1), inputs), part(row * (side + 1), outputs));
        format!("left:{x}%;top:{y}%;width:{}%;height:{}%", part(side, inputs), part(side, outputs))
    }

    /// Marks the kernel that one is at, and says which that is.
    fn tell(&self, scene: &Scene) {
        let (text, at) = (self.shared.text, self.at.get());
        if !self.kernel(at).exists(scene.architecture()) {
            return;
        }
        let weights = self.kernel(at).cells(scene.architecture(), scene.parameters());
        let larger = |most: f32, w: &f32| if w.abs() > most.abs() { *w } else { most };
        let largest = weights.iter().fold(0.0, larger);
        let told = (text.kernel_of)(self.stage + 1, at.1, at.0);
        let told = (text.look.largest_weight)(&told, &number::cell(largest));
        let set = |selector: &str, name: &str, value: &str| {
            if let Ok(Some(element)) = self.sheet.query_selector(selector) {
                // Constant attribute names are valid.
                let _ = element.set_attribute(name, value);
            }
        };
        for (name, value) in [
            ("data-out", at.0.to_string()),
            ("data-in", at.1.to_string()),
            ("data-value", largest.to_string()),
        ] {
            set(".mosaic", name, &value);
        }
        set("i", "style", &self.place(self.chosen));
        for (name, value) in [
            ("style", self.place(at)),
            ("aria-label", told.clone()),
            ("aria-rowindex", (at.0 + 1).to_string()),
            ("aria-colindex", (at.1 + 1).to_string()),
            ("aria-selected", (at == self.chosen).to_string()),
        ] {
            set("i[role]", name, &value);
        }
        if let Ok(Some(line)) = self.sheet.query_selector(".told") {
            line.set_text_content(Some(&told));
        }
    }

    /// Everything but the pixels.
    fn write(&self, scene: &Scene) -> Markup {
        let (text, words, stage) = (self.shared.text, self.shared.text.look, self.stage);
        let [outputs, inputs, side] = self.size.get();
        let (width, height) = mosaic_size(inputs * outputs, (side, side), inputs);
        let scale = (WIDTH / width).min(HEIGHT / height).clamp(1, LARGEST_CELL);
        let from = stage.checked_sub(1).map_or(Layer::Input, Layer::Pool);
        let name = |layer| layer_name(text, scene.architecture(), layer);
        let title = (words.matrix_title)(stage + 1, inputs, outputs);
        let mut markup = Markup::default();
        markup.open("header").open("h2");
        markup.open("dfn").set("class", "explained").set("data-term", Term::Kernel.id());
        markup.text(&title).close().close();
        markup.open("button").set("type", "button").set("class", "close");
        markup.set("aria-label", text.close).text("×").close().close();
        let axes = (words.matrix_axes)(&name(from), &name(Layer::Conv(stage)));
        markup.open("p").set("class", "spread").text(axes).close();
        markup.open("div").set("class", "sides");
        markup.set("style", format_args!("--width:{}px", width * scale));
        // As many numbers as there is room for.
        let every = NUMBER.div_ceil((side + 1) * scale).next_power_of_two();
        for (class, count) in [("columns", inputs), ("lines", outputs)] {
            markup.open("div").set("class", class).set("aria-hidden", true);
            for map in (0..count).step_by(every) {
                let at = 100.0 * (map as f32 + 0.5) / count as f32;
                markup.open("span").set("style", format_args!("--at:{at}%")).text(map + 1).close();
            }
            markup.close();
        }
        markup.open("div").set("class", "mosaic").set("role", "grid").set("tabindex", 0);
        markup.set("aria-label", &title).set("aria-activedescendant", "matrix-cell");
        markup.set("aria-rowcount", outputs).set("aria-colcount", inputs);
        markup.set("data-testid", "kernel-matrix").set("data-stage", stage + 1);
        markup.open("canvas").set("width", width).set("height", height).close().element("i", "");
        markup.open("div").set("role", "row");
        markup.open("i").set("role", "gridcell").set("id", "matrix-cell").close().close();
        markup.close().close().open("p").set("class", "told").close();
        markup
    }
}

struct MatrixFollower {
    matrix: Rc<Matrix>,
    /// Once it stands there.
    surface: Option<Surface>,
}

impl Follower for MatrixFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let (matrix, scene) = (&self.matrix, frame.scene);
        if !matrix.kernel(matrix.chosen).exists(scene.architecture())
            || !(frame.all || frame.changes.weights || frame.changes.rebuilt)
        {
            return;
        }
        let shapes = scene.architecture().stage_shapes(matrix.stage);
        let side = scene.architecture().stages()[matrix.stage].kernel;
        let (outputs, inputs) = (shapes.conv.channels, shapes.input.channels);
        matrix.size.set([outputs, inputs, side]);
        // What somebody walks over stays while others choose in it.
        let of = format!("{outputs} {inputs} {side} {} {}", matrix.stage, matrix.shared.text.close);
        if matrix.sheet.get_attribute("data-of").as_ref() != Some(&of) {
            let _ = matrix.sheet.set_attribute("data-of", &of);
            show_in(&matrix.sheet, &matrix.write(scene));
            self.surface = None;
        }
        let canvas = || matrix.sheet.query_selector("canvas").ok()??.dyn_into().ok();
        if self.surface.is_none() {
            self.surface = canvas().and_then(|canvas: HtmlCanvasElement| Surface::overlay(&canvas));
        }
        if let Some(surface) = &self.surface {
            let kernels = &scene.parameters().stages[matrix.stage].kernels;
            let largest = Range::of(kernels).symmetric().high;
            let tones = colours::of_weights(largest, frame.display.dark);
            frame.pixels.paint(surface, |rgba| {
                tones.paint_mosaic(kernels, (side, side), inputs, rgba);
            });
        }
        matrix.tell(scene);
    }
}
