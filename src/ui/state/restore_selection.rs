//! What stays where it is when the library is replaced, after reading again or after a correction: the selection, the
//! filters, the open views, the scrolling. Things are found again by the words that describe them, not by their ids.

use std::collections::HashMap;
use std::sync::Arc;

use super::app::{App, Filter, Past, Popup, Screen};
use super::filter::LastWords;
use super::library::Library;
use super::notes::Item;
use super::update::Effect;
use crate::store::corrections::{actor_mention, event_mention, quote_actor_mention, quote_event_mention};
use crate::text::{Passage, ReportId};
use crate::timeline::correct::Mention;
use crate::timeline::{ActorId, EventId};

/// From a library to the one in its place.
struct Replacement<'l> {
    old: &'l Library,
    new: &'l Library,
    /// For each old report, the new one of its path, and whether its text is the same.
    reports: Vec<Option<(ReportId, bool)>>,
}

impl<'l> Replacement<'l> {
    fn new(old: &'l Library, new: &'l Library) -> Self {
        let places: HashMap<&str, &crate::text::Report> =
            new.reports().iter().rev().map(|report| (report.path.as_str(), report)).collect();
        let reports = old.reports().iter().map(|report| {
            let now = places.get(report.path.as_str())?;
            Some((now.id, now.text == report.text))
        });
        Self { old, new, reports: reports.collect() }
    }

    fn report(&self, id: ReportId) -> Option<ReportId> {
        Some((*self.reports.get(id.index())?)?.0)
    }

    /// The report, if its text is the same.
    fn same_text(&self, id: ReportId) -> Option<ReportId> {
        self.reports.get(id.index()).copied().flatten().filter(|(_, same)| *same).map(|(id, _)| id)
    }

    fn event(&self, id: EventId) -> Option<EventId> {
        let mentions = &self.old.event(id)?.mentions;
        mentions.iter().find_map(|mention| self.new.event_of(self.event_mention(*mention)?))
    }

    fn event_mention(&self, (report, at): Mention) -> Option<Mention> {
        let mention = self.old.mention(report, at)?;
        if let Some(report) = self.same_text(report) {
            let analysis = self.new.timeline.analyses.get(report.index())?;
            let same =
                analysis.events.iter().position(|m| m.span == mention.span && m.trigger == mention.trigger);
            return Some((report, u32::try_from(same?).ok()?));
        }
        event_mention(&self.new.timeline, &quote_event_mention(&self.old.timeline, (report, at))?)
    }

    fn actor(&self, id: ActorId) -> Option<ActorId> {
        let mention = *self.old.timeline.actors.get(id.0 as usize)?.mentions.first()?;
        let quote = quote_actor_mention(&self.old.timeline, mention)?;
        self.new.actor_of(actor_mention(&self.new.timeline, &quote)?)
    }

    fn disagreement(&self, at: u32) -> Option<u32> {
        let found = self.old.disagreements.get(at as usize)?;
        let words = |library: &Library, passage: Passage| library.words(passage).to_owned();
        let sides: Vec<(Option<ReportId>, String)> = found
            .positions
            .iter()
            .map(|side| (self.report(side.passage.report), words(self.old, side.passage)))
            .collect();
        let same = |other: &&(u32, &crate::disagreement::Disagreement)| {
            other.1.rule == found.rule
                && other.1.positions.len() == sides.len()
                && other.1.positions.iter().zip(&sides).all(|(side, (report, said))| {
                    Some(side.passage.report) == *report && self.new.words(side.passage) == said
                })
        };
        let all: Vec<(u32, &crate::disagreement::Disagreement)> =
            (0..).zip(&self.new.disagreements).collect();
        all.iter().find(same).map(|(at, _)| *at)
    }

    fn filter(&self, filter: &Filter) -> Filter {
        Filter {
            actors: filter.actors.iter().filter_map(|id| self.actor(*id)).collect(),
            without: filter.without.iter().filter_map(|id| self.report(*id)).collect(),
            ..filter.clone()
        }
    }

    fn item(&self, item: Item) -> Option<Item> {
        match item {
            Item::Event(id) => self.event(id).map(Item::Event),
            Item::Actor(id) => self.actor(id).map(Item::Actor),
            Item::Disagreement(at) => self.disagreement(at).map(Item::Disagreement),
            Item::Report(id) => self.report(id).map(Item::Report),
        }
    }

    /// A view at its place; none if what it shows no longer exists.
    fn screen(&self, screen: Screen) -> Option<Screen> {
        Some(match screen {
            Screen::Passages(mut view) => {
                view.disagreement = self.disagreement(view.disagreement)?;
                view.panes.clear();
                Screen::Passages(view)
            }
            Screen::Compare(mut view) => {
                view.reports = view.reports.iter().filter_map(|id| self.report(*id)).collect();
                let at = view.events.get(view.at).and_then(|id| self.event(*id));
                view.events.clear();
                view.rows.clear();
                view.panes.clear();
                view.events.extend(at);
                Screen::Compare(view).has_reports()?
            }
            Screen::Disagreements(mut view) => {
                let at = view.selected().and_then(|at| self.disagreement(at));
                view.order.clear();
                view.panes.clear();
                view.order.extend(at);
                Screen::Disagreements(view)
            }
            Screen::Read(mut view) => {
                view.report = self.report(view.report)?;
                view.notes.clear();
                view.pane = view.pane.filter(|pane| self.same_text(pane.report) == Some(pane.report));
                Screen::Read(view)
            }
            Screen::Lanes(mut view) => {
                view.selected = view.selected.and_then(|id| self.event(id));
                Screen::Lanes(view)
            }
            Screen::Matrix(mut view) => {
                let at = view.events.get(view.at).and_then(|id| self.event(*id));
                view.events.clear();
                view.events.extend(at);
                Screen::Matrix(view)
            }
            Screen::Actors(mut view) => {
                let at = u32::try_from(view.at).ok().and_then(|at| self.actor(ActorId(at)));
                view.at = at.map_or(0, |id| id.0 as usize);
                view.forget();
                Screen::Actors(view)
            }
        })
    }
}

impl Screen {
    fn has_reports(self) -> Option<Self> {
        match &self {
            Self::Compare(view) if view.reports.is_empty() => None,
            _ => Some(self),
        }
    }
}

impl App {
    /// Puts a library in the place of the one shown.
    pub(in crate::ui) fn replace_library(&mut self, library: &Arc<Library>) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.library, library.clone());
        self.last_words = LastWords::default();
        let replacement = Replacement::new(&old, library);
        let scrolled: Vec<(ReportId, usize)> = self
            .sources
            .panes
            .iter()
            .filter_map(|pane| Some((replacement.same_text(pane.report)?, pane.top)))
            .collect();
        let below_top = self.timeline.at.saturating_sub(self.timeline.top);
        let (event, followed) = (self.subject.event, self.subject.disagreement);
        self.wrapped.retain(|(report, _), _| replacement.same_text(*report) == Some(*report));
        self.filter = replacement.filter(&self.filter);
        for past in self.past.iter_mut().chain(&mut self.future) {
            if let Past::Filter(filter) = past {
                *filter = replacement.filter(filter);
            }
        }
        self.timeline.opened = self.timeline.opened.iter().filter_map(|id| replacement.event(*id)).collect();
        self.joining = self.joining.and_then(|item| replacement.item(item));
        if let Some(Popup::Prompt(prompt)) = &mut self.popup {
            match prompt.purpose.carried(|item| replacement.item(item)) {
                Some(purpose) => prompt.purpose = purpose,
                None => self.popup = None,
            }
        }
        self.screens =
            std::mem::take(&mut self.screens).into_iter().filter_map(|s| replacement.screen(s)).collect();
        let kept = event.and_then(|id| replacement.event(id));
        let followed = followed.and_then(|at| replacement.disagreement(at));
        let unchanged = kept == event && self.reports_are(&scrolled);
        self.subject = super::app::PaneSubject { event: kept, disagreement: None };
        self.list_events();
        let next = kept.or_else(|| self.nearest(&old, event));
        self.reveal(next);
        self.follow_timeline();
        if let Some(at) = followed {
            self.follow_disagreement(at);
        }
        self.timeline.top = self.timeline.at.saturating_sub(below_top);
        self.list_again();
        self.refresh();
        if unchanged {
            self.prepare_frame();
            for pane in &mut self.sources.panes {
                if let Some((_, top)) = scrolled.iter().find(|(report, _)| *report == pane.report) {
                    pane.top = *top;
                }
            }
        }
        match self.popup {
            Some(Popup::Search(_)) => self.ask(),
            _ => Vec::new(),
        }
    }

    fn reports_are(&self, scrolled: &[(ReportId, usize)]) -> bool {
        scrolled.len() == self.sources.panes.len()
    }

    /// The event nearest in time to one that no longer exists.
    fn nearest(&self, old: &Library, gone: Option<EventId>) -> Option<EventId> {
        let when = old.event(gone?)?.when.order_key();
        let after = self.library.events().partition_point(|event| event.when.order_key() < when);
        let last = self.library.events().len().checked_sub(1)?;
        u32::try_from(after.min(last)).ok().map(EventId)
    }

    /// Refills the lists of the open views after the filter changed; what is selected in each stays selected.
    pub(in crate::ui) fn list_screens(&mut self) {
        for screen in &mut self.screens {
            match screen {
                Screen::Compare(view) => {
                    view.reports.retain(|report| !self.filter.without.contains(report));
                    view.column = view.column.min(view.reports.len().saturating_sub(1));
                    keep(&mut view.events, view.at);
                }
                Screen::Matrix(view) => keep(&mut view.events, view.at),
                Screen::Disagreements(view) => keep(&mut view.order, view.at),
                _ => {}
            }
        }
        let reports = &self.passing.reports;
        self.screens.retain_mut(|screen| match screen {
            Screen::Compare(view) => !view.reports.is_empty(),
            Screen::Read(view) => view.turn_from_left_out(reports),
            _ => true,
        });
        self.list_again();
    }

    /// Refills the lists of the open views; the one entry left in each is the selected one.
    fn list_again(&mut self) {
        let mut screens = std::mem::take(&mut self.screens);
        for screen in &mut screens {
            match screen {
                Screen::Compare(view) => {
                    let at = view.events.first().copied();
                    view.list(&self.library, &self.timeline, at);
                }
                Screen::Lanes(view) => {
                    let selected = self.subject.event;
                    self.list_lanes(view, selected);
                }
                Screen::Matrix(view) => {
                    let at = view.events.first().copied();
                    view.list(&self.timeline.rows, at);
                }
                Screen::Disagreements(view) => {
                    let at = view.order.first().copied();
                    view.list(&self.library, &self.passing.listed, at);
                }
                _ => {}
            }
        }
        self.screens = screens;
    }
}

/// Leaves the selected entry of a list and no other.
fn keep<T: Copy>(list: &mut Vec<T>, at: usize) {
    let kept = list.get(at).copied();
    list.clear();
    list.extend(kept);
}
