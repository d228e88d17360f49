//! What there is to learn from: MNIST's files, and the digits that people wrote with a pen.

use std::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use hitofude::digits::prepare::{Pixels, prepare};
use hitofude::digits::{
    Drawing, Ink, PenPoint, PixelScale, Preparation, Stroke, Tool, idx, samples,
};
use serde::Deserialize;

/// Images with their digits.
#[derive(Clone, Default)]
pub struct DigitSet {
    pub images: Vec<Pixels>,
    pub digits: Vec<u8>,
}

/// A digit that somebody wrote.
pub struct Written {
    pub digit: u8,
    /// Whose collection it is from.
    pub source: String,
    pub drawing: Drawing,
}

/// All that there is.
pub struct DataSets {
    pub train: DigitSet,
    pub test: DigitSet,
    pub strokes: Vec<Written>,
}

/// Everything in the folder that `HITOFUDE_DATA` names, or `../shared`.
pub fn load() -> Result<DataSets, Box<dyn Error>> {
    let folder =
        std::env::var_os("HITOFUDE_DATA").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let set = |name: &str| mnist(&folder.join("mnist"), name);
    Ok(DataSets {
        train: set("train")?,
        test: set("t10k")?,
        strokes: strokes(&folder.join("strokes/digits.jsonl"))?,
    })
}

fn mnist(folder: &Path, name: &str) -> Result<DigitSet, Box<dyn Error>> {
    let images = unpacked(&folder.join(format!("{name}-images-idx3-ubyte.gz")))?;
    let labels = unpacked(&folder.join(format!("{name}-labels-idx1-ubyte.gz")))?;
    let images = idx::images(&images).map_err(|error| format!("{name}: {error:?}"))?;
    let labels = idx::labels(&labels).map_err(|error| format!("{name}: {error:?}"))?;
    let mut set = DigitSet::default();
    for (image, digit) in idx::pair(images, labels).map_err(|error| format!("{name}: {error:?}"))? {
        set.push(*image, digit);
    }
    Ok(set)
}

fn unpacked(path: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let file = std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn strokes(path: &Path) -> Result<Vec<Written>, Box<dyn Error>> {
    #[derive(Deserialize)]
    struct Line {
        label: u8,
        source: String,
        strokes: Vec<Vec<[f32; 2]>>,
    }
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut all = Vec::new();
    for line in text.lines() {
        let line: Line = serde_json::from_str(line)?;
        let stroke = |points: &Vec<[f32; 2]>| {
            let points = points.iter().map(|&[x, y]| PenPoint { x, y, pressure: 0.5 }).collect();
            Rc::new(Stroke { tool: Tool::Pen, width: PEN, points })
        };
        let strokes = line.strokes.iter().map(stroke).collect();
        let drawing = Drawing { picture: None, strokes };
        all.push(Written { digit: line.label, source: line.source, drawing });
    }
    Ok(all)
}

/// The pad's own line, in parts of its side: what people's digits are judged with.
pub const PEN: f32 = 0.085;

impl DigitSet {
    pub fn push(&mut self, image: Pixels, digit: u8) {
        self.images.push(image);
        self.digits.push(digit);
    }

    pub fn len(&self) -> usize {
        self.images.len()
    }
}

/// A drawing as the network receives it from the pad.
pub fn centred(drawing: &Drawing, ink: &mut Ink) -> Pixels {
    ink.draw(drawing);
    prepare(ink, Preparation { centre: true, erode: false, scale: PixelScale::Byte })
}

/// The digits of the writers that `chosen` takes, drawn into the pad.
pub fn written(strokes: &[Written], chosen: impl Fn(&str) -> bool) -> DigitSet {
    let (mut set, mut ink) = (DigitSet::default(), Ink::new());
    for written in strokes.iter().filter(|written| chosen(&written.source)) {
        set.push(centred(&written.drawing, &mut ink), written.digit);
    }
    set
}

/// The page's own samples.
pub fn drawn_samples() -> DigitSet {
    let (mut set, mut ink) = (DigitSet::default(), Ink::new());
    for sample in samples() {
        set.push(centred(&sample.drawing(), &mut ink), sample.digit);
    }
    set
}
