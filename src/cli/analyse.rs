//! `rashomon analyse`: each report by itself, for another process or machine to merge.

use std::io::Write;

use super::exit::{Failure, Outcome};
use super::{Run, input};
use crate::corpus::Corpus;
use crate::store::exchange::{self, Lines};

/// Arguments of `rashomon analyse`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print the JSON Schema of the lines, and read nothing
    #[arg(long, conflicts_with_all = ["paths", "published", "strict"])]
    schema: bool,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        if self.schema {
            to.write_all(exchange::JSON_SCHEMA.as_bytes())?;
            return Ok(Outcome::Done);
        }
        let cache = self.input.cache();
        let analyse = |report: &_| cache.analyse(report);
        let mut lines = Lines::new(to, &analyse);
        let unread = if self.input.paths.is_empty() {
            lines.all(Corpus::bundled())?;
            Vec::new()
        } else {
            lines.request(&self.input.request())?
        };
        if lines.is_empty() {
            return Err(Failure::Nothing);
        }
        Ok(Outcome::of(!unread.is_empty(), self.input.strict && lines.problems() > 0))
    }
}
