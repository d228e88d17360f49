//! The snapshots, one under the other: which one is compared, its name, bringing it back, taking it away.

use std::fmt::Write as _;

use crate::digits::ItemId;
use crate::lab::{Snapshot, Snapshots};
use crate::nn::Architecture;
use crate::text::Text;

/// The list as HTML, for a network of `architecture` that is compared with the snapshot `against`; the next snapshot is
/// to be called `name`.
pub fn write(
    snapshots: &Snapshots,
    against: Option<ItemId>,
    architecture: &Architecture,
    name: &str,
    text: &Text,
) -> String {
    let words = text.compare;
    let full = if snapshots.is_full() { " disabled" } else { "" };
    let field = |html: &mut String, key: &str, handle: &str, name: &str, more: &str| {
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<input type=text data-key={key} data-testid={handle} aria-label='{label}' title='{label}' \
             autocomplete=off maxlength={longest} value='{}'{more}>",
            escape(name),
            label = words.name,
            longest = Snapshots::LONGEST,
        );
    };
    let radio = |html: &mut String, key: &str, handle: &str, name: &str, on: bool| {
        let on = if on { " checked" } else { "" };
        let _ = write!(
            html,
            "<input type=radio name=compared data-key={key} data-testid={handle} aria-label='{}' title='{}'{on}>",
            escape(name),
            words.compare_hint,
        );
    };
    let button = |html: &mut String,
                  class: &str,
                  key: &str,
                  handle: &str,
                  [sign, words]: [&str; 2]| {
        let _ = write!(
            html,
            "<button type=button class={class} data-key={key} data-testid={handle} title='{words}'>{sign}</button>",
        );
    };
    let mut html = format!("<h2>{}</h2>", words.title);
    button(&mut html, "close", "close", "compare-close", ["×", text.close]);
    html.push_str("<div class=row>");
    field(&mut html, "name", "snapshot-name", name, full);
    let _ = write!(
        html,
        "<button type=button class=chip data-key=take data-testid=snapshot-take title='{}'{full}>{}</button></div>",
        words.take_hint, words.take,
    );
    if snapshots.is_full() {
        let _ = write!(
            html,
            "<p class=problem role=status data-testid=compare-problem data-code=snapshots-full>{}</p>",
            (words.full)(Snapshots::MOST),
        );
    }
    let _ = write!(html, "<ul role=radiogroup aria-label='{}'><li><label>", words.compared_with);
    radio(&mut html, "before", "compare-before", words.before, against.is_none());
    let _ = write!(html, "{}</label></li>", words.before);
    for (index, snapshot) in snapshots.iter().enumerate() {
        let Snapshot { id, name, network } = &**snapshot;
        let compared = against == Some(*id);
        let alike = *network.architecture == *architecture;
        let _ = write!(
            html,
            "<li data-testid=snapshot data-index={index} data-compared={compared} data-alike={alike}>"
        );
        let key = |verb: &str| format!("{verb}.{index}");
        radio(&mut html, &key("compare"), "snapshot-compare", name, compared);
        field(&mut html, &key("rename"), "snapshot-rename", name, "");
        if !alike {
            let _ = write!(
                html,
                "<small role=img title='{word}' aria-label='{word}'>≠</small>",
                word = words.other_architecture
            );
        }
        let back = [words.bring_back, words.bring_back_hint];
        button(&mut html, "chip", &key("back"), "snapshot-back", back);
        button(&mut html, "close", &key("delete"), "snapshot-delete", ["×", words.delete]);
        html.push_str("</li>");
    }
    html.push_str("</ul>");
    html
}

/// A person's words inside an attribute in single quotes.
fn escape(name: &str) -> String {
    name.replace('&', "&amp;").replace('\'', "&#39;").replace('<', "&lt;")
}
