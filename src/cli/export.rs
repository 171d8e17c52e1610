//! `rashomon export`: the timeline for other programs.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;

use super::exit::{Failure, Outcome};
use super::filter::{self, Events, FilterArgs, starred};
use super::input::Loaded;
use super::output::Rows;
use super::{Run, input, output};
use crate::export::json::{self, List};
use crate::export::{self, Selection};
use crate::timeline::{EventId, Timeline};

/// Arguments of `rashomon export`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    input: input::Args,
}

/// In which format a timeline is written, and where.
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
    #[value(alias = "md")]
    Markdown,
    /// One page that needs nothing else: timeline, disagreements side by side, events
    Html,
    /// JSON for TimelineJS 3
    Timelinejs,
    /// A calendar (iCalendar)
    #[value(alias = "icalendar")]
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
        let quiet = self.input.progress.quiet;
        self.form.run(to, quiet, || self.input.load(), |timeline| starred(&self.input, timeline))
    }
}

impl Form {
    /// Writes the reading that `load` returns; `starred` returns its events with a star. Names in the filter that do not exist are
    /// reported, unless `--quiet` is given.
    pub fn run(
        &self,
        to: &mut dyn Write,
        quiet: bool,
        load: impl FnOnce() -> Result<Loaded, Failure>,
        starred: impl FnOnce(&Timeline) -> HashSet<EventId>,
    ) -> Result<Outcome, Failure> {
        self.check()?;
        if !self.may_write()? {
            return Err(Failure::Argument("nothing was written".to_owned()));
        }
        let loaded = load()?;
        let filter = self.filter.filter(self.format.events(), || starred(&loaded.timeline));
        if !quiet {
            filter::report_unknown(&filter, &loaded.timeline);
        }
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

    /// Whether the output file may be written: it does not exist, or the person agrees to replace it.
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
            Format::Jsonl => Rows::Jsonl.write(to, selection, what.list()),
            Format::Csv => Rows::Csv.write(to, selection, what.list()),
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
