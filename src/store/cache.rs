//! Analyses kept from one run to the next, so that a report which has not changed is not analysed again.
//!
//! One file an analysis, named by a hash of everything the analysis depends on: the text, the publication date, the order of
//! dates in digits and the analyser's own version. A file is written beside its place and renamed, so that instances side by
//! side and a kill at any moment leave whole files or none; it begins with a checksum of the rest, so that one that a crash of
//! the machine or a bad disk damaged is noticed and made again. Whatever fails – no folder, no room, no permission – costs no more
//! than the time to analyse again. No database: nothing to lock, to repair or to migrate, and entries never depend on each
//! other.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use etcetera::BaseStrategy;
use twox_hash::XxHash3_128;

use super::ANALYSER;
use crate::analysis::{self, Analysis};
use crate::text::{DateOrder, PublishedBasis, Report};

/// The variable that names another folder for the cache; where it is empty, nothing is kept.
pub const VARIABLE: &str = "RASHOMON_CACHE";

/// The folder within the cache folder that is the program's own; `clear` removes no other.
const OWN: &str = "analyses";

/// The folder of entries that are being written.
const UNFINISHED: &str = "unfinished";

/// Bytes of the checksum an entry begins with.
const CHECKSUM: usize = 16;

/// The longest entry that is read.
const LONGEST: u64 = 1 << 30;

/// Folders of other analysers' entries that are kept: a person may go back and forth between two versions.
const OTHERS_KEPT: usize = 2;

/// How many bytes the entries of one analyser may take; some 200,000 reports of a few kilobytes.
const MOST: u64 = 4 << 30;

/// Of how many folders of entries the sizes are taken; the names are hashes, so that the others are alike.
const SAMPLE: usize = 8;

/// After this time an entry that was not finished is no longer being written.
const ABANDONED: Duration = Duration::from_hours(1);

/// The analyses of earlier runs.
#[derive(Debug, Default)]
pub struct Cache {
    /// Where this analyser's entries are; none where nothing is kept.
    folder: Option<PathBuf>,
    /// Whether writing failed, so that it is not tried for every report.
    refuses: AtomicBool,
    /// Whether it was looked whether there is too much.
    bounded: AtomicBool,
    found: AtomicUsize,
}

/// What a cache holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Entries.
    pub entries: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Cache {
    /// A cache that keeps nothing.
    #[must_use]
    pub fn off() -> Self {
        Self::default()
    }

    /// The cache of the person who runs the program.
    #[must_use]
    pub fn of_user() -> Self {
        folder().map_or_else(Self::off, |folder| Self::at(&folder))
    }

    /// A cache below a folder, which need not be there.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: Some(folder.join(OWN).join(ANALYSER)), ..Self::default() }
    }

    /// Whether analyses are kept.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.folder.is_some() && !self.refuses.load(Ordering::Relaxed)
    }

    /// How many analyses were found so far and not made.
    #[must_use]
    pub fn found(&self) -> usize {
        self.found.load(Ordering::Relaxed)
    }

    /// The analysis of a report: that of an earlier run, or a new one, which is kept.
    #[must_use]
    pub fn analyse(&self, report: &Report) -> Analysis {
        let Some(folder) = &self.folder else { return analyse_and_log(report) };
        let name = name(report);
        let place = folder.join(&name[..2]).join(&name[2..]);
        if let Some(analysis) = read(&place, report) {
            self.found.fetch_add(1, Ordering::Relaxed);
            log::debug!("{}: taken from the cache", report.path);
            return analysis;
        }
        let analysis = analyse_and_log(report);
        if !self.bounded.swap(true, Ordering::Relaxed) {
            bound(folder, MOST);
        }
        if !self.refuses.load(Ordering::Relaxed)
            && let Err(error) = write(folder, &place, &analysis)
        {
            log::warn!("{}: nothing more is kept in this run: {error}", folder.display());
            self.refuses.store(true, Ordering::Relaxed);
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

/// What the cache below a folder holds: of this analyser, and of others.
#[must_use]
pub fn contents(folder: &Path) -> [Contents; 2] {
    let own = folder.join(OWN);
    let [mut this, mut others] = [Contents::default(); 2];
    for version in entries(&own) {
        let contents =
            if version.file_name().is_some_and(|name| name == ANALYSER) { &mut this } else { &mut others };
        for shard in entries(&version) {
            // What a killed instance left there is no analysis, but takes space until it is swept.
            let finished = shard.file_name().is_none_or(|name| name != UNFINISHED);
            for entry in entries(&shard) {
                contents.entries += usize::from(finished);
                contents.bytes += fs::metadata(entry).map_or(0, |entry| entry.len());
            }
        }
    }
    [this, others]
}

/// Removes all entries below a folder. Another instance may go on: it makes again what it needs.
///
/// # Errors
/// What removing fails with; what could be removed is gone.
pub fn clear(folder: &Path) -> io::Result<()> {
    let mut result = Ok(());
    for _ in 0..3 {
        result = match fs::remove_dir_all(folder.join(OWN)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => return Ok(()),
        };
    }
    result
}

/// The paths in a folder; none where it cannot be read.
fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|found| found.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
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

/// Reads an entry; none where it is not there, damaged, or not of this text.
fn read(place: &Path, report: &Report) -> Option<Analysis> {
    let mut bytes = Vec::new();
    File::open(place).ok()?.take(LONGEST).read_to_end(&mut bytes).ok()?;
    let (checksum, body) = bytes.split_at_checked(CHECKSUM)?;
    if checksum != XxHash3_128::oneshot(body).to_le_bytes() {
        return None;
    }
    let mut analysis: Analysis = postcard::from_bytes(body).ok()?;
    // The same text may have lain elsewhere.
    for problem in &mut analysis.problems {
        problem.path.clone_from(&report.path);
    }
    analysis.fits(&report.text).then_some(analysis)
}

/// Writes an entry, whole or not at all. It need not reach the disk at once: what does not is made again.
fn write(folder: &Path, place: &Path, analysis: &Analysis) -> io::Result<()> {
    let body = postcard::to_allocvec(analysis).map_err(io::Error::other)?;
    let attempt = || {
        let mut file = tempfile::Builder::new().tempfile_in(folder.join(UNFINISHED))?;
        file.write_all(&XxHash3_128::oneshot(&body).to_le_bytes())?;
        file.write_all(&body)?;
        file.persist(place).map(|_| ()).map_err(io::Error::from)
    };
    // The folders are there nearly always; they may not be yet, or no longer.
    match attempt() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            prepare(folder, place)?;
            attempt()
        }
        result => result,
    }
}

/// Makes the folders for an entry; where they are the first of this analyser, tidies up.
fn prepare(folder: &Path, place: &Path) -> io::Result<()> {
    if !folder.exists() {
        remove_old(folder);
    }
    fs::create_dir_all(folder.join(UNFINISHED))?;
    place.parent().map_or(Ok(()), fs::create_dir_all)?;
    sweep(&folder.join(UNFINISHED));
    Ok(())
}

/// Removes the entries of other analysers but for the latest few.
fn remove_old(folder: &Path) {
    let Some(own) = folder.parent() else { return };
    let modified = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
    let mut others = entries(own);
    others.sort_by_key(|path| std::cmp::Reverse(modified(path)));
    for old in others.iter().skip(OTHERS_KEPT) {
        // What cannot be removed does no harm.
        let _ = fs::remove_dir_all(old);
    }
}

/// Removes the entries made first where all take more than `most` bytes, so that three quarters of it are left. Once in a run:
/// one run adds what its reports take.
fn bound(folder: &Path, most: u64) {
    let is_shard = |path: &PathBuf| path.file_name().is_some_and(|name| name != UNFINISHED);
    let shards: Vec<PathBuf> = entries(folder).into_iter().filter(is_shard).collect();
    let size = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
    let of_shard = |shard: &PathBuf| entries(shard).iter().map(|entry| size(entry)).sum::<u64>();
    let sampled = shards.len().min(SAMPLE);
    let sample: u64 = shards.iter().take(sampled).map(of_shard).sum();
    let many = |count: usize| u64::try_from(count).unwrap_or(u64::MAX).max(1);
    if sample.saturating_mul(many(shards.len())) / many(sampled) <= most {
        return;
    }
    let room = most / 4 * 3 / many(shards.len());
    for shard in &shards {
        let made = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
        let mut held = entries(shard);
        held.sort_by_cached_key(|path| std::cmp::Reverse(made(path)));
        let mut bytes = 0;
        for entry in held {
            bytes += size(&entry);
            if bytes > room {
                // Another instance may have removed it.
                let _ = fs::remove_file(entry);
            }
        }
    }
}

/// Removes what a killed instance left unfinished.
fn sweep(unfinished: &Path) {
    let now = SystemTime::now();
    let old = |path: &PathBuf| {
        let written = fs::metadata(path).and_then(|found| found.modified()).ok();
        written.and_then(|written| now.duration_since(written).ok()).is_some_and(|age| age > ABANDONED)
    };
    for path in entries(unfinished).iter().filter(|path| old(path)) {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Published;

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
    fn what_an_analysis_depends_on_tells_entries_apart_and_nothing_else() {
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
    fn where_entries_take_too_much_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let begin = SystemTime::now() - Duration::from_hours(24);
        for shard in ["00", "7f", UNFINISHED] {
            fs::create_dir_all(folder.path().join(shard)).unwrap();
            for age in 0..10_u32 {
                let entry = folder.path().join(shard).join(age.to_string());
                fs::write(&entry, [0; 100]).unwrap();
                let made = begin - Duration::from_hours(1) * age;
                File::options().write(true).open(&entry).unwrap().set_modified(made).unwrap();
            }
        }
        let left = |shard: &str| {
            let names = entries(&folder.path().join(shard)).into_iter();
            let mut names: Vec<String> =
                names.map(|entry| entry.file_name().unwrap().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        };
        bound(folder.path(), 2000);
        assert_eq!([left("00").len(), left("7f").len()], [10, 10], "there is room");
        bound(folder.path(), 800);
        assert_eq!([left("00"), left("7f")], [["0", "1", "2"], ["0", "1", "2"]]);
        assert_eq!(left(UNFINISHED).len(), 10, "somebody may be writing them");
        bound(&folder.path().join("not there"), 1);
    }

    #[test]
    fn a_damaged_entry_is_made_anew() {
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
    fn a_folder_that_cannot_be_written_costs_only_the_cache() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "no folder").unwrap();
        let cache = Cache::at(&file);
        assert!(!cache.analyse(&report(TEXT)).claims.is_empty());
        assert!(!cache.keeps());
        assert_eq!(fs::read(&file).unwrap(), b"no folder");
    }

    #[test]
    fn what_was_not_finished_takes_space_and_is_no_entry() {
        let folder = tempfile::tempdir().unwrap();
        let _ = Cache::at(folder.path()).analyse(&report(TEXT));
        let [whole, _] = contents(folder.path());
        let unfinished = folder.path().join(OWN).join(ANALYSER).join(UNFINISHED);
        fs::write(unfinished.join("left"), "half").unwrap();
        let [with_half, _] = contents(folder.path());
        assert_eq!(with_half, Contents { bytes: whole.bytes + 4, ..whole });
    }

    #[test]
    fn clearing_removes_the_entries_and_nothing_beside_them() {
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
    fn of_other_analysers_only_the_latest_are_kept() {
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
