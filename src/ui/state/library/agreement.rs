//! How the reports relate to an event, and which disagreements count for that.

use crate::disagreement::Verdict;

/// How the reports relate to an event, as the mark before its title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// One report mentions it.
    Single,
    /// Several say the same of it.
    Shared,
    /// They differ, and can all be right.
    Different,
    /// They contradict each other.
    Contradicted,
}

impl Agreement {
    /// The mark shown.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Single => "○",
            Self::Shared => "●",
            Self::Different => "≠",
            Self::Contradicted => "✗",
        }
    }

    /// What the mark says.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Single => "reported by one",
            Self::Shared => "reported alike",
            Self::Different => "the reports differ",
            Self::Contradicted => "the reports contradict each other",
        }
    }
}

/// Whether a verdict is worth a mark on the timeline: badges show omissions already, and names differ harmlessly.
#[must_use]
pub fn is_marked(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Omission | Verdict::Name)
}
