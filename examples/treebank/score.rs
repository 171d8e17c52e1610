//! How well the model reads words that are given: accuracy of tags, tree and lemmas, F1 of mentions.

use std::collections::HashSet;

use rashomon::analysis::language::model::{Model, Reading, Scratch};
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
}

/// Found, wanted and both.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overlap {
    pub found: usize,
    pub wanted: usize,
    pub both: usize,
}

impl Overlap {
    /// F1 in percent.
    pub fn f1(self) -> f64 {
        percent(2 * self.both, self.found + self.wanted)
    }

    fn add<T: std::hash::Hash + Eq>(&mut self, found: &HashSet<T>, wanted: &HashSet<T>) {
        self.found += found.len();
        self.wanted += wanted.len();
        self.both += found.intersection(wanted).count();
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of words")]
pub fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// Whether two relations agree as far as the CoNLL 2018 shared task asks: without their subtypes.
pub fn same_relation(one: Relation, other: Relation) -> bool {
    let universal = |relation: Relation| relation.as_str().split(':').next().unwrap_or_default();
    universal(one) == universal(other)
}

/// Reads the given words of every sentence and counts what agrees.
pub fn gold_tokens(model: &Model<'_>, sentences: &[Sentence]) -> GoldTokens {
    let mut counts = GoldTokens::default();
    let (mut scratch, mut readings) = (Scratch::default(), Vec::new());
    for sentence in sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        model.read(&forms, &mut scratch, &mut readings);
        for ((word, reading), lemma) in
            sentence.words.iter().zip(&readings).zip(pretokenised::lemmas(model, &forms, &readings))
        {
            counts.count(word, reading, &lemma);
        }
        counts.count_mentions(sentence, &readings);
    }
    counts
}

impl GoldTokens {
    fn count(&mut self, word: &Word, reading: &Reading, lemma: &str) {
        let attached = reading.governor == word.governor;
        self.words += 1;
        self.upos += usize::from(reading.upos == word.upos);
        self.xpos += usize::from(reading.xpos == word.xpos);
        self.attached += usize::from(attached);
        self.labelled += usize::from(attached && same_relation(reading.relation, word.relation));
        self.lemmas += usize::from(lemma == word.lemma);
    }

    fn count_mentions(&mut self, sentence: &Sentence, readings: &[Reading]) {
        let Some(wanted) = &sentence.mentions else { return };
        let found: Vec<(usize, usize, usize, MentionClass)> = pretokenised::mentions(readings);
        let is_name = |upos: Upos| upos == Upos::Propn;
        let found_named = found.iter().filter(|found| is_name(readings[found.2].upos));
        let wanted_named = wanted.iter().filter(|mention| is_name(sentence.words[mention.head].upos));
        self.mentions.add(
            &found.iter().map(|found| (found.0, found.1, found.3)).collect(),
            &wanted.iter().map(|mention| (mention.first, mention.last, mention.class)).collect(),
        );
        self.spans.add(
            &found.iter().map(|found| (found.0, found.1)).collect(),
            &wanted.iter().map(|mention| (mention.first, mention.last)).collect(),
        );
        self.named.add(
            &found_named.clone().map(|found| (found.0, found.1, found.3)).collect(),
            &wanted_named.clone().map(|mention| (mention.first, mention.last, mention.class)).collect(),
        );
        self.named_spans.add(
            &found_named.map(|found| (found.0, found.1)).collect(),
            &wanted_named.map(|mention| (mention.first, mention.last)).collect(),
        );
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
                " mentions {:.1} (spans {:.1}) named {:.1} (spans {:.1})",
                self.mentions.f1(),
                self.spans.f1(),
                self.named.f1(),
                self.named_spans.f1()
            )?;
        }
        Ok(())
    }
}
