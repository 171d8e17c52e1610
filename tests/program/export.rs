//! The JSON export: it matches its schema, every offset points at its words, every id can be resolved.

use std::collections::{BTreeSet, HashMap};

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rashomon::corpus::Corpus;
use rashomon::export::{json, names};
use rashomon::{disagreement, timeline};
use serde_json::Value;

use super::Folder;

fn schema_text() -> Value {
    serde_json::from_str(json::JSON_SCHEMA).expect("the schema is JSON")
}

/// The schema, and beyond it that every key of the export is described: readers must ignore new keys, a test must not.
fn schema() -> Validator {
    let mut schema = schema_text();
    forbid_unknown_keys(&mut schema);
    jsonschema::validator_for(&schema).expect("the schema is a JSON Schema")
}

fn forbid_unknown_keys(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            object.values_mut().for_each(forbid_unknown_keys);
        }
        Value::Array(items) => items.iter_mut().for_each(forbid_unknown_keys),
        _ => {}
    }
}

fn exported(corpus: Corpus) -> Value {
    let timeline = timeline::build(corpus.into());
    let disagreements = disagreement::find(&timeline);
    let mut out = Vec::new();
    json::write(&mut out, &timeline, &disagreements, json::Options { with_text: true })
        .expect("memory takes it");
    serde_json::from_slice(&out).expect("the export is JSON")
}

/// What is wrong with an export, in words.
fn faults(schema: &Validator, export: &Value) -> Vec<String> {
    let mut faults: Vec<String> =
        schema.iter_errors(export).map(|error| format!("{}: {error}", error.instance_path())).collect();
    if faults.is_empty() {
        let checker = Checker::new(export);
        checker.words(export, "", &mut faults);
        checker.ids(export, &mut faults);
        checker.parts(export, &mut faults);
    }
    faults
}

struct Checker {
    /// Per report: its characters.
    texts: HashMap<String, Vec<char>>,
    ids: BTreeSet<String>,
}

impl Checker {
    fn new(export: &Value) -> Self {
        let texts = rows(export, "reports")
            .map(|report| (string(report, "id"), string(report, "text").chars().collect()))
            .collect();
        let lists = ["reports", "actors", "events", "claims", "disagreements"];
        let ids = lists.iter().flat_map(|list| rows(export, list)).map(|row| string(row, "id")).collect();
        Self { texts, ids }
    }

    /// Every object with a report, a start and an end quotes exactly those characters.
    fn words(&self, value: &Value, at: &str, faults: &mut Vec<String>) {
        match value {
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| self.words(item, &format!("{at}/{index}"), faults));
            }
            Value::Object(object) => {
                if let (Some(report), Some(start)) = (object.get("report"), object.get("start")) {
                    let text = &self.texts[report.as_str().unwrap_or_default()];
                    let (start, end) = (offset(start), offset(&object["end"]));
                    let slice = text.get(start..end).map(String::from_iter);
                    if slice.as_deref() != object["text"].as_str() || start >= end {
                        faults.push(format!("{at}: {start}..{end} is {slice:?}, not {}", object["text"]));
                    }
                    if let Some(trigger) = object.get("trigger") {
                        let (first, last) = (offset(&trigger["start"]), offset(&trigger["end"]));
                        if first >= last || last > text.len() {
                            faults.push(format!("{at}: the trigger {first}..{last} is outside the text"));
                        }
                    }
                }
                object.iter().for_each(|(key, item)| self.words(item, &format!("{at}/{key}"), faults));
            }
            _ => {}
        }
    }

    /// Ids are unique and every reference resolves.
    fn ids(&self, export: &Value, faults: &mut Vec<String>) {
        let lists = ["reports", "actors", "events", "claims", "disagreements"];
        let count: usize = lists.iter().map(|list| rows(export, list).count()).sum();
        if count != self.ids.len() {
            faults.push(format!("{count} rows have {} ids", self.ids.len()));
        }
        let mut referred: Vec<String> = Vec::new();
        for event in rows(export, "events") {
            referred.extend(rows(event, "actors").map(|participant| string(participant, "actor")));
        }
        for claim in rows(export, "claims") {
            referred.extend(claim["event"].as_str().map(str::to_owned));
            referred
                .extend(rows(claim, "chain").filter_map(|link| link["actor"].as_str()).map(str::to_owned));
        }
        for disagreement in rows(export, "disagreements") {
            referred.extend(disagreement["event"].as_str().map(str::to_owned));
            let claims = rows(disagreement, "positions").filter_map(|position| position["claim"].as_str());
            referred.extend(claims.map(str::to_owned));
            referred.extend(strings(&disagreement["silent"]));
        }
        let lost = referred.iter().filter(|id| !self.ids.contains(*id));
        faults.extend(lost.map(|id| format!("{id} leads nowhere")));
    }

    /// The reports that mention an event, are silent on it or do not know are all reports, each once.
    fn parts(&self, export: &Value, faults: &mut Vec<String>) {
        let all: Vec<String> = self.texts.keys().cloned().collect::<BTreeSet<_>>().into_iter().collect();
        for event in rows(export, "events").filter(|event| event["silent"].is_array()) {
            let mut parts: Vec<String> =
                ["told_by", "silent", "unknown"].iter().flat_map(|key| strings(&event[*key])).collect();
            parts.sort();
            if parts != all {
                faults.push(format!("{}: {parts:?} are not the reports", event["id"]));
            }
            let tellers: BTreeSet<String> =
                rows(event, "mentions").map(|mention| string(mention, "report")).collect();
            let told_by: BTreeSet<String> = strings(&event["told_by"]).into_iter().collect();
            if !told_by.is_subset(&tellers) {
                faults.push(format!("{}: told by {told_by:?}, mentioned by {tellers:?}", event["id"]));
            }
        }
    }
}

fn rows<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn string(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn offset(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX)
}

#[test]
fn the_bundled_corpus_exports_as_the_schema_says() {
    let export = exported(Corpus::bundled());
    assert_eq!(faults(&schema(), &export), Vec::<String>::new());
    assert_eq!(rows(&export, "reports").count(), 3);
}

#[test]
fn awkward_corpora_export_as_the_schema_says() {
    let long_line = "The mayor said on Monday that 12 people were hurt. ".repeat(2000);
    let sirens =
        "🚨 Police in São Paulo said 3 people were killed on Jan. 5, 2021 — “at least 3”, they said. "
            .repeat(3);
    let decomposed =
        "Renée Müller, the mayor of Zürich, said e\u{301}lan\u{301} 東京 مرحبا two were hurt on Tuesday.";
    let crlf = "A bus crashed on Friday.\r\n\r\nTwo people died, the police said.\r\nThe driver was arrested on Saturday.\r\n";
    let controls = "\u{1b}[31mFour\u{7} people\u{202e} were killed on Monday\u{0}.\u{2028}They died.";
    let texts = [&long_line, &sirens, decomposed, crlf, controls, "“", "killed", "1 2 3", ". . .", "Monday"];
    let records: String = texts
        .iter()
        .map(|text| serde_json::json!({"text": text, "published": "2021-01-06"}).to_string() + "\n")
        .collect();
    let same = "Rebels killed 5 soldiers in the north on Sunday, the army said. The rebels denied it.";
    let folder = Folder::with(&[
        ("all.jsonl", records.as_bytes()),
        ("a.txt", same.as_bytes()),
        ("b.txt", same.as_bytes()),
        ("broken.jsonl", b"{"),
    ]);
    let export = exported(folder.read());
    assert_eq!(faults(&schema(), &export), Vec::<String>::new());
    assert_eq!(rows(&export, "reports").count(), 12);
    // The broken line, the two files that have no date, and the report with invisible marks.
    let mut paths: Vec<_> =
        rows(&export, "problems").filter_map(|problem| file_name(problem["path"].as_str()?)).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["a.txt", "all.jsonl#5", "b.txt", "broken.jsonl"]);
}

fn file_name(path: &str) -> Option<&str> {
    path.rsplit('/').next()
}

#[test]
fn a_large_corpus_does_not_list_who_is_silent() {
    let record = |number: usize| {
        format!("{{\"id\": {number}, \"text\": \"Storm {number} killed {number} people on Monday.\"}}\n")
    };
    let records: String = (1..=json::SILENT_LISTED + 1).map(record).collect();
    let export = exported(Folder::with(&[("all.jsonl", records.as_bytes())]).read());
    assert_eq!(faults(&schema(), &export), Vec::<String>::new());
    assert!(rows(&export, "events").all(|event| event["silent"].is_null()));
}

#[test]
fn the_same_wire_text_in_two_papers_is_one_origin_and_that_is_reported() {
    let wire = "A goods train left the rails near Ostwick early on Monday and blocked both tracks of the coast line, the \
        operator Veltram said. Three people were hurt. Forty empty wagons lay beside the embankment, and a crane was on its \
        way from Pelham. Trains were turned back at Ostwick until the evening, and buses took their place. The cause was \
        not known, said a spokeswoman, who added that the points had been checked only last week.";
    let other = "Five people were hurt when a goods train left the rails near Ostwick on Monday, Veltram said. The railway \
        union called for the points to be replaced, and the mayor of Ostwick thanked those who had helped the travellers.";
    let headed = format!("Goods train derails on coast line\n\n{wire}\n\nAdditional reporting by our staff.");
    let folder = Folder::with(&[
        ("a.txt", wire.as_bytes()),
        ("b.txt", headed.as_bytes()),
        ("c.txt", other.as_bytes()),
    ]);
    let export = exported(folder.read());
    assert_eq!(faults(&schema(), &export), Vec::<String>::new());
    let same: Vec<&Value> = rows(&export, "reports").map(|report| &report["same_text_as"]).collect();
    assert_eq!(same, [&Value::Null, &Value::from("A"), &Value::Null]);
    let one_origin = |text: &Value| text.as_str().is_some_and(|text| text.contains("one origin"));
    let notes: Vec<_> = rows(&export, "problems").filter(|problem| one_origin(&problem["message"])).collect();
    assert!(
        notes.len() == 1 && notes[0]["path"].as_str().is_some_and(|path| path.ends_with("b.txt")),
        "{notes:?}"
    );
    let mut of_hurt = rows(&export, "disagreements").filter(|row| row["aspect"] == "quantity");
    let why = of_hurt.next().map(|row| row["why"].to_string()).unwrap_or_default();
    assert!(why.contains("one origin: A and B"), "{why}");
}

#[test]
fn any_text_exports_as_the_schema_says() {
    let words = prop::sample::select(vec![
        "killed",
        "Monday",
        "said",
        "the",
        "army",
        "at least",
        "18",
        "“",
        "”",
        "\n",
        "\n\n",
        ". ",
        ", ",
        "\u{301}",
        "🌞",
        "Mr.",
        "Anna",
        "Berlin",
        "protest",
        "2021",
        "according to",
        "\r\n",
        "\u{202e}",
        "\0",
        "(",
        ")",
        "'s",
        "two",
        "dozens of",
        "not",
        "will",
        "yesterday",
        "$5 million",
        "%",
        "-",
        "—",
        "St. Louis",
        "J. B.",
        "…",
        "\t",
    ]);
    let piece = prop_oneof![8 => words.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => any::<char>().prop_map(String::from)];
    let text = prop::collection::vec(piece, 1..60).prop_map(|pieces| pieces.join(" "));
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 48, failure_persistence: None, ..Config::default() },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let schema = schema();
    runner
        .run(&prop::collection::vec(text, 1..4), |texts| {
            let record =
                |text: &String| serde_json::json!({"text": text, "date": "2021-01-06"}).to_string() + "\n";
            let records: String = texts.iter().map(record).collect();
            let export = exported(Folder::with(&[("all.jsonl", records.as_bytes())]).read());
            prop_assert_eq!(faults(&schema, &export), Vec::<String>::new());
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_schema_lists_every_name_and_no_other() {
    let schema = schema_text();
    let places = [
        ("published_basis", "report/properties/published_basis"),
        ("timex_type", "time/properties/type"),
        ("part_of_day", "when/properties/part"),
        ("basis", "when/properties/basis"),
        ("actor_kind", "actor/properties/kind"),
        ("role", "event/properties/actors/items/properties/role"),
        ("modality", "event/properties/modality"),
        ("event_type", "event/properties/type"),
        ("claim_kind", "claim/properties/kind"),
        ("extent", "claim/properties/extent"),
        ("status", "claim/properties/status"),
        ("aspect", "disagreement/properties/aspect"),
        ("verdict", "disagreement/properties/verdict"),
    ];
    assert_eq!(
        names::ALL.iter().map(|(function, _)| *function).collect::<BTreeSet<_>>(),
        places.map(|(f, _)| f).into()
    );
    for (function, all) in names::ALL {
        let place =
            places.iter().find(|(name, _)| name == function).map(|(_, place)| *place).unwrap_or_default();
        let described = schema.pointer(&format!("/$defs/{place}")).expect(place);
        let listed = strings(&described["enum"])
            .into_iter()
            .chain(rows(described, "oneOf").map(|one| string(one, "const")));
        assert_eq!(
            listed.collect::<BTreeSet<_>>(),
            all.iter().map(|name| (*name).to_owned()).collect(),
            "{place}"
        );
    }
}

#[test]
fn the_checks_find_what_is_wrong() {
    let schema = schema();
    let words = |start: u64, text: &str| serde_json::json!({"report": "A", "start": start, "end": start + 3, "text": text});
    let with_mention = |mention: Value| {
        let mut export = exported(Folder::with(&[("a.txt", b"One two.")]).read());
        export["actors"] = serde_json::json!([
            {"id": "actor-1", "name": "x", "kind": "person", "variants": [], "roles": [], "mentions": [mention]}
        ]);
        faults(&schema, &export).len()
    };
    assert_eq!(with_mention(words(4, "two")), 0);
    assert_eq!(with_mention(words(3, "two")), 1);
    assert_eq!(with_mention(words(99, "two")), 1);
    assert_eq!(with_mention(Value::Null), 1);
}
