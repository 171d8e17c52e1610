//! What each action and each piece of news changes. No I/O: what must be done outside is given back as effects.

use std::sync::Arc;

use ratatui::layout::Size;

use super::action::Action;
use super::app::{App, Popup, Progress, Reading, Screen, TimelineRow};
use super::library::Library;
use super::notes::{Job, Kept, Notes};
use super::panes::{Focus, inside};
use super::search::{Answer, Question};
use super::theme::{BUILT_IN, Theme};
use crate::disagreement::Verdict;
use crate::store::Notebook;
use crate::text::ReportId;
use crate::timeline::EventId;

/// What the interface is told.
#[derive(Debug)]
pub enum Message {
    /// A person wants something.
    Action(Action),
    /// Words were pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// The loader or the search has something.
    News(News),
}

/// What the threads beside the screen have to tell.
#[derive(Debug)]
pub enum News {
    /// So much is read.
    Progress(Progress),
    /// All is read, for the first time or again.
    Loaded(Loaded),
    /// Notes are kept and corrections made.
    Kept(Kept),
    /// The terminal's own background is light.
    Light,
    /// Reading failed, and why.
    Failed(String),
    /// The search found something.
    Found(Answer),
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

/// What must be done outside.
#[derive(Debug)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Hand the terminal to the shell until `fg`.
    Suspend,
    /// Paint every cell anew.
    Redraw,
    /// Report the mouse, or leave it alone.
    Mouse(bool),
    /// Put words on the clipboard.
    Copy(String),
    /// Ask the search worker.
    Search(Question),
    /// Save the notes and make the corrections.
    Keep(Job),
    /// Write what is shown into a file.
    Export {
        /// The file, as typed.
        path: String,
        /// What is shown.
        library: Arc<Library>,
    },
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
    /// Takes in one message; gives what must be done outside.
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
            News::Failed(why) => self.reading = Reading::Failed(why),
            News::Found(answer) => self.take_answer(answer),
            News::Notice(words) => self.notice = Some(words),
            News::Loaded(loaded) => return self.load(loaded),
            News::Kept(kept) => return self.take_kept(kept),
            News::Light => self.take_light(),
        }
        Vec::new()
    }

    /// Shows what was read. The first time the gravest contradiction is selected; later all stays where it was.
    fn load(&mut self, loaded: Loaded) -> Vec<Effect> {
        let Loaded { base, library, mut notes } = loaded;
        notes.book.carry(&self.notes.book);
        self.reading = Reading::Done;
        self.base = base;
        self.notes = notes;
        if !self.library.reports().is_empty() {
            return self.carry(&library);
        }
        let grave = (0..)
            .zip(&library.disagreements)
            .find(|(at, found)| found.verdict == Verdict::Contradiction && library.is_open(*at));
        let grave = grave.map(|(at, _)| at);
        let first = Some(EventId(0)).filter(|_| !library.events().is_empty());
        self.library = library;
        self.subject.event = first;
        self.list_events();
        self.subject.event = None;
        self.reveal(first);
        self.follow_timeline();
        if let Some(at) = grave {
            self.follow_disagreement(at);
        }
        Vec::new()
    }

    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        if !matches!(action, Action::Up | Action::Down | Action::PageUp | Action::PageDown) {
            self.settle();
        }
        if self.popup.is_some() {
            return self.act_in_popup(action);
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
            Action::Help => self.popup = Some(Popup::Help(0)),
            Action::Problems => self.popup = Some(Popup::Problems(0)),
            Action::Search(target) => return self.open_search(target),
            Action::ToggleReport(at) => self.toggle_report(ReportId(at.into())),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Star
            | Action::Tag
            | Action::Note
            | Action::OnlyOwn
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
            Action::Matrix if !self.is_over(|screen| matches!(screen, Screen::Matrix(_))) => {
                self.open_matrix();
            }
            Action::Actors if !self.is_over(|screen| matches!(screen, Screen::Actors(_))) => {
                self.open_actors();
            }
            Action::Disagreements if !self.is_over(|screen| matches!(screen, Screen::Disagreements(_))) => {
                self.open_quarrels();
            }
            Action::Palette => self.open_palette(),
            Action::Copy => return self.copy(),
            Action::Edit | Action::Browse => return self.open_outside(action),
            _ => match self.screens.last() {
                None => self.act_in_explorer(action),
                Some(Screen::Passages(_)) => self.act_in_passages(action),
                Some(Screen::Compare(_)) => self.act_in_compare(action),
                Some(Screen::Disagreements(_)) => self.act_in_quarrels(action),
                Some(Screen::Read(_)) => self.act_in_read(action),
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

    fn act_in_explorer(&mut self, action: Action) {
        match action {
            Action::NextPane | Action::PreviousPane => self.turn_focus(action == Action::NextPane),
            Action::NextDisagreement | Action::PreviousDisagreement => {
                self.step_disagreement(action == Action::NextDisagreement);
            }
            Action::NextOfActor | Action::PreviousOfActor => self.step_actor(action == Action::NextOfActor),
            Action::NextTelling | Action::PreviousTelling => self.step_telling(action == Action::NextTelling),
            Action::ZoomIn => self.timeline.unit = Some(self.unit().finer()),
            Action::ZoomOut => self.timeline.unit = Some(self.unit().coarser()),
            Action::Unfold => self.unfold_all(),
            Action::Back => self.drop_filter(),
            Action::Click(x, y) => self.click(x, y),
            Action::Drag(x, y) => self.drag(x, y),
            Action::Release => self.dragged = None,
            Action::Wheel(x, y, lines) => self.wheel(x, y, lines),
            _ => match self.focus {
                Focus::Timeline => self.move_in_timeline(action),
                Focus::Source(at) => self.move_in_source(action, at),
                Focus::Disagreements => self.move_in_cards(action),
            },
        }
    }

    pub(super) fn move_in_timeline(&mut self, action: Action) {
        let page = usize::from(self.panes().events().height).saturating_sub(1).max(1);
        let list = &self.timeline;
        let last = list.rows.len().saturating_sub(1);
        let to = match action {
            Action::Down => list.selectable(list.at + 1, true),
            Action::Up => list.at.checked_sub(1).map_or(list.at, |at| list.selectable(at, false)),
            Action::PageDown => list.selectable((list.at + page).min(last), true),
            Action::PageUp => list.selectable(list.at.saturating_sub(page), true),
            Action::First => list.selectable(0, true),
            Action::Last => list.selectable(last, false),
            Action::Right => self.day(true),
            Action::Left => self.day(false),
            Action::Open => return self.open_row(),
            _ => return,
        };
        self.timeline.at = to;
        self.follow_timeline();
    }

    /// The first event of the next or previous date.
    fn day(&self, forward: bool) -> usize {
        let list = &self.timeline;
        let days = list.rows.iter().enumerate().filter(|(_, row)| matches!(row, TimelineRow::Day(_)));
        let mut days = days.map(|(at, _)| at);
        let found = if forward {
            days.find(|day| *day > list.at)
        } else {
            days.take_while(|day| *day + 1 < list.at).last()
        };
        found.map_or(list.at, |day| list.selectable(day, true))
    }

    fn open_row(&mut self) {
        match self.timeline.rows.get(self.timeline.at).copied() {
            Some(TimelineRow::Fold(first, count)) => {
                let folded = (first.0..).map(EventId).take(self.library.events().len() - first.0 as usize);
                let lesser = folded.filter(|id| {
                    self.library.event(*id).is_some_and(|event| event.salience < crate::timeline::Event::MAIN)
                });
                let opened: Vec<EventId> = lesser.take(count as usize).collect();
                self.timeline.opened.extend(opened);
                self.subject.event = Some(first);
                self.list_events();
            }
            Some(TimelineRow::Event(id)) => {
                let open = |at: &&u32| self.library.is_open(**at);
                match self.library.disagreements_of(id).iter().find(open).copied() {
                    Some(at) => self.open_passages(at),
                    None => self.open_compare(),
                }
            }
            _ => {}
        }
    }

    fn move_in_source(&mut self, action: Action, at: usize) {
        let panes = self.panes();
        let (areas, _) = panes.source_panes(self.sources.telling.len(), self.silence_lines());
        let seen = at.saturating_sub(self.sources.first);
        let height = areas.get(seen).map_or(1, |area| usize::from(inside(*area).height));
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        if matches!(action, Action::Left | Action::Right) {
            let last = self.sources.telling.len().saturating_sub(1);
            let to = if action == Action::Right { (at + 1).min(last) } else { at.saturating_sub(1) };
            self.focus = Focus::Source(to);
            return;
        }
        if action == Action::Open {
            return self.open_compare();
        }
        let Some(pane) = self.sources.panes.get_mut(seen) else { return };
        match action {
            Action::Down => pane.scroll(1, height),
            Action::Up => pane.scroll(-1, height),
            Action::PageDown => pane.scroll(page, height),
            Action::PageUp => pane.scroll(-page, height),
            Action::First => pane.top = 0,
            Action::Last => pane.scroll(isize::MAX, height),
            _ => {}
        }
    }

    fn move_in_cards(&mut self, action: Action) {
        let last = self.cards.order.len().saturating_sub(1);
        let page = usize::from(self.panes().cards().height / 4).max(1);
        let at = self.cards.at;
        self.cards.at = match action {
            Action::Down => (at + 1).min(last),
            Action::Up => at.saturating_sub(1),
            Action::PageDown => (at + page).min(last),
            Action::PageUp => at.saturating_sub(page),
            Action::First => 0,
            Action::Last => last,
            Action::Open => {
                if let Some(card) = self.card() {
                    self.open_passages(card);
                }
                return;
            }
            _ => return,
        };
        self.follow_card();
    }

    fn turn_focus(&mut self, forward: bool) {
        let sources = self.sources.telling.len();
        let places = sources + 2;
        let at = match self.focus {
            Focus::Timeline => 0,
            Focus::Source(at) => (at + 1).min(places - 1),
            Focus::Disagreements => places - 1,
        };
        let to = if forward { at + 1 } else { at + places - 1 } % places;
        self.focus = match to {
            0 => Focus::Timeline,
            to if to == places - 1 => Focus::Disagreements,
            to => Focus::Source(to - 1),
        };
        if self.focus == Focus::Disagreements {
            self.follow_card();
        }
    }

    /// To the next disagreement in the order of the timeline, those about no single event last.
    pub(super) fn step_disagreement(&mut self, forward: bool) {
        let library = self.library.clone();
        let place = |at: u32| (library.disagreements[at as usize].event.map_or(u32::MAX, |id| id.0), at);
        let alarming = |at: &u32| {
            library.is_open(*at) && library.disagreements[*at as usize].verdict != Verdict::Compatible
        };
        let here = match self.subject.disagreement {
            Some(at) => place(at),
            None => (self.subject.event.map_or(0, |id| id.0), if forward { 0 } else { u32::MAX }),
        };
        let passed = |at: &u32| match self.subject.disagreement {
            None if forward => place(*at) >= here,
            _ if forward => place(*at) > here,
            _ => place(*at) < here,
        };
        let all = (0..u32::try_from(library.disagreements.len()).unwrap_or(0)).filter(alarming);
        let next = if forward {
            all.filter(passed).min_by_key(|at| place(*at))
        } else {
            all.filter(passed).max_by_key(|at| place(*at))
        };
        match next {
            Some(at) => self.follow_disagreement(at),
            None => self.notice = Some("no further disagreement".to_owned()),
        }
    }

    /// Selects a disagreement wherever it is shown.
    pub(super) fn follow_disagreement(&mut self, at: u32) {
        let event = self.library.disagreements[at as usize].event;
        self.subject.event = event;
        self.reveal(event);
        self.order_cards();
        self.stale.cards = false;
        self.cards.at = self.cards.order.iter().position(|card| *card == at).unwrap_or(0);
        self.follow_card();
    }

    fn step_actor(&mut self, forward: bool) {
        let Some(event) = self.subject.event.and_then(|id| Some((id, self.library.event(id)?))) else {
            return;
        };
        let filtered = self.filter.actors.first().copied();
        let Some(actor) = filtered.or(event.1.actors.first().map(|(actor, _)| *actor)) else {
            self.notice = Some("no actor is known for this event".to_owned());
            return;
        };
        let events = self.library.events_of(actor);
        let next = if forward {
            events.iter().find(|at| **at > event.0.0)
        } else {
            events.iter().rev().find(|at| **at < event.0.0)
        };
        let name = self.library.timeline.actors.get(actor.0 as usize).map_or("", |actor| &actor.name);
        match next.copied() {
            Some(at) => {
                self.notice = Some(format!("of {name}"));
                self.reveal(Some(EventId(at)));
                self.follow_timeline();
            }
            None => self.notice = Some(format!("no further event of {name}")),
        }
    }

    fn step_telling(&mut self, forward: bool) {
        let at = if let Focus::Source(at) = self.focus { at } else { self.sources.first };
        let Some(&report) = self.sources.telling.get(at) else { return };
        let told = self.library.tellings(report);
        let Some(here) = told.iter().position(|telling| Some(telling.event) == self.subject.event) else {
            return;
        };
        let next = if forward { told.get(here + 1) } else { here.checked_sub(1).and_then(|at| told.get(at)) };
        if let Some(event) = next.map(|telling| telling.event) {
            self.reveal(Some(event));
            self.follow_timeline();
            if let Some(at) = self.sources.telling.iter().position(|teller| *teller == report) {
                self.focus = Focus::Source(at);
            }
        }
    }

    fn unfold_all(&mut self) {
        self.timeline.unfolded = !self.timeline.unfolded;
        self.timeline.opened.clear();
        self.list_events();
    }

    fn toggle_report(&mut self, report: ReportId) {
        if self.library.report(report).is_none() {
            return;
        }
        let mut filter = self.filter.clone();
        if !filter.without.remove(&report) {
            filter.without.insert(report);
        }
        self.set_filter(filter);
    }

    fn drop_filter(&mut self) {
        if self.joining.take().is_some() {
            return;
        }
        let mut filter = self.filter.clone();
        if filter.actors.pop().is_some()
            || filter.without.pop_last().is_some()
            || std::mem::take(&mut filter.own)
        {
            self.set_filter(filter);
        } else {
            self.focus = Focus::Timeline;
        }
    }

    /// The terminal says that its background is light, where nobody chose a theme.
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
