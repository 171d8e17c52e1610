//! All figures of one event, where its reports give different ones and no more serious difference covers them: the toll
//! at another hour, from another source, for a part of the area, or the same toll as a bound.

use std::collections::{BTreeMap, BTreeSet};

use super::super::comparable::{is_coarse, is_group_among};
use super::super::internal::are_of_two_sources;
use super::super::ledger::{ClaimRef, Story};
use super::super::parallel::is_dispute;
use super::super::{Aspect, Disagreement, Explained, Verdict};
use super::card::{disagreement, value};
use super::incomparable::may_be_of_one_event;
use super::subject::{Subject, by_group, by_predicate, by_unit};
use super::{Judged, Pair};
use crate::analysis::claim::{Extent, party, predicate};
use crate::text::ReportId;
use crate::timeline::EventId;

/// How many times one figure of an event may be another: beyond this they count different things.
const MOST_APART: f64 = 8.0;

const BOUND: Judged = Judged {
    rule: "counts/one-event-bound",
    verdict: Verdict::Compatible,
    why: "for one event one report gives a number, the other a bound or a vaguer word that fits it",
};

const OTHER_COUNT: Judged = Judged {
    rule: "counts/one-event",
    verdict: Verdict::Compatible,
    why: "the figures are of one event; they may be from different hours or sources, or of parts of it",
};

const TWO_SOURCES: Judged = Judged {
    rule: "counts/two-sources",
    verdict: Verdict::Attribution,
    why: "one report gives the figures of two sources for one event",
};

/// Finds such figures. Where the reports otherwise agree, a bound beside a number is only a choice of words.
pub(in super::super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let known = &explained.disagreements;
    let disputed = known.iter().any(is_dispute);
    let several = story.is_of_several_events();
    let mut found = Vec::new();
    for (class, claims) in by_predicate(story) {
        let Some(predicate) = predicate::class(class) else { continue };
        for (group, claims) in &by_group(story, &claims) {
            let subject = Subject::new(story, predicate, group, several);
            for figures in by_unit(claims).flat_map(|claims| by_event(story, &claims)) {
                let mut pairs = differing(&subject, (claims, &figures), known);
                if !disputed && pairs.iter().all(|pair| pair.judged.rule == BOUND.rule) {
                    pairs.clear();
                }
                found.extend(disagreement(&subject, &pairs));
            }
            for claims in by_unit(claims) {
                let figures: Vec<ClaimRef<'_>> =
                    claims.into_iter().filter(|figure| is_whole(story, figure)).collect();
                let by_sources = by_source(story, &figures, known);
                found.extend(by_sources.iter().filter_map(|pairs| disagreement(&subject, pairs)));
            }
        }
    }
    explained.disagreements.extend(found);
}

/// The figures of each event that count everyone affected, or all members of a group among them.
fn by_event<'t>(story: &Story<'_>, claims: &[ClaimRef<'t>]) -> Vec<Vec<ClaimRef<'t>>> {
    let mut events: BTreeMap<EventId, Vec<ClaimRef<'t>>> = BTreeMap::new();
    for figure in claims.iter().filter(|figure| is_whole(story, figure)) {
        if let Some(event) = figure.event {
            events.entry(event).or_default().push(*figure);
        }
    }
    events.into_values().collect()
}

fn is_whole(story: &Story<'_>, claim: &ClaimRef<'_>) -> bool {
    let numeral = claim.quantity.as_ref().is_some_and(|quantity| !party::is_rule(quantity.rule));
    numeral
        && claim.is_live()
        && (claim.extent == Extent::Whole || is_group_among(story, claim))
        && !claim.when.as_ref().is_some_and(is_coarse)
        && claim.low().is_some_and(|low| low > 0.0)
}

/// The pairs of figures from two reports neither of which also gives the other's figure; `claims` are all figures of
/// the subject, `figures` those of one event.
fn differing<'t>(
    subject: &Subject<'_, 't>,
    (claims, figures): (&[ClaimRef<'t>], &[ClaimRef<'t>]),
    known: &[Disagreement],
) -> Vec<Pair<'t>> {
    let story = subject.story;
    let gives = |report: ReportId, figure: &ClaimRef<'_>| {
        figures.iter().any(|own| own.report == report && value(own) == value(figure))
    };
    // A figure that a report gives from one source, next to a figure from another source, is not necessarily the
    // report's own.
    let of_another_source = |report: ReportId, figure: &ClaimRef<'_>, beside: &ClaimRef<'_>| {
        let mut same = figures.iter().filter(|own| own.report == report && value(own) == value(figure));
        same.all(|own| are_of_two_sources(story, own, beside))
    };
    let apart = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        !gives(other.report, one) || of_another_source(other.report, one, other)
    };
    let differ = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        one.report != other.report
            && apart(one, other)
            && apart(other, one)
            && is_near(one, other, MOST_APART)
            && story.comparable(one, other).is_ok()
            && may_be_of_one_event(subject, claims, one, other)
            && !known.iter().any(|known| holds(known, one) && holds(known, other))
    };
    let mut pairs = Vec::new();
    for (place, one) in figures.iter().enumerate() {
        for other in figures[place + 1..].iter().filter(|other| differ(one, other)) {
            let judged = if one.may_be_one_with(other) { BOUND } else { OTHER_COUNT };
            pairs.push(Pair { one: *one, other: *other, judged, inner: None });
        }
    }
    pairs
}

/// How many times the figure of one source may be another's where nothing shows that they are of one event.
const MOST_APART_OF_SOURCES: f64 = 2.5;

/// How many bytes apart two figures of one report may be to be of one event, where nothing else shows it.
const BESIDE: u32 = 800;

/// The pairs of figures that one report gives from two sources, by report, with the other reports that give one of the
/// two.
fn by_source<'t>(story: &Story<'t>, figures: &[ClaimRef<'t>], known: &[Disagreement]) -> Vec<Vec<Pair<'t>>> {
    let of_one_event = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        let beside = other.span.start < one.span.end + BESIDE;
        one.event.is_some() && one.event == other.event
            || beside && is_near(one, other, MOST_APART_OF_SOURCES)
    };
    let approximate = |claim: &ClaimRef<'_>| claim.quantity.as_ref().is_some_and(|own| own.approximate);
    let differ = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        one.report == other.report
            && of_one_event(one, other)
            && are_of_two_sources(story, one, other)
            && are_notably_apart(one, other)
            && !((approximate(one) || approximate(other)) && one.may_be_one_with(other))
            && is_near(one, other, MOST_APART)
            && story.comparable(one, other).is_ok()
            && !known.iter().any(|known| holds(known, one) && holds(known, other))
    };
    let pair = |one: &ClaimRef<'t>, other: &ClaimRef<'t>| Pair {
        one: *one,
        other: *other,
        judged: TWO_SOURCES,
        inner: None,
    };
    let mut found: BTreeMap<ReportId, Vec<Pair<'t>>> = BTreeMap::new();
    let mut shown = BTreeSet::new();
    for (place, one) in figures.iter().enumerate() {
        for other in figures[place + 1..].iter().filter(|other| differ(one, other)) {
            // Another report with the same two figures adds nothing.
            if !shown.insert((value(one).min(value(other)), value(one).max(value(other)))) {
                continue;
            }
            let others = |given: &ClaimRef<'t>, beside: &ClaimRef<'t>| -> Vec<ClaimRef<'t>> {
                let same = |own: &&ClaimRef<'t>| own.report != given.report && value(own) == value(given);
                let same = figures.iter().filter(same);
                same.filter(|own| story.comparable(own, beside).is_ok()).copied().collect()
            };
            let pairs = found.entry(one.report).or_default();
            pairs.push(pair(one, other));
            pairs.extend(others(one, other).iter().map(|own| pair(own, other)));
            pairs.extend(others(other, one).iter().map(|own| pair(one, own)));
        }
    }
    found.into_values().collect()
}

/// Whether two figures are different counts: "more than 50" and "at least 58" may be the same one, "more than 20" and
/// 25 are not.
fn are_notably_apart(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const NOTABLE: f64 = 1.03;
    const NOTABLE_OF_BOUNDS: f64 = 1.5;
    let open = |claim: &ClaimRef<'_>| claim.quantity.as_ref().is_some_and(|quantity| quantity.high.is_none());
    let notable = if open(one) && open(other) { NOTABLE_OF_BOUNDS } else { NOTABLE };
    one.low().zip(other.low()).is_some_and(|(one, other)| one.max(other) >= notable * one.min(other))
}

fn is_near(one: &ClaimRef<'_>, other: &ClaimRef<'_>, times: f64) -> bool {
    one.low().zip(other.low()).is_some_and(|(one, other)| one.max(other) <= times * one.min(other))
}

/// Whether a known difference between figures has a side at this figure; a difference between whole sentences does not
/// count.
fn holds(known: &Disagreement, figure: &ClaimRef<'_>) -> bool {
    known.aspect == Aspect::Quantity
        && known.verdict != Verdict::Omission
        && known.positions.iter().any(|position| {
            position.passage.report == figure.report && position.passage.span.overlaps(figure.span)
        })
}
