//! MNIST's files read to their ends, whoever gives them.

use web_sys::File;

use crate::digits::Idx;
use crate::formats::kind::{self, FileKind};
use crate::training::{Loading, MnistTrouble};
use crate::web::data_file::{self, DataFile};

/// So many bytes lie between two reports of how far it is: often enough to see it move.
const STRIDE: u64 = 1 << 20;

/// Reads all of `files`; gives their names, too.
pub(super) async fn read(
    files: &[File],
    progress: &dyn Fn(Loading),
) -> Result<(Vec<Idx>, Vec<String>), MnistTrouble> {
    let (mut open, mut unzipped) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.name();
        let head = crate::web::files::beginning(file, kind::HEAD).await;
        if kind::kind(&name, &head) == FileKind::Zip {
            unzipped.extend(unzip(file, progress)?);
            continue;
        }
        match DataFile::open(&file.stream()).await {
            Ok(file) => open.push((name, file)),
            Err(trouble) => return Err(MnistTrouble::File { name, trouble }),
        }
    }
    let mut names: Vec<String> = open.iter().map(|(name, _)| name.clone()).collect();
    let mut all = if open.is_empty() { Vec::new() } else { finish(open, progress).await? };
    for (name, idx) in unzipped {
        names.push(name);
        all.push(idx);
    }
    Ok((all, names))
}

/// The files of data in a zip.
fn unzip(zip: &File, progress: &dyn Fn(Loading)) -> Result<Vec<(String, Idx)>, MnistTrouble> {
    let mut said = 0;
    let mut progress = |done| {
        if done >= said + STRIDE {
            said = done;
            progress(Loading { done, of: None });
        }
    };
    data_file::read_zip(zip, &mut progress).map_err(|(inside, trouble)| {
        let name = [zip.name(), inside].into_iter().filter(|name| !name.is_empty());
        MnistTrouble::File { name: name.collect::<Vec<_>>().join(": "), trouble }
    })
}

/// Reads files to their ends.
pub(super) async fn finish(
    mut open: Vec<(String, DataFile)>,
    progress: &dyn Fn(Loading),
) -> Result<Vec<Idx>, MnistTrouble> {
    let of = open.iter().filter_map(|(_, file)| file.expected()).sum();
    let mut done: u64 = open.iter().map(|(_, file)| file.taken()).sum();
    progress(Loading { done, of: Some(of) });
    for (name, file) in &mut open {
        let mut said = done;
        loop {
            let before = file.taken();
            let more = file
                .advance()
                .await
                .map_err(|trouble| MnistTrouble::File { name: name.clone(), trouble })?;
            if !more {
                break;
            }
            done += file.taken() - before;
            if done - said >= STRIDE {
                said = done;
                progress(Loading { done, of: Some(of) });
            }
        }
    }
    progress(Loading { done, of: Some(of) });
    let finish = |(name, file): (String, DataFile)| {
        file.finish().map_err(|trouble| MnistTrouble::File { name, trouble })
    };
    open.into_iter().map(finish).collect()
}
