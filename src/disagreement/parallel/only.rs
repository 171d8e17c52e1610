//! What a report tells alone, and what it alone leaves out: sentences that no other report of the story tells anything like, and
//! those that all others tell and it does not; one entry a report for each.

use super::super::told::Story;
use super::super::{Aspect, Position, Verdict};
use super::align::{Aligned, Group, Sentence};
use super::{Card, Finding, SideBySide, disagreement};
use crate::analysis::frame::Slot;
use crate::analysis::language::MentionForm;
use crate::text::{Passage, ReportId};

/// How many sentences of its own an entry holds, the first of the report, where it says what matters most.
const MOST_OWN: usize = 12;

/// How many sentences of all others an entry holds.
const MOST_SENTENCES: usize = 6;

/// The fewest telling words a sentence needs.
const LEAST_WORDS: usize = 6;

/// How many words of a sentence are quoted.
const WORDS: usize = 14;

/// One entry for each report that has something of its own and shares something with the others.
pub(super) fn told_once(beside: &SideBySide<'_, '_>) -> Vec<Card> {
    beside.story.reports.iter().filter_map(|report| alone(beside.story, &beside.aligned, *report)).collect()
}

fn alone(story: &Story<'_>, aligned: &Aligned, report: ReportId) -> Option<Card> {
    let shares = aligned.groups.iter().any(|group| group.reports().contains(&report));
    let own: Vec<&Sentence> = aligned
        .alone
        .iter()
        .map(|sentence| &**sentence)
        .filter(|sentence| sentence.passage.report == report && sentence.stems.len() >= LEAST_WORDS)
        .filter(|sentence| is_substantive(story, sentence))
        .take(MOST_OWN)
        .collect();
    let first = own.first().filter(|_| shares)?;
    let finding = Finding {
        aspect: Aspect::Event,
        verdict: Verdict::Omission,
        severity: 0.1,
        rule: "parallel/told-once",
        why: "no other report of the story has a sentence like it",
        summary: format!("Only {report} reports: “{}”{}", words(story, first), more(own.len() - 1)),
    };
    let weight = aligned.weigh(first.stems.iter().copied());
    Some(Card { weight, disagreement: disagreement(story, finding, positions(story, &own)) })
}

/// One entry for each report that leaves out what all others tell, where they are at least two.
pub(super) fn left_out(beside: &SideBySide<'_, '_>) -> Vec<Card> {
    beside.story.reports.iter().filter_map(|report| missing(beside.story, &beside.aligned, *report)).collect()
}

fn missing(story: &Story<'_>, aligned: &Aligned, report: ReportId) -> Option<Card> {
    let others = story.others(&[report]);
    let told: Vec<&Group> = aligned
        .groups
        .iter()
        .filter(|group| others.len() > 1 && group.reports().into_iter().eq(others.iter().copied()))
        .filter(|group| {
            group.sentences.iter().any(|one| one.stems.len() >= LEAST_WORDS && is_substantive(story, one))
        })
        .take(MOST_SENTENCES)
        .collect();
    let first = told.first()?.sentences.first()?;
    let sentences: Vec<&Sentence> =
        told.iter().flat_map(|group| &group.sentences).map(|one| &**one).collect();
    let finding = Finding {
        aspect: Aspect::Event,
        verdict: Verdict::Omission,
        severity: 0.15,
        rule: "parallel/left-out",
        why: "all other reports of the story tell it",
        summary: format!("All but {report} report: “{}”{}", words(story, first), more(told.len() - 1)),
    };
    let weight = told.iter().map(|group| group.weight).sum();
    Some(Card { weight, disagreement: disagreement(story, finding, positions(story, &sentences)) })
}

/// Whether a sentence tells more than talk: it counts something, names somebody or some place, or says that something is not so.
fn is_substantive(story: &Story<'_>, sentence: &Sentence) -> bool {
    let Passage { report, span } = sentence.passage;
    let analysis = &story.timeline.analyses[report.index()];
    let mentions = &analysis.actors.mentions;
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let within = mentions[from..].iter().take_while(|mention| mention.span.end <= span.end);
    within.into_iter().any(|mention| mention.form == MentionForm::Name)
        || analysis.frames.within(span).any(|(index, deed)| {
            deed.polarity.is_against()
                || analysis.frames.of(index).iter().any(|filler| filler.slot == Slot::Counted)
        })
}

fn positions(story: &Story<'_>, sentences: &[&Sentence]) -> Vec<Position> {
    let position = |sentence: &&Sentence| Position {
        passage: sentence.passage,
        claim: None,
        statement: words(story, sentence),
    };
    let mut positions: Vec<Position> = sentences.iter().map(position).collect();
    positions.sort_by_key(|position| position.passage);
    positions
}

/// The first words of a sentence.
fn words(story: &Story<'_>, sentence: &Sentence) -> String {
    let Passage { report, span } = sentence.passage;
    let words: Vec<&str> = story.words(report, span).split_whitespace().collect();
    let more = if words.len() > WORDS { " …" } else { "" };
    format!("{}{more}", words[..words.len().min(WORDS)].join(" "))
}

/// That there is more than the one that is quoted.
fn more(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => ", and one sentence more".to_owned(),
        _ => format!(", and {others} sentences more"),
    }
}
