//! The answers that sentences give: the slots of their deeds, how many of a noun, how much of a unit, when.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::super::align::Group;
use super::super::class_of;
use super::super::referent::is_function_word;
use super::{Answer, Question, Value};
use crate::analysis::claim::{Quantity, quantity};
use crate::analysis::event::lexicon::{PartOfSpeech, lexicon};
use crate::analysis::frame::{Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::time::When;
use crate::disagreement::ledger::Story;
use crate::disagreement::origin::fold;
use crate::text::{Passage, Published, ReportId, Span};
use crate::timeline::story::stem;

/// How many sentences of a group are compared.
const MOST_SENTENCES: usize = 16;

/// The questions that a group answers, each with the answers of its sentences.
pub(super) fn questions(story: &Story<'_>, group: &Group) -> BTreeMap<Question, Vec<Answer>> {
    let mut questions: BTreeMap<Question, Vec<Answer>> = BTreeMap::new();
    for sentence in group.sentences.iter().take(MOST_SENTENCES) {
        for (question, answer) in of_sentence(story, sentence.passage) {
            questions.entry(question).or_default().push(answer);
        }
    }
    questions
}

/// The phrases that fill the slots of a sentence's deeds, except pronouns.
pub(in super::super) fn fillers_of(story: &Story<'_>, sentence: Passage) -> Vec<Span> {
    let frames = &story.timeline.analyses[sentence.report.index()].frames;
    let fillers = frames.within(sentence.span).flat_map(|(index, _)| frames.of(index));
    let phrases = fillers.filter(|filler| filler.form != MentionForm::Pronoun).map(|filler| filler.span);
    phrases.filter(|span| sentence.span.contains(*span)).collect()
}

/// The questions a sentence answers.
pub(super) fn of_sentence(story: &Story<'_>, sentence: Passage) -> Vec<(Question, Answer)> {
    let report = sentence.report;
    let frames = &story.timeline.analyses[report.index()].frames;
    let mut found = Vec::new();
    for (index, deed) in frames.within(sentence.span) {
        let class = class_of(story, report, deed);
        for filler in frames.of(index) {
            let question = match filler.slot {
                Slot::Counted => counted(story, report, filler)
                    .map(|(quantity, noun)| (Question::Number(noun), Value::Number(Box::new(quantity)))),
                Slot::Time => None,
                _ if filler.form == MentionForm::Pronoun => None,
                slot => Some((Question::Slot(slot, class.clone()), Value::Filler(*filler))),
            };
            // For something counted, the number and its noun are shown; for anything else, the whole phrase.
            let (asked, end) = match filler.slot {
                Slot::Counted => (filler.head, filler.head.end),
                _ => (deed.word, filler.span.end),
            };
            let passage = Passage { report, span: Span { end, ..filler.span } };
            found.extend(question.map(|(question, value)| (question, Answer { passage, asked, value })));
        }
    }
    found.extend(times_of(story, sentence));
    found.extend(
        figures_of(story, sentence).into_iter().filter(|(asked, _)| matches!(asked, Question::Measure(_))),
    );
    found
}

/// The times that a sentence mentions, whatever they are the time of.
fn times_of(story: &Story<'_>, Passage { report, span }: Passage) -> Vec<(Question, Answer)> {
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
    found
}

/// The number that counts the head of a phrase, and the stem of the head.
fn counted(story: &Story<'_>, report: ReportId, filler: &Filler) -> Option<(Quantity, String)> {
    let words = story.words(report, filler.span);
    let head = filler.head.start.checked_sub(filler.span.start)?;
    let noun = story.words(report, filler.head);
    let letters = noun.chars().all(char::is_alphabetic) && noun.starts_with(char::is_lowercase);
    let before = |quantity: &Quantity| quantity.span.end <= head && head - quantity.span.end <= NEAR_ITS_NOUN;
    let quantity = quantity::find(words)
        .into_iter()
        .rfind(|quantity| before(quantity) && !belongs_to_a_name(words, quantity))
        .filter(|own| own.unit.is_empty() || &*own.unit == "people")
        // "the 2005 murder", "the 12000 block": a number before a singular noun names it.
        .filter(|own| own.high == Some(1.0) || noun.ends_with('s') || PLURALS.contains(&noun));
    quantity.filter(|_| letters).map(|quantity| (quantity, counted_noun(noun)))
}

/// How many words may be between a number and the plural that it counts.
const WORDS_BETWEEN: usize = 3;

/// The figures of a sentence: how many of a noun, whatever is said about it, and how much of a unit.
pub(super) fn figures_of(story: &Story<'_>, Passage { report, span }: Passage) -> Vec<(Question, Answer)> {
    let text = story.words(report, span);
    let mut found = Vec::new();
    for quantity in quantity::find(text) {
        let answer = |question, asked: Span, end: u32, value| {
            let words = Span { start: span.start + quantity.span.start, end: span.start + end };
            let asked = Span { start: span.start + asked.start, end: span.start + asked.end };
            (question, Answer { passage: Passage { report, span: words }, asked, value })
        };
        let value = Value::Number(Box::new(quantity.clone()));
        if quantity.unit.is_empty() || &*quantity.unit == "people" {
            let noun = plural_after(text, quantity.span.end).filter(|_| !belongs_to_a_name(text, &quantity));
            found.extend(
                noun.map(|noun| answer(Question::Number(counted_noun(noun.of(text))), noun, noun.end, value)),
            );
        } else {
            let unit = Question::Measure(quantity.unit.to_string());
            found.push(answer(unit, quantity.span, quantity.span.end, value));
        }
    }
    found
}

/// The plural noun that the words after a number lead to: "four submarine cables".
fn plural_after(text: &str, number: u32) -> Option<Span> {
    let rest = text.get(number as usize..)?;
    let mut at = number as usize;
    for piece in rest.split_inclusive(' ').take(WORDS_BETWEEN + 2) {
        let word = piece.trim_end();
        let plain = word.trim_end_matches([',', '.', ';', ':', '!', '?']);
        let letters = plain.chars().all(|letter| letter.is_lowercase() || letter == '-' || letter == '\'');
        if !letters || !plain.is_empty() && is_function_word(plain) {
            return None;
        }
        if plain.len() > 3 && plain.ends_with('s') && !plain.ends_with("ss") || PLURALS.contains(&plain) {
            return Some(Span::new(at, at + plain.len()));
        }
        if plain.len() < word.len() {
            return None;
        }
        at += piece.len();
    }
    None
}

/// Whether a number is part of a name and counts nothing: "the Sea Me We 4 cable".
fn belongs_to_a_name(text: &str, quantity: &Quantity) -> bool {
    let ahead = text.get(..quantity.span.start as usize).unwrap_or_default();
    let word = ahead.split_whitespace().next_back().unwrap_or_default();
    let opens = ahead.trim() == word && is_function_word(&word.to_lowercase());
    word.starts_with(char::is_uppercase) && !opens
}

/// Plurals without an s.
const PLURALS: &[&str] =
    &["people", "men", "women", "children", "police", "aircraft", "troops", "feet", "sheep", "fish"];

/// What a noun counts: the class of the event it names, so that "raids" match "strikes", or else its stem.
fn counted_noun(noun: &str) -> String {
    let lower = noun.to_lowercase();
    let class =
        |word: &str| Some(lexicon().class(PartOfSpeech::Noun, word)).filter(|class| !class.is_empty());
    let of_event = class(&lower).or_else(|| lower.strip_suffix('s').and_then(class));
    of_event.map_or_else(|| stem(&fold(noun)).to_owned(), str::to_owned)
}

/// How many bytes may be between a number and what it counts.
const NEAR_ITS_NOUN: u32 = 40;
