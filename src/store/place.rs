//! Where a corpus's notebook is stored: beside the reports or, if that is impossible, among the person's own data.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::corpus::NOTES;

/// The file of the notebook for these paths; no path is the bundled corpus. None if there is no possible place.
#[must_use]
pub fn place(paths: &[PathBuf]) -> Option<PathBuf> {
    beside(paths).or_else(|| Some(own_data()?.join(name(paths))))
}

/// The one folder that all paths are or are in, if it is writable.
fn beside(paths: &[PathBuf]) -> Option<PathBuf> {
    let folder = |path: &PathBuf| {
        let path = path.canonicalize().ok()?;
        if path.is_dir() {
            Some(path)
        } else {
            path.parent().filter(|_| path.is_file()).map(Path::to_path_buf)
        }
    };
    let mut folders = paths.iter().map(folder);
    let first = folders.next()??;
    let common = folders.all(|other| other.as_ref() == Some(&first));
    (common && is_writable(&first)).then(|| first.join(NOTES))
}

/// Whether files can be created in a folder, found by creating one: permissions alone do not show it.
fn is_writable(folder: &Path) -> bool {
    tempfile::Builder::new().prefix(".rashomon-").tempfile_in(folder).is_ok()
}

fn own_data() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("rashomon"))
}

/// A unique name for each set of paths, readable if there is one path.
pub(super) fn name(paths: &[PathBuf]) -> String {
    let canonical: Vec<PathBuf> =
        paths.iter().map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.clone())).collect();
    match &canonical[..] {
        [] => "bundled.toml".to_owned(),
        paths => {
            let all: Vec<&[u8]> = paths.iter().map(|path| path.as_os_str().as_encoded_bytes()).collect();
            let hash = fnv1a(&all.join(&0));
            let last =
                paths[0].file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let last: String =
                last.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).take(40).collect();
            format!("{last}-{hash:016x}.toml")
        }
    }
}

/// FNV-1a, 64 bits: a hash that stays the same from one version of the program to the next.
fn fnv1a(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_lie_in_the_folder_of_the_reports() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (a, b) = (root.join("a.txt"), root.join("sub"));
        fs::write(&a, "A.").unwrap();
        fs::create_dir(&b).unwrap();
        assert_eq!(place(std::slice::from_ref(&root)), Some(root.join(NOTES)));
        assert_eq!(place(std::slice::from_ref(&a)), Some(root.join(NOTES)));
        assert_eq!(place(&[a.clone(), root.clone()]), Some(root.join(NOTES)));
        assert!(place(&[a, b]).is_none_or(|place| !place.starts_with(&root)));
    }

    #[test]
    fn different_corpora_have_different_names() {
        let names = [vec![], vec!["a/x".into()], vec!["b/x".into()], vec!["a/x".into(), "b/x".into()]];
        let names: std::collections::BTreeSet<String> = names.iter().map(|paths| name(paths)).collect();
        assert_eq!(names.len(), 4);
    }
}
