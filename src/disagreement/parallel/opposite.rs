//! Actions that exclude each other, done by or to one person or thing: acquitted in one report, convicted in another.

use super::super::ledger::Story;
use super::super::names::Mentions;
use super::super::rule::Rule;
use super::super::{Aspect, Position, Verdict};
use super::one_action::{self, ActionRef, MOST_ACTIONS, are_certainly_one, clause, is_affirmed};
use super::referent::{Coreference, Referents};
use super::{Card, sides};
use crate::analysis::frame::{Filler, Slot};
use crate::analysis::language::MentionForm;
use crate::analysis::time::When;
use crate::text::Passage;

/// Two classes of actions, and whom or what each concerns.
struct Opposites {
    one: (&'static str, Slot),
    other: (&'static str, Slot),
    /// A sentence of each.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by a test"))]
    examples: [&'static str; 2],
}

#[rustfmt::skip]
const OPPOSITES: &[Opposites] = &[
    Opposites { one: ("acquit", Slot::Patient), other: ("convict", Slot::Patient), examples: ["A jury acquitted Leo Marsh of fraud on Thursday.", "A jury convicted Leo Marsh of fraud on Thursday."] },
    Opposites { one: ("resign", Slot::Agent), other: ("dismiss", Slot::Patient), examples: ["The minister Ola Berg resigned on Thursday.", "The minister Ola Berg was sacked on Thursday."] },
    Opposites { one: ("win", Slot::Agent), other: ("lose", Slot::Agent), examples: ["The candidate Ilse Horn won the election on Thursday.", "The candidate Ilse Horn lost the election on Thursday."] },
    Opposites { one: ("approve", Slot::Patient), other: ("reject", Slot::Patient), examples: ["Parliament approved the Lund bill on Thursday.", "Parliament rejected the Lund bill on Thursday."] },
];

const OPPOSITE: Rule = Rule {
    name: "denials/opposite-action",
    aspect: Aspect::Event,
    verdict: Verdict::Conditional,
    why: "the reports say opposite things of one person or thing: they conflict unless they mean two occasions",
};

/// Finds them, one card for each pair of classes.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions) -> Vec<Card> {
    let referents = Referents::read(story, mentions);
    let actions = one_action::by_class(story);
    let of = |class: &str| {
        let all = actions.get(class).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter(|one| one.action.verbal && is_affirmed(one.action)).take(MOST_ACTIONS)
    };
    let compare = |row: &Opposites| {
        let one: Vec<ActionRef<'_>> = of(row.one.0).copied().collect();
        let other: Vec<ActionRef<'_>> = of(row.other.0).copied().collect();
        let concern = |a: &ActionRef<'_>, b: &ActionRef<'_>| {
            concern_one(story, &referents, (a, row.one.1), (b, row.other.1))
        };
        let pair = one.iter().find_map(|a| {
            // A report that has both means two occasions, or tells how one became the other.
            let alone = |b: &&ActionRef<'_>| {
                b.report != a.report
                    && concern(a, b)
                    && !other.iter().any(|own| own.report == a.report && concern(a, own))
                    && !one.iter().any(|own| own.report == b.report && concern(own, b))
            };
            Some([*a, *other.iter().find(alone)?])
        })?;
        Some(card(story, &pair))
    };
    OPPOSITES.iter().filter_map(compare).collect()
}

/// Whether two actions concern one person or thing, and nothing shows that they are of two occasions.
fn concern_one(
    story: &Story<'_>,
    referents: &Referents,
    (one, of_one): (&ActionRef<'_>, Slot),
    (other, of_other): (&ActionRef<'_>, Slot),
) -> bool {
    let fillers = |action: &ActionRef<'_>, slot: Slot| -> Vec<Filler> {
        let named = |filler: &&Filler| filler.slot == slot && filler.form != MentionForm::Pronoun;
        action.fillers.iter().filter(named).copied().collect()
    };
    let pairs = |slot: Slot, against: Slot| -> Vec<(Filler, Filler)> {
        let others = fillers(other, against);
        fillers(one, slot).into_iter().flat_map(|a| others.clone().into_iter().map(move |b| (a, b))).collect()
    };
    let same = |(a, b): &(Filler, Filler)| {
        let (a, b) = ((one.report, a), (other.report, b));
        referents.coreference(story, a, b) == Coreference::Same && are_certainly_one(story, referents, a, b)
    };
    // "Won the cup", "lost the final".
    let rest = if of_one == Slot::Agent && of_other == Slot::Agent { Slot::Patient } else { Slot::Place };
    let both_or_neither = fillers(one, rest).is_empty() == fillers(other, rest).is_empty();
    let rest = pairs(rest, rest);
    pairs(of_one, of_other).iter().any(same)
        && both_or_neither
        && (rest.is_empty() || rest.iter().any(same))
        && !are_on_other_days(story, one, other)
}

/// Whether the clauses of two actions give days that exclude each other.
fn are_on_other_days(story: &Story<'_>, one: &ActionRef<'_>, other: &ActionRef<'_>) -> bool {
    let times = |action: &ActionRef<'_>| {
        let times = &story.timeline.analyses[action.report.index()].times;
        let when = |filler: &Filler| {
            let from = times.partition_point(|time| time.span.end <= filler.span.start);
            times.get(from).filter(|time| time.span.overlaps(filler.span))?.when.clone()
        };
        let fillers = action.fillers.iter().filter(|filler| filler.slot == Slot::Time);
        fillers.filter_map(when).filter(When::is_dated).collect::<Vec<_>>()
    };
    let (a, b) = (times(one), times(other));
    a.iter().any(|a| b.iter().any(|b| a.disjoint(b)))
}

fn card(story: &Story<'_>, pair: &[ActionRef<'_>; 2]) -> Card {
    let mut pair: Vec<&ActionRef<'_>> = pair.iter().collect();
    pair.sort_by_key(|one| one.report);
    let said: Vec<_> = pair.iter().map(|one| (one.report, clause(story, one))).collect();
    let positions = pair
        .iter()
        .map(|one| {
            let core = one.fillers.iter().filter(|filler| matches!(filler.slot, Slot::Agent | Slot::Patient));
            let span = core.fold(one.action.word, |span, filler| span.cover(filler.span));
            Position {
                passage: Passage { report: one.report, span },
                claim: None,
                statement: story.phrase(one.report, one.action.word),
            }
        })
        .collect();
    let summary = format!("Opposites: {}", sides(&said));
    Card { weight: 1.0, disagreement: OPPOSITE.found(story, summary, positions) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::*;

    #[test]
    fn opposites_are_shown_where_they_concern_one_person_or_thing_on_one_day() {
        let found = |texts: [&str; 2]| {
            lines(&texts).into_iter().filter(|one| one.starts_with(OPPOSITE.name)).collect::<Vec<_>>()
        };
        for row in OPPOSITES {
            let [one, other] = row.examples;
            assert_eq!(found([one, other]).len(), 1, "{one} {other}: {:?}", lines(&[one, other]));
            assert_eq!(found([one, one]), Vec::<String>::new(), "{one}");
            // A report that has both, another day, another person.
            let both = format!("{one} {other}");
            assert_eq!(found([&both, other]), Vec::<String>::new(), "{both}");
            let later = other.replace("Thursday", "Friday");
            assert_eq!(found([one, &later]), Vec::<String>::new(), "{later}");
            let somebody = ["Leo Marsh", "Ola Berg", "Ilse Horn", "Lund"]
                .iter()
                .fold(other.to_owned(), |text, name| text.replace(name, "Carla Dunn"));
            assert_eq!(found([one, &somebody]), Vec::<String>::new(), "{somebody}");
        }
    }
}
