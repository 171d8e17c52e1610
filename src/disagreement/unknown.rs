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
    let figures = story.figures();
    let mut seen: Vec<&str> = Vec::new();
    for unknown in story.claims.iter().filter(|claim| claim.status == Status::Unknown) {
        let Some(figures) = figures.get(unknown.predicate()) else { continue };
        if seen.contains(&unknown.predicate()) {
            continue;
        }
        let answers = || figures.iter().filter(|claim| answers(claim, unknown));
        let own = answers().any(|claim| claim.report == unknown.report);
        let known = answers()
            .find(|claim| claim.report != unknown.report && unknown.as_of.certainly_before(&claim.as_of));
        if let Some(known) = known.filter(|_| !own) {
            seen.push(unknown.predicate());
            explained.disagreements.push(update(story, unknown, known));
        }
    }
}

/// Whether a figure answers what is unknown: it is of people among those asked about.
fn answers(figure: &ClaimRef<'_>, unknown: &ClaimRef<'_>) -> bool {
    let asked = unknown.subject_group.unwrap_or("people");
    figure.is_live() && group::contains(asked, figure.subject_group.unwrap_or("people"))
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
