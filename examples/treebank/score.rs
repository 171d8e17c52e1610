//! How well the model reads given words: accuracy of tags, tree and lemmas, F1 of mentions.

use std::collections::HashSet;

use rashomon::analysis::language::model::{Model, Prediction, Scratch};
use rashomon::analysis::language::{MentionClass, Relation, Upos, pretokenised};

use super::{Sentence, Word};

/// Counts of right answers over gold tokens.
#[derive(Clone, Copy, Debug, Default)]
pub struct GoldTokens {
    words: usize,
    upos: usize,
    xpos: usize,
    attached: usize,
    labelled: usize,
    lemmas: usize,
    mentions: Overlap,
    spans: Overlap,
    named: Overlap,
    named_spans: Overlap,
    named_heads: Overlap,
}

/// A mention found: first and last word, head and class.
type Found = (usize, usize, usize, MentionClass);

/// The mentions found in one sentence, with the keys that identify names.
struct FoundIn<'s> {
    sentence: &'s Sentence,
    /// Each with the key of its name, if it is one.
    mentions: Vec<(Found, Option<u64>)>,
}

/// Found, wanted and both.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overlap {
    pub found: usize,
    pub wanted: usize,
    pub both: usize,
}

impl Overlap {
    /// Both counts together.
    #[allow(dead_code, reason = "the evaluator sums names, the trainer does not")]
    pub fn plus(self, other: Self) -> Self {
        Self {
            found: self.found + other.found,
            wanted: self.wanted + other.wanted,
            both: self.both + other.both,
        }
    }

    /// F1 in percent.
    pub fn f1(self) -> f64 {
        percent(2 * self.both, self.found + self.wanted)
    }

    fn add<T: std::hash::Hash + Eq>(
        &mut self,
        found: impl Iterator<Item = T>,
        wanted: impl Iterator<Item = T>,
    ) {
        let (found, wanted): (HashSet<T>, HashSet<T>) = (found.collect(), wanted.collect());
        self.found += found.len();
        self.wanted += wanted.len();
        self.both += found.intersection(&wanted).count();
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of words")]
pub fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// Whether two relations agree by the rules of the CoNLL 2018 shared task: without their subtypes.
pub fn same_relation(one: Relation, other: Relation) -> bool {
    let universal = |relation: Relation| relation.as_str().split(':').next().unwrap_or_default();
    universal(one) == universal(other)
}

/// Reads the given words of every sentence and counts what agrees.
pub fn gold_tokens(model: &Model<'_>, sentences: &[Sentence]) -> GoldTokens {
    let mut counts = GoldTokens::default();
    let (mut scratch, mut predictions) = (Scratch::default(), Vec::new());
    let mut document: Vec<FoundIn<'_>> = Vec::new();
    for sentence in sentences {
        if sentence.opens_document {
            counts.count_mentions(std::mem::take(&mut document));
        }
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        model.read(&forms, &mut scratch, &mut predictions);
        for ((word, prediction), lemma) in
            sentence.words.iter().zip(&predictions).zip(pretokenised::lemmas(model, &forms, &predictions))
        {
            counts.count(word, prediction, &lemma);
        }
        document.push(FoundIn::of(sentence, &forms, &predictions));
    }
    counts.count_mentions(document);
    counts
}

impl<'s> FoundIn<'s> {
    fn of(sentence: &'s Sentence, forms: &[&str], predictions: &[Prediction]) -> Self {
        let keys = pretokenised::name_keys(forms, predictions);
        let key = |head: usize| (predictions[head].upos == Upos::Propn).then(|| keys[head]);
        let mentions = pretokenised::mentions(predictions).into_iter().map(|found| (found, key(found.2)));
        Self { sentence, mentions: mentions.collect() }
    }
}

impl GoldTokens {
    fn count(&mut self, word: &Word, prediction: &Prediction, lemma: &str) {
        let attached = prediction.governor == word.governor;
        self.words += 1;
        self.upos += usize::from(prediction.upos == word.upos);
        self.xpos += usize::from(prediction.xpos == word.xpos);
        self.attached += usize::from(attached);
        self.labelled += usize::from(attached && same_relation(prediction.relation, word.relation));
        self.lemmas += usize::from(lemma == word.lemma);
    }

    /// Counts the mentions of a document, whose names have settled on one class each.
    fn count_mentions(&mut self, mut document: Vec<FoundIn<'_>>) {
        let all = document.iter_mut().flat_map(|found| &mut found.mentions);
        pretokenised::agree(all.filter_map(|((.., class), key)| Some(((*key)?, class))));
        for FoundIn { sentence, mentions } in &document {
            let Some(wanted) = &sentence.mentions else { continue };
            let wanted: Vec<Found> = wanted
                .iter()
                .map(|mention| (mention.first, mention.last, mention.head, mention.class))
                .collect();
            let found: Vec<Found> = mentions.iter().map(|(found, _)| *found).collect();
            let is_name = |head: usize| sentence.words[head].upos == Upos::Propn;
            let named: Vec<Found> = wanted.iter().copied().filter(|found| is_name(found.2)).collect();
            let found_named: Vec<Found> =
                mentions.iter().filter(|(_, key)| key.is_some()).map(|(found, _)| *found).collect();
            let whole = |&(first, last, _, class): &Found| (first, last, Some(class));
            let extent = |&(first, last, ..): &Found| (first, last);
            let head = |&(_, _, head, class): &Found| (head, head, Some(class));
            self.mentions.add(found.iter().map(whole), wanted.iter().map(whole));
            self.spans.add(found.iter().map(extent), wanted.iter().map(extent));
            self.named.add(found_named.iter().map(whole), named.iter().map(whole));
            self.named_spans.add(found_named.iter().map(extent), named.iter().map(extent));
            self.named_heads.add(found_named.iter().map(head), named.iter().map(head));
        }
    }
}

impl std::fmt::Display for GoldTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = |part| percent(part, self.words);
        write!(
            f,
            "gold-tokens UPOS {:.1} XPOS {:.1} UAS {:.1} LAS {:.1} lemma {:.1}",
            of(self.upos),
            of(self.xpos),
            of(self.attached),
            of(self.labelled),
            of(self.lemmas)
        )?;
        if self.mentions.wanted > 0 {
            write!(
                f,
                " mentions {:.1} (spans {:.1}) named {:.1} (spans {:.1}, heads {:.1})",
                self.mentions.f1(),
                self.spans.f1(),
                self.named.f1(),
                self.named_spans.f1(),
                self.named_heads.f1()
            )?;
        }
        Ok(())
    }
}
