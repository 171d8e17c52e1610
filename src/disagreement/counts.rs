//! Figures laid beside each other: the same predicate of the same people or things, or of people one group of which lies
//! within the other.

use std::collections::BTreeMap;

use super::told::{Story, Told, is_figure, is_live};
use super::verdict::{self, Figure, Row};
use super::{Aspect, Disagreement, Explained, NotCompared, Verdict};
use crate::analysis::actor::group;
use crate::analysis::claim::predicate::{self, Counted, Predicate};
use crate::analysis::claim::{Extent, Quantity, Status, party};
use crate::text::ReportId;

/// Finds the disagreements between figures of one story.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    for (class, told) in by_predicate(story) {
        let Some(predicate) = predicate::class(class) else { continue };
        let groups = by_group(&told);
        for (group, told) in &groups {
            let subject = Subject { story, predicate, group, inner: None };
            same_group(&subject, told, explained);
        }
        for (outer, wholes) in &groups {
            for (inner, parts) in &groups {
                if outer != inner && group::contains(outer, inner) {
                    let subject = Subject { story, predicate, group: outer, inner: Some(inner) };
                    nested_groups(&subject, wholes, parts, explained);
                }
            }
        }
    }
}

/// What a comparison is about.
struct Subject<'s, 't> {
    story: &'s Story<'t>,
    predicate: Predicate,
    group: &'s str,
    inner: Option<&'s str>,
}

type ByName<'s, 't> = BTreeMap<&'s str, Vec<Told<'t>>>;

/// How many figures of one sort a story is compared by; beyond it the earliest told are taken.
const MOST_FIGURES: usize = 96;

fn by_predicate<'t>(story: &Story<'t>) -> ByName<'t, 't> {
    let mut groups = ByName::new();
    for told in story.told.iter().filter(|told| is_figure(told.claim)) {
        let figures = groups.entry(&*told.claim.predicate).or_default();
        if figures.len() < MOST_FIGURES {
            figures.push(*told);
        }
    }
    groups
}

/// Figures by whom or what they are of: a name where the claim has one, else the group.
fn by_group<'t>(told: &[Told<'t>]) -> ByName<'t, 't> {
    let mut groups = ByName::new();
    for told in told {
        let of = told.claim.value.as_deref().or(told.claim.subject_group);
        groups.entry(of.unwrap_or("")).or_default().push(*told);
    }
    groups
}

/// Two figures of different reports and what they amount to.
struct Pair<'t> {
    one: Told<'t>,
    other: Told<'t>,
    judged: Judged,
}

#[derive(Clone, Copy)]
struct Judged {
    rule: &'static str,
    verdict: Verdict,
    why: &'static str,
}

/// Figures for the same group: those that differ, told once for each pair of values.
fn same_group(subject: &Subject<'_, '_>, told: &[Told<'_>], explained: &mut Explained) {
    let mut pairs: BTreeMap<(String, String), Vec<Pair<'_>>> = BTreeMap::new();
    for (place, one) in told.iter().enumerate() {
        for other in told[place + 1..].iter().filter(|other| other.report != one.report) {
            let apart = KEPT_APART.iter().find(|kept| (kept.holds)(subject, told, one, other));
            if let Some(kept) = apart {
                not_compared(subject, one, other, (kept.name, kept.why), explained);
                continue;
            }
            match subject.story.comparable(one, other) {
                Ok(()) => {
                    if let Some(judged) = judge(subject, told, one, other) {
                        let mut values = [value(one), value(other)];
                        values.sort_unstable();
                        let [low, high] = values;
                        pairs.entry((low, high)).or_default().push(Pair { one: *one, other: *other, judged });
                    }
                }
                Err(apart) => not_compared(subject, one, other, (apart.name, apart.why), explained),
            }
        }
    }
    for pairs in pairs.into_values() {
        explained.disagreements.extend(disagreement(subject, &pairs));
    }
}

/// What the other figures of two reports say against comparing these two.
struct KeptApart {
    name: &'static str,
    why: &'static str,
    holds: fn(&Subject<'_, '_>, &[Told<'_>], &Told<'_>, &Told<'_>) -> bool,
}

/// Every such reason, first match first.
const KEPT_APART: &[KeptApart] = &[
    KeptApart {
        name: "scope/agreed",
        why: "both reports also give one figure in common, so these are about parts of it or about something else",
        holds: |subject, told, one, other| agree(subject, told, one.report, other.report),
    },
    KeptApart {
        name: "scope/known-part",
        why: "the other report knows the figure as a part of its own",
        holds: |subject, _, one, other| {
            is_part_of(subject.story, one, other) || is_part_of(subject.story, other, one)
        },
    },
    KeptApart {
        name: "scope/sum",
        why: "the one figure is the sum of those the other report gives one by one",
        holds: |_, told, one, other| is_sum(told, one.report, other) || is_sum(told, other.report, one),
    },
];

/// Whether a figure is what several figures of another report make together.
fn is_sum(told: &[Told<'_>], of: ReportId, figure: &Told<'_>) -> bool {
    let low =
        |told: &Told<'_>| told.claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
    let mut parts: Vec<f64> = told
        .iter()
        .filter(|told| told.report == of && told.claim.extent == Extent::Whole && is_live(told.claim))
        .map(low)
        .collect();
    parts.sort_unstable_by(f64::total_cmp);
    parts.dedup();
    parts.len() > 1 && (parts.iter().sum::<f64>() - low(figure)).abs() < 0.5
}

/// A group within a group: the part may not exceed the whole.
fn nested_groups(
    subject: &Subject<'_, '_>,
    wholes: &[Told<'_>],
    parts: &[Told<'_>],
    explained: &mut Explained,
) {
    let all: Vec<_> = wholes.iter().chain(parts).copied().collect();
    let mut pairs = Vec::new();
    for whole in wholes {
        for part in parts.iter().filter(|part| part.report != whole.report) {
            let known = |report| wholes.iter().any(|told| told.report == report);
            if known(part.report) && agree(subject, wholes, whole.report, part.report) {
                continue;
            }
            if subject.story.comparable(whole, part).is_err() {
                continue;
            }
            let (Some(of_whole), Some(of_part)) = (&whole.claim.quantity, &part.claim.quantity) else {
                continue;
            };
            let exceeds = of_whole.certain().below(of_part.certain());
            let bounds = subject.group != "people"
                && of_whole.high.is_none()
                && of_part.high.is_none()
                && verdict::bounds(of_whole, of_part) == verdict::Bounds::Apart;
            if exceeds || bounds {
                let judged = judge(subject, &all, whole, part);
                pairs.extend(judged.map(|judged| Pair { one: *whole, other: *part, judged }));
            }
        }
    }
    pairs.sort_by_key(|pair| (pair.judged.rule, pair.one.report, pair.other.report));
    for pairs in pairs.chunk_by(|a, b| a.judged.rule == b.judged.rule) {
        explained.disagreements.extend(disagreement(subject, pairs));
    }
}

/// Whether the other's report knows a figure as a part of its own: "three died, two of them in the harbour".
fn is_part_of(story: &Story<'_>, figure: &Told<'_>, other: &Told<'_>) -> bool {
    story.told.iter().any(|told| {
        told.report == other.report
            && told.claim.extent == Extent::Part
            && told.claim.predicate == figure.claim.predicate
            && told
                .claim
                .quantity
                .as_ref()
                .zip(figure.claim.quantity.as_ref())
                .is_some_and(|(part, figure)| verdict::bounds(part, figure) == verdict::Bounds::Same)
    })
}

/// Whether two reports give one figure in common for the subject: then their other figures are about parts of it.
fn agree(subject: &Subject<'_, '_>, told: &[Told<'_>], one: ReportId, other: ReportId) -> bool {
    let of = |report: ReportId| {
        told.iter().filter(move |told| {
            told.report == report
                && told.claim.extent == Extent::Whole
                && told.claim.status != Status::Withdrawn
        })
    };
    of(one).any(|a| {
        of(other).any(|b| {
            let (Some(a_figure), Some(b_figure)) = (&a.claim.quantity, &b.claim.quantity) else {
                return false;
            };
            subject.story.comparable(a, b).is_ok()
                && verdict::bounds(a_figure, b_figure) == verdict::Bounds::Same
        })
    })
}

/// The verdict on two figures; a figure the other report hands back is a correction.
fn judge(subject: &Subject<'_, '_>, told: &[Told<'_>], one: &Told<'_>, other: &Told<'_>) -> Option<Judged> {
    let (a, b) = (one.claim, other.claim);
    let (Some(a_quantity), Some(b_quantity)) = (&a.quantity, &b.quantity) else { return None };
    let row: &Row = verdict::judge(
        &Figure { quantity: a_quantity, as_of: &a.as_of, course: a.course },
        &Figure { quantity: b_quantity, as_of: &b.as_of, course: b.course },
        subject.predicate.growth,
    );
    let verdict = row.verdict?;
    let corrected = matches!(verdict, Verdict::Contradiction | Verdict::Conditional)
        && (taken_back(told, b_quantity, a_quantity) || taken_back(told, a_quantity, b_quantity));
    let uncounted = party::is_rule(a_quantity.rule) != party::is_rule(b_quantity.rule)
        && (a_quantity.rule == party::ONE || b_quantity.rule == party::ONE);
    Some(if uncounted && verdict == Verdict::Contradiction {
        Judged {
            rule: "counts/no-numeral",
            verdict: Verdict::Conditional,
            why: "one report tells of one person and gives no count; they conflict if there was nobody else",
        }
    } else if corrected {
        Judged {
            rule: "counts/corrected",
            verdict: Verdict::Conditional,
            why: "one report says outright that the other figure was an earlier one and does not hold",
        }
    } else {
        Judged { rule: row.name, verdict, why: row.why }
    })
}

/// Whether some report hands back the one figure and stands by the other.
fn taken_back(told: &[Told<'_>], figure: &Quantity, by: &Quantity) -> bool {
    let same = |told: &Told<'_>, figure: &Quantity| {
        told.claim.quantity.as_ref().is_some_and(|own| verdict::bounds(own, figure) == verdict::Bounds::Same)
    };
    told.iter().filter(|told| told.claim.status == Status::Withdrawn && same(told, figure)).any(|withdrawn| {
        told.iter().any(|own| {
            own.report == withdrawn.report && own.claim.status != Status::Withdrawn && same(own, by)
        })
    })
}

/// A figure's bounds as a key.
fn value(told: &Told<'_>) -> String {
    told.claim.quantity.as_ref().map_or_else(String::new, |quantity| {
        format!("{:024.4} {:024.4}", quantity.low.unwrap_or(-1.0), quantity.high.unwrap_or(f64::MAX))
    })
}

/// One disagreement of all pairs of the same two values; the gravest verdict among them stands.
fn disagreement(subject: &Subject<'_, '_>, pairs: &[Pair<'_>]) -> Option<Disagreement> {
    let gravest = pairs.iter().min_by_key(|pair| (pair.judged.verdict, pair.judged.rule))?;
    let mut told: Vec<Told<'_>> = pairs
        .iter()
        .filter(|pair| pair.judged.verdict == gravest.judged.verdict)
        .flat_map(|pair| [pair.one, pair.other])
        .collect();
    told.sort_by_key(|told| (value(told), told.report, told.claim.span));
    told.dedup_by_key(|told| told.id);
    told.dedup_by(|later, earlier| later.report == earlier.report && value(later) == value(earlier));
    let reports: Vec<_> = told.iter().map(|told| told.report).collect();
    let positions: Vec<_> = told.iter().map(|told| subject.story.position(told)).collect();
    Some(Disagreement {
        aspect: Aspect::Quantity,
        verdict: gravest.judged.verdict,
        severity: severity(subject.predicate, gravest.judged.verdict),
        event: told.iter().find_map(|told| told.event),
        summary: summary(subject, &told),
        rule: gravest.judged.rule,
        why: why(subject, gravest),
        silent: subject.story.others(&reports),
        positions,
    })
}

fn why(subject: &Subject<'_, '_>, pair: &Pair<'_>) -> String {
    match subject.inner {
        Some(inner) => format!("{}; {inner} are counted among {}", pair.judged.why, subject.group),
        None => pair.judged.why.to_owned(),
    }
}

/// "Security forces killed: 8 (B) or ≥ 10 (C)".
fn summary(subject: &Subject<'_, '_>, told: &[Told<'_>]) -> String {
    let mut values: Vec<(String, Vec<ReportId>)> = Vec::new();
    for told in told {
        let figure = subject.story.position(told).statement;
        match values.iter_mut().find(|(known, _)| *known == figure) {
            Some((_, reports)) => reports.push(told.report),
            None => values.push((figure, vec![told.report])),
        }
    }
    let sides: Vec<_> = values
        .iter()
        .map(|(figure, reports)| {
            let badges: Vec<_> = reports.iter().map(ToString::to_string).collect();
            format!("{figure} ({})", badges.join(", "))
        })
        .collect();
    let group = if subject.group.is_empty() { String::new() } else { format!("{} ", subject.group) };
    let head = format!("{group}{}", subject.predicate.class);
    format!("{}: {}", capitalised(&head), sides.join(" or "))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Counts of people weigh most, and of them the dead.
fn severity(predicate: Predicate, verdict: Verdict) -> f32 {
    let weight = match (predicate.class, predicate.counted) {
        ("killed", _) => 1.0,
        (_, Counted::People) => 0.85,
        _ => 0.7,
    };
    let grave = match verdict {
        Verdict::Contradiction => 0.95,
        Verdict::Conditional => 0.75,
        Verdict::Update => 0.6,
        _ => 0.3,
    };
    weight * grave
}

fn not_compared(
    subject: &Subject<'_, '_>,
    one: &Told<'_>,
    other: &Told<'_>,
    (rule, why): (&'static str, &'static str),
    explained: &mut Explained,
) {
    let differ = match (&one.claim.quantity, &other.claim.quantity) {
        (Some(a), Some(b)) => verdict::bounds(a, b) != verdict::Bounds::Same,
        _ => false,
    };
    if differ {
        explained.not_compared.push(NotCompared {
            rule,
            why,
            positions: vec![subject.story.position(one), subject.story.position(other)],
        });
    }
}
