//! What two figures of one subject amount to, beyond how their bounds and clocks lie: corrections, figures given up, bodies found.

use super::super::Verdict;
use super::super::told::{ClaimRef, Story, is_live};
use super::super::verdict::{self, Figure, Row};
use super::{HARM, Judged, Subject, low};
use crate::analysis::claim::count::BODIES;
use crate::analysis::claim::predicate::Growth;
use crate::analysis::claim::withdrawn::REVISION;
use crate::analysis::claim::{Course, Extent, Status, party};
use crate::text::ReportId;

/// The verdict on two figures; a figure the other report hands back is a correction.
pub(super) fn judge(
    subject: &Subject<'_, '_>,
    told: &[ClaimRef<'_>],
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
    let grave = |verdict| matches!(verdict, Verdict::Contradiction | Verdict::Conditional);
    let doubted = row.verdict.is_none_or(|verdict| grave(verdict) || verdict == Verdict::Compatible)
        || row.name == "counts/changed";
    if doubted && is_corrected(told, one, other) && !is_of_a_nearer_figure(subject, told, one, other) {
        let risen = subject.predicate.growth == Growth::Cumulative && is_given_up_as_lower(told, one, other);
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
            why: "one report says outright that the other figure was an earlier one and does not hold",
        });
    }
    let verdict = row.verdict?;
    if row.name == "counts/later-and-lower" && is_days_later(one, other) || is_vaguely_far(one, other) {
        return None;
    }
    // However many bodies are found, the dead may be more.
    let fewer = if a_quantity.low < b_quantity.low { a_quantity } else { b_quantity };
    if fewer.rule == BODIES && grave(verdict) {
        return None;
    }
    if knows_another(subject.story, one) || knows_another(subject.story, other) {
        return None;
    }
    if (grave(verdict) || verdict == Verdict::Update) && is_far_apart(subject, one, other) {
        return None;
    }
    let revised = says_revised(subject.story, one, other) || says_revised(subject.story, other, one);
    let uncounted = party::is_rule(a_quantity.rule) != party::is_rule(b_quantity.rule)
        && (a_quantity.rule == party::ONE || b_quantity.rule == party::ONE);
    Some(match verdict {
        Verdict::Contradiction if revised => Judged {
            rule: "counts/revised",
            verdict: Verdict::Update,
            why: "the later report says that the figures were set right",
        },
        Verdict::Contradiction if uncounted => Judged {
            rule: "counts/no-numeral",
            verdict: Verdict::Conditional,
            why: "one report tells of one person and gives no count; they conflict if there was nobody else",
        },
        verdict => Judged { rule: row.name, verdict, why: row.why },
    })
}

/// Whether one of two figures is a vague word for many times the other: it may tell of a longer time or a wider place.
fn is_vaguely_far(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const TIMES: f64 = 2.5;
    let far = |vague: &ClaimRef<'_>, exact: &ClaimRef<'_>| {
        let floor = vague.claim.quantity.as_ref().and_then(|quantity| quantity.floor);
        floor.zip(low(exact)).is_some_and(|(floor, exact)| exact > 0.0 && floor >= TIMES * exact)
    };
    far(one, other) || far(other, one)
}

/// Whether one of two figures is handed back, and the report that hands it back or the other's stands by a number that lies
/// nearer to it: "18 were killed, three more than it had said; a raid on Tuesday killed 87".
fn is_of_a_nearer_figure(
    subject: &Subject<'_, '_>,
    told: &[ClaimRef<'_>],
    one: &ClaimRef<'_>,
    other: &ClaimRef<'_>,
) -> bool {
    let apart = |a: f64, b: f64| (a.max(1.0) / b.max(1.0)).ln().abs();
    let nearer = |back: &ClaimRef<'_>, by: &ClaimRef<'_>| {
        let Some((back, gap)) = low(back).zip(low(by)).map(|(back, by)| (back, apart(back, by))) else {
            return false;
        };
        let withdrawn: Vec<ReportId> = told
            .iter()
            .filter(|own| own.claim.status == Status::Withdrawn && low(own) == Some(back))
            .map(|own| own.report)
            .collect();
        let stands_by = |own: &ClaimRef<'_>| {
            let exact = own.claim.quantity.as_ref().is_some_and(|own| own.floor.is_none());
            own.claim.predicate == by.claim.predicate
                && exact
                && is_live(own.claim)
                && own.claim.extent == Extent::Whole
                && low(own).is_some_and(|own| own > back && apart(back, own) < gap / 2.0)
        };
        let asked = withdrawn.iter().chain(withdrawn.first().map(|_| &by.report));
        asked.into_iter().any(|report| subject.story.of(*report).iter().any(stands_by))
    };
    nearer(one, other) || nearer(other, one)
}

/// Whether a figure is of those whom something befell, counted one by one; crowds are estimated far apart, the missing are found.
pub(in super::super) fn is_casualty(class: &str) -> bool {
    class == "killed" || HARM.contains(&class)
}

/// Whether of two counts of casualties one is several times the other, and neither report says how it moved.
fn is_far_apart(subject: &Subject<'_, '_>, one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const TIMES: f64 = 4.0;
    let stands = |told: &ClaimRef<'_>| told.claim.course == Course::Stands;
    is_casualty(subject.predicate.class)
        && stands(one)
        && stands(other)
        && low(one).zip(low(other)).is_some_and(|(a, b)| a.min(b) > 0.0 && a.max(b) >= TIMES * a.min(b))
}

/// Whether days lie between two figures, and the later report does not say that it lowers one: it may tell of another happening.
fn is_days_later(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    // Of the dead of a war each day has its own count; who was taken or hurt is counted for longer.
    let least = if &*one.claim.predicate == "killed" { 2 } else { 3 };
    let days = one.claim.as_of.single_day().zip(other.claim.as_of.single_day());
    days.is_some_and(|(a, b)| (a - b).num_days().abs() >= least)
}

/// Whether a report that tells of one person tells of a second one of the kind ("an officer … has died. A second officer …")
/// or counts others whom the same befell worse.
fn knows_another(story: &Story<'_>, told: &ClaimRef<'_>) -> bool {
    const MORE: &[&str] = &["second", "another", "other", "third"];
    if told.claim.quantity.as_ref().is_none_or(|quantity| quantity.rule != party::ONE) {
        return false;
    }
    let harmed = |other: &&ClaimRef<'_>| {
        &*other.claim.predicate == "killed"
            && is_live(other.claim)
            && low(other) > low(told)
            && HARM.contains(&&*told.claim.predicate)
    };
    if story.of(told.report).iter().any(|other| harmed(&other)) {
        return true;
    }
    let words = story.words(told.report, told.claim.subject).to_lowercase();
    let Some(noun) = words.split_whitespace().next_back() else { return false };
    let text = story.lower_text(told.report);
    MORE.iter().any(|more| text.contains(&format!("{more} {noun}")))
}

/// Whether the later of two figures stands in a report that says figures were set right.
fn says_revised(story: &Story<'_>, later: &ClaimRef<'_>, earlier: &ClaimRef<'_>) -> bool {
    verdict::earlier(&earlier.claim.as_of, &later.claim.as_of)
        && story.of(later.report).iter().any(|told| &*told.claim.predicate == REVISION && is_live(told.claim))
}

/// Whether one of two figures is handed back by a report that stands by the other; of two that can both hold, by one of
/// the two reports themselves.
pub(super) fn is_corrected(told: &[ClaimRef<'_>], one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let (Some(a), Some(b)) = (&one.claim.quantity, &other.claim.quantity) else { return false };
    if a.low == b.low || told.iter().all(|told| told.claim.status != Status::Withdrawn) {
        return false;
    }
    let gives = |report: ReportId, figure: &ClaimRef<'_>| {
        told.iter().any(|told| {
            told.report == report
                && told.id != one.id
                && told.id != other.id
                && is_live(told.claim)
                && low(told) == low(figure)
        })
    };
    let compatible = a.usual().compatible(b.usual());
    let asked = |report: ReportId| !compatible || report == one.report || report == other.report;
    let corrected = retracted(told, other, one, asked)
        || retracted(told, one, other, asked)
        || retracted_by_third_report(told, one, other)
        || retracted_by_third_report(told, other, one);
    corrected && !gives(one.report, other) && !gives(other.report, one)
}

/// Whether the figure handed back is the lower one: more have come to light since.
fn is_given_up_as_lower(told: &[ClaimRef<'_>], one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    let lower = if low(one) < low(other) { one } else { other };
    told.iter().any(|back| back.claim.status == Status::Withdrawn && low(back) == low(lower))
}

/// Whether one of the reports asked hands back the one figure and stands by the other.
fn retracted(
    told: &[ClaimRef<'_>],
    figure: &ClaimRef<'_>,
    by: &ClaimRef<'_>,
    asked: impl Fn(ReportId) -> bool,
) -> bool {
    let withdrawn = |told: &&ClaimRef<'_>| told.claim.status == Status::Withdrawn && asked(told.report);
    let stands = |report: ReportId| {
        told.iter()
            .any(|own| own.report == report && own.claim.status != Status::Withdrawn && low(own) == low(by))
    };
    told.iter().filter(withdrawn).any(|back| low(back) == low(figure) && stands(back.report))
}

/// Whether a third report hands back a figure before the other's was made: nobody stands by it any more.
fn retracted_by_third_report(told: &[ClaimRef<'_>], figure: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    told.iter().any(|back| {
        back.claim.status == Status::Withdrawn
            && low(back) == low(figure)
            && ![figure.report, other.report].contains(&back.report)
            && !verdict::earlier(&other.claim.as_of, &back.claim.as_of)
            && !verdict::earlier(&back.claim.as_of, &figure.claim.as_of)
    })
}
