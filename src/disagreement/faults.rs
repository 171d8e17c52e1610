//! Causes of one incident that differ: a short circuit or arson, a suspicion that was confirmed or dropped.

use super::causes::of;
use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, capitalised, not_compared};
use super::{Aspect, Explained, Verdict};
use crate::analysis::claim::Status;
use crate::analysis::claim::cause::class::Class;

/// Finds the first two causes of one kind of incident on which reports differ.
pub(super) fn find(story: &Story<'_>, predicate: &str, claims: &[ClaimRef<'_>], explained: &mut Explained) {
    let mut found: Option<(&CauseRule, Verdict, [&ClaimRef<'_>; 2])> = None;
    for (place, one) in claims.iter().enumerate() {
        for other in claims[place + 1..].iter().filter(|other| other.report != one.report) {
            let rule = RULES.iter().find(|rule| (rule.holds)(&Pair { claims, one, other }));
            let Some(rule) = rule else { continue };
            let scope = story.comparable_in_time(one, other).err().map(|scope| (scope.name, scope.why));
            match (scope, rule.verdict) {
                (Some(reason), _) => {
                    explained.not_compared.push(not_compared(story, reason, [one, other]));
                }
                (None, None) => {
                    explained.not_compared.push(not_compared(story, (rule.name, rule.why), [one, other]));
                }
                (None, Some(verdict)) if found.is_none_or(|(_, best, _)| verdict < best) => {
                    found = Some((rule, verdict, [one, other]));
                }
                (None, Some(_)) => {}
            }
        }
    }
    let Some((&CauseRule { name, why, .. }, verdict, mut pair)) = found else { return };
    if verdict == Verdict::Update && is_earlier(pair[1], pair[0]) {
        pair.reverse();
    }
    let rule = Rule { name, aspect: Aspect::Cause, verdict, why };
    explained.disagreements.push(rule.between(story, &capitalised(predicate), &pair));
}

/// Two causes from two reports, among all causes given for such an incident.
struct Pair<'a, 't> {
    claims: &'a [ClaimRef<'t>],
    one: &'a ClaimRef<'t>,
    other: &'a ClaimRef<'t>,
}

impl Pair<'_, '_> {
    fn denied(&self) -> bool {
        (self.one.status == Status::Denied) != (self.other.status == Status::Denied)
    }

    fn hedged(&self) -> bool {
        [self.one, self.other].iter().any(|claim| claim.status == Status::Alleged)
    }

    fn same(&self) -> bool {
        agree(self.one, self.other)
    }

    /// Whether either report also gives the other's cause, as true or as untrue.
    fn both_given(&self) -> bool {
        let gives = |own: &ClaimRef<'_>, rival: &ClaimRef<'_>| {
            of(self.claims, own.report).any(|claim| agree(claim, rival) && claim.status == rival.status)
        };
        gives(self.one, self.other) || gives(self.other, self.one)
    }

    /// Whether the earlier of the two was a suspicion and the later is not.
    fn settled(&self) -> bool {
        let (first, last) =
            if is_earlier(self.other, self.one) { (self.other, self.one) } else { (self.one, self.other) };
        is_earlier(first, last) && first.status == Status::Alleged && last.status != Status::Alleged
    }

    fn excludes(&self) -> bool {
        class(self.one).zip(class(self.other)).is_some_and(|(one, other)| one.excludes(other))
    }
}

/// A rule for two causes.
struct CauseRule {
    name: &'static str,
    /// The verdict; none where the two are not compared.
    verdict: Option<Verdict>,
    why: &'static str,
    holds: fn(&Pair<'_, '_>) -> bool,
}

/// The rules; the first match wins.
const RULES: &[CauseRule] = &[
    CauseRule {
        name: "scope/both-causes",
        verdict: None,
        why: "one of the reports gives both causes",
        holds: |pair| (pair.denied() == pair.same()) && pair.both_given(),
    },
    CauseRule {
        name: "causes/suspicion-given-up",
        verdict: Some(Verdict::Update),
        why: "the later report says that what was suspected was not the cause",
        holds: |pair| pair.denied() && pair.same() && pair.settled(),
    },
    CauseRule {
        name: "causes/denied",
        verdict: Some(Verdict::Contradiction),
        why: "one report gives as the cause what the other rules out",
        holds: |pair| pair.denied() && pair.same(),
    },
    CauseRule {
        name: "scope/other-cause-denied",
        verdict: None,
        why: "one of them only says what was not the cause",
        holds: |pair| pair.denied(),
    },
    CauseRule {
        name: "scope/one-cause",
        verdict: None,
        why: "both may be the same cause in other words",
        holds: |pair| pair.same() && pair.one.value() != pair.other.value(),
    },
    CauseRule {
        name: "causes/settled",
        verdict: Some(Verdict::Update),
        why: "the earlier report gives a suspicion, the later one another cause",
        holds: |pair| !pair.same() && pair.settled(),
    },
    CauseRule {
        name: "causes/excluded",
        verdict: Some(Verdict::Contradiction),
        why: "each of the causes, stated as a fact, excludes the other",
        holds: |pair| !pair.same() && pair.excludes() && !pair.hedged(),
    },
    CauseRule {
        name: "causes/suspected",
        verdict: Some(Verdict::Conditional),
        why: "they conflict if what is only suspected is true",
        holds: |pair| !pair.same() && pair.excludes(),
    },
    CauseRule {
        name: "causes/incident",
        verdict: Some(Verdict::Conditional),
        why: "the causes conflict if there was only one",
        holds: |pair| !pair.same(),
    },
];

fn class(claim: &ClaimRef<'_>) -> Option<&'static Class> {
    claim.subject_group.and_then(Class::named)
}

/// Whether two causes may be the same: of one class or related classes, or with a word in common.
fn agree(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const LIGHT: &[&str] = &["the", "its", "and", "was", "his", "her", "had", "their"];
    let kin = class(one).zip(class(other)).is_some_and(|(one, other)| one.may_be(other));
    let is_content = |word: &&str| word.len() > 2 && !LIGHT.contains(word);
    let known = |word: &str| other.value().split(' ').any(|other| other == word);
    let share = one.value().split(' ').filter(is_content).any(known);
    kin || share
}

fn is_earlier(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    one.as_of.certainly_before(&other.as_of)
}
