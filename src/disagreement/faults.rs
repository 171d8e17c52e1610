//! The cause of one incident, told differently: a short circuit or arson, a suspicion that was borne out or given up.

use super::causes::{disagreement, of, value};
use super::told::{ClaimRef, Story};
use super::{Disagreement, Explained, NotCompared, Verdict};
use crate::analysis::claim::Status;
use crate::analysis::claim::cause::class::Class;

/// Finds the first two causes of one kind of incident that part the reports.
pub(super) fn find(story: &Story<'_>, predicate: &str, told: &[ClaimRef<'_>], explained: &mut Explained) {
    let head = format!("{}{}", predicate[..1].to_uppercase(), &predicate[1..]);
    let mut found: Option<(&Rule, [ClaimRef<'_>; 2])> = None;
    for (place, one) in told.iter().enumerate() {
        for other in told[place + 1..].iter().filter(|other| other.report != one.report) {
            let rule = RULES.iter().find(|rule| (rule.holds)(&Pair { told, one, other }));
            let Some(rule) = rule else { continue };
            if let Err(scope) = story.comparable_in_time(one, other) {
                explained.not_compared.push(NotCompared {
                    rule: scope.name,
                    why: scope.why,
                    positions: vec![story.position(one), story.position(other)],
                });
                continue;
            }
            match rule.verdict {
                None => explained.not_compared.push(NotCompared {
                    rule: rule.name,
                    why: rule.why,
                    positions: vec![story.position(one), story.position(other)],
                }),
                Some(verdict)
                    if found.is_none_or(|(best, _)| best.verdict.is_some_and(|best| verdict < best)) =>
                {
                    found = Some((rule, [*one, *other]));
                }
                Some(_) => {}
            }
        }
    }
    let Some((rule, pair)) = found else { return };
    let Some(verdict) = rule.verdict else { return };
    let mut pair = pair;
    if verdict == Verdict::Update && is_earlier(&pair[1], &pair[0]) {
        pair.reverse();
    }
    explained.disagreements.push(Disagreement {
        severity: if verdict == Verdict::Contradiction { 0.75 } else { 0.6 },
        rule: rule.name,
        why: rule.why.to_owned(),
        ..disagreement(story, &head, &pair, verdict)
    });
}

/// Two causes that two reports give, among all that are given for such an incident.
struct Pair<'a, 't> {
    told: &'a [ClaimRef<'t>],
    one: &'a ClaimRef<'t>,
    other: &'a ClaimRef<'t>,
}

impl Pair<'_, '_> {
    fn denied(&self) -> bool {
        (self.one.claim.status == Status::Denied) != (self.other.claim.status == Status::Denied)
    }

    fn both_deny(&self) -> bool {
        [self.one, self.other].iter().all(|told| told.claim.status == Status::Denied)
    }

    fn hedged(&self) -> bool {
        [self.one, self.other].iter().any(|told| told.claim.status == Status::Alleged)
    }

    fn same(&self) -> bool {
        agree(self.one, self.other)
    }

    /// Whether a report also gives the other's cause, as true or as untrue.
    fn both_given(&self) -> bool {
        let gives = |own: &ClaimRef<'_>, rival: &ClaimRef<'_>| {
            of(self.told, own.report)
                .any(|told| agree(told, rival) && told.claim.status == rival.claim.status)
        };
        gives(self.one, self.other) || gives(self.other, self.one)
    }

    /// Whether the earlier of the two was a guess and the later none.
    fn settled(&self) -> bool {
        let (first, last) =
            if is_earlier(self.other, self.one) { (self.other, self.one) } else { (self.one, self.other) };
        is_earlier(first, last)
            && first.claim.status == Status::Alleged
            && last.claim.status != Status::Alleged
    }

    fn excludes(&self) -> bool {
        class(self.one).zip(class(self.other)).is_some_and(|(one, other)| one.excludes(other))
    }
}

/// What two causes amount to.
struct Rule {
    name: &'static str,
    verdict: Option<Verdict>,
    why: &'static str,
    holds: fn(&Pair<'_, '_>) -> bool,
}

/// The rules, first match first.
const RULES: &[Rule] = &[
    Rule {
        name: "scope/both-causes",
        verdict: None,
        why: "one of the reports gives both causes",
        holds: |pair| (pair.denied() == pair.same()) && pair.both_given() && !pair.both_deny(),
    },
    Rule {
        name: "causes/suspicion-given-up",
        verdict: Some(Verdict::Update),
        why: "the later report says that what was suspected was not the cause",
        holds: |pair| pair.denied() && pair.same() && pair.settled(),
    },
    Rule {
        name: "causes/denied",
        verdict: Some(Verdict::Contradiction),
        why: "one report gives as the cause what the other says was not",
        holds: |pair| pair.denied() && pair.same(),
    },
    Rule {
        name: "scope/other-cause-denied",
        verdict: None,
        why: "one of them says only what was not the cause",
        holds: |pair| pair.denied() || pair.both_deny(),
    },
    Rule {
        name: "scope/one-cause",
        verdict: None,
        why: "both may be one cause in other words",
        holds: |pair| pair.same() && value(pair.one) != value(pair.other),
    },
    Rule {
        name: "causes/settled",
        verdict: Some(Verdict::Update),
        why: "the earlier report tells a suspicion, the later one names another cause",
        holds: |pair| !pair.same() && pair.settled(),
    },
    Rule {
        name: "causes/excluded",
        verdict: Some(Verdict::Contradiction),
        why: "either of the causes told as fact excludes the other",
        holds: |pair| !pair.same() && pair.excludes() && !pair.hedged(),
    },
    Rule {
        name: "causes/suspected",
        verdict: Some(Verdict::Conditional),
        why: "they conflict if what is only suspected is true",
        holds: |pair| !pair.same() && pair.excludes(),
    },
    Rule {
        name: "causes/incident",
        verdict: Some(Verdict::Conditional),
        why: "the causes named conflict if there was one",
        holds: |pair| !pair.same(),
    },
];

fn class(told: &ClaimRef<'_>) -> Option<&'static Class> {
    told.claim.subject_group.and_then(Class::named)
}

/// Whether two causes may be one: of one class or its kin, or with a word in common.
fn agree(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    const LIGHT: &[&str] = &["the", "its", "and", "was", "his", "her", "had", "their"];
    let kin = class(one).zip(class(other)).is_some_and(|(one, other)| one.may_be(other));
    let tells = |word: &&str| word.len() > 2 && !LIGHT.contains(word);
    let known = |word: &str| value(other).split(' ').any(|other| other == word);
    let share = value(one).split(' ').filter(tells).any(known);
    kin || share
}

fn is_earlier(one: &ClaimRef<'_>, other: &ClaimRef<'_>) -> bool {
    one.claim.as_of.certainly_before(&other.claim.as_of)
}
