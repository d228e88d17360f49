//! A kernel, or the piece of a linear weight that lies over one map, as a small signed picture.

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::colours;
use super::live::{Follower, Frame};
use super::store::use_shared;
use crate::lab::{Action, Patch};
use crate::paint::Range;
use crate::web::surface::Surface;

#[derive(Properties, PartialEq)]
pub struct WeightCanvasProps {
    /// Which weights.
    pub patch: Patch,
    /// Rows and columns.
    pub shape: (usize, usize),
    /// Whether it is the one in the editor.
    pub selected: bool,
    /// What it is, for those who do not see it, and for a pointer that rests on it.
    pub label: AttrValue,
}

/// A thumbnail that opens its weights in the editor.
#[component]
pub fn WeightCanvas(props: &WeightCanvasProps) -> Html {
    let shared = use_shared();
    let canvas = use_node_ref();
    let patch = props.patch;
    {
        let canvas = canvas.clone();
        let live = shared.live.clone();
        use_effect_with((patch, props.shape), move |_| {
            let attachment = canvas.cast::<HtmlCanvasElement>().and_then(|canvas| {
                Some(live.attach(WeightFollower { patch, surface: Surface::of(&canvas)? }))
            });
            move || drop(attachment)
        });
    }
    let (rows, columns) = props.shape;
    let (handle, stage, output, input) = match patch {
        Patch::Kernel { stage, output, input } => ("kernel", Some(stage + 1), output, input),
        Patch::Linear { output, channel } => ("linear-weights", None, output, channel),
    };
    html! {
        <button type="button" class={classes!("weights", props.selected.then_some("selected"))}
            aria-label={props.label.clone()} title={props.label.clone()}
            aria-pressed={props.selected.to_string()} data-testid={handle}
            data-stage={stage.map(|stage| stage.to_string())}
            data-out={output.to_string()} data-in={input.to_string()}
            onclick={shared.act(move |_| Action::Select(patch))}>
            <canvas ref={canvas} width={columns.to_string()} height={rows.to_string()} />
        </button>
    }
}

struct WeightFollower {
    patch: Patch,
    surface: Surface,
}

impl Follower for WeightFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let architecture = frame.scene.architecture();
        if !(frame.all || frame.changes.weights) || !self.patch.exists(architecture) {
            return;
        }
        let parameters = frame.scene.parameters();
        let largest = Range::of(self.patch.layer_cells(parameters)).symmetric().high;
        let cells = self.patch.cells(architecture, parameters);
        let tones = colours::of_weights(largest, frame.display.dark);
        frame.pixels.paint(&self.surface, |rgba| tones.paint(cells, rgba));
    }
}
