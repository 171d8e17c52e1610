//! Who is said to have done it, by name, and who claimed it. Ages are in `ages`, weapons in `details`.

use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, first_pair};
use super::{Aspect, Explained, Verdict, states};
use crate::analysis::claim::ClaimKind;
use crate::analysis::claim::Status;
use crate::analysis::claim::responsibility::{CLAIMED, RESPONSIBILITY};
use crate::text::ReportId;

const RESPONSIBLE: Rule = Rule {
    name: "people/responsible",
    aspect: Aspect::Actor,
    verdict: Verdict::Conditional,
    severity: 0.65,
    why: "they conflict if only one did it",
};

const THEN_CLAIMED: Rule = Rule {
    name: "people/then-claimed",
    verdict: Verdict::Update,
    severity: 0.45,
    why: "one report says that nobody has claimed it, another who has",
    ..RESPONSIBLE
};

const CLAIMED_BEFORE: Rule = Rule {
    name: "people/claimed-before",
    verdict: Verdict::Compatible,
    why: "the later report says that nobody has claimed it, though the earlier one says who has",
    ..THEN_CLAIMED
};

/// Finds the reports that name who claimed it beside those that say nobody has.
fn claimed_since(story: &Story<'_>, explained: &mut Explained) {
    let (nobody, somebody): (Vec<ClaimRef<'_>>, Vec<ClaimRef<'_>>) =
        story.with_predicate(CLAIMED).partition(|claim| claim.status == Status::Unknown);
    let silent = |one: &&ClaimRef<'_>| somebody.iter().all(|other| other.report != one.report);
    let pair = nobody.iter().filter(silent).find_map(|open| {
        let named = |claim: &&ClaimRef<'_>| {
            claim.report != open.report
                && nobody.iter().all(|other| other.report != claim.report)
                && story.comparable_in_time(claim, open).is_ok()
        };
        Some([open, somebody.iter().find(named)?])
    });
    explained.disagreements.extend(pair.map(|pair| {
        let before = pair[1].as_of.certainly_before(&pair[0].as_of);
        let rule = if before { CLAIMED_BEFORE } else { THEN_CLAIMED };
        rule.between(story, "Who claimed it", &pair)
    }));
}

/// Finds two names held responsible, neither of which the other's report gives.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let named: Vec<ClaimRef<'_>> = story.with_predicate(RESPONSIBILITY).collect();
    let knows = |claim: &ClaimRef<'_>, name: &str| {
        let text = story.lower_text(claim.report);
        let words = name
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.starts_with(char::is_uppercase))
            .filter(|word| {
                word.chars().count() > 3 || word.len() > 1 && word.chars().all(char::is_uppercase)
            });
        words.into_iter().any(|word| text.contains(&word.to_lowercase()))
    };
    let pair = first_pair(&named, |one, other| {
        other.report != one.report
            && one.value() != other.value()
            && !knows(one, other.value())
            && !knows(other, one.value())
    });
    explained.disagreements.extend(pair.map(|pair| RESPONSIBLE.between(story, "Who did it", &pair)));
    claimed_since(story, explained);
}

/// Whether the reports mention several who did it, each of whom may be meant.
pub(super) fn is_of_several_perpetrators(story: &Story<'_>) -> bool {
    states::is_of_many(story) || counts(story, &["arrested", "charged", "involved"])
}

/// Whether the reports mention several who were harmed.
pub(super) fn is_of_several_victims(story: &Story<'_>) -> bool {
    let plural = |report: &ReportId| {
        let text = story.lower_text(*report);
        ["victims", "shootings", "stabbings"].iter().any(|word| text.contains(word))
    };
    counts(story, &["killed", "injured", "shot", "stabbed", "hospitalised"])
        || story.reports.iter().any(plural)
}

/// Whether the reports mention several dead.
pub(super) fn is_of_several_dead(story: &Story<'_>) -> bool {
    counts(story, &["killed"])
}

/// Whether a report counts more than one of some predicates.
fn counts(story: &Story<'_>, predicates: &[&str]) -> bool {
    story.claims.iter().any(|claim| {
        claim.kind == ClaimKind::Count
            && claim.is_live()
            && predicates.contains(&&*claim.predicate)
            && claim.low().unwrap_or_default() > 1.5
    })
}
