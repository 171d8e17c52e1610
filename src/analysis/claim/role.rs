//! Roles of which an incident has one: "the driver", "the bus driver", "the pilot"; and nouns for which a report mentions
//! only one person: "a deputy", "the 67-year-old man". The roles are listed in `assets/lexicon/unique-roles.txt` and
//! `victim-roles.txt`; the fates and ages of their holders are read in `fate` and `age`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::lexicon;
use super::phrase::{before, is_singular, word_is};
use super::sentence::Sentence;
use crate::analysis::language::{Document, TokenId, Upos};

static ROLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let entries = lexicon::entries(include_str!("../../../assets/lexicon/unique-roles.txt"));
    entries.filter_map(|fields| fields.first().copied()).collect()
});

static VICTIMS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let entries = lexicon::entries(include_str!("../../../assets/lexicon/victim-roles.txt"));
    entries.filter_map(|fields| fields.first().copied()).collect()
});

/// Whether an incident has one person in that role.
#[must_use]
pub fn is_unique(role: &str) -> bool {
    ROLES.contains(role)
}

/// The nouns for which a report mentions only one person.
pub(crate) struct Singles {
    /// By lemma, how often the report introduces a person by the noun; a plural counts as two.
    introduced: HashMap<String, u32>,
}

impl Singles {
    /// Counts the people introduced by "a", by "another" or in the plural.
    pub(crate) fn read(document: &Document<'_>) -> Self {
        const NEW: &[&str] = &["a", "an", "another", "second", "other", "third"];
        let mut introduced: HashMap<String, u32> = HashMap::new();
        for noun in document.token_ids().filter(|noun| document.token(*noun).upos == Upos::Noun) {
            let lemma = document.lemma(noun).to_lowercase();
            if !VICTIMS.contains(lemma.as_str()) {
                continue;
            }
            let new = || before(document, noun).take(6).take_while(|word| is_before_noun(document, *word));
            let count = if is_singular(document, noun) {
                u32::from(new().any(|word| word_is(document, word, NEW)))
            } else {
                2
            };
            *introduced.entry(lemma).or_default() += count;
        }
        Self { introduced }
    }

    /// The words that identify the person a noun denotes: the noun, with the age if it precedes.
    pub(crate) fn of(&self, document: &Document<'_>, noun: TokenId) -> Option<String> {
        const OTHERS: &[&str] = &["another", "other", "second", "third", "each", "every", "no", "off-duty"];
        let lemma = document.lemma(noun).to_lowercase();
        let known = document.token(noun).upos == Upos::Noun
            && is_singular(document, noun)
            && VICTIMS.contains(lemma.as_str());
        let words: Vec<TokenId> =
            before(document, noun).take(7).take_while(|word| is_before_noun(document, *word)).collect();
        let is = |words_of: &[&str]| words.iter().any(|word| word_is(document, *word, words_of));
        if !known || is(OTHERS) || !is(&["a", "an", "the"]) {
            return None;
        }
        let years = words.iter().position(|word| document.lemma(*word) == "year");
        let age =
            years.and_then(|at| words[at..].iter().find(|word| document.token(**word).upos == Upos::Num));
        match age {
            Some(age) => Some(format!("{}-year-old {lemma}", document.word(*age).to_lowercase())),
            None => (self.introduced.get(&lemma).copied().unwrap_or_default() <= 1).then_some(lemma),
        }
    }
}

/// Whether a word may precede a noun within its phrase.
fn is_before_noun(document: &Document<'_>, word: TokenId) -> bool {
    matches!(
        document.token(word).upos,
        Upos::Det | Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn | Upos::Part | Upos::Adv
    ) || word_is(document, word, &["-", "year"])
}

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

    #[test]
    fn a_noun_identifies_a_person_if_the_report_mentions_only_one() {
        for (text, expected) in [
            ("A deputy was shot.", Some("deputy")),
            ("A county deputy was shot. The deputy has died.", Some("deputy")),
            ("The 67-year-old man has died.", Some("67-year-old man")),
            ("A 19-year-old man and a 34-year-old man were shot.", Some("19-year-old man")),
            ("A deputy was shot. A deputy saw it.", None),
            ("A deputy was shot. Other deputies came.", None),
            ("Another deputy was shot.", None),
        ] {
            let document = Document::read(text);
            let singles = Singles::read(&document);
            let found = document.token_ids().find_map(|token| singles.of(&document, token));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
