//! What sentences of one content put into one slot of one deed: who did it, to whom, where, when, with what, why, and how many
//! of what. Only two values that exclude or differ from each other are shown; what one leaves out is no difference.

mod rows;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::super::Position;
use super::super::comparable::is_coarse;
use super::super::ledger::Story;
use super::super::names::Mentions;
use super::super::origin::fold;
use super::super::quote::quoted;
use super::super::verdict::bounds::{Bounds, bounds};
use super::align::Group;
use super::referent::{Coreference, Referents, is_function_word};
use super::{Card, SideBySide, class_of, lead, sides};
use crate::analysis::claim::{Quantity, quantity};
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::{Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::scope::Polarity;
use crate::analysis::time::When;
use crate::text::{Passage, Published, ReportId, Span};
use crate::timeline::story::stem;
use rows::row;

/// How many sentences of a group are compared.
const MOST_SENTENCES: usize = 16;

/// What is asked of a group: the slot of a deed, how many of a noun, how much of a unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    Slot(Slot, String),
    Number(String),
    Measure(String),
}

/// What a sentence answers.
struct Answer {
    passage: Passage,
    /// The word of the deed, or the noun counted.
    asked: Span,
    value: Value,
}

enum Value {
    Filler(Filler),
    Time(When),
    Number(Box<Quantity>),
}

/// Finds them; those that cannot hold together first.
pub(super) fn differ(beside: &SideBySide<'_, '_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(beside.story, mentions);
    let mut found = Vec::new();
    let mut known: BTreeSet<Vec<Passage>> = BTreeSet::new();
    for group in &beside.aligned.groups {
        for (question, answers) in questions(beside.story, group) {
            let card = compare(beside, &referents, group, &question, &answers);
            let place = |card: &Card| card.disagreement.positions.iter().map(|one| one.passage).collect();
            found.extend(card.filter(|card| known.insert(place(card))));
        }
    }
    found
}

/// The questions a group answers, each with the answers of its sentences.
fn questions(story: &Story<'_>, group: &Group) -> BTreeMap<Question, Vec<Answer>> {
    let mut questions: BTreeMap<Question, Vec<Answer>> = BTreeMap::new();
    for sentence in group.sentences.iter().take(MOST_SENTENCES) {
        let report = sentence.passage.report;
        let analysis = &story.timeline.analyses[report.index()];
        for (index, deed) in analysis.frames.within(sentence.passage.span) {
            let class = class_of(story, report, deed);
            for filler in analysis.frames.of(index) {
                let question = match filler.slot {
                    Slot::Counted => counted(story, report, filler)
                        .map(|(quantity, noun)| (Question::Number(noun), Value::Number(Box::new(quantity)))),
                    Slot::Time => None,
                    _ if filler.form == MentionForm::Pronoun => None,
                    slot => Some((Question::Slot(slot, class.clone()), Value::Filler(*filler))),
                };
                // Of what is counted the number and its noun, of the rest all that belongs to it.
                let (asked, end) = match filler.slot {
                    Slot::Counted => (filler.head, filler.head.end),
                    _ => (deed.word, filler.span.end),
                };
                let passage = Passage { report, span: Span { end, ..filler.span } };
                if let Some((question, value)) = question {
                    questions.entry(question).or_default().push(Answer { passage, asked, value });
                }
            }
        }
        for (question, answer) in of_sentence(story, sentence.passage) {
            questions.entry(question).or_default().push(answer);
        }
    }
    questions
}

/// The times and the measures that a sentence names, whatever it says of them.
fn of_sentence(story: &Story<'_>, Passage { report, span }: Passage) -> Vec<(Question, Answer)> {
    let analysis = &story.timeline.analyses[report.index()];
    let answer = |span: Span, value| Answer { passage: Passage { report, span }, asked: span, value };
    let mut found = Vec::new();
    let from = analysis.times.partition_point(|time| time.span.end <= span.start);
    let times = analysis.times[from..].iter().take_while(|time| time.span.end <= span.end);
    let published = story.timeline.reports[report.index()].published.as_ref().and_then(Published::day);
    // "14 June 2013" in a report of that day is its own date, not the time of an event.
    let is_stamp = |when: &When, span: Span| {
        let near = |day: NaiveDate| published.is_some_and(|own| (own - day).num_days().abs() <= 1);
        let year = when.single_day().filter(|day| near(*day)).map(|day| day.year().to_string());
        year.is_some_and(|year| story.words(report, span).contains(&year))
    };
    for time in times.filter(|time| !time.lacks_day()) {
        let when = time.when.as_ref().filter(|when| when.is_dated() && !is_stamp(when, time.span));
        found.extend(when.map(|when| {
            (Question::Slot(Slot::Time, String::new()), answer(time.span, Value::Time(when.clone())))
        }));
    }
    for quantity in quantity::find(story.words(report, span)) {
        if !quantity.unit.is_empty() && &*quantity.unit != "people" {
            let words = Span { start: span.start + quantity.span.start, end: span.start + quantity.span.end };
            let unit = quantity.unit.to_string();
            found.push((Question::Measure(unit), answer(words, Value::Number(Box::new(quantity)))));
        }
    }
    found
}

/// The number a phrase counts its head by, and the stem of the noun.
fn counted(story: &Story<'_>, report: ReportId, filler: &Filler) -> Option<(Quantity, String)> {
    let words = story.words(report, filler.span);
    let head = filler.head.start.checked_sub(filler.span.start)?;
    let noun = story.words(report, filler.head);
    let letters = noun.chars().all(char::is_alphabetic) && noun.starts_with(char::is_lowercase);
    let before = |quantity: &Quantity| quantity.span.end <= head && head - quantity.span.end <= NEAR_ITS_NOUN;
    // "the Sea Me We 4 cable": a number that belongs to a name counts nothing.
    let named = |quantity: &Quantity| {
        let ahead = words.get(..quantity.span.start as usize).unwrap_or_default();
        let word = ahead.split_whitespace().next_back().unwrap_or_default();
        let opens = ahead.trim() == word && is_function_word(&word.to_lowercase());
        word.starts_with(char::is_uppercase) && !opens
    };
    let quantity = quantity::find(words)
        .into_iter()
        .rfind(|quantity| before(quantity) && !named(quantity))
        .filter(|own| own.unit.is_empty() || &*own.unit == "people");
    quantity.filter(|_| letters).map(|quantity| (quantity, counted_noun(noun)))
}

/// What a noun counts: the class of events it names, so that raids may be strikes, else its stem.
fn counted_noun(noun: &str) -> String {
    let lower = noun.to_lowercase();
    let class =
        |word: &str| Some(lexicon().class(PartOfSpeech::Noun, word)).filter(|class| !class.is_empty());
    let of_event = class(&lower).or_else(|| lower.strip_suffix('s').and_then(class));
    of_event.map_or_else(|| stem(&fold(noun)).to_owned(), str::to_owned)
}

/// How many bytes may be between a number and what it counts.
const NEAR_ITS_NOUN: u32 = 40;

/// What a pair of answers amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// They cannot both hold of one deed.
    Excluded,
    /// They are other names, groups or bounds, and can both hold.
    Apart,
    /// They are put in other words.
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
    // What one report gives the other does not differ in: of numbers, times and places what neither shares is left, of who did
    // a deed or whom it affected, nothing.
    let counted =
        !matches!(question, Question::Slot(slot, class) if !class.is_empty() && *slot != Slot::Time);
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
            if counted {
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
    // Where the reports agree otherwise, only what parts one deed is more than another choice of words.
    let surely_one = |((one, other), grade): &((usize, usize), Grade)| {
        let of_slot = matches!(question, Question::Slot(slot, _) if *slot != Slot::Time);
        of_slot && (*grade == Grade::Excluded || is_of_one_day(story, &answers[*one], &answers[*other]))
    };
    let differing: Vec<_> =
        differing.into_iter().filter(|pair| beside.disputed || surely_one(pair)).collect();
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

/// Whether two times say nothing of each other: a year of the background beside another day.
fn are_unrelated(one: &Value, other: &Value) -> bool {
    let (Value::Time(one), Value::Time(other)) = (one, other) else { return false };
    one.disjoint(other) && (is_coarse(one) || is_coarse(other))
}

/// How two answers of different reports lie; none where they may be the same.
fn grade(beside: &SideBySide<'_, '_>, referents: &Referents, one: &Answer, other: &Answer) -> Option<Grade> {
    let story = beside.story;
    match (&one.value, &other.value) {
        (Value::Time(a), Value::Time(b)) => {
            let finer = a.contains(b) != b.contains(a);
            if a.disjoint(b) { Some(Grade::Excluded) } else { finer.then_some(Grade::Finer) }
        }
        (Value::Number(a), Value::Number(b)) => match bounds(a, b) {
            Bounds::Same => is_bounded(a, b).then_some(Grade::Finer),
            Bounds::Rising | Bounds::Falling => Some(Grade::Excluded),
            Bounds::Apart | Bounds::VaguelyApart => Some(Grade::Apart),
        },
        (Value::Filler(a), Value::Filler(b)) => {
            let (a, b) = ((one.passage.report, a), (other.passage.report, b));
            // Other words, or a conflict, of a deed that is surely the same, or nothing.
            let same_deed = || shares_the_rest(story, referents, a, b);
            match referents.coreference(story, a, b) {
                Coreference::Opposed if same_deed() => Some(Grade::Excluded),
                Coreference::Unclear if same_deed() => Some(Grade::Unlike),
                Coreference::Same | Coreference::Unclear => None,
                Coreference::Different | Coreference::Opposed => Some(Grade::Apart),
            }
        }
        _ => None,
    }
}

/// Whether one of two figures is a number and the other the same number as a bound: "18" and "at least 18".
fn is_bounded(one: &Quantity, other: &Quantity) -> bool {
    let (a, b) = (one.usual(), other.usual());
    let near =
        |a: f64, b: f64| a.is_finite() && b.is_finite() && (a - b).abs() <= 1.0_f64.max(a.abs() / 100.0);
    a.is_point() != b.is_point() && (near(a.low, b.low) || near(a.high, b.high))
}

/// Whether both reports say that the deed was done, and on the same day.
fn is_of_one_day(story: &Story<'_>, one: &Answer, other: &Answer) -> bool {
    let day = |answer: &Answer| {
        let Value::Filler(filler) = &answer.value else { return None };
        let analysis = &story.timeline.analyses[answer.passage.report.index()];
        let deed = analysis.frames.deeds.get(filler.deed as usize)?;
        let times = analysis.frames.of(filler.deed).iter().filter(|own| own.slot == Slot::Time);
        let mut days = times.filter_map(|own| {
            let from = analysis.times.partition_point(|time| time.span.end <= own.span.start);
            let time = analysis.times.get(from).filter(|time| time.span.overlaps(own.span))?;
            time.when.as_ref()?.single_day()
        });
        days.next().filter(|_| deed.polarity == Polarity::Affirmed)
    };
    day(one).is_some_and(|day_of_one| day(other) == Some(day_of_one))
}

/// Whether the deeds of two fillers have what fills another slot in common.
fn shares_the_rest(
    story: &Story<'_>,
    referents: &Referents,
    (one_in, one): (ReportId, &Filler),
    (other_in, other): (ReportId, &Filler),
) -> bool {
    let rest = |report: ReportId, filler: &Filler| -> Vec<Filler> {
        let frames = &story.timeline.analyses[report.index()].frames;
        let core = |own: &&Filler| matches!(own.slot, Slot::Agent | Slot::Patient) && own.slot != filler.slot;
        frames
            .of(filler.deed)
            .iter()
            .filter(core)
            .filter(|own| own.form != MentionForm::Pronoun)
            .copied()
            .collect()
    };
    let others = rest(other_in, other);
    rest(one_in, one).iter().any(|a| {
        others.iter().any(|b| {
            a.slot == b.slot && referents.coreference(story, (one_in, a), (other_in, b)) == Coreference::Same
        })
    })
}

/// Whether a report of the group has an answer's content words elsewhere in its sentence, and not only
/// as those who say so: "Rebels shelled the town, the army said".
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
        let mut words = words_of(text).filter(|(_, own)| stem(&fold(own)) == stem(&word));
        words.any(|(at, own)| !is_source(Span::new(start + at, start + at + own.len())))
    })
}

/// The words of a text, each with the byte it begins at.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(|letter: char| !letter.is_alphanumeric()).map(move |piece| {
        let begins = at;
        at += piece.len();
        (begins, piece.trim_end_matches(|letter: char| !letter.is_alphanumeric()))
    })
}

fn card(story: &Story<'_>, group: &Group, question: &Question, grade: Grade, shown: &[&Answer]) -> Card {
    let statement = |answer: &Answer| story.phrase(answer.passage.report, answer.passage.span);
    let said: Vec<(ReportId, String)> =
        shown.iter().map(|answer| (answer.passage.report, statement(answer))).collect();
    let asked =
        shown.first().map(|answer| story.phrase(answer.passage.report, answer.asked)).unwrap_or_default();
    let row = row(question, grade);
    let head = match question {
        Question::Number(_) => format!("{} {asked}", row.head),
        Question::Measure(_) => format!("{} in {}", row.head, lead(story, group)),
        Question::Slot(_, class) if class.is_empty() => {
            format!("{} in {}", row.head, lead(story, group))
        }
        Question::Slot(..) => format!("{}, {}", row.head, quoted(&asked)),
    };
    let positions = shown
        .iter()
        .map(|answer| Position { passage: answer.passage, claim: None, statement: statement(answer) })
        .collect();
    let disagreement = row.rule.found(story, format!("{head}: {}", sides(&said)), positions);
    Card { weight: group.weight * row.rule.severity, disagreement }
}
