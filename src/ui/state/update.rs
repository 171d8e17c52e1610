//! What each action and each piece of news changes. No I/O: what must be done outside is returned as effects.

use std::sync::Arc;

use ratatui::layout::Size;

use super::action::Action;
use super::app::{App, Help, Popup, Progress, Reading, Screen};
use super::library::Library;
use super::notes::{Job, Notes, Saved};
use crate::disagreement::Verdict;
use crate::export;
use crate::store::{Notebook, Session};
use crate::text::ReportId;
use crate::timeline::{Event, EventId};
use crate::ui::screens::lanes::model::Kind;
use crate::ui::screens::search::{Answer, Question, Target};
use crate::ui::widget::theme::{BUILT_IN, Theme};

/// What reaches the interface.
#[derive(Debug)]
pub enum Message {
    /// A person asked for something.
    Action(Action),
    /// Words were pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// The loader or the search has something.
    News(News),
}

/// What the other threads report.
#[derive(Debug)]
pub enum News {
    /// So much is read.
    Progress(Progress),
    /// Where the person was when they left.
    Resume(Box<Session>),
    /// The first reports are read; more is to come.
    Begun(Loaded),
    /// All is read, for the first time or again.
    Loaded(Loaded),
    /// Notes are kept and corrections made.
    Saved(Saved),
    /// Another program, or a person, has written the notebook.
    Noted(Notebook),
    /// The terminal's own background is light.
    Light,
    /// Reading failed, and why.
    Failed(String),
    /// The search found something.
    Found(Answer),
    /// A file to export to is there already.
    FileExists(String),
    /// An effect is done, or failed: a line for the hint bar.
    Notice(String),
}

/// What is read.
#[derive(Debug)]
pub struct Loaded {
    /// The reports' own timeline.
    pub base: Arc<Library>,
    /// The same as a person corrected it.
    pub library: Arc<Library>,
    /// What a person noted.
    pub notes: Notes,
}

impl Loaded {
    /// A library with a person's notebook upon it.
    #[must_use]
    pub fn new(base: Library, book: Notebook) -> Self {
        let base = Arc::new(base);
        let library = base.corrected(&book).map_or_else(|| base.clone(), Arc::new);
        Self { notes: Notes::new(book, &library), base, library }
    }
}

/// What is to be exported, and where to.
#[derive(Clone, Debug)]
pub struct Export {
    /// The file, as typed.
    pub path: String,
    /// The format.
    pub format: &'static export::Format,
    /// Whether a file that is there already is overwritten.
    pub overwrite: bool,
    /// What is shown.
    pub library: Arc<Library>,
    /// What of it passes.
    pub filter: export::Filter,
}

/// What must be done outside the interface.
#[derive(Debug)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Hand the terminal to the shell until `fg`.
    Suspend,
    /// Repaint every cell.
    Redraw,
    /// Report the mouse, or leave it alone.
    Mouse(bool),
    /// Put words on the clipboard.
    Copy {
        /// The words.
        words: String,
        /// The report they are from.
        report: ReportId,
    },
    /// Ask the search worker.
    Search(Question),
    /// Save the notes and make the corrections.
    SaveNotes(Job),
    /// Write what is shown into a file.
    Export(Export),
    /// Open a file in the editor at a line.
    Edit {
        /// The file.
        path: String,
        /// The line, counted from 1.
        line: usize,
    },
    /// Open an address in the browser.
    Browse(String),
}

impl App {
    /// Processes a message; returns what must be done outside.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Action(action) => {
                self.notice = None;
                self.fresh &= matches!(action, Action::Release | Action::Redraw);
                self.act(action)
            }
            Message::Paste(words) => self.paste(&words),
            Message::Resize(width, height) => {
                self.size = Size { width, height };
                Vec::new()
            }
            Message::News(news) => self.learn(news),
        }
    }

    fn learn(&mut self, news: News) -> Vec<Effect> {
        match news {
            News::Progress(progress) => self.reading = Reading::Progress(progress),
            News::Failed(why) => {
                self.notice = Some(why.clone()).filter(|_| !self.library.reports().is_empty());
                self.reading = Reading::Failed(why);
            }
            News::Found(answer) => return self.take_answer(answer),
            News::Notice(words) => self.notice = Some(words),
            News::FileExists(path) => self.ask_to_overwrite(path),
            News::Resume(session) => self.resume = Some(session),
            News::Begun(loaded) => return self.load(loaded),
            News::Loaded(loaded) => return self.load_all(loaded),
            News::Saved(kept) => return self.take_saved(kept),
            News::Noted(book) => return self.take_notebook(book),
            News::Light => self.take_light(),
        }
        Vec::new()
    }

    /// Shows all that was read, and returns to where the person was last time unless they have moved since.
    fn load_all(&mut self, loaded: Loaded) -> Vec<Effect> {
        self.reading = Reading::Done;
        let is_new = self.library.reports().is_empty();
        let mut effects = self.load(loaded);
        if let Some(session) = self.resume.take().filter(|_| is_new || self.fresh) {
            self.resume_session(&session);
        }
        // Built now, so that nobody waits for lanes when they are first shown.
        for kind in Kind::ALL {
            self.lane_model(kind);
        }
        // Asked now, so that the search has its index before the first letter is typed.
        if !effects.iter().any(|effect| matches!(effect, Effect::Search(_))) {
            let library = self.library.clone();
            effects.push(Effect::Search(Question { library, ..Question::default() }));
        }
        effects
    }

    /// Shows what was read. The first time the most serious disagreement about an event is selected; later all stays where it was.
    fn load(&mut self, loaded: Loaded) -> Vec<Effect> {
        let Loaded { base, library, mut notes } = loaded;
        notes.book.carry(&self.notes.book);
        self.base = base;
        self.notes = notes;
        if !self.library.reports().is_empty() {
            return self.replace_library(&library);
        }
        // One about no single event would leave the timeline without a selection, and is listed next to the others.
        let serious = library
            .open_disagreements()
            .find(|(_, found)| found.verdict != Verdict::Compatible && found.event.is_some());
        let serious = serious.map(|(at, _)| at);
        let main = (0..).zip(library.events()).find(|(_, event)| event.salience >= Event::MAIN);
        let first = main.map(|(at, _)| EventId(at)).or((!library.events().is_empty()).then_some(EventId(0)));
        self.library = library;
        self.subject.event = first;
        self.list_events();
        self.subject.event = None;
        self.reveal(first);
        self.follow_timeline();
        if let Some(at) = serious {
            self.follow_disagreement(at);
        }
        Vec::new()
    }

    pub(in crate::ui) fn act(&mut self, action: Action) -> Vec<Effect> {
        if !matches!(action, Action::Up | Action::Down | Action::PageUp | Action::PageDown) {
            self.prepare_frame();
        }
        if self.popup.is_some() {
            return self.act_in_popup(action);
        }
        if self.act_in_find(action) {
            return Vec::new();
        }
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                self.notice = Some(if self.mouse { "mouse on" } else { "mouse off" }.to_owned());
                return vec![Effect::Mouse(self.mouse)];
            }
            Action::NextTheme => self.next_theme(),
            Action::Help => self.popup = Some(Popup::Help(Help::default())),
            Action::Problems => self.popup = Some(Popup::Problems(0)),
            Action::Search(target) => return self.open_search(target),
            Action::SearchAll => return self.open_search(Target::All),
            Action::ToggleReport(at) => self.toggle_report(ReportId(at.into())),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Star
            | Action::Tag
            | Action::Note
            | Action::OnlyOwn
            | Action::Period
            | Action::Words
            | Action::Rename
            | Action::Redate
            | Action::Join
            | Action::Part
            | Action::Settle
            | Action::Refute
            | Action::Export => return self.act_on_notes(action),
            Action::Explorer => self.screens.clear(),
            Action::Compare if !self.is_over(|screen| matches!(screen, Screen::Compare(_))) => {
                self.open_compare();
            }
            Action::Read if !self.is_over(|screen| matches!(screen, Screen::Read(_))) => self.open_read(),
            Action::Lanes if !self.is_over(|screen| matches!(screen, Screen::Lanes(_))) => self.open_lanes(),
            Action::Matrix if !self.is_over(|screen| matches!(screen, Screen::Matrix(_))) => {
                self.open_matrix();
            }
            Action::Actors if !self.is_over(|screen| matches!(screen, Screen::Actors(_))) => {
                self.open_actors();
            }
            Action::Disagreements if !self.is_over(|screen| matches!(screen, Screen::Disagreements(_))) => {
                self.open_disagreement_list();
            }
            Action::Palette => self.open_palette(),
            Action::Copy => return self.copy(),
            Action::Edit | Action::Browse => return self.open_outside(action),
            _ => match self.screens.last() {
                None => self.act_in_explorer(action),
                Some(Screen::Passages(_)) => self.act_in_passages(action),
                Some(Screen::Compare(_)) => self.act_in_compare(action),
                Some(Screen::Disagreements(_)) => self.act_in_disagreement_list(action),
                Some(Screen::Read(_)) => self.act_in_read(action),
                Some(Screen::Lanes(_)) => self.act_in_lanes(action),
                Some(Screen::Matrix(_)) => self.act_in_matrix(action),
                Some(Screen::Actors(_)) => self.act_in_actors(action),
            },
        }
        Vec::new()
    }

    /// Whether the topmost view is of a kind: asked for again, it stays.
    fn is_over(&self, kind: impl Fn(&Screen) -> bool) -> bool {
        self.screens.last().is_some_and(kind)
    }

    /// The terminal reported a light background, and no theme was chosen.
    fn take_light(&mut self) {
        if let Some(theme) = Theme::built_in("light").filter(|_| self.theme_name == "dark") {
            self.theme = theme;
            "light".clone_into(&mut self.theme_name);
        }
    }

    fn next_theme(&mut self) {
        let at = BUILT_IN.iter().position(|(name, _)| *name == self.theme_name).map_or(0, |at| at + 1);
        let name = BUILT_IN[at % BUILT_IN.len()].0;
        if let Some(theme) = Theme::built_in(name) {
            self.theme = theme;
            name.clone_into(&mut self.theme_name);
            self.notice = Some(format!("theme: {name}"));
        }
    }
}
