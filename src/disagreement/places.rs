//! Places of one incident that exclude each other: two cities of the gazetteer. A place within another is no difference, and
//! what the gazetteer does not know may lie within anything.

use std::collections::BTreeMap;

use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, NotCompared, Verdict};
use crate::analysis::actor::lexicon;
use crate::analysis::claim::ClaimKind;
use crate::text::ReportId;

/// The rule of places that are not compared.
const UNLISTED: &str = "scope/unlisted-place";

/// Finds the incidents of which two reports name different cities.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut kinds: BTreeMap<&str, BTreeMap<ReportId, ClaimRef<'_>>> = BTreeMap::new();
    for told in story.told.iter().filter(|told| told.claim.kind == ClaimKind::Place) {
        kinds.entry(&told.claim.predicate).or_default().entry(told.report).or_insert(*told);
    }
    for (kind, sites) in kinds {
        let sites: Vec<_> = sites.into_values().collect();
        let is_city = |told: &ClaimRef<'_>| lexicon::city(&fold(name(told))).is_some();
        let (cities, others): (Vec<_>, Vec<_>) = sites.iter().copied().partition(is_city);
        let Some(pair) = rivals(story, &cities, &cities).or_else(|| rivals(story, &others, &sites)) else {
            continue;
        };
        match pair.map(|told| is_city(&told)) {
            [true, true] => explained.disagreements.push(disagreement(story, kind, &pair)),
            _ => explained.not_compared.push(NotCompared {
                rule: UNLISTED,
                why: "one of the places is in no list, so it may lie within the other",
                positions: pair.iter().map(|told| story.position(told)).collect(),
            }),
        }
    }
}

/// The first two of two lists of places that differ.
fn rivals<'t>(
    story: &Story<'_>,
    sites: &[ClaimRef<'t>],
    others: &[ClaimRef<'t>],
) -> Option<[ClaimRef<'t>; 2]> {
    sites.iter().find_map(|one| {
        let other = others.iter().find(|other| differ(story, one, other))?;
        Some([*one, *other])
    })
}

fn name<'t>(told: &ClaimRef<'t>) -> &'t str {
    told.claim.value.as_deref().unwrap_or_default()
}

fn fold(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase()
}

/// Whether two places have different names and neither report knows the other's.
fn differ(story: &Story<'_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let knows = |told: &ClaimRef<'_>, name: &str| {
        fold(&story.timeline.reports[told.report.index()].text).contains(&fold(name))
    };
    let country = |told: &ClaimRef<'_>| lexicon::country(name(told)).is_some();
    one.report != other.report
        && !country(one)
        && !country(other)
        && !knows(one, name(other))
        && !knows(other, name(one))
}

fn disagreement(story: &Story<'_>, kind: &str, pair: &[ClaimRef<'_>; 2]) -> Disagreement {
    let [one, other] = pair;
    Disagreement {
        aspect: Aspect::Place,
        verdict: Verdict::Contradiction,
        severity: 0.75,
        event: None,
        summary: format!(
            "Place of the {kind}: {} ({}) vs {} ({})",
            name(one),
            one.report,
            name(other),
            other.report
        ),
        rule: "places/two-cities",
        why: "the gazetteer has both as cities, and neither report names the other's".to_owned(),
        silent: story.others(&[one.report, other.report]),
        positions: pair.iter().map(|told| story.position(told)).collect(),
    }
}
