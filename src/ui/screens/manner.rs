//! How an event is reported: as a fact, as alleged, planned, asked for or denied. Each has a mark and a word of its own.

use ratatui::style::Style;

use crate::analysis::event::{EventMention, EventType, Modality};
use crate::text::ReportId;
use crate::timeline::{Event, EventId, Timeline};
use crate::ui::state::library::Library;
use crate::ui::widget::theme::Theme;

/// How something is reported.
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

    /// A style as it is for what is reported in this way: denials struck, what is not certain set apart.
    #[must_use]
    pub fn style(self, theme: &Theme, plain: Style) -> Style {
        match self {
            Self::Fact => plain,
            Self::Denied => plain.patch(theme.denied),
            Self::Alleged | Self::Planned | Self::Asked => plain.patch(theme.unsure),
        }
    }
}

/// How the reports of an event put it, taken together.
#[must_use]
pub fn of_event(timeline: &Timeline, event: &Event) -> Manner {
    let asked = |(report, at): &(ReportId, u32)| {
        let mentions = timeline.analyses.get(report.index()).map_or(&[][..], |analysis| &analysis.events);
        mentions.get(*at as usize).is_some_and(|mention| is_asked(mentions, mention))
    };
    match event.modality {
        Modality::Planned if event.mentions.iter().any(asked) => Manner::Asked,
        modality => of(modality),
    }
}

/// Whether the words that govern a mention ask for it.
fn is_asked(mentions: &[EventMention], mention: &EventMention) -> bool {
    let governor = mention.governor.and_then(|at| mentions.get(at as usize));
    governor.is_some_and(|governor| governor.kind == EventType::Request)
}

impl Library {
    /// How one report puts an event: as its plainest words there do; none where it does not mention it.
    #[must_use]
    pub fn manner_in(&self, id: EventId, report: ReportId) -> Option<Manner> {
        let mention = self.mentions(id, report).min_by_key(|mention| mention.modality)?;
        let mentions =
            self.timeline.analyses.get(report.index()).map_or(&[][..], |analysis| &analysis.events);
        let asked = mention.modality == Modality::Planned && is_asked(mentions, mention);
        Some(if asked { Manner::Asked } else { of(mention.modality) })
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
