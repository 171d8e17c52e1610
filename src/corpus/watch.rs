//! Waiting for the files of a request to change. Sleeps until the system reports a change; nothing is polled.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long it must be quiet before a change counts as complete: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(200);

/// A watch on what a request names.
pub struct Watch {
    /// Ends the watch when it is dropped.
    _watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// What is watched, by canonical path: a folder with everything in it, or a file.
    watched: BTreeSet<PathBuf>,
    /// Whether files that the program itself writes count too.
    own: bool,
}

impl Watch {
    /// Begins to watch; none if nothing of it can be watched. Changes count from now on, so begin before reading.
    #[must_use]
    pub fn begin(paths: &[PathBuf]) -> Option<Self> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).ok()?;
        let mut watched = BTreeSet::new();
        for path in paths.iter().filter_map(|path| path.canonicalize().ok()) {
            let begun = if path.is_dir() {
                watcher.watch(&path, RecursiveMode::Recursive)
            } else {
                // A file is often replaced by another with its name, so its folder must be watched.
                path.parent().map_or(Ok(()), |folder| watcher.watch(folder, RecursiveMode::NonRecursive))
            };
            if begun.is_ok() {
                watched.insert(path);
            }
        }
        (!watched.is_empty()).then_some(Self { _watcher: watcher, events, watched, own: false })
    }

    /// Begins to watch the notes beside the reports, whether the file exists yet or not; none if its folder does not.
    #[must_use]
    pub fn notes(place: &Path) -> Option<Self> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).ok()?;
        let folder = place.parent()?.canonicalize().ok()?;
        watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
        let watched = BTreeSet::from([folder.join(place.file_name()?)]);
        Some(Self { _watcher: watcher, events, watched, own: true })
    }

    /// Sleeps until something has changed and then been quiet; false if nothing will be reported any more.
    #[must_use]
    pub fn wait(&self) -> bool {
        loop {
            match self.events.recv() {
                Ok(event) if self.concerns(&event) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        while self.events.recv_timeout(QUIET).is_ok() {}
        true
    }

    /// Whether an event may change what is read: a file being read does not, nor does another file next to a watched one.
    fn concerns(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        let changes = match event.kind {
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
            EventKind::Any
            | EventKind::Create(_)
            | EventKind::Modify(_)
            | EventKind::Remove(_)
            | EventKind::Other => true,
        };
        changes && event.paths.iter().any(|path| (self.own || !is_own(path)) && self.watches(path))
    }

    fn watches(&self, path: &Path) -> bool {
        path.ancestors().any(|place| self.watched.contains(place))
    }
}

/// Whether a file is one that this program itself writes next to the reports, or a hidden one, which is not read.
fn is_own(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.') || name == super::NOTES)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread;

    use super::*;

    /// Waits in its own thread; the receiver gets one message per change.
    fn changes(paths: &[PathBuf]) -> Receiver<()> {
        let watch = Watch::begin(paths).expect("the folder can be watched");
        let (sender, receiver) = channel();
        thread::spawn(move || while watch.wait() && sender.send(()).is_ok() {});
        receiver
    }

    const LONG: Duration = Duration::from_secs(20);
    const SHORT: Duration = Duration::from_millis(600);

    #[test]
    fn a_changed_a_new_and_a_removed_file_are_heard_once_each_and_reading_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "One.").unwrap();
        let heard = changes(&[folder.path().to_path_buf()]);
        fs::read(&path).unwrap();
        fs::write(folder.path().join(super::super::NOTES), "").unwrap();
        assert!(heard.recv_timeout(SHORT).is_err());
        fs::write(&path, "Two.").unwrap();
        heard.recv_timeout(LONG).expect("a change is heard");
        assert!(heard.recv_timeout(SHORT).is_err());
        fs::create_dir(folder.path().join("new")).unwrap();
        heard.recv_timeout(LONG).expect("a new folder is heard");
        fs::write(folder.path().join("new/b.txt"), "Four.").unwrap();
        heard.recv_timeout(LONG).expect("a file in it is heard");
        fs::remove_file(&path).unwrap();
        heard.recv_timeout(LONG).expect("a removal is heard");
    }

    #[test]
    fn a_file_that_is_replaced_is_heard_and_its_neighbour_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let (path, beside) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&path, "One.").unwrap();
        let heard = changes(std::slice::from_ref(&path));
        fs::write(&beside, "Two.").unwrap();
        assert!(heard.recv_timeout(SHORT).is_err());
        fs::rename(&beside, &path).unwrap();
        heard.recv_timeout(LONG).expect("a replacement is heard");
    }

    #[test]
    fn changes_of_the_notes_are_noticed_and_changes_of_reports_next_to_them_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join(super::super::NOTES);
        let watch = Watch::notes(&place).expect("the folder can be watched");
        let (sender, heard) = channel();
        thread::spawn(move || while watch.wait() && sender.send(()).is_ok() {});
        fs::write(folder.path().join("a.txt"), "One.").unwrap();
        assert!(heard.recv_timeout(SHORT).is_err());
        fs::write(&place, "").unwrap();
        heard.recv_timeout(LONG).expect("new notes are heard");
        fs::write(&place, "# mine").unwrap();
        heard.recv_timeout(LONG).expect("changed notes are heard");
    }

    #[test]
    fn missing_files_are_not_watched() {
        assert!(Watch::begin(&[PathBuf::from("-"), PathBuf::from("/no/such/place")]).is_none());
    }
}
