//! The words of time expressions, by class: `assets/lexicon/time-words.txt` compiled into one hash table.
//!
//! A word of at most sixteen letters is one 128-bit number, so that looking it up compares no strings: nearly every word of
//! a text is looked up once and is in no class.

use std::sync::LazyLock;

const WORDS: &str = include_str!("../../../assets/lexicon/time-words.txt");

/// The roles a word can have in a time expression, or next to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    Weekday,
    WeekdayShort,
    WeekdayPlural,
    Month,
    MonthShort,
    Unit,
    Units,
    Cardinal,
    Tens,
    Magnitude,
    Magnitudes,
    Vague,
    Ordinal,
    DecadeName,
    Part,
    Parts,
    Season,
    Edge,
    Every,
    Filler,
    Zone,
    Future,
    FutureTo,
    /// A verb for something scheduled, in the present tense.
    Scheduled,
    /// A verb that commits somebody to what follows "to".
    Commitment,
    FutureFor,
    Deadline,
    GoingOn,
    Past,
    /// Words of a match, which has halves and quarters of its own.
    Match,
    Abbreviation,
    Article,
    Half,
    QuarterCode,
    HalfCode,
    FiscalCode,
    /// A word that a rule names.
    Literal,
    /// A word that begins a name of `time-names.txt`.
    Name,
}

const CLASSES: &[(&str, Class)] = &[
    ("weekday", Class::Weekday),
    ("weekday-short", Class::WeekdayShort),
    ("weekday-plural", Class::WeekdayPlural),
    ("month", Class::Month),
    ("month-short", Class::MonthShort),
    ("unit", Class::Unit),
    ("units", Class::Units),
    ("cardinal", Class::Cardinal),
    ("tens", Class::Tens),
    ("magnitude", Class::Magnitude),
    ("magnitudes", Class::Magnitudes),
    ("vague", Class::Vague),
    ("ordinal", Class::Ordinal),
    ("decade-name", Class::DecadeName),
    ("part", Class::Part),
    ("parts", Class::Parts),
    ("season", Class::Season),
    ("edge", Class::Edge),
    ("every", Class::Every),
    ("filler", Class::Filler),
    ("zone", Class::Zone),
    ("future", Class::Future),
    ("future-to", Class::FutureTo),
    ("scheduled", Class::Scheduled),
    ("commitment", Class::Commitment),
    ("future-for", Class::FutureFor),
    ("deadline", Class::Deadline),
    ("going-on", Class::GoingOn),
    ("past", Class::Past),
    ("match", Class::Match),
    ("abbreviation", Class::Abbreviation),
    ("article", Class::Article),
    ("half", Class::Half),
    ("quarter-code", Class::QuarterCode),
    ("half-code", Class::HalfCode),
    ("fiscal-code", Class::FiscalCode),
];

/// Values that the lexicon names: the index here is the value.
const VALUES: &[&str] = &[
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "fortnight",
    "weekend",
    "month",
    "quarter",
    "year",
    "decade",
    "century", // units, in the order of `Unit`
    "early-morning",
    "morning",
    "midday",
    "afternoon",
    "evening",
    "night", // parts, after `PartOfDay`
    "start",
    "mid",
    "end", // edges, after `Edge`
    "utc",
    "other", // zones
];

/// A word of the lexicon; [`WordId::NONE`] is every other word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordId(pub u16);

impl WordId {
    /// A word of no class.
    pub const NONE: Self = Self(0);
}

#[derive(Clone, Debug, Default)]
struct Entry {
    classes: u64,
    values: Vec<(Class, i64)>,
}

/// Words, their classes and values.
#[derive(Clone, Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// The key of each entry.
    keys: Vec<u128>,
    /// Open addressing; small enough for the first-level cache, and most slots are empty.
    slots: Vec<WordId>,
    mask: usize,
}

const SLOTS: usize = 4096;

/// A word as a number: its ASCII letters in lower case, one a byte.
pub fn key(word: &[u8]) -> Option<u128> {
    if word.len() > 16 || !word.is_ascii() {
        return None;
    }
    let mut bytes = [0_u8; 16];
    bytes[..word.len()].copy_from_slice(word);
    bytes[..word.len()].make_ascii_lowercase();
    Some(u128::from_le_bytes(bytes))
}

fn slot(key: u128, mask: usize) -> usize {
    let low = u64::try_from(key & u128::from(u64::MAX)).unwrap_or(0);
    let high = u64::try_from(key >> 64).unwrap_or(0);
    let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 40).unwrap_or(0) & mask
}

impl Lexicon {
    /// The classes of `time-words.txt`, and more words for some of the classes.
    pub fn with(extra: &[(&str, Class)]) -> Self {
        let mut lexicon = Self {
            entries: vec![Entry::default()],
            keys: vec![0],
            slots: vec![WordId::NONE; SLOTS],
            mask: SLOTS - 1,
        };
        for line in WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut fields = line.split_ascii_whitespace();
            let (Some(class), Some(value)) = (fields.next(), fields.next()) else { continue };
            let Some(&(_, class)) = CLASSES.iter().find(|(name, _)| *name == class) else { continue };
            let Some(value) = value.parse().ok().or_else(|| named_value(class, value)) else { continue };
            for word in fields {
                lexicon.add(word, class, value);
            }
        }
        for &(word, class) in extra {
            lexicon.add(word, class, 0);
        }
        lexicon
    }

    fn add(&mut self, word: &str, class: Class, value: i64) {
        let Some(key) = key(word.as_bytes()) else { return };
        let id = match self.find(key) {
            WordId::NONE => {
                let id = WordId(u16::try_from(self.entries.len()).unwrap_or(0));
                self.entries.push(Entry::default());
                self.keys.push(key);
                let mut at = slot(key, self.mask);
                while self.slots[at] != WordId::NONE {
                    at = (at + 1) & self.mask;
                }
                self.slots[at] = id;
                id
            }
            id => id,
        };
        let entry = &mut self.entries[usize::from(id.0)];
        if entry.classes & bit(class) == 0 {
            entry.classes |= bit(class);
            entry.values.push((class, value));
        }
    }

    /// The word with that key.
    pub fn find(&self, key: u128) -> WordId {
        let mut at = slot(key, self.mask);
        loop {
            match self.slots[at] {
                WordId::NONE => return WordId::NONE,
                id if self.keys[usize::from(id.0)] == key => return id,
                _ => at = (at + 1) & self.mask,
            }
        }
    }

    /// The word as written, in any case.
    pub fn word(&self, word: &str) -> WordId {
        key(word.as_bytes()).map_or(WordId::NONE, |key| self.find(key))
    }

    /// How many words there are, the word of no class included.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether a word is of a class.
    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.entries[usize::from(word.0)].classes & bit(class) != 0
    }

    /// Whether a word has no class of its own: a word that only a rule names may be a verb, a noun or a part of a name elsewhere.
    pub fn is_unclassed(&self, word: WordId) -> bool {
        self.entries[usize::from(word.0)].classes & !bit(Class::Literal) == 0
    }

    /// A word's value in a class it is of.
    pub fn value(&self, word: WordId, class: Class) -> Option<i64> {
        let entry = &self.entries[usize::from(word.0)];
        if entry.classes & bit(class) == 0 {
            return None;
        }
        entry.values.iter().find(|(of, _)| *of == class).map(|&(_, value)| value)
    }
}

fn bit(class: Class) -> u64 {
    1 << (class as u8)
}

fn named_value(class: Class, name: &str) -> Option<i64> {
    let first = match class {
        Class::Unit | Class::Units | Class::Every => "second",
        Class::Part | Class::Parts => "early-morning",
        Class::Edge => "start",
        Class::Zone => "utc",
        _ => return None,
    };
    let from = VALUES.iter().position(|value| *value == first)?;
    let at = VALUES.iter().position(|value| *value == name)?;
    i64::try_from(at.checked_sub(from)?).ok()
}

/// Every line of the lexicon that names no class or no value, for the tests.
#[cfg(test)]
pub(super) fn faulty_lines() -> Vec<&'static str> {
    WORDS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter(|line| {
            let mut fields = line.split_ascii_whitespace();
            let class = fields.next().and_then(|name| CLASSES.iter().find(|(class, _)| *class == name));
            let known = fields.next().zip(class).is_some_and(|(value, &(_, class))| {
                value.parse::<i64>().is_ok() || named_value(class, value).is_some()
            });
            !known || fields.clone().next().is_none() || fields.any(|word| key(word.as_bytes()).is_none())
        })
        .collect()
}

/// The lexicon with the words that rules and names need.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut extra: Vec<(&str, Class)> = Vec::new();
    extra.extend(super::rules::literals().map(|word| (word, Class::Literal)));
    extra.extend(super::name::first_words().map(|word| (word, Class::Name)));
    Lexicon::with(&extra)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lexicon_is_read() {
        assert_eq!(faulty_lines(), Vec::<&str>::new());
    }

    #[test]
    fn words_are_found_in_any_case_with_their_values() {
        let lexicon = Lexicon::with(&[("horizon", Class::Literal)]);
        for (word, class, value) in [
            ("Wednesday", Class::Weekday, Some(3)),
            ("SEPT", Class::MonthShort, Some(9)),
            ("weeks", Class::Units, Some(4)),
            ("second", Class::Ordinal, Some(2)),
            ("second", Class::Unit, Some(0)),
            ("evening", Class::Part, Some(4)),
            ("late", Class::Edge, Some(2)),
            ("horizon", Class::Literal, Some(0)),
            ("horizons", Class::Literal, None),
            ("wednesday", Class::Month, None),
        ] {
            assert_eq!(lexicon.value(lexicon.word(word), class), value, "{word}");
        }
    }
}
