//! `rashomon disagreements`: where reports disagree, with the words of each side.

use std::io::{self, Write};

use super::exit::{Failure, Outcome};
use super::export::{Events, FilterArgs};
use super::output::Format;
use super::{Run, input};
use crate::disagreement::{Disagreement, NotCompared, Position};
use crate::export::json::{self, List};
use crate::export::{Selection, names};
use crate::text::visible;
use crate::timeline::Timeline;

/// Arguments of `rashomon disagreements`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// List also what looks alike and was not compared, with the rule that kept it apart
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, mut to: &mut dyn Write) -> Result<Outcome, Failure> {
        let loaded = self.input.load()?;
        let filter = self.filter.select(&self.input, &loaded, Events::All);
        let selection = Selection::new(&loaded.timeline, &loaded.disagreements, &filter);
        match self.format {
            Format::Table => {
                selection.disagreements().try_for_each(|(_, one)| print(to, &loaded.timeline, one))?;
                if self.explain {
                    let apart = &loaded.not_compared;
                    apart.iter().try_for_each(|one| print_apart(to, &loaded.timeline, one))?;
                }
            }
            Format::Jsonl => {
                json::write_selected_lines(&mut to, &selection, List::Disagreements)?;
            }
        }
        Ok(loaded.outcome)
    }
}

/// One disagreement as a paragraph: verdict and summary, each side with its words, the reason.
fn print(to: &mut dyn Write, timeline: &Timeline, disagreement: &Disagreement) -> io::Result<()> {
    let verdict = names::verdict(disagreement.verdict);
    writeln!(to, "{verdict:<13}  {}", visible::line(&disagreement.summary))?;
    print_positions(to, timeline, &disagreement.positions)?;
    writeln!(to, "               {} [{}]\n", visible::line(&disagreement.why), disagreement.rule)
}

/// Two statements that were not compared, and why.
fn print_apart(to: &mut dyn Write, timeline: &Timeline, apart: &NotCompared) -> io::Result<()> {
    writeln!(to, "{:<13}  {}", "not compared", apart.why)?;
    print_positions(to, timeline, &apart.positions)?;
    writeln!(to, "               [{}]\n", apart.rule)
}

fn print_positions(to: &mut dyn Write, timeline: &Timeline, positions: &[Position]) -> io::Result<()> {
    for position in positions {
        let words = timeline.words(position.passage.report, position.passage.span);
        let report = position.passage.report;
        let statement = visible::line(&position.statement);
        writeln!(to, "{report:>13}  {statement} · “{}”", visible::line(words))?;
    }
    Ok(())
}
