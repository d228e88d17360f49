//! The build script: packs the shipped models into the program. Their weights are hundredths, so that each needs two
//! bytes and not the four of an `f32`, of which a browser's compression would find no pattern in three.
//! `lab/networks.rs` unpacks them.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let folder = Path::new("static/models");
    let to = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to"));
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("static/models is there") {
        let path = entry.expect("an entry of static/models").path();
        let Some(name) =
            path.file_stem().filter(|_| path.extension() == Some("safetensors".as_ref()))
        else {
            continue;
        };
        let bytes = fs::read(&path).expect("a model can be read");
        fs::write(to.join(name).with_extension("packed"), packed(&bytes, &path))
            .expect("OUT_DIR can be written to");
    }
}

/// The file's head as it is (its length in eight bytes, then a text), then every `f32` as a hundredth in two bytes.
fn packed(bytes: &[u8], path: &Path) -> Vec<u8> {
    let (length, _) = bytes.split_first_chunk().expect("a safetensors file");
    let (head, weights) = bytes.split_at(8 + u64::from_le_bytes(*length) as usize);
    let mut packed = head.to_vec();
    for weight in weights.as_chunks().0 {
        let weight = f32::from_le_bytes(*weight);
        let hundredths = (weight * 100.0).round() as i16;
        assert_eq!(f32::from(hundredths) / 100.0, weight, "{}: not in hundredths", path.display());
        packed.extend(hundredths.to_le_bytes());
    }
    packed
}
