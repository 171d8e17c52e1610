//! The verdict on two figures of one subject, beyond their bounds and clocks: corrections, withdrawn figures, recovered
//! bodies.

use super::super::Verdict;
use super::super::ledger::{ClaimRef, Story};
use super::super::verdict::clocks::earlier;
use super::super::verdict::{self, Figure, Row};
use super::Judged;
use super::incomparable::is_of_other_order;
use super::subject::Subject;
use crate::analysis::claim::count::BODIES;
use crate::analysis::claim::predicate::Growth;
use crate::analysis::claim::withdrawn::REVISION;
use crate::analysis::claim::{Extent, Status, party};
use crate::text::ReportId;

/// The verdict on two figures; a figure the other report withdraws is a correction.
pub(super) fn judge(
    subject: &Subject<'_, '_>,
    claims: &[ClaimRef<'_>],
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
) -> Option<Judged> {
    let (a, b) = (one.claim, other.claim);
    let (Some(a_quantity), Some(b_quantity)) = (&a.quantity, &b.quantity) else { return None };
    let row: &Row = verdict::judge(
        &Figure { quantity: a_quantity, as_of: &a.as_of, course: a.course },
        &Figure { quantity: b_quantity, as_of: &b.as_of, course: b.course },
        subject.predicate.growth,
    );
    let serious = |verdict| matches!(verdict, Verdict::Contradiction | Verdict::Conditional);
    let doubted = row.verdict.is_none_or(|verdict| serious(verdict) || verdict == Verdict::Compatible)
        || row.name == "counts/changed";
    if doubted && is_corrected(claims, one, other) && !is_of_a_nearer_figure(subject, claims, one, other) {
        let risen =
            subject.predicate.growth == Growth::Cumulative && is_withdrawn_as_lower(claims, one, other);
        if risen {
            return Some(Judged {
                rule: "counts/told-as-earlier",
                verdict: Verdict::Update,
                why: "one report says outright that the other, lower figure was an earlier one",
            });
        }
        return Some(Judged {
            rule: "counts/corrected",
            verdict: Verdict::Conditional,
            why: "one report says outright that the other figure was an earlier one and is no longer valid",
        });
    }
    let verdict = row.verdict?;
    if row.name == "counts/later-and-lower" && is_days_later(one, other) || is_vaguely_far(one, other) {
        return None;
    }
    // However many bodies are found, there may be more dead.
    let fewer = if a_quantity.low < b_quantity.low { a_quantity } else { b_quantity };
    if fewer.rule == BODIES && serious(verdict) {
        return None;
    }
    if (serious(verdict) || verdict == Verdict::Update) && is_of_other_order(subject, one, other) {
        return None;
    }
    let revised = says_revised(subject.story, one, other) || says_revised(subject.story, other, one);
    let uncounted = party::is_rule(a_quantity.rule) != party::is_rule(b_quantity.rule)
        && (a_quantity.rule == party::ONE || b_quantity.rule == party::ONE);
    Some(match verdict {
        Verdict::Contradiction if revised => Judged {
            rule: "counts/revised",
            verdict: Verdict::Update,
            why: "the later report says that the figures were corrected",
        },
        Verdict::Contradiction if uncounted => Judged {
            rule: "counts/no-numeral",
            verdict: Verdict::Conditional,
            why: "one report mentions one person and gives no count; they conflict if there was nobody else",
        },
        verdict => Judged { rule: row.name, verdict, why: row.why },
    })
}

/// Whether one of two figures is a vague word for many times the other: it may cover a longer period or a wider area.
fn is_vaguely_far(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const TIMES: f64 = 2.5;
    let far = |vague: &ClaimRef<'_>, exact: &ClaimRef<'_>| {
        let floor = vague.quantity.as_ref().and_then(|quantity| quantity.floor);
        floor.zip(exact.low()).is_some_and(|(floor, exact)| exact > 0.0 && floor >= TIMES * exact)
    };
    far(one, other) || far(other, one)
}

/// Whether one of two figures is withdrawn, and its withdrawing report or the other one maintains a number closer to
/// it: "18 were killed, three more than it had said; a raid on Tuesday killed 87".
fn is_of_a_nearer_figure(
    subject: &Subject<'_, '_>,
    claims: &[ClaimRef<'_>],
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
) -> bool {
    let apart = |a: f64, b: f64| (a.max(1.0) / b.max(1.0)).ln().abs();
    let nearer = |retraction: &ClaimRef<'_>, by: &ClaimRef<'_>| {
        let Some((retraction, gap)) =
            retraction.low().zip(by.low()).map(|(retraction, by)| (retraction, apart(retraction, by)))
        else {
            return false;
        };
        let withdrawn: Vec<ReportId> = claims
            .iter()
            .filter(|own| own.status == Status::Withdrawn && own.low() == Some(retraction))
            .map(|own| own.report)
            .collect();
        let stands_by = |own: &ClaimRef<'_>| {
            let exact = own.quantity.as_ref().is_some_and(|own| own.floor.is_none());
            own.predicate == by.predicate
                && exact
                && own.is_live()
                && own.extent == Extent::Whole
                && own.low().is_some_and(|own| own > retraction && apart(retraction, own) < gap / 2.0)
        };
        let asked = withdrawn.iter().chain(withdrawn.first().map(|_| &by.report));
        asked.into_iter().any(|report| subject.story.of(*report).iter().any(stands_by))
    };
    nearer(one, other) || nearer(other, one)
}

/// Predicates by which reports describe the same harm in different words: "five people were shot", "four were wounded".
const HARM: &[&str] = &["shot", "stabbed", "injured", "hospitalised"];

/// Whether a figure counts people harmed, who are counted one by one; crowds are estimates that vary widely, and the
/// missing turn up.
pub(in super::super) fn is_casualty(class: &str) -> bool {
    class == "killed" || HARM.contains(&class)
}

/// Whether the figures are days apart and the later report does not say that it lowers one: it may be about another
/// event.
fn is_days_later(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    // In a war each day has its own count of the dead; those captured or injured are counted over longer periods.
    let least = if &*one.predicate == "killed" { 2 } else { 3 };
    let days = one.as_of.single_day().zip(other.as_of.single_day());
    days.is_some_and(|(a, b)| (a - b).num_days().abs() >= least)
}

/// Whether the later of two figures is in a report that says figures were corrected.
fn says_revised(story: &Story<'_>, later: &ClaimRef<'_>, first: &ClaimRef<'_>) -> bool {
    earlier(&first.as_of, &later.as_of)
        && story.of(later.report).iter().any(|claim| &*claim.predicate == REVISION && claim.is_live())
}

/// Whether one of two figures is withdrawn by a report that maintains the other; of two compatible figures, by one of
/// the two reports themselves.
pub(super) fn is_corrected(claims: &[ClaimRef<'_>], one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let (Some(a), Some(b)) = (&one.quantity, &other.quantity) else { return false };
    if a.low == b.low || claims.iter().all(|claim| claim.status != Status::Withdrawn) {
        return false;
    }
    let gives = |report: ReportId, figure: &ClaimRef<'_>| {
        claims.iter().any(|claim| {
            claim.report == report
                && claim.id != one.id
                && claim.id != other.id
                && claim.is_live()
                && claim.low() == figure.low()
        })
    };
    let compatible = a.usual().compatible(b.usual());
    let asked = |report: ReportId| !compatible || report == one.report || report == other.report;
    let corrected = retracted(claims, other, one, asked)
        || retracted(claims, one, other, asked)
        || retracted_by_third_report(claims, one, other)
        || retracted_by_third_report(claims, other, one);
    corrected && !gives(one.report, other) && !gives(other.report, one)
}

/// Whether the withdrawn figure is the lower one: more have been found since.
fn is_withdrawn_as_lower(claims: &[ClaimRef<'_>], one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let lower = if one.low() < other.low() { one } else { other };
    claims.iter().any(|retraction| retraction.status == Status::Withdrawn && retraction.low() == lower.low())
}

/// Whether one of the reports that `asked` selects withdraws one figure and maintains the other.
fn retracted(
    claims: &[ClaimRef<'_>],
    figure: &ClaimRef<'_>,
    by: &ClaimRef<'_>,
    asked: impl Fn(ReportId) -> bool,
) -> bool {
    let withdrawn = |claim: &&ClaimRef<'_>| claim.status == Status::Withdrawn && asked(claim.report);
    let maintains = |report: ReportId| {
        claims
            .iter()
            .any(|own| own.report == report && own.status != Status::Withdrawn && own.low() == by.low())
    };
    claims
        .iter()
        .filter(withdrawn)
        .any(|retraction| retraction.low() == figure.low() && maintains(retraction.report))
}

/// Whether a third report withdraws a figure before the other one was given: no report maintains it any more.
fn retracted_by_third_report(claims: &[ClaimRef<'_>], figure: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    claims.iter().any(|retraction| {
        retraction.status == Status::Withdrawn
            && retraction.low() == figure.low()
            && ![figure.report, other.report].contains(&retraction.report)
            && !earlier(&other.as_of, &retraction.as_of)
            && !earlier(&retraction.as_of, &figure.as_of)
    })
}
