//! Predicates that consist of a verb and the words after it: "pulled 14 people from the water", "30,000 homes lost power".
//! The phrases are listed in `assets/lexicon/count-phrases.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::pattern::Pattern;
use super::super::phrase::{after, before, word_is};
use super::super::predicate::{self, Predicate};
use super::super::shallow::{self, Said};
use super::super::{Quantity, Reading, lexicon};
use super::CountedThing;
use crate::analysis::language::{Document, TokenId, Upos};

struct Phrase {
    predicate: Predicate,
    subject: bool,
    following: Vec<Pattern>,
}

static PHRASES: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<_, Vec<Phrase>> = HashMap::new();
    for [class, voice, verb, following] in
        lexicon::rows(include_str!("../../../../assets/lexicon/count-phrases.txt"))
    {
        let Some(predicate) = predicate::class(class) else { continue };
        let following = lexicon::words(following).map(Pattern::read).collect();
        phrases.entry(verb).or_default().push(Phrase { predicate, subject: voice == "subject", following });
    }
    phrases
});

/// How many words may be between a number and its verb, and after the verb.
const REACH: usize = 9;

impl Reading<'_> {
    /// The predicate of a verb near a number, together with the words after the verb.
    pub(super) fn by_verb_phrase(&self, quantity: &Quantity, counted: &CountedThing) -> Option<Said> {
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        // "a 110-car train": the length of the train.
        if document.token_at(quantity.span.end).is_some_and(|next| word_is(document, next, &["-"])) {
            return None;
        }
        let dead = matches!(document.lemma(counted.noun), "body" | "corpse" | "dead" | "victim" | "remains");
        let ahead = before(document, first).take(4).find(|token| is_verb(document, *token));
        let sentence_end = document.sentence(document.sentence_of(first)).end.0;
        let from = shallow::verb_group_of(document, &counted.near);
        let following = (from..sentence_end.min(from + 5))
            .map(TokenId)
            .take_while(|token| !word_is(document, *token, &[",", ";", "and", "but"]))
            .filter(|token| is_verb(document, *token))
            .last();
        let there = ahead.is_some_and(|verb| is_be(document, verb));
        let active = |phrase: &&Phrase| !phrase.subject || there;
        let own = |verb: TokenId, passive: bool| {
            move |phrase: &&Phrase| phrase.subject != passive || is_be(document, verb)
        };
        let ahead = ahead.and_then(|verb| said_by(document, verb, active));
        let found = ahead.or_else(|| {
            let verb = following?;
            let passive = before(document, verb)
                .take(3)
                .any(|aux| word_is(document, aux, &["was", "were", "been", "being", "are", "be"]));
            said_by(document, verb, own(verb, passive))
        })?;
        (!dead && counted.sorts.contains(&found.predicate.counted)).then_some(found)
    }
}

fn is_be(document: &Document<'_>, verb: TokenId) -> bool {
    document.lemma(verb) == "be"
}

fn is_verb(document: &Document<'_>, token: TokenId) -> bool {
    matches!(document.token(token).upos, Upos::Verb) || is_be(document, token)
}

fn said_by(document: &Document<'_>, verb: TokenId, fits: impl Fn(&&Phrase) -> bool) -> Option<Said> {
    let phrases = PHRASES.get(document.lemma(verb))?;
    let follows = |pattern: &Pattern| {
        after(document, verb).take(REACH).any(|from| pattern.at(document, from).is_some())
    };
    let phrase = phrases
        .iter()
        .filter(&fits)
        .find(|phrase| phrase.following.is_empty() || phrase.following.iter().any(follows))?;
    let negated =
        before(document, verb).take(3).any(|word| word_is(document, word, &["not", "n't", "never"]));
    (!negated).then_some(Said { predicate: phrase.predicate, word: verb, uncertain: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_of_a_known_class() {
        let lines = lexicon::entries(include_str!("../../../../assets/lexicon/count-phrases.txt")).count();
        assert_eq!(PHRASES.values().map(Vec::len).sum::<usize>(), lines);
    }
}
