//! Roles of which an incident has one: "the driver", "the bus driver", "the pilot". They are listed in
//! `assets/lexicon/unique-roles.txt`; the fates and ages of their holders are read in `fate` and `age`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::lexicon;
use super::phrase::{before, is_singular, word_is};
use super::sentence::Sentence;
use crate::analysis::language::{Document, TokenId, Upos};

static ROLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let entries = lexicon::entries(include_str!("../../../assets/lexicon/unique-roles.txt"));
    entries.filter_map(|fields| fields.first().copied()).collect()
});

/// How many words before a role may describe it: "the 34-year-old bus driver".
const MOST_WORDS: usize = 9;

/// The role by which a noun identifies a person, with the nouns before it that narrow it: "driver", "bus driver".
pub(crate) fn of(document: &Document<'_>, noun: TokenId) -> Option<String> {
    const OTHERS: &[&str] = &["another", "other", "second", "one", "third", "each", "every", "no", "former"];
    let lemma = document.lemma(noun).to_lowercase();
    let common = document.token(noun).upos == Upos::Noun && is_singular(document, noun);
    if !common || !ROLES.contains(lemma.as_str()) {
        return None;
    }
    let mut words = before(document, noun).take(MOST_WORDS).peekable();
    let mut name = lemma;
    while let Some(kind) = words.next_if(|word| document.token(*word).upos == Upos::Noun) {
        name = format!("{} {name}", document.lemma(kind).to_lowercase());
    }
    // "the driver of the bus"
    let sentence = Sentence::of(document, noun);
    let of = sentence.is(noun.0 + 1, &["of"]) && sentence.is(noun.0 + 2, &["the", "a", "an"]);
    let owner = noun.0 + 3;
    if of && sentence.upos(owner) == Some(Upos::Noun) && !name.contains(' ') {
        name = format!("{} {name}", sentence.lemma(owner).to_lowercase());
    }
    let describes = |word: &TokenId| {
        matches!(document.token(*word).upos, Upos::Adj | Upos::Num | Upos::Punct | Upos::Propn)
            || word_is(document, *word, &["year"])
    };
    let mut rest = words.skip_while(|word| describes(word) && !word_is(document, *word, &[","]));
    let definite = rest.next().is_some_and(|word| word_is(document, word, &["the", "its", "their", "whose"]));
    let other = before(document, noun).take(3).any(|word| word_is(document, word, OTHERS));
    (definite && !other).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_identifies_a_person_if_an_incident_has_only_one() {
        for (text, expected) in [
            ("The driver survived.", Some("driver")),
            ("The 34-year-old bus driver survived.", Some("bus driver")),
            ("Its pilot was killed.", Some("pilot")),
            ("The driver of the bus was killed.", Some("bus driver")),
            ("A driver was killed.", None),
            ("The drivers were killed.", None),
            ("The other driver was killed.", None),
            ("The man was killed.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| of(&document, token));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
