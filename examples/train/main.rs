//! Trains the language model: `cargo run --release --example train -- DIR [EPOCHS [FILE [FROM]]]`. With 0 epochs only the table of
//! lemmas in the file is rebuilt. The weights in `FROM`, which were learned from the same words, take the place of the training
//! from the start.
//!
//! `DIR` contains the treebanks (`gum-train.conllu`, `ewt-train.conllu`, `ewt-dev.conllu`, and `gum-dev.conllu`, on which every
//! choice is made and which is not trained on), text labelled by a larger model (`*.silver.conllu`), the codes of
//! words (`word-codes.txt`), and the names in EWT's training part, as Universal NER marks them (`en_ewt-ud-train.iob2`); without
//! these nothing is learned from names. The weights go to `assets/model/english.rshm`. The same files give the same weights,
//! bit for bit.

#![allow(clippy::cast_precision_loss, reason = "counts of words and steps")]

mod augment;
mod classes;
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
/// Passes in which the trained network learns names as well, and their rate.
const NAMED_EPOCHS: usize = 2;
const NAMED_RATE: f32 = 1.2e-3;
/// The share of the weights after these passes in the mean with those before, which is what is written.
const AFTER: f32 = 2.0 / 3.0;
/// The order of the sentences, and what is dropped.
const SEED: u64 = 20_220_106;

/// Everything that is learned from, and measured on.
struct Lessons {
    sentences: Vec<Sentence>,
    /// How many of them are from treebanks; the others are labelled by a larger model.
    gold: usize,
    vocabulary: Vocabulary,
    lemmas: Vec<u8>,
    dev: Vec<Sentence>,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("usage: train DIR [EPOCHS [FILE [FROM]]]")?);
    let epochs = arguments.next().map_or(Ok(EPOCHS), |epochs| epochs.parse())?;
    let out = arguments.next().unwrap_or_else(|| "assets/model/english.rshm".into());
    let from = arguments.next();
    let read = |name: &str| treebank::read(&folder.join(name));
    let mut sentences = read("gum-train.conllu")?;
    sentences.extend(read("ewt-train.conllu")?);
    sentences.extend(read("ewt-dev.conllu")?);
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
    let mut lessons = Lessons { sentences, gold, vocabulary, lemmas, dev: read("gum-dev.conllu")? };
    let mut bytes = if let Some(from) = from {
        std::fs::read(&from).with_context(|| format!("cannot read {from}"))?
    } else {
        let mut chance = Chance::new(SEED);
        let mut network = Network::new(lessons.vocabulary.len(), &mut chance);
        lessons.train(&mut network, RATE, epochs, &mut chance);
        lessons.write(&network)
    };
    let names = folder.join("en_ewt-ud-train.iob2");
    if names.exists() {
        let count = treebank::names::mark(&mut lessons.sentences[..gold], &names)?;
        println!("names in {count} sentences");
        let before = Network::open(&bytes, &lessons.vocabulary).context("cannot train further")?;
        let mut network = before.clone();
        lessons.train(&mut network, NAMED_RATE, NAMED_EPOCHS, &mut Chance::new(SEED));
        let after = Network::open(&lessons.write(&network), &lessons.vocabulary)?;
        bytes = lessons.write(&after.mean(&before, AFTER));
    }
    println!("{}", lessons.score(&bytes));
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

impl Lessons {
    /// Visits the sentences this many times, in random order; those from treebanks occur [`GOLD`] times in each pass.
    fn train(&self, network: &mut Network, rate: f32, epochs: usize, chance: &mut Chance) {
        let Self { sentences, gold, vocabulary, .. } = self;
        let again = (1..GOLD).flat_map(|_| 0..*gold);
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
                let rate = rate * schedule(number as f32 / steps as f32);
                let example = |place: usize, chance: &mut Chance| {
                    Example::of(&augment::varied(&sentences[place], chance), vocabulary, chance)
                };
                loss += network.learn(batch, example, (rate, number), chance);
                batches += 1;
            }
            println!("epoch {} loss {:.4} in {:.0?}", epoch + 1, loss / batches as f32, begin.elapsed());
            if (epoch + 1) % 4 == 0 || epoch + 1 == epochs {
                println!("  {}", self.score(&self.write(network)));
            }
        }
    }

    /// The file of weights.
    fn write(&self, network: &Network) -> Vec<u8> {
        network.write(&self.vocabulary, &self.lemmas)
    }

    /// How accurate a file of weights is.
    fn score(&self, bytes: &[u8]) -> treebank::score::GoldTokens {
        let model = Model::load(bytes).expect("what was just written is sound");
        treebank::score::gold_tokens(&model, &self.dev)
    }
}

/// A short rise, then a decay along a cosine to zero.
fn schedule(done: f32) -> f32 {
    let done = done.min(1.0);
    (done / 0.02).min(1.0) * 0.5 * (1.0 + (std::f32::consts::PI * done).cos())
}
