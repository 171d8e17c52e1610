//! Which words name an event though they are on no list: the weights of their features.

use std::fmt;
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::analysis::event::learning::{self, Candidate};
use rashomon::text::{Report, Span};

use super::FOLDS;
use super::corpus::{self, Annotated, Mention, Topic};
use super::logistic::Named;

/// Where the weights go.
pub const FILE: &str = "assets/model/event-words.txt";
/// The strength of the penalty on squared weights. 1 and 10 give the same F1.
const PENALTY: f64 = 3.0;
/// How many words must have a feature for it to get a weight; 1 and 5 give the same F1 with more weights.
const LEAST: usize = 10;
/// The probabilities from which a word is taken, as tried; the program uses 0.6.
const CHANCES: [f64; 5] = [0.3, 0.4, 0.5, 0.6, 0.7];

/// The words of a report's annotated sentences.
struct Read {
    /// The triggers that lists and grammar find.
    listed: Vec<Span>,
    /// The words they leave open.
    open: Vec<Candidate>,
    /// The annotations.
    mentions: Vec<Mention>,
}

/// Learns the weights, prints how good they are on held-out topics, and writes them.
pub fn learn(root: &Path, out: &Path) -> Result<()> {
    let topics: Vec<Vec<Read>> = corpus::read(root)?.into_iter().map(read).collect();
    measure(&topics);
    let weights = fit(&topics.iter().flatten().collect::<Vec<_>>());
    let examples = topics.iter().flatten().flat_map(examples);
    let (words, events) =
        examples.fold((0, 0), |(words, events), (_, holds)| (words + 1, events + usize::from(holds)));
    std::fs::write(out, table(&weights, topics.len(), (words, events)))
        .with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {words} words, {events} of events, {} weights", out.display(), weights.of.len());
    Ok(())
}

fn read(topic: Topic) -> Vec<Read> {
    let reports = topic.corpus.reports.iter().zip(topic.annotated);
    let read = |(report, annotated): (&Report, Annotated)| {
        let (mut listed, mut open) = learning::candidates(report);
        let known = |span: Span| annotated.sentences.iter().any(|sentence| sentence.contains(span));
        listed.retain(|span| known(*span));
        open.retain(|word| known(word.span));
        Read { listed, open, mentions: annotated.mentions }
    };
    reports.map(read).collect()
}

/// The open words of a report of which the annotations say whether they name an event. A mention with a listed trigger is
/// already found; with several open words, it is unknown which of them names the event.
fn examples(read: &Read) -> impl Iterator<Item = (&Candidate, bool)> {
    let settled = |mention: &Mention| {
        let open = read.open.iter().filter(|word| word.span.overlaps(mention.span)).count();
        open > 1 || read.listed.iter().any(|listed| listed.overlaps(mention.span))
    };
    let example = move |word: &'_ Candidate| match read
        .mentions
        .iter()
        .find(|mention| mention.span.overlaps(word.span))
    {
        Some(mention) => (!settled(mention)).then_some(true),
        None => Some(false),
    };
    read.open.iter().filter_map(move |word| Some((word, example(word)?)))
}

/// The weights that fit some reports best.
fn fit(reads: &[&Read]) -> Named {
    let words: Vec<(&[String], bool)> =
        reads.iter().flat_map(|read| examples(read)).map(|(word, holds)| (&*word.features, holds)).collect();
    Named::fit(&words, LEAST, PENALTY)
}

/// Log-odds as a probability.
fn chance(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Triggers found, correct and wanted.
#[derive(Clone, Copy, Default)]
struct Counts {
    found: usize,
    right: usize,
    wanted: usize,
}

impl Counts {
    /// Adds a report's triggers: a mention is found by the first free one that overlaps it.
    fn add(&mut self, mentions: &[Mention], mut triggers: Vec<Span>) {
        self.found += triggers.len();
        self.wanted += mentions.len();
        for mention in mentions {
            if let Some(place) = triggers.iter().position(|trigger| trigger.overlaps(mention.span)) {
                triggers.swap_remove(place);
                self.right += 1;
            }
        }
    }
}

impl fmt::Display for Counts {
    #[allow(clippy::cast_precision_loss, reason = "small counts")]
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| 100.0 * self.right as f64 / of as f64;
        let (precision, recall) = (share(self.found), share(self.wanted));
        write!(to, "{precision:5.1} {recall:5.1} {:5.1}", 2.0 * precision * recall / (precision + recall))
    }
}

/// Prints the results for the triggers of held-out topics.
fn measure(topics: &[Vec<Read>]) {
    let (mut alone, mut with) = (Counts::default(), [Counts::default(); CHANCES.len()]);
    for fold in 0..FOLDS {
        let part = |own: bool| {
            topics
                .iter()
                .enumerate()
                .filter(move |(place, _)| (place % FOLDS == fold) == own)
                .flat_map(|(_, topic)| topic)
        };
        let weights = fit(&part(false).collect::<Vec<_>>());
        for read in part(true) {
            alone.add(&read.mentions, read.listed.clone());
            let chances: Vec<f64> =
                read.open.iter().map(|word| chance(weights.log_odds(&word.features))).collect();
            for (counts, least) in with.iter_mut().zip(CHANCES) {
                let taken = read.open.iter().zip(&chances).filter(|&(_, &chance)| chance >= least);
                counts.add(
                    &read.mentions,
                    read.listed.iter().copied().chain(taken.map(|(word, _)| word.span)).collect(),
                );
            }
        }
    }
    println!("triggers: precision, recall, F1\nlists    {alone}");
    CHANCES.iter().zip(with).for_each(|(least, counts)| println!("from {least} {counts}"));
}

/// The file of weights.
fn table(weights: &Named, topics: usize, (words, events): (usize, usize)) -> String {
    let text = format!(
        "# What each feature of a word adds to the log-odds that it names an event, where lists and grammar leave that open; see\n\
         # `analysis::event::likelihood` for the meaning of each name. \"start\" is the value before any feature.\n\
         # Learned by `cargo run --release --example learn -- words ROOT` from {words} words ({events} of events) in {topics} topics of ECB+ (Agata\n\
         # Cybulska and Piek Vossen 2014, CC BY 3.0; the texts are not part of the project): logistic regression, penalty {PENALTY} on\n\
         # squared weights, features that {LEAST} words or more have.\n\
         # Licence: as the program.\n"
    );
    text + &weights.lines()
}
