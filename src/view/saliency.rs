//! On the pad, where more or less ink would lower the loss: ∂loss/∂ each pixel of the network's image, laid over
//! the drawing where that pixel comes from.

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::live::{Dreaming, Follower, Frame};
use super::store::use_shared;
use crate::digits::prepare::Placement;
use crate::lab::Layer;
use crate::paint::{self, Range};
use crate::web::surface::Surface;

#[component]
pub fn Saliency() -> Html {
    let shared = use_shared();
    let canvas = use_node_ref();
    {
        let canvas = canvas.clone();
        use_effect_with((), move |()| {
            let attachment = canvas.cast::<HtmlCanvasElement>().and_then(|canvas| {
                let surface = Surface::overlay(&canvas)?;
                Some(shared.live.attach(SaliencyFollower { canvas, surface, shown: None }))
            });
            move || drop(attachment)
        });
    }
    let side = (28 * paint::SIGN_SIDE).to_string();
    html! {
        <span class="saliency" aria-hidden="true">
            <canvas ref={canvas} data-testid="saliency" width={side.clone()} height={side} />
        </span>
    }
}

struct SaliencyFollower {
    canvas: HtmlCanvasElement,
    surface: Surface,
    /// Where it lies, while it is shown.
    shown: Option<Placement>,
}

impl SaliencyFollower {
    // Constant names of properties are valid, so none of this fails.
    fn place(&mut self, place: Option<Placement>) {
        if place == self.shown {
            return;
        }
        self.shown = place;
        let style = self.canvas.style();
        let _ = style.set_property("display", if place.is_some() { "block" } else { "none" });
        if let Some(Placement { x, y, side }) = place {
            for (name, part) in [("left", x), ("top", y), ("width", side), ("height", side)] {
                let _ = style.set_property(name, &format!("{}%", part * 100.0));
            }
        }
    }
}

impl Follower for SaliencyFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !frame.all && !frame.changes.gradients {
            return;
        }
        let slopes = frame.scene.gradient_maps(Layer::Input);
        // A dream's image is not the one on the pad.
        let shown = frame.display.gradients && frame.dreaming == Dreaming::No && !slopes.is_empty();
        self.place(shown.then(|| frame.scene.placement()));
        if shown {
            let range = Range::of(slopes).symmetric();
            frame.pixels.paint(&self.surface, |rgba| paint::paint_signs(slopes, 28, range, rgba));
        }
    }
}
