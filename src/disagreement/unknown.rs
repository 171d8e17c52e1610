//! What one report expressly says it does not know and another gives.

use super::ledger::{ClaimRef, Story};
use super::rule::Rule;
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::cause::CAUSE_OF;
use crate::analysis::claim::responsibility::RESPONSIBILITY;
use crate::analysis::claim::{ClaimKind, Status, unknown};
use crate::text::ReportId;

const THEN_KNOWN: Rule = Rule {
    name: "unknown/then-known",
    aspect: Aspect::Quantity,
    verdict: Verdict::Update,
    why: "the earlier report says outright that it does not know; the later one gives a figure",
};

const ANSWERED: Rule = Rule {
    name: "unknown/answered",
    aspect: Aspect::Cause,
    verdict: Verdict::Compatible,
    why: "one report says outright that it is not known; another gives an answer or a supposition",
};

const CLAIMED: Rule = Rule {
    name: "unknown/claimed",
    aspect: Aspect::Actor,
    verdict: Verdict::Update,
    why: "one report says that nobody has claimed responsibility; the other says who has",
};

/// A question that a report may leave open: what is unknown, what answers it, how the card begins.
struct Open {
    unknown: &'static str,
    answers: fn(&ClaimRef<'_>) -> bool,
    head: &'static str,
    rule: Rule,
}

const OPEN: &[Open] = &[
    Open {
        unknown: unknown::CAUSE,
        answers: |claim| claim.kind == ClaimKind::Cause && claim.predicate.starts_with(CAUSE_OF),
        head: "What caused it",
        rule: ANSWERED,
    },
    Open {
        unknown: RESPONSIBILITY,
        answers: |claim| &*claim.predicate == RESPONSIBILITY,
        head: "Who claimed it",
        rule: CLAIMED,
    },
];

/// How many places are shown for one report.
const MOST_PLACES: usize = 2;

/// A question that one report leaves open and another answers.
fn left_open(story: &Story<'_>, question: &Open) -> Option<Disagreement> {
    let all = |holds: &dyn Fn(&ClaimRef<'_>) -> bool| -> Vec<ClaimRef<'_>> {
        story.claims.iter().filter(|claim| holds(claim)).copied().collect()
    };
    let open = all(&|claim| claim.status == Status::Unknown && &*claim.predicate == question.unknown);
    let known = all(&|claim| claim.is_live() && (question.answers)(claim));
    let answers = |report: ReportId| known.iter().any(|claim| claim.report == report);
    // A report that also has an answer leaves open another question, or quotes somebody else's doubt.
    let open: Vec<ClaimRef<'_>> = open.into_iter().filter(|one| !answers(one.report)).collect();
    if open.is_empty() || known.is_empty() {
        return None;
    }
    let mut positions: Vec<Position> = Vec::new();
    for claim in open.iter().chain(&known) {
        let of_report = positions.iter().filter(|own| own.passage.report == claim.report).count();
        if of_report < MOST_PLACES {
            positions.push(story.position(claim));
        }
    }
    positions.sort_by_key(|position| position.passage);
    Some(question.rule.told(story, question.head, positions))
}

/// Finds what was unknown and later known.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    explained.disagreements.extend(OPEN.iter().filter_map(|question| left_open(story, question)));
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

/// Whether a figure answers what is unknown: it counts people among those in question.
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
