//! How many people the reports of a story mention as perpetrators and as victims: of several, any may be meant.

use super::ledger::Story;
use super::states;
use crate::analysis::claim::ClaimKind;
use crate::text::ReportId;

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
