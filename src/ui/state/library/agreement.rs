//! How the reports relate to an event, and which disagreements count for that.

use crate::disagreement::Verdict;
use crate::text::ReportId;
use crate::timeline::origin::Origins;

/// How the reports relate to an event, as the mark before its title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// One report mentions it.
    Single,
    /// Several do, with nearly the same text: they are one source.
    Copied,
    /// Several say the same of it.
    Shared,
    /// They differ, and can all be right.
    Different,
    /// They contradict each other.
    Contradicted,
}

impl Agreement {
    /// What the reports of an event amount to where no disagreement is about it: copies of one text are one source.
    #[must_use]
    pub fn of_reports(origins: &Origins, reports: impl Iterator<Item = ReportId>) -> Self {
        let mut of = reports.map(|report| origins.of(report));
        let (Some(first), Some(second)) = (of.next(), of.next()) else { return Self::Single };
        if first == second && of.all(|other| other == first) { Self::Copied } else { Self::Shared }
    }

    /// The mark shown.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Single | Self::Copied => "○",
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
            Self::Copied => "reported by copies of one text",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Report;

    #[test]
    fn copies_of_one_text_are_one_source() {
        let text = |words: &str| words.repeat(40);
        let numbered = (0..60).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ") + " ";
        let report = |(id, text): (u32, &String)| Report {
            id: ReportId(id),
            text: text.as_str().into(),
            ..Report::default()
        };
        let texts = [numbered.clone(), text("Another report. "), numbered];
        let origins = Origins::find(&(0..).zip(&texts).map(report).collect::<Vec<_>>());
        for (reports, expected) in [
            (&[][..], Agreement::Single),
            (&[1], Agreement::Single),
            (&[0, 2], Agreement::Copied),
            (&[0, 1], Agreement::Shared),
            (&[0, 2, 1], Agreement::Shared),
        ] {
            let reports = reports.iter().copied().map(ReportId);
            assert_eq!(Agreement::of_reports(&origins, reports), expected);
        }
    }
}
