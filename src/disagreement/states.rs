//! States that follow each other: the suspect at large in one report and in custody in a later one.

use std::collections::BTreeMap;

use super::told::{Story, Told};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::state::{State, of_claim};
use crate::text::ReportId;

/// Finds the states that a report supersedes.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut by_bearer: BTreeMap<&str, BTreeMap<ReportId, (Told<'_>, &State)>> = BTreeMap::new();
    for told in &story.told {
        let Some(state) = of_claim(told.claim) else { continue };
        let latest = by_bearer.entry(state.of).or_default().entry(told.report).or_insert((*told, state));
        if state.rank > latest.1.rank {
            *latest = (*told, state);
        }
    }
    for (of, states) in by_bearer {
        let Some((first, low)) = states.values().min_by_key(|(_, state)| state.rank) else { continue };
        let Some((last, high)) = states.values().max_by_key(|(_, state)| state.rank) else { continue };
        let in_order = !last.claim.as_of.certainly_before(&first.claim.as_of);
        if low.rank < high.rank && in_order {
            let positions = vec![story.position(first), story.position(last)];
            explained.disagreements.push(Disagreement {
                aspect: Aspect::Modality,
                verdict: Verdict::Update,
                severity: 0.45,
                event: None,
                summary: format!(
                    "The {of}: {} ({}), then {} ({})",
                    low.name, first.report, high.name, last.report
                ),
                rule: "modality/state",
                why: "the one state follows the other in the usual course of things".to_owned(),
                silent: story.others(&[first.report, last.report]),
                positions,
            });
        }
    }
}
