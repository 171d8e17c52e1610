//! How many of a noun a deed concerned, wherever in the story reports say so: cables cut, charges brought, trains delayed.
//!
//! Works on any noun and any deed: `slots` compares the numbers of sentences that tell the same, this the numbers of one noun
//! under one deed. Figures that claims are made of are compared by `counts`, with its own reasons to keep them apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::origin::fold;
use super::super::told::{Story, is_figure};
use super::super::verdict::{self, Bounds};
use super::super::{Aspect, Position, Verdict};
use super::align::Sentence;
use super::referent::group_of;
use super::slots::counted;
use super::{Card, Finding, SideBySide, class_of, disagreement, sides};
use crate::analysis::claim::Quantity;
use crate::analysis::claim::quantity::share;
use crate::analysis::frame::Slot;
use crate::analysis::scope::{Polarity, Stance};
use crate::analysis::time::When;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;

/// What the words must weigh that two sentences share beside the noun and the deed: one rare word, or two common ones.
const SHARED: f32 = 5.0;

/// How many numbers of one noun and deed are compared; beyond it the earliest reports are taken.
const MOST_NUMBERS: usize = 32;

/// A number of a noun under a deed.
struct Counted<'a> {
    passage: Passage,
    noun: Span,
    quantity: Quantity,
    sentence: &'a Sentence,
    when: Option<When>,
}

/// Finds those that differ, a card for each noun and deed.
pub(super) fn differ(beside: &SideBySide<'_, '_>) -> Vec<Card> {
    let numbers = numbers(beside);
    numbers.iter().filter_map(|((_, deed), numbers)| compare(beside, deed, numbers)).collect()
}

/// The numbers of a story by the stem of the noun and the class of the deed.
fn numbers<'a>(beside: &'a SideBySide<'_, '_>) -> BTreeMap<(String, String), Vec<Counted<'a>>> {
    let story = beside.story;
    let sentences = sentences(beside);
    let figures = figures(story);
    let mut found: BTreeMap<(String, String), Vec<Counted<'a>>> = BTreeMap::new();
    for &report in &story.reports {
        let analysis = &story.timeline.analyses[report.index()];
        let of_report = sentences.get(&report).map(Vec::as_slice).unwrap_or_default();
        let claimed = figures.get(&report).map(Vec::as_slice).unwrap_or_default();
        for filler in analysis.frames.fillers.iter().filter(|filler| filler.slot == Slot::Counted) {
            let Some(deed) = analysis.frames.deeds.get(filler.deed as usize) else { continue };
            let said_to_be = deed.polarity == Polarity::Affirmed && deed.stance == Stance::Fact;
            let at = of_report.partition_point(|sentence| sentence.passage.span.end <= filler.span.start);
            let (Some(sentence), true) = (of_report.get(at), said_to_be) else { continue };
            let Some((quantity, noun)) = counted(story, report, filler) else { continue };
            // How many people something befell is what claims are made of, and compared by its own rules.
            let is_claimed = claimed.iter().any(|span| span.overlaps(filler.span))
                || group_of(story.words(report, filler.head)).is_some();
            if is_claimed || quantity.rule == share::WHOLE || quantity.high == Some(0.0) {
                continue;
            }
            let when = time_in(story, sentence.passage);
            let passage = Passage { report, span: Span { end: filler.head.end, ..filler.span } };
            let key = (noun, class_of(story, report, deed));
            let of_key = found.entry(key).or_default();
            if of_key.len() < MOST_NUMBERS {
                of_key.push(Counted { passage, noun: filler.head, quantity, sentence, when });
            }
        }
    }
    found
}

/// All sentences of a story by report, in order.
fn sentences<'a>(beside: &'a SideBySide<'_, '_>) -> HashMap<ReportId, Vec<&'a Sentence>> {
    let grouped = beside.aligned.groups.iter().flat_map(|group| &group.sentences);
    let mut found: HashMap<ReportId, Vec<&Sentence>> = HashMap::new();
    for sentence in grouped.chain(&beside.aligned.alone) {
        found.entry(sentence.passage.report).or_default().push(sentence);
    }
    for sentences in found.values_mut() {
        sentences.sort_by_key(|sentence| sentence.passage.span.start);
    }
    found
}

/// The words of the figures that claims are made of.
fn figures(story: &Story<'_>) -> HashMap<ReportId, Vec<Span>> {
    let mut found: HashMap<ReportId, Vec<Span>> = HashMap::new();
    for told in story.told.iter().filter(|told| is_figure(told.claim)) {
        let words = told.claim.quantity.as_ref().map_or(told.claim.span, |quantity| quantity.span);
        found.entry(told.report).or_default().push(words);
    }
    found
}

/// The first day that a sentence names.
fn time_in(story: &Story<'_>, Passage { report, span }: Passage) -> Option<When> {
    let times = &story.timeline.analyses[report.index()].times;
    let from = times.partition_point(|time| time.span.end <= span.start);
    let within = times[from..].iter().take_while(|time| time.span.end <= span.end);
    within.filter_map(|time| time.when.clone()).find(When::is_dated)
}

fn compare(beside: &SideBySide<'_, '_>, deed: &str, numbers: &[Counted<'_>]) -> Option<Card> {
    let mut agreeing: BTreeSet<(ReportId, ReportId)> = BTreeSet::new();
    let mut differing: Vec<(usize, usize, Bounds)> = Vec::new();
    for (place, one) in numbers.iter().enumerate() {
        for (other_place, other) in numbers.iter().enumerate().skip(place + 1) {
            let reports = (one.passage.report, other.passage.report);
            if reports.0 == reports.1 || !is_one_deed(beside, one, other) {
                continue;
            }
            match verdict::bounds(&one.quantity, &other.quantity) {
                Bounds::Same => {
                    agreeing.insert(reports);
                }
                apart => differing.push((place, other_place, apart)),
            }
        }
    }
    let reports = |(one, other, _): &(usize, usize, Bounds)| {
        (numbers[*one].passage.report, numbers[*other].passage.report)
    };
    differing.retain(|pair| !agreeing.contains(&reports(pair)));
    let within: BTreeSet<usize> = differing.iter().flat_map(|(one, other, _)| [*one, *other]).collect();
    let mut shown: Vec<&Counted<'_>> = within.into_iter().map(|place| &numbers[place]).collect();
    shown.sort_by_key(|number| number.passage);
    shown.dedup_by_key(|number| number.passage.report);
    let passages: Vec<Passage> = shown.iter().map(|number| number.passage).collect();
    if shown.len() < 2 || beside.tells_already(&passages) {
        return None;
    }
    let exclusive = differing.iter().any(|(.., apart)| matches!(apart, Bounds::Rising | Bounds::Falling));
    Some(card(beside, deed, exclusive, &shown))
}

/// Whether two sentences are likely of one happening: they share more than the noun and the deed, and no day parts them.
fn is_one_deed(beside: &SideBySide<'_, '_>, one: &Counted<'_>, other: &Counted<'_>) -> bool {
    let at = |number: &Counted<'_>| {
        let noun = fold(beside.story.words(number.passage.report, number.noun));
        beside.aligned.stem(stem(&noun))
    };
    let nouns = [at(one), at(other)];
    let shared = one.sentence.stems.intersection(&other.sentence.stems).copied();
    let weight = beside.aligned.weigh(shared.filter(|stem| !nouns.contains(&Some(*stem))));
    let apart = one.when.as_ref().zip(other.when.as_ref()).is_some_and(|(a, b)| !a.may_overlap(b));
    weight >= SHARED && !apart
}

fn card(beside: &SideBySide<'_, '_>, deed: &str, exclusive: bool, shown: &[&Counted<'_>]) -> Card {
    let story = beside.story;
    let words = |passage: Passage| {
        story.words(passage.report, passage.span).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let said: Vec<(ReportId, String)> =
        shown.iter().map(|number| (number.passage.report, words(number.passage))).collect();
    let noun = shown.first().map_or("", |first| story.words(first.passage.report, first.noun));
    let (verdict, severity, rule, why) = if exclusive {
        (
            Verdict::Conditional,
            0.55,
            "counted/apart",
            "the reports give other numbers of one noun for one deed: they conflict if they count the same at the same time",
        )
    } else {
        (
            Verdict::Compatible,
            0.3,
            "counted/bounds",
            "the numbers are bounds or vague words that can both hold",
        )
    };
    let summary = format!("How many {noun}, “{deed}”: {}", sides(&said));
    let finding = Finding { aspect: Aspect::Quantity, verdict, severity, rule, why, summary };
    let positions = shown
        .iter()
        .map(|number| Position { passage: number.passage, claim: None, statement: words(number.passage) })
        .collect();
    let stems = shown.iter().flat_map(|number| number.sentence.stems.iter().copied());
    let weight = beside.aligned.weigh(stems.collect::<BTreeSet<u32>>());
    Card { weight: weight * severity, disagreement: disagreement(story, finding, positions) }
}
