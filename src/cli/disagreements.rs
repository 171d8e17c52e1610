//! `rashomon disagreements`: where the accounts part, with the words of each side.

use std::io::{self, Write};

use super::exit::{Failure, Outcome};
use super::output::Format;
use super::{Run, input};
use crate::disagreement::Disagreement;
use crate::export::json::{self, List};
use crate::export::names;
use crate::text::visible;
use crate::timeline::Timeline;

/// Arguments of `rashomon disagreements`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, mut to: &mut dyn Write) -> Result<Outcome, Failure> {
        let loaded = self.input.load()?;
        match self.format {
            Format::Table => {
                loaded.disagreements.iter().try_for_each(|one| print(to, &loaded.timeline, one))?;
            }
            Format::Jsonl => {
                json::write_lines(&mut to, &loaded.timeline, &loaded.disagreements, List::Disagreements)?;
            }
        }
        Ok(loaded.outcome)
    }
}

/// One disagreement as a paragraph: verdict and summary, each side with its words, the reason.
fn print(to: &mut dyn Write, timeline: &Timeline, disagreement: &Disagreement) -> io::Result<()> {
    let verdict = names::verdict(disagreement.verdict);
    writeln!(to, "{verdict:<13}  {}", visible::line(&disagreement.summary))?;
    for position in &disagreement.positions {
        let words = timeline.words(position.passage.report, position.passage.span);
        let report = position.passage.report;
        let statement = visible::line(&position.statement);
        writeln!(to, "{report:>13}  {statement} · “{}”", visible::line(words))?;
    }
    writeln!(to, "               {} [{}]\n", visible::line(&disagreement.why), disagreement.rule)
}
