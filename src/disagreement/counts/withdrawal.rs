//! Figures that one report gives and another withdraws.

use super::super::ledger::ClaimRef;
use super::super::{Disagreement, Verdict};
use super::card::{disagreement, head};
use super::incomparable::is_same;
use super::subject::Subject;
use super::{Judged, Pair};
use crate::analysis::claim::{Extent, Status};

/// A figure that another report withdraws as an earlier one without giving its own.
pub(super) fn withdrawn_figure(subject: &Subject<'_, '_>, claims: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let withdrawn = |claim: &&ClaimRef<'_>| claim.status == Status::Withdrawn;
    let own = |report| claims.iter().any(|claim| claim.report == report && claim.is_live());
    claims.iter().filter(withdrawn).filter(|retraction| !own(retraction.report)).find_map(|retraction| {
        let given = claims.iter().find(|claim| {
            claim.report != retraction.report
                && claim.is_live()
                && claim.extent == Extent::Whole
                && is_same(claim, retraction)
        })?;
        withdrawal(subject, given, retraction)
    })
}

/// A figure and its withdrawal by another report.
fn withdrawal(
    subject: &Subject<'_, '_>,
    given: &ClaimRef<'_>,
    retraction: &ClaimRef<'_>,
) -> Option<Disagreement> {
    let judged = Judged {
        rule: "counts/withdrawn",
        verdict: Verdict::Conditional,
        why: "the other report says outright that it was an earlier figure and is no longer valid",
    };
    let found = disagreement(subject, &[Pair { one: *given, other: *retraction, judged, inner: None }])?;
    let figure = subject.story.position(given).statement;
    let head = head(subject);
    let summary = format!("{head}: {figure} ({}), withdrawn ({})", given.report, retraction.report);
    Some(Disagreement { summary, ..found })
}
