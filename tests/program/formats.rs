//! The formats of `rashomon export` as their readers see them, and the commands for scripts.

use assert_cmd::Command;
use serde_json::Value;

use super::Folder;

fn rashomon(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("rashomon").expect("the program is built");
    command.args(arguments);
    command
}

fn exported(arguments: &[&str]) -> String {
    let output = rashomon(&[&["export"], arguments].concat()).assert().success().get_output().stdout.clone();
    String::from_utf8(output).expect("exports are UTF-8")
}

/// Reports with words that are marks in one format or another.
fn hostile() -> Folder {
    let text = "<script>alert(1)</script> & \"quotes\" killed 3 people in Paris on 4 May 2021, `police` said.\n\n\
        =HYPERLINK(1) \u{202e}killed\u{9b}31m 5 people; in Paris, on 4 May 2021 ]]> --> \u{0}\n";
    Folder::with(&[
        ("a.txt", text.as_bytes()),
        ("b.txt", b"Nine people were killed in Paris on 4 May 2021.\n"),
    ])
}

const FORMATS: &[&str] = &[
    "json",
    "jsonl",
    "csv",
    "markdown",
    "html",
    "timelinejs",
    "ics",
    "mermaid",
    "svg",
    "claimreview",
    "tei",
];

#[test]
fn no_format_lets_a_report_drive_a_terminal_or_turn_the_reading_order() {
    let folder = hostile();
    let path = folder.path().to_str().expect("a path in UTF-8");
    for format in FORMATS {
        let text = exported(&["--format", format, "--events", "all", path]);
        let unsafe_letter = text.chars().find(|c| {
            matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}')
        });
        assert_eq!(unsafe_letter, None, "{format}");
        assert!(!matches!(*format, "html" | "svg" | "tei") || !text.contains("<script>alert"), "{format}");
    }
}

#[test]
fn a_page_needs_nothing_from_elsewhere() {
    let page = exported(&["--format", "html"]);
    for marker in ["<link", "src=", "@import", "url("] {
        assert!(!page.contains(marker), "{marker}");
    }
    assert!(page.contains("<mark>") && page.contains("<svg") && page.ends_with("</html>\n"));
}

#[test]
fn a_table_read_back_as_given_events_has_the_same_dates_and_titles() {
    let table = exported(&["--format", "csv"]);
    let folder = Folder::with(&[("events.csv", table.as_bytes())]);
    // Without a report the folder counts as partly read, and the events are shown all the same.
    let again = rashomon(&["export", "--format", "csv", folder.path().to_str().unwrap()]).output().unwrap();
    let again = String::from_utf8(again.stdout).unwrap();
    let rows = |table: &str| {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|column| column == name).unwrap();
        let (date, title) = (column("EDTF"), column("Headline"));
        let mut rows: Vec<(String, String)> = reader
            .records()
            .map(|row| row.unwrap())
            .map(|row| (row[date].into(), row[title].into()))
            .collect();
        rows.retain(|(date, _)| !date.is_empty());
        rows.sort();
        rows
    };
    assert!(rows(&table).len() > 20);
    let (before, after) = (rows(&table), rows(&again));
    for row in &before {
        assert!(after.contains(row), "{row:?} is lost");
    }
}

#[test]
fn timelinejs_has_a_slide_for_each_dated_event() {
    let whole: Value = serde_json::from_str(&exported(&["--format", "json"])).unwrap();
    let slides: Value = serde_json::from_str(&exported(&["--format", "timelinejs"])).unwrap();
    let dated = whole["events"].as_array().unwrap().iter().filter(|event| {
        let edtf = event["when"]["edtf"].as_str().unwrap_or_default();
        !edtf.is_empty() && !edtf.starts_with("XXXX")
    });
    let slides = slides["events"].as_array().unwrap();
    assert_eq!(slides.len(), dated.count());
    for slide in slides {
        let month = slide["start_date"]["month"].as_i64().unwrap_or(1);
        assert!((1..=12).contains(&month) && slide["start_date"]["year"].is_i64(), "{slide}");
    }
}

#[test]
fn filters_reach_every_format_that_has_rows() {
    let all = exported(&["--format", "jsonl"]).lines().count();
    let of_day =
        exported(&["--format", "jsonl", "--from", "2022-01-05", "--to", "2022-01-05"]).lines().count();
    assert!(0 < of_day && of_day < all, "{of_day} of {all}");
    let verdicts = exported(&["--format", "jsonl", "--what", "disagreements", "--verdict", "contradiction"]);
    let row = |line: &str| serde_json::from_str::<Value>(line).unwrap()["verdict"].clone();
    assert!(verdicts.lines().count() > 0 && verdicts.lines().all(|line| row(line) == "contradiction"));
    rashomon(&["export", "--format", "html", "--what", "claims"]).assert().code(2);
    rashomon(&["export", "--verdict", "quarrel"]).assert().code(2);
    rashomon(&["export", "--from", "soon"]).assert().code(2);
}

#[test]
fn a_check_fails_on_the_verdicts_asked_for_and_on_new_ones_alone() {
    rashomon(&["check"]).assert().code(6);
    rashomon(&["check", "--fail-on", "internal"]).assert().code(0);
    let folder = Folder::with(&[("old.json", exported(&[]).as_bytes()), ("no.json", b"{}")]);
    let old = folder.path().join("old.json");
    rashomon(&["check", "--new-since", old.to_str().unwrap()]).assert().code(0).stdout("");
    rashomon(&["check", "--new-since", folder.path().join("no.json").to_str().unwrap()]).assert().code(2);
}

#[test]
fn a_brief_says_what_is_disputed_and_whom_to_ask() {
    let printed = |arguments: &[&str]| {
        let output = rashomon(arguments).assert().success().get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let (brief, full) = (printed(&["brief"]), printed(&["brief", "--full"]));
    for heading in ["## What several reports agree on", "## What is disputed", "## Questions to ask"] {
        assert!(brief.contains(heading) && full.contains(heading), "{heading}");
    }
    assert!(brief.lines().count() <= 40 && brief.len() < full.len() / 2, "{brief}");
    assert_eq!(full, exported(&["--format", "markdown"]));
    let questions = rashomon(&["questions"]).assert().success().get_output().stdout.clone();
    let questions = String::from_utf8(questions).unwrap();
    assert!(questions.lines().count() >= 3 && questions.lines().all(|line| line.contains(" Ask: ")));
}
