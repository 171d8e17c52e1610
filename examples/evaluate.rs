//! Measures the language model: `cargo run --release --example evaluate -- [--model FILE] FILE…`.
//!
//! For each treebank (`.conllu`) one line on its gold tokens and one on its raw text, accuracy and F1 in percent, punctuation
//! included and subtypes of relations left out, as in the CoNLL 2018 shared task. Tokens are syntactic words. Where the treebank
//! marks mentions (GUM), the F1 of mentions with their class follows, in brackets that of their extents alone. Named mentions
//! are those whose head is a proper noun; for them also the F1 of head and class, which asks who or what is named but not
//! how far the clauses that describe it extend.
//!
//! For each file of names (`.iob2`, as Universal NER has it) one line: the F1 of people, organisations and places, by the head.
//!
//! With `--model` the given file of weights is measured instead of the bundled one; raw text, which the program reads with its own
//! weights, is then left out.

#[path = "treebank/mod.rs"]
mod treebank;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rashomon::analysis::language::model::Model;

fn main() -> Result<()> {
    let mut files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let other = files.first().is_some_and(|first| first == Path::new("--model"));
    let weights = match files.drain(..if other { 2.min(files.len()) } else { 0 }).nth(1) {
        Some(path) => Some(std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?),
        None => None,
    };
    ensure!(!files.is_empty(), "usage: evaluate [--model FILE] FILE…");
    let loaded = weights.as_deref().map(Model::load).transpose()?;
    let model = loaded.as_ref().unwrap_or_else(|| Model::shipped());
    for file in files {
        println!("{}", file.display());
        if file.extension().is_some_and(|extension| extension == "iob2") {
            println!("{}", treebank::names::measure(model, &file)?);
            continue;
        }
        let sentences = treebank::read(&file)?;
        println!("{}", treebank::score::gold_tokens(model, &sentences));
        if loaded.is_none() {
            println!("{}", treebank::raw::raw_text(&sentences));
        }
    }
    Ok(())
}
