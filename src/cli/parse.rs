//! `rashomon parse`: the grammar of each report, as trees for people or as CoNLL-U for programs.

use std::io::Write;

use super::exit::{Failure, Outcome};
use super::{Run, input, output};
use crate::analysis::language::Document;
use crate::analysis::language::conllu::{Conllu, Trees};
use crate::text::visible;

/// Arguments of `rashomon parse`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    input: input::Args,
}

/// How the grammar is shown.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    /// Indented trees with mentions and quotations
    #[default]
    Tree,
    /// The tables of Universal Dependencies
    Conllu,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let corpus = self.input.corpus();
        for problem in &corpus.problems {
            output::message(&format!("rashomon: {problem}"));
        }
        if corpus.reports.is_empty() {
            return Err(Failure::Nothing);
        }
        for report in &corpus.reports {
            let document = Document::read(&report.text);
            let grammar = match self.format {
                Format::Tree => format!("{}\n\n{}", report.name(), Trees(&document)),
                Format::Conllu => format!("# newdoc id = {}\n{}", report.name(), Conllu(&document)),
            };
            for line in grammar.lines() {
                // Tabs separate the columns; within a column nothing may control the terminal.
                let cells: Vec<_> = line.split('\t').map(visible::line).collect();
                writeln!(to, "{}", cells.join("\t"))?;
            }
        }
        Ok(if corpus.unread.is_empty() { Outcome::Done } else { Outcome::Partial })
    }
}
