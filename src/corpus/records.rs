//! Record files: JSON Lines, one report a line.
//!
//! A record needs a `text`; it may have `id`, `title`, `source`, `url`, `language` and `published`. [`Record`] lists
//! alternative names for these. Unknown keys are ignored. Lines are parsed in parallel, a block at a time, so that a file
//! need not fit in memory beside its reports.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::decode;
use super::file::{Given, LONGEST, Part, Sink};
use super::format::json;
use super::format::log::MOST_EVENTS;
use super::given::json as json_events;
use super::metadata::Metadata;
use crate::text::{Given as Event, Problem, PublishedBasis, Report};

/// Bytes that are read before their lines are parsed.
const BLOCK: u64 = 1 << 20;

/// Whether a file begins like a record: with an object that has a name.
#[must_use]
pub fn look_like_records(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    head.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// Reads all records; each invalid line is a problem.
pub fn read(from: impl BufRead, given: &Given<'_>) -> io::Result<Part> {
    let mut reading = Part::default();
    read_in_parts(from, given, &mut |parts| {
        for part in parts {
            reading.reports.extend(part.reports);
            reading.given.extend(part.given);
            reading.problems.extend(part.problems);
        }
        Ok(())
    })?;
    Ok(reading)
}

/// Reads all records, some at a time, and passes on the content of each line; blank lines have none.
pub fn read_in_parts(mut from: impl BufRead, given: &Given<'_>, to: &mut Sink<'_>) -> io::Result<()> {
    let mark = from.fill_buf()?;
    if mark.starts_with(b"\xff\xfe") || mark.starts_with(b"\xfe\xff") {
        return read_utf16(from, given, to);
    }
    if mark.starts_with(b"\xef\xbb\xbf") {
        from.consume(3);
    }
    read_blocks(from, given, to)
}

fn read_utf16(mut from: impl BufRead, given: &Given<'_>, to: &mut Sink<'_>) -> io::Result<()> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    match decode::decode(bytes) {
        Ok(decoded) => read_blocks(decoded.text.as_bytes(), given, to),
        Err(what) => {
            let message = format!("it is {what}, not text; it was left out");
            to(vec![Part { problems: vec![problem(given, None, message)], ..Part::default() }])
        }
    }
}

fn read_blocks(mut from: impl BufRead, given: &Given<'_>, to: &mut Sink<'_>) -> io::Result<()> {
    let mut empty = true;
    let mut events = 0;
    let mut first_line = given.settings.from_line.map_or(1, |line| line.get() as usize);
    let mut block = Vec::new();
    loop {
        block.clear();
        from.by_ref().take(BLOCK).read_to_end(&mut block)?;
        if block.is_empty() {
            break;
        }
        if block.last() != Some(&b'\n') {
            from.by_ref().take(LONGEST as u64).read_until(b'\n', &mut block)?;
        }
        if block.last() != Some(&b'\n') {
            from.skip_until(b'\n')?;
        }
        let lines: Vec<&[u8]> = block.split(|byte| *byte == b'\n').collect();
        let lines = block.strip_suffix(b"\n").map_or(&lines[..], |_| &lines[..lines.len() - 1]);
        let read = |(line, number): (&&[u8], usize)| read_line(line, number, given);
        let read = lines.par_iter().zip(first_line..first_line + lines.len()).map(read);
        let mut parts: Vec<Part> = read.filter(|part| !part.is_empty()).collect();
        empty &= parts.is_empty();
        let before = events;
        for part in &mut parts {
            events += part.given.len();
            part.given.truncate(if events > MOST_EVENTS { 0 } else { part.given.len() });
        }
        if before <= MOST_EVENTS && events > MOST_EVENTS {
            let message = format!("it has more than {MOST_EVENTS} events; the rest was left out");
            parts.push(Part { problems: vec![problem(given, None, message)], ..Part::default() });
        }
        to(parts)?;
        first_line += lines.len();
    }
    if empty {
        let problems = vec![problem(given, None, "it contains no records".to_owned())];
        to(vec![Part { problems, ..Part::default() }])?;
    }
    Ok(())
}

fn problem(given: &Given<'_>, line: Option<usize>, message: String) -> Problem {
    Problem { path: given.path.to_owned(), line, message }
}

fn read_line(line: &[u8], number: usize, given: &Given<'_>) -> Part {
    let mut reading = Part { bytes: line.len() + 1, ..Part::default() };
    let line = line.trim_ascii();
    if line.is_empty() {
        return reading;
    }
    let mut note = |message: String| reading.problems.push(problem(given, Some(number), message));
    let decoded;
    let text = match str::from_utf8(line) {
        Ok(text) => text,
        Err(_) => match decode::decode(line.to_vec()) {
            Ok(other) => {
                if let Some(remark) = &other.remark {
                    note(remark.clone());
                }
                decoded = other.text;
                &decoded
            }
            Err(what) => {
                note(format!("it is {what}, not text; the line was left out"));
                return reading;
            }
        },
    };
    if !given.settings.map.is_empty() {
        return read_value(text, number, given, reading);
    }
    let mut parsed = serde_json::from_str::<Record<'_>>(text);
    let mended = parsed.is_err().then(|| json::mended(text)).flatten();
    if let Some(mended) = &mended {
        note("it contains invalid JSON (NaN, half characters), which was left out".to_owned());
        parsed = serde_json::from_str(mended);
    }
    match parsed {
        Ok(record) => match record.report(number, given, &mut note) {
            Some(report) => reading.reports.push(report),
            None => return read_value(mended.as_deref().unwrap_or(text), number, given, reading),
        },
        Err(error) => {
            note(format!("it is not a JSON record ({}); the line was left out", without_line(&error)));
        }
    }
    reading
}

/// Reads a record with its parts under other names or nested.
fn read_value(text: &str, number: usize, given: &Given<'_>, mut reading: Part) -> Part {
    let mut note = |message: String| reading.problems.push(problem(given, Some(number), message));
    let value = match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) => value,
        Err(error) => {
            note(format!("it is not a JSON record ({}); the line was left out", without_line(&error)));
            return reading;
        }
    };
    if let Some((event, remark)) = json_events::of_entry(&value) {
        remark.into_iter().for_each(&mut note);
        reading.given.push(Event { path: given.path.to_owned(), line: number, ..event });
        return reading;
    }
    let Some((document, remarks)) = json::of_value(&value, given.settings) else {
        note("the record has no `text`; the line was left out".to_owned());
        return reading;
    };
    remarks.into_iter().for_each(&mut note);
    let mut text = document.text;
    if let Some(message) = given.settings.bounds.cut(&mut text) {
        note(message);
    }
    let place = document.metadata.key.clone().unwrap_or_else(|| number.to_string());
    let path = format!("{}#{place}", given.path);
    reading
        .reports
        .push(given.manifest.clone().or(&document.metadata).or(given.assumed).report(path, text.into()));
    reading
}

/// The parser's message with only the column: the record is a single line.
fn without_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!("{message} at column {}", error.column())
}

/// A record with every name a part may have; the first one present counts.
#[derive(Debug, Deserialize)]
struct Record<'a> {
    #[serde(borrow, default)]
    id: Scalar<'a>,
    #[serde(borrow, default)]
    guid: Scalar<'a>,
    #[serde(borrow, default)]
    key: Scalar<'a>,
    #[serde(borrow, default)]
    title: Scalar<'a>,
    #[serde(borrow, default)]
    headline: Scalar<'a>,
    #[serde(borrow, default)]
    author: Scalar<'a>,
    #[serde(borrow, default)]
    byline: Scalar<'a>,
    #[serde(borrow, default)]
    source: Scalar<'a>,
    #[serde(borrow, default)]
    outlet: Scalar<'a>,
    #[serde(borrow, default)]
    publisher: Scalar<'a>,
    #[serde(borrow, default)]
    url: Scalar<'a>,
    #[serde(borrow, default)]
    link: Scalar<'a>,
    #[serde(borrow, default)]
    language: Scalar<'a>,
    #[serde(borrow, default)]
    lang: Scalar<'a>,
    #[serde(borrow, default)]
    published: Scalar<'a>,
    #[serde(borrow, default)]
    date: Scalar<'a>,
    #[serde(borrow, default)]
    text: Scalar<'a>,
    #[serde(borrow, default)]
    body: Scalar<'a>,
    #[serde(borrow, default)]
    content: Scalar<'a>,
}

impl Record<'_> {
    fn report(self, line: usize, given: &Given<'_>, note: &mut impl FnMut(String)) -> Option<Report> {
        let mut text = self.text.or(self.body).or(self.content).0?;
        if text.trim().is_empty() {
            return None;
        }
        if text.len() as u64 > given.settings.bounds.text {
            let mut owned = text.into_owned();
            given.settings.bounds.cut(&mut owned).into_iter().for_each(&mut *note);
            text = Cow::Owned(owned);
        }
        let published = self.published.or(self.date).0.and_then(|date| {
            super::published(&date, PublishedBasis::Metadata)
                .map_err(|reason| note(format!("{reason}; the date was ignored")))
                .ok()
        });
        let said = Metadata {
            key: self.id.or(self.guid).or(self.key).owned(),
            source: self.source.or(self.outlet).or(self.publisher).owned(),
            title: self.title.or(self.headline).owned(),
            author: self.author.or(self.byline).owned(),
            url: self.url.or(self.link).owned(),
            language: self.language.or(self.lang).owned(),
            published,
            date_order: None,
        };
        let place = said.key.clone().unwrap_or_else(|| line.to_string());
        let path = format!("{}#{place}", given.path);
        Some(given.manifest.clone().or(&said).or(given.assumed).report(path, text.into()))
    }
}

/// A string, or a number as its digits; anything else counts as missing.
#[derive(Debug, Default)]
struct Scalar<'a>(Option<Cow<'a, str>>);

impl Scalar<'_> {
    fn or(self, other: Self) -> Self {
        let there = self.0.as_ref().is_some_and(|text| !text.is_empty());
        if there { self } else { other }
    }

    fn owned(self) -> Option<String> {
        self.0.filter(|text| !text.trim().is_empty()).map(Cow::into_owned)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: de::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar(Some(Cow::Owned(text.to_owned()))))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Scalar(None))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}
