//! The progress of a run, on standard error: a line that is redrawn in place if that is a terminal.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::{interrupt, logfile, output};
use crate::reading::Stage;
use crate::text::Problem;

/// Problems printed one by one; the rest is counted.
pub(super) const SHOWN: usize = 20;

/// How often the line is drawn on a terminal; before that nothing is, so that a short run shows none.
const ON_TERMINAL: Duration = Duration::from_millis(100);

/// How often a line is written elsewhere.
const ELSEWHERE: Duration = Duration::from_secs(1);

/// Messages while the program works.
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
    /// Begins to show progress, as the arguments say; `keeps` is whether what is done is stored if the run is interrupted.
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
        Shown { drawn: visible.then(|| Drawn::begin(redraws)), stages: logfile::Stages::default() }
    }

    /// Reports on standard error what could not be read as meant, unless `--quiet` is given.
    pub fn problems(&self, problems: &[Problem]) {
        logfile::problems(problems);
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

/// Whether a terminal of that kind can position a cursor, so that a line can be redrawn. One that names no kind counts as
/// an ordinary one.
pub fn places_cursor(kind: Option<&OsStr>) -> bool {
    kind.is_none_or(|kind| kind != "dumb")
}

/// Progress on the terminal; removed when this is dropped.
#[derive(Debug)]
pub struct Shown {
    drawn: Option<Drawn>,
    stages: logfile::Stages,
}

/// The line with the thread that draws it: also without news, so that a person sees that time passes.
#[derive(Debug)]
struct Drawn {
    line: Arc<Mutex<Line>>,
    /// Ends the thread when it is dropped.
    ends: Sender<()>,
    thread: JoinHandle<()>,
}

impl Drawn {
    fn begin(redraws: bool) -> Self {
        let line = Arc::new(Mutex::new(Line::new(redraws, Instant::now())));
        let (ends, ended) = channel();
        let drawn = line.clone();
        let every = if redraws { ON_TERMINAL } else { ELSEWHERE };
        let thread = thread::spawn(move || {
            while ended.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                let text = lock(&drawn).text(Instant::now());
                let mut to = io::stderr().lock();
                ON_SCREEN.store(redraws, Ordering::Relaxed);
                // A closed standard error has no reader.
                let _ = to.write_all(text.as_bytes());
            }
        });
        Self { line, ends, thread }
    }
}

fn lock(line: &Mutex<Line>) -> MutexGuard<'_, Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the line is on a terminal now.
static ON_SCREEN: AtomicBool = AtomicBool::new(false);

/// Removes the line from the terminal, if it is there.
pub fn clear() {
    let mut to = io::stderr().lock();
    if ON_SCREEN.swap(false, Ordering::Relaxed) {
        let _ = to.write_all(b"\r\x1b[K");
    }
}

impl Shown {
    /// The number done and the total; 0 if that is unknown.
    pub fn update(&self, stage: Stage, done: usize, total: usize) {
        interrupt::reached(stage, done, total);
        self.stages.reach(stage, done, total);
        if let Some(drawn) = &self.drawn {
            lock(&drawn.line).reach(stage, (done, total), Instant::now());
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        interrupt::end();
        if let Some(Drawn { ends, thread, .. }) = self.drawn.take() {
            drop(ends);
            // A panic of the thread has no other effect than a line that does not change.
            let _ = thread.join();
            clear();
        }
    }
}

/// The state of the line.
#[derive(Debug)]
struct Line {
    /// Whether it is redrawn in place; else each update is a line of its own.
    redraws: bool,
    stage: Stage,
    done: usize,
    total: usize,
    /// When the stage began.
    began: Instant,
}

impl Line {
    fn new(redraws: bool, now: Instant) -> Self {
        Self { redraws, stage: Stage::Files, done: 0, total: 0, began: now }
    }

    fn reach(&mut self, stage: Stage, (done, total): (usize, usize), now: Instant) {
        if stage != self.stage {
            (self.stage, self.began, self.done) = (stage, now, 0);
        }
        // Threads may report out of order.
        self.done = self.done.max(done);
        self.total = total;
    }

    fn text(&self, now: Instant) -> String {
        let says = says(self.stage, (self.done, self.total), now.duration_since(self.began));
        if self.redraws { format!("\r\x1b[K{says}") } else { format!("{says}\n") }
    }
}

/// `analysing 1,234 of 10,000 reports · 210 a second · 42 s left`; for a stage of unknown length, the time so
/// far.
fn says(stage: Stage, (done, total): (usize, usize), since: Duration) -> String {
    let (doing, things) = stage.words();
    let of = how_many(stage, total);
    let mut text = match (done, total) {
        (0, 0) => format!("{doing} {things}"),
        (0, _) => format!("{doing} {of} {things}"),
        (_, 0) => format!("{doing} {} {things}", grouped(done)),
        _ => format!("{doing} {} of {of} {things}", grouped(done)),
    };
    let seconds = since.as_secs();
    if done == 0 && seconds > 0 {
        let _ = write!(text, " · {seconds} s");
    }
    let seconds = since.as_secs_f64();
    if done == 0 || seconds < 0.1 {
        return text;
    }
    // Counts of reports are far below the largest integer that a double represents exactly.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let (rate, left) = {
        let rate = done as f64 / seconds;
        (rate.round() as usize, (total.saturating_sub(done) as f64 / rate).ceil() as u64)
    };
    let _ = write!(text, " · {} a second", grouped(rate));
    if total > 0 {
        let left = match left {
            left if left < 60 => format!("{left} s"),
            left => format!("{} min {} s", left / 60, left % 60),
        };
        let _ = write!(text, " · {left} left");
    }
    text
}

/// The number of things a stage has to do, in words: while files are read, it is an estimate.
pub fn how_many(stage: Stage, total: usize) -> String {
    let about = if stage == Stage::Inputs { "about " } else { "" };
    format!("{about}{}", grouped(total))
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
        for (stage, counts, seconds, expected) in [
            (Stage::Files, (0, 0), 0, "finding files"),
            (Stage::Files, (3200, 0), 1, "finding 3,200 files · 3,200 a second"),
            (Stage::Inputs, (0, 0), 2, "reading reports · 2 s"),
            (
                Stage::Inputs,
                (10, 10_000),
                10,
                "reading 10 of about 10,000 reports · 1 a second · 166 min 30 s left",
            ),
            (Stage::Reports, (0, 10_000), 0, "analysing 10,000 reports"),
            (
                Stage::Reports,
                (2000, 10_000),
                10,
                "analysing 2,000 of 10,000 reports · 200 a second · 40 s left",
            ),
            (Stage::Events, (0, 9000), 3, "joining 9,000 mentions into events · 3 s"),
        ] {
            assert_eq!(says(stage, counts, Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn a_terminal_that_places_no_cursor_gets_lines_without_escape_codes() {
        for (kind, expected) in [(Some("dumb"), false), (Some("xterm-256color"), true), (None, true)] {
            assert_eq!(places_cursor(kind.map(OsStr::new)), expected, "{kind:?}");
        }
        let start = Instant::now();
        let text = Line::new(false, start).text(start);
        assert!(!text.contains(['\r', '\u{1b}']) && text.ends_with('\n'), "{text:?}");
    }

    #[test]
    fn the_line_keeps_to_the_furthest_of_a_stage_and_starts_again_with_the_next() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut line = Line::new(false, start);
        for (stage, counts, at, expected) in [
            (Stage::Reports, (4, 9), 1, "analysing 4 of 9 reports\n"),
            (Stage::Reports, (3, 9), 3, "analysing 4 of 9 reports · 2 a second · 3 s left\n"),
            (Stage::Actors, (0, 7), 3, "joining 7 mentions into actors\n"),
        ] {
            line.reach(stage, counts, after(at));
            assert_eq!(line.text(after(at)), expected);
        }
    }
}
