//! `rashomon diff` as a script uses it.

use assert_cmd::Command;
use serde_json::Value;

use super::Folder;

fn rashomon(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("rashomon").expect("the program is built");
    command.args(arguments);
    command
}

fn printed(arguments: &[&str], code: i32) -> String {
    let output = rashomon(arguments).assert().code(code).get_output().stdout.clone();
    String::from_utf8(output).expect("results are UTF-8")
}

/// Two versions of a folder: in the second a report is revised and another is added.
fn versions() -> Folder {
    Folder::with(&[
        (
            "old/harbour.txt",
            b"A ferry sank off Portsea on 4 May 2031. Three passengers drowned, police said.\n",
        ),
        (
            "new/harbour.txt",
            b"A ferry sank off Portsea on 4 May 2031. Five passengers drowned, police said.\n",
        ),
        ("new/radio.txt", b"A ferry sank off Portsea on 4 May 2031. Nine passengers drowned, police said.\n"),
    ])
}

#[test]
fn an_export_does_not_differ_from_itself_nor_from_the_folder_it_was_made_of() {
    let folder = versions();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let export = folder.path().join("new.json");
    let export = export.to_str().unwrap();
    rashomon(&["export", new, "--output", export]).assert().success();
    for (one, other) in [(export, export), (export, new), (new, export), (old, old)] {
        assert_eq!(printed(&["diff", one, other], 0), "", "{one} {other}");
    }
}

#[test]
fn changes_are_reported_in_each_format_and_by_the_exit_code() {
    let folder = versions();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let text = printed(&["diff", old, new], 7);
    for line in ["  + B radio.txt", "claim: 3 → 5", "Passengers killed: 5 (A) vs 9 (B)"] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    let page = printed(&["diff", "--format", "markdown", old, new], 7);
    assert!(page.contains("## Disagreements\n\n- **new** "), "{page}");

    let json: Value = serde_json::from_str(&printed(&["diff", "--format", "json", old, new], 7)).unwrap();
    let schema: Value =
        serde_json::from_str(&printed(&["diff", "--format", "json-schema", old, new], 0)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&json).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let mut broken = json.clone();
    broken["events"]["changed"][0]["new"]["title"] = Value::Null;
    assert!(!validator.is_valid(&broken), "the schema looks at the rows");
}

#[test]
fn inputs_that_cannot_be_compared_are_refused_with_a_reason() {
    let folder = Folder::with(&[
        ("a.txt", b"A ferry sank on 4 May 2031."),
        ("future.json", br#"{"schema": "rashomon.timeline/9", "reports": [], "events": [], "claims": [], "disagreements": []}"#),
        ("cut.json", br#"{"schema":"rashomon.timeline/1","title":"x","rep"#),
    ]);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (good, future, cut, missing) = (path("a.txt"), path("future.json"), path("cut.json"), path("no"));
    for (arguments, code, why) in [
        (vec!["diff", &good, &future], 2, "rashomon.timeline/9"),
        (vec!["diff", &cut, &good], 2, "not a JSON export"),
        (vec!["diff", &good, &missing], 3, "no"),
        (vec!["diff", &good], 2, "NEW"),
        (vec!["diff", &good, &good, &good], 2, "3 were provided"),
    ] {
        let output = rashomon(&arguments).assert().code(code).get_output().stderr.clone();
        let output = String::from_utf8(output).unwrap();
        assert!(output.contains(why), "{arguments:?}: {output}");
    }
}
