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

#[test]
fn parts_of_a_file_that_know_their_first_line_give_what_the_whole_file_gives() {
    let records = b"{\"text\":\"A ferry sank off Portsea on 3 May 2021, and nine people drowned.\"}\nno record\n\n\
        neither\n{\"text\":\"At least 14 people drowned when a ferry sank off Portsea on 3 May 2021.\"}\n[1]\n";
    let whole = run(&["export", "-"], records);
    let lines: Vec<&[u8]> = records.split_inclusive(|byte| *byte == b'\n').collect();
    let mut analysed = Vec::new();
    for (part, first) in [(&lines[..1], "1"), (&lines[1..3], "2"), (&lines[3..], "4")] {
        let output = run(&["analyse", "--from-line", first, "-"], &part.concat());
        assert_eq!(
            output.status.code(),
            Some(if first == "2" { 3 } else { 0 }),
            "one part has only problems"
        );
        analysed.extend(output.stdout);
    }
    let merged = run(&["merge"], &analysed);
    assert!(merged.stdout == whole.stdout && merged.stderr == whole.stderr);
    assert!(String::from_utf8_lossy(&merged.stderr).contains("-:4: it is not a JSON record"));
}

#[test]
fn only_standard_input_can_begin_at_another_line() {
    let folder = folder();
    let records = folder.path().join("d.jsonl");
    let records = records.to_str().unwrap();
    for arguments in [
        &["analyse", "--from-line", "2"][..],
        &["analyse", "--from-line", "2", records],
        &["analyse", "--from-line", "2", "-", records],
        &["analyse", "--from-line", "0", "-"],
        &["analyse", "--from-line", "2", "--schema"],
    ] {
        assert_eq!(run(arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

/// The reader has not taken a whole line yet when the program is interrupted.
#[cfg(unix)]
#[test]
fn an_interrupted_analysis_ends_after_a_whole_line_and_says_how_many_there_are() {
    use std::io::Read;
    use std::thread::sleep;
    use std::time::Duration;

    let record = |number: u32| {
        let sentence = format!(
            "A blast at mill {number} in Ostwick killed {number} workers on 4 May 2031, police said. "
        );
        format!("{{\"id\":{number},\"text\":\"{}\"}}\n", sentence.repeat(8))
    };
    let folder = Folder::with(&[("a.jsonl", (3..1200).map(record).collect::<String>().as_bytes())]);
    let mut command = Command::cargo_bin("rashomon").expect("the program is built");
    command.args(["analyse", "--no-cache"]).arg(folder.path().join("a.jsonl"));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut output = child.stdout.take().expect("its output is a pipe");
    let mut taken = vec![0];
    output.read_exact(&mut taken).expect("it writes");
    // Now it fills the pipe, somewhere in a line, and waits.
    sleep(Duration::from_millis(500));
    let interrupt = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status();
    assert!(interrupt.expect("there is a kill").success());
    sleep(Duration::from_millis(200));
    output.read_to_end(&mut taken).expect("it ends");
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(130));
    assert_eq!(taken.last(), Some(&b'\n'), "the last line is whole");
    let lines = taken.split_inclusive(|byte| *byte == b'\n');
    let lines: Vec<Value> = lines.map(|line| serde_json::from_slice(line).expect("a line is JSON")).collect();
    let lines = lines.len();
    let messages = String::from_utf8(ended.stderr).expect("the program writes UTF-8");
    let expected = format!("were analysed; whole lines written: {lines}");
    assert!(lines < 1197 && messages.contains(&expected), "{lines}: {messages}");
}

/// Reports of two stories that share no name, by turns.
const OF_TWO_STORIES: &[&str] = &[
    "A blast at the Lindqvist mill in Ostwick killed 18 workers on 4 May 2031, police said. Mayor Ada Brandt opened an inquiry.",
    "Voters in Tessaly elected Orla Quist as president on 5 May 2031, the electoral commission said. Quist won 54 percent.",
    "Eight workers were killed by the blast at the Lindqvist mill in Ostwick on 4 May 2031, officials said.",
    "Orla Quist won 51 percent in Tessaly on 5 May 2031, according to the electoral commission. Her rival Henrik Dahl conceded.",
    "Ada Brandt said the blast in Ostwick killed 18 people at the Lindqvist mill on 4 May 2031.",
];

/// What a timeline says of its events and disagreements: each as the words of reports that it is made from.
fn found(export: &Value) -> (Vec<String>, Vec<String>) {
    let list = |key: &str| export[key].as_array().expect("a list").iter();
    let paths: std::collections::HashMap<&str, &str> = list("reports")
        .map(|report| (report["id"].as_str().unwrap(), report["path"].as_str().unwrap()))
        .collect();
    let words = |row: &Value, passages: &str| {
        let passages = row[passages].as_array().expect("passages").iter();
        let passages =
            passages.map(|one| format!("{} {}", paths[one["report"].as_str().unwrap()], one["text"]));
        format!("{} {} {}", row["title"], row["rule"], passages.collect::<Vec<_>>().join(", "))
    };
    let events = list("events").map(|event| words(event, "mentions"));
    (events.collect(), list("disagreements").map(|one| words(one, "positions")).collect())
}

#[test]
fn stories_that_are_merged_apart_are_those_of_the_whole() {
    let record = |(id, text)| serde_json::json!({ "id": id, "text": text, "published": "2031-05-06" });
    let records: Vec<String> = (0..).zip(OF_TWO_STORIES).map(|one| record(one).to_string()).collect();
    let records = format!("no record\n{}\n", records.join("\n"));
    let analysed = run(&["analyse", "--from-line", "1", "-"], records.as_bytes()).stdout;
    let whole: Value =
        serde_json::from_slice(&run(&["merge"], &analysed).stdout).expect("the export is JSON");

    let places = run(&["stories", "--buckets", "2"], &analysed);
    assert_eq!(places.status.code(), Some(0));
    let buckets: Vec<u64> = lines(&places).iter().map(|line| line["bucket"].as_u64().unwrap()).collect();
    assert_eq!(buckets, [0, 0, 1, 0, 1, 0], "the line without a report is in the first");

    let folder = Folder::with(&[("all.jsonl", &analysed)]);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let split = run(&["stories", "--buckets", "2", "--into", &path("buckets"), &path("all.jsonl")], b"");
    assert_eq!(split.status.code(), Some(0), "{}", String::from_utf8_lossy(&split.stderr));
    let (mut events, mut disagreements, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for bucket in ["buckets/bucket-000.jsonl", "buckets/bucket-001.jsonl"] {
        let merged = run(&["merge", &path(bucket)], b"");
        let export: Value = serde_json::from_slice(&merged.stdout).expect("the export is JSON");
        let (own_events, own_disagreements) = found(&export);
        events.extend(own_events);
        disagreements.extend(own_disagreements);
        problems.extend(export["problems"].as_array().unwrap().clone());
    }
    let (mut all_events, mut all_disagreements) = found(&whole);
    for list in [&mut events, &mut disagreements, &mut all_events, &mut all_disagreements] {
        list.sort();
    }
    assert_eq!(events, all_events);
    assert_eq!(disagreements, all_disagreements);
    assert!(disagreements.iter().any(|one| one.contains("18 workers") && one.contains("Eight workers")));
    assert_eq!(&problems, whole["problems"].as_array().unwrap());
    let again = run(&["stories", "--into", &path("buckets"), &path("all.jsonl")], b"");
    assert_eq!(again.status.code(), Some(1), "no file is replaced");
}

#[test]
fn lines_without_a_subject_have_no_story_and_half_a_corpus_of_stories_is_reported() {
    let analysed = run(&["analyse", "-"], b"{\"text\":\"A ferry sank off Portsea on 3 May 2021.\"}\n").stdout;
    let places = run(&["stories", "-"], &[&analysed[..], b"\n{}\nnothing\n"].concat());
    assert_eq!(places.status.code(), Some(0));
    let stories: Vec<bool> = lines(&places).iter().map(|line| line["story"].is_object()).collect();
    assert_eq!(stories, [true, false, false, false]);
    assert!(String::from_utf8_lossy(&places.stderr).contains("-:4: it is not a line of"));
    for (arguments, code) in [(&["stories", "--into", "x", "-"][..], 2), (&["stories", "/nowhere/at/all"], 3)]
    {
        assert_eq!(run(arguments, b"").status.code(), Some(code), "{arguments:?}");
    }
    let with_story = String::from_utf8(analysed.clone()).unwrap();
    let with_story = with_story.replacen('{', "{\"story\":{\"first\":7,\"by_name\":7},", 1);
    let merged = run(&["merge"], &[with_story.as_bytes(), &analysed].concat());
    assert!(String::from_utf8_lossy(&merged.stderr).contains("1 of 2 reports name no story"));
    let alone = run(&["merge"], with_story.as_bytes());
    assert!(alone.stdout == run(&["merge"], &analysed).stdout && alone.stderr.is_empty());
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
