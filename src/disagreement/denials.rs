//! Events that one report says occurred and another denies.

use std::collections::BTreeSet;

use super::ledger::{ClaimRef, Story};
use super::rule::Rule;
use super::{Aspect, Explained, Verdict};
use crate::analysis::claim::Status;
use crate::analysis::claim::denial::ACTION;
use crate::text::ReportId;

const REPORTED_AND_DENIED: Rule = Rule {
    name: "denials/told-and-denied",
    aspect: Aspect::Event,
    verdict: Verdict::Contradiction,
    why: "one report says that it happened, the other that it did not",
};

/// Finds the first pair of reports that contradict each other on an event, each giving only one side.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    for (action, claims) in story.by_rest_of_predicate(ACTION) {
        let denies = |claim: &ClaimRef<'_>| claim.status == Status::Denied;
        let of = |side: bool| -> BTreeSet<ReportId> {
            claims.iter().filter(|one| denies(one) == side).map(|one| one.report).collect()
        };
        let (affirming, denying) = (of(false), of(true));
        let says = |side: bool| {
            let others = if side { &affirming } else { &denying };
            claims.iter().find(|one| denies(one) == side && !others.contains(&one.report))
        };
        let pair = says(false).zip(says(true));
        let pair = pair.filter(|(affirmed, denied)| story.comparable_in_time(affirmed, denied).is_ok());
        explained.disagreements.extend(pair.map(|(affirmed, denied)| {
            let positions = vec![story.position(affirmed), story.position(denied)];
            let summary = format!(
                "Whether there was {action}: reported ({}), denied ({})",
                affirmed.report, denied.report
            );
            REPORTED_AND_DENIED.found(story, summary, positions)
        }));
    }
}
