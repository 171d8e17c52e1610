//! One happening ranked differently against those before it: the worst "in years", "in three decades".

use std::collections::BTreeMap;

use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::superlative::RANK;
use crate::text::ReportId;

/// Finds the kinds of happenings that two reports rank within different stretches of time.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut kinds: BTreeMap<&str, BTreeMap<ReportId, ClaimRef<'_>>> = BTreeMap::new();
    for told in &story.told {
        if let Some(kind) = told.claim.predicate.strip_prefix(RANK) {
            kinds.entry(kind).or_default().entry(told.report).or_insert(*told);
        }
    }
    for (kind, by_report) in kinds {
        let sides: Vec<ClaimRef<'_>> = by_report.into_values().collect();
        if sides.windows(2).any(|pair| pair[0].claim.value != pair[1].claim.value) {
            explained.disagreements.push(disagreement(story, kind, &sides));
        }
    }
}

fn disagreement(story: &Story<'_>, kind: &str, sides: &[ClaimRef<'_>]) -> Disagreement {
    let words = |told: &ClaimRef<'_>| {
        let words = story.words(told.report, told.claim.span);
        format!("{} ({})", words.split_whitespace().collect::<Vec<_>>().join(" "), told.report)
    };
    let reports: Vec<_> = sides.iter().map(|told| told.report).collect();
    Disagreement {
        aspect: Aspect::Label,
        verdict: Verdict::Framing,
        severity: 0.25,
        event: None,
        summary: format!(
            "How the {kind} ranks: {}",
            sides.iter().map(words).collect::<Vec<_>>().join(" \u{b7} ")
        ),
        rule: "labels/rank",
        why: "the reports rank it within different stretches of time".to_owned(),
        silent: story.others(&reports),
        positions: sides.iter().map(|told| story.position(told)).collect(),
    }
}
