//! `rashomon timeline`: the events, by date, as text.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::exit::{Failure, Outcome};
use super::filter::{Events, FilterArgs};
use super::output::Format;
use super::screen::Screen;
use super::table::Table;
use super::{Run, input, legend};
use crate::analysis::event::Modality;
use crate::export::{Filter, Selection};
use crate::export::json::List;
use crate::text::{Passage, ReportId, visible};
use crate::timeline::event::{self, Weights};
use crate::timeline::{Event, EventId, Timeline};

/// Arguments of `rashomon timeline`.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// Also the events that the explorer folds away: the same as --events all
    #[arg(long, conflicts_with = "events")]
    all: bool,
    /// Say why the mentions of an event are one event: its id, as the export names it, or its number
    #[arg(long, value_name = "ID")]
    explain: Option<String>,
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    input: input::Args,
}

impl Args {
    /// The plain timeline of some input.
    pub fn of(input: input::Args) -> Self {
        Self { input, ..Self::default() }
    }
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        if self.explain.is_some() {
            self.format.for_explanation()?;
        }
        let loaded = self.input.load()?;
        if let Some(id) = &self.explain {
            explain(to, &loaded.timeline, id)?;
            return Ok(loaded.outcome);
        }
        let select = |filter: &Filter| Selection::new(&loaded.timeline, &loaded.disagreements, filter);
        let all = self.filter.select(&self.input, &loaded, Events::All);
        if let Some(rows) = self.format.rows() {
            rows.write(to, &select(&all), List::Events)?;
        } else {
            let main_only = self.filter.main_only(if self.all { Events::All } else { Events::Main });
            print(to, &select(&Filter { main_only, ..all.clone() }), &select(&all))?;
        }
        Ok(loaded.outcome)
    }
}

/// Writes the events of a selection; `all` are those with the minor ones.
fn print(to: &mut dyn Write, selection: &Selection<'_>, all: &Selection<'_>) -> io::Result<()> {
    let timeline = selection.timeline;
    let shown: Vec<&Event> = selection.events().map(|(_, event)| event).collect();
    let folded = match all.events.len().saturating_sub(shown.len()) {
        0 => String::new(),
        folded => format!(" · {folded} more with --all"),
    };
    let title = visible::line(&timeline.title);
    let reports = counted(timeline.reports.len(), "report");
    writeln!(to, "{title} · {reports} · {}{folded}\n", counted(shown.len(), "event"))?;
    if shown.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(["WHEN", "EVENT", "REPORTED BY"]);
    for event in shown {
        let when = event.when.in_full();
        table.row([&when, &event.titled(), &by_whom(timeline, event)]);
    }
    let screen = Screen::of_stdout();
    table.write(to, screen)?;
    let shown: BTreeSet<ReportId> = selection.events().flat_map(|(_, event)| event.reported_by.clone()).collect();
    legend::write(to, screen, timeline, &shown)
}

/// Who reports an event: the badges of the reports, and whether a person added it.
fn by_whom(timeline: &Timeline, event: &Event) -> String {
    let badges = || by_origin(timeline, &event.reported_by);
    match (event.given, event.reported_by.is_empty()) {
        (None, _) => badges(),
        (Some(_), true) => "given".to_owned(),
        (Some(_), false) => format!("{} given", badges()),
    }
}

/// Writes what a person said about an event, the events it is linked with, and the reports that say it is not known.
fn beside(to: &mut dyn Write, timeline: &Timeline, event: &Event) -> io::Result<()> {
    if let Some(given) = event.given.and_then(|index| timeline.given.get(index as usize)) {
        writeln!(to, "given in {}:{}", visible::line(&given.path), given.line)?;
        for (name, value) in [("place", &given.place), ("note", &given.note), ("see", &given.url)] {
            if let Some(value) = value {
                writeln!(to, "  {name}: {}", visible::line(value))?;
            }
        }
    }
    if let Some(place) = event.place {
        let chain = event::places_around(&event::around(&timeline.context()), place);
        let names = std::iter::once(&place).chain(&chain).filter_map(|id| timeline.actors.get(id.0 as usize));
        let names: Vec<_> = names.map(|actor| visible::line(&actor.name)).collect();
        writeln!(to, "in {}", names.join(", "))?;
    }
    for linked in &event.linked {
        let Some(other) = timeline.events.get(linked.0 as usize) else { continue };
        let relation = if event.modality == Modality::Planned { "carried out by" } else { "carries out" };
        let (title, when) = (visible::line(&other.title), other.when.in_full());
        writeln!(to, "{relation} event-{}: {title} · {when}", linked.0 + 1)?;
    }
    if !event.unknown.is_empty() {
        writeln!(to, "said not to be known by {}", badges(&event.unknown))?;
    }
    Ok(())
}

/// How many of the reasons for a learned word are shown.
const LEARNED_REASONS: usize = 8;

/// Writes the reasons behind an event: what its mentions share, where its title is from, why it is shown or folded.
fn explain(to: &mut dyn Write, timeline: &Timeline, id: &str) -> Result<(), Failure> {
    let number = id.strip_prefix("event-").unwrap_or(id).parse::<u32>().ok();
    let place = number.and_then(|number| number.checked_sub(1)).map(EventId);
    let found = place.and_then(|place| Some((place, timeline.events.get(place.0 as usize)?)));
    let Some((place, event)) = found else {
        let last = timeline.events.len();
        return Err(Failure::Argument(format!("there is no event {id}: the ids run from event-1 to event-{last}")));
    };
    writeln!(to, "{} · {}\n", visible::line(&event.title), event.when.in_full())?;
    beside(to, timeline, event)?;
    let Some(explanation) = event::explain(timeline, place) else { return Ok(()) };
    let quoted = |passage: Passage| {
        format!("{} “{}”", passage.report, visible::line(timeline.words(passage.report, passage.span)))
    };
    writeln!(to, "reported most fully by {}", quoted(explanation.opened_by))?;
    for joined in &explanation.joined {
        let needed = Weights::learned().enough;
        let odds = joined.log_odds.map_or(String::new(), |odds| format!(" with log-odds of {odds:.2}, of {needed:.2} needed"));
        writeln!(to, "\n{} fits the others{odds}; closest to {}:", quoted(joined.passage), quoted(joined.beside))?;
        writeln!(to, "  {:+.2}  before any reason", Weights::learned().start)?;
        // A reason without weight only repeats what the others say.
        for reason in joined.reasons.iter().filter(|reason| reason.weight() != 0.0) {
            writeln!(to, "  {:+.2}  {} ({})", reason.weight(), reason.rule.says, reason.rule.name)?;
        }
    }
    for word in &explanation.learned {
        writeln!(to, "\n{} is on no list of events; its features make one {} % likely:", quoted(word.passage), word.likelihood)?;
        for (reason, weight) in word.reasons.iter().take(LEARNED_REASONS) {
            writeln!(to, "  {weight:+.2}  {reason}")?;
        }
    }
    let worth: i32 = explanation.title_grounds.iter().map(|(_, weight)| weight).sum();
    writeln!(to, "\ntitled by {}, which has the highest score, {worth}:", quoted(explanation.titled_by))?;
    for (ground, weight) in &explanation.title_grounds {
        writeln!(to, "  {weight:+}  {ground}")?;
    }
    writeln!(to, "\nsalience {:.2}, shown from {:.2}:", event.salience, Event::MAIN)?;
    for (ground, weight) in &explanation.grounds {
        writeln!(to, "  {weight:+.2}  {ground}")?;
    }
    Ok(())
}

/// A number with its noun.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// How many badges are shown at most.
const BADGES: usize = 12;

/// The badges of some reports; the first of them if there are very many.
pub fn badges(reports: &[ReportId]) -> String {
    let (shown, more) = reports.split_at(reports.len().min(BADGES));
    let badges: Vec<String> = shown.iter().map(ToString::to_string).collect();
    with_more(badges.join(" "), more.len())
}

/// The same, with copies of one text joined: "A=C B".
fn by_origin(timeline: &Timeline, reports: &[ReportId]) -> String {
    let (shown, more) = reports.split_at(reports.len().min(BADGES));
    with_more(timeline.origins.badges(shown), more.len())
}

fn with_more(badges: String, more: usize) -> String {
    if more == 0 { badges } else { format!("{badges} and {more} more") }
}
