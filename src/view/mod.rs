//! What the person sees: Yew components, one a file, named after what they show.
//!
//! Two lanes. The slow one is Yew's: [`store::Store`] holds the lab, components render from it, actions
//! change it. The fast one is [`live::Live`]: pen moves and repaints go through it straight to canvases and
//! text nodes, one animation frame at a time, past the virtual DOM.

mod answer;
mod app;
mod architecture_editor;
mod bias_field;
mod choice;
mod colours;
mod compare;
mod copying;
mod data_set;
mod data_words;
mod desk;
mod dialog;
mod display_menu;
mod display_options;
mod dream;
mod files;
mod flow;
mod hand;
mod header;
mod help;
mod input_panel;
mod inspector;
mod keeper;
mod kernel_matrix;
mod learn;
mod linear_card;
mod live;
mod loss_row;
mod map_canvas;
mod naming;
mod notice;
mod number_field;
mod number_sheet;
mod occlusion;
mod open_words;
mod own_data;
mod pad;
mod pad_tools;
mod pipeline;
mod preferences;
mod saliency;
mod samples;
mod shortcuts;
mod sides;
mod stage;
mod step_marks;
mod step_tools;
mod store;
mod switch;
mod weight_canvas;
mod weight_grid;
mod weight_tools;
mod written;
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
