//! Details of a crime told differently: the weapon, the vehicle, where somebody was hit. Each report must tell one of them
//! and know nothing of the other's.

use std::collections::BTreeMap;

use super::names::Mentions;
use super::people::{is_of_several_dead, is_of_several_doers, is_of_several_victims};
use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, NotCompared, Verdict};
use crate::analysis::claim::detail::{KINDS, Kind, Whose};
use crate::text::ReportId;

/// How many reports of a detail are laid beside each other; what so many tell alike one more does not change.
const MOST_REPORTS: usize = 96;

/// The rule of details of which there may be more than one.
const SEVERAL: &str = "scope/several-people";

/// Finds the details that exclude each other.
pub(super) fn find(story: &Story<'_>, mentions: &Mentions, explained: &mut Explained) {
    for kind in KINDS {
        let mut by_report: BTreeMap<ReportId, Vec<ClaimRef<'_>>> = BTreeMap::new();
        for told in story.told.iter().filter(|told| *told.claim.predicate == *kind.name) {
            by_report.entry(told.report).or_default().push(*told);
        }
        let Some(pair) = rivals(kind, &by_report) else { continue };
        let several = match kind.of {
            Whose::Crime => false,
            Whose::Doer => is_of_several_doers(story),
            Whose::Victim => is_of_several_victims(story),
            Whose::Dead => is_of_several_dead(story),
        };
        let [one, other] = &pair;
        let strangers =
            kind.tells_apart && !mentions.name_one_person(story.timeline, one.report, other.report);
        if strangers {
            explained.not_compared.push(NotCompared {
                rule: "scope/other-crime",
                why: "the reports name nobody in common, so it may be another crime",
                positions: pair.iter().map(|told| story.position(told)).collect(),
            });
        } else if several {
            explained.not_compared.push(NotCompared {
                rule: SEVERAL,
                why: "more than one person may be meant",
                positions: pair.iter().map(|told| story.position(told)).collect(),
            });
        } else {
            explained.disagreements.push(disagreement(story, kind, &pair));
        }
    }
}

fn value<'t>(told: &ClaimRef<'t>) -> &'t str {
    told.claim.value.as_deref().unwrap_or_default()
}

/// The first of two reports all of whose values exclude all of the other's.
fn rivals<'t>(kind: &Kind, by_report: &BTreeMap<ReportId, Vec<ClaimRef<'t>>>) -> Option<[ClaimRef<'t>; 2]> {
    let sides: Vec<&Vec<ClaimRef<'t>>> = by_report.values().take(MOST_REPORTS).collect();
    sides.iter().enumerate().find_map(|(place, own)| {
        sides[place + 1..].iter().find_map(|others| {
            let apart =
                own.iter().all(|one| others.iter().all(|other| kind.conflict(value(one), value(other))));
            apart.then(|| Some([*own.first()?, *others.first()?])).flatten()
        })
    })
}

fn disagreement(story: &Story<'_>, kind: &Kind, pair: &[ClaimRef<'_>; 2]) -> Disagreement {
    let [one, other] = pair;
    let name = format!("{}{}", kind.name[..1].to_uppercase(), &kind.name[1..]);
    Disagreement {
        aspect: Aspect::Actor,
        verdict: Verdict::Contradiction,
        severity: 0.6,
        event: None,
        summary: format!("{name}: {} ({}) vs {} ({})", value(one), one.report, value(other), other.report),
        rule: "details/one-of-a-kind",
        why: "each report tells of one, and neither is the other in other words".to_owned(),
        silent: story.others(&[one.report, other.report]),
        positions: pair.iter().map(|told| story.position(told)).collect(),
    }
}
