//! The results of merging a corpus: everything in a timeline that does not come from one report alone.
//!
//! It depends only on the reports and on what a person added, so that it can be cached.

use std::sync::Arc;

use super::origin::Origins;
use super::story::Stories;
use super::{
    Actor, ActorId, Event, EventId, Input, LedgerEntry, Step, Timeline, actor, aside, event, ledger,
};
use crate::analysis::Analysis;
use crate::text::{Problem, Report, ReportId};
use crate::timeline::Progress;

/// The results of merging several reports.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// Actors, the most mentioned first.
    pub actors: Vec<Actor>,
    /// Events, by date; the undated last.
    pub events: Vec<Event>,
    /// Every claim of every report, by report and place.
    pub ledger: Vec<LedgerEntry>,
    /// Which reports are about one story.
    pub stories: Stories,
    /// Which reports have nearly the same text.
    pub origins: Origins,
    /// Problems with what a person added.
    pub problems: Vec<Problem>,
}

/// A store that may have the results of merging a corpus from an earlier run.
pub trait Memory: Sync {
    /// The results for these reports, if they are stored.
    fn recall(&self) -> Option<Merged>;

    /// Stores the results.
    fn keep(&self, merged: &Merged);
}

/// The results of merging, the analyses without what could not be used, and the problems.
type Outcome = (Merged, Vec<Arc<Analysis>>, Vec<Problem>);

/// Merges reports.
pub(super) fn merge(
    input: &Input,
    analyses: Vec<Arc<Analysis>>,
    notify: &(dyn Fn(Progress) + Sync),
) -> Outcome {
    let Input { reports, given, .. } = input;
    let mut corpus = aside::Corpus::new(reports, analyses);
    notify(Progress::Actors(corpus.analyses.iter().map(|analysis| analysis.actors.mentions.len()).sum()));
    let actors = corpus.run(&ACTORS, actor::merge);
    notify(Progress::Events(corpus.analyses.iter().map(|analysis| analysis.events.len()).sum()));
    let known = input.stories.clone().filter(|stories| stories.are_of(reports.len()));
    let stories = known.unwrap_or_else(|| corpus.run(&STORIES, Stories::find));
    let origins = corpus.run(&ORIGINS, |reports, _| Origins::find(reports));
    let (events, problems) = corpus.run(&EVENTS, |reports, analyses| {
        let context =
            event::Context { reports, analyses, actors: &actors, stories: &stories, origins: &origins };
        let (readings, faults) = event::given::read(&context, given);
        (event::merge_with(&context, &readings), faults)
    });
    let ledger = ledger(&corpus.analyses, &events);
    (Merged { actors, events, ledger, stories, origins, problems }, corpus.analyses, corpus.problems)
}

const ACTORS: Step<'_> = Step {
    what: "actors",
    leave_out: |analysis| {
        (analysis.actors, analysis.events, analysis.claims) = Default::default();
    },
};

/// Stories are found from the texts; nothing in a report's analysis depends on them.
const STORIES: Step<'_> = Step { what: "subjects", leave_out: |_| {} };

/// Like stories, origins are found from the texts.
const ORIGINS: Step<'_> = Step { what: "origins", leave_out: |_| {} };

const EVENTS: Step<'_> = Step {
    what: "events",
    leave_out: |analysis| {
        (analysis.events, analysis.claims) = Default::default();
    },
};

impl Merged {
    /// The timeline of the reports it was made from.
    pub(super) fn timeline(self, input: Input, analyses: Vec<Arc<Analysis>>) -> Timeline {
        let Self { actors, events, ledger, stories, origins, problems: of_given } = self;
        let Input { title, reports, given, mut problems, .. } = input;
        problems.extend(analyses.iter().flat_map(|analysis| analysis.problems.iter().cloned()));
        problems.extend(origins.problems(&reports));
        problems.extend(of_given);
        let analyses = analyses.into();
        Timeline { title, reports, analyses, actors, events, ledger, stories, origins, given, problems }
    }

    /// Whether it is consistent with these reports, where it comes from a file: everything it refers to exists.
    pub(super) fn fits(&self, input: &Input, analyses: &[Arc<Analysis>]) -> bool {
        let reports: &[Report] = &input.reports;
        let is_report = |report: &ReportId| report.index() < reports.len();
        let is_actor = |actor: ActorId| (actor.0 as usize) < self.actors.len();
        let is_event = |event: &EventId| (event.0 as usize) < self.events.len();
        let mention = |&(report, index): &(ReportId, u32), count: fn(&Analysis) -> usize| {
            analyses.get(report.index()).is_some_and(|analysis| (index as usize) < count(analysis))
        };
        let actor_fits = |actor: &Actor| {
            actor.roles.iter().all(|role| is_report(&role.report))
                && actor.mentions.iter().all(|own| mention(own, |analysis| analysis.actors.mentions.len()))
        };
        let event_fits = |event: &Event| {
            event.mentions.iter().all(|own| mention(own, |analysis| analysis.events.len()))
                && event.reported_by.iter().chain(&event.unknown).all(is_report)
                && event.actors.iter().map(|(actor, _)| *actor).chain(event.place).all(is_actor)
                && event.linked.iter().all(is_event)
                && event.given.is_none_or(|given| (given as usize) < input.given.len())
        };
        let claims_of = |(report, entries): (u32, &[LedgerEntry])| {
            (0..).zip(entries).all(|(index, entry)| entry.report.0 == report && entry.index == index)
        };
        let counts = analyses.iter().map(|analysis| analysis.claims.count());
        let mut rest = &self.ledger[..];
        let of_reports: Option<Vec<&[LedgerEntry]>> = counts
            .map(|count| {
                let (own, others) = rest.split_at_checked(count)?;
                rest = others;
                Some(own)
            })
            .collect();
        let ledger_fits = of_reports.is_some_and(|of| (0..).zip(of).all(claims_of))
            && rest.is_empty()
            && self.ledger.iter().filter_map(|entry| entry.event.as_ref()).all(is_event);
        ledger_fits
            && self.stories.are_of(reports.len())
            && self.origins.are_of(reports.len())
            && self.actors.iter().all(actor_fits)
            && self.events.iter().all(event_fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::timeline::build;

    #[test]
    fn merged_results_fit_their_reports_and_no_fewer() {
        let input = Input::from(Corpus::bundled());
        let Timeline { analyses, actors, events, ledger, stories, origins, .. } = build(input.clone());
        let merged = Merged { actors, events, ledger, stories, origins, problems: Vec::new() };
        assert!(merged.fits(&input, &analyses));
        assert!(
            !merged.fits(&Input { reports: input.reports[..2].to_vec(), ..input.clone() }, &analyses[..2])
        );
        let breaks: [fn(&mut Merged); 4] = [
            |merged| merged.ledger.truncate(1),
            |merged| merged.events[0].mentions[0].1 = 9999,
            |merged| merged.actors[0].mentions[0].0 = ReportId(9),
            |merged| merged.actors.truncate(1),
        ];
        for (number, break_it) in breaks.into_iter().enumerate() {
            let mut wrong = merged.clone();
            break_it(&mut wrong);
            assert!(!wrong.fits(&input, &analyses), "{number}");
        }
    }
}
