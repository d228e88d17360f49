//! The maps of one layer, each a button that chooses it.

use yew::prelude::*;

use super::map_canvas::{CompositeCanvas, MapCanvas};
use super::tiles::Tile;
use crate::lab::{Layer, Look};
use crate::nn::Shape;
use crate::text::glossary::Term;
use crate::view::kit::explained::{explained, explained_again};
use crate::view::kit::store::use_shared;

#[derive(Properties, PartialEq)]
pub struct LayerMapsProps {
    /// Whose maps.
    pub layer: Layer,
    /// The layer's name as shown.
    pub name: AttrValue,
    /// C, H, W.
    pub shape: Shape,
    /// Which map is chosen, if one is.
    pub selected: Option<usize>,
    /// Which maps stand first as the red, green and blue of one picture, if any do.
    pub composite: Option<[usize; 3]>,
    /// Whether there is room for each map's range.
    pub captions: bool,
    /// How large they are shown.
    pub tile: Tile,
    /// Whether the layer passes its maps on unchanged: no activation, no pooling.
    pub idle: bool,
    /// Whether they are as many and as large as those of the layer before.
    pub same: bool,
    /// What explains the layer's name.
    pub term: Term,
    /// Gets the map that was chosen.
    pub onselect: Callback<usize>,
}

#[component]
pub fn LayerMaps(props: &LayerMapsProps) -> Html {
    let shared = use_shared();
    let text = shared.text;
    let shape = props.shape;
    let LayerMapsProps { layer, term, .. } = *props;
    // The layers of the first stage are Tab stops; the same words further on need none.
    let explain = if layer.stage() == Some(0) { explained } else { explained_again };
    let name = explain(term, props.name.clone());
    html! {
        <div class={classes!("layer", props.idle.then_some("idle"), props.same.then_some("same"),
            props.tile.is_tight().then_some("tight"))} style={props.tile.style()}>
            <h3>{ name }
                <small translate="no">{ format!("{}×{}×{}", shape.channels, shape.height, shape.width) }</small></h3>
            <div class="maps" data-maps={layer.id()}>
                if let Some(rgb) = props.composite {
                    <CompositeCanvas key={format!("rgb{}x{}", shape.height, shape.width)} {layer}
                        width={shape.width} height={shape.height}
                        label={(text.look.composite_of)(&props.name, Look::rgb_of(rgb, shape.channels))}
                        />
                }
                { for (0..shape.channels).map(|channel| {
                    let onselect = props.onselect.clone();
                    let label = (text.map_of)(&props.name, channel);
                    let chosen = props.selected == Some(channel);
                    html! {
                        <button type="button" class={classes!("choose", chosen.then_some("selected"))}
                            key={format!("{channel}.{}x{}", shape.height, shape.width)}
                            onclick={move |_| onselect.emit(channel)}>
                            <MapCanvas {layer} {channel} width={shape.width} height={shape.height} {label}
                                caption={props.captions} />
                        </button>
                    }
                }) }
            </div>
        </div>
    }
}
