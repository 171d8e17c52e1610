//! Learns from annotated news: `cargo run --release --example learn -- words|figures|sentences ROOT [FILE]`, or `events ROOT TREEBANKS [FILE]`.
//!
//! `words`: which words name an event though they are on no list, `assets/model/event-words.txt`. `events`: which mentions are of one
//! event, `assets/model/same-event.txt`; it reads events with the words learned before, so the program is built between
//! the two. `figures`: which figures of two reports answer one question, `assets/model/same-question.txt`. `ROOT` contains one folder
//! per incident, laid out as `corpus.rs` says (ECB+ in that form), `TREEBANKS` the treebanks, as for `train`. What they print is out of fold,
//! over topics.
//!
//! `sentences`: which places that the rules leave open end a sentence, `assets/model/sentence-ends.txt`; `ROOT` contains treebanks, and what
//! is printed is measured on their development parts.
//!
//! The same files give the same weights.

mod corpus;
mod events;
mod figures;
mod logistic;
mod measure;
mod sentences;
#[path = "../treebank/mod.rs"]
#[allow(dead_code, reason = "only its text and its mentions are used")]
mod treebank;
mod whole;
mod words;

use std::path::PathBuf;

use anyhow::{Result, bail};

/// The number of folds into which the topics are split for cross-validation.
const FOLDS: usize = 5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file =
        |place: usize, default: &str| PathBuf::from(arguments.get(place).map_or(default, String::as_str));
    let what = arguments.first().map_or("", String::as_str);
    match (what, arguments.get(1)) {
        ("words", Some(root)) => words::learn(root.as_ref(), &file(2, words::FILE)),
        ("events", Some(root)) if arguments.len() > 2 => {
            events::learn(root.as_ref(), arguments[2].as_ref(), &file(3, events::FILE))
        }
        ("figures", Some(root)) => figures::learn(root.as_ref(), &file(2, figures::FILE)),
        ("sentences", Some(root)) => sentences::learn(root.as_ref(), &file(2, sentences::FILE)),
        _ => bail!("usage: learn words|figures|sentences ROOT [FILE], or learn events ROOT TREEBANKS [FILE]"),
    }
}
