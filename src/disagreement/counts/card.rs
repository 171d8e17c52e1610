//! How pairs of figures that answer one question become one card.

use std::collections::BTreeSet;

use super::super::ledger::{ClaimRef, Story};
use super::super::rule::{self, Rule, capitalised};
use super::super::verdict::bounds::{Bounds, bounds};
use super::super::{Aspect, Disagreement, Explained, Verdict, severity};
use super::subject::Subject;
use super::{Judged, Pair};
use crate::analysis::actor::group;
use crate::text::ReportId;

/// The bounds of a figure as a sort key, to four decimal places: no lower bound sorts first, no upper bound last.
pub(super) fn value(claim: &ClaimRef<'_>) -> Option<(i128, i128)> {
    // Values beyond the range of a key sort as the largest.
    #[allow(clippy::cast_possible_truncation)]
    let places = |bound: f64| (bound * 1e4).round_ties_even() as i128;
    let quantity = claim.quantity.as_ref()?;
    Some((places(quantity.low.unwrap_or(-1.0)), quantity.high.map_or(i128::MAX, places)))
}

/// One disagreement from all pairs that answer one question; it has their most serious verdict and mentions the others.
pub(super) fn disagreement(subject: &Subject<'_, '_>, pairs: &[Pair<'_>]) -> Option<Disagreement> {
    let most_serious = pairs.iter().min_by_key(|pair| (pair.judged.verdict, pair.judged.rule))?;
    let mut claims: Vec<ClaimRef<'_>> = pairs.iter().flat_map(|pair| [pair.one, pair.other]).collect();
    claims.extend(also_given(subject, &claims));
    claims.sort_by_key(|claim| (value(claim), claim.report, claim.span));
    claims.dedup_by_key(|claim| claim.id);
    claims.dedup_by(|later, earlier| later.report == earlier.report && value(later) == value(earlier));
    let positions: Vec<_> = claims
        .iter()
        .flat_map(|claim| places(subject.story, claim))
        .map(|claim| subject.story.position(&claim))
        .collect();
    let Judged { rule: name, verdict, why } = most_serious.judged;
    let rule = Rule { name, aspect: Aspect::Quantity, verdict, why };
    let found = rule.found(subject.story, summary(subject, &claims), positions);
    let event = claims.iter().find_map(|claim| claim.event);
    let severity = severity::of_figures(subject.predicate, verdict);
    Some(Disagreement { event, severity, why: explanation(subject, most_serious, pairs), ..found })
}

/// The figures that one of the reports gives in addition to the one on the card: from another source or an earlier
/// hour.
fn also_given<'t>(subject: &Subject<'_, 't>, claims: &[ClaimRef<'t>]) -> Vec<ClaimRef<'t>> {
    let reports: BTreeSet<ReportId> = claims.iter().map(|claim| claim.report).collect();
    let is_given = |other: &ClaimRef<'_>| {
        claims.iter().any(|claim| {
            claim.report != other.report
                && claim.predicate == other.predicate
                && value(claim) == value(other)
                && is_of_one_group(claim, other)
                && claim.event.is_some()
                && claim.event == other.event
        })
    };
    let live = |claim: &&ClaimRef<'_>| claim.is_figure() && claim.is_live() && is_given(claim);
    let of_report = |report: ReportId| subject.story.of(report).iter().filter(live).copied();
    reports.into_iter().flat_map(of_report).collect()
}

/// How many places are shown for one report's figure.
const MOST_PLACES: usize = 3;

/// The places where a report gives a figure, with or without "at least", the compared one first: the headline and the
/// text may word it differently.
fn places<'t>(story: &Story<'t>, claim: &ClaimRef<'t>) -> Vec<ClaimRef<'t>> {
    let again = story.of(claim.report).iter().filter(|other| {
        other.id != claim.id
            && other.predicate == claim.predicate
            && other.status == claim.status
            && !other.span.overlaps(claim.span)
            && other.low() == claim.low()
            && other.may_be_one_with(claim)
            && is_of_one_group(other, claim)
    });
    std::iter::once(*claim).chain(again.copied()).take(MOST_PLACES).collect()
}

/// Whether two figures are of one group, or of two groups one of which contains the other; a figure without a group
/// matches none.
fn is_of_one_group(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    match (one.subject_group, other.subject_group) {
        (Some(one), Some(other)) => group::contains(one, other) || group::contains(other, one),
        (one, other) => one == other,
    }
}

fn explanation(subject: &Subject<'_, '_>, pair: &Pair<'_>, pairs: &[Pair<'_>]) -> String {
    let others: BTreeSet<(Verdict, &str)> = pairs
        .iter()
        .map(|other| (other.judged.verdict, other.judged.why))
        .filter(|(verdict, _)| *verdict != pair.judged.verdict)
        .collect();
    let others: Vec<&str> = others.into_iter().map(|(_, why)| why).collect();
    let beside =
        if others.is_empty() { String::new() } else { format!("; for other pairs: {}", others.join("; ")) };
    match pair.inner {
        Some(inner) => format!("{}; {inner} are counted among {}{beside}", pair.judged.why, subject.group),
        None => format!("{}{beside}", pair.judged.why),
    }
}

/// "Security forces killed: 8 (B) vs ≥ 10 (C)".
fn summary(subject: &Subject<'_, '_>, claims: &[ClaimRef<'_>]) -> String {
    let mut values: Vec<(String, Vec<ReportId>)> = Vec::new();
    for claim in claims {
        let figure = subject.story.position(claim).statement;
        match values.iter_mut().find(|(known, _)| *known == figure) {
            Some((_, reports)) => reports.push(claim.report),
            None => values.push((figure, vec![claim.report])),
        }
    }
    let sides: Vec<_> = values
        .iter()
        .map(|(figure, reports)| {
            let badges: Vec<_> = reports.iter().map(ToString::to_string).collect();
            format!("{figure} ({})", badges.join(", "))
        })
        .collect();
    format!("{}: {}", head(subject), sides.join(" vs "))
}

/// "Security forces killed".
pub(super) fn head(subject: &Subject<'_, '_>) -> String {
    let group = if subject.group.is_empty() { String::new() } else { format!("{} ", subject.group) };
    capitalised(&format!("{group}{}", subject.predicate.class))
}

pub(super) fn not_compared(
    subject: &Subject<'_, '_>,
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
    reason: (&'static str, &'static str),
    explained: &mut Explained,
) {
    let differ = match (&one.quantity, &other.quantity) {
        (Some(a), Some(b)) => bounds(a, b) != Bounds::Same,
        _ => false,
    };
    if differ {
        explained.not_compared.push(rule::not_compared(subject.story, reason, [one, other]));
    }
}
