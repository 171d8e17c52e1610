//! Measures the language model: `cargo run --release --example evaluate -- FILE.conllu…`.
//!
//! For each treebank one line on its gold tokens and one on its raw text, accuracy and F1 in percent, punctuation included
//! and subtypes of relations left out, as in the CoNLL 2018 shared task. Tokens are syntactic words. Where the treebank
//! marks mentions (GUM), the F1 of mentions with their class follows, in brackets that of their extents alone. Named mentions
//! are those whose head is a proper noun; for them also the F1 of head and class, which asks who or what is named but not
//! how far the clauses reach that describe it.

#[path = "treebank/mod.rs"]
mod treebank;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use rashomon::analysis::language::model::Model;

fn main() -> Result<()> {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    ensure!(!files.is_empty(), "usage: evaluate FILE.conllu…");
    for file in files {
        let sentences = treebank::read(&file)?;
        println!("{}", file.display());
        println!("{}", treebank::score::gold_tokens(Model::shipped(), &sentences));
        println!("{}", treebank::raw::raw_text(&sentences));
    }
    Ok(())
}
