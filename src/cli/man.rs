//! `rashomon man`: the manual pages, made from the arguments themselves.

use std::io::{self, Write};
use std::path::PathBuf;

use super::exit::{Failure, Outcome};
use super::{Run, arguments};
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
            page(to, arguments(), "rashomon")?;
            return Ok(Outcome::Done);
        };
        let unwritable = |path: PathBuf| move |error| Failure::File { path, error };
        std::fs::create_dir_all(folder).map_err(unwritable(folder.clone()))?;
        let whole = arguments();
        let commands = whole.get_subcommands().filter(|command| command.get_name() != "help").cloned();
        let pages = commands.map(|command| (format!("rashomon-{}", command.get_name()), command));
        for (name, command) in std::iter::once(("rashomon".to_owned(), whole.clone())).chain(pages) {
            let path = folder.join(format!("{name}.1"));
            store::write_atomically(&path, |to| page(to, command, &name)).map_err(unwritable(path.clone()))?;
        }
        Ok(Outcome::Done)
    }
}

fn page(to: &mut dyn Write, command: clap::Command, name: &str) -> io::Result<()> {
    let mut page = Vec::new();
    let command = command.display_name(name).bin_name(name.replace('-', " ")).version(env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).title(name).render(&mut page)?;
    to.write_all(&page)
}
