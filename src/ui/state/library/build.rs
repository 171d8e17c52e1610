//! Looking everything up once: what is made when a library is made.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, NaiveDateTime};

use super::{Agreement, CardOutline, EventInText, Library, Outline, is_marked, place};
use crate::disagreement::{Disagreement, Verdict};
use crate::store::State;
use crate::timeline::{Event, EventId, Timeline};
use crate::ui::screens::lanes::all::AllLanes;
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
        let outline = |(at, found): (u32, &Disagreement)| CardOutline {
            event: found.event,
            verdict: found.verdict,
            aspect: found.aspect,
            open: is_marked(found.verdict) && !closed.contains_key(&at),
        };
        let cards: Vec<CardOutline> = (0..).zip(&disagreements).map(outline).collect();
        let mentions_in = mentions_in(&timeline);
        let of_event = Groups::new(
            timeline.events.len(),
            (0..).zip(&cards).filter_map(|(at, card)| Some((card.event?.0, at))),
        );
        let of_report = Groups::new(timeline.reports.len(), reports_of(&disagreements));
        let of_claim = Groups::new(
            timeline.events.len(),
            (0..).zip(&timeline.ledger).filter_map(|(at, entry)| Some((entry.event?.0, at))),
        );
        let of_actor = events_of_actors(&timeline, &mentions_in);
        let agreement = (0..).zip(&timeline.events).map(|(id, event)| {
            let own = of_event.of(id).iter().map(|&at| cards[at as usize]);
            match own.filter(|card| card.open).map(|card| card.verdict).min() {
                Some(Verdict::Contradiction) => Agreement::Contradicted,
                Some(_) => Agreement::Different,
                None => Agreement::of_reports(&timeline.origins, event.reported_by.iter().copied()),
            }
        });
        let agreement = agreement.collect();
        let open = || (0..).zip(&cards).filter(|(_, card)| card.open);
        let contradictions = open().filter(|(_, card)| card.verdict == Verdict::Contradiction).count();
        let differences = open().count() - contradictions;
        let alarming = open().filter(|(_, card)| card.verdict != Verdict::Compatible);
        let mut by_time: Vec<u32> = alarming.map(|(at, _)| at).collect();
        by_time.sort_by_key(|at| place(&cards, *at));
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
        let dates_from = dates_from(&outlines);
        let minor = timeline.events.iter().map(|event| event.salience < Event::MAIN).collect();
        let mut by_moment: Vec<(NaiveDateTime, EventId)> =
            (0..).zip(&outlines).filter_map(|(id, event)| Some((event.moment?, EventId(id)))).collect();
        by_moment.sort_unstable();
        let pairs = (0..).zip(&timeline.events);
        let pairs = pairs.flat_map(|(id, event)| event.reported_by.iter().map(move |report| (id, report.0)));
        let reports_of = Groups::new(timeline.events.len(), pairs);
        let lanes = AllLanes::new(&timeline, &dates, &reports_of, &of_actor);
        let unknown = (0..).map(EventId).zip(&timeline.events).filter(|(_, event)| !event.unknown.is_empty());
        let unknown = unknown.map(|(id, _)| id).collect();
        Self {
            timeline,
            disagreements,
            cards,
            of_event,
            of_actor,
            of_report,
            of_claim,
            mentions_in,
            agreement,
            contradictions,
            differences,
            core,
            span,
            dates,
            manners,
            outlines,
            dates_from,
            minor,
            by_moment,
            reports_of,
            lanes: Arc::new(lanes),
            words: OnceLock::new(),
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
        outlines.push(Outline { date, moment });
    }
    outlines
}

/// The first event of each date, and the place after the last event.
fn dates_from(outlines: &[Outline]) -> Vec<u32> {
    let above = outlines.iter().map(|event| Some(event.date));
    let pairs = (0..).zip(outlines).zip([None].into_iter().chain(above));
    let firsts = pairs.filter(|((_, event), above)| Some(event.date) != *above).map(|((at, _), _)| at);
    firsts.chain([u32::try_from(outlines.len()).unwrap_or(u32::MAX)]).collect()
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
fn mentions_in(timeline: &Timeline) -> Vec<Vec<EventInText>> {
    let mut mentions = vec![Vec::new(); timeline.reports.len()];
    for (id, event) in (0..).zip(&timeline.events) {
        for &(report, at) in &event.mentions {
            let mention =
                timeline.analyses.get(report.index()).and_then(|analysis| analysis.events.get(at as usize));
            if let (Some(mentions), Some(mention)) = (mentions.get_mut(report.index()), mention) {
                mentions.push(EventInText { span: mention.span, event: EventId(id) });
            }
        }
    }
    for report in &mut mentions {
        report.sort_by_key(|mention| (mention.span, mention.event));
    }
    mentions
}

/// The events of each actor: those it has a part in, and those whose words name it.
fn events_of_actors(timeline: &Timeline, mentions_in: &[Vec<EventInText>]) -> Groups {
    let mut pairs = Vec::new();
    for (id, event) in (0..).zip(&timeline.events) {
        pairs.extend(event.actors.iter().map(|(actor, _)| (actor.0, id)));
        pairs.extend(event.place.map(|place| (place.0, id)));
    }
    for (id, actor) in (0..).zip(&timeline.actors) {
        for &(report, at) in &actor.mentions {
            let Some(analysis) = timeline.analyses.get(report.index()) else { continue };
            let Some(mention) = analysis.actors.mentions.get(at as usize) else { continue };
            let own = mentions_in.get(report.index()).map_or(&[][..], Vec::as_slice);
            let until = own.partition_point(|one| one.span.start <= mention.span.start);
            let around = own[..until].iter().rev().take(NESTED).filter(|t| t.span.contains(mention.span));
            pairs.extend(around.map(|mention| (id, mention.event.0)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    Groups::new(timeline.actors.len(), pairs)
}

/// How many mentions before a word are examined for one that covers it: clauses nest only so deep.
const NESTED: usize = 8;
