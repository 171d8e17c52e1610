//! The arguments that say what to read, shared by all subcommands.

use std::path::{Path, PathBuf};

use super::exit::{Failure, Outcome};
use super::output;
use crate::corpus::{self, Corpus, Request};
use crate::disagreement::{Disagreement, NotCompared};
use crate::reading::Reading;
use crate::store::{self, Notebook};
use crate::text::{Published, PublishedBasis};
use crate::timeline::Timeline;

/// Problems printed one by one; the rest is counted.
const SHOWN: usize = 20;

/// What to read.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Text files, folders, corpus.toml manifests or JSON Lines; `-` is standard input [default: the bundled corpus]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Publication date of those reports that tell none themselves, e.g. 2022-01-06
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<Published>,
    /// Exit with 5 if anything could not be read as meant
    #[arg(long)]
    pub strict: bool,
}

fn published(text: &str) -> Result<Published, String> {
    corpus::published(text, PublishedBasis::Argument)
}

/// What was read and made of it.
#[derive(Debug)]
pub struct Loaded {
    /// The timeline.
    pub timeline: Timeline,
    /// Where its accounts part.
    pub disagreements: Vec<Disagreement>,
    /// What looks alike and was not compared.
    pub not_compared: Vec<NotCompared>,
    /// How the reading went.
    pub outcome: Outcome,
}

impl Args {
    /// Whether none of the paths leads anywhere, so that there is nothing to open the explorer for.
    pub fn lead_nowhere(&self) -> bool {
        let somewhere = |path: &PathBuf| path == Path::new("-") || path.exists();
        !self.paths.is_empty() && !self.paths.iter().any(somewhere)
    }

    /// Reads the reports; without a path those that are compiled in.
    pub fn corpus(&self) -> Corpus {
        match &self.paths[..] {
            [] => Corpus::bundled(),
            paths => Corpus::read(&Request { paths: paths.to_vec(), published: self.published.clone() }),
        }
    }

    /// Reads the reports and brings them together; tells on standard error what could not be read.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let mut corpus = self.corpus();
        let partial = !corpus.unread.is_empty();
        let nothing = corpus.reports.is_empty() && corpus.given.is_empty();
        let (notebook, problems) =
            store::place(&self.paths).as_deref().map(Notebook::open).unwrap_or_default();
        corpus.problems.extend(problems);
        let Reading { timeline, disagreements, not_compared } = Reading::with(corpus, &notebook, &|_| {});
        tell(&timeline);
        if nothing {
            return Err(Failure::Nothing);
        }
        let outcome = match (partial, self.strict && !timeline.problems.is_empty()) {
            (_, true) => Outcome::Strict,
            (true, _) => Outcome::Partial,
            _ => Outcome::Done,
        };
        Ok(Loaded { timeline, disagreements, not_compared, outcome })
    }
}

fn tell(timeline: &Timeline) {
    for problem in timeline.problems.iter().take(SHOWN) {
        output::message(&format!("rashomon: {problem}"));
    }
    let rest = timeline.problems.len().saturating_sub(SHOWN);
    if rest > 0 {
        output::message(&format!("rashomon: {rest} more problems; the JSON export lists them all"));
    }
}
