//! What one report of a disputed story tells and no other does: figures of weight, counts of those harmed, and grave allegations.
//!
//! Where reports agree, what one leaves out is a choice of space; so only disputed stories are looked at.

use std::collections::BTreeMap;

use super::counts::is_casualty;
use super::parallel::is_dispute;
use super::told::{ClaimRef, Story, is_coarse, is_figure, is_live};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::cause::ALLEGATION;
use crate::analysis::claim::predicate::{self, Counted};
use crate::analysis::claim::{ClaimKind, Extent, Status, party};
use crate::text::ReportId;

/// The least people a figure must count to be missed.
const WEIGHTY: f64 = 100.0;

/// How many omissions a story lists at most.
const MOST: usize = 12;

/// Finds what the others leave out, where the story has been found disputed.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    if !explained.disagreements.iter().any(is_dispute) {
        return;
    }
    let mut found = casualties(story);
    if explained.disagreements.iter().all(|one| one.verdict != Verdict::Contradiction) {
        explained.disagreements.extend(found);
        return;
    }
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

/// Those harmed whom one report counts and no other does: the wounded beside the dead.
fn casualties(story: &Story<'_>) -> Vec<Disagreement> {
    let mut tellers: BTreeMap<&str, Vec<&ClaimRef<'_>>> = BTreeMap::new();
    for told in story.told.iter().filter(|told| counts_casualties(told)) {
        tellers.entry(&told.claim.predicate).or_default().push(told);
    }
    let of_one = |(class, figures): (&str, Vec<&ClaimRef<'_>>)| {
        let first = *figures.first()?;
        let position = story.position(first);
        let alone = figures.iter().all(|told| told.report == first.report);
        let summary = format!("Only {} counts people {class}: {}", first.report, position.statement);
        let why = "no other report of the story counts them";
        alone.then(|| Disagreement { summary, ..omission(story, first, "omission/casualties", why) })
    };
    tellers.into_iter().filter_map(of_one).collect()
}

/// Whether a figure counts people harmed, by a number, in what the story is about.
fn counts_casualties(told: &ClaimRef<'_>) -> bool {
    let claim = told.claim;
    let numeral = claim.quantity.as_ref().filter(|quantity| !party::is_rule(quantity.rule));
    is_figure(claim)
        && is_live(claim)
        && is_casualty(&claim.predicate)
        && told.event.is_some()
        && !claim.when.as_ref().is_some_and(is_coarse)
        && numeral.and_then(|quantity| quantity.low).is_some_and(|low| low >= 1.0)
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
        Some(value) => format!("Only {} reports: {value}", told.report),
        None => format!("Only {} reports: {}", told.report, told.claim.predicate),
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
        summary: format!("{}{figure}", head(told)),
        rule,
        why: why.to_owned(),
        positions: vec![position],
        silent,
    }
}
