//! The relation of the perpetrator to the victim: "shot his wife", "the woman's estranged husband", "stabbed by her brother".
//! The relations are listed in `assets/lexicon/relations.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::lexicon::{self, WordClass};
use super::super::phrase::{before, is_singular, word_is};
use super::super::sentence::Sentence;
use super::super::state;
use super::Detail;
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId, Upos};

static RELATIONS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| lexicon::names_by_word(include_str!("../../../../assets/lexicon/relations.txt")));

/// Verbs of harm done by one person to another.
static HARM: WordClass = WordClass::named("harm verbs");

/// The relation that a word gives between the perpetrator and the victim.
pub(super) fn at(document: &Document<'_>, word: TokenId) -> Option<Detail> {
    const REACH: usize = 7;
    static FORMER: WordClass = WordClass::named("words before a relation");
    let lemma = document.lemma(word).to_lowercase();
    let bare = lemma.strip_prefix("ex-").unwrap_or(&lemma);
    let relation = RELATIONS.get(bare).filter(|_| document.token(word).upos == Upos::Noun)?;
    let mut words = before(document, word).skip_while(|token| FORMER.has_word(document, *token));
    let owner = words.next()?;
    let pronoun = word_is(document, owner, &["his", "her"]);
    let possessed = word_is(document, owner, &["'s", "’s"]);
    if !is_singular(document, word) || !(pronoun || possessed) {
        return None;
    }
    // "his wife and their sons": more than one relation; "his girlfriend and her sons" is one.
    let sentence = Sentence::of(document, word);
    let other = ["his", "her"].into_iter().find(|other| pronoun && !word_is(document, owner, &[other]));
    let of_other = |other| sentence.is(word.0 + 2, &[other]);
    if sentence.is(word.0 + 1, &["and"]) && other.is_some_and(|other| !of_other(other)) {
        return None;
    }
    let border =
        |token: &TokenId| word_is(document, *token, &[";", ":", "who", "that", "and", "when", "after"]);
    let harms = |verb: &TokenId| {
        document.token(*verb).upos == Upos::Verb
            && (HARM.has_lemma(document, *verb) || document.lemma(*verb) == "attack")
    };
    // "shot his wife", "was shot by her husband"
    let mut close = before(document, owner);
    let first = close.next()?;
    let by = word_is(document, first, &["by"]);
    let verb = if by { close.take(3).find(harms) } else { Some(first).filter(harms) };
    // "the man, the woman's estranged husband,"
    let man = || {
        let near = before(document, owner).skip(1).take(REACH);
        near.take_while(|token| !border(token)).find(|noun| {
            group::of_head(document, *noun)
                .is_some_and(|found| state::is_suspect(found.group) || found.group == "men")
                && document.token(*noun).upos == Upos::Noun
        })
    };
    let cue = verb.or_else(|| possessed.then(man).flatten())?;
    let named = document.token(word).span;
    Some(Detail { value: (*relation).to_owned(), named, span: document.token(cue).span.cover(named) })
}

#[cfg(test)]
mod tests {
    use super::super::first;
    use super::*;

    #[test]
    fn a_relation_is_between_the_perpetrator_and_the_victim() {
        for (text, expected) in [
            ("A man shot his wife on Friday.", Some("spouse")),
            ("A man shot his estranged wife on Friday.", Some("spouse")),
            ("A clerk was stabbed by her brother.", Some("sibling")),
            ("The sheriff says the man, the woman's estranged husband, shot the three.", Some("spouse")),
            ("A man killed his former girlfriend and her two sons.", Some("partner")),
            ("A man killed his wife and their two sons.", None),
            ("The clerk's brother praised her.", None),
            ("Her brother said she was kind.", None),
            ("A man met his wife on Friday.", None),
        ] {
            assert_eq!(first(at, text).as_deref(), expected, "{text}");
        }
    }
}
