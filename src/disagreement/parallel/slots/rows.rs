//! What each kind of answer amounts to, and why: a row for each slot and each way in which two answers differ.

use super::{Grade, Question};
use crate::analysis::frame::Slot;
use crate::disagreement::rule::Rule;
use crate::disagreement::{Aspect, Verdict};

/// How a difference of one kind is shown.
pub(super) struct Row {
    /// What its summary begins with.
    pub head: &'static str,
    /// What all its differences have in common.
    pub rule: Rule,
}

/// The row of a question whose answers differ so.
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
        0.25,
        "slots/time-finer",
        "one report gives a time within the other's",
    ),
    row_of(
        "When",
        Aspect::Time,
        Verdict::Compatible,
        0.35,
        "slots/time",
        "the reports make the same statement with times that do not overlap; they may date different parts of it",
    ),
    row_of(
        "Where",
        Aspect::Place,
        Verdict::Compatible,
        0.35,
        "slots/place",
        "the reports make the same statement about different places; one may lie within the other",
    ),
    row_of(
        "Who did it",
        Aspect::Actor,
        Verdict::Conditional,
        0.8,
        "slots/agents-exclude",
        "the reports attribute one deed to two different groups: they conflict unless both took part",
    ),
    row_of(
        "Who was affected",
        Aspect::Actor,
        Verdict::Conditional,
        0.7,
        "slots/victims-exclude",
        "the reports name two different groups as affected: they conflict unless both were",
    ),
    row_of(
        "Who or what did it",
        Aspect::Actor,
        Verdict::Compatible,
        0.35,
        "slots/agent",
        "the reports use different names or nouns for who did it",
    ),
    row_of(
        "Who or what was affected",
        Aspect::Actor,
        Verdict::Compatible,
        0.3,
        "slots/patient",
        "the reports use different names or nouns for who was affected",
    ),
    row_of(
        "With what",
        Aspect::Cause,
        Verdict::Compatible,
        0.3,
        "slots/means",
        "the reports name different means",
    ),
    row_of(
        "Why",
        Aspect::Cause,
        Verdict::Compatible,
        0.35,
        "slots/cause",
        "the reports give different reasons",
    ),
];

const fn row_of(
    head: &'static str,
    aspect: Aspect,
    verdict: Verdict,
    severity: f32,
    name: &'static str,
    why: &'static str,
) -> Row {
    Row { head, rule: Rule { name, aspect, verdict, severity, why } }
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
