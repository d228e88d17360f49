//! What the network receives: the drawing at 28×28, before and after its preparation.

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::dream::Dream;
use super::number_sheet::NumberSheet;
use super::occlusion::OcclusionTools;
use super::saliency::Saliency;
use crate::digits::{PixelScale, Preparation};
use crate::lab::{Action, Panel};
use crate::paint;
use crate::text::glossary::Term;
use crate::view::kit::explained::explained;
use crate::view::kit::store::use_shared;
use crate::view::kit::switch::Switch;
use crate::view::live::{Follower, Frame};
use crate::web::surface::Surface;

#[derive(Properties, PartialEq)]
pub struct InputPanelProps {
    /// The switches between pad and network.
    pub preparation: Preparation,
    /// Whether the pixels stand there as numbers.
    pub numbers: bool,
    /// 1 or 10.
    pub outputs: usize,
    /// What the drawing is, if somebody said so.
    pub truth: Option<u8>,
}

#[component]
pub fn InputPanel(props: &InputPanelProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let Preparation { centre, erode, scale } = props.preparation;
    html! {
        <section class="input-panel" aria-labelledby="input-title">
            <h2 id="input-title">{ explained(Term::Input, text.received) }<small translate="no">{ "28×28" }</small></h2>
            <div class="pictures">
                <figure><PixelCanvas prepared={false} label={text.as_drawn} />
                    <figcaption>{ text.as_drawn }</figcaption></figure>
                <span class="arrow" aria-hidden="true">{ "→" }</span>
                <figure><span class="traced"><PixelCanvas prepared={true} label={text.prepared} />
                        <Saliency hand={true} />
                        <span class="pixel-trace" aria-hidden="true"><i data-testid="pixel-trace" /></span></span>
                    <figcaption>{ text.prepared }</figcaption></figure>
            </div>
            <div class="switches">
                <Switch handle="option-center" on={centre} label={text.centre} hint={text.centre_hint}
                    ontoggle={shared.act(Action::SetCentre)} />
                <Switch handle="option-erode" on={erode} label={text.erode} hint={text.erode_hint}
                    ontoggle={shared.act(Action::SetErode)} />
                <Switch handle="option-scale" on={scale == PixelScale::Unit} label={text.unit_scale}
                    hint={text.unit_scale_hint} ontoggle={shared.act(|unit| {
                        Action::SetScale(if unit { PixelScale::Unit } else { PixelScale::Byte })
                    })} />
                <Switch handle="option-numbers" on={props.numbers} label={text.numbers} hint={text.numbers_hint}
                    ontoggle={shared.act(|on| Action::SetPanel(Panel::Numbers, on))} />
            </div>
            <Dream outputs={props.outputs} truth={props.truth} />
            <OcclusionTools />
            if props.numbers {
                <NumberSheet />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PixelCanvasProps {
    prepared: bool,
    label: &'static str,
}

#[component]
fn PixelCanvas(props: &PixelCanvasProps) -> Html {
    let shared = use_shared();
    let canvas = use_node_ref();
    {
        let (canvas, prepared) = (canvas.clone(), props.prepared);
        use_effect_with((), move |()| {
            let attachment = canvas.cast::<HtmlCanvasElement>().and_then(|canvas| {
                let surface = Surface::of(&canvas)?;
                Some(shared.live.attach(PixelFollower { surface, prepared }))
            });
            move || drop(attachment)
        });
    }
    let handle = if props.prepared { "input" } else { "raw" };
    html! {
        <canvas ref={canvas} data-testid={handle} width="28" height="28" role="img"
            aria-label={props.label} />
    }
}

struct PixelFollower {
    surface: Surface,
    prepared: bool,
}

impl Follower for PixelFollower {
    fn follow(&mut self, frame: &mut Frame) {
        if !(frame.all || frame.changes.image) {
            return;
        }
        let scene = frame.scene;
        let pixels = if self.prepared { scene.prepared() } else { scene.raw() };
        frame.pixels.paint(&self.surface, |rgba| {
            paint::paint_ink(pixels, 28, 0..28, 0..28, [[0; 3], [255; 3]], rgba);
        });
    }
}
