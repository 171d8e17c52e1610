//! Files, folders, manifests and record files → [`Report`]s. Decodes and reads metadata; does not interpret the text.
//!
//! The text of a report is the text of its input, character for character: line ends, control characters and blank
//! lines stay as they are, so that every offset of the export can be checked against the input. Only a byte order mark
//! and front matter, which are not part of the text, are removed. Text that was certainly saved in a wrong encoding is
//! repaired (`mojibake`), and that is reported.

mod bounds;
mod bundled;
mod date;
mod dateline;
mod decode;
mod file;
mod format;
mod front_matter;
mod gather;
mod given;
mod language;
mod manifest;
mod metadata;
mod mojibake;
mod records;
mod tally;
mod watch;
mod written_date;

use std::io;
use std::num::NonZeroU32;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::text::{Given, Problem, Published, PublishedBasis, Report, ReportId};
use format::Settings;
use gather::{Gathered, Input};
use metadata::Metadata;
use tally::Tally;

pub use bounds::{Bounds, MIB};
pub use file::Part;
pub use format::Mapping;
pub use given::as_html;
pub use tally::{OnProgress, Progress, estimate};
pub use watch::Watch;

/// The file next to the reports that stores a person's notes; it is not a report.
pub const NOTES: &str = "rashomon-notes.toml";

/// The file in a folder that lists what is not to be read, as a `.gitignore` does. Other programs' ignore files
/// list what those programs do not want, which may well be reports.
pub const IGNORE: &str = ".rashomonignore";

/// Reports read together, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The title of the corpus: that of the manifest, else the name of the folder or file.
    pub title: String,
    /// The reports; each one's id is its index here.
    pub reports: Vec<Report>,
    /// Events that a person adds.
    pub given: Vec<Given>,
    /// What could not be read as meant.
    pub problems: Vec<Problem>,
    /// The paths of the request from which nothing could be read.
    pub unread: Vec<PathBuf>,
}

/// A part of a corpus that is read piece by piece.
#[derive(Clone, Debug)]
pub enum Chunk {
    /// First, a corpus without reports: its title, added events, what could not be found.
    Head(Corpus),
    /// The content of some inputs; of record files that of some records.
    Parts(Vec<Part>),
}

/// What to read, and how.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// The publication date of reports that give none themselves. Only a date in a file's name is weaker.
    pub published: Option<Published>,
    /// The limits of reading one input.
    pub bounds: Bounds,
    /// Where the parts of records are, in addition to the usual keys.
    pub map: Vec<Mapping>,
    /// The inputs are parts of JSON Lines, whatever their first bytes are, and begin at this line.
    pub from_line: Option<NonZeroU32>,
}

impl Request {
    fn settings(&self) -> Settings {
        Settings { bounds: self.bounds, map: self.map.clone(), from_line: self.from_line }
    }
}

impl Corpus {
    /// The corpus compiled into the program.
    #[must_use]
    pub fn bundled() -> Self {
        bundled::read()
    }

    /// Reads what the request names, in its order and within a folder by path. Never fails: an unreadable input is
    /// a problem beside the reports.
    #[must_use]
    pub fn read(request: &Request) -> Self {
        Self::read_with_progress(request, &|_| {})
    }

    /// Like [`Corpus::read`], with a report of its progress after each file that is found and each report that is read, from the
    /// thread that read it.
    #[must_use]
    pub fn read_with_progress(request: &Request, on_progress: &OnProgress<'_>) -> Self {
        let settings = request.settings();
        let gathered = gather::gather(&request.paths, &settings, on_progress);
        let argument = Metadata { published: request.published.clone(), ..Metadata::default() };
        let tally = Tally::of(&gathered.inputs, on_progress);
        let read = |input: &Input| file::read(input, &argument, &settings, &tally);
        let readings: Vec<Part> = gathered.inputs.par_iter().map(read).collect();
        on_progress(Progress::Reading(tally.reports(), tally.reports()));
        let mut given = gathered.given;
        given.extend(readings.iter().flat_map(|reading| reading.given.iter().cloned()));
        let nothing = gathered.inputs.iter().zip(&readings).filter(|(_, reading)| reading.holds_nothing());
        let unread = gathered.unread.into_iter().chain(nothing.filter_map(|(input, _)| input.named.clone()));
        let unread = unread.collect();
        Self { given, unread, ..Self::assemble(gathered.title, gathered.problems, readings) }
    }

    /// Reads what the request names without keeping all of it: passes on what it finds, in order, and reports its
    /// progress. Returns the paths from which nothing could be read.
    ///
    /// # Errors
    /// If `to` fails.
    pub fn read_in_parts(
        request: &Request,
        on_progress: &OnProgress<'_>,
        to: &mut dyn FnMut(Chunk) -> io::Result<()>,
    ) -> io::Result<Vec<PathBuf>> {
        /// Files that are read in parallel; several are small.
        const BATCH: usize = 64;
        let settings = request.settings();
        let gathered = gather::gather(&request.paths, &settings, on_progress);
        let argument = Metadata { published: request.published.clone(), ..Metadata::default() };
        let tally = Tally::of(&gathered.inputs, on_progress);
        let Gathered { title, inputs, given, problems, mut unread } = gathered;
        to(Chunk::Head(Self { title, given, problems, ..Self::default() }))?;
        for batch in inputs.chunk_by(|one, other| !one.may_hold_many() && !other.may_hold_many()) {
            if let [only] = batch {
                let mut empty = true;
                file::read_in_parts(only, &argument, &settings, &tally, &mut |read| {
                    empty &= read.iter().all(Part::holds_nothing);
                    to(Chunk::Parts(read))
                })?;
                unread.extend(only.named.clone().filter(|_| empty));
                continue;
            }
            for batch in batch.chunks(BATCH) {
                let read = batch.par_iter().map(|input| file::read(input, &argument, &settings, &tally));
                let read: Vec<Part> = read.collect();
                let nothing = batch.iter().zip(&read).filter(|(_, part)| part.holds_nothing());
                unread.extend(nothing.filter_map(|(input, _)| input.named.clone()));
                to(Chunk::Parts(read))?;
            }
        }
        Ok(unread)
    }

    /// Joins the readings and numbers the reports.
    fn assemble(title: String, mut problems: Vec<Problem>, readings: Vec<Part>) -> Self {
        let mut reports: Vec<Report> = Vec::with_capacity(readings.iter().map(|r| r.reports.len()).sum());
        for reading in readings {
            reports.extend(reading.reports);
            problems.extend(reading.problems);
        }
        for (report, id) in reports.iter_mut().zip(0..) {
            report.id = ReportId(id);
        }
        Self { title, reports, given: Vec::new(), problems, unread: Vec::new() }
    }
}

/// Reads a publication date as a person or an input may write it.
///
/// # Errors
/// The reason, as the end of a sentence.
pub fn published(text: &str, basis: PublishedBasis) -> Result<Published, String> {
    let written = || written_date::read(text, None).map(|written| written.edtf());
    let edtf = date::parse(text).or_else(|reason| date::epoch(text).or_else(written).ok_or(reason))?;
    Ok(Published { edtf, basis })
}

/// The offset of a time zone as EDTF writes it: `CET` and `+0100` are `+01:00`, `UTC` is `Z`. None of a name that is unknown or has
/// several meanings.
#[must_use]
pub fn zone(name: &str) -> Option<String> {
    let is_one_word = !name.is_empty() && !name.contains(char::is_whitespace);
    let noon = is_one_word.then(|| written_date::read(&format!("2000-01-01 12:00 {name}"), None))??;
    noon.zone.map(|zone| if zone.local_minus_utc() == 0 { "Z".to_owned() } else { zone.to_string() })
}

/// Reads `text=article.body`: a part of a report, and the keys that lead to it in a record.
///
/// # Errors
/// The reason, as the end of a sentence.
pub fn mapping(text: &str) -> Result<Mapping, String> {
    let (part, keys) =
        text.split_once('=').ok_or_else(|| format!("`{text}` is not of the form text=article.body"))?;
    let field = front_matter::field(part.trim()).ok_or_else(|| {
        format!("`{part}` is not a part of a report (text, title, source, author, date, url, language, id)")
    })?;
    let keys: Vec<String> = keys.split('.').map(|key| key.trim().to_owned()).collect();
    if keys.iter().any(String::is_empty) {
        return Err(format!("`{text}` names an empty key"));
    }
    Ok(Mapping { field, keys })
}
