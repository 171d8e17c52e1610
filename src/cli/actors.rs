//! `rashomon actors`: who appears, by what names, and where.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::exit::{Failure, Outcome};
use super::filter::{Events, FilterArgs};
use super::output::Format;
use super::screen::Screen;
use super::table::Table;
use super::timeline::badges;
use super::{Run, input, legend};
use crate::export::json::List;
use crate::export::{Selection, names};
use crate::text::{ReportId, visible};
use crate::timeline::{Timeline, actor};

/// Arguments of `rashomon actors`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// Say why the spellings of NAME are one actor, and what keeps others apart
    #[arg(long, value_name = "NAME")]
    explain: Option<String>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        if self.explain.is_some() {
            self.format.for_explanation()?;
        }
        let loaded = self.input.load()?;
        if let Some(name) = &self.explain {
            print_explanations(to, &loaded.timeline, name)?;
            return Ok(loaded.outcome);
        }
        let filter = self.filter.select(&self.input, &loaded, Events::All);
        let selection = Selection::new(&loaded.timeline, &loaded.disagreements, &filter);
        match self.format.rows() {
            None => print(to, &selection)?,
            Some(rows) => rows.write(to, &selection, List::Actors)?,
        }
        Ok(loaded.outcome)
    }
}

fn print_explanations(to: &mut dyn Write, timeline: &Timeline, name: &str) -> io::Result<()> {
    let explanations = actor::explain(&timeline.reports, &timeline.analyses, name);
    if explanations.is_empty() {
        return writeln!(to, "No actor is called “{}”.", visible::line(name));
    }
    let text: String = explanations.iter().map(ToString::to_string).collect();
    text.lines().try_for_each(|line| writeln!(to, "{}", visible::line(line)))
}

fn print(to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let mut table = Table::new(["ACTOR", "KIND", "MENTIONS", "IN", "ALSO"]);
    let mut shown = BTreeSet::new();
    let actors = selection.actors.iter().filter_map(|id| selection.timeline.actors.get(id.0 as usize));
    for actor in actors {
        let reports: BTreeSet<ReportId> = actor.mentions.iter().map(|(report, _)| *report).collect();
        shown.extend(&reports);
        let reports: Vec<ReportId> = reports.into_iter().collect();
        table.row([
            &actor.name,
            names::actor_kind(actor.kind),
            &actor.mentions.len().to_string(),
            &badges(&reports),
            &actor.variants.join(" · "),
        ]);
    }
    let screen = Screen::of_stdout();
    table.write(to, screen)?;
    legend::write(to, screen, selection.timeline, &shown)
}
