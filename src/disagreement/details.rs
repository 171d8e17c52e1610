//! Details of a crime that differ: the weapon, the vehicle, where somebody was hit. Each report must give one of them
//! and not mention the other's.

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::people::{is_of_several_perpetrators, is_of_several_victims};
use super::rule::{Rule, capitalised, not_compared};
use super::{Aspect, Explained, Verdict};
use crate::analysis::claim::detail::{KINDS, Kind, Whose};
use crate::text::ReportId;

/// How many reports of a detail are compared; among so many, one more makes no difference.
const MOST_REPORTS: usize = 96;

const ONE_OF_A_KIND: Rule = Rule {
    name: "details/one-of-a-kind",
    aspect: Aspect::Actor,
    verdict: Verdict::Contradiction,
    why: "each report mentions one, and the two cannot be the same thing in other words",
};

/// Why details that may be of several people are not compared.
const SEVERAL: (&str, &str) = ("scope/several-people", "more than one person may be meant");

/// Finds the details that exclude each other.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    for kind in KINDS {
        let mut by_report: BTreeMap<ReportId, Vec<ClaimRef<'_>>> = BTreeMap::new();
        for claim in story.with_predicate(kind.name) {
            by_report.entry(claim.report).or_default().push(claim);
        }
        let Some(pair) = conflicting_pair(kind, &by_report) else { continue };
        let several = match kind.of {
            Whose::Crime => false,
            Whose::Perpetrator => is_of_several_perpetrators(story),
            Whose::Victim => is_of_several_victims(story),
        };
        let [one, other] = &pair;
        if several {
            explained.not_compared.push(not_compared(story, SEVERAL, [one, other]));
        } else {
            explained.disagreements.push(ONE_OF_A_KIND.between(
                story,
                &capitalised(kind.name),
                &[one, other],
            ));
        }
    }
}

/// The first two reports all of whose values exclude each other.
fn conflicting_pair<'t>(
    kind: &Kind,
    by_report: &BTreeMap<ReportId, Vec<ClaimRef<'t>>>,
) -> Option<[ClaimRef<'t>; 2]> {
    let sides: Vec<&Vec<ClaimRef<'t>>> = by_report.values().take(MOST_REPORTS).collect();
    sides.iter().enumerate().find_map(|(place, own)| {
        sides[place + 1..].iter().find_map(|others| {
            let apart =
                own.iter().all(|one| others.iter().all(|other| kind.conflict(one.value(), other.value())));
            apart.then(|| Some([*own.first()?, *others.first()?])).flatten()
        })
    })
}
