//! In the shell: completions, manual pages, settings, hints, and failing outputs.

use std::process::{Command, Output, Stdio};

use assert_cmd::Command as Assert;
use serde_json::Value;

use super::{Folder, is_installed};

fn rashomon(arguments: &[&str]) -> Assert {
    let mut command = Assert::cargo_bin("rashomon").expect("the program is built");
    command.args(arguments);
    command
}

fn ran(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = rashomon(arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("messages are UTF-8");
    (status.code().expect("it ends by itself"), text(stdout), text(stderr))
}

/// The names of the commands, as the help lists them.
fn commands() -> Vec<String> {
    let (_, help, _) = ran(&["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

#[test]
fn each_shell_completes_every_command() {
    let commands = commands();
    assert!(commands.len() > 10);
    for shell in ["bash", "zsh", "fish"] {
        let (code, script, _) = ran(&["completions", shell]);
        assert_eq!(code, 0);
        for name in &commands {
            assert!(script.contains(name.as_str()), "{shell} lacks {name}");
        }
    }
    assert_eq!(ran(&["completions", "tcsh"]).0, 2);
}

#[test]
fn the_completions_run_in_bash() {
    if !is_installed("bash") {
        return;
    }
    let (_, script, _) = ran(&["completions", "bash"]);
    let asks = format!(
        "{script}\nCOMP_WORDS=(rashomon disag); COMP_CWORD=1; _rashomon rashomon disag rashomon; echo \"${{COMPREPLY[@]}}\""
    );
    let output = Command::new("bash").args(["--norc", "-c", &asks]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), "disagreements");
}

#[test]
fn there_is_a_manual_page_for_the_program_and_each_command() {
    let folder = Folder::with(&[]);
    let pages = folder.path().join("man");
    assert_eq!(ran(&["man", "--output", pages.to_str().unwrap()]).0, 0);
    let (_, whole, _) = ran(&["man"]);
    for topic in rashomon::guide::TOPICS {
        assert!(
            whole.contains(&format!(".SH \"{}\"", topic.title().to_uppercase()))
                || whole.contains(&format!(".SH {}", topic.title().to_uppercase())),
            "{}",
            topic.name
        );
    }
    assert_eq!(std::fs::read_to_string(pages.join("rashomon.1")).unwrap(), whole);
    for name in commands().iter().filter(|name| *name != "help") {
        let page = std::fs::read_to_string(pages.join(format!("rashomon-{name}.1"))).expect(name);
        assert!(page.contains(".SH NAME") && page.contains(&format!("rashomon\\-{name}")), "{page}");
    }
    assert_eq!(ran(&["man", "--output", "/dev/null/man"]).0, 1);
}

#[test]
fn a_config_file_is_begun_checked_and_shown() {
    let folder = Folder::with(&[]);
    let home = folder.path().to_str().unwrap();
    let with = |arguments: &[&str]| {
        let output =
            rashomon(arguments).env("XDG_CONFIG_HOME", home).env_remove("COLORFGBG").output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let path = folder.path().join("rashomon/config.toml");
    assert_eq!(with(&["config", "path"]), (0, format!("{}\n", path.display())));
    assert!(with(&["config", "check"]).1.contains("no config file"));
    assert_eq!(with(&["config", "init"]), (0, format!("{}\n", path.display())));
    assert_eq!(with(&["config", "init"]).0, 2, "what is there is not replaced");
    assert_eq!(with(&["config", "init", "--force"]).0, 0);
    assert!(with(&["config", "check"]).1.contains("in order"));

    let (_, shown) = with(&["config", "show"]);
    let shown: toml::Table = shown.parse().unwrap();
    let (_, schema) = with(&["config", "schema"]);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut config = serde_json::to_value(&shown).unwrap();
    assert!(validator.is_valid(&config));
    config["colour"] = Value::Bool(true);
    assert!(!validator.is_valid(&config));

    std::fs::write(&path, "theme = \"neon\"\n").unwrap();
    assert_eq!(with(&["config", "check"]).0, 2);
}

#[test]
fn the_schema_of_a_theme_describes_the_themes_of_the_program() {
    let (code, schema, _) = ran(&["config", "schema", "theme"]);
    assert_eq!(code, 0);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, theme) in rashomon::ui::widget::theme::BUILT_IN {
        let theme: toml::Table = theme.parse().unwrap();
        let theme = serde_json::to_value(&theme).unwrap();
        assert!(validator.is_valid(&theme), "{name}");
        // Anything the schema forbids is refused by the program as well.
        for (role, look) in [
            ("chips", serde_json::json!({})),
            ("text", serde_json::json!({ "fg": "#12" })),
            ("text", serde_json::json!({ "with": ["loud"] })),
            ("text", serde_json::json!({ "colour": "red" })),
        ] {
            let mut wrong = theme.clone();
            wrong[role] = look;
            assert!(!validator.is_valid(&wrong), "{name}: {role}");
            let wrong = toml::to_string(&wrong).unwrap();
            assert!(rashomon::ui::widget::theme::Theme::read(&wrong).is_err(), "{name}: {role}");
        }
    }
}

#[test]
fn typing_errors_are_answered_with_a_suggestion() {
    let folder = Folder::with(&[("harbour.txt", b"A ferry sank on 4 May 2021.")]);
    let near = folder.path().join("harbor.txt");
    let near = near.to_str().unwrap();
    for (arguments, code, says) in [
        (vec!["timelin"], 2, "did you mean the command `timeline`"),
        (vec!["--config", "x.toml", "timeline"], 2, "`timeline` is a command and comes first"),
        (vec!["timeline", "--publishd", "2021"], 2, "--published"),
        (vec!["export", "--format", "jsom"], 2, "json"),
        (vec!["timeline", "--format", "html"], 2, "a page is written by `rashomon export --format html`"),
        (vec!["questions", "--format", "md"], 2, "possible values: table, jsonl, csv"),
        (vec!["timeline", near], 3, "did you mean"),
    ] {
        let (ended, _, message) = ran(&arguments);
        assert_eq!(ended, code, "{arguments:?}: {message}");
        assert!(message.contains(says), "{arguments:?}: {message}");
    }
}

#[test]
fn lists_are_filtered_as_exports_are() {
    let all = ran(&["disagreements"]).1;
    let only = ran(&["disagreements", "--only", "contradiction"]).1;
    let verdicts: Vec<&str> = only
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(verdicts.iter().all(|verdict| *verdict == "contradiction"));
    assert!(only.len() < all.len());
    let two = ran(&["disagreements", "--only", "contradiction,update"]).1;
    assert!(two.len() >= only.len());
    for command in ["timeline", "actors", "disagreements"] {
        let (code, none, _) = ran(&[command, "--actor", "no such name", "--format", "jsonl"]);
        assert_eq!((code, &*none), (0, ""), "{command}");
        assert!(!ran(&[command, "--format", "jsonl"]).1.is_empty());
    }
}

#[test]
fn every_list_is_printed_as_rows_for_programs_too() {
    for (command, rows_are_equal) in [
        (&["timeline"][..], true),
        (&["actors"], true),
        (&["times"], true),
        (&["times", "--rules"], true),
        (&["disagreements", "--rules"], true),
        (&["questions"], true),
        // A row of the table is a position.
        (&["disagreements"], false),
        (&["check"], false),
    ] {
        let (_, lines, _) = ran(&[command, &["--format", "jsonl"]].concat());
        let objects: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(!objects.is_empty() && objects.iter().all(Value::is_object), "{command:?}");
        let (_, table, _) = ran(&[command, &["--format", "csv"]].concat());
        let mut table = csv::Reader::from_reader(table.as_bytes());
        let rows: Vec<_> = table.records().collect::<Result<_, _>>().expect("all rows have as many cells");
        let rows = rows.len();
        assert!(rows >= objects.len(), "{command:?}: {rows} rows of {}", objects.len());
        assert!(!rows_are_equal || rows == objects.len(), "{command:?}: {rows} rows of {}", objects.len());
    }
}

#[test]
fn an_unknown_name_is_reported_with_the_nearest() {
    for (arguments, says) in [
        (&["timeline", "--actor", "Tokaev"][..], "no actor is called “Tokaev”; did you mean “Tokayev”?"),
        (&["disagreements", "--source", "no such paper"], "no report or outlet is called “no such paper”"),
        (&["export", "--place", "Almty"], "no place is called “Almty”; did you mean “Almaty”?"),
    ] {
        let (code, _, message) = ran(arguments);
        assert_eq!(code, 0, "{arguments:?}");
        assert!(message.contains(says), "{arguments:?}: {message}");
        assert_eq!(ran(&[arguments, &["--quiet"]].concat()).2, "", "{arguments:?}");
    }
    assert_eq!(ran(&["timeline", "--actor", "tokayev"]).2, "", "a part of a name in any case is enough");
}

#[test]
fn a_full_disk_and_an_unwritable_folder_are_reported() {
    if std::path::Path::new("/dev/full").exists() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
        let output = command.arg("export").stdin(Stdio::null()).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(
            String::from_utf8_lossy(&output.stderr)
                .contains("the output cannot be written: the disk is full")
        );
    }
    let folder = Folder::with(&[("file", b"")]);
    let at = |path: &str| folder.path().join(path).to_str().expect("a path in UTF-8").to_owned();
    for (path, why) in [
        ("/proc/timeline.json".to_owned(), "/proc/timeline.json cannot be written: "),
        (at("no/such.json"), "no/such.json cannot be written: its folder does not exist"),
        (at("file/timeline.json"), "file/timeline.json cannot be written: a part of its path is a file"),
        (at(""), "cannot be written: it is a folder; name a file in it"),
    ] {
        let (code, written, message) = ran(&["export", "--output", &path]);
        assert_eq!((code, &*written), (1, ""), "{path}");
        assert!(message.contains(why), "{message}");
    }
}

#[test]
fn python_reads_the_tables_as_they_are_meant() {
    if !is_installed("python3") {
        return;
    }
    for what in ["timeline", "actors", "claims", "disagreements"] {
        let folder = Folder::with(&[]);
        let path = folder.path().join("out.csv");
        let path = path.to_str().unwrap();
        assert_eq!(ran(&["export", "--format", "csv", "--what", what, "--output", path]).0, 0);
        let script = "import csv, sys\nrows = list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))\n\
            assert len({len(row) for row in rows}) == 1\nprint(len(rows) - 1)";
        let output = Command::new("python3").args(["-c", script, path]).output().unwrap();
        let counted: usize =
            String::from_utf8(output.stdout).unwrap().trim().parse().expect("python reads it");
        // The table of disagreements has a row for each position.
        let (_, lines, _) = ran(&["export", "--format", "jsonl", "--what", what]);
        let rows_of = |line: &str| {
            let row: Value = serde_json::from_str(line).expect("each line is JSON");
            row["positions"].as_array().map_or(1, Vec::len)
        };
        assert_eq!(counted, lines.lines().map(rows_of).sum::<usize>(), "{what}");
    }
}
