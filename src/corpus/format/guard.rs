//! Runs a reader of foreign data in a thread of its own, so that its panic, recursion or endless loop costs one file
//! and not the program.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// The name of reading threads; their panics are reported as problems and not printed.
const NAME: &str = "reader";

/// Bytes of stack: readers of nested data are recursive. Only what is used takes memory.
const STACK: usize = 64 << 20;

/// Why a reader failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It panicked.
    Failed,
    /// It took longer than allowed.
    TooLong,
}

impl Stopped {
    /// The reason, as the end of a sentence about the file.
    pub fn message(self, limit: Duration) -> String {
        match self {
            Self::Failed => "its reader failed on it; it was left out".to_owned(),
            Self::TooLong => format!(
                "reading it took longer than {} s; it was left out (--max-seconds allows more)",
                limit.as_secs()
            ),
        }
    }
}

/// Runs `work`, for at most `limit`. Work that continues beyond it is abandoned: its thread ends with the program.
///
/// # Errors
/// Why there is no result.
pub fn run<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Stopped> {
    silence();
    let (sender, receiver) = channel();
    let body = move || {
        let result = panic::catch_unwind(AssertUnwindSafe(work));
        // Nobody is waiting any more if the limit has passed.
        let _ = sender.send(result);
    };
    let thread = thread::Builder::new().name(NAME.to_owned()).stack_size(STACK).spawn(body);
    if thread.is_err() {
        return Err(Stopped::Failed);
    }
    match receiver.recv_timeout(limit) {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(Stopped::Failed),
        Err(RecvTimeoutError::Timeout) => Err(Stopped::TooLong),
    }
}

/// Keeps the panics of readers off standard error.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(NAME) {
                usual(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    #[test]
    fn work_that_ends_gives_its_result() {
        assert_eq!(run(LONG, || 2 + 2), Ok(4));
    }

    #[test]
    fn work_that_panics_or_does_not_end_is_reported() {
        let broken: Result<(), _> = run(LONG, || panic!("broken"));
        assert_eq!(broken, Err(Stopped::Failed));
        let endless: Result<(), _> = run(Duration::from_millis(20), || {
            loop {
                thread::park();
            }
        });
        assert_eq!(endless, Err(Stopped::TooLong));
    }

    #[test]
    fn deep_recursion_has_a_large_stack() {
        fn deep(levels: usize) -> usize {
            let room = std::hint::black_box([levels; 64]);
            if levels == 0 { 0 } else { 1 + deep(levels - 1) + room[0] - levels }
        }
        assert_eq!(run(LONG, || deep(20_000)), Ok(20_000));
    }
}
