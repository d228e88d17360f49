//! Anything may be pressed at any time, and several things before the page has rendered what the first one did.

use serde_json::json;

use crate::harness::{Page, Visit, handle, in_browser};

/// How many tasks of one to four acts each, in how many parts: a browser waits for no script for ever.
const TASKS: usize = 15;
const PARTS: usize = 8;

#[test]
fn a_control_that_is_no_longer_there_changes_nothing() {
    in_browser(Visit::default(), |page| {
        page.click(&handle("architecture"));
        let stages = || page.count(&handle("stage-row"));
        assert_eq!(stages(), 3);
        // In one task: the last stage is removed, and then its fields change.
        let script = "const row = [...document.querySelectorAll('[data-testid=stage-row]')].at(-1);
            const change = e => e.dispatchEvent(new Event('change', { bubbles: true }));
            const kernel = row.querySelector('[data-testid=stage-kernel]');
            const channels = row.querySelector('[data-testid=stage-channels]');
            row.querySelector('[data-testid=remove-stage]').click();
            kernel.selectedIndex = 4; change(kernel);
            channels.value = '7'; change(channels);
            row.querySelector('[data-testid=stage-bias]').click();
            row.querySelector('[data-testid=remove-stage]').click();";
        page.run(script, json!([]));
        page.until("two stages", || stages() == 2);
        assert_eq!(page.attribute("html", "data-failed"), None);
        // What two fields of one stage become in one task, both become.
        let script = "const row = document.querySelector('[data-testid=stage-row]');
            const change = e => e.dispatchEvent(new Event('change', { bubbles: true }));
            const kernel = row.querySelector('[data-testid=stage-kernel]');
            const channels = row.querySelector('[data-testid=stage-channels]');
            kernel.selectedIndex = 4; change(kernel);
            channels.value = '7'; change(channels);";
        page.run(script, json!([]));
        page.until("seven kernels of 5×5", || {
            page.count("[data-testid=kernel][data-stage=\"1\"]") == 7
        });
        assert_eq!(
            page.run(
                "return document.querySelector('[data-testid=stage-kernel]').selectedIndex",
                json!([])
            ),
            4
        );
    });
}

/// Walks: every task does one to four acts on controls that were there when it began.
const WALK: &str = "
    let state = SEED * 1000 + PART;
    // mulberry32
    const random = () => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const below = n => Math.floor(random() * n);
    const any = list => list[below(list.length)];
    const controls = () => [...document.querySelectorAll(
        'button, select, input, summary, [role=switch], [tabindex], canvas, [data-index]')]
        .filter(e => e.getClientRects().length > 0 && e.type !== 'file'
            && !/export|download|^open$|save/.test(e.dataset.testid ?? ''));
    const event = (e, Kind, name, more) =>
        e.dispatchEvent(new Kind(name, { bubbles: true, cancelable: true, ...more }));
    const texts = ['1', '0,5', '-3', '１２', 'abc', '1/2', '', '64', '1e9', '5'];
    const keys = ['ArrowLeft', 'ArrowDown', 'ArrowRight', 'End', 'Delete', 'PageUp', 'PageDown', 'Enter', ' ',
        'Escape', 'g', 'b', '5', 'F2', '[', ']', 'e'];
    const place = e => {
        const box = e.getBoundingClientRect();
        return { clientX: box.x + random() * box.width, clientY: box.y + random() * box.height,
            pointerId: 1, pointerType: any(['mouse', 'touch', 'pen']), isPrimary: true };
    };
    const act = e => {
        if (e instanceof HTMLSelectElement) {
            e.selectedIndex = below(e.options.length);
            event(e, Event, 'input'); event(e, Event, 'change');
            return 'choose';
        }
        if (e instanceof HTMLInputElement && e.type === 'text') {
            e.focus(); e.value = any(texts);
            event(e, Event, 'input');
            if (random() < .5) event(e, KeyboardEvent, 'keydown', { key: any(['Enter', 'Escape']) });
            event(e, Event, 'change');
            return 'type';
        }
        if (e instanceof HTMLInputElement && e.type === 'range') {
            e.value = +e.min + random() * (e.max - e.min);
            event(e, Event, 'input'); event(e, Event, 'change');
            return 'slide';
        }
        const way = random();
        if (way < .6) { e.click(); return 'click'; }
        if (way < .7) {
            const key = any(keys);
            const held = { key, shiftKey: random() < .2, ctrlKey: random() < .1 };
            e.focus?.(); event(e, KeyboardEvent, 'keydown', held); event(e, KeyboardEvent, 'keyup', held);
            return 'key ' + key;
        }
        if (way < .8) { event(e, WheelEvent, 'wheel', { deltaY: any([-240, -100, 3, 100]) }); return 'wheel'; }
        if (way < .85) { event(e, MouseEvent, 'contextmenu'); return 'menu'; }
        if (way < .92) { event(e, PointerEvent, 'pointermove', place(e)); return 'move'; }
        event(e, PointerEvent, 'pointerdown', place(e));
        event(e, PointerEvent, 'pointermove', place(e));
        event(e, PointerEvent, any(['pointerup', 'pointercancel']), place(e));
        return 'press';
    };
    const log = [];
    for (let task = 0; task < TASKS; task++) {
        const found = controls();
        // Dialogs are left again, or the walk would stay in them.
        if (random() < .06) [...document.querySelectorAll('dialog .close')].forEach(e => e.click());
        for (let acts = 1 + below(4); acts > 0; acts--) {
            const e = any(found);
            log.push(act(e) + ' ' + (e.dataset.testid ?? e.className ?? e.tagName));
            // Often the same control again, or what stands beside it: the stale ones.
            if (random() < .4 && e.parentElement) {
                const beside = any([...e.parentElement.querySelectorAll('button, select, input')]);
                if (beside && beside.type !== 'file' && !/export|download|^open$|save/.test(beside.dataset.testid ?? ''))
                    log.push(act(beside) + ' ' + (beside.dataset.testid ?? beside.className));
            }
        }
        await new Promise(done => setTimeout(done));
        if (random() < .2) await new Promise(requestAnimationFrame);
        if (document.documentElement.dataset.failed) break;
    }
    return log.slice(-12);";

fn walk(page: &Page, seed: u32) {
    for part in 0..PARTS {
        let script = WALK
            .replace("SEED", &seed.to_string())
            .replace("PART", &part.to_string())
            .replace("TASKS", &TASKS.to_string());
        let last = page.run_async(&script);
        assert_eq!(page.attribute("html", "data-failed"), None, "seed {seed}, after {last:#}");
        assert!(last.is_array(), "seed {seed}: {last}");
    }
}

#[test]
fn nothing_that_is_pressed_in_any_order_ends_the_page() {
    for seed in [1, 2] {
        in_browser(Visit::default(), |page| {
            page.choose_network("notebook");
            walk(page, seed);
            page.settle();
            assert_eq!(page.attribute("html", "data-failed"), None, "seed {seed}");
        });
    }
}
