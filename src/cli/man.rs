//! `rashomon man`: the manual pages, made from the arguments themselves and, in that of the program, the guide.

use std::io::{self, Write};
use std::path::PathBuf;

use roff::{Inline, Roff, bold, roman};

use super::exit::{Failure, Outcome};
use super::{Run, arguments};
use crate::guide::{Block, Look, StyledText, TOPICS, blocks};
use crate::store;

/// Arguments of `rashomon man`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write the pages of the program and of all commands into this folder, instead of the program's alone to standard output
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let Some(folder) = &self.output else {
            program_page(to)?;
            return Ok(Outcome::Done);
        };
        let unwritable = |path: PathBuf| move |error| Failure::File { path, error };
        std::fs::create_dir_all(folder).map_err(unwritable(folder.clone()))?;
        let whole = arguments();
        let commands = whole.get_subcommands().filter(|command| command.get_name() != "help").cloned();
        let path = folder.join("rashomon.1");
        store::write_atomically(&path, program_page).map_err(unwritable(path.clone()))?;
        for command in commands {
            let name = format!("rashomon-{}", command.get_name());
            let path = folder.join(format!("{name}.1"));
            store::write_atomically(&path, |to| page(to, command, &name)).map_err(unwritable(path.clone()))?;
        }
        Ok(Outcome::Done)
    }
}

/// The page of the program: its options, and then the guide.
fn program_page(to: &mut dyn Write) -> io::Result<()> {
    page(to, arguments(), "rashomon")?;
    let mut guide = Roff::new();
    for block in TOPICS.iter().flat_map(|topic| blocks(topic.text)) {
        section(&mut guide, &block);
    }
    guide.to_writer(to)
}

fn page(to: &mut dyn Write, command: clap::Command, name: &str) -> io::Result<()> {
    let mut page = Vec::new();
    let command = command.display_name(name).bin_name(name.replace('-', " ")).version(env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).title(name).render(&mut page)?;
    to.write_all(&page)
}

/// A block of the guide.
fn section(page: &mut Roff, block: &Block) {
    match block {
        Block::Heading(1, words) => {
            page.control("SH", [plain(words).to_uppercase().as_str()]);
        }
        Block::Heading(_, words) => {
            page.control("SS", [plain(words).as_str()]);
        }
        Block::Paragraph(words) => {
            page.control("PP", []).text(inlines(words));
        }
        Block::Item(mark, words) => {
            page.control("IP", [mark, "4"]).text(inlines(words));
        }
        Block::Code(lines) => {
            page.control("PP", []).control("RS", ["4"]).control("nf", []);
            for line in lines {
                // An empty line would end the indentation in some readers.
                page.text([roman(if line.is_empty() { " " } else { line })]);
            }
            page.control("fi", []).control("RE", []);
        }
        Block::Table(rows) => {
            for row in rows {
                let Some((first, others)) = row.split_first() else { continue };
                let others = others.iter().filter(|cell| !cell.is_empty()).map(|cell| inlines(cell));
                let others: Vec<Inline> = others.collect::<Vec<_>>().join(&roman(" – "));
                page.control("TP", []).text([bold(plain(first))]).text(others);
            }
        }
    }
}

fn plain(words: &[StyledText]) -> String {
    words.iter().map(|run| run.text.as_str()).collect()
}

fn inlines(words: &[StyledText]) -> Vec<Inline> {
    let inline = |run: &StyledText| match run.look {
        Look::Plain => roman(&*run.text),
        Look::Code | Look::Strong => bold(&*run.text),
    };
    words.iter().map(inline).collect()
}
