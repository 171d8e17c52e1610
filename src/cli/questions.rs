//! `rashomon questions`: one line for each open conflict, with whom to ask.

use std::io::Write;

use super::exit::{Failure, Outcome};
use super::export::{Events, FilterArgs, starred};
use super::{Run, input};
use crate::export::{Selection, questions};
use crate::text::visible;

/// Arguments of `rashomon questions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let loaded = self.input.load()?;
        let filter = self.filter.filter(Events::All, || starred(&self.input, &loaded.timeline));
        let selection = Selection::new(&loaded.timeline, &loaded.disagreements, &filter);
        for question in questions::all(&selection) {
            let of = question.of.join("; ");
            writeln!(to, "{} Ask: {}", visible::line(&question.asks), visible::line(&of))?;
        }
        Ok(loaded.outcome)
    }
}
