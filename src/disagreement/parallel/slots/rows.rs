//! What each kind of answer amounts to, and why: a row for each slot and each way in which two answers differ.

use super::super::Row;
use super::{Grade, Question};
use crate::analysis::frame::Slot;
use crate::disagreement::{Aspect, Verdict};

/// The row of a question whose answers differ so.
pub(super) fn row(question: &Question, grade: Grade) -> &'static Row {
    let rule = rule(question, grade);
    ROWS.iter().find(|row| row.rule == rule).unwrap_or(&ROWS[0])
}

fn rule(question: &Question, grade: Grade) -> &'static str {
    match (question, grade) {
        (Question::Number(_), Grade::Finer) => "slots/number-finer",
        (Question::Measure(_), Grade::Finer) => "slots/measure-finer",
        (Question::Slot(Slot::Time, _), Grade::Finer) => "slots/time-finer",
        (Question::Number(_), _) => "slots/number",
        (Question::Measure(_), _) => "slots/measure",
        (Question::Slot(Slot::Time, _), _) => "slots/time",
        (Question::Slot(Slot::Place, _), _) => "slots/place",
        (Question::Slot(Slot::Agent, _), Grade::Excluded) => "slots/agents-exclude",
        (Question::Slot(Slot::Patient, _), Grade::Excluded) => "slots/victims-exclude",
        (Question::Slot(Slot::Agent, _), _) => "slots/agent",
        (Question::Slot(Slot::Patient, _), _) => "slots/patient",
        (Question::Slot(Slot::Means, _), _) => "slots/means",
        (Question::Slot(Slot::Cause | Slot::Counted, _), _) => "slots/cause",
    }
}

const ROWS: &[Row] = &[
    row_of(
        "How many",
        Aspect::Quantity,
        Verdict::Compatible,
        0.25,
        "slots/number-finer",
        "one report gives a number, the other a bound that holds with it",
    ),
    row_of(
        "How much",
        Aspect::Quantity,
        Verdict::Compatible,
        0.25,
        "slots/measure-finer",
        "one report gives a figure, the other a bound that holds with it",
    ),
    row_of(
        "When",
        Aspect::Time,
        Verdict::Compatible,
        0.25,
        "slots/time-finer",
        "one report gives a time within the other's",
    ),
    row_of(
        "How many",
        Aspect::Quantity,
        Verdict::Compatible,
        0.35,
        "slots/number",
        "the reports tell the same with other numbers; nothing tells whether they count the same",
    ),
    row_of(
        "How much",
        Aspect::Quantity,
        Verdict::Compatible,
        0.35,
        "slots/measure",
        "the reports tell the same with other figures; nothing tells whether they measure the same",
    ),
    row_of(
        "When",
        Aspect::Time,
        Verdict::Compatible,
        0.35,
        "slots/time",
        "the reports tell the same and name times that share no moment; they may date other parts of it",
    ),
    row_of(
        "Where",
        Aspect::Place,
        Verdict::Compatible,
        0.35,
        "slots/place",
        "the reports tell the same of other places, of which one may lie in the other",
    ),
    row_of(
        "Who did it",
        Aspect::Actor,
        Verdict::Conditional,
        0.8,
        "slots/agents-exclude",
        "the reports lay one deed to two groups neither of which is the other: they conflict unless both took part",
    ),
    row_of(
        "Whom it befell",
        Aspect::Actor,
        Verdict::Conditional,
        0.7,
        "slots/victims-exclude",
        "the reports name two groups neither of which is the other for those it befell: they conflict unless it befell both",
    ),
    row_of(
        "Who or what did it",
        Aspect::Actor,
        Verdict::Compatible,
        0.35,
        "slots/agent",
        "the reports put another name or another noun to whoever did it",
    ),
    row_of(
        "Whom or what it befell",
        Aspect::Actor,
        Verdict::Compatible,
        0.3,
        "slots/patient",
        "the reports put another name or another noun to whom it befell",
    ),
    row_of(
        "With what",
        Aspect::Cause,
        Verdict::Compatible,
        0.3,
        "slots/means",
        "the reports name other means",
    ),
    row_of("Why", Aspect::Cause, Verdict::Compatible, 0.35, "slots/cause", "the reports give other reasons"),
];

const fn row_of(
    head: &'static str,
    aspect: Aspect,
    verdict: Verdict,
    severity: f32,
    rule: &'static str,
    why: &'static str,
) -> Row {
    Row { head, aspect, verdict, severity, rule, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_differ_has_its_row() {
        let slots = [Slot::Agent, Slot::Patient, Slot::Place, Slot::Time, Slot::Means, Slot::Cause];
        let slots = slots.into_iter().map(|slot| Question::Slot(slot, String::new()));
        let questions = slots.chain([Question::Number(String::new()), Question::Measure(String::new())]);
        for question in questions {
            for grade in [Grade::Excluded, Grade::Apart, Grade::Unlike, Grade::Finer] {
                assert_eq!(row(&question, grade).rule, rule(&question, grade), "{question:?} {grade:?}");
            }
        }
    }
}
