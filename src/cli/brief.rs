//! `rashomon brief`: the Markdown brief on standard output, the one screen a person reads first.

use std::io::Write;

use super::exit::{Failure, Outcome};
use super::filter::{Events, FilterArgs};
use super::{Run, input};
use crate::export::{Selection, markdown};

/// Arguments of `rashomon brief`.
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
        let filter = self.filter.select(&self.input, &loaded, Events::Main);
        markdown::write(to, &Selection::new(&loaded.timeline, &loaded.disagreements, &filter))?;
        Ok(loaded.outcome)
    }
}
