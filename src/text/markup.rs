//! HTML that is written as text, because it follows the frames: one assignment costs less than any comparison of trees.
//! Everything else on the page is made of components.

use std::fmt::{self, Display, Write as _};

/// Elements that hold nothing, and so have no end tag.
const EMPTY: [&str; 2] = ["br", "input"];

/// HTML that is being written. Words and values of attributes are escaped: nobody's words can become an element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Markup {
    html: String,
    /// The elements that are open, from outside in.
    open: Vec<&'static str>,
    /// Whether attributes of the innermost one may still follow.
    in_tag: bool,
}

impl Markup {
    /// Begins an element. Its attributes come first, then what stands in it, then [`close`](Self::close).
    pub fn open(&mut self, tag: &'static str) -> &mut Self {
        self.end_tag();
        self.html.push('<');
        self.html.push_str(tag);
        self.open.push(tag);
        self.in_tag = true;
        self
    }

    /// Gives an attribute to the element that was just begun.
    pub fn set(&mut self, name: &'static str, value: impl Display) -> &mut Self {
        debug_assert!(self.in_tag, "attributes come before what stands in the element");
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        self.escape(&value);
        self.html.push('"');
        self
    }

    /// Adds words.
    pub fn text(&mut self, words: impl Display) -> &mut Self {
        self.end_tag();
        self.escape(&words);
        self
    }

    /// Ends the innermost element.
    pub fn close(&mut self) -> &mut Self {
        self.end_tag();
        if let Some(tag) = self.open.pop().filter(|tag| !EMPTY.contains(tag)) {
            self.html.push_str("</");
            self.html.push_str(tag);
            self.html.push('>');
        }
        self
    }

    /// A whole element without attributes, with words in it.
    pub fn element(&mut self, tag: &'static str, words: impl Display) -> &mut Self {
        self.open(tag).text(words).close()
    }

    /// The text, for the one place that puts it into the page.
    pub fn html(&self) -> &str {
        debug_assert!(self.open.is_empty(), "every element is closed");
        &self.html
    }

    fn end_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.html.push('>');
        }
    }

    fn escape(&mut self, words: &dyn Display) {
        // Writing to a string cannot fail.
        let _ = write!(Escaped(&mut self.html), "{words}");
    }
}

/// A text in which what is written loses its meaning for HTML.
struct Escaped<'a>(&'a mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, mut words: &str) -> fmt::Result {
        let special = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"');
        while let Some(at) = words.bytes().position(special) {
            let (plain, rest) = words.split_at(at);
            self.0.push_str(plain);
            self.0.push_str(match rest.as_bytes()[0] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            words = &rest[1..];
        }
        self.0.push_str(words);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_in_each_other() {
        let mut markup = Markup::default();
        markup.open("p").set("class", "note").set("data-n", 3).text("x = ").element("b", 0.5);
        markup.open("br").close().text('y').close().element("i", "");
        assert_eq!(markup.html(), r#"<p class="note" data-n="3">x = <b>0.5</b><br>y</p><i></i>"#);
    }

    #[test]
    fn nobodys_words_become_an_element_or_leave_an_attribute() {
        let words = r#"<b onclick="f()">'&amp;</b> 日本 é"#;
        let mut markup = Markup::default();
        markup.open("i").set("title", words).text(words).close();
        let escaped = "&lt;b onclick=&quot;f()&quot;&gt;'&amp;amp;&lt;/b&gt; 日本 é";
        assert_eq!(markup.html(), format!("<i title=\"{escaped}\">{escaped}</i>"));
    }
}
