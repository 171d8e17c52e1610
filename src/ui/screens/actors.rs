//! Actors: kind, spellings, mentions by report, what each report calls them in its own voice and in others'.

use crate::analysis::claim::ClaimKind;
use crate::text::{ReportId, Span};
use crate::timeline::ActorId;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Screen};
use crate::ui::state::library::Library;
use crate::ui::state::panes::{cut_left, inside};
use chrono::NaiveDateTime;
use ratatui::layout::Rect;

/// The view.
#[derive(Clone, Debug, Default)]
pub struct ActorList {
    /// The selected actor's place in the timeline's list.
    pub at: usize,
    /// The first seen.
    pub top: usize,
    /// What is known of the selected one.
    pub detail: Detail,
    of: Option<ActorId>,
}

/// Most reports, roles and labels of an actor: more than any screen holds.
const MOST_LISTED: usize = 100;

/// Most reports whose claims are read for labels: they are unpacked for it, and a screen has room for fewer.
const MOST_READ: usize = 40;

/// What is known of an actor.
#[derive(Clone, Debug, Default)]
pub struct Detail {
    /// Mentions in the first reports that have any.
    pub mentions: Vec<(ReportId, usize)>,
    /// What reports say it is, in their words.
    pub roles: Vec<(ReportId, Span)>,
    /// What reports call it, in their own voice: for each, the words and how often they occur.
    pub own_voice: Vec<(ReportId, Vec<Label>)>,
    /// The same in words of others.
    pub others_voice: Vec<(ReportId, Vec<Label>)>,
    /// When its events are, in order.
    pub moments: Vec<NaiveDateTime>,
}

/// A word for an actor, in lower case, and how often it occurs.
pub type Label = (String, usize);

impl ActorList {
    /// Forgets what is known of the selected one.
    pub(in crate::ui) fn forget(&mut self) {
        self.of = None;
    }
}

impl App {
    pub(in crate::ui) fn open_actors(&mut self) {
        let first =
            self.subject.event.and_then(|id| self.library.event(id)).and_then(|event| event.actors.first());
        let at = first.map_or(0, |(actor, _)| actor.0 as usize);
        self.screens.push(Screen::Actors(ActorList { at, ..ActorList::default() }));
    }

    pub(in crate::ui) fn act_in_actors(&mut self, action: Action) {
        let rows = usize::from(actor_areas(self).0.height).max(1);
        let last = self.library.timeline.actors.len().saturating_sub(1);
        let Some(Screen::Actors(list)) = self.screens.last_mut() else { return };
        if let Some(place) = action.place(list.at, rows, last) {
            list.at = place;
            return;
        }
        match action {
            Action::Open | Action::Add => {
                let actor = ActorId(u32::try_from(list.at).unwrap_or(u32::MAX));
                if self.library.timeline.actors.is_empty() {
                    return;
                }
                self.screens.clear();
                self.filter_by(actor, action == Action::Add);
            }
            Action::Back => {
                self.screens.pop();
            }
            _ => {}
        }
    }

    pub(in crate::ui) fn arrange_actors(&mut self) {
        let rows = usize::from(actor_areas(self).0.height).max(1);
        let library = self.library.clone();
        let Some(Screen::Actors(list)) = self.screens.last_mut() else { return };
        list.at = list.at.min(library.timeline.actors.len().saturating_sub(1));
        let least = (list.at + 1).saturating_sub(rows);
        list.top = list.top.clamp(least, list.at.max(least));
        let actor = ActorId(u32::try_from(list.at).unwrap_or(u32::MAX));
        if list.of != Some(actor) {
            list.of = Some(actor);
            list.detail = detail(&library, actor);
        }
    }
}

fn detail(library: &Library, id: ActorId) -> Detail {
    let Some(actor) = library.timeline.actors.get(id.0 as usize) else { return Detail::default() };
    let mut detail = Detail::default();
    for (report, _) in &actor.mentions {
        let known = detail.mentions.len();
        match detail.mentions.last_mut() {
            Some((last, count)) if last == report => *count += 1,
            _ if known == MOST_LISTED => break,
            _ => detail.mentions.push((*report, 1)),
        }
    }
    detail.roles = actor.roles.iter().map(|role| (role.report, role.span)).take(MOST_LISTED).collect();
    for (report, _) in detail.mentions.iter().take(MOST_READ) {
        let Some(analysis) = library.timeline.analyses.get(report.index()) else { continue };
        let named: Vec<Span> = library.mentions_of_actor(id, *report).collect();
        let labels = analysis.claims.iter().filter(|claim| claim.kind == ClaimKind::Label);
        let own = labels.filter(|claim| named.iter().any(|span| claim.subject.overlaps(*span)));
        for claim in own {
            let others = claim.quoted || !claim.chain.is_empty();
            let voice = if others { &mut detail.others_voice } else { &mut detail.own_voice };
            add_label(voice, *report, claim.span.of(library.text(*report)));
        }
    }
    let events = library.events_of(id).iter().filter_map(|at| library.outlines().get(*at as usize));
    detail.moments = events.filter_map(|event| event.moment).collect();
    detail
}

/// Counts a word for its report, which is the last in the list or follows it.
fn add_label(voice: &mut Vec<(ReportId, Vec<Label>)>, report: ReportId, words: &str) {
    if voice.last().is_none_or(|(last, _)| *last != report) {
        voice.push((report, Vec::new()));
    }
    let Some((_, labels)) = voice.last_mut() else { return };
    let words = words.to_lowercase();
    match labels.iter_mut().find(|(known, _)| *known == words) {
        Some((_, count)) => *count += 1,
        None => labels.push((words, 1)),
    }
}

/// Where the list and what is known of the selected actor are, within their borders.
#[must_use]
pub fn actor_areas(app: &App) -> (Rect, Rect) {
    let body = app.panes().body;
    let width = if body.width >= crate::ui::state::panes::TWO_COLUMNS { body.width / 2 } else { body.width };
    let (list, detail) = cut_left(body, width);
    (inside(list), inside(detail))
}
