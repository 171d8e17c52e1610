//! What is done with random bytes: by the fuzz targets, and by a test of the program with the seeds and with broken ones.
//!
//! A panic is a finding, and so is a problem that reports a contained one.

use std::fs;

use rashomon::corpus::{Bounds, Corpus, MIB, Request};
use rashomon::export::{FORMATS, Selection};
use rashomon::reading::Reading;

/// The separator between the reports of one input.
const BETWEEN: &[u8] = b"\n===\n";

/// The most reports of one input.
const MOST: usize = 6;

/// Bytes as one report or several, processed all the way to the exports.
pub fn reports(bytes: &[u8]) {
    let mut texts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        texts.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    texts.push(rest);
    texts.truncate(MOST);
    let reading = Reading::of(read(&texts, "txt"));
    let selection = Selection::whole(&reading.timeline, &reading.disagreements);
    for format in FORMATS {
        format.write(&mut std::io::sink(), &selection).expect("nothing is in the way");
    }
    no_fault(reading.timeline.problems.iter().map(ToString::to_string));
}

/// Bytes as a file in the format they show or, if the first byte is the digit of an extension, in that of such a name.
pub fn formats(bytes: &[u8]) {
    const ENDINGS: &[&str] = &["", "csv", "tsv", "jsonl", "json", "eml", "mbox", "html", "xml", "tar"];
    let digit = bytes.first().filter(|byte| byte.is_ascii_digit()).map(|byte| usize::from(byte - b'0'));
    let (ending, bytes) = digit.map_or(("", bytes), |digit| (ENDINGS[digit], &bytes[1..]));
    let corpus = read(&[bytes], ending);
    for report in &corpus.reports {
        assert!(!report.text.trim().is_empty(), "a report without words");
    }
    no_fault(corpus.problems.iter().map(ToString::to_string));
}

/// Reads files of these bytes.
fn read(files: &[&[u8]], ending: &str) -> Corpus {
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    for (place, bytes) in files.iter().enumerate() {
        let path = folder.path().join(format!("2031-05-04-{place}")).with_extension(ending);
        fs::write(&path, bytes).expect("a file");
        paths.push(path);
    }
    let bounds = Bounds { file: 4 * MIB, unpacked: 8 * MIB, pages: 20, ..Bounds::default() };
    Corpus::read(&Request { paths, bounds, ..Request::default() })
}

fn no_fault(problems: impl Iterator<Item = String>) {
    let faults: Vec<String> = problems.filter(|message| message.contains("fault of this program")).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
