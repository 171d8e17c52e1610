//! How far a run is, on standard error: a line that is drawn over itself where that is a terminal.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{interrupt, output};
use crate::reading::Stage;
use crate::text::Problem;

/// Problems printed one by one; the rest is counted.
pub(super) const SHOWN: usize = 20;

/// How often the line is drawn on a terminal; before that nothing is, so that a short run shows none.
const ON_TERMINAL: Duration = Duration::from_millis(100);

/// How often a line is written elsewhere.
const ELSEWHERE: Duration = Duration::from_secs(1);

/// What is said while the program works.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Running")]
pub struct Args {
    /// Say nothing on standard error but why the run failed
    #[arg(long, short)]
    pub quiet: bool,
    /// Show how far the run is [default: where standard error is a terminal]
    #[arg(long, value_enum, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "always")]
    pub progress: Option<When>,
}

/// When progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum When {
    /// Always; where standard error is no terminal, a line each second
    Always,
    /// Never
    Never,
}

impl Args {
    /// Begins to show progress, as the arguments say; `keeps` says whether what is done is kept if the run is interrupted.
    pub fn begin(&self, keeps: bool) -> Shown {
        let terminal = io::stderr().is_terminal();
        let redraws = terminal && places_cursor(std::env::var_os("TERM").as_deref());
        let visible = match self.progress {
            _ if self.quiet => false,
            Some(when) => when == When::Always,
            None => terminal,
        };
        interrupt::watch();
        interrupt::begin(keeps);
        Shown { line: visible.then(|| Mutex::new(Line::new(redraws, Instant::now()))) }
    }

    /// Tells on standard error what could not be read as meant, unless the person wants quiet.
    pub fn problems(&self, problems: &[Problem]) {
        if self.quiet {
            return;
        }
        for problem in problems.iter().take(SHOWN) {
            output::message(&format!("rashomon: {problem}"));
        }
        let rest = problems.len().saturating_sub(SHOWN);
        if rest > 0 {
            output::message(&format!("rashomon: {rest} more problems; the JSON export lists them all"));
        }
    }
}

/// Whether a terminal of that kind can place a cursor, so that a line can be drawn over itself. One that names no kind is taken
/// for a usual one.
pub fn places_cursor(kind: Option<&OsStr>) -> bool {
    kind.is_none_or(|kind| kind != "dumb")
}

/// Progress as it is shown; gone from the terminal when this is dropped.
#[derive(Debug)]
pub struct Shown {
    line: Option<Mutex<Line>>,
}

impl Shown {
    /// So many of so many things are done, as far as that is known.
    pub fn tell(&self, stage: Stage, done: usize, total: usize) {
        interrupt::reached(stage, done, total);
        let Some(line) = &self.line else { return };
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = line.text(stage, done, total, Instant::now()) {
            // A closed standard error has nobody to tell.
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        interrupt::end();
        let line = self.line.take().map(|line| line.into_inner().unwrap_or_else(PoisonError::into_inner));
        if line.is_some_and(|line| line.redraws && line.drawn) {
            let _ = io::stderr().lock().write_all(b"\r\x1b[K");
        }
    }
}

/// The line and when it was last drawn.
#[derive(Debug)]
struct Line {
    /// Whether it is drawn over itself; else each is a line of its own.
    redraws: bool,
    drawn: bool,
    last: Instant,
    stage: Stage,
    /// When the stage began.
    began: Instant,
}

impl Line {
    fn new(redraws: bool, now: Instant) -> Self {
        Self { redraws, drawn: false, last: now, stage: Stage::Inputs, began: now }
    }

    /// What to write now, if it is time.
    fn text(&mut self, stage: Stage, done: usize, total: usize, now: Instant) -> Option<String> {
        let every = if self.redraws { ON_TERMINAL } else { ELSEWHERE };
        let new = stage != self.stage;
        if new {
            (self.stage, self.began) = (stage, now);
        }
        // A stage that cannot say how far it is speaks once, at its beginning.
        let due = now.duration_since(self.last) >= every || new && done == 0 && self.drawn;
        if !due {
            return None;
        }
        (self.last, self.drawn) = (now, true);
        let says = says(stage, done, total, now.duration_since(self.began));
        Some(if self.redraws { format!("\r\x1b[K{says}") } else { format!("{says}\n") })
    }
}

/// `analysing 1,234 of 10,000 reports · 210 a second · 42 s left`.
fn says(stage: Stage, done: usize, total: usize, since: Duration) -> String {
    let (doing, things) = stage.words();
    if done == 0 {
        return format!("{doing} {} {things}", grouped(total));
    }
    let mut text = format!("{doing} {} of {} {things}", grouped(done), grouped(total));
    let seconds = since.as_secs_f64();
    if seconds >= 0.1 {
        // Counts of reports are far below what a double holds exactly.
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (rate, left) = {
            let rate = done as f64 / seconds;
            (rate.round() as usize, (total.saturating_sub(done) as f64 / rate).ceil() as u64)
        };
        let left = match left {
            left if left < 60 => format!("{left} s"),
            left => format!("{} min {} s", left / 60, left % 60),
        };
        let _ = write!(text, " · {} a second · {left} left", grouped(rate));
    }
    text
}

/// A number with commas between its thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn the_line_says_how_far_how_fast_and_how_long_yet() {
        let seconds = Duration::from_secs;
        assert_eq!(says(Stage::Reports, 0, 10_000, seconds(0)), "analysing 10,000 reports");
        assert_eq!(
            says(Stage::Reports, 2000, 10_000, seconds(10)),
            "analysing 2,000 of 10,000 reports · 200 a second · 40 s left"
        );
        assert!(says(Stage::Inputs, 10, 10_000, seconds(10)).ends_with("1 a second · 166 min 30 s left"));
    }

    #[test]
    fn a_terminal_that_places_no_cursor_gets_lines_without_escape_codes() {
        for (kind, expected) in [(Some("dumb"), false), (Some("xterm-256color"), true), (None, true)] {
            assert_eq!(places_cursor(kind.map(OsStr::new)), expected, "{kind:?}");
        }
        let start = Instant::now();
        let mut line = Line::new(false, start);
        let text = line.text(Stage::Reports, 3, 9, start + ELSEWHERE).expect("it is time");
        assert!(!text.contains(['\r', '\u{1b}']) && text.ends_with('\n'), "{text:?}");
    }

    #[test]
    fn a_short_run_draws_nothing_and_a_long_one_not_too_often() {
        let start = Instant::now();
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut line = Line::new(true, start);
        assert_eq!(line.text(Stage::Inputs, 1, 9, after(50)), None);
        assert_eq!(line.text(Stage::Reports, 0, 9, after(60)), None);
        assert!(line.text(Stage::Reports, 3, 9, after(100)).is_some());
        assert_eq!(line.text(Stage::Reports, 4, 9, after(150)), None);
        assert!(line.text(Stage::Actors, 0, 9, after(160)).is_some(), "a new stage is told at once");
        let mut elsewhere = Line::new(false, start);
        assert_eq!(elsewhere.text(Stage::Reports, 3, 9, after(900)), None);
        assert!(elsewhere.text(Stage::Reports, 3, 9, after(1000)).is_some_and(|text| text.ends_with('\n')));
    }
}
