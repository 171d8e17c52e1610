//! A sentence as the network learns from it, and the loss of a choice.

use rashomon::analysis::language::model::shape::CLASSES;
use rashomon::analysis::language::{MentionClass, Upos, Xpos};

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
    /// For each word how probably it heads no mention, and one of each class; none if the treebank marks no mentions.
    pub classes: Option<Vec<[f32; CLASSES]>>,
}

impl Example {
    /// Of a sentence, with some of its features dropped at random.
    pub fn of(sentence: &Sentence, vocabulary: &Vocabulary, chance: &mut Chance) -> Self {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let words = || sentence.words.iter();
        let classes = sentence.mentions.as_ref().map(|mentions| {
            let mut classes = vec![certain(0); sentence.words.len()];
            // Of two mentions with one head the shorter is the head's own; the longer is a co-ordination.
            for mention in mentions {
                classes[mention.head] = certain(mention.class as usize + 1);
            }
            for (class, word) in classes.iter_mut().zip(words()) {
                if let Some(shares) = &word.shares {
                    *class = shared(shares);
                }
            }
            classes
        });
        Self {
            rows: vocabulary.rows(&forms, DROP_FEATURE, chance),
            upos: words().map(|word| word.upos as usize).collect(),
            xpos: words().map(|word| word.xpos as usize).collect(),
            governors: words().map(|word| word.governor).collect(),
            relations: words().map(|word| word.relation as usize).collect(),
            classes,
        }
    }
}

/// One class for certain.
fn certain(class: usize) -> [f32; CLASSES] {
    let mut shares = [0.0; CLASSES];
    shares[class] = 1.0;
    shares
}

/// The probabilities of some classes, and the rest for none.
fn shared(of: &[(MentionClass, f32)]) -> [f32; CLASSES] {
    let mut shares = [0.0; CLASSES];
    for &(class, share) in of {
        shares[class as usize + 1] = share;
    }
    let sum: f32 = shares.iter().sum();
    shares[0] = (1.0 - sum).max(0.0);
    shares
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

/// The same where the right answer is a matter of probability.
pub fn softmax_shared(scores: &mut [f32], wanted: &[f32]) -> f32 {
    probabilities(scores);
    let mut loss = 0.0;
    for (score, share) in scores.iter_mut().zip(wanted) {
        loss -= share * score.max(1e-12).ln();
        *score -= share;
    }
    loss
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
