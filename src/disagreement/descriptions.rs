//! One place or organisation, described in words that have nothing in common.

use std::collections::{BTreeMap, HashSet};

use super::names::Mentions;
use super::origin::fold;
use super::told::{Story, Told};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::description::DESCRIPTION;
use crate::text::ReportId;

/// Finds the names that two reports describe differently.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let told: Vec<Told<'_>> =
        story.told.iter().filter(|told| &*told.claim.predicate == DESCRIPTION).copied().collect();
    if told.len() < 2 {
        return;
    }
    for (actor, mentions) in mentions.of(story) {
        let is_of = |told: &&Told<'_>| {
            mentions.iter().any(|&(report, index)| {
                let actors = &story.timeline.analyses[report.index()].actors;
                report == told.report
                    && actors
                        .mentions
                        .get(index as usize)
                        .is_some_and(|mention| mention.span == told.claim.subject)
            })
        };
        let mut by_report: BTreeMap<ReportId, Told<'_>> = BTreeMap::new();
        for told in told.iter().filter(is_of) {
            by_report.entry(told.report).or_insert(*told);
        }
        let sides: Vec<Told<'_>> = by_report.into_values().collect();
        let differ = |one: &Told<'_>, other: &Told<'_>| content(one).is_disjoint(&content(other));
        let apart =
            sides.iter().enumerate().any(|(at, one)| sides[at + 1..].iter().any(|other| differ(one, other)));
        if apart {
            explained.disagreements.push(disagreement(story, &story.timeline.actors[actor].name, &sides));
        }
    }
}

/// The words of a description that say something, folded.
fn content(told: &Told<'_>) -> HashSet<String> {
    let words = told.claim.value.as_deref().unwrap_or_default();
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.filter(|word| word.starts_with(char::is_lowercase)).map(fold).collect()
}

fn disagreement(story: &Story<'_>, name: &str, sides: &[Told<'_>]) -> Disagreement {
    let positions: Vec<_> = sides.iter().map(|told| story.position(told)).collect();
    let reports: Vec<_> = sides.iter().map(|told| told.report).collect();
    let told: Vec<_> = positions
        .iter()
        .map(|position| format!("{} ({})", position.statement, position.passage.report))
        .collect();
    Disagreement {
        aspect: Aspect::Label,
        verdict: Verdict::Framing,
        severity: 0.3,
        event: None,
        summary: format!("What {name} is: {}", told.join(" \u{b7} ")),
        rule: "labels/description",
        why: "the reports describe it in words that have nothing in common".to_owned(),
        silent: story.others(&reports),
        positions,
    }
}
