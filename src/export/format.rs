//! The formats a timeline is exported in: their names, file extensions, and writers.

use std::io::{self, Write};

use super::json::{self, List};
use super::{Selection, claimreview, csv, html, ics, markdown, mermaid, svg, tei, timelinejs};

/// A format of a whole timeline.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The extension of its files.
    pub ending: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Whether it is for people, who expect only the main events.
    pub for_people: bool,
    write: fn(&mut dyn Write, &Selection<'_>) -> io::Result<()>,
}

/// Every format. One extension may end in another: the longer one is meant.
#[rustfmt::skip]
pub const FORMATS: &[Format] = &[
    Format { name: "json", ending: ".json", about: "JSON with everything", for_people: false,
        write: |mut to, selection| json::write_selection(&mut to, selection, json::Options::default()) },
    Format { name: "jsonl", ending: ".jsonl", about: "JSON Lines, an event a line", for_people: false,
        write: |mut to, selection| json::write_selected_lines(&mut to, selection, List::Events) },
    Format { name: "csv", ending: ".csv", about: "a table of events", for_people: false,
        write: csv::timeline },
    Format { name: "markdown", ending: ".md", about: "a brief in Markdown", for_people: true,
        write: markdown::write },
    Format { name: "html", ending: ".html", about: "a page", for_people: true,
        write: html::write },
    Format { name: "timelinejs", ending: ".timelinejs.json", about: "TimelineJS 3", for_people: false,
        write: timelinejs::write },
    Format { name: "ics", ending: ".ics", about: "a calendar", for_people: false,
        write: ics::write },
    Format { name: "mermaid", ending: ".mmd", about: "a Mermaid diagram", for_people: true,
        write: mermaid::write },
    Format { name: "svg", ending: ".svg", about: "a picture", for_people: true,
        write: svg::write },
    Format { name: "claimreview", ending: ".claimreview.json", about: "ClaimReview forms", for_people: false,
        write: claimreview::write },
    Format { name: "tei", ending: ".xml", about: "a critical apparatus (TEI)", for_people: false,
        write: tei::write },
];

impl Format {
    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format with the extension of a file name.
    #[must_use]
    pub fn of_file(name: &str) -> Option<&'static Self> {
        let name = name.to_ascii_lowercase();
        FORMATS.iter().filter(|format| name.ends_with(format.ending)).max_by_key(|format| format.ending.len())
    }

    /// A file name with the extension of the format; one that is added if the name has none.
    #[must_use]
    pub fn next_name(name: &str) -> String {
        let now = Self::of_file(name);
        let at = now.and_then(|now| FORMATS.iter().position(|format| format.name == now.name));
        let next = FORMATS[at.map_or(0, |at| (at + 1) % FORMATS.len())].ending;
        let stem = now.map_or(name.len(), |now| name.len() - now.ending.len());
        format!("{}{next}", &name[..stem])
    }

    /// Writes what passes the filter.
    ///
    /// # Errors
    /// If the writer fails.
    #[doc(hidden)]
    pub fn write(&self, to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
        (self.write)(to, selection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_file_says_its_format() {
        for (name, expected) in [
            ("a.json", Some("json")),
            ("a.timelinejs.json", Some("timelinejs")),
            ("a.ClaimReview.JSON", Some("claimreview")),
            ("brief.md", Some("markdown")),
            ("dir.md/x", None),
            ("timeline", None),
            ("", None),
            ("é.xml", Some("tei")),
        ] {
            assert_eq!(Format::of_file(name).map(|format| format.name), expected, "{name}");
        }
    }

    #[test]
    fn going_through_the_formats_comes_back_to_the_first_name() {
        let mut name = "timeline.json".to_owned();
        for _ in FORMATS {
            assert!(Format::of_file(&name).is_some(), "{name}");
            name = Format::next_name(&name);
        }
        assert_eq!(name, "timeline.json");
        assert_eq!(Format::next_name("notes"), "notes.json");
        assert_eq!(Format::next_name(""), ".json");
    }
}
