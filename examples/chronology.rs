//! Prints the main events by date, each with the words of every report that mentions it.
//!
//! ```sh
//! cargo run --release --example chronology -- reports/
//! ```

use rashomon::{Event, visible};

fn main() {
    let reading = rashomon::read(std::env::args_os().skip(1));
    let timeline = &reading.timeline;
    for event in timeline.events.iter().filter(|event| event.salience >= Event::MAIN) {
        println!("{} · {}", event.when.in_full(), visible::line(&event.title));
        for passage in timeline.passages(event) {
            let outlet = timeline.reports[passage.report.index()].name();
            let words = timeline.words(passage.report, passage.span);
            println!("    {}: “{}”", visible::line(outlet), visible::line(words));
        }
    }
}
