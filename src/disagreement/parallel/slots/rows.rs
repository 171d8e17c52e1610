//! What each kind of answer amounts to, and why: a row for each slot and each way in which two answers differ.

use super::super::Row;
use super::{Grade, Question};
use crate::analysis::frame::Slot;
use crate::disagreement::{Aspect, Verdict};

/// The row of a question whose answers differ so.
pub(super) fn row(question: &Question, grade: Grade) -> Row {
    let row = |head, aspect, verdict, severity, rule, why| Row { head, aspect, verdict, severity, rule, why };
    match (question, grade) {
        (Question::Number(_), Grade::Finer) => row(
            "How many",
            Aspect::Quantity,
            Verdict::Compatible,
            0.25,
            "slots/number-finer",
            "one report gives a number, the other a bound that holds with it",
        ),
        (Question::Measure(_), Grade::Finer) => row(
            "How much",
            Aspect::Quantity,
            Verdict::Compatible,
            0.25,
            "slots/measure-finer",
            "one report gives a figure, the other a bound that holds with it",
        ),
        (Question::Slot(Slot::Time, _), Grade::Finer) => row(
            "When",
            Aspect::Time,
            Verdict::Compatible,
            0.25,
            "slots/time-finer",
            "one report gives a time within the other's",
        ),
        (Question::Number(_), _) => row(
            "How many",
            Aspect::Quantity,
            Verdict::Compatible,
            0.35,
            "slots/number",
            "the reports tell the same with other numbers; nothing tells whether they count the same",
        ),
        (Question::Measure(_), _) => row(
            "How much",
            Aspect::Quantity,
            Verdict::Compatible,
            0.35,
            "slots/measure",
            "the reports tell the same with other figures; nothing tells whether they measure the same",
        ),
        (Question::Slot(Slot::Time, _), _) => row(
            "When",
            Aspect::Time,
            Verdict::Compatible,
            0.35,
            "slots/time",
            "the reports tell the same and name times that share no moment; they may date other parts of it",
        ),
        (Question::Slot(Slot::Place, _), _) => row(
            "Where",
            Aspect::Place,
            Verdict::Compatible,
            0.35,
            "slots/place",
            "the reports tell the same of other places, of which one may lie in the other",
        ),
        (Question::Slot(Slot::Agent, _), Grade::Excluded) => row(
            "Who did it",
            Aspect::Actor,
            Verdict::Conditional,
            0.8,
            "slots/agents-exclude",
            "the reports lay one deed to two groups neither of which is the other: they conflict unless both took part",
        ),
        (Question::Slot(Slot::Patient, _), Grade::Excluded) => row(
            "Whom it befell",
            Aspect::Actor,
            Verdict::Conditional,
            0.7,
            "slots/victims-exclude",
            "the reports name two groups neither of which is the other for those it befell: they conflict unless it befell both",
        ),
        (Question::Slot(Slot::Agent, _), _) => row(
            "Who or what did it",
            Aspect::Actor,
            Verdict::Compatible,
            0.35,
            "slots/agent",
            "the reports put another name or another noun to whoever did it",
        ),
        (Question::Slot(Slot::Patient, _), _) => row(
            "Whom or what it befell",
            Aspect::Actor,
            Verdict::Compatible,
            0.3,
            "slots/patient",
            "the reports put another name or another noun to whom it befell",
        ),
        (Question::Slot(Slot::Means, _), _) => row(
            "With what",
            Aspect::Cause,
            Verdict::Compatible,
            0.3,
            "slots/means",
            "the reports name other means",
        ),
        (Question::Slot(Slot::Cause | Slot::Counted, _), _) => row(
            "Why",
            Aspect::Cause,
            Verdict::Compatible,
            0.35,
            "slots/cause",
            "the reports give other reasons",
        ),
    }
}
