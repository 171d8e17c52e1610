//! The paths of a request → the inputs to read, each once, with what manifests say about them.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::file::{self, shown};
use super::format::{Settings, table};
use super::manifest::{self, Manifest};
use super::metadata::Metadata;
use super::tally::{OnProgress, Progress};
use super::{decode, given};
use crate::text::{Given, Problem};

/// An input to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its name as it is shown.
    pub path: String,
    /// The source of its bytes.
    pub origin: Origin,
    /// What a manifest says about it.
    pub manifest: Metadata,
    /// The path of the request, if the request names it itself and not a folder around it.
    pub named: Option<PathBuf>,
}

impl Input {
    /// Whether it may contain so many reports that they should not be read together.
    #[must_use]
    pub fn may_hold_many(&self) -> bool {
        match &self.origin {
            Origin::StandardInput => true,
            Origin::File(file) => {
                let ending = file.extension().map(OsStr::to_ascii_lowercase);
                ending.is_some_and(|ending| ["jsonl", "ndjson"].iter().any(|one| ending == *one))
            }
        }
    }
}

/// The source of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// In standard input.
    StandardInput,
}

/// All inputs of a request.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The title of the corpus.
    pub title: String,
    /// The inputs, in order.
    pub inputs: Vec<Input>,
    /// Events that a person adds.
    pub given: Vec<Given>,
    /// Problems: what could not be found or used.
    pub problems: Vec<Problem>,
    /// Paths of the request that do not exist or cannot be read.
    pub unread: Vec<PathBuf>,
}

/// Finds the inputs of a request; reports each.
#[must_use]
pub fn gather(paths: &[PathBuf], settings: &Settings, on_progress: &OnProgress<'_>) -> Gathered {
    let mut gatherer = Gatherer {
        gathered: Gathered::default(),
        title: None,
        settings: settings.clone(),
        seen: HashSet::new(),
        found: 0,
        progress: on_progress,
    };
    on_progress(Progress::Finding(0));
    for path in paths {
        gatherer.add(path);
    }
    let mut gathered = gatherer.gathered;
    gathered.title = match (gatherer.title, paths) {
        (Some(title), _) => title,
        (None, []) => String::new(),
        (None, [only]) => name(only),
        (None, [first, rest @ ..]) => format!("{} and {} more", name(first), rest.len()),
    };
    gathered
}

/// The last part of a path; for `.` and `..` that of the folder they refer to.
fn name(path: &Path) -> String {
    if path == Path::new("-") {
        return "standard input".to_owned();
    }
    let last = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let canonical = || path.canonicalize().ok().and_then(|path| last(&path));
    last(path).or_else(canonical).unwrap_or_else(|| shown(path))
}

struct Gatherer<'t> {
    gathered: Gathered,
    title: Option<String>,
    settings: Settings,
    /// Files that are already gathered, by canonical path.
    seen: HashSet<PathBuf>,
    /// Files that were found so far, in folders also before they are gathered.
    found: usize,
    progress: &'t OnProgress<'t>,
}

impl Gatherer<'_> {
    fn problem(&mut self, path: &Path, line: Option<usize>, message: String) {
        self.gathered.problems.push(Problem { path: shown(path), line, message });
    }

    fn add(&mut self, path: &Path) {
        if path == Path::new("-") {
            return self.add_standard_input(path);
        }
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => self.add_folder(path),
            Ok(_) if path.file_name().is_some_and(|name| name == manifest::NAME) => {
                let _ = self.add_manifest(path, true);
            }
            Ok(_) if given::is_table_file(path) => {
                if !self.add_table(path, true) {
                    self.add_file(path, Metadata::default(), Some(path));
                }
            }
            Ok(_) => self.add_file(path, Metadata::default(), Some(path)),
            Err(error) => {
                self.problem(path, None, format!("it cannot be read: {error}"));
                self.gathered.unread.push(path.to_path_buf());
            }
        }
    }

    fn add_standard_input(&mut self, path: &Path) {
        if self.gathered.inputs.iter().any(|input| input.origin == Origin::StandardInput) {
            return self.problem(path, None, "standard input is named twice; it was read once".to_owned());
        }
        self.gathered.inputs.push(Input {
            path: "-".to_owned(),
            origin: Origin::StandardInput,
            manifest: Metadata::default(),
            named: Some(path.to_path_buf()),
        });
    }

    /// Adds an existing file; a file that is reached in two ways counts once.
    fn add_file(&mut self, path: &Path, manifest: Metadata, named: Option<&Path>) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if !self.seen.insert(identity) {
            if named.is_some() {
                self.problem(path, None, "it is named more than once; it was read once".to_owned());
            }
            return;
        }
        self.gathered.inputs.push(Input {
            path: shown(path),
            origin: Origin::File(path.to_path_buf()),
            manifest,
            named: named.map(Path::to_path_buf),
        });
    }

    /// Adds the files a manifest names; returns what it says about all reports of its folder.
    fn add_manifest(&mut self, path: &Path, titles: bool) -> Metadata {
        let Some(manifest) = self.read_manifest(path) else { return Metadata::default() };
        if titles && self.title.is_none() {
            self.title = manifest.title;
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let shown_path = shown(path);
        self.gathered
            .given
            .extend(manifest.events.into_iter().map(|event| Given { path: shown_path.clone(), ..event }));
        if let Some((table, line)) = manifest.table {
            let file = file::beside(folder, &table);
            if file.is_file() {
                self.add_table(&file, true);
            } else {
                self.problem(path, Some(line), format!("`{}` is not a readable file", shown(&table)));
            }
        }
        for entry in manifest.entries {
            let file = file::beside(folder, &entry.path);
            match fs::metadata(&file) {
                Ok(found) if found.is_dir() => {
                    let message = format!("`{}` is a folder; the entry was ignored", shown(&entry.path));
                    self.problem(path, Some(entry.line), message);
                }
                Ok(_) => self.add_file(&file, entry.metadata, None),
                Err(error) => {
                    let message = format!("`{}` cannot be read: {error}", shown(&entry.path));
                    self.problem(path, Some(entry.line), message);
                }
            }
        }
        manifest.common
    }

    /// Adds the events of a table; a file that was only found in a folder is first checked for being such a table.
    fn add_table(&mut self, path: &Path, named: bool) -> bool {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if self.seen.contains(&identity) {
            return true;
        }
        if head_of_table(path)
            .is_some_and(|head| !given::is_table(&head) && table::is_of_reports(&head, &self.settings))
        {
            return false;
        }
        let read = fs::read(path).map_err(|error| format!("it cannot be read: {error}"));
        let text =
            read.and_then(|bytes| decode::decode(bytes).map_err(|what| format!("it is {what}, no table")));
        let text = match text {
            Ok(decoded) => decoded.text,
            Err(message) => {
                self.problem(path, None, message);
                if named {
                    self.gathered.unread.push(path.to_path_buf());
                }
                return true;
            }
        };
        if !given::is_table(&text) {
            let of_reports = table::is_of_reports(&text, &self.settings);
            if named && !of_reports {
                let needed = "it is not a table of events or reports: its first line must name the columns `Year` and `Headline`, \
                              or a column with texts (`text`; or --map text=COLUMN)";
                self.problem(path, Some(1), needed.to_owned());
            }
            return named && !of_reports;
        }
        self.seen.insert(identity);
        let events = given::of_table(&text, &shown(path));
        for (line, message) in events.remarks {
            self.problem(path, Some(line), message);
        }
        self.gathered.given.extend(events.events);
        true
    }

    fn is_table_of_reports(&self, path: &Path) -> bool {
        let whole = || Some(decode::decode(fs::read(path).ok()?).ok()?.text);
        let text = head_of_table(path).or_else(whole);
        text.is_some_and(|text| table::is_of_reports(&text, &self.settings))
    }

    fn read_manifest(&mut self, path: &Path) -> Option<Manifest> {
        let text = fs::read(path)
            .map_err(|error| format!("it cannot be read: {error}"))
            .and_then(|bytes| decode::decode(bytes).map_err(|what| format!("it is {what}, no manifest")));
        match text {
            Ok(decoded) => {
                let mut manifest = manifest::parse(&decoded.text);
                for (line, message) in manifest.remarks.drain(..) {
                    self.problem(path, Some(line), message);
                }
                Some(manifest)
            }
            Err(message) => {
                self.problem(path, None, format!("{message}; the folder was read without it"));
                None
            }
        }
    }

    /// Adds a folder: what its manifests name, in their order, then the other reports by path.
    fn add_folder(&mut self, folder: &Path) {
        let before = (self.gathered.inputs.len(), self.gathered.given.len());
        let mut files = Vec::new();
        let mut common: BTreeMap<PathBuf, Metadata> = BTreeMap::new();
        let mut unread: BTreeMap<String, usize> = BTreeMap::new();
        let walk = WalkBuilder::new(folder)
            .standard_filters(false)
            .hidden(true)
            .add_custom_ignore_filename(super::IGNORE)
            .follow_links(true)
            .sort_by_file_path(Path::cmp)
            .filter_entry(|entry| !is_of_saved_page(entry.path()))
            .build();
        for entry in walk {
            match entry {
                Err(error) => {
                    let (place, why) = whereabouts(&error);
                    self.problem(place.unwrap_or(folder), None, format!("it cannot be read: {why}"));
                }
                Ok(entry) if !entry.file_type().is_some_and(|kind| kind.is_file()) => {}
                Ok(entry) if entry.file_name() == super::NOTES => {}
                Ok(entry) if entry.file_name() == manifest::NAME => {
                    let said = self.add_manifest(entry.path(), entry.depth() == 1);
                    common.extend(entry.path().parent().map(|folder| (folder.to_path_buf(), said)));
                }
                Ok(entry) if given::is_table_file(entry.path()) && self.add_table(entry.path(), false) => {}
                Ok(entry)
                    if given::is_table_file(entry.path()) && !self.is_table_of_reports(entry.path()) =>
                {
                    *unread.entry("csv".to_owned()).or_default() += 1;
                }
                Ok(entry) if file::is_read(entry.path()) => {
                    files.push(entry.into_path());
                    self.found += 1;
                    (self.progress)(Progress::Finding(self.found));
                }
                Ok(entry) => {
                    let ending = entry.path().extension().unwrap_or_default().to_string_lossy().into_owned();
                    *unread.entry(ending).or_default() += 1;
                }
            }
        }
        for file in files {
            // The innermost manifest takes precedence.
            let around = file.ancestors().filter_map(|folder| common.get(folder));
            let said = around.fold(Metadata::default(), Metadata::or);
            self.add_file(&file, said, None);
        }
        for (ending, count) in unread {
            let message = match count {
                1 => format!("1 file of a kind that is not read (.{ending}) was left out"),
                _ => format!("{count} files of a kind that is not read (.{ending}) were left out"),
            };
            self.problem(folder, None, message);
        }
        if (self.gathered.inputs.len(), self.gathered.given.len()) == before {
            self.problem(folder, None, "no reports were found in it".to_owned());
            self.gathered.unread.push(folder.to_path_buf());
        }
    }
}

/// The first lines of a table, which name its columns; none if they are longer than any header.
fn head_of_table(path: &Path) -> Option<String> {
    /// More bytes than any header has.
    const LONGEST: u64 = 1 << 16;
    let mut head = Vec::new();
    File::open(path).ok()?.take(LONGEST).read_to_end(&mut head).ok()?;
    head.truncate(memchr::memrchr(b'\n', &head)? + 1);
    Some(decode::decode(head).ok()?.text)
}

/// Whether a folder contains the pictures and frames of a page that a browser saved next to it: `ferry_files` for `ferry.html`.
fn is_of_saved_page(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(page) = name.strip_suffix("_files").filter(|_| path.is_dir()) else { return false };
    ["html", "htm", "xhtml"].iter().any(|ending| path.with_file_name(format!("{page}.{ending}")).is_file())
}

/// The path that an error of the walk is about, and what is wrong there.
fn whereabouts(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), whereabouts(err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => whereabouts(err),
        ignore::Error::Loop { ancestor, child } => {
            (Some(child), format!("it is a link back to {}, which is read already", shown(ancestor)))
        }
        ignore::Error::Io(error) => (None, error.to_string()),
        other => (None, other.to_string()),
    }
}
