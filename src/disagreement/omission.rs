//! What only one report of a disputed story says: significant figures, counts of casualties, and that something could not be
//! verified.
//!
//! Where reports agree, what one leaves out is a matter of space; so only disputed stories are examined.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::comparable::is_coarse;
use super::counts::is_casualty;
use super::ledger::{ClaimRef, Story};
use super::parallel::is_dispute;
use super::quote::quoted;
use super::rule::Rule;
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::claim::predicate::{self, Counted};
use crate::analysis::claim::unverified::UNVERIFIED;
use crate::analysis::claim::{ClaimKind, Extent, Status, party};
use crate::text::ReportId;

const OF_FIGURE: Rule = Rule {
    name: "omission/figure",
    aspect: Aspect::Quantity,
    verdict: Verdict::Omission,
    why: "no other report of the story gives such a figure",
};

const OF_CASUALTIES: Rule =
    Rule { name: "omission/casualties", why: "no other report of the story counts them", ..OF_FIGURE };

const NOT_VERIFIED: Rule = Rule {
    name: "omission/not-verified",
    aspect: Aspect::Event,
    why: "one report says that this could not be verified, the others of the story do not",
    ..OF_FIGURE
};

/// How many people a figure must count for its omission to matter.
const WEIGHTY: f64 = 100.0;

/// How many omissions a story lists at most.
const MOST: usize = 12;

/// Finds what other reports leave out, if the story has been found to be disputed.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    if !explained.disagreements.iter().any(is_dispute) {
        return;
    }
    let mut found = casualties(story);
    found.extend(not_verified(story));
    if explained.disagreements.iter().all(|one| one.verdict != Verdict::Contradiction) {
        explained.disagreements.extend(found);
        return;
    }
    // By kind and predicate: the origin of the reports that have such a claim, none where there are several.
    let mut origins: HashMap<(ClaimKind, &str), Option<ReportId>> = HashMap::new();
    for claim in &story.claims {
        // Copies of one report leave nothing to each other.
        let own = story.timeline.origins.of(claim.report);
        let known = origins.entry((claim.kind, claim.predicate())).or_insert(Some(own));
        *known = known.filter(|origin| *origin == own);
    }
    let is_alone = |claim: &&ClaimRef<'_>| origins[&(claim.kind, claim.predicate())].is_some();
    for claim in story.claims.iter().filter(|claim| is_weighty(claim)).filter(is_alone) {
        if found.len() >= MOST {
            break;
        }
        let known = |head: &str| found.iter().any(|one: &Disagreement| one.summary.starts_with(head));
        if !known(&head(claim, &sayers(story, claim))) {
            found.push(omission(story, OF_FIGURE, claim));
        }
    }
    explained.disagreements.extend(found);
}

/// What only some reports say could not be verified; if most say so, it is the usual reservation.
fn not_verified(story: &Story<'_>) -> Option<Disagreement> {
    let claims: Vec<ClaimRef<'_>> = story.with_predicate(UNVERIFIED).collect();
    let reports: BTreeSet<ReportId> = claims.iter().map(|claim| claim.report).collect();
    let origins = |reports: &mut dyn Iterator<Item = ReportId>| story.timeline.origins.count(reports);
    let all = origins(&mut story.reports.iter().copied());
    let few = !reports.is_empty() && 2 * origins(&mut reports.iter().copied()) <= all;
    few.then(|| {
        let positions: Vec<Position> = claims.iter().map(|claim| story.position(claim)).collect();
        let badges: Vec<String> = reports.iter().map(ToString::to_string).collect();
        let first = &positions[0].statement;
        let summary =
            format!("Only {} {}: {}", badges.join(", "), report_or_reports(badges.len()), quoted(first));
        NOT_VERIFIED.found(story, summary, positions)
    })
}

/// Casualties that only one report counts: the wounded besides the dead.
fn casualties(story: &Story<'_>) -> Vec<Disagreement> {
    let mut figures_of: BTreeMap<&str, Vec<&ClaimRef<'_>>> = BTreeMap::new();
    for claim in story.claims.iter().filter(|claim| counts_casualties(claim)) {
        figures_of.entry(&claim.predicate).or_default().push(claim);
    }
    let of_one = |(class, figures): (&str, Vec<&ClaimRef<'_>>)| {
        let first = *figures.first()?;
        let several = story.timeline.origins.are_several(figures.iter().map(|claim| claim.report));
        (!several).then(|| {
            let found = omission(story, OF_CASUALTIES, first);
            let summary = match &found.positions[..] {
                [one] => format!("Only {} counts people {class}: {}", one.passage.report, one.statement),
                _ => found.summary,
            };
            Disagreement { summary, ..found }
        })
    };
    figures_of.into_iter().filter_map(of_one).collect()
}

/// Whether a figure counts casualties by a number, in the event the story is about.
fn counts_casualties(claim: &ClaimRef<'_>) -> bool {
    let claim = claim.claim;
    let numeral = claim.quantity.as_ref().filter(|quantity| !party::is_rule(quantity.rule));
    claim.is_figure()
        && claim.is_live()
        && is_casualty(&claim.predicate)
        && claim.event.is_some()
        && !claim.when.as_ref().is_some_and(is_coarse)
        && numeral.and_then(|quantity| quantity.low).is_some_and(|low| low >= 1.0)
}

fn is_weighty(claim: &ClaimRef<'_>) -> bool {
    let people =
        predicate::class(&claim.predicate).is_some_and(|predicate| predicate.counted == Counted::People);
    let least = claim.low().unwrap_or_default();
    let harm = !matches!(&*claim.predicate, "attended" | "aboard");
    let is_stated = !matches!(claim.status, Status::Denied | Status::Withdrawn);
    claim.is_figure() && people && harm && is_stated && claim.extent == Extent::Whole && least >= WEIGHTY
}

/// A claim with what copies of its report say of the same, the first of each.
fn sayers<'s, 't>(story: &'s Story<'t>, claim: &'s ClaimRef<'t>) -> Vec<&'s ClaimRef<'t>> {
    let origins = &story.timeline.origins;
    let mut all = vec![claim];
    if origins.count(story.reports.iter().copied()) < story.reports.len() {
        let same = story.claims.iter().filter(|other| {
            other.kind == claim.kind
                && other.predicate == claim.predicate
                && other.value == claim.value
                && origins.of(other.report) == origins.of(claim.report)
        });
        for other in same {
            if all.iter().all(|known| known.report != other.report) {
                all.push(other);
            }
        }
        all.sort_by_key(|claim| claim.report);
    }
    all
}

fn report_or_reports(reports: usize) -> &'static str {
    if reports == 1 { "reports" } else { "report" }
}

/// What is reported, in short.
fn head(claim: &ClaimRef<'_>, sayers: &[&ClaimRef<'_>]) -> String {
    let badges: Vec<String> = sayers.iter().map(|claim| claim.report.to_string()).collect();
    let what = claim.value.as_deref().unwrap_or(&claim.predicate);
    format!("Only {} {}: {what}", badges.join(" and "), report_or_reports(badges.len()))
}

fn omission(story: &Story<'_>, rule: Rule, claim: &ClaimRef<'_>) -> Disagreement {
    let sayers = sayers(story, claim);
    let positions: Vec<Position> = sayers.iter().map(|claim| story.position(claim)).collect();
    let figure = match claim.quantity {
        Some(_) => format!(", {}", story.position(claim).statement),
        None => String::new(),
    };
    let found = rule.found(story, format!("{}{figure}", head(claim, &sayers)), positions);
    Disagreement { event: claim.event, ..found }
}
