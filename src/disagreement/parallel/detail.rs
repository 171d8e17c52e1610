//! Details that differ in sentences with the same content: phrases that fill a slot of an action and contain a word which the
//! other reports do not have.
//!
//! There is one card per group, shown after everything that conflicts: it compares what one report has in more detail, or of
//! another kind.

use std::collections::BTreeSet;

use super::align::{Group, Sentence};
use super::slots::fillers_of;
use super::{Card, SideBySide, lead, sides};
use crate::disagreement::quote::opening;
use crate::disagreement::rule::Rule;
use crate::disagreement::{Aspect, Position, Verdict};
use crate::text::{Passage, ReportId, Span};

const DETAILS: Rule = Rule {
    name: "parallel/details",
    aspect: Aspect::Event,
    verdict: Verdict::Compatible,
    why: "the reports say the same with different details; nothing shows that they exclude each other",
};

/// How many such cards a story shows, those with the most shared content first.
pub(super) const MOST_CARDS: usize = 5;

/// How many phrases of one report a card contains.
const MOST_PHRASES: usize = 4;

/// How many words of a phrase are quoted.
const WORDS: usize = 10;

/// The share of a sentence's content that another report must have for its phrases to be details of the same event: as much as makes
/// two sentences say the same.
const LEAST_SHARED: f32 = 0.35;

/// For each report of a group, the phrases that no other report has, if at least two reports have any.
pub(super) fn differ(beside: &SideBySide<'_, '_>, group: &Group) -> Option<Card> {
    let story = beside.story;
    let mut positions: Vec<Position> = Vec::new();
    let mut said: Vec<(ReportId, String)> = Vec::new();
    for report in group.reports() {
        let phrases = phrases_of(beside, group, report).into_iter().take(MOST_PHRASES);
        let own: Vec<Position> = phrases
            .map(|span| Position::of(Passage { report, span }, opening(story, report, span, WORDS)))
            .collect();
        if !own.is_empty() {
            let words: Vec<&str> = own.iter().map(|one| &*one.statement).collect();
            said.push((report, words.join(", ")));
        }
        positions.extend(own);
    }
    if said.len() < 2 {
        return None;
    }
    let summary = format!("Details of {}: {}", lead(story, group), sides(&said));
    Some(Card { weight: group.weight, disagreement: DETAILS.found(story, summary, positions) })
}

/// The phrases with a word that the other reports of a group do not have, taken from the report's sentence closest to theirs:
/// a second sentence may be linked to them only through others.
fn phrases_of(beside: &SideBySide<'_, '_>, group: &Group, report: ReportId) -> Vec<Span> {
    let story = beside.story;
    let others = of_reports(group, |other| other != report);
    let others: BTreeSet<u32> = others.flat_map(|one| one.stems.iter().copied()).collect();
    let part = |sentence: &Sentence| beside.aligned.part_of(sentence, &others);
    let own = of_reports(group, |own| own == report).filter(|sentence| part(sentence) >= LEAST_SHARED);
    let Some(closest) = own.max_by(|one, other| part(one).total_cmp(&part(other))) else {
        return Vec::new();
    };
    let mut phrases = fillers_of(story, closest.passage);
    phrases.sort_by_key(|phrase| (phrase.start, std::cmp::Reverse(phrase.end)));
    let mut found: Vec<Span> = Vec::new();
    for phrase in phrases {
        let own = beside.aligned.stems_of(story.words(report, phrase));
        let is_new = own.difference(&others).next().is_some() && !beside.is_figure_known(report, phrase);
        if is_new && found.iter().all(|known| !known.overlaps(phrase)) {
            found.push(phrase);
        }
    }
    found
}

/// The sentences of the reports that satisfy a condition.
fn of_reports(group: &Group, holds: impl Fn(ReportId) -> bool) -> impl Iterator<Item = &Sentence> {
    group.sentences.iter().map(|one| &**one).filter(move |one| holds(one.passage.report))
}
