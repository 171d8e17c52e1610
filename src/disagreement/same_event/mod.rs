//! What several reports say of one event: when it took place, how surely somebody did it, and in which words that judge.
//!
//! Goes by the events of the timeline, not by sentences that share words: reports that tell of one explosion in other words are
//! asked the same questions. `answers` gathers what fills the slots of an event's tellings, `moment` compares times.

mod answers;
mod moment;
mod surely;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::names::Mentions;
use super::parallel::{Referents, is_dispute, sides};
use super::told::Story;
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::text::{Passage, ReportId};
use crate::timeline::Event;
use answers::Time;
use moment::Relation;

/// How many cards of one rule a story shows at most, those of the events most reports tell first.
const MOST_OF_A_RULE: usize = 6;

/// Finds what the reports of a story say differently of one event.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let referents = Referents::read(story, mentions);
    let mut events: Vec<&Event> = story.events().collect();
    events.sort_by(|one, other| {
        let reports = |event: &Event| event.told_by.len();
        reports(other).cmp(&reports(one)).then(other.salience.total_cmp(&one.salience))
    });
    // Where reports agree, how exactly one dates an event is a choice of space.
    let disputed = explained.disagreements.iter().any(is_dispute);
    let mut shown: BTreeMap<&'static str, usize> = BTreeMap::new();
    for event in events {
        let when = when(story, event).filter(|card| disputed || is_dispute(card));
        let cards = [when, words::judge(story, event), surely::differ(story, &referents, event)];
        for card in cards.into_iter().flatten() {
            let passages: Vec<Passage> = card.positions.iter().map(|one| one.passage).collect();
            let count = shown.entry(card.rule).or_default();
            if *count < MOST_OF_A_RULE && !is_known(&explained.disagreements, &passages) {
                *count += 1;
                explained.disagreements.push(card);
            }
        }
    }
}

/// Whether a difference found before has a side over each of the passages.
fn is_known(found: &[Disagreement], passages: &[Passage]) -> bool {
    let covers = |one: &Disagreement, passage: &Passage| {
        one.positions
            .iter()
            .any(|own| own.passage.report == passage.report && own.passage.span.overlaps(passage.span))
    };
    found.iter().any(|one| passages.iter().all(|passage| covers(one, passage)))
}

/// When the event took place, where reports give times of which one is finer or other than the other.
fn when(story: &Story<'_>, event: &Event) -> Option<Disagreement> {
    let times = answers::times(story, event);
    let reports: Vec<(&ReportId, &Vec<Time>)> = times.iter().collect();
    let mut widest = Relation::Unclear;
    let mut differing: BTreeSet<ReportId> = BTreeSet::new();
    for (place, (one, own)) in reports.iter().enumerate() {
        for (other, others) in &reports[place + 1..] {
            let relation = of_reports(own, others);
            if relation > Relation::Unclear {
                differing.extend([**one, **other]);
                widest = widest.max(relation);
            }
        }
    }
    let row = match widest {
        Relation::Same | Relation::Unclear => return None,
        Relation::Finer => &FINER,
        Relation::Apart => &APART,
    };
    let side = |(report, times): (&ReportId, &Vec<Time>)| {
        let time = finest(times)?;
        let words = story.words(*report, time.span).split_whitespace().collect::<Vec<_>>().join(" ");
        Some((Passage { report: *report, span: time.span }, words))
    };
    let shown = reports.into_iter().filter(|(report, _)| differing.contains(report)).filter_map(side);
    Some(card(story, event, row, shown.collect()))
}

/// How the times of two reports relate: apart where none of one agrees with any of the other, else as their finest do.
fn of_reports(one: &[Time], other: &[Time]) -> Relation {
    let mut pairs = one.iter().flat_map(|a| other.iter().map(move |b| a.moment.relation(&b.moment)));
    if pairs.all(|relation| relation == Relation::Apart) {
        return Relation::Apart;
    }
    let relation = finest(one).zip(finest(other)).map(|(a, b)| a.moment.relation(&b.moment));
    relation.filter(|relation| *relation == Relation::Finer).unwrap_or(Relation::Unclear)
}

/// The time that says most; of equals the first.
fn finest(times: &[Time]) -> Option<&Time> {
    times.iter().max_by_key(|time| (time.moment.fineness(), std::cmp::Reverse(time.span)))
}

/// How a difference is shown.
struct Row {
    head: &'static str,
    aspect: Aspect,
    verdict: Verdict,
    severity: f32,
    rule: &'static str,
    why: &'static str,
}

const FINER: Row = Row {
    head: "When",
    aspect: Aspect::Time,
    verdict: Verdict::Compatible,
    severity: 0.3,
    rule: "occasion/when-finer",
    why: "one report gives the time of the event more exactly than another",
};

const APART: Row = Row {
    head: "When",
    aspect: Aspect::Time,
    verdict: Verdict::Conditional,
    severity: 0.5,
    rule: "occasion/when-apart",
    why: "the reports give times of one event that share no moment: they conflict unless they date other parts of it",
};

/// A card with a side for each passage and what it states.
fn card(story: &Story<'_>, event: &Event, row: &Row, shown: Vec<(Passage, String)>) -> Disagreement {
    let said: Vec<(ReportId, String)> =
        shown.iter().map(|(passage, words)| (passage.report, words.clone())).collect();
    let reports: Vec<ReportId> = said.iter().map(|(report, _)| *report).collect();
    Disagreement {
        aspect: row.aspect,
        verdict: row.verdict,
        severity: row.severity,
        event: None,
        summary: format!("{}, “{}”: {}", row.head, event.title, sides(&said)),
        rule: row.rule,
        why: row.why.to_owned(),
        silent: story.others(&reports),
        positions: shown
            .into_iter()
            .map(|(passage, statement)| Position { passage, claim: None, statement })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
