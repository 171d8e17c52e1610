//! Who is named as responsible. Ages are in `ages`, weapons in `details`.

use super::ledger::{ClaimRef, Story};
use super::rule::{Rule, first_pair};
use super::{Aspect, Explained, Verdict, states};
use crate::analysis::claim::ClaimKind;
use crate::analysis::claim::responsibility::RESPONSIBILITY;
use crate::text::ReportId;

const RESPONSIBLE: Rule = Rule {
    name: "people/responsible",
    aspect: Aspect::Actor,
    verdict: Verdict::Conditional,
    why: "they conflict if only one did it",
};

/// Finds two names held responsible, neither of which is in the other's report.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let named: Vec<ClaimRef<'_>> =
        story.with_predicate(RESPONSIBILITY).filter(|claim| claim.is_live()).collect();
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
}

/// Whether the reports mention several perpetrators, any of whom may be meant.
pub(super) fn is_of_several_perpetrators(story: &Story<'_>) -> bool {
    states::is_of_many(story) || counts(story, &["arrested", "charged", "involved"])
}

/// Whether the reports mention several casualties.
pub(super) fn is_of_several_victims(story: &Story<'_>) -> bool {
    let plural = |report: &ReportId| {
        let text = story.lower_text(*report);
        ["victims", "shootings", "stabbings"].iter().any(|word| text.contains(word))
    };
    counts(story, &["killed", "injured", "shot", "stabbed", "hospitalised"])
        || story.reports.iter().any(plural)
}

/// Whether a report counts more than one person with one of the predicates.
fn counts(story: &Story<'_>, predicates: &[&str]) -> bool {
    story.claims.iter().any(|claim| {
        claim.kind == ClaimKind::Count
            && claim.is_live()
            && predicates.contains(&&*claim.predicate)
            && claim.low().unwrap_or_default() > 1.5
    })
}
