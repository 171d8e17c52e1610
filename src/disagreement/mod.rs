//! Where the accounts part: claims laid beside each other, each difference with a verdict, a rule and a reason.
//!
//! Reads the timeline and nothing else. Silence is better than a false alarm.

mod ages;
mod attribution;
mod causes;
mod counts;
mod denials;
mod descriptions;
mod details;
mod external;
mod fates;
mod faults;
mod hours;
mod internal;
mod labels;
mod modality;
mod names;
mod omission;
mod origin;
mod people;
mod places;
mod ranks;
mod sequence;
mod states;
mod times;
mod told;
mod unknown;
pub mod verdict;

use rayon::prelude::*;

use crate::text::{Passage, ReportId};
use crate::timeline::{ClaimId, EventId, Timeline};
use told::{Ledger, Story};

/// Finds every difference worth showing, the gravest first.
#[must_use]
pub fn find(timeline: &Timeline) -> Vec<Disagreement> {
    explain(timeline).disagreements
}

/// Finds every difference worth showing, and what was laid beside each other and found not comparable.
#[must_use]
pub fn explain(timeline: &Timeline) -> Explained {
    let ledger = Ledger::read(timeline);
    let mentions = names::Mentions::read(timeline);
    let of_story = |reports: Vec<ReportId>| within(&ledger.story(&reports), &mentions);
    let of_stories: Vec<Explained> = timeline.stories.shared().into_par_iter().map(of_story).collect();
    let mut explained = Explained::default();
    for of_story in of_stories {
        explained.disagreements.extend(of_story.disagreements);
        explained.not_compared.extend(of_story.not_compared);
    }
    external::find(timeline, &mut explained);
    explained.disagreements.sort_by_key(Disagreement::order);
    explained
}

/// What the reports of one story differ in.
fn within(story: &Story<'_>, mentions: &names::Mentions) -> Explained {
    let mut explained = Explained::default();
    counts::find(story, &mut explained);
    times::find(story, &mut explained);
    internal::find(story, &mut explained);
    unknown::find(story, &mut explained);
    places::find(story, &mut explained);
    sequence::find(story, &mut explained);
    people::find(story, &mut explained);
    ages::find(story, &mut explained);
    details::find(story, mentions, &mut explained);
    denials::find(story, &mut explained);
    fates::find(story, &mut explained);
    let shared = origin::find(story);
    attribution::find(story, &shared, &mut explained);
    causes::find(story, &mut explained);
    modality::find(story, &shared, &mut explained);
    modality::under_way(story, &mut explained);
    states::find(story, &mut explained);
    labels::find(story, &mut explained);
    descriptions::find(story, mentions, &mut explained);
    ranks::find(story, &mut explained);
    names::find(story, mentions, &mut explained);
    omission::find(story, &mut explained);
    for found in &mut explained.disagreements {
        origin::tell(story, &shared, found);
    }
    explained
}

/// What was found, and what was not compared.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// The differences, the gravest first.
    pub disagreements: Vec<Disagreement>,
    /// Pairs a reader might expect to see compared, and why they were not.
    pub not_compared: Vec<NotCompared>,
}

/// Two statements that look alike and were not compared.
#[derive(Clone, Debug, PartialEq)]
pub struct NotCompared {
    /// The rule that kept them apart: `scope/name`.
    pub rule: &'static str,
    /// Why, as a sentence.
    pub why: &'static str,
    /// The two statements.
    pub positions: Vec<Position>,
}

/// A difference between reports, or within one.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// What the difference is about.
    pub aspect: Aspect,
    /// What it amounts to.
    pub verdict: Verdict,
    /// 0…1, for sorting.
    pub severity: f32,
    /// The event it concerns; none if it spans several.
    pub event: Option<EventId>,
    /// One line that says what differs.
    pub summary: String,
    /// The rule that found it: `family/name`.
    pub rule: &'static str,
    /// Why the verdict is what it is, as a sentence.
    pub why: String,
    /// Who says what, at least one.
    pub positions: Vec<Position>,
    /// The reports that say nothing on it.
    pub silent: Vec<ReportId>,
}

impl Disagreement {
    /// Its place in a list: by verdict, by severity, by place in the reports.
    fn order(&self) -> (Verdict, std::cmp::Reverse<u32>, Option<Passage>) {
        // A severity lies between 0 and 1.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let severity = (self.severity.clamp(0.0, 1.0) * 1000.0) as u32;
        (self.verdict, std::cmp::Reverse(severity), self.positions.first().map(|position| position.passage))
    }
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The exact words.
    pub passage: Passage,
    /// The claim, if the position rests on one.
    pub claim: Option<ClaimId>,
    /// The value in short: "≥ 10", "Wed 5 Jan", "rioters".
    pub statement: String,
}

/// What a disagreement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "plain words, explained in the export's schema")]
pub enum Aspect {
    Quantity,
    Time,
    Place,
    Actor,
    Cause,
    Label,
    Attribution,
    Sequence,
    Modality,
    Name,
    Event,
}

/// What a disagreement amounts to; the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Cannot all hold as worded.
    Contradiction,
    /// Conflicts only under an assumption, which the reason states.
    Conditional,
    /// One report disagrees with itself.
    Internal,
    /// A later figure or state supersedes the earlier.
    Update,
    /// Conflicts with a bundled reference list, which the reason names.
    External,
    /// The same content from a different speaker or channel.
    Attribution,
    /// The same referent under a differently loaded word.
    Framing,
    /// Differs in bound, vagueness, granularity or scope, and can all hold.
    Compatible,
    /// Told by some, not by others.
    Omission,
    /// The same actor under another spelling.
    Name,
}

impl Verdict {
    /// All verdicts, the gravest first.
    pub const ALL: &[Self] = &[
        Self::Contradiction,
        Self::Conditional,
        Self::Internal,
        Self::Update,
        Self::External,
        Self::Attribution,
        Self::Framing,
        Self::Compatible,
        Self::Omission,
        Self::Name,
    ];
}
