//! Dates of one incident that do not overlap.

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, not_compared};
use super::{Aspect, Disagreement, Explained, Verdict, hours};
use crate::analysis::actor::lexicon::calendar_word;
use crate::analysis::claim::date::is_lasting;
use crate::analysis::claim::{ClaimKind, Extent};
use crate::analysis::time::When;
use crate::text::ReportId;

const DISJOINT: Rule = Rule {
    name: "times/disjoint",
    aspect: Aspect::Time,
    verdict: Verdict::Contradiction,
    why: "the dates given for it share no day",
};

const BEGINNING: Rule =
    Rule { name: "times/beginning", why: "the reports give different first days for it", ..DISJOINT };

/// Why dates of two incidents are not compared.
const OTHER_INCIDENT: (&str, &str) =
    ("scope/other-incident", "the dates are too far apart to be of one incident");

/// How many days apart two dates may be and still belong to one incident.
const SAME_INCIDENT: i64 = 4;

/// Finds incidents whose earliest dates differ.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    if story.is_of_several_events() {
        return;
    }
    let mut kinds: BTreeMap<&str, BTreeMap<ReportId, Vec<ClaimRef<'_>>>> = BTreeMap::new();
    for claim in story.claims.iter().filter(|claim| claim.kind == ClaimKind::Time && claim.is_live()) {
        kinds.entry(&claim.predicate).or_default().entry(claim.report).or_default().push(*claim);
    }
    for (kind, by_report) in kinds {
        let dates: Vec<ClaimRef<'_>> =
            by_report.values().filter_map(|claim| earliest(story, claim)).collect();
        let mut differing: Vec<&ClaimRef<'_>> = Vec::new();
        for one in &dates {
            if dates.iter().any(|other| conflict(one, other, &by_report)) {
                differing.push(one);
            }
        }
        explained.disagreements.extend(disagreement(story, kind, &differing));
        if differing.is_empty() {
            hours::find(story, kind, &by_report, explained);
        }
        let far = |one: &&ClaimRef<'_>| {
            dates.first().and_then(|first| days_apart(first, one)).is_some_and(|days| days > SAME_INCIDENT)
        };
        if let (Some(first), Some(other)) = (dates.first(), dates.iter().find(far)) {
            explained.not_compared.push(not_compared(story, OTHER_INCIDENT, [first, other]));
        }
    }
}

/// The earliest date a report gives, if it gives no two that contradict each other by weeks.
fn earliest<'t>(story: &Story<'_>, claims: &[ClaimRef<'t>]) -> Option<ClaimRef<'t>> {
    let near = claims
        .iter()
        .filter(|claim| claim.extent == Extent::Whole)
        .filter(|claim| claim.when.as_ref().is_some_and(When::is_dated) && names_day(story, claim));
    near.clone()
        .max_by_key(|claim| claim.when.as_ref().map(|when| (when.first, std::cmp::Reverse(claim.span))))
        .and_then(|latest| {
            near.filter(|claim| days_apart(claim, latest).is_some_and(|days| days <= SAME_INCIDENT))
                .min_by_key(|claim| claim.when.as_ref().map(When::order_key))
        })
        .copied()
}

/// Whether a claim gives a date and not only an hour: the day of a bare hour is a guess.
pub(super) fn names_day(story: &Story<'_>, claim: &ClaimRef<'_>) -> bool {
    const DAYS: &[&str] = &["today", "yesterday", "tonight", "overnight", "this", "last", "day"];
    let words = story.words(claim.report, claim.span).to_lowercase();
    let fine = |when: &When| when.minute.is_some() || when.part.is_some();
    let hour = claim.when.as_ref().is_some_and(fine) || words.contains("midnight");
    let mut words = words.split(|letter: char| !letter.is_alphanumeric());
    !hour || words.any(|word| DAYS.contains(&word) || calendar_word(word))
}

fn days_apart(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> Option<i64> {
    let first = |claim: &ClaimRef<'_>| claim.when.as_ref().and_then(|when| when.first);
    Some((first(one)? - first(other)?).num_days().abs())
}

/// Whether the dates of two reports do not overlap, and neither report also gives the other's.
fn conflict(
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
    by_report: &BTreeMap<ReportId, Vec<ClaimRef<'_>>>,
) -> bool {
    let (Some(a), Some(b)) = (&one.when, &other.when) else { return false };
    let near = days_apart(one, other).is_some_and(|days| (1..=SAME_INCIDENT).contains(&days));
    let apart = match (a.first, a.last, b.first, b.last) {
        // A period says when it began: its first day is compared with the other's.
        (Some(first), Some(last), Some(other_first), Some(other_last))
            if first != last || other_first != other_last =>
        {
            first != other_first
        }
        _ => a.disjoint(b),
    };
    let gives = |report: ReportId, when: &When| {
        by_report.get(&report).is_some_and(|claim| {
            claim.iter().any(|claim| claim.when.as_ref().is_some_and(|own| own.first == when.first))
        })
    };
    let agreed = !is_lasting(&one.predicate) && (gives(one.report, b) || gives(other.report, a));
    one.report != other.report && near && apart && !agreed
}

pub(super) fn disagreement(story: &Story<'_>, kind: &str, claims: &[&ClaimRef<'_>]) -> Option<Disagreement> {
    let (what, rule) = if is_lasting(kind) { ("Beginning", BEGINNING) } else { ("Date", DISJOINT) };
    (claims.len() > 1).then(|| rule.between(story, &format!("{what} of the {kind}"), claims))
}
