//! What a single report says and what a single report leaves out: sentences unlike any in the other reports of the story, and
//! sentences that all others have and it does not; one entry per report for each.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ledger::Story;
use super::super::quote::{opening, quoted};
use super::super::rule::Rule;
use super::super::{Aspect, Position, Verdict};
use super::align::{Aligned, Group, Sentence};
use super::{Card, SideBySide};
use crate::analysis::frame::Slot;
use crate::analysis::language::MentionForm;
use crate::text::{Passage, ReportId};

/// How many of a report's own sentences an entry contains: the first ones, since reports begin with what matters most.
const MOST_OWN: usize = 12;

/// How many sentences of the other reports an entry contains.
const MOST_SENTENCES: usize = 6;

/// The fewest content words a sentence must have.
const LEAST_WORDS: usize = 6;

/// How many words of a sentence are quoted.
const WORDS: usize = 14;

const IN_ONE: Rule = Rule {
    name: "parallel/told-once",
    aspect: Aspect::Event,
    verdict: Verdict::Omission,
    why: "no other report of the story has a sentence like it",
};

const LEFT_OUT: Rule =
    Rule { name: "parallel/left-out", why: "all other reports of the story have it", ..IN_ONE };

/// One entry for each report that has something of its own and shares something with the others.
pub(super) fn only_in_one(beside: &SideBySide<'_, '_>) -> Vec<Card> {
    let SideBySide { story, aligned, .. } = beside;
    let sharing: BTreeSet<ReportId> = aligned.groups.iter().flat_map(Group::reports).collect();
    let mut own: BTreeMap<ReportId, Vec<&Sentence>> = BTreeMap::new();
    for sentence in aligned.alone.iter().filter(|sentence| sharing.contains(&sentence.passage.report)) {
        own.entry(sentence.passage.report).or_default().push(sentence);
    }
    let of_report = |report: &ReportId| alone(story, aligned, *report, own.get(report)?);
    story.reports.iter().filter_map(of_report).collect()
}

/// The entry of a report with these sentences of its own.
fn alone(story: &Story<'_>, aligned: &Aligned, report: ReportId, own: &[&Sentence]) -> Option<Card> {
    let own: Vec<&Sentence> = own
        .iter()
        .copied()
        .filter(|sentence| sentence.stems.len() >= LEAST_WORDS && is_substantive(story, sentence))
        .take(MOST_OWN)
        .collect();
    let first = own.first()?;
    let summary = format!("Only {report} reports: {}{}", quoted(&words(story, first)), more(own.len() - 1));
    let weight = aligned.weigh(first.stems.iter().copied());
    Some(Card { weight, disagreement: IN_ONE.found(story, summary, positions(story, &own)) })
}

/// One entry for each report that leaves out what all others have, where there are at least two others.
pub(super) fn left_out(beside: &SideBySide<'_, '_>) -> Vec<Card> {
    let SideBySide { story, aligned, .. } = beside;
    let mut groups: BTreeMap<ReportId, Vec<&Group>> = BTreeMap::new();
    // A group cannot be of more reports than it has sentences.
    let of_many =
        |group: &&Group| story.reports.len() > 2 && group.sentences.len() + 1 >= story.reports.len();
    for group in aligned.groups.iter().filter(of_many) {
        let reports = group.reports();
        let mut silent = story.reports.iter().filter(|report| !reports.contains(report));
        if let (Some(report), None) = (silent.next(), silent.next()) {
            groups.entry(*report).or_default().push(group);
        }
    }
    let of_report = |report: &ReportId| missing(story, *report, groups.get(report)?);
    story.reports.iter().filter_map(of_report).collect()
}

/// The entry of a report that lacks what the sentences of these groups say.
fn missing(story: &Story<'_>, report: ReportId, groups: &[&Group]) -> Option<Card> {
    let groups: Vec<&Group> = groups
        .iter()
        .copied()
        .filter(|group| {
            group.sentences.iter().any(|one| one.stems.len() >= LEAST_WORDS && is_substantive(story, one))
        })
        .take(MOST_SENTENCES)
        .collect();
    let first = groups.first()?.sentences.first()?;
    let sentences: Vec<&Sentence> =
        groups.iter().flat_map(|group| &group.sentences).map(|one| &**one).collect();
    let first = quoted(&words(story, first));
    let summary = format!("All but {report} report: {first}{}", more(groups.len() - 1));
    let weight = groups.iter().map(|group| group.weight).sum();
    Some(Card { weight, disagreement: LEFT_OUT.found(story, summary, positions(story, &sentences)) })
}

/// Whether a sentence has substance: it counts something, names a person or a place, or negates something.
fn is_substantive(story: &Story<'_>, sentence: &Sentence) -> bool {
    let Passage { report, span } = sentence.passage;
    let analysis = &story.timeline.analyses[report.index()];
    let mentions = &analysis.actors.mentions;
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let within = mentions[from..].iter().take_while(|mention| mention.span.end <= span.end);
    within.into_iter().any(|mention| mention.form == MentionForm::Name)
        || story.frames(report).within(span).any(|(index, action)| {
            action.polarity.is_against()
                || story.frames(report).of(index).iter().any(|filler| filler.slot == Slot::Counted)
        })
}

fn positions(story: &Story<'_>, sentences: &[&Sentence]) -> Vec<Position> {
    let position = |sentence: &&Sentence| Position::of(sentence.passage, words(story, sentence));
    let mut positions: Vec<Position> = sentences.iter().map(position).collect();
    positions.sort_by_key(|position| position.passage);
    positions
}

/// The first words of a sentence.
fn words(story: &Story<'_>, sentence: &Sentence) -> String {
    let Passage { report, span } = sentence.passage;
    opening(story, report, span, WORDS)
}

/// Says how many sentences there are besides the quoted one.
fn more(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => ", and one more sentence".to_owned(),
        _ => format!(", and {others} more sentences"),
    }
}
