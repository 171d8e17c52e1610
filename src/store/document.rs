//! The notebook as a TOML file that a person can read and edit.
//!
//! ```toml
//! [[event]]
//! report = "harbour-news.txt"
//! words = "three crew members were killed"
//! trigger = "killed"
//! star = true
//! note = "Ask the coastguard."
//! same = [{ report = "radio.txt", words = "the death of three sailors" }]
//!
//! [[report]]
//! report = "harbour-news.txt"
//! published = "2021-05-04"
//! ```
//!
//! Comments, order and unknown keys are kept.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use toml_edit::{Array, ArrayOfTables, Document, DocumentMut, InlineTable, Item, Table, TableLike, value};

use super::notebook::{Change, Field, Subject, Value};
use super::quote::Quote;
use super::write::write_atomically;
use crate::corpus;
use crate::text::PublishedBasis;

/// The first lines of a new file.
const HEAD: &str = "\
# Stars, tags, notes and corrections. Each entry quotes the words of a report that it is about.
# Edit freely; the program keeps comments and what it does not know.
";

/// How often a file that changes while it is being saved is read again.
const TRIES: usize = 10;

/// The tables of the file, one for each kind of subject.
const EVENT: &str = "event";
const ACTOR: &str = "actor";
const DISAGREEMENT: &str = "disagreement";
const REPORT: &str = "report";
const KINDS: [&str; 4] = [EVENT, ACTOR, DISAGREEMENT, REPORT];

/// The key under which a disagreement quotes its sides.
const BETWEEN: &str = "between";

/// A remark about the file: the line, where it is known, and a sentence.
pub type Remark = (Option<usize>, String);

/// The text of the file; empty if there is none.
///
/// # Errors
/// If it exists and cannot be read.
pub fn load(place: &Path) -> io::Result<String> {
    match fs::read_to_string(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text,
    }
}

/// What a file says, and what in it cannot be used.
#[must_use]
pub fn read(text: &str) -> (Vec<Change>, Vec<Remark>) {
    let mut reader = Reader { text, said: Vec::new(), remarks: Vec::new() };
    match Document::parse(text) {
        Ok(document) => KINDS.iter().for_each(|kind| reader.kind(kind, document.get(kind))),
        Err(error) => reader.remark(error.span(), format!("it is not valid TOML: {}", error.message())),
    }
    (reader.said, reader.remarks)
}

/// Applies the changes to the file as it is now; returns its new content.
///
/// # Errors
/// If the file cannot be read or written, or is not TOML; it then stays as it was.
pub fn update(place: &Path, changes: &[Change]) -> io::Result<String> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    for _ in 0..TRIES {
        let before = load(place)?;
        let mut document: DocumentMut = before.parse().map_err(|error: toml_edit::TomlError| {
            io::Error::new(io::ErrorKind::InvalidData, format!("it is not valid TOML: {}", error.message()))
        })?;
        // Comments alone would come after everything that is inserted.
        let mut head = "";
        if document.is_empty() {
            head = if before.trim().is_empty() { HEAD } else { &before };
            document = DocumentMut::new();
        }
        for change in changes {
            make(&mut document, change);
        }
        let after = format!("{head}{document}");
        let mut untouched = true;
        write_atomically(place, |to| {
            to.write_all(after.as_bytes())?;
            // The last chance to see that another program has written: between here and the rename there is no more work.
            untouched = load(place)? == before;
            if untouched { Ok(()) } else { Err(io::Error::from(io::ErrorKind::Interrupted)) }
        })
        .or_else(|error| if untouched { Err(error) } else { Ok(()) })?;
        if untouched {
            return Ok(after);
        }
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, "another program keeps writing it"))
}

struct Reader<'t> {
    text: &'t str,
    said: Vec<Change>,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    fn remark(&mut self, span: Option<Range<usize>>, message: String) {
        let before = span.and_then(|span| self.text.get(..span.start));
        self.remarks.push((before.map(|before| 1 + before.matches('\n').count()), message));
    }

    fn kind(&mut self, kind: &str, item: Option<&Item>) {
        match item {
            None => {}
            Some(Item::ArrayOfTables(tables)) => tables.iter().for_each(|table| self.entry(kind, table)),
            Some(other) => self.remark(other.span(), format!("write `[[{kind}]]`; it was ignored")),
        }
    }

    fn entry(&mut self, kind: &str, table: &Table) {
        let Some(subject) = subject_of(kind, table) else {
            return self
                .remark(table.span(), "the entry quotes no words of a report; it was ignored".to_owned());
        };
        for (key, item) in table {
            let Some((_, field)) = Field::NAMES.iter().find(|(name, _)| *name == key) else { continue };
            match value_of(*field, item) {
                Some(value) => {
                    self.said.push(Change { subject: subject.clone(), field: *field, value: Some(value) });
                }
                None if item.as_bool() == Some(false) => {}
                None => self
                    .remark(item.span(), format!("`{key}` cannot be used as it is written; it was ignored")),
            }
        }
    }
}

fn subject_of(kind: &str, table: &Table) -> Option<Subject> {
    match kind {
        EVENT => quote_of(table).map(Subject::Event),
        ACTOR => quote_of(table).map(Subject::Actor),
        REPORT => report_of(table).map(Subject::Report),
        _ => Some(quotes_of(table.get(BETWEEN)?)?)
            .filter(|quotes| !quotes.is_empty())
            .map(Subject::Disagreement),
    }
}

/// A report by its name, and if that is not unique by words from it.
fn report_of(table: &dyn TableLike) -> Option<Quote> {
    let name = || table.get("report").and_then(Item::as_str).filter(|name| !name.is_empty());
    quote_of(table).or_else(|| Some(Quote { report: name()?.to_owned(), ..Quote::default() }))
}

fn quote_of(table: &dyn TableLike) -> Option<Quote> {
    let text = |key| table.get(key).and_then(Item::as_str).map(str::to_owned);
    let occurrence =
        table.get("occurrence").and_then(Item::as_integer).and_then(|nth| usize::try_from(nth).ok());
    Some(Quote {
        report: text("report")?,
        words: text("words").filter(|words| !words.is_empty())?,
        occurrence: occurrence.unwrap_or(1),
        trigger: text("trigger"),
    })
}

fn quotes_of(item: &Item) -> Option<Vec<Quote>> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| quote_of(table)).collect(),
        _ => item.as_array()?.iter().map(|value| quote_of(value.as_inline_table()?)).collect(),
    }
}

fn value_of(field: Field, item: &Item) -> Option<Value> {
    match field {
        Field::Star => item.as_bool().filter(|star| *star).map(|_| Value::Yes),
        Field::Tags => {
            let tags = item.as_array()?.iter().map(|tag| tag.as_str().map(str::to_owned));
            tags.collect::<Option<Vec<String>>>().map(Value::List)
        }
        Field::Same | Field::Different => quotes_of(item).map(Value::Quotes),
        Field::When if item.is_datetime() => item.as_datetime().map(|when| Value::Text(when.to_string())),
        Field::Published => {
            let bare = || item.as_datetime().map(ToString::to_string);
            let written = item.as_str().map(str::to_owned).or_else(bare);
            let written = written.or_else(|| item.as_integer().map(|year| year.to_string()))?;
            let date = corpus::published(&written, PublishedBasis::Notes).ok()?;
            Some(Value::Text(date.edtf))
        }
        Field::Source
        | Field::Note
        | Field::Title
        | Field::Name
        | Field::When
        | Field::Part
        | Field::State => item.as_str().map(|text| Value::Text(text.to_owned())),
    }
}

fn make(document: &mut DocumentMut, change: &Change) {
    let kind = match &change.subject {
        Subject::Event(_) => EVENT,
        Subject::Actor(_) => ACTOR,
        Subject::Disagreement(_) => DISAGREEMENT,
        Subject::Report(_) => REPORT,
    };
    let item = document.entry(kind).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(tables) = item.as_array_of_tables_mut() else { return };
    let key = Field::NAMES.iter().find(|(_, field)| *field == change.field).map_or("", |(name, _)| name);
    let found = tables.iter().position(|table| subject_of(kind, table).as_ref() == Some(&change.subject));
    match (&change.value, found) {
        (Some(value), Some(at)) => {
            if let Some(table) = tables.get_mut(at) {
                table.insert(key, item_of(value));
            }
        }
        (Some(value), None) => {
            let mut table = table_of(&change.subject);
            table.insert(key, item_of(value));
            tables.push(table);
        }
        (None, Some(at)) => {
            let empty = tables.get_mut(at).is_some_and(|table| {
                table.remove(key);
                says_nothing(table)
            });
            if empty {
                tables.remove(at);
            }
        }
        (None, None) => {}
    }
    if tables.is_empty() {
        document.remove(kind);
    }
}

/// Whether an entry has its quote and nothing else, not even keys of another program.
fn says_nothing(table: &Table) -> bool {
    const QUOTE: [&str; 5] = ["report", "words", "occurrence", "trigger", BETWEEN];
    table.iter().all(|(key, _)| QUOTE.contains(&key))
}

fn table_of(subject: &Subject) -> Table {
    let mut table = Table::new();
    match subject {
        Subject::Event(quote) | Subject::Actor(quote) | Subject::Report(quote) => {
            for (key, said) in inline(quote) {
                table.insert(&key, Item::Value(said));
            }
        }
        Subject::Disagreement(quotes) => {
            table.insert(BETWEEN, item_of(&Value::Quotes(quotes.clone())));
        }
    }
    table
}

fn inline(quote: &Quote) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("report", quote.report.as_str().into());
    if !quote.words.is_empty() {
        table.insert("words", quote.words.as_str().into());
    }
    if quote.occurrence > 1 {
        table.insert("occurrence", i64::try_from(quote.occurrence).unwrap_or(i64::MAX).into());
    }
    if let Some(trigger) = &quote.trigger {
        table.insert("trigger", trigger.as_str().into());
    }
    table
}

fn item_of(said: &Value) -> Item {
    match said {
        Value::Yes => value(true),
        Value::Text(text) => value(text.as_str()),
        Value::List(list) => value(list.iter().map(String::as_str).collect::<Array>()),
        Value::Quotes(quotes) => value(quotes.iter().map(inline).collect::<Array>()),
    }
}
