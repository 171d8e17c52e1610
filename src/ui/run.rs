//! The terminal and the threads: the one place where the interface reads, waits and writes.
//!
//! One channel carries keys, signals and news; all that waits is taken in, then one frame is drawn, then the thread
//! sleeps. No tick, no query that waits for an answer. The terminal is given back on every way out.

use std::cell::RefCell;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use ratatui::crossterm::{clipboard::CopyToClipboard, cursor, execute, queue};
use ratatui::layout::{Rect, Size};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::raise;

use super::action::Action;
use super::app::{App, Progress, Settings};
use super::background::{self, Answer};
use super::library::Library;
use super::notes::Job;
use super::search::{Question, Searcher};
use super::update::{Effect, Loaded, Message, News};
use super::view::view;
use crate::disagreement::Disagreement;
use crate::export::json;
use crate::store::{Notebook, write_atomically};
use crate::timeline::Timeline;

/// Runs the interface until the person leaves; gives the exit code.
///
/// `load` runs in a thread of its own, after the first frame is painted, and tells the desk what it has. It may go on
/// for as long as it likes and deliver again when files change.
///
/// # Errors
/// If there is no terminal, or it can no longer be written to.
pub fn run(settings: Settings, load: impl FnOnce(&Desk) + Send + 'static) -> io::Result<i32> {
    let (sender, inbox) = channel();
    let screen = Screen::open(!settings.no_mouse)?;
    let guard = PanicGuard::install();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        let (width, height) = terminal::size().unwrap_or((80, 24));
        let asks = settings.ask_background;
        let app = App::new(settings, Size { width, height });
        let mut session = Session::new(app, screen, sender, inbox)?;
        if asks {
            session.ask_background()?;
        }
        session.run(load)
    }));
    restore();
    drop(guard);
    match ended {
        Ok(code) => code,
        Err(cause) => panic::resume_unwind(cause),
    }
}

/// Where a loader tells what it has.
#[derive(Clone, Debug)]
pub struct Desk {
    sender: Sender<Input>,
    began: Instant,
    told: Arc<Mutex<Option<Instant>>>,
}

/// How often progress is worth a frame.
const PROGRESS_EVERY: Duration = Duration::from_millis(50);

impl Desk {
    /// So many of so many reports are read; 0 of all while their number is not known.
    pub fn progress(&self, done: usize, total: usize) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.is_some_and(|last| last.elapsed() < PROGRESS_EVERY) && done < total {
            return;
        }
        *told = Some(Instant::now());
        let progress = Progress { done, total, seconds: self.began.elapsed().as_secs_f32() };
        self.tell(News::Progress(progress));
    }

    /// All is read, and what a person noted about it.
    pub fn loaded(&self, timeline: Timeline, disagreements: Vec<Disagreement>, notebook: Notebook) {
        self.tell(News::Loaded(Loaded::new(Library::new(timeline, disagreements), notebook)));
    }

    /// Makes the interface panic, so that a test can see what becomes of the terminal.
    #[doc(hidden)]
    pub fn crash(&self, why: &'static str) {
        let _ = self.sender.send(Input::Crash(why));
    }

    /// It cannot be read, and why.
    pub fn failed(&self, why: &str) {
        self.tell(News::Failed(why.to_owned()));
    }

    /// Tells the interface; after it has ended nobody listens, and that is well.
    fn tell(&self, news: News) {
        let _ = self.sender.send(Input::News(news));
    }
}

/// What comes through the channel.
enum Input {
    Terminal(Vec<Event>),
    News(News),
    Signal(i32),
    Crash(&'static str),
    Gone,
}

/// The interface while it runs.
struct Session {
    app: App,
    screen: Screen,
    sender: Sender<Input>,
    inbox: Receiver<Input>,
    keys: Arc<Keys>,
    search: Arc<Slot<Question>>,
    notes: Arc<Slot<Job>>,
    background: Answer,
}

impl Session {
    fn new(app: App, screen: Screen, sender: Sender<Input>, inbox: Receiver<Input>) -> io::Result<Self> {
        let mut session = Self {
            app,
            screen,
            sender,
            inbox,
            keys: Arc::default(),
            search: Arc::default(),
            notes: Arc::default(),
            background: Answer::default(),
        };
        session.draw()?;
        Ok(session)
    }

    /// Asks after the first frame; the answer comes among the keys, or never.
    fn ask_background(&mut self) -> io::Result<()> {
        self.background = Answer::asked();
        self.screen.write(|out| out.write_all(background::QUESTION))
    }

    fn run(mut self, load: impl FnOnce(&Desk) + Send + 'static) -> io::Result<i32> {
        watch_signals(self.sender.clone())?;
        watch_keys(self.keys.clone(), self.sender.clone());
        serve_search(self.search.clone(), self.sender.clone());
        keep_notes(self.notes.clone(), self.sender.clone());
        start_loading(load, self.sender.clone());
        loop {
            let Ok(first) = self.inbox.recv() else { return Ok(0) };
            let mut next = Some(first);
            while let Some(input) = next {
                if let Some(code) = self.take(input)? {
                    return self.save().map(|()| code);
                }
                next = self.inbox.try_recv().ok();
            }
            self.draw()?;
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
            Effect::Copy(words) => {
                self.screen.write(|out| queue!(out, CopyToClipboard::to_clipboard_from(words)))?;
            }
            Effect::Search(question) => self.search.put(question, |_, _| {}),
            Effect::Keep(job) => self.notes.put(job, |job, waiting| job.corrects |= waiting.corrects),
            Effect::Export { path, library } => self.export(&path, &library),
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

    /// Hands the terminal to the editor and takes it back.
    fn edit(&mut self, path: &str, line: usize) -> io::Result<()> {
        let editor =
            std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).unwrap_or_else(|_| "vi".to_owned());
        if !Path::new(path).is_file() {
            self.notice(format!("{path} is not a file that can be opened"));
            return Ok(());
        }
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or("vi");
        self.keys.pause();
        restore();
        let path = std::path::absolute(path)?;
        let ended =
            std::process::Command::new(program).args(words).arg(format!("+{line}")).arg(path).status();
        self.screen.enter(self.app.mouse)?;
        self.keys.resume();
        if let Err(error) = ended {
            self.notice(format!("{program} did not start: {error}"));
        }
        Ok(())
    }

    fn export(&mut self, path: &str, library: &Library) {
        let options = json::Options::default();
        let written = write_atomically(Path::new(path), |mut to| {
            json::write(&mut to, &library.timeline, &library.disagreements, options)
        });
        match written {
            Ok(()) => self.notice(format!("written to {path}")),
            Err(error) => self.notice(format!("{path}: {error}")),
        }
    }

    /// Saves what the worker has not saved yet; what cannot be saved is told after the terminal is given back.
    fn save(&mut self) -> io::Result<()> {
        let book = &mut self.app.notes.book;
        book.save().map_err(|error| io::Error::new(error.kind(), format!("the notes are not saved: {error}")))
    }

    fn browse(&mut self, url: &str) {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let mut command = std::process::Command::new(opener);
        let quiet = || std::process::Stdio::null();
        match command.arg(url).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn() {
            Ok(_) => self.notice(format!("opened {url}")),
            Err(error) => self.notice(format!("{opener} did not start: {error}")),
        }
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
        self.app.settle();
        let app = &self.app;
        queue!(self.screen.frame.borrow_mut(), BeginSynchronizedUpdate)?;
        self.screen.terminal.draw(|frame| view(app, &app.theme, frame))?;
        queue!(self.screen.frame.borrow_mut(), EndSynchronizedUpdate)?;
        self.screen.flush()
    }
}

/// The terminal, with all it is told gathered into one write a frame.
struct Screen {
    terminal: Terminal<CrosstermBackend<Gathered>>,
    frame: Rc<RefCell<Vec<u8>>>,
}

/// Bytes on their way to the terminal; flushing waits for the end of the frame.
struct Gathered(Rc<RefCell<Vec<u8>>>);

impl Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Press, drag and wheel in SGR coordinates; not every movement, which would wake the program for nothing.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

impl Screen {
    fn open(mouse: bool) -> io::Result<Self> {
        force_color_output(true);
        let frame = Rc::new(RefCell::new(Vec::with_capacity(64 * 1024)));
        let terminal = Terminal::new(CrosstermBackend::new(Gathered(frame.clone())))?;
        let mut screen = Self { terminal, frame };
        screen.enter(mouse)?;
        Ok(screen)
    }

    /// Takes the terminal over, for the first time or again.
    fn enter(&mut self, mouse: bool) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        self.write(|out| {
            queue!(out, EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide)?;
            if mouse { out.write_all(MOUSE_ON) } else { Ok(()) }
        })?;
        self.forget()
    }

    /// Makes the next frame paint every cell. `Terminal::clear` would ask the terminal where its cursor is and wait for an
    /// answer that some never give; a resize to the same size does not.
    fn forget(&mut self) -> io::Result<()> {
        let Size { width, height } = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, width, height))
    }

    fn report_mouse(&mut self, on: bool) -> io::Result<()> {
        self.write(|out| out.write_all(if on { MOUSE_ON } else { MOUSE_OFF }))
    }

    fn write(&mut self, words: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        words(&mut self.frame.borrow_mut())?;
        self.flush()
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut frame = self.frame.borrow_mut();
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()?;
        frame.clear();
        Ok(())
    }
}

/// Gives the terminal back; harmless when it already was.
fn restore() {
    let _ = terminal::disable_raw_mode();
    let mut out = io::stdout();
    let _ = out.write_all(MOUSE_OFF);
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        event::DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
}

/// While it lives, a panic of this thread restores the terminal before it is reported, and one of another thread stays
/// quiet: whoever started that thread turns it into a message.
struct PanicGuard;

impl PanicGuard {
    fn install() -> Self {
        let usual = panic::take_hook();
        let own = thread::current().id();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == own {
                restore();
                usual(info);
            }
        }));
        Self
    }
}

impl Drop for PanicGuard {
    fn drop(&mut self) {
        if !thread::panicking() {
            let _ = panic::take_hook();
        }
    }
}

/// Signals become messages. Should the main thread be stuck, the terminal is given back all the same.
fn watch_signals(sender: Sender<Input>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let heard = sender.send(Input::Signal(signal)).is_ok();
            if matches!(signal, SIGTERM | SIGINT | SIGHUP) && heard {
                thread::sleep(Duration::from_secs(1));
                restore();
                std::process::exit(128 + signal);
            }
        }
    });
    Ok(())
}

/// The thread that reads keys, and how to hold it while another program has the terminal.
#[derive(Default)]
struct Keys {
    held: AtomicBool,
    waiting: Mutex<bool>,
    turn: Condvar,
}

impl Keys {
    /// Waits until the reading thread has let go. A window-size signal wakes it from its read.
    fn pause(&self) {
        self.held.store(true, Ordering::SeqCst);
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..50 {
            if *waiting {
                return;
            }
            let _ = raise(SIGWINCH);
            waiting = self
                .turn
                .wait_timeout(waiting, Duration::from_millis(20))
                .map_or_else(|poisoned| poisoned.into_inner().0, |(waiting, _)| waiting);
        }
    }

    fn resume(&self) {
        self.held.store(false, Ordering::SeqCst);
        self.turn.notify_all();
    }

    /// Called by the reading thread after every read.
    fn yield_turn(&self) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        while self.held.load(Ordering::SeqCst) {
            *waiting = true;
            self.turn.notify_all();
            waiting = self.turn.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        *waiting = false;
    }
}

fn watch_keys(keys: Arc<Keys>, sender: Sender<Input>) {
    thread::spawn(move || {
        loop {
            keys.yield_turn();
            let read = panic::catch_unwind(read_waiting);
            let input = match read {
                Ok(Ok(events)) => Input::Terminal(events),
                _ => Input::Gone,
            };
            let gone = matches!(input, Input::Gone);
            if sender.send(input).is_err() || gone {
                return;
            }
        }
    });
}

/// Waits for an event, then takes all that came with it.
fn read_waiting() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < 4096 && event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}

/// Work for a worker: the newest replaces what waits.
struct Slot<T> {
    work: Mutex<Option<T>>,
    given: Condvar,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { work: Mutex::default(), given: Condvar::default() }
    }
}

impl<T> Slot<T> {
    /// Gives work; it takes over from what it replaces what must not be lost.
    fn put(&self, mut work: T, take_over: impl FnOnce(&mut T, &T)) {
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

/// Saves notes and makes corrections beside the screen.
fn keep_notes(slot: Arc<Slot<Job>>, sender: Sender<Input>) {
    thread::spawn(move || {
        loop {
            let job = slot.take();
            let news = match panic::catch_unwind(AssertUnwindSafe(|| job.run())) {
                Ok(kept) => News::Kept(kept),
                Err(cause) => News::Notice(format!("the correction failed: {}", reason(&*cause))),
            };
            if sender.send(Input::News(news)).is_err() {
                return;
            }
        }
    });
}

fn serve_search(slot: Arc<Slot<Question>>, sender: Sender<Input>) {
    thread::spawn(move || {
        let mut searcher = Searcher::default();
        loop {
            let question = slot.take();
            let tell = |answer| drop(sender.send(Input::News(News::Found(answer))));
            let answer = || searcher.answer(&question, || slot.is_waiting(), tell);
            if let Err(cause) = panic::catch_unwind(AssertUnwindSafe(answer)) {
                let words = format!("the search failed: {}", reason(&*cause));
                drop(sender.send(Input::News(News::Notice(words))));
                searcher = Searcher::default();
            }
        }
    });
}

fn start_loading(load: impl FnOnce(&Desk) + Send + 'static, sender: Sender<Input>) {
    let desk = Desk { sender, began: Instant::now(), told: Arc::default() };
    thread::spawn(move || {
        if let Err(cause) = panic::catch_unwind(AssertUnwindSafe(|| load(&desk))) {
            desk.failed(&format!("reading failed: {}", reason(&*cause)));
        }
    });
}

/// What a panic said.
fn reason(cause: &(dyn std::any::Any + Send)) -> String {
    let words = cause.downcast_ref::<&str>().map(|words| (*words).to_owned());
    words
        .or_else(|| cause.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "for no stated reason".to_owned())
}
