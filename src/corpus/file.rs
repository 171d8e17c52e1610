//! One input → its reports: a text file is one report, a record file many.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use super::gather::{Input, Origin};
use super::metadata::Metadata;
use super::{date, decode, front_matter, records};
use crate::text::{Problem, Published, PublishedBasis, Report};

/// The longest text of one report in bytes; what is longer is no news report, and is cut.
pub const LONGEST: usize = 64 << 20;

/// What one input gave.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its reports.
    pub reports: Vec<Report>,
    /// What could not be read as meant.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// A reading of nothing but a problem.
    fn failed(path: &str, message: String) -> Self {
        Self { problems: vec![Problem { path: path.to_owned(), line: None, message }], ..Self::default() }
    }
}

/// Evidence about the reports of one input that stands outside their text.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The input's name as shown.
    pub path: &'a str,
    /// What the manifest says; it wins over what the input itself says.
    pub manifest: &'a Metadata,
    /// What is assumed where the input says nothing.
    pub assumed: &'a Metadata,
}

/// Reads one input; `argument` is what the command line says of reports that say nothing themselves.
#[must_use]
pub fn read(input: &Input, argument: &Metadata) -> Reading {
    let by_name = match &input.origin {
        Origin::File(file) => Metadata { published: published_in_name(file), ..Metadata::default() },
        Origin::StandardInput => Metadata::default(),
    };
    let assumed = argument.clone().or(&by_name);
    let given = Given { path: &input.path, manifest: &input.manifest, assumed: &assumed };
    let reading = match &input.origin {
        Origin::File(file) => {
            File::open(file).and_then(|open| read_from(BufReader::new(open), is_record_file(file), &given))
        }
        Origin::StandardInput => read_from(io::stdin().lock(), None, &given),
    };
    reading.unwrap_or_else(|error| Reading::failed(&input.path, format!("it cannot be read: {error}")))
}

fn published_in_name(file: &Path) -> Option<Published> {
    let edtf = date::in_file_name(&file.file_name()?.to_string_lossy())?;
    Some(Published { edtf, basis: PublishedBasis::FileName })
}

/// Whether a file's ending says that it holds records; none where the ending says nothing.
fn is_record_file(file: &Path) -> Option<bool> {
    let ending = file.extension()?.to_string_lossy().to_ascii_lowercase();
    match &*ending {
        "jsonl" | "ndjson" => Some(true),
        "txt" | "text" | "md" | "markdown" => Some(false),
        _ => None,
    }
}

/// Reads reports from anything. Where the name does not tell, the first line decides whether it holds records.
pub fn read_from(
    mut from: impl io::BufRead,
    holds_records: Option<bool>,
    given: &Given<'_>,
) -> io::Result<Reading> {
    let head = from.fill_buf()?;
    if holds_records.unwrap_or_else(|| records::look_like_records(head)) {
        records::read(from, given)
    } else {
        let mut bytes = Vec::new();
        from.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
        Ok(read_text(bytes, given))
    }
}

/// Reads one text file.
fn read_text(mut bytes: Vec<u8>, given: &Given<'_>) -> Reading {
    let mut problems = Vec::new();
    let mut tell = |line, message| problems.push(Problem { path: given.path.to_owned(), line, message });
    if bytes.len() > LONGEST {
        bytes.truncate(LONGEST);
        tell(None, format!("it is longer than {} MiB; the rest was cut off", LONGEST >> 20));
    }
    let decoded = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(what) => return Reading::failed(given.path, format!("it is {what}, not text; it was left out")),
    };
    if let Some(remark) = decoded.remark {
        tell(None, remark);
    }
    let head = front_matter::split(&decoded.text);
    for (line, message) in head.remarks {
        tell(Some(line), message);
    }
    let text = &decoded.text[head.end..];
    if text.trim().is_empty() {
        tell(None, "it holds no text; it was left out".to_owned());
        return Reading { reports: Vec::new(), problems };
    }
    let metadata = given.manifest.clone().or(&head.metadata).or(given.assumed);
    Reading { reports: vec![metadata.report(given.path.to_owned(), text.into())], problems }
}

/// Reads bytes that are compiled in, as if they stood in a text file.
#[must_use]
pub fn read_bytes(bytes: &[u8], input: &Path, manifest: &Metadata) -> Reading {
    let path = input.to_string_lossy();
    read_text(bytes.to_vec(), &Given { path: &path, manifest, assumed: &Metadata::default() })
}

/// Whether a file of this name in a folder is a report or holds reports.
#[must_use]
pub fn is_read(file: &Path) -> bool {
    file.extension().is_none() || is_record_file(file).is_some()
}

/// A path as messages and the export show it.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The path of a thing beside a manifest or below a folder, shown as the person named the folder.
#[must_use]
pub fn beside(folder: &Path, name: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { name.to_path_buf() } else { folder.join(name) }
}
