//! Nothing is held while somebody is called: what the browser throws leaves a `RefCell` borrowed for ever. A rough
//! reader, of `view` and `web` alone: it knows how long a borrow lasts by the form of its statement, and by their names
//! the calls that leave the program.

use std::path::Path;

use super::house::{Token, rust_files, tokens};

/// What reaches the browser, Yew, or whoever has given us a callback.
const CALLS: &[&str] = &[
    "button",
    "client_x",
    "client_y",
    "click",
    "closest",
    "dispatch",
    "emit",
    "fail",
    "focus",
    "follow",
    "get_attribute",
    "key",
    "page",
    "pen",
    "play",
    "pointer_id",
    "post",
    "post_message",
    "prevent_default",
    "query_selector",
    "remove_attribute",
    "report",
    "request",
    "select",
    "set_attribute",
    "set_inner_html",
    "set_property",
    "set_text_content",
    "set_value",
    "spawn_local",
    "stop_propagation",
    "target",
    "tell",
    "terminate",
    "time_stamp",
    "value",
];
/// Rooms' files and crates whose functions do.
const SPEAKERS: &[&str] = &[
    "Timeout",
    "download",
    "files",
    "js_sys",
    "lacking",
    "mnist_page",
    "page",
    "picture",
    "pointer",
    "storage",
    "web_sys",
    "worker",
];

#[test]
fn nothing_is_held_while_the_browser_or_a_callback_is_called() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut offences = Vec::new();
    for path in ["view", "web"].iter().flat_map(|room| rust_files(&src.join(room))) {
        let source = std::fs::read_to_string(&path).expect("a readable file");
        let file = path.strip_prefix(&src).expect("a file of src").display();
        let found = held_calls(&source).into_iter();
        offences.extend(
            found.map(|(line, call)| format!("src/{file}:{line}: holds what calls {call}")),
        );
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

#[test]
fn what_is_held_too_long_is_found_and_what_is_let_go_of_is_not() {
    for (source, calls) in [
        ("let hand = hand.borrow_mut(); pointer::capture(event); }", 1),
        ("let hand = &mut *hand.borrow_mut(); event.prevent_default(); }", 1),
        ("{ let hand = hand.borrow(); hand.x } event.prevent_default();", 0),
        ("let x = *hand.borrow(); event.prevent_default();", 0),
        ("let x = hand.borrow().x; event.prevent_default();", 0),
        ("let x = hand.borrow_mut().go(event.button());", 1),
        ("let b = event.button(); let x = hand.borrow_mut().go(b);", 0),
        ("for worker in self.seats.borrow().iter() { worker.tell(m); }", 1),
        ("if self.seats.borrow().is_empty() { worker.tell(m); }", 0),
        ("if let Some(run) = &*self.run.borrow() { run.tell(m); }", 1),
        ("match self.state.borrow().kind { Kind::A => page::now(), }", 1),
        ("HELD.with_borrow(|held| held.emit(1)); page::now();", 1),
        ("HELD.with_borrow(Clone::clone); page::now();", 0),
        ("let on = move |_| hand.borrow().x; page::now();", 0),
        ("call(&hand.borrow(), event); page::now();", 0),
        ("let w = storage::write(&name, &text(&self.lab.borrow()));", 1),
        ("dispatch.dispatch(Set(*brush.borrow()));", 1),
        ("call(&hand.borrow(), event.target());", 1),
        ("let team = { let s = s.borrow_mut(); s.team() }; team.play(1);", 0),
    ] {
        assert_eq!(held_calls(source).len(), calls, "{source}: {:?}", held_calls(source));
    }
}

/// The calls that happen while something is borrowed: line and name.
fn held_calls(source: &str) -> Vec<(usize, String)> {
    let tokens = tokens(source);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    for at in 1..tokens.len() {
        let calls = |names: &[&str]| names.contains(&text(at)) && text(at + 1) == "(";
        let end = if calls(&["borrow", "borrow_mut"]) && text(at - 1) == "." {
            let (first, bound) = (statement(&tokens, at), binds(&tokens, at));
            match text(first) {
                "let" if bound => block_end(&tokens, at),
                "for" | "match" => body_end(&tokens, at),
                "if" | "while" if text(first + 1) == "let" => body_end(&tokens, at),
                _ => statement_end(&tokens, first, at),
            }
        } else if calls(&["with_borrow", "with_borrow_mut"]) {
            closing(&tokens, at + 1)
        } else {
            continue;
        };
        let called = around(&tokens, at).into_iter().chain(at + 1..end);
        for inside in called {
            let (before, name, after) =
                (text(inside.wrapping_sub(1)), text(inside), text(inside + 1));
            let method = before == "." && after == "(" && CALLS.contains(&name);
            if method || after == "::" && SPEAKERS.contains(&name) {
                found.push((tokens[inside].line, name.to_owned()));
            }
        }
    }
    found
}

/// Where the statement of the token `at` begins, or the closure that it is in.
fn statement(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0;
    for place in (0..at).rev() {
        match tokens[place].text.as_str() {
            ")" | "]" => depth += 1,
            // Out of the arguments of a call: what they borrow is held while it lasts.
            "(" | "[" if depth == 0 => {}
            "(" | "[" => depth -= 1,
            ";" | "{" | "}" | "|" if depth == 0 => return place + 1,
            _ => {}
        }
    }
    0
}

/// The paths of the calls among whose arguments the token `at` is: each of their names.
fn around(tokens: &[Token], at: usize) -> Vec<usize> {
    let (mut found, mut depth) = (Vec::new(), 0);
    for place in (statement(tokens, at)..at).rev() {
        match tokens[place].text.as_str() {
            ")" | "]" => depth += 1,
            "(" if depth == 0 => found.extend(place.saturating_sub(3)..place),
            "[" if depth == 0 => {}
            "(" | "[" => depth -= 1,
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the statement keeps the borrow: `let x = y.borrow();`, or a reference into it.
fn binds(tokens: &[Token], at: usize) -> bool {
    let first = statement(tokens, at);
    let equals = (first..at).find(|place| tokens[*place].text == "=");
    let sign = equals.map_or("", |equals| tokens[equals + 1].text.as_str());
    // `let x = *y.borrow();` copies.
    sign == "&" || sign != "*" && tokens.get(at + 3).is_some_and(|after| after.text == ";")
}

/// Where the parenthesis or brace at `open` is closed.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place;
        }
    }
    tokens.len()
}

/// Where what `at` stands in ends: at one of `ends` on its own level, or where that level is closed.
fn level_end(tokens: &[Token], at: usize, ends: &[&str]) -> usize {
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate().skip(at) {
        match token.text.as_str() {
            end if depth == 0 && ends.contains(&end) => return place,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return place,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

/// Where the statement that begins at `first` ends, after `at`.
fn statement_end(tokens: &[Token], first: usize, at: usize) -> usize {
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate().skip(first) {
        match token.text.as_str() {
            ";" | "{" | "," if depth == 0 && place > at => return place,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return place,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

fn block_end(tokens: &[Token], at: usize) -> usize {
    level_end(tokens, at, &[])
}

fn body_end(tokens: &[Token], at: usize) -> usize {
    closing(tokens, level_end(tokens, at, &["{"]))
}
