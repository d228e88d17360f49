//! Over the drawing, where more or less ink would lower the loss: ∂loss/∂ each pixel of the network's image, laid where
//! that pixel comes from. Or what a patch on that pixel does to the answer; that lies over the network's image, too.

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::occlusion::listen_to_hand;
use crate::digits::prepare::Placement;
use crate::lab::{Layer, reach};
use crate::paint::{self, Range};
use crate::view::kit::store::use_shared;
use crate::view::live::{Dreaming, Follower, Frame};
use crate::web::surface::Surface;

#[derive(Properties, PartialEq)]
pub struct SaliencyProps {
    /// Whether it lies over the network's image, where a hand can put the patch, and not on the pad.
    pub hand: bool,
}

#[component]
pub fn Saliency(props: &SaliencyProps) -> Html {
    let shared = use_shared();
    let hand = props.hand;
    let canvas = use_node_ref();
    {
        let (canvas, live) = (canvas.clone(), shared.live.clone());
        use_effect_with((), move |()| {
            let attachment = canvas.cast::<HtmlCanvasElement>().and_then(|canvas| {
                let surface = Surface::overlay(&canvas)?;
                let listeners = hand.then(|| listen_to_hand(&canvas, &live));
                let follower = SaliencyFollower { canvas, hand, surface, shown: None };
                Some((live.attach(follower), listeners))
            });
            move || drop(attachment)
        });
    }
    let side = (28 * paint::SIGN_SIDE).to_string();
    html! {
        <span class="saliency" aria-hidden={if hand { "false" } else { "true" }}>
            <canvas ref={canvas} data-testid={if hand { "occlusion-hand" } else { "saliency" }} width={side.clone()}
                height={side} tabindex={hand.then_some("0")} role={hand.then_some("application")}
                aria-label={hand.then_some(shared.text.probe.occlusion_hand)} />
        </span>
    }
}

struct SaliencyFollower {
    canvas: HtmlCanvasElement,
    hand: bool,
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
        if !(frame.all || frame.changes.gradients || frame.changes.occlusion) {
            return;
        }
        if let Some(occlusion) = frame.scene.occlusion() {
            let whole = Placement { x: 0.0, y: 0.0, side: 1.0 };
            self.place(Some(if self.hand { whole } else { frame.scene.placement() }));
            let changes = occlusion.changes();
            let range = Range::of(changes).symmetric();
            return frame.pixels.paint(&self.surface, |rgba| {
                paint::paint_signs(changes, 28, range, 190, rgba);
                if let Some(at) = occlusion.at() {
                    let [rows, columns] =
                        [at / 28, at % 28].map(|middle| reach(middle, occlusion.side()));
                    paint::frame_cells(28, rows, columns, rgba);
                }
            });
        }
        let slopes = frame.scene.gradient_maps(Layer::Input);
        // A dream's image is not the one on the pad.
        let shown = !self.hand
            && frame.display.look.gradients()
            && frame.dreaming == Dreaming::No
            && !slopes.is_empty();
        self.place(shown.then(|| frame.scene.placement()));
        if shown {
            let range = Range::of(slopes).symmetric();
            frame
                .pixels
                .paint(&self.surface, |rgba| paint::paint_signs(slopes, 28, range, 0, rgba));
        }
    }
}
