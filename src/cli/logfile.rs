//! The log: a line for each thing a run does, in the file that `RASHOMON_LOG` names. Without the variable there is none.
//!
//! `RASHOMON_LOG=/tmp/rashomon.log:debug` – the level after the last colon is `error`, `warn`, `info` or `debug`; the default is `info`.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Utc};
use log::{Level, LevelFilter, Metadata, Record};

use super::exit::Failure;
use super::progress::grouped;
use crate::reading::Stage;
use crate::text::{Problem, visible};

/// The environment variable that asks for a log.
const VARIABLE: &str = "RASHOMON_LOG";

/// The possible levels.
const LEVELS: &[(&str, LevelFilter)] = &[
    ("error", LevelFilter::Error),
    ("warn", LevelFilter::Warn),
    ("info", LevelFilter::Info),
    ("debug", LevelFilter::Debug),
];

/// Begins the log, if the environment asks for one.
///
/// # Errors
/// If the file cannot be written.
pub fn begin() -> Result<(), Failure> {
    let Some(asked) = std::env::var_os(VARIABLE).filter(|asked| !asked.is_empty()) else { return Ok(()) };
    let (path, level) = place_and_level(&asked);
    let file = OpenOptions::new().create(true).append(true).open(&path);
    let file = file.map_err(|error| Failure::Log { variable: VARIABLE, path, error })?;
    if log::set_boxed_logger(Box::new(Log { file: Mutex::new(file) })).is_ok() {
        log::set_max_level(level);
        log_panics();
    }
    Ok(())
}

/// The path and level of the log; an ending that is not a level belongs to the path.
fn place_and_level(asked: &OsStr) -> (PathBuf, LevelFilter) {
    let split = asked.to_str().and_then(|asked| asked.rsplit_once(':'));
    let known = split.and_then(|(path, word)| {
        let (_, level) = LEVELS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))?;
        Some((Path::new(path).to_path_buf(), *level))
    });
    known.unwrap_or_else(|| (Path::new(asked).to_path_buf(), LevelFilter::Info))
}

/// Logs every panic, including contained ones; whatever else handles it stays in place.
fn log_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        log::error!("{info}");
        usual(info);
    }));
}

/// The open file.
struct Log {
    file: Mutex<File>,
}

impl log::Log for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Dependencies log as well, and very much.
        metadata.target().split("::").next() == Some(env!("CARGO_CRATE_NAME"))
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = line(Utc::now(), record.level(), record.target(), &record.args().to_string());
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // A full disk loses lines of the log, never the run.
        let _ = file.write_all(line.as_bytes());
    }

    fn flush(&self) {}
}

/// `2026-01-05T18:22:07.123Z WARN  reading: harbour.txt:3: a broken line`, harmless whatever it quotes.
fn line(now: DateTime<Utc>, level: Level, target: &str, message: &str) -> String {
    let now = now.format("%Y-%m-%dT%H:%M:%S%.3fZ");
    let target = target.split_once("::").map_or(target, |(_, part)| part);
    format!("{now} {level:<5} {target}: {}\n", visible::line(message))
}

/// Logs what could not be read as meant.
pub fn problems(problems: &[Problem]) {
    for problem in problems {
        log::warn!("{problem}");
    }
}

/// Logs each stage of a reading once it is over, with how long it took.
#[derive(Debug, Default)]
pub struct Stages {
    now: Mutex<Option<Reached>>,
}

#[derive(Clone, Copy, Debug)]
struct Reached {
    stage: Stage,
    count: usize,
    began: Instant,
}

impl Stages {
    /// The number done and the total; 0 if that is unknown.
    pub fn reach(&self, stage: Stage, done: usize, total: usize) {
        if !log::log_enabled!(Level::Info) {
            return;
        }
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let count = done.max(total);
        match &mut *now {
            Some(reached) if reached.stage == stage => reached.count = reached.count.max(count),
            // Another thread may still report the previous stage.
            Some(reached) if reached.stage > stage => {}
            reached => {
                reached.iter().for_each(Reached::log);
                *reached = Some(Reached { stage, count, began: Instant::now() });
            }
        }
    }
}

impl Drop for Stages {
    fn drop(&mut self) {
        let now = self.now.get_mut().unwrap_or_else(PoisonError::into_inner);
        now.iter().for_each(Reached::log);
    }
}

impl Reached {
    fn log(&self) {
        let (doing, things) = self.stage.words();
        log::info!(
            "{doing} {} {things} took {:.3} s",
            grouped(self.count),
            self.began.elapsed().as_secs_f64()
        );
    }
}

/// Logs how a run ended, and returns it.
pub fn ended(code: u8, began: Instant) -> u8 {
    log::info!("ended with exit code {code} after {:.3} s", began.elapsed().as_secs_f64());
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_at_the_end_is_taken_off_and_anything_else_belongs_to_the_path() {
        for (asked, path, level) in [
            ("/tmp/log", "/tmp/log", LevelFilter::Info),
            ("/tmp/log:debug", "/tmp/log", LevelFilter::Debug),
            ("/tmp/log:WARN", "/tmp/log", LevelFilter::Warn),
            ("C:\\logs\\x:error", "C:\\logs\\x", LevelFilter::Error),
            ("C:\\logs\\x", "C:\\logs\\x", LevelFilter::Info),
            ("/tmp/a:b", "/tmp/a:b", LevelFilter::Info),
        ] {
            assert_eq!(place_and_level(OsStr::new(asked)), (PathBuf::from(path), level), "{asked}");
        }
    }

    #[test]
    fn an_entry_is_one_line_that_drives_no_terminal() {
        let now = DateTime::UNIX_EPOCH;
        let line = line(now, Level::Warn, "rashomon::cli::input", "a\nb \u{1b}[31m\u{202e}c");
        assert_eq!(line, "1970-01-01T00:00:00.000Z WARN  cli::input: a b ␛[31m◊c\n");
    }
}
