//! The words of a clause, by which two accounts are compared: the rarer in English, the more each counts (inverse document
//! frequency, Spärck Jones 1972; cosine of the two, Salton and others 1975).

use super::account::Symbol;
use super::story::product;
use crate::timeline::story::{stem, surprise};

/// Words with less surprise than this, those in more than one of twenty sentences, say nothing of what a clause is about.
const COMMON: f32 = 3.0;

/// The rare words of a clause as a vector of length one, in order; empty if it has none.
#[derive(Debug, Default)]
pub struct ClauseWords(Box<[(u32, f32)]>);

impl ClauseWords {
    /// The words of a clause besides its trigger.
    pub fn of(clause: &str, trigger: &str) -> Self {
        let own = Symbol::of(stem(&trigger.to_lowercase())).short();
        let mut words = Vec::new();
        for word in clause.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            let stem = stem(&word);
            let (symbol, surprise) = (Symbol::of(stem).short(), surprise(stem));
            if surprise > COMMON && symbol != own {
                words.push((symbol, surprise));
            }
        }
        words.sort_unstable_by_key(|&(symbol, _)| symbol);
        words.dedup_by_key(|&mut (symbol, _)| symbol);
        let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        for (_, weight) in &mut words {
            *weight /= length;
        }
        Self(words.into())
    }

    /// How alike two clauses are, 0…1.
    pub fn likeness(&self, other: &Self) -> f32 {
        product(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: (&str, &str), other: (&str, &str)) -> f32 {
        ClauseWords::of(one.0, one.1).likeness(&ClauseWords::of(other.0, other.1))
    }

    #[test]
    fn clauses_with_the_same_rare_words_are_alike_whatever_else_they_say() {
        let tanker = ("A tanker ran aground off Skerryvore", "ran");
        let same = likeness(tanker, ("the Skerryvore tanker has run aground", "run"));
        let of_another = likeness(tanker, ("a ferry ran late off Mull", "ran"));
        assert!(same > 0.75 && of_another < same / 2.0, "{same}, {of_another}");
        assert!(likeness(tanker, ("it was the one that they had", "was")).abs() < f32::EPSILON);
        assert!((likeness(tanker, tanker) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_trigger_itself_does_not_count() {
        let strikes = likeness(("miners struck", "struck"), ("lightning struck", "struck"));
        assert!(strikes.abs() < f32::EPSILON, "{strikes}");
    }
}
