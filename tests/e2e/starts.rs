//! Learning started again and again, in each engine: `STARTS=300 cargo test --test e2e -- --ignored --nocapture starts`.

use std::time::Instant;

use crate::harness::{Engine, Page, Visit, handle, in_browser, in_engine};

fn again_and_again(engine: &str, page: &Page) {
    let starts = std::env::var("STARTS").ok().and_then(|starts| starts.parse().ok()).unwrap_or(50);
    let status = handle("learn-status");
    let (mut times, mut late) = (Vec::new(), 0);
    for _ in 0..starts {
        page.open();
        let begun = Instant::now();
        page.click(&handle("learn-play"));
        let mut was_late = false;
        page.until("it learns", || {
            was_late |= page.attribute(&status, "data-late").as_deref() == Some("true");
            page.number(&status, "data-images") > 0.0
        });
        times.push(begun.elapsed());
        late += usize::from(was_late);
    }
    times.sort();
    let longest = times.last().expect("a start");
    eprintln!(
        "{engine}: {starts} starts, half of them within {:?}, the longest {longest:?}; {late} were tried again",
        times[times.len() / 2],
    );
}

#[test]
#[ignore = "takes minutes"]
fn starts_in_chromium() {
    in_browser(Visit::unopened(), |page| again_and_again("Chromium", page));
}

#[test]
#[ignore = "takes minutes"]
fn starts_in_firefox() {
    in_engine(Engine::Firefox, |page| again_and_again("Firefox", page));
}

#[test]
#[ignore = "takes minutes"]
fn starts_in_webkit() {
    in_engine(Engine::WebKit, |page| again_and_again("WebKit", page));
}
