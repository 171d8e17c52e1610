//! The worker threads: loading, searching, saving notes. A panic of one becomes a line on the screen,
//! and the thread goes on with what comes next.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use super::{Input, NewsSender};
use crate::text::fault;
use crate::ui::screens::search::{Question, Searcher};
use crate::ui::state::notes::{Described, Job};
use crate::ui::state::update::News;

/// Work for a worker: the newest replaces what waits.
pub struct Slot<T> {
    work: Mutex<Option<T>>,
    given: Condvar,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { work: Mutex::default(), given: Condvar::default() }
    }
}

impl<T> Slot<T> {
    /// Submits work; `take_over` copies what must not be lost from the work it replaces.
    pub fn put(&self, mut work: T, take_over: impl FnOnce(&mut T, &T)) {
        let mut slot = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(waiting) = slot.as_ref() {
            take_over(&mut work, waiting);
        }
        *slot = Some(work);
        self.given.notify_one();
    }

    fn is_waiting(&self) -> bool {
        self.work.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn take(&self) -> T {
        let mut slot = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match slot.take() {
                Some(work) => return work,
                None => slot = self.given.wait(slot).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

/// Does one piece of work after another. The state of a piece that panicked is not used again: the next one starts
/// from a fresh state.
pub fn serve<T: Send + 'static, S: Default>(
    slot: Arc<Slot<T>>,
    sender: Sender<Input>,
    what: &'static str,
    mut work: impl FnMut(&mut S, T, &dyn Fn(News)) + Send + 'static,
) {
    thread::spawn(move || {
        let send = |news| drop(sender.send(Input::News(news)));
        let mut state = S::default();
        loop {
            let piece = slot.take();
            let done = panic::catch_unwind(AssertUnwindSafe(|| work(&mut state, piece, &send)));
            if let Err(cause) = done {
                state = S::default();
                send(News::Notice(format!("{what} failed: {}", fault::message(&*cause))));
            }
        }
    });
}

/// Saves notes and makes corrections.
pub fn save_notes(slot: Arc<Slot<Job>>, sender: Sender<Input>) {
    serve(slot, sender, "the correction", |described: &mut Described, job: Job, send| {
        send(News::Saved(job.run_from(described)));
    });
}

/// Answers the questions of the search.
pub fn serve_search(slot: Arc<Slot<Question>>, sender: Sender<Input>) {
    let waiting = slot.clone();
    serve(slot, sender, "the search", move |searcher: &mut Searcher, question: Question, send| {
        searcher.answer(&question, || waiting.is_waiting(), |answer| send(News::Found(answer)));
        if question.collects_words {
            let _ = question.library.words_of_events();
        }
    });
}

/// Reads what is to be shown.
pub fn start_loading(load: impl FnOnce(&NewsSender) + Send + 'static, news: NewsSender) {
    thread::spawn(move || {
        if let Err(cause) = panic::catch_unwind(AssertUnwindSafe(|| load(&news))) {
            news.failed(&format!("reading failed: {}", fault::message(&*cause)));
        }
    });
}
