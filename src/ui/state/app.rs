//! Everything the interface knows: plain data, changed in `update` and read by `view`.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDateTime;
use ratatui::layout::Size;

use super::filter::Passing;
use super::keymap::{Keymap, Scope};
use super::library::Library;
use super::notes::{Item, Notes};
use super::panes::{Arrangement, Focus, Panes, Shares, panes};
use crate::analysis::time::When;
use crate::disagreement::Verdict;
use crate::reading::Stage;
use crate::store::{Change, Session};
use crate::text::{ReportId, Span};
use crate::timeline::{ActorId, EventId};
use crate::ui::screens::actors::ActorList;
use crate::ui::screens::disagreement_list::DisagreementList;
use crate::ui::screens::find::Find;
use crate::ui::screens::lanes::model::Models;
use crate::ui::screens::lanes::strip::LaneStrip;
use crate::ui::screens::lanes::{LaneSettings, Lanes};
use crate::ui::screens::matrix::Matrix;
use crate::ui::screens::palette::Palette;
use crate::ui::screens::prompt::Prompt;
use crate::ui::screens::read::Read;
use crate::ui::screens::search::Search;
use crate::ui::widget::prose::Marks;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::time_axis::Unit;
use crate::ui::widget::wrap::TextRow;

/// The state of the interface.
#[derive(Debug)]
pub struct App {
    /// Columns and rows of the terminal.
    pub size: Size,
    /// What is looked at; empty until the first loading ends.
    pub library: Arc<Library>,
    /// How far loading is.
    pub reading: Reading,
    /// Keys.
    pub keymap: Keymap,
    /// Colours, and which of the chosen themes they are.
    pub theme: Theme,
    /// The name of the theme.
    pub theme_name: String,
    /// The views opened over the explorer, the topmost last.
    pub screens: Vec<Screen>,
    /// What is over the topmost view.
    pub popup: Option<Popup>,
    /// The explorer's pane with the focus.
    pub focus: Focus,
    /// The list of events.
    pub timeline: EventList,
    /// What the selection is.
    pub subject: PaneSubject,
    /// The source panes.
    pub sources: Sources,
    /// The list of disagreements.
    pub cards: CardList,
    /// Where the person left, taken up when the corpus is there.
    pub resume: Option<Box<Session>>,
    /// How the lanes were last seen.
    pub lanes: LaneSettings,
    /// The strip of lanes over the explorer's panes.
    pub strip: LaneStrip,
    pub(in crate::ui) lane_models: Models,
    /// What is shown at all.
    pub filter: Filter,
    /// What passes it.
    pub passing: Passing,
    /// What can be undone, the latest last.
    pub past: Vec<Past>,
    /// What was undone and can be done again.
    pub future: Vec<Past>,
    /// What a person adds.
    pub notes: Notes,
    /// The library as it was read, before a person's corrections.
    pub base: Arc<Library>,
    /// What is to be joined with the next.
    pub joining: Option<Item>,
    /// Sizes a person gave the panes.
    pub shares: Shares,
    /// The border being dragged.
    pub dragged: Option<Border>,
    /// Whether the mouse is reported.
    pub mouse: bool,
    /// What is looked for within a view.
    pub find: Option<Find>,
    /// A word on what just happened; gone with the next key.
    pub notice: Option<String>,
    /// Whether the first key is still to come.
    pub fresh: bool,
    /// Number of the newest question to the search worker.
    pub questions: u64,
    /// Number of the newest job of keeping notes.
    pub jobs: u64,
    pub(in crate::ui) stale: Stale,
    pub(in crate::ui) wrapped: HashMap<(ReportId, u16), Arc<[TextRow]>>,
}

/// What no longer fits the selection: worked out again before the next frame, not with every key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Stale {
    /// The order of the disagreements.
    pub cards: bool,
    /// Which reports mention the subject.
    pub sources: bool,
}

/// How far loading is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Reading {
    /// Nothing is known yet.
    #[default]
    Waiting,
    /// Some is done.
    Progress(Progress),
    /// All is read.
    Done,
    /// It failed, and why.
    Failed(String),
}

/// How far a stage of loading is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// How much of it is done.
    pub done: usize,
    /// How much there is to do; 0 while that is not known.
    pub total: usize,
    /// Seconds since the stage began.
    pub seconds: f32,
}

/// A view over the explorer.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The passages of a disagreement beside each other.
    Passages(Passages),
    /// Reports in columns.
    Compare(Compare),
    /// All disagreements.
    Disagreements(DisagreementList),
    /// One report with the others in the margin.
    Read(Read),
    /// Events on an axis of time.
    Lanes(Lanes),
    /// Who says what.
    Matrix(Matrix),
    /// Who appears.
    Actors(ActorList),
}

/// Something over a view that takes the keys.
#[derive(Clone, Debug)]
pub enum Popup {
    /// The keys.
    Help(Help),
    /// The search.
    Search(Search),
    /// What could not be read, from a line on.
    Problems(usize),
    /// The commands.
    Palette(Palette),
    /// A line to write in.
    Prompt(Prompt),
}

/// The help: which lines of it are seen.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// The first line seen.
    pub top: usize,
    /// What was typed: only lines that hold it are shown.
    pub query: String,
}

/// What undo brings back.
#[derive(Clone, Debug)]
pub enum Past {
    /// A filter.
    Filter(Filter),
    /// What was said in the notebook before, as the changes to be made.
    Said(Vec<Change>),
}

/// The timeline's list.
#[derive(Clone, Debug, Default)]
pub struct EventList {
    /// Its rows.
    pub rows: Vec<TimelineRow>,
    /// The selected row: never a day.
    pub at: usize,
    /// The first row seen.
    pub top: usize,
    /// How many events pass the filter, and how many there are.
    pub shown: usize,
    /// The place of each selected event among those shown is counted from here: events before each row.
    pub before: Vec<u32>,
    /// The row of each event of the timeline; [`EventList::NOWHERE`] for one that has none of its own.
    pub(in crate::ui) row_of: Vec<u32>,
    /// Whether minor events are shown.
    pub unfolded: bool,
    /// Lesser events shown one by one.
    pub opened: BTreeSet<EventId>,
    /// What a bar stands for, once a person chose.
    pub unit: Option<Unit>,
    /// When the shown events are, in order.
    pub moments: Vec<NaiveDateTime>,
    /// When those are whose reports contradict each other.
    pub alarms: Vec<NaiveDateTime>,
    /// Rows of events whose accounts differ, and whether they contradict each other.
    pub disputed_moments: Vec<(usize, bool)>,
}

/// A row of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineRow {
    /// The date of the events below it, as this one has it.
    Day(EventId),
    /// An event.
    Event(EventId),
    /// Lesser events, folded: the first, and how many.
    Fold(EventId, u32),
}

/// What the panes show together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaneSubject {
    /// The selected event.
    pub event: Option<EventId>,
    /// The disagreement whose passages are to be seen, if one is followed.
    pub disagreement: Option<u32>,
}

/// The source panes.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The reports that mention the subject, the ones to see first in front.
    pub telling: Vec<ReportId>,
    /// The first reports that do not, and how many there are.
    pub silent: Vec<ReportId>,
    /// How many reports do not mention it.
    pub silent_count: usize,
    /// The reports that say outright that they do not know.
    pub unknown: Vec<ReportId>,
    /// The first of those that mention it that is seen.
    pub first: usize,
    /// The panes seen.
    pub panes: Vec<TextPane>,
}

/// A report's text at a place.
#[derive(Clone, Debug)]
pub struct TextPane {
    /// The report.
    pub report: ReportId,
    /// The text's rows at the pane's width.
    pub rows: Arc<[TextRow]>,
    /// The first row seen.
    pub top: usize,
    /// What is marked.
    pub marks: Arc<Marks>,
    /// The passages it is about.
    pub anchors: Vec<Span>,
}

/// The list of disagreements.
#[derive(Clone, Debug, Default)]
pub struct CardList {
    /// The disagreements in the order shown.
    pub order: Vec<u32>,
    /// How many of them, at the front, are about the selected event.
    pub own: usize,
    /// The selected one.
    pub at: usize,
    /// The first seen.
    pub top: usize,
}

/// The passages of a disagreement beside each other.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    /// The disagreement.
    pub disagreement: u32,
    /// The column with the focus.
    pub at: usize,
    /// The first column seen.
    pub first: usize,
    /// The columns seen.
    pub panes: Vec<TextPane>,
}

/// Reports in columns.
#[derive(Clone, Debug, Default)]
pub struct Compare {
    /// The report of each column.
    pub reports: Vec<ReportId>,
    /// The column with the focus.
    pub column: usize,
    /// Whether rows are events; else the texts run on.
    pub aligned: bool,
    /// The events that at least one of the columns mentions.
    pub events: Vec<EventId>,
    /// The selected event.
    pub at: usize,
    /// The first event seen.
    pub top: usize,
    /// The rows seen, from `top` on.
    pub rows: Vec<CompareRow>,
    /// The full texts, where not aligned.
    pub panes: Vec<TextPane>,
}

/// What each column says of an event.
#[derive(Clone, Debug)]
pub struct CompareRow {
    /// The event.
    pub event: EventId,
    /// Lines it takes, its heading included.
    pub height: u16,
    /// A cell a column; empty where the report is silent.
    pub cells: Vec<Vec<TextPane>>,
}

/// What is shown at all. Choices of one kind widen, choices of different kinds narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Events that one of these has a part in.
    pub actors: Vec<ActorId>,
    /// Reports left out.
    pub without: BTreeSet<ReportId>,
    /// Only what may have happened in this time.
    pub period: Option<When>,
    /// Only disagreements of this verdict, and the events they are about.
    pub verdict: Option<Verdict>,
    /// Only what holds these words, in any case.
    pub words: String,
    /// Only events with a star, a tag or a note.
    pub own: bool,
}

impl Filter {
    /// Whether it leaves nothing out.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// A border between panes that the mouse can drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Right of the timeline.
    Timeline,
    /// Left of, or above, the disagreements.
    Disagreements,
}

/// How the interface begins.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Keys.
    pub keymap: Keymap,
    /// Colours; dark if none are given.
    pub theme: Option<(String, Theme)>,
    /// Whether the mouse is left alone.
    pub no_mouse: bool,
    /// Where it is kept where the person was when they left.
    pub session: Option<PathBuf>,
    /// Whether the terminal is asked for its background, because nothing else says which theme fits.
    pub ask_background: bool,
}

impl App {
    /// An interface to nothing yet.
    #[must_use]
    pub fn new(settings: Settings, size: Size) -> Self {
        let dark = || ("dark".to_owned(), Theme::built_in("dark").expect("there is a dark theme"));
        let (theme_name, theme) = settings.theme.unwrap_or_else(dark);
        Self {
            size,
            library: Arc::default(),
            reading: Reading::default(),
            keymap: settings.keymap,
            theme,
            theme_name,
            screens: Vec::new(),
            popup: None,
            focus: Focus::default(),
            timeline: EventList::default(),
            subject: PaneSubject::default(),
            sources: Sources::default(),
            cards: CardList::default(),
            resume: None,
            lanes: LaneSettings::default(),
            strip: LaneStrip::default(),
            lane_models: Models::default(),
            filter: Filter::default(),
            passing: Passing::default(),
            past: Vec::new(),
            future: Vec::new(),
            notes: Notes::default(),
            base: Arc::default(),
            joining: None,
            shares: Shares::default(),
            dragged: None,
            mouse: !settings.no_mouse,
            find: None,
            notice: None,
            fresh: true,
            questions: 0,
            jobs: 0,
            stale: Stale::default(),
            wrapped: HashMap::new(),
        }
    }

    /// Where a key is pressed.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match &self.popup {
            Some(Popup::Search(_) | Popup::Palette(_) | Popup::Prompt(_) | Popup::Help(_)) => Scope::Field,
            _ => self.view_scope(),
        }
    }

    /// The areas of the explorer.
    #[must_use]
    pub fn panes(&self) -> Panes {
        let Self { focus, shares, .. } = *self;
        panes(self.size, Arrangement { focus, shares, strip: self.strip_height() })
    }

    /// Whether a report is not left out.
    #[must_use]
    pub fn is_included(&self, report: ReportId) -> bool {
        !self.filter.without.contains(&report)
    }

    /// What a bar of the histogram stands for: a person's choice, else what fits.
    #[must_use]
    pub fn unit(&self) -> Unit {
        let fitting = || {
            let bars =
                crate::ui::widget::histogram::bars(self.panes().timeline.width.saturating_sub(2), Unit::Day);
            self.library.core.map_or(Unit::Day, |(first, last)| Unit::fitting(first, last, bars))
        };
        self.timeline.unit.unwrap_or_else(fitting)
    }

    /// The selected disagreement of the explorer.
    #[must_use]
    pub fn card(&self) -> Option<u32> {
        self.cards.order.get(self.cards.at).copied()
    }
}
