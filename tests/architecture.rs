//! Imports point one way, and the pure modules touch no file, clock, environment or terminal.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order the data flows; a module may import itself and those before it.
const ROOMS: &[&str] = &[
    "text",
    "corpus",
    "analysis",
    "timeline",
    "disagreement",
    "search",
    "store",
    "reading",
    "export",
    "guide",
    "ui",
    "cli",
];

/// Modules that touch nothing outside their arguments.
const PURE: &[&str] = &["text", "analysis", "timeline", "disagreement", "search", "guide"];

/// The parts of the interface, each with those it must not import: drawing knows no state, and only the terminal's own
/// part does what `run` does.
const INTERFACE: &[(&str, &[&str])] = &[
    ("widget", &["state", "screens", "view", "run"]),
    ("view", &["run"]),
    ("screens", &["run"]),
    ("state", &["run"]),
];

/// What a pure module never names.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant",
    "Utc::now",
    "Local::now",
];

/// What only the interface and the binary name.
const TERMINAL: &[&str] = &["ratatui", "crossterm"];

fn sources(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the source folder can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The module a source file belongs to: the first part of its path below `src`, without the extension.
fn room_of(path: &Path, root: &Path) -> String {
    let first = path.strip_prefix(root).ok().and_then(|rest| rest.iter().next()).unwrap_or_default();
    first.to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The code of a file without comments and without its test module, line by line.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).expect("a source file is UTF-8");
    let body = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
    body.lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line.split("//").next().unwrap_or_default().to_owned()))
        .collect()
}

fn offences(wrong: impl Fn(&str, &str) -> bool) -> Vec<String> {
    offences_in("src", wrong)
}

/// The lines below a folder that their module must not have: by the first part of their path below that folder.
fn offences_in(folder: &str, wrong: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    for path in sources(&root) {
        let room = room_of(&path, &root);
        for (number, line) in code(&path) {
            if wrong(&room, &line) {
                found.push(format!("{}:{number}: {}", path.display(), line.trim()));
            }
        }
    }
    found
}

#[test]
fn imports_point_one_way() {
    let later_rooms = |room: &str| match ROOMS.iter().position(|name| *name == room) {
        Some(place) => &ROOMS[place + 1..],
        None => &[],
    };
    let found = offences(|room, line| {
        later_rooms(room).iter().any(|later| {
            line.contains(&format!("crate::{later}::"))
                || line.contains(&format!("use crate::{later};"))
                || line.contains(&format!("use crate::{later} "))
        })
    });
    assert!(found.is_empty(), "imports against the flow:\n{}", found.join("\n"));
}

#[test]
fn pure_rooms_touch_no_file_clock_or_environment() {
    let found = offences(|room, line| PURE.contains(&room) && OUTSIDE.iter().any(|name| line.contains(name)));
    assert!(found.is_empty(), "a pure room reaches outside:\n{}", found.join("\n"));
}

#[test]
fn only_the_interface_and_the_command_line_name_the_terminal() {
    let found = offences(|room, line| {
        !matches!(room, "ui" | "cli" | "main" | "lib") && TERMINAL.iter().any(|name| line.contains(name))
    });
    assert!(found.is_empty(), "a room names the terminal:\n{}", found.join("\n"));
}

#[test]
fn the_parts_of_the_interface_import_one_way() {
    let found = offences_in("src/ui", |part, line| {
        let unknown =
            INTERFACE.iter().find(|(name, _)| *name == part).map_or(&[][..], |(_, unknown)| unknown);
        unknown.iter().any(|other| {
            line.contains(&format!("crate::ui::{other}::"))
                || line.contains(&format!("super::super::{other}::"))
        })
    });
    assert!(found.is_empty(), "a part of the interface imports against its direction:\n{}", found.join("\n"));
    let parts =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui")).expect("the interface is there");
    let mut folders: Vec<String> = parts
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !matches!(name.as_str(), "run" | "snapshots" | "tests"))
        .collect();
    folders.sort();
    let mut known: Vec<&str> = INTERFACE.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(folders, known, "the table knows every part");
}

/// The public surface of the library. A change here is a change for its callers and belongs in CHANGELOG.md.
const LIBRARY: &[&str] = &[
    "Actor",
    "ActorId",
    "ActorKind",
    "Aspect",
    "Basis",
    "Disagreement",
    "Event",
    "EventId",
    "EventType",
    "FORMATS",
    "Filter",
    "Format",
    "Modality",
    "PartOfDay",
    "Passage",
    "Position",
    "Problem",
    "Published",
    "PublishedBasis",
    "Reading",
    "Report",
    "ReportId",
    "Role",
    "Span",
    "Timeline",
    "Verdict",
    "When",
    "guide",
    "read",
    "visible",
];

/// The names of rules in a source: text in quotation marks of the form `family/name`.
fn rules_in(path: &Path) -> Vec<String> {
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')
    };
    let is_rule = |word: &&str| {
        let parts = word.split_once('/');
        parts.is_some_and(|(family, name)| is_part(family) && is_part(name))
    };
    let source = fs::read_to_string(path).expect("a source can be read");
    source.split('"').filter(is_rule).map(str::to_owned).collect()
}

/// Rules whose differences are not in the table: those that say why two claims are not compared, and those on figures.
const WITHOUT_SEVERITY: &[&str] = &["scope/", "counts/"];

#[test]
fn every_rule_for_differences_is_in_the_table_of_severities() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/disagreement");
    let table = root.join("severity.rs");
    // The grounds of a learned model, which are no rules.
    let grounds = root.join("parallel/figures/reason.rs");
    let rated: BTreeSet<String> = rules_in(&table).into_iter().collect();
    let named: BTreeSet<String> = sources(&root)
        .iter()
        .filter(|path| **path != table && **path != grounds)
        .flat_map(|path| rules_in(path))
        .collect();
    let is_rated = |rule: &&String| !WITHOUT_SEVERITY.iter().any(|family| rule.starts_with(family));
    assert!(rated.len() > 50, "{rated:?}");
    assert_eq!(rated, named.iter().filter(is_rated).cloned().collect());
}

#[test]
fn every_word_class_that_the_source_names_is_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("assets/lexicon/claim-words.txt")).expect("the list can be read");
    let known: BTreeSet<&str> = list.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
    let named = |path: &PathBuf| {
        let source = fs::read_to_string(path).expect("a source can be read");
        let names = source.split("WordClass::named(\"").skip(1).map(|rest| rest.replace("\\\"", "\u{1}"));
        names
            .map(|rest| rest.split('"').next().unwrap_or_default().replace('\u{1}', "\""))
            .collect::<Vec<_>>()
    };
    let all: BTreeSet<String> = sources(&root.join("src")).iter().flat_map(named).collect();
    assert!(all.len() > 50, "{all:?}");
    let missing: Vec<&String> = all.iter().filter(|name| !known.contains(&***name)).collect();
    assert!(missing.is_empty(), "claim-words.txt lacks {missing:?}");
}

#[test]
fn the_public_surface_is_the_list_here() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"))
        .expect("the library has its root");
    let mut offered = Vec::new();
    let mut hidden = false;
    for line in lib.lines() {
        if let Some(module) = line.strip_prefix("pub mod ") {
            offered.extend((!hidden).then(|| module.trim_end_matches(';').to_owned()));
        } else if let Some(names) = line.strip_prefix("pub use ") {
            let names = names.rsplit("::").next().unwrap_or_default();
            let names = names.trim_end_matches(';').trim_matches(['{', '}']);
            offered.extend(names.split(", ").map(str::to_owned));
        }
        hidden = line == "#[doc(hidden)]";
    }
    offered.sort();
    assert_eq!(offered, LIBRARY);
}
