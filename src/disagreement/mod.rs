//! Where the accounts part: claims laid beside each other, each difference with a verdict, a rule and a reason.
//!
//! Reads the timeline and nothing else. Silence is better than a false alarm.

use crate::text::{Passage, ReportId};
use crate::timeline::{ClaimId, EventId, Timeline};

/// Finds every difference worth showing, the gravest first.
#[must_use]
pub fn find(_timeline: &Timeline) -> Vec<Disagreement> {
    Vec::new()
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
