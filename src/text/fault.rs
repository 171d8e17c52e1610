//! Panics contained in the piece of work they happened in, so that only one report or story is lost and not all of them.
//!
//! [`contain`] works by itself; once [`listen`] has been called, a contained panic prints nothing and its fault also says
//! where in the source it happened.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a contained panic said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The panic's message.
    pub message: String,
    /// Source file and line, where that is known.
    pub place: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{} at {place}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// How many pieces of work are being contained now, in all threads.
static CONTAINED: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// Where this thread panicked last.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs a piece of work; a panic in it becomes a fault. The work must not leave half-changed state that is used afterwards.
///
/// # Errors
/// The fault, if the work panicked.
pub fn contain<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    CONTAINED.fetch_add(1, Ordering::Relaxed);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    CONTAINED.fetch_sub(1, Ordering::Relaxed);
    done.map_err(|cause| Fault { message: message(&*cause), place: PLACE.take() })
}

/// Keeps contained panics quiet from now on and notes where they happen; all others are reported as before.
pub fn listen() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if CONTAINED.load(Ordering::Relaxed) > 0 {
            note(info);
        } else {
            usual(info);
        }
    }));
}

/// Records where a panic happened, for the fault it becomes: to be called by a custom panic hook.
pub fn note(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
    PLACE.set(place);
}

/// The message of a panic.
#[must_use]
pub fn message(cause: &(dyn Any + Send)) -> String {
    let words = cause.downcast_ref::<&str>().map(|words| (*words).to_owned());
    words
        .or_else(|| cause.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "for no stated reason".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_fault_and_work_that_ends_its_result() {
        assert_eq!(contain(|| 7), Ok(7));
        let none: Vec<u8> = Vec::new();
        let fault = contain(|| none[none.len()]).expect_err("an index beyond the end panics");
        assert!(fault.message.contains("out of bounds"), "{fault}");
        let fault = contain(|| panic!("nothing to {}", "read")).expect_err("it panics");
        assert_eq!(fault.message, "nothing to read");
    }
}
