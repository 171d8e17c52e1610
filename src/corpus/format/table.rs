//! Tables (CSV, TSV, with any usual separator): a report per row, or the events that a person adds.
//!
//! A table of reports has a column with the text; its other columns have the names of a record's parts.

use super::{Found, Settings, json};
use crate::corpus::{decode, given};
use crate::text::Given;
use serde_json::{Map, Value};

/// Possible separators.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The longest cell names that are examined.
const COLUMNS: usize = 500;

/// The separator of a table: the one that is most frequent in its first line.
#[must_use]
pub fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default().as_bytes();
    let count = |separator: u8| {
        let mut quoted = false;
        let outside = header.iter().filter(|byte| {
            quoted ^= **byte == b'"';
            !quoted && **byte == separator
        });
        outside.count()
    };
    // The first of equals wins: `max_by_key` gives the last.
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// The line of a quotation mark that is never closed.
#[must_use]
pub fn open_quotation(text: &str, separator: u8) -> Option<usize> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum At {
        Start,
        Cell,
        Quoted,
        /// After a mark that closes the cell, unless another follows.
        Closed,
    }
    let (mut at, mut line, mut opened) = (At::Start, 1, 1);
    for byte in text.bytes() {
        at = match (at, byte) {
            (At::Start, b'"') => {
                opened = line;
                At::Quoted
            }
            (At::Quoted, b'"') => At::Closed,
            (At::Closed, b'"') | (At::Quoted, _) => At::Quoted,
            (_, byte) if byte == separator || byte == b'\n' => At::Start,
            _ => At::Cell,
        };
        line += usize::from(byte == b'\n');
    }
    (at == At::Quoted).then_some(opened)
}

/// The names of the columns.
fn columns(text: &str) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator(text)).flexible(true).from_reader(text.as_bytes());
    reader
        .headers()
        .map(|header| header.iter().take(COLUMNS).map(|name| name.trim().to_owned()).collect())
        .unwrap_or_default()
}

/// Whether a table has a report per row: a column has a name for a text.
#[must_use]
pub fn is_of_reports(text: &str, settings: &Settings) -> bool {
    has_texts(columns(text), settings)
}

/// What a table without a column of texts is told.
pub(super) const NO_TEXTS: &str =
    "it has no column with texts: name one `text`, or name it with --map text=COLUMN";

/// Whether one of these columns has a name for a text.
pub(super) fn has_texts(columns: impl IntoIterator<Item = String>, settings: &Settings) -> bool {
    let cells = columns.into_iter().map(|name| (name, Value::String("x".to_owned()))).collect();
    json::of_value(&nested(cells, settings), settings).is_some()
}

/// The cells as a record; a mapping `text=a.b` means a column `a.b`.
fn nested(mut cells: Map<String, Value>, settings: &Settings) -> Value {
    for mapping in &settings.map {
        if let [first, rest @ ..] = &mapping.keys[..]
            && let Some(value) = cells.get(&mapping.keys.join(".")).cloned()
        {
            let wrap = |inner, key: &String| Value::Object(Map::from_iter([(key.clone(), inner)]));
            let value = rest.iter().rev().fold(value, wrap);
            cells.insert(first.clone(), value);
        }
    }
    // Names of columns vary in case.
    let small = |name: &String| name.to_lowercase().replace(' ', "_");
    let others: Vec<(String, Value)> = cells
        .iter()
        .filter(|(name, _)| small(name) != **name)
        .map(|(name, value)| (small(name), value.clone()))
        .collect();
    for (name, value) in others {
        cells.entry(name).or_insert(value);
    }
    Value::Object(cells)
}

/// Reads a table of reports.
#[must_use]
pub fn read(bytes: Vec<u8>, settings: &Settings) -> Found {
    let mut found = Found::default();
    let text = match decode::decode(bytes) {
        Ok(decoded) => {
            found.remarks.extend(decoded.remark.map(|remark| (None, remark)));
            decoded.text
        }
        Err(what) => return Found::remark(format!("it is {what}, not text; it was left out")),
    };
    if !is_of_reports(&text, settings) {
        found.remarks.push((Some(1), NO_TEXTS.to_owned()));
        return found;
    }
    let separator = separator(&text);
    let open = open_quotation(&text, separator);
    if let Some(line) = open {
        let message = "a quotation mark opens here and never closes; marks were read as signs of the text";
        found.remarks.push((Some(line), message.to_owned()));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .quoting(open.is_none())
        .from_reader(text.as_bytes());
    let names = columns(&text);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                found.remarks.push((None, format!("a row cannot be read: {error}")));
                continue;
            }
        };
        let line = record.position().and_then(|position| usize::try_from(position.line()).ok());
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut cells = Map::new();
        for (name, cell) in names.iter().zip(&record) {
            let most = usize::try_from(settings.bounds.text).unwrap_or(usize::MAX).saturating_add(1);
            // One byte more than allowed shows later that it was longer.
            let cell = &cell[..cell.floor_char_boundary(most)];
            cells.insert(name.clone(), Value::String(cell.to_owned()));
        }
        add_row(&mut found, cells, line, settings);
    }
    found
}

/// Adds what a row holds: a report, or an event of a log. `line` is that of the row.
pub(super) fn add_row(
    found: &mut Found,
    cells: Map<String, Value>,
    line: Option<usize>,
    settings: &Settings,
) {
    let record = nested(cells, settings);
    if let Some((event, remark)) = given::json::of_entry(&record) {
        found.events.push(Given { line: line.unwrap_or_default(), ..event });
        found.remarks.extend(remark.map(|remark| (line, remark)));
        return;
    }
    match json::of_value(&record, settings) {
        Some((mut document, remarks)) => {
            if document.metadata.key.is_none() {
                document.place = line.map(|line| line.to_string());
            }
            found.documents.push(document);
            found.remarks.extend(remarks.into_iter().map(|remark| (line, remark)));
        }
        None => found.remarks.push((line, "the row has no text; it was left out".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_report_with_any_separator() {
        for table in [
            "Title,Text,Date\nFerry,\"It sank, they said.\",2021-05-04\n",
            "Title;Text;Date\nFerry;It sank, they said.;2021-05-04\n",
            "title\tbody\tpublished\nFerry\tIt sank, they said.\t2021-05-04\n",
            "title|content|date\nFerry|It sank, they said.|4 May 2021\n",
        ] {
            let found = read(table.as_bytes().to_vec(), &Settings::default());
            let [document] = &found.documents[..] else { panic!("{table}: {:?}", found.remarks) };
            assert_eq!(document.text, "It sank, they said.", "{table}");
            assert_eq!(document.metadata.title.as_deref(), Some("Ferry"));
            let published = document.metadata.published.as_ref().map(|published| &*published.edtf);
            assert_eq!(published, Some("2021-05-04"));
        }
    }

    #[test]
    fn a_row_of_timesketch_is_an_event() {
        let table = "message,datetime,timestamp_desc,source_short\n\
            \"A file was made, and read\",2031-05-04T10:00:02+00:00,Creation Time,FILE\n";
        let found = read(table.as_bytes().to_vec(), &Settings::default());
        let [event] = &found.events[..] else { panic!("{found:?}") };
        assert_eq!((event.line, event.title.as_deref()), (2, Some("A file was made, and read")));
        assert_eq!(
            (event.date.as_deref(), event.group.as_deref()),
            (Some("2031-05-04T10:00:02Z"), Some("FILE"))
        );
    }

    #[test]
    fn a_quotation_that_never_closes_is_reported_with_its_line() {
        for (table, expected) in [
            ("a,b\n1,\"two\n3,4\n", Some(2)),
            ("a,b\n1,\"two \"\"quoted\"\" words\"\n3,\"x\ny\"\n", None),
            ("a,b\n1,6\" pipe\n", None),
            ("a,b\n\"1\",\"\"\n3,\"", Some(3)),
            ("", None),
        ] {
            assert_eq!(open_quotation(table, b','), expected, "{table}");
        }
    }

    #[test]
    fn a_table_without_a_text_column_has_no_reports() {
        for (table, expected) in
            [("name,age\nA,3\n", false), ("id,Text\n", true), ("Year,Headline\n", false), ("", false)]
        {
            assert_eq!(is_of_reports(table, &Settings::default()), expected, "{table}");
        }
    }
}
