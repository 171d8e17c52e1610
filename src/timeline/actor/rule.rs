//! The rules by which two spellings are one actor: each adds or subtracts weight, or forbids. Every rule has a name, which
//! `rashomon actors --explain` shows, and an example that is its test.

use std::collections::HashSet;

use smallvec::{SmallVec, smallvec};

use super::entry::{Entry, Form, NameWords, Person};
use crate::analysis::actor::ActorKind;
use crate::analysis::actor::fold::{Likeness, likeness, likeness_of_sounds};
use crate::analysis::actor::lexicon::{self, Gender};
use crate::analysis::actor::name::{GivenLikeness, PersonName, given_likeness};

/// A reason for or against two spellings being one actor.
#[derive(Debug, PartialEq, Eq)]
pub struct SpellingRule {
    /// What the rule found.
    pub name: &'static str,
    /// What it adds to the score; [`FORBIDS`] rules out that the two are one.
    pub weight: i32,
}

/// The weight of a rule that rules out that two spellings are one actor.
pub const FORBIDS: i32 = -1000;

/// Two full names are one actor from this score on.
pub const SAME: i32 = 80;

/// A shortened name belongs to the only full name that reaches this score with it.
pub const FITS: i32 = 40;

/// How far the best full name must be ahead of the next for a shortened name to belong to it.
pub const CLEAR: i32 = 15;

macro_rules! rules {
    ($($id:ident = $weight:expr, $name:literal;)+) => {
        $(pub(super) static $id: SpellingRule = SpellingRule { name: $name, weight: $weight };)+
        /// All rules.
        pub static RULES: &[&SpellingRule] = &[$(&$id),+];
    };
}

rules! {
    SAME_FAMILY = 50, "same family name";
    LIKE_FAMILY = 40, "family name in another transcription";
    MISSPELT_FAMILY = 30, "family name one letter apart";
    BOTH_FAMILIES_KNOWN = -15, "both are family names of their own";
    SAME_GIVEN = 50, "same given name";
    LIKE_GIVEN = 40, "given name in another transcription";
    MISSPELT_GIVEN = 30, "given name one letter apart";
    BOTH_GIVEN_KNOWN = -15, "both are given names of their own";
    SHORT_GIVEN = 35, "short form of the given name";
    OPENING_GIVEN = 25, "opening of the given name";
    INITIAL_GIVEN = 25, "initial fits the given name";
    BOTH_LONE = 40, "both have no given name";
    ONE_OF_NAMES = 45, "one name of a longer name";
    SAME_ROLE = 20, "same role";
    SAME_WORDS = 100, "same words of the name";
    LIKE_WORDS = 85, "words of the name in another transcription or spelling";
    MISSPELT_WORD = 80, "one long word of the name one letter apart";
    GIVEN_ACRONYM = 100, "a report gives the acronym";
    INITIALS = 60, "acronym of the words";
    PART_OF_NAME = 60, "leading part of a longer name";
    WITHOUT_COUNTRY = 60, "same name without the country";
    OTHER_GIVEN = FORBIDS, "different given names";
    OTHER_MIDDLE = FORBIDS, "different middle names";
    OTHER_FAMILY = FORBIDS, "different family names";
    OTHER_GENERATION = FORBIDS, "different generations (Jr., Sr., III)";
    OTHER_GENDER = FORBIDS, "different genders";
    OTHER_COUNTRY = FORBIDS, "different countries in the name";
    OTHER_NUMBER = FORBIDS, "different numbers in the name";
    OTHER_WORDS = FORBIDS, "different names";
    OTHER_KIND = FORBIDS, "different kinds of actor";
}

/// What the rules say about two spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The rules that apply, in their order.
    pub rules: SmallVec<[&'static SpellingRule; 4]>,
}

impl Comparison {
    /// The sum of the weights.
    #[must_use]
    pub fn score(&self) -> i32 {
        self.rules.iter().map(|rule| rule.weight).sum()
    }

    /// Whether a rule forbids that the two are one.
    #[must_use]
    pub fn forbidden(&self) -> bool {
        self.rules.iter().any(|rule| rule.weight == FORBIDS)
    }

    fn forbid(rule: &'static SpellingRule) -> Self {
        Self { rules: smallvec![rule] }
    }

    fn add(&mut self, rule: &'static SpellingRule) {
        self.rules.push(rule);
    }
}

/// Compares two spellings.
pub(super) fn compare(one: &Entry, other: &Entry) -> Comparison {
    if one.kind != other.kind {
        return Comparison::forbid(&OTHER_KIND);
    }
    let mut comparison = match (&one.form, &other.form) {
        (Form::Person(left), Form::Person(right)) => {
            if let (Some(left), Some(right)) = (one.gender, other.gender)
                && left != right
            {
                return Comparison::forbid(&OTHER_GENDER);
            }
            // Where one report gives both in full, "Jr." distinguishes them.
            if left.name.generation != right.name.generation && share_report(one, other) {
                return Comparison::forbid(&OTHER_GENERATION);
            }
            persons(left, right)
        }
        (Form::Words(left), Form::Words(right)) => names(one, left, other, right),
        _ => Comparison::forbid(&OTHER_WORDS),
    };
    if !comparison.forbidden() && !one.roles.is_disjoint(&other.roles) {
        comparison.add(&SAME_ROLE);
    }
    comparison
}

fn share_report(one: &Entry, other: &Entry) -> bool {
    let reports: HashSet<_> = one.locals.iter().map(|(report, _)| report).collect();
    other.locals.iter().any(|(report, _)| reports.contains(report))
}

fn persons(left: &Person, right: &Person) -> Comparison {
    let (one, other) = (&left.name, &right.name);
    if one.generation.is_some() && other.generation.is_some() && one.generation != other.generation {
        return Comparison::forbid(&OTHER_GENERATION);
    }
    if one.gender.is_some() && other.gender.is_some() && one.gender != other.gender {
        return Comparison::forbid(&OTHER_GENDER);
    }
    let mut comparison = Comparison::default();
    match likeness_of_sounds((&one.family, &left.family), (&other.family, &right.family)) {
        Some(Likeness::Same) => comparison.add(&SAME_FAMILY),
        Some(near) => {
            comparison.add(if near == Likeness::Transliteration { &LIKE_FAMILY } else { &MISSPELT_FAMILY });
            if left.family_is_known && right.family_is_known {
                comparison.add(&BOTH_FAMILIES_KNOWN);
            }
        }
        None if is_part(one, other) || is_part(other, one) => {
            comparison.add(&ONE_OF_NAMES);
            return comparison;
        }
        None => return Comparison::forbid(&OTHER_FAMILY),
    }
    match (one.is_lone(), other.is_lone()) {
        (true, true) => comparison.add(&BOTH_LONE),
        (false, false) => given_names(&one.given, &other.given, &mut comparison),
        _ => {}
    }
    comparison
}

/// Whether the only name of one is any of the names of the other: "Lula", or a family name that comes first.
fn is_part(one: &PersonName, other: &PersonName) -> bool {
    let common = lexicon::GIVEN_NAMES.contains(&one.family) && !lexicon::FAMILY_NAMES.contains(&one.family);
    one.is_lone() && !other.is_lone() && !common && other.given.contains(&one.family)
}

fn given_names(one: &[String], other: &[String], comparison: &mut Comparison) {
    let (left, right) = (&one[0], &other[0]);
    let near = match given_likeness(left, right) {
        None => joined_likeness(one, other),
        near => near,
    };
    let rule = match near {
        Some(GivenLikeness::Same) => &SAME_GIVEN,
        Some(GivenLikeness::Transliteration) => &LIKE_GIVEN,
        Some(GivenLikeness::Misspelling) => &MISSPELT_GIVEN,
        Some(GivenLikeness::ShortForm) => &SHORT_GIVEN,
        Some(GivenLikeness::Initial) => &INITIAL_GIVEN,
        None if opens_given(left, right) => &OPENING_GIVEN,
        None => return *comparison = Comparison::forbid(&OTHER_GIVEN),
    };
    comparison.add(rule);
    let misspelt = matches!(near, Some(GivenLikeness::Misspelling));
    if misspelt || matches!(near, Some(GivenLikeness::Transliteration)) {
        if genders_differ(left, right) {
            return *comparison = Comparison::forbid(&OTHER_GENDER);
        }
        let short = left.len().min(right.len()) <= SHORT_NAME;
        if (misspelt || short) && lexicon::GIVEN_NAMES.contains(left) && lexicon::GIVEN_NAMES.contains(right)
        {
            comparison.add(&BOTH_GIVEN_KNOWN);
        }
    }
    if let ([_, left, ..], [_, right, ..]) = (one, other)
        && given_likeness(left, right).is_none()
        && !left.contains(right.as_str())
        && !right.contains(left.as_str())
    {
        *comparison = Comparison::forbid(&OTHER_MIDDLE);
    }
}

/// "Tom" and "Tomas": a shorter form that is in no list of short forms, of the same gender; a shared role must support it.
fn opens_given(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= 3 && long.starts_with(short) && !genders_differ(one, other)
}

/// Up to this length two known given names that transcribe each other are still two names: "Dan", "Don".
const SHORT_NAME: usize = 5;

fn genders_differ(one: &str, other: &str) -> bool {
    let gender = |name| -> Option<Gender> { lexicon::gender_of_given_name(name) };
    matches!((gender(one), gender(other)), (Some(left), Some(right)) if left != right)
}

/// "Jean Luc" and "Jean-Luc", "J. K." and "J.K.".
fn joined_likeness(one: &[String], other: &[String]) -> Option<GivenLikeness> {
    match likeness(&one.concat(), &other.concat())? {
        Likeness::Same => Some(GivenLikeness::Same),
        Likeness::Transliteration => Some(GivenLikeness::Transliteration),
        Likeness::Misspelling => Some(GivenLikeness::Misspelling),
    }
}

fn names(one: &Entry, left: &NameWords, other: &Entry, right: &NameWords) -> Comparison {
    let mut comparison = Comparison::default();
    if gives_acronym(one, right) || gives_acronym(other, left) {
        comparison.add(&GIVEN_ACRONYM);
        return comparison;
    }
    if is_initials(left, right) || is_initials(right, left) {
        comparison.add(&INITIALS);
        return comparison;
    }
    if !left.countries.is_empty() && !right.countries.is_empty() && left.countries != right.countries {
        return Comparison::forbid(&OTHER_COUNTRY);
    }
    if left.acronym.is_some() && right.acronym.is_some() && left.acronym != right.acronym {
        return Comparison::forbid(&OTHER_WORDS);
    }
    if numbers(&left.words) != numbers(&right.words) {
        return Comparison::forbid(&OTHER_NUMBER);
    }
    let rule = if left.words.is_empty() || right.words.is_empty() {
        &OTHER_WORDS
    } else if sorted(&left.words) == sorted(&right.words) {
        if left.countries == right.countries { &SAME_WORDS } else { &WITHOUT_COUNTRY }
    } else {
        like_words(&left.words, &right.words)
    };
    // "Kelso River" is not Kelso, though "Kelso City" may be.
    let shared = left.words.len().min(right.words.len());
    let mut rest = left.words[shared..].iter().chain(&right.words[shared..]);
    let other_place = one.kind == ActorKind::Place
        && rule == &PART_OF_NAME
        && !rest.all(|word| ADMINISTRATIVE.contains(&word.as_str()));
    if other_place {
        return Comparison::forbid(&OTHER_WORDS);
    }
    comparison.add(rule);
    if rule.weight > 0
        && rule != &SAME_WORDS
        && left.countries.len() != right.countries.len()
        && rule != &WITHOUT_COUNTRY
    {
        return Comparison { rules: smallvec![&WITHOUT_COUNTRY] };
    }
    comparison
}

/// Words in the same order, each similar to its counterpart; or one name a prefix of the other.
fn like_words(left: &[String], right: &[String]) -> &'static SpellingRule {
    if left.len() != right.len() {
        let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
        let opens = long.starts_with(short) && short.iter().any(|word| is_distinctive(word));
        return if opens { &PART_OF_NAME } else { &OTHER_WORDS };
    }
    let (mut misspelt, mut alike) = (0, 0);
    for (one, other) in left.iter().zip(right) {
        match likeness(one, other) {
            Some(Likeness::Same) => {}
            Some(Likeness::Transliteration) if one.len().min(other.len()) >= MIN_LIKE_WORD => alike += 1,
            Some(Likeness::Misspelling) if one.len().min(other.len()) >= MIN_MISSPELT_WORD => misspelt += 1,
            _ if one.trim_end_matches('s') == other.trim_end_matches('s') => alike += 1,
            _ => return &OTHER_WORDS,
        }
    }
    match (misspelt, alike) {
        (0, _) => &LIKE_WORDS,
        (1, 0) => &MISSPELT_WORD,
        _ => &OTHER_WORDS,
    }
}

/// Words shorter than this are never taken for transcriptions of each other.
const MIN_LIKE_WORD: usize = 4;

/// Words shorter than this are never taken for misspellings of each other.
const MIN_MISSPELT_WORD: usize = 8;

/// Whether a word can stand for a whole name: no organisation noun, no place noun, no number.
fn is_distinctive(word: &str) -> bool {
    word.len() >= 3
        && lexicon::organisation_noun(word).is_none()
        && lexicon::place_noun(word).is_none()
        && !word.bytes().all(|byte| byte.is_ascii_digit())
        && !GENERIC.contains(&word)
}

/// Words that may follow a place's name and be left out.
const ADMINISTRATIVE: &[&str] = &[
    "city",
    "county",
    "district",
    "island",
    "municipality",
    "prefecture",
    "province",
    "region",
    "state",
    "town",
    "village",
];

/// Adjectives that begin the names of many organisations.
const GENERIC: &[&str] = &[
    "national",
    "international",
    "federal",
    "central",
    "general",
    "public",
    "state",
    "royal",
    "american",
    "european",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "new",
    "united",
    "first",
    "world",
    "supreme",
    "high",
    "social",
    "democratic",
    "republican",
    "people",
    "peoples",
    "global",
    "islamic",
    "christian",
    "free",
];

fn numbers(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).collect()
}

fn sorted(words: &[String]) -> Vec<&str> {
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted
}

fn gives_acronym(entry: &Entry, other: &NameWords) -> bool {
    other.acronym.as_ref().is_some_and(|acronym| entry.acronyms.contains(acronym))
}

fn is_initials(acronym: &NameWords, long: &NameWords) -> bool {
    let Some(letters) = &acronym.acronym else { return false };
    long.acronym.is_none() && letters.len() >= 2 && long.initials.contains(letters)
}
