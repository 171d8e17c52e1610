//! `rashomon analyse`: each report by itself, to be merged by another process or machine.

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroU32;
use std::path::Path;

use super::exit::{Failure, Outcome};
use super::interrupt::WholeLines;
use super::{Run, input, progress};
use crate::corpus::{Corpus, Request};
use crate::reading::Stage;
use crate::store::exchange::{self, Lines};

/// Arguments of `rashomon analyse`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print the JSON Schema of the lines, and read nothing
    #[arg(long, conflicts_with_all = ["paths", "published", "strict", "from_line"])]
    schema: bool,
    /// Standard input is a part of JSON Lines that begins at this line of the whole, counted from 1
    #[arg(long, value_name = "LINE", help_heading = "Reading")]
    from_line: Option<NonZeroU32>,
    #[command(flatten)]
    input: input::Args,
}

impl Args {
    /// Progress, unless the lines themselves go to the terminal: a line that is redrawn would come between them.
    fn progress(&self) -> progress::Args {
        let own = &self.input.progress;
        let never = || io::stdout().is_terminal().then_some(progress::When::Never);
        progress::Args { progress: own.progress.or_else(never), ..own.clone() }
    }

    fn request(&self) -> Result<Request, Failure> {
        let of_standard_input = matches!(&self.input.paths[..], [only] if only == Path::new("-"));
        if self.from_line.is_some() && !of_standard_input {
            let message = "--from-line is for standard input alone: name the path `-` and no other";
            return Err(Failure::Argument(message.to_owned()));
        }
        Ok(Request { from_line: self.from_line, ..self.input.request() })
    }
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        if self.schema {
            to.write_all(exchange::JSON_SCHEMA.as_bytes())?;
            return Ok(Outcome::Done);
        }
        let request = self.request()?;
        let cache = self.input.cache();
        let analyse = |report: &_| cache.analyse(report);
        let shown = self.progress().begin(cache.keeps());
        let progress = |done, about| shown.update(Stage::Reports, done, about);
        let mut to = WholeLines::new(to);
        let mut lines = Lines::new(&mut to, &analyse).with_progress(&progress);
        progress(0, 0);
        let unread = if self.input.paths.is_empty() {
            lines.all(Corpus::bundled())?;
            Vec::new()
        } else {
            lines.request(&request)?
        };
        if lines.is_empty() {
            return Err(Failure::Nothing);
        }
        Ok(Outcome::of(!unread.is_empty(), self.input.strict && lines.problems() > 0))
    }
}
