//! `rashomon merge`: the timeline of reports that were analysed elsewhere, as `rashomon export` writes it.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use super::exit::{Failure, Outcome};
use super::export::Form;
use super::filter::starred_in;
use super::input::Loaded;
use super::{Run, progress};
use crate::corpus;
use crate::reading::{Reading, Stage};
use crate::store::Notebook;
use crate::store::exchange::Analysed;
use crate::text::Problem;

/// Arguments of `rashomon merge`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files of analyses, as `rashomon analyse` writes them; `-` is standard input [default: -]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Stars and corrections: the file of notes that the explorer keeps beside the reports
    #[arg(long, value_name = "FILE")]
    notes: Option<PathBuf>,
    /// Exit with 5 if anything could not be read as meant
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    progress: progress::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let (notebook, problems) = self.notes.as_deref().map(Notebook::open).unwrap_or_default();
        let load = || self.load(&notebook, problems);
        self.form.run(to, self.progress.quiet, load, |timeline| starred_in(&notebook, timeline))
    }
}

impl Args {
    fn load(&self, notebook: &Notebook, of_notes: Vec<Problem>) -> Result<Loaded, Failure> {
        let shown = self.progress.begin(false);
        let (mut analysed, unread) = self.read(&shown);
        analysed.corpus.problems.extend(of_notes);
        let nothing = analysed.corpus.reports.is_empty() && analysed.corpus.given.is_empty();
        let Reading { timeline, disagreements, not_compared } =
            Reading::of_analysed(analysed, notebook, &|stage, done, total| shown.update(stage, done, total));
        drop(shown);
        self.progress.problems(&timeline.problems);
        if nothing {
            return Err(Failure::Nothing);
        }
        let outcome = Outcome::of(unread, self.strict && !timeline.problems.is_empty());
        Ok(Loaded { timeline, disagreements, not_compared, outcome })
    }

    /// The content of the files, and whether one of them could not be read to its end.
    fn read(&self, shown: &progress::Shown) -> (Analysed, bool) {
        let mut analysed = Analysed::default();
        let standard = [PathBuf::from("-")];
        let files = if self.files.is_empty() { &standard[..] } else { &self.files[..] };
        let mut unread = false;
        let size = |file: &PathBuf| fs::metadata(file).ok().map(|found| found.len());
        let of: Option<u64> = files.iter().map(size).sum();
        let mut before = 0;
        shown.update(Stage::Inputs, 0, 0);
        for file in files {
            let path = file.display().to_string();
            let mut progress = |reports, bytes| {
                let about = of.map_or(0, |of| corpus::estimate(reports, before + bytes, of));
                shown.update(Stage::Inputs, reports, about);
            };
            let read = if file == Path::new("-") {
                analysed.read(&mut io::stdin().lock(), &path, &mut progress)
            } else {
                File::open(file).map(|open| BufReader::with_capacity(1 << 20, open)).and_then(|mut open| analysed.read(&mut open, &path, &mut progress))
            };
            before += size(file).unwrap_or(0);
            if let Err(error) = read {
                unread = true;
                let message = format!("it cannot be read: {error}");
                analysed.corpus.problems.push(Problem { path, line: None, message });
            }
        }
        (analysed, unread)
    }
}
