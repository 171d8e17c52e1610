//! Where results and messages go.

use std::io::{self, Write};
use std::path::Path;

use super::exit::Failure;
use crate::store;
use crate::text::visible;

/// Prints one line to standard error, harmless whatever it quotes.
pub fn message(line: &str) {
    // Where even standard error is closed, there is nobody left to read it.
    let _ = writeln!(io::stderr().lock(), "{}", visible::line(line));
}

/// Writes to a file, whole or not at all, or to the standard output given where none is named.
pub fn write_to(
    file: Option<&Path>,
    standard: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match file {
        Some(path) if path != Path::new("-") => store::write_atomically(path, write)
            .map_err(|error| Failure::File { path: path.to_path_buf(), error }),
        _ => write(standard).map_err(Failure::from),
    }
}

/// How a subcommand prints its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Aligned text for people
    #[default]
    Table,
    /// One JSON object a line, as in the JSON export
    Jsonl,
}

impl Format {
    /// What to answer where an explanation is asked for in this format: explanations are text for people.
    pub fn for_explanation(self) -> Result<(), Failure> {
        match self {
            Self::Table => Ok(()),
            Self::Jsonl => Err(Failure::Argument(
                "--explain prints text for people: leave out --format jsonl, or leave out --explain"
                    .to_owned(),
            )),
        }
    }
}

/// Asks a person on standard error and reads the answer from standard input; only yes is yes.
pub fn ask(question: &str) -> io::Result<bool> {
    write!(io::stderr().lock(), "{}", visible::line(question))?;
    io::stderr().lock().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
