//! Where sentences end at the places that the rules leave open: the weights of what stands on both sides.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result};
use rashomon::analysis::language::sentence::Piece;
use rashomon::analysis::language::sentence::learning::{self, Place};

use super::logistic::Named;
use super::treebank::{self, raw};

/// Where the weights go.
pub const FILE: &str = "assets/model/sentence-ends.txt";
/// The treebanks that are learned from, and those on which the choices were made.
const TRAIN: [&str; 2] = ["gum-train", "ewt-train"];
const DEV: [&str; 2] = ["gum-dev", "ewt-dev"];
/// The strength of the penalty on squared weights.
const PENALTY: f64 = 1.0;
/// How many places must have a feature for it to get a weight.
const LEAST: usize = 5;
/// The probabilities from which a place ends a sentence that the rules do not end, as tried; the program uses 0.9.
const CHANCES: [f64; 5] = [0.5, 0.6, 0.7, 0.8, 0.9];

/// Learns the weights, prints how good they are on other parts of the treebanks, and writes them.
pub fn learn(root: &Path, out: &Path) -> Result<()> {
    let mut places = Vec::new();
    for name in TRAIN {
        let (text, starts) = read(root, name)?;
        learning::sentences(&text, |place| {
            let ends = starts.contains(&place.at);
            places.push((place, ends));
            ends
        });
    }
    let weights = fit(&places);
    for name in DEV {
        let (text, starts) = read(root, name)?;
        let ruled = score(&starts, &learning::sentences(&text, |place| place.ruled));
        print!("{name}: the rules {ruled:.1}, learned from a probability of");
        for chance in CHANCES {
            let least = (chance / (1.0 - chance)).ln();
            let ends =
                |place: Place| weights.log_odds(&place.features) >= if place.ruled { 0.0 } else { least };
            print!(" {chance} {:.1}", score(&starts, &learning::sentences(&text, ends)));
        }
        println!();
    }
    let ends = places.iter().filter(|(_, ends)| *ends).count();
    let table = table(&weights, places.len(), ends);
    std::fs::write(out, table).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {} places, {ends} of them ends, {} weights", out.display(), places.len(), weights.of.len());
    Ok(())
}

/// The text of a treebank, and where its sentences begin.
fn read(root: &Path, name: &str) -> Result<(String, HashSet<usize>)> {
    let (text, starts) = raw::laid_out(&treebank::read(&root.join(format!("{name}.conllu")))?);
    Ok((text, starts.iter().filter_map(|words| words.first().copied()).collect()))
}

/// F1 of the sentences found, in percent: those that begin where one begins, and before the next one does.
#[allow(clippy::cast_precision_loss, reason = "counts of sentences")]
fn score(starts: &HashSet<usize>, found: &[Piece]) -> f64 {
    let mut sorted: Vec<usize> = starts.iter().copied().collect();
    sorted.sort_unstable();
    let wanted: HashSet<(usize, Option<usize>)> =
        sorted.iter().enumerate().map(|(place, &start)| (start, sorted.get(place + 1).copied())).collect();
    let next = |place: usize| found.get(place + 1).map(|piece| piece.range.start);
    let right =
        found.iter().enumerate().filter(|(place, piece)| wanted.contains(&(piece.range.start, next(*place))));
    200.0 * right.count() as f64 / (wanted.len() + found.len()) as f64
}

/// The weights that fit some places best.
fn fit(places: &[(Place, bool)]) -> Named {
    let places: Vec<(&[String], bool)> =
        places.iter().map(|(place, ends)| (&*place.features, *ends)).collect();
    Named::fit(&places, LEAST, PENALTY)
}

/// The file of weights.
fn table(weights: &Named, places: usize, ends: usize) -> String {
    let table = format!(
        "# What each feature of a place adds to the log-odds that a sentence ends there, where rules leave that open; see\n\
         # `analysis::language::ending` for the meaning of each name. \"start\" is the value before any feature.\n\
         # Learned by `cargo run --release --example learn -- sentences DIR` from {places} places ({ends} of them ends) in the training\n\
         # parts of GUM and EWT (see README.md): logistic regression, penalty {PENALTY} on squared weights, features that {LEAST} places or\n\
         # more have.\n\
         # Licence: CC BY-SA 4.0, as the model's.\n"
    );
    table + &weights.lines()
}
