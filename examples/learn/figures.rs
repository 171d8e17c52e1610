//! Which figures of two reports answer one question, learned from figures that agree.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::disagreement::parallel::figures::{GROUNDS, Reason, Weights, learning};
use rashomon::timeline;

use crate::FOLDS;
use crate::corpus;
use crate::logistic::{self, Bounds, Example};

/// Where the weights are written.
pub const FILE: &str = "assets/model/same-question.txt";

/// The penalty on squared weights.
const PENALTY: f64 = 3.0;

/// How alike sentences may be whose figures are learned from: of copies there is nothing to learn.
const COPIES: f32 = 0.75;

/// As how many pairs all those of a topic count at most: a season of baseball has thousands.
const MOST_OF_A_TOPIC: f64 = 300.0;

/// Learns the weights, prints how good they are on held-out topics, and writes them.
pub fn learn(root: &Path, out: &Path) -> Result<()> {
    let topics: Vec<Vec<Example>> =
        corpus::read(root)?.into_iter().map(|topic| examples(topic.corpus)).collect();
    let all: Vec<&Example> = topics.iter().flatten().collect();
    measure(&topics);
    let weights = fit(&all);
    let agreeing = all.iter().filter(|example| example.holds).count();
    std::fs::write(out, table(&weights, topics.len(), (all.len(), agreeing)))
        .with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {} pairs, {agreeing} agree", out.display(), all.len());
    Ok(())
}

fn examples(corpus: rashomon::corpus::Corpus) -> Vec<Example> {
    let timeline = timeline::build(corpus.into());
    let useful = |one: &learning::Example| !one.small && one.likeness < COPIES;
    let useful: Vec<learning::Example> = learning::examples(&timeline).into_iter().filter(useful).collect();
    #[allow(clippy::cast_precision_loss, reason = "small counts")]
    let weight = (MOST_OF_A_TOPIC / useful.len() as f64).min(1.0);
    let degrees = |reasons: Vec<Reason>| {
        reasons.iter().map(|one| (one.ground.place(), f64::from(one.degree))).collect()
    };
    let read = |one: learning::Example| Example { features: degrees(one.reasons), holds: one.agree, weight };
    useful.into_iter().map(read).collect()
}

fn fit(examples: &[&Example]) -> Weights {
    let bounds: Vec<Bounds> = GROUNDS.iter().map(|ground| ground.side().into()).collect();
    let (start, of_ground) = logistic::fit(examples, &bounds, PENALTY);
    #[allow(clippy::cast_possible_truncation, reason = "weights are of a few digits")]
    let short = |weight: f64| (weight * 100.0).round() as f32 / 100.0;
    Weights { start: short(start), of_ground: of_ground.into_iter().map(short).collect() }
}

/// Prints, for held-out topics, which part of the pairs above a threshold agrees, and which part of those that agree is above it.
fn measure(topics: &[Vec<Example>]) {
    let mut scored: Vec<(f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let others = topics.iter().enumerate().filter(|(place, _)| place % FOLDS != fold);
        let weights = fit(&others.flat_map(|(_, examples)| examples).collect::<Vec<_>>());
        let own = topics.iter().enumerate().filter(|(place, _)| place % FOLDS == fold);
        for example in own.flat_map(|(_, examples)| examples) {
            #[allow(clippy::cast_possible_truncation, reason = "log-odds")]
            let odds = example
                .features
                .iter()
                .fold(weights.start, |sum, &(place, degree)| sum + weights.of_ground[place] * degree as f32);
            scored.push((odds, example.holds));
        }
    }
    let agreeing = scored.iter().filter(|(_, agree)| *agree).count();
    println!("log-odds  pairs  that agree, of all that agree");
    for step in -6..=8_i16 {
        let least = f32::from(step) / 2.0;
        let above = scored.iter().filter(|(odds, _)| *odds >= least).count();
        let right = scored.iter().filter(|(odds, agree)| *odds >= least && *agree).count();
        #[allow(clippy::cast_precision_loss, reason = "small counts")]
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!("{least:5.1} {above:8} {:6.1} {:6.1}", percent(right, above), percent(right, agreeing));
    }
}

/// The file of weights.
fn table(weights: &Weights, topics: usize, (pairs, agree): (usize, usize)) -> String {
    let mut text = format!(
        "# How much each ground weighs for two figures answering one question, in log-odds; see `disagreement::parallel::figures` for\n\
         # the meaning of each. \"start\" is the value before any ground.\n\
         # Learned by `cargo run --release --example learn -- figures ROOT` from {pairs} pairs of figures of two reports of one story ({agree} of\n\
         # which agree) in {topics} topics of ECB+ (Agata Cybulska and Piek Vossen 2014, CC BY 3.0; the texts are not part of the\n\
         # project): logistic regression, penalty {PENALTY} on squared weights, each weight with the sign of its ground; the pairs of a topic\n\
         # count as {MOST_OF_A_TOPIC} at most. Left out: counts below four on both sides, and sentences that are {COPIES} alike.\n\
         # Licence: as the program.\n"
    );
    let mut line = |name: &str, weight: f32| writeln!(text, "{name} {weight}").expect("a string takes all");
    line("start", weights.start);
    GROUNDS.iter().zip(&weights.of_ground).for_each(|(ground, &weight)| line(ground.name(), weight));
    text
}
