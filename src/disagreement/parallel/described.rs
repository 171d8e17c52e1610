//! How sentences of one content describe the same people and things: "four armed robbers", "thieves posing as women".

use std::collections::{BTreeMap, BTreeSet};

use super::align::Group;
use super::detail::{closest, words_of_others};
use super::referent::Referents;
use super::{Card, SideBySide, sides, weightiest};
use crate::analysis::frame::{Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::disagreement::names::Mentions;
use crate::disagreement::quote::{opening, quoted};
use crate::disagreement::rule::Rule;
use crate::disagreement::{Aspect, Position, Verdict};
use crate::text::{Passage, ReportId};

const DESCRIBED: Rule = Rule {
    name: "parallel/described",
    aspect: Aspect::Event,
    verdict: Verdict::Compatible,
    why: "the reports describe the same in other words, each with something that another leaves out",
};

/// How many such cards a story shows, those that differ in the rarest words.
const MOST_CARDS: usize = 6;

/// How many words of a phrase are quoted.
const WORDS: usize = 10;

/// A phrase that fills a slot, with the stems of its content words.
struct Phrase {
    report: ReportId,
    filler: Filler,
    stems: BTreeSet<u32>,
}

/// Finds them.
pub(super) fn differ(beside: &SideBySide<'_, '_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(beside.story, mentions);
    let of_group = |group: &Group| {
        let phrases = phrases_of(beside, group);
        let same = described_alike(beside, &referents, &phrases);
        same.into_iter().filter_map(|members| card(beside, &members)).collect::<Vec<_>>()
    };
    let mut cards = weightiest(beside.aligned.groups.iter().flat_map(of_group).collect());
    cards.truncate(MOST_CARDS);
    cards
}

/// The phrases of each report's sentence closest to those of the others; of nested ones the longest.
fn phrases_of(beside: &SideBySide<'_, '_>, group: &Group) -> Vec<Phrase> {
    let story = beside.story;
    let mut found = Vec::new();
    for report in group.reports() {
        let Some(sentence) = closest(beside, group, report, &words_of_others(group, report)) else {
            continue;
        };
        let frames = &story.timeline.analyses[report.index()].frames;
        let fillers = frames.within(sentence.passage.span).flat_map(|(deed, _)| frames.of(deed));
        let describes = |filler: &&Filler| {
            let is_part = !matches!(filler.slot, Slot::Time | Slot::Counted);
            is_part && filler.form != MentionForm::Pronoun && sentence.passage.span.contains(filler.span)
        };
        let mut fillers: Vec<Filler> = fillers.filter(describes).copied().collect();
        fillers.sort_by_key(|filler| (filler.span.start, std::cmp::Reverse(filler.span.end)));
        let mut end = 0;
        fillers.retain(|filler| {
            let is_outer = filler.span.start >= end;
            end = end.max(filler.span.end);
            is_outer
        });
        found.extend(fillers.into_iter().map(|filler| {
            let stems = beside.aligned.stems_of(story.words(report, filler.span));
            Phrase { report, filler, stems }
        }));
    }
    found
}

/// The phrases that refer to the same, each group with one of a report.
fn described_alike<'p>(
    beside: &SideBySide<'_, '_>,
    referents: &Referents,
    phrases: &'p [Phrase],
) -> Vec<Vec<&'p Phrase>> {
    let mut of: Vec<usize> = (0..phrases.len()).collect();
    for (other, second) in phrases.iter().enumerate() {
        for (one, first) in phrases[..other].iter().enumerate() {
            let (a, b) = ((first.report, &first.filler), (second.report, &second.filler));
            if of[one] != of[other]
                && first.report != second.report
                && first.filler.slot == second.filler.slot
                && referents.are_of_one_kind(beside.story, a, b)
            {
                let (kept, moved) = (of[one].min(of[other]), of[one].max(of[other]));
                of.iter_mut().filter(|group| **group == moved).for_each(|group| *group = kept);
            }
        }
    }
    let mut groups: BTreeMap<usize, BTreeMap<ReportId, &Phrase>> = BTreeMap::new();
    for (group, phrase) in of.into_iter().zip(phrases) {
        groups.entry(group).or_default().entry(phrase.report).or_insert(phrase);
    }
    groups.into_values().map(|members| members.into_values().collect()).collect()
}

/// A card of the phrases that differ from another in both directions: what one leaves out is no other description.
fn card(beside: &SideBySide<'_, '_>, members: &[&Phrase]) -> Option<Card> {
    let story = beside.story;
    let own =
        |one: &Phrase, other: &Phrase| beside.aligned.weigh(one.stems.difference(&other.stems).copied());
    let differ = |one: &Phrase, other: &Phrase| own(one, other) > 0.0 && own(other, one) > 0.0;
    let shown: Vec<&Phrase> =
        members.iter().filter(|one| members.iter().any(|other| differ(one, other))).copied().collect();
    let first = shown.first()?;
    let statement = |phrase: &Phrase| opening(story, phrase.report, phrase.filler.span, WORDS);
    let said: Vec<(ReportId, String)> =
        shown.iter().map(|phrase| (phrase.report, statement(phrase))).collect();
    let shared = members.iter().fold(first.stems.clone(), |shared, one| &shared & &one.stems);
    let all: BTreeSet<u32> = shown.iter().flat_map(|one| one.stems.iter().copied()).collect();
    let head = quoted(&story.phrase(first.report, first.filler.head));
    let positions = shown.iter().zip(&said).map(|(phrase, (report, statement))| Position {
        passage: Passage { report: *report, span: phrase.filler.span },
        claim: None,
        statement: statement.clone(),
    });
    let summary = format!("Described, {head}: {}", sides(&said));
    let weight = beside.aligned.weigh(all.difference(&shared).copied());
    Some(Card { weight, disagreement: DESCRIBED.found(story, summary, positions.collect()) })
}
