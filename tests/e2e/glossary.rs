//! Every word explains itself: by mouse, by keyboard, by finger, in both languages.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, key};

const KERNEL: &str = "#inspector-title .explained";
const POOL: &str = ".explained[data-term=pooling]";

/// What the explanation says; nothing while none is open.
fn said(page: &Page) -> Option<String> {
    let script = "const it = document.querySelector('[data-testid=explanation]');
        return it.matches('[data-open]') ? it.innerText : null";
    page.run(script, json!([])).as_str().map(str::to_owned)
}

#[track_caller]
fn until_said(page: &Page, words: &str) {
    page.until(words, || said(page).is_some_and(|said| said.contains(words)));
}

/// The explanation lies in the window and beside the word that it explains.
#[track_caller]
fn stands_beside(page: &Page, word: &str) {
    let script = "const [word, it] = [arguments[0], '[data-testid=explanation]']
          .map(each => document.querySelector(each).getBoundingClientRect());
        return [it.left >= 0 && it.top >= 0 && it.right <= innerWidth && it.bottom <= innerHeight,
          it.bottom <= word.top || it.top >= word.bottom, it.width > 100]";
    assert_eq!(page.run(script, json!([word])), json!([true, true, true]), "{word}");
}

fn tap(page: &Page, selector: &str) {
    page.finger_down(selector);
    page.fingers_up();
}

fn visited(visit: Visit, test: impl FnOnce(&Page)) {
    in_browser(Visit { open: false, ..visit }, |page| {
        page.open_as_a_visitor();
        test(page);
    });
}

#[test]
fn a_pointer_that_rests_on_a_word_reads_two_lines_and_moves_nothing() {
    visited(Visit::default(), |page| {
        // Where everything stands.
        let place = || {
            let script = "return [...document.querySelectorAll('main *')].map(it => {
                const { left, top } = it.getBoundingClientRect(); return [left, top] })";
            page.run(script, json!([]))
        };
        let before = place();
        page.hover(POOL, &[(0.5, 0.5)]);
        until_said(page, "one number is kept from each 2×2");
        stands_beside(page, POOL);
        assert_eq!(place(), before, "nothing has moved");
        assert_eq!(page.count("[data-testid=explanation] svg"), 1);
        assert_eq!(page.attribute(POOL, "aria-describedby").as_deref(), Some("explanation"));
        page.screenshot("glossary-pool");
        page.hover(&handle("pad"), &[(0.5, 0.5)]);
        page.until("the end of it", || said(page).is_none());
    });
}

#[test]
fn a_control_says_what_it_is_and_a_press_still_presses_it() {
    in_browser(Visit::default(), |page| {
        page.hover(&handle("edit-normalise"), &[(0.5, 0.5)]);
        until_said(page, "Subtract the mean");
        page.click(&handle("edit-normalise"));
        page.until("the end of it", || said(page).is_none());
        let kernel = page.cell(0, 0) + page.cell(0, 1) + page.cell(0, 2);
        let others = page.cell(1, 0) + page.cell(1, 1) + page.cell(1, 2);
        let rest = page.cell(2, 0) + page.cell(2, 1) + page.cell(2, 2);
        assert!((kernel + others + rest).abs() < 0.01, "its mean is 0");
        page.hover(&handle("loss-kind"), &[(0.5, 0.5)]);
        until_said(page, "How far the answer is from the truth");
    });
}

#[test]
fn the_keyboard_asks_and_escape_closes_the_explanation_alone() {
    in_browser(Visit::default(), |page| {
        page.click(&handle("help"));
        page.type_keys(key::TAB);
        page.type_keys(key::ESCAPE);
        page.until("the dialog is gone", || page.count(&handle("help-dialog")) == 0);
        page.focus(&handle("option-flow"));
        page.type_keys(key::TAB);
        page.until("an explanation", || said(page).is_some());
        page.type_keys(key::ESCAPE);
        assert_eq!(said(page), None);
        // A word that is no control is explained again by Enter, and with the next Tab it is over.
        page.focus(KERNEL);
        page.type_keys(key::ENTER);
        until_said(page, "looks for one shape");
        stands_beside(page, KERNEL);
        page.type_keys(key::TAB);
        page.until("another or none", || {
            said(page).is_none_or(|said| !said.contains("looks for one shape"))
        });
    });
}

#[test]
fn a_tap_opens_it_and_a_tap_elsewhere_closes_it() {
    visited(Visit { language: "ja", ..Visit::phone() }, |page| {
        let (number, conv) = (".verdict .share", ".explained[data-term=convolution]");
        tap(page, number);
        until_said(page, "数は答えへの自信");
        stands_beside(page, number);
        tap(page, number);
        page.until("closed again", || said(page).is_none());
        tap(page, conv);
        until_said(page, "カーネルと、その下の画素");
        stands_beside(page, conv);
        page.screenshot("glossary-phone");
        tap(page, ".verdict strong");
        page.until("closed by a tap elsewhere", || said(page).is_none());
    });
}

#[test]
fn a_finger_that_stays_on_a_control_asks_and_does_not_press() {
    visited(Visit::phone(), |page| {
        let play = handle("learn-forget");
        page.finger_down(&play);
        page.until("an explanation", || said(page).is_some());
        page.fingers_up();
        assert!(said(page).is_some(), "it can be read");
        assert_eq!(page.text(&handle("learn-status")), "Has learned", "nothing was pressed");
        tap(page, &handle("learn-toggle"));
        page.until("the panel", || page.count(".learn-body") == 1);
        assert_eq!(said(page), None);
    });
}

/// Marks what is to be explained with `data-asked`, from 0 on, and says how many there are.
const MARK: &str = "
    const seen = it => it.getClientRects().length > 0 && getComputedStyle(it).visibility === 'visible';
    const asked = '.pipeline h3, .card h2, .input-panel h2, .dream h3, dt, .legend, button, select, input, summary';
    const looked = '.weights, .cell, .choose, .bar, [type=file]';
    let count = 0;
    for (const it of document.querySelectorAll(asked)) {
      const target = it.querySelector('.explained, button') ?? it;
      // A button whose words say what it does needs no others.
      const says = target.matches('button') && target.textContent.trim().length > 2 && !target.ariaLabel;
      if (seen(target) && !target.matches(looked) && !says) target.dataset.asked = count++;
    }
    return count";

/// Lets a pointer rest on each, and says which stay silent.
fn unexplained(page: &Page) -> Vec<String> {
    let count = page.run(MARK, json!([])).as_u64().expect("a count");
    assert!(count > 60, "only {count} are found");
    let silent = |from: u64| {
        let script = format!(
            "const silent = [];
             for (let at = {from}; at < {from} + 20; at++) {{
               const it = document.querySelector(`[data-asked=\"${{at}}\"]`);
               it?.dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true, pointerType: 'mouse' }}));
               await new Promise(resolve => setTimeout(resolve, 520));
               const open = document.querySelector('.explanation[data-open]');
               if (it && !open) silent.push(it.outerHTML.slice(0, 90));
             }}
             return silent"
        );
        let found = page.run_async(&script);
        let found = found.as_array().unwrap_or_else(|| panic!("a list: {found}")).clone();
        found.into_iter().map(|name| name.as_str().unwrap_or_default().to_owned())
    };
    (0..count).step_by(20).flat_map(silent).collect()
}

#[test]
fn no_heading_icon_or_control_is_without_an_explanation() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.click(&handle("learn-toggle"));
        assert_eq!(unexplained(page), Vec::<String>::new());
    });
}
