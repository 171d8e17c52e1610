//! `rashomon brief`: the Markdown brief on standard output, on one screen.

use std::io::Write;

use super::exit::{Failure, Outcome};
use super::filter::{Events, FilterArgs};
use super::{Run, input};
use crate::export::{Selection, brief, markdown};

/// Arguments of `rashomon brief`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Everything, with passages and reasons, as `rashomon export --format markdown` writes it
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let loaded = self.input.load()?;
        let filter = self.filter.select(&self.input, &loaded, Events::Main);
        let selection = Selection::new(&loaded.timeline, &loaded.disagreements, &filter);
        let write = if self.full { markdown::write } else { brief::write };
        write(to, &selection)?;
        Ok(loaded.outcome)
    }
}
