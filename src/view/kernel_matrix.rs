//! All kernels of a stage at once: what each map that is written reads of each map that is there. One canvas, since
//! there may be thousands.

use web_sys::{Element, HtmlCanvasElement, KeyboardEvent, MouseEvent, PointerEvent};
use yew::prelude::*;

use super::colours;
use super::live::{Follower, Frame};
use super::store::use_shared;
use super::xray::layer_name;
use crate::lab::{Action, Layer, Network, Patch};
use crate::paint::{Range, mosaic_size};
use crate::text::number;
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
    /// The network whose kernels they are.
    pub network: Network,
    /// The kernel in the editor: those of its stage are shown.
    pub kernel: Patch,
    /// Called when a kernel was chosen.
    pub onchoose: Callback<()>,
}

/// A sheet over the pipeline: a row for each map that is written, a column for each that is read.
#[component]
pub fn KernelMatrix(props: &KernelMatrixProps) -> Html {
    let shared = use_shared();
    let (text, words) = (shared.text, shared.text.look);
    let canvas = use_node_ref();
    // Where the pointer or the keyboard is.
    let cursor = use_state_eq(|| None::<(usize, usize)>);
    let (architecture, parameters) = (&props.network.architecture, &props.network.parameters);
    let Patch::Kernel { stage, output, input } = props.kernel else { return html! {} };
    let shapes = architecture.stage_shapes(stage);
    let (inputs, outputs) = (shapes.input.channels, shapes.conv.channels);
    let side = architecture.stages()[stage].kernel;
    let (width, height) = mosaic_size(inputs * outputs, (side, side), inputs);
    {
        let (canvas, live) = (canvas.clone(), shared.live.clone());
        use_effect_with((stage, width, height), move |_| {
            let surface = canvas.cast::<HtmlCanvasElement>().as_ref().and_then(Surface::overlay);
            let size = (inputs, inputs * outputs * side * side);
            let follower = surface.map(|surface| MatrixFollower { stage, side, size, surface });
            let attachment = follower.map(|follower| live.attach(follower));
            move || drop(attachment)
        });
    }
    let kernel = move |(output, input)| Patch::Kernel { stage, output, input };
    let at = cursor.unwrap_or((output, input));
    let at = (at.0.min(outputs - 1), at.1.min(inputs - 1));
    let choose = {
        let (dispatch, onchoose) = (shared.dispatch.clone(), props.onchoose.clone());
        move |at| {
            dispatch.dispatch(Action::Select(kernel(at)));
            onchoose.emit(());
        }
    };
    let under = {
        let canvas = canvas.clone();
        move |event: &MouseEvent| {
            let mosaic = canvas.cast::<Element>()?.parent_element()?;
            let (row, column) = pointer::cell(event, &mosaic, height + 1, width + 1);
            Some((row / (side + 1), column / (side + 1)))
        }
    };
    let onpointermove = {
        let (cursor, under) = (cursor.clone(), under.clone());
        Callback::from(move |event: PointerEvent| cursor.set(under(&event)))
    };
    let leave = {
        let cursor = cursor.clone();
        move || cursor.set(None)
    };
    let onpointerleave = Callback::from({
        let leave = leave.clone();
        move |_: PointerEvent| leave()
    });
    let onblur = Callback::from(move |_: FocusEvent| leave());
    let onclick = {
        let choose = choose.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(at) = under(&event) {
                choose(at);
            }
        })
    };
    let onclose = shared.act(|_: MouseEvent| Action::SetMatrix(false));
    let onkeydown = {
        let dispatch = shared.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            let (row, column) = at;
            let next = match event.key().as_str() {
                "ArrowLeft" => (row, column.saturating_sub(1)),
                "ArrowRight" => (row, (column + 1).min(inputs - 1)),
                "ArrowUp" => (row.saturating_sub(1), column),
                "ArrowDown" => ((row + 1).min(outputs - 1), column),
                "Home" => (row, 0),
                "End" => (row, inputs - 1),
                "Enter" | " " => {
                    choose(at);
                    at
                }
                "Escape" => {
                    dispatch.dispatch(Action::SetMatrix(false));
                    at
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            cursor.set(Some(next));
        })
    };
    let weights = kernel(at).cells(architecture, parameters);
    let largest =
        weights.iter().fold(0.0, |most: f32, w| if w.abs() > most.abs() { *w } else { most });
    let scale = (WIDTH / width).min(HEIGHT / height).clamp(1, LARGEST_CELL);
    let tile = (side + 1) * scale;
    let place = |(row, column): (usize, usize)| {
        let part =
            |tiles: usize, cells: usize| 100.0 * (tiles * (side + 1)) as f32 / (cells + 1) as f32;
        let (x, y) = (part(column, width), part(row, height));
        format!("left:{x}%;top:{y}%;width:{}%;height:{}%", part(1, width), part(1, height))
    };
    // As many numbers as there is room for.
    let every = NUMBER.div_ceil(tile).next_power_of_two();
    let numbers = |count: usize, class: &'static str| {
        html! {
            <div class={class} aria-hidden="true">
                { for (0..count).step_by(every).map(|map| {
                    let part = 100.0 * (map as f32 + 0.5) / count as f32;
                    html! { <span style={format!("--at:{part}%")}>{ map + 1 }</span> }
                }) }
            </div>
        }
    };
    let from = stage.checked_sub(1).map_or(Layer::Input, Layer::Pool);
    let name = |layer| layer_name(text, architecture, layer);
    let title = (words.matrix_title)(stage + 1, inputs, outputs);
    let label = format!(
        "{}: {}",
        (text.kernel_of)(stage + 1, at.1, at.0),
        (words.largest_weight)(&number::cell(largest))
    );
    html! {
        <div class="number-sheet matrix" role="dialog" aria-label={title.clone()}
            style={format!("--width:{}px", (width + 1) * scale)}>
            <header>
                <h2>{ title.clone() }</h2>
                <button type="button" class="close" aria-label={text.close} title={text.close} onclick={onclose}>
                    { "×" }</button>
            </header>
            <p class="spread">{ (words.matrix_axes)(&name(from), &name(Layer::Conv(stage))) }</p>
            { numbers(inputs, "columns") }
            <div class="sides">
                { numbers(outputs, "lines") }
                <div class="mosaic" role="grid" tabindex="0" aria-label={title} aria-activedescendant="matrix-cell"
                    aria-rowcount={outputs.to_string()} aria-colcount={inputs.to_string()}
                    style={format!("aspect-ratio:{}/{}", width + 1, height + 1)}
                    data-testid="kernel-matrix" data-stage={(stage + 1).to_string()} data-out={at.0.to_string()}
                    data-in={at.1.to_string()} data-value={largest.to_string()}
                    {onpointermove} {onpointerleave} {onblur} {onclick} {onkeydown}>
                    <canvas ref={canvas} key={format!("{stage}.{width}x{height}")} width={width.to_string()}
                        height={height.to_string()}
                        style={format!("width:{}%", 100.0 * width as f32 / (width + 1) as f32)} />
                    <i class="selected" style={place((output, input))} />
                    <div role="row">
                        <i role="gridcell" id="matrix-cell" aria-label={label.clone()} style={place(at)}
                            aria-rowindex={(at.0 + 1).to_string()} aria-colindex={(at.1 + 1).to_string()}
                            aria-selected={(at == (output, input)).to_string()} />
                    </div>
                </div>
            </div>
            <p class="told">{ label }</p>
        </div>
    }
}

struct MatrixFollower {
    stage: usize,
    side: usize,
    /// How many maps the kernels read, and how many weights there are.
    size: (usize, usize),
    surface: Surface,
}

impl Follower for MatrixFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let stage = frame.scene.parameters().stages.get(self.stage);
        let (inputs, weights) = self.size;
        let Some(stage) = stage.filter(|stage| stage.kernels.len() == weights) else { return };
        if frame.all || frame.changes.weights {
            let largest = Range::of(&stage.kernels).symmetric().high;
            let tones = colours::of_weights(largest, frame.display.dark);
            frame.pixels.paint(&self.surface, |rgba| {
                tones.paint_mosaic(&stage.kernels, (self.side, self.side), inputs, rgba);
            });
        }
    }
}
