//! The fingerprints of everything that the analysis of a report depends on, and the merging of reports – code, lexicons and
//! models, packages – so that stored results are used only where this program would compute the same.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// What an analysis depends on, from the root of the repository.
const ANALYSER: &[&str] =
    &["src/analysis", "src/text", "src/text.rs", "assets/lexicon", "assets/model", "Cargo.lock"];

/// What a timeline and its disagreements depend on besides.
const READER: &[&str] = &["src/timeline", "src/disagreement"];

fn main() {
    let analyser = fingerprint(0xcbf2_9ce4_8422_2325, ANALYSER);
    println!("cargo:rustc-env=RASHOMON_ANALYSER={analyser:016x}");
    println!("cargo:rustc-env=RASHOMON_READER={:016x}", fingerprint(analyser, READER));
}

/// Extends a hash with all files at or below some paths.
fn fingerprint(mut hash: u64, sources: &[&str]) -> u64 {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder"));
    for source in sources {
        println!("cargo:rerun-if-changed={source}");
        for file in files(&root.join(source)) {
            let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            hash = fnv1a(hash, name.as_bytes());
            hash = fnv1a(hash, &fs::read(&file).unwrap_or_default());
        }
    }
    hash
}

/// The files at or below a path that the program is made from, in a fixed order: descriptions change no analysis.
fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_path_buf()] };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_none_or(|extension| extension != "md"));
    paths.sort();
    paths.iter().flat_map(|path| files(path)).collect()
}

/// FNV-1a, 64 bits, with the length of each part.
fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.iter().fold(hash, step);
    (bytes.len() as u64).to_le_bytes().iter().fold(hash, step)
}
