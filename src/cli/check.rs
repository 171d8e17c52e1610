//! `rashomon check`: for scripts and bots – prints the disagreements found, and ends with an exit code of its own.

use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;

use serde_json::Value;

use super::exit::{Failure, Outcome};
use super::filter::{verdict, verdict_parser};
use super::output::Format;
use super::{Run, input};
use crate::disagreement::Disagreement;
use crate::export::json::List;
use crate::export::{Filter, Selection, names};
use crate::text::visible;
use crate::timeline::Timeline;

/// Arguments of `rashomon check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The verdicts that fail the check, separated by commas
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', default_value = "contradiction", value_parser = verdict_parser())]
    fail_on: Vec<String>,
    /// Only disagreements that an earlier JSON export does not hold
    #[arg(long, value_name = "FILE")]
    new_since: Option<PathBuf>,
    /// The format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    input: input::Args,
}

impl Run for Args {
    fn run(&self, to: &mut dyn Write) -> Result<Outcome, Failure> {
        let known = match &self.new_since {
            Some(path) => known(path)?,
            None => HashSet::new(),
        };
        let loaded = self.input.load()?;
        let verdicts = self.fail_on.iter().filter_map(|name| verdict(name)).collect();
        let filter = Filter { verdicts, ..Filter::default() };
        let mut found = Selection::new(&loaded.timeline, &loaded.disagreements, &filter);
        found.keep(|one| !known.contains(&key(&loaded.timeline, one)));
        match self.format.rows() {
            Some(rows) => rows.write(to, &found, List::Disagreements)?,
            None => found.disagreements().try_for_each(|(_, one)| {
                writeln!(to, "{}: {}", names::verdict(one.verdict), visible::line(&one.summary))
            })?,
        }
        Ok(if found.disagreements().next().is_some() { Outcome::Found } else { loaded.outcome })
    }
}

/// The identity of a disagreement across two exports: its verdict and its words, not its number.
fn key(timeline: &Timeline, one: &Disagreement) -> Vec<String> {
    let words = |position: &crate::disagreement::Position| {
        timeline.words(position.passage.report, position.passage.span).to_owned()
    };
    let mut key: Vec<String> = one.positions.iter().map(words).collect();
    key.sort();
    key.insert(0, names::verdict(one.verdict).to_owned());
    key
}

/// The disagreements of an earlier export, each by its key.
fn known(path: &std::path::Path) -> Result<HashSet<Vec<String>>, Failure> {
    let wrong = |why: String| Failure::Argument(format!("{}: {why}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let export: Value =
        serde_json::from_slice(&bytes).map_err(|error| wrong(format!("is not a JSON export: {error}")))?;
    let rows = export["disagreements"]
        .as_array()
        .ok_or_else(|| wrong("is not a JSON export: it has no `disagreements`".to_owned()))?;
    let row = |row: &Value| {
        let positions = row["positions"].as_array().map_or(&[][..], Vec::as_slice);
        let words = positions.iter().map(|position| position["text"].as_str().unwrap_or_default().to_owned());
        let mut key: Vec<String> = words.collect();
        key.sort();
        key.insert(0, row["verdict"].as_str().unwrap_or_default().to_owned());
        key
    };
    Ok(rows.iter().map(row).collect())
}
