//! A kernel, or the piece of a linear weight that lies over one map, as a small signed picture.

use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

use crate::lab::{Action, Off, Patch};
use crate::paint::Range;
use crate::text::Text;
use crate::view::kit::colours;
use crate::view::kit::store::use_shared;
use crate::view::live::{Follower, Frame};
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
        let text = shared.text;
        use_effect_with((patch, props.shape, text.language), move |_| {
            let attachment = canvas.cast::<HtmlCanvasElement>().and_then(|canvas| {
                let surface = Surface::of(&canvas)?;
                Some(live.attach(WeightFollower { patch, canvas, surface, text, told: None }))
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
            aria-label={props.label.clone()}
            aria-pressed={props.selected.to_string()} data-testid={handle}
            data-stage={stage.map(|stage| stage.to_string())}
            data-out={output.to_string()} data-in={input.to_string()}
            onclick={shared.act(move |_| Action::Select(patch))}>
            <canvas ref={canvas} width={columns.to_string()} height={rows.to_string()} />
        </button>
    }
}

/// Marks the button around `canvas` where what it stands for is switched off.
// Constant names of attributes and well-formed selectors are valid, so none of this fails.
pub fn mark(canvas: &HtmlCanvasElement, button: &str, off: bool, text: &Text) -> Option<Element> {
    let button = canvas.closest(button).ok()??;
    let _ = button.toggle_attribute_with_force("data-off", off);
    let _ = button.set_attribute("aria-description", if off { text.probe.off } else { "" });
    Some(button)
}

struct WeightFollower {
    patch: Patch,
    canvas: HtmlCanvasElement,
    surface: Surface,
    text: &'static Text,
    /// Whether it is marked as off, and as counting as zeros.
    told: Option<(bool, bool)>,
}

impl Follower for WeightFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let architecture = frame.scene.architecture();
        let exists = self.patch.exists(architecture);
        if frame.all || frame.changes.uses {
            let network = frame.scene.network();
            let told = Some((
                network.off.contains(&Off::Patch(self.patch)),
                network.is_silent(self.patch),
            ));
            if let Some((off, silent)) = told.filter(|_| told != self.told) {
                mark(&self.canvas, ".weights", off, self.text);
                // A constant attribute name is valid.
                let _ = self.canvas.toggle_attribute_with_force("data-silent", silent);
            }
            self.told = told;
        }
        if !(frame.all || frame.changes.weights) || !exists {
            return;
        }
        let parameters = frame.scene.weights();
        let largest = Range::of(self.patch.layer_cells(parameters)).symmetric().high;
        let cells = self.patch.cells(architecture, parameters);
        let tones = colours::of_weights(largest, frame.display.dark);
        frame.pixels.paint(&self.surface, |rgba| tones.paint(cells, rgba));
    }
}
