//! Where results and messages go.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum as _;

use super::exit::Failure;
use crate::export::json::{self, List};
use crate::export::{Selection, csv};
use crate::store;
use crate::text::visible;

/// Prints one line to standard error, harmless whatever it quotes.
pub fn message(line: &str) {
    // If even standard error is closed, nobody is left to read it.
    let _ = writeln!(io::stderr().lock(), "{}", visible::line(line));
}

/// Writes to a file, completely or not at all, or to standard output if no file is named.
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

/// The format of a subcommand's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Aligned text for people
    #[default]
    Table,
    /// One JSON object a line, as in the JSON export
    Jsonl,
    /// A table for spreadsheets, as in the CSV export
    Csv,
}

/// Rows for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// JSON Lines.
    Jsonl,
    /// A table with a header.
    Csv,
}

impl Format {
    /// The rows that are wanted; none if the output is for people.
    pub fn rows(self) -> Option<Rows> {
        match self {
            Self::Table => None,
            Self::Jsonl => Some(Rows::Jsonl),
            Self::Csv => Some(Rows::Csv),
        }
    }

    /// The answer if an explanation is wanted in this format: explanations are text for people.
    pub fn for_explanation(self) -> Result<(), Failure> {
        if self.rows().is_none() {
            return Ok(());
        }
        let name = self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        Err(Failure::Argument(format!(
            "--explain prints text for people: leave out --format {name}, or leave out --explain"
        )))
    }
}

impl Rows {
    /// Writes the selected rows of one list.
    pub fn write(self, mut to: &mut dyn Write, selection: &Selection<'_>, list: List) -> io::Result<()> {
        match self {
            Self::Jsonl => json::write_selected_lines(&mut to, selection, list),
            Self::Csv => csv::write(to, selection, list),
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
