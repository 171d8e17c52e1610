//! Two events that two reports put in opposite order.

use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::order::ORDER;

/// How many orders of one story are looked at.
const MOST_ORDERS: usize = 200;

/// Finds what is told the other way round.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let orders: Vec<(ClaimRef<'_>, (&str, &str))> = story
        .told
        .iter()
        .filter(|told| &*told.claim.predicate == ORDER)
        .filter_map(|told| Some((*told, told.claim.value.as_deref()?.split_once(" < ")?)))
        .take(MOST_ORDERS)
        .collect();
    let both_ways = |told: &ClaimRef<'_>, (first, second): (&str, &str)| {
        orders.iter().any(|(other, order)| other.report == told.report && *order == (second, first))
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
        explained.disagreements.push(Disagreement {
            aspect: Aspect::Sequence,
            verdict: Verdict::Contradiction,
            severity: 0.7,
            event: None,
            summary: format!("What came first: {first} ({}) vs {second} ({})", one.report, other.report),
            rule: "sequence/reversed",
            why: "the reports put the same two events in opposite order".to_owned(),
            silent: story.others(&[one.report, other.report]),
            positions: vec![story.position(one), story.position(other)],
        });
    }
}
