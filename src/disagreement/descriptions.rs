//! One place or organisation, described in words that have nothing in common, or called two kinds of thing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::names::Mentions;
use super::origin::fold;
use super::parallel::{Row, sides};
use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::description::{DESCRIPTION, KIND, are_one_kind, kind_noun};
use crate::text::{ReportId, Span};

/// Finds the names that two reports describe differently.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let told: Vec<ClaimRef<'_>> =
        story.told.iter().filter(|told| &*told.claim.predicate == DESCRIPTION).copied().collect();
    if told.len() < 2 {
        return;
    }
    for (actor, told) in by_actor(story, mentions, &told) {
        let mut by_report: BTreeMap<ReportId, ClaimRef<'_>> = BTreeMap::new();
        for told in told {
            by_report.entry(told.report).or_insert(told);
        }
        let sides: Vec<ClaimRef<'_>> = by_report.into_values().collect();
        let differ = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| content(one).is_disjoint(&content(other));
        let apart =
            sides.iter().enumerate().any(|(at, one)| sides[at + 1..].iter().any(|other| differ(one, other)));
        if apart {
            explained.disagreements.push(disagreement(story, &story.timeline.actors[actor].name, &sides));
        }
    }
}

/// Claims on names, by the actor that each names.
fn by_actor<'t>(
    story: &Story<'_>,
    mentions: &Mentions,
    told: &[ClaimRef<'t>],
) -> Vec<(usize, Vec<ClaimRef<'t>>)> {
    let named: HashMap<(ReportId, Span), ClaimRef<'t>> =
        told.iter().map(|told| ((told.report, told.claim.subject), *told)).collect();
    let mut found = Vec::new();
    for (actor, mentions) in mentions.of(story) {
        let of_mention = |&(report, index): &(ReportId, u32)| {
            let actors = &story.timeline.analyses[report.index()].actors;
            named.get(&(report, actors.mentions.get(index as usize)?.span)).copied()
        };
        let told: Vec<ClaimRef<'t>> = mentions.iter().filter_map(of_mention).collect();
        if told.len() > 1 {
            found.push((actor, told));
        }
    }
    found
}

const OTHER_KIND: Row = Row {
    head: "What kind of place or body",
    aspect: Aspect::Label,
    verdict: Verdict::Compatible,
    severity: 0.15,
    rule: "labels/kind",
    why: "the reports call it by nouns for different kinds of thing; both may hold",
};

/// How many claims on one name are read.
const MOST_KINDS: usize = 32;

/// Finds the names that two reports call different kinds of thing: a town and a city, a village and a stronghold.
pub(super) fn kinds(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    let told: Vec<ClaimRef<'_>> =
        story.told.iter().filter(|told| &*told.claim.predicate == KIND).copied().collect();
    for (actor, told) in by_actor(story, mentions, &told) {
        let told = &told[..told.len().min(MOST_KINDS)];
        let differ = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| !are_one_kind(kind(one), kind(other));
        let apart = |one: &ClaimRef<'_>, report: ReportId| {
            let mut of_report = told.iter().filter(|other| other.report == report).peekable();
            of_report.peek().is_some() && of_report.all(|other| differ(one, other))
        };
        let reports: BTreeSet<ReportId> = told.iter().map(|told| told.report).collect();
        let mut seen = BTreeSet::new();
        let shown: Vec<ClaimRef<'_>> = told
            .iter()
            .filter(|one| reports.iter().any(|report| *report != one.report && apart(one, *report)))
            .filter(|one| seen.insert(one.report))
            .copied()
            .collect();
        if shown.len() < 2 {
            continue;
        }
        let said: Vec<(ReportId, String)> =
            shown.iter().map(|told| (told.report, value(told).to_owned())).collect();
        let name = &story.timeline.actors[actor].name;
        let summary = format!("{} {name} is: {}", OTHER_KIND.head, sides(&said));
        let positions = shown.iter().map(|told| story.position(told)).collect();
        explained.disagreements.push(OTHER_KIND.disagreement(story, summary, positions));
    }
}

fn value<'t>(told: &ClaimRef<'t>) -> &'t str {
    told.claim.value.as_deref().unwrap_or_default()
}

/// The noun for the kind of thing, or the whole where the words hold none: "so-called".
fn kind<'t>(told: &ClaimRef<'t>) -> &'t str {
    kind_noun(value(told))
}

/// The words of a description that say something, folded.
fn content(told: &ClaimRef<'_>) -> HashSet<String> {
    let words = told.claim.value.as_deref().unwrap_or_default();
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.filter(|word| word.starts_with(char::is_lowercase)).map(fold).collect()
}

fn disagreement(story: &Story<'_>, name: &str, sides: &[ClaimRef<'_>]) -> Disagreement {
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
