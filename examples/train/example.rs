//! A sentence as the network learns from it, and the loss of a choice.

use rashomon::analysis::language::{Upos, Xpos};

use super::classes::{Answers, answers};
use super::tensor::Chance;
use super::vocabulary::Vocabulary;
use crate::treebank::Sentence;

/// Random dropping of a word's features.
const DROP_FEATURE: f32 = 0.1;

/// A sentence in numbers.
#[derive(Clone, Debug, Default)]
pub struct Example {
    pub rows: Vec<Vec<u32>>,
    pub upos: Vec<usize>,
    pub xpos: Vec<usize>,
    pub governors: Vec<usize>,
    pub relations: Vec<usize>,
    /// Which classes of mentions each word may head; none if the treebank marks neither mentions nor names.
    pub classes: Option<Vec<Answers>>,
}

impl Example {
    /// Of a sentence, with some of its features dropped at random.
    pub fn of(sentence: &Sentence, vocabulary: &Vocabulary, chance: &mut Chance) -> Self {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let words = || sentence.words.iter();
        Self {
            rows: vocabulary.rows(&forms, DROP_FEATURE, chance),
            upos: words().map(|word| word.upos as usize).collect(),
            xpos: words().map(|word| word.xpos as usize).collect(),
            governors: words().map(|word| word.governor).collect(),
            relations: words().map(|word| word.relation as usize).collect(),
            classes: answers(sentence, &vocabulary.outside().lists),
        }
    }
}

/// Turns the scores of a word's tags into the gradient of the loss, and returns the loss.
pub fn tag_loss(row: &mut [f32], upos: usize, xpos: usize) -> f32 {
    let (universal, penn) = row.split_at_mut(Upos::ALL.len());
    let (penn, padding) = penn.split_at_mut(Xpos::ALL.len());
    padding.fill(0.0);
    softmax(universal, upos) + softmax(penn, xpos)
}

/// Turns scores into the gradient of the loss, and returns the loss.
pub fn softmax(scores: &mut [f32], gold: usize) -> f32 {
    probabilities(scores);
    let loss = -scores[gold].max(1e-12).ln();
    scores[gold] -= 1.0;
    loss
}

/// The same where several answers may be right: the loss is that none of them is given.
pub fn softmax_among(scores: &mut [f32], allowed: Answers) -> f32 {
    probabilities(scores);
    let right = |&(answer, _): &(usize, &mut f32)| allowed.contains(answer);
    let sum: f32 = scores.iter_mut().enumerate().filter(right).map(|(_, share)| *share).sum();
    let sum = sum.clamp(1e-12, 1.0);
    scores.iter_mut().enumerate().filter(right).for_each(|(_, share)| *share -= *share / sum);
    -sum.ln()
}

/// Turns scores into probabilities.
fn probabilities(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::NEG_INFINITY, |most, &score| most.max(score));
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}
