//! The one who bears a role in an incident, dead in one report and alive in another.

use std::collections::BTreeMap;

use super::states;
use super::told::{ClaimRef, Story};
use super::{Aspect, Disagreement, Explained, NotCompared, Verdict};
use crate::analysis::claim::fate::{ATTACKER, FATE, Fate};
use crate::analysis::claim::predicate::{self, Counted};
use crate::analysis::claim::role;

/// The rule of roles that several people may bear.
const SEVERAL: &str = "scope/several-of-a-role";

/// Finds the roles whose fates exclude each other, or follow each other.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let mut roles: BTreeMap<&str, Vec<InRole<'_>>> = BTreeMap::new();
    for told in &story.told {
        let role = told.claim.predicate.strip_prefix(FATE);
        let fate = told.claim.value.as_deref().and_then(Fate::named);
        if let Some((role, fate)) = role.zip(fate) {
            let kind = role.rsplit(' ').next().unwrap_or(role);
            roles.entry(kind).or_default().push(InRole { told: *told, role, fate });
        }
    }
    for (kind, told) in roles {
        let judge = |told: &[InRole<'_>], one: &InRole<'_>, other: &InRole<'_>| {
            judge(story, told, one, other).filter(|rule| {
                rule.verdict != Verdict::Update
                    || !states::tell_of_wounded(story, one.told.report, other.told.report)
            })
        };
        if kind == ATTACKER && states::is_of_many(story) {
            continue;
        }
        let pair = told.iter().enumerate().find_map(|(at, one)| {
            told[at + 1..].iter().find_map(|other| judge(&told, one, other).map(|rule| (rule, [one, other])))
        });
        let Some((rule, pair)) = pair else { continue };
        if is_of_several(&told) || is_of_another(story, &pair) {
            explained.not_compared.push(NotCompared {
                rule: SEVERAL,
                why: "more than one person may bear that role",
                positions: pair.map(|one| story.position(&one.told)).into(),
            });
        } else {
            explained.disagreements.push(disagreement(story, kind, rule, &pair));
        }
    }
}

struct InRole<'t> {
    told: ClaimRef<'t>,
    /// The role with what says which: "bus driver".
    role: &'t str,
    fate: Fate,
}

/// What two fates of one person amount to.
struct Rule {
    name: &'static str,
    verdict: Verdict,
    why: &'static str,
}

const DEAD_OR_ALIVE: Rule = Rule {
    name: "fates/dead-or-alive",
    verdict: Verdict::Contradiction,
    why: "one report has that person alive after it, the other dead",
};
const THEN_DEAD: Rule = Rule {
    name: "fates/then-dead",
    verdict: Verdict::Update,
    why: "the later report tells that the one who was hurt has died",
};

fn judge(
    story: &Story<'_>,
    told: &[InRole<'_>],
    one: &InRole<'_>,
    other: &InRole<'_>,
) -> Option<&'static Rule> {
    let gives = |side: &InRole<'_>, fate: Fate| {
        told.iter().any(|own| own.told.report == side.told.report && own.fate == fate)
    };
    if one.told.report == other.told.report || gives(one, other.fate) || gives(other, one.fate) {
        return None;
    }
    let (alive, dead) = match (one.fate, other.fate) {
        (Fate::Dead | Fate::DeadLater, Fate::Survived | Fate::Hurt) => (other, one),
        (Fate::Survived | Fate::Hurt, Fate::Dead | Fate::DeadLater) => (one, other),
        _ => return None,
    };
    let (alive_at, dead_at) = (&alive.told.claim.as_of, &dead.told.claim.as_of);
    // Of whoever did it, `states` tells the arrest and the death.
    if alive.role == ATTACKER && alive.fate == Fate::Survived {
        return None;
    }
    // Of those there may be many of, only what follows is told: who was hurt and has died since.
    let kind = dead.role.rsplit(' ').next().unwrap_or(dead.role);
    if !role::is_unique(kind) && dead.role != ATTACKER {
        let since = alive.fate == Fate::Hurt && !dead_at.certainly_before(alive_at);
        let follows = dead.fate == Fate::DeadLater || alive_at.certainly_before(dead_at);
        let known = states::may_be_counted(story, alive.told.report, dead.told.report);
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

/// Whether the reports tell two of one role apart: "the bus driver", "the lorry driver".
fn is_of_several(told: &[InRole<'_>]) -> bool {
    let mut roles: Vec<&str> = told.iter().map(|one| one.role).filter(|role| role.contains(' ')).collect();
    roles.sort_unstable();
    roles.dedup();
    roles.len() > 1
}

/// Whether one of two names the vehicle and the other does not, where a report tells of more than one.
fn is_of_another(story: &Story<'_>, pair: &[&InRole<'_>; 2]) -> bool {
    let several = |one: &InRole<'_>| {
        let text = story.lower_text(one.told.report);
        let words = text.split(|letter: char| !letter.is_alphabetic());
        let mut kinds: Vec<&str> =
            words.filter(|word| predicate::counted_by_noun(word).contains(&Counted::Vehicles)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len() > 1
    };
    pair[0].role != pair[1].role && pair.iter().any(|one| several(one))
}

fn disagreement(story: &Story<'_>, role: &str, rule: &Rule, pair: &[&InRole<'_>; 2]) -> Disagreement {
    let [one, other] = pair;
    let named = role.starts_with(char::is_uppercase);
    let who = if named { one.role.to_owned() } else { format!("The {role}") };
    Disagreement {
        aspect: Aspect::Actor,
        verdict: rule.verdict,
        severity: if rule.verdict == Verdict::Update { 0.45 } else { 0.85 },
        event: None,
        summary: format!(
            "{who}: {} ({}) vs {} ({})",
            one.fate.name(),
            one.told.report,
            other.fate.name(),
            other.told.report
        ),
        rule: rule.name,
        why: rule.why.to_owned(),
        silent: story.others(&[one.told.report, other.told.report]),
        positions: pair.iter().map(|one| story.position(&one.told)).collect(),
    }
}
