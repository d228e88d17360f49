//! What lies between two networks, layer by layer: by how much and where their weights and what they make of the
//! drawing differ. Written as text, since it follows the pen.

use std::fmt::Write as _;
use web_sys::Element;

use crate::lab::xray::{Cell, layers};
use crate::lab::{Action, Answer, Label, Layer, Panel, Patch, Scene, WeightsApart, weights_apart};
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
    shown: String,
}

impl TableFollower {
    /// Into `root`.
    pub fn new(root: Element, text: &'static Text) -> Self {
        Self { root, text, shown: String::new() }
    }
}

impl Follower for TableFollower {
    fn follow(&mut self, frame: &mut Frame) {
        let changes = frame.changes;
        if !(frame.all || changes.difference || changes.weights || changes.blank_changed) {
            return;
        }
        let (state, html) = write(frame.scene, self.text);
        if html == self.shown {
            return;
        }
        // A constant attribute name is valid.
        let _ = self.root.set_attribute("data-state", state);
        refill(&self.root, &html);
        self.shown = html;
    }

    fn needs_difference(&self) -> bool {
        true
    }
}

/// The table, and what it is about: `alike`, `other` (another architecture), or `none`.
fn write(scene: &Scene, text: &Text) -> (&'static str, String) {
    let words = text.compare;
    let mut html = String::new();
    let (now, before) = (scene.answer(), scene.answer_before());
    if let Some((now, before)) = now.zip(before) {
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<p data-testid=apart-answer>{}: <span translate=no>{} → <b>{}</b></span></p>",
            words.answer,
            said(before, text),
            said(now, text),
        );
    }
    let Some(other) = scene.compared() else {
        let (state, why) =
            if scene.is_compared() { ("other", words.not_alike) } else { ("none", words.nothing) };
        let _ = write!(html, "<p>{why}</p>");
        return (state, html);
    };
    let architecture = &other.architecture;
    let _ = write!(
        html,
        "<table><thead><tr><td><th scope=col>{}<th scope=col>{}<th scope=colgroup colspan=3>{}</thead><tbody translate=no>",
        words.largest, words.mean, words.maps,
    );
    let stages = architecture.stages().len();
    for (index, apart) in
        weights_apart(architecture, scene.parameters(), &other.parameters).iter().enumerate()
    {
        let layers = if index < stages {
            [Layer::Conv(index), Layer::Activation(index), Layer::Pool(index)].to_vec()
        } else {
            vec![Layer::Linear, Layer::Output]
        };
        let name = layer_name(text, architecture, layers[0]);
        let _ = write!(html, "<tr><th scope=row>{name}<td>");
        weights(&mut html, layers[0], apart, scene, text);
        let _ = write!(html, "<td>{}", number::short(apart.mean));
        for layer in layers {
            let Some(apart) = scene.maps_apart(layer) else { continue };
            let (name, mean) = (layer_name(text, scene.architecture(), layer), apart.mean);
            // The row says which stage.
            let short = name.trim_end_matches(|letter: char| " 1234".contains(letter));
            let (id, Cell { channel, row, column, .. }) = (layer.id(), apart.cell);
            let _ = write!(
                html,
                "<td><button type=button data-key=map.{id} data-testid=apart-map data-layer={id} data-channel={channel} data-row={row} \
                 data-col={column} data-mean={mean} title='{name}: {}'><small>{short}</small> {}</button>",
                words.maps_hint,
                number::short(mean),
            );
        }
    }
    html.push_str("</table>");
    ("alike", html)
}

fn weights(html: &mut String, layer: Layer, apart: &WeightsApart, scene: &Scene, text: &Text) {
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
    let _ = write!(
        html,
        "<button type=button data-key=weights.{id} data-testid=apart-weights data-layer={id} data-out={to} data-in={from} data-cell={} \
         data-largest={largest} data-mean={mean} title='{}'>{sign}{} <small>{shown}</small></button>",
        cell.map_or(String::new(), |cell| cell.to_string()),
        text.compare.largest_hint,
        number::short(largest),
    );
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
