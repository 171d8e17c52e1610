//! Ctrl-C while reports are read: the run ends at once and says how far it was, and what of it is stored.
//!
//! There is nothing to clean up: the cache stores each analysis completely or not at all, and so is any file written. A line
//! that is being written to standard output is written to its end.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use signal_hook::consts::SIGINT;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::output;
use super::progress::{clear, grouped, how_many};
use crate::reading::Stage;

/// The exit code of a run that a person interrupted, as shells count it.
const INTERRUPTED: i32 = 130;

static READING: AtomicBool = AtomicBool::new(false);
static KEPT: AtomicBool = AtomicBool::new(false);
static STAGE: Mutex<Stage> = Mutex::new(Stage::Files);
static DONE: AtomicUsize = AtomicUsize::new(0);
static TOTAL: AtomicUsize = AtomicUsize::new(0);

/// The number of lines of results that are on standard output; none where the results are no lines. Locked while one is written.
static WRITTEN: Mutex<Option<usize>> = Mutex::new(None);

/// Whether the program is about to end: no further line is begun.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Listens for Ctrl-C from now on; outside a reading it does what it always does.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // If signals cannot be listened for, Ctrl-C simply ends the program.
        let Ok(mut signals) = Signals::new([SIGINT]) else { return };
        thread::spawn(move || {
            loop {
                for signal in signals.wait() {
                    if READING.load(Ordering::Acquire) {
                        // Both are kept locked to the end, so that no line is begun and no progress is drawn below the message.
                        let written = at_end_of_line(&mut signals);
                        let _held = io::stderr().lock();
                        clear();
                        output::message(&message(written.as_deref().copied().flatten()));
                        std::process::exit(INTERRUPTED);
                    }
                    let _ = emulate_default_handler(signal);
                }
            }
        });
    });
}

/// Waits until no line is being written; a second Ctrl-C does not wait.
fn at_end_of_line(signals: &mut Signals) -> Option<MutexGuard<'static, Option<usize>>> {
    ENDING.store(true, Ordering::Release);
    loop {
        match WRITTEN.try_lock() {
            Ok(written) => return Some(written),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if signals.pending().next().is_some() => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Writes lines, each in one piece: Ctrl-C ends the program between two of them.
pub struct WholeLines<'w>(&'w mut dyn Write);

impl<'w> WholeLines<'w> {
    /// Each write to it must be of whole lines.
    pub fn new(to: &'w mut dyn Write) -> Self {
        *written() = Some(0);
        Self(to)
    }
}

impl Write for WholeLines<'_> {
    fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
        while ENDING.load(Ordering::Acquire) {
            thread::park();
        }
        let mut written = written();
        self.0.write_all(lines)?;
        self.0.flush()?;
        let count = memchr::memchr_iter(b'\n', lines).count();
        *written = written.map(|before| before + count);
        Ok(lines.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn written() -> MutexGuard<'static, Option<usize>> {
    WRITTEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A reading begins; `kept` is whether its analyses stay in the cache.
pub fn begin(kept: bool) {
    KEPT.store(kept, Ordering::Relaxed);
    READING.store(true, Ordering::Release);
}

/// The reading is over.
pub fn end() {
    READING.store(false, Ordering::Release);
}

/// The progress of the reading.
pub fn reached(stage: Stage, done: usize, total: usize) {
    *STAGE.lock().unwrap_or_else(PoisonError::into_inner) = stage;
    DONE.store(done, Ordering::Relaxed);
    TOTAL.store(total, Ordering::Relaxed);
}

fn message(written: Option<usize>) -> String {
    let stage = *STAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let (done, total) = (DONE.load(Ordering::Relaxed), TOTAL.load(Ordering::Relaxed));
    says(stage, (done, total), KEPT.load(Ordering::Relaxed), written)
}

fn says(stage: Stage, (done, total): (usize, usize), kept: bool, written: Option<usize>) -> String {
    let (doing, things) = stage.words();
    let of = if total > 0 { format!(" of {}", how_many(stage, total)) } else { String::new() };
    let (done, total) = (grouped(done), grouped(total));
    match stage {
        Stage::Files => format!("rashomon: interrupted while {doing} {things}; nothing was read"),
        Stage::Inputs => format!("rashomon: interrupted while {doing} {things}: {done}{of} were read"),
        Stage::Reports => {
            let analysed = format!("rashomon: interrupted while {doing} {things}: {done}{of} were analysed");
            match (written.map(grouped), kept) {
                (None, true) => format!("{analysed} and are kept for the next run"),
                (None, false) => format!("{analysed}; nothing is kept"),
                (Some(lines), true) => {
                    format!("{analysed} and are kept for the next run; whole lines written: {lines}")
                }
                (Some(lines), false) => format!("{analysed}; whole lines written: {lines}"),
            }
        }
        _ if kept => format!(
            "rashomon: interrupted while {doing} {total} {things}: all reports were analysed and are kept for the next run"
        ),
        _ => format!("rashomon: interrupted while {doing} {total} {things}; nothing is kept"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_says_what_was_done_and_what_was_kept() {
        for (stage, kept, written, parts) in [
            (Stage::Files, true, None, ["finding files", "nothing was read"]),
            (Stage::Inputs, true, None, ["reading reports", "12 of about 4,000 were read"]),
            (Stage::Reports, true, None, ["12 of 4,000 were analysed", "kept for the next run"]),
            (Stage::Reports, false, None, ["12 of 4,000 were analysed", "nothing is kept"]),
            (Stage::Reports, true, Some(9), ["are kept for the next run", "whole lines written: 9"]),
            (Stage::Reports, false, Some(0), ["12 of 4,000 were analysed;", "whole lines written: 0"]),
            (Stage::Events, true, None, ["joining 4,000 mentions into events", "are kept"]),
            (Stage::Disagreements, false, None, ["comparing 4,000 events", "nothing is kept"]),
        ] {
            let says = says(stage, (12, 4000), kept, written);
            assert!(parts.iter().all(|part| says.contains(part)), "{says}");
        }
    }
}
