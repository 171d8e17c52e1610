//! What one report of a disputed story tells and no other does: figures of weight, and grave allegations.
//!
//! Where reports agree, what one leaves out is a choice of space; so only stories with a contradiction are looked at.

use super::told::{ClaimRef, Story, is_figure};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::cause::ALLEGATION;
use crate::analysis::claim::predicate::{self, Counted};
use crate::analysis::claim::{ClaimKind, Extent, Status};
use crate::text::ReportId;

/// The least people a figure must count to be missed.
const WEIGHTY: f64 = 100.0;

/// How many omissions a story lists at most.
const MOST: usize = 12;

/// Finds what the others leave out, where the story has been found disputed.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    if explained.disagreements.iter().all(|one| one.verdict != Verdict::Contradiction) {
        return;
    }
    let mut found = Vec::new();
    for told in &story.told {
        let rival = |other: &&ClaimRef<'_>| {
            other.report != told.report
                && other.claim.kind == told.claim.kind
                && other.claim.predicate == told.claim.predicate
        };
        let others = story.told.iter().filter(rival);
        let (alone, rule, why) =
            if told.claim.kind == ClaimKind::Status && &*told.claim.predicate == ALLEGATION {
                let alone = others.into_iter().all(|other| other.claim.value != told.claim.value);
                (
                    alone && !told.claim.chain.is_empty(),
                    "omission/allegation",
                    "an accusation of this weight stands in one report only",
                )
            } else if is_weighty(told) {
                (
                    others.into_iter().next().is_none(),
                    "omission/figure",
                    "no other report of the story gives such a figure",
                )
            } else {
                continue;
            };
        let known = found.iter().any(|one: &Disagreement| one.summary.starts_with(&head(told)));
        if alone && !known && found.len() < MOST {
            found.push(omission(story, told, rule, why));
        }
    }
    found.extend(unknown(story));
    explained.disagreements.extend(found);
}

/// What one report says outright it does not know, where another counts people who may be among those.
fn unknown(story: &Story<'_>) -> Option<Disagreement> {
    story.told.iter().filter(|told| told.claim.status == Status::Unknown).find_map(|unknown| {
        let may_answer = |told: &&ClaimRef<'_>| {
            let group = told.claim.subject_group.unwrap_or("people");
            told.report != unknown.report
                && is_figure(told.claim)
                && told.claim.extent == Extent::Whole
                && told.claim.predicate == unknown.claim.predicate
                && group != "people"
                && !group::contains("authorities", group)
        };
        let own = story.told.iter().any(|told| {
            told.report == unknown.report
                && is_figure(told.claim)
                && told.claim.predicate == unknown.claim.predicate
                && told.claim.subject_group == unknown.claim.subject_group
        });
        let told = story.told.iter().find(may_answer).filter(|_| !own)?;
        let asked = unknown.claim.subject_group.unwrap_or("people");
        let figure = story.position(told);
        Some(Disagreement {
            aspect: Aspect::Quantity,
            verdict: Verdict::Omission,
            severity: 0.25,
            event: told.event,
            summary: format!(
                "Unknown to {}: how many {asked} were {}; {} tells of {} {}",
                unknown.report,
                unknown.claim.predicate,
                told.report,
                figure.statement,
                told.claim.subject_group.unwrap_or_default()
            ),
            rule: "omission/unknown",
            why: "one report says that it does not know, the other counts people who may be among those"
                .to_owned(),
            silent: story.others(&[unknown.report, told.report]),
            positions: vec![story.position(unknown), figure],
        })
    })
}

fn is_weighty(told: &ClaimRef<'_>) -> bool {
    let people =
        predicate::class(&told.claim.predicate).is_some_and(|predicate| predicate.counted == Counted::People);
    let least = told.claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
    let harm = !matches!(&*told.claim.predicate, "attended" | "aboard");
    let told_of = !matches!(told.claim.status, Status::Denied | Status::Withdrawn);
    is_figure(told.claim)
        && people
        && harm
        && told_of
        && told.claim.extent == Extent::Whole
        && least >= WEIGHTY
}

/// What is told, in short.
fn head(told: &ClaimRef<'_>) -> String {
    match &told.claim.value {
        Some(value) => format!("Only one report tells: {value}"),
        None => format!("Only one report tells: {}", told.claim.predicate),
    }
}

fn omission(story: &Story<'_>, told: &ClaimRef<'_>, rule: &'static str, why: &str) -> Disagreement {
    let position = story.position(told);
    let silent: Vec<ReportId> = story.others(&[told.report]);
    let figure =
        if told.claim.quantity.is_some() { format!(", {}", position.statement) } else { String::new() };
    Disagreement {
        aspect: if told.claim.quantity.is_some() { Aspect::Quantity } else { Aspect::Event },
        verdict: Verdict::Omission,
        severity: 0.2,
        event: told.event,
        summary: format!("{}{figure} ({})", head(told), told.report),
        rule,
        why: why.to_owned(),
        positions: vec![position],
        silent,
    }
}
