//! What several reports say about one event: when it took place, how certainly somebody did it, and by which words they name
//! it.
//!
//! Reports are compared by the events of the timeline, not by sentences that share words, so that two accounts of one
//! explosion are compared however they are worded. `answers` collects the times of an event, `moment` compares them, `surely`
//! finds agents named with and without a hedge, `words` compares the words for the event.

mod answers;
mod moment;
mod surely;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{ClaimRef, Story};
use super::names::Mentions;
use super::parallel::{Referents, is_dispute};
use super::quote::quoted;
use super::rule::Rule;
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::text::{Passage, ReportId};
use crate::timeline::Event;
use answers::Time;
use moment::Relation;

/// How many cards from one rule a story shows; events in more reports come first.
const MOST_OF_A_RULE: usize = 6;

/// How many reports of one event are compared with each other, in their order.
const MOST_REPORTS: usize = 48;

/// Finds what the reports of a story say differently about one event.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let referents = Referents::read(story, mentions);
    let mut events: Vec<&Event> = story.events().collect();
    events.sort_by_cached_key(|event| {
        let reports = story.timeline.origins.count(event.reported_by.iter().copied());
        // A salience lies between 0 and 1, so that its bits are in its order.
        Reverse((reports, event.salience.max(0.0).to_bits()))
    });
    // Where reports agree, how precisely one dates an event is only a matter of space.
    let disputed = explained.disagreements.iter().any(is_dispute);
    let mut shown: BTreeMap<&'static str, usize> = BTreeMap::new();
    for event in events {
        let when = on_other_days(story, event).or_else(|| when(story, event).filter(|_| disputed));
        let cards = [when, words::judge(story, event), surely::differ(story, &referents, event)];
        for card in cards.into_iter().flatten() {
            let count = shown.entry(card.rule).or_default();
            if *count >= MOST_OF_A_RULE {
                continue;
            }
            if !is_known(&explained.disagreements, &card) {
                *count += 1;
                explained.disagreements.push(card);
            }
        }
    }
}

/// Whether an earlier difference of the same aspect has a side that overlaps each side of a card. Omissions cover whole
/// sentences and do not count.
fn is_known(found: &[Disagreement], card: &Disagreement) -> bool {
    let covers = |one: &Disagreement, passage: &Passage| {
        one.positions
            .iter()
            .any(|own| own.passage.report == passage.report && own.passage.span.overlaps(passage.span))
    };
    let same = found.iter().filter(|one| one.aspect == card.aspect && one.verdict != Verdict::Omission);
    same.into_iter().any(|one| card.positions.iter().all(|side| covers(one, &side.passage)))
}

/// When the event took place, where one report gives a more precise time than another.
fn when(story: &Story<'_>, event: &Event) -> Option<Disagreement> {
    let times = answers::times(story, event);
    let finest: Vec<(ReportId, &Time)> = times
        .iter()
        .take(MOST_REPORTS)
        .filter_map(|(report, times)| Some((*report, finest(times)?)))
        .collect();
    let mut differing: BTreeSet<ReportId> = BTreeSet::new();
    for (place, (one, time)) in finest.iter().enumerate() {
        for (other, others) in &finest[place + 1..] {
            if time.moment.relation(&others.moment) == Relation::Finer {
                differing.extend([*one, *other]);
            }
        }
    }
    let side = |(report, time): &(ReportId, &Time)| {
        (Passage { report: *report, span: time.span }, story.phrase(*report, time.span))
    };
    let shown = finest.iter().filter(|(report, _)| differing.contains(report)).map(side).collect();
    (!differing.is_empty()).then(|| card(story, event, ("When", &FINER), shown))
}

/// The days on which the reports say that the event took place, where two reports have none in common.
fn on_other_days(story: &Story<'_>, event: &Event) -> Option<Disagreement> {
    let mut times = answers::times(story, event);
    for times in times.values_mut() {
        times.retain(|time| time.dates);
    }
    times.retain(|_, times| !times.is_empty());
    let all: Vec<(&ReportId, &Vec<Time>)> = times.iter().take(MOST_REPORTS).collect();
    let apart = |one: &[Time], other: &[Time]| {
        one.iter().all(|one| other.iter().all(|other| one.moment.is_apart(&other.moment)))
    };
    let differs = |(report, own): &(&ReportId, &Vec<Time>)| {
        all.iter().any(|(other, times)| other != report && apart(own, times))
    };
    let side = |(report, times): (&ReportId, &Vec<Time>)| {
        let time = finest(times)?;
        Some((Passage { report: *report, span: time.span }, story.phrase(*report, time.span)))
    };
    let shown: Vec<(Passage, String)> = all.iter().copied().filter(differs).filter_map(side).collect();
    // A growing toll is reported anew each day.
    let of_event = |claim: &ClaimRef<'_>| {
        let own = claim.event.and_then(|id| story.timeline.events.get(id.0 as usize));
        own.is_some_and(|own| std::ptr::eq(own, event))
    };
    let is_counted = || {
        let mut claims = event.reported_by.iter().flat_map(|report| story.of(*report));
        claims.any(|claim| claim.is_figure() && of_event(claim))
    };
    (shown.len() > 1 && !is_counted()).then(|| card(story, event, ("When", &OTHER_DAYS), shown))
}

/// The most precise time; of equally precise ones the first.
fn finest(times: &[Time]) -> Option<&Time> {
    times.iter().max_by_key(|time| (time.moment.fineness(), Reverse(time.span)))
}

const FINER: Rule = Rule {
    name: "event/when-finer",
    aspect: Aspect::Time,
    verdict: Verdict::Compatible,
    why: "one report gives the time of the event more exactly than another",
};

const OTHER_DAYS: Rule = Rule {
    name: "event/other-days",
    verdict: Verdict::Conditional,
    why: "the reports give different days for the event: they conflict unless it went on from the one to the other",
    ..FINER
};

/// A card with a side for each passage and its statement.
fn card(
    story: &Story<'_>,
    event: &Event,
    (head, rule): (&str, &Rule),
    shown: Vec<(Passage, String)>,
) -> Disagreement {
    let positions = shown.into_iter().map(|(passage, statement)| Position::of(passage, statement)).collect();
    rule.told(story, &format!("{head}, {}", quoted(&event.title)), positions)
}

#[cfg(test)]
mod tests;
