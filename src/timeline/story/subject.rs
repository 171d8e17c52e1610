//! What the story of a report is found by. It is a small part of a report, and of JSON: the stories of reports on many machines are
//! found on one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::words::{self, SubjectWords, incidents};
use super::{LEAD, nameless};
use crate::analysis::Analysis;
use crate::analysis::actor::ActorKind;
use crate::analysis::claim::{Claim, ClaimKind};
use crate::analysis::time::When;
use crate::text::{Published, Report};

/// The subject of a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// The day on which it was published.
    pub(super) day: Option<NaiveDate>,
    /// The words of its title, its lead and its outlet.
    pub(super) words: SubjectWords,
    /// What it says of incidents, if its words name one.
    pub(super) facts: Option<IncidentFacts>,
}

/// What a report says of the incidents it is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct IncidentFacts {
    /// The days it gives, by the kind of incident.
    pub days: BTreeMap<EcoString, BTreeSet<NaiveDate>>,
    /// The places its lead names, folded, without datelines.
    pub places: BTreeSet<EcoString>,
    /// Its exact figures of people, whole numbers only, with what happened to them.
    pub figures: BTreeSet<(EcoString, u64)>,
}

impl Subject {
    /// The subject of a report; without its analysis only the words.
    #[must_use]
    pub fn of(report: &Report, analysis: Option<&Analysis>) -> Self {
        let source = report.source.as_deref().unwrap_or_default();
        let words = words::subject(report.title.as_deref().unwrap_or_default(), &report.text, source);
        let facts = analysis.filter(|_| incidents(&words).next().is_some());
        let facts = facts.map(|analysis| IncidentFacts::read(&report.text, analysis, &words));
        Self { day: report.published.as_ref().and_then(Published::day), words, facts }
    }
}

impl IncidentFacts {
    fn read(text: &str, analysis: &Analysis, words: &SubjectWords) -> Self {
        let claims = analysis.claims.look();
        let is_place = |actor: u32| {
            let kind = analysis.actors.actors.get(actor as usize).map(|actor| actor.kind);
            matches!(kind, Some(ActorKind::Place | ActorKind::State))
        };
        let places = analysis
            .actors
            .mentions
            .iter()
            .take_while(|mention| (mention.span.start as usize) < LEAD)
            .filter(|mention| is_place(mention.actor))
            .map(|mention| mention.span.of(text))
            .filter(|name| name.chars().any(char::is_lowercase))
            .map(|name| deunicode::deunicode(name).to_lowercase().into())
            .collect();
        let days_of = |kind: &str| -> BTreeSet<NaiveDate> {
            let of_kind = |claim: &&Claim| claim.kind == ClaimKind::Time && *claim.predicate == *kind;
            let when = |claim: &Claim| claim.when.as_ref().and_then(When::single_day);
            claims.iter().filter(of_kind).filter_map(when).collect()
        };
        let days = incidents(words).map(|kind| (kind.into(), days_of(kind)));
        Self {
            days: days.filter(|(_, days)| !days.is_empty()).collect(),
            places,
            figures: claims.iter().filter_map(nameless::exact).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;

    #[test]
    fn a_subject_read_back_from_json_is_the_same() {
        let report = Report {
            title: Some("Blast at the mill".into()),
            source: Some("Ostwick News".into()),
            text: "A blast at the Lindqvist mill in Ostwick killed 18 workers on 4 May 2031, police said."
                .into(),
            ..Report::default()
        };
        let subject = Subject::of(&report, Some(&analyse(&report)));
        let facts = subject.facts.as_ref().expect("a blast is an incident");
        assert!(facts.figures.contains(&("killed".into(), 18)), "{facts:?}");
        assert!(!facts.days.is_empty() && subject.words.len() > 4, "{subject:?}");
        let json = serde_json::to_string(&subject).expect("it can be written");
        assert_eq!(serde_json::from_str::<Subject>(&json).expect("it can be read"), subject);
        let calm = Report { text: "The council met Ada Lindqvist.".into(), ..Report::default() };
        assert_eq!(Subject::of(&calm, Some(&analyse(&calm))).facts, None);
    }
}
