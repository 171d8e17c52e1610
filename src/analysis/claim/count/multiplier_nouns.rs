//! Numbers within a noun: "a double homicide", "the triple shooting".

use super::super::phrase::{before, word_is};
use super::super::shallow::{self, Said};
use super::super::{Claim, Quantity, Reading, party};
use super::CountedThing;
use crate::analysis::claim::predicate::Counted;
use crate::analysis::language::TokenId;

/// Words for the number of people affected by one event.
const TIMES: &[(&str, f64)] = &[("double", 2.0), ("triple", 3.0), ("quadruple", 4.0), ("quintuple", 5.0)];

/// Nouns for the event, and the predicate of those affected.
const ACTIONS: &[(&str, &str)] = &[
    ("homicide", "killed"),
    ("murder", "killed"),
    ("killing", "killed"),
    ("slaying", "killed"),
    ("fatality", "killed"),
    ("shooting", "shot"),
    ("stabbing", "stabbed"),
];

impl Reading<'_> {
    /// "A triple homicide": three were killed.
    pub(super) fn multiplier_nouns(&self) -> Vec<Claim> {
        self.document.token_ids().filter_map(|word| self.of_action(word)).collect()
    }

    fn of_action(&self, noun: TokenId) -> Option<Claim> {
        let document = self.document;
        let lemma = document.lemma(noun);
        let (_, class) = ACTIONS.iter().find(|(action, _)| *action == lemma)?;
        let word = before(document, noun).next()?;
        let (_, times) = TIMES.iter().find(|(times, _)| word_is(document, word, &[times]))?;
        let quantity = Quantity::of_people(*times, document.token(word).span, party::LIST);
        let end = TokenId(noun.0 + 1);
        let counted = CountedThing {
            pivot: noun,
            noun,
            of_whole: false,
            near: shallow::CountedPhrase { noun, with: None, end, of_whole: false },
            sorts: vec![Counted::People],
            group: Some("people"),
        };
        let said = Said::of(class, noun)?;
        self.figure_claim(&quantity, &counted, said, &[])
    }
}
