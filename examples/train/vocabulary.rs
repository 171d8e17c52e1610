//! Which features get a vector, and training sentences as rows of vectors.

use std::collections::{BTreeMap, HashMap};

use rashomon::analysis::language::model::feature::{Casing, Features, Kind, features};

use super::outside::Outside;
use super::tensor::Chance;
use crate::treebank::Sentence;

/// How often a word must occur to get a vector of its own, and any other feature.
const LEAST_WORD: usize = 2;
const LEAST_OTHER: usize = 3;

/// Features with their rows; row 0 is for unknown words.
#[derive(Debug)]
pub struct Vocabulary {
    rows: HashMap<u64, (u32, u32)>,
    hashes: Vec<u64>,
    outside: Outside,
}

impl Vocabulary {
    /// The features that occur often enough.
    pub fn of(sentences: &[Sentence], outside: Outside) -> Self {
        let mut counts: BTreeMap<u64, (Option<Kind>, usize)> = BTreeMap::new();
        for sentence in sentences {
            for found in all_features(
                &outside,
                &sentence.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>(),
            ) {
                for &(kind, hash) in found.as_slice() {
                    let entry = counts.entry(hash).or_default();
                    *entry = (Some(kind), entry.1 + 1);
                }
            }
        }
        let mut rows = HashMap::new();
        let mut hashes = vec![0];
        for (hash, (kind, count)) in counts {
            let least = if kind == Some(Kind::Lower) { LEAST_WORD } else { LEAST_OTHER };
            if count >= least {
                let row = u32::try_from(hashes.len()).expect("tens of thousands of rows");
                rows.insert(hash, (row, u32::try_from(count).unwrap_or(u32::MAX)));
                hashes.push(hash);
            }
        }
        Self { rows, hashes, outside }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// What is known of words from outside the treebanks.
    pub fn outside(&self) -> &Outside {
        &self.outside
    }

    /// Every row's hash; that of row 0 never occurs.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// The rows of each word, some dropped at random so that none is relied on alone.
    pub fn rows(&self, forms: &[&str], drop: f32, chance: &mut Chance) -> Vec<Vec<u32>> {
        all_features(&self.outside, forms)
            .iter()
            .map(|found| {
                let mut rows = Vec::new();
                let mut unknown = false;
                for &(kind, hash) in found.as_slice() {
                    let known = self.rows.get(&hash).copied();
                    match (kind, known) {
                        (Kind::Lower, None) => rows.push(0),
                        (Kind::Lower, Some((row, count))) => {
                            #[allow(clippy::cast_precision_loss, reason = "a frequency")]
                            let rare = 0.25 / (0.25 + count as f32);
                            unknown = drop > 0.0 && chance.unit() < rare.max(drop * 0.5);
                            rows.push(if unknown { 0 } else { row });
                        }
                        (Kind::Form, Some(_)) if unknown => {}
                        (_, Some((row, _))) if drop == 0.0 || chance.unit() >= drop => rows.push(row),
                        _ => {}
                    }
                }
                rows
            })
            .collect()
    }
}

fn all_features(outside: &Outside, forms: &[&str]) -> Vec<Features> {
    let casing = Casing::of(forms.iter().copied());
    let mut first = true;
    forms
        .iter()
        .map(|form| {
            let found = features(form, casing, first, |key| outside.find(key));
            first &= !form.chars().any(char::is_alphanumeric);
            found
        })
        .collect()
}
