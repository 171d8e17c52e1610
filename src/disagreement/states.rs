//! States that follow each other: the suspect is at large in one report and in custody in a later one, an injured person is
//! in danger and then dead. Two final states that exclude each other are a contradiction.

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::parallel::is_function_word;
use super::rule::Rule;
use super::verdict::clocks::earlier;
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::Extent;
use crate::analysis::claim::state::{DEAD, HELD_CRAFT, PATIENT, State, of_claim};
use crate::text::{Published, ReportId};

/// Finds the states that a later report supersedes.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut by_bearer: BTreeMap<&str, BTreeMap<ReportId, (ClaimRef<'_>, &State)>> = BTreeMap::new();
    for claim in &story.claims {
        let Some(state) = of_claim(claim.claim).filter(|state| state.of != MANNER) else { continue };
        let latest = by_bearer.entry(state.of).or_default().entry(claim.report).or_insert((*claim, state));
        if state.rank > latest.1.rank {
            *latest = (*claim, state);
        }
    }
    for (of, states) in by_bearer {
        let Some(low) = states.values().min_by_key(|(claim, state)| (state.rank, claim.as_of.order_key()))
        else {
            continue;
        };
        let Some(high) = states.values().max_by_key(|(claim, state)| (state.rank, claim.as_of.order_key()))
        else {
            continue;
        };
        let rule = RULES.iter().find(|rule| (rule.holds)(story, low, high));
        explained.disagreements.extend(rule.map(|found| disagreement(story, of, found.rule, [low, high])));
    }
}

const DEAD_OR_CAUGHT: Rule = Rule {
    name: "modality/dead-or-caught",
    aspect: Aspect::Modality,
    verdict: Verdict::Contradiction,
    why: "nobody who is dead can be arrested, and nothing says that the arrest came first",
};

const FOLLOWS: Rule = Rule {
    name: "modality/state",
    aspect: Aspect::Modality,
    verdict: Verdict::Update,
    why: "one state follows the other in the usual course of events",
};

type InState<'t> = (ClaimRef<'t>, &'t State);

/// A rule for two states of one subject.
struct StateRule {
    rule: Rule,
    holds: fn(&Story<'_>, &InState<'_>, &InState<'_>) -> bool,
}

/// The rules; the first match wins. The lower state is the first argument.
const RULES: &[StateRule] = &[
    StateRule {
        rule: DEAD_OR_CAUGHT,
        holds: |story, low, high| {
            let caught = low.1.of == "suspect" && low.1.rank > 1 && low.1.name != DEAD && high.1.name == DEAD;
            caught && !is_of_many(story) && !low.0.as_of.certainly_before(&high.0.as_of)
        },
    },
    StateRule {
        rule: FOLLOWS,
        holds: |story, low, high| {
            let in_order = !high.0.as_of.certainly_before(&low.0.as_of);
            let known = low.1.of == PATIENT && same_toll(story, low.0.report, high.0.report);
            // One injured person is not another: only a later report can say that they have since died.
            let since = low.1.of != PATIENT || earlier(&low.0.as_of, &high.0.as_of);
            // Where many died, the figures show whether the injured have.
            let many = low.1.of == PATIENT && toll(story, low.0.report).is_some_and(|dead| dead > MANY);
            let one = !are_others(story, &low.0, &high.0) && !is_of_another_time(story, &high.0);
            low.1.rank < high.1.rank && !many && in_order && since && !known && one
        },
    },
];

/// Whether two claims are about people with different names, or about a named person and somebody newly introduced: "one
/// gentleman".
fn are_others(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let subject = |claim: &ClaimRef<'_>| story.words(claim.report, claim.subject);
    let names = |claim: &ClaimRef<'_>| -> Vec<String> {
        let words = subject(claim).split(|letter: char| !letter.is_alphanumeric());
        let names = words.filter(|word| word.starts_with(char::is_uppercase) && word.len() > 2);
        names.filter(|word| !is_function_word(&word.to_lowercase())).map(str::to_lowercase).collect()
    };
    let (a, b) = (names(one), names(other));
    let stranger = |claim: &ClaimRef<'_>| {
        const INDEFINITE: &[&str] = &["a", "an", "one", "another"];
        let first = subject(claim).split_whitespace().next().unwrap_or_default().to_lowercase();
        INDEFINITE.contains(&&*first)
    };
    match (a.is_empty(), b.is_empty()) {
        (false, false) => a.iter().all(|name| !b.contains(name)),
        (false, true) => stranger(other),
        (true, false) => stranger(one),
        (true, true) => false,
    }
}

/// Whether a claim is about a time before the story: "who had been previously convicted", "in 2005 he was convicted".
fn is_of_another_time(story: &Story<'_>, claim: &ClaimRef<'_>) -> bool {
    const LONG: i64 = 365;
    let words = story.words(claim.report, claim.span).to_lowercase();
    let before = words.split_whitespace().any(|word| matches!(word, "previously" | "formerly" | "prior"));
    let published = story.timeline.reports[claim.report.index()].published.as_ref().and_then(Published::day);
    let years_ago = claim.when.as_ref().and_then(|when| when.last).zip(published);
    before || years_ago.is_some_and(|(last, published)| (published - last).num_days() > LONG)
}

/// From this number of dead on, readers do not follow each one.
const MANY: f64 = 9.5;

/// The name of the states that are manners of death, which do not follow each other.
pub(super) const MANNER: &str = "manner";

/// Whether a report mentions several perpetrators, each of whom may have met a different end.
pub(super) fn is_of_many(story: &Story<'_>) -> bool {
    story.claims.iter().filter(|claim| of_claim(claim.claim).is_some_and(|state| state.of == "suspect")).any(
        |claim| {
            let words = story.words(claim.report, claim.subject).to_lowercase();
            words.ends_with('s') || words.ends_with("men")
        },
    )
}

/// Whether two reports count the same number of dead: then nobody died between them.
fn same_toll(story: &Story<'_>, one: ReportId, other: ReportId) -> bool {
    toll(story, one).zip(toll(story, other)).is_some_and(|(one, other)| (one - other).abs() < 0.5)
}

/// The most dead a report counts.
fn toll(story: &Story<'_>, report: ReportId) -> Option<f64> {
    story
        .claims
        .iter()
        .filter(|claim| claim.report == report && claim.is_figure() && claim.is_live())
        .filter(|claim| &*claim.predicate == "killed" && claim.extent == Extent::Whole)
        .filter_map(|claim| claim.low())
        .fold(None, |most: Option<f64>, low| Some(most.map_or(low, |most| most.max(low))))
}

fn disagreement(story: &Story<'_>, of: &str, rule: Rule, sides: [&InState<'_>; 2]) -> Disagreement {
    let [(first, low), (last, high)] = sides;
    let who = match of {
        PATIENT => "wounded",
        HELD_CRAFT => "craft",
        of => of,
    };
    let link = if rule.verdict == Verdict::Update { ", then" } else { " or" };
    let summary = format!("The {who}: {} ({}){link} {} ({})", low.name, first.report, high.name, last.report);
    rule.found(story, summary, vec![story.position(first), story.position(last)])
}
