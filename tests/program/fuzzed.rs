//! What the fuzz targets do, with their seeds and with randomly broken ones: the targets keep building, and each finding that
//! becomes a seed is tried by every run of the tests.
//!
//! More of it: `RASHOMON_MUTATIONS=200 cargo test fuzzed`.

use std::fs;
use std::path::Path;

use super::hostile::Random;

#[path = "../../fuzz/whole_way.rs"]
mod whole_way;

/// Broken versions of each seed.
const MUTATIONS: u64 = 6;

/// The seeds of a target, by name.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the seeds are there").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert!(paths.len() >= 4, "the seeds are there: {paths:?}");
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

/// Bytes with a few places changed, cut, doubled or joined.
fn broken(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(6) {
        let (one, other) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
        let (from, to) = (one.min(other), one.max(other).min(one.min(other) + 64));
        match random.below(6) {
            0 => bytes.truncate(bytes.len() - random.below(bytes.len() / 4 + 1)),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let piece = bytes[from..to].to_vec();
                bytes.splice(from..from, piece);
            }
            3 => bytes.insert(from, random.next().to_le_bytes()[0]),
            4 => bytes[from..to].fill(b' '),
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

fn try_all(target: &str, run: impl Fn(&[u8])) {
    let rounds =
        std::env::var("RASHOMON_MUTATIONS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(MUTATIONS);
    for seed in seeds(target) {
        run(&seed);
        for round in 0..rounds {
            run(&broken(&seed, &mut Random(round)));
        }
    }
}

#[test]
fn reports_of_any_bytes_go_all_the_way_without_a_fault() {
    try_all("reports", whole_way::reports);
}

#[test]
fn files_of_any_bytes_are_read_without_a_fault() {
    try_all("formats", whole_way::formats);
}
