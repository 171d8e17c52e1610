//! What set something off, told differently: two products of one kind whose price rose, what forces are sent for. The
//! causes of incidents are in `faults`.

use std::collections::{BTreeMap, HashSet};

use super::origin::fold;
use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, NotCompared, Verdict, faults};
use crate::analysis::claim::ClaimKind;
use crate::analysis::claim::cause::{PRICE_RISE, is_kind_of, widest};
use crate::analysis::claim::purpose::PURPOSE;
use crate::text::ReportId;

/// Finds the causes that differ.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut causes: BTreeMap<&str, Vec<ClaimRef<'_>>> = BTreeMap::new();
    for told in story.told.iter().filter(|told| told.claim.kind == ClaimKind::Cause) {
        causes.entry(&told.claim.predicate).or_default().push(*told);
    }
    for (predicate, told) in causes {
        if predicate == PRICE_RISE {
            products(story, &told, explained);
        } else if predicate == PURPOSE {
            explained.disagreements.extend(purposes(story, &told));
        } else {
            faults::find(story, predicate, &told, explained);
        }
    }
}

/// The rule of products one of which is a kind of the other.
const KIND_OF: &str = "scope/kind-of";

/// How many products a report may list before it is about prices in general.
const MOST_PRODUCTS: usize = 3;

pub(super) fn value<'t>(told: &ClaimRef<'t>) -> &'t str {
    told.claim.value.as_deref().unwrap_or_default()
}

pub(super) fn of<'a, 't>(
    told: &'a [ClaimRef<'t>],
    report: ReportId,
) -> impl Iterator<Item = &'a ClaimRef<'t>> {
    told.iter().filter(move |told| told.report == report)
}

/// Two products, neither of which is a kind of the other, within one wider kind.
fn products(story: &Story<'_>, told: &[ClaimRef<'_>], explained: &mut Explained) {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for one in told {
        for other in told.iter().filter(|other| other.report > one.report) {
            let (a, b) = (value(one), value(other));
            let pair = (a.min(b), a.max(b));
            let siblings = widest(a) == widest(b) && !is_kind_of(a, b) && !is_kind_of(b, a);
            let alone = |report, rival| {
                let mut own: Vec<&str> = of(told, report).map(value).collect();
                own.sort_unstable();
                own.dedup();
                own.len() <= MOST_PRODUCTS && !own.iter().any(|own| is_kind_of(own, rival))
            };
            if seen.contains(&pair) {
                continue;
            }
            if a != b && (is_kind_of(a, b) || is_kind_of(b, a)) {
                seen.push(pair);
                explained.not_compared.push(NotCompared {
                    rule: KIND_OF,
                    why: "the one product is a kind of the other, so both can have risen",
                    positions: vec![story.position(one), story.position(other)],
                });
            }
            if !siblings || !alone(one.report, b) || !alone(other.report, a) {
                continue;
            }
            seen.push(pair);
            let wider: Vec<_> =
                told.iter().filter(|told| is_kind_of(a, value(told)) && is_kind_of(b, value(told))).collect();
            explained.disagreements.push(Disagreement {
                severity: 0.7,
                rule: "causes/product",
                why: why_products(a, b, &wider),
                ..disagreement(story, "What rose in price", &[*one, *other], Verdict::Contradiction)
            });
        }
    }
}

fn why_products(a: &str, b: &str, wider: &[&ClaimRef<'_>]) -> String {
    let mut above: Vec<String> =
        wider.iter().map(|told| format!("{} ({})", value(told), told.report)).collect();
    above.sort();
    above.dedup();
    let head = format!("neither {a} nor {b} is a kind of the other");
    if above.is_empty() { head } else { format!("{head}; wider words that hold both: {}", above.join(", ")) }
}

/// What forces are sent for, where two reports put it in words that have nothing in common.
fn purposes(story: &Story<'_>, told: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let content = |told: &ClaimRef<'_>| -> HashSet<String> {
        let words = value(told).split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| word.chars().count() > 3).map(fold).collect()
    };
    let mut sides: Vec<ClaimRef<'_>> = Vec::new();
    for told in told {
        let known = sides.iter().any(|side| side.report == told.report);
        if !known {
            sides.push(*told);
        }
    }
    let differ = |one: &ClaimRef<'_>, other: &ClaimRef<'_>| content(one).is_disjoint(&content(other));
    let apart =
        sides.iter().enumerate().any(|(at, one)| sides[at + 1..].iter().any(|other| differ(one, other)));
    apart.then(|| Disagreement {
        severity: 0.35,
        rule: "causes/purpose",
        why: "the reports put what the forces are there for in words that have nothing in common".to_owned(),
        ..disagreement(story, "What the forces were sent for", &sides, Verdict::Framing)
    })
}

pub(super) fn disagreement(
    story: &Story<'_>,
    head: &str,
    told: &[ClaimRef<'_>],
    verdict: Verdict,
) -> Disagreement {
    let sides: Vec<_> =
        told.iter().map(|told| format!("{} ({})", story.position(told).statement, told.report)).collect();
    let reports: Vec<_> = told.iter().map(|told| told.report).collect();
    Disagreement {
        aspect: Aspect::Cause,
        verdict,
        severity: 0.0,
        event: None,
        summary: format!("{head}: {}", sides.join(" vs ")),
        rule: "",
        why: String::new(),
        positions: told.iter().map(|told| story.position(told)).collect(),
        silent: story.others(&reports),
    }
}
