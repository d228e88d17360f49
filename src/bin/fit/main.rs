//! Trains the networks that the page ships, from MNIST's files and people's strokes; `evaluate` tells how those that
//! are there read, `generated` how one that has seen only generated digits would.

mod data;
mod digits;
mod first;
mod generated;
mod mixture;
mod model;
mod starting;
mod train;

use std::error::Error;

use hitofude::lab::NetworkChoice;
use hitofude::nn::Architecture;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let data = data::load()?;
    let notebook = NetworkChoice::Notebook.architecture();
    // The five-channel network with the notebook's one question.
    let is_five = Architecture::new(
        NetworkChoice::FiveChannel.architecture().stages().to_vec(),
        notebook.head(),
    )
    .map_err(|error| format!("{error:?}"))?;
    for name in names {
        match name {
            "evaluate" => evaluate(&data),
            "generated" => generated::generated(&data),
            "five-channel" => starting::five_channel(&data)?,
            "notebook" => starting::is_five(name, &notebook, true, &data)?,
            "is-five-single" => starting::is_five(name, &notebook, false, &data)?,
            "is-five" => starting::is_five(name, &is_five, false, &data)?,
            "first" => first::first(None, &data)?,
            "digits" => digits::digits(None, &data)?,
            other => {
                if let Some(source) = other.strip_prefix("first-without-") {
                    first::first(Some(source), &data)?;
                } else if let Some(source) = other.strip_prefix("digits-without-") {
                    digits::digits(Some(source), &data)?;
                } else {
                    return Err(format!("no model is called {other}").into());
                }
            }
        }
    }
    Ok(())
}

/// Tells how each shipped network reads: over all classes, balanced, and by class.
fn evaluate(data: &data::DataSets) {
    model::report_head();
    for &choice in NetworkChoice::ALL {
        if !matches!(choice, NetworkChoice::Untrained | NetworkChoice::Wide) {
            let network = choice.network();
            model::report(choice.id(), &network.architecture, &network.parameters, data);
        }
    }
}
