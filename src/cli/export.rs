//! `rashomon export`: the timeline for other programs.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;

use super::exit::{Failure, Outcome};
use super::input::Loaded;
use super::{Run, input, output};
use crate::analysis::time::{Basis, When};
use crate::disagreement::Verdict;
use crate::export::json::{self, List};
use crate::export::{self, Filter, Selection, csv, names};
use crate::store::{self, Field, Notebook, Subject, corrections};
use crate::timeline::{EventId, Timeline};

/// Arguments of `rashomon export`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    input: input::Args,
}

/// In which form a timeline is written, and where.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Form {
    /// The format
    #[arg(long, short, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Which rows, for the formats that hold one kind of row [default: timeline]
    #[arg(long, value_enum)]
    what: Option<What>,
    /// Write to a file, whole or not at all, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the output file without asking
    #[arg(long, requires = "output")]
    force: bool,
    /// Include each report's text (json only)
    #[arg(long)]
    with_text: bool,
    #[command(flatten)]
    filter: FilterArgs,
}

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
        .ok_or_else(|| format!("`{text}` is no date (write 2022-01-05, 2022-01 or 2022)"))
}

impl FilterArgs {
    /// Whether everything passes.
    fn is_empty(&self) -> bool {
        self.from.is_none()
            && self.to.is_none()
            && self.actor.is_empty()
            && self.place.is_empty()
            && self.source.is_empty()
            && self.verdict.is_empty()
            && !self.starred
            && self.events.is_none()
    }

    /// The filter over what was read, with these events where the arguments do not say which.
    pub fn select(&self, input: &input::Args, loaded: &Loaded, default: Events) -> Filter {
        self.filter(default, || starred(input, &loaded.timeline))
    }

    /// The filter over a timeline, with these events where the arguments do not say which; `starred` gives the events with a star where they are asked for.
    pub fn filter(&self, default: Events, starred: impl FnOnce() -> HashSet<EventId>) -> Filter {
        Filter {
            from: self.from.clone(),
            to: self.to.clone(),
            actors: self.actor.clone(),
            places: self.place.clone(),
            sources: self.source.clone(),
            verdicts: self.verdict.iter().filter_map(|name| verdict(name)).collect(),
            chosen: self.starred.then(starred),
            main_only: self.events.unwrap_or(default) == Events::Main,
        }
    }
}

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One object with everything, as assets/rashomon.timeline-1.schema.json describes it
    Json,
    /// The rows of the JSON export, one a line
    Jsonl,
    /// A table; the timeline's reads back as events of your own and into TimelineJS
    Csv,
    /// A brief: what is agreed, disputed, said by one report alone, unknown, and what to ask
    Markdown,
    /// One page that needs nothing else: timeline, disagreements side by side, events
    Html,
    /// JSON for TimelineJS 3
    Timelinejs,
    /// A calendar (iCalendar)
    Ics,
    /// A timeline diagram for Mermaid
    Mermaid,
    /// The timeline as a picture
    Svg,
    /// ClaimReview forms (schema.org, JSON-LD) for the open conflicts
    Claimreview,
    /// The disagreements as a critical apparatus (TEI P5)
    Tei,
    /// The JSON Schema of the format `json`
    JsonSchema,
}

impl Format {
    /// The events that its readers expect.
    fn events(self) -> Events {
        match self.of_export() {
            Some(format) if format.for_people => Events::Main,
            _ => Events::All,
        }
    }

    /// The format of the timeline; none for the schema.
    fn of_export(self) -> Option<&'static export::Format> {
        export::Format::named(self.to_possible_value()?.get_name())
    }
}

/// The kinds of row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Events, by date
    #[default]
    Timeline,
    /// Actors
    Actors,
    /// Claims
    Claims,
    /// Disagreements
    Disagreements,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        if self.form.format == Format::JsonSchema {
            self.form.check()?;
            let output = self.form.output.as_deref();
            output::write_to(output, to, |to| to.write_all(json::JSON_SCHEMA.as_bytes()))?;
            return Ok(Outcome::Done);
        }
        self.form.run(to, || self.input.load(), |timeline| starred(&self.input, timeline))
    }
}

impl Form {
    /// Writes what `load` gives; `starred` gives its events with a star.
    pub fn run(
        &self,
        to: &mut dyn Write,
        load: impl FnOnce() -> Result<Loaded, Failure>,
        starred: impl FnOnce(&Timeline) -> HashSet<EventId>,
    ) -> Result<Outcome, Failure> {
        self.check()?;
        if !self.may_write()? {
            return Err(Failure::Argument("nothing was written".to_owned()));
        }
        let loaded = load()?;
        let filter = self.filter.filter(self.format.events(), || starred(&loaded.timeline));
        let selection = Selection::new(&loaded.timeline, &loaded.disagreements, &filter);
        output::write_to(self.output.as_deref(), to, |to| self.write(to, &selection))?;
        Ok(loaded.outcome)
    }

    /// Whether the arguments fit together.
    fn check(&self) -> Result<(), Failure> {
        let has_rows = matches!(self.format, Format::Jsonl | Format::Csv);
        if self.what.is_some() && !has_rows {
            return Err(Failure::Argument("--what goes with --format csv and jsonl".to_owned()));
        }
        if self.with_text && self.format != Format::Json {
            return Err(Failure::Argument("--with-text goes with --format json".to_owned()));
        }
        if self.format == Format::JsonSchema && !self.filter.is_empty() {
            return Err(Failure::Argument("the schema has no rows to filter".to_owned()));
        }
        Ok(())
    }

    /// Whether the output file may be written: it is not there, or the person agrees to replace it.
    ///
    /// Without a terminal nobody can agree, and a script that names a file means it.
    fn may_write(&self) -> Result<bool, Failure> {
        let Some(path) = self.output.as_deref().filter(|path| *path != Path::new("-")) else { return Ok(true) };
        let interactive = io::stdin().is_terminal() && io::stderr().is_terminal();
        if self.force || !path.exists() || !interactive {
            return Ok(true);
        }
        output::ask(&format!("{} exists. Replace it? [y/N] ", path.display())).map_err(Failure::from)
    }

    fn write(&self, to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
        let what = self.what.unwrap_or_default();
        match self.format {
            Format::Json => {
                json::write_selection(&mut { to }, selection, json::Options { with_text: self.with_text })
            }
            Format::Jsonl => json::write_selected_lines(&mut { to }, selection, what.list()),
            Format::Csv => match what {
                What::Timeline => csv::timeline(to, selection),
                What::Actors => csv::actors(to, selection),
                What::Claims => csv::claims(to, selection),
                What::Disagreements => csv::disagreements(to, selection),
            },
            other => other.of_export().map_or(Ok(()), |format| format.write(to, selection)),
        }
    }
}

impl What {
    fn list(self) -> List {
        match self {
            Self::Timeline => List::Events,
            Self::Actors => List::Actors,
            Self::Claims => List::Claims,
            Self::Disagreements => List::Disagreements,
        }
    }
}

/// The events that the notes beside the reports give a star.
pub fn starred(input: &input::Args, timeline: &Timeline) -> HashSet<EventId> {
    let place = store::place(&input.paths);
    starred_in(&place.as_deref().map(Notebook::open).unwrap_or_default().0, timeline)
}

/// The events that some notes give a star.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_of_the_command_line_is_one_of_the_export_and_the_other_way_round() {
        let named = |format: &&Format| **format != Format::JsonSchema;
        let here = Format::value_variants().iter().filter(named).map(|format| format.of_export());
        let here: Vec<&str> = here.map(|format| format.expect("the export has it").name).collect();
        let there: Vec<&str> = export::FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(here, there);
    }
}
