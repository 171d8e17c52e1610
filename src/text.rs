//! The types that all modules share: a span of bytes, a report, its origin, and a problem met on the way.
//!
//! Everything in the core counts bytes of UTF-8; only `export` counts characters and only `ui` columns.

pub mod byline;
mod deflate;
pub mod fault;
mod given;
mod later;
pub mod learned;
pub mod packed;
pub mod signature;
pub mod term;
pub mod visible;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use given::Given;
pub use later::{Later, Look};
pub use term::Term;

/// A half-open range of bytes `[start, end)` in one report's text; both ends lie on character boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    ///
    /// # Panics
    /// If an offset exceeds `u32::MAX`: a report is cut at 4 GiB long before (see `corpus`).
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).expect("reports are smaller than 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The span as a range that indexes the text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words it covers; empty if the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `inner` lies wholly within this span.
    #[must_use]
    pub fn contains(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same words in a longer text, in which this span's text begins at byte `start`.
    #[must_use]
    pub fn shifted(self, start: u32) -> Span {
        Span { start: self.start + start, end: self.end + start }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (u32, u32) {
    fn from(Span { start, end }: Span) -> Self {
        (start, end)
    }
}

/// The index of a report in its corpus, counted from 0.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct ReportId(pub u32);

impl ReportId {
    /// The index as a `usize`.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The badge the interface and the export show: `A` … `Z`, `AA`, `AB` …
impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Seven letters are enough for more reports than there can be.
        let mut letters = [b'A'; 7];
        let mut from = letters.len();
        let mut rest = u64::from(self.0) + 1;
        while rest > 0 && from > 0 {
            rest -= 1;
            from -= 1;
            letters[from] = b'A' + u8::try_from(rest % 26).unwrap_or(0);
            rest /= 26;
        }
        f.pad(std::str::from_utf8(&letters[from..]).unwrap_or_default())
    }
}

/// Exact words of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Passage {
    /// The report.
    pub report: ReportId,
    /// Where they are in its text.
    pub span: Span,
}

/// One text by one source, as decoded.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// Its index in the corpus.
    pub id: ReportId,
    /// Where it was read from, as given on the command line; containers add `#<id or line>`.
    pub path: String,
    /// The identifier its input gave, if any.
    pub key: Option<String>,
    /// The outlet, if known.
    pub source: Option<String>,
    /// Its headline, if the input has it separate from the text.
    pub title: Option<String>,
    /// Its authors, separated by commas, if the input names them.
    pub author: Option<String>,
    /// The address where it was published.
    pub url: Option<String>,
    /// BCP 47 language tag of its text.
    pub language: Option<String>,
    /// When it was published, and the evidence for that.
    pub published: Option<Published>,
    /// The order of day and month in its dates in digits, if it is given.
    pub date_order: Option<DateOrder>,
    /// The text. All spans point into it.
    #[serde(serialize_with = "shared::write", deserialize_with = "shared::read")]
    pub text: Arc<str>,
}

impl Report {
    /// The name of the report on screen: its source, else its title, else the last part of its path.
    #[must_use]
    pub fn name(&self) -> &str {
        let file = || self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
        self.source.as_deref().or(self.title.as_deref()).unwrap_or_else(file)
    }
}

/// A publication date with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Published {
    /// EDTF, level 0: `2022-01-06`, `2022-01`, `2022` or `2022-01-06T15:04:05Z`.
    pub edtf: String,
    /// The evidence.
    pub basis: PublishedBasis,
}

impl Published {
    /// The day, where the date is known to the day.
    #[must_use]
    pub fn day(&self) -> Option<chrono::NaiveDate> {
        self.edtf.get(..10).and_then(|day| day.parse().ok())
    }
}

/// The evidence for a report's publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedBasis {
    /// The corpus manifest says so.
    Manifest,
    /// The head of the file says so, or the first lines of its text.
    FrontMatter,
    /// The container (JSONL, feed, HTML) says so.
    Metadata,
    /// The file's name contains it.
    FileName,
    /// `--published` on the command line.
    Argument,
    /// A person's notes beside the corpus say so.
    Notes,
}

/// Which comes first in a date in digits with the year last, like 6/1/22.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 6 January.
    DayFirst,
    /// June 1.
    MonthFirst,
}

/// Something that could not be read as meant, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// The file it is about, as the person named it.
    pub path: String,
    /// The line in it, counted from 1, where that is known.
    pub line: Option<usize>,
    /// What happened and what was done, as one sentence.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// A shared text as a string.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn write<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(from).map(Arc::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn badges_run_from_a_to_z_and_on_to_two_letters() {
        for (id, badge) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
            (u32::MAX, "MWLQKWV"),
        ] {
            assert_eq!(ReportId(id).to_string(), badge);
        }
    }

    #[test]
    fn a_span_outside_the_text_covers_no_words() {
        assert_eq!(Span::new(2, 9).of("four"), "");
        assert_eq!(Span::new(1, 3).of("é!"), "");
    }
}
