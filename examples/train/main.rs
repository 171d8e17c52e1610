//! Trains the language model: `cargo run --release --example train -- DIR [EPOCHS]`.
//!
//! `DIR` holds the treebanks (`gum-train.conllu`, `ewt-train.conllu`, `gum-dev.conllu`, `ewt-dev.conllu`); the weights go to
//! `assets/model/english.rshm`. The same treebanks give the same weights, bit for bit.

#![allow(clippy::cast_precision_loss, reason = "counts of words and steps")]

mod augment;
mod lemmas;
mod lists;
mod network;
mod recurrence;
mod tensor;
#[path = "../treebank/mod.rs"]
mod treebank;
mod vocabulary;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use rashomon::analysis::language::model::Model;

use network::{Example, Network};
use tensor::Chance;
use treebank::Sentence;
use vocabulary::Vocabulary;

const EPOCHS: usize = 40;
/// Words in a batch, about.
const BATCH: usize = 500;
const RATE: f32 = 2.5e-3;
/// Features left out of a word by chance.
const DROP_FEATURE: f32 = 0.1;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("usage: train DIR [EPOCHS [FILE]]")?);
    let epochs = arguments.next().map_or(Ok(EPOCHS), |epochs| epochs.parse())?;
    let out = arguments.next().unwrap_or_else(|| "assets/model/english.rshm".into());
    let read = |name: &str| treebank::read(&folder.join(name));
    let mut sentences = read("gum-train.conllu")?;
    sentences.extend(read("ewt-train.conllu")?);
    let dev = [read("gum-dev.conllu")?, read("ewt-dev.conllu")?];
    let vocabulary = Vocabulary::of(&sentences, lists::Lists::read()?);
    println!("{} sentences, {} rows", sentences.len(), vocabulary.len());
    let lemmas = lemmas::learn(&sentences);
    let network = train(&sentences, &vocabulary, epochs, |network| {
        let bytes = network.write(&vocabulary, &lemmas);
        let model = Model::load(&bytes).expect("what was just written is sound");
        for dev in &dev {
            println!("  {}", treebank::score::gold_tokens(&model, dev));
        }
    });
    let bytes = network.write(&vocabulary, &lemmas);
    std::fs::write(Path::new(&out), &bytes).with_context(|| format!("cannot write {out}"))?;
    println!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// Goes through the sentences so many times, in an order of chance.
fn train(
    sentences: &[Sentence],
    vocabulary: &Vocabulary,
    epochs: usize,
    report: impl Fn(&Network),
) -> Network {
    let mut chance = Chance::new(20_220_106);
    let mut network = Network::new(vocabulary.len(), &mut chance);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
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
            let mut batch: Vec<Example> = Vec::new();
            let mut held = 0;
            while let Some((&next, after)) = rest.split_first().filter(|_| held < BATCH) {
                let sentence = augment::varied(&sentences[next], &mut chance);
                held += sentence.words.len();
                batch.push(example(&sentence, vocabulary, &mut chance));
                rest = after;
            }
            number += 1;
            let rate = RATE * schedule(number as f32 / steps as f32);
            let batch: Vec<&Example> = batch.iter().collect();
            loss += network.learn(&batch, rate, number, &mut chance);
            batches += 1;
        }
        println!("epoch {} loss {:.4} in {:.0?}", epoch + 1, loss / batches as f32, begin.elapsed());
        if (epoch + 1) % 4 == 0 || epoch + 1 == epochs {
            report(&network);
        }
    }
    network
}

/// A short rise, then a fall along a cosine to nothing.
fn schedule(done: f32) -> f32 {
    let done = done.min(1.0);
    (done / 0.02).min(1.0) * 0.5 * (1.0 + (std::f32::consts::PI * done).cos())
}

fn example(sentence: &Sentence, vocabulary: &Vocabulary, chance: &mut Chance) -> Example {
    let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
    let words = || sentence.words.iter();
    let classes = sentence.mentions.as_ref().map(|mentions| {
        let mut classes = vec![0; sentence.words.len()];
        // Of two mentions with one head the shorter is the head's own; the longer is a co-ordination.
        for mention in mentions {
            classes[mention.head] = mention.class as usize + 1;
        }
        classes
    });
    Example {
        rows: vocabulary.rows(&forms, DROP_FEATURE, chance),
        upos: words().map(|word| word.upos as usize).collect(),
        xpos: words().map(|word| word.xpos as usize).collect(),
        governors: words().map(|word| word.governor).collect(),
        relations: words().map(|word| word.relation as usize).collect(),
        classes,
    }
}
