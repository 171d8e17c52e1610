//! Arguments, subcommands, messages and exit codes.
//!
//! A subcommand is one file: a `clap::Args` struct that implements `Run`. It is named once, in `commands!` below.

mod exit;
mod explore;
mod filter;
mod hint;
mod input;
mod interrupt;
mod legend;
mod logfile;
mod output;
mod progress;
mod rules;
mod screen;
mod table;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory, Parser};

use crate::text::fault;
use exit::{Failure, Outcome};

/// How a subcommand runs.
trait Run {
    /// Writes the result to standard output or to the file in the arguments.
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure>;
}

/// Declares the subcommands: each a module with its arguments.
macro_rules! commands {
    ($($(#[$attribute:meta])* $variant:ident = $module:ident,)+) => {
        $(mod $module;)+

        #[derive(Debug, clap::Subcommand)]
        enum Command {
            $($(#[$attribute])* $variant($module::Args),)+
        }

        /// The names of the subcommands.
        const COMMANDS: &[&str] = &[$(stringify!($module)),+];

        impl Run for Command {
            fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
                match self { $(Self::$variant(args) => args.run(to),)+ }
            }
        }
    };
}

commands! {
    /// Print the events, by date
    Timeline = timeline,
    /// Print who appears, by what names, and where
    Actors = actors,
    /// Print every time expression with its value, and the rule that read it
    Times = times,
    /// Print where reports disagree, most serious first
    Disagreements = disagreements,
    /// Print the grammar of the reports: tags, trees, mentions, quotations
    Parse = parse,
    /// Analyse each report by itself, as JSON Lines that `merge` reads
    Analyse = analyse,
    /// Bring analyses together and write the timeline as `export` does
    Merge = merge,
    /// Print which analyses to merge together, where there are too many for one machine
    Stories = stories,
    /// Show or clear the analyses kept from earlier runs
    Cache = cache,
    /// Write the timeline for other programs: JSON, tables, a brief, a page, calendars and more
    Export = export,
    /// Print a brief of one screen: what is disputed, agreed and unknown, and what to ask
    Brief = brief,
    /// Print a question for each open conflict, and whom to ask
    Questions = questions,
    /// Exit with 6 if the reports disagree in a way that is asked for; for scripts
    Check = check,
    /// Print what changed between two JSON exports or folders; exits with 7 if anything did
    Diff = diff,
    /// Print completions for bash, zsh or fish
    Completions = completions,
    /// Print the manual page, or write those of all commands
    Man = man,
    /// Show, check or begin the config file of the explorer
    Config = config,
    /// Print this help, that of a command, or a page of the guide
    Help = help,
}

/// Explore several reports of the same events: what happened when, who says so, and where reports disagree.
#[derive(Debug, Parser)]
#[command(
    name = "rashomon",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = after_help()
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    input: input::Args,
    #[command(flatten)]
    explore: explore::Args,
}

/// The text after the options in the help: examples, the topics of the guide, the exit codes.
fn after_help() -> String {
    format!("{EXAMPLES}\nTopics, for `rashomon help TOPIC`:\n{}\n{EXIT_CODES}", help::topics())
}

const EXAMPLES: &str = "\
Without a subcommand the explorer opens; where there is no terminal, the timeline is printed.
Without a path the bundled corpus is read: three news reports of the same week.

Examples:
  rashomon                                  explore the bundled corpus
  rashomon reports/                         explore a folder of reports
  rashomon a.txt b.txt --published 2021-05-04
  rashomon disagreements reports/ | less    where reports disagree, as text
  rashomon export --format json reports.jsonl > timeline.json
  curl … | rashomon                         explore what comes through standard input
  curl … | rashomon export --format json -
";

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the output could not be written
  2  the arguments are wrong
  3  nothing could be read
  4  done, but some named paths could not be read
  5  done, but not all was read as meant (only with --strict)
  6  a disagreement was found (only with check)
  7  the two versions differ (only with diff)
  130  interrupted";

/// The arguments of the program as tables, from which help, completions and manual pages are made.
fn arguments() -> clap::Command {
    Arguments::command()
}

/// Runs the program with its arguments, the name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let began = Instant::now();
    fault::listen();
    if let Err(failure) = logfile::begin() {
        return ExitCode::from(exit::report(Err(failure)));
    }
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    log::info!(
        "{} {}: {:?}",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        arguments.get(1..).unwrap_or_default()
    );
    ExitCode::from(logfile::ended(run_with(arguments), began))
}

/// Runs the program and returns its exit code.
fn run_with(arguments: Vec<OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(mut error) => {
            hint::for_format(&mut error);
            let code = if error.use_stderr() { exit::USAGE } else { exit::DONE };
            // A closed pipe is the only way this fails, and then nobody reads the message.
            let _ = error.print();
            return code;
        }
    };
    if arguments.command.is_none()
        && let Some(hint) = hint::for_paths(&arguments.input.paths, &self::arguments())
    {
        output::message(&format!("rashomon: {hint}"));
        return exit::USAGE;
    }
    let mut arguments = arguments;
    let explores = arguments.command.is_none() && can_explore(&arguments.input);
    if arguments.command.is_none() && arguments.input.paths.is_empty() && input::is_piped(explores) {
        arguments.input.paths.push("-".into());
    }
    if explores {
        return explore::run(arguments.explore, arguments.input);
    }
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let result = match &arguments.command {
        Some(command) => command.run(&mut out),
        None => timeline::Args::of(arguments.input.clone()).run(&mut out),
    };
    exit::report(result.and_then(|outcome| out.flush().map(|()| outcome).map_err(Failure::from)))
}

/// Whether the explorer can be shown: on a terminal that can position a cursor, with keys that come from it.
///
/// If the reports come through standard input, the keys come from the terminal itself.
fn can_explore(input: &input::Args) -> bool {
    let typed = io::stdin().is_terminal();
    let reads = input.paths.iter().any(|path| path == Path::new("-"));
    let has_keys = if typed { !reads } else { File::open("/dev/tty").is_ok() };
    let places_cursor = progress::places_cursor(std::env::var_os("TERM").as_deref());
    io::stdout().is_terminal() && places_cursor && has_keys && !input.lead_nowhere()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
