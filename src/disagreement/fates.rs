//! Fates that exclude each other: the holder of a role in an incident is dead in one report and alive in another.

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, first_pair, not_compared};
use super::{Aspect, Explained, Position, Verdict, states};
use crate::analysis::claim::fate::{ATTACKER, FATE, Fate};
use crate::analysis::claim::predicate::{self, Counted};

/// Why the fates of a role that several people may hold are not compared.
const SEVERAL: (&str, &str) = ("scope/several-of-a-role", "more than one person may have that role");

/// Finds the roles whose fates exclude each other.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut roles: BTreeMap<&str, Vec<InRole<'_>>> = BTreeMap::new();
    for claim in &story.claims {
        let role = claim.predicate.strip_prefix(FATE);
        let fate = claim.value.as_deref().and_then(Fate::named);
        if let Some((role, fate)) = role.zip(fate) {
            let kind = role.rsplit(' ').next().unwrap_or(role);
            roles.entry(kind).or_default().push(InRole { claim: *claim, role, fate });
        }
    }
    for (kind, holders) in roles {
        if kind == ATTACKER && states::is_of_many(story) {
            continue;
        }
        let Some(pair) = first_pair(&holders, |one, other| exclude(&holders, one, other)) else { continue };
        if is_of_several(&holders) || is_of_another(story, &pair) {
            explained.not_compared.push(not_compared(story, SEVERAL, pair.map(|one| &one.claim)));
        } else {
            let fate = |one: &InRole<'_>| format!("{} ({})", one.fate.name(), one.claim.report);
            let summary = format!("The {kind}: {} vs {}", fate(pair[0]), fate(pair[1]));
            let positions: Vec<Position> = pair.iter().map(|one| story.position(&one.claim)).collect();
            explained.disagreements.push(DEAD_OR_ALIVE.found(story, summary, positions));
        }
    }
}

struct InRole<'t> {
    claim: ClaimRef<'t>,
    /// The role with the words that narrow it: "bus driver".
    role: &'t str,
    fate: Fate,
}

const DEAD_OR_ALIVE: Rule = Rule {
    name: "fates/dead-or-alive",
    aspect: Aspect::Actor,
    verdict: Verdict::Contradiction,
    why: "one report says that the person survived, the other that the person died",
};

/// Whether somebody is dead in one report and, at the same time or later, alive in the other; each report gives only one of
/// the two.
fn exclude(holders: &[InRole<'_>], one: &InRole<'_>, other: &InRole<'_>) -> bool {
    let gives = |side: &InRole<'_>, fate: Fate| {
        holders.iter().any(|own| own.claim.report == side.claim.report && own.fate == fate)
    };
    if one.claim.report == other.claim.report || gives(one, other.fate) || gives(other, one.fate) {
        return false;
    }
    let (alive, dead) = match (one.fate, other.fate) {
        (Fate::Dead | Fate::DeadLater, Fate::Survived | Fate::Hurt) => (other, one),
        (Fate::Survived | Fate::Hurt, Fate::Dead | Fate::DeadLater) => (one, other),
        _ => return false,
    };
    // The arrest and the death of a perpetrator are compared in `states`.
    let arrested = alive.role == ATTACKER && alive.fate == Fate::Survived;
    let resurrected = || dead.claim.as_of.certainly_before(&alive.claim.as_of);
    let survived = alive.fate == Fate::Survived && dead.fate == Fate::Dead;
    !arrested && (survived || alive.fate == Fate::Hurt && resurrected())
}

/// Whether the reports distinguish two people with one role: "the bus driver", "the lorry driver".
fn is_of_several(holders: &[InRole<'_>]) -> bool {
    let mut roles: Vec<&str> = holders.iter().map(|one| one.role).filter(|role| role.contains(' ')).collect();
    roles.sort_unstable();
    roles.dedup();
    roles.len() > 1
}

/// Whether one of the two names the vehicle and the other does not, where a report mentions more than one vehicle.
fn is_of_another(story: &Story<'_>, pair: &[&InRole<'_>; 2]) -> bool {
    let several = |one: &InRole<'_>| {
        let text = story.lower_text(one.claim.report);
        let words = text.split(|letter: char| !letter.is_alphabetic());
        let mut kinds: Vec<&str> =
            words.filter(|word| predicate::counted_by_noun(word).contains(&Counted::Vehicles)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len() > 1
    };
    pair[0].role != pair[1].role && pair.iter().any(|one| several(one))
}
