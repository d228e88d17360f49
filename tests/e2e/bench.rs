//! What `make bench` reports: as a table, and as JSON in `target/bench.json`.

use std::io::Write;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::bench_learning;
use crate::harness::{Page, Visit, dist, in_browser, map};
use crate::host::{HEAVIEST, brotli};

const NETWORKS: [&str; 3] = ["notebook", "five-channel", "wide"];
/// How often the page is opened, each time by a new browser.
const VISITS: usize = 5;
/// How often the stroke is drawn.
const STROKES: usize = 4;

#[test]
#[ignore = "a measurement: `make bench` runs it"]
fn report() {
    let both = |kind, unit| json!({ "native": speeds("native", kind, unit), "browser": speeds("browser", kind, unit) });
    let report = json!({
        "forward_microseconds": both("forward", "microseconds"),
        "training_images_per_second": both("training", "images_per_second"),
        "training_of_limit": both("training", "of_limit"),
        "frame_milliseconds": frame_times(),
        "pointing_milliseconds": pointing_times(),
        "weight_bytes": weights(),
        "ready_milliseconds": ready_times(),
        "learning": bench_learning::measure(),
    });
    let path = target().join("bench.json");
    std::fs::write(&path, format!("{report:#}\n")).expect("target/ can be written to");
    println!("\n{}as JSON: {}", table(&report), path.display());
}

fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target")
}

/// What `benches/speed.rs` has printed of this `kind`, by network.
fn speeds(side: &str, kind: &str, unit: &str) -> Value {
    let path = target().join("bench").join(format!("{side}.txt"));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} ({error}): run `make bench`", path.display()));
    let lines = text.lines().filter_map(|line| {
        // The first stands behind the test's own name.
        let at = line.find(&format!("{kind} {{"))? + kind.len();
        let line: Value = serde_json::from_str(line[at..].trim()).ok()?;
        Some((line["network"].as_str()?.to_owned(), line[unit].clone()))
    });
    let times: serde_json::Map<_, _> = lines.collect();
    assert_eq!(times.len(), NETWORKS.len(), "{} holds {text}", path.display());
    Value::Object(times)
}

/// The page's own measures of its frames while a stroke is drawn with real pointer events.
fn frame_times() -> Value {
    let mut times = serde_json::Map::new();
    in_browser(Visit::default(), |page| {
        for network in NETWORKS {
            page.choose_network(network);
            let mut frames = Vec::new();
            for _ in 0..STROKES {
                // On an empty pad: ink over ink changes nothing, and costs nothing.
                page.clear_pad();
                page.look();
                page.run("performance.clearMeasures('hitofude:frame')", json!([]));
                page.draw_five();
                frames.extend(measured(page));
            }
            times.insert(network.to_owned(), summary(frames));
        }
    });
    Value::Object(times)
}

/// The same while a pointer moves over a map of every kind, and what it points at is outlined and explained.
fn pointing_times() -> Value {
    let mut times = serde_json::Map::new();
    in_browser(Visit::default(), |page| {
        for network in NETWORKS {
            page.choose_network(network);
            page.look();
            page.run("performance.clearMeasures('hitofude:frame')", json!([]));
            for layer in ["conv1", "act1", "pool1", "conv2", "pool2", "conv3", "act3", "vector"] {
                let along = |step: u32| (f64::from(step * 7 % 16) / 16.0, f64::from(step) / 16.0);
                for step in 0..16 {
                    page.hover(&map(layer, 0), &[along(step)]);
                }
            }
            times.insert(network.to_owned(), summary(measured(page)));
        }
    });
    Value::Object(times)
}

fn summary(mut frames: Vec<f64>) -> Value {
    frames.sort_by(f64::total_cmp);
    let quantile = |share: f64| frames[((frames.len() - 1) as f64 * share).round() as usize];
    json!({ "p50": quantile(0.5), "p95": quantile(0.95), "most": quantile(1.0), "frames": frames.len() })
}

fn measured(page: &Page) -> Vec<f64> {
    let script =
        "return performance.getEntriesByName('hitofude:frame', 'measure').map(m => m.duration)";
    let frames: Vec<f64> = serde_json::from_value(page.run(script, json!([]))).expect("durations");
    assert!(frames.len() > 20, "only {} frames were measured", frames.len());
    frames
}

/// Every file of the page: a first visit asks for all of them.
fn weights() -> Value {
    let mut files = serde_json::Map::new();
    for entry in std::fs::read_dir(dist()).expect("dist/ can be listed") {
        let entry = entry.expect("an entry of dist/");
        let bytes = std::fs::read(entry.path()).expect("dist/ holds files");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&bytes).expect("memory takes everything");
        let gzip = gzip.finish().expect("memory takes everything").len();
        let sizes = json!({ "raw": bytes.len(), "gzip": gzip, "brotli": brotli(&bytes) });
        files.insert(entry.file_name().to_string_lossy().into_owned(), sizes);
    }
    let total = |kind: &str| files.values().filter_map(|sizes| sizes[kind].as_u64()).sum::<u64>();
    let total = json!({ "raw": total("raw"), "gzip": total("gzip"), "brotli": total("brotli") });
    json!({ "total": total, "files": files })
}

/// From the start of the navigation to the mark `hitofude:ready`.
fn ready_times() -> Value {
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..VISITS {
        in_browser(Visit::unopened(), |page| {
            // A browser that has just started is still busy with itself, not with the page.
            page.visit(&page.site.empty_page());
            sleep(Duration::from_secs(2));
            page.open();
            let script =
                "return performance.getEntriesByName('hitofude:ready', 'mark')[0].startTime";
            times.push(page.run(script, json!([])).as_f64().expect("the mark has a time"));
        });
    }
    times.sort_by(f64::total_cmp);
    json!({ "median": times[VISITS / 2], "visits": times })
}

fn table(report: &Value) -> String {
    let mut table = Table::default();
    table.row("forward, one image", &["native", "browser"].map(String::from), "");
    for network in NETWORKS {
        let time = |side: &str| {
            format!("{:.1} µs", number(&report["forward_microseconds"][side][network]))
        };
        table.row(network, &[time("native"), time("browser")], "");
    }
    table.row("\ntraining, one core", &["native", "browser", "of limit"].map(String::from), "");
    for network in NETWORKS {
        let speed = |side: &str| {
            format!("{:.0} /s", number(&report["training_images_per_second"][side][network]))
        };
        let of_limit = 100.0 * number(&report["training_of_limit"]["browser"][network]);
        let bar = if network == "wide" { "40 %" } else { "" };
        table.row(network, &[speed("native"), speed("browser"), format!("{of_limit:.0} %")], bar);
    }
    for (name, kind, bars) in [
        ("\nscript time a frame", "frame_milliseconds", ["4 ms", "4 ms", "8 ms"]),
        ("\nthe same, pointing", "pointing_milliseconds", ["8 ms"; 3]),
    ] {
        table.row(name, &["p50", "p95", "most"].map(String::from), "bar");
        for (network, bar) in NETWORKS.into_iter().zip(bars) {
            let frame = &report[kind][network];
            let times =
                ["p50", "p95", "most"].map(|name| format!("{:.2} ms", number(&frame[name])));
            table.row(network, &times, bar);
        }
    }
    table.row("\npage weight, bytes", &["raw", "gzip", "brotli"].map(String::from), "bar");
    let weight = &report["weight_bytes"];
    let sizes = |sizes: &Value| ["raw", "gzip", "brotli"].map(|kind| sizes[kind].to_string());
    for (name, file) in weight["files"].as_object().into_iter().flatten() {
        table.row(&without_hash(name), &sizes(file), "");
    }
    table.row("in all", &sizes(&weight["total"]), &HEAVIEST.to_string());
    let ready = format!("{:.0} ms", number(&report["ready_milliseconds"]["median"]));
    table.row("\nopen to first answer", &[ready], "300 ms");
    learning_rows(&report["learning"], &mut table);
    table.lines
}

/// Nothing where MNIST was not at hand.
fn learning_rows(learning: &Value, table: &mut Table) {
    let Some(network) = learning["network"].as_str() else { return };
    table.row("\nlearning MNIST", &["after", "images"].map(String::from), "bar");
    let bars = ["10 s", "40 s"];
    for (mark, bar) in learning["course"]["marks"].as_array().into_iter().flatten().zip(bars) {
        let name = format!("{network} to {:.0} %", 100.0 * number(&mark["accuracy"]));
        let reached = &mark["reached"];
        let cells = match reached["seconds"].as_f64() {
            Some(seconds) => {
                [format!("{seconds:.1} s"), format!("{:.0}", number(&reached["images"]))]
            }
            None => ["not yet".into(), String::new()],
        };
        table.row(&name, &cells, bar);
    }
    for (place, title) in [("shown", "\nlearning in the page"), ("behind", "\nbehind another tab")]
    {
        table.row(title, &["one worker", "all", "ratio"].map(String::from), "bar");
        for (network, speeds) in learning["speeds"].as_object().into_iter().flatten() {
            let [alone, together] = ["one_worker", "all_workers"]
                .map(|workers| number(&speeds[workers][place]["learning"]));
            let ratio = format!("{:.2}", together / alone);
            table.row(
                network,
                &[format!("{alone:.0} /s"), format!("{together:.0} /s"), ratio],
                "1.70",
            );
        }
    }
    let frame = &learning["frame_milliseconds"];
    let times = ["p50", "p95", "most"].map(|name| format!("{:.2} ms", number(&frame[name])));
    table.row("\nframe while it learns", &["p50", "p95", "most"].map(String::from), "bar");
    table.row("drawing", &times, "16 ms");
}

#[derive(Default)]
struct Table {
    lines: String,
}

impl Table {
    fn row(&mut self, name: &str, cells: &[String], bar: &str) {
        let cells: String = cells.iter().map(|cell| format!("{cell:>12}")).collect();
        // A line feed before the name takes a column of its own.
        let width = 24 + usize::from(name.starts_with('\n'));
        self.lines += format!("{name:<width$}{cells:<36}{bar:>10}").trim_end();
        self.lines.push('\n');
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

/// `app-0123456789abcdef_bg.wasm` is `app_bg.wasm` to a reader.
fn without_hash(name: &str) -> String {
    match name.split_once('-') {
        Some((stem, rest)) => {
            format!("{stem}{}", rest.trim_start_matches(|c: char| c.is_ascii_hexdigit()))
        }
        None => name.to_owned(),
    }
}
