//! What `make bench` reports: as a table, and as JSON in `target/bench.json`.

use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::harness::{Page, Visit, bowed_five, dist, in_browser};
use crate::host::brotli;

const NETWORKS: [&str; 3] = ["notebook", "five-channel", "wide"];
/// How often the page is opened, each time by a new browser.
const VISITS: usize = 5;
/// How often the stroke is drawn over itself.
const STROKES: usize = 4;

#[test]
#[ignore = "a measurement: `make bench` runs it"]
fn report() {
    let forward = json!({ "native": forward_times("native"), "browser": forward_times("browser") });
    let report = json!({
        "forward_microseconds": forward,
        "frame_milliseconds": frame_times(),
        "weight_bytes": weights(),
        "ready_milliseconds": ready_times(),
    });
    let path = target().join("bench.json");
    std::fs::write(&path, format!("{report:#}\n")).expect("target/ can be written to");
    println!("\n{}\nas JSON: {}", table(&report), path.display());
}

fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target")
}

/// What `benches/forward.rs` has printed, by network.
fn forward_times(side: &str) -> Value {
    let path = target().join("bench").join(format!("{side}.txt"));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} ({error}): run `make bench`", path.display()));
    let lines = text.lines().filter_map(|line| {
        let line: Value = serde_json::from_str(line.trim().strip_prefix("forward ")?).ok()?;
        Some((line["network"].as_str()?.to_owned(), line["microseconds"].clone()))
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
            page.draw_five();
            page.look();
            page.run("performance.clearMeasures('hitofude:frame')", json!([]));
            for _ in 0..STROKES {
                page.stroke(&bowed_five());
            }
            let mut frames = frames(page);
            frames.sort_by(f64::total_cmp);
            let quantile =
                |share: f64| frames[((frames.len() - 1) as f64 * share).round() as usize];
            let summary = json!({
                "p50": quantile(0.5), "p95": quantile(0.95), "most": quantile(1.0), "frames": frames.len(),
            });
            times.insert(network.to_owned(), summary);
        }
    });
    Value::Object(times)
}

fn frames(page: &Page) -> Vec<f64> {
    let script =
        "return performance.getEntriesByName('hitofude:frame', 'measure').map(m => m.duration)";
    let frames: Vec<f64> = serde_json::from_value(page.run(script, json!([]))).expect("durations");
    assert!(frames.len() > 20, "only {} frames were measured", frames.len());
    frames
}

/// Every file that the page asks for on a first visit.
fn weights() -> Value {
    let mut files = serde_json::Map::new();
    in_browser(Visit::default(), |page| {
        for path in page.site.requests() {
            let name =
                path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("index.html");
            let bytes =
                std::fs::read(dist().join(name)).unwrap_or_else(|error| panic!("{path}: {error}"));
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(&bytes).expect("memory takes everything");
            let gzip = gzip.finish().expect("memory takes everything").len();
            let sizes = json!({ "raw": bytes.len(), "gzip": gzip, "brotli": brotli(&bytes) });
            files.insert(name.to_owned(), sizes);
        }
    });
    let total = |kind: &str| files.values().filter_map(|sizes| sizes[kind].as_u64()).sum::<u64>();
    let total = json!({ "raw": total("raw"), "gzip": total("gzip"), "brotli": total("brotli") });
    json!({ "total": total, "files": files })
}

/// From the start of the navigation to the mark `hitofude:ready`.
fn ready_times() -> Value {
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..VISITS {
        in_browser(Visit::default(), |page| {
            let script =
                "return performance.getEntriesByName('hitofude:ready', 'mark')[0].startTime";
            times.push(page.run(script, json!([])).as_f64().expect("the mark has a time"));
        });
    }
    times.sort_by(f64::total_cmp);
    json!({ "median": times[VISITS / 2], "visits": times })
}

fn table(report: &Value) -> String {
    let mut lines = vec![format!("{:<28}{:>12}{:>12}", "forward, one image", "native", "browser")];
    let forward = &report["forward_microseconds"];
    for network in NETWORKS {
        let time =
            |side: &str| format!("{:.1} µs", forward[side][network].as_f64().unwrap_or(f64::NAN));
        lines.push(format!("{network:<28}{:>12}{:>12}", time("native"), time("browser")));
    }
    lines.push(format!(
        "\n{:<28}{:>12}{:>12}{:>12}{:>8}",
        "script time a frame", "p50", "p95", "most", "bar"
    ));
    for (network, bar) in NETWORKS.into_iter().zip(["4 ms", "4 ms", "8 ms"]) {
        let frame = &report["frame_milliseconds"][network];
        let time = |name: &str| format!("{:.2} ms", frame[name].as_f64().unwrap_or(f64::NAN));
        lines.push(format!(
            "{network:<28}{:>12}{:>12}{:>12}{bar:>8}",
            time("p50"),
            time("p95"),
            time("most")
        ));
    }
    lines.push(format!(
        "\n{:<28}{:>12}{:>12}{:>12}{:>8}",
        "page weight, bytes", "raw", "gzip", "brotli", "bar"
    ));
    let weight = &report["weight_bytes"];
    for (name, sizes) in weight["files"].as_object().into_iter().flatten() {
        // The hash in a name says nothing to a reader.
        let short: String =
            name.chars().take(8).chain(['…']).chain(name.chars().skip(name.len() - 8)).collect();
        lines.push(format!(
            "{short:<28}{:>12}{:>12}{:>12}",
            sizes["raw"], sizes["gzip"], sizes["brotli"]
        ));
    }
    let total = &weight["total"];
    lines.push(format!(
        "{:<28}{:>12}{:>12}{:>12}{:>8}",
        "in all", total["raw"], total["gzip"], total["brotli"], "256000"
    ));
    let ready = report["ready_milliseconds"]["median"].as_f64().unwrap_or(f64::NAN);
    lines.push(format!(
        "\n{:<28}{:>12}{:>32}",
        "open → first answer",
        format!("{ready:.0} ms"),
        "300 ms"
    ));
    lines.join("\n")
}
