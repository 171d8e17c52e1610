//! The terminal and the threads: the one place where the interface reads, waits and writes.
//!
//! One channel carries keys, signals and news; all that is waiting is processed, then one frame is drawn, then the thread
//! sleeps. No tick, no query that waits for an answer. The terminal is restored on every way out.

mod background;
pub mod config;
mod input;
mod outside;
mod screen;
mod work;

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{Event, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::crossterm::queue;
use ratatui::crossterm::terminal::{self, BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::layout::Size;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGSTOP, SIGTSTP};
use signal_hook::low_level::raise;

use self::background::Answer;
use self::input::{Keys, watch_keys, watch_signals};
use self::screen::{PanicGuard, Screen, restore};
use self::work::{Slot, save_notes, serve_search, start_loading};
use crate::disagreement::Disagreement;
use crate::reading::Stage;
use crate::store::{Notebook, Session};
use crate::timeline::Timeline;
use crate::ui::screens::search::Question;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Progress, Settings};
use crate::ui::state::library::Library;
use crate::ui::state::notes::Job;
use crate::ui::state::update::{Effect, Loaded, Message, News};
use crate::ui::view::view;

/// Runs the interface until the person leaves; returns the exit code.
///
/// `load` runs in a thread of its own, after the first frame is painted, and reports what it has read. It may go on
/// for as long as it likes and deliver again when files change.
///
/// # Errors
/// If there is no terminal, or it can no longer be written to.
pub fn run(settings: Settings, load: impl FnOnce(&NewsSender) + Send + 'static) -> io::Result<i32> {
    let (sender, inbox) = channel();
    let screen = Screen::open(!settings.no_mouse)?;
    let guard = PanicGuard::install();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        let (width, height) = terminal::size().unwrap_or((80, 24));
        let asks = settings.ask_background;
        let session_file = settings.session.clone();
        let app = App::new(settings, Size { width, height });
        let mut session = Explorer::new(app, screen, sender, inbox)?;
        session.session_file = session_file;
        if asks {
            session.ask_background()?;
        }
        session.run(load)
    }));
    restore();
    drop(guard);
    match ended {
        Ok(Err(error)) if is_gone(&error) => Ok(128 + SIGHUP),
        Ok(code) => code,
        Err(cause) => panic::resume_unwind(cause),
    }
}

/// Whether a write error means that the terminal is gone: the write may fail before the signal arrives.
fn is_gone(error: &io::Error) -> bool {
    /// What Unix systems answer a program that writes to a terminal that has been hung up.
    const EIO: i32 = 5;
    error.kind() == io::ErrorKind::BrokenPipe || cfg!(unix) && error.raw_os_error() == Some(EIO)
}

/// Where a loader sends its news: to the interface.
#[derive(Clone, Debug)]
pub struct NewsSender {
    sender: Sender<Input>,
    last: Arc<Mutex<Option<LastProgress>>>,
}

/// The progress of a stage of loading as it was last passed on.
#[derive(Clone, Copy, Debug)]
struct LastProgress {
    stage: Stage,
    began: Instant,
    at: Instant,
}

/// How often progress is worth a frame.
const PROGRESS_EVERY: Duration = Duration::from_millis(50);

impl NewsSender {
    fn new(sender: Sender<Input>) -> Self {
        Self { sender, last: Arc::default() }
    }

    /// So much of so much is done of a stage; 0 of 0 while the amount is not known, 0 of so much at its beginning.
    pub fn progress(&self, stage: Stage, done: usize, total: usize) {
        let now = Instant::now();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let began = last.filter(|last| last.stage == stage && done > 0).map_or(now, |last| last.began);
        if last.is_some_and(|last| last.began == began && now - last.at < PROGRESS_EVERY)
            && (total == 0 || done < total)
        {
            return;
        }
        *last = Some(LastProgress { stage, began, at: now });
        let seconds = (now - began).as_secs_f32();
        self.send(News::Progress(Progress { stage, done, total, seconds }));
    }

    /// Where the person was when they left; handed over before all is read.
    pub fn resume(&self, session: Session) {
        self.send(News::Resume(Box::new(session)));
    }

    /// All is read, and what a person noted about it.
    pub fn loaded(&self, timeline: Timeline, disagreements: Vec<Disagreement>, notebook: Notebook) {
        self.send(News::Loaded(Loaded::new(Library::new(timeline, disagreements), notebook)));
    }

    /// The first reports are read; the others follow.
    pub fn begun(&self, timeline: Timeline, disagreements: Vec<Disagreement>, notebook: Notebook) {
        self.send(News::Begun(Loaded::new(Library::new(timeline, disagreements), notebook)));
    }

    /// Another program, or a person, has written the notebook.
    pub fn noted(&self, notebook: Notebook) {
        self.send(News::Noted(notebook));
    }

    /// Something a person should know, in a line.
    pub fn notice(&self, words: &str) {
        self.send(News::Notice(words.to_owned()));
    }

    /// It cannot be read, and why.
    pub fn failed(&self, why: &str) {
        self.send(News::Failed(why.to_owned()));
    }

    /// Sends news to the interface. Once it has ended nobody listens, which does no harm.
    fn send(&self, news: News) {
        let _ = self.sender.send(Input::News(news));
    }
}

/// What comes through the channel.
#[derive(Debug)]
enum Input {
    Terminal(Vec<Event>),
    News(News),
    Signal(i32),
    Gone,
    /// The interface is to panic, so that a test sees what becomes of the terminal.
    #[cfg(test)]
    Crash(&'static str),
}

/// The interface while it runs.
struct Explorer {
    app: App,
    screen: Screen,
    sender: Sender<Input>,
    inbox: Receiver<Input>,
    keys: Arc<Keys>,
    search: Arc<Slot<Question>>,
    /// What the search is asked after the next frame: the letter that was typed is seen first.
    asked: Option<Question>,
    notes: Arc<Slot<Job>>,
    background: Answer,
    /// The file that keeps the place where the person was.
    session_file: Option<PathBuf>,
}

impl Explorer {
    fn new(app: App, screen: Screen, sender: Sender<Input>, inbox: Receiver<Input>) -> io::Result<Self> {
        let mut session = Self {
            app,
            screen,
            sender,
            inbox,
            keys: Arc::default(),
            search: Arc::default(),
            asked: None,
            notes: Arc::default(),
            background: Answer::default(),
            session_file: None,
        };
        session.draw()?;
        Ok(session)
    }

    /// Asks after the first frame; the answer comes among the keys, or never.
    fn ask_background(&mut self) -> io::Result<()> {
        self.background = Answer::asked();
        self.screen.write(|out| out.write_all(background::QUESTION))
    }

    fn run(mut self, load: impl FnOnce(&NewsSender) + Send + 'static) -> io::Result<i32> {
        watch_signals(self.sender.clone())?;
        watch_keys(self.keys.clone(), self.sender.clone());
        serve_search(self.search.clone(), self.sender.clone());
        save_notes(self.notes.clone(), self.sender.clone());
        start_loading(load, NewsSender::new(self.sender.clone()));
        loop {
            let Ok(first) = self.inbox.recv() else { return Ok(0) };
            let mut next = Some(first);
            while let Some(input) = next {
                if let Some(code) = self.take(input)? {
                    return self.save().map(|()| code);
                }
                next = self.inbox.try_recv().ok();
            }
            if let Err(error) = self.draw() {
                return self.save().and(Err(error));
            }
            if let Some(question) = self.asked.take() {
                self.search.put(question, |_, _| {});
            }
        }
    }

    /// Takes in what came; an exit code if it is time to leave.
    fn take(&mut self, input: Input) -> io::Result<Option<i32>> {
        let messages: Vec<Message> = match input {
            Input::News(news) => vec![Message::News(news)],
            Input::Signal(SIGTSTP) => vec![Message::Action(Action::Suspend)],
            Input::Signal(SIGCONT) => {
                self.screen.enter(self.app.mouse)?;
                vec![Message::Action(Action::Redraw)]
            }
            Input::Signal(signal) => return Ok(Some(128 + signal)),
            #[cfg(test)]
            Input::Crash(why) => panic!("{why}"),
            Input::Gone => return Ok(Some(128 + SIGHUP)),
            Input::Terminal(events) => {
                let (events, light) = self.background.take(events);
                if light == Some(true) {
                    self.app.update(Message::News(News::Light));
                }
                for event in events {
                    let Some(message) = self.message(event) else { continue };
                    if let Some(code) = self.update(message)? {
                        return Ok(Some(code));
                    }
                }
                Vec::new()
            }
        };
        for message in messages {
            if let Some(code) = self.update(message)? {
                return Ok(Some(code));
            }
        }
        Ok(None)
    }

    fn update(&mut self, message: Message) -> io::Result<Option<i32>> {
        for effect in self.app.update(message) {
            if let Some(code) = self.run_effect(effect)? {
                return Ok(Some(code));
            }
        }
        Ok(None)
    }

    /// What a terminal event means where the interface is now.
    fn message(&self, event: Event) -> Option<Message> {
        let action = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                self.app.keymap.action(self.app.scope(), &key)?
            }
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Action::Click(mouse.column, mouse.row),
                MouseEventKind::Drag(MouseButton::Left) => Action::Drag(mouse.column, mouse.row),
                MouseEventKind::Up(MouseButton::Left) => Action::Release,
                MouseEventKind::ScrollDown => Action::Wheel(mouse.column, mouse.row, 1),
                MouseEventKind::ScrollUp => Action::Wheel(mouse.column, mouse.row, -1),
                _ => return None,
            },
            Event::Paste(words) => return Some(Message::Paste(words)),
            Event::Resize(width, height) => return Some(Message::Resize(width, height)),
            _ => return None,
        };
        Some(Message::Action(action))
    }

    fn run_effect(&mut self, effect: Effect) -> io::Result<Option<i32>> {
        match effect {
            Effect::Quit => return Ok(Some(0)),
            Effect::Redraw => self.screen.forget()?,
            Effect::Mouse(on) => self.screen.report_mouse(on)?,
            Effect::Copy { words, report } => self.copy(&words, report)?,
            Effect::Search(question) => self.asked = Some(question),
            Effect::SaveNotes(job) => self.notes.put(job, |job, waiting| job.corrects |= waiting.corrects),
            Effect::Export(export) => self.export(&export),
            Effect::Suspend => {
                restore();
                raise(SIGSTOP)?;
                self.screen.enter(self.app.mouse)?;
            }
            Effect::Edit { path, line } => self.edit(&path, line)?,
            Effect::Browse(url) => self.browse(&url),
        }
        Ok(None)
    }

    /// Saves what the worker has not saved yet; what cannot be saved is reported after the terminal is restored.
    fn save(&mut self) -> io::Result<()> {
        let shows = |_: &&Path| self.app.resume.is_none() && !self.app.library.reports().is_empty();
        if let Some(place) = self.session_file.as_deref().filter(shows) {
            // Where it cannot be written, the next start begins at the beginning: nothing a person made is lost.
            let _ = self.app.session().save(place);
        }
        let book = &mut self.app.notes.book;
        book.save().map_err(|error| io::Error::new(error.kind(), format!("the notes are not saved: {error}")))
    }

    fn notice(&mut self, words: String) {
        self.app.update(Message::News(News::Notice(words)));
    }

    /// One frame, written at once.
    fn draw(&mut self) -> io::Result<()> {
        let size = self.screen.terminal.size()?;
        if size != self.app.size {
            self.app.update(Message::Resize(size.width, size.height));
        }
        self.app.prepare_frame();
        let app = &self.app;
        queue!(self.screen.frame.borrow_mut(), BeginSynchronizedUpdate)?;
        self.screen.terminal.draw(|frame| view(app, &app.theme, frame))?;
        queue!(self.screen.frame.borrow_mut(), EndSynchronizedUpdate)?;
        self.screen.flush()
    }
}

#[cfg(test)]
mod tests;
