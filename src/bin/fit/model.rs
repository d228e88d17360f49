//! A trained network: how well it reads, and its file.

use std::error::Error;

use hitofude::formats::safetensors;
use hitofude::nn::{Activations, Architecture, Parameters};

use super::data::{DataSets, DigitSet, drawn_samples, written};
use super::train::{Accuracy, read};

/// Writes the network's file.
pub fn save(
    name: &str,
    architecture: &Architecture,
    parameters: &Parameters,
) -> Result<(), Box<dyn Error>> {
    let file = safetensors::write(architecture, parameters);
    std::fs::create_dir_all("static/models")?;
    std::fs::write(format!("static/models/{name}.safetensors"), &file)?;
    println!("{name}: {} bytes", file.len());
    Ok(())
}

/// Above what [`report`] prints.
pub fn report_head() {
    println!("| network | images | right | balanced | of 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |");
    println!("|---|---|---|---|{}", "---|".repeat(10));
}

/// Tells how the network reads MNIST's test set, people's strokes by source, and the page's samples.
pub fn report(name: &str, architecture: &Architecture, parameters: &Parameters, data: &DataSets) {
    let tell = |what: &str, set: &DigitSet| {
        let score = Accuracy::of(architecture, parameters, set);
        let percent = |share: f64| format!("{:.2} %", 100.0 * share);
        let digits: Vec<String> = score
            .digits
            .iter()
            .map(|&(right, all)| format!("{:.1}", 100.0 * right as f64 / all.max(1) as f64))
            .collect();
        println!(
            "| {name} | {what} | {} | {} | {} |",
            percent(score.accuracy()),
            percent(score.balanced()),
            digits.join(" | ")
        );
    };
    tell("MNIST test", &data.test);
    let mut sources: Vec<&str> = data.strokes.iter().map(|digit| digit.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        tell(&format!("strokes {source}"), &written(&data.strokes, |of| of == source));
    }
    tell("strokes, all", &written(&data.strokes, |_| true));
    tell("samples", &drawn_samples());
}

/// What the flattest map of all the samples' fives spans, from its lowest cell to its highest.
pub fn flattest(architecture: &Architecture, parameters: &Parameters) -> f32 {
    let mut activations = Activations::new(architecture);
    let samples = drawn_samples();
    let fives = samples.images.iter().zip(&samples.digits).filter(|&(_, &digit)| digit == 5);
    let mut flattest = f32::INFINITY;
    for (image, _) in fives {
        read(architecture, parameters, &mut activations, image);
        let stages = activations.stages.iter();
        for maps in stages.flat_map(|stage| [&stage.conv, &stage.activation, &stage.pool]) {
            for channel in 0..maps.shape().channels {
                let cells = maps.channel(channel).iter().copied();
                let highest = cells.clone().fold(f32::NEG_INFINITY, f32::max);
                flattest = flattest.min(highest - cells.fold(f32::INFINITY, f32::min));
            }
        }
    }
    flattest
}

/// Weights that are short to read in the page, where that costs nothing: to hundredths.
pub fn to_hundredths(mut parameters: Parameters) -> Parameters {
    for weight in parameters.slices_mut().flatten() {
        *weight = (*weight * 100.0).round() / 100.0;
    }
    parameters
}
