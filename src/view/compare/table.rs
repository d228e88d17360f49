//! What lies between two networks, layer by layer: by how much and where their weights and what they make of the
//! drawing differ. Written as text, since it follows the pen.

use web_sys::Element;

use crate::lab::xray::{Cell, layers};
use crate::lab::{Action, Answer, Label, Layer, Panel, Patch, Scene, WeightsApart, weights_apart};
use crate::text::markup::Markup;
use crate::text::{Text, number};
use crate::view::kit::naming::layer_name;
use crate::view::kit::store::Shared;
use crate::view::kit::written::refill;
use crate::view::live::{Follower, Frame};

/// Writes the table whenever it has changed.
pub struct TableFollower {
    root: Element,
    text: &'static Text,
    /// What stands there.
    shown: Markup,
}

impl TableFollower {
    /// Into `root`.
    pub fn new(root: Element, text: &'static Text) -> Self {
        Self { root, text, shown: Markup::default() }
    }
}

impl Follower for TableFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let changes = frame.changes;
        if !(frame.all || changes.difference || changes.weights || changes.blank_changed) {
            return;
        }
        let (state, markup) = write(frame.scene, self.text);
        if markup == self.shown {
            return;
        }
        // A constant attribute name is valid.
        let _ = self.root.set_attribute("data-state", state);
        refill(&self.root, &markup);
        self.shown = markup;
    }

    fn needs_difference(&self) -> bool {
        true
    }
}

/// The table, and what it is about: `alike`, `other` (another architecture), or `none`.
fn write(scene: &Scene, text: &Text) -> (&'static str, Markup) {
    let words = text.compare;
    let mut markup = Markup::default();
    if let Some((now, before)) = scene.answer().zip(scene.answer_before()) {
        markup.open("p").set("data-testid", "apart-answer").text(words.answer).text(": ");
        markup.open("span").set("translate", "no").text(said(before, text)).text(" → ");
        markup.element("b", said(now, text)).close().close();
    }
    let Some(other) = scene.compared() else {
        let (state, why) =
            if scene.is_compared() { ("other", words.not_alike) } else { ("none", words.nothing) };
        markup.element("p", why);
        return (state, markup);
    };
    let architecture = &other.architecture;
    markup.open("table").open("thead").open("tr").element("td", "");
    for name in [words.largest, words.mean] {
        markup.open("th").set("scope", "col").text(name).close();
    }
    markup.open("th").set("scope", "colgroup").set("colspan", 3).text(words.maps).close();
    markup.close().close().open("tbody").set("translate", "no");
    let stages = architecture.stages().len();
    let all = weights_apart(architecture, scene.parameters(), &other.parameters);
    for (index, apart) in all.iter().enumerate() {
        let layers = if index < stages {
            [Layer::Conv(index), Layer::Activation(index), Layer::Pool(index)].to_vec()
        } else {
            vec![Layer::Linear, Layer::Output]
        };
        let name = layer_name(text, architecture, layers[0]);
        markup.open("tr").open("th").set("scope", "row").text(name).close();
        weights(&mut markup, layers[0], apart, scene, text);
        markup.element("td", number::short(apart.mean));
        layers.into_iter().for_each(|layer| maps(&mut markup, layer, scene, text));
        markup.close();
    }
    markup.close().close();
    ("alike", markup)
}

/// By how much the maps of `layer` differ, as a button that leads to where most.
fn maps(markup: &mut Markup, layer: Layer, scene: &Scene, text: &Text) {
    let Some(apart) = scene.maps_apart(layer) else { return };
    let (name, mean) = (layer_name(text, scene.architecture(), layer), apart.mean);
    // The row says which stage.
    let short = name.trim_end_matches(|letter: char| " 1234".contains(letter));
    let (id, Cell { channel, row, column, .. }) = (layer.id(), apart.cell);
    markup.open("td").open("button").set("type", "button");
    markup.set("data-key", format_args!("map.{id}")).set("data-testid", "apart-map");
    markup.set("data-layer", id).set("data-channel", channel);
    markup.set("data-row", row).set("data-col", column).set("data-mean", mean);
    markup.set("title", format_args!("{name}: {}", text.compare.maps_hint));
    markup.element("small", short).text(' ').text(number::short(mean)).close().close();
}

/// By how much the weights of `layer` differ, as a button that leads to the one that does most.
fn weights(markup: &mut Markup, layer: Layer, apart: &WeightsApart, scene: &Scene, text: &Text) {
    let WeightsApart { mean, largest, patch, cell } = *apart;
    let (from, to, place) = match patch {
        // Maps are counted from 1, outputs are digits.
        Patch::Kernel { output, input, .. } => (input, output, output + 1),
        Patch::Linear { output, channel } => (channel, output, output),
    };
    let columns = patch.shape(scene.architecture()).1.max(1);
    let shown = match cell {
        _ if largest == 0.0 => String::new(),
        Some(cell) => {
            format!("{}→{place} ({}, {})", from + 1, cell / columns + 1, cell % columns + 1)
        }
        None => format!("{} →{place}", text.bias),
    };
    let (id, sign) = (layer.id(), if largest > 0.0 { "+" } else { "" });
    markup.open("td").open("button").set("type", "button");
    markup.set("data-key", format_args!("weights.{id}")).set("data-testid", "apart-weights");
    markup.set("data-layer", id).set("data-out", to).set("data-in", from);
    markup.set("data-cell", cell.map_or(String::new(), |cell| cell.to_string()));
    markup.set("data-largest", largest).set("data-mean", mean);
    markup.set("title", text.compare.largest_hint).text(sign).text(number::short(largest));
    markup.text(' ').element("small", shown).close().close();
}

/// What the network says, with how much of it.
fn said(answer: Answer, text: &Text) -> String {
    let (name, index) = match answer.label {
        Label::Digit(digit) => (digit.to_string(), usize::from(digit)),
        Label::Five => (text.five.to_owned(), 0),
        Label::NotFive => (text.not_five.to_owned(), 0),
    };
    format!("{name} ({})", number::answer(answer.values.get(index).copied().unwrap_or_default()))
}

/// Shows what a button of the table tells of: a kernel, or a cell.
pub fn press(shared: &Shared, button: &Element) {
    let number = |name| button.get_attribute(name).and_then(|text| text.parse::<usize>().ok());
    let id = button.get_attribute("data-layer").unwrap_or_default();
    let layer =
        shared.live.look(|scene| layers(scene.architecture()).find(|layer| layer.id() == id));
    let Some(layer) = layer else { return };
    if let Some((output, input)) = number("data-out").zip(number("data-in")) {
        let patch = match layer.stage() {
            Some(stage) => Patch::Kernel { stage, output, input },
            None => Patch::Linear { output, channel: input },
        };
        shared.live.let_go();
        shared.dispatch.dispatch(Action::Select(patch));
        shared.dispatch.dispatch(Action::SetPanel(Panel::Sheet, true));
    } else if let [Some(channel), Some(row), Some(column)] =
        ["data-channel", "data-row", "data-col"].map(number)
    {
        shared.live.pin(Cell { layer, channel, row, column });
    }
}
