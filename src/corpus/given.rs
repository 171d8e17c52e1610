//! Events that a person adds: `[[event]]` of a manifest, or a table with the columns of TimelineJS; `json` reads them from JSON.
//!
//! ```toml
//! [[event]]
//! date = "2021-05-03"                 # EDTF: also "2021-05", "2021-05-03/2021-05-05", "1984~"
//! time = "23:40"
//! title = "The ferry leaves the harbour"
//! place = "Portsea"
//! actors = ["Harbour Line"]
//! report = "harbour-news.txt"         # with `quote`: the words of a report that describe it
//! quote = "cast off shortly before midnight"
//! ```
//!
//! A table is CSV with a header: `Year`, `Month`, `Day`, `Time`, `End Year`, `End Month`, `End Day`, `Headline`, `Text`, `Media`,
//! `Type`, `Group`; also `EDTF`, which is used instead of the other date columns, `Place`, `Actors` (by `;`), `Report` and `Quote`.
//! Only `Year` and `Headline` are needed.

pub mod json;

use std::borrow::Cow;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::format::table;
use crate::text::Given;

/// The content of a table, and what could not be used, by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// The events, in its order.
    pub events: Vec<Given>,
    /// Problems, by line.
    pub remarks: Vec<(usize, String)>,
}

/// Reads one `[[event]]`; `remark` receives what is wrong and where.
pub fn of_manifest(table: &DeTable<'_>, remark: &mut dyn FnMut(usize, String)) -> Given {
    let mut given = Given::default();
    for (key, value) in table {
        let at = value.span().start;
        let name = &**key.get_ref();
        if name == "actors" {
            match strings(value.get_ref()) {
                Some(actors) => given.actors = actors,
                None => remark(at, "`actors` is not a list of strings and was ignored".to_owned()),
            }
            continue;
        }
        let Some(said) = super::manifest::scalar(value.get_ref()) else {
            remark(at, format!("`{name}` is neither a string nor a date and was ignored"));
            continue;
        };
        let place = match name {
            "title" => &mut given.title,
            "date" => &mut given.date,
            "time" => &mut given.time,
            "place" => &mut given.place,
            "type" => &mut given.kind,
            "report" => &mut given.report,
            "quote" => &mut given.quote,
            "note" => &mut given.note,
            "url" => &mut given.url,
            "group" => &mut given.group,
            _ => {
                remark(at, format!("the key `{name}` is not known and was ignored"));
                continue;
            }
        };
        *place = Some(said);
    }
    given
}

/// A list of strings; one string is a list of one.
fn strings(value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::String(one) => Some(vec![one.to_string()]),
        DeValue::Array(all) => all
            .iter()
            .map(|one| match one.get_ref() {
                DeValue::String(one) => Some(one.to_string()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// Whether a file has the extension of a table.
pub fn is_table_file(file: &Path) -> bool {
    let is = |known: &str| file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(known));
    ["csv", "tsv", "tab"].iter().any(|known| is(known))
}

/// Whether the first line of a table has the required columns of TimelineJS.
pub fn is_table(text: &str) -> bool {
    let separator = char::from(table::separator(text));
    let header: Vec<String> = text.lines().next().unwrap_or_default().split(separator).map(column).collect();
    ["year", "headline"].iter().all(|needed| header.iter().any(|name| name == needed))
}

/// A column's name without case and marks: "End Year" and "end_year" are the same.
fn column(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads a table with the columns of TimelineJS.
pub fn of_table(text: &str, path: &str) -> Events {
    let mut found = Events::default();
    let separator = table::separator(text);
    let open = table::open_quotation(text, separator);
    if let Some(line) = open {
        let message = "a quotation mark opens here and never closes; marks were read as signs of the text";
        found.remarks.push((line, message.to_owned()));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .quoting(open.is_none())
        .from_reader(text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(column).collect(),
        Err(error) => {
            found.remarks.push((1, format!("it is not a table: {error}")));
            return found;
        }
    };
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, line_of);
                found.remarks.push((line, format!("the row cannot be read: {}", error.kind_in_words())));
                continue;
            }
        };
        let line = record.position().map_or(1, line_of);
        let row = TableRow { header: &header, record: &record };
        match row.event(path, line) {
            Ok(Some(event)) => found.events.push(event),
            Ok(None) => {}
            Err(reason) => found.remarks.push((line, format!("{reason}; the row was ignored"))),
        }
    }
    found
}

fn line_of(position: &csv::Position) -> usize {
    usize::try_from(position.line()).unwrap_or(usize::MAX)
}

/// What is wrong with a row, without the row's position, which the message has already.
trait InWords {
    fn kind_in_words(&self) -> String;
}

impl InWords for csv::Error {
    fn kind_in_words(&self) -> String {
        match self.kind() {
            csv::ErrorKind::Utf8 { .. } => "it is not UTF-8".to_owned(),
            csv::ErrorKind::UnequalLengths { .. } => "it has another number of cells".to_owned(),
            _ => self.to_string(),
        }
    }
}

struct TableRow<'a> {
    header: &'a [String],
    record: &'a csv::StringRecord,
}

impl TableRow<'_> {
    fn cell(&self, name: &str) -> Option<&str> {
        let place = self.header.iter().position(|column| column == name)?;
        let cell = self.record.get(place).map(str::trim).filter(|cell| !cell.is_empty())?;
        // Tables that are safe to open in a spreadsheet have an apostrophe before anything it would run as a formula.
        let formula = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
        Some(formula.unwrap_or(cell))
    }

    /// The event of the row; none for the title slide and for empty rows.
    fn event(&self, path: &str, line: usize) -> Result<Option<Given>, String> {
        let is_title = self.cell("type").is_some_and(|kind| kind.eq_ignore_ascii_case("title"));
        if is_title || self.record.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(None);
        }
        let date = match self.cell("edtf") {
            Some(edtf) => Some(edtf.to_owned()),
            None => self.stretch()?,
        };
        let text = |name| self.cell(name).map(in_words).filter(|text| !text.is_empty());
        let actors = self.cell("actors").unwrap_or_default().split(';').map(str::trim);
        Ok(Some(Given {
            path: path.to_owned(),
            line,
            title: text("headline"),
            date,
            time: self.cell("time").map(str::to_owned),
            place: text("place"),
            actors: actors.filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            kind: None,
            report: self.cell("report").map(str::to_owned),
            quote: self.cell("quote").map(str::to_owned),
            note: text("text"),
            url: self.cell("media").map(str::to_owned),
            group: text("group"),
        }))
    }

    /// EDTF of the date columns: a date, or an interval if the end is another date.
    fn stretch(&self) -> Result<Option<String>, String> {
        let begin = self.date(["year", "month", "day"])?;
        let end = self.date(["endyear", "endmonth", "endday"])?;
        Ok(match (begin, end) {
            (None, Some(_)) => return Err("it has an end and no beginning".to_owned()),
            (Some(begin), Some(end)) if begin != end => Some(format!("{begin}/{end}")),
            (begin, _) => begin,
        })
    }

    /// EDTF of a year, or of a year with a month, or of a day.
    fn date(&self, [year, month, day]: [&str; 3]) -> Result<Option<String>, String> {
        let number = |name: &str| {
            let cell = self.cell(name);
            let read = cell.map(|cell| {
                cell.parse::<i32>().map_err(|_| format!("`{cell}` is not a valid {}", plain(name)))
            });
            read.transpose()
        };
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        let Some(year) = year else {
            return if month.is_some() || day.is_some() {
                Err("it has no year".to_owned())
            } else {
                Ok(None)
            };
        };
        let written = if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") };
        Ok(Some(match (month, day) {
            (None, None) => written,
            (None, Some(_)) => return Err("it has a day and no month".to_owned()),
            (Some(month), None) => format!("{written}-{month:02}"),
            (Some(month), Some(day)) => format!("{written}-{month:02}-{day:02}"),
        }))
    }
}

/// "endyear" as people write it.
fn plain(column: &str) -> &str {
    column.strip_prefix("end").unwrap_or(column)
}

/// The named entities of HTML, as far as cells need them.
const ENTITIES: &[(&str, &str)] =
    &[("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];

/// Words in a form that TimelineJS, which reads cells as HTML, shows literally and does not run.
#[must_use]
pub fn as_html(words: &str) -> Cow<'_, str> {
    if !words.contains(['<', '&']) {
        return Cow::Borrowed(words);
    }
    let mut cell = String::with_capacity(words.len() + 8);
    for (place, c) in words.char_indices() {
        match c {
            '<' => cell.push_str("&lt;"),
            '&' if entity(&words[place..]).is_some() => cell.push_str("&amp;"),
            c => cell.push(c),
        }
    }
    Cow::Owned(cell)
}

/// The entity at the start of a text, and its character.
fn entity(text: &str) -> Option<(&'static str, &'static str)> {
    ENTITIES.iter().find(|(name, _)| text.starts_with(name)).copied()
}

/// How many bytes of a message are the title of its event.
pub const TITLE: usize = 240;

/// The beginning of a message as one line, cut at a word.
#[must_use]
pub fn title(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() <= TITLE {
        return line;
    }
    let cut = line.floor_char_boundary(TITLE);
    let cut = line[..cut].rfind(' ').filter(|space| *space > TITLE / 2).unwrap_or(cut);
    format!("{} …", &line[..cut])
}

/// The words of a cell that may contain HTML.
fn in_words(cell: &str) -> String {
    let text = without_tags(cell);
    let mut words = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(place) = rest.find('&') {
        words.push_str(&rest[..place]);
        let (name, meant) = entity(&rest[place..]).unwrap_or(("&", "&"));
        words.push_str(meant);
        rest = &rest[place + name.len()..];
    }
    words.push_str(rest);
    words
}

/// Text without HTML tags, which TimelineJS allows in its cells.
fn without_tags(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(open) = rest.find('<') {
        let is_tag = rest[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        if let Some(close) = rest[open..].find('>').filter(|_| is_tag) {
            text.push_str(&rest[..open]);
            text.push(' ');
            rest = &rest[open + close + 1..];
        } else {
            text.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
        }
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_in_a_cell_are_not_html_and_are_read_literally(words in "([<>&;a-c \"'/#39]|&lt;|&amp;|<b>){0,20}") {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let cell = as_html(&words);
            prop_assert!(!cell.contains('<'));
            prop_assert_eq!(in_words(&cell), words);
        }
    }

    #[test]
    fn a_timelinejs_table_gives_its_events_and_reports_its_faults_by_line() {
        let table = "Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text,Media,Type,Group\n\
            ,,,,,,,,The flood,,,title,\n\
            2021,5,3,23:40,,,,,The <b>ferry</b> leaves,\"It was late,\nand dark.\",https://example.org/a,,Ships\n\
            2021,5,,,2021,6,,,Search goes on,,,,\n\
            soon,,,,,,,,Nothing,,,,\n\
            -44,3,15,,,,,,An old affair,,,,\n\
            ,4,,,,,,,No year,,,,\n";
        let Events { events, remarks } = of_table(table, "a.csv");
        let seen: Vec<_> = events
            .iter()
            .map(|event| {
                (event.line, event.title.as_deref().unwrap_or(""), event.date.as_deref().unwrap_or(""))
            })
            .collect();
        assert_eq!(
            seen,
            [
                (3, "The ferry leaves", "2021-05-03"),
                (5, "Search goes on", "2021-05/2021-06"),
                (7, "An old affair", "-0044-03-15")
            ]
        );
        assert_eq!(events[0].note.as_deref(), Some("It was late, and dark."));
        assert_eq!(events[0].time.as_deref(), Some("23:40"));
        let lines: Vec<usize> = remarks.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [6, 8], "{remarks:?}");
    }

    #[test]
    fn a_table_may_have_semicolons_and_an_open_quotation_loses_no_rows() {
        let titles = |table: &str| -> Vec<String> {
            of_table(table, "a.csv").events.into_iter().filter_map(|event| event.title).collect()
        };
        assert_eq!(
            titles("Year;Month;Day;Headline\n2021;3;8;Ferry sinks\n2021;3;9;Search ends\n"),
            ["Ferry sinks", "Search ends"]
        );
        let open = "Year,Month,Day,Headline\n2021,3,8,\"Ferry sinks\n2021,3,9,Search ends\n";
        assert_eq!(titles(open), ["\"Ferry sinks", "Search ends"]);
        assert_eq!(of_table(open, "a.csv").remarks[0].0, 2);
    }

    #[test]
    fn a_table_is_known_by_its_columns() {
        for (header, expected) in [
            ("Year,Month,Headline", true),
            ("year,end_year,headline", true),
            ("Year;Month;Headline", true),
            ("Year\tHeadline", true),
            ("name,age", false),
            ("", false),
        ] {
            assert_eq!(is_table(header), expected, "{header}");
        }
    }

    #[test]
    fn tags_go_and_other_brackets_stay() {
        for (cell, expected) in
            [("<p>Up <i>the</i> hill</p>", "Up the hill"), ("3 < 4 > 2", "3 < 4 > 2"), ("a <b", "a <b")]
        {
            assert_eq!(without_tags(cell), expected);
        }
    }
}
