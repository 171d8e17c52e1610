//! Fates that exclude each other: the holder of a role in an incident is dead in one report and alive in another.

use std::collections::BTreeMap;

use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, first_pair, not_compared};
use super::{Aspect, Explained, Position, Verdict, states};
use crate::analysis::claim::fate::{ATTACKER, FATE, Fate};
use crate::analysis::claim::predicate::{self, Counted};
use crate::analysis::claim::role;

/// Why the fates of a role that several people may hold are not compared.
const SEVERAL: (&str, &str) = ("scope/several-of-a-role", "more than one person may have that role");

/// Finds the roles whose fates exclude or follow each other.
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
        let judge = |one: &InRole<'_>, other: &InRole<'_>| {
            judge(story, &holders, one, other).filter(|rule| {
                rule.verdict != Verdict::Update
                    || !states::mention_wounded(story, one.claim.report, other.claim.report)
            })
        };
        if kind == ATTACKER && states::is_of_many(story) {
            continue;
        }
        let Some(pair) = first_pair(&holders, |one, other| judge(one, other).is_some()) else { continue };
        let Some(rule) = judge(pair[0], pair[1]) else { continue };
        if is_of_several(&holders) || is_of_another(story, &pair) {
            explained.not_compared.push(not_compared(story, SEVERAL, pair.map(|one| &one.claim)));
        } else {
            let named = kind.starts_with(char::is_uppercase);
            let who = if named { pair[0].role.to_owned() } else { format!("The {kind}") };
            let fate = |one: &InRole<'_>| format!("{} ({})", one.fate.name(), one.claim.report);
            let summary = format!("{who}: {} vs {}", fate(pair[0]), fate(pair[1]));
            let positions: Vec<Position> = pair.iter().map(|one| story.position(&one.claim)).collect();
            explained.disagreements.push(rule.found(story, summary, positions));
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

const THEN_DEAD: Rule = Rule {
    name: "fates/then-dead",
    aspect: Aspect::Actor,
    verdict: Verdict::Update,
    why: "the later report says that the injured person has died",
};

fn judge(
    story: &Story<'_>,
    holders: &[InRole<'_>],
    one: &InRole<'_>,
    other: &InRole<'_>,
) -> Option<&'static Rule> {
    let gives = |side: &InRole<'_>, fate: Fate| {
        holders.iter().any(|own| own.claim.report == side.claim.report && own.fate == fate)
    };
    if one.claim.report == other.claim.report || gives(one, other.fate) || gives(other, one.fate) {
        return None;
    }
    let (alive, dead) = match (one.fate, other.fate) {
        (Fate::Dead | Fate::DeadLater, Fate::Survived | Fate::Hurt) => (other, one),
        (Fate::Survived | Fate::Hurt, Fate::Dead | Fate::DeadLater) => (one, other),
        _ => return None,
    };
    let (alive_at, dead_at) = (&alive.claim.as_of, &dead.claim.as_of);
    // The arrest and the death of a perpetrator are compared in `states`.
    if alive.role == ATTACKER && alive.fate == Fate::Survived {
        return None;
    }
    // For roles that many people may hold, only an update is shown: an injured person has since died.
    let kind = dead.role.rsplit(' ').next().unwrap_or(dead.role);
    if !role::is_unique(kind) && dead.role != ATTACKER {
        let since = alive.fate == Fate::Hurt && !dead_at.certainly_before(alive_at);
        let follows = dead.fate == Fate::DeadLater || alive_at.certainly_before(dead_at);
        let known = states::may_be_counted(story, alive.claim.report, dead.claim.report);
        return (since && follows && !known).then_some(&THEN_DEAD);
    }
    if alive.fate == Fate::Hurt && dead_at.certainly_before(alive_at) {
        return Some(&DEAD_OR_ALIVE);
    }
    let later = alive_at.certainly_before(dead_at);
    match (alive.fate, dead.fate) {
        (_, Fate::DeadLater) | (Fate::Hurt, _) => later.then_some(&THEN_DEAD),
        _ => Some(&DEAD_OR_ALIVE),
    }
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
