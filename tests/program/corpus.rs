//! Reading: every kind of input, and everything that can be wrong with one.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rashomon::corpus::{Corpus, Progress, Request};
use rashomon::text::{PublishedBasis, Report};

use super::{Folder, read};

/// The last parts of the reports' paths.
fn names(corpus: &Corpus) -> Vec<&str> {
    corpus.reports.iter().map(|report| report.path.rsplit('/').next().unwrap_or_default()).collect()
}

/// The messages of the problems, with their lines, in order.
fn problems(corpus: &Corpus) -> Vec<String> {
    corpus
        .problems
        .iter()
        .map(|problem| match problem.line {
            Some(line) => format!("{line}: {}", problem.message),
            None => problem.message.clone(),
        })
        .collect()
}

fn published(report: &Report) -> Option<(&str, PublishedBasis)> {
    report.published.as_ref().map(|published| (&*published.edtf, published.basis))
}

#[test]
fn a_folder_is_read_by_path_and_reports_what_it_left_out() {
    let folder = Folder::with(&[
        ("b.txt", b"Second."),
        ("a/z.md", b"First."),
        ("c", b"Third."),
        ("picture.png", b"\x89PNG"),
        ("page.css", b"p {}"),
        (".hidden.txt", b"Not this."),
    ]);
    let corpus = folder.read();
    assert_eq!(names(&corpus), ["z.md", "b.txt", "c"]);
    assert_eq!(corpus.title, folder.path().file_name().unwrap().to_str().unwrap());
    assert_eq!(
        problems(&corpus),
        [
            "1 file of a kind that is not read (.css) was left out",
            "1 file of a kind that is not read (.png) was left out"
        ]
    );
}

/// The progress reported while some paths are read.
fn progress(paths: &[&Path]) -> Vec<Progress> {
    let seen = Mutex::new(Vec::new());
    let paths = paths.iter().map(|path| path.to_path_buf()).collect();
    let on_progress = |progress| seen.lock().unwrap().push(progress);
    let _ = Corpus::read_with_progress(&Request { paths, ..Request::default() }, &on_progress);
    seen.into_inner().unwrap()
}

#[test]
fn while_files_are_read_the_number_of_reports_and_its_estimate_are_reported() {
    let texts: Vec<String> = (0..400).map(|number| format!("A ferry sank in {number}.")).collect();
    let lines: String =
        texts.iter().map(|text| serde_json::json!({ "text": text }).to_string() + "\n").collect();
    let names: Vec<String> = (0..400).map(|number| format!("f/{number}.txt")).collect();
    let mut files: Vec<(&str, &[u8])> =
        names.iter().zip(&texts).map(|(name, text)| (&**name, text.as_bytes())).collect();
    let table = format!("text\n\"{}\"", texts.join("\"\n\""));
    files.extend([("all.jsonl", lines.as_bytes()), ("all.csv", table.as_bytes())]);
    let folder = Folder::with(&files);
    for (path, found) in [("all.jsonl", 0), ("all.csv", 0), ("f", 400)] {
        let seen = progress(&[&folder.path().join(path)]);
        assert_eq!(seen.first(), Some(&Progress::Finding(0)), "{path}");
        assert!(seen.contains(&Progress::Finding(found)), "{path}");
        assert_eq!(seen.last(), Some(&Progress::Reading(400, 400)), "{path}");
        let halfway = seen.iter().find_map(|progress| match progress {
            Progress::Reading(200, about) => Some(*about),
            _ => None,
        });
        assert!(halfway.is_some_and(|about| (380..=420).contains(&about)), "{path}: {halfway:?}");
    }
}

#[test]
fn a_file_that_is_not_a_report_is_a_problem_and_affects_nothing_else() {
    let folder = Folder::with(&[
        ("binary.txt", b"a\0b"),
        ("empty.txt", b""),
        ("good.txt", b"A ferry sank."),
        ("latin.txt", b"The caf\xe9 in Z\xfcrich was closed on Monday, officials said."),
        ("spaces.txt", b" \n\t\n"),
    ]);
    let corpus = folder.read();
    assert_eq!(names(&corpus), ["good.txt", "latin.txt"]);
    assert_eq!(
        problems(&corpus),
        [
            "it is binary data, not text; it was left out",
            "it contains no text; it was left out",
            "it is not UTF-8 and was read as windows-1252",
            "it contains no text; it was left out",
        ]
    );
}

#[test]
fn a_manifest_orders_and_describes_and_the_rest_of_the_folder_follows() {
    let folder = Folder::with(&[
        (
            "corpus.toml",
            b"title = \"The ferry\"\n[[report]]\npath = \"z.txt\"\nsource = \"Harbour News\"\npublished = 2021-05-04\n\
              [[report]]\npath = \"gone.txt\"\n[[report]]\npath = \"sub\"\n",
        ),
        ("2021-05-06-a.txt", b"A later report."),
        ("sub/x.txt", b"Another."),
        ("z.txt", b"---\nsource: Other\ntitle: Ferry sinks\n---\nThe ferry sank."),
    ]);
    let corpus = folder.read();
    assert_eq!(corpus.title, "The ferry");
    assert_eq!(names(&corpus), ["z.txt", "2021-05-06-a.txt", "x.txt"]);
    let first = &corpus.reports[0];
    assert_eq!(first.source.as_deref(), Some("Harbour News"));
    assert_eq!(first.title.as_deref(), Some("Ferry sinks"));
    assert_eq!(&*first.text, "The ferry sank.");
    assert_eq!(published(first), Some(("2021-05-04", PublishedBasis::Manifest)));
    assert_eq!(published(&corpus.reports[1]), Some(("2021-05-06", PublishedBasis::FileName)));
    let found = problems(&corpus);
    assert!(
        found[0].starts_with("7: `gone.txt` cannot be read") && found[1].starts_with("9: `sub` is a folder")
    );
}

#[test]
fn a_manifest_by_itself_names_the_whole_corpus() {
    let folder = Folder::with(&[
        ("corpus.toml", b"[[report]]\npath = \"a.txt\"\n"),
        ("a.txt", b"One."),
        ("b.txt", b"Two."),
    ]);
    assert_eq!(names(&read(&[folder.path().join("corpus.toml")])), ["a.txt"]);
    assert_eq!(names(&folder.read()), ["a.txt", "b.txt"]);
}

#[test]
fn a_file_reached_by_two_ways_is_read_once() {
    let folder = Folder::with(&[("a.txt", b"One."), ("b.txt", b"Two.")]);
    let corpus = read(&[folder.path().to_path_buf(), folder.path().join("a.txt")]);
    assert_eq!(names(&corpus), ["a.txt", "b.txt"]);
    assert_eq!(problems(&corpus), ["it is named more than once; it was read once"]);
    assert!(corpus.unread.is_empty());
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let folder = Folder::with(&[("sub/a.txt", b"One.")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/back")).unwrap();
    let corpus = folder.read();
    assert_eq!(names(&corpus), ["a.txt"]);
    assert!(
        corpus.problems[0].path.ends_with("sub/back") && corpus.problems[0].message.contains("a link back")
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_reported_by_its_own_name() {
    let folder = Folder::with(&[("a.txt", b"One.")]);
    std::os::unix::fs::symlink("nowhere", folder.path().join("gone.txt")).unwrap();
    let corpus = folder.read();
    assert_eq!(names(&corpus), ["a.txt"]);
    assert!(corpus.problems[0].path.ends_with("gone.txt"), "{:?}", corpus.problems);
}

#[test]
fn files_that_a_folder_excludes_are_not_read() {
    let folder = Folder::with(&[
        (".rashomonignore", b"# of no use\ndrafts/\n*.log.txt\n!kept.log.txt\n/top.txt\n"),
        (".gitignore", b"a.txt\n"),
        ("a.txt", b"One."),
        ("top.txt", b"Two."),
        ("sub/top.txt", b"Three."),
        ("drafts/b.txt", b"Four."),
        ("run.log.txt", b"Five."),
        ("kept.log.txt", b"Six."),
        ("sub/.rashomonignore", b"c.txt\n"),
        ("sub/c.txt", b"Seven."),
        ("c.txt", b"Eight."),
    ]);
    assert_eq!(names(&folder.read()), ["a.txt", "c.txt", "kept.log.txt", "top.txt"]);
    // A path that is named itself is read.
    assert_eq!(names(&read(&[folder.path().join("drafts/b.txt")])), ["b.txt"]);
}

#[test]
fn a_report_in_another_language_is_reported_and_kept() {
    let german = "Bei einem Brand in einer Lagerhalle am Hafen sind in der Nacht zum Dienstag zwei Menschen ums Leben \
        gekommen. Die Feuerwehr war mit mehr als hundert Kräften im Einsatz, teilte die Polizei am Morgen mit.";
    let english = "Two people died in a fire at a warehouse in the harbour on Monday night. More than a hundred \
        firefighters were called out, said the police, who are looking into what caused the blaze.";
    let folder = Folder::with(&[("de.txt", german.as_bytes()), ("en.txt", english.as_bytes())]);
    let corpus = folder.read();
    let languages: Vec<_> = corpus.reports.iter().map(|report| report.language.as_deref()).collect();
    assert_eq!(languages, [Some("de"), None]);
    let [problem] = &corpus.problems[..] else { panic!("{:?}", corpus.problems) };
    assert!(problem.path.ends_with("de.txt") && problem.message.contains("German"), "{problem}");
}

#[test]
fn a_path_that_does_not_exist_is_reported_by_name() {
    let folder = Folder::with(&[("a.txt", b"One."), ("empty/.keep", b"")]);
    let (missing, empty) = (folder.path().join("missing.txt"), folder.path().join("empty"));
    let corpus = read(&[missing.clone(), folder.path().join("a.txt"), empty.clone()]);
    assert_eq!(names(&corpus), ["a.txt"]);
    assert_eq!(corpus.unread, [missing, empty]);
}

#[test]
fn records_are_read_by_all_their_names() {
    let lines = r#"{"id": "r1", "title": "T", "source": "S", "url": "https://example.org", "published": "2021-05-04", "text": "One."}
{"guid": 17, "headline": "H", "publisher": "P", "link": "l", "date": "2021-05-04T10:00:00Z", "body": "Two.", "tags": [1, {"a": "b"}]}
{"content": "Three.", "text": "", "published": null, "source": {"name": "X"}}
"#;
    let folder = Folder::with(&[("all.jsonl", lines.as_bytes())]);
    let corpus = folder.read();
    assert_eq!(problems(&corpus), Vec::<String>::new());
    assert_eq!(names(&corpus), ["all.jsonl#r1", "all.jsonl#17", "all.jsonl#3"]);
    let [one, two, three] = &corpus.reports[..] else { panic!("three reports") };
    assert_eq!(
        (one.key.as_deref(), one.title.as_deref(), one.source.as_deref()),
        (Some("r1"), Some("T"), Some("S"))
    );
    assert_eq!(published(one), Some(("2021-05-04", PublishedBasis::Metadata)));
    assert_eq!(
        (two.key.as_deref(), two.title.as_deref(), two.source.as_deref()),
        (Some("17"), Some("H"), Some("P"))
    );
    assert_eq!((two.url.as_deref(), &*two.text), (Some("l"), "Two."));
    assert_eq!((three.source.as_deref(), &*three.text, published(three)), (None, "Three.", None));
}

#[test]
fn a_bad_record_is_reported_with_its_line_and_the_others_stay() {
    let lines = b"{\"text\": \"One.\"}\n\n{\"text\": \"Two.\", }\nnot json\n{\"id\": 1}\n\
        {\"text\": \"Three.\", \"date\": \"soon\"}\n{\"text\": \"caf\xe9\"}\r\n[1]\n{\"text\": \"\\ud800\"}\n{\"text\": \"Last.\"}";
    let folder = Folder::with(&[("all.jsonl", lines)]);
    let corpus = folder.read();
    let texts: Vec<&str> = corpus.reports.iter().map(|report| &*report.text).collect();
    assert_eq!(texts, ["One.", "Three.", "café", "\u{fffd}", "Last."]);
    let found = problems(&corpus);
    let lines: Vec<&str> = found.iter().filter_map(|problem| problem.split(':').next()).collect();
    assert_eq!(lines, ["3", "4", "5", "6", "7", "8", "9"], "{found:#?}");
}

#[test]
fn records_are_known_by_their_first_line_if_the_name_does_not_decide() {
    let folder = Folder::with(&[
        ("export.data", b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"),
        ("brace.data", b"{ill} and other words in a text."),
    ]);
    assert_eq!(read(&[folder.path().join("export.data")]).reports.len(), 2);
    assert_eq!(read(&[folder.path().join("brace.data")]).reports.len(), 1);
}

#[test]
fn many_records_keep_their_order_and_lines() {
    let mut lines = String::new();
    for number in 0..30_000 {
        let text = "A sentence about nothing much. ".repeat(number % 40);
        writeln!(lines, "{{\"id\": {number}, \"text\": \"{number} {text}\"}}").unwrap();
        if number % 1000 == 999 {
            lines.push_str("broken\n");
        }
    }
    assert!(lines.len() > 16 << 20, "the file must be longer than a block");
    let folder = Folder::with(&[("all.jsonl", lines.as_bytes())]);
    let corpus = folder.read();
    assert_eq!(corpus.reports.len(), 30_000);
    for (number, report) in corpus.reports.iter().enumerate() {
        assert_eq!(report.key.as_deref(), Some(&*number.to_string()));
        assert!(report.text.starts_with(&format!("{number} ")));
    }
    let lines: Vec<Option<usize>> = corpus.problems.iter().map(|problem| problem.line).collect();
    let expected: Vec<Option<usize>> = (1..=30).map(|thousand| Some(thousand * 1001)).collect();
    assert_eq!(lines, expected);
}

#[test]
fn utf16_records_are_read_by_their_mark() {
    let bytes: Vec<u8> =
        "\u{feff}{\"text\": \"Ürümqi\"}\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let corpus = Folder::with(&[("all.jsonl", &bytes)]).read();
    assert_eq!(&*corpus.reports[0].text, "Ürümqi");
}

#[test]
fn any_bytes_are_read_without_a_panic() {
    let pieces = prop_oneof![
        Just(b"---\n".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(b"{\"text\": \"".to_vec()),
        Just(b"\"}\n".to_vec()),
        Just(b"[[report]]\npath = ".to_vec()),
        Just(b"\"a.txt\"\npublished = 2022-99-99\n".to_vec()),
        prop::collection::vec(any::<u8>(), 0..40),
    ];
    let bytes = prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat());
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 200, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    runner
        .run(&bytes, |bytes| {
            let folder = Folder::with(&[("a.txt", &bytes), ("b.jsonl", &bytes), ("corpus.toml", &bytes)]);
            let corpus = folder.read();
            prop_assert!(corpus.reports.iter().zip(0..).all(|(report, id)| report.id.0 == id));
            prop_assert!(corpus.reports.iter().all(|report| !report.text.trim().is_empty()));
            Ok(())
        })
        .unwrap();
}

#[test]
fn logs_and_the_timelines_of_other_programs_are_events_each_with_its_clock() {
    let log = "2031-05-04T10:00:02Z pump stopped\n  at valve 3\n2031-05-04T10:00:05Z pump started\n2031-05-04T10:01:00Z all well\n2031-05-04T10:02:00Z still well\n";
    let sketch = "{\"message\": \"A file was made\", \"datetime\": \"2031-05-04T09:58:00+00:00\", \"timestamp_desc\": \"Creation Time\"}\n\
        {\"message\": \"A file was read\", \"datetime\": \"never\", \"timestamp_desc\": \"Access Time\"}\n";
    let slides = "{\"events\": [{\"start_date\": {\"year\": 2031, \"month\": 5, \"day\": 3}, \"text\": {\"headline\": \"Test\"}}]}";
    let bridge = "May  4 10:00:01 bridge: door opened\nMay  4 10:00:03 bridge: door shut\nMay  4 10:00:09 bridge: dark\n";
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(bridge.len() as u64);
    tar.append_data(&mut header, "bridge-2031-05-04.log", bridge.as_bytes()).unwrap();
    let folder = Folder::with(&[
        ("a.txt", b"---\ndate: 2031-05-05\n---\nThe ferry sank off Portsea on Sunday."),
        ("pump.log", log.as_bytes()),
        ("sketch.jsonl", sketch.as_bytes()),
        ("slides.json", slides.as_bytes()),
        ("bridge.tar", &tar.into_inner().unwrap()),
        ("readme.log", b"Nothing with a time."),
    ]);
    let corpus = folder.read();
    assert_eq!(names(&corpus), ["a.txt"]);
    assert_eq!(
        problems(&corpus),
        [
            "1 file of a kind that is not read (.log) was left out",
            "2: `never` is not a date; the event has none"
        ]
    );
    let timeline = rashomon::timeline::build(corpus.into());
    let given: Vec<(&str, &str, Option<u16>)> = timeline
        .events
        .iter()
        .filter(|event| event.given.is_some())
        .map(|event| (&*event.title, &*event.when.edtf, event.when.minute))
        .collect();
    assert_eq!(
        given,
        [
            ("Test", "2031-05-03", None),
            ("A file was made", "2031-05-04T09:58:00Z", Some(598)),
            ("bridge: door opened", "2031-05-04T10:00:01", Some(600)),
            ("bridge: door shut", "2031-05-04T10:00:03", Some(600)),
            ("bridge: dark", "2031-05-04T10:00:09", Some(600)),
            ("pump stopped", "2031-05-04T10:00:02Z", Some(600)),
            ("pump started", "2031-05-04T10:00:05Z", Some(600)),
            ("all well", "2031-05-04T10:01:00Z", Some(601)),
            ("still well", "2031-05-04T10:02:00Z", Some(602)),
            ("A file was read", "", None),
        ]
    );
    let stopped = timeline.given.iter().find(|given| given.title.as_deref() == Some("pump stopped")).unwrap();
    assert!(stopped.path.ends_with("pump.log") && stopped.line == 1);
    assert_eq!(stopped.note.as_deref(), Some("  at valve 3"));
    let alone = read(&[folder.path().join("pump.log")]);
    assert!(alone.unread.is_empty() && alone.given.len() == 4 && alone.reports.is_empty());
}

#[test]
fn what_is_exported_for_timelinejs_is_read_back() {
    let text = b"---\ndate: 2031-05-05\n---\nThe ferry sank off Portsea at 10:05 on Sunday. An inquiry begins on 7 June.";
    let reading = rashomon::reading::Reading::of(Folder::with(&[("a.txt", text)]).read());
    let selection = rashomon::export::Selection::whole(&reading.timeline, &reading.disagreements);
    let format = rashomon::export::FORMATS.iter().find(|format| format.name == "timelinejs").unwrap();
    let mut json = Vec::new();
    format.write(&mut json, &selection).unwrap();
    let back = Folder::with(&[("a.json", &json)]).read();
    let seen: Vec<(Option<&str>, Option<&str>)> =
        back.given.iter().map(|given| (given.date.as_deref(), given.time.as_deref())).collect();
    let days: Vec<&str> =
        reading.timeline.events.iter().filter_map(|event| event.when.edtf.get(..10)).collect();
    assert!(!days.is_empty() && back.problems.is_empty() && back.reports.is_empty(), "{:?}", back.problems);
    assert_eq!(seen.iter().map(|(date, _)| date.unwrap()).collect::<Vec<_>>(), days);
    assert!(seen.iter().any(|(_, clock)| *clock == Some("10:05")), "{seen:?}");
}

#[test]
fn events_of_a_persons_own_join_the_timeline_marked_as_given() {
    let folder = Folder::with(&[
        ("a.txt", b"---\ndate: 2031-05-05\n---\nThe ferry sank off Portsea on Sunday. Divers found the wreck."),
        (
            "corpus.toml",
            b"[[event]]\ndate = \"2031-05-03\"\ntitle = \"The ferry goes down\"\nreport = \"a.txt\"\nquote = \"ferry sank\"\n\
              [[event]]\ndate = \"2031-04\"\ntitle = \"The ferry is inspected\"\nplace = \"Dock 4\"\n\
              [[event]]\ntitle = \"Nobody said this\"\nreport = \"a.txt\"\nquote = \"ferry swam\"\n\
              [[event]]\ndate = \"soon\"\ntitle = \"Undated\"\n",
        ),
        ("more.csv", b"Year,Month,Day,Headline\n2031,6,1,The inquiry opens\n2031,x,,Nothing\n"),
        ("other.csv", b"name,age\nA,3\n"),
    ]);
    let timeline = rashomon::timeline::build(folder.read().into());
    let given: Vec<(&str, &str, usize)> = timeline
        .events
        .iter()
        .filter(|event| event.given.is_some())
        .map(|event| (&*event.title, &*event.when.edtf, event.mentions.len()))
        .collect();
    assert_eq!(
        given,
        [
            ("The ferry is inspected", "2031-04", 0),
            ("The ferry goes down", "2031-05-03", 1),
            ("The inquiry opens", "2031-06-01", 0),
            ("Nobody said this", "", 0),
            ("Undated", "", 0),
        ]
    );
    let of_given = |problem: &&rashomon::text::Problem| problem.line.is_some();
    let places: Vec<(&str, Option<usize>)> = timeline
        .problems
        .iter()
        .filter(of_given)
        .map(|problem| (problem.path.rsplit('/').next().unwrap_or_default(), problem.line))
        .collect();
    assert_eq!(places, [("more.csv", Some(3)), ("corpus.toml", Some(10)), ("corpus.toml", Some(14))]);
    let left_out = |problem: &rashomon::text::Problem| problem.message.contains("(.csv) was left out");
    assert!(timeline.problems.iter().any(left_out));
}
