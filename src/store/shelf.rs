//! A folder of entries from earlier runs, each a file under a name made from what it depends on.
//!
//! A file is written under a temporary name and renamed, so that parallel instances and a kill at any moment leave complete files or
//! none; it begins with a checksum of the rest, so that damage by a crash of the machine or a bad disk is noticed and the entry made
//! again. A failure – no room, no permission – costs no more than making the entry again. It is not a database: nothing to lock, repair
//! or to migrate, and entries never depend on each other.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use twox_hash::XxHash3_128;

/// The folder of entries that are being written.
pub(super) const UNFINISHED: &str = "unfinished";

/// Length of the checksum at the beginning of an entry, in bytes.
const CHECKSUM: usize = 16;

/// The longest entry that is read.
const LONGEST: u64 = 1 << 30;

/// How many folders of other versions are kept: a person may switch between two versions.
const OTHERS_KEPT: usize = 2;

/// How many folders are measured to estimate the size; the names are hashes, so that the others are alike.
const SAMPLE: usize = 8;

/// After this time an entry that was not finished is no longer being written.
const ABANDONED: Duration = Duration::from_hours(1);

/// What the entries of one kind have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// The folder within the cache folder that contains only them.
    pub folder: &'static str,
    /// The version that made them: entries of another version are not read.
    pub version: &'static str,
    /// How many bytes the entries of one version may take.
    pub most: u64,
    /// Whether there are so many that they need folders by the beginning of their names.
    pub many: bool,
}

/// The entries of one kind and version.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    kind: Kind,
    /// Whether writing failed, so that it is not tried again.
    refuses: AtomicBool,
    /// Whether the total size has been checked.
    bounded: AtomicBool,
}

impl Shelf {
    /// The entries below the cache folder, which need not exist.
    pub fn new(cache: &Path, kind: Kind) -> Self {
        Self {
            folder: cache.join(kind.folder).join(kind.version),
            kind,
            refuses: AtomicBool::default(),
            bounded: AtomicBool::default(),
        }
    }

    /// Whether entries are stored.
    pub fn keeps(&self) -> bool {
        !self.refuses.load(Ordering::Relaxed)
    }

    /// The content of an entry, read by `decode`; none if it does not exist or is damaged.
    pub fn read<T>(&self, name: &str, decode: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let mut bytes = Vec::new();
        let file = File::open(self.place(name)).ok()?;
        let length = file.metadata().ok()?.len().min(LONGEST);
        bytes.reserve_exact(usize::try_from(length).ok()?);
        file.take(LONGEST).read_to_end(&mut bytes).ok()?;
        let (checksum, body) = bytes.split_at_checked(CHECKSUM)?;
        if checksum != XxHash3_128::oneshot(body).to_le_bytes() {
            return None;
        }
        decode(body)
    }

    /// Stores an entry, completely or not at all. After the first failure no other is tried.
    pub fn write(&self, name: &str, body: &[u8]) {
        if !self.bounded.swap(true, Ordering::Relaxed) {
            self.make_room();
        }
        if !self.keeps() {
            return;
        }
        if let Err(error) = write(&self.folder, &self.place(name), body) {
            log::warn!("{}: nothing more is kept in this run: {error}", self.folder.display());
            self.refuses.store(true, Ordering::Relaxed);
        }
    }

    /// Removes the oldest entries if all take too much.
    pub fn make_room(&self) {
        bound(&self.folder, self.kind.most);
    }

    fn place(&self, name: &str) -> PathBuf {
        let (begin, rest) = if self.kind.many { name.split_at(2) } else { ("all", name) };
        self.folder.join(begin).join(rest)
    }
}

/// The paths in a folder; none if it cannot be read.
pub(super) fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|found| found.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
}

/// Writes an entry, completely or not at all. It need not reach the disk at once: if it does not, it is made again.
fn write(folder: &Path, place: &Path, body: &[u8]) -> io::Result<()> {
    let attempt = || {
        let mut file = tempfile::Builder::new().tempfile_in(folder.join(UNFINISHED))?;
        file.write_all(&XxHash3_128::oneshot(body).to_le_bytes())?;
        file.write_all(body)?;
        file.persist(place).map(|_| ()).map_err(io::Error::from)
    };
    // The folders nearly always exist; they may not yet, or no longer.
    match attempt() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            prepare(folder, place)?;
            attempt()
        }
        result => result,
    }
}

/// Makes the folders for an entry; if they are the first of this version, tidies up.
fn prepare(folder: &Path, place: &Path) -> io::Result<()> {
    if !folder.exists() {
        remove_old(folder);
    }
    fs::create_dir_all(folder.join(UNFINISHED))?;
    place.parent().map_or(Ok(()), fs::create_dir_all)?;
    sweep(&folder.join(UNFINISHED));
    Ok(())
}

/// Removes the entries of other versions except the latest few.
fn remove_old(folder: &Path) {
    let Some(own) = folder.parent() else { return };
    let modified = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
    let mut others = entries(own);
    others.sort_by_key(|path| std::cmp::Reverse(modified(path)));
    for old in others.iter().skip(OTHERS_KEPT) {
        // A folder that cannot be removed does no harm.
        let _ = fs::remove_dir_all(old);
    }
}

/// Removes the oldest entries if all take more than `most` bytes, so that three quarters of that are left. Once per run is
/// enough for small ones: one run adds only what its reports take.
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
    fn an_entry_is_read_as_it_was_written_and_a_damaged_one_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        for many in [true, false] {
            let kind = Kind { folder: "things", version: "1", most: 1 << 20, many };
            let shelf = Shelf::new(folder.path(), kind);
            let read = || shelf.read("abcdef", |body| Some(body.to_vec()));
            assert_eq!(read(), None);
            shelf.write("abcdef", b"what it holds");
            assert_eq!(read().as_deref(), Some(&b"what it holds"[..]));
            fs::write(shelf.place("abcdef"), b"what it holds, without its checksum").unwrap();
            assert_eq!(read(), None);
            let other = Shelf::new(folder.path(), Kind { version: "2", ..kind });
            assert_eq!(other.read("abcdef", |_| Some(())), None);
        }
    }
}
