//! Contradictions within one report: "four people were killed … all five people killed".
//!
//! Two figures of one report are usually about different things. They are about the same people only where the later
//! one refers to all of them, or to a larger number of people already mentioned ("the five").

use std::collections::BTreeMap;

use super::comparable::is_group_among;
use super::counts::is_casualty;
use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, first_pair};
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::{ClaimKind, Course, Extent, party};
use crate::text::ReportId;

/// How many figures with one predicate are compared within a report.
const MOST_FIGURES: usize = 64;

const COUNTED_TWICE: Rule = Rule {
    name: "internal/counts",
    aspect: Aspect::Quantity,
    verdict: Verdict::Internal,
    why: "the report refers to all of them by a number other than the one it gave before",
};

const TWO_SOURCES: Rule = Rule {
    name: "internal/two-sources",
    why: "the report gives the figures of two sources side by side, and no number satisfies both",
    ..COUNTED_TWICE
};

const HEADLINE: Rule = Rule {
    name: "internal/headline",
    why: "the headline gives a figure that the text below it does not bear out",
    ..COUNTED_TWICE
};

const CLOSE_TOTALS: Rule = Rule {
    name: "internal/close-totals",
    why: "the report gives two totals so close that they count the same people, and says nothing of a change",
    ..COUNTED_TWICE
};

/// Finds the reports that count one thing in two ways.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut figures: BTreeMap<(ReportId, &str), Vec<ClaimRef<'_>>> = BTreeMap::new();
    for claim in story.claims.iter().filter(|claim| is_total(story, claim)) {
        let figures = figures.entry((claim.report, &claim.predicate)).or_default();
        if figures.len() < MOST_FIGURES {
            figures.push(*claim);
        }
    }
    for claims in figures.values() {
        let known = explained.disagreements.len();
        explained.disagreements.extend(conflicting_sources(story, claims));
        explained.disagreements.extend(close_totals(story, claims));
        if explained.disagreements.len() == known {
            explained.disagreements.extend(headline(story, claims));
        }
        let whole = |claim: &ClaimRef<'_>| claim.extent == Extent::Whole && is_point(claim);
        let wholes: Vec<_> = claims.iter().copied().filter(whole).collect();
        let pair = wholes.iter().enumerate().skip(1).find_map(|(at, later)| {
            let spoken = definite(story, later)?;
            let earlier = wholes[..at].iter().all(|earlier| conflicts(story, earlier, later, spoken));
            earlier.then(|| [wholes[0], *later])
        });
        explained.disagreements.extend(pair.map(|[first, later]| {
            let positions = vec![story.position(&first), story.position(&later)];
            let [one, other] = [0, 1].map(|place| &positions[place].statement);
            let predicate = first.predicate();
            let summary = format!("{} gives two counts: {one} {predicate}, then {other}", first.report);
            with_event(COUNTED_TWICE.found(story, summary, positions), [&first, &later])
        }));
    }
}

/// How far apart two totals of one report may be to count the same people, and from what number on: "35 dead", and
/// later "a toll of 36".
const CLOSE: f64 = 1.1;
const MANY: f64 = 10.0;

/// Two exact totals of one group that a report gives in two places, one only slightly higher than the other.
fn close_totals(story: &Story<'_>, claims: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let of_group = |claim: &ClaimRef<'_>| claim.subject_group.unwrap_or("people");
    let are_close = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        let Some((a, b)) = one.low().zip(other.low()) else { return false };
        let clocks = [(one, other), (other, one)];
        let ordered = clocks.iter().any(|(one, other)| one.as_of.certainly_before(&other.as_of));
        is_casualty(one.predicate())
            && is_point(one)
            && is_point(other)
            && a.min(b) >= MANY
            && (a - b).abs() > 0.5
            && a.max(b) <= CLOSE * a.min(b)
            && of_group(one) == of_group(other)
            && one.when.is_none() == other.when.is_none()
            && !ordered
            && story.comparable(one, other).is_ok()
    };
    let pair = first_pair(claims, are_close)?;
    let positions: Vec<Position> = pair.iter().map(|claim| story.position(claim)).collect();
    let [one, other] = [0, 1].map(|place| &positions[place].statement);
    let summary = format!("{} gives two totals, {}: {one} and {other}", pair[0].report, pair[0].predicate());
    Some(with_event(CLOSE_TOTALS.found(story, summary, positions), pair))
}

/// A headline's figure and the first one of the text, where no number satisfies both or the vague word of the headline
/// means more.
fn headline(story: &Story<'_>, claims: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let numeral = |claim: &ClaimRef<'_>| claim.quantity.as_ref().is_some_and(|own| !party::is_rule(own.rule));
    let mut counted = claims.iter().filter(|claim| claim.extent == Extent::Whole && numeral(claim));
    let end = headline_end(story, counted.clone().next()?.report);
    let above = counted.clone().find(|claim| claim.span.end <= end)?;
    let of_group = |claim: &ClaimRef<'_>| claim.subject_group.unwrap_or("people");
    let may_be_one = |below: &&ClaimRef<'_>| {
        let groups = (of_group(above), of_group(below));
        below.span.start >= end
            && (group::contains(groups.0, groups.1) || group::contains(groups.1, groups.0))
            && story.comparable(above, below).is_ok()
    };
    let overstates = |below: &ClaimRef<'_>| {
        let floor = |claim: &ClaimRef<'_>| claim.quantity.as_ref().and_then(|own| own.floor);
        floor(above).is_some() && floor(below).is_none() && above.low() > below.low()
    };
    let borne_out = |below: &ClaimRef<'_>| above.may_be_one_with(below) && !overstates(below);
    let first = counted.find(may_be_one)?;
    let all = claims.iter().filter(may_be_one);
    if all.into_iter().any(borne_out) {
        return None;
    }
    let positions = vec![story.position(above), story.position(first)];
    let [one, other] = [0, 1].map(|place| &positions[place].statement);
    let summary =
        format!("{}, {}: {one} in the headline, {other} in the text", above.report, above.predicate());
    Some(with_event(HEADLINE.found(story, summary, positions), [above, first]))
}

/// Where the headline of a report ends: its title, or a first line of its own.
fn headline_end(story: &Story<'_>, report: ReportId) -> u32 {
    const LONGEST: usize = 200;
    let text = story.text(report);
    let title = story.timeline.reports[report.index()].title.as_deref().unwrap_or_default();
    let end = if !title.is_empty() && text.starts_with(title) {
        title.len()
    } else {
        text.find('\n').filter(|end| *end <= LONGEST).unwrap_or_default()
    };
    u32::try_from(end).unwrap_or_default()
}

/// How many bytes apart the figures of two sources may be for the report to be comparing them itself.
const BESIDE: u32 = 360;

/// Two sources of one report whose figures no number satisfies: "police said 14 were held, the union said 40".
fn conflicting_sources(story: &Story<'_>, claims: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let source = |claim: &ClaimRef<'_>| {
        let names = claim.chain.first()?.name;
        Some(story.words(claim.report, names))
    };
    let rivals = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        let (Some(a), Some(b)) = (&one.quantity, &other.quantity) else { return false };
        let sources = are_of_two_sources(story, one, other);
        let near = other.span.start < one.span.end + BESIDE;
        let clocks = [(one, other), (other, one)];
        let ordered = clocks.iter().any(|(one, other)| one.as_of.certainly_before(&other.as_of));
        let same_people = one.subject_group == other.subject_group;
        // Fewer bodies are recovered than people have died until all are found.
        let bodies = [one, other].iter().any(|claim| {
            let words = story.words(claim.report, claim.subject).to_lowercase();
            words.contains("bodies") || words.contains("remains")
        });
        !bodies
            && sources
            && near
            && same_people
            && !ordered
            && !a.certain().compatible(b.certain())
            && !a.usual().compatible(b.usual())
            && story.comparable(one, other).is_ok()
    };
    let pair = first_pair(claims, rivals)?;
    let positions: Vec<Position> = pair.iter().map(|claim| story.position(claim)).collect();
    let side = |(claim, position): (&&ClaimRef<'_>, &Position)| {
        format!("{} says {}", source(claim).unwrap_or_default(), position.statement)
    };
    let sides: Vec<String> = pair.iter().zip(&positions).map(side).collect();
    let (report, predicate) = (pair[0].report, pair[0].predicate());
    let summary = format!("{report} gives two figures, {predicate}: {}", sides.join(", "));
    Some(with_event(TWO_SOURCES.found(story, summary, positions), pair))
}

/// A difference with the event that one of its two claims is about.
fn with_event(found: Disagreement, pair: [&ClaimRef<'_>; 2]) -> Disagreement {
    Disagreement { event: pair.iter().find_map(|claim| claim.event), ..found }
}

/// Words for a source that may be any other source of the report: "a monitor said" and then "the Observatory said".
static ANY_SOURCE: WordClass = WordClass::named("sources that may be any other");

/// Whether two figures are attributed to sources that cannot be the same.
pub(super) fn are_of_two_sources(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let source = |claim: &ClaimRef<'_>| {
        let name = claim.chain.first()?.name;
        Some(story.words(claim.report, name).to_lowercase())
    };
    let anybody = |name: &str| {
        let last = name.split_whitespace().next_back().unwrap_or_default();
        ANY_SOURCE.has(last) && name.split_whitespace().count() <= 2
    };
    source(one).zip(source(other)).is_some_and(|(one, other)| {
        let nested = one.contains(&other) || other.contains(&one);
        !nested && !anybody(&one) && !anybody(&other)
    })
}

/// Whether a figure is one number, not a bound or a guess.
fn is_point(claim: &ClaimRef<'_>) -> bool {
    claim.quantity.as_ref().is_some_and(|quantity| quantity.usual().is_point() && !quantity.approximate)
}

/// Whether a figure counts everyone, or all members of a group among others.
fn is_total(story: &Story<'_>, claim: &ClaimRef<'_>) -> bool {
    claim.kind == ClaimKind::Count
        && claim.is_figure()
        && claim.is_live()
        && (claim.extent == Extent::Whole || is_group_among(story, claim))
        && claim.course == Course::Unchanged
}

/// How a figure refers to people mentioned before.
#[derive(Clone, Copy, PartialEq)]
enum Definite {
    /// "all five"
    All,
    /// "the five"
    The,
}

fn definite(story: &Story<'_>, claim: &ClaimRef<'_>) -> Option<Definite> {
    let span = claim.quantity.as_ref()?.span;
    let words = story.words(claim.report, span).to_lowercase();
    let text = &story.timeline.reports[claim.report.index()].text;
    let before = text.get(..span.start as usize)?.trim_end();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    if words.starts_with("all ") || last.eq_ignore_ascii_case("all") {
        Some(Definite::All)
    } else {
        last.eq_ignore_ascii_case("the").then_some(Definite::The)
    }
}

fn conflicts(story: &Story<'_>, earlier: &ClaimRef<'_>, later: &ClaimRef<'_>, spoken: Definite) -> bool {
    let low = |claim: &ClaimRef<'_>| claim.low().unwrap_or_default();
    let apart = story.comparable(earlier, later).is_err();
    let differs = (low(earlier) - low(later)).abs() > 0.5;
    let same_people = earlier.subject_group == later.subject_group;
    !apart && differs && same_people && (spoken == Definite::All || low(later) > low(earlier))
}
