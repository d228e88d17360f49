//! The end of the trace: which pixels, and which piece of the drawing, the explained cell sees.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::super::live::{Dreaming, Follower, Frame};
use super::super::store::use_shared;
use crate::digits::prepare::Placement;
use crate::lab::Layer;
use crate::lab::xray::region;
use crate::nn::architecture::INPUT;

#[derive(Properties, PartialEq)]
pub struct PixelTraceProps {
    /// Whether it lies over the pad, of which the network's image is a piece, and not over that image.
    pub on_pad: bool,
}

/// An outline over the network's image or over the pad.
#[component]
pub fn PixelTrace(props: &PixelTraceProps) -> Html {
    let shared = use_shared();
    let outline = use_node_ref();
    {
        let outline = outline.clone();
        let on_pad = props.on_pad;
        use_effect_with((), move |()| {
            let attachment = outline.cast::<HtmlElement>().map(|outline| {
                shared.live.attach(PixelFollower { outline, on_pad, shown: String::new() })
            });
            move || drop(attachment)
        });
    }
    html! {
        <span class="pixel-trace" aria-hidden="true"><i ref={outline} data-testid="pixel-trace" /></span>
    }
}

struct PixelFollower {
    outline: HtmlElement,
    on_pad: bool,
    /// The style that stands there.
    shown: String,
}

impl Follower for PixelFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let image = self.on_pad && frame.changes.image;
        if !(frame.all || frame.pointed_anew || image) {
            return;
        }
        let style = self.style(frame).unwrap_or_else(|| "display:none".to_owned());
        if style != self.shown {
            // A constant attribute name is valid.
            let _ = Element::set_attribute(&self.outline, "style", &style);
            self.shown = style;
        }
    }
}

impl PixelFollower {
    fn style(&self, frame: &Frame) -> Option<String> {
        // A dream's image is not the one on the pad.
        if self.on_pad && frame.dreaming != Dreaming::No {
            return None;
        }
        let field = region(frame.scene.architecture(), frame.pointed.cell?, Layer::Input);
        let whole = Placement { x: 0.0, y: 0.0, side: 1.0 };
        let Placement { x, y, side } = if self.on_pad { frame.scene.placement() } else { whole };
        let pixel = side / INPUT.width as f32 * 100.0;
        Some(format!(
            "left:{}%;top:{}%;width:{}%;height:{}%",
            x * 100.0 + field.columns.start as f32 * pixel,
            y * 100.0 + field.rows.start as f32 * pixel,
            field.columns.len() as f32 * pixel,
            field.rows.len() as f32 * pixel,
        ))
    }
}
