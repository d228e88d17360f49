//! Pictures that are opened: blank ones, drawings of lines, and browsers that hand out other pixels.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::harness::{Page, Visit, handle, in_browser};
use serde_json::json;

/// The bytes of a PNG that `draw`, JavaScript, draws on a canvas `c` with its context `g`.
#[track_caller]
fn png(page: &Page, width: u32, height: u32, draw: &str) -> Vec<u8> {
    let script = format!(
        "const c = Object.assign(document.createElement('canvas'), {{ width: {width}, height: {height} }});
         const g = c.getContext('2d');
         {draw};
         return c.toDataURL('image/png').split(',')[1]"
    );
    let found = page.run(&script, json!([]));
    BASE64_STANDARD.decode(found.as_str().unwrap_or_default()).expect("a PNG")
}

/// Black on white, or on nothing.
const SEVEN: &str = "g.lineWidth = 9; g.lineCap = 'round'; g.beginPath();
    g.moveTo(30, 30); g.lineTo(80, 30); g.lineTo(45, 90); g.stroke()";

#[track_caller]
fn seven(page: &Page) -> Vec<u8> {
    png(page, 112, 112, &format!("g.fillStyle = 'white'; g.fillRect(0, 0, 112, 112); {SEVEN}"))
}

#[track_caller]
fn notice(page: &Page) -> Option<String> {
    (page.count(&handle("notice")) > 0).then(|| page.attribute(&handle("notice"), "data-code"))?
}

/// Opens the file and waits until the answer is another one.
#[track_caller]
fn open_picture(page: &Page, name: &str, bytes: &[u8]) {
    page.clear_pad();
    page.open_files(&[(name, bytes)]);
    page.until(&format!("{name} on the pad"), || {
        page.attribute(&handle("output"), "data-label").is_some_and(|label| !label.is_empty())
    });
}

#[test]
fn a_blank_picture_leaves_the_pad_as_it_is_and_that_is_said() {
    // Its first frame is transparent, its second one is not.
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\
        \x21\xf9\x04\x01\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\
        \x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x4c\x01\0\x3b";
    for language in ["en", "ja"] {
        in_browser(Visit { language, ..Visit::default() }, |page| {
            page.draw_five();
            let five = page.look();
            let white = "g.fillStyle = 'white'; g.fillRect(0, 0, c.width, c.height)";
            for (name, bytes) in [
                ("white.png", png(page, 60, 40, white)),
                ("point.png", png(page, 1, 1, "g.fillRect(0, 0, 1, 1)")),
                ("nothing.png", png(page, 60, 40, "")),
                ("film.gif", gif.to_vec()),
            ] {
                page.open_files(&[(name, &bytes)]);
                page.until(&format!("a sentence about {name}"), || {
                    page.count(&handle("notice")) > 0 && page.text(&handle("notice")).contains(name)
                });
                assert_eq!(notice(page).as_deref(), Some("blank-picture"), "{name}");
                assert_eq!(page.look(), five, "{name}: the pad is as it was");
            }
            page.screenshot(&format!("blank-picture-{language}"));
        });
    }
}

#[test]
fn a_drawing_of_lines_is_read_as_a_picture_and_no_script_runs_in_it() {
    let inside = "<script>top.ran = 1; parent.ran = 1</script>
        <rect width='100%' height='100%' fill='white' onload='top.ran = 1'/>
        <path d='M30 30H80L45 90' fill='none' stroke='black' stroke-width='9' stroke-linecap='round'/>";
    let svg = |root: &str| {
        format!(
            "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n<!-- a seven -->\n\
                 <svg xmlns='http://www.w3.org/2000/svg' {root}>{inside}</svg>"
        )
    };
    in_browser(Visit::default(), |page| {
        open_picture(page, "seven.png", &seven(page));
        let expected = page.input().ink();
        for (name, root) in [
            ("sized.svg", "width='112' height='112'"),
            ("boxed.svg", "viewBox='0 0 112 112'"),
            ("stretched.svg", "width='100%' height='100%' viewBox='0 0 112 112'"),
            ("no ending", "width='11.2mm' height='11.2mm' viewBox='0,0 112 112'"),
        ] {
            open_picture(page, name, svg(root).as_bytes());
            let ink = page.input().ink();
            let apart: u32 = ink.iter().zip(&expected).map(|(a, b)| a.abs_diff(*b)).sum();
            let all: u32 = expected.iter().sum();
            assert!(apart < all / 10, "{name}: {apart} of {all}");
            assert_eq!(page.run("return window.ran ?? 0", json!([])), 0, "{name}");
        }
        let line = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0L100 100' stroke='black' stroke-width='20'/></svg>";
        open_picture(page, "sizeless.svg", line.as_bytes());
        let before = page.look();
        page.open_files(&[("broken.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path>")]);
        page.until("a sentence about it", || notice(page).as_deref() == Some("not-a-picture"));
        assert_eq!(page.look(), before);
    });
}

/// What `getImageData` gives instead of the pixels: `of(byte, index)` is JavaScript.
fn guard(of: &str) -> String {
    format!(
        "const real = CanvasRenderingContext2D.prototype.getImageData;
         CanvasRenderingContext2D.prototype.getImageData = function (...all) {{
             const image = real.apply(this, all);
             if (window.guarding !== false) image.data.forEach((byte, index) => image.data[index] = {of});
             return image;
         }};"
    )
}

const NOISE: &str = "byte + (index * 7919 % 7) - 3";
const RANDOM: &str = "Math.random() * 256";
const NO_FILMS: &str = "delete window.VideoFrame;";

#[test]
fn a_little_noise_on_every_byte_reads_the_same_drawing() {
    let mut plain = Vec::new();
    in_browser(Visit::default(), |page| {
        open_picture(page, "seven.png", &seven(page));
        plain = page.input().ink();
    });
    for films in ["", NO_FILMS] {
        in_browser(Visit::unopened(), |page| {
            page.before_start(&format!("{films}{}", guard(NOISE)));
            page.open();
            open_picture(page, "seven.png", &seven(page));
            page.run("window.guarding = false", json!([]));
            let noisy = page.input().ink();
            let apart = noisy.iter().zip(&plain).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(apart <= Some(3 * 16), "{apart:?}");
            let specks = noisy.iter().zip(&plain).filter(|(a, b)| **b == 0 && **a > 0).count();
            assert_eq!(specks, 0);
            assert_eq!(notice(page), None);
        });
    }
}

#[test]
fn random_pixels_are_found_and_said_and_the_pad_stays() {
    for (name, bytes) in [("random", RANDOM), ("white", "255")] {
        in_browser(Visit::unopened(), |page| {
            page.before_start(&format!("{NO_FILMS}{}", guard(bytes)));
            page.open();
            page.draw_five();
            let values = || page.attribute(&handle("output"), "data-values");
            let before = values();
            page.open_files(&[("seven.png", &seven(page))]);
            page.until("a sentence about it", || {
                notice(page).as_deref() == Some("guarded-picture")
            });
            assert!(page.text(&handle("notice")).contains("seven.png"));
            page.screenshot(&format!("guarded-picture-{name}"));
            assert_eq!(values(), before, "{name}: the pad is as it was");
        });
    }
}

#[test]
fn where_pixels_are_to_be_had_another_way_random_ones_do_not_matter() {
    in_browser(Visit::unopened(), |page| {
        page.before_start(&guard(RANDOM));
        page.open();
        for (name, bytes) in
            [("seven.png", seven(page)), ("on nothing.png", png(page, 112, 112, SEVEN))]
        {
            open_picture(page, name, &bytes);
            page.run("window.guarding = false", json!([]));
            let ink = page.input();
            page.run("window.guarding = true", json!([]));
            assert!((40..300).contains(&ink.inked()), "{name}: {}", ink.inked());
            assert_eq!(notice(page), None, "{name}");
        }
    });
}
