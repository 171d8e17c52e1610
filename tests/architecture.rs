//! Imports point one way, and the pure rooms touch no file, clock, environment or terminal.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order the data flows; a room may import itself and what stands before it.
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
    "ui",
    "cli",
];

/// Rooms that touch nothing outside their arguments.
const PURE: &[&str] = &["text", "analysis", "timeline", "disagreement", "search"];

/// What a pure room never names.
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

/// The room a source file belongs to: the first part of its path below `src`, without the ending.
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
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
