//! How serious differences are, 0…1: one table for all rules, and one for the figures that reports count.
//!
//! A list of disagreements is ordered by verdict first; severity only orders those with one verdict, and the cards of one story among
//! each other. The values are judgements, not measurements: what happened comes before how it is put, deaths before other harm, a fact
//! that excludes another before a choice of words. A reader who has seen a serious difference needs the next most serious one.

use super::Verdict;
use crate::analysis::claim::predicate::{Counted, Predicate};

/// The severity of each rule, the most serious first.
const SEVERITIES: &[(&str, f32)] = &[
    ("times/beginning", 0.90),
    ("times/disjoint", 0.90),
    ("fates/dead-or-alive", 0.85),
    ("modality/dead-or-caught", 0.80),
    ("modality/manner-of-death", 0.80),
    ("slots/agents-exclude", 0.80),
    ("causes/denied", 0.75),
    ("causes/excluded", 0.75),
    ("places/two-cities", 0.75),
    ("causes/product", 0.70),
    ("denials/one-action", 0.70),
    ("denials/one-plan", 0.70),
    ("denials/responsibility", 0.70),
    ("denials/told-and-denied", 0.70),
    ("sequence/reversed", 0.70),
    ("slots/victims-exclude", 0.70),
    ("people/responsible", 0.65),
    ("causes/incident", 0.60),
    ("causes/settled", 0.60),
    ("causes/suspected", 0.60),
    ("causes/suspicion-given-up", 0.60),
    ("details/one-of-a-kind", 0.60),
    ("event/other-days", 0.60),
    ("internal/counts", 0.60),
    ("internal/two-sources", 0.60),
    ("times/hour", 0.60),
    ("times/part-of-day", 0.60),
    ("modality/forces", 0.55),
    ("attribution/shared-words", 0.50),
    ("event/hedged-agent", 0.50),
    ("external/capital", 0.50),
    ("figures/differ", 0.50),
    ("internal/close-totals", 0.50),
    ("labels/own-voice", 0.50),
    ("modality/either-party", 0.50),
    ("modality/forces-in-itself", 0.50),
    ("people/age", 0.50),
    ("people/age-by-a-year", 0.50),
    ("event/judging-word", 0.45),
    ("internal/headline", 0.45),
    ("labels/held-by", 0.45),
    ("labels/same-figure", 0.45),
    ("modality/state", 0.45),
    ("parallel/hedge", 0.45),
    ("labels/quoted-voice", 0.40),
    ("modality/carried-out", 0.40),
    ("parallel/judging-words", 0.40),
    ("parallel/speakers", 0.40),
    ("unknown/answered", 0.40),
    ("unknown/claimed", 0.40),
    ("unknown/then-known", 0.40),
    ("figures/apart", 0.35),
    ("labels/distant", 0.35),
    ("slots/agent", 0.35),
    ("slots/cause", 0.35),
    ("slots/place", 0.35),
    ("slots/time", 0.35),
    ("event/when-finer", 0.30),
    ("labels/description", 0.30),
    ("parallel/own-voice", 0.30),
    ("slots/means", 0.30),
    ("slots/patient", 0.30),
    ("figures/finer", 0.25),
    ("labels/rank", 0.25),
    ("slots/time-finer", 0.25),
    ("omission/casualties", 0.20),
    ("omission/figure", 0.20),
    ("omission/not-verified", 0.20),
    ("parallel/details", 0.20),
    ("labels/kind", 0.15),
    ("parallel/left-out", 0.15),
    ("people/role", 0.15),
    ("names/nearly-one", 0.10),
    ("names/spelling", 0.10),
    ("parallel/by-ear", 0.10),
    ("parallel/name", 0.10),
    ("parallel/spelling", 0.10),
    ("parallel/told-once", 0.10),
];

/// The severity of a rule that is not in the table.
const UNRATED: f32 = 0.5;

/// The severity of a rule. Rules of the family `counts` have the one that [`of_figures`] gives.
pub(super) fn of(rule: &str) -> f32 {
    SEVERITIES.iter().find(|(name, _)| *name == rule).map_or(UNRATED, |(_, severity)| *severity)
}

/// The severity of different figures with one predicate: counts of people are the most serious, and of those the dead.
pub(super) fn of_figures(predicate: Predicate, verdict: Verdict) -> f32 {
    let weight = match (predicate.class, predicate.counted) {
        ("killed", _) => 1.0,
        (_, Counted::People) => 0.85,
        _ => 0.7,
    };
    let serious = match verdict {
        Verdict::Contradiction => 0.95,
        Verdict::Conditional => 0.75,
        Verdict::Update => 0.6,
        _ => 0.3,
    };
    weight * serious
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_has_each_rule_once() {
        let mut names: Vec<&str> = SEVERITIES.iter().map(|(name, _)| *name).collect();
        assert!(SEVERITIES.is_sorted_by(|one, other| one.1 >= other.1));
        assert!(SEVERITIES.iter().all(|(_, severity)| (0.0..=1.0).contains(severity)));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SEVERITIES.len());
    }
}
