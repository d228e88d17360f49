//! Lines from map to map.

use crate::harness::{Page, Visit, handle, in_browser, map};
use serde_json::json;

const ESCAPE: &str = "\u{e00c}";

/// Every line: from x, y to x, y, in the page, and whether it takes away.
fn lines(page: &Page) -> Vec<([f64; 4], bool)> {
    let script = "
        const svg = document.querySelector(arguments[0]), at = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('path')].flatMap(path =>
            [...path.getAttribute('d').matchAll(/M(-?\\d+) (-?\\d+)L(-?\\d+) (-?\\d+)/g)].map(found => [
                [+found[1] + at.left, +found[2] + at.top, +found[3] + at.left, +found[4] + at.top],
                getComputedStyle(path).strokeDasharray !== 'none']));";
    let found = page.run(script, json!([handle("flow")]));
    serde_json::from_value(found).expect("lines")
}

/// Left, top, right, bottom of a map on the page.
fn bounds(page: &Page, layer: &str, channel: usize) -> [f64; 4] {
    let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect();
        return [r.left, r.top, r.right, r.bottom]";
    let found = page.run(script, json!([map(layer, channel)]));
    serde_json::from_value(found).expect("four numbers")
}

/// How many lines lead from one map's right side to the left side of another.
fn between(page: &Page, from: (&str, usize), to: (&str, usize)) -> usize {
    let ([_, top, right, bottom], into) = (bounds(page, from.0, from.1), bounds(page, to.0, to.1));
    let near = |a: f64, b: f64| (a - b).abs() < 2.0;
    let joins = |line: &[f64; 4]| {
        near(line[0], right)
            && near(line[1], (top + bottom) / 2.0)
            && near(line[2], into[0])
            && near(line[3], (into[1] + into[3]) / 2.0)
    };
    lines(page).iter().filter(|(line, _)| joins(line)).count()
}

#[test]
fn lines_join_maps_follow_the_pen_and_come_along_when_the_page_moves() {
    in_browser(Visit::default(), |page| {
        assert!(lines(page).is_empty(), "quiet until asked for");
        page.set("option-flow", true);
        page.until("lines", || !lines(page).is_empty());
        let before = lines(page);
        assert!(before.iter().any(|line| line.1) && before.iter().any(|line| !line.1));
        let joined = |page: &Page| -> usize {
            (0..5)
                .flat_map(|i| (0..5).map(move |j| (i, j)))
                .map(|(i, j)| between(page, ("pool1", i), ("conv2", j)))
                .sum()
        };
        let count = joined(page);
        assert!(count > 4, "{count}");
        page.click(&handle("learn-toggle"));
        page.until("they come along", || lines(page) != before && joined(page) == count);
        page.click(&handle("learn-toggle"));
        page.until("and back", || lines(page) == before);
        page.stroke(&[(0.1, 0.1), (0.9, 0.9)]);
        page.until("other lines", || lines(page) != before);
        page.set("option-flow", false);
        page.until("quiet again", || lines(page).is_empty());
    });
}

#[test]
fn a_pinned_cell_has_the_lines_of_its_own_sum() {
    in_browser(Visit::default(), |page| {
        page.set("option-flow", true);
        page.click(&map("conv2", 2));
        let chips = format!("{} .xs-chips button", handle("xray"));
        page.until("the sums of its parts", || page.count(&chips) == 5);
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => parseFloat(e.textContent.replace('−', '-')))";
        let sums: Vec<f64> =
            serde_json::from_value(page.run(script, json!([chips]))).expect("numbers");
        let largest = sums.iter().fold(0.0, |most, sum| f64::max(most, sum.abs()));
        let told = sums.iter().filter(|sum| sum.abs() / largest > 0.13).count();
        page.until("only its own lines", || lines(page).len() == told);
        for (part, sum) in sums.iter().enumerate().filter(|(_, sum)| sum.abs() / largest > 0.13) {
            assert_eq!(between(page, ("pool1", part), ("conv2", 2)), 1, "{part}: {sum}");
        }
        let negative = lines(page).iter().filter(|line| line.1).count();
        let expected = sums.iter().filter(|sum| **sum / largest < -0.13).count();
        assert_eq!(negative, expected, "dashed where it takes away");
        page.type_keys(ESCAPE);
        page.until("those of all maps", || lines(page).len() > 20);
    });
}
