//! The corpus that is compiled in: what `rashomon` shows without arguments.

use std::path::Path;

use super::{Corpus, file, manifest};

/// Declares the bundled files by their names in `seeds/`.
macro_rules! seeds {
    ($($name:literal,)+) => {
        &[$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/", $name))),)+]
    };
}

const FILES: &[(&str, &[u8])] =
    seeds!["000_ec41b109b2ab3423.txt", "001_14209256aeec99c3.txt", "002_c7bacac9fa78d526.txt",];

const MANIFEST: &str = include_str!("../../seeds/corpus.toml");

/// Reads the bundled corpus as its folder would be read.
pub fn read() -> Corpus {
    let manifest = manifest::parse(MANIFEST);
    let bytes_of =
        |path: &Path| FILES.iter().find(|(name, _)| path == Path::new(name)).map(|(_, bytes)| *bytes);
    let readings = manifest.entries.iter().filter_map(|entry| {
        let path = Path::new("seeds").join(&entry.path);
        bytes_of(&entry.path).map(|bytes| file::read_bytes(bytes, &path, &entry.metadata))
    });
    Corpus::assemble(manifest.title.unwrap_or_default(), Vec::new(), readings.collect())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::corpus::Request;

    #[test]
    fn the_bundled_corpus_is_the_seeds_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let read = Corpus::read(&Request { paths: vec![PathBuf::from(&folder)], ..Request::default() });
        let bundled = read_without_folder(&folder, &read);
        let own = super::read();
        assert_eq!(own.title, read.title);
        assert_eq!(own.problems, []);
        assert_eq!(read.problems, []);
        assert_eq!(own.reports.len(), FILES.len());
        let view = |report: &crate::text::Report| {
            (report.source.clone(), report.published.clone(), report.text.clone())
        };
        assert_eq!(
            own.reports.iter().map(view).collect::<Vec<_>>(),
            read.reports.iter().map(view).collect::<Vec<_>>()
        );
        assert_eq!(own.reports.iter().map(|report| report.path.clone()).collect::<Vec<_>>(), bundled);
    }

    fn read_without_folder(folder: &Path, corpus: &Corpus) -> Vec<String> {
        let parent = folder.parent().expect("the seeds lie in the package");
        let relative = |path: &str| Path::new(path).strip_prefix(parent).map(file::shown).unwrap_or_default();
        corpus.reports.iter().map(|report| relative(&report.path)).collect()
    }
}
