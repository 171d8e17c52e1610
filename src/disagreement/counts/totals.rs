//! Totals put in different words: "five people were shot" and "one man was killed and three were wounded".

use std::collections::BTreeMap;

use super::super::comparable::is_coarse;
use super::super::ledger::{ClaimRef, Story};
use super::super::rule::{Rule, capitalised};
use super::super::verdict::clocks::earlier;
use super::subject::PEOPLE;
use crate::analysis::actor::group;
use crate::analysis::claim::predicate;
use crate::analysis::claim::{Extent, Status, party, state};
use crate::disagreement::{Aspect, Disagreement, Verdict, severity};
use crate::text::ReportId;

/// Predicates for everyone an attack hit, some of whom are dead and the others wounded.
const HIT: &[&str] = &["shot", "stabbed"];

/// Finds totals that differ though each report counts in its own words; one report may count the attackers among the
/// dead.
pub(super) fn find(story: &Story<'_>) -> Vec<Disagreement> {
    let dead_attacker = story.claims.iter().any(|claim| state::is_dead_suspect(claim.claim));
    if dead_attacker {
        return Vec::new();
    }
    HIT.iter().filter_map(|hit| of_action(story, hit)).collect()
}

/// How many reports are compared for each way of counting.
const MOST_REPORTS: usize = 48;

/// The first pair of reports in which one counts everyone hit, and the other counts the dead and the wounded with a
/// different sum.
fn of_action(story: &Story<'_>, hit: &'static str) -> Option<Disagreement> {
    let mut tallies: BTreeMap<ReportId, Tally<'_>> = BTreeMap::new();
    for claim in story.claims.iter().filter(|claim| claim.is_figure()) {
        let tally = tallies.entry(claim.report).or_default();
        let figure = match &*claim.predicate {
            predicate if predicate == hit => &mut tally.hit,
            "killed" => &mut tally.dead,
            "injured" => &mut tally.harmed,
            _ => continue,
        };
        *figure = figure.with(claim);
    }
    let in_parts = |tally: &&Tally<'_>| tally.hit == Figure::None && tally.harmed != Figure::None;
    let parts: Vec<&Tally<'_>> = tallies.values().filter(in_parts).take(MOST_REPORTS).collect();
    let wholes = tallies.values().filter(|tally| tally.harmed == Figure::None && tally.hit != Figure::None);
    let mut pairs =
        wholes.take(MOST_REPORTS).flat_map(|whole| parts.iter().map(move |parts| (whole, *parts)));
    pairs.find_map(|(whole, parts)| compare(story, hit, whole, parts))
}

/// What a report says about those an attack affected.
#[derive(Default)]
struct Tally<'t> {
    hit: Figure<'t>,
    dead: Figure<'t>,
    harmed: Figure<'t>,
}

/// What a report gives as one of these figures.
#[derive(Clone, Copy, Default)]
enum Figure<'t> {
    #[default]
    None,
    One(ClaimRef<'t>),
    /// More than one, or none that is exact.
    Unclear,
}

impl PartialEq for Figure<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None) | (Self::Unclear, Self::Unclear) => true,
            (Self::One(one), Self::One(other)) => one.low() == other.low(),
            _ => false,
        }
    }
}

impl<'t> Figure<'t> {
    fn with(self, claim: &ClaimRef<'t>) -> Self {
        let old = claim.when.as_ref().is_some_and(is_coarse);
        if old || claim.extent == Extent::Part && claim.part_of.is_some() {
            return self;
        }
        let exact = claim.quantity.as_ref().is_some_and(|own| {
            own.low.is_some() && own.low == own.high && own.rule != party::ONE && own.rule != party::ORDINAL
        });
        let counts = claim.is_live() && claim.status != Status::Withdrawn && claim.extent == Extent::Whole;
        match self {
            Self::None if exact && counts => Self::One(*claim),
            Self::One(known) if exact && counts && known.low() == claim.low() => self,
            _ => Self::Unclear,
        }
    }

    /// The number; none if the report gives no clear one.
    fn number(self) -> Option<f64> {
        match self {
            Self::None => Some(0.0),
            Self::One(claim) => claim.low(),
            Self::Unclear => None,
        }
    }
}

/// Whether a report mentions deaths, counted or not.
fn mentions_death(story: &Story<'_>, report: ReportId) -> bool {
    const WORDS: &[&str] =
        &["died", "dead", "killed", "death", "fatal", "dies", "slain", "murder", "homicide"];
    let text = story.lower_text(report);
    WORDS.iter().any(|word| text.contains(word))
}

fn compare(
    story: &Story<'_>,
    hit: &'static str,
    whole: &Tally<'_>,
    parts: &Tally<'_>,
) -> Option<Disagreement> {
    let (Figure::One(all), Figure::One(harmed)) = (whole.hit, parts.harmed) else { return None };
    let (dead_of_all, dead) = (whole.dead.number()?, parts.dead.number()?);
    if parts.dead == Figure::None && mentions_death(story, harmed.report) {
        return None;
    }
    // A report that mentions the dead separately may not include them in its count.
    if dead_of_all > 0.0 && (dead_of_all - dead).abs() > 0.5 {
        return None;
    }
    // "Four officers were shot" is not a total to compare with five dead and five wounded of any group.
    let group = |claim: &ClaimRef<'_>| claim.subject_group.unwrap_or(PEOPLE);
    let counts = |claim: &ClaimRef<'_>| group(&all) == PEOPLE || group::contains(group(&all), group(claim));
    let dead_counts = !matches!(parts.dead, Figure::One(dead) if !counts(&dead));
    if !counts(&harmed) || !dead_counts {
        return None;
    }
    story.comparable(&all, &harmed).ok()?;
    let (one, other) = (all.low()?, harmed.low()? + dead);
    if (one - other).abs() < 0.5 {
        return None;
    }
    let later_is_more = |first: &ClaimRef<'_>, then: &ClaimRef<'_>, fewer: f64, more: f64| {
        earlier(&first.as_of, &then.as_of) && fewer < more
    };
    let risen = later_is_more(&all, &harmed, one, other) || later_is_more(&harmed, &all, other, one);
    let (verdict, name, why) = if risen {
        (
            Verdict::Update,
            "counts/risen-in-other-words",
            "one report counts all who were hit, the other the dead and the wounded; the later total is the higher one",
        )
    } else {
        (
            Verdict::Conditional,
            "counts/in-other-words",
            "one report counts all who were hit, the other the dead and the wounded; they conflict unless somebody was \
             injured in another way",
        )
    };
    let predicate = predicate::class(hit)?;
    let mut positions = vec![story.position(&all), story.position(&harmed)];
    let mut in_parts = format!("{} injured", positions[1].statement);
    if let Figure::One(killed) = parts.dead {
        let killed = story.position(&killed);
        in_parts = format!("{} killed and {in_parts}", killed.statement);
        positions.insert(1, killed);
    }
    let summary = format!(
        "People {hit}: {} ({}) vs {in_parts} ({})",
        positions[0].statement, all.report, harmed.report
    );
    let rule = Rule { name, aspect: Aspect::Quantity, verdict, why };
    let found = rule.found(story, capitalised(&summary), positions);
    let severity = severity::of_figures(predicate, verdict);
    Some(Disagreement { event: all.event.or(harmed.event), severity, ..found })
}
