//! What `make bench` tells of learning in the page: how soon a network reads MNIST, how many images a second one
//! worker learns from and all of them, and whether the pen stutters meanwhile.
//!
//! MNIST is not the project's: where it is not at hand, this is skipped.

use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use hitofude::lab::{Action, DataChoice, Lab, NetworkChoice, stored};
use serde_json::{Value, json};

use crate::harness::{Page, Visit, handle, in_browser};

/// The network that is to learn soon. Nobody has trained it; the loss is the one that choosing it brings, all other
/// settings are those that the page begins with.
pub const LEARNER: NetworkChoice = NetworkChoice::Untrained;
/// What is asked of its reading of MNIST's test set.
pub const MARKS: [f64; 2] = [0.98, 0.99];
/// So long it may learn for them; a little over what is allowed.
const LONGEST: Duration = Duration::from_secs(60);
/// The networks of which speed is told.
pub const NETWORKS: [NetworkChoice; 4] =
    [NetworkChoice::Notebook, NetworkChoice::FiveChannel, NetworkChoice::Wide, LEARNER];
/// So long its speed is looked at, once it runs.
const LOOK: Duration = Duration::from_secs(5);
/// How often the stroke is drawn meanwhile.
const STROKES: usize = 4;

/// The four files.
const FILES: [&str; 4] = [
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
];

/// Notes when the status changed, and what it said then.
const WATCH: &str = "
    const status = document.querySelector('[data-testid=learn-status]'), seen = globalThis.seen = [];
    const number = name => parseFloat(status.dataset[name]);
    new MutationObserver(() => seen.push([
        performance.now(), number('images'), number('accuracy'), number('rate'),
    ])).observe(status, { attributes: true });
    document.querySelector('[data-testid=learn-play]').addEventListener('click', () => {
        globalThis.pressed = performance.now();
    }, true);
";

/// What was found; `None` where MNIST is not at hand.
pub fn measure() -> Option<Value> {
    let folder =
        std::env::var_os("HITOFUDE_DATA").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let folder = folder.join("mnist");
    if !FILES.iter().all(|name| folder.join(name).is_file()) {
        println!("SKIPPED: MNIST is not there (HITOFUDE_DATA, default ../shared)");
        return None;
    }
    let mut course = Value::Null;
    learning(&folder, LEARNER, None, |page| course = watch_the_course(page));
    let (mut speeds, mut frames) = (serde_json::Map::new(), Value::Null);
    for network in NETWORKS {
        let (mut alone, mut together) = (Value::Null, Value::Null);
        learning(&folder, network, Some(1), |page| alone = speed(page));
        learning(&folder, network, None, |page| {
            if network == LEARNER {
                wait_for_images(page);
                frames = frames_while_drawing(page);
            }
            together = speed(page);
        });
        let speed = json!({ "one_worker": alone, "all_workers": together });
        speeds.insert(network.id().to_owned(), speed);
    }
    Some(json!({
        "network": LEARNER.id(), "course": course, "speeds": speeds, "frame_milliseconds": frames,
    }))
}

/// A page with MNIST beside it and a network that learns from it; with so many cores, or with all.
fn learning(folder: &Path, network: NetworkChoice, cores: Option<u32>, test: impl FnOnce(&Page)) {
    let mut lab = Lab::starting_with(NetworkChoice::FiveChannel);
    lab.apply(Action::ChooseNetwork(network));
    lab.apply(Action::SetData(DataChoice::Mnist));
    in_browser(Visit::unopened(), |page| {
        for name in FILES {
            let bytes = std::fs::read(folder.join(name)).expect("MNIST can be read");
            page.site.offer(&format!("data/{name}"), Some(&bytes));
        }
        if let Some(cores) = cores {
            let source = format!(
                "Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', {{ get: () => {cores} }})"
            );
            page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
        }
        page.store("hitofude.lab", &stored::write(&lab));
        page.open();
        // A browser that has just started is still busy with itself.
        sleep(Duration::from_secs(1));
        page.run(WATCH, json!([]));
        page.click(&handle("learn-play"));
        test(page);
    });
}

/// What the status has said: milliseconds since ▶ was pressed, images, accuracy, images a second.
fn seen(page: &Page) -> Vec<[Option<f64>; 4]> {
    let script = "return seen.map(([time, ...rest]) => [time - pressed, ...rest])";
    serde_json::from_value(page.run(script, json!([]))).expect("what was seen")
}

/// Until it reads well enough, or for as long as is waited.
fn watch_the_course(page: &Page) -> Value {
    let start = Instant::now();
    let best = |page: &Page| seen(page).iter().filter_map(|moment| moment[2]).fold(0.0, f64::max);
    while start.elapsed() < LONGEST && best(page) < MARKS[1] {
        sleep(Duration::from_millis(250));
    }
    let seen = seen(page);
    let seconds = |mark: f64| {
        let moment = seen.iter().find(|moment| moment[2].is_some_and(|read| read >= mark));
        moment.map(
            |moment| json!({ "seconds": moment[0].map(|time| time / 1000.0), "images": moment[1] }),
        )
    };
    let mut tests: Vec<[Option<f64>; 3]> = Vec::new();
    for &[time, images, accuracy, _] in &seen {
        if accuracy.is_some() && tests.last().is_none_or(|last| last[2] != accuracy) {
            tests.push([time.map(|time| time / 1000.0), images, accuracy]);
        }
    }
    let first = seen.iter().find(|moment| moment[1] > Some(0.0)).and_then(|moment| moment[0]);
    json!({
        "marks": MARKS.map(|mark| json!({ "accuracy": mark, "reached": seconds(mark) })),
        "first_images_seconds": first.map(|time| time / 1000.0),
        "tests": tests,
    })
}

fn wait_for_images(page: &Page) {
    let start = Instant::now();
    while page.number(&handle("learn-status"), "data-images") == 0.0 {
        assert!(start.elapsed() < LONGEST, "it does not begin");
        sleep(Duration::from_millis(50));
    }
}

/// Images a second while it learns, and with all that comes between: while the page shows what is learned, and behind
/// another tab, where it paints nothing and leaves all cores to the workers.
fn speed(page: &Page) -> Value {
    wait_for_images(page);
    let shown = speed_from_now(page);
    page.go_behind_another_tab();
    sleep(Duration::from_secs(1));
    json!({ "shown": shown, "behind": speed_from_now(page) })
}

fn speed_from_now(page: &Page) -> Value {
    page.run("seen.length = 0", json!([]));
    sleep(LOOK);
    let seen = seen(page);
    let running: Vec<_> = seen.iter().filter(|moment| moment[1] > Some(0.0)).collect();
    let (first, last) = (running[0], running[running.len() - 1]);
    let gone = |index: usize| last[index].unwrap_or_default() - first[index].unwrap_or_default();
    let mut rates: Vec<f64> = running.iter().filter_map(|moment| moment[3]).collect();
    rates.sort_by(f64::total_cmp);
    json!({ "learning": rates[rates.len() / 2], "in_all": 1000.0 * gone(1) / gone(0) })
}

/// The page's own measures of its frames while a stroke is drawn.
fn frames_while_drawing(page: &Page) -> Value {
    let mut frames: Vec<f64> = Vec::new();
    for _ in 0..STROKES {
        page.clear_pad();
        page.run("performance.clearMeasures('hitofude:frame')", json!([]));
        page.draw_five();
        let script =
            "return performance.getEntriesByName('hitofude:frame', 'measure').map(m => m.duration)";
        let drawn: Vec<f64> =
            serde_json::from_value(page.run(script, json!([]))).expect("durations");
        frames.extend(drawn);
    }
    frames.sort_by(f64::total_cmp);
    let quantile = |share: f64| frames[((frames.len() - 1) as f64 * share).round() as usize];
    json!({ "p50": quantile(0.5), "p95": quantile(0.95), "most": quantile(1.0), "frames": frames.len() })
}

#[test]
#[ignore = "a measurement: `make bench` runs it with the others"]
fn report() {
    println!("{:#}", measure().unwrap_or_default());
}
