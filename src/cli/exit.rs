//! How a run ends: exit codes, each with one meaning, and the last message.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Done as asked.
pub const DONE: u8 = 0;
/// The output could not be written.
pub const FAILED: u8 = 1;
/// The arguments are wrong.
pub const USAGE: u8 = 2;
/// Nothing could be read.
const NOTHING: u8 = 3;
/// Done, but some of the paths given could not be read.
const PARTIAL: u8 = 4;
/// Done, but not everything was read as meant, under `--strict`.
const STRICT: u8 = 5;

/// `rashomon check` found a disagreement that fails it.
const FOUND: u8 = 6;
/// `rashomon diff` found that the versions differ.
const CHANGED: u8 = 7;

/// How a run with a result ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Without problems.
    Done,
    /// Without some of the paths given.
    Partial,
    /// With problems, under `--strict`.
    Strict,
    /// With a disagreement that fails the check.
    Found,
    /// With a difference between the compared versions.
    Changed,
}

impl Outcome {
    /// How a reading went: without some paths, or with problems under `--strict`.
    pub fn of(partial: bool, strict: bool) -> Self {
        match (partial, strict) {
            (_, true) => Self::Strict,
            (true, _) => Self::Partial,
            _ => Self::Done,
        }
    }
}

/// Why a run gave no result.
#[derive(Debug, Error)]
pub enum Failure {
    /// The output cannot be written.
    #[error("the output cannot be written: {}", why(.0))]
    Output(#[from] io::Error),
    /// The file for the output cannot be written.
    #[error("{} cannot be written: {}", path.display(), why(error))]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The log cannot be written.
    #[error("the log {} cannot be written: {} (name another file in {variable}, or leave it empty)", path.display(), why(error))]
    Log {
        /// The environment variable that names it.
        variable: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// An argument names something that does not exist.
    #[error("{0}")]
    Argument(String),
    /// No report could be read.
    #[error("nothing could be read (`rashomon --help` lists the subcommands and what is read)")]
    Nothing,
}

impl Failure {
    /// Whether only the reader of our output closed it, which is how `rashomon … | head` ends.
    fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Why something cannot be written, if a person can do something about it.
const REASONS: &[(io::ErrorKind, &str)] = &[
    (io::ErrorKind::StorageFull, "the disk is full"),
    (io::ErrorKind::QuotaExceeded, "your share of the disk is full"),
    (io::ErrorKind::ReadOnlyFilesystem, "the disk is read-only"),
    (io::ErrorKind::PermissionDenied, "you may not write there"),
    (io::ErrorKind::NotFound, "its folder does not exist"),
    (io::ErrorKind::NotADirectory, "a part of its path is a file"),
    (io::ErrorKind::IsADirectory, "it is a folder; name a file in it"),
];

/// Why something cannot be written, in our words or else those of the system.
fn why(error: &io::Error) -> String {
    let known = REASONS.iter().find(|(kind, _)| *kind == error.kind());
    known.map_or_else(|| error.to_string(), |(_, words)| (*words).to_owned())
}

/// Prints why a run failed and returns its exit code.
pub fn report(result: Result<Outcome, Failure>) -> u8 {
    match result {
        Ok(Outcome::Done) => DONE,
        Ok(Outcome::Partial) => PARTIAL,
        Ok(Outcome::Strict) => STRICT,
        Ok(Outcome::Found) => FOUND,
        Ok(Outcome::Changed) => CHANGED,
        Err(failure) if failure.is_broken_pipe() => DONE,
        Err(failure) => {
            log::error!("{failure}");
            super::output::message(&format!("rashomon: {failure}"));
            match failure {
                Failure::Nothing => NOTHING,
                Failure::Argument(_) => USAGE,
                Failure::Output(_) | Failure::File { .. } | Failure::Log { .. } => FAILED,
            }
        }
    }
}
