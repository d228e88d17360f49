//! What the person sees: Yew components, one a file, named after what they show. A folder is a part of the page; `kit` is
//! what all of them are made with.
//!
//! Two lanes. The slow one is Yew's: [`kit::store::Store`] holds the lab, components render from it, actions
//! change it. The fast one is [`live::Live`]: pen moves and repaints go through it straight to canvases and
//! text nodes, one animation frame at a time, past the virtual DOM.

mod answer;
mod app;
mod architecture_editor;
mod compare;
mod copying;
mod draw;
mod explain;
mod first_steps;
mod header;
mod help;
mod keep;
mod kit;
mod learn;
mod live;
mod pipeline;
mod preferences;
mod shortcuts;
mod sides;
mod weights;
mod xray;

/// Mounts the page. A failure that nobody foresaw shows a sentence instead of a dead page; what the person
/// made is in the browser's storage by then.
pub fn mount() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        crate::web::page::show_failure(&panic.to_string())
    }));
    crate::web::worker::prepare();
    if let Some(root) = crate::web::page::mount_point() {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
