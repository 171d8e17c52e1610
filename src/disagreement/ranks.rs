//! Different ranks of one event among earlier ones: the worst "in years", "in three decades".

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::rule::Rule;
use super::{Aspect, Explained, Verdict};
use crate::analysis::claim::superlative::RANK;
use crate::text::ReportId;

const RANKED: Rule = Rule {
    name: "labels/rank",
    aspect: Aspect::Label,
    verdict: Verdict::Framing,
    why: "the reports rank it within different periods",
};

/// Finds the kinds of events that two reports rank within different periods.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    for (kind, claims) in story.by_rest_of_predicate(RANK) {
        let mut first: BTreeMap<ReportId, ClaimRef<'_>> = BTreeMap::new();
        for claim in claims {
            first.entry(claim.report).or_insert(claim);
        }
        let sides: Vec<ClaimRef<'_>> = first.into_values().collect();
        if sides.windows(2).any(|pair| pair[0].value() != pair[1].value()) {
            let words = |claim: &ClaimRef<'_>| {
                format!("{} ({})", story.phrase(claim.report, claim.span), claim.report)
            };
            let said: Vec<String> = sides.iter().map(words).collect();
            let positions = sides.iter().map(|claim| story.position(claim)).collect();
            let summary = format!("How the {kind} ranks: {}", said.join(" \u{b7} "));
            explained.disagreements.push(RANKED.found(story, summary, positions));
        }
    }
}
