//! Where a person is, stored when they leave and restored when they come back.

use super::action::Action;
use super::app::{App, Filter, Screen};
use crate::analysis::time::{Basis, When};
use crate::disagreement::Verdict;
use crate::export::names;
use crate::store::Session;
use crate::store::corrections::{event_mention, quote_event};
use crate::timeline::ActorId;
use crate::ui::screens::lanes::model::Kind;
use crate::ui::screens::lanes::scale::SCALES;
use crate::ui::widget::time_axis::Unit;

/// The views a session can begin with: the command that opens each, by its name in the keymap.
const VIEWS: &[(&str, Action)] = &[
    ("compare", Action::Compare),
    ("disagreements", Action::Disagreements),
    ("read", Action::Read),
    ("lanes", Action::Lanes),
    ("matrix", Action::Matrix),
    ("actors", Action::Actors),
];

impl App {
    /// Where the person is.
    #[must_use]
    pub fn session(&self) -> Session {
        let timeline = &self.library.timeline;
        let event = self.subject.event.and_then(|id| quote_event(timeline, self.library.event(id)?));
        let opened = self.screens.iter().rev().find_map(opened_by);
        let view = VIEWS.iter().find(|(_, action)| Some(*action) == opened).map_or("", |(name, _)| *name);
        let name = |id: &ActorId| timeline.actors.get(id.0 as usize).map(|actor| actor.name.clone());
        let path = |report| self.library.report(report).map(|report| report.path.clone());
        let Filter { actors, without, period, verdict, words, own } = &self.filter;
        Session {
            view: view.to_owned(),
            actors: actors.iter().filter_map(name).collect(),
            without: without.iter().filter_map(|report| path(*report)).collect(),
            period: period.as_ref().map_or_else(String::new, |when| when.edtf.to_string()),
            verdict: verdict.map_or("", names::verdict).to_owned(),
            words: words.clone(),
            own: *own,
            unfolded: self.timeline.unfolded,
            bars: self.timeline.unit.map_or("", Unit::name).to_owned(),
            lanes: self.lanes.kind.name().to_owned(),
            no_strip: self.strip.hidden,
            column: self.lanes.scale.and_then(|at| SCALES.get(at)).map_or("", |(_, name)| *name).to_owned(),
            event,
        }
    }

    /// Returns to where the person was, as far as it still exists.
    pub(in crate::ui) fn resume_session(&mut self, session: &Session) {
        let library = self.library.clone();
        let actors = (0..).map(ActorId).zip(&library.timeline.actors);
        let named = actors.filter(|(_, actor)| session.actors.contains(&actor.name));
        let left_out = library.reports().iter().filter(|report| session.without.contains(&report.path));
        self.filter = Filter {
            actors: named.map(|(id, _)| id).collect(),
            without: left_out.map(|report| report.id).collect(),
            period: When::from_edtf(&session.period, None, Basis::Given).filter(When::is_dated),
            verdict: Verdict::ALL.iter().copied().find(|verdict| names::verdict(*verdict) == session.verdict),
            words: session.words.clone(),
            own: session.own,
        };
        self.timeline.unfolded = session.unfolded;
        self.timeline.unit = Unit::named(&session.bars);
        self.lanes.kind = Kind::ALL.into_iter().find(|kind| kind.name() == session.lanes).unwrap_or_default();
        self.strip.hidden = session.no_strip;
        self.lanes.scale = SCALES.iter().position(|(_, name)| *name == session.column);
        let quote = session.event.as_ref();
        let event = quote.and_then(|quote| library.event_of(event_mention(&library.timeline, quote)?));
        self.list_events();
        if let Some(event) = event.filter(|event| self.passes(*event)) {
            self.reveal(Some(event));
        }
        self.follow_timeline();
        if let Some((_, action)) = VIEWS.iter().find(|(name, _)| *name == session.view) {
            self.act(*action);
        }
    }
}

/// What opens a view; none of the passages, which are opened from another.
fn opened_by(screen: &Screen) -> Option<Action> {
    Some(match screen {
        Screen::Passages(_) => return None,
        Screen::Compare(_) => Action::Compare,
        Screen::Disagreements(_) => Action::Disagreements,
        Screen::Read(_) => Action::Read,
        Screen::Lanes(_) => Action::Lanes,
        Screen::Matrix(_) => Action::Matrix,
        Screen::Actors(_) => Action::Actors,
    })
}
