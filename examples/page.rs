//! Writes the timeline of some reports to a file, in the format of its extension: a page, a table, a calendar, a brief …
//!
//! ```sh
//! cargo run --release --example page -- timeline.html reports/
//! ```

use std::fs::File;
use std::io::{self, BufWriter, Write};

use rashomon::{FORMATS, Filter, Format, visible};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args();
    let name = arguments.nth(1).unwrap_or_default();
    let Some(format) = Format::of_file(&name) else {
        let endings: Vec<&str> = FORMATS.iter().map(|format| format.ending).collect();
        let why = format!("give a file whose name ends in one of {}, and the reports", endings.join(" "));
        return Err(io::Error::other(why));
    };
    let reading = rashomon::read(arguments);
    for problem in &reading.timeline.problems {
        eprintln!("{}", visible::line(&problem.to_string()));
    }
    let filter = Filter { main_only: format.for_people, ..Filter::default() };
    let mut file = BufWriter::new(File::create(&name)?);
    reading.write(format, &filter, &mut file)?;
    file.flush()
}
