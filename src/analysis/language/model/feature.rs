//! A word as hashed features: itself, its prefixes and suffixes, its shape. The trainer and the reader share this file,
//! so a feature can never mean two things.
//!
//! Method: hashed affix and shape features as in Ratnaparkhi (1996) and `MaltParser`, each with a learned vector whose
//! sum is the word's vector.

use super::codes::CODES;
use super::table::mix;

/// The most features a word can have.
pub const MOST: usize = 48;

/// How a sentence is capitalised, which determines what a capital letter means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// As usual.
    Mixed,
    /// Most words begin with a capital, as in a headline.
    Title,
    /// No small letters.
    Upper,
    /// No capitals.
    Lower,
}

impl Casing {
    /// The casing of a sentence.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let (mut small, mut title, mut upper, mut long_small) = (0, 0, 0, 0);
        for word in words {
            let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
            let Some(first) = letters.next() else { continue };
            let rest_small = letters.clone().any(char::is_lowercase);
            match (first.is_uppercase(), rest_small) {
                (true, true) => title += 1,
                (true, false) if letters.next().is_some() => upper += 1,
                (true, false) => {}
                (false, _) => {
                    small += 1;
                    if word.chars().count() > 4 {
                        long_small += 1;
                    }
                }
            }
        }
        let words = small + title + upper;
        if words >= 3 && upper * 10 > words * 7 && small <= upper / 8 {
            Self::Upper
        } else if title + upper == 0 {
            Self::Lower
        } else if words >= 4 && long_small * 6 <= title && (title + upper) * 2 > words {
            Self::Title
        } else {
            Self::Mixed
        }
    }
}

/// The subject of a feature; part of its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The word in small letters.
    Lower,
    /// The word as written.
    Form,
    /// Its first letters.
    Prefix,
    /// Its last letters.
    Suffix,
    /// The classes of its characters, and its position.
    Shape,
    /// A list of names or nouns that contains it.
    List,
    /// A cluster of words that it belongs to.
    Code,
}

/// What is known of a word from outside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The set of [`list`]s that contain it.
    pub lists: u32,
    /// Its codes, if it has any.
    pub codes: Option<[u16; CODES]>,
}

/// The lists a word may be in, each a bit of a set. The trainer fills them from `assets/lexicon`; the file of weights
/// stores the result.
pub mod list {
    /// Given names.
    pub const GIVEN: u32 = 1;
    /// Family names.
    pub const FAMILY: u32 = 1 << 1;
    /// Cities named by one word.
    pub const CITY: u32 = 1 << 2;
    /// Words of the names of cities.
    pub const CITY_PART: u32 = 1 << 3;
    /// Words of the names of countries.
    pub const COUNTRY: u32 = 1 << 4;
    /// Words for the people of a country.
    pub const PEOPLE: u32 = 1 << 5;
    /// Words of the names of regions.
    pub const REGION: u32 = 1 << 6;
    /// Words of the names of organisations.
    pub const ORGANISATION: u32 = 1 << 7;
    /// Nouns for organisations.
    pub const ORGANISATION_NOUN: u32 = 1 << 8;
    /// Nouns for places.
    pub const PLACE_NOUN: u32 = 1 << 9;
    /// Titles and offices.
    pub const TITLE: u32 = 1 << 10;
    /// Nouns that mostly name an event.
    pub const EVENT_NOUN: u32 = 1 << 11;
    /// Nouns that may name an event.
    pub const EVENTFUL_NOUN: u32 = 1 << 12;
    /// Nouns for people.
    pub const PERSON_NOUN: u32 = 1 << 13;
    /// Nouns that end the names of things that cannot act: laws, prizes, works.
    pub const THING_NOUN: u32 = 1 << 14;
    /// Nouns, from a dictionary.
    pub const NOUN: u32 = 1 << 15;
    /// Plurals of nouns.
    pub const PLURAL: u32 = 1 << 16;
    /// Verbs.
    pub const VERB: u32 = 1 << 17;
    /// Third persons of verbs.
    pub const VERB_THIRD: u32 = 1 << 18;
    /// Verbs with *-ing*.
    pub const VERB_ING: u32 = 1 << 19;
    /// Past tenses of verbs.
    pub const VERB_PAST: u32 = 1 << 20;
    /// Past participles of verbs.
    pub const PARTICIPLE: u32 = 1 << 21;
    /// Adjectives.
    pub const ADJECTIVE: u32 = 1 << 22;
    /// Adverbs.
    pub const ADVERB: u32 = 1 << 23;
    /// Lists of names: a word in small letters does not count.
    pub const NAMES: u32 = GIVEN | FAMILY | CITY | CITY_PART | COUNTRY | PEOPLE | REGION | ORGANISATION;
    /// Lists of names of places.
    pub const PLACES: u32 = CITY | COUNTRY | REGION;
    /// Lists of names of single people.
    pub const PERSONS: u32 = GIVEN | FAMILY;
    /// The number of sets.
    pub const SETS: usize = 1 << 24;
}

/// The features of one word: hashes with their kinds. The first is always [`Kind::Lower`].
#[derive(Clone, Copy, Debug)]
pub struct Features {
    hashes: [(Kind, u64); MOST],
    count: usize,
}

impl Features {
    /// The hashes.
    #[must_use]
    pub fn as_slice(&self) -> &[(Kind, u64)] {
        &self.hashes[..self.count]
    }

    fn push(&mut self, kind: Kind, hash: u64) {
        if self.count < MOST {
            self.hashes[self.count] = (kind, hash);
            self.count += 1;
        }
    }
}

/// The longest prefix or suffix that is used, in characters.
const REACH: usize = 20;

/// The key of a word in the lists.
#[must_use]
pub fn list_key(word: &str) -> u64 {
    key(Letters::of(word).lower())
}

fn key(lower: &[char]) -> u64 {
    let mut state = 0x8422_2325_cbf2_9ce4_u64;
    let mut take =
        |letter: char| state = (state ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3);
    for &letter in lower {
        if letter.is_ascii() {
            take(letter);
        } else {
            deunicode::deunicode_char(letter).unwrap_or_default().chars().for_each(&mut take);
        }
    }
    mix(state)
}

/// The features of a word in a sentence written in `casing`; `first` if no word with a letter precedes it; `known`
/// returns what is known of a key.
#[must_use]
pub fn features(word: &str, casing: Casing, first: bool, known: impl Fn(u64) -> Known) -> Features {
    let letters = Letters::of(word);
    let lower = letters.lower();
    let mut found = Features { hashes: [(Kind::Lower, 0); MOST], count: 0 };
    found.push(Kind::Lower, hash(1, lower));
    if letters.capitals && casing == Casing::Mixed {
        found.push(Kind::Form, hash(2, letters.written()));
    }
    for length in 1..=4 {
        if lower.len() > length {
            found.push(Kind::Prefix, hash(10 + length as u64, &lower[..length]));
        }
    }
    for length in 1..=5 {
        if lower.len() > length {
            found.push(Kind::Suffix, hash(20 + length as u64, &lower[lower.len() - length..]));
        }
    }
    let place = u64::from(first) * 4 + casing as u64;
    let (short, long) = shape(letters.written());
    found.push(Kind::Shape, mix(short ^ mix(30 + place)));
    found.push(Kind::Shape, mix(long ^ mix(40)));
    let named = letters.capitals || casing != Casing::Mixed;
    let Known { lists: mut held, codes } = known(key(lower));
    for (which, code) in (0_u64..).zip(codes.into_iter().flatten()) {
        found.push(Kind::Code, mix(u64::from(code) ^ mix(60 + which)));
    }
    if !named {
        held &= !list::NAMES;
    }
    while held != 0 {
        let bit = held.trailing_zeros();
        found.push(Kind::List, mix(u64::from(bit) ^ mix(50 + u64::from(named))));
        held &= held - 1;
    }
    found
}

/// A word's characters, written and in small letters, digits and typographic variants folded.
struct Letters {
    written: [char; 2 * REACH],
    lower: [char; 2 * REACH],
    count: usize,
    capitals: bool,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters =
            Self { written: ['\0'; 2 * REACH], lower: ['\0'; 2 * REACH], count: 0, capitals: false };
        if word.len() <= 2 * REACH {
            word.chars().for_each(|letter| letters.push(letter));
        } else {
            let mut tail = ['\0'; REACH];
            let mut held = 0;
            for (place, letter) in word.chars().rev().take(REACH).enumerate() {
                tail[place] = letter;
                held = place + 1;
            }
            word.chars().take(REACH).for_each(|letter| letters.push(letter));
            tail[..held].iter().rev().for_each(|&letter| letters.push(letter));
        }
        letters
    }

    fn push(&mut self, letter: char) {
        if self.count == self.written.len() {
            return;
        }
        let letter = fold(letter);
        let lower = if letter.is_ascii() {
            letter.to_ascii_lowercase()
        } else {
            letter.to_lowercase().next().unwrap_or(letter)
        };
        self.capitals |= lower != letter;
        self.written[self.count] = letter;
        self.lower[self.count] = lower;
        self.count += 1;
    }

    fn written(&self) -> &[char] {
        &self.written[..self.count]
    }

    fn lower(&self) -> &[char] {
        &self.lower[..self.count]
    }
}

/// One character for those that differ only typographically; every digit is the same digit.
fn fold(letter: char) -> char {
    match letter {
        '0'..='9' => '0',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '`' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2013}' | '\u{2014}' | '\u{2212}' => '\u{2013}',
        other => other,
    }
}

/// The classes of the characters in order: once with runs collapsed, once with runs of up to four kept.
fn shape(written: &[char]) -> (u64, u64) {
    let (mut short, mut long) = (7_u64, 7_u64);
    let (mut last, mut run) = (0, 0);
    for &letter in written {
        let sort = match letter {
            '0' => 1,
            'a'..='z' => 2,
            'A'..='Z' => 3,
            _ if letter.is_lowercase() => 2,
            _ if letter.is_uppercase() => 3,
            _ if letter.is_alphabetic() => 4,
            _ => 5 + u64::from(u32::from(letter)),
        };
        if sort == last {
            run += 1;
        } else {
            short = short.wrapping_mul(0x0100_0000_01b3) ^ sort;
            (last, run) = (sort, 1);
        }
        if run <= 4 {
            long = long.wrapping_mul(0x0100_0000_01b3) ^ sort;
        }
    }
    (short, long)
}

fn hash(salt: u64, letters: &[char]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325 ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for &letter in letters {
        state = (state ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3);
    }
    mix(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casing_is_seen_from_the_sentence() {
        for (sentence, casing) in [
            ("The storm hit the coast on Monday", Casing::Mixed),
            ("Storm Hits Coast as Thousands Flee", Casing::Title),
            ("STORM HITS COAST", Casing::Upper),
            ("storm hits coast", Casing::Lower),
            ("NASA and ESA sign deal", Casing::Mixed),
        ] {
            assert_eq!(Casing::of(sentence.split(' ')), casing, "{sentence}");
        }
    }

    #[test]
    fn typography_and_digits_make_no_difference() {
        let all = |word| {
            features(word, Casing::Mixed, false, |_| Known::default())
                .as_slice()
                .iter()
                .map(|&(_, hash)| hash)
                .collect::<Vec<_>>()
        };
        assert_eq!(all("’s"), all("'s"));
        assert_eq!(all("1984"), all("2001"));
        assert_ne!(all("Polish"), all("polish"));
    }

    #[test]
    fn words_with_the_same_code_share_a_feature_despite_different_letters() {
        let codes = |word, codes| {
            let known = Known { lists: 0, codes };
            let found = features(word, Casing::Mixed, false, |_| known);
            let of_codes = found.as_slice().iter().filter(|(kind, _)| *kind == Kind::Code);
            of_codes.map(|&(_, hash)| hash).collect::<Vec<_>>()
        };
        let one = codes("blast", Some([1, 2, 3, 4, 5, 6, 7, 8]));
        let other = codes("explosion", Some([1, 2, 3, 4, 5, 6, 7, 9]));
        assert_eq!(one.len(), CODES);
        assert_eq!(one[..7], other[..7]);
        assert_ne!(one[7], other[7]);
        // The same number means something else in another clustering.
        assert_ne!(codes("x", Some([1; CODES]))[0], codes("x", Some([1; CODES]))[1]);
        assert!(codes("unheard", None).is_empty());
    }

    #[test]
    fn a_word_of_any_length_has_a_bounded_number_of_features() {
        for word in ["", "a", "é", &"x".repeat(100_000), "\u{1F300}\u{1F300}"] {
            let known = Known { lists: u32::MAX, codes: Some([1; CODES]) };
            let found = features(word, Casing::Mixed, true, |_| known);
            assert!(found.as_slice().len() <= MOST);
        }
    }
}
