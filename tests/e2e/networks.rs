//! The networks to choose from.

use crate::harness::{Visit, handle, in_browser, kernel};

#[test]
fn each_network_shows_all_maps_of_all_channels() {
    let stages = |channels: [usize; 3]| {
        let mut layers = vec![("input".to_owned(), 1)];
        for (stage, channels) in channels.into_iter().enumerate() {
            let stage = stage + 1;
            layers.extend(
                [("conv", channels), ("act", channels), ("pool", channels)]
                    .map(|(l, c)| (format!("{l}{stage}"), c)),
            );
        }
        layers.sort();
        layers
    };
    in_browser(Visit::default(), |page| {
        page.draw_five();
        for (network, channels, outputs) in [
            ("notebook", [1, 1, 1], 1),
            ("five-channel", [5, 5, 5], 10),
            ("untrained", [8, 16, 40], 10),
            ("wide", [16, 32, 64], 10),
        ] {
            page.choose_network(network);
            let seen = page.look();
            let mut layers: Vec<_> =
                seen.layers().into_iter().map(|(layer, maps)| (layer.to_owned(), maps)).collect();
            // The flattened maps may be shown once more, as the vector that they become.
            layers.retain(|(layer, _)| layer != "vector");
            assert_eq!(layers, stages(channels), "{network}");
            assert_eq!(seen.outputs().len(), outputs, "{network}");
            let kernels = format!("{}[data-stage=\"1\"]", handle("kernel"));
            assert_eq!(page.count(&kernels), channels[0], "{network}: kernels of stage 1");
        }
    });
}

#[test]
fn the_label_is_a_digit_for_ten_outputs_and_5_or_not_for_one() {
    in_browser(Visit::default(), |page| {
        page.draw_five();
        page.choose_network("notebook");
        let label = page.look().label;
        assert!(["5", "not-5"].contains(&label.as_str()), "{label:?}");
        page.choose_network("five-channel");
        let seen = page.look();
        let outputs = seen.outputs();
        let largest = (0..10).max_by(|&a, &b| outputs[a].total_cmp(&outputs[b])).unwrap();
        assert_eq!(seen.label, largest.to_string(), "of {}", seen.values);
    });
}

#[test]
fn maps_have_their_own_size_on_their_canvas() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        for (layer, side) in [
            ("input", 28),
            ("conv1", 26),
            ("act1", 26),
            ("pool1", 13),
            ("conv2", 11),
            ("act2", 11),
            ("pool2", 5),
            ("conv3", 4),
            ("act3", 4),
            ("pool3", 2),
        ] {
            let map = format!("{}[data-layer=\"{layer}\"][data-channel=\"0\"]", handle("map"));
            assert_eq!(
                (page.number(&map, "width"), page.number(&map, "height")),
                (side as f32, side as f32),
                "{layer}"
            );
        }
    });
}

#[test]
fn an_edit_made_in_one_network_is_there_when_one_comes_back() {
    in_browser(Visit::default(), |page| {
        page.choose_network("five-channel");
        assert_eq!(page.count(&kernel(2, 4, 4)), 1);
        page.choose_network("notebook");
        assert_eq!(page.count(&kernel(2, 4, 4)), 0, "the notebook's network has one channel");
        page.press_undo();
        page.until("the five channels", || page.count(&kernel(2, 4, 4)) == 1);
    });
}
