//! The progress of reading a corpus, counted by all threads. The final number of reports is known only at the
//! end: until then it is estimated from the bytes of those found so far.

use std::fs;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::gather::{Input, Origin};

/// The progress of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Files are being looked for; this many are found.
    Finding(usize),
    /// Reports are being read: the number so far and the estimated total; 0 if that is unknown.
    Reading(usize, usize),
}

/// A callback for the progress of reading, from any thread.
pub type OnProgress<'t> = dyn Fn(Progress) + Sync + 't;

/// The count.
pub struct Tally<'t> {
    on_progress: &'t OnProgress<'t>,
    files: usize,
    /// Bytes of all files; none if the size of one is unknown.
    bytes: Option<u64>,
    files_done: AtomicUsize,
    bytes_done: AtomicU64,
    reports: AtomicUsize,
}

impl<'t> Tally<'t> {
    /// None of these inputs is read yet.
    pub fn of(inputs: &[Input], on_progress: &'t OnProgress<'t>) -> Self {
        let size = |input: &Input| match &input.origin {
            Origin::File(file) => fs::metadata(file).ok().map(|found| found.len()),
            Origin::StandardInput => None,
        };
        let tally = Self {
            on_progress,
            files: inputs.len(),
            bytes: inputs.iter().map(size).sum(),
            files_done: AtomicUsize::new(0),
            bytes_done: AtomicU64::new(0),
            reports: AtomicUsize::new(0),
        };
        on_progress(Progress::Reading(0, 0));
        tally
    }

    /// A report is read that took this many bytes of its file.
    pub fn report(&self, bytes: u64) {
        let bytes_done = self.bytes_done.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let reports = self.reports.fetch_add(1, Ordering::Relaxed) + 1;
        let files_done = self.files_done.load(Ordering::Relaxed);
        let about = about(reports, (files_done, self.files), (bytes_done, self.bytes));
        (self.on_progress)(Progress::Reading(reports, about));
    }

    /// A file is read to its end.
    pub fn file(&self) {
        self.files_done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many reports are read.
    pub fn reports(&self) -> usize {
        self.reports.load(Ordering::Relaxed)
    }
}

/// The estimated number of reports; 0 if there is no estimate. If each file gave at most one, there are
/// as many as files.
fn about(reports: usize, (files_done, files): (usize, usize), (done, bytes): (u64, Option<u64>)) -> usize {
    // The file of the latest report need not be finished yet, one for each thread.
    if files > 1 && reports <= files_done.saturating_add(rayon::current_num_threads()) {
        return files.max(reports);
    }
    let Some(bytes) = bytes.filter(|_| done > 0) else { return 0 };
    estimate(reports, done, bytes)
}

/// The estimated total of a count, when `count` of them took `read` of all bytes; 0 if nothing is counted yet.
#[must_use]
pub fn estimate(count: usize, done: u64, bytes: u64) -> usize {
    if done == 0 {
        return 0;
    }
    let about = count as u128 * u128::from(bytes) / u128::from(done);
    usize::try_from(about).unwrap_or(usize::MAX).max(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_reports_is_that_of_the_files_or_estimated_by_bytes() {
        for (reports, files, bytes, expected) in [
            (1, (0, 1), (3_000, Some(30_000)), 10),
            (3, (0, 1), (30_000, Some(30_000)), 3),
            (1, (0, 1), (3_000, None), 0),
            (40, (40, 4_000), (1, Some(2)), 4_000),
            (40, (40, 4_000), (1, None), 4_000),
            (900, (2, 3), (600, Some(1_000)), 1_500),
            (5, (0, 1), (0, Some(10)), 0),
        ] {
            assert_eq!(about(reports, files, bytes), expected, "{reports} {files:?} {bytes:?}");
        }
    }
}
