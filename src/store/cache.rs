//! Analyses stored from one run to the next, so that a report that has not changed is not analysed again.
//!
//! One entry per analysis, named by a hash of everything the analysis depends on: the text, the publication date, the order of
//! dates in digits and the analyser's own version. `shelf` stores the entries.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use etcetera::BaseStrategy;
use twox_hash::XxHash3_128;

use super::ANALYSER;
use super::results::{self, Results};
use super::shelf::{Kind, Shelf, UNFINISHED, entries};
use crate::analysis::{self, Analysis};
use crate::text::{DateOrder, PublishedBasis, Report};

/// The variable that names another folder for the cache; if it is empty, nothing is stored.
pub const VARIABLE: &str = "RASHOMON_CACHE";

/// The entries of analyses; 4 GiB are some 200,000 reports of a few kilobytes each.
const ANALYSES: Kind = Kind { folder: "analyses", version: ANALYSER, most: 4 << 30, many: true };

/// Everything that is stored.
const KINDS: [Kind; 3] = [ANALYSES, results::STORIES, results::TIMELINES];

/// The analyses of earlier runs.
#[derive(Debug, Default)]
pub struct Cache {
    /// The entries of this analyser; none if nothing is stored.
    shelf: Option<Shelf>,
    results: Results,
    found: AtomicUsize,
}

/// The contents of a cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Analyses.
    pub entries: usize,
    /// The bytes of these and of the results for reports that belong together.
    pub bytes: u64,
}

impl Cache {
    /// A cache that stores nothing.
    #[must_use]
    pub fn off() -> Self {
        Self::default()
    }

    /// The cache of the person who runs the program.
    #[must_use]
    pub fn of_user() -> Self {
        folder().map_or_else(Self::off, |folder| Self::at(&folder))
    }

    /// A cache below a folder, which need not exist.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self {
            shelf: Some(Shelf::new(folder, ANALYSES)),
            results: Results::at(folder),
            found: AtomicUsize::default(),
        }
    }

    /// Whether analyses are stored.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.shelf.as_ref().is_some_and(Shelf::keeps)
    }

    /// The results for reports that belong together.
    #[must_use]
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// How many analyses were found in the cache so far.
    #[must_use]
    pub fn found(&self) -> usize {
        self.found.load(Ordering::Relaxed)
    }

    /// The analysis of a report: that of an earlier run, or a new one, which is stored.
    #[must_use]
    pub fn analyse(&self, report: &Report) -> Analysis {
        let Some(shelf) = &self.shelf else { return analyse_and_log(report) };
        let name = name(report);
        if let Some(analysis) = shelf.read(&name, |body| decode(body, report)) {
            self.found.fetch_add(1, Ordering::Relaxed);
            log::debug!("{}: taken from the cache", report.path);
            return analysis;
        }
        let analysis = analyse_and_log(report);
        // An analysis that cannot be written as bytes is made again each time.
        if let Ok(body) = postcard::to_allocvec(&analysis) {
            shelf.write(&name, &body);
        }
        analysis
    }
}

fn analyse_and_log(report: &Report) -> Analysis {
    let began = Instant::now();
    let analysis = analysis::analyse(report);
    log::debug!(
        "{}: {} bytes analysed in {:.3} s",
        report.path,
        report.text.len(),
        began.elapsed().as_secs_f64()
    );
    analysis
}

/// The person's folder for the cache, if there can be one.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    match std::env::var_os(VARIABLE) {
        Some(folder) if folder.is_empty() => None,
        Some(folder) => Some(folder.into()),
        None => Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("rashomon")),
    }
}

/// The contents of the cache below a folder: of this version, and of others.
#[must_use]
pub fn contents(folder: &Path) -> [Contents; 2] {
    let [mut this, mut others] = [Contents::default(); 2];
    for kind in KINDS {
        for version in entries(&folder.join(kind.folder)) {
            let is_own = version.file_name().is_some_and(|name| name == kind.version);
            let contents = if is_own { &mut this } else { &mut others };
            for shard in entries(&version) {
                // A file left by a killed instance is not an analysis, but takes space until it is swept.
                let counts =
                    kind.folder == ANALYSES.folder && shard.file_name().is_none_or(|name| name != UNFINISHED);
                for entry in entries(&shard) {
                    contents.entries += usize::from(counts);
                    contents.bytes += fs::metadata(entry).map_or(0, |entry| entry.len());
                }
            }
        }
    }
    [this, others]
}

/// Removes all entries below a folder. Another instance may be running: it makes again what it needs.
///
/// # Errors
/// If removing fails; what could be removed is gone.
pub fn clear(folder: &Path) -> io::Result<()> {
    KINDS.iter().map(|kind| remove(&folder.join(kind.folder))).fold(Ok(()), io::Result::and)
}

fn remove(folder: &Path) -> io::Result<()> {
    let mut result = Ok(());
    for _ in 0..3 {
        result = match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => return Ok(()),
        };
    }
    result
}

/// The name of an entry: 32 hexadecimal digits.
fn name(report: &Report) -> String {
    let mut of = XxHash3_128::with_seed(0);
    let mut part = |bytes: &[u8]| {
        of.write(&(bytes.len() as u64).to_le_bytes());
        of.write(bytes);
    };
    part(ANALYSER.as_bytes());
    part(report.published.as_ref().map_or("", |published| &published.edtf).as_bytes());
    part(&[
        report.published.as_ref().map_or(0, |published| number(published.basis)),
        order(report.date_order),
    ]);
    part(report.text.as_bytes());
    format!("{:032x}", of.finish_128())
}

fn number(basis: PublishedBasis) -> u8 {
    match basis {
        PublishedBasis::Manifest => 1,
        PublishedBasis::FrontMatter => 2,
        PublishedBasis::Metadata => 3,
        PublishedBasis::FileName => 4,
        PublishedBasis::Argument => 5,
        PublishedBasis::Notes => 6,
    }
}

fn order(order: Option<DateOrder>) -> u8 {
    match order {
        None => 0,
        Some(DateOrder::DayFirst) => 1,
        Some(DateOrder::MonthFirst) => 2,
    }
}

/// Reads an entry; none if it is not of this text.
fn decode(body: &[u8], report: &Report) -> Option<Analysis> {
    let mut analysis: Analysis = postcard::from_bytes(body).ok()?;
    // The same text may have had another path.
    for problem in &mut analysis.problems {
        problem.path.clone_from(&report.path);
    }
    analysis.fits(&report.text).then_some(analysis)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::text::Published;

    const OWN: &str = ANALYSES.folder;

    fn report(text: &str) -> Report {
        Report { path: "a.txt".into(), text: text.into(), ..Report::default() }
    }

    const TEXT: &str =
        "Mayor Ada Lindqvist said on Friday that about 18.5 tonnes of fish were lost in the fire at Ostwick.";

    fn same(one: &Analysis, other: &Analysis) -> bool {
        format!("{one:?}") == format!("{other:?}")
    }

    /// All entries of a cache.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let versions = entries(&folder.join(OWN));
        versions.iter().flat_map(|version| entries(version)).flat_map(|shard| entries(&shard)).collect()
    }

    #[test]
    fn an_analysis_is_made_once_and_found_again_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let fresh = analysis::analyse(&report(TEXT));
        for found in [0, 1] {
            let cache = Cache::at(folder.path());
            assert!(same(&cache.analyse(&report(TEXT)), &fresh));
            assert_eq!(cache.found(), found);
        }
        assert_eq!(contents(folder.path())[0].entries, 1);
    }

    #[test]
    fn entries_differ_by_what_an_analysis_depends_on_and_nothing_else() {
        let dated = |edtf: &str, basis| Report {
            published: Some(Published { edtf: edtf.into(), basis }),
            ..report(TEXT)
        };
        let different = [
            report(TEXT),
            report(&TEXT.replace("18.5", "19")),
            dated("2031-05-04", PublishedBasis::Metadata),
            dated("2031-05-05", PublishedBasis::Metadata),
            dated("2031-05-04", PublishedBasis::Argument),
            Report { date_order: Some(DateOrder::DayFirst), ..report(TEXT) },
            Report { date_order: Some(DateOrder::MonthFirst), ..report(TEXT) },
        ];
        let names: std::collections::BTreeSet<String> = different.iter().map(name).collect();
        assert_eq!(names.len(), different.len());
        let elsewhere = Report { path: "b.txt".into(), source: Some("Harbour News".into()), ..report(TEXT) };
        assert_eq!(name(&report(TEXT)), name(&elsewhere));
    }

    #[test]
    fn problems_name_the_report_as_it_is_called_now() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path());
        assert!(!cache.analyse(&report(TEXT)).problems.is_empty(), "Friday has no date");
        let moved = cache.analyse(&Report { path: "b.txt".into(), ..report(TEXT) });
        assert_eq!(cache.found(), 1);
        assert!(moved.problems.iter().all(|problem| problem.path == "b.txt"));
    }

    #[test]
    fn a_damaged_entry_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let fresh = Cache::at(folder.path()).analyse(&report(TEXT));
        let [entry] = &files(folder.path())[..] else { panic!("one entry") };
        let whole = fs::read(entry).unwrap();
        let mut flipped = whole.clone();
        *flipped.last_mut().unwrap() ^= 1;
        for damaged in [&whole[..whole.len() / 2], &whole[..3], &[], &flipped, b"something else entirely"] {
            fs::write(entry, damaged).unwrap();
            let cache = Cache::at(folder.path());
            assert!(same(&cache.analyse(&report(TEXT)), &fresh));
            assert_eq!(cache.found(), 0);
            assert_eq!(fs::read(entry).unwrap(), whole, "it is mended");
        }
    }

    #[test]
    fn an_entry_of_another_text_is_not_believed() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path());
        let _ = cache.analyse(&report(TEXT));
        let [entry] = &files(folder.path())[..] else { panic!("one entry") };
        let short = report("Ostwick burned.");
        let other = name(&short);
        let place = entry.parent().unwrap().parent().unwrap().join(&other[..2]);
        fs::create_dir_all(&place).unwrap();
        fs::copy(entry, place.join(&other[2..])).unwrap();
        assert!(same(&cache.analyse(&short), &analysis::analyse(&short)));
        assert_eq!(cache.found(), 0);
    }

    #[test]
    fn an_unwritable_folder_only_disables_the_cache() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "no folder").unwrap();
        let cache = Cache::at(&file);
        assert!(!cache.analyse(&report(TEXT)).claims.is_empty());
        assert!(!cache.keeps());
        assert_eq!(fs::read(&file).unwrap(), b"no folder");
    }

    #[test]
    fn an_unfinished_file_takes_space_and_is_not_an_entry() {
        let folder = tempfile::tempdir().unwrap();
        let _ = Cache::at(folder.path()).analyse(&report(TEXT));
        let [whole, _] = contents(folder.path());
        let unfinished = folder.path().join(OWN).join(ANALYSER).join(UNFINISHED);
        fs::write(unfinished.join("left"), "half").unwrap();
        let [with_half, _] = contents(folder.path());
        assert_eq!(with_half, Contents { bytes: whole.bytes + 4, ..whole });
    }

    #[test]
    fn clearing_removes_the_entries_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("other"), "kept").unwrap();
        let cache = Cache::at(folder.path());
        let _ = cache.analyse(&report(TEXT));
        clear(folder.path()).unwrap();
        assert_eq!(contents(folder.path()), [Contents::default(); 2]);
        assert!(folder.path().join("other").exists());
        clear(folder.path()).unwrap();
        let _ = cache.analyse(&report(TEXT));
        assert_eq!(contents(folder.path())[0].entries, 1, "an instance that is still running goes on");
    }

    #[test]
    fn only_the_latest_entries_of_other_analysers_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["0.1", "0.2", "0.3", "0.4"] {
            fs::create_dir_all(folder.path().join(OWN).join(version).join("ab")).unwrap();
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = Cache::at(folder.path()).analyse(&report(TEXT));
        let mut left: Vec<PathBuf> = entries(&folder.path().join(OWN));
        left.sort();
        let left: Vec<_> = left.iter().filter_map(|path| path.file_name()?.to_str()).collect();
        assert_eq!(
            left,
            [ANALYSER, "0.3", "0.4"]
                .into_iter()
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        );
    }
}
