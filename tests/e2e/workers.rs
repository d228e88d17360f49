//! Workers that die, fall silent or never begin: the run goes on or says why it does not, and nothing is lost.

use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser, kernel_cell, key};

/// Two workers, whatever the machine has, and a hand on each. The page's clock runs fast, as its silence is measured:
/// it waits seconds for a word.
const HANDS: &str = "
    const Real = Worker, all = [], hands = globalThis.hands = { all, born: 'well' };
    globalThis.Worker = class extends Real {
        constructor(...program) {
            if (hands.born === 'never') throw new Error('no more workers');
            const idle = () => URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
            super(...(hands.born === 'idle' ? [idle()] : program));
            all.push(this);
            if (hands.born === 'dying') setTimeout(() => this.crash());
        }
        set onmessage(hear) { super.onmessage = event => this.deaf || hear(event); }
        postMessage(...message) { this.deaf || super.postMessage(...message); }
        crash() { this.terminate(); this.dispatchEvent(new ErrorEvent('error')); }
    };
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 2 });
    const fast = 3, now = performance.now.bind(performance), every = setInterval;
    performance.now = () => fast * now();
    globalThis.setInterval = (call, time) => every(call, time / fast);
";

/// The leader's place, and a follower's.
const PLACES: [usize; 2] = [0, 1];

fn visit(test: impl FnOnce(&Page)) {
    in_browser(Visit::unopened(), |page| {
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": HANDS }));
        page.open();
        page.select_kernel(1, 0, 0);
        test(page);
    });
}

fn hand(page: &Page, does: &str) {
    page.run(does, json!([]));
}

fn state(page: &Page) -> String {
    page.attribute(&handle("learn-status"), "data-state").expect("a state")
}

fn images(page: &Page) -> u64 {
    page.number(&handle("learn-status"), "data-images") as u64
}

fn said(page: &Page) -> Option<String> {
    page.attribute(&handle("notice"), "data-code")
}

fn play(page: &Page) {
    page.click(&handle("learn-play"));
    page.until("it learns", || images(page) > 0);
}

fn pause(page: &Page) {
    page.click(&handle("learn-pause"));
    page.until("it stands still", || state(page) == "paused");
}

fn step(page: &Page) {
    let before = images(page);
    page.click(&handle("learn-step"));
    page.until("a batch more", || images(page) > before && state(page) == "paused");
}

/// The weights that can be seen, to the last bit: a kernel's, and all of them in what comes out.
fn weights(page: &Page) -> (Vec<f32>, String) {
    let answer = page.look().values;
    ((0..9).map(|cell| page.cell(cell / 3, cell % 3)).collect(), answer)
}

/// It says that a worker was replaced, and has learned further than it had.
#[track_caller]
fn goes_on(page: &Page, reached: u64) {
    page.until("it says so", || said(page).is_some());
    assert_eq!(said(page).as_deref(), Some("worker-replaced"));
    assert!(images(page) >= reached, "{} after {reached}", images(page));
    let replaced = images(page);
    page.until("it goes on", || images(page) > replaced + 1_000);
    assert_eq!(state(page), "running");
    pause(page);
}

#[test]
fn a_worker_that_crashes_while_it_learns_is_replaced() {
    for place in PLACES {
        visit(|page| {
            play(page);
            let reached = images(page);
            hand(page, &format!("hands.all[{place}].crash()"));
            goes_on(page, reached);
            assert_eq!(page.run("return hands.all.length", json!([])), 3);
        });
    }
}

/// What is done to one of the two, whichever it is, does not end the run.
#[track_caller]
fn check_either(does: &str) {
    for place in PLACES {
        visit(|page| {
            play(page);
            let reached = images(page);
            hand(page, &format!("hands.all[{place}].{does}"));
            goes_on(page, reached);
        });
    }
}

#[test]
fn a_worker_that_vanishes_without_a_word_is_missed_and_replaced() {
    check_either("terminate()");
}

#[test]
fn a_worker_that_no_longer_answers_is_replaced() {
    check_either("deaf = true");
}

#[test]
fn if_all_die_others_go_on_from_the_weights_that_the_page_has() {
    for does in
        ["all.forEach(worker => worker.crash())", "all.forEach(worker => worker.terminate())"]
    {
        visit(|page| {
            play(page);
            let reached = images(page);
            hand(page, &format!("hands.{does}"));
            goes_on(page, reached);
        });
    }
}

#[test]
fn if_one_is_missed_only_after_the_other_was_replaced_learning_goes_on() {
    for (vanishes, crashes) in [(0, 1), (1, 0)] {
        visit(|page| {
            play(page);
            let reached = images(page);
            hand(page, &format!("hands.all[{vanishes}].terminate(); hands.all[{crashes}].crash()"));
            goes_on(page, reached);
        });
    }
}

/// What three batches make of the network, with something done between them.
fn after_three_batches(page: &Page, mut between: impl FnMut(usize)) -> (Vec<f32>, String) {
    for batch in 0..3 {
        step(page);
        between(batch);
    }
    weights(page)
}

#[test]
fn a_seed_ends_in_the_same_weights_also_where_workers_die() {
    visit(|page| {
        let start = weights(page);
        let undisturbed = after_three_batches(page, |_| {});
        assert_ne!(undisturbed, start);
        for place in PLACES {
            page.click(&handle("learn-reset"));
            page.until("it has not learned", || state(page) == "idle" && images(page) == 0);
            assert_eq!(weights(page), start);
            let learned = after_three_batches(page, |batch| {
                // A reset ended the workers before: the last two are at it.
                let last = format!("hands.all[hands.all.length - 2 + {place}]");
                if batch == 0 {
                    hand(page, &format!("{last}.crash()"));
                }
            });
            assert_eq!(learned, undisturbed, "place {place}");
        }
    });
}

#[test]
fn an_edit_outlives_the_workers_that_learned_from_it() {
    visit(|page| {
        step(page);
        let learned = page.cell(0, 0);
        hand(page, "hands.all.forEach(worker => worker.crash())");
        page.focus(&kernel_cell(0, 0));
        page.type_keys(&format!("40{}", key::ENTER));
        assert_ne!(learned, 40.0);
        step(page);
        page.settle();
        // No batch moves a weight from 2 to 40, nor from 40 to 2.
        assert!((page.cell(0, 0) - 40.0).abs() < 1.0, "{}", page.cell(0, 0));
    });
}

#[test]
fn a_place_in_which_workers_keep_dying_ends_the_run_with_what_was_learned() {
    visit(|page| {
        let before = page.cell(1, 1);
        play(page);
        hand(page, "hands.born = 'dying'; hands.all[1].crash()");
        page.until("it gives up", || state(page) == "failed");
        assert_eq!(said(page).as_deref(), Some("worker-silent"));
        assert!(images(page) > 0);
        let kept = weights(page);
        sleep(Duration::from_millis(300));
        assert_eq!(weights(page), kept);
        assert_ne!(page.cell(1, 1), before);
        // With a browser that starts them again it goes on from there.
        hand(page, "hands.born = 'well'");
        let reached = images(page);
        page.click(&handle("learn-play"));
        page.until("it goes on", || images(page) > reached + 1_000);
        pause(page);
    });
}

#[test]
fn workers_that_never_begin_are_given_up() {
    for born in ["never", "idle"] {
        visit(|page| {
            let start = weights(page);
            hand(page, &format!("hands.born = {born:?}"));
            page.click(&handle("learn-play"));
            page.until("it says so", || said(page).is_some());
            assert_eq!(said(page).as_deref(), Some("no-workers"));
            assert_eq!((state(page).as_str(), images(page)), ("failed", 0));
            assert_eq!(weights(page), start);
            hand(page, "hands.born = 'well'");
            play(page);
            pause(page);
        });
    }
}

fn is_late(page: &Page) -> bool {
    page.attribute(&handle("learn-status"), "data-late").as_deref() == Some("true")
}

#[test]
fn a_start_that_does_not_come_says_so_and_is_tried_again() {
    // They are never heard of; nothing that the page tells them arrives; nor does anything that passes between them.
    let deaf = "const { postMessage } = Worker.prototype; Worker.prototype.postMessage = function (...message) {
        if (hands.born === 'well') postMessage.apply(this, message); }";
    let apart = "const start = Worker.prototype.postMessage; Worker.prototype.postMessage = function (...message) {
        if (hands.born !== 'well') for (const port of message[1] ?? []) port instanceof MessagePort && port.close();
        try { start.apply(this, message) } catch {} }";
    for (born, does) in [("idle", ""), ("deaf", deaf), ("apart", apart)] {
        visit(|page| {
            hand(page, &format!("{does}; hands.born = '{born}'"));
            page.click(&handle("learn-play"));
            page.until(&format!("it says that it is late ({born})"), || is_late(page));
            let said = page.text(&handle("learn-status"));
            assert!(said.contains("Still trying"), "{said:?}");
            hand(page, "hands.born = 'well'");
            page.until("it learns", || images(page) > 0);
            assert!(!is_late(page));
            pause(page);
        });
    }
}

#[test]
fn a_slow_machine_is_no_dead_worker() {
    visit(|page| {
        page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 20 }));
        play(page);
        let reached = images(page);
        page.until("it goes on", || images(page) > reached + 1_000);
        // As long as a worker would be waited for, and longer: the page's clock runs fast here.
        sleep(Duration::from_secs(5));
        assert_eq!(said(page), None);
        assert_eq!(page.run("return hands.all.length", json!([])), 2);
        page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }));
        pause(page);
    });
}
