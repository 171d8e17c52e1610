//! Whose forces an attack is attributed to: as a fact by one report and with a hedge by another, or to one party by one
//! and to either of two parties by another.
//!
//! Only the opening of a report is read as its own statement of fact about the attack it covers; a hedge may be
//! anywhere in it, since attacks mentioned as background are not in doubt.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{ClaimRef, Story};
use super::rule::Rule;
use super::{Aspect, Disagreement, Explained, Position, Verdict};
use crate::analysis::claim::Status;
use crate::analysis::claim::perpetrator::{EITHER, PERPETRATOR};
use crate::text::ReportId;

const FACT_OR_DOUBT: Rule = Rule {
    name: "modality/forces",
    aspect: Aspect::Modality,
    verdict: Verdict::Framing,
    why: "one report states as a fact whose forces attacked, another only as likely or suspected",
};

const IN_ITSELF: Rule = Rule {
    name: "modality/forces-in-itself",
    aspect: Aspect::Modality,
    verdict: Verdict::Internal,
    why: "the report opens with whose forces attacked as a fact and then says that it is only likely or suspected",
};

const ONE_OR_EITHER: Rule = Rule {
    name: "modality/either-party",
    aspect: Aspect::Actor,
    verdict: Verdict::Compatible,
    why: "one report names one party, another says that it was either of two",
};

/// How many bytes the opening of a report has: its headline and its first sentences.
const OPENING: u32 = 450;

/// How many places are shown for one report.
const MOST_PLACES: usize = 3;

/// Finds them, one card for each party and kind.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let claims: Vec<ClaimRef<'_>> =
        story.with_predicate(PERPETRATOR).filter(|claim| is_doubt(claim) || is_opening(claim)).collect();
    let mut by_party: BTreeMap<&str, Vec<ClaimRef<'_>>> = BTreeMap::new();
    for claim in &claims {
        by_party.entry(claim.value()).or_default().push(*claim);
    }
    for (party, of_party) in &by_party {
        let (doubts, facts): (Vec<ClaimRef<'_>>, Vec<ClaimRef<'_>>) =
            of_party.iter().copied().partition(is_doubt);
        let (doubting, stating) = (reports(&doubts), reports(&facts));
        let differ = doubting.iter().any(|one| stating.iter().any(|other| one != other));
        if differ {
            let head = format!("How certain it is that it was {party}");
            explained.disagreements.push(card(story, &FACT_OR_DOUBT, &head, of_party));
        }
        for report in doubting.intersection(&stating) {
            let own: Vec<ClaimRef<'_>> =
                of_party.iter().copied().filter(|claim| claim.report == *report).collect();
            let head = format!("{report} on whether it was {party}");
            explained.disagreements.push(card(story, &IN_ITSELF, &head, &own));
        }
    }
    explained.disagreements.extend(one_or_either(story, &claims));
}

fn is_doubt(claim: &ClaimRef<'_>) -> bool {
    claim.status == Status::Alleged
}

fn is_opening(claim: &ClaimRef<'_>) -> bool {
    claim.span.start < OPENING
}

fn reports(claims: &[ClaimRef<'_>]) -> BTreeSet<ReportId> {
    claims.iter().map(|claim| claim.report).collect()
}

/// Reports that leave open which of two parties it was, with those that name only one of them.
fn one_or_either(story: &Story<'_>, claims: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let open = claims.iter().find(|claim| claim.value().contains(EITHER))?;
    let parties: Vec<&str> = open.value().split(EITHER).collect();
    let leaves_open: BTreeSet<ReportId> =
        claims.iter().filter(|claim| claim.value() == open.value()).map(|claim| claim.report).collect();
    let shown: Vec<ClaimRef<'_>> = claims
        .iter()
        .filter(|claim| {
            claim.value() == open.value()
                || parties.contains(&claim.value()) && !leaves_open.contains(&claim.report)
        })
        .copied()
        .collect();
    let named = shown.iter().any(|claim| !leaves_open.contains(&claim.report));
    named.then(|| card(story, &ONE_OR_EITHER, "Whose forces it was", &shown))
}

/// A card with the places of each report, in its own words.
fn card(story: &Story<'_>, rule: &Rule, head: &str, claims: &[ClaimRef<'_>]) -> Disagreement {
    let mut positions: Vec<Position> = Vec::new();
    for claim in claims {
        let known = positions.iter().filter(|known| known.passage.report == claim.report).count();
        if known < MOST_PLACES {
            let statement = story.phrase(claim.report, claim.span);
            positions.push(Position { passage: claim.passage(), claim: Some(claim.id), statement });
        }
    }
    rule.told(story, head, positions)
}
