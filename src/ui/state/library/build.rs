//! Looking everything up once: what is made when a library is made.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Library, Outline, Standing, Telling, is_marked, place};
use crate::disagreement::{Disagreement, Verdict};
use crate::store::State;
use crate::timeline::{Event, EventId, Timeline};
use crate::ui::screens::lanes::stretch::Dates;
use crate::ui::screens::manner;
use crate::ui::state::groups::Groups;
use crate::ui::widget::time_axis::{self, CoreTime};

impl Library {
    /// A library in which a person is done with some disagreements.
    pub(super) fn with_closed(
        timeline: Timeline,
        disagreements: Vec<Disagreement>,
        closed: HashMap<u32, State>,
    ) -> Self {
        let is_open = |at: u32, found: &Disagreement| is_marked(found.verdict) && !closed.contains_key(&at);
        let tellings = tellings(&timeline);
        let of_event = Groups::new(
            timeline.events.len(),
            (0..).zip(&disagreements).filter_map(|(at, found)| Some((found.event?.0, at))),
        );
        let of_report = Groups::new(timeline.reports.len(), reports_of(&disagreements));
        let of_claim = Groups::new(
            timeline.events.len(),
            (0..).zip(&timeline.ledger).filter_map(|(at, entry)| Some((entry.event?.0, at))),
        );
        let of_actor = events_of_actors(&timeline, &tellings);
        let standing = (0..).zip(&timeline.events).map(|(id, event)| {
            let own = of_event.of(id).iter().map(|&at| (at, &disagreements[at as usize]));
            let worst = own.filter(|(at, found)| is_open(*at, found)).map(|(_, found)| found.verdict).min();
            match worst {
                Some(Verdict::Contradiction) => Standing::Contradicted,
                Some(_) => Standing::Different,
                None if event.told_by.len() > 1 => Standing::Shared,
                None => Standing::Single,
            }
        });
        let standing = standing.collect();
        let open = || (0..).zip(&disagreements).filter(|(at, found)| is_open(*at, found));
        let contradictions = open().filter(|(_, found)| found.verdict == Verdict::Contradiction).count();
        let differences = open().count() - contradictions;
        let alarming = open().filter(|(_, found)| found.verdict != Verdict::Compatible);
        let mut by_time: Vec<u32> = alarming.map(|(at, _)| at).collect();
        by_time.sort_by_key(|at| place(&disagreements, *at));
        let main: Vec<&Event> =
            timeline.events.iter().filter(|event| event.salience >= Event::MAIN).collect();
        let days: Vec<NaiveDate> = main
            .iter()
            .filter_map(|event| time_axis::moment(&event.when))
            .map(|moment| moment.date())
            .collect();
        let core = time_axis::core(&days);
        let span = CoreTime::of(main.iter().map(|event| &event.when), core);
        let dates = Dates::new(&timeline);
        let manners = timeline.events.iter().map(|event| manner::of_event(&timeline, event)).collect();
        let outlines = outlines(&timeline.events);
        let told = (0..).zip(&timeline.events);
        let told = told.flat_map(|(id, event)| event.told_by.iter().map(move |report| (id, report.0)));
        let told = Groups::new(timeline.events.len(), told);
        let unknown = (0..).map(EventId).zip(&timeline.events).filter(|(_, event)| !event.unknown.is_empty());
        let unknown = unknown.map(|(id, _)| id).collect();
        Self {
            timeline,
            disagreements,
            of_event,
            of_actor,
            of_report,
            of_claim,
            tellings,
            standing,
            contradictions,
            differences,
            core,
            span,
            dates,
            manners,
            outlines,
            told,
            unknown,
            closed,
            by_time,
        }
    }
}

fn outlines(events: &[Event]) -> Vec<Outline> {
    let mut outlines: Vec<Outline> = Vec::with_capacity(events.len());
    for (at, event) in events.iter().enumerate() {
        let above = at.checked_sub(1).map(|above| (outlines[above].date, &events[above].when.edtf));
        let date = match above {
            Some((date, edtf)) => date + u32::from(*edtf != event.when.edtf),
            None => 0,
        };
        let moment = time_axis::moment(&event.when);
        outlines.push(Outline { date, minor: event.salience < Event::MAIN, moment });
    }
    outlines
}

/// Each report with each disagreement it has a side in, once.
fn reports_of(disagreements: &[Disagreement]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (at, found) in (0..).zip(disagreements) {
        let start = pairs.len();
        for side in &found.positions {
            let pair = (side.passage.report.0, at);
            if !pairs[start..].contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// The events of each report in the order of its words.
fn tellings(timeline: &Timeline) -> Vec<Vec<Telling>> {
    let mut told = vec![Vec::new(); timeline.reports.len()];
    for (id, event) in (0..).zip(&timeline.events) {
        for &(report, at) in &event.mentions {
            let mention =
                timeline.analyses.get(report.index()).and_then(|analysis| analysis.events.get(at as usize));
            if let (Some(told), Some(mention)) = (told.get_mut(report.index()), mention) {
                told.push(Telling { span: mention.span, event: EventId(id) });
            }
        }
    }
    for report in &mut told {
        report.sort_by_key(|telling| (telling.span, telling.event));
    }
    told
}

/// The events of each actor: those it has a part in, and those whose words name it.
fn events_of_actors(timeline: &Timeline, tellings: &[Vec<Telling>]) -> Groups {
    let mut pairs = Vec::new();
    for (id, event) in (0..).zip(&timeline.events) {
        pairs.extend(event.actors.iter().map(|(actor, _)| (actor.0, id)));
        pairs.extend(event.place.map(|place| (place.0, id)));
    }
    for (id, actor) in (0..).zip(&timeline.actors) {
        for &(report, at) in &actor.mentions {
            let Some(analysis) = timeline.analyses.get(report.index()) else { continue };
            let Some(mention) = analysis.actors.mentions.get(at as usize) else { continue };
            let told = tellings.get(report.index()).map_or(&[][..], Vec::as_slice);
            let until = told.partition_point(|telling| telling.span.start <= mention.span.start);
            let around = told[..until].iter().rev().take(NESTED).filter(|t| t.span.contains(mention.span));
            pairs.extend(around.map(|telling| (id, telling.event.0)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    Groups::new(timeline.actors.len(), pairs)
}

/// How many tellings before a word are looked at for one that covers it: clauses nest only so deep.
const NESTED: usize = 8;
