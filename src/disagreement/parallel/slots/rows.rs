//! The verdict and the reason for each kind of answer: a row for each slot and each way in which two answers differ.

use super::{Grade, Question};
use crate::analysis::frame::Slot;
use crate::disagreement::rule::Rule;
use crate::disagreement::{Aspect, Verdict};

/// How a difference of one kind is shown.
pub(super) struct Row {
    /// The beginning of its summary.
    pub head: &'static str,
    /// What all its differences have in common.
    pub rule: Rule,
}

/// The row for a question whose answers differ in this way.
pub(super) fn row(question: &Question, grade: Grade) -> &'static Row {
    let rule = rule(question, grade);
    ROWS.iter().find(|row| row.rule.name == rule).unwrap_or(&ROWS[0])
}

fn rule(question: &Question, grade: Grade) -> &'static str {
    match (question.0, grade) {
        (Slot::Time, Grade::Finer) => "slots/time-finer",
        (Slot::Time, _) => "slots/time",
        (Slot::Place, _) => "slots/place",
        (Slot::Agent, Grade::Excluded) => "slots/agents-exclude",
        (Slot::Patient, Grade::Excluded) => "slots/victims-exclude",
        (Slot::Agent, _) => "slots/agent",
        (Slot::Patient, _) => "slots/patient",
        (Slot::Means, _) => "slots/means",
        (Slot::Cause | Slot::Counted, _) => "slots/cause",
    }
}

const ROWS: &[Row] = &[
    row_of(
        "When",
        Aspect::Time,
        Verdict::Compatible,
        "slots/time-finer",
        "one report gives a time within the other's",
    ),
    row_of(
        "When",
        Aspect::Time,
        Verdict::Compatible,
        "slots/time",
        "the reports make the same statement with times that do not overlap; they may date different parts of it",
    ),
    row_of(
        "Where",
        Aspect::Place,
        Verdict::Compatible,
        "slots/place",
        "the reports make the same statement about different places; one may lie within the other",
    ),
    row_of(
        "Who did it",
        Aspect::Actor,
        Verdict::Conditional,
        "slots/agents-exclude",
        "the reports attribute one action to two different groups: they conflict unless both took part",
    ),
    row_of(
        "Who was affected",
        Aspect::Actor,
        Verdict::Conditional,
        "slots/victims-exclude",
        "the reports name two different groups as affected: they conflict unless both were",
    ),
    row_of(
        "Who or what did it",
        Aspect::Actor,
        Verdict::Compatible,
        "slots/agent",
        "the reports use different names or nouns for who did it",
    ),
    row_of(
        "Who or what was affected",
        Aspect::Actor,
        Verdict::Compatible,
        "slots/patient",
        "the reports use different names or nouns for who was affected",
    ),
    row_of(
        "With what",
        Aspect::Cause,
        Verdict::Compatible,
        "slots/means",
        "the reports name different means",
    ),
    row_of("Why", Aspect::Cause, Verdict::Compatible, "slots/cause", "the reports give different reasons"),
];

const fn row_of(
    head: &'static str,
    aspect: Aspect,
    verdict: Verdict,
    name: &'static str,
    why: &'static str,
) -> Row {
    Row { head, rule: Rule { name, aspect, verdict, why } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_differ_has_its_row() {
        let slots = [Slot::Agent, Slot::Patient, Slot::Place, Slot::Time, Slot::Means, Slot::Cause];
        let questions = slots.into_iter().map(|slot| (slot, String::new()));
        for question in questions {
            for grade in [Grade::Excluded, Grade::Apart, Grade::Unlike, Grade::Finer] {
                assert_eq!(row(&question, grade).rule.name, rule(&question, grade), "{question:?} {grade:?}");
            }
        }
    }
}
