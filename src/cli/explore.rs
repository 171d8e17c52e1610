//! The explorer: what runs without a subcommand on a terminal.

use std::process::ExitCode;

use super::{exit, input, output};
use crate::ui::{self, Desk, Settings};
use crate::{disagreement, timeline};

/// Opens the explorer at once and reads the reports behind it.
pub fn run(input: input::Args) -> ExitCode {
    match ui::run(Settings::default(), move |desk| load(&input, desk)) {
        Ok(code) => ExitCode::from(u8::try_from(code).unwrap_or(exit::DONE)),
        Err(error) => {
            output::message(&format!("rashomon: the terminal cannot be used: {error}"));
            ExitCode::from(exit::FAILED)
        }
    }
}

/// Reads the reports and brings them together; what could not be read stands among the timeline's problems.
fn load(input: &input::Args, desk: &Desk) {
    let corpus = input.corpus();
    desk.progress(0, corpus.reports.len());
    let timeline = timeline::build(corpus.title, corpus.reports, corpus.problems);
    let disagreements = disagreement::find(&timeline);
    desk.loaded(timeline, disagreements);
}
