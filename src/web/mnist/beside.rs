//! MNIST's files where they stand in `data/` beside the page.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::data_trouble;
use super::read::finish;
use crate::digits::mnist::SetPart;
use crate::digits::{Idx, IdxError, IdxKind};
use crate::formats::data_file::DataError;
use crate::training::{FileTrouble, Loading, MnistTrouble};
use crate::web::data_file::DataFile;

#[wasm_bindgen]
extern "C" {
    /// The same in a page and in a worker.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str) -> Promise;
}

/// The four files as MNIST names them; a host may have them packed, with `.gz` after the name.
const NAMES: [&str; 4] = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
];
/// Whether each two of the files, which are in the order of [`NAMES`], have as many labels as images.
pub(super) fn fit(names: &[String], parts: &[SetPart]) -> Result<(), MnistTrouble> {
    for (names, parts) in names.chunks(2).zip(parts.chunks(2)) {
        let count = |kind| {
            let counts = parts.iter().filter(|part| part.kind == kind);
            counts.map(|part| part.count as usize).sum()
        };
        let (images, labels) = (count(IdxKind::Images), count(IdxKind::Labels));
        if images != labels {
            return Err(MnistTrouble::File {
                name: names.join(", "),
                trouble: data_trouble(IdxError::Mismatch { images, labels }),
            });
        }
    }
    Ok(())
}

/// What stands beside the page, and under which names; `None` if nothing does.
pub(super) async fn fetched(
    base: &str,
    progress: &dyn Fn(Loading),
) -> Result<Option<(Vec<String>, Vec<Idx>)>, MnistTrouble> {
    let (mut open, mut lacking) = (Vec::new(), None);
    for name in NAMES {
        match beside(base, name).await? {
            Ok(file) => open.push(file),
            Err(trouble) => _ = lacking.get_or_insert((format!("data/{name}"), trouble)),
        }
    }
    match lacking {
        Some(_) if open.is_empty() => Ok(None),
        Some((name, trouble)) => Err(MnistTrouble::File { name, trouble }),
        None => {
            let names = open.iter().map(|(name, _)| name.clone()).collect();
            Ok(Some((names, finish(open, progress).await?)))
        }
    }
}

/// The file called `name`, packed or not; or what is there instead, where the host has none: it says so, or sends a
/// page.
async fn beside(
    base: &str,
    name: &str,
) -> Result<Result<(String, DataFile), FileTrouble>, MnistTrouble> {
    let mut instead = FileTrouble::Missing;
    for name in [format!("data/{name}.gz"), format!("data/{name}")] {
        let Ok(address) = web_sys::Url::new_with_base(&name, base) else {
            continue;
        };
        let Ok(answer) = JsFuture::from(fetch(&address.href())).await else { continue };
        let answer: Response = answer.unchecked_into();
        let Some(body) = answer.body().filter(|_| answer.ok()) else { continue };
        match DataFile::open(&body).await {
            Ok(file) => return Ok(Ok((name, file))),
            Err(page @ FileTrouble::Data(DataError::Idx(IdxError::Kind { found })))
                if is_page(found) =>
            {
                instead = page;
            }
            Err(trouble) => return Err(MnistTrouble::File { name, trouble }),
        }
    }
    Ok(Err(instead))
}

/// Whether a file whose first four bytes are `found` is a web page.
fn is_page(found: u32) -> bool {
    found.to_be_bytes().trim_ascii_start().first() == Some(&b'<')
}
