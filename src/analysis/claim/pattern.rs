//! The matcher of patterns: rows of elements, compiled once, that match the words of a sentence around one of them.
//!
//! | element | matches |
//! |---|---|
//! | `fail` | a word by its form or its lemma, in any case |
//! | `NOUN` | a word of a kind in `KINDS`: a part of speech, or what a word denotes |
//! | `{harm verbs}` | a word, or its lemma, of a class of `assets/lexicon/claim-words.txt` |
//! | `on\|in` | one of several of these |
//! | `in?`, `DET*` | none or one; none or several, as many as possible |
//! | `*`, `..7` | up to four words, up to seven words, whatever they are: as few as possible |
//! | `..7!,\|and` | the same, but none of these words |
//! | `!of` | that the next word is not one of these |
//! | `^` | where the words begin that name the value |
//! | `@gun` | the anchor, from which everything else is matched outwards; without one it is the first element |
//!
//! An element stands for a bounded number of words, so that matching takes time linear in the text.

use super::PatternLine;
use super::detail::lists;
use super::lexicon::WordClass;
use super::phrase::word_is;
use super::state;
use crate::analysis::actor::group;
use crate::analysis::language::{Document, Relation, SentenceSpan, TokenId, Upos};
use crate::text::Span;

/// What `*` stands for: up to this many words.
const GAP: u32 = 4;

/// How many words an element with `*` may stand for.
const MOST_REPEATED: u32 = 12;

/// Whether a word is of a kind.
type IsOfKind = fn(&Document<'_>, TokenId) -> bool;

/// The kinds of words that elements in capitals match.
const KINDS: &[(&str, IsOfKind)] = &[
    ("ADJ", |document, token| document.token(token).upos == Upos::Adj),
    ("ADP", |document, token| document.token(token).upos == Upos::Adp),
    ("ANY", |_, _| true),
    ("DET", |document, token| document.token(token).upos == Upos::Det),
    ("NOUN", |document, token| document.token(token).upos == Upos::Noun),
    ("NUM", |document, token| document.token(token).upos == Upos::Num),
    ("PROPN", |document, token| document.token(token).upos == Upos::Propn),
    ("VERB", |document, token| document.token(token).upos == Upos::Verb),
    ("BODYPART", |document, token| lists::body_part(document, token).is_some()),
    ("COLOUR", lists::is_colour),
    ("MODIFIER", is_modifier),
    ("VEHICLE", lists::is_vehicle),
    ("WEAPON", |document, token| lists::weapon(document, token).is_some()),
    ("SUSPECT", |document, token| {
        document.token(token).upos == Upos::Noun
            && group::of_head(document, token)
                .is_some_and(|found| state::is_suspect(found.group) || found.group == "men")
    }),
];

/// Whether a word may precede the noun that it modifies or determines: "his", "semi-automatic", "-", "hunting".
fn is_modifier(document: &Document<'_>, token: TokenId) -> bool {
    let read = document.token(token);
    let plain =
        matches!(read.upos, Upos::Adj | Upos::Noun | Upos::Det | Upos::Punct | Upos::Num | Upos::Part);
    plain && !word_is(document, token, &[",", ";", ":", "no"])
        || matches!(read.relation, Relation::Amod | Relation::Compound)
        || word_is(document, token, &["his", "her", "their"])
}

/// A compiled pattern.
pub(crate) struct Pattern {
    anchor: Test,
    /// The elements before the anchor, nearest first.
    before: Vec<Step>,
    after: Vec<Step>,
}

/// What a pattern matched, by the indices of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// The first of the words.
    pub first: TokenId,
    /// The first of those that name the value: at `^`, or the anchor.
    named: TokenId,
    /// The anchor.
    pub anchor: TokenId,
    /// The last of the words.
    pub last: TokenId,
}

impl Match {
    /// All words of the match.
    pub(crate) fn span(&self, document: &Document<'_>) -> Span {
        document.token(self.first).span.cover(document.token(self.last).span)
    }

    /// The words that name the value, to the anchor.
    pub(crate) fn named(&self, document: &Document<'_>) -> Span {
        document.token(self.named).span.cover(document.token(self.anchor).span)
    }
}

/// One element.
enum Step {
    /// Between so many words of one kind, as many as possible.
    Words(Test, u32, u32),
    /// Up to so many words, as few as possible, and none of some kind.
    Gap(u32, Test),
    /// The next word is not of a kind.
    Not(Test),
    /// Where the words for the value begin.
    Named,
}

/// The words an element accepts.
#[derive(Default)]
struct Test {
    words: Vec<&'static str>,
    classes: Vec<WordClass>,
    kinds: Vec<IsOfKind>,
}

impl Test {
    fn read(alternatives: &'static str) -> Self {
        let mut test = Self::default();
        for one in alternatives.split('|').filter(|one| !one.is_empty()) {
            if let Some(class) = one.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                test.classes.push(WordClass::named(class));
            } else if let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == one) {
                test.kinds.push(*kind);
            } else {
                test.words.push(one);
            }
        }
        test
    }

    fn holds(&self, document: &Document<'_>, token: TokenId) -> bool {
        let is = |word: &&str| {
            document.lemma(token).eq_ignore_ascii_case(word)
                || document.word(token).eq_ignore_ascii_case(word)
        };
        self.words.iter().any(is)
            || self
                .classes
                .iter()
                .any(|class| class.has_lemma(document, token) || class.has_word(document, token))
            || self.kinds.iter().any(|kind| kind(document, token))
    }
}

impl Step {
    fn read(element: &'static str) -> Self {
        if let Some(gap) = element.strip_prefix("..") {
            let (most, never) = gap.split_once('!').unwrap_or((gap, ""));
            return Self::Gap(most.parse().unwrap_or(GAP), Test::read(never));
        }
        match (element, element.strip_suffix('?'), element.strip_suffix('*')) {
            ("*", ..) => Self::Gap(GAP, Test::default()),
            ("^", ..) => Self::Named,
            (_, Some(optional), _) if !optional.is_empty() => Self::Words(Test::read(optional), 0, 1),
            (_, _, Some(several)) => Self::Words(Test::read(several), 0, MOST_REPEATED),
            _ => match element.strip_prefix('!') {
                Some(other) if !other.is_empty() => Self::Not(Test::read(other)),
                _ => Self::Words(Test::read(element), 1, 1),
            },
        }
    }
}

impl Pattern {
    /// Compiles a pattern; spaces within the braces of a class separate nothing.
    pub(crate) fn read(pattern: &'static str) -> Self {
        let mut within = false;
        let elements: Vec<&'static str> = pattern
            .split(|letter: char| {
                within = letter == '{' || within && letter != '}';
                letter == ' ' && !within
            })
            .collect();
        let place = elements.iter().position(|element| element.starts_with('@')).unwrap_or(0);
        Self {
            anchor: Test::read(elements[place].trim_start_matches('@')),
            before: elements[..place].iter().rev().map(|element| Step::read(element)).collect(),
            after: elements[place + 1..].iter().map(|element| Step::read(element)).collect(),
        }
    }

    /// The match whose anchor is a word.
    pub(crate) fn at(&self, document: &Document<'_>, anchor: TokenId) -> Option<Match> {
        if !self.anchor.holds(document, anchor) {
            return None;
        }
        let sentence = document.sentence(document.sentence_of(anchor));
        let (last, _) = Walk { document, sentence, back: false }.follow(&self.after, anchor)?;
        let (first, named) = Walk { document, sentence, back: true }.follow(&self.before, anchor)?;
        Some(Match { first, named: named.unwrap_or(anchor), anchor, last })
    }
}

/// The words of a sentence in one direction.
struct Walk<'d, 't> {
    document: &'d Document<'t>,
    sentence: &'d SentenceSpan,
    back: bool,
}

impl Walk<'_, '_> {
    fn next(&self, token: TokenId) -> Option<TokenId> {
        let next = if self.back { token.0.checked_sub(1)? } else { token.0 + 1 };
        Some(TokenId(next)).filter(|next| self.sentence.first <= *next && *next < self.sentence.end)
    }

    /// The last word that the elements after a word match, and where the words for the value begin.
    fn follow(&self, steps: &[Step], here: TokenId) -> Option<(TokenId, Option<TokenId>)> {
        let Some((step, rest)) = steps.split_first() else { return Some((here, None)) };
        match step {
            Step::Named => self.follow(rest, here).map(|(last, _)| (last, Some(here))),
            Step::Not(test) => {
                let follows = self.next(here).is_some_and(|next| test.holds(self.document, next));
                (!follows).then(|| self.follow(rest, here)).flatten()
            }
            Step::Gap(most, never) => {
                let mut here = here;
                for _ in 0..*most {
                    if let Some(found) = self.follow(rest, here) {
                        return Some(found);
                    }
                    here = self.next(here).filter(|next| !never.holds(self.document, *next))?;
                }
                self.follow(rest, here)
            }
            Step::Words(test, least, most) => {
                let own = |token: TokenId| self.next(token).filter(|next| test.holds(self.document, *next));
                let mut run = vec![here];
                while run.len() <= *most as usize
                    && let Some(next) = run.last().and_then(|last| own(*last))
                {
                    run.push(next);
                }
                run.iter().skip(*least as usize).rev().find_map(|last| self.follow(rest, *last))
            }
        }
    }
}

/// A row of a table: a pattern and what it means, with its examples, which `check_rows` tests.
pub(crate) struct Row<T: 'static> {
    /// Its name.
    pub name: &'static str,
    /// The pattern.
    pub pattern: &'static str,
    /// What the words that it matches mean.
    pub means: T,
    /// Sentences, each with the words that it matches in brackets.
    pub examples: &'static [&'static str],
    /// Sentences in which no row of the table with this meaning matches, though they look alike.
    pub never: &'static [&'static str],
}

impl<T> Row<T> {
    /// The row as it is listed.
    pub(crate) fn line(&self, reads: &'static str) -> PatternLine {
        let first = |sentences: &[&'static str]| sentences.first().copied().unwrap_or_default();
        let (example, never) = (first(self.examples), first(self.never));
        PatternLine { rule: self.name, pattern: self.pattern, reads, example, never }
    }
}

/// A table of rows, compiled.
pub(crate) struct Rows<T: 'static>(Vec<(Pattern, &'static Row<T>)>);

impl<T> Rows<T> {
    /// Compiles a table.
    pub(crate) fn of(rows: &'static [Row<T>]) -> Self {
        Self(rows.iter().map(|row| (Pattern::read(row.pattern), row)).collect())
    }

    /// The matches of the rows with a wanted meaning whose anchor is a word, in the order of the table.
    pub(crate) fn at(
        &self,
        document: &Document<'_>,
        token: TokenId,
        wanted: impl Fn(&T) -> bool,
    ) -> impl Iterator<Item = (&'static Row<T>, Match)> {
        let rows = self.0.iter().filter(move |(_, row)| wanted(&row.means));
        rows.filter_map(move |(pattern, row)| Some((*row, pattern.at(document, token)?)))
    }
}

/// Checks the examples of the rows of a table against what is found at a word by a row with that meaning.
#[cfg(test)]
pub(crate) fn check_rows<T>(
    rows: &'static [Row<T>],
    find: impl Fn(&Document<'_>, TokenId, &'static Row<T>) -> Option<Match>,
) {
    for row in rows {
        assert!(!row.examples.is_empty(), "{}: a row has an example", row.name);
        for example in row.examples.iter().chain(row.never) {
            let text = example.replace(['[', ']'], "");
            let document = Document::read(&text);
            let found = document.token_ids().find_map(|token| find(&document, token, row));
            let words = found.map(|found| document.words(found.span(&document)));
            let bracket = example.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
            assert_eq!(words, bracket.map(|(words, _)| words), "{}: {example}", row.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_matched_outwards_from_the_anchor() {
        for (pattern, text, expected) in [
            ("brake fail", "Its brakes failed.", Some("brakes failed")),
            ("in * order", "They were in good working order.", Some("in good working order")),
            ("in * order", "They were in order.", Some("in order")),
            ("in * order", "They were in one of several ways out of order.", None),
            ("with DET? ^ ADJ* @rifle", "He came with a long black rifle.", Some("with a long black rifle")),
            ("with MODIFIER* @rifle", "He came with a friend, a rifle and a knife.", None),
            ("{harm verbs} ..3!, @leg", "She was shot in the left leg.", Some("shot in the left leg")),
            ("{harm verbs} ..2 @leg", "She was shot in the left leg.", None),
            ("{harm verbs} ..3!, @leg", "Shot, she moved a leg.", None),
            ("{harm verbs} in the @back !NOUN|of", "He was shot in the back.", Some("shot in the back")),
            ("{harm verbs} in the @back !NOUN|of", "He was shot in the back yard.", None),
            ("find !guilty", "He was found dead.", Some("found")),
            ("find !guilty", "He was found guilty.", None),
            ("SUSPECT fled|ran", "The gunman fled.", Some("gunman fled")),
            ("SUSPECT fled|ran", "The rain fled.", None),
        ] {
            let document = Document::read(text);
            let compiled = Pattern::read(pattern);
            let found = document.token_ids().find_map(|token| compiled.at(&document, token));
            let words = found.map(|found| document.words(found.span(&document)));
            assert_eq!(words, expected, "{pattern}: {text}");
        }
    }

    #[test]
    fn the_words_for_the_value_begin_at_their_mark() {
        let document = Document::read("He came with a long black rifle.");
        let found = document
            .token_ids()
            .find_map(|token| Pattern::read("with DET? ^ ADJ* @rifle").at(&document, token));
        assert_eq!(found.map(|found| document.words(found.named(&document))), Some("long black rifle"));
    }
}
