//! Places of one incident that exclude each other: two cities of the gazetteer. A place within another is not a
//! difference, and a place that the gazetteer does not know may lie within any other.

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, not_compared};
use super::{Aspect, Explained, Verdict};
use crate::analysis::actor::lexicon;
use crate::analysis::claim::ClaimKind;
use crate::text::ReportId;

const TWO_CITIES: Rule = Rule {
    name: "places/two-cities",
    aspect: Aspect::Place,
    verdict: Verdict::Contradiction,
    why: "both are cities in the gazetteer, and neither report mentions the other's",
};

/// Why places are not compared if one of them is not listed.
const UNLISTED: (&str, &str) =
    ("scope/unlisted-place", "one of the places is in no list, so it may lie within the other");

/// Finds the incidents for which two reports name different cities.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut kinds: BTreeMap<&str, BTreeMap<ReportId, ClaimRef<'_>>> = BTreeMap::new();
    for claim in story.claims.iter().filter(|claim| claim.kind == ClaimKind::Place) {
        kinds.entry(&claim.predicate).or_default().entry(claim.report).or_insert(*claim);
    }
    for (kind, sites) in kinds {
        let sites: Vec<_> = sites.into_values().collect();
        let is_city = |claim: &ClaimRef<'_>| lexicon::city(&fold(claim.value())).is_some();
        let (cities, others): (Vec<_>, Vec<_>) = sites.iter().copied().partition(is_city);
        let Some([one, other]) =
            conflicting_pair(story, &cities, &cities).or_else(|| conflicting_pair(story, &others, &sites))
        else {
            continue;
        };
        if is_city(&one) && is_city(&other) {
            let head = format!("Place of the {kind}");
            explained.disagreements.push(TWO_CITIES.between(story, &head, &[&one, &other]));
        } else {
            explained.not_compared.push(not_compared(story, UNLISTED, [&one, &other]));
        }
    }
}

/// The first two places of two lists that differ.
fn conflicting_pair<'t>(
    story: &Story<'_>,
    sites: &[ClaimRef<'t>],
    others: &[ClaimRef<'t>],
) -> Option<[ClaimRef<'t>; 2]> {
    sites.iter().find_map(|one| {
        let other = others.iter().find(|other| differ(story, one, other))?;
        Some([*one, *other])
    })
}

fn fold(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase()
}

/// Whether two places have different names and neither report mentions the other's.
fn differ(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let knows = |claim: &ClaimRef<'_>, name: &str| {
        fold(&story.timeline.reports[claim.report.index()].text).contains(&fold(name))
    };
    let country = |claim: &ClaimRef<'_>| lexicon::country(claim.value()).is_some();
    one.report != other.report
        && !country(one)
        && !country(other)
        && !knows(one, other.value())
        && !knows(other, one.value())
}
