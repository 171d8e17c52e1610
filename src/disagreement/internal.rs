//! One report against itself: "four people were killed … all five people killed".
//!
//! Two figures of one report are usually about different things. Only where a later one speaks of all of them, or of more
//! than were told ("the five"), does it mean the same people.

use std::collections::BTreeMap;

use super::told::{Story, Told, is_figure, is_live};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::{ClaimKind, Course, Extent};
use crate::text::ReportId;

/// How many figures of one predicate a report is held against itself by.
const MOST_FIGURES: usize = 64;

/// Finds the reports that count one thing twice.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut figures: BTreeMap<(ReportId, &str), Vec<Told<'_>>> = BTreeMap::new();
    for told in story.told.iter().filter(|told| is_total(told)) {
        let figures = figures.entry((told.report, &told.claim.predicate)).or_default();
        if figures.len() < MOST_FIGURES {
            figures.push(*told);
        }
    }
    for told in figures.values() {
        let pair = told.iter().enumerate().skip(1).find_map(|(at, later)| {
            let spoken = definite(story, later)?;
            let earlier = told[..at].iter().all(|earlier| conflicts(story, earlier, later, spoken));
            earlier.then(|| [told[0], *later])
        });
        explained.disagreements.extend(pair.map(|pair| disagreement(story, &pair)));
    }
}

fn is_total(told: &Told<'_>) -> bool {
    let point = told
        .claim
        .quantity
        .as_ref()
        .is_some_and(|quantity| quantity.usual().is_point() && !quantity.approximate);
    told.claim.kind == ClaimKind::Count
        && is_figure(told.claim)
        && is_live(told.claim)
        && told.claim.extent == Extent::Whole
        && told.claim.course == Course::Stands
        && point
}

/// How a figure takes up people told before.
#[derive(Clone, Copy, PartialEq)]
enum Spoken {
    /// "all five"
    All,
    /// "the five"
    The,
}

fn definite(story: &Story<'_>, told: &Told<'_>) -> Option<Spoken> {
    let span = told.claim.quantity.as_ref()?.span;
    let words = story.words(told.report, span).to_lowercase();
    let text = &story.timeline.reports[told.report.index()].text;
    let before = text.get(..span.start as usize)?.trim_end();
    let follows = |word: &str| {
        let end = before.len().checked_sub(word.len()).and_then(|start| before.get(start..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    if words.starts_with("all ") || follows(" all") {
        Some(Spoken::All)
    } else {
        follows(" the").then_some(Spoken::The)
    }
}

fn conflicts(story: &Story<'_>, earlier: &Told<'_>, later: &Told<'_>, spoken: Spoken) -> bool {
    let low =
        |told: &Told<'_>| told.claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
    let apart = story.comparable(earlier, later).is_err();
    let differs = (low(earlier) - low(later)).abs() > 0.5;
    let same_people = earlier.claim.subject_group == later.claim.subject_group;
    !apart && differs && same_people && (spoken == Spoken::All || low(later) > low(earlier))
}

fn disagreement(story: &Story<'_>, pair: &[Told<'_>; 2]) -> Disagreement {
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
