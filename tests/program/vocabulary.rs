//! The program is general: nothing in it is there because the bundled reports happen to say it.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use rashomon::corpus::Corpus;

/// Capitalised words of the reports that name nobody: the calendar, titles, peoples and the nouns of institutions.
const NO_NAMES: &[&str] = &[
    "Airborne",
    "Army",
    "Asian",
    "British",
    "Cabinet",
    "Central",
    "Collective",
    "Council",
    "Covid",
    "Defence",
    "Department",
    "European",
    "Emergency",
    "Federation",
    "Foreign",
    "Friday",
    "General",
    "Health",
    "Interior",
    "Internet",
    "January",
    "Mayor",
    "Minister",
    "Ministry",
    "Monday",
    "National",
    "News",
    "Office",
    "Organisation",
    "Organization",
    "President",
    "Prime",
    "Republic",
    "Saturday",
    "Secretary",
    "Security",
    "Soviet",
    "Square",
    "State",
    "States",
    "Sunday",
    "Thursday",
    "Treaty",
    "Tuesday",
    "Union",
    "United",
    "Wednesday",
    "Western",
    "Year",
];

/// Names so common in any news that example sentences may use them.
const COMMONPLACE: &[&str] =
    &["Boris", "Facebook", "Johnson", "Moscow", "Paris", "Russia", "Russian", "Telegram", "Twitter"];

/// A list may contain a name as one entry among at least this many.
const HUNDREDS: usize = 100;

/// The longest run of words that code and reports may share by chance.
const SHARED_WORDS: usize = 7;

fn files(root: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(root)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read").flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    files
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty())
}

/// Words that the bundled reports never write in lower case, though they occur inside a sentence.
fn names() -> BTreeSet<String> {
    let corpus = Corpus::bundled();
    let mut inside: BTreeSet<String> = BTreeSet::new();
    let mut lower: BTreeSet<String> = BTreeSet::new();
    for report in &corpus.reports {
        let mut starts = true;
        for piece in report.text.split_inclusive(|c: char| c.is_whitespace()) {
            for word in words(piece) {
                if word.chars().next().is_some_and(char::is_uppercase) {
                    inside.extend((!starts && word.chars().count() > 3).then(|| word.to_owned()));
                } else {
                    lower.insert(word.to_owned());
                }
                starts = false;
            }
            starts |= piece.trim_end().ends_with(['.', '!', '?', '”', '"', ':']) || piece.contains('\n');
        }
    }
    inside.retain(|word| {
        !lower.contains(&word.to_lowercase())
            && !NO_NAMES.contains(&&**word)
            && !COMMONPLACE.contains(&&**word)
    });
    inside
}

#[test]
fn the_names_of_the_reports_are_found() {
    let names = names();
    for name in ["Tokayev", "Almaty", "Pashinyan", "CSTO", "Drian"] {
        assert!(names.contains(name), "{name} is not among {names:?}");
    }
    assert!(names.len() < 60, "{names:?}");
}

#[test]
fn no_name_of_the_bundled_reports_occurs_in_the_source() {
    let names = names();
    let mut found = Vec::new();
    for path in files("src") {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let named = words(line).filter(|word| names.contains(*word));
            found.extend(named.map(|word| format!("{}:{}: {word}", path.display(), number + 1)));
        }
    }
    assert!(found.is_empty(), "names of the bundled reports:\n{}", found.join("\n"));
}

#[test]
fn a_lexicon_holds_a_name_of_the_reports_only_among_hundreds() {
    let names = names();
    let mut found = Vec::new();
    for path in files("assets/lexicon") {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let entries = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let held: Vec<&str> = entries.clone().flat_map(words).filter(|word| names.contains(*word)).collect();
        if !held.is_empty() && entries.count() < HUNDREDS {
            found.push(format!("{}: {held:?}", path.display()));
        }
    }
    assert!(found.is_empty(), "short lists with names of the bundled reports:\n{}", found.join("\n"));
}

#[test]
fn every_lexicon_states_its_source_and_licence() {
    for path in files("assets/lexicon") {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let head = text.lines().take_while(|line| line.starts_with('#')).collect::<String>().to_lowercase();
        assert!(head.contains("source") && head.contains("licence"), "{}", path.display());
    }
}

#[test]
fn the_classes_of_claim_words_are_those_that_the_source_names() {
    let list = std::fs::read_to_string("assets/lexicon/claim-words.txt").unwrap_or_default();
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let listed: Vec<&str> = lines.filter_map(|line| line.split('\t').next()).collect();
    let mut named = BTreeSet::new();
    for path in files("src") {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for rest in text.split("WordClass::named(\"").skip(1) {
            let name = rest.split("\")").next().unwrap_or_default();
            named.insert(name.replace("\\\"", "\""));
        }
    }
    for line in rashomon::analysis::claim::patterns() {
        let classes = line.pattern.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        named.extend(classes.map(str::to_owned));
    }
    let once: BTreeSet<String> = listed.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(once.len(), listed.len(), "a class is listed twice");
    assert_eq!(once, named);
}

#[test]
fn no_sentence_of_the_bundled_reports_occurs_in_the_program() {
    let lower = |text: &str| words(text).map(str::to_lowercase).collect::<Vec<_>>();
    let mut runs: HashMap<Vec<String>, String> = HashMap::new();
    for report in Corpus::bundled().reports {
        let words = lower(&report.text);
        runs.extend(words.windows(SHARED_WORDS).map(|run| (run.to_vec(), report.id.to_string())));
    }
    let mut found = Vec::new();
    for path in files("src").into_iter().chain(files("assets/lexicon")) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let hits = lower(&text)
            .windows(SHARED_WORDS)
            .filter_map(|run| Some((run.join(" "), runs.get(run)?)))
            .count();
        if hits > 0 {
            found.push(format!("{}: {hits} runs of {SHARED_WORDS} words", path.display()));
        }
    }
    assert!(found.is_empty(), "words of the bundled reports:\n{}", found.join("\n"));
}
