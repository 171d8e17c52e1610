//! What one report tells as having happened and another denies.

use std::collections::{BTreeMap, BTreeSet};

use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::Status;
use crate::analysis::claim::denial::DEED;
use crate::text::ReportId;

/// Finds the first pair of reports that stand against each other on a deed, each on one side only.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut deeds: BTreeMap<&str, Vec<ClaimRef<'_>>> = BTreeMap::new();
    for told in &story.told {
        if let Some(deed) = told.claim.predicate.strip_prefix(DEED) {
            deeds.entry(deed).or_default().push(*told);
        }
    }
    for (deed, told) in deeds {
        let denies = |told: &ClaimRef<'_>| told.claim.status == Status::Denied;
        let of = |side: bool| -> BTreeSet<ReportId> {
            told.iter().filter(|one| denies(one) == side).map(|one| one.report).collect()
        };
        let (tell, deny) = (of(false), of(true));
        let says = |side: bool| {
            let others = if side { &tell } else { &deny };
            told.iter().find(|one| denies(one) == side && !others.contains(&one.report))
        };
        let pair = says(false).zip(says(true));
        if let Some((told, denied)) =
            pair.filter(|(told, denied)| story.comparable_in_time(told, denied).is_ok())
        {
            explained.disagreements.push(disagreement(story, deed, [told, denied]));
        }
    }
}

fn disagreement(story: &Story<'_>, deed: &str, sides: [&ClaimRef<'_>; 2]) -> Disagreement {
    let [told, denied] = sides;
    Disagreement {
        aspect: Aspect::Event,
        verdict: Verdict::Contradiction,
        severity: 0.7,
        event: None,
        summary: format!("Whether there was {deed}: told ({}) or denied ({})", told.report, denied.report),
        rule: "denials/told-and-denied",
        why: "one report tells as having happened what the other says did not".to_owned(),
        silent: story.others(&[told.report, denied.report]),
        positions: sides.iter().map(|told| story.position(told)).collect(),
    }
}
