//! How likely a word that neither lists nor grammar take for an event names one, learned from annotated news.
//!
//! A logistic regression over the features of the word: its position in the tree, its dependents and governors, the lists
//! and WordNet fields it is in. The weights are in `assets/model/event-words.txt`, which says what they were learned from;
//! `examples/learn` writes it. Each feature has a name, so that the reasons can be shown.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHasher};

use super::lexicon::{Lexicon, PartOfSpeech};
use crate::analysis::language::{Document, MentionClass, MentionForm, Relation, TokenId, Upos};
use crate::text::learned;

const LEARNED: &str = include_str!("../../../assets/model/event-words.txt");

/// The log-odds from which a word is taken for an event, a probability of 60 %: for precision, at a cost of 0.3 points of F1 on
/// held-out topics.
pub(super) const ENOUGH: f32 = 0.405;

/// A word in its sentence, which may name an event.
pub(super) struct OpenWord<'a> {
    /// The report's grammar.
    pub document: &'a Document<'a>,
    /// The word lists.
    pub lexicon: &'static Lexicon,
    /// The word.
    pub id: TokenId,
    /// The mention it heads.
    pub mention: Option<(MentionClass, MentionForm)>,
}

/// The parts of a feature's name.
type Name<'n> = &'n [&'static str];

/// The log-odds that a word names an event.
pub(super) fn log_odds(word: &OpenWord<'_>) -> f32 {
    let weights = &*WEIGHTS;
    let mut sum = weights.start;
    word.features(&mut |name| sum += weights.of.get(&key(name)).unwrap_or(&0.0));
    sum
}

/// Log-odds as a probability in percent.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
pub(super) fn percent(log_odds: f32) -> u8 {
    (100.0 / (1.0 + (-log_odds).exp())).round() as u8
}

/// The reasons for and against taking a word for an event, as names of features with their weights, the largest first.
pub(super) fn reasons(word: &OpenWord<'_>) -> Vec<(String, f32)> {
    let mut reasons = Vec::new();
    word.features(&mut |name| {
        if let Some(&weight) = WEIGHTS.of.get(&key(name)) {
            reasons.push((name.join(" "), weight));
        }
    });
    reasons.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()));
    reasons
}

impl OpenWord<'_> {
    /// Calls `found` with the name of each feature that the word has, once each.
    pub fn features(&self, found: &mut dyn FnMut(Name<'_>)) {
        let class = match self.document.token(self.id).upos {
            Upos::Verb => "verb",
            Upos::Adj => "adjective",
            _ => "noun",
        };
        self.of_grammar(class, found);
        self.of_lists(class, found);
        self.of_children(class, found);
        self.of_head(class, found);
    }

    fn of_grammar(&self, class: &'static str, found: &mut dyn FnMut(Name<'_>)) {
        let token = self.document.token(self.id);
        found(&[class, "is", token.relation.as_str()]);
        found(&[class, "tagged", token.xpos.as_str()]);
        match self.mention {
            Some((kind, form)) => {
                let form = match form {
                    MentionForm::Name => "name",
                    MentionForm::Nominal => "nominal",
                    MentionForm::Pronoun => "pronoun",
                };
                found(&[class, "mentions", kind.as_str(), form]);
            }
            None => found(&[class, "mentions", "nothing"]),
        }
    }

    fn of_lists(&self, class: &'static str, found: &mut dyn FnMut(Name<'_>)) {
        const SHARES: [&str; 6] = ["0", "0.2", "0.4", "0.6", "0.8", "1"];
        let lemma = self.document.lemma(self.id).to_lowercase();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 5")]
        let share = (self.lexicon.eventiveness(&lemma) * 5.0) as usize;
        found(&[class, "often-an-event", SHARES[share.min(5)]]);
        if self.lexicon.verb_of(&lemma).is_some() {
            found(&[class, "of-a-verb"]);
        }
        for (pos, name) in [(PartOfSpeech::Noun, "noun"), (PartOfSpeech::Verb, "verb")] {
            let field = self.lexicon.field(pos, &lemma);
            if !field.is_empty() {
                found(&[class, "in-field", name, field]);
            }
            if self.lexicon.is_strong(pos, &lemma) {
                found(&[class, "in-news-class", name]);
            }
        }
        if self.lexicon.is_stative(&lemma) {
            found(&[class, "of-a-state"]);
        }
        if self.lexicon.is_known_verb(&lemma) {
            found(&[class, "known-as-verb"]);
        }
        self.lexicon.parts(&lemma).for_each(|part| found(&[class, "listed", part.as_str()]));
    }

    fn of_children(&self, class: &'static str, found: &mut dyn FnMut(Name<'_>)) {
        const NAMED: [Relation; 5] =
            [Relation::Obj, Relation::Obl, Relation::Nsubj, Relation::Nmod, Relation::NsubjPass];
        let (mut relations, mut words) = (0_u64, 0_u128);
        for child in self.document.children(self.id) {
            let token = self.document.token(child);
            if is_first(&mut relations, 1 << token.relation as u64) {
                found(&[class, "has", token.relation.as_str()]);
            }
            let named = NAMED.iter().position(|relation| *relation == token.relation);
            let bit = named.map(|named| 1 << (named * Upos::ALL.len() + token.upos as usize));
            if bit.is_some_and(|bit| is_first(&mut words, bit)) {
                found(&[class, "has", token.relation.as_str(), token.upos.as_str()]);
            }
        }
    }

    fn of_head(&self, class: &'static str, found: &mut dyn FnMut(Name<'_>)) {
        let relation = self.document.token(self.id).relation.as_str();
        let Some(head) = self.document.head(self.id) else {
            return found(&[class, "under", "nothing", relation]);
        };
        found(&[class, "under", self.document.token(head).upos.as_str(), relation]);
        let lemma = self.document.lemma(head).to_lowercase();
        self.lexicon.parts(&lemma).for_each(|part| found(&[class, "under-listed", part.as_str(), relation]));
        let field = self.lexicon.field(PartOfSpeech::Verb, &lemma);
        if !field.is_empty() {
            found(&[class, "under-field", field, relation]);
        }
        if self.lexicon.is_strong(PartOfSpeech::Verb, &lemma) {
            found(&[class, "under-news-class", relation]);
        }
    }
}

/// Sets a bit; returns whether it was not set before.
fn is_first<B: Copy + PartialEq + std::ops::BitOr<Output = B>>(seen: &mut B, bit: B) -> bool {
    let before = *seen;
    *seen = before | bit;
    *seen != before
}

/// The learned weights.
struct Weights {
    /// The log-odds of a word with no feature.
    start: f32,
    /// By key of a feature's name, what the feature adds.
    of: FxHashMap<u64, f32>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights { start: 0.0, of: FxHashMap::default() };
    for (name, weight) in learned::weights(LEARNED) {
        match name {
            "start" => weights.start = weight,
            _ => drop(weights.of.insert(key(&name.split(' ').collect::<Vec<_>>()), weight)),
        }
    }
    weights
});

fn key(name: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    name.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_the_weights_is_a_name_and_a_number_and_no_two_names_share_a_key() {
        let lines: Vec<&str> = LEARNED.lines().filter(|line| !line.starts_with('#')).collect();
        for line in &lines {
            let weight = line.rsplit_once(' ').and_then(|(_, weight)| weight.parse::<f32>().ok());
            assert!(weight.is_some_and(f32::is_finite), "{line}");
        }
        assert_eq!(WEIGHTS.of.len() + 1, lines.len());
    }

    #[test]
    fn log_odds_are_shown_as_a_chance() {
        for (log_odds, chance) in [(0.0, 50), (2.2, 90), (-2.2, 10), (30.0, 100), (-30.0, 0)] {
            assert_eq!(percent(log_odds), chance, "{log_odds}");
        }
    }
}
