//! One input → its reports: a text file is one report, a record file many.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::bounds::MIB;
use super::format::packed::{Member, Unpacked};
use super::format::{self, Content, Format, Found, Settings, Whole, log};
use super::gather::{Input, Origin};
use super::metadata::Metadata;
use super::tally::Tally;
use super::{date, decode, front_matter, language, mojibake, records};
use crate::text::{Problem, Published, PublishedBasis, Report};

/// The longest line of a record file in bytes.
pub const LONGEST: usize = 64 << 20;

/// The result of reading one input.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Its reports.
    pub reports: Vec<Report>,
    /// Its events: of a log, or of a timeline that another program wrote.
    pub given: Vec<crate::text::Given>,
    /// Problems.
    pub problems: Vec<Problem>,
    /// How many bytes of the input were read.
    pub bytes: usize,
}

/// Takes the readings of several inputs or records, in their order; an error ends the reading.
pub type Sink<'a> = dyn FnMut(Vec<Part>) -> io::Result<()> + 'a;

impl Part {
    /// Whether nothing was found, not even a problem.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.given.is_empty() && self.problems.is_empty()
    }

    /// Whether neither a report nor an event was found.
    #[must_use]
    pub fn holds_nothing(&self) -> bool {
        self.reports.is_empty() && self.given.is_empty()
    }

    /// A reading with only a problem.
    fn failed(path: &str, message: String) -> Self {
        Self { problems: vec![Problem { path: path.to_owned(), line: None, message }], ..Self::default() }
    }
}

/// Evidence about the reports of one input that is outside their text.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The input's name as it is shown.
    pub path: &'a str,
    /// What the manifest says; it overrides what the input itself says.
    pub manifest: &'a Metadata,
    /// The defaults for what the input does not say.
    pub assumed: &'a Metadata,
    /// The limits of reading.
    pub settings: &'a Settings,
}

/// Reads one input; `argument` is what the command line says of reports that say nothing themselves.
#[must_use]
pub fn read(input: &Input, argument: &Metadata, settings: &Settings, tally: &Tally<'_>) -> Part {
    let mut whole = Part::default();
    let collected = read_in_parts(input, argument, settings, tally, &mut |parts| {
        for part in parts {
            whole.reports.extend(part.reports);
            whole.given.extend(part.given);
            whole.problems.extend(part.problems);
        }
        Ok(())
    });
    // Collecting never fails.
    debug_assert!(collected.is_ok());
    whole
}

/// Reads one input and passes on its content: of record files a few records at a time.
///
/// # Errors
/// If `to` fails; an unreadable input is a problem among the others.
pub fn read_in_parts(
    input: &Input,
    argument: &Metadata,
    settings: &Settings,
    tally: &Tally<'_>,
    to: &mut Sink<'_>,
) -> io::Result<()> {
    let mut refused = None;
    let mut hand_over = |parts: Vec<Part>| {
        let parts = parts.into_par_iter().map(|part| repaired(part, tally)).collect();
        to(parts).map_err(|error| {
            refused = Some(error);
            io::Error::other("refused")
        })
    };
    let by_name = match &input.origin {
        Origin::File(file) => Metadata { published: published_in_name(file), ..Metadata::default() },
        Origin::StandardInput => Metadata::default(),
    };
    let assumed = argument.clone().or(&by_name);
    let given = Given { path: &input.path, manifest: &input.manifest, assumed: &assumed, settings };
    let read = match &input.origin {
        Origin::File(file) => {
            open(file).and_then(|open| read_from_in_parts(open, Some(file), &given, &mut hand_over))
        }
        Origin::StandardInput => read_from_in_parts(io::stdin().lock(), None, &given, &mut hand_over),
    };
    tally.file();
    match (read, refused) {
        (_, Some(error)) => Err(error),
        (Err(error), None) => to(vec![Part::failed(&input.path, format!("it cannot be read: {error}"))]),
        (Ok(()), None) => Ok(()),
    }
}

fn open(file: &Path) -> io::Result<BufReader<File>> {
    Ok(BufReader::with_capacity(format::HEAD, File::open(file)?))
}

/// A reading with its texts repaired and their languages determined; each repair and each foreign language is a problem among the
/// others.
fn repaired(mut reading: Part, tally: &Tally<'_>) -> Part {
    let share = (reading.bytes / reading.reports.len().max(1)) as u64;
    let repair = |report: &mut Report| {
        let problems = [put_right(report), check_language(report)];
        tally.report(share);
        problems
    };
    let problems: Vec<_> = reading.reports.par_iter_mut().map(repair).collect();
    reading.problems.extend(problems.into_iter().flatten().flatten());
    reading
}

/// Reports that a text is not in English; sets its language if its input does not give it.
fn check_language(report: &mut Report) -> Option<Problem> {
    let found = language::foreign(&report.text)?;
    if report.language.is_none() {
        report.language = Some(found.tag.to_owned());
    }
    let message = format!(
        "it is in {}, and only English is read: its numbers, dates in digits and listed names are found, hardly what happened \
         or who says so",
        found.name
    );
    Some(Problem { path: report.path.clone(), line: None, message })
}

/// Repairs the text and the names of a report if they were certainly decoded wrongly before they came here.
fn put_right(report: &mut Report) -> Option<Problem> {
    for part in [&mut report.title, &mut report.author, &mut report.source] {
        if let Some(repaired) = part.as_deref().and_then(mojibake::repaired) {
            *part = Some(repaired.text);
        }
    }
    let mojibake::Repaired { text, places, page } = mojibake::repaired(&report.text)?;
    report.text = text.into();
    let characters =
        if places == 1 { "1 character was".to_owned() } else { format!("{places} characters were") };
    let message = format!(
        "its text was UTF-8 that somebody had saved as {page} (`Ã©` for `é`); {characters} put right"
    );
    Some(Problem { path: report.path.clone(), line: None, message })
}

fn published_in_name(file: &Path) -> Option<Published> {
    let edtf = date::in_file_name(&file.file_name()?.to_string_lossy())?;
    Some(Published { edtf, basis: PublishedBasis::FileName })
}

/// Like [`read_from`]; passes on a few records at a time.
fn read_from_in_parts(
    mut from: impl io::BufRead,
    name: Option<&Path>,
    given: &Given<'_>,
    to: &mut Sink<'_>,
) -> io::Result<()> {
    let is_part_of_records = given.settings.from_line.is_some();
    if is_part_of_records || format::sniff(from.fill_buf()?, name) == Format::Records {
        return records::read_in_parts(from, given, to);
    }
    to(vec![read_from(from, name, given)?])
}

/// How many bytes of a file a character of ASCII may take: four in UTF-32.
const WIDEST: u64 = 4;

/// Reads reports from anything: the first bytes decide the format, the name what they leave open.
pub fn read_from(mut from: impl io::BufRead, name: Option<&Path>, given: &Given<'_>) -> io::Result<Part> {
    let format = format::sniff(from.fill_buf()?, name);
    if format == Format::Records {
        return records::read(from, given);
    }
    let bounds = given.settings.bounds;
    let limit = if format == Format::Text { bounds.text.saturating_mul(WIDEST) } else { bounds.file };
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    if format != Format::Text && bytes.len() as u64 > limit {
        let message =
            format!("it is larger than {} MiB; it was left out (--max-file allows more)", limit / MIB);
        return Ok(Part::failed(given.path, message));
    }
    let name = name.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let size = bytes.len();
    let reading = read_whole(format, Whole { bytes, name, url: None }, given, 0)?;
    Ok(Part { bytes: size, ..reading })
}

/// Reads a file in memory, inside of `depth` archives.
fn read_whole(format: Format, file: Whole, given: &Given<'_>, depth: usize) -> io::Result<Part> {
    match format {
        Format::Text => return Ok(read_text(file.bytes, given)),
        Format::Records => return records::read(&file.bytes[..], given),
        Format::Log => return Ok(reports_of(log::read(file.bytes, year_of(given)), given)),
        _ => {}
    }
    match format::read(format, file, given.settings) {
        Content::Reports(found) => Ok(reports_of(found, given)),
        Content::Members(_) if depth >= given.settings.bounds.archives => {
            let message =
                format!("it is inside {depth} other archives; it was left out (--max-archives allows more)");
            Ok(Part::failed(given.path, message))
        }
        Content::Members(unpacked) => read_members(unpacked, format, given, depth + 1),
    }
}

/// The year of lines that give none: that of the manifest, of the command line or of the file's name.
fn year_of(given: &Given<'_>) -> Option<i32> {
    let metadata = given.manifest.clone().or(given.assumed);
    metadata.published?.edtf.get(..4)?.parse().ok()
}

/// Reads the files of an archive, each under its own name; that of a compressed file follows from the file's.
fn read_members(unpacked: Unpacked, format: Format, given: &Given<'_>, depth: usize) -> io::Result<Part> {
    let problem = |message| Problem { path: given.path.to_owned(), line: None, message };
    let mut reading = Part::default();
    let compressed = matches!(format, Format::Gzip | Format::Zstd);
    for member in unpacked.members {
        let Member { name, bytes, url } = member;
        let path = if compressed { given.path.to_owned() } else { format!("{}#{name}", given.path) };
        let member_name = Path::new(&name);
        let of_member =
            Metadata { published: published_in_name(member_name), url: url.clone(), ..Metadata::default() };
        let assumed = given.assumed.clone().or(&of_member);
        let inner = Given { path: &path, assumed: &assumed, ..*given };
        let format = format::sniff(&bytes[..bytes.len().min(format::HEAD)], Some(member_name));
        let one = read_whole(format, Whole { bytes, name, url }, &inner, depth)?;
        reading.reports.extend(one.reports);
        reading.given.extend(one.given);
        reading.problems.extend(one.problems);
    }
    reading.problems.extend(unpacked.remarks.into_iter().map(problem));
    Ok(reading)
}

/// The documents of a format as reports; those without words are reported as problems.
fn reports_of(found: Found, given: &Given<'_>) -> Part {
    let problem = |(line, message)| Problem { path: given.path.to_owned(), line, message };
    let mut reading = Part { problems: found.remarks.into_iter().map(problem).collect(), ..Part::default() };
    let of_file = |event| crate::text::Given { path: given.path.to_owned(), ..event };
    let (all, most) = (found.events.len(), log::MOST_EVENTS);
    reading.given = found.events.into_iter().take(most).map(of_file).collect();
    if all > most {
        let message = format!("it has {all} events; those after the first {most} were left out");
        reading.problems.push(Problem { path: given.path.to_owned(), line: None, message });
    }
    let several = found.documents.len() > 1;
    for (document, number) in found.documents.into_iter().zip(1..) {
        let key = || document.metadata.key.clone();
        let place = document.place.clone().or_else(key).or_else(|| several.then(|| number.to_string()));
        let path = place.map_or_else(|| given.path.to_owned(), |place| format!("{}#{place}", given.path));
        let mut text = document.text;
        if text.trim().is_empty() {
            let message = "it contains no text; it was left out".to_owned();
            reading.problems.push(Problem { path, line: None, message });
            continue;
        }
        if let Some(message) = given.settings.bounds.cut(&mut text) {
            reading.problems.push(Problem { path: path.clone(), line: None, message });
        }
        let metadata = given.manifest.clone().or(&document.metadata).or(given.assumed);
        reading.reports.push(metadata.report(path, text.into()));
    }
    reading
}

/// Reads one text file.
fn read_text(bytes: Vec<u8>, given: &Given<'_>) -> Part {
    let mut problems = Vec::new();
    let mut report = |line, message| problems.push(Problem { path: given.path.to_owned(), line, message });
    let mut decoded = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(what) => return Part::failed(given.path, format!("it is {what}, not text; it was left out")),
    };
    if let Some(remark) = decoded.remark {
        report(None, remark);
    }
    if let Some(message) = given.settings.bounds.cut(&mut decoded.text) {
        report(None, message);
    }
    let head = front_matter::split(&decoded.text);
    for (line, message) in head.remarks {
        report(Some(line), message);
    }
    let text = &decoded.text[head.end..];
    if text.trim().is_empty() {
        report(None, "it contains no text; it was left out".to_owned());
        return Part { problems, ..Part::default() };
    }
    let metadata = given.manifest.clone().or(&head.metadata).or(given.assumed);
    let reports = vec![metadata.report(given.path.to_owned(), text.into())];
    Part { reports, problems, ..Part::default() }
}

/// Reads bytes that are compiled in, as if they came from a text file.
#[must_use]
pub fn read_bytes(bytes: &[u8], input: &Path, manifest: &Metadata) -> Part {
    let path = input.to_string_lossy();
    read_text(
        bytes.to_vec(),
        &Given { path: &path, manifest, assumed: &Metadata::default(), settings: &Settings::default() },
    )
}

/// Whether a file in a folder is or contains reports: by its name, else by its first bytes.
#[must_use]
pub fn is_read(file: &Path) -> bool {
    if file.extension().is_none() || format::by_name(file).is_some() {
        return true;
    }
    let mut head = Vec::new();
    let read = File::open(file).and_then(|open| open.take(format::HEAD as u64).read_to_end(&mut head));
    read.is_ok() && format::sniff(&head, Some(file)) != Format::Text
}

/// A path as messages and the export show it.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The path of a file next to a manifest or below a folder, in the form in which the person named the folder.
#[must_use]
pub fn beside(folder: &Path, name: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { name.to_path_buf() } else { folder.join(name) }
}
