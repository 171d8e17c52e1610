//! The arguments that say what to read, shared by all subcommands.

#[cfg(unix)]
use std::fs::File;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::exit::{Failure, Outcome};
use super::progress;
use super::{hint, output};
use crate::corpus::{self, Bounds, Corpus, MIB, Mapping, Request};
use crate::disagreement::{Disagreement, NotCompared};
use crate::reading::{self, Reading, Sources};
use crate::store::cache::Cache;
use crate::store::{self, Notebook};
use crate::text::{Published, PublishedBasis};
use crate::timeline::Timeline;

/// What to read.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Files and folders: text, pages, feeds, PDF, office files, mail, tables, JSON, archives; `-` is standard input [default: the bundled corpus]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Publication date of those reports that give none themselves, e.g. 2022-01-06
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<Published>,
    /// Exit with 5 if anything could not be read as meant
    #[arg(long)]
    pub strict: bool,
    /// Where records and tables hold a part, e.g. text=article.body
    #[arg(long, value_name = "PART=KEYS", value_parser = corpus::mapping, help_heading = "Reading")]
    pub map: Vec<Mapping>,
    #[command(flatten)]
    pub bounds: BoundsArgs,
    /// Analyse every report again and keep nothing for the next run
    #[arg(long, help_heading = "Running")]
    pub no_cache: bool,
    #[command(flatten)]
    pub progress: progress::Args,
}

/// The limits of reading one input.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Reading")]
// The names are those of the flags.
#[allow(clippy::struct_field_names)]
pub struct BoundsArgs {
    /// Mebibytes of one file that is not read line by line
    #[arg(long, value_name = "MIB", default_value_t = Bounds::default().file / MIB)]
    max_file: u64,
    /// Mebibytes of the text of one report; a page may have 16 times as much markup
    #[arg(long, value_name = "MIB", default_value_t = Bounds::default().text / MIB)]
    max_text: u64,
    /// Mebibytes that one archive may unpack to
    #[arg(long, value_name = "MIB", default_value_t = Bounds::default().unpacked / MIB)]
    max_unpacked: u64,
    /// How many times its size a file in an archive may unpack to
    #[arg(long, value_name = "TIMES", default_value_t = Bounds::default().ratio)]
    max_ratio: u64,
    /// How many archives may lie inside each other
    #[arg(long, value_name = "COUNT", default_value_t = Bounds::default().archives)]
    max_archives: usize,
    /// How many elements of a page may lie inside each other
    #[arg(long, value_name = "COUNT", default_value_t = Bounds::default().nesting)]
    max_nesting: usize,
    /// Pages of a PDF document
    #[arg(long, value_name = "COUNT", default_value_t = Bounds::default().pages)]
    max_pages: u32,
    /// Seconds that reading one file may take
    #[arg(long, value_name = "SECONDS", default_value_t = Bounds::default().time.as_secs())]
    max_seconds: u64,
}

impl Default for BoundsArgs {
    fn default() -> Self {
        let Bounds { file, text, unpacked, ratio, archives, nesting, pages, time } = Bounds::default();
        Self {
            max_file: file / MIB,
            max_text: text / MIB,
            max_unpacked: unpacked / MIB,
            max_ratio: ratio,
            max_archives: archives,
            max_nesting: nesting,
            max_pages: pages,
            max_seconds: time.as_secs(),
        }
    }
}

impl BoundsArgs {
    fn bounds(&self) -> Bounds {
        Bounds {
            file: self.max_file.saturating_mul(MIB),
            text: self.max_text.saturating_mul(MIB),
            unpacked: self.max_unpacked.saturating_mul(MIB),
            ratio: self.max_ratio,
            archives: self.max_archives,
            nesting: self.max_nesting,
            pages: self.max_pages.max(1),
            time: Duration::from_secs(self.max_seconds),
        }
    }
}

fn published(text: &str) -> Result<Published, String> {
    corpus::published(text, PublishedBasis::Argument)
}

/// Whether reports come through standard input although nobody named it: through a pipe, or from a file.
///
/// Where it is possible to wait for the first byte, a pipe that ends without any counts as none: programs that start others
/// leave such pipes.
pub fn is_piped(at_once: bool) -> bool {
    let stdin = io::stdin();
    if stdin.is_terminal() || !is_stream(&stdin) {
        return false;
    }
    at_once || stdin.lock().fill_buf().is_ok_and(|bytes| !bytes.is_empty())
}

/// Whether standard input is a pipe, a socket or a file, and not a device.
#[cfg(unix)]
fn is_stream(stdin: &io::Stdin) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let own = stdin.as_fd().try_clone_to_owned().map(File::from);
    let kind = own.and_then(|file| file.metadata()).map(|metadata| metadata.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_socket() || kind.is_file())
}

#[cfg(not(unix))]
fn is_stream(_: &io::Stdin) -> bool {
    true
}

/// A reading, and how it went.
#[derive(Debug)]
pub struct Loaded {
    /// The timeline.
    pub timeline: Timeline,
    /// Where its reports disagree.
    pub disagreements: Vec<Disagreement>,
    /// What looks alike and was not compared.
    pub not_compared: Vec<NotCompared>,
    /// How the reading went.
    pub outcome: Outcome,
}

impl Args {
    /// Whether none of the paths exists, so that there is nothing to open the explorer for.
    pub fn lead_nowhere(&self) -> bool {
        let somewhere = |path: &PathBuf| path == Path::new("-") || path.exists();
        !self.paths.is_empty() && !self.paths.iter().any(somewhere)
    }

    /// Reads the reports; without a path the bundled ones.
    pub fn corpus(&self) -> Corpus {
        self.corpus_with_progress(&|_| {})
    }

    /// Like [`Args::corpus`], with a report of its progress.
    pub fn corpus_with_progress(&self, on_progress: &corpus::OnProgress<'_>) -> Corpus {
        if self.paths.is_empty() {
            Corpus::bundled()
        } else {
            Corpus::read_with_progress(&self.request(), on_progress)
        }
    }

    /// What to read; without a path nothing.
    pub fn request(&self) -> Request {
        Request {
            paths: self.paths.clone(),
            published: self.published.clone(),
            bounds: self.bounds.bounds(),
            map: self.map.clone(),
            from_line: None,
        }
    }

    /// Where analyses are stored.
    pub fn cache(&self) -> Cache {
        if self.no_cache { Cache::off() } else { Cache::of_user() }
    }

    /// Suggests a file with a similar name for each path that does not exist.
    fn hint(&self) {
        let missing = |path: &&PathBuf| path.as_path() != Path::new("-") && !path.exists();
        for path in self.paths.iter().filter(missing).take(progress::SHOWN) {
            if let Some(nearest) = hint::for_path(path) {
                let (path, nearest) = (path.display(), nearest.display());
                output::message(&format!("rashomon: {path}: did you mean {nearest}?"));
            }
        }
    }

    /// Reads and merges the reports; reports on standard error what could not be read.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let cache = self.cache();
        let shown = self.progress.begin(cache.keeps());
        let on_progress = |stage, done, total| shown.update(stage, done, total);
        let mut corpus = self.corpus_with_progress(&reading::of_corpus(&on_progress));
        let partial = !corpus.unread.is_empty();
        let nothing = corpus.reports.is_empty() && corpus.given.is_empty();
        let (notebook, problems) =
            store::place(&self.paths).as_deref().map(Notebook::open).unwrap_or_default();
        corpus.problems.extend(problems);
        let sources = Sources { analyse: &|report| cache.analyse(report), results: cache.results() };
        let Reading { timeline, disagreements, not_compared } =
            Reading::with(corpus, &notebook, sources, &on_progress);
        drop(shown);
        self.progress.problems(&timeline.problems);
        self.hint();
        if nothing {
            return Err(Failure::Nothing);
        }
        let outcome = Outcome::of(partial, self.strict && !timeline.problems.is_empty());
        Ok(Loaded { timeline, disagreements, not_compared, outcome })
    }
}
