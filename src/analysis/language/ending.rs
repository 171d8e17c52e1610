//! Whether a sentence ends at a place that the rules leave open: at a full stop before a small letter, a digit or a bracket, at a
//! mark of reference ("in 1805. [17] He left"), at a colon or a dash.
//!
//! A logistic regression over the marks and words on both sides, and over the casing of the paragraph: in a text without capitals a
//! small letter begins a sentence. The weights are in `assets/model/sentence-ends.txt`, which says what they were learned from;
//! `examples/learn` writes it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::paragraph::is_closing;
use crate::text::learned;

const LEARNED: &str = include_str!("../../../assets/model/sentence-ends.txt");

/// The log-odds from which a sentence ends where the rules would go on, a probability of 90 %: a sentence cut in two costs more
/// than two read as one.
const ENOUGH: f32 = 2.2;

/// How many words of a sentence are counted, on either side of a place.
const COUNTED: usize = 16;

/// Whether the sentences of a paragraph begin with capitals, so far as marks of a sentence's end show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Casing {
    small: usize,
    capital: usize,
    /// Whether the paragraph itself begins with a small letter.
    begins_small: bool,
}

impl Casing {
    pub fn of(paragraph: &str) -> Self {
        let mut casing = Self { begins_small: paragraph.starts_with(char::is_lowercase), ..Self::default() };
        for place in gaps(paragraph) {
            let ended = paragraph[..place].trim_end().trim_end_matches(is_closing).ends_with(['.', '?', '!']);
            match paragraph[place..].chars().next() {
                Some(letter) if ended && letter.is_lowercase() => casing.small += 1,
                Some(letter) if ended && letter.is_uppercase() => casing.capital += 1,
                _ => {}
            }
        }
        casing
    }

    fn name(self) -> &'static str {
        match self {
            Self { small: 0, capital: 0, .. } => "unknown",
            Self { small, capital, .. } if small > capital => "small",
            Self { small, capital, .. } if small * 3 > capital => "mixed",
            _ => "capitals",
        }
    }
}

/// The beginnings of all words that follow white space and, before it, a mark that may end a sentence.
pub(super) fn gaps(paragraph: &str) -> impl Iterator<Item = usize> {
    let bytes = paragraph.as_bytes();
    memchr::memchr3_iter(b' ', b'\n', b'\t', bytes).filter_map(move |blank| {
        let before = *bytes.get(blank.checked_sub(1)?)?;
        let after = *bytes.get(blank + 1)?;
        let may_end = !before.is_ascii_alphanumeric() && !matches!(before, b',' | b' ' | b'\n' | b'\t');
        if !may_end {
            return None;
        }
        if !matches!(after, b' ' | b'\n' | b'\t') {
            return Some(blank + 1);
        }
        let rest = &paragraph[blank..];
        let word = rest.trim_start_matches([' ', '\n', '\t']);
        (!word.is_empty()).then(|| blank + rest.len() - word.len())
    })
}

/// A place in a paragraph at which a sentence may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'t> {
    /// The end of the sentence so far, without white space after it.
    before: &'t str,
    /// Whether that is the whole of it.
    whole: bool,
    /// The beginning of what follows, without white space before it.
    after: &'t str,
    mark: &'static str,
    next: &'static str,
    ruled: bool,
    casing: Casing,
}

impl<'t> Open<'t> {
    /// The place, if it is open: a mark is before it, and not simply the end of a sentence before a capital.
    pub fn of((before, whole): (&'t str, bool), after: &'t str, ruled: bool, casing: Casing) -> Option<Self> {
        let (mark, next) = (mark(before)?, kind(after));
        let is_plain = ruled
            && matches!(mark, "stop" | "question" | "exclamation")
            && matches!(next, "capital" | "quotation");
        (!is_plain).then_some(Self { before, whole, after, mark, next, ruled, casing })
    }

    /// Whether the rules end a sentence here.
    pub fn ruled(&self) -> bool {
        self.ruled
    }

    /// Whether a sentence ends here.
    pub fn ends(&self) -> bool {
        let weights = &*WEIGHTS;
        let mut sum = weights.start;
        self.features(&mut |name| sum += weights.of.get(name).unwrap_or(&0.0));
        sum >= if self.ruled { 0.0 } else { ENOUGH }
    }

    /// Calls back with the name of each feature.
    pub fn features(&self, found: &mut dyn FnMut(&str)) {
        let Self { mark, next, .. } = *self;
        let ruled = if self.ruled { "ends" } else { "goes on" };
        let mut words = self.before.rsplit(is_blank).filter(|word| !word.is_empty());
        let (last, before_last) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut words = self.after.split(is_blank).filter(|word| !word.is_empty());
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let length = |words: usize| match words {
            0..=1 => "1",
            2 => "2",
            3..=5 => "3 to 5",
            6..=9 => "6 to 9",
            10..COUNTED => "10 to 15",
            _ => "16",
        };
        let count = |text: &str| text.split(is_blank).filter(|word| !word.is_empty()).take(COUNTED).count();
        let begins = match self.before.chars().next() {
            _ if !self.whole => "unknown",
            Some(letter) if letter.is_lowercase() => "small",
            _ => "other",
        };
        let closed = if self.before.ends_with(is_closing) { "closed" } else { "bare" };
        let begins_small = if self.casing.begins_small { "small" } else { "other" };
        let mut name = String::with_capacity(64);
        let mut add = |parts: &[&str]| {
            name.clear();
            for part in parts {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(part);
            }
            found(&name);
        };
        add(&["mark", mark, closed, ruled]);
        add(&["next", mark, next, ruled]);
        add(&["last", shape(last), mark, next]);
        add(&["words", shape(before_last), shape(last), next]);
        add(&["second", mark, next, shape(second)]);
        add(&["paragraph", self.casing.name(), mark, next, ruled]);
        add(&["begins", begins_small, mark, next]);
        add(&["sentence", begins, mark, next]);
        add(&["length", if self.whole { length(count(self.before)) } else { "16" }, mark, next]);
        add(&["rest", length(count(self.after)), mark, next]);
        let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        add(&["after", &bare(last), mark]);
        add(&["before", &bare(first), if next == "small" { "small" } else { "other" }]);
    }
}

/// The mark that ends a text, without what closes after it.
fn mark(before: &str) -> Option<&'static str> {
    if let Some(stem) = without_reference(before) {
        return mark(stem.trim_end()).map(|_| "reference");
    }
    let bare = before.trim_end_matches(|letter: char| is_closing(letter) || letter == '>');
    let (place, last) = bare.char_indices().next_back()?;
    let doubled = bare[..place].ends_with(['.', '?', '!']);
    Some(match last {
        '.' if doubled => "dots",
        '…' => "dots",
        '.' => "stop",
        '?' | '!' if doubled => "marks",
        '?' => "question",
        '!' => "exclamation",
        ':' => "colon",
        ';' => "semicolon",
        '-' | '–' | '—' => "dash",
        _ => return None,
    })
}

/// A text without the mark of reference at its end: "[17]", "[3, 4]".
fn without_reference(text: &str) -> Option<&str> {
    let (stem, numbers) = text.strip_suffix(']')?.rsplit_once('[')?;
    is_numbers(numbers).then_some(stem)
}

fn is_numbers(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | ' ' | '-' | '–'))
}

/// What a text begins with.
fn kind(after: &str) -> &'static str {
    let mut letters = after.chars();
    match letters.next() {
        Some(letter) if letter.is_uppercase() => "capital",
        Some(letter) if letter.is_lowercase() => "small",
        Some(letter) if letter.is_numeric() => "digit",
        Some('[') => match after[1..].split_once(']') {
            Some((numbers, _)) if is_numbers(numbers) => "reference",
            _ => "bracket",
        },
        Some('(') => "parenthesis",
        Some('"' | '“' | '‘' | '«' | '\'' | '`') => match letters.next() {
            Some(letter) if letter.is_lowercase() => "small quotation",
            _ => "quotation",
        },
        Some('-' | '–' | '—' | '*' | '•' | '·') => "dash",
        _ => "other",
    }
}

/// How a word is written.
fn shape(word: &str) -> &'static str {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let has = |test: fn(char) -> bool| bare.chars().any(test);
    match bare.chars().next() {
        None if word.is_empty() => "none",
        None => "sign",
        Some(_) if bare.contains(['@', '/']) => "address",
        Some(_) if !has(char::is_alphabetic) => "number",
        Some(_) if has(char::is_numeric) => "mixed",
        Some(first) if first.is_lowercase() => "small",
        Some(_) if bare.len() > 1 && !has(char::is_lowercase) => "capitals",
        Some(_) if bare.len() == 1 => "initial",
        Some(_) => "capital",
    }
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
}

struct Weights {
    start: f32,
    of: FxHashMap<&'static str, f32>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights {
    start: learned::weight(LEARNED, "start"),
    of: learned::weights(LEARNED).filter(|(name, _)| *name != "start").collect(),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_the_weights_is_a_name_and_a_number() {
        let lines: Vec<&str> = LEARNED.lines().filter(|line| !line.starts_with('#')).collect();
        for line in &lines {
            let weight = line.rsplit_once(' ').and_then(|(_, weight)| weight.parse::<f32>().ok());
            assert!(weight.is_some_and(f32::is_finite), "{line}");
        }
        assert_eq!(WEIGHTS.of.len() + 1, lines.len());
        assert!(WEIGHTS.start != 0.0);
    }

    #[test]
    fn a_place_is_open_if_a_mark_is_before_it_and_not_simply_a_capital_after_it() {
        for (before, after, ruled, expected) in [
            ("He left.", "He came back.", true, None),
            ("He left.", "“Why?”", true, None),
            ("He left", "he came back.", false, None),
            ("He left.", "he came back.", false, Some(("stop", "small"))),
            ("He left (in 1805).", "[17] He came back.", true, Some(("stop", "reference"))),
            ("He left. [17]", "He came back.", false, Some(("reference", "capital"))),
            ("He left.[3, 4]", "He came back.", false, Some(("reference", "capital"))),
            ("He [17]", "left.", false, None),
            ("He left...", "(nobody knows why)", true, Some(("dots", "parenthesis"))),
            ("He left?!", "3 came back.", true, Some(("marks", "digit"))),
            ("Places:", "- Ode", true, Some(("colon", "dash"))),
            ("“He left.”", "“he", false, Some(("stop", "small quotation"))),
        ] {
            let open = Open::of((before, true), after, ruled, Casing::default());
            assert_eq!(open.map(|open| (open.mark, open.next)), expected, "{before} | {after}");
        }
    }

    #[test]
    fn the_casing_of_a_paragraph_is_that_of_its_sentences() {
        for (paragraph, expected) in [
            ("One. Two. Three.", "capitals"),
            ("one. two. Three.", "mixed"),
            ("one! two? three (or four). five", "small"),
            ("One, two", "unknown"),
            ("", "unknown"),
        ] {
            assert_eq!(Casing::of(paragraph).name(), expected, "{paragraph}");
        }
    }

    #[test]
    fn gaps_follow_marks() {
        let text = "One, two. three” \n four:five…  six -\tseven ";
        let found: Vec<&str> =
            gaps(text).filter_map(|place| text[place..].split_whitespace().next()).collect();
        assert_eq!(found, ["three”", "four:five…", "six", "seven"]);
    }
}
