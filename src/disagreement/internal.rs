//! One report against itself: "four people were killed … all five people killed".
//!
//! Two figures of one report are usually about different things. Only where a later one speaks of all of them, or of more
//! than were told ("the five"), does it mean the same people.

use std::collections::BTreeMap;

use super::told::{ClaimRef, Story, is_figure, is_live};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::{ClaimKind, Course, Extent};
use crate::text::ReportId;

/// How many figures of one predicate a report is held against itself by.
const MOST_FIGURES: usize = 64;

/// Finds the reports that count one thing twice.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut figures: BTreeMap<(ReportId, &str), Vec<ClaimRef<'_>>> = BTreeMap::new();
    for told in story.told.iter().filter(|told| is_total(told)) {
        let figures = figures.entry((told.report, &told.claim.predicate)).or_default();
        if figures.len() < MOST_FIGURES {
            figures.push(*told);
        }
    }
    for told in figures.values() {
        explained.disagreements.extend(rival_sources(story, told));
        let told: Vec<_> = told.iter().copied().filter(is_point).collect();
        let pair = told.iter().enumerate().skip(1).find_map(|(at, later)| {
            let spoken = definite(story, later)?;
            let earlier = told[..at].iter().all(|earlier| conflicts(story, earlier, later, spoken));
            earlier.then(|| [told[0], *later])
        });
        explained.disagreements.extend(pair.map(|pair| disagreement(story, &pair)));
    }
}

/// How many bytes apart two sources' figures may stand to be laid beside each other by the report itself.
const BESIDE: u32 = 360;

/// Two sources of one report that give figures no number satisfies: "police said 14 were held, the union said 40".
fn rival_sources(story: &Story<'_>, told: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let source = |told: &ClaimRef<'_>| {
        let names = told.claim.chain.first()?.name;
        Some(story.words(told.report, names))
    };
    let rivals = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| {
        let (Some(a), Some(b)) = (&one.claim.quantity, &other.claim.quantity) else { return false };
        let sources = are_of_two_sources(story, one, other);
        let near = other.claim.span.start < one.claim.span.end + BESIDE;
        let clocks = [(one, other), (other, one)];
        let ordered = clocks.iter().any(|(one, other)| one.claim.as_of.certainly_before(&other.claim.as_of));
        let same_people = one.claim.subject_group == other.claim.subject_group;
        // The bodies recovered are fewer than the dead until all are found.
        let bodies = [one, other].iter().any(|told| {
            let words = story.words(told.report, told.claim.subject).to_lowercase();
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
    let pair = told
        .iter()
        .enumerate()
        .find_map(|(at, one)| Some([*one, *told[at + 1..].iter().find(|other| rivals(one, other))?]))?;
    let found = disagreement(story, &pair);
    let sides = pair.map(|told| {
        format!("{} says {}", source(&told).unwrap_or_default(), story.position(&told).statement)
    });
    Some(Disagreement {
        summary: format!(
            "{} gives two figures, {}: {}",
            pair[0].report,
            pair[0].claim.predicate,
            sides.join(", ")
        ),
        rule: "internal/two-sources",
        why: "the report lays two sources' figures beside each other, and no number satisfies both"
            .to_owned(),
        ..found
    })
}

/// Words for a source that may be any other one of the report: "a monitor said" and then "the Observatory said".
const ANY_SOURCE: &[&str] = &[
    "activists",
    "agency",
    "group",
    "he",
    "it",
    "media",
    "monitor",
    "monitors",
    "official",
    "officials",
    "organisation",
    "organization",
    "report",
    "reports",
    "she",
    "source",
    "sources",
    "spokesman",
    "statement",
    "they",
    "watchdog",
    "witnesses",
];

/// Whether two figures are laid to sources neither of which may be the other.
pub(super) fn are_of_two_sources(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let source = |told: &ClaimRef<'_>| {
        let name = told.claim.chain.first()?.name;
        Some(story.words(told.report, name).to_lowercase())
    };
    let anybody = |name: &str| {
        let last = name.split_whitespace().next_back().unwrap_or_default();
        ANY_SOURCE.contains(&last) && name.split_whitespace().count() <= 2
    };
    source(one).zip(source(other)).is_some_and(|(one, other)| {
        let nested = one.contains(&other) || other.contains(&one);
        !nested && !anybody(&one) && !anybody(&other)
    })
}

/// Whether it is one number, not a bound or a guess.
fn is_point(told: &ClaimRef<'_>) -> bool {
    told.claim.quantity.as_ref().is_some_and(|quantity| quantity.usual().is_point() && !quantity.approximate)
}

fn is_total(told: &ClaimRef<'_>) -> bool {
    told.claim.kind == ClaimKind::Count
        && is_figure(told.claim)
        && is_live(told.claim)
        && told.claim.extent == Extent::Whole
        && told.claim.course == Course::Stands
}

/// How a figure takes up people told before.
#[derive(Clone, Copy, PartialEq)]
enum Spoken {
    /// "all five"
    All,
    /// "the five"
    The,
}

fn definite(story: &Story<'_>, told: &ClaimRef<'_>) -> Option<Spoken> {
    let span = told.claim.quantity.as_ref()?.span;
    let words = story.words(told.report, span).to_lowercase();
    let text = &story.timeline.reports[told.report.index()].text;
    let before = text.get(..span.start as usize)?.trim_end();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    if words.starts_with("all ") || last.eq_ignore_ascii_case("all") {
        Some(Spoken::All)
    } else {
        last.eq_ignore_ascii_case("the").then_some(Spoken::The)
    }
}

fn conflicts(story: &Story<'_>, earlier: &ClaimRef<'_>, later: &ClaimRef<'_>, spoken: Spoken) -> bool {
    let low = |told: &ClaimRef<'_>| {
        told.claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default()
    };
    let apart = story.comparable(earlier, later).is_err();
    let differs = (low(earlier) - low(later)).abs() > 0.5;
    let same_people = earlier.claim.subject_group == later.claim.subject_group;
    !apart && differs && same_people && (spoken == Spoken::All || low(later) > low(earlier))
}

fn disagreement(story: &Story<'_>, pair: &[ClaimRef<'_>; 2]) -> Disagreement {
    let positions: Vec<_> = pair.iter().map(|told| story.position(told)).collect();
    let report = pair[0].report;
    Disagreement {
        aspect: Aspect::Quantity,
        verdict: Verdict::Internal,
        severity: 0.6,
        event: pair.iter().find_map(|told| told.event),
        summary: format!(
            "{report} counts twice: {} {}, then {}",
            positions[0].statement, pair[0].claim.predicate, positions[1].statement
        ),
        rule: "internal/counts",
        why: "the report speaks of all of them with another number than it gave before".to_owned(),
        silent: story.others(&[report]),
        positions,
    }
}
