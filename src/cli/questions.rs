//! `rashomon questions`: one line for each open conflict, with whom to ask.

use std::io::Write;

use super::exit::{Failure, Outcome};
use super::filter::{Events, FilterArgs};
use super::output::{Format, Rows};
use super::{Run, input};
use crate::export::{Selection, csv, questions};
use crate::text::visible;

/// Arguments of `rashomon questions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let loaded = self.input.load()?;
        let filter = self.filter.select(&self.input, &loaded, Events::All);
        let selection = Selection::new(&loaded.timeline, &loaded.disagreements, &filter);
        match self.format.rows() {
            None => {
                for question in questions::all(&selection) {
                    let of = question.of.join("; ");
                    writeln!(to, "{} Ask: {}", visible::line(&question.asks), visible::line(&of))?;
                }
            }
            Some(Rows::Jsonl) => questions::lines(to, &selection)?,
            Some(Rows::Csv) => csv::questions(to, &selection)?,
        }
        Ok(loaded.outcome)
    }
}
