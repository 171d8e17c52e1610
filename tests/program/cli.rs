//! The command line: what is printed where, and how the program ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::num::NonZero;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rashomon::disagreement::Verdict;
use rashomon::export::{FORMATS, names};
use rashomon::guide::{TOPICS, Topic};
use rashomon::ui::state::keymap::{COMMANDS, Scope};

use super::Folder;

fn rashomon(arguments: &[&str]) -> Output {
    program(arguments).output().expect("the program runs")
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("rashomon").expect("the program is built");
    command.args(arguments).stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the program writes UTF-8")
}

#[test]
fn without_arguments_and_terminal_the_bundled_timeline_is_printed_from_any_folder() {
    let folder = Folder::with(&[]);
    let output = program(&[]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("3 reports"));
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn tables_and_exports_say_what_is_planned_alleged_or_denied() {
    let report = "A crane fell in Ostreva harbour on 3 March 2031. There were no reports of injuries. The union plans a march on 7 March \
                  2031. Two men allegedly sabotaged the crane. The harbour was not closed.";
    let folder = Folder::with(&[("a.txt", report.as_bytes())]);
    let path = folder.path().to_str().expect("a path in UTF-8");
    let of = |arguments: &[&str]| text(&rashomon(arguments).stdout).to_owned();
    let table = of(&["timeline", "--all", path]);
    for expected in ["alleged: Two men", "denied: Injuries", " The harbour was not closed"] {
        assert!(table.contains(expected), "{expected}: {table}");
    }
    assert!(
        !table.contains("denied: The harbour was not closed") && !table.contains(": A crane fell"),
        "{table}"
    );
    let calendar = of(&["export", "--format", "ics", path]);
    assert!(calendar.contains("SUMMARY:alleged: Two men"), "{calendar}");
}

#[test]
fn a_pipe_is_read_without_being_named_and_an_empty_one_is_ignored() {
    for (words, expected) in
        [("A ferry sank off Marrow on 4 May 2021. Two people died.", "1 report"), ("", "3 reports")]
    {
        let mut child = program(&[])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().unwrap().write_all(words.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains(expected), "{words:?}: {}", text(&output.stdout));
    }
}

#[test]
fn each_way_to_end_has_its_own_code() {
    let folder = Folder::with(&[
        ("good.txt", b"A ferry sank on 4 May 2021."),
        ("latin.txt", b"The caf\xe9 was closed on 4 May 2021, officials said."),
    ]);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (good, latin, missing) = (path("good.txt"), path("latin.txt"), path("missing.txt"));
    for (arguments, code) in [
        (vec!["timeline", &good], 0),
        (vec!["--help"], 0),
        (vec!["--version"], 0),
        (vec!["export", &good, "--output", "/nowhere/at/all.json"], 1),
        (vec!["--no-such-flag"], 2),
        (vec!["export", "--format", "no-such-format"], 2),
        (vec!["timeline", "--published", "soon", &good], 2),
        (vec!["timeline", &missing], 3),
        (vec!["timeline", &missing, &good], 4),
        (vec!["timeline", &latin], 0),
        (vec!["timeline", "--strict", "--published", "2021-05-04", &latin], 5),
    ] {
        let output = rashomon(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
        let silent = matches!(code, 0) && !arguments.contains(&&*latin);
        assert_eq!(output.stderr.is_empty(), silent, "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let mut child =
        program(&["export", "--with-text"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(complaint, "");
}

#[test]
fn standard_input_is_read_as_text_or_as_records() {
    for (input, reports) in [("A ferry sank.", 1), ("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n", 2)] {
        let output = assert_cmd::Command::cargo_bin("rashomon")
            .unwrap()
            .args(["export", "-", "--published", "2021-05-04"])
            .write_stdin(input)
            .output()
            .unwrap();
        let export: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = export["reports"].as_array().unwrap();
        assert_eq!(rows.len(), reports);
        assert_eq!(rows[0]["published_basis"], "argument");
        assert_eq!(export["title"], "standard input");
    }
}

#[test]
fn the_export_names_author_language_and_address_where_the_input_does() {
    let input = "Title: Ferry sinks\nAuthor: Dana Orr\nLanguage: en\nUrl: https://example.org/ferry\n\n\
        The ferry sank on Monday.\n\nRelated: Mill burns on Sunday\n";
    for (input, author) in [(input, "Dana Orr".into()), ("It sank.", serde_json::Value::Null)] {
        let output = assert_cmd::Command::cargo_bin("rashomon")
            .unwrap()
            .args(["export", "-"])
            .write_stdin(input)
            .output()
            .unwrap();
        let export: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let report = &export["reports"][0];
        assert_eq!(report["author"], author);
        assert_eq!(report["url"].is_string(), report["language"].is_string());
    }
}

#[test]
fn text_saved_in_a_wrong_encoding_is_repaired_and_reported() {
    let folder = Folder::with(&[
        ("a.txt", "Title: CafÃ© closed\n\nJosÃ© MuÃ±oz died on Monday. We donâ€™t know why.".as_bytes()),
        ("b.txt", "José Muñoz died on Monday.".as_bytes()),
    ]);
    let corpus = folder.read();
    assert_eq!(&*corpus.reports[0].text, "José Muñoz died on Monday. We don’t know why.");
    assert_eq!(corpus.reports[0].title.as_deref(), Some("Café closed"));
    let [problem] = &corpus.problems[..] else { panic!("{:?}", corpus.problems) };
    assert!(problem.path.ends_with("a.txt") && problem.message.contains("3 characters"), "{problem}");
}

#[test]
fn an_output_file_has_the_content_of_standard_output() {
    let folder = Folder::with(&[]);
    let file = folder.path().join("out.json");
    let output = rashomon(&["export", "--output", file.to_str().unwrap()]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    assert_eq!(std::fs::read(&file).unwrap(), rashomon(&["export"]).stdout);
}

#[test]
fn messages_and_tables_never_drive_the_terminal() {
    let folder = Folder::with(&[
        ("evil\u{1b}]0;x\u{7}.txt", b"a\0b"),
        ("all.jsonl", br#"{"text": "Mayor \u001b[31mAnna\u202e Smith\u0007 was killed in Berlin on 4 May 2021.", "source": "\u001b[2J"}"#),
    ]);
    for command in ["timeline", "actors", "disagreements"] {
        let output = rashomon(&[command, folder.path().to_str().unwrap()]);
        let both = [output.stdout, output.stderr].concat();
        let drives = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!text(&both).chars().any(drives), "{command}: {}", text(&both).escape_debug());
    }
}

#[test]
fn every_subcommand_explains_itself() {
    let help = rashomon(&["--help"]).stdout;
    let commands = BufReader::new(&*help)
        .lines()
        .map_while(Result::ok)
        .skip_while(|line| line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty());
    let names: Vec<String> =
        commands.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect();
    assert!(names.contains(&"export".to_owned()));
    for name in names.iter().filter(|name| *name != "help") {
        let output = rashomon(&[name, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).starts_with(|c: char| c.is_uppercase()), "{name} says what it does");
    }
}

const README: &str = include_str!("../../README.md");

/// A page of the guide, without the marks of Markdown.
fn page(name: &str) -> String {
    Topic::named(name).expect("the topic exists").text.replace('`', "")
}

/// The first cells of the rows of a table that begins with this header.
fn first_cells<'t>(text: &'t str, header: &str) -> Vec<&'t str> {
    let rows = text.split_once(header).expect("the table is there").1.lines().skip(2);
    rows.map_while(|row| row.strip_prefix("| ")?.split(" | ").next()).collect()
}

#[test]
fn the_guide_and_the_help_list_the_same_exit_codes() {
    let help = rashomon(&["--help"]).stdout;
    let codes = text(&help).lines().skip_while(|line| *line != "Exit codes:").skip(1);
    let codes: Vec<(&str, &str)> = codes.filter_map(|line| line.trim().split_once("  ")).collect();
    assert_eq!(codes.len(), 9);
    let page = page("scripts");
    for (code, meaning) in &codes {
        let row = format!("| {code} | {meaning} |");
        assert!(page.contains(&row), "the guide lacks {row}");
    }
    assert_eq!(first_cells(&page, "| exit code | means |").len(), codes.len());
}

#[test]
fn the_guide_lists_every_key_and_the_readme_a_few_of_them() {
    let mut rows = Vec::new();
    for command in COMMANDS.iter().filter(|command| !command.about.is_empty()) {
        let keys: Vec<String> = command.keys.split(' ').map(|key| format!("`{key}`")).collect();
        let place = match command.scope {
            Scope::Anywhere => "",
            Scope::Explorer => "explorer",
            Scope::Compare => "split view",
            Scope::Disagreements => "disagreements",
            Scope::Lanes => "lanes",
            Scope::Field => "field",
        };
        rows.push((keys.join(" "), place, command.about));
    }
    let row = |(keys, place, about): &(String, &str, &str)| format!("| {keys} | {place} | {about} |\n");
    let table =
        format!("| keys | where | what |\n|---|---|---|\n{}", rows.iter().map(row).collect::<String>());
    let guide = Topic::named("keys").expect("the topic exists").text;
    assert!(guide.contains(&table), "the guide's key table should be:\n{table}");

    let few = README.split_once("| keys | what |\n|---|---|\n").expect("the README has a key table").1;
    let few: Vec<&str> = few.lines().take_while(|line| line.starts_with('|')).collect();
    assert!(few.len() >= 10);
    for line in few {
        let known = rows.iter().any(|(keys, _, about)| line == format!("| {keys} | {about} |"));
        assert!(known, "the README has {line}");
    }
}

#[test]
fn the_readme_lists_every_command_and_every_topic() {
    let commands = README.split_once("## Commands").and_then(|(_, rest)| rest.split("```").nth(1));
    let listed: Vec<&str> = commands
        .expect("the README has a list of commands")
        .lines()
        .filter_map(|line| line.strip_prefix("rashomon ")?.split_whitespace().next())
        .filter(|word| !word.starts_with('['))
        .collect();
    let help = rashomon(&["--help"]).stdout;
    let known = text(&help).lines().skip_while(|line| *line != "Commands:").skip(1);
    let known = known.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    let known: Vec<&str> = known.filter_map(|line| line.split_whitespace().next()).collect();
    let sorted = |mut names: Vec<&str>| {
        names.sort_unstable();
        names.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sorted(listed), sorted(known));

    for topic in TOPICS {
        let row = format!("| `{}` | {} |", topic.name, topic.title());
        assert!(README.contains(&row), "the README lacks {row}");
        let line =
            text(&help).lines().any(|line| line.trim() == format!("{:13}  {}", topic.name, topic.title()));
        assert!(line, "the help lacks {}", topic.name);
    }
    assert_eq!(first_cells(README, "| topic | page |").len(), TOPICS.len());
}

#[test]
fn the_guide_and_the_readme_explain_every_verdict_and_the_guide_every_format() {
    let verdicts: Vec<&str> = Verdict::ALL.iter().map(|verdict| names::verdict_in_words(*verdict)).collect();
    assert_eq!(first_cells(&page("verdicts"), "| verdict | what it says | example |"), verdicts);
    assert_eq!(first_cells(README, "| verdict | example |"), verdicts);
    for format in FORMATS {
        let page = page("exports");
        assert!(first_cells(&page, "| --format | what it is |").contains(&format.name), "{}", format.name);
    }
}

#[test]
fn help_prints_a_page_of_the_guide_or_the_help_of_a_command() {
    for topic in TOPICS {
        let output = rashomon(&["help", topic.name]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).starts_with(&topic.title().to_uppercase()), "{}", topic.name);
        assert!(!text(&output.stdout).contains('\u{1b}'));
    }
    assert_eq!(rashomon(&["help"]).stdout, rashomon(&["--help"]).stdout);
    assert_eq!(rashomon(&["help", "export"]).stdout, rashomon(&["export", "--help"]).stdout);
    let unknown = rashomon(&["help", "verdict"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("'verdicts'"), "{}", text(&unknown.stderr));
}

#[test]
fn an_explanation_is_text_and_a_request_for_rows_says_so() {
    for arguments in [
        &["disagreements", "--explain", "--format", "jsonl"][..],
        &["timeline", "--explain", "1", "--format", "jsonl"],
        &["actors", "--explain", "Anna", "--format", "jsonl"],
        &["disagreements", "--explain", "--format", "csv"],
    ] {
        let output = rashomon(arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        let format = arguments.last().expect("it ends with the format");
        let says = format!("leave out --format {format}");
        assert!(text(&output.stderr).contains(&says), "{}", text(&output.stderr));
    }
    assert!(text(&rashomon(&["disagreements", "--explain"]).stdout).contains("not compared"));
}

#[test]
fn the_log_records_a_run_and_is_harmless_to_read() {
    let folder =
        Folder::with(&[("evil\u{1b}]0;x.txt", b"a\0b"), ("good.txt", b"A ferry sank on 4 May 2021.")]);
    // Beside the reports it would be read as one of them.
    let elsewhere = Folder::with(&[]);
    let log = elsewhere.path().join("run.log");
    let run = |asked: &str, arguments: &[&str]| {
        let asked = format!("{}{asked}", log.display());
        program(arguments).env("RASHOMON_LOG", asked).env("RASHOMON_CACHE", "").output().unwrap()
    };
    let path = folder.path().to_str().unwrap();
    assert_eq!(run("", &["timeline", path]).stdout, rashomon(&["timeline", path]).stdout);
    let lines = std::fs::read_to_string(&log).unwrap();
    assert!(lines.contains(" INFO  cli: rashomon ") && lines.contains("ended with exit code 0"), "{lines}");
    assert!(lines.contains(" WARN  ") && lines.contains("evil␛"), "{lines}");
    assert!(lines.contains("analysing ") && !lines.contains(" DEBUG "), "{lines}");
    assert!(!lines.chars().any(|c| c != '\n' && c.is_control()), "{lines:?}");

    run(":debug", &["timeline", path]);
    let more = std::fs::read_to_string(&log).unwrap();
    assert!(more.starts_with(&lines), "a log is continued");
    assert!(more.contains("good.txt: 27 bytes analysed in "), "{more}");

    std::fs::remove_file(&log).unwrap();
    let output = run(":error", &["timeline", "/no/such/place"]);
    assert_eq!(output.status.code(), Some(3));
    let lines = std::fs::read_to_string(&log).unwrap();
    assert!(lines.lines().count() == 1 && lines.contains(" ERROR "), "{lines}");
}

#[test]
fn a_log_that_cannot_be_written_is_reported_before_anything_is_done() {
    let output = program(&["timeline"]).env("RASHOMON_LOG", "/dev/null/x.log").output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let message = text(&output.stderr);
    assert!(message.contains("/dev/null/x.log") && message.contains("RASHOMON_LOG"), "{message}");
}

#[test]
fn on_a_terminal_tables_fit_and_badges_are_explained() {
    let folder = Folder::with(&[
        ("a.txt", b"Source: Harbour News\nDate: 2021-05-05\n\nA ferry sank off the coast of Marrow in heavy rain on 4 May 2021. Three people died." as &[u8]),
        ("b.txt", b"Source: Radio Marrow\nDate: 2021-05-05\n\nA ferry sank off the coast of Marrow in heavy rain on 4 May 2021. Nine people died."),
    ]);
    for command in ["timeline", "disagreements", "actors"] {
        for (colour, styled) in [("", true), ("1", false)] {
            let shown = on_terminal(&[command, folder.path().to_str().unwrap()], 60, colour);
            assert!(shown.contains("A Harbour News (2021-05-05)") || styled, "{command}: {shown}");
            assert!(shown.contains("Radio Marrow (2021-05-05)"), "{command}: {shown}");
            assert_eq!(shown.contains("\u{1b}["), styled, "{command}: {shown:?}");
            if !styled {
                let widest = shown.lines().map(|line| line.trim_end().chars().count()).max();
                assert!(widest <= Some(60), "{command}: {shown}");
            }
        }
    }
}

/// What a command prints on a terminal of this width.
fn on_terminal(arguments: &[&str], cols: u16, no_color: &str) -> String {
    let size = PtySize { rows: 40, cols, ..PtySize::default() };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rashomon"));
    command.args(arguments);
    command.env("TERM", "xterm-256color");
    command.arg("--quiet");
    command.env("NO_COLOR", no_color);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let read = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // On Linux the end of a pseudo-terminal is an error.
        let _ = reader.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    assert_eq!(child.wait().unwrap().exit_code(), 0);
    drop(pair.master);
    read.join().unwrap()
}

#[test]
fn the_explorer_opens_on_a_terminal_that_answers_no_query() {
    let (rows, cols) = (NonZero::new(40).unwrap(), NonZero::new(120).unwrap());
    let size = PtySize { rows: rows.get(), cols: cols.get(), ..PtySize::default() };
    let pair = native_pty_system().openpty(size).unwrap();
    let own = Folder::with(&[]);
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rashomon"));
    command.env("TERM", "xterm-256color");
    command.env("HOME", own.path());
    command.env("XDG_STATE_HOME", own.path());
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut screen = vt100::Parser::new(rows, cols, 0);
    let mut bytes = [0; 4096];
    while !screen.screen().contents().contains("Timeline") {
        match reader.read(&mut bytes) {
            Ok(count) if count > 0 => screen.process(&bytes[..count]),
            _ => panic!("it ended with {}", screen.screen().contents()),
        }
    }
    pair.master.take_writer().unwrap().write_all(b"q").unwrap();
    let drained = std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
    assert_eq!(child.wait().unwrap().exit_code(), 0);
    drop(pair.master);
    drop(drained.join());
}
