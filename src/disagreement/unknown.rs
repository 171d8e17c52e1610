//! What one report says outright it does not know and another tells.

use super::told::{ClaimRef, Story, is_figure, is_live};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::Status;

/// Finds what was unknown and then known.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut seen: Vec<&str> = Vec::new();
    for unknown in story.told.iter().filter(|told| told.claim.status == Status::Unknown) {
        if seen.contains(&&*unknown.claim.predicate) {
            continue;
        }
        let own = figures(story, unknown).any(|told| told.report == unknown.report);
        let known = figures(story, unknown).find(|told| {
            told.report != unknown.report && unknown.claim.as_of.certainly_before(&told.claim.as_of)
        });
        if let Some(known) = known.filter(|_| !own) {
            seen.push(&unknown.claim.predicate);
            explained.disagreements.push(update(story, unknown, known));
        }
    }
}

/// The figures that answer what is unknown: of the same predicate and of people among those asked about.
fn figures<'s, 't>(
    story: &'s Story<'t>,
    unknown: &'s ClaimRef<'t>,
) -> impl Iterator<Item = &'s ClaimRef<'t>> {
    let asked = unknown.claim.subject_group.unwrap_or("people");
    story.told.iter().filter(move |told| {
        is_figure(told.claim)
            && is_live(told.claim)
            && told.claim.predicate == unknown.claim.predicate
            && group::contains(asked, told.claim.subject_group.unwrap_or("people"))
    })
}

fn update(story: &Story<'_>, unknown: &ClaimRef<'_>, known: &ClaimRef<'_>) -> Disagreement {
    let figure = story.position(known);
    let predicate = &unknown.claim.predicate;
    Disagreement {
        aspect: Aspect::Quantity,
        verdict: Verdict::Update,
        severity: 0.4,
        event: known.event,
        summary: format!(
            "How many were {predicate}: unknown ({}), then {} ({})",
            unknown.report, figure.statement, known.report
        ),
        rule: "unknown/then-known",
        why: "the earlier report says outright that it does not know; the later one tells".to_owned(),
        silent: story.others(&[unknown.report, known.report]),
        positions: vec![story.position(unknown), figure],
    }
}
