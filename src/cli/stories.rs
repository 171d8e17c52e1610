//! `rashomon stories`: which analyses are to be merged together where there are too many for one machine.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::exit::{Failure, Outcome};
use super::{Run, progress};
use crate::reading::Stage;
use crate::store::exchange::{Placed, Places};
use crate::text::Problem;

/// Arguments of `rashomon stories`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files of analyses, as `rashomon analyse` writes them; `-` is standard input [default: -]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Into how many buckets the stories are put
    #[arg(long, value_name = "COUNT", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=1000))]
    buckets: u16,
    /// Write the analyses to this folder, a file for each bucket, and print nothing
    #[arg(long, value_name = "FOLDER", requires = "files")]
    into: Option<PathBuf>,
    #[command(flatten)]
    progress: progress::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let standard = [PathBuf::from("-")];
        let files = if self.files.is_empty() { &standard[..] } else { &self.files[..] };
        if self.into.is_some() && files.iter().any(|file| file == Path::new("-")) {
            let message = "--into reads the analyses twice: name files, not standard input";
            return Err(Failure::Argument(message.to_owned()));
        }
        let Content { places, ends, problems, unread } = self.read(files);
        self.progress.problems(&problems);
        let placed = places.in_buckets(self.buckets.into());
        if placed.iter().all(|place| place.story.is_none()) {
            return Err(Failure::Nothing);
        }
        match &self.into {
            Some(folder) => self.split((files, &ends), &placed, folder)?,
            None => {
                for place in &placed {
                    serde_json::to_writer(&mut *to, place).map_err(io::Error::from)?;
                    to.write_all(b"\n")?;
                }
            }
        }
        Ok(Outcome::of(unread, false))
    }
}

/// The content of files of analyses.
#[derive(Default)]
struct Content {
    /// The subjects of all lines.
    places: Places,
    /// For each file, the number of lines to its end.
    ends: Vec<usize>,
    problems: Vec<Problem>,
    /// Whether a file could not be read to its end.
    unread: bool,
}

fn open(file: &Path) -> io::Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 20, File::open(file)?)))
}

impl Args {
    fn read(&self, files: &[PathBuf]) -> Content {
        let shown = self.progress.begin(false);
        let mut content = Content::default();
        for file in files {
            let path = file.display().to_string();
            let mut problem = |line, message| {
                content.problems.push(Problem { path: path.clone(), line, message });
            };
            let before = content.places.len();
            let mut progress = |lines| shown.update(Stage::Inputs, lines, 0);
            if let Err(error) =
                open(file).and_then(|mut open| content.places.read(&mut *open, &mut progress))
            {
                content.unread = true;
                problem(None, format!("it cannot be read: {error}"));
            }
            for (line, message) in content.places.problems.drain(..) {
                problem(Some(line - before), message);
            }
            content.ends.push(content.places.len());
        }
        content
    }

    /// Copies each line into the file of its bucket, with its story.
    fn split(
        &self,
        (files, ends): (&[PathBuf], &[usize]),
        placed: &[Placed],
        folder: &Path,
    ) -> Result<(), Failure> {
        let failed = |path: &Path| {
            let path = path.to_path_buf();
            move |error| Failure::File { path, error }
        };
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let create = |bucket: u16| {
            let path = folder.join(format!("bucket-{bucket:03}.jsonl"));
            File::create_new(&path).map(BufWriter::new).map_err(failed(&path))
        };
        let mut buckets = (0..self.buckets).map(create).collect::<Result<Vec<_>, _>>()?;
        let mut first = 0;
        let mut line = Vec::new();
        for (file, end) in files.iter().zip(ends) {
            let of_file = &placed[first..*end];
            first = *end;
            // One that could not be opened has no lines.
            let Ok(mut from) = open(file) else { continue };
            for place in of_file {
                line.clear();
                from.read_until(b'\n', &mut line).map_err(failed(file))?;
                place.write(&line, &mut buckets[place.bucket]).map_err(failed(folder))?;
            }
        }
        buckets.iter_mut().try_for_each(Write::flush).map_err(failed(folder))
    }
}
