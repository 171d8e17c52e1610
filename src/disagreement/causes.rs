//! Causes that differ: two products of one kind whose price rose; the causes of incidents are compared in `faults`.

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, not_compared};
use super::{Aspect, Disagreement, Explained, Verdict, faults};
use crate::analysis::claim::ClaimKind;
use crate::analysis::claim::cause::{PRICE_RISE, is_kind_of, widest};
use crate::text::ReportId;

/// Finds the causes that differ.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut causes: BTreeMap<&str, Vec<ClaimRef<'_>>> = BTreeMap::new();
    for claim in story.claims.iter().filter(|claim| claim.kind == ClaimKind::Cause) {
        causes.entry(&claim.predicate).or_default().push(*claim);
    }
    for (predicate, claims) in causes {
        if predicate == PRICE_RISE {
            products(story, &claims, explained);
        } else {
            faults::find(story, predicate, &claims, explained);
        }
    }
}

const PRODUCTS: Rule =
    Rule { name: "causes/product", aspect: Aspect::Cause, verdict: Verdict::Contradiction, why: "" };

/// Why two such products are not compared.
const KIND_OF: (&str, &str) =
    ("scope/kind-of", "one product is a kind of the other, so both can have risen in price");

/// With more products than this, a report is about prices in general.
const MOST_PRODUCTS: usize = 3;

pub(super) fn of<'a, 't>(
    claims: &'a [ClaimRef<'t>],
    report: ReportId,
) -> impl Iterator<Item = &'a ClaimRef<'t>> {
    claims.iter().filter(move |claim| claim.report == report)
}

/// Two products within one wider kind, neither of which is a kind of the other.
fn products(story: &Story<'_>, claims: &[ClaimRef<'_>], explained: &mut Explained) {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for one in claims {
        for other in claims.iter().filter(|other| other.report > one.report) {
            let (a, b) = (one.value(), other.value());
            let pair = (a.min(b), a.max(b));
            let siblings = widest(a) == widest(b) && !is_kind_of(a, b) && !is_kind_of(b, a);
            let alone = |report, rival| {
                let mut own: Vec<&str> = of(claims, report).map(ClaimRef::value).collect();
                own.sort_unstable();
                own.dedup();
                own.len() <= MOST_PRODUCTS && !own.iter().any(|own| is_kind_of(own, rival))
            };
            if seen.contains(&pair) {
                continue;
            }
            if a != b && (is_kind_of(a, b) || is_kind_of(b, a)) {
                seen.push(pair);
                explained.not_compared.push(not_compared(story, KIND_OF, [one, other]));
            }
            if !siblings || !alone(one.report, b) || !alone(other.report, a) {
                continue;
            }
            seen.push(pair);
            let wider: Vec<_> = claims
                .iter()
                .filter(|claim| is_kind_of(a, claim.value()) && is_kind_of(b, claim.value()))
                .collect();
            explained.disagreements.push(Disagreement {
                why: why_products(a, b, &wider),
                ..PRODUCTS.between(story, "What rose in price", &[one, other])
            });
        }
    }
}

fn why_products(a: &str, b: &str, wider: &[&ClaimRef<'_>]) -> String {
    let mut above: Vec<String> =
        wider.iter().map(|claim| format!("{} ({})", claim.value(), claim.report)).collect();
    above.sort();
    above.dedup();
    let head = format!("neither {a} nor {b} is a kind of the other");
    if above.is_empty() { head } else { format!("{head}; wider words that cover both: {}", above.join(", ")) }
}
