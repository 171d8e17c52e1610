//! The exports as their own readers see them. `.ci/readers` installs these readers in a folder, which `RASHOMON_READERS` names; a test
//! whose reader is missing says so and ends.

use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::Command as Assert;
use serde_json::Value;

use super::{Folder, is_installed};

/// Added events whose words are marks in one format or another, and whose dates are at the edge of what calendars know.
const ODD: &str = "\
Year,Month,Day,Time,End Year,End Month,End Day,Headline,Text,Media,Group,Type,Place
2021,5,3,23:40,,,,\"&lt;script>alert(1)&lt;/script> & \"\"quotes\"\" `tick` *star* _under_ [link](x)\",,javascript:alert(1),&lt;b>group,,Port &lt;i>sea
2021,5,4,,2021,5,6,\"=HYPERLINK(\"\"x\"\"); a: colon; 100% # hash {brace} | pipe\",,https://example.org/?a=1&b=<2>,,,\"a; b, c\\d\"
-43,3,15,,,,,Caesar is killed,,,,,Rome
0,,,,,,,The year nought,,,,,
1200,,,,,,,A comet falls,,,,,
2021,5,4,00:00,,,,Midnight,,,,,
1984,,,,1986,,,Years,,,,,
,,,,,,,Without a date,,,,,
2021,5,4,,,,,\"Line\nbreak ]]&gt; --&gt; <!-- and \u{202e} the reading order\",,,,,
2021,5,4,,,,,\"end of diagram\nsection Injected\",,,,,
2021,5,4,,,,,\"BEGIN:VEVENT\\nSUMMARY:x\",,,,,
";

/// The corpora that every reader gets: the bundled one, and reports with odd added events.
fn corpora() -> Vec<(Option<Folder>, &'static str)> {
    let mut files = vec![("events.csv".to_owned(), ODD.as_bytes().to_vec())];
    let scene = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scene");
    for entry in std::fs::read_dir(scene).expect("the scene is there").flatten() {
        let name = entry.file_name().into_string().expect("names are UTF-8");
        let mut bytes = std::fs::read(entry.path()).expect("a report can be read");
        if name == "corpus.toml" {
            bytes = [b"events = \"events.csv\"\n", &*bytes].concat();
        }
        files.push((name, bytes));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    vec![(None, "the bundled corpus"), (Some(Folder::with(&files)), "odd events")]
}

/// An export of all events, in a file of a folder that is removed after the test.
struct Export {
    folder: Folder,
    path: PathBuf,
    of: &'static str,
}

impl Export {
    fn text(&self) -> String {
        std::fs::read_to_string(&self.path).expect("exports are UTF-8")
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text()).expect("the export is JSON")
    }
}

/// Each corpus in a format, and as JSON to compare with.
fn exports(format: &str, ending: &str) -> Vec<(Export, Value)> {
    let write = |format: &str, ending: &str, corpus: &Option<Folder>, of| {
        let folder = Folder::with(&[]);
        let path = folder.path().join(format!("export.{ending}"));
        let mut command = Assert::cargo_bin("rashomon").expect("the program is built");
        command.args(["export", "--events", "all", "--format", format, "--output"]).arg(&path);
        command.args(corpus.iter().map(Folder::path));
        command.assert().success();
        Export { folder, path, of }
    };
    corpora()
        .iter()
        .map(|(corpus, of)| (write(format, ending, corpus, of), write("json", "json", corpus, of).json()))
        .collect()
}

fn rows<'a>(export: &'a Value, list: &str) -> &'a [Value] {
    export[list].as_array().map_or(&[], Vec::as_slice)
}

/// A file below the folder of readers; where it is missing, a line says so.
fn reader(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("RASHOMON_READERS").filter(|folder| !folder.is_empty());
    let found = folder.map(|folder| Path::new(&folder).join(path)).filter(|path| path.exists());
    if found.is_none() {
        eprintln!(
            "skipped: there is no {path} in the folder that RASHOMON_READERS names (.ci/readers makes it)"
        );
    }
    found
}

/// Runs a reader, and fails with its whole output if it finds a fault.
fn passes(command: &mut Command, of: &str) -> String {
    let output = command.output().expect("the reader runs");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let all = format!("{}{}", said(&output.stdout), said(&output.stderr));
    assert!(output.status.success(), "{of}: {all}");
    said(&output.stdout)
}

/// Opens each corpus in headless Chromium, as `tests/readers/browser.mjs` does with its first argument.
fn opens_in_a_browser(kind: &str, format: &str, ending: &str, package: &str) {
    let Some(folder) =
        reader("node_modules").filter(|_| reader(&format!("node_modules/{package}")).is_some())
    else {
        return;
    };
    let browser = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !is_installed("node") || !is_installed(&browser) {
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/browser.mjs");
    for (export, _) in exports(format, ending) {
        let mut command = Command::new("node");
        command.arg(&script).arg(kind).arg(&export.path);
        command.env("RASHOMON_READERS", folder.parent().expect("it lies in the folder of readers"));
        passes(command.env("CHROMIUM", &browser), export.of);
    }
}

#[test]
fn a_page_is_read_on_a_phone_and_a_desk_in_the_dark_in_print_by_keyboard_and_without_script() {
    opens_in_a_browser("page", "html", "html", "axe-core");
}

#[test]
fn timelinejs_keeps_every_event() {
    opens_in_a_browser("timelinejs", "timelinejs", "json", "@knight-lab/timelinejs");
}

#[test]
fn mermaid_draws_every_event() {
    opens_in_a_browser("mermaid", "mermaid", "mmd", "mermaid");
}

#[test]
fn the_picture_shows_in_a_page() {
    opens_in_a_browser("svg", "svg", "svg", "puppeteer-core");
}

#[test]
fn the_nu_html_checker_finds_no_fault() {
    let Some(checker) = reader("node_modules/vnu-jar/build/dist/vnu.jar") else { return };
    if !is_installed("java") {
        return;
    }
    for (export, _) in exports("html", "html") {
        passes(Command::new("java").arg("-jar").arg(&checker).arg("--Werror").arg(&export.path), export.of);
    }
}

#[test]
fn a_calendar_has_every_event_that_a_calendar_can_hold() {
    let Some(python) = reader("py/bin/python") else { return };
    // The days and titles that the `icalendar` package reads, as JSON.
    let script = "import icalendar, json, sys\n\
        calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n\
        events = calendar.walk('VEVENT')\n\
        assert not any(event.errors for event in events)\n\
        assert all(event.decoded('dtend') > event.decoded('dtstart') for event in events if 'dtend' in event)\n\
        print(json.dumps([[event.decoded('dtstart').isoformat()[:10], str(event['summary'])] for event in events]))\n";
    for (export, whole) in exports("ics", "ics") {
        let read = passes(Command::new(&python).args(["-c", script]).arg(&export.path), export.of);
        let read: Vec<(String, String)> = serde_json::from_str(&read).expect("the script prints JSON");
        let is_day = |edtf: &str| {
            let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
            edtf.chars().map(digits).eq("0000-00-00".chars()) && !edtf.starts_with("0000")
        };
        let on_a_day = |event: &&Value| event["when"]["edtf"].as_str().is_some_and(is_day);
        let expected: Vec<&Value> = rows(&whole, "events").iter().filter(on_a_day).collect();
        assert!(expected.len() > 5 && read.len() >= expected.len(), "{}", export.of);
        for event in expected {
            let day = event["when"]["edtf"].as_str().unwrap_or_default();
            let title = event["title"].as_str().unwrap_or_default().replace('\u{202e}', "◊");
            let is_titled = |summary: &str| match event["modality"].as_str() {
                Some("planned") => summary == format!("planned: {title}"),
                Some("alleged") => summary == format!("alleged: {title}"),
                Some("negated") => summary == title || summary == format!("denied: {title}"),
                _ => summary == title,
            };
            assert!(read.iter().any(|(on, of)| on == day && is_titled(of)), "{}: {event}", export.of);
        }
    }
}

#[test]
fn an_apparatus_is_tei_and_has_every_disagreement() {
    if !is_installed("xmllint") {
        return;
    }
    // The whole grammar of TEI P5 comes with a Python package.
    let grammar = reader("py/lib").and_then(|lib| {
        let python = std::fs::read_dir(lib).ok()?.flatten().next()?.path();
        Some(python.join("site-packages/HookTest/resources/tei.rng")).filter(|path| path.exists())
    });
    for (export, whole) in exports("tei", "xml") {
        let mut command = Command::new("xmllint");
        command.args(["--nonet", "--noout"]);
        if let Some(grammar) = &grammar {
            command.arg("--relaxng").arg(grammar);
        }
        passes(command.arg(&export.path), export.of);
        let counts = ["--xpath", "count(//*[local-name() = 'app'])"];
        let counted = passes(Command::new("xmllint").args(counts).arg(&export.path), export.of);
        assert_eq!(counted.trim(), rows(&whole, "disagreements").len().to_string(), "{}", export.of);
    }
}

#[test]
fn claim_reviews_have_the_shape_that_schema_org_describes() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/claimreview.schema.json");
    let schema = std::fs::read_to_string(schema).expect("the schema is there");
    let schema: Value = serde_json::from_str(&schema).expect("a schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("it is a JSON Schema");
    for (export, whole) in exports("claimreview", "json") {
        let reviews = export.json();
        let faults: Vec<String> =
            schema.iter_errors(&reviews).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", export.of);
        let open = |one: &&Value| {
            matches!(one["verdict"].as_str(), Some("contradiction" | "conditional" | "internal"))
        };
        let positions = rows(&whole, "disagreements").iter().filter(open);
        let positions: usize = positions.map(|one| rows(one, "positions").len()).sum();
        assert_eq!(reviews.as_array().map_or(0, Vec::len), positions, "{}", export.of);
        assert!(positions > 0, "{}", export.of);
    }
    assert!(
        !schema.is_valid(&serde_json::json!([{ "@type": "ClaimReview" }])),
        "a form without its parts is none"
    );
}

#[test]
fn odd_titles_come_back_from_a_table_as_they_were() {
    let titles = |export: &Value| {
        let given = rows(export, "events").iter().filter(|event| event["given"].is_object());
        let mut titles: Vec<String> =
            given.map(|event| event["title"].as_str().unwrap_or_default().replace('\u{202e}', "◊")).collect();
        titles.sort();
        titles
    };
    let (table, whole) = exports("csv", "csv").pop().expect("there are two corpora");
    let mut again = Assert::cargo_bin("rashomon").expect("the program is built");
    let again = again.args(["export", "--format", "json"]).arg(table.folder.path());
    let again: Value = serde_json::from_slice(&again.output().expect("it runs").stdout).expect("it is JSON");
    let (before, after) = (titles(&whole), titles(&again));
    assert!(before.len() > 8);
    for title in &before {
        assert!(after.contains(title), "{title:?} is lost");
    }
}
