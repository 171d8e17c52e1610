//! Trains the language model: `cargo run --release --example train -- DIR [EPOCHS [FILE]]`. Without epochs only the table of
//! lemmas in the file is rebuilt.
//!
//! `DIR` contains the treebanks (`gum-train.conllu`, `ewt-train.conllu`, `ewt-dev.conllu`, and `gum-dev.conllu`, on which every
//! choice is made and which is not trained on), text labelled by a larger model (`*.silver.conllu`), and the codes of
//! words (`word-codes.txt`); the weights go to `assets/model/english.rshm`. The same files give the same weights, bit for bit.

#![allow(clippy::cast_precision_loss, reason = "counts of words and steps")]

mod augment;
mod example;
mod heads;
mod inflect;
mod lemmas;
mod lists;
mod network;
mod outside;
mod recurrence;
mod tensor;
#[path = "../treebank/mod.rs"]
mod treebank;
mod vocabulary;
mod weights;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use rashomon::analysis::language::model::Model;
use rashomon::analysis::language::model::format::{self, Sections};

use example::Example;
use network::Network;
use outside::Outside;
use tensor::Chance;
use treebank::Sentence;
use vocabulary::Vocabulary;

const EPOCHS: usize = 14;
/// How often a pass visits the treebanks while it visits the silver text once. Other numbers have not been tried.
const GOLD: usize = 2;
/// Words in a batch, approximately.
const BATCH: usize = 600;
const RATE: f32 = 2.5e-3;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("usage: train DIR [EPOCHS [FILE]]")?);
    let epochs = arguments.next().map_or(Ok(EPOCHS), |epochs| epochs.parse())?;
    let out = arguments.next().unwrap_or_else(|| "assets/model/english.rshm".into());
    let read = |name: &str| treebank::read(&folder.join(name));
    let mut sentences = read("gum-train.conllu")?;
    sentences.extend(read("ewt-train.conllu")?);
    sentences.extend(read("ewt-dev.conllu")?);
    let dev = read("gum-dev.conllu")?;
    let lemmas = lemmas::learn(&sentences, &inflect::all()?);
    if epochs == 0 {
        return replace_lemmas(Path::new(&out), &lemmas);
    }
    let gold = sentences.len();
    for path in silver_in(&folder)? {
        sentences.extend(treebank::read(&path)?);
    }
    let vocabulary = Vocabulary::of(&sentences, Outside::read(&folder.join("word-codes.txt"))?);
    println!("{gold} sentences and {} of silver, {} rows", sentences.len() - gold, vocabulary.len());
    let network = train(&sentences, gold, &vocabulary, epochs, |network| {
        let bytes = network.write(&vocabulary, &lemmas);
        let model = Model::load(&bytes).expect("what was just written is sound");
        println!("  {}", treebank::score::gold_tokens(&model, &dev));
    });
    let bytes = network.write(&vocabulary, &lemmas);
    std::fs::write(Path::new(&out), &bytes).with_context(|| format!("cannot write {out}"))?;
    println!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// The files of text labelled by a larger model, by name.
fn silver_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.to_string_lossy().ends_with(".silver.conllu"));
    paths.sort();
    Ok(paths)
}

/// Puts another table of lemmas into a file of weights.
fn replace_lemmas(path: &Path, lemmas: &[u8]) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let sections = Sections::open(&bytes)?;
    let mut all: Vec<(&str, Vec<u8>)> = sections.all().map(|(name, body)| (name, body.to_vec())).collect();
    for (name, body) in &mut all {
        if *name == "lemmas" {
            *body = lemmas.to_vec();
        }
    }
    let bytes = format::write(&all);
    Model::load(&bytes)?;
    std::fs::write(path, &bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Visits the sentences this many times, in random order; the first `gold` of them occur [`GOLD`] times in each pass.
fn train(
    sentences: &[Sentence],
    gold: usize,
    vocabulary: &Vocabulary,
    epochs: usize,
    report: impl Fn(&Network),
) -> Network {
    let mut chance = Chance::new(20_220_106);
    let mut network = Network::new(vocabulary.len(), &mut chance);
    let again = (1..GOLD).flat_map(|_| 0..gold);
    let mut order: Vec<usize> = (0..sentences.len()).chain(again).collect();
    let words: usize = order.iter().map(|&place| sentences[place].words.len()).sum();
    let steps = (words / BATCH + 1) * epochs;
    let mut number = 0;
    for epoch in 0..epochs {
        let begin = Instant::now();
        for place in (1..order.len()).rev() {
            order.swap(place, chance.below(place + 1));
        }
        let mut loss = 0.0;
        let mut batches = 0;
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let mut held = 0;
            let full = rest.iter().position(|&place| {
                held += sentences[place].words.len();
                held >= BATCH
            });
            let (batch, after) = rest.split_at(full.map_or(rest.len(), |last| last + 1));
            rest = after;
            number += 1;
            let rate = RATE * schedule(number as f32 / steps as f32);
            let example = |place: usize, chance: &mut Chance| {
                Example::of(&augment::varied(&sentences[place], chance), vocabulary, chance)
            };
            loss += network.learn(batch, example, (rate, number), &mut chance);
            batches += 1;
        }
        println!("epoch {} loss {:.4} in {:.0?}", epoch + 1, loss / batches as f32, begin.elapsed());
        if (epoch + 1) % 4 == 0 || epoch + 1 == epochs {
            report(&network);
        }
    }
    network
}

/// A short rise, then a decay along a cosine to zero.
fn schedule(done: f32) -> f32 {
    let done = done.min(1.0);
    (done / 0.02).min(1.0) * 0.5 * (1.0 + (std::f32::consts::PI * done).cos())
}
