//! Topics on which only one answer can be true: one row each. Who did it, where it happened, whether it happened, how somebody
//! fared, with which weapon.
//!
//! The reports' answers to one question are compared pair by pair; a pair that excludes each other is shown, unless the row has
//! a reason against comparing it.

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::people::{is_of_several_perpetrators, is_of_several_victims};
use super::rule::{Rule, capitalised, first_pair, not_compared};
use super::{Aspect, Explained, Position, Verdict, states};
use crate::analysis::actor::lexicon;
use crate::analysis::claim::denial::ACTION;
use crate::analysis::claim::detail::{self, Whose};
use crate::analysis::claim::fate::{ATTACKER, FATE, Fate};
use crate::analysis::claim::responsibility::RESPONSIBILITY;
use crate::analysis::claim::{Claim, ClaimKind, Status, state};

/// How many answers to one question are compared; among so many, one more makes no difference.
const MOST_ANSWERS: usize = 96;

/// A topic.
struct Topic {
    rule: Rule,
    /// Which question of the topic a claim answers: the kind of incident, the role, the kind of detail.
    question: for<'t> fn(&ClaimRef<'t>) -> Option<&'t str>,
    /// The question, as the card puts it.
    head: fn(&str) -> String,
    /// An answer in short.
    answer: fn(&Claim, Position) -> String,
    /// Whether the answers of two reports exclude each other.
    exclude: Holds,
    /// Why two such answers are not compared all the same, if this holds.
    unless: (Holds, (&'static str, &'static str)),
}

/// Whether something holds of two answers.
type Holds = fn(&Pair<'_, '_>) -> bool;

/// Two answers of two reports, among all answers to the question.
struct Pair<'s, 't> {
    story: &'s Story<'t>,
    all: &'s [ClaimRef<'t>],
    one: &'s ClaimRef<'t>,
    other: &'s ClaimRef<'t>,
}

impl<'s, 't> Pair<'s, 't> {
    fn sides(&self) -> [&'s ClaimRef<'t>; 2] {
        [self.one, self.other]
    }

    /// Whether something holds of both answers, each seen with the other.
    fn both(&self, holds: impl Fn(&ClaimRef<'t>, &ClaimRef<'t>) -> bool) -> bool {
        holds(self.one, self.other) && holds(self.other, self.one)
    }

    /// The answers of the report that gives one of the two.
    fn of_report(&self, side: &ClaimRef<'_>) -> impl Iterator<Item = &'s ClaimRef<'t>> {
        let report = side.report;
        self.all.iter().filter(move |claim| claim.report == report)
    }
}

fn statement(_: &Claim, position: Position) -> String {
    position.statement
}

const SEVERAL: (&str, &str) = ("scope/several-people", "more than one person may be meant");

const ONE_PERSON: Rule = Rule {
    name: "fates/dead-or-alive",
    aspect: Aspect::Actor,
    verdict: Verdict::Contradiction,
    why: "one report says that the person survived, the other that the person died",
};

/// The topics.
const TOPICS: &[Topic] = &[
    Topic {
        rule: Rule {
            name: "places/two-cities",
            aspect: Aspect::Place,
            why: "both are cities in the gazetteer, and neither report mentions the other's",
            ..ONE_PERSON
        },
        question: |claim| (claim.kind == ClaimKind::Place).then_some(claim.predicate()),
        head: |kind| format!("Place of the {kind}"),
        answer: statement,
        exclude: |pair| {
            let first =
                |own: &ClaimRef<'_>| pair.of_report(own).next().is_some_and(|first| first.id == own.id);
            let elsewhere = |own: &ClaimRef<'_>, other: &ClaimRef<'_>| {
                let text = &pair.story.timeline.reports[own.report.index()].text;
                lexicon::country(own.value()).is_none() && !fold(text).contains(&fold(other.value()))
            };
            pair.both(|own, other| first(own) && elsewhere(own, other))
        },
        // A place within another is not a difference, and a place in no list may lie within any other.
        unless: (
            |pair| pair.sides().iter().any(|claim| lexicon::city(&fold(claim.value())).is_none()),
            ("scope/unlisted-place", "one of the places is in no list, so it may lie within the other"),
        ),
    },
    Topic {
        rule: Rule {
            name: "people/responsible",
            verdict: Verdict::Conditional,
            why: "they conflict if only one did it",
            ..ONE_PERSON
        },
        question: |claim| (claim.predicate() == RESPONSIBILITY && claim.is_live()).then_some(""),
        head: |_| "Who did it".to_owned(),
        answer: statement,
        exclude: |pair| {
            let knows = |own: &ClaimRef<'_>, other: &ClaimRef<'_>| {
                let text = pair.story.lower_text(own.report);
                let mut words = other.value().split(|letter: char| !letter.is_alphanumeric());
                words.any(|word| is_part_of_name(word) && text.contains(&word.to_lowercase()))
            };
            pair.one.value() != pair.other.value() && pair.both(|own, other| !knows(own, other))
        },
        unless: (|_| false, SEVERAL),
    },
    Topic {
        rule: Rule {
            name: "details/one-of-a-kind",
            why: "each report mentions one, and the two cannot be the same thing in other words",
            ..ONE_PERSON
        },
        question: |claim| kind_of_detail(claim).map(|kind| kind.name),
        head: capitalised,
        answer: statement,
        exclude: |pair| {
            kind_of_detail(pair.one).is_some_and(|kind| {
                let conflict = |one: &ClaimRef<'_>| {
                    pair.of_report(pair.other).all(|other| kind.conflict(one.value(), other.value()))
                };
                pair.of_report(pair.one).all(conflict)
            })
        },
        unless: (
            |pair| match kind_of_detail(pair.one).map(|kind| kind.of) {
                Some(Whose::Perpetrator) => is_of_several_perpetrators(pair.story),
                Some(Whose::Victim) => is_of_several_victims(pair.story),
                _ => false,
            },
            SEVERAL,
        ),
    },
    Topic {
        rule: ONE_PERSON,
        question: |claim| claim.predicate().strip_prefix(FATE)?.rsplit(' ').next(),
        head: |role| format!("The {role}"),
        answer: statement,
        exclude: fates_exclude,
        unless: (
            |pair| role(pair.one) == ATTACKER && states::is_of_many(pair.story),
            ("scope/several-of-a-role", "more than one person may have that role"),
        ),
    },
    Topic {
        rule: Rule {
            name: "modality/manner-of-death",
            aspect: Aspect::Modality,
            why: "somebody who took their own life was not killed by others",
            ..ONE_PERSON
        },
        question: |claim| {
            state::of_claim(claim.claim).filter(|state| state.of == states::MANNER).map(|_| "suspect")
        },
        head: |who| format!("The {who}"),
        answer: statement,
        exclude: |pair| {
            pair.both(|own, other| pair.of_report(own).all(|claim| claim.value() != other.value()))
        },
        unless: (|pair| states::is_of_many(pair.story), SEVERAL),
    },
    Topic {
        rule: Rule {
            name: "denials/told-and-denied",
            aspect: Aspect::Event,
            why: "one report says that it happened, the other that it did not",
            ..ONE_PERSON
        },
        question: |claim| claim.predicate().strip_prefix(ACTION),
        head: |action| format!("Whether there was {action}"),
        answer: |claim, _| if claim.status == Status::Denied { "denied" } else { "reported" }.to_owned(),
        exclude: |pair| {
            let only = |own: &ClaimRef<'_>, other: &ClaimRef<'_>| {
                let denies = |claim: &ClaimRef<'_>| claim.status == Status::Denied;
                denies(own) != denies(other) && pair.of_report(own).all(|claim| denies(claim) == denies(own))
            };
            pair.both(only) && pair.story.comparable_in_time(pair.one, pair.other).is_ok()
        },
        unless: (|_| false, SEVERAL),
    },
];

/// Finds for each question the first two answers that exclude each other.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    for topic in TOPICS {
        let mut questions: BTreeMap<&str, Vec<ClaimRef<'_>>> = BTreeMap::new();
        for claim in &story.claims {
            if let Some(question) = (topic.question)(claim) {
                questions.entry(question).or_default().push(*claim);
            }
        }
        for (question, mut all) in questions {
            all.truncate(MOST_ANSWERS);
            let (unless, reason) = topic.unless;
            let pair = |compared: bool| {
                first_pair(&all, |one, other| {
                    let pair = Pair { story, all: &all, one, other };
                    one.report != other.report && (topic.exclude)(&pair) && unless(&pair) != compared
                })
            };
            if let Some(pair) = pair(true) {
                let positions = pair.map(|claim| {
                    let position = story.position(claim);
                    Position { statement: (topic.answer)(claim, position.clone()), ..position }
                });
                explained.disagreements.push(topic.rule.versus(
                    story,
                    &(topic.head)(question),
                    positions.into(),
                ));
            } else if let Some(pair) = pair(false) {
                explained.not_compared.push(not_compared(story, reason, pair));
            }
        }
    }
}

fn fold(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase()
}

/// Whether a word is long enough, or an abbreviation, to identify the name it is part of.
fn is_part_of_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && (word.chars().count() > 3 || word.len() > 1 && word.chars().all(char::is_uppercase))
}

fn kind_of_detail(claim: &ClaimRef<'_>) -> Option<&'static detail::Kind> {
    detail::KINDS.iter().find(|kind| kind.name == claim.predicate())
}

/// The role with the words that narrow it: "bus driver".
fn role<'t>(claim: &ClaimRef<'t>) -> &'t str {
    claim.predicate().strip_prefix(FATE).unwrap_or_default()
}

/// Whether somebody is dead in one report and, at the same time or later, alive in the other; each report gives only one of
/// the two.
fn fates_exclude(pair: &Pair<'_, '_>) -> bool {
    let fate = |claim: &ClaimRef<'_>| Fate::named(claim.value());
    let died = |claim: &ClaimRef<'_>| matches!(fate(claim), Some(Fate::Dead | Fate::DeadLater));
    let (alive, dead) = if died(pair.one) { (pair.other, pair.one) } else { (pair.one, pair.other) };
    let single = pair.both(|own, other| pair.of_report(own).all(|claim| fate(claim) != fate(other)));
    // The arrest and the death of a perpetrator are compared in `states`.
    let arrested = role(alive) == ATTACKER && fate(alive) == Some(Fate::Survived);
    let excludes = match (fate(alive), fate(dead)) {
        (Some(Fate::Survived), Some(Fate::Dead)) => true,
        (Some(Fate::Hurt), Some(Fate::Dead | Fate::DeadLater)) => dead.as_of.certainly_before(&alive.as_of),
        _ => false,
    };
    single && excludes && !arrested
}
