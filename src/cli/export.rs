//! `rashomon export`: the timeline for other programs.

use std::io::Write;
use std::path::PathBuf;

use super::exit::{Failure, Outcome};
use super::{Run, input, output};
use crate::export::json;

/// Arguments of `rashomon export`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Write to a file, whole or not at all, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Include each report's text
    #[arg(long)]
    with_text: bool,
    #[command(flatten)]
    input: input::Args,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// One object with everything, as assets/rashomon.timeline-1.schema.json describes it
    Json,
    /// That JSON Schema itself
    JsonSchema,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let file = self.output.as_deref();
        match self.format {
            Format::Json => {
                let loaded = self.input.load()?;
                let options = json::Options { with_text: self.with_text };
                output::write_to(file, to, |mut to| {
                    json::write(&mut to, &loaded.timeline, &loaded.disagreements, options)
                })?;
                Ok(loaded.outcome)
            }
            Format::JsonSchema => {
                output::write_to(file, to, |to| to.write_all(json::JSON_SCHEMA.as_bytes()))?;
                Ok(Outcome::Done)
            }
        }
    }
}
