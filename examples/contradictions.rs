//! Ends with an error if reports contradict each other, so that a build or a nightly job fails on it.
//!
//! ```sh
//! cargo run --release --example contradictions -- reports/
//! ```

use std::process::ExitCode;

use rashomon::{Verdict, visible};

fn main() -> ExitCode {
    let reading = rashomon::read(std::env::args_os().skip(1));
    for problem in &reading.timeline.problems {
        eprintln!("{}", visible::line(&problem.to_string()));
    }
    if reading.timeline.reports.is_empty() {
        eprintln!("no report could be read");
        return ExitCode::from(2);
    }
    let mut found = false;
    for one in reading.disagreements.iter().filter(|one| one.verdict == Verdict::Contradiction) {
        found = true;
        println!("{}", visible::line(&one.summary));
        for position in &one.positions {
            let words = reading.timeline.words(position.passage.report, position.passage.span);
            println!("  {} “{}”", position.passage.report, visible::line(words));
        }
    }
    if found { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
