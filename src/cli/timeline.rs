//! `rashomon timeline`: the events, by date, as text.

use std::io::{self, Write};

use super::exit::{Failure, Outcome};
use super::output::Format;
use super::table::Table;
use super::{Run, input};
use crate::export::json::{self, List};
use crate::text::{ReportId, visible};
use crate::timeline::{Event, Timeline};

/// Arguments of `rashomon timeline`.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// Also the events that the explorer folds away
    #[arg(long)]
    all: bool,
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
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
    fn run(&self, mut to: &mut dyn Write) -> Result<Outcome, Failure> {
        let loaded = self.input.load()?;
        match self.format {
            Format::Table => print(to, &loaded.timeline, self.all)?,
            Format::Jsonl => {
                json::write_lines(&mut to, &loaded.timeline, &loaded.disagreements, List::Events)?;
            }
        }
        Ok(loaded.outcome)
    }
}

fn print(to: &mut dyn Write, timeline: &Timeline, all: bool) -> io::Result<()> {
    let shown: Vec<&Event> =
        timeline.events.iter().filter(|event| all || event.salience >= Event::MAIN).collect();
    let folded = match timeline.events.len() - shown.len() {
        0 => String::new(),
        folded => format!(" · {folded} more with --all"),
    };
    let title = visible::line(&timeline.title);
    let reports = counted(timeline.reports.len(), "report");
    writeln!(to, "{title} · {reports} · {}{folded}\n", counted(shown.len(), "event"))?;
    if shown.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(["WHEN", "EVENT", "TOLD BY"]);
    for event in shown {
        let when = event.when.in_full();
        table.row([&when, &event.title, &badges(&event.told_by)]);
    }
    table.write(to)
}

/// A number with its noun.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The badges of some reports; of very many the first.
pub fn badges(reports: &[ReportId]) -> String {
    const SHOWN: usize = 12;
    let mut badges: Vec<String> = reports.iter().take(SHOWN).map(ToString::to_string).collect();
    if reports.len() > SHOWN {
        badges.push(format!("and {} more", reports.len() - SHOWN));
    }
    badges.join(" ")
}
