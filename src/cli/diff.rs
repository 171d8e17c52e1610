//! `rashomon diff OLD NEW`: what changed between two JSON exports, two folders, or one of each.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::exit::{Failure, Outcome};
use super::{Run, input, output};
use crate::export::diff::{self, Diff, Version};
use crate::export::{json, plain};

/// How much of a file is read to see whether it is an export.
const BEGINNING: u64 = 4096;

/// Arguments of `rashomon diff`.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "rashomon diff [OPTIONS] <OLD> <NEW>",
    mut_arg("paths", |paths| paths.value_names(["OLD", "NEW"]).num_args(2).required(true).help(SIDES))
)]
pub struct Args {
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// List also minor events, and the claims of reports that only one side has
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    input: input::Args,
}

const SIDES: &str = "Two versions to compare, each a JSON export or anything that can be read: a file, a folder";

/// The format of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Lines for people: + is new, - is gone, ~ changed
    #[default]
    Text,
    /// One object, as assets/rashomon.diff-1.schema.json describes it
    Json,
    /// A page
    Markdown,
    /// The JSON Schema of the format `json`
    JsonSchema,
}

impl Run for Args {
    fn run(&self, mut to: &mut dyn Write) -> Result<Outcome, Failure> {
        if self.format == Format::JsonSchema {
            to.write_all(diff::JSON_SCHEMA.as_bytes())?;
            return Ok(Outcome::Done);
        }
        let [old, new] = &self.input.paths[..] else {
            return Err(Failure::Argument("diff compares two versions: rashomon diff OLD NEW".to_owned()));
        };
        let ((old, went), (new, goes)) = (self.version(old)?, self.version(new)?);
        let diff = Diff::between(&old, &new);
        match self.format {
            Format::Text => diff::text(to, &diff, self.all)?,
            Format::Markdown => diff::markdown(to, &diff, self.all)?,
            Format::Json => {
                plain::to_json(&mut to, &diff)?;
                writeln!(to)?;
            }
            Format::JsonSchema => {}
        }
        let read = if went == Outcome::Done { goes } else { went };
        Ok(if diff.is_empty() { read } else { Outcome::Changed })
    }
}

impl Args {
    /// One side, and how reading it went.
    fn version(&self, path: &Path) -> Result<(Version, Outcome), Failure> {
        if is_export(path) {
            let bytes = std::fs::read(path).map_err(|error| unusable(path, "cannot be read", &error))?;
            let version = Version::read(&bytes).map_err(|error| {
                Failure::Argument(format!("{}: {error}", path.display()))
            })?;
            return Ok((version, Outcome::Done));
        }
        let input = input::Args { paths: vec![path.to_path_buf()], ..self.input.clone() };
        let loaded = input.load()?;
        let mut bytes = Vec::new();
        json::write(&mut bytes, &loaded.timeline, &loaded.disagreements, json::Options::default())?;
        let version = Version::read(&bytes)
            .map_err(|error| Failure::Argument(format!("{}: {error}", path.display())))?;
        Ok((version, loaded.outcome))
    }
}

/// Whether a path is a JSON export, by its first bytes.
fn is_export(path: &Path) -> bool {
    let beginning = || -> io::Result<Vec<u8>> {
        if !path.is_file() {
            return Ok(Vec::new());
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(BEGINNING).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    beginning().is_ok_and(|bytes| Version::is_export(&bytes))
}

fn unusable(path: &Path, why: &str, error: &io::Error) -> Failure {
    output::message(&format!("rashomon: {} {why}: {error}", path.display()));
    Failure::Nothing
}
