//! Details that differ in sentences with the same content: the stretches of words that some of the reports do not use.
//!
//! There is one card per group, shown after everything that conflicts: it compares what one report has in more detail, or of
//! another kind.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::align::{Group, Sentence};
use super::stretch::{Stretch, stretches};
use super::{Card, SideBySide, lead, sides};
use crate::disagreement::quote::opening;
use crate::disagreement::rule::Rule;
use crate::disagreement::{Aspect, Position, Verdict};
use crate::text::{Passage, ReportId};

const DETAILS: Rule = Rule {
    name: "parallel/details",
    aspect: Aspect::Event,
    verdict: Verdict::Compatible,
    why: "the reports say the same with different details; nothing shows that they exclude each other",
};

/// How many stretches of one report a card contains.
const MOST_STRETCHES: usize = 4;

/// How many words of a stretch are quoted.
const WORDS: usize = 10;

/// The share of a sentence's content that another report must have for its stretches to be details of the same event: as much as makes
/// two sentences say the same.
const LEAST_SHARED: f32 = 0.35;

/// For each report of a group, the words that not all others have, if at least two reports have any that the other lacks.
pub(super) fn differ(beside: &SideBySide<'_, '_>, group: &Group) -> Option<Card> {
    let story = beside.story;
    let uses = Uses::of(group);
    // A group lists its sentences by report.
    let by_report = group.sentences.chunk_by(|one, next| one.passage.report == next.passage.report);
    let details: Vec<(ReportId, Vec<Stretch>)> = by_report
        .map(|sentences| (sentences[0].passage.report, details_of(beside, sentences, &uses)))
        .collect();
    if !uses.are_of_two_sides(&details) {
        return None;
    }
    let mut positions: Vec<Position> = Vec::new();
    let mut said: Vec<(ReportId, String)> = Vec::new();
    for (report, details) in details.into_iter().filter(|(_, details)| !details.is_empty()) {
        let position = |Stretch { span, .. }| {
            Position::of(Passage { report, span }, opening(story, report, span, WORDS))
        };
        let own: Vec<Position> = details.into_iter().map(position).collect();
        let words: Vec<&str> = own.iter().map(|one| &*one.statement).collect();
        said.push((report, words.join(", ")));
        positions.extend(own);
    }
    let summary = format!("Details of {}: {}", lead(story, group), sides(&said));
    Some(Card { weight: group.weight, disagreement: DETAILS.found(story, summary, positions) })
}

/// The stems that the reports of a group use in it.
struct Uses {
    by_report: BTreeMap<ReportId, BTreeSet<u32>>,
    /// How many reports use a stem.
    reports: BTreeMap<u32, usize>,
}

impl Uses {
    fn of(group: &Group) -> Self {
        let mut by_report: BTreeMap<ReportId, BTreeSet<u32>> = BTreeMap::new();
        for sentence in &group.sentences {
            by_report.entry(sentence.passage.report).or_default().extend(&sentence.stems);
        }
        let mut reports = BTreeMap::new();
        for stem in by_report.values().flatten() {
            *reports.entry(*stem).or_default() += 1;
        }
        Self { by_report, reports }
    }

    /// How many reports use a stem.
    fn of_stem(&self, stem: u32) -> usize {
        self.reports.get(&stem).copied().unwrap_or_default()
    }

    /// Whether two reports each have a detail that the other lacks: of the report with most, and any other.
    fn are_of_two_sides(&self, details: &[(ReportId, Vec<Stretch>)]) -> bool {
        let count = |details: &[Stretch]| details.iter().map(|detail| detail.stems.len()).sum::<usize>();
        let Some((most, _)) = details.iter().max_by_key(|(report, own)| (count(own), Reverse(*report)))
        else {
            return false;
        };
        let has = |report: &ReportId, stem: &u32| self.by_report[report].contains(stem);
        let lacks = |report: &ReportId, details: &[Stretch]| {
            details.iter().flat_map(|detail| &detail.stems).any(|stem| !has(report, stem))
        };
        let of_most = details.iter().find(|(report, _)| report == most).map_or(&[][..], |(_, own)| own);
        details.iter().any(|(other, own)| lacks(most, own) && lacks(other, of_most))
    }
}

/// The stretches of a report with stems that not all reports of a group use, those with the most to say, in the order of the text. They
/// are taken from its sentence closest to the others: a second sentence may be linked to them only through others.
fn details_of(beside: &SideBySide<'_, '_>, sentences: &[Arc<Sentence>], uses: &Uses) -> Vec<Stretch> {
    let story = beside.story;
    // One of the reports that use a stem is its own.
    let shared = |sentence: &Sentence| {
        let others = sentence.stems.iter().copied().filter(|stem| uses.of_stem(*stem) > 1);
        beside.aligned.weigh(others) / sentence.weight.max(1.0)
    };
    let close = sentences.iter().map(|sentence| (shared(sentence), sentence));
    let closest =
        close.filter(|(part, _)| *part >= LEAST_SHARED).max_by(|(one, _), (other, _)| one.total_cmp(other));
    let Some((_, closest)) = closest else { return Vec::new() };
    let report = closest.passage.report;
    let all = uses.by_report.len();
    let text = story.words(report, closest.passage.span);
    let words = beside.aligned.words_of(text);
    let mut details = stretches(text, &words, |stem| uses.of_stem(stem) < all);
    for Stretch { span, .. } in &mut details {
        *span = span.shifted(closest.passage.span.start);
    }
    details.retain(|detail| !beside.is_figure_known(report, detail.span));
    let weight = |detail: &Stretch| beside.aligned.weigh(detail.stems.iter().copied());
    details.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    details.truncate(MOST_STRETCHES);
    details.sort_by_key(|detail| detail.span.start);
    details
}
