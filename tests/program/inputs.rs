//! One report in every format that is read, as other programs write it: `tests/inputs/make.py` makes the files. The table says what is
//! read from each.

use std::path::Path;

use rashomon::corpus::Corpus;
use rashomon::text::Report;

use super::read;

const TITLE: Option<&str> = Some("Ferry runs aground off Marrow");
const AUTHOR: Option<&str> = Some("Dana Orr");
const SOURCE: Option<&str> = Some("Harbour News");
const MOMENT: Option<&str> = Some("2031-05-04T18:30:00+01:00");
const UTC: Option<&str> = Some("2031-05-04T17:30:00Z");
const DAY: Option<&str> = Some("2031-05-04");

/// What a file gives: how many reports, and of the first its title, source, moment of publication and author, and whether it gives
/// the address and the language.
type Row = (
    &'static str,
    usize,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    bool,
    bool,
);

#[rustfmt::skip]
const FILES: &[Row] = &[
    ("chromium.html",   1, TITLE, SOURCE, MOMENT, AUTHOR, true,  true),
    ("complete.html",   1, TITLE, SOURCE, MOMENT, AUTHOR, true,  true),
    // A snapshot has no scripts, and so no data in them: the day is that of the address.
    ("chromium.mhtml",  1, TITLE, SOURCE, DAY,    AUTHOR, true,  true),
    ("chromium.pdf",    1, TITLE, None,   None,   None,   false, false),
    ("office.pdf",      1, TITLE, None,   None,   None,   false, false),
    ("office.docx",     1, TITLE, None,   None,   None,   false, true),
    ("office.odt",      1, TITLE, None,   None,   AUTHOR, false, false),
    ("office.rtf",      1, TITLE, None,   None,   None,   false, false),
    ("pandoc.docx",     1, TITLE, None,   None,   AUTHOR, false, true),
    ("pandoc.odt",      1, TITLE, None,   None,   AUTHOR, false, true),
    ("pandoc.epub",     1, TITLE, None,   DAY,    AUTHOR, false, true),
    ("pandoc.rtf",      1, None,  None,   None,   None,   false, false),
    ("python.eml",      1, TITLE, AUTHOR, MOMENT, AUTHOR, false, false),
    ("python.mbox",     2, TITLE, AUTHOR, MOMENT, AUTHOR, false, false),
    ("feedgen.rss",     2, TITLE, SOURCE, MOMENT, AUTHOR, true,  true),
    ("feedgen.atom",    2, TITLE, SOURCE, MOMENT, AUTHOR, true,  true),
    ("feed.json",       1, TITLE, SOURCE, MOMENT, AUTHOR, true,  false),
    ("records.jsonl",   2, TITLE, SOURCE, MOMENT, AUTHOR, true,  false),
    ("records.json",    2, TITLE, SOURCE, MOMENT, AUTHOR, true,  false),
    ("table.csv",       1, TITLE, SOURCE, MOMENT, AUTHOR, true,  false),
    ("semicolons.csv",  1, TITLE, SOURCE, MOMENT, AUTHOR, true,  false),
    ("table.tsv",       1, TITLE, SOURCE, MOMENT, AUTHOR, true,  false),
    // A moment in a table is in UTC.
    ("pandas.parquet",  2, TITLE, SOURCE, UTC,    AUTHOR, true,  false),
    ("report.md",       1, TITLE, SOURCE, MOMENT, AUTHOR, true,  false),
    ("toml.md",         1, TITLE, SOURCE, MOMENT, AUTHOR, true,  false),
    ("report.txt.gz",   1, TITLE, None,   DAY,    None,   false, false),
    ("report.txt.zst",  1, TITLE, None,   DAY,    None,   false, false),
    ("reports.tar.gz",  2, TITLE, None,   DAY,    None,   false, false),
    ("reports.zip",     2, TITLE, None,   DAY,    None,   false, false),
    ("crawl.warc.gz",   1, TITLE, SOURCE, MOMENT, AUTHOR, true,  true),
    ("crawl.wacz",      1, TITLE, SOURCE, MOMENT, AUTHOR, true,  true),
];

/// The paragraphs of the report.
const PARAGRAPHS: [&str; 3] = [
    "The ferry Selkie ran aground off Marrow on Sunday with 41 people on board, the coastguard said. Nobody was hurt, but two \
     passengers were taken to the hospital in Pelham as a precaution.",
    "“We felt a long scrape and then nothing,” said Inés Calder, who was on the car deck. The vessel, which was built in 1998, was \
     refloated on the evening tide and towed to the shipyard at Carrow.",
    "The operator, Coast Lines, cancelled all sailings until Tuesday. An inquiry into the grounding will begin on 7 May, said a \
     spokeswoman for the harbour office, which had checked the buoys only last week.",
];

/// Words of a page that are no part of the report.
const BESIDE: &[&str] = &[
    "Sport",
    "better days",
    "Bridge reopens",
    "newsletter",
    "advertisement",
    "shut on Monday",
    "xhtml",
    "<p>",
];

fn corpus(file: &str) -> Corpus {
    read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(file)])
}

/// What is wrong with the text of a report: its paragraphs are there, each as one, in their order, and nothing beside them.
fn faults_of_text(report: &Report) -> Vec<String> {
    let paragraphs: Vec<String> = report
        .text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let place = |wanted: &&str| paragraphs.iter().position(|paragraph| paragraph == wanted);
    let places: Vec<Option<usize>> = PARAGRAPHS.iter().map(place).collect();
    let mut faults = Vec::new();
    if places.contains(&None) || !places.is_sorted() {
        faults.push(format!("paragraphs at {places:?} in {paragraphs:#?}"));
    }
    faults.extend(
        BESIDE.iter().filter(|words| report.text.contains(**words)).map(|words| format!("has {words:?}")),
    );
    faults
}

#[test]
fn a_report_is_read_from_what_other_programs_write() {
    let mut faults = Vec::new();
    for &(file, count, title, source, published, author, has_address, has_language) in FILES {
        let corpus = corpus(file);
        let Some(first) = corpus.reports.first() else {
            faults.push(format!("{file}: nothing is read: {:?}", corpus.problems));
            continue;
        };
        let said = (
            corpus.reports.len(),
            first.title.as_deref(),
            first.source.as_deref(),
            first.published.as_ref().map(|published| &*published.edtf),
            first.author.as_deref(),
            first.url.as_deref() == Some("https://harbour.example/2031/05/04/ferry"),
            first.language.as_deref().is_some_and(|language| language.to_lowercase().starts_with("en")),
        );
        let expected = (count, title, source, published, author, has_address, has_language);
        if said != expected {
            faults.push(format!("{file}: {said:?}, expected {expected:?}"));
        }
        faults.extend(faults_of_text(first).into_iter().map(|fault| format!("{file}: {fault}")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn events_are_read_from_what_other_programs_write() {
    for (file, expected) in [
        (
            "timesketch.jsonl",
            vec![
                ("2031-05-04T16:02:11Z", "Selkie: depth alarm"),
                ("2031-05-04T16:02:40Z", "Selkie: engine stopped"),
            ],
        ),
        ("timelinejs.json", vec![("2031-05-04", "The Selkie runs aground")]),
        ("timelinejs.csv", vec![("2031-05-04", "The Selkie runs aground")]),
        (
            "python.log",
            vec![
                ("2031-05-04T16:02:11", "WARNING bridge: depth alarm"),
                ("2031-05-04T16:02:40", "WARNING bridge: engine stopped"),
                ("2031-05-04T16:02:55", "WARNING bridge: anchor dropped"),
            ],
        ),
    ] {
        let corpus = corpus(file);
        let read: Vec<(&str, &str)> = corpus
            .given
            .iter()
            .map(|event| {
                (event.date.as_deref().unwrap_or_default(), event.title.as_deref().unwrap_or_default())
            })
            .collect();
        assert_eq!(read, expected, "{file}");
        assert!(corpus.reports.is_empty() && corpus.problems.is_empty(), "{file}: {:?}", corpus.problems);
    }
}

#[test]
fn all_of_them_in_one_folder_are_one_corpus_without_what_a_browser_saved_beside_a_page() {
    let corpus = corpus("");
    let reports: usize = FILES.iter().map(|(_, count, ..)| count).sum();
    assert_eq!((corpus.reports.len(), corpus.given.len()), (reports, 7));
    assert!(corpus.reports.iter().all(|report| !report.path.contains("complete_files")));
}
