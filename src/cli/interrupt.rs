//! Ctrl-C while reports are read: the run ends at once and says how far it was, and what of it is stored.
//!
//! There is nothing to clean up: the cache stores each analysis completely or not at all, and so is any file written.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;

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

/// Listens for Ctrl-C from now on; outside a reading it does what it always does.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // If signals cannot be listened for, Ctrl-C simply ends the program.
        let Ok(mut signals) = Signals::new([SIGINT]) else { return };
        thread::spawn(move || {
            for signal in &mut signals {
                if READING.load(Ordering::Acquire) {
                    // Kept locked to the end, so that no progress is drawn below the message.
                    let _held = io::stderr().lock();
                    clear();
                    output::message(&message());
                    std::process::exit(INTERRUPTED);
                }
                let _ = emulate_default_handler(signal);
            }
        });
    });
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

fn message() -> String {
    let stage = *STAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let (done, total) = (DONE.load(Ordering::Relaxed), TOTAL.load(Ordering::Relaxed));
    says(stage, done, total, KEPT.load(Ordering::Relaxed))
}

fn says(stage: Stage, done: usize, total: usize, kept: bool) -> String {
    let (doing, things) = stage.words();
    let of = if total > 0 { format!(" of {}", how_many(stage, total)) } else { String::new() };
    let (done, total) = (grouped(done), grouped(total));
    match stage {
        Stage::Files => format!("rashomon: interrupted while {doing} {things}; nothing was read"),
        Stage::Inputs => format!("rashomon: interrupted while {doing} {things}: {done}{of} were read"),
        Stage::Reports if kept => format!(
            "rashomon: interrupted while {doing} {things}: {done}{of} were analysed and are kept for the next run"
        ),
        Stage::Reports => {
            format!("rashomon: interrupted while {doing} {things}: {done}{of} were analysed; nothing is kept")
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
        for (stage, kept, parts) in [
            (Stage::Files, true, ["finding files", "nothing was read"]),
            (Stage::Inputs, true, ["reading reports", "12 of about 4,000 were read"]),
            (Stage::Reports, true, ["12 of 4,000 were analysed", "kept for the next run"]),
            (Stage::Reports, false, ["12 of 4,000 were analysed", "nothing is kept"]),
            (Stage::Events, true, ["joining 4,000 mentions into events", "are kept"]),
            (Stage::Disagreements, false, ["comparing 4,000 events", "nothing is kept"]),
        ] {
            let says = says(stage, 12, 4000, kept);
            assert!(parts.iter().all(|part| says.contains(part)), "{says}");
        }
    }
}
