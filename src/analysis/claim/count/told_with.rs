//! What verbs say of those counted only together with words behind them: "pulled 14 people from the water", "30,000 homes
//! lost power". The phrases are `assets/lexicon/count-phrases.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::phrase::{before, word_is};
use super::super::predicate::{self, Predicate};
use super::super::shallow::{self, Said};
use super::super::{Quantity, lexicon};
use super::{CountedThing, Finder};
use crate::analysis::language::{Document, TokenId, Upos};

struct Phrase {
    predicate: Predicate,
    subject: bool,
    behind: Vec<Vec<&'static str>>,
}

static PHRASES: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<_, Vec<Phrase>> = HashMap::new();
    for fields in lexicon::entries(include_str!("../../../../assets/lexicon/count-phrases.txt")) {
        let [class, voice, verb, behind] = fields[..] else { continue };
        let Some(predicate) = predicate::class(class) else { continue };
        let words = behind.split(", ").filter(|words| *words != "-");
        let behind = words.map(|words| words.split(' ').collect()).collect();
        phrases.entry(verb).or_default().push(Phrase { predicate, subject: voice == "subject", behind });
    }
    phrases
});

/// How many words may stand between a number and its verb, and behind the verb.
const REACH: u32 = 9;

impl Finder<'_> {
    /// What a verb beside a number says of what it counts, with the words behind the verb.
    pub(super) fn told_with(&self, quantity: &Quantity, counted: &CountedThing) -> Option<Said> {
        let document = self.document;
        let first = document.token_at(quantity.span.start)?;
        // "a 110-car train": how long the train is.
        if document.token_at(quantity.span.end).is_some_and(|next| word_is(document, next, &["-"])) {
            return None;
        }
        let dead = matches!(document.lemma(counted.noun), "body" | "corpse" | "dead" | "victim" | "remains");
        let ahead = before(document, first).take(4).find(|token| is_verb(document, *token));
        let sentence_end = document.sentence(document.sentence_of(first)).end.0;
        let from = shallow::behind_aside(document, &counted.near);
        let behind = (from..sentence_end.min(from + 5))
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
            let verb = behind?;
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
    let end = document.sentence(document.sentence_of(verb)).end.0;
    let phrases = PHRASES.get(document.lemma(verb))?;
    let stands = |words: &Vec<&str>| {
        (verb.0 + 1..end.min(verb.0 + 1 + REACH)).any(|from| stands_at(document, words, from, end))
    };
    let phrase = phrases
        .iter()
        .filter(&fits)
        .find(|phrase| phrase.behind.is_empty() || phrase.behind.iter().any(stands))?;
    let negated =
        before(document, verb).take(3).any(|word| word_is(document, word, &["not", "n't", "never"]));
    (!negated).then_some(Said { predicate: phrase.predicate, word: verb, held: false })
}

/// How many words `*` may stand for.
const GAP: u32 = 4;

/// Whether words stand one behind the other from a place on.
fn stands_at(document: &Document<'_>, words: &[&str], from: u32, end: u32) -> bool {
    let Some((word, rest)) = words.split_first() else { return true };
    if *word == "*" {
        return (0..=GAP).any(|gap| stands_at(document, rest, from + gap, end));
    }
    let is = |token: TokenId| document.lemma(token) == *word || word_is(document, token, &[word]);
    from < end && is(TokenId(from)) && stands_at(document, rest, from + 1, end)
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
