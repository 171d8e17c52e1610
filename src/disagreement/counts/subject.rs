//! The subject of a comparison of figures: one predicate of one group, in one unit.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::super::comparable::is_coarse;
use super::super::ledger::{ClaimRef, Story};
use crate::analysis::actor::group;
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::predicate::{self, Counted, Predicate};
use crate::analysis::claim::{Extent, party};
use crate::text::ReportId;

/// What a comparison is about.
pub(super) struct Subject<'s, 't> {
    pub(super) story: &'s Story<'t>,
    pub(super) predicate: Predicate,
    pub(super) group: &'s str,
    /// Whether the story covers several unrelated events.
    pub(super) several: bool,
    /// For the pairs of reports asked about so far, whether they give one of the figures in common.
    pub(super) agreed: RefCell<FxHashMap<(ReportId, ReportId), bool>>,
}

impl<'s, 't> Subject<'s, 't> {
    pub(super) fn new(story: &'s Story<'t>, predicate: Predicate, group: &'s str, several: bool) -> Self {
        Self { story, predicate, group, several, agreed: RefCell::default() }
    }
}

type ByName<'s, 't> = BTreeMap<&'s str, Vec<ClaimRef<'t>>>;

/// How many figures of one kind are compared in a story; the earliest are taken.
pub(super) const MOST_FIGURES: usize = 96;

pub(super) fn by_predicate<'t>(story: &Story<'t>) -> ByName<'t, 't> {
    let mut groups = ByName::new();
    for claim in story.claims.iter().filter(|claim| claim.is_figure() && !is_part_of_a_person(claim)) {
        let figures = groups.entry(claim.predicate()).or_default();
        if figures.len() < MOST_FIGURES {
            figures.push(*claim);
        }
    }
    groups
}

/// Whether people are counted by a fraction, which must measure something else.
fn is_part_of_a_person(claim: &ClaimRef<'_>) -> bool {
    let people =
        predicate::class(&claim.predicate).is_some_and(|predicate| predicate.counted == Counted::People);
    people && claim.low().is_some_and(|low| low < 1000.0 && low.fract() != 0.0)
}

/// The predicate of terms in prison; the value of such a claim is the name of the convict.
pub(super) const SENTENCED: &str = "sentenced";

/// Figures by the person or thing they are of: a name where the claim has one, else the group.
pub(super) fn by_group<'t>(story: &Story<'t>, claims: &[ClaimRef<'t>]) -> ByName<'t, 't> {
    let mut groups = ByName::new();
    let names: BTreeSet<&str> = claims
        .iter()
        .filter(|claim| &*claim.predicate == SENTENCED)
        .filter_map(|claim| claim.claim.value.as_deref())
        .collect();
    for figure in claims {
        let group = figure
            .claim
            .subject_group
            .map(|group| if is_everybody(claims, figure.report, group) { PEOPLE } else { group });
        let group = if takes_part(figure) { Some(PEOPLE) } else { group };
        // Where all reports that mention a sentence name the person sentenced, the sentence is theirs.
        let known = |name: &str| claims.iter().all(|claim| story.lower_text(claim.report).contains(name));
        let own = figure.claim.value.as_deref();
        let own = own.filter(|name| names.len() != 1 || !names.contains(name) || !known(name));
        let of = own.or(group);
        groups.entry(of.unwrap_or("")).or_default().push(*figure);
    }
    groups
}

/// The figures of each unit: euros are not compared with pounds.
pub(super) fn by_unit<'t>(claims: &[ClaimRef<'t>]) -> impl Iterator<Item = Vec<ClaimRef<'t>>> + use<'t> {
    let mut units: BTreeMap<&str, Vec<ClaimRef<'t>>> = BTreeMap::new();
    for figure in claims {
        let unit = figure.claim.quantity.as_ref().map_or("", |quantity| &*quantity.unit);
        units.entry(if unit == PEOPLE { "" } else { unit }).or_default().push(*figure);
    }
    units.into_values()
}

/// The group that contains all others.
pub(super) const PEOPLE: &str = "people";

/// Groups that are everyone affected, where they are affected: miners in a mine accident, passengers in a bus crash.
static THOSE_THERE: WordClass = WordClass::named("groups of people present");

/// Whether a figure counts those who take part in something, not those who guard it: they are "members" to the union, "staff" to
/// the firm and "a crowd" to a reporter.
fn takes_part(figure: &ClaimRef<'_>) -> bool {
    let guards = figure.subject_group.is_some_and(|group| group::contains("authorities", group));
    &*figure.predicate == "attended" && !guards
}

/// Whether a report gives such a figure only for this group while another gives it for people: "two skiers were
/// killed", "the toll rose to six".
fn is_everybody(claims: &[ClaimRef<'_>], report: ReportId, group: &str) -> bool {
    let whole = |claim: &&ClaimRef<'_>| claim.is_live() && claim.extent == Extent::Whole;
    let own = |claim: &&ClaimRef<'_>| claim.report == report;
    let numeral = |claim: &ClaimRef<'_>| claim.quantity.as_ref().is_some_and(|own| !party::is_rule(own.rule));
    let part = |claim: &ClaimRef<'_>| {
        claim.subject_group == Some(group) && claim.extent == Extent::Part && numeral(claim)
    };
    let recent = |claim: &&ClaimRef<'_>| !claim.when.as_ref().is_some_and(is_coarse);
    // Besides the passengers there may be others aboard, who are another count.
    let affects_all = claims.iter().all(|claim| &*claim.predicate != "aboard");
    affects_all
        && THOSE_THERE.has(group)
        && !claims.iter().any(part)
        && claims
            .iter()
            .filter(whole)
            .filter(own)
            .filter(recent)
            .all(|claim| claim.subject_group == Some(group))
        && claims.iter().filter(whole).any(|claim| !own(&claim) && claim.subject_group == Some(PEOPLE))
}
