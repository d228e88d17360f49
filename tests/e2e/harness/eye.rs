//! What an eye sees: the maps, the answer, the ink.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::page::{Page, handle};

/// Everything that a change can show itself in.
#[derive(Clone, Debug, PartialEq)]
pub struct Lab {
    /// By layer and channel.
    pub maps: BTreeMap<(String, usize), Map>,
    /// The outputs, as written; empty while nothing is drawn.
    pub values: String,
    /// The answer; empty while nothing is drawn.
    pub label: String,
}

/// One feature map as it is painted.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Map {
    layer: String,
    channel: usize,
    /// `data-min`, as written.
    pub min: String,
    /// `data-max`, as written.
    pub max: String,
    /// A digest of the canvas's pixels.
    pub pixels: String,
    /// Whether any pixel is other than black, which no colour map has and every new canvas is.
    pub painted: bool,
}

#[derive(Deserialize)]
struct Seen {
    maps: Vec<Map>,
    values: Option<String>,
    label: Option<String>,
}

impl Lab {
    /// The layers, each with how many maps it has.
    pub fn layers(&self) -> BTreeMap<&str, usize> {
        let mut layers = BTreeMap::new();
        for (layer, _) in self.maps.keys() {
            *layers.entry(layer.as_str()).or_default() += 1;
        }
        layers
    }

    /// The outputs as numbers.
    #[track_caller]
    pub fn outputs(&self) -> Vec<f32> {
        let parse = |value: &str| {
            value.parse().unwrap_or_else(|_| panic!("the output {value:?} is not a number"))
        };
        self.values.split(',').map(parse).collect()
    }

    /// Which maps are painted otherwise than in `before`.
    pub fn changed_since(&self, before: &Lab) -> Vec<(String, usize)> {
        let changed = |(place, map): (&(String, usize), &Map)| {
            (before.maps.get(place) != Some(map)).then(|| place.clone())
        };
        self.maps.iter().filter_map(changed).collect()
    }
}

/// A canvas's pixels, row-major, as RGB.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// How far each pixel is from the paper's colour, which is the commonest one: 0 to 765, more for more ink.
    pub fn ink(&self) -> Vec<u32> {
        let mut counts = BTreeMap::new();
        for pixel in &self.pixels {
            *counts.entry(pixel).or_insert(0) += 1;
        }
        let paper =
            counts.into_iter().max_by_key(|&(_, count)| count).expect("a picture has pixels").0;
        let distance =
            |pixel: &[u8; 3]| (0..3).map(|i| u32::from(pixel[i].abs_diff(paper[i]))).sum();
        self.pixels.iter().map(distance).collect()
    }

    /// How many pixels have ink.
    pub fn inked(&self) -> usize {
        self.ink().iter().filter(|&&ink| ink > 0).count()
    }

    /// The middle of the ink, weighed, in the unit square.
    #[track_caller]
    pub fn centre_of_ink(&self) -> (f64, f64) {
        let ink = self.ink();
        let total: u32 = ink.iter().sum();
        assert!(total > 0, "there is no ink");
        let (mut x, mut y) = (0.0, 0.0);
        for (index, &ink) in ink.iter().enumerate() {
            x += f64::from(ink) * ((index % self.width) as f64 + 0.5) / self.width as f64;
            y += f64::from(ink) * ((index / self.width) as f64 + 0.5) / self.height as f64;
        }
        (x / f64::from(total), y / f64::from(total))
    }
}

impl Page {
    /// Looks at everything, once it has come to rest.
    #[track_caller]
    pub fn look(&self) -> Lab {
        self.settle();
        let mut seen = self.glance();
        self.until("the page comes to rest", || {
            self.settle();
            let before = std::mem::replace(&mut seen, self.glance());
            before == seen
        });
        seen
    }

    #[track_caller]
    fn glance(&self) -> Lab {
        let script = "
            const digest = canvas => {
                const bytes = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                let hash = 0x811c9dc5, painted = false;
                bytes.forEach((byte, index) => {
                    hash = Math.imul(hash ^ byte, 0x01000193);
                    painted ||= index % 4 < 3 && byte > 0;
                });
                return { pixels: (hash >>> 0).toString(16), painted };
            };
            const output = document.querySelector(arguments[1]);
            return {
                maps: [...document.querySelectorAll(arguments[0])].map(map => ({
                    layer: map.dataset.layer, channel: Number(map.dataset.channel),
                    min: map.dataset.min ?? '', max: map.dataset.max ?? '', ...digest(map),
                })),
                values: output?.dataset.values ?? null, label: output?.dataset.label ?? null,
            };";
        let seen = self.run(script, json!([handle("map"), handle("output")]));
        let seen: Seen = serde_json::from_value(seen).expect("maps with a layer and a channel");
        let maps: BTreeMap<_, _> =
            seen.maps.into_iter().map(|map| ((map.layer.clone(), map.channel), map)).collect();
        assert!(!maps.is_empty(), "there is no feature map on the page");
        Lab {
            maps,
            values: seen.values.expect("the output carries data-values"),
            label: seen.label.expect("the output carries data-label"),
        }
    }

    /// The pixels of a canvas.
    #[track_caller]
    pub fn picture(&self, selector: &str) -> Picture {
        let script = "
            const canvas = document.querySelector(arguments[0]);
            const image = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            return [image.width, image.height, [...image.data]];";
        let (width, height, bytes): (usize, usize, Vec<u8>) =
            serde_json::from_value(self.run(script, json!([selector]))).expect("a canvas's pixels");
        Picture {
            width,
            height,
            pixels: bytes.chunks(4).map(|rgba| [rgba[0], rgba[1], rgba[2]]).collect(),
        }
    }

    /// The image that the network receives.
    #[track_caller]
    pub fn input(&self) -> Picture {
        self.settle();
        self.picture(&handle("input"))
    }
}
