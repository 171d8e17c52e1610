//! Measures whose unit gives their kind and whose neighbouring words say what they are of: "was travelling at 120 km/h",
//! "damage of $3 million", "at a depth of 10 km". The words are listed in `assets/lexicon/measures.txt`.

use std::sync::LazyLock;

use super::super::phrase::{after, before, word_is};
use super::super::predicate::{self, Predicate};
use super::super::shallow::Said;
use super::super::{Quantity, Reading, lexicon};
use super::CountedThing;
use crate::analysis::language::TokenId;

struct Measure {
    predicate: Predicate,
    cues: Vec<&'static str>,
    never: Vec<&'static str>,
}

static MEASURES: LazyLock<Vec<Measure>> = LazyLock::new(|| {
    let words = |list| lexicon::words(list).collect();
    lexicon::rows(include_str!("../../../../assets/lexicon/measures.txt"))
        .filter_map(|[class, cues, never]| {
            Some(Measure { predicate: predicate::class(class)?, cues: words(cues), never: words(never) })
        })
        .collect()
});

/// How many words before and after a measure may say what it is of.
const REACH: (usize, usize) = (7, 4);

impl Reading<'_> {
    /// What a measure is of.
    pub(super) fn measure(&self, quantity: &Quantity, counted: &CountedThing) -> Option<Said> {
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        let last = document.tokens_within(quantity.span).next_back()?;
        let border = |token: &TokenId| word_is(document, *token, &[",", ";", "but", "and", "while"]);
        let ahead = before(document, first).take(REACH.0).take_while(|token| !border(token));
        let following = after(document, last).take(REACH.1).take_while(|token| !border(token));
        let near: Vec<TokenId> = ahead.chain(following).collect();
        let occurs =
            |words: &[&str]| near.iter().copied().find(|token| words.contains(&document.lemma(*token)));
        MEASURES
            .iter()
            .filter(|measure| {
                counted.sorts.contains(&measure.predicate.counted) && occurs(&measure.never).is_none()
            })
            .find_map(|measure| {
                let word = occurs(&measure.cues)?;
                Some(Said { predicate: measure.predicate, word, uncertain: false })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_is_of_a_known_class() {
        let lines = lexicon::entries(include_str!("../../../../assets/lexicon/measures.txt")).count();
        assert_eq!(MEASURES.len(), lines);
    }
}
