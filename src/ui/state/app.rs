//! Everything the interface knows: plain data, changed in `update` and read by `view`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

use super::card_list::CardList;
pub use super::event_list::EventList;
pub use super::event_rows::TimelineRow;
pub use super::filter::Filter;
use super::filter::{LastWords, Passing};
use super::keymap::{Keymap, Scope};
use super::library::Library;
use super::notes::{Item, Notes};
use super::panes::{Arrangement, Focus, Panes, Shares, panes};
pub use super::text_pane::TextPane;
use crate::reading::Stage;
use crate::store::{Change, Session};
use crate::text::ReportId;
use crate::timeline::EventId;
use crate::ui::screens::actors::ActorList;
pub use crate::ui::screens::compare::{Compare, CompareRow};
use crate::ui::screens::disagreement_list::DisagreementList;
use crate::ui::screens::find::Find;
use crate::ui::screens::lanes::model::Models;
use crate::ui::screens::lanes::strip::LaneStrip;
use crate::ui::screens::lanes::{LaneSettings, Lanes};
use crate::ui::screens::matrix::Matrix;
use crate::ui::screens::palette::Palette;
pub use crate::ui::screens::passages::Passages;
use crate::ui::screens::prompt::Prompt;
use crate::ui::screens::read::Read;
use crate::ui::screens::search::Search;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::time_axis::Unit;
use crate::ui::widget::wrap::TextRow;

/// The state of the interface.
#[derive(Debug)]
pub struct App {
    /// Columns and rows of the terminal.
    pub size: Size,
    /// The corpus that is shown; empty until the first loading ends.
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
    /// Where the person was in the last session, until the corpus is there.
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
    pub(in crate::ui) last_words: LastWords,
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
    /// A line about what just happened, until the next key.
    pub notice: Option<String>,
    /// Whether the first key is still to come.
    pub fresh: bool,
    /// Number of the newest question to the search worker.
    pub questions: u64,
    /// Number of the newest job of saving notes.
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
    /// The passages of a disagreement side by side.
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
    /// What was typed: only lines that contain it are shown.
    pub query: String,
}

/// What undo brings back.
#[derive(Clone, Debug)]
pub enum Past {
    /// A filter.
    Filter(Filter),
    /// The earlier state of the notebook, as the changes that restore it.
    Notebook(Vec<Change>),
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
    /// The reports that mention the subject, those to be seen first in front.
    pub reporting: Vec<ReportId>,
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
    /// The file that keeps the place where the person was.
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
            last_words: LastWords::default(),
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

    /// How much time a bar of the histogram represents: a person's choice, else what fits.
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
        self.cards.get(self.cards.at)
    }
}
