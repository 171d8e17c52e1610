//! The manifest `corpus.toml`: a title for the corpus and, per report, what its file does not say.
//!
//! ```toml
//! title = "The ferry, May 2021"
//! date-order = "day-month-year" # of dates like 6/1/22; or "month-day-year"
//!
//! [[report]]
//! path = "harbour-news.txt"   # beside the manifest
//! source = "Harbour News"
//! published = 2021-05-04      # also as a string; a year, or a month as a string, will do
//! ```
//!
//! An entry may also have `id`, `title`, `author`, `url`, `language` and its own `date-order`. What a manifest says overrides what
//! the file says.
//!
//! An `[[event]]` is an event that a person adds (see `given`); `events = "events.csv"` names a table of them.

use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::given;
use super::metadata::Metadata;
use crate::text::{DateOrder, Given, PublishedBasis};

/// The name of a manifest that is found in a folder.
pub const NAME: &str = "corpus.toml";

/// The orders of a date in digits, as a manifest names them.
const DATE_ORDERS: [(&str, DateOrder); 2] =
    [("day-month-year", DateOrder::DayFirst), ("month-day-year", DateOrder::MonthFirst)];

/// The content of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The title of the corpus.
    pub title: Option<String>,
    /// What it says about all reports of its folder.
    pub common: Metadata,
    /// Its reports, in its order.
    pub entries: Vec<Entry>,
    /// Events that a person adds; their paths are still to be filled in.
    pub events: Vec<Given>,
    /// A table of more such events, next to the manifest, and the line that names it.
    pub table: Option<(PathBuf, usize)>,
    /// What could not be used, by line.
    pub remarks: Vec<(usize, String)>,
}

/// What a manifest says about one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The file, relative to the manifest's folder.
    pub path: PathBuf,
    /// The line at which the entry names it.
    pub line: usize,
    /// What the manifest says about it.
    pub metadata: Metadata,
}

/// Reads a manifest; a fault costs only that entry or key.
#[must_use]
pub fn parse(text: &str) -> Manifest {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, manifest: Manifest::default() };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.remark(at, format!("it is not valid TOML here: {}", error.message()));
    }
    reader.root(root.get_ref());
    let mut manifest = reader.manifest;
    manifest.remarks.sort();
    for entry in &mut manifest.entries {
        entry.metadata = std::mem::take(&mut entry.metadata).or(&manifest.common);
    }
    manifest
}

struct Reader<'t> {
    text: &'t str,
    manifest: Manifest,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at.min(self.text.len())]).count()
    }

    fn remark(&mut self, at: usize, message: String) {
        let line = self.line(at);
        self.manifest.remarks.push((line, message));
    }

    fn root(&mut self, root: &DeTable<'_>) {
        for (key, value) in root {
            let at = key.span().start;
            match (&**key.get_ref(), value.get_ref()) {
                ("title", DeValue::String(title)) => self.manifest.title = Some(title.to_string()),
                ("date-order", DeValue::String(order)) => {
                    self.manifest.common.date_order = self.date_order(value.span().start, order);
                }
                ("report", DeValue::Array(entries)) => entries.iter().for_each(|entry| self.entry(entry)),
                ("event", DeValue::Array(events)) => events.iter().for_each(|event| self.event(event)),
                ("events", DeValue::String(table)) => {
                    self.manifest.table = Some((PathBuf::from(&**table), self.line(at)));
                }
                ("event", _) => self.remark(at, "write `[[event]]`; it was ignored".to_owned()),
                (key @ ("title" | "date-order" | "events"), _) => {
                    self.remark(at, format!("`{key}` is not a string and was ignored"));
                }
                ("report", _) => self.remark(at, "write `[[report]]`; it was ignored".to_owned()),
                (other, _) => self.remark(at, format!("the key `{other}` is not known and was ignored")),
            }
        }
    }

    fn date_order(&mut self, at: usize, said: &str) -> Option<DateOrder> {
        let order = DATE_ORDERS.iter().find(|(name, _)| *name == said).map(|(_, order)| *order);
        if order.is_none() {
            let names = DATE_ORDERS.map(|(name, _)| format!("`{name}`")).join(" or ");
            self.remark(at, format!("`date-order` is {names}; it was ignored"));
        }
        order
    }

    fn event(&mut self, event: &Spanned<DeValue<'_>>) {
        let DeValue::Table(table) = event.get_ref() else {
            return self.remark(event.span().start, "the event is not a table and was ignored".to_owned());
        };
        let mut given = given::of_manifest(table, &mut |at, message| self.remark(at, message));
        given.line = self.line(event.span().start);
        self.manifest.events.push(given);
    }

    fn entry(&mut self, entry: &Spanned<DeValue<'_>>) {
        let DeValue::Table(table) = entry.get_ref() else {
            return self.remark(entry.span().start, "the entry is not a table and was ignored".to_owned());
        };
        let mut path = None;
        let mut metadata = Metadata::default();
        for (key, value) in table {
            let at = value.span().start;
            let Some(said) = scalar(value.get_ref()) else {
                self.remark(
                    at,
                    format!("`{}` is neither a string nor a date and was ignored", key.get_ref()),
                );
                continue;
            };
            match &**key.get_ref() {
                "path" => path = Some((PathBuf::from(said), self.line(at))),
                "id" => metadata.key = Some(said),
                "source" => metadata.source = Some(said),
                "title" => metadata.title = Some(said),
                "author" => metadata.author = Some(said),
                "url" => metadata.url = Some(said),
                "language" => metadata.language = Some(said),
                "date-order" => metadata.date_order = self.date_order(at, &said),
                "published" => match super::published(&said, PublishedBasis::Manifest) {
                    Ok(published) => metadata.published = Some(published),
                    Err(reason) => self.remark(at, format!("{reason}; the date was ignored")),
                },
                other => self.remark(at, format!("the key `{other}` is not known and was ignored")),
            }
        }
        match path {
            Some((path, line)) => self.manifest.entries.push(Entry { path, line, metadata }),
            None => self.remark(entry.span().start, "the entry has no `path` and was ignored".to_owned()),
        }
    }
}

/// A string, or a date or a number as it is written.
pub(super) fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Datetime(datetime) => Some(datetime.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_the_corpus_and_its_reports() {
        let manifest = parse(
            "title = \"The ferry\"\n[[report]]\npath = \"a.txt\"\nsource = \"Harbour News\"\npublished = 2021-05-04\n\
             [[report]]\npath = \"b.txt\"\npublished = \"2021-05\"\nid = 7\n",
        );
        assert_eq!(manifest.title.as_deref(), Some("The ferry"));
        assert_eq!(manifest.remarks, []);
        let [a, b] = &manifest.entries[..] else { panic!("two entries") };
        assert_eq!((a.path.to_str(), a.line), (Some("a.txt"), 3));
        assert_eq!(a.metadata.source.as_deref(), Some("Harbour News"));
        assert_eq!(a.metadata.published.as_ref().unwrap().edtf, "2021-05-04");
        assert_eq!(b.metadata.published.as_ref().unwrap().edtf, "2021-05");
        assert_eq!(b.metadata.key.as_deref(), Some("7"));
    }

    #[test]
    fn faults_are_reported_by_line_and_affect_nothing_else() {
        let manifest = parse(
            "titel = \"x\"\n[[report]]\npath = \"a.txt\"\npublished = \"soon\"\nsorce = \"X\"\n[[report]]\nsource = \"Y\"\n\
             [[report]]\npath = \"c.txt\"\nsource = [1]\n",
        );
        assert_eq!(manifest.entries.iter().map(|entry| entry.line).collect::<Vec<_>>(), [3, 9]);
        assert_eq!(manifest.remarks.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 4, 5, 6, 10]);
    }

    #[test]
    fn the_order_of_dates_is_given_for_all_reports_or_for_one() {
        let manifest = parse(
            "date-order = \"day-month-year\"\n[[report]]\npath = \"a.txt\"\n\
             [[report]]\npath = \"b.txt\"\ndate-order = \"month-day-year\"\n\
             [[report]]\npath = \"c.txt\"\ndate-order = \"backwards\"\n",
        );
        let orders: Vec<_> = manifest.entries.iter().map(|entry| entry.metadata.date_order).collect();
        assert_eq!(orders, [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::DayFirst].map(Some));
        assert_eq!(manifest.common.date_order, Some(DateOrder::DayFirst));
        let [(9, remark)] = &manifest.remarks[..] else { panic!("{:?}", manifest.remarks) };
        assert!(remark.contains("`day-month-year` or `month-day-year`"), "{remark}");
    }

    #[test]
    fn a_manifest_adds_events_and_reports_what_it_cannot_use() {
        let manifest = parse(
            "events = \"more.csv\"\n[[event]]\ndate = 2021-05-03\ntime = \"23:40\"\ntitle = \"The ferry leaves\"\n\
             actors = [\"Harbour Line\"]\nreport = \"a.txt\"\nquote = \"cast off\"\n[[event]]\ntitle = \"x\"\nwhen = 3\nactors = 4\n",
        );
        assert_eq!(manifest.table, Some((PathBuf::from("more.csv"), 1)));
        let [ferry, other] = &manifest.events[..] else { panic!("two events: {:?}", manifest.events) };
        assert_eq!((ferry.date.as_deref(), ferry.time.as_deref()), (Some("2021-05-03"), Some("23:40")));
        assert_eq!((ferry.actors.len(), ferry.quote.as_deref(), ferry.line), (1, Some("cast off"), 2));
        assert_eq!(other.title.as_deref(), Some("x"));
        assert_eq!(manifest.remarks.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [11, 12]);
    }

    #[test]
    fn a_broken_manifest_gives_what_can_be_read() {
        let manifest = parse("title = \"x\"\n[[report]\npath = \"a.txt\"\n");
        assert_eq!(manifest.title.as_deref(), Some("x"));
        assert!(!manifest.remarks.is_empty());
    }
}
