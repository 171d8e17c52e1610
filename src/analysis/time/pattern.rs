//! The grammar's machine: patterns of rules compiled once, and tried only where a token can begin one.
//!
//! A pattern is a row of elements: words in lower case, marks, and terminals in capitals (`terminal`); `|` separates
//! alternatives, a `?` behind an element makes it optional. Patterns have no repetition, so that a match looks at a bounded
//! number of tokens and tagging takes time linear in the text.

use std::sync::LazyLock;

use super::lexer::{Kind, Token};
use super::lexicon::{LEXICON, WordId};
use super::rules::{self, Rule};
use super::terminal::{Capture, Terminal, Words};

/// What an element matches: one of its words, marks or terminals.
#[derive(Clone, Debug, Default)]
struct Element {
    words: Vec<WordId>,
    marks: Vec<u8>,
    terminals: Vec<Terminal>,
    /// The terminals as bits, to be held against those a token can begin.
    mask: u32,
    optional: bool,
}

/// A compiled rule.
#[derive(Debug)]
struct Compiled {
    rule: &'static Rule,
    elements: Vec<Element>,
}

/// The rules, and which of them a token can begin.
#[derive(Debug)]
pub struct Grammar {
    rules: Vec<Compiled>,
    by_word: Vec<Vec<u16>>,
    by_digits: Vec<u16>,
    by_mark: Vec<Vec<u16>>,
    /// The terminals that each word of the lexicon can begin, as bits.
    begun_by_word: Vec<u32>,
    /// The terminals that digits can begin.
    begun_by_digits: u32,
}

/// The grammar of all rule tables.
pub static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::compile);

/// Most captures a pattern can hold.
const CAPTURES: usize = 5;

/// A rule that matches at a token.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// The rule.
    pub rule: &'static Rule,
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    captures: [Capture; CAPTURES],
    /// How many captures it has.
    filled: usize,
    /// Place in the tables, by which equally long matches are ranked.
    rank: u16,
}

impl Match {
    /// The value of the first capture of a terminal.
    pub fn value(&self, terminal: Terminal) -> Option<i64> {
        self.capture(terminal, 0).map(|capture| capture.value)
    }

    /// The n-th capture of a terminal, counted from 0.
    pub fn capture(&self, terminal: Terminal, nth: usize) -> Option<Capture> {
        let filled = self.captures.iter().take(self.filled);
        filled.filter(|capture| capture.terminal == terminal).nth(nth).copied()
    }
}

/// The elements of a pattern as written, without their question marks.
pub fn elements(pattern: &str) -> impl Iterator<Item = (&str, bool)> {
    pattern.split_ascii_whitespace().map(|element| match element.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (element, false),
    })
}

/// Whether an alternative names a word, not a terminal or a mark.
pub fn is_literal(alternative: &str) -> bool {
    alternative.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn element(alternatives: &str, optional: bool) -> Element {
    let mut element = Element { optional, ..Element::default() };
    for alternative in alternatives.split('|') {
        if is_literal(alternative) {
            element.words.push(LEXICON.word(alternative));
        } else if let [mark] = alternative.as_bytes() {
            element.marks.push(*mark);
        } else if let Some(terminal) = Terminal::named(alternative) {
            element.terminals.push(terminal);
            element.mask |= terminal.bit();
        }
    }
    element
}

impl Grammar {
    fn compile() -> Self {
        let compiled = |rule: &'static Rule| Compiled {
            rule,
            elements: elements(rule.pattern)
                .map(|(alternatives, optional)| element(alternatives, optional))
                .collect(),
        };
        let begun = |begins: &dyn Fn(Terminal) -> bool| {
            Terminal::all()
                .filter(|terminal| begins(*terminal))
                .fold(0, |mask, terminal| mask | terminal.bit())
        };
        let begun_by_word = (0..LEXICON.len())
            .map(|word| WordId(u16::try_from(word).unwrap_or(0)))
            .map(|word| begun(&|terminal| terminal.begins_with(word)))
            .collect();
        let mut grammar = Self {
            rules: rules::all().map(compiled).collect(),
            by_word: vec![Vec::new(); LEXICON.len()],
            by_digits: Vec::new(),
            by_mark: vec![Vec::new(); 128],
            begun_by_word,
            begun_by_digits: begun(&Terminal::begins_with_digits),
        };
        for index in 0..grammar.rules.len() {
            grammar.index(index);
        }
        grammar
    }

    /// Enters a rule under everything that can begin it.
    fn index(&mut self, index: usize) {
        let Ok(id) = u16::try_from(index) else { return };
        let Self { rules, by_word, by_digits, by_mark, begun_by_word, begun_by_digits } = self;
        let enter = |list: &mut Vec<u16>| {
            if list.last() != Some(&id) {
                list.push(id);
            }
        };
        for element in &rules[index].elements {
            for word in &element.words {
                enter(&mut by_word[usize::from(word.0)]);
            }
            for (list, begun) in by_word.iter_mut().zip(begun_by_word.iter()) {
                if begun & element.mask != 0 {
                    enter(list);
                }
            }
            if *begun_by_digits & element.mask != 0 {
                enter(by_digits);
            }
            let marks = element.terminals.iter().filter_map(|terminal| terminal.mark());
            for mark in element.marks.iter().copied().chain(marks) {
                enter(&mut by_mark[usize::from(mark & 127)]);
            }
            if !element.optional {
                break;
            }
        }
    }

    /// The terminals that a token can begin, as bits.
    fn begun_by(&self, token: Token) -> u32 {
        match token.kind {
            Kind::Word => self.begun_by_word[usize::from(token.word.0)],
            Kind::Digits => self.begun_by_digits,
            Kind::Mark(mark) => Terminal::begun_by_mark(mark),
        }
    }

    /// The rules that a token can begin.
    fn starting_with(&self, token: Token) -> &[u16] {
        match token.kind {
            Kind::Word => &self.by_word[usize::from(token.word.0)],
            Kind::Digits => &self.by_digits,
            Kind::Mark(mark) => &self.by_mark[usize::from(mark & 127)],
        }
    }

    /// All rules that match at a token, the longest first, equally long ones in the order of the tables.
    pub fn matches(&self, words: &Words<'_>, at: usize) -> Vec<Match> {
        let starting = words.get(at).map_or(&[][..], |token| self.starting_with(token));
        let mut found: Vec<Match> = starting
            .iter()
            .filter_map(|&rank| {
                let Compiled { rule, elements } = &self.rules[usize::from(rank)];
                let mut captures = [Capture::NONE; CAPTURES];
                let (end, filled) = self.match_elements(elements, words, at, &mut captures, 0)?;
                (end > at).then_some(Match { rule, start: at, end, captures, filled, rank })
            })
            .collect();
        found.sort_by_key(|found| (std::cmp::Reverse(found.end), found.rank));
        found
    }

    /// The end of a match of the elements, optional ones taken where they can be, and how many captures it fills.
    fn match_elements(
        &self,
        elements: &[Element],
        words: &Words<'_>,
        at: usize,
        captures: &mut [Capture; CAPTURES],
        filled: usize,
    ) -> Option<(usize, usize)> {
        let Some((element, rest)) = elements.split_first() else { return Some((at, filled)) };
        if let Some(token) = words.get(at) {
            let here = match token.kind {
                Kind::Word => token.word != WordId::NONE && element.words.contains(&token.word),
                Kind::Mark(mark) => element.marks.contains(&mark),
                Kind::Digits => false,
            };
            if here && let Some(found) = self.match_elements(rest, words, at + 1, captures, filled) {
                return Some(found);
            }
            let begun = element.mask & self.begun_by(token);
            for terminal in element.terminals.iter().filter(|terminal| begun & terminal.bit() != 0) {
                let Some(capture) = words.terminal(*terminal, at) else { continue };
                if let Some(place) = captures.get_mut(filled) {
                    *place = capture;
                }
                let found = self.match_elements(rest, words, capture.end, captures, filled + 1);
                if found.is_some() {
                    return found;
                }
            }
        }
        if element.optional { self.match_elements(rest, words, at, captures, filled) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_names_words_and_terminals_that_exist() {
        for line in rules::all() {
            for (alternatives, _) in elements(line.pattern) {
                for alternative in alternatives.split('|') {
                    let known = if is_literal(alternative) {
                        LEXICON.word(alternative) != WordId::NONE
                    } else {
                        alternative.len() == 1 || Terminal::named(alternative).is_some()
                    };
                    assert!(known, "{}: {alternative}", line.pattern);
                }
            }
            let named = |names: &str| names.split('|').any(|name| Terminal::named(name).is_some());
            let terminals = elements(line.pattern).filter(|(names, _)| named(names)).count();
            assert!(terminals <= CAPTURES, "{}", line.pattern);
        }
    }
}
