//! Our safetensors files against the crate that the format comes from: it reads what we write, and we read what it writes.

use std::collections::HashMap;

use hitofude::formats::safetensors::{read, write};
use hitofude::lab::{Network, NetworkChoice};
use safetensors::tensor::{Dtype, TensorView};
use safetensors::{SafeTensors, serialize};

/// Every network that can be chosen: trained ones, and ones without biases.
fn networks() -> impl Iterator<Item = Network> {
    NetworkChoice::ALL.iter().map(|choice| choice.network())
}

#[test]
fn the_crate_reads_what_we_write() {
    for network in networks() {
        let file = write(&network.architecture, &network.parameters);
        let tensors = SafeTensors::deserialize(&file).expect("a whole file");
        let numbers: usize = tensors.iter().map(|(_, tensor)| tensor.data().len() / 4).sum();
        assert_eq!(numbers, network.parameters.slices().map(<[f32]>::len).sum::<usize>());
        for (number, stage) in network.architecture.stages().iter().enumerate() {
            let weights = tensors.tensor(&format!("conv{}.weight", number + 1)).expect("a kernel");
            let inputs = number
                .checked_sub(1)
                .map_or(1, |before| network.architecture.stages()[before].channels);
            assert_eq!(weights.shape(), [stage.channels, inputs, stage.kernel, stage.kernel]);
            assert_eq!(weights.dtype(), Dtype::F32);
            let bias = tensors.tensor(&format!("conv{}.bias", number + 1));
            assert_eq!(bias.is_ok(), stage.bias);
        }
        let linear = tensors.tensor("linear.weight").expect("the linear layer");
        let (outputs, inputs) =
            (network.architecture.head().outputs, network.architecture.flattened().len());
        assert_eq!(linear.shape(), [outputs, inputs]);
    }
}

#[test]
fn we_read_what_the_crate_writes() {
    for network in networks() {
        let ours = write(&network.architecture, &network.parameters);
        let (_, metadata) = SafeTensors::read_metadata(&ours).expect("a header");
        let tensors = SafeTensors::deserialize(&ours).expect("a whole file");
        // In another order than ours, as the crate pleases.
        let views: HashMap<String, TensorView> =
            tensors.iter().map(|(name, tensor)| (name.to_owned(), tensor)).collect();
        let theirs = serialize(views, metadata.metadata().clone()).expect("it can be written");
        let (architecture, parameters) = read(&theirs).expect("a network");
        assert_eq!(architecture, *network.architecture);
        assert_eq!(parameters, *network.parameters);
    }
}
