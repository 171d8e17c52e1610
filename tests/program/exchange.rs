//! Analyses between processes: `rashomon analyse` and `rashomon merge` together give the result of one process.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use rashomon::analysis;
use rashomon::corpus::Corpus;
use rashomon::export::json;
use rashomon::reading::Reading;
use rashomon::store::Notebook;
use rashomon::store::exchange::{Analysed, Lines};
use serde_json::Value;

use super::Folder;
use super::hostile::{Random, corpus, mutated, texts};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::cargo_bin("rashomon").expect("the program is built");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut to = child.stdin.take().expect("its input is a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A program that needs no more of it may close it.
        let _ = to.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written");
    output
}

/// Lines of `analyse` as JSON.
fn lines(output: &Output) -> Vec<Value> {
    let parse = |line: &[u8]| serde_json::from_slice(line).expect("a line is JSON");
    output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(parse).collect()
}

/// Everything a corpus can have: formats, a manifest, dates, added events, problems of all kinds.
fn folder() -> Folder {
    Folder::with(&[
        ("corpus.toml", b"title = \"The mill\"\n[[report]]\npath = \"b.txt\"\nsource = \"Harbour News\"\npublished = 2031-05-05\n"),
        ("a.txt", b"A blast at the Lindqvist mill in Ostwick killed 18 workers on Monday, police said."),
        ("b.txt", b"Eight workers were killed by a blast at the Lindqvist mill in Ostwick on 4 May 2031, officials said."),
        ("2031-05-06-c.txt", "Mayor Ada Lindqvist called the blast in \u{d6}stwick \u{201c}an accident\u{201d} on Monday.".as_bytes()),
        ("d.jsonl", b"{\"id\":\"r1\",\"text\":\"About 2.5 million dollars were lost at the mill, the owner said.\",\"date\":\"soon\"}\nno record\n{\"text\":\"\"}\n\n{\"text\":\"The mill in Ostwick reopened on 1 June 2031.\"}\n"),
        ("e.html", b"<html><head><title>Mill</title></head><body><p>Twenty people were hurt at the mill in Ostwick, the hospital said on 4 May 2031.</p></body></html>"),
        ("events.csv", b"date,title\n2031-05-04,Blast at the mill\nnever,Nothing\n"),
        ("binary.txt", b"a\0b"),
        ("latin.txt", b"The caf\xe9 beside the mill was closed on 5 May 2031, officials said."),
    ])
}

#[test]
fn analyse_and_merge_give_the_export_of_one_process_byte_for_byte() {
    let folder = folder();
    let path = folder.path().to_str().unwrap();
    let records = format!("{path}/d.jsonl");
    for arguments in [&[][..], &[path], &[path, "--published", "2031-05-06"], &[&records, path]] {
        for format in ["json", "csv", "markdown", "html"] {
            let whole = run(&[&["export", "--format", format], arguments].concat(), b"");
            let analysed = run(&[&["analyse"], arguments].concat(), b"");
            let merged = run(&["merge", "--format", format], &analysed.stdout);
            assert_eq!(whole.status.code(), Some(0));
            assert_eq!(merged.status.code(), Some(0), "{}", String::from_utf8_lossy(&merged.stderr));
            assert!(!whole.stdout.is_empty());
            assert!(merged.stdout == whole.stdout, "{format} of {arguments:?}");
        }
    }
}

#[test]
fn analyses_from_several_files_are_merged_in_the_order_of_the_files() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (a, b) = (path("a.txt"), path("b.txt"));
    for (name, report) in [("one.jsonl", &a), ("two.jsonl", &b)] {
        std::fs::write(path(name), run(&["analyse", report], b"").stdout).unwrap();
    }
    let merged = run(&["merge", &path("two.jsonl"), &path("one.jsonl")], b"");
    let export: Value = serde_json::from_slice(&merged.stdout).expect("the export is JSON");
    let paths: Vec<&str> =
        export["reports"].as_array().unwrap().iter().filter_map(|r| r["path"].as_str()).collect();
    assert_eq!(paths, [b.as_str(), a.as_str()]);
}

#[test]
fn each_record_is_answered_by_one_line_in_its_place() {
    let input = b"{\"id\":1,\"text\":\"A ferry sank off Portsea on 3 May 2021.\"}\nnot a record\n{\"id\":3,\"text\":\"Two were saved.\",\"date\":\"soon\"}\n[1]\n{\"id\":5,\"text\":\"A bank was robbed in Leeds.\"}\n";
    let output = run(&["analyse", "-"], input);
    assert_eq!(output.status.code(), Some(0));
    let lines = lines(&output);
    let keys: Vec<Option<&str>> = lines.iter().map(|line| line["report"]["key"].as_str()).collect();
    assert_eq!(keys, [Some("1"), None, Some("3"), None, Some("5")]);
    let problems: Vec<usize> =
        lines.iter().map(|line| line["problems"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(problems, [0, 1, 1, 1, 0]);
    assert_eq!(lines[1]["problems"][0]["line"], 2);
}

#[test]
fn a_bad_line_of_a_merge_is_reported_and_the_rest_is_merged() {
    let good = run(&["analyse", "-"], b"{\"text\":\"A ferry sank off Portsea on 3 May 2021.\"}\n").stdout;
    let good = String::from_utf8(good).unwrap();
    let other = good.replace("rashomon.analysis/1", "rashomon.analysis/9");
    let input = format!("nothing\n{good}{good}{other}{{\"schema\":\n");
    let merged = run(&["merge", "-"], input.as_bytes());
    assert_eq!(merged.status.code(), Some(0));
    let messages = String::from_utf8(merged.stderr).unwrap();
    for part in [
        "-:1: it is not a line of",
        "-:3: it is the same as a line",
        "-:4: it is not of",
        "-:5: it is not a line of",
    ] {
        assert!(messages.contains(part), "{part}: {messages}");
    }
    let export: Value = serde_json::from_slice(&merged.stdout).expect("the export is JSON");
    assert_eq!(export["reports"].as_array().map(Vec::len), Some(1));
    assert_eq!(run(&["merge", "--strict"], input.as_bytes()).status.code(), Some(5));
    assert_eq!(run(&["merge"], b"").status.code(), Some(3));
    assert_eq!(run(&["merge", "/nowhere/at/all"], b"").status.code(), Some(3));
}

fn export(reading: &Reading) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::write(&mut bytes, &reading.timeline, &reading.disagreements, json::Options { with_text: true })
        .expect("nothing is in the way");
    bytes
}

/// A corpus after a round trip through lines of JSON.
fn through_lines(corpus: Corpus) -> Reading {
    let mut bytes = Vec::new();
    Lines::new(&mut bytes, &analysis::analyse).all(corpus).expect("memory takes it");
    let mut analysed = Analysed::default();
    analysed.read(&mut &bytes[..], "lines", &mut |_, _| {}).expect("memory can be read");
    Reading::of_analysed(analysed, &Notebook::default(), &|_, _, _| {})
}

#[test]
fn texts_of_the_repository_and_their_broken_versions_go_through_lines_unchanged() {
    let texts: Vec<String> = texts().into_iter().step_by(3).collect();
    let mut random = Random(17);
    let broken: Vec<String> = texts.iter().map(|text| mutated(text, &mut random)).collect();
    for texts in [texts, broken] {
        let corpus = corpus(texts);
        assert!(export(&through_lines(corpus.clone())) == export(&Reading::of(corpus)));
    }
}
