//! What one report says outright it does not know and another gives.

use super::ledger::{ClaimRef, Story};
use super::rule::Rule;
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::Status;

const THEN_KNOWN: Rule = Rule {
    name: "unknown/then-known",
    aspect: Aspect::Quantity,
    verdict: Verdict::Update,
    severity: 0.4,
    why: "the earlier report says outright that it does not know; the later one gives a figure",
};

/// Finds what was unknown and then known.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut seen: Vec<&str> = Vec::new();
    for unknown in story.claims.iter().filter(|claim| claim.status == Status::Unknown) {
        if seen.contains(&&*unknown.predicate) {
            continue;
        }
        let own = figures(story, unknown).any(|claim| claim.report == unknown.report);
        let known = figures(story, unknown)
            .find(|claim| claim.report != unknown.report && unknown.as_of.certainly_before(&claim.as_of));
        if let Some(known) = known.filter(|_| !own) {
            seen.push(&unknown.predicate);
            explained.disagreements.push(update(story, unknown, known));
        }
    }
}

/// The figures that answer what is unknown: of the same predicate and of people among those asked about.
fn figures<'s, 't>(
    story: &'s Story<'t>,
    unknown: &'s ClaimRef<'t>,
) -> impl Iterator<Item = &'s ClaimRef<'t>> {
    let asked = unknown.subject_group.unwrap_or("people");
    story.claims.iter().filter(move |claim| {
        claim.is_figure()
            && claim.is_live()
            && claim.predicate == unknown.predicate
            && group::contains(asked, claim.subject_group.unwrap_or("people"))
    })
}

fn update(story: &Story<'_>, unknown: &ClaimRef<'_>, known: &ClaimRef<'_>) -> Disagreement {
    let figure = story.position(known);
    let summary = format!(
        "How many were {}: unknown ({}), then {} ({})",
        unknown.predicate(),
        unknown.report,
        figure.statement,
        known.report
    );
    let positions = vec![story.position(unknown), figure];
    Disagreement { event: known.event, ..THEN_KNOWN.found(story, summary, positions) }
}
