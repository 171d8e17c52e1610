//! What sentences answer: the slots of their actions, and when.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::super::align::Group;
use super::super::class_of;
use super::{Answer, Question, Value};
use crate::analysis::frame::Slot;
use crate::analysis::language::MentionForm;
use crate::analysis::time::When;
use crate::disagreement::ledger::Story;
use crate::text::{Passage, Published, Span};

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

/// The questions a sentence answers.
fn of_sentence(story: &Story<'_>, sentence: Passage) -> Vec<(Question, Answer)> {
    let report = sentence.report;
    let frames = story.frames(report);
    let mut found = Vec::new();
    for (index, action) in frames.within(sentence.span) {
        let class = class_of(story, report, action);
        for filler in frames.of(index) {
            if !matches!(filler.slot, Slot::Counted | Slot::Time) && filler.form != MentionForm::Pronoun {
                let passage = Passage { report, span: filler.span };
                let answer = Answer { passage, asked: action.word, value: Value::Filler(*filler) };
                found.push(((filler.slot, class.clone()), answer));
            }
        }
    }
    found.extend(times_of(story, sentence));
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
        found.extend(
            when.map(|when| ((Slot::Time, String::new()), answer(time.span, Value::Time(when.clone())))),
        );
    }
    found
}
