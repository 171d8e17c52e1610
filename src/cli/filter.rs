//! The flags that select rows: dates, names, verdicts, stars. Names that do not exist are reported.

use std::collections::HashSet;

use super::input::Loaded;
use super::{hint, input, output};
use crate::analysis::time::{Basis, When};
use crate::disagreement::Verdict;
use crate::export::{Filter, Unknown, names};
use crate::store::{self, Field, Notebook, Subject, corrections};
use crate::timeline::{EventId, Timeline};

/// Which rows of the timeline.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Only events that are not over before this date (EDTF: 2022-01-05, 2022-01, 2022)
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<When>,
    /// Only events that have begun by the end of this date
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Option<When>,
    /// Only events in which this actor takes part: a name or a part of one; may be repeated
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
    /// Only events in this place or within it; may be repeated
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// Only what this report or outlet has: a badge or a part of a name; may be repeated
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Only disagreements with this verdict; several by comma, or repeated
    #[arg(long, visible_alias = "only", value_name = "VERDICT", value_delimiter = ',', value_parser = verdict_parser())]
    verdict: Vec<String>,
    /// Only events with a star
    #[arg(long)]
    starred: bool,
    /// Main events, as the explorer shows them, or also the minor ones it folds away [default: main in formats for
    /// people (markdown, html, mermaid, svg), all in the others]
    #[arg(long, value_enum)]
    events: Option<Events>,
}

/// Which events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Events {
    /// Those that the explorer shows without unfolding
    Main,
    /// Every event
    All,
}

/// The words for verdicts, as the export uses them.
pub fn verdict_parser() -> clap::builder::PossibleValuesParser {
    let of_verdicts = names::ALL.iter().find(|(function, _)| *function == "verdict");
    clap::builder::PossibleValuesParser::new(of_verdicts.map_or(&[][..], |(_, names)| names))
}

/// The verdict that a word names.
pub fn verdict(name: &str) -> Option<Verdict> {
    Verdict::ALL.iter().copied().find(|verdict| names::verdict(*verdict) == name)
}

fn date(text: &str) -> Result<When, String> {
    When::from_edtf(text, None, Basis::Given)
        .filter(When::is_dated)
        .ok_or_else(|| format!("`{text}` is not a date (write 2022-01-05, 2022-01 or 2022)"))
}

impl FilterArgs {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.from.is_none()
            && self.to.is_none()
            && self.actor.is_empty()
            && self.place.is_empty()
            && self.source.is_empty()
            && self.verdict.is_empty()
            && !self.starred
            && self.events.is_none()
    }

    /// The filter over what was read, with these events if the arguments do not say which. Reports names that do not exist.
    pub fn select(&self, input: &input::Args, loaded: &Loaded, default: Events) -> Filter {
        let filter = self.filter(default, || starred(input, &loaded.timeline));
        if !input.progress.quiet {
            report_unknown(&filter, &loaded.timeline);
        }
        filter
    }

    /// Whether only main events are wanted, with this default.
    pub fn main_only(&self, default: Events) -> bool {
        self.events.unwrap_or(default) == Events::Main
    }

    /// The filter over a timeline, with these events if the arguments do not say which; `starred` returns the events with a
    /// star if they are wanted.
    pub fn filter(&self, default: Events, starred: impl FnOnce() -> HashSet<EventId>) -> Filter {
        Filter {
            from: self.from.clone(),
            to: self.to.clone(),
            actors: self.actor.clone(),
            places: self.place.clone(),
            sources: self.source.clone(),
            verdicts: self.verdict.iter().filter_map(|name| verdict(name)).collect(),
            chosen: self.starred.then(starred),
            main_only: self.main_only(default),
        }
    }
}

/// The events with a star in the notes beside the reports.
pub fn starred(input: &input::Args, timeline: &Timeline) -> HashSet<EventId> {
    let place = store::place(&input.paths);
    starred_in(&place.as_deref().map(Notebook::open).unwrap_or_default().0, timeline)
}

/// The events with a star in some notes.
pub fn starred_in(notebook: &Notebook, timeline: &Timeline) -> HashSet<EventId> {
    let mentions = notebook.said().filter_map(|(subject, field, _)| match (subject, field) {
        (Subject::Event(quote), Field::Star) => corrections::event_mention(timeline, quote),
        _ => None,
    });
    let mentions: HashSet<_> = mentions.collect();
    let has_star = |(_, event): &(EventId, &crate::timeline::Event)| {
        event.mentions.iter().any(|mention| mentions.contains(mention))
    };
    (0..).map(EventId).zip(&timeline.events).filter(has_star).map(|(id, _)| id).collect()
}

/// Reports the names in a filter that nothing in the timeline has, each with the most similar name.
pub fn report_unknown(filter: &Filter, timeline: &Timeline) {
    for Unknown { kind, name, known } in filter.unknown(timeline) {
        let nearest = hint::nearest_of_any_case(name, &known);
        let nearest = nearest.map(|nearest| format!("; did you mean “{nearest}”?")).unwrap_or_default();
        output::message(&format!("rashomon: no {kind} is called “{name}”{nearest}"));
    }
}
