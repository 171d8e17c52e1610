//! Figures that one report gives and another withdraws.

use super::super::ledger::{ClaimRef, Story};
use super::super::{Disagreement, Verdict};
use super::card::{disagreement, head};
use super::incomparable::is_same;
use super::subject::{MOST_FIGURES, PEOPLE, Subject};
use super::{Judged, Pair};
use crate::analysis::claim::{Extent, Status, predicate};
use crate::text::ReportId;

/// Predicates by which reports describe the same harm in different words: "five people were shot", "four were wounded".
pub(super) const HARM: &[&str] = &["shot", "stabbed", "injured", "hospitalised"];

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

/// A figure of people harmed that another report withdraws in different words.
pub(super) fn withdrawn_in_other_words(story: &Story<'_>) -> Option<Disagreement> {
    let of_harm = |claim: &&ClaimRef<'_>| claim.is_figure() && HARM.contains(&&*claim.predicate);
    let claims: Vec<ClaimRef<'_>> = story.claims.iter().filter(of_harm).take(MOST_FIGURES).copied().collect();
    // In "three were hurt, two of them stabbed, not three" the figure still holds for the other word.
    let gives_itself = |figure: &ClaimRef<'_>, report: ReportId| {
        claims.iter().any(|own| {
            own.report == report && own.is_live() && own.predicate == figure.predicate && is_same(own, figure)
        })
    };
    claims.iter().filter(|claim| claim.status == Status::Withdrawn).find_map(|retraction| {
        let given = claims.iter().find(|claim| {
            claim.report != retraction.report
                && claim.predicate != retraction.predicate
                && claim.extent == Extent::Whole
                && claim.is_live()
                && is_same(claim, retraction)
                && !gives_itself(claim, retraction.report)
        })?;
        let predicate = predicate::class(&given.predicate)?;
        let subject = Subject::new(story, predicate, PEOPLE, false);
        withdrawal(&subject, given, retraction)
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
