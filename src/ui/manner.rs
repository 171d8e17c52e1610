//! How an event is told: as a fact, as alleged, planned, asked for or denied. Each has a mark and a word of its own.

use ratatui::style::Style;

use super::library::Library;
use super::theme::Theme;
use crate::analysis::event::{EventMention, EventType, Modality};
use crate::text::ReportId;
use crate::timeline::EventId;

/// How something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Manner {
    /// As a fact, by the report or by a source.
    Fact,
    /// As a claim from which the report keeps its distance.
    Alleged,
    /// As announced, intended or due.
    Planned,
    /// As what somebody asked or demanded.
    Asked,
    /// As not having happened.
    Denied,
}

/// Every manner other than a fact, with its mark and its word.
pub const MANNERS: &[(Manner, &str, &str)] = &[
    (Manner::Alleged, "◌", "alleged"),
    (Manner::Planned, "◇", "planned"),
    (Manner::Asked, "◃", "asked for"),
    (Manner::Denied, "⊘", "denied"),
];

impl Manner {
    /// Its mark; none of a fact.
    #[must_use]
    pub fn mark(self) -> Option<&'static str> {
        MANNERS.iter().find(|(known, _, _)| *known == self).map(|(_, mark, _)| *mark)
    }

    /// Its word; empty for a fact.
    #[must_use]
    pub fn word(self) -> &'static str {
        MANNERS.iter().find(|(known, _, _)| *known == self).map_or("", |(_, _, word)| word)
    }

    /// A style as it is for what is told in this manner: denials struck, what is not certain set apart.
    #[must_use]
    pub fn style(self, theme: &Theme, plain: Style) -> Style {
        match self {
            Self::Fact => plain,
            Self::Denied => plain.patch(theme.denied),
            Self::Alleged | Self::Planned | Self::Asked => plain.patch(theme.unsure),
        }
    }
}

impl Library {
    /// How the reports that tell an event tell it, taken together.
    #[must_use]
    pub fn manner(&self, id: EventId) -> Manner {
        let Some(event) = self.event(id) else { return Manner::Fact };
        match event.modality {
            Modality::Planned => {
                let asked = |(report, at): &(ReportId, u32)| {
                    self.mention(*report, *at).is_some_and(|mention| self.is_asked(*report, mention))
                };
                if event.mentions.iter().any(asked) { Manner::Asked } else { Manner::Planned }
            }
            modality => of(modality),
        }
    }

    /// How one report tells an event: as its plainest words there do; none where it does not tell it.
    #[must_use]
    pub fn manner_in(&self, id: EventId, report: ReportId) -> Option<Manner> {
        let mention = self.mentions(id, report).min_by_key(|mention| mention.modality)?;
        let asked = mention.modality == Modality::Planned && self.is_asked(report, mention);
        Some(if asked { Manner::Asked } else { of(mention.modality) })
    }

    /// Whether the words that govern a mention ask for it.
    fn is_asked(&self, report: ReportId, mention: &EventMention) -> bool {
        let governor = mention.governor.and_then(|at| self.mention(report, at));
        governor.is_some_and(|governor| governor.kind == EventType::Request)
    }
}

fn of(modality: Modality) -> Manner {
    match modality {
        Modality::Asserted | Modality::Reported => Manner::Fact,
        Modality::Alleged => Manner::Alleged,
        Modality::Planned => Manner::Planned,
        Modality::Negated => Manner::Denied,
    }
}
