//! `rashomon completions SHELL`: completions for a shell, made from the arguments themselves.

use std::io::Write;

use super::exit::{Failure, Outcome};
use super::{Run, arguments};

/// Arguments of `rashomon completions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// The supported shells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Shell {
    /// Put it into ~/.local/share/bash-completion/completions/rashomon
    Bash,
    /// Put it into a file `_rashomon` in a folder of $fpath
    Zsh,
    /// Put it into ~/.config/fish/completions/rashomon.fish
    Fish,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let shell = match self.shell {
            Shell::Bash => clap_complete::Shell::Bash,
            Shell::Zsh => clap_complete::Shell::Zsh,
            Shell::Fish => clap_complete::Shell::Fish,
        };
        // The generator panics if it cannot write; writing to memory never fails.
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut arguments(), "rashomon", &mut script);
        to.write_all(&script)?;
        Ok(Outcome::Done)
    }
}
