//! The small pictures of the glossary, drawn from a few letters each.

use crate::text::glossary::Term;
use crate::text::markup::Markup;

/// How high each picture is, in CSS pixels.
const HEIGHT: f64 = 54.0;
/// The largest cell.
const CELL: f64 = 13.0;
/// Between two grids: as wide as an arrow.
const BETWEEN: f64 = 20.0;

enum Picture {
    /// Grids of cells with arrows between, their rows apart by `/`. `0` dark, `1` grey, `2` bright, `3` what is spoken of;
    /// `+` and `-` in the colours of signs; a space is no cell.
    Cells(&'static [&'static str]),
    /// Paths in a field of 72×54: what is there, the line, what is spoken of.
    Lines([&'static str; 3]),
}

const AXES: &str = "M4 46H68M36 4V50";
const VALLEY: &str = "M6 6C14 58 46 58 66 10";
const SEVEN: &str = "00000/02220/00020/00200/02000";

fn of(term: Term) -> Option<Picture> {
    use Picture::{Cells, Lines};
    Some(match term {
        Term::Input | Term::PixelScale => Cells(&["01210/02020/01220/00020/02210"]),
        Term::Centre => Cells(&["22000/20000/22000/02000/22000", "00000/01210/01200/00120/01210"]),
        Term::Erode => Cells(&["00000/02220/02220/02220/00000", "00000/00000/00200/00000/00000"]),
        Term::Kernel | Term::FeatureMap => Cells(&[SEVEN, "-+-/-+-/-+-", "000/130/130"]),
        Term::Convolution => Cells(&["33300/33320/33320/00200/02000", "300/000/000"]),
        Term::Activation | Term::Sigmoid => Lines([AXES, "", "M4 45C32 45 32 34 36 27S40 9 68 9"]),
        Term::Relu => Lines(["M4 40H68M36 4V50", "", "M4 40H36L66 8"]),
        Term::Tanh => Lines(["M4 27H68M36 4V50", "", "M4 46C30 46 34 34 36 27S42 8 68 8"]),
        Term::Pooling => Cells(&["1300/0100/0020/2001", "30/22"]),
        Term::Vector => Cells(&["12/03", "1/2/0/3"]),
        Term::Linear => Lines([
            "M8 8L62 27M8 46L62 27",
            "M8 20L62 27",
            "M8 33L62 27M59 27a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
        ]),
        Term::Softmax | Term::Answer => {
            Lines(["M6 8H66M6 24H66M6 40H66", "M6 8H12M6 40H10", "M6 24H58"])
        }
        Term::Truth | Term::Loss | Term::SquaredError => Lines([
            "M6 44H66M6 40V48M66 40V48",
            "M24 38a4 4 0 1 0 .1 0M66 34V10H54V20H66",
            "M30 26H60M34 22L30 26L34 30M56 22L60 26L56 30",
        ]),
        Term::CrossEntropy => {
            Lines(["M8 4V48H68", "M8 4C10 38 40 48 66 48", "M18 27a3 3 0 1 0 .1 0"])
        }
        Term::Gradient | Term::Step => {
            Lines([VALLEY, "M13 21a4 4 0 1 0 .1 0", "M18 30L28 44M28 37V44H21"])
        }
        Term::LearningRate => {
            Lines([VALLEY, "M12 16a4 4 0 1 0 .1 0", "M18 16C30 2 50 2 58 18M58 10V19L50 17"])
        }
        Term::Schedule => Lines(["M6 4V48H68", "", "M8 8H24V22H42V34H58V42H68"]),
        Term::Decay => {
            Lines(["M6 27H68", "M14 6V27M46 27V14", "M32 27V12M62 27V20M14 6L32 12L46 14L62 20"])
        }
        Term::Batch => Cells(&["20/22", "3"]),
        Term::Accuracy => Cells(&["22222/22322"]),
        Term::Confusion => Cells(&["2000/0230/0020/0002"]),
        Term::Rotate => Cells(&["0+0/0+0/0+0", "000/+++/000"]),
        Term::Mirror => Cells(&["+00/++0/+++", "00+/0++/+++"]),
        Term::Negate => Cells(&["-+-/-+-/-+-", "+-+/+-+/+-+"]),
        Term::Normalise => Cells(&["120/120/120", "0+-/0+-/0+-"]),
        Term::Zero => Cells(&["-+-/-+-/-+-", "000/000/000"]),
        Term::Random => Cells(&["000/000/000", "+-0/-0+/0+-"]),
        Term::ReceptiveField => Cells(&["33330/33330/33330/33330/00000", "330/330/000", "3"]),
        Term::Difference => Cells(&["012/120/201", "012/220/200", "000/+00/00-"]),
        Term::Occlusion => Cells(&["00000/02220/03320/03300/02000"]),
        Term::Dream => Cells(&["000/020/000", "020/022/220"]),
        Term::SwitchOff => Cells(&["12/20", "  / 0"]),
        Term::Flow => Lines([
            "M6 10C36 10 36 27 66 27",
            "M6 44C36 44 36 30 66 30",
            "M6 26H66M6 28H66M6 24H66",
        ]),
        _ => return None,
    })
}

/// Draws the picture of `term`, where it has one.
pub fn draw(term: Term, markup: &mut Markup) {
    match of(term) {
        None => {}
        Some(Picture::Cells(grids)) => cells(grids, markup),
        Some(Picture::Lines(paths)) => {
            begin(72.0, markup);
            for (path, class) in paths.into_iter().zip(["there", "line", "spoken"]) {
                markup.open("path").set("class", class).set("d", path).close();
            }
            markup.close();
        }
    }
}

fn begin(width: f64, markup: &mut Markup) {
    markup.open("svg").set("viewBox", format_args!("0 0 {width} {HEIGHT}"));
    markup.set("width", width).set("height", HEIGHT).set("aria-hidden", "true");
}

fn cells(grids: &[&'static str], markup: &mut Markup) {
    let side = |grid: &str| CELL.min(HEIGHT / (grid.matches('/').count() + 1) as f64);
    let columns = |grid: &str| grid.find('/').unwrap_or(grid.len()) as f64;
    let wide: f64 = grids.iter().map(|grid| columns(grid) * side(grid) + BETWEEN).sum();
    begin(wide - BETWEEN, markup);
    let mut left = 0.0;
    for (index, grid) in grids.iter().enumerate() {
        if index > 0 {
            let arrow = format_args!("M{} 27h12m-4 -4l4 4l-4 4", left + 4.0);
            markup.open("path").set("class", "there").set("d", arrow).close();
            left += BETWEEN;
        }
        let side = side(grid);
        let rows = grid.split('/').count() as f64;
        let top = (HEIGHT - rows * side) / 2.0;
        for (row, cells) in grid.split('/').enumerate() {
            for (column, cell) in cells.chars().enumerate().filter(|&(_, cell)| cell != ' ') {
                markup.open("rect").set("class", class(cell));
                markup.set("x", left + column as f64 * side).set("y", top + row as f64 * side);
                markup.set("width", side - 1.0).set("height", side - 1.0).close();
            }
        }
        left += columns(grid) * side;
    }
    markup.close();
}

fn class(cell: char) -> &'static str {
    match cell {
        '1' => "grey",
        '2' => "bright",
        '3' => "spoken",
        '+' => "plus",
        '-' => "minus",
        _ => "dark",
    }
}
