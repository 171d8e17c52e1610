//! What sentences with the same content, and accounts of one event, have in one slot of an action: who did it, to whom, where,
//! when, with what and why.
//! Only values that differ are shown; what one sentence leaves out is not a difference.

mod answers;
mod events;
mod rows;

use std::collections::BTreeSet;

use super::super::Position;
use super::super::comparable::is_coarse;
use super::super::ledger::Story;
use super::super::names::Mentions;
use super::super::origin::fold;
use super::super::quote::quoted;
use super::align::{Group, words};
use super::referent::{Coreference, Referents};
use super::{Card, SideBySide, are_certainly_one, is_shown, lead, weightiest};
use crate::analysis::frame::{Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::Polarity;
use crate::analysis::time::When;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::story::stem;
use answers::questions;
use rows::row;

/// What is asked of a group: the slot, and the class of its action; none where any action of the sentence will do.
type Question = (Slot, String);

/// The answer that a sentence gives.
#[derive(Clone)]
struct Answer {
    passage: Passage,
    /// The word of the action.
    asked: Span,
    value: Value,
}

#[derive(Clone)]
enum Value {
    Filler(Filler),
    Time(When),
}

/// Finds the differences.
pub(super) fn differ(beside: &SideBySide<'_, '_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(beside.story, mentions);
    let mut known: BTreeSet<Vec<Passage>> = BTreeSet::new();
    let mut is_new = |card: &Card| {
        let places = card.disagreement.positions.iter().map(|one| one.passage).collect();
        known.insert(places)
    };
    let mut found = Vec::new();
    for group in &beside.aligned.groups {
        for (question, answers) in questions(beside.story, group) {
            let card = compare(beside, &referents, group, &question, &answers);
            found.extend(card.filter(&mut is_new));
        }
    }
    for (group, questions) in events::groups(beside) {
        for (question, answers) in &questions {
            let answers = of_one_action(beside.story, &referents, answers);
            let card = compare(beside, &referents, &group, question, &answers);
            let card = card.filter(|card| !is_shown(&found, card));
            found.extend(card.filter(&mut is_new));
        }
    }
    weightiest(found)
}

/// How a pair of answers differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// They cannot both hold of one action.
    Excluded,
    /// They are different names, groups or bounds, and both can hold.
    Apart,
    /// They are worded differently.
    Unlike,
    /// They are the same, and one is more exact: a number beside a bound, a day beside its month.
    Finer,
}

fn compare(
    beside: &SideBySide<'_, '_>,
    referents: &Referents,
    group: &Group,
    question: &Question,
    answers: &[Answer],
) -> Option<Card> {
    let story = beside.story;
    let pairs = || (0..answers.len()).flat_map(|one| (one + 1..answers.len()).map(move |other| (one, other)));
    let reports = |(one, other): (usize, usize)| (answers[one].passage.report, answers[other].passage.report);
    let graded: Vec<((usize, usize), Option<Grade>)> = pairs()
        .filter(|(one, other)| answers[*one].passage.report != answers[*other].passage.report)
        .filter(|(one, other)| !are_unrelated(&answers[*one].value, &answers[*other].value))
        .map(|(one, other)| ((one, other), grade(beside, referents, &answers[one], &answers[other])))
        .collect();
    // A report does not differ on what the other also says. For times, the values that neither shares remain; for anything
    // else, one shared value is enough for no difference.
    let is_time = question.0 == Slot::Time;
    let shared = |one: usize, with: ReportId| {
        graded.iter().any(|((a, b), grade)| {
            let other = if *a == one { Some(*b) } else { (*b == one).then_some(*a) };
            grade.is_none() && other.is_some_and(|other| answers[other].passage.report == with)
        })
    };
    let agreeing: BTreeSet<(ReportId, ReportId)> =
        graded.iter().filter(|(_, grade)| grade.is_none()).map(|(pair, _)| reports(*pair)).collect();
    let differing: Vec<((usize, usize), Grade)> = graded
        .iter()
        .filter_map(|(pair, grade)| Some((*pair, (*grade)?)))
        .filter(|(pair, _)| {
            let (in_one, in_other) = reports(*pair);
            if is_time {
                !shared(pair.0, in_other) && !shared(pair.1, in_one)
            } else {
                !agreeing.contains(&(in_one, in_other))
            }
        })
        .filter(|((one, other), _)| {
            let (one, other) = (&answers[*one], &answers[*other]);
            !occurs_elsewhere(beside, group, other.passage.report, one)
                && !occurs_elsewhere(beside, group, one.passage.report, other)
        })
        .collect();
    // Where the reports otherwise agree, only a difference about one and the same action is more than a choice of words.
    let certainly_one = |((one, other), grade): &((usize, usize), Grade)| {
        !is_time && (*grade == Grade::Excluded || is_of_one_day(story, &answers[*one], &answers[*other]))
    };
    let differing: Vec<_> =
        differing.into_iter().filter(|pair| beside.disputed || certainly_one(pair)).collect();
    let best = differing.iter().map(|(_, grade)| *grade).min()?;
    let within: BTreeSet<usize> = differing
        .iter()
        .filter(|(_, grade)| *grade == best)
        .flat_map(|((one, other), _)| [*one, *other])
        .collect();
    let mut shown: Vec<&Answer> = within.into_iter().map(|place| &answers[place]).collect();
    shown.sort_by_key(|answer| answer.passage);
    shown.dedup_by_key(|answer| answer.passage.report);
    let passages: Vec<Passage> = shown.iter().map(|answer| answer.passage).collect();
    let aspect = row(question, best).rule.aspect;
    (shown.len() > 1 && !beside.is_covered(aspect, &passages))
        .then(|| card(story, group, question, best, &shown))
}

/// The answers whose action certainly has a participant in common with that of an answer of another report.
fn of_one_action(story: &Story<'_>, referents: &Referents, answers: &[Answer]) -> Vec<Answer> {
    let shares = |one: &Answer| {
        answers.iter().filter(|other| other.passage.report != one.passage.report).any(|other| {
            let (Value::Filler(a), Value::Filler(b)) = (&one.value, &other.value) else { return false };
            share_a_participant(story, (one.passage.report, a), (other.passage.report, b), |a, b| {
                referents.coreference(story, a, b) == Coreference::Same
                    && are_certainly_one(story, referents, a, b)
            })
        })
    };
    answers.iter().filter(|one| shares(one)).cloned().collect()
}

/// Whether two times are unrelated: a year mentioned as background, and a day.
fn are_unrelated(one: &Value, other: &Value) -> bool {
    let (Value::Time(one), Value::Time(other)) = (one, other) else { return false };
    one.disjoint(other) && (is_coarse(one) || is_coarse(other))
}

/// How two answers from different reports differ; none where they may be the same.
fn grade(beside: &SideBySide<'_, '_>, referents: &Referents, one: &Answer, other: &Answer) -> Option<Grade> {
    let story = beside.story;
    match (&one.value, &other.value) {
        (Value::Time(a), Value::Time(b)) => {
            let finer = a.contains(b) != b.contains(a);
            if a.disjoint(b) { Some(Grade::Excluded) } else { finer.then_some(Grade::Finer) }
        }
        (Value::Filler(a), Value::Filler(b)) => {
            let (a, b) = ((one.passage.report, a), (other.passage.report, b));
            // Different words, or a conflict, about an action that is certainly the same; or nothing.
            let is_same = |a: In<'_>, b: In<'_>| referents.coreference(story, a, b) == Coreference::Same;
            let same_action = || share_a_participant(story, a, b, is_same);
            match referents.coreference(story, a, b) {
                Coreference::Opposed if same_action() => Some(Grade::Excluded),
                Coreference::Unclear if is_member_of(story, a, b) || is_member_of(story, b, a) => None,
                Coreference::Unclear if same_action() => Some(Grade::Unlike),
                Coreference::Same | Coreference::Unclear => None,
                Coreference::Different | Coreference::Opposed => Some(Grade::Apart),
            }
        }
        _ => None,
    }
}

/// Whether one report lists as many as the other counts: "killed his wife and her mother", "killed two women".
fn is_member_of(story: &Story<'_>, (report, member): In<'_>, (in_other, counted): In<'_>) -> bool {
    let members = story.frames(report).of(member.action).iter().filter(|own| own.slot == member.slot);
    let members = f64::from(u32::try_from(members.count()).unwrap_or(u32::MAX));
    members > 1.0
        && story.all_claims(in_other).iter().any(|claim| {
            claim.counts_people() && counted.span.contains(claim.subject) && claim.low() == Some(members)
        })
}

/// Whether both reports say that the action was done, and on the same day.
fn is_of_one_day(story: &Story<'_>, one: &Answer, other: &Answer) -> bool {
    let day = |answer: &Answer| {
        let Value::Filler(filler) = &answer.value else { return None };
        let report = answer.passage.report;
        let frames = story.frames(report);
        let action = frames.actions.get(filler.action as usize)?;
        let times = frames.of(filler.action).iter().filter(|own| own.slot == Slot::Time);
        let mut days = times.filter_map(|own| story.time_at(report, own.span)?.when.as_ref()?.single_day());
        days.next().filter(|_| action.polarity == Polarity::Affirmed)
    };
    day(one).is_some_and(|day_of_one| day(other) == Some(day_of_one))
}

/// A filler in its report.
type In<'f> = (ReportId, &'f Filler);

/// Whether the actions of two fillers have an agent or a patient in common, besides the fillers themselves.
fn share_a_participant(
    story: &Story<'_>,
    one: In<'_>,
    other: In<'_>,
    is_same: impl Fn(In<'_>, In<'_>) -> bool,
) -> bool {
    let rest = |(report, filler): In<'_>| -> Vec<Filler> {
        let core = |own: &&Filler| matches!(own.slot, Slot::Agent | Slot::Patient) && own.slot != filler.slot;
        let of_action = story.frames(report).of(filler.action).iter().filter(core);
        of_action.filter(|own| own.form != MentionForm::Pronoun).copied().collect()
    };
    let others = rest(other);
    rest(one).iter().any(|a| others.iter().any(|b| a.slot == b.slot && is_same((one.0, a), (other.0, b))))
}

/// Whether a report of the group has the content words of an answer elsewhere in its sentence, other than as its source:
/// "Rebels shelled the town, the army said".
fn occurs_elsewhere(beside: &SideBySide<'_, '_>, group: &Group, report: ReportId, answer: &Answer) -> bool {
    let Value::Filler(filler) = &answer.value else { return false };
    let story = beside.story;
    let word = fold(story.words(answer.passage.report, filler.head));
    let Some(head) = beside.aligned.stem(stem(&word)) else { return false };
    let is_source = |span: Span| {
        let mut chains = beside.said(report).iter().flat_map(|claim| &claim.chain);
        chains.any(|source| source.name.overlaps(span))
    };
    let of_report = group.sentences.iter().filter(|sentence| sentence.passage.report == report);
    of_report.filter(|sentence| sentence.stems.contains(&head)).any(|sentence| {
        let text = story.words(report, sentence.passage.span);
        let start = sentence.passage.span.start as usize;
        let mut words = words(text).filter(|(_, own)| stem(&fold(own)) == stem(&word));
        words.any(|(at, own)| !is_source(Span::new(start + at, start + at + own.len())))
    })
}

fn card(story: &Story<'_>, group: &Group, question: &Question, grade: Grade, shown: &[&Answer]) -> Card {
    let statement = |answer: &Answer| story.phrase(answer.passage.report, answer.passage.span);
    let asked =
        shown.first().map(|answer| story.phrase(answer.passage.report, answer.asked)).unwrap_or_default();
    let row = row(question, grade);
    let head = match &*question.1 {
        "" => format!("{} in {}", row.head, lead(story, group)),
        _ => format!("{}, {}", row.head, quoted(&asked)),
    };
    let positions = shown.iter().map(|answer| Position::of(answer.passage, statement(answer))).collect();
    let disagreement = row.rule.told(story, &head, positions);
    Card { weight: group.weight * row.rule.severity(), disagreement }
}
