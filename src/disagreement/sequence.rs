//! Two events that two reports put in opposite orders.

use super::ledger::{ClaimRef, Story};
use super::rule::Rule;
use super::{Aspect, Explained, Verdict};
use crate::analysis::claim::order::ORDER;

const REVERSED: Rule = Rule {
    name: "sequence/reversed",
    aspect: Aspect::Sequence,
    verdict: Verdict::Contradiction,
    why: "the reports put the same two events in opposite order",
};

/// How many orders of one story are examined.
const MOST_ORDERS: usize = 200;

/// Finds the events that two reports put in opposite orders.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let orders: Vec<(ClaimRef<'_>, (&str, &str))> = story
        .with_predicate(ORDER)
        .filter_map(|claim| Some((claim, claim.value().split_once(" < ")?)))
        .take(MOST_ORDERS)
        .collect();
    let both_ways = |claim: &ClaimRef<'_>, (first, second): (&str, &str)| {
        orders.iter().any(|(other, order)| other.report == claim.report && *order == (second, first))
    };
    let mut seen = Vec::new();
    for (at, (one, (first, second))) in orders.iter().enumerate() {
        let reversed = orders[at + 1..].iter().find(|(other, order)| {
            other.report != one.report && *order == (*second, *first) && first != second
        });
        let Some((other, _)) = reversed.filter(|_| !both_ways(one, (first, second))) else { continue };
        if seen.contains(&(*first.min(second), *first.max(second))) {
            continue;
        }
        seen.push((*first.min(second), *first.max(second)));
        let summary = format!("What came first: {first} ({}) vs {second} ({})", one.report, other.report);
        let positions = vec![story.position(one), story.position(other)];
        explained.disagreements.push(REVERSED.found(story, summary, positions));
    }
}
