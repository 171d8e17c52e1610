//! A person's notes beside the reports, as the command line applies them.

use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

use super::Folder;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("rashomon").expect("the program is built");
    command.args(arguments).stdin(Stdio::null());
    command.output().expect("the program runs")
}

fn export(arguments: &[&str]) -> Value {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the export is JSON")
}

/// Two reports that date only by weekdays, with a person's notes.
fn folder(notes: &str) -> Folder {
    Folder::with(&[
        ("harbour.txt", b"A ferry sank off Portsea on Tuesday. Three passengers drowned, police said."),
        ("radio.txt", b"A warehouse burned down in Ostwick on Tuesday, the mayor said."),
        ("rashomon-notes.toml", notes.as_bytes()),
    ])
}

#[test]
fn a_date_source_and_title_in_the_notes_are_the_reports_and_date_its_weekdays() {
    let folder = folder(
        "[[report]]\nreport = \"harbour.txt\"\npublished = 2024-03-08\nsource = \"Harbour News\"\ntitle = \"Ferry lost\"\n",
    );
    let path = folder.path().to_str().unwrap();
    let exported = export(&["export", path]);
    let report = &exported["reports"][0];
    assert_eq!(report["published"], "2024-03-08");
    assert_eq!(report["published_basis"], "notes");
    assert_eq!((&report["source"], &report["title"]), (&"Harbour News".into(), &"Ferry lost".into()));
    let dates = |exported: &Value, of: &str| -> Vec<String> {
        let all = exported["events"].as_array().expect("events are a list").iter();
        let own = all.filter(|event| event["title"].as_str().is_some_and(|title| title.contains(of)));
        own.map(|event| event["when"]["edtf"].to_string()).collect()
    };
    assert_eq!(dates(&exported, "ferry"), ["\"2024-03-05\""], "the Tuesday before the day it was published");
    assert!(dates(&exported, "warehouse").iter().all(|date| !date.contains("2024")), "only its own");
    let printed = run(&["timeline", path]);
    assert!(String::from_utf8_lossy(&printed.stdout).contains("5 Mar 2024"), "{printed:?}");
}

#[test]
fn merged_analyses_follow_the_notes_as_one_process_does() {
    let folder = folder("[[report]]\nreport = \"harbour.txt\"\npublished = \"2024-03-08 18:22\"\n");
    let path = folder.path().to_str().unwrap();
    let analysed = folder.path().join("analysed.jsonl");
    std::fs::write(&analysed, run(&["analyse", path]).stdout).unwrap();
    let notes = folder.path().join("rashomon-notes.toml");
    let merged = run(&["merge", "--notes", notes.to_str().unwrap(), analysed.to_str().unwrap()]);
    std::fs::remove_file(&analysed).unwrap();
    assert_eq!(
        String::from_utf8_lossy(&merged.stdout),
        String::from_utf8_lossy(&run(&["export", path]).stdout)
    );
}

#[test]
fn a_date_that_cannot_be_read_is_reported_with_its_line_and_changes_nothing() {
    let folder = folder("[[report]]\nreport = \"harbour.txt\"\npublished = \"last week\"\n");
    let output = run(&["export", folder.path().to_str().unwrap()]);
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(messages.contains("rashomon-notes.toml:3: `published` cannot be used"), "{messages}");
    let exported: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(exported["reports"][0]["published"], Value::Null);
}
