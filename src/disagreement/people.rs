//! Who is said to have done it, and who was asked for help, by name. Ages are in `ages`, weapons in `details`.

use super::states;
use super::told::{ClaimRef, Story, is_live};
use super::{Aspect, Disagreement, Explained, Verdict};
use crate::analysis::claim::ClaimKind;
use crate::analysis::claim::request::ASKED;
use crate::analysis::claim::responsibility::{NOBODY, RESPONSIBILITY};
use crate::text::ReportId;

/// Finds the names that are held responsible beside each other, or asked.
pub(super) fn find(story: &Story<'_>, explained: &mut Explained) {
    let of = |predicate: &str| -> Vec<ClaimRef<'_>> {
        story.told.iter().filter(|told| *told.claim.predicate == *predicate).copied().collect()
    };
    explained.disagreements.extend(responsible(story, &of(RESPONSIBILITY)));
    let why = "they conflict if one alone was asked";
    explained.disagreements.extend(rivals(story, &of(ASKED)).map(|pair| {
        disagreement(story, &pair, "Who was asked for help", ("people/asked", Verdict::Conditional, why))
    }));
}

/// Whether the reports tell of several who did it, each of whom may be meant.
pub(super) fn is_of_several_doers(story: &Story<'_>) -> bool {
    states::is_of_many(story) || counts(story, &["arrested", "charged", "involved"])
}

/// Whether the reports tell of several who were harmed.
pub(super) fn is_of_several_victims(story: &Story<'_>) -> bool {
    let plural = |report: &ReportId| {
        let text = story.lower_text(*report);
        ["victims", "shootings", "stabbings"].iter().any(|word| text.contains(word))
    };
    counts(story, &["killed", "injured", "shot", "stabbed", "hospitalised"])
        || story.reports.iter().any(plural)
}

/// Whether the reports tell of several dead.
pub(super) fn is_of_several_dead(story: &Story<'_>) -> bool {
    counts(story, &["killed"])
}

/// Whether a report counts more than one of some predicates.
fn counts(story: &Story<'_>, predicates: &[&str]) -> bool {
    story.told.iter().any(|told| {
        let low = told.claim.quantity.as_ref().and_then(|quantity| quantity.low).unwrap_or_default();
        told.claim.kind == ClaimKind::Count
            && is_live(told.claim)
            && predicates.contains(&&*told.claim.predicate)
            && low > 1.5
    })
}

/// What a claim says of its subject.
pub(super) fn value<'t>(told: &ClaimRef<'t>) -> &'t str {
    told.claim.value.as_deref().unwrap_or_default()
}

/// Two names of two reports, neither of which the other's report gives.
fn rivals<'t>(story: &Story<'_>, named: &[ClaimRef<'t>]) -> Option<[ClaimRef<'t>; 2]> {
    let knows = |told: &ClaimRef<'_>, name: &str| {
        let text = story.lower_text(told.report);
        let words = name
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.starts_with(char::is_uppercase))
            .filter(|word| {
                word.chars().count() > 3 || word.len() > 1 && word.chars().all(char::is_uppercase)
            });
        words.into_iter().any(|word| text.contains(&word.to_lowercase()))
    };
    named.iter().enumerate().find_map(|(at, one)| {
        let other = named[at + 1..].iter().find(|other| {
            other.report != one.report
                && value(one) != value(other)
                && !knows(one, value(other))
                && !knows(other, value(one))
        })?;
        Some([*one, *other])
    })
}

/// Two names held responsible, neither of which the other's report gives; or nobody yet, and then somebody.
fn responsible(story: &Story<'_>, told: &[ClaimRef<'_>]) -> Option<Disagreement> {
    let head = "Who did it";
    let named: Vec<_> = told.iter().filter(|told| value(told) != NOBODY).copied().collect();
    if let Some(pair) = rivals(story, &named) {
        let why = "they conflict if one alone did it";
        return Some(disagreement(story, &pair, head, ("people/responsible", Verdict::Conditional, why)));
    }
    let nobody = told.iter().find(|told| value(told) == NOBODY)?;
    let later = named.iter().find(|named| nobody.claim.as_of.certainly_before(&named.claim.as_of))?;
    let why = "the later report names somebody where nobody had come forward";
    Some(disagreement(story, &[*nobody, *later], head, ("people/then-claimed", Verdict::Update, why)))
}

/// Two values of one thing, each told by one report.
pub(super) fn disagreement(
    story: &Story<'_>,
    pair: &[ClaimRef<'_>; 2],
    head: &str,
    (rule, verdict, why): (&'static str, Verdict, &str),
) -> Disagreement {
    let [one, other] = pair;
    Disagreement {
        aspect: Aspect::Actor,
        verdict,
        severity: 0.65,
        event: None,
        summary: format!("{head}: {} ({}) vs {} ({})", value(one), one.report, value(other), other.report),
        rule,
        why: why.to_owned(),
        silent: story.others(&[one.report, other.report]),
        positions: pair.iter().map(|told| story.position(told)).collect(),
    }
}
