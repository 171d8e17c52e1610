//! Evidence for people.

use crate::analysis::actor::attribute;
use crate::analysis::actor::fold::fold;
use crate::analysis::actor::group;
use crate::analysis::actor::lexicon::{self, TitleSort};
use crate::analysis::actor::name::is_regnal;
use crate::analysis::actor::word::{Shape, Word};
use crate::analysis::actor::{surname, syllable};
use crate::analysis::language::{Document, MentionClass, Relation, TokenId, Upos};
use crate::text::byline::is_particle;

use super::place::country;
use super::{Sight, lower};

pub(in crate::analysis::actor::kind) fn titled(sight: &Sight<'_, '_>) -> bool {
    if sight.titled {
        return true;
    }
    // Titles in lower case: "the opposition leader Fiona Quarles".
    let name_follows = sight.length() >= 2 || sight.class == Some(MentionClass::Person);
    let title = |back: usize| {
        let from = sight.from.checked_sub(back)?;
        let words: Vec<String> = sight.words[from..sight.from].iter().map(lower).collect();
        lexicon::title(&words.join(" "))
    };
    let organisation = lexicon::organisation_noun(&lower(sight.last())).is_some() || country(sight);
    name_follows
        && !organisation
        && (1..=3).any(|back| title(back).is_some_and(|title| title.sort != TitleSort::Person))
        && sight.before(1).is_some_and(|word| word.shape == Shape::Lower)
}

/// "Mr. Moon": a form of address comes right before it, whatever else the word may be.
pub(in crate::analysis::actor::kind) fn addressed(sight: &Sight<'_, '_>) -> bool {
    sight.length() <= 3 && sight.before(1).is_some_and(|word| surname::is_form_of_address(word.text))
}

/// "Park Geun-hye", "Xi Jinping": a family name before a given name of two syllables.
pub(in crate::analysis::actor::kind) fn family_first(sight: &Sight<'_, '_>) -> bool {
    if sight.length() != 2 {
        return false;
    }
    let (family, given) = (lower(sight.first()), lower(sight.last()));
    let one_syllable = syllable::is_syllable(&family) && family.len() <= 5;
    let hyphened = sight
        .last()
        .text
        .split_once(['-', '‑'])
        .is_some_and(|(one, other)| syllable::is_given_name(one, other));
    let whole = || {
        one_syllable
            && syllable::is_two_syllables(&given)
            && !is_particle(&family)
            && !lexicon::is_english(&given)
            && lexicon::FAMILY_NAMES.contains(&family)
            && lexicon::city(sight.folded).is_none()
    };
    hyphened && (one_syllable || lexicon::FAMILY_NAMES.contains(&family)) || whole()
}

pub(in crate::analysis::actor::kind) fn given_name_first(sight: &Sight<'_, '_>) -> bool {
    let first = sight.first();
    let body = |word: &Word<'_>| lexicon::organisation_noun(&lower(word)).is_some();
    let initial = first.text.len() <= 2 && first.text.ends_with('.');
    sight.length() >= 2
        && !initial
        && first.shape == Shape::Capital
        && first.text.split('-').any(|part| lexicon::GIVEN_NAMES.contains(&fold(part)))
        && !body(sight.last())
        && lexicon::city(sight.folded).is_none()
}

pub(in crate::analysis::actor::kind) fn family_name_last(sight: &Sight<'_, '_>) -> bool {
    lexicon::FAMILY_NAMES.contains(&fold(sight.last().text))
}

/// Capitalised words that end in a family name and have no other reading: "Zendaya Quint".
pub(in crate::analysis::actor::kind) fn full_name(sight: &Sight<'_, '_>) -> bool {
    let words = &sight.words[sight.from..sight.to];
    let says_otherwise = |word: &Word<'_>| {
        let lower = lower(word);
        word.shape != Shape::Capital
            || lexicon::organisation_noun(&lower).is_some()
            || lexicon::place_noun(&lower).is_some()
            || lexicon::thing_noun(&lower)
            || lexicon::title(&lower).is_some()
            || lexicon::country(word.text).is_some()
    };
    let first = fold(words[0].text);
    let placed = lexicon::city(&first).is_some() || lexicon::REGIONS.contains(&first);
    (2..=3).contains(&words.len())
        && family_name_last(sight)
        && !placed
        && !words.iter().any(says_otherwise)
        && words.iter().all(|word| word.upos == Upos::Propn)
        && !sight.before(1).is_some_and(|word| word.text.eq_ignore_ascii_case("the"))
}

pub(in crate::analysis::actor::kind) fn initials(sight: &Sight<'_, '_>) -> bool {
    let initial = |word: &Word<'_>| {
        word.text.len() >= 2
            && word.text.ends_with('.')
            && word.text.len() <= 4
            && word.text.chars().all(|letter| letter.is_uppercase() || letter == '.')
    };
    let name = &sight.words[sight.from..sight.to];
    name.len() >= 2
        && name[..name.len() - 1].iter().any(initial)
        && lexicon::country(name[0].text).is_none()
        && lexicon::organisation_noun(&lower(sight.last())).is_none()
}

pub(in crate::analysis::actor::kind) fn particle(sight: &Sight<'_, '_>) -> bool {
    sight.words[sight.from..sight.to].iter().any(|word| {
        word.shape == Shape::Lower
            && is_particle(word.text)
            && !matches!(word.text, "of" | "de" | "la" | "del")
    })
}

pub(in crate::analysis::actor::kind) fn generation(sight: &Sight<'_, '_>) -> bool {
    sight.length() >= 2
        && (matches!(sight.last().text, "Jr." | "Jr" | "Sr." | "Sr" | "III")
            || is_regnal(sight.last().text)
                && sight.last().text.len() >= 2
                && lexicon::GIVEN_NAMES.contains(&fold(sight.first().text)))
}

pub(in crate::analysis::actor::kind) fn age(sight: &Sight<'_, '_>) -> bool {
    let number = |word: &Word<'_>| word.text.len() <= 3 && word.text.parse::<u8>().is_ok_and(|age| age < 120);
    let bracket = sight.is_after(0, "(") && sight.is_after(2, ")");
    (sight.is_after(0, ",") && (sight.is_after(2, ",") || sight.is_after(2, ".") || sight.is_after(2, "of"))
        || bracket)
        && sight.after(1).is_some_and(number)
        || sight.after(0).is_some_and(|word| matches!(word.text, "is" | "was" | "turned"))
            && sight.after(1).is_some_and(|word| number(word) && word.text.len() == 2)
            && sight.after(2).is_some_and(|word| matches!(word.text, "." | "," | "when"))
}

/// Two to four words, none of them English, with no word for an organisation, a place or a people among them.
pub(in crate::analysis::actor::kind) fn foreign_words(sight: &Sight<'_, '_>) -> bool {
    let words = &sight.words[sight.from..sight.to];
    let foreign = |word: &Word<'_>| {
        let lower = lower(word);
        word.shape == Shape::Lower && is_particle(word.text)
            || word.shape == Shape::Capital
                && !lexicon::is_english(&lower)
                && !lexicon::is_function_word(&lower)
                && lexicon::organisation_noun(&lower).is_none()
                && lexicon::place_noun(&lower).is_none()
                && !lexicon::names_no_actor(&lower)
                && lexicon::country(word.text).is_none()
    };
    (2..=4).contains(&words.len())
        && words.iter().all(foreign)
        && lexicon::city(sight.folded).is_none()
        && !lexicon::REGIONS.contains(sight.folded)
        && !sight.before(1).is_some_and(|word| word.text.eq_ignore_ascii_case("the"))
}

/// The object of a verb that takes people, or its subject in the passive: "killed", "arrested".
pub(in crate::analysis::actor::kind) fn harmed(sight: &Sight<'_, '_>) -> bool {
    const VERBS: &[&str] = &[
        "arrest",
        "assassinate",
        "behead",
        "bury",
        "detain",
        "execute",
        "handcuff",
        "hospitalise",
        "hospitalize",
        "hurt",
        "imprison",
        "injure",
        "interrogate",
        "jail",
        "kidnap",
        "kill",
        "marry",
        "murder",
        "rape",
        "shoot",
        "stab",
        "strangle",
        "wound",
    ];
    let document = sight.document;
    let passive = Relation::NsubjPass;
    let object = matches!(document.token(sight.head).relation, Relation::Obj)
        || document.token(sight.head).relation == passive;
    object
        && sight.length() >= 2
        && lexicon::organisation_noun(&lower(sight.last())).is_none()
        && document.head(sight.head).is_some_and(|verb| VERBS.contains(&document.lemma(verb)))
}

/// A tag of party and state follows: ", D-Calif.".
pub(in crate::analysis::actor::kind) fn tagged(sight: &Sight<'_, '_>) -> bool {
    attribute::tag_after(sight.words, sight.to).is_some()
}

pub(in crate::analysis::actor::kind) fn who(sight: &Sight<'_, '_>) -> bool {
    let relative = |word: &Word<'_>| matches!(word.text, "who" | "whose");
    sight.after(0).is_some_and(relative)
        || matches!(sight.after(0).map(|word| word.text), Some("," | "-" | "—" | "–"))
            && sight.after(1).is_some_and(relative)
}

/// In apposition to a noun for one person: "the plumber, Quint"; "Quint, a plumber".
pub(in crate::analysis::actor::kind) fn described(sight: &Sight<'_, '_>) -> bool {
    let document = sight.document;
    let above = match document.token(sight.head).relation {
        Relation::Appos | Relation::Flat | Relation::NmodDesc => document.head(sight.head),
        _ => None,
    };
    let comma = sight.before(1).is_some_and(|word| word.text == ",");
    let before = sight.before(2).filter(|word| comma && word.shape == Shape::Lower).map(|word| word.last);
    let nouns = above.into_iter().chain(before).chain(document.appositions(sight.head));
    nouns.into_iter().any(|noun| one_person(document, noun))
}

fn one_person(document: &Document<'_>, noun: TokenId) -> bool {
    let lemma = document.lemma(noun);
    let singular = document.token(noun).upos == Upos::Noun && lemma.eq_ignore_ascii_case(document.word(noun));
    singular
        && (lexicon::title(lemma).is_some()
            || group::lookup(lemma).is_some_and(|noun| {
                !COLLECTIVES.iter().any(|&collective| group::contains(collective, noun.group))
                    || matches!(lemma, "policeman" | "soldier" | "officer")
            }))
}

/// Groups whose singular noun names many people: "the army", "the team".
const COLLECTIVES: &[&str] = &[
    "security forces",
    "authorities",
    "team",
    "crowd",
    "media",
    "families",
    "audience",
    "gang",
    "challengers",
];

pub(in crate::analysis::actor::kind) fn byline(sight: &Sight<'_, '_>) -> bool {
    sight.before(1).is_some_and(|word| matches!(word.text, "By" | "BY") && word.opens) && sight.length() >= 2
}

/// The lemma of the verb whose subject the name is.
pub(super) fn verb_of_subject<'d>(sight: &Sight<'d, '_>) -> Option<&'d str> {
    let document = sight.document;
    let token = document.token(sight.head);
    let first = if token.relation == Relation::Conj { document.head(sight.head)? } else { sight.head };
    if !matches!(document.token(first).relation, Relation::Nsubj | Relation::NsubjOuter) {
        return None;
    }
    document
        .head(first)
        .filter(|&verb| document.token(verb).upos == Upos::Verb)
        .map(|verb| document.lemma(verb))
}

pub(in crate::analysis::actor::kind) fn speaks(sight: &Sight<'_, '_>) -> bool {
    verb_of_subject(sight).is_some_and(lexicon::speech_verb)
}

pub(in crate::analysis::actor::kind) fn class_person(sight: &Sight<'_, '_>) -> bool {
    sight.class == Some(MentionClass::Person)
}
