//! The fate of the holder of a role in an incident: "the driver survived", "the pilot was among the dead".

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexeme::lower;
use super::lexicon::{self, WordClass};
use super::phrase::{after, before, is_singular, previous_is, word_is};
use super::{Claim, ClaimKind, Reading, role, state};
use crate::analysis::language::{Document, TokenId, Upos};
use crate::text::Span;

/// The prefix of the predicate of such claims; the role follows: "fate of the driver".
pub const FATE: &str = "fate of the ";

/// The fate of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Dead immediately or soon afterwards.
    Dead,
    /// Dead after some time: "died of his injuries".
    DeadLater,
    /// Injured, and alive for now.
    Hurt,
    /// Explicitly said to have survived.
    Survived,
}

impl Fate {
    /// Its name, as used in the value of a claim.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::DeadLater => "died later",
            Self::Hurt => "injured",
            Self::Survived => "survived",
        }
    }

    /// The fate with that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Dead, Self::DeadLater, Self::Hurt, Self::Survived].into_iter().find(|fate| fate.name() == name)
    }
}

/// Finds the fates, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter_map(|noun| {
            let role = role_of(document, noun)?;
            let who = document.token(noun).span;
            let (fate, words) = of(document, noun)?;
            Some(Claim {
                subject: who,
                value: Some(fate.name().into()),
                ..reading.claim(ClaimKind::Status, &format!("{FATE}{role}"), noun, who.cover(words))
            })
        })
        .collect()
}

/// The role by which a noun identifies somebody: one role for the perpetrator, whatever the word.
fn role_of(document: &Document<'_>, noun: TokenId) -> Option<String> {
    role::of(document, noun).or_else(|| {
        // The list of groups is consulted last because it is the slowest.
        let suspect = || state::names_suspect(document, noun);
        let definite = before(document, noun).take(3).any(|word| word_is(document, word, &["the", "a"]));
        let other = || {
            before(document, noun)
                .take(3)
                .any(|word| word_is(document, word, &["other", "second", "another"]))
        };
        (is_singular(document, noun) && definite && !other() && suspect()).then(|| ATTACKER.to_owned())
    })
}

/// The role of the perpetrator.
pub const ATTACKER: &str = "attacker";

/// The words of `assets/lexicon/fates.txt`, each with its use and its fate.
static WORDS: LazyLock<HashMap<&'static str, (Voice, Fate)>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for [fate, active, passive, states] in lexicon::rows(include_str!("../../../assets/lexicon/fates.txt")) {
        let Some(fate) = Fate::named(fate) else { continue };
        for (voice, words) in [(Voice::Active, active), (Voice::Passive, passive), (Voice::State, states)] {
            all.extend(lexicon::words(words).map(|word| (word, (voice, fate))));
        }
    }
    all
});

/// Whose fate a word gives: that of its subject, that of its patient, or that of the bearer of a state.
#[derive(Clone, Copy, PartialEq)]
enum Voice {
    Active,
    Passive,
    State,
}

/// How many words may be between a noun and its fate.
const REACH: usize = 12;

/// The same after a clause with "who".
const REACH_OVER_CLAUSE: usize = 24;

/// The fate stated after the noun for a person, and the words that state it.
fn of(document: &Document<'_>, noun: TokenId) -> Option<(Fate, Span)> {
    let following = || after(document, noun).take(REACH);
    let is = |token: &TokenId, words: &[&str]| word_is(document, *token, words);
    let among = following().take(3).find(|token| is(token, &["among"]));
    if let Some(dead) =
        among.and_then(|_| following().take(6).find(|token| is(token, &["dead", "killed", "victims"])))
        && !following().take(3).any(|token| is(&token, &["not", "n't"]))
    {
        return Some((Fate::Dead, document.token(dead).span));
    }
    let own = |token: TokenId| document.subject_of(token) == Some(noun);
    let first = following().find(|token| {
        let main = document.token(*token).upos == Upos::Verb || fate_word(document, *token).is_some();
        main && (own(*token) || is_only_light_between(document, noun, *token))
    })?;
    // "The driver who was shot on the bridge has died": the verb the driver is the subject of.
    let relative = document.subject_of(first).is_some_and(|word| is(&word, &["who"]));
    let main = after(document, noun)
        .take(REACH_OVER_CLAUSE)
        .find(|token| relative && *token > first && document.lemma(*token) == "die" && own(*token));
    fate_at(document, main.unwrap_or(first))
}

/// The fate that a verb or an adjective gives for its subject.
fn fate_at(document: &Document<'_>, verb: TokenId) -> Option<(Fate, Span)> {
    let is = |token: &TokenId, words: &[&str]| word_is(document, *token, words);
    let (voice, fate) = fate_word(document, verb)?;
    let passive = document.is_passive(verb)
        || before(document, verb).take(2).any(|aux| is(&aux, &["was", "were", "been", "is", "are"]));
    let negated =
        before(document, verb).take(3).any(|word| is(&word, &["not", "n't", "never", "nearly", "almost"]));
    let fits = match voice {
        Voice::Active => !passive,
        Voice::Passive => passive,
        Voice::State => true,
    };
    let later = || {
        static LATER: WordClass = WordClass::named("signs of a later death");
        let mut around = before(document, verb).take(3).chain([verb]).chain(after(document, verb).take(7));
        around.any(|word| LATER.has_word(document, word))
    };
    let perfect = || before(document, verb).take(2).any(|aux| is(&aux, &["has", "have", "had"]));
    let deadly = after(document, verb).take(3).any(|word| is(&word, &["dead", "killed", "death"]))
        || previous_is(document, verb, &["fatally", "mortally"]);
    let fate = if fate == Fate::Hurt && deadly { Fate::Dead } else { fate };
    let fate = if fate == Fate::Dead && (later() || document.lemma(verb) == "die" && perfect()) {
        Fate::DeadLater
    } else {
        fate
    };
    (fits && !negated).then(|| (fate, document.token(verb).span))
}

/// Whose fate a word gives, and which.
fn fate_word(document: &Document<'_>, word: TokenId) -> Option<(Voice, Fate)> {
    let by_form = || WORDS.get(&*lower(document.word(word)));
    WORDS.get(document.lemma(word)).or_else(by_form).copied()
}

/// Whether only light words, or an aside in commas, are between a noun and a word.
fn is_only_light_between(document: &Document<'_>, noun: TokenId, word: TokenId) -> bool {
    let between: Vec<TokenId> = (noun.0 + 1..word.0).map(TokenId).collect();
    let light = |token: &TokenId| {
        matches!(document.token(*token).upos, Upos::Aux | Upos::Adv | Upos::Pron)
            && !word_is(document, *token, &["whose", "her", "his", "their"])
    };
    let comma = |token: &TokenId| word_is(document, *token, &[","]);
    match between.split_first() {
        Some((mark, aside)) if comma(mark) => {
            let following = aside.iter().position(comma).map_or(aside, |closing| &aside[closing + 1..]);
            following.iter().all(light)
        }
        _ => between.iter().all(light),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fate_of_a_role_comes_after_it() {
        for (text, expected) in [
            ("The driver survived the crash.", Some(Fate::Survived)),
            ("The driver, a man of 58, was unhurt.", Some(Fate::Survived)),
            ("The pilot was among the dead.", Some(Fate::Dead)),
            ("The pilot was not among the dead.", None),
            ("The captain was killed.", Some(Fate::Dead)),
            ("The driver was shot in the arm.", Some(Fate::Hurt)),
            ("The driver was shot dead.", Some(Fate::Dead)),
            ("The driver was shot and killed.", Some(Fate::Dead)),
            ("The captain has died of his injuries.", Some(Fate::DeadLater)),
            ("The driver was slightly injured.", Some(Fate::Hurt)),
            ("The driver, who survived, was questioned.", Some(Fate::Survived)),
            ("The driver said two passengers died.", None),
            ("The driver killed a cyclist.", None),
            ("The driver, whose wife died, was questioned.", None),
            ("The driver was fined.", None),
            ("The driver nearly died.", None),
            ("The driver who was shot by a motorist on the bridge has died.", Some(Fate::DeadLater)),
            ("A deputy was shot.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|noun| {
                role_of(&document, noun)?;
                of(&document, noun)
            });
            assert_eq!(found.map(|(fate, _)| fate), expected, "{text}");
        }
    }
}
