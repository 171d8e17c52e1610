//! What is read from files, before any analysis: one JSON object per report, with its metadata and its text. Problems go to standard
//! error. `cargo run --release --example read -- PATH…`, or with paths a line on standard input.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use rashomon::corpus::{Corpus, Request};
use serde_json::json;

fn main() -> io::Result<()> {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        paths = io::stdin().lock().lines().map(|line| line.map(PathBuf::from)).collect::<Result<_, _>>()?;
    }
    let corpus = Corpus::read(&Request { paths, ..Request::default() });
    let mut out = io::BufWriter::new(io::stdout().lock());
    for report in &corpus.reports {
        let line = json!({
            "path": report.path,
            "key": report.key,
            "title": report.title,
            "source": report.source,
            "author": report.author,
            "url": report.url,
            "language": report.language,
            "published": report.published.as_ref().map(|published| &published.edtf),
            "text": &*report.text,
        });
        writeln!(out, "{line}")?;
    }
    for problem in &corpus.problems {
        eprintln!("{problem}");
    }
    Ok(())
}
