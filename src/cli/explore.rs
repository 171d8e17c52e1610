//! The explorer: what runs without a subcommand on a terminal.

use std::path::{Path, PathBuf};
use std::thread;

use super::{exit, input, logfile, output};
use crate::corpus::Watch;
use crate::reading::{self, Reading, Sources};
use crate::store::{self, Notebook, Session};
use crate::ui::run::config::Choice;
use crate::ui::{self, NewsSender, Settings};

/// How the explorer looks and which input it accepts.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Colours: dark, light, mono, or the path of a theme file [default: as the terminal and NO_COLOR say]
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// Start at the beginning, ignoring where the last session with this corpus ended
    #[arg(long)]
    fresh: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,
    /// Keys, theme and mouse from this file [default: rashomon/config.toml in the config folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Opens the explorer at once and reads the reports in the background.
pub fn run(args: Args, input: input::Args) -> u8 {
    let Args { theme, fresh, no_mouse, config } = args;
    let settings = match Settings::choose(&Choice { config, theme, no_mouse }) {
        Ok(settings) => settings,
        Err(error) => {
            output::message(&format!("rashomon: {error}"));
            return exit::USAGE;
        }
    };
    let kept = Session::place(&input.paths);
    let settings = Settings { session: kept.clone(), ..settings };
    let left = move || kept.as_deref().filter(|_| !fresh).and_then(Session::open);
    match ui::run(settings, move |news| load(&input, left(), news)) {
        Ok(code) => u8::try_from(code).unwrap_or(exit::DONE),
        Err(error) => {
            output::message(&format!("rashomon: the terminal cannot be used: {error}"));
            exit::FAILED
        }
    }
}

/// Reads the reports, and again whenever a file changes; shows what others write into the notes.
fn load(input: &input::Args, left: Option<Session>, news: &NewsSender) {
    if let Some(session) = left {
        news.resume(session);
    }
    let place = store::place(&input.paths);
    let once = input.paths.iter().any(|path| path == Path::new("-"));
    let watch = if once { None } else { Watch::begin(&input.paths) };
    if let Some((watch, place)) = place.clone().and_then(|place| Some((Watch::notes(&place)?, place))) {
        let news = news.clone();
        thread::spawn(move || follow_notes(&watch, &place, &news));
    }
    in_own_threads(|| read(input, place.as_deref(), news, When::First));
    while watch.as_ref().is_some_and(Watch::wait) {
        in_own_threads(|| read(input, place.as_deref(), news, When::Again));
    }
}

/// Runs parallel work in threads that end with it, so that their memory for reading grammar is freed.
fn in_own_threads(work: impl FnOnce() + Send) {
    match rayon::ThreadPoolBuilder::new().build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Reports whenever the file of the notes changes. Notes that cannot be read at the moment change nothing: a person may be in the
/// middle of writing it.
fn follow_notes(watch: &Watch, place: &Path, news: &NewsSender) {
    while watch.wait() {
        let (notebook, problems) = Notebook::open(place);
        match problems.first() {
            None => news.noted(notebook),
            Some(problem) => news.notice(&problem.to_string()),
        }
    }
}

/// Whether the reports are being read for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    First,
    Again,
}

/// Reads and merges the reports; what could not be read is among the timeline's problems. The first time, the
/// interface fills while they come in; later it shows the previous reading until the new one is complete.
fn read(input: &input::Args, place: Option<&Path>, news: &NewsSender, when: When) {
    let cache = input.cache();
    let stages = logfile::Stages::default();
    let on_progress = |stage, done, total| {
        stages.reach(stage, done, total);
        news.progress(stage, done, total);
    };
    let corpus = input.corpus_with_progress(&reading::of_corpus(&on_progress));
    if corpus.reports.is_empty() && corpus.given.is_empty() {
        let why = corpus
            .problems
            .first()
            .map_or_else(|| "there is nothing to read".to_owned(), ToString::to_string);
        return news.failed(&why);
    }
    let sources = Sources { analyse: &|report: &_| cache.analyse(report), results: cache.results() };
    // Opened last, so that what was written in the meantime counts.
    let notes = || place.map(Notebook::open).unwrap_or_default();
    // The interface makes a person's corrections itself, since they change while it is open.
    let Reading { mut timeline, disagreements, .. } = match when {
        When::First => Reading::early(corpus, sources, &on_progress, &mut |first| {
            news.begun(first.timeline, first.disagreements, notes().0);
        }),
        When::Again => Reading::with(corpus, &Notebook::default(), sources, &on_progress),
    };
    let (notebook, problems) = notes();
    timeline.problems.extend(problems);
    logfile::problems(&timeline.problems);
    news.loaded(timeline, disagreements, notebook);
}
