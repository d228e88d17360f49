//! An image of the network's size, as a small picture.

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use crate::digits::Pixels;
use crate::paint;
use crate::web::surface::{Painter, Surface};

#[derive(Properties, PartialEq)]
pub struct ThumbnailProps {
    /// White on black.
    pub pixels: Pixels,
    /// What it shows, where that does not stand beside it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

#[component]
pub fn Thumbnail(props: &ThumbnailProps) -> Html {
    let canvas = use_node_ref();
    {
        let canvas = canvas.clone();
        use_effect_with(props.pixels, move |pixels| {
            let canvas = canvas.cast::<HtmlCanvasElement>();
            if let Some(surface) = canvas.as_ref().and_then(Surface::of) {
                Painter::default().paint(&surface, |rgba| {
                    paint::paint_ink(pixels, 28, 0..28, 0..28, [[0; 3], [255; 3]], rgba);
                });
            }
        });
    }
    let label = props.label.clone();
    html! {
        <canvas ref={canvas} width="28" height="28" role={label.as_ref().map(|_| "img")}
            aria-hidden={label.is_none().then_some("true")} aria-label={label} />
    }
}
